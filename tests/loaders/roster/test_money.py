"""Amounts: what was given and what was planned, totals beside their parts, quarters, units."""

from __future__ import annotations

import json
from itertools import permutations
from pathlib import Path

import pytest

from graph.model import Measure, ReadAs
from loaders.loaded import Column, Record, Sum
from loaders.review import understood
from loaders.roster import money
from tests.loaders.roster.corpus.writing import Page
from tests.loaders.roster.small import amounts, loaded, problems


def test_parts_are_not_added_to_their_total_wherever_they_stand(tmp_path: Path) -> None:
    rows = [
        ("村", "帮扶单位", "已投入资金（元）", "用于到户资金（元）", "用于到村资金（元）"),
        ("一村", "示例甲公司", 30000, 10000, 20000),
        ("二村", "示例乙公司", 500, 500, None),
    ]
    for order in permutations((2, 3, 4)):
        page = Page(tuple(tuple(row[place] for place in (0, 1, *order)) for row in rows))
        found = loaded(tmp_path, page)
        assert (amounts(found), problems(found)) == (["30000", "500"], [])


def test_the_total_is_the_amount_that_the_parts_add_up_to(tmp_path: Path) -> None:
    found = loaded(
        tmp_path,
        "村,帮扶单位,捐赠资金（元）,帮扶资金（元）,其中：产业（元）,其中：教育（元）\n一村,示例甲公司,7,30,10,20",
    )
    assert amounts(found) == ["30", "7"]


@pytest.mark.parametrize(
    ("title", "values"),
    [
        ("2024年帮扶资金（万元）", ["10000 2024-01/2024-03", "20000 2024-04/2024-06"]),
        ("2024年帮扶资金（单位：元）", ["1 2024-01/2024-03", "2 2024-04/2024-06"]),
    ],
)
def test_a_title_gives_the_year_and_the_unit(tmp_path: Path, title: str, values: list[str]) -> None:
    found = loaded(tmp_path, f"{title},,,\n村,帮扶单位,一季度,二季度\n一村,示例甲公司,1,2")
    assert (amounts(found), problems(found), found.read_as) == (values, [], "money")


@pytest.mark.parametrize(
    ("head", "rows", "values"),
    [
        ("村,捐赠单位,捐赠金额（元）", "一村,示例甲公司,9", ["9 2024"]),
        ("村,捐赠单位,捐赠金额（元）,年度", "一村,示例甲公司,9,2022", ["9 2022"]),
        ("村,捐赠单位,2023年捐赠金额（元）,捐赠金额（元）", "一村,示例甲公司,9,2", ["2", "9 2023"]),
        ("村,捐赠单位,累计捐赠金额（元）", "一村,示例甲公司,9", ["9"]),
        (
            "村,捐赠单位,捐赠金额（元）,到账时间",
            "一村,示例甲公司,9,2023-12-28\n一村,示例甲公司,8,2024年3月\n一村,示例甲公司,7,2024年一季度\n一村,示例甲公司,6,\n一村,示例甲公司,5,3月",
            ["5", "6", "7 2024-01/2024-03", "8 2024-03", "9 2023-12-28"],
        ),
        ("村,捐赠单位,捐赠金额（元）,月份", "一村,示例甲公司,9,3月", ["9"]),
    ],
)
def test_a_title_says_of_which_year_the_money_is_unless_a_column_does(
    tmp_path: Path, head: str, rows: str, values: list[str]
) -> None:
    found = loaded(tmp_path, f"2024年捐赠资金明细,,,\n{head}\n{rows}", read_as=ReadAs.MONEY)
    assert (found.read_as, amounts(found)) == ("money", values)


def test_the_title_of_a_ledger_says_nothing_of_its_money(tmp_path: Path) -> None:
    found = loaded(tmp_path, "2024年结对台账,,\n村,帮扶单位,帮扶资金（元）\n一村,示例甲公司,9")
    assert (found.read_as, amounts(found)) == ("ledger", ["9"])


def test_a_total_that_differs_from_its_quarters_is_told(tmp_path: Path) -> None:
    found = loaded(
        tmp_path, "村,帮扶单位,一季度（元）,二季度（元）,合计（元）\n一村,示例甲公司,1,2,3\n二村,示例乙公司,1,2,4"
    )
    assert amounts(found) == ["1", "1", "2", "2"]
    assert problems(found) == [("sum-differs", 3, "合计（元）")]
    said = next(one for one in found.problems if one.code == "sum-differs")
    assert said.message("en").endswith("the total is not the sum of 一季度（元）, 二季度（元） (1 row: 3)")


def test_planned_amounts_are_told_and_kept_as_planned(tmp_path: Path) -> None:
    found = loaded(tmp_path, "村,帮扶单位,计划资金（元）,到位资金（元）\n一村,示例甲公司,9,2")
    assert (amounts(found), problems(found)) == (["2", "9 planned"], [("planned-amount", 1, "计划资金（元）")])
    assert found.dataset.agreements["status"].to_list() == ["agreed"]


def test_planned_amounts_are_no_part_of_a_sum_of_what_was_given(tmp_path: Path) -> None:
    rows = "\n".join(f"{name}村,示例{name}公司,9,{n},4,{n + 4}" for n, name in enumerate("甲乙丙", start=1))
    table = f"村,帮扶单位,计划资金（元）,一季度（元）,二季度（元）,合计（元）\n{rows}"
    found = loaded(tmp_path, table)
    assert sorted(amounts(found)) == ["1", "2", "3", "4", "4", "4", *["9 planned"] * 3]
    assert problems(found) == [("planned-amount", 1, "计划资金（元）")]


@pytest.mark.parametrize("word", ["计划", "拟结对", "意向", "Planned"])
def test_a_row_that_is_only_planned_is_a_planned_agreement_and_its_amounts_are_planned(
    tmp_path: Path, word: str
) -> None:
    table = f"村,帮扶单位,状态,帮扶资金（元）,开始时间\n一村,示例甲公司,{word},9,2025\n二村,示例乙公司,正常,2,2024"
    found = loaded(tmp_path, table)
    rows = found.dataset.agreements.sort("start").select("status", "start", "attributes").rows()
    assert [row[:2] for row in rows] == [("agreed", "2024"), ("planned", "2025")]
    assert found.attributes == ()
    assert [json.loads(row[2])["状态"] for row in rows] == ["正常", word]
    assert (amounts(found), problems(found)) == (["2", "9 planned"], [("planned-pairing", 2, "状态")])


def test_a_table_of_money_may_say_what_is_only_planned(tmp_path: Path) -> None:
    table = "捐赠资金明细,,,\n村,捐赠单位,捐赠金额（元）,状态\n一村,示例甲公司,9,计划\n二村,示例乙公司,2,已到位"
    found = loaded(tmp_path, table)
    assert (found.read_as, amounts(found), len(found.dataset.agreements)) == ("money", ["2", "9 planned"], 0)
    assert problems(found) == [("planned-pairing", 3, "状态")]


def test_a_dry_run_says_which_amounts_are_planned(tmp_path: Path) -> None:
    found = loaded(tmp_path, "村,帮扶单位,计划资金（元）,到位资金（元）\n一村,示例甲公司,9,2")
    columns, records = understood.answers(found, "en")
    assert [row[2] for row in columns.rows][2:] == ["amount, planned: funds", "amount: funds"]
    assert [row[-1] for row in records.rows] == ["2 yuan"]
    (sheet,) = understood.as_json(found)
    assert [column["planned"] for column in sheet["tables"][0]["columns"]] == [False, False, True, False]


def _columns(*labels: str) -> list[Column]:
    return [Column(place, label, "amount", measure=Measure.FUNDS) for place, label in enumerate(labels)]


def _records(*rows: tuple[int | None, ...]) -> list[Record]:
    return [Record(number, row) for number, row in enumerate(rows, start=2)]


def test_a_column_that_is_the_sum_of_the_others_in_every_row_is_their_total() -> None:
    columns = _columns("甲", "乙", "丙")
    found = money.settle(columns, {}, _records((1, 2, 3), (4, 5, 9), (None, 2, 2)), ["帮扶资金"])
    assert found.sums == (Sum(columns[2], tuple(columns[:2]), kept=True),)
    assert [one.field for one in found.columns] == [None, None, "amount"]


def test_rows_whose_parts_do_not_make_their_total() -> None:
    whole, *parts = _columns("资金", "其中：产业", "其中：教育")
    records = _records((3, 1, 2), (3, 1, 1), (3, 2, 2), (None, 1, 1), (3, None, None))
    assert money.differing(Sum(whole, tuple(parts), kept=True), records) == [3, 4]
    assert money.differing(Sum(whole, tuple(parts), kept=True), records[1:]) == [4]  # parts may be left unsaid
    assert money.only_total(Sum(whole, tuple(parts), kept=False), records[4]) is True
    assert money.only_total(Sum(whole, tuple(parts), kept=True), records[4]) is False


def test_person_times_are_told_from_people_by_the_header_or_the_cell(tmp_path: Path) -> None:
    rows = [
        ("村", "帮扶单位", "培训人数", "就业人次"),
        ("一村", "示例甲公司", "30人", 8),
        ("二村", "示例乙公司", "40人次", None),
    ]
    data = loaded(tmp_path, Page(tuple(rows))).dataset
    found = sorted(
        (row["measure"], row["value"], row["unit"], json.loads(row["attributes"] or "{}").get("counted"))
        for row in data.contributions.iter_rows(named=True)
    )
    assert found == [
        ("jobs", "8", "people", "person_times"),
        ("trainees", "30", "people", None),
        ("trainees", "40", "people", "person_times"),
    ]
