"""A roster on the command line: what was understood, doubtful names, rows to mend, next month's version, the template."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from typer.testing import CliRunner

import cli
from loaders import load
from tests.loaders.roster.corpus.combined import MESSY
from tests.loaders.roster.corpus.writing import FIRM, HEAD, OTHER, Case, Page, Row, page

RUN = CliRunner()


@pytest.fixture(autouse=True)
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("JIEDUI_STORE", raising=False)


def ask(*args: str, lang: str = "en", code: int = 0) -> Any:
    found = RUN.invoke(cli.app, ["--lang", lang, *args])
    assert found.exit_code == code, found.output
    return found


def answer(*args: str, code: int = 0) -> dict[str, Any]:
    result: dict[str, Any] = json.loads(ask(*args, "-f", "json", code=code).stdout)
    return result


def roster(*rows: Row, file: str = "台账", **more: Any) -> str:
    return Case("a roster", page(*rows, **more), file=file).write(Path()).name


def messy(file: str = "台账") -> str:
    return Case("messy", MESSY, file=file).write(Path()).name


def fill(path: str, put: dict[str, Any], sheet: int = 0) -> None:
    book = openpyxl.load_workbook(path)
    for cell, value in put.items():
        book.worksheets[sheet][cell] = value
    book.save(path)


def gaps() -> list[str]:
    return [row["name"] for row in answer("gaps", "village")["rows"]]


# --- what was understood


def test_a_dry_run_says_what_was_understood_and_writes_nothing() -> None:
    shown = ask("load", messy(), "--dry-run", lang="zh", code=1).stdout
    assert "表头第 3–4 行" in shown
    assert re.search(r"H +到位资金/2019年 +金额：资金（2019） +万元", shown)
    assert "13800000000" not in shown
    assert "大海村村民委员会" in shown
    assert "未写入" in shown
    assert not Path("jiedui.db").exists()


@pytest.mark.parametrize(("lang", "doc"), [("en", "load-your-spreadsheet.md"), ("zh", "load-your-spreadsheet.zh.md")])
def test_the_documents_show_what_a_dry_run_prints(lang: str, doc: str) -> None:
    shown = (Path(cli.__file__).parent / "docs" / doc).read_text("utf-8")
    printed = ask("load", messy("2019年台账"), "--dry-run", "--write-mapping", "m.toml", lang=lang, code=1).stdout
    lines = [line.rstrip() for line in printed.splitlines() if line.strip()]
    assert "```text\n" + "\n".join(lines) + "\n```" in shown
    assert Path("m.toml").read_text("utf-8").strip() in shown


def test_a_dry_run_for_scripts() -> None:
    found = answer("load", messy(), "--dry-run", code=1)["summary"]["understood"]
    (table,) = found[0]["tables"]
    assert (found[0]["sheet"], table["header"], table["records"], table["area"]) == ("台账", [3, 4], 6, "盘州市")
    assert [(row["row"], row["why"]) for row in table["skipped"]] == [(8, "total"), (12, "total"), (13, "note")]
    by_letter = {column["column"]: column for column in table["columns"]}
    assert (by_letter["C"]["field"], by_letter["C"]["kind"]) == ("recipient", "village")
    assert (by_letter["G"]["field"], by_letter["G"]["unit"], by_letter["G"]["period"]) == ("amount", "万元", "2018")
    assert by_letter["E"]["personal"]
    assert by_letter["I"]["field"] is None
    assert table["first"][0] == {
        "row": 5,
        "helper": FIRM,
        "recipient": "大海村村民委员会",
        "start": "2018",
        "end": None,
        "certainty": "named",
        "amount": "100000 yuan; 387500 yuan",
    }


@pytest.mark.parametrize(
    "pages",
    [MESSY, MESSY + page(("县区", *HEAD), ("盘州市", OTHER, "小白岩村"), ("盘州市", FIRM, "甘河村"), name="乙")],
)
def test_a_written_mapping_gives_the_same_network(pages: tuple[Page, ...]) -> None:
    path = Case("m", pages).write(Path())
    ask("load", path.name, "--write-mapping", "map.toml", code=1)
    guessed, told = load(str(path)), load(str(path), mapping=Path("map.toml"))
    for table in ("organizations", "agreements", "contributions"):
        one, two = (getattr(found.dataset, table).drop("row") for found in (guessed, told))
        assert one.equals(two), table
    assert len(guessed.dataset.agreements) >= 3
    assert [str(one) for one in guessed.problems] == [str(one) for one in told.problems]


def test_a_mapping_names_columns_that_nobody_could_guess() -> None:
    path = roster(("甲", "乙"), (FIRM, "东山村"), (None, "西河村"))
    refused = ask("load", path, code=2).stderr
    assert "which column says who helps: A 甲" in refused
    assert '\nhelper = "甲"\nrecipient = "乙"\n' in refused
    Path("m.toml").write_text(
        '[columns]\nhelper = "甲"\nrecipient = "column B"\n[defaults]\nrecipient_kind = "village"\n', "utf-8"
    )
    ask("load", path, "--mapping", "m.toml")
    assert gaps() == ["西河村"]


# --- doubtful names


def test_a_doubtful_name_is_decided_once_and_the_decision_can_be_taken_back() -> None:
    path = messy()
    ask("load", path, code=1)
    assert "上鱼塘村" in gaps()
    listed = answer("reconcile")
    assert [(row["name"], row["candidate"], row["reason"]) for row in listed["rows"]] == [
        ("上鱼塘村", "上渔塘村村民委员会", "same-sound")
    ]
    assert (
        answer("reconcile", path)["rows"][0]["candidate_id"] == listed["rows"][0]["candidate_id"] == "cn-520281124210"
    )
    assert "p.xlsx" in ask("reconcile", "-o", "p.xlsx", lang="zh").stderr
    fill("p.xlsx", {"I2": "是"})
    ask("reconcile", "--apply", "p.xlsx")
    assert "上鱼塘村" in gaps()  # until it is loaded again
    ask("load", path, code=1)
    assert "上渔塘村村民委员会" in gaps()
    assert "上鱼塘村" not in gaps()
    assert answer("reconcile")["rows"] == []
    held = answer("reconcile", "--list")["rows"]
    assert [(row["name"], row["organization_name"], row["decision"]) for row in held] == [
        ("上鱼塘村", "上渔塘村村民委员会", "yes")
    ]
    ask("reconcile", "--undo", "上鱼塘村")
    assert answer("reconcile", "--list")["rows"] == []
    ask("load", path, code=1)
    assert "上鱼塘村" in gaps()
    decided = Path("jiedui.decisions.csv").read_text("utf-8-sig").splitlines()
    assert [line.rsplit(",", 1)[1] for line in decided] == ["decision", "yes", "undo"]  # it only ever grows


def test_a_refused_candidate_is_not_proposed_again() -> None:
    path = messy()
    ask("load", path, code=1)
    ask("reconcile", "-o", "p.xlsx")
    fill("p.xlsx", {"I2": "否"})
    ask("reconcile", "--apply", "p.xlsx")
    ask("load", path, code=1)
    assert [row["candidate"] for row in answer("reconcile")["rows"]] == [None]


@pytest.mark.parametrize(
    ("put", "told"),
    [
        ({"I2": "也许"}, "也许"),
        ({"I2": "是", "E2": "cn-000000"}, "cn-000000"),
        ({"I2": "是", "B2": "飞船"}, "飞船"),
        ({"A1": "什么"}, "proposals"),
    ],
)
def test_a_decision_that_cannot_be_read_is_refused_whole(put: dict[str, Any], told: str) -> None:
    ask("reconcile", messy(), "-o", "p.xlsx")
    fill("p.xlsx", put)
    assert told in ask("reconcile", "--apply", "p.xlsx", code=1).stderr
    assert not list(Path().glob("*.decisions.csv"))


def test_two_yes_for_one_name_are_refused() -> None:
    path = roster(HEAD, (FIRM, "水塘"), (OTHER, "大海村"))
    ask("reconcile", path, "--in", "520281", "-o", "p.xlsx")
    candidates = answer("reconcile", path, "--in", "520281")["rows"]
    assert len(candidates) >= 2
    fill("p.xlsx", {"I2": "是", "I3": "是"})
    assert "水塘" in ask("reconcile", "--apply", "p.xlsx", code=1).stderr
    fill("p.xlsx", {"I2": "是", "I3": "no"})
    assert "1" in ask("reconcile", "--apply", "p.xlsx").stderr


def test_undoing_what_was_never_decided() -> None:
    for lang, told in (("en", "no decision"), ("zh", "没有关于")):
        assert told in ask("reconcile", "--undo", "某村", lang=lang, code=2).stderr


def test_a_damaged_decision_names_its_row() -> None:
    path = messy()
    Path("jiedui.decisions.csv").write_text(
        "date,name,kind,area,organization,organization_name,decision\n2019-13-01,x,village,,a,b,yes\n", "utf-8"
    )
    found = ask("load", path, code=1)
    assert "Row 2 of" in found.stderr
    assert "jiedui.decisions.csv" in found.stderr


# --- rows to mend


def test_rows_with_errors_are_mended_in_a_workbook_and_loaded() -> None:
    path = messy()
    told = ask("load", path, "--rejects", "mend.xlsx", code=1).stderr
    assert "2 rows with errors were written to mend.xlsx" in told
    sheet = openpyxl.load_workbook("mend.xlsx").worksheets[0]
    marked = {cell.value: cell for row in sheet.iter_rows() for cell in row if cell.comment is not None}
    assert set(marked) == {"小白岩村委会", "大连市发改委 张三 13800000002", 26300000} or set(marked) == {
        "小白岩村委会",
        26300000,
    }
    assert all(cell.fill.start_color.rgb == "FFFFC7CE" for cell in marked.values())
    assert "helps" in str(marked["小白岩村委会"].comment)
    assert not any("13800000003" in str(cell.value) for row in sheet.iter_rows() for cell in row)  # a personal column
    assert "小白岩村村民委员会" in gaps()
    fill("mend.xlsx", {marked["小白岩村委会"].coordinate: "示例丙公司", marked[26300000].coordinate: 26.3})
    ask("load", "mend.xlsx")
    assert "小白岩村村民委员会" not in gaps()
    given = load("mend.xlsx").dataset.contributions
    assert given["value"].to_list() == ["263000"]


def test_amounts_that_were_counted_are_not_in_the_rows_to_mend() -> None:
    path = roster(
        (*HEAD, "2018年资金（万元）", "2019年资金（万元）"), (FIRM, "东山村", 5, "很多"), (OTHER, "西河村", 1, 2)
    )
    ask("load", path, "--rejects", "mend.xlsx", code=1)
    assert [tuple(row) for row in openpyxl.load_workbook("mend.xlsx").worksheets[0].values] == [
        (*HEAD, "2018年资金（万元）", "2019年资金（万元）"),
        (FIRM, "东山村", None, "很多"),
    ]


def test_nothing_to_mend_writes_nothing() -> None:
    assert "not written" in ask("load", roster(HEAD, (FIRM, "东山村")), "--rejects", "mend.xlsx").stderr
    assert not Path("mend.xlsx").exists()


# --- next month's version


def test_the_next_version_says_what_changed() -> None:
    head = ("乡镇", *HEAD, "资金（万元）", "结束时间")
    old = (
        ("双凤镇", FIRM, "大海村", 10, None),
        ("双凤镇", OTHER, "下沙沟村", 5, None),
        ("双凤镇", None, "小坪地村", None, None),
    )
    new = (
        ("双凤镇", FIRM, "大海村", 12, None),
        ("双凤镇", FIRM, "下沙沟村", 5, "2020"),
        ("双凤镇", OTHER, "小坪地村", None, None),
    )
    answer("load", roster(head, *old), "--in", "520281")
    assert answer("load", roster(head, *reversed(old)), "--in", "520281")["summary"].get("changes") in (None, [])
    told = ask("load", roster(head, *new), "--in", "520281", code=2).stderr
    assert all(option in told for option in ("--as-of", "--correct", "--beside"))
    july = ("--as-of", "2024-07-31")
    changes = answer("load", roster(head, *new), "--in", "520281", *july)["summary"]["changes"]
    assert {(one["change"], one["recipient"], one["before"], one["after"], one["measure"]) for one in changes} >= {
        ("re-paired", "下沙沟村村民委员会", OTHER, FIRM, None),
        ("added", "小坪地村村民委员会", None, OTHER, None),
        ("amount", "大海村村民委员会", 100000, 120000, "funds"),
    }
    shown = ask("load", roster(head, *old), "--in", "520281", "--correct", *july, lang="zh")
    assert "下沙沟村村民委员会" in shown.stdout + shown.stderr


# --- the template


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_template_filled_in_loads_without_a_problem(lang: str) -> None:
    ask("template", "-o", "台账.xlsx", lang=lang)
    book = openpyxl.load_workbook("台账.xlsx")
    sheet, examples, _ = book.worksheets
    assert [cell.value for cell in sheet[1]] == [cell.value for cell in examples[1]]
    assert sheet.max_row == 1
    assert sheet.data_validations.count >= 3
    columns = {str(cell.value): number for number, cell in enumerate(sheet[1], start=1)}
    for number, (helper, village) in enumerate(((FIRM, "大海村"), (None, "下沙沟村"), (OTHER, "小坪地村")), start=2):
        told: dict[str, Any] = {
            "省 Province": "贵州省",
            "市 Prefecture": "六盘水市",
            "县 County": "盘州市",
            "乡镇 Township": "双凤镇",
            "受援单位 Recipient": village,
            "受援单位类型 Recipient kind": "村 village",
            "帮扶单位 Helper": helper,
            "开始时间 Start": "2018-05" if helper else None,
            "帮扶资金（万元） Funds": 38.5 if helper else None,
            "年度 Year": 2019,
        }
        for header, content in told.items():
            sheet.cell(number, columns[header], content)
    book.save("台账.xlsx")
    found = answer("load", "台账.xlsx")
    assert (found["summary"]["problems"], found["summary"]["agreements"], found["summary"]["contributions"]) == (
        0,
        2,
        2,
    )
    assert gaps() == ["下沙沟村村民委员会"]


def test_every_choice_of_the_template_is_understood() -> None:
    ask("template", "-o", "台账.xlsx")
    book = openpyxl.load_workbook("台账.xlsx")
    sheet = book.worksheets[0]
    columns = {str(cell.value): number for number, cell in enumerate(sheet[1], start=1)}
    number = 1
    for validation in sheet.data_validations.dataValidation:
        column = min(cells.min_col for cells in validation.sqref.ranges)
        for choice in str(validation.formula1).strip('"').split(","):
            number += 1
            sheet.cell(number, columns["受援单位 Recipient"], f"甲{number}")
            sheet.cell(number, columns["受援单位类型 Recipient kind"], "村 village")
            sheet.cell(number, columns["帮扶单位 Helper"], f"乙{number}")
            sheet.cell(number, column, choice)
    book.save("台账.xlsx")
    found = answer("load", "台账.xlsx", "--in", "520281")
    assert number > 15
    codes = [row["code"] for row in found["rows"]]
    assert (set(codes), codes.count("planned-pairing")) == ({"unmatched", "planned-pairing"}, 1)
    assert found["summary"]["agreements"] == number - 1


def test_a_template_is_a_workbook() -> None:
    for lang in ("en", "zh"):
        assert "台账.csv" in ask("template", "-o", "台账.csv", lang=lang, code=2).stderr
        assert "--output / -o" in ask("template", lang=lang, code=2).stderr


# --- rows to mend of tables that are read in other ways


@pytest.mark.parametrize(
    ("rows", "bad", "good"),
    [
        (  # sections headed by their helpers
            (("序号", "村名", "户数"), (FIRM,), (1, "56个村", 3), (2, "东山村", 4), (OTHER,), (3, "9个村", 5)),
            {"56个村": "西河村", "9个村": "南坝村"},
            [(FIRM, "西河村"), (OTHER, "南坝村")],
        ),
        (  # marks
            (("村", FIRM, OTHER), ("56个村", "√", None), ("东山村", None, "√"), ("9个村", None, "√")),
            {"56个村": "西河村", "9个村": "南坝村"},
            [(FIRM, "西河村"), (OTHER, "南坝村")],
        ),
        (  # several columns of one side
            (("帮扶单位", "受帮扶村1", "受帮扶村2"), (FIRM, "东山村", "#REF!"), (OTHER, "56个村", "南坝村")),
            {"#REF!": "西河村", "56个村\n南坝村": "南坝村"},
            [(FIRM, "东山村"), (FIRM, "西河村"), (OTHER, "南坝村")],
        ),
    ],
)
def test_rows_of_every_sort_of_table_are_mended_and_loaded(
    rows: tuple[Row, ...], bad: dict[str, str], good: list[tuple[str, str]]
) -> None:
    ask("load", roster(*rows), "--rejects", "mend.xlsx", code=1)
    sheet = openpyxl.load_workbook("mend.xlsx").worksheets[0]
    put = {cell.coordinate: bad[str(cell.value)] for row in sheet.iter_rows() for cell in row if cell.value in bad}
    assert len(put) == len(bad)
    fill("mend.xlsx", put)
    found = load("mend.xlsx")
    names = dict(found.dataset.organizations.select("id", "name").iter_rows())
    pairs = found.dataset.agreements.select("helper", "recipient").iter_rows()
    assert sorted((names[one], names[other]) for one, other in pairs) == sorted(good)
    assert found.rejected == 0


def test_a_load_says_why_it_states_no_roster() -> None:
    pairs = roster(HEAD, (FIRM, "东山村"))
    assert "Every row names a helper" in ask("load", pairs).stdout
    blank = roster(HEAD, (FIRM, "东山村"), (None, "西河村"), file="空白")
    shown = ask("load", blank, "--no-roster", "--beside", lang="zh").stdout
    assert "按说明，只作为结对读取，不作为名册" in shown
    assert "每行都填有帮扶方" not in shown
    assert "It states a roster of 2; 1 has a helper in it." in ask("load", blank, "--correct").stdout
