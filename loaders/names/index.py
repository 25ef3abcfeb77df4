"""What places and other organizations share when names are matched: comparing two names, an index, candidates.

A name is matched if exactly one organization has it, as written or normalised. Anything weaker, and a name that two
organizations have, becomes a list of candidates for a person to decide about.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from graph.lookup import sound as sound_of
from graph.model import Kind, visible
from loaders.loaded import Candidate, Reason


@dataclass(frozen=True, slots=True)
class NameMatch:
    """What a name was matched to: `chosen` if one organization is sure, else the `candidates` to decide among."""

    chosen: Candidate | None = None
    candidates: tuple[Candidate, ...] = ()


class Known(NamedTuple):
    """An organization that names are matched to."""

    id: str
    name: str
    kind: Kind
    part_of: str | None = None
    aliases: tuple[str, ...] = ()
    name_en: str | None = None


NO_MATCH = NameMatch()
MOST_CANDIDATES = 5
"""How many candidates are proposed for one name."""

# --- comparing names


@lru_cache(maxsize=1 << 16)
def folded(name: str) -> str:
    """A name with differences of width, case and spaces removed.

    >>> folded(" 双 凤镇（东） ")
    '双凤镇(东)'
    """
    return "".join(unicodedata.normalize("NFKC", visible(name)).casefold().split())


def digest(*parts: str) -> str:
    """A short digest of texts, the same on every computer."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:10]


_TELLS_APART = frozenset("0123456789零一二三四五六七八九十百两东西南北中上下大小前后左右新老甲乙丙丁内外高初")
"""Characters that tell two organizations apart even if the rest of their names is the same."""


def one_edit(one: str, other: str) -> bool:
    """Whether adding, leaving out or replacing one character turns one name into the other.

    A number or a direction does not count: it tells organizations apart.

    >>> one_edit("凤岐小学", "凤歧小学"), one_edit("第一小学", "第二小学")
    (True, False)
    """
    longer, shorter = sorted((one, other), key=len, reverse=True)
    place = next((i for i, (a, b) in enumerate(zip(longer, shorter, strict=False)) if a != b), len(shorter))
    replaced = len(longer) == len(shorter)
    if one == other or longer[place + 1 :] != shorter[place + replaced :]:
        return False
    letters = {longer[place], shorter[place] if replaced else longer[place]}
    return not letters & _TELLS_APART


def sound(text: str) -> str:
    """A text in pinyin without tones, a syllable for each character: equal for names that sound the same."""
    return " ".join(map(sound_of, text))


# --- an index of names


@dataclass(slots=True)
class Index:
    """Organizations, and where each stands in the list `known`, by the keys that names are compared by.

    Each way to compare has a table of its own: `name` for the name as written, `sound` for its pinyin…
    """

    known: list[Known] = field(default_factory=list)
    tables: dict[str, dict[str, list[int]]] = field(default_factory=dict)

    def add(self, table: str, key: str, place: int) -> None:
        """Enters the organization at `place` of the list under a key."""
        found = self.tables.setdefault(table, {}).setdefault(key, [])
        if not found or found[-1] != place:
            found.append(place)

    def at(self, table: str, key: str) -> Sequence[int]:
        """The places in the list of the organizations under a key."""
        return self.tables.get(table, {}).get(key, ())


def shortened(text: str) -> Iterator[str]:
    """The text, and the text without each of its characters in turn: two texts one edit apart share one of these."""
    yield text
    if len(text) > 1:
        for place in range(len(text)):
            if text[place] in _TELLS_APART:
                continue  # `one_edit` does not count it
            yield text[:place] + text[place + 1 :]


def _area_of(part_of: str | None, units: Mapping[str, Known]) -> tuple[str, ...]:
    """The names of the units that something in `part_of` lies in, outermost first."""
    names: list[str] = []
    while part_of is not None and part_of in units and len(names) < 8:
        names.append(units[part_of].name)
        part_of = units[part_of].part_of
    return tuple(reversed(names))


class Matcher:
    """Turns the organizations that a name may mean into a `NameMatch`; `units` are known by id, to name the area."""

    def __init__(self) -> None:
        self.units: dict[str, Known] = {}
        self._matches: dict[tuple[str, Kind | None, str | None], NameMatch] = {}

    def _candidates(self, name: str, found: Iterable[tuple[Known, Reason]]) -> tuple[Candidate, ...]:
        """The most likely candidates, each with its surest reason; the surest first, then the most similar."""
        from rapidfuzz import fuzz

        reasons: dict[str, tuple[Known, Reason]] = {}
        order = list(Reason)
        for known, reason in found:
            if known.id not in reasons or order.index(reason) < order.index(reasons[known.id][1]):
                reasons[known.id] = known, reason
        made = [
            Candidate(
                known.id,
                known.name,
                known.kind,
                _area_of(known.part_of, self.units),
                reason,
                round(fuzz.ratio(folded(name), folded(known.name)), 1),
            )
            for known, reason in reasons.values()
        ]
        made.sort(key=lambda candidate: (order.index(candidate.reason), -candidate.score, candidate.id))
        return tuple(made[:MOST_CANDIDATES])

    def _chosen(
        self, name: str, sure: Mapping[str, tuple[Known, Reason]], weak: Iterable[tuple[Known, Reason]]
    ) -> NameMatch:
        """The one that is sure; where none or several are, all of them as candidates."""
        if len(sure) == 1:
            return NameMatch(self._candidates(name, sure.values())[0])
        return NameMatch(None, self._candidates(name, [*sure.values(), *weak]))
