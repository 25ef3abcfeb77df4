"""Where sources contradict each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from graph.answer import Answer, Note
from graph.measures.claims import claim_conflicts, statement_conflicts

if TYPE_CHECKING:
    from graph.questions.inquiry import Inquiry


class ConflictRow(NamedTuple):
    """One contradiction: what a source says, and what is taken instead."""

    rule: str
    subject_id: str
    subject: str
    found: object
    expected: object
    source: str


def answer(inquiry: Inquiry) -> Answer:
    """Lists claims about the same thing that differ, and statements about one organization that differ.

    In an area it compares only what is or lies in it. Passes when there is no contradiction.
    """
    store, stated = inquiry.store, inquiry.claims_within()
    ids = {id_ for claim, _ in stated for id_ in (claim.helper, claim.recipient) if id_}
    names = {id_: match.name for id_ in sorted(ids) for match in store.find(id_, first=True)}
    conflicts = claim_conflicts(stated, inquiry.contributions(), names)
    for id_ in store.disputed():
        if inquiry.lies_within(id_):
            conflicts += statement_conflicts(inquiry.statements(id_))
    rows = [ConflictRow(one.rule, one.subject_id, one.subject, one.found, one.taken, one.source) for one in conflicts]
    passed = not rows
    return Answer(
        question="check conflicts",
        as_of=None,
        scope=inquiry.scope,
        fields=ConflictRow._fields,
        rows=rows,
        passed=passed,
        summary={"passed": passed, "conflicts": len(rows)},
        shown=("rule", "subject", "found", "expected", "source"),
        headline=(Note("conflicts.found", {"passed": passed, "count": len(rows)}),),
        notes=(Note("conflicts.expected"),) if rows else (),
    )
