"""What changed for which recipient between two days, or between two loads of a source."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from graph import network
from graph.answer import Answer, Note
from graph.errors import RecordError, UsageError
from graph.measures import coverage as measure
from graph.measures.changes import Difference, MarkedChange, What, between_days, between_loads
from graph.model import PartialDate
from graph.query import Query
from graph.questions import inquiry as limits
from graph.questions.inquiry import newest_day
from graph.questions.roster import illustrative_rows

if TYPE_CHECKING:
    from graph.dataset import Dataset
    from graph.measures.columns.loads import LoadedColumns
    from graph.model import Contribution, Kind
    from graph.network import Network
    from graph.questions.inquiry import Inquiry

_COUNTED = {
    "added": What.ADDED,
    "ended": What.ENDED,
    "re_paired": What.RE_PAIRED,
    "extended": What.EXTENDED,
    "amounts": What.AMOUNT,
}
"""The changes that every summary counts."""
_IN_LOADS = {"renamed": What.RENAMED, "listed": What.LISTED, "unlisted": What.UNLISTED}
"""The changes that a summary of two loads counts besides."""


class DiffRow(NamedTuple):
    """One change, for one recipient."""

    change: str
    recipient_id: str
    recipient: str
    before: object
    after: object
    kind: str
    area: tuple[str, ...]
    helpers_added: tuple[str, ...]
    helpers_lost: tuple[str, ...]
    helper_id: str | None
    measure: str | None
    illustrative: bool


@dataclass(frozen=True, slots=True)
class Load:
    """One of two compared loads: its name, its day, its contents; `rejected` is the number of rows not used.

    Its contents are a network or, where they are too many for one, columns.
    """

    name: str
    day: date
    content: Network | LoadedColumns
    given: Sequence[Contribution]
    area: str | None = None
    rejected: int = 0


class _Reached(NamedTuple):
    """How many on a roster had a partner of their own on a day; without a roster `roster` counts those seen."""

    direct: int
    roster: int
    has_roster: bool

    @property
    def share(self) -> float | None:
        """The share (0–1) with a partner of their own; None without a roster."""
        return self.direct / self.roster if self.has_roster and self.roster else None


class _About(NamedTuple):
    """What a row says of a recipient."""

    kind: str
    area: tuple[str, ...]
    illustrative: bool


@dataclass(frozen=True, slots=True)
class _Compared:
    """What differs between two times, their names and days, who had a partner then, and the recipients that count."""

    changes: Difference
    names: tuple[object, object]
    days: tuple[date, date]
    reached: tuple[_Reached, _Reached]
    recipients: Mapping[str, _About]


def are_days(first: str, second: str) -> bool:
    """Whether two days are compared, not two loads; raises `UsageError` when only one of the texts is a day."""
    days = [text for text in (first, second) if _is_day(text)]
    if len(days) == 1:
        raise UsageError("diff.mixed", day=days[0], path=second if days[0] == first else first)
    return bool(days)


def _is_day(text: str) -> bool:
    try:
        PartialDate.parse(text)
    except RecordError:
        return False
    return True


def load_of(name: str, dataset: Dataset, day: date, *, area: str | None = None, rejected: int = 0) -> Load:
    """Makes one of two loads of a dataset that no store holds; `area` is the id, code or name of a unit in it.

    Raises `UsageError` when the area means no unit, or several.
    """
    from graph.dataset import contributions_of, network_of  # polars is not needed to compare days

    called = dataset.organizations.select("id", "code", "name").iter_rows() if area else ()
    units = [names[0] for names in called if area in names]
    if area and len(units) != 1:
        raise UsageError("diff.area", text=area, name=name, count=len(units))
    content = _columns_of(dataset) if len(dataset.organizations) > limits.FETCH_LIMIT else network_of(dataset)
    return Load(name, dataset.as_of or day, content, contributions_of(dataset), units[0] if units else None, rejected)


def load_in(name: str, inquiry: Inquiry) -> Load:
    """Makes one of two loads of what a store holds; the store may be closed afterwards."""
    with inquiry:
        content = inquiry.network() if inquiry.fits(inquiry.area) else _columns_in(inquiry)
        return Load(name, inquiry.day, content, inquiry.contributions(), inquiry.area)


def _columns_of(dataset: Dataset) -> LoadedColumns:
    from graph.loaded import Called, from_dataset  # polars and numpy are not needed to compare days
    from graph.measures.columns.loads import whole

    return whole(from_dataset(dataset), Called([dataset]))


def _columns_in(inquiry: Inquiry) -> LoadedColumns:
    """What a store gives of an area, as columns."""
    from graph.loaded import Called, held  # as in `_columns_of`
    from graph.measures.columns import pairs
    from graph.measures.columns.loads import LoadedColumns

    given = {entry.agreement for entry in inquiry.contributions() if entry.agreement}
    columns = held(inquiry.columns(), given)
    near = pairs.fetched(columns, inquiry.area)
    called = Called([inquiry.store.dataset(one.name, one.version) for one in inquiry.datasets()])
    return LoadedColumns(columns, near, pairs.around(columns, inquiry.area, near), called)


def answer(
    inquiry: Inquiry,
    *,
    from_: date,
    to: date,
    kind: Kind | None = None,
    groups: bool = False,
    sector: str | None = None,
    as_of: date | None = None,
) -> Answer:
    """Lists what changed for which recipient between two days: pairs that may be in force on only one of them.

    The inquiry's own day plays no part, and `as_of` belongs to two loads alone. Raises `UsageError` when it is given,
    or when the first day comes after the second.
    """
    if as_of is not None:
        raise UsageError("diff.as_of")
    days = from_, to
    if from_ > to:
        raise UsageError("diff.order", first=from_, second=to)
    query = Query(to, kind, inquiry.area, sector)
    compared = (_on_network if inquiry.fits(inquiry.area) else _on_columns)(inquiry, query, days, groups=groups)
    changes = compared.changes
    notes = []
    if changes.open_dates:
        notes.append(Note("diff.open_both", {"open": changes.open_dates, "agreements": changes.agreements}))
    notes += [Note("diff.group_changes", {"count": changes.groups})] if changes.groups else []
    notes += [Note("diff.unplaced", {"count": changes.unplaced})] if changes.unplaced else []
    newest = newest_day(inquiry.datasets(), to)
    notes += [Note("diff.after_load", {"day": to, "newest": newest})] if newest < to else []
    if any(line.changed.what is What.AMOUNT for line in changes.lines):
        notes.append(Note("diff.years", {"first": from_.year, "second": to.year}))
    return _answer(compared, query, inquiry.scope, notes, {})


def _on_network(inquiry: Inquiry, query: Query, days: tuple[date, date], *, groups: bool) -> _Compared:
    first, second = (inquiry.about(inquiry.area, day) for day in days)
    graphs = first.network(received=True), second.network(received=True)
    recipients = recipients_of(graphs[0], query) | recipients_of(graphs[1], query)
    changes = between_days(
        graphs[1],
        second.contributions(),
        days,
        recipients,
        sector=query.sector,
        groups=groups,
        before=None if graphs[0] is graphs[1] else graphs[0],
    )
    before, after = (_reached(graph, replace(query, day=day)) for graph, day in zip(graphs, days, strict=True))
    return _Compared(changes, days, days, (before, after), _about(changes, graphs, recipients))


def _on_columns(inquiry: Inquiry, query: Query, days: tuple[date, date], *, groups: bool) -> _Compared:
    import numpy as np

    from graph.measures.columns import changes as on_columns
    from graph.measures.columns import coverage, pairs

    one, other = (inquiry.about(inquiry.area, day) for day in days)
    columns = other.columns(days[0])
    recipients = columns.inside(query.area) & pairs.of_kind(columns, query.kind)
    changes = on_columns.between_days(
        columns, other.contributions(), days, recipients, area=query.area, sector=query.sector, groups=groups
    )
    reached = []
    for own in (one, other):
        members, has_roster = coverage.members(own.columns(), query)
        direct = pairs.reached(own.columns(), members, own.day, query.sector)
        reached.append(_Reached(direct, len(members), has_roster))
    places = columns.register.places({line.changed.recipient_id for line in changes.lines})
    some = np.array(list(places.values()), dtype=np.int32)
    about = {
        one.id: _About(one.kind, area, one.illustrative)
        for one, area in zip(columns.register.named(some), columns.paths(some), strict=True)
    }
    return _Compared(changes, days, days, (reached[0], reached[1]), about)


def diff_loads(
    first: Load, second: Load, *, kind: Kind | None = None, groups: bool = False, sector: str | None = None
) -> Answer:
    """Lists what the second load of a source says differently from the first; coverage is that on the day of each."""
    loads = first, second
    queries = Query(first.day, kind, first.area, sector), Query(second.day, kind, second.area, sector)
    compare = _loaded_networks if all(network.is_network(load.content) for load in loads) else _loaded_columns
    compared, scope = compare(loads, queries, groups=groups)
    notes = [
        Note("diff.rejected", {"count": load.rejected, "name": load.name}) for load in (first, second) if load.rejected
    ]
    return _answer(compared, queries[1], scope, notes, _IN_LOADS)


def _loaded_networks(
    loads: tuple[Load, Load], queries: tuple[Query, Query], *, groups: bool
) -> tuple[_Compared, str | None]:
    """What differs, and the names of the area and of the units it lies in."""
    first, second = loads
    graphs = one, other = cast("Network", first.content), cast("Network", second.content)
    changes = between_loads(graphs, (first.given, second.given), sector=queries[0].sector, groups=groups)
    before, after = (_reached(graph, query) for graph, query in zip(graphs, queries, strict=True))
    recipients = recipients_of(one, queries[0]) | recipients_of(other, queries[1])
    compared = _Compared(
        changes,
        (first.name, second.name),
        (first.day, second.day),
        (before, after),
        _about(changes, graphs, recipients),
    )
    if second.area is None:
        return compared, None
    return compared, " / ".join((*network.area(other, second.area), other.nodes[second.area]["name"]))


def _loaded_columns(
    loads: tuple[Load, Load], queries: tuple[Query, Query], *, groups: bool
) -> tuple[_Compared, str | None]:
    """As `_loaded_networks`, on columns; a network is made columns first."""
    import numpy as np

    from graph.measures.columns import coverage, pairs
    from graph.measures.columns import loads as on_columns

    first, second = loads
    contents = _, other = on_columns.as_columns(first.content), on_columns.as_columns(second.content)
    given = first.given, second.given
    changes = on_columns.between_loads(contents, given, sector=queries[0].sector, groups=groups)
    reached = []
    about: dict[str, _About] = {}
    recipients: set[str] = set()
    named = {line.changed.recipient_id for line in changes.lines}
    for content, query in zip(contents, queries, strict=True):
        columns = content.columns
        members, has_roster = coverage.members(columns, query)
        direct = pairs.reached(columns, members, query.day, query.sector)
        reached.append(_Reached(direct, len(members), has_roster))
        places = {id_: place for id_, place in columns.register.places(named).items() if content.organizations[place]}
        known = np.array(list(places.values()), dtype=np.int32)
        wanted = columns.inside(query.area) & pairs.of_kind(columns, query.kind)
        recipients |= {id_ for id_, place in places.items() if wanted[place]}
        for found, area in zip(columns.register.named(known), columns.paths(known), strict=True):
            about[found.id] = _About(found.kind, area, found.illustrative)  # that of the last that has it
    compared = _Compared(
        changes,
        (first.name, second.name),
        (first.day, second.day),
        (reached[0], reached[1]),
        {id_: about[id_] for id_ in recipients},
    )
    if second.area is None:
        return compared, None
    place = np.array([other.columns.register.place(second.area)], dtype=np.int32)
    return compared, " / ".join((*other.columns.paths(place)[0], other.columns.register.named(place)[0].name))


def recipients_of(graph: Network, query: Query) -> set[str]:
    """The organizations of the query's area and kind."""
    inside = network.inside(graph, query.area) if query.area is None or query.area in graph else []
    return {node for node in inside if query.kind in (None, graph.nodes[node]["kind"])}


def _reached(graph: Network, query: Query) -> _Reached:
    found = measure.gaps(graph, query)
    return _Reached(found.tally.direct, found.tally.roster, found.has_roster)


def _about(changes: Difference, graphs: Sequence[Network], recipients: Collection[str]) -> dict[str, _About]:
    """What is to be said of the changed among these recipients, by the last network that has them."""
    found = {}
    for id_ in {line.changed.recipient_id for line in changes.lines}.intersection(recipients):
        graph = next(graph for graph in reversed(graphs) if id_ in graph)
        node = graph.nodes[id_]
        found[id_] = _About(node["kind"], tuple(network.area(graph, id_)), bool(node["illustrative"]))
    return found


def _answer(
    compared: _Compared,
    query: Query,
    scope: str | None,
    notes: Sequence[Note],
    besides: Mapping[str, What],
) -> Answer:
    rows = [
        _row(line, compared.recipients[line.changed.recipient_id])
        for line in compared.changes.lines
        if line.changed.recipient_id in compared.recipients
    ]
    main, more = (
        {name: sum(row.change == what for row in rows) for name, what in counted.items()}
        for counted in (_COUNTED, besides)
    )
    first, second = compared.names
    shares = _shares(*compared.reached)
    headline = [Note("diff.found", {**main, "first": first, "second": second, "scope": scope})]
    if more:
        headline.append(Note("diff.members", more))
    rostered = all(one.has_roster for one in compared.reached)
    said = {"kind": query.kind, **shares, "first": compared.days[0], "second": compared.days[1]}
    headline.append(Note("diff.coverage" if rostered else "diff.no_roster", said))
    return Answer(
        question="diff",
        as_of=compared.days[1],
        scope=scope,
        summary={"from": first, "to": second, **main, **shares, **more},
        fields=DiffRow._fields,
        rows=rows,
        shown=("change", "recipient", "area", "before", "after", "measure", "illustrative"),
        headline=tuple(headline),
        notes=(*illustrative_rows(sum(row.illustrative for row in rows)), *notes, Note("note.registered")),
    )


def _shares(before: _Reached, after: _Reached) -> dict[str, Any]:
    """Coverage before and after; without a roster there is no share."""
    return {
        "direct_before": before.direct,
        "direct_after": after.direct,
        "roster": after.roster if after.has_roster else 0,
        "share_before": before.share,
        "share_after": after.share,
        "roster_before": before.roster if before.has_roster else 0,
    }


def _row(line: MarkedChange, about: _About) -> DiffRow:
    changed = line.changed
    return DiffRow(
        changed.what.value,
        changed.recipient_id,
        changed.recipient,
        changed.before,
        changed.after,
        about.kind,
        about.area,
        changed.gained,
        changed.lost,
        changed.helper,
        changed.measure,
        line.illustrative or about.illustrative,
    )
