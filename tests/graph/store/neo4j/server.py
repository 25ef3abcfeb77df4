"""A real Neo4j server for tests: Community from Maven Central, in a process of its own, on loopback, with a password.

It needs a JDK and Maven; `NEO4J_TEST_URI` (with `NEO4J_USERNAME` and `NEO4J_PASSWORD`) names another server to use
instead, whose database must be empty. The jars are kept in `target/` beside this file.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import pytest

HERE = Path(__file__).parent
LINES = {"5.26.30": range(17, 24), "2026.08.1": range(21, 100)}
"""The releases that are tested, the long-supported one first, and the versions of Java that each runs on."""
PASSWORD = "a-password-for-tests"
STARTED = 90
"""Seconds within which a server has to answer after its start."""
BRIEF = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""Options of a Java that lives for some minutes: it compiles less, and answers a little slower."""
OPENED = ("java.nio", "java.io", "java.lang", "java.util.concurrent", "sun.nio.ch")
CONFIG = """server.bolt.enabled=true
server.bolt.listen_address=127.0.0.1:{port}
server.bolt.advertised_address=127.0.0.1:{port}
dbms.security.auth_enabled=true
dbms.usage_report.enabled=false
server.memory.pagecache.size=256m
"""


@dataclass
class Server:
    """A server: where it is, and the process that was started for it, if one was."""

    uri: str
    user: str = "neo4j"
    password: str = PASSWORD
    version: str = ""
    home: Path | None = None
    command: tuple[str, ...] = ()
    process: subprocess.Popen[bytes] | None = None

    def environment(self) -> dict[str, str]:
        """What a program needs to log on."""
        return {"NEO4J_USERNAME": self.user, "NEO4J_PASSWORD": self.password}

    def start(self) -> None:
        """Starts the process, and waits until it answers; fails the test when it does not."""
        assert self.home is not None
        with (self.home / "out.log").open("ab") as log:
            self.process = subprocess.Popen(
                self.command, stdin=subprocess.PIPE, stdout=log, stderr=log, start_new_session=True
            )
        port = int(self.uri.rpartition(":")[2])
        until = time.monotonic() + STARTED
        while time.monotonic() < until and self.process.poll() is None:
            with socket.socket() as probe:
                probe.settimeout(1)
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return
            time.sleep(0.2)
        pytest.fail(f"Neo4j {self.version} did not start: {(self.home / 'out.log').read_text('utf-8')[-2000:]}")

    def stop(self) -> None:
        """Ends the process as an administrator would."""
        assert self.process is not None
        if self.process.stdin is not None:
            self.process.stdin.close()
        self.process.terminate()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """Ends the process at once, as a power failure would."""
        assert self.process is not None
        self.process.kill()
        if self.process.stdin is not None:
            self.process.stdin.close()
        self.process.wait()


def javas() -> dict[int, str]:
    """The Java installations of this machine, by their major version."""
    found: dict[int, str] = {}
    places = [os.environ.get("JAVA_HOME", ""), *map(str, sorted(Path("/usr/lib/jvm").glob("*")))]
    paths = [shutil.which("java") or "", *(str(Path(place) / "bin" / "java") for place in places if place)]
    for path in paths:
        if not Path(path).is_file():
            continue
        printed = subprocess.run([path, "-version"], capture_output=True, text=True, check=False).stderr
        version = re.search(r'version "(\d+)', printed)
        if version:
            found.setdefault(int(version[1]), path)
    return found


def missing(what: str) -> NoReturn:
    """Skips the test, or fails it where the server is required."""
    if os.environ.get("JIEDUI_REQUIRE_NEO4J"):
        pytest.fail(f"JIEDUI_REQUIRE_NEO4J is set, and there is {what}", pytrace=False)
    pytest.skip(f"needs a Neo4j server: there is {what}")


def java_for(version: str) -> str:
    """A Java that the release runs on; skips the test where there is none."""
    fitting = [path for major, path in sorted(javas().items()) if major in LINES[version]]
    if fitting:
        return fitting[0]
    if version != next(iter(LINES)):  # the newer line is tested where a newer Java is there
        pytest.skip(f"needs Java {LINES[version].start} for Neo4j {version}")
    missing(f"no Java {LINES[version].start}")


def jars(version: str) -> Path:
    """The folder with the jars of a release, fetched once."""
    folder = HERE / "target" / version
    if not (folder / "done").exists():
        maven = shutil.which("mvn")
        if maven is None:
            missing("no Maven")
        folder.mkdir(parents=True, exist_ok=True)
        done = subprocess.run(
            [
                maven,
                "-q",
                "-B",
                "-f",
                str(HERE / "pom.xml"),
                f"-Dneo4j.version={version}",
                f"-DoutputDirectory={folder}",
                "dependency:copy-dependencies",
            ],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            missing(f"no Neo4j {version} to be had from Maven")
        (folder / "done").touch()
    return folder


@contextmanager
def running(
    version: str, home: Path, *, config: str = "", password: str = PASSWORD, options: Sequence[str] = BRIEF
) -> Iterator[Server]:
    """A server of this release, its data under `home`, `options` for its Java; its process ends with the block."""
    from neo4j import GraphDatabase

    java = java_for(version)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    (home / "conf").mkdir(parents=True)
    (home / "conf" / "neo4j.conf").write_text(CONFIG.format(port=port) + config, encoding="utf-8")
    opens = [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in OPENED]
    server = Server(
        f"bolt://127.0.0.1:{port}",
        password=password,
        version=version,
        home=home,
        command=(
            java,
            "-Xmx1g",
            *options,
            *opens,
            "-cp",
            f"{jars(version)}{os.sep}*",
            str(HERE / "Server.java"),
            str(home),
        ),
    )
    server.start()
    try:
        with GraphDatabase.driver(server.uri, auth=("neo4j", "neo4j")) as driver:
            driver.execute_query(
                "ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $password", password=password, database_="system"
            )
        yield server
    finally:
        if server.process is not None and server.process.poll() is None:
            server.stop()


@contextmanager
def given_or_running(version: str, home: Path) -> Iterator[Server]:
    """The server that the environment names, else one of our own."""
    uri = os.environ.get("NEO4J_TEST_URI")
    if uri:
        user, password = os.environ.get("NEO4J_USERNAME", "neo4j"), os.environ.get("NEO4J_PASSWORD", "")
        yield Server(uri, user, password, "given")
        return
    with running(version, home) as server:
        yield server
