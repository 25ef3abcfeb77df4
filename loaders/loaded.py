"""What a loader hands on: raw tables of text cells, what a dataset says of itself, and what became of both."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from graph.dataset import Dataset
from graph.text import Lang
from loaders.problems import Problem, Severity

if TYPE_CHECKING:
    import polars as pl

    from loaders.names.resolve import Unmatched
    from loaders.roster.layout import Sheet

LOADER_VERSION = "3"
"""Part of every fingerprint: raise it when the same file would now load differently."""

FILE, ROW = PROVENANCE = ("@file", "@row")
"""Columns that every raw table carries: an index into the files, and the row a spreadsheet shows."""


@dataclass(frozen=True, slots=True)
class Raw:
    """One table of text cells: columns named by field, and `PROVENANCE`; `labels` are the headers as written."""

    cells: pl.DataFrame
    labels: Mapping[str, str] = field(default_factory=dict)
    own: frozenset[str] = frozenset()
    """Columns that the loader adds as attributes: kept, but not reported as columns that nobody reads."""


@dataclass(frozen=True, slots=True)
class KnownProblem:
    """Rows a package declares to be bad, by table, field and cell; exactly `rows` of them, or it is an error."""

    table: str
    column: str
    value: str
    rows: int
    why: tuple[tuple[str, str], ...] = ()
    """The reason, as (language, sentence) pairs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a dataset says of itself."""

    name: str
    title: Mapping[Lang, str]
    location: str
    as_of: date | None = None
    notes: Mapping[Lang, tuple[str, ...]] = field(default_factory=dict)
    source: str | None = None
    known: tuple[KnownProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class Loaded:
    """A dataset and everything wrong with its input. `rejected_rows` are (file, row) of what was not used."""

    dataset: Dataset
    problems: tuple[Problem, ...]
    rejected_rows: frozenset[tuple[int, int]] = frozenset()
    attributes: tuple[str, ...] = ()
    """Headers of the columns that no field reads: kept as attributes, and reported."""
    sheets: tuple[Sheet, ...] = ()
    """Of a roster: what was found on each sheet."""
    unmatched: tuple[Unmatched, ...] = ()
    """Of a roster: names that were not matched, with what they may mean."""

    @property
    def rejected(self) -> int:
        """How many rows were not used."""
        return len(self.rejected_rows)

    @property
    def failed(self) -> bool:
        """Whether any problem is an error."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)


def fingerprint(parts: Iterable[bytes]) -> str:
    """A digest that is equal exactly when every part is; used to see that a file was loaded before."""
    digest = hashlib.sha256(LOADER_VERSION.encode())
    for part in parts:
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()
