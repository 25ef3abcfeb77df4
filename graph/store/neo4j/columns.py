"""Everything that a Neo4j store holds as columns: fetched as a network, which has all that a day rests on."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from graph.columns import Columns, from_network
from graph.store.neo4j import read

if TYPE_CHECKING:
    from graph.columns import Flags
    from graph.store.neo4j.server import State


@dataclass(frozen=True)
class _OfDays(Columns):
    """What answers for several days rest on, each on versions of its own."""

    seen: dict[date, Flags]
    """Day → the pairings of the versions that it rests on."""

    def in_force(self, day: date, *, sector: str | None = None, groups: bool = True) -> Flags:
        """Which pairings are in force on `day`, in the versions that it rests on."""
        return super().in_force(day, sector=sector, groups=groups) & self.seen[day]

    def ended(self, day: date, *, sector: str | None = None, groups: bool = True) -> Flags:
        """Which pairings ended before `day`, in the versions that it rests on."""
        return super().ended(day, sector=sector, groups=groups) & self.seen[day]


def columns(state: State, *days: date) -> Columns:
    """As `Store.columns`."""
    views = {day: read.on(state, day).seen for day in days}
    union = read.on(state, *days)
    if len(set(views.values())) < 2:
        return from_network(read.network(union, None, received=False))
    graph, stated_in = read.network_of_versions(union)
    whole = from_network(graph)
    edges = sorted(graph.edges(keys=True), key=lambda edge: (edge[1], edge[0], edge[2]))
    keys = [stated_in[edge] for edge in edges]
    seen = {
        day: np.array([own is None or key in own for key in keys], dtype=np.bool_)
        for day, own in ((day, None if view is None else set(view)) for day, view in views.items())
    }
    return _OfDays(**{part.name: getattr(whole, part.name) for part in fields(whole)}, seen=seen)
