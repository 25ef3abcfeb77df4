"""A roster as people keep it (workbook or text table) → organizations, agreements, contributions.

`loaders.roster.layout` finds the tables and their records, `loaders.roster.cells` reads single cells; here they become
a network. A record without a helper is a roster member nobody helps. Recipients are on the roster unless a column or
the mapping says otherwise: such a file is a roster.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from graph import model
from graph.dataset import FileRef
from graph.errors import RecordError
from graph.model import MAX_NAME, MONEY_MEASURES, Kind, Measure, PartialDate, clean, clean_name
from loaders.files import Cell, Grid, cell_text, read_bytes, read_grids, suffix_of
from loaders.loaded import About, Loaded, fingerprint
from loaders.names import registry
from loaders.names.matching import Known
from loaders.names.resolve import NO_CONTEXT, PLACES, Context, Resolver
from loaders.problems import InputError, Problem, Severity
from loaders.record import Cells, KindError, cell_at, squeezed_lines
from loaders.roster import headers, layout
from loaders.roster.cells import Names, after, is_count, is_nothing, kind_of_name, read_names, read_period, squeezed
from loaders.roster.collected import Collected, hashed
from loaders.roster.headers import HELPER_UNITS, UNITS, SheetMap
from loaders.roster.layout import Sheet, Table
from loaders.roster.rows import Column, Line
from loaders.roster.who import Who
from loaders.validate import validate

_NAMING = frozenset({"recipient", "recipient_code", "recipient_kind", *UNITS, *(f"{unit}_code" for unit in UNITS)})
"""Fields without which it is not known who a row is about."""
_TERMS = ("sector", "form", "certainty", "illustrative")
_ERROR_VALUE = re.compile(r"#(N/A|REF!|DIV/0!|VALUE!|NAME\?|NUM!|NULL!)")
_SHEET_UNIT = re.compile(r"单位\s*[:：]\s*[(（]?\s*(亿元|万元|千元|元)")
_COUNTED = re.compile(r"(?:人次?|名|个|期|次|岗|场|班)$")
_MOST_YUAN: Mapping[Kind, Decimal] = {
    **dict.fromkeys((Kind.VILLAGE, Kind.SCHOOL, Kind.HOSPITAL), Decimal(100_000_000)),
    Kind.TOWNSHIP: Decimal(1_000_000_000),
}
"""More money than this (yuan) for one recipient is a slip of the unit."""


Progress = Callable[[str, int, int], None]


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
    """The network a roster states, and what of it could not be used.

    `area` (an id, a code or a name) is the unit it is about; `context` what names are matched with; `name` what the
    dataset is called, else the file's name; `progress` is told how many records of how many have been read. Raises
    `InputError` when the file or the mapping cannot be read, no column of any sheet names who is helped, or there is no
    such area.
    """
    told = headers.read_mapping(mapping)
    about_area = area or told.area
    resolver = Resolver(context, registry.area_of(about_area) if about_area else None)
    grids = [grid for grid in read_grids(path) if not _is_notes(grid)]
    for sheet_name in told.sheets:
        if sheet_name not in {grid.name for grid in grids}:
            known = ", ".join(grid.name or "" for grid in grids)
            raise InputError("input.mapping_name", file=told.file, name=f'sheets."{sheet_name}"', known=known)
    sheets = [layout.read(grid, told.of(grid.name)) for grid in grids]
    _check(sheets, told)
    tables = Collected()
    files = [FileRef(grid.file, grid.name) for grid in grids]
    sheets = [
        _add_sheet(sheet, number, told.of(sheet.grid.name), tables, resolver, progress)
        for number, sheet in enumerate(sheets)
    ]
    _propose_among(tables, resolver)
    day = as_of or _day_told([text for sheet in sheets for table in sheet.tables for text in table.titles])
    # names are matched with what is known besides the file: the same file may come to mean another organization
    digest = fingerprint([read_bytes(path), f"{day} {told!r}".encode(), *map(str.encode, sorted(tables.organizations))])
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


def _day_told(titles: Sequence[str]) -> date | None:
    """The day that the titles say the roster is as of (截至2019年12月30日); None when they name none, or several."""
    days: set[date] = set()
    for title in titles:
        for found in _AS_OF.findall(clean(title)):
            try:
                days.add(PartialDate.parse(found.removesuffix("底").replace(" ", "")).last)
            except RecordError:
                continue
    return days.pop() if len(days) == 1 else None


def _propose_among(tables: Collected, resolver: Resolver) -> None:
    """Lists organizations of the file that may be one under two names (市发改委, 大连市发展和改革委员会)."""
    own = [
        Known(id_, str(row["name"]), Kind(str(row["kind"])))
        for id_, row in sorted(tables.organizations.items())
        if Kind(str(row["kind"])) not in PLACES and id_ not in tables.unmatched and row["code"] is None
    ]
    for id_, candidates in resolver.among(own).items():
        if id_ in tables.mentions:
            tables.propose(id_, replace(tables.mentions[id_], candidates=candidates))


def _check(sheets: Sequence[Sheet], told: headers.ColumnMap) -> None:
    """Refuses a file of which no sheet has a table."""
    if any(sheet.tables for sheet in sheets):
        return
    read = [sheet for sheet in sheets if sheet.why == "no-table"] or list(sheets)
    grid = read[0].grid
    rows = [row for row in grid.rows if any(cell is not None for cell in row)]
    found = ", ".join(squeezed(cell) for cell in (rows[0] if rows else ()) if cell is not None)[:300]
    where = grid.file if grid.name is None else f"{grid.file} [{grid.name}]"
    written = {headers.shown(cell_text(cell)) for row in grid.rows for cell in row if cell is not None}
    for labels in told.of(grid.name).columns.values():
        for label in labels:
            if label and headers.shown(label) not in written:
                raise InputError("input.mapping_column", file=told.file, column=label, found=found)
    raise InputError("input.no_recipient", file=where, found=found)


def _add_sheet(
    sheet: Sheet, number: int, told: SheetMap, tables: Collected, resolver: Resolver, progress: Progress | None
) -> Sheet:
    """Reads a sheet's records; returns the sheet with what its tables were found to be about."""
    grid = sheet.grid
    if sheet.why in ("hidden", "no-table"):
        key = "problem.hidden_sheet" if sheet.why == "hidden" else "problem.no_table"
        tables.problems.append(Problem(key=key, file=grid.file, sheet=grid.name, severity=Severity.WARNING))
    rows = {line.row for table in sheet.tables for line in table.lines}
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
    read: list[Table] = []
    for table in sheet.tables:
        cells = Cells(table, number, told, tables, typed=grid.typed)
        reader = _Reader(cells, Who(cells, resolver), grid)
        reader.read(progress)
        area = reader.who.area
        read.append(
            replace(table, unit=reader.unit, area=area.name if area else None, area_id=area.id if area else None)
        )
    return replace(sheet, tables=tuple(read))


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
        self.formulas = {row: (used[place], text) for (row, place), text in grid.formulas.items() if place in used}
        self.width = max((column.place for column in columns), default=0) + 1
        told_kind = {"recipient_kind"} & (cells.by_field.keys() | cells.told.defaults.keys())
        self.by_ending = cells.kinds["recipient"] is None and not told_kind
        self.unit = next((found[1] for text in cells.table.titles if (found := _SHEET_UNIT.search(clean(text)))), "")
        self.unitless: set[int] = set()
        self.personal = False
        self.merged: set[tuple[int, int]] = set()

    def read(self, progress: Progress | None) -> None:
        """Every record of the table, in order."""
        self._check_columns()
        self.who.look_codes_up()
        self.who.find_area()
        lines = self.cells.table.lines
        for done, line in enumerate(lines):
            if progress is not None and done % 1000 == 0:
                progress("record", done, len(lines))
            self._add(line)

    def _check_columns(self) -> None:
        recipient = self.cells.by_field["recipient"]
        if self.by_ending:
            names = [
                name for line in self.cells.table.lines for name in read_names(squeezed(cell_at(line, recipient))).names
            ]
            if names and all(kind_of_name(name) is Kind.OTHER for name in names):
                raise InputError("input.no_kind", file=self.cells.table.file, column=recipient.name)
        header = self.cells.table.header[-1]
        for column in self.cells.table.columns:
            if column.personal:
                self.cells.warn("problem.personal_column", header, column)
        unit = self.unit or self.cells.told.defaults.get("amount_unit") or ""
        for column in self.amounts:
            if column.measure not in MONEY_MEASURES or column.unit or unit or "amount_unit" in self.cells.by_field:
                continue
            texts = [
                clean(cell_text(cell))
                for line in self.cells.table.lines
                if not is_nothing(cell := cell_at(line, column))
            ]
            if any(_is_bare_number(text) for text in texts):
                self.unitless.add(column.place)
                self.cells.error("problem.no_unit", header, column)

    def _add(self, line: Line) -> None:
        """Adds what one record states.

        A record whose recipient can be read puts it on the roster even when its pairing cannot be used.
        """
        recipient = self.cells.by_field["recipient"]
        if self._refused(line):
            return
        own_id = self.cells.text(line, "recipient_id")
        names = read_names(squeezed_lines(cell_at(line, recipient)))
        if own_id:  # an id is of one organization, whatever its name holds
            names = Names(tuple(filter(None, (self.cells.text(line, "recipient"),))) or (own_id,))
        if not names.names and not self.cells.text(line, "recipient_code"):
            if self._says_anything(line):
                self.cells.reject("record.missing", line, recipient, values={"field": recipient.name})
            return
        if any(len(name) > MAX_NAME for name in names.names):
            self.cells.reject("record.long", line, recipient, values={"limit": MAX_NAME})
            return
        self._check_names(line, recipient, names.counted, len(names.names), elided=names.elided)
        try:
            told_kind = self.cells.kind(line, "recipient")
            helper_kind = self.cells.kind(line, "helper")
        except KindError as bad:
            self.cells.reject(bad.error.key, line, bad.column, values=bad.error.values)
            return
        scope = self.who.scope(line)
        if not own_id and any(is_count(name) and not self.who.is_place(name, told_kind, scope) for name in names.names):
            self.cells.reject("problem.no_name", line, recipient)
            return
        unit = self.who.units(line, scope)
        code = self.cells.text(line, "recipient_code")
        recipients: dict[str, str] = {}
        for name in names.names or (str(code),):
            kind = told_kind or kind_of_name(name)
            if own_id:
                id_ = self.who.told(line, own_id, name, kind, unit)
            else:
                id_ = self.who.recipient(line, name, kind, code if len(names.names) < 2 else None, scope, unit)
            self.tables.on_roster(id_, self.cells.text(line, "on_roster") or "true")
            recipients[id_] = name
        formula = self.formulas.get(line.row)
        if formula is not None:
            self.cells.reject("problem.formula", line, formula[0], cell=formula[1])
            return
        helpers = self._helpers(line, recipients, helper_kind)
        self._pair(line, helpers, recipients)

    def _refused(self, line: Line) -> bool:
        """Whether the record cannot be about anybody: a formula or an error value where it names somebody."""
        formula = self.formulas.get(line.row)
        if formula is not None and formula[0].field in _NAMING:
            self.cells.reject("problem.formula", line, formula[0], cell=formula[1])
            return True
        for name in ("recipient_code", "recipient", "helper"):
            column = self.cells.by_field.get(name)
            if column is not None and _ERROR_VALUE.fullmatch(cell_text(cell_at(line, column)).strip()):
                self.cells.reject("problem.error_value", line, column)
                return True
        behind = [cell for cell in line.cells[self.width :] if cell is not None and cell_text(cell).strip()]
        if behind and not self.cells.typed:
            texts = [cell_text(cell) for cell in line.cells]
            self.tables.problems.append(
                Problem(
                    key="problem.ragged",
                    file=self.cells.table.file,
                    sheet=self.cells.table.sheet,
                    row=line.row,
                    cell=",".join(texts)[:200],
                    values={"expected": self.width, "found": len(texts)},
                )
            )
            self.tables.rejected.add((self.cells.number, line.row))
            return True
        return False

    def _says_anything(self, line: Line) -> bool:
        """Whether a record without a recipient says anything beyond where it is and which number it has."""
        quiet = {"serial", "year", "recipient", *UNITS, *HELPER_UNITS}
        said = [column for column in self.cells.table.columns if column.field not in quiet and not column.personal]
        return any(not is_nothing(cell_at(line, column)) for column in said)

    def _check_names(self, line: Line, column: Column, counted: int | None, found: int, *, elided: bool) -> None:
        if counted is not None and counted != found:
            self.cells.warn(
                "problem.count_differs", line.row, column, cell_at(line, column), expected=counted, found=found
            )
        if elided:
            self.cells.warn("problem.elided", line.row, column, cell_at(line, column))

    def _helpers(self, line: Line, recipients: Mapping[str, str], told_kind: Kind | None) -> list[str]:
        column = self.cells.by_field.get("helper")
        if column is None or is_nothing(cell_at(line, column)):
            return []
        own_id = self.cells.text(line, "helper_id")
        if own_id:
            return self._helper_told(line, own_id, recipients, told_kind)
        names = read_names(squeezed_lines(cell_at(line, column)), helper=True)
        self._check_names(line, column, names.counted, len(names.names), elided=names.elided)
        if names.personal and not self.personal:
            self.personal = True
            self.cells.warn("problem.personal_dropped", line.row, column)
        code = self.cells.text(line, "helper_code") if len(names.names) == 1 else None
        scope = self.who.scope(line, "helper_")
        unit = self.who.units(line, scope, "helper_")
        found: list[str] = []
        for name in names.names:
            kind = told_kind or kind_of_name(name)
            if is_count(name) or len(name) > MAX_NAME:
                key, values = ("problem.no_name", {}) if is_count(name) else ("record.long", {"limit": MAX_NAME})
                self.cells.reject(key, line, column, values=values)
            elif code in (None, self.cells.text(line, "recipient_code")) and self.who.is_recipient(
                name, kind, recipients
            ):
                self.cells.reject("problem.self_help", line, column, cell=name)
            else:
                found.append(self.who.helper(line, name, kind, code, scope.id, unit))
        if set(found) & recipients.keys():
            self.cells.reject("problem.self_help", line, column)
        return [id_ for id_ in dict.fromkeys(found) if id_ not in recipients]

    def _helper_told(self, line: Line, id_: str, recipients: Mapping[str, str], told_kind: Kind | None) -> list[str]:
        """The helper that a row names by its id."""
        column = self.cells.by_field.get("helper_id")
        if id_ in recipients:
            self.cells.reject("problem.self_help", line, column)
            return []
        name = self.cells.text(line, "helper") or id_
        unit = self.who.units(line, self.who.scope(line, "helper_"), "helper_")
        return [self.who.told(line, id_, name, told_kind or kind_of_name(name), unit)]

    def _pair(self, line: Line, helpers: Sequence[str], recipients: Mapping[str, str]) -> None:
        """Adds the agreements and what is given under them.

        Who with whom is unknown when several stand on both sides.
        """
        dates = self._dates(line) if helpers else ("", "")
        if dates is None:
            return
        grouped = len(helpers) > 1 and len(recipients) > 1
        terms: dict[str, str | None] = {name: self.cells.text(line, name) for name in _TERMS}
        terms |= {"start": dates[0] or None, "end": dates[1] or None}
        if grouped:
            terms["certainty"] = "group"
        extra = {
            f"extra:{column.name}": text
            for column in self.extra
            if (text := clean_name(cell_text(cell_at(line, column))))
        }
        who = [(helper, recipient) for helper in helpers for recipient in recipients]
        given = self.cells.text(line, "id")
        shared = hashed("group", *sorted(helpers), *sorted(recipients), *_identity(terms)) if grouped else None
        ids: list[str] = []
        for helper, recipient in who:
            id_ = shared or hashed("agreement", helper, recipient, *_identity(terms))
            if given and (grouped or len(who) == 1):
                id_ = given
            ids.append(id_)
            self.tables.agreements.append(
                {"id": id_, "helper": helper, "recipient": recipient, **terms, **extra, **self.cells.at(line)}
            )
        for column in self.amounts:
            self._give(line, column, helpers, list(recipients), ids, terms)

    def _dates(self, line: Line) -> tuple[str, str] | None:
        """Start and end, canonical; None when a cell says no date (the problem is told)."""
        start: PartialDate | None = None
        end: PartialDate | None = None
        years: int | None = None
        for name in ("period", "start", "end", "year"):
            column = self.cells.by_field.get(name)
            cell = cell_at(line, column) if column else self.cells.told.defaults.get(name)
            if is_nothing(cell) or (name == "year" and start is not None):
                continue
            try:
                found = read_period(cell, typed=self.cells.typed)
            except RecordError as error:
                if name == "year":
                    continue
                self.cells.reject(error.key, line, column, values=error.values, cell=cell_text(cell))
                return None
            if found.doubtful:
                self.cells.warn("problem.doubtful_date", line.row, column, cell)
            if name == "end":
                end, years = found.end or found.start or end, found.years or years
            else:
                start, end, years = found.start or start, found.end or end, found.years or years
        if years and start and end is None:
            end = after(start, years)
        return str(start or ""), str(end or "")

    def _give(
        self,
        line: Line,
        column: Column,
        helpers: Sequence[str],
        recipients: Sequence[str],
        ids: Sequence[str],
        terms: Mapping[str, str | None],
    ) -> None:
        """Adds what an amount column says was given; a sum for several is given by, or to, all of them together."""
        cell = cell_at(line, column)
        if is_nothing(cell) or column.place in self.unitless or not helpers:
            return
        rows = self.cells.table.shared.get((line.row, column.place))
        if rows is not None:
            if (rows[0], column.place) in self.merged:
                return
            self.merged.add((rows[0], column.place))
        try:
            value, unit = self._value(line, column, cell)
        except RecordError as error:
            self.cells.error(error.key, line.row, column, cell, **error.values)
            return
        alone = rows is None and len(recipients) == 1
        kind = self.tables.organizations[recipients[0]]["kind"]
        most = _MOST_YUAN.get(Kind(str(kind)))
        if alone and column.measure in MONEY_MEASURES and most is not None and value > most:
            self.cells.error("problem.implausible", line.row, column, cell, yuan=value, most=most)
            return
        if rows is not None and len(helpers) > 1:
            self.cells.error("problem.merged_amount", line.row, column, cell)
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
                "period": column.period or self._year(line),
                "extra:column": column.name,
                **invented,
                **self.cells.at(line),
            }
        )

    def _value(self, line: Line, column: Column, cell: Cell) -> tuple[Decimal, str | None]:
        text = cell_text(cell)
        if column.measure in MONEY_MEASURES:
            unit = self.cells.text(line, "amount_unit") or column.unit or self.unit
            return model.parse_money(text, unit), "元"
        return model.parse_number(_COUNTED.sub("", clean(text))), None

    def _year(self, line: Line) -> str | None:
        found = re.search(r"(?:19|20)\d{2}", self.cells.text(line, "year") or "")
        return found.group() if found else None


def _is_bare_number(text: str) -> bool:
    try:
        model.parse_number(text)
    except RecordError:
        return False
    return text not in ("0", "0.0")


def _identity(terms: Mapping[str, str | None]) -> list[str]:
    """What tells agreements of one pair apart: not its end, which next month's version may bring."""
    return [terms.get(name) or "" for name in ("sector", "form", "start")]
