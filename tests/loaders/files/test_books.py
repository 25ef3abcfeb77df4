"""Workbooks: damaged and crafted ones end in one message, in time, and nothing in them is lost unsaid."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import openpyxl
import pytest

from loaders import load
from loaders.files import books, marks, read_grids
from loaders.files.grid import Merge, settled
from loaders.problems import InputError
from tests.loaders.files.archives import SHEET, book, changed, open_document, write, zipped
from tests.loaders.files.compound import old_book
from tests.loaders.packages import refused


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("<c r='B2'><f>A1</f><v>7</v></c>", False),
        ("<c r='B2'><f>A1</f><v></v></c>", True),
        ("<c r='B2'><f>A1</f><v/></c>", True),
        ("<c r='B2'><f>A1</f></c>", True),
        ("<c r='B2' t='str'><f>A1</f><v></v></c>", False),
        ("<c r='B2' t='inlineStr'><f>A1</f><is><t>x</t></is></c>", False),
    ],
)
def test_whether_a_formula_has_its_value(cell: str, found: bool) -> None:
    assert marks.uncomputed_formulas(cell.replace("'", '"').encode()) == ({(2, 1): "=A1"} if found else {})


def test_a_truncated_workbook(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    work = openpyxl.Workbook()
    work.worksheets[0].append(["帮扶单位", "村"])
    work.save(path)
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(InputError, match="damaged"):
        load(str(path))


def test_a_workbook_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    block = b"0" * (1 << 20)
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/worksheets/sheet1.xml", "w") as entry,
    ):
        for _ in range(513):
            entry.write(block)
    assert path.stat().st_size < 2 << 20
    with pytest.raises(InputError, match="512 MiB"):
        load(str(path))


def test_an_archive_that_lies_about_its_size_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 100_000)
    data = path.read_bytes()
    real, small = (100_000).to_bytes(4, "little"), (100).to_bytes(4, "little")
    assert data.count(real) == 2
    path.write_bytes(data.replace(real, small))
    monkeypatch.setattr(books, "MAX_SHEET_BYTES", 1000)
    with pytest.raises(InputError, match="damaged"):
        load(str(path))


def test_a_reader_that_panics_is_not_heard(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    data = old_book([["帮扶单位", "受帮扶村"], ["甲公司", "一村"]])
    at = data.index("Root Entry".encode("utf-16-le"))
    assert refused(write(tmp_path, "t.xls", data[: at + 84])) == "input.old_book"  # as long as no whole entry
    assert capfd.readouterr().err == ""
    panicking = write(tmp_path, "u.xls", data[: at + 84])
    with pytest.raises(InputError):
        books._read_here(panicking)
    assert capfd.readouterr().err == ""
    with books._panics_unheard():
        os.write(2, b"a warning")
    assert capfd.readouterr().err == "a warning"


def test_a_part_that_cannot_be_unpacked(tmp_path: Path) -> None:
    data = bytearray(book())
    at = data.index(b"xl/workbook.xml") + 15
    data[at : at + 1] = b"\xff"  # the compressed bytes begin with a block of no kind
    assert refused(write(tmp_path, "t.xlsx", bytes(data))) == "input.damaged"


@pytest.mark.parametrize("tag", ['<c r="A1" ', '<c r="A1"><f>', '<row r="1" hidden="1" ', "<c ", "<"])
def test_tags_left_open_take_time_in_proportion(tmp_path: Path, tag: str) -> None:
    data = changed(book(), SHEET, '<row r="1"', tag * 100_000 + '<row r="1"')
    assert refused(write(tmp_path, "t.xlsx", data)) == "input.damaged"


@pytest.mark.parametrize(
    "far",
    [
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        '<row r="9"><c r="XFD1048576"><v>1</v></c></row>',
        "<row r='1048576'><c q='>' r = 'XFD1048576'><v>1</v></c></row>",
        '<row r="4000000000"><c><v>1</v></c></row>',
    ],
)
def test_a_cell_in_the_last_corner(tmp_path: Path, far: str) -> None:
    data = changed(book(), SHEET, "</sheetData>", f"{far}</sheetData>")
    assert refused(write(tmp_path, "t.xlsx", data)) == "input.too_wide"


def test_cells_that_have_only_looks_do_not_count(tmp_path: Path) -> None:
    data = changed(book(), SHEET, "</sheetData>", '<row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>')
    assert len(read_grids(write(tmp_path, "t.xlsx", data))[0].rows) == 3


def test_texts_that_are_repeated_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import xlsxwriter

    path = tmp_path / "t.xlsx"
    work = xlsxwriter.Workbook(str(path))
    sheet = work.add_worksheet()
    for row in range(100):
        sheet.write(row, 0, "x" * 1000)
        sheet.write(row, 1, f"y{row}")
    work.close()
    assert len(read_grids(path)[0].rows) == 100
    monkeypatch.setattr(marks, "MAX_TEXT", 100_000)
    path = path.rename(tmp_path / "u.xlsx")  # the workbook that was read last is kept
    assert refused(path) == "input.much_text"
    monkeypatch.setattr(marks, "MAX_TEXT", 150_000)
    assert len(read_grids(path)[0].rows) == 100


def test_formulas_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marks, "MAX_FORMULAS", 10)
    assert refused(write(tmp_path, "t.xlsx", book([["=A1"]] * 20))) == "input.many_formulas"


def test_parts_are_found_however_they_are_called(tmp_path: Path) -> None:
    data = book([["帮扶单位", "受帮扶村"], ["=A1", "一村"]])
    with zipfile.ZipFile(write(tmp_path, "a.xlsx", data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    moved = {
        name.replace("xl/", "").replace("worksheets/", "") if "xl/" in name else name: part
        for name, part in parts.items()
    }
    moved["_rels/.rels"] = parts["_rels/.rels"].replace(b"xl/workbook.xml", b"workbook.xml")
    moved["_rels/workbook.xml.rels"] = (
        parts["xl/_rels/workbook.xml.rels"].replace(b"/xl/", b"/").replace(b"worksheets/", b"")
    )
    for other in (
        {name.replace("/", "\\"): part for name, part in parts.items() if name != "[Content_Types].xml"},
        moved,
    ):
        path = write(tmp_path, "t.xlsx", zipped(other))
        assert list(read_grids(path)[0].formulas.values()) == ["=A1"]


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_a_table_that_begins_in_the_middle_keeps_its_place(tmp_path: Path, kind: str) -> None:
    rows: list[list[str | float | None]] = [[None, None, None], [None, None, "a"], [None, None, "b"]]
    empty, cell = "<r><c/><c/>", "<c><text:p>{}</text:p></c></r>"
    xml = f"<r></r>{empty}{cell.format('a')}{empty}{cell.format('b')}".replace("<c/>", "<table:table-cell/>")
    data = {"xlsx": book(rows), "xls": old_book(rows), "ods": open_document(xml)}[kind]
    [grid] = read_grids(write(tmp_path, f"t.{kind}", data))
    assert grid.rows == [(), (None, None, "a"), (None, None, "b")]


def test_sheets_without_end(tmp_path: Path) -> None:
    with zipfile.ZipFile(write(tmp_path, "t.xlsx", book())) as archive:
        workbook = archive.read("xl/workbook.xml").decode()
    listed = workbook[workbook.index("<sheet ") : workbook.index("</sheets>")]
    for times in (2, 5000):
        data = changed(book(), "xl/workbook.xml", listed, listed * times)
        assert refused(write(tmp_path, "t.xlsx", data)) == "input.many_sheets"


HEAD = "<r><c><text:p>帮扶单位</text:p></c><c><text:p>受帮扶村</text:p></c></r>"
WIDE = '<c table:number-columns-repeated="99999999"><text:p>甲公司</text:p></c></r>'
LINE = "<c><text:p>甲公司</text:p></c><c><text:p>一村</text:p></c></r>"


@pytest.mark.parametrize(
    ("rows", "key"),
    [
        (f'{HEAD}<r>{LINE}<r rep="999999999"></r>', "too_wide"),
        (f'{HEAD}<r rep="999999999">{LINE}', "too_wide"),
        (f'{HEAD}<r rep="5000000">{LINE}', "much_text"),
        (f"{HEAD}<r>{WIDE}", "too_wide"),
        (f"{HEAD}<r>{LINE}</r>", "damaged"),
    ],
)
def test_an_open_document_that_repeats_without_end(tmp_path: Path, rows: str, key: str) -> None:
    assert refused(write(tmp_path, "t.ods", open_document(rows))) == f"input.{key}"


def test_the_empty_rest_of_an_open_document_costs_nothing(tmp_path: Path) -> None:
    rows = f'{HEAD}<r>{LINE}<r rep="1048574"></r>'
    assert len(read_grids(write(tmp_path, "t.ods", open_document(rows)))[0].rows) == 2


def test_an_open_document_may_not_define_entities(tmp_path: Path) -> None:
    data = changed(open_document(f"{HEAD}<r>{LINE}"), "content.xml", "?>", '?><!DOCTYPE x [<!ENTITY a "b">]>')
    assert refused(write(tmp_path, "t.ods", data)) == "input.damaged"


@pytest.mark.parametrize("merged", ["A1:XFD1048576", "A2:XFD1048576", "A1:B3", "A2:B3"])
def test_a_merge_over_cells_with_values_loses_none(tmp_path: Path, merged: str) -> None:
    data = changed(book(), SHEET, "</sheetData>", f'</sheetData><mergeCells><mergeCell ref="{merged}"/></mergeCells>')
    loaded = load(str(write(tmp_path, "t.xlsx", data)))
    assert {"甲公司", "乙公司", "一村", "二村"} <= set(loaded.dataset.organizations["name"])
    assert len(loaded.dataset.agreements) == 2
    said = [problem for problem in loaded.problems if problem.code == "merged-values"]
    assert [(problem.row, problem.values["ranges"]) for problem in said] == [(1 if merged[1] == "1" else 2, merged)]


def test_merges_are_cut_to_the_sheet_and_share_no_cell() -> None:
    rows = [("a", None), (None, None), ("a", "b")]
    whole, tall, same = Merge(0, 0, 9, 9), Merge(0, 0, 1, 99), Merge(0, 0, 1, 0)
    assert settled([whole], rows) == ([], [whole])
    assert settled([tall], rows) == ([Merge(0, 0, 1, 1)], [])
    assert settled([same, same], rows) == ([same], [])
    assert settled([tall, Merge(0, 0, 0, 1), same, Merge(1, 0, 1, 1)], rows)[1] != []
    assert settled([Merge(7, 0, 9, 9), Merge(2, 0, 5, 0)], rows) == ([], [])
