"""The sheet of a workbook of proposals on which people decide about statements of bulletins, and edit their fields."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from graph.answer import Note
from graph.model import COUNTED, Bound, Certainty, Counting, Form, Kind, Measure
from graph.output import sheets
from graph.text import LANGS, Lang, say, word
from loaders.bulletin.decided import FIELDS, READ_AS, Asked, FieldError, canonical, ids_in
from loaders.bulletin.statements import Reads
from loaders.files import Grid, cell_text
from loaders.names.decisions import Ruling, Verdict, is_statement
from loaders.problems import InputError
from loaders.review.answers import ANSWERS, labelled

SHEET = "语句 Statements"
EDITED = tuple(dict.fromkeys(field for fields in FIELDS.values() for field in fields))
"""The fields of records, of all that a statement may be read as, in the order of their columns."""
_HEADERS: Mapping[str, tuple[str, int]] = {
    "sentence": ("语句 Sentence", 60),
    "printed": ("所据文字 Words", 24),
    "why": ("原因 Why", 28),
    "decision": ("是/否 Decide", 12),
    READ_AS: ("读作 Reading", 12),
    "helper": ("帮扶方 Helper", 24),
    "recipient": ("受援方 Recipient", 24),
    "certainty": ("确定程度 Certainty", 11),
    "form": ("形式 Form", 11),
    "sector": ("领域 Sector", 11),
    "start": ("起始 Start", 11),
    "end": ("终止 End", 11),
    "measure": ("指标 Measure", 12),
    "value": ("数值 Value", 14),
    "bound": ("数值含义 Meant as", 10),
    "period": ("时期 Period", 20),
    "helpers": ("帮扶方数 Helpers", 18),
    "recipients": ("受援方数 Recipients", 18),
    "since": ("自 Since", 11),
    "kind": ("类型 Kind", 10),
    COUNTED: ("计数 Counted by", 12),
    "key": ("语句编号 Key", 22),
    "file": ("文件 File", 26),
    "paragraph": ("段 Paragraph", 8),
}
"""Column → its header and its width."""
HEADERS = {name: header for name, (header, _) in _HEADERS.items()}
_NEEDED = ("sentence", "decision", READ_AS, "helper", "recipient", "value", "key")
_WORDS: Mapping[str, type[StrEnum]] = {
    READ_AS: Reads,
    "certainty": Certainty,
    "form": Form,
    "measure": Measure,
    "bound": Bound,
    "kind": Kind,
    COUNTED: Counting,
}
"""Fields of which a cell holds a word."""
_COUNTS = ("helpers", "recipients")
_SELECT = ("是", "否")


class Answered(NamedTuple):
    """What a sheet says: the decisions, and whether it is such a sheet at all."""

    rulings: list[Ruling]
    found: bool


def add_sheet(book: Any, asked: Sequence[Asked], lang: Lang) -> None:
    """Adds the sheet to a workbook; cells of texts, so that no spreadsheet makes another date or number of them."""
    bold = book.add_format(sheets.HEADER)
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    open_ = book.add_format({"bg_color": "#FFF2CC", "border": 1, "num_format": "@", "valign": "top"})
    sheet = book.add_worksheet(SHEET)
    sheet.write_row(0, 0, list(HEADERS.values()), bold)
    sheets.set_up(sheet, SHEET, head=1, fixed=1, widths=[width for _, width in _HEADERS.values()])
    places = {name: at for at, name in enumerate(HEADERS)}
    for number, one in enumerate(asked, start=1):
        cells = _cells(one, lang)
        editable = {"decision", READ_AS, *FIELDS[one.reads]}
        for name, at in places.items():
            style = open_ if name in editable else plain
            if cells.get(name):
                sheet.write_string(number, at, cells[name], style)
            elif name in editable:
                sheet.write_blank(number, at, None, style)
    if not asked:
        return
    lists = {"decision": list(_SELECT)} | {name: _choices(name, lang) for name in _WORDS}
    for name, choices in lists.items():
        kind = {"validate": "list", "source": choices, "error_type": "warning"}
        sheet.data_validation(1, places[name], len(asked), places[name], kind)
    sheet.autofilter(0, 0, len(asked), len(HEADERS) - 1)


def _choices(field: str, lang: Lang) -> list[str]:
    return [_shown(field, value.value, lang) for value in _WORDS[field] if value is not Reads.NONE]


def _cells(one: Asked, lang: Lang) -> dict[str, str]:
    why = "；".join(say(note.key, lang, **note.values) for note in one.why)
    own = {"sentence": one.sentence, "printed": one.printed, "why": why, "key": one.key, "file": one.file}
    own |= {"paragraph": str(one.paragraph), READ_AS: _shown(READ_AS, one.reads.value, lang)}
    return own | {field: _shown(field, text, lang) for field, text in one.texts.items()}


def _shown(field: str, text: str, lang: Lang) -> str:
    if field in _COUNTS:
        parts = (part.partition("=") for part in text.split(";") if part)
        return ";".join(f"{word(kind, lang)}={number}" for kind, _, number in parts)
    return word(text, lang, field) if field in _WORDS and text else text


def _meant(field: str, text: str) -> str:
    """A cell as its field is kept: words of either language as the values that they stand for."""
    if field in _COUNTS:
        kinds = {word(kind.value, lang): kind.value for kind in Kind for lang in LANGS}
        parts = (part.strip().partition("=") for part in text.replace("；", ";").replace("＝", "=").split(";"))
        return ";".join(f"{kinds.get(kind.strip(), kind)}{sign}{number}" for kind, sign, number in parts if kind)
    known = {word(value.value, lang, field): value.value for value in _WORDS.get(field, ()) for lang in LANGS}
    return known.get(text, text)


def read(file: str, grids: Iterable[Grid], day: date, exists: Callable[[str], str | None]) -> Answered:
    """The decisions on the sheets (or in the table) of statements of a file, made on `day`.

    `exists` gives the name of the organization with an id, or None. Raises `InputError`, naming sheet, row, column and
    value, if an answer or an edited field cannot be used.
    """
    found = False
    made: dict[str, tuple[Ruling, int]] = {}
    for grid in grids:
        for place, row in enumerate(grid.rows):
            at = labelled(row, HEADERS)
            if all(at[name] is not None for name in _NEEDED):
                found = True
                for number, cells in enumerate(grid.rows[place + 1 :], start=place + 2):
                    _add(made, _Row(file, grid.name, number, cells, at), day, exists)
                break
    return Answered([ruling for ruling, _ in made.values()], found)


class _Row(NamedTuple):
    """A row of the sheet, and where each column of it is."""

    file: str
    sheet: str | None
    number: int
    cells: Sequence[Any]
    at: Mapping[str, int | None]

    def text(self, name: str) -> str:
        place = self.at[name]
        return cell_text(self.cells[place]).strip() if place is not None and place < len(self.cells) else ""

    def wrong(self, name: str, value: str, why: Note) -> InputError:
        where = {"file": self.file, "sheet": self.sheet or "–", "row": self.number, "column": HEADERS[name]}
        return InputError("reconcile.field", **where, value=value or "–", why=(why,))


def _add(made: dict[str, tuple[Ruling, int]], row: _Row, day: date, exists: Callable[[str], str | None]) -> None:
    """Adds what a row decides; one without an answer decides nothing."""
    answer, key = row.text("decision"), row.text("key")
    if not answer:
        return
    verdict = ANSWERS.get(answer.lower())
    if verdict is None:
        raise row.wrong("decision", answer, Note("reconcile.yes_or_no"))
    if not is_statement(key):
        raise row.wrong("key", key, Note("reconcile.no_key"))
    fields = _fields(row, exists) if verdict is Verdict.YES else {}
    ruling = Ruling(day, key, row.text("sentence") or row.text("printed") or key, row.text("printed"), verdict, fields)
    before = made.setdefault(key, (ruling, row.number))
    if before[0].content != ruling.content:
        raise row.wrong("decision", answer, Note("reconcile.other_row", {"row": before[1]}))


def _fields(row: _Row, exists: Callable[[str], str | None]) -> dict[str, str]:
    """The fields of an accepted row as they are kept."""
    said = _meant(READ_AS, row.text(READ_AS))
    if said not in FIELDS:
        words = ", ".join(f"{word(one.value, 'zh', READ_AS)} {word(one.value, 'en', READ_AS)}" for one in FIELDS)
        raise row.wrong(READ_AS, row.text(READ_AS), Note("reconcile.words", {"words": words}))
    reads = Reads(said)
    texts = {field: text for field in EDITED if (text := _meant(field, row.text(field)))}
    for side in ("helper", "recipient"):
        lost = next((id_ for id_ in ids_in(texts.get(side, "")) if exists(id_) is None), None)
        if lost is not None:
            raise row.wrong(side, lost, Note("reconcile.no_id"))
    try:
        return {READ_AS: reads.value, **canonical(reads, texts)}
    except FieldError as error:
        raise row.wrong(error.field, row.text(error.field), error.why) from None
