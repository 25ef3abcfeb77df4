"""What a map shows: the organizations and pairs of a network on a day, as plain values, before anything is placed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from graph import network
from graph.coverage import Query, State, edge_ended, edge_in_force, members, standing
from graph.model import AREA_KINDS

if TYPE_CHECKING:
    from graph.network import Network

GAPS = frozenset({State.NEVER, State.INHERITED, State.LAPSED})


class Side(StrEnum):
    """Who helps, and who is helped; who does both stands with those who are helped."""

    HELPER = "helper"
    RECIPIENT = "recipient"


class Time(StrEnum):
    """How an agreement stands to the day of the map."""

    IN_FORCE = "in_force"
    ENDED = "ended"
    TO_COME = "to_come"


@dataclass(frozen=True, slots=True)
class Pact:
    """One agreement of a pair, as the details show it."""

    id: str
    time: Time
    form: str | None
    sector: str | None
    start: str | None
    end: str | None
    certainty: str
    illustrative: bool


@dataclass(frozen=True, slots=True)
class Line:
    """All agreements of one helper with one recipient, by id."""

    helper: str
    recipient: str
    pacts: tuple[Pact, ...]

    @property
    def active(self) -> tuple[Pact, ...]:
        """The agreements in force."""
        return tuple(pact for pact in self.pacts if pact.time is Time.IN_FORCE)

    @property
    def group(self) -> bool:
        """Whether no agreement in force names this very pair: both only stand in one list."""
        return bool(self.active) and all(pact.certainty == "group" for pact in self.active)


@dataclass(frozen=True, slots=True)
class Dot:
    """One organization. `state` is None where nothing is expected; `partners` are distinct, in force, by name."""

    id: str
    name: str
    name_en: str | None
    aliases: tuple[str, ...]
    kind: str
    code: str | None
    side: Side
    state: State | None
    area: tuple[str, ...]
    unit: str | None
    partners: int
    group: bool
    illustrative: bool
    inherited_from: str | None = None

    @property
    def gap(self) -> bool:
        """Whether a partner is expected and none is its own."""
        return self.state in GAPS


@dataclass(frozen=True, slots=True)
class Picture:
    """Dots by id and lines by their ends, sorted; `units` are the names of the units that dots lie in."""

    dots: tuple[Dot, ...] = ()
    lines: tuple[Line, ...] = ()
    units: Mapping[str, str] = field(default_factory=dict)


def take(
    graph: Network, query: Query, *, states: frozenset[State] | None = None, focus: str | None = None, hops: int = 1
) -> Picture:
    """The picture of `graph` on the query's day: its roster and everybody an agreement names.

    `states` keeps the members in these states, and those they are paired with; `focus` keeps what lies within `hops`
    pairs of one organization.
    """
    roster = set(members(graph, query)[0]) if members(graph, query)[1] else set()
    lines = _lines(graph, query)
    shown = {end for line in lines for end in (line.helper, line.recipient)} | roster
    standings = {member: standing(graph, member, query) for member in roster}
    if states is not None:
        kept = {member for member in roster if standings[member].state in states}
        lines = [line for line in lines if line.recipient in kept]
        shown = kept | {line.helper for line in lines}
    if focus is not None:
        shown = _within(focus, hops, lines)
        lines = [line for line in lines if line.helper in shown and line.recipient in shown]
    helped = {line.recipient for line in lines}
    partners: dict[str, set[str]] = {}
    named: set[str] = set()
    for line in lines:
        if line.active:
            partners.setdefault(line.helper, set()).add(line.recipient)
            partners.setdefault(line.recipient, set()).add(line.helper)
            if not line.group:
                named |= {line.helper, line.recipient}
    dots = []
    for id_ in sorted(shown):
        data = graph.nodes[id_]
        found = standings.get(id_)
        from_ = found.inherited_from if found else None
        dots.append(Dot(
            id=id_, name=data["name"], name_en=data.get("name_en"), aliases=tuple(data.get("aliases") or ()),
            kind=data["kind"], code=data.get("code"),
            side=Side.RECIPIENT if id_ in helped or id_ in roster else Side.HELPER,
            state=found.state if found else None, area=tuple(network.area(graph, id_)), unit=_unit(graph, id_),
            partners=len(partners.get(id_, ())), group=id_ in partners and id_ not in named,
            illustrative=bool(data.get("illustrative")) or bool(found and found.illustrative),
            inherited_from=graph.nodes[from_]["name"] if from_ is not None else None,
        ))  # fmt: skip
    units = {dot.unit: graph.nodes[dot.unit]["name"] for dot in dots if dot.unit is not None}
    return Picture(tuple(dots), tuple(lines), units)


def _lines(graph: Network, query: Query) -> list[Line]:
    """The pairs the query is about, with their agreements, sorted."""
    inside = set(network.inside(graph, query.area))
    found: dict[tuple[str, str], list[Pact]] = {}
    for helper, recipient, key, edge in graph.edges(keys=True, data=True):
        wanted = query.kind is None or graph.nodes[recipient]["kind"] == query.kind
        if recipient in inside and wanted and query.sector in (None, edge["sector"]):
            found.setdefault((helper, recipient), []).append(_pact(key, edge, query))
    return [Line(*ends, tuple(sorted(pacts, key=lambda pact: pact.id))) for ends, pacts in sorted(found.items())]


def _pact(key: str, edge: dict[str, Any], query: Query) -> Pact:
    time = Time.TO_COME
    if edge_in_force(edge, query.day):
        time = Time.IN_FORCE
    elif edge_ended(edge, query.day):
        time = Time.ENDED
    return Pact(
        key,
        time,
        edge["form"],
        edge["sector"],
        edge["start"],
        edge["end"],
        edge["certainty"],
        bool(edge["illustrative"]),
    )


def _within(focus: str, hops: int, lines: Iterable[Line]) -> set[str]:
    """Ids that lie within `hops` pairs of `focus`, itself included."""
    near: dict[str, set[str]] = {}
    for line in lines:
        near.setdefault(line.helper, set()).add(line.recipient)
        near.setdefault(line.recipient, set()).add(line.helper)
    found, edge = {focus}, {focus}
    for _ in range(hops):
        edge = {other for id_ in edge for other in near.get(id_, ())} - found
        found |= edge
    return found


def _unit(graph: Network, id_: str) -> str | None:
    """The unit an organization is grouped under: the nearest it lies in that is an area."""
    return next((unit for unit in network.ancestors(graph, id_) if graph.nodes[unit]["kind"] in set(AREA_KINDS)), None)
