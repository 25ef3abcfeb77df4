"""Reading records and networks out of a SQLite store: functions over a connection, whose state its caller holds."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from graph.dataset import CONTRIBUTION, contribution
from graph.errors import StoreError
from graph.lookup import Match, Tier, folded, has_initials
from graph.model import (
    AREA_KINDS,
    OFF_ROSTER,
    Claim,
    Contribution,
    Form,
    Kind,
    Measure,
    Organization,
    PartialDate,
    Place,
    Source,
)
from graph.network import build as network_of
from graph.network import keyed
from graph.store import LoadedDataset, Stated
from graph.store.sqlite.pieces import Segment
from graph.versions import Version, picked, still_told

if TYPE_CHECKING:
    from graph.network import Network

    Build = Callable[[Iterable[tuple[str, dict[str, Any]]], Iterable[tuple[str, str, str, dict[str, Any]]]], Network]


class View(NamedTuple):
    """What a question sees: the keys of versions, None for all, and whether those are not the newest ones."""

    versions: frozenset[int] | None = None
    past: bool = False


def view(db: sqlite3.Connection, *days: date) -> View:
    """What answers for these days rest on; without one what those for the newest day do."""
    known = versions(db)
    current = picked(known, None)
    wanted = frozenset[int]().union(*(picked(known, day) for day in days)) if days else current
    return View(None if len(wanted) == len(known) else wanted, wanted != current)


def versions(db: sqlite3.Connection, name: str | None = None) -> list[Version[int]]:
    """The versions of a dataset, or of all: by dataset, the earliest first."""
    rows = db.execute(
        "SELECT n, dataset, as_of, read_as FROM version WHERE ?1 IS NULL OR dataset = ?1 "
        "ORDER BY dataset, coalesce(as_of, '')",
        (name,),
    )
    return [Version(n, dataset, _day(as_of), read_as) for n, dataset, as_of, read_as in rows]


def version(db: sqlite3.Connection, name: str, day: str | None = None) -> Version[int]:
    """The version of a dataset for a day (ISO, empty for none), or the newest; raises `StoreError` without one."""
    own = versions(db, name)
    found = own if day is None else [one for one in own if one.version == day]
    if found:
        return found[-1]
    if own:
        raise StoreError("store.no_version", name=name, day=day, known=", ".join(one.version or "–" for one in own))
    known = dict.fromkeys(one.dataset for one in versions(db))
    raise StoreError("store.no_dataset", name=name, known=", ".join(known))


def fingerprint(db: sqlite3.Connection, key: int) -> str:
    """The fingerprint of a version."""
    (text,) = db.execute("SELECT fingerprint FROM version WHERE n = ?", (key,)).fetchone()
    return str(text)


def stated_by(db: sqlite3.Connection, key: int) -> set[int]:
    """The keys of the organizations that a version states."""
    rows = db.execute(
        "SELECT n FROM organization WHERE version = ?1 UNION SELECT organization FROM statement WHERE version = ?1",
        (key,),
    )
    return {n for (n,) in rows}


def last_step(db: sqlite3.Connection) -> list[tuple[str, str, bool]]:
    """As `Store.last_step`."""
    rows = db.execute("SELECT dataset, version, data IS NOT NULL FROM undo ORDER BY dataset, version").fetchall()
    if not rows:
        raise StoreError("store.nothing_to_undo")
    return [(name, day, bool(kept)) for name, day, kept in rows]


def datasets(db: sqlite3.Connection) -> list[LoadedDataset]:
    """Every version loaded, by the name of its dataset, the earliest first."""
    rows = db.execute(
        "SELECT n, dataset, title_en, title_zh, as_of, location, notes_en, notes_zh, organizations, agreements, "
        "contributions, claims, roster, rejected, read_as FROM version ORDER BY dataset, coalesce(as_of, '')"
    )
    return [
        LoadedDataset(
            name,
            {"en": title_en, "zh": title_zh},
            _day(as_of),
            location,
            {"en": json.loads(notes_en), "zh": json.loads(notes_zh)},
            _sources(db, key),
            *counts,
        )
        for key, name, title_en, title_zh, as_of, location, notes_en, notes_zh, *counts in rows
    ]


def proposed(db: sqlite3.Connection, key: int) -> tuple[str, ...]:
    """What the bulletin of a version says that waits for a decision; nothing in a store made before there was that."""
    if not has_proposals(db):
        return ()
    return tuple(said for (said,) in db.execute("SELECT said FROM proposal WHERE version = ? ORDER BY n", (key,)))


def has_proposals(db: sqlite3.Connection) -> bool:
    """Whether a store has the table of what waits for a decision."""
    return db.execute("SELECT 1 FROM main.sqlite_master WHERE name = 'proposal'").fetchone() is not None


_SOURCE = "s.id, s.title, s.publisher, s.date, s.url, s.language, s.file"


def _sources(db: sqlite3.Connection, version: int) -> tuple[Source, ...]:
    rows = db.execute(f"SELECT {_SOURCE} FROM source s WHERE s.version = ? ORDER BY s.id", (version,))
    return tuple(_source(*row) for row in rows)


def _source(
    id_: str,
    title: str,
    publisher: str | None,
    day: str | None,
    url: str | None,
    language: str | None,
    file: str | None,
) -> Source:
    return Source(id=id_, title=title, publisher=publisher, date=day, url=url, language=language, file=file)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


# --- networks


class _Node(NamedTuple):
    """The columns of an organization that a network needs."""

    n: int
    id: str
    name: str
    name_en: str | None
    aliases: str | None
    kind: str
    part_of: int | None
    code: str | None
    on_roster: int
    illustrative: int
    attributes: str | None


class _Edge(NamedTuple):
    """An agreement as a network needs it; its two ends and its source are keys, `version` is what states it."""

    version: int
    helper: int
    recipient: int
    id: str
    kind: str | None
    form: str | None
    sector: str | None
    start: str | None
    end: str | None
    certainty: str
    status: str
    illustrative: int
    attributes: str | None
    source: int
    unlisted_since: str | None


_NODE = ", ".join(f"o.{column}" for column in _Node._fields)
CN = "cn-"
"""An id that begins so is mostly this and the code."""
_CODED = f"id = '{CN}' || ?1 AND code = ?1 OR other_code <> '' AND other_code = ?1"
"""The condition that an organization has a code."""
AT_KEYS = "FROM json_each(?) j CROSS JOIN organization o ON o.n = j.value"
"""Organizations of the keys in a JSON array."""


def segment_keys(db: sqlite3.Connection, version: int, records: Collection[str] | None = None) -> list[int]:
    """The keys of the segments of a version, of these records alone where they are given."""
    rows = db.execute("SELECT n, records FROM segment WHERE version = ? ORDER BY n", (version,)).fetchall()
    return [n for n, own in rows if records is None or own in records]


def segments(db: sqlite3.Connection, records: str, versions: frozenset[int] | None = None) -> Iterator[Segment]:
    """The segments of these records, of some versions or of all."""
    rows = db.execute("SELECT n, version FROM segment WHERE records = ? ORDER BY n", (records,)).fetchall()
    return (Segment(db, n) for n, version in rows if versions is None or version in versions)


def _of(db: sqlite3.Connection, records: str, field: str, version: int, wanted: Sequence[int]) -> set[int]:
    """The numbers of the records that an index of a version's records gives for the sorted keys `wanted`."""
    found: set[int] = set()
    for segment in segments(db, records, frozenset({version})):
        found.update(n for (n,) in segment.rows(("record",), segment.holding(field, wanted)))
    return found


def _agreements(
    db: sqlite3.Connection, seen: View, fields: Sequence[str], recipients: Iterable[int], helpers: Iterable[int]
) -> Iterator[tuple[Any, ...]]:
    """(version, *fields) of the agreements that help one of `recipients`, or by which one of `helpers` helps."""
    to, by = sorted(recipients), sorted(helpers)
    for segment in segments(db, "agreement", seen.versions):
        numbers = set(segment.holding("recipient", to)) if to else set()
        if by:
            numbers |= _of(db, "agreement_of", "helper", segment.version, by)
        yield from ((segment.version, *row) for row in segment.rows(fields, numbers))


def _edges(db: sqlite3.Connection, seen: View, recipients: Iterable[int], helpers: Iterable[int]) -> list[_Edge]:
    return [_Edge(*row) for row in _agreements(db, seen, _Edge._fields[1:], recipients, helpers)]


def ids_of(db: sqlite3.Connection, keys: Iterable[int]) -> dict[int, str]:
    """Key → id of the organizations of these keys."""
    return dict(db.execute(f"SELECT o.n, o.id {AT_KEYS}", (json.dumps(sorted(keys)),)).fetchall())


def inside(db: sqlite3.Connection, area: str) -> list[int]:
    """The keys of what is or lies in `area`, sorted."""
    low, high = _span(db, area)
    return sorted(n for segment in segments(db, "organization_at") for (n,) in segment.rows(("n",), range(low, high)))


def count(db: sqlite3.Connection, area: str | None) -> int:
    """How many organizations are or lie in `area`."""
    if area is None:
        return sum(segment.count for segment in segments(db, "organization"))
    low, high = _span(db, area)
    return high - low


def _span(db: sqlite3.Connection, area: str) -> tuple[int, int]:
    """The first position of what is or lies in `area`, and the one behind the last."""
    for n in _keys(db, [area]):
        for segment in segments(db, "organization"):
            for position, size in segment.rows(("position", "size"), segment.holding("n", [n])):
                return position, position + size
    return 0, 0


def network(
    db: sqlite3.Connection, area: str | None, *, received: bool, seen: View, build: Build = network_of
) -> Network:
    """As `Store.network`; `build` makes it of nodes and edges."""
    if area is None:
        edges = [
            _Edge(segment.version, *row)
            for segment in segments(db, "agreement", seen.versions)
            for row in segment.rows(_Edge._fields[1:])
        ]
        rows = map(_Node._make, db.execute(f"SELECT {_NODE} FROM organization o"))
        return _network(db, seen, {node.n: node for node in rows}, edges, build)
    nodes = _at(db, inside(db, area))
    _add(db, nodes, [node.part_of for node in nodes.values() if node.id == area])
    edges = _edges(db, seen, nodes, () if received else nodes)
    _add(db, nodes, [end for edge in edges for end in (edge.helper, edge.recipient)])
    return _network(db, seen, nodes, edges, build)


def around(db: sqlite3.Connection, ids: Sequence[str], seen: View) -> Network:
    """As `Store.around`."""
    own = sorted(_keys(db, ids))
    nodes = _at(db, own)
    _add(db, nodes, [node.part_of for node in nodes.values()])
    edges = _edges(db, seen, nodes, own)
    _add(db, nodes, [end for edge in edges for end in (edge.helper, edge.recipient)])
    return _network(db, seen, nodes, edges)


def on_roster(db: sqlite3.Connection, seen: View, keys: Iterable[int] | None = None) -> set[int]:
    """The organizations, of these keys or of all, that a version in a view of the past has on its roster."""
    own = json.dumps(sorted(seen.versions or ()))
    some = "" if keys is None else "AND o.n IN (SELECT value FROM json_each(?2))"
    rows = db.execute(
        "SELECT s.organization FROM statement s JOIN organization o ON o.n = s.organization "
        f"WHERE s.on_roster AND s.version IN (SELECT value FROM json_each(?1)) {some} UNION "
        f"SELECT o.n FROM organization o WHERE o.on_roster AND o.version IN (SELECT value FROM json_each(?1)) {some} "
        "AND NOT EXISTS (SELECT 1 FROM statement s WHERE s.organization = o.n) EXCEPT "
        f"SELECT s.organization FROM statement s WHERE instr(s.attributes, '\"{OFF_ROSTER}\"') "
        "AND s.version IN (SELECT value FROM json_each(?1))",
        (own,) if keys is None else (own, json.dumps(sorted(keys))),
    )
    return {n for (n,) in rows}


def _at(db: sqlite3.Connection, keys: list[int]) -> dict[int, _Node]:
    """The organizations of these keys, by key."""
    rows = db.execute(f"SELECT {_NODE} {AT_KEYS}", (json.dumps(keys),))
    return {node.n: node for node in map(_Node._make, rows)}


def _add(db: sqlite3.Connection, nodes: dict[int, _Node], wanted: Iterable[int | None]) -> None:
    """Adds the organizations `wanted`, and the units they lie in, to `nodes`."""
    missing = {key for key in wanted if key is not None and key not in nodes}
    while missing:
        found = _at(db, sorted(missing))
        nodes |= found
        missing = {node.part_of for node in found.values() if node.part_of is not None and node.part_of not in nodes}


def _network(
    db: sqlite3.Connection, seen: View, nodes: dict[int, _Node], edges: Sequence[_Edge], build: Build = network_of
) -> Network:
    """The network of these rows, in the order of its conventions."""
    if seen.past:
        listed = on_roster(db, seen, nodes)
        nodes = {n: node._replace(on_roster=n in listed) for n, node in nodes.items()}
    sources = dict(db.execute("SELECT n, id FROM source").fetchall())
    names = dict(db.execute("SELECT n, dataset FROM version").fetchall())
    ids = {node.n: node.id for node in nodes.values()}
    told = still_told(edges, lambda edge: ((edge.helper, edge.recipient), edge.status, edge.unlisted_since))
    ordered = sorted(
        (((ids[edge.helper], ids[edge.recipient], edge.id, names[edge.version]), edge) for edge in told),
        key=itemgetter(0),
    )
    keys = keyed([key for key, _ in ordered])
    return build(
        sorted(((node.id, _of_node(node, ids)) for node in nodes.values()), key=itemgetter(0)),
        [(*key, _of_edge(edge, sources[edge.source])) for key, (_, edge) in zip(keys, ordered, strict=True)],
    )


def _of_node(row: _Node, ids: dict[int, str]) -> dict[str, Any]:
    """The attributes of a node."""
    _, _, name, name_en, aliases, kind, part_of, code, on_roster, illustrative, attributes = row
    return {
        "name": name,
        "name_en": name_en,
        "aliases": tuple(json.loads(aliases)) if aliases else (),
        "kind": kind,
        "part_of": None if part_of is None else ids.get(part_of),
        "code": code,
        "on_roster": bool(on_roster),
        "illustrative": bool(illustrative),
        "attributes": json.loads(attributes) if attributes else {},
    }


def _of_edge(row: _Edge, source: str) -> dict[str, Any]:
    """The attributes of an edge."""
    return {
        "kind": row.kind,
        "form": row.form,
        "sector": row.sector,
        "start": row.start,
        "end": row.end,
        "certainty": row.certainty,
        "status": row.status,
        "illustrative": bool(row.illustrative),
        "attributes": json.loads(row.attributes) if row.attributes else {},
        "source": source,
        "unlisted_since": row.unlisted_since,
    }


# --- names


def find(
    db: sqlite3.Connection, text: str, *, first: bool, within: str | None, last: Tier = Tier.PINYIN
) -> list[Match]:
    """As `Store.find`."""
    text = " ".join(text.split())
    found: dict[int, Tier] = {}
    known = None if within is None else set(inside(db, within))
    for tier, rows in _tiers(db, text, last):
        for (key,) in rows:
            if known is None or key in known:
                found.setdefault(key, tier)
        if first and found:
            break
    matches = [_match(db, key, tier) for key, tier in found.items()]
    return sorted(matches, key=lambda match: (match.tier, match.id))


_BEGINS = """SELECT n FROM organization WHERE {0} >= ?1 COLLATE {1} AND {0} < ?1 || char(1114111) COLLATE {1}
    AND {0} IS NOT NULL LIMIT ?2"""


def starting(db: sqlite3.Connection, text: str, most: int) -> list[Match]:
    """As `Store.starting`."""
    if not text:
        return []
    queries = (_BEGINS.format("name", "BINARY"), _BEGINS.format("name_en", "NOCASE"))
    keys = {key: None for query in queries for (key,) in db.execute(query, (text, most))}
    return sorted((_match(db, key, Tier.PART) for key in list(keys)[:most]), key=lambda match: match.id)


def _tiers(db: sqlite3.Connection, text: str, last: Tier) -> Iterator[tuple[Tier, Iterable[tuple[int]]]]:
    """The key of what `text` may mean, the surest tier first, up to the tier `last`."""
    if not text:
        return
    yield Tier.ID, db.execute(f"SELECT n FROM organization WHERE id = ?1 OR ({_CODED})", (text,))
    yield (
        Tier.NAME,
        db.execute("SELECT n FROM organization WHERE name = ?1 OR name_en = ?1 COLLATE NOCASE", (text,)),
    )
    yield (
        Tier.ALIAS,
        db.execute(
            "SELECT n FROM organization INDEXED BY organization_alias WHERE aliases IS NOT NULL "
            "AND EXISTS (SELECT 1 FROM json_each(aliases) WHERE value = ? COLLATE NOCASE)",
            (text,),
        ),
    )
    if last < Tier.PART:
        return
    part = "instr(lower(name), ?1) OR instr(lower(coalesce(name_en, '')), ?1) OR instr(lower(aliases), ?1)"
    yield Tier.PART, db.execute(f"SELECT n FROM organization WHERE {part}", (text.lower(),))
    if last is Tier.PINYIN and text.isascii() and text.isalpha():
        db.create_function("spelled", 1, partial(has_initials, text.lower()), deterministic=True)
        yield Tier.PINYIN, db.execute("SELECT n FROM organization WHERE spelled(name)")


def _match(db: sqlite3.Connection, key: int, tier: Tier) -> Match:
    id_, name, name_en, kind, code, illustrative, unit = db.execute(
        "SELECT id, name, name_en, kind, code, illustrative, part_of FROM organization WHERE n = ?", (key,)
    ).fetchone()
    area: list[str] = []
    while unit is not None:
        above, unit = db.execute("SELECT name, part_of FROM organization WHERE n = ?", (unit,)).fetchone()
        area.insert(0, above)
    return Match(tier, id_, name, name_en, kind, code, tuple(area), bool(illustrative))


_CALLED = "SELECT j.value, o.kind FROM json_each(?1) j CROSS JOIN organization o ON {0}"
_BY_CODE = (f"o.id = '{CN}' || j.value AND o.code = j.value", "o.other_code <> '' AND o.other_code = j.value")
_ALIASES = """SELECT a.value, o.kind FROM organization o INDEXED BY organization_alias, json_each(o.aliases) a
    WHERE o.aliases IS NOT NULL"""


def named(db: sqlite3.Connection, texts: Sequence[str]) -> dict[str, frozenset[str]]:
    """As `Store.named`."""
    found: dict[str, set[str]] = {}
    spelled: dict[str, list[str]] = {}
    for text in texts:
        spelled.setdefault(folded(text), []).append(text)
    exactly = json.dumps(list(texts))
    same = (_CALLED.format(on) for on in ("o.id = j.value", "o.name = j.value", *_BY_CODE))
    for text, kind in chain.from_iterable(db.execute(query, (exactly,)) for query in same):
        found.setdefault(text, set()).add(kind)
    english = db.execute(f"{_CALLED.format('o.name_en = j.value')} COLLATE NOCASE", (json.dumps(list(spelled)),))
    for rows in (english, db.execute(_ALIASES)):
        for called, kind in rows:
            for text in spelled.get(folded(called), ()):
                found.setdefault(text, set()).add(kind)
    return {text: frozenset(kinds) for text, kinds in found.items()}


# --- what is stated, and where


def sectors(db: sqlite3.Connection) -> list[str]:
    """The sectors that agreements name, sorted."""
    return sorted({word for segment in segments(db, "agreement") for word in segment.words("sector") if word})


_NEWEST = (
    "SELECT * FROM (SELECT s.*, row_number() OVER (PARTITION BY s.organization, v.dataset "
    "ORDER BY {first}coalesce(v.as_of, '') DESC) AS place FROM statement s JOIN version v ON v.n = s.version) "
    "WHERE place = 1"
)
"""Of what the versions of each dataset state of an organization, the newest, or what comes `first`."""


def statements(db: sqlite3.Connection, id_: str, day: date | None = None) -> list[Stated]:
    """As `Store.statements`: one a dataset where several versions state the organization, else what its row holds."""
    columns = (
        "SELECT v.dataset, v.as_of, t.name, t.name_en, t.aliases, t.kind, {part_of}, t.code, t.on_roster, "
        "t.illustrative, t.attributes, s.id, f.name, f.sheet, t.row"
    )
    joins = "JOIN version v ON v.n = t.version JOIN source s ON s.n = t.source JOIN file f ON f.n = t.file"
    own = ", ".join(str(int(number)) for number in sorted(picked(versions(db), day)))
    stated = _NEWEST.format(first=f"v.n IN ({own}) DESC, ")
    rows = db.execute(
        f"{columns.format(part_of='t.part_of')} FROM organization o JOIN ({stated}) t ON t.organization = o.n {joins} "
        "WHERE o.id = ? ORDER BY v.dataset",
        (id_,),
    ).fetchall() or db.execute(
        f"{columns.format(part_of='p.id')} FROM organization t LEFT JOIN organization p ON p.n = t.part_of {joins} "
        "WHERE t.id = ?",
        (id_,),
    )
    return [
        Stated(
            dataset,
            _day(as_of),
            Organization(
                id=id_,
                name=name,
                name_en=name_en,
                aliases=tuple(json.loads(aliases or "[]")),
                kind=Kind(kind),
                part_of=part_of,
                code=code,
                on_roster=bool(on_roster),
                illustrative=bool(illustrative),
                attributes=json.loads(attributes or "{}"),
                source=source,
                place=Place(*place),
            ),
        )
        for (
            dataset,
            as_of,
            name,
            name_en,
            aliases,
            kind,
            part_of,
            code,
            on_roster,
            illustrative,
            attributes,
            source,
            *place,
        ) in rows
    ]


def disputed(db: sqlite3.Connection) -> list[str]:
    """Ids of the organizations of which datasets state different names, kinds, codes or units, sorted."""
    differ = " OR ".join(f"count(DISTINCT s.{name}) > 1" for name in ("name", "kind", "code", "part_of"))
    rows = db.execute(
        f"SELECT o.id FROM ({_NEWEST.format(first='')}) s JOIN organization o ON o.n = s.organization "
        f"GROUP BY s.organization HAVING {differ} ORDER BY o.id"
    )
    return [id_ for (id_,) in rows]


def known(db: sqlite3.Connection, besides: str) -> list[Organization]:
    """As `Store.known`."""
    places = ", ".join(f"'{kind}'" for kind in (*AREA_KINDS, Kind.VILLAGE))
    rows = db.execute(
        "SELECT o.id, o.name, o.name_en, o.aliases, o.kind, p.id, o.code FROM organization o "
        "LEFT JOIN organization p ON p.n = o.part_of LEFT JOIN version v ON v.n = o.version "
        f"WHERE NOT o.illustrative AND (o.aliases IS NOT NULL OR o.kind NOT IN ({places})) AND (v.dataset <> ?1 "
        "OR EXISTS (SELECT 1 FROM statement s JOIN version w ON w.n = s.version "
        "WHERE s.organization = o.n AND w.dataset <> ?1)) ORDER BY o.id",
        (besides,),
    )
    return [
        Organization(
            id=id_,
            name=name,
            name_en=name_en,
            aliases=tuple(json.loads(aliases or "[]")),
            kind=Kind(kind),
            part_of=part_of,
            code=code,
        )
        for id_, name, name_en, aliases, kind, part_of, code in rows
    ]


def unmatched(db: sqlite3.Connection) -> list[str]:
    """Ids of the organizations whose name a loader could not match, sorted."""
    rows = db.execute(
        "SELECT id FROM organization WHERE instr(attributes, '\"unmatched\"') "
        "AND json_extract(attributes, '$.unmatched') IS NOT NULL ORDER BY id"
    )
    return [id_ for (id_,) in rows]


def places(
    db: sqlite3.Connection, ids: Sequence[str], seen: View
) -> dict[tuple[str, str, str], tuple[Source, Place, str]]:
    """As `Store.places`."""
    own = _keys(db, ids)
    fields = ("helper", "recipient", "id", "source", "file", "row", "status", "unlisted_since")
    every = list(_agreements(db, seen, fields, own, own))
    rows = [row[:7] for row in still_told(every, lambda row: (row[1:3], row[7], row[8]))]
    named = ids_of(db, {end for _, helper, recipient, *_ in rows for end in (helper, recipient)})
    names = dict(db.execute("SELECT n, dataset FROM version").fetchall())
    sources, files = _all_sources(db), _all_files(db)
    ordered = sorted(
        (
            ((named[helper], named[recipient], id_, names[version]), (sources[source], Place(*files[file], row)))
            for version, helper, recipient, id_, source, file, row in rows
        ),
        key=itemgetter(0),
    )
    keys = keyed([edge for edge, _ in ordered])
    return {
        key: (source, place, dataset) for key, ((_, _, _, dataset), (source, place)) in zip(keys, ordered, strict=True)
    }


def _all_sources(db: sqlite3.Connection) -> dict[int, Source]:
    return {n: _source(*row) for n, *row in db.execute(f"SELECT s.n, {_SOURCE} FROM source s")}


def _all_files(db: sqlite3.Connection) -> dict[int, tuple[str, str | None]]:
    return {n: (name, sheet) for n, name, sheet in db.execute("SELECT n, name, sheet FROM file")}


def _keys(db: sqlite3.Connection, ids: Sequence[str]) -> list[int]:
    """The keys of the organizations of these ids."""
    rows = db.execute(
        "SELECT o.n FROM json_each(?) j CROSS JOIN organization o ON o.id = j.value",
        (json.dumps(sorted(set(ids))),),
    )
    return [n for (n,) in rows]


# --- contributions and claims


def contributions(db: sqlite3.Connection, ids: Sequence[str] | None, seen: View) -> list[Contribution]:
    """As `Store.contributions`."""
    wanted = None if ids is None else sorted(_keys(db, ids))
    under = {id_ for _, id_ in _agreements(db, seen, ("id",), wanted, wanted)} if wanted else set()
    rows: list[tuple[Any, ...]] = []
    for segment in segments(db, "contribution", seen.versions):
        numbers = None
        if wanted is not None:
            numbers = _of(db, "contribution_of", "party", segment.version, wanted)
            named_under = enumerate(segment.rows(("agreement",))) if segment.words("agreement") != (None,) else ()
            numbers.update(number for number, (agreement,) in named_under if agreement in under)
        rows += segment.rows(CONTRIBUTION, numbers)
    stated = [dict(zip(CONTRIBUTION, row, strict=True)) for row in rows]
    named = ids_of(db, {row[side] for row in stated for side in ("helper", "recipient")})
    sources = dict(db.execute("SELECT n, id FROM source").fetchall())
    files = _all_files(db)
    given = []
    for row in stated:
        ends = {side: named.get(row[side]) for side in ("helper", "recipient")}  # the key 0 is nobody
        place = Place(*files[row["file"]], row["row"])
        given.append(contribution({**row, **ends, "source": sources[row["source"]]}, place))
    return sorted(given, key=lambda one: one.id)


def claims(db: sqlite3.Connection, seen: View) -> list[tuple[Claim, Source]]:
    """The claims of the versions of a view, each with its source, by id."""
    rows = db.execute(
        "SELECT c.id, c.kind, c.form, h.id, r.id, c.helpers, c.recipients, c.measure, c.value, c.unit, "
        f"c.sector, c.since, c.printed, c.attributes, f.name, f.sheet, c.row, {_SOURCE} FROM claim c "
        "LEFT JOIN organization h ON h.n = c.helper LEFT JOIN organization r ON r.n = c.recipient "
        "JOIN source s ON s.n = c.source JOIN file f ON f.n = c.file "
        "WHERE ?1 IS NULL OR c.version IN (SELECT value FROM json_each(?1)) ORDER BY c.id, c.n",
        (None if seen.versions is None else json.dumps(sorted(seen.versions)),),
    )
    return [_claim(row) for row in rows]


def _claim(row: tuple[Any, ...]) -> tuple[Claim, Source]:
    def counts(text: str) -> dict[Kind, int]:
        return {Kind(kind): int(number) for kind, number in json.loads(text).items()}

    id_, kind, form, helper, recipient, helpers, recipients, measure, value, unit, sector, since, printed, *rest = row
    attributes, file, sheet, at, *stated_by = rest
    source = _source(*stated_by)
    claim = Claim(
        id=id_,
        kind=Kind(kind) if kind else None,
        form=Form(form) if form else None,
        helper=helper,
        recipient=recipient,
        helpers=counts(helpers),
        recipients=counts(recipients),
        measure=Measure(measure) if measure else None,
        value=Decimal(value) if value is not None else None,
        unit=unit,
        sector=sector,
        since=PartialDate.parse(since) if since else None,
        printed=printed,
        attributes=json.loads(attributes or "{}"),
        source=source.id,
        place=Place(file, sheet, at),
    )
    return claim, source
