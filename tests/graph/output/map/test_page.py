"""The page in a real browser, under its own Content-Security-Policy: nothing is asked for, names stay names."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from graph.model import Agreement, Kind, Organization
from graph.store.open import open_store
from tests.browser import jiedui
from tests.records import dataset

NASTY = (
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "abc\u202edcba",
    '<a href="http://example.org">href</a>',
    "村" * 1000,
    "=HYPERLINK(1)",
    "<!--",
    "${lang} {{x}} ]]>",
)


def test_the_page_opens_and_says_what_the_answer_says(html: Path, show: Any) -> None:
    shown = show(html)
    said = shown.text("#headline")
    assert said.startswith("盘州市：302 个村中 246 个没有本级结对单位")
    assert "302 个村中 118 个依据示例记录计数" in said
    assert shown.page.title() == "盘州市：302 个村中 246 个没有本级结对单位"
    assert "2019-12-30" in shown.text("#day")
    assert shown.page.get_attribute("html", "lang") == "zh-CN"
    assert "不表示没有得到帮扶" in shown.text("#notes")


def pixels(shown: Any) -> int:
    """How many colours the drawing has."""
    found: int = shown.page.evaluate(
        "() => { const c = document.querySelector('#drawing canvas'); "
        "return new Set(c.getContext('2d').getImageData(0, 0, c.width, c.height).data).size; }"
    )
    return found


def test_the_network_is_drawn_packed_and_scrolls(html: Path, show: Any) -> None:
    shown = show(html, "#kind=&tab=network")
    assert pixels(shown) > 20
    seen = shown.page.evaluate("network.boxes.length")
    assert seen > 40
    assert shown.page.evaluate("network.edges.get().filter((edge) => !edge.hidden).length") > 10
    first = shown.page.evaluate("network.boxes.map((box) => box[4])")
    box = shown.page.locator("#drawing").bounding_box()
    shown.page.mouse.move(box["x"] + 300, box["y"] + 300)
    shown.page.mouse.wheel(0, 2_000)
    shown.page.wait_for_timeout(500)
    assert shown.page.evaluate("network.pane.scrollTop") > 1_500
    assert shown.page.evaluate("network.drawing.getScale()") == 1
    assert shown.page.evaluate("network.boxes.map((box) => box[4])") != first
    lines = shown.page.evaluate(
        "network.edges.get().filter((edge) => !edge.hidden).every((edge) => [edge.from, edge.to].every((at) => "
        "{ const y = network.drawing.getPosition(at).y - network.pane.scrollTop; return y > -60 && y < network.height + 60; }))"
    )
    assert lines  # no line goes to a row that is out of view
    near = shown.page.evaluate(
        "[...network.helpers.keys()].every((at) => near[at].some((line) => { const there = network.place.at.get(lines[line].r); "
        "return there && Math.abs(there[1] - network.pane.scrollTop - network.height / 2) < network.height / 2 + 60; }))"
    )
    assert near  # a helper is in view with one of those it helps
    assert shown.page.evaluate("network.helpers.size") < shown.page.evaluate("shown.helpers.length")
    every = shown.page.evaluate("[...network.place.at.keys()].length + network.place.left.length")
    assert every == shown.page.evaluate("shown.members.length + shown.helpers.length + shown.idle.length")


def test_the_heads_of_columns_and_areas_stay_in_view_and_cover_nobody(html: Path, show: Any) -> None:
    shown = show(html, "#kind=&tab=network")
    top = shown.page.locator("#drawing").bounding_box()["y"]
    heads = shown.page.locator(".pinned > div:not(.band)")
    before = heads.all_inner_texts()
    assert {"帮扶方 133", "受援方 166", "无本级结对单位 264"} <= {" ".join(text.split()) for text in before}
    for down in (0, 700, 1_500):
        shown.page.evaluate(f"network.pane.scrollTop = {down}")
        shown.page.wait_for_timeout(200)
        assert all(0 <= head.bounding_box()["y"] - top < 46 for head in heads.all())
        areas = shown.page.evaluate(
            "[...network.place.at].filter(([at, [x, y]]) => isGap(at) && y > network.pane.scrollTop + TOP + 20 && y < network.pane.scrollTop + network.height)"
            ".map(([at]) => unitName(areaOf(at)))"
        )
        below = shown.page.evaluate(
            "network.place.heads.filter((head) => head.y > network.pane.scrollTop + TOP).map((head) => head.text)"
        )
        assert set(areas) <= {*heads.all_inner_texts(), *below}  # no row stands without the head of its area
    shown.page.evaluate("choose(shown.gaps.at(-1), false)")
    shown.page.focus("#drawing")
    for _ in range(30):
        shown.page.keyboard.press("ArrowUp")
        row = shown.page.evaluate("network.place.at.get(state.chosen)?.[1] - network.pane.scrollTop")
        assert row >= 46 + 26  # below the heads
    shown.page.locator("#tab-list").click()
    head = shown.page.locator("#columns th").first
    shown.page.locator("#rows button").nth(60).focus()
    for _ in range(40):
        shown.page.keyboard.press("Shift+Tab")
        focused = shown.page.evaluate("document.activeElement.getBoundingClientRect().top")
        assert focused >= head.bounding_box()["y"] + head.bounding_box()["height"] - 1
    assert head.bounding_box()["y"] == pytest.approx(shown.page.locator("#view").bounding_box()["y"], abs=1)


def test_a_name_in_the_drawing_can_be_pressed(html: Path, show: Any) -> None:
    shown = show(html, "#kind=&tab=network")
    box = shown.page.locator("#drawing").bounding_box()
    left, top, right, bottom, at = shown.page.evaluate("network.boxes.find((box) => !isHelper(box[4]))")
    shown.page.mouse.click(box["x"] + right - 12, box["y"] + (top + bottom) / 2)
    assert left < right
    assert shown.text("#sheet-title") == shown.page.evaluate(f"starred({at})")
    assert shown.page.evaluate("document.activeElement.id") == "drawing"
    shown.page.keyboard.press("Escape")
    assert shown.page.locator("#sheet").is_hidden()


def test_a_drafted_name_in_the_drawing_can_be_pressed(html: Path, show: Any) -> None:
    shown = show(html, "#kind=&unit=cn-520281105")
    box = shown.page.locator("#drawing").bounding_box()
    gap, helper = shown.page.evaluate(
        "shown.gaps.filter((at) => data.drafts[at]).map((at) => [at, data.drafts[at][0].h])[0]"
    )
    y = shown.page.evaluate(f"network.place.at.get({gap})[1]")
    left, _, right, _, _ = shown.page.evaluate(
        f"network.boxes.find((box) => box[4] === {helper} && box[0] > network.place.x.gaps && box[1] < {y} && box[3] > {y})"
    )
    for x, at in ((left - 12, gap), ((left + right) / 2, helper)):
        shown.page.mouse.move(box["x"] + x, box["y"] + y)
        assert shown.page.evaluate("network.canvas.style.cursor") == "pointer"
        assert shown.text("#hint").startswith(shown.page.evaluate(f"starred({at})"))
        shown.page.mouse.click(box["x"] + x, box["y"] + y)
        assert shown.text("#sheet-title") == shown.page.evaluate(f"starred({at})")
    assert shown.page.evaluate(f"starred({gap})") in shown.text("#sheet .draft")  # the helper's sheet says for whom
    assert "不是事实" in shown.text("#sheet .draft")
    assert shown.page.evaluate(f"focused().has({gap})")  # and they stand out together


def test_every_filter_packs_again(html: Path, show: Any) -> None:
    shown = show(html, "#kind=&tab=network")
    tall = shown.page.evaluate("network.place.tall")
    shown.page.locator('#kinds [data-key="township"]').click()
    assert shown.page.evaluate("network.place.tall") < tall / 3
    assert shown.page.evaluate("network.place.at.size + network.place.left.length") == 27 + shown.page.evaluate(
        "shown.helpers.length"
    )


def test_search_lists_what_is_meant_and_opens_it(html: Path, show: Any) -> None:
    shown = show(html)
    for text, name in (
        ("sf", "双凤镇"),
        ("520281127", "双凤镇"),
        ("大海村", "大海村民委员会"),
        ("Panzhou People", "盘州市人民医院"),
    ):
        shown.page.fill("#search", text)
        assert name in shown.text("#hits"), text
        assert shown.page.locator("#hits li").count() <= 12
    shown.page.fill("#search", "双凤镇")
    shown.page.keyboard.press("Enter")
    assert "双凤镇" in shown.text("#headline")
    shown.page.keyboard.press("/")
    assert shown.page.evaluate("document.activeElement.id") == "search"
    shown.page.keyboard.type("大海村")
    shown.page.keyboard.press("ArrowDown")
    shown.page.keyboard.press("ArrowUp")
    assert shown.page.get_attribute("#search", "aria-activedescendant") == "hit-0"
    shown.page.keyboard.press("Enter")
    assert shown.text("#sheet-title") == "大海村民委员会"
    assert shown.page.locator("#hits").is_hidden()
    shown.page.fill("#search", "没有这个名字")
    assert shown.page.locator("#hits li").count() == 0
    assert "0" in shown.text("#hits-rest")


def test_the_sheet_tells_agreements_and_their_source(html: Path, show: Any) -> None:
    shown = show(html, "#id=" + "cn-520281-peoples-hospital")
    assert shown.text("#sheet-title") == "盘州市人民医院"
    told = shown.text("#sheet")
    for text in ("大连大学附属中山医院", "一对一", "agreements.csv:", "有效"):
        assert text in told
    shown.page.keyboard.press("Escape")
    assert shown.page.locator("#sheet").is_hidden()


def test_from_a_gap_to_a_draft_and_a_list_by_keyboard_alone(html: Path, show: Any) -> None:
    shown = show(html)
    keys = shown.page.keyboard
    row = shown.page.evaluate("shown.rows.findIndex((row) => row.own.some((at) => data.drafts[at]))")
    shown.page.locator(".rows .row").nth(row).focus()
    keys.press("Enter")
    assert shown.page.evaluate("document.activeElement.id") == "headline"
    shown.page.locator("#drawing").focus()
    keys.press("ArrowDown")
    drafted = shown.page.evaluate("shown.gaps.find((at) => data.drafts[at])")
    for _ in range(80):
        if shown.page.evaluate("state.chosen") == drafted:
            break
        keys.press("ArrowDown")
    assert shown.page.evaluate("state.chosen") == drafted
    keys.press("Enter")
    assert shown.page.evaluate("document.activeElement.id") == "sheet-title"
    told = shown.text("#sheet")
    assert "不是事实" in told
    for _ in range(6):
        keys.press("Tab")
        if shown.page.evaluate("document.activeElement.getAttribute('aria-pressed')") == "false":
            break
    keys.press("Enter")
    assert shown.page.evaluate("document.activeElement.getAttribute('aria-pressed')") == "true"
    assert shown.text("#picks").endswith("1")
    again = show(html, shown.page.evaluate("location.hash"))
    assert again.text("#picks").endswith("1")
    again.page.click("#picks")
    assert again.page.locator("#sheet .card").count() == 1


def test_my_list_is_a_file_that_can_be_loaded_and_states_no_pair(html: Path, show: Any, tmp_path: Path) -> None:
    shown = show(html, "#kind=village&unit=cn-520281105")
    shown.page.get_by_role("button", name="把 19 个空白全部加入清单").click()
    shown.page.click("#picks")
    with shown.page.expect_download() as waiting:
        shown.page.locator("#sheet").get_by_role("button", name="导出名单").click()
    made = tmp_path / "空白名单.csv"
    made.write_bytes(Path(waiting.value.path()).read_bytes())
    rows = list(csv.reader(io.StringIO(made.read_text("utf-8-sig"))))
    assert rows[0] == [
        "帮扶单位",
        "受援单位",
        "受援单位编号",
        "类型",
        "乡镇",
        "备注：现状",
        "备注：草案，未商定",
        "备注：示例",
    ]
    assert len(rows) == 20
    assert {row[0] for row in rows[1:]} == {""}
    assert {row[4] for row in rows[1:]} == {"大山镇"}
    assert waiting.value.suggested_filename == "空白名单-大山镇-2019-12-30.csv"
    store = str(tmp_path / "s.db")
    jiedui("--store", store, "load", "registry-cn-2023", "--in", "盘州市")
    jiedui("--store", store, "load", str(made), "--in", "盘州市")
    jiedui("--store", store, "gaps", "village", "--in", "大山镇", "-o", str(tmp_path / "gaps.json"))
    found = json.loads((tmp_path / "gaps.json").read_text("utf-8"))["summary"]
    assert (found["roster"], found["gaps"], found["direct"]) == (19, 19, 0)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_notes_take_two_lines_and_the_rest_is_a_press_away(html: Path, show: Any, lang: str) -> None:
    shown = show(html, f"#lang={lang}")
    for width in (1920, 1366, 1000, 750):
        shown.page.set_viewport_size({"width": width, "height": 768})
        shown.page.wait_for_timeout(300)
        cut, tall = shown.page.evaluate(
            "[byId('notes').scrollHeight > byId('notes').clientHeight + 1, byId('notes').clientHeight]"
        )
        assert tall <= 33
        assert shown.page.locator("#all-notes").is_visible() == cut
        assert shown.page.evaluate("getComputedStyle(byId('notes')).webkitLineClamp") == "2"  # a cut bears its sign
    assert cut
    shown.page.click("#all-notes")
    notes = shown.page.evaluate("data.notes[state.lang]")
    assert len(notes) == 4
    assert [note for note in notes if note not in shown.text("#more-box")] == []
    assert shown.page.evaluate("document.querySelector('#more-box').contains(document.activeElement)")
    shown.page.keyboard.press("Escape")
    assert shown.page.locator("#more-box").is_hidden()


def test_everything_can_be_reached_by_keyboard(html: Path, show: Any) -> None:
    shown = show(html, "#kind=")
    reached = set()
    for _ in range(90):
        shown.page.keyboard.press("Tab")
        reached.add(
            shown.page.evaluate(
                "(() => { const at = document.activeElement; return at.id || at.dataset.key || at.dataset.block || at.classList[0]; })()"
            )
        )
    wanted = {"search", "filters", "year", "picks", "language", "more", "tab-overview", "village", "inherited", "row"}
    assert wanted <= reached
    shown.page.locator("#tab-overview").focus()
    shown.page.keyboard.press("ArrowRight")
    assert shown.page.evaluate("document.activeElement.id") == "tab-network"
    shown.page.keyboard.press("ArrowRight")
    assert shown.page.locator("#rows tr").count() > 100


def test_the_other_language_and_a_view_kept_in_the_address(html: Path, show: Any) -> None:
    shown = show(html)
    shown.page.click("#language")
    assert "246 of 302 villages" in shown.text("#headline")
    assert "Panzhou City" in shown.text("#headline")
    assert shown.page.get_attribute("html", "lang") == "en"
    shown.page.locator("#tab-list").click()
    shown.page.locator('#legend [data-key="inherited"]').click()
    address = shown.page.evaluate("location.hash")
    again = show(html, address)
    assert again.names() == shown.names()
    assert len(again.names()) == 56 + 21


def test_forms_and_sectors_filter_and_all_is_put_back(html: Path, show: Any) -> None:
    shown = show(html, "#kind=")
    shown.page.click("#filters")
    select = shown.page.locator("#filter-box select").last
    select.select_option("health")
    assert shown.page.evaluate("shown.lines.every((at) => lines[at].p.some((pact) => pact.sector === 'health'))")
    assert "1" in shown.text("#filters")
    shown.page.keyboard.press("Escape")
    shown.page.click("#more")
    shown.page.get_by_role("button", name="复位").click()
    assert "246" in shown.text("#headline")


@pytest.mark.parametrize(("lang", "words"), [("zh", ("医疗卫生", "教育")), ("en", ("health", "education"))])
def test_sectors_stand_in_the_words_of_the_reader(html: Path, show: Any, lang: str, words: tuple[str, str]) -> None:
    shown = show(html, f"#lang={lang}&id=cn-520281-peoples-hospital")
    assert words[0] in shown.text("#sheet .card p")
    assert lang == "en" or "health ·" not in shown.text("#sheet")
    shown.page.click("#filters")
    assert set(words) <= set(shown.page.locator("#filter-box select").last.locator("option").all_inner_texts())


def test_sectors_that_a_ledger_prints_are_in_both_languages(tmp_path: Path, show: Any) -> None:
    store, out, ledger = str(tmp_path / "s.db"), tmp_path / "m.html", tmp_path / "台账.csv"
    ledger.write_text("帮扶单位,受援村,领域\n甲公司,坪地村,产业、消费\n乙公司,新民村,蚕桑\n", "utf-8")
    jiedui("--store", store, "load", str(ledger))
    jiedui("--store", store, "map", "-o", str(out))
    for lang, both in (("zh", "产业、消费"), ("en", "industry, purchases")):
        shown = show(out, f"#lang={lang}")
        told = []
        for name in ("坪地村", "新民村"):
            shown.page.evaluate(f"choose(dots.findIndex((dot) => dot.name === '{name}'))")
            told.append(shown.text("#sheet"))
        assert both in told[0]
        assert "蚕桑" in told[1]  # one that has no word is as printed


def test_what_is_shown_can_be_taken_as_csv(html: Path, show: Any) -> None:
    shown = show(html, "#kind=village&tab=list")
    with shown.page.expect_download() as waiting:
        shown.page.click("#more")
        shown.page.locator("#more-box button").first.click()
    rows = list(csv.reader(io.StringIO(Path(waiting.value.path()).read_text("utf-8-sig"))))
    assert rows[0] == ["名称", "类型", "所在", "状态", "结对单位", "示例", "截至"]
    assert len(rows) - 1 == len(shown.names()) == 302 + 21


def test_the_list_sorts_and_holds_everybody(html: Path, show: Any) -> None:
    shown = show(html, "#kind=&tab=list")
    assert len(shown.names()) == 500
    shown.page.locator(".listed > p button").click()
    assert len(shown.names()) == 563
    shown.page.locator("#columns button").first.click()
    up = shown.names()
    shown.page.locator("#columns button").first.click()
    assert shown.names()[0] != up[0]
    assert shown.page.locator("#columns th").first.get_attribute("aria-sort") == "descending"
    shown.page.locator("#rows button").first.click()
    assert shown.text("#sheet-title") == shown.names()[0]


def test_names_are_never_markup(tmp_path: Path, show: Any) -> None:
    nasty = [name for name in NASTY if len(name) <= 500] + ["村" * 500]
    villages = [
        Organization(id=f"v{n}", name=name, kind=Kind.VILLAGE, on_roster=True, part_of=f"t{n}")
        for n, name in enumerate(nasty)
    ]
    villages += [Organization(id=f"t{n}", name=name, kind=Kind.TOWNSHIP) for n, name in enumerate(nasty)]
    helpers = [Organization(id=f"h{n}", name=name, kind=Kind.ENTERPRISE) for n, name in enumerate(nasty)]
    deals = [Agreement(id=f"a{n}", helper=f"h{n}", recipient=f"v{n}", sector=name) for n, name in enumerate(nasty)]
    path = tmp_path / "s.db"
    store = open_store(str(path), create=True)
    store.load(dataset([*villages, *helpers], deals))
    store.close()
    jiedui("--lang", "en", "--store", str(path), "map", "-o", str(tmp_path / "m.html"))
    for hash_ in ("", "#tab=overview", "#tab=network"):
        assert show(tmp_path / "m.html", hash_).page.locator("img, a[href^=http], main script").count() == 0
    shown = show(tmp_path / "m.html", "#tab=list")
    listed = shown.names()
    for name in nasty:
        assert name.replace("\u202e", "\ufffd") in listed
    for number in range(len(nasty)):
        shown.page.locator("#rows button").nth(number).click()
        assert shown.page.locator("#sheet .card").count() == 1
    shown.page.fill("#search", nasty[0])
    assert shown.page.locator("#hits li").count() > 0


def test_no_script_but_ours_may_run(html: Path, show: Any) -> None:
    shown = show(html)
    shown.page.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'window.ran = 1'; document.body.append(s); }"
    )
    assert shown.page.evaluate("window.ran") is None
    assert "Content Security Policy" in shown.said.pop()


def test_a_page_is_never_replaced_unasked(store: Path, tmp_path: Path) -> None:
    out = tmp_path / "m.html"
    out.write_text("mine", "utf-8")
    for lang, told in (("en", "--force"), ("zh", "已存在")):
        assert told in jiedui("--lang", lang, "--store", str(store), "map", "-o", str(out), code=2)
    assert out.read_text("utf-8") == "mine"
    jiedui("--store", str(store), "map", "-o", str(out), "--force", "--focus", "盘州市人民医院")
    assert out.read_bytes().startswith(b"<!DOCTYPE html>")


@pytest.mark.parametrize(
    "args", [("-o", "m.txt"), ("--state", "open"), ("--focus", "没有这个单位"), ("--kind", "飞船"), ("--in", "火星")]
)
def test_wrong_use_is_told(store: Path, tmp_path: Path, args: tuple[str, ...]) -> None:
    out = () if "-o" in args else ("-o", str(tmp_path / "m.html"))
    assert jiedui("--store", str(store), "map", *out, *args, code=2).strip()
    assert not (tmp_path / "m.html").exists()


def test_the_data_in_the_page_is_json(html: Path) -> None:
    text = html.read_text("utf-8")
    block = text.split('<script type="application/json" id="data">')[1].split("</script>")[0]
    assert "<" not in block
    assert len(json.loads(block)["dots"]) == 563
