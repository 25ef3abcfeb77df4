"""Other ways to see a map, in a real browser: rolled up, as an atlas, free, in another year, on paper, by ear."""

from __future__ import annotations

import json
import os
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from graph.model import Agreement, Kind, Organization, PartialDate
from graph.output.map import atlas, free
from graph.store.open import open_store
from tests.browser import jiedui
from tests.records import dataset

AXE = Path(__file__).parents[4] / "node_modules" / "axe-core" / "axe.min.js"


def test_a_large_map_opens_rolled_up_and_an_area_opens_in_the_same_page(rolled_up: Path, show: Any) -> None:
    shown = show(rolled_up)
    assert re.search("代表 2,962 个单位中的 2,962 个", shown.text("#count"))
    rows = [row.split("\t") for row in shown.page.locator("#rows tr").all_inner_texts()]
    areas = [row for row in rows if row[2]]
    assert sum(int(row[2].replace(",", "")) for row in areas) == 2_400
    assert sum(int(row[3]) for row in areas) == 2_400 - 1_511  # as the summary says: 1,511 of 2,400 have one
    assert "1,511" in shown.text("#summary")
    opened = shown.page.get_by_role("button", name=areas[0][0], exact=True)
    opened.click()
    assert shown.text("#path").replace("\n", "") == f"总览{areas[0][0]}"
    listed = [row.split("\t") for row in shown.page.locator("#rows tr").all_inner_texts()]
    own = [row for row in listed if areas[0][0] in row[2] and row[1] == "村"]
    assert len(own) == int(areas[0][2])
    assert sum(row[3].startswith("空白") for row in own) == int(areas[0][3])
    assert re.search(r"显示 2,962 个单位中的 \d+ 个", shown.text("#count"))
    address = shown.page.evaluate("location.hash")
    assert show(rolled_up, address).names() == shown.names()
    shown.page.keyboard.press("Escape")
    assert len(shown.page.locator("#rows tr").all()) == len(rows)


def test_what_is_filtered_is_counted_behind_the_groups_too(rolled_up: Path, show: Any) -> None:
    shown = show(rolled_up)
    before = shown.page.evaluate("rollup.groups.reduce((sum, one) => sum + one.gaps, 0)")
    assert before == 889
    shown.page.locator('#keys button[data-key="never"]').click()
    after = shown.page.evaluate("rollup.groups.reduce((sum, one) => sum + one.gaps, 0)")
    assert 0 < after < before
    count = shown.page.locator('#keys button[data-key="never"] .n').inner_text()
    assert before - after == int(count)


def test_search_opens_the_area_somebody_lies_in(rolled_up: Path, show: Any) -> None:
    shown = show(rolled_up)
    shown.page.fill("#search", "示例企业00007")
    assert "示例企业00007" in shown.text("#count")
    shown.page.keyboard.press("Enter")
    assert shown.text("#details-title") == "示例企业00007"
    assert shown.page.locator("#details-body article").count() > 0
    other = shown.page.locator("#details-body article button").last
    name = other.inner_text()
    other.click()
    assert shown.text("#details-title") == name
    shown.page.fill("#search", "nmq")
    shown.page.focus("#search")
    shown.page.keyboard.press("Enter")
    assert "南明区" in shown.text("#path")


def test_a_group_of_helpers_says_who_they_are(rolled_up: Path, show: Any) -> None:
    shown = show(rolled_up)
    at = shown.page.evaluate("scenes[0].groups.findIndex((group) => group.side === 'helper' && !group.idle)")
    shown.page.locator(f'#rows tr[data-at="{at}"] button').click()
    members = shown.page.locator("#details-body li").count()
    assert members == shown.page.evaluate(f"rollup.groups[{at}].members") > 0
    shown.page.keyboard.press("Escape")
    assert shown.text("#details-title") == "详情"


def test_totals_open_nothing_and_say_what_stands_behind_a_group(
    large: Path, tmp_path: Path, show: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.questions.inquiry.FETCH_LIMIT", 10)
    out = tmp_path / "m.html"
    jiedui("--lang", "en", "--store", str(large), "map", "-o", str(out))
    shown = show(out)
    assert shown.text("#count").endswith("stand for 2,962 of 2,962 organizations.")
    assert shown.text("#details-body").startswith("Choose a group to see its pairs alone.")
    row = next(row for row in shown.page.locator("#rows tr").all_inner_texts() if row.split("\t")[2])
    name, members, roster, gaps, _, pairs = row.split("\t")
    shown.page.get_by_role("button", name=name, exact=True).click()
    assert shown.text("#details-title") == name
    said = shown.text("#details-body")
    assert said.startswith(f"{members} organizations, {pairs} pairs")
    assert f"{gaps} of {roster} on the roster" in said


@pytest.mark.full
def test_beyond_what_a_page_holds_an_overview_and_a_page_an_area(
    large: Path, tmp_path: Path, show: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(atlas, "MOST_DOTS", 2_500)
    out = tmp_path / "图.html"
    said = jiedui("--lang", "en", "--store", str(large), "map", "-o", str(out))
    assert re.search("2,962 organizations are more than one page holds", said.replace("\n", " "))
    pages = sorted((tmp_path / "图-pages").iterdir())
    assert sorted(tmp_path.iterdir()) == [tmp_path / "图-pages", out]
    shown = show(out)
    assert "2,962" in shown.text("#count")
    assert shown.page.locator("#rows a").count() == len(pages)
    assert shown.page.evaluate("rollup.groups.reduce((sum, one) => sum + one.members, 0)") == 2_962
    assert shown.page.evaluate("rollup.groups.reduce((sum, one) => sum + one.gaps, 0)") == 889
    row = shown.page.locator("#rows tr").first.inner_text().split("\t")
    shown.page.locator("#rows a").first.click()
    shown.page.wait_for_selector("body[data-ready]", state="attached")
    assert shown.text("#title") == f"Pairing network: {row[0]}"
    listed = [text.split("\t") for text in shown.page.locator("#rows tr").all_inner_texts()]
    assert len([cells for cells in listed if cells[1] == "village"]) == int(row[2])
    shown.page.get_by_role("link", name="Overview").click()
    shown.page.wait_for_selector("body[data-ready]", state="attached")
    assert shown.text("#title") == "Pairing network"
    before = {page: page.read_bytes() for page in pages}
    nowhere = str(tmp_path / "none" / "m.html")
    assert "none" in jiedui("--lang", "en", "--store", str(large), "map", "-o", nowhere, code=2)
    assert "--force" in jiedui("--lang", "en", "--store", str(large), "map", "-o", str(out), code=2)
    out.unlink()
    assert "图-pages" in jiedui("--store", str(large), "map", "-o", str(out), code=2).replace("\n", "")
    assert not out.exists()
    jiedui("--lang", "en", "--store", str(large), "map", "-o", str(out), "--force")
    assert {page: page.read_bytes() for page in pages} == before


def test_the_free_layout(store: Path, tmp_path: Path, show: Any) -> None:
    out = tmp_path / "m.html"
    jiedui("--lang", "zh", "--store", str(store), "map", "--in", "盘州市", "--layout", "free", "-o", str(out))
    shown = show(out)
    assert len(shown.names()) == 564
    assert len({(node["x"], node["y"]) for node in shown.page.evaluate("scenes[0].nodes")}) == 564
    again = tmp_path / "n.html"
    jiedui("--lang", "zh", "--store", str(store), "map", "--in", "盘州市", "--layout", "free", "-o", str(again))
    assert again.read_bytes() == out.read_bytes()


def test_the_free_layout_has_its_limit(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(free, "MOST_DOTS", 500)
    args = ("--lang", "en", "--store", str(store), "map", "--layout", "free", "-o", str(tmp_path / "m.html"))
    assert re.search("5[0-9]{2}.*500.*--in", jiedui(*args, code=2).replace("\n", " "))
    assert not any(tmp_path.iterdir())


@pytest.fixture
def dated(tmp_path: Path) -> Path:
    path = tmp_path / "s.db"
    store = open_store(str(path), create=True)
    store.load(
        dataset(
            [
                Organization(id="v1", name="甲村", kind=Kind.VILLAGE, on_roster=True),
                Organization(id="v2", name="乙村", kind=Kind.VILLAGE, on_roster=True),
                Organization(id="h", name="某公司", kind=Kind.ENTERPRISE),
            ],
            [
                Agreement(id="a", helper="h", recipient="v1", start=PartialDate(2016), end=PartialDate(2017)),
                Agreement(id="b", helper="h", recipient="v2", start=PartialDate(2019), end=PartialDate(2021)),
            ],
        )
    )
    store.close()
    return path


def test_the_page_can_be_turned_to_another_year(dated: Path, show: Any) -> None:
    out = dated.with_name("m.html")
    jiedui("--lang", "en", "--store", str(dated), "map", "-o", str(out))
    shown = show(out)

    def states() -> dict[str, str]:
        rows = [row.split("\t") for row in shown.page.locator("#rows tr").all_inner_texts()]
        return {row[0]: row[3] for row in rows}

    assert states() == {"甲村": "gap: lapsed", "乙村": "one partner only", "某公司": "helper"}
    assert shown.text("#then") == ""
    shown.page.locator("#year").focus()
    for _ in range(3):
        shown.page.keyboard.press("ArrowLeft")
    assert states() == {"甲村": "one partner only", "乙村": "gap: never had one", "某公司": "helper"}
    assert (
        shown.text("#then") == "On 2016-12-31, 1 of 2 on the roster shown here had no registered partner of their own."
    )
    again = show(out, shown.page.evaluate("location.hash"))
    assert again.text("#then") == shown.text("#then")
    shown.page.keyboard.press("End")
    assert states()["甲村"] == "gap: lapsed"
    assert "2021-12-31" in shown.text("#then")
    shown.page.click("#reset")
    assert shown.text("#then") == ""


def test_the_drawing_obeys_the_keys(html: Path, show: Any) -> None:
    shown = show(html)
    shown.page.focus("#drawing")
    shown.page.keyboard.press("ArrowDown")
    first = shown.text("#details-title")
    shown.page.keyboard.press("ArrowDown")
    second = shown.text("#details-title")
    shown.page.keyboard.press("ArrowUp")
    assert shown.text("#details-title") == first != second
    shown.page.keyboard.press("ArrowRight")  # over to one it helps
    assert f"受帮扶于 {first}" in shown.text("#details-body")
    shown.page.keyboard.press("Enter")
    assert shown.page.evaluate("document.activeElement.id") == "details-title"
    shown.page.keyboard.press("Escape")
    assert shown.text("#details-title") == "详情"


@pytest.mark.full
@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.full)])
@pytest.mark.parametrize("what", ["html", pytest.param("rolled_up", marks=pytest.mark.full)])
def test_axe_finds_nothing_serious(what: str, scheme: str, request: pytest.FixtureRequest, show: Any) -> None:
    if not AXE.exists():
        if os.environ.get("JIEDUI_REQUIRE_BROWSER"):
            pytest.fail("JIEDUI_REQUIRE_BROWSER is set and axe-core is not installed: npm ci")
        pytest.skip("needs axe-core: npm ci")
    shown = show(request.getfixturevalue(what))
    shown.page.emulate_media(color_scheme=scheme)
    shown.page.evaluate(AXE.read_text("utf-8"))
    for _ in range(2):
        found = shown.page.evaluate("axe.run()")["violations"]
        told = [(one["id"], one["impact"], [node["html"][:120] for node in one["nodes"][:3]]) for one in found]
        assert [one for one in told if one[1] in ("serious", "critical")] == [], json.dumps(told, ensure_ascii=False)
        shown.page.locator("#rows button").first.click()
        shown.page.click("#language")


def plain(page: Any) -> str:
    """The text of a printed page, without spaces; a PDF may hold radicals in place of characters."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", page.extract_text())).replace("⺠", "民")


def test_on_paper_the_gaps_come_first_then_the_drawing(html: Path, show: Any, tmp_path: Path) -> None:
    from pypdf import PdfReader

    shown = show(html)
    shown.page.locator("#rows button").first.click()
    shown.page.pdf(path=tmp_path / "m.pdf", prefer_css_page_size=True)
    pages = PdfReader(tmp_path / "m.pdf").pages
    texts = [plain(page) for page in pages]
    assert 3 <= len(pages) <= 8
    for text in (
        "盘州市结对网络",
        "截至2019-12-30",
        "302个村中有56个",
        "无本级结对单位264",
        "盘州市/民主镇·17·上级覆盖",
        "小白岩村民委员会",
    ):
        assert text in texts[0], text
    width, height = pages[0].mediabox.width, pages[0].mediabox.height
    assert width > height
    pictured = [number for number, page in enumerate(pages) if page.images]
    assert pictured
    assert min(pictured) > 0
    assert "jiedui0.1.0" in texts[-1]
    gaps = sum(text.count("民委员会") + text.count("居民委员会") for text in texts[: min(pictured)])
    assert gaps >= 246  # every village without a partner by name
    assert shown.page.locator("#paper > *").count() == 0  # and the page is as it was
    assert shown.text("#details-title") != "详情"


def test_a_rolled_up_map_prints_its_areas(rolled_up: Path, show: Any, tmp_path: Path) -> None:
    from pypdf import PdfReader

    shown = show(rolled_up)
    shown.page.pdf(path=tmp_path / "m.pdf", prefer_css_page_size=True)
    pages = PdfReader(tmp_path / "m.pdf").pages
    text = plain(pages[0])
    assert "南明区" in text
    assert "空白比例" in text
    assert any(page.images for page in pages)
