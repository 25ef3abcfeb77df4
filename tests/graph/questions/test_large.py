"""What is too large to be fetched is measured on columns, and the answer is the same to the byte."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from graph.model import Kind
from graph.query import By, Side
from graph.questions import coverage, expiring, gaps, inquiry
from graph.questions.inquiry import Inquiry
from graph.store.open import open_store
from graph.store.sqlite.store import SqliteStore
from tests.commands import ask, speak_english
from tests.graph.measures.test_helping import DEALS, EAST, WEST
from tests.graph.questions.test_inquiry import Counting
from tests.records import dataset

STORES = {"panzhou": ("panzhou-dalian", "panzhou-illustrative"), "nepal": ("nepal-2015",), "by hand": ()}
AREAS = [
    *(("panzhou", area) for area in (None, "盘州市", "大连市")),
    *(("nepal", area) for area in (None, "Gorkha")),
    *(("by hand", area) for area in (None, "west", "city")),
]
QUESTIONS = [
    "gaps",
    "gaps village",
    "gaps school",
    "gaps village --by township",
    "gaps village --by county --state inherited",
    "gaps village --state lapsed --as-of 2030-01-01",
    "gaps village --sector health",
    "gaps --side helper",
    "gaps enterprise --side helper --state lapsed --as-of 2024-01-01",
    "gaps --side helper --by prefecture",
    "coverage",
    "coverage --by sector",
    "coverage village --by county",
    "coverage --by kind --by county",
    "coverage village --at-least 2 --by county",
    "coverage --at-least 1 --groups",
    "coverage --by kind --by township --at-least 2 --as-of 2016-06-30",
    "coverage --by county --least --below 60",
    "coverage village --by township --top 2 --at-least 1",
    "expiring",
    "expiring village --within 36m",
    "expiring --state undated",
    "expiring --from 2016-01-01 --until 2019-12-31",
    "expiring --as-of 2030-01-01 --state ended",
]


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    made = {}
    for name, packages in STORES.items():
        made[name] = tmp_path_factory.mktemp("stores") / "s.db"
        if packages:
            assert ask(made[name], "load", *packages).exit_code == 0
        else:
            with open_store(str(made[name]), create=True) as store:
                store.load(dataset([*EAST, *WEST], DEALS))
    return made


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    speak_english(monkeypatch)


@pytest.mark.parametrize(("name", "area"), AREAS)
def test_the_answer_is_the_same_to_the_byte(
    name: str, area: str | None, stores: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = [(*question.split(), *(("--in", area) if area else ()), "-f", "json") for question in QUESTIONS]
    fetched = [ask(stores[name], *args) for args in asked]
    monkeypatch.setattr(inquiry, "FETCH_LIMIT", 0)
    monkeypatch.setattr(SqliteStore, "walked", 0)
    for args, before in zip(asked, fetched, strict=True):
        found = ask(stores[name], *args)
        assert (args, found.exit_code, found.output) == (args, 0, before.output)


def test_a_large_area_is_read_once_as_columns(stores: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inquiry, "FETCH_LIMIT", 0)
    monkeypatch.setattr(SqliteStore, "walked", 0)
    with open_store(str(stores["panzhou"])) as store:
        counting = Counting(store)
        one = Inquiry(counting, None, date(2019, 12, 30))  # type: ignore[arg-type]  # it counts what it passes on
        gaps.answer(one, kind=Kind.VILLAGE, by=By.COUNTY)
        gaps.answer(one, side=Side.HELPER)
        coverage.answer(one, by=(By.KIND, By.COUNTY), least=2)
        expiring.answer(one)
        assert one.columns() is one.columns()
    assert not {"network", "gaps", "coverage"} & set(counting.asked)
