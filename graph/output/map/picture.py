"""What a map shows, as plain values without places: the organizations and pairs of a network on some days."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from graph import network
from graph.errors import UsageError
from graph.measures.coverage import Standing, members, standing
from graph.model import AREA_KINDS, PartialDate
from graph.network import edge_ended, edge_in_force, edge_planned
from graph.query import Query, State

if TYPE_CHECKING:
    from graph.network import Network

YEARS = 12
"""The largest number of years that a map can be turned back or forward."""


class DrawnSide(StrEnum):
    """The side on which an organization is drawn; one that helps and is helped is drawn with the recipients."""

    HELPER = "helper"
    RECIPIENT = "recipient"


class Timing(StrEnum):
    """Whether an agreement is in force on a day, has ended, or is to come."""

    IN_FORCE = "in_force"
    ENDED = "ended"
    TO_COME = "to_come"


class DotClass(StrEnum):
    """The way an organization is drawn and counted in the legend."""

    DIRECT = "direct"
    SINGLE = "single"
    GROUP = "group"
    NEVER = "never"
    LAPSED = "lapsed"
    INHERITED = "inherited"
    OTHER = "other"
    HELPER = "helper"
    IDLE = "idle"


GAPS = frozenset({DotClass.NEVER, DotClass.LAPSED, DotClass.INHERITED})
"""The classes of roster members without a partner of their own."""


@dataclass(frozen=True, slots=True)
class DrawnAgreement:
    """One agreement of a pair, as the details show it.

    `times` holds its timing on each day of the picture, `unlisted` the day since which its ledger no longer lists it.
    """

    id: str
    time: Timing
    times: tuple[Timing, ...]
    form: str | None
    sector: str | None
    start: str | None
    end: str | None
    certainty: str
    illustrative: bool
    unlisted: str | None = None


@dataclass(frozen=True, slots=True)
class PairLine:
    """All agreements of one helper with one recipient, sorted by id."""

    helper: str
    recipient: str
    agreements: tuple[DrawnAgreement, ...]

    @property
    def active(self) -> bool:
        """Whether an agreement is in force."""
        return any(agreement.time is Timing.IN_FORCE for agreement in self.agreements)


@dataclass(frozen=True, slots=True)
class DrawnUnit:
    """A unit that organizations lie in."""

    name: str
    kind: str
    part_of: str | None
    name_en: str | None = None

    @property
    def area(self) -> bool:
        """Whether it is an administrative area, under which organizations are grouped."""
        return self.kind in set(AREA_KINDS)


@dataclass(frozen=True, slots=True)
class Dot:
    """One organization; `now` is its class on the day asked about, `classes` holds its class on each day.

    `illustrative`: it was invented; `rests`: whether its class of each day rests on records that were. `inherited_from`
    is the id of the unit above through which it is reached.
    """

    id: str
    name: str
    name_en: str | None
    aliases: tuple[str, ...]
    kind: str
    code: str | None
    side: DrawnSide
    expected: bool
    part_of: str | None
    unit: str | None
    now: DotClass
    classes: tuple[DotClass, ...]
    illustrative: bool
    rests: tuple[bool, ...] = ()
    inherited_from: str | None = None

    @property
    def gap(self) -> bool:
        """Whether it is on the roster and has no partner of its own."""
        return self.now in GAPS


@dataclass(frozen=True, slots=True)
class Picture:
    """Dots sorted by id and lines sorted by their ends, on `days`; `units` holds all units that dots lie in, by id.

    `over` holds the pairs of those units that are no dots: through them members are reached.
    """

    dots: tuple[Dot, ...] = ()
    lines: tuple[PairLine, ...] = ()
    units: Mapping[str, DrawnUnit] = field(default_factory=dict)
    days: tuple[date, ...] = ()
    over: tuple[PairLine, ...] = ()

    def part(self, ids: AbstractSet[str]) -> Picture:
        """The picture of only these dots and the lines among them."""
        lines = tuple(line for line in self.lines if line.helper in ids and line.recipient in ids)
        over = tuple(line for line in self.lines if line.recipient in self.units and line.recipient not in ids)
        dots = tuple(dot for dot in self.dots if dot.id in ids)
        return replace(self, dots=dots, lines=lines, over=(*self.over, *over))

    def above(self, dot: Dot) -> list[str]:
        """The ids of the units that a dot lies in, nearest first."""
        units: list[str] = []
        unit = dot.part_of
        while unit is not None and unit in self.units:
            units.append(unit)
            unit = self.units[unit].part_of
        return units


Past = Callable[[date], "Network"]
"""Gives the network that answers for a day rest on."""


def take(
    graph: Network,
    query: Query,
    *,
    states: frozenset[State] | None = None,
    focus: str | None = None,
    hops: int = 1,
    past: Past | None = None,
    listed: Iterable[date] = (),
) -> Picture:
    """The picture of `graph` on the query's day: its roster and every organization that an agreement names.

    What is only planned is not drawn. It can be turned to other days: the years in which agreements change, and the
    days on which something was `listed`; `past` gives the network of such a day, without it that is `graph`.
    `states` keeps only the members in these states and those they are paired with; `focus` keeps only what lies within
    `hops` pairs of one organization. The class of an organization does not depend on what is kept.
    """
    roster, has_roster = members(graph, query)
    expected = set(roster) if has_roster else set()
    edges = _edges(graph, query)
    now = {member: standing(graph, member, query) for member in sorted(expected)}
    kept = {edge[:2] for edge in edges}
    shown = {end for pair in kept for end in pair} | expected
    if states is not None:
        chosen = {member for member in expected if now[member].state in states}
        kept = {pair for pair in kept if pair[1] in chosen}
        shown = chosen | {helper for helper, _ in kept}
    if focus is not None:
        shown = _within(focus, hops, kept)
    kept = {pair for pair in kept if shown.issuperset(pair)}
    days = _days((edge[3] for edge in edges if edge[:2] in kept), query.day, listed)
    graphs = {day: graph if past is None or day == query.day else past(day) for day in days}
    lines = _lines(edges, query.day, graphs)
    helped = {line.recipient for line in lines}
    sides = {id_: DrawnSide.RECIPIENT if id_ in helped or id_ in expected else DrawnSide.HELPER for id_ in shown}
    classes, rests = [], []
    for number, day in enumerate(days):
        of_day = (
            now
            if day == query.day
            else {
                member: standing(graphs[day], member, replace(query, day=day))
                for member in expected & shown & graphs[day].nodes
            }
        )
        held = _held(lines, number)
        classes.append(_classes(sides, of_day, held))
        rests.append(_resting(sides, of_day, held))
    at = days.index(query.day)
    dots = []
    for id_ in sorted(shown):
        data, own = graph.nodes[id_], now.get(id_)
        units = network.ancestors(graph, id_)
        dots.append(
            Dot(
                id=id_,
                name=data["name"],
                name_en=data.get("name_en"),
                aliases=tuple(data.get("aliases") or ()),
                kind=data["kind"],
                code=data.get("code"),
                side=sides[id_],
                expected=id_ in expected,
                part_of=units[0] if units else None,
                unit=next((unit for unit in units if graph.nodes[unit]["kind"] in set(AREA_KINDS)), None),
                now=classes[at][id_],
                classes=tuple(of_day[id_] for of_day in classes),
                illustrative=bool(data.get("illustrative")),
                rests=tuple(id_ in of_day for of_day in rests),
                inherited_from=own.inherited_from if own else None,
            )
        )
    inside = tuple(line for line in lines if (line.helper, line.recipient) in kept)
    units_ = _units(graph, dots)
    over = [
        (helper, unit, key, edge)
        for unit in units_.keys() - shown
        for helper, _, key, edge in graph.in_edges(unit, keys=True, data=True)
        if helper != unit and not edge_planned(edge)
    ]
    return Picture(tuple(dots), inside, units_, days, tuple(_lines(over, query.day, graphs)))


def _edges(graph: Network, query: Query) -> list[tuple[str, str, str, dict[str, Any]]]:
    """The agreements that the query is about, without plans: (helper, recipient, agreement, attributes)."""
    inside = set(network.inside(graph, query.area))
    return [
        (helper, recipient, key, edge)
        for helper, recipient, key, edge in graph.edges(keys=True, data=True)
        if recipient in inside
        and not edge_planned(edge)
        and (query.kind is None or graph.nodes[recipient]["kind"] == query.kind)
        and query.sector in (None, edge["sector"])
    ]


def _days(edges: Iterable[dict[str, Any]], day: date, listed: Iterable[date]) -> tuple[date, ...]:
    """The days that a map can be turned to: `day`, the last day of each other year in which agreements change, others.

    Of the others that are `listed` the last `YEARS`.
    """
    years = {day.year}
    for edge in edges:
        years |= {PartialDate.parse(edge[name]).year for name in ("start", "end") if edge[name]}
    near = range(max(min(years), day.year - YEARS), min(max(years), day.year + YEARS) + 1)
    others = [other for other in sorted(set(listed)) if other.year in near][-YEARS:]
    return tuple(sorted({day, *others, *(date(year, 12, 31) for year in near if year != day.year)}))


def _lines(
    edges: Iterable[tuple[str, str, str, dict[str, Any]]], day: date, graphs: Mapping[date, Network]
) -> list[PairLine]:
    """The pairs with their agreements, sorted; `graphs` has the network of each day."""
    found: dict[tuple[str, str], list[DrawnAgreement]] = {}
    for helper, recipient, key, edge in edges:
        agreement = DrawnAgreement(
            key,
            _time(edge, day),
            tuple(_time_of(graphs[other], helper, recipient, key, other) for other in graphs),
            edge["form"],
            edge["sector"],
            edge["start"],
            edge["end"],
            edge["certainty"],
            bool(edge["illustrative"]),
            edge.get("unlisted_since"),
        )
        found.setdefault((helper, recipient), []).append(agreement)
    return [
        PairLine(*ends, tuple(sorted(agreements, key=lambda agreement: agreement.id)))
        for ends, agreements in sorted(found.items())
    ]


def _time_of(graph: Network, helper: str, recipient: str, key: str, day: date) -> Timing:
    """The timing in the network of a day; what that does not list yet is to come."""
    edge = graph.get_edge_data(helper, recipient, key)
    return Timing.TO_COME if edge is None else _time(edge, day)


def _time(edge: dict[str, Any], day: date) -> Timing:
    if edge_in_force(edge, day):
        return Timing.IN_FORCE
    return Timing.ENDED if edge_ended(edge, day) else Timing.TO_COME


End = tuple[str, DrawnSide]
Held = Mapping[End, list[tuple[str, DrawnAgreement]]]
"""The agreements in force of an organization on a side, each with the other organization."""


def _held(lines: Iterable[PairLine], day: int) -> Held:
    """The agreements in force on the day of this number; of an end that has a real one only those, not the invented."""
    found: dict[End, list[tuple[str, DrawnAgreement]]] = {}
    for line in lines:
        for agreement in line.agreements:
            if agreement.times[day] is Timing.IN_FORCE:
                found.setdefault((line.helper, DrawnSide.HELPER), []).append((line.recipient, agreement))
                found.setdefault((line.recipient, DrawnSide.RECIPIENT), []).append((line.helper, agreement))
    return {end: [one for one in own if not one[1].illustrative] or own for end, own in found.items()}


def _classes(sides: Mapping[str, DrawnSide], standings: Mapping[str, Standing], held: Held) -> dict[str, DotClass]:
    """The class of every organization on a day; an agreement of a group makes nobody a partner."""
    found = {}
    for id_, side in sides.items():
        own, pacts = standings.get(id_), held.get((id_, side), [])
        named = {other for other, agreement in pacts if agreement.certainty != "group"}
        if side is DrawnSide.HELPER:
            found[id_] = DotClass.HELPER if pacts else DotClass.IDLE
        elif own is not None and own.state is not State.DIRECT:
            found[id_] = DotClass(own.state.value)
        elif not pacts:
            found[id_] = DotClass.OTHER
        elif not named:
            found[id_] = DotClass.GROUP
        else:
            found[id_] = DotClass.SINGLE if len(named) == 1 else DotClass.DIRECT
    return found


def _resting(sides: Mapping[str, DrawnSide], standings: Mapping[str, Standing], held: Held) -> set[str]:
    """Those whose class on a day rests on invented records: by their standing, else by the agreements they have."""
    by_pacts = {id_: held.get((id_, side), []) for id_, side in sides.items() if id_ not in standings}
    invented = {id_ for id_, own in by_pacts.items() if own and all(agreement.illustrative for _, agreement in own)}
    return invented | {id_ for id_ in sides if id_ in standings and standings[id_].illustrative}


def _within(focus: str, hops: int, pairs: Iterable[tuple[str, str]]) -> set[str]:
    """The ids within `hops` pairs of `focus`, itself included."""
    near: dict[str, set[str]] = {}
    for helper, recipient in pairs:
        near.setdefault(helper, set()).add(recipient)
        near.setdefault(recipient, set()).add(helper)
    found, edge = {focus}, {focus}
    for _ in range(hops):
        edge = {other for id_ in edge for other in near.get(id_, ())} - found
        found |= edge
    return found


def _units(graph: Network, dots: Iterable[Dot]) -> dict[str, DrawnUnit]:
    """All units that dots lie in, sorted by id."""
    found: dict[str, DrawnUnit] = {}
    for dot in dots:
        unit = dot.part_of
        while unit is not None and unit in graph and unit not in found:
            data = graph.nodes[unit]
            above = data.get("part_of")
            found[unit] = DrawnUnit(data["name"], data["kind"], above if above in graph else None, data.get("name_en"))
            unit = found[unit].part_of
    return dict(sorted(found.items()))


def states_of(words: Sequence[str]) -> frozenset[State] | None:
    """The states that words stand for: `gaps`, or the name of a state; None where there is no word.

    Raises `UsageError` for any other word.
    """
    if not words:
        return None
    found: set[State] = set()
    for text in words:
        if text == "gaps":
            found |= set(State) - {State.DIRECT}
        elif text in set(State):
            found.add(State(text))
        else:
            raise UsageError("map.no_state", value=text, known=", ".join(("gaps", *State)))
    return frozenset(found)
