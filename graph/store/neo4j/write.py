"""Writing versions of datasets into Neo4j: batches that nobody sees, then one transaction that moves the store on.

New records are written with `born` one above the state that is seen, and those that go are marked with `died`.
Organizations that several versions state are merged as `graph.dataset.merge` says; those that change are changed in the
transaction that moves the store on. So is `listed_until` of the version before a new one, unless it has more than
`lease.BATCH` agreements: then batches do it right after that, until which people who ask the server themselves find
both versions listed. No answer of ours looks at it. A load that is killed leaves its records behind, and the next one
removes them first, or finishes what it had begun.
"""

from __future__ import annotations

import getpass
import hashlib
import platform
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, LiteralString, TypeVar

from graph.answer import Note
from graph.dataset import Statement, merge
from graph.errors import StoppedError, StoreError
from graph.model import Kind, Organization
from graph.store import Progress, Written, packed
from graph.store.changes import beside, counts_of, written
from graph.store.neo4j import lease, listing, migrate, read, ties
from graph.store.neo4j import rows as kept
from graph.store.neo4j.dataset import dataset as held
from graph.store.neo4j.lease import Writer
from graph.store.neo4j.read import organization
from graph.store.neo4j.schema import CONSTRAINTS, FORMAT, INDEXES, LABELS, LIVE, NEVER, STATED, key_of
from graph.store.neo4j.server import plain
from graph.versions import Version, picked, series

if TYPE_CHECKING:
    from graph.dataset import Dataset
    from graph.store.neo4j.server import Row, Server, State

T = TypeVar("T")
PIECE = 500_000
"""How many bytes of what can be undone one node holds."""
PIECES = 20
"""How many of these are removed in one transaction."""


def write(server: Server, dataset: Dataset, besides: Sequence[Dataset], progress: Progress, *, step: str) -> Written:
    """As `Store.load`; raises `StoreError` with the former state kept.

    Raises `StoreError` with another message where the new state is there, or where nobody can say.
    """

    def run(load: _Load) -> Written:
        own = beside([one for one in load.before if one.dataset == dataset.name], dataset)
        if own.same is not None and load.fingerprints[own.same.key] == dataset.fingerprint:
            load.tie_now()
            return Written(dataset.name, *counts_of(dataset), unchanged=True)
        former = own.compared
        before = held(load.state, former.dataset, former.version) if former is not None else None
        load.run([dataset, *besides], [], step=step)
        return written(dataset, before, own)

    prepare(server)
    return _run(server, run, progress)


def change(server: Server, writes: Sequence[Dataset], removes: Sequence[tuple[str, str]], *, step: str) -> None:
    """As `Store.change`."""

    def run(load: _Load) -> None:
        for name, day in removes:
            read.version(load.state, name, day)
        load.run(writes, removes, step=step)

    prepare(server)
    _run(server, run, lambda *_: None)


def undo(server: Server) -> list[tuple[str, str, bool]]:
    """As `Store.undo`; raises `StoreError` with the key `store.undo_others` where another user wrote last."""

    def run(load: _Load) -> list[tuple[str, str, bool]]:
        before = kept_of_last_step(load.state)
        writes = [packed.unpack(data) for data in before.values() if data]
        load.run(writes, [key for key, data in before.items() if not data], step=None)
        return [(*key, bool(data)) for key, data in before.items()]

    if server.marker() is None:
        raise StoreError("store.nothing_to_undo")
    return _run(server, run, lambda *_: None)


def kept_of_last_step(state: State) -> dict[tuple[str, str], bytes]:
    """Dataset and day of each version that the last step changed → what it was before, empty for a new one.

    Raises `StoreError` where there is none, or another user took it.
    """
    rows = state.run(
        f"MATCH (u:Jiedui:Undo) WHERE {LIVE.format('u')} RETURN u.dataset AS dataset, u.version AS version, "
        "u.by AS by, u.data AS data ORDER BY dataset, version, u.piece"
    )
    if not rows:
        raise StoreError("store.nothing_to_undo")
    if {row["by"] for row in rows} != {_writer()}:
        raise StoreError("store.undo_others", url=state.server.location)
    found: dict[tuple[str, str], list[bytes]] = {}
    for row in rows:
        found.setdefault((row["dataset"], row["version"]), []).append(bytes(row["data"] or b""))
    return {key: b"".join(pieces) for key, pieces in found.items()}


def replace_all(server: Server, datasets: Sequence[Dataset], progress: Progress) -> tuple[list[Written], list[str]]:
    """Replaces all that is ours by these versions; readers see the former state until all of the new one is there.

    Returns what was done, and the names of the datasets that went. Records that somebody changed by hand are put right;
    nothing of it can be undone. Raises `StoreError`, with nothing changed, where the database also holds something that
    is not ours.
    """

    def run(load: _Load) -> list[str]:
        coming = {(one.name, one.version) for one in datasets}
        going = [(one.dataset, one.version) for one in load.before if (one.dataset, one.version) not in coming]
        load.run(datasets, going, step=None)
        return sorted({one.dataset for one in load.before} - {name for name, _ in coming})

    refuse_foreign(server)
    prepare(server)
    gone = _run(server, run, progress)
    return [Written(one.name, *counts_of(one)) for one in datasets], gone


def _run(server: Server, run: Callable[[_Load], T], progress: Progress) -> T:
    """Does a load that holds the lease; says what became of it where that fails."""
    with Writer(server) as writer:
        load = _Load(server, writer, progress)
        try:
            load.begin()
            return run(load)
        except KeyboardInterrupt:
            raise StoppedError("store.stopped_after" if load.moved else "store.stopped", url=server.location) from None
        except StoreError as error:
            if load.moved:
                why = (Note(error.key, error.values),)
                raise StoreError("store.untidy", url=server.location, why=why) from error
            if error.key == "store.lost":
                raise StoreError("store.lost_writing", url=server.location) from error
            raise


def _writer() -> str:
    """What tells this user of this machine from others, without naming them."""
    return hashlib.sha256(f"{getpass.getuser()}@{platform.node()}".encode()).hexdigest()


_MARK: LiteralString = (
    "MERGE (m:JieduiStore {id: 'store'}) ON CREATE SET m.version = 0 SET m:Jiedui, m.format = $format"
)


def prepare(server: Server) -> None:
    """Makes the marker and the constraints; raises `StoreError` where the database holds something that is not ours."""
    if server.marker() is not None:
        return
    # The marker is the first thing a load writes: where something has appeared since, another load may just have begun.
    if server.run("MATCH (n) RETURN 1 LIMIT 1") and server.marker() is None:
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
        pieces = "MATCH (n:Jiedui:Undo) WITH n LIMIT $batch DELETE n RETURN count(*) AS count"
        while writer.write(pieces, batch=PIECES)[0]["count"]:
            pass
        untie = "MATCH (:Jiedui)-[x]->() WITH x LIMIT $batch DELETE x RETURN count(*) AS count"
        while writer.write(untie, batch=lease.BATCH)[0]["count"]:
            pass
        delete = "MATCH (n:Jiedui) WHERE NOT n:JieduiStore WITH n LIMIT $batch DETACH DELETE n RETURN count(*) AS count"
        while found := writer.write(delete, batch=lease.BATCH)[0]["count"]:
            removed += found
        writer.write("MATCH (m:Jiedui:JieduiStore) DELETE m")
    return removed


_MOVE = "MATCH (o:Organization {id: row.id}) SET o += row.set"
_RELIST = (
    "MATCH ()-[a:PAIRED_WITH]->() WHERE elementId(a) = row.key "
    "SET a.listed_from = row.listed_from, a.listed_until = row.listed_until"
)
_RECORDS_OF: Mapping[LiteralString, Callable[[Dataset], Iterable[Row]]] = {
    "Contribution": kept.contributions,
    "Claim": kept.claims,
}


class _Load:
    """One load: what is there, what becomes of it, and the steps to that."""

    def __init__(self, server: Server, writer: Writer, progress: Progress) -> None:
        self.state = server.state()
        self.next = self.state.number + 1
        self.writer = writer
        self.progress = progress
        self.moved = False
        self.before: list[Version[str]] = []
        self.after: list[Version[str]] = []
        self.fingerprints: dict[str, str] = {}
        self.windows: dict[str, listing.Window] = {}
        self.writes: dict[str, Dataset] = {}
        self.gone: list[Version[str]] = []

    def begin(self) -> None:
        """Tidies up what a load left that was killed, renews a store of the former format, and looks what is there."""
        self._sweep()
        migrate.renew(self.state, self.writer)
        self.before = read.versions(self.state)
        rows = self.state.run(
            "MATCH (d:Jiedui:Dataset) RETURN d.name AS name, d.version AS version, d.fingerprint AS mark, "
            "d.listed_from AS first, d.listed_until AS last"
        )
        for row in rows:
            key = key_of(row["name"], row["version"])
            self.fingerprints[key] = row["mark"]
            self.windows[key] = listing.Window(row["first"], row["last"])

    def run(self, writes: Sequence[Dataset], removes: Collection[tuple[str, str]], *, step: str | None) -> None:
        """Writes versions and removes others, all seen at once; keeps what was there as what `step` can undo.

        Without a step nothing can be undone any more.
        """
        self.writes = {key_of(one.name, one.version): one for one in writes}
        removed = {key_of(*one) for one in removes} - self.writes.keys()
        self.gone = [one for one in self.before if one.key in removed | self.writes.keys()]
        new = [Version(key, one.name, one.as_of, one.read_as) for key, one in self.writes.items()]
        own = series([*(one for one in self.before if one not in self.gone), *new])
        self.after = [one for versions in own.values() for one in versions]
        self.writer.write("MATCH (m:Jiedui:JieduiStore {id: 'store'}) SET m.unfinished = true")
        if step is not None:
            self._remember([*self.writes, *removed], step)
        self._forget(step)
        flips, moves = self._merge()
        relisted: list[Row] = []
        windows: dict[str, listing.Window] = {}
        for name in sorted({one.dataset for one in (*self.gone, *new)}):
            counts = listing.windows(own.get(name, []))
            windows |= {key_of(name, day): window for day, window in counts.items()}
            relisted += self._list(name, own.get(name, []), counts)
            self._replace_records(name)
        untied = ties.untied(replace(self.state, number=self.next), self.after)
        self._batches(ties.TIE, untied.new, "contribution")
        many = [len(rows) > lease.BATCH for rows in (moves, relisted)]
        self._flip(
            flips,
            untied.old,
            windows,
            *([] if late else rows for late, rows in zip(many, (moves, relisted), strict=True)),
        )
        self.moved = True
        for query, late, rows in zip((_MOVE, _RELIST), many, (moves, relisted), strict=True):
            if late:
                self._batches(f"UNWIND $rows AS row {query}", rows, "merge")
        if self.before:
            self._remove(self.next)
        self._relabel()
        if self.state.number == 0:
            self.state.server.arrange(INDEXES)
        self.writer.write("MATCH (m:Jiedui:JieduiStore {id: 'store'}) REMOVE m.unfinished")

    def tie_now(self) -> None:
        """Ties contributions that an earlier jiedui left untied, in the state that readers see."""
        marker = self.state.server.marker()
        if marker is not None and self.state.number and marker["connected"] != self.state.number:
            for rows in ties.untied(self.state, self.before):
                self._batches(ties.TIE, rows, "contribution")
            self.writer.write("MATCH (m:Jiedui:JieduiStore {id: 'store'}) SET m.connected = m.version")

    # --- what can be undone

    def _remember(self, keys: Iterable[str], step: str) -> None:
        """Keeps what these versions state now, unless the same step has kept it already."""
        kept_ = self.state.run(
            f"MATCH (u:Jiedui:Undo {{step: $step}}) WHERE {LIVE.format('u')} RETURN DISTINCT u.dataset AS dataset, "
            "u.version AS version",
            step=step,
        )
        known = {key_of(row["dataset"], row["version"]) for row in kept_}
        there = {one.key: one for one in self.before}
        for key in dict.fromkeys(keys):
            if key in known:
                continue
            name, _, day = key.rpartition("@")
            data = packed.pack(held(self.state, name, day)) if key in there else b""
            for piece, start in enumerate(range(0, max(len(data), 1), PIECE)):
                self.writer.write(
                    "CREATE (u:Jiedui:Undo {dataset: $name, version: $day, step: $step, by: $by, piece: $piece, "
                    "data: $data, died: $never, born: $next})",
                    name=name,
                    day=day,
                    step=step,
                    by=_writer(),
                    piece=piece,
                    data=data[start : start + PIECE] or None,
                    never=NEVER,
                    next=self.next,
                )

    def _forget(self, step: str | None) -> None:
        """Marks what other steps kept: it goes with this load."""
        self.writer.write(
            "MATCH (u:Jiedui:Undo) WHERE u.born <= $state AND ($step IS NULL OR u.step <> $step) SET u.died = $next",
            state=self.state.number,
            step=step,
            next=self.next,
        )

    # --- what is there

    def _stated(self, version: Version[str]) -> set[str]:
        """The ids of the organizations that a version states."""
        given = {"name": version.dataset, "day": version.version}
        rows = self.state.run(
            f"MATCH (o:Organization {{dataset: $name, version: $day}}) WHERE {LIVE.format('o')} "
            f"AND NOT {STATED.format('o')} RETURN o.id AS id UNION ALL "
            f"MATCH (s:Statement {{dataset: $name, version: $day}})-[:ABOUT]->(o) WHERE {LIVE.format('s')} "
            "RETURN o.id AS id",
            **given,
        )
        return {row["id"] for row in rows}

    def _there(self, ids: Sequence[str]) -> dict[str, Row]:
        """The nodes of these ids: their properties, their unit, and the statements about them."""
        found: dict[str, Row] = {}
        if self.state.number == 0:
            return found
        for some in _batched(ids):
            rows = self.state.run(
                f"UNWIND $ids AS id MATCH (o:Organization {{id: id}}) WHERE {LIVE.format('o')} "
                "RETURN properties(o) AS node, head([(o)-[:PART_OF]->(p) | p.id]) AS part_of, "
                f"[(s:Statement)-[:ABOUT]->(o) WHERE {LIVE.format('s')} | properties(s)] AS stated",
                ids=some,
            )
            found |= {row["node"]["id"]: row for row in rows}
        return found

    # --- organizations

    def _merge(self) -> tuple[list[Row], list[Row]]:
        """Writes the organizations that are new and marks those that go.

        Returns those that change, and those of which only changes what they were mainly taken from, for `_flip`.
        """
        current = picked(self.after, None)
        gone = {one.key for one in self.gone}
        turned = (picked(self.before, None) ^ current) | gone
        incoming = {key: {org.id: org for org in kept.organizations(one)} for key, one in self.writes.items()}
        before = [self._stated(one) for one in self.before if one.key in turned]
        touched = sorted(set[str]().union(*before, *incoming.values()))
        there = self._there(touched)
        new: list[Row] = []
        flips: list[Row] = []
        moves: list[Row] = []
        lost: list[str] = []
        statements: list[Row] = []
        units: dict[str, str | None] = {}
        days = {one.key: one for one in self.after}
        for id_ in touched:
            own = there.get(id_)
            stated = [
                Statement(org, days[key].dataset, days[key].as_of, key in current)
                for key, org in self._others(own, gone) + [(key, of[id_]) for key, of in incoming.items() if id_ in of]
            ]
            if not stated:
                lost.append(id_)
                continue
            merged, main = merge(stated)
            own_place = replace(merged, source=main.organization.source, place=main.organization.place)
            row = kept.node(own_place, main.dataset, kept.day_of(main))
            units[id_] = merged.part_of
            several = len(stated) > 1 or not main.current
            if own is None:
                new.append(row)
            else:
                differs = {name for name in kept.OWN if own["node"].get(name) != row["set"][name]}
                if differs - kept.PLACE or own["part_of"] != merged.part_of or (differs and not several):
                    flips.append(row)
                elif differs:
                    moves.append({"id": id_, "set": {name: row["set"][name] for name in kept.PLACE}})
            if several or (own is not None and own["stated"]):
                coming = (
                    [kept.statement(one.organization, one.dataset, kept.day_of(one)) for one in stated]
                    if several
                    else []
                )
                had = [_own(one) for one in own["stated"]] if own is not None else []
                statements.append(
                    {
                        "id": id_,
                        "gone": [key_of(one["dataset"], one["version"]) for one in had if one not in coming],
                        "new": [one for one in coming if one not in had],
                    }
                )
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
            [{"id": id_} for id_ in lost],
            "organization",
        )
        self._batches(
            "UNWIND $rows AS row MATCH (s:Statement)-[:ABOUT]->(:Organization {id: row.id}) "
            "WHERE s.born <= $state AND s.died = $never AND s.dataset + '@' + s.version IN row.gone SET s.died = $next",
            [row for row in statements if row["gone"]],
            "merge",
            state=self.state.number,
        )
        self._batches(kept.STATEMENTS, [row for row in statements if row["new"]], "merge")
        return flips, moves

    def _others(self, own: Row | None, gone: Collection[str]) -> list[tuple[str, Organization]]:
        """What other versions state of an organization, by their keys."""
        if own is None:
            return []
        id_, node = own["node"]["id"], own["node"]
        rows = [{**one, "id": id_} for one in own["stated"]] or [{**node, "part_of": own["part_of"]}]
        stated = [(key_of(row["dataset"], row["version"]), row) for row in rows]
        return [(key, organization(row)) for key, row in stated if key not in gone]

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

    def _list(self, name: str, own: Sequence[Version[str]], counts: Mapping[str, listing.Window]) -> list[Row]:
        """Writes the agreements of the versions of a dataset, and marks those that go.

        Returns the rows of those that stay, but are listed for other days than before.
        """
        coming = {one.version: one for one in self.writes.values() if one.name == name}
        known = [one for one in self.before if one.dataset == name]
        if not known and len(own) == 1:
            ((day, listed),) = listing.agreements(own, {day: kept.agreements(one) for day, one in coming.items()})
            self._batches(kept.AGREEMENTS, kept.as_edges(listed), "agreement", len(coming[day].agreements))
            return []
        first = min(one.version for one in (*known, *own) if one.key in self.writes or one in self.gone)
        earlier = [one for one in own if one.version < first]
        read = {one.version for one in earlier if self.windows[one.key] != counts[one.version]}
        read |= {one.version for one in earlier[-1:]} | {first}
        rows = self.state.run(
            f"MATCH (h)-[a:PAIRED_WITH {{dataset: $name}}]->(r) WHERE {LIVE.format('a')} AND a.version >= $first "
            "RETURN elementId(a) AS key, h.id AS helper, r.id AS recipient, properties(a) AS set",
            name=name,
            first=min(read),
        )
        old = [{**row, "set": _own(row["set"])} for row in rows]
        there: dict[str, list[Row]] = {one.version: [] for one in own if one.version >= min(read)}
        for row in old:
            there.setdefault(row["set"]["version"], []).append(row)
        there |= {day: list(kept.agreements(one)) for day, one in coming.items()}
        new = [row for _, some in listing.agreements(own, there, first) for row in some]
        gone, come = _differing(old, new)
        self._batches(
            "UNWIND $rows AS row MATCH ()-[a:PAIRED_WITH]->() WHERE elementId(a) = row.key SET a.died = $next",
            [{"key": row["key"]} for row in gone],
            "agreement",
        )
        self._batches(kept.AGREEMENTS, kept.as_edges(come), "agreement", len(come))
        went = {row["key"] for row in gone}
        stay = ((row, counts[row["set"]["version"]]) for row in old if row["key"] not in went)
        return [
            {"key": row["key"], **window._asdict()}
            for row, window in stay
            if (row["set"]["listed_from"], row["set"]["listed_until"]) != window
        ]

    def _replace_records(self, name: str) -> None:
        """Marks the contributions and claims that go with versions of a dataset, and writes those that come."""
        days = sorted(one.version for one in self.gone if one.dataset == name)
        coming = [one for one in self.writes.values() if one.name == name]
        for label, rows_of in _RECORDS_OF.items():
            rows = (
                self.state.run(
                    f"MATCH (c:Jiedui:{label} {{dataset: $name}}) WHERE {LIVE.format('c')} AND c.version IN $days "
                    "RETURN elementId(c) AS key, properties(c) AS set",
                    name=name,
                    days=days,
                )
                if days
                else []
            )
            old = [{"key": row["key"], "set": _own(row["set"])} for row in rows]
            gone, come = _differing(old, [row for one in coming for row in rows_of(one)])
            self._batches(
                f"UNWIND $rows AS row MATCH (c:Jiedui:{label}) WHERE elementId(c) = row.key SET c.died = $next",
                [{"key": row["key"]} for row in gone],
                "contribution",
            )
            self._batches(kept.RECORDS[label], come, "contribution")

    def _batches(
        self, query: str, rows: Iterable[object], what: str, total: int | None = None, **parameters: Any
    ) -> None:
        """Runs a query over all rows; `total` says how many there are where `rows` has no length."""
        some = rows if total is not None else list(rows)
        count = total if total is not None else len(some)  # type: ignore[arg-type]  # a list, then
        self.writer.batches(query, some, count, self.progress, what, next=self.next, never=NEVER, **parameters)

    # --- the one step that readers see

    def _flip(
        self,
        flips: Sequence[Row],
        untied: Sequence[Row],
        windows: Mapping[str, listing.Window],
        moves: Sequence[Row],
        relisted: Sequence[Row],
    ) -> None:
        """Moves the store on and, in the same transaction, changes what can be there only once."""
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
            f"UNWIND $moves AS row {_MOVE}",
            f"UNWIND $relisted AS row {_RELIST}",
            ties.TIE,
            "UNWIND $gone AS one MATCH (d:Jiedui:Dataset {name: one.name, version: one.version}) DETACH DELETE d",
            "UNWIND $gone AS one MATCH (s:Jiedui:Source {dataset: one.name, version: one.version}) DETACH DELETE s",
            kept.DATASETS,
            kept.SOURCES,
            "UNWIND $windows AS one MATCH (d:Jiedui:Dataset {name: one.name, version: one.version}) "
            "SET d.listed_from = one.listed_from, d.listed_until = one.listed_until",
            flips=list(flips),
            moves=list(moves),
            relisted=list(relisted),
            rows=list(untied),
            gone=[{"name": one.dataset, "version": one.version} for one in self.gone],
            datasets=[kept.about(one, counts_of(one), windows[key]) for key, one in self.writes.items()],
            sources=[row for one in self.writes.values() for row in kept.sources(one)],
            windows=[
                {"name": one.dataset, "version": one.version, **windows[one.key]._asdict()}
                for one in self.after
                if one.key in windows
            ],
        )

    # --- what a load leaves

    def _sweep(self) -> None:
        """Takes back what a load wrote that was killed before its flip, and finishes one that was killed after it."""
        if not self.state.run("MATCH (m:Jiedui:JieduiStore) WHERE m.unfinished RETURN 1"):
            return
        for records in _RECORDS:
            self._until_none(
                f"MATCH {records} WHERE x.born > $state WITH x LIMIT $batch {_DELETE[records]}", **_few(records)
            )
            self._until_none(
                f"MATCH {records} WHERE x.died > $state AND x.died < $never WITH x LIMIT $batch "
                "SET x.died = $never RETURN count(*) AS count"
            )
        self._remove(self.state.number)
        self._until_none(
            "MATCH (d:Jiedui:Dataset) MATCH ()-[a:PAIRED_WITH]->() WHERE a.dataset = d.name AND a.version = d.version "
            "AND (a.listed_from <> d.listed_from OR a.listed_until <> d.listed_until) WITH a, d LIMIT $batch "
            "SET a.listed_from = d.listed_from, a.listed_until = d.listed_until RETURN count(*) AS count"
        )
        self._relabel()
        self.state.server.arrange(INDEXES)
        self.writer.write("MATCH (m:Jiedui:JieduiStore {id: 'store'}) REMOVE m.unfinished")

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

    def _remove(self, state: int) -> None:
        """Deletes the records that died up to this state."""
        for records in _RECORDS:
            self._until_none(
                f"MATCH {records} WHERE x.died <= $state WITH x LIMIT $batch {_DELETE[records]}",
                state=state,
                **_few(records),
            )

    def _until_none(self, query: str, **parameters: Any) -> None:
        """Runs a query on one batch after another until it finds no more."""
        given = {"state": self.state.number, "batch": lease.BATCH, "never": NEVER, **parameters}
        while self.writer.write(query, **given)[0]["count"]:
            pass


_DELETE = {
    "()-[x:PAIRED_WITH]->()": "DELETE x RETURN count(*) AS count",
    "(x:Jiedui:Statement)": "DETACH DELETE x RETURN count(*) AS count",
    "(x:Jiedui:Contribution)": "DETACH DELETE x RETURN count(*) AS count",
    "(x:Jiedui:Claim)": "DETACH DELETE x RETURN count(*) AS count",
    "(x:Jiedui:Organization)": "DETACH DELETE x RETURN count(*) AS count",
    "(x:Jiedui:Undo)": "DETACH DELETE x RETURN count(*) AS count",
}
_RECORDS = tuple(_DELETE)


def _few(records: str) -> dict[str, int]:
    """How many to remove at a time of records that are large."""
    return {"batch": PIECES} if records == "(x:Jiedui:Undo)" else {}


def _own(row: Mapping[str, Any]) -> Row:
    """The properties of a record besides the states in which it is there."""
    return {name: value for name, value in row.items() if name not in ("born", "died")}


def _differing(old: list[Row], new: list[Row]) -> tuple[list[Row], list[Row]]:
    """The old rows that are not among the new ones, and the new ones that are not among the old.

    For which days they are listed makes no difference.
    """
    if not old:
        return [], new

    def content(row: Row) -> tuple[Any, ...]:
        own = sorted((name, value) for name, value in row["set"].items() if name not in listing.OF_LISTING)
        return row.get("helper"), row.get("recipient"), tuple(own)

    before, after = {content(row) for row in old}, {content(row) for row in new}
    return [row for row in old if content(row) not in after], [row for row in new if content(row) not in before]


def _batched(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[start : start + lease.BATCH] for start in range(0, len(ids), lease.BATCH))
