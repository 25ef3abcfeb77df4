"""What is doubted in the data: each rule by hand, dates beside a count of their own, and the command."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

import cli
from graph import network
from graph.measures import quality
from graph.measures.quality import Doubt
from graph.model import (
    Agreement,
    AgreementStatus,
    Certainty,
    Contribution,
    Kind,
    Measure,
    Organization,
    PartialDate,
)
from graph.store.open import open_store
from tests.records import dataset
from tests.strategies import Records, networks

DAY = date(2019, 12, 30)
RUN = CliRunner()
SINCE, UNTIL = PartialDate(2018), PartialDate(2020)
ORGS = (
    Organization(id="c", name="C", kind=Kind.COUNTY),
    Organization(id="p", name="P", kind=Kind.PROVINCE, on_roster=True),
    Organization(id="v", name="V", kind=Kind.VILLAGE, part_of="c", on_roster=True),
    Organization(id="w", name="W", kind=Kind.VILLAGE, on_roster=True),
    Organization(id="x", name="X", kind=Kind.VILLAGE),
    Organization(id="a", name="A", kind=Kind.ENTERPRISE),
    Organization(id="b", name="B", kind=Kind.ENTERPRISE, part_of="v"),
)


def deal(id_: str, helper: str = "a", recipient: str = "v", **more: object) -> Agreement:
    fields = {"start": SINCE, "end": UNTIL, **more}
    return Agreement(id=id_, helper=helper, recipient=recipient, **fields)  # type: ignore[arg-type]


def gift(id_: str, value: int, **more: object) -> Contribution:
    fields = {"helper": "a", "measure": Measure.FUNDS, **more}
    return Contribution(id=id_, value=Decimal(value), unit="yuan", **fields)  # type: ignore[arg-type]


def told(doubts: Iterable[Doubt]) -> list[tuple[str, str]]:
    return [(one.rule, one.subject) for one in doubts]


def test_agreements() -> None:
    deals = [
        deal("1"),
        deal("2", start=None),
        deal("3", end=None),
        deal("4", start=None, end=None),
        deal("5", end=PartialDate(2018, 5)),
        deal("6", end=PartialDate(2019)),
        deal("7", "b"),
        deal("8", "c"),
        *(deal("9", "a", recipient, end=None, certainty=Certainty.GROUP) for recipient in ("v", "w")),
    ]
    graph = network.from_records(ORGS, deals)
    assert told(quality.agreements(graph, DAY)) == [
        ("undated:start", "2"),
        ("undated:end", "3"),
        ("undated:start:end", "4"),
        ("ended", "5"),
        ("inside", "7"),
        ("inside", "8"),
        ("undated:end", "9"),
    ]
    assert [one.found for one in quality.agreements(graph, DAY) if one.rule == "ended"] == ["2018-05"]
    assert told(quality.agreements(graph, date(2020, 1, 1), within={"w"})) == [("undated:end", "9")]
    assert ("ended", "6") in told(quality.agreements(graph, date(2020, 1, 1)))


def test_what_no_load_lets_through_is_found_all_the_same() -> None:
    graph = network.from_records(ORGS, [deal("1")])
    edge = dict(graph.edges["a", "v", "1"])
    graph.add_edge("v", "v", key="2", **edge)
    graph.add_edge("a", "w", key="3", **edge | {"start": "2020", "end": "2019-05"})
    graph.add_edge("a", "x", key="4", **edge | {"start": "soon"})
    graph.nodes["w"]["part_of"] = "nowhere"
    doubts = [*quality.conventions(graph), *quality.agreements(graph, DAY)]
    assert told(one for one in doubts if one.error) == [
        ("network:date", "4"),
        ("self-help", "2"),
        ("end-before-start", "3"),
    ]
    assert told(one for one in doubts if not one.error) == [("convention:part_of", "w"), ("ended", "3")]


def test_money() -> None:
    usual = [gift(f"u{n}", value) for n, value in enumerate((50, 90, 100, 110, 400))]
    odd = [gift("slip", 1_000_000), gift("large", 30_000), gift("none", 0), gift("below", 10_000)]
    assert told(quality.money([*usual, *odd])) == [
        ("money:large", "large"),
        ("money:zero", "none"),
        ("money:unit", "slip"),
    ]
    assert [(one.found, one.expected) for one in quality.money([*usual, *odd]) if one.error] == [(1_000_000, 255)]
    assert told(quality.money([gift("a", 1), gift("b", 1_000_000)])) == []  # two amounts have no usual one
    assert told(quality.money([gift(f"n{n}", 10**n, measure=Measure.POSTS) for n in range(9)])) == []
    below = gift("x", 5)
    object.__setattr__(below, "value", Decimal(-5))  # the record itself refuses it
    assert [one.rule for one in quality.money([below]) if one.error] == ["money:negative"]


def test_what_is_missing() -> None:
    graph = network.from_records(ORGS, [deal("1"), deal("2", "a", "w"), deal("3", "b", "w"), deal("4", "b", "x")])
    assert told(quality.organizations(graph)) == [("no-unit", "w")]
    assert told(quality.without_contribution(graph, [])) == []
    given = [gift("g", 5, agreement="1"), gift("h", 5, helper="b", recipient="w")]
    assert told(quality.without_contribution(graph, given)) == [("no-contribution", "2"), ("no-contribution", "4")]
    assert told(quality.without_contribution(graph, given, within={"w"})) == [("no-contribution", "2")]
    assert told(quality.without_contribution(graph, given, sources={"another"})) == []


@settings(max_examples=150, deadline=None)
@given(networks(), st.sampled_from((date(2018, 6, 15), DAY, date(2023, 5, 1))))
def test_dates_as_the_records_have_them(records: Records, day: date) -> None:
    found = list(quality.agreements(network.from_records(records.organizations, records.agreements), day))
    undated = {one.subject for one in found if one.rule.startswith("undated")}
    agreed = [one for one in records.agreements if one.status is AgreementStatus.AGREED]
    assert undated == {one.id for one in agreed if one.start is None or one.end is None}
    ended = {one.subject for one in found if one.rule == "ended"}
    assert ended == {one.id for one in agreed if one.end and one.end.last < day}
    assert not [one for one in found if one.error]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path: Path = tmp_path_factory.mktemp("data") / "a.db"
    unmatched = Organization(id="u", name="U", kind=Kind.VILLAGE, part_of="c", attributes={"unmatched": "c"})
    deals = [deal("1"), deal("2", "a", "w", end=None), deal("3", "a", "x", end=PartialDate(2018), illustrative=True)]
    given = [*(gift(f"u{n}", 100, agreement="1") for n in range(5)), gift("slip", 1_000_000, recipient="v")]
    with closing(open_store(str(path), create=True)) as opened:
        opened.load(dataset([*ORGS, unmatched], deals, given))
    return path


def ask(path: Path, *args: str, lang: str = "en", code: int = 0) -> str:
    found = RUN.invoke(cli.app, ["--lang", lang, "--store", str(path), *args])
    assert found.exit_code == code, found.output
    return found.output


def test_the_command(store: Path) -> None:
    found = json.loads(ask(store, "check", "data", "-f", "json", code=1))
    assert list(found["rows"][0])[:7] == ["rule", "subject_id", "subject", "found", "expected", "source", "severity"]
    assert found["summary"] == {
        "passed": False,
        "errors": 1,
        "remarks": 7,
        "rules": {
            "ended": 1,
            "money": 1,
            "no-contribution": 2,
            "no-unit": 1,
            "off-roster": 1,
            "undated": 1,
            "unmatched": 1,
        },
    }
    rows = {(row["rule"], row["subject_id"]): row for row in found["rows"]}
    assert found["rows"][0] == rows["money:unit", "slip"]  # errors first
    assert rows["money:unit", "slip"]["source"] == "test.csv:2"
    assert rows["undated:end", "2"]["subject"] == "A → W"
    assert (rows["undated:end", "2"]["source"], rows["undated:end", "2"]["dataset"]) == ("test.csv:2", "test")
    assert rows["ended", "3"]["illustrative"] is True
    assert rows["unmatched", "u"]["source"] == "test.csv:2"
    inside = json.loads(ask(store, "check", "data", "--in", "c", "-f", "json", code=1))
    assert inside["summary"]["rules"] == {"money": 1, "unmatched": 1}
    assert "FAIL: 1 error and" in ask(store, "check", "data", code=1)
    assert "未通过" in ask(store, "check", "data", lang="zh", code=1)


def test_remarks_do_not_fail(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("帮扶单位,村\n甲,一村\n", encoding="utf-8")
    ask(tmp_path / "s.db", "load", str(tmp_path / "t.csv"))
    said = ask(tmp_path / "s.db", "check", "data")
    assert "PASS: 0 errors" in said
    assert "t.csv:2" in said
    assert "缺起止时间" in ask(tmp_path / "s.db", "check", "data", lang="zh")
