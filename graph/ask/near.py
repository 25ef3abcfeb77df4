"""Finds what a question may mean that cannot be read: what questions that resemble it asked for.

The file `heard.tsv` holds questions that people asked and what each was read as, with marks in place of what was their
own: names, kinds, numbers, times, sectors. A question is compared with them by its pairs of characters (in English of
words), weighed by how few questions hold them (TF-IDF and the cosine: Manning, Raghavan and Schütze, Introduction to
Information Retrieval, 2008, §6.2–6.3); those that resemble it most vote. What wins is offered, never answered.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from heapq import nlargest
from itertools import pairwise
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from graph.ask.dates import TimePhrase, When
from graph.ask.lexing import Word, normalised
from graph.ask.names import NamePhrase
from graph.ask.query import Asked, Intent
from graph.ask.reading import cut_up, of_sector
from graph.errors import UsageError
from graph.model import AREA_KINDS, Kind
from graph.text import Lang

if TYPE_CHECKING:
    from graph.store import Store

HEARD = Path(__file__).parent / "heard.tsv"
"""Language, what was asked for (see `Shape`), question with marks; one a line."""
_VOTERS = 15
"""How many of the questions that resemble one most have a vote, each with the square of its resemblance."""
_LEAST = 0.1
"""What resembles a question less than this is not offered."""
_STEM = 5
"""How many letters of an English word count: partner, partners and partnered are one."""
_FIXED = ("rank", "state", "form")
_FLAGS = ("lowest", "received", "groups", "opened")
_KINDS = ("kind", "of", "helpers")
_NUMBERS = ("need", "below", "hops", "number")
_NAMED = {
    Intent.PARTNERS: 1,
    Intent.HISTORY: 1,
    Intent.WHY: 1,
    Intent.FIND: 1,
    Intent.WITHDRAWAL: 1,
    Intent.LINK: 2,
}
"""How many organizations a question of an intent names."""


class Shape(NamedTuple):
    """What a question asks for, without what is its own: the fixed fields of an `Asked`, and where the rest goes.

    `kinds` are the fields of the kinds in their order (`-` for none), `number` and `time` what the first number and
    time are: for a time the day, the period, its beginning, or a length.
    """

    intent: Intent
    fixed: tuple[tuple[str, Any], ...] = ()
    kinds: tuple[str, ...] = ()
    number: str | None = None
    time: str | None = None

    def __str__(self) -> str:
        """The shape in a word for each part, as `HEARD` has it."""
        fixed = [name if value is True else f"{name}={_text(value)}" for name, value in self.fixed]
        kinds = ["kinds:" + ",".join(self.kinds)] if self.kinds else []
        number = [f"number:{self.number}"] if self.number else []
        time = [f"time:{self.time}"] if self.time else []
        return " ".join([self.intent.value, *fixed, *kinds, *number, *time])

    @classmethod
    def read(cls, text: str) -> Shape:
        """The shape that `str` wrote.

        >>> str(Shape.read("coverage by=township lowest kinds:kind number:number"))
        'coverage by=township lowest kinds:kind number:number'
        """
        intent, *words = text.split()
        places = dict(word.split(":") for word in words if ":" in word)
        fixed = [word.partition("=") for word in words if ":" not in word]
        return cls(
            Intent(intent),
            tuple((name, _value(name, value) if equals else True) for name, equals, value in fixed),
            tuple(places["kinds"].split(",")) if "kinds" in places else (),
            places.get("number"),
            places.get("time"),
        )


def _text(value: Any) -> str:
    return "+".join(value) if isinstance(value, tuple) else str(value)


def _value(name: str, text: str) -> Any:
    return tuple(text.split("+")) if name == "by" else text


@dataclass(frozen=True, slots=True)
class Marked:
    """A question with marks in place of what is its own, and what that is, each in the order of the question."""

    lang: Lang
    text: str
    names: tuple[NamePhrase, ...]
    kinds: tuple[Kind, ...]
    numbers: tuple[int, ...]
    times: tuple[TimePhrase, ...]
    sectors: tuple[str, ...]


def marked(question: str, store: Store, day: date) -> Marked:
    """Puts marks in place of the names, kinds, numbers, times and sectors of a question: N, K, #, T, S."""
    plain = normalised(question)
    lang, ways = cut_up(plain, store, day)
    own: dict[str, list[Any]] = defaultdict(list)
    written, place = "", 0
    for word in ways[0]:
        mark, value = _mark(word)
        written += plain[place : word.start].lower() + (mark or plain[word.start : word.end].lower())
        place = word.end
        if mark is not None:
            own[mark].append(value)
    written += plain[place:].lower()
    return Marked(
        lang,
        " ".join("".join(char if char.isalnum() or char in " #%" else " " for char in written).split()),
        tuple(own["N"]),
        tuple(map(Kind, own["K"])),
        tuple(own["#"]),
        tuple(own["T"]),
        tuple(own["S"]),
    )


def _mark(word: Word) -> tuple[str | None, Any]:
    for name, mark in (("NAME", "N"), ("PART", "N"), ("TIME", "T"), ("KIND", "K"), ("SECTOR", "S"), ("NUMBER", "#")):
        if name in word.classes:
            return mark, word.classes[name]
    return None, None


def shape_of(asked: Asked, own: Marked, day: date) -> Shape:
    """What a question asked for that was read on `day`, to be kept in `HEARD`."""
    fixed: list[tuple[str, Any]] = [("by", asked.by)] if asked.by else []
    fixed += [(name, value) for name in _FIXED if (value := getattr(asked, name)) is not None]
    fixed += [(name, True) for name in _FLAGS if getattr(asked, name)]
    roles: dict[str, str] = dict.fromkeys(asked.by, "by")
    roles |= {getattr(asked, name): name for name in reversed(_KINDS) if getattr(asked, name) is not None}
    number = own.numbers[0] if own.numbers else None
    return Shape(
        asked.intent,
        tuple(fixed),
        tuple(roles.get(kind, "-") for kind in own.kinds),
        next((name for name in _NUMBERS if number is not None and getattr(asked, name) == number), None),
        _time_of(asked, day) if own.times else None,
    )


def _time_of(asked: Asked, day: date) -> str | None:
    if asked.within is not None:
        return "length"
    if asked.start is not None:
        return "period" if asked.end is not None else "beginning"
    return "day" if asked.day != day else None


def near(question: str, store: Store, day: date) -> Iterator[Asked]:
    """What a question asked on `day` may mean, the likeliest first, each with the names, kinds and times in it."""
    own = marked(question, store, day)
    seen: set[tuple[str, ...]] = set()
    for shape in _voted(own):
        asked = _filled(shape, own, day)
        try:
            asked = asked and of_sector(asked, store, own.lang)
        except UsageError:  # the store has no such sector
            continue
        if asked is not None and tuple(asked.command()) not in seen:
            seen.add(tuple(asked.command()))
            yield asked


def _voted(own: Marked) -> list[Shape]:
    """The shapes of the questions that resemble one, those with most votes first."""
    heard = _heard(own.lang)
    alike: dict[int, float] = defaultdict(float)
    for feature, weight in heard.weighed(own.text).items():
        for number, other in heard.held.get(feature, ()):
            alike[number] += weight * other
    votes: dict[Shape, float] = defaultdict(float)
    for number, share in nlargest(_VOTERS, alike.items(), key=itemgetter(1)):
        if share > _LEAST:
            votes[heard.shapes[number]] += share * share
    return sorted(votes, key=lambda shape: -votes[shape])


@dataclass(frozen=True, slots=True)
class _Heard:
    """Questions that were asked in a language: their shapes, which features each holds, how much a feature tells."""

    lang: Lang
    shapes: Sequence[Shape]
    held: dict[str, list[tuple[int, float]]]
    tells: dict[str, float]
    most: float

    def weighed(self, text: str) -> dict[str, float]:
        """The features of a question with their weights, which have the length 1."""
        counts = Counter(_features(text, self.lang))
        found = {one: (1 + math.log(count)) * self.tells.get(one, self.most) for one, count in counts.items()}
        length = math.sqrt(sum(weight * weight for weight in found.values())) or 1.0
        return {one: weight / length for one, weight in found.items()}


@cache
def _heard(lang: Lang) -> _Heard:
    lines = [line.split("\t") for line in HEARD.read_text(encoding="utf-8").splitlines()]
    lines = [line for line in lines if line[0] == lang]
    common = Counter(feature for _, _, text in lines for feature in set(_features(text, lang)))
    tells = {one: math.log((1 + len(lines)) / (1 + count)) for one, count in common.items()}
    made = _Heard(
        lang, [Shape.read(shape) for _, shape, _ in lines], defaultdict(list), tells, math.log(1 + len(lines))
    )
    for number, (_, _, text) in enumerate(lines):
        for feature, weight in made.weighed(text).items():
            made.held[feature].append((number, weight))
    return made


def _features(text: str, lang: Lang) -> list[str]:
    """The pairs of characters of a marked question; in English its words and pairs of words, without their endings."""
    if lang == "zh":
        whole = text.replace(" ", "")
        return [whole[at : at + 2] for at in range(len(whole) - 1)]
    words = [word[:_STEM] for word in text.split()]
    return words + [f"{one} {other}" for one, other in pairwise(words)]


def _filled(shape: Shape, own: Marked, day: date) -> Asked | None:
    """What a shape asks with what is a question's own; None where it has no place for a name, or wants one more."""
    asked = Asked(intent=shape.intent, day=day, **dict(shape.fixed))
    wanted = _NAMED.get(shape.intent, 0) if "helpers" not in shape.kinds else 0
    whole = asked.question()
    takes = {option.name for option in whole.options}
    areas = [name.text for name in own.names if name.area]
    if len(own.names) < wanted or (own.names and not wanted and not (areas and whole.area)):
        return None
    named = own.names[-wanted:] if own.lang == "zh" else own.names[:wanted]  # 大连的甘井子区, Gorkha in Nepal
    found: dict[str, Any] = {
        "organizations": tuple(name.text for name in named) if wanted else (),
        "area": areas[0] if areas and not wanted else None,
        "sector": own.sectors[0] if own.sectors and "sector" in takes else None,
        **_kinds(shape, own),
    }
    number = shape.number or ("number" if "top" in takes else None)
    if number and own.numbers:
        found[number] = own.numbers[0]
    if not _is_whole(replace(asked, **found)):
        return None
    return _timed(replace(asked, **found), shape, own.times, day)


def _is_whole(asked: Asked) -> bool:
    """Whether nothing is missing that the intent cannot do without, and no kind is counted by one that it contains."""
    match asked.intent:
        case Intent.WITHDRAWAL if not asked.organizations and asked.helpers is None:
            return False
        case Intent.NEEDED if asked.number is None:
            return False
    levels = [kind.value for kind in AREA_KINDS]
    within = levels[: levels.index(asked.kind)] if asked.kind in AREA_KINDS else levels
    return all(by in within for by in asked.by if by in levels)


def _kinds(shape: Shape, own: Marked) -> dict[str, Any]:
    """The kinds of a question in the fields where the shape has them; one kind alone is what is asked about."""
    if len(own.kinds) == len(shape.kinds):
        found: dict[str, Any] = dict(zip(shape.kinds, own.kinds, strict=True))
        if found.get("by") in AREA_KINDS:
            found["by"] = (found["by"].value,)
        return {field: kind for field, kind in found.items() if field not in ("-", "by") or isinstance(kind, tuple)}
    return {"kind": own.kinds[0]} if own.kinds else {}


def _timed(asked: Asked, shape: Shape, times: Sequence[TimePhrase], day: date) -> Asked | None:
    """The question with its times; None where it wants one and there is none, or the time is still to come."""
    if not times:
        return None if asked.intent is Intent.CHANGED else asked
    time = times[0]
    if time.length is not None:
        return replace(asked, within=time.length) if asked.intent is Intent.EXPIRING else asked
    if asked.intent is Intent.CHANGED and len(times) > 1:
        return replace(asked, start=time.last, end=times[1].last)
    if shape.time == "period" or time.when is When.BETWEEN:
        return replace(asked, start=time.first, end=time.last)
    if asked.intent is Intent.CHANGED or shape.time == "beginning":
        return replace(asked, start=time.first)
    return replace(asked, day=time.last) if asked.question().day and time.last < day else asked
