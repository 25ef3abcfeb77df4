"""Money whose pair no ledger lists: one remark for each sheet, by the command and from Python; the money counts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from graph.store.open import open_store
from loaders.into.store import load_into
from tests.commands import ask, speak_english
from tests.journeys.desk import write

LEDGER = [["受帮扶村", "帮扶单位"], ["青杠村", "大连示例重工有限公司"], ["核桃村", "沈阳样本物流有限公司"]]
MONEY: list[list[Any]] = [
    ["2024年帮扶资金到位情况（单位：万元）"],
    ["受帮扶村", "帮扶单位", "到位资金"],
    ["青杠村", "大连示例重工有限公司", 2],
    *([f"{place}村", "鞍山模拟海洋食品有限公司", 1] for place in ("云盘", "核桃", "老坎", "民主", "双凤", "大山")),
]


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    speak_english(monkeypatch)
    monkeypatch.chdir(tmp_path)
    write("ledger.xlsx", LEDGER)
    write("money.xlsx", MONEY)


def remarks(*args: str, code: int = 0) -> list[dict[str, Any]]:
    found = ask("s.db", "load", *args, "-f", "json")
    assert found.exit_code == code, found.output
    return [row for row in json.loads(found.stdout)["rows"] if row["code"] == "money-without-pair"]


def test_it_is_told_once_with_its_rows_and_some_names() -> None:
    ask("s.db", "load", "ledger.xlsx")
    (told,) = remarks("money.xlsx")
    assert (told["severity"], told["file"], told["row"]) == ("warning", "money.xlsx", 4)
    assert "the 6 pairs" in told["message"]
    assert "4–9" in told["message"]
    assert told["message"].count("鞍山模拟海洋食品有限公司 → ") == 5
    assert told["message"].endswith("…")
    said = ask("s.db", "load", "money.xlsx", lang="zh").output
    assert "未见于任何已加载的台账" in said.replace("\n", "")


@pytest.mark.parametrize("more", [[], ["--dry-run"], ["--strict"]])
def test_a_ledger_of_the_same_command_counts_wherever_it_stands(more: list[str]) -> None:
    (told,) = remarks("money.xlsx", "ledger.xlsx", *more)
    assert "the 6 pairs" in told["message"]


def test_without_a_ledger_no_pair_is_listed() -> None:
    (told,) = remarks("money.xlsx", "--dry-run")
    assert "the 7 pairs" in told["message"]
    assert not Path("s.db").exists()


def test_where_the_ledger_lists_them_nothing_is_told() -> None:
    write("all.xlsx", [LEDGER[0], *([row[0], row[1]] for row in MONEY[2:])])
    ask("s.db", "load", "all.xlsx")
    assert remarks("money.xlsx") == []


def test_from_python_the_same_is_told() -> None:
    with open_store("s.db", create=True) as store:
        ledger, money = load_into(store, "ledger.xlsx", "money.xlsx")
    assert [one.code for one in ledger.problems if one.code == "money-without-pair"] == []
    (told,) = [one for one in money.problems if one.code == "money-without-pair"]
    assert told.values["count"] == 6
