"""A file that an older version wrote is written anew once, and answers as it did."""

from __future__ import annotations

import gzip
import json
import shlex
import sqlite3
import threading
from pathlib import Path
from typing import Any

import pytest

from graph.errors import StoreError
from graph.store.open import open_store
from tests.commands import answer
from tests.graph.store.test_loads import check

HERE = Path(__file__).parent
ANSWERS = json.loads((HERE / "format-1.json").read_text(encoding="utf-8"))
"""Command → what the version that wrote the file answered."""


@pytest.fixture
def former(tmp_path: Path) -> Path:
    path = tmp_path / "s.db"
    path.write_bytes(gzip.decompress((HERE / "format-1.db.gz").read_bytes()))
    return path


def of(found: Any, expected: Any) -> Any:
    """What was found without the fields that answers did not have then."""
    if isinstance(found, dict) and isinstance(expected, dict):
        return {key: of(value, expected[key]) for key, value in found.items() if key in expected}
    if isinstance(found, list) and isinstance(expected, list) and len(found) == len(expected):
        return [of(one, other) for one, other in zip(found, expected, strict=True)]
    if isinstance(found, list) and isinstance(expected, list) and set(map(type, expected)) == {str}:
        return [one for one in found if one in expected]  # more is said now
    return found


def test_a_file_of_the_former_format_answers_as_it_did(former: Path) -> None:
    assert len(ANSWERS) > 10
    for command, expected in ANSWERS.items():
        assert of(answer(former, *shlex.split(command)), expected) == expected, command
    check(former)
    with sqlite3.connect(former) as db:
        assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    db.close()
    assert sorted(path.name for path in former.parent.iterdir() if path.name != ".s.db.lock") == ["s.db"]


def test_it_is_written_anew_once_also_by_several_at_a_time(former: Path) -> None:
    failures: list[BaseException] = []

    def read() -> None:
        try:
            with open_store(str(former)) as store:
                assert store.count() == 7
        except BaseException as error:  # it is raised in the end
            failures.append(error)

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert failures == []
    check(former)


def test_what_stands_in_its_log_is_taken_along(former: Path) -> None:
    held = sqlite3.connect(former, isolation_level=None)
    held.execute("PRAGMA journal_mode = WAL")
    held.execute("UPDATE organization SET name = 'changed' WHERE id = 'v3'")
    assert former.with_name("s.db-wal").stat().st_size > 0
    with pytest.raises(StoreError) as refused:
        open_store(str(former))
    assert refused.value.key == "store.renew"
    assert held.execute("SELECT name FROM organization WHERE id = 'v3'").fetchone() == ("changed",)
    held.close()
    with open_store(str(former)) as store:
        assert store.network().nodes["v3"]["name"] == "changed"
