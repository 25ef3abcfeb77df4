"""The grammar of questions: a file a language over the classes of its words, a parser for each thing that is asked.

A rule of the file that `start` lists is an intent. Each has a parser of its own, made when a question first needs it:
only intents whose words are all there are tried, so that most questions are parsed by one small grammar.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.ask.vocabulary import vocabulary
from graph.text import Lang

if TYPE_CHECKING:
    from lark import Lark, Tree

READ = ("NAME", "PART", "NUMBER", "COUNTS")
"""Classes that no vocabulary lists: they are read from the text or looked up."""

Rules = Mapping[str, Sequence[tuple[str, ...]]]
"""A rule's name → what it may be, each a row of rules and classes."""


class RuleReader:
    """Rules that are being made of a text: choices and optional parts become rules of their own."""

    def __init__(self, text: str) -> None:
        self.rules: dict[str, list[tuple[str, ...]]] = {}
        self._parts: dict[tuple[tuple[str, ...], ...], str] = {}
        body = "\n".join(line.partition("//")[0] for line in text.splitlines())
        for found in re.finditer(r"^(\w+):(.*?)(?=^\w+:|\Z)", body, re.MULTILINE | re.DOTALL):
            self._left = re.findall(r"\w+|[()|?]", found[2])
            self.rules[found[1]] = self._choices()
        self.rules |= {name: list(choices) for choices, name in self._parts.items()}

    def _choices(self) -> list[tuple[str, ...]]:
        found: list[tuple[str, ...]] = []
        row: list[str] = []
        while self._left and self._left[0] != ")":
            sign = self._left.pop(0)
            if sign == "|":
                found.append(tuple(row))
                row = []
            elif sign == "(":
                row.append(self._part(self._choices()))
                self._left.pop(0)
            elif sign == "?":
                row.append(self._part([(row.pop(),), ()]))
            else:
                row.append(sign)
        return [*found, tuple(row)]

    def _part(self, choices: list[tuple[str, ...]]) -> str:
        return self._parts.setdefault(tuple(choices), f"_part_{len(self._parts)}")


def is_class(sign: str) -> bool:
    """Whether a sign of a rule is a class of words rather than a rule."""
    return sign.isupper()


@cache
def rules(lang: Lang) -> Rules:
    """The rules of a language."""
    return RuleReader((Path(__file__).parent / f"{lang}.lark").read_text(encoding="utf-8")).rules


@cache
def intents(lang: Lang) -> tuple[str, ...]:
    """The rules that are asked for: those of `start`."""
    return tuple(name for (name,) in rules(lang)["start"])


@cache
def _reached(lang: Lang, intent: str) -> tuple[str, ...]:
    """The rules that a rule rests on, itself included."""
    found = {intent: None}
    waiting = [intent]
    while waiting:
        signs = {sign for row in rules(lang)[waiting.pop()] for sign in row if not is_class(sign)}
        waiting += signs - found.keys()
        found |= dict.fromkeys(sorted(signs))
    return tuple(found)


@cache
def alphabet(lang: Lang, intent: str) -> frozenset[str]:
    """The classes of the words that an intent can be asked with."""
    return frozenset(
        sign for name in _reached(lang, intent) for row in rules(lang)[name] for sign in row if is_class(sign)
    )


@cache
def known(lang: Lang) -> frozenset[str]:
    """The classes that any intent knows."""
    return frozenset().union(*(alphabet(lang, intent) for intent in intents(lang)))


@cache
def _needed(lang: Lang, name: str) -> tuple[frozenset[str], ...]:
    """For each way to fill a rule the classes it cannot do without."""
    return tuple(
        frozenset().union(
            *(frozenset({sign}) if is_class(sign) else frozenset.intersection(*_needed(lang, sign)) for sign in row)
        )
        for row in rules(lang)[name]
    )


def possible(lang: Lang, words: Sequence[Iterable[str]]) -> list[str]:
    """The intents that words of these classes may ask: each word is of its alphabet, and none is missing."""
    there = frozenset().union(*words) if words else frozenset[str]()
    return [
        intent
        for intent in intents(lang)
        if all(alphabet(lang, intent).intersection(classes) for classes in words)
        and any(needed <= there for needed in _needed(lang, intent))
    ]


def likely(lang: Lang, words: Sequence[Iterable[str]], most: int) -> list[str]:
    """The intents that the first words would fit, for words that fit none: those whose alphabet has most of them."""

    def covered(intent: str) -> int:
        fits = [bool(alphabet(lang, intent).intersection(classes)) for classes in words]
        return fits.index(False) if False in fits else len(fits)

    return sorted(intents(lang), key=lambda intent: -covered(intent))[:most]


def token_type(classes: Iterable[str]) -> str:
    """One name for the classes a word may have."""
    return "__".join(sorted(classes))


@cache
def parser(lang: Lang, intent: str) -> Lark:
    """The parser of an intent; where a word has several classes, it may stand for any of them."""
    from lark import Lark

    own = alphabet(lang, intent)
    sets = {own.intersection(classes) for classes in vocabulary(lang).forms.values()}
    sets |= {frozenset({name}) for name in READ if name in own}
    sets.discard(frozenset())
    lines = []
    for name in _reached(lang, intent):
        rows = (
            " ".join(f"_{sign.lower()}_word" if is_class(sign) else sign for sign in row) for row in rules(lang)[name]
        )
        lines.append(f"{name}: {' | '.join(rows)}")
    for name in sorted(own):
        types = sorted(token_type(classes) for classes in sets if name in classes)
        lines.append(f"_{name.lower()}_word: {' | '.join(types)}")
    lines.append("%declare " + " ".join(sorted(token_type(classes) for classes in sets)))
    return Lark("\n".join(lines), parser="earley", lexer=_handed_on(), ambiguity="explicit", start=intent)


@cache
def _handed_on() -> Any:
    """A lexer whose tokens have been made already."""
    from lark.lexer import Lexer

    class HandedOn(Lexer):
        def __init__(self, conf: object) -> None:
            del conf

        def lex(self, lexer_state: Any, parser_state: Any = None) -> Iterator[Any]:
            del parser_state
            return iter(lexer_state)

    return HandedOn


def trees(tree: Tree[Any], most: int) -> list[Tree[Any]]:
    """The trees that an ambiguous one stands for."""
    from lark.visitors import CollapseAmbiguities

    return CollapseAmbiguities().transform(tree)[:most] if any(tree.find_data("_ambig")) else [tree]
