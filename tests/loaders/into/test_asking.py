"""What is asked on a terminal where it does not show what a file is to what is loaded, and what the answers do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from graph.model import PartialDate
from graph.store.open import open_store
from graph.text import Lang
from loaders.into.asking import asker
from loaders.into.placing import PlaceError, Wish
from loaders.into.store import Home, load_paths

LEDGER = "帮扶单位,受援村\n市教育局,坪地村\n市水务局,新民村\n"
NEXT = "帮扶单位,受援村\n市教育局,坪地村\n市林业局,青山村\n"


class Somebody:
    """Answers one question after the other, and keeps what was asked."""

    def __init__(self, *answers: int | str | None, lang: Lang = "en") -> None:
        self.lang: Lang = lang
        self.answers = list(answers)
        self.asked: list[str | tuple[str, ...]] = []

    def pick(self, question: str, options: Sequence[str]) -> int | None:
        self.asked += [question, tuple(options)]
        answer = self.answers.pop(0)
        assert not isinstance(answer, str)
        return answer

    def typed(self, question: str) -> str:
        self.asked.append(question)
        answer = self.answers.pop(0)
        assert isinstance(answer, str)
        return answer


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.chdir(tmp_path)
    Path("台账.csv").write_text(LEDGER, encoding="utf-8")
    Path("七月.csv").write_text(NEXT, encoding="utf-8")
    found = Home("s.db", open_store)
    load_paths(["台账.csv"], found)
    return found


def load(home: Home, name: str, somebody: Somebody) -> list[tuple[str, str, int]]:
    load_paths([name], home, say_what=asker(somebody))
    assert not somebody.answers
    return [(one.name, one.version, one.agreements) for one in home.versions()]


def partners(home: Home, day: date) -> set[str]:
    with home.opened() as store:
        graph = store.network(day=day)
        listed = [(u, v) for u, v, edge in graph.edges(data=True) if not edge["unlisted_since"]]
        return {f"{graph.nodes[u]['name']} → {graph.nodes[v]['name']}" for u, v in listed}


def test_a_newer_edition_needs_its_day(home: Home) -> None:
    somebody = Somebody(0, "昨天", "2024", "2024-07-31")
    assert load(home, "七月.csv", somebody) == [("台账", "", 2), ("台账", "2024-07-31", 2)]
    assert somebody.asked[1] == (
        "the next edition of 台账: what it no longer lists has ended",
        "a correction: it puts right what 台账 says now",
        "another ledger: both count",
    )
    assert partners(home, date(2024, 7, 31)) == {"市教育局 → 坪地村", "市林业局 → 青山村"}
    assert partners(home, date(2024, 7, 1)) == {"市教育局 → 坪地村", "市水务局 → 新民村"}


def test_a_correction_and_another_ledger(home: Home) -> None:
    assert load(home, "七月.csv", Somebody(2)) == [("七月", "", 2), ("台账", "", 2)]
    with home.opened() as store:
        store.undo()
    somebody = Somebody(1, lang="zh")
    assert load(home, "七月.csv", somebody) == [("台账", "", 2)]
    assert somebody.asked[1] == (
        "台账 的新版本：不再列出的结对视为已结束",
        "更正：取代 台账 现有的内容",
        "另一份台账：两者都计入",
    )
    assert partners(home, date(2024, 7, 31)) == {"市教育局 → 坪地村", "市林业局 → 青山村"}


@pytest.mark.parametrize("answers", [(None,), (0, "")])
def test_nothing_said_is_nothing_done(home: Home, answers: tuple[int | str | None, ...]) -> None:
    with pytest.raises(PlaceError):
        load(home, "七月.csv", Somebody(*answers))
    assert [(one.name, one.version) for one in home.versions()] == [("台账", "")]


def test_the_same_name_without_a_day(home: Home) -> None:
    Path("台账.csv").write_text(NEXT, encoding="utf-8")
    assert load(home, "台账.csv", Somebody(0, "2024-07-31")) == [("台账", "", 2), ("台账", "2024-07-31", 2)]
    Path("台账.csv").write_text(LEDGER + "市文旅局,红星村\n", encoding="utf-8")
    assert load(home, "台账.csv", Somebody(1)) == [("台账", "", 2), ("台账", "2024-07-31", 3)]


def test_money_that_is_there_already(home: Home) -> None:
    head = "帮扶单位,受援村,2024年金额（万元）\n"
    Path("资金.csv").write_text(head + "市教育局,坪地村,100\n", encoding="utf-8")
    Path("资金表.csv").write_text(head + "市教育局,坪地村,120\n", encoding="utf-8")
    load_paths(["资金.csv"], home, read_as="money")

    def given() -> list[int]:
        with home.opened() as store:
            return sorted(int(one.value) for one in store.contributions())

    for answer, expected in ((0, [1_200_000]), (1, [1_000_000, 1_200_000])):
        load_paths(["资金表.csv"], home, read_as="money", say_what=asker(Somebody(answer)))
        assert given() == expected
        with home.opened() as store:
            store.undo()


def test_a_day_that_the_file_states_is_not_asked(home: Home) -> None:
    Path("七月.csv").write_text(f"结对帮扶台账（截至2024年7月31日）\n{NEXT}", encoding="utf-8")
    assert load(home, "七月.csv", Somebody(0)) == [("台账", "", 2), ("台账", "2024-07-31", 2)]


def test_money_of_several_tables_is_corrected_where_its_day_is_known(home: Home) -> None:
    head = "帮扶单位,受援村,2024年金额（万元）\n"
    Path("资金.csv").write_text(head + "市教育局,坪地村,100\n", encoding="utf-8")
    Path("资金表.csv").write_text(head + "市教育局,坪地村,120\n", encoding="utf-8")
    Path("二.csv").write_text(head + "市水务局,新民村,7\n", encoding="utf-8")
    load_paths(["资金.csv"], home, read_as="money")  # without a day, and then one with a day of the same dataset
    wish = Wish(day=PartialDate(2024, 6, 30), version_of="资金")
    load_paths(["二.csv"], home, read_as="money", wish=wish)
    somebody = Somebody(None)
    with pytest.raises(PlaceError):
        load_paths(["资金表.csv"], home, read_as="money", say_what=asker(somebody))
    assert somebody.asked[1] == ("other money: both were given",)
