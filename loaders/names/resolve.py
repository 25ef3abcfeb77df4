"""Finds which units, places and other organizations the names in a roster mean, in the area it is about.

What is sure is chosen. A name that is not sure becomes an organization of its own and is listed with its candidates.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from graph.model import AREA_KINDS, Kind
from loaders.loaded import Candidate, Reason
from loaders.names import divisions, registry
from loaders.names.decisions import NO_DECISIONS, Decisions
from loaders.names.divisions import Row
from loaders.names.index import NO_MATCH, Known, NameMatch, folded
from loaders.names.keys import NO_NAMES, place_key, short_forms, without_ending
from loaders.names.organizations import OrganizationNames, families, kind_of_id
from loaders.names.parts import organization_key
from loaders.names.places import PlaceNames
from loaders.names.registry import Division
from loaders.patterns import pattern_of

PLACES = frozenset({*AREA_KINDS, Kind.VILLAGE})
"""Kinds that the registry has."""
KEPT = 256
"""How many counties are kept in memory: rosters go through them one after the other."""
MOST_TRIED = 300
"""How many names are looked up to see whether a roster is about an area."""
_ENOUGH, _HALF = 3, 0.5
"""A roster is about an area if half of its names are found there, and names (1) and townships (2) add up to three."""
_TOWNSHIP_ENDINGS = ("街道", "街道办事处", "街道办", "办事处", "街", "镇", "乡")
_TOWNSHIP_WORD = pattern_of("街道办事处|街道办|街道|镇|乡")
_UPPER = (Kind.PROVINCE, Kind.PREFECTURE, Kind.COUNTY)


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a row says that an organization lies.

    `id` is the innermost unit that is sure; `sure` says whether every unit that the row names is.
    """

    id: str | None = None
    sure: bool = True
    own: tuple[tuple[Kind, str], ...] = ()
    """Units that were named but not found, outermost first."""

    @property
    def narrow(self) -> bool:
        """Whether a village may be chosen by its name alone: the scope is sure, and not larger than a prefecture."""
        return self.sure and self.id is not None and len(self.id) > len("cn-52")


@dataclass(frozen=True, slots=True)
class Context:
    """What names are matched with: what a store knows, and what people decided before."""

    known: Sequence[Known] = ()
    decisions: Decisions = NO_DECISIONS


NO_CONTEXT = Context()


@lru_cache(maxsize=KEPT)
def _units(area: str) -> Mapping[str, Known]:
    """The units of the registry in `area`, and the units it lies in, by id."""
    return {row.id: _known(row) for row in divisions.around(area)}


def _known(row: Row) -> Known:
    return Known(row.id, row.name, Kind(row.kind), row.part_of)


def units_above(id_: str) -> list[Known]:
    """A unit of the registry and the units it lies in, outermost first; empty if the registry has no such unit."""
    units = _units(_county(id_))
    found: list[Known] = []
    unit = units.get(id_)
    while unit is not None:
        found.append(unit)
        unit = units.get(unit.part_of or "")
    return found[::-1]


def village_word(id_: str) -> str | None:
    """Which a village of the registry is: `village` or `community`."""
    return _village_words(_county(id_)).get(id_)


@lru_cache(maxsize=KEPT)
def _village_words(area: str) -> Mapping[str, str]:
    """`village` or `community`, by the id of each village in `area`."""
    return {row.id: row.unit for row in divisions.in_area(area) if row.unit is not None}


def _inner(text: str, within: str | None) -> tuple[str | None, str]:
    """The innermost of `within` and the units that a text begins with, and the rest of the text.

    None as unit if these are not in one another, or if there are none.
    """
    unit, rest = registry.split_path(text, within)
    if unit is None:
        return within, text
    if registry.lies_in(unit.id, within):
        return unit.id, rest
    return (within, rest) if within is not None and registry.lies_in(within, unit.id) else (None, text)


def _candidate(unit: Division, text: str) -> Candidate:
    """A unit as what a text means, by its name, its former name or a short form."""
    former = any(registry.was(text[begin:], unit) for begin in range(len(text) - 1))
    reason = Reason.EXACT if text.endswith(unit.name) else Reason.ALIAS if former else Reason.NORMALISED
    return Candidate(unit.id, unit.name, unit.kind, (), reason, 100.0)


def _once_called(name: str, within: str | None) -> NameMatch:
    """The units of today that the former name of a unit, perhaps behind those it lay in, may mean, as candidates."""
    area, rest = _inner(folded(name), within)
    units = registry.once_called(rest, area)
    return NameMatch(None, tuple(Candidate(one.id, one.name, one.kind, (), Reason.ALIAS, 100.0) for one in units))


def _county(id_: str) -> str:
    """The id of the county that a unit lies in; the unit's own id if it is a county or larger."""
    return id_[: len("cn-") + 6]


@dataclass(slots=True)
class Resolver:
    """Finds what the names of one file mean.

    `area` is the unit that the file is about, where the user or the mapping file says so.
    """

    context: Context
    area: Division | None = None
    _by_area: dict[str, PlaceNames] = field(default_factory=dict)
    _organizations: OrganizationNames | None = None
    _codes: dict[str, Known] = field(default_factory=dict)
    _ids: dict[str, Known] = field(default_factory=dict)
    _scopes: dict[tuple[str | None, tuple[tuple[str, str], ...]], Scope] = field(default_factory=dict)

    # --- areas

    def area_of_sheet(self, texts: Sequence[str], villages: Iterable[tuple[str, str]]) -> Division | None:
        """The area that a sheet is about, found in the first of `texts` that names a fitting one; None if none does.

        `villages` are the (township, village) pairs of the sheet, either of them perhaps empty. A unit fits if at
        least half of them are found in it; a text with two units that fit is passed over.
        """
        if self.area is not None:
            return self.area
        pairs = list(dict.fromkeys(villages))[:MOST_TRIED]
        for text in texts:
            fitting = [unit for unit in registry.mentioned(text) if self._is_about(unit, pairs)]
            if len(fitting) == 1:
                return fitting[0]
        return None

    def _is_about(self, unit: Division, pairs: Sequence[tuple[str, str]]) -> bool:
        if unit.kind is Kind.PROVINCE or not pairs:
            return False
        places = self.places(unit.id)
        townships: set[str] = set()
        found = 0
        for township, village in pairs:
            within = unit.id
            if township:
                chosen = places.match(township, Kind.TOWNSHIP, unit.id).chosen
                if chosen is None:
                    continue
                within = chosen.id
                townships.add(within)
            found += not village or places.match(village, Kind.VILLAGE, within).chosen is not None
        return found >= _HALF * len(pairs) and found + 2 * len(townships) >= _ENOUGH

    def places(self, area: str) -> PlaceNames:
        """The places of the county around a unit, by name; other names that the store knows for them are aliases."""
        around = _county(area)
        if around not in self._by_area:
            while len(self._by_area) >= KEPT:
                del self._by_area[next(iter(self._by_area))]
            own = [one for one in self.context.known if one.kind in PLACES and registry.lies_in(one.id, around)]
            self._by_area[around] = PlaceNames([*_units(around).values(), *own])
        return self._by_area[around]

    def scope(self, levels: Mapping[str, str], area: Division | None) -> Scope:
        """Where the columns of a row (province, prefecture, county, township) say it is, inside `area` if given."""
        key = (area.id if area else None, tuple(sorted(levels.items())))
        if key not in self._scopes:
            self._scopes[key] = self._scope(levels, area)
        return self._scopes[key]

    def _scope(self, levels: Mapping[str, str], area: Division | None) -> Scope:
        within = area.id if area else None
        own: list[tuple[Kind, str]] = []
        for kind in AREA_KINDS:
            name = levels.get(kind.value)
            if name is None or folded(name) in NO_NAMES:
                continue
            found = None if own else self._unit_named(name, kind, within)
            if found is None and not own and area is not None and self.area is None and within == area.id:
                found = self._unit_named(name, kind, None)  # a title may name another place than a row
            if found is None:
                own.append((kind, name))
            elif within is None or registry.lies_in(found, within) or not registry.lies_in(within, found):
                within = found
        return Scope(within, not own, tuple(own))

    def _unit_named(self, name: str, kind: Kind, within: str | None) -> str | None:
        """The id of the unit that a column of a row names; a cell may hold a path (大方县六龙镇)."""
        text = folded(name)
        if kind is Kind.TOWNSHIP:
            return self._township_named(name, within)
        for unit in self._above(within):  # the row repeats what the whole file is about
            if text in (unit.name, without_ending(unit.name), *short_forms(unit.name)) or registry.was(text, unit):
                return unit.id
        found = registry.find_unit(text, [kind], within) or registry.find_unit(text, _UPPER, within)
        if found is not None:
            return found.id
        area, rest = _inner(text, within)
        return area if not rest else None

    def _township_named(self, name: str, within: str | None) -> str | None:
        decided = self._decided(name, Kind.TOWNSHIP, within) if within is not None else None
        if decided is not None:
            return decided.id
        if within is not None:
            found = self._township_in(name, within)
            if found is not None:
                return found
        area, rest = _inner(folded(name), within)
        if area is None or rest == folded(name):
            return None
        return self._township_in(rest, area) if rest else area

    def _township_in(self, name: str, within: str) -> str | None:
        if registry.is_township(within):
            township = self.places(within).units[within]
            return within if place_key(name, Kind.TOWNSHIP) == place_key(township.name, Kind.TOWNSHIP) else None
        chosen = self.places(within).match(name, Kind.TOWNSHIP, within).chosen
        return chosen.id if chosen else None

    @staticmethod
    def _above(within: str | None) -> list[Division]:
        found: list[Division] = []
        unit = registry.unit_of((within or "")[:9])
        while unit is not None:
            found.append(unit)
            unit = registry.unit_of(unit.part_of) if unit.part_of else None
        return found

    # --- names

    def look_up_codes(self, codes: Iterable[str]) -> None:
        """Looks up division codes, all at once, for `by_code`."""
        wanted = {f"cn-{code}": code for code in codes if code.isascii() and code.isdigit()}
        self._codes.update({row.id: _known(row) for row in divisions.at(wanted)})
        for id_, code in wanted.items():
            unit = None if id_ in self._codes else registry.coded_as(code)
            if unit is not None:
                self._codes[id_] = Known(*unit)

    def by_code(self, code: str, kind: Kind) -> Candidate | None:
        """The division with a code, if it is of that kind and the code was looked up before."""
        known = self._codes.get(f"cn-{code}")
        if known is None or known.kind is not kind:
            return None
        return Candidate(known.id, known.name, known.kind, (), Reason.EXACT, 100.0)

    def place(self, name: str, kind: Kind, scope: Scope) -> NameMatch:
        """Which place of a kind a name means in a scope."""
        decided = self._decided(name, kind, scope.id)
        if decided is not None:
            return NameMatch(decided)
        if kind in _UPPER:
            match = self._upper(name, kind, scope.id)
        else:
            match = self.places(scope.id).match(name, kind, scope.id) if scope.id is not None else NO_MATCH
            if match.chosen is not None and not scope.narrow:
                match = NameMatch(None, (match.chosen,))
            if match.chosen is None:
                match = self._by_path(name, kind, scope) or match
        return self._without_refused(match, name, kind, scope.id)

    def _by_path(self, name: str, kind: Kind, scope: Scope) -> NameMatch | None:
        """What the last part of a path (大方县六龙镇, 六龙镇新庄村) means in the unit that its first parts name.

        None if the name begins with no unit that fits the scope. A path that contradicts columns of its row, which say
        a place that was not found, is only proposed.
        """
        text = folded(name)
        area, rest = _inner(text, scope.id)
        if area is None or not rest:
            return None
        ends = [found.end() for found in _TOWNSHIP_WORD.finditer(rest)] if kind is Kind.VILLAGE else []
        for end in ends:
            township = None if end == len(rest) else self._township_in(rest[:end], area)
            if township is not None and not (registry.is_township(area) and township != area):
                area, rest = township, rest[end:]
                break
        if rest == text or not registry.lies_in(area, scope.id) or len(area) <= len("cn-52"):
            return None
        match = self.places(area).match(rest, kind, area)
        if match.chosen is not None and not scope.sure:
            return NameMatch(None, (match.chosen,))
        return match

    def candidates(self, name: str, kind: Kind, within: str) -> tuple[Candidate, ...]:
        """What the name of a unit that was not found may mean."""
        if kind in _UPPER:
            return self._without_refused(_once_called(name, within), name, kind, within).candidates
        match = self.places(within).match(name, kind, within)
        return self._without_refused(match, name, kind, within).candidates

    def _upper(self, name: str, kind: Kind, within: str | None) -> NameMatch:
        text = folded(name)
        whole, rest = registry.split_path(text)
        of_kind = registry.find_unit(text, [kind], within)
        unit = of_kind or (whole if whole is not None and not rest else None)
        if unit is None or not registry.lies_in(unit.id, within):
            return _once_called(name, within)
        found = _candidate(unit, text)
        return NameMatch(None, (found,)) if found.reason is Reason.ALIAS else NameMatch(found)

    def helper(self, name: str, kind: Kind, within: str | None, area: Division | None) -> NameMatch:
        """Which organization the name of a helper means: a place by its whole path, any other as the store knows it."""
        decided = self._decided(name, kind, within)
        if decided is not None:
            return NameMatch(decided)
        if kind in PLACES or kind is Kind.OTHER:
            found = self._place_by_path(name, kind, within)
            if found is not None:
                return NameMatch(found)
            if kind in (Kind.TOWNSHIP, Kind.VILLAGE):
                here = self.places(area.id).match(name, kind, area.id) if area else NO_MATCH
                sure = (here.chosen,) if here.chosen else ()
                return self._without_refused(NameMatch(None, sure), name, kind, within)
            former = self._without_refused(_once_called(name, None), name, kind, within)
            if former.candidates:
                known = self.organization(name, kind, within)
                return known if known.chosen or known.candidates else former
        return self.organization(name, kind, within)

    def _place_by_path(self, name: str, kind: Kind, within: str | None) -> Candidate | None:
        text = folded(name)
        unit, rest = registry.split_path(text)
        if unit is not None and not rest:
            return _candidate(unit, text)
        if kind is Kind.VILLAGE or (unit is not None and unit.kind is Kind.PROVINCE):
            return None
        if not rest.endswith(_TOWNSHIP_ENDINGS):
            return None
        inside = unit.id if unit is not None else within
        if inside is None or registry.is_township(inside):
            return None
        return self.places(inside).match(rest, Kind.TOWNSHIP, inside).chosen

    def organization(self, name: str, kind: Kind, part_of: str | None) -> NameMatch:
        """Which of the organizations that the store knows, other than places, a name means."""
        decided = self._decided(name, kind, part_of)
        if decided is not None:
            return NameMatch(decided)
        refused = self.context.decisions.refused(name, kind, part_of)
        match = self._known_organizations().match(name, kind, part_of, refused)
        return self._as_decided(self._without_refused(match, name, kind, part_of))

    def others(self, one: Known) -> tuple[Candidate, ...]:
        """What an organization of the store, other than a place, may be besides itself."""
        refused = {id_ for name, id_ in self.context.decisions.apart() if name == organization_key(one.name)}
        found = NameMatch(None, self._known_organizations().others(one, refused))
        return tuple(other for other in self._as_decided(found).candidates if other.id != one.id)

    def among(self, own: Sequence[Known]) -> dict[str, tuple[Candidate, ...]]:
        """Organizations of one file that may be the same: the id of each → those it may be, which have fuller names."""
        by_name: dict[str, list[str]] = {}
        for one in own:
            by_name.setdefault(organization_key(one.name), []).append(one.id)
        apart = [(mine, id_) for name, id_ in self.context.decisions.apart() for mine in by_name.get(name, ())]
        return dict(families(own, apart))

    def _known_organizations(self) -> OrganizationNames:
        if self._organizations is None:
            units = {one.id: one for one in self.context.known if one.kind in PLACES}
            others = [one for one in self.context.known if one.kind not in PLACES]
            self._organizations = OrganizationNames(others, units.values())
        return self._organizations

    # --- decisions

    def name_of(self, id_: str) -> str | None:
        """The name of the organization with an id in the registry or the store; None if neither has it."""
        known = self._by_id(id_)
        return None if known is None else known.name

    def _decided(self, name: str, kind: Kind, area: str | None) -> Candidate | None:
        meant = self.context.decisions.chosen(name, kind, area)
        return None if meant is None else self._meant(*meant, kind)

    def _meant(self, id_: str, name: str, kind: Kind) -> Candidate | None:
        """The organization that a decision names; it need not be in the store: the file itself may be all that has it.

        None for a unit that the registry does not have.
        """
        known = self._by_id(id_)
        if known is not None:
            return Candidate(id_, known.name, known.kind, (), Reason.DECIDED, 100.0)
        if re.fullmatch(r"cn-\d+", id_) or kind in PLACES:
            return None
        return Candidate(id_, name, kind_of_id(id_) or kind, (), Reason.DECIDED, 100.0)

    def _as_decided(self, match: NameMatch) -> NameMatch:
        """A match in which every organization that was decided to be another one is that one."""

        def meant(one: Candidate) -> Candidate:
            other = self.context.decisions.of(one.id)
            found = self._meant(*other, one.kind) if other is not None else None
            return one if found is None else replace(found, reason=one.reason, score=one.score, area=one.area)

        candidates = {one.id: one for one in map(meant, reversed(match.candidates))}
        return NameMatch(match.chosen and meant(match.chosen), tuple(reversed(candidates.values())))

    def _by_id(self, id_: str) -> Known | None:
        if re.fullmatch(r"cn-\d+", id_):
            return _units(_county(id_)).get(id_)
        if not self._ids:
            self._ids.update({one.id: one for one in reversed(self.context.known)})
        return self._ids.get(id_)

    def _without_refused(self, match: NameMatch, name: str, kind: Kind, area: str | None) -> NameMatch:
        refused = self.context.decisions.refused(name, kind, area)
        if not refused:
            return match
        chosen = match.chosen if match.chosen is None or match.chosen.id not in refused else None
        return NameMatch(chosen, tuple(one for one in match.candidates if one.id not in refused))
