"""Which agreements are about to end, which have ended and are still listed, which have no dates."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple, cast

from graph import network
from graph.answer import Answer, Listing, Note
from graph.errors import UsageError
from graph.measures import expiry
from graph.query import Ends, Query, Span
from graph.questions.diff import recipients_of
from graph.questions.roster import illustrative_rows

if TYPE_CHECKING:
    from graph.columns import Columns
    from graph.measures.columns.expiry import Endings
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
    and `until` are given, or when the window ends before it begins.
    """
    query, (first, last) = inquiry.query(kind), window(inquiry.day, within, from_, until)
    asked = bool(from_ or until)
    find = _on_network if inquiry.fits(inquiry.area) else _on_columns
    found = find(inquiry, query, (first, last), state, asked=asked)
    counts = found.counts
    notes = illustrative_rows(found.illustrative)
    notes += [Note("expiring.partial_ends", {"count": found.partial_ends})] if found.partial_ends else []
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
            "orphaned": found.orphaned,
        },
        fields=ExpiringRow._fields,
        rows=inquiry.listed(found.rows),
        shown=("state", "days_left", "start", "end", "helper", "recipient", "renewed", "illustrative"),
        headline=(
            Note(key, {**counts, "day": query.day, "first": first, "last": last, "kind": kind}),
            Note("expiring.orphaned", {"count": found.orphaned, "kind": kind}),
        ),
        notes=(*notes, Note("note.registered")),
    )


class _Found(NamedTuple):
    """What was found: the rows, how many agreements are in each state, how many recipients the ends leave with none.

    `partial_ends` counts the expiring ones whose end is a partial date, `illustrative` the rows that are invented.
    """

    rows: Sequence[ExpiringRow]
    counts: dict[str, int]
    orphaned: int
    partial_ends: int
    illustrative: int


def _on_network(inquiry: Inquiry, query: Query, days: tuple[date, date], state: Ends | None, *, asked: bool) -> _Found:
    graph, titles = inquiry.network(received=True), inquiry.titles()
    endings = expiry.listed(graph, recipients_of(graph, query), query.day, days, asked=asked)
    rows, partial_ends = [], 0
    for one in endings:
        edge, recipient = graph[one.helper][one.recipient][one.agreement], graph.nodes[one.recipient]
        partial_ends += one.state is Ends.EXPIRING and len(edge["end"]) < len("2018-05-03")
        if state is None or one.state is state:
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
    orphaned = len(expiry.orphans(graph, endings, query.day))
    invented = sum(row.illustrative for row in rows)
    return _Found(rows, expiry.counted(endings), orphaned, partial_ends, invented)


def _on_columns(inquiry: Inquiry, query: Query, days: tuple[date, date], state: Ends | None, *, asked: bool) -> _Found:
    from graph.measures.columns import expiry as on_columns  # numpy is not needed where a network is fetched
    from graph.measures.columns.units import scope

    columns = inquiry.columns()
    every = on_columns.listed(columns, scope(columns, query), query.day, days, asked=asked)
    endings = on_columns.in_order(columns, every if state is None else every.only(state))
    invented = int(columns.invented[endings.pairings].sum())
    rows = Listing(
        len(endings.pairings), _told(columns, endings, inquiry.titles()), () if invented else ("illustrative",)
    )
    return _Found(
        cast("Sequence[ExpiringRow]", rows),
        on_columns.counted(every),
        len(on_columns.orphans(columns, every, query.day)),
        on_columns.partial_ends(columns, every),
        invented,
    )


def _told(columns: Columns, endings: Endings, titles: Mapping[str, str]) -> Callable[[int, int], list[ExpiringRow]]:
    """Tells the rows of some endings, from one place to another."""
    from graph.dates import partial_date
    from graph.measures.columns.units import Described, marked

    helper, recipient = columns.helper[endings.pairings], columns.recipient[endings.pairings]
    called = Described(columns, marked(columns, helper) | marked(columns, recipient))

    def rows(first: int, last: int) -> list[ExpiringRow]:
        some = endings.of(slice(first, last))
        own = some.pairings
        sources, ids = columns.register.sources(own)
        said = [*(titles.get(id_, id_) for id_ in ids), None]  # the last is that of no source
        starts, ends = (
            map(partial_date, one[own].tolist(), other[own].tolist())
            for one, other in ((columns.start_first, columns.start_last), (columns.end_first, columns.end_last))
        )
        helpers, recipients = called.named(helper[first:last]), called.named(recipient[first:last])
        cells = zip(
            (word.value for word in some.words()),
            (left if dated else None for left, dated in zip(some.days_left.tolist(), some.dated.tolist(), strict=True)),
            ends,
            starts,
            columns.register.keys(own),
            map(itemgetter(0), helpers),
            map(itemgetter(1), helpers),
            map(itemgetter(0), recipients),
            map(itemgetter(1), recipients),
            map(itemgetter(3), recipients),
            called.paths(recipient[first:last]),
            some.renewed.tolist(),
            map(said.__getitem__, sources.tolist()),
            columns.invented[own].tolist(),
            strict=True,
        )
        return list(map(ExpiringRow._make, cells))

    return rows


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
