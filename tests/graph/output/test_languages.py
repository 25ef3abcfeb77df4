"""In Chinese what a person sees is Chinese, in files too; in English files keep the fields that scripts know."""

from __future__ import annotations

import csv
import io
import json
import re
from enum import StrEnum
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from graph import model, query
from graph.answer import Answer
from graph.model import Kind
from graph.output import render
from graph.questions.registry import QUESTIONS
from graph.text import column_word, file_header
from graph.text.words import CODED, KINDS, OF_KINDS
from tests.commands import ask, terminals

LATIN = re.compile("[A-Za-z]")
PROPER = ("HHI", "PageRank", "BiRank")
"""Words that are Latin in Chinese too."""
ASKED = [
    *("gaps village", "gaps village --by township", "gaps --side helper", "coverage --by kind --by county"),
    *("coverage --at-least 2", "partners 盘州市", "partners 盘州市 --history", "partners 新民镇 --to 双凤镇"),
    *("explain 新民镇", "rank", "rank --side recipient --by funds", "stats village", "depend village"),
    *("depend village --critical", "withdraw 示例企业01", "diff 2017-12-31 2019-12-30", "expiring --state undated"),
    *("expiring --from 2019-01-01 --until 2021-12-31", "plan village", "find 盘州", "sources", "versions"),
    *("check claims", "check conflicts", "check one-to-one", "check data", "check store", "ask --list"),
]
COMMANDS = {line: line.split() for line in ASKED}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("languages") / "s.db"
    assert ask(path, "load", "panzhou-dalian", "panzhou-illustrative").exit_code == 0
    return path


def codes() -> set[str]:
    """Every value of the closed vocabularies."""
    found = {one for room in (model, query) for one in vars(room).values() if isinstance(one, type)}
    return {str(value) for one in found if issubclass(one, StrEnum) for value in one}


def table(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def test_every_question_is_asked_here() -> None:
    named = {" ".join(words[: 2 if words[0] == "check" else 1]) for words in COMMANDS.values()}
    assert named == {question.name for question in QUESTIONS} | {"ask"}


@pytest.mark.parametrize("line", ASKED)
def test_no_code_and_no_field_is_left_in_chinese(store: Path, tmp_path: Path, line: str) -> None:
    found = json.loads(ask(store, *COMMANDS[line], "-f", "json", lang="zh").stdout)
    head, *rows = table(ask(store, *COMMANDS[line], "-f", "csv", lang="zh").stdout)
    assert len(set(head)) == len(head)
    assert not [name for name in head if LATIN.search(name)]
    assert len(rows) == len(found["rows"])
    known = codes() | {"true", "false", "True", "False"}
    for row, own in zip(rows, found["rows"], strict=True):
        for (name, value), cell in zip(own.items(), row, strict=True):
            if name in CODED | {"rule"} or isinstance(value, bool) or (name in OF_KINDS and str(value) in KINDS):
                assert not LATIN.search(re.sub("|".join(PROPER), "", cell)), (name, cell)
            elif isinstance(value, str) and value in known:  # a name or an id that looks like a code is data
                assert cell == value
    out = tmp_path / "a.xlsx"
    done = ask(store, *COMMANDS[line], "-o", str(out), lang="zh")
    assert done.exit_code in (0, 1)
    book = openpyxl.load_workbook(out)
    assert not [name for name in book.sheetnames if LATIN.search(name)]
    first, notes = book.worksheets
    assert [cell.value for cell in first[1]] == head
    assert not [name for name, _ in notes.iter_rows(values_only=True, max_col=2) if LATIN.search(str(name))]
    assert not {value for _, value in notes.iter_rows(values_only=True, max_col=2)} & known


@pytest.mark.parametrize("line", ASKED)
def test_in_english_the_headers_are_the_fields_of_json_and_its_words_the_codes(
    store: Path, tmp_path: Path, line: str
) -> None:
    found = json.loads(ask(store, *COMMANDS[line], "-f", "json").stdout)
    head, *rows = table(ask(store, *COMMANDS[line], "-f", "csv").stdout)
    if found["rows"]:
        assert head == list(found["rows"][0])
        for row, own in zip(rows, found["rows"], strict=True):
            for (name, value), cell in zip(own.items(), row, strict=True):
                assert name not in CODED or isinstance(value, list) or cell == (value or "")
    out = tmp_path / "a.xlsx"
    assert ask(store, *COMMANDS[line], "-o", str(out)).exit_code in (0, 1)
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == [found["question"], "notes"]
    assert [cell.value for cell in book.worksheets[0][1]] == head


def test_json_says_the_same_in_both_languages(store: Path) -> None:
    english, chinese = (json.loads(ask(store, "gaps", "-f", "json", lang=lang).stdout) for lang in ("en", "zh"))
    assert english["rows"] == chinese["rows"]
    assert english["summary"] == chinese["summary"]
    assert english["notes"] != chinese["notes"]


def test_names_that_look_like_codes_are_data() -> None:
    answer = Answer(
        question="find",
        as_of=None,
        fields=("id", "name", "kind", "found"),
        rows=[("helper", "group", Kind.VILLAGE, "village"), ("undo", "never", Kind.SCHOOL, "never")],
    )
    rows = table("".join(render.csv_text(answer, "zh")))
    assert rows[1:] == [["helper", "group", "村", "村"], ["undo", "never", "学校", "never"]]
    assert render.cell_text("name", "group", "zh") == "group"


def test_the_kinds_are_those_of_the_model() -> None:
    assert {str(kind) for kind in Kind} == KINDS
    assert file_header("state", "zh") == column_word("state", "zh")


PRINTED = {
    "gaps": ("gaps", "village", "-o"),
    "plan": ("plan", "village", "-o"),
    "report": ("report", "-o"),
    "template": ("template", "-o"),
    "export": ("export", "xlsx", "-o"),
    "reconcile": ("reconcile", "-o"),
}


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", sorted(PRINTED))
def test_every_sheet_is_ready_to_print(store: Path, tmp_path: Path, name: str, lang: str) -> None:
    out = tmp_path / f"{name}.xlsx"
    done = ask(store, *PRINTED[name], str(out), lang=lang)
    assert done.exit_code == 0, done.output
    assert len([line for line in done.stderr.splitlines() if out.name in line]) == 1
    check_printed(out, first_with_header=name != "report")


def check_printed(out: Path, *, first_with_header: bool = True) -> None:
    book = openpyxl.load_workbook(out)
    for sheet in book:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.fitToWidth in (None, 1)  # 1 where it is not written
        assert sheet.page_setup.fitToHeight == 0
        fit = sheet.sheet_properties.pageSetUpPr
        assert fit is not None
        assert fit.fitToPage
        head, foot = sheet.oddHeader, sheet.oddFooter
        assert head is not None
        assert foot is not None
        assert head.center.text
        assert "&P" in str(foot.right.text)
    if first_with_header:
        first = book.worksheets[0]
        assert first.print_title_rows == "$1:$1"
        assert first.freeze_panes is not None


def test_the_rows_to_correct_are_ready_to_print(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("村,帮扶单位,帮扶资金（万元）\n甲村,甲公司,12\n乙村,乙公司,很多\n", "utf-8")
    out = tmp_path / "fix.xlsx"
    ask(tmp_path / "s.db", "load", str(tmp_path / "t.csv"), "--rejects", str(out))
    check_printed(out)


def test_a_column_is_as_wide_as_its_chinese_words(store: Path, tmp_path: Path) -> None:
    out = tmp_path / "g.xlsx"
    ask(store, "gaps", "village", "-o", str(out), lang="zh")
    widths = openpyxl.load_workbook(out).worksheets[0].column_dimensions
    assert widths["B"].width >= 2 * len("小白岩村民委员会")
    assert widths["J"].width < 12


@pytest.mark.parametrize(("lang", "said"), [("en", "Written: {}, 246 rows."), ("zh", "已写入 {}（246 行）。")])
@pytest.mark.parametrize("suffix", ["csv", "xlsx", "json", "txt"])
def test_a_written_file_is_confirmed_in_one_line(
    store: Path, tmp_path: Path, suffix: str, lang: str, said: str
) -> None:
    out = tmp_path / f"g.{suffix}"
    done = ask(store, "gaps", "village", "-o", str(out), lang=lang)
    assert done.stdout == ""
    assert "".join(done.stderr.split("\n")) == said.format(out)


def test_a_dash_is_the_standard_output(store: Path) -> None:
    done = ask(store, "gaps", "village", "-f", "csv", "-o", "-")
    assert done.stdout.startswith("\ufeffid,name")
    assert done.stderr == ""
    assert not Path("-").exists()


LONG = "贵州省六盘水市盘州市新民镇人民政府驻大连办事处"


def test_a_long_name_wraps_and_what_has_no_room_is_named(tmp_path: Path) -> None:
    village = "贵州省六盘水市盘州市新民镇柏木坪易地扶贫搬迁安置社区居民委员会"
    header = "县,乡镇,受援村,帮扶单位,帮扶领域,开始时间,结束时间\n"
    row = f"盘州市,新民镇,{village},{LONG},产业,2022-01-05,2025-12-31\n"
    (tmp_path / "台账.csv").write_text(header + row, "utf-8")
    ask(tmp_path / "s.db", "load", str(tmp_path / "台账.csv"), "--as-of", "2024-12-31", "--roster")
    base = ["--lang", "zh", "--store", str(tmp_path / "s.db")]
    ends, partners = terminals([[*base, "expiring", "--within", "24m"], [*base, "partners", LONG]])
    for shown in (ends, partners):
        assert all(render_width(line) <= 80 for line in shown.splitlines())
    body = [line for line in ends.splitlines() if "│" not in line]
    pieces = re.findall(r"[\u4e00-\u9fff]{8}", "".join(body))
    assert LONG[:8] in pieces
    assert LONG[8:16] in pieces
    left = [line for line in ends.splitlines() if line.startswith("窗口较窄，未显示：")]
    assert len(left) == 1
    assert "-f csv" in left[0]
    assert "未显示" not in partners


def render_width(line: str) -> int:
    from rich.cells import cell_len

    return cell_len(re.sub(r"\x1b\[[0-9;]*m", "", line).rstrip())


def test_the_same_columns_fit_where_there_is_room() -> None:
    needs: dict[str, Any] = {
        "name": render._Need(16, 40),
        "area": render._Need(16, 20),
        "share_direct": render._Need(8, 8),
        "never": render._Need(8, 8),
        "illustrative": render._Need(4, 4),
    }
    assert render._fitted(needs, 200) == {name: need.most for name, need in needs.items()}
    narrow = render._fitted(needs, 60)
    assert list(narrow) == ["name", "area", "share_direct", "illustrative"]
    assert sum(narrow.values()) + 2 * len(narrow) <= 60
    assert list(render._fitted(needs, 36)) == ["name", "share_direct", "illustrative"]
