"""What people write where nobody helps yet is no helper; names that only look alike are names."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.roster.cells import is_nobody
from loaders.roster.read import load

NOBODY = [
    "暂无合适单位",
    "待县里统一安排",
    "未有单位认领",
    "-无-",
    "暂无意向",
    "待招商",
    "awaiting partner",
    "Open",
    "（待定）",
    "待定。",
    "待落实",
    "待安排",
    "待确定",
    "待对接",
    "待签约",
    "待上报",
    "暂未结对",
    "暂未落实",
    "暂无帮扶单位",
    "无帮扶单位",
    "没有结对单位",
    "尚未结对",
    "尚未安排",
    "未确定",
    "未明确",
    "未配对",
    "未分配",
    "空缺",
    "缺",
    "暂缺",
    "无结对单位",
    "无企业",
    "无人",
    "正在对接",
    "对接中",
    "洽谈中",
    "协调中",
    "正在协调",
    "另行安排",
    "【待定】",
    "暂无（正在对接）",
    "待定（拟安排企业）",
    "未定，协调中",
    "—",
    "/",
    "？",
    "***",
    "TBD",
    "tbc",
    "N.A.",
    "NULL",
    "NaN",
    "pending",
    "unassigned",
    "vacant",
    "nobody",
]
NOBODY += [
    "To be determined",
    "to be confirmed",
    "None yet",
    "not yet",
    "no partner yet",
    "Not paired",
    "under discussion",
]
SOMEBODY = [
    "待补镇",
    "无锡市",
    "无为市",
    "未来公司",
    "空港新城",
    "缺水村",
    "无量山镇",
    "无人机公司",
    "空军",
    "协调中心",
    "联系中学",
    "正安县",
    "结对中学",
    "Nan",
    "Pending_Aid_Society",
    "TBC_Bank",
    "Vacant_Land_Trust",
    "No._2_Middle_School",
    "Norway",
    "未来村",
    "待王街道",
    "中联重科",
    "定点医院",
    "No Barriers",
    "Pending House",
    "Open Society",
    "待字闺公司",
    "空间技术公司",
    "空中学校",
    "A",
]


@pytest.mark.parametrize("text", NOBODY)
def test_it_says_that_there_is_nobody(text: str) -> None:
    assert is_nobody(text)


@pytest.mark.parametrize("text", [name.replace("_", " ") for name in SOMEBODY])
def test_it_is_a_name(text: str) -> None:
    assert not is_nobody(text)


def test_those_with_nobody_stay_on_the_roster_without_a_helper(tmp_path: Path) -> None:
    rows = [f"{text.replace('，', '；')},第{at}村" for at, text in enumerate(NOBODY)]
    path = tmp_path / "a.csv"
    path.write_text("\n".join(["帮扶单位,受帮扶村", *rows, "望潮区教育局,好村"]), encoding="utf-8")
    data = load(path).dataset
    assert len(data.agreements) == 1
    assert data.organizations["on_roster"].sum() == len(NOBODY) + 1


def test_a_word_for_how_a_pairing_stands_is_not_taken_for_nobody(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("帮扶单位,受帮扶村,状态,备注\n望潮区教育局,好村,待签约,尚未落实\n", encoding="utf-8")
    (row,) = load(path).dataset.agreements.iter_rows(named=True)
    assert row["status"] == "planned"
    assert "尚未落实" in row["attributes"]
