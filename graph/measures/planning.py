"""Draft partners for the gaps: who lacks how many, who may help, how much each may take on; `flow` assigns them.

*Who lacks*: members of the roster with fewer distinct partners in force than wanted. *Who may help*: organizations that
help or helped somebody in the scope or a unit that the scope lies in, and are of a kind that helps such recipients
somewhere; and all that a capacity is given for. *Who may not*: the recipient itself, its present, future and planned
partners, the units it lies in, and what lies in it. *How much*: the most distinct partners a helper may have, present
ones included.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph import network
from graph.answer import Rows
from graph.measures import flow
from graph.measures.arguments import checked
from graph.measures.changes import until
from graph.measures.coverage import members
from graph.model import Kind
from graph.network import edge_begun, edge_ended, partner_edges, partners
from graph.query import Query, Side

if TYPE_CHECKING:
    from graph.network import Network


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wanted: how many partners for each, helpers of one kind or any, the capacities of helpers.

    `capacity` is that of every helper that `capacities` does not name; without it a helper may have as many partners as
    the busiest of its kind has today, and at least one. With `groups` partners known only from a group's list count.
    """

    partners: int = 1
    helpers: Kind | None = None
    capacity: int | None = None
    capacities: Mapping[str, int] = field(default_factory=dict)
    groups: bool = False


@dataclass(frozen=True, slots=True)
class Draft(Rows):
    """A plan: what was assigned, out of which needs and helpers.

    `usual` is the capacity assumed for each kind of helper without a given one. `last` is the end of the last agreement
    of a recipient with a former partner, by (recipient, partner). `grouped` of the needs would be none if partners
    known only from a group's list counted.
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

    def records(self) -> Iterable[dict[str, object]]:
        """A row for each drafted pair."""
        return ({"recipient": recipient, "helper": helper} for recipient, helper in self.assigned.pairs)


@checked
def linked(graph: Network, query: Query) -> list[str]:
    """Who helps or helped somebody in the query's area or a unit that the area lies in, sorted."""
    inside = set(network.inside(graph, query.area))
    if query.area is not None:
        inside |= set(network.ancestors(graph, query.area))
    return sorted(
        {
            one.partner
            for recipient in inside
            for one in partner_edges(graph, recipient, groups=True)
            if edge_begun(one.edge, query.day)
        }
    )


@checked
def candidates(graph: Network, query: Query, wish: Wish, near: Iterable[str]) -> list[str]:
    """Those of `near` that may be proposed, and those that a capacity is given for, sorted.

    `graph` holds all agreements of `near`; the kinds of those that help the query's kind are taken from it.
    """
    near = set(near)
    kinds = (
        {wish.helpers.value}
        if wish.helpers
        else {
            graph.nodes[helper]["kind"]
            for helper in near
            for one in partner_edges(graph, helper, groups=True, side=Side.HELPER)
            if query.kind in (None, graph.nodes[one.partner]["kind"]) and edge_begun(one.edge, query.day)
        }
    )
    able = {helper for helper in near if graph.nodes[helper]["kind"] in kinds}
    able |= {id_ for id_ in wish.capacities if id_ in graph}
    return sorted(id_ for id_ in able if wish.helpers in (None, graph.nodes[id_]["kind"]))


@checked
def draft(graph: Network, query: Query, wish: Wish, helpers: Collection[str]) -> Draft:
    """Partners for those of the query's roster that lack some, out of `helpers`.

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
        for partner in _helped(graph, id_, query, wish)
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
        lacking = wish.partners - len(partners(graph, member, query.day, groups=wish.groups, sector=query.sector))
        if lacking > 0:
            need, ends = _need(graph, member, lacking, query, able, lying.get(member, set()))
            with_groups = partners(graph, member, query.day, groups=True, sector=query.sector)
            grouped += len(with_groups) >= wish.partners
            needs[member] = need._replace(units=(member, *need.units)) if member in around else need
            last |= ends
    assigned = flow.assign(needs.values(), able.values())
    return Draft(assigned, needs, able, usual, last, has_roster, grouped)


def _helped(graph: Network, helper: str, query: Query, wish: Wish) -> set[str]:
    """The distinct partners that a helper has now, of any kind and sector."""
    return partners(graph, helper, query.day, groups=wish.groups, side=Side.HELPER)


def _helper(graph: Network, id_: str, query: Query, wish: Wish) -> flow.Helper:
    """A helper with its present load and no capacity yet; its sectors are those it works or worked in."""
    helped = _helped(graph, id_, query, wish)
    units = helped.union(*(network.ancestors(graph, partner) for partner in helped))
    begun = [e for e in partner_edges(graph, id_, groups=True, side=Side.HELPER) if edge_begun(e.edge, query.day)]
    return flow.Helper(id_, len(helped), 0, frozenset(units), _sectors(begun))


def _sectors(edges: Iterable[network.PartnerEdge]) -> frozenset[str]:
    return frozenset(sector for one in edges if (sector := one.edge.get("sector")))


def _need(
    graph: Network, member: str, count: int, query: Query, helpers: Mapping[str, object], lying: set[str]
) -> tuple[flow.Need, dict[tuple[str, str], str]]:
    """What a member needs, and when its agreements with former partners ended; the helpers `lying` lie in it."""
    units = network.ancestors(graph, member)
    received = partner_edges(graph, member, groups=True)
    named = graph.in_edges(member, data=True)  # also those that are only planned
    present = {helper for helper, _, edge in named if helper != member and not edge_ended(edge, query.day)}
    sectors = _sectors(one for one in received if edge_begun(one.edge, query.day))
    ends: dict[tuple[str, str], str] = {}
    for helper, _, edge in received:
        if helper in helpers and helper not in present:
            ends[member, helper] = max(ends.get((member, helper), edge["end"]), edge["end"], key=until)
    barred = (present | set(units) | lying | {member}) & helpers.keys()
    need = flow.Need(
        member,
        count,
        tuple(units),
        frozenset({query.sector}) if query.sector else sectors,
        frozenset(helper for _, helper in ends),
        frozenset(barred),
    )
    return need, ends


def reasons(graph: Network, need: flow.Need, helper: flow.Helper) -> Sequence[tuple[str, str]]:
    """Why a helper suits a need, by what it costs: (`former`, ""), (`sector`, its name), (`linked`, a unit's name)."""
    suits = [("former", "")] if helper.id in need.former else []
    suits += [("sector", sector) for sector in sorted(need.sectors & helper.sectors)]
    away = flow.steps(need, helper)
    if away < len(need.units):
        suits.append(("linked", graph.nodes[need.units[away]]["name"]))
    return suits
