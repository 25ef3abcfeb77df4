"""The two-mode graph of distinct partners in force as columns, and which part of a network a store would fetch.

What both mean is said by `centrality.two_mode` and `Store.network`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from graph.columns import KINDS, NONE
from graph.measures.columns.units import above, flagged, marked
from graph.query import Side

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from graph.columns import Columns, Flags, Places
    from graph.network import Ends


class Distinct(NamedTuple):
    """Distinct pairs, sorted by recipient, then helper; `illustrative` where all the agreements are invented."""

    helper: Places
    recipient: Places
    illustrative: Flags

    def only(self, kept: Flags) -> Distinct:
        """Those of these pairs."""
        return Distinct(self.helper[kept], self.recipient[kept], self.illustrative[kept])


def distinct(columns: Columns, pairings: Flags) -> Distinct:
    """The distinct pairs that these pairings make."""
    numbers, begins = grouped(columns, pairings)
    first = numbers[begins]
    return Distinct(
        columns.helper[first],
        columns.recipient[first],
        np.logical_and.reduceat(columns.invented[numbers], begins) if len(begins) else np.zeros(0, dtype=np.bool_),
    )


def grouped(columns: Columns, pairings: Flags) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The numbers of these pairings, those of one pair together, and where in that list each pair begins."""
    numbers = np.flatnonzero(pairings)
    keys = keys_of(columns, columns.helper[numbers], columns.recipient[numbers])
    if len(keys) and (keys[1:] < keys[:-1]).any():
        order = np.argsort(keys, kind="stable")
        numbers, keys = numbers[order], keys[order]
    new = np.ones(len(keys), dtype=np.bool_)
    np.not_equal(keys[1:], keys[:-1], out=new[1:])
    return numbers, np.flatnonzero(new)


def all_invented(columns: Columns, single: Distinct) -> Flags:
    """For each pair, of which no two have one recipient, whether all its agreements of any time are invented."""
    partner = np.full(len(columns.kind), NONE, dtype=np.int32)
    partner[single.recipient] = single.helper
    return distinct(columns, partner[columns.recipient] == columns.helper).illustrative


def keys_of(columns: Columns, helper: Places, recipient: Places) -> NDArray[np.int64]:
    """A number for each pair, in the order of recipients, then helpers."""
    return recipient.astype(np.int64) * len(columns.kind) + helper


def sorted_by(*keys: NDArray[np.integer]) -> NDArray[np.intp]:
    """The order of entries by the first key, then the next; what stands in order is not sorted again."""
    order: NDArray[np.intp] | None = None
    for key in reversed(keys):
        now = key if order is None else key[order]
        if len(now) and (now[1:] < now[:-1]).any():
            by_key = np.argsort(now, kind="stable")
            order = by_key if order is None else order[by_key]
    return np.arange(len(keys[0])) if order is None else order


@dataclass(frozen=True, slots=True)
class Pairs:
    """The two-mode graph: its `edges`, and by side which organizations stand there, with a partner or without."""

    edges: Distinct
    sides: Mapping[Side, Flags]

    def end(self, side: Side) -> Places:
        """The organization of this side of each pair."""
        return self.edges.helper if side is Side.HELPER else self.edges.recipient

    def degree(self, side: Side) -> NDArray[np.int64]:
        """The number of partners of each organization on this side."""
        return np.bincount(self.end(side), minlength=len(self.sides[side]))

    def rest_on_invented(self, side: Side) -> Flags:
        """Which organizations of this side have partners only through illustrative records."""
        facts = np.bincount(self.end(side)[~self.edges.illustrative], minlength=len(self.sides[side]))
        found: Flags = (facts == 0) & (self.degree(side) > 0)
        return found

    def keeping(self, side: Side, kept: Flags) -> Pairs:
        """The graph without the other organizations of this side."""
        return Pairs(self.edges.only(kept[self.end(side)]), {**self.sides, side: self.sides[side] & kept})


def two_mode(
    columns: Columns, day: date, *, area: str | None = None, sector: str | None = None, groups: bool = False
) -> Pairs:
    """The same as `centrality.two_mode`."""
    inside = columns.inside(area)
    named = columns.helper != columns.recipient
    if area is not None:
        named &= inside[columns.helper] | inside[columns.recipient]
    helpers, recipients = np.zeros(len(inside), dtype=np.bool_), columns.on_roster & inside
    helpers[columns.helper[named]] = True
    recipients[columns.recipient[named]] = True
    edges = distinct(columns, named & columns.in_force(day, sector=sector, groups=groups))
    return Pairs(edges, {Side.HELPER: helpers, Side.RECIPIENT: recipients})


def of_kind(columns: Columns, kind: str | None) -> Flags:
    """Which organizations are of a kind; all of them for None."""
    if kind is None:
        return np.ones(len(columns.kind), dtype=np.bool_)
    found: Flags = columns.kind == [one.value for one in KINDS].index(kind)
    return found


def reached(columns: Columns, members: Places, day: date, sector: str | None) -> int:
    """How many members have an agreement of their own in force, be it one of a group."""
    return int(marked(columns, columns.recipient[columns.in_force(day, sector=sector)])[members].sum())


def fetched(columns: Columns, area: str | None, *, received: bool = False) -> Flags:
    """The pairings that `Store.network` gives for `area`."""
    if area is None:
        return np.ones(len(columns.helper), dtype=np.bool_)
    near = columns.inside(area)
    place = columns.register.place(area)
    if place is not None:
        near[list(columns.above(place))] = True
    found: Flags = near[columns.recipient]
    return found if received else found | near[columns.helper]


def near(columns: Columns, which: Flags) -> Flags:
    """The pairings that `Store.around` gives for these organizations."""
    helped = which | above(columns, flagged(which))
    found: Flags = helped[columns.recipient] | which[columns.helper]
    return found


def around(columns: Columns, area: str | None, pairings: Flags) -> Flags:
    """The organizations that `Store.network` gives for `area` with these pairings."""
    found = columns.inside(area)
    found[columns.helper[pairings]] = True
    found[columns.recipient[pairings]] = True
    while True:
        units = columns.part_of[found]
        more = units[units != NONE]
        if found[more].all():
            return found
        found[more] = True


def ends(columns: Columns, pairings: Flags, agreements: Collection[str]) -> Ends:
    """The same as `network.ends` on these pairings, of these agreements alone."""
    numbers = {
        agreement: [number for number in some if pairings[number]]
        for agreement, some in columns.register.pairings(agreements).items()
    }
    flat = np.array([number for some in numbers.values() for number in some], dtype=np.int64)
    two = np.stack((columns.helper[flat], columns.recipient[flat]))
    places, at = np.unique(two, return_inverse=True)
    ids = [one.id for one in columns.register.named(places)]
    helper, recipient = at.reshape(two.shape)
    pair = zip(helper.tolist(), recipient.tolist(), strict=True)
    found: dict[str, tuple[str | None, str | None]] = {}
    for agreement, some in numbers.items():
        pairs = {next(pair) for _ in some}
        if pairs:
            one, other = pairs.pop()
            found[agreement] = (None, None) if pairs else (ids[one], ids[other])
    return found
