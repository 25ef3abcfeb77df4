"""What a question is about: the organization a name means, the day, the area, and what is small enough to fetch."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from graph.errors import UsageError
from graph.model import AREA_KINDS

if TYPE_CHECKING:
    from graph.lookup import Match
    from graph.network import Network
    from graph.store import Store

FETCH_LIMIT = 100_000
"""Largest scope, in organizations, that is fetched into memory."""
CANDIDATES = 8
"""How many candidates an ambiguous name is answered with."""


def resolve(store: Store, text: str, *, area: bool = False, within: str | None = None) -> Match:
    """The organization `text` means: an id, a code, a name, an alias, a part of a name or pinyin initials.

    With `area`, provinces to townships go before others; with `within`, only what lies in that unit counts. Raises
    `UsageError` when nothing matches, or when several do: then it names the candidates.
    """
    found = store.find(text, first=True, within=within)
    if area:
        found = [match for match in found if match.kind in set(AREA_KINDS)] or found
    if not found:
        raise UsageError("error.unknown_name", text=text)
    if len(found) > 1:
        shown = [f"{match.id}  {' '.join((*match.area, match.name))}" for match in found[:CANDIDATES]]
        more = len(found) - len(shown)
        raise UsageError("error.ambiguous_name", text=text, count=len(found), candidates="\n  ".join(shown), more=more)
    return found[0]


def as_of(store: Store, today: date) -> date:
    """The day answers are for when none is given: the newest `as_of` among the loaded datasets, else `today`."""
    datasets = store.datasets()
    stating = [dataset for dataset in datasets if dataset.agreements or dataset.claims]  # a registry dates no pairing
    return max((dataset.as_of for dataset in stating or datasets if dataset.as_of is not None), default=today)


def scope_of(store: Store, area: str | None) -> str | None:
    """The names of a unit and of those it lies in, outermost first, as one text; None for everywhere."""
    if area is None:
        return None
    match = store.find(area, first=True)[0]
    return " / ".join((*match.area, match.name))


def fits(store: Store, area: str | None) -> bool:
    """Whether an area is small enough to be fetched and measured by networkx; else the store answers itself."""
    return store.count(area) <= FETCH_LIMIT


def fetched(store: Store, area: str | None, *, received: bool = False) -> Network:
    """The network of an area, or all; raises `UsageError` when it is too large to be measured as a whole.

    With `received` only the agreements that help those in the area.
    """
    count = store.count(area)
    if count > FETCH_LIMIT:
        raise UsageError("error.large", count=count, most=FETCH_LIMIT)
    return store.network(area, received=received)
