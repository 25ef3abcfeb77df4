"""Who depends on one partner; which partners would leave most with none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from graph import network
from graph.answer import Answer, Note
from graph.measures import dependence
from graph.questions.rank import ranked
from graph.questions.roster import illustrative_rows, kind_name

if TYPE_CHECKING:
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
    """How many have a partner, how many exactly one and of how many partners; the rows, those of the critical unranked.

    `single_on` counts those with one partner of the kind that is asked about.
    """

    having: int
    single: int
    partners: int
    single_on: int
    depending: Sequence[DependRow] = ()
    critical: Mapping[str, CriticalRow] | None = None


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
    rows: Sequence[CriticalRow | DependRow] = seen.depending
    if seen.critical is not None:
        found = seen.critical
        ranking = ranked({partner: row.orphans for partner, row in found.items()})
        rows = [found[partner]._replace(rank=place) for place, partner, _ in ranking]
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
        return replace(seen, depending=rows)
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
    return replace(seen, critical=found)


def _on_columns(inquiry: Inquiry, query: Query, *, critical: bool, on: Kind | None, groups: bool) -> _Seen:
    import numpy as np

    from graph.measures.columns import dependence, pairs

    columns = inquiry.columns()
    recipients = columns.inside(query.area) & pairs.of_kind(columns, query.kind)
    held = dependence.partners(columns, recipients, query.day, groups=groups)
    single = dependence.single(held)
    of_kind = single.only(pairs.of_kind(columns, on)[single.helper])
    seen = _Seen(
        len(np.unique(held.recipient)), len(single.recipient), len(np.unique(single.helper)), len(of_kind.recipient)
    )
    if not critical:
        named, partners = (columns.register.named(places) for places in (of_kind.recipient, of_kind.helper))
        areas = columns.paths(of_kind.recipient)
        invented = pairs.all_invented(columns, of_kind).tolist()
        rows = [
            DependRow(one.id, one.name, one.kind, area, partner.id, partner.name, illustrative)
            for one, area, partner, illustrative in zip(named, areas, partners, invented, strict=True)
        ]
        return replace(seen, depending=sorted(rows))
    orphans = dependence.critical(columns, recipients, query.day)
    places = np.flatnonzero((orphans > 0) & pairs.of_kind(columns, on)).astype(np.int32)
    helped = dependence.helped(columns, pairs.fetched(columns, query.area), query.day, groups=groups)
    counts = zip(columns.register.named(places), orphans[places].tolist(), helped[places].tolist(), strict=True)
    found = {
        one.id: CriticalRow(0, one.id, one.name, one.kind, lost, helps, one.illustrative) for one, lost, helps in counts
    }
    return replace(seen, critical=found)
