"""Completion in the shell: the kinds and names offered when Tab is pressed. Quick, and silent when anything fails."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from graph.errors import JieduiError
from graph.model import AREA_KINDS, Kind, kind_words

NAMES = 50
"""The largest number of names offered."""


def kinds(incomplete: str) -> list[str]:
    """The words for kinds, English and Chinese, that begin with `incomplete`; for an empty text the kinds."""
    words = kind_words() if incomplete else [kind.value for kind in Kind]
    return [word for word in words if word.startswith(incomplete.lower())]


def organizations(default: str) -> Callable[..., list[str]]:
    """A function that offers names of organizations.

    They come from the store of the command line, else that of the environment, else `default`.
    """

    def offered(ctx: Any, incomplete: str) -> list[str]:
        return names(_url(ctx, default), incomplete)

    return offered


def areas(default: str) -> Callable[..., list[str]]:
    """A function that offers names like `organizations`, but only of provinces to townships."""

    def offered(ctx: Any, incomplete: str) -> list[str]:
        return names(_url(ctx, default), incomplete, area=True)

    return offered


def _url(ctx: Any, default: str) -> str:
    return ctx.find_root().params.get("store") or os.environ.get("JIEDUI_STORE") or default


def names(url: str, incomplete: str, *, area: bool = False) -> list[str]:
    """The names and English names in a store that begin with `incomplete`, sorted; empty where it cannot be opened.

    With `area`, only those of provinces to townships.
    """
    from graph.store.open import open_store  # every command line imports this module, few complete a name

    try:
        with open_store(url) as store:
            matches = store.find(incomplete)
    except (JieduiError, OSError):
        return []
    places = {kind.value for kind in AREA_KINDS}
    called = {
        name
        for match in matches
        if not area or match.kind in places
        for name in (match.name, match.name_en)
        if name and name.lower().startswith(incomplete.lower())
    }
    return sorted(called)[:NAMES]
