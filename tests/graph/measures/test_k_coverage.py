"""How many have so many partners: by hand, beside coverage itself, and on the command line."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

import cli
from graph import network
from graph.measures.coverage import coverage, k_coverage
from graph.model import Agreement, Certainty, Kind, Organization, PartialDate
from graph.query import By, Query
from tests.strategies import Records, networks, queries

DAY = date(2019, 12, 30)
RUN = CliRunner()
ORGS = (
    Organization(id="t", name="T", kind=Kind.TOWNSHIP),
    Organization(id="s", name="S", kind=Kind.TOWNSHIP),
    *(
        Organization(id=f"v{n}", name=f"v{n}", kind=Kind.VILLAGE, part_of="t" if n < 3 else "s", on_roster=True)
        for n in range(1, 5)
    ),
    *(Organization(id=id_, name=id_, kind=Kind.ENTERPRISE) for id_ in "ABC"),
)


def deal(helper: str, recipient: str, number: int = 1, **more: object) -> Agreement:
    return Agreement(id=f"{helper}{recipient}{number}", helper=helper, recipient=recipient, **more)  # type: ignore[arg-type]


def test_by_hand() -> None:
    graph = network.from_records(
        ORGS,
        [
            deal("A", "v1"),
            deal("A", "v1", 2),
            deal("B", "v1", sector="health"),
            deal("C", "v1", end=PartialDate(2018)),
            deal("A", "v2"),
            deal("A", "v2", 2),
            deal("A", "v3"),
            deal("B", "v3", certainty=Certainty.GROUP),
        ],
    )
    query = Query(DAY, Kind.VILLAGE)
    assert k_coverage(graph, query, 1, By.TOWNSHIP) == ({"t": 2, "s": 1}, 3)
    assert k_coverage(graph, query, 2, By.TOWNSHIP) == ({"t": 1, "s": 0}, 1)  # v2 has two agreements, one partner
    assert k_coverage(graph, query, 2, By.KIND, groups=True) == ({"village": 2}, 2)
    assert k_coverage(graph, query, 3, By.KIND) == ({"village": 0}, 0)
    assert k_coverage(graph, query, 1, By.SECTOR) == ({"health": 1}, 3)
    assert k_coverage(graph, Query(DAY, Kind.VILLAGE, sector="health"), 1, By.KIND) == ({"village": 1}, 1)
    assert k_coverage(graph, Query(DAY, Kind.SCHOOL), 1, By.KIND) == ({}, 0)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_one_partner_or_more_is_coverage_itself(data: st.DataObject) -> None:
    records: Records = data.draw(networks())
    graph = network.from_records(records.organizations, records.agreements)
    query, by = data.draw(queries(records)), data.draw(st.sampled_from(By))
    found, total = k_coverage(graph, query, 1, by, groups=True)
    whole = coverage(graph, query, by)
    assert total == (whole.total.direct if whole.total.roster else 0)  # without a roster nothing is counted
    lines = [group for group in whole.groups if group.tally.roster]
    assert {name: count for name, count in found.items() if count} == {
        group.id or group.name: group.tally.direct for group in lines if group.tally.direct
    }
    more = [k_coverage(graph, query, k, by, groups=True) for k in (1, 2, 3)]
    assert [total for _, total in more] == sorted((total for _, total in more), reverse=True)
    named, _ = k_coverage(graph, query, 1, by)
    assert all(named[name] <= found[name] for name in found)


@pytest.fixture(scope="module")
def nepal(tmp_path_factory: pytest.TempPathFactory) -> str:
    path: Path = tmp_path_factory.mktemp("k") / "a.db"
    RUN.invoke(cli.app, ["--store", str(path), "load", "nepal-2015"])
    return str(path)


def ask(store: str, *args: str, lang: str = "en", code: int = 0) -> str:
    found = RUN.invoke(cli.app, ["--lang", lang, "--store", store, *args])
    assert found.exit_code == code, found.output
    return found.output


def test_the_command(nepal: str) -> None:
    plain = json.loads(ask(nepal, "coverage", "village", "--by", "county", "-f", "json"))
    found = json.loads(ask(nepal, "coverage", "village", "--by", "county", "--at-least", "2", "-f", "json"))
    assert list(found["rows"][0]) == [*plain["rows"][0], "at_least", "share_at_least"]
    assert list(found["summary"]) == [*plain["summary"], "at_least", "share_at_least", "k"]
    assert found["summary"]["at_least"] == sum(row["at_least"] for row in found["rows"]) == 169
    assert all(row["at_least"] <= row["direct"] for row in found["rows"])
    assert "2 or more distinct partners in force" in ask(nepal, "coverage", "--at-least", "2")
    assert "不少于 2 个" in ask(nepal, "coverage", "--at-least", "2", lang="zh")
    assert json.loads(ask(nepal, "coverage", "school", "--at-least", "2", "-f", "json"))["summary"]["at_least"] == 0
    assert "--at-least K" in ask(nepal, "coverage", "--groups", code=2)
    assert "--at-least K" in ask(nepal, "coverage", "--groups", lang="zh", code=2)
