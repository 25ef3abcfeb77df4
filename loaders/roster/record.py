"""Reads the cells of a record by field, and reports problems with their place."""

from __future__ import annotations

import re
from collections.abc import Mapping

from graph.model import Kind
from loaders.files import Cell, cell_text, is_error
from loaders.loaded import Column, Record, RosterTable
from loaders.problems import Problem, Severity, ranges
from loaders.roster.cells import is_count, is_nothing, squeezed
from loaders.roster.collected import Collected, Row
from loaders.roster.mapping import SheetMap
from loaders.roster.vocabulary import kind_of_word
from loaders.validate import FILE, ROW


class Cells:
    """The cells of one table's records, by field; what is wrong with a cell is reported with its place."""

    def __init__(self, table: RosterTable, number: int, mapping: SheetMap, tables: Collected, *, typed: bool) -> None:
        self.table = table
        self.number = number
        self.mapping = mapping
        self.tables = tables
        self.typed = typed
        self.by_field = {column.field: column for column in reversed(table.columns) if column.field}
        self.remarks: dict[tuple[str, Column | None, str], list[int]] = {}
        """(key, column, word) → rows of what is said once for all rows that have it."""
        self.refused: dict[tuple[str, Column | None, str], list[int]] = {}
        """The same of what is not used."""
        self.kinds = {side: self.kind_of_header(side) for side in ("helper", "recipient")}
        tables.labels |= {name: column.name for name, column in self.by_field.items() if name}

    def text(self, record: Record, name: str) -> str | None:
        """The text in the cell of a field, else the mapping's default; None if there is neither.

        An error value such as `#N/A` is no text: it is remarked on.
        """
        column = self.by_field.get(name)
        if column is not None:
            cell = record.cells[column.place] if column.place < len(record.cells) else None
            if cell is not None and not is_nothing(cell):
                text = squeezed(cell)
                if not text.startswith("#") or not is_error(text):
                    return text or self.mapping.defaults.get(name)
                self.remark("problem.error_left_out", record.row, column, text)
        return self.mapping.defaults.get(name)

    def kind(self, record: Record, side: str) -> Kind | None:
        """The kind of a side as the record says, else as its header does; an unknown word is remarked on."""
        word = self.text(record, f"{side}_kind")
        if word is None:
            return self.kinds[side]
        kind = kind_of_word(word)
        if kind is None:
            self.remark("problem.unknown_word", record.row, self.by_field.get(f"{side}_kind"), word)
        return kind or self.kinds[side]

    def unknown_kind(self, record: Record, side: str) -> str | None:
        """The word that should say of what kind a side is, if it is no word that is known."""
        word = self.text(record, f"{side}_kind")
        return word if word is not None and kind_of_word(word) is None else None

    def township(self, record: Record) -> str | None:
        """The township of a record, from its column, from the section it stands in, or from the sheet's name."""
        name = self.text(record, "township") or record.section or self._township_of_sheet()
        return None if name is None or is_count(name) else name

    def _township_of_sheet(self) -> str | None:
        """The township that a sheet is named after, if no column names townships (one sheet for each township)."""
        if "township" in self.by_field or self.kinds["recipient"] is not Kind.VILLAGE:
            return None
        name = squeezed(self.table.sheet or "")
        return (
            name if re.fullmatch(r"(?!各?乡镇|各?镇乡)[\u3400-\u9fff]{1,12}(?:街道办事处|街道|镇|乡)", name) else None
        )

    def kind_of_header(self, side: str) -> Kind | None:
        """The kind of a side as the header of its column says."""
        column = self.by_field.get(side)
        return column.kind if column else None

    def at(self, record: Record) -> Row:
        """Where a record is: the two columns that every raw table has for it."""
        return {FILE: self.number, ROW: record.row}

    def reject(
        self,
        key: str,
        record: Record,
        column: Column | None,
        *,
        values: Mapping[str, object] | None = None,
        cell: str | None = None,
    ) -> None:
        """Reports a problem because of which the record, or its pairing, is not used."""
        self.tables.rejected.add((self.number, record.row))
        shown = cell if cell is not None else cell_at(record, column) if column else None
        self.error(key, record.row, column, shown, **(values or {}))

    def error(self, key: str, row: int, column: Column | None, cell: Cell = None, /, **values: object) -> None:
        """Reports a problem because of which something is not used."""
        self._problem(key, row, column, cell, Severity.ERROR, values)

    def refuse(self, key: str, record: Record, column: Column, word: str) -> None:
        """Reports a pairing that is not used because of a word; it is said once for all the rows that have it."""
        self.tables.rejected.add((self.number, record.row))
        self.refused.setdefault((key, column, word), []).append(record.row)

    def warn(self, key: str, row: int, column: Column | None, cell: Cell = None, /, **values: object) -> None:
        """Reports a problem with something that is used nevertheless."""
        self._problem(key, row, column, cell, Severity.WARNING, values)

    def remark(self, key: str, row: int, column: Column | None, word: str = "") -> None:
        """Notes something that is used nevertheless, or left out without harm: it is said once for all its rows."""
        self.remarks.setdefault((key, column, word), []).append(row)

    def settle(self) -> None:
        """Reports the remarks and refusals, one problem a cause with all its rows."""
        for said, severity in ((self.refused, Severity.ERROR), (self.remarks, Severity.WARNING)):
            for (key, column, word), rows in said.items():
                values = {"rows": ranges(rows), "count": len({*rows})}
                self._problem(key, rows[0], column, word or None, severity, values)
            said.clear()

    def _problem(
        self, key: str, row: int, column: Column | None, cell: Cell, severity: Severity, values: Mapping[str, object]
    ) -> None:
        self.tables.problems.append(
            Problem(
                key=key,
                file=self.table.file,
                sheet=self.table.sheet,
                row=row,
                column=column.name if column else None,
                cell=None if cell is None else cell_text(cell),
                severity=severity,
                values=dict(values),
            )
        )


def squeezed_lines(cell: Cell) -> str:
    """A cell's text with its line breaks kept, because they separate names."""
    return "\n".join(filter(None, (_squeezed_part(part) for part in cell_text(cell).splitlines())))


def _squeezed_part(text: str) -> str:
    """One line of a cell, with any run of spaces as one space."""
    return " ".join(text.split())


def cell_at(record: Record, column: Column | None) -> Cell:
    """The cell of a record in a column; None if the record has no such cell."""
    return record.cells[column.place] if column is not None and column.place < len(record.cells) else None
