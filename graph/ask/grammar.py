"""The grammar of questions: a file for each language, over the classes of its words, with a parser for each intent.

An intent is a rule that `start` lists. Each has its own parser, made when a question first needs it. Only intents for
which the question has all necessary words are tried, so that one small grammar parses most questions.
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
"""Classes that are not in the vocabulary: they are read from the text or looked up in the store."""

Rules = Mapping[str, Sequence[tuple[str, ...]]]
"""Name of a rule → its alternatives, each a row of rules and classes."""


class RuleReader:
    """Reads rules from a text; choices and optional parts become rules of their own."""

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
    """Whether a symbol in a rule is a class of words rather than a rule."""
    return sign.isupper()


@cache
def rules(lang: Lang) -> Rules:
    """The rules of a language, read from its file."""
    return RuleReader((Path(__file__).parent / f"{lang}.lark").read_text(encoding="utf-8")).rules


@cache
def intents(lang: Lang) -> tuple[str, ...]:
    """The intents of a language: the rules that `start` lists."""
    return tuple(name for (name,) in rules(lang)["start"])


@cache
def _reached(lang: Lang, intent: str) -> tuple[str, ...]:
    """The rules that a rule uses, itself included."""
    found = {intent: None}
    waiting = [intent]
    while waiting:
        signs = {sign for row in rules(lang)[waiting.pop()] for sign in row if not is_class(sign)}
        waiting += signs - found.keys()
        found |= dict.fromkeys(sorted(signs))
    return tuple(found)


@cache
def alphabet(lang: Lang, intent: str) -> frozenset[str]:
    """The classes of the words with which an intent can be asked."""
    return frozenset(
        sign for name in _reached(lang, intent) for row in rules(lang)[name] for sign in row if is_class(sign)
    )


@cache
def known(lang: Lang) -> frozenset[str]:
    """The classes that at least one intent uses."""
    return frozenset().union(*(alphabet(lang, intent) for intent in intents(lang)))


@cache
def _needed(lang: Lang, name: str) -> tuple[frozenset[str], ...]:
    """The necessary classes of each alternative of a rule."""
    return tuple(
        frozenset().union(
            *(frozenset({sign}) if is_class(sign) else frozenset.intersection(*_needed(lang, sign)) for sign in row)
        )
        for row in rules(lang)[name]
    )


def possible(lang: Lang, words: Sequence[Iterable[str]]) -> list[str]:
    """The intents that words of these classes may ask: they know each word, and no necessary word is missing."""
    there = frozenset().union(*words) if words else frozenset[str]()
    return [
        intent
        for intent in intents(lang)
        if all(alphabet(lang, intent).intersection(classes) for classes in words)
        and any(needed <= there for needed in _needed(lang, intent))
    ]


def likely(lang: Lang, words: Sequence[Iterable[str]], most: int) -> list[str]:
    """At most `most` intents for words that fit none: those that know the longest beginning of the words."""

    def covered(intent: str) -> int:
        fits = [bool(alphabet(lang, intent).intersection(classes)) for classes in words]
        return fits.index(False) if False in fits else len(fits)

    return sorted(intents(lang), key=lambda intent: -covered(intent))[:most]


def token_type(classes: Iterable[str]) -> str:
    """The name of the token for a word with these classes."""
    return "__".join(sorted(classes))


@cache
def parser(lang: Lang, intent: str) -> Lark:
    """The parser of an intent; a word with several classes may stand for any of them."""
    from lark import Lark  # slow to import, and the list of examples needs no parser

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
    """The class of a lexer that passes on tokens that exist already."""
    from lark.lexer import Lexer  # slow to import, and the list of examples needs no parser

    class TokensGiven(Lexer):
        def __init__(self, conf: object) -> None:
            del conf

        def lex(self, lexer_state: Any, parser_state: Any = None) -> Iterator[Any]:
            del parser_state
            return iter(lexer_state)

    return TokensGiven


def trees(tree: Tree[Any], most: int) -> list[Tree[Any]]:
    """The trees that an ambiguous tree stands for, at most `most`."""
    from lark.visitors import CollapseAmbiguities  # slow to import, and the list of examples needs no parser

    return CollapseAmbiguities().transform(tree)[:most] if any(tree.find_data("_ambig")) else [tree]
