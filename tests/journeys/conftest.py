"""A place for each journey: a folder to work in, and a store that is a file or a server."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.store.neo4j.store import Neo4jStore
from graph.store.open import open_store
from tests.commands import speak_english
from tests.graph.store.neo4j.server import LINES
from tests.homes import Home
from tests.journeys.desk import Desk


@pytest.fixture
def desks(home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Desk]:
    """Gives a desk each time it is asked: a store in which nothing is, in a folder for all of them."""
    speak_english(monkeypatch)
    monkeypatch.chdir(tmp_path)
    if home.server is not None:
        for name, value in home.server.environment().items():
            monkeypatch.setenv(name, value)

    def clear() -> Desk:
        if home.server is None:
            return Desk(str(Path(tempfile.mkdtemp(dir=tmp_path)) / "jiedui.db"))
        with open_store(home.server.uri, create=True) as store:
            assert isinstance(store, Neo4jStore)
            store.wipe()
        return Desk(home.server.uri)

    return clear


@pytest.fixture
def desk(desks: Callable[[], Desk]) -> Desk:
    """An officer's desk: an empty folder, and a store in which nothing is yet."""
    return desks()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """On a server the scenarios and, in one language, the two years are played, which takes long; the rest on files."""
    kept = []
    for item in items:
        params = item.callspec.params if isinstance(item, pytest.Function) and hasattr(item, "callspec") else {}
        if item.path.parent.name == "journeys" and params.get("home", "sqlite") != "sqlite":
            newest = params["home"] != f"neo4j {next(iter(LINES))}"
            language = {"test_county": params.get("officer", "en"), "test_province": params.get("lang")}
            if language.get(item.path.stem) == "en" and not newest:
                item.add_marker(pytest.mark.full)
            elif item.path.stem != "test_scenarios" or newest:
                continue
        kept.append(item)
    items[:] = kept
