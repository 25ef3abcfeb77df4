"""The records of a dataset as they are written into Neo4j, and the queries that write them.

A load runs these queries with its rows as parameters; a script contains them with its rows written out. Organizations
and agreements, which are many, are sent as lists and created with all their properties: maps, and properties that are
set afterwards, take a server longer.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from graph.dates import days
from graph.model import Kind, Organization, Place
from graph.store.neo4j.schema import LABELS

if TYPE_CHECKING:
    from graph.dataset import Dataset, Statement
    from graph.store.changes import Counts
    from graph.store.neo4j.listing import Window
    from graph.store.neo4j.server import Row

OWN = (
    "name",
    "name_en",
    "aliases",
    "kind",
    "code",
    "on_roster",
    "illustrative",
    "attributes",
    "unmatched",
    "dataset",
    "version",
    "source",
    "file",
    "sheet",
    "row",
)
"""The properties of an organization's node besides its id and the states in which it is there."""
PLACE = frozenset({"dataset", "version", "source", "file", "sheet", "row"})
"""Those that say which version it was mainly taken from, and where that states it."""
_OF_AGREEMENT = (
    "id",
    "kind",
    "form",
    "sector",
    "start",
    "end",
    "certainty",
    "status",
    "illustrative",
    "attributes",
    "source",
    "row",
    "start_first",
    "start_last",
    "end_first",
    "end_last",
    "dataset",
    "file",
    "sheet",
    "version",
    "listed_from",
    "listed_until",
    "unlisted_since",
    "source_version",
)


def _from_list(names: Sequence[str], first: int) -> str:
    """Properties of these names, set from the items of a row, the `first` of which is for the first name."""
    return ", ".join(f"{name}: row[{place}]" for place, name in enumerate(names, first))


_LIVES = "{0}.died = $never, {0}.born = $next"
"""Set last: the property that is written last is found first."""
_BORN = "died: $never, born: $next"
_NODE = _from_list(OWN, 1)
_EDGE = _from_list(_OF_AGREEMENT, 2)
ORGANIZATIONS = {
    kind: f"UNWIND $rows AS row CREATE (o:Jiedui:Organization:{label} {{id: row[0], {_NODE}, {_BORN}}})"
    for kind, label in LABELS.items()
}
UNITS = (
    "UNWIND $rows AS row MATCH (o:Organization {id: row.id}) MATCH (p:Organization {id: row.part_of}) "
    "CREATE (o)-[:PART_OF]->(p)"
)
AGREEMENTS = (
    "UNWIND $rows AS row MATCH (h:Organization {id: row[0]}) MATCH (r:Organization {id: row[1]}) "
    f"CREATE (h)-[a:PAIRED_WITH {{{_EDGE}, {_BORN}}}]->(r)"
)
STATEMENTS = (
    "UNWIND $rows AS row MATCH (o:Organization {id: row.id}) "
    "CALL (o, row) { UNWIND row.new AS new CREATE (s:Jiedui:Statement)-[:ABOUT]->(o) "
    f"SET s = new, {_LIVES.format('s')} }}"
)
RECORDS = {
    label: f"UNWIND $rows AS row CREATE (c:Jiedui:{label}) SET c = row.set, {_LIVES.format('c')} WITH c, row "
    "CALL (c, row) { MATCH (h:Organization {id: coalesce(row.helper, c.helper)}) CREATE (h)-[:GAVE]->(c) } "
    "CALL (c, row) { MATCH (r:Organization {id: coalesce(row.recipient, c.recipient)}) CREATE (c)-[:TO]->(r) }"
    for label in ("Contribution", "Claim")
}
DATASETS = (
    "UNWIND $datasets AS about MERGE (d:Dataset {name: about.name, version: about.version}) SET d = about, d:Jiedui"
)
SOURCES = "UNWIND $sources AS row CREATE (s:Jiedui:Source) SET s = row"


def about(dataset: Dataset, counts: Counts, window: Window) -> Row:
    """The node of a version: what it says of itself, when it counts, and how many records it has."""
    return {
        "name": dataset.name,
        "version": dataset.version,
        "read_as": dataset.read_as,
        **window._asdict(),
        "title_en": dataset.title["en"],
        "title_zh": dataset.title["zh"],
        "as_of": dataset.version or None,
        "location": dataset.location,
        "fingerprint": dataset.fingerprint,
        "notes_en": list(dataset.notes.get("en", ())),
        "notes_zh": list(dataset.notes.get("zh", ())),
        **counts._asdict(),
        "proposed": list(dataset.proposed),
        "files": [ref.name for ref in dataset.files],
        "sheets": [ref.sheet or "" for ref in dataset.files],
    }


def sources(dataset: Dataset) -> list[Row]:
    """The nodes of a dataset's sources."""
    return [
        _full(
            {
                "dataset": dataset.name,
                "version": dataset.version,
                "id": s.id,
                "title": s.title,
                "publisher": s.publisher,
                "date": s.date,
                "url": s.url,
                "language": s.language,
                "file": s.file,
            }
        )
        for s in dataset.sources
    ]


def organizations(dataset: Dataset) -> Iterator[Organization]:
    """The organizations of a dataset, each with its place."""
    for row in dataset.organizations.iter_rows(named=True):
        file = dataset.files[row["file"]]
        yield Organization(
            id=row["id"],
            name=row["name"],
            name_en=row["name_en"],
            kind=Kind(row["kind"]),
            aliases=tuple(json.loads(row["aliases"] or "[]")),
            part_of=row["part_of"],
            code=row["code"],
            on_roster=row["on_roster"],
            illustrative=row["illustrative"],
            attributes=json.loads(row["attributes"] or "{}"),
            source=row["source"],
            place=Place(file.name, file.sheet, row["row"]),
        )


def agreements(dataset: Dataset) -> Iterator[Row]:
    """The relationships of a dataset's agreements: both ends, and the properties."""
    for row in dataset.agreements.iter_rows(named=True):
        start_first, start_last = days(row["start"])
        end_first, end_last = days(row["end"])
        own = {
            name: row[name]
            for name in (
                "id",
                "kind",
                "form",
                "sector",
                "start",
                "end",
                "certainty",
                "status",
                "illustrative",
                "attributes",
                "source",
                "row",
            )
        }
        own |= {"start_first": start_first, "start_last": start_last, "end_first": end_first, "end_last": end_last}
        yield {"helper": row["helper"], "recipient": row["recipient"], "set": _full(own | _where(dataset, row["file"]))}


def contributions(dataset: Dataset) -> Iterator[Row]:
    """The nodes of a dataset's contributions."""
    names = (
        "id",
        "agreement",
        "helper",
        "recipient",
        "measure",
        "value",
        "unit",
        "sector",
        "period",
        "printed",
        "status",
        "bound",
        "illustrative",
        "attributes",
        "source",
        "row",
    )
    for row in dataset.contributions.iter_rows(named=True):
        yield {"set": _full({name: row[name] for name in names} | _where(dataset, row["file"]))}


def claims(dataset: Dataset) -> Iterator[Row]:
    """The nodes of a dataset's claims."""
    for claim in dataset.claims:
        counts = {
            side: json.dumps({kind.value: str(count) for kind, count in own.items()})
            for side, own in (("helpers", claim.helpers), ("recipients", claim.recipients))
        }
        place = claim.place or Place(dataset.files[0].name, dataset.files[0].sheet, 0)
        own = {
            "id": claim.id,
            "kind": claim.kind and claim.kind.value,
            "form": claim.form and claim.form.value,
            "helper": claim.helper,
            "recipient": claim.recipient,
            "measure": claim.measure and claim.measure.value,
            "value": None if claim.value is None else str(claim.value),
            "unit": claim.unit,
            "sector": claim.sector,
            "since": str(claim.since) if claim.since else None,
            "printed": claim.printed,
            "attributes": _json(claim.attributes),
            "source": claim.source,
            "dataset": dataset.name,
            "version": dataset.version,
            "file": place.file,
            "sheet": place.sheet,
            "row": place.row,
        }
        yield {"set": _full(own | counts)}


def as_nodes(rows: Iterable[Row]) -> Iterator[list[Any]]:
    """What `node` returns, as the queries of `ORGANIZATIONS` read it."""
    return ([row["id"], *(row["set"][name] for name in OWN)] for row in rows)


def as_edges(rows: Iterable[Row]) -> Iterator[list[Any]]:
    """What `agreements` returns, as the query `AGREEMENTS` reads it."""
    return ([row["helper"], row["recipient"], *map(row["set"].get, _OF_AGREEMENT)] for row in rows)


def _where(dataset: Dataset, file: int) -> Row:
    own = dataset.files[file]
    return {"dataset": dataset.name, "version": dataset.version, "file": own.name, "sheet": own.sheet}


def day_of(statement: Statement) -> str:
    """The version of a statement as an ISO text; empty without a day."""
    return statement.as_of.isoformat() if statement.as_of else ""


def node(org: Organization, dataset: str, version: str) -> Row:
    """An organization's node: its id, its unit, and all other properties."""
    own = {
        "name": org.name,
        "name_en": org.name_en,
        "aliases": list(org.aliases) or None,
        "kind": org.kind.value,
        "code": org.code,
        "on_roster": org.on_roster,
        "illustrative": org.illustrative,
        "attributes": _json(org.attributes),
        "unmatched": True if org.attributes.get("unmatched") else None,
        "dataset": dataset,
        "version": version,
        "source": org.source,
        "file": org.place and org.place.file,
        "sheet": org.place and org.place.sheet,
        "row": org.place and org.place.row,
    }
    return {"id": org.id, "part_of": org.part_of, "set": own}


def statement(org: Organization, dataset: str, version: str) -> Row:
    """The node of what one version states of an organization."""
    row = node(org, dataset, version)
    return _full({**row["set"], "part_of": org.part_of, "organization": org.id})


def _full(row: Row) -> Row:
    """A record without what is not known: a property cannot be null."""
    return {name: value for name, value in row.items() if value is not None}


def _json(attributes: Mapping[str, str]) -> str | None:
    return json.dumps(dict(attributes), ensure_ascii=False) if attributes else None
