"""One organization: who helps it and whom it helps, why it is counted as it is, whom a name may mean."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from graph import network
from graph.answer import Answer, Note
from graph.measures.coverage import standing
from graph.measures.quality import DRAFT
from graph.network import edge_in_force
from graph.query import Query

if TYPE_CHECKING:
    from graph.lookup import Match
    from graph.network import Network
    from graph.store import Store

PARTNER_FIELDS = (
    "direction",
    "partner_id",
    "partner",
    "agreement",
    "kind",
    "form",
    "sector",
    "start",
    "end",
    "in_force",
    "certainty",
    "source",
    "illustrative",
    "source_id",
)
EXPLAIN_FIELDS = ("about", "id", "says", "counts", "dataset", "source", "file", "sheet", "row")


def partners(store: Store, organization: Match, day: date, *, history: bool = False) -> Answer:
    """Who helps an organization and whom it helps: every agreement, in force first, or by date with `history`."""
    graph = store.around([organization.id])
    own = _own_edges(graph, organization.id)
    places = store.places([organization.id])
    rows = []
    for direction, other, (helper, recipient, key), edge in own:
        source = places[helper, recipient, key][0]
        rows.append(
            (
                direction,
                other,
                graph.nodes[other]["name"],
                key,
                edge["kind"],
                edge["form"],
                edge["sector"],
                edge["start"],
                edge["end"],
                edge_in_force(edge, day),
                edge["certainty"],
                source.title,
                edge["illustrative"],
                source.id,
            )
        )
    at = {name: place for place, name in enumerate(PARTNER_FIELDS)}
    rows.sort(key=lambda row: (row[at["direction"]] == "helps", *_partner_order(row, at, history=history)))
    given = [
        {
            "measure": entry.measure.value,
            "value": entry.value,
            "unit": entry.unit,
            "sector": entry.sector,
            "period": entry.period,
            "agreement": entry.agreement,
            "helper": _name(graph, entry.helper),
            "recipient": _name(graph, entry.recipient),
            "illustrative": entry.illustrative,
            "source": entry.source,
        }
        for entry in store.contributions([organization.id])
    ]
    active = [row for row in rows if row[at["in_force"]]]
    named = [row for row in active if row[at["certainty"]] == "named"]
    counts = {
        way: len({row[1] for row in named if row[0] == way and not row[at["illustrative"]]})
        for way in ("helped_by", "helps")
    }
    counts["illustrative"] = len({row[1] for row in named if row[at["illustrative"]]})
    counts["group"] = len({row[1] for row in active} - {row[1] for row in named})
    summary = {
        "id": organization.id,
        "name": organization.name,
        "kind": organization.kind,
        **counts,
        "contributions": given,
    }
    invented = len([row for row in rows if row[at["illustrative"]]])
    notes = [Note("note.illustrative_rows", {"count": invented})] if invented else []
    grouped = sum(row[at["certainty"]] == "group" for row in rows)
    notes += [Note("note.group_rows", {"count": grouped})] if grouped else []
    unverified = len([edge for *_, edge in own if edge["attributes"].get("status") == "unverified"])
    notes += [Note("note.unverified", {"count": unverified})] if unverified else []
    drafts = len([edge for *_, edge in own if edge["attributes"].get("status") == DRAFT])
    notes += [Note("note.drafts", {"count": drafts})] if drafts else []
    notes += [Note("note.given", entry) for entry in given]
    headline = [Note("answer.partners", {"name": organization.name, "day": day, **counts})]
    if counts["group"] or counts["illustrative"]:
        headline.append(Note("answer.partners_besides", counts))
    return Answer(
        question="partners",
        as_of=day,
        scope=organization.name,
        summary=summary,
        fields=PARTNER_FIELDS,
        rows=rows,
        shown=("direction", "partner", "form", "start", "end", "in_force", "certainty", "illustrative", "source_id"),
        headline=tuple(headline),
        notes=(*notes, Note("note.registered")),
    )


def _own_edges(graph: Network, node: str) -> list[tuple[str, str, tuple[str, str, str], dict[str, Any]]]:
    """(direction, other end, (helper, recipient, agreement), attributes) of every agreement of `node`."""
    received = [
        ("helped_by", helper, (helper, recipient, key), edge)
        for helper, recipient, key, edge in graph.in_edges(node, keys=True, data=True)
    ]
    given = [
        ("helps", recipient, (helper, recipient, key), edge)
        for helper, recipient, key, edge in graph.out_edges(node, keys=True, data=True)
    ]
    return received + given


def _partner_order(row: tuple[Any, ...], at: dict[str, int], *, history: bool) -> tuple[Any, ...]:
    dates = (row[at["start"]] or "", row[at["end"]] or "9999")
    ids = (row[at["partner_id"]], row[at["agreement"]])
    return (*dates, *ids) if history else (not row[at["in_force"]], *ids)


def explain(store: Store, organization: Match, query: Query) -> Answer:
    """Why an organization is counted as it is: what states it, each agreement of it and of the units it lies in."""
    graph = store.around([organization.id])
    node = graph.nodes[organization.id]
    found = standing(graph, organization.id, query)
    rows: list[tuple[Any, ...]] = []
    for stated in store.statements(organization.id):
        said, place = stated.organization, stated.organization.place
        on_roster = "on_roster" if said.on_roster else "not_on_roster"
        rows.append(
            (
                "organization",
                said.id,
                Note(f"explain.{on_roster}", {"name": said.name, "kind": said.kind}),
                said.on_roster,
                stated.dataset,
                said.source,
                place and place.file,
                place and place.sheet,
                place and place.row,
            )
        )
    units = network.ancestors(graph, organization.id)
    places = store.places([organization.id, *units])
    for unit in (organization.id, *units):
        for helper, recipient, key, edge in graph.in_edges(unit, keys=True, data=True):
            source, place, dataset = places[helper, recipient, key]
            active = edge_in_force(edge, query.day)
            counts = active and (unit == organization.id or unit == found.inherited_from)
            values = {
                "helper": graph.nodes[helper]["name"],
                "recipient": graph.nodes[recipient]["name"],
                "start": edge["start"],
                "end": edge["end"],
                "illustrative": edge["illustrative"],
            }
            rows.append(
                (
                    "agreement" if unit == organization.id else "unit",
                    key,
                    Note("explain.in_force" if active else "explain.not_in_force", values),
                    counts,
                    dataset,
                    source.id,
                    place.file,
                    place.sheet,
                    place.row,
                )
            )
    summary = {
        "id": organization.id,
        "name": node["name"],
        "kind": node["kind"],
        "on_roster": node["on_roster"],
        "state": found.state,
        "inherited_from": _name(graph, found.inherited_from),
        "last_partner": _name(graph, found.last_partner),
        "last_end": found.last_end,
        "illustrative": found.illustrative,
    }
    values = {**summary, "day": query.day, "area": tuple(network.area(graph, organization.id))}
    notes = [Note("note.illustrative_rows", {"count": 1})] if found.illustrative else []
    return Answer(
        question="explain",
        as_of=query.day,
        scope=organization.name,
        summary=summary,
        fields=EXPLAIN_FIELDS,
        rows=rows,
        shown=("says", "counts", "source", "file", "row"),
        headline=(Note(f"explain.{found.state.value}", values),),
        notes=(*notes, Note("note.registered")),
    )


def _name(graph: Network, node: str | None) -> str | None:
    return graph.nodes[node]["name"] if node is not None and node in graph else node


def find(store: Store, text: str, *, within: str | None = None) -> Answer:
    """Organizations a text may mean: by id or code, name, alias, part of a name, pinyin initials."""
    found = store.find(text, within=within)
    fields = ("id", "name", "name_en", "kind", "code", "area", "match", "illustrative")
    rows = [
        (
            match.id,
            match.name,
            match.name_en,
            match.kind,
            match.code,
            match.area,
            match.tier.name.lower(),
            match.illustrative,
        )
        for match in found
    ]
    return Answer(
        question="find",
        as_of=None,
        fields=fields,
        rows=rows,
        summary={"text": text, "found": len(rows)},
        shown=("id", "name", "kind", "area", "match"),
        headline=(Note("answer.find", {"text": text, "count": len(rows)}),),
    )
