"""Names in one cell: separated, with a unit that only the first gives, with spaces."""

from __future__ import annotations

import pytest

from loaders.roster.cells import read_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("荔湾区桥中街、西村街办事处", ("荔湾区桥中街", "荔湾区西村街办事处")),
        ("大连市教育局、财政局", ("大连市教育局", "大连市财政局")),
        ("广州市教育局、财政局", ("广州市教育局", "广州市财政局")),
        ("示例州市教育局、市场监管局", ("示例州市教育局", "示例州市市场监管局")),
        ("大连市教育局、城市管理局", ("大连市教育局", "大连市城市管理局")),
    ],
)
def test_a_unit_that_only_the_first_name_gives(text: str, names: tuple[str, ...]) -> None:
    found = read_names(text, helper=True)
    assert found.names == names
    assert found.elided


@pytest.mark.parametrize(
    "names",
    [
        ("广州市人民政府示例街道办事处", "团示例区委", "示例区公安分局"),
        ("贵阳市示例局", "团甲区委"),
        ("贵阳市示例局", "共青团甲区委"),
        ("大连市教育局", "市财政局"),
        ("六盘水市教育局", "盘州团委"),
        ("六盘水市供电局", "国网盘州供电局"),
        ("大连市教育局", "示例街道办事处"),
        ("盘州市示例镇小学", "示例乡小学"),
        ("大连市中山区教育局", "西岗区教育局"),
    ],
)
def test_a_name_with_a_unit_of_its_own_stays_as_it_is_written(names: tuple[str, ...]) -> None:
    found = read_names("\n".join(names), helper=True)
    assert found.names == names
    assert not found.elided


@pytest.mark.parametrize(
    ("text", "names", "spaced"),
    [
        ("甲村 乙村", ("甲村", "乙村"), False),
        ("示例 甲公司", ("示例甲公司",), False),
        ("省示例总队 示例支队", ("省示例总队示例支队",), True),
        ("示例市公安局 示例分局", ("示例市公安局示例分局",), True),
        ("示例有限公司 示例分公司", ("示例有限公司示例分公司",), True),
        ("示例大学 示例学院", ("示例大学示例学院",), True),
        ("甲支队 乙支队", ("甲支队", "乙支队"), True),
        ("示例市教育局 示例市公安局", ("示例市教育局", "示例市公安局"), True),
    ],
)
def test_names_that_only_a_space_separates(text: str, names: tuple[str, ...], spaced: bool) -> None:
    found = read_names(text, helper=True)
    assert (found.names, found.spaced) == (names, spaced)
