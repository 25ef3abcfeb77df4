"""Which of many texts are names, looked up in the indexes of SQLite."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from graph.lookup import folded

_CALLED = "SELECT j.value, o.kind FROM json_each(?1) j CROSS JOIN organization o ON o.{0} = j.value"
_ALIASES = """SELECT a.value, o.kind FROM organization o INDEXED BY organization_alias, json_each(o.aliases) a
    WHERE o.aliases IS NOT NULL"""


def named(db: sqlite3.Connection, texts: Sequence[str]) -> dict[str, frozenset[str]]:
    """As `Store.named`."""
    found: dict[str, set[str]] = {}
    spelled: dict[str, list[str]] = {}
    for text in texts:
        spelled.setdefault(folded(text), []).append(text)
    exactly = json.dumps(list(texts))
    for column in ("id", "code", "name"):
        for text, kind in db.execute(_CALLED.format(column), (exactly,)):
            found.setdefault(text, set()).add(kind)
    english = db.execute(f"{_CALLED.format('name_en')} COLLATE NOCASE", (json.dumps(list(spelled)),))
    for rows in (english, db.execute(_ALIASES)):
        for called, kind in rows:
            for text in spelled.get(folded(called), ()):
                found.setdefault(text, set()).add(kind)
    return {text: frozenset(kinds) for text, kinds in found.items()}
