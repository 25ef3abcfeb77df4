"""Which column names whom: weighed by header and cells, asked where two are as good; names across, above, side by side."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.model import ReadAs
from loaders.problems import ChoiceError, InputError
from loaders.roster.columns import look
from tests.loaders.roster.corpus.writing import Page
from tests.loaders.roster.small import fields, loaded, pairs, problems, roster


def asked(error: ChoiceError) -> list[tuple[str, list[str]]]:
    """The choices: the field, and what it may be."""
    choices = [choice for sheet in error.sheets for table in sheet.tables for choice in table.choices]  # type: ignore[attr-defined]
    return [(choice.field, [f"{one.letter} {one.name}" for one in choice.options]) for choice in choices]


def test_what_the_cells_of_a_column_hold() -> None:
    held = look(["示例一村", "示例二村", "示例公司", "12"])
    assert (held.filled, held.distinct, held.places, held.organizations, held.numbers) == (4, 4, 0.5, 0.25, 0.25)
    assert (held.named, held.other, look([]).named) == (True, False, False)


# --- which of several columns


@pytest.mark.parametrize(
    ("table", "choices"),
    [
        ("学校,结对学校\n示例一小学,示例甲小学\n示例二小学,示例乙小学", [("helper", ["B 结对学校", "A 学校"])]),
        ("村名,结对村名\n一村,二村\n三村,四村", [("helper", ["B 结对村名"])]),
        ("村,帮扶村\n一村,二村\n三村,四村", [("recipient", ["A 村", "B 帮扶村"]), ("helper", ["B 帮扶村"])]),
        ("企业,村,学校\n示例甲公司,一村,示例小学\n示例乙公司,二村,示例二小学", [("helper", ["A 企业", "C 学校"])]),
        (
            "村,省直单位,市直单位\n一村,示例省教育厅,\n二村,,示例市教育局",
            [("helper", ["B 省直单位", "C 市直单位"])],
        ),
    ],
)
def test_two_columns_that_are_as_good_are_asked_about(
    tmp_path: Path, table: str, choices: list[tuple[str, list[str]]]
) -> None:
    with pytest.raises(ChoiceError) as error:
        loaded(tmp_path, table)
    assert asked(error.value) == choices
    field, options = choices[0]
    assert error.value.key == f"input.which_{field}"
    assert " · ".join(options) in error.value.message("en")
    assert " · ".join(options) in error.value.message("zh")


@pytest.mark.parametrize(
    ("table", "found"),
    [
        ("单位,村\n示例甲公司,一村\n示例乙公司,二村", ["helper", "recipient"]),
        ("村,\n一村,示例甲公司\n二村,示例乙公司", ["recipient", "helper"]),
        ("村,帮扶县,帮扶单位\n一村,示例县,示例甲公司", ["recipient", "helper_county", "helper"]),
        ("帮扶县,帮扶单位\n示例县,示例甲公司\n示例二县,示例乙公司", ["recipient", "helper"]),
        ("村/社区,乡镇/街道,帮扶单位\n一村,示例镇,示例甲公司", ["recipient", "township", "helper"]),
    ],
)
def test_columns_that_need_no_question(tmp_path: Path, table: str, found: list[str | None]) -> None:
    assert fields(loaded(tmp_path, table)) == [found]


def test_moved_columns_are_the_same_columns(tmp_path: Path) -> None:
    rows = [
        ("受帮扶村", "单位性质", "帮扶单位", "备注"),
        ("一村", "企业", "示例甲公司", "x"),
        ("二村", "学校", "示例小学", "y"),
    ]
    for order in ((0, 1, 2, 3), (3, 2, 1, 0), (1, 3, 0, 2)):
        moved = Page(tuple(tuple(row[place] for place in order) for row in rows))
        assert pairs(loaded(tmp_path, moved)) == ["示例小学 > 二村", "示例甲公司 > 一村"]


# --- several columns of one side


def test_a_ditto_mark_in_one_of_several_columns_means_the_cell_above_it(tmp_path: Path) -> None:
    found = loaded(tmp_path, "受帮扶村1,受帮扶村2,帮扶单位\n一村,二村,示例甲公司\n三村,同上,示例乙公司")
    assert pairs(found) == ["示例乙公司 > 三村", "示例乙公司 > 二村", "示例甲公司 > 一村", "示例甲公司 > 二村"]


def test_only_the_last_of_several_columns_is_filled(tmp_path: Path) -> None:
    found = loaded(tmp_path, "受帮扶村1,受帮扶村2,帮扶单位\n,二村,示例甲公司\n合计,1个,1家")
    assert (pairs(found), problems(found)) == (["示例甲公司 > 二村"], [])


def test_an_error_value_in_one_of_several_columns_costs_its_own_pairing_alone(tmp_path: Path) -> None:
    found = loaded(tmp_path, "受帮扶村1,受帮扶村2,帮扶单位\n一村,#REF!,示例甲公司\n#REF!,二村,示例乙公司")
    assert pairs(found) == ["示例甲公司 > 一村"]
    assert problems(found) == [("error-value", 2, "受帮扶村2"), ("error-value", 3, "受帮扶村1")]


def test_a_number_covers_the_rows_below_it_in_every_column_of_helpers(tmp_path: Path) -> None:
    found = loaded(tmp_path, "序号,帮扶单位1,帮扶单位2,村\n1,示例甲公司,示例乙公司,一村\n,,,二村\n2,示例丙公司,,三村")
    assert pairs(found) == [
        "示例丙公司 > 三村",
        "示例乙公司 > 一村",
        "示例乙公司 > 二村",
        "示例甲公司 > 一村",
        "示例甲公司 > 二村",
    ]


def test_a_date_for_each_of_several_helpers_is_given_to_none_of_them(tmp_path: Path) -> None:
    page = Page(
        (
            ("村", "帮扶单位一", "帮扶单位一", "帮扶单位二", "帮扶单位二"),
            ("村", "名称", "结对时间", "名称", "结对时间"),
            ("一村", "示例甲公司", "2019-01", "示例乙公司", "2021-05"),
        )
    )
    found = loaded(tmp_path, page)
    assert pairs(found) == ["示例乙公司 > 一村", "示例甲公司 > 一村"]
    assert problems(found) == [("whose-terms", 2, "帮扶单位一/结对时间"), ("whose-terms", 2, "帮扶单位二/结对时间")]
    assert {one.hint("zh") for one in found.problems if one.code == "whose-terms"} == {"请每对结对单独写一行"}


def test_one_date_for_several_helpers_is_that_of_each(tmp_path: Path) -> None:
    found = loaded(tmp_path, "村,帮扶单位1,帮扶单位2,结对时间\n一村,示例甲公司,示例乙公司,2019-01")
    assert pairs(found) == ["示例乙公司 > 一村 2019-01", "示例甲公司 > 一村 2019-01"]


# --- helpers above their recipients


def test_helpers_that_head_sections_with_totals_and_notes(tmp_path: Path) -> None:
    found = loaded(
        tmp_path,
        "序号,村名,户数\n示例甲公司,,\n1,一村,3\n2,二村,4\n小计,,7\n示例乙公司,,\n3,三村,5\n合计,,12\n注：数据来自民政,,",
    )
    assert pairs(found) == ["示例乙公司 > 三村", "示例甲公司 > 一村", "示例甲公司 > 二村"]
    assert problems(found) == []
    column = found.sheets[0].tables[0].columns[-1]
    assert (column.name, column.letter, column.field) == ("示例甲公司 … 示例乙公司", "", "helper")


def test_numbered_helpers_head_sections_the_first_of_them_above_the_header(tmp_path: Path) -> None:
    found = loaded(tmp_path, "一、示例县教育局,,\n序号,村,户数\n1,一村,2\n二、示例县水务局,,\n2,二村,3")
    assert (pairs(found), roster(found)) == (["示例县教育局 > 一村", "示例县水务局 > 二村"], [])
    found = loaded(tmp_path, "示例县教育局,,\n序号,村,户数\n1,一村,2\n（二）示例县水务局,,\n2,二村,3")
    assert (pairs(found), roster(found)) == (["示例县水务局 > 二村"], ["一村", "二村"])


@pytest.mark.parametrize(
    ("table", "members"),
    [
        (
            "序号,学校,地址\n1,示例一小学,示例路\n,示例二小学,\n3,示例三小学,示例街",
            ["示例一小学", "示例三小学", "示例二小学"],
        ),
        ("受援单位,备注\n示例学校,x\n示例医院,\n示例局,y", ["示例医院", "示例学校", "示例局"]),
        ("村名,户数\n一村,3\n示例农场,\n二村,4", ["一村", "二村", "示例农场"]),
    ],
)
def test_one_that_stands_alone_in_a_list_of_its_kind_heads_nobody(
    tmp_path: Path, table: str, members: list[str]
) -> None:
    found = loaded(tmp_path, table)
    assert (found.read_as, pairs(found), roster(found)) == ("roster", [], members)


def test_a_company_that_stands_alone_in_a_list_of_villages_heads_them(tmp_path: Path) -> None:
    found = loaded(tmp_path, "村名,户数\n示例甲公司,\n一村,3\n示例乙公司,\n二村,4")
    assert pairs(found) == ["示例乙公司 > 二村", "示例甲公司 > 一村"]


# --- tables of marks


@pytest.mark.parametrize(
    "table",
    [
        "村,示例甲公司,示例乙公司\n一村,√,\n二村,,√",
        "村,示例甲公司,示例乙公司,备注\n一村,√,,x\n二村,,√,\n注：√表示结对,,,",
        "村,示例甲公司,示例乙公司,合计\n一村,√,,1\n二村,,√,1\n合计,1,1,2",
        "村,示例甲公司,示例乙公司\n一村,1,0\n二村,0,1",
        "村,是否脱贫,示例甲公司,示例乙公司,示例丙公司\n一村,是,是,否,\n二村,否,否,是,",
    ],
)
def test_marks_say_who_is_paired(tmp_path: Path, table: str) -> None:
    found = loaded(tmp_path, table)
    assert (pairs(found), problems(found)) == (["示例乙公司 > 二村", "示例甲公司 > 一村"], [])


def test_a_column_without_a_mark_is_one_of_the_table(tmp_path: Path) -> None:
    found = loaded(tmp_path, "村,示例甲公司,示例乙公司\n一村,√,\n二村,,")
    assert (pairs(found), found.read_as, roster(found)) == (["示例甲公司 > 一村"], "ledger", ["一村", "二村"])


@pytest.mark.parametrize(
    "table",
    [
        "村,便民服务中心,标准化卫生室\n一村,√,\n二村,,√",
        "村,少数民族村,红色美丽村\n一村,√,\n二村,,√",
        "Village,Piped Water,Road Access\nUpper Sample,yes,no\nLower Sample,no,yes",
        "Village,Electricity,Water\nUpper Sample,x,\nLower Sample,,x",
    ],
)
def test_what_a_village_has_or_is_does_not_help_it(tmp_path: Path, table: str) -> None:
    found = loaded(tmp_path, table)
    assert (found.read_as, pairs(found), len(roster(found))) == ("roster", [], 2)


def test_a_table_that_counts_pairs_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        loaded(tmp_path, "村,示例甲公司,示例乙公司\n一村,3,\n二村,,2")
    assert error.value.key == "input.crossed_by_numbers"
    assert "示例甲公司, 示例乙公司" in error.value.message("zh")


# --- what a table is


def test_as_roster_reads_no_pairs(tmp_path: Path) -> None:
    found = loaded(tmp_path, "帮扶单位,村\n示例甲公司,一村\n示例乙公司,二村", read_as=ReadAs.ROSTER)
    assert (found.read_as, pairs(found), roster(found)) == ("roster", [], ["一村", "二村"])


@pytest.mark.parametrize("read_as", [ReadAs.LEDGER, ReadAs.MONEY])
def test_as_ledger_or_money_needs_a_helper(tmp_path: Path, read_as: ReadAs) -> None:
    with pytest.raises(InputError) as error:
        loaded(tmp_path, "村,户数\n一村,3\n二村,4", read_as=read_as)
    assert error.value.key == "input.no_helper"
    assert f"--as {read_as}" in error.value.message("en")
    assert "现有：村, 户数" in error.value.message("zh")


def test_as_ledger_leaves_a_list_beside_a_ledger_a_list(tmp_path: Path) -> None:
    found = loaded(tmp_path, "帮扶单位,村\n示例甲公司,一村", "村,户数\n二村,4", read_as=ReadAs.LEDGER)
    assert [table.read_as for sheet in found.sheets for table in sheet.tables] == ["ledger", "roster"]
    assert pairs(found) == ["示例甲公司 > 一村"]


@pytest.mark.parametrize(
    "header",
    [
        "乡镇,村,帮扶力量,,\n,,定点,省内对口,东西协作",
        "乡镇,村,包抓单位,,\n,,组长单位,副组长单位,成员单位",
        "乡镇,村,结对单位,,\n,,机关,企业,学校",
    ],
)
def test_columns_under_one_heading_for_helpers_all_count(tmp_path: Path, header: str) -> None:
    rows = "青石镇,白水村,示例县财政局,示例甲公司,/\n青石镇,红土村,示例县林业局,,示例丙公司"
    merges = ("A1:A2", "B1:B2", "C1:E1")
    found = loaded(
        tmp_path,
        Page(
            tuple(tuple(c or None for c in line.split(",")) for line in f"{header}\n{rows}".splitlines()), merges=merges
        ),
    )
    assert pairs(found) == [
        "示例丙公司 > 红土村",
        "示例县林业局 > 红土村",
        "示例县财政局 > 白水村",
        "示例甲公司 > 白水村",
    ]


def test_columns_of_two_years_under_one_heading_are_asked_about(tmp_path: Path) -> None:
    rows = (
        ("村", "帮扶单位", None),
        (None, "原单位", "2024年单位"),
        ("白水村", "示例县财政局", "示例县林业局"),
        ("红土村", "示例县水务局", "示例县林业局"),
    )
    with pytest.raises(InputError):
        loaded(tmp_path, Page(rows, merges=("A1:A2", "B1:C1")))


@pytest.mark.parametrize(
    ("header", "read"),
    [
        ("兴村主体,被兴村", "示例甲公司 > 白水村"),
        ("援建力量,承援村", "示例甲公司 > 白水村"),
        ("出资单位,投向村", "示例甲公司 > 白水村"),
        ("下沉单位,落脚村", "示例甲公司 > 白水村"),
        ("包抓单位,被包村", "示例甲公司 > 白水村"),
    ],
)
def test_words_for_the_two_sides(tmp_path: Path, header: str, read: str) -> None:
    assert read in pairs(loaded(tmp_path, f"序号,{header}\n1,示例甲公司,白水村\n2,示例乙公司,红土村"))


def test_big_hands_hold_small_ones_in_either_order(tmp_path: Path) -> None:
    assert pairs(loaded(tmp_path, "小手,大手\n向阳镇中心小学,示例一小")) == ["示例一小 > 向阳镇中心小学"]
    assert pairs(loaded(tmp_path, "领跑校,跟跑校\n示例一中,同心中学")) == ["示例一中 > 同心中学"]


@pytest.mark.parametrize("header", ["承办单位,村", "被检查单位,受理单位", "受托单位,村"])
def test_other_passives_name_nobody_who_is_helped(tmp_path: Path, header: str) -> None:
    with pytest.raises(InputError):
        loaded(tmp_path, f"{header}\n示例甲公司,示例乙公司\n示例丙公司,示例丁公司")


def test_columns_named_by_databases(tmp_path: Path) -> None:
    found = loaded(tmp_path, "支援机构,受援机构,kssj,jssj,zt_mc\n示例甲医院,示例乙医院,20210801,20220731,终止")
    rows = found.dataset.agreements.select("start", "end").rows()
    assert rows == [("2021-08-01", "2022-07-31")]


def test_a_second_table_whose_header_is_not_known_is_refused(tmp_path: Path) -> None:
    table = "序号,帮扶单位,受帮扶村\n1,示例甲公司,白水村\n二、互助,,\n序号,甲县方（村）,乙县方（村）\n1,红土村,黄泥村"
    with pytest.raises(InputError) as error:
        loaded(tmp_path, table)
    assert (error.value.key, error.value.values["row"]) == ("input.second_header", 4)
