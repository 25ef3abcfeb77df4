"""The helping side: who helps nobody now, and how two organizations are linked."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from graph.answer import Answer, Note
from graph.measures import coverage
from graph.measures import links as linked
from graph.measures.coverage import Gap
from graph.query import By, Query, State
from graph.questions.covered import GROUP_FIELDS, group_row, numbers
from graph.questions.scope import fetched, scope_of

if TYPE_CHECKING:
    from graph.lookup import Match
    from graph.store import Store

LINK_FIELDS = (
    "step",
    "from_id",
    "from",
    "relation",
    "to_id",
    "to",
    "agreement",
    "start",
    "end",
    "certainty",
    "source",
    "illustrative",
    "way",
)


def helper_gaps(store: Store, query: Query, *, state: State | None = None, by: By | None = None) -> Answer:
    """Which organizations on the helping side help nobody themselves; with `by`, how many in each area.

    The fields are those of `gaps`; there is no roster of those who should help, so no share.
    """
    graph = fetched(store, query.area)
    found, groups = coverage.helping_gaps(graph, query, by)
    tally = found.tally
    rows: list[tuple[Any, ...]] = [gap for gap in found.rows if state is None or gap.state is state]
    fields: tuple[str, ...] = Gap._fields
    shown: tuple[str, ...] = ("name", "area", "state", "inherited_from", "last_partner", "last_end", "illustrative")
    if by is not None:
        at = GROUP_FIELDS.index("roster"), GROUP_FIELDS.index("share_direct")
        rows = [tuple(None if n in at else value for n, value in enumerate(group_row(group, by))) for group in groups]
        fields, shown = GROUP_FIELDS, GROUP_FIELDS[:6]
    kind = query.kind.value if query.kind else "all"
    summary = {"kind": kind, **numbers(tally), "roster": 0, "share_direct": None, "gaps": tally.gaps}
    order = ("kind", "roster", "direct", "inherited", "lapsed", "never", "gaps", "share_direct", "illustrative")
    scope = scope_of(store, query.area)
    said = {**summary, "seen": tally.roster, "day": query.day, "scope": scope, "kind": query.kind}
    notes = (
        [Note("note.illustrative", {"count": tally.illustrative, "roster": tally.roster})]
        if (tally.illustrative)
        else []
    )
    if found.open_dates:
        values = {"open": found.open_dates, "agreements": found.agreements, "day": query.day}
        notes.append(Note("note.open_dates", values))
    return Answer(
        question="gaps",
        as_of=query.day,
        scope=scope,
        fields=fields,
        rows=rows,
        shown=shown,
        summary={name: summary[name] for name in order} | {"side": "helper", "candidates": tally.roster},
        headline=(Note("helping.found", said), Note("helping.states", said)),
        notes=(*notes, Note("note.helping"), Note("note.registered")),
    )


def links(store: Store, one: Match, other: Match, day: date, *, groups: bool = False) -> Answer:
    """Whether two organizations are linked, and through whom: the shortest ways over pairs in force."""
    found = linked.ways(store.around, one.id, other.id, day, groups=groups)
    titles = {source.id: source.title for dataset in store.datasets() for source in dataset.sources}
    names = found.graph.nodes
    rows = [
        (
            place,
            step.from_,
            names[step.from_]["name"],
            step.step,
            step.to,
            names[step.to]["name"],
            step.agreement,
            step.edge.get("start"),
            step.edge.get("end"),
            step.edge.get("certainty"),
            titles.get(step.edge.get("source", "")),
            bool(step.edge.get("illustrative", False)),
            number,
        )
        for number, way in enumerate(found.ways, 1)
        for place, step in enumerate(way, 1)
    ]
    summary = {"linked": bool(found.ways), "length": found.length, "ways": len(found.ways), "more": found.more}
    said = {**summary, "one": one.name, "other": other.name, "day": day, "steps": linked.STEPS}
    if found.ways:
        key = "link.same" if found.length == 0 else "link.found"
    else:
        key = "link.none" if found.whole else "link.far"
    notes = [Note("note.link_more", {"count": len(found.ways)})] if found.more else []
    notes += [] if found.proven else [Note("note.link_ring", {"most": linked.RING})]
    notes += (
        [Note("note.link_units", {"steps": linked.STEPS})]
        if any(row[3] in ("part_of", "contains") for row in rows)
        else []
    )
    grouped = sum(row[9] == "group" for row in rows)
    notes += [Note("note.group_rows", {"count": grouped})] if grouped else []
    invented = sum(bool(row[11]) for row in rows)
    notes += [Note("note.illustrative_rows", {"count": invented})] if invented else []
    return Answer(
        question="partners",
        as_of=day,
        scope=f"{one.name} – {other.name}",
        summary=summary,
        fields=LINK_FIELDS,
        rows=rows,
        shown=("way", "step", "from", "relation", "to", "start", "end", "illustrative"),
        headline=(Note(key, said),),
        notes=(*notes, Note("note.registered")),
    )
