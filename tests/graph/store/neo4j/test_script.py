"""The Cypher script leaves what a push leaves, whatever stands in the data; the questions of the docs answer as we do."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from neo4j import Driver, GraphDatabase

from graph.dataset import Dataset
from graph.errors import StoreError
from graph.model import (
    Agreement,
    AgreementStatus,
    Certainty,
    Contribution,
    ContributionStatus,
    Kind,
    Measure,
    Organization,
    PartialDate,
)
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
            part = store.dataset(one.name, one.version)
            assert target.load(part).unchanged
            assert target.dataset(one.name, one.version).agreements.equals(part.agreements)
            graphs = [home.network(day=one.as_of) for home in (target, store)]
            assert [*graphs[0].nodes(data=True)] == [*graphs[1].nodes(data=True)]
            assert [*graphs[0].edges(keys=True, data=True)] == [*graphs[1].edges(keys=True, data=True)]


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
            with suppress(StoreError):  # as a version of the other one
                store.load(dataset(part.organizations, part.agreements, name="both", as_of=date(2018 + number, 1, 1)))
        with pytest.MonkeyPatch.context() as patch:
            for name, value in shared.environment().items():
                patch.setenv(name, value)
            same("\n".join(statements(store)), shared, store)


@pytest.mark.full
def test_a_pipe_gets_the_script(tmp_path: Path) -> None:
    run_ = [sys.executable, str(ROOT / "cli.py"), "--lang", "en", "--store", str(tmp_path / "a.db")]
    subprocess.run([*run_, "load", "nepal-2015"], capture_output=True, check=False)
    found = subprocess.run([*run_, "export", "cypher"], capture_output=True, check=True)
    assert found.stdout.decode("utf-8").startswith("// A network exported by jiedui")
    wrong = subprocess.run([*run_, "export", "gephi"], capture_output=True, check=False)
    assert wrong.returncode == 2
    assert b"cypher" in wrong.stderr


# --- the docs

COUNTY = Organization(id="c", name="甲县", kind=Kind.COUNTY)
TOWN = Organization(id="t", name="乙镇", kind=Kind.TOWNSHIP, part_of="c", on_roster=True)
VILLAGES = tuple(
    Organization(id=f"v{n}", name=f"{n}村", kind=Kind.VILLAGE, part_of="t", on_roster=True) for n in range(9)
)
FIRMS = tuple(Organization(id=f"f{n}", name=f"公司{n}", kind=Kind.ENTERPRISE) for n in range(3))
OFFICE = Organization(id="o", name="某局", kind=Kind.DEPARTMENT)


def deal(id_: str, helper: str, recipient: str, start: str | None, end: str | None, group: bool = False) -> Agreement:
    return Agreement(
        id=id_,
        helper=helper,
        recipient=recipient,
        start=PartialDate.parse(start) if start else None,
        end=PartialDate.parse(end) if end else None,
        certainty=Certainty.GROUP if group else Certainty.NAMED,
    )


def money(id_: str, value: str, **whose: Any) -> Contribution:
    return Contribution(id=id_, measure=Measure.FUNDS, value=Decimal(value), unit="yuan", **whose)


PLANS = (
    deal("plan", "f2", "v0", None, None),
    deal("gone", "f2", "v8", "2015", "2018"),
    deal("also", "f2", "v3", "2018", None),
    deal("unit", "f2", "c", "2018", None),
    deal("here", "f1", "v5", "2018", None),
)
"""What is only planned: it changes none of the answers."""
OWN = (
    dataset(
        [COUNTY, TOWN, *VILLAGES, *FIRMS, OFFICE],
        [
            deal("over", "f0", "v0", "2017", "2018"),  # ended
            deal("soon", "f0", "v1", "2019-12-31", None),  # begins tomorrow
            deal("one", "f0", "v2", "2018", None),
            deal("two", "f1", "v2", "2018", "2020"),
            deal("office", "o", "v3", "2018-05", "2019-12-30"),  # its last day
            deal("more", "f1", "v4", None, None),
            deal("again", "f1", "v4", "2019", None),  # one partner still
            *(deal("many", helper, village, "2018", None, True) for helper in ("f0", "f2") for village in ("v5", "v6")),
            deal("last", "f1", "v7", "2015", "2019-12-29"),
            deal("back", "v8", "o", "2018", None),  # helps
            *(replace(one, status=AgreementStatus.PLANNED) for one in PLANS),
        ],
        [
            money("m0", "0.1", agreement="one"),
            money("m1", "0.2", agreement="one"),
            money("m2", "3856100.50", agreement="two"),
            money("m3", "1000", agreement="many"),  # nobody knows whose
            money("m4", "7", agreement="many", recipient="v6"),
            money("m5", "12", helper="o", recipient="v3"),
            money("m6", "5", agreement="elsewhere"),
            money("m7", "70", agreement="one", status=ContributionStatus.PLANNED),
        ],
    ),
    dataset(
        [TOWN, OFFICE], [deal("elsewhere", "o", "t", "2019", None)], [money("n0", "9", agreement="back")], name="b"
    ),
)
SERIES = ((date(2019, 6, 30), ("f0v0", "f1v1", "f1v5")), (DAY, ("f0v1", "f1v5")), (date(2020, 6, 30), ("f2v0", "f2v6")))
"""What each version of a ledger lists: helper and recipient."""
VERSIONS = (
    *(
        dataset(
            [COUNTY, TOWN, *VILLAGES, *FIRMS],
            [deal(pair, pair[:2], pair[2:], "2018", None) for pair in pairs],
            [money(f"m{day}", str(day.month), agreement=pairs[-1])],
            as_of=day,
        )
        for day, pairs in SERIES
    ),
)
SCENES: dict[str, tuple[tuple[str, ...] | tuple[Dataset, ...], date, str, str]] = {
    "panzhou": (PACKAGES, DAY, "盘州市人民医院", "示例企业01"),
    "nepal": (("nepal-2015",), date(2015, 7, 6), "British RC", "British RC"),
    "east-west": (("east-west",), date(2018, 6, 1), "大连市", "北京市"),
    "own": (OWN, DAY, "5村", "公司1"),
    "versions": (VERSIONS, DAY, "5村", "公司1"),
}
"""What is loaded, the day that is asked for, an organization and a helper."""
ANSWERED = {
    1: {"panzhou", "nepal", "own", "versions"},
    2: {"panzhou", "own", "versions"},
    3: {"panzhou", "own"},
    4: {"own", "versions"},
    5: {"panzhou", "nepal", "east-west", "own", "versions"},
    6: {"panzhou", "own", "versions"},
    7: {"panzhou", "nepal", "east-west", "own", "versions"},
    8: {"panzhou", "nepal", "east-west", "own", "versions"},
    9: {"panzhou", "nepal", "east-west", "own", "versions"},
    10: {"panzhou", "own", "versions"},
}
"""Question → the scenes in which it has an answer at all."""


def blocks(page: str) -> list[str]:
    """The queries of a page."""
    return re.findall(r"^```cypher\n(.*?)^```", (ROOT / "docs" / page).read_text("utf-8"), re.DOTALL | re.MULTILINE)


def questions() -> dict[int, tuple[str, list[str]]]:
    """The ten queries of the docs, by number: the query, and the words of the command that stands in its second line."""
    found = {}
    for query in blocks("neo4j.md"):
        match = re.match(r"// (\d+)\. .*\n// jiedui (.+?)(?:   \(.*\))?\n", query)
        if match:
            found[int(match[1])] = query, match[2].split()
    return found


@dataclass(frozen=True)
class Scene:
    """A server with what is loaded into it, and what is asked."""

    name: str
    store: Neo4jStore
    day: date
    values: dict[str, Any]

    def command(self, words: list[str]) -> list[dict[str, Any]]:
        """The rows of the command."""
        filled = [self.values[word[1:]] if word.startswith("$") else word for word in words]
        asked = ("--store", self.store.location, *filled, "--as-of", str(self.day), "-f", "json")
        rows: list[dict[str, Any]] = json.loads(jiedui(*asked)[0])["rows"]
        return rows


@pytest.fixture(scope="module", params=SCENES)
def scene(request: pytest.FixtureRequest, servers: Callable[[str], Server]) -> Iterator[Scene]:
    """A server with what a scene holds."""
    parts, day, name, helper = SCENES[request.param]
    with Home("neo4j", servers(next(iter(LINES)))).empty() as store:
        assert isinstance(store, Neo4jStore)
        for part in parts:
            store.load(inputs.load(part).dataset if isinstance(part, str) else part)
        yield Scene(
            request.param, store, day, {"day": int(f"{day:%Y%m%d}"), "on": str(day), "name": name, "helper": helper}
        )


def test_there_are_ten_in_both_languages() -> None:
    assert sorted(questions()) == list(range(1, 11))
    assert all(re.match(r"// \d+\. [A-Z].*?[?]  .*[\u4e00-\u9fff].*？", query) for query, _ in questions().values())
    assert len(blocks("neo4j.md")) == 11  # and the one with versions
    assert not blocks("neo4j.zh.md")  # it names the English page


@pytest.mark.full
def test_the_query_with_versions_is_answered_as_ours(scene: Scene) -> None:
    (query,) = (one for one in blocks("neo4j.md") if not re.match(r"// \d+", one))
    query = query.replace("20191230", "$day").replace("'2019-12-30'", "$on")
    expected = [(row["name"], row["id"]) for row in scene.command(["gaps", "village"])]
    assert [tuple(row.values()) for row in scene.store.server.run(query, **scene.values)] == (
        expected if scene.name in ANSWERED[1] else []
    )


@pytest.mark.parametrize("number", range(1, 11))
def test_a_question_in_cypher_is_answered_as_its_command(scene: Scene, number: int) -> None:
    query, words = questions()[number]
    rows = [tuple(row.values()) for row in scene.store.server.run(query, **scene.values)]
    ours = scene.command(words)
    expected: list[tuple[Any, ...]]
    if number == 1:
        expected = [(row["id"], row["name"]) for row in ours]
    elif number == 2:
        groups = [row for row in ours if row["group_id"] and row["roster"]]
        groups.sort(key=lambda row: (row["share_direct"], row["group_id"]))
        expected = [
            (
                row["group_id"],
                row["group"].rpartition(" / ")[2],
                row["direct"],
                row["roster"],
                pytest.approx(100 * row["share_direct"], abs=0.051),
            )
            for row in groups
        ]
    elif number == 3:
        expected = [(row["id"], row["name"]) for row in ours if row["state"] == "inherited"]
    elif number == 4:
        expected = [(row["id"], row["name"]) for row in ours if row["last_partner"] is not None]
    elif number == 5:
        fields = ("direction", "partner_id", "partner", "form", "start", "end", "status", "source_id")
        in_order = sorted(ours, key=lambda row: (row["direction"], row["partner_id"], row["agreement"]))
        expected = [tuple(row[field] for field in fields) for row in in_order]
    elif number == 6:
        expected = [(row["id"], row["name"], row["partner"]) for row in ours]
    elif number == 7:
        expected = sorted((row["id"], row["name"]) for row in ours if row["orphaned"])
    elif number == 8:
        expected = [(row["id"], row["name"], row["value"]) for row in ours[:20] if row["value"]]
    elif number == 9:
        undated = [row for row in ours if row["rule"].startswith("undated")]
        undated.sort(key=lambda row: row["subject_id"])
        expected = [(row["subject_id"], row["subject"], row["rule"]) for row in undated]
        rows = [
            (id_, pairs[0], ":".join(("undated", *["start"] * (start is None), *["end"] * (end is None))))
            for id_, pairs, start, end in rows
        ]
    else:
        expected = [(row["id"], row["name"], row["value"]) for row in ours if row["value"]]
        assert all(sources for *_, sources in rows)
        rows = [row[:3] for row in rows]
    assert rows == expected
    assert bool(rows) == (scene.name in ANSWERED[number])


@pytest.mark.parametrize("scene", ["panzhou"], indirect=True)
def test_money_under_an_agreement_reaches_its_recipient(scene: Scene) -> None:
    """Question 10 gave 1 recipient of 66: contributions that name only an agreement were tied to nobody."""
    assert len(scene.store.server.run(questions()[10][0], **scene.values)) == 66


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
