"""Columns for tests: the same network with its organizations and pairings in another order; what a store fetches of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import network
from graph.columns import NONE, Columns, Named, Printed, Register
from graph.model import AgreementStatus

if TYPE_CHECKING:
    from graph.columns import Places
    from graph.network import Network
    from tests.strategies import Records


Check = Callable[..., None]


def pinned(check: Check, examples: int = 50, larger: int = 1000) -> tuple[Check, Check]:
    """Two tests that a measure on columns gives what that on a network gives: on small ones, and on many larger ones."""

    @settings(max_examples=examples, deadline=None)
    @given(st.data())
    def small(data: st.DataObject) -> None:
        check(data, most=14)

    @pytest.mark.full
    @settings(max_examples=larger, deadline=None)
    @given(st.data())
    def many(data: st.DataObject) -> None:
        check(data, most=24)

    return small, many


def told(data: st.DataObject, records: Records) -> Network:
    """The network of some records, of which the ledger no longer lists a few pairs."""
    graph = network.from_records(records.organizations, records.agreements)
    since = st.sampled_from((None, None, None, "2018-06-30", "2019-12-30", "2020-06-01"))
    for helper, recipient in sorted(set(graph.edges())):
        gone = data.draw(since)
        for edge in graph[helper][recipient].values():
            edge["unlisted_since"] = gone if edge["status"] != AgreementStatus.PLANNED else None
    return graph


def fetched(graph: Network, area: str | None, *, received: bool = False) -> Network:
    """What `Store.network` gives of a network."""
    if area is None:
        return graph
    near = {*network.inside(graph, area), *network.ancestors(graph, area)}
    edges = [
        edge for edge in graph.edges(keys=True, data=True) if edge[1] in near or (edge[0] in near and not received)
    ]
    nodes = near | {end for edge in edges for end in edge[:2]}
    nodes |= {unit for node in nodes for unit in network.ancestors(graph, node)}
    return network.build([(node, graph.nodes[node]) for node in sorted(nodes)], edges)


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
    names = ("start_first", "start_last", "end_first", "end_last", "sector", "group", "planned", "invented", "unlisted")
    of_pairings = {name: getattr(columns, name)[pairings] for name in names}
    return Columns(
        **of_organizations,
        **of_pairings,
        sectors=columns.sectors,
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
    moved: Places
    order: Places

    def place(self, id_: str) -> int | None:
        found = self.register.place(id_)
        return None if found is None else int(self.moved[found])

    def places(self, ids: Collection[str]) -> dict[str, int]:
        return {id_: int(self.moved[place]) for id_, place in self.register.places(ids).items()}

    def numbers(self, names: Sequence[str]) -> dict[int, Decimal]:
        return {int(self.moved[place]): number for place, number in self.register.numbers(names).items()}

    def named(self, places: Places) -> list[Named]:
        return self.register.named(self.former[places])

    def ranks(self) -> Places:
        return self.register.ranks()[self.former]

    def keys(self, agreements: Places) -> list[str]:
        return self.register.keys(self.order[agreements])

    def sources(self, agreements: Places) -> tuple[Places, tuple[str, ...]]:
        return self.register.sources(self.order[agreements])

    def printed(self, agreements: Places) -> list[Printed]:
        return self.register.printed(self.order[agreements])

    def pairings(self, agreements: Collection[str]) -> dict[str, list[int]]:
        now = {former: number for number, former in enumerate(self.order.tolist())}
        found = self.register.pairings(agreements)
        return {agreement: sorted(now[number] for number in numbers) for agreement, numbers in found.items()}
