"""What is about to end on columns is what is about to end on the network."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest
from hypothesis import strategies as st

from graph import columns, network
from graph.measures import expiry as on_network
from graph.measures.columns import expiry as on_columns
from graph.measures.columns.units import scope
from graph.measures.expiry import Ending
from graph.model import Agreement, Kind, Organization, PartialDate
from graph.query import Ends, Query
from graph.questions.diff import recipients_of
from tests.strategies import networks, queries
from tests.tables import pinned, shuffled, told

DAYS = st.dates(date(2017, 6, 1), date(2021, 12, 31))


def check_columns_and_network_list_the_same(data: st.DataObject, *, most: int) -> None:
    records = data.draw(networks(data.draw(st.sampled_from((3, most)))))  # of three, many pairs have several agreements
    graph = told(data, records)
    table = shuffled(columns.from_network(graph), data.draw(st.integers(0, 99)))
    query, window = data.draw(queries(records)), tuple(sorted((data.draw(DAYS), data.draw(DAYS))))
    asked = data.draw(st.booleans())
    expected = on_network.listed(graph, recipients_of(graph, query), query.day, window, asked=asked)  # type: ignore[arg-type]  # two days
    found = on_columns.listed(table, scope(table, query), query.day, window, asked=asked)  # type: ignore[arg-type]  # two days
    assert endings(table, found) == expected
    assert on_columns.counted(found) == on_network.counted(expected)
    for state in Ends:
        assert endings(table, found.only(state)) == [one for one in expected if one.state is state]
    left = table.register.named(on_columns.orphans(table, found, query.day))
    assert sorted(one.id for one in left) == on_network.orphans(graph, expected, query.day)
    ends = [graph[one.helper][one.recipient][one.agreement]["end"] for one in expected if one.state is Ends.EXPIRING]
    assert on_columns.partial_ends(table, found) == sum(len(end) < len("2018-05-03") for end in ends)


test_columns_and_network_list_the_same, test_columns_and_larger_networks_list_the_same = pinned(
    check_columns_and_network_list_the_same, 200, 1500
)


def endings(table: columns.Columns, found: on_columns.Endings) -> list[Ending]:
    sorted_ = on_columns.in_order(table, found)
    own = sorted_.pairings
    cells = zip(
        sorted_.words(),
        sorted_.days_left.tolist(),
        sorted_.dated.tolist(),
        table.register.named(table.helper[own]),
        table.register.named(table.recipient[own]),
        table.register.keys(own),
        sorted_.renewed.tolist(),
        sorted_.in_force.tolist(),
        strict=True,
    )
    return [
        Ending(state, left if dated else None, helper.id, recipient.id, key, renewed, in_force)
        for state, left, dated, helper, recipient, key, renewed, in_force in cells
    ]


ENDS = (None, "2021", "2021-06", "2021-06-30", "9999-12-31")
STARTS = (None, "2021", "2021-06-30", "2021-07-01", "2021-07-02")


@pytest.mark.parametrize("day", [date(2021, 6, 30), date(2021, 7, 1)])
@pytest.mark.parametrize("asked", [True, False])
def test_on_the_very_days_that_agreements_begin_and_end(day: date, asked: bool) -> None:
    # each pair has an agreement that ends so, and another that begins and ends so
    organizations = [Organization(id="h", name="甲", kind=Kind.ENTERPRISE)]
    deals = []
    for number, (end, start, later) in enumerate(product(ENDS, STARTS, (*ENDS[1:], "2022"))):
        village = f"v{number:03d}"
        organizations.append(Organization(id=village, name=village, kind=Kind.VILLAGE, on_roster=True))
        deals.append(Agreement(id=f"{village}a", helper="h", recipient=village, end=parsed(end)))
        begins, ends = parsed(start), PartialDate.parse(later)
        if begins is None or begins.first <= ends.last:
            deals.append(Agreement(id=f"{village}b", helper="h", recipient=village, start=begins, end=ends))
    graph = network.from_records(organizations, deals)
    table = columns.from_network(graph)
    days = date(2021, 1, 1), date(2021, 6, 1), date(2021, 6, 30), date(2021, 12, 31), date.max
    for window in ((first, last) for first, last in product(days, days) if first <= last):
        expected = on_network.listed(graph, list(graph), day, window, asked=asked)
        found = on_columns.listed(table, scope(table, Query(day)), day, window, asked=asked)
        assert endings(table, found) == expected


def parsed(text: str | None) -> PartialDate | None:
    return PartialDate.parse(text) if text else None
