"""The two-mode graph, members and ends on columns are those on the network that a store fetches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from graph import columns, network
from graph.measures import centrality
from graph.measures.columns import pairs
from graph.query import Side
from tests.strategies import contributions, networks, queries
from tests.tables import fetched, pinned, shuffled, told

if TYPE_CHECKING:
    from graph.columns import Columns, Flags


def ids(table: Columns, flags: Flags) -> list[str]:
    """The ids of the organizations of these flags, sorted."""
    return sorted(one.id for one in table.register.named(flags.nonzero()[0].astype("int32")))


def check_that_columns_and_network_give_the_same(data: st.DataObject, *, most: int = 14) -> None:
    records = data.draw(networks(most))
    graph = told(data, records)
    table = shuffled(columns.from_network(graph), data.draw(st.integers(0, 99)))
    query, groups = data.draw(queries(records)), data.draw(st.booleans())
    area = query.area
    near = fetched(graph, area)
    found = pairs.two_mode(table, query.day, area=area, sector=query.sector, groups=groups)
    expected = centrality.two_mode(near, query.day, area=area, sector=query.sector, groups=groups)
    for side in Side:
        assert ids(table, found.sides[side]) == [id_ for _, id_ in centrality.of_side(expected, side)]
    helpers, recipients = ([one.id for one in table.register.named(end)] for end in found.edges[:2])
    assert len(helpers) == expected.number_of_edges()
    for helper, recipient, invented in zip(helpers, recipients, found.edges.illustrative.tolist(), strict=True):
        edge = expected.edges[(Side.HELPER.value, helper), (Side.RECIPIENT.value, recipient)]
        assert edge["illustrative"] == invented

    given_ = data.draw(contributions(records))
    agreements = {entry.agreement for entry in given_ if entry.agreement}
    for received in (True, False):
        part, near = pairs.fetched(table, area, received=received), fetched(graph, area, received=received)
        assert ids(table, pairs.around(table, area, part)) == sorted(near)
        known = network.ends(near)
        assert pairs.ends(table, part, agreements) == {one: known[one] for one in agreements if one in known}


test_columns_and_network_give_the_same, test_columns_and_larger_networks_give_the_same = pinned(
    check_that_columns_and_network_give_the_same
)
