"""The quick order of numbers is that of numpy, and rows are sorted alike however many there are."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import dataset
from graph.dataset import order_of, sorted_by

_NEAR = st.integers(0, 3).map(lambda n: 2**64 - 1 - n)


@given(st.lists(st.integers(0, 2**64 - 1) | st.integers(0, 9) | _NEAR, max_size=40))
def test_the_order_is_that_of_a_stable_sort(numbers: list[int]) -> None:
    given_ = np.array(numbers, dtype=np.uint64)
    assert order_of(given_).tolist() == np.argsort(given_, kind="stable").tolist()


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=40))
def test_few_rows_are_sorted_as_many_are(rows: list[tuple[int, int]]) -> None:
    keys = [pl.Series(values, dtype=pl.Int64) for values in zip(*rows, strict=True)]
    few = [sorted_by(*keys).to_list(), sorted_by(keys[0]).to_list()]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dataset, "_FEW", 0)
        assert [sorted_by(*keys).to_list(), sorted_by(keys[0]).to_list()] == few
    assert few[0] == sorted(range(len(rows)), key=rows.__getitem__)
