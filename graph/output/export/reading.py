"""Reads an exported GraphML, GEXF or node-link JSON file back into the network it was made of."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import ParseError

import networkx as nx

from graph.errors import JieduiError, UsageError
from graph.network import build, complete
from graph.output.export.graphs import RENAMED
from graph.output.export.states import EDGE_COLUMNS, NESTED, NODE_COLUMNS

if TYPE_CHECKING:
    from graph.network import Network

_STATED = {shown: name for name, shown in RENAMED.items()}


def read(path: Path) -> Network:
    """The network in a GraphML, GEXF or node-link JSON file, with the `side` and `state` of its nodes.

    It keeps the conventions of `graph.network`: absent attributes are None again, aliases are a tuple, parallel
    agreements have their own keys. Raises `UsageError` when the file is in none of these formats, `RecordError` when it
    breaks the conventions.
    """
    try:
        return conventional(_parsed(path))
    except JieduiError:
        raise
    except (nx.NetworkXException, ParseError, ValueError, KeyError, TypeError, AttributeError, OSError) as error:
        raise UsageError("export.unreadable", file=path.name, why=str(error)) from error


def conventional(graph: Any) -> Network:
    """The network that keeps our conventions, from what networkx read of an exported file.

    `graph` comes from `networkx.read_graphml`, `read_gexf` or `node_link_graph`. Raises `RecordError` when it breaks
    the conventions.
    """
    nodes = [(str(node), _columns(data, NODE_COLUMNS)) for node, data in sorted(graph.nodes(data=True))]
    edges = []
    several = graph.is_multigraph()
    for edge in graph.edges(keys=True, data=True) if several else graph.edges(data=True):
        data = edge[-1]
        columns = _columns(data, EDGE_COLUMNS)
        key = columns.pop("agreement", None) or (edge[2] if several else data["id"])
        columns["source"] = columns.pop("source_id", None)
        edges.append((str(edge[0]), str(edge[1]), str(key), columns))
    network = build(nodes, sorted(edges, key=lambda edge: edge[:3]))
    network.graph.update({name: graph.graph[name] for name in ("as_of",) if name in graph.graph})
    return complete(network)


def _columns(data: dict[str, Any], columns: tuple[str, ...]) -> dict[str, Any]:
    """The values of these columns under the names of `graph.network`, JSON texts read; None for an absent one."""
    plain = {
        name: value for name, value in data.items() if RENAMED.get(name) not in data
    }  # in GEXF `start` and `end` are bounds
    plain = {_STATED.get(name, name): value for name, value in plain.items()}
    for name in NESTED:
        if isinstance(plain.get(name), str):
            plain[name] = json.loads(plain[name])
    return {name: plain.get(name) for name in columns}


def _parsed(path: Path) -> Any:
    suffix = path.suffix.lower()
    if suffix == ".json":
        return nx.node_link_graph(json.loads(path.read_text(encoding="utf-8")), edges="edges")
    if suffix == ".gexf":
        return nx.read_gexf(path)
    if suffix in (".graphml", ".xml"):
        return nx.read_graphml(path)
    raise UsageError("export.unreadable", file=path.name, why=suffix or path.name)
