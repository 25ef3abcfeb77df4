"""Reading records and networks out of one version of a Neo4j store: functions over that version."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from operator import itemgetter
from typing import TYPE_CHECKING, Any

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
from graph.store.neo4j.schema import LIVE

if TYPE_CHECKING:
    from graph.network import Network
    from graph.store.neo4j.server import Row, Version

_NODE = (
    "o.id AS id, o.name AS name, o.name_en AS name_en, o.aliases AS aliases, o.kind AS kind, o.code AS code, "
    "o.on_roster AS on_roster, o.illustrative AS illustrative, o.attributes AS attributes, "
    "head([(o)-[:PART_OF]->(p) | p.id]) AS part_of"
)
_EDGE = "h.id AS helper, r.id AS recipient, properties(a) AS agreement"
_ORGANIZATION = f"(o:Organization) WHERE {LIVE.format('o')}"
_AGREEMENT = f"(h:Organization)-[a:PAIRED_WITH]->(r:Organization) WHERE {LIVE.format('a')}"
_IN = "MATCH (:Organization {id: $area})<-[:PART_OF*0..]-(o:Organization) WHERE " + LIVE.format("o")


def datasets(version: Version) -> list[LoadedDataset]:
    """Everything loaded, by name; datasets and their sources are those of the version that readers see now."""
    stated_by = sources(version)
    rows = version.run("MATCH (d:Jiedui:Dataset) RETURN properties(d) AS d ORDER BY d.name")
    return [_dataset(row["d"], stated_by.get(row["d"]["name"], {})) for row in rows]


def days(version: Version) -> dict[str, date | None]:
    """Dataset → the day it is for."""
    rows = version.run("MATCH (d:Jiedui:Dataset) RETURN d.name AS name, d.as_of AS day")
    return {row["name"]: _day(row["day"]) for row in rows}


def sources(version: Version) -> dict[str, dict[str, Source]]:
    """Dataset → id → source."""
    found: dict[str, dict[str, Source]] = {}
    for row in version.run("MATCH (s:Jiedui:Source) RETURN properties(s) AS s ORDER BY s.dataset, s.id"):
        own = row["s"]
        found.setdefault(own["dataset"], {})[own["id"]] = Source(
            id=own["id"],
            title=own["title"],
            publisher=own.get("publisher"),
            date=own.get("date"),
            url=own.get("url"),
            language=own.get("language"),
            file=own.get("file"),
        )
    return found


# --- networks


def count(version: Version, area: str | None) -> int:
    """How many organizations are or lie in `area`."""
    match = f"MATCH {_ORGANIZATION}" if area is None else _IN
    return int(version.run(f"{match} RETURN count(o) AS count", area=area)[0]["count"])


def network(version: Version, area: str | None, *, received: bool) -> Network:
    """As `Store.network`."""
    if area is None:
        nodes = version.run(f"MATCH {_ORGANIZATION} RETURN {_NODE}")
        return _network(nodes, version.run(f"MATCH {_AGREEMENT} RETURN {_EDGE}"))
    inside = {row["id"]: row for row in version.run(f"{_IN} RETURN {_NODE}", area=area)} | _with_units(version, [area])
    sides = ("recipient",) if received else ("recipient", "helper")
    edges = [row for side in sides for row in _edges(version, side, [*inside])]
    return _with_ends(version, inside, edges)


def around(version: Version, ids: Sequence[str]) -> Network:
    """As `Store.around`."""
    above = _with_units(version, ids)
    own = [id_ for id_ in ids if id_ in above]
    return _with_ends(version, above, _edges(version, "recipient", [*above]) + _edges(version, "helper", own))


def _edges(version: Version, side: str, ids: Sequence[str]) -> list[Row]:
    """The agreements in which these ids are the `side`."""
    end = {"recipient": "r", "helper": "h"}[side]
    query = f"UNWIND $ids AS id MATCH ({end}:Organization {{id: id}}) MATCH {_AGREEMENT} RETURN {_EDGE}"
    return version.run(query, ids=list(ids)) if ids else []


def _with_units(version: Version, ids: Iterable[str]) -> dict[str, Row]:
    """These organizations and all units they lie in, by id."""
    query = (
        "UNWIND $ids AS id MATCH (:Organization {id: id})-[:PART_OF*0..]->(o:Organization) "
        f"WHERE {LIVE.format('o')} WITH DISTINCT o RETURN {_NODE}"
    )
    wanted = list(ids)
    return {row["id"]: row for row in version.run(query, ids=wanted)} if wanted else {}


def _with_ends(version: Version, nodes: dict[str, Row], edges: list[Row]) -> Network:
    """The network of these rows and of whoever the agreements name besides."""
    ends = {row[side] for row in edges for side in ("helper", "recipient")} - nodes.keys()
    return _network((nodes | _with_units(version, sorted(ends))).values(), edges)


def _network(nodes: Iterable[Row], edges: Iterable[Row]) -> Network:
    """The network of these rows, in the order of its conventions."""
    found = _by_edge(edges)
    return build(
        sorted(((row["id"], _of_node(row)) for row in nodes), key=itemgetter(0)),
        [(*key, _of_edge(agreement)) for key, (_, agreement) in zip(_keys(found), found, strict=True)],
    )


_EdgeKey = tuple[str, str, str, str]


def _by_edge(rows: Iterable[Row]) -> list[tuple[_EdgeKey, Row]]:
    """(helper, recipient, agreement, dataset) and the agreement, each once, in order."""
    found = {}
    for row in rows:
        own = row["agreement"]
        found[row["helper"], row["recipient"], own["id"], own["dataset"]] = own
    return sorted(found.items(), key=itemgetter(0))


def _keys(found: list[tuple[_EdgeKey, Row]]) -> Iterator[tuple[str, str, str]]:
    """The keys of these edges in a network."""
    return keyed([edge for edge, _ in found])


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


def find(version: Version, text: str, *, first: bool, within: str | None) -> list[Match]:
    """As `Store.find`."""
    text = " ".join(text.split())
    if not text:
        return []
    found: dict[str, tuple[Tier, Row]] = {}
    inside = "" if within is None else " AND EXISTS { (o)-[:PART_OF*0..]->(:Organization {id: $within}) }"
    for tier, condition in _TIERS:
        pattern = initials_pattern(text) if tier is Tier.PINYIN else None
        if tier is Tier.PINYIN and pattern is None:
            continue
        query = (
            f"MATCH {_ORGANIZATION} AND ({condition}){inside} RETURN o.id AS id, o.name AS name, "
            "o.name_en AS name_en, o.kind AS kind, o.code AS code, o.illustrative AS illustrative"
        )
        spelled = f"{pattern.pattern}.*" if pattern is not None else ""
        for row in version.run(query, text=text, lower=text.lower(), within=within, spelled=spelled):
            found.setdefault(row["id"], (tier, row))
        if first and found:
            break
    units = _with_units(version, found)
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


def named(version: Version, texts: Sequence[str]) -> dict[str, frozenset[str]]:
    """As `Store.named`, in one pass over the organizations."""
    spelled: dict[str, list[str]] = {}
    for text in texts:
        spelled.setdefault(folded(text), []).append(text)
    lower = sorted({text.lower() for text in texts})
    given = frozenset(texts)
    found: dict[str, set[str]] = {}
    for row in version.run(_NAMED, texts=list(texts), lower=lower):
        for text in {row["id"], row["code"], row["name"]} & given:
            found.setdefault(text, set()).add(row["kind"])
        for called in (row["name_en"], *(row["aliases"] or ())):
            for text in spelled.get(folded(called), ()) if called else ():
                found.setdefault(text, set()).add(row["kind"])
    return {text: frozenset(kinds) for text, kinds in found.items()}


# --- what is stated, and where


def sectors(version: Version) -> list[str]:
    """The sectors that agreements name, sorted."""
    rows = version.run(f"MATCH {_AGREEMENT} AND a.sector IS NOT NULL RETURN DISTINCT a.sector AS sector")
    return sorted(row["sector"] for row in rows)


def statements(version: Version, id_: str) -> list[Stated]:
    """As `Store.statements`: one a dataset where several state the organization, else what its node holds."""
    as_of = days(version)
    rows = version.run(
        f"MATCH (s:Statement)-[:ABOUT]->(o:Organization {{id: $id}}) WHERE {LIVE.format('s')} "
        "RETURN properties(s) AS stated, s.part_of AS part_of ORDER BY s.dataset",
        id=id_,
    ) or version.run(
        f"MATCH (o:Organization {{id: $id}}) WHERE {LIVE.format('o')} "
        "RETURN properties(o) AS stated, head([(o)-[:PART_OF]->(p) | p.id]) AS part_of",
        id=id_,
    )
    return [
        Stated(
            row["stated"]["dataset"],
            as_of.get(row["stated"]["dataset"]),
            organization({**row["stated"], "id": id_, "part_of": row["part_of"]}),
        )
        for row in rows
    ]


def disputed(version: Version) -> list[str]:
    """Ids of the organizations of which datasets state different names, kinds, codes or units, sorted."""
    differ = " OR ".join(f"count(DISTINCT s.{name}) > 1" for name in ("name", "kind", "code", "part_of"))
    rows = version.run(
        f"MATCH (s:Statement)-[:ABOUT]->(o:Organization) WHERE {LIVE.format('s')} "
        f"WITH o, {differ} AS disputed WHERE disputed RETURN o.id AS id ORDER BY id"
    )
    return [row["id"] for row in rows]


def known(version: Version, besides: str) -> list[Organization]:
    """As `Store.known`."""
    rows = version.run(
        f"MATCH {_ORGANIZATION} AND NOT o.illustrative AND (size(o.aliases) > 0 OR NOT o.kind IN $places) "
        "AND (o.dataset <> $besides OR EXISTS { (s:Statement)-[:ABOUT]->(o) "
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


def unmatched(version: Version) -> list[str]:
    """Ids of the organizations whose name a loader could not match, sorted."""
    rows = version.run(f"MATCH {_ORGANIZATION} AND o.unmatched RETURN o.id AS id ORDER BY id")
    return [row["id"] for row in rows]


def places(version: Version, ids: Sequence[str]) -> dict[tuple[str, str, str], tuple[Source, Place, str]]:
    """As `Store.places`."""
    stated_by = sources(version)
    wanted = sorted(set(ids))
    found = _by_edge(row for side in ("recipient", "helper") for row in _edges(version, side, wanted))
    return {
        key: (stated_by[dataset][agreement["source"]], _place(agreement), dataset)
        for key, ((_, _, _, dataset), agreement) in zip(_keys(found), found, strict=True)
    }


def contributions(version: Version, ids: Sequence[str] | None) -> list[Contribution]:
    """As `Store.contributions`."""
    query = f"MATCH (c:Jiedui:Contribution) WHERE {LIVE.format('c')}"
    if ids is not None:
        query += " AND (c.helper IN $ids OR c.recipient IN $ids OR c.agreement IN $agreements)"
    own = list(ids or ())
    edges = [row for side in ("recipient", "helper") for row in _edges(version, side, own)]
    agreements = sorted({row["agreement"]["id"] for row in edges})
    rows = version.run(f"{query} RETURN properties(c) AS c", ids=own, agreements=agreements)
    return sorted((_contribution(row["c"]) for row in rows), key=lambda given: given.id)


def claims(version: Version) -> list[tuple[Claim, Source]]:
    """All claims, each with its source, by id."""
    stated_by = sources(version)
    rows = version.run(
        f"MATCH (c:Jiedui:Claim) WHERE {LIVE.format('c')} RETURN properties(c) AS c ORDER BY c.id, c.dataset"
    )
    return [(claim(row["c"]), stated_by[row["c"]["dataset"]][row["c"]["source"]]) for row in rows]


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
    )


def _place(row: Row) -> Place:
    return Place(row["file"], row.get("sheet"), row["row"])


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
