"""What stands for a helper and may be no name is asked about; what shows that it is one is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.store.open import open_store
from loaders.into.store import Home, load_paths
from loaders.names import divisions
from loaders.problems import Severity
from loaders.review.choices import Open, told_apart
from loaders.roster.doubt import says_something
from loaders.roster.mapping import ColumnMap, SheetMap, parse_mapping, written
from tests.loaders.roster.corpus.writing import Case, Page
from tests.loaders.roster.small import cells, loaded, pairs, problems, roster

LEDGER = "\n".join(
    (
        "村,帮扶单位",
        "一村,示例市教育局",
        "二村,待议",
        "三村,县级统筹",
        "四村,示例甲公司",
        "五村,华示",
        "六村,示例乙公司",
    )
)
SAYS = (
    *(
        "待议",
        "还在找",
        "无合适企业",
        "未找到",
        "县级统筹",
        "爱心企业若干",
        "社会力量",
        "按文件执行",
        "2024-05-01",
        "各村自行联系",
    ),
    *(
        "机构改革后未重新明确",
        "该村已整村搬迁",
        "听说是县农商行",
        "名称不便公布",
        "县里正在考虑",
        "请县里协调解决。",
        "原为县盐务局",
    ),
    *(
        "拟由县民政局",
        "县农发行或县信用联社",
        "县公积金中心（拟）",
        "企业（待认领）",
        "本级机关",
        "多家民营企业",
        "???",
    ),
    *("no match", "Partner wanted", "Undecided", "not known", "Still looking", "various donors", "see list", "TBD"),
)
NAMES = (
    *(
        "华为",
        "中石油",
        "老兵之家",
        "国家电网",
        "无锡市教育局",
        "未来小学",
        "待补镇人民政府",
        "不锈钢制品厂",
        "还地桥镇",
        "如意集团",
    ),
    *("市委办", "416医院", "示例机械公司（原示例机械厂）", "无花果专业合作社", "一中", "附小"),
    *(
        "Oxfam",
        "CARE",
        "PLAN",
        "Save the Children",
        "adidas",
        "UN-Habitat",
        "Médecins sans frontières",
        "ville de Lyon",
    ),
)


@pytest.mark.parametrize("text", SAYS)
def test_a_text_that_says_something_is_no_name(text: str) -> None:
    assert says_something(text)


@pytest.mark.parametrize("text", NAMES)
def test_a_name_says_nothing(text: str) -> None:
    assert not says_something(text)


def test_what_does_not_show_that_it_is_a_name_is_told_and_pairs_nobody(tmp_path: Path) -> None:
    found = loaded(tmp_path, LEDGER)
    assert pairs(found) == ["示例乙公司 > 六村", "示例市教育局 > 一村", "示例甲公司 > 四村"]
    assert problems(found) == [("doubtful-name", row, "帮扶单位") for row in (3, 4, 6)]
    assert found.failed
    assert (found.rejected, roster(found)) == (3, [])  # it is not known either that nobody helps


def test_of_several_helpers_in_a_cell_only_the_doubtful_one_is_left_out(tmp_path: Path) -> None:
    found = loaded(tmp_path, "村,帮扶单位\n一村,示例市教育局、待议\n二村,示例甲公司\n三村,示例乙公司")
    assert pairs(found) == ["示例乙公司 > 三村", "示例市教育局 > 一村", "示例甲公司 > 二村"]
    assert problems(found) == [("doubtful-name", 2, "帮扶单位")]


def test_one_word_is_told_once_with_its_rows(tmp_path: Path) -> None:
    found = loaded(tmp_path, "村,帮扶单位\n一村,待议\n二村,示例甲公司\n三村,待议\n四村,待议")
    assert [(one.row, one.values["rows"]) for one in found.problems if one.code == "doubtful-name"] == [(2, "2, 4–5")]


def test_a_row_that_states_what_only_a_pairing_has_names_somebody(tmp_path: Path) -> None:
    sure = "一村,示例市教育局,2020\n四村,示例甲公司,2020\n六村,示例乙公司,2020\n七村,示例丙公司,2020"
    table = f"村,帮扶单位,结对时间\n{sure}\n二村,华示,2021\n三村,木星,\n五村,待议,2024"
    found = loaded(tmp_path, table)
    assert "华示 > 二村 2021" in pairs(found)
    assert len(pairs(found)) == 5
    assert [(one.cell, one.row) for one in found.problems if one.code == "doubtful-name"] == [("木星", 7), ("待议", 8)]


def test_a_column_that_rows_without_a_helper_fill_too_shows_nothing(tmp_path: Path) -> None:
    table = "村,帮扶单位,结对时间\n一村,示例市教育局,2020\n二村,木星,2020\n三村,,2020\n四村,示例甲公司,2020"
    assert problems(loaded(tmp_path, table)) == [("doubtful-name", 3, "帮扶单位")]


def test_short_names_among_short_names_are_names(tmp_path: Path) -> None:
    found = loaded(tmp_path, "村,帮扶企业\n一村,华示\n二村,万例\n三村,示例集团\n四村,中石示\n五村,待议")
    assert [one.partition(" ")[0] for one in pairs(found)] == ["万例", "中石示", "华示", "示例集团"]
    assert problems(found) == [("doubtful-name", 6, "帮扶企业")]


def test_a_variety_of_a_name_in_the_column_is_a_name(tmp_path: Path) -> None:
    table = "村,帮扶单位\n一村,示例盘江矿业有限公司\n二村,示例盘江矿业\n三村,示例甲公司\n四村,示例乙公司"
    assert not [one for one in problems(loaded(tmp_path, table)) if one[0] == "doubtful-name"]


@pytest.mark.parametrize(
    ("helpers", "doubtful"),
    [
        (("World Vision", "Save the Children", "Oxfam", "CARE", "search ongoing"), ["search ongoing"]),
        (("Lions Club", "Rotary Club", "Kiwanis Club", "Zonta Club", "Lakeview Club", "Waiting"), ["Waiting"]),
        (("oxfam", "care nepal", "world vision", "plan intl"), []),
        (("Paris", "Lyon", "Nantes", "Lille"), []),
        (("Ville de Lyon", "Ville de Lille", "Croix-Rouge", "reste à voir"), ["reste à voir"]),
    ],
)
def test_latin_names_are_told_apart_by_how_the_column_is_written(
    tmp_path: Path, helpers: tuple[str, ...], doubtful: list[str]
) -> None:
    table = "village,helper\n" + "\n".join(f"Ward {number},{one}" for number, one in enumerate(helpers))
    found = loaded(tmp_path, table, mapping='[defaults]\nrecipient_kind = "village"')
    assert [one.cell for one in found.problems if one.code == "doubtful-name"] == doubtful
    assert len(pairs(found)) == len(helpers) - len(doubtful)


def test_a_mapping_says_which_are_names_and_which_mean_nobody(tmp_path: Path) -> None:
    found = loaded(tmp_path, LEDGER, mapping='names = ["华示"]\nnobody = ["待议", "县级统筹"]')
    assert "华示 > 五村" in pairs(found)
    assert not problems(found)
    assert roster(found) == ["一村", "三村", "二村", "五村", "六村", "四村"]
    other = loaded(tmp_path, "村,帮扶单位\n一村,暂无", mapping='names = ["暂无"]')
    assert pairs(other) == ["暂无 > 一村"]


def test_the_mapping_that_is_written_is_ready_to_use(tmp_path: Path) -> None:
    text = written(loaded(tmp_path, LEDGER).sheets)
    assert '\nnames = []\nnobody = ["华示", "县级统筹", "待议"]\n' in text
    text = text.replace("names = []", 'names = ["华示"]').replace('["华示", "县级', '["县级')
    found = loaded(tmp_path, LEDGER, mapping=text)
    assert not problems(found)
    again = parse_mapping(written(found.sheets), "m.toml")
    assert (again.every.names, again.every.nobody) == (("华示",), ("县级统筹", "待议"))


def test_a_mapping_without_words_leaves_the_fingerprint_as_it_was(tmp_path: Path) -> None:
    plain = loaded(tmp_path, "村,帮扶单位\n一村,示例甲公司").dataset.fingerprint
    assert loaded(tmp_path, "村,帮扶单位\n一村,示例甲公司", mapping="").dataset.fingerprint != ""
    assert repr(SheetMap()) == repr(SheetMap(names=("华示",), nobody=("待议",)))
    told = loaded(tmp_path, "村,帮扶单位\n一村,示例甲公司", mapping='names = ["华示"]').dataset.fingerprint
    assert plain != told


def test_somebody_at_a_terminal_is_asked_once_for_each_word(tmp_path: Path) -> None:
    path = Case("x", (Page(cells(f"{LEDGER}\n七村,待议")),), file="台账").write(tmp_path)
    asked: list[Open] = []
    answers = {"华示": 0, "待议": 1, "县级统筹": 2}

    def pick(choice: Open) -> int | None:
        asked.append(choice)
        return answers[choice.word]

    report = load_paths([str(path)], Home(str(tmp_path / "s.db"), open_store), pick=pick)
    assert [(one.field, one.word, one.column, one.rows) for one in asked] == [
        ("word", "待议", "帮扶单位", "3, 8"),
        ("word", "县级统筹", "帮扶单位", "4"),
        ("word", "华示", "帮扶单位", "6"),
    ]
    found = report.loaded[0]
    assert "华示 > 五村" in pairs(found)
    assert [one.cell for one in found.problems if one.code == "doubtful-name"] == ["县级统筹"]
    assert "二村" in roster(found)


def test_a_word_on_two_sheets_is_asked_about_once(tmp_path: Path) -> None:
    asked: list[str] = []

    def pick(choice: Open) -> int | None:
        asked.append(choice.word)
        return 1

    found = told_apart(loaded(tmp_path, "村,帮扶单位\n一村,待议", "村,帮扶单位\n二村,待议").sheets, ColumnMap(), pick)
    assert asked == ["待议"]
    assert (found.of("表1").nobody, found.of("表2").nobody) == (("待议",), ("待议",))


def test_who_stops_keeps_what_was_answered_before(tmp_path: Path) -> None:
    left = iter((1, None))
    found = told_apart(loaded(tmp_path, LEDGER).sheets, ColumnMap(), lambda choice: next(left))  # noqa: ARG005
    assert found == ColumnMap(sheets={"表1": SheetMap(nobody=("待议",))})


def test_a_name_that_the_store_has_is_not_asked_about_again(tmp_path: Path) -> None:
    home = Home(str(tmp_path / "s.db"), open_store)
    mapping = tmp_path / "m.toml"
    mapping.write_text('names = ["华示"]\nnobody = ["待议", "县级统筹"]', encoding="utf-8")
    path = Case("x", (Page(cells(LEDGER)),), file="六月").write(tmp_path)
    load_paths([str(path)], home, mapping=mapping)
    other = Case("x", (Page(cells("村,帮扶单位\n八村,示例丙公司\n九村,示例丁公司\n十村,华示")),), file="别县").write(
        tmp_path
    )
    report = load_paths([str(other)], home)
    assert "华示 > 十村" in pairs(report.loaded[0])


# --- what else was read wrongly at first sight


def test_a_code_that_stands_beside_several_names_is_not_theirs(tmp_path: Path) -> None:
    found = loaded(
        tmp_path, "区划代码,行政村,结对企业\n511000,一村,示例甲公司\n511000,二村,示例乙公司\n511001,三村,示例丙公司"
    )
    assert pairs(found) == ["示例丙公司 > 三村", "示例乙公司 > 二村", "示例甲公司 > 一村"]
    assert ("shared-code", 2, "区划代码") in problems(found)


def test_two_ways_to_write_one_name_share_its_code(tmp_path: Path) -> None:
    found = loaded(tmp_path, "区划代码,行政村,结对企业\n511001,一村,示例甲公司\n511001,一村村委会,示例乙公司")
    assert len({one.partition(" > ")[2] for one in pairs(found)}) == 1


def test_a_list_above_the_table_is_told(tmp_path: Path) -> None:
    above = "一、已结对,,\n名,单位,何时\n甲村,县红十字会,\n乙村,县计生协,\n丙村,县档案局,\n,,\n二、未结对,,\n村,原因,拟结对时间"
    found = loaded(tmp_path, f"{above}\n丁村,村情特殊,2025年\n戊村,另议,2025年")
    assert ("unread-block", None, None) in problems(found)
    assert next(one for one in found.problems if one.code == "unread-block").values["range"] == "A2:B5"


@pytest.mark.parametrize(
    ("header", "side"),
    [
        ("Helping unit", "helper"),
        ("Helped unit", "recipient"),
        ("Supported clinic", "recipient"),
        ("Partner(帮扶方)", "helper"),
        ("Beneficiary受益村", "recipient"),
        ("Twin school 结对学校", "helper"),
    ],
)
def test_headers_of_english_bodies_and_of_two_languages(header: str, side: str) -> None:
    from loaders.roster.headers import meaning

    assert meaning((header,)).field == side


def test_a_recipients_cell_that_says_something_is_told(tmp_path: Path) -> None:
    table = "helper,recipient\nLions Club,Hill School\nRotary Club,see annex\nKiwanis Club,Those"
    found = loaded(tmp_path, table, mapping='[defaults]\nrecipient_kind = "village"')
    assert pairs(found) == ["Kiwanis Club > Those", "Lions Club > Hill School"]
    assert [(one.code, one.row) for one in found.problems if one.severity is Severity.ERROR] == [
        ("doubtful-recipient", 3)
    ]


def test_a_code_of_the_registry_beside_two_other_names_is_neither_of_them(tmp_path: Path) -> None:
    village = next(row for row in divisions.in_area("cn-520281") if row.kind == "village")
    code = village.id.removeprefix("cn-")
    found = loaded(tmp_path, f"村代码,行政村,结对企业\n{code},一村,示例甲公司\n{code},二村,示例乙公司")
    assert pairs(found) == ["示例乙公司 > 二村", "示例甲公司 > 一村"]
    assert [one.code for one in found.problems if one.code in ("code-name", "shared-code")] == ["shared-code"]
