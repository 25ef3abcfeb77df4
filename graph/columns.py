"""A network as columns of numbers: what is measured where it is too large to be walked edge by edge.

The meaning of every question is that of the measure on a `networkx.MultiDiGraph`; a measure on columns gives the same
answer. An organization is its place in the columns; ids, names and dates as printed are looked up for the few that an
answer names.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np

from graph.dates import OPEN, days
from graph.model import Certainty, Kind, first_number
from graph.network import edge_planned

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from graph.network import Network

    Flags = NDArray[np.bool_]
    Places = NDArray[np.int32]

KINDS = tuple(Kind)
"""The kinds by the numbers that stand for them."""
NONE = -1
"""The place of no organization, the number of no sector."""


class Named(NamedTuple):
    """What an answer says of an organization."""

    id: str
    name: str
    name_en: str | None
    kind: str
    illustrative: bool


class Printed(NamedTuple):
    """What an answer says of an agreement besides its two ends: dates as partial ISO texts, the id of its source."""

    id: str
    start: str | None
    end: str | None
    source: str | None


class Register(Protocol):
    """Looks up what the columns do not hold. Whatever is asked for together is looked up together."""

    def place(self, id_: str) -> int | None:
        """The place of the organization of this id; None where there is none."""

    def places(self, ids: Collection[str]) -> dict[str, int]:
        """Id → place, for those of these organizations that there are."""

    def named(self, places: Places) -> list[Named]:
        """The organizations at these places, in this order."""

    def numbers(self, names: Sequence[str]) -> dict[int, Decimal]:
        """Place → the number in the first of these attributes that is one, for the organizations that have one."""

    def ranks(self) -> Places:
        """The place of each organization in the order of ids."""

    def keys(self, agreements: Places) -> list[str]:
        """The keys that a network gives the agreements of these numbers, in this order: their ids, made distinct."""

    def sources(self, agreements: Places) -> tuple[Places, tuple[str, ...]]:
        """The source of each of these agreements as a place in the sorted ids beside; NONE stands for none."""

    def printed(self, agreements: Places) -> list[Printed]:
        """The agreements of these numbers, in this order; an id is the key of the edge in a network."""

    def pairings(self, agreements: Collection[str]) -> dict[str, list[int]]:
        """Id, as `printed` gives it, → the numbers of its pairings, for those of these agreements that there are."""


@dataclass(frozen=True)
class Columns:
    """A network as columns: one entry an organization in the first four, one a pairing of an agreement in the others.

    `kind` holds places in `KINDS`, `part_of` the place of the unit an organization lies in, `sector` places in
    `sectors`; NONE stands for none. Dates are the first and last day that a start and an end may mean (yyyymmdd).
    `unlisted` is the day since which the ledger that stated a pairing no longer lists it, after all days where it does.
    Pairings are sorted by recipient. A `group` one only lists both sides of a group; a `planned` one is not in force. A
    store reads a column when it is first asked for.
    """

    kind: NDArray[np.int8]
    part_of: Places
    on_roster: Flags
    illustrative: Flags

    helper: Places
    recipient: Places
    start_first: NDArray[np.int32]
    start_last: NDArray[np.int32]
    end_first: NDArray[np.int32]
    end_last: NDArray[np.int32]
    sector: NDArray[np.int16]
    group: Flags
    planned: Flags
    invented: Flags
    unlisted: NDArray[np.int32]

    sectors: tuple[str, ...]
    register: Register

    def inside(self, area: str | None) -> Flags:
        """Which organizations are or lie in `area`; all of them for None, none where nothing has that id."""
        if area is None:
            return np.ones(len(self.kind), dtype=np.bool_)
        found = np.zeros(len(self.kind), dtype=np.bool_)
        start = self.register.place(area)
        if start is None:
            return found
        found[start] = True
        has_unit = self.part_of >= 0
        while True:
            more = has_unit & found[self.part_of] & ~found
            if not more.any():
                return found
            found |= more

    def above(self, place: int) -> Iterator[int]:
        """The units an organization lies in, nearest first."""
        unit = int(self.part_of[place])
        while unit != NONE:
            yield unit
            unit = int(self.part_of[unit])

    def counting(self, *, sector: str | None = None, groups: bool = True) -> Flags:
        """Which pairings count on whatever day: those of `sector`; those of a group's list with `groups`; no plan."""
        flags: Flags = ~self.planned & (self.helper != self.recipient) & ~self._relisted()
        if sector is not None:
            flags &= self.sector == (self.sectors.index(sector) if sector in self.sectors else NONE - 1)
        if not groups:
            flags &= ~self.group
        return flags

    def in_force(self, day: date, *, sector: str | None = None, groups: bool = True) -> Flags:
        """Which pairings are in force on `day`, as `graph.network.edge_counts` defines it."""
        number = number_of(day)
        flags = self.counting(sector=sector, groups=groups)
        return flags & (self.start_first <= number) & (self.end_last >= number) & (self.unlisted > number)

    def ended(self, day: date, *, sector: str | None = None, groups: bool = True) -> Flags:
        """Which pairings surely ended before `day`, or are no longer listed by then."""
        number = number_of(day)
        over = (self.end_last < number) | (self.unlisted <= number)
        return self.counting(sector=sector, groups=groups) & over

    def _relisted(self) -> Flags:
        """Which pairings are no longer listed by one dataset while another one lists the pair."""
        found = np.zeros(len(self.helper), dtype=np.bool_)
        gone = np.flatnonzero(self.unlisted < OPEN[1])
        if len(gone):
            pairs = self.recipient.astype(np.int64) * len(self.kind) + self.helper
            found[gone] = np.isin(pairs[gone], pairs[(self.unlisted == OPEN[1]) & ~self.planned])
        return found

    def ending(self, pairings: Places) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """The last and the first day on which each of these pairings may have ended, by its end or no longer listed."""
        first, last, unlisted = self.end_first[pairings], self.end_last[pairings], self.unlisted[pairings]
        return np.minimum(last, unlisted), np.where(last == OPEN[1], unlisted, np.minimum(first, unlisted))

    def surely(self, day: date) -> Flags:
        """For which pairings it takes no open and no partial date to say that they are in force on `day`."""
        number = number_of(day)
        return ~self.planned & (self.start_last <= number) & (self.end_first >= number) & (self.unlisted > number)

    def paths(self, places: Places) -> list[tuple[str, ...]]:
        """For each organization the names of the units it lies in, outermost first."""
        known = np.zeros(len(self.kind) + 1, dtype=np.bool_)
        reached = self.part_of[places]
        while len(reached):
            new = np.zeros_like(known)
            new[reached] = True
            new[NONE] = False  # the last entry is that of NONE
            new &= ~known
            known |= new
            reached = self.part_of[np.flatnonzero(new)]
        units = np.flatnonzero(known).astype(np.int32)
        depth, at = np.zeros(len(units), dtype=np.int8), units
        while (within := at != NONE).any():
            depth += within
            at = np.where(within, self.part_of[at], NONE)
        units = units[np.argsort(depth, kind="stable")]  # outer ones first
        made: dict[int, tuple[str, ...]] = {NONE: ()}
        for unit, outer, named in zip(
            units.tolist(), self.part_of[units].tolist(), self.register.named(units), strict=True
        ):
            made[unit] = (*made[outer], named.name)
        return list(map(made.__getitem__, self.part_of[places].tolist()))


def numbered(stated: Sequence[str | None]) -> tuple[Places, tuple[str, ...]]:
    """Texts as places in the sorted distinct ones beside; NONE stands for none."""
    ids = tuple(sorted({one for one in stated if one}))
    places = {id_: place for place, id_ in enumerate(ids)}
    return np.array([places.get(one or "", NONE) for one in stated], dtype=np.int32), ids


def ranking(order: NDArray[np.integer]) -> Places:
    """The place of each entry in an order of them.

    >>> ranking(np.array([2, 0, 1])).tolist()
    [1, 2, 0]
    """
    ranks = np.empty(len(order), dtype=np.int32)
    ranks[order] = np.arange(len(order), dtype=np.int32)
    return ranks


def number_of(day: date) -> int:
    """A day as the columns hold it.

    >>> number_of(date(2019, 12, 30))
    20191230
    """
    return day.year * 10_000 + day.month * 100 + day.day


def from_network(graph: Network) -> Columns:
    """A network as columns, organizations in the order of their ids: small ones, to compare the two."""
    ids = sorted(graph)
    places = {id_: place for place, id_ in enumerate(ids)}
    nodes = [graph.nodes[id_] for id_ in ids]
    edges = sorted(graph.edges(keys=True, data=True), key=lambda edge: (edge[1], edge[0], edge[2]))
    sectors = tuple(sorted({edge["sector"] for *_, edge in edges if edge.get("sector")}))
    numbers = {sector: number for number, sector in enumerate(sectors)}
    starts = [days(edge.get("start")) for *_, edge in edges]
    ends = [days(edge.get("end")) for *_, edge in edges]

    def flags(values: Sequence[object]) -> Flags:
        return np.array([bool(value) for value in values], dtype=np.bool_)

    def integers(values: Sequence[int]) -> Places:
        return np.array(values, dtype=np.int32)

    return Columns(
        kind=np.array([KINDS.index(Kind(node["kind"])) for node in nodes], dtype=np.int8),
        part_of=integers([places.get(node.get("part_of") or "", NONE) for node in nodes]),
        on_roster=flags([node.get("on_roster") for node in nodes]),
        illustrative=flags([node.get("illustrative") for node in nodes]),
        helper=integers([places[helper] for helper, *_ in edges]),
        recipient=integers([places[recipient] for _, recipient, *_ in edges]),
        start_first=integers([first for first, _ in starts]),
        start_last=integers([last for _, last in starts]),
        end_first=integers([first for first, _ in ends]),
        end_last=integers([last for _, last in ends]),
        sector=np.array([numbers.get(edge.get("sector") or "", NONE) for *_, edge in edges], dtype=np.int16),
        group=flags([edge.get("certainty") == Certainty.GROUP for *_, edge in edges]),
        planned=flags([edge_planned(edge) for *_, edge in edges]),
        invented=flags([edge.get("illustrative") for *_, edge in edges]),
        unlisted=integers([days(edge.get("unlisted_since"))[1] for *_, edge in edges]),
        sectors=sectors,
        register=_OfNetwork(graph, ids, [(helper, recipient, key) for helper, recipient, key, _ in edges]),
    )


@dataclass(frozen=True, slots=True)
class _OfNetwork:
    """Looks things up in a network of networkx."""

    graph: Network
    ids: Sequence[str]
    edges: Sequence[tuple[str, str, str]]

    def place(self, id_: str) -> int | None:
        return self.ids.index(id_) if id_ in self.graph else None

    def places(self, ids: Collection[str]) -> dict[str, int]:
        wanted = set(ids)
        return {id_: place for place, id_ in enumerate(self.ids) if id_ in wanted}

    def numbers(self, names: Sequence[str]) -> dict[int, Decimal]:
        found = {}
        for place, id_ in enumerate(self.ids):
            number = first_number(self.graph.nodes[id_].get("attributes") or {}, names)
            if number is not None:
                found[place] = number
        return found

    def named(self, places: Places) -> list[Named]:
        found = []
        for id_ in (self.ids[place] for place in places.tolist()):
            node = self.graph.nodes[id_]
            found.append(Named(id_, node["name"], node.get("name_en"), node["kind"], bool(node.get("illustrative"))))
        return found

    def ranks(self) -> Places:
        return np.arange(len(self.ids), dtype=np.int32)

    def keys(self, agreements: Places) -> list[str]:
        return [self.edges[number][2] for number in agreements.tolist()]

    def sources(self, agreements: Places) -> tuple[Places, tuple[str, ...]]:
        return numbered([one.source for one in self.printed(agreements)])

    def printed(self, agreements: Places) -> list[Printed]:
        found = []
        for helper, recipient, key in (self.edges[number] for number in agreements.tolist()):
            edge = self.graph[helper][recipient][key]
            found.append(Printed(key, edge.get("start"), edge.get("end"), edge.get("source")))
        return found

    def pairings(self, agreements: Collection[str]) -> dict[str, list[int]]:
        wanted = set(agreements)
        found: dict[str, list[int]] = {}
        for number, (_, _, key) in enumerate(self.edges):
            if key in wanted:
                found.setdefault(key, []).append(number)
        return found
