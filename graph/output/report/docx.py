"""Writes a report as a Word document with real headings, repeated table headings, page numbers and charts.

python-docx makes the document. It knows no charts: xlsxwriter makes each chart, which is put into the document together
with the workbook of its figures, so that Word draws it and opens its figures. python-docx is an optional dependency:
`graph.output.report` imports this module only where it is installed.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docx
import xlsxwriter
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from graph.output.report import charts, wording
from graph.output.report.parts import Bars, Report, ReportTable
from graph.output.sheets import widths
from graph.text import Lang, column_word, say

if TYPE_CHECKING:
    from docx.document import Document

_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_EMU = 9525
"""The number of English Metric Units in a pixel."""
_WIDTH = 9_400
"""The width between the margins, in twentieths of a point."""
_LONGEST = 26
"""The largest width of a column, in half-width characters."""
_SHADE = "EEF1F5"
_FONTS = {"zh": ("Times New Roman", "宋体", "黑体"), "en": ("Times New Roman", "宋体", "黑体")}


def write(report: Report, lang: Lang, file: Path) -> None:
    """Writes the document to a file."""
    document = _blank(report, lang)
    document.add_paragraph(wording.words(report.title, lang), style="Title")
    document.add_paragraph(wording.words(report.about, lang), style="Subtitle")
    if report.invented:
        _banner(document, say("report.banner", lang))
    for at, section in enumerate(report.sections, start=1):
        title = document.add_heading(wording.heading(at, section, lang), 1)
        title.paragraph_format.page_break_before = at == 2 or section.annex
        for paragraph in section.paragraphs:
            _paragraph(document, wording.paragraph_text(paragraph, lang), paragraph.traces)
        for place, table in enumerate(section.tables, start=1):
            heading = document.add_heading(f"{at}.{place} {wording.words(table.caption, lang)}", 2)
            _marks(heading, table.traces)
            if table.bars is not None and table.bars.labels:
                _chart(document, table.bars, wording.chart_caption(table, lang), lang)
            _table(document, report, table, lang)
        for note in section.notes:
            document.add_paragraph(wording.words(note, lang), style="List Bullet")
    _traces(document, report, lang)
    packed = io.BytesIO()  # what packs it complains by itself of a disk that is full
    document.save(packed)
    file.write_bytes(packed.getbuffer())


def _blank(report: Report, lang: Lang) -> Document:
    """An empty document of A4 pages with its fonts and its footer."""
    document = docx.Document()
    latin, body, heads = _FONTS[lang]
    sizes = {"Normal": 11, "Title": 20, "Subtitle": 11, "Heading 1": 15, "Heading 2": 12, "List Bullet": 10}
    for name, size in sizes.items():
        style: Any = document.styles[name]
        style.font.size = Pt(size)
        style.font.color.rgb = RGBColor(0, 0, 0)
        style.font.italic = False
        _font(style.element.get_or_add_rPr(), latin, heads if name.startswith(("Title", "Heading")) else body, lang)
    for name in ("Title", "Subtitle"):
        centred: Any = document.styles[name]
        centred.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin = section.bottom_margin = Cm(2.4)
    foot = section.footer.paragraphs[0]
    foot.add_run(f"{wording.words(report.made, lang)}    ").font.size = Pt(8)
    for field, after in (("PAGE", " / "), ("NUMPAGES", "")):
        _field(foot, field)
        foot.add_run(after).font.size = Pt(8)
    about = document.core_properties
    about.title, about.author, about.last_modified_by = wording.words(report.title, lang)[:255], "jiedui", "jiedui"
    about.created = about.modified = datetime.combine(report.day, time())
    about.language = "zh-CN" if lang == "zh" else "en-US"
    about.comments = wording.words(report.made, lang)[:255]
    return document


def _font(properties: Any, latin: str, asian: str, lang: Lang) -> None:
    """Sets the language and the fonts of a style, with one for East Asian characters."""
    fonts = properties.get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]  # the fonts of the theme would take precedence
    for name, font in (("ascii", latin), ("hAnsi", latin), ("cs", latin), ("eastAsia", asian)):
        fonts.set(qn(f"w:{name}"), font)
    for former in properties.findall(qn("w:lang")):
        properties.remove(former)
    properties.append(_element("w:lang", val="zh-CN" if lang == "zh" else "en-US", eastAsia="zh-CN"))


def _element(tag: str, *children: Any, **attributes: str) -> Any:
    """An element of WordprocessingML."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    made.extend(children)
    return made


def _field(paragraph: Any, name: str) -> None:
    """Adds a field that Word fills in, such as the number of the page."""
    for kind, text in (("begin", ""), ("", name), ("end", "")):
        run = paragraph.add_run()
        run.font.size = Pt(8)
        if kind:
            run._r.append(_element("w:fldChar", fldCharType=kind))
        else:
            instruction = _element("w:instrText")
            instruction.text = text
            run._r.append(instruction)


def _banner(document: Document, text: str) -> None:
    """Adds a warning in a box."""
    paragraph = document.add_paragraph()
    paragraph.add_run(text).bold = True
    sides = [
        _element(f"w:{side}", val="single", sz="12", space="4", color="8A1020")
        for side in ("top", "left", "bottom", "right")
    ]
    paragraph._p.get_or_add_pPr().append(_element("w:pBdr", *sides))


def _paragraph(document: Document, text: str, traces: tuple[int, ...] = ()) -> None:
    _marks(document.add_paragraph(text), traces)


def _marks(paragraph: Any, traces: tuple[int, ...]) -> None:
    """Adds the numbers of traces behind a figure."""
    if traces:
        paragraph.add_run(wording.numbers(traces)).font.superscript = True


def _table(document: Document, report: Report, table: ReportTable, lang: Lang) -> None:
    """Adds a table, with its heading repeated on every page, and its notes."""
    head = wording.column_headings(table, lang)
    _put(document, head, wording.printed_rows(table, lang))
    for text in (wording.part_note(report, table, lang), say("report.marked", lang) if table.marked else None):
        if text:
            _small(document, text)
    for note in table.notes:
        document.add_paragraph(wording.words(note, lang), style="List Bullet")


def _small(document: Document, text: str) -> None:
    """Adds a line in small letters below a table or a chart."""
    document.add_paragraph().add_run(text).font.size = Pt(9)


def _put(document: Document, head: list[str], rows: Iterable[tuple[str | None, list[tuple[str, bool]]]]) -> None:
    """Adds a table with these headings; a row may have a line of its own above it."""
    lines = list(rows)
    asked = widths([head, *([text for text, _ in cells] for _, cells in lines)], most=_LONGEST)
    asked = [width + 2 for width in asked]  # margins, and headings are bold
    wide = [int(_WIDTH * width / sum(asked)) for width in asked]
    made = document.add_table(rows=0, cols=len(head), style="Table Grid")
    for column, width in zip(made._tbl.tblGrid.findall(qn("w:gridCol")), wide, strict=True):
        column.set(qn("w:w"), str(width))
    made._tbl.append(_row([(name, False) for name in head], wide, head=True))
    for above, cells in lines:
        if above is not None:
            made._tbl.append(_row([(above, False)], [sum(wide)], span=len(head)))
        made._tbl.append(_row(cells, wide))


def _row(cells: list[tuple[str, bool]], wide: list[int], *, head: bool = False, span: int = 1) -> Any:
    """A row of a table as XML; python-docx would be too slow for the thousands of rows of a list."""
    row = _element("w:tr")
    above = _element("w:trPr", _element("w:cantSplit"))
    if head:
        above.append(_element("w:tblHeader"))
    row.append(above)
    marked = head or span > 1
    for (text, number), width in zip(cells, wide, strict=True):
        cell = _element("w:tcPr", _element("w:tcW", w=str(width), type="dxa"))
        if span > 1:
            cell.append(_element("w:gridSpan", val=str(span)))
        if marked:
            cell.append(_element("w:shd", val="clear", color="auto", fill=_SHADE))
        paragraph = _element("w:pPr")
        if marked:
            paragraph.append(_element("w:keepNext"))
        paragraph.append(_element("w:spacing", before="20", after="20"))
        if number:
            paragraph.append(_element("w:jc", val="right"))
        run = _element("w:rPr", *([_element("w:b")] if marked else []), _element("w:sz", val="17"))
        content = _element("w:t")
        content.text = text
        row.append(_element("w:tc", cell, _element("w:p", paragraph, _element("w:r", run, content))))
    return row


def _traces(document: Document, report: Report, lang: Lang) -> None:
    """Adds the annex of traces: the commands and their numbers."""
    heading = document.add_heading(wording.annex_heading(lang), 1)
    heading.paragraph_format.page_break_before = True
    document.add_paragraph(say("report.trace_how", lang))
    rows = [
        [(f"[{number}]", False), (wording.clean(command), False)] for number, command in enumerate(report.traces, 1)
    ]
    _put(document, [column_word(name, lang) for name in ("serial", "command")], ((None, row) for row in rows))


def _chart(document: Document, bars: Bars, caption: str, lang: Lang) -> None:
    """Adds a chart that Word draws, with the workbook of its figures."""
    drawn, figures = _drawn(bars, lang)
    package: Any = document.part.package
    number = sum(str(part.partname).startswith("/word/charts/") for part in package.iter_parts()) + 1
    book = Part(
        PackURI(f"/word/embeddings/figures{number}.xlsx"),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        figures,
        package,
    )
    chart = Part(
        PackURI(f"/word/charts/chart{number}.xml"),
        "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
        drawn,
        package,
    )
    link = chart.relate_to(book, RELATIONSHIP_TYPE.PACKAGE)
    chart._blob = drawn.replace(b"@figures@", link.encode())
    place = document.part.relate_to(chart, RELATIONSHIP_TYPE.CHART)
    wide, high = 600 * _EMU, int(charts.height(bars) * 600 / charts.WIDTH) * _EMU
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    paragraph.add_run()._r.append(
        parse_xml(
            f'<w:drawing {nsdecls("w", "wp", "a", "r")}><wp:inline distT="0" distB="0" distL="0" distR="0">'
            f'<wp:extent cx="{wide}" cy="{high}"/><wp:docPr id="{number}" name="chart {number}"/>'
            f'<a:graphic><a:graphicData uri="{_CHART}"><c:chart xmlns:c="{_CHART}" r:id="{place}"/></a:graphicData>'
            "</a:graphic></wp:inline></w:drawing>"
        )
    )
    paragraph._p.xpath(".//wp:docPr")[0].set("descr", caption)
    _small(document, caption)


def _drawn(bars: Bars, lang: Lang) -> tuple[bytes, bytes]:
    """The XML of a chart, with `@figures@` in place of the link to its workbook, and that workbook."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": datetime(2000, 1, 1)})  # the same figures are the same file
    sheet = book.add_worksheet("figures")
    charts.data(sheet, bars, lang)
    sheet.insert_chart(0, 6, charts.chart(book, "figures", bars, lang))
    book.close()
    with zipfile.ZipFile(stream) as parts:
        drawn = parts.read("xl/charts/chart1.xml")
    link = (
        b'<c:externalData xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
        b'r:id="@figures@"><c:autoUpdate val="0"/></c:externalData>'
    )
    return re.sub(rb"<c:printSettings>.*</c:printSettings>", link, drawn, flags=re.DOTALL), stream.getvalue()
