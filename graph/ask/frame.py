"""Fills the frame of a question: cuts its words into phrases, each of which fills slots; every word is used once.

A phrase is a row of classes of words. Phrases stand in any order; a slot that two phrases fill, or a word that no
phrase takes, makes a frame that is not read. Only names and `HELD` slots may be filled more than once.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from graph.ask.lexing import Word
from graph.text import Lang

Fills = tuple[tuple[str, str], ...]
"""What a phrase fills: (slot, value); a value in capitals is the meaning of the word of that class."""

MOST_FRAMES = 200
"""The largest number of frames of one row of words."""
_NAMES = "names"
_NAME_CLASSES = ("NAME", "PART")


@dataclass(frozen=True, slots=True)
class Frame:
    """The slots of a question, each with its value and the words that filled it."""

    slots: Mapping[str, object] = field(default_factory=dict)
    words: Mapping[str, tuple[Word, ...]] = field(default_factory=dict)

    def get(self, slot: str) -> object:
        """The value of a slot; None where nothing filled it."""
        return self.slots.get(slot)

    def joined(self, fills: Mapping[str, object], words: tuple[Word, ...]) -> Frame | None:
        """The frame with the slots of one more phrase; None where one of them is filled already."""
        slots, by = dict(self.slots), dict(self.words)
        for slot, value in fills.items():
            if slot == _NAMES:
                slots[slot] = (*slots.get(slot, ()), *value)  # type: ignore[misc]
            elif slot in slots:
                return None
            else:
                slots[slot] = value
            by[slot] = (*by.get(slot, ()), *words)
        return Frame(slots, by)


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases of a language: row of classes → what each meaning of it fills, and the length of the longest row."""

    rows: Mapping[tuple[str, ...], tuple[Fills, ...]]
    longest: int
    beginnings: frozenset[tuple[str, ...]]
    never: frozenset[tuple[str, ...]]


@cache
def phrases(lang: Lang) -> Phrases:
    """The phrases of a language, read from its file."""
    data = tomllib.loads((Path(__file__).parent / f"phrases.{lang}.toml").read_text(encoding="utf-8"))
    rows: dict[tuple[str, ...], dict[Fills, None]] = {}
    for key, patterns in data["phrases"].items():
        fills: Fills = tuple(
            (slot, value) for slot, _, value in (one.partition("=") for one in key.split() if one != "-")
        )
        for pattern in patterns:
            for row in expanded(pattern, data["groups"]):
                if row:
                    rows.setdefault(row, {})[fills] = None
    beginnings = frozenset(row[:end] for row in rows for end in range(1, len(row) + 1))
    never = frozenset(row for pattern in data["never"]["rows"] for row in expanded(pattern, data["groups"]))
    return Phrases({row: tuple(found) for row, found in rows.items()}, max(map(len, rows)), beginnings, never)


def expanded(pattern: str, groups: Mapping[str, str]) -> list[tuple[str, ...]]:
    """Every row of classes that a pattern stands for: `A? (B|C D) group`.

    >>> expanded("A? (B|C D)", {})
    [('A', 'B'), ('A', 'C', 'D'), ('B',), ('C', 'D')]
    """
    for name, meant in groups.items():
        pattern = re.sub(rf"\b{name}\b", f"({meant})", pattern)
    rows, left = _choices(re.findall(r"\w+|[()|?]", pattern))
    assert not left, pattern
    return list(dict.fromkeys(rows))


def _choices(signs: list[str]) -> tuple[list[tuple[str, ...]], list[str]]:
    found: list[tuple[str, ...]] = []
    rows: list[tuple[str, ...]] = [()]
    while signs and signs[0] != ")":
        sign, signs = signs[0], signs[1:]
        if sign == "|":
            found += rows
            rows = [()]
            continue
        if sign == "(":
            own, signs = _choices(signs)
            signs = signs[1:]
        else:
            own = [(sign,)]
        if signs and signs[0] == "?":
            own, signs = [*own, ()], signs[1:]
        rows = [(*row, *one) for row in rows for one in own]
    return [*found, *rows], signs


def frames(words: Sequence[Word], lang: Lang) -> tuple[list[Frame], int]:
    """The frames that words fill, and the number of words up to which they could be read."""
    known = phrases(lang)
    at: list[dict[tuple[object, ...], Frame]] = [{} for _ in range(len(words) + 1)]
    at[0][()] = Frame()
    furthest = 0
    for start in range(len(words)):
        if not at[start]:
            continue
        for end, fills in _phrases_at(words, start, known):
            furthest = max(furthest, end)
            if fills is None:
                continue
            for frame in at[start].values():
                joined = frame.joined(fills, tuple(words[start:end])) if fills else frame
                if joined is not None and len(at[end]) < MOST_FRAMES:
                    at[end].setdefault(
                        tuple(sorted((slot, str(value)) for slot, value in joined.slots.items())), joined
                    )
    return list(at[-1].values()), furthest


def forbidden(words: Sequence[Word], lang: Lang) -> Word | None:
    """The first of the words that make another question than its frame says; None where there are none."""
    classes = [set(_classes(word)) for word in words]
    for row in sorted(phrases(lang).never):
        for start in range(len(words) - len(row) + 1):
            if all(name in own for name, own in zip(row, classes[start:], strict=False)):
                return words[start]
    return None


def _phrases_at(words: Sequence[Word], start: int, known: Phrases) -> Iterator[tuple[int, dict[str, object] | None]]:
    """(end, what it fills) of every phrase that may begin at a word, and of every beginning of one; that fills None."""
    rows: list[tuple[str, ...]] = [()]
    for end in range(start + 1, min(len(words), start + known.longest) + 1):
        own = _classes(words[end - 1])
        rows = [(*row, name) for row in rows for name in own if (*row, name) in known.beginnings]
        if not rows:
            return
        yield end, None
        for row in rows:
            for fills in known.rows.get(row, ()):
                yield end, _filled(fills, row, words[start:end])


def _classes(word: Word) -> list[str]:
    return ["ORG" if name in _NAME_CLASSES else name for name in word.classes]


def _filled(fills: Fills, row: Sequence[str], words: Sequence[Word]) -> dict[str, object]:
    """The values of a phrase's slots; those in capitals are taken from its words of that class, in their order."""
    left: dict[str, list[Word]] = {}
    for name, word in zip(row, words, strict=True):
        left.setdefault(name, []).append(word)
    found: dict[str, object] = {}
    for slot, value in fills:
        if slot == _NAMES:
            found[slot] = tuple(left["ORG"])
        elif value.isupper():
            found[slot] = left[value].pop(0).classes[value]
        else:
            found[slot] = value
    return found
