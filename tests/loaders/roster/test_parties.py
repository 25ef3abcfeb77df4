"""Parties of an agreement: who helps, the header or a note on the sheet says, or somebody is asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.problems import ChoiceError
from tests.loaders.roster.small import loaded, pairs

ROWS = "青石镇,西山街道\n白水镇,东湖街道"
READ = ["东湖街道 > 白水镇", "西山街道 > 青石镇"]


@pytest.mark.parametrize(
    "table",
    [
        f"甲方,乙方\n{ROWS}\n注：甲方为受援方",
        f"甲方,乙方\n{ROWS}\n注：乙方是东部帮扶单位；另见附件,",
        f"甲方（受援方）,乙方（帮扶方）\n{ROWS}",
        f"结对协议（乙方：支援方）,\n甲方,乙方\n{ROWS}",
        f"Party A,Party B\n{ROWS}\nNote: Party B is the helper,",
    ],
)
def test_a_note_or_the_header_says_who_helps(tmp_path: Path, table: str) -> None:
    assert pairs(loaded(tmp_path, table)) == READ


@pytest.mark.parametrize(
    "table",
    [
        f"甲方,乙方\n{ROWS}",
        f"甲方,乙方\n{ROWS}\n说明：签约时甲方为受援方；签约时乙方为受援方,",
        "甲方,乙方\n青石村,示例甲公司\n白水村,示例乙公司",
        f"Party A,Party B\n{ROWS}",
    ],
)
def test_where_nothing_says_so_or_two_notes_differ_somebody_is_asked(tmp_path: Path, table: str) -> None:
    with pytest.raises(ChoiceError):
        loaded(tmp_path, table)
