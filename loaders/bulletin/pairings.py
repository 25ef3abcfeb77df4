"""What a clause says of pairings: who with whom, how many with how many, that one ended and another began."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from graph.answer import Note
from graph.model import Certainty, Kind, Measure, PartialDate
from loaders.bulletin import figures
from loaders.bulletin.figures import Figure
from loaders.bulletin.names import Name
from loaders.bulletin.shapes import Member, Shape, Side
from loaders.bulletin.state import (
    EDUCATION,
    HEALTH,
    Carried,
    Said,
    State,
    asked,
    is_exact,
    matched,
    place_of,
    sector_of,
)
from loaders.bulletin.statements import Counted, Pair, Reads, Status
from loaders.bulletin.text import Span
from loaders.bulletin.times import Role, Time
from loaders.bulletin.tokens import Act, Clause, Token

_PAIRED = re.compile("结对|对口|组团|一对一|paired|group-type|one-to-one|one-on-one", re.IGNORECASE)
RULES = frozenset(
    {
        "paired",
        "together",
        "twos",
        "again",
        "helps",
        "helped",
        "ended",
        "was",
        "changed",
        "reassigned",
        "anew",
        "over",
        "assigned",
        "sends",
    }
)
"""The rules of `clause.lark` that say who is paired with whom."""
_LOCAL = ({Kind.VILLAGE}, {Kind.TOWNSHIP})
_ONLY_HELP = {Kind.ENTERPRISE, Kind.SOCIAL_GROUP, Kind.DEPARTMENT}
"""Kinds that a village does not help."""
_SECTORS: Mapping[Kind, str] = {Kind.HOSPITAL: HEALTH, Kind.SCHOOL: EDUCATION}
_RENEWED = re.compile("续签|续约|\\brenewed\\b")
_INTENT = re.compile("意向|备忘录|[Mm]emorand")


def pair(state: State, said: Said) -> None:
    """Adds the pairings that a clause states, or the counts of those who are paired."""
    if said.shape.rule == "changed":
        _changed(state, said)
        return
    if said.shape.rule == "twos":
        sides = said.shape.sides
        for place in range(0, len(sides), 2):
            duo = replace(said.shape, rule="paired", sides=sides[place : place + 2])
            pair(state, replace(said, shape=duo, doubts=list(said.doubts)))
        return
    if said.shape.rule == "together":
        said.shape = _parted(state, said)
        if said.shape.rule != "paired":
            state.skip(said.clause, ["no_shape"])
            return
    if said.shape.rule == "reassigned":
        _reassigned(state, said)
        return
    if said.shape.rule == "over":
        _over(state, said)
        return
    if said.shape.rule == "anew":
        _end_before(state, said)
    if said.shape.rule == "sends" and (said.shape.act is not Act.SEND or not says_pairing(state, said)):
        state.skip(said.clause, ["no_shape"])  # sending alone is no pairing
        return
    if said.shape.rule == "again":
        first, subject = said.carried.first, said.carried.subject
        if first is None and subject is not None:
            first = Side((Member(subject, None),), False, None, subject.span)
            said.doubt("unknown_words")
        if first is None:
            state.skip(said.clause, ["pronoun"])
            return
        said.shape = replace(said.shape, rule="paired", sides=(first, *said.shape.sides))
    said.carried.first = said.shape.sides[0]
    helper, recipient = _directed(state, said)
    if _INTENT.search(state.text[said.clause.span]):
        said.doubt("intent")
    counted = any(side.counts or side.open for side in said.shape.sides)
    if not counted and any(one.kind == "COVER" for one in said.clause.words):
        said.doubt("coverage")
    if counted:
        _counted(state, said, helper, recipient)
        _open(state, said, helper, recipient)
    else:
        _named(state, said, state.members(helper), state.members(recipient))


def _parted(state: State, said: Said) -> Shape:
    """The shape of a list of all who signed (A, B and the C and D signed) with its two sides: those helped, the others.

    Where more than two signed and it is not said that each with one did, that all did together is a way to read it.
    """
    (whole,) = said.shape.sides
    names = state.members(whole)
    helped = [state.names.is_helped(name) for name in names]
    turns = [at for at in range(1, len(helped)) if helped[at] is not helped[at - 1]]
    if len(turns) != 1 or len(names) != len(whole.members) or None in helped or whole.open:
        return replace(said.shape, rule="none")
    if len(names) > 2 and not said.has("respectively"):
        said.doubt("several_readings")
    (at,) = turns
    parts = (whole.members[:at], whole.members[at:])
    return replace(said.shape, rule="paired", sides=tuple(Side(part, False, None, whole.span) for part in parts))


def says_pairing(state: State, said: Said) -> bool:
    """Whether sending people is said to be a pairing: sending alone is none."""
    return any(_PAIRED.search(state.text[one.span]) for one in said.clause.forms)


def _named(state: State, said: Said, givers: list[Name], takers: list[Name]) -> None:
    """Adds the pairings of those who are named on both sides."""
    rule, carried = said.shape.rule, said.carried
    said.doubts += asked([*givers, *takers])
    if any({True, False} <= {state.names.is_helped(name) for name in side} for side in (givers, takers)):
        said.doubt("direction")  # a side on which both stand is none
    start, end = _dates(state, said)
    if rule == "ended" and end is None:
        said.doubt("no_end")
    form = state.form(said.clause)
    for some, others, certainty in matched(givers, takers, said.has("respectively")):
        carried.pairs.append(len(state.found))
        what = Pair(some, others, certainty, form, sector_of([*some, *others]), start, end)
        state.add(place_of(said.clause), Reads.AGREEMENT, said.doubts, what)
    if rule == "was":
        carried.was = len(state.found) - 1
        state.doubt(carried.was, "no_end")
    state.remember(givers)
    if len(givers) == 1:
        state.listed[givers[0].key] = tuple(takers)
    carried.giver, carried.taker = tuple(givers), tuple(takers)


def _dates(state: State, said: Said) -> tuple[PartialDate | None, PartialDate | None]:
    """When a pairing began and ended, as far as its clause says."""
    rule, time = said.shape.rule, said.time
    if time is None:
        return None, None
    if rule == "was":
        return None, None
    if rule == "ended":
        return None, time.since()
    words = state.text[said.clause.span]
    # that it was so in a year, or behind something that was then, or that it was renewed, does not say when it began
    state_then = _is_state(said) and (_is_a_year(time) or (said.carried.passed and not said.clause.times))
    since_then = time.role is Role.SINCE and "先后" in words  # one after another since then: none of them on that day
    start = None if state_then or since_then or _RENEWED.search(words) else time.since()
    return start, time.last if time.role in (Role.ENDED, Role.SPAN) else None


def _is_a_year(time: Time) -> bool:
    """Whether a time is a year in which something was so."""
    return time.role is Role.AT and (time.first is None or time.first.month is None or time.last is not None)


def _is_state(said: Said) -> bool:
    """Whether a clause says that two are paired, not that they became so: 结对帮扶 for 签订协议, 建立关系."""
    return not any(one.kind == "AGREED" for one in said.clause.words)


def _changed(state: State, said: Said) -> None:
    """A pairing that took the place of the one that the clause before told of; that one ended then."""
    place = said.carried.was
    before = state.found[place].what if place is not None else None
    if place is None or not isinstance(before, Pair):
        state.skip(said.clause, ["no_shape"])
        return
    givers = state.members(said.shape.sides[0])
    said.doubts += asked([*givers, *before.recipients])
    when = said.time.since() if said.time else None
    if when is None:
        said.doubt("no_end")
    else:
        why = tuple(note for note in state.found[place].why if note.key != "bulletin.why.no_end")
        status = Status.PROPOSE if why else Status.RECORD
        state.replace(place, what=replace(before, end=when), why=why, status=status)
    sector = sector_of([*givers, *before.recipients])
    what = Pair(tuple(givers), before.recipients, Certainty.NAMED, before.form, sector, when)
    state.add(place_of(said.clause), Reads.AGREEMENT, said.doubts, what)


def _over(state: State, said: Said) -> None:
    """Ends the pairing of the clause before (该协议已于2023年12月到期), if it is one."""
    carried, time = said.carried, said.time
    pairs = [*carried.pairs, *([carried.was] if carried.was is not None else [])]
    place = pairs[0] if len(set(pairs)) == 1 else None
    what = state.found[place].what if place is not None else None
    if place is None or not isinstance(what, Pair) or what.end is not None or not said.clause.times or time is None:
        state.skip(said.clause, ["no_shape"])
        return
    one = state.found[place]
    why = tuple(note for note in one.why if note.key != "bulletin.why.no_end")
    status = one.status if why else Status.RECORD
    end = time.last if time.role in (Role.UNTIL, Role.ENDED) else time.since()
    state.replace(place, what=replace(what, end=end), why=why, status=status)
    for note in said.doubts:
        state.doubt(place, note.key.removeprefix("bulletin.why."))


def _end_before(state: State, said: Said) -> None:
    """Ends the pairing that another takes the place of (甲改与丙结对): the only open one told of the first side.

    Where several were told, or it is not said when, they are asked about.
    """
    keys = {name.key for name in state.members(said.shape.sides[0])}
    when = said.time.since() if said.time else None
    open_ = [
        place
        for place, one in enumerate(state.found)
        if isinstance(one.what, Pair)
        and one.what.end is None
        and keys & {name.key for name in (*one.what.helpers, *one.what.recipients)}
    ]
    for place in open_:
        what = state.found[place].what
        if len(open_) == 1 and when is not None and isinstance(what, Pair):
            state.replace(place, what=replace(what, end=when))
        else:
            state.doubt(place, "no_end")


def _reassigned(state: State, said: Said) -> None:
    """Who is helped by another now (…的帮扶单位由甲变更为乙): the first pairing ended when the second began."""
    takers, old, new = (state.members(side) for side in said.shape.sides)
    said.doubts += asked([*takers, *old, *new])
    when = said.time.since() if said.time else None
    if when is None:
        said.doubt("no_end")
    for givers, dates in ((old, (None, when)), (new, (when, None))):
        for some, others, certainty in matched(givers, takers, said.has("respectively")):
            what = Pair(some, others, certainty, None, sector_of([*some, *others]), *dates)
            state.add(place_of(said.clause), Reads.AGREEMENT, said.doubts, what)


# --- who helps whom


def _directed(state: State, said: Said) -> tuple[Side, Side]:
    """Which side of a pairing helps and which is helped; asked where nothing tells, or words contradict places."""
    one, other = said.shape.sides[0], said.shape.sides[-1]
    stated, seen = _stated(said.shape, one, other), _seen(state, one, other)
    if stated is None and seen is None:
        said.doubt("direction")
        return one, other
    sides = stated or seen or (one, other)
    against = stated is not None and seen is not None and seen != stated
    if against or (_kinds_of(state, sides[0]) == {Kind.VILLAGE} and _kinds_of(state, sides[1]) <= _ONLY_HELP):
        said.doubt("direction")
    return sides


def _stated(shape: Shape, one: Side, other: Side) -> tuple[Side, Side] | None:
    """(helping, helped) as the words say: 甲帮扶乙, 乙由甲帮扶, 由甲帮扶乙; None where they do not."""
    if shape.rule in ("helps", "sends"):
        return one, other
    if shape.rule == "assigned":
        return other, one
    if shape.rule in ("helped", "was"):
        return (one, other) if shape.first in ("BY", "FORMER") else (other, one)
    return None


def _seen(state: State, one: Side, other: Side) -> tuple[Side, Side] | None:
    """(helping, helped) as the places and the kinds of two sides tell; None if they do not."""
    first, second = state.is_helped(one), state.is_helped(other)
    if second and not first:
        return one, other
    if first and not second:
        return other, one
    kinds = [_kinds_of(state, side) for side in (one, other)]
    if first and second and (kinds[0] in _LOCAL) != (kinds[1] in _LOCAL):
        return (other, one) if kinds[0] in _LOCAL else (one, other)
    return None


def _kinds_of(state: State, side: Side) -> set[Kind]:
    """The kinds of those who are named or counted on a side."""
    named = {name.kind for name in state.members(side)} if not side.counts else set()
    return named | {count.count.kind for count in side.counts if count.count}


# --- counts


def _counted(state: State, said: Said, helper: Side, recipient: Side) -> None:
    """A claim of how many stand on each side."""
    own = replace(said, doubts=list(said.doubts))
    sides = [_counts(state, own, side) for side in (helper, recipient)]
    if not sides[0] or not sides[1]:
        state.skip(said.clause, ["one_side"])
        return
    unit, lies = state.unit(helper), state.unit(recipient)
    own.doubts += asked(one for one in (unit, lies) if one is not None)
    if any(
        kind in state.headed and number not in state.headed[kind] for side in sides for kind, number in side.items()
    ):
        own.doubt("heading_differs")
    if unit is None and not helper.open and lies is not None:
        own.doubt("no_place_of_one")
    alike = set(sides[0]) == set(sides[1]) and len(sides[1]) == 1
    sector = _SECTORS.get(next(iter(sides[1]))) if alike else None
    since = said.time.since() if said.time and not (_is_state(said) and _is_a_year(said.time)) else None
    if len(sides[0]) > 1 and len(sides[1]) > 1:
        own.doubt("several_kinds")
    what = Counted(unit, lies, sides[0], sides[1], form=state.form(said.clause), sector=sector, since=since)
    said.carried.paired = None if own.doubts else what
    state.add(place_of(said.clause), Reads.CLAIM, own.doubts, what)


def _counts(state: State, said: Said, side: Side) -> dict[Kind, int]:
    """How many of each kind a side counts. Names that stand beside counts are counted too, and asked about."""
    found: dict[Kind, int] = {}
    counts = [side.count] if side.count is not None else [one.count for one in side.counts if one.count is not None]
    if side.count is None and side.names:
        said.doubt("names_and_counts")
    if not counts:
        for name in state.members(side):
            found[name.kind] = found.get(name.kind, 0) + 1
    for count in counts:
        if not is_exact(count.figure):
            said.doubt("inexact")
        if count.figure.value is not None:
            found[count.kind] = found.get(count.kind, 0) + int(count.figure.value)
    return found


def _open(state: State, said: Said, helper: Side, recipient: Side) -> None:
    """What an open list names: proposed as a group."""
    if not (helper.open or recipient.open) or not helper.names or not recipient.names:
        return
    givers, takers = state.members(helper), state.members(recipient)
    why = [*said.doubts, *asked([*givers, *takers]), Note("bulletin.why.open_list")]
    certainty = Certainty.NAMED if len(givers) == len(takers) == 1 else Certainty.GROUP
    since = said.time.since() if said.time else None
    form, sector = state.form(said.clause), sector_of([*givers, *takers])
    what = Pair(tuple(givers), tuple(takers), certainty, form, sector, since)
    state.add(place_of(said.clause), Reads.AGREEMENT, why, what)


def active(state: State, said: Said) -> None:
    """A claim of how many help in how many (23 organizations in 12 towns); the clause before may say where."""
    shape, carried = said.shape, said.carried
    helpers = _counts(state, said, shape.sides[0])
    number = shape.number.value if shape.number is not None else None
    if isinstance(number, Figure) and number.value is not None:
        places = {kind: int(number.value) for kind in carried.reached}
    else:
        places = _counts(state, said, shape.sides[-1])
    stated = said.clause.flags.get("where")
    there = state.name(stated) if stated is not None else carried.where
    if not helpers or len(places) != 1:
        state.skip(said.clause, ["one_side"])
        return
    carried.where, carried.reached = state.unit(shape.sides[-1]) or there or state.names.scope(), tuple(places)
    carried.sector = _sector_in(state.text[said.clause.span]) or carried.sector
    if carried.where is None:
        said.doubt("no_place_of_one")
    what = Counted(None, carried.where, helpers, places, sector=carried.sector)
    state.add(place_of(said.clause), Reads.CLAIM, said.doubts, what)


def _sector_in(text: str) -> str | None:
    """The sector that a clause names in words of its own."""
    found = re.search(r"\b(health|education|shelter|water|sanitation|food|nutrition|protection|WASH)\b", text)
    words = {"water": "wash", "sanitation": "wash", "WASH": "wash"}
    return words.get(found[1], found[1]) if found else None


def covered(state: State, said: Said) -> None:
    """That everybody has a partner: asked about unless it says who helps, whom, and how many of which kind."""
    shape = said.shape
    if shape.places:  # 对盘州市9个乡镇: whether nine of Panzhou or Panzhou, nine is the same
        said.doubts = [one for one in said.doubts if one.key != "bulletin.why.several_readings"]
    sides = [*shape.places, *([shape.taker] if shape.taker is not None else [])]
    counts = [member.count for side in sides for member in side.counts if member.count is not None]
    names = [state.name(member.name) for side in sides for member in side.members if member.name is not None]
    givers = state.members(shape.giver) if shape.giver is not None else []
    if not sides:
        names, givers = givers, []
    areas = (state.names.area_of(name) for name in names)
    recipient = next((found for found in areas if found is not None), state.names.scope())
    whole = len(givers) == 1 and len(counts) == 1 and bool(names) and "基本" not in state.text[said.clause.span]
    told = said.clause.flags.get("kind")
    kind = told.value if told is not None and isinstance(told.value, Kind) else None
    behind = None if givers or not names else _covered_by(said.carried.paired, recipient, kind)
    if behind is None and (not whole or not is_exact(counts[0].figure)):
        said.doubt("coverage")
    said.doubts += asked([*names, *givers])
    helper = givers[0] if len(givers) == 1 else behind
    form, sector = state.form(said.clause), sector_of(names) or (_SECTORS.get(kind) if kind else None)
    what = Counted(helper, recipient, measure=Measure.COVERAGE, value=Decimal(1), form=form, sector=sector, kind=kind)
    words = [*said.clause.words, *([told] if told is not None else [])]
    span = Span(min(one.span.begin for one in words), max(one.span.end for one in words))
    state.add(span, Reads.CLAIM, said.doubts, what)


def _covered_by(paired: Counted | None, recipient: Name | None, kind: Kind | None) -> Name | None:
    """Who helps all of a kind in a unit, as the clause before counted them.

    10个街道与13个乡镇结对，实现乡镇结对全覆盖.
    """
    same = paired is not None and paired.recipient is not None and recipient is not None
    if not same or paired is None or paired.recipient is None or recipient is None or kind not in paired.recipients:
        return None
    return paired.helper if paired.recipient.key == recipient.key else None


# --- terms


def _meant(carried: Carried, for_all: bool) -> list[int]:
    """The pairings that a term is of: those behind the last semicolon, or all of the sentence where it says so (均)."""
    return [place for place in carried.pairs if for_all or place >= carried.part]


def term(state: State, token: Token, carried: Carried, *, for_all: bool) -> None:
    """Ends the pairings of the sentence a term (协议期三年) after they began."""
    pattern, read = (
        (figures.CHINESE, figures.chinese) if "年" in state.text[token.span] else (figures.ENGLISH, figures.english)
    )
    found = pattern.search(state.text[token.span])
    years = read(found).value if found else None
    for place in _meant(carried, for_all):
        what = state.found[place].what
        if isinstance(what, Pair) and what.start is not None and what.end is None and years is not None:
            state.replace(place, what=replace(what, end=PartialDate(what.start.year + int(years), what.start.month)))


def until(state: State, clause: Clause, carried: Carried) -> None:
    """Ends the pairings of the sentence on a day that is told behind them, or gives them both days."""
    time = clause.times[0].value
    for place in _meant(carried, "each" in clause.flags):
        what = state.found[place].what
        if isinstance(what, Pair) and isinstance(time, Time) and what.end is None:
            start = time.first if time.role is Role.SPAN and what.start is None else what.start
            state.replace(place, what=replace(what, start=start, end=time.last or time.first))
