"""The sheets of a table or workbook, by what the file holds, however it is called."""

from __future__ import annotations

import zipfile
from pathlib import Path

from loaders.files.content import BOOK_SUFFIXES, BOOKS, BROKEN, TABLE_SUFFIXES, Content, content_of, refuse, suffix_of
from loaders.files.grid import Grid
from loaders.files.tables import text_grid
from loaders.problems import InputError


def read_grids(path: Path) -> list[Grid]:
    """Every sheet of a table or workbook that is not empty.

    Raises `InputError` if the file cannot be read.
    """
    content = content_of(path)
    if content is Content.TEXT and suffix_of(path) in (*TABLE_SUFFIXES, *BOOK_SUFFIXES):
        return [text_grid(path)]
    if content in BOOKS:
        from loaders.files.books import read_once  # here, so that a table of text loads without it

        about = path.stat()
        return list(read_once(path, content, about.st_size, about.st_mtime_ns))
    if content is Content.WEB_PAGE and suffix_of(path) in BOOK_SUFFIXES:
        from loaders.files.web import web_grids

        grids = web_grids(path)
        if grids:
            return grids
    raise refuse(content, path)


def sheet_names(path: Path) -> list[str]:
    """The names of the sheets of a workbook; none for any other file. Of an .xlsx no more than their list is read."""
    try:
        content = content_of(path)
        if content is Content.XLSX:
            from loaders.files.marks import sheets_of  # as in `read_grids`

            with zipfile.ZipFile(path) as archive:
                return list(sheets_of(archive))
        return [grid.name or "" for grid in read_grids(path)] if content in BOOKS else []
    except (InputError, *BROKEN):
        return []  # who reads the file says what is wrong with it
