"""Periods of time, as people write them, and which money lies in one."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from graph.errors import RecordError, UsageError
from graph.model import PartialDate, clean

_YEARS = range(1900, 2101)
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_IN_WORDS = re.compile(r"[一二][〇○零一二三四五六七八九]{3}(?=\s*年)")
_PART = re.compile(
    r"(?P<year>\d{4})\s*(?:年度?)?\s*[-/]?\s*(?:h(?P<h>[12])|(?P<half>[上下])半年|q(?P<q>[1-4])"
    r"|第?\s*(?P<quarter>[一二三四1-4])\s*季度?|(?P<first>前)\s*(?P<many>[二两三23])\s*个?季度)"
)
_PART_FIRST = re.compile(r"(?P<part>[hq][1-4])\s+(?P<year>\d{4})")
_WHOLE_YEAR = re.compile(r"(\d{4})\s*年?\s*(?:年?度|全年)?")
_TO = re.compile(r"\.{2,}|[~—–]+|-{2,}|至|到|\s+to\s+|\s+-\s+")
_MONTHS = re.compile(rf"(\d{{4}})\s*年\s*(\d{{1,2}})\s*月?\s*(?:-|{_TO.pattern})\s*(\d{{1,2}})\s*月份?")


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `first` to `last`, both included. As text it is what `parse` reads: 2024, 2024-H1, 2022..2024.

    >>> str(Period(date(2024, 1, 1), date(2024, 6, 30))), str(Period(date(2022, 1, 1), date(2024, 12, 31)))
    ('2024-H1', '2022..2024')
    """

    first: date
    last: date

    @classmethod
    def parse(cls, text: str) -> Period:
        """Reads a year, a half, a quarter, a month, a day, or a range of two of them, as written in both languages.

        Raises `UsageError` when the text is none, or ends before it begins.

        >>> [str(Period.parse(text)) for text in ("2024年", "2024上半年", "2024年第一季度", "2024年5月", "2024年1-6月")]
        ['2024', '2024-H1', '2024-Q1', '2024-05', '2024-H1']
        >>> [str(Period.parse(text)) for text in ("2022-2024", "2022年至2024年", "2024-Q1..Q3", "2024-01/2024-06")]
        ['2022..2024', '2022..2024', '2024-01..2024-09', '2024-H1']
        """
        wanted = _IN_WORDS.sub(lambda found: found[0].translate(_DIGITS), clean(text)).lower()
        months = _MONTHS.fullmatch(wanted)
        if months:
            wanted = f"{months[1]}-{months[2]}..{months[1]}-{months[3]}"
        found = _point(wanted) or next(_ranges(wanted), None)
        if found is None or not {found.first.year, found.last.year} <= {*_YEARS}:
            raise UsageError("period.unknown", value=text)
        if found.last < found.first:
            raise UsageError("period.reversed", value=text)
        return found

    def holds(self, stated: str | None) -> bool | None:
        """Whether what a record states as its period lies wholly in this one: True, False where it surely lies outside.

        None where that cannot be said: nothing is stated, or it runs over an end of this one.

        >>> year = Period.parse("2024")
        >>> [year.holds(stated) for stated in ("2024-04/2024-06", "2023", "2023/2024", None)]
        [True, False, None, None]
        """
        if not stated:
            return None
        first, last = _ends(stated)
        if self.first <= first and last <= self.last:
            return True
        return None if first <= self.last and self.first <= last else False

    def __str__(self) -> str:
        named = _named(self)
        if named is not None:
            return named
        for size in (4, 7):  # of years, of months
            first, last = (PartialDate.parse(day.isoformat()[:size]) for day in (self.first, self.last))
            if (first.first, last.last) == (self.first, self.last):
                return f"{first}..{last}"
        return f"{self.first}..{self.last}"


@cache
def _ends(stated: str) -> tuple[date, date]:
    parts = [PartialDate.parse(part) for part in stated.split("/")]
    return parts[0].first, parts[-1].last


def _of_months(year: int, first: int, last: int) -> Period:
    return Period(date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1]))


def _point(text: str) -> Period | None:
    """A text without a range in it; None if it is none."""
    turned = _PART_FIRST.fullmatch(text)
    part = _PART.fullmatch(f"{turned['year']}{turned['part']}" if turned else text)
    year = _WHOLE_YEAR.fullmatch(text)
    try:
        if part:
            return _of_months(int(part["year"]), *_months(part))
        if year:
            return _of_months(int(year[1]), 1, 12)
        found = PartialDate.parse(text.removesuffix("份"))
    except (RecordError, ValueError):
        return None
    return Period(found.first, found.last)


def _months(part: re.Match[str]) -> tuple[int, int]:
    """The first and the last month of a half, a quarter, or the first quarters."""
    half = part["h"] or {"上": "1", "下": "2"}.get(part["half"] or "")
    if half:
        return (1, 6) if half == "1" else (7, 12)
    if part["first"]:
        return 1, 9 if part["many"] in "三3" else 6
    quarter = int(part["q"] or (part["quarter"] or "").translate(_DIGITS))
    return 3 * quarter - 2, 3 * quarter


def _ranges(text: str) -> Iterator[Period]:
    """The ways to read a text as a range; what ends it may leave the year unsaid (2024年一季度至三季度)."""
    cuts = [found.span() for found in _TO.finditer(text)]
    cuts += [found.span() for found in re.finditer(r"-|/(?=\d{4})", text)]
    for begin, end in cuts:
        first, behind = _point(text[:begin].strip()), text[end:].strip()
        if first is not None and behind:
            last = _point(behind if re.match(r"\d{4}|[hq]\d\s", behind) else f"{first.first.year}年{behind}")
            if last is not None:
                yield Period(first.first, last.last)


def _named(period: Period) -> str | None:
    """A year, a half, a quarter, a month or a day by its name; None if it is none of them."""
    year = period.first.year
    parts = {
        f"{year}": (1, 12),
        **{f"{year}-H{number}": (6 * number - 5, 6 * number) for number in (1, 2)},
        **{f"{year}-Q{number}": (3 * number - 2, 3 * number) for number in (1, 2, 3, 4)},
        **{f"{year}-{month:02d}": (month, month) for month in range(1, 13)},
    }
    named = next((name for name, months in parts.items() if _of_months(year, *months) == period), None)
    return period.first.isoformat() if named is None and period.first == period.last else named
