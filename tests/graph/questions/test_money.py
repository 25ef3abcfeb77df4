"""Money of a period: who gave and received it, by area and in all, against sums made here; on columns the same."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.answer import Answer
from graph.errors import UsageError
from graph.model import Bound, Contribution, ContributionStatus, Kind, Measure, Organization
from graph.periods import Period
from graph.query import By, RankBy, Side
from graph.questions import coverage, rank, stats
from graph.questions import data as data_question
from graph.questions.inquiry import Inquiry
from graph.store.open import open_store
from tests.commands import answer, ask, speak_english
from tests.graph.measures.test_change import deal
from tests.homes import Home
from tests.records import DAY, dataset
from tests.strategies import Records, contributions, networks, queries

BOTH = (100_000, 0)
"""The largest area that is fetched: all, and none, so that columns are measured."""


@contextmanager
def fetching(limit: int) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("graph.questions.inquiry.FETCH_LIMIT", limit)
        yield


def money(id_: str, value: str, period: str | None = None, **more: object) -> Contribution:
    said = {"helper": "a", "recipient": "v0", "unit": "元", **more}
    return Contribution(id=id_, measure=Measure.FUNDS, value=Decimal(value), period=period, **said)  # type: ignore[arg-type]


ORGS = [
    *(Organization(id=id_, name=f"{id_}公司", kind=Kind.ENTERPRISE) for id_ in ("a", "b", "new")),
    Organization(id="c", name="甲县", kind=Kind.COUNTY),
    *(Organization(id=f"t{n}", name=f"{n}镇", kind=Kind.TOWNSHIP, part_of="c") for n in (0, 1)),
    *(
        Organization(id=f"v{n}", name=f"{n}村", kind=Kind.VILLAGE, part_of=f"t{n % 2}", on_roster=n < 3)
        for n in range(4)
    ),
]
GIVEN = [
    money("1", "100.50", "2024"),
    money("2", "20", "2024-04/2024-06", recipient="v1", helper="b"),
    money("3", "7", "2023"),
    money("4", "3", "2023/2024"),
    money("5", "2", None, recipient="v1"),
    money("6", "1000", "2024", status=ContributionStatus.PLANNED),
    money("7", "5", "2024-05-03", helper="new", recipient="v2"),
    money("8", "11", "2024", recipient="v3", bound=Bound.OVER),
    replace(money("9", "9", "2024"), measure=Measure.TRAINEES),
    money("x", "40", "2024", recipient=None),
]


@pytest.fixture
def store(home: Home, monkeypatch: pytest.MonkeyPatch) -> Iterator[Inquiry]:
    speak_english(monkeypatch)
    with home.empty() as found:
        deals = [deal("a", "v0", "2018"), deal("b", "v1", "2018"), deal("a", "v3", "2018")]
        found.load(dataset(ORGS, deals, GIVEN))
        with Inquiry(found, None, DAY) as inquiry:
            yield inquiry


def values(found: Answer) -> dict[str, Decimal]:
    return {row["id"]: row["value"] for row in found.records() if row["value"]}


def without_pair(inquiry: Inquiry) -> list[Mapping[str, Any]]:
    return [row for row in data_question.answer(inquiry).records() if row["rule"] == "money-without-pair"]


def said(found: Answer) -> tuple[object, ...]:
    return tuple(found.summary[name] for name in ("period", "funds", "unplaced", "unplaced_funds"))


@pytest.mark.parametrize("limit", BOTH)
def test_the_money_of_a_year_by_helper_recipient_and_area(store: Inquiry, limit: int) -> None:
    year = Period.parse("2024")
    with fetching(limit):
        gave = rank.answer(store, by=RankBy.FUNDS, period=year)
        got = rank.answer(store, by=RankBy.FUNDS, side=Side.RECIPIENT, period=year)
        by_town = coverage.answer(store, by=(By.TOWNSHIP,), period=year)
        spread = stats.answer(store, period=year)
    assert values(gave) == {"a": Decimal("151.5"), "b": 20, "new": 5}
    assert said(gave) == ("2024", Decimal("176.5"), 2, 5)
    assert values(got) == {"v0": Decimal("100.5"), "v1": 20, "v2": 5, "v3": 11}
    assert {row["group_id"]: row["funds"] for row in by_town.records()} == {"t0": Decimal("105.5"), "t1": 20}
    assert said(by_town) == said(spread) == ("2024", Decimal("125.5"), 2, 5)
    assert {note.key: note.values for note in by_town.notes}["period.others"] == {"value": 11}
    assert {row["measure"]: row["numerator"] for row in spread.records()}["funds_mean"] == 125.5
    assert by_town.fields[-1] == by_town.shown[-1] == "funds"


@pytest.mark.parametrize("limit", BOTH)
def test_without_a_period_nothing_is_said_of_one(store: Inquiry, limit: int) -> None:
    with fetching(limit):
        for found in (rank.answer(store, by=RankBy.FUNDS), coverage.answer(store), stats.answer(store)):
            assert "period" not in found.summary
            assert "funds" not in found.fields
        assert values(rank.answer(store, by=RankBy.FUNDS)) == {"a": Decimal("163.5"), "b": 20}


@pytest.mark.parametrize("limit", BOTH)
def test_in_a_township_those_count_who_gave_to_it(store: Inquiry, limit: int) -> None:
    with fetching(limit):
        town = store.about("t0", DAY)
        found = rank.answer(town, by=RankBy.FUNDS, period=Period.parse("2024-Q2"))
        assert values(found) == {"new": 5}
        table = coverage.answer(town, kind=Kind.VILLAGE, by=(By.TOWNSHIP,), period=Period.parse("2024上半年"))
        assert [row["funds"] for row in table.records()] == [5]


@pytest.mark.parametrize("limit", BOTH)
def test_money_whose_pair_no_ledger_lists_is_a_remark(store: Inquiry, limit: int) -> None:
    with fetching(limit):
        for inquiry in (store, store.about("c", DAY)):
            names = ("subject_id", "subject", "found", "source", "severity")
            assert [tuple(row[name] for name in names) for row in without_pair(inquiry)] == [
                ("5", "a公司 → 1村", 2, "test.csv:2", "remark"),
                ("7", "new公司 → 2村", 5, "test.csv:2", "remark"),
            ]


def test_a_pair_that_was_listed_once_is_listed(home: Home) -> None:
    """A later version that drops a pair, a start that had not come, a plan: the ledger listed it on some day."""
    with home.empty() as found:
        first = [deal("a", "v0", "2018"), deal("b", "v1", "2030"), deal("a", "v2", "2018")]
        found.load(dataset(ORGS, first, name="ledger", as_of=DAY))
        found.load(dataset(ORGS, first[2:], name="ledger", as_of=DAY.replace(year=2020)))
        found.load(dataset(ORGS, [deal("new", "v2", "2018")], name="undated", as_of=None))
        given_ = [money("1", "1"), money("2", "2", helper="b", recipient="v1"), money("3", "3", helper="b")]
        given_ += [money("4", "4", helper="new", recipient="v2")]
        found.load(dataset(ORGS, (), given_, name="money", as_of=None))
        with Inquiry(found, None, DAY.replace(year=2020)) as inquiry:
            rows = without_pair(inquiry)
    assert [row["subject_id"] for row in rows] == ["3"]


def test_what_is_said_of_a_wrong_period(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    speak_english(monkeypatch)
    file = tmp_path / "s.db"
    with open_store(str(file), create=True) as found:
        found.load(dataset(ORGS, [deal("a", "v0", "2018")], GIVEN))
    for args, word in {
        ("rank", "--year", "2024"): "--by funds",
        ("rank", "--by", "degree", "--period", "2024"): "--by funds",
        ("stats", "--year", "24"): "“24”",
        ("coverage", "--period", "2024..2022"): "before it begins",
        ("stats", "--year", "2024", "--period", "2023"): "one period only",
        ("report", "--year", "soon"): "“soon”",
    }.items():
        refused = ask(file, *args)
        assert (refused.exit_code, word in refused.stderr) == (2, True), refused.output
    zh = ask(file, "coverage", "村", "--period", "2024年第二季度", lang="zh").stdout
    assert "资金只计2024年第二季度投入的：25 元。" in zh
    one, other = (answer(file, "rank", "--by", "funds", *said) for said in (("--year", "2024"), ("--period", "2024年")))
    assert one == other
    with open_store(str(file)) as found, pytest.raises(UsageError):
        rank.answer(Inquiry(found, None, DAY), period=Period.parse("2024"))


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_any_money_is_summed_as_by_hand(data: st.DataObject) -> None:
    records = data.draw(networks())
    given_ = data.draw(contributions(records, strangers=False))
    query = data.draw(queries(records))
    period = Period.parse(data.draw(st.sampled_from(("2018", "2018..2019", "2018-H1", "2019-12"))))
    side, by = data.draw(st.sampled_from(Side)), data.draw(st.sampled_from(By))
    with tempfile.TemporaryDirectory() as folder, open_store(f"{folder}/s.db", create=True) as store:
        store.load(dataset(records.organizations, records.agreements, given_))
        answers = []
        for limit in BOTH:
            with fetching(limit), Inquiry(store, query.area, query.day) as inquiry:
                answers.append(
                    (
                        rank.answer(inquiry, kind=query.kind, by=RankBy.FUNDS, side=side, period=period),
                        coverage.answer(inquiry, kind=query.kind, by=(by,), sector=query.sector, period=period),
                        stats.answer(inquiry, kind=query.kind, period=period),
                        coverage.answer(inquiry, kind=query.kind, by=(By.KIND, By.TOWNSHIP), least=1, period=period),
                    )
                )
        assert answers[0] == answers[1]
        with Inquiry(store, None, query.day) as inquiry:
            whole = rank.answer(inquiry, by=RankBy.FUNDS, side=side, period=period)
            by_kind = coverage.answer(inquiry, by=(By.KIND,), period=period)
    sums, left = by_hand(records, given_, period, side)
    assert values(whole) == {id_: value for id_, value in sums.items() if value}
    assert (whole.summary["unplaced"], whole.summary["unplaced_funds"]) == left
    got, _ = by_hand(records, given_, period, Side.RECIPIENT)
    roster = {one.id: one.kind for one in records.organizations if one.on_roster}
    if roster:
        funds = {row["group"]: row["funds"] for row in by_kind.records()}
        assert funds == {
            kind.value: sum(got.get(id_, Decimal()) for id_, own in roster.items() if own is kind)
            for kind in set(roster.values())
        }


def by_hand(
    records: Records, given_: list[Contribution], period: Period, side: Side
) -> tuple[dict[str, Decimal], tuple[int, Decimal]]:
    """The sum of each on a side, and how many entries and yuan cannot be said to lie in the period."""
    sums: dict[str, Decimal] = {}
    count, left = 0, Decimal()
    wanted = range(period.first.toordinal(), period.last.toordinal() + 1)
    for one in given_:
        own = {(deal.helper, deal.recipient) for deal in records.agreements if deal.id == one.agreement}
        ends = own.pop() if len(own) == 1 else (None, None)
        name = (one.helper or ends[0]) if side is Side.HELPER else (one.recipient or ends[1])
        if one.measure is not Measure.FUNDS or name is None:
            continue
        parts = [Period.parse(part) for part in one.period.split("/")] if one.period else []
        first, last = (parts[0].first.toordinal(), parts[-1].last.toordinal()) if parts else (0, 9**9)
        if parts and first in wanted and last in wanted:
            sums[name] = sums.get(name, Decimal()) + one.value
        elif first < wanted.stop and last >= wanted.start:
            count, left = count + 1, left + one.value
    return sums, (count, left)
