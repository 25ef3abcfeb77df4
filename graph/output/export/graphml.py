"""GraphML: read by networkx, igraph, yEd, Gephi and Cytoscape. What stands in it: `graph.output.export.states`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from graph.output.export import states
from graph.output.export.xml import text, told_apart

if TYPE_CHECKING:
    from graph.network import Network

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns '
    'http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n'
)


def lines(graph: Network) -> Iterator[str]:
    """The file, in pieces; raises `UsageError` when XML cannot tell two ids apart."""
    told_apart(graph)
    yield _HEAD
    yield '<key id="as_of" for="graph" attr.name="as_of" attr.type="string"/>\n'
    for prefix, for_, names in (("n", "node", states.NODE_COLUMNS), ("e", "edge", states.EDGE_COLUMNS)):
        for name in names:
            kind = "boolean" if name in states.TRUTHS else "string"
            yield f'<key id="{prefix}_{name}" for="{for_}" attr.name="{name}" attr.type="{kind}"/>\n'
    yield '<graph edgedefault="directed">\n'
    if "as_of" in graph.graph:
        yield f'<data key="as_of">{text(graph.graph["as_of"])}</data>\n'
    for id_, columns in states.nodes(graph):
        yield f'<node id="{text(id_)}">{_data("n", columns)}</node>\n'
    for id_, helper, recipient, columns in states.edges(graph):
        ends = f'source="{text(helper)}" target="{text(recipient)}"'
        yield f'<edge id="{text(id_)}" {ends}>{_data("e", columns)}</edge>\n'
    yield "</graph>\n</graphml>\n"


def _data(prefix: str, columns: Mapping[str, Any]) -> str:
    return "".join(f'<data key="{prefix}_{name}">{text(value)}</data>' for name, value in columns.items())
