"""Who matters in the network, and how evenly help is spread."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from statistics import median
from typing import TYPE_CHECKING

from graph import network
from graph.answer import Answer, Note
from graph.errors import RecordError
from graph.measures import centrality, coverage, equity, structure
from graph.measures.centrality import Scores
from graph.model import parse_number
from graph.query import Query, RankBy, Side
from graph.questions.scope import fetched, scope_of

if TYPE_CHECKING:
    from graph.model import Kind
    from graph.network import Network
    from graph.store import Store

RANK_FIELDS = ("rank", "id", "name", "kind", "value", "area", "illustrative")
STATS_FIELDS = ("measure", "value", "numerator", "denominator", "says")
_DIGITS = 12
"""Significant digits by which values are compared: what differs after them is rounding, and ties."""
_TOP = 5
POPULATION = ("population", "人口", "常住人口", "户籍人口")
NEED = ("need", "需求", "需求指数")
"""Attributes that tell how many people live in an organization, and how much it needs: the first that is a number."""


def rank(
    store: Store,
    query: Query,
    side: Side,
    by: RankBy,
    *,
    top: int | None = None,
    of: Kind | None = None,
    groups: bool = False,
) -> Answer:
    """The organizations of a side by what they weigh in the network, the greatest first; ties share a rank.

    The query's kind is that of the ranked. With `top` the first so many, and all who tie with the last of them; with
    `of` only what they have with organizations of that kind on the other side.
    """
    graph = fetched(store, query.area)
    pairs = centrality.two_mode(graph, query.day, area=query.area, sector=query.sector, groups=groups)
    given = store.contributions() if by is RankBy.FUNDS else []
    if of is not None:
        pairs = pairs.subgraph([node for node in pairs if node[0] == side.value or graph.nodes[node[1]]["kind"] == of])
        given = [
            entry
            for entry, helper, recipient in centrality.attributed(graph, given)
            for other in (recipient if side is Side.HELPER else helper,)
            if other is not None and other in graph and graph.nodes[other]["kind"] == of
        ]
    money = centrality.funds(graph, given, pairs, side) if by is RankBy.FUNDS else None
    found = centrality.scores(pairs, side, by) if money is None else Scores({})
    values = {
        id_: value
        for id_, value in (found.values if money is None else money.values).items()
        if query.kind is None or graph.nodes[id_]["kind"] == query.kind
    }
    rows = [
        (
            place,
            id_,
            graph.nodes[id_]["name"],
            graph.nodes[id_]["kind"],
            int(value) if value.is_integer() else value,
            tuple(network.area(graph, id_)),
            id_ in money.invented if money is not None else _invented(graph, pairs, side, id_),
        )
        for place, id_, value in ranked(values)
        if top is None or place <= top
    ]
    notes = [Note("rank.of", {"of": of})] if of is not None else []
    estimates = len(found.estimated & values.keys())
    if estimates:
        said = {"estimates": estimates, "ranked": len(values), "sample": found.sample, "seed": found.seed}
        notes.append(Note("rank.estimate", said))
    if by in (RankBy.BETWEENNESS, RankBy.HARMONIC):
        import networkx as nx

        parts = nx.number_connected_components(pairs)
        notes.append(Note("rank.components", {"parts": parts, "alone": nx.number_of_isolates(pairs)}))
    if by in (RankBy.PAGERANK, RankBy.BIRANK):
        notes.append(Note("rank.relative"))
    if money is not None and money.unnamed:
        notes.append(Note("note.unnamed_funds", {"count": money.unnamed}))
    invented = sum(row[-1] for row in rows)
    notes += [Note("rank.illustrative", {"count": invented})] if invented else []
    without = sum(pairs.degree((side.value, id_)) == 0 for id_ in values)
    summary = {
        "side": side.value,
        "by": by.value,
        "ranked": len(values),
        "without_partner": without,
        "pairs": pairs.number_of_edges(),
        "sample": found.sample,
        "seed": found.seed,
        "estimates": estimates,
        "of": of,
    }
    headline = Note(f"rank.{side.value}", {**summary, "day": query.day, "kind": query.kind, "by": f"by_{by.value}"})
    return Answer(
        question="rank",
        as_of=query.day,
        scope=scope_of(store, query.area),
        summary=summary,
        fields=RANK_FIELDS,
        rows=rows,
        shown=("rank", "name", "kind", "area", "value", "illustrative"),
        headline=(headline,),
        notes=(*notes, Note("note.registered")),
    )


def ranked(values: Mapping[str, float | Decimal]) -> list[tuple[int, str, float]]:
    """(rank, id, value), the greatest first, ties in the order of their ids and with one rank: 1, 1, 3.

    >>> ranked({"a": 1.0, "b": 2.0, "c": 2.0})
    [(1, 'b', 2.0), (1, 'c', 2.0), (3, 'a', 1.0)]
    """
    rounded = {id_: float(f"{value:.{_DIGITS}g}") for id_, value in values.items()}
    found: list[tuple[int, str, float]] = []
    for place, id_ in enumerate(sorted(values, key=lambda id_: (-rounded[id_], id_)), start=1):
        tied = bool(found) and found[-1][2] == rounded[id_]
        found.append((found[-1][0] if tied else place, id_, rounded[id_]))
    return found


def _invented(graph: Network, pairs: centrality.TwoMode, side: Side, id_: str) -> bool:
    """Whether one is invented, or has partners through invented records alone."""
    edges = [edge["illustrative"] for edge in pairs[side.value, id_].values()]
    return bool(graph.nodes[id_]["illustrative"]) or bool(edges and all(edges))


def stats(store: Store, query: Query, *, groups: bool = False) -> Answer:
    """How help is spread over helpers and recipients, each figure in words, with what it is a share of.

    The recipients are the roster of the query's kind, or those seen where there is none; pairs are distinct and in
    force.
    """
    graph = fetched(store, query.area)
    pairs = centrality.two_mode(graph, query.day, area=query.area, sector=query.sector, groups=groups)
    recipients, has_roster = coverage.members(graph, query)
    wanted = [(Side.RECIPIENT.value, id_) for id_ in recipients]
    pairs = pairs.subgraph([*wanted, *{helper for node in wanted if node in pairs for helper in pairs[node]}])
    money = centrality.funds(graph, store.contributions(), pairs, Side.RECIPIENT)
    rows = [
        (name, value, above, below, Note(f"stats.{name}" if value is not None else _undefined(name), said))
        for name, value, above, below, said in (
            *_of_helpers(pairs),
            *_of_recipients(graph, pairs, wanted, money),
            *_of_people(graph, pairs, wanted, money),
        )
    ]
    invented = sum(edge["illustrative"] for _, _, edge in pairs.edges(data=True))
    summary = {
        "kind": query.kind.value if query.kind else "all",
        "roster": len(recipients) if has_roster else 0,
        "recipients": len(recipients),
        "helpers": len(centrality.of_side(pairs, Side.HELPER)),
        "pairs": pairs.number_of_edges(),
        "illustrative_pairs": invented,
    }
    notes = [] if has_roster else [Note("stats.no_roster", {"kind": query.kind})]
    notes += [Note("stats.illustrative_pairs", {"count": invented, "pairs": summary["pairs"]})] if invented else []
    notes += [Note("note.unnamed_funds", {"count": money.unnamed})] if money.unnamed else []
    notes += [Note("stats.invented_funds", {"count": len(money.invented)})] if money.invented else []
    return Answer(
        question="stats",
        as_of=query.day,
        scope=scope_of(store, query.area),
        summary=summary,
        fields=STATS_FIELDS,
        rows=rows,
        shown=("measure", "value", "says"),
        headline=(Note("stats.found", {**summary, "day": query.day, "kind": query.kind}),),
        notes=(*notes, Note("stats.spread"), Note("note.registered")),
    )


def _undefined(figure: str) -> str:
    """What is said of a figure that is undefined."""
    return "stats.no_order" if figure.startswith("need_") else "stats.undefined"


_Figure = tuple[str, float | None, float | None, float | None, dict[str, object]]


def _of_helpers(pairs: centrality.TwoMode) -> Iterator[_Figure]:
    """Load and concentration over the helpers."""
    load = [pairs.degree(node) for node in centrality.of_side(pairs, Side.HELPER)]
    mean = sum(load) / len(load) if load else None
    said = {"mean": mean, "median": median(load) if load else None, "most": max(load, default=None)}
    yield "load", mean, sum(load), len(load), {**said, "name": "load"}
    spread = equity.concentration(load)
    value = None if spread is None else spread.hhi
    effective = None if spread is None else spread.effective
    yield "hhi", value, None, None, {"hhi": value, "effective": effective, "name": "hhi"}
    yield ("effective", effective, None, None, {"effective": effective, "helpers": len(load), "name": "effective"})
    largest = equity.top(load, _TOP)
    held = sum(sorted(load)[-largest.count :]) if largest else None
    share = None if largest is None else largest.share
    yield ("top", share, held, sum(load), {"count": largest and largest.count, "share": share, "name": "top"})


def _of_recipients(
    graph: Network, pairs: centrality.TwoMode, wanted: Sequence[tuple[str, str]], money: centrality.Funds
) -> Iterator[_Figure]:
    """Inequality over the recipients, those with nothing included; parts and density."""
    import networkx as nx

    held = [pairs.degree(node) if node in pairs else 0 for node in wanted]
    yield (
        "gini_partners",
        equity.gini(held),
        None,
        None,
        {"value": equity.gini(held), "zeros": held.count(0), "all": len(held), "name": "gini_partners"},
    )
    given = {id_: float(money.values.get(id_, 0)) for _, id_ in wanted}
    total, without = sum(given.values()), sum(not value for value in given.values())
    yield (
        "funds_mean",
        total / len(given) if total else None,
        total,
        len(given),
        {"total": total, "mean": total / len(given) if given else None, "without": without, "name": "funds_mean"},
    )
    value = equity.gini(list(given.values()))
    yield ("gini_funds", value, None, None, {"value": value, "zeros": without, "all": len(given), "name": "gini_funds"})
    areas: dict[str, list[float]] = {}
    for id_, amount in given.items():
        areas.setdefault(graph.nodes[id_]["part_of"] or "", []).append(amount)
    split = equity.theil(areas)
    for name in ("total", "between", "within"):
        part = getattr(split, name) if split else None
        share = part / split.total if split and split.total and part is not None else None
        yield (
            f"theil_{name}",
            part,
            None,
            None,
            {"value": part, "most": split and split.most, "share": share, "areas": len(areas), "name": f"theil_{name}"},
        )
    parts = nx.number_connected_components(pairs)
    alone = nx.number_of_isolates(pairs)
    yield "components", parts, None, None, {"parts": parts, "alone": alone}
    sides = (len(centrality.of_side(pairs, Side.HELPER)), len(centrality.of_side(pairs, Side.RECIPIENT)))
    most = sides[0] * sides[1]
    edges = pairs.number_of_edges()
    yield (
        "density",
        edges / most if most else None,
        edges,
        most,
        {"value": edges / most if most else None, "pairs": edges, "most": most, "name": "density"},
    )
    most_each = structure.matching(pairs)
    each = len(most_each.pairs)
    yield (
        "matching",
        each / len(wanted) if edges else None,
        each,
        len(wanted),
        {
            "matched": each,
            "all": len(wanted),
            "without": len(wanted) - each,
            "unpaired": held.count(0),
            "name": "matching",
        },
    )


def _of_people(
    graph: Network, pairs: centrality.TwoMode, wanted: Sequence[tuple[str, str]], money: centrality.Funds
) -> Iterator[_Figure]:
    """Money per person, and whether help goes where need is; only where records tell people or need.

    Money per person is the money of those whose population is known over that population. Need is compared by
    Spearman's ρ over those whose need is known, with their partners and with their money.
    """
    people = {id_: value for _, id_ in wanted if (value := _number(graph, id_, POPULATION))}
    if people:
        given = float(sum(money.values.get(id_, 0) for id_ in people))
        total = float(sum(people.values()))
        each = given / total if given else None
        yield (
            "funds_per_person",
            each,
            given,
            total,
            {
                "value": each,
                "total": given,
                "people": total,
                "known": len(people),
                "all": len(wanted),
                "name": "funds_per_person",
            },
        )
    need = {id_: float(value) for _, id_ in wanted if (value := _number(graph, id_, NEED)) is not None}
    if need:
        nodes = [(Side.RECIPIENT.value, id_) for id_ in need]
        helped = [float(pairs.degree(node)) if node in pairs else 0.0 for node in nodes]
        funds = [float(money.values.get(id_, 0)) for id_ in need]
        for name, values in (("need_partners", helped), ("need_funds", funds)):
            fit = equity.spearman(list(need.values()), values)
            yield name, fit, None, None, {"value": fit, "known": len(need), "all": len(wanted), "name": name}


def _number(graph: Network, id_: str, names: Sequence[str]) -> Decimal | None:
    """The number of an organization that an attribute of one of these names tells; None where none does."""
    attributes = graph.nodes[id_]["attributes"]
    for name in names:
        try:
            return parse_number(attributes[name])
        except (KeyError, RecordError):
            continue
    return None
