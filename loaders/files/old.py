"""Reads from an .xls (a compound file with a stream of records, BIFF8) what the reader of cells does not give.

These are errors in place of values, rows that are hidden and cells that are struck out. A file that is not built as it
should be gives no marks: whether it can be read is for the reader of cells to say.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

from loaders.files.marks import MAX_ERRORS, Marks

_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
_FORMULA, _ROW, _BOOL_OR_ERROR = 0x0006, 0x0208, 0x0205
_BEGIN, _END, _SHEET, _FONT, _STYLE = 0x0809, 0x000A, 0x0085, 0x0031, 0x00E0
_WITH_STYLE = frozenset({_FORMULA, _BOOL_OR_ERROR, 0x0203, 0x0204, 0x027E, 0x00FD, 0x00D6})
"""Records of one cell, which begin with its row, its column and its style."""
_IS_STRUCK, _IS_HIDDEN, _IS_WORKSHEET = 0x0008, 0x0020, 0
_LAST = 0xFFFFFFFA
"""Numbers of sectors from here on mean something else: that there is no sector, or none behind this one."""


def xls_marks(path: Path) -> dict[str, Marks]:
    """By sheet of an .xls: errors in place of values, hidden rows and cells that are struck out; none if unreadable."""
    try:
        stream = _stream(path.read_bytes())
        return dict(_sheets(stream)) if stream else {}
    except (struct.error, IndexError, ValueError, OverflowError, UnicodeDecodeError):
        return {}


def _stream(data: bytes) -> bytes:
    """The stream `Workbook` of a compound file; empty if there is none."""
    size = 1 << struct.unpack_from("<H", data, 30)[0]
    if size not in (512, 4096):
        return b""
    tables, first_directory = struct.unpack_from("<II", data, 44)
    small_limit, first_small = struct.unpack_from("<I", data, 56)[0], struct.unpack_from("<I", data, 60)[0]
    first_more, more = struct.unpack_from("<II", data, 68)
    most = len(data) // size + 1

    def sector(number: int) -> bytes:
        return data[(number + 1) * size : (number + 2) * size]

    listed = list(struct.unpack_from("<109I", data, 76))
    for _ in range(min(more, most)):
        if first_more >= _LAST:
            break
        *numbers, first_more = struct.unpack(f"<{size // 4}I", sector(first_more))
        listed += numbers
    table: list[int] = []
    for number in [number for number in listed if number < _LAST][: min(tables, most)]:
        table += struct.unpack(f"<{size // 4}I", sector(number))

    def chain(first: int, after: list[int]) -> Iterator[int]:
        for _ in range(len(data) // 64):  # a chain that is longer than the file runs in a circle
            if first >= len(after) or (after is table and first > most):
                return
            yield first
            first = after[first]

    directory = b"".join(map(sector, chain(first_directory, table)))
    root = directory[:128]
    for at in range(0, len(directory) - 127, 128):
        length = struct.unpack_from("<H", directory, at + 64)[0]
        if directory[at : at + max(min(length, 64) - 2, 0)].decode("utf-16-le") == "Workbook":
            first, wanted = struct.unpack_from("<II", directory, at + 116)
            if wanted >= small_limit:
                return b"".join(map(sector, chain(first, table)))[:wanted]
            inside = b"".join(map(sector, chain(struct.unpack_from("<I", root, 116)[0], table)))
            small: list[int] = []
            for number in chain(first_small, table):
                small += struct.unpack(f"<{size // 4}I", sector(number))
            return b"".join(inside[number * 64 : number * 64 + 64] for number in chain(first, small))[:wanted]
    return b""


def _records(stream: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """The records of a part of the stream: kind, where its data begins, how long they are."""
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, at + 4, length
        if kind == _END:
            return
        at += 4 + length


def _sheets(stream: bytes) -> Iterator[tuple[str, Marks]]:
    fonts: list[bool] = []
    styles: list[bool] = []
    starts: dict[str, int] = {}
    for kind, at, _ in _records(stream, 0):
        if kind == _FONT:
            fonts.append(bool(struct.unpack_from("<H", stream, at + 2)[0] & _IS_STRUCK))
        elif kind == _STYLE:
            font = struct.unpack_from("<H", stream, at)[0]
            font -= font > 4  # there is no font of the number 4
            styles.append(font < len(fonts) and fonts[font])
        elif kind == _SHEET and stream[at + 5] == _IS_WORKSHEET:
            start, length, wide = struct.unpack_from("<I2xBB", stream, at)
            name = stream[at + 8 : at + 8 + length * (2 if wide & 1 else 1)]
            starts[name.decode("utf-16-le" if wide & 1 else "latin-1")] = start
    struck = {number for number, is_struck in enumerate(styles) if is_struck}
    left = len(stream)  # sheets that share records, to be read without end, are no sheets
    for title, start in starts.items():
        marks, length = _marks(stream, start, struck)
        left -= length
        if left < 0:
            return
        yield title, marks


def _marks(stream: bytes, start: int, struck_styles: set[int]) -> tuple[Marks, int]:
    """What the records of a sheet say, and how many bytes they are."""
    errors: dict[tuple[int, int], str] = {}
    struck: dict[int, int] = {}
    hidden: set[int] = set()
    inside, end = 0, start
    for kind, at, length in _records(stream, start):
        end = at + length
        if kind == _BEGIN:
            inside += 1
        elif kind == _ROW:
            if struct.unpack_from("<H", stream, at + 12)[0] & _IS_HIDDEN:
                hidden.add(struct.unpack_from("<H", stream, at)[0] + 1)
        elif kind in _WITH_STYLE and inside == 1:
            row, column, style = struct.unpack_from("<HHH", stream, at)
            if style in struck_styles:
                struck[row + 1] = struck.get(row + 1, 0) | 1 << column
            if kind == _BOOL_OR_ERROR and stream[at + 7] == 1:
                errors[row + 1, column] = _ERRORS.get(stream[at + 6], "#N/A")
            elif kind == _FORMULA and stream[at + 12 : at + 14] == b"\xff\xff" and stream[at + 6] == 2:
                errors[row + 1, column] = _ERRORS.get(stream[at + 8], "#N/A")
            if len(errors) > MAX_ERRORS:
                return Marks(), len(stream)
    return Marks(hidden=frozenset(hidden), errors=errors, struck=struck), end - start
