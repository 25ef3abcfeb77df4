"""Remarks beside a pairing: what surely says that it is over or yet to come counts, what may say so is told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from loaders.roster.remarks import Sides, read
from loaders.roster.vocabulary import standing_of
from tests.loaders.roster.small import loaded, pairs, problems, roster

DAY = date(2024, 12, 31)
ONE = Sides(("示例县残联",), ("柳林村",))
OVER = (
    *(
        "期满召回，未再派",
        "2024.2因病召回，待补派",
        "该单位已于2024年6月退出",
        "机构改革，单位撤销",
        "队员调离，未补派",
    ),
    *("企业注销，结对关系自动解除", "示例县残联2024年9月起不再承担帮扶任务", "书记离任后空缺", "10月转学", "合同期满"),
    *("handed over in July", "partner withdrew", "equipe desfeita em julho", "se retiró en mayo", "suspendu en mars"),
)
TO_COME = (
    *(
        "人选已定，2025年1月到岗",
        "拟于2025年秋季挂牌",
        "待签订协议",
        "计划明年启动",
        "待县委批准后派驻",
        "2025年春季学期起",
    ),
    *("预计2025年3月进驻", "尚未签约", "2025年起", "not yet started", "from Jan 2025", "expected to start in spring"),
    *("a partir de 2025", "délibération prévue en mars", "to be signed"),
)
NEITHER = (
    *(
        "余款2024年1月拨付",
        "7月起",
        "接替示例市昆明局",
        "原包村单位县供销社退出",
        "已退出贫困村",
        "已续签至2027年",
        "每月两次",
    ),
    *("2025年资金已安排", "机构改革合并", "replaces the other trust", "exit criteria met", "牵头单位在前"),
)
MAYBE = ("县供销社撤出后暂未安排", "拟于年底撤出", "期满后续签", "召回后已补派", "建议终止", "2023年6月由示例区调出")


@pytest.mark.parametrize(("texts", "standing"), [(OVER, "ended"), (TO_COME, "planned")])
def test_what_a_remark_surely_says(texts: tuple[str, ...], standing: str) -> None:
    said = {text: read(text, ONE, DAY) for text in texts}
    found = {
        text: [str(each.standing) for each in one.values()] if isinstance(one, dict) else one
        for text, one in said.items()
    }
    assert found == {text: [standing] for text in texts}


@pytest.mark.parametrize(("texts", "expected"), [(NEITHER, None), (MAYBE, "unclear")])
def test_what_a_remark_does_not_say(texts: tuple[str, ...], expected: str | None) -> None:
    assert {text: read(text, ONE, DAY) for text in texts} == dict.fromkeys(texts, expected)


def test_whom_a_remark_is_about() -> None:
    several = Sides(("示例县残联", "示例市林业局"), ("柳林村", "杏花村"))
    assert set(read("示例市林业局已撤出", several, DAY) or ()) == {
        ("示例市林业局", "柳林村"),
        ("示例市林业局", "杏花村"),
    }
    one = Sides(("示例小学",), ("甲小学", "乙小学"))
    found = read("乙小学2024年8月退出，不再列入", one, DAY)
    assert isinstance(found, dict)
    assert [(pair, str(said.end)) for pair, said in found.items()] == [(("示例小学", "乙小学"), "2024-08")]
    assert read("已撤出", several, DAY) == "unclear"


@pytest.mark.parametrize(
    ("words", "standing"),
    [
        ("已结项|暂缓|冻结|Completed 已完成|On hold 暂停|Stood down|Paused|Suspendido|achevé|中止（改扩建）|终止（企业注销）|已停办|wound up|Inativo|期满未续", "ended"),
        ("Proposed 拟议|待生效|意向，未签|In scoping|em negociação|En trámite|草签，待批复|待挂牌|筹备中|Draft 草案|not yet started|expected|en projet|a iniciar|待联建", "planned"),
        ("Active 进行中|在托|在建|执行|Live|ativo|实施中|已完工，继续联系|托管中|em andamento|Ongoing 持续|履约中|Operational|em vigor|activo", "agreed"),
    ],
)  # fmt: skip
def test_words_for_the_status(words: str, standing: str) -> None:
    each = words.split("|")
    assert {word: str(standing_of(word)) for word in each} == dict.fromkeys(each, standing)
    assert standing_of("Active 已终止") is None


def test_what_is_over_and_has_no_day_is_left_out(tmp_path: Path) -> None:
    table = (
        "2024年度结对表,,,,\n村,帮扶单位,结对时间,协议现状,备注\n"
        "柳林村,示例县教育局,2022-03,在帮,\n杏花村,示例县水务局,2022-03,中止（改扩建）,\n石榴村,示例县残联,2022-03,,2024年5月撤出\n"
        "上湾村,示例县林业局,,,2025年1月进驻\n下湾村,示例县粮食局,2022-03,在帮,县供销社撤出后暂未安排\n三河村,—,,,"
    )
    found = loaded(tmp_path, table)
    assert pairs(found) == [
        "示例县教育局 > 柳林村 2022-03",
        "示例县林业局 > 上湾村",
        "示例县残联 > 石榴村 2022-03",
        "示例县粮食局 > 下湾村 2022-03",
    ]
    ends = found.dataset.agreements.select("status", "end").rows()
    assert sorted(ends, key=str) == [("agreed", "2024-05"), ("agreed", None), ("agreed", None), ("planned", None)]
    assert roster(found) == ["三河村", "上湾村", "下湾村", "杏花村", "柳林村", "石榴村"]
    told = {code for code, _, _ in problems(found)}
    assert {"ended-pairing", "unclear-remark"} <= told


def test_brackets_behind_a_helper(tmp_path: Path) -> None:
    table = (
        "Village,Supporting agency\nOak Vale,NileWorks (handed over in July)\nElm Vale,Haven Trust (planned)\n"
        "Ash Vale,Haven Trust (Geneva)"
    )
    found = loaded(tmp_path, table)
    assert [pair for pair in pairs(found) if "NileWorks" in pair] == []
    assert pairs(found) == ["Haven Trust (Geneva) > Ash Vale", "Haven Trust > Elm Vale"]
