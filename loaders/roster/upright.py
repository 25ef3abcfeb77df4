"""Stands tables upright whose labels are not above what they name: forms, cards below each other, tables on their side.

A form has each label to the left of what was filled in. A table on its side has its labels below each other in one
column, and a column for each record. Both become a header and a row a record, if there is one way to read them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from graph.model import Kind
from loaders.files import Cell, Grid, Merge, cell_text
from loaders.loaded import Remark, letter_of
from loaders.roster.cells import is_note, is_total, kind_of_name, squeezed
from loaders.roster.headers import NOTHING, UNITS, meaning, shown

_MOST_ROWS = 2000
"""The longest sheet, in rows, that is looked at: forms are filled in by people."""
_MOST_LABELS = 3
"""In how many columns the labels of a form may stand."""
_LOOKED_AT = 3
"""How many lines are looked at first to see whether labels stand at their beginning."""
_SOME = 0.3
"""The share of the texts in a column of labels that are known: people write many that nothing reads."""
_ACROSS = 3
"""How many villages beside each other are those that a table on its side is about."""


class Upright(NamedTuple):
    """A sheet with its labels above its records, and what is to be told of it."""

    grid: Grid
    remark: Remark

    @property
    def labels(self) -> frozenset[str]:
        """The labels that now stand in one row."""
        return frozenset(shown(cell_text(cell)) for cell in self.grid.rows[self.remark.row - 1] if cell is not None)


def of_forms(grid: Grid) -> Upright | None:
    """Returns a sheet of forms with a row a form; None if it holds anything else, or can be read in two ways."""
    lines = (row for row in grid.rows if len(_filled(row)) > 1)
    firsts = [row[_filled(row)[0]] for row, _ in zip(lines, range(_LOOKED_AT), strict=False)]
    if _is_touched(grid) or sum(map(_is_known, firsts)) < _LOOKED_AT - 1:
        return None
    return _forms(grid)


def of_turned(grid: Grid) -> Upright | None:
    """Returns a table on its side as one that stands; None if it is none, or can be read in two ways."""
    return None if _is_touched(grid) else _turned(grid)


def _is_touched(grid: Grid) -> bool:
    """Whether a sheet is too long to be a form, or has rows or cells of which more is known than what they hold."""
    touched = grid.formulas or grid.overfull or grid.hidden_rows or grid.struck_rows
    return bool(touched) or len(grid.rows) > _MOST_ROWS


def _filled(row: Sequence[Cell]) -> list[int]:
    return [place for place, cell in enumerate(row) if cell is not None and cell_text(cell).strip()]


def _label(cell: Cell) -> str:
    """A cell as a label: without the colon that leads to what is filled in."""
    return shown(cell_text(cell)).rstrip(":： ") if isinstance(cell, str) else ""


def _is_known(cell: Cell) -> bool:
    text = _label(cell)
    return bool(text) and (meaning((text,)) != NOTHING or re.search(r"[:：]\s*$", cell_text(cell)) is not None)


def _fields(labels: Sequence[str]) -> set[str | None]:
    return {meaning((label,)).field for label in labels}


# --- forms


@dataclass(slots=True)
class _Card:
    """One form: the row that it begins in, and what was filled in beside its labels."""

    row: int
    said: dict[str, Cell]


def _forms(grid: Grid) -> Upright | None:
    places = _places_of_labels(grid)
    found = _cards(grid, places) if places else None
    if not found:
        return None
    cards, titles = found
    labels = list(cards[0].said)
    fields = [meaning((label,)).field for label in labels]
    if (
        fields.count("helper") == 0
        or fields.count("recipient") != 1
        or any(set(one.said) != {*labels} for one in cards)
    ):
        return None
    tops = [cards[0].row + 1, *(one.row for one in cards[1:])]
    if len({*tops}) < len(tops) or tops != sorted(tops):
        return None
    rows: list[tuple[Cell, ...]] = [()] * (tops[-1] + 1)
    for number, title in titles:
        rows[number] = (title,)
    rows[cards[0].row] = tuple(labels)
    for top, card in zip(tops, cards, strict=True):
        rows[top] = tuple(card.said[label] for label in labels)
    remark = Remark("problem.forms", cards[0].row + 1, None, {"count": len(cards)})
    return Upright(replace(grid, rows=rows, merges=()), remark)


def _places_of_labels(grid: Grid) -> list[int]:
    """The columns of a sheet that hold labels: enough of the texts in each are known ones, or end in a colon."""
    lines = [row for row in grid.rows if len(_filled(row)) > 1]
    width = max(map(len, lines), default=0)
    found = []
    for place in range(width):
        texts = [row[place] for row in lines if place < len(row) and _label(row[place])]
        seen = [one for one in texts if _is_known(one)]
        if len(seen) > 1 and len(seen) >= _SOME * len(texts):
            found.append(place)
    beside = any(other - one == 1 for one, other in pairwise(found))
    return [] if beside or len(found) > _MOST_LABELS else found


def _cards(grid: Grid, places: Sequence[int]) -> tuple[list[_Card], list[tuple[int, Cell]]] | None:
    """The forms of a sheet, with the titles above the first; None if a line is none of a form."""
    cards: list[_Card] = []
    titles: list[tuple[int, Cell]] = []
    for number, row in enumerate(grid.rows):
        filled = _filled(row)
        if len(filled) == 1 and (filled[0] not in places or not _is_one_of(row[filled[0]], cards)):
            if not cards:
                titles.append((number, row[filled[0]]))
            continue  # a title between forms, a note below them
        pairs = _pairs(row, filled, places)
        if pairs is None:
            return None
        for label, value in pairs:
            if not cards or label in cards[-1].said:
                if cards and label != next(iter(cards[0].said)):
                    return None
                cards.append(_Card(number, {}))
            cards[-1].said[label] = value
    return (cards, titles) if cards else None


def _is_one_of(cell: Cell, cards: Sequence[_Card]) -> bool:
    """Whether a cell that stands alone in its row is a label with nothing filled in beside it, and no title."""
    return bool(cards) and (_is_known(cell) or _label(cell) in cards[0].said) and not is_note(cell_text(cell))


def _pairs(row: Sequence[Cell], filled: Sequence[int], places: Sequence[int]) -> list[tuple[str, Cell]] | None:
    """The labels of a line with what is filled in beside each; None if it is no line of a form."""
    found: list[tuple[str, Cell]] = []
    if filled and filled[0] < places[0]:
        return None
    for number, place in enumerate(places):
        end = places[number + 1] if number + 1 < len(places) else len(row)
        values = [at for at in filled if place < at < end]
        label = _label(row[place]) if place in filled else ""
        if (values and not label) or len(values) > 1 or (place in filled and not label):
            return None
        if label:
            found.append((label, row[values[0]] if values else None))
    return found


# --- tables on their side


def _turned(grid: Grid) -> Upright | None:
    lines = [number for number, row in enumerate(grid.rows) if len(_filled(row)) > 1]
    if len(lines) < 2:
        return None
    top, bottom = lines[0], lines[-1]
    place = min(_filled(grid.rows[top]))
    rows = grid.rows[top : bottom + 1]
    labels = [_label(row[place]) if place < len(row) else "" for row in rows]
    width = max(map(len, rows))
    if not all(labels) or len({*labels}) < len(labels) or any(min(_filled(row)) < place for row in rows):
        return None
    known = sum(meaning((label,)) != NOTHING for label in labels)
    named = _row_of_recipients(rows, labels, place)
    if named is None or known < 2 or "helper" not in _fields(labels) or _has_two_ways(rows, named, place, width):
        return None
    shift = top + 1 if top else 0  # titles keep their rows
    turned: list[tuple[Cell, ...]] = [tuple(grid.rows[number]) for number in range(top)] + [()] * (1 if top else 0)
    turned.extend(tuple(_at(row, at) for row in rows) for at in range(place, width))
    merges = tuple(
        Merge(shift + one.left - place, one.top - top, shift + one.right - place, one.bottom - top)
        for one in grid.merges
        if one.top >= top and one.bottom <= bottom and one.left >= place
    )
    told = {"column": letter_of(place), "first": letter_of(place + 1), "row": shift + 2}
    return Upright(replace(grid, rows=turned, merges=merges), Remark("problem.turned", shift + 1, None, told))


def _row_of_recipients(rows: Sequence[Sequence[Cell]], labels: Sequence[str], place: int) -> int | None:
    """The row that names whom the columns of a table on its side are about; None if none does, or several do."""
    said = [number for number, label in enumerate(labels) if meaning((label,)).field == "recipient"]
    if said:
        return said[0] if len(said) == 1 else None
    villages = [
        number
        for number, row in enumerate(rows)
        if sum(kind_of_name(squeezed(cell)) is Kind.VILLAGE for cell in row[place + 1 :] if isinstance(cell, str))
        >= _ACROSS
    ]
    return villages[0] if len(villages) == 1 else None


def _has_two_ways(rows: Sequence[Sequence[Cell]], named: int, place: int, width: int) -> bool:
    """Whether a column of a table on its side may be no record: it names nobody, or a label stands for its name."""
    names = [squeezed(_at(rows[named], at)) for at in range(place + 1, width)]
    filled = [[squeezed(_at(row, at)) for row in rows if squeezed(_at(row, at))] for at in range(place + 1, width)]
    if len(names) < 2 or any(texts and not name for name, texts in zip(names, filled, strict=True)):
        return True
    given = [name for name in names if name]
    odd = any(meaning((name,)) != NOTHING or is_note(name) for name in given if not is_total(name))
    unnamed = [meaning((_label(_at(row, place)),)).field for row in rows]
    return odd or (len({*given}) < len(given) and not {*unnamed} & {*UNITS})


def _at(row: Sequence[Cell], place: int) -> Cell:
    return row[place] if place < len(row) else None
