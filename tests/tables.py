"""Columns for tests: the same network with its organizations and pairings in another order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from graph.columns import NONE, Columns, Named, Printed, Register

if TYPE_CHECKING:
    from graph.columns import Places


def shuffled(columns: Columns, seed: int) -> Columns:
    """The same network, its organizations and the pairings of each recipient in an order drawn with this seed."""
    draw = np.random.default_rng(seed)
    former = draw.permutation(len(columns.kind)).astype(np.int32)  # where each organization was
    places = np.empty(len(former) + 1, dtype=np.int32)
    places[former] = np.arange(len(former))
    places[NONE] = NONE
    recipient = places[columns.recipient]
    pairings = np.lexsort((draw.permutation(len(recipient)), recipient)).astype(np.int32)
    of_organizations = {name: getattr(columns, name)[former] for name in ("kind", "on_roster", "illustrative")}
    names = ("start_first", "start_last", "end_first", "end_last", "sector", "group", "planned", "invented")
    of_pairings = {name: getattr(columns, name)[pairings] for name in names}
    return replace(
        columns,
        **of_organizations,
        **of_pairings,
        part_of=places[columns.part_of[former]],
        helper=places[columns.helper][pairings],
        recipient=recipient[pairings],
        register=_Shuffled(columns.register, former, places, pairings),
    )


@dataclass(frozen=True)
class _Shuffled:
    """Looks things up where they were before."""

    register: Register
    former: Places
    places: Places
    pairings: Places

    def place(self, id_: str) -> int | None:
        found = self.register.place(id_)
        return None if found is None else int(self.places[found])

    def named(self, places: Places) -> list[Named]:
        return self.register.named(self.former[places])

    def printed(self, agreements: Places) -> list[Printed]:
        return self.register.printed(self.pairings[agreements])
