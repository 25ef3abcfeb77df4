"""The demonstration: a fresh store with the bundled packages about Panzhou in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import UsageError
from graph.model import Kind
from graph.output.map import atlas
from loaders.into.open import load
from loaders.into.store import Home, Opener, Watch, unwatched

if TYPE_CHECKING:
    from graph.answer import Answer
    from graph.questions.inquiry import Inquiry

STORE = "jiedui-demo.db"
"""Where the demonstration is kept unless another place is named."""
PACKAGES = ("panzhou-dalian", "panzhou-illustrative")
ROWS = 12
"""How many gaps the demonstration lists."""
AREA = "cn-520281"
"""The unit that the demonstration asks about: Panzhou."""


def fresh(asked: str | None, opener: Opener) -> tuple[Home, Path]:
    """An empty place for the demonstration, and where its map goes.

    `asked` is the store that the user named. Files of an earlier demonstration are replaced in its own place alone.
    Raises `UsageError` when anything else is there already.
    """
    server = "://" in (asked or "")
    path = Path(STORE if server else asked or STORE)
    drawn = path.with_suffix(".html")
    if drawn.exists() and ((asked and not server) or not atlas.is_ours(drawn)):
        raise UsageError("demo.exists", path=str(drawn))
    if server:
        home = Home(str(asked), opener)
        with home.opened(create=True) as store:
            if store.datasets():
                raise UsageError("demo.exists", path=home.url)
        return home, drawn
    home = Home(str(path), opener)
    if path.exists():
        if asked:
            raise UsageError("demo.exists", path=str(path))
        home.opened().close()  # raises where the file is not a store of ours, which is then not removed
        path.unlink()
    return home, drawn


def parts(inquiry: Inquiry) -> Iterator[tuple[str, Answer, int | None]]:
    """What the demonstration shows: the key of a title, an answer, and how many of its rows (None: all)."""
    from graph.questions import claims, coverage, gaps  # here alone, so that other commands start without them

    yield "demo.coverage", coverage.answer(inquiry), None
    yield "demo.gaps", gaps.answer(inquiry, kind=Kind.VILLAGE), ROWS
    yield "demo.claims", claims.not_borne_out(claims.answer(inquiry.about(None, inquiry.day))), None


def fill(home: Home, watch: Watch = unwatched) -> None:
    """Loads the packages of the demonstration."""
    for name in PACKAGES:
        home.write(load(name).dataset, watch)
