"""Where a network may be kept, for the suite of behaviour that runs against each."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from graph.store import Store
from graph.store.neo4j.store import Neo4jStore
from graph.store.open import open_store
from tests.graph.store.neo4j.server import LINES, Server

HOMES = ("sqlite", *(f"neo4j {version}" for version in LINES))


@dataclass(frozen=True)
class Home:
    """A kind of home; `server` is the one it is on, unless it is a file."""

    name: str
    server: Server | None = None

    @contextmanager
    def empty(self) -> Iterator[Store]:
        """A store with nothing in it."""
        if self.server is None:
            with (
                tempfile.TemporaryDirectory() as folder,
                open_store(str(Path(folder) / "test.db"), create=True) as store,
            ):
                yield store
            return
        with pytest.MonkeyPatch.context() as patch:
            for name, value in self.server.environment().items():
                patch.setenv(name, value)
            found = open_store(self.server.uri, create=True)
            assert isinstance(found, Neo4jStore)
            with found:
                found.wipe()
                yield found
