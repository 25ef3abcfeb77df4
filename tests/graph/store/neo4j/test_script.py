"""The Cypher script leaves what a push leaves, whatever stands in the data; the questions of the docs answer as we do."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from neo4j import Driver, GraphDatabase

from graph.errors import StoreError
from graph.model import Kind, Organization
from graph.network import edge_in_force
from graph.query import By, Query, State
from graph.store import Store
from graph.store.neo4j.schema import LABELS
from graph.store.neo4j.script import literal, statements
from graph.store.neo4j.store import Neo4jStore
from graph.store.open import open_store
from loaders.into import open as inputs
from tests.graph.store.neo4j.server import LINES, Server
from tests.graph.store.neo4j.test_server import NASTY, emptied, jiedui
from tests.graph.store.test_loads import content
from tests.homes import Home
from tests.records import dataset
from tests.strategies import Records, networks

ROOT = Path(__file__).parents[4]
DAY = date(2019, 12, 30)
PACKAGES = ("panzhou-dalian", "panzhou-illustrative")


@pytest.fixture(scope="module", params=LINES)
def shared(request: pytest.FixtureRequest, servers: Callable[[str], Server]) -> Server:
    """The server of each line."""
    return servers(request.param)


@pytest.fixture(scope="module")
def driver(shared: Server) -> Iterator[Driver]:
    """A connection to it."""
    with GraphDatabase.driver(shared.uri, auth=(shared.user, shared.password)) as found:
        yield found


def run(store: Neo4jStore, script: str) -> None:
    """Runs a script as a shell does: statement by statement, comments left out."""
    lines = [line for line in script.split("\n") if line and not line.startswith("//")]
    assert all(line.endswith(";") for line in lines)
    with store.server.driver.session() as session:
        for line in lines:
            session.run(line.removesuffix(";")).consume()


def same(script: str, server: Server, store: Store) -> None:
    """A server that ran the script says what `store` says, and a push of any of it finds nothing to do."""
    with emptied(server) as target:
        target.server.driver.execute_query("MATCH (m:JieduiStore) DELETE m")
        run(target, script)
        assert content(target) == content(store)
        assert target.claims() == store.claims()
        assert target.contributions() == store.contributions()
        for one in store.datasets():
            assert target.load(store.dataset(one.name)).unchanged
            assert target.dataset(one.name).agreements.equals(store.dataset(one.name).agreements)


@pytest.mark.full
def test_a_script_leaves_what_a_push_leaves(server: Server, tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    jiedui("--store", str(path), "load", *PACKAGES, "east-west")
    _, said = jiedui("--lang", "zh", "--store", str(path), "export", "cypher", "-o", str(tmp_path / "a.cypher"))
    assert "条语句" in said
    script = (tmp_path / "a.cypher").read_text("utf-8")
    assert jiedui("--store", str(path), "export", "cypher")[0] == script
    with open_store(str(path)) as store:
        same(script, server, store)
    with open_store(server.uri) as store:
        assert isinstance(store, Neo4jStore)
        own = "\n".join(statements(store))
        assert own == "\n".join(line for line in script.splitlines() if not line.startswith("//"))
        labels = store.server.run(
            "MATCH (h:Helper) WITH count(h) AS helpers MATCH (r:Recipient) RETURN helpers, count(r) AS r"
        )
        edges = {(u, v) for u, v in store.network().edges()}
        assert labels == [{"helpers": len({u for u, _ in edges}), "r": len({v for _, v in edges})}]
        with pytest.raises(Exception, match="already exists"):  # what is there is left alone
            run(store, script)
        assert len(store.datasets()) == 3


@pytest.mark.full
def test_any_text_survives(server: Server) -> None:
    texts = [
        *NASTY,
        "\\u0041",
        "\\\\u0041",
        "\\",
        "it's \\'",
        "a;\nb",
        "// no comment",
        ":param x => 1",
        "\t\r\f\b",
        "𠀀",
    ]
    with emptied(server) as store:
        for text in texts:
            found = store.server.driver.execute_query(f"RETURN {literal({'a': [text]})} AS x")
            assert found.records[0]["x"] == {"a": [text]}
        orgs = [Organization(id=text, name=text, kind=Kind.VILLAGE, attributes={text: text}) for text in NASTY]
        store.load(dataset(orgs))
        script = "\n".join(statements(store))
        before = content(store)
        store.wipe()
        run(store, script)
        assert content(store) == before


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_any_text_at_all_survives(driver: Driver, text: str) -> None:
    assert driver.execute_query(f"RETURN {literal(text)} AS x").records[0]["x"] == text


@settings(max_examples=15, deadline=None)
@given(first=networks(), second=networks())
def test_any_network_survives(shared: Server, first: Records, second: Records) -> None:
    with Home("sqlite").empty() as store:
        for number, part in enumerate((first, second)):
            with suppress(StoreError):  # together they may make a circle, which is refused
                store.load(dataset(part.organizations, part.agreements, name=f"part{number}"))
        with pytest.MonkeyPatch.context() as patch:
            for name, value in shared.environment().items():
                patch.setenv(name, value)
            same("\n".join(statements(store)), shared, store)


def test_a_pipe_gets_the_script(tmp_path: Path) -> None:
    run_ = [sys.executable, str(ROOT / "cli.py"), "--lang", "en", "--store", str(tmp_path / "a.db")]
    subprocess.run([*run_, "load", "nepal-2015"], capture_output=True, check=False)
    found = subprocess.run([*run_, "export", "cypher"], capture_output=True, check=True)
    assert found.stdout.decode("utf-8").startswith("// A network exported by jiedui")
    wrong = subprocess.run([*run_, "export", "gephi"], capture_output=True, check=False)
    assert wrong.returncode == 2
    assert b"cypher" in wrong.stderr


# --- the docs


def questions() -> dict[int, str]:
    """The queries of the docs, by number."""
    text = (ROOT / "docs" / "neo4j.md").read_text("utf-8")
    blocks = re.findall(r"^```cypher\n(// (\d+)\. .*?)^```", text, re.DOTALL | re.MULTILINE)
    return {int(number): query for query, number in blocks}


@pytest.fixture(scope="module")
def asked(servers: Callable[[str], Server]) -> Iterator[Neo4jStore]:
    """A server with Panzhou's packages and two agreements that ended."""
    with Home("neo4j", servers(next(iter(LINES)))).empty() as store:
        assert isinstance(store, Neo4jStore)
        for name in PACKAGES:
            store.load(inputs.load(name).dataset)
        yield store


ASKED = {"day": 20191230, "name": "盘州市人民医院", "helper": "示例企业01"}


def test_there_are_ten_in_both_languages() -> None:
    assert sorted(questions()) == list(range(1, 11))
    assert all(re.match(r"// \d+\. [A-Z].*?[?]  .*[\u4e00-\u9fff].*？", query) for query in questions().values())


@pytest.mark.parametrize("number", range(1, 11))
def test_a_question_in_cypher_is_answered_as_ours(asked: Neo4jStore, number: int) -> None:
    rows = asked.server.run(questions()[number], **ASKED)
    ids = [row["id"] for row in rows]
    graph = asked.network()
    villages = asked.gaps(Query(DAY, Kind.VILLAGE))
    of_all = asked.gaps(Query(DAY))
    partners: dict[str, set[str]] = defaultdict(set)
    helped: dict[str, set[str]] = defaultdict(set)
    held: dict[str, set[str]] = defaultdict(set)
    for u, v, edge in graph.edges(data=True):
        if edge_in_force(edge, DAY):
            held[v].add(u)
            if edge["certainty"] == "named":
                partners[v].add(u)
                helped[u].add(v)
    name = {node: data["name"] for node, data in graph.nodes(data=True)}
    roster = {node for node, data in graph.nodes(data=True) if data["on_roster"]}
    if number == 1:
        assert ids == [gap.id for gap in villages.rows]
    elif number == 2:
        groups = asked.coverage(Query(DAY, Kind.VILLAGE), By.TOWNSHIP).groups
        expected = {g.id: (g.tally.direct, g.tally.roster) for g in groups if g.id and g.tally.roster}
        assert {row["id"]: (row["direct"], row["roster"]) for row in rows} == expected
    elif number == 3:
        assert ids == [gap.id for gap in villages.rows if gap.state is State.INHERITED]
    elif number == 4:
        lapsed = {v for _, v, edge in graph.edges(data=True) if edge["end"] and edge["end"] < "2019-12-30"}
        assert ids == sorted(gap.id for gap in of_all.rows if gap.id in lapsed)
    elif number == 5:
        own = next(node for node in graph if name[node] == ASKED["name"])
        pairs = {("helped_by", u) for u, _ in graph.in_edges(own)} | {("helps", v) for _, v in graph.out_edges(own)}
        assert {(row["direction"], row["id"]) for row in rows} == pairs
    elif number == 6:
        single = {v: next(iter(some)) for v, some in partners.items() if len(some) == 1 and v in roster}
        assert ids == sorted(v for v, u in single.items() if graph.nodes[u]["kind"] == "enterprise")
    elif number == 7:
        assert ids == sorted(v for v, some in held.items() if {name[u] for u in some} == {ASKED["helper"]})
    elif number == 8:
        order = sorted(helped, key=lambda u: (-len(helped[u]), u))
        assert [(row["id"], row["partners"]) for row in rows] == [(u, len(helped[u])) for u in order[:20]]
    elif number == 9:
        undated = [k for *_, k, edge in graph.edges(keys=True, data=True) if not (edge["start"] and edge["end"])]
        assert sorted(ids) == sorted(undated)
    else:
        given_: dict[str, float] = defaultdict(float)
        for one in asked.contributions():
            if one.measure.value == "funds" and one.recipient:
                given_[one.recipient] += float(one.value)
        assert {row["id"]: row["yuan"] for row in rows} == pytest.approx(dict(given_))
    assert rows or number == 4  # nothing has ended in these packages


def test_the_style_names_every_kind_and_relationship() -> None:
    style = (ROOT / "docs" / "jiedui.grass").read_text("utf-8")
    style = re.sub(r'"[^"]*"', '""', style)  # a caption holds braces of its own
    blocks = dict(re.findall(r"^(\S+)\s*\{([^{}]*)\}", style, re.MULTILINE))
    assert {f"node.{label}" for label in LABELS.values()} <= blocks.keys()
    assert {"node", "relationship", "relationship.PAIRED_WITH", "relationship.PART_OF"} <= blocks.keys()
    assert style.count("{") == style.count("}") == len(blocks)
    for block in blocks.values():
        for part in filter(None, map(str.strip, block.split(";"))):
            assert re.fullmatch(r'[a-z-]+: (#[0-9A-F]{6}|\d+px|"")', part)


def test_compose_asks_for_a_password_and_stays_on_this_machine() -> None:
    text = (ROOT / "compose.yaml").read_text("utf-8")
    assert "${NEO4J_PASSWORD:?" in text
    assert re.findall(r'- "(.*?):\d+:\d+"', text) == ["127.0.0.1", "127.0.0.1"]
