"""What a clause says was given: money, purchases, people sent, training, posts; by whom, to whom, and when."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from graph.model import MONEY_MEASURES, UNITS, Counting, Kind, Measure, PartialDate
from loaders.bulletin import pairings
from loaders.bulletin.figures import Figure
from loaders.bulletin.names import Name
from loaders.bulletin.shapes import Count, Item, Shape, Side
from loaders.bulletin.state import Carried, Said, State, asked, is_exact, matched, place_of, sector_of
from loaders.bulletin.statements import Counted, Given, Pair, Reads, Status
from loaders.bulletin.times import Role, Time
from loaders.bulletin.tokens import MEASURES, NO_PRODUCE, Act, Clause, Thing, Token

_PEOPLE = frozenset({"人", "名", "位", "人次"})
_SESSIONS = frozenset({"期", "班"})
_DOCTORS = re.compile("医生|医师|医学专家|医疗专家|doctor|physician|surgeon", re.IGNORECASE)
_THERE = re.compile("派去|派往|^[并还又]捐")
"""Words that say that people went, or that more was given, to whom the clause before named."""
_OPEN_TO_ALL = frozenset({Measure.SESSIONS, Measure.TRAINEES})
"""What may be given to people of many places: it is a record also where nobody is named who received it."""
_PERSONS = frozenset({"people", "teachers", "doctors", "officials", "students", "jobs"})
"""Classes of words for persons."""


@dataclass(frozen=True, slots=True)
class _Between:
    """Who gave, and to whom; `counted` if the text says only how many got it, `part` if it is a part of a whole."""

    givers: tuple[Name, ...]
    takers: tuple[Name, ...]
    act: Act | None
    counted: bool
    part: bool
    time: Time | None


def give(state: State, said: Said) -> None:
    """Adds what a clause says was given, each of its numbers apart."""
    shape, carried = said.shape, said.carried
    part = said.has("among") or _goes_on(said)
    places = [*shape.places, *([shape.taker] if shape.taker is not None else [])]
    givers, meant = _givers(state, said, places)
    takers, counted = _takers(state, said, places, givers, part)
    said.doubts += asked([*givers, *takers])
    if len(givers) == 1 and state.names.is_helped(givers[0]):
        said.doubt("giver_helped")
    if any(state.names.is_helped(name) is False for name in takers):
        said.doubt("taker_helps")
    stated = shape.act is Act.GIVE and shape.giver is not None  # including 5,000 yuan that A gave
    act = carried.act if part and not stated else shape.act or carried.act
    if act is Act.HOLD and any(one.thing is not None and one.thing.what == "sessions" for one in shape.items):
        act = Act.TRAIN
    if act is Act.ALLOT:
        act = Act.GIVE if shape.giver is not None and places else Act.RAISE
    if act is Act.ATTEND:
        held = carried.item is not None and carried.item.thing is not None and carried.item.thing.what == "sessions"
        act = Act.TRAIN if held and carried.act is Act.TRAIN else Act.OTHER
    between = _Between(givers, takers, act, counted, part or said.has("total"), said.time)
    for item, own in zip(shape.items, _in_order(said, between), strict=True):
        _item(state, replace(said, doubts=list(said.doubts)), item, own)
    if shape.helps and act is Act.SEND and takers and givers and pairings.says_pairing(state, said):
        _sent(state, said, between)
    if not meant:
        state.remember(givers)
    unknown = bool(said.clause.strange) or any(one.thing and one.thing.what is None for one in shape.items)
    carried.unsure = unknown if shape.giver is not None else carried.unsure
    carried.giver, carried.act = givers, act
    carried.taker = takers if places else carried.taker


def _goes_on(said: Said) -> bool:
    """Whether a clause is nothing but a time and a number behind the part of a whole: another part."""
    shape = said.shape
    return bool(said.carried.parts) and shape.rule == "figures" and shape.giver is None and bool(said.clause.times)


def _givers(state: State, said: Said, places: list[Side]) -> tuple[tuple[Name, ...], bool]:
    """Who gave, and whether it is those whom a number stands for (三家单位)."""
    giver = said.shape.giver
    if giver is None:
        if len(said.carried.giver) > 1:
            said.doubt("several_givers")
        if said.carried.unsure:
            said.doubt("giver_unsure")
        return said.carried.giver, False
    meant = _those(state, giver)
    if meant:
        if not places:
            said.doubt("pronoun")
        return meant, True
    if not giver.counts and not giver.open:
        return tuple(state.members(giver)), False
    if not said.has("total"):
        said.doubt("giver_unnamed")
    unit = state.unit(giver)
    return (() if unit is None else (unit,)), False


def _takers(
    state: State, said: Said, places: list[Side], givers: tuple[Name, ...], part: bool
) -> tuple[tuple[Name, ...], bool]:
    """Who received it, and whether only how many is said. Where nobody is named, it is the unit that is helped.

    But for a sentence that named another recipient: then it is not known.
    """
    scope = state.names.scope()
    before = said.carried.taker
    if not places:
        words = state.text[said.clause.span]
        if before and (said.has("shared") or (len(before) == len(givers) == 1 and _THERE.search(words))):
            return before, False
        if part or said.has("total"):
            return before or (() if scope is None else (scope,)), False
        listed = [name for giver in givers for name in state.listed.get(giver.key, ())]
        if any(scope is None or name.key != scope.key for name in listed):
            said.doubt("taker_unnamed")
            return (), False
        if any(scope is None or name.key != scope.key for name in before):
            said.doubt("taker_unnamed")
            return (), False
        if said.has("purpose"):  # what was built may be of the giver itself
            said.doubt("taker_unnamed")
        return (() if scope is None else (scope,)), False
    counted = next((one for side in places for one in side.counts), None)
    takers = tuple(name for side in places for name in state.members(side))
    if counted is not None and counted.count is not None:
        own = (state.name(counted.name),) if counted.name is not None else ()
        takers = _meant(state, counted.count, givers) or own
    return takers or (() if scope is None else (scope,)), counted is not None


def _in_order(said: Said, between: _Between) -> list[_Between]:
    """For each number, who gave it to whom and when: with 分别 each in its turn, if there are as many."""
    items = said.shape.items
    own = [one.value for one in times_of_items(said.clause, said.shape)]
    if own:
        return [replace(between, time=time) for time in own if isinstance(time, Time)]
    times = said.carried.times
    if len(times) > 1 and said.has("total"):
        return [between] * len(items)
    if len(times) > 1 and not (said.has("respectively") and len(times) == len(items)) and not said.clause.times:
        said.doubt("several_times")
    if not said.has("respectively") or len(items) < 2:
        return [between] * len(items)
    if len(times) == len(items):
        return [replace(between, time=time) for time in times]
    if len(between.givers) == len(between.takers) == len(items):
        both = zip(between.givers, between.takers, strict=True)
        return [replace(between, givers=(giver,), takers=(taker,)) for giver, taker in both]
    if len(between.givers) == len(items):
        return [replace(between, givers=(one,)) for one in between.givers]
    if len(between.takers) == len(items):
        return [replace(between, takers=(one,)) for one in between.takers]
    said.doubt("several_readings")
    return [between] * len(items)


def times_of_items(clause: Clause, shape: Shape) -> list[Token]:
    """The times of a clause in which each number has its own before it (2021年3050万元、2022年3320万元), else none."""
    times, items = clause.times, shape.items
    if len(times) < 2 or len(times) != len(items) or not all(isinstance(one.value, Time) for one in times):
        return []
    pairs = [(time.span.begin, item.figure.span.begin) for time, item in zip(times, items, strict=True)]
    before = [place for time, item in pairs for place in (time, item)]
    behind = [place for time, item in pairs for place in (item, time)]  # 2.4 million yuan in 2023 and …
    return times if sorted(before) in (before, behind) else []


def _item(state: State, said: Said, item: Item, between: _Between) -> None:
    """One number of a clause of giving: a contribution, a claim, or what no measure holds."""
    figure = item.figure.value
    assert isinstance(figure, Figure)  # an item is made of one
    thing = item if item.thing is not None or not between.part else said.carried.item or item
    verbless = said.shape.act is None and not between.part
    measure = None if verbless else _measure(between.act, thing, figure)
    if measure is None and figure.money and between.act is Act.BUY and thing.thing is not None:
        measure = _bought_there(said, thing.thing)
    said.carried.item = thing
    if measure is None or figure.value is None or item.kind is not None:
        _none(state, said, item, "no_number" if figure.value is None else "no_measure")
        return
    if not is_exact(figure):
        said.doubt("inexact")
    if between.act is Act.FUND and figure.money:
        said.doubt("what_for")
    if measure is Measure.DOCTORS_SENT and thing.thing is not None and not _DOCTORS.search(thing.thing.words):
        said.doubt("not_all_doctors")
    givers, takers = between.givers, between.takers
    total = said.has("total") or said.has("cumulative")
    each = said.has("each") or said.has("respectively")
    if said.has("each") and len(givers) > 1 and len(takers) == 1 and not total:
        for one in givers:
            _item(state, replace(said, doubts=list(said.doubts)), item, replace(between, givers=(one,)))
    elif (
        total
        or len(givers) > 1
        or (len(takers) > 1 and not each)
        or (between.counted and not (each and len(takers) > 1))
    ):
        _claimed(state, said, item, measure, between)
    else:
        _given(state, said, item, measure, between)


def _bought_there(said: Said, thing: Thing) -> Measure | None:
    """The measure of what was bought, whatever it is called, from somebody whom the clause names; not of equipment."""
    there = said.shape.taker is not None or bool(said.shape.places)
    return Measure.PURCHASES if there and thing.what is None and not NO_PRODUCE.search(thing.words) else None


def _none(state: State, said: Said, item: Item, why: str) -> None:
    own = replace(said, doubts=[])
    own.doubt(why)
    state.add(item.figure.span, Reads.NONE, own.doubts, None, Status.SKIP)


def _given(state: State, said: Said, item: Item, measure: Measure, between: _Between) -> None:
    """A contribution to each of those who got it; a part of a whole only if it is of another giver or time."""
    figure = item.figure.value
    assert isinstance(figure, Figure)
    assert figure.value is not None
    period = state.period(said, between.time)
    giver = between.givers[0] if between.givers else None
    if said.has("among") or (between.part and said.carried.parts):
        if not said.clause.times and said.shape.giver is None and not _is_first(state, said, measure):
            _none(state, said, item, "part")
            return
        whole(state, said.carried, measure)
        _overlapping(state, said, measure, period)
        said.carried.parts.append(len(state.found))
    if giver is None:
        said.doubt("giver_unnamed")
    elif measure in _OPEN_TO_ALL:
        said.doubts = [one for one in said.doubts if one.key != "bulletin.why.taker_unnamed"]
    for taker in between.takers or (None,):
        if taker is None and giver is None:
            said.doubt("taker_unnamed")
        if not between.part:
            said.carried.given.append(len(state.found))
        counted = counting(measure, figure)
        what = Given(measure, figure.value, giver, taker, period, _sector(item), figure.bound, counted)
        state.add(item.span, Reads.CONTRIBUTION, said.doubts, what)


def _claimed(state: State, said: Said, item: Item, measure: Measure, between: _Between) -> None:
    """A total, or what several gave or got together: claimed, never added as if one had given it to one."""
    figure = item.figure.value
    assert isinstance(figure, Figure)
    givers, takers = between.givers, between.takers
    giver = givers[0] if len(givers) == 1 else state.outer(givers)
    taker = takers[0] if len(takers) == 1 else state.outer(takers) or state.names.scope()
    if taker is None:
        said.doubt("taker_unnamed")
    if giver is None and not givers and not said.has("total") and said.shape.taker is None and not said.shape.places:
        said.doubt("giver_unnamed")
    since = between.time.since() if between.time else None
    sector, value, bound = _sector(item), figure.value, figure.bound
    counted = counting(measure, figure)
    what = Counted(giver, taker, {}, {}, measure, value, None, sector, since, bound, None, counted)
    state.add(item.span, Reads.CLAIM, said.doubts, what)


def _sector(item: Item) -> str | None:
    words = item.thing.words if item.thing is not None else ""
    return "training" if "培训" in words or "training" in words.lower() else None


def _is_first(state: State, said: Said, measure: Measure) -> bool:
    """Whether nothing of a measure was told before in the sentence: 人才63名，其中教师38名 tells no sum of teachers."""
    if measure in MONEY_MEASURES:
        return False
    told = (state.found[place].what for place in said.carried.given)
    return said.carried.act is not None and not any(
        isinstance(one, Given | Counted) and one.measure is measure for one in told
    )


def whole(state: State, carried: Carried, measure: Measure | None = None) -> None:
    """Makes a claim of what was given before in the sentence, now that a part is told: it is not added twice.

    `measure` is that of the part; without one, the part is of money, whatever for.
    """
    measures = MONEY_MEASURES if measure is None else (measure,)
    for place in reversed(carried.given):
        given = state.found[place].what
        if isinstance(given, Counted) and given.measure in measures:
            return
        if isinstance(given, Given) and given.measure in measures:
            value, sector, bound, counted = given.value, given.sector, given.bound, given.counted
            sides = given.helper, given.recipient
            what = Counted(*sides, {}, {}, given.measure, value, None, sector, None, bound, None, counted)
            state.replace(place, reads=Reads.CLAIM, what=what)
            return


def _overlapping(state: State, said: Said, measure: Measure, period: str | None) -> None:
    """Asks about parts of a measure that were told before of a time that this one lies in, too: they hold it."""
    for place in said.carried.parts:
        part = state.found[place].what
        if isinstance(part, Given) and part.measure is measure and _overlap(part.period, period):
            state.doubt(place, "part")


def _overlap(one: str | None, other: str | None) -> bool:
    """Whether two periods have a day in common; not known of one that is not told."""
    if one is None or other is None:
        return False
    ends = [[PartialDate.parse(part) for part in text.split("/")] for text in (one, other)]
    return ends[0][0].first <= ends[1][-1].last and ends[1][0].first <= ends[0][-1].last


def _sent(state: State, said: Said, between: _Between) -> None:
    """The pairing that sending people for it states (选派…到…开展“组团式”帮扶)."""
    form, time = state.form(said.clause), said.time
    start = time.since() if time and time.role is Role.SINCE else None
    for some, others, certainty in matched(between.givers, between.takers, said.has("respectively")):
        said.carried.pairs.append(len(state.found))
        what = Pair(some, others, certainty, form, sector_of([*some, *others]), start)
        state.add(place_of(said.clause), Reads.AGREEMENT, said.doubts, what)


def _meant(state: State, count: Count, givers: tuple[Name, ...]) -> tuple[Name, ...]:
    """Those whom a number stands for (向三个村): as many of that kind as the giver was last said to help."""
    if len(givers) != 1:
        return ()
    listed = state.listed.get(givers[0].key, ())
    same = len(listed) == count.figure.value and all(name.kind is count.kind for name in listed)
    return listed if same else ()


def _those(state: State, side: Side) -> tuple[Name, ...]:
    """Those whom a number stands for (三家单位): as many as were named as givers last."""
    counts = side.counts
    if len(counts) != 1 or side.names or counts[0].name is not None or counts[0].count is None:
        return ()
    fitting = counts[0].count.kind in (Kind.DEPARTMENT, *(name.kind for name in state.gave))
    return tuple(state.gave) if fitting and len(state.gave) == counts[0].count.figure.value else ()


def counting(measure: Measure, figure: Figure) -> Counting | None:
    """How the people of a figure are counted: 人次 counts who came twice twice."""
    return Counting.PERSON_TIMES if UNITS[measure] == "people" and figure.unit.endswith("人次") else None


def _measure(act: Act | None, item: Item, figure: Figure) -> Measure | None:
    """What a number counts, by what was done and what stands beside it; None if no measure holds it."""
    what = item.thing.what if item.thing is not None else None
    if figure.foreign or act is None:
        return None
    if figure.money:
        return _money(act, item)
    english = figure.unit == ""
    if act in (Act.TRAIN, Act.HOLD) and (figure.unit in _SESSIONS or (english and what == "sessions")):
        return Measure.SESSIONS if what == "sessions" or (act is Act.TRAIN and what is None) else None
    if act is Act.TRAIN:
        people = (figure.unit in _PEOPLE and what in (None, *_PERSONS)) or (english and what in _PERSONS)
        return Measure.TRAINEES if people else None
    if act is Act.VISIT and what in _PERSONS and figure.unit in _PEOPLE:
        return Measure.PEOPLE_VISITED
    counted = english or figure.unit in (*_PEOPLE, "个")
    return MEASURES.get((act, what)) if counted and what is not None else None


def _money(act: Act, item: Item) -> Measure | None:
    """What an amount of money counts; that of unknown things is none."""
    what = item.thing.what if item.thing is not None else None
    if act is Act.GIVE and (item.thing is None or what == "money"):
        return Measure.FUNDS
    if act is Act.FUND and what == "money":
        return Measure.FUNDS
    return Measure.PURCHASES if act is Act.BUY and (item.thing is None or what == "produce") else None
