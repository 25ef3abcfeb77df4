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

if TYPE_CHECKING:
    import polars as pl

    from graph.store.sqlite.store import SqliteStore

PIECE = 50_000
"""Rows that are read at a time."""
_STATED = "name, name_en, aliases, kind, {part_of}, code, on_roster, illustrative, attributes"


def dataset(db: sqlite3.Connection, store: SqliteStore, name: str) -> Dataset:
    """What the dataset of this name states, in the order of its ids; raises `StoreError` when there is none."""
    found = db.execute("SELECT n, fingerprint FROM dataset WHERE name = ?", (name,)).fetchone()
    if found is None:
        raise StoreError("store.no_dataset", name=name, known=", ".join(one.name for one in store.datasets()))
    key, fingerprint = found
    about = next(one for one in store.datasets() if one.name == name)
    rows = db.execute("SELECT n, name, sheet FROM file WHERE dataset = ? ORDER BY n", (key,)).fetchall()
    files = {n: number for number, (n, _, _) in enumerate(rows)}
    return Dataset(
        name=name,
        title=about.title,
        as_of=about.as_of,
        location=about.location,
        fingerprint=fingerprint,
        files=tuple(FileRef(file, sheet) for _, file, sheet in rows),
        sources=about.sources,
        organizations=_organizations(db, key, files),
        agreements=_agreements(db, key, files),
        contributions=_contributions(db, key, files),
        claims=tuple(claim for claim, _ in store.claims_of(key)),
        notes={lang: tuple(notes) for lang, notes in about.notes.items()},
    )


def _organizations(db: sqlite3.Connection, key: int, files: dict[int, int]) -> pl.DataFrame:
    def columns(table: str, part_of: str) -> str:
        return ", ".join(part_of if name == "{part_of}" else f"{table}.{name}" for name in _STATED.split(", "))

    rows = db.execute(
        f"SELECT o.id, {columns('o', 'p.id')}, s.id, o.file, o.row FROM organization o "
        "LEFT JOIN organization p ON p.n = o.part_of JOIN source s ON s.n = o.source WHERE o.dataset = ?1 "
        "AND NOT EXISTS (SELECT 1 FROM statement t WHERE t.organization = o.n) UNION ALL "
        f"SELECT o.id, {columns('t', 't.part_of')}, s.id, t.file, t.row FROM statement t "
        "JOIN organization o ON o.n = t.organization JOIN source s ON s.n = t.source WHERE t.dataset = ?1 ORDER BY 1",
        (key,),
    )
    names = ("id", *_STATED.replace("{part_of}", "part_of").split(", "), "source", "file", "row")
    return _frame(rows, names, files, tables.ORGANIZATION)


def _agreements(db: sqlite3.Connection, key: int, files: dict[int, int]) -> pl.DataFrame:
    rows = db.execute(
        "SELECT a.id, h.id, r.id, a.kind, a.form, a.sector, a.start_first, a.start_last, a.end_first, a.end_last, "
        "a.certainty, a.illustrative, a.attributes, s.id, a.file, a.row FROM agreement a "
        "JOIN source s ON s.n = a.source JOIN organization h ON h.n = a.helper "
        "JOIN organization r ON r.n = a.recipient WHERE s.dataset = ? ORDER BY a.id, h.id, r.id",
        (key,),
    )
    dated = ((*row[:6], partial_date(*row[6:8]), partial_date(*row[8:10]), *row[10:]) for row in rows)
    names = (
        "id",
        "helper",
        "recipient",
        "kind",
        "form",
        "sector",
        "start",
        "end",
        "certainty",
        "illustrative",
        "attributes",
        "source",
        "file",
        "row",
    )
    return _frame(dated, names, files, tables.AGREEMENT)


def _contributions(db: sqlite3.Connection, key: int, files: dict[int, int]) -> pl.DataFrame:
    names = (
        "id",
        "agreement",
        "helper",
        "recipient",
        "measure",
        "value",
        "unit",
        "sector",
        "period",
        "printed",
        "illustrative",
        "attributes",
        "source",
        "file",
        "row",
    )
    ends = {"helper": "h.id", "recipient": "r.id", "source": "s.id"}
    selected = ", ".join(ends.get(name, f"c.{name}") for name in names)
    rows = db.execute(
        f"SELECT {selected} FROM contribution c LEFT JOIN organization h ON h.n = c.helper "
        "LEFT JOIN organization r ON r.n = c.recipient JOIN source s ON s.n = c.source WHERE c.dataset = ? "
        "ORDER BY c.id",
        (key,),
    )
    return _frame(rows, names, files, tables.CONTRIBUTION)


def _frame(
    rows: Iterator[tuple[Any, ...]], names: tuple[str, ...], files: dict[int, int], columns: tuple[str, ...]
) -> pl.DataFrame:
    """The rows as a table, made of pieces, so that a national one never stands in memory as Python objects."""
    import polars as pl

    pieces = [_piece(some, names, files, columns) for some in iter(lambda: list(islice(rows, PIECE)), [])]
    return pl.concat(pieces) if pieces else tables.empty(columns)


def _piece(
    rows: list[tuple[Any, ...]], names: tuple[str, ...], files: dict[int, int], columns: tuple[str, ...]
) -> pl.DataFrame:
    import polars as pl

    found: dict[str, Sequence[Any]] = dict(zip(names, zip(*rows, strict=True), strict=True))
    found["file"] = [files[number] for number in found["file"]]
    schema = {name: pl.Int64 if name in tables.ALWAYS_SET else pl.String for name in names}
    return tables.typed(pl.DataFrame(found, schema=schema), columns)
