"""Units that texts name: areas in a title, former names, paths."""

from __future__ import annotations

import pytest

from loaders.names import registry


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("2019年大连市对口帮扶盘县村企结对台账.xlsx", ["大连市", "盘州市"]),
        ("贵州省六盘水市盘州市", ["盘州市"]),
        ("鼓楼区结对名单", []),
        ("南京市鼓楼区结对名单", ["鼓楼区"]),
        ("市和县级部门结对名单", []),
        ("辽宁省大连市、贵州省六盘水市", ["大连市", "六盘水市"]),
        ("市辖区各部门", []),
        ("贵州省黔西县", ["黔西市"]),
        ("Sheet1", []),
    ],
)
def test_areas_that_a_title_speaks_of(text: str, names: list[str]) -> None:
    assert sorted(unit.name for unit in registry.mentioned(text)) == sorted(names)


def test_a_path_of_units_and_what_follows_it() -> None:
    assert [
        (unit.name if unit else None, rest)
        for unit, rest in map(registry.split_path, ("荔湾区桥中街", "大连市中山区教育局", "甲公司", "鼓楼区教育局"))
    ] == [("荔湾区", "桥中街"), ("中山区", "教育局"), (None, "甲公司"), (None, "鼓楼区教育局")]
