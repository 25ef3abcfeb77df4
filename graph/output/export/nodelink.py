"""The node-link form of networkx as JSON, a node or an edge a line; `networkx.node_link_graph` reads it.

Attributes are as in `graph.network`, None and lists as JSON has them, with an edge's source as `source_id`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from graph.output.export.states import EDGE_COLUMNS, NODE_COLUMNS

if TYPE_CHECKING:
    from graph.network import Network


def lines(graph: Network) -> Iterator[str]:
    """The file, in pieces."""
    about = {"directed": True, "multigraph": True, "graph": dict(graph.graph)}
    yield json.dumps(about, ensure_ascii=False)[:-1] + ', "nodes": ['
    yield from _listed({"id": node, **_known(graph.nodes[node], NODE_COLUMNS)} for node in sorted(graph))
    yield '], "edges": ['
    yield from _listed(
        {
            "source": helper,
            "target": recipient,
            "key": key,
            **_known({**data, "source_id": data.get("source")}, EDGE_COLUMNS[1:]),
        }
        for helper, recipient, key, data in sorted(
            graph.edges(keys=True, data=True), key=lambda edge: (edge[0], edge[1], str(edge[2]))
        )
    )
    yield "]}\n"


def _known(data: dict[str, Any], columns: tuple[str, ...]) -> dict[str, Any]:
    return {name: data.get(name) for name in columns}


def _listed(items: Iterable[dict[str, Any]]) -> Iterator[str]:
    mark = "\n"
    for item in items:
        yield mark + json.dumps(item, ensure_ascii=False)
        mark = ",\n"
    yield "\n"
