"""Which share of a roster has a partner of its own, by kind, area or sector."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from graph.answer import Answer, Note
from graph.errors import UsageError
from graph.model import Kind
from graph.query import By, Query
from graph.questions.roster import (
    GROUP_COLUMNS,
    GroupRow,
    caveats,
    group_row,
    kind_name,
    money_notes,
    numbers,
    share_note,
)

if TYPE_CHECKING:
    from graph.measures.coverage import Coverage
    from graph.periods import Period
    from graph.questions.inquiry import Inquiry

MOST_NAMED = 5
"""How many areas without a list are named."""
AT_LEAST = ("at_least", "share_at_least")


class _OfKind(NamedTuple):
    """A line of the table before its further columns: the row of a group, and the kind it belongs to, if any."""

    kind: Kind | None
    row: GroupRow


class _Choice(NamedTuple):
    """Which lines of a table are shown, and in which order; see `answer`."""

    top: int | None
    lowest: bool
    below: int | None

    @property
    def made(self) -> bool:
        """Whether anything is chosen or ordered."""
        return self.lowest or self.top is not None or self.below is not None


def answer(
    inquiry: Inquiry,
    *,
    kind: Kind | None = None,
    by: Sequence[By] = (),
    least: int | None = None,
    groups: bool = False,
    sector: str | None = None,
    period: Period | None = None,
    top: int | None = None,
    lowest: bool = False,
    below: int | None = None,
) -> Answer:
    """The share of the roster with a partner of its own; by `kind` and an area or a sector when `by` names two.

    With `least` it also counts the members with at least that many distinct partners in force; then `groups` counts
    partners known only from an agreement of a group too. With `period` it also has the money given to the members in
    it, in yuan. `top` keeps the lines with the highest shares and all that tie with the last of them, `lowest` begins
    with the lowest share, `below` keeps the lines with a share below that many percent.

    Raises `UsageError` when `by` names any other pair, when `groups` is given without `least`, or when lines are to be
    ordered or chosen without `by`.
    """
    choice = _Choice(top, lowest, below)
    if choice.made and not by:
        raise UsageError("coverage.by_needed")
    first, *more = by or (By.KIND,)
    if more and (first is not By.KIND or len(more) > 1 or more[0] is By.KIND):
        raise UsageError("coverage.two_by")
    if groups and least is None:
        raise UsageError("coverage.groups_alone")
    if kind is None and first is not By.KIND:
        kind = Kind.VILLAGE
    query = inquiry.query(kind, sector)
    if least is not None or more or period is not None:  # several looks at one network: fetched once where it may be
        _fetch(inquiry, received=period is None)
    whole = inquiry.coverage(query, first)
    last = more[0] if more else first
    if more:
        kinds = [Kind(group.name) for group in whole.groups]
        lines = [
            _OfKind(own, group_row(group, last))
            for own in kinds
            for group in inquiry.coverage(replace(query, kind=own), last).groups
        ]
    else:
        lines = [_OfKind(None, group_row(group, last)) for group in whole.groups]
    made = _table(inquiry, query, whole, lines, ",".join(one.value for one in (first, *more)))
    if least is not None:
        made = _with_fallback(inquiry, made, query, lines, last, least, groups=groups)
    if period is not None:
        made = _with_money(inquiry, made, query, lines, last, period)
    return _chosen(made, choice) if choice.made else made


def _fetch(inquiry: Inquiry, *, received: bool) -> None:
    """Reads the network, unless it is too large, so that later questions are measured on it."""
    if inquiry.fits(inquiry.area):
        inquiry.network(received=received)


def _table(inquiry: Inquiry, query: Query, whole: Coverage, lines: Sequence[_OfKind], by: str) -> Answer:
    total = whole.total
    within_kind = any(line.kind for line in lines) or "," in by
    rows: list[tuple[Any, ...]] = [(*line.row, line.kind.value) if line.kind else line.row for line in lines]
    has_roster = bool(total.roster)
    bare = [line.row.group for line in lines if has_roster and not line.row.roster and line.row.off_roster]
    notes = caveats(inquiry, query, whole.agreements, whole.open_dates, total, has_roster=has_roster)
    if bare:
        said = {"names": bare[:MOST_NAMED], "count": len(bare), "kind": query.kind}
        notes = (Note("coverage.no_list", said), *notes)
    return Answer(
        question="coverage",
        as_of=query.day,
        scope=inquiry.scope,
        summary={"kind": kind_name(query), "by": by, **numbers(total)},
        fields=(*GroupRow._fields, "kind") if within_kind else GroupRow._fields,
        shown=("kind", *GROUP_COLUMNS) if within_kind else GROUP_COLUMNS,
        rows=rows,
        headline=(share_note(query, total, inquiry.scope),),
        notes=notes,
    )


def _chosen(table: Answer, choice: _Choice) -> Answer:
    """The table with the chosen lines in their order: the share decides, then the order they stood in."""
    at = table.fields.index("share_direct")
    having = [row for row in table.rows if row[at] is not None]
    rows = sorted(having, key=lambda row: row[at] if choice.lowest else -row[at])
    if choice.below is not None:
        rows = [row for row in rows if row[at] * 100 < choice.below]
    if choice.top is not None and len(rows) > choice.top:
        last = rows[choice.top - 1][at]
        rows = [row for row in rows if (row[at] <= last if choice.lowest else row[at] >= last)]
    values = {"shown": len(rows), "lines": len(having), "unlisted": len(table.rows) - len(having)}
    key = "coverage.below" if choice.below is not None else "coverage.chosen"
    said = Note(key, {**values, "below": choice.below})
    return replace(
        table,
        rows=rows,
        summary={**table.summary, "shown": len(rows), "lines": len(having)},
        headline=(*table.headline, said),
        notes=(*((Note("coverage.shareless", values),) if values["unlisted"] else ()), *table.notes),
    )


def _with_fallback(
    inquiry: Inquiry, table: Answer, query: Query, lines: Sequence[_OfKind], by: By, k: int, *, groups: bool
) -> Answer:
    """The table with two more columns: the number of members with at least `k` distinct partners, and their share."""
    _, total = inquiry.k_coverage(query, k, by, groups=groups)
    counts = {}
    for kind in {line.kind for line in lines}:
        of_kind = query if kind is None else replace(query, kind=kind)
        counts[kind], _ = inquiry.k_coverage(of_kind, k, by, groups=groups)
    rows = []
    for line, cells in zip(lines, table.rows, strict=True):
        count, roster = counts[line.kind].get(line.row.group_id or line.row.group, 0), line.row.roster
        rows.append((*cells, count, count / roster if roster else None))
    roster = table.summary["roster"]
    share = total / roster if roster else None
    values = {"at_least": total, "share_at_least": share, "k": k}
    said = {**values, "roster": roster, "kind": query.kind}
    return replace(
        table,
        rows=rows,
        fields=(*table.fields, *AT_LEAST),
        shown=(*(("kind",) if "kind" in table.fields else ()), "group", "roster", "direct", "share_direct", *AT_LEAST),
        summary={**table.summary, **values},
        headline=(*table.headline, Note("coverage.at_least", said)) if share is not None else table.headline,
        notes=table.notes if groups else (Note("coverage.group_only"), *table.notes),
    )


def _with_money(
    inquiry: Inquiry, table: Answer, query: Query, lines: Sequence[_OfKind], by: By, period: Period
) -> Answer:
    """The table with one more column: the money (yuan) that the members of each line were given in a period."""
    whole = inquiry.received(query, by, period)
    groups: dict[Kind | None, Mapping[str, Decimal]] = {None: whole.groups}
    for kind in {line.kind for line in lines if line.kind is not None}:
        groups[kind] = inquiry.received(replace(query, kind=kind), by, period).groups
    rows = [
        (*cells, groups[line.kind].get(line.row.group_id or line.row.group, Decimal()))
        for line, cells in zip(lines, table.rows, strict=True)
    ]
    money = money_notes(period, whole.total, whole.unplaced)
    notes = [*money.notes]
    if whole.others:
        notes.append(Note("period.others", {"value": whole.others}))
    if whole.sectorless.entries:
        notes.append(Note("period.sectorless", whole.sectorless._asdict()))
    for key, count in (
        ("note.unnamed_funds", whole.unnamed),
        ("note.bounded_funds", whole.bounded),
        ("stats.invented_funds", whole.invented),
    ):
        notes += [Note(key, {"count": count})] if count else []
    return replace(
        table,
        rows=rows,
        fields=(*table.fields, "funds"),
        shown=(*table.shown, "funds"),
        summary={**table.summary, **money.summary},
        headline=(*table.headline, *money.headline),
        notes=(*notes, *table.notes),
    )
