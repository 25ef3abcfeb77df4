"""Reads a roster as people keep it, a workbook or a text table, into organizations, agreements and contributions.

`loaders.roster.layout` finds the tables and their records, and `loaders.roster.cells` reads single cells. A record
without a helper states a roster member that nobody helps. Recipients are on the roster unless a column or the mapping
says otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from graph import model
from graph.dataset import FileRef
from graph.errors import RecordError
from graph.model import MAX_NAME, MONEY_MEASURES, Kind, Measure, PartialDate, clean, clean_name
from loaders.files import Cell, Grid, cell_text, read_bytes, read_grids, suffix_of
from loaders.loaded import Column, Loaded, Progress, Record, RosterSheet, RosterTable, letter_of
from loaders.names import registry
from loaders.names.index import Known
from loaders.names.resolve import NO_CONTEXT, PLACES, Context, Resolver
from loaders.problems import InputError, Problem, Severity
from loaders.roster import headers, layout
from loaders.roster.cells import Names, after, is_count, is_nothing, kind_of_name, read_names, read_period, squeezed
from loaders.roster.collected import Collected, hashed
from loaders.roster.headers import HELPER_UNITS, UNITS, SheetMap
from loaders.roster.record import Cells, KindError, cell_at, squeezed_lines
from loaders.roster.who import Who
from loaders.validate import About, fingerprint, validate

_NAMING = frozenset({"recipient", "recipient_code", "recipient_kind", *UNITS, *(f"{unit}_code" for unit in UNITS)})
"""Fields that say who a record is about."""
_TERMS = ("sector", "form", "certainty", "illustrative")
_ERROR_VALUE = re.compile(r"#(N/A|REF!|DIV/0!|VALUE!|NAME\?|NUM!|NULL!)")
_SHEET_UNIT = re.compile(r"单位\s*[:：]\s*[(（]?\s*(亿元|万元|千元|元)")
_SHOWN_RANGES = 5
"""How many merged ranges a message lists."""
_COUNTED = re.compile(r"(?:人次?|名|个|期|次|岗|场|班)$")
_MOST_YUAN: Mapping[Kind, Decimal] = {
    **dict.fromkeys((Kind.VILLAGE, Kind.SCHOOL, Kind.HOSPITAL), Decimal(100_000_000)),
    Kind.TOWNSHIP: Decimal(1_000_000_000),
}
"""An amount above this (in yuan) for one recipient is taken for a wrong unit."""


def load(
    path: Path,
    *,
    as_of: date | None = None,
    mapping: Path | None = None,
    area: str | None = None,
    context: Context = NO_CONTEXT,
    name: str | None = None,
    progress: Progress | None = None,
) -> Loaded:
    """The network that a roster states, and what of it could not be used.

    `area` (an id, a code or a name) is the unit that the roster is about. `context` is what names are matched with.
    `name` is what the dataset is called, else the file's name is used. `progress` is called with how many records have
    been read.
    Raises `InputError` if the file or the mapping cannot be read, if no column on any sheet names the recipients, or if
    there is no such area.
    """
    mapped = headers.read_mapping(mapping)
    about_area = area or mapped.area
    resolver = Resolver(context, registry.area_of(about_area) if about_area else None)
    grids = [grid for grid in read_grids(path) if not _is_notes(grid)]
    for sheet_name in mapped.sheets:
        if sheet_name not in {grid.name for grid in grids}:
            known = ", ".join(grid.name or "" for grid in grids)
            raise InputError("input.mapping_name", file=mapped.file, name=f'sheets."{sheet_name}"', known=known)
    sheets = [layout.read(grid, mapped.of(grid.name)) for grid in grids]
    _check(sheets, mapped)
    tables = Collected()
    files = [FileRef(grid.file, grid.name) for grid in grids]
    sheets = [
        _add_sheet(sheet, number, mapped.of(sheet.grid.name), tables, resolver, progress)
        for number, sheet in enumerate(sheets)
    ]
    _propose_among(tables, resolver)
    day = as_of or _stated_day([text for sheet in sheets for table in sheet.tables for text in table.titles])
    # what names are matched with is not in the file: the same file may later mean other organizations
    digest = fingerprint(
        [read_bytes(path), f"{day} {mapped!r}".encode(), *map(str.encode, sorted(tables.organizations))]
    )
    stem = path.name.removesuffix(suffix_of(path)) or path.name
    about = About(name=name or stem, title={"en": path.name, "zh": path.name}, location=path.name, as_of=day)
    loaded = validate(about, tables.raw(), files, digest, tables.problems, tables.rejected)
    unmatched = sorted(tables.unmatched.values(), key=lambda one: (one.sheet or "", one.row, one.name))
    return replace(loaded, sheets=tuple(sheets), unmatched=tuple(unmatched))


def _is_notes(grid: Grid) -> bool:
    """Whether a sheet is the one of notes that goes with an answer written as a workbook."""
    first = next(iter(grid.rows), ())
    return grid.name == "notes" and [cell_text(cell) for cell in first[:1]] == ["question"]


_AS_OF = re.compile(r"截[至止]到?\s*(\d{4}\s*[年.\-/]\s*\d{1,2}(?:\s*[月.\-/]\s*\d{1,2}\s*日?|\s*月底?))")


def _stated_day(titles: Sequence[str]) -> date | None:
    """The day that the titles give for the roster (截至2019年12月30日); None if they give none, or several."""
    days: set[date] = set()
    for title in titles:
        for found in _AS_OF.findall(clean(title)):
            try:
                days.add(PartialDate.parse(found.removesuffix("底").replace(" ", "")).last)
            except RecordError:
                continue
    return days.pop() if len(days) == 1 else None


def _propose_among(tables: Collected, resolver: Resolver) -> None:
    """Reports organizations of the file that may be one with two names (市发改委, 大连市发展和改革委员会)."""
    own = [
        Known(id_, str(row["name"]), Kind(str(row["kind"])))
        for id_, row in sorted(tables.organizations.items())
        if Kind(str(row["kind"])) not in PLACES and id_ not in tables.unmatched and row["code"] is None
    ]
    for id_, candidates in resolver.among(own).items():
        if id_ in tables.mentions:
            tables.propose(id_, replace(tables.mentions[id_], candidates=candidates))


def _check(sheets: Sequence[RosterSheet], mapped: headers.ColumnMap) -> None:
    """Raises `InputError` if no sheet has a table."""
    if any(sheet.tables for sheet in sheets):
        return
    read = [sheet for sheet in sheets if sheet.why == "no-table"] or list(sheets)
    grid = read[0].grid
    rows = [row for row in grid.rows if any(cell is not None for cell in row)]
    found = ", ".join(squeezed(cell) for cell in (rows[0] if rows else ()) if cell is not None)[:300]
    where = grid.file if grid.name is None else f"{grid.file} [{grid.name}]"
    written = {headers.shown(cell_text(cell)) for row in grid.rows for cell in row if cell is not None}
    for labels in mapped.of(grid.name).columns.values():
        for label in labels:
            if label and headers.shown(label) not in written:
                raise InputError("input.mapping_column", file=mapped.file, column=label, found=found)
    raise InputError("input.no_recipient", file=where, found=found)


def _add_sheet(
    sheet: RosterSheet, number: int, mapped: SheetMap, tables: Collected, resolver: Resolver, progress: Progress | None
) -> RosterSheet:
    """Reads the records of a sheet; returns the sheet with the area and the unit of money of each table."""
    grid = sheet.grid
    if sheet.why in ("hidden", "no-table"):
        key = "problem.hidden_sheet" if sheet.why == "hidden" else "problem.no_table"
        tables.problems.append(Problem(key=key, file=grid.file, sheet=grid.name, severity=Severity.WARNING))
    if sheet.tables and grid.overfull:
        ranges = [f"{letter_of(one.left)}{one.top + 1}:{letter_of(one.right)}{one.bottom + 1}" for one in grid.overfull]
        tables.problems.append(
            Problem(
                key="problem.merged_values",
                file=grid.file,
                sheet=grid.name,
                row=grid.overfull[0].top + 1,
                severity=Severity.WARNING,
                values={"count": len(ranges), "ranges": ", ".join(ranges[:_SHOWN_RANGES])},
            )
        )
    rows = {record.row for table in sheet.tables for record in table.records}
    hidden = sorted(rows & grid.hidden_rows)
    if hidden:
        tables.problems.append(
            Problem(
                key="problem.hidden_rows",
                file=grid.file,
                sheet=grid.name,
                row=hidden[0],
                severity=Severity.WARNING,
                values={"count": len(hidden)},
            )
        )
    read: list[RosterTable] = []
    for table in sheet.tables:
        cells = Cells(table, number, mapped, tables, typed=grid.typed)
        reader = _Reader(cells, Who(cells, resolver), grid)
        reader.read(progress)
        area = reader.who.area
        read.append(
            replace(table, unit=reader.unit, area=area.name if area else None, area_id=area.id if area else None)
        )
    return replace(sheet, tables=tuple(read))


class _Formula(NamedTuple):
    """A formula in a cell of a record, and the column that it stands in."""

    column: Column
    text: str


class _Reader:
    """Reads the records of one table into the raw tables."""

    def __init__(self, cells: Cells, who: Who, grid: Grid) -> None:
        self.cells = cells
        self.who = who
        self.tables = cells.tables
        columns = cells.table.columns
        self.amounts = [column for column in columns if column.field == "amount"]
        self.extra = [column for column in columns if column.field is None and not column.personal]
        used = {column.place: column for column in columns if column.field}
        self.formulas = {
            row: _Formula(used[place], text) for (row, place), text in grid.formulas.items() if place in used
        }
        self.width = max((column.place for column in columns), default=0) + 1
        stated_kind = {"recipient_kind"} & (cells.by_field.keys() | cells.mapping.defaults.keys())
        self.by_ending = cells.kinds["recipient"] is None and not stated_kind
        self.unit = next((found[1] for text in cells.table.titles if (found := _SHEET_UNIT.search(clean(text)))), "")
        self.unitless: set[int] = set()
        self.personal = False
        self.merged: set[tuple[int, int]] = set()

    def read(self, progress: Progress | None) -> None:
        """Reads every record of the table, in order; one that repeats another word for word states nothing new."""
        self._check_columns()
        self.who.look_up_codes()
        self.who.find_area()
        records = self.cells.table.records
        stated: set[tuple[object, ...]] = set()
        for done, record in enumerate(records):
            if progress is not None and done % 1000 == 0:
                progress("record", done, len(records))
            if self.amounts or record.row in self.formulas:
                self._add(record)
                continue
            words = (record.section, tuple(record.cells), tuple(map(type, record.cells)))
            if words not in stated:
                problems = len(self.tables.problems)
                self._add(record)
                if len(self.tables.problems) == problems:
                    stated.add(words)

    def _check_columns(self) -> None:
        """Reports columns that are dropped; raises `InputError` if nothing says of what kind the recipients are."""
        recipient = self.cells.by_field["recipient"]
        if self.by_ending:
            names = [
                name
                for record in self.cells.table.records
                for name in read_names(squeezed(cell_at(record, recipient))).names
            ]
            if names and all(kind_of_name(name) is Kind.OTHER for name in names):
                raise InputError("input.no_kind", file=self.cells.table.file, column=recipient.name)
        header = self.cells.table.header[-1]
        for column in self.cells.table.columns:
            if column.personal:
                self.cells.warn("problem.personal_column", header, column)
        unit = self.unit or self.cells.mapping.defaults.get("amount_unit") or ""
        for column in self.amounts:
            if column.measure not in MONEY_MEASURES or column.unit or unit or "amount_unit" in self.cells.by_field:
                continue
            texts = [
                clean(cell_text(cell))
                for record in self.cells.table.records
                if not is_nothing(cell := cell_at(record, column))
            ]
            if any(_is_bare_number(text) for text in texts):
                self.unitless.add(column.place)
                self.cells.error("problem.no_unit", header, column)

    def _add(self, record: Record) -> None:
        """Adds what one record states.

        If the recipient can be read it is put on the roster, even if the pairing cannot be used.
        """
        recipient = self.cells.by_field["recipient"]
        if self._refused(record):
            return
        own_id = self.cells.text(record, "recipient_id")
        names = read_names(squeezed_lines(cell_at(record, recipient)))
        if own_id:  # an id belongs to one organization, even if its name looks like several
            names = Names(tuple(filter(None, (self.cells.text(record, "recipient"),))) or (own_id,))
        if not names.names and not self.cells.text(record, "recipient_code"):
            if self._says_anything(record):
                self.cells.reject("record.missing", record, recipient, values={"field": recipient.name})
            return
        if any(len(name) > MAX_NAME for name in names.names):
            self.cells.reject("record.long", record, recipient, values={"limit": MAX_NAME})
            return
        self._check_names(record, recipient, names.counted, len(names.names), elided=names.elided)
        try:
            stated_kind = self.cells.kind(record, "recipient")
            helper_kind = self.cells.kind(record, "helper")
        except KindError as bad:
            self.cells.reject(bad.error.key, record, bad.column, values=bad.error.values)
            return
        scope = self.who.scope(record)
        if not own_id and any(
            is_count(name) and not self.who.is_place(name, stated_kind, scope) for name in names.names
        ):
            self.cells.reject("problem.no_name", record, recipient)
            return
        unit = self.who.units(record, scope)
        code = self.cells.text(record, "recipient_code")
        recipients: dict[str, str] = {}
        for name in names.names or (str(code),):
            kind = stated_kind or kind_of_name(name)
            if own_id:
                id_ = self.who.identified(record, own_id, name, kind, unit)
            else:
                id_ = self.who.recipient(record, name, kind, code if len(names.names) < 2 else None, scope, unit)
            self.tables.put_on_roster(id_, self.cells.text(record, "on_roster") or "true")
            recipients[id_] = name
        formula = self.formulas.get(record.row)
        if formula is not None:
            self.cells.reject("problem.formula", record, formula.column, cell=formula.text)
            return
        helpers = self._helpers(record, recipients, helper_kind)
        self._pair(record, helpers, recipients)

    def _refused(self, record: Record) -> bool:
        """Whether the record cannot be used at all: a formula or an error value names somebody, or it is too wide."""
        formula = self.formulas.get(record.row)
        if formula is not None and formula.column.field in _NAMING:
            self.cells.reject("problem.formula", record, formula.column, cell=formula.text)
            return True
        for name in ("recipient_code", "recipient", "helper"):
            column = self.cells.by_field.get(name)
            if column is not None and _ERROR_VALUE.fullmatch(cell_text(cell_at(record, column)).strip()):
                self.cells.reject("problem.error_value", record, column)
                return True
        behind = [cell for cell in record.cells[self.width :] if cell is not None and cell_text(cell).strip()]
        if behind and not self.cells.typed:
            texts = [cell_text(cell) for cell in record.cells]
            self.tables.problems.append(
                Problem(
                    key="problem.ragged",
                    file=self.cells.table.file,
                    sheet=self.cells.table.sheet,
                    row=record.row,
                    cell=",".join(texts)[:200],
                    values={"expected": self.width, "found": len(texts)},
                )
            )
            self.tables.rejected.add((self.cells.number, record.row))
            return True
        return False

    def _says_anything(self, record: Record) -> bool:
        """Whether a record without a recipient says anything besides where it is and its number in the list."""
        quiet = {"serial", "year", "recipient", *UNITS, *HELPER_UNITS}
        said = [column for column in self.cells.table.columns if column.field not in quiet and not column.personal]
        return any(not is_nothing(cell_at(record, column)) for column in said)

    def _check_names(self, record: Record, column: Column, counted: int | None, found: int, *, elided: bool) -> None:
        if counted is not None and counted != found:
            self.cells.warn(
                "problem.count_differs", record.row, column, cell_at(record, column), expected=counted, found=found
            )
        if elided:
            self.cells.warn("problem.elided", record.row, column, cell_at(record, column))

    def _helpers(self, record: Record, recipients: Mapping[str, str], stated_kind: Kind | None) -> list[str]:
        column = self.cells.by_field.get("helper")
        if column is None or is_nothing(cell_at(record, column)):
            return []
        own_id = self.cells.text(record, "helper_id")
        if own_id:
            return self._identified_helper(record, own_id, recipients, stated_kind)
        names = read_names(squeezed_lines(cell_at(record, column)), helper=True)
        self._check_names(record, column, names.counted, len(names.names), elided=names.elided)
        if names.personal and not self.personal:
            self.personal = True
            self.cells.warn("problem.personal_dropped", record.row, column)
        code = self.cells.text(record, "helper_code") if len(names.names) == 1 else None
        scope = self.who.scope(record, "helper_")
        unit = self.who.units(record, scope, "helper_")
        found: list[str] = []
        for name in names.names:
            kind = stated_kind or kind_of_name(name)
            if is_count(name) or len(name) > MAX_NAME:
                key, values = ("problem.no_name", {}) if is_count(name) else ("record.long", {"limit": MAX_NAME})
                self.cells.reject(key, record, column, values=values)
            elif code in (None, self.cells.text(record, "recipient_code")) and self.who.is_recipient(
                name, kind, recipients
            ):
                self.cells.reject("problem.self_help", record, column, cell=name)
            else:
                found.append(self.who.helper(record, name, kind, code, scope.id, unit))
        if set(found) & recipients.keys():
            self.cells.reject("problem.self_help", record, column)
        return [id_ for id_ in dict.fromkeys(found) if id_ not in recipients]

    def _identified_helper(
        self, record: Record, id_: str, recipients: Mapping[str, str], stated_kind: Kind | None
    ) -> list[str]:
        """The helper that a record names by its id; none if it is a recipient too."""
        column = self.cells.by_field.get("helper_id")
        if id_ in recipients:
            self.cells.reject("problem.self_help", record, column)
            return []
        name = self.cells.text(record, "helper") or id_
        unit = self.who.units(record, self.who.scope(record, "helper_"), "helper_")
        return [self.who.identified(record, id_, name, stated_kind or kind_of_name(name), unit)]

    def _pair(self, record: Record, helpers: Sequence[str], recipients: Mapping[str, str]) -> None:
        """Adds the agreements of a record and what is given under them.

        If several stand on both sides it is unknown who is paired with whom: the certainty is `group`.
        """
        dates = self._dates(record) if helpers else ("", "")
        if dates is None:
            return
        grouped = len(helpers) > 1 and len(recipients) > 1
        terms: dict[str, str | None] = {name: self.cells.text(record, name) for name in _TERMS}
        start, end = dates
        terms |= {"start": start or None, "end": end or None}
        if grouped:
            terms["certainty"] = "group"
        extra = {
            f"extra:{column.name}": text
            for column in self.extra
            if (text := clean_name(cell_text(cell_at(record, column))))
        }
        who = [(helper, recipient) for helper in helpers for recipient in recipients]
        given = self.cells.text(record, "id")
        shared = hashed("group", *sorted(helpers), *sorted(recipients), *_identity(terms)) if grouped else None
        ids: list[str] = []
        for helper, recipient in who:
            id_ = shared or hashed("agreement", helper, recipient, *_identity(terms))
            if given and (grouped or len(who) == 1):
                id_ = given
            ids.append(id_)
            self.tables.agreements.append(
                {"id": id_, "helper": helper, "recipient": recipient, **terms, **extra, **self.cells.at(record)}
            )
        for column in self.amounts:
            self._give(record, column, helpers, list(recipients), ids, terms)

    def _dates(self, record: Record) -> tuple[str, str] | None:
        """Start and end, canonical; None when a cell says no date (the problem is reported)."""
        start: PartialDate | None = None
        end: PartialDate | None = None
        years: int | None = None
        for name in ("period", "start", "end", "year"):
            column = self.cells.by_field.get(name)
            cell = cell_at(record, column) if column else self.cells.mapping.defaults.get(name)
            if is_nothing(cell) or (name == "year" and start is not None):
                continue
            try:
                found = read_period(cell, typed=self.cells.typed)
            except RecordError as error:
                if name == "year":
                    continue
                self.cells.reject(error.key, record, column, values=error.values, cell=cell_text(cell))
                return None
            if found.doubtful:
                self.cells.warn("problem.doubtful_date", record.row, column, cell)
            if name == "end":
                end, years = found.end or found.start or end, found.years or years
            else:
                start, end, years = found.start or start, found.end or end, found.years or years
        if years and start and end is None:
            end = after(start, years)
        return str(start or ""), str(end or "")

    def _give(
        self,
        record: Record,
        column: Column,
        helpers: Sequence[str],
        recipients: Sequence[str],
        ids: Sequence[str],
        terms: Mapping[str, str | None],
    ) -> None:
        """Adds what an amount column says was given; a sum for several is given by, or to, all of them together."""
        cell = cell_at(record, column)
        if is_nothing(cell) or column.place in self.unitless or not helpers:
            return
        rows = self.cells.table.shared.get((record.row, column.place))
        if rows is not None:
            if (rows.first, column.place) in self.merged:
                return
            self.merged.add((rows.first, column.place))
        try:
            value, unit = self._value(record, column, cell)
        except RecordError as error:
            self.cells.error(error.key, record.row, column, cell, **error.values)
            return
        alone = rows is None and len(recipients) == 1
        kind = self.tables.organizations[recipients[0]]["kind"]
        most = _MOST_YUAN.get(Kind(str(kind)))
        if alone and column.measure in MONEY_MEASURES and most is not None and value > most:
            self.cells.error("problem.implausible", record.row, column, cell, yuan=value, most=most)
            return
        if rows is not None and len(helpers) > 1:
            self.cells.error("problem.merged_amount", record.row, column, cell)
            return
        invented = {"illustrative": terms["illustrative"]} if terms["illustrative"] else {}
        self.tables.contributions.append(
            {
                "agreement": ids[0] if alone and len(helpers) == 1 else None,
                "helper": helpers[0] if len(helpers) == 1 else None,
                "recipient": recipients[0] if alone else None,
                "measure": (column.measure or Measure.FUNDS).value,
                "value": format(value, "f"),
                "unit": unit,
                "printed": clean_name(f"{cell_text(cell)} {column.unit}"),
                "sector": terms["sector"],
                "period": column.period or self._year(record),
                "extra:column": column.name,
                **invented,
                **self.cells.at(record),
            }
        )

    def _value(self, record: Record, column: Column, cell: Cell) -> tuple[Decimal, str | None]:
        text = cell_text(cell)
        if column.measure in MONEY_MEASURES:
            unit = self.cells.text(record, "amount_unit") or column.unit or self.unit
            return model.parse_money(text, unit), "元"
        return model.parse_number(_COUNTED.sub("", clean(text))), None

    def _year(self, record: Record) -> str | None:
        found = re.search(r"(?:19|20)\d{2}", self.cells.text(record, "year") or "")
        return found.group() if found else None


def _is_bare_number(text: str) -> bool:
    try:
        model.parse_number(text)
    except RecordError:
        return False
    return text not in ("0", "0.0")


def _identity(terms: Mapping[str, str | None]) -> list[str]:
    """What tells the agreements of one pair apart. The end is not part of it: next month's file may add one."""
    return [terms.get(name) or "" for name in ("sector", "form", "start")]
