"""The shape of the network: hand-checked values, networkx as the oracle, what always holds."""

from __future__ import annotations

from itertools import combinations, product
from statistics import fmean, pstdev
from typing import TYPE_CHECKING

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from networkx.algorithms import bipartite

from graph.errors import UsageError
from graph.measures import structure
from graph.measures.centrality import of_side
from graph.query import Side
from tests.graph.measures.test_centrality import PAIRS
from tests.graph.measures.test_paths import named, two_modes

if TYPE_CHECKING:
    from graph.measures.centrality import TwoMode

# PAIRS: A helps v1, v2, v3; B helps v1, v2; v4 has nobody
TRIANGLE = named([(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (2, 0)])
IDENTITY = named([(0, 0), (1, 1), (2, 2)])


def test_who_shares_recipients() -> None:
    found = structure.shared(PAIRS, Side.HELPER)
    assert list(found.graph.edges(data=True)) == [("A", "B", {"weight": 2})]
    newman = structure.shared(PAIRS, Side.HELPER, newman=True)
    assert newman.graph["A"]["B"]["weight"] == 2.0  # v1 and v2 have two each: 1/(2 − 1) + 1/(2 − 1)
    villages = structure.shared(PAIRS, Side.RECIPIENT, newman=True).graph
    weights = {(u, v): data["weight"] for u, v, data in villages.edges(data=True)}
    assert weights == {("v1", "v2"): 1.5, ("v1", "v3"): 0.5, ("v2", "v3"): 0.5}  # A has three: 1/2; B two: 1
    assert sorted(villages) == ["v1", "v2", "v3", "v4"]


def test_a_hub_ties_nobody_and_is_told() -> None:
    found = structure.shared(PAIRS, Side.RECIPIENT, hub=2)
    assert (list(found.graph.edges), found.hubs) == ([("v1", "v2")], ("A",))
    assert len(PAIRS) == 6  # it is left as it was


def test_redundancy_by_hand() -> None:
    assert structure.redundancy(PAIRS, Side.HELPER) == {"A": pytest.approx(1 / 3), "B": 1}
    # v1's partners A and B are both linked to v2 as well; v3 has one partner, v4 none
    assert structure.redundancy(PAIRS, Side.RECIPIENT) == {"v1": 1, "v2": 1, "v3": None, "v4": None}


def test_clustering_by_hand() -> None:
    assert structure.clustering(PAIRS, Side.HELPER) == {"A": pytest.approx(2 / 3), "B": pytest.approx(2 / 3)}
    found = structure.clustering(PAIRS, Side.RECIPIENT)
    assert found == {"v1": 0.75, "v2": 0.75, "v3": 0.5, "v4": 0}  # v1: 2/2 with v2, 1/2 with v3
    # one cycle of four; ways of three steps: Σ (d(u) − 1)(d(v) − 1) over the pairs = 2 + 2 + 1 + 1 + 0
    assert structure.reinforcement(PAIRS) == pytest.approx(4 / 6)


def test_one_to_one_shares_and_clusters_nothing() -> None:
    for side in Side:
        assert set(structure.clustering(IDENTITY, side).values()) == {0}
        assert set(structure.redundancy(IDENTITY, side).values()) == {None}
        assert not structure.shared(IDENTITY, side).graph.edges
    assert structure.reinforcement(IDENTITY) is None
    assert structure.matching(IDENTITY).deficiency == 0


def test_matching_by_hand() -> None:
    found = structure.matching(PAIRS)
    assert (len(found.pairs), found.recipients, found.deficiency) == (2, 4, 2)
    assert found.short == ("v1", "v2", "v3", "v4")
    assert found.stretched == ("A", "B")
    found = structure.matching(named([(0, 0), (0, 1), (1, 2), (2, 2), (2, 3)]))
    assert (len(found.pairs), found.deficiency, found.short, found.stretched) == (3, 1, ("000", "001"), ("000",))


@settings(max_examples=150, deadline=None)
@given(two_modes())
def test_a_matching_is_the_most_and_hall_says_why(pairs: TwoMode) -> None:
    found = structure.matching(pairs)
    helpers, recipients = of_side(pairs, Side.HELPER), of_side(pairs, Side.RECIPIENT)
    oracle = bipartite.hopcroft_karp_matching(pairs, helpers)
    assert len(found.pairs) == len(oracle) // 2
    assert all(pairs.has_edge(("helper", u), ("recipient", v)) for u, v in found.pairs)
    for end in (0, 1):
        assert len({pair[end] for pair in found.pairs}) == len(found.pairs)
    assert len(found.short) - len(found.stretched) == found.deficiency
    around = {helper for id_ in found.short for _, helper in pairs["recipient", id_]}
    assert around == set(found.stretched)
    cover = bipartite.to_vertex_cover(pairs, bipartite.hopcroft_karp_matching(pairs, recipients), recipients)
    assert {("recipient", id_) for id_ in found.short} == set(recipients) - cover
    assert {("helper", id_) for id_ in found.stretched} == set(helpers) & cover


@settings(max_examples=100, deadline=None)
@given(two_modes())
def test_networkx_is_the_oracle(pairs: TwoMode) -> None:
    for side in Side:
        nodes = of_side(pairs, side)
        found = structure.clustering(pairs, side)
        assert {(side.value, id_): value for id_, value in found.items()} == bipartite.clustering(pairs, nodes)
        doubled = structure.redundancy(pairs, side)
        for node in nodes:
            twos = list(combinations(pairs[node], 2))
            linked = sum(bool(set(pairs[u]) & set(pairs[v]) - {node}) for u, v in twos)
            assert doubled[node[1]] == (linked / len(twos) if twos else None)
        tied = structure.shared(pairs, side).graph
        assert {frozenset(tie): data["weight"] for *tie, data in tied.edges(data=True)} == {
            frozenset((u[1], v[1])): len(set(pairs[u]) & set(pairs[v]))
            for u, v in combinations(nodes, 2)
            if set(pairs[u]) & set(pairs[v])
        }
    strength = structure.reinforcement(pairs)
    assert (strength or 0) == bipartite.robins_alexander_clustering(pairs)


def test_nestedness_by_hand() -> None:
    found = structure.nestedness(TRIANGLE, nulls=20)
    assert found is not None
    assert (found.nodf, found.helpers, found.recipients) == (100, 100, 100)
    assert (found.mean, found.z) == (100, None)  # no other network has these numbers of partners
    found = structure.nestedness(IDENTITY, nulls=20)
    assert found is not None
    assert (found.nodf, found.helpers, found.recipients, found.mean, found.z) == (0, 0, 0, 0, None)
    # A–{v1,v2,v3}, B–{v1,v2}: helpers 2/2; recipients 1/1 of v3's in v1's and v2's, v1 and v2 even → (1 + 2)/(1 + 3)
    found = structure.nestedness(PAIRS)
    assert found is not None
    assert (found.nodf, found.helpers) == (75, 100)
    assert found.recipients == pytest.approx(200 / 3)
    assert structure.nestedness(named([(0, 0)], alone=4)) is None
    assert structure.nestedness(named([])) is None


def test_the_worked_example_of_those_who_defined_it() -> None:
    # Almeida-Neto et al. 2008, figure 2: five rows, five columns; columns 63.33…, rows 53.33…, all 58.33…
    rows = ("10111", "11100", "01110", "11000", "11000")
    found = structure.nestedness(
        named([(i, j) for i, row in enumerate(rows) for j, held in enumerate(row) if held == "1"])
    )
    assert found is not None
    assert (found.nodf, found.helpers, found.recipients) == pytest.approx((58.33, 53.33, 63.33), abs=0.01)


def test_nestedness_is_told_beside_networks_of_the_same_degrees() -> None:
    pairs = named([(u, v) for u in range(12) for v in range(12) if (u < 6) == (v < 6) and u % 6 <= v % 6])
    found = structure.nestedness(pairs, nulls=40)
    assert found is not None
    assert found == structure.nestedness(pairs, nulls=40)  # seeded
    assert found.z is not None
    assert found.z > 2  # two nested blocks are more nested than chance
    assert structure.nestedness(pairs, nulls=0) == structure.Nestedness(
        found.nodf, found.helpers, found.recipients, None, None, 0, found.seed
    )


def test_the_networks_beside_it_are_drawn_evenly_from_all_of_the_same_degrees() -> None:
    cells = list(product(range(3), range(4)))
    all_ = [
        named(list(chosen))
        for chosen in combinations(cells, 7)
        if [sum(v == column for _, v in chosen) for column in range(4)] == [2, 2, 2, 1]
        and [sum(u == row for u, _ in chosen) for row in range(3)] == [3, 3, 1]
    ]
    exact = [found.nodf for pairs in all_ if (found := structure.nestedness(pairs, nulls=0))]
    found = structure.nestedness(all_[0], nulls=1500)
    assert len(all_) > 3
    assert len(set(exact)) > 1
    assert found is not None
    assert found.mean == pytest.approx(fmean(exact), abs=4 * pstdev(exact) / 1500**0.5)


@given(st.lists(st.sets(st.integers(0, 9)), min_size=1, max_size=8), st.randoms())
def test_trades_leave_all_numbers_of_partners(rows: list[set[int]], draw: object) -> None:
    found = structure._traded(rows, draw)  # type: ignore[arg-type]  # hypothesis' own kind of Random
    assert [len(row) for row in found] == [len(row) for row in rows]
    for column in range(10):
        assert sum(column in row for row in found) == sum(column in row for row in rows)


@settings(max_examples=60, deadline=None)
@given(two_modes())
def test_nestedness_as_written_out(pairs: TwoMode) -> None:
    found = structure.nestedness(pairs, nulls=0)
    total = count = 0.0
    for side in Side:
        nodes = [node for node in of_side(pairs, side) if pairs.degree(node)]
        for two in combinations(nodes, 2):
            few, many = sorted(two, key=pairs.degree)
            count += 1
            if pairs.degree(few) < pairs.degree(many):
                total += 100 * len(set(pairs[few]) & set(pairs[many])) / pairs.degree(few)
    assert (found.nodf if found else None) == (pytest.approx(total / count, abs=1e-4) if count else None)


def test_too_many_to_compare_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(structure, "NESTED", 2)
    with pytest.raises(UsageError, match="3 on one side"):
        structure.nestedness(TRIANGLE)


def test_what_stayed() -> None:
    assert structure.kept(PAIRS, PAIRS) == 1
    assert structure.kept(PAIRS, nx.Graph()) == 0
    assert structure.kept(nx.Graph(), nx.Graph()) is None
    assert structure.kept(named([(0, 0), (0, 1)]), named([(0, 1), (1, 1), (1, 2)])) == 0.25
    turned: TwoMode = nx.Graph([(("recipient", "000"), ("helper", "000"))])
    assert structure.kept(named([(0, 0)]), turned) == 1
