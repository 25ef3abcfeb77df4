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


def focus(shown: Any) -> str:
    """The id of what has the focus, else its text."""
    return str(shown.page.evaluate("document.activeElement.id || document.activeElement.textContent"))


def test_the_arrows_go_on_after_the_first_and_after_a_click(html: Path, show: Any) -> None:
    shown = show(html, "#kind=&tab=network")  # no panel is open: the first arrow makes room for one
    shown.page.focus("#drawing")
    seen = []
    for _ in range(3):
        shown.page.keyboard.press("ArrowDown")
        assert focus(shown) == "drawing"
        seen.append(shown.text("#sheet-title"))
    assert len(set(seen)) == 3
    shown.page.keyboard.press("Escape")
    assert focus(shown) == "drawing"
    left, top, _, bottom, at = shown.page.evaluate("network.boxes.at(-3)")
    place = shown.page.locator("#drawing").bounding_box()
    down = shown.page.evaluate("network.pane.scrollTop")
    shown.page.mouse.click(place["x"] + left + 14, place["y"] + (top + bottom) / 2 - down)
    assert shown.page.evaluate("state.chosen") == at
    before = shown.text("#sheet-title")
    shown.page.keyboard.press("ArrowUp")
    assert shown.text("#sheet-title") != before
    shown.page.locator("#sheet .close").click()
    assert focus(shown) == "drawing"


def test_a_closed_panel_gives_the_focus_back(html: Path, show: Any) -> None:
    shown = show(html, "#kind=village&tab=list")
    row = shown.page.locator("#rows button").nth(5)
    name = row.inner_text()
    row.press("Enter")
    assert focus(shown) == "sheet-title"
    shown.page.keyboard.press("Escape")
    assert focus(shown) == name
    row.press("Enter")
    shown.page.evaluate("refresh()")  # the list is drawn anew
    shown.page.locator("#sheet .close").click()
    assert focus(shown) == name
    shown.page.locator("#picks").press("Enter")
    shown.page.keyboard.press("Escape")
    assert focus(shown) == "picks"


def test_filters_are_next_after_their_button_and_esc_leads_back(html: Path, show: Any) -> None:
    shown = show(html)
    for own, box in (("filters", "filter-box"), ("more", "more-box")):
        shown.page.locator(f"#{own}").press("Enter")
        shown.page.keyboard.press("Tab")
        assert shown.page.evaluate(f"document.activeElement.closest('#{box}') !== null")
        shown.page.keyboard.press("Escape")
        assert focus(shown) == own
        assert shown.page.locator(f"#{box}").is_hidden()


def test_out_of_a_scope_the_focus_is_on_what_opened_it(html: Path, show: Any) -> None:
    shown = show(html, "#kind=")
    shown.page.locator(".row", has_text="新民镇").press("Enter")
    assert focus(shown) == "headline"
    shown.page.keyboard.press("Escape")
    assert "新民镇" in focus(shown)
    shown.page.locator('.block[data-block="khospital"]').press("Enter")
    shown.page.keyboard.press("Escape")
    assert shown.page.evaluate("document.activeElement.dataset.block") == "khospital"


def test_no_label_is_cut_at_the_edge(html: Path, show: Any) -> None:
    """Neither the name of a helper that is chosen, which is bold, nor the number of its pairs."""
    shown = show(html, "#kind=&lang=en")
    busiest = shown.page.evaluate(
        "dots.map((_, at) => at).filter(isHelper).sort((one, two) => partnersOf(two).length - partnersOf(one).length)[0]"
    )
    shown.page.fill("#search", shown.page.evaluate(f"name({busiest})"))
    shown.page.keyboard.press("Enter")
    assert shown.page.evaluate("state.organization") == busiest
    drawn = shown.page.evaluate(
        """() => { const texts = [], { fillText } = CanvasRenderingContext2D.prototype;
            CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
                texts.push([text, x - (this.textAlign === "right" ? this.measureText(text).width : 0)]); fillText.call(this, text, x, y); };
            network.drawing.redraw();
            CanvasRenderingContext2D.prototype.fillText = fillText;
            return texts; }"""
    )
    own = [(text, left) for text, left in drawn if text.startswith(shown.page.evaluate(f"name({busiest})"))]
    assert own
    assert all(left >= 8 for _, left in own)
