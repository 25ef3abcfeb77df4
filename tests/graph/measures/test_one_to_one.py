"""One partner each, and that partner nobody else: by hand, beside a count of its own, and on the command line."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

import cli
from graph import network
from graph.measures.coverage import members
from graph.measures.one_to_one import one_to_one
from graph.model import Agreement, Certainty, Kind, Organization, PartialDate
from graph.query import Query
from tests.strategies import Records, networks

DAY = date(2019, 12, 30)
RUN = CliRunner()


def org(id_: str, kind: Kind, *, on_roster: bool = True) -> Organization:
    return Organization(id=id_, name=id_, kind=kind, on_roster=on_roster, source="s")


ORGS = (
    *(org(f"s{n}", Kind.SCHOOL) for n in range(5)),
    org("new", Kind.SCHOOL, on_roster=False),
    org("v", Kind.VILLAGE),
    *(org(id_, Kind.SCHOOL, on_roster=False) for id_ in "ABCD"),
)


def deal(helper: str, recipient: str, number: int = 1, **more: object) -> Agreement:
    return Agreement(id=f"{helper}-{recipient}-{number}", helper=helper, recipient=recipient, source="src", **more)  # type: ignore[arg-type]


def breaches(*deals: Agreement, groups: bool = False) -> list[tuple[str, str, tuple[str, ...]]]:
    graph = network.from_records(ORGS, deals)
    found = one_to_one(graph, ["s0", "s1"], Kind.SCHOOL, DAY, groups=groups)
    assert found.passed == (not found.breaches)
    assert found.one + found.none + found.several == found.roster == 2
    return [(breach.rule, breach.subject, breach.others) for breach in found.breaches]


def test_by_hand() -> None:
    fine = [deal("A", "s0"), deal("B", "s1")]
    assert breaches(*fine) == []
    assert breaches(*fine, deal("A", "s0", 2)) == []  # two agreements are one partner
    assert breaches(*fine, deal("A", "v")) == []  # another kind is another matter
    assert breaches(*fine, deal("C", "s0", end=PartialDate(2018))) == []
    assert breaches(*fine, deal("C", "s0")) == [("several", "s0", ("A", "C"))]
    assert breaches(*fine, deal("A", "new")) == [
        ("shared", "A", ("new", "s0"))
    ]  # off the roster, and helped all the same
    assert breaches(deal("A", "s0")) == [("none", "s1", ())]
    assert breaches(deal("A", "s0"), deal("A", "s1")) == [("shared", "A", ("s0", "s1"))]


def test_a_group_is_no_pair_unless_asked_for() -> None:
    deals = [deal("A", "s0"), deal("B", "s1", certainty=Certainty.GROUP)]
    assert breaches(*deals) == [("none", "s1", ())]
    assert breaches(*deals, groups=True) == []
    graph = network.from_records(ORGS, deals)
    assert one_to_one(graph, ["s0", "s1"], Kind.SCHOOL, DAY).grouped == 1
    assert one_to_one(graph, ["s0", "s1"], Kind.SCHOOL, DAY, groups=True).grouped == 0


def test_without_a_roster_nothing_passes() -> None:
    found = one_to_one(network.from_records(ORGS, ()), [], Kind.SCHOOL, DAY)
    assert (found.passed, found.breaches) == (False, ())


@settings(max_examples=150, deadline=None)
@given(networks(), st.sampled_from((date(2018, 6, 15), DAY)), st.sampled_from(Kind))
def test_the_same_as_a_count_of_pairs(records: Records, day: date, kind: Kind) -> None:
    graph = network.from_records(records.organizations, records.agreements)
    roster, has_roster = members(graph, Query(day, kind))
    roster = roster if has_roster else []
    kinds = {one.id: one.kind for one in records.organizations}
    by, to = defaultdict(set), defaultdict(set)
    for one in records.agreements:
        if one.certainty is Certainty.NAMED and one.in_force(day):
            by[one.recipient].add(one.helper)
            if kinds[one.recipient] is kind:
                to[one.helper].add(one.recipient)
    found = one_to_one(graph, roster, kind, day)
    wanted = {("none", v) for v in roster if not by[v]} | {("several", v) for v in roster if len(by[v]) > 1}
    wanted |= {("shared", u) for v in roster for u in by[v] if len(to[u]) > 1}
    assert {(breach.rule, breach.subject) for breach in found.breaches} == wanted


@pytest.fixture(scope="module")
def panzhou(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path: Path = tmp_path_factory.mktemp("one") / "a.db"
    ask(path, "load", "panzhou-dalian", "panzhou-illustrative")
    table = path.with_name("teachers.csv")
    table.write_text("帮扶单位,受援学校\n大连市,红果沙陀小学\n大连市,双凤文笔小学\n", encoding="utf-8")
    ask(path, "load", str(table), "--in", "盘州市", "--as-of", "2019-12-30", "--no-roster")
    return path


def ask(store: Path, *args: str, lang: str = "en", code: int = 0) -> str:
    found = RUN.invoke(cli.app, ["--lang", lang, "--store", str(store), *args])
    assert found.exit_code == code, found.output
    return found.output


def test_the_command(panzhou: Path, tmp_path: Path) -> None:
    found = json.loads(ask(panzhou, "check", "one-to-one", "--kind", "school", "-f", "json", code=1))
    assert list(found["rows"][0])[:7] == ["rule", "subject_id", "subject", "found", "expected", "source", "partners"]
    assert list(found["summary"])[:7] == ["passed", "kind", "roster", "one", "none", "several", "shared"]
    assert [(row["rule"], row["subject"], row["found"]) for row in found["rows"]] == [
        ("one-to-one:several", "红果沙陀小学", 2),
        ("one-to-one:several", "双凤文笔小学", 2),
        ("one-to-one:shared", "大连市", 2),
    ]
    assert found["rows"][2]["partners"] == ["红果沙陀小学", "双凤文笔小学"]
    every = json.loads(ask(panzhou, "check", "one-to-one", "-f", "json", code=1))["summary"]
    assert [one["kind"] for one in every["kinds"]] == ["county", "township", "village", "school"]
    assert every["roster"] == sum(one["roster"] for one in every["kinds"])
    inside = json.loads(ask(panzhou, "check", "one-to-one", "--in", "新民镇", "-f", "json", code=1))
    assert {row["kind"] for row in inside["rows"]} <= {"village", "township", "school"}
    assert "it is not known whether" in ask(panzhou, "check", "one-to-one", "--kind", "hospital", code=1)
    assert "无法判断" in ask(panzhou, "check", "one-to-one", "--kind", "医院", lang="zh", code=1)
    table = tmp_path / "t.csv"
    table.write_text("帮扶学校,受援学校\n甲小学,乙小学\n丙小学,丁小学\n", encoding="utf-8")
    ask(tmp_path / "b.db", "load", str(table), "--roster")
    assert "PASS: 2 of 2 schools" in ask(tmp_path / "b.db", "check", "one-to-one")
    assert "通过" in ask(tmp_path / "b.db", "check", "one-to-one", "--kind", "学校", lang="zh")
