"""What `check data` says of tables: recipients that no roster holds, rows that were not used, until they are mended."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from graph.questions import inquiry
from tests.commands import answer, ask

RULES = ("off-roster", "unused-rows")


def found(store: Path, *args: str) -> list[tuple[str, str, Any, str]]:
    rows = answer(store, "check", "data", *args)["rows"]
    return [(row["rule"], row["subject"], row["found"], row["source"]) for row in rows if row["rule"] in RULES]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    (tmp_path / "名单.csv").write_text("村,乡镇\n一村,双凤镇\n二村,双凤镇\n", encoding="utf-8")
    rows = "甲公司,一村,双凤镇", "乙公司,二存,双凤镇", "丙公司,,双凤镇"
    (tmp_path / "台账.csv").write_text("\n".join(["帮扶单位,村,乡镇", *rows]), encoding="utf-8")
    path = tmp_path / "s.db"
    ledger, mended = tmp_path / "台账.csv", tmp_path / "更正.xlsx"
    assert ask(path, "load", str(ledger)).exit_code == 1
    assert found(path) == [("unused-rows", "台账", 1, "台账.csv")]  # without a roster nobody is off it
    assert ask(path, "load", str(tmp_path / "名单.csv")).exit_code == 0
    assert ask(path, "load", str(ledger), "--rejects", str(mended)).exit_code == 1
    return path


@pytest.mark.parametrize("limit", [100_000, 0])
def test_what_no_roster_holds_and_what_was_not_used(store: Path, limit: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inquiry, "FETCH_LIMIT", limit)
    expected = [("off-roster", "二存", None, "台账.csv:3"), ("unused-rows", "台账", 1, "台账.csv")]
    assert found(store) == found(store, "--in", "双凤镇") == expected
    said = ask(store, "check", "data", lang="zh").stdout
    for part in ("不在任何名册 1 项", "未采用的行 1 项", "--rejects 更正.xlsx"):
        assert part in said


def test_mended_rows_are_used(store: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(tmp_path / "更正.xlsx")
    for row in book.worksheets[0].iter_rows():
        if row[0].value == "丙公司":
            row[1].value = "二村"
    book.save(tmp_path / "更正.xlsx")
    assert ask(store, "load", str(tmp_path / "更正.xlsx")).exit_code == 0
    assert [row[:2] for row in found(store)] == [("off-roster", "二存")]


def test_rows_that_a_package_itself_leaves_out_are_nothing_to_mend(tmp_path: Path) -> None:
    store = tmp_path / "s.db"
    assert ask(store, "load", "nepal-2015").exit_code == 0
    assert found(store) == []
