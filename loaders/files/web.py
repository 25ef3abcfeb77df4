"""Reads the tables of a web page that a program saved under the name of a workbook (.xls), as many systems export."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

from loaders.files.content import decode, read_bytes
from loaders.files.grid import Grid, Merge
from loaders.problems import InputError

MAX_BYTES = 32 << 20
"""The largest such page that is read, in bytes (32 MiB)."""
_WIDEST = 1000
"""The most columns, and the most rows that one cell may span."""
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_CHINESE = {"gb2312", "gbk", "gb18030", "gb_2312-80"}


def web_grids(path: Path) -> list[Grid]:
    """The tables of a web page of two rows and two columns or more; none if one stands inside another.

    Raises `InputError` if the page cannot be read or decoded.
    """
    data = read_bytes(path, MAX_BYTES)
    reader = _Tables()
    reader.feed(_text(data, path.name))
    reader.close()
    if reader.nested:
        return []
    grids = [_grid(path.name, table) for table in reader.tables]
    found = [grid for grid in grids if len(grid.rows) > 1 and max(map(len, grid.rows)) > 1]
    if len(found) < 2:
        return found
    return [Grid(one.file, f"table {number}", one.rows, one.merges, typed=False) for number, one in enumerate(found, 1)]


def _text(data: bytes, file: str) -> str:
    """The text of a page, in the encoding that it states."""
    stated = _CHARSET.search(data[:2048])
    name = stated[1].decode("ascii").lower() if stated else ""
    if not name or name.startswith("utf") or data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return decode(data, file)
    try:
        return data.decode("gb18030" if name in _CHINESE else name)
    except (LookupError, UnicodeDecodeError):
        return decode(data, file)


_Cell = tuple[str, int, int]
"""A text, and how many rows and columns it spans."""


class _Tables(HTMLParser):
    """Collects the cells of each table on a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[_Cell]]] = []
        self.nested = False
        self._depth = 0
        self._text: list[str] | None = None
        self._span = (1, 1)
        self._quiet = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("style", "script"):
            self._quiet += 1
        elif tag == "table":
            self._depth += 1
            self.nested |= self._depth > 1
            self.tables.append([])
        elif tag == "tr" and self._depth:
            self._end_cell()
            self.tables[-1].append([])
        elif tag in ("td", "th") and self._depth:
            self._end_cell()
            said = dict(attrs)
            self._span = _number(said.get("rowspan")), _number(said.get("colspan"))
            self._text = []
        elif tag in ("br", "p", "div") and self._text:
            self._text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("style", "script"):
            self._quiet = max(0, self._quiet - 1)
        elif tag in ("td", "th", "tr"):
            self._end_cell()
        elif tag == "table":
            self._end_cell()
            self._depth = max(0, self._depth - 1)

    def handle_data(self, data: str) -> None:
        if self._text is not None and not self._quiet:
            self._text.append(re.sub(r"[\s\xa0]+", " ", data))

    def _end_cell(self) -> None:
        if self._text is None:
            return
        text = "\n".join(filter(None, (line.strip() for line in "".join(self._text).split("\n"))))
        if not self.tables[-1]:
            self.tables[-1].append([])
        self.tables[-1][-1].append((text, *self._span))
        self._text = None


def _number(text: str | None) -> int:
    return min(max(int(text), 1), _WIDEST) if text and text.strip().isdecimal() else 1


def _grid(file: str, table: list[list[_Cell]]) -> Grid:
    """A table with its spans as merged ranges."""
    height = len(table)
    rows: list[list[str | None]] = [[] for _ in table]
    taken: set[tuple[int, int]] = set()
    merges: list[Merge] = []
    for top, cells in enumerate(table):
        left = 0
        for text, down, across in cells:
            while (top, left) in taken:
                left += 1
            if left + across > _WIDEST:
                raise InputError("input.web_page", file=file)
            bottom, right = min(top + down, height) - 1, left + across - 1
            taken |= {(row, place) for row in range(top, bottom + 1) for place in range(left, right + 1)}
            rows[top].extend([None] * (left + 1 - len(rows[top])))
            rows[top][left] = text or None
            if (bottom, right) != (top, left):
                merges.append(Merge(top, left, bottom, right))
            left = right + 1
    return Grid(file, None, [tuple(row) for row in rows], tuple(merges), typed=False)
