"""Loading into a store from Python: what is reported, what is written, what names are matched with."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from graph import open_store
from graph.dataset import Dataset
from graph.errors import UsageError
from graph.model import PartialDate
from graph.store import Written
from graph.text import say
from loaders import load_into
from loaders.into.outcome import Became
from loaders.into.placing import Wish
from loaders.into.store import Home, LoadReport, Watch, load_paths, unwatched
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


def became(report: LoadReport) -> list[tuple[str, str]]:
    return [(Path(one.file).name, one.became.value) for one in report.outcomes]


def ledger(folder: Path, name: str, *rows: str) -> str:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text("\n".join(["帮扶单位,村", *rows]) + "\n", encoding="utf-8")
    return str(folder / name)


def test_each_outcome_has_what_was_read_and_what_was_written(good: str, bad: str, tmp_path: Path) -> None:
    report = load_paths([good, ledger(tmp_path, "t.csv", "甲,一村", "二村,二村")], home(tmp_path))
    assert became(report) == [("good", "loaded"), ("t.csv", "loaded")]
    assert [one.exit_code for one in report.outcomes] == [0, 1]
    assert (report.exit_code, report.answer.summary["rejected_rows"]) == (1, 1)
    assert became(load_paths([good], home(tmp_path))) == [("good", "unchanged")]
    assert became(load_paths([good, bad], home(tmp_path))) == [("good", "unchanged"), ("bad", "unchanged")]


def test_a_dry_run_writes_nothing(good: str, tmp_path: Path) -> None:
    report = load_paths([good], home(tmp_path), dry_run=True)
    assert [one.written for one in report.outcomes] == [None]
    assert not (tmp_path / "s.db").exists()


@pytest.mark.parametrize("strict", [True, False])
def test_names_are_matched_with_what_was_read_before_without_being_written(
    good: str, tmp_path: Path, strict: bool
) -> None:
    roster = ledger(tmp_path, "roster.csv", "甲公司,二村")
    report = load_paths([good, roster], home(tmp_path), strict=strict, dry_run=not strict)
    assert report.loaded[1].dataset.agreements["helper"].to_list() == ["h"]


def test_a_strict_load_writes_nothing_of_any_when_one_has_an_error(good: str, tmp_path: Path) -> None:
    wrong = ledger(tmp_path, "t.csv", "甲,一村", "二村,二村")
    report = load_paths([good, wrong], home(tmp_path), strict=True)
    assert became(report) == [("good", "refused"), ("t.csv", "refused")]
    report = load_paths([good, "nowhere"], home(tmp_path), strict=True)
    assert became(report) == [("good", "refused"), ("nowhere", "failed")]
    assert not (tmp_path / "s.db").exists()
    report = load_paths([good, ledger(tmp_path, "u.csv", "甲,一村")], home(tmp_path), strict=True)
    assert (became(report), report.exit_code) == ([("good", "loaded"), ("u.csv", "loaded")], 0)


def test_what_cannot_be_read_never_stops_the_others(good: str, tmp_path: Path) -> None:
    (tmp_path / "~$t.xlsx").write_bytes(b"\x03Wang")
    roster = ledger(tmp_path, "t.csv", "甲,一村")
    report = load_paths(["nowhere", good, str(tmp_path / "~$t.xlsx"), roster], home(tmp_path))
    assert became(report) == [
        ("nowhere", "failed"),
        ("good", "loaded"),
        ("~$t.xlsx", "skipped"),
        ("t.csv", "loaded"),
    ]
    assert datasets(home(tmp_path)) == ["p", "t"]
    for lang in ("en", "zh"):
        said = [say(note.key, lang, **note.values) for note in report.answer.notes]
        for file in ("nowhere", "good", "~$t.xlsx", "t.csv"):
            assert sum(file in line for line in said) == 1, (file, said)


def test_what_fails_alone_is_raised(good: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nowhere"):
        load_paths(["nowhere"], home(tmp_path))
    with pytest.raises(UsageError, match="one by one"):
        load_paths([good, good], home(tmp_path), called="one name")


def test_a_folder_loads_what_is_in_it(good: str, tmp_path: Path) -> None:
    inside = tmp_path / "all"
    ledger(inside, "a.csv", "甲,一村")
    ledger(inside / "sub", "b.csv", "甲,二村")
    shutil.copytree(good, inside / "package")
    for name in ("s.decisions.csv", "about.doc", ".hidden.csv", "~$a.xlsx"):
        (inside / name).write_text("x", encoding="utf-8")
    report = load_paths([str(inside)], home(tmp_path))
    assert became(report) == [
        ("a.csv", "loaded"),
        ("about.doc", "skipped"),
        ("package", "loaded"),
        ("s.decisions.csv", "skipped"),
        ("b.csv", "loaded"),
        ("~$a.xlsx", "skipped"),
    ]
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="nothing to load"):
        load_paths([str(tmp_path / "empty")], home(tmp_path))


def test_a_damaged_package_in_a_folder_never_stops_the_others(good: str, tmp_path: Path) -> None:
    inside = tmp_path / "in"
    ledger(inside, "z.csv", "甲,一村")
    shutil.copytree(good, inside / "package")
    (inside / "package" / "datapackage.json").write_text("{", encoding="utf-8")
    report = load_paths([str(inside)], home(tmp_path))
    assert became(report) == [("package", "failed"), ("z.csv", "loaded")]


def test_loading_from_python_leaves_out_and_refuses_what_the_command_does(tmp_path: Path) -> None:
    ledger(tmp_path / "in", "a.csv", "甲,一村")
    (tmp_path / "in" / "~$a.xlsx").write_bytes(b"\x03Wang")
    with closing(open_store(str(tmp_path / "s.db"), create=True)) as store:
        assert [one.dataset.name for one in load_into(store, str(tmp_path / "in"))] == ["a"]
        ledger(tmp_path / "in" / "sub", "a.csv", "乙,二村")
        assert [one.dataset.name for one in load_into(store, str(tmp_path / "in"))] == ["a", "a@sub"]
        newer = ledger(tmp_path / "in", "a.csv", "甲,一村", "乙,三村")
        with pytest.raises(UsageError, match="Say what it is: --as-of"):
            load_into(store, newer)
        load_into(store, newer, as_of=date(2024, 7, 31))
        assert [(one.name, one.version) for one in store.datasets()] == [("a", ""), ("a", "2024-07-31"), ("a@sub", "")]


def test_a_copy_in_the_same_load_counts_once(tmp_path: Path) -> None:
    first = ledger(tmp_path / "in", "台账.csv", "甲公司,一村")
    shutil.copy(first, tmp_path / "in" / "台账 - 副本.csv")
    (tmp_path / "in" / "link.csv").symlink_to(first)
    report = load_paths([str(tmp_path / "in")], home(tmp_path))
    assert sorted(one.became for one in report.outcomes) == [Became.LOADED, Became.SKIPPED, Became.SKIPPED]
    assert len(datasets(home(tmp_path))) == 1
    shutil.rmtree(tmp_path / "in")
    ledger(tmp_path / "in", "六月.csv", "甲公司,一村")
    shutil.copy(tmp_path / "in" / "六月.csv", tmp_path / "in" / "六月 - 副本.csv")
    assert became(load_paths([str(tmp_path / "in")], home(tmp_path)))[0] == ("六月.csv", "unchanged")


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and links of Linux")
def test_pipes_and_loops_of_links_are_no_part_of_a_folder(tmp_path: Path) -> None:
    ledger(tmp_path / "in", "a.csv", "甲公司,一村")
    ledger(tmp_path / "in" / "sub", "b.csv", "甲公司,二村")
    os.mkfifo(tmp_path / "in" / "pipe.csv")
    (tmp_path / "in" / "sub" / "loop").symlink_to("..")
    (tmp_path / "in" / "nowhere.csv").symlink_to("none.csv")
    report = load_paths([str(tmp_path / "in")], home(tmp_path))
    assert became(report) == [
        ("a.csv", "loaded"),
        ("nowhere.csv", "skipped"),
        ("pipe.csv", "skipped"),
        ("b.csv", "loaded"),
    ]


def test_a_file_of_the_same_name_never_replaces_another(tmp_path: Path) -> None:
    first = ledger(tmp_path / "甲县", "台账.csv", "甲公司,一村", "乙公司,二村")
    second = ledger(tmp_path / "乙县", "台账.csv", "丙公司,三村", "丁公司,四村")
    report = load_paths([first, second], home(tmp_path))
    assert [one.became for one in report.outcomes] == [Became.LOADED, Became.LOADED]
    assert datasets(home(tmp_path)) == ["台账", "台账@乙县"]
    assert became(load_paths([second, first], home(tmp_path))) == [("台账.csv", "unchanged")] * 2
    assert len(load_paths([second], home(tmp_path), called="乙县").loaded) == 1
    newer = ledger(tmp_path / "甲县", "台账.csv", "甲公司,一村", "丙公司,三村")
    with pytest.raises(UsageError, match="Say what it is: --as-of"):
        load_paths([newer], home(tmp_path))
    july = Wish(PartialDate(2024, 7, 31))
    assert became(load_paths([newer], home(tmp_path), wish=july)) == [("台账.csv", "updated")]
    assert became(load_paths([newer], home(tmp_path))) == [("台账.csv", "unchanged")]


def test_an_example_beside_data_of_ones_own_is_warned_of(tmp_path: Path) -> None:
    def warned(*paths: str) -> bool:
        return any(note.key == "load.samples" for note in load_paths(paths, home(tmp_path)).answer.notes)

    assert not warned("panzhou-dalian", "panzhou-illustrative")
    assert warned(ledger(tmp_path, "t.csv", "甲,一村"))
    assert warned("east-west")
    assert not warned("east-west")  # nothing new


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


def test_ctrl_c_leaves_the_rest_out_and_tells_what_was_loaded(tmp_path: Path) -> None:
    paths = [ledger(tmp_path, f"{name}.csv", f"甲,{name}村") for name in "abc"]

    def watch(name: str | None) -> AbstractContextManager[None]:
        if name == paths[1]:
            raise KeyboardInterrupt
        return nullcontext()

    report = load_paths(paths, home(tmp_path), watch=watch, strict=True)
    assert became(report) == [("a.csv", "stopped"), ("b.csv", "stopped"), ("c.csv", "stopped")]
    assert (report.answer.headline, (tmp_path / "s.db").exists()) == ((), False)
    report = load_paths(paths, home(tmp_path), watch=watch)
    assert became(report) == [("a.csv", "loaded"), ("b.csv", "stopped"), ("c.csv", "stopped")]
    assert report.stopped
    assert datasets(home(tmp_path)) == ["a"]


@dataclass(frozen=True, slots=True)
class Hasty(Home):
    """A home at which Ctrl-C comes when the second dataset has just been written."""

    def write(
        self,
        dataset: Dataset,
        watch: Watch = unwatched,
        *,
        besides: Sequence[Dataset] = (),
        step: str | None = None,
    ) -> Written:
        written = Home.write(self, dataset, watch, besides=besides, step=step)
        if dataset.name == "b":
            raise KeyboardInterrupt
        return written


@pytest.mark.parametrize("strict", [True, False])
def test_what_was_written_when_ctrl_c_came_is_said_to_be(tmp_path: Path, strict: bool) -> None:
    paths = [ledger(tmp_path, f"{name}.csv", f"甲,{name}村") for name in "abc"]
    report = load_paths(paths, Hasty(str(tmp_path / "s.db"), open_store), strict=strict)
    assert became(report) == [("a.csv", "loaded"), ("b.csv", "loaded"), ("c.csv", "stopped")]
    assert datasets(home(tmp_path)) == ["a", "b"]
    assert [note.key for note in report.answer.headline if note.key == "load.done"] == ["load.done", "load.done"]
