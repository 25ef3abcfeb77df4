"""Reads the cells of a workbook; as a program, those of an .xls in a process of its own: `python reader.py FILE`.

The program has limits, writes the sheets to standard output, and ends with 0, with `LOCKED` if the workbook has a
password, with `MANY_SHEETS`, and with any other number if it cannot be read. It imports nothing of ours, so that it
starts quickly.
"""

from __future__ import annotations

import contextlib
import pickle
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import python_calamine

if TYPE_CHECKING:
    from loaders.files.grid import Cell

LOCKED, MANY_SHEETS = 3, 4
MAX_SHEETS = 500
"""The most sheets a workbook may have."""
MOST_MEMORY = 1 << 30
"""How much memory the process may ask for, in bytes."""
SECONDS = 8
"""How long it may compute, beside one second for each MiB of the file."""


class RawSheet(NamedTuple):
    """A sheet as the reader of cells gives it: an empty row has no cells; `merges` are top, left, bottom, right.

    A cell with an error in place of a value is empty here.
    """

    name: str
    visible: bool
    rows: list[tuple[Cell, ...]]
    merges: tuple[tuple[int, int, int, int], ...]


class ManySheetsError(Exception):
    """A workbook has more sheets than `MAX_SHEETS`, or two of one name, which no program writes."""


def sheets_in(book: python_calamine.CalamineWorkbook) -> Iterator[RawSheet]:
    """The worksheets of an open workbook, empty ones too; raises `ManySheetsError`."""
    names = book.sheet_names
    if len(names) > MAX_SHEETS or len(set(names)) < len(names):
        raise ManySheetsError
    for about in book.sheets_metadata:
        if about.typ is not python_calamine.SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(about.name)
        before = (None,) * (
            sheet.start[1] if sheet.start else 0
        )  # the rows above come with it, the columns before do not
        rows = [
            () if row.count("") == len(row) else (*before, *[None if cell == "" else cell for cell in row])
            for row in sheet.iter_rows()
        ]
        merges = tuple((top, left, bottom, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ())
        yield RawSheet(about.name, about.visible is python_calamine.SheetVisibleEnum.Visible, rows, merges)


def main(path: Path) -> int:
    """Writes the sheets; returns the exit code."""
    with contextlib.suppress(ImportError, ValueError, OSError):  # not on every system
        import resource

        seconds = SECONDS + (path.stat().st_size >> 20)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    try:
        with path.open("rb") as stream:  # by its name, a password is told from other faults
            source = str(path) if path.suffix.lower() == ".xls" else stream
            sheets = [tuple(sheet) for sheet in sheets_in(python_calamine.load_workbook(source))]
    except python_calamine.PasswordError:
        return LOCKED
    except ManySheetsError:
        return MANY_SHEETS
    pickle.dump(sheets, sys.stdout.buffer, pickle.HIGHEST_PROTOCOL)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
