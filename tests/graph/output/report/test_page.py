"""The page: it runs nothing and asks for nothing, names stay names, it prints, and it can be read by ear."""

from __future__ import annotations

import base64
import hashlib
import io
import os
import re
import unicodedata
from contextlib import closing
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pypdf
import pytest

from graph.model import Agreement, Kind, Organization
from graph.store.open import open_store
from tests.browser import jiedui
from tests.graph.output.map.test_page import NASTY
from tests.graph.output.map.test_ways import AXE
from tests.records import dataset


@pytest.fixture(scope="session")
def page(panzhou: Path) -> Path:
    path = panzhou.with_name("report.html")
    jiedui("--lang", "zh", "--store", str(panzhou), "report", "--in", "盘州市", "--since", "2017", "-o", str(path))
    return path


class Read(HTMLParser):
    """What stands in a page: its elements, and the text of each kind of them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self._within: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._within.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._within and self._within.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self._within:
            self.texts.setdefault(self._within[-1], []).append(data)


def test_the_page_holds_no_script_and_names_its_style(page: Path) -> None:
    text = page.read_text("utf-8")
    read = Read(text)
    assert {"script", "link", "img", "iframe", "object"}.isdisjoint(tag for tag, _ in read.elements)
    assert not [
        name for _, attributes in read.elements for name in attributes if name == "style" or name.startswith("on")
    ]
    policy = next(attributes["content"] for tag, attributes in read.elements if "http-equiv" in attributes)
    style = "".join(read.texts["style"])
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert (read.elements[0], read.texts["title"]) == (("html", {"lang": "zh-CN"}), ["盘州市结对帮扶情况报告"])
    ids = {attributes["id"] for _, attributes in read.elements if "id" in attributes}
    links = {attributes["href"] for tag, attributes in read.elements if tag == "a"}
    assert {"#main", "#t1", "#s7", "#traces"} <= links <= {f"#{id_}" for id_ in ids}
    assert all(attributes["scope"] for tag, attributes in read.elements if tag == "th")
    tags = [tag for tag, _ in read.elements]
    assert tags.count("caption") == tags.count("table")


def test_the_page_opens_and_says_what_the_answers_say(page: Path, show: Any) -> None:
    shown = show(page, ready="main")
    assert "302 个村中有 56 个" in shown.text("#s1")
    assert "示例" in shown.text(".banner")
    assert shown.page.locator("#s3 tbody tr:not(.area)").count() == 246 + 18
    assert shown.page.locator("#s2 svg[role=img]").count() == 3
    bars = shown.page.locator("#s2 svg[role=img]").first.locator("rect")
    assert bars.count() == 4 + 1 + 2 + 2 + 1  # the legend; county, township, village, school
    by_township = shown.page.locator("#s2 svg[role=img]").nth(1).locator("text").all_text_contents()[4:]
    assert by_township[:4] == ["石桥镇 ※", "缺 21 / 24", "竹海镇 ※", "缺 21 / 25"]
    counts = [int(text.split()[1]) for text in by_township[1::2]]
    assert counts == sorted(counts, reverse=True)
    assert sum(counts) == 246
    shown.page.click("#s1 sup a")
    assert shown.page.evaluate("location.hash") == "#t1"
    assert shown.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_it_fits_a_small_screen(page: Path, show: Any) -> None:
    shown = show(page, ready="main")
    shown.page.set_viewport_size({"width": 800, "height": 600})
    assert shown.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    shown.page.keyboard.press("Tab")
    assert shown.page.evaluate("document.activeElement.className") == "skip"


@pytest.mark.full
def test_it_prints_on_a4_with_a_foot_on_every_page(page: Path, show: Any) -> None:
    shown = show(page, ready="main")
    paper = pypdf.PdfReader(io.BytesIO(shown.page.pdf(prefer_css_page_size=True)))
    assert [round(float(side)) for side in paper.pages[0].mediabox[2:]] == [595, 842]
    texts = [re.sub(r"\s+", "", unicodedata.normalize("NFKC", page.extract_text())) for page in paper.pages]
    assert all("jiedui0.1.0" in text and "2019-12-30" in text for text in texts)
    assert f"1/{len(texts)}" in texts[0]
    assert "二、覆盖情况" in texts[1]
    assert "目录" not in "".join(texts)
    lists = [text for text in texts if "上级覆盖" in text and text.count("委员会") > 3]
    assert len(lists) > 3
    assert all("序号名称结对情况" in text or "变化名称" in text for text in lists)  # the heading of the table, again


@pytest.mark.parametrize("lang", ["en", pytest.param("zh", marks=pytest.mark.full)])
def test_axe_finds_nothing_serious(panzhou: Path, tmp_path: Path, show: Any, lang: str) -> None:
    if not AXE.exists():
        if os.environ.get("JIEDUI_REQUIRE_BROWSER"):
            pytest.fail("JIEDUI_REQUIRE_BROWSER is set and axe-core is not installed: npm ci")
        pytest.skip("needs axe-core: npm ci")
    jiedui("--lang", lang, "--store", str(panzhou), "report", "--in", "盘州市", "-o", str(tmp_path / "r.html"))
    shown = show(tmp_path / "r.html", ready="main")
    shown.page.evaluate(AXE.read_text("utf-8"))
    found = shown.page.evaluate("axe.run()")["violations"]
    assert not [(one["id"], one["impact"]) for one in found if one["impact"] in ("serious", "critical")]


def test_names_are_never_markup(tmp_path: Path, show: Any) -> None:
    nasty = [name for name in NASTY if len(name) <= 500] + ["村" * 500, "</style><script>alert(1)</script>", "x" * 300]
    villages = [
        Organization(id=f"v{n}", name=name, kind=Kind.VILLAGE, on_roster=True, part_of=f"t{n}")
        for n, name in enumerate(nasty)
    ]
    villages += [Organization(id=f"t{n}", name=name, kind=Kind.TOWNSHIP) for n, name in enumerate(nasty)]
    helpers = [Organization(id=f"h{n}", name=name, kind=Kind.ENTERPRISE) for n, name in enumerate(nasty)]
    deals = [Agreement(id=f"a{n}", helper=f"h{n}", recipient=f"v{n}") for n in range(0, len(nasty), 2)]
    with closing(open_store(str(tmp_path / "s.db"), create=True)) as store:
        store.load(dataset([*villages, *helpers], deals, name="</style><img src=x>"))
    for suffix in ("html", "xlsx", "docx"):
        jiedui("--store", str(tmp_path / "s.db"), "report", "--title", nasty[0], "-o", str(tmp_path / f"r.{suffix}"))
    shown = show(tmp_path / "r.html", ready="main")
    assert shown.page.locator("img, script, main a[href^=http]").count() == 0
    assert shown.page.title() == nasty[0]
    listed = [text.removesuffix(" ※") for text in shown.page.locator("#s3 tbody th[scope=row]").all_inner_texts()]
    assert sorted(listed) == sorted(name.replace("\u202e", "\ufffd") for name in nasty[1::2])
    assert shown.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
