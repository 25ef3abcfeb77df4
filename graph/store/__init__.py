"""Where a network is kept: the interface that every home has (`Store`), and the records it takes and gives back.

`graph.store.open` opens a store by its path or address.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, Protocol, Self

from graph.errors import UsageError
from graph.lookup import Tier
from graph.model import Claim, Contribution, Organization, Place, Source

if TYPE_CHECKING:
    from graph.columns import Columns
    from graph.dataset import Dataset
    from graph.lookup import Match
    from graph.measures.changes import Changed
    from graph.measures.coverage import Coverage, Gaps
    from graph.network import Network
    from graph.query import By, Query
    from graph.text import Lang

Progress = Callable[[str, int, int], None]
"""Called with what is being written, how many rows of it are done, and how many there are."""


@dataclass(frozen=True, slots=True)
class Change:
    """How many records of one table a re-load added, removed and changed."""

    added: int = 0
    removed: int = 0
    changed: int = 0


@dataclass(frozen=True, slots=True)
class Written:
    """What a load did. `changes` is empty unless the dataset had been loaded before with other content.

    They are those from the version that was replaced, else from the version before. `details` says what changed for
    whom; it is empty where there are too many agreements to compare one by one. `replaced` says whether the dataset
    had a version of the same day; `following` is the day of its next later one, None where there is none.
    """

    dataset: str
    organizations: int
    agreements: int
    contributions: int
    claims: int
    roster: int = 0
    rejected: int = 0
    unchanged: bool = False
    replaced: bool = False
    changes: Mapping[str, Change] = field(default_factory=dict)
    details: tuple[Changed, ...] = ()
    following: str | None = None


@dataclass(frozen=True, slots=True)
class LoadedDataset:
    """A version of a dataset in a store: what it says of itself, and how many records it has."""

    name: str
    title: Mapping[Lang, str]
    as_of: date | None
    location: str
    notes: Mapping[Lang, Sequence[str]]
    sources: tuple[Source, ...]
    organizations: int
    agreements: int
    contributions: int
    claims: int
    roster: int = 0
    rejected: int = 0
    read_as: str = "package"

    @property
    def version(self) -> str:
        """Its day as an ISO text; empty without one."""
        return self.as_of.isoformat() if self.as_of else ""


@dataclass(frozen=True, slots=True)
class Stated:
    """What one dataset states of an organization, and where."""

    dataset: str
    as_of: date | None
    organization: Organization


class Damage(NamedTuple):
    """Something in a store that is not what was written: `pages`, `rows` or `pieces`, of which dataset, and where."""

    what: str
    dataset: str | None
    where: str


class Store(Protocol):
    """What every home can do. Organizations and areas are given and returned as ids; no area means everywhere.

    A store is a context manager that closes it in the end:

    >>> from graph.store.open import open_store
    >>> with open_store("village.db", create=True) as store:
    ...     store.count()
    0
    """

    location: str
    walked: int | None
    """The largest area, in organizations, for which `gaps` and `coverage` are the quickest way; None: they always are.

    A larger one is measured on `columns`.
    """

    def __enter__(self) -> Self:
        """The store itself."""

    def __exit__(self, *_: object) -> None:
        """Closes the store."""

    def close(self) -> None:
        """Closes every connection that is open."""

    def snapshot(self) -> AbstractContextManager[None]:
        """All reads inside the block see one state, whatever is loaded meanwhile; a snapshot within it is the same one.

        A file shows the state of the moment the block began. A server keeps no former state: a read after somebody
        else's load has replaced it raises `StoreError` with the key `store.moved`, never a mix of two states.
        """

    def load(
        self,
        dataset: Dataset,
        progress: Progress | None = None,
        *,
        besides: Sequence[Dataset] = (),
        step: str | None = None,
    ) -> Written:
        """Adds a version of a dataset, or replaces the one of the same day: all of it or, on any failure, nothing.

        Unless it is there already, the versions `besides` are written with it. What is written under one name of a
        `step` is undone together; without a name each load is a step.
        """

    def change(self, writes: Sequence[Dataset], removes: Sequence[tuple[str, str]], *, step: str | None = None) -> None:
        """Writes versions, and removes those of these datasets and days (ISO, empty without one), all or nothing.

        Raises `StoreError` when there is no such version.
        """

    def last_step(self) -> list[tuple[str, str, bool]]:
        """What `undo` would return now; raises `StoreError` where nothing is left to be undone."""

    def undo(self) -> list[tuple[str, str, bool]]:
        """Takes the last step back; returns each dataset and day it had changed, and whether that is there again.

        Raises `StoreError` where nothing is left to be undone.
        """

    def datasets(self) -> list[LoadedDataset]:
        """Every version loaded, by the name of its dataset, the earliest first."""

    def dataset(self, name: str, version: str | None = None) -> Dataset:
        """A version of a dataset as it was loaded, its rows sorted; without `version` (a day) the newest.

        Raises `StoreError` when there is none of that name or day.
        """

    def count(self, area: str | None = None) -> int:
        """How many organizations are or lie in `area`."""

    def network(self, area: str | None = None, *, received: bool = False, day: date | None = None) -> Network:
        """Organizations in `area`, the units it lies in, all agreements of either, and whoever those name.

        Of each dataset the version counts that `day` rests on (`graph.versions`); without a day the newest.

        With `received` only the agreements by which they are helped, not those by which they help others. That is
        enough for coverage, and the network of a county that is home to a large helper stays small.
        """

    def columns(self, *days: date) -> Columns:
        """Everything as columns: measured where a network is too large to be fetched.

        They hold what answers for each of these days rest on; without one what those for the newest do.
        """

    def around(self, ids: Sequence[str], day: date | None = None) -> Network:
        """These organizations, the units they lie in, all agreements of the former and those that help the latter."""

    def gaps(self, query: Query) -> Gaps:
        """The same as `graph.measures.coverage.gaps` on the network of the query's area."""

    def coverage(self, query: Query, by: By) -> Coverage:
        """The same as `graph.measures.coverage.coverage` on the network of the query's area."""

    def verify(self) -> list[Damage]:
        """Everything that is not what was written; a server keeps that itself, and has none."""

    def find(
        self, text: str, *, first: bool = False, within: str | None = None, last: Tier = Tier.PINYIN
    ) -> list[Match]:
        """Organizations `text` may mean, the surest first; with `first`, only those of the surest tier found.

        With `within`, only those that are or lie in that unit. Nothing less sure than the tier `last` is looked for.
        """

    def starting(self, text: str, most: int) -> list[Match]:
        """At most so many organizations whose name or English name begins with `text`, by id; found by an index.

        In English the case of Latin letters does not count.
        """

    def named(self, texts: Sequence[str]) -> dict[str, frozenset[str]]:
        """Those of `texts` that are an id, a code, a name or an alias → the kinds of all that are called so.

        In English names and aliases the case of Latin letters does not count; everything else must be as it is written.
        """

    def sectors(self) -> list[str]:
        """The sectors that agreements name, sorted."""

    def statements(self, id_: str, day: date | None = None) -> list[Stated]:
        """What each dataset states of an organization, with its place: the version that a day rests on.

        Where that does not name it, or without a day, it is the newest version that does.
        """

    def disputed(self) -> list[str]:
        """Ids of the organizations of which datasets state different names, kinds, codes or units, sorted."""

    def places(
        self, ids: Sequence[str], day: date | None = None
    ) -> dict[tuple[str, str, str], tuple[Source, Place, str]]:
        """(helper, recipient, agreement) → its source, its place and its dataset, for all that `ids` take part in."""

    def contributions(self, ids: Sequence[str] | None = None, day: date | None = None) -> list[Contribution]:
        """Contributions, all or those in which an organization of `ids` takes part, by id."""

    def claims(self, day: date | None = None) -> list[tuple[Claim, Source]]:
        """All claims, each with its source, by id."""

    def known(self, besides: str) -> list[Organization]:
        """Organizations that a roster may mean by a name: all that are not places, and places with aliases, by id.

        Illustrative ones are left out, and so are those that only the dataset `besides` states. Attributes are empty.
        """

    def unmatched(self) -> list[str]:
        """Ids of the organizations whose name a loader could not match, sorted."""


def require_unit(store: Store, area: str | None) -> None:
    """Raises `UsageError` when no organization has the id `area`; where it is a name, with the id that goes with it."""
    if area is None or store.count(area):
        return
    named = [match for match in store.find(area, first=True) if area in (match.name, match.name_en)]
    if named:
        raise UsageError("measures.name_for_id", text=area, id=named[0].id)
    raise UsageError("measures.id", text=area)
