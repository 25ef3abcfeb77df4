"""Who is meant: the units, places and organizations that the cells of a roster name, in the area it is about.

What is sure is chosen. What is not stays an organization of its own, and is listed with its candidates.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from graph.model import AREA_KINDS, Kind
from loaders.names import registry
from loaders.names.decisions import NO_DECISIONS, Decisions
from loaders.names.matching import NO_MATCH, Candidate, Known, Match, Organizations, Places, Reason, folded, place_key
from loaders.names.registry import Unit
from loaders.roster.headers import UNITS

PLACES = frozenset({*AREA_KINDS, Kind.VILLAGE})
"""Kinds that the registry has."""
KEPT = 256
"""How many counties are held at a time; rosters go through them one after the other."""
MOST_TRIED = 300
"""How many names are tried to see whether a roster is about an area."""
_ENOUGH, _HALF = 3, 0.5
_TOWNSHIP_ENDINGS = ("街道", "街道办事处", "街道办", "办事处", "街", "镇", "乡")
_UPPER = (Kind.PROVINCE, Kind.PREFECTURE, Kind.COUNTY)


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a row says its recipient lies: the innermost unit that is sure, and whether every level named is sure."""

    id: str | None = None
    sure: bool = True
    own: tuple[tuple[Kind, str], ...] = ()
    """Units that were named but not found, outermost first."""

    @property
    def narrow(self) -> bool:
        """Whether a village may be chosen in it by its name: it is a prefecture, or smaller."""
        return self.sure and self.id is not None and len(self.id) > len("cn-52")


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A name that was not matched, where it stands, in which unit it was looked for, and what it may mean."""

    name: str
    kind: Kind
    area: str | None
    file: str
    sheet: str | None
    row: int
    column: str | None
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """What names are matched with: what a store knows, and what people decided before."""

    known: Sequence[Known] = ()
    decisions: Decisions = NO_DECISIONS


NO_CONTEXT = Context()


@lru_cache(maxsize=KEPT)
def _units(area: str) -> Mapping[str, Known]:
    """The units of the registry in `area`, and those it lies in, by id."""
    columns = ("id", "name", "kind", "part_of")
    rows = registry.divisions(area).select(columns).iter_rows()
    return {id_: Known(id_, name, Kind(kind), part_of) for id_, name, kind, part_of in rows}


def units_above(id_: str) -> list[Known]:
    """A unit of the registry and those it lies in, outermost first; empty when the registry has no such unit."""
    units = _units(_county(id_))
    found: list[Known] = []
    unit = units.get(id_)
    while unit is not None:
        found.append(unit)
        unit = units.get(unit.part_of or "")
    return found[::-1]


def village_word(id_: str) -> str | None:
    """Whether a village of the registry is a village or a community."""
    return _village_words(_county(id_)).get(id_)


@lru_cache(maxsize=KEPT)
def _village_words(area: str) -> Mapping[str, str]:
    frame = registry.divisions(area).select("id", "unit").drop_nulls()
    return dict(frame.iter_rows())


def _county(id_: str) -> str:
    """The county that a unit lies in, or a unit above counties itself."""
    return id_[: len("cn-") + 6]


@dataclass(slots=True)
class Resolver:
    """Finds what the names of one file mean. `area` is what the user, or the mapping, says the file is about."""

    context: Context
    area: Unit | None = None
    _by_area: dict[str, Places] = field(default_factory=dict)
    _organizations: Organizations | None = None
    _codes: dict[str, Known] = field(default_factory=dict)
    _scopes: dict[tuple[str | None, tuple[tuple[str, str], ...]], Scope] = field(default_factory=dict)

    # --- areas

    def area_told(self, texts: Sequence[str], villages: Iterable[tuple[str, str]]) -> Unit | None:
        """The area that a sheet is about, as the first of `texts` tells that speaks of one; None when none surely is.

        `villages` are (township or nothing, village or nothing) pairs of the sheet: a unit is taken only if most of
        them are found in it and in no other unit that the text speaks of.
        """
        if self.area is not None:
            return self.area
        pairs = list(dict.fromkeys(villages))[:MOST_TRIED]
        for text in texts:
            fitting = [unit for unit in registry.mentioned(text) if self._is_about(unit, pairs)]
            if len(fitting) == 1:
                return fitting[0]
        return None

    def _is_about(self, unit: Unit, pairs: Sequence[tuple[str, str]]) -> bool:
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

    def places(self, area: str) -> Places:
        """The places in a unit, by name; what the store calls them as well are their aliases."""
        around = _county(area)
        if around not in self._by_area:
            while len(self._by_area) >= KEPT:
                del self._by_area[next(iter(self._by_area))]
            own = [one for one in self.context.known if one.kind in PLACES and registry.lies_in(one.id, around)]
            self._by_area[around] = Places([*_units(around).values(), *own])
        return self._by_area[around]

    def scope(self, levels: Mapping[str, str], area: Unit | None) -> Scope:
        """Where a row's columns (province, prefecture, county, township) say it is, inside `area` if it has one."""
        key = (area.id if area else None, tuple(sorted(levels.items())))
        if key not in self._scopes:
            self._scopes[key] = self._scope(levels, area)
        return self._scopes[key]

    def _scope(self, levels: Mapping[str, str], area: Unit | None) -> Scope:
        within = area.id if area else None
        own: list[tuple[Kind, str]] = []
        for level in UNITS:
            name = levels.get(level)
            if name is None or folded(name) in registry.NO_NAMES:
                continue
            found = None if own else self._unit_named(name, Kind(level), within)
            if found is None and not own and area is not None and self.area is None and within == area.id:
                found = self._unit_named(name, Kind(level), None)  # a title may speak of another place than a row
            if found is None:
                own.append((Kind(level), name))
            elif within is None or registry.lies_in(found, within) or not registry.lies_in(within, found):
                within = found
        return Scope(within, not own, tuple(own))

    def _unit_named(self, name: str, kind: Kind, within: str | None) -> str | None:
        if kind is Kind.TOWNSHIP:
            if within is None:
                return None
            decided = self._decided(name, kind, within)
            if decided is not None:
                return decided.id
            if registry.is_township(within):
                township = self.places(within).units[within]
                return within if place_key(name, kind) == place_key(township.name, kind) else None
            chosen = self.places(within).match(name, kind, within).chosen
            return chosen.id if chosen else None
        text = folded(name)
        for unit in self._above(within):  # the row repeats where the whole file is
            if text in (unit.name, registry.without_ending(unit.name)) or registry.former_of(text) == unit.id:
                return unit.id
        found = registry.find_unit(text, [kind], within) or registry.find_unit(text, _UPPER, within)
        return found.id if found else None

    @staticmethod
    def _above(within: str | None) -> list[Unit]:
        found: list[Unit] = []
        unit = registry.unit_of((within or "")[:9])
        while unit is not None:
            found.append(unit)
            unit = registry.unit_of(unit.part_of) if unit.part_of else None
        return found

    # --- names

    def coded(self, codes: Iterable[str]) -> None:
        """Looks division codes up, all at once, for `by_code`."""
        import polars as pl

        wanted = [f"cn-{code}" for code in codes if code.isdigit()]
        rows = registry.whole().filter(pl.col("id").is_in(wanted)).select("id", "name", "kind", "part_of")
        self._codes.update(
            {id_: Known(id_, name, Kind(kind), part_of) for id_, name, kind, part_of in rows.iter_rows()}
        )

    def by_code(self, code: str, kind: Kind) -> Candidate | None:
        """The division of a kind that a code is of."""
        known = self._codes.get(f"cn-{code}")
        if known is None or known.kind is not kind:
            return None
        return Candidate(known.id, known.name, known.kind, (), Reason.EXACT, 100.0)

    def place(self, name: str, kind: Kind, scope: Scope) -> Match:
        """The place of a kind that a name means in a scope."""
        decided = self._decided(name, kind, scope.id)
        if decided is not None:
            return Match(decided)
        if kind in _UPPER:
            match = self._upper(name, kind, scope.id)
        elif scope.id is None:
            return NO_MATCH
        else:
            match = self.places(scope.id).match(name, kind, scope.id)
            if match.chosen is not None and not scope.narrow:
                match = Match(None, (match.chosen,))
        return self._without_refused(match, name, kind, scope.id)

    def candidates(self, name: str, kind: Kind, within: str) -> tuple[Candidate, ...]:
        """What a unit's name that was not found may mean."""
        if kind in _UPPER:
            return ()
        match = self.places(within).match(name, kind, within)
        return self._without_refused(match, name, kind, within).candidates

    def _upper(self, name: str, kind: Kind, within: str | None) -> Match:
        text = folded(name)
        whole, rest = registry.split_path(text)
        unit = whole if whole is not None and not rest else registry.find_unit(text, [kind], within)
        if unit is None or not registry.lies_in(unit.id, within):
            return NO_MATCH
        former = registry.former_of(text) is not None
        reason = Reason.ALIAS if former else Reason.EXACT if unit.name == text else Reason.NORMALISED
        found = Candidate(unit.id, unit.name, unit.kind, (), reason, 100.0)
        return Match(None, (found,)) if former else Match(found)

    def helper(self, name: str, kind: Kind, within: str | None, area: Unit | None) -> Match:
        """The organization that a helper's name means: a place by its whole path, others as the store knows them."""
        decided = self._decided(name, kind, within)
        if decided is not None:
            return Match(decided)
        if kind in PLACES or kind is Kind.OTHER:
            found = self._place_by_path(name, kind, within)
            if found is not None:
                return Match(found)
            if kind in (Kind.TOWNSHIP, Kind.VILLAGE):
                here = self.places(area.id).match(name, kind, area.id) if area else NO_MATCH
                sure = (here.chosen,) if here.chosen else ()
                return self._without_refused(Match(None, sure), name, kind, within)
        return self.organization(name, kind, within)

    def _place_by_path(self, name: str, kind: Kind, within: str | None) -> Candidate | None:
        text = folded(name)
        unit, rest = registry.split_path(text)
        if unit is not None and not rest:
            return Candidate(unit.id, unit.name, unit.kind, (), Reason.EXACT, 100.0)
        if kind is Kind.VILLAGE or (unit is not None and unit.kind is Kind.PROVINCE):
            return None
        if not rest.endswith(_TOWNSHIP_ENDINGS):
            return None
        inside = unit.id if unit is not None else within
        if inside is None or registry.is_township(inside):
            return None
        return self.places(inside).match(rest, Kind.TOWNSHIP, inside).chosen

    def organization(self, name: str, kind: Kind, part_of: str | None) -> Match:
        """The department, firm, school or hospital, as the store knows them, that a name means."""
        decided = self._decided(name, kind, part_of)
        if decided is not None:
            return Match(decided)
        if self._organizations is None:
            units = {one.id: one for one in self.context.known if one.kind in PLACES}
            others = [one for one in self.context.known if one.kind not in PLACES]
            self._organizations = Organizations(others, units.values())
        match = self._organizations.match(name, kind, part_of)
        return self._without_refused(match, name, kind, part_of)

    def among(self, own: Sequence[Known]) -> dict[str, tuple[Candidate, ...]]:
        """Organizations of one file that may be the same: the id of each → others it may be, each pair told once."""
        names = Organizations(own)
        found: dict[str, tuple[Candidate, ...]] = {}
        for one in own:
            match = Match(None, names.alike(one.name, one.kind))
            longer = tuple(
                other
                for other in self._without_refused(match, one.name, one.kind, None).candidates
                if other.id != one.id and (len(other.name), other.name) > (len(one.name), one.name)
            )
            if longer:
                found[one.id] = longer
        return found

    # --- decisions

    def name_of(self, id_: str) -> str | None:
        """The name of the organization of an id, as the registry or the store knows it; None when neither does."""
        known = self._by_id(id_)
        return None if known is None else known.name

    def _decided(self, name: str, kind: Kind, area: str | None) -> Candidate | None:
        id_ = self.context.decisions.chosen(name, kind, area)
        if id_ is None:
            return None
        known = self._by_id(id_)
        return None if known is None else Candidate(id_, known.name, known.kind, (), Reason.DECIDED, 100.0)

    def _by_id(self, id_: str) -> Known | None:
        if re.fullmatch(r"cn-\d+", id_):
            return _units(_county(id_)).get(id_)
        return next((one for one in self.context.known if one.id == id_), None)

    def _without_refused(self, match: Match, name: str, kind: Kind, area: str | None) -> Match:
        refused = self.context.decisions.refused(name, kind, area)
        if not refused:
            return match
        chosen = match.chosen if match.chosen is None or match.chosen.id not in refused else None
        return Match(chosen, tuple(one for one in match.candidates if one.id not in refused))
