"""Asks, one after the other, what only a reader of a table can say, and makes a mapping of the answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from graph.text import Lang, say
from loaders.files import cell_text
from loaders.loaded import Choice, Column, RosterSheet, RosterTable
from loaders.problems import ChoiceError, ranges
from loaders.review.understood import write_mapping
from loaders.roster.cells import is_nothing
from loaders.roster.mapping import ColumnMap, SheetMap, named, written

_EXAMPLES = 2
_LONGEST = 24


@dataclass(frozen=True, slots=True)
class Open:
    """A choice about a table: the file and sheet, the field (`helper` or `recipient`), and what may be chosen.

    A word may be a name (0), mean that there is nobody (1), or stay open (2).
    """

    file: str
    sheet: str | None
    field: str
    options: tuple[str, ...]
    """Each column with its letter, its header and the first things in it."""
    word: str = ""
    """What stands for a helper, where it is asked (`field` is `word`) whether it is the name of one."""
    column: str = ""
    rows: str = ""
    """The column and the rows that the word stands in."""


Pick = Callable[[Open], int | None]
"""Given a choice, the number of the option (from 0); -1 for none of them; None to stop."""


def answered(error: ChoiceError, mapping: ColumnMap, pick: Pick) -> ColumnMap | None:
    """The mapping completed by what `pick` answers to each choice of a file; None if it stops.

    >>> answered(ChoiceError("input.which_helper"), ColumnMap(), lambda choice: 0) == ColumnMap()
    True
    """
    found = mapping
    for sheet in cast("Sequence[RosterSheet]", error.sheets):
        for table in sheet.tables:
            taken: set[int] = set()
            for choice in table.choices:
                left = Choice(choice.field, tuple(one for one in choice.options if one.place not in taken))
                if not left.options:  # what it may be is weighed anew with the answers
                    continue
                number = pick(_open(sheet, table, left))
                if number is None:
                    return None
                taken |= {left.options[number].place} if number >= 0 else set()
                found = _with(found, sheet, table, _columns(table, left, number))
    return found


def told_apart(sheets: Sequence[RosterSheet], mapping: ColumnMap, pick: Pick) -> ColumnMap:
    """The mapping completed by what `pick` answers to each word that may be no name of a helper, until it stops."""
    found = mapping
    answers: dict[str, int | None] = {}
    for sheet in sheets:
        for table in sheet.tables:
            for word, column, rows in table.doubtful:
                if word not in answers:
                    answers[word] = pick(
                        Open(sheet.grid.file, sheet.grid.name, "word", (), word, column.name, ranges(rows))
                    )
                if answers[word] is None:
                    return found
                if answers[word] in _LISTS:
                    found = _with_word(found, sheet.grid.name, _LISTS[answers[word]], word)
    return found


_LISTS: Mapping[int | None, str] = {0: "names", 1: "nobody"}
"""The list of a mapping that a word goes into, by the answer."""


def _with_word(mapping: ColumnMap, sheet: str | None, which: str, word: str) -> ColumnMap:
    own = mapping.every if sheet is None else mapping.sheets.get(sheet, SheetMap())
    own = replace(own, names=(*own.names, word)) if which == "names" else replace(own, nobody=(*own.nobody, word))
    if sheet is None:
        return replace(mapping, every=own)
    return replace(mapping, sheets={**mapping.sheets, sheet: own})


def _open(sheet: RosterSheet, table: RosterTable, choice: Choice) -> Open:
    options = tuple(f"{one.letter} {one.name}{_examples(table, one)}" for one in choice.options)
    return Open(sheet.grid.file, sheet.grid.name, choice.field, options)


def _examples(table: RosterTable, column: Column) -> str:
    cells = (record.cells[column.place] for record in table.records if column.place < len(record.cells))
    texts = dict.fromkeys(cell_text(cell).strip()[:_LONGEST] for cell in cells if not is_nothing(cell))
    return f" ({', '.join(list(texts)[:_EXAMPLES])})" if texts else ""


def _columns(table: RosterTable, choice: Choice, number: int) -> dict[str, str]:
    """The columns that an answer settles: the side that was asked for, and the other one if it had taken the column."""
    if number < 0:
        return {choice.field: ""}
    chosen = choice.options[number]
    found = {choice.field: named(chosen, table)}
    other = "recipient" if choice.field == "helper" else "helper"
    if chosen.field == other:
        left = [one for one in choice.options if one is not chosen]
        found |= {other: named(left[0], table)} if left else {}
    return found


def _with(mapping: ColumnMap, sheet: RosterSheet, table: RosterTable, columns: Mapping[str, str]) -> ColumnMap:
    """The mapping with columns of one table; what it says about those of other tables of the sheet is kept."""
    name = sheet.grid.name
    own = mapping.every if name is None else mapping.sheets.get(name, SheetMap())
    here = {named(one, table) for one in table.columns} | {one.label.rpartition("/")[2] for one in table.columns}
    said = mapping.of(name).columns
    settled = {
        field: (label, *(other for other in said.get(field, ()) if other and other not in here))
        for field, label in columns.items()
    }
    own = replace(own, columns={**own.columns, **settled})
    if name is None:
        return replace(mapping, every=own)
    return replace(mapping, sheets={**mapping.sheets, name: own})


def offer(
    error: ChoiceError, path: Path | None, complain: Callable[[str], None], lang: Lang, *, force: bool = False
) -> None:
    """Writes a mapping file (TOML) for the file that a choice is about, or says what would be in it.

    Comments tell which lines to correct. Raises `UsageError` if the file cannot be written.
    """
    sheets = cast("Sequence[RosterSheet]", error.sheets)
    if path is None:
        complain(written(sheets))
        return
    write_mapping(path, sheets, force=force)
    complain(say("load.mapping", lang, file=path))
