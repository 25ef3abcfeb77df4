"""Who has a partner and who has none: states, gaps and coverage of a roster on a day, and who helps nobody.

The roster is the denominator: members with `on_roster`, whether or not an agreement names them. A member is
`direct` (an agreement of its own is in force), `inherited` (none of its own, but a unit it lies in has one), `lapsed`
(only agreements that ended) or `never`. A gap is anything but `direct`; inherited help is reported beside it. An
agreement that only lists both sides of a group is an agreement of each of its recipients here.

On the helping side no roster says who should help, so there is no share. `candidates` defines who might help; where
each stands is said by the same states.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from graph import network
from graph.answer import Rows
from graph.measures.arguments import checked
from graph.measures.centrality import NOTHING, Unplaced, attributed
from graph.model import Bound, Kind, PartialDate
from graph.network import (
    PartnerEdge,
    edge_ended,
    edge_in_force,
    edge_surely_in_force,
    edge_unlisted,
    end_before,
    partner_edges,
    partners,
)
from graph.query import AREA_GROUPS, By, Query, Side, State

if TYPE_CHECKING:
    from graph.model import Contribution
    from graph.network import Network
    from graph.periods import Period


@dataclass(slots=True)
class Tally(Rows):
    """Members of a roster by state. `illustrative` are those whose state rests on invented records alone.

    Without any roster the states are those of the recipients that agreements name, and `roster` is 0. `off_roster` are
    the recipients that agreements name and no roster holds; they have no state among the members of a roster.
    """

    roster: int = 0
    direct: int = 0
    inherited: int = 0
    lapsed: int = 0
    never: int = 0
    illustrative: int = 0
    off_roster: int = 0

    def add(self, state: State, illustrative: bool = False, count: int = 1) -> None:
        """Counts `count` more members in `state`."""
        name = str(state)
        self.roster += count
        setattr(self, name, getattr(self, name) + count)
        self.illustrative += count * illustrative

    def merge(self, other: Tally) -> None:
        """Counts the members of `other` too."""
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    @property
    def gaps(self) -> int:
        """Members with no agreement in force of their own."""
        return self.inherited + self.lapsed + self.never

    @property
    def share_direct(self) -> float | None:
        """Share (0–1) of the roster with a partner of its own; None for an empty roster: undefined, not zero."""
        return self.direct / self.roster if self.roster else None


@dataclass(frozen=True, slots=True)
class Standing(Rows):
    """One member on one day, and what that rests on."""

    state: State
    inherited_from: str | None = None
    last_partner: str | None = None
    last_end: str | None = None
    illustrative: bool = False
    unlisted_since: str | None = None


class Gap(NamedTuple):
    """A roster member without an agreement in force of its own; names, not ids, except `id`."""

    id: str
    name: str
    name_en: str | None
    kind: str
    area: tuple[str, ...]
    state: State
    last_partner: str | None
    last_end: str | None
    inherited_from: str | None
    illustrative: bool
    unlisted_since: str | None = None


@dataclass(slots=True)
class Gaps(Rows):
    """The answer to "which lack a partner": the counts by state, and a row for each gap.

    `has_roster` is False when nothing of the kind is on a roster: then the members are the recipients that
    agreements name, and no share can be given. `open_dates` counts the agreements in force whose being in force
    rests on an open or partial date, of `agreements` in force in all.
    """

    tally: Tally
    rows: list[Gap]
    has_roster: bool = True
    agreements: int = 0
    open_dates: int = 0

    def records(self) -> Iterable[Gap]:
        """A row for each gap."""
        return self.rows


@dataclass(slots=True)
class CoverageGroup:
    """One row of a coverage table: a kind, an area (with its id and the names of the units it lies in) or a sector."""

    name: str
    id: str | None = None
    area: tuple[str, ...] = ()
    tally: Tally = field(default_factory=Tally)


@dataclass(slots=True)
class Coverage(Rows):
    """Coverage by group, and the total over the same members (each counted once)."""

    groups: list[CoverageGroup]
    total: Tally
    agreements: int = 0
    open_dates: int = 0

    def records(self) -> Iterable[dict[str, object]]:
        """A row for each group: its name, id and area, its counts by state, its share (0–1)."""
        for group in self.groups:
            counts = {name: getattr(group.tally, name) for name in Tally.__slots__}
            share = {"share_direct": group.tally.share_direct}
            yield {"name": group.name, "id": group.id, "area": group.area, **counts, **share}


@checked
def standing(graph: Network, member: str, query: Query, *, side: Side = Side.RECIPIENT) -> Standing:
    """Where `member` stands on the query's day, counting only agreements of its sector when one is given.

    With `side` helper the agreements by which it helps are looked at; then the last partner is whom it helped last.
    """
    ((_, stands, _),) = _standings(graph, [member], query, side)
    return stands


def _standings(
    graph: Network, members: Iterable[str], query: Query, side: Side = Side.RECIPIENT
) -> Iterator[tuple[str, Standing, list[PartnerEdge]]]:
    """Each member, where it stands, and its agreements in force."""
    for member in members:
        own = partner_edges(graph, member, groups=True, sector=query.sector, side=side)
        active = [one for one in own if edge_in_force(one.edge, query.day)]
        yield member, _standing(graph, member, query, side, own, active), active


def _standing(
    graph: Network, member: str, query: Query, side: Side, own: list[PartnerEdge], active: list[PartnerEdge]
) -> Standing:
    """Where a member with these agreements, of which some are in force, stands."""
    invented = bool(graph.nodes[member].get("illustrative"))
    if active:
        return Standing(State.DIRECT, illustrative=invented or _all_illustrative(active))
    ended = [one for one in own if edge_ended(one.edge, query.day)]
    last_partner = last_end = unlisted = None
    if ended:
        last = max(ended, key=_ending)
        last_partner, unlisted = last.partner, last.edge.get("unlisted_since")
        last_end = end_before(last.edge.get("end"), unlisted)
    for unit in network.ancestors(graph, member):
        inherited = partner_edges(graph, unit, query.day, groups=True, sector=query.sector, side=side)
        if inherited:
            illustrative = invented or _all_illustrative(inherited)
            return Standing(State.INHERITED, unit, last_partner, last_end, illustrative, unlisted)
    if ended:
        return Standing(State.LAPSED, None, last_partner, last_end, invented or _all_illustrative(ended), unlisted)
    return Standing(State.NEVER, illustrative=invented)


def _all_illustrative(edges: Iterable[PartnerEdge]) -> bool:
    return all(one.edge.get("illustrative") for one in edges)


def _ending(one: PartnerEdge) -> tuple[date, str, date, int]:
    """The order in which ended agreements ended: by their last possible day, then by partner."""
    unlisted = one.edge.get("unlisted_since")
    ends = [PartialDate.parse(text) for text in (one.edge.get("end"), unlisted) if text]
    since = date.fromisoformat(unlisted) if unlisted else date.max
    return min(end.last for end in ends), one.partner, min(end.first for end in ends), -since.toordinal()


@checked
def members(graph: Network, query: Query) -> tuple[list[str], bool]:
    """The roster the query is about, sorted, and True; without one, the recipients that agreements name, and False."""
    return _members(graph, query)


def _members(graph: Network, query: Query) -> tuple[list[str], bool]:
    scope = [
        node
        for node in network.inside(graph, query.area)
        if query.kind is None or graph.nodes[node]["kind"] == query.kind
    ]
    roster = [node for node in scope if graph.nodes[node].get("on_roster")]
    if roster:
        return roster, True
    return [node for node in scope if any(u != v for u, v in graph.in_edges(node))], False


@checked
def gaps(graph: Network, query: Query) -> Gaps:
    """Members of the roster with no agreement in force of their own on the query's day, in the order of their ids."""
    roster, has_roster = _members(graph, query)
    answer = Gaps(Tally(), [], has_roster)
    for member, stands, active in _standings(graph, roster, query):
        answer.tally.add(stands.state, stands.illustrative)
        answer.agreements += len(active)
        answer.open_dates += _open_dates(active, query.day)
        if stands.state is not State.DIRECT:
            answer.rows.append(_gap(graph, member, stands))
    answer.tally.off_roster = len(off_roster(graph, query))
    return answer


@checked
def off_roster(graph: Network, query: Query) -> list[str]:
    """The recipients that agreements name, listed and not only planned, and no roster holds; by their ids."""
    return [
        node
        for node in network.inside(graph, query.area)
        if (query.kind is None or graph.nodes[node]["kind"] == query.kind)
        and not graph.nodes[node].get("on_roster")
        and any(
            not edge_unlisted(one.edge, query.day)
            for one in partner_edges(graph, node, groups=True, sector=query.sector)
        )
    ]


@checked
def candidates(graph: Network, query: Query) -> list[str]:
    """The organizations of the query's kind and area that stand on the helping side, sorted.

    Those are, first, all that an agreement of any time names as helper. Second, those that lie in a helping unit: no
    roster and no agreement names them as recipient, and the nearest unit they lie in that any agreement names is only
    ever named as helper.
    """
    return _candidates(graph, query)


def _candidates(graph: Network, query: Query) -> list[str]:
    helpers = {helper for helper, recipient in graph.edges() if helper != recipient}
    recipients = {recipient for helper, recipient in graph.edges() if helper != recipient}
    listed = []
    for node in network.inside(graph, query.area):
        data = graph.nodes[node]
        if query.kind is not None and data["kind"] != query.kind:
            continue
        if node not in helpers:
            if data.get("on_roster") or node in recipients:
                continue
            nearest = next((u for u in network.ancestors(graph, node) if u in helpers or u in recipients), None)
            if nearest is None or nearest in recipients:
                continue
        listed.append(node)
    return listed


@checked
def helping_gaps(graph: Network, query: Query, by: By | None = None) -> tuple[Gaps, list[CoverageGroup]]:
    """The candidates that help nobody themselves on the query's day; with `by`, all of them by area too.

    `direct`: an agreement by which it helps is in force. `inherited`: none, but a unit it lies in helps. `lapsed`: only
    agreements that ended. `never`: none. `last_partner` is whom it helped last. `has_roster` is always False.
    """
    answer = Gaps(Tally(), [], has_roster=False)
    groups: dict[str | None, CoverageGroup] = {}
    for member, stands, active in _standings(graph, _candidates(graph, query), query, Side.HELPER):
        answer.tally.add(stands.state, stands.illustrative)
        answer.agreements += len(active)
        answer.open_dates += _open_dates(active, query.day)
        if by is not None:
            group = groups.setdefault(*_group(graph, member, by))
            group.tally.add(stands.state, stands.illustrative)
        if stands.state is not State.DIRECT:
            answer.rows.append(_gap(graph, member, stands))
    return answer, sorted_groups(groups.values(), by) if by is not None else []


@checked
def coverage(graph: Network, query: Query, by: By) -> Coverage:
    """The roster's states by kind, area or sector; areas are the nearest unit of that level a member lies in.

    Without a roster those of the recipients that agreements name. Recipients off every roster are counted in the lines
    that they belong to, also in an area that has no member; a kind without a roster has a line where none has one.
    """
    roster, has_roster = _members(graph, query)
    answer = Coverage([], Tally())
    groups: dict[str | None, CoverageGroup] = {}
    for member, stands, active in _standings(graph, roster, query):
        answer.total.add(stands.state, stands.illustrative)
        answer.agreements += len(active)
        answer.open_dates += _open_dates(active, query.day)
        if by is not By.SECTOR:
            group = groups.setdefault(*_group(graph, member, by))
            group.tally.add(stands.state, stands.illustrative)
    off = off_roster(graph, query)
    answer.total.off_roster = len(off)
    if by is By.SECTOR:
        for sector in _sectors(graph, {*roster, *off}):
            of_sector = Query(query.day, query.kind, query.area, sector)
            groups[sector] = CoverageGroup(sector)
            for _, stands, _ in _standings(graph, roster, of_sector):
                groups[sector].tally.add(stands.state, stands.illustrative)
            groups[sector].tally.off_roster = len(off_roster(graph, of_sector))
    else:
        for member in off:
            groups.setdefault(*_group(graph, member, by)).tally.off_roster += 1
    answer.groups = sorted_groups(groups.values(), by)
    return rostered(answer, by, has_roster=has_roster)


def rostered(answer: Coverage, by: By, *, has_roster: bool) -> Coverage:
    """With a roster no kind that has none; without one states and no denominator."""
    if has_roster:
        answer.groups = [group for group in answer.groups if by is not By.KIND or group.tally.roster]
        return answer
    for tally in (answer.total, *(group.tally for group in answer.groups)):
        tally.roster = 0
    return answer


@checked
def k_coverage(graph: Network, query: Query, k: int, by: By, *, groups: bool = False) -> tuple[dict[str, int], int]:
    """How many members of the roster have `k` distinct partners in force or more, by group and in all.

    |{v ∈ roster: d(v) ≥ k}|; members with k = 2 have a fallback. Groups are those of `coverage`, by id, or by name
    where they have none. In the group of a sector only partners of that sector count, in the total those of the query.
    Partners known only from a group's list count with `groups`. Without a roster nothing is counted.
    """
    roster, has_roster = _members(graph, query)
    counts: dict[str, int] = {}
    total = 0
    if not has_roster:
        return counts, total
    sectors = _sectors(graph, roster) if by is By.SECTOR else []
    for member in roster:
        enough = len(partners(graph, member, query.day, groups=groups, sector=query.sector)) >= k
        total += enough
        if by is By.SECTOR:
            for sector in sectors:
                own = partners(graph, member, query.day, groups=groups, sector=sector)
                counts[sector] = counts.get(sector, 0) + (len(own) >= k)
        else:
            group = _group(graph, member, by)[1]
            key = group.id or group.name
            counts[key] = counts.get(key, 0) + enough
    return counts, total


@dataclass(frozen=True, slots=True)
class Received(Rows):
    """Money (yuan) that members of a roster were given in a period, by group of `coverage` (id, or name without one).

    `total` is that of all members. `unplaced` is what they were given that may not lie in the period, `others` what
    others in the same area and of the same kind were given in it. Of the money of `invented` members some is
    illustrative; `bounded` entries are not exact; `unnamed` ones name no recipient; `sectorless` ones no sector: they
    are in no line of a sector. A group without money is left out.
    """

    groups: Mapping[str, Decimal]
    total: Decimal
    unplaced: Unplaced
    others: Decimal
    invented: int
    bounded: int
    unnamed: int
    sectorless: Unplaced

    def records(self) -> Iterable[dict[str, object]]:
        """A row for each group: its key and its money (yuan)."""
        return ({"group": key, "funds": value} for key, value in self.groups.items())


@checked
def received(graph: Network, query: Query, by: By, given: Iterable[Contribution], period: Period) -> Received:
    """Money given in a period to the members of the roster (without one, to the recipients named), by group.

    By sector, or with the sector of the query, an entry belongs to the sector that it states.
    """
    roster, _ = _members(graph, query)
    kinds = {node: graph.nodes[node]["kind"] for node in network.inside(graph, query.area)}
    inside = {node for node, kind in kinds.items() if query.kind in (None, kind)}

    def key(member: str) -> str:
        group = _group(graph, member, by)[1]
        return group.id or group.name

    return sorted_money(attributed(network.ends(graph), given), query, by, period, (set(roster), inside), key)


def sorted_money(
    entries: Iterable[tuple[Contribution, str | None, str | None]],
    query: Query,
    by: By,
    period: Period,
    known: tuple[Collection[str], Collection[str]],
    key: Callable[[str], str],
) -> Received:
    """Money by the group of its recipient; `known` are the members, and all in the same area and of the same kind."""
    members_, inside = known
    groups: dict[str, Decimal] = {}
    total = others = Decimal()
    unplaced = sectorless = NOTHING
    invented: set[str] = set()
    bounded = unnamed = 0
    for entry, _, recipient in entries:
        within = period.holds(entry.period)
        if within is False or (entry.sector is not None and query.sector not in (None, entry.sector)):
            continue
        if recipient is None:
            unnamed += 1
        elif recipient not in members_:
            others += entry.value if within and recipient in inside else 0
        elif within is None:
            unplaced = unplaced.and_one(entry.value)
        else:
            if entry.sector is None and (by is By.SECTOR or query.sector is not None):
                sectorless = sectorless.and_one(entry.value)
            if entry.sector is None and query.sector is not None:
                continue
            total += entry.value
            invented |= {recipient} if entry.illustrative else set()
            bounded += entry.bound is not Bound.EXACT
            group = entry.sector if by is By.SECTOR else key(recipient)
            if group is not None:
                groups[group] = groups.get(group, Decimal()) + entry.value
    return Received(groups, total, unplaced, others, len(invented), bounded, unnamed, sectorless)


def sorted_groups(groups: Iterable[CoverageGroup], by: By) -> list[CoverageGroup]:
    """Groups in reading order: kinds as in the vocabulary, areas by id, the members outside any area last."""
    if by is By.KIND:
        order = {kind.value: place for place, kind in enumerate(Kind)}
        return sorted(groups, key=lambda group: order[group.name])
    return sorted(groups, key=lambda group: (by.value in AREA_GROUPS and group.id is None, group.id or "", group.name))


def _sectors(graph: Network, roster: Collection[str]) -> list[str]:
    """Sectors of the agreements that `roster` and the units it lies in receive, sorted."""
    reached = set(roster).union(*(network.ancestors(graph, member) for member in roster))
    received = (one.edge.get("sector") for node in reached for one in partner_edges(graph, node, groups=True))
    return sorted({sector for sector in received if sector})


def _group(graph: Network, member: str, by: By) -> tuple[str | None, CoverageGroup]:
    """The group a member belongs to, with the key it is known by: its kind, or the nearest unit of that level."""
    if by is By.KIND:
        kind = graph.nodes[member]["kind"]
        return kind, CoverageGroup(kind)
    for unit in (member, *network.ancestors(graph, member)):
        if graph.nodes[unit]["kind"] == by.value:
            return unit, CoverageGroup(graph.nodes[unit]["name"], unit, tuple(network.area(graph, unit)))
    return None, CoverageGroup("")


def _gap(graph: Network, member: str, stands: Standing) -> Gap:
    """A member that stands so, as a row of the answer."""
    node = graph.nodes[member]
    return Gap(
        member,
        node["name"],
        node.get("name_en"),
        node["kind"],
        tuple(network.area(graph, member)),
        stands.state,
        _name(graph, stands.last_partner),
        stands.last_end,
        _name(graph, stands.inherited_from),
        stands.illustrative,
        stands.unlisted_since,
    )


def _name(graph: Network, node: str | None) -> str | None:
    return graph.nodes[node]["name"] if node is not None else None


def _open_dates(active: list[PartnerEdge], day: date) -> int:
    """How many of these agreements in force rest on an open or partial date."""
    return sum(not edge_surely_in_force(one.edge, day) for one in active)
