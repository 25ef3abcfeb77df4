"""The maps of the bundled data."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.store.open import open_store
from tests.bench.pages import invented
from tests.browser import jiedui


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("map") / "s.db"
    jiedui("--store", str(path), "load", "panzhou-dalian", "panzhou-illustrative")
    return path


@pytest.fixture(scope="session")
def html(store: Path) -> Path:
    path = store.with_name("map.html")
    jiedui("--lang", "zh", "--store", str(store), "map", "--in", "盘州市", "-o", str(path))
    return path


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of 3,000 organizations in counties of Guizhou, their pairings invented."""
    path = tmp_path_factory.mktemp("large") / "s.db"
    store = open_store(str(path), create=True)
    store.load(invented(3_000))
    store.close()
    return path


@pytest.fixture(scope="session")
def province(large: Path) -> Path:
    path = large.with_name("map.html")
    jiedui("--lang", "zh", "--store", str(large), "map", "-o", str(path))
    return path
