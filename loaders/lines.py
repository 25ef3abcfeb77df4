"""Which rows below a header are records: totals, notes, section and page headers are none; “as above” is filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from graph.model import Kind, Measure
from loaders.cells import is_note, is_total, means_above
from loaders.files import Cell, Merge, cell_text
from loaders.headers import HELPER_UNITS, UNITS, shown

_SECTION = re.compile(
    r"(?:[(（]?[一二三四五六七八九十\d]+[)）]?\s*[、.．]?\s*)?([\u3400-\u9fff]{2,12}(?:街道办事处|街道|镇|乡))\s*(?:[(（].*[)）])?[:：]?"
)


class Skipped(StrEnum):
    """Why a row is no record."""

    TOTAL = "total"
    NOTE = "note"
    HEADER = "header"
    SECTION = "section"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table. `field` is None when nothing reads it; `personal` ones are never kept."""

    place: int
    label: str
    field: str | None = None
    kind: Kind | None = None
    unit: str = ""
    measure: Measure | None = None
    period: str | None = None
    personal: bool = False

    @property
    def letter(self) -> str:
        """The letter a spreadsheet shows over it."""
        return letter_of(self.place)

    @property
    def name(self) -> str:
        """What it is called where its label is empty."""
        return self.label if self.label not in ("", "0") else f"column {self.letter}"


@dataclass(frozen=True, slots=True)
class Line:
    """A record: its row number, and the cells of the whole row, merged ranges and “as above” filled in."""

    row: int
    cells: Sequence[Cell]
    section: str | None = None


def letter_of(place: int) -> str:
    """The letters of a column.

    >>> letter_of(0), letter_of(27)
    ('A', 'AB')
    """
    text = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        text = chr(65 + rest) + text
    return text


def label_at(row: Sequence[Cell], place: int) -> str:
    """What a cell would be called as a header: its text, or 0."""
    if not 0 <= place < len(row):
        return ""
    cell = row[place]
    return shown(cell) if isinstance(cell, str) else ("0" if cell == 0 and cell is not None else "")


def records(
    body: Sequence[Sequence[Cell]], first: int, labels: Mapping[int, str], columns: Sequence[Column],
    tall: Sequence[Merge],
) -> tuple[list[Line], list[tuple[int, Skipped]]]:  # fmt: skip
    """The rows below a header that are records, and the numbers of those that are not, with the reason.

    `first` is the number of the first row of `body`, `labels` the lowest label over each column, `tall` the merged
    ranges of several rows.
    """
    lines: list[Line] = []
    skipped: list[tuple[int, Skipped]] = []
    filler = _Filler(columns, tall)
    section: str | None = None
    names = [column.place for column in columns if column.field in _TELLS_TOTALS]
    recipient = next((column.place for column in columns if column.field == "recipient"), None)
    others = [column.place for column in columns]
    has_township = any(column.field == "township" for column in columns)
    for number, row in enumerate(body, start=first):
        if all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in row):
            continue
        why, told = _reason(row, names, others, recipient, labels)
        if why is Skipped.SECTION and has_township:
            why = Skipped.NOTE if told is None else why
        if why is not None:
            section = told or section
            skipped.append((number, why))
            continue
        if all(place >= len(row) or row[place] is None for place in others):
            continue  # only a form beside the table goes on here
        lines.append(Line(number, filler.fill(row), None if has_township else section))
    return lines, skipped


_TELLS_TOTALS = frozenset({"serial", "helper", "recipient", *UNITS, *HELPER_UNITS})


def _reason(
    row: Sequence[Cell], names: Sequence[int], others: Sequence[int], recipient: int | None, labels: Mapping[int, str]
) -> tuple[Skipped | None, str | None]:
    """Why a row is no record, and the unit that a section row names."""
    for place in names:
        cell = row[place] if place < len(row) else None
        if isinstance(cell, str) and is_total(cell):
            return Skipped.TOTAL, None
    name = row[recipient] if recipient is not None and recipient < len(row) else None
    blank = name is None or (isinstance(name, str) and not name.strip())
    texts = {cell_text(cell).strip() for cell in row if cell is not None}
    texts.discard("")
    if blank or len(texts) == 1:
        if any(isinstance(cell, str) and is_total(cell) for cell in row):
            return Skipped.TOTAL, None
        if all(is_note(text) for text in texts):
            return Skipped.NOTE, None
        if len(texts) == 1:
            found = _SECTION.fullmatch(next(iter(texts)))
            if found and sum(place < len(row) and row[place] is not None for place in others) != 1 - blank:
                return Skipped.SECTION, found[1]
    again = sum(place < len(row) and label_at(row, place) == label for place, label in labels.items())
    if again >= 2 and again * 2 >= len(labels):
        return Skipped.HEADER, None
    return None, None


class _Filler:
    """Fills what “as above” means: marks of it, units that stand once, numbers that cover a group."""

    def __init__(self, columns: Sequence[Column], tall: Sequence[Merge]) -> None:
        merged = {place for merge in tall for place in range(merge.left, merge.right + 1)}
        by_field = {column.field: column.place for column in columns if column.field}
        self.above: dict[int, Cell] = {}
        self.places = [column.place for column in columns if not column.personal]
        self.units = [
            column.place for column in columns if column.field in (*UNITS, *HELPER_UNITS) and column.place not in merged
        ]
        self.serial = by_field.get("serial")
        self.helper = by_field.get("helper")
        self.recipient = by_field.get("recipient")
        if self.helper in merged:
            self.helper = None
        self.terms = [by_field[name] for name in ("form", "sector", "start", "end", "period") if name in by_field]

    def fill(self, row: Sequence[Cell]) -> Sequence[Cell]:
        """The row with what the rows above it say filled in."""
        filled: list[Cell] | None = None
        for place in self.places:
            if place < len(row) and means_above(row[place]):
                filled = filled or list(row)
                filled[place] = self.above.get(place)
        cells_ = row if filled is None else filled
        grouped = (
            self.serial is not None and self.helper is not None and _blank(cells_, self.serial)
            and _blank(cells_, self.helper) and not _blank(cells_, self.recipient) and self.above.get(self.helper)
        )  # fmt: skip
        group = [self.helper, *self.terms] if grouped and self.helper is not None else []
        for place in (*self.units, *group):
            if _blank(cells_, place) and self.above.get(place) is not None:
                filled = filled or list(row)
                filled.extend([None] * (place + 1 - len(filled)))
                filled[place] = self.above[place]
                cells_ = filled
        for place in self.places:
            self.above[place] = cells_[place] if place < len(cells_) else None
        return cells_


def _blank(row: Sequence[Cell], place: int | None) -> bool:
    if place is None or place >= len(row):
        return True
    cell = row[place]
    return cell is None or (isinstance(cell, str) and not cell.strip())
