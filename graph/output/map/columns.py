"""The layout `columns`: helpers on the left, recipients on the right by the unit they lie in, gaps above them.

Places are in the units of the drawing: x grows to the right, y downwards, and the first row is at y = 0. A few sweeps
of the barycentre heuristic order both columns, and the order with the fewest crossing lines is kept (Sugiyama, Tagawa
and Toda 1981, "Methods for Visual Understanding of Hierarchical System Structures").
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graph.output.map.picture import Dot, DotClass, DrawnSide, PairLine, Picture

ROW = 26
"""The height of a row."""
SPAN = 440
"""The distance between the column of helpers and that of recipients."""
CELL = 230
"""The width of a column of a band."""
BAND = 2
"""The number of columns of a band of gaps or of idle helpers."""
WIDE, MANY = 4, 48
"""The number of columns of a band with more than `MANY` dots."""
SWEEPS = 8
GROUP_ROW, GROUP_CELL, GROUP_ROWS = 54, 270, 24
"""Height and width of the cell of a group, and the largest number of groups in one column."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading in the drawing: the id of a unit or the key of a band's text, and the number of dots below it."""

    x: int
    y: int
    unit: str | None = None
    key: str | None = None
    count: int = 0


@dataclass(frozen=True, slots=True)
class Places:
    """The place of every dot, by id, and the headings."""

    at: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    headings: tuple[Heading, ...] = ()


def place(picture: Picture) -> Places:
    """The places of all dots of a picture. The same picture always gives the same places."""
    helpers = [dot for dot in picture.dots if dot.side is DrawnSide.HELPER]
    recipients = [dot for dot in picture.dots if dot.side is DrawnSide.RECIPIENT]
    busy, paired = [dot for dot in helpers if dot.now is DotClass.HELPER], [dot for dot in recipients if not dot.gap]
    left, right = _ordered(busy, _by_unit(paired, picture), picture.lines)
    at: dict[str, tuple[int, int]] = {}
    headings: list[Heading] = []
    y = bands(picture, at, headings)
    if paired:
        headings.append(Heading(SPAN, y, key="map.paired", count=len(paired)))
    if busy:
        headings.append(Heading(0, y, key="map.helpers", count=len(busy)))
    y = first = y + 2 * ROW
    for unit, dots in right:
        if unit is not None:
            headings.append(Heading(SPAN, y, unit=unit, count=len(dots)))
            y += ROW
        for dot in dots:
            at[dot.id] = (SPAN, y)
            y += ROW
    for dot, own in zip(left, _beside(left, picture.lines, at, first), strict=True):
        at[dot.id] = (0, own)
    return Places(at, tuple(headings))


def _beside(left: list[Dot], lines: Iterable[PairLine], at: Mapping[str, tuple[int, int]], first: int) -> list[int]:
    """The y of each helper, in the given order and a row apart, nearest by least squares to those it is paired with.

    Isotonic regression by pooling adjacent violators (Barlow, Bartholomew, Bremner and Brunk 1972).
    """
    near: dict[str, list[int]] = {}
    for line in lines:
        if line.active and line.recipient in at:
            near.setdefault(line.helper, []).append(at[line.recipient][1])
    pools: list[tuple[float, int]] = []  # the mean wished place less the rows above, and of how many
    for number, dot in enumerate(left):
        own = near.get(dot.id, [first])
        pool = sum(own) / len(own) - number * ROW, 1
        while pools and pools[-1][0] >= pool[0]:
            mean, count = pools.pop()
            pool = (mean * count + pool[0] * pool[1]) / (count + pool[1]), count + pool[1]
        pools.append(pool)
    means = [max(mean, first) for mean, count in pools for _ in range(count)]
    return [round(mean) + number * ROW for number, mean in enumerate(means)]


def bands(picture: Picture, at: dict[str, tuple[int, int]], headings: list[Heading], x: int = SPAN) -> int:
    """Places the gaps from `x` to the right and the idle helpers to the left of it, each in a band.

    Returns the y below both.
    """
    gaps = [dot for dot in picture.dots if dot.gap]
    idle = [dot for dot in picture.dots if dot.now is DotClass.IDLE]
    wide = {id(dots): WIDE if len(dots) > MANY else BAND for dots in (gaps, idle)}
    return max(
        _band(at, headings, gaps, x, wide[id(gaps)], "map.gaps", picture),
        _band(at, headings, idle, x - SPAN - (wide[id(idle)] - 1) * CELL, wide[id(idle)], "map.idle", picture),
    )


def place_groups(helpers: Sequence[str], areas: Sequence[str]) -> dict[str, tuple[int, int]]:
    """The places of groups, each side in the given order, in one column or in two."""
    found = {}
    for keys, x, way in ((helpers, 0, -1), (areas, SPAN, 1)):
        rows = len(keys) if len(keys) <= GROUP_ROWS else -(-len(keys) // 2)
        for number, key in enumerate(keys):
            found[key] = (x + way * (number // rows) * GROUP_CELL, number % rows * GROUP_ROW)
    return found


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


def _by_unit(dots: Iterable[Dot], picture: Picture) -> _Units:
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


def _band(
    at: dict[str, tuple[int, int]],
    headings: list[Heading],
    dots: list[Dot],
    x: int,
    wide: int,
    key: str,
    picture: Picture,
) -> int:
    """Places dots by unit in rows of `wide`, beginning at `x`; returns the y below them."""
    if not dots:
        return 0
    headings.append(Heading(x, 0, key=key, count=len(dots)))
    y = 2 * ROW
    for unit, own in _by_unit(dots, picture):
        if unit is not None:
            headings.append(Heading(x, y, unit=unit, count=len(own)))
            y += ROW
        for number, dot in enumerate(own):
            at[dot.id] = (x + number % wide * CELL, y + number // wide * ROW)
        y += -(-len(own) // wide) * ROW
    return y + 2 * ROW
