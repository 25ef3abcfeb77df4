"""A dataset out of a SQLite store, as a loader would hand it over."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from graph import dataset as tables
from graph.dataset import Dataset, FileRef
from graph.store.sqlite import read

if TYPE_CHECKING:
    import polars as pl

PIECE = 50_000
"""How many rows are read at a time."""


def dataset(db: sqlite3.Connection, name: str, day: str | None = None) -> Dataset:
    """What a dataset states, in the order of its ids: for a day (ISO, empty for none), else its newest version.

    Raises `StoreError` when there is none of that name or day.
    """
    found = read.version(db, name, day)
    key = found.key
    (own,) = (one for one in read.datasets(db) if (one.name, one.as_of) == (name, found.as_of))
    rows = db.execute("SELECT n, name, sheet FROM file WHERE version = ? ORDER BY n", (key,)).fetchall()
    files = {n: number for number, (n, _, _) in enumerate(rows)}
    return Dataset(
        name=name,
        title=own.title,
        as_of=own.as_of,
        read_as=own.read_as,
        rejected=own.rejected,
        proposed=read.proposed(db, key),
        location=own.location,
        fingerprint=read.fingerprint(db, key),
        files=tuple(FileRef(file, sheet) for _, file, sheet in rows),
        sources=own.sources,
        organizations=organizations(db, key, files),
        agreements=_records(db, key, "agreement", tables.AGREEMENT, files).sort("id", "helper", "recipient"),
        contributions=_records(db, key, "contribution", tables.CONTRIBUTION, files),
        claims=tuple(claim for claim, _ in read.claims(db, read.View(frozenset({key})))),
        notes={lang: tuple(notes) for lang, notes in own.notes.items()},
    )


def organizations(db: sqlite3.Connection, key: int, files: dict[int, int]) -> pl.DataFrame:
    """What a version states of organizations, by id."""

    def selected(table: str, part_of: str) -> str:
        own = {"id": "o.id", "part_of": part_of, "source": "s.id"}
        return ", ".join(own.get(name, f"{table}.{name}") for name in tables.ORGANIZATION)

    rows = db.execute(
        f"SELECT {selected('o', 'p.id')} FROM organization o "
        "LEFT JOIN organization p ON p.n = o.part_of JOIN source s ON s.n = o.source WHERE o.version = ?1 "
        "AND NOT EXISTS (SELECT 1 FROM statement t WHERE t.organization = o.n) UNION ALL "
        f"SELECT {selected('t', 't.part_of')} FROM statement t "
        "JOIN organization o ON o.n = t.organization JOIN source s ON s.n = t.source WHERE t.version = ?1 ORDER BY 1",
        (key,),
    )
    return frame(rows, files, tables.ORGANIZATION, tables.ORGANIZATION)


def _records(
    db: sqlite3.Connection, key: int, records: str, columns: tuple[str, ...], files: dict[int, int]
) -> pl.DataFrame:
    """The agreements or contributions that a version states, as they are kept; not those that it no longer lists."""
    import polars as pl

    sources = dict(db.execute("SELECT n, id FROM source WHERE version = ?", (key,)).fetchall())
    parts = []
    for segment in read.segments(db, records, frozenset({key})):
        table = {name: segment.column(name) for name in columns}
        if records == "agreement" and len(segment.words("unlisted_since")) > 1:  # else all are listed
            own = segment.column("unlisted_since").is_null()
            table = {name: column.filter(own) for name, column in table.items()}
        wanted = {n for side in ("helper", "recipient") for n in table[side].unique() if n}
        ids = pl.DataFrame(list(read.ids_of(db, wanted).items()), schema={"n": pl.Int32, "id": pl.String}, orient="row")
        for side in ("helper", "recipient"):
            found = table[side].to_frame("n").join(ids, on="n", how="left", maintain_order="left")
            table[side] = found["id"]
        for name, known in (("source", sources), ("file", files)):
            table[name] = table[name].replace_strict(list(known), list(known.values()))
        parts.append(tables.typed(pl.DataFrame(table), columns))
    return pl.concat(parts) if parts else tables.empty(columns)


def frame(
    rows: Iterator[tuple[Any, ...]], files: dict[int, int], held: tuple[str, ...], columns: tuple[str, ...]
) -> pl.DataFrame:
    """Rows that hold the columns `held` as a table of `columns`; `files` gives the number of a file's key.

    It is made piece by piece, so that a national one never stands in memory as Python objects.
    """
    import polars as pl

    pieces = [_piece(some, files, held, columns) for some in iter(lambda: list(islice(rows, PIECE)), [])]
    return pl.concat(pieces) if pieces else tables.empty(columns)


def _piece(
    rows: list[tuple[Any, ...]], files: dict[int, int], held: tuple[str, ...], columns: tuple[str, ...]
) -> pl.DataFrame:
    import polars as pl

    found: dict[str, Sequence[Any]] = dict(zip(held, zip(*rows, strict=True), strict=True))
    found["file"] = [files[number] for number in found["file"]]
    schema = {name: pl.Int64 if name in tables.ALWAYS_SET else pl.String for name in held}
    return tables.typed(pl.DataFrame(found, schema=schema), columns)
