"""Gaps and coverage as a store computes them itself, for a network too large to be fetched.

The definitions are those of `graph.measures.coverage`; a suite checks that both give the same. A home finds what each
member holds on the day; what follows from that is computed here, for every home. Units are few, so who inherits from
which unit is computed here as well.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

from graph.measures.coverage import Coverage, CoverageGroup, Gap, Gaps, Tally, sorted_groups
from graph.model import Kind
from graph.query import By, Query, State

IN_FORCE = 3
"""A member whose `best` is at least this has an agreement in force."""
Key = Any
"""How a home identifies an organization: by an integer in a file, by the id on a server."""


class Alike(NamedTuple):
    """Members that are alike: they lie in the same unit and the same can be said of them.

    `own` is the member itself where each is by itself. `best` is the best that a member has: 4 an agreement in force,
    3 one in force but illustrative, 2 one that ended, 1 one that ended and is illustrative, 0 none. They have
    `agreements` in force, of which `open_dates` have an open or partial date.
    """

    own: Key | None
    part_of: Key | None
    illustrative: bool
    best: int
    members: int
    agreements: int
    open_dates: int


class Direct(NamedTuple):
    """Members that have an agreement in force; `illustrative` ones have invented records alone."""

    illustrative: bool
    members: int
    agreements: int
    open_dates: int


class Missing(NamedTuple):
    """A member that has no agreement in force; `best` is as in `Alike`."""

    id: str
    name: str
    name_en: str | None
    part_of: Key | None
    illustrative: bool
    best: int
    last_partner: str | None
    last_end: str | None
    unlisted_since: str | None


class Unit(NamedTuple):
    """An organization that others lie in."""

    part_of: Key | None
    id: str
    name: str
    kind: str


class Answers(ABC):
    """The answers to one query over one state of a home."""

    def __init__(self, query: Query, units: dict[Key, Unit]) -> None:
        self.query = query
        self.units = units
        self.has_roster = True
        self._paths: dict[Key | None, tuple[str, ...]] = {None: ()}

    @abstractmethod
    def direct(self, kind: Kind, sector: str | None) -> Iterable[Direct]:
        """The members of a kind that have an agreement in force, counted."""

    @abstractmethod
    def missing(self, kind: Kind, sector: str | None) -> Iterable[Missing]:
        """The members of a kind that have no agreement in force, one by one."""

    @abstractmethod
    def alike(self, kind: Kind, sector: str | None, *, own: bool = False) -> Iterable[Alike]:
        """All members of a kind, counted together where they are alike; with `own`, each by itself."""

    @abstractmethod
    def helped(self, sector: str | None) -> dict[Key, bool]:
        """Units with an agreement in force: their key → whether all of those are illustrative."""

    @abstractmethod
    def sectors(self) -> Iterable[str]:
        """Sectors of the agreements that the members and the units they lie in receive."""

    @abstractmethod
    def add_units(self, kind: Kind) -> None:
        """Adds the organizations of `kind` to the units, also those that nobody lies in: each is a group of its own."""

    def kinds(self) -> tuple[Kind, ...]:
        """The kinds the query is about."""
        return (self.query.kind,) if self.query.kind else tuple(Kind)

    def gaps(self) -> Gaps:
        """As `graph.measures.coverage.gaps`."""
        sector = self.query.sector
        helped = self.helped(sector)
        found = Gaps(Tally(), [], self.has_roster)
        for kind in self.kinds():
            for some in self.direct(kind, sector):
                found.tally.add(State.DIRECT, some.illustrative, some.members)
                found.agreements += some.agreements
                found.open_dates += some.open_dates
            self._add_rows(found, kind, sector, helped)
        found.rows.sort(key=lambda gap: gap.id)
        return found

    def coverage(self, by: By) -> Coverage:
        """As `graph.measures.coverage.coverage`."""
        found = Coverage([], Tally())
        if not self.has_roster:
            return found
        sector = self.query.sector
        groups: dict[str | None, CoverageGroup] = {}
        places: dict[tuple[Kind, Key | None], Tally] = {}
        helped = self.helped(sector)
        for kind in self.kinds():
            own = by.value == kind.value
            if own:
                self.add_units(kind)
            for alike in self.alike(kind, sector, own=own):
                state, invented, _ = self._state(alike, helped)
                found.agreements += alike.agreements
                found.open_dates += alike.open_dates
                unit = alike.own if own else alike.part_of
                if (kind, unit) not in places:
                    group = self._group(unit, kind, by)
                    places[kind, unit] = groups.setdefault(group.id or group.name, group).tally
                places[kind, unit].add(state, invented, alike.members)
        for group in groups.values():
            found.total.merge(group.tally)
        if by is By.SECTOR:
            groups = {name: self._of_sector(name) for name in sorted(set(self.sectors()))}
        found.groups = sorted_groups(groups.values(), by)
        return found

    def above(self, unit: Key | None) -> Iterable[Key]:
        """A unit and those it lies in, nearest first."""
        while unit is not None:
            yield unit
            unit = self.units[unit].part_of

    def _state(self, alike: Alike, helped: dict[Key, bool]) -> tuple[State, bool, Key | None]:
        """The state of a member, whether it rests on invented records alone, and the unit it inherits from."""
        if alike.best >= IN_FORCE:
            return State.DIRECT, bool(alike.illustrative or alike.best == IN_FORCE), None
        for unit in self.above(alike.part_of):
            if unit in helped:
                return State.INHERITED, bool(alike.illustrative) or helped[unit], unit
        if alike.best:
            return State.LAPSED, bool(alike.illustrative or alike.best == 1), None
        return State.NEVER, bool(alike.illustrative), None

    def _add_rows(self, found: Gaps, kind: Kind, sector: str | None, helped: dict[Key, bool]) -> None:
        """Lists and counts the members that have no agreement in force."""
        word = kind.value
        alike: Counter[tuple[Key | None, bool, int]] = Counter()
        kinds: dict[tuple[Key | None, bool, int], tuple[tuple[str, ...], State, str | None, bool]] = {}
        for id_, name, name_en, part_of, illustrative, best, partner, end, unlisted in self.missing(kind, sector):
            key = (part_of, illustrative, best)
            if key not in kinds:
                state, invented, unit = self._state(Alike(None, part_of, illustrative, best, 1, 0, 0), helped)
                from_ = self.units[unit].name if unit is not None else None
                kinds[key] = self._path(part_of), state, from_, invented
            path, state, from_, invented = kinds[key]
            alike[key] += 1
            found.rows.append(Gap(id_, name, name_en, word, path, state, partner, end, from_, invented, unlisted))
        for key, members in alike.items():
            _, state, _, invented = kinds[key]
            found.tally.add(state, invented, members)

    def _path(self, unit: Key | None) -> tuple[str, ...]:
        """Names of a unit and of the units it lies in, outermost first."""
        if unit not in self._paths:
            own = self.units[unit]
            self._paths[unit] = (*self._path(own.part_of), own.name)
        return self._paths[unit]

    def _group(self, unit: Key | None, kind: Kind, by: By) -> CoverageGroup:
        if by is By.KIND:
            return CoverageGroup(kind.value)
        for one in self.above(unit):
            own = self.units[one]
            if own.kind == by.value:
                return CoverageGroup(own.name, own.id, self._path(own.part_of))
        return CoverageGroup("")

    def _of_sector(self, sector: str) -> CoverageGroup:
        group = CoverageGroup(sector)
        helped = self.helped(sector)
        for kind in self.kinds():
            for alike in self.alike(kind, sector):
                state, invented, _ = self._state(alike, helped)
                group.tally.add(state, invented, alike.members)
        return group
