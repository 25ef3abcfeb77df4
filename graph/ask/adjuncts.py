"""Finds what may stand anywhere in a question: the area, the day or period, and the grouping by which it counts."""

from __future__ import annotations

import re
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
_AFTER_AREA = frozenset({"KIND", "GAP", "LACK", "UNPAIRED", "COVERAGE", "NOTYET", "NOPARTNER"})
_ACTING = frozenset({"HELP", "HELPED", "BY", "BETWEEN", "AND", "IF", "WHATIF", "GAVE", "GAVEN", "PAIRED", "WHY"})
"""Classes behind which a name is not an area, but helps, gives or leaves."""
_TO_FILE = frozenset({"SAVE", "TO", "ASFILE", "INTO", "FILEWORD", "BAS"})
"""Classes of the words that lead to the file to write."""
_EXPORTING = frozenset({"EXPORTWORD", "SAVE"})
_WHOM = re.compile("(?:都|又|究竟|到底|先后|历年|现在|目前|)(?:是|由|被|跟|和|与|归)(?:哪|谁|什么单位|何)")
_FOR = re.compile(r"\b(?:for|across|around|throughout|covering)\s+(?:the\s+)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Adjuncts:
    """The area, times and groupings of a question; times and groupings each with its word; the file to write.

    `filetype` is the ending of a file that is wanted without a name; `groups` is true where group lists are to count.
    """

    area: str | None = None
    times: tuple[tuple[Word, TimePhrase], ...] = ()
    by: tuple[tuple[Word, str], ...] = ()
    file: str | None = None
    filetype: str | None = None
    groups: bool = False


def name_of(word: Word) -> NamePhrase | None:
    """The name that a word stands for; None where it is not a name."""
    name = word.classes.get("NAME", word.classes.get("PART"))
    return name if isinstance(name, NamePhrase) else None


def without_adjuncts(words: Sequence[Word], lang: Lang, text: str) -> Iterator[tuple[list[Word], Adjuncts]]:
    """Each way to read a question as (other words, its area, times and groupings); a way for each possible area."""
    left, times = [], []
    for word in _joined_times(words):
        time = word.classes.get("TIME")
        if isinstance(time, TimePhrase):
            times.append((word, time))
        else:
            left.append(word)
    for rest, file in _filed(left):
        for more, filetype in _typed(rest, file):
            counting = [word for word in more if "GROUPED" not in word.classes]
            for found, adjuncts in _placed(counting, tuple(times), file, lang, text):
                yield found, replace(adjuncts, filetype=filetype, groups=len(counting) < len(more))


def _typed(words: list[Word], file: str | None) -> Iterator[tuple[list[Word], str | None]]:
    """The words as they are, and without the one that says what kind of file is wanted (as a spreadsheet)."""
    yield words, None
    places = [place for place, word in enumerate(words) if "FILETYPE" in word.classes]
    if file is None and len(places) == 1:
        at = places[0]
        start = at
        while start and (_TO_FILE | {"EXPORTWORD", "DRAW"}) & words[start - 1].classes.keys():
            start -= 1
        left = [*words[:start], *words[at + 1 :]]
        yield left[1:] if left and _EXPORTING & left[0].classes.keys() else left, str(words[at].classes["FILETYPE"])


def _joined_times(words: Sequence[Word]) -> list[Word]:
    """The words without an “and” between two times."""
    return [
        word
        for at, word in enumerate(words)
        if not (
            "AND" in word.classes
            and 0 < at < len(words) - 1
            and "TIME" in words[at - 1].classes
            and "TIME" in words[at + 1].classes
        )
    ]


def _placed(
    left: list[Word], times: tuple[tuple[Word, TimePhrase], ...], file: str | None, lang: Lang, text: str
) -> Iterator[tuple[list[Word], Adjuncts]]:
    """The ways to read words without times and file, by their possible areas."""
    left, by = _grouped(left)
    plain = Adjuncts(None, times, tuple(by), file)
    places = [place for place in range(len(left)) if _is_area(left, place, lang, text)]
    after_in = [place for place in places if place and "IN" in left[place - 1].classes]
    named = sum(name_of(word) is not None for word in left)
    if not after_in or lang == "zh" or named > 1:
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


def _filed(words: Sequence[Word]) -> Iterator[tuple[list[Word], str | None]]:
    """The words without the file to write and what leads to it (存成, to, as an Excel file; save …), and that file."""
    places = [place for place, word in enumerate(words) if "FILE" in word.classes]
    if len(places) != 1:
        yield list(words), None
        return
    at = places[0]
    file = str(words[at].classes["FILE"])
    for leading in (_TO_FILE, _TO_FILE | {"FORMAT"}):
        start = at
        while start and leading & words[start - 1].classes.keys():
            start -= 1
        left = [*words[:start], *words[at + 1 :]]
        yield left, file
        if left and "SAVE" in left[0].classes and start > 1:  # save … as FILE
            yield left[1:], file


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
    if "IN" in before or (name.exact and _apart(words, place, text)):
        return True
    if lang == "en":
        if _FOR.search(text, 0, word.start):
            return True
        if (name.exact or word.text[:1].isupper()) and _AFTER_AREA & after and not _ACTING & before:
            return True  # Rasuwa's villages, unpaired Gorkha villages
        if "KIND" in after and name.exact and (not place or {"WHICH", "HOWMANY", "ALL", "ASKED"} & before):
            return True  # which Gorkha villages
        return "OF" in before and place > 1 and bool(_BEFORE_AREA & words[place - 2].classes.keys())
    if "INSIDE" in after:
        return True
    if _WHOM.match(text, word.end):
        return False  # 双凤镇是哪家企业帮的
    if not place and text[word.end : word.end + 1] == "的" and "HELPNOUN" in after:
        return True  # Dhading县的援助分布
    ranked = any({"MOST", "RANKED"} & other.classes.keys() for other in words)  # Sindhuli帮村最多的机构
    if {"HELP", "HELPS", "HELPV", "BE"} & after and not {"KIND", "PARTNER"} & after and not ranked:
        return False  # it helps, or is what is asked about
    written = place + 1 < len(words) and words[place + 1].start == word.end
    listed = any(_LISTED & other.classes.keys() for other in words)
    if "KIND" in after and written and (not name.exact or not listed):
        return False  # 红旗小学 is the name of one school
    if not name.exact:
        return place == 0 and bool({"WHICH", "HOWMANY", "BY"} & after) and text[word.end : word.end + 1] != "的"
    return place == 0 or (bool(_AFTER_AREA & after) and not {"HELP", "HELPS", "AND", "IF", "BETWEEN"} & before)


def _apart(words: Sequence[Word], place: int, text: str) -> bool:
    """Whether a name stands apart as the area: first before a sign, or last behind what can be counted by area."""
    word = words[place]
    if not place and len(words) > 1:
        return bool(re.match(r"\s*[,:;，：；]|\s+-\s", text[word.end :]))
    last = _AFTER_AREA | {"COMPARED", "CHANGED", "CHANGEDWORD", "COMPARE", "DIFFWORD", "EXPIRE", "MAP", "REPORT"}
    return place == len(words) - 1 and bool(last & words[place - 1].classes.keys())


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
        again = words[place + 2] if place + 2 < len(words) else None
        if again is not None and "BY" in words[place + 1].classes and _group(word) == _group(again) is not None:
            by.append((again, str(_group(again))))  # township by township
            place += 3
            continue
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
