"""What a shell is offered when Tab is pressed: kinds, and names of the store. Quick, and silent when anything fails."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import closing
from typing import Any

from graph.model import AREA_KINDS, Kind, kind_words

NAMES = 50
"""Most names that are offered."""


def kinds(incomplete: str) -> list[str]:
    """The words for kinds, English and Chinese, that begin so; of no letters yet, the kinds themselves."""
    words = kind_words() if incomplete else [kind.value for kind in Kind]
    return [word for word in words if word.startswith(incomplete.lower())]


def organizations(default: str) -> Callable[..., list[str]]:
    """Offers the names in the store of the command line, else that of the environment, else `default`."""

    def offered(ctx: Any, incomplete: str) -> list[str]:
        return names(_url(ctx, default), incomplete)

    return offered


def areas(default: str) -> Callable[..., list[str]]:
    """As `organizations`, provinces to townships alone."""

    def offered(ctx: Any, incomplete: str) -> list[str]:
        return names(_url(ctx, default), incomplete, area=True)

    return offered


def _url(ctx: Any, default: str) -> str:
    return ctx.find_root().params.get("store") or os.environ.get("JIEDUI_STORE") or default


def names(url: str, incomplete: str, *, area: bool = False) -> list[str]:
    """Names and English names in a store that begin so, sorted; none where there is no store to ask."""
    from graph.errors import JieduiError
    from graph.store.open import open_store

    try:
        with closing(open_store(url)) as store:
            found = store.find(incomplete)
    except (JieduiError, OSError):
        return []
    places = {kind.value for kind in AREA_KINDS}
    called = {
        name
        for match in found
        if not area or match.kind in places
        for name in (match.name, match.name_en)
        if name and name.lower().startswith(incomplete.lower())
    }
    return sorted(called)[:NAMES]
