"""The parts of a report without a format: sections of paragraphs, tables and charts, each with its traces.

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
"""The largest number of rows of a list in a page or a document; a workbook holds all rows."""
MARK = "※"
"""The mark of a figure that rests on illustrative records."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences that belong together, the numbers of their traces, and whether they rest on illustrative records."""

    notes: tuple[Note, ...]
    traces: tuple[int, ...] = ()
    invented: bool = False


@dataclass(frozen=True, slots=True)
class Bars:
    """A chart as data: the number of members in each state, for every label.

    With `share` the bars show parts of 100 %, else members one for one, those with most gaps first. `marked` holds the
    positions of the labels that rest on illustrative records; `all` is the number of labels before the chart was cut.
    """

    labels: tuple[str, ...]
    states: Mapping[State, tuple[int, ...]]
    marked: frozenset[int]
    share: bool
    all: int

    @property
    def rosters(self) -> tuple[int, ...]:
        """The number of members of every label."""
        return tuple(map(sum, zip(*self.states.values(), strict=True)))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportTable:
    """Rows under their fields; `shown` holds the columns that are printed.

    `marked` holds the positions of the rows that rest on illustrative records. With `by_area` rows are grouped by area.
    `most` is the largest number of printed rows; `notes` explains the table.
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
    """A numbered part of the report; with `annex` it begins on a new page."""

    heading: Note
    paragraphs: tuple[Paragraph, ...] = ()
    tables: tuple[ReportTable, ...] = ()
    notes: tuple[Note, ...] = ()
    annex: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """A report; `traces` holds the commands, numbered from 1.

    `places` maps the id of an organization to the source that states it, and to the file and row. `period` is that of
    the money in it.
    """

    title: Note
    scope: str | None
    day: date
    datasets: tuple[str, ...]
    version: str
    sections: tuple[Section, ...]
    traces: tuple[str, ...]
    places: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    period: str | None = None

    @property
    def invented(self) -> bool:
        """Whether any figure rests on illustrative records."""
        return any(
            any(paragraph.invented for paragraph in section.paragraphs) or any(table.marked for table in section.tables)
            for section in self.sections
        )

    @property
    def about(self) -> Note:
        """The note that names the scope and the day, and the period that money is of."""
        said = {"scope": self.scope, "day": self.day}
        if self.period is None:
            return Note("report.about", said)
        return Note("report.about_money", {**said, "period": self.period})

    @property
    def made(self) -> Note:
        """The note at the foot of every page."""
        return Note("report.made", {"version": self.version, "day": self.day, "datasets": self.datasets})
