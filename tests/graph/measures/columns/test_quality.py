"""What is doubtful in the data: on columns the same as on the network."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import strategies as st

from graph import columns, network
from graph.measures import quality as on_network
from graph.measures.columns import quality as on_columns
from graph.model import DRAFT
from tests.strategies import contributions, networks, queries
from tests.tables import fetched, pinned, shuffled, told


def check_that_columns_and_network_give_the_same(data: st.DataObject, *, most: int = 14) -> None:
    records = data.draw(networks(most))
    keys = st.sampled_from(("one", "two", *(deal.id for deal in records.agreements)))  # some are of several pairs
    drafted = st.sampled_from(({}, {"status": DRAFT}, {"status_printed": DRAFT}))
    sources = st.sampled_from(("s", "t", None))
    deals = [
        replace(deal, id=data.draw(keys), attributes=data.draw(drafted), source=data.draw(sources))
        for deal in records.agreements
    ]
    graph = told(data, replace(records, agreements=tuple(deals)))
    for node in graph:  # what no load lets through
        if data.draw(st.integers(0, 9)) == 0:
            graph.add_edge(node, node, key="self", start="2020", end="2019-05", status="agreed", attributes={})
    table = shuffled(columns.from_network(graph), data.draw(st.integers(0, 99)))
    query = data.draw(queries(records))
    area = query.area
    near = fetched(graph, area)
    within = None if area is None else set(network.inside(near, area))
    flags = table.inside(area)
    every = on_columns.known(table, np.ones(len(table.helper), dtype=np.bool_))
    drafts = np.zeros(len(table.helper), dtype=np.bool_)
    for one in every.pairings:
        drafts[one.number] = on_network.is_draft(graph.edges[one.helper, one.recipient, one.key])
    doubted = on_columns.Doubted(table, query.day, flags, drafts)
    expected = list(on_network.agreements(near, query.day, within=within))
    assert list(doubted.doubts(on_columns.known(table, doubted.any))) == expected
    assert list(doubted.doubts(every)) == expected

    assert [one.id for one in on_columns.organizations(table, flags)] == [
        one.subject for one in on_network.organizations(near, within=within)
    ]
    given_ = data.draw(contributions(records))
    recorded = on_network.Recorded.of(given_)
    asked = on_columns.stated_by(table, flags[table.helper] | flags[table.recipient], {"s"})
    found = on_columns.without_contribution(every, asked, recorded) if recorded.anything else ()
    assert list(found) == list(on_network.without_contribution(near, given_, within=within, sources={"s"}))


test_columns_and_network_give_the_same, test_columns_and_larger_networks_give_the_same = pinned(
    check_that_columns_and_network_give_the_same, 60
)
