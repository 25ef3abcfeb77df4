"""Deciding about statements of bulletins: written, edited, applied, loaded, listed and taken back, on each home."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from graph import open_store
from graph.dataset import Dataset
from graph.errors import UsageError
from graph.model import sentence_of
from graph.output import render
from graph.text import LANGS, Lang
from loaders.into import reconcile
from loaders.into.placing import Wish
from loaders.into.store import Home, load_paths
from loaders.problems import InputError
from loaders.review import proposals, statements
from tests import homes

DAY = date(2026, 11, 27)
TEXT = """望潮区与盘州市协作简报（2022年12月31日）

2021年以来，望潮区6个街道与盘州市48个村建立结对帮扶关系。

2022年，望潮区向盘州市投入帮扶资金近400万元。

望潮区教育局与盘州市教育局签订结对帮扶意向书。

2022年，望潮区向盘州市累计选派教师约30名。
"""
MONEY, PAIR, TEACHERS = "近400万元", "意向书", "约30名"


@pytest.fixture
def at(home: homes.Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    """A home with nothing in it; its decisions are kept in a folder of the test's own."""
    monkeypatch.chdir(tmp_path)
    with home.empty():
        url = str(tmp_path / "s.db") if home.server is None else home.server.uri
        yield Home(url, open_store)


@pytest.fixture
def bulletin(tmp_path: Path) -> str:
    path = tmp_path / "bulletin.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def stored(at: Home) -> Dataset:
    with closing(at.opened()) as store:
        return store.dataset("bulletin")


def waiting(at: Home) -> set[str]:
    return {one.printed for one in reconcile.in_doubt(at).statements}


def workbook(at: Home, folder: Path, lang: Lang) -> Path:
    path = folder / "p.xlsx"
    doubts = reconcile.in_doubt(at)
    proposals.write(path, doubts.names, lang, doubts.statements, force=True)
    return path


def fill(path: Path, rows: dict[str, dict[str, Any]]) -> None:
    """Writes cells of the sheet of statements, in the row whose sentence holds a text."""
    book = openpyxl.load_workbook(path)
    sheet = book[statements.SHEET]
    columns = {name: place for place, name in enumerate(statements.HEADERS, start=1)}
    for text, cells in rows.items():
        (row,) = (row for row in range(2, sheet.max_row + 1) if text in str(sheet.cell(row, 1).value))
        for name, value in cells.items():
            sheet.cell(row, columns[name]).value = value
    book.save(path)


@pytest.mark.parametrize("lang", LANGS)
def test_accepted_ones_are_records_refused_ones_are_gone_and_undo_brings_them_back(
    at: Home, bulletin: str, tmp_path: Path, lang: Lang
) -> None:
    load_paths([bulletin], at)
    before = stored(at)
    assert (len(before.agreements), len(before.contributions), len(before.claims)) == (0, 0, 1)
    assert len(waiting(at)) == 3
    path = workbook(at, tmp_path, lang)
    yes = {"zh": "是", "en": "yes"}[lang]
    money = {"decision": yes, "value": "387.75万元", "bound": {"zh": "准确", "en": "exact"}[lang]}
    fill(path, {MONEY: money, PAIR: {"decision": yes}, TEACHERS: {"decision": "否"}})
    assert reconcile.apply(at, path, DAY) == reconcile.Applied(yes=2, no=1)
    assert reconcile.apply(at, path, DAY) == reconcile.Applied(0, 0, known=3)
    load_paths([bulletin], at)
    after = stored(at)
    (pair,) = after.agreements.iter_rows(named=True)
    assert pair["start"] is None
    assert sentence_of(json.loads(pair["attributes"])) == "望潮区教育局与盘州市教育局签订结对帮扶意向书。"
    (given,) = after.contributions.iter_rows(named=True)
    assert (given["measure"], given["value"], given["unit"], given["bound"]) == ("funds", "3877500", "yuan", "exact")
    assert (given["period"], given["recipient"]) == ("2022", "cn-520281")
    kept = json.loads(given["attributes"])
    begin, end = map(int, kept["span"].split("-"))
    assert TEXT[begin:end] == given["printed"] == "帮扶资金近400万元"
    assert len(after.claims) == 1
    assert waiting(at) == set()
    rows = [proposals.DecisionRow._make(row) for row in reconcile.held(at).rows]
    assert sorted((one.kind, one.decision) for one in rows) == [("statement", "no")] + [("statement", "yes")] * 2
    assert reconcile.undo(at, "2022年，望潮区向盘州市投入帮扶资金近400万元。", DAY) == 1
    (pair_row,) = (one for one in rows if PAIR in one.name)
    assert reconcile.undo(at, pair_row.organization, DAY) == 1
    load_paths([bulletin], at)
    again = stored(at)
    assert (len(again.agreements), len(again.contributions), len(waiting(at))) == (0, 0, 2)
    with pytest.raises(UsageError):
        reconcile.undo(at, pair_row.organization, DAY)


def test_a_corrected_bulletin_keeps_what_was_decided_about_sentences_that_stay(
    at: Home, bulletin: str, tmp_path: Path
) -> None:
    load_paths([bulletin], at)
    path = workbook(at, tmp_path, "zh")
    fill(path, {PAIR: {"decision": "是"}, MONEY: {"decision": "否"}})
    reconcile.apply(at, path, DAY)
    corrected = (
        TEXT.replace("望潮区教育局与盘州市教育局", "望潮区教育局 与盘州市教育局")
        .replace("6个街道", "7个街道")
        .replace("约30名", "约32名")
    )
    Path(bulletin).write_text(corrected, encoding="utf-8")
    load_paths([bulletin], at, wish=Wish(correct=True))
    assert len(stored(at).agreements) == 1
    assert waiting(at) == {"教师约32名"}


def test_a_load_that_is_undone_takes_back_what_waits(at: Home, bulletin: str) -> None:
    load_paths([bulletin], at)
    before = stored(at).proposed
    Path(bulletin).write_text(TEXT.replace("约30名", "约32名"), encoding="utf-8")
    load_paths([bulletin], at, wish=Wish(correct=True))
    assert stored(at).proposed != before
    with closing(at.opened()) as store:
        store.undo()
    assert stored(at).proposed == before


def test_a_store_made_before_statements_waited_is_read_and_written(bulletin: str, tmp_path: Path) -> None:
    here = Home(str(tmp_path / "s.db"), open_store)
    load_paths([bulletin], here)
    with closing(sqlite3.connect(here.url)) as db:
        db.execute("DROP TABLE proposal")
    assert stored(here).proposed == ()
    assert waiting(here) == set()
    Path(bulletin).write_text(TEXT.replace("6个街道", "7个街道"), encoding="utf-8")
    load_paths([bulletin], here, wish=Wish(correct=True))
    assert len(waiting(here)) == 3


FAULTS: dict[str, tuple[str, dict[str, Any], str]] = {
    "no answer": (MONEY, {"decision": "可以"}, "是/否 Decide"),
    "no number": (MONEY, {"decision": "是", "value": "很多"}, "数值 Value"),
    "no measure": (MONEY, {"decision": "是", "measure": "好处"}, "指标 Measure"),
    "no period": (MONEY, {"decision": "是", "period": "去年"}, "时期 Period"),
    "no date": (PAIR, {"decision": "是", "start": "2021-13"}, "起始 Start"),
    "ends first": (PAIR, {"decision": "是", "start": "2022", "end": "2020"}, "终止 End"),
    "no helper": (PAIR, {"decision": "是", "helper": None}, "帮扶方 Helper"),
    "no such id": (PAIR, {"decision": "是", "recipient": "cn-529999"}, "受援方 Recipient"),
    "itself": (PAIR, {"decision": "是", "recipient": "望潮区教育局"}, "受援方 Recipient"),
    "another field": (PAIR, {"decision": "是", "value": "3"}, "数值 Value"),
    "a group": (PAIR, {"decision": "是", "helper": "甲局; 乙局", "recipient": "丙局; 丁局"}, "确定程度 Certainty"),
    "no kind of record": (PAIR, {"decision": "是", "read_as": "传闻"}, "读作 Reading"),
    "no key": (PAIR, {"decision": "是", "key": "1"}, "语句编号 Key"),
}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("written")
    bulletin = folder / "bulletin.txt"
    bulletin.write_text(TEXT, encoding="utf-8")
    here = Home(str(folder / "s.db"), open_store)
    load_paths([str(bulletin)], here)
    return workbook(here, folder, "zh")


@pytest.mark.parametrize("fault", FAULTS)
def test_a_wrong_edit_is_one_message_with_its_cell_and_nothing_is_recorded(
    fault: str, written: Path, tmp_path: Path
) -> None:
    text, cells, column = FAULTS[fault]
    path = tmp_path / "p.xlsx"
    path.write_bytes(written.read_bytes())
    fill(path, {TEACHERS: {"decision": "否"}, text: cells})
    here = Home(str(tmp_path / "s.db"), open_store)
    with pytest.raises(InputError) as error:
        reconcile.apply(here, path, DAY)
    assert error.value.key == "reconcile.field"
    assert error.value.values["column"] == column
    assert error.value.values["sheet"] == statements.SHEET
    rows = list(openpyxl.load_workbook(path)[statements.SHEET].iter_rows(values_only=True))
    (row,) = (number for number, one in enumerate(rows, start=1) if text in str(one[0]))
    assert error.value.values["row"] == row
    for lang in LANGS:
        message = error.value.message(lang)
        assert statements.SHEET in message
        assert column in message
        assert str(error.value.values["value"]) in message
        assert message.count("{") == 0
    assert not here.decisions_file.exists()


def test_a_table_that_excel_saved_in_gbk_is_read(written: Path, tmp_path: Path) -> None:
    fill(written, {})
    rows = list(openpyxl.load_workbook(written)[statements.SHEET].iter_rows(values_only=True))
    place = list(statements.HEADERS).index("decision")
    path = tmp_path / "语句.csv"
    with path.open("w", encoding="gbk", newline="") as stream:
        out = csv.writer(stream)
        for number, row in enumerate(rows):
            cells = ["" if cell is None else cell for cell in row]
            out.writerow(cells if number != 1 else [*cells[:place], "是", *cells[place + 1 :]])
    here = Home(str(tmp_path / "s.db"), open_store)
    assert reconcile.apply(here, path, DAY) == reconcile.Applied(yes=1, no=0)


def test_every_word_of_the_sheet_is_read_back_in_both_languages() -> None:
    for field, values in statements._WORDS.items():
        for lang in LANGS:
            shown = [statements._shown(field, value.value, lang) for value in values]
            assert len(set(shown)) == len(shown)
            assert lang == "en" or not any(text.isascii() for text in shown if text != "none")
            assert [statements._meant(field, text) for text in shown] == [value.value for value in values]
    for lang in LANGS:
        counts = "department=6;township=4;village=48"
        assert statements._meant("helpers", statements._shown("helpers", counts, lang)) == counts


def test_two_rows_of_one_statement_that_say_otherwise_are_refused(written: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(written)
    sheet = book[statements.SHEET]
    place = list(statements.HEADERS).index("decision") + 1
    sheet.cell(2, place).value = "是"
    copy = [cell.value for cell in sheet[2]]
    copy[place - 1] = "否"
    sheet.append(copy)
    path = tmp_path / "p.xlsx"
    book.save(path)
    with pytest.raises(InputError) as error:
        reconcile.apply(Home(str(tmp_path / "s.db"), open_store), path, DAY)
    assert error.value.values["row"] == sheet.max_row


def test_they_are_listed_as_rows_with_what_each_would_be(at: Home, bulletin: str) -> None:
    load_paths([bulletin], at)
    found = proposals.answer(*reconcile.in_doubt(at))
    rows = {row["name"]: row for row in found.to_dicts()}
    assert [row["kind"] for row in rows.values()] == ["statement"] * 3
    money = next(row for name, row in rows.items() if MONEY in name)
    assert money["sentence"] == "2022年，望潮区向盘州市投入帮扶资金近400万元。"
    assert (money["read_as"], money["key"]) == ("contribution", reconcile.in_doubt(at).statements[0].key)
    assert money["fields"] == {
        "helper": "望潮区",
        "recipient": "盘州市",
        "measure": "funds",
        "value": "4000000",
        "bound": "under",
        "period": "2022",
    }
    shown = "".join(render.json_text(found, "en"))
    assert '"why": "the number is not exact"' in shown
    assert "数字不是准确数" in "".join(render.csv_text(found, "zh"))
