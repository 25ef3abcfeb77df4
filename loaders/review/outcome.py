"""What a load did, as an answer: the numbers, what changed, and every problem with its place."""

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

TOLD = 20
"""Changes that are told one by one."""
PROBLEM_FIELDS = ("severity", "code", "message", "file", "sheet", "row", "column", "cell", "hint")


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
        (
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
        names = ("change", "recipient_id", "recipient", "before", "after", "measure")
        summary["changes"] = [dict(zip(names, change, strict=False)) for change in details]  # ids stay out
    return Answer(
        question="load",
        as_of=None,
        fields=PROBLEM_FIELDS,
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


def _kept(loaded: Loaded) -> Note:
    return Note("load.attributes", {"name": loaded.dataset.name, "columns": ", ".join(loaded.attributes)})


def _undecided(done: Sequence[Outcome]) -> list[Note]:
    """How many names wait for a decision."""
    unmatched = [one for loaded, _ in done for one in loaded.unmatched]
    proposed = sum(bool(one.candidates) for one in unmatched)
    return [Note("load.unmatched", {"proposed": proposed, "alone": len(unmatched) - proposed})] if unmatched else []


def condensed(found: Answer) -> Answer:
    """The answer with the same problem in many rows told once, its rows as ranges: for reading, not for scripts."""
    place = found.fields.index("row")
    groups: dict[tuple[str, ...], list[tuple[Any, ...]]] = {}
    for row in found.rows:
        groups.setdefault(tuple(map(repr, (*row[:place], *row[place + 1 :]))), []).append(row)
    rows = [
        (
            *same[0][:place],
            _ranges([row[place] for row in same]) if len(same) > 1 else same[0][place],
            *same[0][place + 1 :],
        )
        for same in groups.values()
    ]
    return replace(found, rows=rows)


def _ranges(numbers: Sequence[int | None]) -> str:
    """Row numbers, those that follow each other joined.

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
    lines += [Note("load.detail", _told(change)) for change in written.details[:TOLD]]
    if len(written.details) > TOLD:
        lines.append(Note("load.details_more", {"count": len(written.details) - TOLD}))
    return lines


def _told(change: Changed) -> dict[str, object]:
    """What fills in the sentence about one change: `甲 → 乙` where there is anything to tell."""
    before, after = (plain(value) for value in (change.before, change.after))
    sides = [str(value) for value in (before, after) if value is not None]
    measure = f" ({change.measure})" if change.measure else ""
    what = f"{measure}: {' → '.join(sides)}" if sides else measure
    return {"what": change.what.value, "recipient": change.recipient, "change": what}
