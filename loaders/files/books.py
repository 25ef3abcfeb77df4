"""Reads the sheets of workbooks, and makes one message of whatever the reader of cells does with a damaged one.

That reader is written in Rust. It may panic, which is no `Exception` and prints lines of its own, and with an .xls it
may ask for more memory than there is. An .xls is therefore read in a process of its own, with limits.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from loaders.files import reader
from loaders.files.content import (
    BROKEN,
    MAX_SHEET_BYTES,
    Content,
    check_file,
)
from loaders.files.grid import Grid, Merge, settled, struck_rows, with_errors
from loaders.files.marks import Marks, ods_marks, xlsx_marks
from loaders.files.old import xls_marks
from loaders.problems import InputError


@lru_cache(maxsize=1)
def read_once(path: Path, content: Content, size: int, changed: int) -> tuple[Grid, ...]:  # noqa: ARG001  # another file
    """The sheets of a workbook that are not empty; raises `InputError` if it cannot be read.

    The last one is kept: a workbook is first looked at for what it is, then read as that.
    """
    return tuple(_read_book(path, content))


def _read_book(path: Path, content: Content) -> list[Grid]:
    check_file(path, MAX_SHEET_BYTES)
    marks: dict[str, Marks] = {}
    if content is Content.XLS:
        sheets = _read_apart(path)
        marks = xls_marks(path)
    else:
        _check_zip(path)
        try:
            marks = ods_marks(path) if content is Content.ODS else xlsx_marks(path)
        except BROKEN:
            raise InputError("input.damaged", file=path.name) from None
        sheets = _read_here(path)
        if any(
            sheet.name not in marks for sheet in sheets if any(sheet.rows)
        ):  # what is hidden or merged on it is not known
            raise InputError("input.book", file=path.name)
    grids = [_grid(path, sheet, marks.get(sheet.name, Marks())) for sheet in sheets]
    grids = [grid for grid in grids if any(grid.rows)]
    if not grids:
        raise InputError("input.empty", file=path.name)
    return grids


def _grid(path: Path, sheet: reader.RawSheet, marks: Marks) -> Grid:
    rows = with_errors(sheet.rows, marks.errors) if marks.errors else sheet.rows
    merges, overfull = settled(marks.merges or tuple(Merge(*merge) for merge in sheet.merges), rows)
    return Grid(
        path.name,
        sheet.name,
        rows,
        merges=tuple(merges),
        hidden=not sheet.visible,
        hidden_rows=marks.hidden,
        struck_rows=struck_rows(rows, marks.struck, merges),
        formulas=marks.formulas,
        overfull=tuple(overfull),
    )


def _read_here(path: Path) -> list[reader.RawSheet]:
    import python_calamine

    try:
        with _panics_unheard(), path.open("rb") as stream:
            return list(reader.sheets_in(python_calamine.load_workbook(stream)))
    except python_calamine.PasswordError:
        raise InputError("input.locked", file=path.name) from None
    except reader.ManySheetsError:
        raise InputError("input.many_sheets", file=path.name, limit=reader.MAX_SHEETS) from None
    except MemoryError:
        raise InputError("input.memory", file=path.name) from None
    except (python_calamine.CalamineError, OSError, ValueError, OverflowError):
        raise InputError("input.book", file=path.name) from None
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise InputError("input.book", file=path.name) from None


@contextlib.contextmanager
def _panics_unheard() -> Iterator[None]:
    """Keeps from standard error what the reader prints when it panics; what others print meanwhile follows later."""
    try:
        kept = os.dup(2)
    except OSError:  # there is no standard error
        yield
        return
    with tempfile.TemporaryFile() as heard:
        os.dup2(heard.fileno(), 2)
        panicked = False
        try:
            yield
        except BaseException as error:
            panicked = type(error).__name__ == "PanicException"
            raise
        finally:
            os.dup2(kept, 2)
            os.close(kept)
            heard.seek(0)
            if not panicked and (others := heard.read()):
                with contextlib.suppress(OSError):
                    os.write(2, others)


def _read_apart(path: Path) -> list[reader.RawSheet]:
    """The sheets of an .xls, read in a process of its own that may end in any way."""
    command = [sys.executable, "-P", reader.__file__, str(path)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(entry or os.curdir for entry in sys.path)}
    child = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, env=environment, check=False)
    if child.returncode == 0:
        return [reader.RawSheet(*sheet) for sheet in pickle.loads(child.stdout)]
    if child.returncode == reader.LOCKED:
        raise InputError("input.locked", file=path.name)
    if child.returncode == reader.MANY_SHEETS:
        raise InputError("input.many_sheets", file=path.name, limit=reader.MAX_SHEETS)
    raise InputError("input.old_book", file=path.name)


def _check_zip(path: Path) -> None:
    """Raises `InputError` if an archive is damaged or too large unpacked; nothing is unpacked as a whole for that."""
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MAX_SHEET_BYTES:
                raise InputError("input.too_large", file=path.name, limit=MAX_SHEET_BYTES >> 20)
            if {entry.compress_type for entry in archive.infolist()} - {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
                raise InputError("input.damaged", file=path.name)
            broken = archive.testzip()  # reads in pieces; a wrong size fails the checksum
    except BROKEN:
        raise InputError("input.damaged", file=path.name) from None
    if broken:
        raise InputError("input.damaged", file=path.name)
