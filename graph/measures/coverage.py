"""Who has a partner and who has none: states, gaps and coverage of a roster on a day.

The roster is the denominator: members with `on_roster`, whether or not an agreement names them. A member is
`direct` (an agreement of its own in force), `inherited` (none of its own, but a unit it lies in has one), `lapsed`
(only agreements that ended) or `never`. A gap is anything but `direct`; inherited help is told beside it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from graph import network
from graph.model import Certainty, Kind, PartialDate, surely_in_force
from graph.query import AREA_GROUPS, By, Query, State

if TYPE_CHECKING:
    from graph.network import Network


@dataclass(slots=True)
class Tally:
    """Members of a roster by state. `illustrative` are those whose state rests on invented records alone."""

    roster: int = 0
    direct: int = 0
    inherited: int = 0
    lapsed: int = 0
    never: int = 0
    illustrative: int = 0

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
class Standing:
    """One member on one day, and what that rests on."""

    state: State
    inherited_from: str | None = None
    last_partner: str | None = None
    last_end: str | None = None
    illustrative: bool = False


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


@dataclass(slots=True)
class Gaps:
    """The answer to "which lack a partner".

    `has_roster` is False when nothing of the kind is on a roster: then the members are the recipients that
    agreements name, and no share can be given. `open_dates` counts the agreements in force whose being in force
    rests on an open or partial date, of `agreements` in force in all.
    """

    tally: Tally
    rows: list[Gap]
    has_roster: bool = True
    agreements: int = 0
    open_dates: int = 0


@dataclass(slots=True)
class Group:
    """One line of a coverage table: a kind, an area (with its id and the names it lies in) or a sector."""

    name: str
    id: str | None = None
    area: tuple[str, ...] = ()
    tally: Tally = field(default_factory=Tally)


@dataclass(slots=True)
class Coverage:
    """Coverage by group, and the total over the same members (each counted once)."""

    groups: list[Group]
    total: Tally
    agreements: int = 0
    open_dates: int = 0


@cache
def _date(text: str | None) -> PartialDate | None:
    return PartialDate.parse(text) if text else None


@cache
def _first(text: str) -> date:
    return PartialDate.parse(text).first


@cache
def _last(text: str) -> date:
    return PartialDate.parse(text).last


def edge_in_force(edge: dict[str, Any], day: date) -> bool:
    """Whether the agreement with these edge attributes is in force on `day`, as `model.in_force` says it."""
    start, end = edge.get("start"), edge.get("end")
    return not (start and _first(start) > day) and not (end and _last(end) < day)


def edge_ended(edge: dict[str, Any], day: date) -> bool:
    """Whether the agreement with these edge attributes surely ended before `day`."""
    return bool(edge.get("end")) and _last(edge.get("end")) < day


def standing(graph: Network, member: str, query: Query) -> Standing:
    """Where `member` stands on the query's day, counting only agreements of its sector when one is given."""
    own = _received(graph, member, query.sector)
    invented = bool(graph.nodes[member].get("illustrative"))
    active = [edge for _, _, edge in own if edge_in_force(edge, query.day)]
    if active:
        return Standing(State.DIRECT, illustrative=invented or all(edge.get("illustrative") for edge in active))
    ended = [(helper, edge) for helper, _, edge in own if edge_ended(edge, query.day)]
    last_partner = last_end = None
    if ended:
        last_partner, edge = max(ended, key=_ending)
        last_end = edge.get("end")
    for unit in network.ancestors(graph, member):
        help_ = [e for _, _, e in _received(graph, unit, query.sector) if edge_in_force(e, query.day)]
        if help_:
            illustrative = invented or all(edge.get("illustrative") for edge in help_)
            return Standing(State.INHERITED, unit, last_partner, last_end, illustrative)
    if ended:
        illustrative = invented or all(edge.get("illustrative") for _, edge in ended)
        return Standing(State.LAPSED, None, last_partner, last_end, illustrative)
    return Standing(State.NEVER, illustrative=invented)


def _ending(entry: tuple[str, dict[str, Any]]) -> tuple[date, str, date]:
    """The order in which ended agreements ended: by their last possible day, then by helper."""
    helper, edge = entry
    end = PartialDate.parse(edge["end"])
    return end.last, helper, end.first


def members(graph: Network, query: Query) -> tuple[list[str], bool]:
    """The roster the query is about, sorted, and True; or, where none is, the recipients seen, and False."""
    scope = [
        node
        for node in network.inside(graph, query.area)
        if query.kind is None or graph.nodes[node]["kind"] == query.kind
    ]
    roster = [node for node in scope if graph.nodes[node].get("on_roster")]
    if roster:
        return roster, True
    return [node for node in scope if any(u != v for u, v in graph.in_edges(node))], False


def gaps(graph: Network, query: Query) -> Gaps:
    """Members of the roster with no agreement in force of their own on the query's day, in the order of their ids."""
    roster, has_roster = members(graph, query)
    tally, rows = Tally(), []
    for member in roster:
        found = standing(graph, member, query)
        tally.add(found.state, found.illustrative)
        if found.state is not State.DIRECT:
            rows.append(gap_of(graph, member, found))
    active, open_ = rests_on(graph, roster, query)
    return Gaps(tally, rows, has_roster, active, open_)


def coverage(graph: Network, query: Query, by: By) -> Coverage:
    """The roster's states by kind, area or sector; areas are the nearest unit of that level a member lies in."""
    roster, has_roster = members(graph, query)
    if not has_roster:
        return Coverage([], Tally())
    total = Tally()
    groups: dict[str | None, Group] = {}
    for member in roster:
        found = standing(graph, member, query)
        total.add(found.state, found.illustrative)
        if by is not By.SECTOR:
            group = groups.setdefault(*group_of(graph, member, by))
            group.tally.add(found.state, found.illustrative)
    if by is By.SECTOR:
        for sector in _sectors(graph, roster):
            of_sector = Query(query.day, query.kind, query.area, sector)
            groups[sector] = Group(sector)
            for member in roster:
                found = standing(graph, member, of_sector)
                groups[sector].tally.add(found.state, found.illustrative)
    active, open_ = rests_on(graph, roster, query)
    return Coverage(sorted_groups(groups.values(), by), total, active, open_)


def k_coverage(graph: Network, query: Query, k: int, by: By, *, groups: bool = False) -> tuple[dict[str, int], int]:
    """How many members of the roster have `k` distinct partners in force or more, by group and in all.

    |{v ∈ roster: d(v) ≥ k}|; k = 2 are those with a fallback. A group is known by its id, else its name, as `coverage`
    lists them; of a sector only partners in it count, and in all those of the query's. Parallel agreements are one
    partner; partners that a group alone tells count with `groups`. Without a roster nothing is counted.
    """
    roster, has_roster = members(graph, query)
    found: dict[str, int] = {}
    total = 0
    if not has_roster:
        return found, total
    sectors = _sectors(graph, roster) if by is By.SECTOR else []
    for member in roster:
        enough = len(_distinct(graph, member, query, query.sector, groups=groups)) >= k
        total += enough
        if by is By.SECTOR:
            for sector in sectors:
                own = _distinct(graph, member, query, sector, groups=groups)
                found[sector] = found.get(sector, 0) + (len(own) >= k)
        else:
            group = group_of(graph, member, by)[1]
            key = group.id or group.name
            found[key] = found.get(key, 0) + enough
    return found, total


def _distinct(graph: Network, member: str, query: Query, sector: str | None, *, groups: bool) -> set[str]:
    """The distinct partners in force of a member, through a sector where one is given."""
    return {
        helper
        for helper, _, edge in _received(graph, member, sector)
        if edge_in_force(edge, query.day) and (groups or edge.get("certainty") != Certainty.GROUP)
    }


def sorted_groups(groups: Iterable[Group], by: By) -> list[Group]:
    """Groups in reading order: kinds as in the vocabulary, areas by id, the members outside any area last."""
    if by is By.KIND:
        order = {kind.value: place for place, kind in enumerate(Kind)}
        return sorted(groups, key=lambda group: order[group.name])
    return sorted(groups, key=lambda group: (by.value in AREA_GROUPS and group.id is None, group.id or "", group.name))


def _sectors(graph: Network, roster: list[str]) -> list[str]:
    """Sectors of the agreements that `roster` and the units it lies in receive, sorted."""
    reached = set(roster).union(*(network.ancestors(graph, member) for member in roster))
    received = (edge.get("sector") for node in reached for _, _, edge in _received(graph, node, None))
    return sorted({sector for sector in received if sector})


def group_of(graph: Network, member: str, by: By) -> tuple[str | None, Group]:
    """The group a member belongs to, with the key it is known by: its kind, or the nearest unit of that level."""
    if by is By.KIND:
        kind = graph.nodes[member]["kind"]
        return kind, Group(kind)
    for unit in (member, *network.ancestors(graph, member)):
        if graph.nodes[unit]["kind"] == by.value:
            return unit, Group(graph.nodes[unit]["name"], unit, tuple(network.area(graph, unit)))
    return None, Group("")


def gap_of(graph: Network, member: str, found: Standing) -> Gap:
    """A member that stands so, as a line of the answer."""
    node = graph.nodes[member]
    return Gap(
        member,
        node["name"],
        node.get("name_en"),
        node["kind"],
        tuple(network.area(graph, member)),
        found.state,
        _name(graph, found.last_partner),
        found.last_end,
        _name(graph, found.inherited_from),
        found.illustrative,
    )


def _name(graph: Network, node: str | None) -> str | None:
    return graph.nodes[node]["name"] if node is not None else None


def _received(graph: Network, node: str, sector: str | None) -> list[tuple[str, str, dict[str, Any]]]:
    if not graph.pred[node]:  # most units; looking at no edges takes as long as looking at some
        return []
    return [
        (helper, key, edge)
        for helper, _, key, edge in graph.in_edges(node, keys=True, data=True)
        if helper != node and (sector is None or edge.get("sector") == sector)
    ]


def rests_on(graph: Network, roster: list[str], query: Query) -> tuple[int, int]:
    """How many agreements in force the members receive, and how many of those rest on an open or partial date."""
    active = [
        edge
        for member in roster
        for _, _, edge in _received(graph, member, query.sector)
        if edge_in_force(edge, query.day)
    ]
    open_ = sum(not surely_in_force(_date(e.get("start")), _date(e.get("end")), query.day) for e in active)
    return len(active), open_
