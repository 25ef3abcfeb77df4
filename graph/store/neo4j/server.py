"""A connection to a Neo4j server: opened and checked, its errors turned into what a user can do about them."""

from __future__ import annotations

import logging
import os
import re
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, wait
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, LiteralString, TypeVar

from graph.errors import StoreError
from graph.store.neo4j.probe import why_unreachable

if TYPE_CHECKING:
    from neo4j import Driver, ManagedTransaction, Result

T = TypeVar("T")
Row = dict[str, Any]
SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
OLDEST = (5, 23)
"""The oldest server that we can use."""


@contextmanager
def translated_errors(location: str, *, connected: bool = True) -> Iterator[None]:
    """Turns the driver's errors into `StoreError`; no message names credentials.

    Where the server was `connected` before, one that does not answer any more is said to be lost. An error whose values
    hold `committing` leaves open whether the transaction was committed; no other does.
    """
    from neo4j import exceptions

    try:
        yield
    except exceptions.AuthError as error:
        raise StoreError("store.password", url=location) from error
    except exceptions.IncompleteCommit as error:
        raise StoreError("store.lost", url=location, committing=True) from error
    except (exceptions.ServiceUnavailable, exceptions.SessionExpired) as error:
        raise StoreError("store.lost" if connected else why_unreachable(location), url=location) from error
    except exceptions.ClientError as error:
        code = error.code or ""
        if "DatabaseNotFound" in code:
            raise StoreError("store.database", url=location, name=os.environ.get("NEO4J_DATABASE", "")) from error
        if re.search(r"Forbidden|ReadOnly|WriteOnRead", code):
            raise StoreError("store.read_only", url=location) from error
        if "Security" in code:
            raise StoreError("store.password", url=location) from error
        raise StoreError("store.server", url=location, why=error.message or code) from error
    except exceptions.Neo4jError as error:
        raise StoreError("store.server", url=location, why=error.message or error.code or "") from error
    except exceptions.DriverError as error:
        raise StoreError("store.server", url=location, why=str(error)) from error


def _apart(work: Callable[[], T], *, finish: bool) -> T:
    """What `work` gives, done in a thread of its own: Ctrl-C would leave the driver in a state that it does not know.

    With `finish`, Ctrl-C waits until the work is done; pressed again it does not.
    """
    if threading.current_thread() is not threading.main_thread():
        return work()  # Ctrl-C reaches the main thread alone
    done: Future[T] = Future()

    def run() -> None:
        try:
            done.set_result(work())
        except BaseException as error:
            done.set_exception(error)

    threading.Thread(target=run, daemon=True).start()
    try:
        return _awaited(done)
    except KeyboardInterrupt:
        if finish:
            with suppress(Exception):  # what came of it is asked for, where it matters
                _awaited(done)
        raise


def _awaited(done: Future[T]) -> T:
    """The result, when it is there; Ctrl-C is heard also where waiting cannot be interrupted."""
    while not wait([done], 0.5).done:
        pass
    return done.result()


def bare(url: str) -> str:
    """A URL without the credentials that somebody may have written into it.

    >>> bare("neo4j://me:secret@host:7687")
    'neo4j://host:7687'
    """
    scheme, mark, rest = url.partition("://")
    return f"{scheme}{mark}{rest.rpartition('@')[2]}"


def plain(result: Result) -> list[Row]:
    """The rows of a result; queries give plain values and maps, which the driver need not take apart again."""
    keys = result.keys()
    return [dict(zip(keys, record.values(), strict=True)) for record in result]


@dataclass(frozen=True, slots=True)
class Server:
    """A database on a server, and the driver that speaks to it; `location` is the address without credentials."""

    location: str
    driver: Driver
    database: str | None

    def run(self, query: str, **parameters: Any) -> list[Row]:
        """The rows of one query that reads. The text of `query` is ours; data goes in as parameters alone."""

        def read() -> list[Row]:
            with (
                translated_errors(self.location),
                self.driver.session(database=self.database, fetch_size=5_000) as session,
            ):
                return session.execute_read(lambda transaction: plain(transaction.run(query, parameters)))

        return _apart(read, finish=False)

    def write(self, work: Callable[[ManagedTransaction], list[Row]], *, most: float | None = None) -> list[Row]:
        """What `work` gives in one transaction that writes; the driver calls it again when the server asks for that.

        The server ends a transaction that takes longer than `most` seconds.
        """
        from neo4j import unit_of_work

        def written() -> list[Row]:
            with translated_errors(self.location), self.driver.session(database=self.database) as session:
                return session.execute_write(unit_of_work(timeout=most)(work))

        return _apart(written, finish=True)

    def arrange(self, statements: Iterable[LiteralString]) -> None:
        """Makes constraints or indexes that are not there yet, and waits for them.

        Two who make the same ones at once wait for each other's locks; the driver then does one of them again.
        """

        def arranged() -> None:
            with translated_errors(self.location), self.driver.session(database=self.database) as session:
                for statement in statements:
                    session.execute_write(lambda transaction, text: plain(transaction.run(text)), statement)
                session.run("CALL db.awaitIndexes(300)").consume()

        _apart(arranged, finish=False)

    def marker(self) -> Row | None:
        """The node of the store: the number of the state that is seen, its format; None where nothing of ours is."""
        rows = self.run(
            "MATCH (m:Jiedui:JieduiStore {id: 'store'}) "
            "RETURN m.version AS version, m.format AS format, m.connected AS connected, m.moved_by AS moved_by"
        )
        return rows[0] if rows else None

    def state(self) -> State:
        """The state that readers see now; where nothing of ours is, number 0, which holds nothing."""
        marker = self.marker()
        return State(self, marker["version"] if marker is not None else 0)

    def close(self) -> None:
        """Closes the connections."""
        self.driver.close()


@dataclass(frozen=True, slots=True)
class State:
    """One state of what a server holds, for queries to read.

    `seen` are the keys of the versions that a question rests on, None for all; `past` says that they are not the newest
    ones.
    """

    server: Server
    number: int
    seen: tuple[str, ...] | None = None
    past: bool = False

    def run(self, query: str, **parameters: Any) -> list[Row]:
        """The rows of one query that reads; it finds the number of this state as `$state`, the versions as `$seen`."""
        return self.server.run(query, state=self.number, seen=self.seen, **parameters)


def connect(url: str, ask: Callable[[str], tuple[str, str]] | None = None) -> Server:
    """The server at `url`, with the credentials of the environment or those that `ask` returns; checked to work.

    Raises `StoreError` when there is no such server, it refuses the credentials, or it is too old.
    """
    from neo4j import GraphDatabase

    location = bare(url)
    if location != url:
        raise StoreError("store.credentials", url=location)
    user, password = os.environ.get("NEO4J_USERNAME", "neo4j"), os.environ.get("NEO4J_PASSWORD")
    if password is None:
        if ask is None:
            raise StoreError("store.no_password", url=location)
        user, password = ask(user)
    log = logging.getLogger("neo4j")
    if not log.handlers:  # what the driver logs goes to whoever asks for it, not to the terminal
        log.addHandler(logging.NullHandler())
    with translated_errors(location, connected=False):
        driver = GraphDatabase.driver(
            url,
            auth=(user, password),
            notifications_min_severity="OFF",
            max_transaction_retry_time=15,
            connection_acquisition_timeout=30,
            connection_timeout=10,
        )
        try:
            agent = _apart(lambda: driver.get_server_info().agent, finish=False)
        except BaseException:
            driver.close()
            raise
    release = re.match(r"Neo4j/(\d+)\.(\d+)", agent)
    if release and (int(release[1]), int(release[2])) < OLDEST:
        driver.close()
        raise StoreError("store.old", url=location, found=agent, needed=".".join(map(str, OLDEST)))
    return Server(location, driver, os.environ.get("NEO4J_DATABASE"))
