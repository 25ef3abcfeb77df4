"""The project's own rules: names nobody else owns, one direction of dependence, texts complete."""

from __future__ import annotations

import ast
import re
import string
import subprocess
import tomllib
from collections.abc import Iterator
from importlib import import_module
from importlib.metadata import packages_distributions
from itertools import chain
from pathlib import Path

import networkx as nx
import pytest

import cli
from graph import model, text
from graph.measures.coverage import Gap
from graph.query import By, State

ROOT = Path(__file__).parents[1]
SOURCES = sorted([*ROOT.glob("graph/**/*.py"), *ROOT.glob("loaders/**/*.py"), ROOT / "cli.py"])


def test_no_dependency_owns_the_three_names() -> None:
    owners = packages_distributions()
    for name in ("graph", "loaders", "cli"):
        assert set(owners.get(name, ["jiedui"])) == {"jiedui"}


def test_the_tests_of_a_room_sit_where_the_room_sits() -> None:
    folders = {path.parent.relative_to(ROOT / "tests") for path in (ROOT / "tests").glob("*/**/test_*.py")}
    assert len(folders) > 10
    assert {str(folder) for folder in folders if not (ROOT / folder).is_dir()} == {"journeys"}  # through every room


ROOMS: dict[str, set[str]] = {
    "graph": {"graph.text"},
    "graph.text": set(),
    "graph.measures": {"graph", "graph.text"},
    "graph.store": {"graph", "graph.text", "graph.measures"},
    "graph.questions": {"graph", "graph.text", "graph.measures", "graph.store"},
    "graph.output": {"graph", "graph.text", "graph.measures", "graph.store", "graph.questions"},
    "graph.ask": {"graph", "graph.text", "graph.questions", "graph.store", "graph.output"},
    "loaders": {"graph", "graph.text", "graph.output"},
    "loaders.into": {
        "loaders",
        "graph",
        "graph.text",
        "graph.measures",
        "graph.output",
        "graph.questions",
        "graph.store",
    },
    "cli": {
        "loaders",
        "loaders.into",
        "graph",
        "graph.text",
        "graph.questions",
        "graph.output",
        "graph.ask",
        "graph.store",
    },
}
"""What each room may import besides itself, imports in functions and for type checkers included."""
FACADES = {"graph", "loaders"}
"""Packages from which names of their rooms can be imported; no module of ours does."""


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def room_of(module: str) -> str:
    """The room a module is in: its folder, without the rooms within the rooms of `graph`."""
    parts = module.split(".")
    if parts[0] == "loaders":
        return "loaders.into" if parts[1:2] == ["into"] else "loaders"
    folder = (ROOT / "/".join(parts[:2])).is_dir()
    return ".".join(parts[:2]) if folder else parts[0]


@pytest.fixture(scope="module")
def imports() -> nx.DiGraph[str]:
    """Module → the modules it imports, wherever in it the import stands."""
    modules = {module_of(path): path for path in SOURCES}
    graph: nx.DiGraph[str] = nx.DiGraph()
    for module, path in modules.items():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            named: list[str] = []
            if isinstance(node, ast.Import):
                named = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module:
                named = [f"{node.module}.{alias.name}" for alias in node.names]
                named = [name if name in modules else node.module for name in named]
            graph.add_edges_from((module, name) for name in named if name in modules and name != module)
    return graph


def test_one_direction_of_dependence(imports: nx.DiGraph[str]) -> None:
    wrong = [
        (module, name)
        for module, name in imports.edges
        if module not in FACADES and room_of(name) not in {room_of(module)} | ROOMS[room_of(module)]
    ]
    assert wrong == []


def test_no_circle_of_imports(imports: nx.DiGraph[str]) -> None:
    assert [sorted(some) for some in nx.strongly_connected_components(imports) if len(some) > 1] == []


def test_the_layout_stays_small_and_its_rooms_do_without_the_facades(imports: nx.DiGraph[str]) -> None:
    folders = {module_of(path.parent / "__init__.py") for path in SOURCES if path.parent != ROOT} | {"cli"}
    assert len(folders) <= 22
    assert not {name for name in imports if name not in FACADES | {"cli"} and FACADES & set(imports[name])}


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def test_a_key_begins_with_the_name_of_its_file() -> None:
    files = {path.stem for path in (ROOT / "graph" / "text").glob("*.py")} - {"__init__", "words"}
    for name in files:
        keys = import_module(f"graph.text.{name}").TEXT
        assert {key.partition(".")[0] for key in keys} == {name}
    assert {key.partition(".")[0] for key in text.TEXT} == files


@pytest.mark.parametrize("key", sorted(text.TEXT))
def test_both_languages_say_the_same(key: str) -> None:
    english, chinese = text.TEXT[key]
    assert english.strip()
    assert chinese.strip()
    if key not in ("sources.caveat", "hint.known", "sources.dataset"):  # these choose between two texts
        assert fields(english) == fields(chinese)


def keys_used() -> Iterator[tuple[str, Path]]:
    areas = "|".join(sorted({key.partition(".")[0] for key in text.TEXT}))
    pattern = re.compile(rf"""["']((?:{areas})(?:\.[a-z_]+)+)(?<!\.html)(?<!\.js)["']""")
    for path in [*SOURCES, *ROOT.glob("graph/output/map/web/*")]:
        if path.parent != ROOT / "graph" / "text":
            for key in pattern.findall(path.read_text(encoding="utf-8")):
                yield key, path


def test_every_text_that_is_used_exists_and_every_one_that_exists_is_used() -> None:
    used: dict[str, Path | None] = dict(keys_used())
    assert not {key: path for key, path in used.items() if key not in text.TEXT}
    made = {"hint", "explain", "usage", "progress", "record"}  # put together from a code, a state or a message
    made |= {"bulletin", "load.dry", "plan.why", "data.about"}  # of why a sheet was not read, of a reason, of a rule
    made |= {"load.file", "load.read_as"}  # of what became of a file, of what it was read as
    made |= {"input.which_helper", "input.which_recipient"}  # of a side
    made |= {"reconcile.differs"}  # of what two names differ in
    made |= {"rank", "stats"}  # of the side, of the figure
    made |= {"ask.what", "ask.said"}  # of what is asked, of what is found
    made |= {"output.sheet"}  # of the question
    made |= {"map.class", "map.column", "map.short", "map.tab", "map.bar", "map.file"}  # of a dot, a list, a view
    made |= {"map.changed", "map.link", "map.tie"}  # of a change, a step between two, a pair
    used |= {one.help: None for one in (*cli.COMMANDS.values(), *cli.CHECKS.values())}
    assert not {
        key for key in text.TEXT if key not in used and not {key, key.split(".")[0], key.rpartition(".")[0]} & made
    }


def test_every_problem_has_a_hint() -> None:
    for key in text.TEXT:
        area, _, code = key.partition(".")
        if area == "problem" or (area == "record" and code not in ("self_help", "end_before_start")):
            assert f"hint.{code}" in text.TEXT, key


def test_every_word_of_the_model_is_in_both_languages() -> None:
    vocabularies = (
        model.Kind,
        model.Form,
        model.Certainty,
        model.AgreementStatus,
        model.ContributionStatus,
        model.Bound,
        model.Measure,
        State,
    )
    values = {str(value) for vocabulary in vocabularies for value in vocabulary}
    assert not values - set(text.WORDS)
    assert not set(Gap._fields) - set(text.WORDS)
    assert {by.value for by in By} - {"sector", "kind"} <= set(text.WORDS)


def commands() -> list[str]:
    return [*(name for name in cli.COMMANDS), *(f"check {name}" for name in cli.CHECKS)]


def test_every_command_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert commands()
    for name in commands():
        assert f"`jiedui {name}" in readme


def test_the_lock_is_hashed_and_names_no_address() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pinned = re.findall(r"^([a-z0-9-]+)==\S+(?: ; .*?)? \\\n    --hash=sha256:", lock, re.MULTILINE)
    assert len(pinned) == len(re.findall(r"^\S+==", lock, re.MULTILINE)) > 20
    assert "://" not in lock
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"]["optional-dependencies"].values()
    wanted = [*project["project"]["dependencies"], *chain(*extras), *project["dependency-groups"]["dev"]]
    assert {re.match(r"[a-z0-9-]+", one)[0] for one in wanted} <= set(pinned)  # type: ignore[index]  # each has a name


def test_nothing_points_outside_the_project() -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.split(
        "\n"
    )
    if not any(tracked):
        pytest.skip("not a git checkout")
    for name in filter(None, tracked):
        assert not name.endswith((".jar", ".db", ".whl")), name  # what a build or a run leaves behind
        data = (ROOT / name).read_bytes() if (ROOT / name).is_file() else b""
        assert b".." + b"/shared" not in data, name
