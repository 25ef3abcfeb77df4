"""The day that a table speaks of, as its author wrote it: above or below the table, on its tab, in the file's name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from graph.errors import RecordError
from graph.model import PartialDate, clean
from loaders.patterns import pattern_of

_YEAR = r"(?P<year>(?:19|20)\d\d)"
_MONTH, _DAY = r"(?:1[0-2]|0?[1-9])", r"(?:3[01]|[12]\d|0?[1-9])"
_DATE = pattern_of(
    r"(?<![\dA-Za-z])"
    + _YEAR
    + rf"(?:\s*年\s*(?P<cn_month>{_MONTH})\s*月(?:\s*(?P<cn_day>{_DAY})\s*[日号]|\s*底)?"
    + rf"|\s*(?P<mark>[-./_])\s*(?P<month>{_MONTH})(?:\s*(?P=mark)\s*(?P<day>{_DAY}))?(?!\d)"
    + r"|(?P<short_month>1[0-2]|0[1-9])(?P<short_day>3[01]|[12]\d|0[1-9])?(?!\d)"
    + r"|\s*年(?:度|末|底)?\s*(?:第?(?P<quarter>[一二三四1-4])季度|(?P<half>[上下])半年)?"
    + r"|(?!\d|\s*[个户人万元村名家所对次条页号]))"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ENGLISH = pattern_of(
    rf"(?<!\d)(?:(?P<before>{_DAY})(?:st|nd|rd|th)?[\s\-]*(?:of\s+)?)?"
    rf"(?<![a-z])(?P<month>{'|'.join(_MONTHS)})[a-z]*\.?[\s,\-]*"
    rf"(?:(?P<after>{_DAY})(?:st|nd|rd|th)?,?\s+)?{_YEAR}(?!\d)",
    re.IGNORECASE,
)
_PLAIN = re.sub(r"\?P<\w+>", "?:", _ENGLISH.pattern)
_ENGLISH_SPAN = pattern_of(rf"{_PLAIN}\s*(?:[-–—]|to|until)\s*{_PLAIN}", re.IGNORECASE)
_DAY_FIRST = pattern_of(
    rf"(?<![\d.])(?P<day>{_DAY})(?P<mark>[./])(?P<month>{_MONTH})(?P=mark){_YEAR}(?!\d)"
    rf"|(?<!\d)(?P<us_month>{_MONTH})/(?P<us_day>{_DAY})/(?P<us_year>(?:19|20)\d\d)(?!\d)"
)
"""14.02.2022, and with strokes where one of the two can only be a day."""
_RANGE = pattern_of(
    r"(?:19|20)\d\d\s*(?:年度?)?(?:\s*\d{1,2}\s*月)?\s*(?:[-–—~～]|至|到|to)\s*(?:19|20)\d\d(?:\s*年度?)?",
    re.IGNORECASE,
)
_SPAN = pattern_of(
    rf"(?:19|20)\d\d\s*[年./-]\s*{_MONTH}\s*[月./-]\s*{_DAY}\s*[日号]?\s*(?:[-–—~～]+|至|到|to)\s*"
    rf"(?:(?:19|20)\d\d\s*[年./-]\s*)?(?:{_MONTH}\s*[月./-]\s*)?{_DAY}\s*[日号]?",
    re.IGNORECASE,
)
_TWO_YEARS = pattern_of(r"(?<!\d)(?:19|20)\d\d\s*[-/–—]\s*(?:1[3-9]|[2-9]\d)(?!\d)")
"""A year of account, 2022/23; 2011-12 may be a month."""
_NUMBER = pattern_of(r"[〔［\[【（(]\s*(?:19|20)\d\d\s*[〕］\]】）)]\s*(?:第\s*)?\d+\s*号")
_STANDARD = pattern_of(r"(?<![A-Za-z])(?:GB|ISO|DB\d*|SDGs?|Agenda)(?:/T)?[\s_]*[\d.:\-]*", re.IGNORECASE)
_PHONE = pattern_of(
    r"(?:电话|手机|传真|热线|QQ|Tel|Fax|Phone)\D{0,6}[\d\-+() ]{6,}|(?<!\d)\d{3,4}-\d{7,8}(?!\d)", re.IGNORECASE
)
_AMOUNT = pattern_of(
    r"(?:合计|总额|总计|收入|面积|资金|USD|US\$|￥|¥|RMB|total)[^\d，,。；;年]{0,8}(?:19|20)\d\d\.\d+"
    r"|(?:19|20)\d\d\.\d+(?=\s*(?:[万亿元亩吨户人%]|公里|km\b|m\b))|(?:第|No\.?|Lot|#)\s*(?:19|20)\d\d(?!\s*[年.\-/])",
    re.IGNORECASE,
)
_DAYS = pattern_of(
    rf"(?<!\d)(?:19|20)\d\d\s*(?:年\s*{_MONTH}\s*月\s*{_DAY}\s*[日号]?"
    rf"|(?P<mark>[-./_])\s*{_MONTH}\s*(?P=mark)\s*{_DAY})(?!\d)"
    r"|(?<!\d)(?:19|20)\d{6}(?!\d)"
)
"""Full days."""
_NO_DAYS = (_NUMBER, _PHONE, _AMOUNT, _STANDARD, _ENGLISH_SPAN, _SPAN, _RANGE, _TWO_YEARS)
_LABEL = pattern_of(
    r"(?<!次)(?<!上报)(?<!报送)(?<!反馈)"
    r"(?:截[至止]到?|截止(?:时间|日期)?|填[报表](?:时间|日期)|(?:统计|制表|更新|修订|上报|报送|数据)(?:于|时间(?:节点)?|日期|截[至止])|"
    r"as (?:of|at)|up to|updated(?: on)?|report(?:ing|ed)? (?:date|period)|date of (?:report|update)|data as of"
    r"|status)"
    r"\s*[:：]?\s*(?:on\s+)?$",
    re.IGNORECASE,
)
_OF_ANOTHER = pattern_of(
    r"(?:有效(?:期(?:限)?)?|期限|下次.{0,6}|出生.{0,4}|生于|签[订约署].{0,4}|结对(?:时间|日期)|成立[于时].{0,3}|请于|公示期?.{0,3}|"
    r"(?:上报|报送|反馈)截止.{0,3}|valid (?:until|to|through|from)|expir\w+(?: on)?|born(?: on| in)?|signed(?: on)?|"
    r"established|founded|due(?: by)?|deadline|next \w+|FY|fiscal year|行动|目标)\s*(?:至|到|[:：])?\s*$",
    re.IGNORECASE,
)
"""What stands before a date that is not the table's."""
_BEHIND_ANOTHER = pattern_of(
    r"[日号]?(?:之?前|出生)|年?[^\s，,。；;]{0,4}(?:地震|灾后|洪灾)|年?(?:远景|目标)|\s*(?:Agenda|Goals|targets?)\b",
    re.IGNORECASE,
)
_NUMERALS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_IN_WORDS = pattern_of(
    r"(?P<year>[一二][〇○零一二三四五六七八九]{3})年(?:(?P<month>[一二三四五六七八九十]{1,2})月)?(?:(?P<day>[一二三四五六七八九十]{1,3})日)?"
)


class _Found(NamedTuple):
    """A date in a text, and whether it is called the table's day."""

    day: PartialDate
    called: bool


def stated(
    above: Sequence[str], below: Iterable[str], names: Iterable[str], today: date | None = None
) -> PartialDate | None:
    """The day that a table speaks of; None if nothing says so, or what says so disagrees.

    A day that is called so (截至, 填报时间, as of) in the lines `above` or `below` counts first, then one in the lines
    above, then one in the `names` of the sheet and the file; where lines and names are of different years, none does.
    A span is no day, nor are the year of a standard, the day of something else (有效期至, signed), a day after `today`.

    >>> str(stated(["盘州市2024年6月结对帮扶台账"], [], ["台账"]))
    '2024-06'
    >>> str(stated(["结对台账 2021-2025年", "填报时间：", "2024.7.31"], [], []))
    '2024-07-31'
    >>> str(stated([], [], ["Sheet1", "台账_202406"])), stated([], [], ["2021-2025规划"])
    ('2024-06', None)
    """
    lines = [" ".join(above), *below]
    known = [[one for one in _days(line) if today is None or one.day.first <= today] for line in lines]
    called = {one.day for some in known for one in some if one.called}
    if called:
        return _closest(called)
    in_lines = {one.day for one in known[0]}
    in_names = {one.day for name in names for one in _days(name) if today is None or one.day.first <= today}
    if in_lines:
        years = {day.year for day in in_names}
        return None if years and years.isdisjoint(day.year for day in in_lines) else _closest(in_lines)
    return _closest(in_names)


_SPANNED = pattern_of(
    rf"(?<!\d){_YEAR}\s*(?:年度?)?\s*(?:[-–—~～]|至|到|to)\s*(?P<until>(?:19|20)\d\d)(?!\d)(?:\s*年度?)?", re.IGNORECASE
)
_MONEY_OF = pattern_of(
    rf"(?<![\dA-Za-z]){_YEAR}(?:\s*年\s*度?\s*(?:第?(?P<quarter>[一二三四1-4])\s*季度|(?P<half>[上下])半年|"
    rf"(?P<month>{_MONTH})\s*(?:月\s*)?(?:[-–—~～至到]\s*(?P<to>{_MONTH})\s*)?月份?(?!\s*{_DAY}\s*[日号]|\s*底))?"
    r"|\s*[-/]?\s*Q(?P<q>[1-4])|(?![\d年]|\s*[个户人万元村名家所对次条页号]|\s*[-./_]\s*\d))"
    rf"|Q(?P<before>[1-4])\s*[-/]?\s*(?P<q_year>(?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
SINCE_BEFORE = pattern_of(r"累计|历年|以来|至今|cumulative|to date|since", re.IGNORECASE)
"""What says that money is all that was given until a day."""


def money_of(above: Sequence[str], names: Iterable[str]) -> str | None:
    """The period that the money in a table was given in, as the lines above it say, else the names of sheet and file.

    It is a year, a part of one, or a range of years. None where nothing says so, where they say several, where the
    money is that of all time until a day (累计, 截至), or where a day is meant.

    >>> money_of(["2024年二季度帮扶资金到位情况"], []), money_of(["2024年1-6月资金"], [])
    ('2024-04/2024-06', '2024-01/2024-06')
    >>> money_of(["截至2024年6月累计到位资金"], []), money_of(["资金表", "填报时间：2024年6月30日"], ["资金20240630"])
    (None, None)
    """
    for texts in ([" ".join(above)], names):
        found = set()
        for text in map(clean, texts):
            if SINCE_BEFORE.search(text):
                return None
            found |= set(_periods(_IN_WORDS.sub(_in_digits, text)))
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def _periods(text: str) -> Iterator[str]:
    """Each period in a text that money may be of, as a contribution states it."""
    for no_day in (_NUMBER, _PHONE, _AMOUNT, _STANDARD, _SPAN, _DAYS):
        text = no_day.sub(_blank, text)
    for found in _SPANNED.finditer(text):
        yield f"{found['year']}/{found['until']}"
    text = _SPANNED.sub(_blank, text)
    for found in _MONEY_OF.finditer(text):
        if _LABEL.search(text[: found.start()]) or _OF_ANOTHER.search(text[: found.start()]):
            continue
        year, quarter = found["year"] or found["q_year"], found["q"] or found["before"] or found["quarter"]
        months = None
        if quarter:
            number = "一二三四1234".find(quarter) % 4
            months = 3 * number + 1, 3 * number + 3
        elif found["half"]:
            months = (1, 6) if found["half"] == "上" else (7, 12)
        elif found["month"]:
            months = int(found["month"]), int(found["to"] or found["month"])
        if months is None:
            yield year
        elif months[0] <= months[1]:
            first, last = (f"{year}-{month:02d}" for month in months)
            yield first if first == last else f"{first}/{last}"


def known_by(day: PartialDate, today: date) -> date:
    """The last day that a day may mean, but not one after `today`.

    >>> known_by(PartialDate(2024), date(2024, 7, 31)), known_by(PartialDate(2024, 6), date(2024, 7, 31))
    (datetime.date(2024, 7, 31), datetime.date(2024, 6, 30))
    """
    return min(day.last, max(today, day.first))


def in_last_year(texts: Iterable[str], today: date) -> date:
    """The last day of the last year that titles and names mention (2024—2025学年), but none after `today`.

    >>> in_last_year(["2023—2024学年结对名单"], date(2026, 1, 1)), in_last_year(["结对名单"], date(2026, 1, 1))
    (datetime.date(2024, 12, 31), datetime.date(2026, 1, 1))
    """
    years = [int(year) for text in texts for year in _A_YEAR.findall(clean(text)) if int(year) <= today.year]
    return min(date(max(years), 12, 31), today) if years else today


_A_YEAR = pattern_of(r"(?<!\d)20\d\d(?!\d)")


def _days(text: str) -> Iterator[_Found]:
    """Each date in a text that may be the table's."""
    text = _IN_WORDS.sub(_in_digits, clean(text))
    for no_day in _NO_DAYS:
        text = no_day.sub(_blank, text)
    for pattern, parts in ((_ENGLISH, _of_english), (_DAY_FIRST, _of_day_first), (_DATE, _of_date)):
        for found in pattern.finditer(text):
            read = parts(found)
            before, behind = text[: found.start()], text[found.end() :]
            if read is None or _OF_ANOTHER.search(before) or _BEHIND_ANOTHER.match(behind):
                continue
            try:
                day = PartialDate(*read)
            except RecordError:
                continue
            yield _Found(day, _LABEL.search(before) is not None)
        if pattern is not _DATE:
            text = pattern.sub(_blank, text)


_Read = tuple[int, int | None, int | None]


def _of_english(found: re.Match[str]) -> _Read:
    day = found["before"] or found["after"]
    return int(found["year"]), _MONTHS.index(found["month"].lower()) + 1, int(day) if day else None


def _of_day_first(found: re.Match[str]) -> _Read | None:
    """With strokes only where the other order is no date."""
    if found["us_month"]:
        return int(found["us_year"]), int(found["us_month"]), int(found["us_day"])
    day, month = int(found["day"]), int(found["month"])
    if found["mark"] == "/" and day <= 12:
        return None
    return int(found["year"]), month, day


def _of_date(found: re.Match[str]) -> _Read | None:
    month = found["cn_month"] or found["month"] or found["short_month"]
    day = found["cn_day"] or found["day"] or found["short_day"]
    if found["short_month"] and not day and 1 <= int(found["year"][2:]) <= 12:
        return None  # 201106 may be a month, or 2020-11-06
    if found["quarter"] or found["half"]:
        quarter = {"上": 1, "下": 3}.get(found["half"] or "", "一二三四1234".find(found["quarter"] or "") % 4)
        month = str(3 * (quarter + 1))
    if not month and found[0].isdigit() and int(found["year"]) < 1990:
        return None  # a count
    return int(found["year"]), int(month) if month else None, int(day) if day else None


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _in_digits(found: re.Match[str]) -> str:
    """二〇二四年六月三十日 in digits."""
    parts = [f"{found['year'].translate(_NUMERALS)}年"]
    for name, ending in (("month", "月"), ("day", "日")):
        word = found[name]
        if word:
            tens, ten, ones = word.rpartition("十")
            number = (int((tens or "一").translate(_NUMERALS)) * 10 if ten else 0) + int(ones.translate(_NUMERALS) or 0)
            parts.append(f"{number}{ending}")
    return "".join(parts)


def _closest(days: set[PartialDate]) -> PartialDate | None:
    """The most exact of some days that all lie in each other; None where two do not."""
    ordered = sorted(days, key=lambda one: (one.last - one.first, one.first))
    if not ordered or any(not one.first <= ordered[0].first <= ordered[0].last <= one.last for one in ordered):
        return None
    return ordered[0]
