"""Divides what is too much for one page into groups, of which each opens a page of its own.

Recipients are grouped by the areas of one level, and helpers by where they come from; what no area divides is taken in
the order of names. Every dot is in one group.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from graph.output.map.picture import Dot, DotClass, DrawnSide, Picture

MOST_IDLE = 2_000
"""The largest number of idle helpers that stand for themselves in one group."""
MOST_GROUPS = {DrawnSide.HELPER: 24, DrawnSide.RECIPIENT: 120}
"""The largest number of groups of each side on a page."""
MOST_TOTALS = {DrawnSide.HELPER: 24, DrawnSide.RECIPIENT: 4_000}
"""The largest number where groups open no pages: the areas of all levels above them are added up of these."""
SLICE = 500
"""The size of a group of recipients that no area divides; they are taken in the order of their names."""
FINEST_FIRST = ("township", "county", "prefecture", "province")
"""The levels of areas."""


@dataclass(frozen=True, slots=True)
class Group:
    """Organizations drawn as one: those that lie in `unit`, or helpers of one `kind` whose place is unknown.

    `span` holds the first and last number of a slice, from 1.
    """

    side: DrawnSide
    unit: str | None = None
    kind: str | None = None
    span: tuple[int, int] | None = None
    idle: bool = False


def groups_of(picture: Picture, own: AbstractSet[str], most: Mapping[DrawnSide, int] | None = None) -> dict[str, Group]:
    """The group of every dot of a picture that is too large to be shown one by one, by the id of the dot.

    Recipients in `own` are divided into groups of recipients; all others stand with the helpers. `most` are the largest
    numbers of groups, without it `MOST_GROUPS`.
    """
    most = MOST_GROUPS if most is None else most
    helped = {dot.id for dot in picture.dots if dot.side is DrawnSide.RECIPIENT and dot.id in own}
    recipients = [dot for dot in picture.dots if dot.id in helped]
    idle = [dot for dot in picture.dots if dot.now is DotClass.IDLE]
    busy = [dot for dot in picture.dots if dot.id not in helped and dot.now is not DotClass.IDLE]
    found = _by_level(recipients, picture, DrawnSide.RECIPIENT, most) or _sliced(recipients, DrawnSide.RECIPIENT)
    found |= _by_level(busy, picture, DrawnSide.HELPER, most) or {
        dot.id: Group(DrawnSide.HELPER, kind=dot.kind) for dot in busy
    }
    found |= {dot.id: Group(DrawnSide.HELPER, idle=True) for dot in idle}
    if len(idle) > MOST_IDLE:
        found |= _sliced(idle, DrawnSide.HELPER, idle=True)
    return found


@dataclass(slots=True)
class Opening:
    """The dots that a group opens: its own members, and all that are seen (members and those they are paired with)."""

    own: set[str] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)


def opened_by(picture: Picture, of: Mapping[str, Group]) -> dict[Group, Opening]:
    """The dots that each group opens, for the groups that can be opened.

    A group of helpers who help somebody cannot be opened: they are seen with those they help.
    """
    found: dict[Group, Opening] = {}
    for id_, group in of.items():
        if group.side is DrawnSide.RECIPIENT or group.idle:
            inside = found.setdefault(group, Opening())
            inside.own.add(id_)
            inside.seen.add(id_)
    for line in picture.lines:
        for id_ in (line.helper, line.recipient):
            if of[id_] in found:
                found[of[id_]].seen.update((line.helper, line.recipient))
    return found


def in_order(groups: Iterable[Group]) -> list[Group]:
    """The groups in the order of the drawing: helpers before recipients, areas by id, idle helpers last."""
    return sorted(set(groups), key=_order)


def _by_level(
    dots: Sequence[Dot], picture: Picture, side: DrawnSide, most: Mapping[DrawnSide, int]
) -> dict[str, Group] | None:
    """The group of each dot by the finest level of areas that gives at least two groups and not too many, else None."""
    above = {dot.id: [dot.id, *picture.above(dot)] if dot.id in picture.units else picture.above(dot) for dot in dots}
    for level in FINEST_FIRST:
        found = {}
        for dot in dots:
            unit = next((unit for unit in above[dot.id] if picture.units[unit].kind == level), None)
            found[dot.id] = Group(side, unit, None if unit or side is DrawnSide.RECIPIENT else dot.kind)
        sizes = Counter(found.values())
        placed = sum(size for group, size in sizes.items() if group.unit is not None)
        if 2 <= len(sizes) <= most[side] and (placed or side is DrawnSide.HELPER) and max(sizes.values()) < len(dots):
            return found
    return None


def _sliced(dots: Sequence[Dot], side: DrawnSide, *, idle: bool = False) -> dict[str, Group]:
    """The group of each dot in groups of equal size, in the order of names."""
    sorted_ = sorted(dots, key=lambda dot: (dot.name, dot.id))
    return {
        dot.id: Group(side, span=span, idle=idle)
        for span in spans(len(dots), side)
        for dot in sorted_[span[0] - 1 : span[1]]
    }


def spans(count: int, side: DrawnSide) -> list[tuple[int, int]]:
    """The first and last number, from 1, of each slice of so many."""
    size = max(SLICE, -(-count // MOST_GROUPS[side]))
    return [(first + 1, min(first + size, count)) for first in range(0, count, size)]


def _order(group: Group) -> tuple[object, ...]:
    """The sort key of a group: areas by id, then groups without an area, idle helpers last."""
    return group.side.value, group.idle, group.unit is None, group.unit or "", group.kind or "", group.span or (0, 0)
