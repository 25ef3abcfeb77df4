"""Reads tables and workbooks into cells: encodings, compression, spreadsheets, and limits on what is unpacked.

A table of a data package comes back as a `TextTable`, a polars frame of text columns. A roster comes back as `Grid`s:
its sheets as they are, with merged ranges and what is hidden.
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
from typing import TYPE_CHECKING, NamedTuple

from loaders.problems import InputError

if TYPE_CHECKING:
    import polars as pl

MAX_BYTES = 1 << 30
"""The largest file that is read, in bytes after decompression (1 GiB)."""
MAX_SHEET_BYTES = 512 << 20
"""The largest spreadsheet that is read, in bytes after decompression (512 MiB)."""
MAX_CELLS = 50_000_000
"""The most cells a sheet may span, with the empty ones."""
MAX_REPEATED = 10_000
"""An OpenDocument sheet may repeat a row; more repetitions than this are the empty rest of the sheet."""
HEAD_LINES = 20
"""How many lines of a text table are looked at to find its separator."""
TABLE_SUFFIXES = (".csv", ".tsv", ".txt", ".csv.gz", ".tsv.gz")
BOOK_SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods")


@dataclass(frozen=True, slots=True)
class TextTable:
    """One table of a data package: `headers[i]` is the header of `cells.columns[i]`; `rows` are row numbers.

    `ragged` are the cells, by row number, of rows with more cells than the header; they are not in `cells` and `rows`.
    """

    file: str
    headers: tuple[str, ...]
    cells: pl.DataFrame
    rows: pl.Series
    ragged: dict[int, tuple[str, ...]] = field(default_factory=dict)
    digest: bytes = b""


class Merge(NamedTuple):
    """A merged range of rows and columns, counted from zero, with both ends included."""

    top: int
    left: int
    bottom: int
    right: int


Cell = str | int | float | bool | date | datetime | time | timedelta | None
"""A cell as a workbook holds it; None is an empty cell."""


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet as people keep it: `rows[i]` is the row that a spreadsheet numbers i + 1.

    Of merged cells only the one at the top left has a value. `typed` is false for a text table, where every cell is a
    text. `formulas` are those whose value the file does not hold, by (row number, column index). `hidden_rows` are row
    numbers.
    """

    file: str
    name: str | None
    rows: Sequence[tuple[Cell, ...]]
    merges: tuple[Merge, ...] = ()
    typed: bool = True
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    formulas: dict[tuple[int, int], str] = field(default_factory=dict)


def suffix_of(path: Path) -> str:
    """The lower-case suffix, two-part for compressed tables: `.csv.gz`."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    return "".join(suffixes[-2:]) if suffixes[-1:] == [".gz"] else "".join(suffixes[-1:])


def read_bytes(path: Path) -> bytes:
    """The bytes of a file, decompressed if its name ends in `.gz`; raises `InputError` if it cannot be read."""
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
    """The text of a table: in UTF-8 or UTF-16 by its byte order mark, else in UTF-8, else in a Chinese encoding.

    Raises `InputError` if no encoding fits every byte.
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


def read_grids(path: Path) -> list[Grid]:
    """Every sheet of a table or workbook that is not empty; raises `InputError` if the file cannot be read."""
    suffix = suffix_of(path)
    if suffix in TABLE_SUFFIXES:
        return [_text_grid(path)]
    if suffix in BOOK_SUFFIXES:
        return list(_read_book(path))
    raise InputError("input.format", file=path.name, known=", ".join((*TABLE_SUFFIXES, *BOOK_SUFFIXES)))


def _text_grid(path: Path) -> Grid:
    text = decode(read_bytes(path), path.name)
    if not text.strip("\r\n\t ,;\0"):
        raise InputError("input.empty", file=path.name)
    separator = _separator("\n".join(text.split("\n", HEAD_LINES)[:HEAD_LINES]), path)
    try:
        rows = [
            tuple(cell if cell.strip() else None for cell in row)
            for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        ]
    except csv.Error as error:
        raise InputError("input.csv", file=path.name, why=str(error)) from None
    return Grid(path.name, None, rows, typed=False)


def read_table(path: Path) -> TextTable:
    """The table in a CSV or TSV file; raises `InputError` if it is empty or cannot be read."""
    data = read_bytes(path)
    digest = hashlib.sha256(data).digest()
    sheet = _fast_table(data, path) if _is_simple(data) else None
    return replace(sheet or _slow_table(decode(data, path.name), path), digest=digest)


_QUOTED = re.compile(rb'(?:(?<=[,;\t\n])|\A)"[^"]*(?:""[^"]*)*"(?=[,;\t\r\n]|\Z)')


def _is_simple(data: bytes) -> bool:
    """Whether every line is a row and every quote is closed, so that the fast reader gives what the slow one does."""
    head = data[: data.find(b"\n")] if b"\n" in data else data
    if b'"' in head or b"\n\n" in data or b"\n\r\n" in data or data[:1] in (b"", b"\n", b"\r", b"\xff", b"\xfe"):
        return False
    if b"\r" in data and data.count(b"\r") != data.count(b"\r\n"):
        return False
    return b'"' not in data or b'"' not in _QUOTED.sub(b"", data)


def _separator(head: str, path: Path) -> str:
    """The character that separates cells: a tab in a .tsv, else the most frequent of comma, semicolon and tab."""
    if suffix_of(path).startswith(".tsv"):
        return "\t"
    return max(",;\t", key=lambda mark: (head.count(mark), mark == ","))


def _fast_table(data: bytes, path: Path) -> TextTable | None:
    """The table as polars reads it; None if a row is wider than the header or the bytes are not UTF-8."""
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
            memoryview(data)[end + 1 :].tobytes() if start else data,
            has_header=False,
            separator=separator,
            skip_lines=0 if start else 1,
            quote_char='"' if b'"' in data else None,
            schema={str(place): pl.String for place in range(len(headers))},
            truncate_ragged_lines=False,
        )
    except pl.exceptions.PolarsError:
        return None
    rows = pl.int_range(2, len(cells) + 2, dtype=pl.Int32, eager=True).alias("row")
    return TextTable(path.name, tuple(headers), cells, rows)


def _slow_table(text: str, path: Path) -> TextTable:
    if not text.strip("\r\n\t ,;\0"):
        raise InputError("input.empty", file=path.name)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text.partition("\n")[0], path))
    try:
        numbered = [(number, row) for number, row in enumerate(rows, start=1) if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise InputError("input.csv", file=path.name, why=str(error)) from None
    return _sheet(path.name, numbered)


def _sheet(file: str, rows: Sequence[tuple[int, Sequence[str]]]) -> TextTable:
    import polars as pl

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
    return TextTable(
        file,
        tuple(headers),
        pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String)),
        pl.Series("row", [number for number, _ in kept], dtype=pl.Int32),
        ragged,
    )


def table_of(grid: Grid) -> TextTable:
    """A sheet of a workbook as a table of a data package: its first row is the header, its cells become texts."""
    rows = [(number, [cell_text(cell) for cell in row]) for number, row in enumerate(grid.rows, start=1)]
    return _sheet(grid.file, [(number, row) for number, row in rows if any(cell.strip() for cell in row)])


def _read_book(path: Path) -> Iterator[Grid]:
    import python_calamine

    if not path.exists():
        raise InputError("input.missing", file=str(path))
    if path.stat().st_size == 0:
        raise InputError("input.empty", file=path.name)
    marks: dict[str, _Marks] = {}
    if path.suffix.lower() != ".xls":
        _check_zip(path)
        marks = _ods_marks(path) if path.suffix.lower() == ".ods" else _marks(path)
    elif path.stat().st_size > MAX_SHEET_BYTES:
        raise InputError("input.too_large", file=path.name, limit=MAX_SHEET_BYTES >> 20)
    found = False
    try:
        book = python_calamine.load_workbook(str(path))
        for about in book.sheets_metadata:
            if about.typ is not python_calamine.SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(about.name)
            rows = [
                tuple(None if cell == "" else cell for cell in row) for row in sheet.to_python(skip_empty_area=False)
            ]
            if not any(cell is not None for row in rows for cell in row):
                continue
            found = True
            own = marks.get(about.name, _Marks())
            merges = own.merges or tuple(
                Merge(top, left, bottom, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
            )
            visible = about.visible is python_calamine.SheetVisibleEnum.Visible
            yield Grid(
                path.name,
                about.name,
                rows,
                merges=merges,
                hidden=not visible,
                hidden_rows=own.hidden,
                formulas=own.formulas,
            )
    except (python_calamine.CalamineError, zipfile.BadZipFile) as error:
        raise InputError("input.book", file=path.name, why=str(error)) from None
    if not found:
        raise InputError("input.empty", file=path.name)


def _check_zip(path: Path) -> None:
    """Raises `InputError` if an archive is damaged or too large unpacked; nothing is unpacked as a whole for that."""
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MAX_SHEET_BYTES:
                raise InputError("input.too_large", file=path.name, limit=MAX_SHEET_BYTES >> 20)
            broken = archive.testzip()  # reads in pieces; a wrong size fails the checksum
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError):
        raise InputError("input.damaged", file=path.name) from None
    if broken:
        raise InputError("input.damaged", file=path.name)


_CELL = re.compile(rb'<c\b([^>]*?\br="([A-Z]+)(\d+)"[^>]*)>((?:(?!</c>).)*?<f\b.*?)</c>', re.DOTALL)
_VALUE = re.compile(rb"<v\b[^>]*>[^<]|<is>")


_HIDDEN_ROW = re.compile(rb'<row\b(?=[^>]*?\bhidden="(?:1|true)")[^>]*?\br="(\d+)"')
_LAST_ROW = re.compile(rb'<row\b[^>]*?\br="(\d+)"')
_FAR_COLUMN = {702: re.compile(rb'<c\b[^>]*?\br="[A-Z]{3}\d'), 26: re.compile(rb'<c\b[^>]*?\br="[A-Z]{2}\d')}
_REFERENCE = re.compile(rb'<c\b[^>]*?\br="([A-Z]+)\d')


@dataclass(frozen=True, slots=True)
class _Marks:
    """What the XML of a worksheet says and the reader of its cells does not."""

    formulas: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden: frozenset[int] = frozenset()
    merges: tuple[Merge, ...] = ()


def _marks(path: Path) -> dict[str, _Marks]:
    """By sheet: formulas without a value (written by a program that does not calculate), and hidden rows.

    Raises `InputError` if a sheet spans more cells than `MAX_CELLS`: a single stray cell in the last corner would make
    any reader fill the memory.
    """
    from xml.etree import ElementTree

    found: dict[str, _Marks] = {}
    main = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    link = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    with zipfile.ZipFile(path) as archive:
        try:
            targets = {
                item.get("Id"): str(PurePosixPath("xl") / str(item.get("Target")).removeprefix("/xl/"))
                for item in ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
            }
            sheets = list(ElementTree.fromstring(archive.read("xl/workbook.xml")).iter(f"{main}sheet"))
        except (KeyError, ElementTree.ParseError):
            return {}
        present = set(archive.namelist())
        for sheet in sheets:
            target = targets.get(sheet.get(link))
            data = archive.read(target) if target in present else b""
            if _cells_spanned(data) > MAX_CELLS:
                raise InputError("input.too_wide", file=path.name, sheet=sheet.get("name"), limit=MAX_CELLS)
            hidden = frozenset(map(int, _HIDDEN_ROW.findall(data))) if b"hidden=" in data else frozenset()
            found[sheet.get("name") or ""] = _Marks(_uncomputed_formulas(data), hidden)
    return found


def _ods_marks(path: Path) -> dict[str, _Marks]:
    """By sheet of an OpenDocument workbook: merged ranges and hidden rows, which the reader of cells does not give."""
    from xml.etree import ElementTree

    ns = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
    found: dict[str, _Marks] = {}
    with zipfile.ZipFile(path) as archive:
        try:
            tree = ElementTree.fromstring(archive.read("content.xml"))
        except (KeyError, ElementTree.ParseError):
            return {}
    for table in tree.iter(f"{ns}table"):
        merges: list[Merge] = []
        hidden: set[int] = set()
        row = 0
        for line in table.iter(f"{ns}table-row"):
            repeated = int(line.get(f"{ns}number-rows-repeated", "1"))
            if line.get(f"{ns}visibility") in ("collapse", "filter") and repeated < MAX_REPEATED:
                hidden.update(range(row + 1, row + repeated + 1))
            column = 0
            for cell in line:
                down, right = (int(cell.get(f"{ns}number-{way}-spanned", "1")) for way in ("rows", "columns"))
                if down > 1 or right > 1:
                    merges.append(Merge(row, column, row + down - 1, column + right - 1))
                column += int(cell.get(f"{ns}number-columns-repeated", "1"))
            row += repeated
        found[table.get(f"{ns}name") or ""] = _Marks(hidden=frozenset(hidden), merges=tuple(merges))
    return found


def _cells_spanned(data: bytes) -> int:
    """How many cells a worksheet spans from its first cell to its last, or more; found without parsing it."""
    start = data.rfind(b"<row ")
    last = _LAST_ROW.match(data, start) if start >= 0 else None
    rows = int(last[1]) if last else 1
    if rows * 26 <= MAX_CELLS and not any(pattern.search(data) for pattern in _FAR_COLUMN.values()):
        return rows * 26
    width = max((_column_index(letters) + 1 for letters in set(_REFERENCE.findall(data))), default=1)
    return rows * width


def _uncomputed_formulas(data: bytes) -> dict[tuple[int, int], str]:
    """The formulas of a worksheet that have no value, by (row number, column index)."""
    found: dict[tuple[int, int], str] = {}
    if b"<f" in data:
        for attributes, letters, row, inner in _CELL.findall(data):
            if not _VALUE.search(inner) and b't="str"' not in attributes:  # a calculated text may be empty
                formula = re.sub(rb"<[^>]*>", b"", inner).decode("utf-8", "replace")
                found[int(row), _column_index(letters)] = f"={formula}"
    return found


def _column_index(letters: bytes) -> int:
    """The index of a column from its letters: A is 0, AB is 27."""
    index = 0
    for letter in letters:
        index = index * 26 + letter - 64
    return index - 1


def cell_text(cell: Cell) -> str:
    """A cell as a text: whole numbers without a decimal point, dates in ISO form, nothing for an empty cell.

    >>> cell_text(12.0), cell_text(0.1), cell_text(date(2018, 5, 3)), cell_text(None)
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
