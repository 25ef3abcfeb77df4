"""Draws the pictures of the README, docs/the-map.md, docs/report.md and docs/bulletins.md anew, in a real Chromium.

    python docs/screenshots.py

The Panzhou map is that of the bundled packages, most of its pairings illustrative; the map of 3,000 is the one of
`tests/bench/pages.py`, its pairings invented.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from graph.output import report as reports
from graph.output.map import Layout, atlas
from graph.output.report.asking import ReportWanted
from graph.query import Query
from graph.store.open import open_store
from graph.text import Lang
from loaders.into import open as inputs
from loaders.review import reading
from tests.bench.pages import BROWSER, DAY, invented

OUT = Path(__file__).resolve().parent / "images"
SIZE = {"width": 1366, "height": 768}
WIDE = {"width": 1600, "height": 900}
PHONE = {"width": 390, "height": 844}
PAPER = {"width": 1040, "height": 700}
HEAVIEST = 150_000
"""The size, in bytes, that a picture stays below."""
NEARER = (
    "network.drawing.moveTo({position: network.drawing.getPosition(dotAt.get('cn-520281-tcm-hospital')), scale: 0.7})"
)
TOWNSHIP = "#unit=cn-520281105&tab=network"


def main() -> int:
    """Write every picture."""
    from playwright.sync_api import sync_playwright

    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        panzhou, free, large = maps(Path(folder))
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(BROWSER))
        shot(browser, panzhou, "map-overview")
        shot(browser, panzhou, "map-overview-en", "#lang=en&kind=", size=WIDE)
        shot(browser, panzhou, "map-township", TOWNSHIP)
        shot(browser, panzhou, "map-helpers", "#kind=&block=kenterprise")
        shot(browser, panzhou, "map-dark", "#kind=", scheme="dark")
        shot(browser, panzhou, "map-list", "#tab=list")
        shot(browser, panzhou, "map-search", search="sq")
        shot(browser, panzhou, "map-phone", size=PHONE)
        shot(browser, panzhou, "map-print", "#kind=", size=PAPER, paper=True)
        shot(browser, large, "map-province")
        shot(browser, free, "map-free", "#tab=network&kind=", script=NEARER)
        sheet(browser, report(Path(folder)))
        readings(browser, Path(folder))
        browser.close()
    return 0


def maps(folder: Path) -> tuple[Path, Path, Path]:
    """The pages that are pictured: Panzhou, Panzhou arranged freely, and 3,000 organizations of a province."""
    store = open_store(str(folder / "panzhou.db"), create=True)
    for name in ("panzhou-dalian", "panzhou-illustrative"):
        store.load(inputs.load(name).dataset)
    day = max(one.as_of for one in store.datasets() if one.as_of)
    query = Query(day, area="cn-520281")
    panzhou, free, large = (folder / name for name in ("panzhou.html", "free.html", "large.html"))
    atlas.write(panzhou, store, atlas.MapWanted(query), "zh")
    atlas.write(free, store, atlas.MapWanted(query, layout=Layout.FREE), "zh")
    store.close()
    store = open_store(str(folder / "large.db"), create=True)
    store.load(invented(3_000))
    atlas.write(large, store, atlas.MapWanted(Query(DAY)), "zh")
    store.close()
    return panzhou, free, large


def shot(
    browser: Any,
    file: Path,
    name: str,
    address: str = "",
    *,
    size: dict[str, int] = SIZE,
    scheme: str = "light",
    search: str = "",
    script: str = "",
    paper: bool = False,
) -> None:
    """The window of a page at an address, or its overview as it is printed."""
    page = browser.new_page(viewport=size, color_scheme=scheme)
    page.goto(file.as_uri() + address)
    page.wait_for_selector("body[data-ready]", state="attached")
    if search:
        page.fill("#search", search)
    if paper:
        page.emulate_media(media="print")
        page.evaluate("toPaper()")
        size = {**size, "height": int(page.evaluate("document.getElementById('paper').getBoundingClientRect().top"))}
        page.set_viewport_size(size)
    if script:
        page.evaluate(script)
    page.wait_for_timeout(500)
    for quality in (80, 70, 60, 50, 40):
        picture = page.screenshot(type="jpeg", quality=quality)
        if len(picture) < HEAVIEST:
            break
    (OUT / f"{name}.jpg").write_bytes(picture)
    page.close()


def report(folder: Path) -> Path:
    """The report on Panzhou, as a page."""
    store = open_store(str(folder / "panzhou.db"))
    day = max(one.as_of for one in store.datasets() if one.as_of)
    out = folder / "report.html"
    reports.write(out, store, ReportWanted(Query(day, area="cn-520281")), "zh")
    store.close()
    return out


def sheet(browser: Any, file: Path) -> None:
    """The upper part of the report."""
    page = browser.new_page(viewport={"width": 1000, "height": 1060})
    page.goto(file.as_uri())
    page.screenshot(path=OUT / "report.jpg", type="jpeg", quality=70)
    page.close()


BULLETIN = """2021年以来，望潮区6个街道与盘州市48个村建立结对帮扶关系；
望潮区教育局与盘州市教育局签订《教育帮扶框架协议》。
2022年，望潮区向盘州市投入帮扶资金近400万元，比上年增加20万元。望潮区实验小学、望潮区第二小学分别与红果沙陀小学、双凤文笔小学签订“一对一”结对协议，协议期三年。
望潮区蓝岬食品有限公司等12家企业与盘州市丹霞镇桃园村等12个村结对。双方计划明年新增结对村20个。
"""


def readings(browser: Any, folder: Path) -> None:
    """How a bulletin, invented but for the places helped, was read, in each language."""
    file = folder / "简报.txt"
    file.write_text(BULLETIN, encoding="utf-8")
    loaded = [inputs.load(str(file), as_of=date(2022, 12, 31))]
    languages: tuple[Lang, ...] = ("en", "zh")
    for lang in languages:
        reading.write(folder / f"{lang}.html", loaded, lang, force=True)
        page = browser.new_page(viewport={"width": 1100, "height": 560})
        page.goto((folder / f"{lang}.html").as_uri())
        page.screenshot(path=OUT / f"reading-{lang}.jpg", type="jpeg", quality=70)
        page.close()


if __name__ == "__main__":
    sys.exit(main())
