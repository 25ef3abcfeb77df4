"""What this program wrote for people is read again, in both languages: plans, lists with a column added, proposals."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import openpyxl
import pytest

from graph.text import LANGS
from loaders.roster.headers import meaning
from tests.commands import answer, ask

ADDED = {"en": "helper", "zh": "帮扶单位"}
RECEIVES = {"en": "recipient", "zh": "受援单位"}


@pytest.fixture(scope="module")
def panzhou(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("answers") / "s.db"
    assert ask(path, "load", "panzhou-dalian", "panzhou-illustrative").exit_code == 0
    return path


@pytest.fixture
def store(panzhou: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(panzhou, tmp_path / "s.db"))


def written(store: Path, out: Path, lang: str, *question: str) -> Path:
    done = ask(store, *question, "-o", str(out), lang=lang)
    assert done.exit_code == 0, done.output
    return out


def with_column(file: Path, header: str, cells: dict[int, str], others: dict[tuple[int, int], str]) -> None:
    """Adds a column to a file, with cells by row from 1, and changes others, by row and column."""
    if file.suffix == ".csv":
        with file.open(encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.reader(stream))
        for number, row in enumerate(rows):
            row.append(cells.get(number, "") if number else header)
        for (number, place), text in others.items():
            rows[number][place] = text
        with file.open("w", encoding="utf-8-sig", newline="") as stream:
            csv.writer(stream).writerows(rows)
        return
    book = openpyxl.load_workbook(file)
    sheet = book.worksheets[0]
    last = sheet.max_column + 1
    sheet.cell(1, last, header)
    for number, text in cells.items():
        sheet.cell(number + 1, last, text)
    for (number, place), text in others.items():
        sheet.cell(number + 1, place + 1, text)
    book.save(file)


def direct(store: Path) -> tuple[int, int]:
    summary = answer(store, "gaps", "village", "--as-of", "2020-01-01")["summary"]
    return summary["direct"], summary["roster"]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_a_plan_is_loaded_as_the_drafts_that_it_is(store: Path, tmp_path: Path, suffix: str, lang: str) -> None:
    plan = written(store, tmp_path / f"plan.{suffix}", lang, "plan", "village")
    filled = answer(store, "plan", "village")["summary"]["filled"]
    before, roster = direct(store)
    helpers = answer(store, "gaps", "--side", "helper")["rows"]
    done = json.loads(ask(store, "load", str(plan), "--as-of", "2020-01-01", "-f", "json").stdout)
    assert (done["summary"]["agreements"], done["rows"], filled > 0) == (filled, [], True)
    assert direct(store) == (before + filled, roster)
    assert answer(store, "check", "data", "--as-of", "2020-01-01")["summary"]["rules"]["draft"] == filled
    assert answer(store, "gaps", "--side", "helper")["rows"] == helpers  # no helper was made anew


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_a_list_of_gaps_with_a_helper_filled_in_is_read_by_its_ids(
    store: Path, tmp_path: Path, suffix: str, lang: str
) -> None:
    gaps = written(store, tmp_path / f"gaps.{suffix}", lang, "gaps", "village")
    added = dict.fromkeys((1, 2, 3), "示例企业01")
    with_column(gaps, ADDED[lang], added, {(1, 6): "老单位有限公司", (1, 7): "2018-05"})
    first = answer(store, "gaps", "village")["rows"][0]
    before, roster = direct(store)
    done = json.loads(ask(store, "load", str(gaps), "--as-of", "2020-01-01", "-f", "json").stdout)
    assert done["summary"]["agreements"] == 3
    assert direct(store) == (before + 3, roster)
    partners = answer(store, "partners", first["id"], "--as-of", "2020-01-01")["rows"]
    assert [(row["partner"], row["end"], row["in_force"]) for row in partners] == [("示例企业01", None, True)]


@pytest.mark.parametrize("lang", LANGS)
def test_a_list_of_gaps_with_nobody_filled_in_is_asked_about_and_a_former_partner_is_not_its_helper(
    store: Path, tmp_path: Path, lang: str
) -> None:
    gaps = written(store, tmp_path / "gaps.csv", lang, "gaps", "village")
    with_column(gaps, "备注", {}, {(1, 6): "老单位有限公司", (2, 6): "旧单位有限公司", (1, 7): "2018-05"})
    before = direct(store)
    assert ask(store, "load", str(gaps), "--as-of", "2020-01-01", "--in", "盘州市").exit_code == 2
    assert direct(store) == before


@pytest.mark.parametrize("lang", LANGS)
def test_a_list_of_helpers_with_a_recipient_filled_in_is_read_by_its_ids(tmp_path: Path, lang: str) -> None:
    store = tmp_path / "h.db"
    (tmp_path / "t.csv").write_text("村,帮扶单位,结束时间\n甲村,甲有限公司,2018\n乙村,乙有限公司,\n", "utf-8")
    assert ask(store, "load", str(tmp_path / "t.csv"), "--as-of", "2019-01-01").exit_code == 0
    idle = written(store, tmp_path / "idle.csv", lang, "gaps", "--side", "helper")
    with_column(idle, RECEIVES[lang], {1: "丙村"}, {})
    done = ask(store, "load", str(idle), "--as-of", "2020-01-01")
    assert done.exit_code == 0, done.output
    (row,) = answer(store, "partners", "丙村")["rows"]
    assert (row["direction"], row["partner"]) == ("helped_by", "甲有限公司")
    assert len(answer(store, "find", "甲有限公司")["rows"]) == 1


@pytest.mark.parametrize("lang", LANGS)
def test_decisions_in_a_table_of_proposals_are_read(tmp_path: Path, lang: str) -> None:
    store = tmp_path / "s.db"
    assert ask(store, "load", "panzhou-dalian").exit_code == 0
    (tmp_path / "t.csv").write_text("乡镇,村,帮扶单位\n竹海镇,上鱼塘村,甲有限公司\n", "utf-8")
    ask(store, "load", str(tmp_path / "t.csv"), "--in", "盘州市")
    names = written(store, tmp_path / "names.csv", lang, "reconcile")
    with names.open(encoding="utf-8-sig", newline="") as stream:
        head, *rows = list(csv.reader(stream))
    next(row for row in rows if row[3])[8] = "是"
    with names.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream).writerows([head, *rows])
    done = ask(store, "reconcile", "--apply", str(names))
    assert done.exit_code == 0, done.output
    assert len(answer(store, "reconcile", "--list")["rows"]) == 1


def test_headers_of_our_own_that_look_like_others_tell_nothing() -> None:
    for header in (
        "原结对单位",
        "last_partner",
        "原结对到期",
        "last_end",
        "结对情况",
        "受援方所在",
        "覆盖来源",
        "新增帮扶方",
    ):
        assert meaning((header,)).field is None, header
    known = {"形式": "form", "起始": "start", "终止": "end", "示例": "illustrative", "协议状态": "status"}
    assert {header: meaning((header,)).field for header in known} == known
