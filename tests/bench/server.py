"""Times push, pull and the national questions on a real Neo4j, beside bare driver scripts in the same run.

    python tests/bench/server.py [--agreements 200000] [--runs 3] [--work DIR]

The network is that of `generate.py`: half as many organizations as agreements. The bare scripts do what one writes by
hand: `UNWIND $rows` and `MATCH` on a constrained key, in batches of the same size; one Cypher query a question. They keep
no sources, no places and no versions. The server is one of our own (`tests/graph/store/neo4j/server.py`). Prints a Markdown report; no
time fails it, an answer that differs does.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import polars as pl
from neo4j import Driver, GraphDatabase, ManagedTransaction

from graph.dates import days
from graph.model import Kind
from graph.query import By, Query
from graph.store import Store
from graph.store.open import open_store
from loaders.into import open as inputs
from tests.bench.generate import generate
from tests.graph.store.neo4j.server import LINES, Server, running

DAY = date(2021, 12, 31)
NUMBER = 20211231
BATCH = 20_000
Row = dict[str, Any]


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--agreements", type=int, default=200_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--work", type=Path)
    options = parser.parse_args(arguments)
    work = options.work or Path(tempfile.mkdtemp())
    work.mkdir(parents=True, exist_ok=True)
    generate(work / "package", options.agreements, 1)
    with closing(open_store(str(work / "first.db"), create=True)) as file:
        file.load(inputs.load(str(work / "package")).dataset)
    with running(next(iter(LINES)), work / "server", options=()) as server:
        os.environ.update(server.environment())
        found = measured(work, server, options.runs)
    report(found, options.agreements, options.runs)
    shutil.rmtree(work)
    return 0


Times = dict[str, list[float]]


def measured(work: Path, server: Server, runs: int) -> Times:
    """Every time, by what was timed; ours and bare take turns."""
    times: Times = {}
    package = work / "package"

    def timed(what: str, work_: Callable[[], Any]) -> Any:
        began = time.perf_counter()
        result = work_()
        times.setdefault(what, []).append(time.perf_counter() - began)
        return result

    with GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        for run in range(runs + 1):
            if run == 1:  # the first warmed the server up, and is not counted
                times.clear()
            bare(driver, package, work / f"bare{run}.db", timed)
            with closing(open_store(str(work / "first.db"))) as file:
                ours(driver, server, file, work / f"ours{run}.db", timed)
    return times


Timed = Callable[[str, Callable[[], Any]], Any]


def bare(driver: Driver, package: Path, path: Path, timed: Timed) -> None:
    """The scripts written by hand."""
    empty(driver)
    timed("push, bare", lambda: bare_push(driver, package))
    ANSWERS["gaps"] = timed("gaps, bare", lambda: bare_gaps(driver))
    ANSWERS["coverage"] = timed("coverage, bare", lambda: bare_coverage(driver))
    timed("pull, bare", lambda: bare_pull(driver, path))


def ours(driver: Driver, server: Server, file: Store, path: Path, timed: Timed) -> None:
    """The same by the store; every answer is compared with that of the file and with the bare one."""
    empty(driver)
    query = Query(DAY, Kind.VILLAGE)
    with closing(open_store(server.uri, create=True)) as store, closing(open_store(str(path), create=True)) as second:
        timed("push", lambda: store.load(file.dataset("bench-national")))
        gaps = timed("gaps", lambda: store.gaps(query))
        coverage = timed("coverage", lambda: store.coverage(query, By.COUNTY))
        timed("pull", lambda: second.load(store.dataset("bench-national")))
        if not gaps == file.gaps(query) == second.gaps(query) or coverage != file.coverage(query, By.COUNTY):
            raise SystemExit("the server's answer differs")
    if {row["id"] for row in ANSWERS["gaps"]} != {row.id for row in gaps.rows}:
        raise SystemExit("the bare gaps differ")
    direct = {row["county"]: row["direct"] for row in ANSWERS["coverage"]}
    if direct != {group.id: group.tally.direct for group in coverage.groups if group.id}:
        raise SystemExit("the bare coverage differs")


ANSWERS: dict[str, list[Row]] = {}


def empty(driver: Driver) -> None:
    """An empty database, indexes and all."""
    for what, removed in (("()-[x]->()", "DELETE"), ("(x)", "DETACH DELETE")):
        while driver.execute_query(f"MATCH {what} WITH x LIMIT 20000 {removed} x RETURN count(*) AS n").records[0]["n"]:
            pass
    for row in driver.execute_query("SHOW CONSTRAINTS YIELD name").records:
        driver.execute_query(f"DROP CONSTRAINT {row['name']}")
    for row in driver.execute_query("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP'").records:
        driver.execute_query(f"DROP INDEX {row['name']}")


def batches(driver: Driver, query: Any, rows: list[Row]) -> None:
    """A query over all rows, a transaction a batch."""
    with driver.session() as session:
        for start in range(0, len(rows), BATCH):
            session.execute_write(_written, query, rows[start : start + BATCH])


def _written(transaction: ManagedTransaction, query: Any, rows: list[Row]) -> None:
    transaction.run(query, rows=rows).consume()


def bare_push(driver: Driver, package: Path) -> None:
    """Organizations, their units and their agreements, as one writes it by hand."""
    driver.execute_query("CREATE CONSTRAINT bare IF NOT EXISTS FOR (o:Organization) REQUIRE o.id IS UNIQUE")
    driver.execute_query("CALL db.awaitIndexes(60)")
    orgs = pl.read_csv(package / "organizations.csv", infer_schema=False)
    orgs = orgs.with_columns(on_roster=pl.col("on_roster") == "true")
    for (kind,), some in orgs.group_by("kind"):
        label = str(kind).title().replace("_", "")
        rows = [{"id": row.pop("id"), "set": row} for row in some.drop("part_of").to_dicts()]
        batches(driver, f"UNWIND $rows AS row CREATE (o:Organization:{label} {{id: row.id}}) SET o += row.set", rows)
    batches(
        driver,
        "UNWIND $rows AS row MATCH (o:Organization {id: row.id}) MATCH (p:Organization {id: row.part_of}) "
        "CREATE (o)-[:PART_OF]->(p)",
        orgs.select("id", "part_of").drop_nulls().to_dicts(),
    )
    rows = []
    for row in pl.read_csv(package / "agreements.csv", infer_schema=False).to_dicts():
        (row["start_first"], row["start_last"]), (row["end_first"], row["end_last"]) = (
            days(row["start"]),
            days(row["end"]),
        )
        rows.append({"helper": row.pop("helper"), "recipient": row.pop("recipient"), "set": row})
    batches(
        driver,
        "UNWIND $rows AS row MATCH (h:Organization {id: row.helper}) MATCH (r:Organization {id: row.recipient}) "
        "CREATE (h)-[a:PAIRED_WITH]->(r) SET a = row.set",
        rows,
    )


def bare_gaps(driver: Driver) -> list[Row]:
    """Which villages lack a partner of their own, and why: one query."""
    query = (
        "MATCH (o:Village) WHERE o.on_roster AND NOT EXISTS { (o)<-[a:PAIRED_WITH]-() "
        "WHERE a.start_first <= $day AND a.end_last >= $day } "
        "OPTIONAL MATCH (h)-[e:PAIRED_WITH]->(o) WHERE e.end_last < $day "
        "WITH o, h, e ORDER BY e.end_last DESC WITH o, head(collect({name: h.name, end: e.end})) AS last "
        "RETURN o.id AS id, o.name AS name, [(o)-[:PART_OF*]->(u) | u.name] AS area, last.name AS partner, "
        "last.end AS end, EXISTS { (o)-[:PART_OF*]->()<-[a:PAIRED_WITH]-() "
        "WHERE a.start_first <= $day AND a.end_last >= $day } AS inherited"
    )
    return driver.execute_query(query, day=NUMBER, result_transformer_=lambda result: result.data())


def bare_coverage(driver: Driver) -> list[Row]:
    """The share of villages with a partner of their own, by county: one query."""
    query = (
        "MATCH (o:Village) WHERE o.on_roster OPTIONAL MATCH (o)<-[a:PAIRED_WITH]-() "
        "WITH o, sum(CASE WHEN a.start_first <= $day AND a.end_last >= $day THEN 1 ELSE 0 END) AS held, "
        "sum(CASE WHEN a.end_last < $day THEN 1 ELSE 0 END) AS ended "
        "MATCH (o)-[:PART_OF*]->(c:County) WITH o, c, held, ended, EXISTS { (o)-[:PART_OF*]->()<-[b:PAIRED_WITH]-() "
        "WHERE b.start_first <= $day AND b.end_last >= $day } AS above "
        "RETURN c.id AS county, count(*) AS roster, sum(CASE WHEN held > 0 THEN 1 ELSE 0 END) AS direct, "
        "sum(CASE WHEN held = 0 AND above THEN 1 ELSE 0 END) AS inherited, "
        "sum(CASE WHEN held = 0 AND NOT above AND ended > 0 THEN 1 ELSE 0 END) AS lapsed"
    )
    return driver.execute_query(query, day=NUMBER, result_transformer_=lambda result: result.data())


def bare_pull(driver: Driver, path: Path) -> None:
    """All nodes and all agreements, into two tables."""
    with sqlite3.connect(path) as db, driver.session(fetch_size=5_000) as session:
        db.execute("CREATE TABLE organization (id TEXT PRIMARY KEY, part_of TEXT, data TEXT)")
        db.execute("CREATE TABLE agreement (helper TEXT, recipient TEXT, id TEXT, data TEXT)")
        nodes = session.execute_read(
            lambda tx: tx.run("MATCH (o:Organization) RETURN o, head([(o)-[:PART_OF]->(p) | p.id]) AS part_of").data()
        )
        db.executemany(
            "INSERT INTO organization VALUES (?, ?, ?)",
            ((row["o"]["id"], row["part_of"], repr(row["o"])) for row in nodes),
        )
        edges = session.execute_read(
            lambda tx: tx.run(
                "MATCH (h)-[a:PAIRED_WITH]->(r) RETURN h.id AS helper, r.id AS recipient, properties(a) AS own"
            ).data()
        )
        db.executemany(
            "INSERT INTO agreement VALUES (?, ?, ?, ?)",
            ((row["helper"], row["recipient"], row["own"]["id"], repr(row["own"])) for row in edges),
        )
    db.close()


def report(times: Times, agreements: int, runs: int) -> None:
    """Print the table."""
    print(
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, "
        f"Neo4j {next(iter(LINES))}; {agreements // 2:,} organizations, {agreements:,} agreements, "
        f"median of {runs} runs\n"
    )
    print("| what | ours, s | bare, s | ratio | target | met |\n|---|--:|--:|--:|---|---|")
    for what, target in (("push", 1.3), ("pull", 1.3), ("gaps", 1.2), ("coverage", 1.2)):
        ours, bare = median(times[what]), median(times[f"{what}, bare"])
        met = "yes" if ours / bare <= target else "no"
        print(f"| {what} | {ours:.2f} | {bare:.2f} | {ours / bare:.2f}× | ≤ {target}× | {met} |")


if __name__ == "__main__":
    sys.exit(main())
