"""Writing a dataset into a SQLite store: one transaction, all or nothing, the same result whatever was there before.

A first load builds the file beside its place and moves it there whole; a later one is a transaction in the
write-ahead log, so readers keep the state they opened. Foreign keys are declared, and the tests check them after every
kind of load. They are not enforced row by row: the keys written here come from joins on the tables they refer to.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph import dataset as tables
from graph.measures.changes import Changed, Given, Member, Pairing, Snapshot, compare
from graph.model import AgreementStatus, ContributionStatus, Kind, Organization
from graph.store import Change, Progress, Written
from graph.store.changes import COMPARED, Counts, Records, content_of, count_changes, counts_of
from graph.store.dates import OPEN, days, partial_date
from graph.store.sqlite import tree
from graph.store.sqlite.file import IN_RANGE
from graph.text import LANGS

if TYPE_CHECKING:
    import polars as pl

    from graph.dataset import Dataset

CHUNK = 50_000
"""How many rows `by_rows` inserts between two reports of progress."""
BULK = 500_000
"""How many rows `in_bulk` does."""
DAYS = ("start_first", "start_last", "end_first", "end_last")
"""The columns that hold an agreement's start and end: the first and last day that each may mean."""

Insert = Callable[[str, "pl.DataFrame"], None]
"""Appends a frame's rows to the table of that name, matching columns by name."""


def by_rows(db: sqlite3.Connection, progress: Progress) -> Insert:
    """Inserts through `db`, inside its transaction."""

    def insert(table: str, frame: pl.DataFrame) -> None:
        names = ", ".join(f'"{name}"' for name in frame.columns)
        statement = f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(frame.columns))})"
        for start in range(0, len(frame), CHUNK):
            progress(table, start, len(frame))
            db.executemany(statement, frame[start : start + CHUNK].rows())

    return insert


@contextmanager
def in_bulk(path: Path, progress: Progress) -> Iterator[Insert]:
    """Inserts into a file that nobody else reads, three times as fast: Arrow columns never become Python objects."""
    import polars as pl
    from adbc_driver_manager import Error
    from adbc_driver_sqlite import dbapi

    with dbapi.connect(str(path), autocommit=True) as db, db.cursor() as cursor:
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -100000"):
            cursor.execute(f"PRAGMA {pragma}")

        def insert(table: str, frame: pl.DataFrame) -> None:
            frame = frame.with_columns(pl.col(pl.Boolean).cast(pl.Int8))
            for start in range(0, len(frame), BULK):
                progress(table, start, len(frame))
                try:
                    cursor.adbc_ingest(table, frame[start : start + BULK], mode="append")
                except Error as error:  # it is said like what the other connection says
                    raise sqlite3.OperationalError(str(error)) from error

        yield insert


def write(db: sqlite3.Connection, dataset: Dataset, insert: Insert, progress: Progress, *, fresh: bool) -> Written:
    """Replaces what `dataset.name` stated by what it states now; the caller owns the transaction."""
    loaded = db.execute("SELECT n, fingerprint FROM dataset WHERE name = ?", (dataset.name,)).fetchone()
    counts = counts_of(dataset)
    changes: dict[str, Change] = {}
    details: tuple[Changed, ...] = ()
    if loaded is not None:
        old, fingerprint = loaded
        if fingerprint == dataset.fingerprint:
            return Written(dataset.name, *counts, unchanged=True)
        changes = _changes(db, old, dataset)
        if max(counts.agreements, changes["agreements"].removed) <= COMPARED:
            details = compare(_content(db, old), content_of(dataset))
        _withdraw(db, old)
        db.execute("DELETE FROM dataset WHERE n = ?", (old,))
    key = _insert_dataset(db, dataset, counts)
    files = _insert_files(db, key, dataset)
    sources = _insert_sources(db, key, dataset)
    keys = _write_organizations(db, key, dataset, files, sources, insert, progress, fresh=fresh)
    _write_agreements(db, dataset, keys, files, sources, insert)
    _write_contributions(key, dataset, keys, files, sources, insert)
    if dataset.claims:
        _write_claims(db, key, dataset, keys, files, sources)
    return Written(dataset.name, *counts, changes=changes, details=details)


def _insert_dataset(db: sqlite3.Connection, dataset: Dataset, counts: Counts) -> int:
    notes = [json.dumps(list(dataset.notes.get(lang, ())), ensure_ascii=False) for lang in LANGS]
    cursor = db.execute(
        "INSERT INTO dataset (name, title_en, title_zh, as_of, location, fingerprint, notes_en, notes_zh,"
        " organizations, agreements, contributions, claims) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            dataset.name,
            dataset.title["en"],
            dataset.title["zh"],
            dataset.as_of.isoformat() if dataset.as_of else None,
            dataset.location,
            dataset.fingerprint,
            *notes,
            *counts,
        ),
    )
    return int(cursor.lastrowid or 0)


def _insert_files(db: sqlite3.Connection, key: int, dataset: Dataset) -> list[int]:
    insert = "INSERT INTO file (dataset, name, sheet) VALUES (?, ?, ?)"
    return [int(db.execute(insert, (key, ref.name, ref.sheet)).lastrowid or 0) for ref in dataset.files]


def _insert_sources(db: sqlite3.Connection, key: int, dataset: Dataset) -> dict[str, int]:
    insert = (
        "INSERT INTO source (dataset, id, title, publisher, date, url, language, file) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
    )
    return {
        s.id: int(
            db.execute(insert, (key, s.id, s.title, s.publisher, s.date, s.url, s.language, s.file)).lastrowid or 0
        )
        for s in dataset.sources
    }


def _write_organizations(
    db: sqlite3.Connection,
    key: int,
    dataset: Dataset,
    files: list[int],
    sources: dict[str, int],
    insert: Insert,
    progress: Progress,
    *,
    fresh: bool,
) -> pl.DataFrame:
    """Writes the organizations and returns their integer keys as (id, n)."""
    import polars as pl

    incoming = _coded(dataset.organizations, files, sources).with_columns(dataset=pl.lit(key))
    there = _there(db, incoming["id"]) if not fresh else pl.DataFrame(schema={"id": pl.String, "n": pl.Int64})
    first = _next(db, "organization", "n")
    new = incoming.join(there, on="id", how="anti", maintain_order="left").with_row_index("n", first)
    new = new.with_columns(pl.col("n").cast(pl.Int64))
    keys = pl.concat([there.select("id", "n"), new.select("id", "n")])
    new = _joined(new, keys, "part_of")
    if not len(there) and first == 1:
        spots = tree.place(new.select("n", "part_of", "id"))
        new = new.join(spots, on="n", how="left", maintain_order="left")
    else:
        new = new.with_columns(pos=pl.lit(0), last=pl.lit(0))
    columns = [name for name in _ORGANIZATION if name in new.columns]
    insert("organization", new.select(columns))
    moved = False
    if len(there):
        moved = _restate(db, incoming.join(there, on="id", how="inner"), progress)
    if first > 1 or len(there):
        _settle(db, new.select("n", "part_of", "id"), moved=moved)
    return keys


_ORGANIZATION = (
    "n",
    "id",
    "name",
    "name_en",
    "aliases",
    "kind",
    "part_of",
    "code",
    "on_roster",
    "illustrative",
    "attributes",
    "dataset",
    "source",
    "file",
    "row",
    "pos",
    "last",
)
_STATED = (
    "name",
    "name_en",
    "aliases",
    "kind",
    "part_of",
    "code",
    "on_roster",
    "illustrative",
    "attributes",
    "source",
    "file",
    "row",
)


def _next(db: sqlite3.Connection, table: str, column: str) -> int:
    """The number after the greatest of a column; 1 in an empty table."""
    (greatest,) = db.execute(f"SELECT max({column}) FROM {table}").fetchone()
    return (greatest or 0) + 1


def _there(db: sqlite3.Connection, ids: pl.Series) -> pl.DataFrame:
    """(id, n) of the organizations of these ids that the store holds."""
    import polars as pl

    db.execute("CREATE TEMP TABLE incoming (id TEXT PRIMARY KEY) WITHOUT ROWID")
    db.executemany("INSERT INTO incoming VALUES (?)", ((id_,) for id_ in ids.sort()))
    rows = db.execute("SELECT o.id, o.n FROM temp.incoming i JOIN organization o ON o.id = i.id").fetchall()
    db.execute("DROP TABLE temp.incoming")
    return pl.DataFrame(rows, schema={"id": pl.String, "n": pl.Int64}, orient="row")


def _restate(db: sqlite3.Connection, shared: pl.DataFrame, progress: Progress) -> bool:
    """Adds this dataset's statements of organizations that others state too, and merges each anew."""
    keys = [(n,) for n in shared["n"].to_list()]
    _to_statements(db, keys)
    columns = ", ".join(("organization", "dataset", *_STATED))
    marks = ", ".join("?" * (len(_STATED) + 2))
    db.executemany(
        f"INSERT INTO statement ({columns}) VALUES ({marks})", shared.select("n", "dataset", *_STATED).iter_rows()
    )
    return _merge(db, [n for (n,) in keys], progress)


def _to_statements(db: sqlite3.Connection, keys: Iterable[tuple[int]]) -> None:
    """Keeps what an organization's only dataset so far said of it as a statement of its own."""
    stated = ", ".join(f"o.{name}" for name in _STATED if name != "part_of")
    names = ", ".join(name for name in _STATED if name != "part_of")
    db.executemany(
        f"INSERT INTO statement (organization, dataset, {names}, part_of) "
        f"SELECT o.n, o.dataset, {stated}, p.id FROM organization o LEFT JOIN organization p ON p.n = o.part_of "
        "WHERE o.n = ? AND NOT EXISTS (SELECT 1 FROM statement s WHERE s.organization = o.n)",
        keys,
    )


def _merge(db: sqlite3.Connection, keys: Sequence[int], progress: Progress) -> bool:
    """Writes each organization as its statements make it; returns whether any now lies in another unit.

    An organization with one statement left becomes that statement; one with none must not be among `keys`.
    """
    moved = False
    columns = ", ".join(f"s.{name}" for name in _STATED)
    for done, key in enumerate(keys):
        rows = db.execute(
            f"SELECT o.id, d.name, d.as_of, d.n, {columns} FROM statement s JOIN dataset d ON d.n = s.dataset "
            "JOIN organization o ON o.n = s.organization WHERE s.organization = ?",
            (key,),
        ).fetchall()
        stated = [_statement(row) for row in rows]
        merged, main = tables.merge([statement for statement, _ in stated])
        place = next(place for statement, place in stated if statement is main)
        part_of = _key_of(db, merged.part_of)
        (before,) = db.execute("SELECT part_of FROM organization WHERE n = ?", (key,)).fetchone()
        moved |= before != part_of
        db.execute(
            "UPDATE organization SET name=?, name_en=?, aliases=?, kind=?, part_of=?, code=?, on_roster=?, "
            "illustrative=?, attributes=?, dataset=?, source=?, file=?, row=? WHERE n=?",
            (
                merged.name,
                merged.name_en,
                _json(list(merged.aliases)),
                merged.kind.value,
                part_of,
                merged.code,
                merged.on_roster,
                merged.illustrative,
                _json(dict(merged.attributes)),
                *place,
                key,
            ),
        )
        if len(stated) == 1:
            db.execute("DELETE FROM statement WHERE organization = ?", (key,))
        if done % 1000 == 0:
            progress("merge", done, len(keys))
    return moved


def _statement(row: tuple[Any, ...]) -> tuple[tables.Statement, tuple[int, int, int, int]]:
    """What a row states, and where: the keys of its dataset, source and file, and the row in that file."""
    id_, dataset, as_of, key, name, name_en, aliases, kind, part_of, code, on_roster, illustrative, *rest = row
    attributes, source, file, at = rest
    organization = Organization(
        id=id_,
        name=name,
        name_en=name_en,
        kind=Kind(kind),
        part_of=part_of,
        aliases=tuple(json.loads(aliases or "[]")),
        code=code,
        on_roster=bool(on_roster),
        illustrative=bool(illustrative),
        attributes=json.loads(attributes or "{}"),
    )
    day = date.fromisoformat(as_of) if as_of else None
    return tables.Statement(organization, dataset, day), (key, source, file, at)


def _key_of(db: sqlite3.Connection, id_: str | None) -> int | None:
    if id_ is None:
        return None
    (key,) = db.execute("SELECT n FROM organization WHERE id = ?", (id_,)).fetchone() or (None,)
    return key


def _json(value: list[str] | dict[str, str]) -> str | None:
    return json.dumps(value, ensure_ascii=False) if value else None


def _settle(db: sqlite3.Connection, new: pl.DataFrame, *, moved: bool) -> None:
    """Gives new organizations their positions: in the spare room of their units, or else by placing all anew."""
    if not moved and _fit(db, new):
        return
    import polars as pl

    rows = db.execute("SELECT n, part_of, id FROM organization").fetchall()
    schema = {"n": pl.Int64, "part_of": pl.Int64, "id": pl.String}
    spots = tree.place(pl.DataFrame(rows, schema=schema, orient="row"))
    db.executemany(
        "UPDATE organization SET pos = ?, last = ? WHERE n = ?", spots.select("pos", "last", "n").iter_rows()
    )


def _fit(db: sqlite3.Connection, new: pl.DataFrame) -> bool:
    """Places `new` in the spare room of their units; returns False, with nothing written, when one has too little."""
    import polars as pl

    roots = new.filter(pl.col("part_of").is_null() | ~pl.col("part_of").is_in(new["n"].implode()))
    spots = tree.place(new)
    sizes = roots.join(spots, on="n").with_columns(width=pl.col("last") - pl.col("pos") + 1)
    updates: list[pl.DataFrame] = []
    top = _next(db, "organization", "last")
    shift: dict[int, int] = {}
    for (unit,), group in sorted(
        sizes.group_by("part_of"), key=lambda entry: (entry[0][0] is not None, entry[0][0] or 0)
    ):
        need = int(group["width"].sum())
        if unit is None:
            at, top = top, top + need
        else:
            pos, last = db.execute("SELECT pos, last FROM organization WHERE n = ?", (unit,)).fetchone()
            inner = f"SELECT max(last) FROM organization WHERE {IN_RANGE}"
            (taken,) = db.execute(inner, (pos + 1, last)).fetchone()
            at = (taken or pos) + 1
            if at + need - 1 > last:
                return False
        for n, pos_, width in group.sort("id").select("n", "pos", "width").iter_rows():
            shift[n] = at - pos_
            at += width
    starts = (
        spots.join(sizes.select("n"), on="n")
        .sort("pos")
        .with_columns(shift=pl.col("n").replace_strict(list(shift), list(shift.values()), return_dtype=pl.Int64))
        if shift
        else spots.clear().with_columns(shift=pl.lit(0))
    )
    moved = spots.sort("pos").join_asof(starts.select("pos", "shift"), on="pos", strategy="backward")
    updates.append(moved.select(pl.col("pos") + pl.col("shift"), pl.col("last") + pl.col("shift"), "n"))
    for update in updates:
        db.executemany("UPDATE organization SET pos = ?, last = ? WHERE n = ?", update.iter_rows())
    return True


def _withdraw(db: sqlite3.Connection, key: int) -> None:
    """Removes all that dataset `key` states; organizations that others state too stay and are merged anew."""
    db.execute("DELETE FROM agreement WHERE source IN (SELECT n FROM source WHERE dataset = ?)", (key,))
    for table in ("contribution", "claim"):
        db.execute(f"DELETE FROM {table} WHERE dataset = ?", (key,))
    shared = [n for (n,) in db.execute("SELECT organization FROM statement WHERE dataset = ?", (key,))]
    db.execute("DELETE FROM statement WHERE dataset = ?", (key,))
    shared_set = "SELECT organization FROM statement"
    db.execute(f"DELETE FROM organization WHERE dataset = ? AND n NOT IN ({shared_set})", (key,))
    moved = _merge(db, shared, lambda *_: None)
    db.execute("DELETE FROM source WHERE dataset = ?", (key,))
    db.execute("DELETE FROM file WHERE dataset = ?", (key,))
    if moved:
        import polars as pl

        _settle(db, pl.DataFrame(schema={"n": pl.Int64, "part_of": pl.Int64, "id": pl.String}), moved=True)


def _write_agreements(
    db: sqlite3.Connection,
    dataset: Dataset,
    keys: pl.DataFrame,
    files: list[int],
    sources: dict[str, int],
    insert: Insert,
) -> None:
    first = _next(db, "agreement", "n")
    frame = _joined(_joined(_coded(dataset.agreements, files, sources), keys, "helper"), keys, "recipient")
    frame = with_days(frame.sort("recipient").with_row_index("n", first))
    columns = [name for name in tables.AGREEMENT if name not in ("start", "end")]
    insert("agreement", frame.select("n", *columns, *DAYS))


def with_days(agreements: pl.DataFrame) -> pl.DataFrame:
    """`agreements` with the first and last day that each start and end may mean, as `DAYS`."""
    import polars as pl

    def numbers(column: str, place: int) -> pl.Expr:
        values = agreements[column].drop_nulls().unique().to_list()
        known = pl.col(column).replace_strict(
            values, [days(value)[place] for value in values], default=None, return_dtype=pl.Int32
        )
        return known.fill_null(OPEN[place])

    pairs = [(column, place) for column in ("start", "end") for place in (0, 1)]
    return agreements.with_columns(numbers(*pair).alias(name) for name, pair in zip(DAYS, pairs, strict=True))


def _write_contributions(
    key: int, dataset: Dataset, keys: pl.DataFrame, files: list[int], sources: dict[str, int], insert: Insert
) -> None:
    import polars as pl

    frame = _coded(dataset.contributions, files, sources)
    frame = _joined(_joined(frame, keys, "helper"), keys, "recipient").with_columns(dataset=pl.lit(key))
    insert("contribution", frame.select("dataset", *tables.CONTRIBUTION))


def _write_claims(
    db: sqlite3.Connection, key: int, dataset: Dataset, keys: pl.DataFrame, files: list[int], sources: dict[str, int]
) -> None:
    numbers = dict(keys.iter_rows())
    refs = {(ref.name, ref.sheet): number for ref, number in zip(dataset.files, files, strict=True)}
    for claim in dataset.claims:
        place = claim.place
        file = refs[place.file, place.sheet] if place else files[0]
        counts = [
            _json({kind.value: str(count) for kind, count in side.items()}) or "{}"
            for side in (claim.helpers, claim.recipients)
        ]
        db.execute(
            "INSERT INTO claim (dataset, id, kind, form, helper, recipient, helpers, recipients, measure, value, unit,"
            " sector, since, printed, attributes, source, file, row)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                key,
                claim.id,
                claim.kind,
                claim.form,
                numbers.get(claim.helper or ""),
                numbers.get(claim.recipient or ""),
                *counts,
                claim.measure,
                None if claim.value is None else str(claim.value),
                claim.unit,
                claim.sector,
                str(claim.since) if claim.since else None,
                claim.printed,
                _json(dict(claim.attributes)),
                sources[claim.source or ""],
                file,
                place.row if place else 0,
            ),
        )


def _coded(frame: pl.DataFrame, files: list[int], sources: dict[str, int]) -> pl.DataFrame:
    """`frame` with its file and source as the store's keys."""
    import polars as pl

    return frame.with_columns(
        pl.col("source").replace_strict(list(sources), list(sources.values()), return_dtype=pl.Int64),
        pl.col("file").replace_strict(list(range(len(files))), files, return_dtype=pl.Int64),
    )


def _joined(frame: pl.DataFrame, keys: pl.DataFrame, column: str) -> pl.DataFrame:
    """`frame` with the ids in `column` as the store's keys."""
    names = {"id": column, "n": f"{column}_n"}
    joined = frame.join(keys.rename(names), on=column, how="left", maintain_order="left")
    return joined.drop(column).rename({f"{column}_n": column})


# --- what the store holds of a dataset, and how that changes

_OF_ORGANIZATION = tuple(name for name in _STATED if name not in ("source", "file", "row"))
_OF_AGREEMENT = ("kind", "form", "sector", "certainty", "status", "illustrative", "attributes", *DAYS)
_OF_CONTRIBUTION = (
    "agreement",
    "helper",
    "recipient",
    "measure",
    "value",
    "unit",
    "sector",
    "period",
    "printed",
    "status",
    "bound",
    "illustrative",
    "attributes",
)
_PAIRING = ("id", "helper", "recipient")


def _changes(db: sqlite3.Connection, key: int, dataset: Dataset) -> dict[str, Change]:
    """How the dataset's records differ from those the store holds of it, by table."""
    return {
        "organizations": count_changes(
            _old_organizations(db, key), _new(dataset.organizations, _OF_ORGANIZATION, ("id",))
        ),
        "agreements": count_changes(
            _old(db, key, "agreement", _OF_AGREEMENT, _PAIRING),
            _new(with_days(dataset.agreements), _OF_AGREEMENT, _PAIRING),
        ),
        "contributions": count_changes(
            _old(db, key, "contribution", _OF_CONTRIBUTION, ("id",)),
            _new(dataset.contributions, _OF_CONTRIBUTION, ("id",)),
        ),
    }


def _content(db: sqlite3.Connection, key: int) -> Snapshot:
    """What the store holds of the dataset, as `compare` takes it."""
    members = {}
    for (id_,), row in _old_organizations(db, key).items():
        own = dict(zip(_OF_ORGANIZATION, row, strict=True))
        members[id_] = Member(own["name"], bool(own["on_roster"]), tuple(json.loads(own["aliases"] or "[]")))
    agreements = _old(db, key, "agreement", ("end_first", "end_last", "status"), _PAIRING)
    given = _old(db, key, "contribution", ("helper", "recipient", "measure", "value", "status"), ("id",))
    return Snapshot(
        members,
        [
            Pairing(helper, recipient, partial_date(first, last))
            for (_, helper, recipient), (first, last, status) in agreements.items()
            if status != AgreementStatus.PLANNED
        ],
        [
            Given(helper, recipient, measure, Decimal(value))
            for helper, recipient, measure, value, status in given.values()
            if status != ContributionStatus.PLANNED
        ],
    )


def _new(frame: pl.DataFrame, columns: tuple[str, ...], ids: tuple[str, ...]) -> Records:
    """The `columns` of a dataset's table, by its `ids`."""
    return _split(frame.select(*ids, *columns).iter_rows(), len(ids))


def _old(db: sqlite3.Connection, key: int, table: str, columns: tuple[str, ...], ids: tuple[str, ...]) -> Records:
    """The `columns` of what a table of the store holds of a dataset, by its `ids`."""
    own = {"helper": "h.id", "recipient": "r.id"}
    selected = ", ".join(own.get(name, f't."{name}"') for name in (*ids, *columns))
    rows = db.execute(
        f"SELECT {selected} FROM {table} t LEFT JOIN organization h ON h.n = t.helper "
        "LEFT JOIN organization r ON r.n = t.recipient "
        "WHERE t.source IN (SELECT n FROM source WHERE dataset = ?)",
        (key,),
    )
    return _split(rows, len(ids))


def _old_organizations(db: sqlite3.Connection, key: int) -> Records:
    """What a dataset states of organizations, by id: those that it alone states, and its statements of others."""

    def selected(table: str, part_of: str) -> str:
        return ", ".join(part_of if name == "part_of" else f"{table}.{name}" for name in _OF_ORGANIZATION)

    rows = db.execute(
        f"SELECT o.id, {selected('o', 'p.id')} FROM organization o LEFT JOIN organization p ON p.n = o.part_of "
        "WHERE o.dataset = ?1 AND NOT EXISTS (SELECT 1 FROM statement s WHERE s.organization = o.n) "
        f"UNION ALL SELECT o.id, {selected('s', 's.part_of')} FROM statement s "
        "JOIN organization o ON o.n = s.organization WHERE s.dataset = ?1",
        (key,),
    )
    return _split(rows, 1)


def _split(rows: Iterable[tuple[Any, ...]], ids: int) -> Records:
    """Rows by their first `ids` columns."""
    return {row[:ids]: row[ids:] for row in rows}
