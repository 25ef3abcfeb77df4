"""States, gaps and coverage on networks small enough to check by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import network
from graph.measures import coverage
from graph.measures.coverage import Tally
from graph.model import Agreement, AgreementStatus, Certainty, Kind, Organization, PartialDate
from graph.query import By, Query, State
from tests.strategies import networks

DAY = date(2019, 12, 30)
COUNTY = Organization(id="c", name="盘州市", kind=Kind.COUNTY)
TOWN = Organization(id="t", name="双凤镇", kind=Kind.TOWNSHIP, part_of="c")
ONE = Organization(id="v1", name="一村", kind=Kind.VILLAGE, part_of="t", on_roster=True)
TWO = Organization(id="v2", name="二村", kind=Kind.VILLAGE, part_of="t", on_roster=True)
OFF = Organization(id="v3", name="社区", kind=Kind.VILLAGE, part_of="t")
FIRM = Organization(id="h", name="甲公司", kind=Kind.ENTERPRISE)
INVENTED = Organization(id="x", name="示例企业01", kind=Kind.ENTERPRISE, illustrative=True)
PLACES = (COUNTY, TOWN, ONE, TWO, OFF, FIRM, INVENTED)
DEAL = Agreement(id="a", helper="h", recipient="v1", start=PartialDate(2018))


def states(*agreements: Agreement, day: date = DAY, sector: str | None = None) -> dict[str, State]:
    graph = network.from_records(PLACES, agreements)
    return {id_: coverage.standing(graph, id_, Query(day, sector=sector)).state for id_ in ("v1", "v2")}


def test_an_agreement_of_its_own_is_direct_and_does_not_help_the_neighbour() -> None:
    assert states(DEAL) == {"v1": State.DIRECT, "v2": State.NEVER}


def test_help_to_the_township_or_the_county_is_inherited_from_the_nearest() -> None:
    graph = network.from_records(PLACES, [replace(DEAL, recipient="c"), replace(DEAL, id="b", recipient="t")])
    found = coverage.standing(graph, "v1", Query(DAY))
    assert (found.state, found.inherited_from) == (State.INHERITED, "t")
    ended = [replace(DEAL, recipient="c"), replace(DEAL, id="b", recipient="t", end=PartialDate(2018))]
    found = coverage.standing(network.from_records(PLACES, ended), "v1", Query(DAY))
    assert (found.state, found.inherited_from) == (State.INHERITED, "c")


@pytest.mark.parametrize(
    ("start", "end", "day", "expected"),
    [
        ("2018", None, date(2017, 12, 31), State.NEVER),
        ("2018", None, date(2018, 1, 1), State.DIRECT),
        ("2018-05", "2019", date(2018, 4, 30), State.NEVER),
        ("2018-05", "2019", date(2019, 12, 31), State.DIRECT),
        ("2018-05", "2019", date(2020, 1, 1), State.LAPSED),
        ("2018", "2018-02", date(2018, 2, 28), State.DIRECT),
        ("2018", "2018-02", date(2018, 3, 1), State.LAPSED),
        (None, "2018-05-03", date(2018, 5, 3), State.DIRECT),
        (None, "2018-05-03", date(2018, 5, 4), State.LAPSED),
        (None, None, date(1990, 1, 1), State.DIRECT),
    ],
)
def test_a_partial_date_is_an_interval(start: str | None, end: str | None, day: date, expected: State) -> None:
    parse = PartialDate.parse
    deal = replace(DEAL, start=parse(start) if start else None, end=parse(end) if end else None)
    assert states(deal, day=day)["v1"] is expected


def test_a_member_of_a_group_is_covered() -> None:
    assert states(replace(DEAL, certainty=Certainty.GROUP))["v1"] is State.DIRECT


def test_only_agreements_of_the_sector_count_when_one_is_asked_for() -> None:
    deals = [replace(DEAL, sector="health"), replace(DEAL, id="b", recipient="t", sector="education")]
    assert states(*deals, sector="education") == {"v1": State.INHERITED, "v2": State.INHERITED}
    assert states(*deals, sector="labour") == {"v1": State.NEVER, "v2": State.NEVER}


def test_the_last_partner_is_the_one_whose_help_ended_last() -> None:
    other = Organization(id="i", name="乙公司", kind=Kind.ENTERPRISE)
    deals = [
        replace(DEAL, end=PartialDate(2018, 6)),
        replace(DEAL, id="b", helper="i", end=PartialDate(2018)),
        replace(DEAL, id="c", end=PartialDate(2018, 11, 30)),
    ]
    found = coverage.gaps(network.from_records((*PLACES, other), deals), Query(DAY, Kind.VILLAGE)).rows[0]
    assert (found.id, found.state, found.last_partner, found.last_end) == ("v1", State.LAPSED, "乙公司", "2018")


def test_gaps_have_the_roster_as_denominator() -> None:
    twice = [DEAL, replace(DEAL, id="b"), replace(DEAL, id="c", recipient="v3")]
    found = coverage.gaps(network.from_records(PLACES, twice), Query(DAY, Kind.VILLAGE))
    assert found.tally == Tally(roster=2, direct=1, never=1, off_roster=1)
    assert (found.tally.gaps, found.tally.share_direct) == (1, 0.5)
    assert [(row.id, row.name, row.area) for row in found.rows] == [("v2", "二村", ("盘州市", "双凤镇"))]
    assert (found.agreements, found.open_dates) == (2, 2)


def test_open_and_partial_dates_are_counted() -> None:
    exact = replace(DEAL, start=PartialDate(2018, 5, 3), end=PartialDate(2021, 1, 1))
    deals = [exact, replace(exact, id="b", end=PartialDate(2019)), replace(exact, id="c", start=None)]
    found = coverage.gaps(network.from_records(PLACES, deals), Query(DAY, Kind.VILLAGE))
    assert (found.agreements, found.open_dates) == (3, 2)


def test_without_a_roster_there_is_a_list_and_no_share() -> None:
    places = [replace(org, on_roster=False) for org in PLACES]
    graph = network.from_records(places, [DEAL, replace(DEAL, id="b", recipient="v2", end=PartialDate(2018))])
    found = coverage.gaps(graph, Query(DAY, Kind.VILLAGE))
    assert (found.has_roster, [row.id for row in found.rows]) == (False, ["v2"])
    (group,) = coverage.coverage(graph, Query(DAY), By.KIND).groups
    assert group.tally == Tally(roster=0, direct=1, lapsed=1, off_roster=2)
    assert group.tally.share_direct is None
    assert Tally().share_direct is None


def test_what_rests_on_invented_records_alone_is_said() -> None:
    invented = replace(DEAL, helper="x", illustrative=True)

    def illustrative(*deals: Agreement) -> bool:
        graph = network.from_records(PLACES, deals)
        return coverage.standing(graph, "v1", Query(DAY)).illustrative

    assert illustrative(invented)
    assert not illustrative(invented, replace(DEAL, id="b"))
    assert illustrative(replace(invented, recipient="t"))
    assert illustrative(replace(invented, end=PartialDate(2018)))
    assert not illustrative(replace(invented, end=PartialDate(2018)), replace(DEAL, id="b", end=PartialDate(2018)))
    assert not illustrative()


def test_coverage_by_each_grouping() -> None:
    graph = network.from_records(PLACES, [replace(DEAL, sector="health")])

    def table(by: By, kind: Kind | None = Kind.VILLAGE) -> list[tuple[str, int, int]]:
        found = coverage.coverage(graph, Query(DAY, kind), by)
        assert sum(group.tally.roster for group in found.groups) == found.total.roster
        return [(group.name, group.tally.roster, group.tally.direct) for group in found.groups]

    assert table(By.TOWNSHIP) == [("双凤镇", 2, 1)]
    assert table(By.COUNTY) == [("盘州市", 2, 1)]
    assert table(By.PROVINCE) == [("", 2, 1)]
    assert table(By.KIND, None) == [("village", 2, 1)]
    assert table(By.SECTOR) == [("health", 2, 1)]


def test_an_organization_on_both_sides_is_counted_as_recipient_only_once() -> None:
    deals = [DEAL, replace(DEAL, id="b", helper="v1", recipient="v2")]
    assert states(*deals) == {"v1": State.DIRECT, "v2": State.DIRECT}


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_date_of_an_edge_means_what_it_means_in_a_record(data: st.DataObject) -> None:
    records = data.draw(networks())
    graph = network.from_records(records.organizations, records.agreements)
    by_id = {deal.id: deal for deal in records.agreements}
    day = data.draw(st.dates(date(2016, 1, 1), date(2024, 1, 1)))
    for _, _, key, edge in graph.edges(keys=True, data=True):
        end = by_id[key].end
        assert network.edge_in_force(edge, day) == by_id[key].in_force(day)
        planned = by_id[key].status is AgreementStatus.PLANNED
        assert network.edge_ended(edge, day) == (not planned and end is not None and end.last < day)
