"""What a store computes itself, and what is measured on its columns, equals what networkx measures, on any network."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import network
from graph.measures import coverage
from graph.measures.columns import coverage as on_columns
from graph.model import (
    Agreement,
    AgreementStatus,
    Bound,
    Contribution,
    ContributionStatus,
    Kind,
    Measure,
    Organization,
    PartialDate,
)
from graph.query import By, Query, State
from graph.store import Store
from tests.homes import Home
from tests.records import dataset
from tests.strategies import Records, networks, queries


@contextmanager
def stored(home: Home, *parts: Records) -> Iterator[Store]:
    with home.empty() as store:
        for number, part in enumerate(parts):
            store.load(dataset(part.organizations, part.agreements, name=f"part{number}"))
        yield store


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_gaps_and_coverage_equal_the_measures_on_the_records(home: Home, data: st.DataObject) -> None:
    check_gaps_and_coverage_equal_the_measures_on_the_records(home, data)


@pytest.mark.full
@settings(max_examples=120, deadline=None)
@given(st.data())
def test_gaps_and_coverage_equal_the_measures_on_the_records_in_a_file(data: st.DataObject) -> None:
    check_gaps_and_coverage_equal_the_measures_on_the_records(Home("sqlite"), data)


def check_gaps_and_coverage_equal_the_measures_on_the_records(home: Home, data: st.DataObject) -> None:
    records = data.draw(networks())
    graph = network.from_records(records.organizations, records.agreements)
    with stored(home, records) as store:
        for _ in range(3):
            query = data.draw(queries(records))
            by = data.draw(st.sampled_from(By))
            expected = coverage.gaps(graph, query)
            assert store.gaps(query) == expected
            assert coverage.gaps(store.network(query.area), query) == expected
            assert coverage.gaps(store.network(query.area, received=True), query) == expected
            table = coverage.coverage(graph, query, by)
            assert store.coverage(query, by) == table
            assert on_columns.gaps(store.columns(), query) == expected
            assert on_columns.coverage(store.columns(), query, by) == table
            assert coverage.coverage(store.network(query.area, received=True), query, by) == table


@settings(max_examples=25, deadline=None)
@given(networks())
def test_the_whole_network_comes_back_as_it_went_in(home: Home, records: Records) -> None:
    check_the_whole_network_comes_back_as_it_went_in(home, records)


@settings(max_examples=50, deadline=None)
@given(networks())
def test_the_whole_network_comes_back_as_it_went_in_in_a_file(records: Records) -> None:
    check_the_whole_network_comes_back_as_it_went_in(Home("sqlite"), records)


def check_the_whole_network_comes_back_as_it_went_in(home: Home, records: Records) -> None:
    graph = network.from_records(records.organizations, records.agreements)
    with stored(home, records) as store:
        found = store.network()
    assert {n: {**found.nodes[n], "source": None} for n in found} == {n: graph.nodes[n] for n in graph}
    expected = {(u, v, k): {**d, "source": "s"} for u, v, k, d in graph.edges(keys=True, data=True)}
    assert {(u, v, k): d for u, v, k, d in found.edges(keys=True, data=True)} == expected
    assert network.check(found) == []


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_an_area_is_exactly_what_lies_in_it_and_whom_that_deals_with(home: Home, data: st.DataObject) -> None:
    check_an_area_is_exactly_what_lies_in_it_and_whom_that_deals_with(home, data)


@settings(max_examples=50, deadline=None)
@given(st.data())
def test_an_area_is_exactly_what_lies_in_it_and_whom_that_deals_with_in_a_file(data: st.DataObject) -> None:
    check_an_area_is_exactly_what_lies_in_it_and_whom_that_deals_with(Home("sqlite"), data)


def check_an_area_is_exactly_what_lies_in_it_and_whom_that_deals_with(home: Home, data: st.DataObject) -> None:
    records = data.draw(networks())
    graph = network.from_records(records.organizations, records.agreements)
    area = data.draw(st.sampled_from(sorted(graph)))
    inside = {*network.inside(graph, area), *network.ancestors(graph, area)}
    edges = {(u, v, k) for u, v, k in graph.edges(keys=True) if u in inside or v in inside}
    named = inside | {end for u, v, _ in edges for end in (u, v)}
    with stored(home, records) as store:
        found = store.network(area)
        assert store.count(area) == len(network.inside(graph, area))
    assert set(found.edges(keys=True)) == edges
    assert set(found) == named | {unit for node in named for unit in network.ancestors(graph, node)}


COUNTY = Organization(id="c", name="盘州市", kind=Kind.COUNTY)
VILLAGE = Organization(id="v", name="一村", kind=Kind.VILLAGE, part_of="c", on_roster=True)
FIRMS = [Organization(id=id_, name=name, kind=Kind.ENTERPRISE) for id_, name in (("g", "甲"), ("h", "乙"), ("i", "丙"))]


@pytest.mark.parametrize("start", [None, "2018", "2018-06", "2018-06-01"])
@pytest.mark.parametrize("end", [None, "2019", "2019-06", "2019-06-30"])
def test_on_the_very_day_that_an_interval_begins_and_ends(home: Home, start: str | None, end: str | None) -> None:
    parse = PartialDate.parse
    deal = Agreement(
        id="a", helper="g", recipient="v", start=parse(start) if start else None, end=parse(end) if end else None
    )
    records = Records((COUNTY, VILLAGE, *FIRMS), (deal,))
    graph = network.from_records(records.organizations, records.agreements)
    edges = [edge for date_ in (deal.start, deal.end) if date_ for edge in (date_.first, date_.last)]
    with stored(home, records) as store:
        for day in {edge + timedelta(days=more) for edge in edges for more in (-1, 0, 1)}:
            assert store.gaps(Query(day, Kind.VILLAGE)) == coverage.gaps(graph, Query(day, Kind.VILLAGE))


def test_what_is_only_planned_is_kept_and_counts_as_nothing(home: Home) -> None:
    parse, planned = PartialDate.parse, AgreementStatus.PLANNED
    deals = (
        Agreement(id="a", helper="g", recipient="v", status=planned),
        Agreement(id="b", helper="h", recipient="v", status=planned, start=parse("2015"), end=parse("2018")),
        Agreement(id="c", helper="i", recipient="c", status=planned, sector="health"),
    )
    amounts = [
        Contribution(
            id=f"{status}-{bound}",
            measure=Measure.FUNDS,
            value=Decimal(9),
            unit="yuan",
            agreement="a",
            status=status,
            bound=bound,
        )
        for status in ContributionStatus
        for bound in Bound
    ]
    graph = network.from_records((COUNTY, VILLAGE, *FIRMS), deals)
    query = Query(date(2020, 1, 1), Kind.VILLAGE)
    with home.empty() as store:
        store.load(dataset((COUNTY, VILLAGE, *FIRMS), deals, amounts))
        gaps, by_sector = store.gaps(query), store.coverage(query, By.SECTOR)
        found = {key: edge["status"] for _, _, key, edge in store.network().edges(keys=True, data=True)}
        kept = {one.id: (one.status, one.bound) for one in store.contributions()}
        again = store.dataset("test")
        assert store.load(
            dataset((COUNTY, VILLAGE, *FIRMS), (replace(deals[0], status=AgreementStatus.AGREED),))
        ).details
        assert [row.state for row in store.gaps(query).rows] == []
    assert [row.state for row in gaps.rows] == [State.NEVER]
    assert (gaps, by_sector) == (coverage.gaps(graph, query), coverage.coverage(graph, query, By.SECTOR))
    assert found == dict.fromkeys("abc", "planned")
    assert kept == {one.id: (one.status, one.bound) for one in amounts}
    assert set(again.agreements["status"]) == {"planned"}
    assert {(row["status"], row["bound"]) for row in again.contributions.iter_rows(named=True)} == {*kept.values()}


def test_the_last_partner_is_the_same_one(home: Home) -> None:
    ends = {"g": "2018-11-30", "h": "2018", "i": "2018-06"}
    deals = tuple(Agreement(id=id_, helper=id_, recipient="v", end=PartialDate.parse(end)) for id_, end in ends.items())
    with stored(home, Records((COUNTY, VILLAGE, *FIRMS), deals)) as store:
        row = store.gaps(Query(date(2020, 1, 1), Kind.VILLAGE)).rows[0]
    assert (row.last_partner, row.last_end) == ("乙", "2018")
