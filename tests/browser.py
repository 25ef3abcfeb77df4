"""A real browser for tests of pages: Debian's chromium, driven by Playwright."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import cli

CHROMIUM = shutil.which("chromium")
if os.environ.get("JIEDUI_REQUIRE_BROWSER") and CHROMIUM is None:
    pytest.fail("JIEDUI_REQUIRE_BROWSER is set and there is no chromium", pytrace=False)
RUN = CliRunner()
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def jiedui(*args: str, code: int = 0) -> str:
    found = RUN.invoke(cli.app, list(args))
    assert found.exit_code == code, found.output
    return found.stderr


class Shown:
    """A page that is open, and everything it asked for or complained of."""

    def __init__(self, browser: Any, path: Path, hash_: str = "", ready: str = "body[data-ready]") -> None:
        self.context = browser.new_context(viewport={"width": 1366, "height": 768}, accept_downloads=True)
        self.page = self.context.new_page()
        self.said: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("dialog", self._refuse)
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(path.as_uri() + hash_)
        self.page.wait_for_selector(ready, state="attached")

    def _refuse(self, dialog: Any) -> None:
        self.said.append(dialog.message)
        dialog.dismiss()

    def text(self, selector: str) -> str:
        return str(self.page.inner_text(selector))

    def names(self) -> list[str]:
        return [str(text) for text in self.page.locator("#rows td:first-child").all_inner_texts()]
