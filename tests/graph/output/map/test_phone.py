"""The page on a phone, in a real browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.browser import jiedui

SMALL = ((390, 844), (683, 384))
"""A phone, and a screen of 1366 × 768 at 200 %."""


@pytest.mark.parametrize("size", SMALL)
def test_helpers_can_be_grouped(html: Path, show: Any, size: tuple[int, int]) -> None:
    shown = show(html, "#kind=")
    shown.page.set_viewport_size({"width": size[0], "height": size[1]})
    shown.page.wait_for_timeout(300)
    shown.page.locator('select[data-key="by"]').select_option("place")
    assert "大连市" in shown.text(".chips")
    assert shown.page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_villages_of_one_name_are_told_apart(show: Any, tmp_path: Path) -> None:
    ledger, store, out = tmp_path / "台账.csv", str(tmp_path / "s.db"), tmp_path / "m.html"
    rows = ["甲局,贵州省,六盘水市,水城区,柳溪镇,石桥村", "甲局,贵州省,六盘水市,水城区,云岭乡,石桥村"]
    ledger.write_text("\n".join(["帮扶单位,省,市,县,乡镇,受援村", *rows]), "utf-8")
    jiedui("--store", store, "load", str(ledger), "--as-of", "2024-06-30")
    jiedui("--lang", "zh", "--store", store, "map", "-o", str(out))
    shown = show(out, "#tab=network")
    shown.page.set_viewport_size({"width": 390, "height": 844})
    shown.page.wait_for_selector(".people")
    names = shown.page.locator(".person").all_inner_texts()
    assert {name.split("\n")[0] for name in names} == {"石桥村（柳溪镇）", "石桥村（云岭乡）"}
    shown.page.evaluate("choose(dots.findIndex((dot) => dot.name === '甲局'))")
    cards = " ".join(shown.page.locator("#sheet .card").all_inner_texts())
    assert "石桥村（柳溪镇）" in cards
    assert "石桥村（云岭乡）" in cards
