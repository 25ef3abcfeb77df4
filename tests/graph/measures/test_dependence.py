"""What if some leave: the same as asking without them; who depends on one."""

from __future__ import annotations

import json
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

import cli
from graph import network
from graph.measures import centrality, coverage
from graph.measures import dependence as scenario
from graph.model import Certainty
from graph.query import Query, RankBy, State
from tests.graph.measures.test_centrality import DEALS, ORGS, deal
from tests.strategies import Records, networks

if TYPE_CHECKING:
    from graph.network import Network

DAY = date(2019, 12, 30)
GRAPH = network.from_records(ORGS, [*DEALS, deal("A", "v1", 2)])
RUN = CliRunner()


def orphans(*leavers: str) -> list[str]:
    return [loss.id for loss in scenario.withdraw(GRAPH, leavers, DAY) if loss.orphaned]


def test_a_group_of_leavers_is_more_than_its_members() -> None:
    assert (orphans("A"), orphans("B"), orphans("A", "B")) == (["v3"], [], ["v1", "v2", "v3"])
    losses = {loss.id: (loss.before, loss.after) for loss in scenario.withdraw(GRAPH, ["A"], DAY)}
    assert losses == {"v1": (2, 1), "v2": (2, 1), "v3": (1, 0)}
    assert scenario.withdraw(GRAPH, ["A"], DAY, within=["v2"])[0].id == "v2"


def test_who_is_left_with_a_group_is_no_orphan() -> None:
    graph = network.from_records(ORGS, [*DEALS, deal("B", "v3", certainty=Certainty.GROUP, sector="health")])
    loss = scenario.withdraw(graph, ["A"], DAY)[-1]
    assert (loss.id, loss.before, loss.after, loss.orphaned) == ("v3", 1, 0, False)
    assert scenario.withdraw(graph, ["A"], DAY, groups=True)[-1].after == 1
    assert scenario.withdraw(graph, ["B"], DAY)[-1].sectors_lost == ("health",)


def test_one_partner_be_it_an_island_with_it() -> None:
    graph = network.from_records(ORGS, [deal("A", "v1"), deal("A", "v1", 2), deal("B", "v2"), deal("A", "v2")])
    assert scenario.single(graph, ["v1", "v2", "v4"], DAY) == [("v1", "A")]
    island = network.from_records(ORGS, [deal("A", "v1")])
    assert not list(nx.articulation_points(nx.Graph(island)))
    assert scenario.single(island, island, DAY) == [("v1", "A")]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_withdrawing_is_asking_without_them(data: st.DataObject) -> None:
    records: Records = data.draw(networks())
    graph = network.from_records(records.organizations, records.agreements)
    leavers = data.draw(st.lists(st.sampled_from(sorted(graph)), unique=True, max_size=3)) if len(graph) else []
    without = graph.copy()
    without.remove_edges_from([edge for u in leavers for edge in list(graph.out_edges(u, keys=True))])
    for node in graph.nodes:
        graph.nodes[node]["on_roster"] = without.nodes[node]["on_roster"] = True

    def held(one: Network) -> set[str]:
        missing = {gap.id for gap in coverage.gaps(one, Query(DAY)).rows}
        return set(one) - missing

    losses = scenario.withdraw(graph, leavers, DAY)
    assert {loss.id for loss in losses if loss.orphaned} == held(graph) - held(without) - set(leavers)
    assert all(loss.after <= loss.before for loss in losses)
    for node in graph:
        own = network.partners(graph, node, DAY, groups=True)
        assert bool(own) == (coverage.standing(graph, node, Query(DAY)).state is State.DIRECT)


@settings(max_examples=150, deadline=None)
@given(networks(), st.booleans())
def test_who_is_critical_is_whose_withdrawal_orphans(records: Records, groups: bool) -> None:
    graph = network.from_records(records.organizations, records.agreements)
    recipients = sorted(graph)[::2]
    alone = {
        helper: [loss.id for loss in scenario.withdraw(graph, [helper], DAY, within=recipients) if loss.orphaned]
        for helper in graph
    }
    assert scenario.critical(graph, recipients, DAY) == {helper: some for helper, some in alone.items() if some}
    counts = {
        helper: sum(helper in network.partners(graph, node, DAY, groups=groups) for node in graph) for helper in graph
    }
    assert scenario.helped(graph, DAY, groups=groups) == {helper: count for helper, count in counts.items() if count}


@settings(max_examples=100, deadline=None)
@given(networks(), st.booleans())
def test_whom_one_leaving_orphans_depends_on_it_alone(records: Records, groups: bool) -> None:
    graph = network.from_records(records.organizations, records.agreements)
    alone = scenario.single(graph, graph, DAY, groups=groups)
    assert [recipient for recipient, _ in alone] == sorted(
        node for node in graph if len(network.partners(graph, node, DAY, groups=groups)) == 1
    )
    if groups:  # then an agreement of a group is a partner's, and who has only that one partner has nobody else
        for helper in graph:
            losses = scenario.withdraw(graph, [helper], DAY, groups=True)
            assert {loss.id for loss in losses if loss.orphaned} == {v for v, only in alone if only == helper}
            assert all(loss.orphaned == (loss.after == 0) for loss in losses)


@pytest.fixture(scope="module")
def panzhou(tmp_path_factory: pytest.TempPathFactory) -> str:
    path: Path = tmp_path_factory.mktemp("scenario") / "a.db"
    RUN.invoke(cli.app, ["--store", str(path), "load", "panzhou-dalian", "panzhou-illustrative"])
    return str(path)


def ask(store: str, *args: str, lang: str = "en", code: int = 0) -> str:
    found = RUN.invoke(cli.app, ["--lang", lang, "--store", store, *args])
    assert found.exit_code == code, found.output
    return found.output


def test_rank_on_the_command_line(panzhou: str) -> None:
    found = json.loads(ask(panzhou, "rank", "--side", "helper", "--top", "3", "-f", "json"))
    assert list(found["rows"][0])[:5] == ["rank", "id", "name", "kind", "value"]
    assert found["rows"][0]["rank"] == 1
    assert all(row["rank"] <= 3 for row in found["rows"])
    villages = json.loads(ask(panzhou, "rank", "村", "--side", "recipient", "-f", "json", lang="zh"))
    assert villages["summary"]["ranked"] == 302  # the whole roster, gaps included
    assert villages["summary"]["without_partner"] == sum(row["value"] == 0 for row in villages["rows"]) > 0
    money = json.loads(ask(panzhou, "rank", "--by", "funds", "-f", "json"))
    first = money["rows"][0]  # the two sums of the bulletin: 387.75 and 56.28 万元
    assert (first["id"], first["value"], first["illustrative"]) == ("cn-2102", 3877500 + 562800, False)
    assert "结对单位数" in ask(panzhou, "rank", lang="zh")
    for by in ("degree", "betweenness", "harmonic", "pagerank", "birank"):
        assert json.loads(ask(panzhou, "rank", "--by", by, "-f", "json"))["rows"]
    assert "closeness" in ask(panzhou, "rank", "--by", "closeness", code=2)


def test_rank_says_how_many_values_are_estimates(panzhou: str, monkeypatch: pytest.MonkeyPatch) -> None:
    few = partial(centrality.betweenness, exact=40, sample=3)  # pairs and small stars are counted, larger ones not
    monkeypatch.setitem(centrality._MEASURES, RankBy.BETWEENNESS, few)
    found = json.loads(ask(panzhou, "rank", "--by", "betweenness", "-f", "json"))
    summary = found["summary"]
    assert (summary["sample"], summary["seed"]) == (3, centrality.SEED)
    assert 0 < summary["estimates"] < summary["ranked"]
    said = f"{summary['estimates']} of the {summary['ranked']} values are estimates"
    assert any(note.startswith(said) for note in found["notes"])
    monkeypatch.undo()
    exact = json.loads(ask(panzhou, "rank", "--by", "betweenness", "-f", "json"))
    assert (exact["summary"]["sample"], exact["summary"]["estimates"]) == (None, 0)


def test_depend_and_withdraw_on_the_command_line(panzhou: str) -> None:
    depend = json.loads(ask(panzhou, "depend", "village", "-f", "json"))
    critical = json.loads(ask(panzhou, "depend", "village", "--critical", "-f", "json"))
    assert depend["summary"]["single"] == len(depend["rows"]) > 0
    first = critical["rows"][0]
    gone = json.loads(ask(panzhou, "withdraw", first["id"], "--kind", "village", "-f", "json"))
    assert gone["summary"]["withdrawn"] == [first["id"]]
    assert gone["summary"]["orphaned"] == first["orphans"]
    assert list(gone["rows"][0])[:4] == ["id", "name", "partners_before", "partners_after"]
    both = json.loads(ask(panzhou, "withdraw", *(row["id"] for row in critical["rows"][:2]), "-f", "json"))
    assert both["summary"]["orphaned"] >= first["orphans"]
    assert "退出" in ask(panzhou, "withdraw", "大连市中医医院", lang="zh")
    assert "jiedui find" in ask(panzhou, "withdraw", "没有这个单位", lang="zh", code=2)


def test_what_is_too_large_is_refused(panzhou: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.questions.inquiry.FETCH_LIMIT", 100)
    assert "--in" in ask(panzhou, "plan", "village", "--capacity", "9", code=2)
    assert json.loads(ask(panzhou, "withdraw", "大连市中医医院", "-f", "json"))["rows"]  # a neighbourhood is small
