"""The first screen, in a real browser: its figures agree, everything is in view, every filter lays it out again."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from graph.text import Lang, word
from tests.browser import jiedui

SIZES = ((1366, 768), (1920, 1080), (390, 844))
ROWS = """() => [...document.querySelectorAll('.rows .row')].map((row) => ({
    name: row.querySelector('.name').textContent, count: row.querySelector('.count').textContent,
    top: row.getBoundingClientRect().top, bottom: row.getBoundingClientRect().bottom,
}))"""


def gaps_of(text: str) -> int:
    """The gaps that a row states, as in “空白 22 / 30”."""
    found = text.partition("/")[0].replace(",", "").split()
    return int(found[1]) if found[0] in ("空白", "gap") else 0


def headline(shown: Any) -> tuple[int, int]:
    """Gaps and roster, as the headline states them."""
    numbers = [int(part.replace(",", "")) for part in re.findall(r"\d[\d,]*", shown.text("#headline"))]
    return min(numbers[:2]), max(numbers[:2])


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_rows_add_up_to_the_headline_and_the_flows_to_the_pairs(html: Path, show: Any, lang: str) -> None:
    shown = show(html, f"#lang={lang}&kind=")
    gaps, roster = headline(shown)
    assert (gaps, roster) == (264, 426)
    rows = shown.page.evaluate(ROWS)
    assert len(rows) == 28
    assert sum(gaps_of(row["count"]) for row in rows) == gaps
    counts = [gaps_of(row["count"]) for row in rows]
    assert counts == sorted(counts, reverse=True)  # worst first
    pairs = shown.page.evaluate(
        "[...document.querySelectorAll('.flows path')].map((path) => Number(path.dataset.pairs))"
    )
    assert sum(pairs) == 176 == shown.page.evaluate("shown.lines.length")
    bar = shown.text("#bar")
    assert "162" in bar
    assert "264" in bar


def test_it_opens_on_the_kind_with_the_largest_roster(html: Path, show: Any) -> None:
    shown = show(html)
    assert headline(shown) == (246, 302)
    assert shown.page.locator('#kinds [aria-pressed="true"]').inner_text().split() == ["村", "246/302"]
    assert shown.page.locator("#tab-overview").get_attribute("aria-selected") == "true"
    pressed = shown.page.locator('#kinds [data-key=""]')
    pressed.click()
    assert headline(shown) == (264, 426)
    assert shown.page.evaluate("document.activeElement.dataset.key") == ""


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_everything_is_in_view_and_nothing_is_cut(html: Path, show: Any, lang: str, size: tuple[int, int]) -> None:
    shown = show(html, f"#lang={lang}&kind=")
    shown.page.set_viewport_size({"width": size[0], "height": size[1]})
    shown.page.wait_for_timeout(300)
    wide = shown.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= size[0]
    cut = shown.page.evaluate(
        """() => [...document.querySelectorAll('.row .name, .block b, .block small, #kinds button, #tabs button, h1')]
            .filter((one) => one.offsetParent && one.scrollWidth > one.clientWidth + 1).map((one) => one.textContent)"""
    )
    assert cut == []
    rows = shown.page.evaluate(ROWS)
    if size[0] > 700:
        assert all(row["bottom"] <= size[1] for row in rows)
        assert shown.page.locator(".flows path").count() > 0
        assert shown.page.evaluate("document.querySelector('header').offsetHeight") <= 0.18 * size[1]
    small = shown.page.evaluate(
        """(least) => [...document.querySelectorAll('button, select, input')].filter((one) => one.offsetParent && !one.classList.contains('row'))
            .map((one) => [one.textContent, one.getBoundingClientRect().height]).filter(([, height]) => height < least)""",
        38 if size[0] < 700 else 24,
    )
    assert [one for one in small if one[0]] == []


def test_every_kind_and_every_class_leaves_something_and_adds_up(html: Path, show: Any) -> None:
    shown = show(html, "#kind=")
    for key in shown.page.evaluate("[...document.querySelectorAll('#kinds button')].map((one) => one.dataset.key)"):
        shown.page.locator(f'#kinds [data-key="{key}"]').click()
        assert shown.page.locator(".rows .row, #drawing").count() > 0, key
        rows = shown.page.evaluate(ROWS)
        if rows:
            assert sum(gaps_of(row["count"]) for row in rows) == shown.page.evaluate("shown.gaps.length")
        shown.page.locator('#kinds [data-key=""]').click()
    for own in shown.page.evaluate("[...document.querySelectorAll('#legend button')].map((one) => one.dataset.key)"):
        shown.page.locator(f'#legend [data-key="{own}"]').click()
        assert shown.page.evaluate(f"shown.members.filter((at) => classOf(at) === '{own}').length") == 0
        assert shown.page.locator(".rows .row, #drawing").count() > 0, own
        shown.page.locator(f'#legend [data-key="{own}"]').click()


def test_filters_that_leave_nothing_can_be_cleared(html: Path, show: Any) -> None:
    shown = show(html, "#kind=village&off=single.inherited")
    shown.page.click("#clear")
    assert headline(shown) == (264, 426)


def test_a_row_opens_its_area_and_a_block_its_helpers(html: Path, show: Any) -> None:
    shown = show(html, "#kind=")
    shown.page.locator(".row .name", has_text="大山镇").click()
    assert headline(shown) == (20, 26)
    assert shown.text("#path").split() == ["盘州市", "大山镇"]
    assert shown.page.evaluate("document.activeElement.id") == "headline"
    address = shown.page.evaluate("location.hash")
    again = show(html, address)
    assert again.text("#headline") == shown.text("#headline")
    shown.page.go_back()
    shown.page.wait_for_timeout(200)
    assert headline(shown) == (264, 426)
    shown.page.locator('[data-block="kenterprise"]').first.click()
    assert "48" in shown.text("#headline")
    assert shown.page.locator("#bar").is_hidden()
    assert shown.page.evaluate("shown.helpers.length") == 16
    shown.page.keyboard.press("Escape")
    assert headline(shown) == (264, 426)


def test_what_belongs_together_is_lit(html: Path, show: Any) -> None:
    shown = show(html, "#kind=")
    shown.page.locator('[data-block="khospital"]').first.focus()
    lit = shown.page.evaluate("[...document.querySelectorAll('.flows path.on')].map((path) => path.dataset.block)")
    assert set(lit) == {"khospital"}
    assert shown.page.locator(".row.on").count() == len(lit)


def test_a_flow_of_invented_records_is_paler_and_says_so(html: Path, show: Any) -> None:
    shown = show(html, "#kind=")
    pale = shown.page.evaluate("[...document.querySelectorAll('.flows path.pale')].map((path) => path.dataset.block)")
    assert "kschool" in pale
    assert "khospital" not in pale
    assert "示例记录" in shown.text(".overview")


def test_helpers_by_place_and_each_and_rows_by_name(html: Path, show: Any) -> None:
    shown = show(html, "#kind=")
    shown.page.select_option('select[data-key="by"]', "place")
    assert "大连市" in shown.text(".blocks")
    shown.page.select_option('select[data-key="order"]', "share")
    rows = [row["count"] for row in shown.page.evaluate(ROWS)]
    shares = [gaps_of(text) / int(text.partition("/")[2].split()[0]) for text in rows]
    assert shares == sorted(shares, reverse=True)
    again = show(html, shown.page.evaluate("location.hash"))
    assert [row["count"] for row in again.page.evaluate(ROWS)] == rows


def test_without_a_roster_pairs_are_counted_and_there_is_no_bar(tmp_path: Path, show: Any) -> None:
    store, out = str(tmp_path / "s.db"), tmp_path / "m.html"
    jiedui("--store", store, "load", "east-west")
    jiedui("--store", store, "--lang", "zh", "map", "-o", str(out))
    shown = show(out)
    assert shown.page.locator("#bar").is_hidden()
    pairs = shown.page.evaluate("shown.lines.length")
    assert f"有效结对 {pairs} 对" in shown.text("#headline")
    assert "没有名册" in shown.text("#headline")
    assert shown.page.locator(".rows .row").count() > 1


def test_what_the_legend_hides_is_still_counted_and_said(html: Path, show: Any) -> None:
    shown = show(html)
    for key in ("illustrative", "single", "inherited"):
        shown.page.locator(f'#legend [data-key="{key}"]').click()
        assert headline(shown) == (246, 302)
        assert "图例中隐藏了" in shown.text("#headline")
        assert "18.5%" in shown.text("#bar")
        shown.page.locator(f'#legend [data-key="{key}"]').click()
    assert "图例中隐藏了" not in shown.text("#headline")


def test_filtered_pairs_give_no_share(html: Path, show: Any) -> None:
    shown = show(html, "#kind=&block=kenterprise&tab=overview")
    assert "✓" not in "".join(row["count"] for row in shown.page.evaluate(ROWS))
    assert "空白" not in shown.text("#sheet")
    form = shown.page.evaluate("lines[0].p[0].form")
    shown = show(html, f"#kind=&form={form}&tab=overview")
    assert "按此筛选" in shown.text("#headline")
    assert shown.page.locator("#bar").is_hidden()


def test_a_part_of_the_network_gives_no_share(store: Path, tmp_path: Path, show: Any) -> None:
    out = tmp_path / "m.html"
    jiedui("--lang", "zh", "--store", str(store), "map", "--in", "盘州市", "--state", "gaps", "-o", str(out))
    shown = show(out)
    assert "只显示其中 246 个村，不计比例" in shown.text("#headline")
    assert shown.page.locator("#bar").is_hidden()
    assert "/" not in shown.text("#kinds")
    assert "/" not in "".join(row["count"] for row in shown.page.evaluate(ROWS))


def test_invented_is_told_apart_from_what_rests_on_it(html: Path, show: Any) -> None:
    resting = show(html).page.evaluate("dots.find((dot) => dot.rests && !dot.ill && dot.kind === 'village').id")
    shown = show(html, f"#id={resting}")
    assert "※" not in shown.text("#sheet-title")
    assert "依据示例记录" in shown.text("#sheet")
    assert "※" in shown.page.evaluate("starred(dots.findIndex((dot) => dot.ill))")


def test_partners_of_a_list_only_are_counted_apart_and_come_last(html: Path, show: Any) -> None:
    shown = show(html, "#id=cn-520281-peoples-hospital")
    assert "结对单位 1 · 另有 3 个仅见于成组名单" in shown.text("#sheet")
    assert "大连大学附属中山医院" in shown.page.locator("#sheet .card").first.inner_text()


def test_popups_close_and_the_way_back_closes_a_sheet(html: Path, show: Any) -> None:
    shown = show(html, "#kind=")
    shown.page.click("#more")
    assert "不表示没有得到帮扶" in shown.text("#more-box")  # the notes, whole
    shown.page.locator("#headline").click()
    assert shown.page.locator("#more-box").is_hidden()
    shown.page.click("#filters")
    shown.page.locator(".row .name").first.click()
    assert shown.page.locator("#filter-box").is_hidden()
    scope = shown.text("#headline")
    shown.page.locator("#tab-list").click()
    shown.page.locator("#rows button").first.click()
    assert shown.text("#sheet-title") == shown.names()[0]
    shown.page.go_back()
    shown.page.wait_for_timeout(200)
    assert shown.text("#headline") == scope
    assert shown.text("#sheet-title") == "石桥镇"
    shown.page.locator(".skip").focus()
    shown.page.keyboard.press("Enter")
    assert shown.text("#headline") == scope  # and the scope stays


def test_drafts_are_of_the_page_s_own_day(province: Path, show: Any) -> None:
    shown = show(province)
    drafted = shown.page.evaluate("dots.findIndex((dot, at) => data.drafts[at] && isGap(at) && near[at].length === 0)")
    shown.page.evaluate(f"choose({drafted})")
    assert shown.page.locator("#sheet .draft").count() == 1
    shown.page.locator("#year").focus()
    shown.page.keyboard.press("ArrowLeft")
    assert shown.page.locator("#sheet .draft").count() == 0
    assert "附注与草案为 2021-12-31" in shown.text("#day")


def test_rows_stay_in_their_places_in_another_year(province: Path, show: Any) -> None:
    shown = show(province)
    before = shown.page.evaluate(ROWS)
    shown.page.locator("#year").focus()
    for _ in range(3):
        shown.page.keyboard.press("ArrowLeft")
    after = shown.page.evaluate(ROWS)
    assert [row["name"] for row in after] == [row["name"] for row in before]
    counts = [gaps_of(row["count"]) for row in after]
    assert counts != sorted(counts, reverse=True)  # though others have most gaps now


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_gap_is_called_as_gaps_calls_it_wherever_it_stands(html: Path, show: Any, lang: Lang) -> None:
    shown = show(html, f"#lang={lang}&kind=&id=cn-520281105209")
    gap = {"zh": "空白：", "en": "gap: "}[lang]
    own = gap + word(shown.page.evaluate("classOf(state.chosen)"), lang, "state")
    assert own in shown.text("#legend")
    assert shown.text("#sheet .state") == own
    shown.page.locator("#tab-list").click()
    assert own in shown.page.locator("tr.chosen").inner_text()
    told = shown.text("body")
    shown.page.locator("#tab-overview").click()
    told += shown.text("body")
    assert "缺" not in told
    assert "unit above" not in told
