"""Loads: the same state whatever the order, nothing left behind, positions that stay nested."""

from __future__ import annotations

import sqlite3
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.coverage import Query
from graph.errors import StoreError
from graph.model import Agreement, Kind, Organization, PartialDate
from graph.store import Change, open_store
from tests.records import dataset
from tests.strategies import Records, networks

COUNTY = Organization(id="c", name="盘州市", kind=Kind.COUNTY)
TOWN = Organization(id="t", name="双凤镇", kind=Kind.TOWNSHIP, part_of="c")
VILLAGE = Organization(id="v", name="一村", kind=Kind.VILLAGE, part_of="t", on_roster=True)
HELPER = Organization(id="h", name="甲公司", kind=Kind.ENTERPRISE)
DEAL = Agreement(id="a", helper="h", recipient="v", start=PartialDate(2018))


def content(path: Path) -> dict[str, Any]:
    """What a store says, told by ids: two stores of the same datasets must be equal in it."""
    store = open_store(str(path))
    graph = store.network()
    found = {
        "nodes": {node: dict(data) for node, data in graph.nodes(data=True)},
        "edges": sorted((u, v, k, str(sorted(d.items(), key=str))) for u, v, k, d in graph.edges(keys=True, data=True)),
        "statements": {node: store.statements(node) for node in graph},
        "datasets": store.datasets(),
    }
    store.close()
    return found


def check(path: Path) -> None:
    """Raises unless every key points somewhere and every unit's range holds just what lies in it."""
    with sqlite3.connect(path) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        rows = {
            n: (part_of, pos, last)
            for n, part_of, pos, last in db.execute("SELECT n, part_of, pos, last FROM organization")
        }
    for n, (part_of, pos, last) in rows.items():
        assert 0 < pos <= last
        inside = {other for other, (_, at, _) in rows.items() if pos <= at <= last}
        below = {n}
        while True:
            more = {other for other, (unit, _, _) in rows.items() if unit in below} - below
            if not more:
                break
            below |= more
        assert inside == below, (n, part_of)
    db.close()


def test_the_same_file_twice_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    store = open_store(str(path), create=True)
    assert not store.load(dataset([COUNTY, TOWN, VILLAGE, HELPER], [DEAL])).unchanged
    before = content(path)
    again = store.load(dataset([COUNTY, TOWN, VILLAGE, HELPER], [DEAL]))
    assert (again.unchanged, again.changes) == (True, {})
    assert content(path) == before


def test_a_newer_load_replaces_and_says_what_changed(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    store = open_store(str(path), create=True)
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
    store.load(dataset([COUNTY, TOWN, VILLAGE, second, HELPER], [DEAL], fingerprint="3"))
    written = store.load(dataset([COUNTY, TOWN, VILLAGE, second, HELPER], [ended, other], fingerprint="4"))
    assert written.changes["agreements"] == Change(added=1, changed=1)
    assert sorted(store.network().edges(keys=True)) == [("h", "v", "a"), ("h", "w", "b")]
    check(path)


def test_datasets_that_state_the_same_are_merged(tmp_path: Path) -> None:
    older = dataset([replace(COUNTY, illustrative=True, on_roster=True), TOWN], name="a", as_of=date(2017, 1, 1))
    newer = dataset([replace(COUNTY, name="盘州", code="520281"), HELPER], name="b", as_of=date(2019, 1, 1))
    stores = []
    for number, order in enumerate(((older, newer), (newer, older))):
        path = tmp_path / f"{number}.db"
        store = open_store(str(path), create=True)
        for part in order:
            store.load(part)
        check(path)
        stores.append(content(path))
    assert stores[0] == stores[1]
    node = stores[0]["nodes"]["c"]
    merged = (node["name"], node["aliases"], node["code"], node["on_roster"], node["illustrative"])
    assert merged == ("盘州", ("盘州市",), "520281", True, False)
    assert [stated.dataset for stated in stores[0]["statements"]["c"]] == ["a", "b"]


@settings(max_examples=25, deadline=None)
@given(st.lists(networks(8), min_size=2, max_size=3), st.randoms(use_true_random=False))
def test_any_order_and_any_reload_give_the_same_store(parts: list[Records], random: Any) -> None:
    datasets = [
        dataset(_flat(part), part.agreements, name=f"p{number}", as_of=date(2015 + number, 1, 1))
        for number, part in enumerate(parts)
    ]
    with tempfile.TemporaryDirectory() as folder:
        straight, mixed = Path(folder) / "a.db", Path(folder) / "b.db"
        store = open_store(str(straight), create=True)
        for part in datasets:
            store.load(part)
        check(straight)
        store = open_store(str(mixed), create=True)
        order = [*datasets, *datasets]
        random.shuffle(order)
        for number, part in enumerate(order):  # each once with other content first, then as it is
            other = replace(part, fingerprint=str(number), agreements=part.agreements.clear())
            store.load(other)
            check(mixed)
            store.load(part)
            check(mixed)
        assert content(mixed) == content(straight)


def _flat(part: Records) -> list[Organization]:
    """The organizations, each in the unit its number allows: no two datasets can make a circle together."""
    return list(part.organizations)


def test_an_agreement_of_the_same_id_in_two_datasets_stays_two(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "s.db"), create=True)
    for name, end in (("b", 2018), ("a", 2020)):
        store.load(dataset([COUNTY, TOWN, VILLAGE, HELPER], [replace(DEAL, end=PartialDate(end))], name=name))
    edges = {(key, data["end"]) for *_, key, data in store.network().edges(keys=True, data=True)}
    assert edges == {("a", "2020"), ("a@b", "2018")}
    assert {key: found[2] for key, found in store.places(["v"]).items()} == {
        ("h", "v", "a"): "a",
        ("h", "v", "a@b"): "b",
    }


def test_adding_below_a_leaf_and_into_spare_room(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    store = open_store(str(path), create=True)
    store.load(dataset([COUNTY, TOWN, VILLAGE], name="base"))
    for number in range(60):
        new = Organization(id=f"n{number:02d}", name=f"{number}组", kind=Kind.OTHER, part_of="tvc"[number % 3])
        store.load(dataset([COUNTY, TOWN, VILLAGE, new], name=f"more{number}"))
    check(path)
    assert store.count("v") == 21
    assert store.count("c") == 63


def test_a_unit_that_moves_takes_what_lies_in_it_along(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    store = open_store(str(path), create=True)
    other = Organization(id="d", name="水城区", kind=Kind.COUNTY)
    store.load(dataset([COUNTY, other, TOWN, VILLAGE]))
    store.load(dataset([COUNTY, other, replace(TOWN, part_of="d"), VILLAGE]))
    check(path)
    assert (store.count("c"), store.count("d")) == (1, 3)
    assert store.gaps(Query(date(2019, 1, 1), Kind.VILLAGE, "d")).rows[0].area == ("水城区", "双凤镇")


def test_datasets_that_make_a_circle_together_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    store = open_store(str(path), create=True)
    store.load(dataset([COUNTY, TOWN], name="a", as_of=date(2018, 1, 1)))
    before = content(path)
    circle = [replace(COUNTY, part_of="t"), replace(TOWN, part_of=None)]
    with pytest.raises(StoreError, match="lies in itself"):
        store.load(dataset(circle, name="b", as_of=date(2017, 1, 1)))
    assert content(path) == before
    check(path)


@pytest.mark.parametrize(
    ("make", "key"),
    [
        (lambda path: path.write_bytes(b"no database at all, but longer than a header " * 9), "store.not_ours"),
        (lambda path: sqlite3.connect(path).execute("CREATE TABLE t (x)").connection.close(), "store.not_ours"),
        (lambda path: path.mkdir(), "store.open"),
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
    with pytest.raises(StoreError, match="no jiedui store"):
        open_store(str(foreign), create=True).load(dataset([COUNTY]))
    assert foreign.read_text(encoding="utf-8") == "mine"
    with pytest.raises(StoreError, match="no folder"):
        open_store(str(tmp_path / "none" / "s.db"), create=True).load(dataset([COUNTY]))
