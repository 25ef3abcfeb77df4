"""A workbook that is a data package: sheets named as its tables, headers named as their fields.

`jiedui export xlsx` writes one, and people may. A sheet `about` tells of the datasets; without it the workbook is one
dataset, named after its file.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from graph.dataset import FileRef
from graph.errors import RecordError
from graph.model import PartialDate
from graph.output.export.records import FORMAT
from graph.output.export.workbook import ABOUT
from loaders.files import Grid, cell_text, read_bytes, read_grids, table_of
from loaders.loaded import Loaded
from loaders.package import exported
from loaders.package.folder import raw_of
from loaders.problems import InputError, Problem
from loaders.validate import FIELDS, REQUIRED, About, Raw, fingerprint, validate

if TYPE_CHECKING:
    from graph.text import Lang

DATASET = "dataset"
_LISTED = 1 << 20
"""Largest list of sheets that is looked at, in bytes."""
_Lines = Sequence[tuple[str, str, str, str]]


def is_package(path: Path) -> bool:
    """Whether a file is a workbook with a sheet `organizations` whose first row names the fields it must have."""
    if path.suffix.lower() != ".xlsx" or "organizations" not in _sheets(path):
        return False
    grid = next((grid for grid in read_grids(path) if grid.name == "organizations"), None)
    return grid is not None and set(REQUIRED["organizations"]) <= {cell_text(cell).strip() for cell in grid.rows[0]}


def _sheets(path: Path) -> list[str]:
    """The names of the sheets, without unpacking more than their list."""
    try:
        with zipfile.ZipFile(path) as book:
            listed = book.getinfo("xl/workbook.xml")
            data = book.read(listed) if listed.file_size <= _LISTED else b""
    except (OSError, KeyError, zipfile.BadZipFile, RuntimeError, NotImplementedError):
        return []  # what is wrong with it the reader of rosters tells
    return re.findall(r'<(?:\w+:)?sheet\b[^>]*?\bname="([^"]*)"', data.decode("utf-8", "replace"))


def datasets(path: Path) -> list[str | None]:
    """The names of the datasets that a workbook tells of; one without a name where it tells of none."""
    told = _about({grid.name or "": grid for grid in read_grids(path)})
    return list(dict.fromkeys(dataset for dataset, *_ in told if dataset)) or [None]


def load(path: Path, *, only: str | None = None, as_of: date | None = None, called: str | None = None) -> Loaded:
    """The dataset `only` of a workbook, or its one dataset.

    Raises `InputError` when it holds several and none is named, or a sheet lacks a needed column.
    """
    grids = {grid.name or "": grid for grid in read_grids(path)}
    told = _about(grids)
    names = list(dict.fromkeys(dataset for dataset, *_ in told if dataset))
    if only is None and len(names) > 1:
        raise InputError("input.several", file=path.name, names=", ".join(names))
    name = only or (names[0] if names else None)
    raw: dict[str, Raw] = {}
    files: list[FileRef] = []
    problems: list[Problem] = []
    rejected: list[tuple[int, int]] = []
    for table in FIELDS:
        if table not in grids:
            continue
        sheet = table_of(grids[table])
        raw[table], found = raw_of(table, sheet, len(files))
        raw[table] = _of_dataset(raw[table], name)
        rejected += [(len(files), row) for row in sheet.ragged]
        problems += found
        files.append(FileRef(path.name, table))
    about = _stated(told, name, path, as_of)
    if called is not None and len(names) < 2:
        from dataclasses import replace

        about = replace(about, name=called)
    digest = fingerprint([read_bytes(path), (name or "").encode(), about.name.encode(), str(as_of).encode()])
    if not told:
        return validate(about, raw, files, digest, problems, rejected)
    own = [line for line in told if line[0] == (name or "")]
    of = exported.Origin(
        about.location,
        tuple(FileRef(value, more or None) for _, says, value, more in own if says == "file"),
        {table: {more: value for _, says, value, more in told if says == f"attribute of {table}"} for table in FIELDS},
    )
    raw, places = exported.opened(raw, of)
    return exported.placed(validate(about, raw, files, digest, problems, rejected), of, places)


def _about(grids: Mapping[str, Grid]) -> _Lines:
    """The lines of the sheet `about`: (dataset, what it says, the value, what belongs to it); none without it."""
    grid = grids.get(ABOUT)
    if grid is None or [cell_text(cell) for cell in grid.rows[0][:3]] != [DATASET, "says", "value"]:
        return ()
    lines = []
    for row in grid.rows[1:]:
        cells = [cell_text(cell) for cell in (*row, "", "", "", "")[:4]]
        lines.append((cells[0], cells[1], cells[2], cells[3]))
    formats = [value for _, says, value, _ in lines if says == "format"]
    if formats and (not formats[0].isdecimal() or int(formats[0]) > FORMAT):
        raise InputError("input.newer_export", file=grid.file)
    return lines


def _of_dataset(raw: Raw, name: str | None) -> Raw:
    """The rows of one dataset, without the column that says so; rows that name none are of the first."""
    import polars as pl

    if DATASET not in raw.cells.columns:
        return raw
    cells = raw.cells if name is None else raw.cells.filter(pl.col(DATASET).fill_null(name) == name)
    return Raw(cells.drop(DATASET), raw.labels, raw.own)


def _stated(told: _Lines, name: str | None, path: Path, as_of: date | None) -> About:
    own = [(says, value) for dataset, says, value, _ in told if dataset == (name or "")]
    one = dict(own)
    title = one.get("title_en") or name or path.stem
    titles: dict[Lang, str] = {"en": title, "zh": one.get("title_zh") or title}
    notes: dict[Lang, tuple[str, ...]] = {
        lang: tuple(value for says, value in own if says == f"note_{lang}") for lang in ("en", "zh")
    }
    try:
        day = as_of or (PartialDate.parse(one["as_of"]).last if one.get("as_of") else None)
    except RecordError as error:
        raise InputError("input.descriptor", file=path.name, why=str(error)) from None
    return About(
        name=name or path.stem, title=titles, location=one.get("location") or path.name, as_of=day, notes=notes
    )
