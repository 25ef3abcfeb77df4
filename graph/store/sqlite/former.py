"""Stores of format 1, which held agreements and contributions as rows: each dataset is read as it was loaded."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import TYPE_CHECKING

from graph import dataset as tables
from graph.dataset import Dataset, FileRef
from graph.dates import partial_date
from graph.store.sqlite import read
from graph.store.sqlite.dataset import frame, organizations

if TYPE_CHECKING:
    import polars as pl

FORMAT = 1
_VIEWS = (
    "version AS SELECT n, name AS dataset, as_of, title_en, title_zh, location, fingerprint, notes_en, notes_zh, "
    "organizations, agreements, contributions, claims, 0 AS roster, 0 AS rejected, "
    "CASE WHEN agreements = 0 AND contributions > 0 AND claims = 0 THEN 'money' ELSE 'package' END AS read_as "
    "FROM main.dataset",
    *(
        f"{table} AS SELECT *, dataset AS version FROM main.{table}"
        for table in ("file", "source", "organization", "statement", "claim")
    ),
)
"""The tables under the names that they have now."""


def datasets(db: sqlite3.Connection) -> Iterator[Dataset]:
    """Every dataset in a store of format 1, by name."""
    for view in _VIEWS:
        db.execute(f"CREATE TEMP VIEW {view}")
    for one in read.datasets(db):
        key, fingerprint = db.execute("SELECT n, fingerprint FROM version WHERE dataset = ?", (one.name,)).fetchone()
        rows = db.execute("SELECT n, name, sheet FROM file WHERE version = ? ORDER BY n", (key,)).fetchall()
        files = {n: number for number, (n, _, _) in enumerate(rows)}
        yield Dataset(
            name=one.name,
            title=one.title,
            as_of=one.as_of,
            read_as=one.read_as,
            location=one.location,
            fingerprint=fingerprint,
            files=tuple(FileRef(file, sheet) for _, file, sheet in rows),
            sources=one.sources,
            organizations=organizations(db, key, files),
            agreements=_agreements(db, key, files),
            contributions=_contributions(db, key, files),
            claims=tuple(claim for claim, _ in read.claims(db, read.View(frozenset({key})))),
            notes={lang: tuple(notes) for lang, notes in one.notes.items()},
        )


def _agreements(db: sqlite3.Connection, key: int, files: dict[int, int]) -> pl.DataFrame:
    rows = db.execute(
        "SELECT a.id, h.id, r.id, a.kind, a.form, a.sector, a.start_first, a.start_last, a.end_first, a.end_last, "
        "a.certainty, a.illustrative, a.attributes, s.id, a.file, a.row FROM main.agreement a "
        "JOIN source s ON s.n = a.source JOIN organization h ON h.n = a.helper "
        "JOIN organization r ON r.n = a.recipient WHERE s.version = ? ORDER BY a.id, h.id, r.id",
        (key,),
    )
    dated = (
        (*before, partial_date(start_first, start_last), partial_date(end_first, end_last), *behind)
        for *before, start_first, start_last, end_first, end_last, a, b, c, d, e, f in rows
        for behind in ((a, b, c, d, e, f),)
    )
    return frame(dated, files, _AGREEMENT, tables.AGREEMENT)


def _contributions(db: sqlite3.Connection, key: int, files: dict[int, int]) -> pl.DataFrame:
    own = {"helper": "h.id", "recipient": "r.id", "source": "s.id"}
    selected = ", ".join(own.get(name, f"c.{name}") for name in _CONTRIBUTION)
    rows = db.execute(
        f"SELECT {selected} FROM main.contribution c LEFT JOIN organization h ON h.n = c.helper "
        "LEFT JOIN organization r ON r.n = c.recipient JOIN source s ON s.n = c.source WHERE c.dataset = ? "
        "ORDER BY c.id",
        (key,),
    )
    return frame(rows, files, _CONTRIBUTION, tables.CONTRIBUTION)


_END = ("illustrative", "attributes", "source", "file", "row")
_AGREEMENT = ("id", "helper", "recipient", "kind", "form", "sector", "start", "end", "certainty", *_END)
_CONTRIBUTION = (
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
    *_END,
)
"""The columns of format 1; a column that came later has its default."""
