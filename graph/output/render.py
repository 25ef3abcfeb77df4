"""Writes an answer as a table in the terminal, as JSON, as CSV for Excel, or as an xlsx workbook."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from types import NoneType
from typing import IO, TYPE_CHECKING, Any, NamedTuple, cast

from graph.answer import Answer, Listing, Note, flat, plain
from graph.errors import UsageError
from graph.files import new_workbook, write_file
from graph.output import sheets
from graph.text import Lang, amount, coded, column_word, file_header, percent, say, word

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

TABLE_ROWS = 1000
"""The largest number of rows in a table; a sentence below it says how many there are and how to get them all."""
CSV_ROWS = 10_000
"""The number of rows of CSV that are written at a time."""
_WRAPPED = frozenset(
    {
        "name",
        "dataset",
        "english",
        "chinese",
        "command",
        "area",
        "partner",
        "last_partner",
        "inherited_from",
        "source",
        "source_id",
        "title",
        "subject",
        "rule",
        "message",
        "hint",
        "says",
        "sentence",
        "fields",
        "why",
        "file",
        "group",
        "found",
        "expected",
        "row",
        "before",
        "after",
        "helper",
        "recipient",
        "from",
        "to",
        "recipient_area",
        "reasons",
        "partners",
    }
)
"""Columns that may take several lines where the terminal is narrow; the others are short words and numbers."""
_NAME_WIDTH = 16
"""The least width of a column of names, in half-width characters: a longer name takes several lines, none is torn."""
_HEAD_WIDTH = 8
"""The width at which a header takes a second line where room is short."""
_FORMULA_STARTS = frozenset("=+-@\t\r＝＋－＠")
_DIRECTIONS = r"\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_UNSEEN = re.compile(rf"[\x00-\x1f{_DIRECTIONS}]")
_UNSEEN_IN_LINES = re.compile(rf"[\x00-\x08\x0b\x0c\x0e-\x1f{_DIRECTIONS}]")
"""The same but for tabs and the ends of lines."""


class Format(StrEnum):
    """How an answer is written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"


def format_of(chosen: Format | None, out: Path | None) -> Format:
    """The chosen format, else the one that the file's name ends in, else a table.

    Raises `UsageError` when a workbook is written to no file, or when a file's name ends in no known format.
    """
    if chosen is None and out is not None:
        try:
            chosen = Format(out.suffix.lower().removeprefix("."))
        except ValueError:
            if out.suffix.lower() != ".txt":
                raise UsageError("output.suffix", file=out.name) from None
    if chosen is Format.XLSX and out is None:
        raise UsageError("output.xlsx")
    return chosen or Format.TABLE


def write(answer: Answer, form: Format, lang: Lang, out: Path | None, *, force: bool = False) -> None:
    """Writes `answer` to `out`, whole or not at all, or to standard output; with `force` it replaces a file."""
    if form is Format.XLSX:
        assert out is not None  # format_of refuses a workbook without a file
        write_file(out, lambda path: _xlsx(answer, lang, path), force=force)
    elif out is not None:
        write_file(out, lambda path: _write_text(answer, form, lang, path), force=force)
    elif form is Format.TABLE:
        table(answer, lang, console(sys.stdout))
    else:
        _text(answer, form, lang, sys.stdout)
        sys.stdout.flush()


def say_to(to: Console, key: str, lang: Lang, **values: object) -> None:
    """Writes a sentence between tables, after an empty line."""
    to.print()
    for line in say(key, lang, **values).splitlines():
        to.print(printable(line))


def _write_text(answer: Answer, form: Format, lang: Lang, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        if form is Format.TABLE:
            table(answer, lang, console(stream))
        else:
            _text(answer, form, lang, stream)


def _text(answer: Answer, form: Format, lang: Lang, stream: IO[str]) -> None:
    parts = json_text(answer, lang) if form is Format.JSON else csv_text(answer, lang)
    for part in parts:
        stream.write(escaped(part, JSON_ESCAPE) if form is Format.JSON else _UNSEEN_IN_LINES.sub("\ufffd", part))


def json_text(answer: Answer, lang: Lang) -> Iterable[str]:
    """The answer as one JSON object, in pieces; its keys are question, as_of, scope, summary, rows, notes.

    The answer to a question in words has its sentence too, as `answer`.
    """
    head = {
        "question": answer.question,
        "as_of": plain(answer.as_of),
        "scope": answer.scope,
        **({} if answer.said is None else {"answer": sentence(answer.said, lang)}),
        "summary": _said(answer.summary, lang),
    }
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "rows": ['
    dump = json.JSONEncoder(ensure_ascii=False, default=lambda value: _json(value, lang)).encode
    fields = answer.fields
    for start in range(0, len(answer.rows), 1000):
        block = [dict(zip(fields, row, strict=True)) for row in answer.rows[start : start + 1000]]
        yield (",\n" if start else "\n") + dump(block)[1:-1]
    notes = [sentence(note, lang) for note in (*answer.headline, *answer.notes)]
    yield f'\n], "notes": {json.dumps(notes, ensure_ascii=False)}}}\n'


def _json(value: object, lang: Lang) -> Any:
    return sentence(value, lang) if isinstance(value, Note) else plain(value)


def _said(value: object, lang: Lang) -> Any:
    """A plain value in which each note is its sentence."""
    if isinstance(value, Note):
        return sentence(value, lang)
    if isinstance(value, Mapping):
        return {name: _said(one, lang) for name, one in value.items()}
    return [_said(one, lang) for one in value] if isinstance(value, list) else plain(value)


def csv_text(answer: Answer, lang: Lang) -> Iterable[str]:
    """The rows as CSV for Excel, in pieces: with a byte-order mark, and without cells that look like a formula."""
    yield "\ufeff"
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([file_header(name, lang) for name in answer.fields])
    for start in range(0, max(len(answer.rows), 1), CSV_ROWS):
        columns = zip(*answer.rows[start : start + CSV_ROWS], strict=True)
        cells = [_csv_column(name, values, lang) for name, values in zip(answer.fields, columns, strict=False)]
        writer.writerows(zip(*cells, strict=True))
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def _csv_column(name: str, values: tuple[object, ...], lang: Lang) -> list[object]:
    """The cells of a column as Excel reads them correctly: a text that looks like a formula gets an apostrophe."""
    if lang == "zh":
        values = _in_chinese(name, values)
    types = set(map(type, values))
    if tuple in types:
        cells = [_joined(value) if type(value) is tuple else _cell(value, lang) for value in values]
    elif types <= {str, int, float, bool, NoneType} or all(issubclass(kind, StrEnum) for kind in types):
        cells = list(values)
    else:
        cells = [_exact(value) if isinstance(value, Decimal) else _cell(value, lang) for value in values]
    if bool in types:
        cells = [("false", "true")[cell] if isinstance(cell, bool) else cell for cell in cells]
    if _FORMULA_STARTS.isdisjoint({cell[:1] for cell in cells if isinstance(cell, str)}):
        return cells
    return [f"'{cell}" if isinstance(cell, str) and cell[:1] in _FORMULA_STARTS else cell for cell in cells]


def _in_chinese(name: str, values: tuple[object, ...]) -> tuple[object, ...]:
    """The values of a column with the words of vocabularies in Chinese, each put into words once."""
    kinds = set(map(type, values))
    if not kinds <= {str, bool, NoneType} and not all(issubclass(kind, StrEnum) for kind in kinds):
        return tuple(_in_words(name, value, "zh") for value in values)
    words = {value: _in_words(name, value, "zh") for value in set(values)}
    return tuple(map(words.__getitem__, values))


def _in_words(name: str, value: object, lang: Lang) -> object:
    """A value of the field `name` as a file for people holds it: in English as JSON has it, in Chinese in words."""
    if lang == "en":
        return value
    if isinstance(value, Mapping):
        return "、".join(f"{word(key, lang)} {flat(coded(one, lang, str(key)))}" for key, one in value.items())
    if isinstance(value, tuple) and not isinstance(value, Note):
        return tuple(coded(one, lang, name) for one in value)
    return coded(value, lang, name)


@lru_cache(maxsize=1 << 16)
def _joined(values: tuple[object, ...]) -> str:
    if all(type(value) is str for value in values):
        return " / ".join(cast("tuple[str, ...]", values))
    return str(flat(values))


def _cell(value: object, lang: Lang) -> Any:
    return sentence(value, lang) if isinstance(value, Note) else flat(value)


def _exact(value: Decimal) -> int | Decimal:
    """An amount as it was recorded, without zeros behind the point."""
    return int(value) if value == value.to_integral_value() else value.normalize()


def _xlsx(answer: Answer, lang: Lang, path: Path) -> None:
    if len(answer.rows) > sheets.SHEET_ROWS:
        raise UsageError("output.rows", rows=len(answer.rows), limit=sheets.SHEET_ROWS)
    with new_workbook(path, in_order=True) as book:
        _sheets(book, answer, lang)


def _sheets(book: Any, answer: Answer, lang: Lang) -> None:
    title = question_title(answer.question, lang)
    bold = book.add_format(sheets.HEADER)
    sheet = book.add_worksheet(title[: sheets.NAME])
    head = [file_header(name, lang) for name in answer.fields]
    sheet.write_row(0, 0, head, bold)
    measured = [head]
    for number, row in enumerate(answer.rows, start=1):
        texts = [""] * len(row)
        for place, (name, value) in enumerate(zip(answer.fields, row, strict=True)):
            cell = _cell(_in_words(name, value, lang), lang)
            if isinstance(cell, str):
                texts[place] = without_controls(cell)[: sheets.CELL]
                sheet.write_string(number, place, texts[place])
            elif cell is not None:
                texts[place] = str(cell)
                sheet.write(number, place, cell)
        if number <= sheets.MEASURED:
            measured.append(texts)
    sheets.set_up(sheet, title, head=1, widths=sheets.widths(measured))
    if answer.rows:
        sheet.autofilter(0, 0, len(answer.rows), len(answer.fields) - 1)
    about = book.add_worksheet(say("output.notes", lang))
    lines = list(_about(answer, lang))
    for number, (name, value) in enumerate(lines):
        about.write_string(number, 0, name)
        about.write_string(number, 1, value)
    sheets.set_up(about, title, widths=(24, 100))


def question_title(question: str, lang: Lang) -> str:
    """What the sheet with the answer to a question is called: in English by the command, as scripts know it."""
    return question if lang == "en" else say(f"output.sheet.{question.replace(' ', '_').replace('-', '_')}", lang)


def _about(answer: Answer, lang: Lang) -> Iterator[tuple[str, str]]:
    """The lines of the sheet of notes: what was asked, the summary, and the sentences.

    In Chinese the summary has what a person reads: single values, none that is unknown.
    """
    head = {"question": answer.question, "as_of": answer.as_of, "scope": answer.scope, **answer.summary}
    if lang == "en":
        for name, value in head.items():
            single = flat(value)
            yield name, "" if single is None else str(single)
    else:
        head["question"] = question_title(answer.question, lang)
        for name, value in head.items():
            if value is not None and not isinstance(value, list | tuple | Mapping):
                yield word(name, lang, "summary"), cell_text(name, value, lang)
    for note in (*answer.sentences, *answer.notes):
        yield word("note", lang, "summary"), sentence(note, lang)


def console(stream: IO[str]) -> Console:
    """A console on `stream`: as wide as the terminal, or as wide as needed where it is not a terminal."""
    from rich.console import Console  # slow to import, and JSON and CSV do not need it

    terminal = stream.isatty()
    return Console(
        file=stream,
        width=None if terminal else 4000,
        soft_wrap=not terminal,
        highlight=False,
        markup=False,
        emoji=False,
        no_color=None if terminal else True,
    )


def table(answer: Answer, lang: Lang, to: Console, *, rows: int = TABLE_ROWS) -> None:
    """Writes the answer as sentences and a table of at most `rows` rows; a sentence says when there are more."""
    from rich.table import Table  # slow to import, and JSON and CSV do not need it
    from rich.text import Text

    for note in answer.sentences:
        to.print(printable(sentence(note, lang)), style="bold")
    left_out: list[str] = []
    if answer.rows:
        grid = Table(box=_box(to), pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
        numeric = _numeric(answer)
        names = visible_columns(answer)
        columns = {
            name: [printable(cell_text(name, row[answer.fields.index(name)], lang)) for row in answer.rows[:rows]]
            for name in names
        }
        heads = {name: Text(column_word(name, lang), no_wrap=False) for name in names}
        needs = {name: _Need.of(name, heads[name], cells) for name, cells in columns.items()}
        room = _fitted(needs, to.width)
        left_out = [column_word(name, lang) for name in names if name not in room]
        for name, width in room.items():
            grid.add_column(
                heads[name],
                justify="right" if name in numeric else "left",
                overflow="fold",
                no_wrap=name not in _WRAPPED,
                width=width,
            )
        for row in zip(*(columns[name] for name in room), strict=True):
            grid.add_row(*row)
        to.print(grid, soft_wrap=False)
    if len(answer.rows) > rows:
        to.print(Text(say("output.more", lang, rows=rows, all=len(answer.rows))))
    if left_out:
        to.print(Text(say("output.left_out", lang, columns=left_out)))
    for note in answer.notes:
        to.print(printable(f"* {sentence(note, lang)}"), style="dim")


class _Need(NamedTuple):
    """The least width of a column in which nothing is torn, and the width in which nothing takes a second line."""

    least: int
    most: int

    @classmethod
    def of(cls, name: str, head: Text, cells: Sequence[Text]) -> _Need:
        widest = max((cell.cell_len for cell in cells), default=1)
        if name in _WRAPPED:
            return cls(min(widest, _NAME_WIDTH), max(widest, min(head.cell_len, _HEAD_WIDTH)))
        return cls(max(widest, min(head.cell_len, _HEAD_WIDTH)), max(widest, head.cell_len))


def _fitted(needs: Mapping[str, _Need], width: int) -> dict[str, int]:
    """The columns that have room on a line of `width`, with their widths.

    The last column goes first, but never the first one, a share, nor the mark of what is invented. What room there is
    goes to the columns that need it; the widest give way.
    """
    kept = list(needs)
    while sum(needs[name].least + 2 for name in kept) > width and len(kept) > 1:
        spare = [name for name in kept[1:] if name != "illustrative" and not name.startswith("share")]
        if not spare:
            break
        kept.remove(spare[-1])
    room = {name: needs[name].most for name in kept}
    while sum(room.values()) + 2 * len(kept) > width:
        wide = [name for name in kept if room[name] > needs[name].least]
        if not wide:
            break
        room[max(wide, key=room.__getitem__)] -= 1
    return room


def visible_columns(answer: Answer) -> list[str]:
    """The shown columns that have a value in at least one row."""
    places = {name: answer.fields.index(name) for name in answer.columns()}
    silent: tuple[object, ...] = (None, "", ())
    known = answer.rows.silent if isinstance(answer.rows, Listing) else ()
    return [
        name
        for name, place in places.items()
        if name not in known
        and any(
            row[place] not in silent and not (name == "illustrative" and row[place] is False) for row in answer.rows
        )
    ]


def _box(to: Console) -> Any:
    from rich import box  # slow to import, and JSON and CSV do not need it

    return box.SIMPLE_HEAD if to.encoding.lower().startswith("utf") else box.ASCII2


def _numeric(answer: Answer) -> set[str]:
    first = answer.rows[: min(50, len(answer.rows))]
    return {
        name
        for place, name in enumerate(answer.fields)
        if all(
            isinstance(row[place], int | float | Decimal | None) and not isinstance(row[place], bool) for row in first
        )
        and any(row[place] is not None for row in first)
    }


def cell_text(name: str, value: object, lang: Lang) -> str:
    """The value of the field `name` as people read it in a table."""
    if value is None or value == "":
        return "–"
    if name.startswith("share"):
        return percent(float(str(value)))
    if isinstance(value, Note):
        return sentence(value, lang)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value) if name == "row" else f"{value:,}"
    if isinstance(value, tuple):
        value = value[-2:] if name in ("area", "recipient_area") else tuple(coded(one, lang, name) for one in value)
    if isinstance(value, Mapping) and lang == "zh":
        return str(_in_words(name, value, lang))
    if isinstance(value, Decimal):
        return amount(value)
    if isinstance(value, float) and not value.is_integer():  # computed; what was recorded is exact, and stays so
        return f"{value:,.4g}" if abs(value) < 1000 else f"{value:,.2f}"
    single = flat(value)
    if isinstance(single, int | float) and not isinstance(single, bool):
        return amount(single)
    return str(coded(single, lang, name))


def printable(text: str) -> Text:
    """`text` in one line, safe for a terminal: markup is not read, control and direction characters are visible."""
    from rich.text import Text  # slow to import, and JSON and CSV do not need it

    return Text(without_controls(text.replace("\n", " ")))


def without_controls(text: str) -> str:
    """A text with U+FFFD for every character that controls a terminal or changes the direction of writing."""
    return _UNSEEN.sub("\ufffd", text)


JSON_ESCAPE, XML_ESCAPE, CYPHER_ESCAPE = "\\u{:04x}", "&#x{:X};", "\\u{:04X}"
"""How a format writes a character by its number."""


def escaped(text: str, escape: str) -> str:
    """A piece of a file with its control and direction characters written by number: the same data, without effect.

    >>> escaped('{"name": "a\\u202eb"}', JSON_ESCAPE)
    '{"name": "a\\\\u202eb"}'
    """
    return _UNSEEN_IN_LINES.sub(lambda found: escape.format(ord(found[0])), text)


def sentence(note: Note, lang: Lang) -> str:
    """A note as a sentence in `lang`."""
    return note.text if note.text is not None else say(note.key, lang, **note.values)
