"""Who may write into a Neo4j store: one at a time, by a lease that every write renews.

A writer that was killed is given up when its lease runs out; one that merely lost it can do no more.
"""

from __future__ import annotations

import contextlib
import time
import uuid
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from typing import TYPE_CHECKING, Any, LiteralString

from graph.errors import StoreError
from graph.store import Progress
from graph.store.neo4j.store import CONSTRAINTS, FORMAT, plain, told

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

    from graph.store.neo4j.store import Neo4jStore

BATCH = 5_000
"""Rows a transaction; a larger one is no quicker, and takes more of the server's memory."""
AT_ONCE = 2
"""Transactions of one step that are under way together."""
LEASE = 20
"""Seconds after which a writer that has not written is given up."""
PATIENCE = 60
"""Seconds to wait for another writer."""
Row = dict[str, Any]


_UNTIE: LiteralString = "MATCH (:Jiedui)-[x]->() WITH x LIMIT $batch DELETE x RETURN count(*) AS count"
_DELETE: LiteralString = (
    "MATCH (n:Jiedui) WHERE NOT n:JieduiStore WITH n LIMIT $batch DETACH DELETE n RETURN count(*) AS count"
)


def wipe(store: Neo4jStore) -> int:
    """Removes every node of ours with what hangs on it; the marker goes last.

    Relationships go first: a few helpers of many, with all that hangs on them, are more than one transaction holds.
    """
    if not store.run("MATCH (m:Jiedui:JieduiStore) RETURN 1 LIMIT 1"):
        return 0
    removed = 0
    with Writer(store) as writer:
        while writer.write(_UNTIE, batch=BATCH)[0]["count"]:
            pass
        while found := writer.write(_DELETE, batch=BATCH)[0]["count"]:
            removed += found
        writer.write("MATCH (m:Jiedui:JieduiStore) DELETE m")
    return removed


def prepare(store: Neo4jStore) -> None:
    """The marker and the constraints, in a database that is empty or ours."""
    if store.run("MATCH (m:Jiedui:JieduiStore {id: 'store'}) RETURN 1"):
        return
    if store.run("MATCH (n) RETURN 1 LIMIT 1"):
        raise StoreError("store.foreign", url=store.location)
    arrange(store, CONSTRAINTS)
    with told(store.location), store.driver.session(database=store.database) as session:
        session.execute_write(lambda transaction: transaction.run(_MARK, format=FORMAT).consume())


def arrange(store: Neo4jStore, statements: Iterable[LiteralString]) -> None:
    """Makes constraints or indexes where they are not there, and waits for them."""
    with told(store.location), store.driver.session(database=store.database) as session:
        for statement in statements:
            session.run(statement).consume()
        session.run("CALL db.awaitIndexes(300)").consume()


_MARK: LiteralString = (
    "MERGE (m:JieduiStore {id: 'store'}) ON CREATE SET m.version = 0 SET m:Jiedui, m.format = $format"
)


_RENEW: LiteralString = (
    "MATCH (m:Jiedui:JieduiStore {id: 'store', writer: $token}) SET m.renewed = timestamp() RETURN 1 AS ours"
)


class Writer:
    """The one who may write, for as long as the block lasts; every write renews the lease or fails."""

    def __init__(self, store: Neo4jStore) -> None:
        self.store = store
        self.token = str(uuid.uuid4())

    def __enter__(self) -> Writer:
        patience = time.monotonic() + PATIENCE
        claim: LiteralString = (
            "MATCH (m:Jiedui:JieduiStore {id: 'store'}) SET m.claims = coalesce(m.claims, 0) + 1 "
            "WITH m WHERE m.writer IS NULL OR m.renewed < timestamp() - $lease "
            "SET m.writer = $token, m.renewed = timestamp() RETURN m.version AS version"
        )
        while not self._run(claim, token=self.token, lease=LEASE * 1000):
            if time.monotonic() > patience:
                raise StoreError("store.busy", path=self.store.location)
            time.sleep(0.5)
        return self

    def __exit__(self, *_: object) -> None:
        release: LiteralString = "MATCH (m:Jiedui:JieduiStore {id: 'store', writer: $token}) REMOVE m.writer, m.renewed"
        with contextlib.suppress(StoreError):  # it runs out by itself
            self._run(release, token=self.token)

    def _run(self, query: str, **parameters: Any) -> list[Row]:
        return self._done(lambda transaction: plain(transaction.run(query, parameters)))

    def _done(self, work: Callable[[ManagedTransaction], list[Row]]) -> list[Row]:
        with told(self.store.location), self.store.driver.session(database=self.store.database) as session:
            return session.execute_write(work)

    def _renew(self, transaction: ManagedTransaction) -> None:
        if not transaction.run(_RENEW, token=self.token).single():
            raise StoreError("store.overtaken", path=self.store.location)

    def write(self, *queries: str, **parameters: Any) -> list[Row]:
        """Runs queries in one transaction, and gives the rows of the last.

        The driver runs them again where the server asks for that: nothing is written twice. Raises `StoreError` when
        the lease is lost; nobody else can have it before the transaction ends.
        """

        def work(transaction: ManagedTransaction) -> list[Row]:
            self._renew(transaction)
            rows: list[Row] = []
            for query in queries:
                rows = plain(transaction.run(query, parameters))
            return rows

        return self._done(work)

    def _batch(self, query: str, parameters: dict[str, Any]) -> list[Row]:
        """Runs one query, and renews the lease last: the marker is locked for the commit alone, not for the work."""

        def work(transaction: ManagedTransaction) -> list[Row]:
            rows = plain(transaction.run(query, parameters))
            self._renew(transaction)
            return rows

        return self._done(work)

    def batches(
        self, query: str, rows: Iterable[object], total: int, progress: Progress, what: str, **parameters: Any
    ) -> None:
        """Runs a query that begins with `UNWIND $rows AS row` over all rows, in any order.

        While the server writes some batches the next is made ready.
        """
        coming = iter(rows)
        with ThreadPoolExecutor(AT_ONCE) as threads:
            writing: deque[Future[list[Row]]] = deque()
            done = 0
            while some := list(islice(coming, BATCH)):
                if len(writing) == AT_ONCE:
                    writing.popleft().result()
                progress(what, done, total)
                writing.append(threads.submit(self._batch, query, {"rows": some, **parameters}))
                done += len(some)
            for one in writing:
                one.result()
