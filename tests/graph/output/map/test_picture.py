"""What a map shows and where it stands, before a browser sees it."""

from __future__ import annotations

import itertools
import re
import tempfile
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.measures.coverage import gaps
from graph.model import Agreement, Certainty, Kind, Organization, PartialDate
from graph.network import from_records
from graph.output.map import free
from graph.output.map.order import crossings, ranks
from graph.output.map.page import picture_of
from graph.output.map.picture import Timing, states_of, take
from graph.query import Query, State
from graph.questions.inquiry import Inquiry
from graph.store.open import open_store
from tests.records import dataset
from tests.strategies import Records, networks

DAY = date(2019, 12, 30)
QUERY = Query(DAY)
ORGANIZATIONS = [
    Organization(id="c", name="盘州市", kind=Kind.COUNTY),
    Organization(id="t", name="双凤镇", kind=Kind.TOWNSHIP, part_of="c"),
    *(Organization(id=f"v{n}", name=f"{n}村", kind=Kind.VILLAGE, part_of="t", on_roster=True) for n in range(6)),
    *(Organization(id=f"h{n}", name=f"{n}公司", kind=Kind.ENTERPRISE) for n in range(3)),
]
AGREEMENTS = [
    Agreement(id="a", helper="h0", recipient="v0"),
    Agreement(id="b", helper="h0", recipient="v0", start=PartialDate(2018)),
    Agreement(id="c", helper="h1", recipient="v0"),
    Agreement(id="d", helper="h1", recipient="v1"),
    Agreement(id="e", helper="h1", recipient="v2", certainty=Certainty.GROUP),
    Agreement(id="f", helper="h2", recipient="v3", end=PartialDate(2018)),
]


def test_each_dot_is_of_the_class_the_legend_counts() -> None:
    picture = take(from_records(ORGANIZATIONS, AGREEMENTS), QUERY)
    assert {dot.id: dot.now.value for dot in picture.dots} == {
        "v0": "direct",
        "v1": "single",
        "v2": "group",
        "v3": "lapsed",
        "v4": "never",
        "v5": "never",
        "h0": "helper",
        "h1": "helper",
        "h2": "idle",
    }
    (line,) = [line for line in picture.lines if (line.helper, line.recipient) == ("h0", "v0")]
    assert [agreement.id for agreement in line.agreements] == [
        "a",
        "b",
    ]  # parallel agreements are one line that knows both
    assert [line.agreements[0].time for line in picture.lines if line.recipient == "v3"] == [Timing.ENDED]


def test_a_part_of_the_picture() -> None:
    graph = from_records(ORGANIZATIONS, AGREEMENTS)
    assert {dot.id for dot in take(graph, QUERY, focus="h0").dots} == {"h0", "v0"}
    assert {dot.id for dot in take(graph, QUERY, focus="h0", hops=2).dots} == {"h0", "v0", "h1"}
    assert {dot.id for dot in take(graph, QUERY, states=states_of(["lapsed"])).dots} == {"v3", "h2"}
    assert states_of(["gaps"]) == frozenset(State) - {State.DIRECT}


def test_what_is_left_out_still_counts() -> None:
    """A village with two helpers is no village with one because only one of them is shown."""
    orgs = [*ORGANIZATIONS, Organization(id="h9", name="9公司", kind=Kind.ENTERPRISE)]
    graph = from_records(orgs, [*AGREEMENTS, Agreement(id="z", helper="h9", recipient="v3", end=PartialDate(2018))])
    whole = {dot.id: dot.now for dot in take(graph, QUERY).dots}
    assert whole["v0"] == "direct"
    for part in (take(graph, QUERY, focus="h0"), take(graph, QUERY, states=states_of(["direct"]))):
        assert {dot.id: dot.now for dot in part.dots} == {dot.id: whole[dot.id] for dot in part.dots}
    assert whole["h2"] == "idle"


@given(networks())
def test_what_is_left_out_never_changes_what_is_shown(records: Records) -> None:
    graph = from_records(records.organizations, records.agreements)
    whole = {dot.id: dot for dot in take(graph, QUERY).dots}
    parts = [take(graph, QUERY, focus=id_) for id_ in sorted(whole)[:3]]
    for part in (*parts, take(graph, QUERY, states=states_of(["gaps"]))):
        for dot in part.dots:  # only the years a page can be turned to depend on the agreements that are on it
            assert replace(dot, classes=(), rests=()) == replace(whole[dot.id], classes=(), rests=())


@pytest.mark.full
@given(networks())
def test_a_neighbourhood_fetched_by_itself_is_that_of_the_whole(records: Records) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"{folder}/s.db", create=True)
        store.load(dataset(records.organizations, records.agreements))
        graph = store.network()
        for id_ in sorted(graph)[:4]:
            for hops in (1, 2):
                picture, _ = picture_of(Inquiry(store, QUERY.area, QUERY.day), QUERY, None, id_, hops)
                whole = take(graph, QUERY, focus=id_, hops=hops)
                assert (picture.dots, picture.lines) == (whole.dots, whole.lines)
        store.close()


@given(networks())
def test_a_picture_loses_nobody_and_agrees_with_the_gaps(records: Records) -> None:
    graph = from_records(records.organizations, records.agreements)
    picture = take(graph, QUERY)
    found = gaps(graph, QUERY)
    if found.has_roster:
        assert {dot.id for dot in picture.dots if dot.gap} == {row.id for row in found.rows}
    drawn = {(helper, to) for helper, to, edge in graph.edges(data=True) if edge["status"] == "agreed"}
    assert {(line.helper, line.recipient) for line in picture.lines} == drawn
    order = ranks(picture)
    assert order.keys() == {dot.id for dot in picture.dots}
    assert sorted(order.values()) == list(range(len(order)))
    assert ranks(picture) == order
    if len(order) <= free.MOST_DOTS:
        places = free.place(picture).at
        assert places.keys() == order.keys()
        assert len(set(places.values())) == len(places)  # nothing stands on anything else


def test_each_unit_stands_together_and_lines_seldom_cross() -> None:
    towns = [Organization(id=f"t{n}", name=f"{n}镇", kind=Kind.TOWNSHIP) for n in range(2)]
    members = [
        Organization(id=f"v{n}", name=f"{n}村", kind=Kind.VILLAGE, part_of=f"t{n % 2}", on_roster=True)
        for n in range(6)
    ]
    helpers = [Organization(id=f"h{n}", name=f"{n}公司", kind=Kind.ENTERPRISE) for n in range(6)]
    deals = [Agreement(id=f"a{n}", helper=f"h{n}", recipient=f"v{5 - n}") for n in range(6)]
    order = ranks(take(from_records([*towns, *members, *helpers], deals), QUERY))
    right = sorted((f"v{n}" for n in range(6)), key=order.__getitem__)
    assert [int(id_[1]) % 2 for id_ in right] in ([0, 0, 0, 1, 1, 1], [1, 1, 1, 0, 0, 0])
    left = sorted((f"h{n}" for n in range(6)), key=order.__getitem__)
    assert crossings(left, right, [(deal.helper, deal.recipient) for deal in deals]) == 0


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), unique=True, max_size=20))
def test_crossings_are_counted_as_one_would_by_hand(pairs: list[tuple[int, int]]) -> None:
    left, right = [f"l{n}" for n in range(7)], [f"r{n}" for n in range(7)]
    by_hand = sum((a - c) * (b - d) < 0 for (a, b), (c, d) in itertools.combinations(pairs, 2))
    assert crossings(left, right, [(f"l{a}", f"r{b}") for a, b in pairs]) == by_hand


def test_an_unknown_state_is_refused() -> None:
    from graph.errors import UsageError

    with pytest.raises(UsageError) as caught:
        states_of(["open"])
    assert re.search("open.*gaps, direct", caught.value.message("en"))
