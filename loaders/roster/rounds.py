"""Reads the years of a round from the name of its sheet (首轮2022-2024): they date what no column dates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from graph.model import ReadAs
from loaders.loaded import RosterSheet
from loaders.patterns import pattern_of
from loaders.roster.mapping import SheetMap

_SPAN = pattern_of(r"(?<!\d)((?:19|20)\d\d)\s*年?\s*(?:[-—–~～至到]+)\s*((?:19|20)\d\d)(?!\d)")


def dated(sheets: Sequence[RosterSheet], of: Mapping[str | None, SheetMap]) -> Mapping[str | None, SheetMap]:
    """What holds for each sheet, with the years of its name as start and end where every ledger has some of its own.

    Nothing changes where a column or a mapping dates the pairings, where a sheet names no span of years, or where the
    spans of two sheets overlap.
    """
    ledgers = [sheet for sheet in sheets if any(table.read_as is ReadAs.LEDGER for table in sheet.tables)]
    spans = {sheet.grid.name: span for sheet in ledgers if (span := _SPAN.search(sheet.grid.name or "")) is not None}
    if len(ledgers) < 2 or len(spans) < len(ledgers) or any(map(_is_dated, ledgers)):
        return of
    times = {"start", "end", "period", "year"}
    if any(times & {*of[name].defaults, *of[name].columns} for name in spans):
        return of
    ordered = sorted((int(span[1]), int(span[2])) for span in spans.values())
    apart = all(one[1] < other[0] for one, other in pairwise(ordered))
    if not apart or any(first > last for first, last in ordered):
        return of
    told = {
        name: replace(of[name], defaults={**of[name].defaults, "start": span[1], "end": span[2]})
        for name, span in spans.items()
    }
    return {**of, **told}


def is_of_a_round(told: SheetMap, mapped: SheetMap) -> bool:
    """Whether the years of its name date a sheet, of which `mapped` is what a mapping says."""
    return "end" in told.defaults and "end" not in mapped.defaults


def _is_dated(sheet: RosterSheet) -> bool:
    return any(table.column(name) for table in sheet.tables for name in ("start", "end", "period", "year"))
