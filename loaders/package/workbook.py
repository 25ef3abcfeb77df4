"""Reads a workbook that is a data package: its sheets are named like the tables, its headers like the fields.

`jiedui export xlsx` writes one, and people may write one too. A sheet `about` describes the datasets in it; without
that sheet the workbook is one dataset, named after the file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from graph.dataset import PACKAGE, FileRef
from graph.errors import RecordError
from graph.model import PartialDate
from graph.output.export.records import FORMAT
from graph.output.export.workbook import ABOUT
from loaders.files import Grid, cell_text, read_bytes, read_grids, sheet_names, table_of
from loaders.loaded import Loaded
from loaders.package import exported
from loaders.package.folder import raw_of
from loaders.problems import InputError, Problem
from loaders.validate import FIELDS, REQUIRED, About, Raw, fingerprint, validate

if TYPE_CHECKING:
    from graph.text import Lang

DATASET = "dataset"


class _AboutLine(NamedTuple):
    """A line of the sheet `about`: the dataset, what the line says of it, the value, and what belongs to the value."""

    dataset: str
    says: str
    value: str
    more: str


def is_package(path: Path) -> bool:
    """Whether a file is a workbook with a sheet `organizations` whose first row names the fields it must have."""
    if "organizations" not in sheet_names(path):
        return False
    grid = next((grid for grid in read_grids(path) if grid.name == "organizations"), None)
    return grid is not None and set(REQUIRED["organizations"]) <= {cell_text(cell).strip() for cell in grid.rows[0]}


def datasets(path: Path) -> list[str | None]:
    """The names of the datasets in a workbook; a single None if it names none."""
    lines = _about({grid.name or "": grid for grid in read_grids(path)})
    return [*_names(lines)] or [None]


def _names(lines: Sequence[_AboutLine]) -> list[str]:
    """The names of the datasets that the lines describe, in order."""
    return list(dict.fromkeys(line.dataset for line in lines if line.dataset))


def load(path: Path, *, only: str | None = None, as_of: date | None = None, called: str | None = None) -> Loaded:
    """The dataset `only` of a workbook, or its one dataset.

    Raises `InputError` if it holds several and none is named, or if a sheet lacks a required column.
    """
    grids = {grid.name or "": grid for grid in read_grids(path)}
    lines = _about(grids)
    names = _names(lines)
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
    about = _stated(lines, name, path, as_of)
    if called is not None and len(names) < 2:
        about = replace(about, name=called)
    digest = fingerprint([read_bytes(path), (name or "").encode(), about.name.encode(), str(as_of).encode()])
    if not lines:
        return validate(about, raw, files, digest, problems, rejected)
    own = [line for line in lines if line.dataset == (name or "")]
    of = exported.Origin(
        about.location,
        tuple(FileRef(line.value, line.more or None) for line in own if line.says == "file"),
        {table: {one.more: one.value for one in lines if one.says == f"attribute of {table}"} for table in FIELDS},
    )
    raw, places = exported.opened(raw, of)
    return exported.placed(validate(about, raw, files, digest, problems, rejected), of, places)


def _about(grids: Mapping[str, Grid]) -> Sequence[_AboutLine]:
    """The lines of the sheet `about`; none if there is no such sheet."""
    grid = grids.get(ABOUT)
    if grid is None or [cell_text(cell) for cell in grid.rows[0][:3]] != [DATASET, "says", "value"]:
        return ()
    lines = [_AboutLine(*(cell_text(cell) for cell in (*row, "", "", "", "")[:4])) for row in grid.rows[1:]]
    formats = [line.value for line in lines if line.says == "format"]
    if formats and (not formats[0].isdecimal() or int(formats[0]) > FORMAT):
        raise InputError("input.newer_export", file=grid.file)
    return lines


def _of_dataset(raw: Raw, name: str | None) -> Raw:
    """The rows of one dataset, without the column that names it; rows that name none belong to every dataset."""
    import polars as pl

    if DATASET not in raw.cells.columns:
        return raw
    cells = raw.cells if name is None else raw.cells.filter(pl.col(DATASET).fill_null(name) == name)
    return Raw(cells.drop(DATASET), raw.labels, raw.own)


def _stated(lines: Sequence[_AboutLine], name: str | None, path: Path, as_of: date | None) -> About:
    """What the lines say of a dataset; an `as_of` that is given counts before theirs."""
    own = [(line.says, line.value) for line in lines if line.dataset == (name or "")]
    one = dict(own)
    title = one.get("title_en") or name or path.stem
    titles: dict[Lang, str] = {"en": title, "zh": one.get("title_zh") or title}
    notes: dict[Lang, tuple[str, ...]] = {
        lang: tuple(value for says, value in own if says == f"note_{lang}") for lang in ("en", "zh")
    }
    try:
        day = as_of or (PartialDate.parse(one["as_of"]).last if one.get("as_of") else None)
    except RecordError:
        raise InputError("input.must_be_date", file=path.name, where=f"{ABOUT}: as_of") from None
    return About(
        name=one.get("name") or name or path.stem,
        title=titles,
        location=one.get("location") or path.name,
        as_of=day,
        read_as=one.get("read_as") or PACKAGE,
        rejected=int(rejected) if (rejected := one.get("rejected", "")).isdecimal() else 0,
        notes=notes,
    )
