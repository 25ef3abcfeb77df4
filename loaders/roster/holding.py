"""Tells which pairings of a record hold: by the word for its status, the remarks beside it, and when it ended.

One that is over and of which nothing says since when cannot be stated: it would be in force on every day, or on none.
It is left out and told.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from graph.model import DRAFT, PartialDate
from graph.text import LANGS, file_header, word
from loaders.files import cell_text
from loaders.loaded import Column, Record
from loaders.patterns import pattern_of
from loaders.roster import remarks, states
from loaders.roster.cells import is_nothing
from loaders.roster.record import Cells, cell_at
from loaders.roster.remarks import UNCLEAR, Said, Sides
from loaders.roster.standing import Standing
from loaders.roster.vocabulary import standing_of

_OF_A_PLAN = frozenset(file_header(name, lang) for name in ("load_before", "load_after") for lang in LANGS)
"""Columns that only a plan of this program has."""
_DRAFTS = frozenset({DRAFT, *(word(DRAFT, lang) for lang in LANGS)})
"""The word for the status of such a plan."""
_ACTIVITY = pattern_of(
    r"(?:activity|activities|actividad(?:es)?|activit[ée]s?|活动|活动名称|project activity)", re.IGNORECASE
)
_DONE = pattern_of(r"complet|finished|done|terminad|achev|termin[ée]|完成|完工", re.IGNORECASE)


class Holds(NamedTuple):
    """How a pairing is stated: planned or not, and when it ended."""

    planned: bool = False
    end: PartialDate | None = None


class Holding:
    """Tells which pairings of the records of one table hold."""

    def __init__(self, cells: Cells, extra: list[Column], day: date) -> None:
        self.cells = cells
        self.day = day
        self.status = cells.by_field.get("status")
        self.remarks = [one for one in extra if one.field is None and remarks.is_remarks(one.label.rpartition("/")[2])]
        self.of_activities = any(_ACTIVITY.fullmatch(one.label.rpartition("/")[2].strip()) for one in extra)
        """Whether each row is an activity: one that is done says nothing of the next one of the same two."""
        self.of_a_plan = any(column.name in _OF_A_PLAN for column in extra)

    def of(
        self,
        record: Record,
        helpers: Mapping[str, str],
        recipients: Mapping[str, str],
        end: PartialDate | None,
        own: Mapping[str, str],
    ) -> dict[tuple[str, str], Holds]:
        """The pairings of a record that can be stated, by the ids of helper and recipient, with how they stand.

        `helpers` and `recipients` are the names of each id, `end` when the row says that it ended, `own` the remarks in
        brackets behind the names of helpers, by id.
        """
        sides = Sides(tuple(helpers.values()), tuple(recipients.values()))
        said = {pair: self._of_word(record, sides, end) for pair in _pairs(sides)} if self.status else {}
        for column in self.remarks:
            self._add(said, self._read(record, column, sides), record, column)
        for id_, text in own.items():
            only = Sides((helpers[id_],), sides.recipients)
            found = _of_text(text, only, self.day)
            self._add(said, found, record, self.cells.by_field.get("helper"), text)
        kept: dict[tuple[str, str], Holds] = {}
        for helper, name in helpers.items():
            for recipient, other in recipients.items():
                holds = self._holds(said.get((name, other)), end, record)
                if holds is not None:
                    kept[helper, recipient] = holds
        return kept

    def apart(self, name: str) -> tuple[str, str | None]:
        """A name and what stands in brackets behind it, if that says how the pairing stands; else the name as it is."""
        found = remarks.behind_a_name(name) if name.endswith((")", "）")) else None
        if found is None:
            return name, None
        bare, text = found
        said = _of_text(text, Sides((bare,), ("",)), self.day)
        holds = isinstance(said, dict) and all(one.standing is Standing.AGREED for one in said.values())
        return found if said is not None and not holds else (name, None)

    def is_draft(self, word: str) -> bool:
        """Whether a word for the status is that of a plan this program drew up: to load one confirms it."""
        return word.casefold() in _DRAFTS and self.of_a_plan

    def _holds(self, said: _Told | None, end: PartialDate | None, record: Record) -> Holds | None:
        if said is None or said.said.standing is Standing.AGREED:
            return Holds(end=said.said.end if said and end is None else None)
        if said.said.standing is Standing.PLANNED:
            self.cells.remark("problem.planned_pairing", record.row, said.column, said.text)
            return Holds(planned=True)
        if end is not None and end.first <= self.day:
            return Holds()
        if said.said.end is not None and said.said.end.first <= self.day:
            return Holds(end=said.said.end)
        self.cells.remark("problem.ended_pairing", record.row, said.column, said.text)
        return None

    def _of_word(self, record: Record, sides: Sides, end: PartialDate | None) -> _Told | None:
        """What the word for the status says of the pairings of a record."""
        word = self.cells.text(record, "status")
        if word is None or self.is_draft(word):
            return None
        found = (self.status and states.of_answer(self.status.label, word)) or standing_of(word)
        told = remarks.read(word, sides, self.day) if found in (None, Standing.ENDED) else None
        one = next(iter(told.values())) if isinstance(told, dict) else None
        if found is None and one is None and end is None:
            self.cells.remark("problem.unknown_status", record.row, self.status, word)
        if self.of_activities and found is Standing.ENDED and _DONE.search(word):
            self.cells.remark("problem.unclear_remark", record.row, self.status, word)
            return None
        if one is not None and (found is None or one.standing is found):
            return _Told(one, self.status, word)
        return _Told(Said(found), self.status, word) if found else None

    def _read(self, record: Record, column: Column, sides: Sides) -> dict[tuple[str, str], Said] | str | None:
        cell = cell_at(record, column)
        return None if is_nothing(cell) else remarks.read(cell_text(cell), sides, self.day)

    def _add(
        self,
        said: dict[tuple[str, str], _Told | None],
        found: dict[tuple[str, str], Said] | str | None,
        record: Record,
        column: Column | None,
        text: str | None = None,
    ) -> None:
        """Adds what a remark says; where it is unclear, or another word says something else, that is told."""
        text = text if text is not None else cell_text(cell_at(record, column)).strip()
        if found == UNCLEAR:
            self.cells.remark("problem.unclear_remark", record.row, column, text)
        for pair, one in found.items() if isinstance(found, dict) else ():
            before = said.get(pair)
            if before is None or before.said.standing is one.standing:
                said[pair] = _Told(one, column, text)
            elif one.standing is not Standing.AGREED:
                self.cells.remark("problem.unclear_remark", record.row, column, text)


class _Told(NamedTuple):
    said: Said
    column: Column | None
    text: str


def _pairs(sides: Sides) -> list[tuple[str, str]]:
    return [(helper, recipient) for helper in sides.helpers for recipient in sides.recipients]


def _of_text(text: str, sides: Sides, day: date) -> dict[tuple[str, str], Said] | str | None:
    """What a word behind a name says: one for a status, else a remark."""
    found = remarks.read(text, sides, day)
    standing = standing_of(text) if not isinstance(found, dict) else None
    return dict.fromkeys(_pairs(sides), Said(standing)) if standing else found
