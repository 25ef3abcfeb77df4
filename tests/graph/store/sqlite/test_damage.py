"""A flipped bit is noticed, or harmless: no answer is wrong without a check that says so."""

from __future__ import annotations

import random
import sqlite3
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph.errors import StoreError
from graph.measures import coverage
from graph.measures.columns import coverage as on_columns
from graph.model import Kind, Organization
from graph.query import By, Query
from graph.store.open import open_store
from graph.store.sqlite import integrity
from tests.commands import ask
from tests.records import dataset

QUERY = Query(date(2019, 12, 30), Kind.VILLAGE)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("whole") / "s.db"
    assert ask(path, "load", "panzhou-dalian", "panzhou-illustrative").exit_code == 0
    return path


def told(path: Path) -> Any:
    """What the store says to several questions."""
    with open_store(str(path)) as store, store.snapshot():
        graph = store.network()
        return (
            sorted(graph.nodes(data=True), key=str),
            sorted(graph.edges(keys=True, data=True), key=str),
            store.gaps(QUERY),
            coverage.coverage(graph, QUERY, By.COUNTY),
            on_columns.gaps(store.columns(), QUERY),
            [one.as_of for one in store.datasets()],
            store.contributions(),
            store.claims(),
            store.places(["cn-520281"]),
        )


def verified(path: Path) -> bool:
    """Whether a check finds nothing."""
    with open_store(str(path)) as store:
        return store.verify() == []


def sound(path: Path) -> bool:
    """Whether the store can be opened and a check finds nothing."""
    try:
        return verified(path)
    except StoreError:
        return False


def flipped(path: Path, data: bytes, place: int, bit: int) -> None:
    path.write_bytes(data[:place] + bytes([data[place] ^ 1 << bit]) + data[place + 1 :])


def check_bits(whole: Path, tmp_path: Path, count: int, seed: int) -> None:
    data, expected = whole.read_bytes(), told(whole)
    assert verified(whole)
    draw = random.Random(seed)
    noticed = 0
    keys: set[str] = set()
    for _ in range(count):
        path = tmp_path / "damaged.db"
        place, bit = draw.randrange(len(data)), draw.randrange(8)
        flipped(path, data, place, bit)
        try:
            found = told(path)
            whole_still = verified(path)
        except StoreError as error:
            keys.add(error.key)
            noticed += 1
            continue
        assert found == expected or not whole_still, (place, bit)
        noticed += not whole_still
    assert noticed > count // 3
    assert keys <= {"store.damaged", "store.damaged_part", "store.not_ours", "store.newer", "store.open"}


def test_a_flipped_bit_is_noticed_or_harmless(whole: Path, tmp_path: Path) -> None:
    check_bits(whole, tmp_path, 12, 20191230)


@pytest.mark.full
def test_of_many_flipped_bits_none_is_silently_wrong(whole: Path, tmp_path: Path) -> None:
    check_bits(whole, tmp_path, 120, 1)


def test_a_damaged_piece_names_the_dataset_and_what_to_load_again(whole: Path, tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    path.write_bytes(whole.read_bytes())
    with sqlite3.connect(path) as db:
        (piece,) = db.execute(
            "SELECT p.rowid FROM piece p JOIN segment s ON s.n = p.segment JOIN version v ON v.n = s.version "
            "WHERE v.dataset = 'panzhou-illustrative' AND s.records = 'agreement' AND p.field = 'helper'"
        ).fetchone()
        db.execute("UPDATE piece SET data = zeroblob(length(data)) WHERE rowid = ?", (piece,))
    db.close()
    with open_store(str(path)) as store, pytest.raises(StoreError) as refused:
        store.network()
    assert refused.value.key == "store.damaged_part"
    assert refused.value.values["name"] == "panzhou-illustrative"
    said = ask(path, "check", "store")
    assert said.exit_code == 1
    assert "panzhou-illustrative" in said.output
    assert "load again" in said.output
    assert "重新加载" in ask(path, "check", "store", lang="zh").output


@pytest.mark.parametrize("few", [0, 4_096])
def test_digests_of_a_new_file_are_those_of_its_rows_wherever_a_slab_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(integrity, "_SLAB", 2)
    monkeypatch.setattr(integrity, "_FEW", few)
    villages = [
        Organization(id=f"v{n:03}", name=f"村{n}", kind=Kind.VILLAGE, on_roster=n % 3 == 0)
        for n in range(3 * integrity.BLOCK + 7)
    ]
    path = tmp_path / "s.db"
    with open_store(str(path), create=True) as store:
        store.load(dataset(villages, []))
        assert store.verify() == []
    with sqlite3.connect(path) as db:
        assert db.execute("SELECT count(*) FROM digest WHERE records = 'organization'").fetchone() == (4,)
        db.execute("UPDATE organization SET name = 'x' WHERE n = 150")
    db.close()
    assert not sound(path)


def test_a_lost_piece_and_a_changed_row_are_found(whole: Path, tmp_path: Path) -> None:
    changes = (
        "DELETE FROM piece WHERE rowid = (SELECT max(rowid) FROM piece WHERE chunk = 0)",
        "UPDATE organization SET on_roster = 1 - on_roster WHERE n = 5",
        "UPDATE organization SET name = name || 'x' WHERE n = 7",
        "UPDATE claim SET value = '1' WHERE value IS NOT NULL",
        "DELETE FROM source WHERE n = 1",
        "UPDATE version SET as_of = '2001-01-01'",
    )
    for change in changes:
        path = tmp_path / "s.db"
        path.write_bytes(whole.read_bytes())
        with sqlite3.connect(path) as db:
            assert db.execute(change).rowcount > 0, change
        db.close()
        assert not sound(path), change
