"""Says what a load did, as an answer: the numbers, what changed, and every problem with its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from graph.answer import Answer, Note, plain
from loaders.problems import Severity
from loaders.review import understood

if TYPE_CHECKING:
    from graph.measures.changes import Changed
    from graph.store import Written
    from loaders.loaded import Loaded

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


class Outcome(NamedTuple):
    """What became of one dataset: what was read, and what writing it changed.

    `written` is None where nothing was written (a dry run, or a strict load of a dataset with errors).
    """

    loaded: Loaded
    written: Written | None


def answer(done: Sequence[Outcome], *, dry_run: bool, strict: bool) -> Answer:
    """The answer to `load`."""
    problems = sorted(
        (problem for loaded, _ in done for problem in loaded.problems),
        key=lambda problem: (problem.severity is Severity.WARNING, problem.order),
    )
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
    headline = [note for loaded, written in done for note in _lines(loaded, written, dry_run=dry_run, strict=strict)]
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    rejected = sum(loaded.rejected for loaded, _ in done)
    counts = {"errors": errors, "warnings": len(problems) - errors, "rejected": rejected}
    notes = [Note("load.problems", counts)] if problems else []
    summary: dict[str, Any] = {}
    if dry_run:
        summary["understood"] = [sheet for loaded, _ in done for sheet in understood.as_json(loaded)]
    details = [change for _, written in done if written is not None for change in written.details]
    if details:
        summary["changes"] = [_change(one) for one in details]
    return Answer(
        question="load",
        as_of=None,
        fields=ProblemRow._fields,
        rows=rows,
        headline=tuple(headline),
        summary={
            "organizations": sum(len(loaded.dataset.organizations) for loaded, _ in done),
            "agreements": sum(loaded.dataset.agreements["id"].n_unique() for loaded, _ in done),
            "contributions": sum(len(loaded.dataset.contributions) for loaded, _ in done),
            "claims": sum(len(loaded.dataset.claims) for loaded, _ in done),
            "rejected_rows": rejected,
            "problems": len(problems),
            **summary,
        },
        shown=("severity", "message", "file", "row", "column", "hint"),
        notes=(*notes, *_undecided(done), *(_kept(loaded) for loaded, _ in done if loaded.attributes)),
    )


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


def _undecided(done: Sequence[Outcome]) -> list[Note]:
    """How many names somebody should decide about."""
    unmatched = [one for loaded, _ in done for one in loaded.unmatched]
    proposed = sum(bool(one.candidates) for one in unmatched)
    return [Note("load.unmatched", {"proposed": proposed, "alone": len(unmatched) - proposed})] if unmatched else []


def condensed(found: Answer) -> Answer:
    """The answer with a problem of many rows listed once, with the ranges of its rows: for people, not for scripts."""
    groups: dict[tuple[str, ...], list[ProblemRow]] = {}
    for row in map(ProblemRow._make, found.rows):
        groups.setdefault(tuple(map(repr, row._replace(row=None))), []).append(row)
    rows = [
        same[0]._replace(row=_ranges([row.row for row in same])) if len(same) > 1 else same[0]
        for same in groups.values()
    ]
    return replace(found, rows=rows)


def _ranges(numbers: Sequence[int | None]) -> str:
    """Row numbers as a text, with consecutive ones joined.

    >>> _ranges([2, 3, 4, 9])
    '2–4, 9'
    """
    found: list[list[int]] = []
    for number in sorted(number for number in numbers if number is not None):
        if found and number == found[-1][-1] + 1:
            found[-1][1:] = [number]
        else:
            found.append([number])
    return ", ".join("–".join(map(str, ends)) for ends in found)


def _lines(loaded: Loaded, written: Written | None, *, dry_run: bool, strict: bool) -> list[Note]:
    dataset = loaded.dataset
    numbers = {
        "name": dataset.name,
        "organizations": len(dataset.organizations),
        "agreements": dataset.agreements["id"].n_unique(),
        "contributions": len(dataset.contributions),
        "claims": len(dataset.claims),
    }
    if written is None:
        refused = strict and loaded.failed and not dry_run
        return [Note("load.refused" if refused else "load.dry_run", numbers)]
    if written.unchanged:
        return [Note("load.unchanged", numbers)]
    lines = [Note("load.done", numbers)]
    for table, change in written.changes.items():
        if change.added or change.removed or change.changed:
            values = {"what": table, "added": change.added, "removed": change.removed, "changed": change.changed}
            lines.append(Note("load.change", values))
    lines += [Note("load.detail", _change_values(change)) for change in written.details[:MOST_SHOWN]]
    if len(written.details) > MOST_SHOWN:
        lines.append(Note("load.details_more", {"count": len(written.details) - MOST_SHOWN}))
    return lines


def _change_values(change: Changed) -> dict[str, object]:
    """The values for the sentence about one change: `甲 → 乙` if it has a before or an after."""
    before, after = (plain(value) for value in (change.before, change.after))
    sides = [str(value) for value in (before, after) if value is not None]
    measure = f" ({change.measure})" if change.measure else ""
    what = f"{measure}: {' → '.join(sides)}" if sides else measure
    return {"what": change.what.value, "recipient": change.recipient, "change": what}
