"""Shortest ways from many starts at once: networkx as the oracle, components large and small, samples."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.measures import centrality, paths
from graph.query import Side

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.measures.paths import Node, TwoMode


def named(edges: list[tuple[int, int]], alone: int = 0) -> TwoMode:
    """Helpers and recipients by number, and so many of each side without a partner."""
    pairs: TwoMode = nx.Graph()
    pairs.add_edges_from((("helper", f"{u:03}"), ("recipient", f"{v:03}")) for u, v in edges)
    pairs.add_nodes_from((side.value, f"alone{number}") for side in Side for number in range(alone))
    return pairs


@st.composite
def two_modes(draw: st.DrawFn) -> TwoMode:
    """From nothing at all to several components with cycles, isolates among them."""
    most = draw(st.integers(1, 12))
    ends = st.tuples(st.integers(0, most), st.integers(0, most))
    return named(draw(st.lists(ends, max_size=40)), draw(st.integers(0, 2)))


def whole(pairs: TwoMode) -> list[paths.Component]:
    return paths.components(pairs, 10**9, 1, 1)


def same(found: dict[Node, float], expected: Mapping[Node, float]) -> bool:
    return dict.fromkeys(expected, 0.0) | found == pytest.approx(expected, rel=1e-9, abs=1e-9)


@settings(max_examples=200, deadline=None)
@given(two_modes())
def test_networkx_is_the_oracle(pairs: TwoMode) -> None:
    assert same(paths.between(pairs, whole(pairs)), nx.betweenness_centrality(pairs, normalized=False))
    assert same(paths.near(pairs, whole(pairs)), nx.harmonic_centrality(pairs))


@pytest.mark.parametrize("seed", range(3))
def test_more_starts_than_go_together(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "_WORDS", 1)
    draw = random.Random(seed)
    large = [(draw.randrange(90), int(draw.paretovariate(0.7)) % 150) for _ in range(300)]
    small = [(200 + draw.randrange(60), 200 + draw.randrange(60)) for _ in range(50)]
    pairs = named(large + small, alone=3)
    assert max(map(len, nx.connected_components(pairs))) > 128
    assert same(paths.between(pairs, whole(pairs)), nx.betweenness_centrality(pairs, normalized=False))
    assert same(paths.near(pairs, whole(pairs)), nx.harmonic_centrality(pairs))


def test_a_long_way_and_a_star_by_hand() -> None:
    line = named([(0, 0), (1, 0), (1, 1), (2, 1)])  # h0 - r0 - h1 - r1 - h2
    found = paths.between(line, whole(line))
    assert [found["helper", f"00{n}"] for n in range(3)] == [0, 4, 0]
    assert [found["recipient", f"00{n}"] for n in range(2)] == [3, 3]
    assert paths.near(line, whole(line))["helper", "000"] == pytest.approx(1 + 1 / 2 + 1 / 3 + 1 / 4)
    star = named([(0, n) for n in range(5)])
    assert paths.between(star, whole(star))["helper", "000"] == 5 * 4 / 2


def mixed() -> TwoMode:
    """Forty small components, and one giant."""
    draw = random.Random(7)
    giant = [(draw.randrange(60), draw.randrange(120)) for _ in range(300)]
    small = [(100 + n, 200 + 3 * n + more) for n in range(40) for more in range(3)]
    return named([*giant, *small, *((100 + n, 200 + 3 * (n + 1)) for n in range(0, 40, 5))], alone=2)


def test_small_components_are_exact_beside_a_giant() -> None:
    pairs = mixed()
    giant = max(nx.connected_components(pairs), key=len)
    limit = len(giant) * pairs.subgraph(giant).number_of_edges() - 1
    for measure in (centrality.betweenness, centrality.harmonic):
        for side in Side:
            exact = measure(pairs, side)
            found = measure(pairs, side, exact=limit, sample=60)
            assert (exact.estimated, exact.sample) == (frozenset(), None)
            assert found.estimated == {id_ for kind, id_ in giant if kind == side}
            assert (found.sample, found.seed) == (60, centrality.SEED)
            off = {id_ for id_, value in exact.values.items() if found.values[id_] != pytest.approx(value)}
            assert off
            assert off <= found.estimated
            total = sum(exact.values[id_] for id_ in found.estimated)
            assert sum(found.values[id_] for id_ in found.estimated) == pytest.approx(total, rel=0.1)


def test_an_estimate_is_right_on_average() -> None:
    pairs = mixed()
    exact = {"between": paths.between(pairs, whole(pairs)), "near": paths.near(pairs, whole(pairs))}
    for name, measure in (("between", paths.between), ("near", paths.near)):
        runs = [measure(pairs, paths.components(pairs, 0, 50, seed)) for seed in range(150)]
        top = sorted(exact[name], key=lambda node: -exact[name][node])[:5]
        for node in top:
            assert sum(run[node] for run in runs) / len(runs) == pytest.approx(exact[name][node], rel=0.05)


def test_the_cheapest_come_first_and_ties_by_name() -> None:
    pairs = named([(0, 0), (1, 1), (2, 2), (2, 3)])
    sampled = [[part.sampled for part in paths.components(pairs, limit, 1, 1)] for limit in (0, 1, 2, 3, 4, 9, 10)]
    # two pairs of 2 × 1, a star of 3 × 2
    assert sampled == [
        [True] * 3,
        [True] * 3,
        [False, True, True],
        [False, True, True],
        [False, False, True],
        [False, False, True],
        [False] * 3,
    ]
    assert paths.components(pairs, 2, 1, 1)[0].nodes == [("helper", "000"), ("recipient", "000")]


@settings(max_examples=60, deadline=None)
@given(two_modes(), st.integers(0, 60), st.integers(1, 4))
def test_with_and_without_scipy_the_same(pairs: TwoMode, exact: int, sample: int) -> None:
    if sample == 1:
        sample = 5  # of one start networkx says nothing
    for side in Side:
        fast = centrality.betweenness(pairs, side, exact=exact, sample=sample)
        with pytest.MonkeyPatch.context() as patch:
            patch.setitem(__import__("sys").modules, "scipy", None)
            slow = centrality.betweenness(pairs, side, exact=exact, sample=sample)
        assert slow.values == pytest.approx(dict(fast.values), rel=1e-9, abs=1e-9)
        assert (slow.sample, slow.estimated) == (fast.sample, fast.estimated)
