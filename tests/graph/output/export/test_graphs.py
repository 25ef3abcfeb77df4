"""GraphML, GEXF and node-link JSON, read back by networkx: the same network, whatever stands in it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import network
from graph.errors import RecordError, UsageError
from graph.measures.coverage import gaps
from graph.model import Agreement, Certainty, Kind, Organization, PartialDate, in_force
from graph.network import complete
from graph.output.export import graphs
from graph.output.export.reading import conventional, read
from graph.output.export.states import edges, with_states
from graph.query import Query
from graph.store.open import open_store
from loaders import load_into
from tests.graph.output.export.nasty import NAMES, UNSEEN, records
from tests.strategies import Records

if TYPE_CHECKING:
    from graph.network import Network

DAY = date(2019, 12, 30)
READERS: dict[str, tuple[Callable[[Network], Iterable[str]], Callable[[Path], Any]]] = {
    "graphml": (graphs.graphml, nx.read_graphml),
    "gexf": (graphs.gexf, nx.read_gexf),
    "json": (graphs.node_link, lambda path: nx.node_link_graph(json.loads(path.read_text("utf-8")), edges="edges")),
}


def contents(graph: Network) -> tuple[dict[Any, Any], dict[Any, Any]]:
    return {node: dict(data) for node, data in graph.nodes(data=True)}, {
        edge[:3]: edge[3] for edge in graph.edges(keys=True, data=True)
    }


def made_of(some: Records) -> Network:
    return with_states(network.from_records(some.organizations, some.agreements), DAY)


def in_xml(name: str, value: Any) -> Any:
    """What XML can hold of an attribute: an empty text is none, and some characters have none."""
    if name == "aliases":
        return tuple(json.loads(graphs.allowed_in_xml(json.dumps(value, ensure_ascii=False))))
    if name == "attributes":
        return json.loads(graphs.allowed_in_xml(json.dumps(value, ensure_ascii=False)))
    return (graphs.allowed_in_xml(value) or None) if isinstance(value, str) else value


def org(id_: str, kind: Kind = Kind.VILLAGE, **more: Any) -> Organization:
    return Organization(id=id_, name=more.pop("name", id_), kind=kind, **more)


def deal(id_: str, helper: str, recipient: str, **more: Any) -> Agreement:
    return Agreement(id=id_, helper=helper, recipient=recipient, **more)


SMALL = with_states(
    network.from_records(
        [
            org("b", Kind.DEPARTMENT),
            org("t", Kind.TOWNSHIP),
            *(org(v, part_of="t", on_roster=True) for v in ("v1", "v2", "v3", "v4")),
        ],
        [
            deal("a1", "b", "v1", start=PartialDate(2018), end=PartialDate(2020, 6)),
            deal("a2", "b", "v1"),
            deal("old", "b", "v3", end=PartialDate(2016)),
            deal("up", "v1", "v2", certainty=Certainty.GROUP),
            deal("up", "v1", "t", certainty=Certainty.GROUP),
        ],
    ),
    DAY,
)


@pytest.mark.parametrize("form", READERS)
@settings(max_examples=30, deadline=None)
@given(some=st.one_of(records(), records((*NAMES, *UNSEEN))))
def test_a_network_comes_back_as_it_went_out(
    form: str, some: Records, tmp_path_factory: pytest.TempPathFactory
) -> None:
    graph = made_of(some)
    path = tmp_path_factory.mktemp(form) / f"n.{form}"
    lines, reader = READERS[form]
    path.write_text("".join(lines(graph)), encoding="utf-8", newline="\n")
    found = contents(read(path))
    for expected, came in zip(contents(complete(graph)), found, strict=True):
        wanted = expected
        if form != "json":
            wanted = {key: {k: in_xml(k, v) for k, v in data.items()} for key, data in expected.items()}
        assert came == wanted
    assert contents(conventional(reader(path))) == found


@pytest.mark.parametrize("form", READERS)
@pytest.mark.parametrize("names", [("panzhou-dalian", "panzhou-illustrative"), ("east-west",), ("nepal-2015",)])
def test_the_bundled_packages_come_back(form: str, names: tuple[str, ...], tmp_path: Path) -> None:
    with closing(open_store(str(tmp_path / "s.db"), create=True)) as store:
        load_into(store, *names)
        graph = store.network()
    path = tmp_path / f"n.{form}"
    path.write_text("".join(READERS[form][0](with_states(graph, DAY))), encoding="utf-8", newline="\n")
    found = read(path)
    assert contents(found) == contents(complete(with_states(graph, DAY)))
    assert gaps(found, Query(DAY, Kind.VILLAGE)) == gaps(graph, Query(DAY, Kind.VILLAGE))
    assert len({id_ for id_, *_ in edges(graph)}) == graph.number_of_edges()


def test_sides_and_states() -> None:
    said = {node: (data["side"], data["state"]) for node, data in SMALL.nodes(data=True)}
    assert said == {
        "b": ("helper", None),
        "t": ("recipient", None),
        "v1": ("both", "direct"),
        "v2": ("recipient", "direct"),
        "v3": ("recipient", "inherited"),
        "v4": ("recipient", "inherited"),
    }
    assert SMALL.graph["as_of"] == "2019-12-30"
    part = with_states(SMALL, date(2010, 1, 1), "v1")
    assert [data["state"] for _, data in part.nodes(data=True)] == [None, None, "direct", None, None, None]


def test_parallel_agreements_have_their_own_ids() -> None:
    assert [(id_, columns["agreement"]) for id_, _, _, columns in edges(SMALL)] == [
        ("a1", "a1"),
        ("a2", "a2"),
        ("old", "old"),
        ("up", "up"),
        ("up#2", "up"),
    ]
    taken = network.from_records(
        [org("a"), org("b"), org("c")],
        [deal("x", "a", "b"), deal("x", "a", "c"), deal("x", "b", "c"), deal("x#2", "b", "a")],
    )
    assert [id_ for id_, *_ in edges(taken)] == ["x", "x#3", "x#4", "x#2"]


def test_gexf_has_a_time_line_colours_and_places() -> None:
    tree = ElementTree.fromstring("".join(graphs.gexf(SMALL)))
    spaces = {"g": "http://www.gexf.net/1.2draft", "viz": "http://www.gexf.net/1.2draft/viz"}
    graph = tree.find("g:graph", spaces)
    assert graph is not None
    assert (graph.get("mode"), graph.get("timeformat"), graph.get("defaultedgetype")) == ("dynamic", "date", "directed")
    bounds = {e.get("id"): (e.get("start"), e.get("end"), e.get("kind")) for e in graph.iterfind(".//g:edge", spaces)}
    assert bounds == {
        "a1": ("2018-01-01", "2020-06-30", None),
        "a2": (None, None, "2"),
        "old": (None, "2016-12-31", None),
        "up": (None, None, None),
        "up#2": (None, None, None),
    }
    look = {}
    for node in graph.iterfind(".//g:node", spaces):
        colour, place = node.find("viz:color", spaces), node.find("viz:position", spaces)
        assert colour is not None
        assert place is not None
        look[node.get("id")] = (colour.attrib["r"], int(place.attrib["x"]))
    assert look["b"] == ("27", -720)
    assert look["v1"] == ("217", 0)
    assert look["v3"] == ("90", 720)
    assert len({tuple(at) for at in graphs.places(SMALL).values()}) == len(SMALL)


@given(
    st.builds(PartialDate, st.integers(2017, 2020), st.sampled_from((None, 2, 12))),
    st.dates(date(2016, 1, 1), date(2021, 12, 31)),
)
def test_an_edge_is_on_the_time_line_when_it_is_in_force(when: PartialDate, day: date) -> None:
    for bound in ("start", "end"):
        graph = network.from_records([org("a"), org("b")], [deal("x", "a", "b", **{bound: when})])
        edge = ElementTree.fromstring("".join(graphs.gexf(graph))).find(".//{*}edge")
        assert edge is not None
        shown = edge.get("start", "0") <= day.isoformat() <= edge.get("end", "9")
        assert shown == in_force(when if bound == "start" else None, when if bound == "end" else None, day)


def test_networkx_reads_json_by_its_defaults() -> None:
    found = nx.node_link_graph(json.loads("".join(graphs.node_link(SMALL))), edges="edges")
    assert isinstance(found, nx.MultiDiGraph)
    assert sorted(found.edges(keys=True)) == sorted(SMALL.edges(keys=True))
    assert found.edges["b", "v1", "a1"]["start"] == "2018"
    assert "source" not in found.edges["b", "v1", "a1"]


def test_what_xml_cannot_hold_is_replaced_and_two_ids_never_become_one() -> None:
    graph = network.from_records([org("a", name="x\x01y\x1b"), org("a\x01")], [])
    assert "x\ufffdy\ufffd" in "".join(graphs.graphml(graph))
    ElementTree.fromstring("".join(graphs.gexf(graph)))
    graph.add_node("a\x02", **graph.nodes["a"])
    for written in (graphs.graphml, graphs.gexf):
        with pytest.raises(UsageError, match="Export json"):
            list(written(graph))
    assert len(json.loads("".join(graphs.node_link(graph)))["nodes"]) == 3


@pytest.mark.parametrize(
    ("name", "text"), [("a.graphml", "<x"), ("a.json", "[]"), ("a.gexf", "<gexf/>"), ("a.csv", "")]
)
def test_a_file_that_is_no_export_is_named(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=name):
        read(tmp_path / name)


def test_a_file_of_another_program_must_keep_the_conventions(tmp_path: Path) -> None:
    other: Network = nx.MultiDiGraph()
    other.add_edge("bureau", "village 1")
    nx.write_graphml(other, tmp_path / "other.graphml")
    with pytest.raises(RecordError, match="bureau has no"):
        read(tmp_path / "other.graphml")
