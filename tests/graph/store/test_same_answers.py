"""What a store computes itself equals what networkx measures, on any network."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from graph import coverage, network
from graph.coverage import By
from graph.store import Store, open_store
from tests.records import dataset
from tests.strategies import Records, networks, queries


@contextmanager
def stored(*parts: Records) -> Iterator[Store]:
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(str(Path(folder) / "test.db"), create=True)
        for number, part in enumerate(parts):
            store.load(dataset(part.organizations, part.agreements, name=f"part{number}"))
        yield store
        store.close()


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_gaps_and_coverage_equal_the_measures_on_the_records(data: st.DataObject) -> None:
    records = data.draw(networks())
    graph = network.from_records(records.organizations, records.agreements)
    with stored(records) as store:
        for _ in range(3):
            query = data.draw(queries(records))
            by = data.draw(st.sampled_from(By))
            expected = coverage.gaps(graph, query)
            assert store.gaps(query) == expected
            assert coverage.gaps(store.network(query.area), query) == expected
            assert coverage.gaps(store.network(query.area, received=True), query) == expected
            table = coverage.coverage(graph, query, by)
            assert store.coverage(query, by) == table
            assert coverage.coverage(store.network(query.area, received=True), query, by) == table


@settings(max_examples=50, deadline=None)
@given(networks())
def test_the_whole_network_comes_back_as_it_went_in(records: Records) -> None:
    graph = network.from_records(records.organizations, records.agreements)
    with stored(records) as store:
        found = store.network()
    assert {n: {**found.nodes[n], "source": None} for n in found} == {n: graph.nodes[n] for n in graph}
    expected = {(u, v, k): {**d, "source": "s"} for u, v, k, d in graph.edges(keys=True, data=True)}
    assert {(u, v, k): d for u, v, k, d in found.edges(keys=True, data=True)} == expected
    assert network.check(found) == []


@settings(max_examples=50, deadline=None)
@given(st.data())
def test_an_area_is_exactly_what_lies_in_it_and_whom_that_deals_with(data: st.DataObject) -> None:
    records = data.draw(networks())
    graph = network.from_records(records.organizations, records.agreements)
    area = data.draw(st.sampled_from(sorted(graph)))
    inside = {*network.inside(graph, area), *network.ancestors(graph, area)}
    edges = {(u, v, k) for u, v, k in graph.edges(keys=True) if u in inside or v in inside}
    named = inside | {end for u, v, _ in edges for end in (u, v)}
    with stored(records) as store:
        found = store.network(area)
        assert store.count(area) == len(network.inside(graph, area))
    assert set(found.edges(keys=True)) == edges
    assert set(found) == named | {unit for node in named for unit in network.ancestors(graph, node)}
