"""What a report is made of, free of any format: sections of sentences, tables and charts, each with its traces.

A trace is the command that gives the same figures on the same store.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from graph.answer import Note
from graph.query import State

PRINTED = 2_000
"""Most rows of a list that a page or a document prints; a workbook holds all of them."""
MARK = "※"
"""What marks a figure that rests on illustrative records."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences that belong together, the numbers of their traces, and whether they rest on illustrative records."""

    notes: tuple[Note, ...]
    traces: tuple[int, ...] = ()
    invented: bool = False


@dataclass(frozen=True, slots=True)
class Bars:
    """A chart as data: for every label how many members are in each state; `share` when lengths are parts of 100 %.

    `marked` are the places of the labels that rest on illustrative records; `all` is how many labels there were.
    """

    labels: tuple[str, ...]
    states: Mapping[State, tuple[int, ...]]
    marked: frozenset[int]
    share: bool
    all: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportTable:
    """Rows under their fields. `shown` are the columns that are printed.

    `marked` are the places of the rows that rest on illustrative records. `by_area` when rows stand together by area;
    `most` is how many rows are printed; `notes` what to know of them.
    """

    caption: Note
    fields: tuple[str, ...]
    rows: Sequence[tuple[Any, ...]]
    shown: tuple[str, ...]
    traces: tuple[int, ...]
    marked: frozenset[int] = frozenset()
    by_area: bool = False
    most: int = PRINTED
    bars: Bars | None = None
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered part of the report; `annex` when it begins a page of its own."""

    heading: Note
    paragraphs: tuple[Paragraph, ...] = ()
    tables: tuple[ReportTable, ...] = ()
    notes: tuple[Note, ...] = ()
    annex: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """A report. `traces` are the commands, numbered from 1.

    `places` tells for the ids of organizations which source states them, and in which file and row.
    """

    title: Note
    scope: str | None
    day: date
    datasets: tuple[str, ...]
    version: str
    sections: tuple[Section, ...]
    traces: tuple[str, ...]
    places: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def invented(self) -> bool:
        """Whether any figure rests on illustrative records."""
        return any(
            any(paragraph.invented for paragraph in section.paragraphs) or any(table.marked for table in section.tables)
            for section in self.sections
        )

    @property
    def about(self) -> Note:
        """The scope and the day, in words."""
        return Note("report.about", {"scope": self.scope, "day": self.day})

    @property
    def made(self) -> Note:
        """What stands at the foot of every page."""
        return Note("report.made", {"version": self.version, "day": self.day, "datasets": self.datasets})
