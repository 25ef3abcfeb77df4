"""Names of townships and villages: what is chosen, what is only proposed, what must never match."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from graph.model import Kind
from loaders.loaded import Reason
from loaders.names import divisions
from loaders.names.index import Known
from loaders.names.places import PlaceNames, place_key

EDITIONS = Path(__file__).with_name("panzhou_village_names_by_edition.csv")
RENAMED = {
    "民主镇居民委员会",
    "机关居民委员会",
    "三万底居民委员会",
    "渔塘居民委员会",
    "云中路居民委员会",
    "俄项井村民委员会",
    "席草坪居民委员会",
    "上鱼塘村民委员会",
    "十里平村民委员会",
}
"""What nine of Panzhou's villages were called in 2019 and, by 2023, no more."""


def renamed() -> Iterator[tuple[str, str, str, str]]:
    """(name of 2019, id, name of 2023, id of the township) of every village that both editions have."""
    with EDITIONS.open(encoding="utf-8-sig", newline="") as stream:
        for row in csv.DictReader(stream):
            if row["name_2019"] and row["name_2023"]:
                yield row["name_2019"], f"cn-{row['code']}", row["name_2023"], f"cn-{row['township_code_2023']}"


@cache
def places(area: str) -> PlaceNames:
    return PlaceNames(Known(row.id, row.name, Kind(row.kind), row.part_of) for row in divisions.around(area))


def outcomes(area: str, *, by_township: bool) -> tuple[Counter[str], set[str]]:
    """How many of the names of 2019 found the village of 2023, another, or none; and those that found none."""
    found: Counter[str] = Counter()
    unmatched: set[str] = set()
    for name, id_, _, township in renamed():
        match = places(area).match(name, Kind.VILLAGE, township if by_township else area)
        if match.chosen is not None:
            found["right" if match.chosen.id == id_ else "wrong"] += 1
        else:
            unmatched.add(name)
            found["proposed" if id_ in {one.id for one in match.candidates} else "listed"] += 1
    return found, unmatched


@pytest.mark.parametrize("area", ["cn-520281", "cn-5202"])
def test_names_of_2019_in_the_registry_of_2023_township_by_township(area: str) -> None:
    found, unmatched = outcomes(area, by_township=True)
    assert found == {"right": 521, "proposed": 7, "listed": 2}
    assert unmatched == RENAMED


@pytest.mark.parametrize(
    ("area", "expected"),
    [
        ("cn-520281", {"right": 487, "proposed": 41, "listed": 2}),
        ("cn-5202", {"right": 465, "proposed": 60, "listed": 5}),
    ],
)
def test_without_the_township_fewer_are_sure_and_none_is_wrong(area: str, expected: dict[str, int]) -> None:
    found, unmatched = outcomes(area, by_township=False)
    assert found == expected
    assert unmatched > RENAMED


VILLAGES = [
    Known("cn-520281", "盘州市", Kind.COUNTY),
    Known("cn-520281101", "甲镇", Kind.TOWNSHIP, "cn-520281"),
    Known("cn-520281102", "乙乡", Kind.TOWNSHIP, "cn-520281"),
    Known("cn-520281101201", "白岩村村民委员会", Kind.VILLAGE, "cn-520281101"),
    Known("cn-520281101202", "白岩社区居民委员会", Kind.VILLAGE, "cn-520281101"),
    Known("cn-520281102201", "大湾村村民委员会", Kind.VILLAGE, "cn-520281102", ("旧湾村",)),
    Known("cn-520281101203", "大湾村村民委员会", Kind.VILLAGE, "cn-520281101"),
    Known("cn-520281101204", "凤歧村村民委员会", Kind.VILLAGE, "cn-520281101"),
]


@pytest.mark.parametrize(
    ("name", "within", "chosen", "candidates"),
    [
        ("白岩村", "cn-520281", "cn-520281101201", []),
        ("白岩社区", "cn-520281", "cn-520281101202", []),
        ("白岩", "cn-520281", None, ["cn-520281101201", "cn-520281101202"]),
        ("大湾村", "cn-520281", None, ["cn-520281101203", "cn-520281102201"]),
        ("大湾村", "cn-520281102", "cn-520281102201", []),
        ("大湾村（原名）", "cn-520281102", "cn-520281102201", []),
        ("旧湾村", "cn-520281", None, ["cn-520281102201"]),
        ("凤岐村", "cn-520281101", None, ["cn-520281101204"]),
        ("凤岐村", "cn-520281102", None, []),
        ("白 岩 村 村民委员会", "cn-520281101", "cn-520281101201", []),
        ("大湾社区", "cn-520281102", "cn-520281102201", []),
    ],
)
def test_a_place_is_chosen_only_when_it_is_sure_and_single(
    name: str, within: str, chosen: str | None, candidates: list[str]
) -> None:
    match = PlaceNames(VILLAGES).match(name, Kind.VILLAGE, within)
    assert (match.chosen.id if match.chosen else None) == chosen
    assert sorted(one.id for one in match.candidates) == candidates


def test_a_name_that_another_place_once_bore_is_for_people_to_decide() -> None:
    twice = [*VILLAGES, Known("cn-520281102202", "新村", Kind.VILLAGE, "cn-520281102", ("凤歧村村民委员会",))]
    match = PlaceNames(twice).match("凤歧村村民委员会", Kind.VILLAGE, "cn-520281")
    assert match.chosen is None
    assert [(one.id, one.reason) for one in match.candidates] == [
        ("cn-520281101204", Reason.EXACT),
        ("cn-520281102202", Reason.ALIAS),
    ]


def test_keys() -> None:
    assert place_key("俄项丼村村民委员会", Kind.VILLAGE) == ("俄项丼", "village")
    assert place_key("村", Kind.VILLAGE) == ("村", None)
    assert place_key("双凤街道办事处", Kind.TOWNSHIP).bare == place_key("双凤镇", Kind.TOWNSHIP).bare == "双凤"
    assert place_key("普田回族乡", Kind.TOWNSHIP).bare == "普田"
