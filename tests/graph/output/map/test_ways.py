"""Other ways to see a map, in a real browser: a province, an atlas, totals, free, in another year, on paper, by ear."""

from __future__ import annotations

import json
import os
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from graph.model import Agreement, Kind, Organization, PartialDate
from graph.output.map import atlas, free, groups
from graph.store.open import open_store
from tests.browser import jiedui
from tests.records import dataset

AXE = Path(__file__).parents[4] / "node_modules" / "axe-core" / "axe.min.js"


def test_a_large_map_opens_on_counties_and_a_county_on_its_townships(province: Path, show: Any) -> None:
    shown = show(province)
    assert "2,400" in shown.text("#headline")
    assert "889" in shown.text("#headline")
    rows = shown.page.evaluate("shown.rows.map((row) => [rowName(row), row.gaps, row.roster])")
    assert sum(row[1] for row in rows) == 889
    assert sum(row[2] for row in rows) == 2_400
    assert 2 <= len(rows) <= 40
    shown.page.locator(".row .name").first.click()
    assert shown.page.evaluate("[shown.gaps.length, shown.roster.length]") == rows[0][1:]
    assert shown.text("#path").split()[-1] == rows[0][0]
    address = shown.page.evaluate("location.hash")
    assert show(province, address).text("#headline") == shown.text("#headline")
    for _ in range(2):  # to the prefecture, then to everything
        shown.page.keyboard.press("Escape")
    assert "2,400" in shown.text("#headline")


def test_too_many_to_draw_says_so_and_leads_back(province: Path, show: Any) -> None:
    shown = show(province, "#tab=network")
    assert "2,962" in shown.text("#view")
    shown.page.locator("#view button").click()
    assert shown.page.locator(".rows .row").count() > 1


def test_search_opens_the_scope_somebody_stands_in(province: Path, show: Any) -> None:
    shown = show(province)
    shown.page.fill("#search", "示例企业00007")
    shown.page.keyboard.press("Enter")
    assert shown.text("#sheet-title").startswith("示例企业00007")
    assert shown.page.evaluate("shown.helpers.length") == 1
    other = shown.page.locator("#sheet .card button").first
    name = other.inner_text()
    other.click()
    assert shown.text("#sheet-title") == name
    shown.page.fill("#search", "nmq")
    shown.page.keyboard.press("Enter")
    assert "南明区" in shown.text("#path")


def test_escape_goes_back_over_what_was_opened_and_nothing_else(province: Path, show: Any) -> None:
    shown = show(province)
    whole = shown.text("#headline")

    def escape() -> str:
        shown.page.keyboard.press("Escape")
        return str(shown.text("#headline"))

    shown.page.locator(".row .name").first.click()  # a county; its prefecture lies between
    assert len(shown.text("#path").split()) == 3
    county = shown.text("#headline")
    shown.page.evaluate("choose(shown.gaps[0])")
    assert escape() == county
    shown.page.locator(".row .name").first.click()
    assert escape() == county
    assert escape() == whole
    shown.page.fill("#search", shown.page.evaluate("dots.find((dot, at) => dot.on && isGap(at)).name"))
    shown.page.keyboard.press("Enter")  # somebody is shown where they stand, which nobody opened
    assert shown.text("#headline") != whole
    assert escape() == whole
    shown.page.locator(".row .name").first.click()
    shown.page.locator("#path button").last.click()  # up the path, to the prefecture: what lies below it is left
    assert escape() == whole
    shown.page.locator(".row .name").first.click()
    shown.page.locator(".row .name").first.click()
    shown.page.go_back()
    shown.page.wait_for_timeout(200)
    assert shown.text("#headline") == county
    assert escape() == whole


def test_escape_after_a_search_leaves_what_was_looked_at_since(html: Path, show: Any) -> None:
    shown = show(html)
    shown.page.fill("#search", "大海村")
    shown.page.keyboard.press("Enter")
    shown.page.evaluate("choose(shown.members.find((at) => at !== state.chosen))")
    town = shown.text("#path").split()[-1]
    shown.page.keyboard.press("Escape")
    assert shown.text("#sheet-title") == town
    shown.page.keyboard.press("Escape")
    assert shown.text("#path").split() == ["盘州市"]
    shown.page.locator(".block[data-block=kenterprise]").click()
    shown.page.evaluate("choose(shown.helpers[0])")
    helper = shown.text("#sheet-title")
    shown.page.get_by_role("button", name="只看它的结对").click()
    shown.page.keyboard.press("Escape")
    assert shown.text("#sheet-title") == helper  # the sheet it was opened from
    assert "企业" in shown.text("#path")


def test_a_search_keeps_the_kind_or_says_that_it_is_left(html: Path, show: Any) -> None:
    shown = show(html)

    def pressed() -> str:
        return str(shown.page.locator("#kinds [aria-pressed=true]").get_attribute("data-key"))

    shown.page.fill("#search", "双凤镇")
    shown.page.keyboard.press("Enter")
    assert pressed() == "village"
    assert shown.page.get_by_role("button", name="恢复只看村").count() == 0
    villages = shown.text("#headline")
    shown.page.fill("#search", "盘州市人民医院")
    shown.page.keyboard.press("Enter")
    assert pressed() == ""
    assert "现显示全部类型" in shown.text("#kinds")
    assert "现显示全部类型" in shown.text("#live") + shown.text("#toast")
    shown.page.set_viewport_size(PHONE)
    shown.page.wait_for_timeout(300)
    back = shown.page.get_by_role("button", name="恢复只看村").bounding_box()
    assert back["x"] + back["width"] <= PHONE["width"]  # in view without scrolling
    shown.page.set_viewport_size({"width": 1366, "height": 768})
    shown.page.wait_for_timeout(300)
    shown.page.get_by_role("button", name="恢复只看村").click()
    assert pressed() == "village"
    assert "全部类型" not in shown.text("#kinds")
    shown.page.keyboard.press("Escape")
    assert pressed() == "village"
    assert shown.text("#headline") == villages


def test_totals_open_nothing_and_say_what_stands_behind_a_row(
    large: Path, tmp_path: Path, show: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.questions.inquiry.FETCH_LIMIT", 10)
    out = tmp_path / "m.html"
    jiedui("--lang", "en", "--store", str(large), "map", "-o", str(out))
    shown = show(out)
    assert "889 of 2,400" in shown.text("#headline")
    assert shown.page.locator("a.row").count() == 0
    assert shown.page.locator("#tab-network").count() == 0
    assert shown.page.evaluate("shown.rows.reduce((sum, row) => sum + row.gaps, 0)") == 889
    shown.page.locator("#tab-list").click()
    rows = [row.split("\t") for row in shown.page.locator("#rows tr").all_inner_texts()]
    assert sum(int(row[2].replace(",", "")) for row in rows) == 2_400
    shown.page.locator("#rows button").first.click()  # down to where there are only totals, and out again
    while shown.page.locator("#sheet").is_hidden():
        shown.page.locator(".row .name").first.click()
    assert " map --in" in shown.text("#sheet")
    shown.page.keyboard.press("Escape")
    assert shown.page.locator("#sheet").is_hidden()


def test_totals_open_the_pages_of_the_areas_that_are_asked_for(
    large: Path, tmp_path: Path, show: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, args = tmp_path / "m.html", ("--lang", "en", "--store", str(large), "map", "-o", str(tmp_path / "m.html"))
    assert "omit --page" in jiedui(*args, "--page", "南明区", code=2)  # it opens in the page itself
    monkeypatch.setattr("graph.questions.inquiry.FETCH_LIMIT", 1_000)
    monkeypatch.setattr(groups, "MOST_TOTALS", dict.fromkeys(groups.MOST_TOTALS, 40))  # counties
    assert "jiedui map --in" in jiedui(*args, "--page", "卫城镇", code=2).replace("\n", " ")
    assert not any(tmp_path.iterdir())
    said = jiedui(*args, "--page", "南明区", "--page", "清镇市", "--page", "南明区").replace("\n", " ")
    assert "opens 2 pages" in said
    assert sorted(path.name for path in (tmp_path / "m-pages").iterdir()) == ["cn-520102.html", "cn-520181.html"]
    shown = show(out)
    counts = shown.page.evaluate("shown.rows.filter((row) => row.href).map((row) => [rowName(row), row.gaps])")
    assert [name for name, _ in counts] == ["清镇市", "南明区"]
    shown.page.locator("a.row .name").first.click()
    shown.page.wait_for_selector("body[data-ready]", state="attached")
    assert shown.text("#headline").startswith(f"清镇市: {counts[0][1]} of")
    shown.page.get_by_role("link", name="Overview").click()
    shown.page.wait_for_selector("body[data-ready]", state="attached")
    assert shown.page.locator("a.row").count() == 2
    assert "--force" in jiedui(*args, "--page", "南明区", code=2)


def held(page: Path) -> Any:
    """The data in a page."""
    text = page.read_text("utf-8")
    return json.loads(text.split('<script type="application/json" id="data">')[1].split("</script>")[0])


def test_an_area_of_a_store_of_a_nation_gets_no_drafts(
    large: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    args, out = ("--store", str(large), "map", "--in", "南明区", "--force", "-o"), tmp_path / "m.html"
    jiedui(*args, str(out))
    assert held(out)["drafts"]
    monkeypatch.setattr("graph.questions.inquiry.FETCH_LIMIT", 1_000)  # the area is fetched, the store is not
    jiedui(*args, str(out))
    found = held(out)
    assert found["atlas"] is None
    assert not found["drafted"]
    assert found["drafts"] == {}


def test_the_pages_of_an_atlas_hold_no_drafts(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(atlas, "MOST_DOTS", 500)
    jiedui("--store", str(store), "map", "--in", "盘州市", "-o", str(tmp_path / "m.html"))
    pages = [held(page) for page in (tmp_path / "m-pages").iterdir()]
    assert sum(len(page["dots"]) for page in pages) >= 426
    assert [page["drafted"] for page in pages] == [False] * len(pages)


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
    assert "889 of 2,400" in shown.text("#headline")
    assert shown.page.locator("a.row, a.block").count() == len(pages)
    counts = shown.page.evaluate("atlas.groups.map((group) => Object.values(group.classes).reduce((a, b) => a + b, 0))")
    assert sum(counts) == 2_962
    name, gaps, roster = shown.page.evaluate("[rowName(shown.rows[0]), shown.rows[0].gaps, shown.rows[0].roster]")
    shown.page.locator("a.row .name").first.click()
    shown.page.wait_for_selector("body[data-ready]", state="attached")
    assert shown.text("#headline").startswith(f"{name}: {gaps} of {roster} villages")
    shown.page.get_by_role("link", name="Overview").click()
    shown.page.wait_for_selector("body[data-ready]", state="attached")
    assert "889 of 2,400" in shown.text("#headline")
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
    shown = show(out, "#kind=&tab=network")
    assert len({tuple(place) for place in shown.page.evaluate("data.places")}) == 563
    assert shown.page.evaluate("network.boxes.length") > 20
    assert shown.page.evaluate("network.nodes.length") == 563
    scale = "network.drawing.getScale()"
    inside = "network.boxes.filter(([x, y]) => { const at = network.drawing.canvasToDOM({ x, y }); return at.x > 0 && at.x < network.width && at.y > 0 && at.y < network.height; }).length"
    assert shown.page.evaluate(scale) >= 0.85  # large enough to be read, and something is there
    assert shown.page.evaluate(inside) > 5
    shown.page.get_by_role("button", name="全图").click()
    assert shown.page.evaluate(scale) < 0.2
    assert shown.page.evaluate(inside) == shown.page.evaluate("network.boxes.length")
    shown.page.get_by_role("button", name="放大").click()
    assert shown.page.evaluate(scale) < 0.85
    shown.page.get_by_role("button", name="无本级结对单位 264").click()
    assert shown.page.evaluate(scale) >= 0.85
    shown.page.evaluate("choose(shown.gaps.at(-1))")  # whoever is chosen comes into view
    x, y, width, height = shown.page.evaluate(
        "[...Object.values(network.drawing.canvasToDOM(network.drawing.getPosition(state.chosen))), network.width, network.height]"
    )
    assert 0 < x < width
    assert 0 < y < height
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
    shown = show(out, "#tab=list")

    def states() -> dict[str, str]:
        rows = [row.split("\t") for row in shown.page.locator("#rows tr").all_inner_texts()]
        return {row[0]: row[3].split(" · ")[0] for row in rows}

    assert states() == {"甲村": "gap: lapsed", "乙村": "one partner only", "某公司": "helper"}
    now = shown.text("#headline")
    shown.page.locator("#year").focus()
    for _ in range(3):
        shown.page.keyboard.press("ArrowLeft")
    assert states() == {"甲村": "one partner only", "乙村": "gap: never", "某公司": "helper"}
    assert "2016-12-31" in shown.text("#day")
    assert "1 of 2 villages" in shown.text("#headline")
    again = show(out, shown.page.evaluate("location.hash"))
    assert again.text("#day") == shown.text("#day")
    shown.page.keyboard.press("End")
    assert states()["甲村"] == "gap: lapsed"
    assert "2021-12-31" in shown.text("#day")
    shown.page.click("#more")
    shown.page.locator("#more-box button").last.click()
    assert shown.text("#headline") == now


def test_the_drawing_obeys_the_keys(html: Path, show: Any) -> None:
    shown = show(html, "#unit=cn-520281105&kind=")
    shown.page.focus("#drawing")
    shown.page.keyboard.press("ArrowDown")
    first = shown.text("#sheet-title")
    shown.page.keyboard.press("ArrowDown")
    second = shown.text("#sheet-title")
    shown.page.keyboard.press("ArrowUp")
    assert shown.text("#sheet-title") == first != second
    shown.page.keyboard.press("ArrowRight")  # over to one it helps
    assert f"受帮扶于 {first}" in shown.text("#sheet").replace("\n", " ")
    shown.page.keyboard.press("Enter")
    assert shown.page.evaluate("document.activeElement.id") == "sheet-title"
    shown.page.keyboard.press("Escape")
    assert shown.text("#sheet-title") == "大山镇"  # back to the scope
    shown.page.keyboard.press("Escape")
    assert shown.text("#path").split() == ["盘州市"]


def test_the_page_can_be_turned_to_the_day_of_each_version(tmp_path: Path, show: Any) -> None:
    """June lists one pair, July another: as `gaps --as-of` answers, so the page is turned."""
    store, out = str(tmp_path / "s.db"), tmp_path / "m.html"
    for day, pair in (("2024-06-30", "市教育局,坪地村"), ("2024-07-31", "市水务局,新民村")):
        ledger = tmp_path / day / "台账.csv"
        ledger.parent.mkdir()
        ledger.write_text(
            f"帮扶单位,受援村\n{pair}\n,坪地村\n,新民村\n,大山村\n".replace(f"\n,{pair[-3:]}", ""), "utf-8"
        )
        jiedui("--store", store, "load", str(ledger), "--as-of", day)
    jiedui("--lang", "zh", "--store", store, "map", "-o", str(out))
    shown = show(out, "#tab=list")

    def states() -> dict[str, str]:
        rows = [row.split("\t") for row in shown.page.locator("#rows tr").all_inner_texts()]
        return {row[0]: row[3].split(" · ")[0] for row in rows if row[1] == "村"}

    assert states() == {"新民村": "只有一个结对单位", "坪地村": "空白：已到期", "大山村": "空白：从未结对"}
    assert shown.text("#year-day") == "2024-07-31"
    shown.page.locator("#year").focus()
    shown.page.keyboard.press("ArrowLeft")
    assert shown.text("#year-day") == "2024-06-30"
    assert states() == {"坪地村": "只有一个结对单位", "新民村": "空白：从未结对", "大山村": "空白：从未结对"}
    assert "3 个村中 2 个" in shown.text("#headline")


PHONE = {"width": 390, "height": 844}


def test_on_a_phone_the_network_is_a_list(html: Path, show: Any) -> None:
    shown = show(html, "#unit=cn-520281105&kind=")
    shown.page.set_viewport_size(PHONE)
    shown.page.wait_for_selector(".people")
    assert shown.page.locator(".person").count() == 26
    assert "草案" in shown.text(".people")
    assert "← 示例企业" in shown.text(".people")
    assert shown.page.evaluate("document.documentElement.scrollWidth") <= 390
    shown.page.locator(".person").first.click()
    sheet = shown.page.locator("#sheet").bounding_box()
    assert sheet["y"] > 200
    shown.page.keyboard.press("Escape")
    assert shown.page.locator("#sheet").is_hidden()


@pytest.mark.full
@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.full)])
@pytest.mark.parametrize("what", ["html", pytest.param("province", marks=pytest.mark.full)])
@pytest.mark.parametrize("size", [None, PHONE], ids=["wide", "phone"])
def test_axe_finds_nothing_serious(
    what: str, scheme: str, size: Any, request: pytest.FixtureRequest, show: Any
) -> None:
    if not AXE.exists():
        if os.environ.get("JIEDUI_REQUIRE_BROWSER"):
            pytest.fail("JIEDUI_REQUIRE_BROWSER is set and axe-core is not installed: npm ci")
        pytest.skip("needs axe-core: npm ci")
    for hash_ in ("#kind=", "#tab=network", "#tab=list&lang=en", "#unit=cn-520281105&id=cn-520281105209", "#lang=en"):
        shown = show(request.getfixturevalue(what), hash_)
        if size:
            shown.page.set_viewport_size(size)
            shown.page.wait_for_timeout(300)
        shown.page.emulate_media(color_scheme=scheme)
        shown.page.wait_for_timeout(200)
        shown.page.evaluate(AXE.read_text("utf-8"))
        found = shown.page.evaluate("axe.run()")["violations"]
        told = [(one["id"], one["impact"], [node["html"][:120] for node in one["nodes"][:3]]) for one in found]
        assert [one for one in told if one[1] in ("serious", "critical")] == [], (
            hash_,
            json.dumps(told, ensure_ascii=False),
        )


def plain(page: Any) -> str:
    """The text of a printed page, without spaces; a PDF may hold radicals in place of characters."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", page.extract_text())).replace("⺠", "民")


def printed(shown: Any, out: Path) -> list[Any]:
    from pypdf import PdfReader

    shown.page.pdf(path=out, prefer_css_page_size=True)
    return list(PdfReader(out).pages)


def test_on_paper_the_overview_then_every_gap_then_the_pairs(html: Path, show: Any, tmp_path: Path) -> None:
    shown = show(html, "#kind=&id=cn-520281105209")
    pages = printed(shown, tmp_path / "m.pdf")
    texts = [plain(page) for page in pages]
    assert 8 <= len(pages) <= 40
    drawings = [number for number, text in enumerate(texts) if "示例帮扶学校" in text and "所在状态" not in text]
    assert len(drawings) >= 4  # the drawing, a sheet after the other, behind the gaps
    for text in ("426个单位中264个没有本级结对单位", "截至2019-12-30", "石桥镇", "翰林街道", "空白22/29"):
        assert text in texts[0], text
    assert pages[0].mediabox.width > pages[0].mediabox.height
    assert "无本级结对单位264" in texts[1]
    gaps = sum(
        text.count("民委员会") for text in texts[1 : texts.index(next(one for one in texts if "受援方166" in one))]
    )
    assert gaps >= 246  # every village without a partner by name
    assert min(drawings) > 1
    assert "jiedui0.1.0" in texts[-1]
    assert shown.page.locator("#paper > *").count() == 0  # and the page is as it was
    assert shown.text("#sheet-title") == "播土村民委员会"


def test_a_view_without_a_roster_prints_no_page_of_gaps(html: Path, show: Any, tmp_path: Path) -> None:
    texts = [plain(page) for page in printed(show(html, "#kind=hospital"), tmp_path / "m.pdf")]
    assert not any("无本级结对单位0" in text for text in texts)
    assert any("受援方3" in text for text in texts)


def test_an_overview_of_totals_prints_its_areas(
    large: Path, tmp_path: Path, show: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.questions.inquiry.FETCH_LIMIT", 10)
    jiedui("--lang", "zh", "--store", str(large), "map", "-o", str(tmp_path / "m.html"))
    texts = [plain(page) for page in printed(show(tmp_path / "m.html"), tmp_path / "m.pdf")]
    assert "南明区" in texts[0]
    assert "空白比例" in "".join(texts[1:])
