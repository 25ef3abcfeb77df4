"""Reads how many partners each helper may have, from a table with a column of helpers and one of numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from graph.answer import Note
from graph.errors import JieduiError
from graph.model import Place
from loaders.files import Grid, cell_text, read_grids
from loaders.problems import InputError
from loaders.roster.cells import squeezed
from loaders.roster.headers import meaning, normal

_CAPACITY = frozenset(
    {
        "capacity",
        "max",
        "maximum",
        "most",
        "承接能力",
        "承接数",
        "承接上限",
        "最大承接数",
        "上限",
        "名额",
        "最多结对数",
        "能力",
    }
)
_MOST_SHOWN = 20
"""How many bad rows a message lists."""


def read(path: Path, resolve: Callable[[str], str]) -> dict[str, int]:
    """The largest number of partners of each helper, by its id; `resolve` finds the id that a name or a code means.

    Raises `InputError` if the file cannot be read, if it has no such columns, or if any row cannot be used; the message
    lists those rows with what is wrong.
    """
    grids = read_grids(path)
    for grid in grids:
        for number, row in enumerate(grid.rows, start=1):
            labels = [squeezed(cell) if cell is not None else "" for cell in row]
            helper = next((at for at, label in enumerate(labels) if label and _names_helper(label)), None)
            most = next((at for at, label in enumerate(labels) if normal(label) in _CAPACITY), None)
            if helper is not None and most is not None:
                return _rows(grid, number, (helper, most), resolve)
    found = ", ".join(squeezed(cell) for grid in grids for row in grid.rows[:1] for cell in row if cell is not None)
    raise InputError("plan.capacity_table", file=path.name, found=found[:300])


def _names_helper(label: str) -> bool:
    return meaning((label,)).field in ("helper", "helper_id") or normal(label) in ("单位", "单位名称", "名称", "name")


def _rows(grid: Grid, header: int, at: tuple[int, int], resolve: Callable[[str], str]) -> dict[str, int]:
    """The capacities below a header."""
    found: dict[str, int] = {}
    first: dict[str, int] = {}
    bad: list[Note] = []
    labels = [squeezed(grid.rows[header - 1][place]) for place in at]
    for number, row in enumerate(grid.rows[header:], start=header + 1):
        name, most = (cell_text(row[place]).strip() if place < len(row) else "" for place in at)
        if not name and not most:
            continue

        def wrong(column: int, why: Note, number: int = number, cells: Sequence[str] = (name, most)) -> None:
            place = Place(grid.file, grid.name, number)
            bad.append(
                Note(
                    "plan.capacity_row",
                    {"place": place, "column": labels[column], "cell": cells[column], "parts": (why,)},
                )
            )

        if not name:
            wrong(0, Note("plan.capacity_missing"))
            continue
        if not most.removesuffix(".0").isdecimal():
            wrong(1, Note("plan.capacity_number"))
            continue
        try:
            id_ = resolve(name)
        except JieduiError as error:
            wrong(0, Note(error.key, error.values))
            continue
        if id_ in found:
            wrong(0, Note("plan.capacity_twice", {"other": first[id_]}))
            continue
        found[id_], first[id_] = int(most.removesuffix(".0")), number
    if bad:
        raise InputError("plan.capacity_rows", file=grid.file, parts=tuple(bad[:_MOST_SHOWN]), count=len(bad))
    return found
