"""The layout `free`: each connected part is laid out by forces, and the parts are packed side by side.

Parts that share no pair do not push each other: each part is laid out by networkx on its own (Fruchterman and Reingold
1991, "Graph Drawing by Force-directed Placement"), and the parts, largest first, stand in rows from left to right. Gaps
and idle helpers have their bands above.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import networkx as nx

from graph.errors import UsageError
from graph.output.map.order import by_unit
from graph.output.map.picture import Dot, DotClass, Picture

MOST_DOTS = 1_000
"""The largest number of organizations that are laid out by forces."""
REACH = 110
"""The length to which forces pull a line."""
ROW = 26
"""The height of a row."""
SPAN = 440
"""The distance between the two bands."""
CELL = 230
"""The width of a column of a band."""
BAND = 2
"""The number of columns of a band of gaps or of idle helpers."""
WIDE, MANY = 4, 48
"""The number of columns of a band with more than `MANY` dots."""
WIDTH, HEIGHT = 240, 2 * ROW
"""The room kept free for names: beside a part, and below it."""
LEFT = -SPAN


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
    """The places of all dots of a picture. The same picture always gives the same places.

    Raises `UsageError` when there are more than `MOST_DOTS`.
    """
    if len(picture.dots) > MOST_DOTS:
        raise UsageError("map.free", count=len(picture.dots), most=MOST_DOTS)
    at: dict[str, tuple[int, int]] = {}
    headings: list[Heading] = []
    top = _bands(picture, at, headings, LEFT if not any(dot.now is DotClass.IDLE for dot in picture.dots) else SPAN)
    parts = [_spread(part, picture) for part in _parts(picture, at)]
    parts.sort(key=lambda part: (-_size(part)[0] * _size(part)[1], min(part)))
    if parts:
        headings.append(Heading(LEFT, top, key="map.pairs", count=sum(map(len, parts))))
    x, y, tall = LEFT, top + 3 * ROW, 0.0
    shelf = max(4 * SPAN, math.sqrt(sum(wide * high for wide, high in map(_size, parts))) * 1.4)
    for part in parts:
        wide, high = _size(part)
        if x > LEFT and x + wide > LEFT + shelf:
            x, y, tall = LEFT, y + round(tall), 0
        low_x, low_y = (min(spot[axis] for spot in part.values()) for axis in (0, 1))
        for id_, (own_x, own_y) in part.items():
            at[id_] = (round(x + own_x - low_x), round(y + own_y - low_y))
        x, tall = x + round(wide), max(tall, high)
    return Places(at, tuple(headings))


_Part = dict[str, tuple[float, float]]


def _parts(picture: Picture, placed: Iterable[str]) -> list[list[str]]:
    """The connected parts of the dots without a place, each sorted."""
    free = {dot.id for dot in picture.dots} - set(placed)
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(sorted(free))
    graph.add_edges_from(
        (line.helper, line.recipient) for line in picture.lines if {line.helper, line.recipient} <= free
    )
    return sorted(sorted(part) for part in nx.connected_components(graph))


def _spread(part: list[str], picture: Picture) -> _Part:
    """The places of the dots of one connected part, relative to each other."""
    ids = set(part)
    pairs = [(line.helper, line.recipient) for line in picture.lines if ids.issuperset((line.helper, line.recipient))]
    if len(part) <= 2:  # a pair is read from left to right
        ends = pairs[0] if pairs else (part[0],)
        return {id_: (number * REACH * 2.0, 0.0) for number, id_ in enumerate(ends)}
    graph = nx.Graph(pairs)
    side = REACH * math.sqrt(len(part))
    found = nx.spring_layout(graph, k=1.6 / math.sqrt(len(part)), iterations=100, seed=1, method="force", scale=side)
    return {id_: (float(x), float(y)) for id_, (x, y) in sorted(found.items())}


def _size(part: _Part) -> tuple[float, float]:
    """The width and height of a part, with the names beside its dots."""
    spans = [[spot[axis] for spot in part.values()] for axis in (0, 1)]
    return max(spans[0]) - min(spans[0]) + WIDTH, max(spans[1]) - min(spans[1]) + HEIGHT


def _bands(picture: Picture, at: dict[str, tuple[int, int]], headings: list[Heading], x: int = SPAN) -> int:
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
    for unit, own in by_unit(dots, picture):
        if unit is not None:
            headings.append(Heading(x, y, unit=unit, count=len(own)))
            y += ROW
        for number, dot in enumerate(own):
            at[dot.id] = (x + number % wide * CELL, y + number // wide * ROW)
        y += -(-len(own) // wide) * ROW
    return y + 2 * ROW
