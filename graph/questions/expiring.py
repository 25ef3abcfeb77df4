"""Which agreements are about to end, which have ended and are still listed, which have no dates."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from graph import network
from graph.answer import Answer, Note
from graph.errors import UsageError
from graph.measures import expiry
from graph.query import Ends, Span
from graph.questions.diff import recipients_of
from graph.questions.roster import illustrative_rows

if TYPE_CHECKING:
    from graph.model import Kind
    from graph.questions.inquiry import Inquiry

WITHIN = Span(12, 0)
"""The default length of the period in which agreements count as expiring."""


class ExpiringRow(NamedTuple):
    """One agreement of one pair, and whether it is expiring, ended or undated."""

    state: str
    days_left: int | None
    end: str | None
    start: str | None
    agreement: str
    helper_id: str
    helper: str
    recipient_id: str
    recipient: str
    kind: str
    area: tuple[str, ...]
    renewed: bool
    source: str | None
    illustrative: bool


def answer(
    inquiry: Inquiry,
    *,
    kind: Kind | None = None,
    within: Span | None = None,
    from_: date | None = None,
    until: date | None = None,
    state: Ends | None = None,
) -> Answer:
    """Lists agreements that may end soon, that ended and are still listed, that have no start or no end.

    With `from_` or `until` only agreements whose end may fall into that window. Raises `UsageError` when both `within`
    and `until` are given, when the window ends before it begins, or when the area is too large.
    """
    query, graph = inquiry.query(kind), inquiry.network(received=True)
    first, last = window(inquiry.day, within, from_, until)
    asked = bool(from_ or until)
    endings = expiry.listed(graph, recipients_of(graph, query), query.day, (first, last), asked=asked)
    titles = inquiry.titles()
    rows = []
    for one in endings:
        if state is None or one.state is state:
            edge, recipient = graph[one.helper][one.recipient][one.agreement], graph.nodes[one.recipient]
            rows.append(
                ExpiringRow(
                    one.state.value,
                    one.days_left,
                    edge["end"],
                    edge["start"],
                    one.agreement,
                    one.helper,
                    graph.nodes[one.helper]["name"],
                    one.recipient,
                    recipient["name"],
                    recipient["kind"],
                    tuple(network.area(graph, one.recipient)),
                    one.renewed,
                    titles.get(edge["source"], edge["source"]),
                    bool(edge["illustrative"]),
                )
            )
    counts = expiry.counted(endings)
    orphaned = expiry.orphans(graph, endings, query.day)
    ends = [graph[one.helper][one.recipient][one.agreement]["end"] or "" for one in endings]
    partial = sum(
        one.state is Ends.EXPIRING and len(end) < len("2018-05-03") for one, end in zip(endings, ends, strict=True)
    )
    notes = illustrative_rows(sum(row.illustrative for row in rows))
    notes += [Note("expiring.partial_ends", {"count": partial})] if partial else []
    key = "expiring.window" if asked else "expiring.found"
    return Answer(
        question="expiring",
        as_of=query.day,
        scope=inquiry.scope,
        summary={
            **counts,
            "within": (last - first).days,
            "from": first,
            "until": last,
            "orphaned": len(orphaned),
        },
        fields=ExpiringRow._fields,
        rows=rows,
        shown=("state", "days_left", "start", "end", "helper", "recipient", "renewed", "illustrative"),
        headline=(
            Note(key, {**counts, "day": query.day, "first": first, "last": last, "kind": kind}),
            Note("expiring.orphaned", {"count": len(orphaned), "kind": kind}),
        ),
        notes=(*notes, Note("note.registered")),
    )


def window(
    day: date, within: Span | None = None, from_: date | None = None, until: date | None = None
) -> tuple[date, date]:
    """The first and last day of the window: from `from_` (or `day`) for the length `within`, or until `until`.

    Raises `UsageError` when both `within` and `until` are given, or when the window ends before it begins.
    """
    if within is not None and until is not None:
        raise UsageError("expiring.within_until")
    first = from_ or day
    last = until or (within or WITHIN).after(first)
    if last < first:
        raise UsageError("expiring.window_order", first=first, last=last)
    return first, last
