"""Reads tables with a column of helpers for each period: 2016—2018年, 2019—2020年, 2024年至今.

Each row states a pairing for each helper and the years that it has in a row; what the last column does not name ended.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from loaders.files import Cell
from loaders.loaded import Column, Made, Record
from loaders.patterns import pattern_of
from loaders.roster.cells import is_nobody, read_names, squeezed
from loaders.roster.columns import Held
from loaders.roster.headers import NOTHING, Meaning, Says
from loaders.roster.record import cell_at

_YEAR = r"((?:19|20)\d\d)\s*年?(?:\s*\d{1,2}\s*月)?\s*"
_SPAN = pattern_of(
    rf"(?:第?[一二三四五]轮|首轮|上轮|本轮)?\s*[(（]?\s*{_YEAR}(?:[-—–~～至到]+|to)\s*{_YEAR}(?:年|度|期间)?\s*[)）]?"
)
_OPEN = pattern_of(
    rf"{_YEAR}(?:(?:[-—–~～至到]*\s*(?:今|现在|目前))|以来|起|(?:[-—–~～]|to)\s*(?:now|present|date))|since {_YEAR}"
    rf"|(?:from )?{_YEAR}onwards?"
)
_SAME = pattern_of(r"同[前左]|同上期|沿用|不变|未变|保持不变|same|as before|unchanged|idem")
_TERMS = frozenset({"helper", "start", "end", "period", "year"})


class Period(NamedTuple):
    """A column of helpers, and its first and last year; without a last one it lasts."""

    place: int
    first: int
    last: int | None


@dataclass(frozen=True, slots=True)
class Periods:
    """The columns of helpers by period, in order."""

    all: tuple[Period, ...]


def found(labels: Mapping[int, tuple[str, ...]], meanings: Mapping[int, Meaning]) -> Periods | None:
    """Returns the columns that each hold the helpers of a period; None if they are no such columns.

    Two at least, in the order of their years, which do not overlap; no other column names helpers or dates.
    """
    periods = [one for place, path in sorted(labels.items()) if (one := _period(place, path[-1])) is not None]
    if len(periods) < 2 or {one.field for one in meanings.values()} & _TERMS:
        return None
    if any(meanings.get(one.place, NOTHING).field is not None for one in periods):
        return None
    apart = all(one.last is not None and one.last < other.first for one, other in pairwise(periods))
    return Periods(tuple(periods)) if apart else None


def _period(place: int, label: str) -> Period | None:
    text = label.strip()
    span = _SPAN.fullmatch(text)
    if span is not None:
        return Period(place, int(span[1]), int(span[2])) if int(span[1]) <= int(span[2]) else None
    open_ = _OPEN.fullmatch(text.lower())
    return Period(place, int(next(filter(None, open_.groups()))), None) if open_ is not None else None


def hold_names(periods: Periods, texts: Callable[[int], Sequence[str]], look: Callable[[Sequence[str]], Held]) -> bool:
    """Whether the columns of all periods hold names: `texts` gives those of a column, `look` says what they are."""
    held = [look([text for text in texts(one.place) if not _SAME.fullmatch(text)]) for one in periods.all]
    return held[0].filled > 0 and all(one.sure or not one.filled for one in held)


def with_helpers(periods: Periods, meanings: Mapping[int, Meaning]) -> Mapping[int, Meaning]:
    """Returns what the columns hold, with those of the last period as the helpers."""
    return {**meanings, periods.all[-1].place: Meaning("helper", says=Says.PLAINLY)}


def split(
    periods: Periods, columns: Sequence[Column], records: Sequence[Record]
) -> tuple[tuple[Column, ...], list[Record]]:
    """Returns a record for each helper and the years that it has in a row, with columns for the helper and the years.

    A row that names nobody in any period stays one without a helper.
    """
    width = max([column.place for column in columns] + [len(one.cells) - 1 for one in records]) + 1
    labels = {column.place: column.label for column in columns}
    label = f"{labels.get(periods.all[0].place, '')} … {labels.get(periods.all[-1].place, '')}"
    made = tuple(
        Column(width + number, label, field, made=Made.CHANGE)
        for number, field in enumerate(("helper", "start", "end"))
    )
    rows: list[Record] = []
    for record in records:
        spans = _spans(periods, [cell_at(record, Column(one.place, "")) for one in periods.all])
        for name, first, last in spans or [(None, None, None)]:
            padded = [*record.cells, *[None] * (width - len(record.cells))]
            years = [None if year is None else str(year) for year in (first, last)]
            rows.append(replace(record, cells=[*padded, name, *years]))
    places = {one.place for one in periods.all}
    kept = (replace(one, field=None) if one.place in places else one for one in columns)
    return (*kept, *made), rows


_Span = tuple[str | None, int | None, int | None]


def _spans(periods: Periods, cells: Sequence[Cell]) -> list[_Span]:
    """The helpers of one row, each with its first and last year; one that lasts has no last year."""
    spans: list[tuple[str, int, int | None, int]] = []
    before: tuple[str, ...] = ()
    for number, (period, cell) in enumerate(zip(periods.all, cells, strict=True)):
        same = _SAME.fullmatch(squeezed(cell)) is not None
        names = before if same else () if is_nobody(cell) else read_names(squeezed(cell), helper=True).names
        for name in names:
            running = next((one for one in spans if one[0] == name and one[3] == number - 1), None)
            first = running[1] if running else period.first
            spans = [one for one in spans if one is not running] + [(name, first, period.last, number)]
        before = names
    return [(name, first, last) for name, first, last, _ in spans]
