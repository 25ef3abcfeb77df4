"""What is about to end, on columns; what the words mean is said by `graph.measures.expiry`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from graph.columns import number_of
from graph.dates import OPEN
from graph.measures.columns.pairs import grouped, keys_of, sorted_by
from graph.measures.columns.units import flagged
from graph.query import Ends

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from graph.columns import Columns, Flags, Places
    from graph.measures.columns.units import Numbers

    Days = NDArray[np.int64]

_STATES = tuple(Ends)
"""The states by the numbers that stand for them."""
_EXPIRING, _ENDED, _UNDATED = range(len(_STATES))
_LONG, _EARLY = 10_000_000, 1_000_000
"""More days than partial dates span; more days than there are from the first possible one to 1970."""


@dataclass(frozen=True, slots=True)
class Endings:
    """Agreements of pairs and how near their ends are: one entry a pairing.

    `states` holds places in the vocabulary `Ends`; `days_left` counts until the last day that the end may mean, and
    says nothing where none is `dated`.
    """

    pairings: Places
    states: NDArray[np.int8]
    days_left: Days
    dated: Flags
    renewed: Flags
    in_force: Flags

    def of(self, which: Flags | Numbers | slice) -> Endings:
        """Those that are flagged; those at these places, in this order."""
        return Endings(*(getattr(self, name)[which] for name in self.__slots__))

    def only(self, state: Ends) -> Endings:
        """Those in this state."""
        return self.of(self.states == _STATES.index(state))

    def words(self) -> list[Ends]:
        """The state of each."""
        return list(map(_STATES.__getitem__, self.states.tolist()))


def listed(
    columns: Columns, recipients: Flags, day: date, window: tuple[date, date], *, asked: bool = False
) -> Endings:
    """The agreements of the flagged recipients that somebody should look after."""
    first, last = map(number_of, window)
    own = recipients[columns.recipient] & (columns.unlisted > number_of(day))
    in_force, ended = columns.in_force(day) & own, columns.ended(day) & own
    dated = columns.end_last != OPEN[1]
    within = dated & (columns.end_last >= first) & (columns.end_first <= last)
    if asked:
        expiring = within & ~ended & columns.counting() & own
        found = flagged(expiring | (ended & within))
    else:
        expiring = within & in_force
        found = flagged(expiring | ended | (in_force & ~(dated & (columns.start_last != OPEN[1]))))
    states = np.where(ended[found], _ENDED, np.where(expiring[found], _EXPIRING, _UNDATED))
    return Endings(
        found,
        states.astype(np.int8),
        _days(columns.end_last[found]) - _days(np.array(number_of(day))),
        dated[found],
        _renewed(columns, own, day)[found],
        in_force[found],
    )


def _renewed(columns: Columns, own: Flags, day: date) -> Flags:
    """Which of these pairings another one of the same two outlasts, in force on `day` or taking over in time."""
    renewed = np.zeros(len(own), dtype=np.bool_)
    numbers, begins = grouped(columns, columns.counting() & own)
    sizes = np.diff(begins, append=len(numbers))
    several = sizes > 1  # most pairs have one agreement
    pairings = numbers[np.repeat(several, sizes)]
    pair = np.repeat(np.arange(int(several.sum())), sizes[several])
    ends, last_days = columns.end_last[pairings], pair * _LONG + _EARLY + _days(columns.end_last[pairings])
    in_force = columns.in_force(day)[pairings]
    longest = np.zeros(len(pair), dtype=ends.dtype)
    np.maximum.at(longest, pair[in_force], ends[in_force])
    # another takes over where, of those that begin until the day after this one's last, the one that lasts longest
    # lasts longer; days are counted on from pair to pair, so that all pairs are looked at together
    first_days = pair * _LONG + _EARLY + _days(columns.start_first[pairings])
    by_start = np.argsort(first_days)
    until_then = np.maximum.accumulate(last_days[by_start])
    begun = np.searchsorted(first_days[by_start], last_days + 1, side="right")
    taken_over = np.append(until_then, -1)[begun - 1] > last_days
    renewed[pairings] = (longest[pair] > ends) | ((ends >= number_of(day)) & taken_over)
    return renewed


def orphans(columns: Columns, endings: Endings, day: date) -> Places:
    """Recipients left with no agreement of their own when the expiring ones in force end and are not renewed."""
    gone = endings.pairings[(endings.states == _EXPIRING) & endings.in_force & ~endings.renewed]
    all_, lost = (
        np.bincount(columns.recipient[which], minlength=len(columns.kind)) for which in (columns.in_force(day), gone)
    )
    return flagged((lost > 0) & (lost == all_))


def counted(endings: Endings) -> dict[str, int]:
    """State → how many agreements are in it; an agreement of several pairs counts once for each."""
    counts = np.bincount(endings.states, minlength=len(_STATES)).tolist()
    return {state.value: count for state, count in zip(_STATES, counts, strict=True)}


def partial_ends(columns: Columns, endings: Endings) -> int:
    """How many of these are expiring on a partial date."""
    own = endings.only(Ends.EXPIRING).pairings
    return int(np.count_nonzero(columns.end_first[own] != columns.end_last[own]))


def in_order(columns: Columns, endings: Endings) -> Endings:
    """These, sorted by state, end, recipient, helper and agreement."""
    pairings = endings.pairings
    ranks = columns.register.ranks()
    never = number_of(date.max)  # an open end comes last
    last = np.minimum(columns.end_last[pairings], never)
    first = np.where(endings.dated, columns.end_first[pairings], never)
    times = (endings.states.astype(np.int64) << 60) | (last.astype(np.int64) << 30) | first
    pairs = keys_of(columns, ranks[columns.helper[pairings]], ranks[columns.recipient[pairings]])
    order = sorted_by(times, pairs)
    tied = flagged(_alike(times[order], pairs[order]))
    if len(tied):
        keys = columns.register.keys(pairings[order[tied]])
        runs = np.cumsum(np.append(True, ~_as_before(times[order], pairs[order])))[tied].tolist()
        order[tied] = order[tied[sorted(range(len(tied)), key=lambda place: (runs[place], keys[place]))]]
    return endings.of(order)


def _alike(*keys: NDArray[np.generic]) -> Flags:
    """Which entries are the same as the one before or the one after them, by all these keys."""
    same = _as_before(*keys)
    flags = np.zeros(len(keys[0]), dtype=np.bool_)
    flags[1:] |= same
    flags[:-1] |= same
    return flags


def _as_before(*keys: NDArray[np.generic]) -> Flags:
    """Which entries but the first are the same as the one before them."""
    same: Flags = np.logical_and.reduce([key[1:] == key[:-1] for key in keys])
    return same


def _days(numbers: NDArray[np.integer]) -> Days:
    """These days (yyyymmdd) counted from 1970; unknown ones come before or after all others."""
    months = (numbers // 10_000 - 1970) * 12 + numbers // 100 % 100 - 1
    firsts = months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    return firsts + numbers % 100 - 1
