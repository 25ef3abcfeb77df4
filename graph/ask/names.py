"""Finds the names of organizations in a question: every stretch of it that is a name in the store, whole or short."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graph.lookup import Tier
from graph.model import AREA_KINDS, Kind, kind_words

if TYPE_CHECKING:
    from graph.store import Store

LONGEST = 40
"""The largest length of a name in a question, in characters."""
_ENDINGS = ("镇", "乡", "街道", "市", "县", "区", "省", "村")
_WHOLE = {"村": ("民委员会", "委会"), "社区": ("居民委员会", "居委会")}
_AREAS = frozenset({*(kind.value for kind in AREA_KINDS), Kind.VILLAGE.value})
_SHORTEST = 2
SMALL = 20_000
"""The largest number of organizations among which any part of a name is looked for, and not only its beginning."""
_MOST = 50
"""How many organizations whose names begin alike are looked at."""
_LEVEL = re.compile(r"[县区镇乡市州省]| (?:district|county|township|town|prefecture|province|city)\b", re.IGNORECASE)
_VILLAGE = re.compile(r" (?:vdc|village)\b|村(?!民|委)", re.IGNORECASE)
"""The word for a village behind the name of one."""
_SOUNDED = re.compile(r"[bcdfghjklmnpqrstvwxyz]{2,12}")
"""Pinyin initials that cannot be an English word, because they have no vowel."""


@dataclass(frozen=True, slots=True)
class NamePhrase:
    """A stretch of a question that names an organization; `exact` is false for a part or a short form of a name.

    `text` is what to look up; `area` is true where an organization with this name may be an area.
    """

    start: int
    end: int
    text: str
    exact: bool
    area: bool
    cost: float = 1.0
    kinds: frozenset[str] = frozenset()


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Every stretch (start, end) that does not split a Latin word and does not begin or end with a space."""
    breaks = [
        place
        for place in range(len(text) + 1)
        if place in (0, len(text)) or not (_latin(text[place - 1]) and _latin(text[place]))
    ]
    for at, start in enumerate(breaks):
        if start == len(text) or text[start].isspace():
            continue
        for end in breaks[at + 1 :]:
            if end - start > LONGEST:
                break
            if end - start >= _SHORTEST and not text[end - 1].isspace():
                yield start, end


def _latin(char: str) -> bool:
    return char.isascii() and (char.isalnum() or char == "_")


def exact(
    text: str, store: Store, taken: Sequence[Container[str]], quoted: Sequence[tuple[int, int]]
) -> list[NamePhrase]:
    """The stretches of a normalised question that are names in the store, or such names without their ending (镇, 县…).

    A word of the vocabularies (`taken`) is not a name, unless it is quoted.
    """
    wanted: dict[str, list[tuple[int, int, bool]]] = {}
    for start, end in _stretches(text):
        own = text[start:end]
        if any(own.lower() in forms for forms in taken) and (start, end) not in quoted:
            continue
        if own.isascii() and own.isdigit() and len(own) < 6 and (start, end) not in quoted:
            continue
        for spelling in {own, own.replace("(", "（").replace(")", "）")}:
            wanted.setdefault(spelling, []).append((start, end, True))
        for ending, rest in _WHOLE.items():
            if own.endswith(ending) and len(own) > len(ending):
                for more in rest:
                    wanted.setdefault(own + more, []).append((start, end, True))
        if len(own) <= 6 and not own.isascii():
            for ending in _ENDINGS:
                wanted.setdefault(own + ending, []).append((start, end, False))
    found: dict[tuple[int, int], NamePhrase] = {}
    for name, kinds in sorted(store.named(list(wanted)).items()):
        for start, end, whole in wanted[name]:
            area = bool(_AREAS & kinds)
            cost = 0.5 if (start, end) in quoted else 1.0 if whole else 1.6
            one = NamePhrase(start, end, name if whole else text[start:end], whole, area, cost, kinds)
            held = found.get((start, end))
            if held is None or (whole, len(held.text)) > (held.exact, len(name)):
                found[start, end] = one
            elif held.exact == whole and area and not held.area:
                found[start, end] = NamePhrase(start, end, held.text, whole, area, cost, kinds)
    return [*found.values(), *_with_level(text, found.values()), *_said_twice(text, list(found.values()), store)]


def _said_twice(text: str, found: Sequence[NamePhrase], store: Store) -> Iterator[NamePhrase]:
    """A name with another name of the same organization in brackets behind it: Xinmin Town (新民镇)."""
    for one in found:
        bracket = re.match(r"\s*\(([^()]+)\)", text[one.end :])
        again = [other for other in found if bracket and other.start == one.end + bracket.start(1)]
        if bracket and any(other.end - other.start == len(bracket[1]) for other in again):
            ids = [{match.id for match in store.find(name, first=True)} for name in (one.text, bracket[1])]
            if ids[0] == ids[1]:
                yield replace(one, end=one.end + bracket.end())


def _with_level(text: str, found: Iterable[NamePhrase]) -> Iterator[NamePhrase]:
    """What is named with the word for its level or kind behind: Tanahu县, Gorkha district, Irkhu VDC."""
    for one in found:
        level = _LEVEL.match(text, one.end) if one.area and one.text.isascii() else None
        level = level or (_VILLAGE.match(text, one.end) if Kind.VILLAGE.value in one.kinds else None)
        if level is not None:
            yield replace(one, end=level.end())


def looked_up(text: str, start: int, end: int, store: Store, *, quoted: bool) -> NamePhrase | None:
    """The stretch as a part of a name or as pinyin initials; None where it is neither.

    A part has at least two characters; in Latin letters it has at least three and is made of whole words of the name.
    Initials have no vowel, so that they are not a word, or are quoted. In a large store a part is the beginning of a
    name, which an index finds.
    """
    own = text[start:end]
    if len(own) < _SHORTEST or (own.lower() in kind_words() and not quoted):
        return None
    if store.count() <= SMALL:
        last = Tier.PINYIN if quoted or _SOUNDED.fullmatch(own) else Tier.PART
        matches = store.find(own, first=True, last=last)
    else:
        matches = store.starting(own, _MOST)
    if not matches:
        return _of_people(own, start, end, store)
    tier = matches[0].tier
    if tier is Tier.PART and own.isascii():
        whole = re.compile(rf"\b{re.escape(own)}\b", re.IGNORECASE)
        if len(own) < 3 or not any(whole.search(f"{one.name} {one.name_en or ''}") for one in matches):
            return None
    area = any(one.kind in _AREAS for one in matches)
    return NamePhrase(start, end, own, tier <= Tier.ALIAS, area, 0.9)


def _of_people(own: str, start: int, end: int, store: Store) -> NamePhrase | None:
    """The one unit whose name is this with that of its peoples left out: 坪地乡 for 坪地彝族乡, 黔东南州."""
    if own[-1] not in "乡县州旗" or len(own) < 3:
        return None
    whole = re.compile(f"{re.escape(own[:-1])}(?:.{{1,5}}族)+(?:自治)?{own[-1]}")
    meant = {one.name for one in store.starting(own[:-1], _MOST) if whole.fullmatch(one.name)}
    return NamePhrase(start, end, meant.pop(), True, True, 0.9) if len(meant) == 1 else None
