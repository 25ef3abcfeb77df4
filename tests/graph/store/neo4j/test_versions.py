"""Versions on a server: when each counts, what an earlier jiedui filled, whose step can be undone, what a copy carries."""

from __future__ import annotations

import getpass
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph.errors import StoreError
from graph.model import Kind
from graph.query import By, Query
from graph.store.neo4j import lease
from graph.store.neo4j import write as writing
from graph.store.neo4j.store import Neo4jStore
from graph.store.open import open_store
from tests.graph.store.neo4j.server import Server
from tests.graph.store.neo4j.test_push import filled, pushed
from tests.graph.store.neo4j.test_server import SMALL, emptied, jiedui, write
from tests.graph.store.neo4j.test_ties import GIVEN, PAIRS
from tests.graph.store.test_loads import content
from tests.graph.store.test_versions import AUGUST, JULY, JUNE, Listed, ledger
from tests.homes import Home

EVERY = (date(2024, 1, 1), JUNE, JULY, AUGUST)
SERIES = (
    Listed("a", JUNE, {"v1": "h1", "v2": "h1", "v3": "h2"}, frozenset({"v1", "v2", "v3"})),
    Listed("a", JULY, {"v1": "h1"}, frozenset({"v1", "v2"})),
    Listed("a", AUGUST, {"v1": "h2", "v3": "h2"}, frozenset({"v1"})),
)
BULLETINS = (
    Listed("b", None, {"v1": "h1"}, read_as="prose"),
    Listed("b", JULY, {"v2": "h2"}, read_as="prose"),
)


def listed(store: Neo4jStore) -> set[tuple[str, str, str, str, str | None]]:
    """Of each agreement: its version, its recipient, from when until when it counts, since when it is not listed."""
    rows = store.server.run(
        "MATCH ()-[a:PAIRED_WITH]->(r) RETURN a.version, r.id, a.listed_from, a.listed_until, a.unlisted_since"
    )
    assert store.server.run("MATCH ()-[a:PAIRED_WITH]->() WHERE a.died < 2^53 RETURN a.id") == []
    return {tuple(row.values()) for row in rows}


EXPECTED = {
    ("2024-06-30", "v1", "", "2024-07-31", None),
    ("2024-06-30", "v2", "", "2024-07-31", None),
    ("2024-06-30", "v3", "", "2024-07-31", None),
    ("2024-07-31", "v1", "2024-07-31", "2024-08-31", None),
    ("2024-07-31", "v2", "2024-07-31", "2024-08-31", "2024-07-31"),
    ("2024-07-31", "v3", "2024-07-31", "2024-08-31", "2024-07-31"),
    ("2024-08-31", "v1", "2024-08-31", "9999-12-31", None),
    ("2024-08-31", "v3", "2024-08-31", "9999-12-31", None),
    ("2024-08-31", "v1", "2024-08-31", "9999-12-31", "2024-08-31"),
    ("2024-08-31", "v2", "2024-08-31", "9999-12-31", "2024-07-31"),
}


@pytest.mark.parametrize("batch", [lease.BATCH, 1])
def test_when_a_version_counts_stands_on_its_agreements(
    server: Server, batch: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lease, "BATCH", batch)
    with emptied(server) as store:
        for one in (SERIES[2], SERIES[0], SERIES[1]):
            store.load(ledger(one))
        assert listed(store) == EXPECTED
        store.change([], [("a", "2024-07-31")])
        assert {row[:4] for row in listed(store) if row[0] == "2024-06-30"} == {
            ("2024-06-30", village, "", "2024-08-31") for village in ("v1", "v2", "v3")
        }
        store.undo()
        assert listed(store) == EXPECTED
        rows = store.server.run("MATCH (d:Dataset) RETURN d.version, d.listed_from, d.listed_until")
        assert {tuple(row.values()) for row in rows} == {(row[0], row[2], row[3]) for row in EXPECTED}


def test_bulletins_count_beside_each_other(server: Server) -> None:
    with emptied(server) as store:
        for one in BULLETINS:
            store.load(ledger(one))
        assert listed(store) == {
            ("", "v1", "", "9999-12-31", None),
            ("2024-07-31", "v2", "2024-07-31", "9999-12-31", None),
        }
        assert store.network(day=JUNE).number_of_edges() == 1
        assert store.network(day=JULY).number_of_edges() == 2


def test_a_load_that_is_killed_before_the_last_batches_is_finished_by_the_next(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    with emptied(server) as store:
        store.load(ledger(SERIES[0]))
        with monkeypatch.context() as patch:
            patch.setattr(lease, "BATCH", 1)
            whole = lease.Writer.batches

            def killed(self: lease.Writer, query: str, *args: Any, **values: Any) -> None:
                if "SET a.listed_from" in query:
                    raise StoreError("store.lost", url=server.uri)
                whole(self, query, *args, **values)

            patch.setattr(lease.Writer, "batches", killed)
            with pytest.raises(StoreError) as caught:
                store.load(ledger(SERIES[1]))
            assert caught.value.key == "store.untidy"
        assert store.network(day=JULY).number_of_edges() == 3
        store.load(ledger(SERIES[2]))
        assert listed(store) == EXPECTED


# --- what an earlier jiedui filled

FORMER = (
    "MATCH ()-[a:PAIRED_WITH]->() REMOVE a.version, a.listed_from, a.listed_until",
    "MATCH (x:Jiedui) WHERE NOT x:JieduiStore REMOVE x.version",
    "MATCH (d:Dataset) REMOVE d.read_as, d.roster, d.listed_from, d.listed_until",
    "MATCH (u:Undo) DETACH DELETE u",
    "DROP CONSTRAINT jiedui_version IF EXISTS",
    "CREATE CONSTRAINT jiedui_dataset IF NOT EXISTS FOR (d:Dataset) REQUIRE d.name IS UNIQUE",
    "MATCH (m:JieduiStore) SET m.format = 1",
)


def said(store: Neo4jStore) -> list[Any]:
    """What a store says."""
    query = Query(JULY, Kind.VILLAGE)
    return [
        content(store),
        store.gaps(query),
        store.coverage(query, By.KIND),
        store.contributions(["v"]),
        store.claims(),
        store.places(["v"]),
        store.disputed(),
        store.known("pairs"),
        *(repr(store.dataset(one.name, one.version)) for one in store.datasets()),
    ]


@pytest.mark.full
def test_what_an_earlier_jiedui_filled_can_be_read_and_becomes_versions(server: Server) -> None:
    parts = (PAIRS, replace(GIVEN, as_of=None), SMALL)
    with emptied(server) as store:
        for part in parts:
            store.load(part)
        before, nodes = said(store), properties(store)
        for query in FORMER:
            write(store, query)
        with open_store(server.uri) as old:
            assert isinstance(old, Neo4jStore)
            assert said(old) == before
        assert store.load(SMALL).unchanged  # any write renews it
        assert (said(store), properties(store)) == (before, nodes)
        assert store.server.run("MATCH (m:JieduiStore) RETURN m.format AS f") == [{"f": 2}]
        with pytest.raises(StoreError):
            store.undo()
        store.load(replace(SMALL, as_of=JULY, fingerprint="next"))
        assert [one.version for one in store.datasets() if one.name == "test"] == ["2019-12-30", "2024-07-31"]
        store.undo()
        assert said(store) == before


def properties(store: Neo4jStore) -> list[str]:
    """All that stands in the store but what can be undone."""
    nodes = store.server.run(
        "MATCH (x:Jiedui) WHERE NOT x:JieduiStore AND NOT x:Undo RETURN labels(x) AS l, properties(x) AS p"
    )
    ties = store.server.run("MATCH (a)-[x:PAIRED_WITH]->(b) RETURN a.id AS a, b.id AS b, properties(x) AS p")
    return sorted(repr({**row, "p": sorted(row["p"].items())}) for row in (*nodes, *ties))


# --- undo


def test_only_who_wrote_last_can_undo_it(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    with emptied(server) as store:
        store.load(ledger(SERIES[0]))
        monkeypatch.setattr(getpass, "getuser", lambda: "another")
        with pytest.raises(StoreError) as caught:
            store.undo()
        assert caught.value.key == "store.undo_others"
        assert "another" in caught.value.message("en")
        assert caught.value.message("zh")
        store.load(ledger(SERIES[1]))
        kept = store.server.run("MATCH (u:Undo) RETURN properties(u) AS p")
        assert "another'" not in repr(kept)
        assert store.undo() == [("a", "2024-07-31", False)]
        assert [one.version for one in store.datasets()] == ["2024-06-30"]


@pytest.mark.full
def test_a_step_of_many_loads_is_undone_at_once_from_many_pieces(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "PIECE", 700)
    with emptied(server) as store:
        for one in (*SERIES, *BULLETINS):
            store.load(ledger(one))
        before = [content(store, day) for day in EVERY]
        for one in SERIES[:2]:
            store.load(ledger(one._replace(pairs={}, name="a")), step="s")
        store.change([], [("b", "")], step="s")
        assert store.server.run("MATCH (u:Undo) RETURN count(u) > 9 AS many") == [{"many": True}]
        assert [content(store, day) for day in EVERY] != before
        assert store.undo() == [("a", "2024-06-30", True), ("a", "2024-07-31", True), ("b", "", True)]
        assert [content(store, day) for day in EVERY] == before
        assert store.server.run("MATCH (u:Undo) RETURN u") == []
        store.load(ledger(SERIES[0]._replace(pairs={})))
        store.replace_all([SMALL])
        with pytest.raises(StoreError):
            store.undo()


# --- copies, and columns


@pytest.mark.full
def test_a_copy_carries_all_versions(server: Server, tmp_path: Path) -> None:
    source = filled(tmp_path / "a.db", *(ledger(one) for one in (*SERIES, *BULLETINS)))
    with emptied(server) as store, open_store(source) as file:
        store.load(ledger(Listed("a", date(2024, 9, 30), {})))
        told = pushed(source, server.uri)
        assert told.count("copied") == 5
        assert "a 2024-07-31" in told
        assert "a 2024-09-30" in told.partition("also holds")[2]
        assert len(store.undo()) == 5
        for options in ((), ("--wipe",)):
            pushed(source, server.uri, *options)
            if options:
                assert [content(store, day) for day in EVERY] == [content(file, day) for day in EVERY]
                assert listed(store) >= EXPECTED
        assert "unchanged" in pushed(source, server.uri)
        jiedui("--store", str(tmp_path / "b.db"), "pull", server.uri)
        with open_store(str(tmp_path / "b.db")) as back:
            assert [content(store, day) for day in EVERY] == [content(back, day) for day in EVERY]


def test_columns_of_two_days_hold_what_each_rests_on(server: Server) -> None:
    with emptied(server) as store, Home("sqlite").empty() as file:
        for one in (*SERIES, *BULLETINS):
            for each in (store, file):
                each.load(ledger(one))
        for days in ((JUNE, JULY), (JULY, AUGUST), (JUNE, AUGUST)):
            ours, theirs = store.columns(*days), file.columns(*days)
            for day in days:
                for name in ("in_force", "ended"):
                    found = [
                        sorted(
                            (one.register.named(one.helper[flags])[place].id, end.id)
                            for place, end in enumerate(one.register.named(one.recipient[flags]))
                        )
                        for one in (ours, theirs)
                        for flags in (getattr(one, name)(day),)
                    ]
                    assert found[0] == found[1]
