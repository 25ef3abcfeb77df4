"""What keeps a file from being written is told as it is: one line, no traceback, nothing half-written."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands import ask

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits and devices of Linux")
PROGRAM = "import sys; import cli; sys.argv[0] = 'jiedui'; cli.app()"
ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("causes") / "s.db"
    assert ask(path, "load", "panzhou-dalian").exit_code == 0
    return path


def limited(store: Path, folder: Path, *args: str, blocks: int = 6) -> subprocess.CompletedProcess[str]:
    """A command where no file may be larger than some blocks of 1 KiB."""
    command = f'ulimit -f {blocks}; exec "$@"'
    return subprocess.run(
        ["bash", "-c", command, "bash", sys.executable, "-c", PROGRAM, "--store", str(store), *args],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    "args",
    [
        ("gaps", "-o", "a.xlsx"),
        ("report", "-o", "r.docx"),
        *(
            pytest.param(args, marks=pytest.mark.full)
            for args in (
                ("gaps", "-o", "a.csv"),
                ("map", "-o", "m.html"),
                ("report", "-o", "r.html"),
                ("report", "-o", "r.xlsx"),
                ("export", "csv", "-o", "out"),
                ("export", "xlsx", "-o", "e.xlsx"),
                ("export", "cypher", "-o", "c.cypher"),
                ("template", "-o", "t.xlsx"),
            )
        ),
    ],
    ids=" ".join,
)
def test_a_limit_of_file_size(store: Path, tmp_path: Path, args: tuple[str, ...]) -> None:
    found = limited(store, tmp_path, *args)
    assert (found.returncode, len(found.stderr.splitlines())) == (2, 1), found.stderr
    assert "ulimit -f" in found.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_limit_of_file_size_for_a_store(store: Path, tmp_path: Path) -> None:
    found = limited(tmp_path / "new.db", tmp_path, "load", "nepal-2015")
    assert (found.returncode, len(found.stderr.splitlines())) == (1, 1), found.stderr
    assert "nothing was kept" in found.stderr
    assert not (tmp_path / "new.db").exists()
    before = ask(store, "gaps", "-f", "json").stdout
    found = limited(store, tmp_path, "--lang", "zh", "load", "nepal-2015")
    assert (found.returncode, len(found.stderr.splitlines())) == (1, 1), found.stderr
    assert "ulimit -f" in found.stderr
    assert "原有数据未变" in found.stderr
    assert ask(store, "gaps", "-f", "json").stdout == before


@pytest.mark.parametrize(
    ("args", "lang"),
    [(("gaps",), "en"), (("gaps", "-f", "json"), "zh"), (("export", "cypher"), "en"), (("--help",), "zh")],
    ids=["table", "json", "cypher", "help"],
)
def test_a_full_disk_behind_the_output(store: Path, args: tuple[str, ...], lang: str) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        found = subprocess.run(
            [sys.executable, "-c", PROGRAM, "--lang", lang, "--store", str(store), *args],
            cwd=ROOT,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert (found.returncode, len(found.stderr.splitlines())) == (1, 1), found.stderr
    assert ("the disk is full" if lang == "en" else "磁盘已满") in found.stderr


@pytest.mark.parametrize("args", [("gaps",), ("--help",)], ids=" ".join)
def test_a_closed_output(store: Path, args: tuple[str, ...]) -> None:
    command = [sys.executable, "-c", PROGRAM, "--store", str(store), *args]
    found = subprocess.run(
        ["bash", "-c", '"$@" >&-', "bash", *command],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    assert (found.returncode, len(found.stderr.splitlines())) == (1, 1), found.stderr
    assert "it is closed" in found.stderr


def test_a_file_is_written_where_both_outputs_are_closed(store: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.csv"
    command = [sys.executable, "-c", PROGRAM, "--store", str(store), "gaps", "-o", str(out)]
    assert subprocess.run(["bash", "-c", '"$@" >&- 2>&-', "bash", *command], cwd=ROOT, check=False).returncode == 0
    assert out.exists()


@pytest.mark.parametrize("args", [("gaps",), ("load", "east-west")], ids=" ".join)
def test_a_folder_is_no_store(tmp_path: Path, args: tuple[str, ...]) -> None:
    found = ask(tmp_path, *args)
    assert (found.exit_code, "is a folder" in found.stderr) == (1, True)
    assert list(tmp_path.iterdir()) == []


def test_a_pipe_that_nobody_reads(store: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "p.csv")
    found = ask(store, "gaps", "-o", str(tmp_path / "p.csv"))
    assert (found.exit_code, "nobody reads" in found.stderr) == (2, True)


def test_a_misspelt_command_is_named_before_the_store_that_is_not_there(tmp_path: Path) -> None:
    found = ask(tmp_path / "none.db", "gapz", "village")
    assert found.exit_code == 1
    assert found.stderr.index("gapz") < found.stderr.index("no store")
