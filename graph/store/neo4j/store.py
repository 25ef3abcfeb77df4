"""A network in a Neo4j database: shared by many, answered by the server."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Self, TypeVar
from uuid import uuid4

from graph.errors import JieduiError, StoreError
from graph.lookup import Tier
from graph.store import Damage, require_unit
from graph.store.neo4j import read
from graph.store.neo4j.schema import FORMAT
from graph.store.neo4j.server import State, connect

if TYPE_CHECKING:
    from graph.columns import Columns
    from graph.dataset import Dataset
    from graph.lookup import Match
    from graph.measures.coverage import Coverage, Gaps
    from graph.model import Claim, Contribution, Organization, Place, Source
    from graph.network import Network
    from graph.query import By, Query
    from graph.store import LoadedDataset, Progress, Stated, Written

T = TypeVar("T")
TRIES = 5
"""How often a reader that a load has overtaken reads again."""


class Neo4jStore:
    """A store on a server. Readers see the state of the last finished load, also while another one runs."""

    walked: int | None = None

    def __init__(self, url: str, *, create: bool = False, ask: Callable[[str], tuple[str, str]] | None = None) -> None:
        """Raises `StoreError` when it cannot be reached, or holds nothing of ours (unless `create`)."""
        self.server = connect(url, ask)
        self.location = self.server.location
        self._held: State | None = None
        self._has_read = False
        try:
            marker = self.server.marker()
            if marker is None and not create:
                raise StoreError("store.empty", url=self.location)
            if marker is not None and marker["format"] > FORMAT:
                raise StoreError("store.newer", path=self.location, version=marker["format"], known=FORMAT)
        except BaseException:
            self.server.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Closes the connections."""
        self.server.close()

    # --- writing

    def load(
        self,
        dataset: Dataset,
        progress: Progress | None = None,
        *,
        besides: Sequence[Dataset] = (),
        step: str | None = None,
    ) -> Written:
        """Adds a version of a dataset, or replaces the one of the same day; readers see all of it, or nothing."""
        from graph.store.neo4j.write import write  # only a load needs it

        return write(self.server, dataset, besides, progress or (lambda *_: None), step=step or uuid4().hex)

    def change(self, writes: Sequence[Dataset], removes: Sequence[tuple[str, str]], *, step: str | None = None) -> None:
        """Writes versions, and removes those of these datasets and days, all or nothing."""
        from graph.store.neo4j.write import change  # as in `load`

        change(self.server, writes, removes, step=step or uuid4().hex)

    def last_step(self) -> list[tuple[str, str, bool]]:
        """What `undo` would return now; raises `StoreError` where nothing is left to be undone."""
        from graph.store.neo4j.write import kept_of_last_step  # as in `load`

        return [(*key, bool(data)) for key, data in self._read(kept_of_last_step).items()]

    def undo(self) -> list[tuple[str, str, bool]]:
        """Takes the last step back; returns each dataset and day it had changed, and whether that is there again.

        Raises `StoreError` where another user, or the same one on another machine, has written since.
        """
        from graph.store.neo4j.write import undo  # as in `load`

        return undo(self.server)

    def replace_all(
        self, datasets: Sequence[Dataset], progress: Progress | None = None
    ) -> tuple[list[Written], list[str]]:
        """Replaces all that is ours by these versions in one step; returns what was done, and the datasets that went.

        Raises `StoreError`, with nothing changed, where the database also holds something that is not ours.
        """
        from graph.store.neo4j.write import replace_all  # only a load needs it

        return replace_all(self.server, datasets, progress or (lambda *_: None))

    def wipe(self) -> int:
        """Removes all that is ours, and nothing else; returns how many nodes those were."""
        from graph.store.neo4j.write import wipe  # only a load needs it

        return wipe(self.server)

    # --- reading

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All reads inside the block see one state.

        A load replaces the state before it, and removes what only that one held. Until something has been read, the
        block moves on to the new state; afterwards a read raises `StoreError` with the key `store.moved`.
        """
        if self._held is not None:
            yield
            return
        self._held, self._has_read = self.server.state(), False
        try:
            yield
        finally:
            self._held = None

    def _read(self, function: Callable[[State], T]) -> T:
        """What `function` finds in one state; it is called again when a load moved the store on meanwhile."""
        for attempt in range(TRIES):
            state = self._held or self.server.state()
            failure: Exception | None = None
            try:
                found = function(state)
            except (JieduiError, KeyError) as error:  # what one query found, the next may miss once a load moved on
                failure = error
            now = self.server.state()
            if now == state:
                if failure is not None:
                    raise failure
                self._has_read = True
                return found
            if self._held is not None:
                if self._has_read:
                    raise StoreError("store.moved", path=self.location) from failure
                self._held = now
            time.sleep(0.05 * (attempt + 1))
        raise StoreError("store.busy", path=self.location)

    def datasets(self) -> list[LoadedDataset]:
        """Every version loaded, by the name of its dataset, the earliest first."""
        return self._read(read.datasets)

    def dataset(self, name: str, version: str | None = None) -> Dataset:
        """A version of a dataset as it was loaded, its rows sorted; without `version` (a day) the newest.

        Raises `StoreError` when there is none of that name or day.
        """
        from graph.store.neo4j.dataset import dataset  # a question needs no tables

        return self._read(lambda state: dataset(state, name, version))

    def count(self, area: str | None = None) -> int:
        """How many organizations are or lie in `area`."""
        return self._read(lambda state: read.count(state, area))

    def network(self, area: str | None = None, *, received: bool = False, day: date | None = None) -> Network:
        """Organizations in `area`, the units it lies in, all agreements of either, and whoever those name.

        With `received` only the agreements that help them, not those by which they help others.
        """
        require_unit(self, area)
        return self._read(lambda state: read.network(read.on(state, day), area, received=received))

    def columns(self, *days: date) -> Columns:
        """Everything as columns: measured where a network is too large to be fetched."""
        from graph.store.neo4j.columns import columns  # numpy is not needed to fetch a network

        return self._read(lambda state: columns(state, *days))

    def around(self, ids: Sequence[str], day: date | None = None) -> Network:
        """These organizations, the units they lie in, all agreements of the former and those that help the latter."""
        return self._read(lambda state: read.around(read.on(state, day), ids))

    def gaps(self, query: Query) -> Gaps:
        """The same as `graph.measures.coverage.gaps` on the network of the query's area, which is fetched."""
        from graph.measures import coverage

        return coverage.gaps(self.network(query.area, received=True, day=query.day), query)

    def coverage(self, query: Query, by: By) -> Coverage:
        """The same as `graph.measures.coverage.coverage` on the network of the query's area, which is fetched."""
        from graph.measures import coverage

        return coverage.coverage(self.network(query.area, received=True, day=query.day), query, by)

    def verify(self) -> list[Damage]:
        """Nothing: the server guards what it keeps."""
        return []

    def find(
        self, text: str, *, first: bool = False, within: str | None = None, last: Tier = Tier.PINYIN
    ) -> list[Match]:
        """Organizations `text` may mean, the surest first; with `first`, only those of the surest tier found.

        With `within`, only those that are or lie in that unit. Nothing less sure than the tier `last` is looked for.
        """
        return self._read(lambda state: read.find(state, text, first=first, within=within, last=last))

    def starting(self, text: str, most: int) -> list[Match]:
        """At most so many organizations whose name or English name begins with `text`, by id."""
        return self._read(lambda state: read.starting(state, text, most))

    def named(self, texts: Sequence[str]) -> dict[str, frozenset[str]]:
        """Those of `texts` that are an id, a code, a name or an alias → the kinds of all that are called so."""
        return self._read(lambda state: read.named(state, texts))

    def sectors(self) -> list[str]:
        """The sectors that agreements name, sorted."""
        return self._read(read.sectors)

    def statements(self, id_: str, day: date | None = None) -> list[Stated]:
        """What each dataset states of an organization: the version that a day rests on, else the newest that does."""
        return self._read(lambda state: read.statements(state, id_, day))

    def disputed(self) -> list[str]:
        """Ids of the organizations of which datasets state different names, kinds, codes or units, sorted."""
        return self._read(read.disputed)

    def places(
        self, ids: Sequence[str], day: date | None = None
    ) -> dict[tuple[str, str, str], tuple[Source, Place, str]]:
        """(helper, recipient, agreement) → its source, its place and its dataset, for all that `ids` take part in."""
        return self._read(lambda state: read.places(read.on(state, day), ids))

    def contributions(self, ids: Sequence[str] | None = None, day: date | None = None) -> list[Contribution]:
        """Contributions, all or those in which an organization of `ids` takes part, by id."""
        return self._read(lambda state: read.contributions(read.on(state, day), ids))

    def claims(self, day: date | None = None) -> list[tuple[Claim, Source]]:
        """All claims, each with its source, by id."""
        return self._read(lambda state: read.claims(read.on(state, day)))

    def known(self, besides: str) -> list[Organization]:
        """Organizations that a roster may mean by a name: all that are not places, and places with aliases, by id."""
        return self._read(lambda state: read.known(state, besides))

    def unmatched(self) -> list[str]:
        """Ids of the organizations whose name a loader could not match, sorted."""
        return self._read(read.unmatched)
