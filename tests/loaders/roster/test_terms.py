"""Headers of a ledger that nobody listed: of the beginning and the end of a pairing, of money, of persons."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.loaded import Loaded
from tests.loaders.roster.corpus.writing import Page
from tests.loaders.roster.small import loaded, pairs

PAIRS = ["县卫健局 > 乙村", "县教育局 > 甲村"]


def beside(tmp_path: Path, header: str, first: str, second: str) -> Loaded:
    """What is read of two pairs with a column beside them."""
    rows = (("受帮扶村", "帮扶单位", header), ("甲村", "县教育局", first), ("乙村", "县卫健局", second))
    return loaded(tmp_path, Page(rows))


def said(found: Loaded, name: str) -> list[object]:
    """What the agreements say of a field, without those that say nothing."""
    return [value for value in found.dataset.agreements[name].to_list() if value]


@pytest.mark.parametrize(
    "header",
    [
        "结对结束时间",
        "解除结对时间",
        "驻村结束时间",
        "有效期至",
        "期限至",
        "撤出时间",
        "脱钩时间",
        "协议失效日期",
        "Expiry date",
        "Date terminated",
        "Termination date",
        "Agreement ends",
        "Closing date",
        "Exit date",
        "MoU expiry",
    ],
)
def test_a_header_of_an_end_is_no_beginning(tmp_path: Path, header: str) -> None:
    found = beside(tmp_path, header, "2029-06-15", "2029-06-15")
    assert (said(found, "start"), said(found, "end")) == ([], ["2029-06-15", "2029-06-15"])
    assert pairs(found) == PAIRS


@pytest.mark.parametrize(
    "header",
    [
        "缔结日期",
        "结好时间",
        "生效日期",
        "建立日期",
        "始于",
        "何时开始帮扶",
        "帮扶起始年",
        "Commencement date",
        "Date of agreement",
        "Signing date",
        "Twinned since",
        "Effective from",
        "Start month",
        "Launch date",
    ],
)
def test_a_header_of_a_beginning(tmp_path: Path, header: str) -> None:
    found = beside(tmp_path, header, "2021-06-15", "2021-06-15")
    assert (said(found, "start"), said(found, "end")) == (["2021-06-15", "2021-06-15"], [])


@pytest.mark.parametrize(
    "header", ["完成时间", "轮换时间", "计划完成时间", "Established", "Planned start date", "Renewal due"]
)
def test_a_time_that_may_be_of_something_else_is_no_date_of_the_pairing(tmp_path: Path, header: str) -> None:
    found = beside(tmp_path, header, "2021-06-15", "2021-06-15")
    assert (said(found, "start"), said(found, "end")) == ([], [])
    assert pairs(found) == PAIRS


@pytest.mark.parametrize("header", ["捐款金额（万元）", "捐赠金额（万元）", "Donation (10,000 yuan)"])
def test_money_donated_along_pairs_costs_no_pairing(tmp_path: Path, header: str) -> None:
    found = beside(tmp_path, header, "30", "20")
    assert pairs(found) == PAIRS


@pytest.mark.parametrize("header", ["资金需求（万元）", "资金缺口（万元）"])
def test_what_is_needed_was_not_given(tmp_path: Path, header: str) -> None:
    assert set(beside(tmp_path, header, "30", "20").dataset.contributions["status"].to_list()) <= {"planned"}


@pytest.mark.parametrize("header", ["WhatsApp", "Direct line", "Ph.", "Notes", "说明"])
@pytest.mark.parametrize("number", ["020 7946 0001", "(020) 7946 0002", "555-010-0199", "+44 20 7946 0003"])
def test_a_column_of_telephone_numbers_goes_whatever_its_header_says(tmp_path: Path, header: str, number: str) -> None:
    found = beside(tmp_path, header, number, number)
    assert number not in str(found.dataset.agreements.to_dicts())
    assert "problem.personal_column" in {one.key for one in found.problems}


def dated(tmp_path: Path, header: str, *cells: str) -> list[object]:
    """The starts of pairs with these dates."""
    rows = ((f"甲{number}村", f"县{number}局", cell) for number, cell in enumerate(cells, 1))
    found = loaded(tmp_path, Page((("受帮扶村", "帮扶单位", header), *rows)))
    assert len(pairs(found)) == len(cells)
    names = dict(found.dataset.organizations.select("id", "name").iter_rows())
    starts = {names[row["recipient"]]: row["start"] for row in found.dataset.agreements.to_dicts()}
    return [start for _, start in sorted(starts.items())]


def test_one_date_that_can_be_read_in_one_way_says_how_the_others_are(tmp_path: Path) -> None:
    assert dated(tmp_path, "Start date", "04/06/2022", "25/01/2021", "1.2.2023") == [
        "2022-06-04",
        "2021-01-25",
        "2023-02-01",
    ]
    assert dated(tmp_path, "Start date", "04/06/2022", "01/25/2021") == ["2022-04-06", "2021-01-25"]


def test_a_header_says_how_dates_are_written(tmp_path: Path) -> None:
    assert dated(tmp_path, "Start date (dd/mm/yyyy)", "04/06/2022", "01/02/2021") == ["2022-06-04", "2021-02-01"]
    assert dated(tmp_path, "Start date (MM/DD/YYYY)", "04/06/2022", "01/02/2021") == ["2022-04-06", "2021-01-02"]


def test_a_date_that_may_be_read_in_two_ways_is_left_out_and_told(tmp_path: Path) -> None:
    assert dated(tmp_path, "Start date", "04/06/2022", "01/02/2021") == [None, None]
    assert dated(tmp_path, "Start date", "04/06/2022", "25/01/2021", "01/25/2021")[0] is None


def test_a_column_of_dates_is_no_column_of_ids(tmp_path: Path) -> None:
    assert dated(tmp_path, "Agreement", "25/01/2021", "25/01/2021") == ["2021-01-25", "2021-01-25"]


@pytest.mark.parametrize(
    ("header", "yes", "no"),
    [
        ("Active?", "Yes", "No"),
        ("Active (Y/N)", "Y", "N"),
        ("In force?", "yes", "no"),
        ("是否有效", "是", "否"),
        ("是否在帮", "√", "×"),
        ("是否结束", "否", "是"),
        ("执行情况", "执行中", "已终止"),
        ("Active/Inactive", "Active", "Inactive"),
        ("Status as of reporting", "Ongoing", "Ended"),
        ("项目状态", "正常", "正常"),
    ],
)
def test_a_column_that_says_whether_a_pairing_holds_is_heard(tmp_path: Path, header: str, yes: str, no: str) -> None:
    found = beside(tmp_path, header, yes, no)
    ended = [one for one in found.problems if one.key == "problem.ended_pairing"]
    assert (pairs(found), len(ended)) == ((PAIRS, 0) if yes == no else (PAIRS[1:], 1))


@pytest.mark.parametrize("header", ["是否签约", "是否已结对", "Agreed?"])
def test_a_pairing_not_yet_agreed_is_planned(tmp_path: Path, header: str) -> None:
    found = beside(tmp_path, header, "是", "否")
    names = dict(found.dataset.organizations.select("id", "name").iter_rows())
    stated = {names[row["recipient"]]: row["status"] for row in found.dataset.agreements.to_dicts()}
    assert stated == {"甲村": "agreed", "乙村": "planned"}


@pytest.mark.parametrize("header", ["是否脱贫", "是否贫困村", "Electrified?", "道路状况"])
def test_a_column_that_asks_for_something_else_says_nothing_of_the_pairing(tmp_path: Path, header: str) -> None:
    found = beside(tmp_path, header, "是", "否")
    assert pairs(found) == PAIRS
    assert not [one for one in found.problems if one.key == "problem.ended_pairing"]
