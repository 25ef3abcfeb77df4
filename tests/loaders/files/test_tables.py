"""Text tables: the two readers agree, and a quotation mark left open is named."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders import load
from loaders.files import tables
from loaders.problems import InputError
from tests.loaders.files.archives import write
from tests.loaders.packages import package


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(st.text(alphabet='ab,"; \r\n甲', max_size=4), min_size=2, max_size=2), min_size=1, max_size=5))
def test_the_fast_reader_reads_what_the_slow_one_does(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    import csv

    path = tmp_path_factory.mktemp("t") / "t.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows([["x", "y"], *rows])
    data = path.read_bytes()
    if tables._is_simple(data):
        fast = tables._fast_table(data, path)
        slow = tables._slow_table(data.decode(), path)
        if fast is not None:

            def tidy(sheet: tables.TextTable) -> list[Any]:
                cells = [tuple(cell or None for cell in row) for row in sheet.cells.rows()]
                return [
                    row
                    for row in zip(sheet.rows.to_list(), cells, strict=True)
                    if any((c or "").strip() for c in row[1])
                ]

            assert (fast.headers, tidy(fast)) == (slow.headers, tidy(slow))


HEAD = "序号,帮扶单位,受帮扶村\n"


@pytest.mark.parametrize(
    ("rows", "line"),
    [
        ('1,"甲公司,一村\n2,乙公司,二村\n3,丙公司,三村\n', 2),
        ('1,甲公司,一村\n2,"乙公司,二村\n3,丙公司,三村\n', 3),
        ('1,"甲公司,一村\n2,"乙公司",二村\n3,丙公司,三村\n', 2),
        ('1,"甲公司",一村\r\n2,"乙公司,二村\r\n3,"丙公司",三村\r\n', 3),
        ('1,"甲公司,一村\n2,乙公司,二村\n3,丙公司",三村\n', 2),
        ('1,甲公司,"一村', 2),
        ('1,"甲\n公司",一村\n2,"乙公司,二村\n', 4),
        ('1,"' + "甲\n" * 200 + '",一村\n', 2),
    ],
)
def test_a_quotation_mark_left_open_is_named_by_its_line(tmp_path: Path, rows: str, line: int) -> None:
    path = write(tmp_path, "t.csv", HEAD + rows)
    for read in (tables.text_grid, tables.read_table):
        with pytest.raises(InputError) as error:
            read(path)
        assert (error.value.key, error.value.values["line"]) == ("input.quote", line)
    assert "第 " + str(line) + " 行" in error.value.message("zh")


@pytest.mark.parametrize(
    "rows",
    ['1,"甲\n公司",一村\n', '1,"甲""公司""",一村\n', '1,甲"公司,一村\n', '1,"甲"公司,一村\n', '1,"甲, 公司",一村\n'],
)
def test_other_quotation_marks_are_read(tmp_path: Path, rows: str) -> None:
    assert len(tables.text_grid(write(tmp_path, "t.csv", HEAD + rows)).rows) == 2


def test_a_cell_without_end(tmp_path: Path) -> None:
    path = write(tmp_path, "t.csv", HEAD + "1,甲," + "x" * 200_000 + "\n")
    with pytest.raises(InputError) as error:
        tables.text_grid(path)
    assert (error.value.key, error.value.values["line"]) == ("input.long_cell", 2)


def test_rows_that_repeat_another_are_read_once_and_change_nothing(tmp_path: Path) -> None:
    once = load(str(write(tmp_path, "t.csv", HEAD + "1,甲公司,一村\n"))).dataset
    often = load(str(write(tmp_path, "u.csv", HEAD + "1,甲公司,一村\n" * 3000)), called="t").dataset
    assert once.agreements.drop("source").equals(often.agreements.drop("source"))


def test_a_table_of_too_many_columns(tmp_path: Path) -> None:
    header = "id,name,kind," + ",".join(f"c{number}" for number in range(2000))
    with pytest.raises(InputError, match="2,003 columns; at most 1,000"):
        load(str(package(tmp_path, organizations=f"{header}\n")))


def test_a_table_of_western_europe_is_read_and_marked(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("Village,Partner\nPeñón,Fundación Ayuda\nÁvila,L’Entraide – Nîmes\n".encode("cp1252"))
    grid = tables.text_grid(path)
    assert grid.western
    assert grid.rows[1:] == [("Peñón", "Fundación Ayuda"), ("Ávila", "L’Entraide – Nîmes")]


@pytest.mark.parametrize(
    "text", ["村,帮扶单位\n一村,甲公司\n", "Village,Partner\n啊村,ABC公司\nx,é\n", "Village,Partner\n年年,全年\n"]
)
def test_a_chinese_table_is_not_taken_for_a_western_one(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(text.encode("gb18030"))
    assert not tables.text_grid(path).western
