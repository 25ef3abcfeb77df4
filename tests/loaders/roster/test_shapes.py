"""Shapes of tables that people keep: several columns of helpers, headings with labels, lists beside ledgers, counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.model import ReadAs
from loaders.problems import InputError
from tests.loaders.roster.corpus.writing import Page
from tests.loaders.roster.small import amounts, cells, loaded, pairs, problems, roster

LEVELS = """村,省派帮扶单位,县直帮扶单位,帮扶企业
上坪村,示例省设计院,示例县财政局,
中坪村,,,示例药业公司
下坪村,,待定,
后坪村,示例省设计院,示例县供销社,示例药业公司"""


def test_every_column_of_helpers_counts(tmp_path: Path) -> None:
    found = loaded(tmp_path, LEVELS)
    assert pairs(found) == [
        "示例县供销社 > 后坪村",
        "示例县财政局 > 上坪村",
        "示例省设计院 > 上坪村",
        "示例省设计院 > 后坪村",
        "示例药业公司 > 中坪村",
        "示例药业公司 > 后坪村",
    ]
    assert len(roster(found)) == 4


@pytest.mark.parametrize("labels", ["原帮扶单位,拟帮扶单位", "2023年帮扶单位,2024年帮扶单位", "帮扶责任单位,帮扶单位"])
def test_columns_of_different_parts_are_asked_about(tmp_path: Path, labels: str) -> None:
    with pytest.raises(InputError) as error:
        loaded(tmp_path, f"村,{labels}\n上坪村,示例县财政局,示例县林业局\n下坪村,示例县水务局,示例县林业局")
    assert error.value.key == "input.which_helper"


HEADED = """一、包村单位：示例县林业局（共2个村）
序号,村名,户数
1,上坪村,12
2,中坪村,9
小计,2,21
二、包村单位：{}（1个村）
序号,村名,户数
1,下坪村,30
小计,1,30"""


def test_a_heading_with_a_label_and_a_count_names_the_helper(tmp_path: Path) -> None:
    found = loaded(tmp_path, HEADED.format("示例粮油公司"))
    assert pairs(found) == ["示例县林业局 > 上坪村", "示例县林业局 > 中坪村", "示例粮油公司 > 下坪村"]


def test_a_heading_that_names_nobody_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        loaded(tmp_path, HEADED.format("待明确"))
    assert (error.value.key, error.value.values["row"]) == ("input.heading", 6)


LIST = "乡镇,村名\n坪上乡,上坪村\n坪上乡,中坪村\n河口镇,下坪村"


def test_a_ledger_without_townships_means_the_villages_of_the_list_beside_it(tmp_path: Path) -> None:
    found = loaded(tmp_path, LIST, "帮扶单位,帮扶村\n示例县林业局,上坪村\n示例县水务局,下坪村\n示例县财政局,外坪村")
    assert pairs(found) == ["示例县林业局 > 上坪村", "示例县水务局 > 下坪村", "示例县财政局 > 外坪村"]
    assert roster(found) == ["上坪村", "下坪村", "中坪村"]  # a ledger adds nobody to the list beside it


def test_a_name_that_two_villages_of_the_list_have_is_proposed(tmp_path: Path) -> None:
    found = loaded(tmp_path, f"{LIST}\n河口镇,上坪村", "帮扶单位,帮扶村\n示例县林业局,上坪村")
    assert [one for one in problems(found) if one[0] == "proposal"]
    assert len(roster(found)) == 4
    (unmatched,) = [one for one in found.unmatched if one.candidates]
    assert [candidate.area for candidate in unmatched.candidates] == [("坪上乡",), ("河口镇",)] or [
        candidate.area for candidate in unmatched.candidates
    ] == [("河口镇",), ("坪上乡",)]


def test_a_village_under_a_township_that_has_none_of_its_name_is_the_one_on_the_list(tmp_path: Path) -> None:
    list_ = "县,村名\n盘州市,小白岩村\n盘州市,砂厂村\n盘州市,博地村"
    ledger = "帮扶单位,县,乡镇,帮扶村\n示例林业局,盘州市,双凤镇,小白岩村\n示例水务局,盘州市,民主镇,砂厂村"
    found = loaded(tmp_path, list_, ledger)
    assert [one.split(" > ")[0] for one in pairs(found)] == ["示例林业局", "示例水务局"]
    assert len(roster(found)) == 3
    (told,) = [one for one in found.problems if one.key == "problem.other_unit"]
    assert (told.row, told.cell, told.values) == (2, "小白岩村", {"unit": "双凤镇", "meant": "民主镇"})
    assert not found.unmatched


def test_a_village_under_a_township_stays_apart_where_no_list_names_it(tmp_path: Path) -> None:
    found = loaded(
        tmp_path, "帮扶单位,县,乡镇,帮扶村\n示例林业局,盘州市,双凤镇,小白岩村\n示例水务局,盘州市,民主镇,小白岩村"
    )
    assert len(set(found.dataset.agreements["recipient"])) == 2
    assert [one.name for one in found.unmatched] == ["小白岩村"]


def test_two_villages_of_one_name_are_not_made_the_one_on_the_list(tmp_path: Path) -> None:
    ledger = "帮扶单位,县,乡镇,帮扶村\n示例林业局,盘州市,双凤镇,小白岩村\n示例水务局,盘州市,新民镇,小白岩村"
    found = loaded(tmp_path, "县,村名\n盘州市,小白岩村\n盘州市,砂厂村", ledger)
    assert len(set(found.dataset.agreements["recipient"])) == 2
    assert not [one for one in found.problems if one.key == "problem.other_unit"]
    assert len(roster(found)) == 2


def test_a_village_that_the_registry_lacks_lies_in_the_township_of_the_ledger(tmp_path: Path) -> None:
    list_ = "县,村名\n盘州市,示例新村\n盘州市,砂厂村"
    found = loaded(tmp_path, list_, "帮扶单位,县,乡镇,帮扶村\n示例林业局,盘州市,双凤镇,示例新村")
    assert len(roster(found)) == 2
    assert pairs(found) == ["示例林业局 > 示例新村"]
    assert "示例新村" in roster(found)


COUNTS = "乡镇,行政村数,已结对村数,帮扶单位数\n坪上乡,12,10,7\n河口镇,9,9,5"


def test_a_table_that_counts_pairs_is_no_list(tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        loaded(tmp_path, COUNTS)
    assert (error.value.key, error.value.values["column"]) == ("input.counts", "已结对村数")
    assert len(roster(loaded(tmp_path, COUNTS, read_as=ReadAs.ROSTER))) == 2


def test_a_sheet_that_counts_pairs_is_left_out_beside_others(tmp_path: Path) -> None:
    found = loaded(tmp_path, "村,帮扶单位\n上坪村,示例县林业局\n下坪村,", COUNTS)
    assert roster(found) == ["上坪村", "下坪村"]
    assert "count-table" in {one[0] for one in problems(found)}


def yearly(year: int, helper: str) -> Page:
    return Page(cells(f"单位,联系村\n{helper},上坪村\n示例县水务局,下坪村"), f"{year}年")


def test_sheets_of_several_years_are_not_read_as_one_day(tmp_path: Path) -> None:
    pages = (yearly(2022, "示例县林业局"), yearly(2023, "示例县财政局"))
    with pytest.raises(InputError) as error:
        loaded(tmp_path, *pages)
    assert error.value.key == "input.years"
    said = '[sheets."2022年"]\nuse = false\n[sheets."2023年"]\nuse = true\n'
    assert pairs(loaded(tmp_path, *pages, mapping=said)) == ["示例县水务局 > 下坪村", "示例县财政局 > 上坪村"]


def test_what_was_spent_is_no_second_gift(tmp_path: Path) -> None:
    text = "帮扶方,受援乡镇,到位资金（万元）,支出资金（万元）\n示例区,坪上乡,20,12\n示例区,河口镇,30,30"
    found = loaded(tmp_path, text)
    assert amounts(found) == ["200000", "300000"]
    assert "spent-amount" in {one[0] for one in problems(found)}


def test_a_table_crossed_at_its_corner_is_read(tmp_path: Path) -> None:
    text = "{},示例县林业局,示例县水务局\n上坪村,√,\n下坪村,√,√"
    read = ["示例县林业局 > 上坪村", "示例县林业局 > 下坪村", "示例县水务局 > 下坪村"]
    assert pairs(loaded(tmp_path, text.format("村\\部门"))) == read
    turned = "村\\部门,上坪村,下坪村\n示例县林业局,√,√\n示例县水务局,,√"
    assert pairs(loaded(tmp_path, turned)) == read


def test_a_matrix_of_codes_is_refused_by_name(tmp_path: Path) -> None:
    text = """Organisation,Turkana,Wajir,Isiolo,Tana River
Savanna Example Trust,W,,F,
Example Relief,,W; H,,L
Coast Example Network,F,F,W,
Example Health Group,H,,,H
Total,3,2,2,2"""
    with pytest.raises(InputError) as error:
        loaded(tmp_path, text)
    assert error.value.key == "input.crossed_by_numbers"


@pytest.mark.parametrize(
    "cell",
    [
        "1.示例县教育局 2.示例县第一中学",
        "示例县教育局/示例县第一中学",
        "示例县教育局（牵头）、示例县第一中学（配合单位）",
        "示例县教育局┋示例县第一中学",
        "1、示例县教育局\n2、示例县第一中学",
    ],
)
def test_two_helpers_of_one_cell_are_two(tmp_path: Path, cell: str) -> None:
    page = Page((("村", "帮扶单位"), ("上坪村", cell), ("下坪村", "坪上镇人民政府")), "台账")
    found = loaded(tmp_path, page)
    assert pairs(found) == ["坪上镇人民政府 > 下坪村", "示例县教育局 > 上坪村", "示例县第一中学 > 上坪村"]


def test_a_code_of_another_village_does_not_rename_the_one_that_is_named(tmp_path: Path) -> None:
    text = "县,乡镇,村,村代码,帮扶单位\n盘州市,亦资街道,外坪村,520281127206,示例县教育局"
    found = loaded(tmp_path, text, "村,村代码\n外坪村,520281127206\n内坪村,")
    assert pairs(found) == ["示例县教育局 > 外坪村"]
    assert "code-name" in {one[0] for one in problems(found)}
    assert roster(found) == ["内坪村", "外坪村"]


def test_what_was_passed_on_of_what_arrived_is_no_second_gift_and_years_keep_theirs(tmp_path: Path) -> None:
    text = "帮扶方,受援乡镇,到位资金（万元）,拨付资金（万元）\n示例区,坪上乡,20,12\n示例区,河口镇,30,30"
    assert amounts(loaded(tmp_path, text)) == ["200000", "300000"]
    years = "历年投入资金统计表（单位：万元）\n帮扶企业,村,2021年,2022年,累计\n示例公司,上坪村,10,12,22\n示例公司,下坪村,,5,5"
    assert amounts(loaded(tmp_path, years)) == ["100000 2021", "120000 2022", "50000 2022"]


def test_sides_behind_the_names_of_two_counties(tmp_path: Path) -> None:
    text = "序号,示例县（受援方）,示例区（帮扶方）\n1,坪上乡,东街道\n2,河口镇,西街道"
    assert pairs(loaded(tmp_path, text)) == ["东街道 > 坪上乡", "西街道 > 河口镇"]


def test_a_helper_without_a_unit_is_not_the_township_of_the_list(tmp_path: Path) -> None:
    text = "帮扶镇街,受援乡镇\n城关镇,河口镇\n东街道,河口镇"
    found = loaded(tmp_path, "县,乡镇\n甲县,城关镇\n甲县,河口镇", text)
    organizations = found.dataset.organizations
    on_list = organizations.filter(organizations["on_roster"])["id"]
    assert set(found.dataset.agreements["helper"]).isdisjoint(on_list)
    assert set(found.dataset.agreements["recipient"]) <= set(on_list)


@pytest.mark.parametrize("label", ["联系人（帮扶方）", "电话（帮扶方）", "投入资金（帮扶方）", "所在县（受援方）"])
def test_what_is_of_a_side_is_not_that_side(tmp_path: Path, label: str) -> None:
    found = loaded(tmp_path, f"村,帮扶单位,{label}\n上坪村,示例县财政局,示例镇\n下坪村,示例县林业局,示例镇")
    assert pairs(found) == ["示例县林业局 > 下坪村", "示例县财政局 > 上坪村"]


@pytest.mark.parametrize("labels", ["人均收入,2021年,2022年", "帮扶资金（万元）,2021年,2022年"])
def test_years_that_nothing_says_to_be_of_money_are_no_amounts(tmp_path: Path, labels: str) -> None:
    found = loaded(tmp_path, f"村,帮扶单位,{labels}\n上坪村,示例县财政局,9,800,900\n下坪村,示例县林业局,8,700,750")
    assert all(float(amount.split()[0]) in (90000, 80000) for amount in amounts(found))
