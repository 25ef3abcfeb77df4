"""The shape of the two-mode graph: who shares recipients, whose help is doubled, matched or nested, what stayed.

Every function takes the graph of distinct partners in force that `centrality.two_mode` makes; a node is (side, id).
What is undefined is None, never 0.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from statistics import fmean, pstdev
from typing import TYPE_CHECKING

from graph.errors import UsageError
from graph.measures.centrality import SEED, of_side
from graph.query import Side

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    import networkx as nx

    from graph.measures.centrality import Node, TwoMode

HUB = 1000
"""Most partners of one that a projection joins with each other: k of them are k(k − 1)/2 ties."""
NESTED = 2000
"""Most of a side with a partner of which nestedness is computed: it compares all with all."""


@dataclass(frozen=True, slots=True)
class Shared:
    """A side of the network, joined by the partners they share; whose partners were too many is among the `hubs`."""

    graph: nx.Graph[str]
    hubs: tuple[str, ...]


def shared(pairs: TwoMode, side: Side, *, newman: bool = False, hub: int = HUB) -> Shared:
    """Who of a side shares partners, as ties between ids with the `weight` of what is shared.

    The weight is the number of shared partners; with `newman` each counts 1/(k − 1), k being how many it has (Newman
    2001). Partners of more than `hub` tie nobody, and are told.
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
    if among.edges:  # networkx takes no side for the whole
        graph.add_edges_from((u[1], v[1], dict(tie)) for u, v, tie in project(among, nodes).edges(data=True))
    return Shared(graph, tuple(id_ for _, id_ in hubs))


def redundancy(pairs: TwoMode, side: Side) -> dict[str, float | None]:
    """Of the pairs of one's partners, the share (0–1) that somebody else is linked to both of, too, by id.

    1: all would still be linked among each other without it; 0: it alone links them. None with fewer than two partners.
    (Latapy, Magnien & Del Vecchio 2008)
    """
    from networkx.algorithms import bipartite

    nodes = of_side(pairs, side)
    found = bipartite.node_redundancy(pairs, [node for node in nodes if pairs.degree(node) > 1])
    return {node[1]: found.get(node) for node in nodes}


def clustering(pairs: TwoMode, side: Side) -> dict[str, float]:
    """How much one's partners are those of the others who share any with it (0–1), by id; 0 who shares none.

    The mean of |N(u) ∩ N(v)| / |N(u) ∪ N(v)| over all u that share a partner with v (Latapy, Magnien & Del Vecchio
    2008). Where all is one-to-one it is 0 for everybody, and says nothing.
    """
    from networkx.algorithms import bipartite

    return {id_: value for (_, id_), value in bipartite.latapy_clustering(pairs, of_side(pairs, side)).items()}


def reinforcement(pairs: TwoMode) -> float | None:
    """How often two who share one partner share a second: 4 · cycles of four / ways of three steps (0–1).

    Robins & Alexander (2004). None where no way has three steps, as where all is one-to-one.

    >>> import networkx as nx
    >>> reinforcement(nx.cycle_graph(4)), reinforcement(nx.path_graph(4)), reinforcement(nx.path_graph(2))
    (1.0, 0.0, None)
    """
    from networkx.algorithms import bipartite

    ways = any(pairs.degree(u) > 1 and pairs.degree(v) > 1 for u, v in pairs.edges)
    return float(bipartite.robins_alexander_clustering(pairs)) if ways else None


@dataclass(frozen=True, slots=True)
class Matching:
    """The most pairs of which no two have an end in common, and why there are no more.

    The `short` recipients have among them only the helpers `stretched`, fewer than they are (Hall 1935).
    """

    pairs: tuple[tuple[str, str], ...]
    recipients: int
    short: tuple[str, ...]
    stretched: tuple[str, ...]

    @property
    def deficiency(self) -> int:
        """How many recipients are left without: |V| − |M|."""
        return self.recipients - len(self.pairs)


def matching(pairs: TwoMode) -> Matching:
    """One helper for each recipient, no helper for two, by pairs there are, for as many as can be.

    By Hopcroft & Karp (1973); `short` are the recipients that alternating ways lead to from those left without (König
    1931): `len(short) − len(stretched)` is the deficiency.
    """
    from networkx.algorithms import bipartite

    recipients = of_side(pairs, Side.RECIPIENT)
    found = bipartite.hopcroft_karp_matching(pairs, of_side(pairs, Side.HELPER))
    around = dict(pairs.adjacency())
    queue = [node for node in recipients if node not in found]
    short: set[Node] = set(queue)
    stretched: set[Node] = set()
    while queue:
        for helper in around[queue.pop()]:
            if helper not in stretched:
                stretched.add(helper)
                short.add(found[helper])
                queue.append(found[helper])
    return Matching(
        tuple(sorted((found[node][1], node[1]) for node in recipients if node in found)),
        len(recipients),
        tuple(sorted(id_ for _, id_ in short)),
        tuple(sorted(id_ for _, id_ in stretched)),
    )


@dataclass(frozen=True, slots=True)
class Nestedness:
    """How nested, 0 to 100, of helpers and of recipients alone, and beside `nulls` networks of the same degrees.

    `mean` is theirs, `z` how many of their standard deviations lie between; None where they do not differ.
    """

    nodf: float
    helpers: float | None
    recipients: float | None
    mean: float | None
    z: float | None
    nulls: int
    seed: int


def nestedness(pairs: TwoMode, *, nulls: int = 100, seed: int = SEED) -> Nestedness | None:
    """Whether those with few partners have them among the partners of those with many: NODF, 0 to 100.

    Of all twos of a side: the share of the partners of the one with fewer that are the other's too, 0 where both have
    as many; 100 times the mean over the twos of both sides (Almeida-Neto et al. 2008). Who has no partner plays no
    part. Uneven numbers of partners are nested by themselves, so it stands beside `nulls` networks with the same
    numbers, drawn with `seed` (Strona et al. 2014; as Britton et al. 2016 do).
    None where nobody can be compared. Raises `UsageError` with more than `NESTED` on a side: all are compared with all.
    """
    sides = [[node for node in of_side(pairs, side) if pairs.degree(node)] for side in Side]
    if max(map(len, sides)) < 2:
        return None
    if max(map(len, sides)) > NESTED:
        raise UsageError("stats.nested_large", count=max(map(len, sides)), limit=NESTED)
    sides.sort(key=len)  # trades are between the rows: the fewer, the faster
    number = {node: place for place, node in enumerate(sides[1])}
    rows = [{number[node] for node in pairs[row]} for row in sides[0]]
    found, *alone = _nodf(rows, len(number))
    by_side = {nodes[0][0]: value for nodes, value in zip(sides, alone, strict=True)}
    draw = random.Random(seed)
    drawn = [_nodf(_traded(rows, draw), len(number))[0] for _ in range(nulls)]
    mean, spread = (fmean(drawn), pstdev(drawn)) if drawn else (None, 0.0)
    return Nestedness(
        found,
        by_side[Side.HELPER.value],
        by_side[Side.RECIPIENT.value],
        mean,
        (found - mean) / spread if mean is not None and spread > 1e-9 else None,
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
    """The table after five trades a row of what only one of two rows has: all numbers of partners stay."""
    found = [set(row) for row in rows]
    for _ in range(5 * len(found) if len(found) > 1 else 0):
        one, other = draw.sample(found, 2)
        loose = sorted(one ^ other)
        draw.shuffle(loose)
        both, count = one & other, len(one - other)
        one.clear()
        one.update(both, loose[:count])
        other.clear()
        other.update(both, loose[count:])
    return found


def kept(before: TwoMode, after: TwoMode) -> float | None:
    """The share (0–1) of the pairs of two days that were there on both, of those there on either (Jaccard 1901).

    None where there are none at all.
    """
    then, now = ({tuple(sorted(pair)) for pair in pairs.edges} for pairs in (before, after))
    return len(then & now) / len(then | now) if then or now else None
