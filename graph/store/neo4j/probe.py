"""Why a server cannot be reached: looks what answers at its address, because the driver does not always say."""

from __future__ import annotations

import socket
import ssl
from contextlib import suppress
from urllib.parse import urlsplit

WAIT = 5
"""Seconds to wait for an answer."""
PORT = 7687
_HANDSHAKE = bytes.fromhex("6060b017 00000405 00000404 00000304 00000003")
"""How a program greets a Neo4j server: the magic number of Bolt and four of its versions."""


def why_unreachable(url: str) -> str:
    """The key of the text that says why no connection to `url` was made.

    `store.tls` where a Neo4j server answers, but encrypts when it should not, does not when it should, or has a
    certificate that is not trusted; `store.not_a_server` where something else answers; else `store.down`.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or PORT
    except ValueError:
        return "store.down"
    encrypted = "+" in parts.scheme
    try:
        socket.create_connection((host, port), WAIT).close()
    except (OSError, UnicodeError, OverflowError):
        return "store.down"
    plain, hidden = (_greeted(host, port, encrypted=one) for one in (False, True))
    if plain is None and hidden is None:
        return "store.down"  # it takes the connection and says nothing
    if plain or hidden:
        return "store.down" if plain and not encrypted else "store.tls"
    return "store.not_a_server"


def _greeted(host: str, port: int, *, encrypted: bool) -> bool | None:
    """Whether a Neo4j server answers; None where nothing does."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE  # nothing but a greeting is sent, and no answer is believed
    with suppress(TimeoutError), socket.create_connection((host, port), WAIT) as raw:
        try:
            stream = context.wrap_socket(raw, server_hostname=host) if encrypted else raw
            with stream:
                stream.sendall(_HANDSHAKE)
                answer = stream.recv(4)
        except TimeoutError:
            return None
        except OSError:
            return False
        return len(answer) == 4 and answer[:2] == b"\0\0"  # the version that it chose
    return None
