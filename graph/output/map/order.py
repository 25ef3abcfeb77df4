"""The order of organizations in the columns of a map, in which few of the lines between them cross.

A few sweeps of the barycentre heuristic order helpers and recipients, and the order with the fewest crossing lines is
kept (Sugiyama, Tagawa and Toda 1981, "Methods for Visual Understanding of Hierarchical System Structures"). The page
packs what is visible in this order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from graph.output.map.picture import Dot, DotClass, DrawnSide, PairLine, Picture

SWEEPS = 8


def ranks(picture: Picture) -> dict[str, int]:
    """The place of every dot in the order of its column, by id: each unit together, gaps by unit and name.

    The same picture always gives the same order.
    """
    busy = [dot for dot in picture.dots if dot.now is DotClass.HELPER]
    recipients = [dot for dot in picture.dots if dot.side is DrawnSide.RECIPIENT]
    left, right = _ordered(busy, by_unit([dot for dot in recipients if not dot.gap], picture), picture.lines)
    gaps = by_unit([dot for dot in recipients if dot.gap], picture)
    idle = by_unit([dot for dot in picture.dots if dot.now is DotClass.IDLE], picture)
    columns = (left, *(own for _, own in (*right, *gaps, *idle)))
    return {dot.id: number for number, dot in enumerate(dot for column in columns for dot in column)}


def crossings(left: Sequence[str], right: Sequence[str], pairs: Iterable[tuple[str, str]]) -> int:
    """The number of pairs of lines that cross between two columns in this order, in O(n log n).

    >>> crossings("ab", "xy", [("a", "y"), ("b", "x")])
    1
    """
    at_left, at_right = ({id_: number for number, id_ in enumerate(column)} for column in (left, right))
    lines = sorted((at_left[u], at_right[v]) for u, v in pairs if u in at_left and v in at_right)
    tree = [0] * (len(right) + 1)
    found = 0
    for seen, (_, end) in enumerate(lines):
        place_, below = end + 1, 0
        while place_:
            below += tree[place_]
            place_ &= place_ - 1
        found += seen - below
        place_ = end + 1
        while place_ <= len(right):
            tree[place_] += 1
            place_ += place_ & -place_
    return found


_Units = list[tuple[str | None, list[Dot]]]


def by_unit(dots: Iterable[Dot], picture: Picture) -> _Units:
    """Dots by the unit they lie in, units and dots by name; None for those that lie in none."""
    names = {unit: picture.units[unit].name for unit in {dot.unit for dot in dots} if unit is not None}
    groups: dict[str | None, list[Dot]] = {}
    for dot in sorted(dots, key=lambda dot: (names.get(dot.unit or "", ""), dot.unit or "", dot.name, dot.id)):
        groups.setdefault(dot.unit, []).append(dot)
    return list(groups.items())


def _ordered(busy: list[Dot], units: _Units, lines: Iterable[PairLine]) -> tuple[list[Dot], _Units]:
    """Both columns in the order with the fewest crossings that the sweeps found."""
    pairs = sorted({(line.helper, line.recipient) for line in lines if line.active})
    near: dict[str, list[str]] = {}
    for helper, recipient in pairs:
        near.setdefault(helper, []).append(recipient)
        near.setdefault(recipient, []).append(helper)
    left = sorted(busy, key=lambda dot: (dot.name, dot.id))
    best: tuple[int, list[Dot], _Units] | None = None
    for _ in range(SWEEPS):
        height = {dot.id: number for number, dot in enumerate(dot for _, dots in units for dot in dots)}
        left = sorted(left, key=lambda dot: _middle(dot, near, height))
        height = {dot.id: number for number, dot in enumerate(left)}
        units = [(unit, sorted(dots, key=lambda dot: _middle(dot, near, height))) for unit, dots in units]
        units.sort(key=lambda group: sum(_middle(dot, near, height) for dot in group[1]) / len(group[1]))
        column = [dot.id for _, dots in units for dot in dots]
        count = crossings([dot.id for dot in left], column, pairs)
        if best is None or count < best[0]:
            best = count, left, units
    assert best is not None
    return best[1], best[2]


def _middle(dot: Dot, near: Mapping[str, list[str]], height: Mapping[str, int]) -> float:
    """The mean height of the dots that a dot is paired with; the middle of the column where there are none."""
    found = [height[other] for other in near.get(dot.id, ()) if other in height]
    return sum(found) / len(found) if found else len(height) / 2
