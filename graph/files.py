"""Writing files: whole or not at all, never over a file unasked, and with the cause told when it cannot be."""

from __future__ import annotations

import errno
import io
import os
import re
import shutil
import signal
import stat
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from graph.answer import Note
from graph.errors import UsageError

if TYPE_CHECKING:
    from types import FrameType

    import xlsxwriter

DECISIONS = ".decisions.csv"
"""The end of the name of a file in which people's decisions about names are kept, beside a store."""
_BESIDES = re.compile(r"(.+)-(wal|shm|journal)|\.(.+)\.lock")
"""The names of the files that SQLite and a load keep beside a store."""
_READER = 3
"""Seconds within which somebody has to read a pipe that is written to."""
_SQLITE = b"SQLite format 3\x00"
PLAIN = b"jiex"
"""The application id of a database that an export wrote; it may be replaced like any other export."""
_APPLICATION = slice(68, 72)
"""Where a database holds its application id (https://www.sqlite.org/fileformat.html)."""


def write_file(path: Path, make: Callable[[Path], None], *, force: bool = False) -> None:
    """Lets `make` write a file beside `path` and moves it there whole; a file that is there stays, unless `force`.

    What `path` links to is written, not the link; a device or a pipe gets the bytes. Raises `UsageError` when it may
    not be written (`may_write`) or cannot be, with the cause.
    """
    may_write(path, force=force)
    replace_file(path, make, force=force)


def replace_file(path: Path, make: Callable[[Path], None], *, force: bool = True) -> None:
    """Lets `make` write a file of ours beside `path` and moves it there whole; raises `UsageError` when that fails.

    Unless `force`, a file that appears meanwhile stays.
    """
    place = Path(os.path.realpath(path))
    draft: Path | None = None
    try:
        if _is_stream(path):
            with tempfile.TemporaryDirectory() as folder:
                draft = Path(folder) / f"draft{path.suffix}"
                make(draft)
                with draft.open("rb") as made, _opened(path) as stream:
                    shutil.copyfileobj(made, stream)
            return
        handle, name = tempfile.mkstemp(prefix=f".{place.name[:60]}.", suffix=".part", dir=place.parent)
        os.close(handle)
        draft = Path(name)
        make(draft)
        draft.chmod(stat.S_IMODE(place.stat().st_mode) if place.exists() else 0o666 & ~umask())
        with uninterrupted():
            _move(draft, place, force=force)
    except FileExistsError:
        raise UsageError("output.exists", file=str(path)) from None
    except OSError as error:
        raise cannot_write(path, error) from error
    finally:
        if draft is not None:
            draft.unlink(missing_ok=True)


def _opened(stream: Path) -> BinaryIO:
    """A device or a pipe to write to; raises `OSError` where nobody comes to read a pipe, rather than wait."""
    until = time.monotonic() + _READER
    while True:
        try:
            number = os.open(stream, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0))
            break
        except OSError as error:
            if error.errno != errno.ENXIO or time.monotonic() > until:
                raise
        time.sleep(0.05)
    if hasattr(os, "set_blocking"):
        os.set_blocking(number, True)
    return open(number, "wb")  # noqa: PTH123  # it is open already


def _move(draft: Path, place: Path, *, force: bool) -> None:
    """Moves a finished file to its place; raises `FileExistsError` where one appeared meanwhile, unless `force`."""
    if not force:
        try:
            os.link(draft, place)
        except FileExistsError:
            raise
        except OSError:  # a file system without hard links, such as FAT
            if place.exists():
                raise FileExistsError(place) from None
        else:
            return
    draft.replace(place)


def may_write(
    path: Path,
    *,
    force: bool = False,
    inputs: Iterable[Path] = (),
    loaded: Iterable[str] = (),
    folder: bool = False,
) -> None:
    """Raises `UsageError` where a command must not write a file (or a `folder`), so that it is said before it begins.

    Never written, not even with `force`: a store or any other database, the decisions that belong to one, one of the
    `inputs` of the same command or a file that lies in one, what has the name of something that was `loaded`. With
    `force` other files may be replaced, without it none.
    """
    if path.is_dir() and not folder:
        raise UsageError("output.is_folder", file=str(path))
    if not path.parent.is_dir():
        raise UsageError("output.no_folder", file=str(path), folder=str(path.parent))
    for one in inputs:
        if _same(path, one):
            raise UsageError("output.input", file=str(path))
    if _BESIDES.fullmatch(path.name):
        raise UsageError("output.store", file=str(path))
    if not path.exists() or _is_stream(path) or (path.is_dir() and not any(path.iterdir())):
        return
    if _is_database(path) or path.name.endswith(DECISIONS):
        raise UsageError("output.store", file=str(path))
    if path.name in set(loaded):
        raise UsageError("output.loaded", file=str(path))
    if not force:
        raise UsageError("output.exists", file=str(path))


def _is_stream(path: Path) -> bool:
    """Whether something is there that is neither a file nor a folder, such as /dev/stdout."""
    return path.exists() and not path.is_file() and not path.is_dir()


def _same(path: Path, given: Path) -> bool:
    """Whether a path is the same file as one that was given, or lies in the folder that was given."""
    own, other = Path(os.path.realpath(path)), Path(os.path.realpath(given))
    if own == other or (path.exists() and given.exists() and path.samefile(given)):
        return True
    return given.is_dir() and path.exists() and other in own.parents


def _is_database(path: Path) -> bool:
    """Whether a file is a database, other than one that an export wrote."""
    try:
        with path.open("rb") as stream:
            head = stream.read(_APPLICATION.stop)
    except OSError:
        return False
    return head.startswith(_SQLITE) and head[_APPLICATION] != PLAIN


def cannot_write(path: Path, error: OSError) -> UsageError:
    """The error that says that a file cannot be written, and why."""
    return UsageError("output.file", file=str(path), why=(cause(error),))


_CAUSES = {
    errno.ENOSPC: "cause.full",
    errno.EDQUOT: "cause.full",
    errno.EFBIG: "cause.too_large",
    errno.EROFS: "cause.read_only",
    errno.EACCES: "cause.denied",
    errno.EPERM: "cause.denied",
    errno.EBUSY: "cause.in_use",
    errno.ETXTBSY: "cause.in_use",
    errno.EMFILE: "cause.too_many",
    errno.ENFILE: "cause.too_many",
    errno.ENAMETOOLONG: "cause.name",
    errno.EIO: "cause.disk",
    errno.EBADF: "cause.closed",
    errno.ENXIO: "cause.no_reader",
}
_IN_USE = {32, 33}
"""What Windows says of a file that another program holds open."""


def cause(error: BaseException) -> Note:
    """Why a file cannot be read or written, with what to do, as a note to be said in either language."""
    if getattr(error, "winerror", None) in _IN_USE:
        return Note("cause.in_use")
    number = getattr(error, "errno", None)
    if number in _CAUSES:
        return Note(_CAUSES[number])
    return Note("cause.other", {"what": getattr(error, "strerror", None) or str(error) or type(error).__name__})


@contextmanager
def new_workbook(path: Path, *, in_order: bool = False) -> Iterator[xlsxwriter.Workbook]:
    """A workbook that is written to `path` when the block ends: its texts never become formulas or links.

    With `in_order` its rows are written in order and wait in a file. The workbook is packed in memory, because what
    packs it complains by itself of a disk that is full. Raises `OSError` when it cannot be written.
    """
    import xlsxwriter  # slow to import, and few commands write a workbook
    from xlsxwriter.exceptions import FileCreateError

    way = "constant_memory" if in_order else "in_memory"
    options: dict[str, Any] = {"strings_to_formulas": False, "strings_to_urls": False, way: True}
    packed = io.BytesIO()
    book = xlsxwriter.Workbook(packed, options)
    try:
        yield book
        book.close()
    except FileCreateError as error:  # of a file that waits to be packed
        _UNPACKED.append(packed)
        raise error.args[0] if isinstance(error.args[0], OSError) else OSError(str(error)) from error
    finally:
        _abandon(book)
    path.write_bytes(packed.getbuffer())


_UNPACKED: list[io.BytesIO] = []
"""What was half packed: the packer writes its end into it when it is collected, and complains where it is gone."""


def _abandon(book: xlsxwriter.Workbook) -> None:
    """Closes and removes what a workbook that was not finished keeps beside it; nothing if it was finished."""
    book.fileclosed = 1  # else it complains, when it is collected, of not having been closed
    for sheet in book.worksheets():
        rows = getattr(sheet, "row_data_fh", None)
        if rows is not None:
            with suppress(OSError):  # a full disk, again
                rows.close()
            Path(sheet.row_data_filename).unlink(missing_ok=True)


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Holds back Ctrl-C until the block ends: for a step that has to be done whole."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    pressed: list[tuple[int, FrameType | None]] = []
    before = signal.getsignal(signal.SIGINT)
    signal.signal(signal.SIGINT, lambda *given: pressed.append(given))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if pressed and callable(before):
            before(*pressed[0])


def umask() -> int:
    """The permissions that new files of this process do not get."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
