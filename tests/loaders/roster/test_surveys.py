"""Answers of a questionnaire: numbered questions, and who answers is the side that another question makes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.problems import ChoiceError
from tests.loaders.roster.small import loaded, pairs


@pytest.mark.parametrize(
    "header",
    [
        "提交时间,1、贵单位名称,2、贵单位结对帮扶的村（可多选）",
        "提交时间,Q1.您所在单位的名称,Q2.您所在单位目前帮扶的村是",
        "提交时间,1．我单位全称,2．我单位联系的村",
    ],
)
def test_who_answers_helps_whom_the_answer_names(tmp_path: Path, header: str) -> None:
    table = f"{header}\n2025/1/8 9:00,县甲局,青石村┋白水村\n2025/1/9 9:00,县乙局,红土村\n2025/1/9 10:00,县丙局,(跳过)"
    assert pairs(loaded(tmp_path, table)) == ["县乙局 > 红土村", "县甲局 > 白水村", "县甲局 > 青石村"]


def test_who_answers_is_helped_by_whom_the_answer_names(tmp_path: Path) -> None:
    table = "1、贵校名称,2、帮扶贵校的单位\n青石小学,示例大学\n白水小学,示例公司"
    assert pairs(loaded(tmp_path, table)) == ["示例公司 > 白水小学", "示例大学 > 青石小学"]


def test_questions_that_do_not_say_who_helps_are_asked_about(tmp_path: Path) -> None:
    with pytest.raises(ChoiceError):
        loaded(tmp_path, "1、贵校名称,2、结对学校名称\n青石小学,示例小学\n白水小学,示例二小学")


def test_members_of_a_chamber_beside_their_villages(tmp_path: Path) -> None:
    assert pairs(loaded(tmp_path, "会员单位,结对村\n示例甲公司,青石村\n示例乙商行,白水村")) == [
        "示例乙商行 > 白水村",
        "示例甲公司 > 青石村",
    ]


def test_branches_of_the_party_are_sides(tmp_path: Path) -> None:
    table = "受帮方,,帮扶方,\n乡镇,村党支部,单位党组织,联系人\n青石镇,白水村党支部,示例县财政局机关党支部,张三\n青石镇,红土村党支部,示例中学党委,李四"
    assert pairs(loaded(tmp_path, table)) == ["示例中学党委 > 红土村党支部", "示例县财政局机关党支部 > 白水村党支部"]
