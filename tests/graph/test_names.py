"""`from graph import …`: every name is where it says, nothing heavy comes with it, no name hides a module."""

from __future__ import annotations

import ast
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

import graph

ROOT = Path(__file__).parents[2]
HEAVY = ("networkx", "polars", "numpy", "scipy", "sqlite3", "typer", "rich")


@pytest.mark.parametrize("name", graph.__all__)
def test_a_name_is_what_its_module_gives(name: str) -> None:
    found = getattr(graph, name)
    assert found.__name__ == ("coverage" if name == "coverage_by" else name)
    assert found.__module__.startswith("graph.")
    assert name in dir(graph)


def test_the_list_is_whole_and_in_order_and_what_type_checkers_see() -> None:
    assert graph.__all__ == sorted(graph.__all__)
    tree = ast.parse((ROOT / "graph" / "__init__.py").read_text("utf-8"))
    block = next(node for node in tree.body if isinstance(node, ast.If))
    seen = {
        alias.asname or alias.name: node.module
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert seen == {name: module for name, (module, _) in graph._HOMES.items()}
    assert set(graph.__all__) == set(seen)


def test_no_name_hides_a_module() -> None:
    modules = {path.stem for path in (ROOT / "graph").glob("*.py")} | {
        path.parent.name for path in (ROOT / "graph").glob("*/__init__.py")
    }
    assert {"measures", "network", "store"} <= modules
    assert not modules & set(graph.__all__)


def test_every_measure_of_the_measuring_modules_is_there() -> None:
    for module in ("centrality", "coverage", "equity"):
        tree = ast.parse((ROOT / "graph" / "measures" / f"{module}.py").read_text("utf-8"))
        public = {node.name for node in tree.body if isinstance(node, ast.FunctionDef) and node.name[0] != "_"}
        inner = {
            "attributed",
            "coverage",
            "has_scipy",
            "most_between",
            "need_scipy",
            "rostered",
            "sorted_groups",
            "sorted_money",
            "totals",
            "with_money",
        }
        assert public - inner <= set(graph.__all__), module


def test_import_graph_is_light() -> None:
    script = f"import sys; import graph; print([name for name in {HEAVY!r} if name in sys.modules])"
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    assert found.stdout.strip() == "[]"


def test_the_version_is_that_of_the_package() -> None:
    assert graph.__version__ == version("jiedui")


def test_a_module_is_a_door() -> None:
    script = "from graph.measures import equity; print(equity.gini([1, 3]))"
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    assert found.stdout.strip() == "0.25"


def test_a_name_that_is_none_of_ours_says_so() -> None:
    with pytest.raises(AttributeError, match="no attribute 'gapes'"):
        _ = graph.gapes  # type: ignore[attr-defined]  # that is what is shown


def test_submodules_stay_submodules() -> None:
    script = "from graph import measures, network, store; print(measures.__name__, network.__name__, store.__name__)"
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    assert found.stdout.split() == ["graph.measures", "graph.network", "graph.store"]
