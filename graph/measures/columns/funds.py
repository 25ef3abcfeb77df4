"""Money on record on columns: the same as `centrality.funds`, by places."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np

from graph.measures.centrality import Unplaced, attributed, totals, with_money
from graph.measures.columns.pairs import around, ends, fetched, of_kind
from graph.model import Contribution
from graph.query import Side

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from graph.columns import Columns, Flags
    from graph.periods import Period


@dataclass(frozen=True, slots=True)
class Funds:
    """Money on record, in yuan, by the place of who gave or received it; for the rest see `centrality.Funds`."""

    values: Mapping[int, Decimal]
    partly_invented: Collection[int]
    unnamed: int
    bounded: Mapping[int, int]
    unplaced: Mapping[int, Unplaced]
    of_period: Collection[int] = ()

    def besides(self, columns: Columns) -> Flags:
        """Who has money on record that may lie in the period, with an end in the area, whatever agreements say."""
        found = np.zeros(len(columns.kind), dtype=np.bool_)
        found[list(self.of_period)] = True
        return found

    def entries_bounded(self, counted: Flags) -> int:
        """How many entries of those `counted` are not exact."""
        return sum(count for place, count in self.bounded.items() if counted[place])

    def sum(self, counted: Flags) -> Decimal:
        """The money of those `counted`."""
        return sum((value for place, value in self.values.items() if counted[place]), Decimal())

    def not_placed(self, counted: Flags) -> Unplaced:
        """What of the money of those `counted` cannot be said to lie in the period."""
        return Unplaced.sum(one for place, one in self.unplaced.items() if counted[place])

    def of_all(self, columns: Columns) -> NDArray[np.float64]:
        """The money of each organization, as near as a float can be."""
        found = np.zeros(len(columns.kind))
        found[list(self.values)] = [float(value) for value in self.values.values()]
        return found

    def invented(self, columns: Columns) -> Flags:
        """Of whose money some is illustrative."""
        found = np.zeros(len(columns.kind), dtype=np.bool_)
        found[list(self.partly_invented)] = True
        return found


def funds(
    columns: Columns,
    given: Collection[Contribution],
    side: Side,
    *,
    area: str | None = None,
    of: str | None = None,
    period: Period | None = None,
) -> Funds:
    """The money of all on a side, with `of` only between them and organizations of that kind.

    Contributions have the ends of their agreements in the network that a store gives for `area`.
    """
    near = fetched(columns, area)
    known = ends(columns, near, {entry.agreement for entry in given if entry.agreement})
    if of is not None:
        entries = [
            (entry, recipient if side is Side.HELPER else helper)
            for entry, helper, recipient in attributed(known, given)
        ]
        places = columns.register.places({other for _, other in entries if other is not None})
        counted = around(columns, area, near) & of_kind(columns, of)
        given = [entry for entry, other in entries if other in places and counted[places[other]]]
    found = totals(known, given, side, period)
    own: set[str] = set()
    if period is not None:
        named = list(attributed(known, given))
        ends_ = columns.register.places({id_ for _, *two in named for id_ in two if id_ is not None})
        inside = columns.inside(area)
        own = with_money(named, side, period, {id_ for id_, place in ends_.items() if inside[place]})
    places = columns.register.places(found.values.keys() | found.unplaced.keys())
    return Funds(
        {places[id_]: value for id_, value in found.values.items() if id_ in places},
        [places[id_] for id_ in found.invented if id_ in places],
        found.unnamed,
        {places[id_]: count for id_, count in found.bounded.items() if id_ in places},
        {places[id_]: one for id_, one in found.unplaced.items() if id_ in places},
        [places[id_] for id_ in sorted(own) if id_ in places],
    )
