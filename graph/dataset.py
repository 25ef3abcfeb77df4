"""What a load hands to a store: one dataset as validated, typed tables.

The tables are polars frames with exactly the columns below; a loader fills them, a store keeps them. A row's
`file` is an index into `Dataset.files`, its `row` the number a spreadsheet shows.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from graph.model import Claim, Source
from graph.text import Lang

if TYPE_CHECKING:
    import polars as pl

ORGANIZATION = (
    "id",
    "name",
    "name_en",
    "aliases",
    "kind",
    "part_of",
    "code",
    "on_roster",
    "illustrative",
    "attributes",
    "source",
    "file",
    "row",
)
AGREEMENT = (
    "id",
    "helper",
    "recipient",
    "kind",
    "form",
    "sector",
    "start",
    "end",
    "certainty",
    "illustrative",
    "attributes",
    "source",
    "file",
    "row",
)
CONTRIBUTION = (
    "id",
    "agreement",
    "helper",
    "recipient",
    "measure",
    "value",
    "unit",
    "sector",
    "period",
    "printed",
    "illustrative",
    "attributes",
    "source",
    "file",
    "row",
)
CLAIM = (
    "id",
    "kind",
    "form",
    "helper",
    "recipient",
    "helpers",
    "recipients",
    "measure",
    "value",
    "unit",
    "sector",
    "since",
    "printed",
    "attributes",
    "source",
    "file",
    "row",
)
SOURCE = ("id", "title", "publisher", "date", "url", "language", "file")
"""Column names. `aliases` and `attributes` hold JSON text or null; booleans are booleans; `value` is an exact
decimal as text; dates are canonical partial dates as text; everything else is text or null."""

ALWAYS_SET = {"on_roster", "illustrative", "file", "row"}
"""Columns that are never null and not text."""


@dataclass(frozen=True, slots=True)
class FileRef:
    """A file a dataset was read from; one for each sheet of a workbook."""

    name: str
    sheet: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """One load: everything one package or roster states, validated, with where each row came from."""

    name: str
    title: Mapping[Lang, str]
    as_of: date | None
    location: str
    fingerprint: str
    files: tuple[FileRef, ...]
    sources: tuple[Source, ...]
    organizations: pl.DataFrame
    agreements: pl.DataFrame
    contributions: pl.DataFrame
    claims: tuple[Claim, ...]
    notes: Mapping[Lang, tuple[str, ...]] = field(default_factory=dict)


def empty(columns: tuple[str, ...]) -> pl.DataFrame:
    """A table of no rows with these columns, typed."""
    import polars as pl

    return pl.DataFrame(schema={name: _dtype(name) for name in columns})


def typed(frame: pl.DataFrame, columns: tuple[str, ...]) -> pl.DataFrame:
    """`frame` with exactly `columns`, in that order and typed; absent ones are null (or false)."""
    import polars as pl

    def column(name: str) -> pl.Expr:
        if name in frame.columns:
            return pl.col(name).cast(_dtype(name))
        return pl.lit(False if _dtype(name) == pl.Boolean else None, dtype=_dtype(name)).alias(name)

    return frame.select(column(name) for name in columns)


def _dtype(name: str) -> pl.DataType:
    import polars as pl

    if name in {"on_roster", "illustrative"}:
        return pl.Boolean()
    return pl.Int32() if name in {"file", "row"} else pl.String()


def table(rows: list[dict[str, Any]], files: dict[Any, int], columns: tuple[str, ...]) -> pl.DataFrame:
    """Rows as a table of a dataset; `files` numbers what their `file` names."""
    import polars as pl

    if not rows:
        return empty(columns)
    for row in rows:
        row["file"] = files[row["file"]]
        for name in ("on_roster", "illustrative"):
            if name in row:
                row[name] = bool(row[name])
        if isinstance(row.get("aliases"), list):
            row["aliases"] = json.dumps(row["aliases"], ensure_ascii=False)
    return typed(pl.DataFrame(rows, infer_schema_length=None), columns)
