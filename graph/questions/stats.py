"""How evenly help is spread over helpers and recipients."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

import networkx as nx

from graph.answer import Answer, Note
from graph.errors import RecordError
from graph.measures import centrality, coverage, equity, structure
from graph.measures.centrality import of_side
from graph.measures.equity import spearman
from graph.model import Kind, parse_number
from graph.query import Side
from graph.questions.roster import kind_name

if TYPE_CHECKING:
    from graph.measures.centrality import Funds, TwoMode
    from graph.network import Network
    from graph.questions.inquiry import Inquiry

POPULATION = ("population", "人口", "常住人口", "户籍人口")
NEED = ("need", "需求", "需求指数")
"""Attributes for the population of an organization, and for its need; the first one that is a number counts."""
_TOP = 5
"""The number of largest helpers whose share of all pairs is given."""


class StatsRow(NamedTuple):
    """One figure, its numerator and denominator where it is a share, and the sentence that says it."""

    measure: str
    value: float | None
    numerator: float | None
    denominator: float | None
    says: Note


def answer(inquiry: Inquiry, *, kind: Kind | None = None, groups: bool = False, sector: str | None = None) -> Answer:
    """Lists the figures about the spread of help, each with its numerator and denominator and in words.

    The recipients are the roster of the kind (villages unless another is given), or those seen where there is none;
    pairs are distinct and in force. With `groups`, partners known only from an agreement of a group count too. Raises
    `UsageError` when the area is too large.
    """
    query, graph = inquiry.query(kind or Kind.VILLAGE, sector), inquiry.network()
    pairs = centrality.two_mode(graph, query.day, area=query.area, sector=sector, groups=groups)
    recipients, has_roster = coverage.members(graph, query)
    wanted = [(Side.RECIPIENT.value, id_) for id_ in recipients]
    pairs = pairs.subgraph([*wanted, *{helper for node in wanted if node in pairs for helper in pairs[node]}])
    money = centrality.funds(graph, inquiry.contributions(), pairs, Side.RECIPIENT)
    rows = [
        *_of_helpers(pairs),
        *_of_recipients(graph, pairs, wanted, money),
        *_of_people(graph, pairs, wanted, money),
    ]
    invented = sum(edge["illustrative"] for _, _, edge in pairs.edges(data=True))
    summary = {
        "kind": kind_name(query),
        "roster": len(recipients) if has_roster else 0,
        "recipients": len(recipients),
        "helpers": len(centrality.of_side(pairs, Side.HELPER)),
        "pairs": pairs.number_of_edges(),
        "illustrative_pairs": invented,
    }
    notes = [] if has_roster else [Note("stats.no_roster", {"kind": query.kind})]
    notes += [Note("stats.illustrative_pairs", {"count": invented, "pairs": summary["pairs"]})] if invented else []
    notes += [Note("note.unnamed_funds", {"count": money.unnamed})] if money.unnamed else []
    notes += [Note("note.bounded_funds", {"count": money.bounded})] if money.bounded else []
    notes += [Note("stats.invented_funds", {"count": len(money.invented)})] if money.invented else []
    return Answer(
        question="stats",
        as_of=query.day,
        scope=inquiry.scope,
        summary=summary,
        fields=StatsRow._fields,
        rows=rows,
        shown=("measure", "value", "says"),
        headline=(Note("stats.found", {**summary, "day": query.day, "kind": query.kind}),),
        notes=(*notes, Note("stats.spread"), Note("note.registered")),
    )


def _figure(
    name: str, value: float | None, above: float | None = None, below: float | None = None, /, **said: object
) -> StatsRow:
    """A figure and its sentence; a figure that is undefined says so."""
    key = name if value is not None else "no_order" if name.startswith("need_") else "undefined"
    return StatsRow(name, value, above, below, Note(f"stats.{key}", {"name": name, **said}))


def _of_helpers(pairs: TwoMode) -> Iterator[StatsRow]:
    """The figures about load and concentration over the helpers."""
    load = [pairs.degree(node) for node in of_side(pairs, Side.HELPER)]
    mean = sum(load) / len(load) if load else None
    middle = median(load) if load else None
    yield _figure("load", mean, sum(load), len(load), mean=mean, median=middle, most=max(load, default=None))
    spread = equity.concentration(load)
    hhi = None if spread is None else spread.hhi
    effective = None if spread is None else spread.effective
    yield _figure("hhi", hhi, hhi=hhi, effective=effective)
    yield _figure("effective", effective, effective=effective, helpers=len(load))
    largest = equity.top(load, _TOP)
    held = sum(sorted(load)[-largest.count :]) if largest else None
    share = None if largest is None else largest.share
    yield _figure("top", share, held, sum(load), count=largest and largest.count, share=share)


def _of_recipients(
    graph: Network, pairs: TwoMode, wanted: Sequence[tuple[str, str]], money: Funds
) -> Iterator[StatsRow]:
    """The figures about inequality over the recipients (those with nothing included), parts, density and matching."""
    held = [pairs.degree(node) if node in pairs else 0 for node in wanted]
    gini = equity.gini(held)
    yield _figure("gini_partners", gini, value=gini, zeros=held.count(0), all=len(held))
    given = {id_: float(money.values.get(id_, 0)) for _, id_ in wanted}
    total, without = sum(given.values()), sum(not value for value in given.values())
    mean = total / len(given) if given else None
    yield _figure("funds_mean", mean if total else None, total, len(given), total=total, mean=mean, without=without)
    gini = equity.gini(list(given.values()))
    yield _figure("gini_funds", gini, value=gini, zeros=without, all=len(given))
    areas: dict[str, list[float]] = {}
    for id_, amount in given.items():
        areas.setdefault(graph.nodes[id_]["part_of"] or "", []).append(amount)
    split = equity.theil(areas)
    for name in ("total", "between", "within"):
        part = getattr(split, name) if split else None
        share = part / split.total if split and split.total and part is not None else None
        yield _figure(f"theil_{name}", part, value=part, most=split and split.most, share=share, areas=len(areas))
    parts, alone = nx.number_connected_components(pairs), nx.number_of_isolates(pairs)
    yield _figure("components", parts, parts=parts, alone=alone)
    most = len(of_side(pairs, Side.HELPER)) * len(of_side(pairs, Side.RECIPIENT))
    edges = pairs.number_of_edges()
    density = edges / most if most else None
    yield _figure("density", density, edges, most, value=density, pairs=edges, most=most)
    each = len(structure.matching(pairs).pairs)
    yield _figure(
        "matching",
        each / len(wanted) if edges else None,
        each,
        len(wanted),
        matched=each,
        all=len(wanted),
        without=len(wanted) - each,
        unpaired=held.count(0),
    )


def _of_people(graph: Network, pairs: TwoMode, wanted: Sequence[tuple[str, str]], money: Funds) -> Iterator[StatsRow]:
    """The figures about money per person, and help compared with need; only where population or need is on record.

    Money per person is the money of those whose population is known over that population. Need is compared by
    Spearman's ρ over those whose need is known, with their partners and with their money.
    """
    people = {id_: value for _, id_ in wanted if (value := _number(graph, id_, POPULATION))}
    if people:
        given = float(sum(money.values.get(id_, 0) for id_ in people))
        total = float(sum(people.values()))
        each = given / total if given else None
        said = {"value": each, "total": given, "people": total, "known": len(people), "all": len(wanted)}
        yield _figure("funds_per_person", each, given, total, **said)
    need = {id_: float(value) for _, id_ in wanted if (value := _number(graph, id_, NEED)) is not None}
    if need:
        nodes = [(Side.RECIPIENT.value, id_) for id_ in need]
        helped = [float(pairs.degree(node)) if node in pairs else 0.0 for node in nodes]
        funds = [float(money.values.get(id_, 0)) for id_ in need]
        for name, values in (("need_partners", helped), ("need_funds", funds)):
            order = spearman(list(need.values()), values)
            yield _figure(name, order, value=order, known=len(need), all=len(wanted))


def _number(graph: Network, id_: str, names: Sequence[str]) -> Decimal | None:
    """The number in the first of these attributes of an organization that has one; None where none has."""
    attributes = graph.nodes[id_]["attributes"]
    for name in names:
        try:
            return parse_number(attributes[name])
        except (KeyError, RecordError):
            continue
    return None
