"""Turns raw tables of text cells into a validated `Dataset`, with a problem for everything that could not be used.

Each *distinct* value of a column is parsed once, by the parser that `graph.model` has for such a cell. Two million rows
therefore cost little more than their few hundred distinct kinds, dates and sectors. Rules that compare rows
(duplicates, unknown ids, an end before its start) are joins.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from graph import dataset as tables
from graph import model
from graph.dataset import PACKAGE, Dataset, Ends, FileRef
from graph.errors import RecordError
from graph.model import MAX_NAME, MONEY_MEASURES, Claim, PartialDate, Place, Source
from graph.text import Lang
from loaders.loaded import Loaded
from loaders.problems import InputError, Problem, Severity, ranges

if TYPE_CHECKING:
    import polars as pl

LOADER_VERSION = "4"
"""Part of every fingerprint: raise it if the same file now loads differently."""

FILE, ROW = PROVENANCE = (" file", " row")
"""Columns that every raw table has: the number of the file in the list of files, and the number of the row.

No header begins with a space, so none is called like them.
"""


@dataclass(frozen=True, slots=True)
class Raw:
    """A table of text cells. Its columns are fields and `PROVENANCE`; `labels` are the headers as written, by field."""

    cells: pl.DataFrame
    labels: Mapping[str, str] = field(default_factory=dict)
    own: frozenset[str] = frozenset()
    """Columns that the loader adds as attributes; they are not reported as columns that no field reads."""


def as_frame(rows: Iterable[Mapping[str, str | int | None]]) -> pl.DataFrame:
    """The rows of a raw table as texts, with the columns that any of them has."""
    import polars as pl

    found = list(rows)
    names = dict.fromkeys(key for row in found for key in row)
    schema = {name: pl.Int32 if name in (FILE, ROW) else pl.String for name in names}
    if not found:
        schema = {"id": pl.String, "name": pl.String, "kind": pl.String, FILE: pl.Int32, ROW: pl.Int32}
    return pl.DataFrame(found, schema=schema, infer_schema_length=None)


@dataclass(frozen=True, slots=True)
class KnownProblem:
    """Rows that a package declares to be bad, by table, field and cell. Another number than `rows` is an error."""

    table: str
    column: str
    value: str
    rows: int
    why: tuple[tuple[str, str], ...] = ()
    """The reason as (language, sentence) pairs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a dataset says about itself."""

    name: str
    title: Mapping[Lang, str]
    location: str
    as_of: date | None = None
    read_as: str = PACKAGE
    rejected: int = 0
    """How many rows could not be used when it was first read; those of this reading come on top."""
    notes: Mapping[Lang, tuple[str, ...]] = field(default_factory=dict)
    source: str | None = None
    known: tuple[KnownProblem, ...] = ()


def fingerprint(parts: Iterable[bytes]) -> str:
    """A digest of parts, by which the same input is recognized when it is loaded again."""
    digest = hashlib.sha256(LOADER_VERSION.encode())
    for part in parts:
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()


def fingerprint_of_file(content: bytes, parts: Iterable[bytes]) -> str:
    """As `fingerprint`; its first half is that of the file's bytes alone, by which `same_file` knows them."""
    return fingerprint([content])[:_HALF] + fingerprint(parts)[_HALF:]


def same_file(one: str, other: str) -> bool:
    """Whether two fingerprints by `fingerprint_of_file` are of the same bytes, however they were read."""
    return one[:_HALF] == other[:_HALF]


def refined(one: str, part: bytes) -> str:
    """A fingerprint of the same file of which something else was made."""
    return one[:_HALF] + fingerprint([one.encode(), part])[_HALF:]


_HALF = 32
REQUIRED: Mapping[str, tuple[str, ...]] = {
    "organizations": ("id", "name", "kind"),
    "agreements": ("id", "helper", "recipient"),
    "contributions": ("id", "measure", "value"),
    "claims": ("id",),
    "sources": ("id",),
}
FIELDS: Mapping[str, tuple[str, ...]] = {
    **{
        name: tuple(column for column in columns if column not in ("attributes", "file", "row"))
        for name, columns in (
            ("organizations", tables.ORGANIZATION),
            ("agreements", tables.AGREEMENT),
            ("contributions", tables.CONTRIBUTION),
            ("claims", tables.CLAIM),
        )
    },
    "sources": tables.SOURCE,
}
_ERROR_VALUES = r"^#(N/A|REF!|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!)$"
_UNSEEN = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"
_ODD = r"^\s|\s$|\s\s|[\x00-\x1f\x7f\u00a0\u3000]|^#"
"""What a text may hold that is to be trimmed, is an error value or cannot be seen; other texts are as they are."""
_WORDS = frozenset(
    {
        "kind",
        "form",
        "sector",
        "start",
        "end",
        "certainty",
        "status",
        "on_roster",
        "illustrative",
        "measure",
        "unit",
        "period",
        "bound",
        "source",
    }
)
"""Fields with few distinct texts in many rows: only these are looked at."""


def validate(
    about: About,
    raw: dict[str, Raw],
    files: Sequence[FileRef],
    digest: str,
    problems: Sequence[Problem] = (),
    rejected: Iterable[tuple[int, int]] = (),
) -> Loaded:
    """The dataset in these tables. `problems` and `rejected` are those that reading the files found already.

    `raw` is emptied, so that no national table is held twice.
    Raises `InputError` if more units lie one in another than in any real tree.
    """
    found = list(problems)
    names = tuple(raw)
    drafts: dict[str, _Draft] = {}

    def draft(name: str, rows: tables.Rows | None = None) -> _Draft | None:
        if name in raw:
            drafts[name] = _Draft(name, raw.pop(name), files, about.known, found, rows)
        return drafts.get(name)

    sources = _sources(draft("sources"), about)
    organizations, rows, units = _organizations(draft("organizations"))
    known = organizations["id"]
    agreements, ends, apart = _agreements(draft("agreements", rows), organizations, rows)
    contributions = _contributions(draft("contributions"), known, agreements["id"])
    claims = _claims(draft("claims"), known)
    for name in names:
        drafts[name].check_known()
    frames = {
        name: _with_source(frame, sources, about, drafts.get(name), found)
        for name, frame in (
            ("organizations", organizations),
            ("agreements", agreements),
            ("contributions", contributions),
        )
    }
    default = about.source or about.name
    claims = tuple(_claim_with_source(claim, default, sources) for claim in claims)
    used = {claim.source for claim in claims}.union(*(frame["source"].unique() for frame in frames.values()))
    if "sources" not in drafts or default not in drafts["sources"].frame["id"]:
        sources = {id_: source for id_, source in sources.items() if id_ in used or id_ != default}
    dataset = Dataset(
        name=about.name,
        title=about.title,
        as_of=about.as_of,
        read_as=about.read_as,
        location=about.location,
        fingerprint=digest,
        files=tuple(files),
        sources=tuple(sources[id_] for id_ in sorted(sources)),
        notes=about.notes,
        organizations=frames["organizations"],
        agreements=frames["agreements"],
        contributions=frames["contributions"].sort("id"),
        ends=None if ends is None else Ends(frames["organizations"], frames["agreements"], units, ends, apart),
        claims=claims,
    )
    unused = frozenset(rejected).union(*(draft.rejected for draft in drafts.values()))
    kept = sorted(
        {draft.label(column) for draft in drafts.values() for column in draft.extra if column not in draft.own}
    )
    dataset = replace(dataset, rejected=about.rejected + len(unused))
    return Loaded(dataset, tuple(sorted(found, key=lambda problem: problem.order)), unused, tuple(kept))


class _Draft:
    """A table while it is validated: rows that are rejected leave `frame`, and `problems` grows.

    With the `rows` of all organizations, an end of agreements that is `_all_known` has its rows in them beside it.
    """

    def __init__(
        self,
        name: str,
        raw: Raw,
        files: Sequence[FileRef],
        known: Sequence[KnownProblem],
        problems: list[Problem],
        rows: tables.Rows | None,
    ) -> None:
        import polars as pl

        self.name = name
        self.files = files
        self.labels = raw.labels
        self.own = raw.own
        self.problems = problems
        self.known = [entry for entry in known if entry.table == name]
        self.known_rows: dict[KnownProblem, set[tuple[int, int]]] = {entry: set() for entry in self.known}
        self.rejected: set[tuple[int, int]] = set()
        fields = [column for column in FIELDS[name] if column in raw.cells.columns]
        self.extra = [column for column in raw.cells.columns if column not in (*FIELDS[name], *PROVENANCE)]
        found = {} if rows is None else _all_known(raw.cells, rows)
        self.frame, odd, self.words = _tidy(raw.cells, [name for name in (*fields, *self.extra) if name not in found])
        self.frame = self.frame.with_columns(own.alias(_ENDS[column]) for column, own in found.items())
        missing = [column for column in REQUIRED[name] if column not in fields]
        self.frame = self.frame.with_columns(pl.lit(None, dtype=pl.String).alias(column) for column in missing)
        suspect = [column for column in fields if column in odd]
        for column, key, where in self._hits(
            [(column, "problem.error_value", pl.col(column).str.contains(_ERROR_VALUES)) for column in suspect]
            + [(column, "problem.unseen", pl.col(column).str.contains(_UNSEEN)) for column in suspect]
            + [(column, "record.missing", pl.col(column).is_null()) for column in REQUIRED[name]]
        ):
            self.reject(where, key, column, field=self.label(column))

    def _hits(self, rules: list[tuple[str, str, pl.Expr]]) -> list[tuple[str, str, pl.Expr]]:
        """Those of the rules that apply to any row, found in one pass over the table."""
        hit = self.frame.select(where.any().alias(str(place)) for place, (_, _, where) in enumerate(rules)).row(0)
        return [rule for rule, any_ in zip(rules, hit, strict=True) if any_]

    def label(self, column: str) -> str:
        return self.labels.get(column, column)

    def reject(self, where: pl.Expr, key: str, column: str, **values: object) -> None:
        """Takes the rows for which `where` is true out of the table, each with a problem at `column`."""
        self.reject_rows(self.frame.filter(where), key, column, **values)

    def reject_rows(self, bad: pl.DataFrame, key: str, column: str, **values: object) -> None:
        """Takes these rows out of the table, each with a problem at `column`."""
        if len(bad):
            self._report(bad, key, column, Severity.ERROR, values)
            self.rejected.update(bad.select(PROVENANCE).iter_rows())
            self._drop_rejected()

    def warn(self, where: pl.Expr, key: str, column: str, severity: Severity, **values: object) -> None:
        """Reports a problem at `column` for each row for which `where` is true; the rows stay."""
        self._report(self.frame.filter(where), key, column, severity, values)

    def parse(
        self, column: str, parser: Callable[[str], Any], dtype: pl.DataType | type[pl.DataType] | None = None
    ) -> None:
        """Replaces the values of `column` by what `parser` returns; rows that it cannot read are rejected."""
        import polars as pl

        if column not in self.frame.columns:
            return
        parsed: dict[str, Any] = {}
        errors: dict[str, RecordError] = {}
        words = self.words.pop(column, None)
        for value in self.frame[column].drop_nulls().unique().to_list() if words is None else words:
            try:
                parsed[value] = parser(value)
            except RecordError as error:
                errors[value] = error
        if errors:
            bad = self.frame.filter(pl.col(column).is_in(list(errors)))
            for file, row, cell in bad.select(*PROVENANCE, column).iter_rows():
                self._problem(errors[cell].key, file, row, column, cell, values=errors[cell].values)
            self.rejected.update(bad.select(PROVENANCE).iter_rows())
            self._drop_rejected()
        changed = {value: new for value, new in parsed.items() if new != value or dtype is not None}
        if changed:
            target = dtype or pl.String
            replaced = pl.col(column).replace_strict(
                list(changed), list(changed.values()), default=None if dtype else pl.col(column), return_dtype=target
            )
            self.frame = self.frame.with_columns(replaced)
        elif dtype is not None:
            self.frame = self.frame.with_columns(pl.lit(None, dtype=dtype).alias(column))

    def parse_optional(self, column: str, parser: Callable[[str], Any]) -> None:
        """As `parse`, but a word that the parser does not know leaves the row: it is null and kept as an attribute.

        The attribute is called after the column, with `_printed` behind it. One problem names all rows of a word.
        """
        import polars as pl

        if column not in self.frame.columns:
            return
        unknown = []
        for value in self.frame[column].drop_nulls().unique().sort().to_list():
            try:
                parser(value)
            except RecordError:
                unknown.append(value)
        if unknown:
            kept = f"{column}_printed"
            while kept in self.frame.columns:
                kept += "_"
            is_unknown = pl.col(column).is_in(unknown)
            for value in unknown:
                for (file,), bad in self.frame.filter(pl.col(column) == value).group_by(FILE, maintain_order=True):
                    rows = bad[ROW].to_list()
                    values = {"rows": ranges(rows), "count": len(rows)}
                    self._problem(
                        "problem.unknown_word", int(str(file)), rows[0], column, value, Severity.WARNING, values
                    )
            self.frame = self.frame.with_columns(
                pl.when(is_unknown).then(pl.col(column)).alias(kept),
                pl.when(~is_unknown).then(pl.col(column)).alias(column),
            )
            self.extra.append(kept)
            self.own |= {kept}
        self.parse(column, parser)

    def attributes(self) -> None:
        """Puts the columns that no field reads into one JSON object for each row; null if all of them are empty."""
        import polars as pl

        if not self.extra:
            self.frame = self.frame.with_columns(pl.lit(None, dtype=pl.String).alias("attributes"))
            return
        parts = []
        for column in sorted(self.extra):
            name = json.dumps(self.label(column), ensure_ascii=False)
            values = self.frame[column].drop_nulls().unique().to_list()
            texts = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for value in values]
            parts.append(pl.col(column).replace_strict(values, texts, default=None, return_dtype=pl.String))
        joined = pl.concat_str(parts, separator=", ", ignore_nulls=True)
        self.frame = self.frame.with_columns(
            pl.when(joined.str.len_bytes() > 0)
            .then(pl.concat_str(pl.lit("{"), joined, pl.lit("}")))
            .alias("attributes")
        )

    def check_known(self) -> None:
        """Reports if a package declares another number of bad rows than it has."""
        for entry, rows in self.known_rows.items():
            if len(rows) != entry.rows:
                file = self.files[0].name if self.files else self.name
                values: dict[str, object] = {"expected": entry.rows, "found": len(rows), "cell": entry.value}
                self.problems.append(
                    Problem(key="problem.known_count", file=file, column=entry.column, cell=entry.value, values=values)
                )

    def place(self, file: int, row: int) -> Place:
        return Place(self.files[file].name, self.files[file].sheet, row)

    def _report(self, bad: pl.DataFrame, key: str, column: str, severity: Severity, values: dict[str, object]) -> None:
        cells = bad[column].to_list() if column in bad.columns else [None] * len(bad)
        for (file, row), cell in zip(bad.select(PROVENANCE).iter_rows(), cells, strict=True):
            self._problem(key, file, row, column, None if cell is None else str(cell), severity, values)

    def _problem(
        self,
        key: str,
        file: int,
        row: int,
        column: str,
        cell: str | None,
        severity: Severity = Severity.ERROR,
        values: dict[str, object] | None = None,
    ) -> None:
        why = None
        for entry in self.known:
            if entry.column == column and entry.value == cell:
                self.known_rows[entry].add((file, row))
                severity, why = Severity.WARNING, dict(entry.why) or None
        ref = self.files[file]
        self.problems.append(
            Problem(
                key=key,
                file=ref.name,
                sheet=ref.sheet,
                row=row,
                column=self.label(column),
                cell=cell,
                severity=severity,
                values=values or {},
                known=why,
            )
        )

    def _drop_rejected(self) -> None:
        import polars as pl

        if self.rejected:
            gone = pl.DataFrame(sorted(self.rejected), schema=dict.fromkeys(PROVENANCE, pl.Int32), orient="row")
            self.frame = self.frame.join(gone, on=PROVENANCE, how="anti", maintain_order="left")


def _all_known(cells: pl.DataFrame, known: tables.Rows) -> dict[str, pl.Series]:
    """Those of the `_ENDS` in which every cell is a known id, and so has nothing to tidy: the rows of these."""
    import polars as pl

    ends = [cells[column] for column in _ENDS if column in cells.columns]
    rows = known.of(pl.concat(ends)) if ends else pl.Series(dtype=pl.Int32)
    found = {end.name: rows.slice(at * len(cells), len(cells)) for at, end in enumerate(ends)}
    return {column: own for column, own in found.items() if own.null_count() == cells[column].null_count()}


def _tidy(cells: pl.DataFrame, columns: Sequence[str]) -> tuple[pl.DataFrame, set[str], dict[str, list[str]]]:
    """`cells` with the text of `columns` trimmed of what spreadsheets add, and empty texts null.

    Also which columns were `_ODD`, and the distinct texts of those of the `_WORDS` that were not.
    """
    import polars as pl

    odd: set[str] = set()
    words: dict[str, list[str]] = {}
    filled = []
    for column in columns:
        texts = tables.words(cells[column]) if column in _WORDS else cells[column]
        if texts.str.contains(_ODD).any():
            odd.add(column)
            trimmed = pl.col(column).str.replace_all(r"\s+", " ").str.strip_chars(" ")
            cells = cells.with_columns(trimmed)
            texts = cells[column]
        elif column in _WORDS:
            words[column] = texts.filter(texts.str.len_bytes() > 0).to_list()
        if (texts.str.len_bytes() == 0).any():
            filled.append(pl.when(pl.col(column).str.len_bytes() > 0).then(pl.col(column)).alias(column))
    return cells.with_columns(filled), odd, words


def _sources(draft: _Draft | None, about: About) -> dict[str, Source]:
    sources: dict[str, Source] = {}
    if draft is not None:
        draft.parse("date", lambda text: str(PartialDate.parse(text)))
        draft.reject(_repeated("id"), "problem.duplicate_id", "id")
        for row in draft.frame.iter_rows(named=True):
            values: dict[str, Any] = {name: row.get(name) for name in FIELDS["sources"]}
            sources[row["id"]] = Source(**values | {"id": row["id"], "title": row.get("title") or row["id"]})
    default = about.source or about.name
    if default not in sources:
        sources[default] = Source(id=default, title=about.title["en"], file=about.location)
    return sources


def _organizations(draft: _Draft | None) -> tuple[pl.DataFrame, tables.Rows, pl.Series]:
    """The organizations by id, what looks up their rows, and the row of the unit that each lies in, null for none."""
    import polars as pl

    if draft is None:
        nobody = tables.empty(tables.ORGANIZATION)
        return nobody, tables.Rows(nobody["id"]), pl.Series(dtype=pl.Int32)
    draft.parse("kind", lambda text: model.parse_kind(text).value)
    draft.parse("on_roster", model.parse_bool, pl.Boolean)
    draft.parse("illustrative", model.parse_bool, pl.Boolean)
    draft.parse("aliases", _aliases)
    for column in ("id", "name"):
        draft.reject(pl.col(column).str.len_chars() > MAX_NAME, "record.long", column, limit=MAX_NAME)
    draft.attributes()
    _drop_duplicates(draft, ["id"], tables.ORGANIZATION)
    draft.frame = draft.frame.sort("id")
    rows = tables.Rows(draft.frame["id"])
    if "part_of" not in draft.frame.columns:
        unit = pl.Series([None], dtype=pl.Int32).new_from_index(0, len(draft.frame))
        return _finish(draft, tables.ORGANIZATION), rows, unit
    unit = rows.of(draft.frame["part_of"])
    dangling = draft.frame["part_of"].is_not_null() & unit.is_null()
    if dangling.any():
        draft.warn(pl.lit(dangling), "problem.unknown_part_of", "part_of", Severity.ERROR)
        draft.frame = draft.frame.with_columns(pl.when(~dangling).then(pl.col("part_of")).alias("part_of"))
    if _may_be_circular(unit):
        circular = draft.frame["id"].is_in(_in_circles(draft).implode())
        draft.warn(pl.lit(circular), "problem.cycle", "part_of", Severity.ERROR)
        draft.frame = draft.frame.with_columns(pl.when(~circular).then(pl.col("part_of")).alias("part_of"))
        unit = unit.set(circular, None)
    return _finish(draft, tables.ORGANIZATION), rows, unit


MAX_LEVELS = 32
"""How many units may lie one in another; a country has five levels, and no tree that people keep has more than ten."""


def _may_be_circular(unit: pl.Series) -> bool:
    """Whether anything still lies in something `MAX_LEVELS` units above it; `unit` holds rows, null for none."""
    above = unit
    for _ in range(MAX_LEVELS):
        if above.null_count() == len(above):
            return False
        above = unit.gather(above)
    return True


def _in_circles(draft: _Draft) -> pl.Series:
    """Ids of the organizations that lie in themselves, found by following each unit upwards.

    Raises `InputError` if more than `MAX_LEVELS` units lie one in another.
    """
    import polars as pl

    above: dict[str, str | None] = dict(draft.frame.select("id", "part_of").iter_rows())
    levels: dict[str, int] = {}
    circular: set[str] = set()
    for id_ in above:
        path: dict[str, None] = {}
        unit: str | None = id_
        while unit is not None and unit in above and unit not in levels and unit not in path:
            path[unit] = None
            unit = above[unit]
        if unit in path:
            chain = list(path)
            circular.update(chain[chain.index(unit) :])
        level = levels.get(unit or "", 0)
        for one in reversed(path):
            level = 0 if one in circular else level + 1
            levels[one] = level
    deepest = max(levels, key=lambda id_: levels[id_])
    if levels[deepest] > MAX_LEVELS:
        file, row = draft.frame.filter(pl.col("id") == deepest).select(PROVENANCE).row(0)
        raise InputError("input.deep", file=draft.files[file].name, row=row, unit=deepest[:40], limit=MAX_LEVELS)
    return pl.Series(sorted(circular), dtype=pl.String)


_ENDS = {"helper": " helper", "recipient": " recipient"}
"""The two ends of an agreement, and the columns that hold their rows in the table of organizations."""


def _agreements(
    draft: _Draft | None, organizations: pl.DataFrame, known: tables.Rows
) -> tuple[pl.DataFrame, pl.DataFrame | None, bool]:
    """The agreements, their ends as rows of `organizations`, and whether it was seen that no two have one id."""
    import polars as pl

    if draft is None:
        return tables.empty(tables.AGREEMENT), None, False
    draft.parse("kind", lambda text: model.parse_kind(text).value)
    draft.parse("form", lambda text: model.parse_form(text).value)
    draft.parse("certainty", lambda text: model.parse_certainty(text).value)
    draft.parse_optional("status", lambda text: model.parse_agreement_status(text).value)
    draft.parse("illustrative", model.parse_bool, pl.Boolean)
    for column in ("start", "end"):
        draft.parse(column, lambda text: str(PartialDate.parse(text)))
    for column, row in _ENDS.items():
        if row not in draft.frame.columns:
            draft.frame = draft.frame.with_columns(known.of(draft.frame[column]).alias(row))
    for column, row in _ENDS.items():
        draft.reject(pl.col(row).is_null(), "problem.unknown_organization", column)
    draft.reject(pl.col(_ENDS["helper"]) == pl.col(_ENDS["recipient"]), "problem.self_help", "helper")
    if {"start", "end"} <= set(draft.frame.columns):
        # canonical partial dates compare as texts after both are cut to the length of the shorter one
        length = pl.min_horizontal(pl.col("start").str.len_bytes(), pl.col("end").str.len_bytes())
        ended = pl.col("end").str.slice(0, length) < pl.col("start").str.slice(0, length)
        smaller = draft.frame.filter(pl.col("end") < pl.col("start"))  # cut texts are not smaller if whole ones are not
        draft.reject_rows(smaller.filter(ended), "problem.end_before_start", "end")
    draft.attributes()
    if "certainty" not in draft.frame.columns:
        draft.frame = draft.frame.with_columns(pl.lit(None, dtype=pl.String).alias("certainty"))
    draft.frame = draft.frame.with_columns(pl.col("certainty").fill_null("named"))
    if "form" not in draft.frame.columns:
        draft.frame = draft.frame.with_columns(pl.lit(None, dtype=pl.String).alias("form"))
    grouped = (pl.col("certainty") == "group") | pl.col("form").eq_missing("group")
    apart = _drop_duplicates(draft, ["id", "helper", "recipient"], tables.AGREEMENT, grouped)
    kinds = organizations["kind"].gather(draft.frame[_ENDS["recipient"]])
    draft.frame = draft.frame.with_columns(kinds.alias("kind_of_recipient"))
    if "kind" not in draft.frame.columns:
        draft.frame = draft.frame.with_columns(pl.lit(None, dtype=pl.String).alias("kind"))
    other = pl.col("kind").is_not_null() & (pl.col("kind") != pl.col("kind_of_recipient"))
    draft.warn(other, "problem.kind_differs", "kind", Severity.WARNING)
    draft.frame = draft.frame.with_columns(pl.col("kind").fill_null(pl.col("kind_of_recipient")))
    ends = draft.frame.select(pl.col(row).alias(column) for column, row in _ENDS.items())
    return _finish(draft, tables.AGREEMENT), ends, apart


def _contributions(draft: _Draft | None, organizations: pl.Series, agreements: pl.Series) -> pl.DataFrame:
    import polars as pl

    if draft is None:
        return tables.empty(tables.CONTRIBUTION)
    draft.parse("measure", lambda text: model.parse_measure(text).value)
    draft.parse("illustrative", model.parse_bool, pl.Boolean)
    draft.parse("period", model.parse_period)
    draft.parse_optional("status", lambda text: model.parse_contribution_status(text).value)
    draft.parse_optional("bound", lambda text: model.parse_bound(text).value)
    for column, known in (("agreement", agreements), ("helper", organizations), ("recipient", organizations)):
        if column in draft.frame.columns:
            unknown = pl.col(column).is_not_null() & ~pl.col(column).is_in(known.implode())
            key = "problem.unknown_agreement" if column == "agreement" else "problem.unknown_organization"
            draft.reject(unknown, key, column)
    parties = [column for column in ("agreement", "helper", "recipient") if column in draft.frame.columns]
    alone = pl.all_horizontal(pl.col(column).is_null() for column in parties) if parties else pl.lit(value=True)
    draft.reject(alone, "record.missing", "helper", field="agreement, helper, recipient")
    if "unit" not in draft.frame.columns:
        draft.frame = draft.frame.with_columns(pl.lit(None, dtype=pl.String).alias("unit"))
    if "printed" not in draft.frame.columns:
        draft.frame = draft.frame.with_columns(pl.lit(None, dtype=pl.String).alias("printed"))
    draft.frame = draft.frame.with_columns(
        pl.col("printed").fill_null(pl.concat_str("value", pl.col("unit"), separator=" ", ignore_nulls=True))
    )
    money = pl.col("measure").is_in([measure.value for measure in MONEY_MEASURES])
    units = draft.frame.filter(money)["unit"].unique().to_list()
    for unit in units:
        draft.frame = _parse_where(draft, money & pl.col("unit").eq_missing(unit), partial(_money, unit=unit or ""))
    draft.frame = _parse_where(draft, ~money, lambda text: str(model.parse_number(text)))
    draft.frame = draft.frame.with_columns(
        pl.when(pl.col("measure").is_in([measure.value for measure in MONEY_MEASURES]))
        .then(pl.lit("yuan"))
        .otherwise(pl.col("unit").fill_null(pl.col("measure").replace(model.UNITS)))
        .alias("unit")
    )
    draft.attributes()
    _drop_duplicates(draft, ["id"], tables.CONTRIBUTION)
    return _finish(draft, tables.CONTRIBUTION)


def _money(text: str, unit: str) -> str:
    return _plain(model.parse_money(text, unit))


def _plain(value: Any) -> str:
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _parse_where(draft: _Draft, where: pl.Expr, parser: Callable[[str], str]) -> pl.DataFrame:
    """The table with `value` parsed in the rows for which `where` is true; the other rows are left as they are."""
    import polars as pl

    whole = draft.frame.with_row_index("order_")
    draft.frame = whole.filter(where)
    rest = whole.filter(~where)
    draft.parse("value", parser)
    return pl.concat([draft.frame, rest]).sort("order_").drop("order_")


def _claims(draft: _Draft | None, organizations: pl.Series) -> tuple[Claim, ...]:
    import polars as pl

    if draft is None:
        return ()
    for column in ("helper", "recipient"):
        if column in draft.frame.columns:
            unknown = pl.col(column).is_not_null() & ~pl.col(column).is_in(organizations.implode())
            draft.reject(unknown, "problem.unknown_organization", column)
    draft.reject(_repeated("id"), "problem.duplicate_id", "id")
    claims = []
    for row in draft.frame.iter_rows(named=True):
        try:
            claims.append(_claim(row, draft))
        except RecordError as error:
            column = str(error.values.get("field", "id"))
            draft.reject(pl.col("id") == row["id"], error.key, column, **error.values)
    return tuple(sorted(claims, key=lambda claim: claim.id))


def _claim(row: Mapping[str, Any], draft: _Draft) -> Claim:
    def read(column: str, parser: Callable[[str], Any]) -> Any:
        if not row.get(column):
            return None
        try:
            return parser(row[column])
        except RecordError as error:
            raise RecordError(error.key, **error.values | {"field": column}) from None

    measure = read("measure", model.parse_measure)
    money = measure in MONEY_MEASURES
    value = read("value", partial(model.parse_money, unit=row.get("unit") or "") if money else model.parse_number)
    return Claim(
        id=row["id"],
        kind=read("kind", model.parse_kind),
        form=read("form", model.parse_form),
        helper=row.get("helper"),
        recipient=row.get("recipient"),
        helpers=read("helpers", model.parse_counts) or {},
        recipients=read("recipients", model.parse_counts) or {},
        measure=measure,
        value=value,
        unit="yuan" if money else row.get("unit"),
        sector=row.get("sector"),
        since=read("since", PartialDate.parse),
        printed=row.get("printed"),
        source=row.get("source"),
        attributes={draft.label(column): row[column] for column in sorted(draft.extra) if row[column]},
        place=draft.place(row[FILE], row[ROW]),
    )


def _claim_with_source(claim: Claim, default: str, sources: dict[str, Source]) -> Claim:
    source = claim.source or default
    sources.setdefault(source, Source(id=source, title=source))
    return replace(claim, source=source)


def _aliases(text: str) -> str:
    """`a|b` as a JSON list. A cell that is a JSON list already (an alias may contain `|`) keeps its names."""
    parts = text.split("|")
    if text.startswith('["'):
        with contextlib.suppress(ValueError, RecursionError):  # also half a character (\\ud800): kept as written
            listed = [str(part) for part in json.loads(text)]
            "".join(listed).encode()
            parts = listed
    names = dict.fromkeys(part.strip() for part in parts if part.strip())
    return json.dumps(list(names), ensure_ascii=False)


def _repeated(column: str) -> pl.Expr:
    import polars as pl

    return pl.col(column).is_duplicated() & ~pl.col(column).is_first_distinct()


def _drop_duplicates(draft: _Draft, key: list[str], columns: tuple[str, ...], shared: pl.Expr | None = None) -> bool:
    """Drops rows that repeat another row; rejects rows that say something else under the same key.

    Returns whether no id occurred more than once.
    Rows for which `shared` is true may have the same id as rows with another key. Only rows whose id occurs more than
    once are looked at, so that a table without repetitions costs one pass.
    """
    import polars as pl

    twins = draft.frame.filter(tables.repeated(draft.frame["id"]))
    if not len(twins):
        return True
    content = [name for name in columns if name in (*draft.frame.columns, "attributes") and name not in ("file", "row")]
    again = twins.filter(~pl.struct(content).is_first_distinct()).select(PROVENANCE)
    if len(again):
        draft.frame = draft.frame.join(again, on=PROVENANCE, how="anti", maintain_order="left")
        twins = twins.join(again, on=PROVENANCE, how="anti", maintain_order="left")
    draft.reject_rows(twins.filter(~pl.struct(key).is_first_distinct()), "problem.duplicate_id", "id")
    twins = twins.filter(pl.struct(key).is_first_distinct())
    if shared is not None:
        draft.reject_rows(twins.filter(_repeated("id") & ~shared), "problem.duplicate_id", "id")
    return False


def _finish(draft: _Draft, columns: tuple[str, ...]) -> pl.DataFrame:
    import polars as pl

    frame = tables.typed(draft.frame.drop(draft.extra).rename({FILE: "file", ROW: "row"}), columns)
    draft.frame = draft.frame.clear()
    return frame.with_columns(
        pl.col(name).fill_null(value=False) for name in ("on_roster", "illustrative") if name in frame.columns
    )


def _with_source(
    frame: pl.DataFrame, sources: dict[str, Source], about: About, draft: _Draft | None, found: list[Problem]
) -> pl.DataFrame:
    """The table with a source in every row; a source that the table of sources lacks is added with a warning."""
    import polars as pl

    default = about.source or about.name
    for id_ in sorted(set(frame["source"].drop_nulls().unique().to_list()) - set(sources)):
        sources[id_] = Source(id=id_, title=id_)
        first = frame.filter(pl.col("source") == id_).row(0, named=True)
        if draft is not None:
            place = draft.place(first["file"], first["row"])
            found.append(
                Problem(
                    key="problem.unknown_source",
                    file=place.file,
                    sheet=place.sheet,
                    row=place.row,
                    column=draft.label("source"),
                    cell=id_,
                    severity=Severity.WARNING,
                )
            )
    return frame.with_columns(pl.col("source").fill_null(default))
