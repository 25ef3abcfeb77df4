"""Shortest ways through the two-mode graph from many starts at once, for betweenness and harmonic centrality.

A step always leads to the other side. So all starts of one side are on the same side after each step, and a step is one
multiplication by the table of pairs. Ways stay inside a component, so components share the columns of one computation:
thousands of small ones cost no more than the largest of them.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np
    from numpy.typing import NDArray

    Node = tuple[str, str]
    TwoMode = nx.Graph[Node]
    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

_SIDES = ("helper", "recipient")
_COLUMNS, _WORDS = 16, 16
"""How many starts, or words of 64 starts, are computed together: as many as fit into a processor's cache."""


@dataclass(frozen=True, slots=True)
class Component:
    """A component of two nodes or more, sorted, and the nodes from which ways are counted: all, or a sample."""

    nodes: Sequence[Node]
    starts: Collection[Node]

    @property
    def sampled(self) -> bool:
        """Whether what is counted is an estimate."""
        return len(self.starts) < len(self.nodes)

    def scale(self, node: Node) -> float:
        """The factor that makes a sum over the starts one over all nodes; a node is not a start of its own ways."""
        counted = len(self.starts) - (node in self.starts)
        return (len(self.nodes) - 1) / counted if counted else 0.0


def components(pairs: TwoMode, exact: int, sample: int, seed: int) -> list[Component]:
    """The components of two nodes or more: from the cheapest on whole, until nodes × edges add up to more than `exact`.

    Of each other component `sample` nodes are drawn with `seed`, all equally likely; all of them if it has no more.
    """
    import networkx as nx

    by_cost = sorted(
        (len(nodes) * sum(pairs.degree(node) for node in nodes) // 2, nodes)
        for nodes in map(sorted, nx.connected_components(pairs))
        if len(nodes) > 1
    )
    spent, chosen = 0, []
    for cost, nodes in by_cost:
        spent += cost
        whole = spent <= exact or sample >= len(nodes)
        starts = nodes if whole else random.Random(seed).sample(nodes, sample)
        chosen.append(Component(nodes, dict.fromkeys(starts).keys()))
    return chosen


def between(pairs: TwoMode, some: Sequence[Component]) -> dict[Node, float]:
    """Node → the share of the shortest ways between two others that lead through it, added up over all twos.

    Freeman's betweenness, by the sums of Brandes (2001), a level of all starts at a time. Needs scipy.
    """
    return _added(pairs, some, _COLUMNS, _dependencies, fold=True, half=True)


def near(pairs: TwoMode, some: Sequence[Component]) -> dict[Node, float]:
    """Node → 1/distance to every other node that can be reached, added up."""
    return _added(pairs, some, 64 * _WORDS, _nearness, fold=False, half=False)


def _added(
    pairs: TwoMode,
    some: Sequence[Component],
    width: int,
    counted: Callable[[_Batch], tuple[Floats, Floats]],
    *,
    fold: bool,
    half: bool,
) -> dict[Node, float]:
    """Node → what is `counted` at it, scaled to all starts; `half`: each way is counted from both ends."""
    sums_of = dict.fromkeys((node for part in some for node in part.nodes), 0.0)
    for side in _SIDES:
        layout = _layout(pairs, some, side, fold=fold)
        sums = _zeros(len(layout.nodes[0])), _zeros(len(layout.nodes[1]))
        for batch in layout.batches(width):
            for total, new in zip(sums, counted(batch), strict=True):
                total[: len(new)] += new
        for nodes, total in zip(layout.nodes, sums, strict=True):
            for node, value in zip(nodes, total.tolist(), strict=True):
                sums_of[node] += value
    return {node: sums_of[node] * part.scale(node) / (2 if half else 1) for part in some for node in part.nodes}


@dataclass(frozen=True, slots=True)
class _Batch:
    """Starts that go together: in row `rows` of their own side and column `columns`, each `times` times.

    There are `sizes` rows on their own side and on the other, of the components `parts`; `steps` lead from the own
    side to the other and back, a step being the rows that it comes from, and where those of each row that it leads to
    begin.
    """

    rows: Ints
    columns: Ints
    times: Ints
    width: int
    sizes: tuple[int, int]
    parts: tuple[Ints, Ints]
    steps: tuple[tuple[Ints, Ints], tuple[Ints, Ints]]


@dataclass(frozen=True, slots=True)
class _Layout:
    """The starts of one side in columns, each component's own from the first; components with most starts come first.

    So the components that have starts in a column are the first rows of both sides, as many as `sizes` says.
    """

    nodes: tuple[list[Node], list[Node]]
    parts: tuple[Ints, Ints]
    rows: Ints
    columns: Ints
    times: Ints
    sizes: list[tuple[int, int]]
    steps: tuple[tuple[Ints, Ints], tuple[Ints, Ints]]

    def batches(self, width: int) -> Iterator[_Batch]:
        """The starts, `width` columns at a time."""
        import numpy as np

        for first in range(0, len(self.sizes), width):
            low, high = np.searchsorted(self.columns, (first, first + width))
            own, other = self.sizes[first]
            (there, ends), (back, begins) = self.steps
            yield _Batch(
                self.rows[low:high],
                self.columns[low:high] - first,
                self.times[low:high],
                min(width, len(self.sizes) - first),
                (own, other),
                (self.parts[0][:own], self.parts[1][:other]),
                ((there[: ends[other]], ends[: other + 1]), (back[: begins[own]], begins[: own + 1])),
            )


def _layout(pairs: TwoMode, some: Sequence[Component], side: str, *, fold: bool) -> _Layout:
    """The starts of `side`; with `fold` nodes whose only partner is the same are one start, counted so many times."""
    import numpy as np

    starts: list[tuple[dict[Node, int], Component]] = []
    for part in some:
        times: dict[Node, int] = {}
        leaves: dict[Node, Node] = {}
        for node in part.starts:
            if node[0] == side:
                alone = fold and pairs.degree(node) == 1
                first = leaves.setdefault(next(iter(pairs[node])), node) if alone else node
                times[first] = times.get(first, 0) + 1
        starts.append((times, part))
    starts.sort(key=lambda entry: len(entry[0]), reverse=True)
    own: dict[Node, int] = {}
    other: dict[Node, int] = {}
    starts_at: list[tuple[int, int, int]] = []
    sizes = [(0, 0)] * max((len(times) for times, _ in starts), default=0)
    for times, part in starts:
        for node in part.nodes:
            numbers = own if node[0] == side else other
            numbers[node] = len(numbers)
        starts_at += [(column, own[node], count) for column, (node, count) in enumerate(times.items())]
        sizes[: len(times)] = [(len(own), len(other))] * len(times)
    placed = np.array(sorted(starts_at), dtype=np.int64).reshape(-1, 3)
    number = {node: place for place, (_, part) in enumerate(starts) for node in part.nodes}
    own_parts, other_parts = (np.array([number[node] for node in nodes], dtype=np.int64) for nodes in (own, other))
    return _Layout(
        (list(own), list(other)),
        (own_parts, other_parts),
        placed[:, 1],
        placed[:, 0],
        placed[:, 2],
        sizes,
        (_step(pairs, own, other), _step(pairs, other, own)),
    )


def _step(pairs: TwoMode, begins: Mapping[Node, int], ends: Mapping[Node, int]) -> tuple[Ints, Ints]:
    import numpy as np

    indices = [begins[begin] for end in ends for begin in pairs[end]]
    return np.array(indices, dtype=np.int64), np.cumsum([0, *(len(pairs[end]) for end in ends)], dtype=np.int64)


def _zeros(*shape: int) -> Floats:
    import numpy as np

    return np.zeros(shape)


def _dependencies(batch: _Batch) -> tuple[Floats, Floats]:
    """Brandes' dependencies of the starts on each node of both sides, added up."""
    import numpy as np
    from scipy.sparse import csr_array  # type: ignore[import-untyped]

    tables = [
        csr_array((np.ones(len(step[0])), *step), shape=(len(step[1]) - 1, size))
        for step, size in zip(batch.steps, batch.sizes, strict=True)
    ]
    seen = [_zeros(size, batch.width) for size in batch.sizes]
    seen[0][batch.rows, batch.columns] = 1
    levels = [seen[0].copy()]  # at each distance how many shortest ways lead where; own side, other side, own side…
    while True:
        here = len(levels) % 2
        ways = tables[1 - here] @ levels[-1]
        ways *= seen[here] == 0
        if not ways.any():
            break
        seen[here] += ways
        levels.append(ways)
    rest = [_zeros(size, batch.width) for size in batch.sizes]
    for distance in range(len(levels) - 1, 0, -1):
        here, ways = distance % 2, levels.pop()
        each = np.zeros_like(ways)
        np.divide(1 + rest[here], ways, out=each, where=ways > 0)
        before = tables[here] @ each
        before *= levels[-1]
        rest[1 - here] += before
    rest[0][batch.rows, batch.columns] = 0  # nobody lies on its own ways
    times = _zeros(max(int(part.max(initial=-1)) for part in batch.parts) + 1, batch.width)
    times[batch.parts[0][batch.rows], batch.columns] = batch.times
    own, other = (np.einsum("ij,ij->i", values, times[part]) for values, part in zip(rest, batch.parts, strict=True))
    return own, other


def _nearness(batch: _Batch) -> tuple[Floats, Floats]:
    """1/distance from each node of both sides to the starts that reach it, added up; a start is a bit of a word."""
    import numpy as np

    seen = [np.zeros((size, -(-batch.width // 64)), dtype=np.uint64) for size in batch.sizes]
    word, bit = np.divmod(batch.columns, 64)
    seen[0][batch.rows, word] = np.left_shift(np.uint64(1), bit.astype(np.uint64))
    sums = _zeros(batch.sizes[0]), _zeros(batch.sizes[1])
    level, distance = seen[0].copy(), 0
    while level.any():
        here, distance = (distance + 1) % 2, distance + 1
        indices, begins = batch.steps[1 - here]
        level = np.bitwise_or.reduceat(level[indices], begins[:-1], axis=0)  # every row has a partner
        level &= ~seen[here]
        seen[here] |= level
        sums[here][:] += np.bitwise_count(level).sum(axis=1) / distance
    return sums
