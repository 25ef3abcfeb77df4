"""The workbook and the document, read back; what is refused; nothing is half written."""

from __future__ import annotations

import sys
import zipfile
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from docx.shared import Cm

from graph.model import Kind
from graph.output import report as reports
from graph.output.report import html, sections, xlsx
from graph.output.report.asking import ReportWanted
from graph.output.report.content import build
from graph.output.report.parts import Report
from graph.query import Query
from graph.questions import gaps
from graph.questions.inquiry import Inquiry
from graph.store import Store
from graph.store.open import open_store
from tests.browser import jiedui
from tests.records import DAY

AREA = "cn-520281"


def report(store: Store, area: str = "c", since: date | None = None) -> Report:
    return build(store, ReportWanted(Query(DAY, area=area), since=since), places=True)


@pytest.fixture(scope="session")
def workbook(panzhou: Path) -> Any:
    path = panzhou.with_name("report.xlsx")
    jiedui("--lang", "zh", "--store", str(panzhou), "report", "--in", AREA, "-o", str(path))
    return openpyxl.load_workbook(path)


@pytest.fixture(scope="session")
def document(panzhou: Path) -> Any:
    path = panzhou.with_name("report.docx")
    jiedui("--lang", "zh", "--store", str(panzhou), "report", "--in", AREA, "-o", str(path))
    return docx.Document(str(path))


def test_the_workbook_holds_every_row_of_the_answers(workbook: Any, panzhou: Path) -> None:
    assert workbook.sheetnames == [
        "报告",
        "2.1 覆盖情况",
        "2.2 覆盖情况",
        "2.3 覆盖情况",
        "3.1 空白名单",
        "3.2 空白名单",
        "4.1 通报数核对与数据矛盾",
        "4.2 通报数核对与数据矛盾",
        "5.1 集中度与依赖",
        "5.2 集中度与依赖",
        "5.3 集中度与依赖",
        "5.4 集中度与依赖",
        "5.5 集中度与依赖",
        "7.1 统计口径与数据来源",
        "数据溯源",
        "图表数据",
    ]
    rows = list(workbook["3.2 空白名单"].values)
    with closing(open_store(str(panzhou))) as store:
        found = gaps.answer(Inquiry(store, AREA, DAY), kind=Kind.VILLAGE)
    at = {name: place for place, name in enumerate(rows[0])}
    assert [row[at["编号"]] for row in rows[1:]] == [row[0] for row in found.rows]
    assert {row[at["来源"]] for row in rows[1:]} == {"nbs-2019"}
    assert all("organizations.csv:" in row[at["行"]] for row in rows[1:])
    assert sum(row[at["※"]] == "※" for row in rows[1:]) == sum(
        row[found.fields.index("illustrative")] for row in found.rows
    )
    shares = {row[0]: row[6] for row in workbook["2.1 覆盖情况"].values}
    assert shares["村"] == pytest.approx(56 / 302)


def test_the_workbook_s_sheets_have_headers_filters_and_charts(workbook: Any) -> None:
    for name in workbook.sheetnames[1:-2]:
        sheet = workbook[name]
        assert (sheet.freeze_panes, sheet.print_title_rows, sheet.page_setup.paperSize) == ("A2", "$1:$1", 9)
        assert sheet.auto_filter.ref == sheet.dimensions
    assert [name for name in workbook.sheetnames if workbook[name]._charts] == workbook.sheetnames[1:4]
    chart = workbook["2.2 覆盖情况"]._charts[0]
    assert (chart.grouping, len(chart.series)) == ("stacked", 4)
    assert chart.series[0].val.numRef.f == "图表数据!$B$8:$B$28"
    drawn = [[cell.value for cell in row] for row in workbook["图表数据"]["A8:E28"]]
    rows = sorted(
        list(workbook["2.2 覆盖情况"].values)[1:], key=lambda row: (row[2] - row[1], (row[2] - row[1]) / row[1])
    )
    assert [row[1:] for row in drawn] == [list(row[2:6]) for row in rows]
    assert [row[0].split("  ")[1] for row in drawn] == [f"缺 {row[1] - row[2]} / {row[1]}" for row in rows]


def test_the_workbook_says_it_in_words_first(workbook: Any) -> None:
    words = [str(value) for value, *_ in workbook["报告"].values if value]
    assert words[:2] == ["盘州市结对帮扶情况报告", "范围：贵州省 / 六盘水市 / 盘州市　数据截至：2019-12-30"]
    assert "示例" in words[2]
    assert "302 个村中有 56 个有本级登记的结对单位（18.5%）" in "".join(words)
    commands = [row[1] for row in workbook["数据溯源"].values]
    assert f"jiedui gaps village --in {AREA} --as-of 2019-12-30" in commands


def test_a_chart_that_is_cut_says_so_below_its_bars(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sections, "CHARTED", 1)
    xlsx.write(report(store), "en", tmp_path / "r.xlsx")
    book: Any = openpyxl.load_workbook(tmp_path / "r.xlsx")
    chart = book["2.2 Coverage"]._charts[0]
    assert chart.series[0].cat.numRef.f == "'Chart data'!$A$5:$A$6"
    assert [[cell.value for cell in row] for row in book["Chart data"]["A5:B6"]] == [
        ["二镇 ※  gap 2 / 2", 0],
        ["and 1 more", None],
    ]
    page = html.render(report(store), "en")
    assert ">gap 2 / 2</text>" in page
    assert ">and 1 more</text></svg>" in page


def test_texts_stay_texts(store: Store, tmp_path: Path) -> None:
    xlsx.write(report(store, since=date(2017, 1, 1)), "en", tmp_path / "r.xlsx")
    book = openpyxl.load_workbook(tmp_path / "r.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    assert "=HYPERLINK(1)" in [cell.value for cell in cells]


def test_a_list_that_no_sheet_holds_goes_on_in_the_next(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx, "SHEET_ROWS", 2)
    xlsx.write(report(store), "en", tmp_path / "r.xlsx")
    book = openpyxl.load_workbook(tmp_path / "r.xlsx")
    parts = [list(book[name].values) for name in ("3.1 Gaps", "3.1 Gaps (2)")]
    assert parts[0][0] == parts[1][0]
    assert [[row[0] for row in part[1:]] for part in parts] == [["v2", "v3"], ["v4"]]
    assert [[row[-1] for row in part[1:]] for part in parts] == [[None, "※"], ["※"]]


def test_the_document_has_headings_tables_and_charts(document: Any) -> None:
    heads = [one.text for one in document.paragraphs if one.style.name == "Heading 1"]
    assert heads == [
        "一、总体情况",
        "二、覆盖情况",
        "三、空白名单",
        "四、通报数核对与数据矛盾",
        "五、集中度与依赖",
        "六、协议期限、一对一与数据质量",
        "七、统计口径与数据来源",
        "附：数据溯源",
    ]
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
    assert tables[0][3] == ["村 ※", "302", "56", "246", "0", "0", "18.5%", "118"]
    listed = next(table for table in tables if table[1][0].startswith("盘州市 / 民主镇（"))
    assert sum(row[0].isdigit() for row in listed) == 246
    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    charts = [part for part in document.part.package.iter_parts() if str(part.partname).startswith("/word/charts/")]
    assert len(charts) == 3
    assert [len(list(part.rels.values())) for part in charts] == [1, 1, 1]
    figures = [part for part in document.part.package.iter_parts() if "embeddings" in str(part.partname)]
    assert all(part.blob.startswith(b"PK") for part in figures)
    assert b"@figures@" not in charts[0].blob
    assert "缺 21 / 24" in charts[1].blob.decode()
    assert all(one.get("descr") for one in document.element.xpath("//wp:docPr"))


def test_the_document_s_page_and_fonts(document: Any) -> None:
    page = document.sections[0]
    assert (round(page.page_width.cm, 1), round(page.page_height.cm, 1)) == (21.0, 29.7)
    assert page.left_margin == pytest.approx(Cm(2.2), abs=700)
    assert "2019-12-30" in page.footer.paragraphs[0].text
    assert [one.text for one in page.footer._element.iter(qn("w:instrText"))] == ["PAGE", "NUMPAGES"]
    for name, font in (("Normal", "宋体"), ("Heading 1", "黑体"), ("Title", "黑体")):
        fonts = document.styles[name].element.rPr.rFonts
        assert fonts.get(qn("w:eastAsia")) == font
        assert fonts.get(qn("w:eastAsiaTheme")) is None
    assert "示例" in document.paragraphs[2].text


def test_the_document_is_read_by_xml_alone(panzhou: Path) -> None:
    import xml.dom.minidom

    jiedui("--lang", "en", "--store", str(panzhou), "report", "--in", AREA, "-o", str(panzhou.with_name("en.docx")))
    with zipfile.ZipFile(panzhou.with_name("en.docx")) as parts:
        assert parts.testzip() is None
        for name in parts.namelist():
            if name.endswith((".xml", ".rels")):
                xml.dom.minidom.parseString(parts.read(name))


@pytest.mark.parametrize(("suffix", "lang"), [("html", "zh"), ("xlsx", "en")])
def test_the_same_store_gives_the_same_file(little: Path, tmp_path: Path, suffix: str, lang: str) -> None:
    made = []
    for name in ("a", "b"):
        out = tmp_path / f"{name}.{suffix}"
        jiedui("--lang", lang, "--store", str(little), "report", "--in", "甲县", "-o", str(out))
        made.append(out.read_bytes())
    assert made[0] == made[1]


@pytest.mark.parametrize(("lang", "told"), [("en", "was written"), ("zh", "已写入")])
def test_a_report_is_never_replaced_unasked(little: Path, tmp_path: Path, lang: str, told: str) -> None:
    out = tmp_path / "r.docx"
    out.write_text("mine", "utf-8")
    assert "--force" in jiedui("--lang", lang, "--store", str(little), "report", "-o", str(out), code=2)
    assert out.read_text("utf-8") == "mine"
    assert told in jiedui("--lang", lang, "--store", str(little), "report", "-o", str(out), "--force")
    assert out.read_bytes().startswith(b"PK")


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    "args",
    [
        ("-o", "r.pdf"),
        ("-o", "no/such/folder/r.html"),
        ("--since", "2020-01-01"),
        ("--since", "soon"),
        ("飞船",),
        ("--in", "火星"),
    ],
)
def test_wrong_use_is_told(
    little: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, args: tuple[str, ...], lang: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert jiedui("--lang", lang, "--store", str(little), "report", *args, code=2).strip()
    assert list(tmp_path.iterdir()) == []


def test_without_python_docx_it_is_said_what_to_install(
    little: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    for lang in ("en", "zh"):
        told = jiedui("--lang", lang, "--store", str(little), "report", "-o", str(tmp_path / "r.docx"), code=2)
        assert "pip install python-docx" in told
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_half_written(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(report: Report, lang: str, file: Path) -> None:
        del report, lang
        file.write_text("half", "utf-8")
        raise RuntimeError

    monkeypatch.setattr("graph.output.report.html.write", broken)
    with pytest.raises(RuntimeError):
        reports.write(tmp_path / "r.html", store, ReportWanted(Query(DAY)), "en")
    assert list(tmp_path.iterdir()) == []
