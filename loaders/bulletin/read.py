"""Reads a bulletin in prose into a dataset and its statements: what is sure is loaded, the rest is told with why."""

from __future__ import annotations

import gc
import itertools
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from graph.answer import Note
from graph.dataset import FileRef
from graph.model import Certainty, Form, Kind, PartialDate, ReadAs
from loaders.bulletin import decided, formats, reading, text
from loaders.bulletin.chinese import Chinese
from loaders.bulletin.english import English
from loaders.bulletin.names import Name, Names
from loaders.bulletin.persons import masked
from loaders.bulletin.records import Records
from loaders.bulletin.state import State
from loaders.bulletin.statements import LoadedBulletin, Pair, Reads, Statement, Status
from loaders.bulletin.text import Span, TableInside, Text
from loaders.bulletin.times import Calendar
from loaders.bulletin.years import Years
from loaders.files import Grid, read_bytes, suffix_of
from loaders.loaded import Progress
from loaders.names import registry
from loaders.names.resolve import NO_CONTEXT, Context, Resolver
from loaders.problems import Problem, Severity
from loaders.roster import day as days
from loaders.roster import layout
from loaders.roster import read as roster
from loaders.roster.collected import Collected
from loaders.roster.mapping import read_mapping
from loaders.validate import ROW, About, fingerprint_of_file, validate

_DATED = re.compile(r"发布|日期|时间|来源|编辑|\bdate\b|published|posted|issued", re.IGNORECASE)
_ONLY_A_DAY = re.compile(r"[\d\W年月日]*|\d{1,2} [A-Z][a-z]+ \d{4}|[A-Z][a-z]+ \d{1,2}, \d{4}")
_DATELINE = re.compile(
    r"[A-Z][A-Za-z .,'’(-]{2,60}[,(] *(?P<day>(?:\d{1,2} )?[A-Z][a-z]+\.? (?:\d{1,2}, )?(?:19|20)\d\d)\)? *"
    r"(?:\([A-Z][a-z]+\) *)?[–—-]"
    r"|[^，。]{0,16}?(?P<written>(?:19|20)\d\d年\d{1,2}月\d{1,2}日)[电讯]"
)
"""Where and when a report was written, before its first sentence: NANBU, June 14, 2023 — …; 本报贵阳2023年6月14日电."""
_FIGURE = re.compile(r"\d")
_HEAD, _TAIL = 3, 3


def load(
    path: Path,
    *,
    as_of: date | None = None,
    area: str | None = None,
    context: Context = NO_CONTEXT,
    name: str | None = None,
    progress: Progress | None = None,
) -> LoadedBulletin:
    """The network that a bulletin states at once, with a statement for all that it says.

    `area` (an id, a code or a name) is the unit that is helped; without it, the bulletin's own words say which.
    `context` is what names are matched with. `name` is what the dataset is called, else the file's name is used.
    Raises `InputError` if the file cannot be read, holds no text, or there is no such area.
    """
    whole = text.read(formats.text_of(path))
    stem = path.name.removesuffix(suffix_of(path)) or path.name
    stated = None if as_of else stated_day(whole, stem)
    about_day = as_of or (days.known_by(stated, date.today()) if stated else None)
    unit = registry.area_of(area) if area else None
    names = Names(whole.plain, context, unit)
    years = Years(about_day)
    calendar = Calendar(years)
    languages: dict[bool, reading.Language] = {True: Chinese(names, calendar), False: English(names, calendar)}
    with _uncollected():
        said = reading.read(State(whole, names, years), languages, progress)
    found = decided.decided(said, context.decisions, names)
    tables = Collected()
    helped = unit or (names.areas[0] if len(names.areas) == 1 else None)
    inside = list(_tables(whole, path.name, tables, Resolver(context, helped)))
    records = Records(tables)
    records.add(sorted(found, key=lambda one: one.span))
    found = sorted([*found, *inside], key=lambda one: one.span)
    tables.state_roster({0: False})
    proposed = tuple(one.as_text() for one in decided.asked(found, path.name))
    rulings = sorted(
        f"{ruling.content}" for one in said if one.what and (ruling := context.decisions.ruling(decided.key_of(one)))
    )
    made = (f"{about_day} {area}", *sorted(tables.organizations), *rulings)
    print_ = fingerprint_of_file(read_bytes(path), map(str.encode, made))
    title = title_of(whole) or path.name
    about = About(
        name=name or stem,
        title={"en": title, "zh": title},
        location=path.name,
        as_of=about_day,
        read_as=ReadAs.PROSE.value,
    )
    loaded = validate(about, records.raw(), [FileRef(path.name, None)], print_, tables.problems, tables.rejected)
    unmatched = sorted(tables.unmatched.values(), key=lambda one: (one.row, one.name))
    dataset = replace(loaded.dataset, proposed=proposed)
    return LoadedBulletin.of(replace(loaded, dataset=dataset, unmatched=tuple(unmatched), day=stated), found)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Puts off the search for cyclic garbage: what a long text is read into lives on, and has no cycles.

    Looking through it again and again takes a fifth of the time.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def title_of(whole: Text) -> str | None:
    """The first heading above the sentences of a bulletin, no name of a person in it; None where there is none.

    A line that only says when, by whom or where it was published is none.
    """
    above = itertools.takewhile(lambda one: one.heading, whole.sentences)
    lines = (whole[one.span] for one in above)
    titles = (line for line in lines if len(line) < 80 and not (_DATED.match(line) or _ONLY_A_DAY.fullmatch(line)))
    return next(map(masked, titles), None)


def stated_day(whole: Text, stem: str) -> PartialDate | None:
    """The day that a bulletin is of, as its headings, a line of when it was published, or its file's name say."""
    lines = [whole[one.span] for one in whole.sentences]
    headings = [whole[one.span] for one in whole.sentences[:_HEAD] if one.heading]
    dated = [line for line in (*lines[:_HEAD], *lines[-_TAIL:]) if _DATED.search(line) and len(line) < 80]
    last = [line for line in lines[-1:] if len(line) < 30]
    begins = (whole[one.span] for one in whole.sentences if not one.heading)
    line = _DATELINE.match(next(begins, ""))
    above = [*headings, *dated, *([line["day"] or line["written"]] if line is not None else [])]
    return days.stated(above, last, [stem], date.today())


def _tables(whole: Text, file: str, tables: Collected, resolver: Resolver) -> Iterator[Statement]:
    """Reads the tables between the paragraphs as ledgers; a statement for each pairing of one."""
    mapping = read_mapping(None).of(None)
    for one in whole.tables:
        sheet = layout.read(Grid(file, None, one.rows, typed=False), mapping)
        if not sheet.tables or any(table.choices for table in sheet.tables):
            problem = Problem(
                key="problem.table_in_prose",
                file=file,
                row=one.line,
                severity=Severity.WARNING,
                values={"rows": len(one.rows)},
            )
            tables.problems.append(problem)
            continue
        before = len(tables.agreements)
        with tables.moved(one.line - 1):
            roster.add_sheet(sheet, 0, mapping, tables, resolver, None)
        yield from _stated(whole, one, tables, before)


def _stated(whole: Text, table: TableInside, tables: Collected, begin: int) -> Iterator[Statement]:
    """The pairing of each row; a row of none, such as that of a sum, is told as not read if it has figures."""
    told: set[int] = set()
    for row in tables.agreements[begin:]:
        line = int(row[ROW] or 0)
        told.add(line)
        place = table.spans[line - table.line] if 0 <= line - table.line < len(table.spans) else Span(0, 0)
        printed = masked(whole.original[slice(*place)])
        pair = Pair(
            (_named(str(row["helper"]), tables),),
            (_named(str(row["recipient"]), tables),),
            Certainty(str(row.get("certainty") or "named")),
            Form(str(row["form"])) if row.get("form") else None,
            None if row.get("sector") is None else str(row["sector"]),
            PartialDate.parse(str(row["start"])) if row.get("start") else None,
            PartialDate.parse(str(row["end"])) if row.get("end") else None,
        )
        yield Statement(printed, place, printed, Reads.AGREEMENT, Status.RECORD, (), pair, line)
    for at, place in enumerate(table.spans):
        printed = masked(whole.original[slice(*place)])
        if table.line + at > min(told, default=table.line) and table.line + at not in told and _FIGURE.search(printed):
            why = (Note("bulletin.why.no_shape"),)
            yield Statement(printed, place, printed, Reads.NONE, Status.SKIP, why, None, table.line + at)


def _named(id_: str, tables: Collected) -> Name:
    row = tables.organizations[id_]
    placed = Names.path(id_) if id_.startswith("cn-") else ""
    kind = Kind(str(row["kind"]))
    return Name(str(row["name"]), placed or str(row["name"]), kind, id_)
