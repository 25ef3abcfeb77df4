"""The order of a tree of organizations: every unit is followed by all that lies in it, so an area is one stretch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import polars as pl
    from numpy.typing import NDArray

    Places = NDArray[np.int64]

FEW = 10_000
"""Up to this many organizations are walked one by one: that takes less time than to import numpy."""


def order(part_of: pl.Series) -> tuple[pl.Series, pl.Series]:
    """(position, size) of each node of a forest; `part_of` holds the place of the node it lies in, null at a root.

    What lies in a node has the positions behind its own, up to position + size - 1. Siblings stand in the order of
    their places. The position of a node that lies in itself, or in such a node, is -1.

    >>> import polars as pl
    >>> [column.to_list() for column in order(pl.Series([None, 0, 0, 1]))]
    [[0, 1, 3, 2], [4, 2, 1, 1]]
    """
    import polars as pl

    plain = part_of.cast(pl.Int64).fill_null(-1)
    found = walked(plain.to_list()) if len(plain) <= FEW else layered(plain.to_numpy())
    position, size = (pl.Series(values, dtype=pl.Int64) for values in found)
    return position, size


def walked(part_of: Sequence[int]) -> tuple[list[int], list[int]]:
    """The order of a small forest, as `order` has it, node by node; a root lies in -1."""
    inside: list[list[int]] = [[] for _ in part_of]
    roots: list[int] = []
    for node, unit in enumerate(part_of):
        (roots if unit < 0 else inside[unit]).append(node)
    position, size = [-1] * len(part_of), [1] * len(part_of)
    walk: list[int] = []
    left = roots[::-1]
    while left:
        node = left.pop()
        position[node] = len(walk)
        walk.append(node)
        left += reversed(inside[node])
    for node in reversed(walk):
        if part_of[node] >= 0:
            size[part_of[node]] += size[node]
    return position, size


def layered(part_of: Places) -> tuple[Places, Places]:
    """The order of a large forest, as `order` has it, a layer at a time from the roots, which lie in -1."""
    import numpy as np

    layers = [np.flatnonzero(part_of < 0)]
    left = np.flatnonzero(part_of >= 0)
    placed = np.zeros(len(part_of), dtype=np.bool_)
    while len(layers[-1]):
        placed[layers[-1]] = True
        below = placed[part_of[left]]
        layers.append(left[below])
        left = left[~below]
    size = np.ones(len(part_of), dtype=np.int64)
    for layer in reversed(layers[1:]):
        size += np.bincount(part_of[layer], size[layer], minlength=len(part_of)).astype(np.int64)
    position = np.full(len(part_of), -1, dtype=np.int64)
    position[layers[0]] = np.cumsum(size[layers[0]]) - size[layers[0]]
    for layer in layers[1:]:
        own = layer[np.argsort(part_of[layer], kind="stable")]
        before = np.cumsum(size[own]) - size[own]
        parents, first = np.unique(part_of[own], return_index=True)
        within = before - np.repeat(before[first], np.diff(np.append(first, len(own))))
        position[own] = np.repeat(position[parents], np.diff(np.append(first, len(own)))) + 1 + within
    return position, size
