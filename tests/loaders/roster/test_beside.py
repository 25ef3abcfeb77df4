"""Lists in parts beside each other: the same header twice or more in one row."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.problems import InputError
from tests.loaders.roster.small import loaded, pairs, problems, roster


def test_both_halves_are_read(tmp_path: Path) -> None:
    table = (
        "示例县包村名单,,,,,,\n序号,包村单位,村名,,序号,包村单位,村名\n"
        "1,县甲局,青石村,,3,县丙局,红土村\n2,县乙局,白水村,,4,县丁局,黄泥村\n合计,2个,,,合计,2个,"
    )
    assert pairs(loaded(tmp_path, table)) == [
        "县丁局 > 黄泥村",
        "县丙局 > 红土村",
        "县乙局 > 白水村",
        "县甲局 > 青石村",
    ]


def test_three_parts_without_a_gap_and_with_an_empty_end(tmp_path: Path) -> None:
    table = "村名,包村单位,村名,包村单位,村名,包村单位\n青石村,县甲局,白水村,县乙局,红土村,县丙局\n黄泥村,县丁局,黑山村,县戊局,,"
    assert len(pairs(loaded(tmp_path, table))) == 5


def test_a_list_of_members_in_halves(tmp_path: Path) -> None:
    found = loaded(tmp_path, "序号,村名,序号,村名\n1,青石村,3,红土村\n2,白水村,4,黄泥村")
    assert roster(found) == ["白水村", "红土村", "青石村", "黄泥村"]


def test_messages_name_the_cell_of_the_right_half(tmp_path: Path) -> None:
    found = loaded(
        tmp_path, "村名,包村单位,,村名,包村单位\n青石村,县甲局,,白水村,待议再说\n红土村,县丙局,,黄泥村,县丁局"
    )
    assert [(one.row, one.column) for one in found.problems if one.key == "problem.doubtful_name"] == [(2, "包村单位")]
    assert problems(found)


def test_a_column_that_stands_twice_is_refused_as_before(tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        loaded(tmp_path, "村名,帮扶单位,联系人,帮扶单位,联系人\n青石村,县甲局,张三,县乙局,李四")
    assert error.value.key == "input.duplicate_header"


def test_a_list_with_numbers_of_its_own_stands_beside_a_ledger(tmp_path: Path) -> None:
    table = (
        "序号,下沉单位,社区,,编号,社区\n1,区甲局,青石社区,,1,青石社区\n2,区乙局,白水社区,,2,白水社区\n,,,,3,红土社区"
    )
    found = loaded(tmp_path, table)
    assert pairs(found) == ["区乙局 > 白水社区", "区甲局 > 青石社区"]
    assert roster(found) == ["白水社区", "红土社区", "青石社区"]


def test_whom_the_ledger_alone_names_is_not_on_the_list_beside_it(tmp_path: Path) -> None:
    table = "序号,下沉单位,社区,,编号,社区\n1,区甲局,青石社区,,1,青石社区\n2,区乙局,黑山社区,,2,白水社区"
    found = loaded(tmp_path, table)
    assert pairs(found) == ["区乙局 > 黑山社区", "区甲局 > 青石社区"]
    assert roster(found) == ["白水社区", "青石社区"]
