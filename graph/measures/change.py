"""What changed between two days of one network, or between two loads of a source, told by recipient.

Between two days a pair is there on a day when it may be in force on it. Both are compared by `graph.measures.changes`,
so both tell the same things by the same names.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from graph import network
from graph.measures.changes import Changed, Given, Member, Pairing, State, What, compare
from graph.measures.coverage import edge_in_force
from graph.model import Certainty, PartialDate, surely_in_force

if TYPE_CHECKING:
    from graph.model import Contribution
    from graph.network import Network

Pair = tuple[str | None, str | None, str]
"""Who gave, who received, and of which measure."""


@dataclass(frozen=True, slots=True)
class Line:
    """One change; `illustrative` when it rests on invented records alone (an amount: in part)."""

    changed: Changed
    illustrative: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed, and what that rests on.

    Of `agreements` in force on either day (on both: twice) `open_dates` may be so because a date is open or partial;
    `groups` pairs that only stand in a group's list began or ended too; `unplaced` amounts can be told of no year.
    """

    lines: tuple[Line, ...]
    agreements: int = 0
    open_dates: int = 0
    groups: int = 0
    unplaced: int = 0


def between_days(
    graph: Network,
    given: Iterable[Contribution],
    days: tuple[date, date],
    recipients: Collection[str],
    *,
    sector: str | None = None,
    groups: bool = False,
) -> Difference:
    """What is different for `recipients` on the second day from the first.

    A pair in force on both days is `extended` where the latest end of its agreements in force lies later on the second
    day: a follow-on agreement took over. An amount is that of the calendar year of a day, and told where both years
    have one on record; see `yearly`.
    """
    wanted = set(recipients)
    edges = [
        (helper, recipient, edge)
        for helper, recipient, edge in graph.edges(data=True)
        if recipient in wanted and helper != recipient and (sector is None or edge["sector"] == sector)
    ]
    held = [[edge for edge in edges if edge_in_force(edge[2], day)] for day in days]
    listed = [{edge[:2] for edge in some if edge[2]["certainty"] == Certainty.GROUP} for some in held]
    named = [[edge for edge in some if groups or edge[2]["certainty"] != Certainty.GROUP] for some in held]
    pairs = [{edge[:2] for edge in some} for some in named]
    given = [entry for entry in given if sector is None or entry.sector == sector]
    amounts, unplaced = yearly(graph, given, days, wanted)
    members = {id_: Member(data["name"]) for id_, data in graph.nodes(data=True)}
    first, second = (
        State(
            members,
            [Pairing(helper, recipient, edge["end"]) for helper, recipient, edge in some],
            [Given(*key, sums[place]) for key, sums in amounts.items()],
        )
        for place, some in enumerate(named)
    )
    invented = _invented(named[0] + named[1])
    doubtful = [
        not surely_in_force(_date(edge["start"]), _date(edge["end"]), day)
        for some, day in zip(held, days, strict=True)
        for _, _, edge in some
    ]
    return Difference(
        _lines(compare(first, second), invented, _invented_sums(graph, given)),
        len(doubtful),
        sum(doubtful),
        0 if groups else len((listed[0] ^ listed[1]) - pairs[0] - pairs[1]),
        unplaced,
    )


def between_loads(
    graphs: tuple[Network, Network],
    given: tuple[Sequence[Contribution], Sequence[Contribution]],
    *,
    sector: str | None = None,
    groups: bool = False,
) -> Difference:
    """What a newer load of a source says that the older did not: every agreement, whether in force or ended."""
    states, edges = [], []
    for graph, entries in zip(graphs, given, strict=True):
        own = [
            (helper, recipient, edge)
            for helper, recipient, edge in graph.edges(data=True)
            if helper != recipient
            and (sector is None or edge["sector"] == sector)
            and (groups or edge["certainty"] != Certainty.GROUP)
        ]
        counted = [entry for entry in entries if sector is None or entry.sector == sector]
        members = {
            id_: Member(data["name"], data["on_roster"], tuple(data["aliases"])) for id_, data in graph.nodes(data=True)
        }
        states.append(
            State(
                members,
                [Pairing(helper, recipient, edge["end"]) for helper, recipient, edge in own],
                [Given(*pair, entry.value) for entry, pair in _paired(graph, counted)],
            )
        )
        edges += own
    sums: dict[Pair, bool] = {}
    for graph, entries in zip(graphs, given, strict=True):
        sums |= _invented_sums(graph, entries)
    return Difference(_lines(compare(*states), _invented(edges), sums))


def yearly(
    graph: Network, given: Iterable[Contribution], days: tuple[date, date], recipients: Collection[str] | None = None
) -> tuple[dict[Pair, tuple[Decimal, Decimal]], int]:
    """The amounts of the calendar years of two days, by who gave and received what; and how many cannot be placed.

    An amount belongs to a year when its period surely lies in it; one whose period is unknown or runs over the turn of
    a year that is asked about belongs to none and is counted. Only what is on record for both years is compared: no
    record is no zero. Nothing is compared within one year.
    """
    years = [day.year for day in days]
    if years[0] == years[1]:
        return {}, 0
    sums: list[dict[Pair, Decimal]] = [{}, {}]
    unplaced = 0
    for entry, pair in _paired(graph, given):
        if recipients is not None and (pair[1] or pair[0]) not in recipients:
            continue
        year = _year(entry.period)
        if year in years:
            own = sums[years.index(year)]
            own[pair] = own.get(pair, Decimal()) + entry.value
        unplaced += year is None and _touches(entry.period, years)
    return {key: (sums[0][key], sums[1][key]) for key in sorted(sums[0].keys() & sums[1].keys(), key=repr)}, unplaced


def _year(period: str | None) -> int | None:
    """The calendar year in which a period surely lies."""
    ends = [PartialDate.parse(part) for part in period.split("/")] if period else []
    return ends[0].year if ends and ends[0].year == ends[-1].year else None


def _touches(period: str | None, years: Sequence[int]) -> bool:
    """Whether a period may have part in one of these years; an unknown one may."""
    if not period:
        return True
    ends = [PartialDate.parse(part).year for part in period.split("/")]
    return any(ends[0] <= year <= ends[-1] for year in years)


def _paired(graph: Network, given: Iterable[Contribution]) -> Iterable[tuple[Contribution, Pair]]:
    """Each contribution with its pair: as it states, else that of its agreement where this is one pair."""
    ends = network.ends(graph)
    for entry in given:
        helper_, recipient_ = ends.get(entry.agreement or "", (None, None))
        pair = entry.helper or helper_, entry.recipient or recipient_
        if pair != (None, None):
            yield entry, (*pair, entry.measure.value)


def _invented(edges: Iterable[tuple[str, str, dict[str, Any]]]) -> dict[tuple[str, str], bool]:
    """(helper, recipient) → whether all of their agreements are illustrative."""
    found: dict[tuple[str, str], bool] = {}
    for helper, recipient, edge in edges:
        found[helper, recipient] = found.get((helper, recipient), True) and bool(edge["illustrative"])
    return found


def _invented_sums(graph: Network, given: Iterable[Contribution]) -> dict[Pair, bool]:
    found: dict[Pair, bool] = {}
    for entry, pair in _paired(graph, given):
        found[pair] = found.get(pair, False) or entry.illustrative
    return found


def _lines(
    changes: Iterable[Changed], invented: Mapping[tuple[str, str], bool], sums: Mapping[Pair, bool]
) -> tuple[Line, ...]:
    return tuple(Line(one, _rests_on_invented(one, invented, sums)) for one in changes)


def _rests_on_invented(one: Changed, invented: Mapping[tuple[str, str], bool], sums: Mapping[Pair, bool]) -> bool:
    if one.what is What.AMOUNT:
        recipient = one.recipient_id if one.recipient_id != one.helper else None
        return sums.get((one.helper, recipient, one.measure or ""), False)
    helpers = (*one.lost, *one.gained, *([one.helper] if one.helper else []))
    return bool(helpers) and all(invented.get((helper, one.recipient_id), False) for helper in helpers)


def _date(text: str | None) -> PartialDate | None:
    return PartialDate.parse(text) if text else None
