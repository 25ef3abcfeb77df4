"""A store as plain tables in a SQLite file: for Datasette, DB Browser, R, or a query of one's own.

Keys are the ids of the model. The views `pairs` and `gaps` are about the day that the table `about` names: change that
row, and they are about another day. Their meaning is that of `jiedui partners` and `jiedui gaps`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph import dataset as tables
from graph.answer import Note
from graph.columns import NONE
from graph.dates import OPEN, days, partial_date
from graph.files import PLAIN, write_file
from graph.versions import labels, of_day

if TYPE_CHECKING:
    from graph.columns import Columns
    from graph.dataset import Dataset
    from graph.store import Progress, Store

_TABLES = """
CREATE TABLE about (as_of TEXT NOT NULL, day INTEGER NOT NULL);
CREATE TABLE datasets (name TEXT PRIMARY KEY, title_en TEXT, title_zh TEXT, as_of TEXT, location TEXT);
CREATE TABLE sources (
    dataset TEXT NOT NULL REFERENCES datasets, id TEXT NOT NULL, title TEXT, publisher TEXT, date TEXT, url TEXT,
    language TEXT, file TEXT, PRIMARY KEY (dataset, id));
CREATE TABLE organizations (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, name_en TEXT, kind TEXT NOT NULL,
    part_of TEXT REFERENCES organizations DEFERRABLE INITIALLY DEFERRED, code TEXT,
    on_roster INTEGER NOT NULL, illustrative INTEGER NOT NULL);
CREATE TABLE statements (
    dataset TEXT NOT NULL REFERENCES datasets, id TEXT NOT NULL REFERENCES organizations, name TEXT, name_en TEXT,
    aliases TEXT, kind TEXT, part_of TEXT, code TEXT, on_roster INTEGER, illustrative INTEGER, attributes TEXT,
    source TEXT, file TEXT, sheet TEXT, row INTEGER, PRIMARY KEY (dataset, id)) WITHOUT ROWID;
CREATE TABLE agreements (
    dataset TEXT NOT NULL REFERENCES datasets, id TEXT NOT NULL, helper TEXT NOT NULL REFERENCES organizations,
    recipient TEXT NOT NULL REFERENCES organizations, kind TEXT, form TEXT, sector TEXT, start TEXT, "end" TEXT,
    certainty TEXT, status TEXT, illustrative INTEGER, attributes TEXT, source TEXT, file TEXT, sheet TEXT, row INTEGER,
    start_first INTEGER NOT NULL, end_last INTEGER NOT NULL, PRIMARY KEY (dataset, id, helper, recipient));
CREATE TABLE unlisted (
    id TEXT NOT NULL, helper TEXT NOT NULL REFERENCES organizations, recipient TEXT NOT NULL REFERENCES organizations,
    since TEXT NOT NULL, day INTEGER NOT NULL);
CREATE TABLE contributions (
    dataset TEXT NOT NULL REFERENCES datasets, id TEXT NOT NULL, agreement TEXT, helper TEXT REFERENCES organizations,
    recipient TEXT REFERENCES organizations, measure TEXT, value TEXT, unit TEXT, sector TEXT, period TEXT,
    printed TEXT, status TEXT, bound TEXT, illustrative INTEGER, attributes TEXT, source TEXT, file TEXT, sheet TEXT,
    row INTEGER, PRIMARY KEY (dataset, id));
CREATE TABLE claims (
    dataset TEXT NOT NULL REFERENCES datasets, id TEXT NOT NULL, kind TEXT, helper TEXT, recipient TEXT, measure TEXT,
    value TEXT, unit TEXT, since TEXT, printed TEXT, source TEXT, PRIMARY KEY (dataset, id));
"""
_VIEWS = """
CREATE INDEX agreements_recipient ON agreements (recipient);
CREATE INDEX agreements_helper ON agreements (helper);
CREATE INDEX organizations_part_of ON organizations (part_of);
CREATE VIEW pairs AS
    SELECT a.helper, h.name AS helper_name, a.recipient, r.name AS recipient_name, r.kind, count(*) AS agreements,
           min(a.illustrative) AS illustrative
    FROM agreements a JOIN organizations h ON h.id = a.helper JOIN organizations r ON r.id = a.recipient, about
    WHERE a.status = 'agreed' AND a.start_first <= about.day AND a.end_last >= about.day
    GROUP BY a.helper, a.recipient;
CREATE VIEW gaps AS
    WITH RECURSIVE
    in_force(id) AS (
        SELECT a.recipient FROM agreements a, about
        WHERE a.status = 'agreed' AND a.start_first <= about.day AND a.end_last >= about.day),
    ended(id) AS (
        SELECT a.recipient FROM agreements a, about WHERE a.status = 'agreed' AND a.end_last < about.day
        UNION ALL SELECT u.recipient FROM unlisted u, about WHERE u.day <= about.day),
    below(id) AS (
        SELECT o.id FROM organizations o WHERE o.part_of IN in_force
        UNION SELECT o.id FROM organizations o JOIN below b ON o.part_of = b.id)
    SELECT o.id, o.name, o.kind, u.name AS unit,
           CASE WHEN o.id IN below THEN 'inherited' WHEN o.id IN ended THEN 'lapsed' ELSE 'never' END AS state,
           o.illustrative
    FROM organizations o LEFT JOIN organizations u ON u.id = o.part_of
    WHERE o.on_roster AND o.id NOT IN in_force;
"""


def write(store: Store, out: Path, day: date, progress: Progress | None, *, force: bool) -> Note:
    """Writes everything the store holds to `out`; the views are about `day`. Returns the note that says so."""
    counts = {"organizations": 0, "agreements": 0}

    def make(path: Path) -> None:
        path.unlink()
        with closing(sqlite3.connect(path)) as db:
            db.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {_TABLES}")
            db.execute(f"PRAGMA application_id = {int.from_bytes(PLAIN, 'big')}")
            db.execute("INSERT INTO about VALUES (?, ?)", (day.isoformat(), int(day.strftime("%Y%m%d"))))
            codes: dict[str, str] = {}
            known = sorted(of_day(store.datasets(), day), key=lambda one: (one.as_of or date.min, one.name))
            names = labels(known)
            for number, one in enumerate(known):
                if progress is not None:
                    progress("export", number, len(known))
                own = store.dataset(one.name, one.version)
                counts["agreements"] += _dataset(db, replace(own, name=names[number]), codes)
            columns = store.columns(day)
            counts["organizations"] = _organizations(db, columns, codes)
            _unlisted(db, columns)
            db.executescript(_VIEWS)
            db.commit()

    write_file(out, make, force=force)
    return Note("export.plain", {"file": out, "day": day, **counts})


def _dataset(db: sqlite3.Connection, dataset: Dataset, codes: dict[str, str]) -> int:
    """Writes what one dataset states; a newer one has the last word about `codes`. Returns its agreements."""
    day = dataset.as_of.isoformat() if dataset.as_of else None
    _insert(db, "datasets", [(dataset.name, dataset.title["en"], dataset.title["zh"], day, dataset.location)])
    _insert(db, "sources", ((dataset.name, *(getattr(one, name) for name in tables.SOURCE)) for one in dataset.sources))
    codes.update(dataset.organizations.select("id", "code").drop_nulls().iter_rows())
    files = [(ref.name, ref.sheet) for ref in dataset.files]

    def rows(table: Any) -> Iterator[tuple[Any, ...]]:
        return ((dataset.name, *cells, *files[file], row) for *cells, file, row in table.iter_rows())

    _insert(db, "statements", rows(dataset.organizations))
    agreements = dataset.agreements
    start, end = (tables.AGREEMENT.index(name) for name in ("start", "end"))
    _insert(
        db,
        "agreements",
        ((*row, days(row[start + 1])[0], days(row[end + 1])[1]) for row in rows(agreements)),
    )
    _insert(db, "contributions", rows(dataset.contributions))
    _insert(
        db,
        "claims",
        (
            (
                dataset.name,
                one.id,
                one.kind,
                one.helper,
                one.recipient,
                one.measure,
                None if one.value is None else str(one.value),
                one.unit,
                str(one.since) if one.since else None,
                one.printed,
                one.source,
            )
            for one in dataset.claims
        ),
    )
    return len(agreements)


def _unlisted(db: sqlite3.Connection, columns: Columns) -> None:
    """Writes the pairings that earlier versions of the datasets listed and those of the day do not."""
    import numpy as np

    gone = np.flatnonzero(columns.unlisted < OPEN[1]).astype(np.int32)
    helpers, recipients = (columns.register.named(side[gone]) for side in (columns.helper, columns.recipient))
    printed, since = columns.register.printed(gone), columns.unlisted[gone].tolist()
    _insert(
        db,
        "unlisted",
        (
            (one.id, helper.id, recipient.id, partial_date(day, day), day)
            for one, helper, recipient, day in zip(printed, helpers, recipients, since, strict=True)
        ),
    )


def _organizations(db: sqlite3.Connection, columns: Columns, codes: dict[str, str]) -> int:
    """Writes every organization once, as all that state it make it; returns how many there are."""
    import numpy as np

    named = columns.register.named(np.arange(len(columns.kind), dtype=np.int32))
    _insert(
        db,
        "organizations",
        (
            (
                one.id,
                one.name,
                one.name_en,
                one.kind,
                named[unit].id if unit != NONE else None,
                codes.get(one.id),
                on_roster,
                one.illustrative,
            )
            for one, unit, on_roster in zip(named, columns.part_of.tolist(), columns.on_roster.tolist(), strict=True)
        ),
    )
    return len(named)


def _insert(db: sqlite3.Connection, table: str, rows: Iterable[Sequence[Any]]) -> None:
    width = len(db.execute(f"PRAGMA table_info({table})").fetchall())
    db.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * width)})", rows)
