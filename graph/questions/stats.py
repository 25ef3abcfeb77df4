"""How evenly help is spread over helpers and recipients."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

import networkx as nx

from graph.answer import Answer, Note
from graph.errors import UsageError
from graph.measures import centrality, coverage, equity, structure
from graph.measures.centrality import Unplaced, of_side
from graph.measures.equity import spearman
from graph.model import Kind, first_number
from graph.query import Side
from graph.questions.roster import kind_name, money_notes

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from graph.periods import Period
    from graph.query import Query
    from graph.questions.inquiry import Inquiry

POPULATION = ("population", "人口", "常住人口", "户籍人口")
NEED = ("need", "需求", "需求指数")
"""Attributes for the population of an organization, and for its need; the first one that is a number counts."""
MATCHING = 20_000_000
"""The most pairs of which as many as possible without a common end are looked for: about a minute."""
_TOP = 5
"""The number of largest helpers whose share of all pairs is given."""


class StatsRow(NamedTuple):
    """One figure, its numerator and denominator where it is a share, and the sentence that says it."""

    measure: str
    value: float | None
    numerator: float | None
    denominator: float | None
    says: Note


@dataclass(frozen=True, slots=True)
class _Spread:
    """What the figures are made of: the partners of each helper that has any (`load`) and of each recipient (`held`).

    `units` tell which recipients lie in one unit. Of what is not known of all, a recipient is its place in `held`:
    money in yuan, population, need. `parts` are the components, and how many of these are alone; `matched` is how many
    recipients can have a helper of their own, None where that would take too long.
    """

    has_roster: bool
    load: NDArray[np.int64]
    held: NDArray[np.int64]
    units: NDArray[np.int64]
    money: Mapping[int, Decimal]
    people: Mapping[int, Decimal]
    need: Mapping[int, Decimal]
    parts: tuple[int, int]
    matched: int | None
    invented_pairs: int
    invented_funds: int
    unnamed: int
    bounded: int
    unplaced: Unplaced


def answer(
    inquiry: Inquiry,
    *,
    kind: Kind | None = None,
    groups: bool = False,
    sector: str | None = None,
    period: Period | None = None,
) -> Answer:
    """Lists the figures about the spread of help, each with its numerator and denominator and in words.

    The recipients are the roster of the kind (villages unless another is given), or those seen where there is none;
    pairs are distinct and in force. With `groups`, partners known only from an agreement of a group count too; with
    `period` only money given in it counts. Raises `UsageError` when the area is so large that it takes scipy,
    which is not installed.
    """
    query = inquiry.query(kind or Kind.VILLAGE, sector)
    spread = (_on_network if inquiry.fits(inquiry.area) else _on_columns)(inquiry, query, groups=groups, period=period)
    money = money_notes(period, sum(spread.money.values(), Decimal()), spread.unplaced)
    rows = [*_of_helpers(spread), *_of_recipients(spread), *_of_people(spread)]
    invented, recipients, pairs = spread.invented_pairs, len(spread.held), int(spread.held.sum())
    summary = {
        "kind": kind_name(query),
        "roster": recipients if spread.has_roster else 0,
        "recipients": recipients,
        "helpers": len(spread.load),
        "pairs": pairs,
        "illustrative_pairs": invented,
        **money.summary,
    }
    notes = [] if spread.has_roster else [Note("stats.no_roster", {"kind": query.kind})]
    notes += [Note("stats.illustrative_pairs", {"count": invented, "pairs": pairs})] if invented else []
    notes += money.notes
    notes += [Note("note.unnamed_funds", {"count": spread.unnamed})] if spread.unnamed else []
    notes += [Note("note.bounded_funds", {"count": spread.bounded})] if spread.bounded else []
    notes += [Note("stats.invented_funds", {"count": spread.invented_funds})] if spread.invented_funds else []
    notes += [Note("stats.no_matching", {"pairs": pairs})] if spread.matched is None else []
    return Answer(
        question="stats",
        as_of=query.day,
        scope=inquiry.scope,
        summary=summary,
        fields=StatsRow._fields,
        rows=rows,
        shown=("measure", "value", "says"),
        headline=(Note("stats.found", {**summary, "day": query.day, "kind": query.kind}), *money.headline),
        notes=(*notes, Note("stats.spread"), Note("note.registered")),
    )


def _on_network(inquiry: Inquiry, query: Query, *, groups: bool, period: Period | None) -> _Spread:
    import numpy as np

    graph = inquiry.network()
    pairs = centrality.two_mode(graph, query.day, area=query.area, sector=query.sector, groups=groups)
    recipients, has_roster = coverage.members(graph, query)
    wanted = [(Side.RECIPIENT.value, id_) for id_ in recipients]
    pairs = pairs.subgraph([*wanted, *{helper for node in wanted if node in pairs for helper in pairs[node]}])
    money = centrality.funds(graph, inquiry.contributions(), pairs, Side.RECIPIENT, period=period)
    units = {unit: number for number, unit in enumerate({graph.nodes[id_]["part_of"] or "" for id_ in recipients})}
    people, need = (
        {
            place: number
            for place, id_ in enumerate(recipients)
            if (number := first_number(graph.nodes[id_]["attributes"], names)) is not None
        }
        for names in (POPULATION, NEED)
    )
    return _Spread(
        has_roster,
        np.array([pairs.degree(node) for node in of_side(pairs, Side.HELPER)], dtype=np.int64),
        np.array([pairs.degree(node) if node in pairs else 0 for node in wanted], dtype=np.int64),
        np.array([units[graph.nodes[id_]["part_of"] or ""] for id_ in recipients], dtype=np.int64),
        {place: value for place, id_ in enumerate(recipients) if (value := money.values.get(id_))},
        people,
        need,
        (nx.number_connected_components(pairs), nx.number_of_isolates(pairs)),
        len(structure.matching(pairs).pairs),
        sum(edge["illustrative"] for _, _, edge in pairs.edges(data=True)),
        len(money.invented),
        money.unnamed,
        sum(money.bounded.values()),
        Unplaced.sum(money.unplaced.values()),
    )


def _on_columns(inquiry: Inquiry, query: Query, *, groups: bool, period: Period | None) -> _Spread:
    import numpy as np

    from graph.measures.columns import centrality as on_columns
    from graph.measures.columns import coverage as on_members
    from graph.measures.columns import funds, pairs
    from graph.measures.columns.units import marked

    if not centrality.has_scipy():
        raise UsageError("stats.extra", name="scipy")
    columns = inquiry.columns()
    two_mode = pairs.two_mode(columns, query.day, area=query.area, sector=query.sector, groups=groups)
    places, has_roster = on_members.members(columns, query)
    wanted = marked(columns, places)
    two_mode = two_mode.keeping(Side.RECIPIENT, wanted)
    load = two_mode.degree(Side.HELPER)
    two_mode = two_mode.keeping(Side.HELPER, load > 0)
    linked = on_columns.Linked(two_mode)
    money = funds.funds(columns, inquiry.contributions(), Side.RECIPIENT, area=query.area, period=period)
    at = np.where(wanted, np.cumsum(wanted) - 1, -1)

    def by_place(values: Mapping[int, Decimal]) -> dict[int, Decimal]:
        now = at[list(values)].tolist() if values else []
        return {place: value for place, value in zip(now, values.values(), strict=True) if place >= 0}

    many = len(linked.one) > MATCHING
    return _Spread(
        has_roster,
        load[load > 0],
        two_mode.degree(Side.RECIPIENT)[places],
        columns.part_of[places].astype(np.int64),
        by_place(money.values),
        by_place(columns.register.numbers(POPULATION)),
        by_place(columns.register.numbers(NEED)),
        on_columns.components(linked),
        None if many else linked.matched,
        int(two_mode.edges.illustrative.sum()),
        int((money.invented(columns) & wanted).sum()),
        money.unnamed,
        money.entries_bounded(wanted),
        money.not_placed(wanted),
    )


def _figure(
    name: str, value: float | None, above: float | None = None, below: float | None = None, /, **said: object
) -> StatsRow:
    """A figure and its sentence; a figure that is undefined says so."""
    key = name if value is not None else "no_order" if name.startswith("need_") else "undefined"
    return StatsRow(name, value, above, below, Note(f"stats.{key}", {"name": name, **said}))


def _of_helpers(spread: _Spread) -> Iterator[StatsRow]:
    """The figures about load and concentration over the helpers."""
    import numpy as np

    load, pairs = spread.load, int(spread.load.sum())
    mean = pairs / len(load) if len(load) else None
    yield _figure(
        "load", mean, pairs, len(load), mean=mean, median=_median(load), most=max(load.tolist(), default=None)
    )
    index = equity.concentration(load)
    hhi = None if index is None else index.hhi
    effective = None if index is None else index.effective
    yield _figure("hhi", hhi, hhi=hhi, effective=effective)
    yield _figure("effective", effective, effective=effective, helpers=len(load))
    largest = equity.top(load, _TOP)
    held = int(np.sort(load)[-largest.count :].sum()) if largest else None
    share = None if largest is None else largest.share
    yield _figure("top", share, held, pairs, count=largest and largest.count, share=share)


def _median(load: NDArray[np.int64]) -> float | None:
    """The median, as `statistics.median` has it; None of nothing."""
    import numpy as np

    middle = np.sort(load)[(len(load) - 1) // 2 : len(load) // 2 + 1]
    return median(middle.tolist()) if len(load) else None


def _of_recipients(spread: _Spread) -> Iterator[StatsRow]:
    """The figures about inequality over the recipients (those with nothing included), parts, density and matching."""
    import numpy as np

    held, recipients = spread.held, len(spread.held)
    zeros = int((held == 0).sum())
    gini = equity.gini(held)
    yield _figure("gini_partners", gini, value=gini, zeros=zeros, all=recipients)
    given = np.zeros(recipients)
    given[list(spread.money)] = [float(value) for value in spread.money.values()]
    some = np.flatnonzero(given)
    total, without = math.fsum(given[some].tolist()), recipients - len(some)
    mean = total / recipients if recipients else None
    yield _figure("funds_mean", mean if total else None, total, recipients, total=total, mean=mean, without=without)
    gini = equity.gini(given)
    yield _figure("gini_funds", gini, value=gini, zeros=without, all=recipients)
    units, of, sizes = np.unique(spread.units, return_inverse=True, return_counts=True)
    amounts: dict[str, list[float]] = {}
    for unit, amount in zip(of[some].tolist(), given[some].tolist(), strict=True):
        amounts.setdefault(str(unit), []).append(amount)
    sizes_of = {str(unit): size for unit, size in enumerate(sizes.tolist())}
    split = equity.theil(amounts, {unit: size - len(amounts.get(unit, ())) for unit, size in sizes_of.items()})
    for name in ("total", "between", "within"):
        part = getattr(split, name) if split else None
        share = part / split.total if split and split.total and part is not None else None
        yield _figure(f"theil_{name}", part, value=part, most=split and split.most, share=share, areas=len(units))
    parts, alone = spread.parts
    yield _figure("components", parts, parts=parts, alone=alone)
    most, pairs = len(spread.load) * recipients, int(held.sum())
    density = pairs / most if most else None
    yield _figure("density", density, pairs, most, value=density, pairs=pairs, most=most)
    if spread.matched is not None:
        yield _figure(
            "matching",
            spread.matched / recipients if pairs else None,
            spread.matched,
            recipients,
            matched=spread.matched,
            all=recipients,
            without=recipients - spread.matched,
            unpaired=zeros,
        )


def _of_people(spread: _Spread) -> Iterator[StatsRow]:
    """The figures about money per person, and help compared with need; only where population or need is on record.

    Money per person is the money of those whose population is known over that population. Need is compared by
    Spearman's ρ over those whose need is known, with their partners and with their money.
    """
    everybody = len(spread.held)
    people = {place: value for place, value in spread.people.items() if value}
    if people:
        given = float(sum(spread.money.get(place, 0) for place in people))
        total = float(sum(people.values()))
        each = given / total if given else None
        said = {"value": each, "total": given, "people": total, "known": len(people), "all": everybody}
        yield _figure("funds_per_person", each, given, total, **said)
    if spread.need:
        places = list(spread.need)
        helped = [float(count) for count in spread.held[places].tolist()]
        funds = [float(spread.money.get(place, 0)) for place in places]
        for name, values in (("need_partners", helped), ("need_funds", funds)):
            order = spearman([float(value) for value in spread.need.values()], values)
            yield _figure(name, order, value=order, known=len(places), all=everybody)
