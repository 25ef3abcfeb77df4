"""Loads: the same state whatever the order, nothing left behind, positions that stay nested."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import StoreError
from graph.lookup import Tier
from graph.model import Agreement, Contribution, Kind, Measure, Organization, PartialDate
from graph.query import Query
from graph.store import Change, Store
from graph.store.open import open_store
from graph.store.sqlite.pieces import Segment
from graph.store.sqlite.read import inside, segments
from graph.store.sqlite.store import SqliteStore
from loaders.into import open as inputs
from tests.homes import Home
from tests.records import dataset
from tests.strategies import Records, networks

COUNTY = Organization(id="c", name="盘州市", kind=Kind.COUNTY)
TOWN = Organization(id="t", name="双凤镇", kind=Kind.TOWNSHIP, part_of="c")
VILLAGE = Organization(id="v", name="一村", kind=Kind.VILLAGE, part_of="t", on_roster=True)
HELPER = Organization(id="h", name="甲公司", kind=Kind.ENTERPRISE)
DEAL = Agreement(id="a", helper="h", recipient="v", start=PartialDate(2018))


def content(store: Store, day: date | None = None) -> dict[str, Any]:
    """What a store says for a day, by ids: two stores of the same datasets must say the same."""
    graph = store.network(day=day)
    return {
        "nodes": {node: dict(data) for node, data in graph.nodes(data=True)},
        "edges": sorted((u, v, k, str(sorted(d.items(), key=str))) for u, v, k, d in graph.edges(keys=True, data=True)),
        "statements": {node: store.statements(node) for node in graph},
        "datasets": store.datasets(),
    }


@contextmanager
def open_elsewhere() -> Iterator[Store]:
    """A store in a file of its own."""
    with tempfile.TemporaryDirectory() as folder, open_store(f"{folder}/s.db", create=True) as store:
        yield store


def check_store(store: Store) -> None:
    """Does `check` where the store is a file."""
    if isinstance(store, SqliteStore):
        check(store.path)


def check(path: Path) -> None:
    """Checks that every key points somewhere, that every piece is whole, and that an area is what lies in it."""
    with sqlite3.connect(path) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        used = set()
        for (n,) in db.execute("SELECT n FROM segment").fetchall():
            segment = Segment(db, n)
            segment.verify()
            used.add(segment.version)
        assert used <= {None, *(n for (n,) in db.execute("SELECT n FROM version"))}
        rows = db.execute(
            "SELECT n, kind, part_of, on_roster, illustrative, id FROM organization ORDER BY n"
        ).fetchall()
        (numbers,) = segments(db, "organization")
        kept = list(numbers.rows(("n", "kind", "part_of", "on_roster", "illustrative")))
        assert kept == [(n, kind, unit or 0, on, no) for n, kind, unit, on, no, _ in rows]
        units = {n: unit for n, _, unit, *_ in rows}
        for n, *_, id_ in rows:
            below = {n}
            while True:
                more = {other for other, unit in units.items() if unit in below} - below
                if not more:
                    break
                below |= more
            assert inside(db, id_) == sorted(below), id_
    db.close()


def test_the_same_file_twice_changes_nothing(home: Home) -> None:
    with home.empty() as store:
        assert not store.load(dataset([COUNTY, TOWN, VILLAGE, HELPER], [DEAL])).unchanged
        before = content(store)
        again = store.load(dataset([COUNTY, TOWN, VILLAGE, HELPER], [DEAL]))
        assert (again.unchanged, again.changes) == (True, {})
        assert content(store) == before


def test_a_newer_load_replaces_and_says_what_changed(home: Home) -> None:
    with home.empty() as store:
        store.load(dataset([COUNTY, TOWN, VILLAGE, HELPER], [DEAL]))
        second = replace(VILLAGE, id="w", name="二村")
        ended = replace(DEAL, end=PartialDate(2019))
        other = replace(DEAL, id="b", recipient="w")
        written = store.load(dataset([COUNTY, replace(TOWN, name="双凤街道"), second, VILLAGE], [], fingerprint="2"))
        assert written.changes == {
            "organizations": Change(added=1, removed=1, changed=1),
            "agreements": Change(removed=1),
            "contributions": Change(),
        }
        told = [(one.what.value, one.recipient_id, one.before, one.after) for one in written.details]
        assert sorted(told, key=str) == [
            ("ended", "v", "甲公司", None),
            ("listed", "w", None, None),
            ("renamed", "t", "双凤镇", "双凤街道"),
        ]
        store.load(dataset([COUNTY, TOWN, VILLAGE, second, HELPER], [DEAL], fingerprint="3"))
        written = store.load(dataset([COUNTY, TOWN, VILLAGE, second, HELPER], [ended, other], fingerprint="4"))
        assert written.changes["agreements"] == Change(added=1, changed=1)
        assert sorted(store.network().edges(keys=True)) == [("h", "v", "a"), ("h", "w", "b")]
        check_store(store)


def test_datasets_that_state_the_same_are_merged(home: Home) -> None:
    older = dataset([replace(COUNTY, illustrative=True, on_roster=True), TOWN], name="a", as_of=date(2017, 1, 1))
    newer = dataset([replace(COUNTY, name="盘州", code="520281"), HELPER], name="b", as_of=date(2019, 1, 1))
    stores = []
    for order in ((older, newer), (newer, older)):
        with home.empty() as store:
            for part in order:
                store.load(part)
            check_store(store)
            stores.append(content(store))
            assert store.disputed() == ["c"]
    assert stores[0] == stores[1]
    node = stores[0]["nodes"]["c"]
    merged = (node["name"], node["aliases"], node["code"], node["on_roster"], node["illustrative"])
    assert merged == ("盘州", ("盘州市",), "520281", True, False)
    assert [stated.dataset for stated in stores[0]["statements"]["c"]] == ["a", "b"]


@settings(max_examples=8, deadline=None)
@given(st.lists(networks(8), min_size=2, max_size=3), st.randoms(use_true_random=False))
def test_any_order_and_any_reload_give_the_same_store(home: Home, parts: list[Records], random: Any) -> None:
    check_any_order_and_any_reload_give_the_same_store(home, parts, random)


@pytest.mark.full
@settings(max_examples=25, deadline=None)
@given(st.lists(networks(8), min_size=2, max_size=3), st.randoms(use_true_random=False))
def test_any_order_and_any_reload_give_the_same_store_in_a_file(parts: list[Records], random: Any) -> None:
    check_any_order_and_any_reload_give_the_same_store(Home("sqlite"), parts, random)


def check_any_order_and_any_reload_give_the_same_store(home: Home, parts: list[Records], random: Any) -> None:
    datasets = [
        dataset(part.organizations, part.agreements, name=f"p{number}", as_of=date(2015 + number, 1, 1))
        for number, part in enumerate(parts)
    ]
    with home.empty() as store:
        for part in datasets:
            store.load(part)
        check_store(store)
        straight = content(store)
    with home.empty() as store:
        order = [*datasets, *datasets]
        random.shuffle(order)
        for number, part in enumerate(order):  # each once with other content first, then as it is
            store.load(replace(part, fingerprint=str(number), agreements=part.agreements.clear()))
            check_store(store)
            store.load(part)
            check_store(store)
        assert content(store) == straight


@settings(max_examples=15, deadline=None)
@given(networks(8), networks(8))
def test_a_dataset_comes_out_as_it_went_in(home: Home, one: Records, other: Records) -> None:
    datasets = [
        dataset(part.organizations, part.agreements, name=name, as_of=date(2018, 1, day))
        for name, part, day in (("a", one, 1), ("b", other, 2))
    ]
    with home.empty() as store:
        for part in datasets:
            store.load(part)
        for part in datasets:
            out = store.dataset(part.name)
            assert (out.name, out.title, out.as_of, out.fingerprint, out.files, out.claims, out.notes["en"]) == (
                part.name,
                part.title,
                part.as_of,
                part.fingerprint,
                part.files,
                part.claims,
                (),
            )
            assert out.sources == part.sources
            for table in ("organizations", "agreements", "contributions"):
                keys = ["id", "helper", "recipient"] if table == "agreements" else ["id"]
                assert getattr(out, table).sort(keys).equals(getattr(part, table).sort(keys)), table
        with pytest.raises(StoreError, match="no dataset none"):
            store.dataset("none")


@pytest.mark.full
@pytest.mark.parametrize("name", ["east-west", "panzhou-dalian", "panzhou-illustrative"])
def test_a_bundled_package_comes_out_as_it_went_in(home: Home, name: str) -> None:
    part = inputs.load(name).dataset
    with home.empty() as store:
        store.load(part)
        out = store.dataset(name)
        with open_elsewhere() as second:
            second.load(out)
            assert content(second) == content(store)
            assert second.dataset(name).claims == out.claims == tuple(sorted(part.claims, key=lambda claim: claim.id))
            assert second.contributions() == store.contributions()
            assert second.claims() == store.claims()
            assert second.places(["cn-520281"]) == store.places(["cn-520281"])
            assert second.known("none") == store.known("none")
            assert second.unmatched() == store.unmatched()
            for text in ("双凤", "520281", "sf", "panzhou", "盘县", "%", "人民医院", "'", ""):
                assert second.find(text) == store.find(text), text
                assert second.find(text, first=True, within="cn-520281") == store.find(
                    text, first=True, within="cn-520281"
                )


def test_names_that_begin_alike_are_found_and_no_less_sure_ones_than_asked_for(home: Home) -> None:
    named = [("a", "双凤镇", "Shuangfeng Town"), ("b", "双凤小学", None), ("c", "新双凤", "New Shuangfeng")]
    with home.empty() as store:
        store.load(dataset([Organization(id=id_, name=name, name_en=en, kind=Kind.OTHER) for id_, name, en in named]))
        assert [one.id for one in store.starting("双凤", 9)] == ["a", "b"]
        assert [one.id for one in store.starting("shuangFENG", 9)] == ["a"]
        assert len(store.starting("双", 1)) == 1
        assert store.starting("", 9) == store.starting("%", 9) == []
        assert [one.id for one in store.find("sf")] == ["a", "b"]
        assert store.find("sf", last=Tier.PART) == []
        assert [one.id for one in store.find("双凤", last=Tier.PART)] == ["a", "b", "c"]
        assert store.find("双凤", last=Tier.ALIAS) == []


def test_an_agreement_of_the_same_id_in_two_datasets_stays_two(home: Home) -> None:
    with home.empty() as store:
        for name, end in (("b", 2018), ("a", 2020)):
            store.load(dataset([COUNTY, TOWN, VILLAGE, HELPER], [replace(DEAL, end=PartialDate(end))], name=name))
        edges = {(key, data["end"]) for *_, key, data in store.network().edges(keys=True, data=True)}
        assert edges == {("a", "2020"), ("a@b", "2018")}
        assert {key: found[2] for key, found in store.places(["v"]).items()} == {
            ("h", "v", "a"): "a",
            ("h", "v", "a@b"): "b",
        }


def test_money_under_an_agreement_is_found_by_its_ends_whichever_dataset_states_it(home: Home) -> None:
    other = Organization(id="x", name="丁村", kind=Kind.VILLAGE)
    money = Contribution(id="c", agreement=DEAL.id, measure=Measure.FUNDS, value=Decimal(5), unit="yuan")
    with home.empty() as store:
        store.load(dataset([COUNTY, TOWN, VILLAGE, HELPER], [DEAL], name="a"))
        store.load(dataset([other], [], [money], name="b"))
        assert [one.id for one in store.contributions(["v"])] == ["c"]
        assert [one.id for one in store.contributions(["h"])] == ["c"]
        assert store.contributions(["x"]) == []


def test_adding_below_a_leaf_and_to_a_unit(home: Home) -> None:
    with home.empty() as store:
        store.load(dataset([COUNTY, TOWN, VILLAGE], name="base"))
        for number in range(60 if isinstance(store, SqliteStore) else 6):
            new = Organization(id=f"n{number:02d}", name=f"{number}组", kind=Kind.OTHER, part_of="tvc"[number % 3])
            store.load(dataset([COUNTY, TOWN, VILLAGE, new], name=f"more{number}"))
        check_store(store)
        assert store.count("v") == 1 + (number + 1) // 3
        assert store.count("c") == 3 + number + 1


def test_a_unit_that_moves_takes_what_lies_in_it_along(home: Home) -> None:
    with home.empty() as store:
        other = Organization(id="d", name="水城区", kind=Kind.COUNTY)
        store.load(dataset([COUNTY, other, TOWN, VILLAGE]))
        store.load(dataset([COUNTY, other, replace(TOWN, part_of="d"), VILLAGE]))
        check_store(store)
        assert (store.count("c"), store.count("d")) == (1, 3)
        assert store.gaps(Query(date(2019, 1, 1), Kind.VILLAGE, "d")).rows[0].area == ("水城区", "双凤镇")


def test_datasets_that_make_a_circle_together_are_refused(home: Home) -> None:
    with home.empty() as store:
        store.load(dataset([COUNTY, TOWN], name="a", as_of=date(2018, 1, 1)))
        before = content(store)
        circle = [replace(COUNTY, part_of="t"), replace(TOWN, part_of=None)]
        with pytest.raises(StoreError, match="lies in itself"):
            store.load(dataset(circle, name="b", as_of=date(2017, 1, 1)))
        assert content(store) == before
        check_store(store)


@pytest.mark.parametrize(
    ("make", "key"),
    [
        (lambda path: path.write_bytes(b"no database at all, but longer than a header " * 9), "store.not_ours"),
        (lambda path: sqlite3.connect(path).execute("CREATE TABLE t (x)").connection.close(), "store.not_ours"),
        (lambda path: path.mkdir(), "store.folder"),
        (lambda path: path.exists(), "store.none"),
    ],
)
def test_what_is_no_store_is_refused(tmp_path: Path, make: Any, key: str) -> None:
    path = tmp_path / "s.db"
    make(path)
    with pytest.raises(StoreError) as error:
        open_store(str(path))
    assert error.value.key == key


def test_a_newer_store_is_refused_and_a_foreign_file_never_touched(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    store = open_store(str(path), create=True)
    store.load(dataset([COUNTY]))
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(StoreError, match="newer version"):
        open_store(str(path))
    foreign = tmp_path / "f.db"
    foreign.write_text("mine", encoding="utf-8")
    with pytest.raises(StoreError, match="not a jiedui store"):
        open_store(str(foreign), create=True).load(dataset([COUNTY]))
    assert foreign.read_text(encoding="utf-8") == "mine"
    with pytest.raises(StoreError, match="no folder"):
        open_store(str(tmp_path / "none" / "s.db"), create=True).load(dataset([COUNTY]))


def test_a_file_that_is_still_to_be_made_holds_nothing(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "s.db"), create=True) as store:
        assert store.datasets() == []
        assert store.find("a") == []
        assert store.known("test") == []
        assert not len(store.network())
        assert not (tmp_path / "s.db").exists()
        store.load(dataset([Organization(id="a", name="A", kind=Kind.OTHER)]))
        assert [one.name for one in store.datasets()] == ["test"]
