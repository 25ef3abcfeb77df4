"""Centralities of the two sides on columns: the same as `graph.measures.centrality`, by places."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from graph.measures import paths
from graph.measures.centrality import DAMPING, EXACT, EXACT_NEAR, PRECISION, ROUNDS, SAMPLE, SEED, most_between
from graph.query import RankBy, Side

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from graph.columns import Columns, Flags, Places
    from graph.measures.columns.pairs import Pairs

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Scores:
    """The value of each organization, by place; only those of the side count. For the rest see `centrality.Scores`."""

    values: Floats
    estimated: Flags
    sample: int | None = None
    seed: int | None = None


class Linked:
    """The organizations with a partner, numbered: helpers, then recipients; needs scipy."""

    def __init__(self, pairs: Pairs) -> None:
        self.pairs = pairs
        size = len(pairs.sides[Side.HELPER])
        helps, helped = (pairs.degree(side) > 0 for side in Side)
        self.helpers, self.recipients = np.flatnonzero(helps), np.flatnonzero(helped)
        number = np.zeros(size, dtype=np.int32)
        number[self.helpers] = np.arange(len(self.helpers))
        self.one: Places = number[pairs.edges.helper]
        number[self.recipients] = np.arange(len(self.recipients))
        self.other: Places = number[pairs.edges.recipient]

    @property
    def size(self) -> int:
        """How many there are on both sides."""
        return len(self.helpers) + len(self.recipients)

    @cached_property
    def received(self) -> Any:
        """Recipients × helpers, 1 for each pair, as a sparse table."""
        from scipy.sparse import csr_array  # type: ignore[import-untyped]

        begins = np.concatenate(([0], np.cumsum(np.bincount(self.other, minlength=len(self.recipients)))))
        shape = len(self.recipients), len(self.helpers)
        return csr_array((np.ones(len(self.one)), self.one, begins.astype(np.int32)), shape=shape)

    @cached_property
    def parts(self) -> tuple[int, Ints]:
        """The number of components, and that of each node."""
        from scipy.sparse import csr_array
        from scipy.sparse.csgraph import connected_components  # type: ignore[import-untyped]

        if not self.size:
            return 0, np.zeros(0, dtype=np.int64)
        begins = np.concatenate((np.zeros(len(self.helpers), dtype=np.int32), self.received.indptr))
        table = csr_array((self.received.data, self.one, begins), shape=(self.size, self.size))
        count, labels = connected_components(table, directed=False)
        return int(count), labels.astype(np.int64)

    @cached_property
    def matched(self) -> int:
        """How many pairs of which no two have an end in common there are at most."""
        from scipy.sparse.csgraph import maximum_bipartite_matching

        return int((maximum_bipartite_matching(self.received, perm_type="column") >= 0).sum()) if self.size else 0

    def of_side(self, values: Floats, side: Side) -> Floats:
        """The values of the numbered as values by place, 0 where there is none."""
        found = np.zeros(len(self.pairs.sides[side]))
        if side is Side.HELPER:
            found[self.helpers] = values[: len(self.helpers)]
        else:
            found[self.recipients] = values[len(self.helpers) :]
        return found


def components(linked: Linked) -> tuple[int, int]:
    """How many components the two-mode graph has, and how many of them are a single organization."""
    alone = sum(int(flags.sum()) for flags in linked.pairs.sides.values()) - linked.size
    return linked.parts[0] + alone, alone


def scores(columns: Columns, linked: Linked, side: Side, by: RankBy) -> Scores:
    """The centrality `by` of every organization of a side."""
    pairs = linked.pairs
    own = int(pairs.sides[side].sum())
    other = sum(int(flags.sum()) for flags in pairs.sides.values()) - own
    nobody = np.zeros(len(pairs.sides[side]), dtype=np.bool_)
    if by is RankBy.PARTNERS:
        return Scores(pairs.degree(side).astype(np.float64), nobody)
    if by is RankBy.DEGREE:
        return Scores(pairs.degree(side) / other if other else nobody.astype(np.float64), nobody)
    if by is RankBy.PAGERANK:
        return Scores(_pagerank(linked, side), nobody)
    if by is RankBy.BIRANK:
        return Scores(_birank(linked, side), nobody)
    if by is RankBy.BETWEENNESS:
        return _of_ways(columns, linked, side, most_between(own, other), between=True)
    return _of_ways(columns, linked, side, other + (own - 1) / 2, between=False)


def _pagerank(linked: Linked, side: Side) -> Floats:
    """By the same steps as networkx, in which all without a partner are as one."""
    sides = linked.pairs.sides
    count = sum(int(flags.sum()) for flags in sides.values())
    given, received = linked.received.T.tocsr(), linked.received
    weights = np.concatenate((np.diff(given.indptr), np.diff(received.indptr)))
    ranks, alone, lonely = np.full(linked.size, 1 / max(count, 1)), 1 / max(count, 1), count - linked.size
    for _ in range(ROUNDS):
        shares = ranks / weights
        came = np.concatenate((given @ shares[len(linked.helpers) :], received @ shares[: len(linked.helpers)]))
        all_get = (DAMPING * alone * lonely + 1 - DAMPING) / max(count, 1)
        former, ranks = (ranks, alone), DAMPING * came + all_get
        alone = all_get
        if np.abs(ranks - former[0]).sum() + lonely * abs(alone - former[1]) < PRECISION:
            break
    found = linked.of_side(ranks, side)
    found[sides[side] & (linked.pairs.degree(side) == 0)] = alone
    return found


def _birank(linked: Linked, side: Side) -> Floats:
    """√d times, for each component, Σ √d over its helpers / its number of pairs; the values add up to 1."""
    count, of = linked.parts
    degree = np.concatenate((np.bincount(linked.one, minlength=len(linked.helpers)), np.diff(linked.received.indptr)))
    roots = np.sqrt(degree)
    helpers = of[: len(linked.helpers)]
    sums = np.bincount(helpers, weights=roots[: len(helpers)], minlength=count)
    numbers = np.bincount(helpers, weights=degree[: len(helpers)], minlength=count)
    found = linked.of_side(roots * (sums / numbers)[of], side)
    whole = math.fsum(found.tolist())
    return found / whole if whole else found


def _of_ways(columns: Columns, linked: Linked, side: Side, most: float, *, between: bool) -> Scores:
    """Shares of the most that shortest ways may add up to; ids decide, as on a network, who is drawn for a sample."""
    sorted_: list[Ints] = []
    for places in (linked.helpers, linked.recipients):
        ids = np.array([one.id for one in columns.register.named(places.astype(np.int32))], dtype=np.str_)
        sorted_.append(np.argsort(ids, kind="stable"))
    first = len(linked.helpers)
    order = np.concatenate((sorted_[0], sorted_[1] + first))
    number = np.argsort(order)
    table = paths.Table(first, linked.size, (number[linked.one], number[linked.other + first]))
    parts = paths.choose(table, linked.parts[1][order], EXACT if between else EXACT_NEAR, SAMPLE, SEED)
    sums = (paths.sums_between if between else paths.sums_near)(table, parts)[number]
    values = linked.of_side(sums / most if most else sums * 0, side)
    if not parts.sampled.any():
        return Scores(values, np.zeros(len(values), dtype=np.bool_))
    estimated = linked.of_side(parts.sampled[parts.of][number].astype(np.float64), side) > 0
    return Scores(values, estimated, SAMPLE, SEED)
