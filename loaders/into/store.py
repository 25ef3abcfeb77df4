"""Loads what a user names into a store, and says what became of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from graph.answer import Answer
from graph.dataset import Dataset
from graph.errors import JieduiError, UsageError
from graph.model import Organization
from loaders.into import outcome
from loaders.into.open import Input, load, parts
from loaders.into.outcome import Outcome
from loaders.loaded import Progress
from loaders.names import decisions
from loaders.names.decisions import NO_DECISIONS, Decisions
from loaders.names.index import Known
from loaders.names.resolve import Context

if TYPE_CHECKING:
    from graph.store import Store, Written
    from loaders.loaded import Loaded, RosterSheet

Watch = Callable[[str | None], AbstractContextManager[Progress | None]]
"""Given the name of what is about to be read (None: written), shows how far the work is while the block runs."""


def unwatched(name: str | None) -> AbstractContextManager[Progress | None]:
    """Shows nothing: the `Watch` where nobody is watching."""
    del name
    return nullcontext()


class Opener(Protocol):
    """Opens the store at a URL, as `graph.store.open_store` does."""

    def __call__(self, url: str, *, create: bool = False) -> Store:
        """The store; with `create` it is made if there is none."""


class Keeper(Protocol):
    """What keeps datasets and knows organizations by name, such as a `graph.store.Store`."""

    def load(self, dataset: Dataset) -> object:
        """Replaces what the dataset stated before."""

    def known(self, besides: str) -> list[Organization]:
        """Organizations that a roster may mean by a name."""


@dataclass(frozen=True, slots=True)
class Home:
    """The store that a command works on, opened only while it is needed, and the decisions that belong to it."""

    url: str
    opener: Opener

    def opened(self, *, create: bool = False) -> Store:
        """The store; raises `StoreError` when it cannot be opened."""
        return self.opener(self.url, create=create)

    @property
    def decisions_file(self) -> Path:
        """The file of decisions about names: beside the store's own file, or in this folder for a server."""
        return Path("jiedui.decisions.csv") if self._is_server else Path(self.url).with_suffix(".decisions.csv")

    @property
    def decisions(self) -> Decisions:
        """What people decided about names so far; raises `InputError` when the file cannot be read."""
        return decisions.read(self.decisions_file)

    def context(self, dataset: str) -> Context:
        """What the names of a dataset are matched with: what the store knows besides it, and what people decided."""
        if not (self._is_server or Path(self.url).exists()):
            return Context((), self.decisions)
        with self.opened(create=self._is_server) as store:
            return context_of(store, dataset, self.decisions)

    def write(self, dataset: Dataset, watch: Watch = unwatched) -> Written:
        """Puts a dataset into the store, which is made if there is none.

        The store is opened before anything is shown, because opening it may ask for a password.
        """
        with self.opened(create=True) as store, watch(None) as progress:
            return store.load(dataset, progress)

    @property
    def _is_server(self) -> bool:
        return "://" in self.url


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What became of everything that was to be loaded, in order.

    `answer` is what the command says; `failure` is what stopped it after some had been loaded.
    """

    outcomes: tuple[Outcome, ...]
    answer: Answer
    failure: JieduiError | None = None

    @property
    def loaded(self) -> list[Loaded]:
        """Each dataset with its problems."""
        return [one.loaded for one in self.outcomes]

    @property
    def sheets(self) -> list[RosterSheet]:
        """What was found on the sheets of all rosters."""
        return [sheet for one in self.loaded for sheet in one.sheets]

    @property
    def failed(self) -> bool:
        """Whether any dataset has an error."""
        return any(one.failed for one in self.loaded)


def load_paths(
    paths: Iterable[str],
    home: Home,
    *,
    area: str | None = None,
    as_of: date | None = None,
    mapping: Path | None = None,
    called: str | None = None,
    strict: bool = False,
    dry_run: bool = False,
    watch: Watch = unwatched,
) -> LoadReport:
    """Loads packages, folders and files into a store, one after the other, and reports what became of each.

    `area`, `as_of`, `mapping`, `called` are those of `loaders.load`. With `dry_run` nothing is written; with `strict`
    no dataset that has an error is.
    Raises `UsageError` when several paths are to be `called` by one name, and whatever stopped it before anything was
    read; what stops it later is the report's `failure`.
    """
    names = list(paths)
    if called is not None and len(names) > 1:
        raise UsageError("load.one_name", count=len(names))
    done: list[Outcome] = []
    failure: JieduiError | None = None
    try:
        for part in (part for name in names for part in parts(name)):
            loaded = _read(part, home.context, area=area, as_of=as_of, mapping=mapping, called=called, watch=watch)
            written = None
            if not dry_run and not (strict and loaded.failed):
                written = home.write(loaded.dataset, watch)
            done.append(Outcome(loaded, written))
    except JieduiError as error:
        if not done:
            raise
        failure = error
    return LoadReport(tuple(done), outcome.answer(done, dry_run=dry_run, strict=strict), failure)


def load_into(store: Keeper, *names: str, area: str | None = None, as_of: date | None = None) -> list[Loaded]:
    """Loads packages and rosters into a store, one after the other, as the command does; returns what became of each.

    `problems` of each lists what could not be used. A roster's names are matched with what the store knows by then.
    Raises `InputError` when there is no such thing or it cannot be read.
    """
    done = []
    for part in (part for name in names for part in parts(name)):
        loaded = _read(part, lambda own: context_of(store, own), area=area, as_of=as_of)
        store.load(loaded.dataset)
        done.append(loaded)
    return done


def _read(
    part: Input,
    context: Callable[[str], Context],
    *,
    area: str | None,
    as_of: date | None,
    mapping: Path | None = None,
    called: str | None = None,
    watch: Watch = unwatched,
) -> Loaded:
    with watch(part.name) as progress:
        return load(
            part.name,
            area=area,
            as_of=as_of,
            mapping=mapping,
            called=called,
            progress=progress,
            only=part.only,
            context=context,
        )


def context_of(store: Keeper, dataset: str, decided: Decisions = NO_DECISIONS) -> Context:
    """What the names of a dataset are matched with: what a store knows besides it, and what people decided."""
    known = [Known(one.id, one.name, one.kind, one.part_of, one.aliases) for one in store.known(dataset)]
    return Context(known, decided)
