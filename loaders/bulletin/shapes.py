"""The shape of a clause: which rule of `clause.lark` its words fill, and what stands in which of its places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.model import Kind
from loaders.bulletin.figures import Figure
from loaders.bulletin.text import Span
from loaders.bulletin.tokens import Act, Thing, Token

if TYPE_CHECKING:
    from lark import Lark, Tree

MOST_WORDS = 60
"""A clause of more words is not read: nobody writes one."""


_SYMBOL = re.compile(r"[A-Za-z_]+")


@dataclass(frozen=True, slots=True)
class Count:
    """How many of a kind stand on a side, and where that is printed."""

    figure: Figure
    kind: Kind
    span: Span


@dataclass(frozen=True, slots=True)
class Member:
    """One member of a side: a name, or how many of a kind, perhaps of the unit that the name gives."""

    name: Token | None
    count: Count | None


@dataclass(frozen=True, slots=True)
class Side:
    """One side. An `open` list (等12家企业) names only some of its members; `count` is how many it says there are."""

    members: tuple[Member, ...]
    open: bool
    count: Count | None
    span: Span

    @property
    def names(self) -> list[Token]:
        """The names of members that are named themselves."""
        return [one.name for one in self.members if one.name is not None and one.count is None]

    @property
    def counts(self) -> list[Member]:
        """The members that are only counted."""
        return [one for one in self.members if one.count is not None]


@dataclass(frozen=True, slots=True)
class Item:
    """Something that was given: the number, and the words beside it. `kind` where organizations are counted."""

    figure: Token
    thing: Thing | None
    kind: Kind | None
    span: Span


@dataclass(frozen=True, slots=True)
class Shape:
    """The rule that a clause fills, with its sides in the order of the text. `several`: it can be read in two ways."""

    rule: str
    sides: tuple[Side, ...] = ()
    giver: Side | None = None
    taker: Side | None = None
    places: tuple[Side, ...] = ()
    items: tuple[Item, ...] = ()
    act: Act | None = None
    first: str = ""
    """The class of its first word: 由甲与乙结对 begins otherwise than 甲由乙结对帮扶."""
    number: Token | None = None
    """A number whose kind the clause before says: 19 NGOs in 11."""
    helps: bool = False
    """Whether the clause says, beside what was given, that one helps the other."""
    several: bool = False


def shape_of(words: Sequence[Token]) -> Shape | None:
    """The shape that the words fill wholly; None if no rule has a place for each of them."""
    if not words or len(words) > MOST_WORDS:
        return None
    tree = _parsed(tuple(word.kind for word in words))
    return None if tree is None else _Reader(words).shape(tree)


def begins_with_giver(words: Sequence[Token]) -> bool:
    """Whether words begin with one who gave, perhaps to whom, and a verb, whatever stands behind."""
    kinds = [word.kind for word in words[:4]]
    return kinds[:2] == ["NAME", "VERB"] or kinds == ["NAME", "TO", "NAME", "VERB"]


@cache
def _grammar() -> str:
    return (Path(__file__).parent / "clause.lark").read_text(encoding="utf-8")


@cache
def _letters() -> dict[str, str]:
    """A letter for each class that the grammar knows."""
    (declared,) = re.findall(r"^%declare (.*)", _grammar(), re.MULTILINE)
    return {kind: chr(ord("A") + place) for place, kind in enumerate(declared.split())}


@cache
def _outlines() -> dict[str, re.Pattern[str]]:
    """Each rule that a whole clause may fill as a pattern over the letters of classes.

    No rule holds itself, so each is a regular expression once its parts are written out.
    """
    bodies = dict(re.findall(r"^(\w+): ([^/\n]*)", _grammar(), re.MULTILINE))

    def written(found: re.Match[str]) -> str:
        name = found[0]
        own = _letters().get(name)
        return own or f"(?:{_SYMBOL.sub(written, bodies[name])})"

    starts: list[str] = _SYMBOL.findall(bodies["start"])
    return {name: re.compile(_SYMBOL.sub(written, name), re.VERBOSE) for name in starts}


@cache
def _parser() -> Lark:
    from lark import Lark
    from lark.lexer import Lexer
    from lark.lexer import Token as Word

    class Kinds(Lexer):
        """Takes the classes of words for the tokens that they are."""

        def __init__(self, conf: Any) -> None:
            pass

        def lex(self, kinds: Any) -> Iterator[Word]:  # type: ignore[override]  # classes are parsed, not text
            """Each class with the place of its word."""
            for place, kind in enumerate(kinds):
                yield Word(kind, str(place))

    starts = ["start", *_outlines()]
    return Lark(_grammar(), parser="earley", lexer=Kinds, ambiguity="explicit", start=starts)


@lru_cache(maxsize=1 << 14)
def _parsed(kinds: tuple[str, ...]) -> Tree[Any] | None:
    """The tree of a row of classes: clauses that are built alike are parsed once, and only as what they look like."""
    from lark import Tree

    letters = _letters()
    if not letters.keys() >= set(kinds):
        return None
    row = "".join(letters[kind] for kind in kinds)
    fitting = [name for name, outline in _outlines().items() if outline.fullmatch(row)]
    if not fitting:
        return None
    if len(fitting) > 1:
        return _parser().parse(kinds, start="start")
    return Tree("start", [_parser().parse(kinds, start=fitting[0])])


class _Reader:
    """Reads a tree back into the words that it was made from."""

    def __init__(self, words: Sequence[Token]) -> None:
        self.words = words
        self.several = False

    def shape(self, tree: Tree[Any]) -> Shape:
        rule = self._only(self._only(tree).children[0])
        parts = [self._only(child) if hasattr(child, "data") else child for child in rule.children]
        sides = tuple(self._side(part) for part in parts if getattr(part, "data", "") == "side")
        duos = [part for part in parts if getattr(part, "data", "") == "duo"]
        sides += tuple(
            self._alone(self._only(child)) for duo in duos for child in duo.children if hasattr(child, "data")
        )
        named = {
            part.data: self._side(self._only(part.children[0]))
            for part in parts
            if getattr(part, "data", "") in ("giver", "taker")
        }
        places = tuple(
            self._side(self._only(next(child for child in part.children if hasattr(child, "data"))))
            for part in parts
            if getattr(part, "data", "") == "place"
        )
        counts = [self._count(part) for part in parts if getattr(part, "data", "") == "count"]
        sides += tuple(Side((Member(None, count),), False, None, count.span) for count in counts)
        bare = [self._word(part) for part in parts if getattr(part, "type", "") == "QTY"]
        items = tuple(item for part in parts if getattr(part, "data", "") == "items" for item in self._items(part))
        verb = next((self._word(part) for part in parts if getattr(part, "type", "") == "VERB"), None)
        return Shape(
            rule.data,
            sides,
            named.get("giver"),
            named.get("taker"),
            places,
            items,
            verb.value if verb is not None and isinstance(verb.value, Act) else None,
            self.words[0].kind,
            bare[0] if bare else None,
            any(getattr(part, "type", "") == "HELP" for part in parts),
            self.several,
        )

    def _only(self, tree: Tree[Any]) -> Tree[Any]:
        """A tree itself, or the first of several readings."""
        while tree.data == "_ambig":
            self.several = True
            tree = tree.children[0]
        return tree

    def _word(self, leaf: Any) -> Token:
        return self.words[int(leaf)]

    def _span(self, tree: Tree[Any]) -> Span:
        spans = [self.words[int(leaf)].span for leaf in tree.scan_values(lambda _: True)]
        return Span(min(one.begin for one in spans), max(one.end for one in spans))

    def _side(self, tree: Tree[Any]) -> Side:
        members: list[Member] = []
        open_, count = False, None
        for child in tree.children:
            if not hasattr(child, "data"):
                continue
            child = self._only(child)
            if child.data == "member":
                members.append(self._member(child))
            else:
                open_ = True
                counts = [self._only(one) for one in child.children if hasattr(one, "data")]
                count = self._count(counts[0]) if counts else None
        return Side(tuple(members), open_, count, self._span(tree))

    def _alone(self, tree: Tree[Any]) -> Side:
        """A side of one member."""
        return Side((self._member(tree),), False, None, self._span(tree))

    def _member(self, tree: Tree[Any]) -> Member:
        name = next((self._word(one) for one in tree.children if not hasattr(one, "data")), None)
        count = next((self._count(self._only(one)) for one in tree.children if hasattr(one, "data")), None)
        return Member(name, count)

    def _count(self, tree: Tree[Any]) -> Count:
        words = [self._word(one) for one in tree.children]
        figure = next(word.value for word in words if isinstance(word.value, Figure))
        kind = next(word.value for word in words if isinstance(word.value, Kind))
        return Count(figure, kind, self._span(tree))

    def _items(self, tree: Tree[Any]) -> Iterator[Item]:
        for child in tree.children:
            if not hasattr(child, "data"):
                continue
            child = self._only(child)
            words = [self._word(one) for one in child.children]
            figure = next(word for word in words if isinstance(word.value, Figure))
            things = [word.value for word in words if isinstance(word.value, Thing)]
            kind = next((word.value for word in words if isinstance(word.value, Kind)), None)
            known = next((one for one in things if one.what is not None), things[0] if things else None)
            yield Item(figure, known, kind, self._span(child))
