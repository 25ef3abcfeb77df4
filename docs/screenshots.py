"""Draws the pictures of docs/the-map.md and docs/report.md anew, in a real Chromium.

    python docs/screenshots.py

The Panzhou map is that of the bundled packages, most of its pairings illustrative; the map of Guizhou is the one of
`tests/bench/pages.py`, its pairings invented.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from graph.output import report as reports
from graph.output.map import Layout, atlas
from graph.output.report.asking import ReportWanted
from graph.query import Query
from graph.store.open import open_store
from loaders.into import open as inputs
from tests.bench.pages import BROWSER, DAY, invented

OUT = Path(__file__).resolve().parent / "images"
SIZE = {"width": 1366, "height": 768}
PAIRS = "network.moveTo({position: {x: 330, y: 2710}, scale: 0.75})"


def main() -> int:
    """Write every picture."""
    from playwright.sync_api import sync_playwright

    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        columns, free, large = maps(Path(folder))
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(BROWSER))
        shot(browser, columns, "columns", script=PAIRS)
        shot(browser, columns, "gaps")
        shot(browser, columns, "focus", hash_="#lang=en&id=cn-520281")
        shot(browser, columns, "dark", scheme="dark", script=PAIRS)
        shot(browser, free, "free", script="network.moveTo({position: {x: 330, y: 2950}, scale: 0.75})")
        shot(browser, large, "rolled-up")
        sheet(browser, report(Path(folder)))
        paper(browser, columns, "print")
        browser.close()
    return 0


def maps(folder: Path) -> tuple[Path, Path, Path]:
    """The pages that are pictured: Panzhou twice, and Guizhou."""
    store = open_store(str(folder / "panzhou.db"), create=True)
    for name in ("panzhou-dalian", "panzhou-illustrative"):
        store.load(inputs.load(name).dataset)
    day = max(one.as_of for one in store.datasets() if one.as_of)
    query = Query(day, area="cn-520281")
    columns, free, large = (folder / name for name in ("columns.html", "free.html", "large.html"))
    atlas.write(columns, store, atlas.MapWanted(query), "zh")
    atlas.write(free, store, atlas.MapWanted(query, layout=Layout.FREE), "zh")
    store.close()
    store = open_store(str(folder / "guizhou.db"), create=True)
    store.load(invented(None))
    atlas.write(large, store, atlas.MapWanted(Query(DAY)), "zh")
    store.close()
    return columns, free, large


def shot(browser: Any, file: Path, name: str, *, hash_: str = "", scheme: str = "light", script: str = "") -> None:
    """The window of a page."""
    page = browser.new_page(viewport=SIZE, color_scheme=scheme)
    page.goto(file.as_uri() + hash_)
    page.wait_for_selector("body[data-ready]", state="attached")
    if script:
        page.evaluate(script)
    page.wait_for_timeout(500)
    page.screenshot(path=OUT / f"{name}.jpg", type="jpeg", quality=80)
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


def paper(browser: Any, file: Path, name: str) -> None:
    """The first sheets of a printed page, each as wide as the paper."""
    page = browser.new_page(viewport={"width": 1032, "height": 700})
    page.goto(file.as_uri())
    page.wait_for_selector("body[data-ready]", state="attached")
    page.emulate_media(media="print")
    page.evaluate("toPaper()")
    page.wait_for_timeout(500)
    page.screenshot(path=OUT / f"{name}.jpg", type="jpeg", quality=80)
    page.evaluate("document.querySelector('.figures').scrollIntoView()")
    page.wait_for_timeout(300)
    page.screenshot(path=OUT / f"{name}-drawing.jpg", type="jpeg", quality=80)
    page.close()


if __name__ == "__main__":
    sys.exit(main())
