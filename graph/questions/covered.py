"""Which lack a partner of their own, and what share has one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from graph.answer import Answer, Note
from graph.measures import coverage as measure
from graph.measures.coverage import Coverage, CoverageGroup, Gap, Gaps, Tally
from graph.model import Kind
from graph.query import AREA_GROUPS, By, Query, State
from graph.questions.scope import fetched, fits, scope_of

if TYPE_CHECKING:
    from graph.store import Store

GROUP_FIELDS = ("group", "roster", "direct", "inherited", "lapsed", "never", "share_direct", "group_id", "illustrative")


def gaps(store: Store, query: Query, *, state: State | None = None, by: By | None = None) -> Answer:
    """Which roster members have no agreement in force of their own; with `by`, how many in each area."""
    found = _gaps(store, query)
    scope = scope_of(store, query.area)
    rows: Sequence[tuple[Any, ...]] = [gap for gap in found.rows if state is None or gap.state is state]
    fields: tuple[str, ...] = Gap._fields
    shown: tuple[str, ...] = ("name", "area", "state", "inherited_from", "last_partner", "last_end", "illustrative")
    if by is not None:
        rows = [group_row(group, by) for group in _coverage(store, query, by).groups]
        fields, shown = GROUP_FIELDS, GROUP_FIELDS[:7]
    tally = found.tally
    summary = {"kind": query.kind.value if query.kind else "all", **numbers(tally), "gaps": tally.gaps}
    if not found.has_roster:
        summary |= {"roster": 0, "share_direct": None}
    order = ("kind", "roster", "direct", "inherited", "lapsed", "never", "gaps", "share_direct", "illustrative")
    return Answer(
        question="gaps",
        as_of=query.day,
        scope=scope,
        summary={name: summary[name] for name in order},
        fields=fields,
        rows=rows,
        shown=shown,
        headline=_gap_headline(query, found, scope),
        notes=_caveats(store, query, found.agreements, found.open_dates, tally, has_roster=found.has_roster),
    )


def coverage(store: Store, query: Query, by: By) -> Answer:
    """The share of the roster with a partner of its own, by kind, area or sector."""
    found = _coverage(store, query, by)
    scope = scope_of(store, query.area)
    total = found.total
    return Answer(
        question="coverage",
        as_of=query.day,
        scope=scope,
        summary={"kind": query.kind.value if query.kind else "all", "by": by.value, **numbers(total)},
        fields=GROUP_FIELDS,
        rows=[group_row(group, by) for group in found.groups],
        shown=GROUP_FIELDS[:7],
        headline=(_share_note(query, total, scope),),
        notes=_caveats(
            store, query, found.agreements, found.open_dates, total, has_roster=bool(found.groups or total.roster)
        ),
    )


def coverage_by_kind(store: Store, query: Query, by: By) -> Answer:
    """The share of the roster with a partner of its own, by kind and within each kind by area or sector.

    The rows are those of `coverage` of each kind, with a further field `kind`; the summary is that over all of them.
    """
    whole, parts = _by_kind(store, query, by)
    total, scope = whole.total, scope_of(store, query.area)
    return Answer(
        question="coverage",
        as_of=query.day,
        scope=scope,
        summary={"kind": query.kind.value if query.kind else "all", "by": f"kind,{by.value}", **numbers(total)},
        fields=(*GROUP_FIELDS, "kind"),
        shown=("kind", *GROUP_FIELDS[:7]),
        rows=[(*group_row(group, by), kind.value) for kind, part in parts for group in part.groups],
        headline=(_share_note(query, total, scope),),
        notes=_caveats(store, query, whole.agreements, whole.open_dates, total, has_roster=bool(total.roster)),
    )


def _by_kind(store: Store, query: Query, by: By) -> tuple[Coverage, list[tuple[Kind, Coverage]]]:
    """Coverage by kind, and that of each kind by area or sector: fetched once, or computed by the store."""
    if fits(store, query.area):
        graph = store.network(query.area, received=True)
        ask: Callable[[Query, By], Coverage] = partial(measure.coverage, graph)
    else:
        ask = store.coverage
    whole = ask(query, By.KIND)
    kinds = [Kind(group.name) for group in whole.groups]
    return whole, [(kind, ask(replace(query, kind=kind), by)) for kind in kinds]


def at_least(store: Store, answer: Answer, query: Query, by: By, k: int, *, groups: bool = False) -> Answer:
    """The answer to `coverage` with, behind its fields, how many have `k` distinct partners or more, and their share.

    Raises `UsageError` when the area is too large to be fetched.
    """
    graph = fetched(store, query.area, received=True)
    at = {name: place for place, name in enumerate(answer.fields)}
    _, total = measure.k_coverage(graph, query, k, by, groups=groups)
    found = {}
    for kind in {row[at["kind"]] for row in answer.rows} if "kind" in at else [None]:
        own = query if kind is None else replace(query, kind=Kind(kind))
        found[kind], _ = measure.k_coverage(graph, own, k, by, groups=groups)
    rows = []
    for row in answer.rows:
        of_kind = found[row[at["kind"]] if "kind" in at else None]
        count, roster = of_kind.get(row[at["group_id"]] or row[at["group"]], 0), row[at["roster"]]
        rows.append((*row, count, count / roster if roster else None))
    share = total / answer.summary["roster"] if answer.summary["roster"] else None
    values = {"at_least": total, "share_at_least": share, "k": k}
    said = {**values, "roster": answer.summary["roster"], "kind": query.kind}
    return replace(
        answer,
        rows=rows,
        fields=(*answer.fields, "at_least", "share_at_least"),
        shown=(
            *[name for name in ("kind",) if "kind" in at],
            "group",
            "roster",
            "direct",
            "share_direct",
            "at_least",
            "share_at_least",
        ),
        summary={**answer.summary, **values},
        headline=(*answer.headline, Note("answer.at_least", said)) if share is not None else answer.headline,
        notes=answer.notes if groups else (Note("note.at_least"), *answer.notes),
    )


def _gaps(store: Store, query: Query) -> Gaps:
    if fits(store, query.area):
        return measure.gaps(store.network(query.area, received=True), query)
    return store.gaps(query)


def _coverage(store: Store, query: Query, by: By) -> Coverage:
    if fits(store, query.area):
        return measure.coverage(store.network(query.area, received=True), query, by)
    return store.coverage(query, by)


def numbers(tally: Tally) -> dict[str, Any]:
    """The counts of a tally, and its share, by the names of an answer's fields."""
    names = ("roster", "direct", "inherited", "lapsed", "never")
    counts: dict[str, Any] = {name: getattr(tally, name) for name in names}
    return counts | {"share_direct": tally.share_direct, "illustrative": tally.illustrative}


def group_row(group: CoverageGroup, by: By) -> tuple[Any, ...]:
    """A line of a coverage table, as `GROUP_FIELDS`; an area is told with the unit it lies in."""
    name = group.name
    if by.value in AREA_GROUPS and group.id:
        name = " / ".join((*group.area, group.name)[-2:])
    tally = group.tally
    return (
        name,
        tally.roster,
        tally.direct,
        tally.inherited,
        tally.lapsed,
        tally.never,
        tally.share_direct,
        group.id,
        tally.illustrative,
    )


def _gap_headline(query: Query, found: Gaps, scope: str | None) -> tuple[Note, ...]:
    if not found.has_roster:
        values = {"kind": query.kind, "count": len(found.rows), "seen": found.tally.roster}
        return (Note("answer.no_roster", values),)
    tally = found.tally
    notes = [_share_note(query, tally, scope)]
    if tally.gaps:
        counts = {"inherited": tally.inherited, "lapsed": tally.lapsed, "never": tally.never, "gaps": tally.gaps}
        notes.append(Note("answer.gap_states", counts))
    return tuple(notes)


def _share_note(query: Query, tally: Tally, scope: str | None) -> Note:
    if not tally.roster:
        return Note("answer.no_share", {"kind": query.kind})
    return Note(
        "answer.share",
        {
            "direct": tally.direct,
            "roster": tally.roster,
            "kind": query.kind,
            "share": tally.share_direct,
            "day": query.day,
            "scope": scope,
            "sector": query.sector,
        },
    )


def _caveats(
    store: Store, query: Query, agreements: int, open_dates: int, tally: Tally, *, has_roster: bool
) -> tuple[Note, ...]:
    notes = []
    if not has_roster:
        rosters = rosters_of(store, query.area)
        if rosters:
            notes.append(Note("note.rosters", {"rosters": rosters}))
    if tally.illustrative:
        notes.append(Note("note.illustrative", {"count": tally.illustrative, "roster": tally.roster}))
    if open_dates:
        notes.append(Note("note.open_dates", {"open": open_dates, "agreements": agreements, "day": query.day}))
    notes.append(Note("note.registered"))
    return tuple(notes)


def rosters_of(store: Store, area: str | None) -> dict[str, int]:
    """Kind → how many of it are on a roster in `area`."""
    table = _coverage(store, Query(date.max, None, area), By.KIND)
    return {group.name: group.tally.roster for group in table.groups}
