"""Pieces are the same bytes however many records there are, and give back what was written."""

from __future__ import annotations

import sqlite3

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.store.sqlite import pieces
from graph.store.sqlite.file import schema
from graph.store.sqlite.pieces import CHUNK, Segment

TYPES = {"i4": pl.Int32, "u1": pl.UInt8, "u2": pl.UInt16}
RANGES = {"i4": (-(2**31), 2**31 - 1), "u1": (0, 255), "u2": (0, 65_535)}


def made(table: pl.DataFrame, zoned: tuple[str, ...] = ()) -> sqlite3.Connection:
    db = sqlite3.connect(":memory:")
    for statement in schema()[0]:
        db.execute(statement)
    pieces.write(db, None, "some", table, zoned=zoned)
    return db


@pytest.mark.parametrize("coding", TYPES)
@given(data=st.data())
def test_few_numbers_are_written_as_many_are(coding: str, data: st.DataObject) -> None:
    column = pl.Series("n", data.draw(st.lists(st.integers(*RANGES[coding]), max_size=20)), dtype=TYPES[coding])
    assert pieces._numbers(column, coding).tobytes() == column.to_numpy().astype(f"<{coding}").tobytes()


@pytest.mark.parametrize("size", [CHUNK, CHUNK + 1], ids=["one piece", "two pieces"])
@pytest.mark.parametrize("words", [1, 2, 254, 255, 256, 1_000])
@pytest.mark.parametrize("with_null", [True, False])
def test_words_are_read_as_they_were_written(size: int, words: int, with_null: bool) -> None:
    values = [None if with_null and n % 7 == 0 else f"w{n % words}" for n in range(size)]
    db = made(pl.DataFrame({"word": pl.Series(values, dtype=pl.String), "n": range(size)}), zoned=("n",))
    segment = Segment(db, 1)
    assert segment.column("word").to_list() == values
    assert [row[0] for row in segment.rows(["word"])] == values
    assert segment.holding("n", [0, size - 1]) == [0, size - 1]


@pytest.mark.parametrize("size", [3, CHUNK + 3])
def test_what_is_the_same_everywhere_is_held_once(size: int) -> None:
    table = pl.DataFrame({"n": [7] * size, "yes": [True] * size, "word": ["a"] * size, "none": [None] * size})
    db = made(table.cast({"none": pl.String}))
    rows = db.execute("SELECT field, chunk, first, last FROM piece WHERE chunk <> -1").fetchall()
    assert rows == [("n", -2, 7, 7), ("yes", -2, 1, 1), ("word", -2, 1, 1), ("none", -2, 0, 0)]
    assert set(Segment(db, 1).rows(["n", "word", "none"])) == {(7, "a", None)}
