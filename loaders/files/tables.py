"""Reads text tables, as the cells of a data package or as a sheet that people keep, and finds quotes left open."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from loaders.files.content import (
    BOOKS,
    Content,
    content_of,
    content_of_bytes,
    decode,
    read_bytes,
    refuse,
    suffix_of,
    western,
)
from loaders.files.grid import Grid, cell_text
from loaders.problems import InputError

if TYPE_CHECKING:
    import polars as pl

HEAD_LINES = 20
"""How many lines of a text table are looked at to find its separator."""
_HEAD = 8192


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


def text_grid(path: Path) -> Grid:
    """The one sheet of a text table; raises `InputError` if it is empty, or a quotation mark is not closed."""
    data = _text_bytes(path)
    accented = western(data)
    text = accented if accented is not None else decode(data, path.name)
    if not text.strip("\r\n\t ,;\0"):
        raise InputError("input.empty", file=path.name)
    separator = _separator("\n".join(text.split("\n", HEAD_LINES)[:HEAD_LINES]), path)
    rows = [tuple(cell if cell.strip() else None for cell in row) for row in _rows(text, separator, path)]
    return Grid(path.name, None, rows, typed=False, western=accented is not None)


def read_table(path: Path) -> TextTable:
    """The table in a CSV or TSV file; raises `InputError` if it is empty or cannot be read."""
    data = _text_bytes(path)
    digest = hashlib.sha256(data).digest()
    sheet = (_fast_table(data, path) if _is_simple(data) else None) or _slow_table(decode(data, path.name), path)
    del data
    return replace(sheet, cells=_in_one_piece(sheet.cells), digest=digest)


def _in_one_piece(cells: pl.DataFrame) -> pl.DataFrame:
    """The table with its columns in one piece each, made one after the other; `cells` is emptied.

    Otherwise the first look at all of it beside another column would make a second copy.
    """
    import polars as pl

    return pl.DataFrame([cells.drop_in_place(column).rechunk() for column in cells.columns])


def _text_bytes(path: Path) -> bytes:
    """The bytes of a text table; raises `InputError` if they are those of something else."""
    data = read_bytes(path)
    content = content_of_bytes(data[:_HEAD], path) if data else Content.TEXT
    if content is Content.TEXT:
        return data
    if path.suffix.lower() != ".gz":
        content = content_of(path)
    if content in BOOKS:
        raise InputError("input.book_as_table", file=path.name)
    raise refuse(content, path)


def _rows(text: str, separator: str, path: Path) -> list[list[str]]:
    """The rows of a table; raises `InputError` if a quotation mark is not closed, or a cell is longer than any is."""
    _check_quotes(text, separator, path)
    found: list[list[str]] = []
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        found.extend(rows)
    except csv.Error:
        limit = csv.field_size_limit()
        raise InputError("input.long_cell", file=path.name, line=rows.line_num, limit=limit) from None
    return found


_MOST_LINES = 100
"""A cell of more lines than this is not a cell but what follows a quotation mark that was not closed."""


def _check_quotes(text: str, separator: str, path: Path) -> None:
    """Raises `InputError` at the first quotation mark that opens a cell and is not closed where a cell ends.

    Such a mark makes one cell of all lines up to the next mark. A cell of several lines is taken for that if its
    closing mark stands within a text, if it holds a whole line with as many separators as others, or too many lines.
    """
    if '"' not in text:
        return
    mark = re.escape(separator)
    counts = [line.count(separator) for line in text[: 1 << 16].split("\n")[:HEAD_LINES]]
    separators = max(counts, key=lambda count: (counts.count(count), count))
    for cell in re.finditer(rf'(?:(?<=[{mark}\r\n])|\A)"([^"]*+(?:""[^"]*+)*+)("|\Z)([^{mark}\r\n])?', text):
        inner, closed, behind = cell.groups()
        if not closed:
            break
        if "\n" not in inner and "\r" not in inner:
            continue
        lines = inner.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        whole = separators and any(line.count(separator) == separators for line in lines[1:-1])
        if behind is not None or whole or len(lines) > _MOST_LINES:
            break
    else:
        return
    before = text[: cell.start()]
    line = before.count("\n") + (before.count("\r") - before.count("\r\n")) + 1
    shown = re.split(r"[\r\n]", inner, maxsplit=1)[0][:40]
    raise InputError("input.quote", file=path.name, line=line, text=shown)


_QUOTED = re.compile(rb'(?:(?<=[,;\t\n])|\A)"[^"]*(?:""[^"]*)*"(?=[,;\t\r\n]|\Z)')


_BLANK = re.compile(rb"\n\r?\n")


def _is_simple(data: bytes) -> bool:
    """Whether every line is a row and every quote is closed in it: the fast reader gives what the slow one does."""
    head = data[: data.find(b"\n")] if b"\n" in data else data
    if b'"' in head or data[:1] in (b"", b"\n", b"\r", b"\xff", b"\xfe") or _BLANK.search(data):
        return False
    if b"\r" in data and data.count(b"\r") != data.count(b"\r\n"):
        return False
    if b'"' not in data:
        return True
    rest = _QUOTED.sub(b"", data)
    return b'"' not in rest and rest.count(b"\n") == data.count(b"\n")


def _separator(head: str, path: Path) -> str:
    """The character that separates cells: a tab in a .tsv, else the most frequent of comma, semicolon and tab.

    Where the text has none of these, it is the vertical bar.
    """
    if suffix_of(path).startswith(".tsv"):
        return "\t"
    if "|" in head and not {*",;\t"} & {*head}:
        return "|"
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
    rows = _rows(text, _separator(text.partition("\n")[0], path), path)
    numbered = [(number, row) for number, row in enumerate(rows, start=1) if any(cell.strip() for cell in row)]
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
    rows = [(number, [cell_text(cell) for cell in row]) for number, row in enumerate(grid.rows, start=1) if row]
    return _sheet(grid.file, [(number, row) for number, row in rows if any(cell.strip() for cell in row)])
