"""The helping side: who stands on it, where each stands; the shortest ways between two."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import network
from graph.measures import coverage
from graph.measures import links as linked
from graph.model import Certainty, Kind, Organization
from graph.query import By, Query, State
from tests.graph.measures.test_change import deal
from tests.graph.store.test_same_answers import stored
from tests.homes import Home
from tests.strategies import Records, networks

if TYPE_CHECKING:
    from graph.network import Network

DAY = date(2019, 12, 30)


def unit(id_: str, kind: Kind, part_of: str | None = None, *, on_roster: bool = False) -> Organization:
    return Organization(id=id_, name=id_.upper(), kind=kind, part_of=part_of, on_roster=on_roster)


EAST = [
    unit("east", Kind.PROVINCE),
    unit("city", Kind.PREFECTURE, "east"),
    unit("town", Kind.COUNTY, "city"),
    unit("firm", Kind.ENTERPRISE, "town"),
    unit("poor", Kind.COUNTY, "east"),
    unit("shop", Kind.ENTERPRISE, "poor"),
    unit("listed", Kind.VILLAGE, "city", on_roster=True),
]
WEST = [
    unit("west", Kind.PROVINCE),
    unit("county", Kind.COUNTY, "west"),
    unit("v", Kind.VILLAGE, "county", on_roster=True),
    unit("bureau", Kind.DEPARTMENT, "county"),
    unit("farm", Kind.ENTERPRISE, "county"),
]
DEALS = [
    deal("city", "county", "2016"),
    deal("east", "poor", "2016"),
    deal("firm", "v", "2016", "2018"),
    deal("bureau", "v", "2017"),
]
GRAPH = network.from_records([*EAST, *WEST], DEALS)


def test_who_stands_on_the_helping_side() -> None:
    # east, city: helpers; town lies in city; firm helped once; bureau helps at home. Not: poor (is helped), shop (lies
    # in it), listed (on a roster), farm (lies in a unit that is helped), west (nobody above it helps)
    assert coverage.candidates(GRAPH, Query(DAY)) == ["bureau", "city", "east", "firm", "town"]
    assert coverage.candidates(GRAPH, Query(DAY, Kind.COUNTY)) == ["town"]
    assert coverage.candidates(GRAPH, Query(DAY, area="city")) == ["city", "firm", "town"]


def test_where_each_of_them_stands() -> None:
    found, groups = coverage.helping_gaps(GRAPH, Query(DAY), By.PROVINCE)
    assert [(gap.id, gap.state.value, gap.inherited_from, gap.last_partner, gap.last_end) for gap in found.rows] == [
        ("firm", "inherited", "CITY", "V", "2018"),
        ("town", "inherited", "CITY", None, None),
    ]
    assert (found.has_roster, found.tally.direct, found.tally.roster) == (False, 3, 5)
    assert (found.agreements, found.open_dates) == (3, 3)
    assert [(group.id, group.tally.roster, group.tally.direct) for group in groups] == [("east", 4, 2), ("west", 1, 1)]
    past, _ = coverage.helping_gaps(GRAPH, Query(date(2015, 1, 1)))
    assert {gap.state for gap in past.rows} == {State.NEVER}
    alone = network.from_records([*EAST, *WEST], [DEALS[2]])
    assert [(gap.id, gap.state) for gap in coverage.helping_gaps(alone, Query(DAY))[0].rows] == [("firm", State.LAPSED)]


@settings(max_examples=150, deadline=None)
@given(networks(), st.sampled_from([None, "education"]))
def test_a_helper_is_direct_when_an_agreement_in_force_says_so(records: Records, sector: str | None) -> None:
    graph = network.from_records(records.organizations, records.agreements)
    found, groups = coverage.helping_gaps(graph, Query(DAY, sector=sector), By.COUNTY)
    now = {one.helper for one in records.agreements if one.in_force(DAY) and sector in (None, one.sector)}
    states = {gap.id: gap.state for gap in found.rows}
    for node in coverage.candidates(graph, Query(DAY)):
        above = set(network.ancestors(graph, node))
        assert (node in now) == (node not in states)
        if node in states:
            assert (states[node] is State.INHERITED) == bool(above & now)
    assert {one.helper for one in records.agreements} <= set(coverage.candidates(graph, Query(DAY)))
    assert found.tally.gaps == len(found.rows)
    assert sum(group.tally.roster for group in groups) == found.tally.roster


def pairs(graph: Network, *, groups: bool = False) -> nx.Graph[str]:
    found: nx.Graph[str] = nx.Graph()
    found.add_nodes_from(graph)
    found.add_edges_from(
        (u, v)
        for u, v, edge in graph.edges(data=True)
        if network.edge_in_force(edge, DAY) and (groups or edge["certainty"] != Certainty.GROUP)
    )
    return found


def expected(graph: Network, one: str, other: str, *, groups: bool) -> int | None:
    """The length of the shortest way: over pairs, else up, over pairs and down."""
    length: dict[str, dict[str, int]] = dict(nx.all_pairs_shortest_path_length(pairs(graph, groups=groups)))
    if other in length[one]:
        return length[one][other]
    ups, downs = ([end, *network.ancestors(graph, end)] for end in (one, other))
    return min(
        (i + length[up][down] + j for i, up in enumerate(ups) for j, down in enumerate(downs) if down in length[up]),
        default=None,
    )


@pytest.mark.full
@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_way_is_as_short_as_any_and_each_step_is_there(data: st.DataObject) -> None:
    records: Records = data.draw(networks())
    graph = network.from_records(records.organizations, records.agreements)
    groups = data.draw(st.booleans())
    with stored(Home("sqlite"), records) as store:
        for _ in range(3):
            one, other = (data.draw(st.sampled_from(sorted(graph))) for _ in range(2))
            found = linked.ways(store.around, one, other, DAY, groups=groups, steps=20)
            assert found.length == expected(graph, one, other, groups=groups)
            assert found.proven
            assert found.whole == (found.length is None)
            assert len({tuple(step.to for step in way) for way in found.ways}) == len(found.ways)
            for way in found.ways:
                at = one
                for step in way:
                    assert step.from_ == at
                    helper, recipient = (step.from_, step.to) if step.step == "helps" else (step.to, step.from_)
                    if step.step == "part_of":
                        assert graph.nodes[step.from_]["part_of"] == step.to
                    elif step.step == "contains":
                        assert graph.nodes[step.to]["part_of"] == step.from_
                    else:
                        edge = graph[helper][recipient][str(step.agreement)]
                        assert network.edge_in_force(edge, DAY)
                    at = step.to
                assert at == other
            near = linked.ways(store.around, one, other, DAY, groups=groups, steps=2)
            if near.length is not None:
                assert near.length <= 2
            if found.length is not None and found.length <= 2:
                assert near.length == found.length


CHAIN = network.from_records(
    [unit(id_, Kind.OTHER) for id_ in "abcdefgh"], [deal(u, v) for u, v in ("ab", "cb", "cd", "ed", "ef", "gf", "gh")]
)


def around(ids: Sequence[str]) -> Network:
    near = {v for u in ids for v in (*CHAIN.successors(u), *CHAIN.predecessors(u))}
    found: Network = nx.MultiDiGraph(CHAIN.subgraph({*ids, *near}))
    found.remove_edges_from([edge for edge in list(found.edges(keys=True)) if not {edge[0], edge[1]} & set(ids)])
    return found


def test_the_search_ends_at_six_steps() -> None:
    assert linked.ways(around, "a", "g", DAY).length == 6
    found = linked.ways(around, "a", "h", DAY)
    assert (found.length, found.whole, found.proven) == (None, False, True)
    assert [step.step for step in linked.ways(around, "a", "c", DAY).ways[0]] == ["helps", "helped_by"]


def test_a_ring_that_is_too_large_ends_the_search(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.measures.links.RING", 0)
    found = linked.ways(around, "a", "c", DAY)
    assert (found.length, found.whole, found.proven) == (None, False, False)


def test_ways_as_short_are_all_told_up_to_ten() -> None:
    middle = [f"m{n:02d}" for n in range(12)]
    orgs = [unit(id_, Kind.OTHER) for id_ in ("a", "b", *middle)]
    for count in (3, 10, 12):
        graph = network.from_records(orgs, [deal(u, m) for m in middle[:count] for u in "ab"])
        found = linked.ways(lambda _, graph=graph: graph, "a", "b", DAY)  # type: ignore[misc]
        assert [way[0].to for way in found.ways] == middle[: min(count, 10)]
        assert found.more == (count > 10)
