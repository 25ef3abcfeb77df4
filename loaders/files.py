"""Bytes on disk → sheets of text cells: encodings, compression, spreadsheets, and limits that refuse a bomb.

A sheet comes back as a polars frame of text columns (null = empty cell) in file order, with the headers as written
and, for every data row, the number a spreadsheet shows for it.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from loaders.problems import InputError

if TYPE_CHECKING:
    import polars as pl

MAX_BYTES = 1 << 30
"""Largest file that is read, in bytes, after decompression (1 GiB)."""
MAX_SHEET_BYTES = 512 << 20
"""Largest spreadsheet that is read, in bytes, after decompression (512 MiB)."""
TABLE_SUFFIXES = (".csv", ".tsv", ".txt", ".csv.gz", ".tsv.gz")
BOOK_SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table as written: `headers[i]` stands over `cells.columns[i]`; `rows` are spreadsheet row numbers.

    `formulas` maps (row, column index) to a formula whose value the file does not hold; `ragged` maps a row with more
    cells than the header to its cells: it is in neither `cells` nor `rows`.
    """

    file: str
    name: str | None
    headers: tuple[str, ...]
    cells: pl.DataFrame
    rows: pl.Series
    formulas: dict[tuple[int, int], str] = field(default_factory=dict)
    ragged: dict[int, tuple[str, ...]] = field(default_factory=dict)
    digest: bytes = b""


def suffix_of(path: Path) -> str:
    """The lower-case suffix, two-part for compressed tables: `.csv.gz`."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    return "".join(suffixes[-2:]) if suffixes[-1:] == [".gz"] else "".join(suffixes[-1:])


def read_bytes(path: Path) -> bytes:
    """The file's bytes, decompressed if its name ends in `.gz`; raises `InputError` when they cannot be had."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InputError("input.too_large", file=path.name, limit=MAX_BYTES >> 20)
        if path.suffix.lower() != ".gz":
            return path.read_bytes()
        with gzip.open(path) as stream:
            data = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise InputError("input.missing", file=str(path)) from None
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise InputError("input.damaged", file=path.name) from None
    except OSError as error:
        raise InputError("input.unreadable", file=str(path), why=error.strerror or str(error)) from None
    if len(data) > MAX_BYTES:
        raise InputError("input.too_large", file=path.name, limit=MAX_BYTES >> 20)
    return data


def decode(data: bytes, file: str) -> str:
    """The text of a table, in UTF-8 or UTF-16 by its mark, in UTF-8, or in a Chinese encoding found by its letters.

    Raises `InputError` when no encoding fits without damage.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decode_as(data, "utf-16", file)
    if data.startswith(b"\xef\xbb\xbf"):
        return _decode_as(data, "utf-8-sig", file)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    from charset_normalizer import from_bytes

    best = from_bytes(data[: 1 << 20], cp_isolation=["gb18030", "big5", "utf_16_le", "utf_16_be"]).best()
    if best is None:
        raise InputError("input.encoding", file=file)
    return _decode_as(data, best.encoding, file)


def _decode_as(data: bytes, encoding: str, file: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise InputError("input.encoding", file=file) from None


def read_sheets(path: Path) -> list[Sheet]:
    """Every sheet of a table or workbook that has a cell; raises `InputError` when it cannot be read."""
    suffix = suffix_of(path)
    if suffix in TABLE_SUFFIXES:
        return [read_table(path)]
    if suffix in BOOK_SUFFIXES:
        return list(_read_book(path))
    raise InputError("input.format", file=path.name, known=", ".join((*TABLE_SUFFIXES, *BOOK_SUFFIXES)))


def read_table(path: Path) -> Sheet:
    """The one sheet of a CSV or TSV file; raises `InputError` when it is empty or cannot be read."""
    data = read_bytes(path)
    digest = hashlib.sha256(data).digest()
    sheet = _fast_table(data, path) if _is_simple(data) else None
    return replace(sheet or _slow_table(decode(data, path.name), path), digest=digest)


_QUOTED = re.compile(rb'(?:(?<=[,;\t\n])|\A)"[^"]*(?:""[^"]*)*"(?=[,;\t\r\n]|\Z)')


def _is_simple(data: bytes) -> bool:
    """Whether every line is a row and every quote a proper one, so that the fast reader reads what the slow does."""
    head = data[: data.find(b"\n")] if b"\n" in data else data
    if b'"' in head or b"\n\n" in data or b"\n\r\n" in data or data[:1] in (b"", b"\n", b"\r", b"\xff", b"\xfe"):
        return False
    if b"\r" in data and data.count(b"\r") != data.count(b"\r\n"):
        return False
    return b'"' not in data or b'"' not in _QUOTED.sub(b"", data)


def _separator(head: str, path: Path) -> str:
    if suffix_of(path).startswith(".tsv"):
        return "\t"
    return max(",;\t", key=lambda mark: (head.count(mark), mark == ","))


def _fast_table(data: bytes, path: Path) -> Sheet | None:
    """The sheet read by polars; None when a row is wider than the header or the bytes are not UTF-8."""
    import polars as pl

    start = 3 if data.startswith(b"\xef\xbb\xbf") else 0
    end = data.find(b"\n")
    try:
        head = data[start : end if end >= 0 else len(data)].decode("utf-8").rstrip("\r")
    except UnicodeDecodeError:
        return None
    separator = _separator(head, path)
    headers = head.split(separator)
    if end < 0 or not data[end : end + 1024].strip() or not headers[-1].strip():
        return None
    try:
        cells = pl.read_csv(
            memoryview(data)[end + 1 :].tobytes() if start else data, has_header=False, separator=separator,
            skip_lines=0 if start else 1, quote_char='"' if b'"' in data else None,
            schema={str(place): pl.String for place in range(len(headers))}, truncate_ragged_lines=False,
        )  # fmt: skip
    except pl.exceptions.PolarsError:
        return None
    rows = pl.int_range(2, len(cells) + 2, dtype=pl.Int32, eager=True).alias("row")
    return Sheet(path.name, None, tuple(headers), cells, rows)


def _slow_table(text: str, path: Path) -> Sheet:
    if not text.strip("\r\n\t ,;\0"):
        raise InputError("input.empty", file=path.name)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text.partition("\n")[0], path))
    try:
        numbered = [(number, row) for number, row in enumerate(rows, start=1) if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise InputError("input.csv", file=path.name, why=str(error)) from None
    return _sheet(path.name, None, numbered, {})


def _sheet(
    file: str, name: str | None, rows: Sequence[tuple[int, Sequence[str]]], formulas: dict[tuple[int, int], str]
) -> Sheet:
    import polars as pl

    if not rows:
        raise InputError("input.empty", file=file)
    headers = list(rows[0][1])
    while headers and not headers[-1].strip():
        headers.pop()
    width = len(headers)
    ragged = {number: tuple(row) for number, row in rows[1:] if any(cell.strip() for cell in row[width:])}
    kept = [(number, row) for number, row in rows[1:] if number not in ragged]
    columns = {
        str(place): [row[place] if place < len(row) and row[place] else None for _, row in kept]
        for place in range(width)
    }
    return Sheet(
        file, name, tuple(headers), pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String)),
        pl.Series("row", [number for number, _ in kept], dtype=pl.Int32), formulas, ragged,
    )  # fmt: skip


def _read_book(path: Path) -> Iterator[Sheet]:
    import python_calamine

    if not path.exists():
        raise InputError("input.missing", file=str(path))
    if path.stat().st_size == 0:
        raise InputError("input.empty", file=path.name)
    formulas: dict[str, dict[tuple[int, int], str]] = {}
    if path.suffix.lower() != ".xls":
        _check_zip(path)
        formulas = _uncomputed_formulas(path) if path.suffix.lower() in (".xlsx", ".xlsm") else {}
    elif path.stat().st_size > MAX_SHEET_BYTES:
        raise InputError("input.too_large", file=path.name, limit=MAX_SHEET_BYTES >> 20)
    found = False
    try:
        book = python_calamine.load_workbook(str(path))
        for name in book.sheet_names:
            grid = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            rows = [
                (number, [_cell_text(cell) for cell in row])
                for number, row in enumerate(grid, start=1)
                if any(cell not in ("", None) for cell in row)
            ]
            if rows:
                found = True
                yield _sheet(path.name, name, rows, formulas.get(name, {}))
    except (python_calamine.CalamineError, zipfile.BadZipFile) as error:
        raise InputError("input.book", file=path.name, why=str(error)) from None
    if not found:
        raise InputError("input.empty", file=path.name)


def _check_zip(path: Path) -> None:
    """Refuses an archive that is damaged or unpacks to more than the limit, before anything unpacks it whole."""
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MAX_SHEET_BYTES:
                raise InputError("input.too_large", file=path.name, limit=MAX_SHEET_BYTES >> 20)
            broken = archive.testzip()  # reads in pieces; a size that lies fails its checksum
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError):
        raise InputError("input.damaged", file=path.name) from None
    if broken:
        raise InputError("input.damaged", file=path.name)


_CELL = re.compile(rb'<c\b[^>]*?\br="([A-Z]+)(\d+)"[^>]*>((?:(?!</c>).)*?<f\b.*?)</c>', re.DOTALL)


def _uncomputed_formulas(path: Path) -> dict[str, dict[tuple[int, int], str]]:
    """Formula cells that hold no value, by sheet name: a file written by a program that does not calculate."""
    from xml.etree import ElementTree

    found: dict[str, dict[tuple[int, int], str]] = {}
    main = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    link = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    with zipfile.ZipFile(path) as archive:
        try:
            targets = {
                item.get("Id"): str(PurePosixPath("xl") / str(item.get("Target")).removeprefix("/xl/"))
                for item in ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
            }
            sheets = ElementTree.fromstring(archive.read("xl/workbook.xml")).iter(f"{main}sheet")
        except (KeyError, ElementTree.ParseError):
            return {}
        for sheet in sheets:
            target = targets.get(sheet.get(link))
            data = archive.read(target) if target in archive.namelist() else b""
            if b"<f" not in data:
                continue
            cells = found.setdefault(sheet.get("name") or "", {})
            for letters, row, inner in _CELL.findall(data):
                if b"<v>" not in inner and b"<is>" not in inner:
                    formula = re.sub(rb"<[^>]*>", b"", inner).decode("utf-8", "replace")
                    cells[int(row), _column_index(letters)] = f"={formula}"
    return found


def _column_index(letters: bytes) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + letter - 64
    return index - 1


def _cell_text(cell: object) -> str:
    """A cell as text: whole numbers without a point, dates in ISO form, an empty cell as an empty text.

    >>> _cell_text(12.0), _cell_text(0.1), _cell_text(date(2018, 5, 3)), _cell_text(None)
    ('12', '0.1', '2018-05-03', '')
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time(0) else cell.isoformat(sep=" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    return str(cell)
