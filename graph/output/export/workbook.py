"""Exports a store as one workbook, for people and for `jiedui load`: a sheet for each table, one about the datasets.

Headers are the names of fields, as in a data package; a comment on each explains it in both languages. `dataset` is the
first column of every sheet, because a sheet holds several datasets. Cells are texts; a cell is a number only where the
number is exactly the same as the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.answer import Note
from graph.dataset import PACKAGE
from graph.errors import UsageError
from graph.files import new_workbook, write_file
from graph.output import sheets
from graph.output.export import records
from graph.output.sheets import CELL, SHEET_ROWS
from graph.text import LANGS, Lang, column_word, say

if TYPE_CHECKING:
    import xlsxwriter
    import xlsxwriter.worksheet

    from graph.dataset import Dataset
    from graph.store import Store

ABOUT = "about"
"""The name of the sheet about the datasets."""
ABOUT_HEADERS = ("dataset", "says", "value", "more")
_NUMBERS = frozenset({"value", "from_row"})
_TRUTHS = frozenset({"on_roster", "illustrative"})
_EXACT = re.compile(r"0|[1-9]\d{0,13}|(?=[\d.]{1,15}\Z)(?:0|[1-9]\d*)\.\d*[1-9]")


def write(
    store: Store,
    out: Path,
    area: str | None = None,
    lang: Lang = "en",
    *,
    day: date | None = None,
    every: bool = False,
    force: bool = False,
) -> Note:
    """Writes the records of a store, or of an area, to a workbook; returns the note that says what was written.

    Of each dataset the version that `day` rests on is written, without a day the newest, with `every` each version.

    The file is written whole or not at all; with `force` it replaces one. Raises `UsageError` when a table has more
    rows than a worksheet, or a text more characters than a cell.
    """
    if area is None:
        for name in ("organizations", "agreements", "contributions"):
            _check(name, sum(getattr(one, name) for one in records.chosen(store, day, every=every)))
    labelled = dict(records.datasets(store, area, day, every=every))
    datasets = list(labelled.values())
    write_file(out, lambda path: _book(path, labelled, lang), force=force)
    count = {name: sum(len(getattr(one, name)) for one in datasets) for name in ("organizations", "agreements")}
    return Note("export.records", {"file": out, **count})


def _check(name: str, count: int) -> None:
    if count > SHEET_ROWS:
        raise UsageError("export.rows", name=name, count=count, limit=SHEET_ROWS)


def _book(path: Path, labelled: Mapping[str, Dataset], lang: Lang) -> None:
    datasets = list(labelled.values())
    with new_workbook(path, in_order=True) as book:
        bold = book.add_format(sheets.HEADER)
        attributes: dict[str, dict[str, str]] = {}
        for name in records.COLUMNS:
            frames = [records.frame_of(name, dataset) for dataset in datasets]
            _check(name, sum(map(len, frames)))
            if any(map(len, frames)) or name == "organizations":
                named = set().union(*map(records.attributes_of, frames))
                tables = [records.table(name, dataset, named) for dataset in datasets]
                attributes[name] = _sheet(book, name, list(labelled), tables, bold)
        _about(book, labelled, attributes, lang, bold)


def _sheet(
    book: xlsxwriter.Workbook, name: str, names: Sequence[str], tables: Sequence[records.RecordTable], bold: Any
) -> dict[str, str]:
    """Writes one table of all datasets; returns header → attribute for the attributes with another header."""
    sheet = book.add_worksheet(name)
    headers = ("dataset", *(tables[0].headers if tables else ()))
    measured = [list(headers)]
    for place, header in enumerate(headers):
        sheet.write_string(0, place, header, bold)
        names_of_header = [column_word(header, lang) for lang in LANGS]
        if names_of_header != [header, header]:
            sheet.write_comment(0, place, " / ".join(reversed(names_of_header)))
    number = 0
    for own, table in zip(names, tables, strict=True):
        for row in (row for piece in table.pieces() for row in piece.iter_rows()):
            number += 1
            id_, *_ = row  # in every table the id comes first
            if number <= sheets.MEASURED:
                measured.append([own, *(cell or "" for cell in row)])
            for place, (header, cell) in enumerate(zip(headers, (own, *row), strict=True)):
                if cell is not None:
                    _put(sheet, number, place, header, cell, id_)
    sheets.set_up(sheet, name, head=1, fixed=1, widths=sheets.widths(measured))
    if number:
        sheet.autofilter(0, 0, number, len(headers) - 1)
    return {header: key for header, key in (tables[0].attributes if tables else {}).items() if header != key}


def _put(sheet: xlsxwriter.worksheet.Worksheet, row: int, place: int, header: str, cell: str, id_: str) -> None:
    if header in _TRUTHS and cell in ("true", "false"):
        sheet.write_boolean(row, place, cell == "true")
    elif header in _NUMBERS and _EXACT.fullmatch(cell):
        sheet.write_number(row, place, float(cell))
    elif len(cell.encode("utf-16-le")) // 2 > CELL:
        raise UsageError("export.long", field=header, id=id_, length=len(cell), limit=CELL)
    else:
        sheet.write_string(row, place, cell)


def _about(
    book: xlsxwriter.Workbook,
    labelled: Mapping[str, Dataset],
    attributes: Mapping[str, Mapping[str, str]],
    lang: Lang,
    bold: Any,
) -> None:
    sheet = book.add_worksheet(ABOUT)
    sheets.set_up(sheet, ABOUT, head=1, widths=(18, 18, 80, 18))
    sheet.write_row(0, 0, ABOUT_HEADERS, bold)
    sheet.write_comment(0, 0, say("export.about_sheet", lang))
    for number, row in enumerate(_lines(labelled, attributes), start=1):
        for place, cell in enumerate(row):
            if cell:
                sheet.write_string(number, place, str(cell)[:CELL])


def _lines(
    labelled: Mapping[str, Dataset], attributes: Mapping[str, Mapping[str, str]]
) -> Iterator[tuple[str | None, str, object, str | None]]:
    """The lines of the sheet about the datasets: (dataset, property, value, what belongs to it)."""
    yield None, "format", records.FORMAT, None
    for table, renamed in attributes.items():
        for header, key in renamed.items():
            yield None, f"attribute of {table}", key, header
    for label, one in labelled.items():
        if label != one.name:
            yield label, "name", one.name, None
        yield label, "title_en", one.title["en"], None
        yield label, "title_zh", one.title["zh"], None
        yield label, "as_of", one.as_of, None
        if one.read_as != PACKAGE:
            yield label, "read_as", one.read_as, None
        if one.rejected:
            yield label, "rejected", one.rejected, None
        yield label, "location", one.location, None
        for lang in LANGS:
            for note in one.notes.get(lang, ()):
                yield label, f"note_{lang}", note, None
        for ref in one.files:
            yield label, "file", ref.name, ref.sheet
