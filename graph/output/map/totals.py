"""The areas of a network that is not drawn one by one: their totals, and how many pairs run between any two."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.output.map.picture import DrawnUnit, Picture
from graph.output.map.scenes import SceneGroup, in_order

COUNTED = ("members", "expected", "gaps", "pairs")
"""What is counted of a group."""


@dataclass(frozen=True, slots=True)
class Totals:
    """Groups in the order of the drawing, their totals, and the pairs in force between two of them, by number.

    `units` holds those that groups name, and all that these lie in, by id.
    """

    groups: tuple[SceneGroup, ...]
    tallies: tuple[Mapping[str, int], ...]
    links: tuple[tuple[int, int, int], ...]
    units: Mapping[str, DrawnUnit]
    organizations: int
    pairs: int


def counted(picture: Picture, of: Mapping[str, SceneGroup]) -> Totals:
    """The totals of a picture of which each dot is in the group `of` it."""
    groups = in_order(of.values())
    at = {group: number for number, group in enumerate(groups)}
    tallies = [dict.fromkeys(COUNTED, 0) for _ in groups]
    for dot in picture.dots:
        tally = tallies[at[of[dot.id]]]
        for name, counts in (("members", True), ("expected", dot.expected), ("gaps", dot.expected and dot.gap)):
            tally[name] += counts
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
    return totals(groups, tallies, links, units, len(picture.dots), len(picture.lines))


def totals(
    groups: Iterable[SceneGroup],
    tallies: list[dict[str, int]],
    links: Mapping[tuple[int, int], int],
    units: Mapping[str, DrawnUnit],
    organizations: int,
    pairs: int,
) -> Totals:
    """The totals of groups of which the pairs are not counted yet."""
    for ends, count in links.items():
        for end in set(ends):
            tallies[end]["pairs"] += count
    sorted_ = tuple((*ends, count) for ends, count in sorted(links.items()))
    return Totals(tuple(groups), tuple(tallies), sorted_, units, organizations, pairs)
