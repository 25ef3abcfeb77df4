"""Reads the sentences of a bulletin in order into statements: what is said, by whom to whom, and since when.

A statement is a record only if its clause fills a shape wholly, both sides are known, every place is found, every
figure is exact and nothing in the clause says that it is a plan, a comparison or the like. What is carried from one
clause to the next (who gave, since when) is carried inside a sentence, a time since when inside a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Protocol

from graph.answer import Note
from graph.model import MONEY_MEASURES, Bound, Certainty, Form, Kind, Measure, PartialDate
from loaders.bulletin import figures, shapes
from loaders.bulletin.chinese import form_of
from loaders.bulletin.figures import Figure
from loaders.bulletin.names import Name, Names
from loaders.bulletin.persons import masked
from loaders.bulletin.shapes import Count, Item, Shape, Side
from loaders.bulletin.statements import Counted, Given, Pair, Reads, Statement, Status
from loaders.bulletin.text import Sentence, Span, Text
from loaders.bulletin.times import NO_TIME, Role, Time
from loaders.bulletin.tokens import MEASURES, Act, Clause, Guard, Token
from loaders.loaded import Progress

_PEOPLE = frozenset({"人", "名", "位", "人次", "people"})
_SESSIONS = frozenset({"期", "班", "sessions"})
_PERSONS = frozenset({"people", "teachers", "doctors", "officials", "students", "jobs"})
_PAIRINGS = frozenset({"paired", "again", "helps", "helped", "ended", "was", "changed", "reassigned", "assigned"})
_NARROW = frozenset({"幼儿园", "kindergartens"})
"""Words that a kind covers only if one wants it to."""
_HEALTH, _EDUCATION = "health", "education"


class Language(Protocol):
    """Splits the sentences of one language into clauses."""

    def clauses(self, plain: str, sentence: Span) -> Iterator[Clause]:
        """The clauses of a sentence."""
        ...


@dataclass(slots=True)
class _Carried:
    """What a sentence has said so far, for the clauses that leave it out."""

    time: Time | None = None
    times: list[Time] = field(default_factory=list)
    giver: tuple[Name, ...] = ()
    taker: tuple[Name, ...] = ()
    act: Act | None = None
    item: Item | None = None
    planned: bool = False
    where: Name | None = None
    reached: tuple[Kind, ...] = ()
    sector: str | None = None
    """Where those are that a sentence counts, of which kind, and what they do."""
    was: int | None = None
    """The place in the list of statements of a pairing that was (原由…), until it is said since when no longer."""
    given: list[int] = field(default_factory=list)
    """Places of the contributions of this sentence: one of which a part is told behind becomes a claim."""
    parts: list[int] = field(default_factory=list)
    """Places of the parts of a whole that this sentence told."""
    first: Side | None = None
    """The side that the pairing before began with: “it” behind it."""
    pairs: list[int] = field(default_factory=list)
    """Places of the pairings of this sentence: a term that is told behind belongs to them."""


@dataclass(slots=True)
class Reader:
    """Reads one bulletin. `day` is the day that it is of."""

    text: Text
    names: Names
    day: date | None
    found: list[Statement] = field(default_factory=list)
    since: Time | None = None
    """Since when, as the paragraph said."""
    paragraph: int = -1
    sentence: Sentence | None = None
    headed: dict[Kind, set[int]] = field(default_factory=dict)
    """How many of a kind the headings say."""
    headed_money: set[Decimal] = field(default_factory=set)
    gave: list[Name] = field(default_factory=list)
    """Those named as helpers or givers in the last sentence that named any."""
    gave_in: int = -1
    listed: dict[str, tuple[Name, ...]] = field(default_factory=dict)
    """Key of a helper → those it was last said to help."""

    def read(self, languages: dict[bool, Language], progress: Progress | None = None) -> list[Statement]:
        """The statements of all sentences, in order."""
        for number, sentence in enumerate(self.text.sentences):
            if progress is not None and number % 500 == 0:
                progress("sentence", number, len(self.text.sentences))
            if sentence.paragraph != self.paragraph:
                self.paragraph, self.since = sentence.paragraph, None
            self.sentence = sentence
            carried = _Carried()
            for clause in languages[sentence.chinese].clauses(self.text.plain, sentence.span):
                self._clause(clause, carried)
        return _in_both_languages(_once(self._as_headed(self.found)))

    def _as_headed(self, found: Sequence[Statement]) -> list[Statement]:
        """The statements of money as doubtful if a heading has an amount that none states: one is misprinted."""
        money = [one for one in found if isinstance(one.what, Given | Counted) and one.what.measure in MONEY_MEASURES]
        told = {one.what.value for one in money if isinstance(one.what, Given | Counted)}
        if self.headed_money <= told:
            return list(found)
        why = Note("bulletin.why.heading_differs")
        return [_doubted(one, why) if one in money and one.status is Status.RECORD else one for one in found]

    # --- one clause

    def _clause(self, clause: Clause, carried: _Carried) -> None:
        time = self._time(clause, carried)
        self._meet(clause)
        term = clause.flags.get("term")
        if term is not None:
            self._term(term, carried)
        if "until" in clause.flags and clause.times:
            self._until(clause, carried)
            return
        figures = [one for one in (*clause.words, *clause.strange) if isinstance(one.value, Figure)]
        shape = shapes.shape_of(clause.words)
        if self.sentence is not None and self.sentence.heading:
            amounts = [one.value for one in clause.words if isinstance(one.value, Figure) and one.value.money]
            self.headed_money |= {one.value for one in amounts if one.value is not None and one.bound is Bound.EXACT}
            for at, word in enumerate(clause.words[1:]):
                figure = clause.words[at].value
                if isinstance(word.value, Kind) and isinstance(figure, Figure) and figure.value is not None:
                    self.headed.setdefault(word.value, set()).add(int(figure.value))
            self._skip(clause, figures, [Note("bulletin.why.heading")], pairing=False)
            return
        guards = {one.value for one in clause.guards if isinstance(one.value, Guard)}
        if Guard.PLAN in guards:
            carried.planned = True
        if guards:
            self._skip(clause, figures, [Note(f"bulletin.why.{guard}") for guard in sorted(guards)])
            carried.act = next((one.value for one in clause.words if isinstance(one.value, Act)), carried.act)
        elif shape is None:
            self._skip(clause, figures, [Note("bulletin.why.no_shape")])
        elif carried.planned and shape.giver is None and not clause.times and shape.rule not in _PAIRINGS:
            self._skip(clause, figures, [Note("bulletin.why.plan")])
        else:
            doubts = self._doubts(clause, shape)
            if shape.rule in _PAIRINGS:
                self._pairing(clause, shape, time, doubts, carried)
            elif shape.rule == "active":
                self._active(clause, shape, doubts, carried)
            elif shape.rule == "covered":
                self._covered(clause, shape, doubts)
            else:
                self._giving(clause, shape, time, doubts, carried)
        self._unread(figures, shape)

    def _meet(self, clause: Clause) -> None:
        """Reads every name of a clause, whatever becomes of it: later ones may be short for it."""
        before: Name | None = None
        for word in clause.words:
            if word.kind == "NAME":
                before = self._name(word, before)

    def _time(self, clause: Clause, carried: _Carried) -> Time | None:
        """When a clause was: as it says, else as its sentence began; one that a paragraph was since is kept."""
        own = [one.value for one in clause.times if isinstance(one.value, Time) and one.value.role is not Role.NONE]
        time = own[0] if own else carried.time
        if own:
            leads = not clause.words or clause.times[0].span.begin <= clause.words[0].span.begin
            if leads and (not clause.words or (carried.time is None and not carried.pairs)):
                carried.time, carried.times = own[0], own
            if own[0].role is Role.SINCE and leads:
                self.since = own[0]
        return time

    def _doubts(self, clause: Clause, shape: Shape) -> list[Note]:
        """Why what a clause says is to be asked about, whatever it is."""
        found = []
        if shape.several:
            found.append(Note("bulletin.why.several_readings"))
        if clause.strange:
            found.append(Note("bulletin.why.unknown_words"))
        if "pronoun" in clause.flags or "whole" in clause.flags:
            found.append(Note("bulletin.why.pronoun"))
        words = (*clause.words, *clause.times)
        if any(at in self.text.spaced for one in words if isinstance(one.value, Figure) for at in range(*one.span)):
            found.append(Note("bulletin.why.spaced"))
        if any(one.kind == "KIND" and self.text[one.span] in _NARROW for one in clause.words):
            found.append(Note("bulletin.why.narrow_kind"))
        if "social" in clause.flags:
            found.append(Note("bulletin.why.giver_unnamed"))
        if sum(isinstance(one.value, Time) and one.value.role is not Role.NONE for one in clause.times) > 1:
            found.append(Note("bulletin.why.several_times"))
        return found

    # --- pairings

    def _pairing(self, clause: Clause, shape: Shape, time: Time | None, doubts: list[Note], carried: _Carried) -> None:
        form, sides = _form(self.text, clause), shape.sides
        if shape.rule == "changed":
            self._changed(clause, shape, time, doubts, carried)
            return
        if shape.rule == "reassigned":
            self._reassigned(clause, shape, time, doubts)
            return
        if shape.rule == "again":
            if carried.first is None:
                self._skip(clause, [], [Note("bulletin.why.pronoun")])
                return
            shape = replace(shape, rule="paired", sides=(carried.first, *shape.sides))
            sides = shape.sides
        carried.first = sides[0]
        helper, recipient, doubt = self._directed(shape)
        if doubt is not None:
            doubts.append(doubt)
        if "意向" in self.text[clause.span] or "备忘录" in self.text[clause.span]:
            doubts.append(Note("bulletin.why.intent"))
        if any(side.counts or side.open for side in sides):
            self._counted(clause, helper, recipient, form, time, doubts)
            self._open(clause, helper, recipient, form, time, doubts)
            return
        givers, takers = self._names(helper), self._names(recipient)
        doubts += _asked([*givers, *takers])
        start, end = (time.since() if time else None), None
        if shape.rule in ("helps", "helped") and time is not None and time.role is Role.AT:
            start = None  # that it was so in a year does not say that it began then
        if time is not None and time.role is Role.ENDED:
            end = time.last
        if shape.rule in ("ended", "was"):
            start, end = None, start if shape.rule == "ended" else None
            if shape.rule == "ended" and end is None:
                doubts.append(Note("bulletin.why.no_end"))
        for some, others, certainty in _matched(givers, takers, "respectively" in clause.flags):
            pair = Pair(some, others, certainty, form, _sector([*some, *others]), start, end)
            carried.pairs.append(len(self.found))
            self._add(self._of(clause), Reads.AGREEMENT, doubts, pair)
        if shape.rule == "was":
            carried.was = len(self.found) - 1
            self.found[-1] = _doubted(self.found[-1], Note("bulletin.why.no_end"))
        self._remember(givers)
        if len(givers) == 1:
            self.listed[givers[0].key] = tuple(takers)
        carried.giver, carried.taker = tuple(givers), tuple(takers)

    def _changed(self, clause: Clause, shape: Shape, time: Time | None, doubts: list[Note], carried: _Carried) -> None:
        """A pairing that took the place of the one that the clause before told of; that one ended then."""
        givers = self._names(shape.sides[0])
        doubts += _asked(givers)
        when = time.since() if time else None
        before = self.found[carried.was].what if carried.was is not None else None
        if not isinstance(before, Pair):
            self._skip(clause, [], [Note("bulletin.why.no_shape")])
            return
        if when is None:
            doubts.append(Note("bulletin.why.no_end"))
        elif carried.was is not None:
            self.found[carried.was] = _settled(
                self.found[carried.was], replace(before, end=when), "bulletin.why.no_end"
            )
        pair = Pair(
            tuple(givers), before.recipients, Certainty.NAMED, before.form, _sector([*givers, *before.recipients]), when
        )
        doubts += _asked(before.recipients)
        self._add(self._of(clause), Reads.AGREEMENT, doubts, pair)

    def _reassigned(self, clause: Clause, shape: Shape, time: Time | None, doubts: list[Note]) -> None:
        """Who is helped by another now (…的帮扶单位由甲变更为乙): the first pairing ended when the second began."""
        takers, old, new = (self._names(side) for side in shape.sides)
        doubts += _asked([*takers, *old, *new])
        when = time.since() if time else None
        if when is None:
            doubts.append(Note("bulletin.why.no_end"))
        for givers, dates in ((old, (None, when)), (new, (when, None))):
            for some, others, certainty in _matched(givers, takers, "respectively" in clause.flags):
                pair = Pair(some, others, certainty, None, _sector([*some, *others]), *dates)
                self._add(self._of(clause), Reads.AGREEMENT, doubts, pair)

    def _directed(self, shape: Shape) -> tuple[Side, Side, Note | None]:
        """Which side of a pairing helps and which is helped, and why that is to be asked about."""
        one, other = shape.sides[0], shape.sides[-1]
        if shape.rule == "assigned":
            stated: tuple[Side, Side] | None = (other, one)
        elif shape.rule in ("helped", "was") and shape.first in ("BY", "FORMER"):
            stated = (one, other)
        elif shape.rule in ("helped", "was"):
            stated = (other, one)
        elif shape.rule == "helps":
            stated = (one, other)
        else:
            stated = None
        seen = self._seen(one, other)
        if stated is None:
            return (*seen, None) if seen is not None else (one, other, Note("bulletin.why.direction"))
        against = seen is not None and seen != stated
        return (*stated, Note("bulletin.why.direction") if against else None)

    def _seen(self, one: Side, other: Side) -> tuple[Side, Side] | None:
        """(helping, helped) as the places and the kinds of two sides tell; None if they do not."""
        first, second = self._is_helped(one), self._is_helped(other)
        if second and not first:
            return one, other
        if first and not second:
            return other, one
        kinds = [
            {name.kind for name in self._names(side)} | {count.count.kind for count in side.counts if count.count}
            for side in (one, other)
        ]
        local = ({Kind.VILLAGE}, {Kind.TOWNSHIP})
        if first and second and (kinds[0] in local) != (kinds[1] in local):
            return (other, one) if kinds[0] in local else (one, other)
        return None

    def _is_helped(self, side: Side) -> bool | None:
        """Whether a side lies where help goes to; None if nothing says."""
        tokens = [member.name for member in side.members if member.name is not None]
        said = {self.names.is_helped(self._name(token, None)) for token in tokens} - {None}
        return said.pop() if len(said) == 1 else None

    def _counted(
        self, clause: Clause, helper: Side, recipient: Side, form: Form | None, time: Time | None, doubts: list[Note]
    ) -> None:
        """A claim of how many stand on each side."""
        own = list(doubts)
        sides = [self._counts(side, own) for side in (helper, recipient)]
        unit, lies = self._unit(helper), self._unit(recipient)
        own += _asked(one for one in (unit, lies) if one is not None)
        if not sides[0] or not sides[1]:
            self._skip(
                clause,
                [one for one in clause.words if isinstance(one.value, Figure)],
                [Note("bulletin.why.one_side")],
            )
            return
        kinds = {Kind.HOSPITAL: _HEALTH, Kind.SCHOOL: _EDUCATION}
        sector = kinds.get(next(iter(sides[1]))) if set(sides[0]) == set(sides[1]) and len(sides[1]) == 1 else None
        since = time.since() if time else None
        if any(
            kind in self.headed and number not in self.headed[kind] for side in sides for kind, number in side.items()
        ):
            own.append(Note("bulletin.why.heading_differs"))
        claim = Counted(unit, lies, sides[0], sides[1], form=form, sector=sector, since=since)
        self._add(self._of(clause), Reads.CLAIM, own, claim)

    def _active(self, clause: Clause, shape: Shape, doubts: list[Note], carried: _Carried) -> None:
        """A claim of how many help in how many (23 organizations in 12 towns); the clause before may say where."""
        helpers = self._counts(shape.sides[0], doubts)
        if shape.number is not None and isinstance(shape.number.value, Figure) and shape.number.value.value is not None:
            places = {kind: int(shape.number.value.value) for kind in carried.reached}
        else:
            places = self._counts(shape.sides[-1], doubts)
        stated = clause.flags.get("where")
        there = self._name(stated, None) if stated is not None else carried.where
        unit = self._unit(shape.sides[-1]) or there or self._scope()
        if not helpers or len(places) != 1:
            self._skip(
                clause,
                [one for one in clause.words if isinstance(one.value, Figure)],
                [Note("bulletin.why.one_side")],
            )
            return
        carried.where, carried.reached = unit, tuple(places)
        sector = _sector_in(self.text[clause.span]) or carried.sector
        carried.sector = sector
        self._add(self._of(clause), Reads.CLAIM, doubts, Counted(None, unit, helpers, places, sector=sector))

    def _counts(self, side: Side, doubts: list[Note]) -> dict[Kind, int]:
        """How many of each kind a side counts. Names that stand beside counts are counted too, and asked about."""
        found: dict[Kind, int] = {}
        counts = [side.count] if side.count is not None else [one.count for one in side.counts if one.count is not None]
        if side.count is None and side.counts and side.names:
            doubts.append(Note("bulletin.why.names_and_counts"))
        if not counts and side.names:
            doubts.append(Note("bulletin.why.names_and_counts"))
            for name in self._names(side):
                found[name.kind] = found.get(name.kind, 0) + 1
        for count in counts:
            if count.figure.value is None or count.figure.bound is not Bound.EXACT:
                doubts.append(Note("bulletin.why.inexact"))
            if count.figure.value is not None:
                found[count.kind] = found.get(count.kind, 0) + int(count.figure.value)
        return found

    def _unit(self, side: Side) -> Name | None:
        """The innermost unit that all members of a side lie in; None if none is named."""
        tokens = [one.name for one in side.members if one.name is not None and one.count is not None]
        units = [self._name(token, None) for token in tokens]
        if not units and side.open and side.names:
            units = [found for name in self._names(side) if (found := self._own_unit(name)) is not None]
            if len({one.key for one in units}) > 1:
                return None
        if not units:
            return None
        outer = min(units, key=lambda one: len(one.full))
        inside = all(one.full.startswith(outer.full) or (one.id or "").startswith(outer.id or "-") for one in units)
        return outer if inside else None

    def _own_unit(self, name: Name) -> Name | None:
        """The unit that the name of an organization begins with."""
        if name.place is not None:
            return self.names.read(name.place)
        return self.names.area_of(name)

    def _open(
        self, clause: Clause, helper: Side, recipient: Side, form: Form | None, time: Time | None, doubts: list[Note]
    ) -> None:
        """What an open list names: proposed as a group."""
        if not (helper.open or recipient.open) or not helper.names or not recipient.names:
            return
        givers, takers = self._names(helper), self._names(recipient)
        why = [*doubts, *_asked([*givers, *takers]), Note("bulletin.why.open_list")]
        certainty = Certainty.NAMED if len(givers) == len(takers) == 1 else Certainty.GROUP
        pair = Pair(
            tuple(givers), tuple(takers), certainty, form, _sector([*givers, *takers]), time.since() if time else None
        )
        self._add(self._of(clause), Reads.AGREEMENT, why, pair)

    def _covered(self, clause: Clause, shape: Shape, doubts: list[Note]) -> None:
        """That everybody has a partner: asked about unless it says who helps, whom, and how many of which kind."""
        sides = [*shape.places, *([shape.taker] if shape.taker is not None else [])]
        counts = [member.count for side in sides for member in side.counts if member.count is not None]
        tokens = [member.name for side in sides for member in side.members if member.name is not None]
        names = [self._name(token, None) for token in tokens]
        givers = self._names(shape.giver) if shape.giver is not None else []
        if not sides:
            names, givers = givers, []
        recipient = next((found for name in names if (found := self.names.area_of(name)) is not None), self._scope())
        whole = len(givers) == 1 and len(counts) == 1 and bool(names) and "基本" not in self.text[clause.span]
        if not whole or counts[0].figure.bound is not Bound.EXACT:
            doubts.append(Note("bulletin.why.coverage"))
        claim = Counted(
            givers[0] if len(givers) == 1 else None,
            recipient,
            measure=Measure.COVERAGE,
            value=Decimal(1),
            form=_form(self.text, clause),
            sector=_sector(names),
        )
        self._add(self._of(clause), Reads.CLAIM, [*doubts, *_asked([*names, *givers])], claim)

    def _term(self, token: Token, carried: _Carried) -> None:
        """Ends the pairings of the sentence a term after they began."""
        years = _years(self.text[token.span])
        for place in carried.pairs:
            pair = self.found[place].what
            if isinstance(pair, Pair) and pair.start is not None and pair.end is None and years:
                end = PartialDate(pair.start.year + years, pair.start.month)
                self.found[place] = replace(self.found[place], what=replace(pair, end=end))

    def _until(self, clause: Clause, carried: _Carried) -> None:
        """Ends the pairings of the sentence on a day that is told behind them."""
        time = clause.times[0].value
        for place in carried.pairs:
            pair = self.found[place].what
            if isinstance(pair, Pair) and isinstance(time, Time) and pair.end is None:
                start = time.first if time.role is Role.SPAN and pair.start is None else pair.start
                pair = replace(pair, start=start, end=time.last or time.first)
                self.found[place] = replace(self.found[place], what=pair)

    # --- giving

    def _giving(self, clause: Clause, shape: Shape, time: Time | None, doubts: list[Note], carried: _Carried) -> None:
        givers = tuple(self._names(shape.giver)) if shape.giver is not None else carried.giver
        if shape.giver is None and len(givers) > 1:
            doubts.append(Note("bulletin.why.several_givers"))
        places = [*shape.places, *([shape.taker] if shape.taker is not None else [])]
        takers = tuple(name for side in places for name in self._names(side))
        among, total = "among" in clause.flags or self._goes_on(clause, shape, carried), "total" in clause.flags
        scope = self._scope()
        narrower = (
            not places
            and not (among or total)
            and any(scope is None or name.key != scope.key for name in carried.taker)
        )
        if not places and (among or total):
            takers = carried.taker
        meant = self._those(shape.giver) if shape.giver is not None else ()
        if meant:
            givers = meant
            if not places:
                doubts.append(Note("bulletin.why.pronoun"))
        elif shape.giver is not None and (shape.giver.counts or shape.giver.open):
            if not total:
                doubts.append(Note("bulletin.why.giver_unnamed"))
            givers = tuple(found for found in [self._unit(shape.giver)] if found is not None)
        counted = next((one for side in places for one in side.counts), None)
        if counted is not None and counted.count is not None:
            takers = self._meant(counted.count, givers)
            counted_unit = [self._name(counted.name, None)] if counted.name is not None else []
            takers = takers or tuple(counted_unit)
        doubts += _asked([*givers, *takers])
        if len(givers) == 1 and self.names.is_helped(givers[0]):
            doubts.append(Note("bulletin.why.giver_helped"))
        if any(self.names.is_helped(name) is False for name in takers):
            doubts.append(Note("bulletin.why.taker_helps"))
        act = carried.act if among else shape.act or carried.act
        if not takers and not narrower and scope is not None:
            takers = (scope,)
        several = carried.times if "respectively" in clause.flags and len(carried.times) == len(shape.items) > 1 else []
        if len(carried.times) > 1 and not several and not clause.times:
            doubts.append(Note("bulletin.why.several_times"))
        in_order = "respectively" in clause.flags and len(givers) == len(shape.items) > 1
        to_each = "respectively" in clause.flags and not in_order and len(takers) == len(shape.items) > 1
        if "respectively" in clause.flags and len(shape.items) > 1 and not (in_order or to_each or several):
            doubts.append(Note("bulletin.why.several_readings"))
        if act is Act.HOLD and any(one.thing is not None and one.thing.what == "sessions" for one in shape.items):
            act = Act.TRAIN
        for place, item in enumerate(shape.items):
            own = (givers[place],) if in_order else givers
            theirs = (takers[place],) if to_each else takers
            when = several[place] if several else time
            self._item(
                clause, shape, item, act, own, theirs, counted is not None, when, list(doubts), among or total, carried
            )
        if shape.helps and act is Act.SEND and takers:
            self._sent(clause, givers, takers, time, list(doubts), carried)
        if not meant:
            self._remember(givers)
        carried.giver, carried.act = givers, act
        carried.taker = takers if places else carried.taker

    @staticmethod
    def _goes_on(clause: Clause, shape: Shape, carried: _Carried) -> bool:
        """Whether a clause is nothing but a time and a number behind the part of a whole: another part."""
        return bool(carried.parts) and shape.rule == "figures" and shape.giver is None and bool(clause.times)

    def _item(
        self,
        clause: Clause,
        shape: Shape,
        item: Item,
        act: Act | None,
        givers: tuple[Name, ...],
        takers: tuple[Name, ...],
        counted: bool,
        time: Time | None,
        doubts: list[Note],
        among: bool,
        carried: _Carried,
    ) -> None:
        """One number of a clause of giving: a contribution, a claim, or what no measure holds."""
        figure = item.figure.value
        assert isinstance(figure, Figure)  # an item is made of one
        thing = item if item.thing is not None or not among else carried.item or item
        measure = _measure(act, thing, figure, shape.act is None and not among)
        carried.item = thing
        if measure is None or figure.value is None or item.kind is not None:
            why = "bulletin.why.no_number" if figure.value is None else "bulletin.why.no_measure"
            self._add(item.figure.span, Reads.NONE, [Note(why)], None, Status.SKIP)
            return
        if figure.bound is not Bound.EXACT:
            doubts.append(Note("bulletin.why.inexact"))
        if act is Act.FUND and figure.money:
            doubts.append(Note("bulletin.why.what_for"))
        words = item.thing.words if item.thing is not None else ""
        sector = "training" if "培训" in words or "training" in words.lower() else None
        total = "total" in clause.flags or "cumulative" in clause.flags
        each = "each" in clause.flags or "respectively" in clause.flags
        if each and len(givers) > 1 and len(takers) == 1 and not total and "each" in clause.flags:
            for one in givers:
                self._item(clause, shape, item, act, (one,), takers, counted, time, list(doubts), among, carried)
            return
        if total or (len(takers) > 1 and not each) or len(givers) > 1 or (counted and not (each and len(takers) > 1)):
            self._claimed(item, measure, figure, givers, takers, time, doubts, sector)
            return
        period = self._period(time, doubts)
        giver = givers[0] if givers else None
        if "among" in clause.flags or (among and carried.parts):
            if not clause.times and shape.giver is None:
                self._add(item.figure.span, Reads.NONE, [Note("bulletin.why.part")], None, Status.SKIP)
                return
            self._whole(measure, carried)
            self._overlapping(period, carried)
            carried.parts.append(len(self.found))
        if giver is None:
            doubts.append(Note("bulletin.why.giver_unnamed"))
        for taker in takers or (None,):
            if taker is None and giver is None:
                doubts.append(Note("bulletin.why.taker_unnamed"))
            given = Given(measure, figure.value, giver, taker, period, sector, figure.bound)
            if not among:
                carried.given.append(len(self.found))
            self._add(item.span, Reads.CONTRIBUTION, doubts, given)

    def _overlapping(self, period: str | None, carried: _Carried) -> None:
        """Asks about parts that were told before of a time that this one lies in, too: they hold it."""
        for place in carried.parts:
            part = self.found[place].what
            if isinstance(part, Given) and _overlap(part.period, period):
                self.found[place] = _doubted(self.found[place], Note("bulletin.why.part"))

    def _whole(self, measure: Measure, carried: _Carried) -> None:
        """Makes a claim of what was given before in the sentence, now that a part is told: it is not added twice."""
        for place in reversed(carried.given):
            given = self.found[place].what
            if isinstance(given, Given) and given.measure is measure:
                claim = Counted(
                    given.helper,
                    given.recipient,
                    measure=measure,
                    value=given.value,
                    sector=given.sector,
                    bound=given.bound,
                )
                self.found[place] = replace(self.found[place], reads=Reads.CLAIM, what=claim)
                return

    def _claimed(
        self,
        item: Item,
        measure: Measure,
        figure: Figure,
        givers: tuple[Name, ...],
        takers: tuple[Name, ...],
        time: Time | None,
        doubts: list[Note],
        sector: str | None,
    ) -> None:
        """A total, or what several gave or got together: claimed, never added as if one had given it to one."""
        assert figure.value is not None  # its callers look
        giver = givers[0] if len(givers) == 1 else _outer(self, givers)
        taker = takers[0] if len(takers) == 1 else _outer(self, takers) or self._scope()
        since = time.since() if time else None
        claim = Counted(
            giver, taker, measure=measure, value=figure.value, sector=sector, since=since, bound=figure.bound
        )
        if taker is None:
            doubts.append(Note("bulletin.why.taker_unnamed"))
        self._add(item.span, Reads.CLAIM, doubts, claim)

    def _sent(
        self,
        clause: Clause,
        givers: tuple[Name, ...],
        takers: tuple[Name, ...],
        time: Time | None,
        doubts: list[Note],
        carried: _Carried,
    ) -> None:
        """The pairing that sending people for it states (选派…到…开展“组团式”帮扶)."""
        if not givers:
            return
        form = _form(self.text, clause)
        start = time.since() if time and time.role is Role.SINCE else None
        for some, others, certainty in _matched(list(givers), list(takers), "respectively" in clause.flags):
            carried.pairs.append(len(self.found))
            pair = Pair(some, others, certainty, form, _sector([*some, *others]), start)
            self._add(self._of(clause), Reads.AGREEMENT, doubts, pair)

    def _period(self, time: Time | None, doubts: list[Note]) -> str | None:
        """The period of what was given: as the clause or its sentence says, else since when the paragraph said."""
        time = time or self.since or NO_TIME
        if time.role is Role.SINCE and self.day is None:
            doubts.append(Note("bulletin.why.no_day"))
            return None
        return time.period(self.day or date.min)

    def _meant(self, count: Count, givers: tuple[Name, ...]) -> tuple[Name, ...]:
        """Those whom a number stands for (向三个村): as many of that kind as the giver was last said to help."""
        if len(givers) != 1:
            return ()
        listed = self.listed.get(givers[0].key, ())
        same = len(listed) == count.figure.value and all(name.kind is count.kind for name in listed)
        return listed if same else ()

    def _those(self, side: Side) -> tuple[Name, ...]:
        """Those whom a number stands for (三家单位): as many as were named as givers last."""
        counts = side.counts
        if len(counts) != 1 or side.names or counts[0].name is not None or counts[0].count is None:
            return ()
        return tuple(self.gave) if len(self.gave) == counts[0].count.figure.value else ()

    def _scope(self) -> Name | None:
        """The one unit that the bulletin says is helped."""
        return self.names.scope()

    # --- names

    def _name(self, token: Token, before: Name | None) -> Name:
        return self.names.read(str(token.value), before)

    def _names(self, side: Side) -> list[Name]:
        """What the names of a side mean, each with the help of the one before it."""
        found: list[Name] = []
        for token in side.names:
            found.append(self._name(token, found[-1] if found else None))
        return found

    # --- statements

    def _of(self, clause: Clause) -> Span:
        """Where the words of a clause stand."""
        words = [*clause.words, *clause.times, *clause.strange] or [Token("", clause.span)]
        return Span(min(one.span.begin for one in words), max(one.span.end for one in words))

    def _remember(self, givers: Iterable[Name]) -> None:
        """Keeps who helps or gives, for a sentence behind that only counts them."""
        givers = list(givers)
        begin = self.sentence.span.begin if self.sentence is not None else 0
        if givers and begin != self.gave_in:
            self.gave, self.gave_in = [], begin
        self.gave += [one for one in givers if one.key not in {other.key for other in self.gave}]

    def _add(
        self,
        span: Span,
        reads: Reads,
        why: Iterable[Note],
        what: Pair | Counted | Given | None,
        status: Status | None = None,
    ) -> None:
        assert self.sentence is not None  # `read` sets it
        notes = tuple(dict.fromkeys(_hashable(why)))
        self.found.append(
            Statement(
                masked(self.text[self.sentence.span]),
                self.text.origin(span),
                masked(self.text[span]),
                reads,
                status or (Status.PROPOSE if notes else Status.RECORD),
                tuple(Note(key, dict(values)) for key, values in notes),
                what,
                self.sentence.paragraph,
                self.sentence.chinese,
            )
        )

    def _skip(self, clause: Clause, figures: Sequence[Token], why: list[Note], *, pairing: bool = True) -> None:
        """Lists what a clause says that is not read: each of its numbers, or that it speaks of a pairing."""
        for one in figures:
            self._add(one.span, Reads.NONE, why, None, Status.SKIP)
        kinds = {one.kind for one in clause.words}
        if pairing and not figures and "NAME" in kinds and kinds & {"AGREED", "HELP", "ENDED", "CHANGED"}:
            self._add(self._of(clause), Reads.NONE, why, None, Status.SKIP)

    def _unread(self, figures: Sequence[Token], shape: Shape | None) -> None:
        """Lists the numbers of a clause that no statement holds, so that none vanishes."""
        held = [side.span for side in (shape.giver, shape.taker, *shape.places) if side is not None] if shape else []
        spans = [one.span for one in self.found[-_LOOKED_BACK:]]
        for one in figures:
            if any(side.begin <= one.span.begin and one.span.end <= side.end for side in held):
                continue
            place = self.text.origin(one.span)
            if not any(span.begin <= place.begin and place.end <= span.end for span in spans):
                self._add(one.span, Reads.NONE, [Note("bulletin.why.no_shape")], None, Status.SKIP)


_LOOKED_BACK = 64


def _once(found: Sequence[Statement]) -> list[Statement]:
    """The statements with a pairing that is told twice kept where more is told of it."""
    full = {
        (pair.helpers[0].key, pair.recipients[0].key)
        for one in found
        if isinstance(pair := one.what, Pair)
        and one.status is Status.RECORD
        and pair.start is not None
        and pair.form is None
    }
    said = [Note("bulletin.why.said_again")]
    kept: list[Statement] = []
    seen: set[object] = set()
    for one in found:
        pair = one.what
        if isinstance(pair, Pair) and one.status is Status.RECORD and pair.certainty is Certainty.NAMED:
            ends = (pair.helpers[0].key, pair.recipients[0].key)
            bare = pair.start is None and pair.end is None and pair.form is None and ends in full
            content = (*ends, pair.form, pair.start, pair.end)
            if bare or content in seen:
                one = replace(one, reads=Reads.NONE, status=Status.SKIP, why=tuple(said), what=None)
            seen.add(content)
        kept.append(one)
    return kept


def _in_both_languages(found: Sequence[Statement]) -> list[Statement]:
    """The statements of a text in two languages: what the English adds, or says otherwise, is asked about.

    Of its pairings those stay records whose both sides are known and that the Chinese does not state.
    """
    chinese = [one for one in found if one.chinese and one.reads is not Reads.NONE]
    english = [one for one in found if not one.chinese]
    if not chinese or not english:
        return list(found)
    paired = {
        (a.key, b.key)
        for one in chinese
        if isinstance(one.what, Pair)
        for a in one.what.helpers
        for b in one.what.recipients
    }
    said = {value for one in found if not one.chinese for value in _values(one, chinese=False)}
    own = {value for one in found if one.chinese for value in _values(one, chinese=True)}
    strange = {money for value, money in said if (value, money) not in own}
    kept: list[Statement] = []
    for one in found:
        if one.status is not Status.RECORD:
            kept.append(one)
        elif one.chinese:
            other = any(value not in said and value[1] in strange for value in _own_values(one))
            other = other or (isinstance(one.what, Counted) and _counted_otherwise(one.what, english))
            kept.append(_doubted(one, Note("bulletin.why.languages_differ")) if other else one)
        elif isinstance(one.what, Pair) and all(
            name.id is not None for name in (*one.what.helpers, *one.what.recipients)
        ):
            told = all((a.key, b.key) in paired for a in one.what.helpers for b in one.what.recipients)
            kept.append(
                replace(one, reads=Reads.NONE, status=Status.SKIP, why=(Note("bulletin.why.said_again"),), what=None)
                if told
                else one
            )
        else:
            kept.append(_doubted(one, Note("bulletin.why.second_language")))
    return kept


def _counted_otherwise(claim: Counted, english: Sequence[Statement]) -> bool:
    """Whether the English counts the same kinds on both sides, and nowhere the same numbers."""
    others = [one.what for one in english if isinstance(one.what, Counted) and one.what.recipients]
    alike = [
        one
        for one in others
        if one.helpers.keys() == claim.helpers.keys() and one.recipients.keys() == claim.recipients.keys()
    ]
    same = any(one.helpers == claim.helpers and one.recipients == claim.recipients for one in alike)
    return bool(claim.recipients) and bool(alike) and not same


def _own_values(one: Statement) -> Iterator[tuple[Decimal, bool]]:
    """The numbers of what was read, each with whether it is of money."""
    if isinstance(one.what, Given | Counted) and one.what.value is not None:
        yield one.what.value, one.what.measure in MONEY_MEASURES
    if isinstance(one.what, Counted):
        yield from (
            (Decimal(number), False) for side in (one.what.helpers, one.what.recipients) for number in side.values()
        )


def _values(one: Statement, *, chinese: bool) -> Iterator[tuple[Decimal, bool]]:
    """The numbers that a statement rests on, each with whether it is of money."""
    pattern, read = (figures.CHINESE, figures.chinese) if chinese else (figures.ENGLISH, figures.english)
    yield from _own_values(one)
    for found in pattern.finditer(one.printed):
        figure = read(found)
        if figure.value is not None:
            yield figure.value, figure.money


def _hashable(why: Iterable[Note]) -> Iterator[tuple[str, tuple[tuple[str, object], ...]]]:
    return ((note.key, tuple(note.values.items())) for note in why)


def _asked(names: Iterable[Name]) -> list[Note]:
    """What has to be asked about some names."""
    return [Note(name.asked, {"name": name.printed}) for name in names if name.asked is not None]


def _doubted(statement: Statement, why: Note) -> Statement:
    return replace(statement, status=Status.PROPOSE, why=(*statement.why, why))


def _settled(statement: Statement, what: Pair, key: str) -> Statement:
    """A statement of which the text went on to say what was open."""
    why = tuple(note for note in statement.why if note.key != key)
    return replace(statement, what=what, why=why, status=Status.PROPOSE if why else Status.RECORD)


def _matched(
    givers: Sequence[Name], takers: Sequence[Name], respectively: bool
) -> Iterator[tuple[tuple[Name, ...], tuple[Name, ...], Certainty]]:
    """Who is paired with whom: in order with 分别 and equal lists, else each with the one; all with all is a group."""
    if respectively and len(givers) == len(takers) and len(givers) > 1:
        yield from (((one,), (other,), Certainty.NAMED) for one, other in zip(givers, takers, strict=True))
    elif len(givers) > 1 and len(takers) > 1:
        yield tuple(givers), tuple(takers), Certainty.GROUP
    else:
        yield from (((one,), (other,), Certainty.NAMED) for one in givers for other in takers)


def _form(text: Text, clause: Clause) -> Form | None:
    """The form whose word is printed in a clause."""
    return next((form for one in clause.forms if (form := form_of(text[one.span])) is not None), None)


def _sector(names: Sequence[Name]) -> str | None:
    """The sector of a pairing of nothing but hospitals, or of nothing but schools and departments of education."""
    if names and all(name.kind is Kind.HOSPITAL or "卫生健康局" in name.full or "卫健" in name.full for name in names):
        return _HEALTH
    if names and all(name.kind is Kind.SCHOOL or "教育" in name.full or "Education" in name.full for name in names):
        return _EDUCATION
    return None


def _sector_in(text: str) -> str | None:
    """The sector that a clause names in words of its own."""
    found = re.search(r"\b(health|education|shelter|water|sanitation|food|nutrition|protection|WASH)\b", text)
    words = {"water": "wash", "sanitation": "wash", "WASH": "wash"}
    return words.get(found[1], found[1]) if found else None


def _measure(act: Act | None, item: Item, figure: Figure, verbless: bool) -> Measure | None:
    """What a number counts, by what was done and what stands beside it; None if no measure holds it."""
    what = item.thing.what if item.thing is not None else None
    if figure.foreign or act is None:
        return None
    if verbless:
        return None
    if figure.money:
        if act is Act.GIVE and what in (None, "money") and not (item.thing is not None and what is None):
            return Measure.FUNDS
        if act is Act.FUND and what == "money":
            return Measure.FUNDS
        return Measure.PURCHASES if act is Act.BUY and what in (None, "produce") else None
    if figure.unit in _SESSIONS and act in (Act.TRAIN, Act.HOLD) and what in (None, "sessions"):
        return Measure.SESSIONS if act is Act.TRAIN or what == "sessions" else None
    if act in (Act.TRAIN, Act.HOLD) and what == "sessions" and figure.unit == "":
        return Measure.SESSIONS
    if act is Act.TRAIN:
        people = (figure.unit in _PEOPLE and what in (None, *_PERSONS)) or (figure.unit == "" and what in _PERSONS)
        return Measure.TRAINEES if people else None
    if figure.unit not in (*_PEOPLE, "个", "") or what is None:
        return None
    if act is Act.VISIT and what in _PERSONS and figure.unit in _PEOPLE:
        return Measure.PEOPLE_VISITED
    return MEASURES.get((act, what))


def _outer(reader: Reader, names: Sequence[Name]) -> Name | None:
    """The unit that several names lie in, if it is the same of each."""
    units = [
        reader._own_unit(name) or (name if name.kind in (Kind.COUNTY, Kind.PREFECTURE) else None) for name in names
    ]
    keys = {None if unit is None else unit.key for unit in units}
    return units[0] if len(keys) == 1 else None


def _overlap(one: str | None, other: str | None) -> bool:
    """Whether two periods have a day in common; not known of one that is not told."""
    if one is None or other is None:
        return False
    ends = [[PartialDate.parse(part) for part in text.split("/")] for text in (one, other)]
    return ends[0][0].first <= ends[1][-1].last and ends[1][0].first <= ends[0][-1].last


def _years(text: str) -> int | None:
    found = figures.CHINESE.search(text)
    value = figures.chinese(found).value if found else None
    return int(value) if value is not None else None
