"""Contributions that name only an agreement are tied to its two sides, whatever is loaded after what, and pulled back as they were."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from graph.dataset import Dataset
from graph.model import Agreement, Contribution, Measure
from graph.query import By, Query
from graph.store.neo4j.script import statements
from graph.store.neo4j.store import Neo4jStore
from graph.store.open import open_store
from tests.graph.store.neo4j.server import Server
from tests.graph.store.neo4j.test_script import run
from tests.graph.store.neo4j.test_server import emptied, jiedui, write
from tests.graph.store.test_loads import COUNTY, DEAL, HELPER, TOWN, VILLAGE
from tests.records import DAY, dataset


def money(id_: str, agreement: str | None, helper: str | None = None, recipient: str | None = None) -> Contribution:
    return Contribution(
        id=id_,
        agreement=agreement,
        helper=helper,
        recipient=recipient,
        measure=Measure.FUNDS,
        value=Decimal("0.1"),
        unit="yuan",
    )


PLACES = [COUNTY, TOWN, VILLAGE, HELPER]
PAIRS = dataset(PLACES, [DEAL], name="pairs")
MOVED = dataset(PLACES, [replace(DEAL, recipient="t")], name="pairs")
GROUP = dataset(PLACES, [DEAL, replace(DEAL, recipient="t")], name="pairs")
NONE = dataset(PLACES, [], name="pairs")
GIVEN = dataset(
    PLACES,
    [],
    [
        money("by agreement", "a"),
        money("half", "a", recipient="c"),
        money("stated", "a", "t", "c"),
        money("no agreement", None, "h", "c"),
        money("unknown", "elsewhere"),
    ],
    name="given",
)
ALWAYS = {"stated": ("t", "c"), "no agreement": ("h", "c"), "unknown": (None, None)}
TIED = ALWAYS | {"by agreement": ("h", "v"), "half": ("h", "c")}
UNTIED = ALWAYS | {"by agreement": (None, None), "half": (None, "c")}


def tied(store: Neo4jStore) -> dict[str, tuple[str | None, str | None]]:
    """Contribution → who gave and who received it, by its relationships."""
    rows = store.server.run(
        "MATCH (c:Contribution) RETURN c.id AS id, [(h)-[:GAVE]->(c) | h.id] AS gave, [(c)-[:TO]->(r) | r.id] AS got"
    )
    assert all(len(row["gave"]) < 2 and len(row["got"]) < 2 for row in rows)
    return {row["id"]: (next(iter(row["gave"]), None), next(iter(row["got"]), None)) for row in rows}


def test_the_order_of_loads_does_not_matter(server: Server) -> None:
    for parts in ((PAIRS, GIVEN), (GIVEN, PAIRS)):
        with emptied(server) as store:
            for part in parts:
                store.load(part)
            assert tied(store) == TIED


def test_ties_follow_their_agreement(server: Server) -> None:
    with emptied(server) as store:
        store.load(PAIRS)
        store.load(GIVEN)
        steps: list[tuple[Dataset, tuple[str | None, str | None]]] = [
            (MOVED, ("h", "t")),
            (GROUP, (None, None)),
            (NONE, (None, None)),
            (PAIRS, ("h", "v")),
        ]
        for part, ends in steps:
            store.load(part)
            assert tied(store) == ALWAYS | {"by agreement": ends, "half": (ends[0], "c")}
        store.replace_all([PAIRS, GIVEN])
        assert tied(store) == TIED
        store.replace_all([GIVEN])
        assert tied(store) == UNTIED


def test_a_store_of_an_earlier_jiedui_works_and_is_completed(server: Server) -> None:
    with emptied(server) as store:
        store.load(PAIRS)
        store.load(GIVEN)
        write(
            store, "MATCH (c:Contribution) WHERE c.agreement = 'a' AND c.helper IS NULL MATCH ()-[x:GAVE]->(c) DELETE x"
        )
        write(store, "MATCH (c:Contribution) WHERE c.recipient IS NULL MATCH (c)-[x:TO]->() DELETE x")
        write(store, "MATCH (m:JieduiStore) REMOVE m.connected, m.moved_by")
        write(store, "DROP INDEX jiedui_agreement IF EXISTS")
        assert tied(store) == UNTIED
        with open_store(server.uri) as old:
            assert len(old.contributions(["v"])) == 3  # by their agreement, as ever
        assert store.load(GIVEN).unchanged
        assert tied(store) == TIED
        write(store, "MATCH (m:JieduiStore) SET m.version = m.version + 1")  # as an earlier jiedui moves it
        assert store.load(GIVEN).unchanged


def test_what_an_earlier_jiedui_wrote_is_agreed_and_given(server: Server) -> None:
    with emptied(server) as store:
        store.load(PAIRS)
        store.load(GIVEN)
        query = Query(DAY)
        before = store.network(), store.contributions(), store.gaps(query), store.coverage(query, By.SECTOR)
        write(store, "MATCH ()-[a:PAIRED_WITH]->() REMOVE a.status")
        write(store, "MATCH (c:Contribution) REMOVE c.status, c.bound")
        after = store.network(), store.contributions(), store.gaps(query), store.coverage(query, By.SECTOR)
        assert before[2].tally.direct
        assert before[1:] == after[1:]
        assert [*before[0].edges(data=True)] == [*after[0].edges(data=True)]
        assert set(store.dataset("given").contributions["bound"]) == {"exact"}


def test_a_script_ties_as_a_push_does_and_a_pull_brings_back_what_was_stated(server: Server, tmp_path: Path) -> None:
    first, second = str(tmp_path / "a.db"), str(tmp_path / "b.db")
    with open_store(first, create=True) as file:
        file.load(PAIRS)
        file.load(GIVEN)
        script = "\n".join(statements(file))
    with emptied(server) as store:
        jiedui("--store", first, "push", server.uri)
        assert tied(store) == TIED
    with emptied(server) as store:
        write(store, "MATCH (m:JieduiStore) DELETE m")
        run(store, script)
        assert tied(store) == TIED
        jiedui("--store", second, "pull", server.uri)
        with open_store(first) as one, open_store(second) as other:
            assert one.contributions() == other.contributions()
            assert one.dataset("given").contributions.equals(other.dataset("given").contributions)


def test_agreements_of_two_datasets(server: Server) -> None:
    """The same pair stated twice is one pair; two pairs under one id are a group."""
    again = dataset(PLACES, [Agreement(id="a", helper="h", recipient="v")], name="again")
    with emptied(server) as store:
        for part in (PAIRS, GIVEN, again):
            store.load(part)
        assert tied(store) == TIED
        store.load(dataset(PLACES, [Agreement(id="a", helper="h", recipient="c")], name="again"))
        assert tied(store) == UNTIED
