"""Who matters in the network: centralities of its two sides, helpers and recipients.

All of them look at the two-mode graph of distinct partners in force. In it two agreements between one pair are one
edge, an organization that both helps and is helped stands on both sides, and one without a partner is an isolate.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from graph import network
from graph.answer import Rows
from graph.errors import UsageError
from graph.measures import paths
from graph.measures.arguments import check_sides, checked
from graph.model import Bound, ContributionStatus, Measure
from graph.query import RankBy, Side

if TYPE_CHECKING:
    import networkx as nx

    from graph.model import Contribution
    from graph.network import Ends, Network
    from graph.periods import Period

    Node = tuple[str, str]
    TwoMode = nx.Graph[Node]

EXACT = 1_000_000_000
"""The most nodes × edges, added up over the components, for which all shortest ways are counted: about a minute."""
EXACT_SLOW = 30_000_000
"""The same without scipy, where networkx counts."""
EXACT_NEAR = 20_000_000_000
"""The same where only distances are needed."""
SAMPLE = 200
"""From how many nodes of each larger component an estimate starts."""
SEED = 20191230
DAMPING = 0.85
"""How much of the rank of each goes on to its partners in a round of PageRank; the rest is spread over all."""
PRECISION = 1e-10
"""By how much all ranks together may still change in the last round of PageRank. networkx multiplies its tolerance by
the number of nodes, so that its default leaves ranks of a large network several per cent off."""
ROUNDS = 1000
"""The most rounds of PageRank; with a damping of 0.85 some 150 are enough."""


@dataclass(frozen=True, slots=True)
class Scores(Rows):
    """The value of each organization of a side, by id.

    The values of the `estimated` are estimates, from `sample` nodes of each component too large to count, drawn with
    `seed`.
    """

    values: Mapping[str, float]
    sample: int | None = None
    seed: int | None = None
    estimated: frozenset[str] = frozenset()

    def records(self) -> Iterable[dict[str, object]]:
        """A row for each organization: its id, its value, whether that is an estimate."""
        return ({"id": id_, "value": value, "estimated": id_ in self.estimated} for id_, value in self.values.items())


@checked
def two_mode(
    graph: Network, day: date, *, area: str | None = None, sector: str | None = None, groups: bool = False
) -> TwoMode:
    """The two-mode graph of distinct partners in force on `day`; a node is (side, id).

    With `area` (the id of a unit) only pairs of which one end at least is the unit or lies in it. With `sector` only
    agreements of that sector count; those that only list both sides of a group count with `groups`. Isolates are
    included: members of the roster without a partner, and all whom an agreement of the graph names, in force or not.
    """
    import networkx as nx

    inside = None if area is None else set(network.inside(graph, area))
    helpers: dict[str, Node] = {}
    recipients: dict[str, Node] = {
        node: (Side.RECIPIENT.value, node)
        for node in sorted(graph if inside is None else inside & graph.nodes)
        if graph.nodes[node].get("on_roster")
    }

    def edges() -> Iterator[tuple[Node, Node, dict[str, bool]]]:
        for helper, recipient, counted in network.pairs(graph, day, groups=groups, sector=sector, within=inside):
            one = helpers.get(helper) or helpers.setdefault(helper, (Side.HELPER.value, helper))
            other = recipients.get(recipient) or recipients.setdefault(recipient, (Side.RECIPIENT.value, recipient))
            if counted:
                yield one, other, {"illustrative": all(edge.get("illustrative") for edge in counted)}

    pairs: TwoMode = nx.Graph()
    pairs.add_edges_from(edges())
    pairs.add_nodes_from(helpers.values(), bipartite=0)
    pairs.add_nodes_from(recipients.values(), bipartite=1)
    return pairs


@checked
def of_side(pairs: TwoMode, side: Side) -> list[Node]:
    """The nodes of a side, sorted."""
    check_sides(pairs)
    kind = side.value
    return sorted([node for node in pairs if node[0] == kind])


@checked
def scores(pairs: TwoMode, side: Side, by: RankBy) -> Scores:
    """The centrality `by` of every organization of a side. `funds` is not one: see the function of that name."""
    if by is RankBy.PARTNERS:
        return Scores({id_: count for (_, id_), count in pairs.degree(of_side(pairs, side))})
    return _MEASURES[by](pairs, side)


@checked
def degree(pairs: TwoMode, side: Side) -> Scores:
    """Partners as a share (0–1) of the other side: d(v) / |other side| (Borgatti & Everett 1997)."""
    nodes = of_side(pairs, side)
    other = len(pairs) - len(nodes)  # where the other side is empty, nobody has a partner
    return Scores({id_: count / other if other else 0.0 for (_, id_), count in pairs.degree(nodes)})


@checked
def betweenness(pairs: TwoMode, side: Side, *, exact: int | None = None, sample: int = SAMPLE) -> Scores:
    """How many of the shortest ways between all others lead through each, as a share (0–1) of the most that can.

    Freeman (1977) with the two-mode maximum of Borgatti & Halgin (2011), as `networkx.bipartite` has it. Where all
    components are stars it says no more than the number of partners. Ways stay inside a component, so each is computed
    by itself: exactly, from the smallest on, until nodes × edges add up to more than `exact`; the others are estimated,
    each from `sample` of its nodes (Brandes & Pich 2007).
    """
    fast = has_scipy()
    limit = exact if exact is not None else EXACT if fast else EXACT_SLOW
    own = len(of_side(pairs, side))
    parts = paths.components(pairs, limit, sample, SEED)
    most = most_between(own, len(pairs) - own)
    sums = (paths.between if fast else _between)(pairs, parts)
    return _scaled(pairs, side, parts, sums, most)


def _between(pairs: TwoMode, parts: Iterable[paths.Component]) -> dict[Node, float]:
    """What `paths.between` counts, by networkx."""
    import networkx as nx

    sums: dict[Node, float] = {}
    for part in parts:
        alone: TwoMode = nx.Graph()
        alone.add_nodes_from(part.nodes)
        alone.add_edges_from(pairs.edges(part.nodes))
        sums |= nx.betweenness_centrality(
            alone, k=len(part.starts) if part.sampled else None, normalized=False, seed=SEED
        )
    return sums


def _scaled(
    pairs: TwoMode, side: Side, parts: Iterable[paths.Component], sums: Mapping[Node, float], most: float
) -> Scores:
    """The sums of a side as shares of the most that one may reach."""
    values = {id_: sums.get((kind, id_), 0.0) / most if most else 0.0 for kind, id_ in of_side(pairs, side)}
    sampled = [part for part in parts if part.sampled]
    if not sampled:
        return Scores(values)
    estimated = frozenset(id_ for part in sampled for kind, id_ in part.nodes if kind == side)
    return Scores(values, len(sampled[0].starts), SEED, estimated)


def most_between(own: int, other: int) -> float:
    """The highest betweenness that a node may have with `own` nodes on its side and `other` on the other."""
    if own == 0:
        return 0.0
    s, t = divmod(own - 1, other) if other else (0, 0)
    return (other**2 * (s + 1) ** 2 + other * (s + 1) * (2 * t - s - 1) - t * (2 * s - t + 3)) / 2


@checked
def harmonic(pairs: TwoMode, side: Side, *, exact: int = EXACT_NEAR, sample: int = SAMPLE) -> Scores:
    """How near all others are: Σ 1/distance over those that can be reached, as a share (0–1) of the most possible.

    The most is one step to all of the other side and two to all of one's own: |other| + (|own| − 1) / 2 (Marchiori &
    Latora 2000, Rochat 2009). Unlike closeness it is defined where the network falls into parts. It is estimated where
    `betweenness` is.
    """
    own = len(of_side(pairs, side))
    parts = paths.components(pairs, exact, sample, SEED)
    return _scaled(pairs, side, parts, paths.near(pairs, parts), len(pairs) - own + (own - 1) / 2)


@checked
def pagerank(pairs: TwoMode, side: Side) -> Scores:
    """The share of its time that a random walk spends at each, damping 0.85 (Brin & Page 1998): relative only.

    Raises `UsageError` without scipy.
    """
    import networkx as nx

    nodes = of_side(pairs, side)
    need_scipy()
    ranks = nx.pagerank(pairs, alpha=DAMPING, tol=PRECISION / len(pairs), max_iter=ROUNDS) if pairs else {}
    return Scores({node[1]: ranks[node] for node in nodes})


@checked
def birank(pairs: TwoMode, side: Side) -> Scores:
    """BiRank: those paired with highly ranked ones rank high (He et al. 2017); relative only, 0 without a partner.

    The values of a side add up to 1. As all pairs weigh the same, the ranks that the iteration ends at are known: √d(v)
    times, for each component, Σ √d over its helpers / its number of pairs.

    >>> import networkx as nx
    >>> pairs = nx.Graph([(("helper", "a"), ("recipient", "v")), (("helper", "b"), ("recipient", "v"))])
    >>> birank(pairs, Side.HELPER).values
    {'a': 0.5, 'b': 0.5}
    """
    import networkx as nx

    nodes = of_side(pairs, side)
    ranks: dict[Node, float] = {}
    for component in nx.connected_components(pairs):
        roots = {node: math.sqrt(pairs.degree(node)) for node in component}
        helpers = [node for node in component if node[0] == Side.HELPER]
        count = sum(pairs.degree(node) for node in helpers)
        if count:
            factor = math.fsum(roots[node] for node in helpers) / count
            ranks |= {node: root * factor for node, root in roots.items()}
    whole = math.fsum(ranks.get(node, 0.0) for node in nodes)
    return Scores({node[1]: ranks.get(node, 0.0) / whole if whole else 0.0 for node in nodes})


def attributed(ends: Ends, given: Iterable[Contribution]) -> Iterator[tuple[Contribution, str | None, str | None]]:
    """(contribution, helper, recipient) of the contributions of money that was given, not only planned.

    `ends` is what `network.ends` gives.

    An entry under an agreement of one pair is between its two ends. For an agreement of a group it is None on the side
    that the entry does not state itself.
    """
    for entry in given:
        if entry.measure is Measure.FUNDS and entry.status is ContributionStatus.GIVEN:
            helper_, recipient_ = ends.get(entry.agreement or "", (None, None))
            yield entry, entry.helper or helper_, entry.recipient or recipient_


class Unplaced(NamedTuple):
    """Money that may lie in a period or not, as none is stated or it runs over an end: how many entries, and yuan."""

    entries: int = 0
    value: Decimal = Decimal()

    def and_one(self, value: Decimal) -> Unplaced:
        """These and one more entry."""
        return Unplaced(self.entries + 1, self.value + value)

    @classmethod
    def sum(cls, some: Iterable[Unplaced]) -> Unplaced:
        """All of them together."""
        given = list(some)
        return cls(sum(one.entries for one in given), sum((one.value for one in given), Decimal()))


NOTHING = Unplaced()
"""No such money."""


@dataclass(frozen=True, slots=True)
class Funds(Rows):
    """Money on record, in yuan, by the id of who gave or received it.

    Some of the money of the `invented` is illustrative. `unnamed` entries name nobody on this side. `bounded` says
    how many of their entries are not exact (over, under or about their number, with which they are added). Of a period,
    `unplaced` has by id what cannot be said to lie in it, which is not added.
    """

    values: Mapping[str, Decimal]
    invented: frozenset[str]
    unnamed: int
    bounded: Mapping[str, int] = field(default_factory=dict)
    unplaced: Mapping[str, Unplaced] = field(default_factory=dict)

    def records(self) -> Iterable[dict[str, object]]:
        """A row for each organization: its id, its money in yuan, whether some of that is invented."""
        return ({"id": id_, "value": sum_, "invented": id_ in self.invented} for id_, sum_ in self.values.items())


@checked
def funds(
    graph: Network,
    given: Iterable[Contribution],
    pairs: TwoMode,
    side: Side,
    *,
    period: Period | None = None,
    besides: Collection[str] = (),
) -> Funds:
    """The money that every organization of a side gave or received, in a period or at any time; not what is planned.

    Those `besides` are counted too, though no agreement names them.
    """
    found = totals(network.ends(graph), given, side, period)
    ids = dict.fromkeys((*(id_ for _, id_ in of_side(pairs, side)), *sorted(besides)))
    values = {id_: found.values.get(id_, Decimal()) for id_ in ids}
    bounded = {id_: count for id_, count in found.bounded.items() if id_ in values}
    unplaced = {id_: one for id_, one in found.unplaced.items() if id_ in values}
    return Funds(values, found.invented & values.keys(), found.unnamed, bounded, unplaced)


def with_money(
    entries: Iterable[tuple[Contribution, str | None, str | None]],
    side: Side,
    period: Period,
    inside: Collection[str] | None,
) -> set[str]:
    """Those on a side whose money on record may lie in a period; with `inside` where an end of it is in there."""
    return {
        name
        for entry, helper, recipient in entries
        if (name := helper if side is Side.HELPER else recipient) is not None
        and period.holds(entry.period) is not False
        and (inside is None or helper in inside or recipient in inside)
    }


def totals(ends: Ends, given: Iterable[Contribution], side: Side, period: Period | None = None) -> Funds:
    """The money of whoever has any on record on a side, of the network with these `ends` or not."""
    values: dict[str, Decimal] = {}
    bounded: dict[str, int] = {}
    unplaced: dict[str, Unplaced] = {}
    nobody = 0
    invented: set[str] = set()
    for entry, helper, recipient in attributed(ends, given):
        within = period is None or period.holds(entry.period)
        if within is False:
            continue
        name = helper if side is Side.HELPER else recipient
        if name is None:
            nobody += 1
        elif within is None:
            unplaced[name] = unplaced.get(name, NOTHING).and_one(entry.value)
        else:
            values[name] = values.get(name, Decimal()) + entry.value
            invented |= {name} if entry.illustrative else set()
            if entry.bound is not Bound.EXACT:
                bounded[name] = bounded.get(name, 0) + 1
    return Funds(values, frozenset(invented), nobody, bounded, unplaced)


def has_scipy() -> bool:
    """Whether scipy is installed."""
    try:
        import scipy  # type: ignore[import-untyped]  # noqa: F401
    except ImportError:
        return False
    return True


def need_scipy() -> None:
    """Raises `UsageError` without scipy."""
    if not has_scipy():
        raise UsageError("rank.extra", name="scipy")


_MEASURES: Mapping[RankBy, Callable[[TwoMode, Side], Scores]] = {
    RankBy.DEGREE: degree,
    RankBy.BETWEENNESS: betweenness,
    RankBy.HARMONIC: harmonic,
    RankBy.PAGERANK: pagerank,
    RankBy.BIRANK: birank,
}
