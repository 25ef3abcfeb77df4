"""Where the demonstration is kept: its own files are renewed, all others are left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph import open_store
from graph.errors import StoreError, UsageError
from loaders.into import demo


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_its_own_store_is_renewed() -> None:
    for _ in range(2):
        home, drawn = demo.fresh(None, open_store)
        assert (home.url, drawn, Path(home.url).exists()) == (demo.STORE, Path("jiedui-demo.html"), False)
        home.opened(create=True).close()


def test_what_is_there_already_is_left_alone() -> None:
    Path("mine.db").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError):
        demo.fresh("mine.db", open_store)
    Path(demo.STORE).write_text("mine", encoding="utf-8")
    with pytest.raises(StoreError):
        demo.fresh(None, open_store)
    Path("jiedui-demo.html").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError):
        demo.fresh(None, open_store)
    assert Path(demo.STORE).read_text(encoding="utf-8") == "mine"
