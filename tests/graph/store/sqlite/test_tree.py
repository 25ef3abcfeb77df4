"""The order of a forest is the same, walked node by node or a layer at a time."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from graph.store.sqlite import tree


@st.composite
def forests(draw: st.DrawFn) -> list[int]:
    """Where each node lies: -1 at a root; some lie in themselves, or in what lies in them."""
    size = draw(st.integers(0, 30))
    return draw(st.lists(st.integers(-1, size - 1), min_size=size, max_size=size))


@given(forests())
def test_a_walk_and_layers_give_the_same_order(part_of: list[int]) -> None:
    position, size = tree.layered(np.array(part_of, dtype=np.int64))
    walked, sizes = tree.walked(part_of)
    assert walked == position.tolist()
    placed = [node for node, place in enumerate(walked) if place >= 0]  # of the others nothing is said but that
    assert [sizes[node] for node in placed] == [size[node] for node in placed]


def test_what_lies_in_a_node_follows_it() -> None:
    assert tree.walked([-1, 3, 0, 0, -1, 1]) == ([0, 3, 1, 2, 5, 4], [5, 2, 1, 3, 1, 1])


def test_a_node_that_lies_in_itself_has_no_place() -> None:
    assert tree.walked([1, 0, -1])[0] == [-1, -1, 0]
