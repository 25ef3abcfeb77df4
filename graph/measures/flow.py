"""Needs and capacities → who gets whom: as many as can be, at the least cost, as a flow of least cost.

Nobody is given the same helper twice, nobody one that is barred for it, no helper more than its capacity. What a pair
costs is `cost`, and each further partner of a helper costs more than the one before (`BALANCE` × its partners then), so
that load is spread. Costs are whole numbers: the flow (network simplex) is exact.

Needs alike are one node. Where a helper is linked to is told along the tree of units, not pair by pair: a need climbs
from the unit it lies in to the first that the helper is linked to, each step costing `AWAY`. So 10,000 needs and 500
helpers are some thousands of arcs and not five million, and nothing of the optimum is lost. Only who needs several,
or is barred from some, has an arc of its own to every helper.
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
"""What it costs that a helper has never been a partner of the recipient."""
OTHER_SECTOR = 6
"""What it costs that a helper works in none of the recipient's sectors, where these are known."""
AWAY = 4
"""What each unit costs that lies between the recipient and the first unit the helper is linked to."""
BALANCE = 1
"""What each further partner of a helper costs, times its partners with it."""
MOST_NEEDS = 20_000
MOST_ARCS = 200_000
"""The most needs, and arcs, that are planned at a time: a minute or two."""
_SINK, _NONE = "sink", "none"


class Need(NamedTuple):
    """A recipient that lacks so many partners; `units` are those it lies in, nearest first."""

    id: str
    lacks: int
    units: tuple[str, ...] = ()
    sectors: frozenset[str] = frozenset()
    former: frozenset[str] = frozenset()
    barred: frozenset[str] = frozenset()


class Helper(NamedTuple):
    """A helper with `load` partners of at most `capacity`; `units` are those its partners are or lie in."""

    id: str
    load: int
    capacity: int
    units: frozenset[str] = frozenset()
    sectors: frozenset[str] = frozenset()

    @property
    def spare(self) -> int:
        """How many partners more it may have."""
        return max(self.capacity - self.load, 0)


@dataclass(frozen=True, slots=True)
class Assigned:
    """Pairs (recipient, helper), sorted; what they cost; who lacks how many still.

    `short` and `full` are the smallest set that cannot be served, by Hall's theorem: these recipients need more than
    these helpers, the only ones that may help them, have left. `raised`: at whom one place more would serve each that
    is left (one place serves one, so fewer never do), but `beyond`, who have no other helper at any capacity.
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
        """Helper → how many places more it would need, for those that need any."""
        return dict(sorted(Counter(helper for own in self.raised.values() for helper in own).items()))


def steps(need: Need, helper: Helper) -> int:
    """How many units lie between a recipient and the first unit it lies in that the helper is linked to."""
    return next((place for place, unit in enumerate(need.units) if unit in helper.units), len(need.units))


def cost(need: Need, helper: Helper) -> int:
    """What a pair costs, but for the helper's load.

    >>> a = Helper("a", 0, 1, frozenset({"county"}), frozenset({"health"}))
    >>> cost(Need("v", 1, ("township", "county"), frozenset({"health"})), a)
    16
    """
    strange = STRANGER if helper.id not in need.former else 0
    other = OTHER_SECTOR if need.sectors and not need.sectors & helper.sectors else 0
    return strange + other + AWAY * steps(need, helper)


def assign(needs: Iterable[Need], helpers: Iterable[Helper]) -> Assigned:
    """As many partners as the capacities allow, at the least cost; the same whatever the order of what is given.

    Raises `UsageError` when there is more to plan than can be planned at a time.
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
    """What these pairs cost in all."""
    need, helper = {one.id: one for one in needs}, {one.id: one for one in helpers}
    taken: dict[str, int] = {}
    found = 0
    for recipient, by in pairs:
        taken[by] = taken.get(by, helper[by].load) + 1
        found += cost(need[recipient], helper[by]) + BALANCE * taken[by]
    return found


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
    """Needs of one that are alike, by what they have in common; and those that go by themselves."""
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
    """The node of the nearest of `units` in a layer, made with those above it where it is new."""
    for unit, above in zip((*units, ""), (*units[1:], "", None), strict=False):
        if (layer, unit) in by_unit:
            break
        by_unit[layer, unit] = None
        if above is not None:
            flow.add_edge(("unit", layer, unit), ("unit", layer, above), weight=AWAY)
    return ("unit", layer, units[0] if units else "")


def _levels(helpers: Sequence[Helper], single: Sequence[Need], demand: int, dearest: int) -> dict[str, int]:
    """The most partners each helper may have in a plan of least cost.

    Some helper that is not full stays at the level that the needs would rise to if they were poured over all. Whoever
    may go to any goes there rather than `dearest` above it; only needs with arcs of their own may rise further.
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
    """The helpers that the flow out of a node ends at, taking from `left` what is walked."""
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
    """Whom the unfilled compete with, and for whom: the smallest cut of the flow, seen from its source."""
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
    """The cheapest helpers for each need that is left, had they one place more; and who has no other at all.

    Whoever has more partners than its capacity comes last: its capacity would first have to be raised to these.
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
