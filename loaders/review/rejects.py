"""Writes rows that could not be used, or not completely, into a workbook to be fixed.

Bad cells are coloured, and a comment says what is wrong. Each table keeps its titles and header, so that the workbook
can be loaded like the file; it says whose rows it holds, and completes that version. If a row was used except for some
cell, amounts that were counted are left out: loaded again, they would count twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile, is_zipfile

from graph.files import new_workbook, write_file
from graph.output import sheets
from graph.text import Lang
from loaders.files import cell_text
from loaders.loaded import Made
from loaders.problems import Problem, Severity

if TYPE_CHECKING:
    from loaders.loaded import Loaded, RosterTable

_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", "_"))


def write(path: Path, done: Iterable[Loaded], lang: Lang, *, force: bool = False) -> int:
    """Writes the rows of rosters that have an error and returns how many; writes nothing if there are none.

    With `force` it replaces a file. Raises `UsageError` if the workbook cannot be written.
    """
    loads = [loaded for loaded in done if any(_rows(loaded, number) for number in range(len(loaded.sheets)))]
    if not loads:
        return 0
    write_file(path, lambda draft: _write(draft, loads, lang), force=force)
    return sum(len(_rows(loaded, number)) for loaded in loads for number in range(len(loaded.sheets)))


def _rows(loaded: Loaded, number: int) -> set[int]:
    """Numbers of the rows of a sheet that were rejected, or of which a cell could not be used."""
    records = {record.row for table in loaded.sheets[number].tables for record in table.records}
    wrong = {problem.row for problem in _problems(loaded, number) if problem.severity is Severity.ERROR}
    return records & (wrong | _rejected(loaded, number))


def _rejected(loaded: Loaded, number: int) -> set[int]:
    return {row for file, row in loaded.rejected_rows if file == number}


def _problems(loaded: Loaded, number: int) -> list[Problem]:
    grid = loaded.sheets[number].grid
    return [problem for problem in loaded.problems if (problem.file, problem.sheet) == (grid.file, grid.name)]


def origin(path: Path) -> tuple[str, str] | None:
    """The dataset and the day (ISO, empty without one) of the version whose rows a workbook holds to be mended.

    None for any other file, and for the rows of several files.
    """
    if path.suffix.lower() != ".xlsx" or not is_zipfile(path):
        return None
    from html import unescape  # here, so that a table of text loads without it

    with ZipFile(path) as archive:
        if _CUSTOM not in archive.namelist():
            return None
        found = _MARK.search(archive.read(_CUSTOM).decode("utf-8", "replace"))
    return None if found is None else (unescape(found["name"]), found["day"])


_CUSTOM = "docProps/custom.xml"
_PROPERTY = "jiedui rows of"
_MARK = re.compile(rf'name="{_PROPERTY}"[^>]*>\s*<(?:\w+:)?lpwstr[^>]*>(?P<day>[\d-]*) (?P<name>.*?)</', re.DOTALL)


def _write(path: Path, loads: list[Loaded], lang: Lang) -> None:
    with new_workbook(path) as book:
        if len(loads) == 1:
            own = loads[0].dataset
            book.set_custom_property(_PROPERTY, f"{own.version} {own.name}", "text")
        _sheets(book, loads, lang)


def _sheets(book: Any, loads: list[Loaded], lang: Lang) -> None:
    formats = {
        "bad": book.add_format({"bg_color": "#FFC7CE", "font_color": "#9C0006"}),
        "head": book.add_format({"bold": True}),
        "day": book.add_format({"num_format": "yyyy-mm-dd"}),
        "bad day": book.add_format({"num_format": "yyyy-mm-dd", "bg_color": "#FFC7CE", "font_color": "#9C0006"}),
    }
    names: set[str] = set()
    for loaded in loads:
        for number, found in enumerate(loaded.sheets):
            rows = _rows(loaded, number)
            if rows:
                problems, whole = _problems(loaded, number), _rejected(loaded, number)
                name = _sheet_name(found.grid.name or found.grid.file, names)
                sheet = book.add_worksheet(name)
                at = 0
                for table in found.tables:
                    at = _table(sheet, at, table, rows, whole, problems, formats, lang)
                written = [table for table in found.tables if any(record.row in rows for record in table.records)]
                head = len(written[0].head) if len(written) == 1 else 0
                sheets.set_up(sheet, name, head=head, widths=_widths(written, rows))


def _widths(tables: list[RosterTable], rows: set[int]) -> list[int]:
    """The widths of the columns of the rows that are written; a title does not count, it may stand over others."""
    lines = [
        ["" if cell is None else cell_text(cell) for cell in line]
        for table in tables
        for line in (*table.head[-1:], *(record.cells for record in table.records if record.row in rows))
    ][: sheets.MEASURED]
    most = max(map(len, lines), default=0)
    return sheets.widths([[*line, *[""] * (most - len(line))] for line in lines])


def _sheet_name(wanted: str, taken: set[str]) -> str:
    base = wanted.translate(_FORBIDDEN).strip("'")[: sheets.NAME] or "1"
    name = base
    number = 1
    while name.casefold() in taken:
        number += 1
        name = f"{base[: sheets.NAME - 4]} {number}"
    taken.add(name.casefold())
    return name


def _table(
    sheet: Any,
    at: int,
    table: RosterTable,
    rows: set[int],
    whole: set[int],
    problems: list[Problem],
    formats: dict[str, Any],
    lang: Lang,
) -> int:
    """Writes `rows` of a table from row `at` on, those in `whole` with every cell; returns the next free row."""
    records = [record for record in table.records if record.row in rows]
    if not records:
        return at
    personal = {column.place for column in table.columns if column.personal}
    amounts = {column.place for column in table.columns if column.field == "amount"}
    for row in table.head:
        for place, value in enumerate(row):
            _cell(sheet, at, place, value, formats["head"], formats["head"])
        at += 1
    places = {column.name: column.place for column in table.columns if column.made is None}
    first = min((column.place for column in table.columns), default=0)
    aside = next((one.place for one in table.columns if one.field != "recipient"), first)
    for record in records:
        wrong: dict[int, list[str]] = {}
        for problem in problems:
            if problem.row == record.row:
                place = places.get(problem.column or "", first)
                mark = "" if problem.severity is Severity.ERROR else "· "
                wrong.setdefault(place, []).append(f"{mark}{problem.message(lang)}\n→ {problem.hint(lang)}")
        cells = list(record.cells)
        if record.section is not None and "township" not in {column.field for column in table.columns}:
            sheet.write_string(at, first, record.section)  # the section that the record stood in
            at += 1
        for column in table.columns:
            if column.made is None or column.place >= len(cells):
                continue
            if column.made is Made.HEADINGS and cells[column.place] is not None:
                sheet.write_string(at, aside, str(cells[column.place]))  # the helper that heads its section
                at += 1
            cells[column.place] = None
        for place, value in enumerate(cells):
            bad = place in wrong
            top, last = table.shared.get((record.row, place), (record.row, record.row))  # a merged amount counts once
            again = record.row != top or not whole.issuperset(range(top, last + 1))
            counted = place in amounts and not bad and again
            kept = None if place in personal or counted else value
            _cell(sheet, at, place, kept, formats["bad"] if bad else None, formats["bad day" if bad else "day"])
        for place, texts in wrong.items():
            if place >= len(cells) or cells[place] is None:
                sheet.write_blank(at, place, None, formats["bad"])
            sheet.write_comment(at, place, "\n".join(texts), {"x_scale": 2.5, "y_scale": 1.5})
        at += 1
    return at


def _cell(sheet: Any, row: int, place: int, value: object, form: Any, day: Any) -> None:
    if isinstance(value, bool):
        sheet.write_boolean(row, place, value, form)
    elif isinstance(value, datetime | date):
        sheet.write_datetime(row, place, value, day)
    elif isinstance(value, int | float):
        sheet.write_number(row, place, value, form)
    elif value is not None:
        sheet.write_string(row, place, str(value), form)
