"""Rules for words in any order: what they read, and what differs by a word or its place and must not be read so."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from graph.ask import Asked, Unread, read
from graph.ask.query import Told
from graph.ask.rules import RULES
from graph.store import Store
from tests.graph.ask.test_people import DAYS, meant

FOLDER = Path(__file__).parents[3] / "graph" / "ask"
MADE = {"NAME", "PART", "NUMBER", "TIME", "FILE", "ASKED", "CANASK", "YESTAIL", "NOISE"}
"""Classes that no vocabulary lists."""


def test_rules_name_classes_that_there_are() -> None:
    known = set(MADE)
    for lang in ("en", "zh"):
        data = tomllib.loads((FOLDER / f"{lang}.toml").read_text(encoding="utf-8"))
        known |= data["words"].keys() | data["values"].keys()
    named = {name for one in RULES for need in one.needs for classes in need for name in classes}
    named |= {name for one in RULES for name in one.may}
    for file in FOLDER.glob("rules*.py"):
        named |= set(re.findall(r'"([A-Z0-9]{2,})"', file.read_text(encoding="utf-8")))
    assert named - known == set()


@pytest.mark.parametrize(
    ("data", "question", "command"),
    [
        ("pz", "the five lowest townships by coverage", "coverage village --by township --top 5 --least"),
        ("pz", "which three enterprises have the most villages", "rank enterprise --of village --top 3"),
        ("np", "Gorkha有哪些机构", "rank --in Gorkha"),
        ("np", "which agencies help VDCs in Gorkha", "rank --of village --in Gorkha"),
        ("np", "agencies by number of VDCs in Gorkha", "rank --of village --top 10 --in Gorkha"),
        ("pz", "departments that help", "rank department"),
        ("pz", "since when is Panzhou paired", "partners Panzhou"),
        ("pz", "if all enterprises leave, which villages lose help", "withdraw --helpers enterprise --kind village"),
        ("pz", "找一下叫大寨的", "find 大寨"),
        ("pz", "which villages are helped only by 示例企业01", "withdraw 示例企业01 --kind village"),
        ("pz", "which villages depend only on 示例企业01", "withdraw 示例企业01 --kind village"),
        ("pz", "which villages have no partner other than 示例企业01", "withdraw 示例企业01 --kind village"),
        ("pz", "which villages have 示例企业01 as their only helper", "withdraw 示例企业01 --kind village"),
        ("pz", "哪些村只靠示例企业01", "withdraw 示例企业01 --kind village"),
        ("pz", "示例企业01是哪些村唯一的帮扶单位", "withdraw 示例企业01 --kind village"),
        ("pz", "双凤镇哪些村只靠示例企业01", "withdraw 示例企业01 --kind village --in 双凤镇"),
        ("pz", "which villages have several partners", "coverage village --at-least 2"),
        ("pz", "which villages several agencies help", "coverage village --at-least 2"),
        ("pz", "how many villages have multiple partners", "coverage village --at-least 2"),
        ("pz", "多家单位帮扶的村有哪些", "coverage village --at-least 2"),
        ("pz", "哪些村不止一家在帮", "coverage village --at-least 2"),
        ("pz", "who gets help from Dalian", "partners Dalian"),
        ("pz", "where does 新民镇 get help from", "partners 新民镇"),
        ("pz", "funds from Dalian", "partners Dalian"),
        ("pz", "大连市的捐款", "partners 大连市"),
        ("pz", "money given by Dalian to Panzhou", "partners Dalian --to Panzhou"),
        ("pz", "are there any errors in the data", "check data"),
        ("pz", "查错", "check data"),
        ("pz", "list of all partners", "rank"),
        ("pz", "帮扶单位名单", "rank"),
        ("np", "which agencies are there in Rasuwa", "rank --in Rasuwa"),
        ("np", "which agencies are in health in Rasuwa", "rank --sector health-and-care --in Rasuwa"),
        ("pz", "最多单位帮的村", "rank village --side recipient"),
        ("pz", "帮得最多的前三名", "rank --top 3"),
        ("pz", "掏钱最多的五家", "rank --by funds --top 5"),
        ("pz", "哪些结对结束了", "expiring --state ended"),
        ("pz", "哪些结对快结束了", "expiring --state expiring"),
        ("pz", "which villages have nobody helping them", "gaps village"),
        ("np", "VDCs that have yet to be matched in Rasuwa", "gaps village --in Rasuwa"),
        ("pz", "what portion of villages have a partner", "coverage village"),
        ("pz", "打印出来没有结对的村", "gaps village"),
        ("pz", "没有结对的村，导出表格", "gaps village -o gaps.xlsx"),
        ("pz", "write up a report on 新民镇", "report --in 新民镇"),
        ("pz", "由示例企业01帮扶的村", "partners 示例企业01"),
        ("pz", "a Word report", "report -o report.docx"),
        ("pz", "教育口的帮扶覆盖了多少学校", "coverage school --sector education"),
        ("ew", "harmonic centrality of the recipients", "rank --side recipient --by harmonic"),
        ("pz", "top twenty villages by partners", "rank village --side recipient --top 20"),
        ("pz", "所有村是不是只有一个帮扶单位", "check one-to-one --kind village"),
        ("np", "give me the whole network in graphml", "export graphml"),
        (
            "np",
            "which VDCs in Rasuwa have no partner in sector health",
            "gaps village --in Rasuwa --sector health-and-care",
        ),
        ("np", "Could each village in Kavre get two helpers?", "plan village --in Kavre --need 2"),
        (
            "np",
            "Suggest who could take on Syangja, with no society going above 200 villages",
            "plan village --in Syangja --capacity 200",
        ),
        ("np", "what changed from the end of 2014 till 6 July 2015", "diff 2014-12-31 2015-07-06"),
        ("np", "do we have a Nagarkot", "find Nagarkot"),
        ("np", "villages without a partner in the Rasuwa area", "gaps village --in Rasuwa"),
        ("pz", "石桥那边结上对的村占几成", "coverage village --in 石桥镇"),
        ("pz", "盘州各乡镇的村，按结对比例从低到高排一遍", "coverage village --by township --least --in 盘州"),
        ("pz", "古德村那条记录是哪个文件第几行录的", "explain 古德村民委员会"),
        ("pz", "从示例企业09到古德村，怎么绕才能连上", "partners 示例企业09 --to 古德村民委员会"),
        ("pz", "大山镇的空白村光拿企业来补，够不够用", "plan village --in 大山镇 --helpers enterprise"),
        ("pz", "中山医院对口谁？集体协议里的也一并算上", "partners 大连大学附属中山医院"),
    ],
)
def test_words_are_read_in_any_order(stores: dict[str, Store], data: str, question: str, command: str) -> None:
    got = read(question, stores[data], DAYS[data]).asked.command()
    assert meant(got, data, stores[data]) == meant(command.split(), data, stores[data])


@pytest.mark.parametrize(
    ("data", "question"),
    [
        ("pz", "which townships with three villages have the highest coverage"),  # the number counts the villages
        ("pz", "有三个村的乡镇覆盖率最高的是哪个"),
        ("pz", "rank partners with three pairs"),
        ("pz", "which critical partners have nobody"),  # which of them are critical is another question
        ("pz", "哪家关键单位没有帮扶任务"),
        ("pz", "departments with help"),  # on which side?
        ("pz", "when will Dalian help Panzhou"),
        ("np", "when will NorCross leave"),
        ("np", "which agencies left Gorkha"),
        ("pz", "what share of the money did Dalian give"),
        ("pz", "how much did Dalian give Panzhou in 2018"),
        ("pz", "how much did Dalian give in 2018"),
        ("pz", "if the company 示例企业01 leaves, who loses"),
        ("pz", "if enterprises leave all villages"),
        ("pz", "企业都离开村会怎样"),
        ("pz", "which villages help only enterprises"),
        ("pz", "哪些村只帮企业"),
        ("pz", "map of gaps as a spreadsheet"),
        ("pz", "report as a spreadsheet"),
        ("pz", "gaps in my calendar"),
        ("pz", "find who helps Foobar"),
        ("pz", "哪些帮扶单位没有结对村"),  # helpers without a village
        ("pz", "帮扶单位里哪些没有村"),
        ("pz", "企业帮的学校有哪些"),  # the schools, not the enterprises
        ("pz", "有企业帮的村有几个"),
        ("pz", "are enterprises one to one"),
        ("pz", "帮扶企业的单位"),  # those that help enterprises
        ("pz", "双凤镇和新民镇的结对单位"),  # of both, or between them
        ("pz", "哪几个镇全覆盖了"),  # covered itself, or all in it?
        ("pz", "districts with zero coverage"),
        ("pz", "who helps only 双凤镇"),  # whom it alone helps is another question
        ("pz", "which enterprises help only 石阶路村"),
        ("pz", "which villages does only 示例企业01 help"),
        ("pz", "which villages depend on 示例企业01"),
        ("pz", "which villages are not only helped by 示例企业01"),
        ("pz", "which villages have partners other than 示例企业01"),
        ("pz", "which villages are supported by 示例企业01 and someone else"),
        ("pz", "哪些村靠示例企业01"),
        ("pz", "示例企业01只靠谁"),
        ("pz", "示例企业01只帮哪些村"),
        ("pz", "哪些村不只有示例企业01在帮"),
        ("pz", "哪些村只靠一家示例企业"),
        ("pz", "哪些单位只帮双凤镇"),
        ("pz", "which villages help several organisations"),  # the villages help
        ("pz", "which organisations help several villages"),
        ("pz", "which villages do not have several partners"),
        ("pz", "which villages have several enterprises"),
        ("pz", "several villages have no partner"),
        ("pz", "哪些单位帮扶多个村"),
        ("pz", "多个村没有结对"),
        ("pz", "哪些村帮多个单位"),
        ("pz", "没有多家帮扶的村"),
        ("pz", "哪些村只有多家企业帮"),
        ("pz", "who gets no help from Dalian"),
        ("pz", "which villages get help from enterprises"),
        ("pz", "funds from Dalian in 2018"),  # the money of a year
        ("pz", "who received Dalian's money"),
        ("pz", "donations to villages in 双凤镇"),
        ("pz", "大连市的人均投入"),
        ("pz", "find errors in 双凤镇"),  # all data are checked
        ("pz", "which villages are wrong"),
        ("pz", "is anything wrong with 双凤镇"),
        ("pz", "没有结对的单位名单"),
        ("pz", "掏钱最多的五个村"),
        ("pz", "帮得最多的前三个村"),
        ("pz", "find duplicates"),  # in the data, or among the partners?
        ("pz", "有没有重复的"),
        ("pz", "缺了什么"),
        ("pz", "2018年安排的结对"),
        ("pz", "各地村的覆盖率"),  # by which level of areas?
        ("pz", "哪些民营企业在帮村"),  # the store has only the kind
        ("np", "which teaching hospitals have no partner"),
        ("np", "which districts have no one at all"),  # the districts, or those in them?
        ("np", "which agencies are not in health in Rasuwa"),
        ("np", "give me the villages in graphml"),
        ("np", "do we have an agency in Nagarkot"),
        ("np", "coverage by area"),
        ("np", "which area has the most gaps"),
        ("pz", "由企业帮扶的村"),
        ("pz", "who could help 双凤镇"),
        ("pz", "双凤镇在哪里"),
        ("pz", "是不是有村只有一个帮扶单位"),
        ("pz", "有没有学校一对一"),
    ],
)
def test_what_another_word_or_place_changes_is_not_read(stores: dict[str, Store], data: str, question: str) -> None:
    with pytest.raises(Unread):
        read(question, stores[data], DAYS[data])


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("does Dalian help anyone", Told.PARTNERS),
        ("is anyone helped by Dalian", Told.PARTNERS),
        ("does anyone help Shuangfeng Town", Told.HAS_PARTNER),
        ("does anyone help Shuangfeng Town directly", Told.HAS_PARTNER),
        ("is Shuangfeng Town helped by anyone", Told.HAS_PARTNER),
    ],
)
def test_whether_one_helps_or_is_helped_is_told_by_who_stands_first(
    stores: dict[str, Store], question: str, told: Told
) -> None:
    asked = read(question, stores["pz"], DAYS["pz"]).asked
    assert isinstance(asked, Asked)
    assert asked.told is told
