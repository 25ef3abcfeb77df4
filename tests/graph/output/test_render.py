"""Answers as CSV, workbook and table show hostile names as text."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from pathlib import Path

import openpyxl
import pytest

from graph.output.export import reading as exports_reading
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


MARKS = "".join(map(chr, (0x07, 0x1B, 0x7F, 0x85, 0x9B, 0x061C, 0x200E, 0x202E, 0x2066, 0x2069)))


@pytest.fixture(scope="module")
def controlling(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store whose names, titles and sources hold characters that control a terminal or turn the writing."""
    folder = tmp_path_factory.mktemp("controlling")
    title = f"甲{MARKS[3:]}乙"  # a loader takes no name with the others; a title may have them
    (folder / "p").mkdir()
    descriptor = {"name": "p", "title": f"甲{MARKS}乙", "jiedui": {"as_of": "2019-12-30"}}
    (folder / "p" / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    for name, rows in {
        "organizations": [
            ["id", "name", "kind", "source"],
            ["h", f"帮{MARKS[3:]}", "other", "s"],
            ["r", title, "village", "s"],
        ],
        "agreements": [
            ["id", "helper", "recipient", "start", "end", "source"],
            ["a", "h", "r", "2018", "2020-01", "s"],
        ],
        "sources": [["id", "title", "publisher"], ["s", title, MARKS[3:]]],
    }.items():
        with (folder / "p" / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows(rows)
    assert ask(folder / "s.db", "load", str(folder / "p")).exit_code == 0
    return folder / "s.db"


@pytest.mark.parametrize(
    "args",
    [
        *(("sources", "-f", form) for form in ("table", "csv", "json")),
        *(("gaps", "--as-of", "2021", "-f", form) for form in ("table", "csv", "json")),
        *(("export", form) for form in ("graphml", "gexf", "json", "cypher")),
        ("partners", "r"),
    ],
    ids=" ".join,
)
def test_nothing_that_controls_a_terminal_is_printed(controlling: Path, args: tuple[str, ...]) -> None:
    found = ask(controlling, *args)
    assert found.exit_code == 0, found.output
    assert "甲" in found.output or "帮" in found.output
    assert not set(MARKS) & set(found.output)


def test_what_is_escaped_is_the_same_data(controlling: Path, tmp_path: Path) -> None:
    name = f"甲{MARKS[3:]}乙"
    [row] = json.loads(ask(controlling, "partners", "h", "-f", "json").stdout)["rows"]
    assert row["partner"] == name
    for form, suffix in (("json", "json"), ("graphml", "graphml")):
        out = tmp_path / f"n.{suffix}"
        assert ask(controlling, "export", form, "-o", str(out)).exit_code == 0
        assert not set(MARKS) & set(out.read_text("utf-8"))
        got = exports_reading.read(out).nodes["r"]["name"]
        assert [char for char in got if char > "\x7f"] == [char for char in name if char > "\x7f"]  # XML has no others


def test_a_calendar_holds_nothing_that_controls(controlling: Path, tmp_path: Path) -> None:
    out = tmp_path / "e.ics"
    assert ask(controlling, "expiring", "--within", "3m", "-o", str(out)).exit_code == 0
    text = out.read_bytes().replace(b"\r\n ", b"").decode()
    assert "甲" in text
    assert not set(MARKS) & set(text)


@pytest.mark.parametrize("start", "=+-@＝＋－＠")
def test_no_cell_of_csv_begins_a_formula(start: str, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(f"帮扶单位,村\n,{start}1+1村\n,一村\n", encoding="utf-8")
    assert ask(tmp_path / "s.db", "load", str(tmp_path / "t.csv")).exit_code == 0
    lines = ask(tmp_path / "s.db", "gaps", "-f", "csv").stdout.splitlines()
    assert any(f"'{start}" in line or f"'{unicodedata.normalize('NFKC', start)}" in line for line in lines), lines
