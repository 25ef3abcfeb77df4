"""When something was, as a bulletin writes it: in full, carried from a sentence before, or counted from its own day."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from graph.errors import RecordError
from graph.model import PartialDate

_FIGURES: Mapping[str, int] = {
    **{str(one): one for one in range(10)},
    **dict(zip("〇○零一二三四五六七八九", (0, 0, *range(10)), strict=True)),
}
_PLANS = {"十一": 2006, "十二": 2011, "十三": 2016, "十四": 2021, "十五": 2026}
"""The first years of the five-year plans: 十四五 is 2021 to 2025."""
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ),
        1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted((name.capitalize() for name in _MONTHS), key=len, reverse=True))
_YEAR = r"(?:(?:19|20)\d\d|[一二][〇○零一二三四五六七八九]{3})"
_SMALL = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_POINT = (
    rf"(?:{_YEAR}年(?:{_SMALL}月(?:{_SMALL}[日号]|份|底|末|初|[上中下]旬)?|[上下]半年|第?[一二三四1-4]季度|年?[底末初度])?"
    rf"|(?:今|去|前|当|同|本)年度?(?:{_SMALL}月(?:{_SMALL}[日号]|份|底|末|初|[上中下]旬)?|[上下]半年|第?[一二三四1-4]季度|[底末初])?"
    rf"|{_SMALL}月(?:{_SMALL}[日号]|份|底|末|初|[上中下]旬)?(?!令)"
    r"|(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)"
    r"|[上下]半年|同日|当日|当天|同月|当月|近日|日前|目前|现在|如今|(?:[一二三四五六七八九十两几\d]{1,2}|多)年(?:多)?(?:来|间)|近年来|近几年来?|(?:今|去|前|当|同)年[春夏秋冬](?:季学期|季)?|本?报告期|(?:这一?|该)年(?!度|[级龄])|(?<![^\s，,。；;：:、（(—–\-])\d{1,2}[日号](?=[上下晚早中当起]|[，,]|$|[\u3400-\u9fff])|全年|年内|年[底末初](?=[，,])|[“\"]?十[一二三四五]五[”\"]?(?:时期|期间|以来|规划期?)?)"
)
CHINESE = re.compile(
    rf"(?P<quarters>(?:{_YEAR}|今|去|前|当|同|本)年(?:度)?)前(?P<many>[一二三1-3两])个?季度"
    rf"|(?P<months>(?:{_YEAR}|今|去|前|当|同|本)年(?:度)?)(?P<begin>{_SMALL})月?(?:[-—–~～]|至|到)(?P<end>{_SMALL})月份?(?![\d日])"
    rf"|(?P<before>截[至止]到?|自从?|从|至|到)?(?P<point>{_POINT})(?:(?:至|到|[-—–~～]+)(?P<to>{_POINT}|今))?"
    rf"(?P<after>年?以来|之?后|起|开始|至今|期间|间|之?前|内|中|里|止)?"
    rf"|(?P<years>(?:19|20)\d\d)(?:年)?[-—–~～至到](?P<last>(?:19|20)\d\d)年(?:度|间|期间)?"
    r"|(?P<lost>年以来)"
)
_EN_POINT = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)? (?:{_MONTH})\.?,? (?:19|20)\d\d|(?:{_MONTH})\.? \d{{1,2}}(?:st|nd|rd|th)?,? (?:19|20)\d\d"
    rf"|(?:the end of )?(?:{_MONTH})\.?,? (?:19|20)\d\d|(?:the end of |late |early |mid-)?(?:19|20)\d\d|\d{{1,2}}(?:st|nd|rd|th)? (?:{_MONTH})\b(?!\.?,? (?:19|20)\d\d)|(?:{_MONTH})\b\.?(?: \d{{1,2}}(?:st|nd|rd|th)?\b)?(?!,? ?\d)|last year|this year|the same (?:year|day))"
)
ENGLISH_DAY = re.compile(
    rf"\b(?P<point>\d{{1,2}}(?:st|nd|rd|th)? (?:{_MONTH})\.?,? (?:19|20)\d\d|(?:{_MONTH})\.? \d{{1,2}}(?:st|nd|rd|th)?, (?:19|20)\d\d)"
)
"""A day without a word before it, as a dateline has it."""
ENGLISH = re.compile(
    rf"\b(?P<before>[Ss]ince|[Ff]rom|[Aa]s (?:of|at)|[Bb]y|[Uu]ntil|[Uu]p to|[Oo]n|[Ii]n|[Dd]uring|[Bb]etween|[Ss]tarting(?: in| from)?|[Tt]hroughout)\s+"
    rf"(?P<point>{_EN_POINT})(?:\s*(?:to|and|until|through|[-–—])\s*(?P<to>{_EN_POINT}))?(?P<after> onwards?)?"
)


class Role(StrEnum):
    """What a time says: that something was then, has been since, or is counted up to then."""

    AT = "at"
    SINCE = "since"
    UNTIL = "until"
    ENDED = "ended"
    """What was said went on until then, and no longer (until March 2022)."""
    SPAN = "span"
    NONE = "none"
    """A word that gives no day: 近年来, 目前."""
    LOST = "lost"
    """The year before it is missing: 年以来."""


@dataclass(frozen=True, slots=True)
class Time:
    """A time: its first and last partial dates as far as they are known. `carried` if its year stands elsewhere."""

    role: Role
    first: PartialDate | None = None
    last: PartialDate | None = None
    carried: bool = False

    def since(self) -> PartialDate | None:
        """The day that something began on."""
        return self.first if self.role in (Role.AT, Role.SINCE, Role.SPAN) else None

    def period(self, day: date) -> str | None:
        """The period of what was given, open ends counted up to the bulletin's own day; None if it says none."""
        if self.role is Role.AT:
            return (
                None if self.first is None else "/".join(dict.fromkeys((str(self.first), str(self.last or self.first))))
            )
        if self.role is Role.SINCE and self.first is not None:
            return f"{self.first}/{day.isoformat()}"
        if self.role is Role.SPAN and self.first is not None and self.last is not None:
            return f"{self.first}/{self.last}"
        return None


NO_TIME = Time(Role.NONE)


@dataclass(slots=True)
class Calendar:
    """What a relative date is counted from: the bulletin's own day, and the last day that was named."""

    day: date | None
    year: int | None = None
    named: PartialDate | None = None

    def chinese(self, found: re.Match[str]) -> Time:
        """The time that a match of `CHINESE` means; one that is no date is `NONE`."""
        try:
            return self._chinese(found)
        except RecordError:
            return NO_TIME

    def _chinese(self, found: re.Match[str]) -> Time:
        if found["lost"]:
            return Time(Role.LOST)
        if found["quarters"]:
            year, carried = self._year(found["quarters"])
            if year is None:
                return NO_TIME
            self.year = year
            month = 3 * (2 if found["many"] == "两" else _small(found["many"]))
            return Time(Role.SPAN, PartialDate(year, 1), PartialDate(year, month), carried)
        if found["months"]:
            year, carried = self._year(found["months"])
            if year is None:
                return NO_TIME
            self.year = year
            return Time(
                Role.SPAN, PartialDate(year, _small(found["begin"])), PartialDate(year, _small(found["end"])), carried
            )
        if found["years"]:
            return Time(Role.SPAN, PartialDate(int(found["years"])), PartialDate(int(found["last"])))
        plan = re.search(r"(十[一二三四五])五", found["point"])
        if plan is not None and "月" not in found["point"]:
            begin = _PLANS[plan[1]]
            if "以来" in found[0]:
                return Time(Role.SINCE, PartialDate(begin))
            return Time(Role.SPAN, PartialDate(begin), PartialDate(begin + 4))
        first, last, carried = self._point(found["point"])
        if first is None:
            return NO_TIME
        self.year, self.named = first.year, first
        before, after = found["before"] or "", found["after"] or ""
        if found["to"] == "今" or after in ("年以来", "以来", "后", "之后", "起", "开始", "至今"):
            return Time(Role.SINCE, first, None, carried)
        if found["to"]:
            end = self._point(found["to"])
            self.year = end[0].year if end[0] is not None else self.year
            return Time(Role.SPAN, first, end[1] or end[0], carried or end[2])
        if before.startswith("截") or before in ("至", "到") or after in ("前", "之前", "止"):
            return Time(Role.UNTIL, None, last or first, carried)
        if before in ("自", "自从", "从"):
            return Time(Role.SINCE, first, None, carried)
        return Time(Role.AT, first, last, carried)

    def _point(self, text: str) -> tuple[PartialDate | None, PartialDate | None, bool]:
        """The first and the last partial date of a point in time, and whether its year stands elsewhere."""
        iso = re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", text)
        if iso:
            return PartialDate(*map(int, iso.groups())), None, False
        if re.match(r"[今去前当同]年[春夏秋冬]", text):
            return None, None, True  # a season has no months of its own
        only_day = re.fullmatch(r"(\d{1,2})[日号]", text)
        if only_day:
            if self.named is None or self.named.month is None:
                return None, None, True
            return PartialDate(self.named.year, self.named.month, int(only_day[1])), None, True
        if text in ("全年", "年内", "一年来", "一年间", "这一年", "这年", "该年"):
            return (PartialDate(self.year) if self.year else None), None, True
        if text in ("同日", "当日", "当天") and self.named is not None and self.named.day is not None:
            return self.named, None, True
        if text in ("同月", "当月") and self.named is not None and self.named.month is not None:
            return PartialDate(self.named.year, self.named.month), None, True
        year, carried = self._year(text)
        if year is None:
            return None, None, True
        month = re.search(rf"({_SMALL})月", text)
        day = re.search(rf"月({_SMALL})[日号]", text)
        if month:
            return PartialDate(year, _small(month[1]), _small(day[1]) if day else None), None, carried
        half = re.search(r"([上下])半年", text)
        if half:
            begin = 1 if half[1] == "上" else 7
            return PartialDate(year, begin), PartialDate(year, begin + 5), carried
        quarter = re.search(r"第?([一二三四1-4])季度", text)
        if quarter:
            begin = 3 * _small(quarter[1]) - 2
            return PartialDate(year, begin), PartialDate(year, begin + 2), carried
        return PartialDate(year), None, carried

    def _today(self) -> date:
        assert self.day is not None  # its callers look
        return self.day

    def _year(self, text: str) -> tuple[int | None, bool]:
        stated = re.match(rf"({_YEAR})年", text)
        if stated:
            return int("".join(str(_FIGURES[one]) for one in stated[1])), False
        if text[:2] in ("今年", "本年", "去年", "前年") and self.day is None:
            return None, True
        if text[:2] in ("今年", "本年"):
            return self._today().year, True
        if text[:2] == "去年":
            return self._today().year - 1, True
        if text[:2] == "前年":
            return self._today().year - 2, True
        if text[:2] in ("当年", "同年"):
            return self.year, True
        month = re.match(rf"({_SMALL})月|[上下]半年", text)
        if month:  # a month of the winter that lies ahead was that of the year before
            if self.year is not None or self.day is None:
                return self.year, True
            ahead = month[1] is not None and _small(month[1]) > self.day.month
            return self.day.year - ahead, True
        return None, True

    def english(self, found: re.Match[str]) -> Time:
        """The time that a match of `ENGLISH` means."""
        try:
            return self._english(found)
        except RecordError:
            return NO_TIME

    def _english(self, found: re.Match[str]) -> Time:
        first, carried = self._english_point(found["point"])
        if first is None:
            return NO_TIME
        self.year, self.named = first.year, first
        before = found["before"].lower()
        if found["to"]:
            return Time(Role.SPAN, first, self._english_point(found["to"])[0], carried)
        if before in ("since", "from") or before.startswith("starting") or found["after"]:
            return Time(Role.SINCE, first, None, carried)
        if before in ("until", "up to"):
            return Time(Role.ENDED, None, first, carried)
        if before in ("by", "as of", "as at"):
            return Time(Role.UNTIL, None, first, carried)
        return Time(Role.AT, first, None, carried)

    def _english_point(self, text: str) -> tuple[PartialDate | None, bool]:
        if text in ("last year", "this year"):
            return (None if self.day is None else PartialDate(self.day.year - (text == "last year"))), True
        if text.startswith("the same"):
            return (PartialDate(self.year) if self.year and "year" in text else self.named), True
        year = re.search(r"(?:19|20)\d\d$", text)
        month = re.search(rf"\b({_MONTH})\b", text)
        day = re.search(r"\b(\d{1,2})(?:st|nd|rd|th)?\b", text)
        if year is None and month is not None:
            return self._yearless(_MONTHS[month[1].lower()], int(day[1]) if day else None), True
        if year is None:
            return None, True
        if month is None:
            return PartialDate(int(year[0])), False
        return PartialDate(int(year[0]), _MONTHS[month[1].lower()], int(day[1]) if day else None), False

    def _yearless(self, month: int, day: int | None) -> PartialDate | None:
        """A month of the year that was named last, else of the bulletin's own or the one before it."""
        year = self.year
        if year is None and self.day is not None:
            year = self.day.year - (month > self.day.month)
        return PartialDate(year, month, day) if year is not None else None


def _small(word: str) -> int:
    """A number up to 99 in figures or Chinese numerals."""
    if word.isascii():
        return int(word)
    tens, mark, ones = word.partition("十")
    if not mark:
        return _FIGURES[word[-1]]
    return 10 * _FIGURES.get(tens, 1) + _FIGURES.get(ones, 0)
