"""Writing a dataset into Neo4j: batches that nobody sees, then one transaction that moves the version.

New records are written with `born` one above the version, and those that go are marked with `died`. Organizations that
several datasets state are merged as `graph.dataset.merge` says; those that change are changed in the transaction that
moves the version. A load that is killed leaves its records behind, and the next one removes them first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, LiteralString, NamedTuple

from graph.answer import Note
from graph.dataset import Statement, merge
from graph.errors import StoppedError, StoreError
from graph.measures.changes import Changed, Given, Member, Pairing, Snapshot, compare
from graph.model import Kind, Organization
from graph.store import Progress, Written
from graph.store.changes import COMPARED, Counts, Records, content_of, count_changes, counts_of
from graph.store.neo4j import lease, read, ties
from graph.store.neo4j import rows as kept
from graph.store.neo4j.lease import Writer
from graph.store.neo4j.read import organization
from graph.store.neo4j.schema import CONSTRAINTS, FORMAT, INDEXES, LABELS, LIVE, NEVER
from graph.store.neo4j.server import plain

if TYPE_CHECKING:
    from graph.dataset import Dataset
    from graph.store.neo4j.server import Row, Server

    _StatedBy = Mapping[str, Mapping[str, Organization]]


def write(server: Server, dataset: Dataset, progress: Progress) -> Written:
    """Replaces what `dataset.name` stated by what it states now; raises `StoreError` with the former state kept.

    Raises `StoreError` with another message where the new state is there, or where nobody can say.
    """
    prepare(server)
    return _run(server, [dataset], progress, alone=False)[0]


def replace_all(server: Server, datasets: Sequence[Dataset], progress: Progress) -> tuple[list[Written], list[str]]:
    """Replaces all that is ours by these datasets; readers see the former state until all of the new one is there.

    Returns what was done, and the names of the datasets that went. Records that somebody changed by hand are put right.
    Raises `StoreError`, with nothing changed, where the database also holds something that is not ours.
    """
    refuse_foreign(server)
    prepare(server)
    before = [row["name"] for row in server.run(_NAMES)]
    written = _run(server, datasets, progress, alone=True)
    return written, sorted(set(before) - {one.name for one in datasets})


def _run(server: Server, datasets: Sequence[Dataset], progress: Progress, *, alone: bool) -> list[Written]:
    """Writes datasets and, with `alone`, takes out all others; says what became of it where that fails."""
    with Writer(server) as writer:
        load = _Load(server, writer, datasets, progress, alone=alone)
        try:
            return load.run()
        except KeyboardInterrupt:
            raise StoppedError("store.stopped_after" if load.moved else "store.stopped", url=server.location) from None
        except StoreError as error:
            if load.moved:
                why = (Note(error.key, error.values),)
                raise StoreError("store.untidy", url=server.location, why=why) from error
            if error.key == "store.lost":
                raise StoreError("store.lost_writing", url=server.location) from error
            raise


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


def refuse_foreign(server: Server) -> None:
    """Raises `StoreError` where the database holds something that is not ours, be it beside something of ours."""
    if server.run("MATCH (n) WHERE NOT n:Jiedui RETURN 1 LIMIT 1"):
        key = "store.foreign" if server.marker() is None else "store.foreign_beside"
        raise StoreError(key, url=server.location)


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


_NAMES: LiteralString = "MATCH (d:Jiedui:Dataset) RETURN d.name AS name, d.fingerprint AS mark ORDER BY name"


class _Load:
    """One load: what is there, what becomes of it, and the steps to that.

    Its datasets are seen all at once. With `alone`, what the store holds of others goes in the same step.
    """

    def __init__(
        self, server: Server, writer: Writer, datasets: Sequence[Dataset], progress: Progress, *, alone: bool
    ) -> None:
        self.version = server.version()
        self.next = self.version.number + 1
        self.writer = writer
        self.datasets = {dataset.name: dataset for dataset in datasets}
        self.progress = progress
        self.alone = alone
        self.moved = False
        self.loaded = {row["name"]: row["mark"] for row in self.version.run(_NAMES)}
        self.gone = sorted(self.loaded.keys() - self.datasets.keys()) if alone else []

    def run(self) -> list[Written]:
        """Does the load and returns what it did to each dataset."""
        counts = {name: counts_of(dataset) for name, dataset in self.datasets.items()}
        if not self.alone and all(self.loaded.get(name) == one.fingerprint for name, one in self.datasets.items()):
            self._tie_now()
            return [Written(name, *counts[name], unchanged=True) for name in self.datasets]
        self._sweep()
        self.writer.write("MATCH (m:Jiedui:JieduiStore {id: 'store'}) SET m.unfinished = true")
        before = {name: self._stated(name) for name in (*self.datasets, *self.gone) if name in self.loaded}
        incoming = {
            name: {org.id: org for org in kept.organizations(dataset)} for name, dataset in self.datasets.items()
        }
        flips = self._merge(incoming, before)
        parts = {name: self._replace_records(name) for name in (*self.datasets, *self.gone)}
        untied = ties.untied(replace(self.version, number=self.next))
        self._batches(ties.TIE, untied.new, "contribution")
        self._flip(flips, untied.old, counts)
        self.moved = True
        if before or flips:
            self._remove(self.next)
        self._relabel()
        if self.version.number == 0:
            self.version.server.arrange(INDEXES)
        self.writer.write("MATCH (m:Jiedui:JieduiStore {id: 'store'}) REMOVE m.unfinished")
        return [
            _written(dataset, counts[name], before.get(name), incoming[name], parts[name])
            for name, dataset in self.datasets.items()
        ]

    def _replace_records(self, name: str) -> _Parts:
        """Marks the agreements, contributions and claims of a dataset that go, and writes those that come."""
        dataset, known = self.datasets.get(name), name in self.loaded
        agreements = self._replace_agreements(name, dataset, known=known)
        given = kept.contributions(dataset) if dataset else ()
        contributions = self._replace(name, "Contribution", given, known=known)
        self._replace(name, "Claim", kept.claims(dataset) if dataset else (), known=known)
        return _Parts(*agreements, *contributions)

    def _tie_now(self) -> None:
        """Ties contributions that an earlier jiedui left untied, in the version that readers see."""
        marker = self.version.server.marker()
        if marker is not None and self.version.number and marker["connected"] != self.version.number:
            for rows in ties.untied(self.version):
                self._batches(ties.TIE, rows, "contribution")
            self.writer.write("MATCH (m:Jiedui:JieduiStore {id: 'store'}) SET m.connected = m.version")

    # --- what is there

    def _stated(self, name: str) -> dict[str, Organization]:
        """What a dataset has stated of organizations so far, by id."""
        sole = self.version.run(
            f"MATCH (o:Organization {{dataset: $name}}) WHERE {LIVE.format('o')} "
            f"AND NOT EXISTS {{ (s:Statement)-[:ABOUT]->(o) WHERE {LIVE.format('s')} }} "
            "RETURN properties(o) AS stated, o.id AS id, head([(o)-[:PART_OF]->(p) | p.id]) AS part_of",
            name=name,
        )
        shared = self.version.run(
            f"MATCH (s:Statement {{dataset: $name}})-[:ABOUT]->(o) WHERE {LIVE.format('s')} "
            "RETURN properties(s) AS stated, o.id AS id, s.part_of AS part_of",
            name=name,
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

    def _merge(self, incoming: _StatedBy, before: _StatedBy) -> list[Row]:
        """Writes what is new, marks what goes, and returns the organizations that change, for `_flip`."""
        touched = sorted({id_ for own in (*incoming.values(), *before.values()) for id_ in own})
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
            stated += [
                Statement(own_[id_], name, self.datasets[name].as_of) for name, own_ in incoming.items() if id_ in own_
            ]
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
                if not self._replaces(one["dataset"])
            ]
        if self._replaces(own["node"]["dataset"]):
            return []
        return [(own["node"]["dataset"], organization({**own["node"], "part_of": own["part_of"]}))]

    def _replaces(self, name: str) -> bool:
        """Whether this load says anew what the dataset of that name states, or takes it out."""
        return self.alone or name in self.datasets

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

    def _replace_agreements(self, name: str, dataset: Dataset | None, *, known: bool) -> tuple[list[Row], list[Row]]:
        """Marks the agreements that go and writes those that come; returns the old and the new ones.

        Both are empty for a dataset that was not there before: nothing is compared then.
        """
        coming = kept.agreements(dataset) if dataset is not None else iter(())
        if dataset is not None and not known:
            self._batches(kept.AGREEMENTS, kept.as_edges(coming), "agreement", len(dataset.agreements))
            return [], []
        new = list(coming)
        rows = self.version.run(
            f"MATCH (h)-[a:PAIRED_WITH {{dataset: $name}}]->(r) WHERE {LIVE.format('a')} "
            "RETURN elementId(a) AS key, h.id AS helper, r.id AS recipient, properties(a) AS set",
            name=name,
        )
        old = [{**row, "set": _unversioned(row["set"])} for row in rows]
        gone, come = _differing(old, new)
        self._batches(
            "UNWIND $rows AS row MATCH ()-[a:PAIRED_WITH]->() WHERE elementId(a) = row.key SET a.died = $next",
            [{"key": row["key"]} for row in gone],
            "agreement",
        )
        self._batches(kept.AGREEMENTS, kept.as_edges(come), "agreement", len(come))
        return old, new

    def _replace(
        self, name: str, label: LiteralString, new: Iterable[Row], *, known: bool
    ) -> tuple[list[Row], list[Row]]:
        """The same for contributions or claims; the new ones are returned also where nothing was there before."""
        come = list(new)
        old: list[Row] = []
        if known:
            rows = self.version.run(
                f"MATCH (c:Jiedui:{label} {{dataset: $name}}) WHERE {LIVE.format('c')} "
                "RETURN elementId(c) AS key, properties(c) AS set",
                name=name,
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

    def _flip(self, flips: Sequence[Row], untied: Sequence[Row], counts: Mapping[str, Counts]) -> None:
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
        self.writer.move(
            self.next,
            "UNWIND $flips AS row MATCH (o:Organization {id: row.id}) "
            f"REMOVE o:{':'.join(LABELS.values())} SET o += row.set "
            "WITH o, row OPTIONAL MATCH (o)-[l:PART_OF]->() DELETE l "
            "WITH o, row MATCH (p:Organization {id: row.part_of}) CREATE (o)-[:PART_OF]->(p)",
            *relabel,
            ties.TIE,
            "UNWIND $gone AS name MATCH (d:Jiedui:Dataset {name: name}) DETACH DELETE d",
            "UNWIND [about IN $datasets | about.name] + $gone AS name "
            "MATCH (s:Jiedui:Source {dataset: name}) DETACH DELETE s",
            kept.DATASETS,
            kept.SOURCES,
            flips=list(flips),
            rows=list(untied),
            gone=self.gone,
            datasets=[kept.about(dataset, counts[name]) for name, dataset in self.datasets.items()],
            sources=[row for dataset in self.datasets.values() for row in kept.sources(dataset)],
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


class _Parts(NamedTuple):
    """The agreements and the contributions of a dataset, those that were there before and the new ones."""

    old_agreements: list[Row]
    agreements: list[Row]
    old_contributions: list[Row]
    contributions: list[Row]


def _written(
    dataset: Dataset,
    counts: Counts,
    before: Mapping[str, Organization] | None,
    incoming: Mapping[str, Organization],
    parts: _Parts,
) -> Written:
    """What a load did to a dataset; `before` is None for one that was not there."""
    if before is None:
        return Written(dataset.name, *counts)
    changes = {
        "organizations": count_changes(_stated_of(before), _stated_of(incoming)),
        "agreements": count_changes(_of_agreements(parts.old_agreements), _of_agreements(parts.agreements)),
        "contributions": count_changes(
            _of_contributions(parts.old_contributions), _of_contributions(parts.contributions)
        ),
    }
    details: tuple[Changed, ...] = ()
    if max(len(parts.old_agreements), len(parts.agreements)) <= COMPARED:
        details = compare(_content(before, parts.old_agreements, parts.old_contributions), content_of(dataset))
    return Written(dataset.name, *counts, changes=changes, details=details)


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


def _is_fact(stated: Row) -> bool:
    """Whether an agreement or a contribution is more than planned."""
    return stated.get("status") != "planned"


def _content(members: Mapping[str, Organization], agreements: Iterable[Row], contributions: Iterable[Row]) -> Snapshot:
    """What the store holds of the dataset, as `compare` takes it."""
    given = (row["set"] for row in contributions if _is_fact(row["set"]))
    return Snapshot(
        {id_: Member(org.name, org.on_roster, org.aliases) for id_, org in members.items()},
        [Pairing(row["helper"], row["recipient"], row["set"].get("end")) for row in agreements if _is_fact(row["set"])],
        [Given(own.get("helper"), own.get("recipient"), own["measure"], Decimal(own["value"])) for own in given],
    )
