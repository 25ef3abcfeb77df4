"""Turns the parts of a report into texts of a language, for the page, the workbook and the document alike."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from graph.answer import Note
from graph.output.render import cell_text, sentence, without_controls
from graph.output.report.parts import MARK, Bars, Paragraph, Report, ReportTable, Section
from graph.query import State
from graph.text import TEXT, Lang, column_word, say

_NUMERALS = "一二三四五六七八九十"
_NOT_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """A text that any file format can hold: in one line, with U+FFFD for control and direction characters."""
    return _NOT_XML.sub("\ufffd", without_controls(text.replace("\n", " ")))


def words(note: Note, lang: Lang) -> str:
    """A note as a clean sentence; an English one that begins with a kind gets a capital letter."""
    text = clean(sentence(note, lang))
    kind = lang == "en" and note.text is None and TEXT[note.key][0].startswith("{kind")
    return text[:1].upper() + text[1:] if kind else text


def paragraph_text(paragraph: Paragraph, lang: Lang) -> str:
    """The sentences of a paragraph, marked where they rest on illustrative records."""
    return ("" if lang == "zh" else " ").join(words(note, lang) for note in paragraph.notes) + (
        MARK if paragraph.invented else ""
    )


def numbers(traces: Sequence[int]) -> str:
    """The numbers of traces as they stand behind a figure: `[1][2]`."""
    return "".join(f"[{number}]" for number in traces)


def heading(number: int, section: Section, lang: Lang) -> str:
    """The heading of a section, with its number."""
    shown = _NUMERALS[number - 1] if lang == "zh" else str(number)
    return say("report.numbered", lang, number=shown, heading=words(section.heading, lang))


def annex_heading(lang: Lang) -> str:
    """The heading of the annex of traces."""
    return say("report.annex", lang, heading=say("report.traced", lang))


def part_note(report: Report, table: ReportTable, lang: Lang) -> str | None:
    """The sentence that not all rows of a table are printed; None where all are."""
    if len(table.rows) <= table.most:
        return None
    values = {"shown": table.most, "all": len(table.rows), "command": report.traces[table.traces[-1] - 1]}
    return clean(say("report.part", lang, **values))


def column_headings(table: ReportTable, lang: Lang) -> list[str]:
    """The headings of the printed columns, in a list by area with one for the serial number."""
    serial = [column_word("serial", lang)] if table.by_area else []
    return serial + [column_word(name, lang) for name in table.shown]


def naming_column(table: ReportTable) -> int:
    """The position of the printed column that names the row."""
    return table.shown.index("name") if "name" in table.shown else 0


def printed_rows(table: ReportTable, lang: Lang) -> Iterator[tuple[str | None, list[tuple[str, bool]]]]:
    """The printed rows: (heading where an area begins, else None; each cell and whether it is a number)."""
    at = [table.fields.index(name) for name in table.shown]
    area = table.fields.index("area") if table.by_area else None
    counts = Counter(row[area] for row in table.rows) if area is not None else {}
    named = naming_column(table)
    former: object = None
    for place, row in enumerate(table.rows[: table.most]):
        cells = [(clean(cell_text(table.fields[one], row[one], lang)), _number(row[one])) for one in at]
        if place in table.marked:
            cells[named] = (f"{cells[named][0]} {MARK}", cells[named][1])
        begins = None
        if area is not None:
            cells.insert(0, (f"{place + 1:,}", True))
            if row[area] != former:
                begins = clean(
                    say("report.in_area", lang, area=cell_text("area", row[area], lang), count=counts[row[area]])
                )
            former = row[area]
        yield begins, cells


def chart_caption(table: ReportTable, lang: Lang) -> str:
    """The caption below the chart of a table."""
    found = say("report.chart", lang, caption=words(table.caption, lang))
    if table.bars is not None and table.bars.all > len(table.bars.labels):
        part = say("report.chart_part", lang, shown=len(table.bars.labels), all=table.bars.all)
        found += part if lang == "zh" else f" {part}"
    return clean(found)


def labels(bars: Bars, lang: Lang) -> list[str]:
    """The labels of the bars of a chart, without the units that all of them lie in."""
    texts = [clean(cell_text("group", value, lang)) for value in bars.labels]
    paths = [text.split(" / ") for text in texts]
    if len({tuple(path[:-1]) for path in paths}) == 1:
        texts = [path[-1] for path in paths]
    return [f"{text} {MARK}" if place in bars.marked else text for place, text in enumerate(texts)]


def gap_counts(bars: Bars, lang: Lang) -> list[str]:
    """For every bar of a chart of areas, how many of its members are gaps."""
    counts = zip(bars.states[State.DIRECT], bars.rosters, strict=True)
    return [say("report.chart_gaps", lang, gaps=roster - direct, roster=roster) for direct, roster in counts]


def more(bars: Bars, lang: Lang) -> str | None:
    """The line below a chart that was cut, which says how many groups it leaves out; None where it has all."""
    left = bars.all - len(bars.labels)
    return say("report.chart_more", lang, count=left) if left else None


def _number(value: Any) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)
