"""Gaps and coverage on columns; what the words mean is said by `graph.measures.coverage`."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import partial
from operator import itemgetter
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from graph.columns import KINDS, NONE, number_of
from graph.dates import OPEN, partial_date
from graph.measures.centrality import attributed
from graph.measures.columns.pairs import ends, fetched
from graph.measures.columns.units import above, distinct, flagged, marked, names, nearest, ranked, scope
from graph.measures.coverage import (
    Coverage,
    CoverageGroup,
    Gap,
    Gaps,
    Received,
    Tally,
    rostered,
    sorted_groups,
    sorted_money,
)
from graph.query import By, Query, Side, State

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from graph.columns import Columns, Flags, Places
    from graph.measures.columns.units import Numbers
    from graph.model import Contribution
    from graph.periods import Period

_Integer = TypeVar("_Integer", bound=np.integer)
_STATES = tuple(State)
"""The states by the numbers that stand for them."""
_DIRECT, _INHERITED, _LAPSED, _NEVER = range(len(_STATES))
_IN_FORCE = 3
"""Organizations are marked with the best they have: 4 an agreement in force, 2 one that ended, each less 1 where all
of these are illustrative, 0 none. This is the least mark of who has one in force."""


@dataclass(frozen=True, slots=True)
class _Standings:
    """Where members stand on a day: one entry a member, in the order of `members`.

    `state` holds places in `_STATES`, `unit` the unit inherited from or NONE. `in_force` and `ended` are the pairings
    of the day, of whomever; `owners` and `partners` the two ends of each pairing, the side asked about first.
    """

    members: Places
    state: NDArray[np.int8]
    unit: Places
    illustrative: Flags
    in_force: Flags
    ended: Flags
    owners: Places
    partners: Places

    def tally(self) -> Tally:
        """All members by state."""
        (tally,) = self.tallies(np.zeros(len(self.members), dtype=np.intp), 1)
        return tally

    def tallies(self, groups: Numbers, count: int) -> list[Tally]:
        """The members of each of `count` groups by state; `groups` numbers the group of each member."""
        alike = (groups * len(_STATES) + self.state) * 2 + self.illustrative
        counts = np.bincount(alike, minlength=count * len(_STATES) * 2).reshape(count, len(_STATES), 2)
        by_state, illustrative = counts.sum(axis=2), counts[:, :, 1].sum(axis=1)
        table = np.column_stack((by_state.sum(axis=1), by_state, illustrative))
        return [Tally(*row) for row in table.tolist()]

    def agreements(self, columns: Columns, query: Query) -> tuple[int, int]:
        """How many agreements of members are in force, and how many of these rest on an open or partial date."""
        own = self.in_force & marked(columns, self.members)[self.owners]
        return int(np.count_nonzero(own)), int(np.count_nonzero(own & ~columns.surely(query.day)))


def _standings(columns: Columns, members: Places, query: Query, side: Side = Side.RECIPIENT) -> _Standings:
    """Where each member stands on the query's day, counting only agreements of its sector when one is given."""
    owners, partners = columns.recipient, columns.helper
    if side is Side.HELPER:
        owners, partners = partners, owners
    in_force = columns.in_force(query.day, sector=query.sector)
    ended = columns.ended(query.day, sector=query.sector)
    begun = in_force | ended
    of_pairings = 2 * in_force.view(np.int8) + 2 * begun.view(np.int8) - (begun & columns.invented).view(np.int8)
    marks = np.zeros(len(columns.kind) + 1, dtype=np.int8)  # the last entry is that of NONE
    np.maximum.at(marks, owners, of_pairings)
    own = marks[members]
    unit = np.where(own >= _IN_FORCE, NONE, nearest(columns, members, marks[:-1] >= _IN_FORCE))
    state = np.where(own > 0, _LAPSED, _NEVER)
    state = np.where(unit != NONE, _INHERITED, state)
    state = np.where(own >= _IN_FORCE, _DIRECT, state)
    rests_on = np.where(unit != NONE, marks[unit], own)
    illustrative = columns.illustrative[members] | (rests_on % 2 == 1)
    return _Standings(members, state.astype(np.int8), unit, illustrative, in_force, ended, owners, partners)


def members(columns: Columns, query: Query) -> tuple[Places, bool]:
    """The roster the query is about, and True; without one, the recipients that agreements name, and False.

    Raises `UsageError` when no organization has the id of the query's area; so does every measure here.
    """
    inside = scope(columns, query)
    roster = inside & columns.on_roster
    if roster.any():
        return flagged(roster), True
    return flagged(inside & marked(columns, columns.recipient[columns.helper != columns.recipient])), False


def states_of(columns: Columns, roster: Places, query: Query) -> NDArray[np.int8]:
    """The states of these members, as places in the vocabulary `State`."""
    return _standings(columns, roster, query).state


def gaps(columns: Columns, query: Query) -> Gaps:
    """Members of the roster with no agreement in force of their own on the query's day, in the order of their ids."""
    roster, has_roster = members(columns, query)
    stand = _standings(columns, roster, query)
    tally = stand.tally()
    tally.off_roster = len(off_roster(columns, query))
    return Gaps(tally, _rows(columns, stand), has_roster, *stand.agreements(columns, query))


def off_roster(columns: Columns, query: Query) -> Places:
    """The recipients that agreements name, listed and not only planned, and no roster holds."""
    named = columns.counting(sector=query.sector) & (columns.unlisted > number_of(query.day))
    return flagged(scope(columns, query) & ~columns.on_roster & marked(columns, columns.recipient[named]))


def coverage(columns: Columns, query: Query, by: By) -> Coverage:
    """The roster's states by kind, area or sector; areas are the nearest unit of that level a member lies in."""
    roster, has_roster = members(columns, query)
    off = off_roster(columns, query)
    stand = _standings(columns, roster, query)
    if by is By.SECTOR:
        groups = []
        for sector in _sectors(columns, np.union1d(roster, off).astype(np.int32)):
            of_sector = replace(query, sector=sector)
            group = CoverageGroup(sector, tally=_standings(columns, roster, of_sector).tally())
            group.tally.off_roster = len(off_roster(columns, of_sector))
            groups.append(group)
    else:
        groups = _tallied(columns, stand, by, off)
    total = stand.tally()
    total.off_roster = len(off)
    found = Coverage(sorted_groups(groups, by), total, *stand.agreements(columns, query))
    return rostered(found, by, has_roster=has_roster)


def k_coverage(columns: Columns, query: Query, k: int, by: By, *, groups: bool = False) -> tuple[dict[str, int], int]:
    """How many members of the roster have `k` distinct partners in force or more, by group and in all."""
    roster, has_roster = members(columns, query)
    if not has_roster:
        return {}, 0
    enough = _partners(columns, query, groups=groups)[roster] >= k
    total = int(np.count_nonzero(enough))
    if by is By.SECTOR:
        counts = {}
        for sector in _sectors(columns, roster):
            own = _partners(columns, replace(query, sector=sector), groups=groups)[roster]
            counts[sector] = int(np.count_nonzero(own >= k))
        return counts, total
    numbers, grouped = _groups(columns, roster, by)
    of_group = np.bincount(numbers[enough], minlength=len(grouped)).tolist()
    return {group.id or group.name: count for group, count in zip(grouped, of_group, strict=True)}, total


def received(columns: Columns, query: Query, by: By, given: Collection[Contribution], period: Period) -> Received:
    """Money given in a period to the members of the roster (without one, to the recipients named), by group."""
    roster, _ = members(columns, query)
    own, inside = marked(columns, roster), scope(columns, query)
    near = fetched(columns, query.area)
    entries = list(attributed(ends(columns, near, {one.agreement for one in given if one.agreement}), given))
    places = columns.register.places({recipient for *_, recipient in entries if recipient is not None})
    ids = sorted(id_ for id_, place in places.items() if own[place])
    keys: dict[str, str] = {}
    if by is not By.SECTOR and ids:
        numbers, groups = _groups(columns, np.array([places[id_] for id_ in ids], dtype=np.int32), by)
        keys = {
            id_: groups[number].id or groups[number].name for id_, number in zip(ids, numbers.tolist(), strict=True)
        }
    known = {*ids}, {id_ for id_, place in places.items() if inside[place]}
    return sorted_money(entries, query, by, period, known, keys.__getitem__)


def helping_gaps(columns: Columns, query: Query, by: By | None = None) -> tuple[Gaps, list[CoverageGroup]]:
    """The candidates that help nobody themselves on the query's day; with `by`, all of them by area too."""
    stand = _standings(columns, candidates(columns, query), query, Side.HELPER)
    answer = Gaps(stand.tally(), _rows(columns, stand), False, *stand.agreements(columns, query))
    return answer, sorted_groups(_tallied(columns, stand, by), by) if by is not None else []


def candidates(columns: Columns, query: Query) -> Places:
    """The organizations of the query's kind and area that stand on the helping side."""
    others = columns.helper != columns.recipient
    helpers, recipients = (marked(columns, ends[others]) for ends in (columns.helper, columns.recipient))
    inside = scope(columns, query)
    unnamed = flagged(inside & ~helpers & ~recipients & ~columns.on_roster)
    units = nearest(columns, unnamed, helpers | recipients)
    only_helps = np.append(helpers & ~recipients, np.False_)  # the last entry is that of NONE
    return flagged((inside & helpers) | marked(columns, unnamed[only_helps[units]]))


def _partners(columns: Columns, query: Query, *, groups: bool) -> Numbers:
    """How many distinct helpers each organization has on the query's day."""
    flags = columns.in_force(query.day, sector=query.sector, groups=groups)
    count = len(columns.kind)
    pairs = columns.recipient[flags].astype(np.int64) * count + columns.helper[flags]
    pairs.sort()
    new = np.ones(len(pairs), dtype=np.bool_)
    new[1:] = pairs[1:] != pairs[:-1]
    return np.bincount(pairs[new] // max(count, 1), minlength=count)


def _sectors(columns: Columns, roster: Places) -> list[str]:
    """Sectors of the agreements that `roster` and the units it lies in receive, sorted."""
    reached = above(columns, roster) | marked(columns, roster)
    received = columns.sector[columns.counting() & reached[columns.recipient]]
    counts = np.bincount(received + 1, minlength=len(columns.sectors) + 1)  # the first is that of NONE
    return sorted(columns.sectors[number] for number in np.flatnonzero(counts[1:]).tolist())


def _tallied(columns: Columns, stand: _Standings, by: By, off: Places | None = None) -> list[CoverageGroup]:
    """The groups that members belong to, with their members by state; and those of recipients `off` every roster."""
    others = np.empty(0, dtype=np.int32) if off is None else off
    numbers, groups = _groups(columns, np.concatenate([stand.members, others]), by)
    members = len(stand.members)
    besides = np.bincount(numbers[members:], minlength=len(groups)).tolist()
    tallies = stand.tallies(numbers[:members], len(groups))
    for group, tally, count in zip(groups, tallies, besides, strict=True):
        group.tally = tally
        tally.off_roster = count
    return groups


def _groups(columns: Columns, roster: Places, by: By) -> tuple[Numbers, list[CoverageGroup]]:
    """For each member the number of its group in the list beside: its kind, or the nearest unit of that level."""
    if by is By.KIND:
        kinds, numbers = np.unique(columns.kind[roster], return_inverse=True)
        return numbers, [CoverageGroup(KINDS[kind].value) for kind in kinds.tolist()]
    of_level = columns.kind == [kind.value for kind in KINDS].index(by.value)
    units = np.where(of_level[roster], roster, nearest(columns, roster, of_level))
    which = distinct(columns, units)
    numbered = np.full(len(columns.kind) + 1, len(which), dtype=np.intp)  # who lies in none belongs to the last group
    numbered[which] = np.arange(len(which))
    named, paths = columns.register.named(which), columns.paths(which)
    groups = [CoverageGroup(unit.name, unit.id, path) for unit, path in zip(named, paths, strict=True)]
    return numbered[units], [*groups, CoverageGroup("")] if (units == NONE).any() else groups


def _rows(columns: Columns, stand: _Standings) -> list[Gap]:
    """A row for each member without an agreement in force, by id."""
    lacking = stand.state != _DIRECT
    places, units = stand.members[lacking], stand.unit[lacking]
    named = columns.register.named(places)
    ids, called, called_en, kinds = (map(itemgetter(number), named) for number in range(4))
    states: Iterable[State] = map(_STATES.__getitem__, stand.state[lacking].tolist())
    partners, ends, unlisted = _last(columns, stand, places)
    inherited = map(names(columns, units).get, units.tolist())
    illustrative = stand.illustrative[lacking].tolist()
    cells = zip(
        ids,
        called,
        called_en,
        kinds,
        columns.paths(places),
        states,
        partners,
        ends,
        inherited,
        illustrative,
        unlisted,
        strict=True,
    )
    rows = list(map(partial(tuple.__new__, Gap), cells))  # what `Gap._make` does, without a call in Python for each
    rows.sort(key=itemgetter(0))
    return rows


_Texts = Iterable[str | None]


def _last(columns: Columns, stand: _Standings, places: Places) -> tuple[_Texts, _Texts, _Texts]:
    """For each of these places the partner of the agreement that ended last, when it ended, and since when unlisted."""
    ended = flagged(stand.ended & marked(columns, places)[stand.owners])
    last_day, first_day = columns.ending(ended)
    which, owners = _greatest(columns, np.arange(len(ended)), stand.owners[ended], last_day)
    named, numbers, by_id = ranked(columns, stand.partners[ended[which]])
    best, owners = _greatest(columns, np.arange(len(which)), owners, by_id)
    best, owners = _greatest(columns, best, owners, first_day[which[best]])
    best, owners = _greatest(columns, best, owners, OPEN[1] - columns.unlisted[ended[which[best]]])
    found = np.full(len(columns.kind), NONE, dtype=np.intp)
    found[owners] = np.arange(len(owners))
    last = found[places].tolist()  # NONE, for a place without any, takes the entry appended below
    partners = [*(named[number].name for number in numbers[best].tolist()), None]
    ended = ended[which[best]]  # those of one owner that are left have one partner and one end
    before = columns.end_last[ended] < columns.unlisted[ended]
    ends = [
        *(
            partial_date(*days) if stated else None
            for *days, stated in zip(
                columns.end_first[ended].tolist(), columns.end_last[ended].tolist(), before.tolist(), strict=True
            )
        ),
        None,
    ]
    unlisted = [*(partial_date(day, day) if day < OPEN[1] else None for day in columns.unlisted[ended].tolist()), None]
    return tuple(map(texts.__getitem__, last) for texts in (partners, ends, unlisted))  # type: ignore[return-value]


def _greatest(
    columns: Columns, which: NDArray[_Integer], owners: Places, keys: NDArray[np.integer]
) -> tuple[NDArray[_Integer], Places]:
    """Of each owner's entries those with the greatest key, and their owners."""
    most = np.zeros(len(columns.kind), dtype=keys.dtype)
    np.maximum.at(most, owners, keys)
    kept = keys == most[owners]
    return which[kept], owners[kept]
