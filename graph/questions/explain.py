"""Why an organization is counted as it is, and from which rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from graph import network
from graph.answer import Answer, Note
from graph.measures.coverage import standing
from graph.model import Certainty, PartialDate, sentence_of
from graph.network import (
    edge_begun,
    edge_counts,
    edge_ended,
    edge_in_force,
    edge_planned,
    edge_unlisted,
    end_before,
    name_of,
    partner_edges,
)
from graph.query import Query, Side, State
from graph.questions.listings import listing_notes
from graph.questions.roster import early_notes, illustrative_rows

if TYPE_CHECKING:
    from graph.measures.coverage import Standing
    from graph.network import Network, PartnerEdge
    from graph.questions.inquiry import Inquiry


class ExplainRow(NamedTuple):
    """One statement or agreement, whether it counts, and where it was read; `sentence` is that of a bulletin."""

    about: str
    id: str
    says: Note
    counts: bool
    dataset: str
    source: str | None
    file: str | None
    sheet: str | None
    row: int | None
    sentence: str | None = None


def answer(inquiry: Inquiry, *, org: str, sector: str | None = None) -> Answer:
    """Lists the statements about an organization and its agreements, and those that help a unit it lies in.

    Raises `UsageError` when the name means no organization or several.
    """
    id_ = inquiry.resolve(org, within=inquiry.area).id
    graph = inquiry.around([id_])
    node = graph.nodes[id_]
    stands = standing(graph, id_, Query(inquiry.day, sector=sector))
    coming = _coming(graph, id_, inquiry.day, sector)
    helped = {
        one.partner for one in partner_edges(graph, id_, inquiry.day, groups=True, sector=sector, side=Side.HELPER)
    }
    summary = {
        "id": id_,
        "name": node["name"],
        "kind": node["kind"],
        "on_roster": node["on_roster"],
        "state": stands.state,
        "inherited_from": name_of(graph, stands.inherited_from),
        "last_partner": name_of(graph, stands.last_partner),
        "last_end": stands.last_end,
        "illustrative": stands.illustrative,
        "next_partner": name_of(graph, coming.partner) if coming else None,
        "begins": coming.edge["start"] if coming else None,
        "helps": len(helped),
        "unlisted_since": stands.unlisted_since,
    }
    planned = _planned(graph, id_, sector)
    values = {
        **summary,
        "day": inquiry.day,
        "sector": sector,
        "planned": name_of(graph, planned[0]) if planned else None,
    }
    keys = _why(inquiry, graph, id_, stands, sector)
    recipient = any(helper != id_ for helper in graph.predecessors(id_))
    rows = [*_statements(inquiry, id_), *_agreements(inquiry, graph, id_, stands, sector)]
    told = any(row.sentence for row in rows)
    notes = [Note("explain.off_roster", values)] if recipient and not node["on_roster"] else []
    return Answer(
        question="explain",
        as_of=inquiry.day,
        scope=node["name"],
        summary=summary,
        fields=ExplainRow._fields,
        rows=rows,
        shown=("says", "counts", *(("file", "row", "sentence", "source") if told else ("source", "file", "row"))),
        headline=tuple(Note(key, values) for key in keys),
        notes=(
            *notes,
            *early_notes(inquiry),
            *listing_notes(inquiry, id_),
            *illustrative_rows(int(stands.illustrative)),
            Note("note.registered"),
        ),
    )


def _coming(graph: Network, id_: str, day: date, sector: str | None) -> PartnerEdge | None:
    """The agreement that helps the organization and begins first after the day; None where none does."""
    own = partner_edges(graph, id_, groups=True, sector=sector)
    later = [one for one in own if not edge_begun(one.edge, day)]
    return min(later, key=lambda one: (PartialDate.parse(one.edge["start"]).first, one.partner), default=None)


def _planned(graph: Network, id_: str, sector: str | None) -> list[str]:
    """Ids of those who plan to help the organization, sorted."""
    return sorted(
        {
            helper
            for helper, _, edge in graph.in_edges(id_, data=True)
            if helper != id_ and edge_planned(edge) and sector in (None, edge["sector"])
        }
    )


def _why(inquiry: Inquiry, graph: Network, id_: str, stands: Standing, sector: str | None) -> Iterator[str]:
    """The keys of the sentences that say why the organization counts as it does, and whether it helps others."""
    day = inquiry.day
    helping = partner_edges(graph, id_, groups=True, sector=sector, side=Side.HELPER)
    coming = _coming(graph, id_, day, sector)
    planned = _planned(graph, id_, sector)
    units = network.ancestors(graph, id_)
    if stands.state is State.DIRECT and not partner_edges(graph, id_, day, groups=False, sector=sector):
        yield "explain.direct_group"
    elif stands.state is not State.NEVER:
        unlisted = stands.state is State.LAPSED and stands.unlisted_since and not stands.last_end
        yield "explain.unlisted" if unlisted else f"explain.{stands.state.value}"
        if coming and stands.state is not State.DIRECT:
            yield "explain.next"
        if planned and stands.state is not State.DIRECT:
            yield "explain.plan"
    elif coming:
        yield "explain.begins"
    elif planned:
        yield "explain.never_planned"
    elif any(partner_edges(graph, unit, groups=True, sector=sector) or _planned(graph, unit, sector) for unit in units):
        yield "explain.never_unit"
    elif helping and not graph.nodes[id_]["on_roster"]:
        yield "explain.helper"
    else:
        yield "explain.never"
    if helping:
        yield "explain.helps" if any(edge_in_force(one.edge, day) for one in helping) else "explain.helps_none"


def _statements(inquiry: Inquiry, id_: str) -> Iterator[ExplainRow]:
    """A row for each dataset that states the organization."""
    for stated in inquiry.statements(id_):
        said, place = stated.organization, stated.organization.place
        version = stated.as_of.isoformat() if stated.as_of else ""
        counts = said.on_roster and (stated.dataset, version) in inquiry.versions()
        on_roster = "on_roster" if counts else "not_on_roster"
        yield ExplainRow(
            "organization",
            said.id,
            Note(f"explain.{on_roster}", {"name": said.name, "kind": said.kind}),
            counts,
            stated.dataset,
            said.source,
            place.file if place else None,
            place.sheet if place else None,
            place.row if place else None,
        )


def _agreements(
    inquiry: Inquiry, graph: Network, id_: str, stands: Standing, sector: str | None
) -> Iterator[ExplainRow]:
    """A row for each agreement that helps the organization or a unit it lies in, and for each by which it helps."""
    units = network.ancestors(graph, id_)
    places = inquiry.places([id_, *units])
    counting = (id_, stands.inherited_from)
    edges = [
        ("agreement" if unit == id_ else "unit", unit in counting, edge)
        for unit in (id_, *units)
        for edge in graph.in_edges(unit, keys=True, data=True)
    ]
    edges += [("helps", False, edge) for edge in graph.out_edges(id_, keys=True, data=True)]
    for about, counts, (helper, recipient, key, edge) in edges:
        source, place, dataset = places[helper, recipient, key]
        values = {
            "helper": graph.nodes[helper]["name"],
            "recipient": graph.nodes[recipient]["name"],
            "start": edge["start"],
            "end": edge["end"],
            "unlisted_since": edge["unlisted_since"],
            "illustrative": edge["illustrative"],
        }
        yield ExplainRow(
            about,
            key,
            Note(f"explain.{_now(edge, inquiry.day)}", values),
            counts and edge_counts(edge, inquiry.day, sector=sector, groups=True),
            dataset,
            source.id,
            place.file,
            place.sheet,
            place.row,
            sentence_of(edge["attributes"]),
        )


def _now(edge: Mapping[str, Any], day: date) -> str:
    """What an agreement is on a day."""
    if edge_planned(edge):
        return "planned"
    if edge_in_force(edge, day):
        return "in_force_group" if edge["certainty"] == Certainty.GROUP else "in_force"
    if edge_unlisted(edge, day) and end_before(edge["end"], edge["unlisted_since"]) is None:
        return "no_longer_listed"
    return "ended" if edge_ended(edge, day) else "not_begun"
