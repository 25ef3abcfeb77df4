"""One organization under several names: proposed together, decided once, one in every answer, next month too."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from typer.testing import CliRunner

import cli

RUN = CliRunner()
FIRM = "大连示例重工有限公司"
SPELLINGS = (FIRM, "示例重工", "大连示例重工（有限公司）", "大连示例重工集团有限公司")
VILLAGES = ("下坝村", "砂厂村", "博地村", "机密村")


@pytest.fixture(autouse=True)
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("JIEDUI_STORE", raising=False)


def ask(*args: str, code: int = 0) -> Any:
    found = RUN.invoke(cli.app, ["--lang", "en", *args])
    assert found.exit_code == code, found.output
    return found


def answer(*args: str) -> dict[str, Any]:
    result: dict[str, Any] = json.loads(ask(*args, "-f", "json").stdout)
    return result


def ledger(name: str, *pairs: tuple[str, str]) -> str:
    lines = [f"{number},{helper},民主镇,{village}" for number, (helper, village) in enumerate(pairs, start=1)]
    Path(name).write_text("\n".join(["序号,帮扶单位,乡镇,受帮扶村", *lines]) + "\n", "utf-8")
    return name


def load(*files: str) -> None:
    ask("load", *files, "--in", "盘州市")


def decide(verdict: str = "是", rows: tuple[int, ...] = (), paths: tuple[str, ...] = ()) -> None:
    """Answers some rows of the proposals, all without `rows`, and records the answers."""
    where = ("--in", "盘州市") if paths else ()
    ask("reconcile", *paths, *where, "-o", "p.xlsx", "--force")
    book = openpyxl.load_workbook("p.xlsx")
    sheet = book.worksheets[0]
    for row in rows or range(2, sheet.max_row + 1):
        sheet.cell(row, 9).value = verdict
    book.save("p.xlsx")
    ask("reconcile", "--apply", "p.xlsx")


def helpers() -> list[tuple[str, float]]:
    return [(row["name"], row["value"]) for row in answer("rank")["rows"]]


def proposed(*paths: str) -> list[tuple[str, str]]:
    where = ("--in", "盘州市") if paths else ()
    return [(row["name"], row["candidate"]) for row in answer("reconcile", *paths, *where)["rows"]]


FOUR = tuple(zip(SPELLINGS, VILLAGES, strict=True))


def test_the_varieties_in_one_file_are_proposed_as_one_with_the_pairings_of_each() -> None:
    load(ledger("六月.csv", *FOUR))
    assert len(helpers()) == 4
    listed = answer("reconcile")
    assert [
        (row["name"], row["candidate"], row["differs"], row["pairings"], row["candidate_pairings"])
        for row in listed["rows"]
    ] == [
        ("示例重工", FIRM, ["form", "place"], 1, 1),
        ("大连示例重工（有限公司）", FIRM, ["brackets"], 1, 1),
        ("大连示例重工集团有限公司", FIRM, ["form"], 1, 1),
    ]
    assert proposed("六月.csv") == [(row["name"], row["candidate"]) for row in listed["rows"]]
    shown = ask("reconcile")
    assert f"{FIRM} (1 pairing), also written 示例重工 (1)、大连示例重工（有限公司） (1)" in shown.stdout + shown.stderr


def test_accepted_once_they_count_as_one_in_every_answer() -> None:
    load(ledger("六月.csv", *FOUR))
    decide()
    load("六月.csv")
    assert helpers() == [(FIRM, 4)]
    assert answer("withdraw", "示例重工")["summary"]["orphaned"] == 4
    assert len(answer("partners", "大连示例重工集团有限公司")["rows"]) == 4
    assert {row["partner"] for row in answer("depend", "village")["rows"]} == {FIRM}
    assert answer("stats")["summary"]["helpers"] == 1
    assert proposed() == []


def test_the_next_month_and_another_file_need_no_new_decision() -> None:
    load(ledger("六月.csv", *FOUR))
    decide()
    load("六月.csv")
    load(ledger("七月.csv", ("示例重工", "下坝村"), ("大连示例重工（有限公司）", "谭家寨村")), "--beside")
    assert helpers() == [(FIRM, 5)]
    assert proposed() == []


def test_decisions_made_before_anything_is_loaded_hold() -> None:
    ledger("六月.csv", *FOUR)
    decide(paths=("六月.csv",))
    load("六月.csv")
    assert helpers() == [(FIRM, 4)]


def test_the_firm_stays_one_where_only_a_variety_of_its_name_is_left() -> None:
    ledger("六月.csv", *FOUR)
    decide(paths=("六月.csv",))
    load(ledger("七月.csv", ("示例重工", "下坝村")))
    assert helpers() == [(FIRM, 1)]
    load(ledger("八月.csv", (FIRM, "砂厂村"), ("大连示例重工（有限公司）", "博地村")))
    assert helpers() == [(FIRM, 3)]


def test_a_new_spelling_in_another_file_is_proposed_as_the_firm_that_is_known() -> None:
    load(ledger("六月.csv", (FIRM, "下坝村")))
    load(ledger("七月.csv", ("示例重工（大连）有限公司", "砂厂村")))
    assert proposed() == [("示例重工（大连）有限公司", FIRM)]
    decide()
    load("七月.csv")
    assert helpers() == [(FIRM, 2)]


def test_a_chain_of_accepted_names_leads_to_one() -> None:
    load(ledger("六月.csv", ("示例重工", "下坝村")))
    load(ledger("七月.csv", (FIRM, "砂厂村")))  # the full name becomes the short one, which is known
    decide()
    load("七月.csv")
    assert helpers() == [("示例重工", 2)]
    known = answer("find", "示例重工")["rows"][0]["id"]
    with Path("jiedui.decisions.csv").open("a", encoding="utf-8") as stream:
        stream.write("2026-11-26,示例重工,other,,enterprise-0123456789,示例重工集团,yes\n")
        stream.write(f"2026-11-26,另一名称,other,,{known},示例重工,yes\n")
    load("六月.csv", "七月.csv")
    load(ledger("八月.csv", ("另一名称", "博地村"), ("示例重工集团", "机密村")))
    assert helpers() == [("示例重工集团", 4)]


def test_two_names_that_were_each_said_to_be_the_other_are_one() -> None:
    files = ledger("六月.csv", (FIRM, "下坝村")), ledger("七月.csv", ("示例重工", "砂厂村"))
    load(files[0])
    decide(paths=(files[1],))
    Path("jiedui.db").unlink()
    load(files[1])
    Path("b.csv").write_text(Path("jiedui.decisions.csv").read_text("utf-8-sig"), "utf-8")
    short = answer("find", FIRM)["rows"][0]
    assert short["name"] == FIRM  # the decision names it, though no file that is loaded does
    Path("jiedui.decisions.csv").unlink()
    Path("jiedui.db").unlink()
    load(files[1])
    decide(paths=(files[0],))
    one, two = (Path(name).read_text("utf-8-sig").splitlines() for name in ("b.csv", "jiedui.decisions.csv"))
    Path("jiedui.decisions.csv").write_text("\n".join([*one, *two[1:]]) + "\n", "utf-8")
    load(*files)
    assert len(helpers()) == 1
    assert helpers()[0][1] == 2


def test_a_refused_variety_is_not_proposed_again_and_an_undone_one_is() -> None:
    load(ledger("六月.csv", *FOUR))
    decide("否", rows=(2,))
    load("六月.csv")
    assert ("示例重工", FIRM) not in proposed()
    decide()
    load("六月.csv")
    count = len(helpers())
    ask("reconcile", "--undo", "示例重工")
    load("六月.csv")
    assert ("示例重工", FIRM) in proposed()
    assert len(helpers()) == count + (count == 1)


@pytest.mark.parametrize("apart", [False, True])
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("示例市国税局", "示例市地税局"),
        ("示例市农业局", "示例市林业局"),
        ("示例市审计局", "示例市统计局"),
        (FIRM, "沈阳示例重工有限公司"),
        ("示例建设有限公司", "示例物流有限公司"),
        ("示例第一小学", "示例第二小学"),
        ("中国农业银行盘州支行", "中国农业银行"),
    ],
)
def test_siblings_are_proposed_neither_in_one_file_nor_across_two(one: str, other: str, apart: bool) -> None:
    if apart:
        load(ledger("六月.csv", (one, "下坝村")), ledger("七月.csv", (other, "砂厂村")))
    else:
        load(ledger("六月.csv", (one, "下坝村"), (other, "砂厂村")))
    assert proposed() == []
    assert len(helpers()) == 2


def test_a_short_name_that_two_firms_share_is_proposed_as_either() -> None:
    load(ledger("六月.csv", (FIRM, "下坝村"), ("沈阳示例重工有限公司", "砂厂村"), ("示例重工", "博地村")))
    assert proposed() == [("示例重工", FIRM), ("示例重工", "沈阳示例重工有限公司")]
