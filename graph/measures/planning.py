"""Partners drafted for the gaps: whom each lacks, who may help it, how much each may take on; `flow` does the rest.

*Who lacks*: members of the roster with fewer distinct partners in force than wanted. *Who may help*: whoever helps, or
helped, somebody in the scope or a unit that the scope lies in, and is of a kind that helps such recipients somewhere;
or whoever a capacity is given for. *Not*: itself, a present partner or one to come, a unit the recipient lies in, or
one that lies in the recipient. *How much*: so many distinct partners in all, those it has counted in.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graph import network
from graph.measures import flow
from graph.measures.coverage import edge_ended, edge_in_force, members
from graph.model import Certainty, Kind
from graph.query import Query

if TYPE_CHECKING:
    from graph.network import Network


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wanted: so many partners for each, helpers of one kind or any, and the capacities that are given.

    `capacity` holds for every helper that `capacities` does not name; without it a helper may have as many partners as
    the busiest of its kind has today, and one at least. With `groups` partners known only from a group count as well.
    """

    partners: int = 1
    helpers: Kind | None = None
    capacity: int | None = None
    capacities: Mapping[str, int] = field(default_factory=dict)
    groups: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """A plan: what was assigned, out of which needs and helpers; the capacity taken for each kind without a given one.

    `last` is the end of the last agreement of a recipient with a former partner, by both.
    """

    assigned: flow.Assigned
    needs: Mapping[str, flow.Need]
    helpers: Mapping[str, flow.Helper]
    usual: Mapping[str, int]
    last: Mapping[tuple[str, str], str]
    has_roster: bool = True
    grouped: int = 0

    @property
    def needed(self) -> int:
        """How many partners are lacking in all."""
        return sum(need.lacks for need in self.needs.values())


def linked(graph: Network, query: Query) -> list[str]:
    """Who helps or helped somebody in the query's area or a unit it lies in, sorted."""
    inside = set(network.inside(graph, query.area))
    if query.area is not None:
        inside |= set(network.ancestors(graph, query.area))
    return sorted(
        {
            helper
            for recipient in inside
            for helper, _, edge in graph.in_edges(recipient, data=True)
            if helper != recipient and _begun(edge, query)
        }
    )


def candidates(graph: Network, query: Query, wish: Wish, near: Iterable[str]) -> list[str]:
    """Those of `near` who may be proposed, and those a capacity is given for, sorted.

    `graph` holds all agreements of `near`: of what kind those are who help the query's kind is looked up there.
    """
    near = set(near)
    kinds = (
        {wish.helpers.value}
        if wish.helpers
        else {
            graph.nodes[helper]["kind"]
            for helper in near
            for _, recipient, edge in graph.out_edges(helper, data=True)
            if query.kind in (None, graph.nodes[recipient]["kind"]) and _begun(edge, query)
        }
    )
    found = {helper for helper in near if graph.nodes[helper]["kind"] in kinds}
    found |= {id_ for id_ in wish.capacities if id_ in graph}
    return sorted(id_ for id_ in found if wish.helpers in (None, graph.nodes[id_]["kind"]))


def draft(graph: Network, query: Query, wish: Wish, helpers: Collection[str]) -> Draft:
    """Partners for those of the query's roster who lack some, out of `helpers`.

    `graph` holds all agreements of the roster and of the helpers. Raises `UsageError` when there is too much to plan.
    """
    able = {id_: _helper(graph, id_, query, wish) for id_ in sorted(set(helpers))}
    usual: dict[str, int] = {}
    for id_, one in able.items():
        kind = graph.nodes[id_]["kind"]
        usual[kind] = max(usual.get(kind, 1), one.load)
    if wish.capacity is not None:
        usual = dict.fromkeys(usual, wish.capacity)
    able = {
        id_: one._replace(capacity=wish.capacities.get(id_, usual[graph.nodes[id_]["kind"]]))
        for id_, one in able.items()
    }
    around = {
        unit
        for id_ in able
        for partner in _given(graph, id_, query, wish)
        for unit in network.ancestors(graph, partner)
    }
    lying: dict[str, set[str]] = {}
    for id_ in able:
        for unit in network.ancestors(graph, id_):
            lying.setdefault(unit, set()).add(id_)
    roster, has_roster = members(graph, query)
    needs: dict[str, flow.Need] = {}
    last: dict[tuple[str, str], str] = {}
    grouped = 0
    for member in roster:
        lacking = wish.partners - len(_partners(graph, member, query, wish))
        if lacking > 0:
            need, ends = _need(graph, member, lacking, query, able, lying.get(member, set()))
            grouped += len(_partners(graph, member, query, Wish(groups=True))) >= wish.partners
            needs[member] = need._replace(units=(member, *need.units)) if member in around else need
            last |= ends
    assigned = flow.assign(needs.values(), able.values())
    return Draft(assigned, needs, able, usual, last, has_roster, grouped)


def _begun(edge: dict[str, Any], query: Query) -> bool:
    return edge_in_force(edge, query.day) or edge_ended(edge, query.day)


def _partners(graph: Network, member: str, query: Query, wish: Wish) -> set[str]:
    """Distinct partners in force, through the query's sector where it has one."""
    return {
        helper
        for helper, _, edge in graph.in_edges(member, data=True)
        if helper != member and _counts(edge, query, wish) and query.sector in (None, edge["sector"])
    }


def _given(graph: Network, helper: str, query: Query, wish: Wish) -> set[str]:
    """Distinct partners in force of a helper, of any kind and sector."""
    return {
        recipient
        for _, recipient, edge in graph.out_edges(helper, data=True)
        if helper != recipient and _counts(edge, query, wish)
    }


def _counts(edge: dict[str, Any], query: Query, wish: Wish) -> bool:
    return (wish.groups or edge["certainty"] != Certainty.GROUP) and edge_in_force(edge, query.day)


def _helper(graph: Network, id_: str, query: Query, wish: Wish) -> flow.Helper:
    partners = _given(graph, id_, query, wish)
    units = partners.union(*(network.ancestors(graph, partner) for partner in partners))
    sectors = {edge["sector"] for _, _, edge in graph.out_edges(id_, data=True) if _begun(edge, query)} - {None}
    return flow.Helper(id_, len(partners), 0, frozenset(units), frozenset(sectors))


def _need(
    graph: Network, member: str, count: int, query: Query, helpers: Mapping[str, object], lying: set[str]
) -> tuple[flow.Need, dict[tuple[str, str], str]]:
    """What a member needs, in which the helpers `lying` lie, and when its agreements with former partners ended."""
    units = network.ancestors(graph, member)
    received = [(helper, edge) for helper, _, edge in graph.in_edges(member, data=True) if helper != member]
    present = {helper for helper, edge in received if not edge_ended(edge, query.day)}
    sectors = {edge["sector"] for _, edge in received if _begun(edge, query)} - {None}
    ends: dict[tuple[str, str], str] = {}
    for helper, edge in received:
        if helper in helpers and helper not in present:
            ends[member, helper] = max(ends.get((member, helper), ""), edge["end"])
    barred = (present | set(units) | lying | {member}) & helpers.keys()
    need = flow.Need(
        member,
        count,
        tuple(units),
        frozenset({query.sector} if query.sector else sectors),
        frozenset(helper for _, helper in ends),
        frozenset(barred),
    )
    return need, ends


def reasons(graph: Network, need: flow.Need, helper: flow.Helper) -> Sequence[tuple[str, str]]:
    """Why a helper suits a need, by what it costs: (`former`, ""), (`sector`, its name), (`linked`, a unit's name)."""
    found = [("former", "")] if helper.id in need.former else []
    found += [("sector", sector) for sector in sorted(need.sectors & helper.sectors)]
    away = flow.steps(need, helper)
    if away < len(need.units):
        found.append(("linked", graph.nodes[need.units[away]]["name"]))
    return found
