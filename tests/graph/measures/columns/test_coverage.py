"""Gaps and coverage on columns are those on the network."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import strategies as st

from graph import columns, network
from graph.errors import UsageError
from graph.measures import coverage as on_network
from graph.measures.columns import coverage as on_columns
from graph.model import Agreement, Kind, Organization, PartialDate
from graph.query import By, Query, State
from tests.graph.measures.test_helping import GRAPH
from tests.strategies import networks, queries
from tests.tables import pinned, shuffled, told

DAY = date(2019, 12, 30)


def check_columns_and_network_give_the_same(data: st.DataObject, *, most: int) -> None:
    records = data.draw(networks(data.draw(st.sampled_from((3, most)))))  # of three, many pairs have several agreements
    graph = told(data, records)
    table = shuffled(columns.from_network(graph), data.draw(st.integers(0, 99)))
    for _ in range(1):
        query, by = data.draw(queries(records)), data.draw(st.sampled_from(By))
        k, groups = data.draw(st.integers(0, 3)), data.draw(st.booleans())
        assert on_columns.gaps(table, query) == on_network.gaps(graph, query)
        assert on_columns.coverage(table, query, by) == on_network.coverage(graph, query, by)
        expected = on_network.k_coverage(graph, query, k, by, groups=groups)
        assert on_columns.k_coverage(table, query, k, by, groups=groups) == expected
        area = None if by in (By.KIND, By.SECTOR) else by
        assert on_columns.helping_gaps(table, query, area) == on_network.helping_gaps(graph, query, area)
        roster, has_roster = on_columns.members(table, query)
        assert (sorted(one.id for one in table.register.named(roster)), has_roster) == on_network.members(graph, query)
        helping = table.register.named(on_columns.candidates(table, query))
        assert sorted(one.id for one in helping) == on_network.candidates(graph, query)


test_columns_and_network_give_the_same, test_columns_and_larger_networks_give_the_same = pinned(
    check_columns_and_network_give_the_same, 200, 1500
)


ORGS = (
    Organization(id="c", name="盘州市", kind=Kind.COUNTY),
    Organization(id="v", name="一村", kind=Kind.VILLAGE, part_of="c", on_roster=True),
    *(Organization(id=id_, name=id_.upper(), kind=Kind.ENTERPRISE) for id_ in "ghi"),
)


@pytest.mark.parametrize("seed", range(4))
def test_the_last_partner_is_the_one_whose_agreement_may_have_ended_last_and_of_equals_the_last_by_id(
    seed: int,
) -> None:
    def last(**ends: str) -> tuple[str | None, str | None]:
        deals = [
            Agreement(id=id_, helper=id_[0], recipient="v", end=PartialDate.parse(end)) for id_, end in ends.items()
        ]
        table = shuffled(columns.from_network(network.from_records(ORGS, deals)), seed)
        (row,) = on_columns.gaps(table, Query(DAY, Kind.VILLAGE)).rows
        return row.last_partner, row.last_end

    assert last(g="2018-11-30", h="2018", i="2018-06") == ("H", "2018")
    assert last(g="2018", h="2018-12-31", i="2017") == ("H", "2018-12-31")
    assert last(g="2018-12-31", h="2018", i="2017") == ("H", "2018")
    assert last(g1="2018", g2="2018-12-31", g3="2018-12") == ("G", "2018-12-31")


def test_what_is_planned_is_no_help_but_names_its_two_ends() -> None:
    deals = [Agreement(id="a", helper="g", recipient="v")]
    orgs = [replace(one, on_roster=False) for one in ORGS]
    table = columns.from_network(network.from_records(orgs, deals))
    planned = replace(table, planned=np.ones(1, dtype=np.bool_))
    query = Query(DAY, Kind.VILLAGE)
    assert on_columns.gaps(table, query).tally.direct == 1
    found = on_columns.gaps(planned, query)
    assert (found.has_roster, found.agreements, [row.state for row in found.rows]) == (False, 0, [State.NEVER])
    helping, _ = on_columns.helping_gaps(planned, Query(DAY))
    assert [(row.id, row.state) for row in helping.rows] == [("g", State.NEVER)]


def test_an_area_that_nobody_has_is_refused() -> None:
    table = columns.from_network(network.from_records(ORGS, []))
    with pytest.raises(UsageError) as refused:
        on_columns.gaps(table, Query(DAY, area="盘州市"))
    assert refused.value.key == "measures.id"


@pytest.mark.parametrize("by", [None, By.PREFECTURE])
def test_who_stands_on_the_helping_side(by: By | None) -> None:
    table = columns.from_network(GRAPH)
    for query in (Query(DAY), Query(DAY, Kind.ENTERPRISE), Query(DAY, area="east"), Query(date(2017, 6, 1))):
        helping = [one.id for one in table.register.named(on_columns.candidates(table, query))]
        assert helping == on_network.candidates(GRAPH, query)
        assert on_columns.helping_gaps(table, query, by) == on_network.helping_gaps(GRAPH, query, by)
