"""The totals of areas where a network is too large to make a picture of: on columns."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from graph.columns import KINDS, NONE
from graph.measures.columns.coverage import members, states_of
from graph.measures.columns.pairs import grouped, of_kind
from graph.measures.columns.units import above, flagged, marked, nearest, scope
from graph.output.map import groups as grouping
from graph.output.map.groups import Group, in_order
from graph.output.map.picture import DrawnSide, DrawnUnit
from graph.output.map.totals import CLASSES, COUNTED, Totals
from graph.query import Query, State

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from graph.columns import Columns, Flags, Named, Places


def take(columns: Columns, query: Query, states: frozenset[State] | None = None) -> Totals:
    """The same as `totals.counted` of the picture that `picture.take` makes, in the groups of `grouping.groups_of`.

    There are as many as where groups open no pages (`grouping.MOST_TOTALS`).
    """
    roster, has_roster = members(columns, query)
    expected, chosen = (np.zeros(len(columns.kind), dtype=np.bool_) for _ in range(2))
    state = np.full(len(columns.kind), NONE, dtype=np.int8)
    if has_roster:
        stand = states_of(columns, roster, query)
        expected[roster], state[roster] = True, stand
        chosen[roster] = np.isin(stand, [number for number, state in enumerate(State) if state in (states or ())])
    about = columns.counting(sector=query.sector) & scope(columns, query)[columns.recipient]
    numbers, begins = grouped(columns, about)
    helper, recipient = columns.helper[numbers[begins]], columns.recipient[numbers[begins]]
    active = np.zeros(0, dtype=np.bool_)
    if len(begins):
        active = np.logical_or.reduceat(columns.in_force(query.day, sector=query.sector)[numbers], begins)
    helped = expected | marked(columns, recipient)
    helping, paired = marked(columns, helper[active]), marked(columns, recipient[active])
    kept = chosen[recipient] if states is not None else np.ones(len(begins), dtype=np.bool_)
    shown = marked(columns, np.concatenate((helper[kept], recipient[kept])))
    shown |= expected if states is None else chosen
    kept = shown[helper] & shown[recipient] if states is None else kept

    groups, of = _groups(columns, shown & helped, shown & helping & ~helped, shown & ~helping & ~helped)
    classes = {one.value: state == number for number, one in enumerate(State)}
    classes["direct"] |= helped & ~expected & paired
    classes |= {"other": helped & ~expected & ~paired, "helper": ~helped & helping, "idle": ~helped & ~helping}
    counted = [*(classes[one] for one in CLASSES), expected]
    counts = [np.bincount(of[shown & flags], minlength=len(groups)).tolist() for flags in counted]
    ends = of[helper[kept & active]].astype(np.int64) * len(groups) + of[recipient[kept & active]]
    links = {
        divmod(int(two), len(groups)): count
        for two, count in zip(*(found.tolist() for found in np.unique(ends, return_counts=True)), strict=True)
    }
    return Totals(
        tuple(groups),
        tuple(dict(zip(COUNTED, own, strict=True)) for own in zip(*counts, strict=True)),
        tuple((*ends_, count) for ends_, count in sorted(links.items())),
        _units(columns, groups),
        int(shown.sum()),
        int(kept.sum()),
    )


def _groups(columns: Columns, helped: Flags, busy: Flags, idle: Flags) -> tuple[list[Group], NDArray[np.intp]]:
    """The groups in the order of the drawing, and of each place the number of its group; see `grouping.groups_of`."""
    units = above(columns, flagged(helped | busy | idle))
    found: dict[Group, Places] = {}
    found |= _by_level(columns, units, helped, DrawnSide.RECIPIENT) or _sliced(columns, helped, DrawnSide.RECIPIENT)
    found |= _by_level(columns, units, busy, DrawnSide.HELPER) or _by_kind(columns, busy)
    if idle.sum() > grouping.MOST_IDLE:
        found |= _sliced(columns, idle, DrawnSide.HELPER, idle=True)
    elif idle.any():
        found[Group(DrawnSide.HELPER, idle=True)] = flagged(idle)
    groups = in_order(found)
    of = np.full(len(columns.kind), NONE, dtype=np.intp)
    for number, group in enumerate(groups):
        of[found[group]] = number
    return groups, of


def _by_level(columns: Columns, units: Flags, which: Flags, side: DrawnSide) -> dict[Group, Places] | None:
    """The groups by the finest level of areas that gives at least two and not too many, else None."""
    places, count = flagged(which), len(columns.kind)
    recipients = side is DrawnSide.RECIPIENT
    for level in grouping.FINEST_FIRST:
        of_level = of_kind(columns, level)
        unit = np.where((units & of_level)[places], places, nearest(columns, places, of_level))
        without = np.full(len(places), count) if recipients else count + columns.kind[places].astype(np.intp)
        keys = np.where(unit == NONE, without, unit)
        own, sizes = np.unique(keys, return_counts=True)
        if (
            2 <= len(own) <= grouping.MOST_TOTALS[side]
            and (not recipients or bool((own < count).any()))
            and sizes.max() < len(places)
        ):
            named = columns.register.named(own[own < count].astype(np.int32))
            groups = [Group(side, one.id) for one in named]
            groups += [
                Group(side, kind=None if recipients else KINDS[key - count].value) for key in own[own >= count].tolist()
            ]
            return {group: places[keys == key] for group, key in zip(groups, own.tolist(), strict=True)}
    return None


def _by_kind(columns: Columns, which: Flags) -> dict[Group, Places]:
    places = flagged(which)
    return {
        Group(DrawnSide.HELPER, kind=KINDS[kind].value): places[columns.kind[places] == kind]
        for kind in np.unique(columns.kind[places]).tolist()
    }


def _sliced(columns: Columns, which: Flags, side: DrawnSide, *, idle: bool = False) -> dict[Group, Places]:
    """Groups of equal size, in the order of names."""
    places = flagged(which)
    named = columns.register.named(places)
    order = sorted(range(len(named)), key=lambda number: (named[number].name, named[number].id))
    return {
        Group(side, span=span, idle=idle): places[order[span[0] - 1 : span[1]]]
        for span in grouping.spans(len(named), side)
    }


def _units(columns: Columns, groups: Iterable[Group]) -> dict[str, DrawnUnit]:
    own = columns.register.places({group.unit for group in groups if group.unit is not None})
    places = np.array(sorted(own.values()), dtype=np.int32)
    every = flagged(marked(columns, places) | above(columns, places))
    named: dict[int, Named] = dict(zip(every.tolist(), columns.register.named(every), strict=True))
    units = {}
    for place, one in named.items():
        over = int(columns.part_of[place])
        units[one.id] = DrawnUnit(one.name, one.kind, named[over].id if over != NONE else None)
    return dict(sorted(units.items()))
