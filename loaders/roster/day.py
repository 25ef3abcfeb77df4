"""The day that a table speaks of, as its author wrote it: above or below the table, on its tab, in the file's name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from graph.errors import RecordError
from graph.model import PartialDate, clean

_YEAR = r"(?<!\d)(?P<year>(?:19|20)\d\d)"
_DATE = re.compile(
    _YEAR
    + r"(?:\s*年\s*(?P<cn_month>1[0-2]|0?[1-9])\s*月(?:\s*(?P<cn_day>3[01]|[12]\d|0?[1-9])\s*[日号]|\s*底)?"
    + r"|\s*(?P<mark>[-./_])\s*(?P<month>1[0-2]|0?[1-9])(?:\s*(?P=mark)\s*(?P<day>3[01]|[12]\d|0?[1-9]))?(?!\d)"
    + r"|(?P<short_month>1[0-2]|0[1-9])(?P<short_day>3[01]|[12]\d|0[1-9])?(?!\d)"
    + r"|\s*年(?:度|末|底)?\s*(?:第?(?P<quarter>[一二三四1-4])季度|(?P<half>[上下])半年)?"
    + r"|(?!\d|\s*[个户人万元村名家所对次条页号]))"
)
_ENGLISH = re.compile(
    r"(?<!\d)(?:(?P<before>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\s+)?"
    r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+"
    r"(?:(?P<after>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?,?\s+)?(?P<year>(?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMBER = re.compile(r"[〔［\[【（(]\s*(?:19|20)\d\d\s*[〕］\]】）)]\s*(?:第\s*)?\d+\s*号")
_RANGE = re.compile(
    r"(?:19|20)\d\d\s*(?:年度?)?(?:\s*\d{1,2}\s*月)?\s*(?:[-–—~～]|至|到|to)\s*(?:19|20)\d\d(?:\s*年度?)?",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:截[至止]到?|截止(?:时间|日期)?|填[报表](?:时间|日期)|(?:统计|制表|更新|上报|报送|数据)(?:时间(?:节点)?|日期|截[至止])|"
    r"as (?:of|at)|up to|updated(?: on)?|report(?:ing|ed)? (?:date|period)|date of (?:report|update)|data as of|status)"
    r"\s*[:：]?\s*(?:on\s+)?$",
    re.IGNORECASE,
)


def stated(above: Sequence[str], below: Iterable[str], names: Iterable[str]) -> PartialDate | None:
    """The day that a table speaks of; None if nothing says so, or what says so disagrees.

    A day that is called so (截至, 填报时间, as of) in the lines `above` or `below` counts first, then one in the lines
    above, then one in the `names` of the sheet and the file. A range of years is no day.

    >>> str(stated(["盘州市2024年6月结对帮扶台账"], [], ["台账"]))
    '2024-06'
    >>> str(stated(["结对台账 2021-2025年", "填报时间：", "2024.7.31"], [], []))
    '2024-07-31'
    >>> str(stated([], [], ["Sheet1", "台账_202406"])), stated([], [], ["2021-2025规划"])
    ('2024-06', None)
    """
    lines = [" ".join(above), *below]
    called = {day for line in lines for before, day in _days(line) if _LABEL.search(before)}
    for found in (
        called,
        {day for _, day in _days(" ".join(above))},
        {day for name in names for _, day in _days(name)},
    ):
        closest = _closest(found)
        if closest is not None:
            return closest
        if found:
            return None
    return None


def known_by(day: PartialDate, today: date) -> date:
    """The last day that a day may mean, but not one after `today`.

    >>> known_by(PartialDate(2024), date(2024, 7, 31)), known_by(PartialDate(2024, 6), date(2024, 7, 31))
    (datetime.date(2024, 7, 31), datetime.date(2024, 6, 30))
    """
    return min(day.last, max(today, day.first))


def _days(text: str) -> Iterator[tuple[str, PartialDate]]:
    """Each date in a text, with what stands before it; neither a range of years nor the number of a document is one."""
    text = clean(text)
    for no_day in (_RANGE, _NUMBER):
        text = no_day.sub(lambda found: " " * len(found[0]), text)
    for found in _ENGLISH.finditer(text):
        named, on = _MONTHS.index(found["month"].lower()) + 1, found["before"] or found["after"]
        try:
            yield text[: found.start()], PartialDate(int(found["year"]), named, int(on) if on else None)
        except RecordError:
            continue
    for found in _DATE.finditer(_ENGLISH.sub(lambda found: " " * len(found[0]), text)):
        month = found["cn_month"] or found["month"] or found["short_month"]
        if found["quarter"] or found["half"]:
            month = {"上": "6", "下": "12"}.get(found["half"]) or str(
                3 * ("一二三四1234".index(found["quarter"]) % 4 + 1)
            )
        day = found["cn_day"] or found["day"] or found["short_day"]
        try:
            yield (
                text[: found.start()],
                PartialDate(int(found["year"]), int(month) if month else None, int(day) if day else None),
            )
        except RecordError:
            continue


def _closest(days: set[PartialDate]) -> PartialDate | None:
    """The most exact of some days that all lie in each other; None where two do not."""
    ordered = sorted(days, key=lambda one: (one.last - one.first, one.first))
    if not ordered or any(not one.first <= ordered[0].first <= ordered[0].last <= one.last for one in ordered):
        return None
    return ordered[0]
