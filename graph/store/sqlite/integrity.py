"""What guards the tables of a file, and what is found wrong in it.

Pieces carry their own checksums. The rows of the tables are guarded by a CRC-32 for each block of `BLOCK` keys, written
by the load that changes any row in it: a flipped bit changes either the rows or the index that finds them.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import TYPE_CHECKING

from graph.errors import StoreError
from graph.store import Damage
from graph.store.sqlite.file import is_damage, together
from graph.store.sqlite.pieces import Segment
from graph.store.sqlite.read import segments

if TYPE_CHECKING:
    import polars as pl

BLOCK = 64
"""How many keys of a table a digest covers."""
_SLAB = 1_024
"""How many blocks of a new file are digested at once."""
_FEW = 4_096
"""Fewer organizations than this are read back, as `_of_frame` begins numpy."""
_KEYED = {"organization": "n", "statement": "organization"}
"""The tables that grow with a nation, and the key that puts a row into a block; the others are one block."""
_SMALL = ("version", "segment", "file", "source", "claim")
_NULL, _CELL, _ROW = "\x01", "\x1f", "\x1e"


def guard(db: sqlite3.Connection, touched: Iterable[int]) -> None:
    """Writes the digests of the small tables, and of the blocks that the organizations `touched` lie in."""
    blocks = sorted({n // BLOCK for n in touched})
    for table in _KEYED:
        _write(db, table, ((block, _of_block(db, table, block)) for block in blocks))
    for table in _SMALL:
        _write(db, table, [(0, _of_block(db, table, 0))])


def guard_new(db: sqlite3.Connection, organizations: pl.DataFrame) -> None:
    """Writes the digests of the organizations that were written into a new file, in the order of their keys."""
    if len(organizations) < _FEW:
        blocks = (organizations["n"] // BLOCK).unique().to_list()
        _write(db, "organization", ((block, _of_block(db, "organization", block)) for block in blocks))
    else:
        _write(db, "organization", _of_frame(organizations))


def check_small(db: sqlite3.Connection, path: str) -> None:
    """Compares the small tables with their digests, in one transaction; raises `StoreError` where they differ."""
    db.execute("BEGIN")
    try:
        kept = dict(db.execute("SELECT records, checksum FROM digest WHERE block = 0").fetchall())
        if any(_of_block(db, table, 0) != kept.get(table) for table in _SMALL):
            raise StoreError("store.damaged", path=path)
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        if not is_damage(error):
            raise
        raise StoreError("store.damaged", path=path) from error
    finally:
        db.execute("ROLLBACK")


def _write(db: sqlite3.Connection, table: str, digests: Iterable[tuple[int, int | None]]) -> None:
    known = list(digests)
    with together(db):
        db.executemany(
            "DELETE FROM digest WHERE records = ? AND block = ?",
            [(table, block) for block, crc in known if crc is None],
        )
        db.executemany(
            "INSERT OR REPLACE INTO digest VALUES (?, ?, ?)", [(table, *one) for one in known if one[1] is not None]
        )


def _columns(db: sqlite3.Connection, table: str) -> list[str]:
    return [name for _, name, *_ in db.execute(f"PRAGMA table_info({table})")]


def _of_block(db: sqlite3.Connection, table: str, block: int) -> int | None:
    """The digest of a block as its rows stand in the table; None where it has none."""
    columns = ", ".join(f'"{name}"' for name in _columns(db, table))
    key = _KEYED.get(table)
    where = f"WHERE {key} >= {block * BLOCK} AND {key} < {(block + 1) * BLOCK}" if key else ""
    rows = db.execute(f"SELECT {columns} FROM {table} {where} ORDER BY 1, 2").fetchall()
    if not rows:
        return None
    text = _ROW.join(_CELL.join(_NULL if cell is None else str(cell) for cell in row) for row in rows)
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))


def _of_frame(rows: pl.DataFrame) -> Iterator[tuple[int, int]]:
    """(block, digest) of organizations that stand in the order of their keys, as `_of_block` computes it."""
    import numpy as np  # opening a store needs neither
    import polars as pl

    blocks = rows["n"].to_numpy() // BLOCK
    ends = np.append(np.flatnonzero(np.diff(blocks)), len(rows) - 1) + 1
    start = 0
    for slab in (ends[at : at + _SLAB] for at in range(0, len(ends) if len(rows) else 0, _SLAB)):
        part = rows[start : int(slab[-1])]
        lines = part.select(pl.concat_str(_cells(part), separator=_CELL)).to_series()
        written = np.cumsum(lines.str.len_bytes().cast(pl.Int64).to_numpy() + 1)  # a mark follows each line
        data = memoryview(lines.str.join(_ROW).cast(pl.Binary).item())
        first = 0
        for block, last in zip(blocks[slab - 1].tolist(), written[slab - 1 - start].tolist(), strict=True):
            yield block, zlib.crc32(data[first : last - 1])
            first = last
        start = int(slab[-1])


def _cells(rows: pl.DataFrame) -> list[pl.Expr]:
    """The cells of a row as `_of_block` writes them; columns beside each other that say one thing are one text."""
    import polars as pl

    found: list[pl.Expr] = []
    said: list[str] = []
    for name in rows.columns:
        column = rows[name].cast(pl.Int64) if rows[name].dtype == pl.Boolean else rows[name]
        if not column.ne_missing(column[0]).any():
            said.append(_NULL if column[0] is None else str(column[0]))
            continue
        if said:
            found.append(pl.lit(_CELL.join(said)))
            said.clear()
        found.append(pl.lit(column.cast(pl.String).fill_null(_NULL)))
    return [*found, pl.lit(_CELL.join(said))] if said else found


def damages(db: sqlite3.Connection) -> list[Damage]:
    """Everything in the file that is not what was written: pages, rows, pieces, and what one says of the other."""
    found: list[Damage] = []
    try:
        for (line,) in db.execute("PRAGMA integrity_check(20)"):
            if line != "ok":
                found.append(Damage("pages", None, line))
        found += _of_tables(db)
        found += _of_segments(db)
        if not found:
            found += _of_numbers(db)
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        found.append(Damage("pages", None, str(error)))
    return found


def _of_tables(db: sqlite3.Connection) -> Iterator[Damage]:
    kept = {(table, block): checksum for table, block, checksum in db.execute("SELECT * FROM digest")}
    for table in (*_KEYED, *_SMALL):
        blocks = {block for name, block in kept if name == table}
        key = _KEYED.get(table)
        if key:
            blocks |= {block for (block,) in db.execute(f"SELECT DISTINCT {key} / {BLOCK} FROM {table}")}
        for block in sorted(blocks):
            if _of_block(db, table, block) != kept.get((table, block)):
                span = f"{block * BLOCK}–{(block + 1) * BLOCK - 1}" if key else ""
                yield Damage("rows", None, f"{table} {span}".strip())


def _of_segments(db: sqlite3.Connection) -> Iterator[Damage]:
    names = dict(db.execute("SELECT n, dataset FROM version").fetchall())
    for n, version, records in db.execute("SELECT n, version, records FROM segment ORDER BY n").fetchall():
        try:
            Segment(db, n).verify()
        except StoreError:
            yield Damage("pieces", names.get(version), records)


def _of_numbers(db: sqlite3.Connection) -> Iterator[Damage]:
    """Whether the numbers of organizations say otherwise than their table."""
    fields = ("n", "kind", "part_of", "on_roster", "illustrative")
    for segment in segments(db, "organization"):
        rows = db.execute("SELECT n, kind, coalesce(part_of, 0), on_roster, illustrative FROM organization ORDER BY n")
        if any(kept != row for kept, row in zip_longest(segment.rows(fields), rows)):
            yield Damage("rows", None, "organization")
