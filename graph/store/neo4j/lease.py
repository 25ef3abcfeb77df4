"""Who may write into a Neo4j store: one writer at a time, by a lease that every write renews.

When a writer is killed its lease runs out, and another may write. A writer that has lost its lease can write no more.
"""

from __future__ import annotations

import contextlib
import time
import uuid
from collections import deque
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from typing import TYPE_CHECKING, Any, LiteralString

from graph.errors import StoppedError, StoreError
from graph.store import Progress
from graph.store.neo4j.server import plain

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

    from graph.store.neo4j.server import Row, Server

BATCH = 5_000
"""How many rows one transaction writes; more are no quicker and take more of the server's memory."""
AT_ONCE = 2
"""How many transactions of one step run at the same time."""
LEASE = 20
"""Seconds after which a writer that has not written loses its lease."""
PATIENCE = 60
"""Seconds to wait for another writer."""
SETTLED = 20
"""Seconds within which a server must answer whether a transaction was committed."""
GONE = ("store.lost", "store.lost_writing", "store.unknown")
"""Errors after which a server is not there any more."""

_TRIES = 3
"""How often a transaction is sent again whose commit was lost on the way."""
_RENEW: LiteralString = (
    "MATCH (m:Jiedui:JieduiStore {id: 'store', writer: $token}) SET m.renewed = timestamp() RETURN 1 AS ours"
)


class Writer:
    """Holds the lease for as long as the block lasts; every write renews it, or fails.

    Raises `StoreError` when another writer keeps the lease for longer than `PATIENCE`.
    """

    def __init__(self, server: Server) -> None:
        self.server = server
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
                raise StoreError("store.busy", path=self.server.location)
            time.sleep(0.5)
        return self

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        if isinstance(error, StoreError) and error.key in GONE:
            return  # the lease runs out by itself
        release: LiteralString = "MATCH (m:Jiedui:JieduiStore {id: 'store', writer: $token}) REMOVE m.writer, m.renewed"
        with contextlib.suppress(StoreError):
            self._run(release, token=self.token)

    def _run(self, query: str, **parameters: Any) -> list[Row]:
        return self.server.write(lambda transaction: plain(transaction.run(query, parameters)))

    def _renew(self, transaction: ManagedTransaction) -> None:
        if not transaction.run(_RENEW, token=self.token).single():
            raise StoreError("store.overtaken", path=self.server.location)

    def write(self, *queries: str, **parameters: Any) -> list[Row]:
        """Runs queries in one transaction and returns the rows of the last.

        The driver runs the transaction again when the server asks for that; nothing is written twice. Raises
        `StoreError` when the lease is lost; no other writer can get it before the transaction ends.
        """

        def work(transaction: ManagedTransaction) -> list[Row]:
            self._renew(transaction)
            rows: list[Row] = []
            for query in queries:
                rows = plain(transaction.run(query, parameters))
            return rows

        return self.server.write(work)

    def move(self, to: int, *queries: str, **parameters: Any) -> None:
        """Moves the version to `to`, in one transaction with these queries: the one step that readers see.

        Where the answer to the commit is lost, the server is asked what became of it. Raises `StoreError` with the
        former state kept, or with the key `store.unknown` when the server cannot be asked; `StoppedError` likewise.
        """
        moved: LiteralString = (
            "MATCH (m:Jiedui:JieduiStore {id: 'store'}) SET m.version = $to, m.connected = $to, m.moved_by = $token"
        )
        for _ in range(_TRIES):
            try:
                self.write(*queries, moved, to=to, token=self.token, **parameters)
            except StoreError as error:
                if "committing" not in error.values:
                    raise
                if self._has_moved(to):
                    return
            except KeyboardInterrupt:
                if not self._has_moved(to):
                    raise
                raise StoppedError("store.stopped_after", url=self.server.location) from None
            else:
                return
        raise StoreError("store.lost", url=self.server.location)

    def _has_moved(self, to: int) -> bool:
        """Whether this writer's `move` was committed; raises `StoreError` where that cannot be found out.

        A transaction that still runs holds the marker. This one writes it, so it waits for the other to end.
        """
        ask: LiteralString = (
            "MATCH (m:Jiedui:JieduiStore {id: 'store'}) SET m.claims = coalesce(m.claims, 0) + 1 "
            "RETURN m.version AS version, m.moved_by AS moved_by"
        )
        until = time.monotonic() + SETTLED
        while True:
            try:
                rows = self.server.write(lambda transaction: plain(transaction.run(ask)), most=SETTLED)
            except (StoreError, KeyboardInterrupt) as error:
                if isinstance(error, KeyboardInterrupt) or time.monotonic() > until:
                    raise StoreError("store.unknown", url=self.server.location) from error
                time.sleep(0.5)
                continue
            if rows and rows[0]["version"] < to:
                return False
            if rows and rows[0]["moved_by"] == self.token:
                return True
            raise StoreError("store.unknown", url=self.server.location)  # others have written since

    def _batch(self, query: str, parameters: dict[str, Any]) -> list[Row]:
        """Runs one query and renews the lease after it, so that the marker is locked for the commit alone."""

        def work(transaction: ManagedTransaction) -> list[Row]:
            rows = plain(transaction.run(query, parameters))
            self._renew(transaction)
            return rows

        return self.server.write(work)

    def batches(
        self, query: str, rows: Iterable[object], total: int, progress: Progress, what: str, **parameters: Any
    ) -> None:
        """Runs a query that begins with `UNWIND $rows AS row` over all rows, in any order.

        While the server writes some batches, the next one is prepared.
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
