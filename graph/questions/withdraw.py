"""What is lost when some organizations leave."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from graph import network
from graph.answer import Answer, Note
from graph.errors import UsageError
from graph.measures import dependence
from graph.measures.centrality import attributed
from graph.model import Bound
from graph.questions.roster import illustrative_rows

if TYPE_CHECKING:
    from datetime import date

    from graph.columns import Columns, Flags
    from graph.lookup import Match
    from graph.measures.dependence import Loss
    from graph.model import Contribution, Kind
    from graph.network import Ends, Network
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


@dataclass(frozen=True, slots=True)
class _Seen:
    """Who leaves (sorted or as named), what is lost, and the contributions of those who leave with their ends."""

    gone: Sequence[str]
    rows: Sequence[WithdrawRow]
    given: Sequence[Contribution]
    ends: Ends


def answer(
    inquiry: Inquiry,
    *,
    orgs: Sequence[str] = (),
    helpers: Kind | None = None,
    kind: Kind | None = None,
    groups: bool = False,
) -> Answer:
    """Lists who loses what if these organizations leave together: partners, money, sectors.

    With `helpers` all of that kind leave who help anybody in the area now. With `groups`, partners known only from an
    agreement of a group count too. Raises `UsageError` when a name means no organization or several, or when both
    names and a kind, or neither, say who leaves.
    """
    if bool(orgs) == (helpers is not None):
        raise UsageError("withdraw.who")
    leavers = {match.id: match for match in map(inquiry.resolve, orgs)}
    if helpers is None and not inquiry.fits(inquiry.area):
        seen = _of_named_on_columns(inquiry, list(leavers), kind, groups=groups)
    elif helpers is None:
        seen = _of_named(inquiry, leavers, kind, groups=groups)
    elif inquiry.fits(inquiry.area):
        seen = _of_kind(inquiry, helpers, kind, groups=groups)
    else:
        seen = _of_kind_on_columns(inquiry, helpers, kind, groups=groups)
    rows = sorted(seen.rows, key=lambda row: (not row.orphaned, row.partners_after, row.id))
    whole = kind is None and inquiry.area is None
    money, invented, bounded = _funds(seen, {row.id for row in rows}, whole=whole)
    summary = {
        "withdrawn": list(seen.gone),
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
    return Answer(
        question="withdraw",
        as_of=inquiry.day,
        scope=inquiry.scope,
        summary=summary,
        fields=WithdrawRow._fields,
        rows=rows,
        shown=("name", "kind", "area", "partners_before", "partners_after", "orphaned", "sectors_lost"),
        headline=(_headline(inquiry, summary, leavers, helpers),),
        notes=(*notes, Note("withdraw.funds_periods"), Note("note.registered")),
    )


def _headline(inquiry: Inquiry, summary: dict[str, object], leavers: dict[str, Match], helpers: Kind | None) -> Note:
    if helpers is None:
        names = tuple(match.name for match in leavers.values())
        return Note("withdraw.found", {**summary, "names": names, "day": inquiry.day})
    gone = summary["withdrawn"]
    assert isinstance(gone, list)
    return Note("withdraw.found_kind", {**summary, "count": len(gone), "helpers": helpers, "day": inquiry.day})


def _of_named(inquiry: Inquiry, leavers: dict[str, Match], kind: Kind | None, *, groups: bool) -> _Seen:
    gone = list(leavers)
    near = inquiry.around(gone)
    graph = inquiry.around(sorted({*gone, *(v for u in gone for v in near.successors(u))}))
    area = inquiry.area
    inside = [node for node in graph if area is None or area == node or area in network.ancestors(graph, node)]
    return _on_network(inquiry, graph, gone, _of(graph, inside, kind), groups=groups)


def _of_kind(inquiry: Inquiry, helpers: Kind, kind: Kind | None, *, groups: bool) -> _Seen:
    """All helpers of a kind leave who help anybody in the area, measured on its network."""
    graph = inquiry.network()
    inside = network.inside(graph, inquiry.area)
    within = set(inside)
    gone = {
        helper
        for helper, recipient, edges in network.pairs(graph, inquiry.day, groups=True)
        if edges and recipient in within and graph.nodes[helper]["kind"] == helpers
    }
    return _on_network(inquiry, graph, sorted(gone), _of(graph, inside, kind), groups=groups)


def _of(graph: Network, nodes: Sequence[str], kind: Kind | None) -> list[str]:
    return [node for node in nodes if kind in (None, graph.nodes[node]["kind"])]


def _on_network(
    inquiry: Inquiry, graph: Network, gone: Sequence[str], within: Collection[str], *, groups: bool
) -> _Seen:
    losses = dependence.withdraw(graph, gone, inquiry.day, within=within, groups=groups)
    rows = [
        _row(loss, graph.nodes[loss.id]["name"], graph.nodes[loss.id]["kind"], network.area(graph, loss.id))
        for loss in losses
    ]
    return _Seen(gone, rows, inquiry.contributions_of(list(gone)), network.ends(graph))


def _of_kind_on_columns(inquiry: Inquiry, helpers: Kind, kind: Kind | None, *, groups: bool) -> _Seen:
    """All helpers of a kind leave who help anybody in the area, measured on columns."""
    import numpy as np  # not needed where a network is walked

    from graph.measures.columns import pairs

    columns = inquiry.columns()
    inside = columns.inside(inquiry.area)
    helping = columns.in_force(inquiry.day) & inside[columns.recipient]
    gone = np.zeros(len(columns.kind), dtype=np.bool_)
    gone[columns.helper[helping]] = True
    gone &= pairs.of_kind(columns, helpers)
    ids = sorted(one.id for one in columns.register.named(np.flatnonzero(gone).astype(np.int32)))
    rows = _rows_on_columns(columns, gone, inquiry.day, inside & pairs.of_kind(columns, kind), groups=groups)
    given = inquiry.contributions_of(ids)
    near = pairs.fetched(columns, inquiry.area)
    return _Seen(ids, rows, given, pairs.ends(columns, near, {one.agreement for one in given if one.agreement}))


def _of_named_on_columns(inquiry: Inquiry, leavers: Sequence[str], kind: Kind | None, *, groups: bool) -> _Seen:
    """As `_of_named`, measured on columns."""
    import numpy as np  # as in `_of_kind_on_columns`

    from graph.measures.columns import pairs
    from graph.measures.columns.units import marked

    columns = inquiry.columns()
    gone = marked(columns, np.array(list(columns.register.places(leavers).values()), dtype=np.int32))
    within = columns.inside(inquiry.area) & pairs.of_kind(columns, kind)
    rows = _rows_on_columns(columns, gone, inquiry.day, within, groups=groups)
    given = inquiry.contributions_of(leavers)
    near = pairs.near(columns, gone | marked(columns, columns.recipient[gone[columns.helper]]))
    return _Seen(leavers, rows, given, pairs.ends(columns, near, {one.agreement for one in given if one.agreement}))


def _rows_on_columns(columns: Columns, gone: Flags, day: date, within: Flags, *, groups: bool) -> list[WithdrawRow]:
    import numpy as np  # as in `_of_kind_on_columns`

    from graph.measures.columns import dependence as on_columns

    losses = on_columns.withdraw(columns, gone, day, within=within, groups=groups)
    places = columns.register.places([loss.id for loss in losses])
    at = np.array([places[loss.id] for loss in losses], dtype=np.int32)
    return [
        _row(loss, named.name, named.kind, path)
        for loss, named, path in zip(losses, columns.register.named(at), columns.paths(at), strict=True)
    ]


def _row(loss: Loss, name: str, kind: str, area: Sequence[str]) -> WithdrawRow:
    return WithdrawRow(
        loss.id,
        name,
        loss.before,
        loss.after,
        kind,
        tuple(area),
        loss.orphaned,
        loss.sectors_lost,
        loss.illustrative,
    )


def _funds(seen: _Seen, losing: set[str], *, whole: bool) -> tuple[Decimal, Decimal, int]:
    """The money given by those who leave, in yuan, how much of it is illustrative, how many amounts are not exact.

    It counts money to the organizations `losing` them, with `whole` to anybody.
    """
    gone = set(seen.gone)
    total, invented, bounded = Decimal(), Decimal(), 0
    for entry, helper, recipient in attributed(seen.ends, seen.given):
        if helper in gone and (whole or recipient in losing):
            total += entry.value
            invented += entry.value if entry.illustrative else 0
            bounded += entry.bound is not Bound.EXACT
    return total, invented, bounded
