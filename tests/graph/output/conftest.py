"""A real browser to open pages in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser import CHROMIUM, QUIET, Shown


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    if CHROMIUM is None:
        pytest.skip("needs Debian's chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield opened
        opened.close()


@pytest.fixture
def show(browser: Any) -> Iterator[Any]:
    opened: list[Shown] = []

    def make(path: Path, hash_: str = "", **how: Any) -> Shown:
        opened.append(Shown(browser, path, hash_, **how))
        return opened[-1]

    yield make
    for one in opened:
        asked = [url for url in one.asked if not url.startswith(("file:", "blob:"))]
        one.context.close()
        assert asked == []
        assert one.said == []
