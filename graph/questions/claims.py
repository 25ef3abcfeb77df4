"""Whether the records confirm the figures that sources claim."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from graph.answer import Answer, Note
from graph.measures.claims import check_claims
from graph.query import Query

if TYPE_CHECKING:
    from graph.questions.inquiry import Inquiry


class ClaimRow(NamedTuple):
    """One claimed figure beside what is on record."""

    rule: str
    subject_id: str
    subject: str
    found: object
    expected: object
    source: str
    in_group: object
    illustrative: object
    same_sentence: object


def answer(inquiry: Inquiry) -> Answer:
    """Compares each figure that a source claims with the records; passes when named records confirm all of them.

    In an area it compares only claims about recipients that are or lie in it.
    """
    stated = inquiry.claims_within()
    titles = {claim.id: source.title for claim, source in stated}
    compared = []
    for area in sorted({claim.recipient or "" for claim, _ in stated}):
        of_area = [claim for claim, _ in stated if (claim.recipient or "") == area]
        graph = inquiry.network_of(area or None, any_size=True)
        compared += check_claims(graph, of_area, inquiry.contributions(), Query(inquiry.day))
    rows = [
        ClaimRow(
            one.rule,
            one.claim.id,
            one.claim.printed or one.claim.id,
            one.named,
            one.expected,
            titles[one.claim.id],
            one.group,
            one.illustrative,
            one.same_sentence,
        )
        for one in compared
    ]
    passed = all(one.passed for one in compared)
    held = sum(one.passed for one in compared)
    notes = [Note("claims.not_evidence")] if any(row.illustrative for row in rows) else []
    notes += [Note("claims.same_sentence")] if any(row.same_sentence for row in rows) else []
    notes += [Note("claims.uncountable")] if any(row.found is None for row in rows) else []
    return Answer(
        question="check claims",
        as_of=inquiry.day,
        scope=inquiry.scope,
        fields=ClaimRow._fields,
        rows=rows,
        summary={"passed": passed, "figures": len(rows), "held": held},
        passed=passed,
        headline=(Note("claims.found", {"passed": passed, "held": held, "figures": len(rows), "day": inquiry.day}),),
        notes=tuple(notes),
        shown=("subject", "rule", "expected", "found", "same_sentence", "in_group", "illustrative"),
    )


def not_borne_out(claims: Answer) -> Answer:
    """The same answer with only the figures that named records do not confirm."""
    found, expected = claims.fields.index("found"), claims.fields.index("expected")
    return replace(claims, rows=[row for row in claims.rows if row[found] != row[expected]])
