"""Which members of a roster lack a partner of their own; on the helping side, who helps nobody."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from graph.answer import Answer, Note
from graph.errors import UsageError
from graph.measures.coverage import Gap
from graph.model import Kind
from graph.query import AREA_GROUPS, By, Query, Side, State
from graph.questions.roster import GROUP_COLUMNS, GroupRow, caveats, group_row, kind_name, numbers, share_note

if TYPE_CHECKING:
    from graph.measures.coverage import Gaps
    from graph.questions.inquiry import Inquiry

SHOWN = ("name", "area", "state", "inherited_from", "last_partner", "last_end", "unlisted_since", "illustrative")
SUMMARY = (
    "kind",
    "roster",
    "direct",
    "inherited",
    "lapsed",
    "never",
    "gaps",
    "share_direct",
    "illustrative",
)


def answer(
    inquiry: Inquiry,
    *,
    kind: Kind | None = None,
    by: By | None = None,
    state: State | None = None,
    side: Side = Side.RECIPIENT,
    sector: str | None = None,
) -> Answer:
    """Lists the roster members with no agreement in force of their own; with `by`, counts them in each area.

    Without a kind it is about villages; on the helping side, where there is no roster, it is about every kind.
    Raises `UsageError` when `by` is not an area.
    """
    if by is not None and by.value not in AREA_GROUPS:
        raise UsageError("gaps.by_area", value=by.value, known=", ".join(sorted(AREA_GROUPS)))
    if side is Side.HELPER:
        return _helpers(inquiry, inquiry.query(kind, sector), state, by)
    return _members(inquiry, inquiry.query(kind or Kind.VILLAGE, sector), state, by)


def _members(inquiry: Inquiry, query: Query, state: State | None, by: By | None) -> Answer:
    measured = inquiry.gaps(query)
    rows: Sequence[tuple[Any, ...]] = [gap for gap in measured.rows if state is None or gap.state is state]
    fields: tuple[str, ...] = Gap._fields
    shown: tuple[str, ...] = SHOWN
    if by is not None:
        rows = [group_row(group, by) for group in inquiry.coverage(query, by).groups]
        fields, shown = GroupRow._fields, GROUP_COLUMNS
    tally = measured.tally
    summary = {"kind": kind_name(query), **numbers(tally), "gaps": tally.gaps}
    if not measured.has_roster:
        summary |= {"roster": 0, "share_direct": None}
    return Answer(
        question="gaps",
        as_of=query.day,
        scope=inquiry.scope,
        summary={name: summary[name] for name in (*SUMMARY, "off_roster")},
        fields=fields,
        rows=rows,
        shown=shown,
        headline=_headline(query, measured, inquiry.scope),
        notes=caveats(inquiry, query, measured.agreements, measured.open_dates, tally, has_roster=measured.has_roster),
    )


def _headline(query: Query, measured: Gaps, scope: str | None) -> tuple[Note, ...]:
    tally = measured.tally
    if not measured.has_roster:
        values = {"kind": query.kind, "count": len(measured.rows), "seen": tally.roster}
        return (Note("gaps.no_roster", values),)
    notes = [share_note(query, tally, scope)]
    if tally.gaps:
        counts = {"inherited": tally.inherited, "lapsed": tally.lapsed, "never": tally.never, "gaps": tally.gaps}
        notes.append(Note("gaps.states", counts))
    return tuple(notes)


def _helpers(inquiry: Inquiry, query: Query, state: State | None, by: By | None) -> Answer:
    """Lists who helps nobody, with the fields of the receiving side; there is no roster of helpers, so no share."""
    measured, groups = inquiry.helping_gaps(query, by)
    tally = measured.tally
    rows: Sequence[tuple[Any, ...]] = [gap for gap in measured.rows if state is None or gap.state is state]
    fields: tuple[str, ...] = Gap._fields
    shown: tuple[str, ...] = SHOWN
    if by is not None:
        rows = [group_row(group, by)._replace(roster=None, share_direct=None) for group in groups]
        fields, shown = GroupRow._fields, GROUP_COLUMNS[:6]
    summary = {
        "kind": kind_name(query),
        **numbers(tally),
        "roster": 0,
        "share_direct": None,
        "gaps": tally.gaps,
    }
    said = {**summary, "seen": tally.roster, "day": query.day, "scope": inquiry.scope, "kind": query.kind}
    notes = []
    if tally.illustrative:
        notes.append(Note("note.illustrative", {"count": tally.illustrative, "roster": tally.roster}))
    if measured.open_dates:
        values = {"open": measured.open_dates, "agreements": measured.agreements, "day": query.day}
        notes.append(Note("note.open_dates", values))
    return Answer(
        question="gaps",
        as_of=query.day,
        scope=inquiry.scope,
        fields=fields,
        rows=rows,
        shown=shown,
        summary={name: summary[name] for name in SUMMARY} | {"side": "helper", "candidates": tally.roster},
        headline=(Note("gaps.helping", said), Note("gaps.helping_states", said)),
        notes=(*notes, Note("gaps.helping_side"), Note("note.registered")),
    )
