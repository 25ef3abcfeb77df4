"""Which organizations weigh most in the network."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

import networkx as nx

from graph import network
from graph.answer import Answer, Note
from graph.measures import centrality
from graph.query import RankBy, Side

if TYPE_CHECKING:
    from graph.measures.centrality import Scores, TwoMode
    from graph.model import Kind
    from graph.network import Network
    from graph.questions.inquiry import Inquiry

_DIGITS = 12
"""The significant digits by which values are compared; values that differ only after them tie."""


class RankRow(NamedTuple):
    """An organization, its rank and the value it is ranked by."""

    rank: int
    id: str
    name: str
    kind: str
    value: float | Decimal
    area: tuple[str, ...]
    illustrative: bool


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
) -> Answer:
    """Lists the organizations of a side by their weight in the network, the greatest first; ties share a rank.

    `kind` is the kind of the ranked organizations. `top` limits the list to the first ranks, with all who tie with the
    last of them; `of` counts only organizations of that kind on the other side. With `groups`, partners known only from
    an agreement of a group count too. Raises `UsageError` when the area is too large.
    """
    query, graph = inquiry.query(kind, sector), inquiry.network()
    pairs = centrality.two_mode(graph, query.day, area=query.area, sector=sector, groups=groups)
    given = inquiry.contributions() if by is RankBy.FUNDS else []
    if of is not None:
        pairs = pairs.subgraph([node for node in pairs if node[0] == side.value or graph.nodes[node[1]]["kind"] == of])
        given = [
            entry
            for entry, helper, recipient in centrality.attributed(graph, given)
            for other in (recipient if side is Side.HELPER else helper,)
            if other is not None and other in graph and graph.nodes[other]["kind"] == of
        ]
    money = centrality.funds(graph, given, pairs, side) if by is RankBy.FUNDS else None
    scores = centrality.scores(pairs, side, by) if money is None else centrality.Scores({})
    values = {
        id_: value
        for id_, value in (scores.values if money is None else money.values).items()
        if kind in (None, graph.nodes[id_]["kind"])
    }
    rows = [
        RankRow(
            place,
            id_,
            graph.nodes[id_]["name"],
            graph.nodes[id_]["kind"],
            int(value) if value == int(value) else value,
            tuple(network.area(graph, id_)),
            id_ in money.invented if money is not None else _rests_on_invented(graph, pairs, side, id_),
        )
        for place, id_, value in ranked(values)
        if top is None or place <= top
    ]
    notes = [Note("rank.of", {"of": of})] if of is not None else []
    notes += _about_scores(pairs, by, scores, values)
    if money is not None and money.unnamed:
        notes.append(Note("note.unnamed_funds", {"count": money.unnamed}))
    if money is not None and money.bounded:
        notes.append(Note("note.bounded_funds", {"count": money.bounded}))
    invented = sum(row.illustrative for row in rows)
    notes += [Note("rank.illustrative", {"count": invented})] if invented else []
    summary = {
        "side": side.value,
        "by": by.value,
        "ranked": len(values),
        "without_partner": sum(pairs.degree((side.value, id_)) == 0 for id_ in values),
        "pairs": pairs.number_of_edges(),
        "sample": scores.sample,
        "seed": scores.seed,
        "estimates": len(scores.estimated & values.keys()),
        "of": of,
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
        headline=(headline,),
        notes=(*notes, Note("note.registered")),
    )


def _about_scores(pairs: TwoMode, by: RankBy, scores: Scores, values: Mapping[str, object]) -> list[Note]:
    """The notes about a centrality: the number of estimated values, the number of parts of the network."""
    notes = []
    estimates = len(scores.estimated & values.keys())
    if estimates:
        said = {"estimates": estimates, "ranked": len(values), "sample": scores.sample, "seed": scores.seed}
        notes.append(Note("rank.estimate", said))
    if by in (RankBy.BETWEENNESS, RankBy.HARMONIC):
        parts = nx.number_connected_components(pairs)
        notes.append(Note("rank.components", {"parts": parts, "alone": nx.number_of_isolates(pairs)}))
    if by in (RankBy.PAGERANK, RankBy.BIRANK):
        notes.append(Note("rank.relative"))
    return notes


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
