"""Reads tables that set who helped before beside who helps now: 原帮扶单位, 调整后帮扶单位, 调整时间.

Each row states two pairings: one that ended on the day of the change, and one that began then. Without a day nothing
says until when the former one was, so it is left out and told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from graph.errors import RecordError
from loaders.files import Cell, cell_text
from loaders.loaded import Column, Made, Record, Remark
from loaders.patterns import pattern_of
from loaders.problems import ranges
from loaders.roster.cells import is_nobody, read_period, squeezed
from loaders.roster.headers import NOTHING, Meaning, Says, meaning, normal

_CHANGED = "调整|变更|更换|轮换|变动|调换|交接"
_FORMER = pattern_of(rf"(?:原来的?|原有|原|旧|上一?轮|(?:{_CHANGED})(?:以?前)的?|previous|former|old)\s*(?P<rest>.+)")
_CURRENT = pattern_of(
    rf"(?:现在的?|现有|现任|现|新任|新|本轮|(?:{_CHANGED})(?:以?后)的?|current|new|present)\s*(?P<rest>.+)"
)
_WHEN = pattern_of(
    rf"(?:{_CHANGED})(?:时间|日期|年月|年份)|(?:date of (?:the )?change|changed? (?:on|date)|change date)"
)
_SAME = pattern_of(
    r"(?:保持|维持)?(?:不变|未变|未?作?调整|不调整|无调整|未变更|无变化|没有?变化|没变)|同[原前左]|维持原状"
    r"|unchanged|no change|same(?: as before)?",
    re.IGNORECASE,
)
_GONE = pattern_of(r"(?:已|全部)?(?:撤出|撤回|退出|取消|撤销|终止|解除|不再.{0,6}|withdrawn|ended|none)", re.IGNORECASE)
_TERMS = frozenset({"start", "end", "period", "year"})


@dataclass(frozen=True, slots=True)
class Change:
    """The places of the columns that say who helped before, who helps now, and since when."""

    former: int
    current: int
    when: int | None
    kind: Meaning


class _Said(NamedTuple):
    former: Cell
    current: Cell
    when: Cell


def found(
    labels: Mapping[int, tuple[str, ...]], meanings: Mapping[int, Meaning], body: Iterable[Sequence[Cell]]
) -> Change | None:
    """Returns the columns of a change of helpers; None if there are none, or if a row can be read in two ways.

    A former helper with a blank or a dash beside it, and no day, was not changed or has left: which, is said only where
    other rows write that they were not changed.
    """
    texts = {place: "".join(map(normal, path)) for place, path in labels.items()}
    former = [place for place, text in texts.items() if _is(_FORMER, text)]
    current = [place for place, text in texts.items() if _is(_CURRENT, text)]
    if len(former) != 1 or len(current) != 1 or {one.field for one in meanings.values()} & _TERMS:
        return None
    if any(one.field == "helper" for place, one in meanings.items() if place not in (*former, *current)):
        return None
    when = [place for place, text in texts.items() if _WHEN.fullmatch(text)]
    at = when[0] if len(when) == 1 else None
    change = Change(former[0], current[0], at, replace(meanings[current[0]], says=Says.PLAINLY, field="helper"))
    said = [_said(change, row) for row in body]
    silent = any(not any(map(str.isalnum, cell_text(one.current))) and one.former is not None for one in said)
    if silent and not any(_SAME.fullmatch(squeezed(one.current)) for one in said) and not all(map(_is_told, said)):
        return None
    return change


def _is_told(said: _Said) -> bool:
    """Whether a row says who helps now, or when the one before ended."""
    named = any(map(str.isalnum, cell_text(said.current)))
    return named or is_nobody(said.former) or _is_day(said.when)


def _is_day(cell: Cell) -> bool:
    """Whether a cell says when something was: 7月 alone does not say in which year."""
    try:
        found = read_period(cell, typed=not isinstance(cell, str))
    except RecordError:
        return False
    return found.start is not None or found.end is not None


def _is(pattern: re.Pattern[str], text: str) -> bool:
    match = pattern.fullmatch(text)
    return match is not None and meaning((match["rest"],)).field == "helper"


def _said(change: Change, row: Sequence[Cell]) -> _Said:
    def at(place: int | None) -> Cell:
        return row[place] if place is not None and place < len(row) else None

    return _Said(at(change.former), at(change.current), at(change.when))


def without_former(change: Change, meanings: Mapping[int, Meaning]) -> Mapping[int, Meaning]:
    """Returns what the columns hold, with the current helpers as the only ones."""
    dated = {} if change.when is None else {change.when: NOTHING}
    return {**meanings, change.former: NOTHING, change.current: change.kind, **dated}


def split(
    change: Change, columns: Sequence[Column], records: Sequence[Record]
) -> tuple[tuple[Column, ...], list[Record], tuple[Remark, ...]]:
    """Returns the records of who helps now and of who helped before, with columns for when each began and ended.

    The remark names the rows whose former helper is left out, because they name no day.
    """
    width = max([column.place for column in columns] + [len(one.cells) - 1 for one in records]) + 1
    of = {column.place: column.label for column in columns}
    made = (
        Column(width, of.get(change.current, ""), "helper", change.kind.kind, made=Made.CHANGE),
        Column(width + 1, of.get(change.when or 0, ""), "start", made=Made.CHANGE),
        Column(width + 2, of.get(change.when or 0, ""), "end", made=Made.CHANGE),
    )
    rows: list[Record] = []
    undated: list[int] = []
    for record in records:
        said = _said(change, record.cells)
        same = _SAME.fullmatch(squeezed(said.current)) is not None or squeezed(said.current) == squeezed(said.former)
        gone = _GONE.fullmatch(squeezed(said.current)) is not None
        dated = _is_day(said.when)
        now = said.former if same else None if gone else said.current
        rows.append(_record(record, width, now, None if same or gone else said.when, None))
        if same or is_nobody(said.former):
            continue
        if dated:
            rows.append(_record(record, width, said.former, None, said.when))
        else:
            undated.append(record.row)
    left = next((column for column in columns if column.place == change.former), None)
    remark = (
        Remark("problem.former_helper", undated[0], left, {"rows": ranges(undated), "count": len(undated)})
        if undated
        else None
    )
    kept = (replace(one, field=None) if one.place == change.current else one for one in columns)
    return (*kept, *made), rows, (remark,) if remark else ()


def _record(record: Record, width: int, helper: Cell, start: Cell, end: Cell) -> Record:
    """The record with what one pairing of it states behind what stands in the file."""
    return replace(record, cells=[*record.cells, *[None] * (width - len(record.cells)), helper, start, end])
