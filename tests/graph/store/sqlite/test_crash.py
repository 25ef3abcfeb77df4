"""A load that is killed leaves the former state; it never gets in the way of readers or of a second load."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from datetime import date
from pathlib import Path

import pytest

from graph.model import Kind, Organization
from graph.query import Query
from graph.store.open import open_store
from tests.graph.store.test_loads import check
from tests.records import dataset

ROOT = Path(__file__).parents[4]
LOAD = """
import sys
from loaders import load
from graph.store.open import open_store
open_store(sys.argv[1], create=True).load(load(sys.argv[2]).dataset)
print("done")
"""
VILLAGES = 30_000
MOMENTS = 12
"""How often each of the two kinds of load is killed."""
pytestmark = pytest.mark.skipif(os.name == "nt", reason="kill -9 is not there on Windows")


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two versions of one large package: in the first one village in three has a partner, in the second every one."""
    folders = []
    for version, step in ((1, 3), (2, 1)):
        folder = tmp_path_factory.mktemp(f"version{version}")
        (folder / "datapackage.json").write_text(
            '{"name": "large", "jiedui": {"as_of": "2019-12-30"}}', encoding="utf-8"
        )
        rows = ["id,name,kind,part_of,on_roster", "c,County,county,,", "h,Helper,enterprise,,"]
        rows += [f"t{town},Town {town},township,c," for town in range(100)]
        rows += [f"v{village},Village {village},village,t{village % 100},true" for village in range(VILLAGES)]
        (folder / "organizations.csv").write_text("\n".join(rows), encoding="utf-8")
        deals = [
            "id,helper,recipient,start",
            *(f"a{village},h,v{village},2018" for village in range(0, VILLAGES, step)),
        ]
        (folder / "agreements.csv").write_text("\n".join(deals), encoding="utf-8")
        folders.append(folder)
    return folders[0], folders[1]


def start(store: Path, package: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", LOAD, str(store), str(package)], cwd=ROOT, stdout=subprocess.PIPE)


def direct(path: Path) -> int:
    store = open_store(str(path))
    try:
        return store.gaps(Query(date(2019, 12, 30), Kind.VILLAGE)).tally.direct
    finally:
        store.close()


def measured(store: Path, package: Path) -> float:
    began = time.perf_counter()
    process = start(store, package)
    assert process.communicate()[0] == b"done\n"
    return time.perf_counter() - began


def moments(seconds: float) -> list[float]:
    """Moments to kill at: all over the run, more of them in its second half, where the writing is."""
    draw = random.Random(20191230)
    early = [draw.uniform(0.05, 0.5) * seconds for _ in range(MOMENTS // 3)]
    return early + [draw.uniform(0.5, 1.0) * seconds for _ in range(MOMENTS - len(early))]


def kill_after(process: subprocess.Popen[bytes], seconds: float) -> None:
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    process.communicate()


@pytest.mark.full
def test_a_first_load_that_is_killed_leaves_nothing_or_all(packages: tuple[Path, Path], tmp_path: Path) -> None:
    whole = tmp_path / "whole.db"
    seconds = measured(whole, packages[0])
    expected = direct(whole)
    for number, moment in enumerate(moments(seconds)):
        path = tmp_path / f"{number}.db"
        kill_after(start(path, packages[0]), moment)
        if path.exists():
            assert direct(path) == expected
            check_quick(path)
    last = tmp_path / "0.db"
    last.unlink(missing_ok=True)
    measured(last, packages[0])
    assert direct(last) == expected
    assert [left.name for left in tmp_path.glob(".0.db.*") if left.name != ".0.db.lock"] == []


@pytest.mark.full
def test_a_later_load_that_is_killed_leaves_the_former_state_or_the_new_one(
    packages: tuple[Path, Path], tmp_path: Path
) -> None:
    path = tmp_path / "s.db"
    measured(path, packages[0])
    former = direct(path)
    seconds = measured(path, packages[1])
    assert direct(path) == VILLAGES
    at = 1
    for moment in moments(seconds):  # each load would bring the other version
        kill_after(start(path, packages[1 - at]), moment)
        assert direct(path) in (former, VILLAGES)
        at = int(direct(path) == VILLAGES)
        check_quick(path)
    measured(path, packages[1 - at])
    assert direct(path) == (former, VILLAGES)[1 - at]


def check_quick(path: Path) -> None:
    import sqlite3

    with sqlite3.connect(path) as db:
        assert db.execute("PRAGMA quick_check").fetchall() == [("ok",)]
        assert db.execute("SELECT count(*) FROM organization").fetchone()[0] == VILLAGES + 102
    db.close()


@pytest.mark.full
def test_who_reads_during_a_load_gets_the_former_state_and_no_error(
    packages: tuple[Path, Path], tmp_path: Path
) -> None:
    path = tmp_path / "s.db"
    measured(path, packages[0])
    former = direct(path)
    process = start(path, packages[1])
    seen = []
    while process.poll() is None:
        seen.append(direct(path))
    process.communicate()
    seen.append(direct(path))
    assert set(seen) == {former, VILLAGES}
    assert seen == sorted(seen)
    assert seen.count(former) > 1


def test_two_loads_at_once_are_both_in(tmp_path: Path) -> None:
    from graph.model import Organization
    from tests.records import dataset

    path = tmp_path / "s.db"
    gate = threading.Barrier(2)

    def run(name: str) -> None:
        gate.wait()
        open_store(str(path), create=True).load(
            dataset([Organization(id=name, name=name, kind=Kind.VILLAGE)], name=name)
        )

    threads = [threading.Thread(target=run, args=(name,)) for name in ("left", "right")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [found.name for found in open_store(str(path)).datasets()] == ["left", "right"]
    check(path)


def test_the_log_of_a_file_that_was_removed_is_not_taken_for_that_of_a_new_one(tmp_path: Path) -> None:
    """A load was killed after it was written and before the log was moved into the file; then the file was removed."""
    import sqlite3

    path = tmp_path / "s.db"
    county = Organization(id="c", name="County", kind=Kind.COUNTY)
    old = Organization(id="v", name="Old", kind=Kind.VILLAGE, part_of="c", on_roster=True)
    new = Organization(id="w", name="New", kind=Kind.VILLAGE, part_of="c", on_roster=True)
    with open_store(str(path), create=True) as store:
        store.load(dataset([county, old], []))
    held = sqlite3.connect(path, isolation_level=None)
    held.execute("PRAGMA wal_autocheckpoint = 0")
    held.execute("UPDATE organization SET name = 'Other' WHERE id = 'v'")
    log = path.with_name("s.db-wal").read_bytes()
    assert log
    held.close()
    path.unlink()
    path.with_name("s.db-wal").write_bytes(log)
    with open_store(str(path), create=True) as store:
        store.load(dataset([county, new], []))
    with open_store(str(path)) as store:
        assert sorted(store.network()) == ["c", "w"]
        assert store.verify() == []
