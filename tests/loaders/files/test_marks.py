"""Errors, struck-out rows and invisible characters: what a workbook and its copy in another format say alike."""

from __future__ import annotations

import struct
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font

from loaders.files import Grid, marks, read_grids, read_table, without_invisible
from loaders.files.marks import errors_in
from loaders.files.old import xls_marks
from tests.loaders.files.archives import SHEET, book, changed, open_document, write
from tests.loaders.files.compound import Error, compound, old_book
from tests.loaders.packages import refused

ROWS = [
    ["乡镇", "受帮扶村", "帮扶单位"],
    ["民主镇", "下坝村", "甲公司"],
    ["民主镇", "砂厂村", "#REF!"],
    ["民主镇", "博地村", "#N/A"],
]
ODS_ERROR = (
    '<table:table-cell office:value-type="string" office:string-value="" calcext:value-type="error">'
    "<text:p>{}</text:p></table:table-cell>"
)
NAMESPACES = (
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text='
)


def ods(rows: str, styles: str = "") -> bytes:
    """An .ods with rows as `open_document` takes them, and automatic styles."""
    data = changed(open_document(rows), "content.xml", "xmlns:text=", NAMESPACES)
    styles = f"<office:automatic-styles>{styles}</office:automatic-styles><office:body>"
    return changed(data, "content.xml", "<office:body>", styles)


def as_ods(rows: list[list[str]]) -> bytes:
    """These rows as an .ods, with errors as LibreOffice writes them."""
    cells = [
        [ODS_ERROR.format(x) if x.startswith("#") else f"<c><text:p>{x}</text:p></c>" for x in row] for row in rows
    ]
    return ods("".join(f"<r>{''.join(row)}</r>" for row in cells))


def as_csv(rows: list[list[str]]) -> str:
    """These rows as a text table."""
    return "".join(",".join(row) + "\n" for row in rows)


@pytest.mark.parametrize("kind", ["csv", "xlsx", "xls", "ods"])
def test_an_error_is_its_text_in_every_format(tmp_path: Path, kind: str) -> None:
    codes = {"#REF!": 0x17, "#N/A": 0x2A}
    data: dict[str, str | bytes] = {
        "csv": as_csv(ROWS),
        "xlsx": book(ROWS),
        "ods": as_ods(ROWS),
        "xls": old_book([[Error(codes[x]) if x in codes else x for x in row] for row in ROWS]),
    }
    [grid] = read_grids(write(tmp_path, f"t.{kind}", data[kind]))
    assert [list(row) for row in grid.rows] == ROWS


def test_whether_a_cell_of_a_sheet_holds_an_error() -> None:
    for cell in (
        '<c r="B2" t="e"><v>#REF!</v></c>',
        '<c r="B2" s="1" t="e"><f>A1/0</f><v>#REF!</v></c>',
        '<x:c t = "e" r = "B2"><x:f t="shared" si="0"/> <x:v>#REF!</x:v></x:c>',
        "<c r='B2' t='e'><v>#REF!</v></c>",
    ):
        assert errors_in(cell.encode()) == {(2, 1): "#REF!"}
    for cell in ('<c r="B2" t="s"><v>1</v></c>', '<c r="B2" t="inlineStr"><is><t>"e" #REF!</t></is></c>'):
        assert errors_in(cell.encode()) == {}
    assert errors_in(b'<c t="e"><v>#REF!</v></c>') is None


def test_cells_that_do_not_say_where_they_are(tmp_path: Path) -> None:
    data = changed(book(ROWS), SHEET, 'r="C3" ', "")
    [grid] = read_grids(write(tmp_path, "t.xlsx", data))
    assert grid.rows[2] == ("民主镇", "砂厂村", "#REF!")


@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
def test_a_workbook_of_errors_is_not_empty(tmp_path: Path, kind: str) -> None:
    rows = [["#REF!", "#REF!"]]
    data = {"xlsx": book(rows), "ods": as_ods(rows), "xls": old_book([[Error(0x17), Error(0x17)]])}[kind]
    [grid] = read_grids(write(tmp_path, f"t.{kind}", data))
    assert grid.rows == [("#REF!", "#REF!")]


def test_errors_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marks, "MAX_ERRORS", 3)
    for name, data in (("t.xlsx", book([["#REF!"]] * 5)), ("t.ods", as_ods([["#REF!"]] * 5))):
        assert refused(write(tmp_path, name, data)) == "input.many_formulas"


def struck_book(path: Path) -> Path:
    """A workbook whose rows 2, 4 and 6 are crossed out, 3 in part; a township is merged over rows 5 and 6."""
    work = openpyxl.Workbook()
    sheet = work.worksheets[0]
    for row in (
        ["乡镇", "受帮扶村", "帮扶单位", "户数"],
        ["民主镇", "下坝村", "甲公司", 3],
        ["民主镇", "砂厂村", "乙公司", 3],
        ["民主镇", "博地村", None, 3],
        ["双凤镇", "一村", "丙公司", 3],
        [None, "二村", "丙公司", 3],
    ):
        sheet.append(row)
    for places in ("A2:D2", "A3:B3", "A4:C4", "B6:C6"):
        for [*cells] in sheet[places]:
            for cell in cells:
                cell.font = Font(strike=True)
    sheet.merge_cells("A5:A6")
    work.save(path)
    return path


def test_rows_that_are_crossed_out(tmp_path: Path) -> None:
    [grid] = read_grids(struck_book(tmp_path / "t.xlsx"))
    assert grid.struck_rows == {2, 4, 6}
    assert len(grid.rows) == 6
    [plain] = read_grids(write(tmp_path, "u.xlsx", book(ROWS)))
    assert plain.struck_rows == set()


def test_a_style_that_is_not_crossed_out(tmp_path: Path) -> None:
    data = changed(struck_book(tmp_path / "t.xlsx").read_bytes(), "xl/styles.xml", '<strike val="1"', '<strike val="0"')
    [grid] = read_grids(write(tmp_path, "u.xlsx", data))
    assert grid.struck_rows == set()


STRUCK = (
    '<style:style style:name="ce1" style:family="table-cell">'
    '<style:text-properties style:text-line-through-style="solid"/></style:style>'
    '<style:style style:name="ce2" style:family="table-cell" style:parent-style-name="ce1">'
    '<style:text-properties style:text-line-through-style="none"/></style:style>'
    '<style:style style:name="ce3" style:family="table-cell" style:parent-style-name="ce1"/>'
)


def test_rows_that_are_crossed_out_in_an_open_document(tmp_path: Path) -> None:
    column = '<table:table-column table:default-cell-style-name="ce1"/><table:table-column/>'
    cell = "<c{}><text:p>甲</text:p></c>"
    style = ' table:style-name="{}"'.format
    rows = [
        cell.format(style("ce1")) + cell.format(style("ce3")),
        cell.format("") + cell.format(style("ce1")),  # the style of the column
        cell.format(style("ce2")) + cell.format(style("ce1")),
        cell.format("") + cell.format(""),
    ]
    xml = column + "".join(f"<r>{row}</r>" for row in rows) + f'<r rep="2">{cell.format("")}</r>'
    [grid] = read_grids(write(tmp_path, "t.ods", ods(xml, STRUCK)))
    assert grid.struck_rows == {1, 2, 5, 6}


def test_rows_that_are_crossed_out_in_an_old_workbook(tmp_path: Path) -> None:
    [grid] = read_grids(write(tmp_path, "t.xls", old_book([["甲", "乙"], ["丙", 1.0], ["丁", None]], struck={1})))
    assert grid.struck_rows == {2}


def test_rows_that_an_old_workbook_hides() -> None:
    [grid, _] = read_grids(Path(__file__).parents[1] / "roster" / "saved" / "hidden.xls")
    assert grid.hidden_rows == {3}


def test_an_old_workbook_that_is_not_built_as_it_should_be_gives_no_marks(tmp_path: Path) -> None:
    data = old_book([["甲", Error(0x17)], ["乙", "丙"]])
    path = write(tmp_path, "t.xls", data)
    assert xls_marks(path)["Sheet1"].errors == {(1, 1): "#REF!"}
    for length in range(0, len(data), 97):
        path.write_bytes(data[:length])
        xls_marks(path)
    for at in range(0, 600, 7):
        path.write_bytes(data[:at] + struct.pack("<I", 0x01020304) + data[at + 4 :])
        xls_marks(path)
    circle = bytearray(compound({"Workbook": b"\x09\x08" + bytes(5000)}))
    circle[-512:] = struct.pack("<I", 0) * 128
    path.write_bytes(circle)
    assert xls_marks(path) == {}


SEEN = [["乡镇", "受帮扶村", "帮扶单位"], ["民主镇", "下坝村", "甲公司"]]
UNSEEN = [
    ["乡\u200d镇", "\ufeff受帮扶村", "帮扶\u2060单位"],
    ["民主\u00ad镇", "下坝\u200b村\u200e", "\u202a甲公司\u202c"],
]


def grid_of(tmp_path: Path, kind: str, rows: list[list[str]]) -> Grid:
    data: dict[str, str | bytes] = {"csv": as_csv(rows), "xlsx": book(rows), "ods": as_ods(rows), "xls": old_book(rows)}
    [grid] = read_grids(write(tmp_path, f"t.{kind}", data[kind]))
    return grid


@pytest.mark.parametrize("kind", ["csv", "xlsx", "xls", "ods"])
def test_what_nobody_sees_can_be_taken_out(tmp_path: Path, kind: str) -> None:
    assert [list(row) for row in without_invisible(grid_of(tmp_path, kind, UNSEEN).rows)] == SEEN


def test_a_cell_of_nothing_but_what_nobody_sees_is_empty(tmp_path: Path) -> None:
    for kind in ("csv", "xlsx"):
        assert without_invisible(grid_of(tmp_path, kind, [["a", "b"], ["c", "\u200b"]]).rows)[1] == ("c", None)


def test_a_table_of_a_package_is_left_as_it_is(tmp_path: Path) -> None:
    table = read_table(write(tmp_path, "t.csv", "id,name\nx,下坝\u200b村\n"))
    assert table.cells.rows() == [("x", "下坝\u200b村")]
