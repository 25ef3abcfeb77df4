"""`jiedui export` from the command line: forms, places to go, wrong use, both languages; `jiedui load` of what it wrote."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from typer.testing import CliRunner

from cli import app
from graph.output.export import ExportForm
from graph.questions import inquiry


def run(*args: object) -> Any:
    return CliRunner().invoke(app, [str(arg) for arg in args])


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("exports") / "s.db"
    assert run("--store", path, "load", "panzhou-dalian", "panzhou-illustrative").exit_code == 0
    return path


@pytest.mark.parametrize(
    ("form", "starts"),
    [("cypher", "// A network"), ("graphml", "<?xml"), ("gexf", "<?xml"), ("json", '{"directed": true')],
)
def test_texts_go_to_standard_output_or_to_a_file(form: str, starts: str, store: Path, tmp_path: Path) -> None:
    found = run("--store", store, "export", form)
    assert found.exit_code == 0
    assert found.stdout.startswith(starts)
    written = run("--store", store, "export", form, "-o", tmp_path / f"n.{form}")
    assert (written.exit_code, written.stdout) == (0, "")
    assert (tmp_path / f"n.{form}").read_text("utf-8") == found.stdout
    assert "n." in written.stderr


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_records_load_again(form: str, store: Path, tmp_path: Path) -> None:
    out = tmp_path / ("包" if form == "csv" else "包.xlsx")
    written = run("--lang", "zh", "--store", store, "export", form, "-o", out)
    assert written.exit_code == 0
    assert "可重新加载" in written.stderr
    loaded = run("--store", tmp_path / "t.db", "load", out)
    assert loaded.exit_code == 0
    assert "panzhou-illustrative: loaded 793 organizations" in loaded.stdout
    answers = [run("--store", path, "gaps", "village", "-f", "json").stdout for path in (store, tmp_path / "t.db")]
    assert answers[0] == answers[1]
    assert json.loads(answers[0])["summary"]["gaps"] > 0


def test_a_part_and_a_day(store: Path, tmp_path: Path) -> None:
    out = tmp_path / "n.json"
    assert run("--store", store, "export", "json", "-o", out, "--in", "双凤镇", "--as-of", "2010").exit_code == 0
    graph = nx.node_link_graph(json.loads(out.read_text("utf-8")), edges="edges")
    assert graph.graph == {"as_of": "2010-12-31"}
    assert graph.nodes["cn-520281127"]["kind"] == "township"
    assert 10 < len(graph) < 200
    assert {data["state"] for _, data in graph.nodes(data=True)} <= {None, "direct", "inherited", "never", "lapsed"}


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("csv",), "add -o FOLDER"),
        (("xlsx",), "add -o FILE.xlsx"),
        (("csv", "-o", "a.csv"), "Name a folder: -o a"),
        (("gexf", "-o", "a.txt"), "End it in .gexf."),
        (("json", "-o", "a"), "End it in .json."),
        (("xlsx", "-o", "a.xls"), "End it in .xlsx."),
        (("cypher", "--in", "双凤镇"), "Leave --in out"),
        (("cypher", "--as-of", "2019"), "Leave --as-of out"),
        (("json", "--as-of", "soon"), "soon"),
        (("json", "--in", "nowhere at all"), "nowhere at all"),
        (("gephi",), "gephi"),
        (("json", "-o", "no/such/folder/a.json"), "cannot be written"),
        (("csv", "-o", "no/such/folder/a"), "cannot be written"),
    ],
)
def test_wrong_use_says_what_to_do(args: tuple[str, ...], said: str, store: Path) -> None:
    for lang in ("en", "zh"):
        found = run("--lang", lang, "--store", store, "export", *args)
        assert (found.exit_code, found.stdout) == (2, "")
        assert found.stderr.strip()
        assert "Traceback" not in found.stderr
        assert lang == "zh" or said in found.stderr


def test_a_folder_of_somebody_elses_stays(store: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "a.txt").write_text("a", "utf-8")
    found = run("--store", store, "export", "csv", "-o", tmp_path / "mine")
    assert found.exit_code == 2
    assert "nothing was touched" in found.stderr
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["a.txt"]


@pytest.mark.parametrize("form", ["graphml", "gexf", "json"])
def test_a_graph_has_a_limit_and_records_have_none(
    form: str, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inquiry, "FETCH_LIMIT", 100)
    found = run("--store", store, "export", form)
    assert found.exit_code == 2
    assert "--in AREA" in found.stderr
    assert run("--store", store, "export", form, "--in", "双凤镇").exit_code == 0
    assert run("--store", store, "export", "csv", "-o", tmp_path / "out").exit_code == 0
    assert run("--store", store, "export", "csv", "-o", tmp_path / "part", "--in", "盘州市").exit_code == 2


def test_the_help_names_every_form() -> None:
    for lang in ("en", "zh"):
        said = " ".join(run("--lang", lang, "export", "--help").stdout.split())
        assert all(form.value in said for form in ExportForm)
