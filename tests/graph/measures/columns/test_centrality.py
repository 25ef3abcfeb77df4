"""Centralities on columns are those on the network, samples too; components and matching are those of networkx."""

from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import strategies as st

from graph import columns
from graph.measures import centrality as on_network
from graph.measures import structure
from graph.measures.columns import centrality as on_columns
from graph.measures.columns.pairs import two_mode
from graph.query import RankBy, Side
from tests.strategies import networks, queries
from tests.tables import pinned, shuffled, told


def check_that_columns_and_network_give_the_same(data: st.DataObject, *, most: int = 14) -> None:
    records = data.draw(networks(most))
    graph = told(data, records)
    table = shuffled(columns.from_network(graph), data.draw(st.integers(0, 99)))
    query, groups = data.draw(queries(records)), data.draw(st.booleans())
    pairs = on_network.two_mode(graph, query.day, area=query.area, groups=groups)
    linked = on_columns.Linked(two_mode(table, query.day, area=query.area, groups=groups))
    with pytest.MonkeyPatch.context() as patch:
        if data.draw(st.booleans()):  # from two nodes of each component that is not among the cheapest
            exact = data.draw(st.integers(0, 20))
            for name, value in (("EXACT", exact), ("EXACT_NEAR", exact), ("SAMPLE", 2)):
                patch.setattr(on_columns, name, value)
            options = {"exact": exact, "sample": 2}
        else:
            options = {}
        for by in [by for by in RankBy if by is not RankBy.FUNDS]:
            ways = {RankBy.BETWEENNESS: on_network.betweenness, RankBy.HARMONIC: on_network.harmonic}
            for side in Side:
                expected = ways[by](pairs, side, **options) if by in ways else on_network.scores(pairs, side, by)
                found = on_columns.scores(table, linked, side, by)
                places = linked.pairs.sides[side].nonzero()[0]
                ids = [one.id for one in table.register.named(places.astype("int32"))]
                values = dict(zip(ids, found.values[places].tolist(), strict=True))
                assert values == pytest.approx(dict(expected.values), rel=1e-9, abs=1e-12)
                assert (found.sample, found.seed) == (expected.sample, expected.seed)
                assert {
                    id_ for id_, flag in zip(ids, found.estimated[places].tolist(), strict=True) if flag
                } == expected.estimated
    parts = nx.number_connected_components(pairs)
    assert on_columns.components(linked) == (parts, nx.number_of_isolates(pairs))
    assert linked.matched == len(structure.matching(pairs).pairs)


test_columns_and_network_give_the_same, test_columns_and_larger_networks_give_the_same = pinned(
    check_that_columns_and_network_give_the_same
)
