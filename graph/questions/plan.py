"""Which helper each gap could be paired with, and whether the capacities suffice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from graph import network
from graph.answer import Answer, Note
from graph.errors import UsageError
from graph.measures import planning
from graph.measures.coverage import members
from graph.measures.planning import Draft, Wish
from graph.model import DRAFT, Kind
from graph.query import By, Query
from graph.questions import inquiry as limits
from graph.questions.one_to_one import joined
from graph.questions.roster import illustrative_rows, kind_name

if TYPE_CHECKING:
    from graph.network import Network
    from graph.questions.inquiry import Inquiry


class PlanRow(NamedTuple):
    """A drafted pair, or a partner still lacking. The rows are a roster that can be loaded; its pairs are drafts."""

    recipient_id: str
    recipient: str
    helper_id: str | None
    helper: str | None
    reasons: Note
    recipient_area: tuple[str, ...]
    load_before: int | None
    load_after: int | None
    illustrative: bool
    recipient_kind: str
    helper_kind: str | None
    sector: str | None = None
    form: str | None = None
    start: str | None = None
    certainty: str | None = None
    status: str | None = None


_SMALL = frozenset({Kind.TOWNSHIP.value, Kind.VILLAGE.value})
_NAMED = 5
"""The largest number of helpers named in a sentence."""


def answer(
    inquiry: Inquiry,
    *,
    kind: Kind | None = None,
    capacity: int | None = None,
    capacities: Mapping[str, int] | None = None,
    need: int = 1,
    helpers: Kind | None = None,
    groups: bool = False,
    sector: str | None = None,
) -> Answer:
    """Drafts partners for those of the roster who lack some, and says whether the capacities suffice; writes nothing.

    Without a kind it is about villages. Each needs `need` partners. A helper may have as many recipients as
    `capacities` says (by its name or id), else `capacity`, else what is usual for its kind; `helpers` is the kind that
    may help. Candidates are linked to the area (for a township or village, to its county); where there are none, to the
    next unit around it. Raises `UsageError` when the area is too large, and says how large the plan would be.
    """
    places = {inquiry.resolve(name).id: count for name, count in (capacities or {}).items()}
    wish = Wish(need, helpers, capacity, places, groups)
    query = inquiry.query(kind or Kind.VILLAGE, sector)
    if not inquiry.fits(query.area):
        raise _too_large(inquiry, query, wish)
    graph = known = inquiry.network()
    near, candidates, wider = set(wish.capacities), list[str](), query.area
    for scope in _scopes(graph, query.area):
        if not inquiry.fits(scope):
            break
        near |= set(planning.linked(inquiry.network_of(scope), Query(query.day, None, scope)))
        graph = joined(known, inquiry.around(sorted(near)))
        candidates, wider = planning.candidates(graph, query, wish, near), scope
        if candidates:
            break
    drafted = planning.draft(graph, query, wish, candidates)
    roster, _ = members(graph, query)
    assigned = drafted.assigned
    summary = {
        "kind": kind_name(query),
        "gaps": len(drafted.needs),
        "needed": drafted.needed,
        "filled": len(assigned.pairs),
        "unfilled": drafted.needed - len(assigned.pairs),
        "capacity": sum(helper.spare for helper in drafted.helpers.values()),
        "helpers": len(drafted.helpers),
        "cost": assigned.cost,
        "feasible": not assigned.unfilled,
        "roster": len(roster) if drafted.has_roster else 0,
        "capacity_by_kind": drafted.usual,
        "raise": _raised(graph, drafted),
        "short": list(assigned.short),
        "full": list(assigned.full),
        "beyond": sum(assigned.beyond.values()),
    }
    rows = _rows(graph, query, drafted)
    widened = _widened(graph, query, wider) if candidates else ()
    return Answer(
        question="plan",
        as_of=query.day,
        scope=inquiry.scope,
        summary=summary,
        fields=PlanRow._fields,
        rows=rows,
        shown=("recipient", "recipient_area", "helper", "reasons", "illustrative"),
        headline=_headline(query, wish, drafted, summary, inquiry.scope),
        notes=(*widened, *_notes(query, wish, drafted, summary, rows)),
    )


def _too_large(inquiry: Inquiry, query: Query, wish: Wish) -> UsageError:
    """The error that says how many lack partners, in how many counties: each county is a plan of its own."""
    counted = inquiry.coverage(query, By.COUNTY)
    enough, total = inquiry.k_coverage(query, wish.partners, By.COUNTY, groups=wish.groups)
    counties = sum(enough.get(one.id, 0) < one.tally.roster for one in counted.groups if one.id is not None)
    if not counties:
        return UsageError("error.large", count=inquiry.count(query.area), most=limits.FETCH_LIMIT)
    gaps = counted.total.roster - total
    return UsageError("plan.counties", gaps=gaps, kind=query.kind, counties=counties, most=limits.FETCH_LIMIT)


def _scopes(graph: Network, area: str | None) -> list[str | None]:
    """Where to look for helpers: the area (for a township, its county), else the units around it, else everywhere."""
    if area is None:
        return [None]
    units = [area, *network.ancestors(graph, area)]
    large = [unit for unit in units if graph.nodes[unit]["kind"] not in _SMALL]
    return [*(large or units), None]


def _rows(graph: Network, query: Query, drafted: Draft) -> list[PlanRow]:
    """A row for each pair, and one without a helper for each partner still lacking."""
    after = {id_: helper.load for id_, helper in drafted.helpers.items()}
    for _, helper_id in drafted.assigned.pairs:
        after[helper_id] += 1
    rows = []
    for recipient_id, helper_id in drafted.assigned.pairs:
        need, helper = drafted.needs[recipient_id], drafted.helpers[helper_id]
        values = {"before": helper.load, "after": after[helper_id], "capacity": helper.capacity}
        reason = _reason(graph, need, helper, values, drafted.last)
        bare, node = _unserved(graph, recipient_id, reason), graph.nodes[helper_id]
        rows.append(
            bare._replace(
                helper_id=helper_id,
                helper=node["name"],
                load_before=helper.load,
                load_after=after[helper_id],
                illustrative=bare.illustrative or bool(node["illustrative"]),
                helper_kind=node["kind"],
                sector=query.sector,
                start=query.day.isoformat(),
                certainty="named",
                status=DRAFT,
            )
        )
    for recipient_id in drafted.assigned.unfilled:
        rows += [_unserved(graph, recipient_id, why) for why in _lacking(graph, drafted, recipient_id)]
    return sorted(rows, key=lambda row: (row.recipient_id, row.helper_id is None, row.helper_id or ""))


def _unserved(graph: Network, id_: str, reasons: Note) -> PlanRow:
    """A row without a helper."""
    node = graph.nodes[id_]
    area, illustrative = tuple(network.area(graph, id_)), bool(node["illustrative"])
    return PlanRow(id_, node["name"], None, None, reasons, area, None, None, illustrative, node["kind"], None)


def _reason(graph: Network, need: Any, helper: Any, values: dict[str, int], last: Any) -> Note:
    parts = [
        Note(f"plan.why.{key}", {"end": last.get((need.id, helper.id)), "sector": value, "unit": value})
        for key, value in planning.reasons(graph, need, helper)
    ]
    return Note("plan.reason", {"parts": (*parts, Note("plan.load", values))})


def _lacking(graph: Network, drafted: Draft, recipient_id: str) -> list[Note]:
    """Why each partner that a recipient lacks could not be drafted."""
    barred = drafted.needs[recipient_id].barred
    able = sum(helper not in barred for helper in drafted.helpers)
    full = [
        Note("plan.full", {"count": able, "name": graph.nodes[helper]["name"]})
        for helper in drafted.assigned.raised.get(recipient_id, ())
    ]
    return [*full, *[Note("plan.alone")] * drafted.assigned.beyond.get(recipient_id, 0)]


def _raised(graph: Network, drafted: Draft) -> list[dict[str, Any]]:
    """The helpers whose capacity to raise so that everyone who can be served is served, and by how much."""
    places = drafted.assigned.places
    return [
        {
            "helper_id": id_,
            "helper": graph.nodes[id_]["name"],
            "capacity": helper.capacity,
            "by": max(helper.load - helper.capacity, 0) + places[id_],
        }
        for id_, helper in drafted.helpers.items()
        if id_ in places
    ]


def _headline(query: Query, wish: Wish, drafted: Draft, summary: dict[str, Any], scope: str | None) -> tuple[Note, ...]:
    values = {
        **summary,
        "kind": query.kind,
        "day": query.day,
        "scope": scope,
        "sector": query.sector,
        "partners": wish.partners,
        "chosen": len({helper for _, helper in drafted.assigned.pairs}),
    }
    if not drafted.needs:
        return (Note("plan.none", values),) if drafted.has_roster else (Note("coverage.no_share", values),)
    notes = [Note("plan.all" if summary["feasible"] else "plan.some", values)]
    if not drafted.helpers:
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
    """The note that the candidates come from outside the area and its county; none where they do not."""
    first = _scopes(graph, query.area)[0]
    if wider == first:
        return ()
    return (Note("plan.everywhere"),) if wider is None else (Note("plan.wider", {"unit": graph.nodes[wider]["name"]}),)


def _notes(
    query: Query, wish: Wish, drafted: Draft, summary: dict[str, Any], rows: Sequence[PlanRow]
) -> tuple[Note, ...]:
    notes = []
    assigned = drafted.assigned
    if not drafted.needs:
        return (Note("note.registered"),)
    if assigned.full:
        needed = sum(drafted.needs[id_].lacks for id_ in assigned.short)
        places = needed - summary["unfilled"]
        notes.append(
            Note(
                "plan.hall",
                {"recipients": len(assigned.short), "needed": needed, "helpers": len(assigned.full), "places": places},
            )
        )
    if not drafted.has_roster:
        notes.append(Note("plan.no_roster", {"kind": query.kind}))
    if drafted.grouped:
        notes.append(Note("plan.grouped", {"count": drafted.grouped}))
    if drafted.usual and wish.capacity is None:
        notes.append(Note("plan.usual", {"kinds": dict(sorted(drafted.usual.items()))}))
    if drafted.helpers:
        notes.append(Note("plan.who", {"kind": query.kind}))
    notes += illustrative_rows(sum(row.illustrative for row in rows))
    return (*notes, Note("plan.draft"), Note("note.registered"))
