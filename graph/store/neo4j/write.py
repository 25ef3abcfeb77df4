"""Writing a dataset into Neo4j: batches that nobody sees, then one transaction that moves the version.

What is new is written with `born` one above the version, what goes is marked with `died`; organizations that several
datasets state are merged as `dataset.merge` says, and what changes of them changes with the version. A load that is
killed leaves such records behind; the next one removes them first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, LiteralString

from graph.dataset import Statement, merge
from graph.errors import StoreError
from graph.measures import changes as compared
from graph.measures.changes import Changed, Given, Member, Pairing
from graph.model import Kind, Organization
from graph.store import Change, Progress, Written
from graph.store.changes import COMPARED, Content, after, change, counts_of
from graph.store.neo4j import lease as neo4j_writer
from graph.store.neo4j import rows as kept
from graph.store.neo4j.lease import Writer, arrange, prepare
from graph.store.neo4j.store import INDEXES, LABELS, LIVE, NEVER, day, organization

if TYPE_CHECKING:
    from graph.dataset import Dataset
    from graph.store.neo4j.store import Neo4jStore

Row = dict[str, Any]


def write(store: Neo4jStore, dataset: Dataset, progress: Progress) -> Written:
    """Replaces what `dataset.name` stated by what it states now; raises `StoreError` with the former state kept."""
    prepare(store)
    with Writer(store) as writer:
        return _Load(store, writer, dataset, progress).run()


class _Load:
    """One load: what is there, what becomes of it, and the steps that make it so."""

    def __init__(self, store: Neo4jStore, writer: Writer, dataset: Dataset, progress: Progress) -> None:
        self.store = store
        self.writer = writer
        self.dataset = dataset
        self.progress = progress
        self.name = dataset.name
        self.version = int(store.run("MATCH (m:Jiedui:JieduiStore) RETURN m.version AS version")[0]["version"])
        self.next = self.version + 1

    def run(self) -> Written:
        """Does the load."""
        counts = counts_of(self.dataset)
        known = self.store.run("MATCH (d:Jiedui:Dataset {name: $name}) RETURN d.fingerprint AS mark", name=self.name)
        if known and known[0]["mark"] == self.dataset.fingerprint:
            return Written(self.name, *counts, unchanged=True)
        self._sweep()
        self.writer.write("MATCH (m:Jiedui:JieduiStore {id: 'store'}) SET m.unfinished = true")
        before = self._stated() if known else {}
        incoming = {org.id: org for org in kept.organizations(self.dataset)}
        flips = self._merge(incoming, before)
        agreements = self._replace_agreements(known=bool(known))
        contributions = self._replace("Contribution", kept.contributions(self.dataset), known=bool(known))
        self._replace("Claim", kept.claims(self.dataset), known=bool(known))
        self._flip(flips, counts)
        if known or flips:
            self._remove(self.next)
        self._relabel()
        if self.version == 0:
            arrange(self.store, INDEXES)
        self.writer.write("MATCH (m:Jiedui:JieduiStore {id: 'store'}) REMOVE m.unfinished")
        changes: dict[str, Change] = {}
        details: tuple[Changed, ...] = ()
        if known:
            changes = {
                "organizations": change(
                    {(id_,): _content(org) for id_, org in before.items()},
                    {(id_,): _content(org) for id_, org in incoming.items()},
                ),
                "agreements": change(*map(_agreed, agreements)),
                "contributions": change(*map(_given, contributions)),
            }
            if max(len(side) for side in agreements) <= COMPARED:
                details = compared.compare(_state(before, agreements[0], contributions[0]), after(self.dataset))
        return Written(self.name, *counts, changes=changes, details=details)

    # --- what is there

    def _stated(self) -> dict[str, Organization]:
        """What the dataset stated so far, by id."""
        sole = self.store.run(
            f"MATCH (o:Organization {{dataset: $name}}) WHERE {LIVE.format('o')} "
            f"AND NOT EXISTS {{ (s:Statement)-[:ABOUT]->(o) WHERE {LIVE.format('s')} }} "
            "RETURN properties(o) AS stated, o.id AS id, head([(o)-[:PART_OF]->(p) | p.id]) AS part_of",
            name=self.name,
            version=self.version,
        )
        shared = self.store.run(
            f"MATCH (s:Statement {{dataset: $name}})-[:ABOUT]->(o) WHERE {LIVE.format('s')} "
            "RETURN properties(s) AS stated, o.id AS id, s.part_of AS part_of",
            name=self.name,
            version=self.version,
        )
        return {
            row["id"]: organization({**row["stated"], "id": row["id"], "part_of": row["part_of"]})
            for row in (*sole, *shared)
        }

    def _there(self, ids: Sequence[str]) -> dict[str, Row]:
        """The nodes of these ids: their properties, their unit, and the statements about them."""
        found: dict[str, Row] = {}
        if self.version == 0:
            return found
        for some in _batched(ids):
            rows = self.store.run(
                f"UNWIND $ids AS id MATCH (o:Organization {{id: id}}) WHERE {LIVE.format('o')} "
                "RETURN properties(o) AS node, head([(o)-[:PART_OF]->(p) | p.id]) AS part_of, "
                f"[(s:Statement)-[:ABOUT]->(o) WHERE {LIVE.format('s')} | properties(s)] AS stated",
                ids=some,
                version=self.version,
            )
            found |= {row["node"]["id"]: row for row in rows}
        return found

    # --- organizations

    def _merge(self, incoming: Mapping[str, Organization], before: Mapping[str, Organization]) -> list[Row]:
        """Writes organizations that are new and statements, marks those that go; what changes is left for the flip."""
        touched = sorted(incoming.keys() | before.keys())
        there = self._there(touched)
        as_of = {
            row["name"]: row["day"]
            for row in self.store.run("MATCH (d:Jiedui:Dataset) RETURN d.name AS name, d.as_of AS day")
        }
        new: list[Row] = []
        flips: list[Row] = []
        gone: list[str] = []
        statements: list[Row] = []
        units: dict[str, str | None] = {}
        for id_ in touched:
            own = there.get(id_)
            others = self._others(own) if own is not None else []
            stated = [Statement(org, name, day(as_of.get(name))) for name, org in others]
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
            version=self.version,
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
        """Raises `StoreError` when somebody would lie in itself."""
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
        """Marks the agreements that go, writes those that come; returns both sides of a dataset that was known."""
        if not known:
            total = len(self.dataset.agreements)
            self._batches(kept.AGREEMENTS, kept.as_edges(kept.agreements(self.dataset)), "agreement", total)
            return [], []
        new = list(kept.agreements(self.dataset))
        rows = self.store.run(
            f"MATCH (h)-[a:PAIRED_WITH {{dataset: $name}}]->(r) WHERE {LIVE.format('a')} "
            "RETURN elementId(a) AS key, h.id AS helper, r.id AS recipient, properties(a) AS set",
            name=self.name,
            version=self.version,
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
        """Marks the contributions, or claims, of the dataset that go, writes those that come; returns both sides."""
        come = list(new)
        old: list[Row] = []
        if known:
            rows = self.store.run(
                f"MATCH (c:Jiedui:{label} {{dataset: $name}}) WHERE {LIVE.format('c')} "
                "RETURN elementId(c) AS key, properties(c) AS set",
                name=self.name,
                version=self.version,
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
        """Runs a query over all rows; `total` says how many those are where they are not counted yet."""
        some = rows if total is not None else list(rows)
        count = total if total is not None else len(some)  # type: ignore[arg-type]  # a list, then
        self.writer.batches(query, some, count, self.progress, what, next=self.next, never=NEVER, **parameters)

    # --- the one step that readers see

    def _flip(self, flips: Sequence[Row], counts: tuple[int, int, int, int]) -> None:
        """Moves the version, and with it everything that cannot be there in two versions."""
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
        """Takes back what a load that was killed wrote, and removes what one that was done had left to remove."""
        if not self.store.run("MATCH (m:Jiedui:JieduiStore) WHERE m.unfinished RETURN 1"):
            return
        for records in _RECORDS:
            self._until_none(f"MATCH {records} WHERE x.born > $version WITH x LIMIT $batch {_DELETE[records]}")
            self._until_none(
                f"MATCH {records} WHERE x.died > $version AND x.died < $never WITH x LIMIT $batch "
                "SET x.died = $never RETURN count(*) AS count"
            )
        self._remove(self.version)
        self._relabel()
        arrange(self.store, INDEXES)

    def _relabel(self) -> None:
        """Gives those who help or are helped the label of their side, for people who ask the server themselves."""
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
        """Deletes what nobody reads any more."""
        for records in _RECORDS:
            self._until_none(
                f"MATCH {records} WHERE x.died <= $version WITH x LIMIT $batch {_DELETE[records]}", version=version
            )

    def _until_none(self, query: str, **parameters: Any) -> None:
        given = {"version": self.version, "batch": neo4j_writer.BATCH, "never": NEVER, **parameters}
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
    return (ids[start : start + neo4j_writer.BATCH] for start in range(0, len(ids), neo4j_writer.BATCH))


def _content(org: Organization) -> Organization:
    return replace(org, source=None, place=None)


def _agreed(rows: Iterable[Row]) -> Content:
    skipped = {"id", "source", "dataset", "file", "sheet", "row"}
    return {
        (row["set"]["id"], row["helper"], row["recipient"]): {k: v for k, v in row["set"].items() if k not in skipped}
        for row in rows
    }


def _given(rows: Iterable[Row]) -> Content:
    skipped = {"id", "source", "dataset", "file", "sheet", "row"}
    return {(row["set"]["id"],): {k: v for k, v in row["set"].items() if k not in skipped} for row in rows}


def _state(
    members: Mapping[str, Organization], agreements: Iterable[Row], contributions: Iterable[Row]
) -> compared.Snapshot:
    return compared.Snapshot(
        {id_: Member(org.name, org.on_roster, org.aliases) for id_, org in members.items()},
        [Pairing(row["helper"], row["recipient"], row["set"].get("end")) for row in agreements],
        [
            Given(
                row["set"].get("helper"),
                row["set"].get("recipient"),
                row["set"]["measure"],
                Decimal(row["set"]["value"]),
            )
            for row in contributions
        ],
    )
