"""The corpus of rosters: for each the exact network and the exact problems; the same ids however it is saved or sorted."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from loaders import load
from loaders.loaded import Loaded
from loaders.problems import InputError
from tests.loaders.roster.corpus import CASES
from tests.loaders.roster.corpus.faces import FACES
from tests.loaders.roster.corpus.relations import RELATIONS
from tests.loaders.roster.corpus.strangers import STRANGERS
from tests.loaders.roster.corpus.writing import Case, Page

IDS = [case.name for case in CASES]
READ = [case for case in CASES if case.error is None]


def read(case: Case, folder: Path) -> Loaded:
    mapping = None
    if case.mapping is not None:
        mapping = folder / "mapping.toml"
        mapping.write_text(case.mapping, encoding="utf-8")
    path = str(case.write(folder))
    return load(path, area=case.area, mapping=mapping, read_as=case.told_as, roster=case.told_roster)


def network(loaded: Loaded) -> Mapping[str, Any]:
    """What was loaded, written as the cases write it."""
    data = loaded.dataset
    rows = {row["id"]: row for row in data.organizations.iter_rows(named=True)}
    names = {id_: row["name"] for id_, row in rows.items()}
    helped = set(data.agreements["recipient"].to_list())
    members = [row for row in rows.values() if row["on_roster"]] or [rows[id_] for id_ in sorted(helped)]
    pairs = []
    for row in data.agreements.iter_rows(named=True):
        dates = f" {row['start'] or ''}..{row['end'] or ''}" if row["start"] or row["end"] else ""
        group = " ~" if row["certainty"] == "group" else ""
        planned = " ?" if row["status"] == "planned" else ""
        pairs.append(f"{names[row['helper']]} > {names[row['recipient']]}{dates}{group}{planned}")
    amounts = []
    for row in data.contributions.iter_rows(named=True):
        period = f" {row['period']}" if row["period"] else ""
        sides = f"{names.get(row['helper'], '-')} > {names.get(row['recipient'], '-')}"
        planned = " ?" if row["status"] == "planned" else ""
        amounts.append(f"{sides} {row['measure']} {row['value']}{period}{planned}")
    return {
        "members": sorted(r["name"] if r["kind"] == "village" else f"{r['name']}:{r['kind']}" for r in members),
        "pairs": sorted(pairs),
        "amounts": sorted(amounts),
        "parts": sorted(f"{row['name']} < {names[row['part_of']]}" for row in members if row["part_of"]),
    }


def ids(loaded: Loaded) -> dict[str, list[Any]]:
    data = loaded.dataset
    return {
        "organizations": sorted(data.organizations.select("id", "name", "part_of", "on_roster").rows(), key=str),
        "agreements": sorted(data.agreements.select("id", "helper", "recipient", "start", "end").rows(), key=str),
        "contributions": sorted(data.contributions.select("id", "helper", "recipient", "value").rows(), key=str),
    }


def test_there_are_enough_of_them() -> None:
    assert len(CASES) >= 240
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_the_exact_network_and_the_exact_problems(case: Case, tmp_path: Path) -> None:
    if case.error is not None:
        with pytest.raises(InputError) as error:
            read(case, tmp_path)
        assert error.value.key == case.error
        return
    loaded = read(case, tmp_path)
    expected = {
        "members": sorted(case.members),
        "pairs": sorted(case.pairs),
        "amounts": sorted(case.amounts),
        "parts": sorted(case.parts) if case.parts else [],
    }
    found = network(loaded)
    assert found == expected
    assert (loaded.read_as, bool(loaded.roster)) == (case.read_as, case.roster)
    assert sorted(((p.code, p.row, p.column) for p in loaded.problems), key=str) == sorted(case.problems, key=str)
    assert str(loaded.dataset.as_of or "") == (case.as_of or "")
    for problem in loaded.problems:
        assert problem.message("en") != problem.message("zh")
        assert problem.hint("en")


def test_no_edge_of_the_whole_corpus_is_wrong(tmp_path: Path) -> None:
    wrong, right = 0, 0
    for place, case in enumerate(READ):
        (tmp_path / str(place)).mkdir()
        found = list(network(read(case, tmp_path / str(place)))["pairs"])
        right += len(found)
        wrong += len([pair for pair in found if pair not in case.pairs])
    assert (wrong, right) == (0, sum(len(case.pairs) for case in READ))


WORKBOOKS = [
    pytest.param(case, id=case.name, marks=[pytest.mark.full] if case in (*FACES, *STRANGERS, *RELATIONS) else [])
    for case in READ
    if case.by in ("openpyxl", "xlsxwriter")
]


@pytest.mark.parametrize("case", WORKBOOKS)
def test_saved_again_by_another_program_it_is_the_same(case: Case, tmp_path: Path) -> None:
    first = read(case, tmp_path)
    path = tmp_path / f"{case.file}.xlsx"
    book = openpyxl.load_workbook(path)
    book.save(path)
    again = load(
        str(path),
        area=case.area,
        mapping=tmp_path / "mapping.toml" if case.mapping else None,
        read_as=case.told_as,
        roster=case.told_roster,
    )
    assert ids(again) == ids(first)
    (tmp_path / "other").mkdir()
    other = replace(case, by="xlsxwriter" if case.by == "openpyxl" else "openpyxl")
    assert ids(read(other, tmp_path / "other")) == ids(first)


SORTABLE = [
    case
    for case in READ
    if len(case.pages) == 1
    and not case.pages[0].merges
    and not case.pages[0].hidden_rows
    and case.by == "openpyxl"
    and case.name
    in {
        "one header row",
        "a blank helper is a gap",
        "several villages in one cell",
        "several on both sides: who with whom is not said",
        "dates in every writing",
        "units in the cells",
        "a code of another name is asked about",
        "a helper with its person and telephone number",
        "names that differ from the registry in their kind words",
        "one firm under two legal forms, one department under two names",
        "parallel agreements are two, the same row twice is one",
    }
]


@pytest.mark.parametrize("case", SORTABLE, ids=lambda case: case.name)
def test_moved_rows_make_the_same_network(case: Case, tmp_path: Path) -> None:
    assert len(SORTABLE) == 11
    first = ids(read(case, tmp_path))
    head, *body = case.pages[0].rows
    for seed in range(3):
        random.Random(seed).shuffle(body)
        moved = replace(case, pages=(replace(case.pages[0], rows=(head, *body)),))
        assert ids(read(moved, tmp_path)) == first


WORDS = (
    st.sampled_from(
        [
            None,
            None,
            "",
            " ",
            "合计",
            "小计",
            "双凤镇小计",
            "总计：3",
            "双凤镇",
            "甲村",
            "乙村、丙村",
            "帮扶单位",
            "村",
            "受援单位",
            "乡镇",
            "序号",
            "资金（万元）",
            "资金",
            "开始时间",
            "帮扶期限",
            "联系电话",
            "单位：万元",
            "注：备注",
            "同上",
            "〃",
            "13800000000",
            "示例甲公司",
            "甲公司 张三",
            "2018年以来",
            "2018-2020",
            "三年",
            "长期",
            "#N/A",
            "#REF!",
            "38.75万",
            "1,000",
            "是",
            "-",
            "（共3个）",
            "(",
            "））",
            "、；、",
            "=1+1",
            "一、双凤镇",
            "盘州市",
            "大连市",
            "52028112720",
            "520281127205",
            "520281",
            "x" * 1200,
            "村" * 40,
            "\u202e甲",
            "\x01村",
        ]
    )
    | st.integers(-5, 60000)
    | st.floats(allow_nan=False, allow_infinity=False, width=32)
    | st.booleans()
    | st.dates()
)
TOTALS = {"合计", "小计", "总计", "共计", "累计", "双凤镇小计"}


@st.composite
def pages(draw: st.DrawFn) -> Page:
    width = draw(st.integers(1, 8))
    rows = draw(st.lists(st.lists(WORDS, min_size=width, max_size=width).map(tuple), min_size=1, max_size=12))
    if draw(st.booleans()):
        head = ("序号", "乡镇", "帮扶单位", "村", "开始时间", "资金（万元）", "联系电话", "备注")[:width]
        rows.insert(draw(st.integers(0, min(3, len(rows)))), head)
    merges: list[str] = []
    taken: set[tuple[int, int]] = set()
    for _ in range(draw(st.integers(0, 3))):
        top, left = draw(st.integers(1, len(rows))), draw(st.integers(1, width))
        bottom, right = draw(st.integers(top, min(top + 3, len(rows)))), draw(st.integers(left, width))
        cells = {(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)}
        if len(cells) > 1 and not cells & taken:
            taken |= cells
            merges.append(f"{get_column_letter(left)}{top}:{get_column_letter(right)}{bottom}")
    return Page(tuple(rows), merges=tuple(merges), hidden_rows=tuple(draw(st.sets(st.integers(1, 12), max_size=2))))


def clean_page(page: Page) -> Page:
    """The page without letters that no workbook can hold."""
    rows = tuple(
        tuple(cell.replace("\x01", "") if isinstance(cell, str) else cell for cell in row) for row in page.rows
    )
    return replace(page, rows=rows)


def attempt(do: Callable[[], Loaded]) -> Loaded | InputError:
    """What a load makes, or why the file as a whole was refused; anything else it raises is a failure."""
    try:
        return do()
    except InputError as error:
        return error


def sound(loaded: Loaded | InputError) -> None:
    if isinstance(loaded, InputError):
        assert loaded.message("zh")
        return
    data = loaded.dataset
    names = set(data.organizations["name"].to_list())
    assert not names & TOTALS
    assert not any("13800000000" in name for name in names if len(name) < 40)
    known = set(data.organizations["id"].to_list())
    assert set(data.agreements["helper"].to_list()) | set(data.agreements["recipient"].to_list()) <= known
    for problem in loaded.problems:
        assert problem.message("zh")
        assert problem.hint("zh")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(page=pages(), area=st.sampled_from([None, "520281"]))
def test_random_sheets_never_crash_the_loader(page: Page, area: str | None, tmp_path: Path) -> None:
    case = Case("random", (clean_page(page),), area=area)
    sound(attempt(lambda: read(case, tmp_path)))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    page=pages(),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]),
    separator=st.sampled_from(",;\t"),
)
def test_random_text_tables_never_crash_the_loader(page: Page, encoding: str, separator: str, tmp_path: Path) -> None:
    sound(attempt(lambda: read(Case("random", (page,), by=f"csv:{encoding}:{separator}"), tmp_path)))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=400), suffix=st.sampled_from([".csv", ".xlsx", ".xls", ".ods", ".tsv"]))
def test_random_bytes_never_crash_the_loader(data: bytes, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"t{suffix}"
    path.write_bytes(data)
    sound(attempt(lambda: load(str(path))))
