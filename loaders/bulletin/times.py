"""When something was, as a bulletin writes it: in full, carried from a sentence before, or counted from its own day."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from graph.errors import RecordError
from graph.model import PartialDate
from loaders.bulletin.years import Years

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
    r"|[上下]半年|同一[天日]|同日|当日|当天|同月|当月|近日|日前|目前|现在|如今|(?:[一二三四五六七八九十两几\d]{1,2}|多)年(?:多)?(?:来|间)|近年来|近几年来?|(?:今|去|前|当|同)年[春夏秋冬](?:季学期|季)?|本?报告期|(?:这一?|该)年(?!度|[级龄])|(?<![^\s，,。；;：:、（(—–\-])\d{1,2}[日号](?=[上下晚早中当起]|[，,]|$|[\u3400-\u9fff])|全年|年内|年[底末初](?=[，,])|[“\"]?十[一二三四五]五[”\"]?(?:时期|期间|以来|规划期?)?)"
)
CHINESE = re.compile(
    rf"(?P<quarters>(?:{_YEAR}|今|去|前|当|同|本)年(?:度)?)前(?P<many>[一二三1-3两])个?季度"
    rf"|(?P<months>(?:{_YEAR}|今|去|前|当|同|本)年(?:度)?)(?P<begin>{_SMALL})月?(?:[-—–~～]|至|到)(?P<end>{_SMALL})月份?(?![\d日])"
    rf"|(?P<before>截[至止]到?|到了|自从?|从|至|到)?(?P<point>{_POINT})(?:(?:至|到|[-—–~～]+)(?P<to>{_POINT}|今))?"
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
    UNTOLD = "untold"
    """It was on a day, but of a year that nothing tells (4月18日, 今年)."""
    LOST = "lost"
    """The year before it is missing: 年以来."""


@dataclass(frozen=True, slots=True)
class Time:
    """A time: its first and last partial dates as far as they are known.

    `unsure` if its year stands elsewhere, and it may be another one.
    """

    role: Role
    first: PartialDate | None = None
    last: PartialDate | None = None
    unsure: bool = False

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
UNTOLD = Time(Role.UNTOLD)
"""A time whose year nobody told."""


@dataclass(slots=True)
class Calendar:
    """What a date is counted from: the bulletin's own day, and the last day that was named."""

    years: Years
    named: PartialDate | None = None
    unsure: bool = False
    """Whether the year of the day that was named last is unsure."""

    def chinese(self, found: re.Match[str]) -> Time:
        """The time that a match of `CHINESE` means; one that is no date is `NONE`."""
        try:
            return self._kept(self._chinese(found), carried=re.search(_YEAR, found[0]) is None)
        except RecordError:
            return NO_TIME

    def _kept(self, time: Time, *, carried: bool) -> Time:
        """A time, kept for those behind it that are told by it."""
        told = time.first or time.last
        if told is None:
            self.named = None
            self.years.interrupt()
            return time
        self.named, self.unsure = told, time.unsure
        last = time.last if time.role is Role.SPAN and time.last is not None else told
        self.years.tell(last, carried=carried, unsure=time.unsure)
        return time

    def _chinese(self, found: re.Match[str]) -> Time:
        if found["lost"]:
            return Time(Role.LOST)
        if found["quarters"]:
            year = self._year(found["quarters"])[0]
            if year is None:
                return UNTOLD
            month = 3 * (2 if found["many"] == "两" else _small(found["many"]))
            return Time(Role.SPAN, PartialDate(year, 1), PartialDate(year, month))
        if found["months"]:
            year = self._year(found["months"])[0]
            if year is None:
                return UNTOLD
            return Time(Role.SPAN, PartialDate(year, _small(found["begin"])), PartialDate(year, _small(found["end"])))
        if found["years"]:
            return Time(Role.SPAN, PartialDate(int(found["years"])), PartialDate(int(found["last"])))
        plan = re.search(r"(十[一二三四五])五", found["point"])
        if plan is not None and "月" not in found["point"]:
            begin = _PLANS[plan[1]]
            if "以来" in found[0]:
                return Time(Role.SINCE, PartialDate(begin))
            return Time(Role.SPAN, PartialDate(begin), PartialDate(begin + 4))
        return self._pointed(found)

    def _pointed(self, found: re.Match[str]) -> Time:
        """The time that a match means which has one point in time or two."""
        first, last, unsure = self._point(found["point"])
        if first is None:
            return UNTOLD if _HAS_A_DATE.search(found["point"]) else NO_TIME
        before, after = found["before"] or "", found["after"] or ""
        if found["to"] == "今" or after in ("年以来", "以来", "后", "之后", "起", "开始", "至今"):
            return Time(Role.SINCE, first, None, unsure)
        if found["to"]:
            self.years.tell(first, carried=re.search(_YEAR, found["point"]) is None, unsure=unsure)
            self.named, self.unsure = first, unsure
            end = self._point(found["to"])
            return Time(Role.SPAN, first, end[1] or end[0], unsure or end[2])
        if before.startswith("截") or before in ("至", "到") or after in ("前", "之前", "止"):
            return Time(Role.UNTIL, None, last or first, unsure)
        if before in ("自", "自从", "从"):
            return Time(Role.SINCE, first, None, unsure)
        return Time(Role.AT, first, last, unsure)

    def _point(self, text: str) -> tuple[PartialDate | None, PartialDate | None, bool]:
        """The first and the last partial date of a point in time, and whether its year is unsure."""
        iso = re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", text)
        if iso:
            return PartialDate(*map(int, iso.groups())), None, False
        if re.match(r"[今去前当同]年[春夏秋冬]", text):
            return None, None, False  # a season has no months of its own
        only_day = re.fullmatch(r"(\d{1,2})[日号]", text)
        if only_day:
            if self.named is None or self.named.month is None:
                return None, None, False
            return PartialDate(self.named.year, self.named.month, int(only_day[1])), None, self.unsure
        if text in ("全年", "年内", "一年来", "一年间", "这一年", "这年", "该年"):
            year, unsure = self.years.of_all()
            return (PartialDate(year) if year else None), None, unsure
        if text in ("同日", "同一天", "同一日", "当日", "当天", "同月", "当月"):
            return self._same(text), None, self.unsure
        year, unsure = self._year(text)
        if year is None:
            return None, None, False
        return *_within(text, year), unsure

    def _same(self, text: str) -> PartialDate | None:
        """The day, or the month, that was named last; None where only its year was."""
        if self.named is None or self.named.month is None:
            return None
        if text in ("同月", "当月"):
            return PartialDate(self.named.year, self.named.month)
        return self.named if self.named.day is not None else None

    def _year(self, text: str) -> tuple[int | None, bool]:
        """The year of a point in time, and whether it is unsure; None where nothing tells."""
        stated = re.match(rf"({_YEAR})年", text)
        if stated:
            return int("".join(str(_FIGURES[one]) for one in stated[1])), False
        ago = {"今年": 0, "本年": 0, "去年": 1, "前年": 2}.get(text[:2])
        if ago is not None:
            return (None if self.years.day is None else self.years.day.year - ago), False
        if text[:2] in ("当年", "同年"):
            return (self.years.told.year if self.years.told else None), self.years.unsure
        month = re.match(rf"({_SMALL})月", text)
        if month:
            return self.years.of_month(_small(month[1]))
        half = re.match(r"([上下])半年", text)
        if half:
            return self.years.of_month(6 if half[1] == "上" else 7)
        return None, False

    def english(self, found: re.Match[str], *, compared: bool = False) -> Time:
        """The time that a match of `ENGLISH` means; that of something `compared` tells nothing of other dates."""
        try:
            time = self._english(found)
        except RecordError:
            return NO_TIME
        return time if compared else self._kept(time, carried=re.search(_YEAR, found[0]) is None)

    def since(self, year: int) -> Time:
        """A time since a year that is told in other words."""
        return self._kept(Time(Role.SINCE, PartialDate(year)), carried=False)

    def last_year(self) -> Time:
        """The year before the bulletin's own."""
        first = self._english_point("last year")[0]
        return self._kept(UNTOLD if first is None else Time(Role.AT, first), carried=True)

    def _english(self, found: re.Match[str]) -> Time:
        first, unsure = self._english_point(found["point"])
        if first is None:
            return UNTOLD
        before = found["before"].lower()
        if found["to"]:
            if re.search(_YEAR, found["point"]) is None and re.search(_YEAR, found["to"]):
                # between March and August 2020: the year stands behind the second
                last = self._english_point(found["to"])[0]
                first, unsure = PartialDate(last.year if last else first.year, first.month, first.day), False
            self.years.tell(first, carried=True, unsure=unsure)
            last, other = self._english_point(found["to"])
            return Time(Role.SPAN, first, last, unsure or other)
        if before in ("since", "from") or before.startswith("starting") or found["after"]:
            return Time(Role.SINCE, first, None, unsure)
        if before in ("until", "up to"):
            return Time(Role.ENDED, None, first, unsure)
        if before in ("by", "as of", "as at"):
            return Time(Role.UNTIL, None, first, unsure)
        return Time(Role.AT, first, None, unsure)

    def _english_point(self, text: str) -> tuple[PartialDate | None, bool]:
        """A point in time, and whether its year is unsure."""
        if text in ("last year", "this year"):
            own = self.years.day
            return (None if own is None else PartialDate(own.year - (text == "last year"))), False
        if text == "the same year":
            told = self.years.told
            return (PartialDate(told.year) if told else None), self.years.unsure
        if text == "the same day":
            return self.named, self.unsure
        year = re.search(r"(?:19|20)\d\d$", text)
        month = re.search(rf"\b({_MONTH})\b", text)
        day = re.search(r"\b(\d{1,2})(?:st|nd|rd|th)?\b", text)
        if month is None:
            return (PartialDate(int(year[0])) if year else None), False
        number, of_month = _MONTHS[month[1].lower()], int(day[1]) if day else None
        if year is not None:
            return PartialDate(int(year[0]), number, of_month), False
        found, unsure = self.years.of_month(number)
        return (PartialDate(found, number, of_month) if found else None), unsure


_HAS_A_DATE = re.compile(r"月|日|号|[今去前本当同]年|半年|季度")


def _within(text: str, year: int) -> tuple[PartialDate, PartialDate | None]:
    """The first and the last partial date of a point in time in a year."""
    month = re.search(rf"({_SMALL})月", text)
    day = re.search(rf"月({_SMALL})[日号]", text)
    if month:
        return PartialDate(year, _small(month[1]), _small(day[1]) if day else None), None
    half = re.search(r"([上下])半年", text)
    if half:
        begin = 1 if half[1] == "上" else 7
        return PartialDate(year, begin), PartialDate(year, begin + 5)
    quarter = re.search(r"第?([一二三四1-4])季度", text)
    if quarter:
        begin = 3 * _small(quarter[1]) - 2
        return PartialDate(year, begin), PartialDate(year, begin + 2)
    return PartialDate(year), None


def _small(word: str) -> int:
    """A number up to 99 in figures or Chinese numerals."""
    if word.isascii():
        return int(word)
    tens, mark, ones = word.partition("十")
    if not mark:
        return _FIGURES[word[-1]]
    return 10 * _FIGURES.get(tens, 1) + _FIGURES.get(ones, 0)
