"""Takes apart a question of several clauses: what only tells why or where it is asked, and what is asked.

A clause that tells is made of words of a closed list (a meeting tomorrow, I am in charge of) beside names and kinds: an
area or a kind in it is that of the question, where the question names none. A word of place (there, 那边) is the area
told before, and “our county” the one in which all that is loaded lies.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from graph.ask.adjuncts import name_of
from graph.ask.lexing import Word
from graph.ask.names import NamePhrase

Home = Callable[[str], "str | None"]
"""The one area of a level (any, where it is empty) in which all on the roster lies; None where there is none."""

_BREAK = re.compile(r"[.,;:!?。，；：！？、—–()]|\s-\s")
_TOLD = frozenset(
    {"TALE", "IN", "OF", "AND", "TO", "FROM", "ABOUT", "ON", "INSIDE", "BE", "AUX", "TOS", "WE", "FOR", "TIME"}
)
_SIDES = frozenset({"这边", "这里", "方面", "这儿"})
"""Words that stand behind the name of a place and add nothing."""
_PLACES = frozenset({"POINT", "OWN", "OURS"})


class Homeless(Exception):  # noqa: N818  # it is not an error of the program
    """A word for the own area, or for one told before, where there is none."""

    def __init__(self, word: Word) -> None:
        super().__init__(word.text)
        self.word = word


def settled(words: Sequence[Word], text: str, home: Home) -> Iterator[tuple[list[Word], str | None]]:
    """The words that ask, and the area that the others tell. Raises `Homeless`."""
    words = words[1:] if len(words) > 1 and "AND" in words[0].classes else words  # and if … withdraws
    words = [*words[:1], *(_inside(*two) for two in pairwise(words))]
    words = [
        word
        for at, word in enumerate(words)
        if not (at and _beside_name(words[at - 1], word)) and not _before_name(word, words[at + 1 : at + 2])
    ]
    clauses = _clauses(words, text)
    told = [clause for clause in clauses if _tells(clause)]
    asked = [word for clause in clauses if not _tells(clause) for word in clause]
    if not asked:
        yield list(words), None
        return
    areas = list(
        dict.fromkeys(name.text for clause in told for word in clause if (name := name_of(word)) and name.area)
    )
    pointers = [word for at, word in enumerate(asked) if _points(asked, at, areas)]
    named = any(name_of(word) for word in asked)
    kinds = [word for clause in told for word in clause if "KIND" in word.classes]
    left = [word for word in asked if word not in pointers]
    own = {word.classes["KIND"] for word in left if "KIND" in word.classes}
    if kinds and own:
        if not {word.classes["KIND"] for word in kinds} <= own:
            return  # told of one kind, asked of another
        kinds = []
    left += kinds[:1]
    if len(areas) > 1 or len(kinds) > 1:
        return
    if not pointers:
        yield left, (areas[0] if areas and not named else None)
        return
    found = {_meant(word, areas, home) for word in pointers}
    if len(found) == 1:
        area = found.pop()
        yield left, area
        if named and not any("POINT" in word.classes for word in pointers):
            yield left, None  # 我县双凤镇: the name lies in it


def _placed(before: Word, word: Word) -> NamePhrase | None:
    """The name of a place that a word of place directly follows: 民主镇那边."""
    name = name_of(before)
    place = "POINT" in word.classes or word.text in _SIDES
    return name if name is not None and name.area and place and before.end == word.start else None


def _beside_name(before: Word, word: Word) -> bool:
    """Whether a word of place only follows the name of the place, and adds nothing."""
    name = _placed(before, word)
    return name is not None and name.exact


def _inside(before: Word, word: Word) -> Word:
    """A word of place behind a part of the name of an area (石桥那边) as one that says inside; another as it is."""
    name = _placed(before, word)
    return word if name is None or name.exact else replace(word, classes={"INSIDE": None})


def _before_name(word: Word, after: Sequence[Word]) -> bool:
    """Whether a word for the own place is followed by its name: 我们民主镇."""
    return "WE" in word.classes and bool(after) and name_of(after[0]) is not None and word.end == after[0].start


def _points(words: Sequence[Word], at: int, areas: Sequence[str]) -> bool:
    """Whether a word stands for a place; “there” does not in “is there” and “there are”."""
    classes = words[at].classes.keys()
    beside = [*words[at - 1 : at], *words[at + 1 : at + 2]] if at else [*words[1:2]]
    if "THERE" in classes and any({"AUX", "ASKED", "ANY"} & word.classes.keys() for word in beside):
        return bool(areas) and at > 0 and "AUX" not in words[at - 1].classes
    return bool(_PLACES & classes)


def _meant(word: Word, areas: Sequence[str], home: Home) -> str:
    told = areas[0] if areas else None
    area = told if "POINT" in word.classes else home(str(word.classes.get("OWN") or ""))
    if area is None:
        raise Homeless(word)
    return area


def _clauses(words: Sequence[Word], text: str) -> list[list[Word]]:
    found: list[list[Word]] = []
    for number, word in enumerate(words):
        if not number or _BREAK.search(text, words[number - 1].end, word.start):
            found.append([])
        found[-1].append(word)
    return found


def _tells(clause: Sequence[Word]) -> bool:
    """Whether a clause only tells: a word of the closed list is in it, and nothing that asks."""
    if not any("TALE" in word.classes for word in clause):
        return False
    if "FROM" in clause[0].classes and sum(name_of(word) is not None for word in clause) > 1:
        return False  # from one to the other
    return all(_TOLD & word.classes.keys() or name_of(word) or "KIND" in word.classes for word in clause)
