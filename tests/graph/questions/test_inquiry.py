"""One inquiry: what it reads once, from which state of the store, and when it lets the store compute."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from graph.errors import UsageError
from graph.model import Kind
from graph.query import By
from graph.questions import coverage, gaps, inquiry
from graph.questions.inquiry import Inquiry
from graph.store import Store
from graph.store.open import open_store
from loaders import load

DAY = date(2019, 12, 30)
PANZHOU = "cn-520281"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store") / "s.db"
    with open_store(str(path), create=True) as store:
        for name in ("panzhou-dalian", "panzhou-illustrative"):
            store.load(load(name).dataset)
    return path


@pytest.fixture
def store(file: Path) -> Iterator[Store]:
    with open_store(str(file)) as opened:
        yield opened


class Counting:
    """A store that counts how often it is asked for what."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.asked: list[str] = []

    def __getattr__(self, name: str) -> object:
        self.asked.append(name)
        return getattr(self._store, name)


def test_what_is_read_is_read_once(store: Store) -> None:
    counting = Counting(store)
    one = Inquiry(counting, PANZHOU, DAY)  # type: ignore[arg-type]  # it counts what it passes on
    for _ in range(3):
        gaps.answer(one, kind=Kind.VILLAGE, by=By.TOWNSHIP)
    assert counting.asked.count("gaps") == counting.asked.count("coverage") == counting.asked.count("find") == 1
    assert "network" not in counting.asked  # the store answers by itself
    one.network()
    other = one.about(PANZHOU, date(2018, 1, 1))
    coverage.answer(other)
    assert counting.asked.count("network") == 1
    assert counting.asked.count("coverage") == 1  # of the other day it is measured on the network at hand


@pytest.mark.parametrize("day", [DAY, date(2017, 1, 1)])
@pytest.mark.parametrize("area", [None, PANZHOU])
def test_measured_or_computed_by_the_store_it_is_the_same(store: Store, area: str | None, day: date) -> None:
    computed, measured = Inquiry(store, area, day), Inquiry(store, area, day)
    measured.network(received=True)
    for by in By:
        assert coverage.answer(computed, kind=Kind.VILLAGE, by=(by,)) == coverage.answer(
            measured, kind=Kind.VILLAGE, by=(by,)
        )
    assert gaps.answer(computed) == gaps.answer(measured)


def test_a_network_with_all_agreements_serves_for_the_received_ones(store: Store) -> None:
    one = Inquiry(store, PANZHOU, DAY)
    assert one.network(received=True) is not one.network()
    assert one.network(received=True) is one.network()


def test_what_is_too_large_to_fetch_is_refused_and_named(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inquiry, "FETCH_LIMIT", 10)
    one = Inquiry(store, None, DAY)
    with pytest.raises(UsageError) as refused:
        one.network()
    assert refused.value.key == "error.large"
    assert one.network_of(None, any_size=True)
    assert gaps.answer(Inquiry(store, None, DAY)).summary["roster"] == 302


def test_names_and_days_are_found_out_once(store: Store) -> None:
    one = Inquiry.named(store, "盘州市", None, date(2030, 1, 1))
    assert (one.area, one.day, one.scope) == (PANZHOU, DAY, "贵州省 / 六盘水市 / 盘州市")
    assert Inquiry.named(store, None, date(2018, 1, 1), date(2030, 1, 1)).day == date(2018, 1, 1)
    with pytest.raises(UsageError, match="nowhere"):
        Inquiry.named(store, "nowhere", None, date(2030, 1, 1))


def test_all_that_one_inquiry_says_comes_from_one_state(file: Path, tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    path.write_bytes(file.read_bytes())
    with open_store(str(path)) as reading, Inquiry(reading, None, DAY) as one:
        before = one.count(None)
        with open_store(str(path)) as writing:
            writing.load(load("nepal-2015").dataset)
        assert [dataset.name for dataset in one.datasets()] == ["panzhou-dalian", "panzhou-illustrative"]
        assert len(one.network()) == before
    with open_store(str(path)) as reading:
        assert Inquiry(reading, None, DAY).count(None) > before
