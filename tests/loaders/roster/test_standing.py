"""How a pairing stands, from what people write of it in a clause or several."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.roster.standing import Standing
from loaders.roster.vocabulary import standing_of
from tests.loaders.roster.small import loaded, pairs, problems

AGREED = (
    *(
        "正式签约，执行中",
        "在协议期内",
        "正常开展",
        "未到期",
        "未过期，继续有效",
        "尚未终止",
        "已续签三年",
        "即将到期",
        "长期有效",
    ),
    *("已 签（原件在局里）", "签了", "已建立结对关系", "已签，待实施", "已签，2023年续签", "有效期3年"),
    *(
        "Signed & stamped",
        "MoU signed, running well",
        "not expired",
        "still valid",
        "expiring soon",
        "convention signée",
    ),
    *("Confirmed by both sides", "in force (not terminated)", "signed, not started"),
)
PLANNED = (
    *(
        "已报批，待签字盖章",
        "初步达成意向，协议还没签",
        "正在走流程",
        "草签稿已拟，等教育局批",
        "有意向未签",
        "拟结对，尚未签约",
    ),
    *("draft only", "in talks", "awaiting headmaster's signature", "Not signed yet - hopefully spring", "à signer"),
    *("letter of intent only", "en negociación", "never signed"),
)
ENDED = (
    *(
        "已到期未续",
        "提前解除",
        "协议作废",
        "期满，不再帮扶",
        "没续签，去年就停了",
        "原结对单位撤并，关系自然终止",
        "已完成使命，退出",
    ),
    *(
        "lapsed, not renewed",
        "finished last yr",
        "no longer active",
        "cancelled by the hospital",
        "Discontinued (covid)",
    ),
    *("ended; was active until 2021", "finalizado", "正常到期"),
)
UNSAID = (
    *(
        "见附件3",
        "同上年",
        "一式三份",
        "拟终止",
        "待续签",
        "到期后续签",
        "到期已续签",
        "解除后重新结对",
        "已终止后恢复",
        "2030年到期",
    ),
    *(
        "终止原因不明",
        "结束时间未定",
        "签约仪式待办",
        "建议终止",
        "正在办理终止手续",
        "签而未用",
        "停止招生",
        "结对对象变更",
        "已签但未履行",
    ),
    *(
        "active / expired",
        "suspended?",
        "signed 2015, expired 2018",
        "expired but renewed",
        "valid until 2019",
        "not active",
    ),
    *("agreement lost", "sign language class", "no agreement", "great partner!!", "ask Mrs. Li", "是否续签"),
)


@pytest.mark.parametrize(
    ("words", "standing"),
    [(AGREED, Standing.AGREED), (PLANNED, Standing.PLANNED), (ENDED, Standing.ENDED), (UNSAID, None)],
)
def test_how_a_pairing_stands_by_its_clauses(words: tuple[str, ...], standing: Standing | None) -> None:
    assert {word: standing_of(word) for word in words} == dict.fromkeys(words, standing)


def test_what_does_not_say_one_thing_is_remarked_on_and_kept(tmp_path: Path) -> None:
    found = loaded(tmp_path, "村,帮扶单位,协议状态\n一村,示例甲公司,到期后续签\n二村,示例乙公司,初步意向，还没签")
    assert pairs(found) == ["示例乙公司 > 二村", "示例甲公司 > 一村"]
    assert sorted(found.dataset.agreements["status"]) == ["agreed", "planned"]
    assert problems(found) == [("unknown-status", 2, "协议状态"), ("planned-pairing", 3, "协议状态")]


def test_before_a_year_is_no_end(tmp_path: Path) -> None:
    found = loaded(tmp_path, "村,帮扶单位,结对时间\n一村,示例甲公司,2018年以前\n二村,示例乙公司,2019年")
    assert pairs(found) == ["示例乙公司 > 二村 2019", "示例甲公司 > 一村"]
    assert found.dataset.agreements["end"].null_count() == 2 or set(found.dataset.agreements["end"]) == {""}
    assert problems(found) == [("date-left-out", 2, "结对时间")]
