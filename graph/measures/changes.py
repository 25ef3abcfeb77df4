"""What changed for which recipient: between two versions of a source, two loads, or two days of one network.

`compare` compares what is stated at two times (`Snapshot`). `between_days` and `between_loads` make that content of
networks: between two days a pair is there on a day when one of its agreements may be in force on it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from graph import network
from graph.answer import Rows
from graph.measures.arguments import checked
from graph.model import Certainty, ContributionStatus, PartialDate
from graph.network import edge_surely_in_force, partner_edges

if TYPE_CHECKING:
    from graph.model import Contribution
    from graph.network import Ends, Network

Transfer = tuple[str | None, str | None, str]
"""Who gave, who received, and of which measure."""
JOIN = "、"


class What(StrEnum):
    """What became of a recipient."""

    ADDED = "added"
    ENDED = "ended"
    RE_PAIRED = "re-paired"
    EXTENDED = "extended"
    RENAMED = "renamed"
    AMOUNT = "amount"
    LISTED = "listed"
    UNLISTED = "unlisted"


class Member(NamedTuple):
    """An organization as a source states it."""

    name: str
    on_roster: bool = False
    aliases: tuple[str, ...] = ()


class Pairing(NamedTuple):
    """One agreement: who helps whom, and until when (a canonical partial date, None when open)."""

    helper: str
    recipient: str
    end: str | None = None


class Given(NamedTuple):
    """One contribution, in yuan or in the measure's own unit."""

    helper: str | None
    recipient: str | None
    measure: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a source states at one time: its members by id, their pairings, what was given."""

    members: Mapping[str, Member] = field(default_factory=dict)
    pairings: Sequence[Pairing] = ()
    given: Sequence[Given] = ()


class Changed(NamedTuple):
    """A change. `before` and `after` are names (added, ended, re-paired, renamed), dates, or amounts of `measure`.

    `lost` and `gained` are the ids of the partners lost and gained; `helper` is the one whose date or amount changed.
    """

    what: What
    recipient_id: str
    recipient: str
    before: str | Decimal | None = None
    after: str | Decimal | None = None
    measure: str | None = None
    lost: tuple[str, ...] = ()
    gained: tuple[str, ...] = ()
    helper: str | None = None


def compare(before: Snapshot, after: Snapshot) -> tuple[Changed, ...]:
    """What changed for which recipient, sorted by recipient.

    A recipient that lost some partners and gained others is `re-paired`, in one row. An organization that has another
    id now and keeps its old name as an alias was renamed; its pairings did not end and begin.
    """
    same = before.members is after.members
    old = before if same else _renamed(before, _became(before, after))
    names = {id_: member.name for id_, member in (*old.members.items(), *after.members.items())}
    changes = [*_pairs(old, after, names), *_amounts(old, after, names)]
    changes += [] if same else _members(old, after)
    changes.sort(key=_order)
    found: list[Changed] = []
    for _, some in groupby(changes, _order):
        equal = list(some)
        found += equal if len(equal) == 1 else sorted(equal, key=str)
    return tuple(found)


_PLACES = {what.value: place for place, what in enumerate(What)}


def _order(one: Changed) -> tuple[str, str, int]:
    return one.recipient, one.recipient_id, _PLACES[one.what]


def _renamed(content: Snapshot, became: Mapping[str, str]) -> Snapshot:
    """The content with the ids that organizations have now."""
    return Snapshot(
        {became.get(id_, id_): member for id_, member in content.members.items()},
        [
            Pairing(became.get(p.helper, p.helper), became.get(p.recipient, p.recipient), p.end)
            for p in content.pairings
        ],
        [
            Given(became.get(g.helper or "", g.helper), became.get(g.recipient or "", g.recipient), g.measure, g.value)
            for g in content.given
        ],
    )


def _became(before: Snapshot, after: Snapshot) -> dict[str, str]:
    """Old id → new id of organizations that have another id now."""
    gone, new = _only_in(before, after), _only_in(after, before)
    pairs = {
        (gone[name][0], new[name][0]) for name in gone.keys() & new.keys() if len(gone[name]) == len(new[name]) == 1
    }
    olds, news = [old for old, _ in pairs], [now for _, now in pairs]
    return {old: now for old, now in pairs if olds.count(old) == news.count(now) == 1}


def _only_in(one: Snapshot, other: Snapshot) -> dict[str, list[str]]:
    """Name, or alias, → ids of the organizations that only `one` has."""
    by_name: dict[str, list[str]] = {}
    for id_, member in one.members.items():
        if id_ not in other.members:
            for name in {member.name, *member.aliases}:
                by_name.setdefault(name, []).append(id_)
    return by_name


def _members(old: Snapshot, new: Snapshot) -> Iterable[Changed]:
    for id_ in old.members.keys() | new.members.keys():
        was, now = old.members.get(id_), new.members.get(id_)
        if was is not None and now is not None and was.name != now.name:
            yield Changed(What.RENAMED, id_, now.name, was.name, now.name)
        listed = was is not None and was.on_roster, now is not None and now.on_roster
        if listed == (False, True) and now is not None:
            yield Changed(What.LISTED, id_, now.name)
        elif listed == (True, False) and was is not None:
            yield Changed(What.UNLISTED, id_, was.name)


def _by_pair(content: Snapshot) -> dict[str, dict[str, str | None]]:
    """Recipient → helper → the latest end of their agreements; None is open."""
    by_recipient: dict[str, dict[str, str | None]] = {}
    for helper, recipient, end in content.pairings:
        ends = by_recipient.setdefault(recipient, {})
        if helper not in ends or until(ends[helper]) < until(end):
            ends[helper] = end
    return by_recipient


@cache
def until(end: str | None) -> tuple[date, date]:
    """A sort key for ends: by the last day that each may mean, then by the first; an open end comes last.

    >>> sorted(["2021-06", "2021", None, "2020-12-31"], key=until)
    ['2020-12-31', '2021-06', '2021', None]
    """
    known = PartialDate.parse(end) if end else None
    return (known.last, known.first) if known else (date.max, date.max)


def _pairs(old: Snapshot, new: Snapshot, names: Mapping[str, str]) -> Iterable[Changed]:
    before, after = _by_pair(old), _by_pair(new)
    for recipient in before.keys() | after.keys():
        was, now = before.get(recipient, {}), after.get(recipient, {})
        lost, gained = tuple(sorted(was.keys() - now.keys())), tuple(sorted(now.keys() - was.keys()))
        if lost or gained:
            what = What.RE_PAIRED if lost and gained else What.ADDED if gained else What.ENDED
            before_, after_ = (JOIN.join(sorted(names.get(id_, id_) for id_ in ids)) or None for ids in (lost, gained))
            yield Changed(what, recipient, names.get(recipient, recipient), before_, after_, lost=lost, gained=gained)
        for helper in was.keys() & now.keys():
            if was[helper] != now[helper]:
                what = What.EXTENDED if until(was[helper]) < until(now[helper]) else What.ENDED
                yield Changed(what, recipient, names.get(recipient, recipient), was[helper], now[helper], helper=helper)


def _amounts(old: Snapshot, new: Snapshot, names: Mapping[str, str]) -> Iterable[Changed]:
    """Amounts that differ between those who are paired in both."""
    before, after = _sums(old), _sums(new)
    kept = {(p.helper, p.recipient) for p in old.pairings} & {(p.helper, p.recipient) for p in new.pairings}
    for key in before.keys() | after.keys():
        helper, recipient, measure = key
        whole = helper is None or recipient is None
        if before.get(key) != after.get(key) and (whole or (helper, recipient) in kept):
            subject = recipient or helper or ""
            yield Changed(
                What.AMOUNT,
                subject,
                names.get(subject, subject),
                before.get(key),
                after.get(key),
                measure,
                helper=helper,
            )


def _sums(content: Snapshot) -> dict[Transfer, Decimal]:
    sums: dict[Transfer, Decimal] = {}
    for helper, recipient, measure, value in content.given:
        sums[helper, recipient, measure] = sums.get((helper, recipient, measure), Decimal(0)) + value
    return sums


@dataclass(frozen=True, slots=True)
class MarkedChange:
    """A change, and whether it rests on invented records alone (for an amount: in part)."""

    changed: Changed
    illustrative: bool


@dataclass(frozen=True, slots=True)
class Difference(Rows):
    """What changed, and what that rests on.

    `agreements` are in force on either day (those on both count twice); for `open_dates` of them that rests on an open
    or partial date. `groups` pairs that only stand in a group's list began or ended too. `unplaced` amounts belong to
    no year for certain.
    """

    lines: tuple[MarkedChange, ...]
    agreements: int = 0
    open_dates: int = 0
    groups: int = 0
    unplaced: int = 0

    def records(self) -> Iterable[dict[str, object]]:
        """A row for each change."""
        return (one.changed._asdict() | {"illustrative": one.illustrative} for one in self.lines)


@checked
def between_days(
    graph: Network,
    given: Iterable[Contribution],
    days: tuple[date, date],
    recipients: Collection[str],
    *,
    sector: str | None = None,
    groups: bool = False,
    before: Network | None = None,
) -> Difference:
    """What is different for `recipients` on the second day from the first.

    `graph` is the network of the second day, `before` that of the first where it is another one.

    A pair in force on both days is `extended` where the latest end of its agreements in force is later on the second
    day: a follow-on agreement took over. Amounts are those of the calendar years of the two days, compared where both
    years have one on record; see `yearly`. With `sector` only agreements and amounts of that sector count; pairs that
    only stand in a group's list count with `groups`.
    """
    wanted, ends = set(recipients), network.ends(graph)
    graphs = graph if before is None else before, graph
    held = [
        _held(one, wanted if before is None else wanted.intersection(one), day, sector)
        for one, day in zip(graphs, days, strict=True)
    ]
    listed = [{(one.helper, one.recipient) for one in some if one.grouped} for some in held]
    named = [[one for one in some if groups or not one.grouped] for some in held]
    pairs = [{(one.helper, one.recipient) for one in some} for some in named]
    doubtful = [not edge_surely_in_force(one.edge, day) for some, day in zip(held, days, strict=True) for one in some]
    return difference(
        (named[0], named[1]),
        {id_: data["name"] for one in graphs for id_, data in one.nodes(data=True)},
        transfers(ends, given, days, wanted, sector),
        agreements=len(doubtful),
        open_dates=sum(doubtful),
        groups=0 if groups else len((listed[0] ^ listed[1]) - pairs[0] - pairs[1]),
    )


class Transfers(NamedTuple):
    """Amounts of the years of two days by who gave and received what, how many belong to no year, what is invented."""

    amounts: Mapping[Transfer, tuple[Decimal, Decimal]]
    unplaced: int
    invented: Mapping[Transfer, bool]


def transfers(
    ends: Ends, given: Iterable[Contribution], days: tuple[date, date], recipients: Collection[str], sector: str | None
) -> Transfers:
    """What was given to `recipients` in the years of two days, of a sector where one is given; see `yearly`."""
    given = [entry for entry in given if sector is None or entry.sector == sector]
    return Transfers(*yearly(ends, given, days, recipients), invented_sums(ends, given))


def difference(
    held: tuple[Sequence[Held], Sequence[Held]],
    names: Mapping[str, str],
    money: Transfers,
    *,
    agreements: int,
    open_dates: int,
    groups: int,
) -> Difference:
    """What differs between the agreements in force on two days and the `money` of their years.

    Of a pair that has the same latest end on both days the agreements need not be there, unless `money` names it.
    """
    members = {id_: Member(name) for id_, name in names.items()}
    first, second = (
        Snapshot(
            members,
            [Pairing(one.helper, one.recipient, one.edge.get("end")) for one in some],
            [Given(*key, sums[place]) for key, sums in money.amounts.items()],
        )
        for place, some in enumerate(held)
    )
    lines = _lines(compare(first, second), _invented((*held[0], *held[1])), money.invented)
    return Difference(lines, agreements, open_dates, groups, money.unplaced)


class Held(NamedTuple):
    """An agreement of a recipient, and whether it only lists both sides of a group."""

    helper: str
    recipient: str
    edge: Mapping[str, Any]

    @property
    def grouped(self) -> bool:
        """Whether it only lists both sides of a group."""
        return bool(self.edge.get("certainty") == Certainty.GROUP)


def _held(graph: Network, recipients: Iterable[str], day: date | None, sector: str | None) -> list[Held]:
    """The agreements that recipients have (in force on `day` where it is given), those of groups too, no plans."""
    return [
        Held(one.partner, recipient, one.edge)
        for recipient in recipients
        for one in partner_edges(graph, recipient, day, groups=True, sector=sector)
    ]


def between_loads(
    graphs: tuple[Network, Network],
    given: tuple[Sequence[Contribution], Sequence[Contribution]],
    *,
    sector: str | None = None,
    groups: bool = False,
) -> Difference:
    """What a newer load of a source says that the older did not: of every agreement, whether in force or ended.

    What is only planned is not compared: an agreement that was planned before and is agreed now was added.
    """
    contents, edges = [], []
    ends = [network.ends(graph) for graph in graphs]
    for graph, named, entries in zip(graphs, ends, given, strict=True):
        own = [
            one
            for one in _held(graph, graph, None, sector)
            if (groups or not one.grouped) and not one.edge.get("unlisted_since")
        ]
        counted = [entry for entry in entries if sector is None or entry.sector == sector]
        members = {
            id_: Member(data["name"], bool(data.get("on_roster")), tuple(data.get("aliases") or ()))
            for id_, data in graph.nodes(data=True)
        }
        contents.append(
            Snapshot(
                members,
                [Pairing(one.helper, one.recipient, one.edge.get("end")) for one in own],
                [Given(*pair, entry.value) for entry, pair in paired(named, counted)],
            )
        )
        edges += own
    sums: dict[Transfer, bool] = {}
    for named, entries in zip(ends, given, strict=True):
        sums |= invented_sums(named, entries)
    return differences((contents[0], contents[1]), _invented(edges), sums)


def differences(
    contents: tuple[Snapshot, Snapshot], invented: Mapping[tuple[str, str], bool], sums: Mapping[Transfer, bool]
) -> Difference:
    """What differs between two contents, the older first.

    `invented` says of pairs (helper, recipient) whether all their agreements are illustrative, `sums` of transfers
    whether any of it is. Pairs that both have with the same latest end need not be there, unless an amount names them.
    """
    return Difference(_lines(compare(*contents), invented, sums))


def yearly(
    ends: Ends, given: Iterable[Contribution], days: tuple[date, date], recipients: Collection[str]
) -> tuple[dict[Transfer, tuple[Decimal, Decimal]], int]:
    """The amounts of the calendar years of two days, by who gave and received what; and how many belong to no year.

    An amount belongs to a year when its period surely lies in it. An amount of an unknown period, or of one that runs
    from a year asked about into another, belongs to none and is counted. Only what both years have on record is
    returned, as an amount without a record is not zero. Nothing is returned where both days lie in one year.
    """
    years = [day.year for day in days]
    if years[0] == years[1]:
        return {}, 0
    sums: list[dict[Transfer, Decimal]] = [{}, {}]
    unplaced = 0
    for entry, pair in paired(ends, given):
        if (pair[1] or pair[0]) not in recipients:
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
    """Whether a period may touch one of these years; an unknown period may."""
    if not period:
        return True
    ends = [PartialDate.parse(part).year for part in period.split("/")]
    return any(ends[0] <= year <= ends[-1] for year in years)


def paired(ends: Ends, given: Iterable[Contribution]) -> Iterable[tuple[Contribution, Transfer]]:
    """What was given, each with its two ends: those stated, else those of its agreement where that is of one pair."""
    for entry in given:
        if entry.status is ContributionStatus.PLANNED:
            continue
        helper_, recipient_ = ends.get(entry.agreement or "", (None, None))
        pair = entry.helper or helper_, entry.recipient or recipient_
        if pair != (None, None):
            yield entry, (*pair, entry.measure.value)


def _invented(edges: Iterable[Held]) -> dict[tuple[str, str], bool]:
    """(helper, recipient) → whether all of their agreements are illustrative."""
    invented: dict[tuple[str, str], bool] = {}
    for helper, recipient, edge in edges:
        invented[helper, recipient] = invented.get((helper, recipient), True) and bool(edge.get("illustrative"))
    return invented


def invented_sums(ends: Ends, given: Iterable[Contribution]) -> dict[Transfer, bool]:
    """Who gave whom what → whether any of it is illustrative."""
    invented: dict[Transfer, bool] = {}
    for entry, flow in paired(ends, given):
        invented[flow] = invented.get(flow, False) or entry.illustrative
    return invented


def _lines(
    changes: Iterable[Changed], invented: Mapping[tuple[str, str], bool], sums: Mapping[Transfer, bool]
) -> tuple[MarkedChange, ...]:
    return tuple(MarkedChange(one, _rests_on_invented(one, invented, sums)) for one in changes)


def _rests_on_invented(one: Changed, invented: Mapping[tuple[str, str], bool], sums: Mapping[Transfer, bool]) -> bool:
    if one.what is What.AMOUNT:
        recipient = one.recipient_id if one.recipient_id != one.helper else None
        return sums.get((one.helper, recipient, one.measure or ""), False)
    helpers = (*one.lost, *one.gained, *([one.helper] if one.helper else []))
    return bool(helpers) and all(invented.get((helper, one.recipient_id), False) for helper in helpers)
