"""No command replaces a file unasked, and none ever replaces a store, a loaded file or what it reads."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.commands import ask

WRITERS: dict[str, tuple[str, ...]] = {
    "gaps": ("gaps", "-o", "{}.xlsx"),
    "coverage": ("coverage", "-o", "{}.csv"),
    "plan": ("plan", "village", "--capacity", "9", "-o", "{}.xlsx"),
    "expiring": ("expiring", "-o", "{}.ics"),
    "check": ("check", "data", "-o", "{}.json"),
    "diff of days": ("diff", "2018", "2019", "-o", "{}.txt"),
    "diff of loads": ("diff", "east-west", "east-west", "-o", "{}.json"),
    "ask": ("ask", "which villages have no partner?", "-o", "{}.json"),
    "words": ("which villages have no partner?", "-o", "{}.json"),
    "examples": ("ask", "--list", "-o", "{}.json"),
    "load": ("load", "t.csv", "-o", "{}.json"),
    "rejects": ("load", "t.csv", "--rejects", "{}.xlsx"),
    "mapping": ("load", "t.csv", "--write-mapping", "{}.toml"),
    "proposals": ("reconcile", "t.csv", "-o", "{}.xlsx"),
    "decisions": ("reconcile", "--list", "-o", "{}.csv"),
    "template": ("template", "-o", "{}.xlsx"),
    "map": ("map", "-o", "{}.html"),
    "report": ("report", "-o", "{}.docx"),
    "export": ("export", "gexf", "-o", "{}.gexf"),
    "export of records": ("export", "xlsx", "-o", "{}.xlsx"),
}


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("overwrites")
    (folder / "t.csv").write_text("帮扶单位,村\n甲公司,一村\n二村,二村\n", encoding="utf-8")
    assert ask(folder / "s.db", "load", "panzhou-dalian", str(folder / "t.csv")).exit_code == 1
    return folder


@pytest.fixture
def here(loaded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(loaded, tmp_path / "here")
    monkeypatch.chdir(tmp_path / "here")
    return tmp_path / "here"


def state(folder: Path) -> dict[str, bytes]:
    return {
        path.name: path.read_bytes()
        for path in folder.iterdir()
        if path.is_file() and not path.name.startswith(("s.db-", ".s.db"))
    }


@pytest.mark.parametrize("command", WRITERS)
def test_a_file_that_is_there_stays_unless_forced(here: Path, command: str) -> None:
    args = [arg.format("out") for arg in WRITERS[command]]
    out = here / args[-1]
    out.write_text("mine", encoding="utf-8")
    before = state(here)
    for lang, told in (("en", "already exists"), ("zh", "已存在")):
        found = ask(here / "s.db", *args, lang=lang)
        assert (found.exit_code, told in found.stderr) == (2, True), found.output
        assert state(here) == before
    forced = ask(here / "s.db", *args, "--force")
    assert forced.exit_code in (0, 1), forced.output
    assert out.read_bytes() != b"mine"


@pytest.mark.parametrize("command", WRITERS)
def test_a_store_is_never_replaced(here: Path, command: str) -> None:
    args = WRITERS[command]
    suffix = args[-1].removeprefix("{}")
    shutil.copy(here / "s.db", here / f"other{suffix}")  # a store by what is in it, whatever it is called
    (here / f"mine{suffix}").symlink_to("s.db")
    before = state(here)
    for name in ("other", "mine"):
        found = ask(here / "s.db", *(arg.format(name) for arg in args), "--force")
        assert found.exit_code == 2, found.output
        assert state(here) == before


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("gaps", "-o", "t.csv"), "name of a file that was loaded"),
        (("load", "t.csv", "-o", "t.csv"), "what this command reads"),
        (("load", ".", "-o", "t.csv"), "what this command reads"),
        (("load", "t.csv", "--mapping", "m.toml", "--write-mapping", "m.toml"), "what this command reads"),
        (("load", "t.csv", "-o", "a.xlsx", "--rejects", "a.xlsx"), "two outputs"),
        (("load", "t.csv", "--rejects", "a.csv"), ".xlsx"),
        (("load", "t.csv", "--write-mapping", "a.xlsx"), ".toml"),
        *((("gaps", "-f", "csv", "-o", name), "a store") for name in ("s.db-wal", "s.db-shm", ".s.db.lock")),
        (("reconcile", "t.csv", "-f", "csv", "-o", "t.csv"), "what this command reads"),
        (("plan", "village", "--capacities", "c.csv", "-f", "csv", "-o", "c.csv"), "what this command reads"),
        (("diff", "t.csv", "c.csv", "-o", "c.csv"), "what this command reads"),
        (("gaps", "-f", "csv", "-o", "s.decisions.csv"), "decisions"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_what_is_loaded_or_read_is_never_replaced(here: Path, args: tuple[str, ...], told: str) -> None:
    for name in ("m.toml", "c.csv", "s.decisions.csv"):
        (here / name).write_text("名称,数\n甲公司,2\n", encoding="utf-8")
    before = state(here)
    found = ask(here / "s.db", *args, "--force")
    assert (found.exit_code, told in found.stderr) == (2, True), found.output
    assert state(here) == before
