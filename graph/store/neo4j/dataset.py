"""A dataset out of a Neo4j store, as a loader would hand it over."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from graph import dataset as tables
from graph.dataset import Dataset, FileRef
from graph.store.neo4j import read
from graph.store.neo4j.schema import LIVE, STATED

if TYPE_CHECKING:
    import polars as pl

    from graph.store.neo4j.server import Row, State

_OF_VERSION = LIVE + " AND coalesce({0}.version, $day) = $day"
"""The condition that a record is of the version that is asked for; what an earlier jiedui wrote is of the only one."""


def dataset(state: State, name: str, day: str | None = None) -> Dataset:
    """What a dataset states, in the order of its ids: for a day (ISO, empty for none), else its newest version.

    Raises `StoreError` when there is none of that name or day.
    """
    found = read.version(state, name, day)
    (own,) = (one for one in read.datasets(state) if (one.name, one.as_of) == (name, found.as_of))
    asked = {"name": name, "day": own.version}
    marks = state.run(
        "MATCH (d:Jiedui:Dataset {name: $name}) WHERE coalesce(d.as_of, '') = $day "
        "RETURN d.fingerprint AS mark, d.files AS files, d.sheets AS sheets, coalesce(d.proposed, []) AS proposed",
        **asked,
    )[0]
    refs = tuple(FileRef(file, sheet or None) for file, sheet in zip(marks["files"], marks["sheets"], strict=True))
    files = {(ref.name, ref.sheet): number for number, ref in enumerate(refs)}
    claims = state.run(
        f"MATCH (c:Jiedui:Claim {{dataset: $name}}) WHERE {_OF_VERSION.format('c')} "
        "RETURN properties(c) AS c ORDER BY c.id",
        **asked,
    )
    return Dataset(
        name=name,
        title=own.title,
        as_of=own.as_of,
        read_as=own.read_as,
        rejected=own.rejected,
        proposed=tuple(marks["proposed"]),
        location=own.location,
        fingerprint=marks["mark"],
        files=refs,
        sources=own.sources,
        organizations=_organizations(state, asked, files),
        agreements=_agreements(state, asked, files),
        contributions=_contributions(state, asked, files),
        claims=tuple(read.claim(row["c"]) for row in claims),
        notes={lang: tuple(notes) for lang, notes in own.notes.items()},
    )


_Files = dict[tuple[str, str | None], int]


def _organizations(state: State, asked: Mapping[str, str], files: _Files) -> pl.DataFrame:
    sole = state.run(
        f"MATCH (o:Organization {{dataset: $name}}) WHERE {_OF_VERSION.format('o')} AND NOT {STATED.format('o')} "
        "RETURN o.id AS id, properties(o) AS stated, head([(o)-[:PART_OF]->(p) | p.id]) AS part_of",
        **asked,
    )
    shared = state.run(
        f"MATCH (s:Statement {{dataset: $name}})-[:ABOUT]->(o:Organization) WHERE {_OF_VERSION.format('s')} "
        "RETURN o.id AS id, properties(s) AS stated, s.part_of AS part_of",
        **asked,
    )
    rows = sorted((*sole, *shared), key=lambda row: row["id"])
    return _table(
        [{**row["stated"], "id": row["id"], "part_of": row["part_of"]} for row in rows], files, tables.ORGANIZATION
    )


def _agreements(state: State, asked: Mapping[str, str], files: _Files) -> pl.DataFrame:
    rows = state.run(
        f"MATCH (h)-[a:PAIRED_WITH {{dataset: $name}}]->(r) WHERE {_OF_VERSION.format('a')} "
        "AND a.unlisted_since IS NULL "
        "RETURN h.id AS helper, r.id AS recipient, properties(a) AS stated ORDER BY stated.id, helper, recipient",
        **asked,
    )
    return _table(
        [{**row["stated"], "helper": row["helper"], "recipient": row["recipient"]} for row in rows],
        files,
        tables.AGREEMENT,
    )


def _contributions(state: State, asked: Mapping[str, str], files: _Files) -> pl.DataFrame:
    rows = state.run(
        f"MATCH (c:Jiedui:Contribution {{dataset: $name}}) WHERE {_OF_VERSION.format('c')} "
        "RETURN properties(c) AS stated ORDER BY stated.id",
        **asked,
    )
    return _table([row["stated"] for row in rows], files, tables.CONTRIBUTION)


def _table(rows: list[Row], files: _Files, columns: tuple[str, ...]) -> pl.DataFrame:
    known = [{name: row.get(name) for name in columns} | {"file": (row["file"], row.get("sheet"))} for row in rows]
    return tables.table(known, files, columns)
