"""Rules for words in any order: what they read, and what differs by a word or its place and must not be read so."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from graph.ask import Asked, Unread, read
from graph.ask.query import Told
from graph.ask.rules import RULES
from graph.store import Store
from graph.store.open import open_store
from tests.graph.ask.test_people import DAYS, meant

FOLDER = Path(__file__).parents[3] / "graph" / "ask"
MADE = {"NAME", "PART", "NUMBER", "TIME", "FILE", "ASKED", "CANASK", "YESTAIL", "NOISE"}
"""Classes that no vocabulary lists."""


@pytest.fixture(scope="module")
def stores(files: dict[str, Path]) -> Iterator[dict[str, Store]]:
    with ExitStack() as held:
        yield {name: held.enter_context(open_store(str(path))) for name, path in files.items()}


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
