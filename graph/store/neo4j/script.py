"""A whole store as one Cypher script, for `cypher-shell` or the Neo4j Browser; it leaves what a push leaves.

A script has no parameters. Values are written into its queries, each by `literal`; nowhere else is that done.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from graph.dataset import Statement, merge
from graph.model import Kind
from graph.store.changes import counts_of
from graph.store.neo4j import listing, ties
from graph.store.neo4j import rows as kept
from graph.store.neo4j.schema import CONSTRAINTS, FORMAT, INDEXES, NEVER, key_of
from graph.versions import Version, picked, series

if TYPE_CHECKING:
    from graph.dataset import Dataset
    from graph.model import Organization
    from graph.store import Progress, Store
    from graph.store.neo4j.listing import Window
    from graph.store.neo4j.server import Row

BATCH = 200
"""How many rows a statement holds; a server reads a long statement slowly."""
_FIRST = 1
"""The number of the state that a script leaves."""
_BEGIN = "CREATE (m:Jiedui:JieduiStore {id: 'store', version: 0, format: $format, unfinished: true})"
_END = "MATCH (m:Jiedui:JieduiStore {id: 'store'}) SET m.version = $next, m.connected = $next REMOVE m.unfinished"
_SIDES = (
    "MATCH (o:Jiedui:Organization) WHERE EXISTS { (o)-[:PAIRED_WITH]->() } SET o:Helper",
    "MATCH (o:Jiedui:Organization) WHERE EXISTS { (o)<-[:PAIRED_WITH]-() } SET o:Recipient",
)


def statements(store: Store, progress: Progress | None = None) -> Iterator[str]:
    """The statements that copy `store` into an empty database, each on one line and ending in `;`.

    They fail in a database that already holds a store. Readers see nothing before the last statement.
    """
    tell = progress or (lambda *_: None)
    datasets = {key_of(one.name, one.version): store.dataset(one.name, one.version) for one in store.datasets()}
    versions = [Version(key, one.name, one.as_of, one.read_as) for key, one in datasets.items()]
    yield from (f"{constraint};" for constraint in CONSTRAINTS)
    yield filled(_BEGIN, format=FORMAT)
    yield from _organizations(datasets, picked(versions, None), tell)
    listed: dict[str, list[Row]] = {}
    windows: dict[str, Window] = {}
    for name, own in series(versions).items():
        rows = {one.version: kept.agreements(datasets[one.key]) for one in own}
        listed |= {key_of(name, day): list(some) for day, some in listing.agreements(own, rows)}
        windows |= {key_of(name, day): window for day, window in listing.windows(own).items()}
    ends: dict[frozenset[str], dict[str, ties.Ends]] = {}
    for key, dataset in datasets.items():
        seen = ties.beside(versions, key)
        if seen not in ends:
            ends[seen] = ties.ends(
                (row["set"]["id"], row["helper"], row["recipient"]) for one in seen for row in listed[one]
            )
        yield from _many(kept.AGREEMENTS, list(kept.as_edges(listed[key])), tell, "agreement")
        given = [ties.completed(row, ends[seen]) for row in kept.contributions(dataset)]
        yield from _many(kept.RECORDS["Contribution"], given, tell, "contribution")
        yield from _many(kept.RECORDS["Claim"], list(kept.claims(dataset)), tell, "contribution")
        yield filled(kept.DATASETS, datasets=[kept.about(dataset, counts_of(dataset), windows[key])])
        yield filled(kept.SOURCES, sources=kept.sources(dataset))
    yield from (f"{query};" for query in _SIDES)
    yield from (f"{index};" for index in INDEXES)
    yield filled(_END, next=_FIRST)


def _organizations(datasets: Mapping[str, Dataset], current: Collection[str], tell: Progress) -> Iterator[str]:
    stated: dict[str, list[Statement]] = {}
    for key, dataset in datasets.items():
        for org in kept.organizations(dataset):
            stated.setdefault(org.id, []).append(Statement(org, dataset.name, dataset.as_of, key in current))
    by_kind: dict[Kind, list[Row]] = {}
    units, several = [], []
    for id_, some in sorted(stated.items()):
        merged, main = merge(some)
        by_kind.setdefault(merged.kind, []).append(kept.node(_placed(merged, main), main.dataset, kept.day_of(main)))
        if merged.part_of is not None:
            units.append({"id": id_, "part_of": merged.part_of})
        if len(some) > 1 or not main.current:
            new = [kept.statement(one.organization, one.dataset, kept.day_of(one)) for one in some]
            several.append({"id": id_, "new": new})
    for kind, rows in sorted(by_kind.items()):
        yield from _many(kept.ORGANIZATIONS[kind], list(kept.as_nodes(rows)), tell, "organization")
    yield from _many(kept.UNITS, units, tell, "organization")
    yield from _many(kept.STATEMENTS, several, tell, "merge")


def _placed(merged: Organization, main: Statement) -> Organization:
    return replace(merged, source=main.organization.source, place=main.organization.place)


def _many(query: str, rows: Sequence[object], tell: Progress, what: str) -> Iterator[str]:
    for start in range(0, len(rows), BATCH):
        tell(what, start, len(rows))
        yield filled(query, rows=rows[start : start + BATCH], next=_FIRST, never=NEVER)


def filled(query: str, **parameters: Any) -> str:
    r"""A query with its parameters written out, as one line.

    >>> filled("MATCH (o {id: $id}) RETURN o", id="it's")
    "MATCH (o {id: 'it\\'s'}) RETURN o;"
    """
    return re.sub(r"\$(\w+)", lambda match: literal(parameters[match[1]]), query) + ";"


def literal(value: object) -> str:
    r"""A value as Cypher writes it: null, true, 12, 'text', [lists] and {maps: 1}; raises `TypeError` for any other.

    >>> literal({"a": [1, None, True], "b": "line\nbreak"})
    "{a: [1, null, true], b: 'line\\nbreak'}"
    """
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(key)}: {literal(item)}" for key, item in value.items() if item is not None) + "}"
    if isinstance(value, Sequence):
        return "[" + ", ".join(literal(item) for item in value) + "]"
    raise TypeError(type(value).__name__)


def _key(name: str) -> str:
    if not re.fullmatch(r"[a-z_]+", name):  # names of properties are ours, never data
        raise TypeError(name)
    return name


_ESCAPED = str.maketrans({"\\": r"\\", "'": r"\'", "\n": r"\n", "\r": r"\r", "\t": r"\t", "\f": r"\f", "\b": r"\b"})


def _text(value: str) -> str:
    """In quotes; a `\\` before a `u` stands in a piece of its own, as servers differ in what the two together mean."""
    pieces = re.split(r"(?<=\\)(?=[uU])", value)
    return " + ".join(f"'{piece.translate(_ESCAPED)}'" for piece in pieces)
