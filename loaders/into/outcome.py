"""Says what a load did, as an answer: the numbers, what changed, and every problem with its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from graph.answer import Answer, Note, plain
from graph.errors import JieduiError
from loaders.problems import Severity, ranges
from loaders.review import understood

if TYPE_CHECKING:
    from graph.dataset import Dataset
    from graph.measures.changes import Changed
    from graph.store import Written
from loaders.loaded import Loaded, RosterTable

MOST_SHOWN = 20
"""How many changes are listed one by one."""


class ProblemRow(NamedTuple):
    """A problem as a row of the answer; `row` is a number, or a text like `2–4, 9` for a problem of many rows."""

    severity: str
    code: str
    message: Note
    file: str
    sheet: str | None
    row: Any
    column: str | None
    cell: str | None
    hint: Note


class Became(StrEnum):
    """What became of one file, folder or package that was to be loaded."""

    LOADED = "loaded"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    DRY_RUN = "dry_run"
    REFUSED = "refused"
    """It was read, and nothing is written because some file has an error (`--strict`)."""
    FAILED = "failed"
    SKIPPED = "skipped"
    STOPPED = "stopped"
    """Ctrl-C came first."""


class Outcome(NamedTuple):
    """What became of one dataset: what was read, and what writing it changed.

    `written` is None where nothing was written; `error` is what kept it from being loaded, `why` says why it was
    skipped.
    """

    file: str
    became: Became
    loaded: Loaded | None = None
    written: Written | None = None
    error: JieduiError | None = None
    why: Note | None = None

    @property
    def exit_code(self) -> int:
        """0 when it was loaded, 1 where it has an error, that of its failure where there is one."""
        if self.error is not None:
            return self.error.exit_code
        return int(self.loaded is not None and self.loaded.failed)


def answer(done: Sequence[Outcome], more: Sequence[Note] = ()) -> Answer:
    """The answer to `load`; `more` are notes that come last."""
    read = [one.loaded for one in done if one.loaded is not None]
    problems = sorted(
        (problem for loaded in read for problem in loaded.problems),
        key=lambda problem: (problem.severity is Severity.WARNING, problem.order),
    )
    failures = [_failure(one) for one in done if one.error is not None]
    rows = [
        ProblemRow(
            problem.severity.value,
            problem.code,
            problem.message_note,
            problem.file,
            problem.sheet,
            problem.row,
            problem.column,
            problem.cell,
            problem.hint_note,
        )
        for problem in problems
    ]
    headline = [note for one in done for note in _lines(one)]
    errors = sum(problem.severity is Severity.ERROR for problem in problems) + len(failures)
    rejected = sum(loaded.rejected for loaded in read)
    counts = {"errors": errors, "warnings": len(problems) + len(failures) - errors, "rejected": rejected}
    notes = [Note("load.problems", counts)] if problems or failures else []
    summary: dict[str, Any] = {}
    if any(one.became is Became.DRY_RUN for one in done):
        summary["understood"] = [sheet for loaded in read for sheet in understood.as_json(loaded)]
    if any(loaded.prose for loaded in read):
        from loaders.bulletin.statements import statements_of  # here, so that a table loads without bulletins

        summary["statements"] = [one.as_json() for loaded in read for one in statements_of(loaded)]
    details = [change for one in done if one.written is not None for change in one.written.details]
    if details:
        summary["changes"] = [_change(one) for one in details]
    return Answer(
        question="load",
        as_of=None,
        fields=ProblemRow._fields,
        rows=[*failures, *rows],
        headline=tuple(headline),
        summary={
            "organizations": sum(len(loaded.dataset.organizations) for loaded in read),
            "agreements": sum(loaded.dataset.agreements["id"].n_unique() for loaded in read),
            "contributions": sum(len(loaded.dataset.contributions) for loaded in read),
            "claims": sum(len(loaded.dataset.claims) for loaded in read),
            "rejected_rows": rejected,
            "problems": len(rows) + len(failures),
            **summary,
            "read_as": _common([loaded.read_as for loaded in read]),
            "as_of": _common([plain(loaded.dataset.as_of) for loaded in read]),
            "roster": _common([loaded.roster for loaded in read]),
            "files": [_file(one) for one in done],
        },
        shown=("severity", "message", "file", "row", "column", "hint"),
        notes=(
            *notes,
            *_undecided(read),
            *(_kept(loaded) for loaded in read if loaded.attributes),
            *(files(done) if len(done) > 1 else ()),
            *more,
        ),
    )


def _common(values: Sequence[Any]) -> Any:
    """The value that all files have; None where they differ."""
    return values[0] if values and all(value == values[0] for value in values) else None


def _failure(one: Outcome) -> ProblemRow:
    """A file that could not be loaded, as a problem."""
    assert one.error is not None  # asked only of those that failed
    code = one.error.key.partition(".")[2].replace("_", "-")
    message = Note(one.error.key, one.error.values)
    hint = Note("load.again")
    return ProblemRow(Severity.ERROR.value, code, message, one.file, None, None, None, None, hint)


def _file(one: Outcome) -> dict[str, Any]:
    """What became of one file, for scripts."""
    dataset = one.loaded.dataset if one.loaded is not None else None
    return {
        "file": one.file,
        "dataset": dataset.name if dataset is not None else None,
        "version": (dataset.version or None) if dataset is not None else None,
        "outcome": one.became.value,
        "read_as": one.loaded.read_as if one.loaded is not None else None,
        "as_of": plain(dataset.as_of) if dataset is not None else None,
        "roster": one.loaded.roster if one.loaded is not None else None,
    }


def files(done: Sequence[Outcome]) -> list[Note]:
    """What became of each file, a line each."""
    notes = [Note("load.files", {"count": len(done)})]
    for one in done:
        name = one.loaded.dataset.name if one.loaded is not None else None
        errors = sum(problem.severity is Severity.ERROR for problem in one.loaded.problems) if one.loaded else 0
        values = {"file": one.file, "name": name, "errors": errors, "why": (one.why,) if one.why is not None else ()}
        notes.append(Note(f"load.file.{one.became.value}", values))
    return notes


def _change(one: Changed) -> dict[str, Any]:
    """One change for scripts, without the ids of the partners."""
    return {
        "change": one.what,
        "recipient_id": one.recipient_id,
        "recipient": one.recipient,
        "before": one.before,
        "after": one.after,
        "measure": one.measure,
    }


def _kept(loaded: Loaded) -> Note:
    """Which columns were kept as attributes."""
    return Note("load.attributes", {"name": loaded.dataset.name, "columns": ", ".join(loaded.attributes)})


def _undecided(read: Sequence[Loaded]) -> list[Note]:
    """How many names somebody should decide about."""
    unmatched = [one for loaded in read for one in loaded.unmatched]
    proposed = sum(bool(one.candidates) for one in unmatched)
    return [Note("load.unmatched", {"proposed": proposed, "alone": len(unmatched) - proposed})] if unmatched else []


def condensed(found: Answer) -> Answer:
    """The answer with a problem of many rows listed once, with the ranges of its rows: for people, not for scripts."""
    groups: dict[tuple[str, ...], list[ProblemRow]] = {}
    for row in map(ProblemRow._make, found.rows):
        groups.setdefault(tuple(map(repr, row._replace(row=None))), []).append(row)
    rows = [
        same[0]._replace(row=ranges([row.row for row in same])) if len(same) > 1 else same[0]
        for same in groups.values()
    ]
    return replace(found, rows=rows)


def _lines(one: Outcome) -> list[Note]:
    if one.loaded is None:
        return []
    dataset, written = one.loaded.dataset, one.written
    numbers = {
        "name": dataset.name,
        "organizations": len(dataset.organizations),
        "agreements": dataset.agreements["id"].n_unique(),
        "contributions": len(dataset.contributions),
        "claims": len(dataset.claims),
    }
    if one.became is Became.REFUSED:
        return [Note("load.refused" if one.loaded.failed else "load.refused_with_others", numbers)]
    read = _read_as(one.loaded)
    if one.became is Became.DRY_RUN:
        return [Note("load.dry_run", numbers), *read]
    if one.became is Became.UNCHANGED:
        return [Note("load.unchanged", numbers), *read]
    lines = [Note("load.done", numbers), *read, *_version(dataset, written)]
    if written is None:  # Ctrl-C came when it had been written
        return lines
    for table, change in written.changes.items():
        if change.added or change.removed or change.changed:
            values = {"what": table, "added": change.added, "removed": change.removed, "changed": change.changed}
            lines.append(Note("load.change", values))
    lines += [Note("load.detail", _change_values(change)) for change in written.details[:MOST_SHOWN]]
    if len(written.details) > MOST_SHOWN:
        lines.append(Note("load.details_more", {"count": len(written.details) - MOST_SHOWN}))
    return lines


def _version(dataset: Dataset, written: Written | None) -> list[Note]:
    """Which version it is of a dataset that was loaded before."""
    if written is None or not (written.replaced or written.changes or written.following):
        return []
    values = {"name": dataset.name, "day": dataset.as_of, "following": written.following}
    if written.replaced:
        return [Note("load.corrected", values)]
    return [Note("load.earlier" if written.following else "load.version", values)]


def _read_as(loaded: Loaded) -> list[Note]:
    """What the tables of a file were read as, a sentence for each way they were read; nothing for a package."""
    data = loaded.dataset
    if loaded.prose:
        from loaders.bulletin.statements import statements_of
        from loaders.review import reading

        return [Note("load.read_as.prose", reading.counts_note(statements_of(loaded)).values)]
    tables = [table for sheet in loaded.sheets for table in sheet.tables]
    if not tables:
        return []
    members = set(data.organizations.filter(data.organizations["on_roster"])["id"])
    helped = len(members & set(data.agreements["recipient"]))
    notes: dict[tuple[str, str, str], Note] = {}
    for table in tables:
        helper, recipient = (_columns_of(table, side) for side in ("helper", "recipient"))
        said = Note(f"load.read_as.{table.read_as}", {"helper": helper, "recipient": recipient})
        notes.setdefault((table.read_as, helper, recipient), said)
    roster = [Note("load.roster", {"count": len(members), "helped": helped})] if members else []
    if not members and loaded.read_as == "ledger":
        refused = any(sheet.roster is False for sheet in loaded.sheets)
        roster = [Note("load.roster_refused" if refused else "load.no_roster")]
    return [*notes.values(), *roster]


def _columns_of(table: RosterTable, side: str) -> str:
    """The columns that name a side, with their letters."""
    return ", ".join(f"{one.letter} {one.label}".strip() for one in table.columns if one.field == side)


def _change_values(change: Changed) -> dict[str, object]:
    """The values for the sentence about one change: `甲 → 乙` if it has a before or an after."""
    before, after = (plain(value) for value in (change.before, change.after))
    sides = [str(value) for value in (before, after) if value is not None]
    measure = f" ({change.measure})" if change.measure else ""
    what = f"{measure}: {' → '.join(sides)}" if sides else measure
    return {"what": change.what.value, "recipient": change.recipient, "change": what}
