"""Questions as people wrote them who did not know how questions are read, and the sentence that answers each kind of question."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph.ask import Asked, Unread, answer, read
from graph.ask.telling import offered
from graph.errors import UsageError
from graph.model import kind_words, parse_kind
from graph.output.render import json_text, sentence
from graph.questions.inquiry import Inquiry
from graph.store import Store
from tests.graph.ask.test_reading import spoken

DAYS = {"pz": date(2019, 12, 30), "np": date(2015, 7, 6), "ew": date(2021, 12, 31)}
NOT_YET = {"示例街道05的结对村名单"}
"""Refused so far: it may be the villages in an area or those it helps."""
SHARES = {"open.tsv": 0.9, "kept.tsv": 0.79, "fresh.tsv": 0.81, "later.tsv": 0.67, "blind.tsv": 0.57}
"""The least share of the answerable questions of people that is answered, by the file that holds them."""
NOTHING = None
"""Where a question calls for no sentence of its own."""
_ALONE = {"--history", "--critical", "--least", "--groups"}
"""Options without a value."""
_SAID = {"rank": {"--side": "helper", "--by": "partners"}}
"""Values that a command has by itself."""


def people(file: str = "people.tsv") -> Iterator[tuple[str, list[str], str, bool]]:
    """(question, commands that are right, data, whether it is refused so far)."""
    for line in (Path(__file__).parent / file).read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            question, command, others, data, *refused = line.split("\t")
            commands = [command, *(one.strip() for one in others.split("||") if one.strip())]
            yield question, commands, data, bool(refused)


def meant(command: list[str], data: str, store: Store) -> tuple[str, ...]:
    """A command without its day and what it has by itself, its organizations by their ids, sorted."""
    words, kept = list(command), []
    name = words.pop(0)
    while words:
        word = words.pop(0)
        value = words.pop(0) if word.startswith("-") and words and word not in _ALONE else None
        if (word, value) == ("--as-of", DAYS[data].isoformat()) or word == "--top":
            continue
        if word == "-o" or (value is not None and _SAID.get(name, {}).get(word) == value):
            continue
        word = {"--year": "--period"}.get(word, word)
        if word == "--as-of" and value is not None:
            value = value[:4]
        if name == "diff" and word.endswith("-12-31"):
            word = word[:4]
        kept += [_whose(word, store)] if value is None else [f"{word} {_whose(value, store)}"]
    if name in ("gaps", "coverage", "stats", "plan") and "village" not in kept and len(kept) == 0:
        kept.append("village")
    if name == "coverage" and any(one.startswith("--by ") for one in kept) and "village" not in kept:
        kept.append("village")
    return (name, *sorted(set(kept)))


def _whose(word: str, store: Store) -> str:
    if word in kind_words():
        return str(parse_kind(word))
    found = store.find(word, first=True) if len(word) > 1 and not word.startswith("-") else []
    return min(one.id for one in found) if found else word


OPEN = list(people("open.tsv"))
"""Questions written before it was known how questions are read; many are not understood yet, none may be misread."""
FRESH = [*people("fresh.tsv"), *people("later.tsv"), *people("blind.tsv")]
"""Questions of people who had seen no more than the help of the commands."""
KEPT = list(people("kept.tsv"))
"""As many more, which nobody looked at before the ways of reading stood."""


@pytest.mark.parametrize(("question", "commands", "data", "refused"), [*people(), *OPEN, *KEPT, *FRESH])
def test_a_question_of_a_person_is_read_right(
    stores: dict[str, Store], question: str, commands: list[str], data: str, *, refused: bool
) -> None:
    store = stores[data]
    right = {meant(shlex.split(one), data, store) for one in commands if one != "REFUSE"}
    try:
        got = read(question, store, DAYS[data]).asked.command()
    except Unread:
        assert "REFUSE" in commands or refused or question in NOT_YET
        return
    assert meant(got, data, store) in right, spoken(got)


@pytest.mark.full
@pytest.mark.parametrize("file", SHARES)
def test_what_is_read_can_be_answered(stores: dict[str, Store], file: str) -> None:
    for question, _, data, refused in people(file):
        if refused:
            continue
        try:
            asked = read(question, stores[data], DAYS[data]).asked
        except Unread:
            continue
        if isinstance(asked, Asked) and asked.writes:
            continue
        try:
            answer(asked, Inquiry(stores[data], None, DAYS[data]))
        except UsageError as error:
            if error.key != "error.ambiguous_name":  # which of several of one name is asked
                pytest.fail(f"{question}: {error}")


@pytest.mark.parametrize("file", SHARES)
def test_most_questions_of_people_are_answered(file: str) -> None:
    asked = list(people(file))
    answerable = [refused for _, commands, _, refused in asked if "REFUSE" not in commands]
    assert len(asked) >= 150
    assert sum(not refused for refused in answerable) / len(answerable) >= SHARES[file]


@pytest.mark.parametrize(
    ("data", "question", "command"),
    [
        ("np", "I am in charge of Rasuwa. Which VDCs have nobody?", "gaps village --in Rasuwa"),
        ("pz", "I am off to Xinmin Town tomorrow, which villages there have nobody?", "gaps village --in 新民镇"),
        ("pz", "领导要去双凤镇调研，那边还有哪些村没结上对？", "gaps village --in 双凤镇"),
        ("pz", "我们县还有哪些村没有结对", "gaps village --in 盘州市"),
        ("pz", "全市还剩几个空白村", "gaps village --in 盘州市"),
        ("np", "unpaired VDCs, Rasuwa", "gaps village --in Rasuwa"),
        ("np", "Rasuwa's VDCs without health help", "gaps village --in Rasuwa --sector health-and-care"),
        ("pz", "哪些乡镇村覆盖率不到三成", "coverage village --by township --below 30"),
        (
            "pz",
            "which townships have less than a quarter of their villages covered",
            "coverage village --by township --below 25",
        ),
        ("pz", "how many villages were unpaired in mid 2018", "gaps village --as-of 2018-06-30"),
        ("ew", "diff 2016 2021", "diff 2016-12-31 2021-12-31"),
        ("np", "draft two partners for each VDC in Rasuwa", "plan village --in Rasuwa --need 2"),
        ("ew", "map of Guangzhou and everything within two pairs of it", "map --focus 广州市 --hops 2"),
        ("pz", "write a blank roster to fill in, template.xlsx", "template -o template.xlsx"),
        ("np", "does NorCross work in Irkhu", "partners NorCross --to Irkhu"),
        ("np", "share of villages with 3 or more agencies per district", "coverage village --by county --at-least 3"),
        ("np", "how many of the 1,223 VDCs have somebody", "coverage village"),
        ("pz", "village gaps, township by township", "gaps village --by township"),
        ("pz", "算上成组名单的话，盘州市中医医院有几家帮", "partners 盘州市中医医院"),
        ("pz", "hospitals relying on one partner, counting group lists", "depend hospital --groups"),
        ("pz", "funds 2018 to 2019 by township", "coverage village --by township --period 2018..2019"),
        ("pz", "gaps in 双凤镇 as a spreadsheet", "gaps village --in 双凤镇 -o gaps.xlsx"),
        ("pz", "look up 大寨, there must be several", "find 大寨"),
        ("pz", "who helps Xinmin town (新民镇)", "partners 新民镇"),
        ("np", "districts below 20 percent", "coverage village --by county --below 20"),
    ],
)
def test_a_question_is_read_by_what_its_parts_say(
    stores: dict[str, Store], data: str, question: str, command: str
) -> None:
    store = stores[data]
    got = read(question, store, DAYS[data]).asked.command()
    assert meant(got, data, store) == meant(shlex.split(command), data, store)


@pytest.mark.parametrize(
    ("data", "question"),
    [
        ("np", "帮村最少的三个组织"),  # the fewest is not “at least”
        ("pz", "哪些乡镇村覆盖率不超过30%"),  # not more than is not below
        ("np", "which of our VDCs have no partner"),  # several districts are loaded
        ("ew", "我们市由谁帮扶"),
        ("pz", "which villages there have nobody"),  # no place is told
        ("pz", "I only count schools. Which villages have no partner?"),
        ("pz", "except Xinmin Town, which villages have nobody"),
        ("pz", "若示例企业01不再帮扶双凤镇，哪些村失去帮扶"),
        ("ew", "which prefectures rank first by partners"),  # they help and are helped
        ("pz", "已经不帮的企业有哪些"),
    ],
)
def test_what_a_part_leaves_open_is_not_guessed(stores: dict[str, Store], data: str, question: str) -> None:
    with pytest.raises(Unread):
        read(question, stores[data], DAYS[data])


@pytest.mark.parametrize(
    ("data", "question", "says"),
    [
        ("pz", "is every village paired", "No: 56 of 302 villages have a registered partner of their own."),
        ("pz", "村都结对了吗", "否：302 个村中有 56 个有本级登记的结对单位。"),
        ("pz", "300个村都结对了吗", "名册中有 302 个村，不是 300 个：其中 56 个有本级登记的结对单位。"),
        (
            "pz",
            "are there villages without a partner",
            "Yes: 246 of 302 villages have no registered partner of their own.",
        ),
        ("pz", "有没有村结对了", "是：302 个村中有 56 个有本级登记的结对单位。"),
        ("pz", "学校有结对的吗", "是：96 个学校中有 96 个有本级登记的结对单位。"),
        ("pz", "are townships paired", "9 of 27 townships have a registered partner of their own."),
        ("pz", "帮扶双凤镇的企业有几家", NOTHING),
        ("pz", "is any village paired", "Yes: 56 of 302 villages have a registered partner of their own."),
        (
            "pz",
            "do all villages lack a partner",
            "No: 246 of 302 villages have no registered partner of their own.",
        ),
        (
            "pz",
            "how many villages in 双凤镇 have no partner",
            "4 of 4 villages have no registered partner of their own.",
        ),
        ("pz", "which township has the most gaps", "Highest: 盘州市 / 石桥镇 (21 gaps); 盘州市 / 竹海镇 (21 gaps)."),
        ("pz", "哪家企业帮扶的村最多", "居首：示例企业07、示例企业09，结对村 5 个。"),
        ("pz", "biggest donors", "First: 大连市, with 4,440,300 yuan."),
        (
            "pz",
            "how many villages does 示例企业01 help",
            "As of 2019-12-30, 示例企业01 helps 0 villages, besides 3 illustrative ones.",
        ),
        ("pz", "双凤镇结对了吗", "否：截至 2019-12-30，双凤镇没有登记的帮扶单位。"),
        (
            "ew",
            "does Dalian help Liupanshui",
            "Yes: as of 2021-12-31, an agreement in force says that 大连市 helps 六盘水市.",
        ),
        ("ew", "does Liupanshui help Dalian", "No: as of 2021-12-31, 大连市 helps 六盘水市, not the other way round."),
        ("pz", "有几家企业参与帮扶", "帮扶方中，有 16 个企业帮扶至少一个单位。"),
        ("pz", "which villages lack a partner", NOTHING),
    ],
)
def test_a_question_is_answered_in_one_sentence_first(
    stores: dict[str, Store], data: str, question: str, says: str | None
) -> None:
    found, lang = asked_of(stores[data], data, question)
    if says is NOTHING:
        assert found.said is None
        assert "answer" not in json.loads("".join(json_text(found, lang)))
        return
    assert found.said is not None
    assert sentence(found.said, lang) == says
    assert json.loads("".join(json_text(found, lang)))["answer"] == says


def asked_of(store: Store, data: str, question: str) -> tuple[Any, Any]:
    """The answer to a question in words, and its language."""
    reading = read(question, store, DAYS[data])
    with Inquiry(store, None, DAYS[data]) as inquiry:
        return answer(reading.asked, inquiry), reading.lang


def test_a_misspelt_word_is_offered_and_never_taken(stores: dict[str, Store]) -> None:
    for data, question, meant_by in (
        ("np", "vilages without a partner in Dhading", "villages without a partner in Dhading"),
        ("pz", "谁帮扶双风镇", "谁帮扶双凤镇"),
    ):
        with pytest.raises(Unread) as refused:
            read(question, stores[data], DAYS[data])
        assert offered(question, refused.value, stores[data], DAYS[data])[0].text == meant_by


def test_what_is_offered_can_be_asked_of_what_is_loaded(stores: dict[str, Store]) -> None:
    with pytest.raises(Unread) as refused:
        read("which big villages in Gorkha lack a partner", stores["np"], DAYS["np"])
    offers = offered("which big villages in Gorkha lack a partner", refused.value, stores["np"], DAYS["np"])
    assert 1 <= len(offers) <= 3
    assert any("Gorkha" in one.text for one in offers)
    with Inquiry(stores["np"], None, DAYS["np"]) as inquiry:
        for one in offers:
            assert answer(one.asked, inquiry).question == one.asked.question().name


@pytest.mark.parametrize(
    ("data", "question", "own"),
    [
        ("np", "which remote VDCs in Gorkha lack a partner", ("villages", "Gorkha")),
        ("pz", "新民镇哪些偏远的学校没有结对", ("新民镇", "学校")),
        ("np", "who blesses NorCross and Irkhu at night", ("Irkhu",)),
    ],
)
def test_what_is_offered_carries_the_own_area_kind_and_names(
    stores: dict[str, Store], data: str, question: str, own: tuple[str, ...]
) -> None:
    with pytest.raises(Unread) as refused:
        read(question, stores[data], DAYS[data])
    offers = offered(question, refused.value, stores[data], DAYS[data])
    assert any(all(one.lower() in offer.text.lower() for one in own) for offer in offers), offers
