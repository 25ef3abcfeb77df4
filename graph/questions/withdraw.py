"""What is lost when some organizations leave."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from graph import network
from graph.answer import Answer, Note
from graph.measures import dependence
from graph.measures.centrality import attributed
from graph.model import Bound
from graph.questions.roster import illustrative_rows

if TYPE_CHECKING:
    from graph.model import Kind
    from graph.network import Network
    from graph.questions.inquiry import Inquiry


class WithdrawRow(NamedTuple):
    """What one recipient loses."""

    id: str
    name: str
    partners_before: int
    partners_after: int
    kind: str
    area: tuple[str, ...]
    orphaned: bool
    sectors_lost: tuple[str, ...]
    illustrative: bool


def answer(inquiry: Inquiry, *, orgs: Sequence[str], kind: Kind | None = None, groups: bool = False) -> Answer:
    """Lists who loses what if these organizations leave together: partners, money, sectors.

    With `groups`, partners known only from an agreement of a group count too. Raises `UsageError` when a name means no
    organization or several.
    """
    leavers = {match.id: match for match in map(inquiry.resolve, orgs)}
    gone = list(leavers)
    near = inquiry.around(gone)
    graph = inquiry.around(sorted({*gone, *(v for u in gone for v in near.successors(u))}))
    area = inquiry.area
    within = [
        node
        for node in graph
        if kind in (None, graph.nodes[node]["kind"])
        and (area is None or area == node or area in network.ancestors(graph, node))
    ]
    losses = dependence.withdraw(graph, gone, inquiry.day, within=within, groups=groups)
    losses.sort(key=lambda loss: (not loss.orphaned, loss.after, loss.id))
    rows = [
        WithdrawRow(
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
    money, invented, bounded = _funds(
        inquiry, graph, gone, {row.id for row in rows}, whole=kind is None and area is None
    )
    summary = {
        "withdrawn": gone,
        "orphaned": sum(row.orphaned for row in rows),
        "reduced_to_one": sum(row.partners_after == 1 < row.partners_before for row in rows),
        "funds_lost": money,
        "funds_illustrative": invented,
        "affected": len(rows),
        "sectors_lost": sorted({sector for row in rows for sector in row.sectors_lost}),
    }
    notes = illustrative_rows(sum(row.illustrative for row in rows))
    notes += [Note("withdraw.illustrative_funds", {"value": invented})] if invented else []
    notes += [Note("note.bounded_funds", {"count": bounded})] if bounded else []
    names = tuple(match.name for match in leavers.values())
    return Answer(
        question="withdraw",
        as_of=inquiry.day,
        scope=inquiry.scope,
        summary=summary,
        fields=WithdrawRow._fields,
        rows=rows,
        shown=("name", "kind", "area", "partners_before", "partners_after", "orphaned", "sectors_lost"),
        headline=(Note("withdraw.found", {**summary, "names": names, "day": inquiry.day}),),
        notes=(*notes, Note("withdraw.funds_periods"), Note("note.registered")),
    )


def _funds(
    inquiry: Inquiry, graph: Network, gone: Sequence[str], losing: set[str], *, whole: bool
) -> tuple[Decimal, Decimal, int]:
    """The money given by those who leave, in yuan, how much of it is illustrative, how many amounts are not exact.

    It counts money to the organizations `losing` them, with `whole` to anybody.
    """
    total, invented, bounded = Decimal(), Decimal(), 0
    for entry, helper, recipient in attributed(network.ends(graph), inquiry.contributions_of(list(gone))):
        if helper in gone and (whole or recipient in losing):
            total += entry.value
            invented += entry.value if entry.illustrative else 0
            bounded += entry.bound is not Bound.EXACT
    return total, invented, bounded
