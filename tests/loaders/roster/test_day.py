"""The day of a table, in the ways tables say it: what is one, what only looks like one, and where two disagree."""

from __future__ import annotations

from datetime import date

import pytest

from loaders.roster.day import money_of, stated

TODAY = date(2026, 11, 26)
ABOVE = {
    "盘州市东西部协作结对帮扶台账（截至2019年12月30日）": "2019-12-30",
    "填报单位：示例县乡村振兴局  填报时间：2024年6月30日": "2024-06-30",
    "2024年度结对帮扶情况统计表 制表日期：2024/7/5": "2024-07-05",
    "2023年结对帮扶名单": "2023",
    "截止2024年6月底": "2024-06",
    "统计时间：2024年第二季度": "2024-06",
    "2024年上半年资金": "2024-06",
    "二〇二四年六月三十日结对名单": "2024-06-30",
    "Who does what where — as of 15 March 2015": "2015-03-15",
    "Updated 3rd of April, 2015": "2015-04-03",
    "School list, 12Nov2019": "2019-11-12",
    "Version 14.02.2022": "2022-02-14",
    "Roster (updated 10/27/2025)": "2025-10-27",
    "MoU valid until 30 June 2028; list of 2 December 2025": "2025-12-02",
    "Date: 03/04/2025": None,
    "“十四五”（2021—2025年）结对关系表": None,
    "2024年5月20日—5月24日走访记录": None,
    "公示期：2024年7月1日至7月7日": None,
    "Budget FY 2024 (1 July 2023 - 30 June 2024)": None,
    "Sister cities, fiscal year 2022/23": None,
    "文号：盘府〔2024〕15号": None,
    "代码按GB/T 2260-2007编制": None,
    "GADM, ISO 3166-2:2013": None,
    "协议有效期至2026年6月30日": None,
    "协议签订时间：2021年6月18日": None,
    "1985年3月12日出生帮扶干部": None,
    "请于2024年8月31日前报送": None,
    "上报截止时间：2024年8月31日": None,
    "下次更新时间：2025年12月31日": None,
    "2008年汶川地震灾后恢复重建对口支援名单": None,
    "行动2025目标表": None,
    "共2019个村，帮扶资金总额2023.12万元": None,
    "第2024批": None,
    "联系电话：0851-20231108": None,
    "填报时间：2042年6月3日": None,
    "2018年结对、2019年结对一览": None,
}
NAMES = {
    ("台账", "结对台账20240630"): "2024-06-30",
    ("台账", "结对台账2024.6.30(1)"): "2024-06-30",
    ("6月", "2024年6月台账"): "2024-06",
    ("Sheet1", "台账_202406"): "2024-06",
    ("Sheet1", "3w-may-2015"): "2015-05",
    ("Sheet1", "201106_hc"): None,
    ("Sheet2023", "名单"): None,
    ("1920", "名单"): None,
    ("Sheet1", "520281村名单"): None,
    ("2024年结对", "台账2023"): None,
}


@pytest.mark.parametrize(("line", "day"), ABOVE.items())
def test_a_line_above_the_table(line: str, day: str | None) -> None:
    found = stated([line], [], ["Sheet1", "名单"], TODAY)
    assert (found and str(found)) == day


@pytest.mark.parametrize(("names", "day"), NAMES.items())
def test_the_name_of_the_sheet_or_the_file(names: tuple[str, str], day: str | None) -> None:
    found = stated(["结对名单"], [], names, TODAY)
    assert (found and str(found)) == day


def test_what_is_called_the_day_counts_before_a_title_and_a_title_before_names_of_the_same_year() -> None:
    assert str(stated(["2024年台账"], ["填报时间：2024年7月31日"], ["台账202406"], TODAY)) == "2024-07-31"
    assert str(stated(["2024年6月台账"], [], ["台账2024"], TODAY)) == "2024-06"
    assert stated(["2023年台账"], [], ["台账2024"], TODAY) is None
    assert str(stated(["填报时间：", "2024.7.31"], [], [], TODAY)) == "2024-07-31"


MONEY = {
    "2024年帮扶资金到位情况": "2024",
    "2024年度捐赠资金明细表（单位：万元）": "2024",
    "2024年一季度帮扶资金到位情况（单位：万元）": "2024-01/2024-03",
    "2024年第4季度资金": "2024-10/2024-12",
    "2024年上半年资金": "2024-01/2024-06",
    "2024年5月帮扶资金": "2024-05",
    "2024年1-6月份资金": "2024-01/2024-06",
    "二〇二四年捐赠": "2024",
    "2021-2024年东西部协作资金": "2021/2024",
    "Donations, Q2 2024": "2024-04/2024-06",
    "Grants 2024 Q3": "2024-07/2024-09",
    "2023年、2024年帮扶资金": None,
    "截至2024年6月累计到位资金": None,
    "2024年以来帮扶资金": None,
    "2024年6月30日前到位资金": None,
    "填报时间：2024年6月30日": None,
    "填报时间：2024年6月": None,
    "盘府〔2024〕15号资金下达": None,
    "资金总额2023.12万元": None,
    "资金情况表": None,
}


@pytest.mark.parametrize(("line", "period"), MONEY.items())
def test_the_period_that_money_is_of(line: str, period: str | None) -> None:
    assert money_of([line], ["Sheet1", "资金"]) == period
    assert money_of(["资金"], ["Sheet1", line]) == period


def test_a_line_above_goes_before_the_name_of_the_file() -> None:
    assert money_of(["2024年二季度资金"], ["2023年资金"]) == "2024-04/2024-06"
    assert money_of(["资金", "填报时间：", "2024年6月"], ["Sheet1", "2023年资金"]) == "2023"
    assert money_of(["资金"], ["Sheet1", "资金20240630"]) is None
