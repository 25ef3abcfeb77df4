"""Records → `networkx.MultiDiGraph`, and the conventions of that graph, stated and checked here.

* A node is an organization, keyed by its id, with the attributes `NODE_ATTRIBUTES`.
* An edge runs helper → recipient, keyed by the agreement's id, with the attributes `EDGE_ATTRIBUTES`; two
  agreements between one pair are two edges; one agreement of a group is several edges with one key.
* `part_of` is a node attribute holding the id of another node, never an edge.
* Dates are partial ISO texts (`2018`, `2018-05`, `2018-05-03`) or None when unknown.

A node must have a name and a kind; all else should be there. For a graph typed by hand `complete` puts it there; gaps,
coverage, the two-mode graph and withdrawal take what is absent for unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from graph.errors import RecordError
from graph.model import Agreement, Certainty, Form, Kind, Organization, PartialDate

if TYPE_CHECKING:
    import networkx as nx

    Network = nx.MultiDiGraph[str]

NODE_ATTRIBUTES = (
    "name",
    "name_en",
    "aliases",
    "kind",
    "part_of",
    "code",
    "on_roster",
    "illustrative",
    "attributes",
    "source",
)
EDGE_ATTRIBUTES = ("kind", "form", "sector", "start", "end", "certainty", "illustrative", "attributes", "source")


def build(
    nodes: Iterable[tuple[str, dict[str, Any]]], edges: Iterable[tuple[str, str, str, dict[str, Any]]]
) -> Network:
    """The network of `nodes` (id, attributes) and `edges` (helper, recipient, agreement id, attributes)."""
    import networkx as nx

    graph: Network = nx.MultiDiGraph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from(edges)  # type: ignore[arg-type]  # the stubs do not know keyed edges
    return graph


def from_records(organizations: Iterable[Organization], agreements: Iterable[Agreement]) -> Network:
    """The network of these records, in the order of their ids, so that input order never matters."""
    nodes = sorted(((org.id, _node(org)) for org in organizations), key=lambda node: node[0])
    edges = sorted(
        ((deal.helper, deal.recipient, deal.id, _edge(deal)) for deal in agreements), key=lambda edge: edge[:3]
    )
    return build(nodes, edges)


def keyed(edges: Iterable[tuple[str, str, str, str]]) -> Iterator[tuple[str, str, str]]:
    """Sorted (helper, recipient, agreement, dataset) → (helper, recipient, key).

    The key is the agreement's id. Where a second dataset gives the same pair an agreement of the same id, both stay:
    the later one, by the dataset's name, is keyed `id@dataset`.
    """
    former: tuple[str, ...] = ()
    for *edge, dataset in edges:
        helper, recipient, id_ = edge
        yield helper, recipient, f"{id_}@{dataset}" if tuple(edge) == former else id_
        former = tuple(edge)


def _node(org: Organization) -> dict[str, Any]:
    node = {name: getattr(org, name) for name in NODE_ATTRIBUTES}
    return node | {"kind": org.kind.value, "attributes": dict(org.attributes)}


def _edge(deal: Agreement) -> dict[str, Any]:
    edge = {name: getattr(deal, name) for name in EDGE_ATTRIBUTES}
    dates = {name: str(edge[name]) if edge[name] else None for name in ("start", "end")}
    words = {name: edge[name].value if edge[name] else None for name in ("kind", "form", "certainty")}
    return edge | dates | words | {"attributes": dict(deal.attributes)}


@dataclass(frozen=True, slots=True)
class Finding:
    """A place where a graph leaves the conventions: `must` breaks an answer, `should` weakens it."""

    grade: Literal["must", "should"]
    subject: str
    key: str
    value: object


def check(graph: Network) -> list[Finding]:
    """Every departure of `graph` from the conventions above, with the node or edge that makes it, in order.

    >>> import networkx as nx
    >>> graph = nx.MultiDiGraph()
    >>> graph.add_node("v", name="V", kind="hamlet")
    >>> [(finding.grade, finding.subject, finding.key) for finding in check(graph)]
    [('must', 'v', 'network.kind')]
    """
    findings = list(_check_graph(graph))
    if not findings:
        findings += _check_nodes(graph)
        findings += _check_edges(graph)
    return findings


def complete(graph: nx.MultiDiGraph[Any]) -> Network:
    """A copy of `graph` with every attribute of the conventions, those that were absent by their defaults.

    Of a node: no English name, aliases, unit, code or source, not on the roster, not illustrative. Of an edge: the
    kind of its recipient, no form, sector or dates, `named`, not illustrative. Aliases become a tuple, a date or a year
    that is no text one, and an edge without a text for a key gets one of its ends. Other attributes stay as they are.
    Raises `RecordError` naming the first node or edge that lacks what it must have, or breaks a convention.

    >>> import networkx as nx
    >>> graph = nx.MultiDiGraph()
    >>> graph.add_node("bureau", name="Bureau", kind="department")
    >>> graph.add_node("v1", name="Village 1", kind="village", on_roster=True)
    >>> _ = graph.add_edge("bureau", "v1", start=2018)
    >>> complete(graph).edges["bureau", "v1", "bureau → v1"]["start"]
    '2018'
    """
    import networkx as nx

    _require_ids(graph)
    found: Network = nx.MultiDiGraph()
    found.graph.update(graph.graph)
    for node, data in graph.nodes(data=True):
        own = {**_NODE_DEFAULTS, "attributes": {}, **data}
        found.add_node(node, **own | {"aliases": tuple(own["aliases"] or ()), "attributes": own["attributes"] or {}})
    for helper, recipient, key, data in graph.edges(keys=True, data=True):
        own = {**_EDGE_DEFAULTS, "attributes": {}, **data}
        for name in ("start", "end"):
            own[name] = str(own[name]) if isinstance(own[name], date | int) else own[name]
        own["kind"] = own["kind"] or found.nodes[recipient].get("kind")
        own["certainty"] = own["certainty"] or Certainty.NAMED.value
        if not isinstance(key, str):
            key = f"{helper} → {recipient}" + (f" {key + 1}" if isinstance(key, int) and key else "")
        found.add_edge(helper, recipient, key, **own | {"attributes": own["attributes"] or {}})
    validate(found)
    return found


_NODE_DEFAULTS: Mapping[str, Any] = {
    **dict.fromkeys(NODE_ATTRIBUTES),
    "aliases": (),
    "on_roster": False,
    "illustrative": False,
}
_EDGE_DEFAULTS: Mapping[str, Any] = {
    **dict.fromkeys(EDGE_ATTRIBUTES),
    "certainty": Certainty.NAMED.value,
    "illustrative": False,
}


def _require_ids(graph: nx.MultiDiGraph[Any]) -> None:
    for finding in _check_graph(graph):
        raise RecordError(finding.key, subject=finding.subject, value=finding.value)
    for node in graph:
        if not isinstance(node, str) or not node:
            raise RecordError("network.id", subject=repr(node), value=type(node).__name__)


def validate(graph: Network) -> None:
    """Raises `RecordError` naming the first node or edge that breaks a `must`; returns None when none does."""
    for finding in check(graph):
        if finding.grade == "must":
            raise RecordError(finding.key, subject=finding.subject, value=finding.value)


def _check_graph(graph: Network) -> Iterator[Finding]:
    if not (graph.is_directed() and graph.is_multigraph()):
        yield Finding("must", type(graph).__name__, "network.type", type(graph).__name__)


def _check_nodes(graph: Network) -> Iterator[Finding]:
    for node in sorted(graph):
        data = graph.nodes[node]
        if data.get("kind") not in set(Kind):
            yield Finding("must", node, "network.kind", data.get("kind"))
        if not data.get("name"):
            yield Finding("must", node, "network.name", data.get("name"))
        parent = data.get("part_of")
        if parent is not None and parent not in graph:
            yield Finding("should", node, "network.part_of", parent)
        if node in ancestors(graph, node):
            yield Finding("must", node, "network.cycle", parent)


def _check_edges(graph: Network) -> Iterator[Finding]:
    for helper, recipient, key, data in sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[:3]):
        if helper == recipient:
            yield Finding("must", key, "network.self_help", helper)
        if data.get("certainty") not in set(Certainty):
            yield Finding("must", key, "network.certainty", data.get("certainty"))
        if data.get("form") is not None and data["form"] not in set(Form):
            yield Finding("must", key, "network.form", data["form"])
        for name in ("start", "end"):
            try:
                if data.get(name) is not None:
                    PartialDate.parse(data[name])
            except RecordError:
                yield Finding("must", key, "network.date", data[name])


def ends(graph: Network) -> dict[str, tuple[str | None, str | None]]:
    """Agreement → its helper and its recipient; two None for one of a group, of which nobody knows whose it is."""
    found: dict[str, tuple[str | None, str | None]] = {}
    for helper, recipient, key in graph.edges(keys=True):
        if found.setdefault(key, (helper, recipient)) != (helper, recipient):
            found[key] = (None, None)
    return found


def ancestors(graph: Network, node: str) -> list[str]:
    """Ids of the units `node` lies in, nearest first; stops at a unit that is not in the graph, or at a cycle."""
    found: list[str] = []
    parent = graph.nodes[node].get("part_of")
    while parent is not None and parent in graph and parent not in found:
        found.append(parent)
        parent = graph.nodes[parent].get("part_of")
    return found


def area(graph: Network, node: str) -> list[str]:
    """Names of the units `node` lies in, outermost first."""
    return [graph.nodes[unit]["name"] for unit in reversed(ancestors(graph, node))]


def inside(graph: Network, unit: str | None) -> list[str]:
    """Ids of all nodes that are `unit` or lie in it, sorted; all nodes of the graph when `unit` is None."""
    if unit is None:
        return sorted(graph)
    children: dict[str | None, list[str]] = {}
    for node, data in graph.nodes(data=True):
        children.setdefault(data.get("part_of"), []).append(node)
    found, queue = {unit}, [unit]
    while queue:
        new = [child for child in children.get(queue.pop(), []) if child not in found]
        found.update(new)
        queue += new
    return sorted(found)
