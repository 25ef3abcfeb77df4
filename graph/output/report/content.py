"""Builds a report, without a format, from the answers of `graph.questions`; it measures nothing itself."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

from graph.answer import Note
from graph.errors import UsageError
from graph.output.report.asking import Asking, ReportWanted
from graph.output.report.parts import Report, Section
from graph.output.report.sections import SECTIONS
from graph.questions.inquiry import Inquiry

if TYPE_CHECKING:
    from graph.store import Progress, Store

PLACED = 20_000
"""The largest number of organizations that are looked up one by one for the file and row that state them."""


def build(store: Store, wanted: ReportWanted, *, places: bool = False, progress: Progress | None = None) -> Report:
    """The report on a store; with `places` it says where each listed organization is stated.

    Raises `UsageError` when there is nothing to report on.
    """
    query = wanted.query
    if wanted.since is not None and wanted.since >= query.day:
        raise UsageError("report.since", since=wanted.since, day=query.day)
    with Inquiry(store, query.area, query.day) as inquiry:
        return _report(inquiry, wanted, places=places, progress=progress)


def _report(inquiry: Inquiry, wanted: ReportWanted, *, places: bool, progress: Progress | None) -> Report:
    asking = Asking(inquiry, wanted)
    if not asking.kinds:
        raise UsageError("map.empty")
    sections = []
    for done, make in enumerate(SECTIONS, start=1):
        sections.append(make(asking))
        if progress is not None:
            progress("sections", done, len(SECTIONS))
    kept = tuple(section for section in sections if section is not None)
    scope = asking.by_kind.scope
    name = scope.rpartition(" / ")[2] if scope else None
    title = Note("report.title", {"scope": name}) if name else Note("report.title_all")
    return Report(
        title=Note("report.title", text=wanted.title) if wanted.title else title,
        scope=scope,
        day=inquiry.day,
        datasets=tuple(one.name for one in inquiry.datasets()),
        version=version("jiedui"),
        sections=kept,
        traces=tuple(asking.numbers),
        places=_places(inquiry, kept) if places else {},
        period=None if wanted.period is None else str(wanted.period),
    )


def _places(inquiry: Inquiry, sections: tuple[Section, ...]) -> dict[str, tuple[str, str]]:
    """The source, and the file and row, that state each organization in a table; empty beyond `PLACED` of them."""
    ids = sorted(
        {
            row[table.fields.index("id")]
            for section in sections
            for table in section.tables
            if {"id", "name"} <= set(table.fields)
            for row in table.rows
        }
    )
    if len(ids) > PLACED:
        return {}
    places = {}
    for id_ in ids:
        stated = [one.organization for one in inquiry.statements(id_)]
        places[id_] = (
            "; ".join(dict.fromkeys(one.source or "" for one in stated)),
            "; ".join(str(one.place) for one in stated if one.place is not None),
        )
    return places
