"""Places that the cells of a row mean, as people of different provinces write them."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from graph.model import Kind
from loaders.loaded import Reason
from loaders.names import registry
from loaders.names.index import NameMatch
from loaders.names.keys import NO_NAMES
from loaders.names.resolve import NO_CONTEXT, Resolver, units_above

VILLAGE, TOWNSHIP, COUNTY, PREFECTURE = Kind.VILLAGE, Kind.TOWNSHIP, Kind.COUNTY, Kind.PREFECTURE


def resolver(area: str | None) -> Resolver:
    return Resolver(NO_CONTEXT, registry.area_of(area) if area else None)


def place(area: str | None, levels: Mapping[str, str], name: str, kind: Kind) -> NameMatch:
    one = resolver(area)
    return one.place(name, kind, one.scope(levels, one.area))


def path(id_: str) -> str:
    """The names of a unit and those it lies in, without the province and units that have no name of their own."""
    return "/".join(unit.name for unit in units_above(id_)[1:] if unit.name not in NO_NAMES)


def levels(text: str) -> dict[str, str]:
    """The columns of a row, outermost first: `prefecture=东莞市 township=虎门镇`."""
    return dict(cell.split("=") for cell in text.split())


@pytest.mark.parametrize(
    ("area", "columns", "name", "kind", "found"),
    [
        # a prefecture with a county of its name, or with none
        (None, "prefecture=东莞市 township=虎门镇", "北栅村", VILLAGE, "东莞市/东莞市/虎门镇/北栅社区居民委员会"),
        (
            None,
            "prefecture=东莞市 county=东莞市 township=虎门镇",
            "北栅村",
            VILLAGE,
            "东莞市/东莞市/虎门镇/北栅社区居民委员会",
        ),
        (None, "county=东莞市 township=虎门镇", "北栅社区", VILLAGE, "东莞市/东莞市/虎门镇/北栅社区居民委员会"),
        ("东莞市", "township=虎门镇", "北栅社区", VILLAGE, "东莞市/东莞市/虎门镇/北栅社区居民委员会"),
        ("中山市", "", "小榄镇", TOWNSHIP, "中山市/中山市/小榄镇"),
        ("儋州市", "township=那大镇", "屋基村", VILLAGE, "儋州市/儋州市/那大镇/屋基村委会"),
        ("嘉峪关市", "", "峪泉镇", TOWNSHIP, "嘉峪关市/嘉峪关市/峪泉镇"),
        ("三沙市", "township=永兴镇", "永兴社区", VILLAGE, "三沙市/西沙群岛/永兴/永兴社区居委会"),
        # former names
        (None, "prefecture=广州市 county=从化市 township=鳌头镇", "龙聚村", VILLAGE, "广州市/从化区/鳌头镇/龙聚村委会"),
        ("从化区", "county=从化市 township=鳌头镇", "龙聚村", VILLAGE, "广州市/从化区/鳌头镇/龙聚村委会"),
        ("从化市", "county=从化市 township=鳌头镇", "龙聚村", VILLAGE, "广州市/从化区/鳌头镇/龙聚村委会"),
        (None, "prefecture=毕节地区 county=大方县", "六龙镇", TOWNSHIP, "毕节市/大方县/六龙镇"),
        (None, "prefecture=固原地区 county=固原县", "开城镇", TOWNSHIP, "固原市/原州区/开城镇"),
        ("哈密市", "county=哈密市", "二堡镇", TOWNSHIP, "哈密市/伊州区/二堡镇"),
        ("遵义市", "county=遵义县", "团溪镇", TOWNSHIP, "遵义市/播州区/团溪镇"),
        ("拱墅区", "county=下城区", "潮鸣街道", TOWNSHIP, "杭州市/拱墅区/潮鸣街道"),
        (None, "county=宣武区 province=北京市", "牛街街道", TOWNSHIP, "西城区/牛街街道"),
        # short forms
        (None, "prefecture=黔东南州 county=雷山县", "西江镇", TOWNSHIP, "黔东南苗族侗族自治州/雷山县/西江镇"),
        (None, "prefecture=黔东南 county=雷山", "西江", TOWNSHIP, "黔东南苗族侗族自治州/雷山县/西江镇"),
        (None, "county=玉屏县", "田坪镇", TOWNSHIP, "铜仁市/玉屏侗族自治县/田坪镇"),
        ("通辽市", "county=科左中旗", "舍伯吐镇", TOWNSHIP, "通辽市/科尔沁左翼中旗/舍伯吐镇"),
        (None, "prefecture=克州 county=乌恰县", "托云乡", TOWNSHIP, "克孜勒苏柯尔克孜自治州/乌恰县/托云乡"),
        (None, "province=宁夏 county=永宁县", "闽宁镇", TOWNSHIP, "银川市/永宁县/闽宁镇"),
        ("盘州市", "", "坪地乡", TOWNSHIP, "六盘水市/盘州市/坪地彝族乡"),
        (None, "", "玉屏县", COUNTY, "铜仁市/玉屏侗族自治县"),
        (None, "", "黔东南州", PREFECTURE, "黔东南苗族侗族自治州"),
        # paths in one cell
        (None, "", "大方县六龙镇", TOWNSHIP, "毕节市/大方县/六龙镇"),
        ("毕节市", "", "大方县六龙镇", TOWNSHIP, "毕节市/大方县/六龙镇"),
        ("从化区", "", "从化市鳌头镇龙聚村", VILLAGE, "广州市/从化区/鳌头镇/龙聚村委会"),
        ("广州市", "", "鳌头镇龙聚村", VILLAGE, "广州市/从化区/鳌头镇/龙聚村委会"),
        ("花垣县", "township=花垣县双龙镇", "十八洞村", VILLAGE, "湘西土家族苗族自治州/花垣县/双龙镇/十八洞村"),
        (None, "", "湖南省湘西自治州花垣县十八洞村", VILLAGE, "湘西土家族苗族自治州/花垣县/双龙镇/十八洞村"),
        (None, "", "重庆市石柱县中益乡华溪村", VILLAGE, "石柱土家族自治县/中益乡/华溪村民委员会"),
        ("西安市", "", "长安区韦曲街道", TOWNSHIP, "西安市/长安区/韦曲街道"),
        # what is not sure
        (None, "", "长安区韦曲街道", TOWNSHIP, None),
        (None, "county=朝阳区", "三里屯街道", TOWNSHIP, None),
        ("上城区", "county=江干区", "四季青街道", TOWNSHIP, None),
        ("盘州市", "", "大方县六龙镇", TOWNSHIP, None),
        ("大方县", "township=示例镇", "大方县六龙镇", TOWNSHIP, None),
        (None, "county=清河区 prefecture=淮安市", "义顺街道", TOWNSHIP, None),
        (None, "", "贵州省六龙镇", TOWNSHIP, None),
        ("六盘水市", "", "盘县", COUNTY, None),
    ],
)
def test_a_place_that_the_cells_of_a_row_mean(
    area: str | None, columns: str, name: str, kind: Kind, found: str | None
) -> None:
    chosen = place(area, levels(columns), name, kind).chosen
    assert (path(chosen.id) if chosen else None) == found


def test_what_is_not_sure_is_proposed() -> None:
    proposed = [
        place("上城区", {"county": "江干区"}, "四季青街道", TOWNSHIP),
        place("大方县", {"township": "示例镇"}, "大方县六龙镇", TOWNSHIP),
        place("六盘水市", {}, "盘县", COUNTY),
        place("六盘水市", {}, "六盘水市盘县", COUNTY),
    ]
    assert [[(one.id, one.reason) for one in match.candidates] for match in proposed] == [
        [("cn-330102014", Reason.EXACT)],
        [("cn-520521106", Reason.EXACT)],
        [("cn-520281", Reason.ALIAS)],
        [("cn-520281", Reason.ALIAS)],
    ]


@pytest.mark.parametrize(
    ("name", "kind", "id_"),
    [
        ("黔东南州", PREFECTURE, "5226"),
        ("东莞市", PREFECTURE, "4419"),
        ("玉屏县", COUNTY, "520622"),
        ("从化市", COUNTY, "440117"),
        ("东莞市虎门镇", TOWNSHIP, "441900121"),
        ("从化市鳌头镇", TOWNSHIP, "440117113"),
        ("下城区", COUNTY, None),
        ("江干区", COUNTY, None),
        ("朝阳区", COUNTY, None),
    ],
)
def test_a_place_that_helps(name: str, kind: Kind, id_: str | None) -> None:
    chosen = resolver(None).helper(name, kind, None, None).chosen
    assert (chosen.id if chosen else None) == (f"cn-{id_}" if id_ else None)


def test_a_former_name_that_is_not_sure_is_proposed() -> None:
    one = resolver(None)
    matches = [
        one.helper("江干区", COUNTY, None, None),
        one.helper("杭州市江干区", COUNTY, None, None),
        one.helper("下城区", COUNTY, None, None),
        one.place("江干区", COUNTY, one.scope({"prefecture": "杭州市"}, None)),
        one.helper("下城区教育局", Kind.DEPARTMENT, None, None),
        one.helper("朝阳区", COUNTY, None, None),
    ]
    assert [match.chosen for match in matches] == [None] * 6
    parts = ["cn-330102", "cn-330114"]
    assert [[unit.id for unit in match.candidates] for match in matches] == [parts, parts, ["cn-330105"], parts, [], []]
    assert [unit.id for unit in one.candidates("江干区", COUNTY, "cn-3301")] == parts


def test_codes_of_today_and_before() -> None:
    one = resolver(None)
    one.look_up_codes(["520281208", "520281208000", "440184", "441900121014", "999999", "x", "²"])
    found = [
        one.by_code(code, kind)
        for code, kind in (
            ("520281208", TOWNSHIP),
            ("520281208000", TOWNSHIP),
            ("520281208", VILLAGE),
            ("440184", COUNTY),
            ("441900121014", VILLAGE),
            ("999999", COUNTY),
        )
    ]
    assert [place.id if place else None for place in found] == [
        "cn-520281208",
        "cn-520281208",
        None,
        "cn-440117",
        "cn-441900121014",
        None,
    ]


def test_the_area_of_a_sheet_by_a_former_name_in_its_title() -> None:
    pairs = [("坪地乡", ""), ("双凤镇", "大海村")]
    area = resolver(None).area_of_sheet(["2016年盘县村企结对台账"], pairs)
    assert area is not None
    assert area.id == "cn-520281"
