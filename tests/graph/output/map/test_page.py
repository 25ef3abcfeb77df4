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
    assert "302 个村中有 56 个" in shown.text("#summary")
    assert "2019-12-30" in shown.text("#day")
    assert shown.text("#count") == "显示 564 个单位中的 564 个。"
    assert shown.page.get_attribute("html", "lang") == "zh-CN"
    assert len(shown.names()) == 564
    assert shown.page.locator("#drawing canvas").count() == 1
    colours = shown.page.evaluate(
        "() => { const c = document.querySelector('#drawing canvas'); "
        "return new Set(c.getContext('2d').getImageData(0, 0, c.width, c.height).data).size; }"
    )
    assert colours > 20


def test_search_by_initials_code_and_part_of_a_name(html: Path, show: Any) -> None:
    shown = show(html)
    for text, name in (
        ("sf", "双凤镇"),
        ("520281127", "双凤镇"),
        ("大海村", "大海村民委员会"),
        ("Panzhou People", "盘州市人民医院"),
    ):
        shown.page.fill("#search", text)
        assert name in shown.text("#count"), text
    shown.page.fill("#search", "双凤镇")
    shown.page.keyboard.press("Enter")
    assert shown.text("#details-title") == "双凤镇"


def test_the_legend_counts_and_filters(html: Path, show: Any) -> None:
    shown = show(html)
    button = shown.page.locator('#keys button[data-key="inherited"]')
    assert button.locator(".n").inner_text() == "264"
    button.click()
    assert shown.text("#count") == "显示 564 个单位中的 300 个。"
    assert button.get_attribute("aria-pressed") == "false"
    button.click()
    shown.page.select_option("#kind", "school")
    rows = [row.split("\t") for row in shown.page.locator("#rows tr").all_inner_texts()]
    assert {row[1] for row in rows if row[3] != "帮扶方"} == {"学校"}
    assert len([row for row in rows if row[3] != "帮扶方"]) == 96
    shown.page.click("#reset")
    assert len(shown.names()) == 564


def test_details_tell_agreements_and_their_source(html: Path, show: Any) -> None:
    shown = show(html)
    shown.page.get_by_role("button", name="盘州市人民医院", exact=True).first.click()
    assert shown.text("#details-title") == "盘州市人民医院"
    told = shown.text("#details-body")
    for text in ("大连大学附属中山医院", "一对一", "agreements.csv:", "有效"):
        assert text in told
    shown.page.keyboard.press("Escape")
    assert shown.text("#details-title") == "详情"


def test_everything_can_be_reached_by_keyboard(html: Path, show: Any) -> None:
    shown = show(html)
    reached = set()
    for _ in range(60):
        shown.page.keyboard.press("Tab")
        reached.add(
            shown.page.evaluate(
                "document.activeElement.id || document.activeElement.dataset.key || document.activeElement.closest('tr')?.id || document.activeElement.tagName"
            )
        )
    assert {"search", "kind", "unit", "fit", "reset", "csv", "language", "helper", "inherited", "columns"} <= reached
    shown.page.locator("#rows button").first.focus()
    shown.page.keyboard.press("Enter")
    assert shown.page.evaluate("document.activeElement.id") == "details-title"


def test_the_other_language_and_a_view_kept_in_the_address(html: Path, show: Any) -> None:
    shown = show(html)
    shown.page.click("#language")
    assert "56 of 302 villages" in shown.text("#summary")
    assert shown.page.get_attribute("html", "lang") == "en"
    shown.page.select_option("#kind", "village")
    shown.page.locator('#keys button[data-key="inherited"]').click()
    address = shown.page.evaluate("location.hash")
    again = show(html, address)
    assert again.names() == shown.names()
    assert again.text("#legend-title") == "Legend"


def test_what_is_shown_can_be_taken_as_csv(html: Path, show: Any) -> None:
    shown = show(html)
    shown.page.select_option("#kind", "village")
    with shown.page.expect_download() as waiting:
        shown.page.click("#csv")
    rows = list(csv.reader(io.StringIO(Path(waiting.value.path()).read_text("utf-8-sig"))))
    assert rows[0] == ["名称", "类型", "所在", "状态", "结对单位"]
    assert len(rows) - 1 == len(shown.names())


def test_the_list_sorts(html: Path, show: Any) -> None:
    shown = show(html)
    head = shown.page.locator("#columns button").first
    head.click()
    up = shown.names()
    shown.page.locator("#columns button").first.click()
    assert shown.names()[0] == up[-1]
    assert shown.page.locator("#columns th").first.get_attribute("aria-sort") == "descending"


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
    shown = show(tmp_path / "m.html")
    assert shown.page.locator("img, a[href^=http], main script").count() == 0
    listed = shown.names()
    for name in nasty:
        assert name.replace("\u202e", "\ufffd") in listed
    for number in range(len(nasty)):
        shown.page.locator("#rows button").nth(number).click()
        assert shown.page.locator("#details-body article").count() == 1


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
    assert len(json.loads(block)["dots"]) == 564
