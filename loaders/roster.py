"""A plain table (CSV, TSV, workbook), one header row, one pairing a row → organizations, agreements, contributions.

A row without a helper is a roster member nobody helps. Recipients are on the roster unless a column or the mapping says
otherwise: such a file is a roster.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import RecordError
from graph.model import Kind, clean_name, parse_kind
from graph.tables import FileRef
from loaders import headers
from loaders.dataset import ragged
from loaders.files import Sheet, read_sheets, suffix_of
from loaders.headers import UNITS, ColumnMap, Layout
from loaders.problems import InputError, Problem
from loaders.validate import FILE, ROW, About, Loaded, Raw, fingerprint, validate

if TYPE_CHECKING:
    import polars as pl

_NAMING = frozenset({"recipient", "recipient_code", "recipient_kind", *UNITS, *(f"{unit}_code" for unit in UNITS)})
"""Fields without which it is not known who a row is about."""
_DIVISION_CODE = re.compile(r"\d{2}|\d{4}|\d{6}|\d{9}|\d{12}")

Row = dict[str, str | int | None]


@dataclass(slots=True)
class _Tables:
    """Raw rows by table, and the header each field stands under."""

    organizations: dict[str, Row] = field(default_factory=dict)
    agreements: list[Row] = field(default_factory=list)
    contributions: list[Row] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    formulas: dict[tuple[int, int, str], str] = field(default_factory=dict)


def load(path: Path, *, as_of: date | None = None, mapping: Path | None = None) -> Loaded:
    """The network a plain table states, and what of it could not be used.

    Raises `InputError` when the file or the mapping cannot be read, or no column names who is helped.
    """
    told = headers.read_mapping(mapping)
    sheets = read_sheets(path)
    tables = _Tables()
    files: list[FileRef] = []
    problems: list[Problem] = []
    rejected = 0
    for number, sheet in enumerate(sheets):
        files.append(FileRef(sheet.file, sheet.name))
        found = _read(sheet, number, told, tables)
        problems += found
        rejected += len({problem.row for problem in found})
    digest = fingerprint([path.read_bytes(), str(as_of).encode(), repr(told).encode()])
    name = path.name.removesuffix(suffix_of(path)) or path.name
    about = About(name=name, title={"en": path.name, "zh": path.name}, location=path.name, as_of=as_of)
    return validate(about, _raw(tables), files, digest, problems, rejected)


def _read(sheet: Sheet, number: int, told: ColumnMap, tables: _Tables) -> list[Problem]:
    """Adds the sheet's rows to `tables`; returns the rows that say nothing usable."""
    first = list(sheet.cells.row(0)) if len(sheet.cells) else []
    layout = headers.layout(sheet.file, sheet.name, sheet.headers, first, told)
    if (
        layout.recipient_kind is None
        and "recipient_kind" not in layout.columns
        and "recipient_kind" not in told.defaults
    ):
        raise InputError("input.no_kind", file=sheet.file, column=sheet.headers[layout.columns["recipient"]])
    tables.labels |= {name: sheet.headers[place].strip() for name, place in layout.columns.items()}
    problems = [ragged(sheet, row, len(sheet.headers)) for row in sheet.ragged]
    used = {place: name for name, place in layout.columns.items()}
    formulas = {row: (used[place], text) for (row, place), text in sheet.formulas.items() if place in used}
    for line, cells in zip(sheet.rows[layout.tag_rows :], sheet.cells[layout.tag_rows :].iter_rows(), strict=True):
        values = {name: cells[place] for name, place in layout.columns.items()}
        extra = {
            header.strip() or f"column {place + 1}": cells[place]
            for place, header in enumerate(sheet.headers)
            if place not in used and cells[place]
        }
        problem = _add(_Line(sheet, number, line, layout, told, values, extra), tables, formulas.get(line))
        if problem is not None:
            problems.append(problem)
    return problems


@dataclass(frozen=True, slots=True)
class _Line:
    """One row of a sheet, its cells by field."""

    sheet: Sheet
    number: int
    row: int
    layout: Layout
    told: ColumnMap
    values: Mapping[str, str | None]
    extra: Mapping[str, str]

    def get(self, name: str) -> str | None:
        """The cell of a field, else the mapping's default; None when empty."""
        return clean_name(self.values.get(name) or "") or self.told.defaults.get(name)

    def label(self, name: str) -> str:
        """The header a field stands under, else the field's own name."""
        place = self.layout.columns.get(name)
        return name if place is None else self.sheet.headers[place].strip()

    def problem(self, key: str, name: str, values: Mapping[str, object] | None = None) -> Problem:
        """A problem at the cell of a field."""
        return Problem(
            key=key, file=self.sheet.file, sheet=self.sheet.name, row=self.row, values=dict(values or {}),
            column=self.label(name), cell=self.values.get(name),
        )  # fmt: skip

    @property
    def at(self) -> Row:
        """Where the row is, as every raw table carries it."""
        return {FILE: self.number, ROW: self.row}


def _add(line: _Line, tables: _Tables, formula: tuple[str, str] | None) -> Problem | None:
    """Adds what one row states to `tables`, or returns why it states no pairing.

    A row whose recipient can be read puts it on the roster even when its pairing cannot be used. `formula` is a field
    of the row whose value the file does not hold, with the formula.
    """
    if formula is not None and formula[0] in _NAMING:
        return replace(line.problem("problem.formula", formula[0]), cell=formula[1])
    name = line.get("recipient")
    if name is None:
        return line.problem("record.missing", "recipient", {"field": line.label("recipient")})
    code = line.get("recipient_code")
    for column, cell in (("recipient_code", code), ("recipient", name), ("helper", line.get("helper"))):
        if cell is not None and re.fullmatch(r"#(N/A|REF!|DIV/0!|VALUE!|NAME\?|NUM!|NULL!)", cell):
            return line.problem("problem.error_value", column)
    try:
        kind = _kind(line, "recipient")
        helper_kind = _kind(line, "helper")
    except _KindError as bad:
        return line.problem(bad.error.key, bad.column, bad.error.values)
    unit = _units(line, tables)
    recipient = _organization(line, tables, "recipient", name, kind or Kind.OTHER, code, unit)
    tables.organizations[recipient]["on_roster"] = line.get("on_roster") or "true"
    if formula is not None:
        return replace(line.problem("problem.formula", formula[0]), cell=formula[1])
    helper_name = line.get("helper")
    if helper_name is None:
        return None
    helper_code = line.get("helper_code")
    if helper_name == name and helper_code in (None, code):
        helper = recipient  # written as its own helper: the check of agreements says so
    else:
        helper = _organization(line, tables, "helper", helper_name, helper_kind or Kind.OTHER, helper_code, None)
    terms = {name: line.get(name) for name in ("sector", "form", "start", "end", "certainty")}
    told = [value or "" for value in terms.values()] + [f"{key}={value}" for key, value in sorted(line.extra.items())]
    id_ = line.get("id") or _hash("agreement", helper, recipient, *told)
    deal: Row = {"id": id_, "helper": helper, "recipient": recipient, **terms, **line.at}
    tables.agreements.append(deal | {f"extra:{key}": value for key, value in line.extra.items()})
    if line.get("amount"):
        unit_ = line.get("amount_unit") or line.layout.amount_unit
        tables.contributions.append({
            "id": f"{id_}-{_hash('funds', str(line.number), str(line.row))}", "agreement": id_, "helper": helper,
            "recipient": recipient, "measure": "funds", "value": line.get("amount"), "unit": unit_,
            "sector": terms["sector"], **line.at,
        })  # fmt: skip
    return None


class _KindError(Exception):
    def __init__(self, column: str, error: RecordError) -> None:
        super().__init__(column)
        self.column = column
        self.error = error


def _kind(line: _Line, side: str) -> Kind | None:
    told = line.get(f"{side}_kind")
    if told is None:
        return line.layout.helper_kind if side == "helper" else line.layout.recipient_kind
    try:
        return parse_kind(told)
    except RecordError as error:
        raise _KindError(f"{side}_kind", error) from None


def _units(line: _Line, tables: _Tables) -> str | None:
    """The unit the recipient lies in, with those above it, as organizations; None when the row names none."""
    unit: str | None = None
    for level in UNITS:
        name, code = line.get(level), line.get(f"{level}_code")
        if name is not None:
            unit = _organization(line, tables, level, name, Kind(level), code, unit)
    return unit


def _organization(
    line: _Line, tables: _Tables, side: str, name: str, kind: Kind, code: str | None, part_of: str | None
) -> str:
    """The id of an organization a row names, added when it is new: by its code, else by kind, unit and name."""
    if code is not None and _DIVISION_CODE.fullmatch(code):
        id_ = f"cn-{code}"
    elif code is not None:
        id_ = f"code-{re.sub(r'[^0-9a-z]+', '-', code.lower()).strip('-')}"
    else:
        id_ = f"{kind.value}-{_hash(part_of or '', name)}"
    known = tables.organizations.setdefault(
        id_, {"id": id_, "name": name, "kind": kind.value, "part_of": part_of, "code": code, **line.at}
    )
    known["part_of"] = known["part_of"] or part_of
    known["name_en"] = known.get("name_en") or line.get(f"{side}_en")
    if known["name"] != name:
        aliases = str(known.get("aliases") or "").split("|")
        known["aliases"] = "|".join(sorted({alias for alias in (*aliases, name) if alias}))
    return id_


def _hash(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:10]


def _raw(tables: _Tables) -> dict[str, Raw]:
    labels = dict(tables.labels)
    as_organization = {"name": labels.get("recipient", "name"), "kind": labels.get("recipient_kind", "kind")}
    as_contribution = {"value": labels.get("amount", "amount"), "unit": labels.get("amount_unit", "unit")}
    found = {"organizations": Raw(_frame(tables.organizations.values()), as_organization)}
    if tables.agreements:
        extra = {
            key: key.removeprefix("extra:") for row in tables.agreements for key in row if key.startswith("extra:")
        }
        found["agreements"] = Raw(_frame(_unlike(tables.agreements)), labels | extra)
    if tables.contributions:
        found["contributions"] = Raw(_frame(tables.contributions), as_contribution)
    return found


def _unlike(rows: list[Row]) -> Iterator[Row]:
    """The rows, but for those that state the same agreement again."""
    seen: set[tuple[tuple[str, object], ...]] = set()
    for row in rows:
        said = tuple(sorted((key, value) for key, value in row.items() if key not in (FILE, ROW)))
        if said not in seen:
            seen.add(said)
            yield row


def _frame(rows: Iterable[Row]) -> pl.DataFrame:
    import polars as pl

    found = list(rows)
    names = dict.fromkeys(key for row in found for key in row)
    schema = {name: pl.Int32 if name in (FILE, ROW) else pl.String for name in names}
    if not found:
        schema = {"id": pl.String, "name": pl.String, "kind": pl.String, FILE: pl.Int32, ROW: pl.Int32}
    return pl.DataFrame(found, schema=schema, infer_schema_length=None)
