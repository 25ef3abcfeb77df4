"""What a command line needs of a terminal."""

from __future__ import annotations

import pytest

from graph.output import terminal


def test_a_password_is_asked_for_once_for_each_server(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def typed(prompt: str) -> str:
        asked.append(prompt)
        return f"secret{len(asked)}"

    monkeypatch.setattr("getpass.getpass", typed)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    found = []
    for url in ("neo4j://a", "neo4j://a", "neo4j://b"):
        ask = terminal.password("en", url)
        assert ask is not None
        found.append(ask("anna"))
    assert found == [("anna", "secret1"), ("anna", "secret1"), ("anna", "secret2")]
    assert len(asked) == 2
    assert all("anna" in prompt for prompt in asked)
    monkeypatch.setattr("sys.stdin.isatty", lambda: False)
    assert terminal.password("en", "neo4j://a") is None
