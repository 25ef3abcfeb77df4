"""Deciding about names: a workbook of proposals is applied, listed, and taken back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from graph import open_store
from graph.errors import UsageError
from loaders.into import reconcile
from loaders.into.store import Home, load_paths
from loaders.review import proposals

DAY = date(2026, 11, 25)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(str(tmp_path / "s.db"), open_store)


@pytest.fixture
def roster(tmp_path: Path) -> str:
    path = tmp_path / "roster.csv"
    path.write_text("帮扶单位,村,乡镇,县\n甲公司,上鱼塘村,竹海镇,盘州市\n", encoding="utf-8")
    return str(path)


def test_names_of_files_and_of_the_store_are_the_same(home: Home, roster: str) -> None:
    in_file = reconcile.in_doubt(home, [roster]).names
    load_paths([roster], home)
    in_store = reconcile.in_doubt(home).names
    assert [(one.name, one.row) for one in in_file] == [(one.name, one.row) for one in in_store] != []
    assert [one.candidates for one in in_file] == [one.candidates for one in in_store]


def test_decisions_are_applied_listed_and_taken_back(home: Home, roster: str, tmp_path: Path) -> None:
    unmatched = reconcile.in_doubt(home, [roster]).names
    workbook = tmp_path / "p.xlsx"
    proposals.write(workbook, unmatched, "zh")
    book = openpyxl.load_workbook(workbook)
    sheet = book[proposals.SHEET]
    sheet.cell(2, proposals.Proposal._fields.index("decision") + 1).value = "是"
    book.save(workbook)
    assert reconcile.apply(home, workbook, DAY) == reconcile.Applied(yes=1, no=0)
    before = home.decisions_file.read_bytes()
    assert reconcile.apply(home, workbook, DAY) == reconcile.Applied(0, 0, known=1)
    assert home.decisions_file.read_bytes() == before
    (held,) = reconcile.held(home).rows
    assert proposals.DecisionRow._make(held).organization_name == "上渔塘村村民委员会"
    assert reconcile.in_doubt(home, [roster]).names == []
    assert reconcile.undo(home, "上鱼塘村", DAY) == 1
    assert reconcile.held(home).rows == []
    with pytest.raises(UsageError):
        reconcile.undo(home, "上鱼塘村", DAY)
