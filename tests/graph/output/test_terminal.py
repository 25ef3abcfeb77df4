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


@pytest.mark.parametrize(
    ("uv", "program", "found", "typed"),
    [
        ("1", "/x/.venv/bin/jiedui", "/x/.venv/bin/jiedui", "uv run jiedui"),
        ("", "/usr/bin/jiedui", "/usr/bin/jiedui", "jiedui"),
        ("", "/a folder/bin/jiedui", None, "'/a folder/bin/jiedui'"),
        ("", "/usr/bin/pytest", None, "jiedui"),
    ],
)
def test_how_the_program_is_typed(
    monkeypatch: pytest.MonkeyPatch, uv: str, program: str, found: str | None, typed: str
) -> None:
    monkeypatch.delenv("UV_RUN_RECURSION_DEPTH", raising=False)
    if uv:
        monkeypatch.setenv("UV_RUN_RECURSION_DEPTH", uv)
    monkeypatch.setattr("sys.argv", [program, "demo"])
    monkeypatch.setattr("shutil.which", lambda _: found)
    assert terminal.program_name() == typed
