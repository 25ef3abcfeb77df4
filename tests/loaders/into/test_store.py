"""Loading into a store from Python: what is reported, what is written, what names are matched with."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from graph import open_store
from graph.errors import UsageError
from loaders import load_into
from loaders.into.store import Home, load_paths
from loaders.problems import InputError
from tests.loaders.packages import AGREEMENTS, ORGANIZATIONS, package


def home(folder: Path) -> Home:
    return Home(str(folder / "s.db"), open_store)


def datasets(place: Home) -> list[str]:
    with closing(place.opened()) as store:
        return [one.name for one in store.datasets()]


@pytest.fixture
def good(tmp_path: Path) -> str:
    (tmp_path / "good").mkdir()
    return str(package(tmp_path / "good", organizations=ORGANIZATIONS, agreements=AGREEMENTS))


@pytest.fixture
def bad(tmp_path: Path) -> str:
    (tmp_path / "bad").mkdir()
    return str(package(tmp_path / "bad", organizations=ORGANIZATIONS, agreements=AGREEMENTS + "b,h,h,,\n"))


def test_importing_the_package_imports_nothing_heavy() -> None:
    code = "import sys, loaders; print(loaders.__all__, {'polars', 'graph.store', 'loaders.into'} & set(sys.modules))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout == "['load', 'load_into'] set()\n"


def test_each_outcome_has_what_was_read_and_what_was_written(good: str, bad: str, tmp_path: Path) -> None:
    report = load_paths([good, bad], home(tmp_path))
    assert [(one.loaded.failed, one.written is not None) for one in report.outcomes] == [(False, True), (True, True)]
    assert (report.failed, report.failure, report.answer.summary["problems"]) == (True, None, 1)


def test_a_dry_run_writes_nothing(good: str, tmp_path: Path) -> None:
    report = load_paths([good], home(tmp_path), dry_run=True)
    assert [one.written for one in report.outcomes] == [None]
    assert not (tmp_path / "s.db").exists()


def test_a_strict_load_does_not_write_a_dataset_with_an_error(good: str, bad: str, tmp_path: Path) -> None:
    report = load_paths([good, bad], home(tmp_path), strict=True)
    assert [one.written is not None for one in report.outcomes] == [True, False]


def test_what_stops_a_load_is_kept_beside_what_was_loaded_before(good: str, tmp_path: Path) -> None:
    report = load_paths([good, "nowhere"], home(tmp_path))
    assert report.failure is not None
    assert (report.failure.key, len(report.outcomes)) == ("input.unknown", 1)
    assert datasets(home(tmp_path)) == ["p"]


def test_what_stops_a_load_at_once_is_raised(good: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nowhere"):
        load_paths(["nowhere", good], home(tmp_path))
    with pytest.raises(UsageError):
        load_paths([good, good], home(tmp_path), called="one name")


def test_names_are_matched_with_what_the_store_knows(good: str, tmp_path: Path) -> None:
    roster = tmp_path / "roster.csv"
    roster.write_text("帮扶单位,村\n甲公司,二村\n", encoding="utf-8")
    place = home(tmp_path)
    assert place.context("roster").known == ()
    with closing(place.opened(create=True)) as store:
        first, second = load_into(store, good, str(roster))
    assert (first.dataset.name, second.dataset.agreements["helper"].to_list()) == ("p", ["h"])
    assert [one.id for one in place.context("roster").known] == ["h"]


def test_decisions_lie_beside_a_file_and_in_this_folder_for_a_server(tmp_path: Path) -> None:
    assert home(tmp_path).decisions_file == tmp_path / "s.decisions.csv"
    assert Home("neo4j://host", open_store).decisions_file == Path("jiedui.decisions.csv")
