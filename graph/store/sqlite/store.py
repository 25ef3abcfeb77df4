"""A network in a SQLite file: opened for reading by many, written by one load at a time."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeVar
from uuid import uuid4

from graph.errors import StoreError
from graph.files import uninterrupted
from graph.lookup import Tier
from graph.store import require_unit
from graph.store.sqlite import file, read
from graph.store.sqlite.integrity import check_small

if TYPE_CHECKING:
    from graph.columns import Columns
    from graph.dataset import Dataset
    from graph.lookup import Match
    from graph.measures.coverage import Coverage, Gaps
    from graph.model import Claim, Contribution, Organization, Place, Source
    from graph.network import Network
    from graph.query import By, Query
    from graph.store import Damage, LoadedDataset, Progress, Stated, Written
    from graph.store.sqlite.write import Insert

T = TypeVar("T")

_FEW = 5_000
"""Up to this many organizations are inserted row by row into a new file: the way in bulk takes longer to begin."""
_OF_DAMAGE = (sqlite3.DatabaseError, ValueError, LookupError, TypeError, AttributeError)
"""What may go wrong where a file does not hold what was written, besides what is found when a piece is read."""


class SqliteStore:
    """A store in one file. Readers see the state of the last finished load, also while another one runs."""

    walked: int | None = 5_000

    def __init__(self, path: Path, *, create: bool = False) -> None:
        """Raises `StoreError` when there is no such file (unless `create`), or it is not a store that we can read."""
        self.path = path
        self.location = str(path)
        self._create = create
        self._reader: sqlite3.Connection | None = None
        self._of_nothing = False
        if path.is_dir():
            raise StoreError("store.folder", path=str(path))
        if path.exists():
            self._renew()
            self._db()
        elif not create:
            raise StoreError("store.none", path=str(path))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Closes the connection for reading, if one is open."""
        if self._reader is not None:
            self._reader.close()
            self._reader = None

    def _renew(self) -> None:
        """Writes a file of the former format anew, as this version keeps it: all of it or, on any failure, nothing."""
        with closing(file.readable(self.path)) as db:
            if file.format_of(db) >= file.SCHEMA_VERSION:
                return
        from filelock import FileLock, Timeout  # only once in the life of a file

        from graph.store.sqlite import former

        draft = self.path.with_name(f".{self.path.name}.{os.getpid()}.loading")
        try:
            with FileLock(self.path.with_name(f".{self.path.name}.lock"), timeout=file.BUSY_SECONDS):
                self._sweep()
                with closing(file.readable(self.path)) as db:
                    if file.format_of(db) >= file.SCHEMA_VERSION:  # another process did it meanwhile
                        return
                    with SqliteStore(draft, create=True) as renewed:
                        for dataset in former.datasets(db):
                            renewed.load(dataset)
                if not draft.exists():
                    raise StoreError("store.damaged", path=self.location)  # no load left a file without a dataset
                file.sync(draft)
                file.alone(self.path)
                with uninterrupted():
                    os.replace(draft, self.path)  # noqa: PTH105  # the atomic rename is the point
        except Timeout:
            raise StoreError("store.busy", path=self.location) from None
        except (sqlite3.OperationalError, OSError) as error:
            raise StoreError("store.renew", path=self.location, why=(file.cause_of(error),)) from error
        finally:
            for leftover in self.path.parent.glob(f".{draft.name}.*"):
                leftover.unlink(missing_ok=True)
            for leftover in (draft, *(draft.with_name(draft.name + end) for end in ("-wal", "-shm", "-journal"))):
                leftover.unlink(missing_ok=True)

    # --- writing

    def load(
        self,
        dataset: Dataset,
        progress: Progress | None = None,
        *,
        besides: Sequence[Dataset] = (),
        step: str | None = None,
    ) -> Written:
        """Adds a version of a dataset, or replaces the one of the same day: all of it or, on any failure, nothing."""
        report, name = progress or (lambda *_: None), step or uuid4().hex

        def write(db: sqlite3.Connection, insert: Insert, *, fresh: bool = False) -> Written:
            from graph.store.sqlite.write import write  # only a load needs it

            return write(db, dataset, besides, insert, report, step=name, fresh=fresh)

        with self._locked():
            if self.path.exists():
                return self._in_place(write, report)
            return self._afresh(write, report, few=len(dataset.organizations) <= _FEW)

    def change(self, writes: Sequence[Dataset], removes: Sequence[tuple[str, str]], *, step: str | None = None) -> None:
        """Writes versions, and removes those of these datasets and days, all or nothing."""
        from graph.store.sqlite.write import change  # as in `load`

        def write(db: sqlite3.Connection, insert: Insert) -> None:
            change(db, writes, removes, insert, lambda *_: None, step=step or uuid4().hex)

        with self._locked():
            self._in_place(write, lambda *_: None)

    def last_step(self) -> list[tuple[str, str, bool]]:
        """What `undo` would return now; raises `StoreError` where nothing is left to be undone."""
        with self._read() as db:
            return read.last_step(db)

    def undo(self) -> list[tuple[str, str, bool]]:
        """Takes the last step back; returns each dataset and day it had changed, and whether that is there again."""
        from graph.store.sqlite.write import undo  # as in `load`

        with self._locked():
            return self._in_place(lambda db, insert: undo(db, insert, lambda *_: None), lambda *_: None)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """The block alone writes; raises `StoreError` where it cannot, or something keeps it from being done."""
        from filelock import FileLock, Timeout  # only what writes needs it

        if not self.path.parent.is_dir():
            raise StoreError("store.no_folder", path=str(self.path.parent))
        try:
            with FileLock(self.path.with_name(f".{self.path.name}.lock"), timeout=file.BUSY_SECONDS):
                self._sweep()
                yield
        except Timeout:
            raise StoreError("store.busy", path=self.location) from None
        except (sqlite3.OperationalError, OSError) as error:
            key = "store.write" if self.path.exists() else "store.make"
            raise StoreError(key, path=self.location, why=(file.cause_of(error),)) from error
        finally:
            if self._reader is not None and not self._reader.in_transaction:  # a snapshot keeps what it reads
                self.close()

    def _in_place(self, write: Callable[[sqlite3.Connection, Insert], T], progress: Progress) -> T:
        """Writes into a file that is there: one transaction."""
        from graph.store.sqlite.write import by_rows  # as in `load`

        file.readable(self.path).close()  # refuses what is not ours before anything is written
        with closing(file.writable(self.path)) as db:
            db.execute("PRAGMA cache_size = -200000")
            db.execute("BEGIN IMMEDIATE")
            try:
                written = write(db, by_rows(db, progress))
                with uninterrupted():
                    db.execute("COMMIT")
            except BaseException:
                if db.in_transaction:
                    db.execute("ROLLBACK")
                raise
            db.execute(f"PRAGMA busy_timeout = {file.READERS_SECONDS * 1000}")  # the load is done, whoever still reads
            with suppress(sqlite3.OperationalError):  # what is in the log stays there, and counts
                db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return written

    def _afresh(self, write: Callable[..., T], progress: Progress, *, few: bool) -> T:
        """Writes a new file: it is built beside its place and moved there whole; `few` organizations row by row."""
        from graph.store.sqlite.write import at_once, in_bulk  # as in `load`

        draft = self.path.with_name(f".{self.path.name}.{os.getpid()}.loading")
        try:
            with closing(file.writable(draft)) as db:
                for pragma in ("journal_mode = OFF", "synchronous = OFF", f"cache_size = -{file.FILLING}"):
                    db.execute(f"PRAGMA {pragma}")
                tables, indexes = file.schema()
                file.create(db, tables)
                with at_once(db, progress) if few else in_bulk(draft, progress) as insert:
                    written = write(db, insert, fresh=True)
                db.execute("PRAGMA cache_size = -500")  # short runs are sorted in half the time of long ones
                for number, statement in enumerate(indexes):
                    progress("index", number, len(indexes))
                    db.execute(statement)
                db.execute("PRAGMA analysis_limit = 1000")
                db.execute("ANALYZE")
                db.execute("PRAGMA journal_mode = WAL")
            file.sync(draft)
            with uninterrupted():
                if not self.path.exists():
                    file.clear(self.path)
                os.replace(draft, self.path)  # noqa: PTH105  # the atomic rename is the point
        finally:
            for leftover in (draft, *(draft.with_name(draft.name + end) for end in ("-wal", "-shm", "-journal"))):
                leftover.unlink(missing_ok=True)
        return written

    def _sweep(self) -> None:
        """Removes what a first load that was killed left behind; the lock says that no other load is running."""
        for leftover in self.path.parent.glob(f".{self.path.name}.*.loading*"):
            leftover.unlink(missing_ok=True)

    # --- reading

    def _db(self) -> sqlite3.Connection:
        """The connection for reading, opened and checked on first use."""
        if self._reader is not None and self._of_nothing and not self._reader.in_transaction and self.path.exists():
            self.close()  # a load has made the file meanwhile
        if self._reader is None:
            self._of_nothing = self._create and not self.path.exists()
            self._reader = file.empty() if self._of_nothing else file.readable(self.path)
            if not self._of_nothing:
                check_small(self._reader, self.location)
        return self._reader

    @contextmanager
    def _read(self) -> Iterator[sqlite3.Connection]:
        """One read transaction for as long as the block lasts; the one that is open already, if one is."""
        db = self._db()
        if db.in_transaction:
            yield db
            return
        db.execute("BEGIN")
        try:
            yield db
        except _OF_DAMAGE as error:
            if file.is_damage(error) or (not isinstance(error, sqlite3.OperationalError) and self._is_damaged(db)):
                raise StoreError("store.damaged", path=self.location) from error
            raise
        finally:
            if self._reader is db:  # else the store was closed inside the block
                db.execute("ROLLBACK")

    def _is_damaged(self, db: sqlite3.Connection) -> bool:
        """Whether what went wrong went wrong because the file does not hold what was written."""
        from graph.store.sqlite.integrity import damages  # nothing is checked where nothing goes wrong

        return self._reader is db and bool(damages(db))

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All reads inside the block see one state, whatever is loaded meanwhile."""
        with self._read() as db:
            db.execute("SELECT n FROM version LIMIT 1").fetchone()  # a transaction sees the state of its first read
            yield

    def datasets(self) -> list[LoadedDataset]:
        """Every version loaded, by the name of its dataset, the earliest first."""
        with self._read() as db:
            return read.datasets(db)

    def dataset(self, name: str, version: str | None = None) -> Dataset:
        """A version of a dataset as it was loaded, its rows sorted; without `version` (a day) the newest.

        Raises `StoreError` when there is none of that name or day.
        """
        from graph.store.sqlite.dataset import dataset  # a question needs no tables

        with self._read() as db:
            return dataset(db, name, version)

    def count(self, area: str | None = None) -> int:
        """How many organizations are or lie in `area`."""
        with self._read() as db:
            return read.count(db, area)

    def network(self, area: str | None = None, *, received: bool = False, day: date | None = None) -> Network:
        """Organizations in `area`, the units it lies in, all agreements of either, and whoever those name.

        With `received` only the agreements that help them, not those by which they help others.
        """
        with self._read() as db:
            require_unit(self, area)
            return read.network(db, area, received=received, seen=_view(db, day))

    def around(self, ids: Sequence[str], day: date | None = None) -> Network:
        """These organizations, the units they lie in, all agreements of the former and those that help the latter."""
        with self._read() as db:
            return read.around(db, ids, _view(db, day))

    def gaps(self, query: Query) -> Gaps:
        """The same as `graph.measures.coverage.gaps` on the network of the query's area."""
        from graph.measures import coverage

        return coverage.gaps(self._received(query), query)

    def coverage(self, query: Query, by: By) -> Coverage:
        """The same as `graph.measures.coverage.coverage` on the network of the query's area."""
        from graph.measures import coverage

        return coverage.coverage(self._received(query), query, by)

    def _received(self, query: Query) -> Network:
        """The network of an area with the agreements that help those in it, only to be looked at."""
        from graph.sketch import build

        with self._read() as db:
            require_unit(self, query.area)
            return read.network(db, query.area, received=True, seen=read.view(db, query.day), build=build)

    def columns(self, *days: date) -> Columns:
        """Everything as columns: measured where a network is too large to be fetched."""
        from graph.store.sqlite.columns import StoredColumns  # a county needs no numpy

        with self._read() as db:
            return StoredColumns(db, *days)

    def verify(self) -> list[Damage]:
        """Everything in the file that is not what was written."""
        from graph.store.sqlite.integrity import damages  # only a check needs it

        with self._read() as db:
            return damages(db)

    def find(
        self, text: str, *, first: bool = False, within: str | None = None, last: Tier = Tier.PINYIN
    ) -> list[Match]:
        """Organizations `text` may mean, the surest first; with `first`, only those of the surest tier found.

        With `within`, only those that are or lie in that unit. Nothing less sure than the tier `last` is looked for.
        """
        with self._read() as db:
            return read.find(db, text, first=first, within=within, last=last)

    def starting(self, text: str, most: int) -> list[Match]:
        """At most so many organizations whose name or English name begins with `text`, by id."""
        with self._read() as db:
            return read.starting(db, text, most)

    def named(self, texts: Sequence[str]) -> dict[str, frozenset[str]]:
        """Those of `texts` that are an id, a code, a name or an alias → the kinds of all that are called so."""
        with self._read() as db:
            return read.named(db, texts)

    def sectors(self) -> list[str]:
        """The sectors that agreements name, sorted."""
        with self._read() as db:
            return read.sectors(db)

    def statements(self, id_: str, day: date | None = None) -> list[Stated]:
        """What each dataset states of an organization: the version that a day rests on, else the newest that does."""
        with self._read() as db:
            return read.statements(db, id_, day)

    def disputed(self) -> list[str]:
        """Ids of the organizations of which datasets state different names, kinds, codes or units, sorted."""
        with self._read() as db:
            return read.disputed(db)

    def places(
        self, ids: Sequence[str], day: date | None = None
    ) -> dict[tuple[str, str, str], tuple[Source, Place, str]]:
        """(helper, recipient, agreement) → its source, its place and its dataset, for all that `ids` take part in."""
        with self._read() as db:
            return read.places(db, ids, _view(db, day))

    def contributions(self, ids: Sequence[str] | None = None, day: date | None = None) -> list[Contribution]:
        """Contributions, all or those in which an organization of `ids` takes part, by id."""
        with self._read() as db:
            return read.contributions(db, ids, _view(db, day))

    def claims(self, day: date | None = None) -> list[tuple[Claim, Source]]:
        """All claims, each with its source, by id."""
        with self._read() as db:
            return read.claims(db, _view(db, day))

    def known(self, besides: str) -> list[Organization]:
        """Organizations that a roster may mean by a name: all that are not places, and places with aliases, by id."""
        with self._read() as db:
            return read.known(db, besides)

    def unmatched(self) -> list[str]:
        """Ids of the organizations whose name a loader could not match, sorted."""
        with self._read() as db:
            return read.unmatched(db)


def _view(db: sqlite3.Connection, day: date | None) -> read.View:
    return read.view(db) if day is None else read.view(db, day)
