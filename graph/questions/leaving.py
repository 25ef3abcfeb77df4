"""Who depends on one partner, and what is lost when some leave."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from graph import network
from graph.answer import Answer, Note
from graph.measures import centrality
from graph.measures import dependence as scenario
from graph.model import Kind
from graph.query import Query
from graph.questions.scope import fetched, scope_of
from graph.questions.weights import ranked

if TYPE_CHECKING:
    from graph.lookup import Match
    from graph.network import Network
    from graph.store import Store

WITHDRAW_FIELDS = (
    "id",
    "name",
    "partners_before",
    "partners_after",
    "kind",
    "area",
    "orphaned",
    "sectors_lost",
    "illustrative",
)
DEPEND_FIELDS = ("id", "name", "kind", "area", "partner_id", "partner", "illustrative")
CRITICAL_FIELDS = ("rank", "id", "name", "kind", "orphans", "partners", "illustrative")


def depend(
    store: Store, query: Query, *, critical: bool = False, groups: bool = False, on: Kind | None = None
) -> Answer:
    """Recipients with exactly one partner; with `critical`, the partners who would leave most with none.

    With `on` only those whose one partner is of that kind (with `critical`: only partners of that kind).
    """
    graph = fetched(store, query.area)
    inside = [
        node
        for node in network.inside(graph, query.area)
        if query.kind is None or graph.nodes[node]["kind"] == query.kind
    ]
    found = scenario.single(graph, inside, query.day, groups=groups)
    having = sum(bool(network.partners(graph, node, query.day, groups=groups)) for node in inside)
    partners = {partner for _, partner in found}
    summary = {
        "kind": query.kind.value if query.kind else "all",
        "recipients": having,
        "single": len(found),
        "share_single": len(found) / having if having else None,
        "partners": len(partners),
    }
    headline = [Note("depend.found", {**summary, "day": query.day, "kind": query.kind})]
    if on is not None:
        found = [(id_, partner) for id_, partner in found if graph.nodes[partner]["kind"] == on]
        summary |= {"on": on.value, "single_on": len(found)}
        headline.append(Note("depend.on", {"count": len(found), "single": summary["single"], "on": on}))
    rows: list[tuple[Any, ...]]
    if critical:
        helped = scenario.helped(graph, query.day, groups=groups)
        counts = ranked(
            {
                partner: float(len(some))
                for partner, some in scenario.critical(graph, inside, query.day).items()
                if on is None or graph.nodes[partner]["kind"] == on
            }
        )
        rows = [
            (
                place,
                partner,
                graph.nodes[partner]["name"],
                graph.nodes[partner]["kind"],
                int(count),
                helped.get(partner, 0),
                graph.nodes[partner]["illustrative"],
            )
            for place, partner, count in counts
        ]
    else:
        rows = [
            (
                id_,
                graph.nodes[id_]["name"],
                graph.nodes[id_]["kind"],
                tuple(network.area(graph, id_)),
                partner,
                graph.nodes[partner]["name"],
                _rests_on_invented(graph, partner, id_),
            )
            for id_, partner in found
        ]
    invented = sum(bool(row[-1]) for row in rows)
    notes = [Note("note.illustrative_rows", {"count": invented})] if invented else []
    return Answer(
        question="depend",
        as_of=query.day,
        scope=scope_of(store, query.area),
        summary=summary,
        fields=CRITICAL_FIELDS if critical else DEPEND_FIELDS,
        rows=rows,
        shown=CRITICAL_FIELDS[:1] + CRITICAL_FIELDS[2:] if critical else ("name", "kind", "area", "partner"),
        headline=tuple(headline),
        notes=(*notes, Note("note.registered")),
    )


def _rests_on_invented(graph: Network, helper: str, recipient: str) -> bool:
    return all(edge["illustrative"] for edge in graph[helper][recipient].values())


def withdraw(
    store: Store,
    leavers: Sequence[Match],
    day: date,
    *,
    kind: Kind | None = None,
    area: str | None = None,
    groups: bool = False,
) -> Answer:
    """What if these leave together: who is left with none, who with one, which money and sectors go with them."""
    gone = [match.id for match in leavers]
    near = store.around(gone)
    graph = store.around(sorted({*gone, *(v for u in gone for v in near.successors(u))}))
    within = [
        node
        for node in graph
        if (kind is None or graph.nodes[node]["kind"] == kind)
        and (area is None or area == node or area in network.ancestors(graph, node))
    ]
    losses = scenario.withdraw(graph, gone, day, within=within, groups=groups)
    losses.sort(key=lambda loss: (not loss.orphaned, loss.after, loss.id))
    rows = [
        (
            loss.id,
            graph.nodes[loss.id]["name"],
            loss.before,
            loss.after,
            graph.nodes[loss.id]["kind"],
            tuple(network.area(graph, loss.id)),
            loss.orphaned,
            loss.sectors_lost,
            loss.illustrative,
        )
        for loss in losses
    ]
    money, invented_money = _funds(
        store, graph, gone, {loss.id for loss in losses}, whole=kind is None and area is None
    )
    summary = {
        "withdrawn": gone,
        "orphaned": sum(loss.orphaned for loss in losses),
        "reduced_to_one": sum(loss.after == 1 < loss.before for loss in losses),
        "funds_lost": money,
        "funds_illustrative": invented_money,
        "affected": len(losses),
        "sectors_lost": sorted({sector for loss in losses for sector in loss.sectors_lost}),
    }
    invented = sum(loss.illustrative for loss in losses)
    notes = [Note("note.illustrative_rows", {"count": invented})] if invented else []
    notes += [Note("note.illustrative_funds", {"value": invented_money})] if invented_money else []
    names = tuple(match.name for match in leavers)
    return Answer(
        question="withdraw",
        as_of=day,
        scope=scope_of(store, area),
        summary=summary,
        fields=WITHDRAW_FIELDS,
        rows=rows,
        shown=("name", "kind", "area", "partners_before", "partners_after", "orphaned", "sectors_lost"),
        headline=(Note("withdraw.found", {**summary, "names": names, "day": day}),),
        notes=(*notes, Note("note.funds_periods"), Note("note.registered")),
    )


def _funds(
    store: Store, graph: Network, gone: Sequence[str], losing: set[str], *, whole: bool
) -> tuple[Decimal, Decimal]:
    """Money on record from the leavers, in yuan: to those who lose them, or, of the whole, to anybody; and invented."""
    total, invented = Decimal(), Decimal()
    for entry, helper, recipient in centrality.attributed(graph, store.contributions(list(gone))):
        if helper in gone and (whole or recipient in losing):
            total += entry.value
            invented += entry.value if entry.illustrative else 0
    return total, invented
