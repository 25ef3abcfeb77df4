"""Loads what a user names into a store, and says what became of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, cast
from uuid import uuid4

from graph.answer import Answer, Note
from graph.dataset import Dataset
from graph.errors import JieduiError, UsageError
from graph.model import AREA_KINDS, Kind, Organization, PartialDate, ReadAs
from graph.store import LoadedDataset
from graph.store.changes import counts_of
from graph.store.pairs import never_listed
from loaders.into import outcome, pairs
from loaders.into.open import SAMPLES, Input, load, parts
from loaders.into.outcome import Became, Outcome
from loaders.into.pairs import Pair
from loaders.into.placing import NO_WISH, Placed, PlaceError, SayWhat, Wish, place
from loaders.loaded import Progress
from loaders.names import decisions
from loaders.names.decisions import NO_DECISIONS, Decisions
from loaders.names.index import Known
from loaders.names.resolve import Context
from loaders.package import bundled as packages
from loaders.problems import ChoiceError
from loaders.roster.day import known_by

if TYPE_CHECKING:
    from graph.store import Store, Written
    from loaders.loaded import Loaded, RosterSheet
    from loaders.review.choices import Pick
    from loaders.roster.mapping import ColumnMap

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

    def load(self, dataset: Dataset, *, besides: Sequence[Dataset] = ()) -> Written:
        """Adds a version of a dataset, or replaces the one of the same day, with the versions `besides`."""

    def datasets(self) -> list[LoadedDataset]:
        """Every version, by the name of its dataset, the earliest first."""

    def dataset(self, name: str, version: str | None = None) -> Dataset:
        """The version of a dataset for a day."""

    def known(self, besides: str) -> list[Organization]:
        """Organizations that a roster may mean by a name."""

    def places(self, ids: Sequence[str], day: date | None = None) -> Mapping[tuple[str, str, str], Any]:
        """(helper, recipient, agreement) → its place, for all that `ids` take part in on a day."""


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

    def versions(self) -> list[LoadedDataset]:
        """Every version in the store, by the name of its dataset, the earliest first; none where there is no store."""
        if not (self._is_server or Path(self.url).exists()):
            return []
        with self.opened(create=self._is_server) as store:
            return store.datasets()

    def never_listed(self, wanted: Collection[Pair]) -> set[Pair]:
        """Those of these pairs that no dataset in the store lists; all of them where there is no store."""
        if not (self._is_server or Path(self.url).exists()):
            return set(wanted)
        with self.opened(create=self._is_server) as store:
            return never_listed(store, wanted)

    def dataset(self, name: str, version: str) -> Dataset:
        """The version of a dataset for a day (ISO, empty without one); raises `StoreError` when there is none."""
        with self.opened() as store:
            return store.dataset(name, version)

    def write(
        self,
        dataset: Dataset,
        watch: Watch = unwatched,
        *,
        besides: Sequence[Dataset] = (),
        step: str | None = None,
    ) -> Written:
        """Puts a version of a dataset into the store, which is made if there is none.

        The store is opened before anything is shown, because opening it may ask for a password. What is written under
        one name of a `step` is undone together.
        """
        with self.opened(create=True) as store, watch(None) as progress:
            return store.load(dataset, progress, besides=besides, step=step)

    @property
    def _is_server(self) -> bool:
        return "://" in self.url


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What became of everything that was to be loaded, in order; `answer` is what the command says."""

    outcomes: tuple[Outcome, ...]
    answer: Answer

    @property
    def loaded(self) -> list[Loaded]:
        """Each dataset that was read, with its problems."""
        return [one.loaded for one in self.outcomes if one.loaded is not None]

    @property
    def sheets(self) -> list[RosterSheet]:
        """What was found on the sheets of all rosters, also of those about which somebody has to be asked."""
        asked = [one.error.sheets for one in self.outcomes if isinstance(one.error, ChoiceError)]
        read = [one.sheets for one in self.loaded]
        return [cast("RosterSheet", sheet) for sheets in (*read, *asked) for sheet in sheets]

    @property
    def stopped(self) -> bool:
        """Whether Ctrl-C ended the load."""
        return any(one.became is Became.STOPPED for one in self.outcomes)

    @property
    def exit_code(self) -> int:
        """The highest of the files': 1 where one has an error, and that of its failure where one could not be read."""
        return max((one.exit_code for one in self.outcomes), default=0)


def load_paths(
    paths: Iterable[str],
    home: Home,
    *,
    area: str | None = None,
    mapping: Path | None = None,
    called: str | None = None,
    wish: Wish = NO_WISH,
    strict: bool = False,
    dry_run: bool = False,
    read_as: str | None = None,
    pick: Pick | None = None,
    say_what: SayWhat | None = None,
    watch: Watch = unwatched,
) -> LoadReport:
    """Loads packages, folders and files into a store, one after the other, and reports what became of each.

    `area`, `mapping`, `called`, `read_as` are those of `loaders.load`. `wish` says what a file is to what is loaded
    already. `pick` answers what a file does not say itself, `say_what` what it is to what is loaded where that does not
    show; without them such a file is not loaded. With `dry_run` nothing is written; with `strict` nothing is when any
    of them has an error. What cannot be read never stops the others; Ctrl-C leaves the rest out. Raises `UsageError`
    when several are to have one name, or options do not go together, and the failure itself when there is only one.
    """
    wish.check(called)
    work = _Work(home, area, wish, mapping, called, read_as, pick, say_what, watch)
    inputs: list[Input | Outcome] = []
    for name in paths:
        try:
            inputs += parts(name)
        except JieduiError as error:
            inputs.append(Outcome(name, Became.FAILED, error=error))
    single = called or wish.version_of
    if single is not None and sum(not isinstance(one, Input) or one.skipped is None for one in inputs) > 1:
        option = "--version-of" if wish.version_of else "--name"
        raise UsageError("load.one_name", count=len(inputs), option=option)
    outcomes: list[Outcome] = []
    together = strict or dry_run
    try:
        for one in inputs:
            done = one if isinstance(one, Outcome) else work.done(one, write=not together)
            outcomes.append(done)
        if together and not dry_run:
            outcomes = work.written(outcomes)
    except KeyboardInterrupt:
        if not dry_run:  # what was only read is not loaded
            outcomes = [Outcome(one.file, Became.STOPPED) if one.became is Became.DRY_RUN else one for one in outcomes]
        outcomes = work.after_stop(inputs, outcomes)
    if len(outcomes) == 1 and outcomes[0].error is not None:
        raise outcomes[0].error
    outcomes = work.with_pairs_asked(outcomes)
    notes = work.samples(outcomes)
    return LoadReport(tuple(outcomes), outcome.answer(outcomes, notes))


@dataclass(slots=True)
class _Work:
    """One load of several files into a store: how they are read, and what is known of those that were read so far."""

    home: Home
    area: str | None
    wish: Wish
    mapping: Path | None
    called: str | None
    read_as: str | None
    pick: Pick | None
    say_what: SayWhat | None
    watch: Watch
    step: str = field(default_factory=lambda: uuid4().hex)
    pending: dict[tuple[str, str], Loaded] = field(default_factory=dict)
    """What was read and is not written yet, by the name of its dataset and its day."""
    later: dict[tuple[str, str], tuple[Dataset, ...]] = field(default_factory=dict)
    """What else changes when one of those is written."""
    read: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    """A dataset and its day → the file it was read from in this load, and its fingerprint."""
    contents: dict[bytes, str] = field(default_factory=dict)
    """What a file holds → the first file that holds it."""
    writing: tuple[str, Loaded] | None = None
    """The file that is being written."""

    def done(self, one: Input, *, write: bool) -> Outcome:
        """Reads one dataset and, if it is to, writes it."""
        if one.skipped is not None:
            return Outcome(one.name, Became.SKIPPED, why=Note(one.skipped))
        twin = self._twin(one)
        if twin is not None:
            return Outcome(one.name, Became.SKIPPED, why=Note("load.skipped.same", {"other": twin}))
        try:
            placed = self._placed(one)
            loaded = placed.loaded
            if placed.unchanged:
                return Outcome(one.name, Became.UNCHANGED, loaded)
            _refuse_namesake(one, loaded.dataset, self.read)
            if write:
                return self._write(one.name, loaded, placed.later)
        except JieduiError as error:
            return Outcome(one.name, Became.FAILED, error=error)
        self.pending[loaded.dataset.name, loaded.dataset.version] = loaded
        self.later[loaded.dataset.name, loaded.dataset.version] = placed.later
        return Outcome(one.name, Became.DRY_RUN, loaded)

    def versions(self) -> list[LoadedDataset]:
        """Every version in the store, and those that were read and are not written yet."""
        waiting = {key: _about(loaded.dataset) for key, loaded in self.pending.items()}
        known = [one for one in self.home.versions() if (one.name, one.version) not in waiting]
        return sorted([*known, *waiting.values()], key=lambda one: (one.name, one.version))

    def dataset(self, name: str, version: str) -> Dataset:
        """The version of a dataset for a day, in the store or read and not written yet."""
        waiting = self.pending.get((name, version))
        return waiting.dataset if waiting is not None else self.home.dataset(name, version)

    def _twin(self, one: Input) -> str | None:
        """The file of the same load that holds the same bytes: a copy or a link would count twice."""
        path = Path(one.name)
        if one.only is not None or not path.is_file():
            return None
        try:
            with path.open("rb") as stream:
                digest = hashlib.file_digest(stream, "sha256").digest()
        except OSError:  # what reads it says what is wrong with it
            return None
        twin = self.contents.setdefault(digest, one.name)
        return twin if twin != one.name else None

    def _placed(self, one: Input) -> Placed:
        """What a file is to what is loaded; whoever can say it is asked where it does not show."""
        wish = self.wish
        while True:

            def read(name: str | None = None, wish: Wish = wish) -> Loaded:
                return self._read(one, name or wish.version_of, wish)

            try:
                return place(one.name, read(), wish, self, read)
            except PlaceError as error:
                said = None if self.say_what is None else self.say_what(error)
                if said is None:
                    raise
                wish = said

    def _read(self, one: Input, called: str | None, wish: Wish) -> Loaded:
        """What a file states, under another name of its dataset where one is given."""
        mapping: Path | ColumnMap | None = self.mapping
        asked = False
        while True:
            try:
                loaded = _read(
                    one,
                    self._context,
                    area=self.area,
                    as_of=_day_of(wish),
                    mapping=mapping,
                    called=called or self.called,
                    read_as=self.read_as,
                    roster=wish.roster,
                    watch=self.watch,
                )
            except ChoiceError as error:
                chosen = self._chosen(error, mapping)
                if chosen is None:
                    raise
                mapping = chosen
            else:
                told = None if asked else self._told_apart(loaded, mapping)
                if told is None:
                    return loaded
                mapping, asked = told, True

    def _chosen(self, error: ChoiceError, mapping: Path | ColumnMap | None) -> ColumnMap | None:
        """The mapping with what somebody answered; None where nobody is asked, or the answers change nothing."""
        if self.pick is None:
            return None
        from loaders.review import choices  # here, so that packages load without them
        from loaders.roster.mapping import ColumnMap, read_mapping

        before = mapping if isinstance(mapping, ColumnMap) else read_mapping(mapping)
        found = choices.answered(error, before, self.pick)
        return None if found == before else found

    def _told_apart(self, loaded: Loaded, mapping: Path | ColumnMap | None) -> ColumnMap | None:
        """The mapping with what somebody answered about words that may be no names; None where that changes nothing."""
        if self.pick is None or not any(table.doubtful for sheet in loaded.sheets for table in sheet.tables):
            return None
        from loaders.review import choices
        from loaders.roster.mapping import ColumnMap, read_mapping

        before = mapping if isinstance(mapping, ColumnMap) else read_mapping(mapping)
        found = choices.told_apart(loaded.sheets, before, self.pick)
        return None if found == before else found

    def _context(self, dataset: str) -> Context:
        """What names are matched with: what the store knows, and what was read before without being written."""
        known = self.home.context(dataset)
        more = [one for (name, _), loaded in self.pending.items() if name != dataset for one in _known(loaded.dataset)]
        here = {one.id for one in more}
        return Context([*(one for one in known.known if one.id not in here), *more], known.decisions)

    def _write(self, file: str, loaded: Loaded, later: Sequence[Dataset] = ()) -> Outcome:
        self.writing = file, loaded
        written = self.home.write(loaded.dataset, self.watch, besides=later, step=self.step)
        self.writing = None
        became = Became.UNCHANGED if written.unchanged else Became.UPDATED if written.changes else Became.LOADED
        return Outcome(file, became, loaded, written)

    def written(self, read: Sequence[Outcome]) -> list[Outcome]:
        """What became of files that were read, now that all are: written, or none where one has an error."""
        if any(one.exit_code for one in read):
            return [one._replace(became=Became.REFUSED) if one.became is Became.DRY_RUN else one for one in read]
        done: list[Outcome] = []
        for one in read:
            if one.became is not Became.DRY_RUN or one.loaded is None:
                done.append(one)
                continue
            try:
                own = one.loaded.dataset
                done.append(self._write(one.file, one.loaded, self.later[own.name, own.version]))
            except JieduiError as error:
                done.append(Outcome(one.file, Became.FAILED, error=error))
            except KeyboardInterrupt:
                return self.after_stop(read, done)
        return done

    def after_stop(self, wanted: Sequence[Input | Outcome], done: Sequence[Outcome]) -> list[Outcome]:
        """What became of each after Ctrl-C: the store is asked whether it has the one that was being written."""
        outcomes = list(done)
        if self.writing is not None:
            file, loaded = self.writing
            own = loaded.dataset
            there = any((one.name, one.version) == (own.name, own.version) for one in self.home.versions())
            if there and self.home.dataset(own.name, own.version).fingerprint == own.fingerprint:
                outcomes.append(Outcome(file, Became.LOADED, loaded))
        rest = (one.name if isinstance(one, Input) else one.file for one in wanted[len(outcomes) :])
        return [*outcomes, *(Outcome(name, Became.STOPPED) for name in rest)]

    def with_pairs_asked(self, outcomes: Sequence[Outcome]) -> list[Outcome]:
        """What became of each, with a remark on the money of pairs that no ledger lists, now that all are loaded."""
        left_out = (Became.FAILED, Became.SKIPPED, Became.STOPPED)
        asked = {
            place: set(pairs.of_money(one.loaded.dataset))
            for place, one in enumerate(outcomes)
            if one.loaded is not None and one.loaded.read_as == ReadAs.MONEY and one.became not in left_out
        }
        wanted = {pair for some in asked.values() for pair in some}
        waiting = (loaded.dataset.agreements.select("helper", "recipient") for loaded in self.pending.values())
        wanted -= {(helper, recipient) for table in waiting for helper, recipient in table.iter_rows()}
        lost = self.home.never_listed(wanted) if wanted else set()
        return [
            one._replace(loaded=pairs.remarked(one.loaded, lost)) if one.loaded and asked.get(place) else one
            for place, one in enumerate(outcomes)
        ]

    def samples(self, outcomes: Sequence[Outcome]) -> list[Note]:
        """A warning where an example and data of one's own stand in one store since this load."""
        new = (Became.LOADED, Became.UPDATED)
        changed = {one.loaded.dataset.name for one in outcomes if one.loaded is not None and one.became in new}
        if not changed:
            return []
        with self.home.opened() as store:
            names = {one.name for one in store.datasets()}
        own = {name for name in names - SAMPLES if name not in packages.names() and not name.startswith("registry-")}
        samples = names & SAMPLES
        if not (own and samples) or not changed & (own | samples):
            return []
        return [Note("load.samples", {"samples": sorted(samples), "own": sorted(own)})]


def _known(dataset: Dataset) -> list[Known]:
    """The organizations of a dataset that names may mean, as `Store.known` gives those of a store."""
    places = {*AREA_KINDS, Kind.VILLAGE}
    return [
        Known(id_, name, Kind(kind), part_of, tuple(json.loads(aliases)) if aliases else ())
        for id_, name, kind, part_of, aliases, illustrative in dataset.organizations[
            "id", "name", "kind", "part_of", "aliases", "illustrative"
        ].iter_rows()
        if not illustrative and (aliases or Kind(kind) not in places)
    ]


def load_into(
    store: Keeper, *names: str, area: str | None = None, as_of: date | None = None, wish: Wish = NO_WISH
) -> list[Loaded]:
    """Loads packages and rosters into a store, one after the other, as the command does; returns what became of each.

    `problems` of each lists what could not be used. A roster's names are matched with what the store knows by then.
    `wish` says what a file is to what is loaded already; `as_of` is its day. Raises `InputError` when there is no such
    thing or it cannot be read, and `UsageError` when two of them are called the same and differ, or only a person can
    say what one is to what is loaded; what stood before it is loaded.
    """
    if as_of is not None:
        wish = replace(wish, day=PartialDate(as_of.year, as_of.month, as_of.day))
    done = []
    held = _Kept(store)
    read: dict[tuple[str, str], tuple[str, str]] = {}
    for part in (part for name in names for part in parts(name) if part.skipped is None):

        def read_called(called: str | None, part: Input = part) -> Loaded:
            known = partial(context_of, store)
            return _read(part, known, area=area, as_of=_day_of(wish), called=called, roster=wish.roster)

        placed = place(part.name, read_called(wish.version_of), wish, held, read_called)
        done.append(placed.loaded)
        if placed.unchanged:
            continue
        _refuse_namesake(part, placed.loaded.dataset, read)
        store.load(placed.loaded.dataset, besides=placed.later)
    money = {pair for one in done if one.read_as == ReadAs.MONEY for pair in pairs.of_money(one.dataset)}
    lost = never_listed(store, money) if money else set()
    return [pairs.remarked(one, lost) if one.read_as == ReadAs.MONEY else one for one in done]


@dataclass(frozen=True, slots=True)
class _Kept:
    """What a store holds, as it is asked when a file is placed."""

    store: Keeper

    def versions(self) -> Sequence[LoadedDataset]:
        return self.store.datasets()

    def dataset(self, name: str, version: str) -> Dataset:
        return self.store.dataset(name, version)


def _day_of(wish: Wish) -> date | None:
    return known_by(wish.day, date.today()) if wish.day else None


def _refuse_namesake(one: Input, dataset: Dataset, read: dict[tuple[str, str], tuple[str, str]]) -> None:
    """Raises `UsageError` where a dataset of the same load has this name, this day and other content.

    `read` holds the file and the fingerprint of each; this one is added.
    """
    file, fingerprint = read.setdefault((dataset.name, dataset.version), (one.name, dataset.fingerprint))
    if fingerprint != dataset.fingerprint:
        raise UsageError("load.same_name", file=one.name, other=file, name=dataset.name)


def _about(dataset: Dataset) -> LoadedDataset:
    """A dataset that is not written yet, as a store would list it."""
    counts = counts_of(dataset)
    return LoadedDataset(
        dataset.name,
        dataset.title,
        dataset.as_of,
        dataset.location,
        dataset.notes,
        dataset.sources,
        *counts,
        read_as=dataset.read_as,
    )


def _read(
    part: Input,
    context: Callable[[str], Context],
    *,
    area: str | None,
    as_of: date | None,
    mapping: Path | ColumnMap | None = None,
    called: str | None = None,
    read_as: str | None = None,
    roster: bool | None = None,
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
            read_as=read_as,
            roster=roster,
        )


def context_of(store: Keeper, dataset: str, decided: Decisions = NO_DECISIONS) -> Context:
    """What the names of a dataset are matched with: what a store knows besides it, and what people decided."""
    known = [Known(one.id, one.name, one.kind, one.part_of, one.aliases, one.name_en) for one in store.known(dataset)]
    return Context(known, decided)
