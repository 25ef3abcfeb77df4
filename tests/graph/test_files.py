"""One function for every writer: whole or not at all, nothing replaced unasked, the cause told."""

from __future__ import annotations

import errno
import os
import signal
import sqlite3
import stat
import sys
import threading
from pathlib import Path

import pytest

from graph.errors import UsageError
from graph.files import cannot_write, cause, may_write, new_workbook, uninterrupted, write_file
from graph.text import TEXT


def put(path: Path) -> None:
    path.write_text("new", encoding="utf-8")


def key_of(path: Path, **options: object) -> str | None:
    try:
        may_write(path, **options)  # type: ignore[arg-type]
    except UsageError as error:
        return error.key
    return None


def test_a_file_that_is_there_stays_unless_forced(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    write_file(path, put)
    assert stat.S_IMODE(path.stat().st_mode) == 0o666 & ~os.umask(os.umask(0o022)) & 0o777
    path.write_text("old", encoding="utf-8")
    path.chmod(0o640)
    with pytest.raises(UsageError, match="--force"):
        write_file(path, put)
    assert path.read_text("utf-8") == "old"
    write_file(path, put, force=True)
    assert (path.read_text("utf-8"), stat.S_IMODE(path.stat().st_mode)) == ("new", 0o640)
    assert [one.name for one in tmp_path.iterdir()] == ["a.csv"]


def test_a_file_that_appears_meanwhile_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"

    def make(draft: Path) -> None:
        put(draft)
        path.write_text("of somebody else", encoding="utf-8")

    with pytest.raises(UsageError, match="already exists"):
        write_file(path, make)
    assert path.read_text("utf-8") == "of somebody else"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_failure_leaves_nothing(tmp_path: Path) -> None:
    def fail(draft: Path) -> None:
        put(draft)
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(UsageError, match="the disk is full"):
        write_file(tmp_path / "a.csv", fail)
    assert list(tmp_path.iterdir()) == []


def test_what_a_link_names_is_written(tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_text("old", encoding="utf-8")
    (tmp_path / "link.csv").symlink_to("real.csv")
    write_file(tmp_path / "link.csv", put, force=True)
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_text("utf-8") == "new"


def test_a_pipe_gets_the_bytes(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append((tmp_path / "pipe").read_text("utf-8")), daemon=True)
    reader.start()
    write_file(tmp_path / "pipe", put)
    reader.join(10)
    assert read == ["new"]


def test_what_is_never_written(tmp_path: Path) -> None:
    sqlite3.connect(tmp_path / "s.db").execute("CREATE TABLE t (n)").connection.close()
    (tmp_path / "s.decisions.csv").write_text("date\n", encoding="utf-8")
    (tmp_path / "台账.csv").write_text("mine", encoding="utf-8")
    (tmp_path / "link.csv").symlink_to("台账.csv")
    (tmp_path / "hard.csv").hardlink_to(tmp_path / "台账.csv")
    folder, table = tmp_path, tmp_path / "台账.csv"
    for force in (True, False):
        assert key_of(tmp_path / "s.db", force=force) == "output.store"
        assert key_of(tmp_path / "s.decisions.csv", force=force) == "output.store"
        assert key_of(tmp_path, force=force) == "output.is_folder"
        assert key_of(tmp_path / "none" / "a.csv", force=force) == "output.no_folder"
        for name in ("台账.csv", "link.csv", "hard.csv"):
            assert key_of(tmp_path / name, force=force, inputs=[table]) == "output.input"
        assert key_of(table, force=force, inputs=[folder]) == "output.input"
        assert key_of(table, force=force, loaded=["台账.csv"]) == "output.loaded"
        assert key_of(tmp_path / "new.csv", force=force, inputs=[folder], loaded=["new.csv"]) is None
    assert key_of(table) == "output.exists"
    assert key_of(table, force=True) is None


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EMFILE, errno.EIO])
def test_a_cause_is_told_in_both_languages(number: int) -> None:
    error = cannot_write(Path("a.csv"), OSError(number, os.strerror(number)))
    assert os.strerror(number) not in error.message("en")
    assert any("\u4e00" <= char <= "\u9fff" for char in error.message("zh"))
    assert cause(OSError(number, "x")).key in TEXT


def test_a_workbook_tells_why_it_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), new_workbook(tmp_path / "none" / "a.xlsx") as book:
        book.add_worksheet("a")
    with pytest.raises(ValueError, match="mine"), new_workbook(tmp_path / "b.xlsx") as book:
        raise ValueError("mine")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="signals of a terminal")
def test_ctrl_c_waits_for_what_has_to_be_done_whole() -> None:
    done = []

    def work() -> None:
        with uninterrupted():
            os.kill(os.getpid(), signal.SIGINT)
            done.append("whole")

    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a process of many tests may ignore it
    try:
        with pytest.raises(KeyboardInterrupt):
            work()
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    finally:
        signal.signal(signal.SIGINT, before)
    assert done == ["whole"]
