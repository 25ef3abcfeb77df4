"""Turns the fields that a row of the table made, with the area, times and groupings beside them, into a typed question.

A word that does not fit the question it stands in raises `Misfit`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from graph.ask.adjuncts import Adjuncts
from graph.ask.dates import TimePhrase, When
from graph.ask.lexing import Word
from graph.ask.query import Asked, Intent

if TYPE_CHECKING:
    from graph.ask.frame import Frame

_TIMELESS = frozenset(
    {
        Intent.SOURCES,
        Intent.VERSIONS,
        Intent.CONFLICTS,
        Intent.ENDED,
        Intent.UNDATED,
        Intent.LAPSED,
        Intent.NEVER,
        Intent.CLAIMS,
    }
)
"""Intents about the present and the past: a time in them is not the day asked about."""
_MONEY = frozenset(
    {"FUNDS", "MONEY", "AVERAGE", "PERVILLAGE", "PERSCHOOL", "PERTOWNSHIP", "MUCH", "GINI", "GAVE", "GAVEN"}
)
"""Classes of words that speak of money: a time beside them is its period."""


_TABLES = frozenset({"xlsx", "csv"})
_ENDINGS = {
    Intent.MAP: frozenset({"html"}),
    Intent.REPORT: frozenset({"html", "docx"}),
    Intent.EXPIRING: _TABLES | {"ics"},
    Intent.EXPORT: frozenset[str](),
}
"""The kinds of files that an answer can be written as; tables where nothing else is said."""
_LISTING = frozenset({Intent.PARTNERS, Intent.HISTORY, Intent.WHY})
"""Intents whose answers list the agreements of groups in any case, marked as such."""
_STATES = frozenset({Intent.GAPS, Intent.INHERITED, Intent.LAPSED, Intent.NEVER})
"""Intents that can be counted by area."""


class Misfit(Exception):  # noqa: N818  # it is not an error of the program
    """A word that cannot be used in the question it stands in."""

    def __init__(self, word: Word, key: str = "ask.word_here") -> None:
        super().__init__(word.text)
        self.word = word.text
        self.place = word.start
        self.key = key


def timed(intent: Intent, fields: dict[str, Any], frame: Frame, adjuncts: Adjuncts, day: date) -> Asked:
    """The typed question of a row of the table, with its area, groupings and time.

    Raises `Misfit` when one of them does not fit.
    """
    groups = tuple(sorted({by for _, by in adjuncts.by}, key=lambda by: by != "kind"))
    if groups and intent is not Intent.SPREAD:
        for word, by in adjuncts.by:
            fits = intent in (Intent.COVERAGE, Intent.NEEDED) or (
                intent in _STATES and by not in ("kind", "sector") and len(groups) == 1
            )
            if not fits or "by" in fields:
                raise Misfit(word)
        if len(groups) > 1 and (len(groups) > 2 or groups[0] != "kind" or "sector" in groups):
            raise Misfit(adjuncts.by[-1][0])
        fields = {**fields, "by": groups, "told": None}
    filed = {"output": adjuncts.file} if adjuncts.file else {}
    groups_count = adjuncts.groups and intent not in _LISTING
    asked = Asked(intent=intent, day=day, groups=groups_count, **{"area": adjuncts.area, **filed, **fields})
    if adjuncts.filetype is not None:
        if adjuncts.filetype not in _ENDINGS.get(intent, _TABLES):
            raise Misfit(next(word for words in frame.words.values() for word in words))
        asked = replace(asked, output=_file(asked, adjuncts.filetype))
    _require(asked, frame)
    spoken = {name: word for words in frame.words.values() for word in words for name in word.classes}
    return _timed(asked, adjuncts, day, spoken)


def _file(asked: Asked, ending: str) -> str:
    """A name for the file that is wanted: that of the command with the ending."""
    return f"{asked.question().name.replace(' ', '-')}.{ending}"


def _require(asked: Asked, frame: Frame) -> None:
    """Raises `Misfit` where the command that answers has no option for the area or the sector."""
    question = asked.question()
    words = [word for said in frame.words.values() for word in said]
    lost = (asked.area is not None and not question.area) or (
        asked.sector is not None and all(option.name != "sector" for option in question.options)
    )
    lost = lost or (asked.groups and all(option.name != "groups" for option in question.options))
    if lost and words:
        raise Misfit(frame.words["sector"][0] if "sector" in frame.words else words[0])


def _timed(asked: Asked, adjuncts: Adjuncts, day: date, spoken: dict[str, Word]) -> Asked:
    """The question with its day or period; raises `Misfit` for a second time, or one that does not fit the intent."""
    times = _merged(adjuncts.times, changed=asked.intent is Intent.CHANGED)
    if len(times) > 1:
        raise Misfit(times[1][0])
    word, time = times[0] if times else (None, None)
    past = asked.intent is Intent.EXPIRING and "EXPIRED" in spoken and "EXPIRE" not in spoken
    if word is None or time is None:
        if asked.intent is Intent.CHANGED:
            word = spoken.get("CHANGED") or next(iter(spoken.values()))
            raise Misfit(word, "ask.since")
        if past:
            raise Misfit(spoken["EXPIRED"])
        return asked
    if asked.intent is Intent.EXPIRING:
        return _expiring(asked, word, time, day, past=past)
    if asked.intent is Intent.REPORT and time.when is When.SINCE:
        return replace(asked, start=time.first if time.first == time.last else time.first - timedelta(days=1))
    if asked.intent is Intent.CHANGED:
        start, end = _compared(word, time)
        if start >= (end or day):
            raise Misfit(word, "ask.after")
        return replace(asked, start=start, end=end)
    money = asked.intent is Intent.GAVE or (
        asked.intent in (Intent.SPREAD, Intent.COVERAGE) and bool(_MONEY & spoken.keys())
    )
    if money and time.when in (When.IN, When.BETWEEN):
        return replace(asked, start=time.first, end=time.last)
    if time.when is not When.IN or asked.intent in _TIMELESS or money:
        raise Misfit(word)
    if time.first > day and time.first != time.last:
        raise Misfit(word, "ask.after")
    if time.first > day:  # a day that is named in full is meant, though nothing is known of it yet
        return replace(asked, day=time.first)
    return replace(asked, day=day if day <= time.last else time.last)


def _merged(times: tuple[tuple[Word, TimePhrase], ...], *, changed: bool) -> tuple[tuple[Word, TimePhrase], ...]:
    """The times with what is said twice said once; two days that are compared as the time between them."""
    if len(times) != 2 or any(time.when is not When.IN for _, time in times):
        return times
    (word, one), (_, two) = sorted(times, key=lambda own: own[1].last)
    if (one.first, one.last) == (two.first, two.last):
        return times[:1]
    if changed and one.last < two.first:
        return ((word, TimePhrase(When.BETWEEN, one.first, two.last, opening=one.last)),)
    return times


def _expiring(asked: Asked, word: Word, time: TimePhrase, day: date, *, past: bool) -> Asked:
    if time.when is When.WITHIN and not past:
        return replace(asked, within=time.length)
    if time.when in (When.IN, When.BETWEEN) and past:
        last = min(time.last, day - timedelta(days=1))  # an agreement is still in force on its last day
        if time.first <= last:
            return replace(asked, start=time.first, end=last)
    elif time.when in (When.IN, When.BETWEEN):
        return replace(asked, start=time.first, end=time.last)
    if time.when is When.UNTIL and time.last >= day and not past:
        return replace(asked, start=day, end=time.last)
    raise Misfit(word)


def _compared(word: Word, time: TimePhrase) -> tuple[date, date | None]:
    """The two days that are compared; None for today. `since 2021` compares with the last day of 2020."""
    if time.when is When.SINCE:
        return (time.first if time.first == time.last else time.first - timedelta(days=1)), None
    if time.when is When.PAST:
        return time.first, None
    if time.when is When.BETWEEN and time.opening is not None:
        return time.opening, time.last
    if time.when is When.IN and time.first != time.last:
        return time.first - timedelta(days=1), time.last
    raise Misfit(word)
