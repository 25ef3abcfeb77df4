"""The order of a tree of organizations: every unit is followed by all that lies in it, so an area is one stretch."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Places = NDArray[np.int64]


def order(part_of: Places) -> tuple[Places, Places]:
    """(position, size) of each node of a forest; `part_of` holds the place of the node it lies in, -1 at a root.

    What lies in a node has the positions behind its own, up to position + size - 1. Siblings stand in the order of
    their places. The position of a node that lies in itself, or in such a node, is -1.

    >>> order(np.array([-1, 0, 0, 1]))
    (array([0, 1, 3, 2]), array([4, 2, 1, 1]))
    """
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
