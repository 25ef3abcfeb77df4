"""Dates in words, relative to a day."""

from __future__ import annotations

from datetime import date

import pytest

from graph.ask.dates import TimePhrase, When, chinese, english, number

DAY = date(2019, 12, 30)
D = date


@pytest.mark.parametrize(
    ("text", "when", "first", "last"),
    [
        ("since 2021", When.SINCE, D(2021, 1, 1), D(2021, 12, 31)),
        ("since may 2018", When.SINCE, D(2018, 5, 1), D(2018, 5, 31)),
        ("in 2018", When.IN, D(2018, 1, 1), D(2018, 12, 31)),
        ("this year", When.IN, D(2019, 1, 1), D(2019, 12, 31)),
        ("last year", When.IN, D(2018, 1, 1), D(2018, 12, 31)),
        ("at the end of last year", When.IN, D(2018, 12, 31), D(2018, 12, 31)),
        ("next month", When.IN, D(2020, 1, 1), D(2020, 1, 31)),
        ("as of 2018-05", When.IN, D(2018, 5, 1), D(2018, 5, 31)),
        ("on 3 may 2018", When.IN, D(2018, 5, 3), D(2018, 5, 3)),
        ("on may 3rd, 2018", When.IN, D(2018, 5, 3), D(2018, 5, 3)),
        ("two years ago", When.IN, D(2017, 12, 30), D(2017, 12, 30)),
        ("within 12 months", When.WITHIN, DAY, D(2020, 12, 30)),
        ("in the next two years", When.WITHIN, DAY, D(2021, 12, 30)),
        ("within 2 weeks", When.WITHIN, DAY, D(2020, 1, 13)),
        ("in the last six months", When.PAST, D(2019, 6, 30), DAY),
        ("before 2021", When.UNTIL, D(2021, 1, 1), D(2020, 12, 31)),
        ("by the end of june 2020", When.UNTIL, D(2020, 6, 30), D(2020, 6, 30)),
        ("between 2018 and 2020", When.BETWEEN, D(2018, 1, 1), D(2020, 12, 31)),
        ("from the end of 2018 to 2019-06-30", When.BETWEEN, D(2018, 12, 31), D(2019, 6, 30)),
        ("2018年", When.IN, D(2018, 1, 1), D(2018, 12, 31)),
        ("二〇一八年五月", When.IN, D(2018, 5, 1), D(2018, 5, 31)),
        ("2018年5月3日", When.IN, D(2018, 5, 3), D(2018, 5, 3)),
        ("截至2018年底", When.IN, D(2018, 12, 31), D(2018, 12, 31)),
        ("到2018年为止", When.IN, D(2018, 1, 1), D(2018, 12, 31)),
        ("今年", When.IN, D(2019, 1, 1), D(2019, 12, 31)),
        ("去年底", When.IN, D(2018, 12, 31), D(2018, 12, 31)),
        ("前年年初", When.IN, D(2017, 1, 1), D(2017, 1, 1)),
        ("年底", When.IN, D(2019, 12, 31), D(2019, 12, 31)),
        ("上个月", When.IN, D(2019, 11, 1), D(2019, 11, 30)),
        ("2018 年以来", When.SINCE, D(2018, 1, 1), D(2018, 12, 31)),
        ("自2018年5月起", When.SINCE, D(2018, 5, 1), D(2018, 5, 31)),
        ("十二个月内", When.WITHIN, DAY, D(2020, 12, 30)),
        ("未来两年", When.WITHIN, DAY, D(2021, 12, 30)),
        ("半年内", When.WITHIN, DAY, D(2020, 6, 30)),
        ("近三年来", When.PAST, D(2016, 12, 30), DAY),
        ("2021年之前", When.UNTIL, D(2021, 1, 1), D(2020, 12, 31)),
        ("2018年底到2019年6月底之间", When.BETWEEN, D(2018, 12, 31), D(2019, 6, 30)),
    ],
)
def test_a_time(text: str, when: When, first: date, last: date) -> None:
    read = chinese if any(char >= "\u3400" for char in text) else english
    found = [time for end, time in read(text, 0, DAY) if end == len(text)]
    assert [(time.when, time.first, time.last) for time in found] == [(when, first, last)]
    assert isinstance(found[0], TimePhrase)


@pytest.mark.parametrize(
    "text", ["2018-13", "31 june 2018", "the year 99", "year", "0 months ago", "在十三月", "年", "零个月内"]
)
def test_no_time(text: str) -> None:
    assert not [end for read in (english, chinese) for end, _ in read(text, 0, DAY) if end == len(text)]


def test_the_day_of_a_leap_year() -> None:
    assert [time.first for _, time in english("one year ago", 0, D(2020, 2, 29))] == [D(2019, 2, 28)]
    assert [time.first for _, time in chinese("一年前", 0, D(2020, 2, 29))] == [D(2019, 2, 28)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3", 3),
        ("三", 3),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("两百三十", 230),
        ("一百零五", 105),
        ("twelve", 12),
        ("二〇一九", 2019),
        ("many", None),
        ("百百", None),
        ("", None),
    ],
)
def test_numbers(text: str, value: int | None) -> None:
    assert number(text) == value
