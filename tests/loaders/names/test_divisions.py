"""The blocks of the bundled registry: together they are its table, and each can be read alone."""

from __future__ import annotations

import csv
import gzip
from itertools import pairwise

import pytest

from loaders.names import divisions


@pytest.fixture(scope="module")
def table() -> list[divisions.Row]:
    with gzip.open(divisions.folder() / "organizations.csv.gz", "rt", encoding="utf-8", newline="") as stream:
        header, *rows = csv.reader(stream)
    assert header == list(divisions.Row._fields)
    return [
        divisions.Row(id_, name, kind, above or None, code, unit or None) for id_, name, kind, above, code, unit in rows
    ]


def test_the_blocks_are_the_whole_file_without_a_gap() -> None:
    places = sorted(divisions.blocks().values())
    assert places[0][0] == 0
    assert all(begins + length == follows for (begins, length), (follows, _) in pairwise(places))
    assert sum(places[-1]) == (divisions.folder() / "organizations.csv.gz").stat().st_size


def test_the_blocks_hold_each_division_of_the_table_once(table: list[divisions.Row]) -> None:
    read = [*divisions.above_townships()]
    for area in divisions.blocks():
        rows = divisions.in_prefecture(area) if area else ()
        assert [row.id for row in rows] == sorted(row.id for row in rows if row.id.startswith(area))
        read += rows
    assert len(read) == len(table) == 665_276
    assert sorted(read) == sorted(table)


def test_an_area_with_what_is_in_it_and_what_it_is_in(table: list[divisions.Row]) -> None:
    for area in ("cn-52", "cn-5202", "cn-520281", "cn-520281208", "cn-460321451001"):
        expected = [row for row in table if row.id.startswith(area) or area.startswith(row.id)]
        assert divisions.around(area) == sorted(expected)
    assert divisions.around("cn-529") == []
    assert divisions.around("cn-520281999") == []


def test_divisions_by_id() -> None:
    ids = ["cn-520281208", "cn-52", "cn-9", "cn-110101001001", "cn-520281208999"]
    assert [(row.id, row.name) for row in divisions.at(ids)] == [
        ("cn-110101001001", "多福巷社区居委会"),
        ("cn-52", "贵州省"),
        ("cn-520281208", "坪地彝族乡"),
    ]


def test_a_text_in_names_of_the_whole_nation() -> None:
    assert [(row.id, row.name) for row in divisions.containing("坪地彝族")] == [("cn-520281208", "坪地彝族乡")]
