"""What changed between two days or two loads, and which agreements are about to end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from graph import network
from graph.answer import Answer, Note
from graph.errors import UsageError
from graph.measures import changes as change
from graph.measures import coverage, expiry
from graph.measures.changes import What
from graph.measures.coverage import Gaps
from graph.query import Ends, Query, Span
from graph.questions.scope import as_of, fetched, scope_of

if TYPE_CHECKING:
    from graph.dataset import Dataset
    from graph.model import Contribution
    from graph.network import Network
    from graph.store import Store

DIFF_FIELDS = (
    "change",
    "recipient_id",
    "recipient",
    "before",
    "after",
    "kind",
    "area",
    "helpers_added",
    "helpers_lost",
    "helper_id",
    "measure",
    "illustrative",
)
EXPIRING_FIELDS = (
    "state",
    "days_left",
    "end",
    "start",
    "agreement",
    "helper_id",
    "helper",
    "recipient_id",
    "recipient",
    "kind",
    "area",
    "renewed",
    "source",
    "illustrative",
)
WITHIN = Span(12, 0)
"""How far ahead `expiring` looks unless told otherwise."""
_COUNTED = {
    "added": What.ADDED,
    "ended": What.ENDED,
    "re_paired": What.RE_PAIRED,
    "extended": What.EXTENDED,
    "amounts": What.AMOUNT,
}
_IN_LOADS = {"renamed": What.RENAMED, "listed": What.LISTED, "unlisted": What.UNLISTED}


@dataclass(frozen=True, slots=True)
class Load:
    """One of two loads that are compared: what it is called, its day, what it states; `rejected` rows were not used."""

    name: str
    day: date
    graph: Network
    given: Sequence[Contribution]
    area: str | None = None
    rejected: int = 0


def load_of(name: str, dataset: Dataset, day: date, *, area: str | None = None, rejected: int = 0) -> Load:
    """The load of a dataset that no store holds; `area` is the id, the code or the name of a unit in it."""
    from graph.dataset import contributions_of, network_of

    graph = network_of(dataset)
    found = [id_ for id_, data in graph.nodes(data=True) if area in (id_, data["code"], data["name"])] if area else []
    if area and len(found) != 1:
        raise UsageError("ask.diff_area", text=area, name=name, count=len(found))
    return Load(name, dataset.as_of or day, graph, contributions_of(dataset), found[0] if found else None, rejected)


def load_in(name: str, store: Store, day: date, area: str | None = None) -> Load:
    """What a store holds as one of two loads; raises `UsageError` when it is too large to be measured as a whole."""
    return Load(name, day, fetched(store, area), store.contributions(), area)


def diff(store: Store, days: tuple[date, date], query: Query, *, groups: bool = False) -> Answer:
    """What changed for whom between two days: pairs that may be in force on the one and not on the other.

    The query's own day plays no part. Raises `UsageError` when the first day comes after the second.
    """
    if days[0] > days[1]:
        raise UsageError("ask.diff_order", first=days[0], second=days[1])
    graph = fetched(store, query.area, received=True)
    recipients = _recipients(graph, query)
    found = change.between_days(graph, store.contributions(), days, recipients, sector=query.sector, groups=groups)
    before, after = (coverage.gaps(graph, replace(query, day=day)) for day in days)
    notes = [Note("note.open_both", {"open": found.open_dates, "agreements": found.agreements})] * bool(
        found.open_dates
    )
    notes += [Note("note.group_changes", {"count": found.groups})] if found.groups else []
    notes += [Note("note.unplaced", {"count": found.unplaced})] if found.unplaced else []
    newest = as_of(store, days[1])
    notes += [Note("note.after_load", {"day": days[1], "newest": newest})] if newest < days[1] else []
    if _tells(found, What.AMOUNT):
        notes.append(Note("note.years", {"first": days[0].year, "second": days[1].year}))
    return _diff(
        found, (graph, graph), recipients, query, (before, after), days, days, scope_of(store, query.area), notes
    )


def diff_loads(first: Load, second: Load, query: Query, *, groups: bool = False) -> Answer:
    """What the second load of a source says that the first did not; coverage on the day of each.

    The query's day and area play no part: each load has its own.
    """
    graphs = first.graph, second.graph
    found = change.between_loads(graphs, (first.given, second.given), sector=query.sector, groups=groups)
    own = [replace(query, day=load.day, area=load.area) for load in (first, second)]
    recipients = _recipients(first.graph, own[0]) | _recipients(second.graph, own[1])
    before, after = (coverage.gaps(graph, one) for graph, one in zip(graphs, own, strict=True))
    notes = [
        Note("note.rejected", {"count": load.rejected, "name": load.name}) for load in (first, second) if load.rejected
    ]
    scope = None
    if second.area is not None:
        scope = " / ".join((*network.area(second.graph, second.area), second.graph.nodes[second.area]["name"]))
    return _diff(
        found,
        graphs,
        recipients,
        query,
        (before, after),
        (first.name, second.name),
        (first.day, second.day),
        scope,
        notes,
        _COUNTED | _IN_LOADS,
    )


def _recipients(graph: Network, query: Query) -> set[str]:
    """The organizations of the query's area and kind."""
    inside = network.inside(graph, query.area) if query.area is None or query.area in graph else []
    return {node for node in inside if query.kind is None or graph.nodes[node]["kind"] == query.kind}


def _tells(found: change.Difference, what: What) -> bool:
    return any(line.changed.what is what for line in found.lines)


def _diff(
    found: change.Difference,
    graphs: tuple[Network, Network],
    recipients: set[str],
    query: Query,
    gaps: tuple[Gaps, Gaps],
    named: tuple[object, object],
    days: tuple[date, date],
    scope: str | None,
    notes: list[Note],
    counted: dict[str, What] = _COUNTED,
) -> Answer:
    rows: list[tuple[Any, ...]] = []
    for line in found.lines:
        one = line.changed
        if one.recipient_id not in recipients:
            continue
        graph = graphs[1] if one.recipient_id in graphs[1] else graphs[0]
        node = graph.nodes[one.recipient_id]
        rows.append(
            (
                one.what.value,
                one.recipient_id,
                one.recipient,
                one.before,
                one.after,
                node["kind"],
                tuple(network.area(graph, one.recipient_id)),
                one.gained,
                one.lost,
                one.helper,
                one.measure,
                line.illustrative or bool(node["illustrative"]),
            )
        )
    counts = {name: sum(row[0] == what for row in rows) for name, what in counted.items()}
    before, after = (one.tally for one in gaps)
    roster = [one.tally.roster if one.has_roster else 0 for one in gaps]
    shares = [one.tally.share_direct if one.has_roster else None for one in gaps]
    main = {name: counts.pop(name) for name in _COUNTED}
    summary = {
        "from": named[0],
        "to": named[1],
        **main,
        "direct_before": before.direct,
        "direct_after": after.direct,
        "roster": roster[1],
        "share_before": shares[0],
        "share_after": shares[1],
        "roster_before": roster[0],
        **counts,
    }
    headline = [Note("diff.found", {**main, "first": named[0], "second": named[1], "scope": scope})]
    if counts:
        headline.append(Note("diff.members", counts))
    shown = {
        "kind": query.kind,
        "direct_before": before.direct,
        "direct_after": after.direct,
        "roster_before": roster[0],
        "roster": roster[1],
        "share_before": shares[0],
        "share_after": shares[1],
        "first": days[0],
        "second": days[1],
    }
    rostered = all(one.has_roster for one in gaps)
    headline.append(Note("diff.coverage" if rostered else "diff.no_roster", shown))
    invented = sum(bool(row[-1]) for row in rows)
    notes = [*([Note("note.illustrative_rows", {"count": invented})] if invented else []), *notes]
    return Answer(
        question="diff",
        as_of=days[1],
        scope=scope,
        summary=summary,
        fields=DIFF_FIELDS,
        rows=rows,
        shown=("change", "recipient", "area", "before", "after", "measure", "illustrative"),
        headline=tuple(headline),
        notes=(*notes, Note("note.registered")),
    )


def window(
    day: date, within: Span | None = None, from_: date | None = None, until: date | None = None
) -> tuple[date, date]:
    """The first and last day of what `expiring` looks at: `within` from `day` (or `from_`) on, unless `until` is given.

    Raises `UsageError` when both tell where it ends, or it ends before it begins.
    """
    if within is not None and until is not None:
        raise UsageError("ask.within_until")
    first = from_ or day
    last = until or (within or WITHIN).after(first)
    if last < first:
        raise UsageError("ask.window", first=first, last=last)
    return first, last


def expiring(
    store: Store, query: Query, days: tuple[date, date], *, asked: bool = False, state: Ends | None = None
) -> Answer:
    """Agreements that may end between two days, that ended and are still listed, that have no start or no end.

    With `asked` the two days are a window somebody named: only agreements whose end may fall into it.
    """
    graph = fetched(store, query.area, received=True)
    endings = expiry.listed(graph, _recipients(graph, query), query.day, days, asked=asked)
    titles = {source.id: source.title for dataset in store.datasets() for source in dataset.sources}
    rows = []
    for one in endings:
        if state is None or one.state is state:
            edge, recipient = graph[one.helper][one.recipient][one.agreement], graph.nodes[one.recipient]
            rows.append(
                (
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
    summary = {
        **counts,
        "within": (days[1] - days[0]).days,
        "from": days[0],
        "until": days[1],
        "orphaned": len(orphaned),
    }
    partial = sum(one.state is Ends.EXPIRING and len(_end(graph, one)) < len("2018-05-03") for one in endings)
    invented = sum(bool(row[-1]) for row in rows)
    notes = [Note("note.illustrative_rows", {"count": invented})] if invented else []
    notes += [Note("note.partial_ends", {"count": partial})] if partial else []
    key = "expiring.window" if asked else "expiring.found"
    return Answer(
        question="expiring",
        as_of=query.day,
        scope=scope_of(store, query.area),
        summary=summary,
        fields=EXPIRING_FIELDS,
        rows=rows,
        shown=("state", "days_left", "start", "end", "helper", "recipient", "renewed", "illustrative"),
        headline=(
            Note(key, {**counts, "day": query.day, "first": days[0], "last": days[1], "kind": query.kind}),
            Note("expiring.orphaned", {"count": len(orphaned), "kind": query.kind}),
        ),
        notes=(*notes, Note("note.registered")),
    )


def _end(graph: Network, one: expiry.Ending) -> str:
    return graph[one.helper][one.recipient][one.agreement]["end"] or ""
