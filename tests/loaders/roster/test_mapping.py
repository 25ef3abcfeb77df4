"""A mapping: what it says counts, what it leaves unsaid is seen as without it, and one that is written says the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.model import ReadAs
from loaders import load
from loaders.loaded import Loaded
from loaders.problems import ChoiceError, InputError
from loaders.roster.mapping import ColumnMap, SheetMap, parse_mapping, written
from tests.loaders.roster.corpus import CASES
from tests.loaders.roster.corpus.writing import Case, Page
from tests.loaders.roster.small import amounts, fields, loaded, pairs, problems, roster
from tests.loaders.roster.test_corpus import network, read

READ = [case for case in CASES if case.error is None]


def said(found: Loaded) -> object:
    """Everything that a mapping may change."""
    left_out = ("hidden-sheet", "no-table")  # the mapping says so itself
    told = [(one.code, one.row, one.column) for one in found.problems if one.code not in left_out]
    return network(found), found.read_as, found.roster, fields(found), told


@pytest.mark.parametrize("case", READ[::4], ids=lambda case: case.name)
def test_a_written_mapping_says_what_was_seen(case: Case, tmp_path: Path) -> None:
    first = read(case, tmp_path)
    (tmp_path / "mapping.toml").write_text(written(first.sheets), "utf-8")
    path = str(case.write(tmp_path))
    again = load(path, area=case.area, mapping=tmp_path / "mapping.toml", read_as=case.told_as, roster=case.told_roster)
    assert said(again) == said(first)


PLANNED = "村,帮扶单位,计划资金（元）,到位资金（元）\n一村,示例甲公司,9,2"
SECTIONS = "序号,村名,户数\n示例甲公司,,\n1,一村,3\n示例乙公司,,\n2,二村,4"
MARKS = "村,示例甲公司,示例乙公司\n一村,√,\n二村,,√"
WIDE = "受帮扶村1,受帮扶村2,帮扶单位\n一村,二村,示例甲公司\n三村,,示例乙公司"
TWO = "帮扶单位,村\n示例甲公司,一村\n,\n支援学校,受援学校,备注\n示例中学,示例小学,x"
SAME = "村,类型,类型,帮扶单位\n一村,x,企业,示例甲公司"
TAGS = "Who,Where,In\n#org,#adm4,#adm3\nExample Aid,Upper Sample,Northdale"
COUNTIES = "帮扶市,受援县,资金（元）\n示例市,示例县,5\n示例二市,示例二县,6"
QUARTERS = "2024年帮扶资金,,,\n村,帮扶单位,一季度（万元）,二季度（万元）\n一村,示例甲公司,1,2"


@pytest.mark.parametrize("table", [PLANNED, SECTIONS, MARKS, WIDE, TWO, SAME, TAGS, COUNTIES, QUARTERS])
def test_every_sort_of_table_is_read_the_same_with_the_mapping_written_for_it(tmp_path: Path, table: str) -> None:
    first = loaded(tmp_path, table)
    assert pairs(first) or amounts(first)
    assert said(loaded(tmp_path, table, mapping=written(first.sheets))) == said(first)


def test_several_sheets_each_have_their_part(tmp_path: Path) -> None:
    pages = ("帮扶单位,村\n示例甲公司,一村", "标题,\n受援学校,支援学校\n示例小学,示例中学", "封面")
    first = loaded(tmp_path, *pages)
    text = written(first.sheets)
    assert '[sheets."表3"]\nuse = false' in text
    assert '[sheets."表2".columns]\nrecipient = "受援学校"\nhelper = "支援学校"' in text
    assert said(loaded(tmp_path, *pages, mapping=text)) == said(first)
    changed = text.replace('"表2"]\nheader = [2]\nas = "ledger"', '"表2"]\nuse = false', 1)
    assert pairs(loaded(tmp_path, *pages, mapping=changed)) == ["示例甲公司 > 一村"]


def test_sheets_of_one_name_in_several_files_share_their_part(tmp_path: Path) -> None:
    one, other = "帮扶单位,村\n示例甲公司,一村", "支援单位,受援村\n示例乙公司,二村"
    sheets = [*loaded(tmp_path, one).sheets, *loaded(tmp_path, other).sheets]
    text = written(sheets)
    assert 'helper = ["帮扶单位", "支援单位"]\nrecipient = ["村", "受援村"]' in text
    for page, pair in ((one, "示例甲公司 > 一村"), (other, "示例乙公司 > 二村")):
        with pytest.raises(InputError) as error:
            loaded(tmp_path, page, mapping=text)
        assert error.value.key == "input.mapping_column"  # a column that is not there is told, not passed over
        assert pairs(loaded(tmp_path, page)) == [pair]


def test_a_label_counts_by_itself_or_with_those_over_it(tmp_path: Path) -> None:
    page = Page((("甲 方", "甲 方", "乙方"), ("名/称", "代码", "名/称"), ("示例甲公司", "1", "一村")))
    for helper, recipient in (("甲方/名/称", "乙方/名/称"), ("甲 方/名/称", "column C"), ("column A", "列 C")):
        text = f'header = [1, 2]\n[columns]\nhelper = "{helper}"\nrecipient = "{recipient}"'
        assert pairs(loaded(tmp_path, page, mapping=text)) == ["示例甲公司 > 一村"]


def test_a_column_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        loaded(tmp_path, TWO, mapping='[columns]\nhelper = ["帮扶单位", "帮扶企业"]')
    assert (error.value.key, error.value.values["column"]) == ("input.mapping_column", "帮扶企业")
    assert error.value.values["found"] == "帮扶单位, 村, 支援学校, 受援学校, 备注"


def test_a_mapping_for_one_table_leaves_the_other_as_it_is(tmp_path: Path) -> None:
    found = loaded(tmp_path, TWO, mapping='[columns]\nhelper = "备注"')
    assert pairs(found) == ["x > 示例小学", "示例甲公司 > 一村"]


def test_nobody_helps_where_the_mapping_says_so(tmp_path: Path) -> None:
    found = loaded(tmp_path, "帮扶单位,村\n示例甲公司,一村", mapping='[columns]\nhelper = ""')
    assert (found.read_as, pairs(found), roster(found)) == ("roster", [], ["一村"])


def test_what_was_said_beforehand_is_written_too(tmp_path: Path) -> None:
    table = "谁帮,帮谁,多少\n示例甲公司,一村,3"
    mapping = (
        'roster = true\n[columns]\nhelper = "谁帮"\nrecipient = "帮谁"\namount = "多少"\n'
        '[defaults]\nrecipient_kind = "village"\namount_unit = "万元"\nsector = "产业"\n'
    )
    first = loaded(tmp_path, table, mapping=mapping)
    assert (amounts(first), roster(first)) == (["30000"], ["一村"])
    text = written(first.sheets)
    assert text.split("\n\n", 1)[1] == (
        'header = [1]\nas = "ledger"\nroster = true\n[columns]\nhelper = "谁帮"\nrecipient = "帮谁"\namount = "多少"\n'
        '[defaults]\nrecipient_kind = "village"\namount_unit = "万元"\nsector = "产业"\n'
    )
    again = loaded(tmp_path, table, mapping=text)
    assert said(again) == said(first)
    assert again.dataset.agreements["sector"].to_list() == ["产业"]


def test_an_option_counts_more_than_the_mapping(tmp_path: Path) -> None:
    table = "帮扶单位,村\n示例甲公司,一村\n示例乙公司,二村"
    mapping = 'as = "ledger"\nroster = true\n[sheets."表1"]\nas = "ledger"\nroster = true\n'
    assert roster(loaded(tmp_path, table, mapping=mapping)) == ["一村", "二村"]
    assert roster(loaded(tmp_path, table, mapping=mapping, read_as=ReadAs.LEDGER)) == ["一村", "二村"]
    assert roster(loaded(tmp_path, table, mapping=mapping, whole=False)) == []
    assert loaded(tmp_path, table, mapping=mapping, read_as=ReadAs.ROSTER).read_as == "roster"
    told = ColumnMap(every=SheetMap(roster=False), sheets={"x": SheetMap(roster=True)}).told(None, True)
    assert (told.every.roster, told.of("x").roster, told.of("y").roster) == (True, True, True)
    assert ColumnMap(file="m").told(None, None) == ColumnMap(file="m")


def test_each_sheet_says_whether_it_is_a_roster(tmp_path: Path) -> None:
    pages = (
        "帮扶单位,村\n示例甲公司,一村\n示例甲公司,二村",
        "帮扶单位,村\n示例甲公司,三村\n,四村",
        "村,户数\n五村,1\n六村,2",
    )
    assert roster(loaded(tmp_path, *pages)) == ["一村", "三村", "二村", "五村", "六村", "四村"]
    mapping = '[sheets."表1"]\nroster = true\n[sheets."表2"]\nroster = false\n[sheets."表3"]\nroster = false\n'
    assert roster(loaded(tmp_path, *pages, mapping=mapping)) == ["一村", "二村"]
    pairs_only = '[sheets."表2"]\nroster = false\n[sheets."表3"]\nroster = false\n'
    assert roster(loaded(tmp_path, *pages, mapping=pairs_only)) == []


def test_a_mapping_that_is_offered_can_be_used_as_it_is_and_changed(tmp_path: Path) -> None:
    table = "企业,村,学校\n示例甲公司,一村,示例小学\n示例乙公司,二村,示例二小学"
    with pytest.raises(ChoiceError) as error:
        loaded(tmp_path, table)
    text = written(error.value.sheets)  # type: ignore[arg-type]
    assert text.split("\n\n", 1)[1] == (
        "header = [1]\n[columns]\n# choose for helper: A 企业 · C 学校\n# 请为 helper 选择：A 企业 · C 学校\n"
        'helper = "企业"\nrecipient = "村"\n[defaults]\nrecipient_kind = "village"\n'
    )
    assert pairs(loaded(tmp_path, table, mapping=text)) == ["示例乙公司 > 二村", "示例甲公司 > 一村"]
    other = loaded(tmp_path, table, mapping=text.replace('helper = "企业"', 'helper = "学校"'))
    assert pairs(other) == ["示例二小学 > 二村", "示例小学 > 一村"]
    both = loaded(tmp_path, table, mapping=text.replace('helper = "企业"', 'helper = ["企业", "学校"]'))
    assert len(pairs(both)) == 4
    none = loaded(tmp_path, table, mapping=text.replace('helper = "企业"', 'helper = ""'))
    assert (pairs(none), roster(none)) == ([], ["一村", "二村"])


def test_several_tables_of_which_one_is_asked_about(tmp_path: Path) -> None:
    table = "帮扶单位,村\n示例甲公司,一村\n示例乙公司,二村\n,\n结对学校,学校\n示例小学,示例中学"
    with pytest.raises(ChoiceError) as error:
        loaded(tmp_path, table)
    text = written(error.value.sheets)  # type: ignore[arg-type]
    assert 'helper = ["结对学校", "帮扶单位"]\nrecipient = ["村", "学校"]\n' in text
    found = loaded(tmp_path, table, mapping=text)
    assert pairs(found) == ["示例乙公司 > 二村", "示例小学 > 示例中学", "示例甲公司 > 一村"]
    assert problems(found) == []


def test_what_a_mapping_may_say() -> None:
    found = parse_mapping(
        'area = "520281"\n[columns]\nhelper = ["甲", "乙"]\n[defaults]\non_roster = true\n[sheets."表"]\nheader = 3\n',
        "m",
    )
    assert found.of("表") == SheetMap({"helper": ("甲", "乙")}, {"on_roster": "true"}, (3,), None, "m", None, None)
    assert (found.area, found.of("x").header) == ("520281", None)
