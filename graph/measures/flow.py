"""Assign helpers to needs: as many as the capacities allow, at the least cost, as a flow of least cost.

No recipient gets the same helper twice or one that is barred for it, and no helper gets more than its capacity. A pair
costs `cost`, and each further partner of a helper costs more than the one before (`BALANCE` × its partners then), so
that load is spread. Costs are whole numbers, so the flow (network simplex) is exact.

Needs that are alike are one node. Arcs lead along the tree of units, not from pair to pair: a need climbs from the unit
it lies in to the first unit that the helper is linked to, and each step costs `AWAY`. So 10,000 needs and 500 helpers
make some thousands of arcs and not five million, and the optimum is the same. Only a need of several helpers, or one
that some helpers are barred for, has an arc of its own to every helper.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from graph.errors import UsageError

if TYPE_CHECKING:
    import networkx as nx

    Flow = nx.MultiDiGraph[Any]

STRANGER = 12
"""The cost where a helper has never been a partner of the recipient."""
OTHER_SECTOR = 6
"""The cost where a helper works in none of the recipient's sectors, if these are known."""
AWAY = 4
"""The cost of each unit between the recipient and the first unit that the helper is linked to."""
BALANCE = 1
"""The cost of each further partner of a helper, times its number of partners including that one."""
MOST_NEEDS = 20_000
MOST_ARCS = 200_000
"""The most needs, and the most arcs, of one plan: it takes a minute or two."""
_SINK, _NONE = "sink", "none"


class Need(NamedTuple):
    """A recipient and how many partners it lacks; `units` are those it lies in, nearest first."""

    id: str
    lacks: int
    units: tuple[str, ...] = ()
    sectors: frozenset[str] = frozenset()
    former: frozenset[str] = frozenset()
    barred: frozenset[str] = frozenset()


class Helper(NamedTuple):
    """A helper that has `load` partners and may have `capacity`; `units` are its partners and what they lie in."""

    id: str
    load: int
    capacity: int
    units: frozenset[str] = frozenset()
    sectors: frozenset[str] = frozenset()

    @property
    def spare(self) -> int:
        """How many more partners it may have."""
        return max(self.capacity - self.load, 0)


@dataclass(frozen=True, slots=True)
class Assigned:
    """The assigned pairs (recipient, helper), sorted; their total cost; how many partners each recipient still lacks.

    `short` and `full` show why, by Hall's theorem: the `short` recipients need more than the `full` helpers, the only
    ones that may help them, have left. `raised`: for each recipient left over, the helpers that could serve it with one
    more place each. `beyond`: how many partners no helper could give a recipient, at any capacity.
    """

    pairs: Sequence[tuple[str, str]]
    cost: int = 0
    unfilled: Mapping[str, int] = field(default_factory=dict)
    short: Sequence[str] = ()
    full: Sequence[str] = ()
    raised: Mapping[str, Sequence[str]] = field(default_factory=dict)
    beyond: Mapping[str, int] = field(default_factory=dict)

    @property
    def places(self) -> dict[str, int]:
        """Helper → how many more places it would need, for those that need any."""
        return dict(sorted(Counter(helper for own in self.raised.values() for helper in own).items()))


def steps(need: Need, helper: Helper) -> int:
    """How many units lie between a recipient and the first unit it lies in that the helper is linked to."""
    return next((place for place, unit in enumerate(need.units) if unit in helper.units), len(need.units))


def cost(need: Need, helper: Helper) -> int:
    """The cost of a pair, without that of the helper's load.

    >>> a = Helper("a", 0, 1, frozenset({"county"}), frozenset({"health"}))
    >>> cost(Need("v", 1, ("township", "county"), frozenset({"health"})), a)
    16
    """
    strange = STRANGER if helper.id not in need.former else 0
    other = OTHER_SECTOR if need.sectors and not need.sectors & helper.sectors else 0
    return strange + other + AWAY * steps(need, helper)


def assign(needs: Iterable[Need], helpers: Iterable[Helper]) -> Assigned:
    """As many partners as the capacities allow, at the least cost. The order of what is given plays no part.

    Raises `UsageError` when there is more to plan than one plan may hold.
    """
    needs = sorted(need for need in needs if need.lacks > 0)
    helpers = sorted(helpers)
    demand = sum(need.lacks for need in needs)
    if demand > MOST_NEEDS:
        raise UsageError("plan.large", needs=demand, most=MOST_NEEDS)
    given = _given(needs, helpers, demand)
    pairs = sorted((id_, helper) for id_, own in given.items() for helper in own)
    unfilled = {need.id: need.lacks - len(given[need.id]) for need in needs if need.lacks > len(given[need.id])}
    short, full = _hall(needs, helpers, given, unfilled)
    raised, beyond = _raised(needs, helpers, given, unfilled)
    return Assigned(pairs, total(needs, helpers, pairs), unfilled, short, full, raised, beyond)


def total(needs: Iterable[Need], helpers: Iterable[Helper], pairs: Iterable[tuple[str, str]]) -> int:
    """The total cost of these pairs."""
    need, helper = {one.id: one for one in needs}, {one.id: one for one in helpers}
    taken: dict[str, int] = {}
    costs = 0
    for recipient, by in pairs:
        taken[by] = taken.get(by, helper[by].load) + 1
        costs += cost(need[recipient], helper[by]) + BALANCE * taken[by]
    return costs


def _given(needs: Sequence[Need], helpers: Sequence[Helper], demand: int) -> dict[str, list[str]]:
    """Recipient → its new helpers."""
    import networkx as nx

    given: dict[str, list[str]] = {need.id: [] for need in needs}
    able = [helper for helper in helpers if helper.spare]
    if not needs or not able:
        return given
    classes, single = _classes(needs, able)
    if len(single) * len(able) > MOST_ARCS:
        raise UsageError("plan.dense", needs=len(single), helpers=len(able), most=MOST_ARCS)
    flow = _network(classes, single, able, demand)
    _, found = nx.network_simplex(flow)
    left = {u: {v: sum(by.values()) for v, by in ends.items() if any(by.values())} for u, ends in found.items()}
    for key, alike in classes.items():
        ways = sorted(_walk(("class", key), sum(need.lacks for need in alike), left))
        for need, helper in zip(alike, ways, strict=False):
            given[need.id].append(helper)
    for need in single:
        given[need.id] = sorted(_walk(("need", need.id), need.lacks, left))
    return given


_Key = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]


def _classes(needs: Sequence[Need], helpers: Sequence[Helper]) -> tuple[dict[_Key, list[Need]], list[Need]]:
    """Needs of one partner that are alike, by what they have in common; and the needs with a node of their own."""
    ids = {helper.id for helper in helpers}
    classes: dict[_Key, list[Need]] = {}
    single = []
    for need in needs:
        if need.lacks > 1 or need.barred & ids:
            single.append(need)
        else:
            key = (need.units, tuple(sorted(need.sectors)), tuple(sorted(need.former & ids)))
            classes.setdefault(key, []).append(need)
    return classes, single


def _network(
    classes: Mapping[_Key, Sequence[Need]], single: Sequence[Need], helpers: Sequence[Helper], demand: int
) -> Flow:
    """The network whose flow of least cost is the plan."""
    import networkx as nx

    flow: Flow = nx.MultiDiGraph()
    deepest = max(len(need.units) for need in (*single, *(some[0] for some in classes.values())))
    dearest = STRANGER + OTHER_SECTOR + AWAY * deepest
    most = _levels(helpers, single, demand, dearest)
    never = (demand + 1) * (dearest + BALANCE * max(most.values()) + 1)
    flow.add_node(_SINK, demand=demand)
    flow.add_edge(_NONE, _SINK)
    layers: set[tuple[str, ...]] = set()
    by_unit: dict[tuple[tuple[str, ...], str], None] = {}
    for key, alike in sorted(classes.items()):
        units, sectors, former = key
        node: Any = ("class", key)
        flow.add_node(node, demand=-len(alike))
        flow.add_edge(node, _NONE, weight=never)
        for layer in sorted({sectors, ()}):
            layers.add(layer)
            dear = STRANGER + (OTHER_SECTOR if sectors and not layer else 0)
            flow.add_edge(node, _climb(flow, layer, units, by_unit), weight=dear)
        for helper in helpers:
            if helper.id in former:
                flow.add_edge(node, ("helper", helper.id), weight=cost(alike[0], helper))
    for need in single:
        node = ("need", need.id)
        flow.add_node(node, demand=-need.lacks)
        flow.add_edge(node, _NONE, weight=never)
        for helper in helpers:
            if helper.id not in need.barred:
                flow.add_edge(node, ("helper", helper.id), weight=cost(need, helper), capacity=1)
    for helper in helpers:
        node = ("helper", helper.id)
        for layer in sorted(layers):
            if not layer or helper.sectors.intersection(layer):
                for unit in (*sorted(helper.units), ""):
                    if (layer, unit) in by_unit:
                        flow.add_edge(("unit", layer, unit), node)
        for level in range(helper.load + 1, most[helper.id] + 1):
            flow.add_edge(node, _SINK, weight=BALANCE * level, capacity=1)
    return flow


def _climb(
    flow: Flow, layer: tuple[str, ...], units: tuple[str, ...], by_unit: dict[tuple[tuple[str, ...], str], None]
) -> tuple[str, tuple[str, ...], str]:
    """The node of the nearest of `units` in a layer; where it is new, it is made with those above it."""
    for unit, above in zip((*units, ""), (*units[1:], "", None), strict=False):
        if (layer, unit) in by_unit:
            break
        by_unit[layer, unit] = None
        if above is not None:
            flow.add_edge(("unit", layer, unit), ("unit", layer, above), weight=AWAY)
    return ("unit", layer, units[0] if units else "")


def _levels(helpers: Sequence[Helper], single: Sequence[Need], demand: int, dearest: int) -> dict[str, int]:
    """The most partners each helper may have in a plan of least cost.

    If the needs were poured over all helpers, these would fill up to some level, and a helper that is not full stays at
    it. A need that may go to any helper goes there rather than to one that is more than `dearest` above that level;
    only needs with arcs of their own may go higher.
    """
    low, high = 0, max(helper.capacity for helper in helpers)
    while low < high:
        level = (low + high) // 2
        room = sum(max(min(helper.capacity, level) - helper.load, 0) for helper in helpers)
        low, high = (low, level) if room >= demand else (level + 1, high)
    found = {}
    for helper in helpers:
        own = sum(helper.id not in need.barred for need in single)
        found[helper.id] = min(helper.capacity, max(low + 1 + -(-dearest // BALANCE), helper.load + own))
    return found


def _walk(node: Any, count: int, left: dict[Any, dict[Any, int]]) -> Iterator[str]:
    """The helpers at which the flow out of a node ends; what is walked is taken out of `left`."""
    for _ in range(count):
        here = node
        while here != _NONE and here[0] != "helper":
            there = min(left[here], key=str)
            left[here][there] -= 1
            if not left[here][there]:
                del left[here][there]
            here = there
        if here != _NONE:
            yield here[1]


def _hall(
    needs: Sequence[Need], helpers: Sequence[Helper], given: Mapping[str, Sequence[str]], unfilled: Mapping[str, int]
) -> tuple[list[str], list[str]]:
    """The recipients that the unfilled compete with, and the helpers they compete for: the smallest cut of the flow."""
    served: dict[str, list[str]] = {}
    for id_, own in given.items():
        for helper in own:
            served.setdefault(helper, []).append(id_)
    by_id = {need.id: need for need in needs}
    short, unseen = set(unfilled), {helper.id for helper in helpers}
    queue = sorted(short)
    full: set[str] = set()
    while queue:
        need = by_id[queue.pop()]
        reached = unseen - need.barred - set(given[need.id])
        unseen -= reached
        full |= reached
        new = {id_ for helper in reached for id_ in served.get(helper, ())} - short
        short |= new
        queue += sorted(new)
    return sorted(short), sorted(full)


def _raised(
    needs: Sequence[Need], helpers: Sequence[Helper], given: Mapping[str, Sequence[str]], unfilled: Mapping[str, int]
) -> tuple[dict[str, list[str]], dict[str, int]]:
    """The cheapest helpers with one more place for each need that is left; and the needs that no helper may fill.

    A helper with more partners than its capacity comes last: its capacity would first have to be raised to these.
    """
    level = {helper.id: helper.load for helper in helpers}
    over = {helper.id: max(helper.load - helper.capacity, 0) for helper in helpers}
    for own in given.values():
        for helper_id in own:
            level[helper_id] += 1
    raised: dict[str, list[str]] = {}
    beyond: dict[str, int] = {}
    for need in needs:
        had = set(given[need.id]) | need.barred
        for _ in range(unfilled.get(need.id, 0)):
            able = [
                (over[helper.id], cost(need, helper) + BALANCE * level[helper.id], helper.id)
                for helper in helpers
                if helper.id not in had
            ]
            if not able:
                beyond[need.id] = beyond.get(need.id, 0) + 1
                continue
            *_, best = min(able)
            had.add(best)
            level[best] += 1
            over[best] = 0
            raised.setdefault(need.id, []).append(best)
    return raised, beyond
