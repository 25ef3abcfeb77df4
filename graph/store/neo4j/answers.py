"""Gaps and coverage computed by a Neo4j server, for a network too large to be fetched.

For each kind one query says what its members hold on the day; for gaps two at a time do, one for those who hold
something and one for those who hold nothing. Units are few and are fetched.
"""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, NamedTuple

from graph.dates import OPEN
from graph.measures.coverage import end_before
from graph.model import Kind
from graph.query import Query
from graph.store.answers import Alike, Answers, Direct, Missing, Unit
from graph.store.neo4j import read
from graph.store.neo4j.schema import LABELS, LIVE, SEEN

if TYPE_CHECKING:
    from graph.measures.coverage import Coverage, Gaps
    from graph.query import By
    from graph.store.neo4j.server import Row, State

_AGREED = "coalesce(a.status, 'agreed') <> 'planned'"
"""What an earlier jiedui wrote has no status: it is agreed."""
_OF_SECTOR = f"($sector IS NULL OR a.sector = $sector) AND {_AGREED}"
_ACTIVE = "a.start_first <= $day AND a.end_last >= $day AND a.unlisted_since IS NULL"
"""What a version no longer lists ended by its day, which is none after the one that is asked for."""
_ENDED = "(a.end_last < $day OR a.unlisted_since IS NOT NULL)"
_OPEN = "a.start_last > $day OR a.end_first < $day"
_LIVE_A = f"{LIVE.format('a')} AND {SEEN.format('a')}"
_HELD = (
    f"OPTIONAL MATCH (o)<-[a:PAIRED_WITH]-() WHERE ({_ENDED} OR {_ACTIVE}) AND {_OF_SECTOR} AND {_LIVE_A} "
    f"WITH o, sum(CASE WHEN {_ACTIVE} THEN 1 ELSE 0 END) AS held, "
    f"sum(CASE WHEN {_ACTIVE} AND NOT a.illustrative THEN 1 ELSE 0 END) AS facts, "
    f"sum(CASE WHEN {_ACTIVE} AND ({_OPEN}) THEN 1 ELSE 0 END) AS open, "
    f"sum(CASE WHEN {_ENDED} THEN 1 ELSE 0 END) AS ended, "
    f"sum(CASE WHEN {_ENDED} AND NOT a.illustrative THEN 1 ELSE 0 END) AS ended_facts "
)
_BEST = "CASE WHEN facts > 0 THEN 4 WHEN held > 0 THEN 3 WHEN ended_facts > 0 THEN 2 WHEN ended > 0 THEN 1 ELSE 0 END"
_PART_OF = "head([(o)-[:PART_OF]->(p) | p.id])"


class _Asked(NamedTuple):
    """The rows that are coming for the members of one kind: of those who hold something, and of those who do not."""

    holding: Future[list[Row]]
    lacking: Future[list[Row]]


class _Ended(NamedTuple):
    """An agreement that ended, seen from its recipient; `end` and `unlisted_since` as stated, other days as numbers."""

    helper: str
    name: str
    first: int
    last: int
    end: str | None
    unlisted_since: str | None
    illustrative: bool

    def order(self) -> tuple[int, str, int, int]:
        """As `graph.measures.coverage` orders those that ended: the one that ended last is the greatest."""
        since = int(self.unlisted_since.replace("-", "")) if self.unlisted_since else OPEN[1]
        first = since if self.end is None else min(self.first, since)
        return min(self.last, since), self.helper, first, -since


class Neo4jAnswers(Answers):
    """The answers to one query over one state of a store on a server."""

    def __init__(self, state: State, query: Query) -> None:
        self.state = state
        self._roster = read.roster(state)
        self._asked: dict[tuple[Kind, str | None], _Asked] = {}
        super().__init__(query, {})
        self.has_roster = any(
            self._run(f"{self._members(kind, self._roster)} RETURN o.id LIMIT 1", None) for kind in self.kinds()
        )

    def _run(self, query: str, sector: str | None, **parameters: Any) -> list[Row]:
        day = int(self.query.day.strftime("%Y%m%d"))
        return self.state.run(query, day=day, sector=sector, area=self.query.area, **parameters)

    def _members(self, kind: Kind, condition: str | None = None) -> str:
        """The MATCH and WHERE of a kind's members: those on the roster; without a roster, the recipients seen."""
        if condition is None:
            seen = f"EXISTS {{ (o)<-[a:PAIRED_WITH]-() WHERE {_LIVE_A} }}"
            condition = self._roster if self.has_roster else seen
        if self.query.area is None:
            match = f"MATCH (o:{LABELS[kind]})"
        else:
            match = f"MATCH (:Organization {{id: $area}})<-[:PART_OF*0..]-(o:{LABELS[kind]})"
        return f"{match} WHERE o:Organization AND {LIVE.format('o')} AND {condition}"

    def gaps(self) -> Gaps:
        """As `Answers.gaps`; who holds something and who holds nothing are asked for at the same time."""
        sector = self.query.sector
        with ThreadPoolExecutor(len(_Asked._fields)) as threads:
            self._asked = {
                (kind, sector): _Asked(
                    threads.submit(self._holding, kind, sector), threads.submit(self._lacking, kind, sector)
                )
                for kind in self.kinds()
            }
            self.units = self._units()
            return super().gaps()

    def coverage(self, by: By) -> Coverage:
        """As `Answers.coverage`."""
        self.units = self._units()
        return super().coverage(by)

    def _units(self) -> dict[str, Unit]:
        """The organizations that others lie in."""
        rows = self.state.run(
            f"MATCH (u:Organization) WHERE {LIVE.format('u')} AND EXISTS {{ (u)<-[:PART_OF]-() }} "
            "RETURN u.id AS id, u.name AS name, u.kind AS kind, head([(u)-[:PART_OF]->(p) | p.id]) AS part_of"
        )
        return {row["id"]: Unit(row["part_of"], row["id"], row["name"], row["kind"]) for row in rows}

    def _holding(self, kind: Kind, sector: str | None) -> list[Row]:
        """The members that hold something, counted."""
        return self._run(
            f"{self._members(kind)} MATCH (o)<-[a:PAIRED_WITH]-() WHERE {_ACTIVE} AND {_OF_SECTOR} AND {_LIVE_A} "
            "WITH o, count(a) AS held, sum(CASE WHEN a.illustrative THEN 0 ELSE 1 END) AS facts, "
            f"sum(CASE WHEN {_OPEN} THEN 1 ELSE 0 END) AS open "
            "RETURN o.illustrative OR facts = 0 AS invented, count(*) AS members, sum(held) AS agreements, "
            "sum(open) AS open",
            sector,
        )

    def _lacking(self, kind: Kind, sector: str | None) -> list[Row]:
        """The members that hold nothing, one by one, each with its agreements that ended."""
        return self._run(
            f"{self._members(kind)} AND NOT EXISTS {{ (o)<-[a:PAIRED_WITH]-() "
            f"WHERE {_ACTIVE} AND {_OF_SECTOR} AND {_LIVE_A} }} "
            f"RETURN o.id AS id, o.name AS name, o.name_en AS name_en, {_PART_OF} AS part_of, "
            f"o.illustrative AS illustrative, [(h)-[a:PAIRED_WITH]->(o) WHERE {_ENDED} AND {_OF_SECTOR} AND {_LIVE_A} "
            "| [h.id, h.name, a.end_first, a.end_last, a.end, a.unlisted_since, a.illustrative]] AS ended",
            sector,
        )

    def direct(self, kind: Kind, sector: str | None) -> Iterable[Direct]:
        """The members of a kind that have an agreement in force, counted."""
        for row in self._asked[kind, sector].holding.result():
            yield Direct(row["invented"], row["members"], row["agreements"], row["open"])

    def alike(self, kind: Kind, sector: str | None, *, own: bool = False) -> Iterable[Alike]:
        """All members of a kind, counted together where they are alike; with `own`, each by itself."""
        rows = self._run(
            f"{self._members(kind)} {_HELD} OPTIONAL MATCH (o)-[:PART_OF]->(p) "
            f"WITH {'o.id' if own else 'null'} AS own, p, o.illustrative AS illustrative, {_BEST} AS best, "
            "count(*) AS members, sum(held) AS agreements, sum(open) AS open "
            "RETURN own, p.id AS part_of, illustrative, best, members, agreements, open",
            sector,
        )
        return [
            Alike(
                row["own"],
                row["part_of"],
                row["illustrative"],
                row["best"],
                row["members"],
                row["agreements"],
                row["open"],
            )
            for row in rows
        ]

    def helped(self, sector: str | None) -> dict[str, bool]:
        """Units with an agreement in force: their id → whether all of those are illustrative."""
        rows = self._run(
            "UNWIND $units AS unit MATCH (:Organization {id: unit})<-[a:PAIRED_WITH]-() "
            f"WHERE {_ACTIVE} AND {_OF_SECTOR} AND {_LIVE_A} "
            "RETURN unit AS id, min(CASE WHEN a.illustrative THEN 1 ELSE 0 END) AS invented",
            sector,
            units=list(self.units),
        )
        return {row["id"]: bool(row["invented"]) for row in rows}

    def missing(self, kind: Kind, sector: str | None) -> Iterable[Missing]:
        """The members of a kind that have no agreement in force, one by one."""
        for row in self._asked[kind, sector].lacking.result():
            ended = [_Ended(*one) for one in row["ended"]]
            last = max(ended, key=_Ended.order) if ended else None
            best = (1 if all(one.illustrative for one in ended) else 2) if ended else 0
            yield Missing(
                row["id"],
                row["name"],
                row["name_en"],
                row["part_of"],
                row["illustrative"],
                best,
                last.name if last else None,
                end_before(last.end, last.unlisted_since) if last else None,
                last.unlisted_since if last else None,
            )

    def add_units(self, kind: Kind) -> None:
        """Adds the organizations of `kind` to the units, also those that nobody lies in: each is a group of its own."""
        rows = self._run(
            f"MATCH (o:{LABELS[kind]}) WHERE o:Organization AND {LIVE.format('o')} "
            f"RETURN o.id AS id, o.name AS name, o.kind AS kind, {_PART_OF} AS part_of",
            None,
        )
        self.units |= {row["id"]: Unit(row["part_of"], row["id"], row["name"], row["kind"]) for row in rows}

    def sectors(self) -> Iterable[str]:
        """Sectors of the agreements that the members and the units they lie in receive."""
        found: set[str] = set()
        for kind in self.kinds():
            rows = self._run(
                f"{self._members(kind)} MATCH (o)-[:PART_OF*0..]->(u) WITH DISTINCT u "
                f"MATCH (u)<-[a:PAIRED_WITH]-() WHERE a.sector IS NOT NULL AND {_AGREED} AND {_LIVE_A} "
                "RETURN DISTINCT a.sector AS sector",
                None,
            )
            found.update(row["sector"] for row in rows)
        return found
