"""What a question is about: a day, a kind, an area, a sector, a side, a state. It imports little."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from graph.errors import UsageError
from graph.model import AREA_KINDS, Kind, clean

_SPAN = re.compile(r"(?P<number>\d{1,4})\s*(?P<unit>d|天|日|w|周|m|个?月|y|年)", re.IGNORECASE)
_DAYS = {"d": 1, "天": 1, "日": 1, "w": 7, "周": 7}
_MONTHS = {"m": 1, "月": 1, "个月": 1, "y": 12, "年": 12}


class State(StrEnum):
    """Where a roster member stands on a day; see `graph.measures.coverage`."""

    DIRECT = "direct"
    INHERITED = "inherited"
    LAPSED = "lapsed"
    NEVER = "never"


class By(StrEnum):
    """What coverage may be grouped by."""

    KIND = "kind"
    TOWNSHIP = "township"
    COUNTY = "county"
    PREFECTURE = "prefecture"
    PROVINCE = "province"
    SECTOR = "sector"


AREA_GROUPS = frozenset(kind.value for kind in AREA_KINDS)


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked of a roster: on which day, of which kind, inside which unit, through which sector.

    `kind` None means every kind, `area` None everywhere, `sector` None any sector or none. `area` is the id of a unit.
    Raises `UsageError` when `day` is not a date or `kind` is not a known kind.

    >>> Query(date(2019, 12, 30), "village").kind
    <Kind.VILLAGE: 'village'>
    """

    day: date
    kind: Kind | None = None
    area: str | None = None
    sector: str | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.day, date) or isinstance(self.day, datetime):
            raise UsageError("measures.day", name="day", value=repr(self.day), type=type(self.day).__name__)
        if self.kind is not None and not isinstance(self.kind, Kind):
            if self.kind not in set(Kind):
                known = ", ".join(kind.value for kind in Kind)
                raise UsageError("measures.word", name="kind", value=str(self.kind), known=known)
            object.__setattr__(self, "kind", Kind(self.kind))  # the word of a kind, from Python


class Side(StrEnum):
    """A side of the network."""

    HELPER = "helper"
    RECIPIENT = "recipient"


class RankBy(StrEnum):
    """What organizations may be ranked by."""

    PARTNERS = "partners"
    FUNDS = "funds"
    DEGREE = "degree"
    BETWEENNESS = "betweenness"
    HARMONIC = "harmonic"
    PAGERANK = "pagerank"
    BIRANK = "birank"


class Ends(StrEnum):
    """How an agreement stands to its end; see `graph.measures.expiry`."""

    EXPIRING = "expiring"
    ENDED = "ended"
    UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time in calendar months and days; `printed` is how it was written."""

    months: int
    days: int
    printed: str | None = field(default=None, compare=False, repr=False)

    @classmethod
    def parse(cls, text: str) -> Span:
        """Reads `12m`, `90d`, `2y`, `12个月`, `90天`, `2年`; raises `UsageError` on anything else.

        >>> Span.parse("2年"), Span.parse("90d")
        (Span(months=24, days=0), Span(months=0, days=90))
        """
        match = _SPAN.fullmatch(clean(text))
        if match is None:
            raise UsageError("expiring.span", value=text)
        number, unit = int(match["number"]), match["unit"].lower()
        return cls(number * _MONTHS.get(unit, 0), number * _DAYS.get(unit, 0), text)

    def __str__(self) -> str:
        """The span as `parse` reads it.

        >>> str(Span.parse("2年")), str(Span(12, 0))
        ('2年', '12m')
        """
        return self.printed or (f"{self.months}m" if self.months else f"{self.days}d")

    def after(self, day: date) -> date:
        """The day this long after `day`; where the month has no such day, its last day.

        >>> Span(1, 0).after(date(2023, 1, 31))
        datetime.date(2023, 2, 28)
        """
        year, month = divmod(day.year * 12 + day.month - 1 + self.months, 12)
        if year > date.max.year:
            return date.max
        last = calendar.monthrange(year, month + 1)[1]
        moved = date(year, month + 1, min(day.day, last))
        return moved + timedelta(self.days) if (date.max - moved).days >= self.days else date.max
