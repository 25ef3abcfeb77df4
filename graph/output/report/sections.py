"""Builds the sections of a report, in their order, each from the answers to a few questions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from graph.answer import Answer, Note
from graph.errors import UsageError
from graph.model import AREA_KINDS, Kind
from graph.output.report.asking import Asking
from graph.output.report.parts import Bars, Paragraph, ReportTable, Section
from graph.query import By, Ends, RankBy, Side, State
from graph.questions.inquiry import FETCH_LIMIT
from graph.questions.sources import dataset_notes

if TYPE_CHECKING:
    from graph.questions.inquiry import Inquiry

LISTED = 20
"""The number of helpers in the list by load."""
CRITICAL = 10
"""The number of helpers in the list of those whose leaving would leave most recipients without a partner."""
CHARTED = 30
"""The largest number of groups in a chart."""
_LOADED = ("dataset", "as_of", "title", "publisher", "date", "url", "file")
_BEFORE_AFTER = ("kind", "roster", "direct_before", "share_before", "gaps_before", "direct", "share_direct", "gaps")


def _bare(note: Note) -> Note:
    """A note without the scope, which the title of the report names."""
    return replace(note, values={**note.values, "scope": None}) if "scope" in note.values else note


def _paragraph(answer: Answer, trace: tuple[int, ...], invented: bool = False) -> Paragraph:
    """The paragraph of what an answer says in words."""
    return Paragraph(tuple(map(_bare, answer.headline)), trace, invented)


def _section(
    heading: Note, paragraphs: Sequence[Paragraph], tables: Sequence[ReportTable], *notes: Note, annex: bool = False
) -> Section:
    """A section; a note that several of its tables share is said once, below them."""
    every = [note for table in tables for note in table.notes]
    shared = tuple(note for place, note in enumerate(every) if every.count(note) > 1 and note not in every[:place])
    own = [replace(table, notes=tuple(note for note in table.notes if note not in shared)) for table in tables]
    return Section(heading, tuple(paragraphs), tuple(own), (*shared, *notes), annex)


def _overall(asking: Asking) -> Section:
    """The overview on one page, in sentences."""
    paragraphs = []
    for kind in asking.kinds:
        answer = asking.gaps(kind)
        besides = [note for note in answer.notes if note.key == "note.illustrative"]
        paragraphs.append(
            Paragraph((*map(_bare, answer.headline), *besides), asking.trace("gaps", kind=kind), bool(besides))
        )
    claims = _claims(asking)
    if isinstance(claims, Answer) and claims.rows:
        paragraphs.append(Paragraph(claims.headline, asking.trace("check claims")))
    conflicts, trace = asking.traced("check conflicts")
    paragraphs.append(Paragraph(conflicts.headline, trace))
    loaded, trace = asking.traced("sources")
    paragraphs += [Paragraph((note,), trace) for note in loaded.headline]
    return _section(Note("report.overall"), paragraphs, (), Note("note.registered"))


def _covered(asking: Asking) -> Section | None:
    """Coverage by kind, and of each kind by the level below the scope, with charts; None without a roster."""
    if not asking.by_kind.summary["roster"]:
        return None
    caption = Note("report.by_kind")
    trace = asking.trace("coverage", by=(By.KIND,), **asking.money)
    tables = [_with_bars(asking.table(asking.by_kind, caption, trace), share=True)]
    for kind in asking.kinds:
        for level in _levels(asking.inquiry):
            if kind.value == level.value:
                break
            found, trace = asking.traced("coverage", kind=kind, by=(level,), **asking.money)
            if len(found.rows) > 1:
                caption = Note("report.by_area", {"kind": kind, "level": level.value})
                tables.append(_with_bars(asking.table(found, caption, trace), share=False))
                break
    return _section(Note("report.covered"), (), tables)


def _levels(inquiry: Inquiry) -> list[By]:
    """The levels of areas below the scope, the nearest first."""
    levels = [By(kind.value) for kind in AREA_KINDS]
    if inquiry.area is None:
        return levels
    kind = inquiry.resolve(inquiry.area).kind
    return levels[levels.index(By(kind)) + 1 :] if kind in {level.value for level in levels} else []


def _with_bars(table: ReportTable, *, share: bool) -> ReportTable:
    """A coverage table with its chart: the kinds in their order, or areas as on the map, those with most gaps first."""
    at = {name: place for place, name in enumerate(table.fields)}

    def worst(place: int) -> tuple[int, float]:
        row = table.rows[place]
        gaps = row[at["roster"]] - row[at["direct"]]
        return -gaps, -gaps / (row[at["roster"]] or 1)

    places = sorted(range(len(table.rows)), key=None if share else worst)[:CHARTED]
    rows = [table.rows[place] for place in places]
    return replace(
        table,
        bars=Bars(
            tuple(row[at["group"]] for row in rows),
            {state: tuple(row[at[state.value]] for row in rows) for state in State},
            frozenset(now for now, place in enumerate(places) if place in table.marked),
            share,
            len(table.rows),
        ),
    )


def _gap_lists(asking: Asking) -> Section:
    """The list of all gaps, by area."""
    tables, paragraphs = [], []
    for kind in asking.kinds:
        found = asking.gaps(kind)
        trace = asking.trace("gaps", kind=kind)
        if found.rows:
            caption = Note("report.gap_list", {"kind": kind})
            tables.append(asking.table(_together(found), caption, trace, by_area=True))
        elif found.summary["roster"]:
            paragraphs.append(
                Paragraph((Note("report.no_gaps", {"kind": kind}),), trace, bool(found.summary["illustrative"]))
            )
        else:
            paragraphs.append(Paragraph(found.headline, trace))
    return _section(Note("report.gaps"), paragraphs, tables, Note("note.registered"), annex=True)


def _together(gaps: Answer) -> Answer:
    """Gaps grouped by area, the areas in the order of the id of their first member."""
    place = gaps.fields.index("area")
    first: dict[tuple[str, ...], int] = {}
    for row in gaps.rows:
        first.setdefault(row[place], len(first))
    return replace(gaps, rows=sorted(gaps.rows, key=lambda row: first[row[place]]))


def _claims(asking: Asking) -> Answer | Note:
    """The comparison of claims with records, or the note why they are not compared."""
    inquiry = asking.inquiry
    if not inquiry.fits(inquiry.area):
        return Note("error.large", {"count": inquiry.count(inquiry.area), "most": FETCH_LIMIT})
    return asking.answer("check claims")


def _checked(asking: Asking) -> Section:
    """The comparisons of claims with records, and of sources with each other."""
    claims = _claims(asking)
    paragraphs: list[Paragraph] = []
    tables: list[ReportTable] = []
    if isinstance(claims, Note):
        paragraphs.append(Paragraph((claims,)))
    elif not claims.rows:
        paragraphs.append(Paragraph((Note("report.no_claims"),)))
    else:
        _add(asking, paragraphs, tables, claims, Note("report.claims"), asking.trace("check claims"))
    conflicts, trace = asking.traced("check conflicts")
    _add(asking, paragraphs, tables, conflicts, Note("report.conflicts"), trace)
    return _section(Note("report.checked"), paragraphs, tables)


def _add(
    asking: Asking,
    paragraphs: list[Paragraph],
    tables: list[ReportTable],
    answer: Answer,
    caption: Note,
    trace: tuple[int, ...],
) -> None:
    """Adds what an answer says in words, and its rows where it has any."""
    table = asking.table(answer, caption, trace)
    paragraphs.append(_paragraph(answer, trace, bool(table.marked)))
    if answer.rows:
        tables.append(table)


def _spread(asking: Asking) -> Section:
    """The spread of help over helpers, and who depends on one helper; or why that is not measured."""
    heading = Note("report.spread")
    try:
        load, of_load = asking.traced("rank", side=Side.HELPER, by=RankBy.PARTNERS)
        single = {kind: asking.traced("depend", kind=kind) for kind in asking.wanted.kinds or (None,)}
        stats = {kind: asking.answer("stats", kind=kind, **asking.money) for kind in asking.kinds}
    except UsageError as error:
        return _section(heading, [_why(error)], ())
    paragraphs, tables = [], []
    invented = asking.illustrative_helpers()
    for answer, trace in single.values():
        paragraphs.append(Paragraph(answer.headline, trace, bool(invented)))
    rests = _also(invented)
    tables.append(asking.table(load, Note("report.load"), of_load, most=LISTED, invented=rests))
    if asking.money:
        gave, trace = asking.traced("rank", side=Side.HELPER, by=RankBy.FUNDS, **asking.money)
        given = replace(gave, rows=[row for row in gave.rows if row[gave.fields.index("value")]])
        paragraphs.append(Paragraph((Note("period.money", gave.summary),), trace, _rests([given])))
        tables.append(asking.table(given, Note("report.gave", gave.summary), trace, most=LISTED))
    for kind, answer in stats.items():
        if answer.summary["recipients"] > 1 and answer.summary["pairs"]:
            tables.append(_figures(asking, answer, kind))
    for one in single:
        critical, trace = asking.traced("depend", kind=one, critical=True)
        if critical.rows:
            caption = Note("report.critical", {"kind": one})
            tables.append(asking.table(critical, caption, trace, most=CRITICAL, invented=rests))
    return _section(heading, paragraphs, tables)


def _also(ids: set[str]) -> Callable[[Mapping[str, Any]], bool]:
    """A function that says whether a row is illustrative by itself or is about one of `ids`."""
    return lambda row: row["illustrative"] or row["id"] in ids


def _figures(asking: Asking, stats: Answer, kind: Kind) -> ReportTable:
    """The table of the figures that are defined, each in words."""
    rows = [row for row in stats.rows if row[stats.fields.index("value")] is not None]
    undefined = len(stats.rows) - len(rows)
    undefined_note = (Note("report.undefined", {"count": undefined}),) if undefined else ()
    invented = stats.summary["illustrative_pairs"] or any(n.key == "stats.invented_funds" for n in stats.notes)
    return asking.table(
        replace(stats, rows=rows, notes=(*undefined_note, *stats.notes)),
        Note("report.stats", {"kind": kind}),
        asking.trace("stats", kind=kind, **asking.money),
        invented=lambda _: invented,
    )


def _kept(asking: Asking) -> Section:
    """The ends of agreements, whether pairing is one to one, and what is wrong or missing in the data."""
    heading = Note("report.kept")
    paragraphs: list[Paragraph] = []
    tables: list[ReportTable] = []
    ends = {state: asking.traced("expiring", state=state) for state in (Ends.EXPIRING, Ends.ENDED)}
    pairs = [asking.traced("check one-to-one", kind=kind) for kind in asking.kinds]
    data, of_data = asking.traced("check data")
    rests = _rests(answer for answer, _ in ends.values())
    paragraphs.append(_paragraph(ends[Ends.ENDED][0], asking.trace("expiring"), rests))
    for state, (answer, trace) in ends.items():
        if answer.rows:
            caption = Note("report.expiring" if state is Ends.EXPIRING else "report.ended")
            tables.append(asking.table(answer, caption, trace))
    paragraphs += [_paragraph(answer, trace, _rests([answer])) for answer, trace in pairs if answer.summary["roster"]]
    paragraphs.append(_paragraph(data, of_data))
    return _section(heading, paragraphs, tables)


def _rests(answers: Iterable[Answer]) -> bool:
    """Whether at least one row of these answers rests on illustrative records."""
    return any(row[answer.fields.index("illustrative")] for answer in answers for row in answer.rows)


def _why(error: UsageError) -> Paragraph:
    """The sentence that a package is missing that large areas take; raises `error` where it has another reason."""
    if error.key != "stats.extra":
        raise error
    return Paragraph((Note(error.key, error.values),))


def _changed(asking: Asking) -> Section | None:
    """Coverage on an earlier day and now, and what changed for whom in between; None without an earlier day."""
    since, day = asking.wanted.since, asking.query.day
    if since is None:
        return None
    rows: list[tuple[Any, ...]] = []
    traces: list[int] = []
    paragraphs: list[Paragraph] = []
    marked: set[int] = set()
    changes: list[ReportTable] = []
    for place, kind in enumerate(asking.kinds):
        then, now = asking.gaps(kind, since).summary, asking.gaps(kind).summary
        rows.append(
            (
                kind,
                now["roster"],
                then["direct"],
                then["share_direct"],
                then["gaps"],
                now["direct"],
                now["share_direct"],
                now["gaps"],
            )
        )
        if then["illustrative"] or now["illustrative"]:
            marked.add(place)
        traces += [asking.trace("gaps", one, kind=kind)[0] for one in (since, day)]
        found, trace = asking.traced("diff", from_=since, to=day, kind=kind)
        paragraphs.append(_paragraph(found, trace, place in marked))
        if found.rows:
            changes.append(asking.table(found, Note("report.changes", {"kind": kind}), trace))
    table = ReportTable(
        caption=Note("report.before_after"),
        fields=_BEFORE_AFTER,
        rows=rows,
        shown=_BEFORE_AFTER,
        traces=tuple(traces),
        marked=frozenset(marked),
    )
    return _section(Note("report.changed"), paragraphs, [table, *changes], Note("report.one_roster"))


def _method(asking: Asking) -> Section:
    """The meaning of the figures, and the loaded datasets with their own notes."""
    loaded, trace = asking.traced("sources")
    paragraphs = tuple(
        Paragraph((note,))
        for note in (
            Note("report.method_roster"),
            Note("report.method_states"),
            Note("report.method_dates"),
            Note("report.method_partners"),
            Note("report.method_claims"),
            Note("report.method_version", {"version": version("jiedui")}),
        )
    )
    table = asking.table(replace(loaded, shown=_LOADED), Note("report.sources"), trace)
    notes = (Note("note.registered"), *dataset_notes(asking.inquiry))
    return _section(Note("report.method"), paragraphs, [table], *notes, annex=True)


SECTIONS: tuple[Callable[[Asking], Section | None], ...] = (
    _overall,
    _covered,
    _gap_lists,
    _checked,
    _spread,
    _kept,
    _changed,
    _method,
)
"""The functions that make the sections, in their order; a section that is None is left out of the numbering."""
