"""A dataset out of a Neo4j store, as a loader would hand it over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph import dataset as tables
from graph.dataset import Dataset, FileRef
from graph.errors import StoreError
from graph.store.neo4j import read
from graph.store.neo4j.schema import LIVE

if TYPE_CHECKING:
    import polars as pl

    from graph.store.neo4j.server import Row, Version


def dataset(version: Version, name: str) -> Dataset:
    """What the dataset of this name states, in the order of its ids; raises `StoreError` when there is none."""
    about = {one.name: one for one in read.datasets(version)}
    if name not in about:
        raise StoreError("store.no_dataset", name=name, known=", ".join(about))
    own = about[name]
    marks = version.run(
        "MATCH (d:Jiedui:Dataset {name: $name}) RETURN d.fingerprint AS mark, d.files AS files, d.sheets AS sheets",
        name=name,
    )[0]
    refs = tuple(FileRef(file, sheet or None) for file, sheet in zip(marks["files"], marks["sheets"], strict=True))
    files = {(ref.name, ref.sheet): number for number, ref in enumerate(refs)}
    claims = version.run(
        f"MATCH (c:Jiedui:Claim {{dataset: $name}}) WHERE {LIVE.format('c')} RETURN properties(c) AS c ORDER BY c.id",
        name=name,
    )
    return Dataset(
        name=name,
        title=own.title,
        as_of=own.as_of,
        location=own.location,
        fingerprint=marks["mark"],
        files=refs,
        sources=own.sources,
        organizations=_organizations(version, name, files),
        agreements=_agreements(version, name, files),
        contributions=_contributions(version, name, files),
        claims=tuple(read.claim(row["c"]) for row in claims),
        notes={lang: tuple(notes) for lang, notes in own.notes.items()},
    )


_Files = dict[tuple[str, str | None], int]


def _organizations(version: Version, name: str, files: _Files) -> pl.DataFrame:
    sole = version.run(
        f"MATCH (o:Organization {{dataset: $name}}) WHERE {LIVE.format('o')} "
        f"AND NOT EXISTS {{ (s:Statement)-[:ABOUT]->(o) WHERE {LIVE.format('s')} }} "
        "RETURN o.id AS id, properties(o) AS stated, head([(o)-[:PART_OF]->(p) | p.id]) AS part_of",
        name=name,
    )
    shared = version.run(
        f"MATCH (s:Statement {{dataset: $name}})-[:ABOUT]->(o:Organization) WHERE {LIVE.format('s')} "
        "RETURN o.id AS id, properties(s) AS stated, s.part_of AS part_of",
        name=name,
    )
    rows = sorted((*sole, *shared), key=lambda row: row["id"])
    return _table(
        [{**row["stated"], "id": row["id"], "part_of": row["part_of"]} for row in rows], files, tables.ORGANIZATION
    )


def _agreements(version: Version, name: str, files: _Files) -> pl.DataFrame:
    rows = version.run(
        f"MATCH (h)-[a:PAIRED_WITH {{dataset: $name}}]->(r) WHERE {LIVE.format('a')} "
        "RETURN h.id AS helper, r.id AS recipient, properties(a) AS stated ORDER BY stated.id, helper, recipient",
        name=name,
    )
    return _table(
        [{**row["stated"], "helper": row["helper"], "recipient": row["recipient"]} for row in rows],
        files,
        tables.AGREEMENT,
    )


def _contributions(version: Version, name: str, files: _Files) -> pl.DataFrame:
    rows = version.run(
        f"MATCH (c:Jiedui:Contribution {{dataset: $name}}) WHERE {LIVE.format('c')} "
        "RETURN properties(c) AS stated ORDER BY stated.id",
        name=name,
    )
    return _table([row["stated"] for row in rows], files, tables.CONTRIBUTION)


def _table(rows: list[Row], files: _Files, columns: tuple[str, ...]) -> pl.DataFrame:
    known = [{name: row.get(name) for name in columns} | {"file": (row["file"], row.get("sheet"))} for row in rows]
    return tables.table(known, files, columns)
