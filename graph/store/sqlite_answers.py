"""Gaps and coverage computed by SQLite itself, for a network too large to be fetched.

The definitions are those of `graph.coverage`; a suite pins the two equal. One pass over a covering index tells what
each member holds on the day; everything else is read off that. Units are few: who inherits from which is resolved here.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from typing import NamedTuple

from graph.coverage import By, Coverage, Gap, Gaps, Group, Query, State, Tally, sorted_groups
from graph.model import Kind
from graph.store.dates import partial_date

_OF_SECTOR = "(:sector IS NULL OR a.sector = :sector)"
_IN_FORCE = f"a.recipient = o.n AND a.start_first <= :day AND a.end_last >= :day AND {_OF_SECTOR}"
_FACT, _INVENTED = 1 << 40, 1 << 20
_HELD = f"""(SELECT sum(CASE WHEN a.illustrative THEN {_INVENTED} ELSE {_FACT} END
                     + (a.start_last > :day OR a.end_first < :day)) FROM agreement a WHERE {_IN_FORCE})"""
"""Agreements in force as one number: facts × 2^40 + illustrative ones × 2^20 + those that rest on open dates."""
_BEST = f"""CASE WHEN m.held >= {_FACT} THEN 4 WHEN m.held THEN 3
    WHEN EXISTS (SELECT 1 FROM agreement a WHERE a.recipient = m.n AND a.end_last < :day AND NOT a.illustrative
                 AND {_OF_SECTOR}) THEN 2
    WHEN EXISTS (SELECT 1 FROM agreement a WHERE a.recipient = m.n AND a.end_last < :day AND {_OF_SECTOR}) THEN 1
    ELSE 0 END"""
"""The best a member has: 4 in force, 3 in force but illustrative, 2 ended, 1 ended and illustrative, 0 nothing."""
_IN_FORCE_BEST = 3
_AGREEMENTS = f"coalesce(sum(m.held / {_FACT} + m.held / {_INVENTED} % {_FACT // _INVENTED}), 0)"
_OPEN_DATES = f"coalesce(sum(m.held % {_INVENTED}), 0)"


class _Alike(NamedTuple):
    """Members alike: of one unit (or each its own), with the same records behind them; and their agreements."""

    own: int | None
    part_of: int | None
    illustrative: bool
    best: int
    members: int
    agreements: int
    open_dates: int


class Answers:
    """The answers over one open connection, read in one transaction by the caller."""

    def __init__(self, db: sqlite3.Connection, query: Query) -> None:
        self.db = db
        self.query = query
        self.low, self.high = self._range()
        self.units: dict[int, tuple[int | None, str, str, str]] = {
            n: (part_of, id_, name, kind)
            for n, part_of, id_, name, kind in db.execute(
                "SELECT n, part_of, id, name, kind FROM organization INDEXED BY organization_unit WHERE last > pos"
            )
        }
        self.has_roster = any(
            db.execute(f"SELECT 1 FROM {self._members('o.on_roster = 1')} LIMIT 1", self._bound(kind)).fetchone()
            for kind in self._kinds()
        )
        self._paths: dict[int | None, tuple[str, ...]] = {None: ()}

    def _range(self) -> tuple[int, int]:
        if self.query.area is None:
            return 0, 1 << 62
        row = self.db.execute("SELECT pos, last FROM organization WHERE id = ?", (self.query.area,)).fetchone()
        return row or (1, 0)

    def gaps(self) -> Gaps:
        """As `graph.coverage.gaps`."""
        sector = self.query.sector
        helped = self._helped(sector)
        found = Gaps(Tally(), [], self.has_roster)
        for kind in self._kinds():
            self._hold(kind, sector)
            self._add_direct(found)
            self._add_rows(found, kind, sector, helped)
        found.rows.sort(key=lambda gap: gap.id)
        return found

    def coverage(self, by: By) -> Coverage:
        """As `graph.coverage.coverage`."""
        found = Coverage([], Tally())
        if not self.has_roster:
            return found
        sector = self.query.sector
        groups: dict[str | None, Group] = {}
        places: dict[tuple[Kind, int | None], Tally] = {}
        helped = self._helped(sector)
        for kind in self._kinds():
            own = by.value == kind.value
            if own:
                self._add_units(kind)
            self._hold(kind, sector)
            for alike in self._alike(kind, sector, own=own):
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
            groups = {name: self._of_sector(name) for name in self._sectors()}
        found.groups = sorted_groups(groups.values(), by)
        return found

    def _kinds(self) -> tuple[Kind, ...]:
        return (self.query.kind,) if self.query.kind else tuple(Kind)

    def _bound(self, kind: Kind, sector: str | None = None) -> dict[str, object]:
        day = int(self.query.day.strftime("%Y%m%d"))
        return {"kind": kind.value, "low": self.low, "high": self.high, "day": day, "sector": sector}

    def _members(self, condition: str | None = None) -> str:
        """The FROM and WHERE that hold the members of a kind: the roster, or the recipients seen."""
        if condition is None:
            seen = "EXISTS (SELECT 1 FROM agreement e WHERE e.recipient = o.n)"
            condition = "o.on_roster = 1" if self.has_roster else seen
        inside = "" if self.query.area is None else "AND o.pos BETWEEN :low AND :high"
        return f"organization o WHERE o.kind = :kind {inside} AND {condition}"

    def _hold(self, kind: Kind, sector: str | None) -> None:
        """Notes down, for every member of the kind, what it holds on the day."""
        self.db.execute("DROP TABLE IF EXISTS temp.member")
        self.db.execute(
            "CREATE TEMP TABLE member AS SELECT o.n AS n, o.part_of AS part_of, o.illustrative AS illustrative, "
            f"{_HELD} AS held FROM {self._members()}",
            self._bound(kind, sector),
        )

    def _add_direct(self, found: Gaps) -> None:
        """Counts the members noted down that hold something."""
        for illustrative, fact, members, agreements, open_dates in self.db.execute(
            f"SELECT m.illustrative, m.held >= {_FACT}, count(*), {_AGREEMENTS}, {_OPEN_DATES} "
            "FROM temp.member m WHERE m.held GROUP BY 1, 2"
        ):
            found.tally.add(State.DIRECT, bool(illustrative or not fact), members)
            found.agreements += agreements
            found.open_dates += open_dates

    def _alike(self, kind: Kind, sector: str | None, *, own: bool = False) -> list[_Alike]:
        key, by = ("m.n", "1, 2, 3, 4") if own else ("NULL", "2, 3, 4")
        rows = self.db.execute(
            f"SELECT {key}, m.part_of, m.illustrative, {_BEST}, count(*), {_AGREEMENTS}, {_OPEN_DATES} "
            f"FROM temp.member m GROUP BY {by}",
            self._bound(kind, sector),
        )
        return [_Alike(*row) for row in rows]

    def _helped(self, sector: str | None) -> dict[int, bool]:
        """Units with an agreement in force: their key → whether all of those are illustrative."""
        rows = self.db.execute(
            f"SELECT o.n, (SELECT min(a.illustrative) FROM agreement a WHERE {_IN_FORCE}) AS invented "
            "FROM organization o INDEXED BY organization_unit WHERE o.last > o.pos AND invented IS NOT NULL",
            self._bound(Kind.OTHER, sector),
        )
        return {n: bool(invented) for n, invented in rows}

    def _state(self, alike: _Alike, helped: dict[int, bool]) -> tuple[State, bool, int | None]:
        """The state of a member, whether it rests on invented records alone, and the unit it inherits from."""
        if alike.best >= _IN_FORCE_BEST:
            return State.DIRECT, bool(alike.illustrative or alike.best == _IN_FORCE_BEST), None
        unit = alike.part_of
        while unit is not None:
            if unit in helped:
                return State.INHERITED, bool(alike.illustrative) or helped[unit], unit
            unit = self.units[unit][0]
        if alike.best:
            return State.LAPSED, bool(alike.illustrative or alike.best == 1), None
        return State.NEVER, bool(alike.illustrative), None

    def _add_rows(self, found: Gaps, kind: Kind, sector: str | None, helped: dict[int, bool]) -> None:
        """Lists and counts the members noted down that hold nothing."""
        bound = self._bound(kind, sector)
        last: dict[int, tuple[str, str | None]] = {}
        for recipient, partner, end_first, end_last in self.db.execute(
            "SELECT a.recipient, h.name, a.end_first, a.end_last FROM temp.member m CROSS JOIN agreement a "
            "ON a.recipient = m.n JOIN organization h ON h.n = a.helper "
            f"WHERE m.held IS NULL AND a.end_last < :day AND {_OF_SECTOR} "
            "ORDER BY a.recipient, a.end_last, h.id, a.end_first",
            bound,
        ):
            last[recipient] = (partner, partial_date(end_first, end_last))
        word, none = kind.value, (None, None)
        alike: Counter[tuple[int | None, int, int]] = Counter()
        kinds: dict[tuple[int | None, int, int], tuple[tuple[str, ...], State, str | None, bool]] = {}
        for n, part_of, illustrative, best, id_, name, name_en in self.db.execute(
            f"SELECT m.n, m.part_of, m.illustrative, {_BEST}, o.id, o.name, o.name_en FROM temp.member m "
            "CROSS JOIN organization o ON o.n = m.n WHERE m.held IS NULL",
            bound,
        ):
            key = (part_of, illustrative, best)
            if key not in kinds:
                state, invented, unit = self._state(_Alike(None, part_of, illustrative, best, 1, 0, 0), helped)
                kinds[key] = self._path(part_of), state, self.units[unit][2] if unit is not None else None, invented
            path, state, from_, invented = kinds[key]
            partner, end = last.get(n, none)
            alike[key] += 1
            found.rows.append(Gap(id_, name, name_en, word, path, state, partner, end, from_, invented))
        for key, members in alike.items():
            _, state, _, invented = kinds[key]
            found.tally.add(state, invented, members)

    def _path(self, unit: int | None) -> tuple[str, ...]:
        """Names of a unit and of the units it lies in, outermost first."""
        if unit not in self._paths:
            part_of, _, name, _ = self.units[unit]  # type: ignore[index]  # None is always there
            self._paths[unit] = (*self._path(part_of), name)
        return self._paths[unit]

    def _add_units(self, kind: Kind) -> None:
        """Makes childless organizations of `kind` known as units too: each is a group of its own."""
        self.units |= {
            n: (part_of, id_, name, kind.value)
            for n, part_of, id_, name in self.db.execute(
                "SELECT n, part_of, id, name FROM organization WHERE kind = ?", (kind.value,)
            )
        }

    def _group(self, unit: int | None, kind: Kind, by: By) -> Group:
        if by is By.KIND:
            return Group(kind.value)
        while unit is not None:
            part_of, id_, name, level = self.units[unit]
            if level == by.value:
                return Group(name, id_, self._path(part_of))
            unit = part_of
        return Group("")

    def _sectors(self) -> list[str]:
        """Sectors of the agreements that the members and the units they lie in receive, sorted."""
        found: set[str] = set()
        units: set[int] = set()
        for kind in self._kinds():
            members = self._members()
            found.update(
                sector
                for (sector,) in self.db.execute(
                    "SELECT DISTINCT a.sector FROM agreement a WHERE a.sector IS NOT NULL "
                    f"AND a.recipient IN (SELECT o.n FROM {members})",
                    self._bound(kind),
                )
            )
            parents = self.db.execute(f"SELECT DISTINCT o.part_of FROM {members}", self._bound(kind))
            for (unit,) in parents:
                while unit is not None and unit not in units:
                    units.add(unit)
                    unit = self.units[unit][0]
        for unit in units:
            found.update(
                sector
                for (sector,) in self.db.execute(
                    "SELECT DISTINCT sector FROM agreement WHERE recipient = ? AND sector IS NOT NULL", (unit,)
                )
            )
        return sorted(found)

    def _of_sector(self, sector: str) -> Group:
        group = Group(sector)
        helped = self._helped(sector)
        for kind in self._kinds():
            self._hold(kind, sector)
            for alike in self._alike(kind, sector):
                state, invented, _ = self._state(alike, helped)
                group.tally.add(state, invented, alike.members)
        return group
