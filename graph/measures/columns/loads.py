"""What a newer load of a source says that the older did not, on columns: only what differs is looked at one by one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from graph.columns import NONE, from_network
from graph.dates import OPEN, partial_date
from graph.measures.changes import (
    Difference,
    Given,
    Member,
    Pairing,
    Snapshot,
    Transfer,
    differences,
    invented_sums,
    paired,
)
from graph.measures.columns.changes import DAY, latest
from graph.measures.columns.pairs import ends, grouped
from graph.measures.columns.units import flagged

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from graph.columns import Columns, Flags
    from graph.model import Contribution
    from graph.network import Network

    Numbers = NDArray[np.int64]
    Aliases = Callable[[Collection[str]], Mapping[str, Collection[str]]]


@dataclass(frozen=True, slots=True)
class LoadedColumns:
    """What a load states: its pairings, its organizations, and what looks up the `aliases` of those of some ids."""

    columns: Columns
    pairings: Flags
    organizations: Flags
    aliases: Aliases


def whole(columns: Columns, aliases: Aliases) -> LoadedColumns:
    """A load that states everything in these columns."""
    pairings, organizations = (np.ones(len(one), dtype=np.bool_) for one in (columns.helper, columns.kind))
    return LoadedColumns(columns, pairings, organizations, aliases)


def as_columns(content: Network | LoadedColumns) -> LoadedColumns:
    """The content of a load as columns, where it is a network."""
    if isinstance(content, LoadedColumns):
        return content
    nodes = content.nodes
    return whole(from_network(content), lambda ids: {id_: nodes[id_].get("aliases") or () for id_ in ids})


class _Pairs(NamedTuple):
    """Distinct pairs as numbers, sorted; the latest end of each; whether all its agreements are invented."""

    keys: Numbers
    latest: Numbers
    invented: Flags


class _Names:
    """Everyone in two loads under one number; `names` and `on_roster` of each load, None and False where it has not."""

    def __init__(self, loads: Sequence[LoadedColumns]) -> None:
        places = [flagged(load.organizations) for load in loads]
        named = [load.columns.register.named(own) for load, own in zip(loads, places, strict=True)]
        self.numbers: dict[str, int] = {}
        for some in named:
            for one in some:
                self.numbers.setdefault(one.id, len(self.numbers))
        self.ids = list(self.numbers)
        self.names: list[list[str | None]] = []
        self.on_roster: list[Flags] = []
        self.of: list[Numbers] = []
        for load, own, some in zip(loads, places, named, strict=True):
            of = np.full(len(load.columns.kind), NONE, dtype=np.int64)
            of[own] = [self.numbers[one.id] for one in some]
            names: list[str | None] = [None] * len(self.ids)
            for one in some:
                names[self.numbers[one.id]] = one.name
            on_roster = np.zeros(len(self.ids), dtype=np.bool_)
            on_roster[of[own]] = load.columns.on_roster[own]
            self.of.append(of)
            self.names.append(names)
            self.on_roster.append(on_roster)

    def pairs(self, load: LoadedColumns, of: Numbers, sector: str | None, *, groups: bool) -> _Pairs:
        """The pairs that a load states, planned ones left out."""
        columns = load.columns
        listed = columns.unlisted == OPEN[1]
        counting = columns.counting(sector=sector, groups=groups) & load.pairings & listed
        numbers, begins = grouped(columns, counting)
        keys = of[columns.recipient[numbers[begins]]] * len(self.ids) + of[columns.helper[numbers[begins]]]
        found = latest(columns, numbers, np.ones(len(numbers), dtype=np.bool_), begins)
        invented = columns.invented[numbers]
        invented = np.logical_and.reduceat(invented, begins) if len(begins) else invented
        order = np.argsort(keys)
        return _Pairs(keys[order], found[order], invented[order])

    def members(self, load: LoadedColumns, side: int, shown: Sequence[int]) -> dict[str, Member]:
        """Those of a load that are to be shown; who is not in the other has aliases, by which it may be known there."""
        names, others = self.names[side], self.names[1 - side]
        alone = [self.ids[number] for number in shown if names[number] is not None and others[number] is None]
        aliases = load.aliases(alone) if alone else {}
        on_roster = self.on_roster[side].tolist()
        found = {}
        for number in shown:
            name, id_ = names[number], self.ids[number]
            if name is not None:
                found[id_] = Member(name, on_roster[number], tuple(aliases.get(id_, ())))
        return found


def between_loads(
    loads: tuple[LoadedColumns, LoadedColumns],
    given: tuple[Sequence[Contribution], Sequence[Contribution]],
    *,
    sector: str | None = None,
    groups: bool = False,
) -> Difference:
    """The same as `changes.between_loads` on the networks of two loads."""
    known = _Names(loads)
    size = len(known.ids)
    pairs = [known.pairs(load, of, sector, groups=groups) for load, of in zip(loads, known.of, strict=True)]
    money: list[list[Given]] = []
    sums: dict[Transfer, bool] = {}
    for load, entries in zip(loads, given, strict=True):
        named = ends(load.columns, load.pairings, {entry.agreement for entry in entries if entry.agreement})
        counted = [entry for entry in entries if sector is None or entry.sector == sector]
        money.append([Given(*transfer, entry.value) for entry, transfer in paired(named, counted)])
        sums |= invented_sums(named, entries)

    two = [
        (known.numbers.get(one.helper or ""), known.numbers.get(one.recipient or "")) for some in money for one in some
    ]
    paid = [recipient * size + helper for helper, recipient in two if helper is not None and recipient is not None]
    wanted = np.unique(np.concatenate((_differing(*pairs), np.array(paid, dtype=np.int64))))
    shown = np.zeros(size, dtype=np.bool_)
    shown[[number for ends_ in two for number in ends_ if number is not None]] = True
    shown[wanted % max(size, 1)] = True
    shown[wanted // max(size, 1)] = True
    shown |= known.on_roster[0] != known.on_roster[1]
    shown |= np.fromiter((one != other for one, other in zip(*known.names, strict=True)), dtype=np.bool_, count=size)
    members = flagged(shown).tolist()
    first, second = (
        Snapshot(known.members(load, side, members), _pairings(own, wanted, known.ids), some)
        for side, (load, own, some) in enumerate(zip(loads, pairs, money, strict=True))
    )
    return differences((first, second), _invented(pairs, wanted, known.ids), sums)


def _differing(one: _Pairs, other: _Pairs) -> Numbers:
    """The keys of pairs that only one of two loads has, or that have another latest end."""
    both, first, second = np.intersect1d(one.keys, other.keys, assume_unique=True, return_indices=True)
    alone = np.setxor1d(one.keys, other.keys, assume_unique=True)
    return np.concatenate((alone, both[one.latest[first] != other.latest[second]]))


def _pairings(pairs: _Pairs, wanted: Numbers, ids: Sequence[str]) -> list[Pairing]:
    own = np.isin(pairs.keys, wanted)
    return [
        Pairing(ids[key % len(ids)], ids[key // len(ids)], partial_date(end % DAY, end // DAY))
        for key, end in zip(pairs.keys[own].tolist(), pairs.latest[own].tolist(), strict=True)
    ]


def _invented(pairs: Sequence[_Pairs], wanted: Numbers, ids: Sequence[str]) -> dict[tuple[str, str], bool]:
    """(helper, recipient) → whether all of their agreements in both loads are illustrative."""
    found: dict[tuple[str, str], bool] = {}
    for own in pairs:
        some = np.isin(own.keys, wanted)
        for key, invented in zip(own.keys[some].tolist(), own.invented[some].tolist(), strict=True):
            two = ids[key % len(ids)], ids[key // len(ids)]
            found[two] = found.get(two, True) and invented
    return found
