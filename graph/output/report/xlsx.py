"""Writes a report as an Excel workbook: its sentences, a sheet for each table with all rows, and charts.

Every text is written as text, never as a formula or a link. A row holds its id, and the source and row that state it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from pathlib import Path
from typing import Any

from graph.answer import Note, flat, plain
from graph.files import new_workbook
from graph.output import sheets
from graph.output.render import cell_text
from graph.output.report import charts, wording
from graph.output.report.parts import MARK, Report, ReportTable
from graph.output.sheets import CELL, MEASURED, NAME, SHEET_ROWS, widths
from graph.text import Lang, coded, column_word, say

_LINE = 104
"""The width of a line of sentences, in half-width characters."""


def write(report: Report, lang: Lang, file: Path) -> None:
    """Writes the workbook to a file."""
    with new_workbook(file, in_order=True) as book:
        book.set_properties(
            {
                "title": wording.words(report.title, lang),
                "comments": wording.words(report.made, lang),
                "created": datetime.combine(report.day, time()),
            }
        )
        _ReportBook(book, report, lang).write()


class _ReportBook:
    """A workbook that is being written."""

    def __init__(self, book: Any, report: Report, lang: Lang) -> None:
        self.book = book
        self.report = report
        self.lang = lang
        font = {"font_name": "Microsoft YaHei" if lang == "zh" else "Calibri", "font_size": 10}
        self.plain = book.add_format({**font, "valign": "top"})
        self.wrapped = book.add_format({**font, "valign": "top", "text_wrap": True})
        self.bold = book.add_format({**font, "bold": True, "valign": "top", "bottom": 1, "bg_color": "#EEF1F5"})
        self.title = book.add_format({**font, "bold": True, "font_size": 16})
        self.heading = book.add_format({**font, "bold": True, "font_size": 12, "top": 1})
        self.banner = book.add_format({**font, "bold": True, "text_wrap": True, "border": 2, "font_color": "#8A1020"})
        self.link = book.add_format({**font, "font_color": "#12548A", "underline": 1, "valign": "top"})
        self.percent = book.add_format({**font, "num_format": "0.0%", "valign": "top"})
        self.number = book.add_format({**font, "num_format": "#,##0.####", "valign": "top"})
        self.whole = book.add_format({**font, "num_format": "#,##0", "valign": "top"})
        self.names = {
            (at, place): self._name(f"{at}.{place} {wording.words(section.heading, lang)}")
            for at, section in enumerate(report.sections, start=1)
            for place in range(1, len(section.tables) + 1)
        }
        self.chart_row = 0
        self.charts: list[ReportTable] = []

    def _name(self, text: str) -> str:
        """A text as a valid name of a sheet."""
        return "".join("_" if char in "[]:*?/\\'" else char for char in text)[:NAME].strip()

    def write(self) -> None:
        """Writes all sheets."""
        self._words()
        for at, section in enumerate(self.report.sections, start=1):
            for place, table in enumerate(section.tables, start=1):
                self._table(table, self.names[at, place])
        self._traces()
        if self.charts:
            sheet = self._sheet(self._chart_sheet)
            sheet.set_column(0, 0, 24, self.plain)
            row = 0
            for table in self.charts:
                assert table.bars is not None
                row = charts.data(sheet, table.bars, self.lang, row=row)

    @property
    def _chart_sheet(self) -> str:
        return say("report.sheet_charts", self.lang)

    def _sheet(self, name: str, head: int = 0) -> Any:
        """A new sheet with its page layout."""
        sheet = self.book.add_worksheet(name)
        title, foot = (wording.words(note, self.lang) for note in (self.report.title, self.report.made))
        sheets.set_up(sheet, title, head=head, foot=foot)
        return sheet

    def _words(self) -> None:
        """Writes the sheet of all sentences, with links to the sheets of the tables."""
        report, lang = self.report, self.lang
        sheet = self._sheet(say("report.sheet_words", lang))
        sheet.set_column(0, 0, _LINE + 6, self.wrapped)
        sheet.set_column(1, 1, 12, self.plain)
        traces = say("report.traced", lang)
        row = 0

        def line(text: str, form: Any = None, numbers: Sequence[int] = ()) -> None:
            nonlocal row
            lines = -(-widths([[text]], most=CELL)[0] // _LINE)
            if form is not self.title:
                sheet.set_row(row, 15 * lines)
            sheet.write_string(row, 0, text[:CELL], form or self.wrapped)
            if numbers:
                place = f"internal:'{self._name(traces)}'!A{numbers[0] + 1}"
                sheet.write_url(row, 1, place, self.link, wording.numbers(numbers))
            row += 1

        line(wording.words(report.title, lang), self.title)
        line(wording.words(report.about, lang))
        if report.invented:
            line(say("report.banner", lang), self.banner)
        for at, section in enumerate(report.sections, start=1):
            row += 1
            line(wording.heading(at, section, lang), self.heading)
            for paragraph in section.paragraphs:
                line(wording.paragraph_text(paragraph, lang), numbers=paragraph.traces)
            for place, table in enumerate(section.tables, start=1):
                caption = f"{at}.{place} {wording.words(table.caption, lang)}"
                sheet.write_url(row, 0, f"internal:'{self.names[at, place]}'!A1", self.link, caption)
                sheet.write_string(row, 1, wording.numbers(table.traces), self.plain)
                row += 1
                for note in table.notes:
                    line(wording.words(note, lang))
            for note in section.notes:
                line(wording.words(note, lang))
        row += 1
        line(wording.words(report.made, lang))

    def _table(self, table: ReportTable, name: str) -> None:
        """Writes all rows of a table, on further sheets where one is too small."""
        for part, start in enumerate(range(0, max(len(table.rows), 1), SHEET_ROWS), start=1):
            sheet = self._sheet(name if part == 1 else f"{name[: NAME - 5]} ({part})", head=1)
            self._rows(sheet, table, start)
            if part == 1 and table.bars is not None and table.bars.labels:
                drawn = charts.chart(self.book, self._chart_sheet, table.bars, self.lang, row=self.chart_row)
                sheet.insert_chart(1, len(table.fields) + 2, drawn)
                self.chart_row = charts.next_row(table.bars, self.chart_row)
                self.charts.append(table)

    def _rows(self, sheet: Any, table: ReportTable, start: int) -> None:
        """Writes a header that stays in sight, and the rows from `start` on with a filter."""
        lang, places = self.lang, self.report.places
        at = table.fields.index("id") if "id" in table.fields else None
        placed = at is not None and any(row[at] in places for row in table.rows)
        head = [column_word(name, lang) for name in table.fields]
        head += [column_word("source", lang), column_word("row", lang)] if placed else []
        head += [MARK] if table.marked else []
        rows = table.rows[start : start + SHEET_ROWS]

        def cells(place: int, row: tuple[Any, ...]) -> list[object]:
            found = [self._cell(name, value) for name, value in zip(table.fields, row, strict=True)]
            found += places.get(str(row[at]), ("", "")) if placed and at is not None else ()
            return [*found, *([MARK if start + place in table.marked else ""] if table.marked else ())]

        measured = [head, *([str(cell) for cell in cells(*one)] for one in enumerate(rows[:MEASURED]))]
        for column, width in enumerate(widths(measured)):
            sheet.set_column(column, column, width, self.plain)
        for column, text in enumerate(head):
            sheet.write_string(0, column, text, self.bold)
        for place, row in enumerate(rows):
            for column, value in enumerate(cells(place, row)):
                if isinstance(value, str):
                    if value:
                        sheet.write_string(place + 1, column, value[:CELL], self.plain)
                elif value is not None:
                    share = column < len(table.fields) and table.fields[column].startswith("share")
                    form = self.percent if share else self.whole if float(value).is_integer() else self.number  # type: ignore[arg-type]
                    sheet.write_number(place + 1, column, value, form)
        sheet.autofilter(0, 0, max(len(rows), 1), len(head) - 1)

    def _cell(self, name: str, value: object) -> object:
        """A value for a cell: a number stays a number, a word is translated."""
        number = plain(value)
        if isinstance(number, int | float) and not isinstance(number, bool):
            return number
        if isinstance(value, Note) or name == "rule":
            return wording.clean(cell_text(name, value, self.lang))
        return "" if value is None else wording.clean(str(coded(flat(value), self.lang, name)))

    def _traces(self) -> None:
        """Writes the sheet of traces: the commands and their numbers."""
        sheet = self._sheet(self._name(say("report.traced", self.lang)), head=1)
        sheet.set_column(0, 0, 8, self.plain)
        sheet.set_column(1, 1, 110, self.plain)
        for column, name in enumerate(("serial", "command")):
            sheet.write_string(0, column, column_word(name, self.lang), self.bold)
        for number, command in enumerate(self.report.traces, start=1):
            sheet.write_string(number, 0, f"[{number}]", self.plain)
            sheet.write_string(number, 1, wording.clean(command), self.plain)
        sheet.write_string(len(self.report.traces) + 2, 1, say("report.trace_how", self.lang), self.wrapped)
