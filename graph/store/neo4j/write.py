"""Writing a dataset into Neo4j: batches that nobody sees, then one transaction that moves the version.

New records are written with `born` one above the version, and those that go are marked with `died`. Organizations that
several datasets state are merged as `graph.dataset.merge` says; those that change are changed in the transaction that
moves the version. A load that is killed leaves its records behind, and the next one removes them first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, LiteralString

from graph.dataset import Statement, merge
from graph.errors import StoreError
from graph.measures.changes import Changed, Given, Member, Pairing, Snapshot, compare
from graph.model import Kind, Organization
from graph.store import Progress, Written
from graph.store.changes import COMPARED, Counts, Records, content_of, count_changes, counts_of
from graph.store.neo4j import lease, read
from graph.store.neo4j import rows as kept
from graph.store.neo4j.lease import Writer
from graph.store.neo4j.read import organization
from graph.store.neo4j.schema import CONSTRAINTS, FORMAT, INDEXES, LABELS, LIVE, NEVER
from graph.store.neo4j.server import plain

if TYPE_CHECKING:
    from graph.dataset import Dataset
    from graph.store.neo4j.server import Row, Server, Version


def write(server: Server, dataset: Dataset, progress: Progress) -> Written:
    """Replaces what `dataset.name` stated by what it states now; raises `StoreError` with the former state kept."""
    prepare(server)
    with Writer(server) as writer:
        return _Load(server.version(), writer, dataset, progress).run()


_MARK: LiteralString = (
    "MERGE (m:JieduiStore {id: 'store'}) ON CREATE SET m.version = 0 SET m:Jiedui, m.format = $format"
)


def prepare(server: Server) -> None:
    """Makes the marker and the constraints; raises `StoreError` where the database holds something that is not ours."""
    if server.marker() is not None:
        return
    if server.run("MATCH (n) RETURN 1 LIMIT 1"):
        raise StoreError("store.foreign", url=server.location)
    server.arrange(CONSTRAINTS)
    server.write(lambda transaction: plain(transaction.run(_MARK, format=FORMAT)))


def wipe(server: Server) -> int:
    """Removes every node of ours and its relationships, the marker last; returns how many nodes those were.

    Relationships go first: a batch of nodes with very many of them would be more than one transaction holds.
    """
    if not server.run("MATCH (m:Jiedui:JieduiStore) RETURN 1 LIMIT 1"):
        return 0
    removed = 0
    with Writer(server) as writer:
        untie = "MATCH (:Jiedui)-[x]->() WITH x LIMIT $batch DELETE x RETURN count(*) AS count"
        while writer.write(untie, batch=lease.BATCH)[0]["count"]:
            pass
        delete = "MATCH (n:Jiedui) WHERE NOT n:JieduiStore WITH n LIMIT $batch DETACH DELETE n RETURN count(*) AS count"
        while found := writer.write(delete, batch=lease.BATCH)[0]["count"]:
            removed += found
        writer.write("MATCH (m:Jiedui:JieduiStore) DELETE m")
    return removed


class _Load:
    """One load: what is there, what becomes of it, and the steps to that."""

    def __init__(self, version: Version, writer: Writer, dataset: Dataset, progress: Progress) -> None:
        self.version = version
        self.next = version.number + 1
        self.writer = writer
        self.dataset = dataset
        self.progress = progress
        self.name = dataset.name

    def run(self) -> Written:
        """Does the load and returns what it did."""
        counts = counts_of(self.dataset)
        loaded = self.version.run("MATCH (d:Jiedui:Dataset {name: $name}) RETURN d.fingerprint AS mark", name=self.name)
        known = bool(loaded)
        if known and loaded[0]["mark"] == self.dataset.fingerprint:
            return Written(self.name, *counts, unchanged=True)
        self._sweep()
        self.writer.write("MATCH (m:Jiedui:JieduiStore {id: 'store'}) SET m.unfinished = true")
        before = self._stated() if known else {}
        incoming = {org.id: org for org in kept.organizations(self.dataset)}
        flips = self._merge(incoming, before)
        old_agreements, agreements = self._replace_agreements(known=known)
        old_contributions, contributions = self._replace("Contribution", kept.contributions(self.dataset), known=known)
        self._replace("Claim", kept.claims(self.dataset), known=known)
        self._flip(flips, counts)
        if known or flips:
            self._remove(self.next)
        self._relabel()
        if self.version.number == 0:
            self.version.server.arrange(INDEXES)
        self.writer.write("MATCH (m:Jiedui:JieduiStore {id: 'store'}) REMOVE m.unfinished")
        if not known:
            return Written(self.name, *counts)
        changes = {
            "organizations": count_changes(_stated_of(before), _stated_of(incoming)),
            "agreements": count_changes(_of_agreements(old_agreements), _of_agreements(agreements)),
            "contributions": count_changes(_of_contributions(old_contributions), _of_contributions(contributions)),
        }
        details: tuple[Changed, ...] = ()
        if max(len(old_agreements), len(agreements)) <= COMPARED:
            details = compare(_content(before, old_agreements, old_contributions), content_of(self.dataset))
        return Written(self.name, *counts, changes=changes, details=details)

    # --- what is there

    def _stated(self) -> dict[str, Organization]:
        """What the dataset has stated of organizations so far, by id."""
        sole = self.version.run(
            f"MATCH (o:Organization {{dataset: $name}}) WHERE {LIVE.format('o')} "
            f"AND NOT EXISTS {{ (s:Statement)-[:ABOUT]->(o) WHERE {LIVE.format('s')} }} "
            "RETURN properties(o) AS stated, o.id AS id, head([(o)-[:PART_OF]->(p) | p.id]) AS part_of",
            name=self.name,
        )
        shared = self.version.run(
            f"MATCH (s:Statement {{dataset: $name}})-[:ABOUT]->(o) WHERE {LIVE.format('s')} "
            "RETURN properties(s) AS stated, o.id AS id, s.part_of AS part_of",
            name=self.name,
        )
        return {
            row["id"]: organization({**row["stated"], "id": row["id"], "part_of": row["part_of"]})
            for row in (*sole, *shared)
        }

    def _there(self, ids: Sequence[str]) -> dict[str, Row]:
        """The nodes of these ids: their properties, their unit, and the statements about them."""
        found: dict[str, Row] = {}
        if self.version.number == 0:
            return found
        for some in _batched(ids):
            rows = self.version.run(
                f"UNWIND $ids AS id MATCH (o:Organization {{id: id}}) WHERE {LIVE.format('o')} "
                "RETURN properties(o) AS node, head([(o)-[:PART_OF]->(p) | p.id]) AS part_of, "
                f"[(s:Statement)-[:ABOUT]->(o) WHERE {LIVE.format('s')} | properties(s)] AS stated",
                ids=some,
            )
            found |= {row["node"]["id"]: row for row in rows}
        return found

    # --- organizations

    def _merge(self, incoming: Mapping[str, Organization], before: Mapping[str, Organization]) -> list[Row]:
        """Writes what is new, marks what goes, and returns the organizations that change, for `_flip`."""
        touched = sorted(incoming.keys() | before.keys())
        there = self._there(touched)
        as_of = read.days(self.version)
        new: list[Row] = []
        flips: list[Row] = []
        gone: list[str] = []
        statements: list[Row] = []
        units: dict[str, str | None] = {}
        for id_ in touched:
            own = there.get(id_)
            others = self._others(own) if own is not None else []
            stated = [Statement(org, name, as_of.get(name)) for name, org in others]
            if id_ in incoming:
                stated.append(Statement(incoming[id_], self.name, self.dataset.as_of))
            if not stated:
                gone.append(id_)
                continue
            merged, main = merge(stated)
            row = kept.node(
                replace(merged, source=main.organization.source, place=main.organization.place), main.dataset
            )
            units[id_] = merged.part_of
            if own is None:
                new.append(row)
            elif {name: own["node"].get(name) for name in kept.OWN} != row["set"] or own["part_of"] != merged.part_of:
                flips.append(row)
            if len(stated) > 1 or (own is not None and own["stated"]):
                new_ones = [kept.statement(one.organization, one.dataset) for one in stated]
                statements.append({"id": id_, "new": new_ones if len(stated) > 1 else []})
        self._refuse_circles(units, there)
        by_kind: dict[str, list[Row]] = {}
        for row in new:
            by_kind.setdefault(row["set"]["kind"], []).append(row)
        for kind, some in by_kind.items():
            self._batches(kept.ORGANIZATIONS[Kind(kind)], kept.as_nodes(some), "organization", len(some))
        self._batches(
            kept.UNITS,
            [{"id": row["id"], "part_of": row["part_of"]} for row in new if row["part_of"] is not None],
            "organization",
        )
        self._batches(
            "UNWIND $rows AS row MATCH (o:Organization {id: row.id}) SET o.died = $next",
            [{"id": id_} for id_ in gone],
            "organization",
        )
        self._batches(
            "UNWIND $rows AS row MATCH (s:Statement)-[:ABOUT]->(:Organization {id: row.id}) "
            "WHERE s.born <= $version AND s.died = $never SET s.died = $next",
            statements,
            "merge",
            version=self.version.number,
        )
        self._batches(kept.STATEMENTS, [row for row in statements if row["new"]], "merge")
        return flips

    def _others(self, own: Row) -> list[tuple[str, Organization]]:
        """What other datasets state of an organization."""
        if own["stated"]:
            id_ = own["node"]["id"]
            return [
                (one["dataset"], organization({**one, "id": id_}))
                for one in own["stated"]
                if one["dataset"] != self.name
            ]
        if own["node"]["dataset"] == self.name:
            return []
        return [(own["node"]["dataset"], organization({**own["node"], "part_of": own["part_of"]}))]

    def _refuse_circles(self, units: Mapping[str, str | None], there: Mapping[str, Row]) -> None:
        """Raises `StoreError` when an organization would lie in itself."""
        above: dict[str, str | None] = {id_: row["part_of"] for id_, row in there.items()} | dict(units)
        missing = sorted({unit for unit in above.values() if unit is not None} - above.keys())
        while missing:
            found = self._there(missing)
            above |= {id_: found[id_]["part_of"] if id_ in found else None for id_ in missing}
            missing = sorted({unit for unit in above.values() if unit is not None} - above.keys())
        safe: set[str] = set()
        for id_ in sorted(units):
            way: dict[str, None] = {}
            unit: str | None = id_
            while unit is not None and unit not in safe:
                if unit in way:
                    raise StoreError("store.cycle", id=min(list(way)[list(way).index(unit) :]))
                way[unit] = None
                unit = above.get(unit)
            safe.update(way)

    # --- agreements, contributions, claims

    def _replace_agreements(self, *, known: bool) -> tuple[list[Row], list[Row]]:
        """Marks the agreements that go and writes those that come; returns the old and the new ones.

        Both are empty for a dataset that was not there before: nothing is compared then.
        """
        if not known:
            total = len(self.dataset.agreements)
            self._batches(kept.AGREEMENTS, kept.as_edges(kept.agreements(self.dataset)), "agreement", total)
            return [], []
        new = list(kept.agreements(self.dataset))
        rows = self.version.run(
            f"MATCH (h)-[a:PAIRED_WITH {{dataset: $name}}]->(r) WHERE {LIVE.format('a')} "
            "RETURN elementId(a) AS key, h.id AS helper, r.id AS recipient, properties(a) AS set",
            name=self.name,
        )
        old = [{**row, "set": _unversioned(row["set"])} for row in rows]
        gone, come = _differing(old, new)
        self._batches(
            "UNWIND $rows AS row MATCH (:Organization {id: row.helper})-[a:PAIRED_WITH]->(:Organization "
            "{id: row.recipient}) WHERE elementId(a) = row.key SET a.died = $next",
            [{name: row[name] for name in ("key", "helper", "recipient")} for row in gone],
            "agreement",
        )
        self._batches(kept.AGREEMENTS, kept.as_edges(come), "agreement", len(come))
        return old, new

    def _replace(self, label: LiteralString, new: Iterable[Row], *, known: bool) -> tuple[list[Row], list[Row]]:
        """The same for contributions or claims; the new ones are returned also where nothing was there before."""
        come = list(new)
        old: list[Row] = []
        if known:
            rows = self.version.run(
                f"MATCH (c:Jiedui:{label} {{dataset: $name}}) WHERE {LIVE.format('c')} "
                "RETURN elementId(c) AS key, properties(c) AS set",
                name=self.name,
            )
            old = [{"key": row["key"], "set": _unversioned(row["set"])} for row in rows]
        gone, added = _differing(old, come)
        self._batches(
            f"UNWIND $rows AS row MATCH (c:Jiedui:{label}) WHERE elementId(c) = row.key SET c.died = $next",
            [{"key": row["key"]} for row in gone],
            "contribution",
        )
        self._batches(kept.RECORDS[label], added, "contribution")
        return old, come

    def _batches(
        self, query: str, rows: Iterable[object], what: str, total: int | None = None, **parameters: Any
    ) -> None:
        """Runs a query over all rows; `total` says how many there are where `rows` has no length."""
        some = rows if total is not None else list(rows)
        count = total if total is not None else len(some)  # type: ignore[arg-type]  # a list, then
        self.writer.batches(query, some, count, self.progress, what, next=self.next, never=NEVER, **parameters)

    # --- the one step that readers see

    def _flip(self, flips: Sequence[Row], counts: Counts) -> None:
        """Moves the version and, in the same transaction, changes what can be there only once."""
        relabel = (
            [
                f"UNWIND [row IN $flips WHERE row.set.kind = '{kind.value}'] AS row "
                f"MATCH (o:Organization {{id: row.id}}) SET o:{LABELS[kind]}"
                for kind in Kind
            ]
            if flips
            else []
        )
        self.writer.write(
            "UNWIND $flips AS row MATCH (o:Organization {id: row.id}) "
            f"REMOVE o:{':'.join(LABELS.values())} SET o += row.set "
            "WITH o, row OPTIONAL MATCH (o)-[l:PART_OF]->() DELETE l "
            "WITH o, row MATCH (p:Organization {id: row.part_of}) CREATE (o)-[:PART_OF]->(p)",
            *relabel,
            kept.DATASET,
            "MATCH (s:Jiedui:Source {dataset: $name}) DETACH DELETE s",
            kept.SOURCES,
            "MATCH (m:Jiedui:JieduiStore {id: 'store'}) SET m.version = $next",
            flips=list(flips),
            name=self.name,
            about=kept.about(self.dataset, counts),
            sources=kept.sources(self.dataset),
            next=self.next,
        )

    # --- what a load leaves

    def _sweep(self) -> None:
        """Takes back what a load wrote that was killed before its flip, and finishes one that was killed after it."""
        if not self.version.run("MATCH (m:Jiedui:JieduiStore) WHERE m.unfinished RETURN 1"):
            return
        for records in _RECORDS:
            self._until_none(f"MATCH {records} WHERE x.born > $version WITH x LIMIT $batch {_DELETE[records]}")
            self._until_none(
                f"MATCH {records} WHERE x.died > $version AND x.died < $never WITH x LIMIT $batch "
                "SET x.died = $never RETURN count(*) AS count"
            )
        self._remove(self.version.number)
        self._relabel()
        self.version.server.arrange(INDEXES)

    def _relabel(self) -> None:
        """Labels helpers and recipients as such, for people who ask the server themselves."""
        for query in (
            "MATCH (o:Jiedui:Organization) WHERE NOT o:Helper AND EXISTS { (o)-[:PAIRED_WITH]->() } WITH o "
            "LIMIT $batch SET o:Helper RETURN count(*) AS count",
            "MATCH (o:Jiedui:Organization) WHERE NOT o:Recipient AND EXISTS { (o)<-[:PAIRED_WITH]-() } WITH o "
            "LIMIT $batch SET o:Recipient RETURN count(*) AS count",
            "MATCH (o:Jiedui:Helper) WHERE NOT EXISTS { (o)-[:PAIRED_WITH]->() } WITH o LIMIT $batch "
            "REMOVE o:Helper RETURN count(*) AS count",
            "MATCH (o:Jiedui:Recipient) WHERE NOT EXISTS { (o)<-[:PAIRED_WITH]-() } WITH o LIMIT $batch "
            "REMOVE o:Recipient RETURN count(*) AS count",
        ):
            self._until_none(query)

    def _remove(self, version: int) -> None:
        """Deletes the records that died up to this version."""
        for records in _RECORDS:
            self._until_none(
                f"MATCH {records} WHERE x.died <= $version WITH x LIMIT $batch {_DELETE[records]}", version=version
            )

    def _until_none(self, query: str, **parameters: Any) -> None:
        """Runs a query on one batch after another until it finds no more."""
        given = {"version": self.version.number, "batch": lease.BATCH, "never": NEVER, **parameters}
        while self.writer.write(query, **given)[0]["count"]:
            pass


_DELETE = {
    "()-[x:PAIRED_WITH]->()": "DELETE x RETURN count(*) AS count",
    "(x:Jiedui:Statement)": "DETACH DELETE x RETURN count(*) AS count",
    "(x:Jiedui:Contribution)": "DETACH DELETE x RETURN count(*) AS count",
    "(x:Jiedui:Claim)": "DETACH DELETE x RETURN count(*) AS count",
    "(x:Jiedui:Organization)": "DETACH DELETE x RETURN count(*) AS count",
}
_RECORDS = tuple(_DELETE)


def _unversioned(row: Mapping[str, Any]) -> Row:
    return {name: value for name, value in row.items() if name not in ("born", "died")}


def _differing(old: list[Row], new: list[Row]) -> tuple[list[Row], list[Row]]:
    """The old rows that are not among the new ones, and the new ones that are not among the old."""
    if not old:
        return [], new

    def content(row: Row) -> tuple[Any, ...]:
        return row.get("helper"), row.get("recipient"), tuple(sorted(row["set"].items()))

    before, after = {content(row) for row in old}, {content(row) for row in new}
    return [row for row in old if content(row) not in after], [row for row in new if content(row) not in before]


def _batched(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[start : start + lease.BATCH] for start in range(0, len(ids), lease.BATCH))


def _stated_of(members: Mapping[str, Organization]) -> Records:
    """What is compared of organizations: all but their source and place."""
    return {(id_,): replace(org, source=None, place=None) for id_, org in members.items()}


_NOT_COMPARED = frozenset({"id", "source", "dataset", "file", "sheet", "row"})


def _of_agreements(rows: Iterable[Row]) -> Records:
    return {(row["set"]["id"], row["helper"], row["recipient"]): _compared(row) for row in rows}


def _of_contributions(rows: Iterable[Row]) -> Records:
    return {(row["set"]["id"],): _compared(row) for row in rows}


def _compared(row: Row) -> Row:
    return {name: value for name, value in row["set"].items() if name not in _NOT_COMPARED}


def _content(members: Mapping[str, Organization], agreements: Iterable[Row], contributions: Iterable[Row]) -> Snapshot:
    """What the store holds of the dataset, as `compare` takes it."""
    given = (row["set"] for row in contributions)
    return Snapshot(
        {id_: Member(org.name, org.on_roster, org.aliases) for id_, org in members.items()},
        [Pairing(row["helper"], row["recipient"], row["set"].get("end")) for row in agreements],
        [Given(own.get("helper"), own.get("recipient"), own["measure"], Decimal(own["value"])) for own in given],
    )
