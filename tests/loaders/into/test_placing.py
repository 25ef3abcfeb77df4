"""What a file is to what is loaded: a version, a correction, the same, another ledger; on the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from typer.testing import CliRunner

import cli

RUN = CliRunner()
HEAD = "帮扶单位,受援村"


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def ask(*args: str, code: int = 0, lang: str = "en") -> str:
    found = RUN.invoke(cli.app, ["--store", "s.db", "--lang", lang, *args])
    assert found.exit_code == code, found.output
    return found.output


def answer(*args: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(ask(*args, "-f", "json"))
    return found


def table(path: str, *rows: str, title: str = "", head: str = HEAD) -> str:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text("\n".join([*([title] if title else []), head, *rows]) + "\n", encoding="utf-8")
    return path


def mend(path: str, **names: str) -> None:
    """Fills in the recipient beside these helpers."""
    book = openpyxl.load_workbook(path)
    for row in book.worksheets[0].iter_rows():
        if row[0].value in names:
            row[1].value = names[str(row[0].value)]
    book.save(path)


def versions() -> list[tuple[str, str | None, int]]:
    return [(row["dataset"], row["version"], row["agreements"]) for row in answer("versions")["rows"]]


def test_rows_mended_one_after_the_other_all_stay() -> None:
    ask("load", table("台账.csv", "市教育局,坪地村", "市林业局,", "市水务局,"), "--rejects", "更正.xlsx", code=1)
    mend("更正.xlsx", 市林业局="甲村")
    ask("load", "更正.xlsx", code=1)
    mend("更正.xlsx", 市水务局="乙村")
    ask("load", "更正.xlsx")
    assert versions() == [("台账", None, 3)]
    assert answer("partners", "甲村")["summary"]["helped_by"] == 1
    ask("load", "更正.xlsx")
    assert versions() == [("台账", None, 3)]
    assert "same as loaded before" in ask("load", "台账.csv", code=1)
    assert versions() == [("台账", None, 3)]


def test_a_file_whose_names_are_read_otherwise_asks_for_its_mended_rows_again() -> None:
    ask("load", table("台账.csv", "市教育局,坪地村", "市林业局,"), "--rejects", "更正.xlsx", code=1)
    mend("更正.xlsx", 市林业局="坪地村")
    ask("load", "更正.xlsx")
    said = ask("load", "台账.csv", "--in", "盘州市", "-f", "json", code=1)  # the village lies in a unit now
    (row,) = [row for row in json.loads(said)["rows"] if row["code"] == "mended-again"]
    assert (row["file"], row["hint"]) == ("台账.csv", "load 更正.xlsx again")
    assert versions() == [("台账", None, 1)]
    ask("load", "更正.xlsx", "--in", "盘州市")
    assert versions() == [("台账", None, 2)]
    assert {row["partner"] for row in answer("partners", "坪地村")["rows"]} == {"市教育局", "市林业局"}


def test_an_earlier_version_is_said_to_be_one() -> None:
    ask("load", table("7/台账.csv", "市教育局,坪地村"), "--as-of", "2024-07-31")
    said = ask("load", table("6/台账.csv", "市教育局,坪地村", "市水务局,新民村"), "--as-of", "2024-06-30")
    assert "An earlier version of 台账 (as of 2024-06-30), before that of 2024-07-31" in said


def test_names_of_the_program_s_own_lists_are_refused() -> None:
    ledger = table("off-roster.csv", "市教育局,坪地村")
    assert "--name" in ask("load", ledger, code=2)
    assert "--name" in ask("load", ledger, "--name", "roster-village@520281", code=2, lang="zh")
    ask("load", ledger, "--name", "台账")
    assert "roster" in ask("rename", "台账", "off-roster", code=2)


def test_a_mended_row_leaves_other_agreements_of_its_pair_and_joins_the_roster() -> None:
    head = "帮扶单位,受援村,开始时间"
    rows = ("市教育局,坪地村,2023", "市教育局,坪地村,2024", "市林业局,,2024", ",大山村,")
    ask("load", table("台账.csv", *rows, head=head), "--rejects", "更正.xlsx", code=1)
    mend("更正.xlsx", 市林业局="坪地村")
    book = openpyxl.load_workbook("更正.xlsx")
    book.worksheets[0].append(["市水务局", "青山村", "2024"])
    book.save("更正.xlsx")
    ask("load", "更正.xlsx")
    assert [(row["partner"], row["start"]) for row in answer("partners", "坪地村")["rows"]] == [
        ("市教育局", "2023"),
        ("市教育局", "2024"),
        ("市林业局", "2024"),
    ]
    assert answer("gaps")["summary"]["roster"] == 3


def test_rows_of_a_version_that_is_not_there_are_refused() -> None:
    ask("load", table("台账.csv", "市教育局,坪地村", "市林业局,"), "--rejects", "更正.xlsx", code=1)
    mend("更正.xlsx", 市林业局="甲村")
    ask("rename", "台账", "另名")
    assert "no such version" in ask("load", "更正.xlsx", code=2)
    ask("undo")
    ask("load", "更正.xlsx")
    assert versions() == [("台账", None, 2)]


def test_undoing_several_datasets_at_once_leaves_nobody_behind() -> None:
    ask("load", table("zero.csv", "市交通局,红旗村"))
    before = answer("gaps"), versions()
    table("g/aa.csv", "坪地村", "甲村", "乙村", head="受援村", title="名册（截至2024年7月31日）")
    table("g/bb.csv", "市教育局,坪地村", "市教育局,甲村", ",乙村", title="台账（截至2024年6月30日）")
    ask("load", "g")
    ask("undo")
    assert (answer("gaps"), versions()) == before
    ask("check", "store")


def test_a_state_that_comes_back_is_a_version_in_whatever_order() -> None:
    whole = ("市教育局,坪地村", "市水务局,新民村", "市林业局,大山村")
    for month, (day, rows) in {"m6": ("6月30", whole), "m7": ("7月31", whole[:2]), "m8": ("8月31", whole)}.items():
        table(f"{month}/台账.csv", *rows, title=f"结对帮扶台账（截至2024年{day}日）")
    found = []
    for order in (("m6", "m7", "m8"), ("m8", "m7", "m6"), ("m8", "m6", "m7")):
        Path("s.db").unlink(missing_ok=True)
        for month in order:
            ask("load", f"{month}/台账.csv")
        days = ("2024-06-30", "2024-07-31", "2024-08-31")
        found.append([answer("partners", "大山村", "--as-of", day)["summary"]["helped_by"] for day in days])
        assert [version for _, version, _ in versions()] == list(days)
    assert found == [[1, 0, 1]] * 3


def test_the_same_content_under_another_name_and_an_explicit_day_is_a_version() -> None:
    rows = ("市教育局,坪地村", "市水务局,新民村")
    ask("load", table("k.csv", *rows), "--as-of", "2024-06-30")
    assert "same as" in ask("load", table("copy.csv", *rows), "--strict") or versions() == [("k", "2024-06-30", 2)]
    ask("load", "copy.csv", "--as-of", "2024-07-31")
    assert versions() == [("k", "2024-06-30", 2), ("k", "2024-07-31", 2)]


def test_a_pair_that_another_ledger_lists_has_not_ended() -> None:
    head = "帮扶单位,受援村,开始时间"
    rows = ("市教育局,坪地村,2023-01-01", "市水务局,新民村,2023-01-01", "市林业局,大山村,2023-01-01")
    ask("load", table("k1.csv", *rows, head=head), "--name", "A", "--as-of", "2024-06-30")
    ask("load", table("k2.csv", *rows[1:], head=head), "--name", "A", "--as-of", "2024-07-31")
    other = table("b.csv", "市教育局,坪地村", "市财政局,长坪村")
    ask("load", other, "--name", "B", "--beside", "--as-of", "2024-07-31")
    found = answer("explain", "坪地村")
    assert found["summary"]["state"] == "direct"
    assert {row["dataset"] for row in found["rows"] if row["about"] == "agreement"} == {"B"}
    assert any("then no longer listed" in note for note in found["notes"])
    assert answer("partners", "坪地村", "--history")["summary"]["helped_by"] == 1


def test_a_roster_of_a_kind_stays_where_another_kind_has_blanks() -> None:
    head = "帮扶单位,受援单位,受援单位类型"
    june = ("市教育局,坪地村,村", ",新民村,村", "市教育局,青山小学,学校", ",红旗小学,学校")
    july = (*june[:3], "市教育局,红旗小学,学校")
    for month, day, rows in (("6", "6月30", june), ("7", "7月31", july)):
        ask("load", table(f"{month}/台账.csv", *rows, head=head, title=f"台账（截至2024年{day}日）"))
    assert answer("gaps", "school")["summary"]["roster"] == 2
    assert answer("gaps", "village")["summary"]["roster"] == 2


def test_a_roster_reaches_the_later_version_that_was_loaded_first() -> None:
    july = table("7/台账.csv", "市教育局,坪地村", "市水务局,新民村", title="台账（截至2024年7月31日）")
    ask("load", july)
    assert answer("gaps")["summary"]["roster"] == 0
    ask("load", table("6/台账.csv", "市教育局,坪地村", ",新民村", title="台账（截至2024年6月30日）"))
    assert [answer("gaps", "--as-of", f"2024-{day}")["summary"]["roster"] for day in ("06-30", "07-31")] == [2, 2]
    ask("undo")
    assert (answer("gaps")["summary"]["roster"], versions()) == (0, [("台账", "2024-07-31", 2)])


def test_money_of_the_same_pair_and_period_is_asked_about() -> None:
    head = "帮扶单位,受援村,2024年金额（万元）"
    ask("load", table("资金.csv", "市教育局,坪地村,100", head=head), "--as", "money", "--as-of", "2024-06-30")
    table("mm/资金.csv", "市教育局,坪地村,150", head=head)
    told = ask("load", "mm/资金.csv", "--as", "money", "--as-of", "2024-07-31", code=2)
    assert "--beside" in told
    ask("load", "mm/资金.csv", "--as", "money", "--as-of", "2024-07-31", "--correct", code=2)  # no such version
    ask("load", "mm/资金.csv", "--as", "money", "--as-of", "2024-06-30", "--correct")
    given = answer("partners", "坪地村")["summary"]["contributions"]
    assert [entry["value"] for entry in given] == [1_500_000]
    ask("export", "sqlite", "-o", "x.sqlite")


def test_what_undo_and_versions_say_is_so_and_is_chinese() -> None:
    ask("load", table("k.csv", "市教育局,坪地村", ",新民村"), "--as-of", "2024-06-30")
    ask("load", table("k.csv", "市教育局,坪地村"), "--as-of", "2024-06-30", "--correct")
    (row,) = answer("undo")["rows"]
    assert (row["agreements"], row["roster"]) == (1, 2)
    shown = ask("versions", lang="zh")
    assert "版本" in shown
    assert "台账" in shown
    assert "ledger" not in shown


@pytest.mark.parametrize(
    ("options", "named"),
    [
        (("--name", "z", "--version-of", "k"), "--name and --version-of"),
        (("--version-of", "k", "--beside"), "--version-of and --beside"),
        (("--correct", "--beside"), "--correct and --beside"),
    ],
)
def test_options_that_do_not_go_together_are_named(options: tuple[str, ...], named: str) -> None:
    assert named in ask("load", table("k.csv", "市教育局,坪地村"), *options, code=2)
    assert not Path("s.db").exists()
