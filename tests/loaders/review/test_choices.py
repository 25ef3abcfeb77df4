"""What is asked about a table, and the mapping that the answers make."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.errors import UsageError
from graph.store.open import open_store
from loaders.into.outcome import Became
from loaders.into.store import Home, load_paths
from loaders.problems import ChoiceError
from loaders.review.choices import Open, Pick, answered, offer
from loaders.roster.mapping import ColumnMap, SheetMap
from tests.loaders.roster.corpus.writing import Case, Page
from tests.loaders.roster.small import cells, loaded, pairs

SCHOOLS = "学校,结对学校\n示例一小学,示例甲小学\n示例二小学,示例乙小学"
VILLAGES = "村,帮扶村\n一村,二村\n三村,四村"
FIRMS = "企业,村,学校\n示例甲公司,一村,示例小学\n示例乙公司,二村,示例二小学"


def refused(folder: Path, *pages: str | Page, by: str = "openpyxl") -> ChoiceError:
    with pytest.raises(ChoiceError) as error:
        loaded(folder, *pages, by=by)
    return error.value


def picking(*numbers: int | None, seen: list[Open] | None = None) -> Pick:
    """Answers one choice after the other with these numbers, and keeps what was asked."""
    left: Iterator[int | None] = iter(numbers)

    def pick(choice: Open) -> int | None:
        if seen is not None:
            seen.append(choice)
        return next(left)

    return pick


def test_a_choice_shows_the_first_cells_of_each_column(tmp_path: Path) -> None:
    seen: list[Open] = []
    found = answered(refused(tmp_path, FIRMS), ColumnMap(), picking(1, seen=seen))
    assert seen == [
        Open("台账.xlsx", "表1", "helper", ("A 企业 (示例甲公司, 示例乙公司)", "C 学校 (示例小学, 示例二小学)"))
    ]
    assert found == ColumnMap(sheets={"表1": SheetMap({"helper": ("学校",)})})


def test_none_of_them_and_stopping(tmp_path: Path) -> None:
    error = refused(tmp_path, FIRMS)
    assert answered(error, ColumnMap(), picking(-1)) == ColumnMap(sheets={"表1": SheetMap({"helper": ("",)})})
    assert answered(error, ColumnMap(), picking(None)) is None


def test_the_other_side_takes_what_is_left_of_two_that_are_paired(tmp_path: Path) -> None:
    found = answered(refused(tmp_path, SCHOOLS), ColumnMap(), picking(1))
    assert found == ColumnMap(sheets={"表1": SheetMap({"helper": ("学校",), "recipient": ("结对学校",)})})


def test_a_column_is_not_offered_again_when_it_was_taken(tmp_path: Path) -> None:
    seen: list[Open] = []
    found = answered(refused(tmp_path, VILLAGES), ColumnMap(), picking(1, seen=seen))
    assert [choice.field for choice in seen] == ["recipient"]
    assert found == ColumnMap(sheets={"表1": SheetMap({"recipient": ("帮扶村",)})})


def test_a_text_table_has_no_sheet_and_the_mapping_keeps_what_it_said(tmp_path: Path) -> None:
    before = ColumnMap("m.toml", "520281", SheetMap({"start": ("时间",)}, roster=True))
    found = answered(refused(tmp_path, FIRMS, by="csv:utf-8:,"), before, picking(0))
    assert found == ColumnMap("m.toml", "520281", SheetMap({"start": ("时间",), "helper": ("企业",)}, roster=True))


def test_two_tables_of_one_sheet_keep_an_answer_each(tmp_path: Path) -> None:
    table = f"{SCHOOLS}\n,\n结对医院,医院\n示例甲医院,示例乙医院"
    error = refused(tmp_path, table)
    found = answered(error, ColumnMap(), picking(0, 0))
    assert found is not None
    assert found.of("表1").columns == {"helper": ("结对医院", "结对学校")}


def write(folder: Path, table: str, name: str) -> str:
    return str(Case("x", (Page(cells(table)),), file=name).write(folder))


def home(folder: Path) -> Home:
    return Home(str(folder / "s.db"), open_store)


def test_answers_load_a_file(tmp_path: Path) -> None:
    report = load_paths([write(tmp_path, VILLAGES, "a")], home(tmp_path), pick=picking(1, 0))
    assert pairs(report.loaded[0]) == ["一村 > 二村", "三村 > 四村"]
    report = load_paths([write(tmp_path, FIRMS, "b")], home(tmp_path), pick=picking(-1))
    assert (report.loaded[0].read_as, report.loaded[0].roster) == ("roster", 2)


def test_nothing_is_loaded_when_nobody_answers(tmp_path: Path) -> None:
    with pytest.raises(ChoiceError):
        load_paths([write(tmp_path, FIRMS, "a")], home(tmp_path), pick=picking(None))
    with pytest.raises(ChoiceError):
        load_paths([write(tmp_path, FIRMS, "a")], home(tmp_path))


def test_of_several_files_those_to_be_asked_about_are_in_the_mapping_too(tmp_path: Path) -> None:
    paths = [write(tmp_path, FIRMS, "a"), write(tmp_path, "村,帮扶单位\n一村,示例甲公司", "b")]
    report = load_paths(paths, home(tmp_path))
    assert [one.became for one in report.outcomes] == [Became.FAILED, Became.LOADED]
    assert [sheet.grid.file for sheet in report.sheets] == ["b.xlsx", "a.xlsx"]
    assert report.exit_code == 2


def test_a_mapping_is_offered_in_a_file_or_shown(tmp_path: Path) -> None:
    error, said = refused(tmp_path, FIRMS), list[str]()
    offer(error, None, said.append, "en")
    assert '\nhelper = "企业"\nrecipient = "村"\n' in said[0]
    path = tmp_path / "m.toml"
    offer(error, path, said.append, "zh")
    assert (path.read_text("utf-8"), said[1]) == (said[0], f"列对应已写入 {path}。")
    with pytest.raises(UsageError):
        offer(error, path, said.append, "en")
