"""Whether a store still holds what was written."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from graph.answer import Answer, Note

if TYPE_CHECKING:
    from graph.questions.inquiry import Inquiry


class DamageRow(NamedTuple):
    """Something that is not what was written: `pages`, `rows` or `pieces`, where it is, of which dataset."""

    rule: str
    found: str
    dataset: str | None


def answer(inquiry: Inquiry) -> Answer:
    """Lists what in the store is not what was written, and what to load again; passes when there is nothing."""
    rows = [DamageRow(one.what, one.where, one.dataset) for one in inquiry.store.verify()]
    passed = not rows
    datasets = inquiry.datasets()
    files = ", ".join(one.location for one in datasets)
    notes = [] if passed else [Note("store.again", {"path": inquiry.store.location, "files": files})]
    return Answer(
        question="check store",
        as_of=None,
        scope=None,
        fields=DamageRow._fields,
        rows=rows,
        passed=passed,
        summary={"passed": passed, "damages": len(rows), "datasets": len(datasets)},
        shown=DamageRow._fields,
        headline=(Note("store.found", {"passed": passed, "count": len(rows), "path": inquiry.store.location}),),
        notes=tuple(notes),
    )
