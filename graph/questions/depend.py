"""Who depends on one partner; which partners would leave most with none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from graph import network
from graph.answer import Answer, Listing, Note
from graph.measures import dependence
from graph.questions.rank import ranked
from graph.questions.roster import illustrative_rows, kind_name

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from graph.columns import Columns
    from graph.measures.columns.pairs import Distinct
    from graph.model import Kind
    from graph.query import Query
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


@dataclass(frozen=True, slots=True)
class _Seen:
    """How many have a partner, how many exactly one and of how many partners; the rows, and how many are illustrative.

    `single_on` counts those with one partner of the kind that is asked about.
    """

    having: int
    single: int
    partners: int
    single_on: int
    rows: Sequence[tuple[Any, ...]] = ()
    illustrative: int = 0


def answer(
    inquiry: Inquiry, *, kind: Kind | None = None, critical: bool = False, on: Kind | None = None, groups: bool = False
) -> Answer:
    """Lists the recipients with exactly one partner; with `critical`, the partners who would leave most with none.

    With `on`, only those whose one partner is of that kind (with `critical`, only partners of that kind). With
    `groups`, partners known only from an agreement of a group count too.
    """
    query = inquiry.query(kind)
    see = _on_network if inquiry.fits(inquiry.area) else _on_columns
    seen = see(inquiry, query, critical=critical, on=on, groups=groups)
    summary = {
        "kind": kind_name(query),
        "recipients": seen.having,
        "single": seen.single,
        "share_single": seen.single / seen.having if seen.having else None,
        "partners": seen.partners,
    }
    headline = [Note("depend.found", {**summary, "day": query.day, "kind": query.kind})]
    if on is not None:
        summary |= {"on": on.value, "single_on": seen.single_on}
        headline.append(Note("depend.on", {"count": seen.single_on, "single": seen.single, "on": on}))
    return Answer(
        question="depend",
        as_of=query.day,
        scope=inquiry.scope,
        summary=summary,
        fields=CriticalRow._fields if critical else DependRow._fields,
        rows=inquiry.listed(seen.rows),
        shown=CriticalRow._fields[:1] + CriticalRow._fields[2:] if critical else ("name", "kind", "area", "partner"),
        headline=tuple(headline),
        notes=(*illustrative_rows(seen.illustrative), Note("note.registered")),
    )


def _on_network(inquiry: Inquiry, query: Query, *, critical: bool, on: Kind | None, groups: bool) -> _Seen:
    graph = inquiry.network()
    nodes = graph.nodes
    inside = [node for node in network.inside(graph, query.area) if query.kind in (None, nodes[node]["kind"])]
    single = dependence.single(graph, inside, query.day, groups=groups)
    of_kind = [(id_, partner) for id_, partner in single if on in (None, nodes[partner]["kind"])]
    seen = _Seen(
        sum(bool(network.partners(graph, node, query.day, groups=groups)) for node in inside),
        len(single),
        len({partner for _, partner in single}),
        len(of_kind),
    )
    if not critical:
        rows = [
            DependRow(
                id_,
                nodes[id_]["name"],
                nodes[id_]["kind"],
                tuple(network.area(graph, id_)),
                partner,
                nodes[partner]["name"],
                all(edge["illustrative"] for edge in graph[partner][id_].values()),
            )
            for id_, partner in of_kind
        ]
        return replace(seen, rows=rows, illustrative=sum(row.illustrative for row in rows))
    helped = dependence.helped(graph, query.day, groups=groups)
    orphans = dependence.critical(graph, inside, query.day)
    found = {
        partner: CriticalRow(
            0,
            partner,
            nodes[partner]["name"],
            nodes[partner]["kind"],
            len(some),
            helped.get(partner, 0),
            nodes[partner]["illustrative"],
        )
        for partner, some in orphans.items()
        if on in (None, nodes[partner]["kind"])
    }
    ranking = ranked({partner: row.orphans for partner, row in found.items()})
    critical_rows = [found[partner]._replace(rank=place) for place, partner, _ in ranking]
    return replace(seen, rows=critical_rows, illustrative=sum(row.illustrative for row in critical_rows))


def _on_columns(inquiry: Inquiry, query: Query, *, critical: bool, on: Kind | None, groups: bool) -> _Seen:
    from graph.measures.columns import dependence, pairs
    from graph.measures.columns.units import distinct

    columns = inquiry.columns()
    recipients = columns.inside(query.area) & pairs.of_kind(columns, query.kind)
    held = dependence.partners(columns, recipients, query.day, groups=groups)
    single = dependence.single(held)
    of_kind = single.only(pairs.of_kind(columns, on)[single.helper])
    having, helping = (len(distinct(columns, places)) for places in (held.recipient, single.helper))
    seen = _Seen(having, len(single.recipient), helping, len(of_kind.recipient))
    if not critical:
        return _depending(columns, seen, of_kind)
    orphans = dependence.critical(columns, recipients, query.day)
    helped = dependence.helped(columns, pairs.fetched(columns, query.area), query.day, groups=groups)
    return _critical(columns, seen, orphans * pairs.of_kind(columns, on), helped)


def _depending(columns: Columns, seen: _Seen, single: Distinct) -> _Seen:
    """Those with one partner, by id."""
    import numpy as np

    from graph.measures.columns import pairs
    from graph.measures.columns.units import Described, marked

    order = np.argsort(columns.register.ranks()[single.recipient])
    own, partner = single.recipient[order], single.helper[order]
    invented = pairs.all_invented(columns, single)[order]
    called = Described(columns, marked(columns, own) | marked(columns, partner))

    def rows(start: int, stop: int) -> list[DependRow]:
        named, partners = called.named(own[start:stop]), called.named(partner[start:stop])
        cells = zip(named, called.paths(own[start:stop]), partners, invented[start:stop].tolist(), strict=True)
        return [
            DependRow(one.id, one.name, one.kind, area, other.id, other.name, flag) for one, area, other, flag in cells
        ]

    illustrative = int(invented.sum())
    return replace(
        seen, rows=Listing(len(own), rows, () if illustrative else ("illustrative",)), illustrative=illustrative
    )


def _critical(columns: Columns, seen: _Seen, orphans: NDArray[np.int64], helped: NDArray[np.int64]) -> _Seen:
    """Those who would leave anybody with none, the most first; ties by id share a rank."""
    import numpy as np

    from graph.measures.columns.units import Described, flagged

    places = flagged(orphans > 0)
    order = np.lexsort((columns.register.ranks()[places], -orphans[places]))
    places = places[order]
    lost, called = orphans[places], Described(columns, orphans > 0)
    ranks = np.searchsorted(-lost, -lost) + 1

    def rows(start: int, stop: int) -> list[CriticalRow]:
        own = places[start:stop]
        counts = zip(ranks[start:stop].tolist(), lost[start:stop].tolist(), helped[own].tolist(), strict=True)
        return [
            CriticalRow(rank, one.id, one.name, one.kind, orphaned, helps, one.illustrative)
            for one, (rank, orphaned, helps) in zip(called.named(own), counts, strict=True)
        ]

    illustrative = int(columns.illustrative[places].sum())
    silent = () if illustrative else ("illustrative",)
    return replace(seen, rows=Listing(len(places), rows, silent), illustrative=illustrative)
