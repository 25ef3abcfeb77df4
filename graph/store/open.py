"""Opens the store that a path or an address names."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from graph.errors import StoreError
from graph.store import Store


def open_store(url: str, *, create: bool = False, ask: Callable[[str], tuple[str, str]] | None = None) -> Store:
    """The store at `url`: the path of a file, or the address of a Neo4j server (neo4j://…, bolt://…).

    The credentials for a server are `NEO4J_USERNAME` and `NEO4J_PASSWORD`. Where no password is set, `ask` is called
    with the user's name and returns a user and a password. Raises `StoreError` when there is no store (unless
    `create`), it cannot be reached, or it is not one of ours.
    """
    if "://" in url:
        from graph.store.neo4j.server import SCHEMES  # a home costs nothing until one of its stores is opened
        from graph.store.neo4j.store import Neo4jStore

        scheme = url.partition("://")[0]
        if scheme not in SCHEMES:
            raise StoreError("store.scheme", url=scheme)
        return Neo4jStore(url, create=create, ask=ask)
    from graph.store.sqlite.store import SqliteStore

    return SqliteStore(Path(url), create=create)


def is_store(text: str) -> bool:
    """Whether a text names a store: an address, or a file that SQLite wrote."""
    if "://" in text:
        return True
    try:
        with Path(text).open("rb") as stream:
            return stream.read(16) == b"SQLite format 3\x00"
    except OSError:
        return False
