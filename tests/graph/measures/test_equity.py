"""How evenly help is spread: values by hand, what always holds."""

from __future__ import annotations

import json
import math
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.measures import equity
from tests.graph.measures.test_dependence import ask, panzhou

__all__ = ["panzhou"]  # a fixture

AMOUNTS = st.lists(
    st.floats(0, 1e6, allow_subnormal=False).filter(lambda x: x == 0 or x > 1e-3), min_size=1, max_size=30
)


def test_values_by_hand() -> None:
    found = equity.concentration([5, 3, 2])
    assert found is not None
    assert (found.hhi, found.effective, found.normalised) == pytest.approx((0.38, 1 / 0.38, 0.07))
    alone = equity.concentration([7])
    assert alone == equity.Concentration(1.0, 1.0, None)
    assert equity.gini([0, 0, 0, 4]) == 0.75
    assert equity.gini([1, 2, 3, 4]) == 0.25
    split = equity.theil({"a": [1, 2], "b": [3, 4]})
    assert split is not None
    assert (split.total, split.within, split.between) == pytest.approx((0.10644, 0.02416, 0.08228), abs=1e-5)
    assert equity.fragmentation([1, 1]) == 0.5
    assert equity.top([4, 3, 3, 2], 2) == equity.Top(10 / 12, 3)


def test_of_nothing_nothing_is_said() -> None:
    for nothing in ([], [0, 0]):
        assert equity.concentration(nothing) is None
        assert equity.fragmentation(nothing) is None
        assert equity.gini(nothing) is None
        assert equity.theil({"a": nothing}) is None
        assert equity.top(nothing, 5) is None
    for measure in (equity.concentration, equity.gini):
        with pytest.raises(ValueError, match="-1"):
            measure([-1, 2])


@given(AMOUNTS)
def test_bounds(values: list[float]) -> None:
    n = len(values)
    found = equity.concentration(values)
    gini = equity.gini(values)
    if found is None or gini is None:
        assert not any(values)
        return
    assert 1 / n - 1e-9 <= found.hhi <= 1
    assert 1 - 1e-9 <= found.effective <= n + 1e-6
    assert 0 <= gini <= (n - 1) / n + 1e-9
    assert gini == pytest.approx(sum(abs(x - y) for x in values for y in values) / (2 * n * sum(values)), abs=1e-9)
    split = equity.theil({"all": values})
    assert split is not None
    assert split.between == pytest.approx(0, abs=1e-9)
    assert -1e-9 <= split.total <= math.log(n) + 1e-9
    shares = [equity.top(values, k) for k in range(1, n + 1)]
    assert all(a is not None and b is not None and a.share <= b.share + 1e-9 for a, b in pairwise(shares))
    assert shares[-1] is not None
    assert shares[-1].share == pytest.approx(1)


@given(st.floats(1e-3, 1e6), st.integers(1, 20))
def test_the_same_for_all_is_even(value: float, n: int) -> None:
    assert equity.gini([value] * n) == pytest.approx(0, abs=1e-9)
    found = equity.concentration([value] * n)
    assert found is not None
    assert found.effective == pytest.approx(n)


@given(st.dictionaries(st.text(max_size=2), AMOUNTS, min_size=1, max_size=6), st.floats(0.1, 1000))
def test_theil_splits_exactly_and_knows_no_unit(groups: dict[str, list[float]], scale: float) -> None:
    found = equity.theil(groups)
    if found is None:
        assert not any(x for some in groups.values() for x in some)
        return
    assert found.between + found.within == pytest.approx(found.total, abs=1e-7)
    scaled = equity.theil({name: [x * scale for x in some] for name, some in groups.items()})
    assert scaled is not None
    assert scaled.total == pytest.approx(found.total, abs=1e-7)


def test_fit_by_hand() -> None:
    given_ = {"a": 4.0, "b": 0.0, "c": 1.0, "d": 3.0, "e": 2.0, "unknown": 9.0}
    need = {"a": 1.0, "b": 9.0, "c": 9.0, "d": 2.0, "e": 5.0, "elsewhere": 7.0}
    # ranks given 5 1 2 4 3, need 1 4.5 4.5 2 3: the least goes to the neediest; b and c tie for the neediest fifth
    found = equity.fit(given_, need)
    assert found is not None
    assert found.spearman == pytest.approx(-9.5 / 95**0.5)
    assert (found.neediest, found.count) == (0.1, 2)
    assert equity.fit({"a": 1, "b": 2}, {"a": 3, "b": 3}) == equity.Fit(None, 1.0, 2)
    assert equity.fit({"a": 0, "b": 0}, {"a": 1, "b": 3}) == equity.Fit(None, None, 1)
    assert equity.fit({"a": 1}, {"a": 1}) is None
    with pytest.raises(ValueError, match="-1"):
        equity.fit({"a": -1, "b": 0}, {"a": 1, "b": 3})


@given(AMOUNTS, st.permutations(range(30)), st.integers(1, 5))
def test_order_and_doubling_everybody_change_nothing(values: list[float], order: list[int], times: int) -> None:
    """Gini and Theil know neither names nor numbers; the effective number grows with the number."""
    mixed = [values[place] for place in order if place < len(values)] * times
    for measure in (equity.gini, lambda some: (found := equity.theil({"all": some})) and found.total):
        assert measure(mixed) == pytest.approx(measure(values), abs=1e-7)
    one, many = equity.concentration(values), equity.concentration(mixed)
    if one and many:
        assert many.effective == pytest.approx(one.effective * times)
        assert many.normalised is None or -1e-9 <= many.normalised <= 1
        loose = equity.fragmentation(values)
        assert loose == pytest.approx(1 - one.hhi)


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 6), st.integers(-3, 3)), min_size=2, max_size=40))
def test_scipy_is_the_oracle_of_fit(pairs: list[tuple[int, int]]) -> None:
    from scipy.stats import spearmanr  # type: ignore[import-untyped]

    amounts, needs = ({str(n): pair[end] for n, pair in enumerate(pairs)} for end in (0, 1))
    found = equity.fit(amounts, needs)
    assert found is not None
    if len(set(amounts.values())) > 1 and len(set(needs.values())) > 1:
        expected = spearmanr(list(amounts.values()), list(needs.values())).statistic
        assert found.spearman == pytest.approx(expected, abs=1e-9)
    else:
        assert found.spearman is None
    assert found.count >= len(pairs) / 5


def test_stats_on_the_command_line(panzhou: str) -> None:
    found = json.loads(ask(panzhou, "stats", "-f", "json"))
    rows = {row["measure"]: row for row in found["rows"]}
    assert found["summary"] | {"roster": 302, "pairs": 56, "helpers": 21} == found["summary"]
    assert (rows["load"]["numerator"], rows["load"]["denominator"]) == (56, 21)
    ranks = json.loads(ask(panzhou, "rank", "--by", "partners", "--in", "盘州市", "-f", "json"))
    load = [row["value"] for row in ranks["rows"] if "village" in str(row) or row["value"]]
    assert rows["load"]["value"] == pytest.approx(56 / 21)
    assert max(load) == 5
    held = [1] * 56 + [0] * 246
    assert rows["gini_partners"]["value"] == pytest.approx(equity.gini(held))
    split = [rows[f"theil_{name}"]["value"] for name in ("total", "between", "within")]
    assert split[0] == pytest.approx(split[1] + split[2])
    assert rows["density"]["value"] == pytest.approx(56 / (21 * 302))
    each = rows["matching"]  # 56 villages, 21 helpers: one each for 21
    assert (each["numerator"], each["denominator"]) == (21, 302)
    assert each["value"] == pytest.approx(21 / 302)
    assert "21 of the 302 recipients" in each["says"]
    assert "281 could not, 246 of them" in each["says"]
    assert "基尼系数" in ask(panzhou, "stats", "村", lang="zh")
    assert "Undefined" in ask(panzhou, "stats", "school", "--as-of", "1990-01-01")


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=20))
def test_spearman_is_that_of_scipy(pairs: list[tuple[int, int]]) -> None:
    stats = pytest.importorskip("scipy.stats")
    some, others = [float(x) for x, _ in pairs], [float(y) for _, y in pairs]
    found = equity.spearman(some, others)
    assert equity.ranks(some) == stats.rankdata(some).tolist()
    if len(set(some)) < 2 or len(set(others)) < 2:
        assert found is None
    else:
        assert found is not None
        assert found == pytest.approx(stats.spearmanr(some, others).statistic)
        assert equity.spearman(others, some) == pytest.approx(found)
        assert equity.spearman(some, [-y for y in others]) == pytest.approx(-found)


def test_series_of_different_lengths_are_no_series() -> None:
    with pytest.raises(ValueError, match="2"):
        equity.spearman([1, 2], [1])
