"""Whom each gap could be paired with, and whether the capacities suffice."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from graph import network
from graph.answer import Answer, Note
from graph.measures import planning
from graph.measures.coverage import members
from graph.measures.planning import Draft, Wish
from graph.measures.quality import DRAFT
from graph.model import Kind
from graph.query import Query
from graph.questions.scope import fetched, fits, scope_of

if TYPE_CHECKING:
    from graph.network import Network
    from graph.store import Store

PLAN_FIELDS = (
    "recipient_id",
    "recipient",
    "helper_id",
    "helper",
    "reasons",
    "recipient_area",
    "load_before",
    "load_after",
    "illustrative",
    "recipient_kind",
    "helper_kind",
    "sector",
    "form",
    "start",
    "certainty",
    "status",
)
"""Fields of a row: a roster that can be loaded, the pairs marked `status` = draft."""
_SMALL = frozenset({Kind.TOWNSHIP.value, Kind.VILLAGE.value})
_NAMED = 5
"""How many helpers are named in a sentence."""


def plan(store: Store, query: Query, wish: Wish) -> Answer:
    """Partners drafted for those of the roster who lack some; whether the capacities suffice; writes nothing.

    Candidates are linked to the area (for a township or less, to its county); where there are none, to the next unit
    around it. Raises `UsageError` when the area is too large.
    """
    graph = known = fetched(store, query.area)
    near, helpers, wider = set(wish.capacities), list[str](), query.area
    for scope in _scopes(graph, query.area):
        if not fits(store, scope):
            break
        around = known if scope == query.area else store.network(scope)
        near |= set(planning.linked(around, Query(query.day, None, scope)))
        graph = _with(known, store.around(sorted(near)))
        helpers, wider = planning.candidates(graph, query, wish, near), scope
        if helpers:
            break
    found = planning.draft(graph, query, wish, helpers)
    roster, _ = members(graph, query)
    assigned = found.assigned
    summary = {
        "kind": query.kind.value if query.kind else "all",
        "gaps": len(found.needs),
        "needed": found.needed,
        "filled": len(assigned.pairs),
        "unfilled": found.needed - len(assigned.pairs),
        "capacity": sum(helper.spare for helper in found.helpers.values()),
        "helpers": len(found.helpers),
        "cost": assigned.cost,
        "feasible": not assigned.unfilled,
        "roster": len(roster) if found.has_roster else 0,
        "capacity_by_kind": found.usual,
        "raise": _raised(graph, found),
        "short": list(assigned.short),
        "full": list(assigned.full),
        "beyond": sum(assigned.beyond.values()),
    }
    rows = _rows(graph, query, found)
    return Answer(
        question="plan",
        as_of=query.day,
        scope=scope_of(store, query.area),
        summary=summary,
        fields=PLAN_FIELDS,
        rows=rows,
        shown=("recipient", "recipient_area", "helper", "reasons", "illustrative"),
        headline=_headline(query, wish, found, summary, scope_of(store, query.area)),
        notes=(*(_widened(graph, query, wider) if helpers else ()), *_notes(query, wish, found, summary, rows)),
    )


def _scopes(graph: Network, area: str | None) -> list[str | None]:
    """Where to look for helpers: the area (for a township, its county), else the units around it, else everywhere."""
    if area is None:
        return [None]
    units = [area, *network.ancestors(graph, area)]
    large = [unit for unit in units if graph.nodes[unit]["kind"] not in _SMALL]
    return [*(large or units), None]


def _with(graph: Network, other: Network) -> Network:
    """A network with what another holds besides."""
    import networkx as nx

    found: Network = nx.compose(graph, other)  # type: ignore[assignment]  # of two multigraphs it makes one
    return found


def _rows(graph: Network, query: Query, found: Draft) -> list[tuple[Any, ...]]:
    """A line for each pair, and one without a helper for each partner still lacking."""
    after = {id_: helper.load for id_, helper in found.helpers.items()}
    for _, helper_id in found.assigned.pairs:
        after[helper_id] += 1
    rows: list[tuple[Any, ...]] = []
    for recipient_id, helper_id in found.assigned.pairs:
        need, helper = found.needs[recipient_id], found.helpers[helper_id]
        values = {"before": helper.load, "after": after[helper_id], "capacity": helper.capacity}
        node = graph.nodes[helper_id]
        rows.append(
            (
                *_whom(graph, recipient_id),
                helper_id,
                node["name"],
                _reason(graph, need, helper, values, found.last),
                tuple(network.area(graph, recipient_id)),
                helper.load,
                after[helper_id],
                bool(node["illustrative"] or graph.nodes[recipient_id]["illustrative"]),
                graph.nodes[recipient_id]["kind"],
                node["kind"],
                query.sector,
                None,
                None,
                "named",
                DRAFT,
            )
        )
    for recipient_id in found.assigned.unfilled:
        rows += [
            (
                *_whom(graph, recipient_id),
                None,
                None,
                why,
                tuple(network.area(graph, recipient_id)),
                None,
                None,
                bool(graph.nodes[recipient_id]["illustrative"]),
                graph.nodes[recipient_id]["kind"],
                None,
                None,
                None,
                None,
                None,
                None,
            )
            for why in _lacking(graph, found, recipient_id)
        ]
    return sorted(rows, key=lambda row: (row[0], row[2] is None, row[2] or ""))


def _whom(graph: Network, id_: str) -> tuple[str, str]:
    return id_, graph.nodes[id_]["name"]


def _reason(graph: Network, need: Any, helper: Any, values: dict[str, int], last: Any) -> Note:
    parts = [
        Note(f"plan.why.{key}", {"end": last.get((need.id, helper.id)), "sector": value, "unit": value})
        for key, value in planning.reasons(graph, need, helper)
    ]
    return Note("plan.reason", {"parts": (*parts, Note("plan.load", values))})


def _lacking(graph: Network, found: Draft, recipient_id: str) -> list[Note]:
    """Why each partner that a recipient lacks could not be found."""
    barred = found.needs[recipient_id].barred
    able = sum(helper not in barred for helper in found.helpers)
    full = [
        Note("plan.full", {"count": able, "name": graph.nodes[helper]["name"]})
        for helper in found.assigned.raised.get(recipient_id, ())
    ]
    return [*full, *[Note("plan.alone")] * found.assigned.beyond.get(recipient_id, 0)]


def _raised(graph: Network, found: Draft) -> list[dict[str, Any]]:
    """Whose capacity to raise so that all are served that can be, and by how much."""
    places = found.assigned.places
    return [
        {
            "helper_id": id_,
            "helper": graph.nodes[id_]["name"],
            "capacity": helper.capacity,
            "by": max(helper.load - helper.capacity, 0) + places[id_],
        }
        for id_, helper in found.helpers.items()
        if id_ in places
    ]


def _headline(query: Query, wish: Wish, found: Draft, summary: dict[str, Any], scope: str | None) -> tuple[Note, ...]:
    values = {
        **summary,
        "kind": query.kind,
        "day": query.day,
        "scope": scope,
        "sector": query.sector,
        "partners": wish.partners,
        "chosen": len({helper for _, helper in found.assigned.pairs}),
    }
    if not found.needs:
        return (Note("plan.none", values),) if found.has_roster else (Note("coverage.no_share", values),)
    notes = [Note("plan.all" if summary["feasible"] else "plan.some", values)]
    if not found.helpers:
        return (*notes, Note("plan.nobody", {"kind": query.kind}))
    if summary["raise"]:
        raised = sorted(summary["raise"], key=lambda one: (-one["by"], one["helper_id"]))
        parts = [
            Note("plan.raise_one", {"name": one["helper"], "from_": one["capacity"], "to": one["capacity"] + one["by"]})
            for one in raised[:_NAMED]
        ]
        parts += [Note("plan.raise_more", {"count": len(raised) - _NAMED})] if len(raised) > _NAMED else []
        notes.append(Note("plan.raise", {"by": sum(one["by"] for one in raised), "parts": tuple(parts)}))
    if summary["beyond"]:
        notes.append(Note("plan.beyond", {"count": summary["beyond"]}))
    return tuple(notes)


def _widened(graph: Network, query: Query, wider: str | None) -> tuple[Note, ...]:
    """Says so where the candidates are not those of the area, nor of the county it lies in."""
    first = _scopes(graph, query.area)[0]
    if wider == first:
        return ()
    return (Note("plan.everywhere"),) if wider is None else (Note("plan.wider", {"unit": graph.nodes[wider]["name"]}),)


def _notes(
    query: Query, wish: Wish, found: Draft, summary: dict[str, Any], rows: Collection[tuple[Any, ...]]
) -> tuple[Note, ...]:
    notes = []
    assigned = found.assigned
    if not found.needs:
        return (Note("note.registered"),)
    if assigned.full:
        needed = sum(found.needs[id_].lacks for id_ in assigned.short)
        places = needed - summary["unfilled"]
        notes.append(
            Note(
                "plan.hall",
                {"recipients": len(assigned.short), "needed": needed, "helpers": len(assigned.full), "places": places},
            )
        )
    if not found.has_roster:
        notes.append(Note("plan.no_roster", {"kind": query.kind}))
    if found.grouped:
        notes.append(Note("plan.grouped", {"count": found.grouped}))
    if found.usual and wish.capacity is None:
        notes.append(Note("plan.usual", {"kinds": dict(sorted(found.usual.items()))}))
    if found.helpers:
        notes.append(Note("plan.who", {"kind": query.kind}))
    invented = sum(bool(row[PLAN_FIELDS.index("illustrative")]) for row in rows)
    notes += [Note("note.illustrative_rows", {"count": invented})] if invented else []
    return (*notes, Note("plan.draft"), Note("note.registered"))
