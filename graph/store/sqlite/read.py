"""Reading records and networks out of a SQLite store: functions over a connection, whose state its caller holds."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from graph.lookup import Match, Tier, folded, initials_pattern
from graph.model import (
    AREA_KINDS,
    Bound,
    Claim,
    Contribution,
    ContributionStatus,
    Form,
    Kind,
    Measure,
    Organization,
    PartialDate,
    Place,
    Source,
)
from graph.network import build, keyed
from graph.store import LoadedDataset, Stated
from graph.store.dates import partial_date
from graph.store.sqlite.file import IN_RANGE

if TYPE_CHECKING:
    from graph.network import Network

_EVERYWHERE = (0, 1 << 62)
"""A range that every position lies in."""
_NOWHERE = (1, 0)
"""A range that no position lies in."""
_Key = TypeVar("_Key", int, str)


def datasets(db: sqlite3.Connection) -> list[LoadedDataset]:
    """Everything loaded, by name."""
    rows = db.execute(
        "SELECT n, name, title_en, title_zh, as_of, location, notes_en, notes_zh, organizations, agreements, "
        "contributions, claims FROM dataset ORDER BY name"
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


_SOURCE = "s.id, s.title, s.publisher, s.date, s.url, s.language, s.file"


def _sources(db: sqlite3.Connection, dataset: int) -> tuple[Source, ...]:
    rows = db.execute(f"SELECT {_SOURCE} FROM source s WHERE s.dataset = ? ORDER BY s.id", (dataset,))
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
    """The columns of an agreement that a network needs."""

    n: int
    helper: int
    recipient: int
    id: str
    kind: str | None
    form: str | None
    sector: str | None
    start_first: int
    start_last: int
    end_first: int
    end_last: int
    certainty: str
    status: str
    illustrative: int
    attributes: str | None
    source: int


_NODE = ", ".join(f"o.{column}" for column in _Node._fields)
_EDGE = ", ".join(f"a.{column}" for column in _Edge._fields)


def _nodes(db: sqlite3.Connection, after: str, parameters: Sequence[object] = ()) -> dict[int, _Node]:
    """The organizations that `after` the FROM restricts, by key."""
    rows = db.execute(f"SELECT {_NODE} FROM organization o {after}", parameters)
    return {node.n: node for node in map(_Node._make, rows)}


def _edges(db: sqlite3.Connection, from_: str, parameters: Sequence[object] = ()) -> dict[int, _Edge]:
    """The agreements that come `from_` there, by key."""
    rows = db.execute(f"SELECT {_EDGE} FROM {from_}", parameters)
    return {edge.n: edge for edge in map(_Edge._make, rows)}


def count(db: sqlite3.Connection, area: str | None) -> int:
    """How many organizations are or lie in `area`."""
    if area is None:
        (number,) = db.execute("SELECT count(*) FROM organization").fetchone()
    else:
        (number,) = db.execute(f"SELECT count(*) FROM organization WHERE {IN_RANGE}", span(db, area)).fetchone()
    return int(number)


def span(db: sqlite3.Connection, area: str | None) -> tuple[int, int]:
    """The first and last position of what is or lies in `area`; of everything for None."""
    if area is None:
        return _EVERYWHERE
    return db.execute("SELECT pos, last FROM organization WHERE id = ?", (area,)).fetchone() or _NOWHERE


def network(db: sqlite3.Connection, area: str | None, *, received: bool) -> Network:
    """As `Store.network`."""
    if area is None:
        return _network(db, _nodes(db, ""), _edges(db, "agreement a"))
    inside = span(db, area)
    nodes = _nodes(db, f"WHERE {IN_RANGE}", inside)
    above = _add(db, nodes, [node.part_of for node in nodes.values() if node.id == area])
    edges: dict[int, _Edge] = {}
    for side in ("recipient",) if received else ("recipient", "helper"):
        edges |= _edges(db, f"organization o CROSS JOIN agreement a ON a.{side} = o.n WHERE o.{IN_RANGE}", inside)
        for unit in above:
            edges |= _edges(db, f"agreement a WHERE a.{side} = ?", (unit,))
    _add(db, nodes, [end for edge in edges.values() for end in (edge.helper, edge.recipient)])
    return _network(db, nodes, edges)


def around(db: sqlite3.Connection, ids: Sequence[str]) -> Network:
    """As `Store.around`."""
    nodes: dict[int, _Node] = {}
    for some in _batches(list(ids)):
        nodes |= _nodes(db, f"WHERE o.id IN ({', '.join('?' * len(some))})", some)
    own = sorted(nodes)
    above = _add(db, nodes, [node.part_of for node in nodes.values()])
    edges: dict[int, _Edge] = {}
    for side, keys in (("recipient", [*own, *above]), ("helper", own)):
        for batch in _batches(keys):
            edges |= _edges(db, f"agreement a WHERE a.{side} IN ({', '.join(map(str, batch))})")
    _add(db, nodes, [end for edge in edges.values() for end in (edge.helper, edge.recipient)])
    return _network(db, nodes, edges)


def _batches(keys: list[_Key]) -> Iterator[list[_Key]]:
    """The keys in lists short enough for one statement."""
    return (keys[start : start + 500] for start in range(0, len(keys), 500))


def _add(db: sqlite3.Connection, nodes: dict[int, _Node], wanted: Iterable[int | None]) -> list[int]:
    """Adds the organizations `wanted`, and the units they lie in, to `nodes`; returns the keys added."""
    added: list[int] = []
    missing = {key for key in wanted if key is not None and key not in nodes}
    while missing:
        found: dict[int, _Node] = {}
        for some in _batches(sorted(missing)):
            found |= _nodes(db, f"WHERE o.n IN ({', '.join(map(str, some))})")
        nodes |= found
        added += missing
        missing = {node.part_of for node in found.values() if node.part_of is not None and node.part_of not in nodes}
    return added


def _network(db: sqlite3.Connection, nodes: dict[int, _Node], edges: dict[int, _Edge]) -> Network:
    """The network of these rows, in the order of its conventions."""
    rows = db.execute("SELECT s.n, s.id, d.name FROM source s JOIN dataset d ON d.n = s.dataset").fetchall()
    source_ids = {key: id_ for key, id_, _ in rows}
    names = {key: dataset for key, _, dataset in rows}
    ids = {node.n: node.id for node in nodes.values()}
    ordered = sorted(
        (((ids[edge.helper], ids[edge.recipient], edge.id, names[edge.source]), edge) for edge in edges.values()),
        key=itemgetter(0),
    )
    keys = keyed([key for key, _ in ordered])
    return build(
        sorted(((node.id, _of_node(node, ids)) for node in nodes.values()), key=itemgetter(0)),
        [(*key, _of_edge(edge, source_ids[edge.source])) for key, (_, edge) in zip(keys, ordered, strict=True)],
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
    _, _, _, _, kind, form, sector, start, start_last, end, end_last, certainty, status, *_ = row
    illustrative, attributes = row.illustrative, row.attributes
    return {
        "kind": kind,
        "form": form,
        "sector": sector,
        "start": partial_date(start, start_last),
        "end": partial_date(end, end_last),
        "certainty": certainty,
        "status": status,
        "illustrative": bool(illustrative),
        "attributes": json.loads(attributes) if attributes else {},
        "source": source,
    }


# --- names


def find(db: sqlite3.Connection, text: str, *, first: bool, within: str | None) -> list[Match]:
    """As `Store.find`."""
    text = " ".join(text.split())
    found: dict[int, Tier] = {}
    low, high = span(db, within)
    for tier, rows in _tiers(db, text):
        for key, position in rows:
            if low <= position <= high:
                found.setdefault(key, tier)
        if first and found:
            break
    matches = [_match(db, key, tier) for key, tier in found.items()]
    return sorted(matches, key=lambda match: (match.tier, match.id))


def _tiers(db: sqlite3.Connection, text: str) -> Iterator[tuple[Tier, Iterable[tuple[int, int]]]]:
    """The key and position of what `text` may mean, the surest tier first."""
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


def _match(db: sqlite3.Connection, key: int, tier: Tier) -> Match:
    id_, name, name_en, kind, code, illustrative, unit = db.execute(
        "SELECT id, name, name_en, kind, code, illustrative, part_of FROM organization WHERE n = ?", (key,)
    ).fetchone()
    area: list[str] = []
    while unit is not None:
        above, unit = db.execute("SELECT name, part_of FROM organization WHERE n = ?", (unit,)).fetchone()
        area.insert(0, above)
    return Match(tier, id_, name, name_en, kind, code, tuple(area), bool(illustrative))


_CALLED = "SELECT j.value, o.kind FROM json_each(?1) j CROSS JOIN organization o ON o.{0} = j.value"
_ALIASES = """SELECT a.value, o.kind FROM organization o INDEXED BY organization_alias, json_each(o.aliases) a
    WHERE o.aliases IS NOT NULL"""


def named(db: sqlite3.Connection, texts: Sequence[str]) -> dict[str, frozenset[str]]:
    """As `Store.named`."""
    found: dict[str, set[str]] = {}
    spelled: dict[str, list[str]] = {}
    for text in texts:
        spelled.setdefault(folded(text), []).append(text)
    exactly = json.dumps(list(texts))
    for column in ("id", "code", "name"):
        for text, kind in db.execute(_CALLED.format(column), (exactly,)):
            found.setdefault(text, set()).add(kind)
    english = db.execute(f"{_CALLED.format('name_en')} COLLATE NOCASE", (json.dumps(list(spelled)),))
    for rows in (english, db.execute(_ALIASES)):
        for called, kind in rows:
            for text in spelled.get(folded(called), ()):
                found.setdefault(text, set()).add(kind)
    return {text: frozenset(kinds) for text, kinds in found.items()}


# --- what is stated, and where


def sectors(db: sqlite3.Connection) -> list[str]:
    """The sectors that agreements name, sorted."""
    rows = db.execute("SELECT DISTINCT sector FROM agreement WHERE sector IS NOT NULL ORDER BY sector")
    return [sector for (sector,) in rows]


def statements(db: sqlite3.Connection, id_: str) -> list[Stated]:
    """As `Store.statements`: one a dataset where several state the organization, else what its row holds."""
    columns = (
        "SELECT d.name, d.as_of, t.name, t.name_en, t.aliases, t.kind, {part_of}, t.code, t.on_roster, "
        "t.illustrative, t.attributes, s.id, f.name, f.sheet, t.row"
    )
    joins = "JOIN dataset d ON d.n = t.dataset JOIN source s ON s.n = t.source JOIN file f ON f.n = t.file"
    rows = db.execute(
        f"{columns.format(part_of='t.part_of')} FROM organization o JOIN statement t ON t.organization = o.n {joins} "
        "WHERE o.id = ? ORDER BY d.name",
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
        "SELECT o.id FROM statement s JOIN organization o ON o.n = s.organization "
        f"GROUP BY s.organization HAVING {differ} ORDER BY o.id"
    )
    return [id_ for (id_,) in rows]


def known(db: sqlite3.Connection, besides: str) -> list[Organization]:
    """As `Store.known`."""
    places = ", ".join(f"'{kind}'" for kind in (*AREA_KINDS, Kind.VILLAGE))
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


def places(db: sqlite3.Connection, ids: Sequence[str]) -> dict[tuple[str, str, str], tuple[Source, Place, str]]:
    """As `Store.places`."""
    found: dict[tuple[str, str, str, str], tuple[Source, Place]] = {}
    for id_ in sorted(set(ids)):
        for side in ("helper", "recipient"):
            for helper, recipient, agreement, dataset, file, sheet, row, *source in db.execute(
                f"SELECT h.id, r.id, a.id, d.name, f.name, f.sheet, a.row, {_SOURCE} FROM organization o "
                f"JOIN agreement a ON a.{side} = o.n JOIN organization h ON h.n = a.helper "
                "JOIN organization r ON r.n = a.recipient JOIN file f ON f.n = a.file "
                "JOIN source s ON s.n = a.source JOIN dataset d ON d.n = s.dataset WHERE o.id = ?",
                (id_,),
            ):
                found[helper, recipient, agreement, dataset] = _source(*source), Place(file, sheet, row)
    ordered = sorted(found.items(), key=itemgetter(0))
    keys = keyed([edge for edge, _ in ordered])
    return {
        key: (source, place, dataset) for key, ((_, _, _, dataset), (source, place)) in zip(keys, ordered, strict=True)
    }


# --- contributions and claims


def contributions(db: sqlite3.Connection, ids: Sequence[str] | None) -> list[Contribution]:
    """As `Store.contributions`."""
    select = (
        "SELECT c.id, c.agreement, h.id, r.id, c.measure, c.value, c.unit, c.sector, c.period, c.printed, "
        "c.status, c.bound, c.illustrative, c.attributes, s.id, f.name, f.sheet, c.row FROM contribution c "
        "LEFT JOIN organization h ON h.n = c.helper LEFT JOIN organization r ON r.n = c.recipient "
        "JOIN source s ON s.n = c.source JOIN file f ON f.n = c.file"
    )
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


def _contribution(row: tuple[Any, ...]) -> Contribution:
    id_, agreement, helper, recipient, measure, value, unit, sector, period, printed, *rest = row
    status, bound, illustrative, attributes, source, *place = rest
    return Contribution(
        id=id_,
        agreement=agreement,
        helper=helper,
        recipient=recipient,
        measure=Measure(measure),
        value=Decimal(value),
        unit=unit,
        sector=sector,
        period=period,
        printed=printed,
        status=ContributionStatus(status),
        bound=Bound(bound),
        illustrative=bool(illustrative),
        attributes=json.loads(attributes or "{}"),
        source=source,
        place=Place(*place),
    )


def claims(db: sqlite3.Connection, dataset: int | None = None) -> list[tuple[Claim, Source]]:
    """The claims of the dataset of this key, or all, each with its source, by id."""
    rows = db.execute(
        "SELECT c.id, c.kind, c.form, h.id, r.id, c.helpers, c.recipients, c.measure, c.value, c.unit, "
        f"c.sector, c.since, c.printed, c.attributes, f.name, f.sheet, c.row, {_SOURCE} FROM claim c "
        "LEFT JOIN organization h ON h.n = c.helper LEFT JOIN organization r ON r.n = c.recipient "
        "JOIN source s ON s.n = c.source JOIN file f ON f.n = c.file "
        "WHERE ?1 IS NULL OR c.dataset = ?1 ORDER BY c.id, c.n",
        (dataset,),
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
