"""Cuts a question into words (names of the store, dates, numbers, forms of the vocabulary), as few as possible."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from graph.ask import dates
from graph.ask.names import NamePhrase
from graph.ask.vocabulary import NOISE, Vocabulary
from graph.text import Lang

UNKNOWN = "UNKNOWN"
"""The class of a stretch that is none of these."""
_UNKNOWN_COST = 50.0
_SLACK = 1.01
"""How much more than the cheapest way of cutting a question another way may cost, to be tried too."""
FUNCTIONS = frozenset({"AUX", "YES", "EXISTS", "ANY", "STILL", "ALLS", "BYS", "TOS", "WORK", "THERE"})
"""The classes of small words that fill a slot: whether it is asked yes or no, of all or any, from whom to whom."""
WAYS = 16
"""The largest number of ways of cutting a question that are tried."""
MOST_KEPT = 96
"""The largest number of ways to keep or leave out the words of one way that may be noise."""
_WORD = re.compile(r"[a-z0-9_]+(?:['-](?!s\b)[a-z0-9_]+)*")
_DIGITS = re.compile(r"\d{1,9}(?![\d.,]?\d)")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?![\d.,]?\d)")
"""A number with its thousands set apart: 1,223."""
_HAN_NUMBER = re.compile(dates.CHINESE_NUMBER)
_COUNTS = re.compile(r"(\d{1,6})\s*(?:↔|<->|⇔|<=>|对|vs\.?|⟷)\s*(\d{1,6})")
_FILE = re.compile(r"[\w-]+\.(?:csv|xlsx|json|html|docx|ics|gexf|graphml|sqlite|db|cypher)(?![\w.])")
"""A file to write, by its name."""
_SPEAKING = frozenset("%‰<>=+±≤≥≠×÷$¥€£")
"""Signs that mean something: they are not left out as punctuation is."""
_QUOTES = str.maketrans("‘’＇“”「」『』《》", '\'\'\'""""""""')


@dataclass(frozen=True, slots=True)
class Word:
    """A stretch of a question, and its possible classes with their meanings."""

    start: int
    end: int
    text: str
    classes: Mapping[str, object]
    cost: float = 1.0


def normalised(text: str) -> str:
    """A question in normal width, with plain quotes and single spaces.

    >>> normalised("　哪些村 　没有“结对”？")
    '哪些村 没有"结对"?'
    """
    return " ".join(unicodedata.normalize("NFKC", text).translate(_QUOTES).split())


def is_latin(char: str) -> bool:
    """Whether a character belongs to a Latin word, which spaces separate from others."""
    return char.isascii() and (char.isalnum() or char == "_")


def silent(char: str) -> bool:
    """Whether a character is a space, punctuation or a symbol, and so has no meaning."""
    return unicodedata.category(char)[0] in "PZSC" and char not in _SPEAKING


def _bounded(text: str, start: int, end: int) -> bool:
    """Whether a stretch does not split a Latin word."""
    left = start == 0 or not (is_latin(text[start]) and is_latin(text[start - 1]))
    return left and (end == len(text) or not (is_latin(text[end - 1]) and is_latin(text[end])))


def _edges(
    low: str, text: str, words: Vocabulary, lang: Lang, day: date, names: Sequence[NamePhrase]
) -> list[list[Word]]:
    """The words that may begin at each position."""
    found: list[list[Word]] = [[] for _ in low]
    for name in names:
        kind = "NAME" if name.exact else "PART"
        found[name.start].append(Word(name.start, name.end, name.text, {kind: name}, name.cost))
    times = dates.english if lang == "en" else dates.chinese
    for start, char in enumerate(low):
        spelled: dict[int, dict[str, object]] = {}
        if char in words.starts and low[max(start - 1, 0) : start + 1] != "所有":  # 所有没有 holds no 有没有
            for end in range(start + 1, min(len(low), start + words.longest) + 1):
                classes = words.forms.get(low[start:end])
                if classes is not None and _bounded(low, start, end):
                    spelled[end] = dict(classes)
        if _bounded(low, start, start + 1) or not is_latin(char) or start == 0 or not is_latin(low[start - 1]):
            for end, time in times(low, start, day):
                if _bounded(low, start, end):
                    spelled.setdefault(end, {})["TIME"] = time
            for end, number in _numbers(low, start, lang):
                spelled.setdefault(end, {})["NUMBER"] = number
            named = _FILE.match(low, start) if not start or low[start - 1] in ' "' else None
            if named is not None:
                spelled.setdefault(named.end(), {})["FILE"] = text[start : named.end()]
            counts = _COUNTS.match(low, start)
            if counts is not None and _bounded(low, start, counts.end()) and not _years(counts):
                spelled.setdefault(counts.end(), {})["COUNTS"] = (int(counts[1]), int(counts[2]))
        found[start] += [Word(start, end, low[start:end], classes) for end, classes in spelled.items()]
    return found


def _years(counts: re.Match[str]) -> bool:
    """Whether two counts are two years: 2018 vs 2020."""
    return all(len(one) == 4 and one[:2] in ("19", "20") for one in counts.groups())


def _numbers(low: str, start: int, lang: Lang) -> Iterator[tuple[int, int]]:
    patterns = (_DIGITS, _HAN_NUMBER) if lang == "zh" else (_DIGITS, _WORD)
    grouped = _GROUPED.match(low, start)
    if grouped is not None:
        yield grouped.end(), int(grouped.group().replace(",", ""))
    for pattern in patterns:
        match = pattern.match(low, start)
        value = dates.number(match.group()) if match else None
        if match is not None and value is not None and _bounded(low, start, match.end()):
            yield match.end(), value


def cut(text: str, words: Vocabulary, lang: Lang, day: date, names: Sequence[NamePhrase]) -> list[list[Word]]:
    """The ways to cut a normalised question into the fewest words, the most certain first, noise included."""
    low = text.lower()
    if len(low) != len(text):  # the lower case of some letters is longer
        low = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    edges = _edges(low, text, words, lang, day, names)
    best = [0.0] * (len(low) + 1)
    for start in range(len(low) - 1, -1, -1):
        if not any(edge.cost < 1 for edge in edges[start]):
            edges[start].append(_leftover(low, start))
        best[start] = min(edge.cost + best[edge.end] for edge in edges[start])
    found: list[list[Word]] = []

    def walk(place: int, cost: float, path: list[Word]) -> None:
        if len(found) >= WAYS:
            return
        if place == len(low):
            found.append([word for word in path if word.classes])
            return
        ordered = sorted(edges[place], key=lambda edge: (edge.cost + best[edge.end], -edge.end))
        for edge in ordered:
            if cost + edge.cost + best[edge.end] <= best[0] + _SLACK:
                walk(edge.end, cost + edge.cost, [*path, edge])

    walk(0, 0.0, [])
    return sorted(found, key=len)


def _leftover(low: str, start: int) -> Word:
    """The word that may always begin at a position: a silent character, or an unknown stretch."""
    if silent(low[start]):
        return Word(start, start + 1, low[start], {}, 0.0)
    match = _WORD.match(low, start)
    end = match.end() if match else start + 1
    return Word(start, end, low[start:end], {UNKNOWN: None}, _UNKNOWN_COST + end - start)


def unknown(way: Sequence[Word], text: str) -> list[tuple[int, int]]:
    """The unknown stretches (start, end) of a way; neighbouring ones are joined."""
    runs: list[tuple[int, int]] = []
    for word in way:
        if UNKNOWN not in word.classes:
            continue
        if runs and not text[runs[-1][1] : word.start].strip(" "):
            runs[-1] = (runs[-1][0], word.end)
        else:
            runs.append((word.start, word.end))
    return runs


def quoted(text: str) -> list[tuple[int, int]]:
    """The quoted stretches (start, end) of a normalised question."""
    return [
        (match.start(1) + 0, match.end(1))
        for pattern in (r'"([^"]+)"', r"(?<!\w)'([^']+)'(?!\w)")
        for match in re.finditer(pattern, text)
        if match[1].strip() == match[1]
    ]


def without_noise(way: Sequence[Word], functions: frozenset[str] = frozenset()) -> list[list[Word]]:
    """The ways without noise; a word that may be noise is once kept and once left out.

    Words of the classes `functions` have a meaning of their own: they are never left out; without these classes they
    are noise.
    """
    found: list[list[Word]] = [[]]
    for word in way:
        if functions & word.classes.keys():
            rest = {name: meaning for name, meaning in word.classes.items() if name != NOISE}
            found = [[*path, Word(word.start, word.end, word.text, rest, word.cost)] for path in found]
            continue
        rest = {name: meaning for name, meaning in word.classes.items() if name not in (NOISE, *FUNCTIONS)}
        kept = [[*path, Word(word.start, word.end, word.text, rest, word.cost)] for path in found] if rest else []
        dropped = found if NOISE in word.classes else []
        found = [*kept, *dropped][:MOST_KEPT]
    return found
