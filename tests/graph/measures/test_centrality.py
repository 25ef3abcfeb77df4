"""Centralities on the two sides: hand-checked values, networkx as the oracle, what counts as a pair."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import networkx as nx
import pytest
from hypothesis import given, settings
from networkx.algorithms import bipartite

from graph import network
from graph.errors import UsageError
from graph.measures import centrality
from graph.measures.centrality import scores, two_mode
from graph.model import Agreement, Certainty, Contribution, Kind, Measure, Organization, PartialDate
from graph.query import RankBy, Side
from graph.questions.rank import ranked
from tests.strategies import Records, networks

if TYPE_CHECKING:
    from graph.measures.centrality import TwoMode

DAY = date(2019, 12, 30)


def org(id_: str, kind: Kind = Kind.VILLAGE, *, roster: bool = False) -> Organization:
    return Organization(id=id_, name=id_, kind=kind, on_roster=roster)


def deal(helper: str, recipient: str, number: int = 1, **more: object) -> Agreement:
    return Agreement(id=f"{helper}-{recipient}-{number}", helper=helper, recipient=recipient, **more)  # type: ignore[arg-type]


ORGS = [org("A", Kind.ENTERPRISE), org("B", Kind.ENTERPRISE), *(org(f"v{n}", roster=True) for n in range(1, 5))]
DEALS = [*(deal("A", f"v{n}") for n in (1, 2, 3)), *(deal("B", f"v{n}") for n in (1, 2))]
PAIRS = two_mode(network.from_records(ORGS, DEALS), DAY)


def test_values_by_hand() -> None:
    assert scores(PAIRS, Side.HELPER, RankBy.PARTNERS).values == {"A": 3, "B": 2}
    assert scores(PAIRS, Side.HELPER, RankBy.DEGREE).values == {"A": 0.75, "B": 0.5}
    assert scores(PAIRS, Side.RECIPIENT, RankBy.DEGREE).values == {"v1": 1.0, "v2": 1.0, "v3": 0.5, "v4": 0.0}
    # A: three recipients at 1, B at 2 → 3.5 of at most 4 + 1/2; v4 reaches nobody
    assert scores(PAIRS, Side.HELPER, RankBy.HARMONIC).values == pytest.approx(
        {"A": 3.5 / 4.5, "B": (2 + 1 / 2 + 1 / 3) / 4.5}
    )
    assert scores(PAIRS, Side.RECIPIENT, RankBy.HARMONIC).values["v4"] == 0
    # B lies on half of the ways v1–v2, A on the other half and on all of v1–v3, v2–v3, B–v3
    found = scores(PAIRS, Side.HELPER, RankBy.BETWEENNESS).values
    assert found["A"] / found["B"] == pytest.approx(3.5 / 0.5)


def test_two_agreements_are_one_partner_and_what_ended_is_none() -> None:
    more = [deal("A", "v1", 2), deal("B", "v4", end=PartialDate(2018))]
    assert nx.utils.graphs_equal(two_mode(network.from_records(ORGS, [*DEALS, *more]), DAY), PAIRS)


def test_a_group_is_left_out_unless_asked_for() -> None:
    graph = network.from_records(ORGS, [*DEALS, deal("B", "v4", certainty=Certainty.GROUP)])
    assert nx.utils.graphs_equal(two_mode(graph, DAY), PAIRS)
    assert scores(two_mode(graph, DAY, groups=True), Side.HELPER, RankBy.PARTNERS).values["B"] == 3


def test_who_helps_and_is_helped_stands_on_both_sides() -> None:
    pairs = two_mode(
        network.from_records([*ORGS, org("c", Kind.COUNTY)], [*DEALS, deal("c", "A"), deal("A", "c")]), DAY
    )
    assert scores(pairs, Side.RECIPIENT, RankBy.PARTNERS).values["A"] == 1
    assert scores(pairs, Side.HELPER, RankBy.PARTNERS).values == {"A": 4, "B": 2, "c": 1}


def named(pairs: TwoMode) -> set[tuple[str, ...]]:
    return {tuple(id_ for _, id_ in sorted(edge)) for edge in pairs.edges}


def test_an_area_and_a_sector_narrow_the_pairs() -> None:
    town = Organization(id="t", name="t", kind=Kind.TOWNSHIP)
    orgs = [
        town,
        *(
            org_
            if org_.id != "v1"
            else Organization(id="v1", name="v1", kind=Kind.VILLAGE, part_of="t", on_roster=True)
            for org_ in ORGS
        ),
    ]
    graph = network.from_records(orgs, [*DEALS, deal("B", "v3", sector="health")])
    assert named(two_mode(graph, DAY, area="t")) == {("A", "v1"), ("B", "v1")}
    assert named(two_mode(graph, DAY, sector="health")) == {("B", "v3")}
    assert len(two_mode(graph, DAY, sector="health")) == len(PAIRS)


def _both(pairs: TwoMode, by: RankBy) -> dict[tuple[str, str], float]:
    return {(side.value, id_): value for side in Side for id_, value in scores(pairs, side, by).values.items()}


@settings(max_examples=80, deadline=None)
@given(networks())
def test_networkx_is_the_oracle(records: Records) -> None:
    pairs = two_mode(network.from_records(records.organizations, records.agreements), DAY, groups=True)
    helpers = centrality.of_side(pairs, Side.HELPER)
    recipients = centrality.of_side(pairs, Side.RECIPIENT)
    assert len(helpers) + len(recipients) == len(pairs)
    if helpers and recipients:
        assert _both(pairs, RankBy.DEGREE) == pytest.approx(bipartite.degree_centrality(pairs, helpers))
        if min(len(helpers), len(recipients)) > 1:
            assert _both(pairs, RankBy.BETWEENNESS) == pytest.approx(bipartite.betweenness_centrality(pairs, helpers))
        most = {
            "helper": len(recipients) + (len(helpers) - 1) / 2,
            "recipient": len(helpers) + (len(recipients) - 1) / 2,
        }
        expected = {node: value / most[node[0]] for node, value in nx.harmonic_centrality(pairs).items()}
        assert _both(pairs, RankBy.HARMONIC) == pytest.approx(expected)
        assert _both(pairs, RankBy.PAGERANK) == pytest.approx(nx.pagerank(pairs, tol=1e-15, max_iter=9999), rel=1e-9)
        paired = pairs.subgraph([node for node in sorted(pairs) if pairs.degree(node)])
        if paired:
            top = [node for node in paired if node[0] == "helper"]
            expected = dict.fromkeys(pairs, 0.0) | bipartite.birank(paired, top, tol=1e-14, max_iter=99_999)
            assert _both(pairs, RankBy.BIRANK) == pytest.approx(expected, abs=1e-9)
    for by in set(RankBy) - {RankBy.FUNDS, RankBy.PARTNERS}:
        assert all(-1e-9 <= value <= 1 + 1e-9 for value in _both(pairs, by).values()) or by is RankBy.BIRANK


def test_an_estimate_says_so_and_is_near() -> None:
    graph = bipartite.random_graph(40, 120, 0.05, seed=1)
    pairs: TwoMode = nx.Graph()
    names = {
        node: ("helper" if data["bipartite"] == 0 else "recipient", f"{node:03}")
        for node, data in graph.nodes(data=True)
    }
    pairs.add_nodes_from(names.values())
    pairs.add_edges_from((names[u], names[v]) for u, v in graph.edges)
    for measure in (centrality.betweenness, centrality.harmonic):
        exact = measure(pairs, Side.HELPER)
        assert exact.sample is None
        found = measure(pairs, Side.HELPER, exact=0, sample=80)
        assert (found.sample, found.seed) == (80, centrality.SEED)
        assert found == measure(pairs, Side.HELPER, exact=0, sample=80)  # seeded
        off = [abs(found.values[id_] - value) for id_, value in exact.values.items()]
        assert sum(off) / len(off) < 0.25 * sum(exact.values.values()) / len(off)
        assert measure(pairs, Side.HELPER, exact=0, sample=len(pairs)) == exact


def test_ties_share_a_rank_and_rounding_makes_no_difference() -> None:
    assert ranked({"a": 0.1 + 0.2, "b": 0.3, "c": 0.5, "d": 0.0}) == [
        (1, "c", 0.5),
        (2, "a", 0.3),
        (2, "b", 0.3),
        (4, "d", 0.0),
    ]


def test_money_goes_to_the_ends_of_one_pair() -> None:
    graph = network.from_records(ORGS, DEALS)

    def money(id_: str, value: int, **more: str) -> Contribution:
        return Contribution(id=id_, measure=Measure.FUNDS, value=Decimal(value), unit="yuan", **more)  # type: ignore[arg-type]

    given_ = [
        money("1", 100, agreement="A-v1-1"),
        replace(money("2", 50, helper="A"), illustrative=True),
        money("3", 7, recipient="v1"),
        money("4", 9, agreement="unknown"),
    ]
    found = centrality.funds(graph, given_, PAIRS, Side.HELPER)
    assert dict(found.values) == {"A": Decimal(150), "B": Decimal()}
    assert (found.unnamed, set(found.invented)) == (2, {"A"})
    found = centrality.funds(graph, given_, PAIRS, Side.RECIPIENT)
    assert {id_: int(value) for id_, value in found.values.items()} == {"v1": 107, "v2": 0, "v3": 0, "v4": 0}
    assert (found.unnamed, set(found.invented)) == (2, set())


def test_an_agreement_of_a_group_gives_its_money_to_nobody() -> None:
    both = [replace(deal("A", "v1"), id="g"), replace(deal("B", "v2"), id="g"), replace(deal("B", "v1"), id="g")]
    graph = network.from_records(ORGS, both)
    entry = Contribution(id="1", measure=Measure.FUNDS, value=Decimal(5), unit="yuan", agreement="g")
    for side in Side:
        assert not any(centrality.funds(graph, [entry], PAIRS, side).values.values())
        assert centrality.funds(graph, [entry], PAIRS, side).unnamed == 1
    helper = replace(entry, helper="A")
    assert centrality.funds(graph, [helper], PAIRS, Side.HELPER).values["A"] == 5


def test_nobody_at_all() -> None:
    empty = two_mode(network.from_records([], []), DAY)
    alone = two_mode(network.from_records(ORGS, []), DAY)
    for by in set(RankBy) - {RankBy.FUNDS}:
        assert _both(empty, by) == {}
        still = 0.25 if by is RankBy.PAGERANK else 0.0  # a random walk stands still anywhere
        assert list(_both(alone, by).values()) == pytest.approx([still] * 4)


def test_without_scipy_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "scipy", None)
    with pytest.raises(UsageError) as caught:
        scores(PAIRS, Side.HELPER, RankBy.PAGERANK)
    assert "pip install scipy" in caught.value.message("en")
    assert sum(scores(PAIRS, Side.HELPER, RankBy.BIRANK).values.values()) == pytest.approx(1)  # it needs none
