"""Renewing a store that an earlier jiedui filled: each of its datasets becomes a series of one version.

What readers see stays the same; it is done in batches, and a renewal that was killed is done again by the next write.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.dataset import PACKAGE
from graph.store.neo4j import lease, read
from graph.store.neo4j.schema import ALWAYS, CONSTRAINTS, EVER, FORMAT

if TYPE_CHECKING:
    from graph.store.neo4j.lease import Writer
    from graph.store.neo4j.server import State

_RECORDS = (
    "(x:Jiedui:Organization)",
    "(x:Jiedui:Statement)",
    "(x:Jiedui:Contribution)",
    "(x:Jiedui:Claim)",
    "(x:Jiedui:Source)",
    "()-[x:PAIRED_WITH]->()",
)


def renew(state: State, writer: Writer) -> None:
    """Says of every record of the former format which version states it; nothing where the format is this one."""
    marker = state.server.marker()
    if marker is None or marker["format"] >= FORMAT:
        return
    state.server.arrange(CONSTRAINTS)
    rosters = [{"name": name, "count": count} for name, count in read.rosters(state).items()]
    writer.write(
        "MATCH (d:Jiedui:Dataset) SET d.version = coalesce(d.as_of, ''), d.read_as = coalesce(d.read_as, $read_as), "
        "d.roster = coalesce(d.roster, 0), d.listed_from = $first, d.listed_until = $last",
        "UNWIND $rosters AS row MATCH (d:Jiedui:Dataset {name: row.name}) SET d.roster = row.count",
        read_as=PACKAGE,
        first=ALWAYS,
        last=EVER,
        rosters=rosters,
    )
    for records in _RECORDS:
        listed = ", x.listed_from = $first, x.listed_until = $last" if "PAIRED_WITH" in records else ""
        while writer.write(
            f"MATCH {records} WHERE x.version IS NULL WITH x LIMIT $batch "
            "OPTIONAL MATCH (d:Jiedui:Dataset {name: x.dataset}) "
            f"SET x.version = coalesce(d.version, ''){listed} RETURN count(*) AS count",
            batch=lease.BATCH,
            first=ALWAYS,
            last=EVER,
        )[0]["count"]:
            pass
    writer.write("MATCH (m:Jiedui:JieduiStore {id: 'store'}) SET m.format = $format", format=FORMAT)
