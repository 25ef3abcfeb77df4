"""Compound files (OLE), as old Excel and locked workbooks are, written by hand: no library here writes them.

They hold what a reader looks at: a header, one table of sectors, a directory, and streams of at least 4,096 bytes, so
that there are no small ones.
"""

from __future__ import annotations

import struct
from collections.abc import Collection, Mapping, Sequence

_SECTOR = 512
_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SMALL = 4096


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A compound file with these streams."""
    padded = {name: data.ljust(_SMALL, b"\0") for name, data in streams.items()}
    table: list[int] = []
    body = b""

    def put(data: bytes) -> int:
        nonlocal body
        first = len(table)
        count = -(-len(data) // _SECTOR)
        table.extend([*range(first + 1, first + count), _END])
        body += data.ljust(count * _SECTOR, b"\0")
        return first

    starts = {name: put(data) for name, data in padded.items()}
    entries = [_entry("Root Entry", 5, _END, 0, child=1)]
    entries += [
        _entry(name, 2, starts[name], len(padded[name]), right=place + 1 if place < len(padded) else _FREE)
        for place, name in enumerate(padded, start=1)
    ]
    entries += [_entry("", 0, 0, 0)] * (-len(entries) % 4)
    directory = put(b"".join(entries))
    sectors = 1
    while len(table) + sectors > sectors * 128:
        sectors += 1
    at = len(table)
    table += [_TABLE] * sectors
    table += [_FREE] * (sectors * 128 - len(table))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<5H6x4I", 0x3E, 3, 0xFFFE, 9, 6, 0, sectors, directory, 0)
    header += struct.pack("<5I", _SMALL, _END, 0, _END, 0)
    header += struct.pack("<109I", *range(at, at + sectors), *[_FREE] * (109 - sectors))
    return header + body + struct.pack(f"<{len(table)}I", *table)


def _entry(name: str, kind: int, start: int, size: int, child: int = _FREE, right: int = _FREE) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0" if name else b""
    return (
        text.ljust(64, b"\0")
        + struct.pack("<HBB3I", len(text), kind, 1, _FREE, right, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


class Error(float):
    """An error in place of a value, by its number: 23 is #REF!, 42 is #N/A."""


def book_stream(
    rows: Sequence[Sequence[str | float | None]], name: str = "Sheet1", struck: Collection[int] = ()
) -> bytes:
    """The stream `Workbook` of an .xls (BIFF8) with one sheet; the cells of the rows `struck` are crossed out."""
    begin = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0x0DBB, 0x07CC, 0, 6))
    title = name.encode("utf-16-le")
    end = _record(0x000A, b"")

    def sheet_list(at: int) -> bytes:
        return _record(0x0085, struct.pack("<IBBBB", at, 0, 0, len(name), 1) + title)

    cells = b""
    for row, line in enumerate(rows):
        style = int(row in struck)
        for column, cell in enumerate(line):
            if isinstance(cell, str):
                text = cell.encode("utf-16-le")
                cells += _record(0x0204, struct.pack("<HHHHB", row, column, style, len(text) // 2, 1) + text)
            elif isinstance(cell, Error):
                cells += _record(0x0205, struct.pack("<HHHBB", row, column, style, int(cell), 1))
            elif cell is not None:
                cells += _record(0x0203, struct.pack("<HHHd", row, column, style, cell))
    head = begin + _record(0x0042, struct.pack("<H", 1200))
    if struck:  # no font has the number 4, so that 5 is the fifth
        head += b"".join(_record(0x0031, struct.pack("<HH", 200, 8 * (font == 4)) + bytes(12)) for font in range(5))
        head += b"".join(_record(0x00E0, struct.pack("<H", font) + bytes(18)) for font in (0, 5))
    at = len(head) + len(sheet_list(0)) + len(end)
    sheet = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0x0DBB, 0x07CC, 0, 6)) + cells + end
    return head + sheet_list(at) + end + sheet


def old_book(rows: Sequence[Sequence[str | float | None]], struck: Collection[int] = ()) -> bytes:
    """An .xls with one sheet; the cells of the rows `struck`, counted from zero, are crossed out."""
    return compound({"Workbook": book_stream(rows, struck=struck)})


def locked() -> bytes:
    """A workbook with a password, as far as one can see without it: the streams of an encrypted package."""
    return compound({"EncryptionInfo": b"\x04\0\x04\0\x40\0\0\0<encryption/>", "EncryptedPackage": bytes(8192)})
