"""Reading records and networks out of one state of a Neo4j store: functions over that state."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from graph.dataset import PACKAGE
from graph.errors import StoreError
from graph.lookup import Match, Tier, folded, initials_pattern
from graph.model import (
    AREA_KINDS,
    AgreementStatus,
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
from graph.store.neo4j.schema import LIVE, SEEN, STATED, key_of
from graph.versions import Version, picked, still_told

if TYPE_CHECKING:
    from graph.network import Network
    from graph.store.neo4j.server import Row, State

_ROSTER = "o.on_roster"
_ROSTER_THEN = (
    f"(EXISTS {{ (s:Statement)-[:ABOUT]->(o) WHERE s.on_roster AND {LIVE.format('s')} AND {SEEN.format('s')} }} "
    f"OR (o.on_roster AND {SEEN.format('o')} AND NOT {STATED.format('o')})) "
    f"AND NOT EXISTS {{ (s:Statement)-[:ABOUT]->(o) WHERE s.attributes CONTAINS '\"off_roster\"' "
    f"AND {LIVE.format('s')} AND {SEEN.format('s')} }}"
)
_NODE = (
    "o.id AS id, o.name AS name, o.name_en AS name_en, o.aliases AS aliases, o.kind AS kind, o.code AS code, "
    "o.illustrative AS illustrative, o.attributes AS attributes, head([(o)-[:PART_OF]->(p) | p.id]) AS part_of"
)
_EDGE = "h.id AS helper, r.id AS recipient, properties(a) AS agreement"
_ORGANIZATION = f"(o:Organization) WHERE {LIVE.format('o')}"
_AGREEMENT = f"(h:Organization)-[a:PAIRED_WITH]->(r:Organization) WHERE {LIVE.format('a')} AND {SEEN.format('a')}"
_IN = "MATCH (:Organization {id: $area})<-[:PART_OF*0..]-(o:Organization) WHERE " + LIVE.format("o")


def versions(state: State) -> list[Version[str]]:
    """The versions of all datasets, by dataset, the earliest first: those of the state that readers see now."""
    rows = state.run(
        "MATCH (d:Jiedui:Dataset) RETURN d.name AS name, d.as_of AS day, d.read_as AS read_as "
        "ORDER BY name, coalesce(day, '')"
    )
    found = []
    for row in rows:
        day = _day(row["day"])
        found.append(Version(key_of(row["name"], row["day"] or ""), row["name"], day, row["read_as"] or PACKAGE))
    return found


def on(state: State, *days: date | None) -> State:
    """The state as a question for these days sees it; without one, or for None, as one for the newest day does."""
    known = versions(state)
    current = picked(known, None)
    wanted = frozenset[str]().union(*(picked(known, day) for day in days)) if days else current
    seen = None if len(wanted) == len(known) else tuple(sorted(wanted))
    return replace(state, seen=seen, past=wanted != current)


def roster(state: State) -> str:
    """The condition that an organization `o` is on the roster of a version on which the question rests."""
    return _ROSTER_THEN if state.past else _ROSTER


def version(state: State, name: str, day: str | None) -> Version[str]:
    """The version of a dataset for a day (ISO, empty for none), or the newest; raises `StoreError` without one."""
    known = versions(state)
    own = [one for one in known if one.dataset == name]
    found = own if day is None else [one for one in own if one.version == day]
    if found:
        return found[-1]
    if own:
        raise StoreError("store.no_version", name=name, day=day, known=", ".join(one.version or "–" for one in own))
    raise StoreError("store.no_dataset", name=name, known=", ".join(dict.fromkeys(one.dataset for one in known)))


def datasets(state: State) -> list[LoadedDataset]:
    """Every version loaded, as `versions`; what an earlier jiedui wrote has no roster counted, it is counted here."""
    stated_by = sources(state)
    rows = state.run("MATCH (d:Jiedui:Dataset) RETURN properties(d) AS d ORDER BY d.name, coalesce(d.as_of, '')")
    listed = rosters(state) if any("roster" not in row["d"] for row in rows) else {}
    return [
        _dataset(
            {"roster": listed.get(row["d"]["name"], 0), **row["d"]},
            stated_by.get((row["d"]["name"], row["d"].get("as_of", "")), {}),
        )
        for row in rows
    ]


def rosters(state: State) -> dict[str, int]:
    """Dataset → how many organizations it has on a roster, in a store where each has one version."""
    rows = state.run(
        f"MATCH {_ORGANIZATION} AND o.on_roster AND NOT {STATED.format('o')} "
        "RETURN o.dataset AS name, count(o) AS count UNION ALL "
        f"MATCH (s:Jiedui:Statement) WHERE {LIVE.format('s')} AND s.on_roster "
        "RETURN s.dataset AS name, count(s) AS count"
    )
    found: dict[str, int] = {}
    for row in rows:
        found[row["name"]] = found.get(row["name"], 0) + row["count"]
    return found


def sources(state: State) -> dict[tuple[str, str], dict[str, Source]]:
    """Dataset and version → id → source."""
    days = {one.dataset: one.version for one in versions(state)}
    found: dict[tuple[str, str], dict[str, Source]] = {}
    for row in state.run("MATCH (s:Jiedui:Source) RETURN properties(s) AS s ORDER BY s.dataset, s.id"):
        own = row["s"]
        found.setdefault((own["dataset"], own.get("version", days.get(own["dataset"], ""))), {})[own["id"]] = Source(
            id=own["id"],
            title=own["title"],
            publisher=own.get("publisher"),
            date=own.get("date"),
            url=own.get("url"),
            language=own.get("language"),
            file=own.get("file"),
        )
    return found


def _source(stated_by: Mapping[tuple[str, str], Mapping[str, Source]], own: Row) -> Source:
    """The source of a record; what an earlier jiedui wrote names no version, and is of the only one."""
    version = own.get("source_version", own.get("version"))
    if version is None:
        return next(of for (name, _), of in stated_by.items() if name == own["dataset"])[own["source"]]
    return stated_by[own["dataset"], version][own["source"]]


# --- networks


def count(state: State, area: str | None) -> int:
    """How many organizations are or lie in `area`."""
    match = f"MATCH {_ORGANIZATION}" if area is None else _IN
    return int(state.run(f"{match} RETURN count(o) AS count", area=area)[0]["count"])


def network(state: State, area: str | None, *, received: bool) -> Network:
    """As `Store.network`."""
    if area is None:
        nodes = state.run(f"MATCH {_ORGANIZATION} RETURN {_NODE}, {roster(state)} AS on_roster")
        return _network(nodes, state.run(f"MATCH {_AGREEMENT} RETURN {_EDGE}"))
    inside = {row["id"]: row for row in _inside(state, area)} | _with_units(state, [area])
    sides = ("recipient",) if received else ("recipient", "helper")
    edges = [row for side in sides for row in _edges(state, side, [*inside])]
    return _with_ends(state, inside, edges)


def _inside(state: State, area: str) -> list[Row]:
    """The organizations that are or lie in `area`."""
    return state.run(f"{_IN} RETURN {_NODE}, {roster(state)} AS on_roster", area=area)


def around(state: State, ids: Sequence[str]) -> Network:
    """As `Store.around`."""
    above = _with_units(state, ids)
    own = [id_ for id_ in ids if id_ in above]
    return _with_ends(state, above, _edges(state, "recipient", [*above]) + _edges(state, "helper", own))


def _edges(state: State, side: str, ids: Sequence[str]) -> list[Row]:
    """The agreements in which these ids are the `side`."""
    end = {"recipient": "r", "helper": "h"}[side]
    query = f"UNWIND $ids AS id MATCH ({end}:Organization {{id: id}}) MATCH {_AGREEMENT} RETURN {_EDGE}"
    return state.run(query, ids=list(ids)) if ids else []


def _with_units(state: State, ids: Iterable[str]) -> dict[str, Row]:
    """These organizations and all units they lie in, by id."""
    query = (
        "UNWIND $ids AS id MATCH (:Organization {id: id})-[:PART_OF*0..]->(o:Organization) "
        f"WHERE {LIVE.format('o')} WITH DISTINCT o RETURN {_NODE}, {roster(state)} AS on_roster"
    )
    wanted = list(ids)
    return {row["id"]: row for row in state.run(query, ids=wanted)} if wanted else {}


def _with_ends(state: State, nodes: dict[str, Row], edges: list[Row]) -> Network:
    """The network of these rows and of whoever the agreements name besides."""
    ends = {row[side] for row in edges for side in ("helper", "recipient")} - nodes.keys()
    return _network((nodes | _with_units(state, sorted(ends))).values(), edges)


def network_of_versions(state: State) -> tuple[Network, dict[tuple[str, str, str], str]]:
    """The network of all that is seen, and the version that states each of its edges.

    An edge that a network of one day would not hold beside another is keyed by its version too.
    """
    nodes = state.run(f"MATCH {_ORGANIZATION} RETURN {_NODE}, {roster(state)} AS on_roster")
    found = _by_edge(state.run(f"MATCH {_AGREEMENT} RETURN {_EDGE}"))
    stated_in: dict[tuple[str, str, str], str] = {}
    for key, (edge, _) in zip(_keys(found), found, strict=True):
        own = key if key not in stated_in else (*key[:2], f"{key[2]}@{edge.version}")
        stated_in[own] = key_of(edge.dataset, edge.version)
    edges = [(*key, _of_edge(agreement)) for key, (_, agreement) in zip(stated_in, found, strict=True)]
    return build(_nodes(nodes), edges), stated_in


def _network(nodes: Iterable[Row], edges: Iterable[Row]) -> Network:
    """The network of these rows, in the order of its conventions."""
    found = _told(edges)
    return build(
        _nodes(nodes),
        [(*key, _of_edge(agreement)) for key, (_, agreement) in zip(_keys(found), found, strict=True)],
    )


def _nodes(rows: Iterable[Row]) -> list[tuple[str, dict[str, Any]]]:
    """The nodes of these rows, in order."""
    return sorted(((row["id"], _of_node(row)) for row in rows), key=itemgetter(0))


class _EdgeKey(NamedTuple):
    """What tells an agreement of one pair from all others."""

    helper: str
    recipient: str
    agreement: str
    dataset: str
    version: str


def _by_edge(rows: Iterable[Row]) -> list[tuple[_EdgeKey, Row]]:
    """What tells an agreement from others and the agreement, each once, in order."""
    found = {}
    for row in rows:
        own = row["agreement"]
        key = _EdgeKey(row["helper"], row["recipient"], own["id"], own["dataset"], own.get("version", ""))
        found[key] = own
    return sorted(found.items(), key=itemgetter(0))


def _told(rows: Iterable[Row]) -> Sequence[tuple[_EdgeKey, Row]]:
    """As `_by_edge`, without what one dataset no longer lists while another lists the pair."""
    return still_told(
        _by_edge(rows),
        lambda one: ((one[0].helper, one[0].recipient), one[1].get("status"), one[1].get("unlisted_since")),
    )


def _keys(found: Sequence[tuple[_EdgeKey, Row]]) -> Iterator[tuple[str, str, str]]:
    """The keys of these edges in a network."""
    return keyed([edge[:4] for edge, _ in found])


def _of_node(row: Row) -> dict[str, Any]:
    """The attributes of a node."""
    return {
        "name": row["name"],
        "name_en": row["name_en"],
        "aliases": tuple(row["aliases"] or ()),
        "kind": row["kind"],
        "part_of": row["part_of"],
        "code": row["code"],
        "on_roster": row["on_roster"],
        "illustrative": row["illustrative"],
        "attributes": json.loads(row["attributes"] or "{}"),
    }


def _of_edge(row: Row) -> dict[str, Any]:
    """The attributes of an edge."""
    words = {name: row.get(name) for name in ("kind", "form", "sector", "start", "end", "certainty")}
    return words | {
        "status": row.get("status") or AgreementStatus.AGREED.value,
        "illustrative": row["illustrative"],
        "attributes": json.loads(row.get("attributes") or "{}"),
        "source": row["source"],
        "unlisted_since": row.get("unlisted_since"),
    }


# --- names

_TIERS = (
    (Tier.ID, "o.id = $text OR o.code = $text"),
    (Tier.NAME, "o.name = $text OR toLower(o.name_en) = $lower"),
    (Tier.ALIAS, "any(alias IN o.aliases WHERE toLower(alias) = $lower)"),
    (
        Tier.PART,
        "toLower(o.name) CONTAINS $lower OR toLower(o.name_en) CONTAINS $lower "
        "OR any(alias IN o.aliases WHERE toLower(alias) CONTAINS $lower)",
    ),
    (Tier.PINYIN, "o.name =~ $spelled"),
)


def find(state: State, text: str, *, first: bool, within: str | None, last: Tier = Tier.PINYIN) -> list[Match]:
    """As `Store.find`."""
    text = " ".join(text.split())
    if not text:
        return []
    found: dict[str, tuple[Tier, Row]] = {}
    inside = "" if within is None else " AND EXISTS { (o)-[:PART_OF*0..]->(:Organization {id: $within}) }"
    for tier, condition in _TIERS:
        if tier > last:
            break
        pattern = initials_pattern(text) if tier is Tier.PINYIN else None
        if tier is Tier.PINYIN and pattern is None:
            continue
        query = (
            f"MATCH {_ORGANIZATION} AND ({condition}){inside} RETURN o.id AS id, o.name AS name, "
            "o.name_en AS name_en, o.kind AS kind, o.code AS code, o.illustrative AS illustrative"
        )
        spelled = f"{pattern.pattern}.*" if pattern is not None else ""
        for row in state.run(query, text=text, lower=text.lower(), within=within, spelled=spelled):
            found.setdefault(row["id"], (tier, row))
        if first and found:
            break
    return _matches(state, found)


_BEGINS = f"""MATCH {_ORGANIZATION} AND (o.name STARTS WITH $text OR toLower(o.name_en) STARTS WITH $lower)
    RETURN o.id AS id, o.name AS name, o.name_en AS name_en, o.kind AS kind, o.code AS code,
    o.illustrative AS illustrative ORDER BY id LIMIT $most"""


def starting(state: State, text: str, most: int) -> list[Match]:
    """As `Store.starting`."""
    if not text:
        return []
    rows = {row["id"]: (Tier.PART, row) for row in state.run(_BEGINS, text=text, lower=text.lower(), most=most)}
    return _matches(state, rows)


def _matches(state: State, found: Mapping[str, tuple[Tier, Row]]) -> list[Match]:
    """What was found as matches, the surest first."""
    units = _with_units(state, found)
    matches = (
        Match(
            tier,
            id_,
            row["name"],
            row["name_en"],
            row["kind"],
            row["code"],
            _area(units, id_),
            row["illustrative"],
        )
        for id_, (tier, row) in found.items()
    )
    return sorted(matches, key=lambda match: (match.tier, match.id))


def _area(units: Mapping[str, Row], id_: str) -> tuple[str, ...]:
    """The names of the units an organization lies in, outermost first."""
    names: list[str] = []
    unit = units[id_]["part_of"]
    while unit is not None:
        names.insert(0, units[unit]["name"])
        unit = units[unit]["part_of"]
    return tuple(names)


_NAMED = f"""MATCH {_ORGANIZATION}
    AND (o.id IN $texts OR o.code IN $texts OR o.name IN $texts OR toLower(o.name_en) IN $lower
         OR any(alias IN o.aliases WHERE toLower(alias) IN $lower))
    RETURN o.id AS id, o.code AS code, o.name AS name, o.name_en AS name_en, o.aliases AS aliases, o.kind AS kind"""


def named(state: State, texts: Sequence[str]) -> dict[str, frozenset[str]]:
    """As `Store.named`, in one pass over the organizations."""
    spelled: dict[str, list[str]] = {}
    for text in texts:
        spelled.setdefault(folded(text), []).append(text)
    lower = sorted({text.lower() for text in texts})
    given = frozenset(texts)
    found: dict[str, set[str]] = {}
    for row in state.run(_NAMED, texts=list(texts), lower=lower):
        for text in {row["id"], row["code"], row["name"]} & given:
            found.setdefault(text, set()).add(row["kind"])
        for called in (row["name_en"], *(row["aliases"] or ())):
            for text in spelled.get(folded(called), ()) if called else ():
                found.setdefault(text, set()).add(row["kind"])
    return {text: frozenset(kinds) for text, kinds in found.items()}


# --- what is stated, and where


def sectors(state: State) -> list[str]:
    """The sectors that agreements name, sorted."""
    rows = state.run(f"MATCH {_AGREEMENT} AND a.sector IS NOT NULL RETURN DISTINCT a.sector AS sector")
    return sorted(row["sector"] for row in rows)


def statements(state: State, id_: str, day: date | None = None) -> list[Stated]:
    """As `Store.statements`: one a dataset where several versions state the organization, else what its node holds."""
    known_ = versions(state)
    days, wanted = {one.dataset: one.as_of for one in known_}, picked(known_, day)
    rows = state.run(
        f"MATCH (s:Statement)-[:ABOUT]->(o:Organization {{id: $id}}) WHERE {LIVE.format('s')} "
        "RETURN properties(s) AS stated, s.part_of AS part_of ORDER BY s.dataset, s.version",
        id=id_,
    ) or state.run(
        f"MATCH (o:Organization {{id: $id}}) WHERE {LIVE.format('o')} "
        "RETURN properties(o) AS stated, head([(o)-[:PART_OF]->(p) | p.id]) AS part_of",
        id=id_,
    )
    chosen = {row["stated"]["dataset"]: row for row in rows}
    for row in rows:
        if key_of(row["stated"]["dataset"], row["stated"].get("version") or "") in wanted:
            chosen[row["stated"]["dataset"]] = row
    found = []
    for dataset, row in chosen.items():
        version = row["stated"].get("version")
        of = days.get(dataset) if version is None else _day(version)  # an earlier jiedui wrote none
        found.append(Stated(dataset, of, organization({**row["stated"], "id": id_, "part_of": row["part_of"]})))
    return found


def disputed(state: State) -> list[str]:
    """Ids of the organizations of which datasets state different names, kinds, codes or units, sorted."""
    differ = " OR ".join(f"count(DISTINCT s.{name}) > 1" for name in ("name", "kind", "code", "part_of"))
    rows = state.run(
        f"MATCH (s:Statement)-[:ABOUT]->(o:Organization) WHERE {LIVE.format('s')} "
        "WITH o, s ORDER BY s.version DESC WITH o, s.dataset AS dataset, head(collect(s)) AS s "
        f"WITH o, {differ} AS disputed WHERE disputed RETURN o.id AS id ORDER BY id"
    )
    return [row["id"] for row in rows]


def known(state: State, besides: str) -> list[Organization]:
    """As `Store.known`."""
    rows = state.run(
        f"MATCH {_ORGANIZATION} AND NOT o.illustrative AND (size(o.aliases) > 0 OR NOT o.kind IN $places) "
        f"AND ((o.dataset <> $besides AND NOT {STATED.format('o')}) OR EXISTS {{ (s:Statement)-[:ABOUT]->(o) "
        f"WHERE s.dataset <> $besides AND {LIVE.format('s')} }}) RETURN {_NODE} ORDER BY id",
        places=[kind.value for kind in (*AREA_KINDS, Kind.VILLAGE)],
        besides=besides,
    )
    return [
        Organization(
            id=row["id"],
            name=row["name"],
            name_en=row["name_en"],
            aliases=tuple(row["aliases"] or ()),
            kind=Kind(row["kind"]),
            part_of=row["part_of"],
            code=row["code"],
        )
        for row in rows
    ]


def unmatched(state: State) -> list[str]:
    """Ids of the organizations whose name a loader could not match, sorted."""
    rows = state.run(f"MATCH {_ORGANIZATION} AND o.unmatched RETURN o.id AS id ORDER BY id")
    return [row["id"] for row in rows]


def places(state: State, ids: Sequence[str]) -> dict[tuple[str, str, str], tuple[Source, Place, str]]:
    """As `Store.places`."""
    stated_by = sources(state)
    wanted = sorted(set(ids))
    found = _told(row for side in ("recipient", "helper") for row in _edges(state, side, wanted))
    return {
        key: (_source(stated_by, agreement), _place(agreement), edge.dataset)
        for key, (edge, agreement) in zip(_keys(found), found, strict=True)
    }


def contributions(state: State, ids: Sequence[str] | None) -> list[Contribution]:
    """As `Store.contributions`."""
    query = f"MATCH (c:Jiedui:Contribution) WHERE {LIVE.format('c')} AND {SEEN.format('c')}"
    if ids is not None:
        query += " AND (c.helper IN $ids OR c.recipient IN $ids OR c.agreement IN $agreements)"
    own = list(ids or ())
    edges = [row for side in ("recipient", "helper") for row in _edges(state, side, own)]
    agreements = sorted({row["agreement"]["id"] for row in edges})
    rows = state.run(f"{query} RETURN properties(c) AS c", ids=own, agreements=agreements)
    return sorted((_contribution(row["c"]) for row in rows), key=lambda given: given.id)


def claims(state: State) -> list[tuple[Claim, Source]]:
    """All claims, each with its source, by id."""
    stated_by = sources(state)
    rows = state.run(
        f"MATCH (c:Jiedui:Claim) WHERE {LIVE.format('c')} AND {SEEN.format('c')} "
        "RETURN properties(c) AS c ORDER BY c.id, c.dataset, c.version"
    )
    return [(claim(row["c"]), _source(stated_by, row["c"])) for row in rows]


# --- rows → records


def organization(row: Row) -> Organization:
    """The organization of a node or a statement, with its place."""
    return Organization(
        id=row["id"],
        name=row["name"],
        name_en=row.get("name_en"),
        aliases=tuple(row.get("aliases") or ()),
        kind=Kind(row["kind"]),
        part_of=row.get("part_of"),
        code=row.get("code"),
        on_roster=row["on_roster"],
        illustrative=row["illustrative"],
        attributes=json.loads(row.get("attributes") or "{}"),
        source=row["source"],
        place=_place(row),
    )


def claim(row: Row) -> Claim:
    """The claim of a node."""

    def counts(text: str) -> dict[Kind, int]:
        return {Kind(kind): int(number) for kind, number in json.loads(text).items()}

    return Claim(
        id=row["id"],
        kind=Kind(row["kind"]) if row.get("kind") else None,
        form=Form(row["form"]) if row.get("form") else None,
        helper=row.get("helper"),
        recipient=row.get("recipient"),
        helpers=counts(row["helpers"]),
        recipients=counts(row["recipients"]),
        measure=Measure(row["measure"]) if row.get("measure") else None,
        value=Decimal(row["value"]) if row.get("value") is not None else None,
        unit=row.get("unit"),
        sector=row.get("sector"),
        since=PartialDate.parse(row["since"]) if row.get("since") else None,
        printed=row.get("printed"),
        attributes=json.loads(row.get("attributes") or "{}"),
        source=row["source"],
        place=_place(row),
    )


def _contribution(row: Row) -> Contribution:
    return Contribution(
        id=row["id"],
        agreement=row.get("agreement"),
        helper=row.get("helper"),
        recipient=row.get("recipient"),
        measure=Measure(row["measure"]),
        value=Decimal(row["value"]),
        unit=row["unit"],
        sector=row.get("sector"),
        period=row.get("period"),
        printed=row.get("printed"),
        status=ContributionStatus(row.get("status") or ContributionStatus.GIVEN),
        bound=Bound(row.get("bound") or Bound.EXACT),
        illustrative=row["illustrative"],
        attributes=json.loads(row.get("attributes") or "{}"),
        source=row["source"],
        place=_place(row),
    )


def _dataset(row: Row, stated_by: Mapping[str, Source]) -> LoadedDataset:
    return LoadedDataset(
        name=row["name"],
        title={"en": row["title_en"], "zh": row["title_zh"]},
        as_of=_day(row.get("as_of")),
        location=row["location"],
        notes={"en": list(row["notes_en"]), "zh": list(row["notes_zh"])},
        sources=tuple(stated_by.values()),
        organizations=row["organizations"],
        agreements=row["agreements"],
        contributions=row["contributions"],
        claims=row["claims"],
        roster=row["roster"],
        rejected=row.get("rejected", 0),
        read_as=row.get("read_as", PACKAGE),
    )


def _place(row: Row) -> Place:
    return Place(row["file"], row.get("sheet"), row["row"])


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
