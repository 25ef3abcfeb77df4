"""Columns of records as pieces: bytes with a checksum, written once by a load and never changed.

What a version of a dataset states of agreements or of contributions is a segment, and so are the numbers of all
organizations that questions scan. A segment's records are numbered from 0; each field is cut into chunks of `CHUNK`
records, and a chunk is a row of the table `piece`. There are these codings:

* `i4`: whole numbers, four bytes each;
* `u1`, `u2`: numbers of one or two bytes. They stand for words where the field has a piece of words (its
  chunk is `WORDS`): 0 is null, 1 the first word;
* `t`: texts: the length of each in characters, four bytes, -1 for null; then all of them, in UTF-8.

Numbers are little-endian. A coding that ends in `z` is compressed by zlib, and then numbers stand byte by byte: first
the lowest byte of each, last the highest. A field with one number or word for all of
its records has the chunk `SAME` alone, which holds it once. The checksum is a CRC-32 of what the piece is and of its
bytes; a segment keeps how many pieces it has and the sum of their checksums.
"""

from __future__ import annotations

import sys
import zlib
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import accumulate, groupby, repeat
from typing import TYPE_CHECKING, Any, NamedTuple

from isal import isal_zlib  # streams of zlib, written in a fifth of its time

from graph.dataset import words as words_of
from graph.errors import StoreError
from graph.store.sqlite.file import together

if TYPE_CHECKING:
    import sqlite3

    import numpy as np
    import polars as pl
    from numpy.typing import NDArray

CHUNK = 2_048
"""How many records a piece holds at most."""
WORDS, SAME = -1, -2
"""The chunks of the pieces that hold the words of a field, and what all of its records have."""
_MOST_WORDS = 65_535
"""A text field with more distinct values than this is kept as texts."""
_WORTH = 0.8
"""A field is compressed when its first piece becomes smaller than this share of itself."""
_ARRAY = {"i4": "i", "u1": "B", "u2": "H"}
_WIDTH = {"i4": 4, "u1": 1, "u2": 2}


class Piece(NamedTuple):
    """A row of the table `piece`. `first` and `last` are the least and the greatest number of a sorted field."""

    segment: int
    field: str
    chunk: int
    size: int
    first: int | None
    last: int | None
    coding: str
    checksum: int
    data: bytes


_COLUMNS = ", ".join(Piece._fields)


# --- writing


def write(
    db: sqlite3.Connection,
    version: int | None,
    records: str,
    table: pl.DataFrame,
    *,
    order: pl.Series | None = None,
    texts: Collection[str] = (),
    zoned: Collection[str] = (),
) -> None:
    """Writes a table of numbers, flags and texts as a segment, its rows in this `order`.

    The fields `texts` are kept as texts, the others as words where their distinct values are few. Of the fields
    `zoned`, which must be sorted, each piece says what numbers it holds.
    """
    with together(db):
        cursor = db.execute(
            "INSERT INTO segment (version, records, count, pieces, digest) VALUES (?, ?, ?, 0, 0)",
            (version, records, len(table)),
        )
        segment = int(cursor.lastrowid or 0)
        marks = ", ".join("?" * len(Piece._fields))
        pieces, digest = 0, 0
        for name in table.columns:
            made = list(_pieces(segment, name, table[name], order, as_text=name in texts, zoned=name in zoned))
            db.executemany(f"INSERT INTO piece ({_COLUMNS}) VALUES ({marks})", made)
            pieces, digest = pieces + len(made), digest + sum(piece.checksum for piece in made)
        db.execute("UPDATE segment SET pieces = ?, digest = ? WHERE n = ?", (pieces, digest, segment))


def _pieces(
    segment: int, name: str, column: pl.Series, order: pl.Series | None, *, as_text: bool, zoned: bool
) -> Iterator[Piece]:
    import polars as pl

    if column.dtype == pl.String:
        words = None if as_text else words_of(column).sort()
        if words is None or len(words) > _MOST_WORDS:
            column = column if order is None else column.gather(order)
            yield from _cut(segment, name, "t", len(column), _texts(column))
            return
        yield _piece(segment, name, WORDS, len(words), "t", _texts(words)(0, len(words)))
        width = 1 if len(words) < 1 << 8 else 2
        column = column.cast(pl.Enum(words)).to_physical().cast({1: pl.UInt8, 2: pl.UInt16}[width])
        column = column.fill_null((1 << 8 * width) - 1) + 1  # null, the greatest number, becomes 0
        coding = f"u{width}"
    elif column.dtype == pl.Boolean:
        column, coding = column.cast(pl.UInt8), "u1"
    else:
        column, coding = column.cast(pl.Int32).fill_null(0), "i4"
    if len(column) and column.min() == column.max():
        plain = _numbers(column[:1], coding)
        same = _piece(segment, name, SAME, 1, coding, plain.tobytes())
        yield same._replace(first=int(plain[0]), last=int(plain[0]))
        return
    plain = _numbers(column if order is None else column.gather(order), coding)
    for piece in _cut(segment, name, coding, len(plain), lambda a, b: plain[a:b].tobytes()):
        at = piece.chunk * CHUNK
        yield piece._replace(first=int(plain[at]), last=int(plain[at + piece.size - 1])) if zoned else piece


def _numbers(column: pl.Series, coding: str) -> NDArray[Any] | array[int]:
    """Numbers as they are written; numpy, which takes long to import, is begun only where there are many."""
    if len(column) <= CHUNK and sys.byteorder == "little":
        return array(_ARRAY[coding], column.to_list())
    return column.to_numpy().astype(f"<{coding}", copy=False)


def _texts(column: pl.Series) -> Callable[[int, int], bytes]:
    """What `t` codes the texts from one place up to another as."""
    import polars as pl

    column = column.rechunk()
    lengths = _numbers(column.str.len_chars().cast(pl.Int32).fill_null(-1), "i4")

    def coded(start: int, end: int) -> bytes:
        return lengths[start:end].tobytes() + str(column[start:end].str.join().item()).encode()

    return coded


def _cut(segment: int, name: str, coding: str, count: int, bytes_of: Callable[[int, int], bytes]) -> Iterator[Piece]:
    squeezed = False
    for chunk, start in enumerate(range(0, count, CHUNK)):
        end = min(start + CHUNK, count)
        data = bytes_of(start, end)
        if chunk == 0 or squeezed:
            small = isal_zlib.compress(_apart(data, coding), 1)
            squeezed = len(small) < _WORTH * len(data) if chunk == 0 else squeezed
            data = small if squeezed else data
        yield _piece(segment, name, chunk, end - start, f"{coding}z" if squeezed else coding, data)


def _apart(data: bytes, coding: str) -> bytes:
    """Numbers byte by byte, which compresses better: first the lowest byte of each, last the highest."""
    width = _WIDTH.get(coding, 1)
    return data if width == 1 else b"".join(data[place::width] for place in range(width))


def _together(data: bytes, coding: str) -> bytes:
    """The inverse of `_apart`."""
    width = _WIDTH.get(coding, 1)
    if width == 1:
        return data
    found = bytearray(len(data))
    size = len(data) // width
    for place in range(width):
        found[place::width] = data[place * size : (place + 1) * size]
    return bytes(found)


def _piece(segment: int, field: str, chunk: int, count: int, coding: str, data: bytes) -> Piece:
    return Piece(
        segment, field, chunk, count, None, None, coding, _checksum(segment, field, chunk, count, coding, data), data
    )


def _checksum(segment: int, field: str, chunk: int, size: int, coding: str, data: bytes) -> int:
    return zlib.crc32(data, zlib.crc32(f"{segment} {field} {chunk} {size} {coding}".encode()))


# --- reading


class Segment:
    """The records of a segment, read piece by piece; every piece is checked when it is read.

    Raises `StoreError` naming the dataset when a piece is not what was written, or is missing.
    """

    def __init__(self, db: sqlite3.Connection, n: int) -> None:
        self._db = db
        self._n = n
        self._words: dict[str, tuple[str | None, ...]] = {}
        self._kept: dict[tuple[str, int], Sequence[Any]] = {}
        self.version, self.count, *written = db.execute(
            "SELECT version, count, pieces, digest FROM segment WHERE n = ?", (n,)
        ).fetchone()
        found = db.execute(
            "SELECT field, min(chunk), count(*), sum(checksum) FROM piece WHERE segment = ? GROUP BY field", (n,)
        ).fetchall()
        self._same = {field for field, least, *_ in found if least == SAME}
        if [sum(row[2] for row in found), sum(row[3] for row in found)] != written:
            raise self._damaged()

    def holding(self, field: str, wanted: Sequence[int]) -> list[int]:
        """The numbers of the records that hold one of the sorted numbers `wanted` in a sorted field."""
        found: list[int] = []
        zones = self._db.execute(
            "SELECT chunk, first, last FROM piece WHERE segment = ? AND field = ? AND chunk <> ? ORDER BY chunk",
            (self._n, field, WORDS),
        )
        for chunk, first, last in zones:
            own = wanted[bisect_left(wanted, first) : bisect_right(wanted, last)]
            if own and chunk == SAME:
                return list(range(self.count))
            if own:
                values, start = self._chunk(field, chunk), chunk * CHUNK
                for number in own:
                    low = bisect_left(values, number)
                    found += range(start + low, start + bisect_right(values, number, low))
        return found

    def rows(self, fields: Sequence[str], numbers: Collection[int] | None = None) -> Iterator[tuple[Any, ...]]:
        """The `fields` of the records of these numbers, or of all, in their order; words as they were written."""
        if numbers is None:
            for chunk in range(-(-self.count // CHUNK)):
                yield from zip(*(self._spelled(field, chunk) for field in fields), strict=True)
                self._kept.clear()  # a national field never stands in memory as Python objects
            return
        for chunk, some in groupby(sorted(numbers), lambda number: number // CHUNK):
            places = [number % CHUNK for number in some]
            yield from zip(*(self._spelled(field, chunk, places) for field in fields), strict=True)

    def words(self, field: str) -> tuple[str | None, ...]:
        """What the numbers of a field stand for: null first, then its words; empty where it holds none."""
        if field not in self._words:
            found = self._piece(field, WORDS)
            self._words[field] = (None, *found) if found is not None else ()
        return self._words[field]

    def numbers(self, field: str) -> NDArray[np.int32]:
        """A whole field as numbers: those it holds, or those that stand for its words."""
        import numpy as np

        rows = self._db.execute(
            f"SELECT {_COLUMNS} FROM piece WHERE segment = ? AND field = ? AND chunk <> ? ORDER BY chunk",
            (self._n, field, WORDS),
        )
        whole = np.empty(self.count, dtype=np.int32)
        filled = 0
        for piece in map(Piece._make, rows):
            part = np.frombuffer(self._bytes(piece), dtype=f"<{piece.coding[:2]}")
            if piece.chunk == SAME:
                whole[:] = part[0]
                filled = self.count
            else:
                whole[filled : filled + piece.size] = part
                filled += piece.size
        if filled != self.count:
            raise self._damaged()
        return whole

    def column(self, field: str) -> pl.Series:
        """A whole field as a column of numbers or texts, words as they were written."""
        import polars as pl

        (coding,) = self._db.execute(
            "SELECT coding FROM piece WHERE segment = ? AND field = ? AND chunk <> ? LIMIT 1", (self._n, field, WORDS)
        ).fetchone() or ("t",)
        if coding.startswith("t"):
            texts: list[str | None] = []
            for chunk in range(-(-self.count // CHUNK)):
                texts += self._chunk(field, chunk)
            return pl.Series(field, texts, dtype=pl.String)
        numbers = pl.Series(field, self.numbers(field))
        words = self.words(field)
        return pl.Series(field, words, dtype=pl.String).gather(numbers) if words else numbers

    def verify(self) -> None:
        """Reads and checks every piece."""
        for row in self._db.execute(f"SELECT {_COLUMNS} FROM piece WHERE segment = ?", (self._n,)):
            self._bytes(Piece._make(row))

    def _chunk(self, field: str, chunk: int) -> Sequence[Any]:
        """The numbers or texts of a chunk of a field."""
        key = field, chunk
        if key not in self._kept:
            found = self._piece(field, chunk)
            if found is None:
                raise self._damaged()
            self._kept[key] = found
        return self._kept[key]

    def _spelled(self, field: str, chunk: int, places: Sequence[int] | None = None) -> Sequence[Any]:
        """Those `places` of a chunk of a field, or all, words in place of the numbers that stand for them."""
        words = self.words(field)
        if field in self._same:
            (value,) = self._chunk(field, SAME)
            size = min(CHUNK, self.count - chunk * CHUNK) if places is None else len(places)
            return [words[value] if words else value] * size
        values = self._chunk(field, chunk)
        if places is not None:
            values = [values[place] for place in places]
        return [words[number] for number in values] if words else values

    def _piece(self, field: str, chunk: int) -> Sequence[Any] | None:
        row = self._db.execute(
            f"SELECT {_COLUMNS} FROM piece WHERE segment = ? AND field = ? AND chunk = ?", (self._n, field, chunk)
        ).fetchone()
        if row is None:
            return None
        piece = Piece._make(row)
        data = self._bytes(piece)
        return _Texts(data, piece.size) if piece.coding.startswith("t") else _of_numbers(data, piece.coding[:2])

    def _bytes(self, piece: Piece) -> bytes:
        """The bytes of a piece, checked."""
        about = piece.segment, piece.field, piece.chunk, piece.size, piece.coding
        if _checksum(*about, piece.data) != piece.checksum:
            raise self._damaged()
        if not piece.coding.endswith("z"):
            return piece.data
        return _together(isal_zlib.decompress(piece.data), piece.coding[:-1])

    def _damaged(self) -> StoreError:
        (*_, path) = self._db.execute("PRAGMA database_list").fetchone()
        known = self._db.execute("SELECT n, dataset, location FROM version ORDER BY dataset").fetchall()
        own = [dataset for n, dataset, _ in known if n == self.version]
        name = own[0] if own else ", ".join(dataset for _, dataset, _ in known)
        files = ", ".join(location for *_, location in known)
        return StoreError("store.damaged_part", path=path, name=name, files=files)


def _of_numbers(data: bytes, coding: str) -> Sequence[int]:
    numbers = array(_ARRAY[coding], data)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


class _Texts(Sequence[str | None]):
    """Texts as `t` codes them, cut out one by one when asked for."""

    def __init__(self, data: bytes, size: int) -> None:
        self._lengths = _of_numbers(data[: 4 * size], "i4")
        self._text = data[4 * size :].decode()
        lengths = self._lengths if min(self._lengths, default=0) >= 0 else map(max, self._lengths, repeat(0))
        self._ends = array("i", accumulate(lengths))

    def __len__(self) -> int:
        return len(self._ends)

    def __iter__(self) -> Iterator[str | None]:
        text = self._text
        return iter(
            [
                None if length < 0 else text[end - length : end]
                for length, end in zip(self._lengths, self._ends, strict=True)
            ]
        )

    def __getitem__(self, place: Any) -> Any:
        length, end = self._lengths[place], self._ends[place]
        return None if length < 0 else self._text[end - length : end]
