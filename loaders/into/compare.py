"""Reads one of two loads that are compared: a store, or a package or file that no store holds."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from graph.questions.diff import load_in, load_of
from graph.questions.inquiry import Inquiry
from graph.store.open import is_store
from loaders.into.open import load
from loaders.into.store import Home, Watch, unwatched
from loaders.package.bundled import DESCRIPTOR

if TYPE_CHECKING:
    from graph.questions.diff import Load


def load_to_compare(
    path: str,
    home: Home,
    *,
    called: str,
    today: date,
    as_of: date | None = None,
    area: str | None = None,
    watch: Watch = unwatched,
) -> Load:
    """What is at a path (a store's URL, or whatever `load` reads), to be compared with another load.

    Both loads are read under one name, `called`, so that their ids agree. `home` is what the names of a roster are
    matched with. `as_of` is the load's day, else the one it states, else `today`; `area` is the unit that is compared.
    Raises `UsageError`, `InputError` or `StoreError` when it cannot be read or there is no such area.
    """
    if is_store(path):
        with home.opener(path) as store:
            return load_in(path, Inquiry.named(store, area, as_of, today))
    table = Path(path).is_file() and Path(path).name != DESCRIPTOR
    with watch(path) as progress:
        loaded = load(
            path,
            area=area if table else None,
            as_of=as_of,
            called=Path(called).stem if table else None,
            progress=progress,
            context=home.context,
        )
    inside = None if table else area
    return load_of(path, loaded.dataset, as_of or today, area=inside, rejected=loaded.rejected)
