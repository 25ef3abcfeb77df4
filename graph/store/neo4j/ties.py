"""Ties contributions that name only an agreement to its helper and its recipient (`GAVE`, `TO`).

The relationships are for people who ask the server themselves: no answer of ours needs them, and what a contribution
states stays as it is. An agreement of several pairs has no ends: nothing says whose the money is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from graph.store.neo4j import lease
from graph.store.neo4j.schema import AGREEMENT_INDEX, LIVE, key_of
from graph.versions import Version, picked

if TYPE_CHECKING:
    from graph.store.neo4j.server import Row, State

Ends = tuple[str | None, str | None]
"""The helper and the recipient of an agreement."""
TIE = (
    "UNWIND $rows AS row MATCH (c:Jiedui:Contribution) WHERE elementId(c) = row.key "
    "CALL (c, row) { WITH c, row WHERE row.gave OPTIONAL MATCH ()-[x:GAVE]->(c) DELETE x "
    "WITH DISTINCT c, row MATCH (h:Organization {id: row.helper}) CREATE (h)-[:GAVE]->(c) } "
    "CALL (c, row) { WITH c, row WHERE row.got OPTIONAL MATCH (c)-[x:TO]->() DELETE x "
    "WITH DISTINCT c, row MATCH (r:Organization {id: row.recipient}) CREATE (c)-[:TO]->(r) }"
)
"""Ties each contribution anew on the sides that its row says."""


class Untied(NamedTuple):
    """The rows for `TIE`: of contributions that the state before does not have, and of those that it has."""

    new: list[Row]
    old: list[Row]


def ends(pairs: Iterable[tuple[str, str, str]]) -> dict[str, Ends]:
    """Agreement → its helper and its recipient, out of (agreement, helper, recipient); none of several pairs.

    >>> ends([("a", "h", "v"), ("a", "h", "v"), ("b", "h", "v"), ("b", "h", "w")])
    {'a': ('h', 'v'), 'b': (None, None)}
    """
    found: dict[str, Ends] = {}
    for agreement, *pair in pairs:
        if found.setdefault(agreement, (pair[0], pair[1])) != (pair[0], pair[1]):
            found[agreement] = (None, None)
    return found


def completed(contribution: Row, of: Mapping[str, Ends]) -> Row:
    """The row of a contribution with the helper and the recipient of its agreement where it states none itself."""
    stated = contribution["set"]
    helper, recipient = of.get(stated.get("agreement"), (None, None))
    return contribution | {
        "helper": stated.get("helper") or helper,
        "recipient": stated.get("recipient") or recipient,
    }


def untied(state: State, versions: Sequence[Version[str]]) -> Untied:
    """The contributions of a state with these versions that are not tied to the ends of the agreement they name."""
    rows = state.run(
        "MATCH (c:Jiedui:Contribution) WHERE c.agreement IS NOT NULL AND (c.helper IS NULL OR c.recipient IS NULL) "
        f"AND {LIVE.format('c')} RETURN elementId(c) AS key, c.agreement AS agreement, c.helper AS helper, "
        "c.recipient AS recipient, c.born AS born, c.dataset AS dataset, c.version AS version, "
        "[(h)-[:GAVE]->(c) | h.id] AS gave, [(c)-[:TO]->(r) | r.id] AS got ORDER BY c.id"
    )
    if not rows:
        return Untied([], [])
    state.server.arrange([AGREEMENT_INDEX])
    pairs = list(_pairs(state, sorted({row["agreement"] for row in rows})))
    of: dict[frozenset[str], dict[str, Ends]] = {}
    found = Untied([], [])
    for row in rows:
        seen = beside(versions, key_of(row["dataset"], row["version"]))
        if seen not in of:
            of[seen] = ends(pair[:3] for pair in pairs if pair[3] in seen)
        helper, recipient = of[seen].get(row["agreement"], (None, None))
        tie = {
            "key": row["key"],
            "helper": helper,
            "recipient": recipient,
            "gave": row["helper"] is None and row["gave"] != [helper] * (helper is not None),
            "got": row["recipient"] is None and row["got"] != [recipient] * (recipient is not None),
        }
        if tie["gave"] or tie["got"]:
            (found.new if row["born"] == state.number else found.old).append(tie)
    return found


def beside(versions: Sequence[Version[str]], key: str) -> frozenset[str]:
    """The versions among which the agreement is looked for that a contribution of the version `key` names.

    They are those on which answers for the newest day rest, or, where that one does not count any more, for its day.
    """
    newest = picked(versions, None)
    if key in newest:
        return newest
    return picked(versions, next(one.as_of or date.min for one in versions if one.key == key))


def _pairs(state: State, agreements: list[str]) -> Iterator[tuple[str, str, str, str]]:
    """(agreement, helper, recipient, version) of these agreements."""
    coming = iter(agreements)
    while ids := list(islice(coming, lease.BATCH)):
        rows = state.run(
            "UNWIND $ids AS id MATCH (h:Organization)-[a:PAIRED_WITH {id: id}]->(r:Organization) "
            f"WHERE {LIVE.format('a')} RETURN DISTINCT id, h.id AS helper, r.id AS recipient, "
            "a.dataset AS dataset, a.version AS version",
            ids=ids,
        )
        for row in rows:
            yield row["id"], row["helper"], row["recipient"], key_of(row["dataset"], row["version"])
