"""A real server: errors are explained, what is not ours is never touched, a load that is killed leaves the former state."""

from __future__ import annotations

import ast
import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import cli
from graph.errors import StoreError
from graph.model import Agreement, Kind, Organization
from graph.query import By, Query
from graph.store import Store
from graph.store.neo4j import lease, schema
from graph.store.neo4j import server as ours
from graph.store.neo4j.store import Neo4jStore
from graph.store.neo4j.write import prepare
from graph.store.open import open_store
from tests.graph.store.neo4j.server import LINES, Server, running
from tests.graph.store.test_loads import COUNTY, DEAL, HELPER, TOWN, VILLAGE, content
from tests.records import dataset

ROOT = Path(__file__).parents[4]
RUN = CliRunner()
DAY = date(2019, 12, 30)
SMALL = dataset([COUNTY, TOWN, VILLAGE, HELPER], [DEAL])
LOAD = """
import sys
from graph.store.neo4j import lease
from graph.store.open import open_store
from loaders import load
lease.LEASE, lease.BATCH = 3, 2000
open_store(sys.argv[1], create=True).load(load(sys.argv[2]).dataset)
print("done")
"""
VILLAGES = 12_000
KILLS = 4


@contextmanager
def emptied(server: Server) -> Iterator[Neo4jStore]:
    store = open_store(server.uri, create=True)
    assert isinstance(store, Neo4jStore)
    with store:
        store.wipe()
        yield store


def jiedui(*args: str, code: int = 0) -> tuple[str, str]:
    found = RUN.invoke(cli.app, list(args))
    assert found.exit_code == code, found.output
    return found.stdout, found.stderr


# --- what goes wrong


def refused(url: str, **options: Any) -> StoreError:
    with pytest.raises(StoreError) as caught, open_store(url, **options) as store:
        store.load(SMALL)
    for lang in ("en", "zh"):
        assert caught.value.message(lang)
    return caught.value


def test_a_server_that_is_not_there() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NEO4J_PASSWORD", "x")
        assert refused("bolt://127.0.0.1:1").key == "store.down"


def test_a_wrong_password_is_told_and_never_repeated(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "not-the-secret")
    error = refused(server.uri)
    assert error.key == "store.password"
    assert "not-the-secret" not in error.message("en") + error.message("zh")
    monkeypatch.delenv("NEO4J_PASSWORD")
    assert refused(server.uri).key == "store.no_password"
    assert refused(server.uri, ask=lambda user: (user, "wrong")).key == "store.password"
    with open_store(server.uri, create=True, ask=lambda user: (user, server.password)):
        pass


def test_credentials_in_the_address_are_refused_and_not_repeated(server: Server) -> None:
    url = server.uri.replace("://", "://neo4j:top-secret@")
    error = refused(url)
    assert error.key == "store.credentials"
    assert "top-secret" not in error.message("en") + error.message("zh")
    out, err = jiedui("--lang", "en", "--store", url, "sources", code=1)
    assert "top-secret" not in out + err


def test_a_database_that_is_not_there(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_DATABASE", "nowhere")
    error = refused(server.uri, create=True)
    assert (error.key, error.values["name"]) == ("store.database", "nowhere")


def test_encryption_that_the_server_does_not_speak(server: Server) -> None:
    assert refused(server.uri.replace("bolt://", "bolt+s://")).key == "store.tls"


def test_a_server_that_is_too_old(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ours, "OLDEST", (9999, 0))
    assert refused(server.uri).key == "store.old"


def test_an_unknown_scheme() -> None:
    assert refused("https://127.0.0.1:7474").key == "store.scheme"


@pytest.mark.full
@pytest.mark.server
def test_a_server_that_may_only_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with running(next(iter(LINES)), tmp_path / "home") as server:
        for name, value in server.environment().items():
            monkeypatch.setenv(name, value)
        with open_store(server.uri, create=True) as store:
            store.load(SMALL)
        server.stop()
        with (tmp_path / "home" / "conf" / "neo4j.conf").open("a", encoding="utf-8") as config:
            config.write("server.databases.read_only=neo4j\n")
        server.start()
        with open_store(server.uri) as store:
            assert store.gaps(Query(DAY)).tally.direct == 1
            with pytest.raises(StoreError) as caught:
                store.load(replace(SMALL, fingerprint="another"))
        assert caught.value.key == "store.read_only"


def test_nothing_of_ours_yet_and_something_newer(server: Server) -> None:
    with emptied(server) as store:
        assert refused(server.uri).key == "store.empty"
        store.load(SMALL)
        write(store, "MATCH (m:JieduiStore) SET m.format = 99")
        assert refused(server.uri).key == "store.newer"
        write(store, "MATCH (m:JieduiStore) SET m.format = 1")


def write(store: Neo4jStore, query: str, **parameters: Any) -> None:
    store.server.driver.execute_query(query, parameters)


@pytest.mark.full
def test_what_is_not_ours_is_never_touched(server: Server) -> None:
    with emptied(server) as store:
        write(store, "CREATE (:Person {name: 'somebody'})-[:KNOWS]->(:Person {name: 'else'})")
        assert refused(server.uri, create=True).key == "store.foreign"
        write(store, "MATCH (p:Person) DETACH DELETE p")
        store.load(SMALL)
        write(
            store,
            "CREATE (:Person {name: 'somebody'})-[:KNOWS]->(:Village {id: 'theirs', name: 'theirs', on_roster: true})",
        )
        before = content(store)
        store.load(replace(SMALL, fingerprint="again"))
        assert {**content(store), "datasets": before["datasets"]} == before
        assert "theirs" not in store.network()
        assert store.gaps(Query(DAY)).tally.roster == 1
        assert store.wipe() > 0
        assert store.server.run("MATCH (p:Person)-[:KNOWS]->(v:Village) RETURN count(*) AS n") == [{"n": 1}]
        write(store, "MATCH (n) DETACH DELETE n")


# --- data that looks like a query

NASTY = (
    "'}) DETACH DELETE n //",
    '"}) MATCH (n) DETACH DELETE n //',
    "`) REMOVE o:Organization //",
    "$name",
    "{id: 1}",
    "\\'",
    "\u202eabc",
    "村'村",
    "x\u0000y".replace("\u0000", "\u2400"),
    "/* */",
    "CALL { MATCH (n) DELETE n }",
)


@pytest.mark.full
def test_data_that_looks_like_a_query_is_data(server: Server, tmp_path: Path) -> None:
    orgs = [
        Organization(
            id=name,
            name=name,
            kind=Kind.VILLAGE,
            on_roster=True,
            name_en=name,
            code=f"c{name}"[:90],
            aliases=(f"a{name}",),
            attributes={name: name},
        )
        for name in NASTY
    ]
    orgs += [Organization(id=f"u{name}", name=name, kind=Kind.TOWNSHIP) for name in NASTY]
    orgs = [replace(org, part_of=f"u{org.id}") if org.kind is Kind.VILLAGE else org for org in orgs]
    orgs.append(HELPER)
    deals = [Agreement(id=name, helper="h", recipient=name, sector=name) for name in NASTY[::2]]
    part = dataset(orgs, deals, name=NASTY[0])
    with emptied(server) as store, open_store(str(tmp_path / "s.db"), create=True) as file:
        for one in (store, file):
            one.load(part)
        assert content(store) == content(file)
        for name in NASTY:
            assert store.find(name) == file.find(name)
            assert store.find(name, within=f"u{name}") == file.find(name, within=f"u{name}")
            for query in (Query(DAY, area=f"u{name}"), Query(DAY, area=name), Query(DAY, sector=name)):
                assert store.gaps(query) == file.gaps(query)
                assert store.coverage(query, By.SECTOR) == file.coverage(query, By.SECTOR)
            assert store.statements(name) == file.statements(name)
            assert store.places([name]) == file.places([name])
        assert store.known(NASTY[1]) == file.known(NASTY[1])


ALLOWED = re.compile(
    r"""(?:LIVE|SEEN|STATED)\.format\('\w'\)|_OF_VERSION\.format\('\w'\)|roster\(state\)|listed|_LIVES\.format\('\w'\)|LABELS\[(?:kind|Kind\(kind\))\]|':'\.join\(LABELS\.values\(\)\)|kind\.value|_[A-Z_]+"""
    r"""|_DELETE\[records\]|records|label|end|query|match|condition|inside|differ|self\._members\(kind(?:, self\._roster)?\)"""
    r"""|'o\.id' if own else 'null'|name"""
)
"""What queries are put together from: constants, labels of the fixed list, and parts that are put together alike."""


def test_no_query_is_built_from_data() -> None:
    found = 0
    for path in sorted((ROOT / "graph" / "store" / "neo4j").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.JoinedStr):
                continue
            fixed = "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
            if not re.search(r"\b(MATCH|UNWIND|WHERE|RETURN|CREATE|SET|sum|count)\b", fixed):
                continue
            for part in node.values:
                if isinstance(part, ast.FormattedValue):
                    assert ALLOWED.fullmatch(ast.unparse(part.value)), (path.name, part.lineno, ast.unparse(part.value))
                    found += 1
    assert found > 20
    # the two free names above: of columns written here, and of the side that is asked for
    source = (ROOT / "graph" / "store" / "neo4j" / "read.py").read_text("utf-8")
    assert 'for name in ("name", "kind", "code", "part_of")' in source
    assert 'end = {"recipient": "r", "helper": "h"}[side]' in source


# --- copying


@pytest.mark.full
def test_push_and_pull_leave_both_equal(server: Server, tmp_path: Path) -> None:
    first, second = tmp_path / "a.db", tmp_path / "b.db"
    jiedui("--store", str(first), "load", "panzhou-dalian", "panzhou-illustrative", "nepal-2015")
    with emptied(server):
        pass
    _, said = jiedui("--lang", "en", "--store", str(first), "push", server.uri)
    assert said.count("copied") == 3
    assert "unchanged" in jiedui("--lang", "en", "--store", str(first), "push", server.uri)[1]
    jiedui("--store", str(second), "pull", server.uri)
    stores = [open_store(str(first)), open_store(server.uri), open_store(str(second))]
    contents = [content(store) for store in stores]
    assert contents[0] == contents[1] == contents[2]
    for name in ("panzhou-dalian", "panzhou-illustrative", "nepal-2015"):
        parts = [store.dataset(name) for store in stores]
        for table in ("organizations", "agreements", "contributions"):
            assert getattr(parts[0], table).equals(getattr(parts[1], table))
            assert getattr(parts[0], table).equals(getattr(parts[2], table))
        assert parts[0].claims == parts[1].claims == parts[2].claims
    for store in stores:
        store.close()
    for question in (
        ("gaps", "village", "--in", "盘州市"),
        ("coverage", "--by", "township"),
        ("partners", "盘州市人民医院"),
        ("explain", "新民镇"),
        ("find", "sf"),
        ("sources",),
        ("rank",),
        ("rank", "--by", "funds"),
        ("depend", "--critical"),
        ("withdraw", "盘州市人民医院", "大连市中医医院"),
        ("withdraw", "--helpers", "enterprise"),
        ("coverage", "village", "--by", "sector"),
        ("coverage", "--by", "township", "--least", "--top", "3"),
        ("coverage", "--by", "township", "--below", "40"),
    ):
        answers = [jiedui("--store", url, *question, "-f", "json")[0] for url in (str(first), server.uri, str(second))]
        assert json.loads(answers[0])["rows"]
        assert answers[0] == answers[1] == answers[2]
    for lang in ("en", "zh"):
        for args, told in (((server.uri, server.uri), server.uri), ((str(first), str(second), "--wipe"), second.name)):
            _, said = jiedui("--lang", lang, "--store", args[0], "push", *args[1:], code=2)
            assert told in said.replace("\n", "")
    _, said = jiedui("--lang", "en", "--store", str(first), "push", server.uri, "--wipe")
    assert said.count("copied") == 3


@pytest.mark.full
def test_every_command_speaks_to_a_server(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with emptied(server):
        pass
    out, _ = jiedui("--lang", "en", "--store", server.uri, "demo")
    assert "56 of 302" in out
    assert (tmp_path / "jiedui-demo.html").exists()
    jiedui("--store", server.uri, "demo", code=2)  # it is not empty any more
    jiedui("--store", server.uri, "check", "conflicts", code=1)
    jiedui("--store", server.uri, "check", "claims", code=1)
    jiedui("--store", server.uri, "map", "--focus", "盘州市人民医院", "-o", "m.html")
    jiedui("--store", server.uri, "template", "-o", "t.xlsx")
    (tmp_path / "r.csv").write_text("帮扶单位,受援村\n锦途公司,海子村\n", "utf-8")
    said, _ = jiedui("--lang", "en", "--store", server.uri, "load", "r.csv", "--in", "盘州市", "-f", "json")
    assert json.loads(said)["summary"]["agreements"] == 1
    jiedui("--store", server.uri, "reconcile")
    out, _ = jiedui("--lang", "en", "--store", server.uri, "partners", "海子村", "--in", "盘州市", "-f", "json")
    assert "锦途公司" in out
    assert not list(tmp_path.glob("*.db"))


# --- what is killed


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two versions of one package: in the first one village in three has a partner, in the second every one."""
    folders = []
    for version, step in ((1, 3), (2, 1)):
        folder = tmp_path_factory.mktemp(f"version{version}")
        (folder / "datapackage.json").write_text('{"name": "large", "jiedui": {"as_of": "2019-12-30"}}', "utf-8")
        rows = ["id,name,kind,part_of,on_roster", "c,County,county,,", "h,Helper,enterprise,,"]
        rows += [f"t{town},Town {town},township,c," for town in range(50)]
        rows += [f"v{n},Village {n} of {version},village,t{n % 50},true" for n in range(VILLAGES)]
        (folder / "organizations.csv").write_text("\n".join(rows), "utf-8")
        deals = ["id,helper,recipient,start", *(f"a{n},h,v{n},2018" for n in range(0, VILLAGES, step))]
        (folder / "agreements.csv").write_text("\n".join(deals), "utf-8")
        folders.append(folder)
    return folders[0], folders[1]


def start(url: str, package: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", LOAD, url, str(package)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=dict(os.environ),
    )


def finished(url: str, package: Path) -> float:
    began = time.monotonic()
    process = start(url, package)
    out, err = process.communicate()
    assert out == b"done\n", err.decode()[-1500:]
    return time.monotonic() - began


def answer(url: str) -> tuple[int, str]:
    """How many have a partner, and what one is called: both belong to one version or the other.

    What was committed when its sender was killed may arrive between two reads: an inquiry is told, and asks again.
    """
    with open_store(url) as store:
        try:
            return asked(store)
        except StoreError as error:
            if error.key != "store.moved":
                raise
            return asked(store)


def asked(store: Store) -> tuple[int, str]:
    with store.snapshot():
        network = store.network("t7")
        fetched = sum(1 for node in network if network.nodes[node]["kind"] == "village" and network.in_degree(node))
        counted = store.gaps(Query(DAY, Kind.VILLAGE, "t7")).tally.direct
        assert fetched == counted
        return store.gaps(Query(DAY, Kind.VILLAGE)).tally.direct, network.nodes["v7"]["name"]


STATES = ((VILLAGES // 3, "Village 7 of 1"), (VILLAGES, "Village 7 of 2"))


@pytest.mark.full
def test_a_load_that_is_killed_leaves_the_former_state(server: Server, packages: tuple[Path, Path]) -> None:
    with emptied(server):
        pass
    finished(server.uri, packages[0])
    seconds = finished(server.uri, packages[1])
    draw = random.Random(20191230)
    at = 1
    for _ in range(KILLS):
        process = start(server.uri, packages[1 - at])
        time.sleep(draw.uniform(0.4, 0.95) * seconds)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        found = answer(server.uri)
        assert found in STATES
        at = STATES.index(found)
    finished(server.uri, packages[1 - at])
    assert answer(server.uri) == STATES[1 - at]
    with open_store(server.uri) as store:
        assert isinstance(store, Neo4jStore)
        left = store.server.run(
            "MATCH ()-[a:PAIRED_WITH]->() WHERE a.died < $never RETURN count(a) AS n", never=schema.NEVER
        )
        assert left == [{"n": 0}]
        assert store.server.run("MATCH (m:JieduiStore) RETURN m.writer AS w, m.unfinished AS u") == [
            {"w": None, "u": None}
        ]


@pytest.mark.full
def test_who_reads_during_a_load_gets_one_state_or_the_other(server: Server, packages: tuple[Path, Path]) -> None:
    with emptied(server):
        pass
    finished(server.uri, packages[0])
    process = start(server.uri, packages[1])
    seen = set()
    with open_store(server.uri) as store:
        while process.poll() is None:
            network = store.network("t7")
            fetched = [node for node in network if network.nodes[node]["kind"] == "village"]
            names = {network.nodes[node]["name"].rpartition(" ")[2] for node in fetched}
            paired = sum(network.in_degree(node) > 0 for node in fetched)
            assert len(fetched) == VILLAGES // 50
            seen.add((*names, paired))
            seen.add(("counted", store.gaps(Query(DAY, Kind.VILLAGE, "t7")).tally.direct))
    process.communicate()
    assert answer(server.uri) == STATES[1]
    former, new = VILLAGES // 150, VILLAGES // 50
    assert {("1", former), ("counted", former)} <= seen
    assert seen <= {("1", former), ("2", new), ("counted", former), ("counted", new)}


@pytest.mark.full
@pytest.mark.server
def test_a_server_that_is_killed_in_the_middle_of_a_load(
    tmp_path: Path, packages: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    with running(next(iter(LINES)), tmp_path / "home") as server:
        for name, value in server.environment().items():
            monkeypatch.setenv(name, value)
        finished(server.uri, packages[0])
        process = start(server.uri, packages[1])
        written = "MATCH (m:JieduiStore) MATCH ()-[a:PAIRED_WITH]->() WHERE a.born > m.version RETURN 1 LIMIT 1"
        with open_store(server.uri) as store:
            assert isinstance(store, Neo4jStore)
            while process.poll() is None and not store.server.run(written):
                time.sleep(0.02)
        server.kill()
        _, err = process.communicate()
        assert b"StoreError" in err
        server.start()
        time.sleep(1)
        assert answer(server.uri) == STATES[0]
        finished(server.uri, packages[1])
        assert answer(server.uri) == STATES[1]


@pytest.mark.full
def test_two_who_write_take_turns(server: Server, packages: tuple[Path, Path]) -> None:
    with emptied(server):
        pass
    both = [start(server.uri, package) for package in packages]
    for out, err in [process.communicate() for process in both]:  # both have ended before anything is asserted
        assert out == b"done\n", err.decode()[-1500:]
    assert answer(server.uri) in STATES


def test_a_load_that_has_just_begun_is_not_another_program(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    marker, looked = ours.Server.marker, list[None]()

    def late(self: ours.Server) -> ours.Row | None:
        """What was there before another load made its marker, then what is there."""
        if looked:
            return marker(self)
        looked.append(None)
        prepare(self)
        return None

    with emptied(server) as store:
        monkeypatch.setattr(ours.Server, "marker", late)
        store.load(SMALL)
        assert store.count() == 4


def test_a_writer_that_lost_its_place_can_do_no_more(server: Server) -> None:
    with emptied(server) as store:
        store.load(SMALL)
        with lease.Writer(store.server) as writer:
            write(store, "MATCH (m:JieduiStore) SET m.writer = 'another'")
            with pytest.raises(StoreError) as caught:
                writer.write("MATCH (o:Organization) DETACH DELETE o")
            assert caught.value.key == "store.overtaken"
            with pytest.raises(StoreError) as caught:  # here the lease is looked at last
                writer.batches(
                    "UNWIND $rows AS row MATCH (o:Organization {id: row}) DETACH DELETE o",
                    ["h", "v"],
                    2,
                    lambda *_: None,
                    "organization",
                )
            assert caught.value.key == "store.overtaken"
        assert store.count() == 4
        write(store, "MATCH (m:JieduiStore) REMOVE m.writer")
