"""Reads the sentences of a bulletin in order into statements: what is said, by whom to whom, and since when.

A statement is a record only if its clause fills a shape wholly, both sides are known, every place is found, every
figure is exact and nothing in the clause says that it is a plan, a comparison or the like. What is carried from one
clause to the next (who gave, since when) is carried inside a sentence, a time since when inside a paragraph.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from typing import Protocol

from graph.answer import Note
from graph.model import Kind
from loaders.bulletin import afterwards, gifts, outcomes, pairings, shapes
from loaders.bulletin.figures import Figure
from loaders.bulletin.names import Name
from loaders.bulletin.shapes import Member, Shape, Side
from loaders.bulletin.state import Carried, Said, State, is_exact
from loaders.bulletin.statements import Given, Pair, Statement, Status
from loaders.bulletin.text import Span
from loaders.bulletin.times import Role, Time
from loaders.bulletin.tokens import Act, Clause, Guard
from loaders.loaded import Progress

_REPORTS = re.compile(
    r"总结|报告|年报|情况|综述|成效|盘点|回顾|数读|数说|数看|\b(?:report|review|summary|account)\b", re.IGNORECASE
)
"""Words of a title that say that what follows is all of the time in it."""
_RENEWED = re.compile(
    r"(?<!不)(?<!不再)(?<!未)(?<!尚未)(?:续签|续约|展期|顺延|延长|延期)|\b(?:renew(?:s|ed|ing)?|extend(?:s|ed|ing)?)\b",
    re.IGNORECASE,
)
"""Says that what ended goes on: until when, is not sure."""
_RUNNING = re.compile(
    r"截[至止]到?(?:(?P<year>(?:19|20)\d\d)年)?"
    r"|\b(?:as (?:of|at)|by the end of)\b(?:[A-Za-z\d ,]{0,16}?(?P<last>(?:19|20)\d\d))?",
    re.IGNORECASE,
)
"""Says that an amount runs up to a day: the next bulletin counts it again."""
_YEAR_END = re.compile(
    r"截[至止]到?(?:\d{4}年|[去当]年)?(?:年?[底末]|年终|12月(?:份|底|末|31日))"
    r"|\b(?:as (?:of|at)|by) (?:the end of|(?:31 )?December) (?:19|20)\d\d",
    re.IGNORECASE,
)
"""Says that what is told is told up to the end of a year."""
_WITHDRAWN = re.compile(
    r"笔误|有误|不准确|不实|不属实|失实|误为|误作|更正|谣言|网传|据传|传言|有网友|"
    r"\b(?:incorrect|untrue|not true|in error|erroneous(?:ly)?|misprint|correction|rumou?r(?:s|ed)?|alleged(?:ly)?)\b",
    re.IGNORECASE,
)
"""Words that say that something in their sentence is not so."""
_SEMICOLON = re.compile("[;；]")
_COLON = re.compile("[)）】 ]*[：:]")
_NARROW = frozenset({"幼儿园", "kindergartens"})
"""Words that a kind covers only if one wants it to."""
_TOLD_EVERY = 500
"""After how many sentences progress is told."""


class Language(Protocol):
    """Splits the sentences of one language into clauses."""

    def clauses(self, plain: str, sentence: Span) -> Iterator[Clause]:
        """The clauses of a sentence."""
        ...


def read(state: State, languages: Mapping[bool, Language], progress: Progress | None = None) -> list[Statement]:
    """The statements of all sentences of a bulletin, in order; `languages` by whether they are Chinese."""
    paragraph, carried = -1, None
    for number, sentence in enumerate(state.text.sentences):
        if progress is not None and number % _TOLD_EVERY == 0:
            progress("sentence", number, len(state.text.sentences))
        state.years.begin(paragraph=sentence.paragraph != paragraph)
        if sentence.paragraph != paragraph:
            paragraph, state.since, carried = sentence.paragraph, None, None
        state.sentence = sentence
        before, carried = carried, Carried()
        begin, end = len(state.found), sentence.span.begin
        state.begun = begin
        for clause in languages[sentence.chinese].clauses(state.text.plain, sentence.span):
            if _SEMICOLON.search(state.text[Span(end, clause.span.begin)]):
                carried.part = len(state.found)
            end = clause.span.end
            if sentence.heading:
                _heading(state, clause)
            else:
                _clause(state, clause, carried, before)
        _doubt_whole(state, state.text[sentence.span], begin)
    found = afterwards.as_headed(state.found, state.headed_money)
    return afterwards.in_both_languages(afterwards.once(afterwards.parts(found)))


def _doubt_whole(state: State, words: str, begin: int) -> None:
    """Doubts records of a sentence for what `words` say in another clause of it; they stand from `begin` on."""
    for place in range(begin, len(state.found)):
        one = state.found[place]
        if one.status is Status.RECORD and _WITHDRAWN.search(words):
            state.doubt(place, "withdrawn")
        elif one.status is Status.RECORD and isinstance(one.what, Pair) and one.what.end and _RENEWED.search(words):
            state.doubt(place, "renewed")
        elif one.status is Status.RECORD and isinstance(one.what, Given) and _runs(one.what, words):
            state.doubt(place, "running")


def _runs(given: Given, words: str) -> bool:
    """Whether an amount is one up to a day; that of a year is none if it was over, or all is told up to its end."""
    of_a_year = given.period is not None and len(given.period) == len("2023")
    running = _RUNNING.search(words)
    over = running is not None and of_a_year and str(given.period) < (running["year"] or running["last"] or "")
    return running is not None and not over and not (of_a_year and _YEAR_END.search(words) is not None)


def _clause(state: State, clause: Clause, carried: Carried, before: Carried | None) -> None:
    begin = len(state.found)
    time = _time(state, clause, carried)
    _meet(state, clause)
    if "term" in clause.flags:
        own = carried if carried.pairs or before is None else before
        for_all = own is before or "each" in clause.flags
        pairings.term(state, clause.flags["term"], own, for_all=for_all)
    if "until" in clause.flags and clause.times:
        pairings.until(state, clause, carried)
        return
    shape = shapes.shape_of(clause.words)
    guards = sorted({one.value for one in clause.guards if isinstance(one.value, Guard)})
    carried.planned = carried.planned or (Guard.PLAN in guards and "aim" not in clause.flags)
    if guards:
        state.skip(clause, guards)
        carried.act = next((one.value for one in clause.words if isinstance(one.value, Act)), carried.act)
        carried.taker = _to_whom(state, clause) or carried.taker
        if guards == [Guard.GOODS] and carried.taker and shapes.begins_with_giver(clause.words):
            carried.giver = (state.name(clause.words[0]),)  # of goods with a worth: money may follow
    elif shape is None:
        state.skip(clause, ["no_shape"])
        carried.taker = _to_whom(state, clause) or carried.taker
        carried.passed = carried.passed or (carried.time is not None and bool(clause.words or clause.strange))
        names = [one for one in clause.words if one.kind == "NAME"]
        carried.subject = names[0] if len(names) == 1 and clause.words[0] is names[0] else None
        if names and clause.words == names[:1]:
            entry = not clause.strange and _COLON.match(state.text.plain, clause.span.end) is not None
            carried.unsure = not entry
            if entry:  # 碧湾市发展和改革局：拨付…
                alone = Side((Member(names[0], None),), False, None, names[0].span)
                carried.giver, carried.first, carried.taker = (state.name(names[0]),), alone, ()
    elif carried.planned and shape.giver is None and not clause.times and shape.rule not in pairings.RULES:
        state.skip(clause, ["plan"])
    else:
        said = Said(clause, shape, time, _doubts(state, clause, shape, time), carried)
        if shape.rule in pairings.RULES:
            pairings.pair(state, said)
        elif shape.rule == "active":
            pairings.active(state, said)
        elif shape.rule == "covered":
            pairings.covered(state, said)
        else:
            gifts.give(state, said)
    if "among" in clause.flags and any(one.kind == "MONEY" for one in clause.words):
        gifts.whole(state, carried)
    read = any(one.status is not Status.SKIP for one in state.found[begin:])
    state.list_unread(clause, shape, read)
    if not guards and not carried.planned:
        outcomes.propose(state, clause, time, carried, begin)


def _to_whom(state: State, clause: Clause) -> tuple[Name, ...]:
    """To whom something went, as a clause says of which nothing else is read."""
    pairs = itertools.pairwise(clause.words)
    return tuple(state.name(name) for to, name in pairs if to.kind == "TO" and name.kind == "NAME")


def _heading(state: State, clause: Clause) -> None:
    """Keeps the numbers of a heading: the text says again what it says, and should say it with the same numbers."""
    _meet(state, clause)
    numbers = [one.value for one in clause.words]
    for at, value in enumerate(numbers):
        if not isinstance(value, Figure) or value.value is None or not is_exact(value):
            continue
        kind = numbers[at + 1] if at + 1 < len(numbers) else None
        if value.money:
            state.headed_money.add(value.value)
        elif isinstance(kind, Kind):
            state.headed.setdefault(kind, set()).add(int(value.value))
    times = [one.value for one in clause.times if isinstance(one.value, Time)]
    if state.titled is None and state.sentence is not None and _REPORTS.search(state.text[state.sentence.span]):
        state.titled = next((one for one in times if one.role in (Role.AT, Role.SPAN)), None)
        if state.titled is not None and state.titled.first is not None and state.titled.role is Role.AT:
            state.years.titled = state.titled.first.year
    state.skip(clause, ["heading"], pairing=False)


def _meet(state: State, clause: Clause) -> None:
    """Reads every name of a clause, whatever becomes of it: later ones may be short for it."""
    before: Name | None = None
    for word in clause.words:
        if word.kind == "NAME":
            before = state.name(word, before)


def _time(state: State, clause: Clause, carried: Carried) -> Time | None:
    """When a clause was: as it says, else as its sentence began; one that a paragraph was since is kept."""
    own = [one.value for one in clause.times if isinstance(one.value, Time) and one.value.role is not Role.NONE]
    time = own[0] if own else carried.time
    if own:
        leads = not clause.words or clause.times[0].span.begin <= clause.words[0].span.begin
        if leads and (not clause.words or (carried.time is None and not carried.pairs)):
            carried.time, carried.times = own[0], own
        if leads and own[0].role is not Role.UNTIL:
            state.since = own[0] if own[0].role is Role.SINCE else None
    elif clause.times and state.sentence is not None and clause.times[0].span.begin == state.sentence.span.begin:
        state.since = None  # another time, though no day: 报告期内
    return time


def _doubts(state: State, clause: Clause, shape: Shape, time: Time | None) -> list[Note]:
    """Why what a clause says is to be asked about, whatever it is."""
    numbers = [one for one in clause.words if isinstance(one.value, Figure)]
    times = [one for one in clause.times if isinstance(one.value, Time) and one.value.role is not Role.NONE]
    reasons = {
        "several_readings": shape.several,
        "unknown_words": bool(clause.strange) or ("kind" in clause.flags and shape.rule != "covered"),
        "pronoun": "pronoun" in clause.flags or "whole" in clause.flags,
        "spaced": any(at in state.text.spaced for one in numbers for at in range(*one.span)),
        "narrow_kind": any(one.kind == "KIND" and state.text[one.span] in _NARROW for one in clause.words),
        "giver_unnamed": "social" in clause.flags,
        "year_unsure": time is not None and time.unsure,
        "several_times": len(times) > 1 and not gifts.times_of_items(clause, shape),
    }
    return [Note(f"bulletin.why.{why}") for why, holds in reasons.items() if holds]
