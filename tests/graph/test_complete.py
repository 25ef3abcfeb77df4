"""A graph typed by hand → one that every measure can be asked about."""

from __future__ import annotations

from datetime import date
from typing import Any

import networkx as nx
import pytest
from hypothesis import given

from graph import Kind, Query, RecordError, check, complete, coverage_by, from_records, gaps, single, two_mode, withdraw
from graph.network import EDGE_ATTRIBUTES, NODE_ATTRIBUTES
from graph.query import By
from tests.strategies import Records, networks

DAY = date(2019, 12, 30)


def by_hand() -> nx.MultiDiGraph[Any]:
    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph(name="mine")
    graph.add_node("bureau", name="Bureau", kind="department")
    graph.add_node("v1", name="Village 1", kind=Kind.VILLAGE, on_roster=True, aliases=["V1"], people=12)
    graph.add_node("v2", name="Village 2", kind="village", on_roster=True)
    graph.add_edge("bureau", "v1", start=2018, end=date(2020, 5, 3))
    graph.add_edge("bureau", "v1")
    return graph


def test_three_nodes_typed_by_hand_can_be_asked() -> None:
    graph = complete(by_hand())
    found = gaps(graph, Query(DAY, Kind.VILLAGE))
    assert [(row.id, row.state) for row in found.rows] == [("v2", "never")]
    assert found.tally.share_direct == 0.5
    assert coverage_by(graph, Query(DAY), By.KIND).total.roster == 2
    assert two_mode(graph, DAY).number_of_edges() == 1
    assert [loss.id for loss in withdraw(graph, ["bureau"], DAY)] == ["v1"]
    assert gaps(graph, Query(date(2021, 1, 1), Kind.VILLAGE)).tally.gaps == 1  # the second agreement is open


def test_measures_take_a_graph_without_what_should_be_there() -> None:
    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
    graph.add_node("h", name="Helper", kind="enterprise")
    graph.add_node("t", name="Town", kind="township")
    for name in ("v1", "v2", "v3", "v4"):
        graph.add_node(name, name=name, kind="village", on_roster=True, part_of="t")
    graph.add_edge("h", "v1", "a")
    graph.add_edge("h", "v2", "b", end="2018")
    graph.add_edge("h", "v3", "c", start="2021")
    whole = complete(graph)
    for query in (Query(DAY, Kind.VILLAGE), Query(date(2018, 1, 1)), Query(DAY, area="t"), Query(DAY, sector="health")):
        assert gaps(graph, query) == gaps(whole, query)
        for by in By:
            assert coverage_by(graph, query, by) == coverage_by(whole, query, by)
    assert {row.id: row.state for row in gaps(graph, Query(DAY)).rows} == {"v2": "lapsed", "v3": "never", "v4": "never"}
    assert sorted(two_mode(graph, DAY).edges()) == sorted(two_mode(whole, DAY).edges())
    assert withdraw(graph, ["h"], DAY) == withdraw(whole, ["h"], DAY)
    assert single(graph, ["v1", "v2"], DAY) == [("v1", "h")]


def test_what_is_absent_has_its_default_and_the_rest_stays() -> None:
    mine = by_hand()
    graph = complete(mine)
    assert set(NODE_ATTRIBUTES) <= set(graph.nodes["v1"])
    assert graph.nodes["v1"]["aliases"] == ("V1",)
    assert graph.nodes["v1"]["people"] == 12
    assert graph.graph == {"name": "mine"}
    assert [graph.nodes["v2"][name] for name in ("part_of", "illustrative", "attributes", "aliases")] == [
        None,
        False,
        {},
        (),
    ]
    edges = {key: data for _, _, key, data in graph.edges(keys=True, data=True)}
    assert list(edges) == ["bureau → v1", "bureau → v1 2"]
    assert all(set(EDGE_ATTRIBUTES) == set(data) for data in edges.values())
    first = edges["bureau → v1"]
    assert (first["start"], first["end"], first["certainty"], first["kind"]) == (
        "2018",
        "2020-05-03",
        "named",
        "village",
    )
    assert "illustrative" not in mine.nodes["v2"]  # the given graph is not touched
    graph.nodes["v1"]["attributes"]["x"] = 1
    assert graph.nodes["v2"]["attributes"] == {}
    assert check(graph) == []


@given(networks())
def test_a_network_of_records_is_complete(records: Records) -> None:
    graph = from_records(records.organizations, records.agreements)
    again = complete(graph)
    kinds = {org.id: org.kind for org in records.organizations}
    assert {node: again.nodes[node] for node in again} == {node: graph.nodes[node] for node in graph}
    assert {edge[:3]: edge[3] for edge in again.edges(keys=True, data=True)} == {
        (u, v, k): {**data, "kind": data["kind"] or kinds[v]} for u, v, k, data in graph.edges(keys=True, data=True)
    }


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda g: g.add_node("v9"), "v9 has no"),
        (lambda g: g.add_node("v9", name="V9"), "v9 has no known kind: unknown"),
        (lambda g: g.add_node("v9", name="V9", kind="hamlet"), "v9 has no known kind: hamlet"),
        (lambda g: g.add_node("v9", kind="village"), "v9 has no name"),
        (lambda g: g.add_edge("bureau", "v10"), "v10 has no"),
        (lambda g: g.add_node(7, name="7", kind="village"), "the id of node 7 is a int"),
        (lambda g: g.add_edge("v1", "v1"), "its own helper"),
        (lambda g: g.add_edge("bureau", "v2", "a9", start="soon"), "a9 has a date that is not one: soon"),
        (lambda g: g.add_edge("bureau", "v2", "a9", certainty="maybe"), "a9"),
    ],
)
def test_who_lacks_a_must_is_named(change: Any, said: str) -> None:
    graph = by_hand()
    change(graph)
    with pytest.raises(RecordError, match=said):
        complete(graph)


def test_another_sort_of_graph_is_refused() -> None:
    with pytest.raises(RecordError, match="must be a MultiDiGraph, not DiGraph"):
        complete(nx.DiGraph())  # type: ignore[arg-type]  # that is what is shown
