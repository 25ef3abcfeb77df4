"""Gaps and coverage computed by SQLite itself, for a network too large to be fetched.

One pass over a covering index finds what each member holds on the day; everything else follows from that.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from graph.model import Kind
from graph.query import Query
from graph.store.answers import Alike, Answers, Direct, Missing, Unit
from graph.store.dates import partial_date
from graph.store.sqlite.read import span

_OF_SECTOR = "(:sector IS NULL OR a.sector = :sector) AND a.status <> 'planned'"
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
"""As `Alike.best`."""
_AGREEMENTS = f"coalesce(sum(m.held / {_FACT} + m.held / {_INVENTED} % {_FACT // _INVENTED}), 0)"
_OPEN_DATES = f"coalesce(sum(m.held % {_INVENTED}), 0)"


class SqliteAnswers(Answers):
    """The answers to one query over one connection; the caller holds a read transaction."""

    def __init__(self, db: sqlite3.Connection, query: Query) -> None:
        rows = db.execute(
            "SELECT n, part_of, id, name, kind FROM organization INDEXED BY organization_unit WHERE last > pos"
        )
        super().__init__(query, {n: Unit(*row) for n, *row in rows})
        self.db = db
        self.low, self.high = span(db, query.area)
        self.has_roster = any(
            db.execute(f"SELECT 1 FROM {self._members('o.on_roster = 1')} LIMIT 1", self._bound(kind)).fetchone()
            for kind in self.kinds()
        )
        self._held: tuple[Kind, str | None] | None = None

    def _bound(self, kind: Kind, sector: str | None = None) -> dict[str, object]:
        day = int(self.query.day.strftime("%Y%m%d"))
        return {"kind": kind.value, "low": self.low, "high": self.high, "day": day, "sector": sector}

    def _members(self, condition: str | None = None) -> str:
        """The FROM and WHERE of a kind's members: those on the roster; without a roster, the recipients seen."""
        if condition is None:
            seen = "EXISTS (SELECT 1 FROM agreement e WHERE e.recipient = o.n)"
            condition = "o.on_roster = 1" if self.has_roster else seen
        inside = "" if self.query.area is None else "AND o.pos BETWEEN :low AND :high"
        return f"organization o WHERE o.kind = :kind {inside} AND {condition}"

    def _hold(self, kind: Kind, sector: str | None) -> None:
        """Writes down, in the table `member`, what every member of the kind holds on the day."""
        if self._held == (kind, sector):
            return
        self._held = (kind, sector)
        self.db.execute("DROP TABLE IF EXISTS temp.member")
        self.db.execute(
            "CREATE TEMP TABLE member AS SELECT o.n AS n, o.part_of AS part_of, o.illustrative AS illustrative, "
            f"{_HELD} AS held FROM {self._members()}",
            self._bound(kind, sector),
        )

    def direct(self, kind: Kind, sector: str | None) -> Iterable[Direct]:
        """The members of a kind that have an agreement in force, counted."""
        self._hold(kind, sector)
        for illustrative, fact, members, agreements, open_dates in self.db.execute(
            f"SELECT m.illustrative, m.held >= {_FACT}, count(*), {_AGREEMENTS}, {_OPEN_DATES} "
            "FROM temp.member m WHERE m.held GROUP BY 1, 2"
        ):
            yield Direct(bool(illustrative or not fact), members, agreements, open_dates)

    def alike(self, kind: Kind, sector: str | None, *, own: bool = False) -> Iterable[Alike]:
        """All members of a kind, counted together where they are alike; with `own`, each by itself."""
        self._hold(kind, sector)
        key, by = ("m.n", "1, 2, 3, 4") if own else ("NULL", "2, 3, 4")
        rows = self.db.execute(
            f"SELECT {key}, m.part_of, m.illustrative, {_BEST}, count(*), {_AGREEMENTS}, {_OPEN_DATES} "
            f"FROM temp.member m GROUP BY {by}",
            self._bound(kind, sector),
        )
        return [Alike(*row) for row in rows]

    def helped(self, sector: str | None) -> dict[int, bool]:
        """Units with an agreement in force: their key → whether all of those are illustrative."""
        rows = self.db.execute(
            f"SELECT o.n, (SELECT min(a.illustrative) FROM agreement a WHERE {_IN_FORCE}) AS invented "
            "FROM organization o INDEXED BY organization_unit WHERE o.last > o.pos AND invented IS NOT NULL",
            self._bound(Kind.OTHER, sector),
        )
        return {n: bool(invented) for n, invented in rows}

    def missing(self, kind: Kind, sector: str | None) -> Iterable[Missing]:
        """The members of a kind that have no agreement in force, one by one."""
        self._hold(kind, sector)
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
        none = (None, None)
        for n, part_of, illustrative, best, id_, name, name_en in self.db.execute(
            f"SELECT m.n, m.part_of, m.illustrative, {_BEST}, o.id, o.name, o.name_en FROM temp.member m "
            "CROSS JOIN organization o ON o.n = m.n WHERE m.held IS NULL",
            bound,
        ):
            yield Missing(id_, name, name_en, part_of, illustrative, best, *last.get(n, none))

    def add_units(self, kind: Kind) -> None:
        """Adds the organizations of `kind` to the units, also those that nobody lies in: each is a group of its own."""
        rows = self.db.execute("SELECT n, part_of, id, name, kind FROM organization WHERE kind = ?", (kind.value,))
        self.units |= {n: Unit(*row) for n, *row in rows}

    def sectors(self) -> Iterable[str]:
        """Sectors of the agreements that the members and the units they lie in receive."""
        found: set[str] = set()
        units: set[int] = set()
        for kind in self.kinds():
            members = self._members()
            rows = self.db.execute(
                "SELECT DISTINCT a.sector FROM agreement a WHERE a.sector IS NOT NULL AND a.status <> 'planned' "
                f"AND a.recipient IN (SELECT o.n FROM {members})",
                self._bound(kind),
            )
            found.update(sector for (sector,) in rows)
            for (unit,) in self.db.execute(f"SELECT DISTINCT o.part_of FROM {members}", self._bound(kind)):
                units.update(self.above(unit))
        for unit in units:
            rows = self.db.execute(
                "SELECT DISTINCT sector FROM agreement WHERE recipient = ? AND sector IS NOT NULL "
                "AND status <> 'planned'",
                (unit,),
            )
            found.update(sector for (sector,) in rows)
        return found
