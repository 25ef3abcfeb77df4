"""Which of many texts are names, looked up on the server in one pass over the organizations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from graph.lookup import folded

if TYPE_CHECKING:
    from graph.store.neo4j.store import Neo4jStore

_NAMED = """MATCH (o:Organization) WHERE o.born <= $version AND o.died > $version
    AND (o.id IN $texts OR o.code IN $texts OR o.name IN $texts OR toLower(o.name_en) IN $lower
         OR any(alias IN o.aliases WHERE toLower(alias) IN $lower))
    RETURN o.id AS id, o.code AS code, o.name AS name, o.name_en AS name_en, o.aliases AS aliases, o.kind AS kind"""


def named(store: Neo4jStore, version: int, texts: Sequence[str]) -> dict[str, frozenset[str]]:
    """As `Store.named`, in one version."""
    spelled: dict[str, list[str]] = {}
    for text in texts:
        spelled.setdefault(folded(text), []).append(text)
    lower = sorted({text.lower() for text in texts})
    given = frozenset(texts)
    found: dict[str, set[str]] = {}
    for row in store.run(_NAMED, version=version, texts=list(texts), lower=lower):
        for text in {row["id"], row["code"], row["name"]} & given:
            found.setdefault(text, set()).add(row["kind"])
        for called in (row["name_en"], *(row["aliases"] or ())):
            for text in spelled.get(folded(called), ()) if called else ():
                found.setdefault(text, set()).add(row["kind"])
    return {text: frozenset(kinds) for text, kinds in found.items()}
