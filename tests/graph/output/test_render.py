"""Answers as CSV, workbook and table show hostile names as text."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import openpyxl
import pytest

from tests.commands import ask


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    names = ['=HYPERLINK("http://x")', "+1", "-1", "@a", "[red]x[/red]", "a\u202eb", "</script>", "长" * 1000]
    with (folder / "t.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([["帮扶单位", "村"], *([None, name] for name in names)])
    assert ask(folder / "s.db", "load", str(folder / "t.csv")).exit_code == 0
    return folder / "s.db"


def test_csv_opens_in_excel_as_text(hostile: Path) -> None:
    data = ask(hostile, "gaps", "-f", "csv").stdout_bytes
    assert data.startswith(b"\xef\xbb\xbfid,name,")
    names = {row["name"] for row in csv.DictReader(io.StringIO(data.decode("utf-8-sig")))}
    assert {'\'=HYPERLINK("http://x")', "'+1", "'-1", "'@a", "[red]x[/red]"} <= names


def test_a_workbook_holds_no_formula_and_no_link(hostile: Path, tmp_path: Path) -> None:
    assert ask(hostile, "gaps", "-o", str(tmp_path / "g.xlsx")).exit_code == 0
    sheet = openpyxl.load_workbook(tmp_path / "g.xlsx")["gaps"]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "b", "n"}
    assert not any(cell.hyperlink for cell in cells)
    assert '=HYPERLINK("http://x")' in {cell.value for cell in cells}


def test_a_table_shows_markup_and_directions_as_text(hostile: Path) -> None:
    shown = ask(hostile, "gaps").stdout
    assert "[red]x[/red]" in shown
    assert "\u202e" not in shown
