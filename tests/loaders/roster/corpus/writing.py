"""How a case is told and written: its rows, and the program that writes the file."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SAVED = Path(__file__).parents[1] / "saved"
NO_AREA = ("no-area", None, None)
Row = tuple[Any, ...]


@dataclass(frozen=True)
class Page:
    """One sheet: its rows from the first on, merged ranges, what is hidden."""

    rows: tuple[Row, ...]
    name: str = "台账"
    merges: tuple[str, ...] = ()
    hidden: bool = False
    hidden_rows: tuple[int, ...] = ()
    struck_rows: tuple[int, ...] = ()


@dataclass(frozen=True)
class Case:
    """A file and what it holds.

    `members` are those listed as `name` (a village) or `name:kind`: they are the roster if the file states one
    (`roster`), else those who are helped. `pairs` are `helper > recipient`, then
    ` start..end` where known, ` ~` for certainty group and ` ?` for one that is only planned; `amounts` are
    `helper > recipient measure yuan [period]`, with ` ?` where they are only planned;
    `parts` are `recipient < unit`; `problems` are (code, row, column).
    """

    name: str
    pages: tuple[Page, ...]
    members: tuple[str, ...] = ()
    pairs: tuple[str, ...] = ()
    amounts: tuple[str, ...] = ()
    problems: tuple[tuple[str, int | None, str | None], ...] = (NO_AREA,)
    parts: tuple[str, ...] = ()
    by: str = "openpyxl"
    area: str | None = None
    mapping: str | None = None
    error: str | None = None
    file: str = "台账"
    as_of: str | None = None
    roster: bool = False
    read_as: str = "ledger"
    told_as: str | None = None
    """What it is said to be, as with `--as`; `told_roster` as with `--roster`."""
    told_roster: bool | None = None

    def write(self, folder: Path) -> Path:
        """The file, written into `folder`."""
        if self.by == "openpyxl":
            return _openpyxl(self.pages, folder / f"{self.file}.xlsx")
        if self.by == "xlsxwriter":
            return _xlsxwriter(self.pages, folder / f"{self.file}.xlsx")
        if self.by.startswith("saved"):
            return SAVED / self.by.partition(":")[2]
        _, encoding, separator = self.by.split(":")
        out = io.StringIO()
        csv.writer(out, delimiter=separator, lineterminator="\r\n").writerows(self.pages[0].rows)
        text = out.getvalue().removesuffix("\r\n")
        path = folder / f"{self.file}.csv"
        path.write_bytes((text + "\r\n").encode(encoding))
        return path


def _openpyxl(pages: tuple[Page, ...], path: Path) -> Path:
    import openpyxl
    from openpyxl.styles import Font

    book = openpyxl.Workbook()
    assert book.active is not None
    book.remove(book.active)
    for page in pages:
        sheet = book.create_sheet(page.name)
        for number, row in enumerate(page.rows, start=1):
            for place, cell in enumerate(row, start=1):
                if cell is not None:
                    sheet.cell(number, place, cell)
        for merge in page.merges:
            sheet.merge_cells(merge)
        for row_number in page.hidden_rows:
            sheet.row_dimensions[row_number].hidden = True
        for row_number in page.struck_rows:
            for struck in sheet[row_number]:
                struck.font = Font(strike=True)
        if page.hidden:
            sheet.sheet_state = "hidden"
    book.save(path)
    return path


def _xlsxwriter(pages: tuple[Page, ...], path: Path) -> Path:
    import xlsxwriter
    from xlsxwriter.utility import xl_cell_to_rowcol

    book = xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"})
    for page in pages:
        sheet = book.add_worksheet(page.name)
        for number, row in enumerate(page.rows):
            for place, cell in enumerate(row):
                if cell is not None:
                    sheet.write(number, place, cell)
        for merge in page.merges:
            row_at, column_at = xl_cell_to_rowcol(merge.partition(":")[0])
            sheet.merge_range(merge, page.rows[row_at][column_at])
        for row_number in page.hidden_rows:
            sheet.set_row(row_number - 1, None, None, {"hidden": True})
        if page.hidden:
            sheet.hide()
    book.close()
    return path


def page(*rows: Row, merges: str = "", **more: Any) -> tuple[Page, ...]:
    """One sheet of these rows."""
    return (Page(rows, merges=tuple(merges.split()), **more),)


HEAD = ("帮扶单位", "贫困村")
FIRM, OTHER, GROUP = "示例甲公司", "示例乙公司", "示例协会"
