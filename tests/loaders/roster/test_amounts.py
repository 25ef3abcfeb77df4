"""Amounts of money as people write them in a cell of a ledger."""

from decimal import Decimal
from pathlib import Path

import pytest

from graph.errors import RecordError
from graph.model import Bound
from loaders import load
from loaders.roster.amounts import in_words, read_amount

EXACT = """
50万元 | 500000
2亿3000万元 | 230000000
１２万元 | 120000
一百二十万元 | 1200000
叁拾万元整 | 300000
人民币壹佰万元整（￥1,000,000.00） | 1000000
三万五千元 | 35000
1万2千元 | 12000
5千元 | 5000
8000块 | 8000
3万块钱 | 30000
1200元5角 | 1200.5
4.6w | 46000
15万元人民币 | 150000
一亿二千万元 | 120000000
两万零五百元 | 20500
RMB 2 million | 2000000
CNY 300,000.50 | 300000.5
300k RMB | 300000
RMB25k | 25000
¥1.5m | 1500000
0.3 billion yuan | 300000000
five hundred thousand yuan | 500000
half a million RMB | 500000
two hundred and fifty thousand yuan | 250000
15 wan yuan | 150000
1 000 000 yuan | 1000000
"""
INEXACT = """
12万余元 | 120000 over
20多万元 | 200000 over
5万元以上 | 50000 over
不少于8万元 | 80000 over
over RMB 1 million | 1000000 over
约 20 万 元 | 200000 about
三十万元左右 | 300000 about
about 40,000 yuan | 40000 about
近30万元 | 300000 under
不到三万元 | 30000 under
up to ¥50,000 | 50000 under
"""
REFUSED = """
10-20万元
十几万元
数十万元
三万五
万元
百万元
二〇一九元
1 2万
and yuan
1万2
2万3万
资金50万元，物资10万元
合计60万元（现金50万元、物资10万元）
计划50万元/到位30万元
2019年5万，2020年8万
人民币壹佰万元整（￥100,000.00）
价值5万元的电脑20台
每年20万元
约5万元以上
5000美元
港币10万元
USD 20,000
€3.000
20k
five hundred
a few thousand yuan
20,000 - 30,000 yuan
RMB 50,000 + RMB 20,000
thousand million yuan billion
"""


@pytest.mark.parametrize("line", EXACT.strip().splitlines())
def test_an_amount_in_words_is_read_exactly(line: str) -> None:
    cell, value = line.split(" | ")
    assert read_amount(cell) == (Decimal(value), Bound.EXACT)


@pytest.mark.parametrize("line", INEXACT.strip().splitlines())
def test_an_inexact_amount_says_how_it_is_meant(line: str) -> None:
    cell, meant = line.split(" | ")
    value, bound = meant.split()
    assert read_amount(cell) == (Decimal(value), Bound(bound))


@pytest.mark.parametrize("cell", REFUSED.strip().splitlines())
def test_what_is_not_one_amount_in_yuan_is_refused(cell: str) -> None:
    with pytest.raises(RecordError):
        read_amount(cell)


def test_the_unit_of_the_column_belongs_to_plain_numbers() -> None:
    assert read_amount("约20", "万元") == (Decimal(200_000), Bound.ABOUT)
    assert read_amount("20k", "元") == (Decimal(20_000), Bound.EXACT)
    assert read_amount("三万元", "万元") == (Decimal(30_000), Bound.EXACT)
    assert read_amount("¥约20") == (Decimal(20), Bound.ABOUT)
    for cell, unit in (("2千", "万元"), ("20k", "万元"), ("约20", ""), ("20以上", "")):
        with pytest.raises(RecordError):
            read_amount(cell, unit)


def test_numerals_have_their_places() -> None:
    cells = {"十": 10, "二十三": 23, "一百零五": 105, "一万二千": 12_000, "三亿零五十万": 300_500_000}
    assert {cell: in_words(cell) for cell in cells} == cells


def test_a_ledger_keeps_inexact_amounts_with_a_remark(tmp_path: Path) -> None:
    path = tmp_path / "ledger.csv"
    rows = "甲村,星河集团有限公司,三万五千元\n乙村,星河集团有限公司,12万余元\n丙村,星河集团有限公司,十几万元\n"
    path.write_text("受帮扶村,帮扶单位,帮扶资金\n" + rows, "utf-8")
    found = load(str(path))
    given = found.dataset.contributions.select("value", "bound", "printed").rows()
    assert {(str(value), bound, printed) for value, bound, printed in given} == {
        ("35000", "exact", "三万五千元"),
        ("120000", "over", "12万余元"),
    }
    assert {one.key: one.row for one in found.problems}["problem.inexact_amount"] == 3
    assert len(found.dataset.agreements) == 3
