"""A network in a SQLite file: opened for reading by many, written by one load at a time."""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from graph.errors import StoreError
from graph.lookup import Match, Tier, initials_pattern
from graph.measures.coverage import Coverage, Gaps
from graph.model import AREA_KINDS, Claim, Contribution, Form, Kind, Measure, Organization, PartialDate, Place, Source
from graph.network import build, keyed
from graph.query import By, Query
from graph.store import LoadedDataset, Progress, Stated, Written
from graph.store.dates import partial_date
from graph.store.sqlite.schema import IN_RANGE, schema

if TYPE_CHECKING:
    from graph.dataset import Dataset
    from graph.network import Network

APPLICATION_ID = 0x6A696564  # "jied"
SCHEMA_VERSION = 1
BUSY_SECONDS = 60
_NODE = "o.n, o.id, o.name, o.name_en, o.aliases, o.kind, o.part_of, o.code, o.on_roster, o.illustrative, o.attributes"
_EDGE = (
    "a.n, a.helper, a.recipient, a.id, a.kind, a.form, a.sector, a.start_first, a.start_last, a.end_first, a.end_last, "
    "a.certainty, a.illustrative, a.attributes, a.source"
)
_Rows = dict[int, tuple[Any, ...]]
_Key = TypeVar("_Key", int, str)


class SqliteStore:
    """A store in one file. Readers see the state of the last finished load, also while another one runs."""

    def __init__(self, path: Path, *, create: bool = False) -> None:
        """Raises `StoreError` when there is no such file (unless `create`), or it is no store of a version we read."""
        self.path = path
        self.location = str(path)
        self._create = create
        self._reader: sqlite3.Connection | None = None
        if path.exists():
            self._db()
        elif not create:
            raise StoreError("store.none", path=str(path))

    def close(self) -> None:
        """Closes the connection for reading, if one is open."""
        if self._reader is not None:
            self._reader.close()
            self._reader = None

    def load(self, dataset: Dataset, progress: Progress | None = None) -> Written:
        """Replaces what this dataset stated by what it states now: all of it or, on any failure, nothing."""
        from filelock import FileLock, Timeout

        report = progress or (lambda *_: None)
        if not self.path.parent.is_dir():
            raise StoreError("store.no_folder", path=str(self.path.parent))
        try:
            with FileLock(self.path.with_name(f".{self.path.name}.lock"), timeout=BUSY_SECONDS):
                self._sweep()
                if self.path.exists():
                    return self._load_into(dataset, report)
                return self._load_fresh(dataset, report)
        except Timeout:
            raise StoreError("store.busy", path=self.location) from None
        except (sqlite3.OperationalError, PermissionError) as error:
            raise StoreError("store.write", path=self.location, why=str(error)) from error
        finally:
            self.close()

    def _load_into(self, dataset: Dataset, progress: Progress) -> Written:
        from graph.store.sqlite.write import by_rows, write

        self._db()  # refuses what is not ours before anything is written
        with contextlib.closing(_connect(self.path)) as db:
            db.execute("PRAGMA cache_size = -200000")
            db.execute("BEGIN IMMEDIATE")
            try:
                written = write(db, dataset, by_rows(db, progress), progress, fresh=False)
                db.execute("COMMIT")
            except BaseException:
                db.execute("ROLLBACK")
                raise
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return written

    def _load_fresh(self, dataset: Dataset, progress: Progress) -> Written:
        from graph.store.sqlite.write import in_bulk, write

        draft = self.path.with_name(f".{self.path.name}.{os.getpid()}.loading")
        try:
            with contextlib.closing(_connect(draft)) as db:
                for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -200000"):
                    db.execute(f"PRAGMA {pragma}")
                tables, indexes = schema()
                _create(db, tables)
                with in_bulk(draft, progress) as insert:
                    written = write(db, dataset, insert, progress, fresh=True)
                for number, statement in enumerate(indexes):
                    progress("index", number, len(indexes))
                    db.execute(statement)
                db.execute("PRAGMA analysis_limit = 1000")
                db.execute("ANALYZE")
                db.execute("PRAGMA journal_mode = WAL")
            _sync(draft)
            os.replace(draft, self.path)  # noqa: PTH105  # the atomic rename is the point
        finally:
            for leftover in (draft, *(draft.with_name(draft.name + end) for end in ("-wal", "-shm", "-journal"))):
                leftover.unlink(missing_ok=True)
        return written

    def _sweep(self) -> None:
        """Removes what a killed first load left; the lock says that no other load is at it."""
        for leftover in self.path.parent.glob(f".{self.path.name}.*.loading*"):
            leftover.unlink(missing_ok=True)

    def _db(self) -> sqlite3.Connection:
        """The connection for reading, opened and checked on first use."""
        if self._reader is None:
            self._reader = self._open()
        return self._reader

    def _open(self) -> sqlite3.Connection:
        if self._create and not self.path.exists():  # nothing is in it yet
            db = sqlite3.connect(":memory:", isolation_level=None)
            _create(db, [statement for part in schema() for statement in part])
            return db
        for mode in ("mode=ro", "mode=ro&immutable=1"):  # a read-only medium cannot hold the log's index
            try:
                db = sqlite3.connect(f"{self.path.absolute().as_uri()}?{mode}", uri=True, isolation_level=None)
                db.execute("PRAGMA temp_store = MEMORY")
                db.execute("PRAGMA cache_size = -100000")
                db.execute("PRAGMA mmap_size = 1073741824")
                application = db.execute("PRAGMA application_id").fetchone()[0]
                version = db.execute("PRAGMA user_version").fetchone()[0]
            except sqlite3.OperationalError as error:
                failure: Exception = error
                continue
            except sqlite3.DatabaseError:
                raise StoreError("store.not_ours", path=self.location) from None
            if application != APPLICATION_ID:
                raise StoreError("store.not_ours", path=self.location)
            if version > SCHEMA_VERSION:
                raise StoreError("store.newer", path=self.location, version=version, known=SCHEMA_VERSION)
            return db
        raise StoreError("store.open", path=self.location, why=str(failure)) from failure

    @contextmanager
    def _read(self) -> Iterator[sqlite3.Connection]:
        """One consistent state for as long as the block lasts."""
        db = self._db()
        if db.in_transaction:
            yield db
            return
        db.execute("BEGIN")
        try:
            yield db
        finally:
            db.execute("ROLLBACK")

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All reads inside the block see one state."""
        with self._read():
            yield

    def datasets(self) -> list[LoadedDataset]:
        """Everything loaded, by name."""
        with self._read() as db:
            return [
                LoadedDataset(
                    row[1],
                    {"en": row[2], "zh": row[3]},
                    _day(row[4]),
                    row[5],
                    {"en": json.loads(row[6]), "zh": json.loads(row[7])},
                    self._sources(row[0]),
                    *row[8:],
                )
                for row in db.execute(
                    "SELECT n, name, title_en, title_zh, as_of, location, notes_en, notes_zh, organizations, "
                    "agreements, contributions, claims FROM dataset ORDER BY name"
                )
            ]

    def _sources(self, dataset: int) -> tuple[Source, ...]:
        rows = self._db().execute(f"SELECT {_SOURCE} FROM source s WHERE s.dataset = ? ORDER BY s.id", (dataset,))
        return tuple(_source(row) for row in rows)

    def dataset(self, name: str) -> Dataset:
        """A dataset as it was loaded, its rows sorted."""
        from graph.store.sqlite.dataset import dataset

        with self._read() as db:
            return dataset(db, self, name)

    def count(self, area: str | None = None) -> int:
        """How many organizations are or lie in `area`."""
        with self._read() as db:
            if area is None:
                return int(db.execute("SELECT count(*) FROM organization").fetchone()[0])
            low, high = self._range(db, area)
            inside = f"SELECT count(*) FROM organization WHERE {IN_RANGE}"
            return int(db.execute(inside, (low, high)).fetchone()[0])

    def _range(self, db: sqlite3.Connection, area: str) -> tuple[int, int]:
        row = db.execute("SELECT pos, last FROM organization WHERE id = ?", (area,)).fetchone()
        return row or (1, 0)

    def network(self, area: str | None = None, *, received: bool = False) -> Network:
        """Organizations in `area`, the units it lies in, all agreements of either, and whoever those name.

        With `received` only the agreements that help them, not those by which they help others.
        """
        with self._read() as db:
            return _network(db, *(self._everything(db) if area is None else self._inside(db, area, received=received)))

    def around(self, ids: Sequence[str]) -> Network:
        """These organizations, the units they lie in, all agreements of the former and those that help the latter."""
        with self._read() as db:
            nodes: _Rows = {}
            for named in _batches(list(ids)):
                wanted = f"SELECT {_NODE} FROM organization o WHERE o.id IN ({', '.join('?' * len(named))})"
                nodes |= {row[0]: row for row in db.execute(wanted, named)}
            own = sorted(nodes)
            above = _add(db, nodes, [row[6] for row in nodes.values()])
            edges: _Rows = {}
            for side, keys in (("recipient", [*own, *above]), ("helper", own)):
                for some in _batches(keys):
                    wanted = f"SELECT {_EDGE} FROM agreement a WHERE a.{side} IN ({', '.join(map(str, some))})"
                    edges |= {row[0]: row for row in db.execute(wanted)}
            _add(db, nodes, [end for row in edges.values() for end in row[1:3]])
            return _network(db, nodes, edges)

    def _everything(self, db: sqlite3.Connection) -> tuple[_Rows, _Rows]:
        return (
            {row[0]: row for row in db.execute(f"SELECT {_NODE} FROM organization o")},
            {row[0]: row for row in db.execute(f"SELECT {_EDGE} FROM agreement a")},
        )

    def _inside(self, db: sqlite3.Connection, area: str, *, received: bool) -> tuple[_Rows, _Rows]:
        span = self._range(db, area)
        nodes = {row[0]: row for row in db.execute(f"SELECT {_NODE} FROM organization o WHERE {IN_RANGE}", span)}
        above = _add(db, nodes, [row[6] for row in nodes.values() if row[1] == area])
        edges: _Rows = {}
        for side in ("recipient",) if received else ("recipient", "helper"):
            inside = f"FROM organization o CROSS JOIN agreement a ON a.{side} = o.n WHERE o.{IN_RANGE}"
            edges |= {row[0]: row for row in db.execute(f"SELECT {_EDGE} {inside}", span)}
            for unit in above:
                edges |= {
                    row[0]: row for row in db.execute(f"SELECT {_EDGE} FROM agreement a WHERE a.{side} = ?", (unit,))
                }
        _add(db, nodes, [end for row in edges.values() for end in row[1:3]])
        return nodes, edges

    def gaps(self, query: Query) -> Gaps:
        """As `graph.measures.coverage.gaps`, computed by SQLite."""
        from graph.store.sqlite.answers import SqliteAnswers

        with self._read() as db:
            return SqliteAnswers(db, query).gaps()

    def coverage(self, query: Query, by: By) -> Coverage:
        """As `graph.measures.coverage.coverage`, computed by SQLite."""
        from graph.store.sqlite.answers import SqliteAnswers

        with self._read() as db:
            return SqliteAnswers(db, query).coverage(by)

    def find(self, text: str, *, first: bool = False, within: str | None = None) -> list[Match]:
        """Organizations `text` may mean, the surest first; with `first`, only those of the surest tier found.

        With `within`, only those that are or lie in that unit.
        """
        text = " ".join(text.split())
        found: dict[int, Tier] = {}
        with self._read() as db:
            low, high = self._range(db, within) if within is not None else (0, 1 << 62)
            for tier, rows in self._tiers(db, text):
                for n, pos in rows:
                    if low <= pos <= high:
                        found.setdefault(n, tier)
                if first and found:
                    break
            matches = [self._match(db, n, tier) for n, tier in found.items()]
        return sorted(matches, key=lambda match: (match.tier, match.id))

    def named(self, texts: Sequence[str]) -> dict[str, frozenset[str]]:
        """Those of `texts` that are an id, a code, a name or an alias → the kinds of all that are called so."""
        from graph.store.sqlite.names import named

        with self._read() as db:
            return named(db, texts)

    def sectors(self) -> list[str]:
        """The sectors that agreements name, sorted."""
        with self._read() as db:
            rows = db.execute("SELECT DISTINCT sector FROM agreement WHERE sector IS NOT NULL ORDER BY sector")
            return [sector for (sector,) in rows]

    def _tiers(self, db: sqlite3.Connection, text: str) -> Iterator[tuple[Tier, Iterable[tuple[int, int]]]]:
        if not text:
            return
        yield Tier.ID, db.execute("SELECT n, pos FROM organization WHERE id = ?1 OR code = ?1", (text,))
        yield (
            Tier.NAME,
            db.execute("SELECT n, pos FROM organization WHERE name = ?1 OR name_en = ?1 COLLATE NOCASE", (text,)),
        )
        yield (
            Tier.ALIAS,
            db.execute(
                "SELECT n, pos FROM organization INDEXED BY organization_alias WHERE aliases IS NOT NULL "
                "AND EXISTS (SELECT 1 FROM json_each(aliases) WHERE value = ? COLLATE NOCASE)",
                (text,),
            ),
        )
        part = "instr(lower(name), ?1) OR instr(lower(coalesce(name_en, '')), ?1) OR instr(lower(aliases), ?1)"
        yield Tier.PART, db.execute(f"SELECT n, pos FROM organization WHERE {part}", (text.lower(),))
        pattern = initials_pattern(text)
        if pattern is not None:
            db.create_function("spelled", 1, lambda name: pattern.match(name) is not None, deterministic=True)
            yield Tier.PINYIN, db.execute("SELECT n, pos FROM organization WHERE spelled(name)")

    def _match(self, db: sqlite3.Connection, n: int, tier: Tier) -> Match:
        columns = "id, name, name_en, kind, code, illustrative, part_of"
        row = db.execute(f"SELECT {columns} FROM organization WHERE n = ?", (n,)).fetchone()
        id_, name, name_en, kind, code, illustrative, part_of = row
        return Match(tier, id_, name, name_en, kind, code, tuple(self._path(db, part_of)), bool(illustrative))

    def _path(self, db: sqlite3.Connection, unit: int | None) -> list[str]:
        names: list[str] = []
        while unit is not None:
            name, unit = db.execute("SELECT name, part_of FROM organization WHERE n = ?", (unit,)).fetchone()
            names.insert(0, name)
        return names

    def statements(self, id_: str) -> list[Stated]:
        """What each dataset states of an organization, with its place."""
        columns = (
            "d.name, d.as_of, o.id, t.name, t.name_en, t.aliases, t.kind, {part_of}, t.code, t.on_roster, "
            "t.illustrative, t.attributes, s.id, f.name, f.sheet, t.row"
        )
        joins = "JOIN dataset d ON d.n = t.dataset JOIN source s ON s.n = t.source JOIN file f ON f.n = t.file"
        with self._read() as db:
            rows = db.execute(
                f"SELECT {columns.format(part_of='t.part_of')} FROM organization o "
                f"JOIN statement t ON t.organization = o.n {joins} WHERE o.id = ? ORDER BY d.name",
                (id_,),
            ).fetchall() or db.execute(
                f"SELECT {columns.format(part_of='p.id')} FROM organization t "
                f"LEFT JOIN organization p ON p.n = t.part_of {joins} WHERE o.id = ?".replace("o.id", "t.id"),
                (id_,),
            )
            return [
                Stated(
                    row[0],
                    _day(row[1]),
                    Organization(
                        id=row[2],
                        name=row[3],
                        name_en=row[4],
                        aliases=tuple(json.loads(row[5] or "[]")),
                        kind=Kind(row[6]),
                        part_of=row[7],
                        code=row[8],
                        on_roster=bool(row[9]),
                        illustrative=bool(row[10]),
                        attributes=json.loads(row[11] or "{}"),
                        source=row[12],
                        place=Place(row[13], row[14], row[15]),
                    ),
                )
                for row in rows
            ]

    def disputed(self) -> list[str]:
        """Ids of the organizations of which datasets state different names, kinds, codes or units, sorted."""
        differ = " OR ".join(f"count(DISTINCT s.{name}) > 1" for name in ("name", "kind", "code", "part_of"))
        with self._read() as db:
            rows = db.execute(
                "SELECT o.id FROM statement s JOIN organization o ON o.n = s.organization "
                f"GROUP BY s.organization HAVING {differ} ORDER BY o.id"
            )
            return [id_ for (id_,) in rows]

    def known(self, besides: str) -> list[Organization]:
        """Organizations that a roster may mean by a name: all that are no places, and places with aliases, by id."""
        places = ", ".join(f"'{kind}'" for kind in (*AREA_KINDS, Kind.VILLAGE))
        with self._read() as db:
            rows = db.execute(
                "SELECT o.id, o.name, o.name_en, o.aliases, o.kind, p.id, o.code FROM organization o "
                "LEFT JOIN organization p ON p.n = o.part_of LEFT JOIN dataset d ON d.n = o.dataset "
                f"WHERE NOT o.illustrative AND (o.aliases IS NOT NULL OR o.kind NOT IN ({places})) AND (d.name <> ?1 "
                "OR EXISTS (SELECT 1 FROM statement s JOIN dataset e ON e.n = s.dataset "
                "WHERE s.organization = o.n AND e.name <> ?1)) ORDER BY o.id",
                (besides,),
            )
            return [
                Organization(
                    id=row[0],
                    name=row[1],
                    name_en=row[2],
                    aliases=tuple(json.loads(row[3] or "[]")),
                    kind=Kind(row[4]),
                    part_of=row[5],
                    code=row[6],
                )
                for row in rows
            ]

    def unmatched(self) -> list[str]:
        """Ids of the organizations whose name a loader could not match, sorted."""
        with self._read() as db:
            rows = db.execute(
                "SELECT id FROM organization WHERE instr(attributes, '\"unmatched\"') "
                "AND json_extract(attributes, '$.unmatched') IS NOT NULL ORDER BY id"
            )
            return [id_ for (id_,) in rows]

    def places(self, ids: Sequence[str]) -> dict[tuple[str, str, str], tuple[Source, Place, str]]:
        """(helper, recipient, agreement) → its source, its place and its dataset, for all that `ids` take part in."""
        rows: dict[tuple[str, str, str, str], tuple[Any, ...]] = {}
        with self._read() as db:
            for id_ in sorted(set(ids)):
                for side in ("helper", "recipient"):
                    for row in db.execute(
                        f"SELECT h.id, r.id, a.id, d.name, f.name, f.sheet, a.row, {_SOURCE} FROM organization o "
                        f"JOIN agreement a ON a.{side} = o.n JOIN organization h ON h.n = a.helper "
                        "JOIN organization r ON r.n = a.recipient JOIN file f ON f.n = a.file "
                        "JOIN source s ON s.n = a.source JOIN dataset d ON d.n = s.dataset WHERE o.id = ?",
                        (id_,),
                    ):
                        rows[row[:4]] = row
        edges = sorted(rows)
        return {
            key: (_source(rows[edge][7:]), Place(*rows[edge][4:7]), edge[3])
            for key, edge in zip(keyed(edges), edges, strict=True)
        }

    def contributions(self, ids: Sequence[str] | None = None) -> list[Contribution]:
        """Contributions, all or those in which an organization of `ids` takes part, by id."""
        select = (
            "SELECT c.id, c.agreement, h.id, r.id, c.measure, c.value, c.unit, c.sector, c.period, c.printed, "
            "c.illustrative, c.attributes, s.id, f.name, f.sheet, c.row FROM contribution c "
            "LEFT JOIN organization h ON h.n = c.helper LEFT JOIN organization r ON r.n = c.recipient "
            "JOIN source s ON s.n = c.source JOIN file f ON f.n = c.file"
        )
        with self._read() as db:
            if ids is None:
                rows = db.execute(select).fetchall()
            else:
                unique: dict[tuple[Any, ...], None] = {}
                for id_ in ids:
                    party = "SELECT n FROM organization WHERE id = ?1"
                    under = f"SELECT id FROM agreement WHERE helper = ({party}) OR recipient = ({party})"
                    where = f"c.helper = ({party}) OR c.recipient = ({party}) OR c.agreement IN ({under})"
                    unique |= dict.fromkeys(db.execute(f"{select} WHERE {where}", (id_,)))
                rows = list(unique)
        return sorted((_contribution(row) for row in rows), key=lambda given: given.id)

    def claims(self) -> list[tuple[Claim, Source]]:
        """All claims, each with its source, by id."""
        return self.claims_of(None)

    def claims_of(self, dataset: int | None) -> list[tuple[Claim, Source]]:
        """The claims of the dataset of this key, or all."""
        with self._read() as db:
            rows = db.execute(
                "SELECT c.id, c.kind, c.form, h.id, r.id, c.helpers, c.recipients, c.measure, c.value, c.unit, "
                f"c.sector, c.since, c.printed, c.attributes, f.name, f.sheet, c.row, {_SOURCE} FROM claim c "
                "LEFT JOIN organization h ON h.n = c.helper LEFT JOIN organization r ON r.n = c.recipient "
                "JOIN source s ON s.n = c.source JOIN file f ON f.n = c.file "
                "WHERE ?1 IS NULL OR c.dataset = ?1 ORDER BY c.id, c.n",
                (dataset,),
            )
            return [(_claim(row), _source(row[17:])) for row in rows]


_SOURCE = "s.id, s.title, s.publisher, s.date, s.url, s.language, s.file"


def _create(db: sqlite3.Connection, tables: Sequence[str]) -> None:
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    for statement in tables:
        db.execute(statement)


def _connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None, timeout=BUSY_SECONDS)


def _sync(path: Path) -> None:
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def _network(db: sqlite3.Connection, nodes: _Rows, edges: _Rows) -> Network:
    """The network of these rows, in the order of its conventions."""
    sources = {
        n: (id_, dataset)
        for n, id_, dataset in db.execute("SELECT s.n, s.id, d.name FROM source s JOIN dataset d ON d.n = s.dataset")
    }
    ids = {n: row[1] for n, row in nodes.items()}
    found = sorted(
        ((ids[row[1]], ids[row[2]], row[3], sources[row[-1]][1], row) for row in edges.values()),
        key=lambda edge: edge[:4],
    )
    keys = keyed([edge[:4] for edge in found])
    return build(
        sorted(((row[1], _node(row, ids)) for row in nodes.values()), key=lambda node: node[0]),
        [(*key, _edge(row, sources[row[-1]][0])) for key, row in zip(keys, (e[4] for e in found), strict=True)],
    )


def _batches(keys: list[_Key]) -> Iterator[list[_Key]]:
    """The keys in lists short enough for one statement."""
    return (keys[start : start + 500] for start in range(0, len(keys), 500))


def _add(db: sqlite3.Connection, nodes: dict[int, tuple[Any, ...]], wanted: Iterable[int | None]) -> list[int]:
    """Adds the organizations `wanted`, and the units they lie in, to `nodes`; returns the keys added."""
    added: list[int] = []
    missing = {key for key in wanted if key is not None and key not in nodes}
    while missing:
        rows = [
            row
            for some in _batches(sorted(missing))
            for row in db.execute(f"SELECT {_NODE} FROM organization o WHERE o.n IN ({', '.join(map(str, some))})")
        ]
        nodes |= {row[0]: row for row in rows}
        added += missing
        missing = {row[6] for row in rows if row[6] is not None and row[6] not in nodes}
    return added


def _node(row: tuple[Any, ...], ids: dict[int, str]) -> dict[str, Any]:
    _, _, name, name_en, aliases, kind, part_of, code, on_roster, illustrative, attributes = row
    return {
        "name": name,
        "name_en": name_en,
        "aliases": tuple(json.loads(aliases)) if aliases else (),
        "kind": kind,
        "part_of": ids.get(part_of),
        "code": code,
        "on_roster": bool(on_roster),
        "illustrative": bool(illustrative),
        "attributes": json.loads(attributes) if attributes else {},
    }


def _edge(row: tuple[Any, ...], source_id: str) -> dict[str, Any]:
    kind, form, sector, start, start_last, end, end_last, certainty, illustrative, attributes, _ = row[4:]
    return {
        "kind": kind,
        "form": form,
        "sector": sector,
        "start": partial_date(start, start_last),
        "end": partial_date(end, end_last),
        "certainty": certainty,
        "illustrative": bool(illustrative),
        "attributes": json.loads(attributes) if attributes else {},
        "source": source_id,
    }


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _source(row: Sequence[Any]) -> Source:
    id_, title, publisher, day, url, language, file = row
    return Source(id=id_, title=title, publisher=publisher, date=day, url=url, language=language, file=file)


def _contribution(row: tuple[Any, ...]) -> Contribution:
    return Contribution(
        id=row[0],
        agreement=row[1],
        helper=row[2],
        recipient=row[3],
        measure=Measure(row[4]),
        value=Decimal(row[5]),
        unit=row[6],
        sector=row[7],
        period=row[8],
        printed=row[9],
        illustrative=bool(row[10]),
        attributes=json.loads(row[11] or "{}"),
        source=row[12],
        place=Place(*row[13:16]),
    )


def _claim(row: tuple[Any, ...]) -> Claim:
    def counts(text: str) -> dict[Kind, int]:
        return {Kind(kind): int(count) for kind, count in json.loads(text).items()}

    return Claim(
        id=row[0],
        kind=Kind(row[1]) if row[1] else None,
        form=Form(row[2]) if row[2] else None,
        helper=row[3],
        recipient=row[4],
        helpers=counts(row[5]),
        recipients=counts(row[6]),
        measure=Measure(row[7]) if row[7] else None,
        value=Decimal(row[8]) if row[8] is not None else None,
        unit=row[9],
        sector=row[10],
        since=PartialDate.parse(row[11]) if row[11] else None,
        printed=row[12],
        attributes=json.loads(row[13] or "{}"),
        source=row[17],
        place=Place(row[14], row[15], row[16]),
    )
