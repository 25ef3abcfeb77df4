"""Forms, cards below each other and tables on their side: read where they can be read in one way, else refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.loaded import Loaded
from loaders.problems import InputError
from tests.loaders.roster.corpus.writing import Page
from tests.loaders.roster.small import amounts, loaded, pairs, roster


def told(found: Loaded, key: str) -> list[dict[str, object]]:
    """The values of the problems of one kind."""
    return [dict(one.values) for one in found.problems if one.key == key]


CARD = """{0}村帮扶登记表,,,
村名,{0}村,所属乡镇,{1}
包村单位,{2},单位性质,机关
结对时间,{3},联系电话,13900000000
帮扶资金（万元）,{4},脱贫户数,41
备注,,,"""
CARDS = (
    CARD.format("青石", "示例镇", "县甲局", "2022-03", "5"),
    CARD.format("白水", "示例镇", "示例镇人民政府", "2023-06", ""),
    CARD.format("计划", "计划乡", "暂未落实", "", ""),
)


def test_a_form_a_sheet(tmp_path: Path) -> None:
    found = loaded(tmp_path, *CARDS)
    assert pairs(found) == ["县甲局 > 青石村 2022-03", "示例镇人民政府 > 白水村 2023-06"]
    assert (roster(found), amounts(found)) == (["白水村", "计划村", "青石村"], ["50000"])
    assert told(found, "problem.forms") == [{"count": 3}]


def test_forms_below_each_other_keep_their_rows(tmp_path: Path) -> None:
    found = loaded(tmp_path, "\n,,,\n".join(CARDS))
    assert pairs(found) == ["县甲局 > 青石村 2022-03", "示例镇人民政府 > 白水村 2023-06"]
    assert told(found, "problem.forms") == [{"count": 3}]
    rows = found.dataset.agreements["row"].to_list() if "row" in found.dataset.agreements.columns else []
    assert rows in ([], [3, 9], [9, 3])


def test_forms_in_english(tmp_path: Path) -> None:
    form = "Partnership card {},\nVillage:,{}\nSupporting organisation:,{}\nStatus:,Active"
    text = "\n,\n".join((form.format(1, "Navala", "Suva Example Club"), form.format(2, "Bukuya", "none yet")))
    found = loaded(tmp_path, text)
    assert (pairs(found), roster(found)) == (["Suva Example Club > Navala"], ["Bukuya", "Navala"])


@pytest.mark.parametrize(
    "text",
    [
        "村名,青石村\n包村单位,县甲局\n\n村名,白水村\n帮扶资金,5万元",
        "包村单位,县甲局\n村名,青石村\n\n村名,白水村\n包村单位,县乙局",
        "村名,青石村,所属乡镇,示例镇\n包村单位,县甲局,县乙局,县丙局\n结对时间,2021-01,所属行业,农业",
    ],
)
def test_forms_that_differ_or_are_filled_in_twice_are_not_guessed_at(tmp_path: Path, text: str) -> None:
    with pytest.raises(InputError):
        loaded(tmp_path, text)


TURNED = """示例县包村情况（2024年）,,,
指标,青石村,白水村,红土村
所属乡镇,示例镇,示例镇,坪上镇
包村单位,县甲局,,县丙局
结对时间,2023-01,,2023-02
到位资金（万元）,20,,7.5"""


def test_a_table_on_its_side(tmp_path: Path) -> None:
    found = loaded(tmp_path, TURNED)
    assert pairs(found) == ["县丙局 > 红土村 2023-02", "县甲局 > 青石村 2023-01"]
    assert (roster(found), amounts(found)) == (["白水村", "红土村", "青石村"], ["200000", "75000"])
    assert told(found, "problem.turned") == [{"column": "A", "first": "B", "row": 4}]


def test_a_table_on_its_side_with_merged_units_and_a_total(tmp_path: Path) -> None:
    rows = (
        ("受帮扶村", "青石村", "白水村", "红土村", "合计"),
        ("乡镇", "示例镇", None, "坪上镇", None),
        ("帮扶单位", "县甲局", "县乙局", "县丙局", None),
        ("到位资金（万元）", 1, 2, 3, 6),
    )
    found = loaded(tmp_path, Page(rows, merges=("B2:C2",)))
    assert pairs(found) == ["县丙局 > 红土村", "县乙局 > 白水村", "县甲局 > 青石村"]
    assert amounts(found) == ["10000", "20000", "30000"]
    parts = dict(found.dataset.organizations.select("name", "part_of").iter_rows())
    assert parts["白水村"] == parts["青石村"] != parts["红土村"]


@pytest.mark.parametrize(
    "text",
    [
        "指标,单位,青石村,白水村,红土村\n包村单位,,县甲局,,县丙局\n户数,户,10,20,30",
        "指标,青石村,白水村,青石村\n包村单位,县甲局,县乙局,县丙局\n结对时间,2021,2022,2023",
        "指标,青石村,白水村,红土村,备注\n包村单位,县甲局,县乙局,县丙局,另附\n结对时间,2021,2022,2023,",
    ],
)
def test_a_table_on_its_side_that_can_be_read_in_two_ways_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(InputError) as error:
        loaded(tmp_path, text)
    assert error.value.key == "input.sideways"
