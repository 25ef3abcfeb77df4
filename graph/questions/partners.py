"""Who helps an organization and whom it helps; how two organizations are linked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from graph.answer import Answer, Note
from graph.errors import UsageError
from graph.measures import links
from graph.measures.quality import is_draft
from graph.model import AgreementStatus, Certainty, ContributionStatus, unit_of
from graph.network import edge_in_force, name_of
from graph.questions.listings import listing_notes
from graph.questions.roster import early_notes, illustrative_rows

if TYPE_CHECKING:
    from graph.lookup import Match
    from graph.network import Network
    from graph.questions.inquiry import Inquiry


class PartnerRow(NamedTuple):
    """One agreement of the organization, seen from its side."""

    direction: str
    partner_id: str
    partner: str
    agreement: str
    kind: str | None
    form: str | None
    sector: str | None
    start: str | None
    end: str | None
    in_force: bool
    certainty: str
    source: str
    illustrative: bool
    source_id: str
    status: str
    unlisted_since: str | None


LINK_FIELDS = (
    "step",
    "from_id",
    "from",
    "relation",
    "to_id",
    "to",
    "agreement",
    "start",
    "end",
    "certainty",
    "source",
    "illustrative",
    "way",
)
"""Fields of a step between two organizations; `from` is a word of the language, so no class can have it."""


class _Step(NamedTuple):
    """One step of one way, in the order of `LINK_FIELDS`."""

    step: int
    from_id: str
    from_: str
    relation: str
    to_id: str
    to: str
    agreement: str | None
    start: str | None
    end: str | None
    certainty: str | None
    source: str | None
    illustrative: bool
    way: int


def answer(inquiry: Inquiry, *, org: str, history: bool = False, to: str | None = None, groups: bool = False) -> Answer:
    """Lists every agreement of an organization, in force first, or by date with `history`.

    With `to` it lists the shortest ways that link it with another organization; then `groups` also counts partners
    known only from an agreement of a group. Raises `UsageError` when a name means none or several, or options do not go
    together.
    """
    if history and to is not None:
        raise UsageError("partners.to_history")
    if groups and to is None:
        raise UsageError("partners.groups_to")
    organization = inquiry.resolve(org, within=inquiry.area)
    if to is not None:
        return _links(inquiry, organization, inquiry.resolve(to), groups=groups)
    return _partners(inquiry, organization, history=history)


def _partners(inquiry: Inquiry, organization: Match, *, history: bool) -> Answer:
    graph = inquiry.around([organization.id])
    rows = list(_rows(inquiry, graph, organization.id))
    rows.sort(key=lambda row: (row.direction == "helps", *_order(row, history=history)))
    given = [
        {
            "measure": entry.measure.value,
            "value": entry.value,
            "unit": unit_of(entry),
            "sector": entry.sector,
            "period": entry.period,
            "agreement": entry.agreement,
            "helper": name_of(graph, entry.helper),
            "recipient": name_of(graph, entry.recipient),
            "illustrative": entry.illustrative,
            "source": entry.source,
            "status": entry.status.value,
            "bound": entry.bound.value,
        }
        for entry in inquiry.contributions_of([organization.id])
    ]
    active = [row for row in rows if row.in_force]
    named = [row for row in active if row.certainty == "named"]
    counts = {
        way: len({row.partner_id for row in named if row.direction == way and not row.illustrative})
        for way in ("helped_by", "helps")
    }
    counts["illustrative"] = len({row.partner_id for row in named if row.illustrative})
    counts["group"] = len({row.partner_id for row in active} - {row.partner_id for row in named})
    edges = [edge for _, _, _, edge in _own_edges(graph, organization.id)]
    planned = sum(row.status == AgreementStatus.PLANNED for row in rows)
    notes = [*early_notes(inquiry), *illustrative_rows(sum(row.illustrative for row in rows))]
    notes += listing_notes(inquiry, organization.id) if history else []
    for key, count in (
        ("partners.group_rows", sum(row.certainty == "group" for row in rows)),
        ("partners.planned_rows", planned),
        ("partners.unverified", sum(edge["attributes"].get("evidence") == "unverified" for edge in edges)),
        ("partners.drafts", sum(map(is_draft, edges))),
    ):
        notes += [Note(key, {"count": count})] if count else []
    sides = _sides(graph, organization.id)
    notes += [given_note({**entry, **sides.get(entry["agreement"], {})}) for entry in given]
    headline = [Note("partners.found", {"name": organization.name, "day": inquiry.day, **counts})]
    if counts["group"] or counts["illustrative"]:
        headline.append(Note("partners.besides", counts))
    return Answer(
        question="partners",
        as_of=inquiry.day,
        scope=organization.name,
        summary={
            "id": organization.id,
            "name": organization.name,
            "kind": organization.kind,
            **counts,
            "contributions": given,
        },
        fields=PartnerRow._fields,
        rows=rows,
        shown=(
            "direction",
            "partner",
            "form",
            "start",
            "end",
            *(("unlisted_since",) if any(row.unlisted_since for row in rows) else ()),
            *(("status",) if planned else ()),
            "in_force",
            "certainty",
            "illustrative",
            "source_id",
        ),
        headline=tuple(headline),
        notes=(*notes, Note("note.registered")),
    )


def given_note(entry: dict[str, Any]) -> Note:
    """What says of one contribution, described by its fields, who gave what to whom, or that it is only planned."""
    planned = entry["status"] == ContributionStatus.PLANNED
    return Note("partners.planned_given" if planned else "partners.given", entry)


def _rows(inquiry: Inquiry, graph: Network, node: str) -> Iterator[PartnerRow]:
    places = inquiry.places([node])
    for direction, other, edge_id, edge in _own_edges(graph, node):
        source, _, _ = places[edge_id]
        yield PartnerRow(
            direction,
            other,
            graph.nodes[other]["name"],
            edge_id[2],
            edge["kind"],
            edge["form"],
            edge["sector"],
            edge["start"],
            edge["end"],
            edge_in_force(edge, inquiry.day),
            edge["certainty"],
            source.title,
            edge["illustrative"],
            source.id,
            edge["status"],
            edge["unlisted_since"],
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


def _sides(graph: Network, node: str) -> dict[Any, dict[str, str]]:
    """Agreement → the names of its two sides, for the agreements of `node`; that of a group has more than two."""
    return {
        agreement: {"helper": graph.nodes[helper]["name"], "recipient": graph.nodes[recipient]["name"]}
        for _, _, (helper, recipient, agreement), edge in _own_edges(graph, node)
        if edge["certainty"] == Certainty.NAMED
    }


def _order(row: PartnerRow, *, history: bool) -> tuple[Any, ...]:
    ids = (row.partner_id, row.agreement)
    return (row.start or "", row.end or "9999", *ids) if history else (not row.in_force, *ids)


def _links(inquiry: Inquiry, one: Match, other: Match, *, groups: bool) -> Answer:
    """The answer whether two organizations are linked, with the shortest ways over pairs in force."""
    ways = links.ways(inquiry.around, one.id, other.id, inquiry.day, groups=groups)
    titles, names = inquiry.titles(), ways.graph.nodes
    rows = [
        _Step(
            place,
            step.from_,
            names[step.from_]["name"],
            step.step,
            step.to,
            names[step.to]["name"],
            step.agreement,
            step.edge.get("start"),
            step.edge.get("end"),
            step.edge.get("certainty"),
            titles.get(step.edge.get("source", "")),
            bool(step.edge.get("illustrative", False)),
            number,
        )
        for number, way in enumerate(ways.ways, 1)
        for place, step in enumerate(way, 1)
    ]
    summary = {"linked": bool(ways.ways), "length": ways.length, "ways": len(ways.ways), "more": ways.more}
    if ways.ways:
        key = "partners.link_same" if ways.length == 0 else "partners.link_found"
    else:
        key = "partners.link_none" if ways.whole else "partners.link_far"
    notes = [Note("partners.link_more", {"count": len(ways.ways)})] if ways.more else []
    notes += [] if ways.proven else [Note("partners.link_ring", {"most": links.RING})]
    if any(row.relation in ("part_of", "contains") for row in rows):
        notes.append(Note("partners.link_units", {"steps": links.STEPS}))
    grouped = sum(row.certainty == "group" for row in rows)
    notes += [Note("partners.group_rows", {"count": grouped})] if grouped else []
    notes += illustrative_rows(sum(row.illustrative for row in rows))
    return Answer(
        question="partners",
        as_of=inquiry.day,
        scope=f"{one.name} – {other.name}",
        summary=summary,
        fields=LINK_FIELDS,
        rows=rows,
        shown=("way", "step", "from", "relation", "to", "start", "end", "illustrative"),
        headline=(
            Note(key, {**summary, "one": one.name, "other": other.name, "day": inquiry.day, "steps": links.STEPS}),
        ),
        notes=(*notes, Note("note.registered")),
    )
