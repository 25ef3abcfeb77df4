"""A dataset out of a SQLite store, as a loader would hand it over."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from graph import dataset as tables
from graph.dataset import Dataset, FileRef
from graph.errors import StoreError
from graph.store.dates import partial_date
from graph.store.sqlite import read

if TYPE_CHECKING:
    import polars as pl

PIECE = 50_000
"""How many rows are read at a time."""


def dataset(db: sqlite3.Connection, name: str) -> Dataset:
    """What the dataset of this name states, in the order of its ids; raises `StoreError` when there is none."""
    about = {one.name: one for one in read.datasets(db)}
    if name not in about:
        raise StoreError("store.no_dataset", name=name, known=", ".join(about))
    own = about[name]
    key, fingerprint = db.execute("SELECT n, fingerprint FROM dataset WHERE name = ?", (name,)).fetchone()
    rows = db.execute("SELECT n, name, sheet FROM file WHERE dataset = ? ORDER BY n", (key,)).fetchall()
    files = {n: number for number, (n, _, _) in enumerate(rows)}
    return Dataset(
        name=name,
        title=own.title,
        as_of=own.as_of,
        location=own.location,
        fingerprint=fingerprint,
        files=tuple(FileRef(file, sheet) for _, file, sheet in rows),
        sources=own.sources,
        organizations=_organizations(db, key, files),
        agreements=_agreements(db, key, files),
        contributions=_contributions(db, key, files),
        claims=tuple(claim for claim, _ in read.claims(db, key)),
        notes={lang: tuple(notes) for lang, notes in own.notes.items()},
    )


def _organizations(db: sqlite3.Connection, key: int, files: dict[int, int]) -> pl.DataFrame:
    def selected(table: str, part_of: str) -> str:
        own = {"id": "o.id", "part_of": part_of, "source": "s.id"}
        return ", ".join(own.get(name, f"{table}.{name}") for name in tables.ORGANIZATION)

    rows = db.execute(
        f"SELECT {selected('o', 'p.id')} FROM organization o "
        "LEFT JOIN organization p ON p.n = o.part_of JOIN source s ON s.n = o.source WHERE o.dataset = ?1 "
        "AND NOT EXISTS (SELECT 1 FROM statement t WHERE t.organization = o.n) UNION ALL "
        f"SELECT {selected('t', 't.part_of')} FROM statement t "
        "JOIN organization o ON o.n = t.organization JOIN source s ON s.n = t.source WHERE t.dataset = ?1 ORDER BY 1",
        (key,),
    )
    return _frame(rows, files, tables.ORGANIZATION)


def _agreements(db: sqlite3.Connection, key: int, files: dict[int, int]) -> pl.DataFrame:
    rows = db.execute(
        "SELECT a.id, h.id, r.id, a.kind, a.form, a.sector, a.start_first, a.start_last, a.end_first, a.end_last, "
        "a.certainty, a.status, a.illustrative, a.attributes, s.id, a.file, a.row FROM agreement a "
        "JOIN source s ON s.n = a.source JOIN organization h ON h.n = a.helper "
        "JOIN organization r ON r.n = a.recipient WHERE s.dataset = ? ORDER BY a.id, h.id, r.id",
        (key,),
    )
    dated = (
        (
            id_,
            helper,
            recipient,
            kind,
            form,
            sector,
            partial_date(start_first, start_last),
            partial_date(end_first, end_last),
            *others,
        )
        for id_, helper, recipient, kind, form, sector, start_first, start_last, end_first, end_last, *others in rows
    )
    return _frame(dated, files, tables.AGREEMENT)


def _contributions(db: sqlite3.Connection, key: int, files: dict[int, int]) -> pl.DataFrame:
    own = {"helper": "h.id", "recipient": "r.id", "source": "s.id"}
    selected = ", ".join(own.get(name, f"c.{name}") for name in tables.CONTRIBUTION)
    rows = db.execute(
        f"SELECT {selected} FROM contribution c LEFT JOIN organization h ON h.n = c.helper "
        "LEFT JOIN organization r ON r.n = c.recipient JOIN source s ON s.n = c.source WHERE c.dataset = ? "
        "ORDER BY c.id",
        (key,),
    )
    return _frame(rows, files, tables.CONTRIBUTION)


def _frame(rows: Iterator[tuple[Any, ...]], files: dict[int, int], columns: tuple[str, ...]) -> pl.DataFrame:
    """The rows as a table, made piece by piece, so that a national one never stands in memory as Python objects."""
    import polars as pl

    pieces = [_piece(some, files, columns) for some in iter(lambda: list(islice(rows, PIECE)), [])]
    return pl.concat(pieces) if pieces else tables.empty(columns)


def _piece(rows: list[tuple[Any, ...]], files: dict[int, int], columns: tuple[str, ...]) -> pl.DataFrame:
    import polars as pl

    found: dict[str, Sequence[Any]] = dict(zip(columns, zip(*rows, strict=True), strict=True))
    found["file"] = [files[number] for number in found["file"]]
    schema = {name: pl.Int64 if name in tables.ALWAYS_SET else pl.String for name in columns}
    return tables.typed(pl.DataFrame(found, schema=schema), columns)
