"""What all tests share: the homes a network may have, and one Neo4j server and one browser a run."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from hypothesis import settings

from tests.browser import CHROMIUM, QUIET
from tests.graph.store.neo4j.server import LINES, Server, given_or_running
from tests.homes import HOMES, Home

settings.register_profile("untimed", deadline=None)  # no time is asserted in a test
settings.load_profile("untimed")
Servers = Callable[[str], Server]
SUPPORTED, NEWEST = LINES


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks what needs the server or the browser, and keeps each in one process: a run starts one of each, and of each line of servers one."""
    for item in items:
        if not isinstance(item, pytest.Function):
            continue
        params = item.callspec.params if hasattr(item, "callspec") else {}
        newest = NEWEST in {str(value).removeprefix("neo4j ") for value in params.values()}
        if newest:
            item.add_marker(pytest.mark.full)
        for mark, fixture in (("server", "servers"), ("browser", "browser")):
            if fixture in item.fixturenames and params.get("home") != "sqlite":
                item.add_marker(mark)
        if item.get_closest_marker("server") and hasattr(item.obj, "hypothesis"):
            item.add_marker(pytest.mark.full)  # many networks, each loaded into the server
        for mark in ("server", "browser"):
            if item.get_closest_marker(mark):
                item.add_marker(pytest.mark.xdist_group(f"newest {mark}" if newest else mark))


@pytest.fixture(scope="session")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    """The server of each line, started when it is first wanted."""
    started: dict[str, Server] = {}
    with ExitStack() as stack:

        def get(version: str) -> Server:
            if os.environ.get("NEO4J_TEST_URI") and version != SUPPORTED:
                pytest.skip("NEO4J_TEST_URI names one server")
            if version not in started:
                home = tmp_path_factory.mktemp("neo4j") / "home"
                started[version] = stack.enter_context(given_or_running(version, home))
            return started[version]

        yield get


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's Chromium, started when it is first wanted."""
    if CHROMIUM is None:
        pytest.skip("needs Debian's chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield opened
        opened.close()


@pytest.fixture(scope="session", params=HOMES)
def home(request: pytest.FixtureRequest, servers: Servers) -> Home:
    """Each home there is."""
    if request.param == "sqlite":
        return Home("sqlite")
    return Home(request.param, servers(request.param.removeprefix("neo4j ")))


@pytest.fixture
def server(servers: Servers, monkeypatch: pytest.MonkeyPatch) -> Server:
    """The server of the long-supported line, its credentials in the environment."""
    found = servers(SUPPORTED)
    for name, value in found.environment().items():
        monkeypatch.setenv(name, value)
    return found
