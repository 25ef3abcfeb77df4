"""A record's cells by field, and the problems that name them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from graph.errors import RecordError
from graph.model import Kind, parse_kind
from loaders.files import Cell, cell_text
from loaders.loaded import FILE, ROW
from loaders.problems import Problem, Severity
from loaders.roster.cells import is_count, is_nothing, squeezed
from loaders.roster.collected import Collected, Row
from loaders.roster.headers import SheetMap
from loaders.roster.layout import Table
from loaders.roster.rows import Column, Line


class KindError(Exception):
    """A cell that should say what kind an organization is, and does not."""

    def __init__(self, column: Column | None, error: RecordError) -> None:
        super().__init__(error.key)
        self.column = column
        self.error = error


class Cells:
    """The cells of one table's records, by field; what is wrong with one is told with its place."""

    def __init__(self, table: Table, number: int, told: SheetMap, tables: Collected, *, typed: bool) -> None:
        self.table = table
        self.number = number
        self.told = told
        self.tables = tables
        self.typed = typed
        self.by_field = {column.field: column for column in reversed(table.columns) if column.field}
        self.kinds = {side: self.kind_of_header(side) for side in ("helper", "recipient")}
        tables.labels |= {name: column.name for name, column in self.by_field.items() if name}

    def text(self, line: Line, name: str) -> str | None:
        """The cell of a field as text, else the mapping's default; None when empty."""
        column = self.by_field.get(name)
        cell = cell_at(line, column) if column else None
        return (None if is_nothing(cell) else squeezed(cell)) or self.told.defaults.get(name)

    def kind(self, line: Line, side: str) -> Kind | None:
        """The kind that a record, or else the header, tells of a side; raises `KindError` on a word for none."""
        told = self.text(line, f"{side}_kind")
        if told is None:
            return self.kinds[side]
        try:
            return parse_kind(told)
        except RecordError as error:
            raise KindError(self.by_field.get(f"{side}_kind"), error) from None

    def township(self, line: Line) -> str | None:
        """The township a row lies in, by its column, the section it stands in, or the sheet's name."""
        name = self.text(line, "township") or line.section or self._township_of_sheet()
        return None if name is None or is_count(name) else name

    def _township_of_sheet(self) -> str | None:
        """The township a sheet is called after, when no column names one: one sheet a township."""
        if "township" in self.by_field or self.kinds["recipient"] is not Kind.VILLAGE:
            return None
        name = squeezed(self.table.sheet or "")
        return (
            name if re.fullmatch(r"(?!各?乡镇|各?镇乡)[\u3400-\u9fff]{1,12}(?:街道办事处|街道|镇|乡)", name) else None
        )

    def kind_of_header(self, side: str) -> Kind | None:
        """The kind that the header over a side tells."""
        column = self.by_field.get(side)
        return column.kind if column else None

    def at(self, line: Line) -> Row:
        """Where a record is, as every raw table carries it."""
        return {FILE: self.number, ROW: line.row}

    def reject(
        self,
        key: str,
        line: Line,
        column: Column | None,
        *,
        values: Mapping[str, object] | None = None,
        cell: str | None = None,
    ) -> None:
        """A problem because of which the record, or its pairing, is not used."""
        self.tables.rejected.add((self.number, line.row))
        shown = cell if cell is not None else cell_at(line, column) if column else None
        self.error(key, line.row, column, shown, **(values or {}))

    def error(self, key: str, row: int, column: Column | None, cell: Cell = None, /, **values: object) -> None:
        """A problem because of which something is not used."""
        self._problem(key, row, column, cell, Severity.ERROR, values)

    def warn(self, key: str, row: int, column: Column | None, cell: Cell = None, /, **values: object) -> None:
        """A problem with something that is used all the same."""
        self._problem(key, row, column, cell, Severity.WARNING, values)

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
    """A cell's text with its line breaks kept: they part names."""
    return "\n".join(filter(None, (_squeezed_part(part) for part in cell_text(cell).splitlines())))


def _squeezed_part(text: str) -> str:
    """One line of a cell: full-width and doubled spaces as one."""
    return " ".join(text.split())


def cell_at(line: Line, column: Column | None) -> Cell:
    """The cell of a record in a column; None where there is none."""
    return line.cells[column.place] if column is not None and column.place < len(line.cells) else None
