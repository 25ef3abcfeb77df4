"""The command `jiedui` for tests: run in this process, in one of its own, or on a terminal."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import cli

ROOT = Path(__file__).parents[1]
RUN = CliRunner()


def ask(store: Path | None, *args: str, lang: str = "en") -> Any:
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


def terminal(*args: str) -> str:
    """What the command shows on a terminal of 80 columns."""
    main, side = pty.openpty()
    env = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "80", "TERM": "xterm", "LC_ALL": "C.UTF-8"}
    running = subprocess.Popen([sys.executable, "-m", "cli", *args], stdout=side, stderr=side, env=env)
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
    return b"".join(parts).decode()
