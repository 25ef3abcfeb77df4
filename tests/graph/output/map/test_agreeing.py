"""What the page says, and what the command line says of the same store: they agree, in a real browser."""

from __future__ import annotations

import csv
import shlex
from pathlib import Path
from typing import Any

from tests.browser import jiedui


def answered(store: Path, command: str, out: Path) -> list[dict[str, str]]:
    """The rows that a command printed on the page gives."""
    program, *args = shlex.split(command)
    assert program == "jiedui"
    args = args[: args.index("-o")] if "-o" in args else args
    jiedui("--lang", "en", "--store", str(store), *args, "-o", str(out), "--force")
    with out.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_plan_of_the_page_is_that_of_its_command(store: Path, html: Path, show: Any, tmp_path: Path) -> None:
    """The page shares out the helpers of the whole city: for a township alone there may be more, by a command of its own."""
    shown = show(html, "#unit=cn-520281121&kind=village&tab=network")
    whole, alone = shown.page.locator("#sheet code").all_inner_texts()
    assert "--in 新民镇" in alone
    gaps = set(shown.page.evaluate("shown.gaps.map((at) => dots[at].id)"))
    drafted = {
        row["recipient_id"]
        for row in answered(store, whole, tmp_path / "whole.csv")
        if row["helper_id"] and row["recipient_id"] in gaps
    }
    assert drafted == set(shown.page.evaluate("shown.gaps.filter((at) => draftsOf(at).length).map((at) => dots[at].id)"))
    assert f"盘州市整体规划：草案可为 {len(gaps)} 个村空白中的 {len(drafted)} 个" in shown.text("#sheet")
    rows = answered(store, alone, tmp_path / "alone.csv")
    assert {row["recipient_id"] for row in rows} == gaps
    assert len({row["recipient_id"] for row in rows if row["helper_id"]}) > len(drafted)
    assert "只为新民镇单独规划" in shown.text("#sheet")


def test_each_kind_of_gaps_has_a_plan_of_its_own(html: Path, show: Any) -> None:
    shown = show(html, "#unit=cn-520281105&kind=")
    commands = shown.page.locator("#sheet code").all_inner_texts()
    kinds = shown.page.evaluate("[...new Set(shown.gaps.map((at) => dots[at].kind))]")
    assert {command.split()[2] for command in commands} == set(kinds)
    assert len(kinds) > 1
