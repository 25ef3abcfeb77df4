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
        Intent.GAVE,
        Intent.SPREAD,
    }
)
"""Intents about the present and the past, or about money: a time in them is not the day asked about."""


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
            fits = intent is Intent.COVERAGE or (
                intent in _STATES and by not in ("kind", "sector") and len(groups) == 1
            )
            if not fits or "by" in fields:
                raise Misfit(word)
        if len(groups) > 1 and (len(groups) > 2 or groups[0] != "kind" or "sector" in groups):
            raise Misfit(adjuncts.by[-1][0])
        fields = {**fields, "by": groups, "told": None}
    filed = {"output": adjuncts.file} if adjuncts.file else {}
    asked = Asked(intent=intent, day=day, **{"area": adjuncts.area, **filed, **fields})
    spoken = {name: word for words in frame.words.values() for word in words for name in word.classes}
    return _timed(asked, adjuncts, day, spoken)


def _timed(asked: Asked, adjuncts: Adjuncts, day: date, spoken: dict[str, Word]) -> Asked:
    """The question with its day or period; raises `Misfit` for a second time, or one that does not fit the intent."""
    times = adjuncts.times
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
    if asked.intent in (Intent.GAVE, Intent.SPREAD) and time.when in (When.IN, When.BETWEEN):
        return replace(asked, start=time.first, end=time.last)
    if time.when is not When.IN or asked.intent in _TIMELESS:
        raise Misfit(word)
    if time.first > day and time.first != time.last:
        raise Misfit(word, "ask.after")
    if time.first > day:  # a day that is named in full is meant, though nothing is known of it yet
        return replace(asked, day=time.first)
    return replace(asked, day=day if day <= time.last else time.last)


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
