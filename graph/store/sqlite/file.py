"""The file of a SQLite store: its tables, and how it is made, opened and checked."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path

from graph.answer import Note
from graph.errors import StoreError
from graph.files import cause

APPLICATION_ID = 0x6A696564  # "jied"
SCHEMA_VERSION = 2
FILLING = 8_000
"""Kilobytes of pages that a new file keeps in memory while it is filled: what is appended is not read again."""
BUSY_SECONDS = 60
"""How long a load waits for another one to finish."""
READERS_SECONDS = 5
"""How long a load that is done waits for readers of the former state, to move all that is in the log into the file."""


def schema() -> tuple[list[str], list[str]]:
    """The statements that create the tables, and those that create the indexes."""
    text = resources.files("graph.store.sqlite").joinpath("schema.sql").read_text(encoding="utf-8")
    lines = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("--"))
    statements = [part.strip() for part in lines.split(";") if part.strip()]
    return (
        [part for part in statements if part.startswith("CREATE TABLE")],
        [part for part in statements if not part.startswith("CREATE TABLE")],
    )


def create(db: sqlite3.Connection, statements: Iterable[str]) -> None:
    """Marks an empty database as a store of ours and runs the statements that create its tables."""
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    for statement in statements:
        db.execute(statement)


def writable(path: Path) -> sqlite3.Connection:
    """A connection that may write; the caller begins and ends transactions."""
    return sqlite3.connect(path, isolation_level=None, timeout=BUSY_SECONDS)


@contextmanager
def together(db: sqlite3.Connection) -> Iterator[None]:
    """What the block writes is one transaction: part of the one that is open, else one of its own.

    A new file is written without one, where each statement alone takes ten times as long. One that fails is never used.
    """
    if db.in_transaction:
        yield
        return
    db.execute("BEGIN")
    yield
    db.execute("COMMIT")


def readable(path: Path) -> sqlite3.Connection:
    """A connection that only reads; raises `StoreError` when the file is not a store of a version that we read."""
    for mode in ("mode=ro", "mode=ro&immutable=1"):  # a read-only medium cannot hold the log's index
        try:
            db = sqlite3.connect(f"{path.absolute().as_uri()}?{mode}", uri=True, isolation_level=None)
        except sqlite3.OperationalError as error:
            failure = error
            continue
        try:
            _check(db, path)
        except sqlite3.OperationalError as error:
            db.close()
            failure = error
        except BaseException:
            db.close()
            raise
        else:
            return db
    raise StoreError("store.open", path=str(path), why=(cause_of(failure),)) from failure


def is_damage(error: Exception) -> bool:
    """Whether an error says that a file does not hold what was written, rather than that it cannot be reached."""
    if isinstance(error, sqlite3.OperationalError):
        return "decode" in str(error)  # a text that is not one any more
    return isinstance(error, sqlite3.DatabaseError | UnicodeDecodeError)


def format_of(db: sqlite3.Connection) -> int:
    """The format of a store's file."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def alone(path: Path) -> None:
    """Moves all that is in the log of a file into it and removes the log, so that the file can be replaced.

    Raises `StoreError` when somebody reads or writes it.
    """
    db = writable(path)
    try:
        db.execute(f"PRAGMA busy_timeout = {READERS_SECONDS * 1000}")
        (mode,) = db.execute("PRAGMA journal_mode = DELETE").fetchone()
    except sqlite3.OperationalError as error:
        raise StoreError("store.renew", path=str(path), why=(cause_of(error),)) from error
    finally:
        db.close()
    if mode != "delete":
        raise StoreError("store.renew", path=str(path), why=(Note("cause.in_use"),))


def clear(path: Path) -> None:
    """Removes the logs that a file of this name left behind which is no longer there."""
    for end in ("-wal", "-shm", "-journal"):
        path.with_name(path.name + end).unlink(missing_ok=True)


def _check(db: sqlite3.Connection, path: Path) -> None:
    """Sets the connection up for reading; raises `StoreError` when the file is not a store of a version we read."""
    try:
        for pragma in ("temp_store = MEMORY", "cache_size = -100000", "mmap_size = 1073741824"):
            db.execute(f"PRAGMA {pragma}")
        (application,) = db.execute("PRAGMA application_id").fetchone()
        (version,) = db.execute("PRAGMA user_version").fetchone()
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:
        raise StoreError("store.not_ours", path=str(path)) from None
    if application != APPLICATION_ID:
        raise StoreError("store.not_ours", path=str(path))
    if version > SCHEMA_VERSION:
        raise StoreError("store.newer", path=str(path), version=version, known=SCHEMA_VERSION)


def empty() -> sqlite3.Connection:
    """A store in memory with nothing in it: what is read of a file that no load has made yet."""
    db = sqlite3.connect(":memory:", isolation_level=None)
    create(db, [statement for part in schema() for statement in part])
    return db


def cause_of(error: Exception) -> Note:
    """Why a store cannot be written, from what SQLite says and from what the system allows."""
    text = str(error)
    if isinstance(error, OSError):
        return cause(error)
    if "is full" in text:
        return Note("cause.full")
    if "disk I/O error" in text:
        return Note("cause.too_large" if _is_limited() else "cause.disk")
    if "readonly" in text or "unable to open" in text:
        return Note("cause.denied")
    if "locked" in text:
        return Note("cause.in_use")
    return cause(error)


def _is_limited() -> bool:
    """Whether the system sets a limit to the size of files (`ulimit -f`)."""
    try:
        import resource  # Windows has none
    except ImportError:
        return False
    return resource.getrlimit(resource.RLIMIT_FSIZE)[0] != resource.RLIM_INFINITY


def sync(path: Path) -> None:
    """Has the operating system write a file to the disk."""
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())
