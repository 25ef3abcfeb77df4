"""Ctrl-C at any moment of a command: one line, exit code 130, nothing half-written, and the store in one state."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.commands import ask

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of a terminal")
ROOT = Path(__file__).parents[1]
PROGRAM = "import sys; sys.argv[0] = 'jiedui'; print('begun', flush=True); import cli; cli.app()"
COMMANDS = (
    ("load", "east-west", "nepal-2015"),
    ("map", "-o", "m.html"),
    ("report", "-o", "r.xlsx"),
    ("report", "-o", "r.docx"),
    ("gaps", "-o", "g.xlsx"),
    ("export", "csv", "-o", "out"),
)


def started(folder: Path, args: tuple[str, ...]) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "--store", "s.db", *args],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "begun\n"  # before that it is the interpreter that starts
    return process


@pytest.mark.parametrize(
    "args",
    [pytest.param(args, marks=() if args[0] == "load" else pytest.mark.full, id=" ".join(args)) for args in COMMANDS],
)
def test_ctrl_c(args: tuple[str, ...], tmp_path: Path) -> None:
    assert ask(tmp_path / "base" / "s.db", "gaps").exit_code == 1
    (tmp_path / "base").mkdir()
    assert ask(tmp_path / "base" / "s.db", "load", "panzhou-dalian").exit_code == 0
    begun = time.monotonic()
    shutil.copytree(tmp_path / "base", tmp_path / "whole")
    whole = started(tmp_path / "whole", args)
    whole.communicate(timeout=300)
    assert whole.returncode == 0
    long = time.monotonic() - begun
    results = {path.name: path.stat().st_size for path in (tmp_path / "whole").iterdir()}
    pause = random.Random(7)
    ended = set()
    for number in range(6):
        folder = tmp_path / str(number)
        shutil.copytree(tmp_path / "base", folder)
        process = started(folder, args)
        time.sleep(0.2 + pause.random() * long)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=300)
        ended.add(process.returncode)
        assert process.returncode in (0, 130), said
        assert "Traceback" not in said, said
        if process.returncode == 130:
            assert len([line for line in said.splitlines() if line.strip()]) == 1, said
        made = {path.name for path in folder.iterdir()} - {"s.db", "s.db-wal", "s.db-shm", ".s.db.lock"}
        assert made <= results.keys(), made  # no draft is left, and what is there is whole
        assert ask(folder / "s.db", "gaps", "-f", "json").exit_code == 0
    assert 130 in ended
