"""The homes a network may have, for the suite of behaviour that runs against each; servers are started once."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from tests.graph.store.neo4j.server import LINES, Server, given_or_running
from tests.homes import HOMES, Home

Servers = Callable[[str], Server]


@pytest.fixture(scope="session")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    """The server of each line, started when it is first wanted."""
    started: dict[str, Server] = {}
    with ExitStack() as stack:

        def get(version: str) -> Server:
            if os.environ.get("NEO4J_TEST_URI") and version != next(iter(LINES)):
                pytest.skip("NEO4J_TEST_URI names one server")
            if version not in started:
                home = tmp_path_factory.mktemp("neo4j") / "home"
                started[version] = stack.enter_context(given_or_running(version, home))
            return started[version]

        yield get


@pytest.fixture(scope="session", params=HOMES)
def home(request: pytest.FixtureRequest, servers: Servers) -> Home:
    """Each home there is."""
    if request.param == "sqlite":
        return Home("sqlite")
    return Home(request.param, servers(request.param.removeprefix("neo4j ")))


@pytest.fixture
def server(servers: Servers, monkeypatch: pytest.MonkeyPatch) -> Server:
    """The server of the long-supported line, its credentials in the environment."""
    found = servers(next(iter(LINES)))
    for name, value in found.environment().items():
        monkeypatch.setenv(name, value)
    return found
