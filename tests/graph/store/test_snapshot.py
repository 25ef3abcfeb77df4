"""A snapshot: all reads inside the block see one state, whatever is loaded meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph.errors import StoreError
from graph.model import Agreement, Kind, Organization
from graph.query import By, Query
from graph.store import Store
from graph.store.open import open_store
from graph.store.sqlite import file
from graph.store.sqlite.store import SqliteStore
from tests.homes import Home
from tests.records import dataset

VILLAGE = Organization(id="v", name="一村", kind=Kind.VILLAGE, on_roster=True)
HELPER = Organization(id="h", name="甲公司", kind=Kind.ENTERPRISE)
OTHER = Organization(id="w", name="二村", kind=Kind.VILLAGE, on_roster=True)
QUERY = Query(date(2019, 12, 30), Kind.VILLAGE)
FORMER = dataset([VILLAGE, HELPER])
NEW = dataset([replace(VILLAGE, name="第一村"), HELPER, OTHER], [Agreement(id="a", helper="h", recipient="v")])

READS: dict[str, Callable[[Store], Any]] = {
    "count": lambda store: store.count(),
    "names": lambda store: [name for _, name in store.network().nodes(data="name")],
    "gaps": lambda store: store.gaps(QUERY),
    "coverage": lambda store: store.coverage(QUERY, By.KIND),
    "dataset": lambda store: store.dataset("test").fingerprint,
    "datasets": lambda store: store.datasets(),
    "find": lambda store: store.find("一村"),
    "starting": lambda store: store.starting("一", 5),
    "named": lambda store: store.named(["一村", "二村"]),
}


@pytest.fixture(autouse=True)
def _no_wait_for_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file, "READERS_SECONDS", 0)


def everything(store: Store) -> dict[str, Any]:
    return {name: read(store) for name, read in READS.items()}


@contextmanager
def two(home: Home) -> Iterator[tuple[Store, Store]]:
    """Two stores at one place, which holds the former state."""
    with home.empty() as store:
        store.load(FORMER)
        with pytest.MonkeyPatch.context() as patch:
            for name, value in home.server.environment().items() if home.server else ():
                patch.setenv(name, value)
            with open_store(home.server.uri if home.server else store.location) as second:
                yield store, second


def test_the_reads_of_a_snapshot_see_one_state(home: Home) -> None:
    with two(home) as (store, second):
        with store.snapshot():
            former = everything(store)
            assert everything(store) == former
        second.load(NEW)
        new = everything(store)
        assert all(former[name] != new[name] for name in READS)
        assert new == everything(second)
        with second.snapshot():
            assert everything(second) == new


@pytest.mark.parametrize("name", READS)
def test_a_load_in_the_middle_of_a_snapshot_is_not_seen_in_it(home: Home, name: str) -> None:
    """A file shows the former state until the end; a server, which keeps none, says that the read is overtaken."""
    with two(home) as (store, second):
        with store.snapshot():
            former = READS[name](store)
            second.load(NEW)
            for _ in range(2):
                if isinstance(store, SqliteStore):
                    assert READS[name](store) == former
                    continue
                with pytest.raises(StoreError) as caught:
                    READS[name](store)
                assert caught.value.key == "store.moved"
        assert READS[name](store) == READS[name](second) != former


def test_a_load_before_the_first_read_leaves_one_state_too(home: Home) -> None:
    """A file shows the state of the moment the block began; a server the state of the first read."""
    with two(home) as (store, second):
        former = everything(store)
        with store.snapshot():
            second.load(NEW)
            expected = former if isinstance(store, SqliteStore) else everything(second)
            assert everything(store) == expected
        assert everything(store) == everything(second) != former


def test_a_snapshot_inside_another_is_the_same_one(home: Home) -> None:
    with two(home) as (store, second):
        with store.snapshot():
            with store.snapshot():
                assert store.count() == 2
            second.load(NEW)
            with store.snapshot():
                if isinstance(store, SqliteStore):
                    assert store.count() == 2
                else:
                    with pytest.raises(StoreError):
                        store.count()
        assert store.count() == 3


def test_an_error_ends_a_snapshot(home: Home) -> None:
    with two(home) as (store, second):
        with pytest.raises(StoreError, match="no dataset none"), store.snapshot():
            store.dataset("none")
        second.load(NEW)
        assert store.count() == 3


def test_a_store_is_closed_at_the_end_of_its_block(home: Home) -> None:
    with two(home) as (store, _), store as same:
        assert same is store
        assert store.count() == 2


def test_a_file_that_is_made_during_a_snapshot_is_seen_after_it(tmp_path: Path) -> None:
    path = str(tmp_path / "s.db")
    with open_store(path, create=True) as store, open_store(path, create=True) as second:
        with store.snapshot():
            assert store.count() == 0
            second.load(FORMER)
            assert store.count() == 0
        assert store.count() == 2


def test_a_store_may_load_and_close_in_its_own_snapshot(tmp_path: Path) -> None:
    path = str(tmp_path / "s.db")
    with open_store(path, create=True) as store:
        for part, before, after in ((FORMER, 0, 2), (NEW, 2, 3)):
            with store.snapshot():
                store.load(part)
                assert store.count() == before
            assert store.count() == after
        with store.snapshot():
            store.close()
        assert store.count() == 3
