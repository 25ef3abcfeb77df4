"""How two organizations are linked: the shortest ways between them over pairs in force, whichever side helps.

Rings of neighbours are asked for one after the other, from both ends, so that a way is found in a network of any size.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from graph import network
from graph.measures.coverage import edge_in_force
from graph.model import Certainty

if TYPE_CHECKING:
    import networkx as nx

    from graph.network import Network

    Around = Callable[[Sequence[str]], Network]
    Layered = nx.DiGraph[tuple[int, str]]

STEPS = 6
"""Longest way that is looked for."""
RING = 20_000
"""Most organizations of whom the neighbours are asked for at once: beyond it the search stops and says so."""
WAYS = 10
"""Most ways of the same length that are told."""
_UP, _PAIRS, _DOWN = range(3)
"""The parts of a way: up to the units one lies in, over pairs, down to the other end."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step: `helps`, `helped_by` (by that agreement), `part_of` or `contains`."""

    step: str
    from_: str
    to: str
    agreement: str | None = None
    edge: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """The shortest ways, all of one length, in the order of their ids; `graph` holds everything they touch.

    `more`: there are others as short. `proven` is False where the search ended at a ring of more than `RING`: what was
    found may not be the shortest. Without any, `whole` says that no way of any length exists: all that one of the two
    is linked with was seen.
    """

    graph: Network
    ways: tuple[tuple[Step, ...], ...] = ()
    more: bool = False
    proven: bool = True
    whole: bool = False

    @property
    def length(self) -> int | None:
        """How many steps the shortest ways have."""
        return len(self.ways[0]) if self.ways else None


def ways(around: Around, one: str, other: str, day: date, *, groups: bool = False, steps: int = STEPS) -> Found:
    """The shortest ways from `one` to `other`, of at most `steps` steps.

    `around` is that of a store. Ways over pairs alone come first; only where there is none, a way may go up from `one`
    to the units it lies in, over pairs, and down to `other`: then a unit's pairs link those that lie in it. A pair is
    one in force on `day`; those of a group count with `groups`. (Bidirectional search: Pohl 1971)
    """
    found = _ways(around, one, other, day, groups, steps, units=False)
    if found.ways or one == other:
        return found
    return _ways(around, one, other, day, groups, steps, units=True)


class _End:
    """One end of the search: how far everything seen is from it, and whose neighbours come next."""

    def __init__(self, start: str, chain: Sequence[str]) -> None:
        self.distance = {id_: place for place, id_ in enumerate((start, *chain))}
        self.radius = 0

    @property
    def ring(self) -> list[str]:
        return sorted(id_ for id_, distance in self.distance.items() if distance == self.radius)

    @property
    def exhausted(self) -> bool:
        return self.radius > max(self.distance.values())

    def grow(self, graph: Network, day: date, groups: bool) -> None:
        """Takes the neighbours of the ring; `graph` is what lies around it."""
        for id_ in self.ring:
            for near in _neighbours(graph, id_, day, groups):
                self.distance[near] = min(self.distance.get(near, self.radius + 1), self.radius + 1)
        self.radius += 1


def _ways(around: Around, one: str, other: str, day: date, groups: bool, steps: int, *, units: bool) -> Found:
    import networkx as nx

    graph: Any = around(sorted({one, other}))
    chains = [network.ancestors(graph, end) if units else [] for end in (one, other)]
    ends = [_End(one, chains[0]), _End(other, chains[1])]
    best = _meeting(ends)
    while (best is None or best > ends[0].radius + ends[1].radius) and ends[0].radius + ends[1].radius < steps:
        growing = min(ends, key=lambda end: len(end.ring))
        ring = growing.ring
        if any(end.exhausted for end in ends) or len(ring) > RING:
            break
        seen = around(ring)
        growing.grow(seen, day, groups)
        graph = nx.compose(graph, seen)
        best = _meeting(ends)
    whole = any(end.exhausted for end in ends)
    proven = whole or ends[0].radius + ends[1].radius >= min(steps, steps if best is None else best)
    if best is None or best > steps:
        return Found(graph, proven=proven, whole=whole)
    found: list[tuple[Step, ...]] = []
    more = False
    for way in _shortest(_layered(graph, chains, one, other, day, groups), one, other):
        if len(found) == WAYS:
            more = True
            break
        found.append(tuple(_step(graph, *pair, day, groups, units=units) for pair in pairwise(way)))
    found.sort(key=lambda way: [step.to for step in way])
    return Found(graph, tuple(found), more, proven)


def _meeting(ends: Sequence[_End]) -> int | None:
    """The least number of steps by which what was seen from both ends is linked."""
    first, second = (end.distance for end in ends)
    return min((first[id_] + second[id_] for id_ in first.keys() & second.keys()), default=None)


def _counts(edge: dict[str, Any], day: date, groups: bool) -> bool:
    return (groups or edge["certainty"] != Certainty.GROUP) and edge_in_force(edge, day)


def _neighbours(graph: Network, id_: str, day: date, groups: bool) -> set[str]:
    """Whom one is paired with in force, whichever side helps."""
    return {
        near
        for side in (graph.succ, graph.pred)
        for near, pair in side[id_].items()
        if near != id_ and any(_counts(edge, day, groups) for edge in pair.values())
    }


def _layered(graph: Network, chains: Sequence[Sequence[str]], one: str, other: str, day: date, groups: bool) -> Layered:
    """What was seen as (part of the way, organization): up from one end, over pairs, down to the other."""
    import networkx as nx

    found: Layered = nx.DiGraph()
    found.add_node((_UP, one))
    up, down = [one, *chains[0]], [other, *chains[1]]
    found.add_edges_from(((_UP, low), (_UP, high)) for low, high in pairwise(up))
    for low, high in pairwise(down):
        found.add_edges_from(((part, high), (_DOWN, low)) for part in (_UP, _PAIRS, _DOWN))
    above = set(up)
    for id_ in sorted(graph):
        for near in sorted(_neighbours(graph, id_, day, groups)):
            found.add_edge((_PAIRS, id_), (_PAIRS, near))
            if id_ in above:
                found.add_edge((_UP, id_), (_PAIRS, near))
    for part in (_UP, _PAIRS, _DOWN):
        if (part, other) in found:
            found.add_edge((part, other), (_DOWN + 1, other))
    return found


def _shortest(layered: Layered, one: str, other: str) -> Iterator[list[str]]:
    """The shortest ways as ids, each once."""
    import networkx as nx

    told: set[tuple[str, ...]] = set()
    for way in nx.all_shortest_paths(layered, (_UP, one), (_DOWN + 1, other)):
        ids = [id_ for _, id_ in way[:-1]]
        if tuple(ids) not in told:
            told.add(tuple(ids))
            yield ids


def _step(graph: Network, from_: str, to: str, day: date, groups: bool, *, units: bool) -> Step:
    """The agreement that links the two, facts before invented ones; else the unit one lies in."""
    for step, helper, recipient in (("helps", from_, to), ("helped_by", to, from_)):
        pair = graph.succ[helper].get(recipient, {})
        counting = sorted((bool(edge["illustrative"]), key) for key, edge in pair.items() if _counts(edge, day, groups))
        if counting:
            key = counting[0][1]
            return Step(step, from_, to, key, pair[key])
    assert units  # only pairs were walked otherwise
    return Step("part_of" if graph.nodes[from_].get("part_of") == to else "contains", from_, to)
