"""Who helps itself, and who only has the same name: recipients as helpers, alone, in brackets, with their units."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders import load

HEAD = "镇名称,村名称,帮扶单位"
SIDES = "helper_province,helper,helper_kind,province,recipient,recipient_kind"


def read(path: Path, *lines: str) -> tuple[list[tuple[str, str]], list[int | None], list[str]]:
    """Pairs by name, rows that are told to be self-help, and the names of all organizations that help."""
    file = path / "台账.csv"
    file.write_text("\n".join(lines) + "\n", "utf-8")
    loaded = load(str(file))
    names = dict(loaded.dataset.organizations.select("id", "name").iter_rows())
    pairs = sorted(
        (names[one], names[two]) for one, two in loaded.dataset.agreements["helper", "recipient"].iter_rows()
    )
    told = [problem.row for problem in loaded.problems if problem.code == "self-help"]
    return pairs, told, sorted(names.values())


def test_a_township_with_the_recipient_in_brackets_is_the_recipient(tmp_path: Path) -> None:
    pairs, told, names = read(
        tmp_path,
        HEAD,
        "示例甲镇,东一村,示例县示例甲镇（东一村）",
        "示例甲镇,东二村,示例县示例甲镇(东二村)",
        "示例甲镇,东三村,示例县审计局",
        "示例甲镇,东四村,示例甲镇东四村村委会",
        "示例甲镇,东五村,东五村（示例甲镇）",
        "示例甲镇,东六村,示例乙镇（东六村）",
        "示例甲镇,东七村,示例乙镇东七村",
        "示例甲镇,东八村,示例甲镇人民政府（东八村）",
        "示例甲镇,坪九村,示例甲镇（坪九）",
    )
    assert told == [2, 3, 5, 6, 9, 10]
    assert pairs == [("示例乙镇", "东六村"), ("示例乙镇东七村", "东七村"), ("示例县审计局", "东三村")]
    assert not [name for name in names if "（" in name or "(" in name]


def test_a_township_with_another_village_in_brackets_is_one_helper(tmp_path: Path) -> None:
    pairs, told, names = read(
        tmp_path,
        HEAD,
        "示例甲镇,东一村,示例县示例乙镇（西一村）",
        "示例甲镇,东二村,示例县示例乙镇（西二村）",
        "示例甲镇,东三村,示例县示例乙镇",
        "示例甲镇,东四村,示例县示例乙镇（西三）",
    )
    assert told == []
    assert {helper for helper, _ in pairs} == {"示例县示例乙镇"}
    assert len(pairs) == 4
    assert len(names) == 6


@pytest.mark.parametrize(
    ("line", "paired"),
    [
        ("江苏省,鼓楼区,county,福建省,鼓楼区,county", True),
        ("江苏省,示例区,county,福建省,示例县,county", True),
        ("江苏省,示例区,county,江苏省,示例县,county", False),
        (",鼓楼区,county,福建省,鼓楼区,county", False),
        ("江苏省,鼓楼区,county,,鼓楼区,county", False),
        ("江苏,示例小学,school,福建省,示例小学,school", True),
        ("福建,示例小学,school,福建省,示例小学,school", False),
    ],
)
def test_namesakes_in_two_units_are_two_organizations(tmp_path: Path, line: str, *, paired: bool) -> None:
    pairs, told, _ = read(tmp_path, SIDES, line)
    assert (len(pairs), told) == ((1, []) if paired else (0, [2]))


def test_a_hospital_of_another_place_is_another_hospital(tmp_path: Path) -> None:
    head = "县,受援单位,受援单位类型,帮扶单位"
    pairs, told, _ = read(tmp_path, head, "盘州市,人民医院,医院,大连市人民医院", "盘州市,人民医院,医院,盘州市人民医院")
    assert pairs == [("大连市人民医院", "人民医院")]
    assert told == [3]
