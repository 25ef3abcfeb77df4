"""Pushing to a real server: checked before anything is changed, and what is said of it is so, whatever happens."""

from __future__ import annotations

import http.server
import os
import re
import signal
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from graph.dataset import Dataset
from graph.errors import StoppedError, StoreError
from graph.model import Agreement, Contribution, Kind, Measure, Organization, PartialDate
from graph.query import Query
from graph.store.copy import copy
from graph.store.neo4j import lease
from graph.store.neo4j.probe import why_unreachable
from graph.store.neo4j.schema import NEVER
from graph.store.neo4j.store import Neo4jStore
from graph.store.open import open_store
from tests.commands import ROOT, process
from tests.graph.store.neo4j.proxy import Cut, close, proxied
from tests.graph.store.neo4j.server import Server
from tests.graph.store.neo4j.test_server import DAY, SMALL, emptied, jiedui, write
from tests.graph.store.test_loads import COUNTY, DEAL, HELPER, TOWN, VILLAGE, content
from tests.records import dataset

OTHER = dataset(
    [
        replace(VILLAGE, name="改名村"),
        TOWN,
        replace(COUNTY, part_of=None),
        Organization(id="w", name="二村", kind=Kind.VILLAGE),
    ],
    [],
    name="other",
)


def filled(path: Path, *parts: Dataset) -> str:
    """A file with these datasets."""
    with open_store(str(path), create=True) as store:
        for part in parts:
            store.load(part)
    return str(path)


def pushed(source: str, uri: str, *options: str, lang: str = "en", code: int = 0) -> str:
    """What a push says."""
    return jiedui("--lang", lang, "--store", source, "push", uri, *options, code=code)[1].replace("\n", " ")


def state(server: Server) -> object:
    """All that stands on a server, ours or not; the lease aside."""
    with open_store(server.uri, create=True) as store:
        assert isinstance(store, Neo4jStore)
        nodes = store.server.run("MATCH (n) WHERE NOT n:JieduiStore RETURN labels(n) AS l, properties(n) AS p")
        ties = store.server.run("MATCH (a)-[x]->(b) RETURN a.id AS a, type(x) AS t, b.id AS b, properties(x) AS p")
        version = store.server.run("MATCH (m:JieduiStore) RETURN m.version AS version, m.unfinished AS unfinished")
        return sorted(map(repr, nodes)), sorted(map(repr, ties)), version


# --- refused before anything is changed


@pytest.mark.full
def test_a_wiping_push_beside_another_program_s_data_changes_nothing(server: Server, tmp_path: Path) -> None:
    source = filled(tmp_path / "a.db", OTHER)
    with emptied(server) as store:
        store.load(SMALL)
        write(store, "MATCH (v:Village {id: 'v'}) CREATE (:Person {name: 'somebody'})-[:LIVES_IN]->(v)")
        before = state(server)
        assert "another program; nothing was changed" in pushed(source, server.uri, "--wipe", code=1)
        assert "未作任何改动" in pushed(source, server.uri, "--wipe", lang="zh", code=1)
        assert state(server) == before
        assert "copied" in pushed(source, server.uri)  # as the message says
        write(store, "MATCH (n:Person) DETACH DELETE n")
        assert "Earlier data removed" in pushed(source, server.uri, "--wipe")


def test_an_empty_source_changes_nothing(server: Server, tmp_path: Path) -> None:
    with emptied(server) as store, open_store(str(tmp_path / "a.db"), create=True) as empty:
        store.load(SMALL)
        before = state(server)
        for wipe in (False, True):
            with pytest.raises(StoreError) as caught:
                list(copy(empty, store, lambda _: unwatched(), wipe=wipe))
            assert "nothing to copy" in caught.value.message("en")
            assert "没有数据" in caught.value.message("zh")
        assert state(server) == before


@pytest.mark.parametrize("options", [(), ("--wipe",)])
def test_a_source_that_is_damaged_in_its_second_dataset_changes_nothing(
    server: Server, tmp_path: Path, options: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    source = filled(tmp_path / "a.db", OTHER, SMALL)
    with emptied(server) as store, open_store(source) as file:
        store.load(replace(SMALL, name="there"))
        before = state(server)
        whole = type(file).dataset

        def damaged(self: object, name: str, version: str | None = None) -> Dataset:
            if name == "test":
                raise StoreError("store.open", path=source, why="damaged")
            return whole(self, name, version)  # type: ignore[arg-type]  # the file, then

        monkeypatch.setattr(type(file), "dataset", damaged)
        pushed(source, server.uri, *options, code=1)
        assert state(server) == before


def test_a_server_that_another_writer_holds_is_not_changed(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = filled(tmp_path / "a.db", OTHER)
    monkeypatch.setattr(lease, "PATIENCE", 1)
    with emptied(server) as store:
        store.load(SMALL)
        before = state(server)
        with lease.Writer(store.server):
            assert "Another load is writing" in pushed(source, server.uri, "--wipe", code=1)
        assert state(server) == before


# --- one step


@pytest.mark.full
def test_a_wiping_push_leaves_what_a_push_to_an_empty_server_leaves(server: Server, tmp_path: Path) -> None:
    """Organizations that stay, change, go and come; agreements, money and claims of both."""
    money = [Contribution(id="m", agreement="a", measure=Measure.FUNDS, value=Decimal(1), unit="yuan")]
    third = dataset([HELPER, replace(COUNTY, kind=Kind.PREFECTURE)], name="third")
    new = [OTHER, dataset([COUNTY, TOWN, VILLAGE, HELPER], [DEAL], money), third]
    source = filled(tmp_path / "a.db", *new)
    with emptied(server) as store:
        pushed(source, server.uri)
        expected = content(store), [tables(store.dataset(part.name)) for part in new], labels(store)
    with emptied(server) as store:
        gone = Agreement(id="b", helper="h", recipient="c", start=PartialDate(2001))
        store.load(
            dataset(
                [COUNTY, HELPER, Organization(id="x", name="别处", kind=Kind.VILLAGE, part_of="c")], [gone], name="old"
            )
        )
        store.load(SMALL)
        said = pushed(source, server.uri, "--wipe")
        assert said.count("copied") == 3
        assert "Earlier data removed from" in said
        assert "old" in said
        found = content(store), [tables(store.dataset(part.name)) for part in new], labels(store)
        assert expected == found
        assert "removed" not in pushed(source, server.uri, "--wipe")
        write(store, "MATCH ()-[a:PAIRED_WITH {id: 'a'}]->() SET a.end = '1999', a.end_last = 19991231")  # by hand
        pushed(source, server.uri, "--wipe")
        assert expected[0] == content(store)


def tables(part: Dataset) -> list[object]:
    """What a dataset holds."""
    frames = (part.organizations, part.agreements, part.contributions)
    return [part.name, part.fingerprint, part.claims, *(frame.to_dicts() for frame in frames)]


def labels(store: Neo4jStore) -> list[dict[str, object]]:
    """What people who ask the server see: labels and relationships."""
    return [
        *store.server.run("MATCH (o:Organization) UNWIND labels(o) AS l RETURN o.id AS id, l ORDER BY id, l"),
        *store.server.run(
            "MATCH (a)-[x]->(b) WHERE coalesce(a.died, $never) = $never "  # the next load removes what died
            "RETURN a.id AS a, type(x) AS t, b.id AS b ORDER BY t, a, b, x.id",
            never=NEVER,
        ),
    ]


def test_who_reads_during_a_wiping_push_sees_the_former_state_until_the_new_one_is_there(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = filled(tmp_path / "a.db", OTHER)
    with emptied(server) as store, open_store(server.uri, create=True) as reader:
        store.load(SMALL)
        seen = []
        whole = lease.Writer.write

        def slow(self: lease.Writer, *queries: str, **parameters: object) -> object:
            seen.append({node: data["name"] for node, data in reader.network().nodes(data=True)})
            return whole(self, *queries, **parameters)

        monkeypatch.setattr(lease.Writer, "write", slow)
        pushed(source, server.uri, "--wipe")
        seen.append({node: data["name"] for node, data in reader.network().nodes(data=True)})
    former = {"c": "盘州市", "t": "双凤镇", "v": "一村", "h": "甲公司"}
    new = {"c": "盘州市", "t": "双凤镇", "v": "改名村", "w": "二村"}
    assert seen[0] == former
    assert seen[-1] == new
    assert all(one in (former, new) for one in seen)


# --- the connection is lost at the commit


@pytest.mark.full
@pytest.mark.parametrize("cut", [Cut.BEFORE, Cut.AFTER, Cut.LATE])
@pytest.mark.parametrize("options", [(), ("--wipe",)])
def test_a_commit_whose_answer_is_lost_is_looked_up(
    server: Server, tmp_path: Path, cut: Cut, options: tuple[str, ...]
) -> None:
    """It said that it had failed after a push that was committed."""
    source = filled(tmp_path / "a.db", OTHER)
    with emptied(server) as store:
        store.load(SMALL)
        with proxied(server.uri, cut) as proxy:
            found = process("--lang", "en", "--store", source, "push", proxy.uri, *options, cwd=tmp_path)
            assert proxy.done
        assert (found.returncode, only_ours(found.stderr)) == (0, ["other: 4 organizations and 0 agreements copied"]), (
            found.stderr.decode()
        )
        assert {one.name for one in store.datasets()} == ({"other"} if options else {"other", "test"})
        assert len(store.server.run("MATCH (o:Organization {id: 'w'}) RETURN 1")) == 1
        assert store.server.run("MATCH (m:JieduiStore) RETURN m.writer AS w, m.unfinished AS u") == [
            {"w": None, "u": None}
        ]


def only_ours(stderr: bytes) -> list[str]:
    """The sentences on standard error, up to the first address or full stop, the other data besides left out."""
    lines = stderr.decode().splitlines()
    return [
        re.split(r" (?:to|from) bolt|\.$", line)[0]
        for line in lines
        if "also holds" not in line and "Earlier" not in line
    ]


@pytest.mark.full
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_where_nobody_can_be_asked_it_is_said_that_it_is_unknown(server: Server, tmp_path: Path, lang: str) -> None:
    source = filled(tmp_path / "a.db", OTHER)
    with emptied(server) as store:
        store.load(SMALL)
        with proxied(server.uri, Cut.GONE) as proxy:
            found = process("--lang", lang, "--store", source, "push", proxy.uri, cwd=tmp_path)
        said = found.stderr.decode()
        assert found.returncode == 1
        assert said.count("\n") == 1, said
        assert ("it is not known whether" if lang == "en" else "无法确定数据是否已写入") in said
        command = re.search(r"[“\"]jiedui (--store \S+ sources)[”\"]", said)
        assert command
        looked = jiedui(*command[1].replace(proxy.uri, server.uri).split(), "-f", "json")[0]
        assert '"other"' in looked  # it was
        assert "unchanged" in pushed(source, server.uri)  # and is not written twice


# --- Ctrl-C


@pytest.mark.parametrize("wipe", [False, True])
def test_ctrl_c_before_the_step_leaves_the_former_state_and_says_so(
    server: Server, tmp_path: Path, wipe: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = filled(tmp_path / "a.db", OTHER)
    with emptied(server) as store, open_store(source) as file:
        store.load(SMALL)
        before = content(store)

        def stop(*_: object, **__: object) -> None:
            raise KeyboardInterrupt

        with monkeypatch.context() as patch:
            patch.setattr(lease.Writer, "move", stop)
            with pytest.raises(StoppedError) as caught:
                list(copy(file, store, lambda _: unwatched(), wipe=wipe))
        assert (caught.value.key, caught.value.exit_code) == ("store.stopped", 130)
        assert content(store) == before
        pushed(source, server.uri, "--wipe")
        assert [one.name for one in store.datasets()] == ["other"]


def test_ctrl_c_between_two_datasets_says_which_are_there(server: Server, tmp_path: Path) -> None:
    source = filled(tmp_path / "a.db", OTHER, SMALL)
    with emptied(server) as store, open_store(source) as file:
        copying = copy(file, store, watched)
        assert next(copying).values["name"] == "other"
        with pytest.raises(StoppedError) as caught:
            next(copying)
        assert caught.value.key == "copy.stopped"
        assert [one.name for one in store.datasets()] == ["other"]


@contextmanager
def watched(name: str) -> Iterator[None]:
    if name == "test":
        raise KeyboardInterrupt
    yield None


@contextmanager
def unwatched() -> Iterator[None]:
    yield None


@pytest.mark.parametrize("at", ["move", "after"])
def test_ctrl_c_when_it_was_written_says_so(server: Server, at: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from graph.store.neo4j.write import _Load

    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with emptied(server) as store:
        store.load(SMALL)
        with monkeypatch.context() as patch:
            if at == "after":
                patch.setattr(_Load, "_relabel", stop)
            else:
                whole = lease.Writer.write

                def stopped(self: lease.Writer, *queries: str, **parameters: object) -> object:
                    rows = whole(self, *queries, **parameters)
                    if "to" in parameters:  # its commit is through
                        raise KeyboardInterrupt
                    return rows

                patch.setattr(lease.Writer, "write", stopped)
            with pytest.raises(StoppedError) as caught:
                store.load(OTHER)
        assert caught.value.key == "store.stopped_after"
        assert len(store.datasets()) == 2
        store.load(replace(SMALL, fingerprint="again"))
        assert store.server.run("MATCH (m:JieduiStore) RETURN m.unfinished AS u") == [{"u": None}]


@pytest.mark.full
def test_ctrl_c_in_a_terminal_ends_in_one_line(server: Server, tmp_path: Path) -> None:
    orgs = [Organization(id=f"v{n}", name=f"{n}村", kind=Kind.VILLAGE, on_roster=True) for n in range(60_000)]
    source = filled(
        tmp_path / "a.db",
        dataset([*orgs, HELPER], [Agreement(id=f"a{o.id}", helper="h", recipient=o.id) for o in orgs]),
    )
    with emptied(server) as store:
        store.load(OTHER)
        run = subprocess.Popen(
            [sys.executable, "-m", "cli", "--lang", "en", "--store", source, "push", server.uri, "--wipe"],
            cwd=ROOT,
            stderr=subprocess.PIPE,
            env=os.environ | {"PYTHONWARNINGS": "always"},
        )
        while run.poll() is None and not store.server.run("MATCH (o:Organization) WHERE o.id = 'v9' RETURN 1"):
            time.sleep(0.05)
        run.send_signal(signal.SIGINT)
        _, said = run.communicate()
        assert (run.returncode, said.decode().count("\n")) == (130, 1), said.decode()
        assert f"{server.uri} holds what it held before" in said.decode()
        assert [one.name for one in store.datasets()] == ["other"]
        pushed(source, server.uri, "--wipe")
        assert store.gaps(Query(DAY)).tally.direct == 60_000


# --- two and a reader


@pytest.mark.full
def test_two_push_while_a_third_reads_and_nothing_is_lost(server: Server, tmp_path: Path) -> None:
    """Each is told the truth, and the reader sees whole datasets only."""
    sources = []
    for name in ("one", "two"):
        orgs = [
            Organization(id=f"{name}{n}", name=f"{name}{n}", kind=Kind.VILLAGE, on_roster=True) for n in range(3000)
        ]
        deals = [
            Agreement(id=f"{name}{n}", helper="h", recipient=org.id, start=PartialDate(2018))
            for n, org in enumerate(orgs)
        ]
        sources.append(filled(tmp_path / f"{name}.db", dataset([HELPER, *orgs], deals, name=name)))
    with emptied(server) as store:
        store.load(SMALL)
        running = [
            subprocess.Popen(
                [sys.executable, "-m", "cli", "--lang", "en", "--store", source, "push", server.uri],
                cwd=ROOT,
                stderr=subprocess.PIPE,
            )
            for source in sources
        ]
        seen = set()
        while any(one.poll() is None for one in running):
            seen.add(store.gaps(Query(DAY)).tally.direct)
        for one, name in zip(running, ("one", "two"), strict=True):
            said = one.communicate()[1].decode()
            assert one.returncode == 0, said
            assert f"{name}: 3,001 organizations and 3,000 agreements copied" in said.replace("\n", " ")
        assert seen <= {1, 3001, 6001}
        assert {one.name for one in store.datasets()} == {"test", "one", "two"}
        assert store.gaps(Query(DAY)).tally.direct == 6001
        wiping = [
            subprocess.Popen(
                [sys.executable, "-m", "cli", "--lang", "en", "--store", source, "push", server.uri, "--wipe"],
                cwd=ROOT,
                stderr=subprocess.PIPE,
            )
            for source in sources
        ]
        assert all("copied" in one.communicate()[1].decode() for one in wiping)
        assert [one.name for one in store.datasets()] in (["one"], ["two"])  # the one that was last, whole
        assert store.gaps(Query(DAY)).tally.direct == 3000


# --- standard error


@contextmanager
def listening(answer: Callable[[socket.socket], None]) -> Iterator[int]:
    """Something that answers on a port of its own."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=answer, args=(client,), daemon=True).start()

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield listener.getsockname()[1]
    finally:
        close(listener)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate that nobody trusts, with its key."""
    file = tmp_path_factory.mktemp("tls") / "both.pem"
    subprocess.run(
        [
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-days",
            "2",
            "-subj",
            "/CN=localhost",
            "-keyout",
            str(file),
            "-out",
            str(file.with_suffix(".crt")),
        ],
        check=True,
        capture_output=True,
    )
    file.write_bytes(file.read_bytes() + file.with_suffix(".crt").read_bytes())
    return file


@contextmanager
def encrypted(server: Server, certificate: Path) -> Iterator[int]:
    """A port on which the server is reached encrypted."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)

    def answer(client: socket.socket) -> None:
        try:
            stream = context.wrap_socket(client, server_side=True)
        except OSError:
            client.close()
            return
        behind = socket.create_connection(("127.0.0.1", int(server.uri.rpartition(":")[2])))
        for one, other in ((stream, behind), (behind, stream)):
            threading.Thread(target=pump, args=(one, other), daemon=True).start()

    with listening(answer) as port:
        yield port


def pump(one: socket.socket, other: socket.socket) -> None:
    try:
        while data := one.recv(1 << 16):
            other.sendall(data)
    except OSError:
        pass
    close(one, other)


class Page(http.server.BaseHTTPRequestHandler):
    """A web page."""

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.mark.full
def test_what_answers_at_an_address_is_told(server: Server, certificate: Path) -> None:
    web = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Page)
    threading.Thread(target=web.serve_forever, daemon=True).start()
    port = web.server_address[1]
    plain = server.uri.rpartition(":")[2]
    with encrypted(server, certificate) as hidden:
        for address, key in (
            (f"bolt+s://127.0.0.1:{plain}", "store.tls"),
            (f"neo4j+ssc://127.0.0.1:{plain}", "store.tls"),
            (f"bolt://127.0.0.1:{hidden}", "store.tls"),
            (f"bolt+s://127.0.0.1:{hidden}", "store.tls"),  # nobody trusts its certificate
            (f"bolt+s://127.0.0.1:{port}", "store.not_a_server"),
            (f"neo4j://127.0.0.1:{port}", "store.not_a_server"),
            ("bolt://127.0.0.1:1", "store.down"),
            ("bolt://127.0.0.1:99999", "store.down"),
            ("neo4j://no-such-host.invalid", "store.down"),
        ):
            assert why_unreachable(address) == key, address
    web.shutdown()
    web.server_close()


@pytest.mark.full
def test_standard_error_holds_our_lines_only(server: Server, certificate: Path, tmp_path: Path) -> None:
    source = filled(tmp_path / "a.db", OTHER)
    noisy = {"PYTHONWARNINGS": "always", "PYTHONDEVMODE": "1"}
    web = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Page)
    threading.Thread(target=web.serve_forever, daemon=True).start()
    with encrypted(server, certificate) as hidden:
        for address, says, more in (
            ("bolt://127.0.0.1:1", "No Neo4j server answers", {}),
            ("neo4j://127.0.0.1:1", "No Neo4j server answers", {}),
            (f"bolt://127.0.0.1:{web.server_address[1]}", "not as a Neo4j server answers", {}),
            (f"bolt://127.0.0.1:{hidden}", "do not agree on encryption", {}),
            (f"neo4j+s://127.0.0.1:{hidden}", "do not agree on encryption", {}),
            (server.uri, "refuses the user or the password", {"NEO4J_PASSWORD": "wrong"}),
        ):
            found = process("--lang", "en", "--store", source, "push", address, cwd=tmp_path, **noisy, **more)
            lines = found.stderr.decode().splitlines()
            assert (found.returncode, len(lines)) == (1, 1), (address, lines)
            assert says in lines[0], address
    web.shutdown()
    web.server_close()


@pytest.mark.full
def test_a_server_that_goes_away_is_told_in_one_line(server: Server, tmp_path: Path) -> None:
    """The driver wrote of transactions that it would try again, and of defunct connections."""
    source = filled(tmp_path / "a.db", OTHER)
    with emptied(server) as store:
        store.load(SMALL)
        before = content(store)
        with proxied(server.uri, Cut.GONE) as proxy:
            proxy.moves = b"m.unfinished = true"
            found = process("--store", source, "push", proxy.uri, "--wipe", cwd=tmp_path, PYTHONWARNINGS="always")
        said = found.stderr.decode()
        assert (found.returncode, said.count("\n")) == (1, 1), said
        assert "What it held before is unchanged" in said
        assert content(store) == before
