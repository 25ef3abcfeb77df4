"""Turns a tree of the grammar, with the area, times and groupings beside it, into a typed question.

A word that does not fit the question it stands in raises `Misfit`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from graph.ask.adjuncts import Adjuncts, name_of
from graph.ask.dates import TimePhrase, When
from graph.ask.lexing import Word
from graph.ask.query import Asked, Intent
from graph.ask.table import HELPING, RECEIVING
from graph.model import AREA_KINDS, Kind

if TYPE_CHECKING:
    from lark import Tree

    from graph.ask.frame import Frame

_GROUPED = frozenset({Intent.GAPS, Intent.INHERITED, Intent.LAPSED, Intent.NEVER, Intent.COVERAGE})
_LEVELS = frozenset(AREA_KINDS)
_UNITS = {Kind.VILLAGE: Kind.TOWNSHIP, Kind.TOWNSHIP: Kind.COUNTY, Kind.COUNTY: Kind.PREFECTURE}
"""The kind of unit that an organization of each kind lies in."""
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
_PER = {"PERVILLAGE": Kind.VILLAGE, "PERSCHOOL": Kind.SCHOOL, "PERTOWNSHIP": Kind.TOWNSHIP}


class Misfit(Exception):  # noqa: N818  # it is not an error of the program
    """A word that cannot be used in the question it stands in."""

    def __init__(self, word: Word, key: str = "ask.word_here") -> None:
        super().__init__(word.text)
        self.word = word.text
        self.place = word.start
        self.key = key


def filled(tree: Tree[Any], adjuncts: Adjuncts, day: date) -> Asked:
    """The typed question of a tree, with its area, time and grouping, asked on `day`.

    Raises `Misfit` when one of its words does not fit.
    """
    from lark import Tree  # slow to import, and the list of examples needs no parser

    intent = Intent.GAVE if tree.data == "received" else Intent(str(tree.data))
    slots: dict[str, list[Word]] = {}
    spoken: dict[str, Word] = {}
    for child in tree.children:
        leaf: Any = child.children[0] if isinstance(child, Tree) else child
        if isinstance(child, Tree):
            slots.setdefault(str(child.data), []).append(leaf.value)
        else:
            spoken |= dict.fromkeys(leaf.value.classes, leaf.value)
    kind, of, level = (_kind(slots.get(name, [])) for name in ("kind", "of", "level"))
    for one in slots.get("one", []):
        if one.classes["NUMBER"] != 1:
            raise Misfit(one)
    if intent is Intent.SPREAD:
        kind = next((meant for name, meant in _PER.items() if name in spoken), kind)
    if intent in (Intent.GAPS, Intent.INHERITED, Intent.LAPSED, Intent.NEVER) and kind in HELPING:
        raise Misfit(slots["kind"][0], "ask.side")
    if intent in (Intent.CARRIES, Intent.GAVE) and tree.data != "received" and kind is Kind.VILLAGE:
        raise Misfit(slots["kind"][0])  # villages are helped
    if intent is Intent.CARRIES and of is None and kind in HELPING and "HELP" not in spoken:
        raise Misfit(slots["kind"][0], "ask.side")
    if intent is Intent.CARRIES and kind in _LEVELS and "HELP" not in spoken:
        raise Misfit(slots["kind"][0])  # the villages in a township, or those it helps
    if intent is Intent.OVERLAP and "OVERLAP" not in spoken and kind not in RECEIVING:
        raise Misfit(slots["kind"][0], "ask.side")
    if intent is Intent.SPREAD and kind in _LEVELS and not {"PER", "PERTOWNSHIP"} & spoken.keys():
        raise Misfit(slots["kind"][0])  # ambiguous: spread between them, or between those in them
    if level is not None and level is not _UNITS.get(kind or Kind.VILLAGE):
        raise Misfit(slots["level"][0])
    for word, by in adjuncts.by:
        allowed = intent is Intent.COVERAGE or (
            intent in _GROUPED and by not in ("kind", "sector") and len(adjuncts.by) == 1
        )
        if not allowed:
            raise Misfit(word)
    groups = tuple(sorted({by for _, by in adjuncts.by}, key=lambda by: by != "kind"))
    if len(groups) > 1 and (len(groups) > 2 or groups[0] != "kind" or "sector" in groups):
        raise Misfit(adjuncts.by[-1][0])
    names = [name_of(word) for word in slots.get("org", [])]
    asked = Asked(
        intent=intent,
        day=day,
        kind=kind,
        of=of,
        area=adjuncts.area,
        by=groups,
        organizations=tuple(name.text for name in names if name is not None),
        sector=_text(slots, "sector"),
        number=_number(slots),
        received=tree.data == "received",
    )
    return _timed(asked, adjuncts, day, spoken)


def timed(intent: Intent, fields: dict[str, Any], frame: Frame, adjuncts: Adjuncts, day: date) -> Asked:
    """The typed question of a row of the table, with its area, groupings and time.

    Raises `Misfit` when one of them does not fit.
    """
    groups = tuple(sorted({by for _, by in adjuncts.by}, key=lambda by: by != "kind"))
    if groups and intent is not Intent.SPREAD:
        for word, by in adjuncts.by:
            fits = intent is Intent.COVERAGE or (
                intent is Intent.GAPS and by not in ("kind", "sector") and len(groups) == 1
            )
            if not fits or "by" in fields:
                raise Misfit(word)
        if len(groups) > 1 and (len(groups) > 2 or groups[0] != "kind" or "sector" in groups):
            raise Misfit(adjuncts.by[-1][0])
        fields = {**fields, "by": groups, "told": None}
    asked = Asked(intent=intent, day=day, **{"area": adjuncts.area, **fields})
    spoken = {name: word for words in frame.words.values() for word in words for name in word.classes}
    return _timed(asked, adjuncts, day, spoken)


def _kind(words: list[Word]) -> Kind | None:
    kinds = [Kind(str(word.classes["KIND"])) for word in words]
    for word, kind in zip(words, kinds, strict=True):
        if kind is not kinds[0]:
            raise Misfit(word)
    return kinds[0] if kinds else None


def _text(slots: dict[str, list[Word]], name: str) -> str | None:
    return str(slots[name][0].classes[name.upper()]) if name in slots else None


def _number(slots: dict[str, list[Word]]) -> int | None:
    if "number" not in slots:
        return None
    word = slots["number"][0]
    value = word.classes["NUMBER"]
    if not isinstance(value, int) or value < 1:
        raise Misfit(word)
    return value


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
    if asked.intent is Intent.CHANGED:
        start, end = _compared(word, time)
        if start >= (end or day):
            raise Misfit(word, "ask.after")
        return replace(asked, start=start, end=end)
    if asked.intent in (Intent.GAVE, Intent.SPREAD) and time.when in (When.IN, When.BETWEEN):
        return replace(asked, start=time.first, end=time.last)
    if time.when is not When.IN or asked.intent in _TIMELESS:
        raise Misfit(word)
    if time.first > day:
        raise Misfit(word, "ask.after")
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
