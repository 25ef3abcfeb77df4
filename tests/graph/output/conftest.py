"""Pages opened in the browser, closed afterwards; none may ask the network or complain."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser import Shown


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
