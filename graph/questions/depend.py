"""Who depends on one partner; which partners would leave most with none."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, NamedTuple

from graph import network
from graph.answer import Answer, Note
from graph.measures import dependence
from graph.questions.rank import ranked
from graph.questions.roster import illustrative_rows, kind_name

if TYPE_CHECKING:
    from graph.model import Kind
    from graph.network import Network
    from graph.questions.inquiry import Inquiry


class DependRow(NamedTuple):
    """A recipient with exactly one partner."""

    id: str
    name: str
    kind: str
    area: tuple[str, ...]
    partner_id: str
    partner: str
    illustrative: bool


class CriticalRow(NamedTuple):
    """A partner, how many it would leave with none, and how many it helps."""

    rank: int
    id: str
    name: str
    kind: str
    orphans: int
    partners: int
    illustrative: bool


def answer(
    inquiry: Inquiry, *, kind: Kind | None = None, critical: bool = False, on: Kind | None = None, groups: bool = False
) -> Answer:
    """Lists the recipients with exactly one partner; with `critical`, the partners who would leave most with none.

    With `on`, only those whose one partner is of that kind (with `critical`, only partners of that kind). With
    `groups`, partners known only from an agreement of a group count too. Raises `UsageError` when the area is too
    large.
    """
    query, graph = inquiry.query(kind), inquiry.network()
    inside = [node for node in network.inside(graph, query.area) if kind in (None, graph.nodes[node]["kind"])]
    single = dependence.single(graph, inside, query.day, groups=groups)
    having = sum(bool(network.partners(graph, node, query.day, groups=groups)) for node in inside)
    summary = {
        "kind": kind_name(query),
        "recipients": having,
        "single": len(single),
        "share_single": len(single) / having if having else None,
        "partners": len({partner for _, partner in single}),
    }
    headline = [Note("depend.found", {**summary, "day": query.day, "kind": query.kind})]
    if on is not None:
        single = [(id_, partner) for id_, partner in single if graph.nodes[partner]["kind"] == on]
        summary |= {"on": on.value, "single_on": len(single)}
        headline.append(Note("depend.on", {"count": len(single), "single": summary["single"], "on": on}))
    rows: Sequence[CriticalRow | DependRow]
    if critical:
        rows = _critical(inquiry, graph, inside, on, groups=groups)
    else:
        rows = [_depending(graph, id_, partner) for id_, partner in single]
    return Answer(
        question="depend",
        as_of=query.day,
        scope=inquiry.scope,
        summary=summary,
        fields=CriticalRow._fields if critical else DependRow._fields,
        rows=rows,
        shown=CriticalRow._fields[:1] + CriticalRow._fields[2:] if critical else ("name", "kind", "area", "partner"),
        headline=tuple(headline),
        notes=(*illustrative_rows(sum(row.illustrative for row in rows)), Note("note.registered")),
    )


def _critical(
    inquiry: Inquiry, graph: Network, inside: Collection[str], on: Kind | None, *, groups: bool
) -> list[CriticalRow]:
    helped = dependence.helped(graph, inquiry.day, groups=groups)
    orphans = dependence.critical(graph, inside, inquiry.day)
    counts = {
        partner: float(len(some))
        for partner, some in orphans.items()
        if on is None or graph.nodes[partner]["kind"] == on
    }
    return [
        CriticalRow(
            place,
            partner,
            graph.nodes[partner]["name"],
            graph.nodes[partner]["kind"],
            int(count),
            helped.get(partner, 0),
            graph.nodes[partner]["illustrative"],
        )
        for place, partner, count in ranked(counts)
    ]


def _depending(graph: Network, id_: str, partner: str) -> DependRow:
    node = graph.nodes[id_]
    return DependRow(
        id_,
        node["name"],
        node["kind"],
        tuple(network.area(graph, id_)),
        partner,
        graph.nodes[partner]["name"],
        all(edge["illustrative"] for edge in graph[partner][id_].values()),
    )
