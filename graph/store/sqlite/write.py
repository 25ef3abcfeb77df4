"""Writing versions of datasets into a SQLite store: all or nothing, the same result whatever was there before.

A first load builds the file beside its place and moves it there whole; a later one is a transaction in the
write-ahead log, so readers keep the state they opened. Foreign keys are declared, and the tests check them after every
kind of load. They are not enforced row by row: the keys written here come from joins on the tables they refer to.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from graph import dataset as tables
from graph.errors import StoreError
from graph.model import Kind, Organization
from graph.store import Progress, Written, packed
from graph.store.changes import Counts, beside, counts_of, written
from graph.store.sqlite import integrity, pieces, read, tree
from graph.store.sqlite.dataset import dataset as held
from graph.store.sqlite.file import FILLING, schema
from graph.store.sqlite.pieces import Segment
from graph.store.sqlite.read import CN, ids_of
from graph.text import LANGS
from graph.versions import BESIDE, picked, unlisted

if TYPE_CHECKING:
    import polars as pl

    from graph.dataset import Dataset

CHUNK = 50_000
"""How many rows `by_rows` inserts between two reports of progress."""
BULK = 500_000
"""How many rows `in_bulk` does."""

Insert = Callable[["pl.DataFrame"], None]
"""Appends organizations to their table, matching columns by name."""


def by_rows(db: sqlite3.Connection, progress: Progress) -> Insert:
    """Inserts through `db`, inside its transaction."""

    def insert(frame: pl.DataFrame) -> None:
        names = ", ".join(f'"{name}"' for name in frame.columns)
        statement = f"INSERT INTO organization ({names}) VALUES ({', '.join('?' * len(frame.columns))})"
        for start in range(0, len(frame), CHUNK):
            progress("organization", start, len(frame))
            db.executemany(statement, frame[start : start + CHUNK].rows())

    return insert


@contextmanager
def at_once(db: sqlite3.Connection, progress: Progress) -> Iterator[Insert]:
    """Inserts as `by_rows` does, in one transaction with all else that the block writes through `db`."""
    db.execute("BEGIN")
    yield by_rows(db, progress)
    db.execute("COMMIT")


@contextmanager
def in_bulk(path: Path, progress: Progress) -> Iterator[Insert]:
    """Inserts into a file that nobody else reads, three times as fast: Arrow columns never become Python objects."""
    import polars as pl
    from adbc_driver_manager import Error
    from adbc_driver_sqlite import dbapi

    with dbapi.connect(str(path), autocommit=True) as db, db.cursor() as cursor:
        for pragma in ("journal_mode = OFF", "synchronous = OFF", f"cache_size = -{FILLING}"):
            cursor.execute(f"PRAGMA {pragma}")

        def insert(frame: pl.DataFrame) -> None:
            frame = frame.with_columns(pl.col(pl.Boolean).cast(pl.Int8))
            for start in range(0, len(frame), BULK):
                progress("organization", start, len(frame))
                try:
                    cursor.adbc_ingest("organization", frame[start : start + BULK], mode="append")
                except Error as error:  # it is said like what the other connection says
                    raise sqlite3.OperationalError(str(error)) from error

        yield insert


class _Added(NamedTuple):
    """A version that was written: its key, and those of the organizations that it states, new or there before."""

    key: int
    organizations: set[int]


def write(
    db: sqlite3.Connection,
    dataset: Dataset,
    besides: Sequence[Dataset],
    insert: Insert,
    progress: Progress,
    *,
    step: str,
    fresh: bool,
) -> Written:
    """As `Store.load`; the caller owns the transaction."""
    own = beside(read.versions(db, dataset.name), dataset)
    if own.same is not None and read.fingerprint(db, own.same.key) == dataset.fingerprint:
        return Written(dataset.name, *counts_of(dataset), unchanged=True)
    former = own.compared
    before = held(db, former.dataset, former.version) if former is not None else None
    change(db, [dataset, *besides], [], insert, progress, step=step, fresh=fresh)
    return written(dataset, before, own)


def change(
    db: sqlite3.Connection,
    writes: Sequence[Dataset],
    removes: Iterable[tuple[str, str]],
    insert: Insert,
    progress: Progress,
    *,
    step: str,
    fresh: bool = False,
) -> None:
    """Writes versions, in the place of those of the same day, and removes others; the caller owns the transaction.

    What was there before is kept to be undone, with what else the same `step` changes. Raises `StoreError` when there
    is no version that is to be removed.
    """
    removes = list(removes)
    for name, day in removes:
        read.version(db, name, day)
    _remember(db, [*removes, *((one.name, one.version) for one in writes)], step)
    _change(db, writes, removes, insert, progress, fresh=fresh)


def undo(db: sqlite3.Connection, insert: Insert, progress: Progress) -> list[tuple[str, str, bool]]:
    """Takes the last step back, as `Store.undo` says; the caller owns the transaction."""
    rows = db.execute("SELECT dataset, version, data FROM undo ORDER BY dataset, version").fetchall()
    if not rows:
        raise StoreError("store.nothing_to_undo")
    removes = [(name, day) for name, day, data in rows if data is None]
    _change(db, [packed.unpack(data) for *_, data in rows if data is not None], removes, insert, progress, fresh=False)
    db.execute("DELETE FROM undo")
    return [(name, day, data is not None) for name, day, data in rows]


def _remember(db: sqlite3.Connection, versions: Iterable[tuple[str, str]], step: str) -> None:
    """Keeps what these versions state now, unless the same step has kept it already; what other steps kept goes."""
    db.execute("DELETE FROM undo WHERE step <> ?", (step,))
    kept = set(db.execute("SELECT dataset, version FROM undo").fetchall())
    for name, day in dict.fromkeys(versions):
        if (name, day) in kept:
            continue
        there = any(one.version == day for one in read.versions(db, name))
        data = packed.pack(held(db, name, day)) if there else None
        db.execute("INSERT INTO undo VALUES (?, ?, ?, ?)", (name, day, step, data))


def _change(
    db: sqlite3.Connection,
    writes: Sequence[Dataset],
    removes: Sequence[tuple[str, str]],
    insert: Insert,
    progress: Progress,
    *,
    fresh: bool,
) -> None:
    current = picked(read.versions(db), None)
    touched: set[int] = set()
    first: dict[str, str] = {}
    going = [read.version(db, name, day).key for name, day in removes]
    for name, day in (*removes, *((one.name, one.version) for one in writes)):
        first[name] = min(day, first.get(name, day))
    for dataset in writes:
        going += [one.key for one in read.versions(db, dataset.name) if one.version == dataset.version]
    for key in dict.fromkeys(going):
        touched |= _withdraw(db, key)
    _forget(db, touched)
    added = [_add(db, dataset, insert, progress, fresh=fresh) for dataset in writes]
    if not fresh:
        new = {one.key for one in added}
        _settle(db, current, new, touched.union(*(one.organizations for one in added)), progress)
        for name, day in first.items():
            _relist(db, name, day)


def _add(db: sqlite3.Connection, dataset: Dataset, insert: Insert, progress: Progress, *, fresh: bool) -> _Added:
    """Writes all that a version states; what is known of organizations from others is merged by `_settle`."""
    key = _insert_version(db, dataset, counts_of(dataset))
    files = _insert_files(db, key, dataset)
    _insert_proposed(db, key, dataset)
    sources = _insert_sources(db, key, dataset)
    keys = _write_organizations(db, key, dataset, files, sources, insert, fresh=fresh)
    _write_agreements(db, key, dataset, keys, files, sources, progress)
    _write_contributions(db, key, dataset, keys, files, sources, progress)
    if dataset.claims:
        _write_claims(db, key, dataset, keys, files, sources)
    if fresh:
        integrity.guard(db, ())
        return _Added(key, set())
    return _Added(key, set(keys.to_list()))


def _settle(
    db: sqlite3.Connection, before: frozenset[int], new: set[int], touched: set[int], progress: Progress
) -> None:
    """Merges anew the organizations that were touched, or whose version is no longer or again the newest.

    `before` are the keys of the versions that were the newest, `new` those of versions that were written.
    """
    after = picked(read.versions(db), None)
    for key in (before ^ after) - new | (new - after):
        touched |= read.stated_by(db, key)
    keys = [n for (n,) in db.execute(f"SELECT o.n {read.AT_KEYS}", (json.dumps(sorted(touched)),))]
    _to_statements(db, keys, new & after)
    _merge(db, keys, after, progress)
    if keys or touched:
        _order(db, _numbers(db, touched))
    integrity.guard(db, touched)


def _relist(db: sqlite3.Connection, name: str, since: str) -> None:
    """Writes for each version of a dataset from a day on which agreements earlier ones listed and it does not."""
    import polars as pl

    for previous, version in pairwise((None, *read.versions(db, name))):
        assert version is not None  # only the first has none before it
        if version.version < since:
            continue
        own = _kept(db, version.key)
        listed = own.filter(pl.col("unlisted_since").is_null())
        gone = own.clear()
        if previous is not None and not {previous.read_as, version.read_as} & BESIDE:
            gone = unlisted(_kept(db, previous.key), listed, version.version)
        if gone.is_empty() and len(listed) == len(own):
            continue
        _drop(db, read.segment_keys(db, version.key, ("agreement", "agreement_of")))
        _write_pairs(db, version.key, pl.concat([listed, gone]))
    integrity.guard(db, ())


def _kept(db: sqlite3.Connection, key: int) -> pl.DataFrame:
    """The agreements of a version as they are kept."""
    import polars as pl

    keys = {"helper", "recipient", "source", "file", "row"}
    types: dict[str, pl.DataType] = {
        name: pl.Int32() if name in keys else pl.String() for name in tables.KEPT_AGREEMENT
    }
    types["illustrative"] = pl.Boolean()
    parts = [
        pl.DataFrame({name: segment.column(name).cast(dtype) for name, dtype in types.items()})
        for segment in read.segments(db, "agreement", frozenset({key}))
    ]
    return pl.concat(parts) if parts else pl.DataFrame(schema=types)


def _insert_version(db: sqlite3.Connection, dataset: Dataset, counts: Counts) -> int:
    notes = [json.dumps(list(dataset.notes.get(lang, ())), ensure_ascii=False) for lang in LANGS]
    cursor = db.execute(
        "INSERT INTO version (dataset, title_en, title_zh, as_of, read_as, location, fingerprint, notes_en, notes_zh,"
        f" organizations, agreements, contributions, claims, roster, rejected) VALUES ({', '.join('?' * 15)})",
        (
            dataset.name,
            dataset.title["en"],
            dataset.title["zh"],
            dataset.as_of.isoformat() if dataset.as_of else None,
            dataset.read_as,
            dataset.location,
            dataset.fingerprint,
            *notes,
            *counts,
        ),
    )
    return int(cursor.lastrowid or 0)


def _insert_files(db: sqlite3.Connection, key: int, dataset: Dataset) -> list[int]:
    insert = "INSERT INTO file (version, name, sheet) VALUES (?, ?, ?)"
    return [int(db.execute(insert, (key, ref.name, ref.sheet)).lastrowid or 0) for ref in dataset.files]


def _insert_proposed(db: sqlite3.Connection, key: int, dataset: Dataset) -> None:
    if not dataset.proposed:
        return
    if not read.has_proposals(db):  # a store made before there was this table
        db.execute(next(table for table in schema()[0] if "proposal" in table.partition("(")[0]))
    rows = [(key, n, said) for n, said in enumerate(dataset.proposed)]
    db.executemany("INSERT INTO proposal (version, n, said) VALUES (?, ?, ?)", rows)


def _insert_sources(db: sqlite3.Connection, key: int, dataset: Dataset) -> dict[str, int]:
    insert = (
        "INSERT INTO source (version, id, title, publisher, date, url, language, file) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
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
    *,
    fresh: bool,
) -> pl.Series:
    """Writes the organizations, and a statement of each that others state too; returns a key a row.

    In a new file the keys are in the order of the positions, so that what lies in a unit has keys that are near.
    """
    import polars as pl

    ids = dataset.organizations["id"]
    units = dataset.rows_of_units()
    incoming = _coded(dataset.organizations, files, sources).with_columns(version=pl.lit(key))
    there = _there(db, ids) if not fresh else {}
    if fresh:
        position, size = tree.order(units)
        keys = (position + 1).alias("n")
    else:
        known = pl.Series("n", [there.get(id_) for id_ in ids], dtype=pl.Int64)
        added = known.is_null().cast(pl.Int64).cum_sum() + _next(db, "organization", "n") - 1
        keys = known.fill_null(added)
    incoming = incoming.with_columns(keys, stated_in="part_of", part_of=keys.gather(units))
    coded = pl.when(pl.col("id") == CN + pl.col("code")).then(None).otherwise(pl.col("code").fill_null(""))
    if fresh:
        incoming = incoming.with_columns(position=position, size=size).sort("position")
        _write_order(db, incoming)
        rows = incoming.with_columns(other_code=coded).select(_ORGANIZATION)
        insert(rows)
        integrity.guard_new(db, rows)
        return keys
    fresh_rows = ~pl.col("n").is_in(list(there.values()))
    insert(incoming.filter(fresh_rows).with_columns(other_code=coded).select(_ORGANIZATION))
    if there:
        _state(db, incoming.filter(~fresh_rows).with_columns(part_of="stated_in"))
    return keys


NUMBERS = ("n", "kind", "part_of", "on_roster", "illustrative")
"""The fields of the segment that holds the numbers of all organizations."""


def _numbers(db: sqlite3.Connection, touched: set[int]) -> pl.DataFrame:
    """The numbers of all organizations in the order of their keys; only the `touched` ones are read from the table."""
    import polars as pl

    schema = {
        "n": pl.Int64,
        "kind": pl.String,
        "part_of": pl.Int64,
        "on_roster": pl.Boolean,
        "illustrative": pl.Boolean,
    }
    (former,) = db.execute("SELECT n FROM segment WHERE records = 'organization'").fetchone()
    segment = Segment(db, former)
    kept = pl.DataFrame([segment.column(name).cast(schema[name]) for name in NUMBERS])
    kept = kept.with_columns(pl.when(pl.col("part_of") > 0).then("part_of"))
    columns = ", ".join(f"o.{name}" for name in NUMBERS)
    rows = db.execute(
        f"SELECT {columns} FROM json_each(?) j CROSS JOIN organization o ON o.n = j.value",
        (json.dumps(sorted(touched)),),
    ).fetchall()
    new = pl.DataFrame([(n, kind, unit, bool(on), bool(no)) for n, kind, unit, on, no in rows], schema, orient="row")
    return pl.concat([kept.filter(~pl.col("n").is_in(touched)), new]).sort("n")


def _order(db: sqlite3.Connection, numbers: pl.DataFrame) -> None:
    """Writes the numbers of all organizations, and their order: what lies in a unit follows it.

    Raises `StoreError` naming an organization that lies in itself.
    """
    _drop(db, [n for (n,) in db.execute("SELECT n FROM segment WHERE version IS NULL")])
    places = numbers.select("n").with_row_index("place")
    units = numbers.select(n="part_of").join(places, on="n", how="left", maintain_order="left")["place"]
    position, size = tree.order(units)
    _write_order(db, numbers.with_columns(position=position, size=size))


def _write_order(db: sqlite3.Connection, numbers: pl.DataFrame) -> None:
    """Writes the numbers of all organizations with their positions, and the keys by position."""
    import polars as pl

    if (numbers["position"] < 0).any():
        lost = numbers.filter(pl.col("position") < 0)
        ids = lost["id"] if "id" in lost.columns else pl.Series(list(ids_of(db, lost["n"].to_list()).values()))
        raise StoreError("store.cycle", id=ids.min())
    pieces.write(db, None, "organization", numbers.select(*NUMBERS, "position", "size"), zoned=("n",))
    pieces.write(db, None, "organization_at", numbers.sort("position").select("n"))


def _drop(db: sqlite3.Connection, segments: Iterable[int]) -> None:
    for n in segments:
        db.execute("DELETE FROM piece WHERE segment = ?", (n,))
        db.execute("DELETE FROM segment WHERE n = ?", (n,))


_ORGANIZATION = (
    "n",
    "id",
    "name",
    "name_en",
    "aliases",
    "kind",
    "part_of",
    "other_code",
    "on_roster",
    "illustrative",
    "attributes",
    "version",
    "source",
    "file",
    "row",
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


def _there(db: sqlite3.Connection, ids: pl.Series) -> dict[str, int]:
    """Id → key of those of the organizations `ids` that the store holds."""
    rows = db.execute(
        "SELECT o.id, o.n FROM json_each(?) j CROSS JOIN organization o ON o.id = j.value", (json.dumps(ids.to_list()),)
    )
    return dict(rows.fetchall())


def _state(db: sqlite3.Connection, shared: pl.DataFrame) -> None:
    """Adds what a version states of organizations that others state too."""
    _to_statements(db, shared["n"].to_list())
    columns = ", ".join(("organization", "version", *_STATED))
    marks = ", ".join("?" * (len(_STATED) + 2))
    db.executemany(
        f"INSERT INTO statement ({columns}) VALUES ({marks})", shared.select("n", "version", *_STATED).iter_rows()
    )


def _to_statements(db: sqlite3.Connection, keys: Iterable[int], besides: Collection[int] = ()) -> None:
    """Keeps what the only version that states an organization so far said of it as a statement of its own.

    That of the versions `besides` stays as it is.
    """
    stated = ", ".join(f"o.{name}" for name in _STATED if name != "part_of")
    names = ", ".join(name for name in _STATED if name != "part_of")
    left_out = ", ".join(map(str, besides))
    db.executemany(
        f"INSERT INTO statement (organization, version, {names}, part_of) "
        f"SELECT o.n, o.version, {stated}, p.id FROM organization o LEFT JOIN organization p ON p.n = o.part_of "
        f"WHERE o.n = ? AND o.version NOT IN ({left_out}) "
        "AND NOT EXISTS (SELECT 1 FROM statement s WHERE s.organization = o.n)",
        ((n,) for n in keys),
    )


def _merge(db: sqlite3.Connection, keys: Sequence[int], current: frozenset[int], progress: Progress) -> None:
    """Writes each of these organizations that has statements as those make it.

    One of which only a `current` version is left that states it becomes that statement.
    """
    columns = ", ".join(f"s.{name}" for name in _STATED)
    for done, key in enumerate(keys):
        rows = db.execute(
            f"SELECT o.id, v.dataset, v.as_of, v.n, {columns} FROM statement s JOIN version v ON v.n = s.version "
            "JOIN organization o ON o.n = s.organization WHERE s.organization = ?",
            (key,),
        ).fetchall()
        if not rows:
            continue
        stated = [_statement(row, current) for row in rows]
        merged, main = tables.merge([statement for statement, _ in stated])
        place = next(place for statement, place in stated if statement is main)
        part_of = _key_of(db, merged.part_of)
        db.execute(
            "UPDATE organization SET name=?, name_en=?, aliases=?, kind=?, part_of=?, other_code=?, on_roster=?, "
            "illustrative=?, attributes=?, version=?, source=?, file=?, row=? WHERE n=?",
            (
                merged.name,
                merged.name_en,
                _json(list(merged.aliases)),
                merged.kind.value,
                part_of,
                None if merged.id == f"{CN}{merged.code}" else merged.code or "",
                merged.on_roster,
                merged.illustrative,
                _json(dict(merged.attributes)),
                *place,
                key,
            ),
        )
        if len(stated) == 1 and main.current:
            db.execute("DELETE FROM statement WHERE organization = ?", (key,))
        if done % 1000 == 0:
            progress("merge", done, len(keys))


def _statement(row: tuple[Any, ...], current: frozenset[int]) -> tuple[tables.Statement, tuple[int, int, int, int]]:
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
    return tables.Statement(organization, dataset, day, key in current), (key, source, file, at)


def _key_of(db: sqlite3.Connection, id_: str | None) -> int | None:
    if id_ is None:
        return None
    (key,) = db.execute("SELECT n FROM organization WHERE id = ?", (id_,)).fetchone() or (None,)
    return key


def _json(value: list[str] | dict[str, str]) -> str | None:
    return json.dumps(value, ensure_ascii=False) if value else None


def _forget(db: sqlite3.Connection, touched: Iterable[int]) -> None:
    """Removes those of these organizations that no version states any more."""
    db.executemany(
        "DELETE FROM organization WHERE n = ? AND version NOT IN (SELECT n FROM version) "
        "AND NOT EXISTS (SELECT 1 FROM statement s WHERE s.organization = n)",
        ((n,) for n in touched),
    )


def _withdraw(db: sqlite3.Connection, key: int) -> set[int]:
    """Removes all that a version states; returns the keys of the organizations that it stated.

    These stay, to be merged anew where others state them too, else to be forgotten.
    """
    stated = read.stated_by(db, key)
    _drop(db, read.segment_keys(db, key))
    db.execute("DELETE FROM claim WHERE version = ?", (key,))
    db.execute("DELETE FROM statement WHERE version = ?", (key,))
    for table in ("source", "file", *(("proposal",) if read.has_proposals(db) else ())):
        db.execute(f"DELETE FROM {table} WHERE version = ?", (key,))
    db.execute("DELETE FROM version WHERE n = ?", (key,))
    return stated


def _write_agreements(
    db: sqlite3.Connection,
    key: int,
    dataset: Dataset,
    keys: pl.Series,
    files: list[int],
    sources: dict[str, int],
    progress: Progress,
) -> None:
    """Writes the agreements."""
    import polars as pl

    frame = _coded(dataset.agreements, files, sources)
    progress("agreement", 0, len(frame))
    ends = dataset.rows_of_ends()
    frame = frame.with_columns(keys.gather(ends[side]).alias(side) for side in ("helper", "recipient"))
    _write_pairs(db, key, frame.with_columns(unlisted_since=pl.lit(None, dtype=pl.String)))


def _write_pairs(db: sqlite3.Connection, key: int, frame: pl.DataFrame) -> None:
    """Writes the agreements of a version, sorted by recipient, and which records each helper has."""
    import polars as pl

    if frame.is_empty():
        return
    order = tables.sorted_by(frame["recipient"], frame["helper"])
    pieces.write(
        db, key, "agreement", frame.select(tables.KEPT_AGREEMENT), order=order, texts=("id",), zoned=("recipient",)
    )
    by_helper = frame["helper"].gather(order)
    record = tables.sorted_by(by_helper)
    of = pl.DataFrame({"helper": by_helper.gather(record), "record": record})
    pieces.write(db, key, "agreement_of", of, zoned=("helper",))


def _write_contributions(
    db: sqlite3.Connection,
    key: int,
    dataset: Dataset,
    keys: pl.Series,
    files: list[int],
    sources: dict[str, int],
    progress: Progress,
) -> None:
    """Writes the contributions, by id, and which records each organization is named in."""
    import polars as pl

    if not len(dataset.contributions):
        return
    frame = _coded(dataset.contributions, files, sources)
    known = dataset.organizations["id"]
    frame = frame.with_columns(
        keys.gather(tables.places(frame[side], known)).alias(side) for side in ("helper", "recipient")
    )
    frame = frame.sort("id").select(tables.CONTRIBUTION)
    progress("contribution", 0, len(frame))
    pieces.write(db, key, "contribution", frame, texts=("id",))
    own = frame.with_row_index("record")
    parties = [own.select(party=side, record="record") for side in ("helper", "recipient")]
    of = pl.concat(parties).drop_nulls().unique().sort("party", "record")
    if len(of):
        pieces.write(db, key, "contribution_of", of, zoned=("party",))


def _write_claims(
    db: sqlite3.Connection, key: int, dataset: Dataset, keys: pl.Series, files: list[int], sources: dict[str, int]
) -> None:
    numbers = dict(zip(dataset.organizations["id"], keys, strict=True))
    refs = {(ref.name, ref.sheet): number for ref, number in zip(dataset.files, files, strict=True)}
    for claim in dataset.claims:
        place = claim.place
        file = refs[place.file, place.sheet] if place else files[0]
        counts = [
            _json({kind.value: str(count) for kind, count in side.items()}) or "{}"
            for side in (claim.helpers, claim.recipients)
        ]
        db.execute(
            "INSERT INTO claim (version, id, kind, form, helper, recipient, helpers, recipients, measure, value, unit,"
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

    def keys(column: str, known: dict[Any, int]) -> pl.Expr:
        if len(known) == 1 and not frame[column].has_nulls():
            return pl.lit(next(iter(known.values())), dtype=pl.Int64).alias(column)
        return pl.col(column).replace_strict(list(known), list(known.values()), return_dtype=pl.Int64)

    return frame.with_columns(keys("source", sources), keys("file", dict(enumerate(files))))
