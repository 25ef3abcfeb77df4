"""The maps of the bundled data, and a real browser to open them in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph.store import open_store
from tests.bench.pages import invented
from tests.browser import CHROMIUM, QUIET, Shown, jiedui


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
def browser() -> Iterator[Any]:
    if CHROMIUM is None:
        pytest.skip("needs Debian's chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of 3,000 organizations in counties of Guizhou, their pairings invented."""
    path = tmp_path_factory.mktemp("large") / "s.db"
    store = open_store(str(path), create=True)
    store.load(invented(3_000))
    store.close()
    return path


@pytest.fixture(scope="session")
def rolled_up(large: Path) -> Path:
    path = large.with_name("map.html")
    jiedui("--lang", "zh", "--store", str(large), "map", "-o", str(path))
    return path


@pytest.fixture
def show(browser: Any) -> Iterator[Any]:
    opened: list[Shown] = []

    def make(path: Path, hash_: str = "") -> Shown:
        opened.append(Shown(browser, path, hash_))
        return opened[-1]

    yield make
    for one in opened:
        asked = [url for url in one.asked if not url.startswith(("file:", "blob:"))]
        one.context.close()
        assert asked == []
        assert one.said == []
