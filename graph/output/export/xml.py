"""Texts in XML: escaped, and without what XML 1.0 cannot hold."""

from __future__ import annotations

import re
from collections.abc import Iterable

from graph.errors import UsageError

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MEANT = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)


def allowed(text: str) -> str:
    """`text` with U+FFFD for every character that XML 1.0 has no way to write: control characters, half of a pair."""
    return _FORBIDDEN.sub("\ufffd", text)


def text(value: object) -> str:
    r"""A value as it stands between tags or in quotes.

    >>> text("</node>\x1b\n"), text(True)
    ('&lt;/node&gt;\ufffd&#10;', 'true')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    return allowed(str(value)).translate(_MEANT)


def told_apart(ids: Iterable[str]) -> None:
    """Raises `UsageError` when two ids become one in XML."""
    seen: set[str] = set()
    for id_ in map(allowed, ids):
        if id_ in seen:
            raise UsageError("export.same_id", id=id_)
        seen.add(id_)
