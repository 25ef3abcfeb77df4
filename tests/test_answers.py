"""The command line: answers, formats, languages, exit codes, and what goes wrong."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import re
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from typer.testing import CliRunner

import cli
from graph.store import open_store
from graph.store.neo4j.store import Neo4jStore
from loaders.package import bundled as packages
from tests.neo4j.server import Server

ROOT = Path(__file__).parents[1]
RUN = CliRunner()


@pytest.fixture(scope="module")
def panzhou(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store") / "s.db"
    assert ask(path, "load", "panzhou-dalian", "panzhou-illustrative").exit_code == 0
    return path


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.setenv(name, "C.UTF-8")
    monkeypatch.delenv("JIEDUI_STORE", raising=False)


def ask(store: Path | None, *args: str, lang: str = "en") -> Any:
    where = [] if store is None else ["--store", str(store)]
    return RUN.invoke(cli.app, ["--lang", lang, *where, *args])


def answer(store: Path, *args: str) -> dict[str, Any]:
    found = ask(store, *args, "-f", "json")
    result: dict[str, Any] = json.loads(found.stdout)
    assert list(result) == ["question", "as_of", "scope", "summary", "rows", "notes"]
    return result


def process(*args: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    env = {**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", **environment}
    return subprocess.run([sys.executable, "-m", "cli", *args], cwd=cwd, env=env, capture_output=True, check=False)


def table(name: str, package: str) -> list[dict[str, str]]:
    with (packages.folder() / package / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_gaps_equal_an_independent_computation(panzhou: Path) -> None:
    both = ("panzhou-dalian", "panzhou-illustrative")
    organizations = {row["id"]: row for package in both for row in table("organizations", package)}
    deals = [row for package in both for row in table("agreements", package)]
    helped = {row["recipient"] for row in deals}  # nothing ends, nothing starts after 2019
    roster = {
        id_
        for id_, row in organizations.items()
        if row["kind"] == "village"
        and row["on_roster"] == "true"
        and organizations[row["part_of"]]["part_of"] == "cn-520281"
    }
    found = answer(panzhou, "gaps", "village", "--in", "盘州市")
    assert (found["as_of"], found["scope"]) == ("2019-12-30", "贵州省 / 六盘水市 / 盘州市")
    assert {row["id"] for row in found["rows"]} == roster - helped
    for row in found["rows"]:
        town = organizations[row["id"]]["part_of"]
        nearest = town if town in helped else "cn-520281"
        assert row["inherited_from"] == organizations[nearest]["name"]
        assert row["area"] == ["贵州省", "六盘水市", "盘州市", organizations[town]["name"]]
        assert row["illustrative"] == (nearest == town)
    drawn = len(roster & helped) + sum(row["illustrative"] for row in found["rows"])
    assert found["summary"] == {
        "kind": "village",
        "roster": 302,
        "direct": 56,
        "inherited": 246,
        "lapsed": 0,
        "never": 0,
        "gaps": 246,
        "share_direct": 56 / 302,
        "illustrative": drawn,
    }
    assert list(found["rows"][0]) == [
        "id",
        "name",
        "name_en",
        "kind",
        "area",
        "state",
        "last_partner",
        "last_end",
        "inherited_from",
        "illustrative",
    ]


def test_the_fields_of_each_answer(panzhou: Path) -> None:
    found = answer(panzhou, "coverage", "--by", "kind")
    assert list(found["rows"][0])[:7] == ["group", "roster", "direct", "inherited", "lapsed", "never", "share_direct"]
    assert [(row["group"], row["direct"], row["roster"]) for row in found["rows"]] == [
        ("county", 1, 1),
        ("township", 9, 27),
        ("village", 56, 302),
        ("school", 96, 96),
    ]
    found = answer(panzhou, "partners", "盘州市人民医院")
    assert list(found["rows"][0])[:12] == [
        "direction",
        "partner_id",
        "partner",
        "agreement",
        "kind",
        "form",
        "sector",
        "start",
        "end",
        "in_force",
        "certainty",
        "source",
    ]
    assert (found["summary"]["helped_by"], found["summary"]["group"], len(found["rows"])) == (1, 3, 7)
    found = answer(panzhou, "check", "conflicts")
    assert found["summary"]["passed"] is False
    assert list(found["rows"][0]) == ["rule", "subject_id", "subject", "found", "expected", "source"]
    assert len(found["rows"]) == 2
    found = answer(panzhou, "explain", "新民镇")
    assert (found["summary"]["state"], found["rows"][0]["file"]) == ("direct", "organizations.csv")
    found = answer(panzhou, "gaps", "--by", "township")
    assert sum(row["roster"] for row in found["rows"]) == 302
    found = answer(panzhou, "sources")
    assert found["summary"] == {"datasets": 2}


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
    }
    assert list(result["rows"][0]) == ["severity", "code", "message", "file", "sheet", "row", "column", "cell", "hint"]
    assert (result["rows"][0]["code"], result["rows"][0]["row"]) == ("self-help", 3)


def test_a_file_that_cannot_be_read_does_not_hide_what_was_loaded_before_it(tmp_path: Path) -> None:
    found = ask(tmp_path / "s.db", "load", "east-west", "nowhere.csv", "nepal-2015")
    assert (found.exit_code, "east-west: loaded 107" in found.stdout, "nowhere.csv" in found.stderr) == (1, True, True)
    assert answer(tmp_path / "s.db", "sources")["summary"] == {"datasets": 1}


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


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    names = ['=HYPERLINK("http://x")', "+1", "-1", "@a", "[red]x[/red]", "a\u202eb", "</script>", "长" * 1000]
    with (folder / "t.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([["帮扶单位", "村"], *([None, name] for name in names)])
    assert ask(folder / "s.db", "load", str(folder / "t.csv")).exit_code == 0
    return folder / "s.db"


def test_csv_opens_in_excel_as_text(hostile: Path) -> None:
    data = ask(hostile, "gaps", "-f", "csv").stdout_bytes
    assert data.startswith(b"\xef\xbb\xbfid,name,")
    names = {row["name"] for row in csv.DictReader(io.StringIO(data.decode("utf-8-sig")))}
    assert {'\'=HYPERLINK("http://x")', "'+1", "'-1", "'@a", "[red]x[/red]"} <= names


def test_a_workbook_holds_no_formula_and_no_link(hostile: Path, tmp_path: Path) -> None:
    assert ask(hostile, "gaps", "-o", str(tmp_path / "g.xlsx")).exit_code == 0
    sheet = openpyxl.load_workbook(tmp_path / "g.xlsx")["gaps"]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "b", "n"}
    assert not any(cell.hyperlink for cell in cells)
    assert '=HYPERLINK("http://x")' in {cell.value for cell in cells}


def test_a_table_shows_markup_and_directions_as_text(hostile: Path) -> None:
    shown = ask(hostile, "gaps").stdout
    assert "[red]x[/red]" in shown
    assert "\u202e" not in shown


def test_output_is_whole_or_not_there(panzhou: Path, tmp_path: Path) -> None:
    out = tmp_path / "g.json"
    out.write_text("former", encoding="utf-8")
    assert ask(panzhou, "gaps", "-o", str(out)).exit_code == 0
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
    assert "jiedui load panzhou-dalian" in found.stderr
    assert not (tmp_path / "none.db").exists()


def test_the_unexpected_is_one_line_unless_debug(panzhou: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr("graph.questions.sources", fail)
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
    assert sum("大连大学附属中山医院" in line for line in text.splitlines()) == 4


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

    for args in (
        ["gaps", "--in", "新民镇"],
        ["coverage"],
        ["partners", "盘州市人民医院"],
        ["explain", "新民镇"],
        ["check", "claims"],
        ["check", "conflicts"],
        ["sources"],
        ["find", "双凤"],
    ):
        text = terminal("--lang", lang, "--store", str(panzhou), *args)
        assert text.strip()
        for line in text.splitlines():
            assert cell_len(re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", line).rstrip("\r")) <= 80, line


def terminal(*args: str) -> str:
    """What the command shows on a terminal of 80 columns."""
    main, side = pty.openpty()
    env = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "80", "TERM": "xterm", "LC_ALL": "C.UTF-8"}
    running = subprocess.Popen([sys.executable, "-m", "cli", *args], stdout=side, stderr=side, env=env)
    os.close(side)
    parts = []
    while True:
        try:
            part = os.read(main, 65536)
        except OSError:
            break
        if not part:
            break
        parts.append(part)
    running.wait()
    os.close(main)
    return b"".join(parts).decode()


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


def test_the_demonstration(tmp_path: Path) -> None:
    found = process("demo", cwd=tmp_path)
    text = found.stdout.decode()
    assert (found.returncode, found.stderr) == (0, b"")
    assert "56 of 302 villages" in text
    assert "Documented:" in text
    assert "Illustrative:" in text
    commands = re.findall(r"^  jiedui (.+)$", text, re.MULTILINE)
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


def readme_commands() -> list[str]:
    readme = "".join((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh.md"))
    return [
        line
        for block in re.findall(r"^```(?:sh|console)\n(.*?)^```", readme, re.DOTALL | re.MULTILINE)
        for line in block.splitlines()
        if line.startswith("jiedui ")
    ]


def test_the_readme_s_commands_run(tmp_path: Path) -> None:
    (tmp_path / "台账.xlsx").write_bytes(_roster(tmp_path))
    lines = [line for line in readme_commands() if "neo4j://" not in line]
    assert len(lines) > 8
    for line in lines:
        found = process(*line.split()[1:], cwd=tmp_path)
        assert found.returncode == 0, (line, found.stderr.decode())


def test_the_readme_s_commands_for_a_server_run(server: Server, tmp_path: Path) -> None:
    with closing(open_store(server.uri, create=True)) as store:
        assert isinstance(store, Neo4jStore)
        store.wipe()
    assert process("load", "panzhou-dalian", "panzhou-illustrative", cwd=tmp_path).returncode == 0
    lines = [line for line in readme_commands() if "neo4j://" in line]
    assert lines
    for line in lines:
        found = process(*line.replace("neo4j://HOST:7687", server.uri).split()[1:], cwd=tmp_path)
        assert found.returncode == 0, (line, found.stderr.decode())


def _roster(folder: Path) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["帮扶单位", "村", "乡镇"], ["甲公司", "一村", "双凤镇"], [None, "二村", "双凤镇"]):
        sheet.append(row)
    book.save(folder / "x.xlsx")
    return (folder / "x.xlsx").read_bytes()
