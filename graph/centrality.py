"""Who matters in the network: centralities of its two sides, helpers and recipients.

All of them look at the two-mode graph of distinct partners in force: two agreements between one pair are one edge, an
organization that both helps and is helped stands on both sides, and whoever has no partner is there without one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from graph import network
from graph.coverage import edge_in_force
from graph.errors import UsageError
from graph.model import Certainty, Measure

if TYPE_CHECKING:
    import networkx as nx

    from graph.model import Contribution
    from graph.network import Network

    Node = tuple[str, str]
    TwoMode = nx.Graph[Node]

EXACT = 30_000_000
"""Most nodes × edges, added up over the components, of which all shortest ways are looked at: seconds, not minutes."""
SAMPLE = 200
"""How many nodes an estimate starts from."""
SEED = 20191230


class Side(StrEnum):
    """A side of the network."""

    HELPER = "helper"
    RECIPIENT = "recipient"


class RankBy(StrEnum):
    """What organizations may be ranked by."""

    PARTNERS = "partners"
    FUNDS = "funds"
    DEGREE = "degree"
    BETWEENNESS = "betweenness"
    HARMONIC = "harmonic"
    PAGERANK = "pagerank"
    BIRANK = "birank"


@dataclass(frozen=True, slots=True)
class Scores:
    """The value of each organization of a side, by id; of an estimate, how many nodes it started from, and its seed."""

    values: Mapping[str, float]
    sample: int | None = None
    seed: int | None = None


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
    found: TwoMode = nx.Graph()
    for node in sorted(graph if inside is None else inside & graph.nodes):
        if graph.nodes[node].get("on_roster"):
            found.add_node((Side.RECIPIENT.value, node), bipartite=1)
    for helper, recipient, edge in graph.edges(data=True):
        if helper == recipient or not (inside is None or helper in inside or recipient in inside):
            continue
        ends = (Side.HELPER.value, helper), (Side.RECIPIENT.value, recipient)
        found.add_node(ends[0], bipartite=0)
        found.add_node(ends[1], bipartite=1)
        counts = groups or edge.get("certainty") != Certainty.GROUP
        if counts and (sector is None or edge.get("sector") == sector) and edge_in_force(edge, day):
            invented = (
                bool(edge.get("illustrative")) and found.get_edge_data(*ends, {"illustrative": True})["illustrative"]
            )
            found.add_edge(*ends, illustrative=invented)
    return found


def of_side(pairs: TwoMode, side: Side) -> list[Node]:
    """The nodes of a side, sorted."""
    return sorted(node for node in pairs if node[0] == side)


def scores(pairs: TwoMode, side: Side, by: RankBy) -> Scores:
    """The centrality of every organization of a side; not for `funds`, which is no property of the graph."""
    if by is RankBy.PARTNERS:
        return Scores({id_: pairs.degree((kind, id_)) for kind, id_ in of_side(pairs, side)})
    return _MEASURES[by](pairs, side)


def degree(pairs: TwoMode, side: Side) -> Scores:
    """Partners as a share (0–1) of the other side: d(v) / |other side| (Borgatti & Everett 1997)."""
    from networkx.algorithms import bipartite

    if not pairs:
        return Scores({})
    helpers = of_side(pairs, Side.HELPER)
    if not helpers or len(helpers) == len(pairs):  # nobody to be paired with
        return Scores({id_: 0.0 for _, id_ in of_side(pairs, side)})
    return _taken(bipartite.degree_centrality(pairs, helpers), pairs, side)


def betweenness(pairs: TwoMode, side: Side, *, exact: int = EXACT, sample: int = SAMPLE) -> Scores:
    """How much of the shortest ways between all others leads through one, as a share (0–1) of the most that may.

    Freeman (1977) with the two-mode maximum of Borgatti & Halgin (2011), as `networkx.bipartite` has it. Where all
    components are stars it says no more than the number of partners. Above `exact` (nodes × edges) it is estimated from
    `sample` starting nodes (Brandes & Pich 2007).
    """
    import networkx as nx

    estimated = _work(pairs) > exact and sample < len(pairs)
    found = nx.betweenness_centrality(
        pairs, k=sample if estimated else None, normalized=False, seed=SEED if estimated else None
    )  # fmt: skip
    own, other = len(of_side(pairs, side)), len(pairs) - len(of_side(pairs, side))
    most = _most_between(own, other)
    values = {id_: found[kind, id_] / most if most else 0.0 for kind, id_ in of_side(pairs, side)}
    return Scores(values, sample, SEED) if estimated else Scores(values)


def _most_between(own: int, other: int) -> float:
    """The highest betweenness that a node of a side may have, with so many on its side and on the other."""
    if own == 0:
        return 0.0
    s, t = divmod(own - 1, other) if other else (0, 0)
    return (other**2 * (s + 1) ** 2 + other * (s + 1) * (2 * t - s - 1) - t * (2 * s - t + 3)) / 2


def harmonic(pairs: TwoMode, side: Side, *, exact: int = EXACT, sample: int = SAMPLE) -> Scores:
    """How near all others are: Σ 1/distance over those that can be reached, as a share (0–1) of the most that may be.

    The most is one step to the whole other side and two to one's own: |other| + (|own| − 1) / 2 (Marchiori & Latora
    2000, Rochat 2009; unlike closeness it holds where the network falls into parts). Estimated as `betweenness` is.
    """
    import random

    import networkx as nx

    nodes = of_side(pairs, side)
    most = len(pairs) - len(nodes) + (len(nodes) - 1) / 2
    if not nodes or not most:
        return Scores(dict.fromkeys((id_ for _, id_ in nodes), 0.0))
    if _work(pairs) <= exact or sample >= len(pairs):
        found = nx.harmonic_centrality(pairs, nbunch=nodes)
        return Scores({id_: found[kind, id_] / most for kind, id_ in nodes})
    starts = random.Random(SEED).sample(sorted(pairs), sample)
    found = nx.harmonic_centrality(pairs, sources=starts)
    scale = len(pairs) / sample / most
    return Scores({id_: found[kind, id_] * scale for kind, id_ in nodes}, sample, SEED)


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
    paired = [node for node in sorted(pairs) if pairs.degree(node)]
    helpers = [node for node in paired if node[0] == Side.HELPER]
    found = bipartite.birank(pairs.subgraph(paired), helpers) if helpers else {}
    return Scores({id_: float(found.get((kind, id_), 0.0)) for kind, id_ in of_side(pairs, side)})


def attributed(
    graph: Network, given: Iterable[Contribution]
) -> Iterator[tuple[Contribution, str | None, str | None]]:  # fmt: skip
    """Money entries, each with who gave and who received it.

    An entry under an agreement is that of its ends where these are one pair; of a group nobody knows whose it is.
    """
    ends: dict[str, set[tuple[str, str]]] = {}
    for helper, recipient, key in graph.edges(keys=True):
        ends.setdefault(key, set()).add((helper, recipient))
    for entry in given:
        if entry.measure is Measure.FUNDS:
            under = ends.get(entry.agreement or "", set())
            helper_, recipient_ = next(iter(under)) if len(under) == 1 else (None, None)
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


def _work(pairs: TwoMode) -> int:
    """Nodes × edges, added up over the components: what all shortest ways cost."""
    import networkx as nx

    return sum(len(part) * pairs.subgraph(part).number_of_edges() for part in nx.connected_components(pairs))


def _need_scipy() -> None:
    try:
        import scipy  # type: ignore[import-untyped]  # noqa: F401
    except ImportError:
        raise UsageError("ask.extra", name="scipy") from None


_MEASURES: Mapping[RankBy, Callable[[TwoMode, Side], Scores]] = {
    RankBy.DEGREE: degree,
    RankBy.BETWEENNESS: betweenness,
    RankBy.HARMONIC: harmonic,
    RankBy.PAGERANK: pagerank,
    RankBy.BIRANK: birank,
}
