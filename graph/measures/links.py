"""How two organizations are linked: the shortest ways between them over pairs in force, whichever side helps.

The search fetches one ring of neighbours after the other, from both ends, so that it works in a network of any size.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from graph import network
from graph.answer import Rows
from graph.measures.arguments import checked
from graph.network import partner_edges, partners
from graph.query import Side

if TYPE_CHECKING:
    import networkx as nx

    from graph.network import Network

    Around = Callable[[Sequence[str]], Network]
    Layered = nx.DiGraph[tuple[int, str]]

STEPS = 6
"""The longest way that is looked for."""
RING = 20_000
"""The most organizations whose neighbours are fetched at once: where there are more, the search stops and says so."""
WAYS = 10
"""The most ways of the same length that are returned."""
_UP, _PAIRS, _DOWN = range(3)
"""The parts of a way: up to the units one lies in, over pairs, down to the other end."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step: `helps` or `helped_by` (through that agreement), `part_of` or `contains`."""

    step: str
    from_: str
    to: str
    agreement: str | None = None
    edge: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ways(Rows):
    """The shortest ways, all of one length, in the order of their ids; `graph` holds everything they touch.

    `more`: there are other ways as short. `proven` is False where the search stopped at a ring of more than `RING`; the
    ways may not be the shortest then. `whole`, where there are no ways: all that one of the two is linked with was
    seen, so there is no way of any length.
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

    def records(self) -> Iterator[dict[str, object]]:
        """A row for each step: the numbers of its way and of the step, what it is, its two ends, its agreement."""
        for way, some in enumerate(self.ways, 1):
            for place, step in enumerate(some, 1):
                ends = {"from": step.from_, "to": step.to, "agreement": step.agreement}
                yield {"way": way, "place": place, "step": step.step, **ends}


@checked
def ways(around: Around, one: str, other: str, day: date, *, groups: bool = False, steps: int = STEPS) -> Ways:
    """The shortest ways from `one` to `other`, of at most `steps` steps.

    `around` gives the network of some organizations and their partners, as `Store.around` does. Ways over pairs alone
    come first. Only where there is none, a way may go up from `one` to the units it lies in, over pairs, and down to
    `other`: then the pairs of a unit link those that lie in it. A pair is one in force on `day`; pairs of a group's
    list count with `groups`. (Bidirectional search: Pohl 1971)
    """
    direct = _ways(around, one, other, day, groups, steps, units=False)
    if direct.ways or one == other:
        return direct
    return _ways(around, one, other, day, groups, steps, units=True)


class _End:
    """One end of the search: the distance from it of all that was seen, and whose neighbours are fetched next."""

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
        """Adds the neighbours of the ring; `graph` is what lies around it."""
        for id_ in self.ring:
            for near in _neighbours(graph, id_, day, groups):
                self.distance[near] = min(self.distance.get(near, self.radius + 1), self.radius + 1)
        self.radius += 1


def _ways(around: Around, one: str, other: str, day: date, groups: bool, steps: int, *, units: bool) -> Ways:
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
        return Ways(graph, proven=proven, whole=whole)
    shortest: list[tuple[Step, ...]] = []
    more = False
    for way in _shortest(_layered(graph, chains, one, other, day, groups), one, other):
        if len(shortest) == WAYS:
            more = True
            break
        shortest.append(tuple(_step(graph, *pair, day, groups, units=units) for pair in pairwise(way)))
    shortest.sort(key=lambda way: [step.to for step in way])
    return Ways(graph, tuple(shortest), more, proven)


def _meeting(ends: Sequence[_End]) -> int | None:
    """The fewest steps that link the two ends through what was seen from both; None where nothing does."""
    first, second = (end.distance for end in ends)
    return min((first[id_] + second[id_] for id_ in first.keys() & second.keys()), default=None)


def _neighbours(graph: Network, id_: str, day: date, groups: bool) -> set[str]:
    """The partners of an organization on both sides."""
    return {near for side in Side for near in partners(graph, id_, day, groups=groups, side=side)}


def _layered(graph: Network, chains: Sequence[Sequence[str]], one: str, other: str, day: date, groups: bool) -> Layered:
    """What was seen as a graph of (part of the way, organization): up from one end, over pairs, down to the other."""
    import networkx as nx

    layered: Layered = nx.DiGraph()
    layered.add_node((_UP, one))
    up, down = [one, *chains[0]], [other, *chains[1]]
    layered.add_edges_from(((_UP, low), (_UP, high)) for low, high in pairwise(up))
    for low, high in pairwise(down):
        layered.add_edges_from(((part, high), (_DOWN, low)) for part in (_UP, _PAIRS, _DOWN))
    above = set(up)
    for id_ in sorted(graph):
        for near in sorted(_neighbours(graph, id_, day, groups)):
            layered.add_edge((_PAIRS, id_), (_PAIRS, near))
            if id_ in above:
                layered.add_edge((_UP, id_), (_PAIRS, near))
    for part in (_UP, _PAIRS, _DOWN):
        if (part, other) in layered:
            layered.add_edge((part, other), (_DOWN + 1, other))
    return layered


def _shortest(layered: Layered, one: str, other: str) -> Iterator[list[str]]:
    """The shortest ways as ids, each once."""
    import networkx as nx

    given: set[tuple[str, ...]] = set()
    for way in nx.all_shortest_paths(layered, (_UP, one), (_DOWN + 1, other)):
        ids = [id_ for _, id_ in way[:-1]]
        if tuple(ids) not in given:
            given.add(tuple(ids))
            yield ids


def _step(graph: Network, from_: str, to: str, day: date, groups: bool, *, units: bool) -> Step:
    """The agreement that links the two, a fact before an invented one; without any, the step to or from a unit."""
    for step, side in (("helps", Side.HELPER), ("helped_by", Side.RECIPIENT)):
        counting = [one for one in partner_edges(graph, from_, day, groups=groups, side=side) if one.partner == to]
        if counting:
            first = min(counting, key=lambda one: (bool(one.edge.get("illustrative")), one.agreement))
            return Step(step, from_, to, first.agreement, first.edge)
    assert units  # without units a way has only pairs
    return Step("part_of" if graph.nodes[from_].get("part_of") == to else "contains", from_, to)
