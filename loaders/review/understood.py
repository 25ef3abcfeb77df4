"""Shows how a roster was understood: to people before it is loaded, to scripts, or as a mapping file to keep."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from graph.answer import Answer, Note
from graph.files import write_file
from graph.model import MONEY_MEASURES, ContributionStatus
from graph.text import Lang, say, word
from loaders.files import cell_text
from loaders.roster.cells import is_nothing
from loaders.roster.mapping import written

if TYPE_CHECKING:
    from rich.console import Console

    from loaders.loaded import Column, Loaded, RosterSheet, RosterTable

FIRST = 3
"""How many records are shown."""
_LONGEST = 40


class ColumnRow(NamedTuple):
    """A column of a table as it was understood."""

    column: str
    label: str
    field: str
    unit: str
    examples: str


class FirstRecord(NamedTuple):
    """One of the first records of a table, as it would be loaded; `row` is where it stands."""

    row: int
    helper: str
    recipient: str
    start: str | None
    end: str | None
    certainty: str
    amount: str | None


def show(read: Sequence[Loaded], lang: Lang, to: Console) -> None:
    """Prints how the sheets and the sentences of everything that was read were understood."""
    from graph.output import render

    for answer in (answer for loaded in read for answer in answers(loaded, lang)):
        render.table(answer, lang, to)
    if any(loaded.prose for loaded in read):
        from loaders.review import reading  # here, so that a table loads without bulletins

        reading.show(read, lang, to)


def answers(loaded: Loaded, lang: Lang) -> list[Answer]:
    """For each sheet of a roster: the columns and the first records of its tables, or why it was not read."""
    found: list[Answer] = []
    for sheet in loaded.sheets:
        where = {"file": sheet.grid.file, "sheet": sheet.grid.name or "–"}
        if not sheet.tables:
            found.append(_only(Note(f"load.dry.{(sheet.why or 'no_table').replace('-', '_')}", where)))
        for table in sheet.tables:
            found.append(_columns(table, where, lang))
            found.append(_in_words(_records(loaded, table), lang))
    return found


def _only(note: Note) -> Answer:
    """An answer that is a single sentence."""
    return Answer(question="load", as_of=None, fields=("column",), rows=[], headline=(note,))


def _columns(table: RosterTable, where: Mapping[str, str], lang: Lang) -> Answer:
    header = f"{table.header[0]}–{table.header[-1]}" if len(table.header) > 1 else str(table.header[0])
    values = {
        **where,
        "header": header,
        "records": len(table.records),
        "skipped": len(table.skipped),
        "area": table.area or word("unknown", lang),
    }
    rows = [
        ColumnRow(one.letter, one.label, _meaning(one, lang), _unit(one, table), _examples(one, table))
        for one in table.columns
    ]
    return Answer(
        question="load",
        as_of=None,
        fields=ColumnRow._fields,
        rows=rows,
        headline=(Note("load.dry.table", values),),
    )


def _meaning(column: Column, lang: Lang) -> str:
    if column.personal:
        return word("personal", lang)
    if column.field is None:
        return word("not used", lang)
    if column.field == "amount" and column.measure:
        key = "load.dry.planned_of" if column.planned else "load.dry.amount_of"
        return say(key, lang, measure=column.measure.value, period=column.period)
    if column.kind:
        return say("load.dry.of_kind", lang, field=column.field, kind=column.kind.value)
    return word(column.field, lang)


def _unit(column: Column, table: RosterTable) -> str:
    if column.field != "amount" or column.measure not in MONEY_MEASURES:
        return ""
    return column.unit or table.unit or "?"


def _examples(column: Column, table: RosterTable) -> str:
    if column.personal:
        return "***"
    texts = [
        cell_text(record.cells[column.place]).strip()[:_LONGEST]
        for record in table.records[: FIRST * 4]
        if column.place < len(record.cells) and not is_nothing(record.cells[column.place])
    ]
    return " · ".join(list(dict.fromkeys(texts))[:FIRST])


def _records(loaded: Loaded, table: RosterTable) -> Answer:
    """The first records as they would be loaded."""
    rows = records(loaded, table)
    return Answer(
        question="load",
        as_of=None,
        fields=FirstRecord._fields,
        rows=rows,
        headline=(Note("load.dry.records", {"count": len(rows)}),) if rows else (),
    )


def _in_words(answer: Answer, lang: Lang) -> Answer:
    """The first records with their amounts, which come last, as people write them."""
    return replace(answer, rows=[(*cells, amounts and _amounts(amounts, lang)) for *cells, amounts in answer.rows])


def _amounts(text: str, lang: Lang) -> str:
    parts = [part.partition(" ") for part in text.split("; ")]
    said = [say("load.dry.amount", lang, value=Decimal(value), unit=unit) for value, _, unit in parts]
    return ("；" if lang == "zh" else "; ").join(said)


def records(loaded: Loaded, table: RosterTable, first: int = FIRST) -> list[FirstRecord]:
    """The first records of a table as the agreements that they became, with their amounts."""
    import polars as pl

    data = loaded.dataset
    file = next(n for n, ref in enumerate(data.files) if (ref.name, ref.sheet) == (table.file, table.sheet))
    wanted = [record.row for record in table.records[: first * 4]]
    here = (pl.col("file") == file) & pl.col("row").is_in(wanted)
    names = dict(data.organizations.select("id", "name").iter_rows())
    given: dict[tuple[int, str | None], list[str]] = {}
    for row in data.contributions.filter(here, status=ContributionStatus.GIVEN.value).iter_rows(named=True):
        given.setdefault((row["row"], row["recipient"]), []).append(f"{row['value']} {row['unit']}")
    deals = data.agreements.filter(here).sort("row", "helper", "recipient")
    found = [
        FirstRecord(
            row["row"],
            names[row["helper"]],
            names[row["recipient"]],
            row["start"],
            row["end"],
            row["certainty"],
            "; ".join(given.get((row["row"], row["recipient"]), ())) or None,
        )
        for row in deals.iter_rows(named=True)
    ]
    return found[:first]


def as_json(loaded: Loaded) -> list[dict[str, Any]]:
    """How a roster was understood, for scripts: an object for each sheet."""
    return [
        {
            "file": sheet.grid.file,
            "sheet": sheet.grid.name,
            "why": sheet.why,
            "tables": [
                {
                    "header": list(table.header),
                    "records": len(table.records),
                    "area": table.area,
                    "skipped": [{"row": row, "why": why.value} for row, why in table.skipped],
                    "columns": [
                        {
                            "column": column.letter,
                            "label": column.label,
                            "field": column.field,
                            "kind": column.kind.value if column.kind else None,
                            "unit": _unit(column, table) or None,
                            "measure": column.measure.value if column.measure else None,
                            "period": column.period,
                            "personal": column.personal,
                            "planned": column.planned,
                        }
                        for column in table.columns
                    ],
                    "first": [one._asdict() for one in records(loaded, table)],
                }
                for table in sheet.tables
            ],
        }
        for sheet in loaded.sheets
    ]


# --- a mapping file


def write_mapping(path: Path, sheets: Sequence[RosterSheet], *, force: bool = False) -> None:
    """Writes how sheets were understood as a mapping file to use again; raises `UsageError` if that fails."""
    text = written(sheets)

    def write(draft: Path) -> None:
        draft.write_bytes(text.encode())

    write_file(path, write, force=force)
