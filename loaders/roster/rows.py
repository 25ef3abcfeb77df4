"""Sorts the rows below a header into records and others (totals, notes, sections), and fills in “as above”."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from loaders.files import Cell, Merge, cell_text
from loaders.loaded import Column, Record, Skipped, SkippedRow
from loaders.patterns import pattern_of
from loaders.roster.cells import is_form_label, is_instruction, is_note, is_total, means_above
from loaders.roster.headers import HELPER_UNITS, UNITS, shown

_SECTION = pattern_of(
    r"(?:[(（]?[一二三四五六七八九十\d]+[)）]?\s*[、.．]?\s*)?((?!各?乡镇|各?镇乡)[\u3400-\u9fff]{1,12}(?:街道办事处|街道|镇"
    r"|乡))\s*(?:[(（].*[)）])?[:：]?"
)
_IS_TOTAL = pattern_of(r"(?:合|小|总|共)\s*计[:：]?")
"""What a row that adds others up begins with, whatever its first column holds."""
_HOW_MANY = pattern_of(r"\d+ [a-z]{3,}s")
_NUMBERED = pattern_of(r"(?:[(（][一二三四五六七八九十]+[)）]|[一二三四五六七八九十]+\s*[、.．])\s*\S.*")


def label_at(row: Sequence[Cell], place: int) -> str:
    """What a cell says as a label: its text, a year, or 0; nothing for any other number."""
    if not 0 <= place < len(row):
        return ""
    cell = row[place]
    if isinstance(cell, str):
        return shown(cell)
    return cell_text(cell) if is_year(cell) or (cell == 0 and cell is not None) else ""


def is_year(cell: Cell) -> bool:
    """Whether a number may be a year that heads a column."""
    return isinstance(cell, int | float) and not isinstance(cell, bool) and cell in range(1990, 2101)


def sort_rows(
    body: Sequence[Sequence[Cell]],
    first: int,
    labels: Mapping[int, str],
    columns: Sequence[Column],
    merges: Sequence[Merge],
) -> tuple[list[Record], list[SkippedRow]]:
    """The rows below a header that are records, and those that are not, with the reason.

    `first` is the number of the first row of `body`, `labels` the lowest label over each column, `merges` the merged
    ranges of the sheet.
    """
    records: list[Record] = []
    skipped: list[SkippedRow] = []
    filler = _Filler(columns, [merge for merge in merges if merge.bottom > merge.top and merge.bottom + 2 > first])
    sorter = _Sorter(columns, labels, merges)
    section: str | None = None
    township = next((column.place for column in columns if column.field == "township"), None)
    for number, row in enumerate(body, start=first):
        if all(_blank(row, place) for place in range(len(row))):
            continue
        why, named = sorter.reason(number, row)
        if why is not None:
            if named is not None and township is not None:
                filler.above[township] = named
            section = named or section
            skipped.append(SkippedRow(number, why))
            continue
        if all(_blank(row, column.place) for column in columns):
            continue  # only something beside the table has cells here
        records.append(Record(number, filler.fill(row), section if township is None else None))
    return records, skipped


_TELLS_TOTALS = frozenset({"serial", "helper", "recipient", *UNITS, *HELPER_UNITS})
_SAYS_LITTLE = frozenset({None, "serial", "year", *UNITS, *HELPER_UNITS})
_UNIT_LIKE = pattern_of(r".*(?:省|市|区|县|州|盟|旗|镇|乡|街道|办事处|农场|林场|牧场|苏木|园区|管委会)")


class _Sorter:
    """Tells records from the other rows in the body of a table."""

    def __init__(self, columns: Sequence[Column], labels: Mapping[int, str], merges: Sequence[Merge]) -> None:
        by_field = {column.field: column.place for column in reversed(columns) if column.field}
        self.fields = {column.place: column.field for column in columns}
        self.labels = labels
        self.names = [column.place for column in columns if column.field in _TELLS_TOTALS]
        self.recipient = by_field.get("recipient")
        self.recipients = [column.place for column in columns if column.field == "recipient"]
        self.helper = by_field.get("helper")
        self.across: set[int] = set()
        self.totals: dict[str, bool] = {}
        if self.recipient is not None and self.helper is not None:
            left, right = sorted((self.recipient, self.helper))
            for merge in merges:  # a text across helpers and recipients is about neither
                if merge.left <= left and right <= merge.right:
                    self.across.update(range(merge.top + 1, merge.bottom + 2))

    def reason(self, number: int, row: Sequence[Cell]) -> tuple[Skipped | None, str | None]:
        """Why a row is not a record (None if it is one), and the unit that a section row names."""
        if any(self._is_total(row[place]) for place in self.names if place < len(row)):
            return Skipped.TOTAL, None
        filled = [place for place in range(len(row)) if not _blank(row, place)]
        if filled and _IS_TOTAL.fullmatch(cell_text(row[filled[0]]).strip()):
            return Skipped.TOTAL, None
        texts = {cell_text(row[place]).strip() for place in filled}
        blank = all(_blank(row, place) for place in self.recipients)
        if all(map(is_note, texts)) or self._is_instruction(texts) or self._is_form(row, filled[0]):
            return Skipped.NOTE, None
        counted = any(self._is_total(row[place]) for place in filled) if blank else self._is_count(row, filled)
        if counted:
            return Skipped.TOTAL, None
        if len(texts) == 1 and len(self.labels) > 1 and _NUMBERED.fullmatch(next(iter(texts))):
            return self._section(next(iter(texts)))
        if len(texts) == 1 and (blank or number in self.across):
            text = texts.pop()
            found = _SECTION.fullmatch(text)
            if found:
                return Skipped.SECTION, found[1]
            fields = {self.fields.get(place) for place in filled}
            names_unit = fields & {*UNITS, *HELPER_UNITS} and _UNIT_LIKE.fullmatch(text)
            if number in self.across or (fields <= _SAYS_LITTLE and not names_unit):
                return Skipped.NOTE, None
        if self.recipient is None or label_at(row, self.recipient) != self.labels.get(self.recipient, ""):
            return (Skipped.NOTE, None) if number in self.across else (None, None)
        again = sum(place < len(row) and label_at(row, place) == label for place, label in self.labels.items())
        if again >= 2 and again * 2 >= len(self.labels):
            return Skipped.HEADER, None
        return (Skipped.NOTE, None) if number in self.across else (None, None)

    @staticmethod
    def _section(text: str) -> tuple[Skipped, str | None]:
        """What a numbered heading between the rows is: a section, perhaps with a township."""
        found = _SECTION.fullmatch(text)
        return (Skipped.SECTION, found[1]) if found else (Skipped.NOTE, None)

    def _is_count(self, row: Sequence[Cell], filled: Sequence[int]) -> bool:
        """Whether a row says how many rows there are in place of who is helped (8 rows), and names no helper."""
        place = self.recipient
        if place is None or place not in filled or self.helper is None or self.helper in filled:
            return False
        return _HOW_MANY.fullmatch(cell_text(row[place]).strip()) is not None

    def _is_form(self, row: Sequence[Cell], first: int) -> bool:
        """Whether a row is a line of a form below the table: 审核, and beside it who did."""
        return first in self.names and is_form_label(cell_text(row[first]))

    @staticmethod
    def _is_instruction(texts: set[str]) -> bool:
        """Whether a row tells people what to fill in: at least half of its texts do, and one of several at least."""
        told = sum(map(is_instruction, texts))
        return told * 2 >= len(texts) and told > 0

    def _is_total(self, cell: Cell) -> bool:
        """Whether a cell says that its row is a total; each text is looked at once."""
        if not isinstance(cell, str):
            return False
        if cell not in self.totals:
            self.totals[cell] = is_total(cell)
        return self.totals[cell]


class _Filler:
    """Fills in what a row leaves to the rows above it: marks like 同上, units written once, groups under one number."""

    def __init__(self, columns: Sequence[Column], tall: Sequence[Merge]) -> None:
        merged = {place for merge in tall for place in range(merge.left, merge.right + 1)}
        by_field = {column.field: column.place for column in reversed(columns) if column.field}
        self.above: dict[int, Cell] = {}
        self.places = [column.place for column in columns if not column.personal]
        self.units = [
            column.place for column in columns if column.field in (*UNITS, *HELPER_UNITS) and column.place not in merged
        ]
        self.serial = by_field.get("serial")
        self.helpers = [column.place for column in columns if column.field == "helper" and column.place not in merged]
        self.recipients = [column.place for column in columns if column.field == "recipient"]
        self.numbered = False
        """Whether the last row that names a helper has a number in the list."""
        self.terms = [by_field[name] for name in ("form", "sector", "start", "end", "period") if name in by_field]

    def fill(self, row: Sequence[Cell]) -> Sequence[Cell]:
        """The row with what it leaves to the rows above filled in."""
        filled: list[Cell] | None = None
        for place in self.places:
            if place < len(row) and means_above(row[place]):
                filled = filled or list(row)
                filled[place] = self.above.get(place)
        cells_ = row if filled is None else filled
        grouped = (
            self.numbered
            and _blank(cells_, self.serial)
            and all(_blank(cells_, place) for place in self.helpers)
            and not all(_blank(cells_, place) for place in self.recipients)
            and any(self.above.get(place) for place in self.helpers)
        )
        group = [*self.helpers, *self.terms] if grouped else []
        for place in (*self.units, *group):
            if _blank(cells_, place) and self.above.get(place) is not None:
                filled = filled or list(row)
                filled.extend([None] * (place + 1 - len(filled)))
                filled[place] = self.above[place]
                cells_ = filled
        if not grouped:
            self.numbered = self.serial is not None and not _blank(cells_, self.serial)
        for place in self.places:
            self.above[place] = cells_[place] if place < len(cells_) else None
        return cells_


def _blank(row: Sequence[Cell], place: int | None) -> bool:
    """Whether a row has nothing at a place; true where there is no place."""
    if place is None or place >= len(row):
        return True
    cell = row[place]
    return cell is None or (isinstance(cell, str) and not cell.strip())
