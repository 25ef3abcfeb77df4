"""Finds what may stand anywhere in a question: the area, the day or period, and the grouping by which it counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from graph.ask.dates import TimePhrase
from graph.ask.lexing import Word
from graph.ask.names import NamePhrase
from graph.model import AREA_KINDS
from graph.text import Lang

_LEVELS = frozenset(kind.value for kind in AREA_KINDS)
_LISTED = frozenset({"WHICH", "HOWMANY", "WHO"})
_BEFORE_AREA = frozenset({"KIND", "GAP", "COVERAGE", "PAIRING", "SHARE", "MAP", "REPORT"})
_AFTER_AREA = frozenset({"KIND", "GAP", "LACK", "UNPAIRED", "COVERAGE"})


@dataclass(frozen=True, slots=True)
class Adjuncts:
    """The area, times and groupings of a question; times and groupings each with its word; the file to write."""

    area: str | None = None
    times: tuple[tuple[Word, TimePhrase], ...] = ()
    by: tuple[tuple[Word, str], ...] = ()
    file: str | None = None


def name_of(word: Word) -> NamePhrase | None:
    """The name that a word stands for; None where it is not a name."""
    name = word.classes.get("NAME", word.classes.get("PART"))
    return name if isinstance(name, NamePhrase) else None


def without_adjuncts(words: Sequence[Word], lang: Lang, text: str) -> Iterator[tuple[list[Word], Adjuncts]]:
    """Each way to read a question as (other words, its area, times and groupings); a way for each possible area."""
    left, times = [], []
    for word in words:
        time = word.classes.get("TIME")
        if isinstance(time, TimePhrase):
            times.append((word, time))
        else:
            left.append(word)
    left, file = _filed(left)
    left, by = _grouped(left)
    plain = Adjuncts(None, tuple(times), tuple(by), file)
    places = [place for place in range(len(left)) if _is_area(left, place, lang, text)]
    after_in = [place for place in places if place and "IN" in left[place - 1].classes]
    if not after_in or lang == "zh":
        yield _bare(left, lang), plain
    for place in after_in or places:
        name = name_of(left[place])
        assert name is not None
        rest = [*left[:place], *left[place + 1 :]]
        end = place
        while end < len(rest) and "INSIDE" in rest[end].classes:
            end += 1
        start = place - 1 if place and {"IN", "OF"} & rest[place - 1].classes.keys() else place
        yield _bare([*rest[:start], *rest[end:]], lang), replace(plain, area=name.text)


def _filed(words: Sequence[Word]) -> tuple[list[Word], str | None]:
    """The words without the file to write and the words that lead to it (存成, to, as), and that file."""
    places = [place for place, word in enumerate(words) if "FILE" in word.classes]
    if len(places) != 1:
        return list(words), None
    at = start = places[0]
    while start and {"SAVE", "TO", "ASFILE", "INTO"} & words[start - 1].classes.keys():
        start -= 1
    return [*words[:start], *words[at + 1 :]], str(words[at].classes["FILE"])


def _bare(words: Sequence[Word], lang: Lang) -> list[Word]:
    """The words without those that only join others."""
    return [word for word in words if word.classes.keys() != {"OF"}] if lang == "en" else list(words)


def _is_area(words: Sequence[Word], place: int, lang: Lang, text: str) -> bool:
    """Whether the word at a position may be the area of the question."""
    word, name = words[place], name_of(words[place])
    if name is None or not name.area:
        return False
    before = words[place - 1].classes.keys() if place else frozenset()
    after = words[place + 1].classes.keys() if place + 1 < len(words) else frozenset()
    if "IN" in before:
        return True
    if lang == "en":
        if "KIND" in after and name.exact and (not place or {"WHICH", "HOWMANY", "ALL", "ASKED"} & before):
            return True  # which Gorkha villages
        return "OF" in before and place > 1 and bool(_BEFORE_AREA & words[place - 2].classes.keys())
    if "INSIDE" in after:
        return True
    if {"HELP", "HELPS", "HELPV", "BE"} & after and not {"KIND", "PARTNER"} & after:
        return False  # it helps, or is what is asked about
    written = place + 1 < len(words) and words[place + 1].start == word.end
    listed = any(_LISTED & other.classes.keys() for other in words)
    if "KIND" in after and written and (not name.exact or not listed):
        return False  # 红旗小学 is the name of one school
    if not name.exact:
        return place == 0 and bool({"WHICH", "HOWMANY", "BY"} & after) and text[word.end : word.end + 1] != "的"
    return place == 0 or (bool(_AFTER_AREA & after) and not {"HELP", "HELPS", "AND", "IF", "BETWEEN"} & before)


def _grouped(words: Sequence[Word]) -> tuple[list[Word], list[tuple[Word, str]]]:
    """The words without groupings (“by township”, “in each county”, 各乡镇, 分类型), and the groupings."""
    left: list[Word] = []
    by: list[tuple[Word, str]] = []
    counted = any("HOWMANY" in word.classes for word in words)
    money = any({"FUNDS", "AVERAGE"} & word.classes.keys() for word in words)
    place = 0
    while place < len(words):
        word = words[place]
        group = _group(words[place + 1]) if place + 1 < len(words) else None
        opens = "BY" in word.classes or ("PER" in word.classes and not money) or ("EACH" in word.classes and counted)
        joins = bool(by) and "AND" in word.classes and words[place - 1] is by[-1][0]
        if group is not None and (opens or joins):
            by.append((words[place + 1], group))
            place += 2
        elif by and (own := _group(word)) is not None and words[place - 1] is by[-1][0]:  # 分类型、县
            by.append((word, own))
            place += 1
        elif (
            by
            and "AND" in word.classes
            and words[place - 1] is by[-1][0]
            and place + 2 < len(words)
            and ("BY" in words[place + 1].classes and _group(words[place + 2]) is not None)
        ):
            place += 1
        else:
            left.append(word)
            place += 1
    return left, by


def _group(word: Word) -> str | None:
    if "TYPE" in word.classes:
        return "kind"
    if "SECTORS" in word.classes:
        return "sector"
    kind = word.classes.get("KIND")
    return kind if isinstance(kind, str) and kind in _LEVELS else None
