"""The words of a question without their order: how a rule takes them, each once, and none is left over.

Where no row of phrases takes a question, the rules of `graph.ask.rules` look at its words one by one: words that a
rule needs, words that it may have besides, and kinds, names, numbers and a sector. A word that is none of these is
read by no rule, so that none vanishes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from graph.ask.adjuncts import name_of
from graph.ask.lexing import Word
from graph.ask.names import NamePhrase
from graph.ask.query import Intent
from graph.ask.table import LEVELS, RECEIVING, SECTORED, Beside
from graph.model import Kind
from graph.text import Lang

SMALL = frozenset({"AUX", "BE", "THAT", "OF", "THERE", "THEM", "THEIR", "IN", "HAVE", "ABOUT", "TO", "WE", "NAMES"})
"""Classes of words that only join others; any rule may have them."""
_OPS = {
    "which": frozenset({"WHICH"}),
    "who": frozenset({"WHO"}),
    "where": frozenset({"WHERE"}),
    "count": frozenset({"HOWMANY"}),
    "yes": frozenset({"ASKED", "YES", "EXISTS", "YESTAIL", "CANASK"}),
    "share": frozenset({"SHARE"}),
}
Told = dict[str, Any]
Build = Callable[["Bag"], "Told | None"]


@dataclass(frozen=True, slots=True)
class Bag:
    """The words that a rule took: those it needed, the others, and what has a value."""

    words: tuple[Word, ...]
    beside: Beside
    lang: Lang
    needed: tuple[int, ...] = ()
    kinds: tuple[Kind, ...] = ()
    names: tuple[NamePhrase, ...] = ()
    numbers: tuple[int, ...] = ()
    sector: str | None = None
    side: Callable[[Kind], str | None] = field(default=lambda _: None)

    @property
    def ops(self) -> frozenset[str]:
        """What is asked for: which, who, where, count, yes, share."""
        return frozenset(op for op, classes in _OPS.items() if self.has(*classes))

    def has(self, *classes: str) -> bool:
        """Whether a word is of one of these classes."""
        return any(not set(classes).isdisjoint(word.classes) for word in self.words)

    def at(self, *classes: str) -> int:
        """The position of the first word of one of these classes; the number of words where there is none."""
        return next(
            (place for place, word in enumerate(self.words) if not set(classes).isdisjoint(word.classes)),
            len(self.words),
        )

    def before(self, place: int, *classes: str) -> bool:
        """Whether the word before a position is of one of these classes."""
        return 0 < place <= len(self.words) and not set(classes).isdisjoint(self.words[place - 1].classes)

    def after(self, place: int, *classes: str) -> bool:
        """Whether the word after a position is of one of these classes."""
        return place + 1 < len(self.words) and not set(classes).isdisjoint(self.words[place + 1].classes)

    def places(self, *classes: str) -> list[int]:
        """The positions of all words of one of these classes."""
        return [place for place, word in enumerate(self.words) if not set(classes).isdisjoint(word.classes)]


@dataclass(frozen=True, slots=True)
class Rule:
    """What one intent needs: `needs` are ways, each of them sets of classes, one word of each of which must be there.

    `may` are classes of words it may have besides; `kinds`, `names` and `numbers` how many of these (least, most).
    `build` makes the fields of the typed question, or None where the words do not fit after all.
    """

    intent: Intent
    needs: tuple[tuple[frozenset[str], ...], ...]
    may: frozenset[str]
    build: Build
    kinds: tuple[int, int] = (0, 0)
    names: tuple[int, int] = (0, 0)
    numbers: tuple[int, int] = (0, 0)

    def taken(self, bag: Bag) -> Told | None:
        """The fields of the typed question that the words of a bag ask by this rule; None where they ask none."""
        for need in self.needs:
            own = self._held(bag, need)
            found = None if own is None else self.build(own)
            if found is not None and own is not None:
                found = found | {"sector": own.sector}
                return {name: value for name, value in found.items() if value not in (None, ())}
        return None

    def _held(self, bag: Bag, need: Sequence[frozenset[str]]) -> Bag | None:
        """The bag with what a way of this rule takes of it; None where a word is missing or left over."""
        needed: list[int] = []
        for classes in need:
            place = next(
                (at for at, word in enumerate(bag.words) if at not in needed and classes & word.classes.keys()), None
            )
            if place is None:
                return None
            needed.append(place)
        kinds: list[Kind] = []
        names: list[NamePhrase] = []
        numbers = [int(str(bag.words[at].classes["NUMBER"])) for at in needed if "NUMBER" in bag.words[at].classes]
        sectors = [str(bag.words[at].classes["SECTOR"]) for at in needed if "SECTOR" in bag.words[at].classes]
        for at, word in enumerate(bag.words):
            if at in needed:
                continue
            name = name_of(word)
            if name is not None:
                names.append(name)
            elif "KIND" in word.classes:
                kinds.append(Kind(str(word.classes["KIND"])))
            elif "SECTOR" in word.classes:
                sectors.append(str(word.classes["SECTOR"]))
            elif (self.may | SMALL) & word.classes.keys():
                continue
            elif isinstance(number := word.classes.get("NUMBER"), int):
                numbers.append(number)
            else:
                return None
        fits = all(
            least <= len(some) <= most
            for some, (least, most) in ((kinds, self.kinds), (names, self.names), (numbers, self.numbers))
        )
        if not fits or len(sectors) > 1 or (sectors and self.intent not in SECTORED):
            return None
        return replace(
            bag,
            needed=tuple(needed),
            kinds=tuple(kinds),
            names=tuple(names),
            numbers=tuple(numbers),
            sector=sectors[0] if sectors else None,
        )


GROUPS = {
    "ask": "WHICH WHO HOWMANY WHERE",
    "yesno": "ASKED YES EXISTS YESTAIL",
    "alone": "UNPAIRED NOPARTNER NOTYET GAP LACKONE NOBODYDOES",
    "noone": "NOBODY NONE WITHNONE",
    "object": "PARTNER HELP HELPNOUN SUPPORT PAIRING PAIR HELPV ORGANIZATION FUNDER ANYONE HELPED PAIRED",
    "helps": "HELP HELPS HELPV HELPED PAIRED PAIR CARRY SUPPORT HELPNOUN",
    "helper": "PARTNER ORGANIZATION FUNDER",
    "moneys": "FUNDS GAVE GAVEN RECEIVED",
    "first": "MOST TOP TOPN HIGHEST",
    "last": "LEAST WORST",
    "order": "RANKWORD RANKED",
    "supposed": "IF WHATIF EFFECTOF THEN IMPACT IMPACTWORD BIGIMPACT MODAL LOSE HURT AFFECTED BELEFT ONCEGONE",
    "leaving": "WITHDRAW DEPARTURE EXITING ALLGONE",
    "leftout": "LOSE NOTYET WITHNONE NOPARTNER NONE UNPAIRED GAP NOBODY NOBODYLEFT NOBODYDOES",
    "because": "WHY EXPLAIN ROWS KNOWN BASIS COMEFROM",
}
"""Names for several classes, as rules say them."""
HELPER = ("PARTNER", "ORGANIZATION", "FUNDER")
"""Classes of words for those who help."""
SUBJECTS = RECEIVING | LEVELS
"""The kinds that may be asked about as those who should have a partner."""


def rule(
    intent: Intent,
    *needs: str,
    may: str = "",
    kinds: tuple[int, int] = (0, 0),
    names: tuple[int, int] = (0, 0),
    numbers: tuple[int, int] = (0, 0),
) -> Callable[[Build], Rule]:
    """Makes a rule of a function: `needs` are ways such as `LACK|UNPAIRED PARTNER`; `GROUPS` are spelt out."""
    ways = tuple(tuple(frozenset(_meant(one.split("|"))) for one in need.split()) for need in needs)
    free = frozenset(_meant(may.split()))
    return lambda build: Rule(intent, ways, free, build, kinds, names, numbers)


def _meant(parts: Iterable[str]) -> Iterator[str]:
    """The classes of parts that are classes or groups of them."""
    for part in parts:
        if part in GROUPS:
            yield from _meant(GROUPS[part].split())
        else:
            yield part


def one_kind(bag: Bag) -> Kind | None:
    """The first kind of a bag; None where it has none."""
    return bag.kinds[0] if bag.kinds else None


def helpers_first(bag: Bag, *before: str) -> bool:
    """Whether a helper is what is asked about: it stands before the words that say what is so."""
    return bag.at(*HELPER) < min(bag.at("KIND"), bag.at(*before))


def counted_by(bag: Bag, *classes: str) -> Kind | None:
    """The kind that stands right behind a number or a word for one."""
    place = bag.at(*classes)
    place += bag.after(place, "PLACES")
    kind = bag.words[place + 1].classes.get("KIND") if place + 1 < len(bag.words) else None
    return None if kind is None else Kind(str(kind))


def how_many(bag: Bag, kind: Kind | None = None) -> int | None:
    """How many of an order are wanted: 0 where nothing says it, None where the number counts something else.

    It stands beside the word for the first or last, or before what is put in order: a kind, or helpers.
    """
    if not bag.numbers:
        return 0
    place = bag.at("NUMBER")
    behind = place + 1 + bag.after(place, "PLACES")
    ends = (*GROUPS["first"].split(), *GROUPS["last"].split())
    after = bag.words[behind].classes if behind < len(bag.words) else {}
    ranked = after.get("KIND") == kind if kind is not None else bool(set(HELPER) & after.keys())
    beside = bag.before(place, *ends) or bool(set(ends) & after.keys())
    wanted = ranked or (beside and "KIND" not in after)
    return bag.numbers[0] if wanted and bag.numbers[0] > 0 else None


def named(names: tuple[NamePhrase, ...]) -> tuple[str, ...]:
    """The texts of names."""
    return tuple(one.text for one in names)
