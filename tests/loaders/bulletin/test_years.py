"""The year of a date that is written without one: carried where it is sure, asked where it may be another, else open."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from loaders.bulletin import read
from loaders.bulletin.statements import Given, Pair, Status

HEAD = "东屿市望潮区与盘州市开展东西部协作。"
PAIR = "3月6日，望潮区教育局与盘州市教育局签订结对帮扶协议。"
GIFT = "3月6日，望潮区教育局向盘州市教育局捐赠10万元。"


def dated(tmp_path: Path, text: str, day: date | None) -> list[tuple[str, str | None, bool]]:
    """(status, date, whether its year is asked about) of each pairing and gift."""
    path = tmp_path / "bulletin.txt"
    path.write_text(text, encoding="utf-8")
    found = []
    for one in read.load(path, as_of=day).statements:
        if isinstance(one.what, Pair | Given):
            when = one.what.period if isinstance(one.what, Given) else one.what.start
            unsure = any(note.key.endswith("year_unsure") for note in one.why)
            found.append((one.status.value, None if when is None else str(when), unsure))
    return found


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        # no year anywhere: the bulletin's own day says it, else it stays open
        (f"{HEAD}\n{PAIR}", date(2024, 5, 1), ("record", "2024-03-06", False)),
        (f"{HEAD}\n{PAIR}", date(2024, 2, 1), ("record", "2023-03-06", False)),
        (f"{HEAD}\n{PAIR}", None, ("record", None, False)),
        # dates follow one another in a paragraph
        (f"{HEAD}2023年1月5日，双方召开会议。{PAIR}", None, ("record", "2023-03-06", False)),
        (f"{HEAD}2023年1月5日，双方召开会议。{GIFT}", date(2024, 6, 1), ("record", "2023-03-06", False)),
        # they do not: March after December is of the next year, if anything
        (f"{HEAD}2023年12月5日，双方召开会议。{PAIR}", None, ("propose", "2023-03-06", True)),
        # a whole year that was spoken of need not be that of the day behind it
        (f"{HEAD}2023年，望潮区工作有序。{PAIR}", None, ("propose", "2023-03-06", True)),
        (f"{HEAD}2023年，望潮区工作有序。{GIFT}", date(2024, 6, 1), ("propose", "2023-03-06", True)),
        (f"{HEAD}2023年，望潮区工作有序。{GIFT}", date(2024, 1, 9), ("record", "2023-03-06", False)),
        # over a sentence about another time
        (f"{HEAD}2023年1月5日，双方召开会议。近日，茶叶上市。{PAIR}", None, ("propose", "2023-03-06", True)),
        (f"{HEAD}2023年1月5日，双方召开会议。去年，茶叶上市。{GIFT}", None, ("propose", "2023-03-06", True)),
        # in another paragraph: only if the text tells no other year and no other day
        (f"{HEAD}2023年，望潮区工作有序。\n{PAIR}", None, ("record", None, False)),
        (f"{HEAD}2023年1月5日，双方召开会议。\n{PAIR}", None, ("record", "2023-03-06", False)),
        (f"{HEAD}2021年建厂。2023年1月5日，双方召开会议。\n{PAIR}", None, ("record", None, False)),
        (f"{HEAD}2023年1月5日，双方召开会议。\n{PAIR}", date(2024, 6, 1), ("propose", "2024-03-06", True)),
        # a report of a year
        (f"望潮区与盘州市2022年协作工作总结\n{HEAD}\n{PAIR}", date(2023, 8, 1), ("record", "2022-03-06", False)),
    ],
)
def test_a_day_without_a_year(
    tmp_path: Path, text: str, day: date | None, expected: tuple[str, str | None, bool]
) -> None:
    assert dated(tmp_path, text, day)[-1] == expected


def test_the_same_day_is_never_that_of_another_event(tmp_path: Path) -> None:
    text = f"{HEAD}2022年9月1日，学校开学。\n4月18日，双方召开会议。当天，望潮区教育局向盘州市教育局捐赠10万元。"
    assert dated(tmp_path, text, None)[-1] == ("record", None, False)


def test_this_year_is_not_the_time_since_which_the_paragraph_counts(tmp_path: Path) -> None:
    text = f"{HEAD}自2021年以来，望潮区累计选派教师47名到盘州市支教。今年望潮区选派教师9名到盘州市支教。"
    assert dated(tmp_path, text, None) == [("record", None, False)]


def test_a_year_that_something_is_compared_with_is_not_carried(tmp_path: Path) -> None:
    text = "Wangchao District helps Panzhou City.\n\nThat is three more than in 2021. In May Wangchao District donated 200,000 yuan to Panzhou City."
    assert dated(tmp_path, text, None)[-1] == ("record", None, False)
    assert dated(tmp_path, text, date(2023, 6, 1))[-1] == ("record", "2023-05", False)


@pytest.mark.parametrize(
    "line",
    [
        "PANZHOU CITY, Guizhou, June 14, 2023 — ",
        "PANZHOU, 14 June 2023 – ",
    ],
)
def test_the_day_of_a_dateline_is_the_bulletins_own(tmp_path: Path, line: str) -> None:
    text = f"{line}In May Wangchao District donated 200,000 yuan to Panzhou City."
    path = tmp_path / "bulletin.txt"
    path.write_text(text, encoding="utf-8")
    loaded = read.load(path)
    assert str(loaded.day) == "2023-06-14"
    assert [one.what.period for one in loaded.statements if isinstance(one.what, Given)] == ["2023-05"]


def test_the_day_of_a_chinese_dateline(tmp_path: Path) -> None:
    path = tmp_path / "bulletin.txt"
    path.write_text(f"本报盘州2023年6月14日电 {PAIR}", encoding="utf-8")
    loaded = read.load(path)
    assert str(loaded.day) == "2023-06-14"
    assert [(one.status, str(one.what.start)) for one in loaded.statements if isinstance(one.what, Pair)] == [
        (Status.RECORD, "2023-03-06")
    ]
