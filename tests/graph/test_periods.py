"""Periods as people write them, and what lies in one: against days counted one by one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import UsageError
from graph.periods import Period
from graph.text import LANGS, say

WRITTEN = {
    "2024": ("2024-01-01", "2024-12-31", "2024"),
    "２０２４年": ("2024-01-01", "2024-12-31", "2024"),
    "2024年度": ("2024-01-01", "2024-12-31", "2024"),
    "2024年全年": ("2024-01-01", "2024-12-31", "2024"),
    "二〇二四年": ("2024-01-01", "2024-12-31", "2024"),
    "2024-H1": ("2024-01-01", "2024-06-30", "2024-H1"),
    "2024h2": ("2024-07-01", "2024-12-31", "2024-H2"),
    "H2 2024": ("2024-07-01", "2024-12-31", "2024-H2"),
    "2024上半年": ("2024-01-01", "2024-06-30", "2024-H1"),
    "2024年下半年": ("2024-07-01", "2024-12-31", "2024-H2"),
    "2024-Q1": ("2024-01-01", "2024-03-31", "2024-Q1"),
    "Q3 2024": ("2024-07-01", "2024-09-30", "2024-Q3"),
    "2024年一季度": ("2024-01-01", "2024-03-31", "2024-Q1"),
    "2024年第四季度": ("2024-10-01", "2024-12-31", "2024-Q4"),
    "2024年3季度": ("2024-07-01", "2024-09-30", "2024-Q3"),
    "2024年前三季度": ("2024-01-01", "2024-09-30", "2024-01..2024-09"),
    "2024-05": ("2024-05-01", "2024-05-31", "2024-05"),
    "2024年5月份": ("2024-05-01", "2024-05-31", "2024-05"),
    "2024.2": ("2024-02-01", "2024-02-29", "2024-02"),
    "2024-05-03": ("2024-05-03", "2024-05-03", "2024-05-03"),
    "2022..2024": ("2022-01-01", "2024-12-31", "2022..2024"),
    "2022-2024": ("2022-01-01", "2024-12-31", "2022..2024"),
    "2022年—2024年": ("2022-01-01", "2024-12-31", "2022..2024"),
    "2022至2024年": ("2022-01-01", "2024-12-31", "2022..2024"),
    "2022 to 2024": ("2022-01-01", "2024-12-31", "2022..2024"),
    "2024年1-6月": ("2024-01-01", "2024-06-30", "2024-H1"),
    "2024年2月至5月": ("2024-02-01", "2024-05-31", "2024-02..2024-05"),
    "2024-01-2024-06": ("2024-01-01", "2024-06-30", "2024-H1"),
    "2024.11-2025.1": ("2024-11-01", "2025-01-31", "2024-11..2025-01"),
    "2024-04/2024-06": ("2024-04-01", "2024-06-30", "2024-Q2"),
    "2024年一季度至三季度": ("2024-01-01", "2024-09-30", "2024-01..2024-09"),
    "2024-Q1..Q3": ("2024-01-01", "2024-09-30", "2024-01..2024-09"),
    "2024-05-03..2024-06-10": ("2024-05-03", "2024-06-10", "2024-05-03..2024-06-10"),
}
NO_PERIOD = [
    "",
    "24",
    "2024-13",
    "2024年5季度",
    "2024-Q5",
    "2024-H3",
    "去年",
    "last year",
    "2022-24",
    "3024",
    "2024年30月",
]


@pytest.mark.parametrize("text", WRITTEN)
def test_ways_to_write_a_period(text: str) -> None:
    first, last, written = WRITTEN[text]
    found = Period.parse(text)
    assert (str(found.first), str(found.last), str(found)) == (first, last, written)


@pytest.mark.parametrize("text", NO_PERIOD)
def test_what_is_none(text: str) -> None:
    with pytest.raises(UsageError) as error:
        Period.parse(text)
    assert error.value.key == "period.unknown"


@pytest.mark.parametrize("text", ["2024..2022", "2024年6-1月", "2024-Q3..Q1"])
def test_a_period_that_ends_before_it_begins(text: str) -> None:
    with pytest.raises(UsageError) as error:
        Period.parse(text)
    assert error.value.key == "period.reversed"


DAYS = st.dates(date(1999, 1, 1), date(2030, 12, 31))


@given(DAYS, st.integers(0, 1500))
def test_what_is_written_is_read_again(first: date, length: int) -> None:
    period = Period(first, first + timedelta(length))
    assert Period.parse(str(period)) == period


STATED = st.sampled_from(("2017", "2018", "2018-02", "2018-04/2018-06", "2018/2019", "2019-12-30", "2018-12/2019-01"))


def days(first: date, last: date) -> set[int]:
    return set(range(first.toordinal(), last.toordinal() + 1))


@given(st.sampled_from(("2018", "2018-H1", "2018-Q2", "2018-02", "2018..2019", "2019-12-30", "2019-12")), STATED)
def test_what_lies_in_a_period(asked: str, stated: str) -> None:
    period = Period.parse(asked)
    ends = [Period.parse(part) for part in stated.split("/")]
    own, wanted = days(ends[0].first, ends[-1].last), days(period.first, period.last)
    assert period.holds(stated) is (True if own <= wanted else None if own & wanted else False)
    assert period.holds(None) is None


def test_how_a_period_is_said() -> None:
    said = {
        written: tuple(say("report.gave", lang, period=written) for lang in LANGS)
        for written in ("2024", "2024-H2", "2024-Q3", "2024-05", "2024-05-03", "2022..2024")
    }
    assert said == {
        "2024": ("Who gave most money in 2024", "2024年投入资金最多的帮扶方"),
        "2024-H2": ("Who gave most money in the second half of 2024", "2024年下半年投入资金最多的帮扶方"),
        "2024-Q3": ("Who gave most money in the third quarter of 2024", "2024年第三季度投入资金最多的帮扶方"),
        "2024-05": ("Who gave most money in 2024-05", "2024年5月投入资金最多的帮扶方"),
        "2024-05-03": ("Who gave most money on 2024-05-03", "2024年5月3日投入资金最多的帮扶方"),
        "2022..2024": ("Who gave most money from 2022 to 2024", "2022年至2024年投入资金最多的帮扶方"),
    }
