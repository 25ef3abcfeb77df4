"""The units that organizations lie in, for many organizations at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from graph.columns import KINDS, NONE
from graph.errors import UsageError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from graph.columns import Columns, Flags, Named, Places
    from graph.query import Query

    Numbers = NDArray[np.intp]

FEW = 50_000
"""More than so many organizations are not looked up one by one."""


def scope(columns: Columns, query: Query) -> Flags:
    """Which organizations are of the query's kind and are or lie in its area.

    Raises `UsageError` when no organization has the id of the area.
    """
    if query.area is not None and columns.register.place(query.area) is None:
        raise UsageError("measures.id", text=query.area)
    inside = columns.inside(query.area)
    if query.kind is not None:
        inside &= columns.kind == KINDS.index(query.kind)
    return inside


def distinct(columns: Columns, places: Places) -> Places:
    """Each of these places once, in the order of the columns; NONE left out."""
    return flagged(marked(columns, places))


def marked(columns: Columns, places: Places) -> Flags:
    """Which organizations are at these places; NONE is nobody."""
    found = np.zeros(len(columns.kind) + 1, dtype=np.bool_)
    found[places] = True
    return found[:-1]  # the last entry is that of NONE


def flagged(flags: Flags) -> Places:
    """The places that are flagged."""
    return np.flatnonzero(flags).astype(np.int32)


def nearest(columns: Columns, places: Places, wanted: Flags) -> Places:
    """For each organization the nearest unit it lies in that is wanted; NONE where none is."""
    units = columns.part_of[places]
    own = distinct(columns, units)
    wanted = np.append(wanted, np.True_)  # who has come to NONE stays there
    part_of = columns.part_of
    at = own
    while not (arrived := wanted[at]).all():
        at = np.where(arrived, at, part_of[at])
    found = np.full(len(columns.kind) + 1, NONE, dtype=np.int32)
    found[own] = at
    return found[units]


def above(columns: Columns, places: Places) -> Flags:
    """Which units any of these organizations lies in."""
    found = np.zeros(len(columns.kind), dtype=np.bool_)
    while len(places):
        new = marked(columns, columns.part_of[places]) & ~found
        found |= new
        places = flagged(new)
    return found


def names(columns: Columns, places: Places) -> dict[int, str]:
    """Place → name, for each of these places; NONE left out."""
    which = distinct(columns, places)
    return dict(zip(which.tolist(), (one.name for one in columns.register.named(which)), strict=True))


def ranked(columns: Columns, places: Places) -> tuple[list[Named], Numbers, Numbers]:
    """The organizations at these places, each once; for each place its number in that list, and its rank by id."""
    which = distinct(columns, places)
    named = columns.register.named(which)
    ranks = np.empty(len(which), dtype=np.intp)
    ranks[sorted(range(len(which)), key=[one.id for one in named].__getitem__)] = np.arange(len(which))
    numbered = np.empty(len(columns.kind), dtype=np.intp)
    numbered[which] = np.arange(len(which))
    numbers = numbered[places]
    return named, numbers, ranks[numbers]


class Described:
    """What an answer says of organizations, asked for a few at a time.

    Who asks for many of those that are `wanted` has all of them read; the units they lie in are looked up once.
    """

    def __init__(self, columns: Columns, wanted: Flags) -> None:
        self._columns = columns
        self._wanted = wanted
        self._asked = 0
        self._all: NDArray[np.object_] | None = None
        self._paths: NDArray[np.object_] | None = None

    def named(self, places: Places) -> list[Named]:
        """The organizations at these places, in this order."""
        if self._all is None:
            self._asked += len(places)
            if self._asked <= FEW:
                which = np.unique(places)
                found = self._columns.register.named(which)
                return list(map(found.__getitem__, np.searchsorted(which, places).tolist()))
            which = flagged(self._wanted)
            self._all = np.empty(len(self._wanted), dtype=object)
            self._all[which] = _objects(self._columns.register.named(which))
        named: list[Named] = self._all[places].tolist()
        return named

    def paths(self, places: Places) -> list[tuple[str, ...]]:
        """As `Columns.paths`."""
        if self._asked <= FEW and self._paths is None:
            return self._columns.paths(places)
        units = self._columns.part_of
        if self._paths is None:
            own = distinct(self._columns, units[self._wanted])
            some = np.full(len(self._wanted) + 1, NONE, dtype=np.int32)
            some[units[self._wanted]] = flagged(self._wanted)  # one that lies in each
            self._paths = np.empty(len(self._wanted) + 1, dtype=object)
            self._paths[own] = _objects(self._columns.paths(some[own]))
            self._paths[NONE] = ()
        paths: list[tuple[str, ...]] = self._paths[units[places]].tolist()
        return paths


def _objects(values: Sequence[object]) -> NDArray[np.object_]:
    """Tuples as the entries of a column, none of them taken apart."""
    found = np.empty(len(values), dtype=object)
    found[:] = values
    return found
