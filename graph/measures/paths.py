"""Shortest ways through the two-mode graph from many starts at once, for betweenness and harmonic centrality.

A step always leads to the other side. So all starts of one side are on the same side after each step, and a step is one
multiplication by the table of pairs. Ways stay inside a component, so components share the columns of one computation:
thousands of small ones cost no more than the largest of them.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np
    from numpy.typing import NDArray

    Node = tuple[str, str]
    TwoMode = nx.Graph[Node]
    Flags = NDArray[np.bool_]
    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

_SIDES = ("helper", "recipient")
_COLUMNS, _WORDS = 16, 16
"""How many starts, or words of 64 starts, are computed together: as many as fit into a processor's cache."""


@dataclass(frozen=True, slots=True)
class Component:
    """A component of two nodes or more, sorted, and the nodes from which ways are counted: all, or a sample."""

    nodes: list[Node]
    starts: dict[Node, None]

    @property
    def sampled(self) -> bool:
        """Whether what is counted is an estimate."""
        return len(self.starts) < len(self.nodes)


@dataclass(frozen=True, slots=True)
class Table:
    """The two-mode graph as numbers: nodes are helpers, then recipients, each as sorted; `ends` of each pair."""

    helpers: int
    size: int
    ends: tuple[Ints, Ints]

    def degree(self) -> Ints:
        """The number of partners of each node."""
        import numpy as np

        return np.bincount(np.concatenate(self.ends), minlength=self.size)


@dataclass(frozen=True, slots=True)
class Parts:
    """Components: that `of` each node, −1 where it is alone; which nodes are `starts`, which components `sampled`."""

    of: Ints
    starts: Flags
    sampled: Flags


def table_of(pairs: TwoMode, nodes: Sequence[Node]) -> Table:
    """The pairs of these sorted nodes as numbers."""
    import numpy as np

    number = {node: place for place, node in enumerate(nodes)}
    helpers = [node for node in nodes if node[0] == _SIDES[0]]
    ends = [(number[node], number[near]) for node in helpers for near in pairs[node]]
    one, other = np.array(ends, dtype=np.int64).reshape(-1, 2).T
    return Table(len(helpers), len(nodes), (one, other))


def choose(table: Table, labels: Ints, exact: int, sample: int, seed: int) -> Parts:
    """As `components`, where `labels` tell which nodes are of one component."""
    import numpy as np

    degree = table.degree()
    linked = np.flatnonzero(degree)
    _, first, of, sizes = np.unique(labels[linked], return_index=True, return_inverse=True, return_counts=True)
    costs = sizes * (np.bincount(of, weights=degree[linked], minlength=len(sizes)).astype(np.int64) // 2)
    order = np.lexsort((linked[first], costs))
    sizes = sizes[order]
    sampled = (np.cumsum(costs[order]) > exact) & (sizes > sample)
    parts = np.full(table.size, -1, dtype=np.int64)
    parts[linked] = np.argsort(order)[of]
    starts = parts >= 0
    by_part = linked[np.argsort(parts[linked], kind="stable")]
    begins = np.cumsum(sizes) - sizes
    for begin, size in zip(begins[sampled].tolist(), sizes[sampled].tolist(), strict=True):
        starts[by_part[begin : begin + size]] = False
        starts[by_part[begin + np.array(random.Random(seed).sample(range(size), sample), dtype=np.int64)]] = True
    return Parts(parts, starts, sampled)


def components(pairs: TwoMode, exact: int, sample: int, seed: int) -> list[Component]:
    """The components of two nodes or more: from the cheapest on whole, until nodes × edges add up to more than `exact`.

    Of each other component `sample` nodes are drawn with `seed`, all equally likely; all of them if it has no more.
    """
    import networkx as nx
    import numpy as np

    nodes = sorted(pairs)
    label = {node: number for number, some in enumerate(nx.connected_components(pairs)) for node in some}
    labels = np.array([label[node] for node in nodes], dtype=np.int64)
    parts = choose(table_of(pairs, nodes), labels, exact, sample, seed)
    found = [Component([], {}) for _ in parts.sampled]
    for node, part, start in zip(nodes, parts.of.tolist(), parts.starts.tolist(), strict=True):
        if part >= 0:
            found[part].nodes.append(node)
            found[part].starts.update({node: None} if start else {})
    return found


def between(pairs: TwoMode, some: Sequence[Component]) -> dict[Node, float]:
    """Node → the share of the shortest ways between two others that lead through it, added up over all twos.

    Freeman's betweenness, by the sums of Brandes (2001), a level of all starts at a time. Needs scipy.
    """
    return _by_node(pairs, some, sums_between)


def near(pairs: TwoMode, some: Sequence[Component]) -> dict[Node, float]:
    """Node → 1/distance to every other node that can be reached, added up."""
    return _by_node(pairs, some, sums_near)


def _by_node(pairs: TwoMode, some: Sequence[Component], counted: Callable[[Table, Parts], Floats]) -> dict[Node, float]:
    import numpy as np

    of = {node: number for number, part in enumerate(some) for node in part.nodes}
    starts = {node for part in some for node in part.starts}
    nodes = sorted(of)
    parts = Parts(
        np.array([of[node] for node in nodes], dtype=np.int64),
        np.array([node in starts for node in nodes], dtype=np.bool_),
        np.array([part.sampled for part in some], dtype=np.bool_),
    )
    return dict(zip(nodes, counted(table_of(pairs, nodes), parts).tolist(), strict=True))


def sums_between(table: Table, parts: Parts) -> Floats:
    """What `between` counts, of each node."""
    return _added(table, parts, _COLUMNS, _dependencies, fold=True) / 2  # each way is counted from both ends


def sums_near(table: Table, parts: Parts) -> Floats:
    """What `near` counts, of each node."""
    return _added(table, parts, 64 * _WORDS, _nearness, fold=False)


def _added(
    table: Table, parts: Parts, width: int, counted: Callable[[_Batch], tuple[Floats, Floats]], *, fold: bool
) -> Floats:
    """What is `counted` at each node, scaled to all starts; a node is not a start of its own ways."""
    import numpy as np

    sums = _zeros(table.size)
    for helps in (True, False):
        layout = _layout(table, parts, helps=helps, fold=fold)
        for batch in layout.batches(width):
            for nodes, new in zip(layout.nodes, counted(batch), strict=True):
                sums[nodes[: len(new)]] += new
    there = parts.of >= 0
    of = parts.of[there]
    sizes = np.bincount(of, minlength=len(parts.sampled))
    others = np.bincount(of[parts.starts[there]], minlength=len(sizes))[of] - parts.starts[there]
    scale = np.divide(sizes[of] - 1, others, out=np.zeros(len(of)), where=others > 0)
    sums[there] *= scale
    return sums


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

    nodes: tuple[Ints, Ints]
    parts: tuple[Ints, Ints]
    rows: Ints
    columns: Ints
    times: Ints
    sizes: tuple[Ints, Ints]
    steps: tuple[tuple[Ints, Ints], tuple[Ints, Ints]]

    def batches(self, width: int) -> Iterator[_Batch]:
        """The starts, `width` columns at a time."""
        import numpy as np

        for first in range(0, len(self.sizes[0]), width):
            low, high = np.searchsorted(self.columns, (first, first + width))
            own, other = (int(size[first]) for size in self.sizes)
            (there, ends), (back, begins) = self.steps
            yield _Batch(
                self.rows[low:high],
                self.columns[low:high] - first,
                self.times[low:high],
                min(width, len(self.sizes[0]) - first),
                (own, other),
                (self.parts[0][:own], self.parts[1][:other]),
                ((there[: ends[other]], ends[: other + 1]), (back[: begins[own]], begins[: own + 1])),
            )


def _layout(table: Table, parts: Parts, *, helps: bool, fold: bool) -> _Layout:
    """The starts of a side; with `fold` nodes whose only partner is the same are one start, counted so many times."""
    import numpy as np

    side = (np.arange(table.size) < table.helpers) == helps
    starts = np.flatnonzero(parts.starts & side)
    times = np.ones(len(starts), dtype=np.int64)
    if fold:
        partner = np.zeros(table.size, dtype=np.int64)
        for end, near in (table.ends, table.ends[::-1]):
            partner[end] = near
        alone = table.degree()[starts] == 1
        leaves = starts[alone]
        _, first, count = np.unique(partner[leaves], return_index=True, return_counts=True)
        starts = np.concatenate((starts[~alone], leaves[first]))
        times = np.concatenate((times[~alone], count))
    counts = np.bincount(parts.of[starts], minlength=len(parts.sampled))
    order = np.argsort(-counts, kind="stable")
    place = np.argsort(order)  # of each component
    rows = np.zeros(table.size, dtype=np.int64)
    nodes, places, ends = [], [], []
    for of_side in (side, ~side):
        some = np.flatnonzero(of_side & (parts.of >= 0))
        some = some[np.argsort(place[parts.of[some]], kind="stable")]
        rows[some] = np.arange(len(some))
        nodes.append(some)
        places.append(place[parts.of[some]])
        ends.append(np.concatenate(([0], np.cumsum(np.bincount(places[-1], minlength=len(order))))))
    by_part = np.argsort(place[parts.of[starts]], kind="stable")
    starts, times, counts = starts[by_part], times[by_part], counts[order]
    columns = np.arange(len(starts)) - (np.cumsum(counts) - counts)[place[parts.of[starts]]]
    by_column = np.lexsort((rows[starts], columns))
    having = np.searchsorted(-counts, -np.arange(counts.max(initial=0)), side="left")
    one, other = (rows[end] for end in (table.ends if helps else table.ends[::-1]))
    return _Layout(
        (nodes[0], nodes[1]),
        (places[0], places[1]),
        rows[starts][by_column],
        columns[by_column],
        times[by_column],
        (ends[0][having], ends[1][having]),
        (_step(one, other, len(nodes[1])), _step(other, one, len(nodes[0]))),
    )


def _step(begins: Ints, ends: Ints, size: int) -> tuple[Ints, Ints]:
    """The rows that a step comes from, and where those of each of the `size` rows that it leads to begin."""
    import numpy as np

    order = np.argsort(ends, kind="stable")
    return begins[order], np.concatenate(([0], np.cumsum(np.bincount(ends, minlength=size))))


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
