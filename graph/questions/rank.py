"""Which organizations weigh most in the network."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

import networkx as nx

from graph import network
from graph.answer import Answer, Note
from graph.errors import UsageError
from graph.measures import centrality
from graph.measures.centrality import NOTHING, Unplaced
from graph.query import RankBy, Side
from graph.questions.roster import money_notes

if TYPE_CHECKING:
    from graph.measures.centrality import TwoMode
    from graph.model import Kind
    from graph.network import Network
    from graph.periods import Period
    from graph.query import Query
    from graph.questions.inquiry import Inquiry

_DIGITS = 12
"""The significant digits by which values are compared; values that differ only after them tie."""
_NEAR = 1e-9
"""More than those digits leave open, of a value."""
_BY_WAYS = (RankBy.BETWEENNESS, RankBy.HARMONIC)
"""What is measured inside each component alone."""


class RankRow(NamedTuple):
    """An organization, its rank and the value it is ranked by."""

    rank: int
    id: str
    name: str
    kind: str
    value: float | Decimal
    area: tuple[str, ...]
    illustrative: bool


@dataclass(frozen=True, slots=True)
class _Weighed:
    """What the ranked organizations weigh, and what is said of all of them.

    `values` has at least those of the first ranks. `described` gives name, kind, area and whether it rests on invented
    records, of these ids in their order. `parts` are the components and how many of these are alone, where it matters.
    """

    values: Mapping[str, float | Decimal]
    described: Callable[[Sequence[str]], Iterable[tuple[str, str, tuple[str, ...], bool]]]
    ranked: int
    without_partner: int
    pairs: int
    estimates: int = 0
    sample: int | None = None
    seed: int | None = None
    parts: tuple[int, int] | None = None
    unnamed: int = 0
    bounded: int = 0
    unplaced: Unplaced = NOTHING
    funds: Decimal = Decimal()


def answer(
    inquiry: Inquiry,
    *,
    kind: Kind | None = None,
    side: Side = Side.HELPER,
    by: RankBy = RankBy.PARTNERS,
    top: int | None = None,
    of: Kind | None = None,
    groups: bool = False,
    sector: str | None = None,
    period: Period | None = None,
) -> Answer:
    """Lists the organizations of a side by their weight in the network, the greatest first; ties share a rank.

    `kind` is the kind of the ranked organizations. `top` limits the list to the first ranks, with all who tie with the
    last of them; `of` counts only organizations of that kind on the other side. With `groups`, partners known only from
    an agreement of a group count too. With `period` only money given in it counts, also of those whom no agreement
    names. Raises `UsageError` where one is given and it is not ranked by funds, or where that takes scipy, which is not
    installed.
    """
    if period is not None and by is not RankBy.FUNDS:
        raise UsageError("period.funds_alone", by=by.value)
    query = inquiry.query(kind, sector)
    if inquiry.fits(inquiry.area):
        weighed = _on_network(inquiry, query, side, by, of, groups=groups, period=period)
    else:
        weighed = _on_columns(inquiry, query, side, by, of, groups=groups, period=period, top=top)
    ranking = [entry for entry in ranked(weighed.values) if top is None or entry[0] <= top]
    rows = [
        RankRow(place, id_, name, of_kind, int(value) if value == int(value) else value, area, illustrative)
        for (place, id_, value), (name, of_kind, area, illustrative) in zip(
            ranking, weighed.described([id_ for _, id_, _ in ranking]), strict=True
        )
    ]
    notes = [Note("rank.of", {"of": of})] if of is not None else []
    notes += _about_scores(by, weighed)
    money = money_notes(period, weighed.funds, weighed.unplaced)
    notes += money.notes
    if weighed.unnamed:
        notes.append(Note("note.unnamed_funds", {"count": weighed.unnamed}))
    if weighed.bounded:
        notes.append(Note("note.bounded_funds", {"count": weighed.bounded}))
    invented = sum(row.illustrative for row in rows)
    notes += [Note("rank.illustrative", {"count": invented})] if invented else []
    summary = {
        "side": side.value,
        "by": by.value,
        "ranked": weighed.ranked,
        "without_partner": weighed.without_partner,
        "pairs": weighed.pairs,
        "sample": weighed.sample,
        "seed": weighed.seed,
        "estimates": weighed.estimates,
        "of": of,
        **money.summary,
    }
    headline = Note(f"rank.{side.value}", {**summary, "day": query.day, "kind": kind, "by": f"by_{by.value}"})
    return Answer(
        question="rank",
        as_of=query.day,
        scope=inquiry.scope,
        summary=summary,
        fields=RankRow._fields,
        rows=rows,
        shown=("rank", "name", "kind", "area", "value", "illustrative"),
        headline=(headline, *money.headline),
        notes=(*notes, Note("note.registered")),
    )


def _about_scores(by: RankBy, weighed: _Weighed) -> list[Note]:
    """The notes about a centrality: the number of estimated values, the number of parts of the network."""
    notes = []
    if weighed.estimates:
        said = {name: getattr(weighed, name) for name in ("estimates", "ranked", "sample", "seed")}
        notes.append(Note("rank.estimate", said))
    if weighed.parts is not None:
        parts, alone = weighed.parts
        notes.append(Note("rank.components", {"parts": parts, "alone": alone}))
    if by in (RankBy.PAGERANK, RankBy.BIRANK):
        notes.append(Note("rank.relative"))
    return notes


def _on_network(
    inquiry: Inquiry, query: Query, side: Side, by: RankBy, of: Kind | None, *, groups: bool, period: Period | None
) -> _Weighed:
    graph = inquiry.network()
    nodes = graph.nodes
    pairs = centrality.two_mode(graph, query.day, area=query.area, sector=query.sector, groups=groups)
    given = inquiry.contributions() if by is RankBy.FUNDS else []
    if of is not None:
        pairs = pairs.subgraph([node for node in pairs if node[0] == side.value or nodes[node[1]]["kind"] == of])
        given = [
            entry
            for entry, helper, recipient in centrality.attributed(network.ends(graph), given)
            for other in (recipient if side is Side.HELPER else helper,)
            if other is not None and other in graph and nodes[other]["kind"] == of
        ]
    besides: set[str] = set()
    if period is not None:
        inside = None if query.area is None else set(network.inside(graph, query.area))
        entries = centrality.attributed(network.ends(graph), given)
        besides = centrality.with_money(entries, side, period, inside)
    far = sorted(besides - set(graph))
    others = inquiry.around(far) if far else graph
    besides -= set(far) - set(others)
    money = None
    if by is RankBy.FUNDS:
        money = centrality.funds(graph, given, pairs, side, period=period, besides=besides)

    def where(id_: str) -> Network:
        return graph if id_ in nodes else others

    scores = centrality.scores(pairs, side, by) if money is None else centrality.Scores({})
    values = {
        id_: value
        for id_, value in (scores.values if money is None else money.values).items()
        if query.kind in (None, where(id_).nodes[id_]["kind"])
    }

    def described(ids: Sequence[str]) -> Iterator[tuple[str, str, tuple[str, ...], bool]]:
        for id_ in ids:
            node = where(id_).nodes[id_]
            invented = _rests_on_invented(graph, pairs, side, id_) if money is None else id_ in money.invented
            yield node["name"], node["kind"], tuple(network.area(where(id_), id_)), invented

    return _Weighed(
        values,
        described,
        len(values),
        sum(not pairs.has_node(node) or pairs.degree(node) == 0 for node in ((side.value, id_) for id_ in values)),
        pairs.number_of_edges(),
        len(scores.estimated & values.keys()),
        scores.sample,
        scores.seed,
        (nx.number_connected_components(pairs), nx.number_of_isolates(pairs)) if by in _BY_WAYS else None,
        0 if money is None else money.unnamed,
        0 if money is None else sum(money.bounded.values()),
        NOTHING if money is None else Unplaced.sum(one for id_, one in money.unplaced.items() if id_ in values),
        Decimal() if money is None else sum((money.values[id_] for id_ in values), Decimal()),
    )


def _on_columns(
    inquiry: Inquiry,
    query: Query,
    side: Side,
    by: RankBy,
    of: Kind | None,
    *,
    groups: bool,
    period: Period | None,
    top: int | None,
) -> _Weighed:
    """What those weigh who may be among the first `top`."""
    import numpy as np

    from graph.measures.columns import centrality as on_columns
    from graph.measures.columns import funds, pairs

    if by not in (RankBy.PARTNERS, RankBy.DEGREE, RankBy.FUNDS):
        centrality.need_scipy()
    columns = inquiry.columns()
    two_mode = pairs.two_mode(columns, query.day, area=query.area, sector=query.sector, groups=groups)
    if of is not None:
        other = Side.RECIPIENT if side is Side.HELPER else Side.HELPER
        two_mode = two_mode.keeping(other, pairs.of_kind(columns, of))
    linked = on_columns.Linked(two_mode)
    standing, money = two_mode.sides[side], None
    if by is RankBy.FUNDS:
        money = funds.funds(columns, inquiry.contributions(), side, area=query.area, of=of, period=period)
        standing = standing | money.besides(columns)
    counted = standing & pairs.of_kind(columns, query.kind)
    if money is not None:
        scores = on_columns.Scores(money.of_all(columns), counted & False)
    else:
        scores = on_columns.scores(columns, linked, side, by)
    places = np.flatnonzero(counted).astype(np.int32)
    values = scores.values[places]
    if top is not None and 0 < top < len(places):
        least = np.partition(values, -top)[-top]
        places = places[values >= least - abs(least) * _NEAR]
    named = {one.id: (place, one) for place, one in zip(places.tolist(), columns.register.named(places), strict=True)}
    if money is None:
        invented = columns.illustrative | two_mode.rest_on_invented(side)
        first = dict(zip(named, scores.values[places].tolist(), strict=True))
    else:
        invented = money.invented(columns)
        first = {id_: money.values.get(place, Decimal()) for id_, (place, _) in named.items()}

    def described(ids: Sequence[str]) -> Iterator[tuple[str, str, tuple[str, ...], bool]]:
        some = np.array([named[id_][0] for id_ in ids], dtype=np.int32)
        for id_, area, flag in zip(ids, columns.paths(some), invented[some].tolist(), strict=True):
            yield named[id_][1].name, named[id_][1].kind, area, flag

    return _Weighed(
        first,
        described,
        int(counted.sum()),
        int((counted & (two_mode.degree(side) == 0)).sum()),
        len(two_mode.edges.helper),
        int((scores.estimated & counted).sum()),
        scores.sample,
        scores.seed,
        on_columns.components(linked) if by in _BY_WAYS else None,
        0 if money is None else money.unnamed,
        0 if money is None else money.entries_bounded(standing),
        NOTHING if money is None else money.not_placed(counted),
        Decimal() if money is None else money.sum(counted),
    )


def ranked(values: Mapping[str, float | Decimal]) -> list[tuple[int, str, float | Decimal]]:
    """Lists (rank, id, value), the greatest first; ties stand in the order of their ids and share a rank: 1, 1, 3.

    What was computed is rounded, so that equal values tie; what was recorded is exact and stays so.

    >>> ranked({"a": 1.0, "b": 2.0, "c": 2.0})
    [(1, 'b', 2.0), (1, 'c', 2.0), (3, 'a', 1.0)]
    """
    rounded = {
        id_: value if isinstance(value, Decimal) else float(f"{value:.{_DIGITS}g}") for id_, value in values.items()
    }
    ranking: list[tuple[int, str, float | Decimal]] = []
    rank, former = 0, None
    for place, id_ in enumerate(sorted(values, key=lambda id_: (-rounded[id_], id_)), start=1):
        if rounded[id_] != former:
            rank, former = place, rounded[id_]
        ranking.append((rank, id_, rounded[id_]))
    return ranking


def _rests_on_invented(graph: Network, pairs: TwoMode, side: Side, id_: str) -> bool:
    """Whether an organization is illustrative, or has partners only through illustrative records."""
    edges = [edge["illustrative"] for edge in pairs[side.value, id_].values()]
    return bool(graph.nodes[id_]["illustrative"]) or bool(edges and all(edges))
