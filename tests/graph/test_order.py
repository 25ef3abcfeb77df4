"""The quick order of numbers is that of numpy."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from graph.dataset import order_of

_NEAR = st.integers(0, 3).map(lambda n: 2**64 - 1 - n)


@given(st.lists(st.integers(0, 2**64 - 1) | st.integers(0, 9) | _NEAR, max_size=40))
def test_the_order_is_that_of_a_stable_sort(numbers: list[int]) -> None:
    given_ = np.array(numbers, dtype=np.uint64)
    assert order_of(given_).tolist() == np.argsort(given_, kind="stable").tolist()
