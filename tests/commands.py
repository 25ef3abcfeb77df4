"""The command `jiedui` for tests: run in this process, in one of its own, or on a terminal."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import cli

ROOT = Path(__file__).parents[1]
RUN = CliRunner()


def ask(store: Path | str | None, *args: str, lang: str = "en") -> Any:
    """Runs a command in this process; what it printed and its exit code."""
    where = [] if store is None else ["--store", str(store)]
    return RUN.invoke(cli.app, ["--lang", lang, *where, *args])


def answer(store: Path, *args: str) -> dict[str, Any]:
    """Runs a question in this process; its answer as JSON."""
    found = ask(store, *args, "-f", "json")
    result: dict[str, Any] = json.loads(found.stdout)
    assert list(result) == ["question", "as_of", "scope", "summary", "rows", "notes"]
    return result


def speak_english(patch: pytest.MonkeyPatch) -> None:
    """Sets an environment of plain English in which no store is named."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        patch.setenv(name, "C.UTF-8")
    patch.delenv("JIEDUI_STORE", raising=False)


def process(*args: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Runs a command in a process of its own, where the process itself is what is tested."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", **environment}
    return subprocess.run([sys.executable, "-m", "cli", *args], cwd=cwd, env=env, capture_output=True, check=False)


_ONE_AFTER_ANOTHER = """
import json, sys
import cli
for args in json.loads(sys.argv[1]):
    try:
        cli.app(args, prog_name="jiedui")
    except SystemExit:
        pass
    print(end="\\0", flush=True)
"""


def terminal(*args: str) -> str:
    """What a command shows on a terminal of 80 columns."""
    (shown,) = terminals([args])
    return shown


def terminals(commands: Iterable[Sequence[str]]) -> list[str]:
    """What each command shows on a terminal of 80 columns; one process runs them one after another."""
    main, side = pty.openpty()
    env = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "80", "TERM": "xterm", "LC_ALL": "C.UTF-8"}
    script = [sys.executable, "-c", _ONE_AFTER_ANOTHER, json.dumps([list(args) for args in commands])]
    running = subprocess.Popen(script, stdout=side, stderr=side, env=env)
    os.close(side)
    parts = []
    while True:
        try:
            part = os.read(main, 65536)
        except OSError:
            break
        if not part:
            break
        parts.append(part)
    running.wait()
    os.close(main)
    return b"".join(parts).decode().split("\0")[:-1]
