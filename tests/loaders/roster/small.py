"""Small tables, written as they are thought of: one line a row, a comma between cells."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from graph.model import ReadAs
from loaders.loaded import Loaded
from loaders.roster import read
from loaders.roster.mapping import parse_mapping
from tests.loaders.roster.corpus.writing import Case, Page


def cells(text: str) -> tuple[tuple[str | None, ...], ...]:
    """The rows of a table that is written as text; an empty cell is none."""
    return tuple(tuple(cell or None for cell in line.split(",")) for line in text.splitlines())


def loaded(
    folder: Path,
    *pages: str | Page,
    mapping: str | None = None,
    by: str = "openpyxl",
    read_as: ReadAs | None = None,
    whole: bool | None = None,
) -> Loaded:
    """What is read from a workbook with a sheet for each page, or from a text table."""
    sheets = tuple(
        page if isinstance(page, Page) else Page(cells(page), f"表{number}")
        for number, page in enumerate(pages, start=1)
    )
    path = Case("small", sheets, by=by).write(folder)
    found = parse_mapping(mapping, "mapping.toml") if mapping is not None else None
    return read.load(path, mapping=found, read_as=read_as, whole=whole)


def pairs(found: Loaded) -> list[str]:
    """The pairs that were read, by name: `helper > recipient`, with the start if there is one."""
    data = found.dataset
    names = dict(data.organizations.select("id", "name").iter_rows())
    rows = data.agreements.select("helper", "recipient", "start").iter_rows()
    return sorted(f"{names[one]} > {names[other]} {start or ''}".strip() for one, other, start in rows)


def roster(found: Loaded) -> list[str]:
    """The names of those on the roster."""
    organizations = found.dataset.organizations
    return sorted(organizations.filter(organizations["on_roster"])["name"])


def amounts(found: Loaded) -> list[str]:
    """The amounts that were read: `yuan period`, with `planned` behind those that were."""
    rows = found.dataset.contributions.select("value", "period", "status").iter_rows()
    return sorted(
        " ".join(filter(None, (value, period, "planned" if status == "planned" else None)))
        for value, period, status in rows
    )


def problems(found: Loaded) -> list[tuple[Any, ...]]:
    """The problems: (code, row, column), without the one that no area was found."""
    return [(one.code, one.row, one.column) for one in found.problems if one.code != "no-area"]


def fields(found: Loaded) -> list[list[str | None]]:
    """What the columns of each table hold."""
    return [[column.field for column in table.columns] for sheet in found.sheets for table in sheet.tables]
