"""The Python in the docs runs, block after block, and prints what stands below it; the console lines parse and run."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from contextlib import closing, redirect_stdout
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from cli import app
from graph import open_store
from graph.output import export
from loaders import load_into

ROOT = Path(__file__).parents[1]
BLOCK = re.compile(r"```python\n(.*?)```(?:\n\n```text\n(.*?)```)?", re.DOTALL)
PAIRS = ("tutorial", "exports")


def blocks(name: str) -> list[tuple[str, str]]:
    text = (ROOT / name).read_text(encoding="utf-8")
    return [(match[1], match[2] or "") for match in BLOCK.finditer(text)]


def run_through(name: str) -> dict[str, Any]:
    """Runs the blocks of a page one after the other, comparing what each prints."""
    space: dict[str, Any] = {}
    for code, wanted in blocks(name):
        said = io.StringIO()
        with redirect_stdout(said):
            exec(compile(code, name, "exec"), space)
        assert said.getvalue() == wanted, code
    return space


@pytest.mark.parametrize("name", ["docs/tutorial.md", "docs/tutorial.zh.md"])
def test_the_tutorial_runs(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert len(blocks(name)) >= 9
    run_through(name)
    assert {"panzhou.html", "panzhou.gexf", "panzhou.json"} <= {path.name for path in tmp_path.iterdir()}


@pytest.mark.parametrize("name", ["README.md", "docs/exports.md", "docs/exports.zh.md"])
def test_the_python_of_a_page_runs(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with closing(open_store("jiedui.db", create=True)) as store:
        load_into(store, "panzhou-dalian", "panzhou-illustrative")
        export.write(store, export.ExportForm.GRAPHML, Path("network.graphml"), day=store.datasets()[0].as_of)
    assert blocks(name)
    space = run_through(name)
    assert len(space["network"]) == 795
    if "store" in space:
        space["store"].close()


@pytest.mark.parametrize("page", ["README.md", "README.zh.md"])
def test_the_readme_shows_what_the_demo_prints(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("UV_RUN_RECURSION_DEPTH", "1")
    text = (ROOT / page).read_text(encoding="utf-8")
    first = re.search(r"```console\nuv sync\nuv run jiedui (.*?)\n```.*?```text\n(.*?)\n```", text, re.DOTALL)
    assert first is not None
    found = CliRunner().invoke(app, first[1].split())
    assert found.exit_code == 0
    printed = "\n".join(line.rstrip() for line in found.stdout.splitlines())
    for part in first[2].split("\n…\n"):
        assert part in printed
        printed = printed.partition(part)[2]
    following = re.findall(r"^  uv run jiedui (.*)$", first[2], re.MULTILINE)
    assert len(following) == 3
    for line in following:
        assert CliRunner().invoke(app, line.split()).exit_code == 0, line


@pytest.mark.parametrize("page", PAIRS)
def test_both_languages_show_the_same_code(page: str) -> None:
    english, chinese = blocks(f"docs/{page}.md"), blocks(f"docs/{page}.zh.md")
    assert english == chinese


@pytest.mark.parametrize("name", ["docs/exports.md", "docs/exports.zh.md"])
def test_the_console_lines_of_the_exports_run(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with closing(open_store("jiedui.db", create=True)) as store:
        load_into(store, "panzhou-dalian", "panzhou-illustrative")
    (console,) = re.findall(r"```console\n(.*?)```", (ROOT / name).read_text(encoding="utf-8"), re.DOTALL)
    lines = [line.partition(" > ")[0].split()[1:] for line in console.splitlines()]
    assert {args[1] for args in lines if args[0] == "export"} == {form.value for form in export.ExportForm}
    for args in lines:
        found = CliRunner().invoke(app, args)
        assert found.exit_code == 0, (args, found.output)


def test_the_page_of_questions_is_that_of_the_registry() -> None:
    made = subprocess.run([sys.executable, "docs/questions.py"], cwd=ROOT, capture_output=True, check=True)
    assert made.stdout == (ROOT / "docs" / "questions.md").read_bytes()
