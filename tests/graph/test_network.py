"""The conventions of the graph, and who departs from them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import networkx as nx
import pytest

from graph import lookup, network
from graph.errors import RecordError
from graph.model import Agreement, Certainty, Kind, Organization, PartialDate

PLACES = [
    Organization(id="c", name="盘州市", kind=Kind.COUNTY),
    Organization(id="v", name="一村", kind=Kind.VILLAGE, part_of="c"),
    Organization(id="w", name="二村", kind=Kind.VILLAGE, part_of="c"),
    Organization(id="h", name="甲公司", kind=Kind.ENTERPRISE),
]
DEAL = Agreement(id="a", helper="h", recipient="v", start=PartialDate(2018))


def test_parallel_agreements_stay_two_and_a_group_is_one_key_on_several_pairs() -> None:
    group = [replace(DEAL, id="g", recipient=to, certainty=Certainty.GROUP) for to in ("v", "w")]
    graph = network.from_records(PLACES, [DEAL, replace(DEAL, id="b"), *group])
    assert sorted(graph.edges(keys=True)) == [("h", "v", "a"), ("h", "v", "b"), ("h", "v", "g"), ("h", "w", "g")]
    assert network.check(graph) == []


def test_the_order_of_records_never_matters() -> None:
    deals = [DEAL, replace(DEAL, id="b", recipient="w")]
    one = network.from_records(PLACES, deals)
    two = network.from_records(PLACES[::-1], deals[::-1])
    assert list(one.nodes(data=True)) == list(two.nodes(data=True))
    assert list(one.edges(keys=True, data=True)) == list(two.edges(keys=True, data=True))


@pytest.mark.parametrize(
    ("node", "edge", "expected"),
    [
        ({"kind": "hamlet"}, {}, ("must", "v", "network.kind")),
        ({"name": ""}, {}, ("must", "v", "network.name")),
        ({"part_of": "nowhere"}, {}, ("should", "v", "network.part_of")),
        ({"part_of": "v"}, {}, ("must", "v", "network.cycle")),
        ({}, {"certainty": None}, ("must", "a", "network.certainty")),
        ({}, {"status": "perhaps"}, ("must", "a", "network.status")),
        ({}, {"form": "marriage"}, ("must", "a", "network.form")),
        ({}, {"end": "soon"}, ("must", "a", "network.date")),
    ],
)
def test_who_departs_is_named(node: dict[str, Any], edge: dict[str, Any], expected: tuple[str, str, str]) -> None:
    graph = network.from_records(PLACES, [DEAL])
    graph.nodes["v"].update(node)
    graph.edges["h", "v", "a"].update(edge)
    assert [(found.grade, found.subject, found.key) for found in network.check(graph)] == [expected]
    if expected[0] == "must":
        with pytest.raises(RecordError, match=expected[1]):
            network.validate(graph)
    else:
        network.validate(graph)


def test_a_loop_or_another_kind_of_graph_is_refused() -> None:
    graph = network.from_records(PLACES, [DEAL])
    graph.add_edge("v", "v", key="z", certainty="named", start=None, end=None)
    assert [found.key for found in network.check(graph)] == ["network.self_help"]
    assert [found.key for found in network.check(nx.MultiGraph())] == ["network.type"]  # type: ignore[arg-type]  # on purpose


def test_inside_and_around() -> None:
    graph = network.from_records(PLACES, [])
    assert network.inside(graph, "c") == ["c", "v", "w"]
    assert network.area(graph, "v") == ["盘州市"]
    graph.nodes["c"]["part_of"] = "v"  # a circle ends where it began
    assert network.ancestors(graph, "v") == ["c", "v"]
    assert network.inside(graph, "v") == ["c", "v", "w"]


def test_pinyin_initials_know_every_reading() -> None:
    for letters, name in (("sf", "双凤镇"), ("pz", "盘州市"), ("cq", "重庆市"), ("zq", "重庆市")):
        pattern = lookup.initials_pattern(letters)
        assert pattern is not None
        assert pattern.match(name)
    assert lookup.initials_pattern("双") is None
    assert lookup.initials_pattern("s.") is None
