"""What a sheet holds: cells, rows and merged ranges."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from graph.model import has_invisible, visible


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
    `western` is true for one that was taken to be in Windows-1252, which nothing in it says.
    `hidden_rows` are row numbers, and so are `struck_rows`: those whose texts are all struck out. A cell with an error
    in place of a value holds its text (#REF!). No text holds characters that nobody sees.
    """

    file: str
    name: str | None
    rows: Sequence[tuple[Cell, ...]]
    merges: tuple[Merge, ...] = ()
    typed: bool = True
    western: bool = False
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    struck_rows: frozenset[int] = frozenset()
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


_ERROR = re.compile(
    r"#(?:REF!|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!|BLOCKED!|UNKNOWN!|CONNECT!|FIELD!|PYTHON!|N/A(?: N/A)?|"
    r"GETTING_DATA|名称\?|引用!|值!)|Err:5\d\d"
)


def is_error(cell: Cell) -> bool:
    """Whether a cell holds an error of a spreadsheet in place of a value, in a workbook or in a text table.

    >>> is_error("#REF!"), is_error(" #N/A "), is_error("N/A"), is_error("#1 Example Road")
    (True, True, False, False)
    """
    return isinstance(cell, str) and _ERROR.fullmatch(cell.strip()) is not None


def with_errors(rows: Sequence[tuple[Cell, ...]], errors: Mapping[tuple[int, int], str]) -> list[tuple[Cell, ...]]:
    """The rows with the text of each error in its cell, if that is empty; errors by (row number, column index).

    >>> with_errors([("a",), ()], {(2, 1): "#REF!"})
    [('a',), (None, '#REF!')]
    """
    found = list(rows)
    by_row: dict[int, list[tuple[int, str]]] = {}
    for (row, column), text in errors.items():
        by_row.setdefault(row, []).append((column, text))
    for row, texts in by_row.items():
        found += [()] * (row - len(found))
        cells = list(found[row - 1])
        for column, text in texts:
            cells += [None] * (column + 1 - len(cells))
            if cells[column] is None:
                cells[column] = text
        found[row - 1] = tuple(cells)
    return found


_ROWS_AT_ONCE = 5000


def without_invisible(rows: Sequence[tuple[Cell, ...]]) -> Sequence[tuple[Cell, ...]]:
    """The rows without the characters that nobody sees; the same rows if they have none.

    Many texts are looked through at once, because hardly any sheet has such characters.

    >>> without_invisible([("下坝\\u200b村", 1), ("\\ufeff",)])
    [('下坝村', 1), (None,)]
    """
    found: list[tuple[Cell, ...]] | None = None
    for first in range(0, len(rows), _ROWS_AT_ONCE):
        some = rows[first : first + _ROWS_AT_ONCE]
        if has_invisible("".join({cell for row in some for cell in row if isinstance(cell, str)})):
            found = list(rows) if found is None else found
            found[first : first + _ROWS_AT_ONCE] = [tuple(map(_seen, row)) for row in some]
    return rows if found is None else found


def _seen(cell: Cell) -> Cell:
    """A cell without invisible characters; None if it had nothing else."""
    return (visible(cell) or None) if isinstance(cell, str) else cell


def struck_rows(rows: Sequence[tuple[Cell, ...]], struck: Mapping[int, int], merges: Sequence[Merge]) -> frozenset[int]:
    """The numbers of the rows whose texts are all struck out, by the columns that are, as bits (1 << index).

    A cell merged over several rows belongs to all of them and does not count.

    >>> struck_rows([("a", "b", 1), ("a", "b")], {1: 0b11, 2: 0b1}, [])
    frozenset({1})
    """
    tall = {(merge.top, merge.left) for merge in merges if merge.bottom > merge.top}
    found = set()
    for number, columns in struck.items():
        cells = rows[number - 1] if number <= len(rows) else ()
        texts = [
            column
            for column, cell in enumerate(cells)
            if isinstance(cell, str) and cell.strip() and (number - 1, column) not in tall
        ]
        if texts and all(columns >> column & 1 for column in texts):
            found.add(number)
    return frozenset(found)


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
