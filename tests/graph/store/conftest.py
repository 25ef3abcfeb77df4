"""The homes a network may have: one suite of behaviour runs against each."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.homes import HOMES, Home
from tests.neo4j.server import given_or_running


@pytest.fixture(scope="session", params=HOMES)
def home(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    """Each home there is; the server is started once."""
    if request.param == "sqlite":
        yield Home("sqlite")
        return
    version = request.param.removeprefix("neo4j ")
    with given_or_running(version, tmp_path_factory.mktemp("neo4j") / "home") as server:
        yield Home(request.param, server)
