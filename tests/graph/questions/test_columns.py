"""Above the largest network that is fetched, questions answer from columns: byte for byte as from the network."""

from __future__ import annotations

import json
import tempfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.answer import Answer
from graph.model import DRAFT, Contribution, Kind, Measure, Organization
from graph.query import RankBy, Side
from graph.questions import data as data_question
from graph.questions import depend, diff, expiring, gaps, one_to_one, rank, stats, withdraw
from graph.questions.inquiry import Inquiry
from graph.store.open import open_store
from graph.store.sqlite.store import SqliteStore
from loaders import load
from tests.commands import answer, ask, speak_english
from tests.graph.measures.test_change import deal
from tests.records import dataset
from tests.strategies import contributions, networks, queries
from tests.tables import shuffled

PANZHOU, NEPAL = "panzhou", "nepal"
LOADS = {PANZHOU: ("panzhou-dalian", "panzhou-illustrative"), NEPAL: ("nepal-2015",)}
AREAS = {PANZHOU: ([], ["--in", "盘州市"], ["--in", "双凤镇"]), NEPAL: ([], ["--in", "Gorkha"])}
RANKS = [
    *(["rank", "--by", by.value, "--side", side.value] for by in RankBy for side in Side),
    ["rank", "--by", "partners", "--top", "3", "--groups"],
    ["rank", "village", "--by", "funds", "--side", "recipient", "--of", "enterprise", "--top", "7"],
    ["rank", "--by", "funds", "--of", "village"],
    ["rank", "--by", "degree", "--sector", "education"],
    ["rank", "--by", "birank", "--side", "recipient", "--of", "hospital", "--groups", "--top", "1"],
    ["rank", "enterprise", "--by", "harmonic", "--top", "4", "--as-of", "2018-01-01"],
    ["rank", "--as-of", "1990"],
    *(["rank", "--by", "funds", "--side", side.value, "--year", "2018"] for side in Side),
    ["rank", "--by", "funds", "--of", "village", "--period", "2017..2019", "--top", "3"],
]
STATS = [
    ["stats"],
    ["stats", "--groups"],
    ["stats", "county", "--groups"],
    ["stats", "school"],
    ["stats", "village", "--sector", "education"],
    ["stats", "--as-of", "1990"],
    ["stats", "village", "--period", "2018..2019"],
]
COVERAGES = [
    ["coverage", "--year", "2018"],
    ["coverage", "village", "--by", "township", "--period", "2017..2019"],
    ["coverage", "--by", "sector", "--year", "2018"],
    ["coverage", "--by", "kind", "--by", "county", "--at-least", "1", "--period", "2018/2019"],
    ["coverage", "--by", "township", "--top", "3"],
    ["coverage", "--by", "township", "--least", "--at-least", "2", "--year", "2018"],
    ["coverage", "--by", "kind", "--by", "township", "--below", "40", "--top", "2"],
]
WITHDRAWALS = [
    ["withdraw", "--helpers", "enterprise"],
    ["withdraw", "--helpers", "hospital", "--groups"],
    ["withdraw", "--helpers", "social_group", "--kind", "village"],
    ["withdraw", "--helpers", "department", "--as-of", "2018-06-01"],
    ["withdraw", "--helpers", "village"],
]
DEPENDS = [
    ["depend"],
    ["depend", "village", "--groups"],
    ["depend", "--on", "enterprise", "--as-of", "2018-06-01"],
    ["depend", "--critical"],
    ["depend", "village", "--critical", "--groups"],
    ["depend", "--critical", "--on", "social_group"],
]
DIFFS = [
    ["diff", "2017-01-01", "2019-12-30"],
    ["diff", "2014", "2016", "--groups"],
    ["diff", "2018", "2019", "--kind", "village"],
    ["diff", "2016-03-01", "2021-12-30", "--sector", "education"],
    ["diff", "2018-06-01", "2018-06-01"],
]
CHECKS = [
    ["check", "one-to-one"],
    ["check", "one-to-one", "--groups"],
    ["check", "one-to-one", "--kind", "school"],
    ["check", "one-to-one", "--kind", "hospital", "--as-of", "2018-06-01"],
    ["check", "one-to-one", "--kind", "enterprise"],
    ["check", "data"],
    ["check", "data", "--as-of", "2018-06-01"],
]


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    found = {}
    for name, datasets in LOADS.items():
        found[name] = tmp_path_factory.mktemp("stores") / f"{name}.db"
        with open_store(str(found[name]), create=True) as store:
            for dataset in datasets:
                store.load(load(dataset).dataset)
    return found


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    speak_english(monkeypatch)


def check(store: Path, args: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Asks twice, the second time of columns; what is fetched would be refused then."""
    with monkeypatch.context() as patch:
        expected = ask(store, *args, "-f", "json")
        patch.setattr("graph.questions.inquiry.FETCH_LIMIT", 0)
        found = ask(store, *args, "-f", "json")
    assert expected.exit_code == 0 or json.loads(expected.stdout)["summary"]["passed"] is False, expected.output
    assert found.stdout == expected.stdout
    assert (found.stderr, found.exit_code) == (expected.stderr, expected.exit_code)


@pytest.mark.parametrize("args", [*RANKS, *STATS, *COVERAGES, *DEPENDS, *WITHDRAWALS, *DIFFS, *CHECKS], ids=" ".join)
def test_columns_and_network_answer_the_same(
    stores: dict[str, Path], args: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, areas in AREAS.items():
        for area in areas:
            check(stores[name], [*args, *area], monkeypatch)


@pytest.mark.parametrize("more", [[], ["--in", "盘州市"], ["--kind", "village", "--groups"], ["--sector", "education"]])
def test_two_loads_are_compared_the_same(
    stores: dict[str, Path], tmp_path: Path, more: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "east.db"
    with open_store(str(other), create=True) as store:
        for name in ("panzhou-dalian", "east-west"):
            store.load(load(name).dataset)
    for loads in (
        ["panzhou-dalian", "panzhou-illustrative"],
        ["panzhou-dalian", str(stores[PANZHOU])],
        [str(stores[PANZHOU]), str(other)],
    ):
        if "panzhou-illustrative" not in loads or "--in" not in more:  # the example has no units of its own
            check(other, ["diff", *loads, *more, "--as-of", "2019-12-30"], monkeypatch)


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_any_network_gives_the_same_answers(data: st.DataObject) -> None:
    """In whatever order a store has its columns."""
    records = data.draw(networks())
    numbers = st.dictionaries(
        st.sampled_from((*stats.POPULATION, *stats.NEED)), st.sampled_from(("3", "1,200", "many"))
    )
    organizations = [
        replace(one, attributes=data.draw(numbers) | data.draw(st.sampled_from(({}, {"unmatched": "o00"}))))
        for one in records.organizations
    ]
    drafted = st.sampled_from(({}, {}, {"status": DRAFT}, {"status_printed": DRAFT}))
    deals = [replace(one, attributes=data.draw(drafted)) for one in records.agreements]
    loaded = dataset(organizations, deals, data.draw(contributions(records, strangers=False)))
    query, seed = data.draw(queries(records)), data.draw(st.integers(0, 99))
    side, of, groups = (
        data.draw(st.sampled_from(Side)),
        data.draw(st.sampled_from((None, *Kind))),
        data.draw(st.booleans()),
    )
    by, top, kind = data.draw(st.sampled_from(RankBy)), data.draw(st.sampled_from((None, 1, 3))), query.kind
    leaving = data.draw(st.lists(st.sampled_from([one.id for one in organizations]), min_size=1, max_size=2))
    days = sorted([query.day, data.draw(st.dates(date(2017, 1, 1), date(2021, 1, 1)))])

    def answers(store: SqliteStore) -> list[Answer]:
        one, options = Inquiry(store, query.area, query.day), {"groups": groups, "sector": query.sector}
        return [
            rank.answer(one, kind=kind, side=side, by=by, top=top, of=of, **options),  # type: ignore[arg-type]
            rank.answer(one, side=side, by=RankBy.FUNDS, top=top, **options),  # type: ignore[arg-type]
            stats.answer(one, kind=kind, **options),  # type: ignore[arg-type]
            depend.answer(one, kind=kind, on=of, groups=groups),
            depend.answer(one, kind=kind, on=of, groups=groups, critical=True),
            withdraw.answer(one, orgs=leaving, kind=kind, groups=groups),
            expiring.answer(one, kind=kind),
            gaps.answer(one, side=side, kind=kind),
            one_to_one.answer(one, groups=groups),
            one_to_one.answer(one, kind=kind, groups=groups),
            data_question.answer(one),
            diff.answer(Inquiry(store, query.area, query.day), from_=days[0], to=days[1], kind=kind, **options),  # type: ignore[arg-type]
        ]

    with tempfile.TemporaryDirectory() as folder, open_store(f"{folder}/s.db", create=True) as store:
        assert isinstance(store, SqliteStore)
        store.load(loaded)
        expected = answers(store)
        columns = store.columns()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("graph.questions.inquiry.FETCH_LIMIT", 0)
            patch.setattr(SqliteStore, "columns", lambda *_: shuffled(columns, seed))
            assert answers(store) == expected


def test_drafts_of_two_datasets_that_state_the_same_pair(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    orgs = [Organization(id="a", name="甲", kind=Kind.ENTERPRISE), Organization(id="v", name="乙", kind=Kind.VILLAGE)]
    sure = deal("a", "v", "2018", "2020")
    drafted = replace(sure, attributes={"status": DRAFT})
    for number, (one, other) in enumerate(((sure, drafted), (drafted, sure), (drafted, drafted))):
        file = tmp_path / f"{number}.db"
        with open_store(str(file), create=True) as store:
            store.load(dataset(orgs, [one], name="one"))
            store.load(dataset(orgs, [other], name="other"))
        args = ["check", "data", "--as-of", "2019"]
        expected = {sure.id} if one is drafted else set()
        expected |= {f"{sure.id}@other"} if other is drafted else set()
        assert {row["subject_id"] for row in answer(file, *args)["rows"] if row["rule"] == "draft"} == expected
        check(file, args, monkeypatch)


def test_what_takes_scipy_or_too_long_is_said(stores: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    whole = answer(stores[PANZHOU], "stats")
    monkeypatch.setattr("graph.questions.inquiry.FETCH_LIMIT", 0)
    monkeypatch.setattr(stats, "MATCHING", 1)
    left_out = answer(stores[PANZHOU], "stats")
    assert left_out["rows"] == [row for row in whole["rows"] if row["measure"] != "matching"]
    assert [note for note in left_out["notes"] if note not in whole["notes"]] == [
        "How many recipients could each have a partner that they share with nobody is left out: "
        "with 56 pairs it would take too long. Ask about an area: --in AREA."
    ]
    monkeypatch.setitem(__import__("sys").modules, "scipy", None)
    for args in (["stats"], ["rank", "--by", "harmonic"], ["rank", "--by", "birank"]):
        refused = ask(stores[PANZHOU], *args)
        assert refused.exit_code == 2
        assert "pip install scipy" in refused.stderr
    assert answer(stores[PANZHOU], "rank", "--by", "degree")["rows"]
    assert answer(stores[PANZHOU], "depend", "--critical")["rows"]


def test_amounts_people_and_need_are_those_on_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    orgs = [Organization(id="a", name="甲", kind=Kind.ENTERPRISE)] + [
        Organization(id=f"v{n}", name=f"村{n}", kind=Kind.VILLAGE, on_roster=True, attributes={"population": people})
        for n, people in enumerate(("1,000", "500", "many"))
    ]
    given_ = [
        Contribution(id=f"c{n}", measure=Measure.FUNDS, value=Decimal(value), unit="yuan", agreement="a0", period=year)
        for n, (value, year) in enumerate(((3000, "2018"), (4500, "2019")))
    ]
    deals = [replace(deal("a", f"v{n}", "2018"), id=f"a{n}") for n in (0, 2)]
    file = tmp_path / "s.db"
    with open_store(str(file), create=True) as store:
        store.load(dataset(orgs, deals, given_))
    monkeypatch.setattr("graph.questions.inquiry.FETCH_LIMIT", 0)
    rows = {row["measure"]: row for row in answer(file, "stats")["rows"]}
    assert (rows["funds_per_person"]["value"], rows["funds_per_person"]["denominator"]) == (5.0, 1500)
    (changed,) = answer(file, "diff", "2018-12-31", "2019-12-31")["rows"]
    assert [changed[name] for name in ("change", "recipient", "before", "after")] == ["amount", "村0", 3000, 4500]


def test_money_from_those_whom_nothing_else_joins_with_the_area(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    orgs = [
        Organization(id="far", name="远方公司", kind=Kind.ENTERPRISE),
        Organization(id="t", name="某镇", kind=Kind.TOWNSHIP),
        Organization(id="v", name="某村", kind=Kind.VILLAGE, part_of="t", on_roster=True),
    ]
    money = Contribution(
        id="c", measure=Measure.FUNDS, value=Decimal(700), unit="yuan", helper="far", recipient="v", period="2018"
    )
    file = tmp_path / "s.db"
    with open_store(str(file), create=True) as store:
        store.load(dataset(orgs, (), [money]))
    question = ["rank", "--by", "funds", "--side", "recipient", "--of", "enterprise"]
    for limit in (100_000, 0):
        monkeypatch.setattr("graph.questions.inquiry.FETCH_LIMIT", limit)
        values = [answer(file, *question, *area)["rows"][0]["value"] for area in ([], ["--in", "某镇"])]
        assert values == [700, 0]
