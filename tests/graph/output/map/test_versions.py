"""What each version of a ledger says of an organization stands in its sheet, as the versions were loaded."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph.model import Agreement, AgreementStatus, Kind, Organization
from graph.output.map import atlas, page, versions
from graph.output.map.versions import Editions, editions
from graph.questions.inquiry import Inquiry
from graph.store import Store
from tests.browser import jiedui
from tests.homes import Home
from tests.records import dataset

DAYS = date(2024, 6, 30), date(2024, 7, 31), date(2024, 8, 31)


def load(store: Store) -> None:
    """June: h helps a, b is on the roster. July: h helps b, and plans to help a. August: h helps both, k helps b."""
    people = {one.id: one for one in (village("a"), village("b"), helper("h"), helper("k"))}
    said = (
        (("a", "b", "h"), (("h", "a"),), ()),
        (("a", "b", "h"), (("h", "b"),), (("h", "a"),)),
        (("b", "h", "k", "a"), (("h", "a"), ("h", "b"), ("k", "b")), ()),
    )
    for day, (named, agreed, planned) in zip(DAYS, said, strict=True):
        deals = [Agreement(id=f"{one}{two}", helper=one, recipient=two) for one, two in agreed]
        deals += [
            Agreement(id=f"plan-{one}{two}", helper=one, recipient=two, status=AgreementStatus.PLANNED)
            for one, two in planned
        ]
        store.load(dataset([people[id_] for id_ in named], deals, name="ledger", as_of=day))
    store.load(dataset([village("a")], name="once", as_of=DAYS[0]))


def village(id_: str) -> Organization:
    return Organization(id=id_, name=f"{id_}村", kind=Kind.VILLAGE, on_roster=True)


def helper(id_: str) -> Organization:
    return Organization(id=id_, name=f"{id_}局", kind=Kind.DEPARTMENT)


def compared(store: Store, day: date, focus: str | None = None) -> tuple[Editions, ...]:
    with Inquiry(store, None, day) as inquiry:
        picture, _ = page.picture_of(inquiry, atlas.wanted(inquiry).query, None, focus)
        return editions(inquiry, picture)


def test_each_version_lists_whom_it_names(home: Home) -> None:
    with home.empty() as store:
        load(store)
        (found,) = compared(store, DAYS[2])
        assert (found.dataset, found.days) == ("ledger", tuple(map(str, DAYS)))
        assert found.organizations == {"a": "rrr", "b": "rrr", "h": "nnn", "k": "--n"}
        assert found.pairs == {("h", "a"): "n-n", ("h", "b"): "-nn", ("k", "b"): "--n"}
        assert found.elsewhere == {}
        (found,) = compared(store, DAYS[1])  # what is stated for a later day is not known on it
        assert found.pairs == {("h", "a"): "n-", ("h", "b"): "-n"}
        assert compared(store, DAYS[0]) == ()  # one version says nothing about time
        (found,) = compared(store, DAYS[2], "k")  # the map holds k and b only: other pairs of b are counted
        assert found.pairs == {("k", "b"): "--n"}
        assert found.elsewhere == {"b": (0, 1, 1)}


def test_versions_that_hold_too_much_are_not_compared(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(versions, "MOST_ROWS", 15)
    with home.empty() as store:
        load(store)
        assert compared(store, DAYS[2]) == (Editions("ledger", tuple(map(str, DAYS)), large=True),)


@pytest.mark.parametrize(
    ("lang", "lines"),
    [
        ("zh", ["2024-06-30 在名册 · 未列结对", "2024-07-31 至 2024-08-31（2 个版本） 在名册 · 结对：市水务局"]),
        (
            "en",
            [
                "2024-06-30 on its roster · no pair listed",
                "2024-07-31 to 2024-08-31 (2 versions) on its roster · paired with 市水务局",
            ],
        ),
    ],
)
def test_the_sheet_says_what_each_version_says(
    tmp_path: Path, show: Any, monkeypatch: pytest.MonkeyPatch, lang: str, lines: list[str]
) -> None:
    store, out = str(tmp_path / "s.db"), tmp_path / "m.html"
    for day, pair in zip(
        DAYS, ("市教育局,坪地村\n,新民村\n,大山村", *["市水务局,新民村\n,坪地村\n,大山村"] * 2), strict=True
    ):
        ledger = tmp_path / str(day) / "台账.csv"
        ledger.parent.mkdir()
        ledger.write_text(f"帮扶单位,受援村\n{pair}\n", "utf-8")
        jiedui("--store", store, "load", str(ledger), "--as-of", str(day))
    jiedui("--store", store, "map", "-o", str(out))
    shown = show(out, f"#lang={lang}")

    def said(name: str) -> list[str]:
        shown.page.evaluate(f"choose(dots.findIndex((dot) => dot.name === '{name}'))")
        return str(shown.page.locator("#sheet .card").last.inner_text()).replace("\n\n", "\n").split("\n")

    assert said("新民村") == ["台账", *lines]
    assert ("未列出" if lang == "zh" else "not listed") in said("市水务局")[1]
    monkeypatch.setattr(versions, "MOST_ROWS", 3)
    jiedui("--store", store, "map", "-o", str(out), "--force")
    shown = show(out, f"#lang={lang}")
    named = store if "://" in store else Path(store).name
    assert said("新民村")[0] == f"jiedui --store {named} explain 新民村"
