"""What is kept while a bulletin is read: its names, what a sentence has said so far, and the statements found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from graph.answer import Note
from graph.model import Bound, Certainty, Form, Kind
from loaders.bulletin import latin
from loaders.bulletin.chinese import form_of
from loaders.bulletin.figures import Figure
from loaders.bulletin.names import Name, Names
from loaders.bulletin.persons import masked
from loaders.bulletin.shapes import Item, Shape, Side
from loaders.bulletin.statements import Counted, Given, Pair, Reads, Statement, Status
from loaders.bulletin.text import Sentence, Span, Text
from loaders.bulletin.times import NO_TIME, Role, Time
from loaders.bulletin.tokens import Act, Clause, Token
from loaders.bulletin.years import Years

HEALTH, EDUCATION = "health", "education"
_SUMS_UP = re.compile(r"以来|至今|累计|历年|[年月]来|cumulative|so far|since|over the years|to date", re.IGNORECASE)
_PAIRING_WORDS = frozenset({"AGREED", "HELP", "ENDED", "CHANGED", "MOVED"})


@dataclass(slots=True)
class Carried:
    """What a sentence has said so far, for the clauses that leave it out.

    `was`, `given`, `parts` and `pairs` are places in the list of statements: of a pairing that was (原由…) until it is
    said since when no longer, of contributions of which parts may be told, of such parts, and of pairings whose term
    may be told.
    """

    time: Time | None = None
    times: list[Time] = field(default_factory=list)
    passed: bool = False
    """Whether something else is told to have been then: what stands behind it need not have begun with it."""
    giver: tuple[Name, ...] = ()
    unsure: bool = False
    """Whether the clause that names the giver holds words that are not known: they may belong to its name."""
    taker: tuple[Name, ...] = ()
    act: Act | None = None
    item: Item | None = None
    planned: bool = False
    where: Name | None = None
    paired: Counted | None = None
    """How many of one are paired with how many of another: behind it, that all are."""
    reached: tuple[Kind, ...] = ()
    sector: str | None = None
    """Where those are that a sentence counts, of which kind, and what they do."""
    subject: Token | None = None
    """Who a clause began with of which nothing else was understood: perhaps whoever did what is told behind it."""
    first: Side | None = None
    """The side that the pairing before began with: “it” behind it."""
    was: int | None = None
    given: list[int] = field(default_factory=list)
    parts: list[int] = field(default_factory=list)
    pairs: list[int] = field(default_factory=list)
    part: int = 0
    """Where the statements of this part of the sentence begin, behind its last semicolon."""


@dataclass(slots=True)
class Said:
    """One clause with its shape, when it was, why it is to be asked about, and what the sentence carries."""

    clause: Clause
    shape: Shape
    time: Time | None
    doubts: list[Note]
    carried: Carried

    def has(self, flag: str) -> bool:
        """Whether a word of a class stands in it (`each`, `respectively`, `total`…)."""
        return flag in self.clause.flags

    def doubt(self, why: str, **values: object) -> None:
        """Adds a reason to ask about it."""
        self.doubts.append(Note(f"bulletin.why.{why}", values))


@dataclass(slots=True)
class State:
    """What is known of a bulletin as far as it has been read."""

    text: Text
    names: Names
    years: Years
    found: list[Statement] = field(default_factory=list)
    begun: int = 0
    """Where the statements of the sentence begin."""
    since: Time | None = None
    """Since when, as the paragraph said."""
    titled: Time | None = None
    """The time that the whole is a report of, as its title says."""
    sentence: Sentence | None = None
    headed: dict[Kind, set[int]] = field(default_factory=dict)
    """How many of a kind the headings say."""
    headed_money: set[Decimal] = field(default_factory=set)
    gave: list[Name] = field(default_factory=list)
    """Those named as helpers or givers in the last sentence that named any."""
    gave_in: int = -1
    listed: dict[str, tuple[Name, ...]] = field(default_factory=dict)
    """Key of a helper → those it was last said to help."""

    # --- statements

    def add(
        self,
        span: Span,
        reads: Reads,
        why: Iterable[Note],
        what: Pair | Counted | Given | None,
        status: Status | None = None,
    ) -> None:
        """Adds a statement; with a reason to ask, it is proposed."""
        assert self.sentence is not None  # statements are of sentences
        notes = tuple(dict.fromkeys((note.key, tuple(note.values.items())) for note in why))
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

    def skip(self, clause: Clause, why: Sequence[str], *, pairing: bool = True) -> None:
        """Lists what a clause says that is not read: each of its numbers, or that it speaks of a pairing."""
        notes = [Note(f"bulletin.why.{one}") for one in why]
        numbers = clause.figures()
        for one in numbers:
            self.add(one.span, Reads.NONE, notes, None, Status.SKIP)
        kinds = {one.kind for one in clause.words}
        if pairing and not numbers and "NAME" in kinds and kinds & _PAIRING_WORDS:
            self.add(place_of(clause), Reads.NONE, notes, None, Status.SKIP)

    def list_unread(self, clause: Clause, shape: Shape | None, read: bool) -> None:
        """Lists the numbers of a clause that no statement holds, so that none vanishes.

        Those of its sides are held by what was `read` of it, if anything was.
        """
        sides = (shape.giver, shape.taker, *shape.places) if shape is not None and read else ()
        held = [side.span for side in sides if side is not None]
        spans = [one.span for one in self.found[self.begun :]]
        for one in clause.figures():
            if any(side.begin <= one.span.begin and one.span.end <= side.end for side in held):
                continue
            place = self.text.origin(one.span)
            if not any(span.begin <= place.begin and place.end <= span.end for span in spans):
                self.add(one.span, Reads.NONE, [Note("bulletin.why.no_shape")], None, Status.SKIP)

    def replace(self, place: int, **changes: object) -> None:
        """Changes a statement of which the text went on to say more."""
        self.found[place] = replace(self.found[place], **changes)  # type: ignore[arg-type]  # fields of a statement

    def doubt(self, place: int, why: str) -> None:
        """Makes a proposal of a statement."""
        self.found[place] = doubted(self.found[place], why)

    # --- names

    def name(self, token: Token, before: Name | None = None) -> Name:
        """What a name means."""
        return self.names.read(str(token.value), before)

    def members(self, side: Side) -> list[Name]:
        """What the names of a side mean, each with the help of the one before it."""
        found: list[Name] = []
        shared = self._shared(side)
        for token in side.names:
            own = f"{token.value}{shared}" if shared and " of " not in str(token.value) else str(token.value)
            name = self.names.read(own, found[-1] if found else None)
            inner = str(token.value).partition(" of ")[0]
            placed = self.text[token.span].startswith(f"{inner} in ")  # “Qingshan School in Weining County”
            shown = inner if placed else str(token.value)
            found.append(name if own == token.value and not placed else replace(name, shown=shown))
        return found

    @staticmethod
    def _shared(side: Side) -> str:
        """What the last name of a list says of all: A Town, B Town and C Town of D District."""
        names = [str(token.value) for token in side.names]
        inner, of, outer = names[-1].partition(" of ") if len(names) > 1 else ("", "", "")
        kinds = {latin.kind_of(name) for name in (*names[:-1], inner)}
        same = bool(of) and len(kinds) == 1 and kinds <= {Kind.TOWNSHIP, Kind.VILLAGE}
        return f" of {outer}" if same else ""

    def unit(self, side: Side) -> Name | None:
        """The innermost unit that all members of a side lie in; None if none is named."""
        tokens = [one.name for one in side.members if one.name is not None and one.count is not None]
        units = [self.name(token) for token in tokens]
        if not units and side.open and side.names:
            units = [found for name in self.members(side) if (found := self.own_unit(name)) is not None]
            if len({one.key for one in units}) > 1:
                return None
        if not units:
            return None
        outer = min(units, key=lambda one: len(one.full))
        inside = all(one.full.startswith(outer.full) or (one.id or "").startswith(outer.id or "-") for one in units)
        return outer if inside else None

    def own_unit(self, name: Name) -> Name | None:
        """The unit that the name of an organization begins with."""
        return self.names.read(name.place) if name.place is not None else self.names.area_of(name)

    def outer(self, names: Sequence[Name]) -> Name | None:
        """The unit that several names lie in, if it is the same of each."""
        areas = (Kind.COUNTY, Kind.PREFECTURE)
        units = [self.own_unit(name) or (name if name.kind in areas else None) for name in names]
        keys = {None if unit is None else unit.key for unit in units}
        return units[0] if len(keys) == 1 else None

    def is_helped(self, side: Side) -> bool | None:
        """Whether a side lies where help goes to; None if nothing says."""
        tokens = [member.name for member in side.members if member.name is not None]
        said = {self.names.is_helped(self.name(token)) for token in tokens} - {None}
        return said.pop() if len(said) == 1 else None

    def remember(self, givers: Sequence[Name]) -> None:
        """Keeps who helps or gives, for a sentence behind that only counts them."""
        begin = self.sentence.span.begin if self.sentence is not None else 0
        if givers and begin != self.gave_in:
            self.gave, self.gave_in = [], begin
        self.gave += [one for one in givers if one.key not in {other.key for other in self.gave}]

    # --- words

    def form(self, clause: Clause) -> Form | None:
        """The form whose word is printed in a clause."""
        return next((form for one in clause.forms if (form := form_of(self.text[one.span])) is not None), None)

    def period(self, said: Said, time: Time | None) -> str | None:
        """The period of what was given: as its sentence says, else since when the paragraph said, else as the title.

        A sentence that sums up years (三年来, 至今) is of no time that only the title says.
        """
        titled = None if self.sentence is None or _SUMS_UP.search(self.text[self.sentence.span]) else self.titled
        time = time or self.since or titled or NO_TIME
        if time.unsure:
            said.doubt("year_unsure")
        if time.role is Role.SINCE and self.years.day is None:
            said.doubt("no_day")
            return None
        return time.period(self.years.day or date.min)


def place_of(clause: Clause) -> Span:
    """Where the words of a clause stand."""
    words = [*clause.words, *clause.times, *clause.strange] or [Token("", clause.span)]
    return Span(min(one.span.begin for one in words), max(one.span.end for one in words))


def asked(names: Iterable[Name]) -> list[Note]:
    """What has to be asked about some names."""
    return [Note(name.asked, {"name": name.printed}) for name in names if name.asked is not None]


def doubted(statement: Statement, why: str) -> Statement:
    """A statement that is asked about, for one more reason."""
    return replace(statement, status=Status.PROPOSE, why=(*statement.why, Note(f"bulletin.why.{why}")))


def matched(
    givers: Sequence[Name], takers: Sequence[Name], respectively: bool
) -> Iterator[tuple[tuple[Name, ...], tuple[Name, ...], Certainty]]:
    """Who is paired with whom: in order with 分别 and equal lists, else each with the one; all with all is a group."""
    if respectively and len(givers) == len(takers) and len(givers) > 1:
        yield from (((one,), (other,), Certainty.NAMED) for one, other in zip(givers, takers, strict=True))
    elif len(givers) > 1 and len(takers) > 1:
        yield tuple(givers), tuple(takers), Certainty.GROUP
    else:
        yield from (((one,), (other,), Certainty.NAMED) for one in givers for other in takers)


def sector_of(names: Sequence[Name]) -> str | None:
    """The sector of a pairing of nothing but hospitals, or of nothing but schools and departments of education."""
    if names and all(name.kind is Kind.HOSPITAL or "卫生健康局" in name.full or "卫健" in name.full for name in names):
        return HEALTH
    if names and all(name.kind is Kind.SCHOOL or "教育" in name.full or "Education" in name.full for name in names):
        return EDUCATION
    return None


def is_exact(figure: Figure) -> bool:
    """Whether a number is told, and as it is."""
    return figure.value is not None and figure.bound is Bound.EXACT
