"""Texts that may be several names: the column and its header say which, or the row is refused."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest

from loaders.loaded import Loaded
from loaders.roster.several import settled
from tests.loaders.roster.corpus.writing import Page
from tests.loaders.roster.small import loaded, pairs


def read(
    tmp_path: Path, *rows: tuple[str, str], header: tuple[str, str] = ("Helper", "Village"), mapping: str | None = None
) -> Loaded:
    """What is read of two columns."""
    return loaded(tmp_path, Page((header, *rows)), mapping=mapping)


def told(found: Loaded) -> list[str]:
    """What was refused because it may be several names."""
    return [str(one.cell or one.values.get("value")) for one in found.problems if one.key == "problem.several_names"]


def test_names_that_stand_alone_elsewhere_are_told_apart(tmp_path: Path) -> None:
    found = read(
        tmp_path, ("Oxfam", "Letur"), ("Caritas", "Sot"), ("Oxfam, Caritas", "Letur, Sot"), ("Oxfam", "Sot y Letur")
    )
    assert sorted({*pairs(found)}) == [
        "Caritas > Letur",
        "Caritas > Sot",
        "Oxfam > Letur",
        "Oxfam > Sot",
    ]


def test_a_header_in_the_plural_says_that_there_are_several(tmp_path: Path) -> None:
    rows = (("Grace Church", "Cabot (4 homes) and Ludlow (3)"), ("Temple Beth Or", "Weston (2)"))
    found = read(tmp_path, *rows, header=("Congregation", "Towns adopted"))
    assert pairs(found) == ["Grace Church > Cabot", "Grace Church > Ludlow", "Temple Beth Or > Weston"]


def test_what_may_be_one_or_several_is_refused_with_its_row(tmp_path: Path) -> None:
    found = read(tmp_path, ("Oxfam", "Aldaia y Sot"), ("Caritas", "Letur"), ("Unicef + 2 others", "Chiva"))
    assert pairs(found) == ["Caritas > Letur"]
    assert told(found) == ["Aldaia y Sot", "Unicef + 2 others"]


def test_a_mapping_says_that_it_is_one(tmp_path: Path) -> None:
    found = read(tmp_path, ("Oxfam", "Castilla y Leon"), ("Caritas", "Letur"), mapping='names = ["Castilla y Leon"]')
    assert pairs(found) == ["Caritas > Letur", "Oxfam > Castilla y Leon"]


def test_names_of_one_with_commas_and_words_for_and_stay_one(tmp_path: Path) -> None:
    rows = (
        ("Growers, Millers and Traders Association", "Navala"),
        ("Acme Trading, Inc.", "Bukuya"),
        ("Pine / Oak Realty Group", "Nadi"),
        ("Lake & Hill Trust", "Ba"),
    )
    assert len(pairs(read(tmp_path, *rows))) == 4


def test_a_column_of_places_with_their_states_is_left_as_it_is(tmp_path: Path) -> None:
    rows = (("Oxfam", "Salem, Oregon"), ("Caritas", "Dover, Vermont"), ("Unicef", "Troy, Michigan"))
    assert pairs(read(tmp_path, *rows)) == [
        "Caritas > Dover, Vermont",
        "Oxfam > Salem, Oregon",
        "Unicef > Troy, Michigan",
    ]


CHINESE = (
    "{}和{}",
    "{}与{}",
    "{}及{}",
    "{}以及{}",
    "{}同{}",
    "{}会同{}",
    "{}联合{}",
    "{}+{}",
    "{}＆{}",
    "{}·{}",
    "①{}②{}",
)
SAID = ("{}牵头，{}参与", "{}（{}协助）", "{}、{}两家", "{}、{}（共同）", "(1){}；(2){}", "1.{} 2.{}")


@pytest.mark.parametrize("way", CHINESE + SAID)
def test_chinese_names_that_are_joined_are_several_where_one_stands_alone(tmp_path: Path, way: str) -> None:
    rows = (("县教育局", "甲村"), (way.format("县教育局", "县卫健局"), "乙村"), ("县林业局", "丙村"))
    found = read(tmp_path, *rows, header=("帮扶单位", "受帮扶村"))
    assert pairs(found) == ["县卫健局 > 乙村", "县教育局 > 乙村", "县教育局 > 甲村", "县林业局 > 丙村"]


@pytest.mark.parametrize("name", ["县公安局与县司法局", "县公安局会同县司法局", "县公安局（县司法局协助）"])
def test_chinese_names_of_which_only_the_endings_tell_are_refused_with_their_row(tmp_path: Path, name: str) -> None:
    found = read(tmp_path, ("县教育局", "甲村"), (name, "乙村"), ("县林业局", "丙村"), header=("帮扶单位", "受帮扶村"))
    assert pairs(found) == ["县教育局 > 甲村", "县林业局 > 丙村"]
    assert told(found) == [name]


@pytest.mark.parametrize(
    "name",
    [
        "县住房和城乡建设局",
        "县工业和信息化局",
        "县教育和体育局",
        "县工商业联合会",
        "县供销合作社联合社",
        "怀化市会同县教育局",
        "湖南省怀化市会同县教育局",
        "贵州省贵阳市与某街道办事处",
        "贵阳市同心街道办事处",
        "北京大学和平里医院",
        "和硕县人民医院",
        "县同心商会",
        "中国联合网络通信集团有限公司",
        "示例荣联和信商贸有限公司",
    ],
)
def test_a_name_that_holds_a_word_for_and_is_one(tmp_path: Path, name: str) -> None:
    found = read(tmp_path, ("县教育局", "甲村"), (name, "乙村"), header=("帮扶单位", "受帮扶村"))
    assert pairs(found) == sorted(["县教育局 > 甲村", f"{name} > 乙村"])
    assert told(found) == []


@pytest.mark.parametrize(
    "way", ["jointly with", "with", "together with", "in partnership with", "as well as", "plus", "&", "/", "-"]
)
def test_latin_names_that_are_joined_are_several_where_both_stand_alone(tmp_path: Path, way: str) -> None:
    rows = (
        ("Oxfam", "Letur"),
        ("Caritas", "Sot"),
        (f"Oxfam {way} Caritas", "Chiva"),
        (f"Kids {way} Cancer Trust", "Ba"),
    )
    found = read(tmp_path, *rows)
    assert pairs(found) == [
        "Caritas > Chiva",
        "Caritas > Sot",
        f"Kids {way} Cancer Trust > Ba",
        "Oxfam > Chiva",
        "Oxfam > Letur",
    ]


@pytest.mark.parametrize(
    "way", ["Oxfam via Caritas", "Oxfam (through Caritas)", "Oxfam, supported by Caritas", "Oxfam with Unicef"]
)
def test_who_helps_through_whom_is_refused_with_its_row(tmp_path: Path, way: str) -> None:
    found = read(tmp_path, ("Oxfam", "Letur"), ("Caritas", "Sot"), (way, "Chiva"))
    assert pairs(found) == ["Caritas > Sot", "Oxfam > Letur"]
    assert told(found) == [way]


def test_the_names_of_a_long_column_are_looked_at_once_each() -> None:
    def seconds(count: int) -> float:
        names = [f"示例{number}公司" for number in range(count)]
        start = process_time()
        settled(names, "帮扶单位", helper=True)
        return process_time() - start

    few = min(seconds(1_000) for _ in range(5))
    assert min(seconds(8_000) for _ in range(3)) < 30 * few  # 64 times if each is looked at beside each
