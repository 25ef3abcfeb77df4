"""Who matters in the network: centralities of its two sides, helpers and recipients.

All of them look at the two-mode graph of distinct partners in force: two agreements between one pair are one edge, an
organization that both helps and is helped stands on both sides, and whoever has no partner is there without one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from graph import network
from graph.errors import UsageError
from graph.measures import paths
from graph.measures.coverage import edge_in_force
from graph.model import Certainty, Measure
from graph.query import RankBy, Side

if TYPE_CHECKING:
    import networkx as nx

    from graph.model import Contribution
    from graph.network import Network

    Node = tuple[str, str]
    TwoMode = nx.Graph[Node]

EXACT = 1_000_000_000
"""Most nodes × edges, added up over the components, of which all shortest ways are counted: about a minute."""
EXACT_SLOW = 30_000_000
"""The same without scipy, where networkx counts."""
EXACT_NEAR = 20_000_000_000
"""The same where only distances count."""
SAMPLE = 200
"""How many nodes of each component that is larger an estimate starts from."""
SEED = 20191230


@dataclass(frozen=True, slots=True)
class Scores:
    """The value of each organization of a side, by id.

    That of the `estimated` is an estimate, from `sample` nodes of each component too large to count, drawn with `seed`.
    """

    values: Mapping[str, float]
    sample: int | None = None
    seed: int | None = None
    estimated: frozenset[str] = frozenset()


def two_mode(
    graph: Network, day: date, *, area: str | None = None, sector: str | None = None, groups: bool = False
) -> TwoMode:
    """The two-mode graph of distinct partners in force on `day`; a node is (side, id).

    With `area` only pairs of which one end at least is or lies in it. Those who know only that they are in a group
    (`certainty` group) are no partners unless `groups`. Isolates are there: members of the roster without a partner,
    and everybody whom an agreement of the graph names, in force or not.
    """
    import networkx as nx

    inside = None if area is None else set(network.inside(graph, area))
    group = None if groups else Certainty.GROUP.value
    helpers: dict[str, Node] = {}
    recipients: dict[str, Node] = {
        node: (Side.RECIPIENT.value, node)
        for node in sorted(graph if inside is None else inside & graph.nodes)
        if graph.nodes[node].get("on_roster")
    }

    def edges() -> Iterator[tuple[Node, Node, dict[str, bool]]]:
        for helper, given in graph.adjacency():
            for recipient, keyed in given.items():
                if helper == recipient or not (inside is None or helper in inside or recipient in inside):
                    continue
                one = helpers.get(helper) or helpers.setdefault(helper, (Side.HELPER.value, helper))
                other = recipients.get(recipient) or recipients.setdefault(recipient, (Side.RECIPIENT.value, recipient))
                counted = [
                    edge.get("illustrative")
                    for edge in keyed.values()
                    if edge.get("certainty") != group
                    and (sector is None or edge.get("sector") == sector)
                    and edge_in_force(edge, day)
                ]
                if counted:
                    yield one, other, {"illustrative": all(counted)}

    found: TwoMode = nx.Graph()
    found.add_edges_from(edges())
    found.add_nodes_from(helpers.values(), bipartite=0)
    found.add_nodes_from(recipients.values(), bipartite=1)
    return found


def of_side(pairs: TwoMode, side: Side) -> list[Node]:
    """The nodes of a side, sorted."""
    kind = side.value
    return sorted([node for node in pairs if node[0] == kind])


def scores(pairs: TwoMode, side: Side, by: RankBy) -> Scores:
    """The centrality of every organization of a side; not for `funds`, which is no property of the graph."""
    if by is RankBy.PARTNERS:
        return Scores({id_: count for (_, id_), count in pairs.degree(of_side(pairs, side))})
    return _MEASURES[by](pairs, side)


def degree(pairs: TwoMode, side: Side) -> Scores:
    """Partners as a share (0–1) of the other side: d(v) / |other side| (Borgatti & Everett 1997)."""
    nodes = of_side(pairs, side)
    other = len(pairs) - len(nodes)  # where there is nobody to be paired with, nobody is
    return Scores({id_: count / other if other else 0.0 for (_, id_), count in pairs.degree(nodes)})


def betweenness(pairs: TwoMode, side: Side, *, exact: int | None = None, sample: int = SAMPLE) -> Scores:
    """How much of the shortest ways between all others leads through one, as a share (0–1) of the most that may.

    Freeman (1977) with the two-mode maximum of Borgatti & Halgin (2011), as `networkx.bipartite` has it. Where all
    components are stars it says no more than the number of partners. No way leaves its component: small components are
    counted, and those that go beyond `exact` (nodes × edges, added up from the smallest) estimated, each from `sample`
    of its nodes (Brandes & Pich 2007).
    """
    fast = _has_scipy()
    limit = exact if exact is not None else EXACT if fast else EXACT_SLOW
    parts = paths.parts(pairs, limit, sample, SEED)
    own = len(of_side(pairs, side))
    most = _most_between(own, len(pairs) - own)
    found = (paths.between if fast else _between)(pairs, parts)
    return _scaled(pairs, side, parts, found, most)


def _between(pairs: TwoMode, parts: Iterable[paths.Part]) -> dict[Node, float]:
    """What `paths.between` counts, by networkx."""
    import networkx as nx

    found: dict[Node, float] = {}
    for part in parts:
        alone: TwoMode = nx.Graph()
        alone.add_nodes_from(part.nodes)
        alone.add_edges_from(pairs.edges(part.nodes))
        found |= nx.betweenness_centrality(
            alone, k=len(part.starts) if part.sampled else None, normalized=False, seed=SEED
        )
    return found


def _scaled(
    pairs: TwoMode, side: Side, parts: Iterable[paths.Part], found: Mapping[Node, float], most: float
) -> Scores:
    values = {id_: found.get((kind, id_), 0.0) / most if most else 0.0 for kind, id_ in of_side(pairs, side)}
    sampled = [part for part in parts if part.sampled]
    if not sampled:
        return Scores(values)
    estimated = frozenset(id_ for part in sampled for kind, id_ in part.nodes if kind == side)
    return Scores(values, len(sampled[0].starts), SEED, estimated)


def _most_between(own: int, other: int) -> float:
    """The highest betweenness that a node of a side may have, with so many on its side and on the other."""
    if own == 0:
        return 0.0
    s, t = divmod(own - 1, other) if other else (0, 0)
    return (other**2 * (s + 1) ** 2 + other * (s + 1) * (2 * t - s - 1) - t * (2 * s - t + 3)) / 2


def harmonic(pairs: TwoMode, side: Side, *, exact: int = EXACT_NEAR, sample: int = SAMPLE) -> Scores:
    """How near all others are: Σ 1/distance over those that can be reached, as a share (0–1) of the most that may be.

    The most is one step to the whole other side and two to one's own: |other| + (|own| − 1) / 2 (Marchiori & Latora
    2000, Rochat 2009; unlike closeness it holds where the network falls into parts). Estimated as `betweenness` is.
    """
    parts = paths.parts(pairs, exact, sample, SEED)
    own = len(of_side(pairs, side))
    return _scaled(pairs, side, parts, paths.near(pairs, parts), len(pairs) - own + (own - 1) / 2)


def pagerank(pairs: TwoMode, side: Side) -> Scores:
    """The share of a random walk's time, damping 0.85 (Brin & Page 1998): relative only.

    Raises `UsageError` without scipy.
    """
    import networkx as nx

    _need_scipy()
    return _taken(nx.pagerank(pairs) if pairs else {}, pairs, side)


def birank(pairs: TwoMode, side: Side) -> Scores:
    """BiRank: ranked high who is paired with those ranked high (He et al. 2017); relative only, 0 without a partner.

    Raises `UsageError` without scipy.
    """
    from networkx.algorithms import bipartite

    _need_scipy()
    import networkx as nx

    paired: TwoMode = nx.Graph(pairs.edges)
    helpers = of_side(paired, Side.HELPER)
    found = bipartite.birank(paired, helpers) if helpers else {}
    return Scores({id_: float(found.get((kind, id_), 0.0)) for kind, id_ in of_side(pairs, side)})


def attributed(graph: Network, given: Iterable[Contribution]) -> Iterator[tuple[Contribution, str | None, str | None]]:
    """Money entries, each with who gave and who received it.

    An entry under an agreement is that of its ends where these are one pair; of a group nobody knows whose it is.
    """
    ends = network.ends(graph)
    for entry in given:
        if entry.measure is Measure.FUNDS:
            helper_, recipient_ = ends.get(entry.agreement or "", (None, None))
            yield entry, entry.helper or helper_, entry.recipient or recipient_


@dataclass(frozen=True, slots=True)
class Funds:
    """Money on record, in yuan, by who gave or received it; of whom some is invented; how many entries name nobody."""

    values: Mapping[str, Decimal]
    invented: frozenset[str]
    unnamed: int


def funds(graph: Network, given: Iterable[Contribution], pairs: TwoMode, side: Side) -> Funds:
    """The money of every organization of a side, all periods added up."""
    totals = {id_: Decimal() for _, id_ in of_side(pairs, side)}
    nobody = 0
    invented: set[str] = set()
    for entry, helper, recipient in attributed(graph, given):
        name = helper if side is Side.HELPER else recipient
        if name is None:
            nobody += 1
        elif name in totals:
            totals[name] += entry.value
            invented |= {name} if entry.illustrative else set()
    return Funds(totals, frozenset(invented), nobody)


def _taken(found: Mapping[Node, float], pairs: TwoMode, side: Side) -> Scores:
    return Scores({id_: found[kind, id_] for kind, id_ in of_side(pairs, side)})


def _has_scipy() -> bool:
    try:
        import scipy  # type: ignore[import-untyped]  # noqa: F401
    except ImportError:
        return False
    return True


def _need_scipy() -> None:
    if not _has_scipy():
        raise UsageError("rank.extra", name="scipy")


_MEASURES: Mapping[RankBy, Callable[[TwoMode, Side], Scores]] = {
    RankBy.DEGREE: degree,
    RankBy.BETWEENNESS: betweenness,
    RankBy.HARMONIC: harmonic,
    RankBy.PAGERANK: pagerank,
    RankBy.BIRANK: birank,
}
