"""Finds the department, firm, school or other organization that a written name means."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from graph.model import Kind
from loaders.loaded import Candidate, Reason
from loaders.names import registry
from loaders.names.index import Index, Known, Matcher, NameMatch, digest, folded
from loaders.names.parts import (
    MIN_CORE,
    Differs,
    Reading,
    differences,
    fullness,
    organization_key,
    parts_of,
    replaceable,
)

_UNIT_WORDS = "省市县区州"
_CROWDED = 200
"""A key that more organizations share says nothing: it would take too long to compare them all."""


def id_of(kind: Kind, part_of: str | None, key: str) -> str:
    """The id of an organization that only its name tells: made from its kind, the unit it lies in and its key."""
    return f"{kind.value}-{digest(part_of or '', key)}"


def kind_of_id(id_: str) -> Kind | None:
    """The kind of the organization with an id that `id_of` made; None if the id is of another make."""
    return next((kind for kind in Kind if re.fullmatch(rf"{kind.value}-[0-9a-f]{{10}}", id_)), None)


def is_made(id_: str) -> bool:
    """Whether an id may be one that `id_of` made."""
    return kind_of_id(id_) is not None


class OrganizationNames(Matcher):
    """Organizations other than places, to be found by name; `units` are the places that they may lie in."""

    def __init__(self, known: Iterable[Known], units: Iterable[Known] = ()) -> None:
        super().__init__()
        self.units = {unit.id: unit for unit in units}
        self._index = Index()
        seen: set[str] = set()
        for one in known:
            if one.id in seen:
                continue
            seen.add(one.id)
            place = len(self._index.known)
            self._index.known.append(one)
            self._index.add("name", folded(one.name), place)
            self._index.add("key", organization_key(one.name), place)
            for alias in one.aliases:
                self._index.add("alias", organization_key(alias), place)
        self._near: dict[str, dict[str, list[int]]] = {}
        """Core with a gap → the character in the gap → places: cores that meet here differ in that character."""
        self._compared = False

    def match(
        self, name: str, kind: Kind | None, part_of: str | None = None, refused: Collection[str] = ()
    ) -> NameMatch:
        """What `name` means: the only organization with that name whose kind does not contradict `kind`.

        An organization that is known to lie elsewhere than in `part_of` is another one with the same name. Where none
        has the name, those that it may be a variety of are candidates, besides those with an id in `refused`.
        """
        key = (name, kind, part_of)
        if key not in self._matches:
            self._matches[key] = self._match(name, kind, part_of, refused)
        return self._matches[key]

    def _match(self, name: str, kind: Kind | None, part_of: str | None, refused: Collection[str]) -> NameMatch:
        sure = self._named(name, kind)
        elsewhere = [
            one
            for one, _ in sure.values()
            if part_of is not None and one.part_of is not None and not _one_place(part_of, one.part_of)
        ]
        if len(sure) == 1 and not elsewhere:
            return self._chosen(name, sure, ())
        if sure:
            return NameMatch(None, self._candidates(name, sure.values()))
        return NameMatch(None, self.alike(name, kind, refused))

    def _named(self, name: str, kind: Kind | None) -> dict[str, tuple[Known, Reason]]:
        """The organizations that have a name, as written or but for its spelling, by id."""
        own = organization_key(name)
        sure = {one.id: (one, Reason.NORMALISED) for one in self._those("key", own, kind)}
        return sure | {one.id: (one, Reason.EXACT) for one in self._those("name", folded(name), kind)}

    def others(self, one: Known, refused: Collection[str] = ()) -> tuple[Candidate, ...]:
        """What a known organization may be besides itself: those of the same name, else those with a variety of it."""
        same = {id_: found for id_, found in self._named(one.name, one.kind).items() if id_ not in {one.id, *refused}}
        if same:
            return self._candidates(one.name, same.values())
        return self.alike(one.name, one.kind, {one.id, *refused})

    def alike(self, name: str, kind: Kind | None, besides: Collection[str] = ()) -> tuple[Candidate, ...]:
        """Organizations that a name may mean although it is not their name, as candidates; none of `besides`.

        Of several that may be one among themselves only the one with the fullest name is a candidate.
        """
        own = organization_key(name)
        weak = [(one, Reason.ALIAS) for one in self._those("alias", own, kind) if one.id not in besides]
        found = self.varieties(name, kind, besides)
        weak += [(one, why) for one, why in found if one.id in {lead.id for lead in leaders(one for one, _ in found)}]
        return self._candidates(name, weak)

    def varieties(self, name: str, kind: Kind | None, besides: Collection[str] = ()) -> list[tuple[Known, Reason]]:
        """The organizations that have a variety of a name, sorted by id, each with the reason."""
        self._prepare()
        own = organization_key(name)
        places = {place for table, key in _asked(name) for place in self._index.at(table, key)[:_CROWDED]}
        places.update(self._homophones(name))
        found = []
        for one in sorted(self._index.known[place] for place in places):
            if one.id in besides or not _agree(one.kind, kind) or organization_key(one.name) == own:
                continue
            why = differences(name, one.name)
            if why is not None:
                found.append((one, _reason(why)))
        return found

    def _homophones(self, name: str) -> Iterator[int]:
        """The places in the list of those whose core differs in one character that sounds the same."""
        for key, letter, around in _gaps(name):
            for other, places in self._near.get(key, {}).items():
                if other != letter and replaceable(letter, other, around):
                    yield from places[:_CROWDED]

    def _those(self, table: str, text: str, kind: Kind | None) -> list[Known]:
        found = (self._index.known[place] for place in self._index.at(table, text))
        return [one for one in found if _agree(one.kind, kind)]

    def _prepare(self) -> None:
        """Fills the tables that only `varieties` reads."""
        if self._compared:
            return
        self._compared = True
        for place, one in enumerate(self._index.known):
            for table, key in _kept(one.name):
                self._index.add(table, key, place)
            for key, letter, _ in _gaps(one.name):
                self._near.setdefault(key, {}).setdefault(letter, []).append(place)


def leaders(found: Iterable[Known]) -> list[Known]:
    """Those of some organizations that are not a variety of another one with a fuller name."""
    kept: list[Known] = []
    for one in sorted(found, key=lambda one: (fullness(one.name), one.id)):
        if all(differences(one.name, lead.name) is None for lead in kept):
            kept.append(one)
    return kept


def families(
    own: Sequence[Known], refused: Collection[tuple[str, str]] = ()
) -> Iterator[tuple[str, tuple[Candidate, ...]]]:
    """The id of each of some organizations that may be another of them, with those it may be, which have fuller names.

    All varieties of a name lead to the same one. `refused` holds the pairs of ids that are known to be two.
    """
    names, apart = OrganizationNames(own), {pair for one, other in refused for pair in ((one, other), (other, one))}
    at = {one.id: place for place, one in enumerate(sorted(own, key=lambda one: (fullness(one.name), one.id)))}
    leads: set[str] = set()
    for one in sorted(own, key=lambda one: at[one.id]):
        fuller = [
            (other, why)
            for other, why in names.varieties(one.name, one.kind, {one.id})
            if at[other.id] < at[one.id] and (one.id, other.id) not in apart
        ]
        if not fuller:
            leads.add(one.id)
            continue
        first = min(fuller, key=lambda found: at[found[0].id])
        yield one.id, names._candidates(one.name, [found for found in fuller if found[0].id in leads] or [first])


# --- the keys under which names that may be varieties meet


def _behind(reading: Reading) -> str | None:
    """What a key has besides the core; None for general words without a place, which name nobody."""
    behind = f"|{reading.branch}|{reading.sort}"
    if not reading.general:
        return behind
    if not reading.places and not reading.unit:
        return None
    return f"{behind}|{' '.join(sorted(reading.places))}{reading.unit}"


def _keys(reading: Reading) -> Iterator[tuple[str, str]]:
    """The key of a reading."""
    behind = _behind(reading)
    if behind is not None:
        yield "core", reading.core + behind


def _gaps(name: str) -> Iterator[tuple[str, str, tuple[str, str]]]:
    """Each core of a name with a gap for each of its characters, the character, and those beside it."""
    for reading in parts_of(name).readings:
        behind, core = _behind(reading), reading.core
        if behind is None or len(core) <= MIN_CORE:
            continue
        for at, letter in enumerate(core):
            if "\u3400" <= letter <= "\u9fff":
                yield f"{core[:at]}_{core[at + 1 :]}{behind}", letter, (core[at - 1 : at], core[at + 1 : at + 2])


def _tails(core: str) -> Iterator[str]:
    """The ends of a core that begin with the word for a unit: 市教育局 of 示例市教育局."""
    return (core[at:] for at in range(1, len(core) - MIN_CORE) if core[at] in _UNIT_WORDS)


def _endings(reading: Reading) -> Iterator[str]:
    """The words for the units of a reading's places: 市 of 大连市."""
    for id_ in sorted(reading.places):
        unit = registry.unit_of(id_)
        if unit is not None:
            yield "省" if unit.kind is Kind.PROVINCE else unit.name[-1]


def _kept(name: str) -> Iterator[tuple[str, str]]:
    """The tables and keys under which an organization is entered."""
    for reading in parts_of(name).readings:
        yield from _keys(reading)
        if reading.unit:
            yield "unit", f"{reading.unit}{reading.core}"
        elif reading.places:
            yield from (("placed", f"{ending}{reading.core}") for ending in _endings(reading))
        else:
            yield from (("tail", tail) for tail in _tails(reading.core))


def _asked(name: str) -> Iterator[tuple[str, str]]:
    """The tables and keys under which those that may have a variety of a name are found."""
    for reading in parts_of(name).readings:
        yield from _keys(reading)
        if reading.unit:
            yield "placed", f"{reading.unit}{reading.core}"
            yield "tail", f"{reading.unit}{reading.core}"
        elif reading.places:
            yield from (("unit", f"{ending}{reading.core}") for ending in _endings(reading))
        else:
            yield from (("unit", tail) for tail in _tails(reading.core))


def _reason(why: Collection[Differs]) -> Reason:
    """The one reason that is shown for what two names differ in."""
    if Differs.SOUND in why:
        return Reason.ONE_EDIT
    return Reason.ABBREVIATION if Differs.SHORT in why or why == {Differs.PLACE} else Reason.CONTAINED


def _agree(one: Kind, other: Kind | None) -> bool:
    """Whether two kinds do not contradict each other: `other` and no kind at all agree with every kind."""
    return other is None or one is other or Kind.OTHER in (one, other)


def _one_place(one: str, other: str) -> bool:
    """Whether one of two units is, or lies in, the other; ids of the registry begin with those of the units above."""
    return one.startswith(other) or other.startswith(one)
