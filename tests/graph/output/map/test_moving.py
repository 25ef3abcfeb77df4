"""Moving about the page in a real browser: the browser's way back, the keys, where the focus goes."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def test_the_list_stays_over_the_way_back(html: Path, show: Any) -> None:
    shown = show(html)
    shown.page.locator(".row .name", has_text="新民镇").click()
    shown.page.locator("#sheet .acts button").first.click()
    count = shown.page.evaluate("state.picks.size")
    assert count == 11
    for way in (shown.page.go_back, shown.page.go_forward, shown.page.go_back):
        way()
        shown.page.wait_for_timeout(200)
        assert shown.page.evaluate("state.picks.size") == count
        assert f" {count}" in shown.text("#picks")
    address = shown.page.evaluate("location.hash")
    assert show(html, address).page.evaluate("state.picks.size") == count
    shown.page.evaluate("location.hash = '#kind=school'")  # an address that somebody opens has its own list
    shown.page.wait_for_timeout(200)
    assert shown.page.evaluate("state.picks.size") == 0


def test_emptying_the_list_can_be_taken_back(html: Path, show: Any) -> None:
    shown = show(html, "#unit=cn-520281121&kind=village&tab=network")
    shown.page.locator("#sheet .acts button").first.click()
    before = shown.page.evaluate("[...state.picks]")
    shown.page.click("#picks")
    shown.page.get_by_role("button", name="清空清单").click()
    assert shown.page.evaluate("state.picks.size") == 0
    shown.page.get_by_role("button", name="恢复清单（11 个）").click()
    assert shown.page.evaluate("[...state.picks]") == before
