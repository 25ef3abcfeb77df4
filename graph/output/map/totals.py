"""The areas of a network that is not drawn one by one: their totals, and how many pairs run between any two."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.output.map.groups import Group, in_order
from graph.output.map.picture import DotClass, DrawnUnit, Picture

_COARSE = {DotClass.SINGLE: DotClass.DIRECT, DotClass.GROUP: DotClass.DIRECT}
CLASSES = tuple(one.value for one in DotClass if one not in _COARSE)
"""The classes that totals tell apart: how many partners somebody has is not among them."""
COUNTED = (*CLASSES, "expected")
"""What is counted of a group: its organizations by class, and those of them that are on the roster."""


@dataclass(frozen=True, slots=True)
class Totals:
    """Groups in the order of the drawing, their totals, and the pairs in force between two of them, by number.

    `units` holds those that groups name, and all that these lie in, by id.
    """

    groups: tuple[Group, ...]
    tallies: tuple[Mapping[str, int], ...]
    links: tuple[tuple[int, int, int], ...]
    units: Mapping[str, DrawnUnit]
    organizations: int
    pairs: int


def counted(picture: Picture, of: Mapping[str, Group]) -> Totals:
    """The totals of a picture of which each dot is in the group `of` it."""
    groups = in_order(of.values())
    at = {group: number for number, group in enumerate(groups)}
    tallies = [dict.fromkeys(COUNTED, 0) for _ in groups]
    for dot in picture.dots:
        tally = tallies[at[of[dot.id]]]
        tally[_COARSE.get(dot.now, dot.now).value] += 1
        tally["expected"] += dot.expected
    links: dict[tuple[int, int], int] = {}
    for line in picture.lines:
        if line.active:
            ends = at[of[line.helper]], at[of[line.recipient]]
            links[ends] = links.get(ends, 0) + 1
    wanted = {group.unit for group in groups}
    for unit in [unit for unit in picture.units if unit in wanted]:
        while (over := picture.units[unit].part_of) is not None:
            wanted.add(unit := over)
    units = {id_: unit for id_, unit in picture.units.items() if id_ in wanted}
    found = tuple((*ends, count) for ends, count in sorted(links.items()))
    return Totals(tuple(groups), tuple(tallies), found, units, len(picture.dots), len(picture.lines))
