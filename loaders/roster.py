"""A roster as people keep it (workbook or text table) → organizations, agreements, contributions.

`loaders.layout` finds the tables and their records, `loaders.cells` reads single cells; here they become a network. A
record without a helper is a roster member nobody helps. Recipients are on the roster unless a column or the mapping
says otherwise: such a file is a roster.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from graph import model
from graph.errors import RecordError
from graph.model import MAX_NAME, MONEY_MEASURES, Kind, Measure, PartialDate, clean, clean_name, parse_kind
from graph.tables import FileRef
from loaders import headers, layout
from loaders.cells import is_count, is_nothing, kind_of_name, read_names, read_period, squeezed
from loaders.files import Cell, cell_text, read_bytes, read_grids, suffix_of
from loaders.headers import HELPER_UNITS, UNITS, SheetMap
from loaders.layout import Sheet, Table
from loaders.lines import Column, Line
from loaders.problems import InputError, Problem, Severity
from loaders.validate import FILE, ROW, About, Loaded, Raw, fingerprint, validate

if TYPE_CHECKING:
    import polars as pl

_NAMING = frozenset({
    "recipient", "recipient_code", "recipient_kind", *UNITS, *(f"{unit}_code" for unit in UNITS),
})  # fmt: skip
"""Fields without which it is not known who a row is about."""
_TERMS = ("sector", "form", "certainty")
_DIVISION_CODE = re.compile(r"\d{2}|\d{4}|\d{6}|\d{9}|\d{12}")
_ERROR_VALUE = re.compile(r"#(N/A|REF!|DIV/0!|VALUE!|NAME\?|NUM!|NULL!)")
_SHEET_UNIT = re.compile(r"单位\s*[:：]\s*[(（]?\s*(亿元|万元|千元|元)")
_COUNTED = re.compile(r"(?:人次?|名|个|期|次|岗|场|班)$")
_MOST_YUAN: Mapping[Kind, Decimal] = {
    **dict.fromkeys((Kind.VILLAGE, Kind.SCHOOL, Kind.HOSPITAL), Decimal(100_000_000)),
    Kind.TOWNSHIP: Decimal(1_000_000_000),
}
"""More money than this (yuan) for one recipient is a slip of the unit."""

Row = dict[str, str | int | None]


@dataclass(slots=True)
class _Tables:
    """Raw rows by table, the header each field stands under, and what could not be used."""

    organizations: dict[str, Row] = field(default_factory=dict)
    agreements: list[Row] = field(default_factory=list)
    contributions: list[Row] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    rejected: set[tuple[int, int]] = field(default_factory=set)


def load(path: Path, *, as_of: date | None = None, mapping: Path | None = None) -> Loaded:
    """The network a roster states, and what of it could not be used.

    Raises `InputError` when the file or the mapping cannot be read, or no column of any sheet names who is helped.
    """
    told = headers.read_mapping(mapping)
    grids = read_grids(path)
    for name in told.sheets:
        if name not in {grid.name for grid in grids}:
            known = ", ".join(grid.name or "" for grid in grids)
            raise InputError("input.mapping_name", file=told.file, name=f'sheets."{name}"', known=known)
    sheets = [layout.read(grid, told.of(grid.name)) for grid in grids]
    _check(sheets, told)
    tables = _Tables()
    files = [FileRef(grid.file, grid.name) for grid in grids]
    for number, sheet in enumerate(sheets):
        _add_sheet(sheet, number, told.of(sheet.grid.name), tables)
    digest = fingerprint([read_bytes(path), str(as_of).encode(), repr(told).encode()])
    name = path.name.removesuffix(suffix_of(path)) or path.name
    about = About(name=name, title={"en": path.name, "zh": path.name}, location=path.name, as_of=as_of)
    loaded = validate(about, _raw(tables), files, digest, tables.problems, len(tables.rejected))
    from dataclasses import replace

    return replace(loaded, sheets=tuple(sheets))


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


def _add_sheet(sheet: Sheet, number: int, told: SheetMap, tables: _Tables) -> None:
    grid = sheet.grid
    if sheet.why in ("hidden", "no-table"):
        key = "problem.hidden_sheet" if sheet.why == "hidden" else "problem.no_table"
        tables.problems.append(Problem(key=key, file=grid.file, sheet=grid.name, severity=Severity.WARNING))
    rows = {line.row for table in sheet.tables for line in table.lines}
    hidden = sorted(rows & grid.hidden_rows)
    if hidden:
        tables.problems.append(Problem(
            key="problem.hidden_rows", file=grid.file, sheet=grid.name, row=hidden[0], severity=Severity.WARNING,
            values={"count": len(hidden)},
        ))  # fmt: skip
    for table in sheet.tables:
        _Reader(table, number, told, tables, grid.formulas, typed=grid.typed).read()


class _Reader:
    """Reads the records of one table into the raw tables."""

    def __init__(
        self, table: Table, number: int, told: SheetMap, tables: _Tables, formulas: Mapping[tuple[int, int], str],
        *, typed: bool,
    ) -> None:  # fmt: skip
        self.table = table
        self.number = number
        self.told = told
        self.tables = tables
        self.typed = typed
        self.by_field = {column.field: column for column in reversed(table.columns) if column.field}
        self.amounts = [column for column in table.columns if column.field == "amount"]
        self.extra = [column for column in table.columns if column.field is None and not column.personal]
        used = {column.place: column for column in table.columns if column.field}
        self.formulas = {row: (used[place], text) for (row, place), text in formulas.items() if place in used}
        self.width = max((column.place for column in table.columns), default=0) + 1
        self.kinds = {side: self._kind_of_header(side) for side in ("helper", "recipient")}
        if self.kinds["recipient"] is None and not ({"recipient_kind"} & (self.by_field.keys() | told.defaults.keys())):
            self.by_ending = True
        else:
            self.by_ending = False
        self.unit = next((found[1] for text in table.titles if (found := _SHEET_UNIT.search(clean(text)))), "")
        tables.labels |= {name: column.name for name, column in self.by_field.items() if name}
        self.unitless: set[int] = set()
        self.personal = False
        self.merged: set[tuple[int, int]] = set()

    def read(self) -> None:
        """Every record of the table, in order."""
        self._check_columns()
        for line in self.table.lines:
            self._add(line)

    def _kind_of_header(self, side: str) -> Kind | None:
        column = self.by_field.get(side)
        return column.kind if column else None

    def _check_columns(self) -> None:
        recipient = self.by_field["recipient"]
        if self.by_ending:
            names = [name for line in self.table.lines for name in read_names(squeezed(_cell(line, recipient))).names]
            if names and all(kind_of_name(name) is Kind.OTHER for name in names):
                raise InputError("input.no_kind", file=self.table.file, column=recipient.name)
        header = self.table.header[-1]
        for column in self.table.columns:
            if column.personal:
                self._warn("problem.personal_column", header, column)
        unit = self.unit or self.told.defaults.get("amount_unit") or ""
        for column in self.amounts:
            if column.measure not in MONEY_MEASURES or column.unit or unit or "amount_unit" in self.by_field:
                continue
            texts = [clean(cell_text(cell)) for line in self.table.lines if not is_nothing(cell := _cell(line, column))]
            if any(_is_bare_number(text) for text in texts):
                self.unitless.add(column.place)
                self._error("problem.no_unit", header, column)

    # --- one record

    def _add(self, line: Line) -> None:
        """Adds what one record states.

        A record whose recipient can be read puts it on the roster even when its pairing cannot be used.
        """
        recipient = self.by_field["recipient"]
        if self._refused(line):
            return
        names = read_names(squeezed_lines(_cell(line, recipient)))
        if not names.names and not self._text(line, "recipient_code"):
            if self._says_anything(line):
                self._reject("record.missing", line, recipient, values={"field": recipient.name})
            return
        if any(is_count(name) for name in names.names):
            self._reject("problem.no_name", line, recipient)
            return
        if any(len(name) > MAX_NAME for name in names.names):
            self._reject("record.long", line, recipient, values={"limit": MAX_NAME})
            return
        self._check_names(line, recipient, names.counted, len(names.names), elided=names.elided)
        try:
            told_kind = self._kind(line, "recipient")
            helper_kind = self._kind(line, "helper")
        except _KindError as bad:
            self._reject(bad.error.key, line, bad.column, values=bad.error.values)
            return
        unit = self._units(line)
        code = self._text(line, "recipient_code")
        recipients: dict[str, str] = {}
        for name in names.names or (str(code),):
            kind = told_kind or kind_of_name(name)
            id_ = self._organization(line, "recipient", name, kind, code if len(names.names) < 2 else None, unit)
            self.tables.organizations[id_]["on_roster"] = self._text(line, "on_roster") or "true"
            recipients[id_] = name
        formula = self.formulas.get(line.row)
        if formula is not None:
            self._reject("problem.formula", line, formula[0], cell=formula[1])
            return
        helpers = self._helpers(line, recipients, helper_kind)
        self._pair(line, helpers, recipients)

    def _refused(self, line: Line) -> bool:
        """Whether the record cannot be about anybody: a formula or an error value where it names somebody."""
        formula = self.formulas.get(line.row)
        if formula is not None and formula[0].field in _NAMING:
            self._reject("problem.formula", line, formula[0], cell=formula[1])
            return True
        for name in ("recipient_code", "recipient", "helper"):
            column = self.by_field.get(name)
            if column is not None and _ERROR_VALUE.fullmatch(cell_text(_cell(line, column)).strip()):
                self._reject("problem.error_value", line, column)
                return True
        behind = [cell for cell in line.cells[self.width :] if cell is not None and cell_text(cell).strip()]
        if behind and not self.typed:
            texts = [cell_text(cell) for cell in line.cells]
            self.tables.problems.append(Problem(
                key="problem.ragged", file=self.table.file, sheet=self.table.sheet, row=line.row,
                cell=",".join(texts)[:200], values={"expected": self.width, "found": len(texts)},
            ))  # fmt: skip
            self.tables.rejected.add((self.number, line.row))
            return True
        return False

    def _says_anything(self, line: Line) -> bool:
        """Whether a record without a recipient says anything beyond where it is and which number it has."""
        quiet = {"serial", "year", "recipient", *UNITS, *HELPER_UNITS}
        said = [column for column in self.table.columns if column.field not in quiet and not column.personal]
        return any(not is_nothing(_cell(line, column)) for column in said)

    def _check_names(self, line: Line, column: Column, counted: int | None, found: int, *, elided: bool) -> None:
        if counted is not None and counted != found:
            self._warn("problem.count_differs", line.row, column, _cell(line, column), expected=counted, found=found)
        if elided:
            self._warn("problem.elided", line.row, column, _cell(line, column))

    def _helpers(self, line: Line, recipients: Mapping[str, str], told_kind: Kind | None) -> list[str]:
        column = self.by_field.get("helper")
        if column is None or is_nothing(_cell(line, column)):
            return []
        names = read_names(squeezed_lines(_cell(line, column)), helper=True)
        self._check_names(line, column, names.counted, len(names.names), elided=names.elided)
        if names.personal and not self.personal:
            self.personal = True
            self._warn("problem.personal_dropped", line.row, column)
        code = self._text(line, "helper_code") if len(names.names) == 1 else None
        own = {name: id_ for id_, name in recipients.items()}
        unit = self._units(line, "helper_")
        found: list[str] = []
        for name in names.names:
            if is_count(name) or len(name) > MAX_NAME:
                key, values = ("problem.no_name", {}) if is_count(name) else ("record.long", {"limit": MAX_NAME})
                self._reject(key, line, column, values=values)
            elif name in own and code in (None, self._text(line, "recipient_code")):
                self._reject("problem.self_help", line, column, cell=name)
            else:
                found.append(
                    self._organization(line, "helper", name, told_kind or kind_of_name(name), code, unit)
                )  # fmt: skip
        return list(dict.fromkeys(found))

    def _pair(self, line: Line, helpers: Sequence[str], recipients: Mapping[str, str]) -> None:
        """Adds the agreements and what is given under them.

        Who with whom is unknown when several stand on both sides.
        """
        dates = self._dates(line) if helpers else ("", "")
        if dates is None:
            return
        grouped = len(helpers) > 1 and len(recipients) > 1
        terms: dict[str, str | None] = {name: self._text(line, name) for name in _TERMS}
        terms |= {"start": dates[0] or None, "end": dates[1] or None}
        if grouped:
            terms["certainty"] = "group"
        extra = {
            f"extra:{column.name}": text
            for column in self.extra
            if (text := clean_name(cell_text(_cell(line, column))))
        }
        who = [(helper, recipient) for helper in helpers for recipient in recipients]
        given = self._text(line, "id")
        shared = _hash("group", *sorted(helpers), *sorted(recipients), *_identity(terms)) if grouped else None
        ids: list[str] = []
        for helper, recipient in who:
            id_ = shared or _hash("agreement", helper, recipient, *_identity(terms))
            if given and (grouped or len(who) == 1):
                id_ = given
            ids.append(id_)
            self.tables.agreements.append({
                "id": id_, "helper": helper, "recipient": recipient, **terms, **extra, **self._at(line),
            })  # fmt: skip
        for column in self.amounts:
            self._give(line, column, helpers, list(recipients), ids, terms)

    def _dates(self, line: Line) -> tuple[str, str] | None:
        """Start and end, canonical; None when a cell says no date (the problem is told)."""
        start: PartialDate | None = None
        end: PartialDate | None = None
        years: int | None = None
        for name in ("period", "start", "end", "year"):
            column = self.by_field.get(name)
            cell = _cell(line, column) if column else self.told.defaults.get(name)
            if is_nothing(cell) or (name == "year" and start is not None):
                continue
            try:
                found = read_period(cell, typed=self.typed)
            except RecordError as error:
                if name == "year":
                    continue
                self._reject(error.key, line, column, values=error.values, cell=cell_text(cell))
                return None
            if found.doubtful:
                self._warn("problem.doubtful_date", line.row, column, cell)
            if name == "end":
                end, years = found.end or found.start or end, found.years or years
            else:
                start, end, years = found.start or start, found.end or end, found.years or years
        if years and start and end is None:
            from loaders.cells import after

            end = after(start, years)
        return str(start or ""), str(end or "")

    def _give(
        self, line: Line, column: Column, helpers: Sequence[str], recipients: Sequence[str], ids: Sequence[str],
        terms: Mapping[str, str | None],
    ) -> None:  # fmt: skip
        """Adds what an amount column says was given; a sum for several is given by, or to, all of them together."""
        cell = _cell(line, column)
        if is_nothing(cell) or column.place in self.unitless or not helpers:
            return
        rows = self.table.shared.get((line.row, column.place))
        if rows is not None:
            if (rows[0], column.place) in self.merged:
                return
            self.merged.add((rows[0], column.place))
        try:
            value, unit = self._value(line, column, cell)
        except RecordError as error:
            self._error(error.key, line.row, column, cell, **error.values)
            return
        alone = rows is None and len(recipients) == 1
        kind = self.tables.organizations[recipients[0]]["kind"]
        most = _MOST_YUAN.get(Kind(str(kind)))
        if alone and column.measure in MONEY_MEASURES and most is not None and value > most:
            self._error("problem.implausible", line.row, column, cell, yuan=value, most=most)
            return
        if rows is not None and len(helpers) > 1:
            self._error("problem.merged_amount", line.row, column, cell)
            return
        self.tables.contributions.append({
            "agreement": ids[0] if alone and len(helpers) == 1 else None,
            "helper": helpers[0] if len(helpers) == 1 else None,
            "recipient": recipients[0] if alone else None,
            "measure": (column.measure or Measure.FUNDS).value, "value": format(value, "f"), "unit": unit,
            "printed": clean_name(f"{cell_text(cell)} {column.unit}"), "sector": terms["sector"],
            "period": column.period or self._year(line), "extra:column": column.name, **self._at(line),
        })  # fmt: skip

    def _value(self, line: Line, column: Column, cell: Cell) -> tuple[Decimal, str | None]:
        text = cell_text(cell)
        if column.measure in MONEY_MEASURES:
            unit = self._text(line, "amount_unit") or column.unit or self.unit
            return model.parse_money(text, unit), "元"
        return model.parse_number(_COUNTED.sub("", clean(text))), None

    def _year(self, line: Line) -> str | None:
        found = re.search(r"(?:19|20)\d{2}", self._text(line, "year") or "")
        return found.group() if found else None

    # --- cells of a record

    def _text(self, line: Line, name: str) -> str | None:
        """The cell of a field as text, else the mapping's default; None when empty."""
        column = self.by_field.get(name)
        cell = _cell(line, column) if column else None
        return (None if is_nothing(cell) else squeezed(cell)) or self.told.defaults.get(name)

    def _kind(self, line: Line, side: str) -> Kind | None:
        told = self._text(line, f"{side}_kind")
        if told is None:
            return self.kinds[side]
        try:
            return parse_kind(told)
        except RecordError as error:
            raise _KindError(self.by_field.get(f"{side}_kind"), error) from None

    def _units(self, line: Line, side: str = "") -> str | None:
        """The unit a side lies in, with those above it, as organizations; None when the row names none."""
        unit: str | None = None
        for level in UNITS:
            name = self._text(line, f"{side}{level}")
            if name is None and level == "township" and not side:
                name = line.section or self._township_of_sheet()
            if name is not None and not is_count(name):
                code = None if side else self._text(line, f"{level}_code")
                unit = self._organization(line, f"{side}{level}", name, Kind(level), code, unit)
        return unit

    def _township_of_sheet(self) -> str | None:
        """The township a sheet is called after, when no column names one: one sheet a township."""
        if "township" in self.by_field or self.kinds["recipient"] is not Kind.VILLAGE:
            return None
        name = squeezed(self.table.sheet or "")
        return name if re.fullmatch(r"[\u3400-\u9fff]{2,12}(?:街道办事处|街道|镇|乡)", name) else None

    def _organization(self, line: Line, side: str, name: str, kind: Kind, code: str | None, part_of: str | None) -> str:
        """The id of an organization a row names, added when it is new: by its code, else by kind, unit and name."""
        if code is not None and _DIVISION_CODE.fullmatch(code):
            id_ = f"cn-{code}"
        elif code is not None:
            id_ = f"code-{re.sub(r'[^0-9a-z]+', '-', code.lower()).strip('-')}"
        else:
            id_ = f"{kind.value}-{_hash(part_of or '', clean(name))}"
        known = self.tables.organizations.setdefault(
            id_, {"id": id_, "name": name, "kind": kind.value, "part_of": part_of, "code": code, **self._at(line)}
        )
        known["part_of"] = known["part_of"] or part_of
        known["name_en"] = known.get("name_en") or (
            self._text(line, f"{side}_en") if side in ("helper", "recipient") else None
        )
        if known["name"] != name:
            aliases = str(known.get("aliases") or "").split("|")
            known["aliases"] = "|".join(sorted({alias for alias in (*aliases, name) if alias}))
        return id_

    def _at(self, line: Line) -> Row:
        """Where a record is, as every raw table carries it."""
        return {FILE: self.number, ROW: line.row}

    # --- problems

    def _reject(
        self, key: str, line: Line, column: Column | None, *, values: Mapping[str, object] | None = None,
        cell: str | None = None,
    ) -> None:  # fmt: skip
        """A problem because of which the record, or its pairing, is not used."""
        self.tables.rejected.add((self.number, line.row))
        shown = cell if cell is not None else _cell(line, column) if column else None
        self._error(key, line.row, column, shown, **(values or {}))

    def _error(self, key: str, row: int, column: Column | None, cell: Cell = None, **values: object) -> None:
        self._problem(key, row, column, cell, Severity.ERROR, values)

    def _warn(self, key: str, row: int, column: Column | None, cell: Cell = None, **values: object) -> None:
        self._problem(key, row, column, cell, Severity.WARNING, values)

    def _problem(
        self, key: str, row: int, column: Column | None, cell: Cell, severity: Severity, values: Mapping[str, object]
    ) -> None:
        self.tables.problems.append(Problem(
            key=key, file=self.table.file, sheet=self.table.sheet, row=row, column=column.name if column else None,
            cell=None if cell is None else cell_text(cell), severity=severity, values=dict(values),
        ))  # fmt: skip


class _KindError(Exception):
    def __init__(self, column: Column | None, error: RecordError) -> None:
        super().__init__(error.key)
        self.column = column
        self.error = error


def squeezed_lines(cell: Cell) -> str:
    """A cell's text with its line breaks kept: they part names."""
    return "\n".join(filter(None, (squeezed_part(part) for part in cell_text(cell).splitlines())))


def squeezed_part(text: str) -> str:
    """One line of a cell: full-width and doubled spaces as one."""
    return " ".join(text.split())


def _cell(line: Line, column: Column | None) -> Cell:
    return line.cells[column.place] if column is not None and column.place < len(line.cells) else None


def _is_bare_number(text: str) -> bool:
    try:
        model.parse_number(text)
    except RecordError:
        return False
    return text not in ("0", "0.0")


def _identity(terms: Mapping[str, str | None]) -> list[str]:
    """What tells agreements of one pair apart: not its end, which next month's version may bring."""
    return [terms.get(name) or "" for name in ("sector", "form", "start")]


def _hash(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:10]


# --- raw tables


def _raw(tables: _Tables) -> dict[str, Raw]:
    labels = dict(tables.labels)
    as_organization = {"name": labels.get("recipient", "name"), "kind": labels.get("recipient_kind", "kind")}
    as_contribution = {"value": labels.get("amount", "amount"), "unit": labels.get("amount_unit", "unit")}
    found = {"organizations": Raw(_frame(tables.organizations.values()), as_organization)}
    agreements = list(_told_apart(tables.agreements))
    if agreements:
        extra = {key: key.removeprefix("extra:") for row in agreements for key in row if key.startswith("extra:")}
        found["agreements"] = Raw(_frame(agreements), labels | extra)
    if tables.contributions:
        rows = _numbered(tables.contributions)
        found["contributions"] = Raw(_frame(rows), as_contribution)
    return found


def _content(row: Row) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((key, str(value)) for key, value in row.items() if key not in (FILE, ROW)))


def _told_apart(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows without those that say the same again; several of one id and pair get numbers, whatever their order."""
    same: dict[tuple[str, str, str], dict[tuple[tuple[str, str], ...], Row]] = {}
    for row in rows:
        same.setdefault((str(row["id"]), str(row["helper"]), str(row["recipient"])), {}).setdefault(_content(row), row)
    for group in same.values():
        for place, content in enumerate(sorted(group)):
            row = group[content]
            yield row if place == 0 or row.get("certainty") == "group" else row | {"id": f"{row['id']}-{place + 1}"}


def _numbered(rows: Iterable[Row]) -> list[Row]:
    """Contributions with ids of what they say, and a number where the same is said again."""
    found: list[Row] = []
    times: dict[str, int] = {}
    for row in rows:
        row = dict(row)
        id_ = _hash("given", *(f"{key}={value}" for key, value in _content(row)))
        del row["extra:column"]
        times[id_] = times.get(id_, 0) + 1
        found.append({"id": id_ if times[id_] == 1 else f"{id_}-{times[id_]}", **row})
    return found


def _frame(rows: Iterable[Row]) -> pl.DataFrame:
    import polars as pl

    found = list(rows)
    names = dict.fromkeys(key for row in found for key in row)
    schema = {name: pl.Int32 if name in (FILE, ROW) else pl.String for name in names}
    if not found:
        schema = {"id": pl.String, "name": pl.String, "kind": pl.String, FILE: pl.Int32, ROW: pl.Int32}
    return pl.DataFrame(found, schema=schema, infer_schema_length=None)
