"""The shape of the two-mode graph: shared partners, redundant help, matching, nestedness, what stayed.

Every function takes the graph of distinct partners in force that `centrality.two_mode` makes; a node is (side, id).
What is undefined is None, never 0.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from statistics import fmean, pstdev
from typing import TYPE_CHECKING

from graph.answer import Rows
from graph.errors import UsageError
from graph.measures.arguments import check_two_mode, checked
from graph.measures.centrality import SEED, of_side
from graph.query import Side

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from collections.abc import Set as AbstractSet

    import networkx as nx

    from graph.measures.centrality import Node, TwoMode

HUB = 1000
"""The most partners of one organization that are joined with each other: k of them make k(k − 1)/2 ties."""
NESTED = 2000
"""The most organizations of a side with a partner for which nestedness is computed: it compares all with all."""


@dataclass(frozen=True, slots=True)
class Shared(Rows):
    """The organizations of a side, joined by the partners they share; `hubs` had too many partners to join them."""

    graph: nx.Graph[str]
    hubs: tuple[str, ...]

    def records(self) -> Iterable[dict[str, object]]:
        """A row for each tie: its two ends and its weight."""
        return (
            {"one": one, "other": other, "weight": tie["weight"]} for one, other, tie in self.graph.edges(data=True)
        )


@checked
def shared(pairs: TwoMode, side: Side, *, newman: bool = False, hub: int = HUB) -> Shared:
    """The organizations of a side that share partners, as ties between ids with the `weight` of what they share.

    The weight is the number of shared partners; with `newman` each of these counts 1/(k − 1), where k is the number of
    its own partners (Newman 2001). Those with more than `hub` partners tie nobody and are returned as `hubs`.
    """
    import networkx as nx
    from networkx.algorithms import bipartite

    nodes = of_side(pairs, side)
    hubs = [node for node in sorted(pairs) if node[0] != side and pairs.degree(node) > hub]
    among = pairs
    if hubs:
        among = nx.Graph(pairs)
        among.remove_nodes_from(hubs)
    project = bipartite.collaboration_weighted_projected_graph if newman else bipartite.weighted_projected_graph
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(id_ for _, id_ in nodes)
    if among.edges:  # networkx refuses a side that is the whole graph
        graph.add_edges_from((u[1], v[1], dict(tie)) for u, v, tie in project(among, nodes).edges(data=True))
    return Shared(graph, tuple(id_ for _, id_ in hubs))


@checked
def redundancy(pairs: TwoMode, side: Side) -> dict[str, float | None]:
    """Id → of the twos of its partners, the share (0–1) that another organization is linked to as well.

    1: without it all its partners would still be linked with each other; 0: it alone links them. None with fewer than
    two partners. (Latapy, Magnien & Del Vecchio 2008)
    """
    from networkx.algorithms import bipartite

    nodes = of_side(pairs, side)
    shares = bipartite.node_redundancy(pairs, [node for node in nodes if pairs.degree(node) > 1])
    return {node[1]: shares.get(node) for node in nodes}


@checked
def clustering(pairs: TwoMode, side: Side) -> dict[str, float]:
    """Id → how far its partners are the same as those of the others that share any with it (0–1); 0 if none shares any.

    The mean of |N(u) ∩ N(v)| / |N(u) ∪ N(v)| over all u that share a partner with v (Latapy, Magnien & Del Vecchio
    2008). Where all pairs are one-to-one it is 0 for everybody and says nothing.
    """
    from networkx.algorithms import bipartite

    return {id_: value for (_, id_), value in bipartite.latapy_clustering(pairs, of_side(pairs, side)).items()}


def reinforcement(pairs: TwoMode) -> float | None:
    """How often two that share one partner share a second: 4 · cycles of four / ways of three steps (0–1).

    Robins & Alexander (2004). None where no way has three steps, as where all pairs are one-to-one. `pairs` may be any
    two-mode graph.

    >>> import networkx as nx
    >>> reinforcement(nx.cycle_graph(4)), reinforcement(nx.path_graph(4)), reinforcement(nx.path_graph(2))
    (1.0, 0.0, None)
    """
    from networkx.algorithms import bipartite

    check_two_mode(pairs)
    ways = any(pairs.degree(u) > 1 and pairs.degree(v) > 1 for u, v in pairs.edges)
    return float(bipartite.robins_alexander_clustering(pairs)) if ways else None


@dataclass(frozen=True, slots=True)
class Matching(Rows):
    """As many pairs as possible of which no two have an end in common, and why there are no more.

    The `short` recipients have only the helpers `stretched` among them, which are fewer than they are (Hall 1935).
    """

    pairs: tuple[tuple[str, str], ...]
    recipients: int
    short: tuple[str, ...]
    stretched: tuple[str, ...]

    @property
    def deficiency(self) -> int:
        """How many recipients are left without a helper: |V| − |M|."""
        return self.recipients - len(self.pairs)

    def records(self) -> Iterable[dict[str, object]]:
        """A row for each pair."""
        return ({"helper": helper, "recipient": recipient} for helper, recipient in self.pairs)


@checked
def matching(pairs: TwoMode) -> Matching:
    """One helper for as many recipients as possible, out of the pairs there are, no helper for two recipients.

    By Hopcroft & Karp (1973). `short` are the recipients that alternating ways reach from those left without a helper
    (König 1931); `len(short) − len(stretched)` is the deficiency.
    """
    from networkx.algorithms import bipartite

    recipients = of_side(pairs, Side.RECIPIENT)
    mates = bipartite.hopcroft_karp_matching(pairs, of_side(pairs, Side.HELPER))
    around = dict(pairs.adjacency())
    queue = [node for node in recipients if node not in mates]
    short: set[Node] = set(queue)
    stretched: set[Node] = set()
    while queue:
        for helper in around[queue.pop()]:
            if helper not in stretched:
                stretched.add(helper)
                short.add(mates[helper])
                queue.append(mates[helper])
    return Matching(
        tuple(sorted((mates[node][1], node[1]) for node in recipients if node in mates)),
        len(recipients),
        tuple(sorted(id_ for _, id_ in short)),
        tuple(sorted(id_ for _, id_ in stretched)),
    )


@dataclass(frozen=True, slots=True)
class Nestedness(Rows):
    """NODF (0 to 100) of the network, of its helpers and its recipients alone, beside `nulls` random networks.

    The random networks have the same numbers of partners. `mean` is their mean NODF; `z` says how many of their
    standard deviations `nodf` lies from it, None where they do not differ.
    """

    nodf: float
    helpers: float | None
    recipients: float | None
    mean: float | None
    z: float | None
    nulls: int
    seed: int


@checked
def nestedness(pairs: TwoMode, *, nulls: int = 100, seed: int = SEED) -> Nestedness | None:
    """Whether those with few partners have them among the partners of those with many: NODF, 0 to 100.

    For two organizations of a side it is the share of the partners of the one with fewer that are the other's too, and
    0 where both have equally many; NODF is 100 times the mean over the twos of both sides (Almeida-Neto et al. 2008).
    Organizations without a partner are left out. Uneven numbers of partners alone make a network nested, so NODF is
    compared with `nulls` networks of the same numbers, drawn with `seed` (Strona et al. 2014; Britton et al. 2016).
    None where nothing can be compared. Raises `UsageError` with more than `NESTED` on a side.
    """
    sides = [[node for node in of_side(pairs, side) if pairs.degree(node)] for side in Side]
    if max(map(len, sides)) < 2:
        return None
    if max(map(len, sides)) > NESTED:
        raise UsageError("stats.nested_large", count=max(map(len, sides)), limit=NESTED)
    sides.sort(key=len)  # trades are between the rows: the fewer, the faster
    number = {node: place for place, node in enumerate(sides[1])}
    rows = [{number[node] for node in pairs[row]} for row in sides[0]]
    whole, *alone = _nodf(rows, len(number))
    by_side = {nodes[0][0]: value for nodes, value in zip(sides, alone, strict=True)}
    draw = random.Random(seed)
    drawn = [_nodf(_traded(rows, draw), len(number))[0] for _ in range(nulls)]
    mean, spread = (fmean(drawn), pstdev(drawn)) if drawn else (None, 0.0)
    return Nestedness(
        whole,
        by_side[Side.HELPER.value],
        by_side[Side.RECIPIENT.value],
        mean,
        (whole - mean) / spread if mean is not None and spread > 1e-9 else None,
        nulls,
        seed,
    )


def _nodf(rows: Sequence[AbstractSet[int]], width: int) -> tuple[float, float | None, float | None]:
    """NODF of a table with these columns in each row, and of its rows and its columns alone."""
    import numpy as np

    table = np.zeros((len(rows), width), dtype=np.float32)  # whole numbers below 2**24: exact
    for row, columns in enumerate(rows):
        table[row, list(columns)] = 1
    sums, twos = [], []
    for one in (table, table.T):
        held = one.sum(axis=1)
        shares = (one @ one.T) / held
        sums.append(100 * float(shares[held[:, None] > held].sum(dtype=np.float64)))
        twos.append(len(one) * (len(one) - 1) // 2)
    of_rows, of_columns = (total / count if count else None for total, count in zip(sums, twos, strict=True))
    return sum(sums) / sum(twos), of_rows, of_columns


def _traded(rows: Sequence[AbstractSet[int]], draw: random.Random) -> list[set[int]]:
    """The table after five trades a row, each of what only one of two rows has: all numbers of partners stay."""
    table = [set(row) for row in rows]
    for _ in range(5 * len(table) if len(table) > 1 else 0):
        one, other = draw.sample(table, 2)
        loose = sorted(one ^ other)
        draw.shuffle(loose)
        both, count = one & other, len(one - other)
        one.clear()
        one.update(both, loose[:count])
        other.clear()
        other.update(both, loose[count:])
    return table


def kept(before: TwoMode, after: TwoMode) -> float | None:
    """Of the pairs there on either of two days, the share (0–1) that were there on both (Jaccard 1901).

    None where there are no pairs.
    """
    check_two_mode(before, "before")
    check_two_mode(after, "after")
    then, now = ({tuple(sorted(pair)) for pair in pairs.edges} for pairs in (before, after))
    return len(then & now) / len(then | now) if then or now else None
