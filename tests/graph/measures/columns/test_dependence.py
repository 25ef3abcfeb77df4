"""Who depends on one partner: on columns the same as on the network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from graph import columns, network
from graph.measures import dependence as on_network
from graph.measures.columns import dependence as on_columns
from graph.measures.columns import pairs
from tests.strategies import networks, queries
from tests.tables import fetched, pinned, shuffled, told

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def check_that_columns_and_network_give_the_same(data: st.DataObject, *, most: int = 14) -> None:
    records = data.draw(networks(most))
    graph = told(data, records)
    table = shuffled(columns.from_network(graph), data.draw(st.integers(0, 99)))
    query, groups = data.draw(queries(records)), data.draw(st.booleans())
    near = fetched(graph, query.area)
    recipients = table.inside(query.area)
    inside = network.inside(near, query.area)
    places = {id_: table.register.place(id_) for id_ in graph}

    def by_id(counts: NDArray[np.int64]) -> dict[str, int]:
        return {id_: int(counts[place]) for id_, place in places.items() if place is not None and counts[place]}

    alone = on_columns.single(on_columns.partners(table, recipients, query.day, groups=groups))
    ids = [[one.id for one in table.register.named(side)] for side in (alone.recipient, alone.helper)]
    assert sorted(zip(*ids, strict=True)) == on_network.single(near, inside, query.day, groups=groups)
    orphans = on_network.critical(near, inside, query.day)
    assert by_id(on_columns.critical(table, recipients, query.day)) == {id_: len(some) for id_, some in orphans.items()}
    helped = on_columns.helped(table, pairs.fetched(table, query.area), query.day, groups=groups)
    assert by_id(helped) == on_network.helped(near, query.day, groups=groups)


test_columns_and_network_give_the_same, test_columns_and_larger_networks_give_the_same = pinned(
    check_that_columns_and_network_give_the_same
)
