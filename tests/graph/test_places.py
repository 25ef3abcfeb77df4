"""Texts are looked up by number marks: the same as by the texts themselves."""

from __future__ import annotations

from collections import Counter

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.dataset import distinct, places, repeated

TEXTS = st.one_of(st.none(), st.sampled_from(("", "a", "b", "甲", "乙", "\U0001f600")), st.text(max_size=3))


@settings(max_examples=200, deadline=None)
@given(st.lists(TEXTS, max_size=30), st.sets(st.text(max_size=3), max_size=30))
def test_the_row_of_each_text_is_found(wanted: list[str | None], known: set[str]) -> None:
    rows = sorted(known)
    found = places(pl.Series(wanted, dtype=pl.String), pl.Series(rows, dtype=pl.String))
    at = {text: place for place, text in enumerate(rows)}
    assert found.to_list() == [None if text is None else at.get(text) for text in wanted]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text(max_size=2), max_size=30))
def test_what_is_there_twice_is_repeated(texts: list[str]) -> None:
    column = pl.Series(texts, dtype=pl.String)
    counts = Counter(texts)
    assert repeated(column).to_list() == [counts[text] > 1 for text in texts]
    assert distinct(column) == len(counts)


@pytest.mark.parametrize("slab", [7, 1 << 19])
def test_many_are_found_as_few_are(slab: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.dataset._SLAB", slab)
    known = pl.Series([f"v{number}" for number in range(5_000)])
    wanted = pl.concat([known.reverse(), pl.Series(["v-1", "w"])])
    assert places(wanted, known).to_list() == [*range(4_999, -1, -1), None, None]


def test_where_two_texts_had_one_mark_the_texts_themselves_are_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.dataset._rows_of_marks", lambda wanted, _: np.zeros(len(wanted), dtype=np.int64))
    found = places(pl.Series(["b", None, "a", "c"]), pl.Series(["a", "b"]))
    assert found.to_list() == [1, None, 0, None]
