"""Units that texts name: areas in a title, former names, short forms, paths, areas that users name."""

from __future__ import annotations

import csv

import pytest

from graph.model import Kind
from loaders.names import divisions, registry
from loaders.problems import InputError


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("2019年大连市对口帮扶盘县村企结对台账.xlsx", ["大连市", "盘州市"]),
        ("贵州省六盘水市盘州市", ["盘州市"]),
        ("鼓楼区结对名单", []),
        ("南京市鼓楼区结对名单", ["鼓楼区"]),
        ("市和县级部门结对名单", []),
        ("辽宁省大连市、贵州省六盘水市", ["大连市", "六盘水市"]),
        ("市辖区各部门", []),
        ("贵州省黔西县", ["黔西市"]),
        ("Sheet1", []),
        ("从化市村企结对", ["从化区"]),
        ("东莞市结对名单", ["东莞市"]),
        ("黔东南州雷山县帮扶花名册", ["雷山县"]),
        ("玉屏县委办公室结对台账", ["玉屏侗族自治县"]),
        ("广州市对口帮扶毕节地区纳雍县", ["广州市", "纳雍县"]),
        ("2012年普洱县", ["宁洱哈尼族彝族自治县"]),
        ("河南县域经济", []),
        ("2016年清河区结对台账", ["清河区"]),  # that of Tieling: the name of today
        ("淮安市清河区结对台账", ["清江浦区"]),
        ("杭州市江干区对口帮扶", ["杭州市"]),  # divided in 2021
        ("杭州市下城区对口帮扶", ["拱墅区"]),
    ],
)
def test_areas_that_a_title_speaks_of(text: str, names: list[str]) -> None:
    assert sorted(unit.name for unit in registry.mentioned(text)) == sorted(names)


def test_former_names_lead_to_units_of_the_registry() -> None:
    codes = {row.code for row in divisions.above_townships()}
    with (divisions.folder() / "former.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == 1384
    for row in rows:
        now = row["now"]
        assert not now or codes & {now, now.removesuffix("00"), now.removesuffix("0000")}, row
        assert bool(now) is bool(row["became"]) is bool(row["known_by"]), row
        assert row["became"] in ("", "renamed", "merged", "divided"), row
        assert 1996 <= int(row["until"]) < 2023, row
    divided = {(row["code"], row["name"]) for row in rows if row["became"] == "divided"}
    assert not [row for row in rows if (row["code"], row["name"]) in divided and row["became"] != "divided"]


@pytest.mark.parametrize(
    ("name", "within", "now"),
    [
        *((name, None, now) for name, now in (("盘县", "520281"), ("水城县", "520204"), ("兴仁县", "522302"))),
        *((name, None, now) for name, now in (("黔西县", "520581"), ("遵义县", "520304"), ("平坝县", "520403"))),
        *((name, None, now) for name, now in (("毕节地区", "5205"), ("铜仁地区", "5206"), ("香格里拉县", "533401"))),
        *((name, None, now) for name, now in (("腾冲县", "530581"), ("沾益县", "530303"), ("马龙县", "530304"))),
        *((name, None, now) for name, now in (("江川县", "530403"), ("靖西县", "451081"), ("平果县", "451082"))),
        *((name, None, now) for name, now in (("荔浦县", "450381"), ("横县", "450181"), ("普兰店市", "210214"))),
        *((name, None, now) for name, now in (("从化市", "440117"), ("增城市", "440118"), ("襄樊市", "4206"))),
        *((name, None, now) for name, now in (("绍兴县", "330603"), ("固原地区", "6404"), ("中甸县", "533401"))),
        *((name, None, now) for name, now in (("宣武区", "110102"), ("胶南市", "370211"), ("闸北区", "310106"))),
        ("江干区", None, None),  # divided
        ("江干区", "cn-330102", None),
        ("思茅市", None, None),  # a prefecture and a county were called so
        ("南市区", None, None),  # two were, and what they became is not in the lists
        ("铜仁市", None, None),  # the prefecture of today
        ("铜仁市", "cn-5206", None),
        ("莱芜市", None, None),
        ("朝阳区", None, None),
        ("市辖区", None, None),
        ("郊区", None, None),
        ("清河区", None, None),  # another unit is called so today
        ("清河区", "cn-3208", "320812"),
        ("从化市", "cn-52", None),
    ],
)
def test_a_former_name_counts_only_where_it_is_sure(name: str, within: str | None, now: str | None) -> None:
    unit = registry.formerly(name, within)
    assert (unit.id if unit else None) == (f"cn-{now}" if now else None)


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("黔东南州", "5226"),
        ("黔东南自治州", "5226"),
        ("玉屏县", "520622"),
        ("三都县", "522732"),
        ("科左中旗", "150521"),
        ("鄂前旗", "150623"),
        ("莫旗", "150722"),
        ("喀左县", "211324"),
        ("克州", "6530"),
        ("宁夏", "64"),
        ("新疆", "65"),
        ("伊犁州", "6540"),
        ("凯里", "522601"),
        ("甘孜", None),  # a prefecture and a county
    ],
)
def test_short_forms(name: str, id_: str | None) -> None:
    unit = registry.find_unit(name, [Kind.PROVINCE, Kind.PREFECTURE, Kind.COUNTY])
    assert (unit.id if unit else None) == (f"cn-{id_}" if id_ else None)


@pytest.mark.parametrize(
    ("name", "within", "id_"),
    [
        ("清河区", None, None),  # in Tieling; until 2016 also in Huai'an
        ("清河区", "cn-21", "cn-211204"),
        ("清河区", "cn-32", "cn-320812"),
        ("桥东区", "cn-13", None),  # in Zhangjiakou; until 2019 also in Xingtai, until 2015 in Shijiazhuang
        ("桥东区", "cn-1307", "cn-130702"),
        ("桥东区", "cn-1305", "cn-130502"),
        ("巢湖市", None, "cn-340181"),  # the prefecture that was called so is no county
        ("东山区", None, "cn-230406"),  # that of Guangzhou is gone since 2005
        ("毕节市", None, None),  # no county any more
        ("大连市", None, None),
    ],
)
def test_a_county_whose_name_others_have_or_lately_had(name: str, within: str | None, id_: str | None) -> None:
    unit = registry.find_unit(name, [Kind.COUNTY], within)
    assert (unit.id if unit else None) == id_


def test_a_prefecture_and_its_only_county_of_the_same_name() -> None:
    for name, prefecture, county in (
        ("东莞市", "cn-4419", "cn-441900"),
        ("中山市", "cn-4420", "cn-442000"),
        ("儋州市", "cn-4604", "cn-460400"),
        ("嘉峪关市", "cn-6202", "cn-620201"),
    ):
        found = [registry.find_unit(name, [kind]) for kind in (Kind.PREFECTURE, Kind.COUNTY)]
        assert [unit.id if unit else None for unit in [*found, registry.area_of(name)]] == [
            prefecture,
            county,
            prefecture,
        ]


def test_a_path_of_units_and_what_follows_it() -> None:
    assert [
        (unit.name if unit else None, rest)
        for unit, rest in map(
            registry.split_path,
            (
                "荔湾区桥中街",
                "大连市中山区教育局",
                "甲公司",
                "鼓楼区教育局",
                "东莞市虎门镇人民政府",
                "大连中山区教育局",
                "贵州盘州市教育局",
                "北京市市辖区朝阳区",
                "从化市教育局",
                "下城区教育局",  # the district that took it in has an office of its own
                "新疆生产建设兵团",
                "中山大学",
                "河南县级医院",
            ),
        )
    ] == [
        ("荔湾区", "桥中街"),
        ("中山区", "教育局"),
        (None, "甲公司"),
        (None, "鼓楼区教育局"),
        ("东莞市", "虎门镇人民政府"),
        ("中山区", "教育局"),
        ("盘州市", "教育局"),
        ("朝阳区", ""),
        ("从化区", "教育局"),
        (None, "下城区教育局"),
        (None, "新疆生产建设兵团"),
        (None, "中山大学"),
        (None, "河南县级医院"),
    ]


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("盘州市", "520281"),
        ("520281", "520281"),
        ("cn-520281", "520281"),
        ("520281000000", "520281"),
        ("520281208", "520281208"),
        ("520000", "52"),
        ("440184", "440117"),
        ("520222", "520281"),
        ("从化市", "440117"),
        ("黔东南州", "5226"),
        ("三沙市", "4603"),
        ("三沙市永兴镇", "460321451"),
        ("大方县六龙镇", "520521106"),
        ("贵州省毕节地区大方县六龙镇", "520521106"),
        ("从化市鳌头镇龙田村", "440117113258"),
        ("盘州市坪地乡", "520281208"),
        ("坪地乡", "520281208"),
        ("东莞市虎门镇", "441900121"),
        ("毕节市", "5205"),
        ("新疆", "65"),
    ],
)
def test_an_area_that_a_user_names(text: str, id_: str) -> None:
    assert registry.area_of(text).id == f"cn-{id_}"


@pytest.mark.parametrize(
    ("text", "key", "candidates"),
    [
        ("江干区", "input.in_ambiguous", "cn-330102 上城区, cn-330114 钱塘区"),
        ("杭州市江干区", "input.in_ambiguous", "cn-330102 上城区, cn-330114 钱塘区"),
        ("莱芜市", "input.in_ambiguous", "cn-3701 济南市, cn-370116 莱芜区"),
        ("水城特区", "input.in_ambiguous", "cn-520204 水城区"),
        ("朝阳区", "input.in_ambiguous", "cn-110105 朝阳区, cn-220104 朝阳区"),
        ("鳌头镇", "input.in_ambiguous", "cn-440117113 鳌头镇, cn-440902104 鳌头镇"),
        ("东乡县", "input.in_ambiguous", "cn-361003 东乡区, cn-622926 东乡族自治县"),
        ("市辖区镇", "input.in_unknown", None),
        ("吴县市", "input.in_unknown", None),
        ("529999", "input.in_unknown", None),
        ("示例", "input.in_unknown", None),
        ("", "input.in_unknown", None),
    ],
)
def test_an_area_that_is_not_sure_is_asked_about(text: str, key: str, candidates: str | None) -> None:
    with pytest.raises(InputError) as raised:
        registry.area_of(text)
    assert raised.value.key == key
    assert raised.value.values.get("candidates") == candidates


def test_a_county_is_found_without_reading_the_nation(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    divisions.in_prefecture.cache_clear()
    text = divisions._text

    def watched(area: str) -> str:
        read.append(area)
        return text(area)

    monkeypatch.setattr(divisions, "_text", watched)
    assert registry.area_of("520281208").name == "坪地彝族乡"
    assert registry.area_of("盘州市坪地乡").id == "cn-520281208"
    assert [row.id for row in divisions.at(["cn-520281208"])] == ["cn-520281208"]
    assert set(read) <= {"", "cn-5202"}
