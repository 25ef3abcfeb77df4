"""Two who apply decisions and two who load, into one store at once: nothing is lost, and each is told the truth."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import openpyxl

from graph import open_store
from loaders.into import reconcile
from loaders.into.store import Home, load_paths
from loaders.review import proposals

ROOT = Path(__file__).parents[3]
PROGRAM = "import sys; import cli; cli.app()"
ROUNDS = 5


def started(folder: Path, *args: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "--lang", "en", "--store", "s.db", *args],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def decided(path: Path, home: Home, roster: str, row: int) -> None:
    """Writes a workbook of proposals in which one row is accepted."""
    proposals.write(path, reconcile.in_doubt(home, [roster]).names, "en")
    book = openpyxl.load_workbook(path)
    book[proposals.SHEET].cell(row, proposals.Proposal._fields.index("decision") + 1).value = "是"
    book.save(path)


def test_two_applying_and_two_loading(tmp_path: Path) -> None:
    home = Home(str(tmp_path / "s.db"), open_store)
    roster = tmp_path / "roster.csv"
    rows = ["帮扶单位,村,乡镇,县", "甲公司,上鱼塘村,竹海镇,盘州市", "乙公司,上余塘村,竹海镇,盘州市"]
    roster.write_text("\n".join(rows) + "\n", encoding="utf-8")
    load_paths([str(roster)], home)
    names = {one.name for one in reconcile.in_doubt(home).names}
    for number, row in enumerate((2, 3)):
        decided(tmp_path / f"p{number}.xlsx", home, str(roster), row)
    for number in range(2 * ROUNDS):
        (tmp_path / f"t{number}.csv").write_text(f"帮扶单位,村\n帮{number},村{number}\n", encoding="utf-8")
    running = [started(tmp_path, "reconcile", "--apply", f"p{number}.xlsx") for number in range(2)]
    running += [started(tmp_path, "load", *(f"t{2 * n + who}.csv" for n in range(ROUNDS))) for who in range(2)]
    said = [one.communicate(timeout=120) for one in running]
    assert [one.returncode for one in running] == [0, 0, 0, 0], said
    assert len(reconcile.held(home).rows) == 2
    assert {row[1] for row in reconcile.held(home).rows} <= names
    with home.opened() as store:
        assert {one.name for one in store.datasets()} == {"roster", *(f"t{n}" for n in range(2 * ROUNDS))}
