"""A TCP proxy before a Neo4j server that cuts the connection at the commit that moves the version."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum

MOVES = b"m.version = $to"
"""In the query that moves the version."""
COMMIT = b"\x00\x02\xb0\x12\x00\x00"
"""The message of Bolt that asks for a commit."""
LATE = 2.0
"""Seconds by which a late commit is late."""


class Cut(StrEnum):
    """When a connection is cut."""

    BEFORE = "before"  # the server never hears of the commit
    AFTER = "after"  # it commits; the client does not hear of it
    LATE = "late"  # it commits some time after the client was cut off
    GONE = "gone"  # it commits; the client does not hear of it, and reaches it no more


class Proxy:
    """A proxy to `port` of this machine; it cuts once."""

    def __init__(self, port: int, cut: Cut) -> None:
        self.upstream = port
        self.cut = cut
        self.moves = MOVES
        self.done = False
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.uri = f"bolt://127.0.0.1:{self.listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self.listener.accept()
                server = socket.create_connection(("127.0.0.1", self.upstream))
                for pump in (self._ask, self._answer):
                    threading.Thread(target=pump, args=(client, server), daemon=True).start()

    def _ask(self, client: socket.socket, server: socket.socket) -> None:
        seen = b""
        with suppress(OSError):
            while data := client.recv(1 << 16):
                seen += data
                if self.moves not in seen:
                    seen = seen[-len(self.moves) :]
                elif COMMIT in seen and not self.done:
                    self.done = True
                    self._cut(client, server, data)
                    return
                server.sendall(data)
        close(client, server)

    def _cut(self, client: socket.socket, server: socket.socket, data: bytes) -> None:
        if self.cut is Cut.GONE:
            close(self.listener)
        if self.cut is Cut.AFTER or self.cut is Cut.GONE:
            server.sendall(data)
            time.sleep(1)  # `_answer` holds the answer back
            close(client, server)
        elif self.cut is Cut.LATE:
            close(client)
            time.sleep(LATE)
            server.sendall(data)
            time.sleep(1)
            close(server)
        else:
            close(client, server)

    def _answer(self, client: socket.socket, server: socket.socket) -> None:
        before = self.done
        with suppress(OSError):
            while data := server.recv(1 << 16):
                if self.done and not before:
                    continue
                client.sendall(data)


def close(*sockets: socket.socket) -> None:
    """Closes sockets at once, also where another thread waits for them."""
    for one in sockets:
        with suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)
        one.close()


@contextmanager
def proxied(uri: str, cut: Cut) -> Iterator[Proxy]:
    """A proxy before the server at `uri`."""
    found = Proxy(int(uri.rpartition(":")[2]), cut)
    try:
        yield found
    finally:
        close(found.listener)
