"""Names taken apart and compared: pairs that a person judged, and what two names are said to differ in."""

from __future__ import annotations

import pytest

from loaders.names.parts import Differs, differences, fullness, organization_key, parts_of
from tests.loaders.names.varieties import ASKED, NEVER, SAME


@pytest.mark.parametrize(("one", "other"), SAME)
def test_names_that_differ_in_spelling_alone_are_one(one: str, other: str) -> None:
    assert organization_key(one) == organization_key(other)


@pytest.mark.parametrize(("one", "other"), ASKED)
def test_varieties_of_a_name_are_asked_about(one: str, other: str) -> None:
    assert organization_key(one) != organization_key(other)
    assert differences(one, other)
    assert differences(one, other) == differences(other, one)


@pytest.mark.parametrize(("one", "other"), NEVER)
def test_names_that_a_word_tells_apart_are_never_proposed(one: str, other: str) -> None:
    assert differences(one, other) is None
    assert differences(other, one) is None


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("大连示例重工有限公司", "示例重工", {Differs.PLACE, Differs.FORM}),
        ("大连示例重工有限公司", "大连示例重工（有限公司）", {Differs.BRACKETS}),
        ("示例重工（大连）有限公司", "大连示例重工有限公司", {Differs.BRACKETS}),
        ("大连市发改委", "大连市发展和改革委员会", {Differs.SHORT}),
        ("市发改委", "大连市发展和改革委员会", {Differs.SHORT, Differs.PLACE}),
        ("盘州市凤岐小学", "盘州市凤歧小学", {Differs.SOUND}),
        ("盘州市第1小学", "盘州市第一小学", {Differs.SPELLING}),
    ],
)
def test_what_two_names_differ_in(one: str, other: str, expected: set[Differs]) -> None:
    assert set(differences(one, other) or ()) == expected


def test_a_name_that_may_begin_with_a_place_has_two_readings() -> None:
    assert [(one.core, sorted(one.places)) for one in parts_of("大连示例重工").readings] == [
        ("示例重工", ["cn-2102"]),
        ("大连示例重工", []),
    ]


def test_the_fullest_name_comes_first() -> None:
    names = ["示例重工", "大连示例重工（有限公司）", "大连示例重工集团有限公司", "大连示例重工有限公司"]
    assert sorted(names, key=fullness) == [
        "大连示例重工有限公司",
        "大连示例重工集团有限公司",
        "大连示例重工（有限公司）",
        "示例重工",
    ]
