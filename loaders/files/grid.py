"""What a sheet holds: cells, rows and merged ranges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import NamedTuple


class Merge(NamedTuple):
    """A merged range of rows and columns, counted from zero, with both ends included."""

    top: int
    left: int
    bottom: int
    right: int


Cell = str | int | float | bool | date | datetime | time | timedelta | None
"""A cell as a workbook holds it; None is an empty cell."""


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet as people keep it: `rows[i]` is the row that a spreadsheet numbers i + 1; rows differ in length.

    Of merged cells only the one at the top left counts, and `merges` lie within the rows; a range that a file calls
    merged though its cells have several values is not one, and is in `overfull`. `typed` is false for a text table,
    where every cell is a text. `formulas` are those whose value the file does not hold, by (row number, column index).
    `hidden_rows` are row numbers.
    """

    file: str
    name: str | None
    rows: Sequence[tuple[Cell, ...]]
    merges: tuple[Merge, ...] = ()
    typed: bool = True
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    formulas: dict[tuple[int, int], str] = field(default_factory=dict)
    overfull: tuple[Merge, ...] = ()


def cell_text(cell: Cell) -> str:
    """A cell as a text: whole numbers without a decimal point, dates in ISO form, nothing for an empty cell.

    >>> cell_text(12.0), cell_text(0.1), cell_text(date(2018, 5, 3)), cell_text(None)
    ('12', '0.1', '2018-05-03', '')
    """
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time(0) else cell.isoformat(sep=" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    return str(cell)


def settled(merges: Sequence[Merge], rows: Sequence[tuple[Cell, ...]]) -> tuple[list[Merge], list[Merge]]:
    """The merged ranges cut to the rows there are, and those that hold several values or share cells.

    Each cell is looked at once at most, however many ranges a file states.
    """
    width = max(map(len, rows), default=0)
    kept: list[Merge] = []
    overfull: list[Merge] = []
    left = len(rows) * width
    for merge in sorted(set(merges)):
        bottom, right = min(merge.bottom, len(rows) - 1), min(merge.right, width - 1)
        if merge.top > bottom or merge.left > right or (merge.top, merge.left) == (bottom, right):
            continue
        left -= (bottom - merge.top + 1) * (right - merge.left + 1)
        # merged ranges never share a cell, so that they cannot cover more than the sheet
        if left < 0 or _is_overfull(rows, merge.top, merge.left, bottom, right):
            overfull.append(merge)
        else:
            kept.append(Merge(merge.top, merge.left, bottom, right))
    return kept, overfull


def _is_overfull(rows: Sequence[tuple[Cell, ...]], top: int, left: int, bottom: int, right: int) -> bool:
    """Whether a cell of a range has another value than the one at its top left, which is all that people see of it."""
    first = rows[top][left] if left < len(rows[top]) else None
    return any(cell is not None and cell != first for row in rows[top : bottom + 1] for cell in row[left : right + 1])
