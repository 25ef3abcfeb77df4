"""The command line: loading, formats, languages, exit codes, and what goes wrong."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest

import cli
from graph.store.neo4j.store import Neo4jStore
from graph.store.open import open_store
from tests.commands import ROOT, RUN, answer, ask, process, speak_english, terminals
from tests.graph.store.neo4j.server import Server


@pytest.fixture(scope="module")
def panzhou(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store") / "s.db"
    assert ask(path, "load", "panzhou-dalian", "panzhou-illustrative").exit_code == 0
    return path


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    speak_english(monkeypatch)


def test_load_says_what_it_did(tmp_path: Path) -> None:
    store = tmp_path / "s.db"
    (tmp_path / "t.csv").write_text("帮扶单位,村\n甲,一村\n二村,二村\n", encoding="utf-8")
    found = ask(store, "load", str(tmp_path / "t.csv"), "-f", "json")
    result = json.loads(found.stdout)
    assert found.exit_code == 1
    assert result["summary"] == {
        "organizations": 3,
        "agreements": 1,
        "contributions": 0,
        "claims": 0,
        "rejected_rows": 1,
        "problems": 2,
        "read_as": "ledger",
        "as_of": None,
        "roster": 2,
        "files": [
            {
                "file": str(tmp_path / "t.csv"),
                "dataset": "t",
                "version": None,
                "outcome": "loaded",
                "read_as": "ledger",
                "as_of": None,
                "roster": 2,
            }
        ],
    }
    assert list(result["rows"][0]) == ["severity", "code", "message", "file", "sheet", "row", "column", "cell", "hint"]
    assert (result["rows"][0]["code"], result["rows"][0]["row"]) == ("self-help", 3)


def test_a_file_that_cannot_be_read_never_stops_the_others(tmp_path: Path) -> None:
    found = ask(tmp_path / "s.db", "load", "east-west", "nowhere.csv", "panzhou-dalian")
    assert (found.exit_code, "east-west: loaded 107" in found.stdout) == (1, True)
    assert "nowhere.csv: NOT loaded" in found.stdout
    assert answer(tmp_path / "s.db", "sources")["summary"] == {"datasets": 2}


def test_editions_of_a_name_are_conflicts_and_the_newest_counts(tmp_path: Path) -> None:
    store = tmp_path / "s.db"
    assert ask(store, "load", "panzhou-dalian").exit_code == 0
    assert ask(store, "load", "registry-cn-2023", "--in", "520281").exit_code == 0
    everywhere, town = (answer(store, "check", "conflicts", *where)["rows"] for where in ((), ("--in", "新民镇")))
    assert [sum(row["rule"] == rule for row in everywhere) for rule in ("claim", "name")] == [2, 525]
    assert {row["rule"] for row in town} == {"name"}
    assert 0 < len(town) < 30
    assert answer(store, "check", "claims", "--in", "新民镇")["rows"] == []
    found = answer(store, "find", "白岩居民委员会")["rows"]  # the older name is still found
    assert [(row["name"], row["match"]) for row in found][:1] == [("白岩社区居民委员会", "alias")]
    assert answer(store, "sources")["rows"][0]["as_of"] == "2019-12-30"
    assert answer(store, "gaps")["as_of"] == "2019-12-30"  # a registry dates no pairing


def test_columns_that_nobody_reads_are_kept_and_reported(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("帮扶单位,村,联系人类别\n甲,一村,乙\n", encoding="utf-8")
    assert "联系人类别" in ask(tmp_path / "s.db", "load", str(tmp_path / "t.csv")).stdout


@pytest.mark.parametrize("option", ["--strict", "--dry-run"])
def test_strict_and_dry_run_write_nothing(tmp_path: Path, option: str) -> None:
    (tmp_path / "t.csv").write_text("帮扶单位,村\n甲,一村\n二村,二村\n", encoding="utf-8")
    assert ask(tmp_path / "s.db", "load", str(tmp_path / "t.csv"), option).exit_code == 1
    assert not (tmp_path / "s.db").exists()


def test_loading_again_changes_no_byte_of_any_answer(panzhou: Path) -> None:
    questions = (("gaps",), ("coverage",), ("partners", "大连市"), ("sources",), ("check", "claims"))
    before = [ask(panzhou, *question, "-f", "json").stdout_bytes for question in questions]
    assert "nothing to do" in ask(panzhou, "load", "panzhou-dalian", "panzhou-illustrative").stdout
    assert [ask(panzhou, *question, "-f", "json").stdout_bytes for question in questions] == before


def test_output_is_whole_or_not_there(panzhou: Path, tmp_path: Path) -> None:
    out = tmp_path / "g.json"
    out.write_text("former", encoding="utf-8")
    assert ask(panzhou, "gaps", "-o", str(out), "--force").exit_code == 0
    assert json.loads(out.read_text(encoding="utf-8"))["question"] == "gaps"
    found = ask(panzhou, "gaps", "-o", str(tmp_path / "none" / "g.json"))
    assert (found.exit_code, found.stdout) == (2, "")
    assert "cannot be written" in found.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["g.json"]


@pytest.mark.parametrize(
    ("args", "code", "english_", "chinese"),
    [
        (["gapz"], 2, "no command gapz; perhaps 'gaps'", "没有命令 gapz"),
        (["gaps", "--foo"], 2, "no option --foo", "没有选项 --foo"),
        (["partners"], 2, "ORG is missing", "缺少参数 ORG"),
        (["gaps", "--in", "没有这里"], 2, "Nothing loaded is called", "没有“没有这里”"),
        (["partners", "盘州市"], 0, "", ""),
        (["partners", "示例企业"], 2, "cn-2102-example-enterprise-01", "可能是 16 个单位之一"),
        (["gaps", "hamlet"], 2, "not a known kind of organization", "不是已知的单位类型"),
        (["gaps", "--as-of", "2019-13"], 2, "is not a date", "不是日期"),
        (["gaps", "--by", "kind"], 2, "area level", "区域层级"),
        (["gaps", "-f", "xlsx"], 2, "-o FILE.xlsx", "-o 文件.xlsx"),
        (["gaps", "-o", "x.pdf"], 2, "does not say which format", "看不出格式"),
        (["gaps", "-f", "pdf"], 2, "is not a value for", "不能是"),
        (["rank", "--top", "0"], 2, "--top must be 1 or more.", "--top 不能小于 1。"),
        (["map", "--hops", "9"], 2, "--hops must be 4 or less.", "--hops 不能大于 4。"),
        (["plan", "--need", "1.5"], 2, "--need takes a whole number.", "--need 须为整数。"),
        (["load", "nowhere.csv"], 1, "There is no file, folder or bundled package", "没有名为"),
        (["load", "panzhou-dalian", "--in", "520281"], 1, "takes a part of a registry", "只用于截取行政区划"),
        (["find", "没有这里"], 1, "", ""),
        (["check", "claims"], 1, "", ""),
        (["check", "conflicts"], 1, "", ""),
    ],
)
def test_exit_codes_and_messages(panzhou: Path, args: list[str], code: int, english_: str, chinese: str) -> None:
    for lang, said in (("en", english_), ("zh", chinese)):
        found = ask(panzhou, *args, lang=lang)
        assert (found.exit_code, said in found.stderr) == (code, True), found.stderr
        assert bool(found.stderr) == bool(said)
        assert "Traceback" not in found.output
        if code == 2:
            assert found.stdout == ""


def test_a_missing_store_says_what_to_do(tmp_path: Path) -> None:
    found = ask(tmp_path / "none.db", "gaps")
    assert found.exit_code == 1
    assert "jiedui load YOUR-FILE" in found.stderr
    assert "jiedui demo" in found.stderr
    assert "panzhou" not in found.stderr  # the example is never mixed into data of one's own by advice
    assert not (tmp_path / "none.db").exists()


def test_the_unexpected_is_one_line_unless_debug(panzhou: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr("graph.questions.sources.answer", fail)
    found = ask(panzhou, "sources")
    assert (found.exit_code, len(found.stderr.splitlines())) == (1, 1)
    assert "RuntimeError: boom" in found.stderr
    with pytest.raises(RuntimeError):
        RUN.invoke(cli.app, ["--store", str(panzhou), "--debug", "sources"], catch_exceptions=False)


def test_the_store_and_the_language_come_from_the_environment(panzhou: Path, tmp_path: Path) -> None:
    found = process("gaps", "--in", "新民镇", cwd=tmp_path, JIEDUI_STORE=str(panzhou), LC_ALL="zh_CN.UTF-8")
    assert "个村中有" in found.stdout.decode()
    found = process("gaps", "--in", "新民镇", cwd=tmp_path, JIEDUI_STORE=str(panzhou), LC_ALL="C")
    assert b"villages have a registered partner" in found.stdout


def test_a_pipe_gets_whole_rows_and_no_colour(panzhou: Path, tmp_path: Path) -> None:
    found = process("--store", str(panzhou), "partners", "盘州市人民医院", cwd=tmp_path, FORCE_COLOR="")
    text = found.stdout.decode()
    assert (found.returncode, found.stderr, "\x1b" in text) == (0, b"", False)
    assert sum("大连大学附属中山医院" in line for line in text.splitlines()) == 3


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "utf-8"])
def test_any_console_encoding(panzhou: Path, tmp_path: Path, encoding: str) -> None:
    for args in (["gaps", "--in", "新民镇"], ["check", "claims"], ["--help"]):
        found = process("--lang", "zh", "--store", str(panzhou), *args, cwd=tmp_path, PYTHONIOENCODING=encoding)
        assert found.returncode in (0, 1)
        assert b"Traceback" not in found.stderr
    found = process("--store", str(panzhou), "gaps", "-f", "json", cwd=tmp_path, PYTHONIOENCODING=encoding)
    assert json.loads(found.stdout.decode("utf-8"))["summary"]["roster"] == 302


def test_a_reader_that_leaves_early_is_no_error(panzhou: Path, tmp_path: Path) -> None:
    command = f'"{sys.executable}" -m cli --store "{panzhou}" gaps -f csv | head -1'
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    found = subprocess.run(command, shell=True, cwd=tmp_path, env=env, capture_output=True, check=False)
    assert (found.stderr, found.stdout.count(b"\n")) == (b"", 1)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_tables_fit_eighty_columns(panzhou: Path, lang: str) -> None:
    from rich.cells import cell_len

    questions = (
        ["gaps", "--in", "新民镇"],
        ["coverage"],
        ["partners", "盘州市人民医院"],
        ["explain", "新民镇"],
        ["check", "claims"],
        ["check", "conflicts"],
        ["sources"],
        ["find", "双凤"],
    )
    shown = terminals(["--lang", lang, "--store", str(panzhou), *args] for args in questions)
    assert len(shown) == len(questions)
    for text in shown:
        assert text.strip()
        for line in text.splitlines():
            assert cell_len(re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", line).rstrip("\r")) <= 80, line


def test_help_speaks_both_languages() -> None:
    for command in (
        [],
        ["gaps"],
        ["coverage"],
        ["partners"],
        ["explain"],
        ["find"],
        ["sources"],
        ["load"],
        ["demo"],
        ["check"],
        ["check", "claims"],
        ["check", "conflicts"],
    ):
        for lang, heading in (("en", "Options"), ("zh", "选项")):
            found = RUN.invoke(cli.app, ["--lang", lang, *command, "--help"])
            assert found.exit_code == 0
            assert heading in found.stdout
            assert not re.search(r"\bhelp\.[a-z]", found.stdout)
            if lang == "zh":
                assert "Show this message" not in found.stdout


@pytest.mark.full
def test_the_demonstration(tmp_path: Path) -> None:
    found = process("demo", cwd=tmp_path)
    text = found.stdout.decode()
    assert (found.returncode, found.stderr) == (0, b"")
    assert "56 of 302 villages" in text
    assert "Documented:" in text
    assert "Illustrative:" in text
    commands = re.findall(r"^  (?:uv run )?jiedui (.+)$", text, re.MULTILINE)
    assert len(commands) == 3
    assert text.rstrip().endswith(commands[-1])
    for command in commands:
        again = process(*command.split(), cwd=tmp_path)
        assert (again.returncode, again.stderr) == (0, b"")
    drawn = (tmp_path / "jiedui-demo.html").read_bytes()
    assert drawn.startswith(b"<!DOCTYPE html>")
    assert process("demo", cwd=tmp_path).returncode == 0
    refused = process("--store", "jiedui-demo.db", "demo", cwd=tmp_path)
    assert (refused.returncode, refused.stdout) == (2, b"")
    (tmp_path / "mine.db").write_text("mine", encoding="utf-8")
    (tmp_path / "jiedui-demo.db").write_text("mine", encoding="utf-8")
    assert process("demo", cwd=tmp_path).returncode == 1
    assert (tmp_path / "jiedui-demo.db").read_text(encoding="utf-8") == "mine"
    (tmp_path / "jiedui-demo.html").write_text("mine", encoding="utf-8")
    (tmp_path / "jiedui-demo.db").unlink()
    assert process("demo", cwd=tmp_path).returncode == 2
    assert (tmp_path / "jiedui-demo.html").read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / "jiedui-demo.db").exists()


def readme_commands(name: str) -> list[str]:
    readme = (ROOT / name).read_text(encoding="utf-8")
    return [
        line
        for block in re.findall(r"^```(?:sh|console)\n(.*?)^```", readme, re.DOTALL | re.MULTILINE)
        for line in block.splitlines()
        if line.startswith("jiedui ")
    ]


@pytest.mark.full
@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_the_readme_s_commands_run(name: str, tmp_path: Path) -> None:
    year = ["甲公司", "一村", "双凤镇"], ["乙公司", "二村", "双凤镇"], ["丙公司", "二村", "双凤镇"]
    _table(tmp_path / "台账.xlsx", [None, "三村", "双凤镇"], ["丁公司", "四村", "双凤镇"])
    _table(tmp_path / "村名单.xlsx", ["一村", "双凤镇"], ["二村", "双凤镇"], head=["村", "乡镇"])
    for month, rows in (("6月", year[:2]), ("7月", year[:1]), ("6月更正", year[::2])):
        day = "2024年7月31日" if month == "7月" else "2024年6月30日"
        _table(tmp_path / f"台账{month}.xlsx", *rows, title=[f"结对帮扶台账（截至{day}）"])
    lines = [line for line in readme_commands(name) if "neo4j://" not in line]
    assert len(lines) > 16
    for line in lines:
        found = process(*shlex.split(line, comments=True)[1:], cwd=tmp_path)
        assert found.returncode == 0, (line, found.stdout.decode(), found.stderr.decode())


@pytest.mark.full
def test_the_readme_s_commands_for_a_server_run(server: Server, tmp_path: Path) -> None:
    with closing(open_store(server.uri, create=True)) as store:
        assert isinstance(store, Neo4jStore)
        store.wipe()
    assert process("load", "panzhou-dalian", "panzhou-illustrative", cwd=tmp_path).returncode == 0
    lines = [line for line in readme_commands("README.md") if "neo4j://" in line]
    assert lines
    for line in lines:
        found = process(*line.replace("neo4j://HOST:7687", server.uri).split()[1:], cwd=tmp_path)
        assert found.returncode == 0, (line, found.stderr.decode())


def _table(
    path: Path, *rows: list[str | None], title: Sequence[str] = (), head: Sequence[str] = ("帮扶单位", "村", "乡镇")
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in ([title] if title else []), [head], rows:
        for cells in row:
            sheet.append(list(cells))
    book.save(path)


@pytest.mark.parametrize(("name", "collects"), [("/usr/bin/jiedui", False), ("officer.py", True)])
def test_a_program_never_looks_for_garbage_and_what_imports_it_does(name: str, *, collects: bool) -> None:
    at_exit = "atexit.register(lambda: print(gc.isenabled(), gc.get_freeze_count() == 0))"
    program = f"import atexit, gc, sys; sys.argv = [{name!r}, '--version']; {at_exit}; import cli; cli.app()"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[1:] == [f"{collects} {collects}"]
