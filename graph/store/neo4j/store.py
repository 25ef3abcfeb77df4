"""A network in a Neo4j database: shared by many, answered by the server.

    (:Jiedui:Organization:Village {id, name, …})-[:PAIRED_WITH {id, start, end, …}]->(…), (…)-[:PART_OF]->(…)
    (:Jiedui:Statement)-[:ABOUT]->(…), (:Jiedui:Contribution), (:Jiedui:Claim), (:Jiedui:Dataset), (:Jiedui:Source)

Every node of ours bears the label `Jiedui`; nothing else is ever read or touched. One node, `JieduiStore`, holds the
version that readers see. A record lives from the version it was `born` in until the one it `died` in: a load writes
what is new and marks what goes for the next version, in batches that nobody sees, then moves the version in one
transaction. A reader that finds the version moved reads again.
"""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

from graph.errors import JieduiError, StoreError
from graph.lookup import Match, Tier, initials_pattern
from graph.model import AREA_KINDS, Claim, Contribution, Form, Kind, Measure, Organization, PartialDate, Place, Source
from graph.network import build, keyed
from graph.store import LoadedDataset, Progress, Stated, Written

if TYPE_CHECKING:
    from neo4j import Driver, Result

    from graph.dataset import Dataset
    from graph.measures.coverage import Coverage, Gaps
    from graph.network import Network
    from graph.query import By, Query

T = TypeVar("T")
Row = Mapping[str, Any]
FORMAT = 1
OLDEST = (5, 23)
"""The oldest server that is spoken to."""
SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
TRIES = 5
"""How often a reader that is overtaken by a load reads again."""
NEVER = 2**53
"""The version that a record dies in which nothing has replaced."""
LIVE = "{0}.born <= $version AND {0}.died > $version"
"""Whether a record is there in the version that is read."""
LABELS = {kind: "".join(part.capitalize() for part in kind.value.split("_")) for kind in Kind}
"""The label of each kind; labels in a query come from here and from nowhere else."""
CONSTRAINTS = (
    "CREATE CONSTRAINT jiedui_store IF NOT EXISTS FOR (m:JieduiStore) REQUIRE m.id IS UNIQUE",
    "CREATE CONSTRAINT jiedui_organization IF NOT EXISTS FOR (o:Organization) REQUIRE o.id IS UNIQUE",
    "CREATE CONSTRAINT jiedui_dataset IF NOT EXISTS FOR (d:Dataset) REQUIRE d.name IS UNIQUE",
)
INDEXES = (
    "CREATE INDEX jiedui_code IF NOT EXISTS FOR (o:Organization) ON (o.code)",
    "CREATE INDEX jiedui_statement IF NOT EXISTS FOR (s:Statement) ON (s.dataset)",
    "CREATE INDEX jiedui_contribution IF NOT EXISTS FOR (c:Contribution) ON (c.dataset)",
    "CREATE INDEX jiedui_claim IF NOT EXISTS FOR (c:Claim) ON (c.dataset)",
    "CREATE INDEX jiedui_source IF NOT EXISTS FOR (s:Source) ON (s.dataset)",
    "CREATE FULLTEXT INDEX jiedui_names IF NOT EXISTS FOR (o:Organization) ON EACH [o.name, o.name_en, o.aliases] "
    "OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk', `fulltext.eventually_consistent`: true}}",
)
"""Made after the first load, which is faster without; no answer of ours rests on the full-text one."""
_NODE = (
    "o.id AS id, o.name AS name, o.name_en AS name_en, o.aliases AS aliases, o.kind AS kind, o.code AS code, "
    "o.on_roster AS on_roster, o.illustrative AS illustrative, o.attributes AS attributes, "
    "head([(o)-[:PART_OF]->(p) | p.id]) AS part_of"
)
_EDGE = "h.id AS helper, r.id AS recipient, properties(a) AS agreement"
_ORGANIZATION = f"(o:Organization) WHERE {LIVE.format('o')}"
_AGREEMENT = f"(h:Organization)-[a:PAIRED_WITH]->(r:Organization) WHERE {LIVE.format('a')}"
_IN = "MATCH (:Organization {id: $area})<-[:PART_OF*0..]-(o:Organization) WHERE " + LIVE.format("o")


@contextmanager
def told(location: str) -> Iterator[None]:
    """Turns what the driver complains of into what a user can mend; neither names credentials."""
    from neo4j import exceptions

    try:
        yield
    except exceptions.AuthError as error:
        raise StoreError("store.password", url=location) from error
    except (exceptions.ServiceUnavailable, exceptions.SessionExpired) as error:
        text = f"{error} {error.__cause__} {getattr(error.__cause__, '__cause__', '')}"
        key = "store.tls" if re.search("SSL|TLS|certificate", text, re.IGNORECASE) else "store.down"
        raise StoreError(key, url=location) from error
    except exceptions.ClientError as error:
        code = error.code or ""
        if "DatabaseNotFound" in code:
            raise StoreError("store.database", url=location, name=os.environ.get("NEO4J_DATABASE", "")) from error
        if re.search(r"Forbidden|ReadOnly|WriteOnRead", code):
            raise StoreError("store.read_only", url=location) from error
        if "Security" in code:
            raise StoreError("store.password", url=location) from error
        raise StoreError("store.server", url=location, why=error.message or code) from error
    except exceptions.Neo4jError as error:
        raise StoreError("store.server", url=location, why=error.message or error.code or "") from error
    except exceptions.DriverError as error:
        raise StoreError("store.server", url=location, why=str(error)) from error


def opened(url: str, ask: Callable[[str], tuple[str, str]] | None = None) -> Driver:
    """A driver for `url`, with the credentials of the environment or those that `ask` is told; checked to work.

    Raises `StoreError` when there is no such server, the credentials are refused, or the server is too old.
    """
    from neo4j import GraphDatabase

    location = bare(url)
    if location != url:
        raise StoreError("store.credentials", url=location)
    user, password = os.environ.get("NEO4J_USERNAME", "neo4j"), os.environ.get("NEO4J_PASSWORD")
    if password is None:
        if ask is None:
            raise StoreError("store.no_password", url=location)
        user, password = ask(user)
    with told(location):
        driver = GraphDatabase.driver(
            url,
            auth=(user, password),
            notifications_min_severity="OFF",
            max_transaction_retry_time=15,
            connection_acquisition_timeout=30,
            connection_timeout=10,
        )
        try:
            agent = driver.get_server_info().agent
        except BaseException:
            driver.close()
            raise
    found = re.match(r"Neo4j/(\d+)\.(\d+)", agent)
    if found and (int(found[1]), int(found[2])) < OLDEST:
        driver.close()
        raise StoreError("store.old", url=location, found=agent, needed=".".join(map(str, OLDEST)))
    return driver


def bare(url: str) -> str:
    """A URL without the credentials that somebody may have written into it.

    >>> bare("neo4j://me:secret@host:7687")
    'neo4j://host:7687'
    """
    scheme, mark, rest = url.partition("://")
    return f"{scheme}{mark}{rest.rpartition('@')[2]}"


def plain(result: Result) -> list[dict[str, Any]]:
    """The rows of a result; queries give plain values and maps, which the driver need not take apart again."""
    keys = result.keys()
    return [dict(zip(keys, record.values(), strict=True)) for record in result]


class Neo4jStore:
    """A store on a server. Readers see the state of the last finished load, also while another one runs."""

    def __init__(self, url: str, *, create: bool = False, ask: Callable[[str], tuple[str, str]] | None = None) -> None:
        """Raises `StoreError` when it cannot be reached, or holds nothing of ours (unless `create`)."""
        self.location = bare(url)
        self.driver = opened(url, ask)
        self.database = os.environ.get("NEO4J_DATABASE")
        try:
            found = self._marker()
            if found is None and not create:
                raise StoreError("store.empty", url=self.location)
            if found is not None and found["format"] > FORMAT:
                raise StoreError("store.newer", path=self.location, version=found["format"], known=FORMAT)
        except BaseException:
            self.driver.close()
            raise

    def close(self) -> None:
        """Closes the connections."""
        self.driver.close()

    def _marker(self) -> Row | None:
        rows = self.run("MATCH (m:Jiedui:JieduiStore {id: 'store'}) RETURN m.version AS version, m.format AS format")
        return rows[0] if rows else None

    def run(self, query: str, **parameters: Any) -> list[dict[str, Any]]:
        """The rows of one reading query; `query` is ours, data goes in as parameters alone."""
        with told(self.location), self.driver.session(database=self.database, fetch_size=5_000) as session:
            return session.execute_read(lambda transaction: plain(transaction.run(query, parameters)))

    def load(self, dataset: Dataset, progress: Progress | None = None) -> Written:
        """Replaces what this dataset stated by what it states now; readers see all of it, or nothing."""
        from graph.store.neo4j.write import write

        return write(self, dataset, progress or (lambda *_: None))

    def wipe(self) -> int:
        """Removes all that is ours, and nothing else; returns how many nodes that were."""
        from graph.store.neo4j.lease import wipe

        return wipe(self)

    def steady(self, read: Callable[[int], T]) -> T:
        """What `read` finds in one version; it is called again when a load moved the version meanwhile."""
        for attempt in range(TRIES):
            marker = self._marker()
            version = marker["version"] if marker is not None else 0
            try:
                found = read(version)
            except (JieduiError, KeyError):  # what one query found, the next one may not, once a load has moved on
                if attempt == TRIES - 1 or (self._marker() or {"version": 0})["version"] == version:
                    raise
                continue
            after = self._marker()
            if (after["version"] if after is not None else 0) == version:
                return found
            time.sleep(0.05 * (attempt + 1))
        raise StoreError("store.busy", path=self.location)

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All reads inside the block see one state."""
        yield

    def datasets(self) -> list[LoadedDataset]:
        """Everything loaded, by name."""

        def read(version: int) -> list[LoadedDataset]:
            del version  # datasets and sources change with it, in one transaction
            sources = self.sources()
            rows = self.run("MATCH (d:Jiedui:Dataset) RETURN properties(d) AS d ORDER BY d.name")
            return [_dataset(row["d"], sources.get(row["d"]["name"], {})) for row in rows]

        return self.steady(read)

    def sources(self) -> dict[str, dict[str, Source]]:
        """Dataset → id → source."""
        found: dict[str, dict[str, Source]] = {}
        for row in self.run("MATCH (s:Jiedui:Source) RETURN properties(s) AS s ORDER BY s.dataset, s.id"):
            own = row["s"]
            found.setdefault(own["dataset"], {})[own["id"]] = Source(
                id=own["id"],
                title=own["title"],
                publisher=own.get("publisher"),
                date=own.get("date"),
                url=own.get("url"),
                language=own.get("language"),
                file=own.get("file"),
            )
        return found

    def dataset(self, name: str) -> Dataset:
        """A dataset as it was loaded, its rows sorted."""
        from graph.store.neo4j.dataset import dataset

        return self.steady(lambda version: dataset(self, version, name))

    def count(self, area: str | None = None) -> int:
        """How many organizations are or lie in `area`."""
        match = f"MATCH {_ORGANIZATION}" if area is None else _IN
        query = f"{match} RETURN count(o) AS count"
        return self.steady(lambda version: int(self.run(query, version=version, area=area)[0]["count"]))

    def network(self, area: str | None = None, *, received: bool = False) -> Network:
        """Organizations in `area`, the units it lies in, all agreements of either, and whoever those name.

        With `received` only the agreements that help them, not those by which they help others.
        """
        if area is None:
            return self.steady(self._everything)
        return self.steady(lambda version: self._inside(version, area, received=received))

    def around(self, ids: Sequence[str]) -> Network:
        """These organizations, the units they lie in, all agreements of the former and those that help the latter."""

        def read(version: int) -> Network:
            above = self._with_units(version, ids)
            own = [id_ for id_ in ids if id_ in above]
            edges = self._edges(version, "recipient", [*above]) + self._edges(version, "helper", own)
            return self._network(version, above, edges)

        return self.steady(read)

    def _everything(self, version: int) -> Network:
        nodes = self.run(f"MATCH {_ORGANIZATION} RETURN {_NODE}", version=version)
        edges = self.run(f"MATCH {_AGREEMENT} RETURN {_EDGE}", version=version)
        return _built(nodes, edges)

    def _inside(self, version: int, area: str, *, received: bool) -> Network:
        own = self.run(f"{_IN} RETURN {_NODE}", version=version, area=area)
        nodes = {row["id"]: row for row in own}
        above = self._with_units(version, [area])
        sides = ("recipient",) if received else ("recipient", "helper")
        edges = [row for side in sides for row in self._edges(version, side, [*(nodes | above)])]
        return self._network(version, nodes | above, edges)

    def _edges(self, version: int, side: str, ids: Sequence[str]) -> list[dict[str, Any]]:
        end = {"recipient": "r", "helper": "h"}[side]
        query = f"UNWIND $ids AS id MATCH ({end}:Organization {{id: id}}) MATCH {_AGREEMENT} RETURN {_EDGE}"
        return self.run(query, version=version, ids=list(ids)) if ids else []

    def _with_units(self, version: int, ids: Iterable[str]) -> dict[str, dict[str, Any]]:
        """These organizations and all units they lie in, by id."""
        query = (
            "UNWIND $ids AS id MATCH (:Organization {id: id})-[:PART_OF*0..]->(o:Organization) "
            f"WHERE {LIVE.format('o')} WITH DISTINCT o RETURN {_NODE}"
        )
        wanted = list(ids)
        return {row["id"]: row for row in self.run(query, version=version, ids=wanted)} if wanted else {}

    def _network(self, version: int, nodes: dict[str, dict[str, Any]], edges: list[dict[str, Any]]) -> Network:
        ends = {row[side] for row in edges for side in ("helper", "recipient")} - nodes.keys()
        return _built((nodes | self._with_units(version, sorted(ends))).values(), edges)

    def gaps(self, query: Query) -> Gaps:
        """As `graph.measures.coverage.gaps`, computed by the server."""
        from graph.store.neo4j.answers import Neo4jAnswers

        return self.steady(lambda version: Neo4jAnswers(self, version, query).gaps())

    def coverage(self, query: Query, by: By) -> Coverage:
        """As `graph.measures.coverage.coverage`, computed by the server."""
        from graph.store.neo4j.answers import Neo4jAnswers

        return self.steady(lambda version: Neo4jAnswers(self, version, query).coverage(by))

    def find(self, text: str, *, first: bool = False, within: str | None = None) -> list[Match]:
        """Organizations `text` may mean, the surest first; with `first`, only those of the surest tier found.

        With `within`, only those that are or lie in that unit.
        """
        text = " ".join(text.split())
        return self.steady(lambda version: self._find(version, text, first=first, within=within)) if text else []

    def _find(self, version: int, text: str, *, first: bool, within: str | None) -> list[Match]:
        found: dict[str, tuple[Tier, Row]] = {}
        inside = "" if within is None else " AND EXISTS { (o)-[:PART_OF*0..]->(:Organization {id: $within}) }"
        for tier, condition in _TIERS:
            pattern = initials_pattern(text) if tier is Tier.PINYIN else None
            if tier is Tier.PINYIN and pattern is None:
                continue
            query = (
                f"MATCH {_ORGANIZATION} AND ({condition}){inside} RETURN o.id AS id, o.name AS name, "
                "o.name_en AS name_en, o.kind AS kind, o.code AS code, o.illustrative AS illustrative"
            )
            spelled = f"{pattern.pattern}.*" if pattern is not None else ""
            for row in self.run(query, version=version, text=text, lower=text.lower(), within=within, spelled=spelled):
                found.setdefault(row["id"], (tier, row))
            if first and found:
                break
        areas = self._areas(version, list(found))
        return sorted(
            (
                Match(
                    tier,
                    row["id"],
                    row["name"],
                    row["name_en"],
                    row["kind"],
                    row["code"],
                    areas[row["id"]],
                    row["illustrative"],
                )
                for tier, row in found.values()
            ),
            key=lambda match: (match.tier, match.id),
        )

    def named(self, texts: Sequence[str]) -> dict[str, frozenset[str]]:
        """Those of `texts` that are an id, a code, a name or an alias → the kinds of all that are called so."""
        from graph.store.neo4j.names import named

        return self.steady(lambda version: named(self, version, texts))

    def sectors(self) -> list[str]:
        """The sectors that agreements name, sorted."""
        query = f"MATCH {_AGREEMENT} AND a.sector IS NOT NULL RETURN DISTINCT a.sector AS sector ORDER BY sector"
        return self.steady(lambda version: [row["sector"] for row in self.run(query, version=version)])

    def _areas(self, version: int, ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """The names of the units each lies in, outermost first."""
        nodes = self._with_units(version, ids)
        found = {}
        for id_ in ids:
            names: list[str] = []
            unit = nodes[id_]["part_of"]
            while unit is not None:
                names.insert(0, nodes[unit]["name"])
                unit = nodes[unit]["part_of"]
            found[id_] = tuple(names)
        return found

    def statements(self, id_: str) -> list[Stated]:
        """What each dataset states of an organization, with its place."""

        def read(version: int) -> list[Stated]:
            days = {
                row["name"]: row["day"]
                for row in self.run("MATCH (d:Jiedui:Dataset) RETURN d.name AS name, d.as_of AS day")
            }
            rows = self.run(
                f"MATCH (s:Statement)-[:ABOUT]->(o:Organization {{id: $id}}) WHERE {LIVE.format('s')} "
                f"RETURN properties(s) AS stated, s.part_of AS part_of ORDER BY s.dataset",
                id=id_,
                version=version,
            ) or self.run(
                f"MATCH (o:Organization {{id: $id}}) WHERE {LIVE.format('o')} "
                "RETURN properties(o) AS stated, head([(o)-[:PART_OF]->(p) | p.id]) AS part_of",
                id=id_,
                version=version,
            )
            return [
                Stated(
                    row["stated"]["dataset"],
                    day(days.get(row["stated"]["dataset"])),
                    organization({**row["stated"], "id": id_, "part_of": row["part_of"]}),
                )
                for row in rows
            ]

        return self.steady(read)

    def disputed(self) -> list[str]:
        """Ids of the organizations of which datasets state different names, kinds, codes or units, sorted."""
        differ = " OR ".join(f"count(DISTINCT s.{name}) > 1" for name in ("name", "kind", "code", "part_of"))
        query = (
            f"MATCH (s:Statement)-[:ABOUT]->(o:Organization) WHERE {LIVE.format('s')} "
            f"WITH o, {differ} AS disputed WHERE disputed RETURN o.id AS id ORDER BY id"
        )
        return self.steady(lambda version: [row["id"] for row in self.run(query, version=version)])

    def known(self, besides: str) -> list[Organization]:
        """Organizations that a roster may mean by a name: all that are no places, and places with aliases, by id."""
        query = (
            f"MATCH {_ORGANIZATION} AND NOT o.illustrative AND (size(o.aliases) > 0 OR NOT o.kind IN $places) "
            "AND (o.dataset <> $besides OR EXISTS { (s:Statement)-[:ABOUT]->(o) "
            f"WHERE s.dataset <> $besides AND {LIVE.format('s')} }}) RETURN {_NODE} ORDER BY id"
        )
        places = [kind.value for kind in (*AREA_KINDS, Kind.VILLAGE)]
        rows = self.steady(lambda version: self.run(query, version=version, places=places, besides=besides))
        return [
            Organization(
                id=row["id"],
                name=row["name"],
                name_en=row["name_en"],
                aliases=tuple(row["aliases"] or ()),
                kind=Kind(row["kind"]),
                part_of=row["part_of"],
                code=row["code"],
            )
            for row in rows
        ]

    def unmatched(self) -> list[str]:
        """Ids of the organizations whose name a loader could not match, sorted."""
        query = f"MATCH {_ORGANIZATION} AND o.unmatched RETURN o.id AS id ORDER BY id"
        return self.steady(lambda version: [row["id"] for row in self.run(query, version=version)])

    def places(self, ids: Sequence[str]) -> dict[tuple[str, str, str], tuple[Source, Place, str]]:
        """(helper, recipient, agreement) → its source, its place and its dataset, for all that `ids` take part in."""

        def read(version: int) -> dict[tuple[str, str, str], tuple[Source, Place, str]]:
            sources = self.sources()
            rows = [row for side in ("recipient", "helper") for row in self._edges(version, side, sorted(set(ids)))]
            found = {_edge_key(row): row["agreement"] for row in rows}
            edges = sorted(found)
            return {
                key: (sources[edge[3]][found[edge]["source"]], _place(found[edge]), edge[3])
                for key, edge in zip(keyed(edges), edges, strict=True)
            }

        return self.steady(read)

    def contributions(self, ids: Sequence[str] | None = None) -> list[Contribution]:
        """Contributions, all or those in which an organization of `ids` takes part, by id."""
        query = f"MATCH (c:Jiedui:Contribution) WHERE {LIVE.format('c')}"
        if ids is not None:
            query += " AND (c.helper IN $ids OR c.recipient IN $ids OR c.agreement IN $agreements)"

        def read(version: int) -> list[Contribution]:
            edges = [row for side in ("recipient", "helper") for row in self._edges(version, side, list(ids or ()))]
            agreements = sorted({row["agreement"]["id"] for row in edges})
            rows = self.run(
                f"{query} RETURN properties(c) AS c", version=version, ids=list(ids or ()), agreements=agreements
            )
            return sorted((_contribution(row["c"]) for row in rows), key=lambda given: given.id)

        return self.steady(read)

    def claims(self) -> list[tuple[Claim, Source]]:
        """All claims, each with its source, by id."""

        def read(version: int) -> list[tuple[Claim, Source]]:
            sources = self.sources()
            rows = self.run(
                f"MATCH (c:Jiedui:Claim) WHERE {LIVE.format('c')} RETURN properties(c) AS c ORDER BY c.id, c.dataset",
                version=version,
            )
            return [(claim(row["c"]), sources[row["c"]["dataset"]][row["c"]["source"]]) for row in rows]

        return self.steady(read)


_TIERS = (
    (Tier.ID, "o.id = $text OR o.code = $text"),
    (Tier.NAME, "o.name = $text OR toLower(o.name_en) = $lower"),
    (Tier.ALIAS, "any(alias IN o.aliases WHERE toLower(alias) = $lower)"),
    (
        Tier.PART,
        "toLower(o.name) CONTAINS $lower OR toLower(o.name_en) CONTAINS $lower "
        "OR any(alias IN o.aliases WHERE toLower(alias) CONTAINS $lower)",
    ),
    (Tier.PINYIN, "o.name =~ $spelled"),
)


def organization(row: Row) -> Organization:
    """The organization of a node or a statement, with its place."""
    return Organization(
        id=row["id"],
        name=row["name"],
        name_en=row.get("name_en"),
        aliases=tuple(row.get("aliases") or ()),
        kind=Kind(row["kind"]),
        part_of=row.get("part_of"),
        code=row.get("code"),
        on_roster=row["on_roster"],
        illustrative=row["illustrative"],
        attributes=json.loads(row.get("attributes") or "{}"),
        source=row["source"],
        place=_place(row),
    )


def _built(nodes: Iterable[Row], edges: Iterable[Row]) -> Network:
    """The network of these rows, in the order of its conventions."""
    found = {_edge_key(row): row["agreement"] for row in edges}
    ordered = sorted(found)
    return build(
        sorted(((row["id"], _node(row)) for row in nodes), key=lambda node: node[0]),
        [(*key, _edge(found[edge])) for key, edge in zip(keyed(ordered), ordered, strict=True)],
    )


def _edge_key(row: Row) -> tuple[str, str, str, str]:
    own = row["agreement"]
    return row["helper"], row["recipient"], own["id"], own["dataset"]


def _node(row: Row) -> dict[str, Any]:
    return {
        "name": row["name"],
        "name_en": row["name_en"],
        "aliases": tuple(row["aliases"] or ()),
        "kind": row["kind"],
        "part_of": row["part_of"],
        "code": row["code"],
        "on_roster": row["on_roster"],
        "illustrative": row["illustrative"],
        "attributes": json.loads(row["attributes"] or "{}"),
    }


def _edge(row: Row) -> dict[str, Any]:
    words = {name: row.get(name) for name in ("kind", "form", "sector", "start", "end", "certainty")}
    return words | {
        "illustrative": row["illustrative"],
        "attributes": json.loads(row.get("attributes") or "{}"),
        "source": row["source"],
    }


def _place(row: Row) -> Place:
    return Place(row["file"], row.get("sheet"), row["row"])


def day(text: str | None) -> date | None:
    """A day as it is kept."""
    return date.fromisoformat(text) if text else None


def _dataset(row: Row, sources: Mapping[str, Source]) -> LoadedDataset:
    return LoadedDataset(
        row["name"],
        {"en": row["title_en"], "zh": row["title_zh"]},
        day(row.get("as_of")),
        row["location"],
        {"en": list(row["notes_en"]), "zh": list(row["notes_zh"])},
        tuple(sources.values()),
        row["organizations"],
        row["agreements"],
        row["contributions"],
        row["claims"],
    )


def _contribution(row: Row) -> Contribution:
    return Contribution(
        id=row["id"],
        agreement=row.get("agreement"),
        helper=row.get("helper"),
        recipient=row.get("recipient"),
        measure=Measure(row["measure"]),
        value=Decimal(row["value"]),
        unit=row["unit"],
        sector=row.get("sector"),
        period=row.get("period"),
        printed=row.get("printed"),
        illustrative=row["illustrative"],
        attributes=json.loads(row.get("attributes") or "{}"),
        source=row["source"],
        place=_place(row),
    )


def claim(row: Row) -> Claim:
    """The claim of a node."""

    def counts(text: str) -> dict[Kind, int]:
        return {Kind(kind): int(count) for kind, count in json.loads(text).items()}

    return Claim(
        id=row["id"],
        kind=Kind(row["kind"]) if row.get("kind") else None,
        form=Form(row["form"]) if row.get("form") else None,
        helper=row.get("helper"),
        recipient=row.get("recipient"),
        helpers=counts(row["helpers"]),
        recipients=counts(row["recipients"]),
        measure=Measure(row["measure"]) if row.get("measure") else None,
        value=Decimal(row["value"]) if row.get("value") is not None else None,
        unit=row.get("unit"),
        sector=row.get("sector"),
        since=PartialDate.parse(row["since"]) if row.get("since") else None,
        printed=row.get("printed"),
        attributes=json.loads(row.get("attributes") or "{}"),
        source=row["source"],
        place=_place(row),
    )
