"""Reads a roster as people keep it, a workbook or a text table, into organizations, agreements and contributions.

`loaders.roster.layout` finds the tables and their records, and `loaders.roster.cells` reads single cells. A record
without a helper states a roster member that nobody helps. Recipients are on the roster unless a column or the mapping
says otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from graph import model
from graph.dataset import FileRef
from graph.errors import RecordError
from graph.lookup import has_hanzi
from graph.model import (
    DRAFT,
    MAX_NAME,
    MONEY_MEASURES,
    AgreementStatus,
    Bound,
    ContributionStatus,
    Kind,
    Measure,
    PartialDate,
    ReadAs,
    clean,
    clean_name,
    visible,
)
from loaders.files import Cell, Grid, cell_text, is_error, read_bytes, read_grids, suffix_of, without_invisible
from loaders.loaded import (
    Column,
    Doubtful,
    Loaded,
    Made,
    Progress,
    Record,
    Remark,
    RosterSheet,
    RosterTable,
    Skipped,
    letter_of,
    read_as_of,
)
from loaders.names import registry
from loaders.names.index import Known, digest
from loaders.names.resolve import NO_CONTEXT, PLACES, Context, Resolver, Scope
from loaders.patterns import pattern_of
from loaders.problems import ChoiceError, InputError, Problem, Severity, ranges
from loaders.roster import day, headers, layout, money, rounds
from loaders.roster import mapping as maps
from loaders.roster.amounts import read_amount
from loaders.roster.cells import (
    Names,
    after,
    is_count,
    is_nobody,
    is_nothing,
    kind_of_name,
    read_names,
    read_period,
    squeezed,
)
from loaders.roster.collected import Collected
from loaders.roster.doubt import doubtful, says_something
from loaders.roster.headers import HELPER_UNITS, UNITS
from loaders.roster.holding import Holding
from loaders.roster.mapping import ColumnMap, SheetMap
from loaders.roster.order import day_comes_first, with_year_first
from loaders.roster.persons import is_person
from loaders.roster.record import Cells, cell_at, squeezed_lines
from loaders.roster.several import settled
from loaders.roster.upright import of_forms, of_turned
from loaders.roster.vocabulary import form_of, sector_of
from loaders.roster.who import Who
from loaders.validate import About, fingerprint_of_file, validate

_NAMING = frozenset({"recipient", "recipient_code", "recipient_kind", *UNITS, *(f"{unit}_code" for unit in UNITS)})
"""Fields that say who a record is about."""
_TERMS = ("sector", "form", "certainty", "illustrative")
_OPTIONAL: Mapping[str, Callable[[str], object]] = {
    "certainty": model.parse_certainty,
    "illustrative": model.parse_bool,
    "on_roster": model.parse_bool,
}
"""Fields whose words are a vocabulary: an unknown word is kept as printed, and the record stays."""
_SHOWN_RANGES = 5
"""How many merged ranges a message lists."""
_LOOKED_AT = 10
"""How many rows are looked at for what a message calls the columns."""
_FEW = 0.1
"""The share of rows whose village helps itself that is a way of writing, not a slip."""
_WORDS = pattern_of(r"\w[\w\s()（）'’,.-]{1,29}")
"""A short text of words without signs."""
_BEFORE = pattern_of("前$")
"""The end of a date of a start that says only before when it was: 2018年以前."""
_COUNTED = pattern_of(r"(?:人次?|名|个|期|次|岗|场|班|批次?|项)$")
_MOST_YUAN: Mapping[Kind, Decimal] = {
    **dict.fromkeys((Kind.VILLAGE, Kind.SCHOOL, Kind.HOSPITAL), Decimal(100_000_000)),
    Kind.TOWNSHIP: Decimal(1_000_000_000),
}
"""An amount above this (in yuan) for one recipient is taken for a wrong unit."""


def load(
    path: Path,
    *,
    as_of: date | None = None,
    mapping: Path | ColumnMap | None = None,
    area: str | None = None,
    context: Context = NO_CONTEXT,
    name: str | None = None,
    progress: Progress | None = None,
    read_as: ReadAs | None = None,
    whole: bool | None = None,
) -> Loaded:
    """The network that a roster states, and what of it could not be used.

    `area` (an id, a code or a name) is the unit that the roster is about. `context` is what names are matched with.
    `name` is what the dataset is called, else the file's name is used. `progress` is called with how many records have
    been read. `read_as` is what its tables are (`ledger`, `roster`, `money`), whatever the mapping says; `whole` says
    whether those who are helped are everybody who should have a partner.
    Raises `InputError` if the file or the mapping cannot be read, if no column on any sheet names the recipients, if it
    is said to be a ledger or about money and no column names the helpers, or if there is no such area; `ChoiceError`
    where it cannot be seen which column names a side.
    """
    mapped = mapping if isinstance(mapping, ColumnMap) else maps.read_mapping(mapping)
    mapped = mapped.told(read_as, whole)
    about_area = area or mapped.area
    resolver = Resolver(context, registry.area_of(about_area) if about_area else None)
    grids = [
        replace(grid, name=grid.name and visible(grid.name), rows=without_invisible(grid.rows))
        for grid in read_grids(path)
        if not _is_notes(grid)
    ]
    for sheet_name in mapped.sheets:
        if sheet_name not in {grid.name for grid in grids}:
            known = ", ".join(grid.name or "" for grid in grids)
            raise InputError("input.mapping_name", file=mapped.file, name=f'sheets."{sheet_name}"', known=known)
    sheets = _stood(grids, mapped)
    _check(sheets, mapped)
    for sheet in sheets:
        turned = layout.sideways(sheet.grid) if _is_unsure(sheet) else None
        if turned is not None:
            raise InputError("input.sideways", file=layout.where(sheet.grid), column=turned)
    _ask(sheets)
    of = rounds.dated(sheets, {sheet.grid.name: mapped.of(sheet.grid.name) for sheet in sheets})
    _refuse_years(sheets, of, path.name)
    for sheet in sheets:
        for table in sheet.tables:
            _refuse_second_header(table, layout.where(sheet.grid))
    if read_as in (ReadAs.LEDGER, ReadAs.MONEY):
        _check_helpers(sheets, read_as)
    stem = path.name.removesuffix(suffix_of(path)) or path.name
    stated = None if as_of else _stated_day(sheets, stem)
    about_day = as_of or (day.known_by(stated, date.today()) if stated else None)
    titles = [title for sheet in sheets for table in sheet.tables for title in table.titles]
    spoken_of = about_day or day.in_last_year((*titles, stem), date.today())
    tables = Collected()
    files = [FileRef(grid.file, grid.name) for grid in grids]
    sheets = [
        add_sheet(sheet, number, of[sheet.grid.name], tables, resolver, progress, spoken_of)
        for number, sheet in enumerate(sheets)
    ]
    tables.problems += [
        Problem(
            key="problem.round_years",
            severity=Severity.WARNING,
            file=sheet.grid.file,
            sheet=sheet.grid.name,
            values={"years": "–".join(of[sheet.grid.name].defaults[name] for name in ("start", "end"))},
        )
        for sheet in sheets
        if rounds.is_of_a_round(of[sheet.grid.name], mapped.of(sheet.grid.name))
    ]
    tables.unite()
    _propose_among(tables, resolver)
    tables.state_roster({number: mapped.of(sheet.grid.name).roster for number, sheet in enumerate(sheets)})
    tables.problems[:] = _once_for_foreign_places(tables)
    tables.problems += [
        Problem(key="problem.western", severity=Severity.WARNING, file=grid.file) for grid in grids if grid.western
    ]
    # what names are matched with is not in the file: the same file may later mean other organizations
    told = f"{about_day} {mapped!r}{mapped.words}"
    print_ = fingerprint_of_file(read_bytes(path), [told.encode(), *map(str.encode, sorted(tables.organizations))])
    about = About(
        name=name or stem,
        title={"en": path.name, "zh": path.name},
        location=path.name,
        as_of=about_day,
        read_as=read_as_of(sheets),
    )
    loaded = validate(about, tables.raw(), files, print_, tables.problems, tables.rejected)
    unmatched = sorted(tables.unmatched.values(), key=lambda one: (one.sheet or "", one.row, one.name))
    return replace(loaded, sheets=tuple(sheets), unmatched=tuple(unmatched), day=stated)


def _is_unsure(sheet: RosterSheet) -> bool:
    """Whether what was read on a sheet may be a table on its side: it names no helpers, or leaves a choice."""
    only = sheet.tables[0] if len(sheet.tables) == 1 else None
    return only is not None and (bool(only.choices) or only.column("helper") is None)


def _stood(grids: Sequence[Grid], mapped: ColumnMap) -> list[RosterSheet]:
    """The sheets as they are read, with forms and tables on their side stood upright if there is one way to read them.

    What is told of several sheets of one form is told once.
    """
    found: list[RosterSheet] = []
    told: dict[str, tuple[int, Remark]] = {}
    for number, grid in enumerate(grids):
        sheet, remark = _sheet(grid, mapped.of(grid.name))
        found.append(sheet)
        if remark is None:
            continue
        first, before = told.get(remark.key, (number, remark))
        if first != number and "count" in remark.values:
            count = sum(int(str(one.values["count"])) for one in (before, remark))
            before = before._replace(values={"count": count})
        told[remark.key] = first, before
    for number, remark in told.values():
        first_table, *others = found[number].tables
        told_of = replace(first_table, remarks=(*first_table.remarks, remark))
        found[number] = replace(found[number], tables=(told_of, *others))
    return found


def _sheet(grid: Grid, mapping: SheetMap) -> tuple[RosterSheet, Remark | None]:
    """One sheet as it is read, and what is to be told if it was stood upright for that."""
    read_at_all = mapping.use is not False and not (grid.hidden and not mapping.use)
    upright = of_forms(grid) if read_at_all else None
    if upright is None and read_at_all and mapping.columns:
        upright = of_turned(grid)
        named = {headers.shown(label) for labels in mapping.columns.values() for label in labels if label}
        if upright is not None and not named <= upright.labels:
            upright = None
    sheet = None if upright is not None else layout.read(grid, mapping)
    if sheet is not None and (sheet.why == "no-table" or (_is_unsure(sheet) and layout.sideways(grid))):
        upright = of_turned(grid)
    if upright is not None:
        again = layout.read(upright.grid, mapping)
        if _is_settled(again):
            return again, upright.remark
    return sheet or layout.read(grid, mapping), None


def _is_settled(sheet: RosterSheet) -> bool:
    """Whether a sheet that was stood upright is one table that names both sides and leaves no choice."""
    one = sheet.tables[0] if len(sheet.tables) == 1 else None
    return one is not None and not one.choices and None not in (one.column("helper"), one.column("recipient"))


def _is_notes(grid: Grid) -> bool:
    """Whether a sheet is the one of notes that goes with an answer written as a workbook."""
    first = next(iter(grid.rows), ())
    return grid.name == "notes" and [cell_text(cell) for cell in first[:1]] == ["question"]


def _stated_day(sheets: Sequence[RosterSheet], stem: str) -> PartialDate | None:
    """The day that a file speaks of; the year of nothing but money is none."""
    tables = [table for sheet in sheets for table in sheet.tables]
    above = [text for table in tables for text in table.titles]
    below = [
        cell_text(cell)
        for sheet in sheets
        for table in sheet.tables
        for skipped in table.skipped
        if skipped.why is Skipped.NOTE and skipped.row <= len(sheet.grid.rows)
        for cell in sheet.grid.rows[skipped.row - 1]
        if cell is not None
    ]
    names = [*(sheet.grid.name or "" for sheet in sheets), stem]
    found = day.stated(above, below, names, date.today())
    only_money = tables and all(table.read_as is ReadAs.MONEY for table in tables)
    return None if found is not None and found.month is None and only_money else found


def _check_helpers(sheets: Sequence[RosterSheet], read_as: ReadAs) -> None:
    """Raises `InputError` if no table names helpers, though the file is said to be a ledger or about money."""
    tables = [table for sheet in sheets for table in sheet.tables]
    if not any(table.column("helper") for table in tables):
        found = ", ".join(column.name for column in tables[0].columns)
        raise InputError("input.no_helper", file=tables[0].file, read_as=read_as.value, found=found)


_YEAR = pattern_of(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def _refuse_years(sheets: Sequence[RosterSheet], of: Mapping[str | None, SheetMap], file: str) -> None:
    """Raises `InputError` if sheets named after different years list the same recipients and nothing says since when.

    Together they would be in force at once. A mapping that says which sheets to use has the last word.
    """
    listed: dict[str, set[str]] = {}
    for sheet in sheets:
        year = _YEAR.search(sheet.grid.name or "")
        tables = [table for table in sheet.tables if table.read_as is ReadAs.LEDGER]
        dated = any(table.column(name) for table in tables for name in ("start", "end", "period"))
        told = of[sheet.grid.name]
        if year is None or not tables or dated or told.use is not None or "end" in told.defaults:
            continue
        names = {
            squeezed(cell_at(record, column))
            for table in tables
            if (column := table.column("recipient")) is not None
            for record in table.records
        }
        again = [name for other, known in listed.items() if other != year[0] for name in names & known]
        if again:
            raise InputError("input.years", file=file, sheet=sheet.grid.name, name=min(again), year=year[0])
        listed.setdefault(year[0], set()).update(names)


def _refuse_second_header(table: RosterTable, where: str) -> None:
    """Raises `InputError` where a row holds the label of a side in place of a name: another table begins there.

    Its header was not known as one, and its rows may have the sides the other way round.
    """
    columns = [column for column in table.columns if column.field in ("helper", "recipient")]
    numbers = [column for column in table.columns if column.field == "serial" and column.label]
    for record in table.records:
        for column in numbers:
            if cell_text(cell_at(record, column)).strip() == column.label.rpartition("/")[2]:
                raise InputError("input.second_header", file=where, row=record.row, label=column.label)
        for column in columns:
            cell = cell_at(record, column)
            if isinstance(cell, str) and headers.names_a_side(cell):
                raise InputError("input.second_header", file=where, row=record.row, label=cell.strip())


def _ask(sheets: Sequence[RosterSheet]) -> None:
    """Raises `ChoiceError` with the first choice that somebody has to make."""
    for sheet in sheets:
        for table in sheet.tables:
            for choice in table.choices:
                raise ChoiceError(
                    f"input.which_{choice.field}",
                    sheets,
                    file=layout.where(sheet.grid),
                    options=" · ".join(f"{one.letter} {one.name}" for one in choice.options),
                )


def _once_for_foreign_places(tables: Collected) -> list[Problem]:
    """The problems, with one for all places that are not in China instead of one each.

    That is so if none of several places was found, none resembles one of the registry, and none is written in Chinese.
    """
    keys = ("problem.unmatched", "problem.no_area")
    first = next((problem for problem in tables.problems if problem.key in keys), None)
    names = [one.name for one in tables.unmatched.values()]
    found = any(id_.startswith("cn-") for id_ in tables.organizations)
    chinese = any(has_hanzi(name) for name in names)
    if first is None or found or chinese or any(one.candidates for one in tables.unmatched.values()) or not names:
        return tables.problems
    one = Problem(
        key="problem.foreign_places",
        file=first.file,
        sheet=first.sheet,
        severity=Severity.WARNING,
        values={"count": len(names)},
    )
    return [*(problem for problem in tables.problems if problem.key not in keys), one]


def _propose_among(tables: Collected, resolver: Resolver) -> None:
    """Reports organizations of the file that may be one with two names (市发改委, 大连市发展和改革委员会)."""
    own = [
        Known(id_, str(row["name"]), Kind(str(row["kind"])), None if row["part_of"] is None else str(row["part_of"]))
        for id_, row in sorted(tables.organizations.items())
        if Kind(str(row["kind"])) not in PLACES and id_ not in tables.unmatched and row["code"] is None
    ]
    for id_, candidates in resolver.among(own).items():
        if id_ in tables.mentions:
            tables.propose(id_, replace(tables.mentions[id_], candidates=candidates))


def _check(sheets: Sequence[RosterSheet], mapped: ColumnMap) -> None:
    """Raises `InputError` if no sheet has a table."""
    if any(sheet.tables for sheet in sheets):
        return
    for sheet in sheets:
        if sheet.counted is not None:
            raise InputError("input.counts", file=layout.where(sheet.grid), column=sheet.counted)
    read = [sheet for sheet in sheets if sheet.why == "no-table"] or list(sheets)
    grid = read[0].grid
    rows = [row for row in grid.rows[:_LOOKED_AT] if any(cell is not None for cell in row)]
    fullest = max(rows, key=lambda row: sum(cell is not None for cell in row), default=())
    texts = [squeezed(cell) for cell in fullest if cell is not None]
    found = ", ".join("***" if is_person(text) else text for text in texts)[:300]
    where = layout.where(grid)
    written = {headers.shown(cell_text(cell)) for row in grid.rows for cell in row if cell is not None}
    for labels in mapped.of(grid.name).columns.values():
        for label in labels:
            if label and headers.shown(label) not in written:
                raise InputError("input.mapping_column", file=mapped.file, column=label, found=found)
    turned = layout.sideways(grid)
    if turned is not None:
        raise InputError("input.sideways", file=where, column=turned)
    if read[0].unread is not None:
        raise InputError("input.no_header", file=where, range=read[0].unread)
    raise InputError("input.no_recipient", file=where, found=found)


_UNREAD = {"hidden": "problem.hidden_sheet", "no-table": "problem.no_table", "counts": "problem.count_table"}


def add_sheet(
    sheet: RosterSheet,
    number: int,
    mapped: SheetMap,
    tables: Collected,
    resolver: Resolver,
    progress: Progress | None,
    about_day: date | None = None,
) -> RosterSheet:
    """Reads the records of a sheet; returns the sheet with the area and the unit of money of each table.

    `about_day` is the day that the file speaks of, today if it speaks of none.
    """
    grid = sheet.grid
    if sheet.why in _UNREAD:
        told = Problem(key=_UNREAD[sheet.why], file=grid.file, sheet=grid.name, severity=Severity.WARNING)
        tables.problems.append(told)
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
    if sheet.tables and sheet.unread is not None:
        tables.problems.append(
            Problem(
                key="problem.unread_block",
                file=grid.file,
                sheet=grid.name,
                severity=Severity.WARNING,
                values={"range": sheet.unread},
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
    readers = [
        _Reader(cells, Who(cells, resolver), grid, about_day or date.today())
        for table in sheet.tables
        for cells in (Cells(table, number, mapped, tables, typed=grid.typed),)
    ]
    _find_areas(readers)
    for table, reader in zip(sheet.tables, readers, strict=True):
        reader.read(progress)
        area = reader.who.area
        read.append(
            replace(
                table,
                area=area.name if area else None,
                area_id=area.id if area else None,
                doubtful=reader.found_doubtful(),
            )
        )
    return replace(sheet, tables=tuple(read))


def _find_areas(readers: Sequence[_Reader]) -> None:
    """Finds what area each table of a sheet is about; tables under the same titles are about the same one."""
    for reader in readers:
        reader.who.look_up_codes()
        reader.who.find_area()
    by_titles: dict[tuple[str, ...], list[_Reader]] = {}
    for reader in readers:
        by_titles.setdefault(reader.cells.table.titles, []).append(reader)
    for together in by_titles.values():
        areas = {reader.who.area.id: reader.who.area for reader in together if reader.who.area is not None}
        for reader in together if len(areas) == 1 else ():
            reader.who.area = next(iter(areas.values()))


class _Formula(NamedTuple):
    """A formula in a cell of a record, and the column that it stands in."""

    column: Column
    text: str


class _Reader:
    """Reads the records of one table into the raw tables."""

    def __init__(self, cells: Cells, who: Who, grid: Grid, about_day: date) -> None:
        self.cells = cells
        self.who = who
        self.tables = cells.tables
        columns = cells.table.columns
        self.amounts = [column for column in columns if column.field == "amount"]
        self.extra = [column for column in columns if column.field in (None, "status") and not column.personal]
        self.holding = Holding(cells, self.extra, about_day)
        self._behind: dict[str, str] = {}
        """What stands in brackets behind the names of the helpers of a record and says how they stand; by id."""
        used = {column.place: column for column in columns if column.field}
        self.formulas: dict[int, list[_Formula]] = {}
        for (row, place), text in grid.formulas.items():
            if place in used:
                self.formulas.setdefault(row, []).append(_Formula(used[place], text))
        heads = cells.table.head[-len(cells.table.header) :]
        self.width = max([column.place + 1 for column in columns] + [len(row) for row in heads])
        stated_kind = {"recipient_kind"} & (cells.by_field.keys() | cells.mapping.defaults.keys())
        self.by_ending = cells.kinds["recipient"] is None and not stated_kind
        self.unit = cells.table.unit
        self.unitless: set[int] = set()
        self.personal = False
        self.helper = cells.by_field.get("helper")
        firsts = (self.helper, cells.by_field.get("recipient"))
        self.others = [one for one in columns if one.field in ("helper", "recipient") and one not in firsts]
        """The other columns of a side that has several: their names are in the first."""
        self.doubtful: dict[str, list[int]] = {}
        """What stands for helpers in the table and may be no names, each with its rows."""
        self.several: dict[tuple[int, str], tuple[str, ...]] = {}
        """What stands for a side and may be several names → the names, or none; by the place of the column."""
        self.helps_itself = False
        """Whether the record that was read last names nobody but the recipient itself."""
        self.helping_themselves = 0
        self.seen: dict[str, int] = {}
        """Who is listed in a roster → the first row."""
        self.merged: set[tuple[int, int]] = set()

    def read(self, progress: Progress | None) -> None:
        """Reads every record of the table, in order; one that repeats another word for word states nothing new."""
        self._check_columns()
        self._doubt()
        self._settle()
        table = self.cells.table
        records = table.records
        for one in table.sums:
            rows = money.differing(one, records)
            if rows:
                self.cells.warn(
                    "problem.sum_differs",
                    rows[0],
                    one.total,
                    parts=", ".join(part.name for part in one.parts),
                    rows=ranges(rows),
                    count=len(rows),
                )
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
            elif table.read_as is ReadAs.ROSTER:
                self.cells.remark("problem.listed_twice", record.row, self.cells.by_field["recipient"])
        if self.helping_themselves > _FEW * len(records):  # not a slip: so is written that nobody helps
            recipient = self.cells.kinds["recipient"]
            kinds = {recipient.value} if recipient else self._kinds_listed()
            self.tables.without_helper |= {(self.cells.number, kind) for kind in kinds}
        self.cells.settle()

    def _doubt(self) -> None:
        """Finds what stands for helpers and may be no names."""
        if self.helper is None or self.helper.made in (Made.HEADINGS, Made.MARKS) or "helper_id" in self.cells.by_field:
            return

        def names(record: Record) -> Sequence[str]:
            return self._names_of_helpers(record).names

        known = {*self.cells.mapping.names}
        words = doubtful(self.cells.table, names, self._is_blank, lambda name: name in known or self.who.is_known(name))
        self.doubtful = {word: [] for word in words}

    def _settle(self) -> None:
        """Finds what stands for helpers or recipients and may be several names."""
        for column in (self.helper, self.cells.by_field.get("recipient")):
            if column is None or column.made or f"{column.field}_id" in self.cells.by_field:
                continue
            helper = column is self.helper
            read = self._names_of_helpers if helper else self._names_of_recipients
            names = [
                name
                for record in self.cells.table.records
                for name in read(record).names
                if name not in self.cells.mapping.names
            ]
            self.several |= {
                (column.place, name): read for name, read in settled(names, column.label, helper=helper).items()
            }

    def _names_of_recipients(self, record: Record) -> Names:
        return read_names(squeezed_lines(cell_at(record, self.cells.by_field["recipient"])))

    def _each(self, record: Record, column: Column, names: Iterable[str]) -> list[str]:
        """The names of a side, with each that is several taken apart; one that may be is told and left out."""
        found: list[str] = []
        for name in names:
            read = self.several.get((column.place, name), (name,))
            if not read:
                self.cells.refuse("problem.several_names", record, column, name)
            found.extend(read)
        return list(dict.fromkeys(found))

    def found_doubtful(self) -> tuple[Doubtful, ...]:
        """What stands for helpers and was not used, because it may be no name."""
        if self.helper is None:
            return ()
        return tuple(Doubtful(word, self.helper, tuple(rows)) for word, rows in self.doubtful.items() if rows)

    def _is_blank(self, record: Record) -> bool:
        """Whether a record says that it has no helper."""
        cell = cell_at(record, self.helper)
        word = clean_name(cell_text(cell))
        return word in self.cells.mapping.nobody or (is_nobody(cell) and word not in self.cells.mapping.names)

    def _names_of_helpers(self, record: Record) -> Names:
        """The names that stand for the helpers of a record, without what is said to mean nobody."""
        text = squeezed_lines(cell_at(record, self.helper))
        if clean_name(text) in self.cells.mapping.names:
            return Names((clean_name(text),))
        found = read_names(text, helper=True)
        nobody = self.cells.mapping.nobody
        return replace(found, names=tuple(one for one in found.names if one not in nobody)) if nobody else found

    def _kinds_listed(self) -> set[str]:
        """The kinds of those who are listed on this sheet."""
        listed = (
            id_ for id_, sheets in self.tables.listed.items() if self.cells.number in {sheet for sheet, _ in sheets}
        )
        return {str(self.tables.organizations[id_]["kind"]) for id_ in listed}

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
                if any(has_hanzi(name) for name in names):  # 下坝 may be a village
                    raise InputError("input.no_kind", file=self.cells.table.file, column=recipient.name)
                self.cells.warn("problem.kind_unknown", self.cells.table.header[-1], recipient)
        header = self.cells.table.header[-1]
        for column in self.cells.table.columns:
            if column.personal:
                self.cells.warn("problem.personal_column", header, column)
        for column in self.amounts:
            if column.planned:
                self.cells.warn("problem.planned_amount", header, column)
        for column in self.cells.table.unsure:
            self.cells.warn("problem.whose_terms", header, column)
        for column in self.cells.table.spent:
            self.cells.warn("problem.spent_amount", header, column)
        for remark in self.cells.table.remarks:
            self.cells.warn(remark.key, remark.row, remark.column, **remark.values)
        struck = sorted(self.cells.table.struck)
        if struck:
            self.cells.warn("problem.struck_rows", struck[0], None, rows=ranges(struck), count=len(struck))
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
        for column in self.others:
            if is_error(cell_at(record, column)):
                self.cells.reject("problem.error_value", record, column)
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
        self._check_names(record, recipient, names)
        stated_kind = self.cells.kind(record, "recipient")
        helper_kind = self.cells.kind(record, "helper")
        scope = self.who.scope(record)
        if not own_id and any(
            is_count(name) and not self.who.is_place(name, stated_kind, scope) for name in names.names
        ):
            self.cells.reject("problem.no_name", record, recipient)
            return
        unit = self.who.units(record, scope)
        code = self.who.code(record)
        recipients: dict[str, str] = {}
        for name in self._each(record, recipient, names.names) if names.names else (str(code),):
            kind = _kind(stated_kind, name)
            if not own_id and names.names and self._says_something(name, kind, scope):
                self.cells.refuse("problem.doubtful_recipient", record, recipient, name)
                continue
            if own_id:
                id_ = self.who.identified(record, own_id, name, kind, unit)
            else:
                id_ = self.who.recipient(record, name, kind, code if len(names.names) < 2 else None, scope, unit)
            recipients[id_] = name
        if not recipients:
            return
        blank = self.helper is None or self._is_blank(record)
        for formula in self.formulas.get(record.row, ()):
            if formula.column.field != "helper":
                self.cells.remark("problem.formula_left_out", record.row, formula.column)
                continue
            self.cells.reject("problem.formula", record, formula.column, cell=formula.text)
            self._state(record, recipients, blank=False)
            return
        helpers = self._helpers(record, recipients, helper_kind)
        self._keep_printed(record, "recipient", recipients)
        self._keep_printed(record, "helper", helpers)
        self.helping_themselves += self.helps_itself
        self._state(record, recipients, blank=blank)
        self._pair(record, helpers, recipients)

    def _says_something(self, name: str, kind: Kind, scope: Scope) -> bool:
        """Whether what stands for a recipient says something instead of naming it, and no place has such a name."""
        one_word = name.isalpha() and name.istitle()  # Those is a village in Nepal
        words = _WORDS.fullmatch(name) is not None and any(map(str.isalpha, name)) and not one_word
        if name in self.cells.mapping.names or kind_of_name(name) in PLACES or not words or not says_something(name):
            return False
        return kind not in PLACES or self.who.resolver.place(name, kind, scope).chosen is None

    def _keep_printed(self, record: Record, side: str, ids: Iterable[str]) -> None:
        """Keeps the word for a kind that no vocabulary knows, as an attribute of those it stands beside."""
        word = self.cells.unknown_kind(record, side)
        if word is not None:
            for id_ in ids:
                self.tables.organizations[id_].setdefault("kind_printed", word)

    def _state(self, record: Record, recipients: Mapping[str, str], *, blank: bool) -> None:
        """Keeps what a record says of the roster: by a word in its column, else by having no helper."""
        word = self._known_word(record, "on_roster") if self.cells.mapping.roster is not False else None
        for id_ in recipients:
            if word is not None:
                self.tables.put_on_roster(id_, word)
            elif self.cells.table.read_as is not ReadAs.MONEY:
                alone = self.cells.table.read_as is ReadAs.ROSTER
                self.tables.listed.setdefault(id_, set()).add((self.cells.number, alone))
                if self.cells.table.read_as is ReadAs.ROSTER and self.seen.setdefault(id_, record.row) != record.row:
                    self.cells.remark("problem.listed_twice", record.row, self.cells.by_field["recipient"])
                if blank:
                    kind = str(self.tables.organizations[id_]["kind"])
                    self.tables.without_helper.add((self.cells.number, kind))
                    if self.cells.table.read_as is ReadAs.ROSTER:
                        self.tables.lists.add((self.cells.number, kind))

    def _known_word(self, record: Record, name: str) -> str | None:
        """The word of a vocabulary in a field; None, with a remark, if the vocabulary has no such word."""
        word = self.cells.text(record, name)
        if word is None:
            return None
        try:
            _OPTIONAL[name](word)
        except RecordError:
            self.cells.remark("problem.unknown_word", record.row, self.cells.by_field.get(name), word)
            return None
        return word

    def _refused(self, record: Record) -> bool:
        """Whether the record cannot be used at all: a formula or an error value names somebody, or it is too wide."""
        for formula in self.formulas.get(record.row, ()):
            if formula.column.field in _NAMING:
                self.cells.reject("problem.formula", record, formula.column, cell=formula.text)
                return True
        column = self.cells.by_field.get("recipient")
        if column is not None and is_error(cell_at(record, column)):
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

    def _check_names(self, record: Record, column: Column, names: Names) -> None:
        cell, found = cell_at(record, column), len(names.names)
        if names.counted is not None and names.counted != found:
            self.cells.warn("problem.count_differs", record.row, column, cell, expected=names.counted, found=found)
        if names.elided or names.spaced:
            key = "problem.elided" if names.elided else "problem.spaced"
            self.cells.warn(key, record.row, column, cell, count=found, names="、".join(names.names))

    def _helpers(self, record: Record, recipients: Mapping[str, str], stated_kind: Kind | None) -> list[str]:
        self.helps_itself = False
        self._behind = {}
        column = self.helper
        if column is None or self._is_blank(record):
            return []
        if is_error(cell_at(record, column)):
            self.cells.reject("problem.error_value", record, column)
            return []
        own_id = self.cells.text(record, "helper_id")
        if own_id:
            return self._identified_helper(record, own_id, recipients, stated_kind)
        names = self._names_of_helpers(record)
        self._check_names(record, column, names)
        if names.personal and not names.names:
            self.cells.reject("problem.person", record, column, cell="***")
            return []
        if names.personal and not self.personal:
            self.personal = True
            self.cells.warn("problem.personal_dropped", record.row, column)
        code = self.cells.text(record, "helper_code") if len(names.names) == 1 else None
        scope = self.who.scope(record, "helper_")
        unit = self.who.units(record, scope, "helper_")
        found: list[str] = []
        for written in self._each(record, column, names.names):
            name, behind = self.holding.apart(written) if written not in self.doubtful else (written, None)
            kind = _kind(stated_kind, name)
            if kind_of_name(name) is Kind.OTHER and is_person(name):
                self.cells.reject("problem.person", record, column, cell="***")
            elif is_count(name) or len(name) > MAX_NAME:
                key, values = ("problem.no_name", {}) if is_count(name) else ("record.long", {"limit": MAX_NAME})
                self.cells.reject(key, record, column, values=values)
            elif code in (None, self.cells.text(record, "recipient_code")) and self.who.is_recipient(
                name, kind, recipients
            ):
                self.helps_itself = True
                self.cells.reject("problem.self_help", record, column, cell=name)
            elif name in self.doubtful:
                self.doubtful[name].append(record.row)
                self.cells.refuse("problem.doubtful_name", record, column, name)
            else:
                found.append(self.who.helper(record, name, kind, code, scope.id, unit))
                if behind is not None:
                    self._behind[found[-1]] = behind
        if set(found) & recipients.keys():
            self.cells.reject("problem.self_help", record, column)
        self.helps_itself = self.helps_itself and not set(found) - recipients.keys()
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
        return [self.who.identified(record, id_, name, _kind(stated_kind, name), unit)]

    def _pair(self, record: Record, helpers: Sequence[str], recipients: Mapping[str, str]) -> None:
        """Adds the agreements of a record and what is given under them.

        If several stand on both sides it is unknown who is paired with whom: the certainty is `group`.
        """
        grouped = len(helpers) > 1 and len(recipients) > 1
        start, end = self._dates(record) if helpers else (None, None)
        named = {id_: str(self.tables.organizations[id_]["name"]) for id_ in helpers}
        holds = self.holding.of(record, named, recipients, end, self._behind) if helpers else {}
        terms: dict[str, str | None] = {
            name: self._known_word(record, name) if name in _OPTIONAL else self.cells.text(record, name)
            for name in _TERMS
        }
        if holds and all(one.planned for one in holds.values()):
            terms["status"] = AgreementStatus.PLANNED.value
        if self.cells.table.read_as is ReadAs.MONEY:
            self._give_all(record, helpers, recipients, [], terms)
            return
        terms |= {"start": str(start) if start else None, "end": str(end) if end else None}
        if grouped:
            terms["certainty"] = "group"
        extra = {
            f"extra:{column.name}": text
            for column in self.extra
            if (text := clean_name(cell_text(cell_at(record, column))))
        }
        drafted = self.cells.text(record, "status")
        if drafted is not None and self.holding.is_draft(drafted):
            extra["extra:status"] = DRAFT
        terms |= self._form(record, extra)
        given = self.cells.text(record, "id")
        shared = digest("group", *sorted(helpers), *sorted(recipients), *_identity(terms)) if grouped else None
        ids: list[str] = []
        for (helper, recipient), one in holds.items():
            id_ = shared or digest("agreement", helper, recipient, *_identity(terms))
            if given and (grouped or len(helpers) * len(recipients) == 1):
                id_ = given
            ids.append(id_)
            own: dict[str, str | None] = {"helper": helper, "recipient": recipient}
            if one.planned:
                own["status"] = AgreementStatus.PLANNED.value
            if one.end is not None:
                own["end"] = str(one.end)
            self.tables.agreements.append({"id": id_, **terms, **own, **extra, **self.cells.at(record)})
        self._give_all(record, helpers, recipients, ids, terms)

    def _form(self, record: Record, extra: dict[str, str]) -> dict[str, str | None]:
        """The form and the sector that the word for the form gives; one that gives neither is kept as printed."""
        word = self.cells.text(record, "form")
        if word is None:
            return {}
        form, sector = form_of(word), sector_of(word)
        if form is None:
            extra["extra:form_printed"] = word
        if form is None and sector is None:
            self.cells.remark("problem.unknown_word", record.row, self.cells.by_field.get("form"), word)
        return {"form": form and form.value, "sector": self.cells.text(record, "sector") or sector}

    def _give_all(
        self,
        record: Record,
        helpers: Sequence[str],
        recipients: Mapping[str, str],
        ids: Sequence[str],
        terms: Mapping[str, str | None],
    ) -> None:
        """Adds what all amount columns of a record say was given."""
        totals = [one.total for one in self.cells.table.sums if money.only_total(one, record)]
        for column in (*self.amounts, *totals):
            self._give(record, column, helpers, list(recipients), ids, terms)

    def _dates(self, record: Record) -> tuple[PartialDate | None, PartialDate | None]:
        """Start and end; what cannot be read, or contradicts itself, is left out with a remark."""
        start: PartialDate | None = None
        end: PartialDate | None = None
        years: int | None = None
        for name in ("period", "start", "end", "year"):
            column = self.cells.by_field.get(name)
            cell = cell_at(record, column) if column else self.cells.mapping.defaults.get(name)
            if is_nothing(cell) or (name == "year" and start is not None):
                continue
            try:
                found = read_period(self._in_order(cell), typed=self.cells.typed)
            except RecordError:
                if name == "year":
                    continue
                self.cells.remark("problem.date_left_out", record.row, column, cell_text(cell))
                continue
            if name in ("start", "year") and found.start is None and _BEFORE.search(cell_text(cell)):
                self.cells.remark("problem.date_left_out", record.row, column, cell_text(cell))
                continue
            if found.doubtful:
                self.cells.warn("problem.doubtful_date", record.row, column, cell)
            if found.months is not None and name == "period":
                found = replace(found, start=found.months[0], end=found.months[1])
            elif found.loose:
                read = str(found.start or found.end or "")
                self.cells.remark("problem.loose_date", record.row, column, f"{cell_text(cell)} → {read}")
            if name == "end":
                end, years = found.end or found.start or end, found.years or years
            else:
                start, end, years = found.start or start, found.end or end, found.years or years
        if years and start and end is None:
            end = after(start, years)
        if start is not None and end is not None and end.last < start.first:
            self.cells.remark(
                "problem.dates_contradict", record.row, self.cells.by_field.get("end"), f"{start} – {end}"
            )
            return None, None
        return start, end

    def _in_order(self, cell: Cell) -> Cell:
        """A cell with dates, those with the year at the end written with it first where the table says how."""
        if not isinstance(cell, str) or self.day_first is None:
            return cell
        return with_year_first(cell, day_first=self.day_first)

    @cached_property
    def day_first(self) -> bool | None:
        """Whether the day stands before the month in the dates of the table, if anything says so."""
        columns = [column for name in ("period", "start", "end") if (column := self.cells.by_field.get(name))]
        cells = (cell_at(record, column) for record in self.cells.table.records for column in columns)
        return day_comes_first((one.label for one in columns), (cell for cell in cells if isinstance(cell, str)))

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
        if is_nothing(cell) or column.place in self.unitless:
            return
        if not helpers:
            self.cells.remark("problem.amount_of_nobody", record.row, column)
            return
        if is_error(cell):
            self.cells.remark("problem.error_left_out", record.row, column, cell_text(cell))
            return
        rows = self.cells.table.shared.get((record.row, column.place))
        if rows is not None:
            if (rows.first, column.place) in self.merged:
                return
            self.merged.add((rows.first, column.place))
        try:
            value, unit, bound = self._value(record, column, cell)
        except RecordError as error:
            if error.key == "record.unit":
                self.cells.remark("problem.currency", record.row, column, str(error.values["value"]))
            else:
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
        own = {"illustrative": terms["illustrative"]} if terms["illustrative"] else {}
        if column.planned or terms.get("status") == AgreementStatus.PLANNED:
            own["status"] = ContributionStatus.PLANNED.value
        if "人次" in column.label.rpartition("/")[2] or cell_text(cell).strip().endswith("人次"):
            own[f"extra:{model.COUNTED}"] = model.Counting.PERSON_TIMES.value
        if bound is not Bound.EXACT:
            own["bound"] = bound.value
            self.cells.remark("problem.inexact_amount", record.row, column, f"{cell_text(cell)} → {value:,f}")
        self.tables.contributions.append(
            {
                "agreement": ids[0] if ids and alone and len(helpers) == 1 else None,
                "helper": helpers[0] if len(helpers) == 1 else None,
                "recipient": recipients[0] if alone else None,
                "measure": (column.measure or Measure.FUNDS).value,
                "value": format(value, "f"),
                "unit": unit,
                "printed": clean_name(f"{cell_text(cell)} {column.unit}"),
                "sector": terms["sector"],
                "period": column.period or self._year(record) or self._day_given(record),
                "extra:column": column.name,
                **own,
                **self.cells.at(record),
            }
        )

    def _value(self, record: Record, column: Column, cell: Cell) -> tuple[Decimal, str | None, Bound]:
        text = cell_text(cell)
        if column.measure in MONEY_MEASURES:
            unit = self.cells.text(record, "amount_unit") or column.unit or self.unit
            if not unit and "amount_unit" in self.cells.by_field and _is_bare_number(clean(text)):
                raise RecordError("record.unit", value="?", cell=text)  # other rows name a currency, this one does not
            value, bound = read_amount(text, unit)
            return value, "元", bound
        return model.parse_number(_COUNTED.sub("", clean(text))), None, Bound.EXACT

    def _day_given(self, record: Record) -> str | None:
        """When the money of a row of a table of money was given, where a column says it with its year."""
        table = self.cells.table
        for column in table.columns if table.read_as is ReadAs.MONEY else ():
            cell = cell_at(record, column)
            if not money.says_when(column) or is_nothing(cell):
                continue
            try:
                found = read_period(cell, typed=self.cells.typed)
            except RecordError:
                return None
            ends = found.months or (found.start, found.end or found.start)
            stated = found.start is not None and not found.doubtful and (found.months or not found.loose)
            return "/".join(dict.fromkeys(map(str, ends))) if stated else None
        return None

    def _year(self, record: Record) -> str | None:
        found = re.search(r"(?:19|20)\d{2}", self.cells.text(record, "year") or "")
        return found.group() if found else None


def _kind(stated: Kind | None, name: str) -> Kind:
    """The kind that is stated, else the one that the end of a name gives; `other` says less than a name does."""
    return stated if stated not in (None, Kind.OTHER) else kind_of_name(name)


def _is_bare_number(text: str) -> bool:
    try:
        model.parse_number(text)
    except RecordError:
        return False
    return text not in ("0", "0.0")


def _identity(terms: Mapping[str, str | None]) -> list[str]:
    """What tells the agreements of one pair apart. The end is not part of it: next month's file may add one."""
    return [terms.get(name) or "" for name in ("sector", "form", "start")]
