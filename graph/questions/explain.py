"""Why an organization is counted as it is, and from which rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from graph import network
from graph.answer import Answer, Note
from graph.measures.coverage import standing
from graph.network import edge_in_force, name_of
from graph.query import Query
from graph.questions.roster import illustrative_rows

if TYPE_CHECKING:
    from graph.measures.coverage import Standing
    from graph.network import Network
    from graph.questions.inquiry import Inquiry


class ExplainRow(NamedTuple):
    """One statement or agreement, whether it counts, and where it was read."""

    about: str
    id: str
    says: Note
    counts: bool
    dataset: str
    source: str | None
    file: str | None
    sheet: str | None
    row: int | None


def answer(inquiry: Inquiry, *, org: str, sector: str | None = None) -> Answer:
    """Lists the statements about an organization and the agreements that help it or a unit it lies in.

    Raises `UsageError` when the name means no organization or several.
    """
    id_ = inquiry.resolve(org, within=inquiry.area).id
    graph = inquiry.around([id_])
    node = graph.nodes[id_]
    stands = standing(graph, id_, Query(inquiry.day, sector=sector))
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
    }
    values = {**summary, "day": inquiry.day, "area": tuple(network.area(graph, id_))}
    return Answer(
        question="explain",
        as_of=inquiry.day,
        scope=node["name"],
        summary=summary,
        fields=ExplainRow._fields,
        rows=[*_statements(inquiry, id_), *_agreements(inquiry, graph, id_, stands)],
        shown=("says", "counts", "source", "file", "row"),
        headline=(Note(f"explain.{stands.state.value}", values),),
        notes=(*illustrative_rows(int(stands.illustrative)), Note("note.registered")),
    )


def _statements(inquiry: Inquiry, id_: str) -> Iterator[ExplainRow]:
    """A row for each dataset that states the organization."""
    for stated in inquiry.statements(id_):
        said, place = stated.organization, stated.organization.place
        on_roster = "on_roster" if said.on_roster else "not_on_roster"
        yield ExplainRow(
            "organization",
            said.id,
            Note(f"explain.{on_roster}", {"name": said.name, "kind": said.kind}),
            said.on_roster,
            stated.dataset,
            said.source,
            place.file if place else None,
            place.sheet if place else None,
            place.row if place else None,
        )


def _agreements(inquiry: Inquiry, graph: Network, id_: str, stands: Standing) -> Iterator[ExplainRow]:
    """A row for each agreement that helps the organization or a unit it lies in."""
    units = network.ancestors(graph, id_)
    places = inquiry.places([id_, *units])
    for unit in (id_, *units):
        for helper, recipient, key, edge in graph.in_edges(unit, keys=True, data=True):
            source, place, dataset = places[helper, recipient, key]
            active = edge_in_force(edge, inquiry.day)
            values = {
                "helper": graph.nodes[helper]["name"],
                "recipient": graph.nodes[recipient]["name"],
                "start": edge["start"],
                "end": edge["end"],
                "illustrative": edge["illustrative"],
            }
            yield ExplainRow(
                "agreement" if unit == id_ else "unit",
                key,
                Note("explain.in_force" if active else "explain.not_in_force", values),
                active and unit in (id_, stands.inherited_from),
                dataset,
                source.id,
                place.file,
                place.sheet,
                place.row,
            )
