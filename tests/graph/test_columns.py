"""A network as columns: what is in force, ended and inside is what the network says."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import columns, network
from tests.strategies import networks, queries


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_columns_say_of_every_pairing_and_organization_what_the_network_says(data: st.DataObject) -> None:
    records = data.draw(networks())
    graph = network.from_records(records.organizations, records.agreements)
    table = columns.from_network(graph)
    query = data.draw(queries(records))
    groups = data.draw(st.booleans())
    edges = sorted(graph.edges(keys=True, data=True), key=lambda edge: (edge[1], edge[0], edge[2]))
    counts = [network.edge_counts(edge, query.day, sector=query.sector, groups=groups) for *_, edge in edges]
    assert table.in_force(query.day, sector=query.sector, groups=groups).tolist() == counts
    ended = [
        network.edge_ended(edge, query.day) and network.edge_counts(edge, None, sector=query.sector, groups=groups)
        for *_, edge in edges
    ]
    assert table.ended(query.day, sector=query.sector, groups=groups).tolist() == ended
    surely = [network.edge_surely_in_force(edge, query.day) for *_, edge in edges]
    assert table.surely(query.day).tolist() == surely
    inside = set(network.inside(graph, query.area))
    assert table.inside(query.area).tolist() == [id_ in inside for id_ in sorted(graph)]


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_a_path_names_the_units_from_the_outermost_to_the_nearest(data: st.DataObject) -> None:
    records = data.draw(networks())
    graph = network.from_records(records.organizations, records.agreements)
    table = columns.from_network(graph)
    ids = sorted(graph)
    places = data.draw(st.lists(st.integers(0, len(ids) - 1)))
    assert table.paths(np.array(places, dtype=np.int32)) == [tuple(network.area(graph, ids[one])) for one in places]
