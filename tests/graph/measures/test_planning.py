"""Plans: as many as can be at the least cost, beside independent computations; and the command."""

from __future__ import annotations

import itertools
import json
import random
import re
from datetime import date
from pathlib import Path

import networkx as nx
import numpy as np
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from networkx.algorithms import bipartite
from rich.cells import cell_len
from scipy import optimize, sparse  # type: ignore[import-untyped]
from typer.testing import CliRunner

import cli
from graph import network
from graph.errors import UsageError
from graph.measures import flow, planning
from graph.measures.flow import Assigned, Helper, Need, assign
from graph.measures.planning import Wish, draft
from graph.model import Agreement, Certainty, Kind, Organization, PartialDate
from graph.query import Query
from tests.commands import terminal

DAY = date(2019, 12, 30)
RUN = CliRunner()
UNITS = {"t1": ("t1", "c1"), "t2": ("t2", "c1"), "t3": ("t3", "c2"), "": ()}
SECTORS = st.frozensets(st.sampled_from(("education", "health")), max_size=2)


@st.composite
def instances(draw: st.DrawFn, lacks: int = 2, most: int = 4) -> tuple[list[Need], list[Helper]]:
    ids = [f"h{number}" for number in range(draw(st.integers(0, most)))]
    some = st.frozensets(st.sampled_from(ids), max_size=2) if ids else st.just(frozenset[str]())
    needs = [
        Need(
            f"v{number}",
            draw(st.integers(1, lacks)),
            UNITS[draw(st.sampled_from(sorted(UNITS)))],
            draw(SECTORS),
            draw(some),
            draw(some),
        )
        for number in range(draw(st.integers(0, 5)))
    ]
    needs = [need._replace(former=need.former - need.barred) for need in needs]
    helpers = [
        Helper(
            id_,
            draw(st.integers(0, 3)),
            draw(st.integers(0, 4)),
            draw(st.frozensets(st.sampled_from(("t1", "t2", "t3", "c1", "c2")), max_size=3)),
            draw(SECTORS),
        )
        for id_ in ids
    ]
    return needs, helpers


def optimum(needs: list[Need], helpers: list[Helper]) -> tuple[int, int]:
    """(filled, cost) by a linear program: a variable for each pair, one for each further partner of a helper."""
    pairs = [(need, helper) for need in needs for helper in helpers if helper.id not in need.barred]
    levels = [(helper, level) for helper in helpers for level in range(helper.load + 1, helper.capacity + 1)]
    if not pairs or not levels:
        return 0, 0
    reward = 10_000
    costs = [flow.cost(need, helper) - reward for need, helper in pairs] + [flow.BALANCE * level for _, level in levels]
    at_most = sparse.lil_matrix((len(needs), len(costs)))
    equal = sparse.lil_matrix((len(helpers), len(costs)))
    for place, (need, helper) in enumerate(pairs):
        at_most[needs.index(need), place] = 1
        equal[helpers.index(helper), place] = 1
    for place, (helper, _) in enumerate(levels, start=len(pairs)):
        equal[helpers.index(helper), place] = -1
    found = optimize.linprog(
        costs,
        A_ub=at_most.tocsr(),
        b_ub=[need.lacks for need in needs],
        A_eq=equal.tocsr(),
        b_eq=[0] * len(helpers),
        bounds=(0, 1),
        method="highs",
    )
    filled = round(float(np.sum(found.x[: len(pairs)])))
    return filled, round(found.fun) + reward * filled


def check(needs: list[Need], helpers: list[Helper], found: Assigned) -> None:
    """That a plan keeps to what it must: capacities, needs, nobody twice, nobody who is barred."""
    need = {one.id: one for one in needs}
    assert len(set(found.pairs)) == len(found.pairs)
    assert not [pair for pair in found.pairs if pair[1] in need[pair[0]].barred]
    for helper in helpers:
        assert sum(by == helper.id for _, by in found.pairs) <= helper.spare
    for one in needs:
        assert sum(id_ == one.id for id_, _ in found.pairs) == one.lacks - found.unfilled.get(one.id, 0)


@settings(max_examples=250, deadline=None)
@given(instances())
def test_no_plan_fills_more_or_costs_less(instance: tuple[list[Need], list[Helper]]) -> None:
    needs, helpers = instance
    found = assign(needs, helpers)
    check(needs, helpers, found)
    assert (len(found.pairs), found.cost) == optimum(needs, helpers)


@settings(max_examples=150, deadline=None)
@given(instances(lacks=1), st.randoms(use_true_random=False))
def test_the_order_of_what_is_given_never_matters(
    instance: tuple[list[Need], list[Helper]], shuffler: random.Random
) -> None:
    needs, helpers = instance
    first = assign(needs, helpers)
    shuffler.shuffle(needs)
    shuffler.shuffle(helpers)
    assert assign(needs, helpers) == first


@settings(max_examples=150, deadline=None)
@given(instances(lacks=1))
def test_one_place_each_is_a_maximum_matching(instance: tuple[list[Need], list[Helper]]) -> None:
    needs, helpers = instance
    helpers = [helper._replace(load=0, capacity=1) for helper in helpers]
    pairs: nx.Graph[str] = nx.Graph()
    pairs.add_nodes_from(need.id for need in needs)
    pairs.add_nodes_from(helper.id for helper in helpers)
    pairs.add_edges_from((n.id, h.id) for n in needs for h in helpers if h.id not in n.barred)
    matching = bipartite.hopcroft_karp_matching(pairs, top_nodes=[need.id for need in needs])
    assert len(assign(needs, helpers).pairs) == len(matching) // 2


@settings(max_examples=150, deadline=None)
@given(instances(lacks=1))
def test_who_cannot_be_served_is_the_smallest_set_that_breaks_hall_s_condition_most(
    instance: tuple[list[Need], list[Helper]],
) -> None:
    needs, helpers = instance
    found = assign(needs, helpers)

    def places(some: tuple[Need, ...]) -> int:
        return sum(h.spare for h in helpers if any(h.id not in need.barred for need in some))

    subsets = [some for size in range(len(needs) + 1) for some in itertools.combinations(sorted(needs), size)]
    lack = max(len(some) - places(some) for some in subsets)
    assert sum(found.unfilled.values()) == lack
    worst = [{need.id for need in some} for some in subsets if len(some) - places(some) == lack]
    assert set(found.short) == set.intersection(*worst)
    short = [need for need in needs if need.id in found.short]
    assert set(found.full) == {h.id for h in helpers if any(h.id not in need.barred for need in short)}


@settings(max_examples=150, deadline=None)
@given(instances())
def test_raising_what_it_says_serves_all_but_those_beyond(instance: tuple[list[Need], list[Helper]]) -> None:
    needs, helpers = instance
    found = assign(needs, helpers)
    assert sum(found.places.values()) + sum(found.beyond.values()) == sum(found.unfilled.values())
    higher = [
        helper._replace(capacity=max(helper.capacity, helper.load) + found.places.get(helper.id, 0))
        for helper in helpers
    ]
    assert assign(needs, higher).unfilled == found.beyond


def test_each_preference_by_itself() -> None:
    near = Helper("near", 3, 9, frozenset({"t1", "c1"}))
    apart = Helper("apart", 3, 9, frozenset({"c1"}))
    taught = Helper("taught", 3, 9, frozenset(), frozenset({"education"}))
    need = Need("v", 1, ("t1", "c1"))
    everyone = [apart, near, taught]
    assert assign([need], everyone).pairs == [("v", "near")]
    assert assign([need._replace(former=frozenset({"taught"}))], everyone).pairs == [("v", "taught")]
    assert assign([need._replace(sectors=frozenset({"education"}))], everyone).pairs == [("v", "near")]
    assert assign([need._replace(sectors=frozenset({"education"}))], [apart, taught]).pairs == [("v", "taught")]
    assert assign([need], [near._replace(load=9, capacity=10), near._replace(id="idle")]).pairs == [("v", "idle")]
    assert flow.cost(need, near) == flow.STRANGER
    even = [Helper("a", 0, 9), Helper("b", 0, 9)]
    assert sorted(by for _, by in assign([Need(f"v{n}", 1) for n in range(6)], even).pairs) == ["a"] * 3 + ["b"] * 3


def test_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flow, "MOST_NEEDS", 3)
    with pytest.raises(UsageError, match="--in AREA"):
        assign([Need("v1", 2), Need("v2", 2)], [Helper("a", 0, 1)])
    monkeypatch.setattr(flow, "MOST_ARCS", 1)
    with pytest.raises(UsageError, match="--helpers KIND"):
        assign([Need("v1", 2)], [Helper("a", 0, 1), Helper("b", 0, 1)])


# --- a network


def org(id_: str, kind: Kind, part_of: str | None = None, *, on_roster: bool = False) -> Organization:
    return Organization(id=id_, name=id_.upper(), kind=kind, part_of=part_of, on_roster=on_roster)


def deal(helper: str, recipient: str, end: int | None = None, **more: object) -> Agreement:
    fields = {"id": f"{helper}-{recipient}", "helper": helper, "recipient": recipient, **more}
    return Agreement(**fields, end=PartialDate(end) if end else None)  # type: ignore[arg-type]


ORGS = (
    org("c", Kind.COUNTY),
    org("t1", Kind.TOWNSHIP, "c"),
    org("t2", Kind.TOWNSHIP, "c"),
    *(org(f"v{n}", Kind.VILLAGE, "t1" if n < 4 else "t2", on_roster=True) for n in range(1, 7)),
    org("firm", Kind.ENTERPRISE),
    org("other", Kind.ENTERPRISE),
    org("city", Kind.PREFECTURE),
    org("local", Kind.ENTERPRISE, "v4"),
)
DEALS = (
    deal("firm", "v1"),
    deal("other", "v2", 2018, sector="health"),
    deal("other", "v4"),
    deal("city", "c"),
    deal("local", "v1", 2017),
    deal("other", "v3", certainty=Certainty.GROUP),
)
GRAPH = network.from_records(ORGS, DEALS)
VILLAGES = Query(DAY, Kind.VILLAGE)


def proposed(wish: Wish, query: Query = VILLAGES) -> planning.Draft:
    near = planning.linked(GRAPH, Query(DAY, None, query.area))
    return draft(GRAPH, query, wish, planning.candidates(GRAPH, query, wish, near))


def test_who_lacks_and_who_may_help() -> None:
    found = proposed(Wish())
    assert set(found.needs) == {"v2", "v3", "v5", "v6"}  # v3 is named by a group only
    assert (found.grouped, found.usual) == (1, {"enterprise": 1})
    assert set(found.helpers) == {"firm", "other", "local"}  # the city helps no village
    assert found.needs["v2"] == Need("v2", 1, ("t1", "c"), frozenset({"health"}), frozenset({"other"}))
    assert found.needs["v3"].barred == {"other"}
    assert [pair for pair in found.assigned.pairs if pair[1] == "local"]
    assert set(proposed(Wish(groups=True)).needs) == {"v2", "v5", "v6"}
    assert proposed(Wish(partners=2)).needs["v4"].barred == {"other", "local"}  # who lies in it does not help it
    assert set(proposed(Wish(helpers=Kind.PREFECTURE)).helpers) == {"city"}
    assert set(proposed(Wish(capacities={"city": 3})).helpers) == {"firm", "other", "local", "city"}
    assert proposed(Wish(capacities={"firm": 7}, capacity=2)).helpers["firm"].capacity == 7


def test_a_former_partner_comes_first_and_says_so() -> None:
    found = proposed(Wish(capacity=5))
    assert ("v2", "other") in found.assigned.pairs
    assert planning.reasons(GRAPH, found.needs["v2"], found.helpers["other"]) == [
        ("former", ""),
        ("sector", "health"),
        ("linked", "C"),
    ]
    assert found.last["v2", "other"] == "2018"
    assert ("v5", "other") in found.assigned.pairs  # it helps in that township


def test_a_sector_asks_for_partners_in_it() -> None:
    found = proposed(Wish(capacity=9), Query(DAY, Kind.VILLAGE, None, "health"))
    assert set(found.needs) == {f"v{n}" for n in range(1, 7)}
    assert "firm" in found.needs["v1"].barred
    assert not found.assigned.unfilled


# --- the command


@pytest.fixture(scope="module")
def panzhou(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path: Path = tmp_path_factory.mktemp("plan") / "a.db"
    ask(path, "load", "panzhou-dalian", "panzhou-illustrative")
    return path


def ask(store: Path, *args: str, lang: str = "en", code: int = 0) -> str:
    found = RUN.invoke(cli.app, ["--lang", lang, "--store", str(store), *args])
    assert found.exit_code == code, found.output
    return found.output


def test_the_fields_of_a_plan(panzhou: Path) -> None:
    before = panzhou.read_bytes()
    found = json.loads(ask(panzhou, "plan", "--in", "盘州市", "--capacity", "20", "-f", "json"))
    assert list(found["rows"][0])[:9] == [
        "recipient_id",
        "recipient",
        "helper_id",
        "helper",
        "reasons",
        "recipient_area",
        "load_before",
        "load_after",
        "illustrative",
    ]
    assert list(found["summary"])[:9] == [
        "kind",
        "gaps",
        "needed",
        "filled",
        "unfilled",
        "capacity",
        "helpers",
        "cost",
        "feasible",
    ]
    gaps = json.loads(ask(panzhou, "gaps", "--in", "盘州市", "-f", "json"))
    assert {row["recipient_id"] for row in found["rows"]} == {row["id"] for row in gaps["rows"]}
    assert (found["summary"]["filled"], found["summary"]["feasible"]) == (246, True)
    assert max(row["load_after"] for row in found["rows"]) <= 20
    assert all(
        row["illustrative"] and row["status"] == "draft" and row["start"] == "2019-12-30" for row in found["rows"]
    )
    assert any("not a registered agreement" in note for note in found["notes"])
    assert panzhou.read_bytes() == before


def test_what_does_not_suffice_is_said(panzhou: Path) -> None:
    found = json.loads(ask(panzhou, "plan", "村", "--in", "盘州市", "--capacity", "5", "-f", "json"))
    summary = found["summary"]
    missing = [row for row in found["rows"] if row["helper_id"] is None]
    assert len(missing) == summary["unfilled"] == sum(one["by"] for one in summary["raise"])
    assert f"With these capacities {summary['filled']} of 246 missing partners can be found" in found["notes"][0]
    assert "raise the capacities by" in found["notes"][1]
    assert "承接能力共需提高" in ask(panzhou, "plan", "村", "--in", "盘州市", "--capacity", "5", lang="zh")
    assert "--capacities FILE" in ask(panzhou, "plan", "--in", "盘州市", "--helpers", "hospital")
    assert "nothing to plan" in ask(panzhou, "plan", "school")
    small = json.loads(ask(panzhou, "plan", "--in", "新民镇", "-f", "json"))["summary"]
    assert small["helpers"] == summary["helpers"]  # those of its county


def test_where_nobody_helps_the_candidates_come_from_around(tmp_path: Path) -> None:
    store = tmp_path / "n.db"
    ask(store, "load", "nepal-2015")
    found = json.loads(ask(store, "plan", "--in", "Taplejung", "--capacity", "9999", "-f", "json"))
    assert found["summary"]["filled"] == found["summary"]["gaps"] == 50
    assert any("the candidates are those of" in note for note in found["notes"])
    every = json.loads(ask(store, "plan", "--need", "2", "--capacity", "9999", "-f", "json"))
    assert not any("names both sides" in note for note in every["notes"])
    pairs = {(row["recipient_id"], row["helper_id"]) for row in every["rows"]}
    assert len(pairs) == every["summary"]["filled"] == every["summary"]["needed"]


@pytest.mark.parametrize("name", ["plan.csv", "plan.xlsx"])
def test_a_plan_that_is_loaded_leaves_no_gap(panzhou: Path, tmp_path: Path, name: str) -> None:
    store = tmp_path / "b.db"
    store.write_bytes(panzhou.read_bytes())
    ask(store, "plan", "--in", "盘州市", "--capacity", "20", "-o", str(tmp_path / name), lang="zh")
    rows = json.loads(ask(store, "plan", "--in", "盘州市", "--capacity", "20", "-f", "json"))["rows"]
    organizations = len(json.loads(ask(store, "find", "示例", "-f", "json"))["rows"])
    loaded = json.loads(ask(store, "load", str(tmp_path / name), "-f", "json"))
    assert loaded["summary"]["agreements"] == 246
    assert json.loads(ask(store, "gaps", "--in", "盘州市", "-f", "json"))["summary"]["gaps"] == 0
    assert len(json.loads(ask(store, "find", "示例", "-f", "json"))["rows"]) == organizations
    added = json.loads(ask(store, "partners", rows[0]["recipient_id"], "-f", "json"))["rows"]
    assert [(one["partner_id"], one["certainty"], one["start"], one["illustrative"]) for one in added] == [
        (rows[0]["helper_id"], "named", "2019-12-30", True)
    ]
    assert "proposed by a plan" in ask(store, "partners", rows[0]["recipient_id"])
    data = json.loads(ask(store, "check", "data", "--in", "盘州市", "-f", "json"))
    assert data["summary"]["rules"]["draft"] == 246
    before, after = (json.loads(ask(one, "check", "conflicts", "-f", "json", code=1)) for one in (panzhou, store))
    assert before["rows"] == after["rows"]  # names and units stay as they were


def test_capacities_from_a_table(panzhou: Path, tmp_path: Path) -> None:
    table = tmp_path / "能力.csv"
    table.write_text("帮扶单位,承接能力\n示例企业01,30\ncn-2102-example-enterprise-02,0\n", encoding="utf-8")
    args = ("plan", "--in", "盘州市", "--capacity", "4", "--capacities", str(table), "-f", "json")
    found = json.loads(ask(panzhou, *args))
    loads = {row["helper_id"]: row["load_after"] for row in found["rows"]}
    assert loads["cn-2102-example-enterprise-01"] == 30
    assert "cn-2102-example-enterprise-02" not in loads
    assert max(load for id_, load in loads.items() if id_ and not id_.endswith("enterprise-01")) == 4
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["Capacities of 2026"],
        ["Helper", "Capacity"],
        ["示例企业01", 30],
        ["Nobody", 2],
        ["示例企业01", 3],
        ["示例企业03", "many"],
    ):
        sheet.append(row)
    book.save(tmp_path / "c.xlsx")
    said = ask(panzhou, "plan", "--capacities", str(tmp_path / "c.xlsx"), code=1)
    assert "c.xlsx[Sheet]:4, column Helper, “Nobody”" in said
    assert ":5, column Helper, “示例企业01”: already named in row 3" in said
    assert ":6, column Capacity, “many”: not a whole number" in said
    assert "第 3 行" in ask(panzhou, "plan", "--capacities", str(tmp_path / "c.xlsx"), lang="zh", code=1)
    (tmp_path / "d.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    assert "承接能力" in ask(panzhou, "plan", "--capacities", str(tmp_path / "d.csv"), code=1)


@pytest.mark.full
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_is_new_fits_eighty_columns_and_explains_itself(panzhou: Path, lang: str) -> None:
    for args in (
        ["plan", "--in", "盘州市"],
        ["check", "one-to-one", "--kind", "school"],
        ["check", "data", "--in", "新民镇"],
        ["coverage", "--at-least", "2"],
    ):
        lines = terminal("--lang", lang, "--store", str(panzhou), *args).splitlines()
        assert lines
        for line in lines:
            assert cell_len(re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", line).rstrip("\r")) <= 80, line
        helped = RUN.invoke(cli.app, ["--lang", lang, *args[: 1 + (args[0] == "check")], "--help"]).output
        assert not re.search(r"\bhelp\.[a-z]", helped)
