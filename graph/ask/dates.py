"""Reads dates and periods in words, relative to a day: 去年底, since 2021, within 12 months."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from graph.numerals import ONES, TENS

_EARLIEST, _LATEST = 1900, 2100


class When(StrEnum):
    """The meaning of a time: in it, since it, until it, between two, within a length from now, or a length ago."""

    IN = "in"
    SINCE = "since"
    UNTIL = "until"
    BETWEEN = "between"
    WITHIN = "within"
    PAST = "past"


@dataclass(frozen=True, slots=True)
class TimePhrase:
    """A stretch of time that a question names; `length` (12m, 90d, 2y) is set where the question gives a length.

    For a time between two dates, `opening` is the last day that the first date may mean.
    """

    when: When
    first: date
    last: date
    length: str | None = None
    opening: date | None = None


@dataclass(frozen=True, slots=True)
class _Point:
    end: int
    first: date
    last: date


_ONES = dict(zip("零〇一二三四五六七八九", (0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9), strict=True)) | {"两": 2}
ENGLISH_NUMBERS = {word: number for word, number in (ONES | TENS).items() if 0 < number <= 20}
CHINESE_NUMBER = "[一二两三四五六七八九十百]+"


def number(text: str) -> int | None:
    """A whole number from digits, English or Chinese words; None where the text is not a number.

    >>> number("12"), number("twelve"), number("十二"), number("两百三十"), number("二〇一九"), number("百百")
    (12, 12, 12, 230, 2019, None)
    """
    if text.isascii() and text.isdigit():
        return int(text)
    if text in ENGLISH_NUMBERS:
        return ENGLISH_NUMBERS[text]
    if len(text) > 1 and all(char in _ONES for char in text):
        return int("".join(str(_ONES[char]) for char in text))
    match = re.fullmatch(
        "(?:([一二两三四五六七八九])百)?(?:零?([一二三四五六七八九])?(十))?零?([一二两三四五六七八九])?", text
    )
    if not text or match is None:
        return None
    hundreds, tens, ten, ones = match.groups()
    return (
        _ONES.get(hundreds or "零", 0) * 100
        + (_ONES[tens] if tens else 1 if ten else 0) * 10
        + _ONES.get(ones or "零", 0)
    )


def shifted(day: date, *, years: int = 0, months: int = 0) -> date:
    """The day a number of years and months later (or earlier); the last of the month where it has no such day.

    >>> shifted(date(2020, 2, 29), years=-1), shifted(date(2019, 12, 30), months=2)
    (datetime.date(2019, 2, 28), datetime.date(2020, 2, 29))
    """
    count = day.year * 12 + day.month - 1 + years * 12 + months
    year, month = divmod(count, 12)
    year = min(max(year, 1), 9999)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _span(year: int, month: int | None = None, day: int | None = None, edge: str = "") -> tuple[date, date] | None:
    """The first and last day that a date may mean, with an edge (`start`, `end`) that day twice; None if invalid."""
    if not _EARLIEST <= year <= _LATEST or not 1 <= (month or 1) <= 12:
        return None
    most = calendar.monthrange(year, month or 12)[1]
    if not 1 <= (day or 1) <= most:
        return None
    first, last = date(year, month or 1, day or 1), date(year, month or 12, day or most)
    return (first, first) if edge == "start" else (last, last) if edge == "end" else (first, last)


_MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if n} | {
    name.lower(): n for n, name in enumerate(calendar.month_abbr) if n
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_N = r"\d{1,3}|" + "|".join(ENGLISH_NUMBERS)
_EDGE = {"end": "end", "start": "start", "beginning": "start"}
_STEP = {"this": 0, "current": 0, "last": -1, "previous": -1, "next": 1}
_ENGLISH = re.compile(
    rf"""(?:(?:the\s+)?(?P<edge>end|start|beginning)\s+(?:of\s+)?(?:the\s+year\s+)?)?
    (?: (?P<y>\d{{4}})[-/](?P<m>\d{{1,2}})(?:[-/](?P<d>\d{{1,2}}))?
      | (?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<m1>{_MONTH})\s+(?P<y1>\d{{4}})
      | (?P<m2>{_MONTH})\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{{4}})
      | (?P<m3>{_MONTH})\s+(?P<y3>\d{{4}})
      | (?:the\s+)?(?P<step>this|current|last|previous|next)\s+(?P<unit>year|month)
      | (?P<ago>{_N})\s+(?P<agounit>year|month)s?\s+ago
      | (?P<half>(?:the\s+)?(?:first|1st|second|2nd)\s+half\s+of|h[12]|mid(?:dle\s+of)?|year[- ]end|the\s+close\s+of)
        [\s-]*(?P<y5>\d{{4}})
      | (?P<y6>\d{{4}})[\s-]*(?P<half2>h[12])
      | (?:the\s+year\s+)?(?P<y4>\d{{4}})
    )(?![\w-]|/\d)""",
    re.VERBOSE,
)
_CN = r"\d{1,2}|[一二三四五六七八九十]{1,3}"
_CHINESE = re.compile(
    rf"""(?: (?P<y>\d{{4}})[-/.](?P<m>\d{{1,2}})(?:[-/.](?P<d>\d{{1,2}}))?(?!\d)
      | (?P<y0>\d{{2}})年(?=底|末|初)
      | (?P<y5>\d{{4}})(?=\s*(?:到|至|—|~|-)\s*\d{{4}}(?!\d))
      | (?<=[到至—~-])(?P<y6>\d{{4}})(?![\d年])
      | (?P<halfyear>\d{{4}}年|今年|去年|明年)\s*(?P<half>上半年|下半年|年中|中(?=[，,。的底]|$))
      | (?P<y1>\d{{4}}|[零〇一二三四五六七八九]{{4}})\s*年(?:度)?
        (?:\s*(?P<m1>{_CN})\s*月(?:份)?(?:\s*(?P<d1>{_CN})\s*[日号])?)?
      | (?P<year>今年|本年度|本年|去年|上年度|上年|前年|明年|来年)
      | (?P<month>本月|这个月|上个月|上月|下个月|下月)
      | (?P<ago>\d{{1,3}}|{CHINESE_NUMBER})(?P<agounit>个月|年)(?:之|以)?前
      | (?P<here>(?=年底|年末|年初))
    )(?P<edge>年底|年末|底|末|年初|初)?""",
    re.VERBOSE,
)
_YEARS = {"今年": 0, "本年": 0, "本年度": 0, "去年": -1, "上年": -1, "上年度": -1, "前年": -2, "明年": 1, "来年": 1}
_MONTH_STEPS = {"本月": 0, "这个月": 0, "上个月": -1, "上月": -1, "下个月": 1, "下月": 1}


def _half(year: int, said: list[str]) -> tuple[date, date] | None:
    """The first or second half of a year, its middle (30 June) or its end."""
    if not _EARLIEST <= year <= _LATEST:
        return None
    middle, end = date(year, 6, 30), date(year, 12, 31)
    if said[0].startswith("mid"):
        return middle, middle
    if said[0].startswith("year") or "close" in said:
        return end, end
    first = {"first", "1st", "h1"} & set(said)
    return (date(year, 1, 1), middle) if first else (date(year, 7, 1), end)


def _english_point(text: str, start: int, day: date) -> _Point | None:
    match = _ENGLISH.match(text, start)
    if match is None:
        return None
    edge = _EDGE.get(match["edge"] or "", "")
    if match["step"]:
        step = _STEP[match["step"]]
        moved = shifted(day, years=step) if match["unit"] == "year" else shifted(day.replace(day=1), months=step)
        span = _span(moved.year, None if match["unit"] == "year" else moved.month, edge=edge)
    elif match["ago"]:
        count = number(match["ago"]) or 0
        moved = shifted(day, years=-count) if match["agounit"] == "year" else shifted(day, months=-count)
        span = None if edge or not count else (moved, moved)
    elif match["half"] or match["half2"]:
        span = _half(int(match["y5"] or match["y6"]), (match["half"] or match["half2"]).split()) if not edge else None
    else:
        year = int(match["y"] or match["y1"] or match["y2"] or match["y3"] or match["y4"])
        word = match["m1"] or match["m2"] or match["m3"]
        month = _MONTHS[word] if word else int(match["m"]) if match["m"] else None
        own = match["d"] or match["d1"] or match["d2"]
        span = _span(year, month, int(own) if own else None, edge)
    return None if span is None else _Point(match.end(), *span)


def _half_year(year: int, half: str, edge: str) -> tuple[date, date] | None:
    if "半" not in half:
        return _half(year, ["mid"])
    span = _half(year, ["h1" if half[0] == "上" else "h2"])
    return None if span is None else (span[1], span[1]) if edge == "end" else span


def _chinese_point(text: str, start: int, day: date) -> _Point | None:
    match = _CHINESE.match(text, start)
    if match is None or match.end() == start:
        return None
    edge = {"": "", "底": "end", "末": "end", "初": "start"}[(match["edge"] or "")[-1:]]
    if match["halfyear"]:
        own = match["halfyear"]
        span = _half_year(day.year + _YEARS[own] if own in _YEARS else int(own[:4]), match["half"], edge)
    elif match["year"]:
        span = _span(day.year + _YEARS[match["year"]], edge=edge)
    elif match["month"]:
        moved = shifted(day.replace(day=1), months=_MONTH_STEPS[match["month"]])
        span = _span(moved.year, moved.month, edge=edge)
    elif match["ago"]:
        count = number(match["ago"]) or 0
        moved = shifted(day, years=-count) if match["agounit"] == "年" else shifted(day, months=-count)
        span = None if edge or not count else (moved, moved)
    elif match["here"] is not None:
        span = _span(day.year, edge=edge)
    else:
        year = (
            2000 + int(match["y0"]) if match["y0"] else number(match["y"] or match["y1"] or match["y5"] or match["y6"])
        )
        month = number(match["m"] or match["m1"] or "")
        own = number(match["d"] or match["d1"] or "")
        span = _span(year or 0, month, own, edge)
    return None if span is None else _Point(match.end(), *span)


_BEFORE = re.compile(r"(?:before|until|till|by|no later than|not later than)\s+")
_SINCE = re.compile(r"(?:ever\s+)?since\s+")
_ON = re.compile(r"(?:as\s+(?:of|at)|in|on|at|during|in\s+the\s+course\s+of)\s+")
_AND = re.compile(r"\s+(?:and|to|until|till|through)\s+")
_TO = re.compile(r"\s*(?:-|–|to|until|till|through)\s*")
_LENGTH = re.compile(
    rf"""(?:within|in|over|during)?\s*(?:the\s+)?(?P<way>next|coming|following|last|past|)\s*
    (?P<n>{_N})\s+(?P<unit>month|year|day|week)s?(?:\s+from\s+now)?(?![\w-])""",
    re.VERBOSE,
)
_UNITS = {"month": "m", "year": "y", "day": "d", "week": "w", "个月": "m", "年": "y", "天": "d", "日": "d", "周": "w"}


def _length(count: int, unit: str, day: date, *, past: bool) -> TimePhrase:
    sign = -1 if past else 1
    letter = _UNITS[unit]
    if letter == "w":
        count, letter = count * 7, "d"
    if letter == "d":
        other = day + timedelta(days=sign * count)
    else:
        other = shifted(day, **{"years" if letter == "y" else "months": sign * count})
    first, last = sorted((day, other))
    return TimePhrase(When.PAST if past else When.WITHIN, first, last, f"{count}{letter}")


def english(text: str, start: int, day: date) -> Iterator[tuple[int, TimePhrase]]:
    """The times that may begin at a position of an English text in lower case: (end, time)."""
    found = _LENGTH.match(text, start)
    if found is not None and (found["way"] or re.match(r"within", text[start:])):
        count = number(found["n"])
        if count:
            yield found.end(), _length(count, found["unit"], day, past=found["way"] in ("last", "past"))
    for pattern, when in ((_SINCE, When.SINCE), (_BEFORE, When.UNTIL), (_ON, When.IN)):
        said = pattern.match(text, start)
        point = _english_point(text, said.end(), day) if said else None
        if said is None or point is None:
            continue
        ends = re.match(r"(?:the\s+)?end\b", text[said.end() :])
        if when is When.UNTIL and said.group().strip() == "before" and point.first > date(_EARLIEST, 1, 1) and not ends:
            yield point.end, TimePhrase(when, point.first, point.first - timedelta(days=1))
        else:
            yield point.end, TimePhrase(when, point.first, point.last)
    said = re.compile(r"(?:between|from)\s+").match(text, start)
    one = _english_point(text, said.end(), day) if said else None
    joined = _AND.match(text, one.end) if one else None
    two = _english_point(text, joined.end(), day) if joined else None
    if one and two and one.last < two.last:
        yield two.end, TimePhrase(When.BETWEEN, one.first, two.last, opening=one.last)
    bare = _english_point(text, start, day)
    joined = _TO.match(text, bare.end) if bare else None
    two = _english_point(text, joined.end(), day) if joined else None
    if bare and two and bare.last < two.last:
        yield two.end, TimePhrase(When.BETWEEN, bare.first, two.last, opening=bare.last)
    if bare is not None:
        yield bare.end, TimePhrase(When.IN, bare.first, bare.last)


_CHINESE_LENGTH = re.compile(
    rf"(?P<way>未来的?|今后的?|接下来的?|往后|最近的?|近|过去的?|)(?P<n>\d{{1,3}}|{CHINESE_NUMBER}|半)(?P<unit>个月|年|天|周)"
    "(?P<in>之内|以内|内|里|以来|来|)"
)


def chinese(text: str, start: int, day: date) -> Iterator[tuple[int, TimePhrase]]:
    """The times that may begin at a position of a Chinese text: (end, time)."""
    found = _CHINESE_LENGTH.match(text, start)
    if found is not None:
        past = found["way"].startswith(("最近", "近", "过去"))
        ahead = bool(found["way"]) or found["in"] in ("之内", "以内", "内")
        half = found["n"] == "半"
        count = 6 if half and found["unit"] == "年" else 0 if half else number(found["n"]) or 0
        unit = "个月" if half else found["unit"]
        if count and (past or (ahead and found["in"] not in ("以来", "来"))):
            yield found.end(), _length(count, unit, day, past=past)
    lead = re.compile("自从|自|从|截至到|截止到|截至|截止|到了|到|在|于|").match(text, start)
    assert lead is not None
    point = _chinese_point(text, lead.end(), day)
    if point is None:
        return
    said = lead.group()
    if said in ("自从", "自", "从", ""):
        joined = re.compile(r"\s*(?:到|至|—|~|和|与|跟|同|-)\s*").match(text, point.end)
        two = _chinese_point(text, joined.end(), day) if joined else None
        if two and point.last < two.last:
            tail = re.compile("之间|期间|相比|比|").match(text, two.end)
            assert tail is not None
            yield tail.end(), TimePhrase(When.BETWEEN, point.first, two.last, opening=point.last)
        since = re.compile(r"\s*(?:以来|至今|到现在|开始|起|之后至今|以后)").match(text, point.end)
        if since:
            yield since.end(), TimePhrase(When.SINCE, point.first, point.last)
    if said in ("", "在", "到", "于"):
        until = re.compile(r"\s*(?:之前|以前|前)").match(text, point.end)
        if until:
            edge = point.first - timedelta(days=1) if point.first != point.last else point.last
            yield until.end(), TimePhrase(When.UNTIL, point.first, edge)
    if said not in ("自从", "自", "从"):
        tail = re.compile(r"\s*(?:为止|之内|以内|当年|期间|内|时|的时候|里|那天|)").match(text, point.end)
        assert tail is not None
        yield tail.end(), TimePhrase(When.IN, point.first, point.last)
