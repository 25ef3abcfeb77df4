"""A network as the text of a file that other graph programs read: GraphML, GEXF for Gephi, or node-link JSON.

Each format is a function from a network to the pieces of the file. `graph.output.export.states` says which attributes
stand in it, and `graph.output.export.reading` reads such a file back.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from graph import network
from graph.errors import UsageError
from graph.model import PartialDate
from graph.output.export import states

if TYPE_CHECKING:
    from graph.network import Network

RENAMED = {"start": "stated_start", "end": "stated_end"}
"""Attributes that have another name in GEXF, where `start` and `end` are the bounds on the time line."""
ROW, COLUMN, ROWS = 24, 240, 150
"""In GEXF: height of a row, width of a column, and the number of rows after which the next column begins."""
_COLOURS = {
    "helper": (27, 108, 168),
    "direct": (217, 130, 43),
    "inherited": (90, 102, 117),
    "lapsed": (194, 24, 58),
    "never": (194, 24, 58),
    "other": (138, 147, 160),
}
_GRAPHML_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns '
    'http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n'
)
_GEXF_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://www.gexf.net/1.2draft" '
    'xmlns:viz="http://www.gexf.net/1.2draft/viz" version="1.2">\n'
)
_FORBIDDEN_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)


def graphml(graph: Network) -> Iterator[str]:
    """The network as GraphML, in pieces: read by networkx, igraph, yEd, Gephi and Cytoscape.

    Raises `UsageError` when XML cannot distinguish two ids.
    """
    _check_ids(graph)
    yield _GRAPHML_HEAD
    yield '<key id="as_of" for="graph" attr.name="as_of" attr.type="string"/>\n'
    for prefix, for_, names in (("n", "node", states.NODE_COLUMNS), ("e", "edge", states.EDGE_COLUMNS)):
        for name in names:
            kind = "boolean" if name in states.TRUTHS else "string"
            yield f'<key id="{prefix}_{name}" for="{for_}" attr.name="{name}" attr.type="{kind}"/>\n'
    yield '<graph edgedefault="directed">\n'
    if "as_of" in graph.graph:
        yield f'<data key="as_of">{_xml(graph.graph["as_of"])}</data>\n'
    for id_, columns in states.nodes(graph):
        yield f'<node id="{_xml(id_)}">{_graphml_data("n", columns)}</node>\n'
    for id_, helper, recipient, columns in states.edges(graph):
        ends = f'source="{_xml(helper)}" target="{_xml(recipient)}"'
        yield f'<edge id="{_xml(id_)}" {ends}>{_graphml_data("e", columns)}</edge>\n'
    yield "</graph>\n</graphml>\n"


def _graphml_data(prefix: str, columns: Mapping[str, Any]) -> str:
    return "".join(f'<data key="{prefix}_{name}">{_xml(value)}</data>' for name, value in columns.items())


def gexf(graph: Network) -> Iterator[str]:
    """The network as GEXF for Gephi, in pieces: agreements on a time line, organizations coloured by their state.

    An edge begins with the first day that its start may mean and ends with the last day that its end may mean, so that
    Gephi shows it on the days on which `graph.model.in_force` holds; an open date has no bound. The dates as stated are
    the attributes `stated_start` and `stated_end`. The second and later agreements of a pair have another `kind` of
    edge (of GEXF 1.3), because Gephi keeps parallel edges apart by it.

    Raises `UsageError` when XML cannot distinguish two ids.
    """
    _check_ids(graph)
    yield _GEXF_HEAD
    day = graph.graph.get("as_of")
    yield f"<meta><creator>jiedui</creator><description>as of {_xml(day)}</description></meta>\n" if day else ""
    yield '<graph mode="dynamic" timeformat="date" defaultedgetype="directed" idtype="string">\n'
    for class_, titles in (("node", states.NODE_COLUMNS), ("edge", states.EDGE_COLUMNS)):
        yield f'<attributes class="{class_}" mode="static">\n'
        for name in titles:
            kind = "boolean" if name in states.TRUTHS else "string"
            yield f'<attribute id="{name}" title="{RENAMED.get(name, name)}" type="{kind}"/>\n'
        yield "</attributes>\n"
    yield "<nodes>\n"
    at = places(graph)
    for id_, columns in states.nodes(graph):
        yield f'<node id="{_xml(id_)}" label="{_xml(columns.get("name", id_))}">{_gexf_values(columns)}'
        yield _gexf_look(graph, id_, columns, at[id_])
        yield "</node>\n"
    yield "</nodes>\n<edges>\n"
    pairs: dict[tuple[str, str], int] = {}
    for id_, helper, recipient, columns in states.edges(graph):
        nth = pairs[helper, recipient] = pairs.get((helper, recipient), 0) + 1
        kind = f' kind="{nth}"' if nth > 1 else ""
        ends = f'source="{_xml(helper)}" target="{_xml(recipient)}"'
        yield f'<edge id="{_xml(id_)}" {ends}{kind}{_gexf_bounds(columns)}>{_gexf_values(columns)}</edge>\n'
    yield "</edges>\n</graph>\n</gexf>\n"


def places(graph: Network) -> dict[str, tuple[int, int]]:
    """The place of every node in GEXF: helpers left, recipients right by the units they lie in, all others between.

    A helper is as high as the mean of those it helps. x grows to the right and y upwards, as in Gephi.
    """
    sides: dict[str, list[str]] = {}
    for node in graph:
        sides.setdefault(graph.nodes[node].get("side") or "none", []).append(node)
    at: dict[str, tuple[int, int]] = {}

    def stand(nodes: list[str], x: int, way: int) -> None:
        for number, node in enumerate(nodes):
            at[node] = (x + way * (number // ROWS) * COLUMN, -(number % ROWS) * ROW)

    def by_unit(node: str) -> tuple[list[str], str]:
        return network.ancestors(graph, node)[::-1], node

    def by_helped(node: str) -> tuple[float, str]:
        heights = [-at[other][1] for other in sorted(graph.succ[node]) if other in at]
        return (sum(heights) / len(heights) if heights else math.inf), node

    stand(sorted(sides.get("recipient", []), key=by_unit), 3 * COLUMN, 1)
    stand(sorted([*sides.get("both", []), *sides.get("none", [])], key=by_unit), 0, 1)
    stand(sorted(sides.get("helper", []), key=by_helped), -3 * COLUMN, -1)
    return at


def _gexf_look(graph: Network, node: str, columns: Mapping[str, Any], place: tuple[int, int]) -> str:
    """The colour, position and size of a node; the size grows with the number of its partners."""
    look = columns.get("state") or ("helper" if columns.get("side") in ("helper", "both") else "other")
    red, green, blue = _COLOURS[look]
    size = 8 + 3 * math.isqrt(len(set(graph.succ[node]) | set(graph.pred[node])))
    x, y = place
    return (
        f'<viz:color r="{red}" g="{green}" b="{blue}"/><viz:position x="{x}" y="{y}" z="0"/><viz:size value="{size}"/>'
    )


def _gexf_bounds(columns: Mapping[str, Any]) -> str:
    start = f' start="{PartialDate.parse(columns["start"]).first}"' if "start" in columns else ""
    end = f' end="{PartialDate.parse(columns["end"]).last}"' if "end" in columns else ""
    return start + end


def _gexf_values(columns: Mapping[str, Any]) -> str:
    inner = "".join(f'<attvalue for="{name}" value="{_xml(value)}"/>' for name, value in columns.items())
    return f"<attvalues>{inner}</attvalues>"


def node_link(graph: Network) -> Iterator[str]:
    """The network as the node-link JSON of networkx, in pieces, one node or edge a line.

    `networkx.node_link_graph` reads it. Attributes are those of `graph.network`: None and lists are those of JSON, and
    the source of an edge is `source_id`.
    """
    about = {"directed": True, "multigraph": True, "graph": dict(graph.graph)}
    yield json.dumps(about, ensure_ascii=False)[:-1] + ', "nodes": ['
    yield from _json_lines({"id": node, **_columns(graph.nodes[node], states.NODE_COLUMNS)} for node in sorted(graph))
    yield '], "edges": ['
    yield from _json_lines(
        {
            "source": helper,
            "target": recipient,
            "key": key,
            **_columns({**data, "source_id": data.get("source")}, states.EDGE_COLUMNS[1:]),
        }
        for helper, recipient, key, data in sorted(
            graph.edges(keys=True, data=True), key=lambda edge: (edge[0], edge[1], str(edge[2]))
        )
    )
    yield "]}\n"


def _columns(data: Mapping[str, Any], columns: tuple[str, ...]) -> dict[str, Any]:
    return {name: data.get(name) for name in columns}


def _json_lines(items: Iterable[dict[str, Any]]) -> Iterator[str]:
    mark = "\n"
    for item in items:
        yield mark + json.dumps(item, ensure_ascii=False)
        mark = ",\n"
    yield "\n"


def allowed_in_xml(text: str) -> str:
    """`text` with U+FFFD for every character that XML 1.0 cannot hold: control characters, half of a surrogate pair."""
    return _FORBIDDEN_IN_XML.sub("\ufffd", text)


def _xml(value: object) -> str:
    r"""The text of a value between tags or in quotes.

    >>> _xml("</node>\x1b\n"), _xml(True)
    ('&lt;/node&gt;\ufffd&#10;', 'true')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    return allowed_in_xml(str(value)).translate(_ESCAPES)


def _check_ids(ids: Iterable[str]) -> None:
    """Raises `UsageError` when two ids become the same in XML."""
    seen: set[str] = set()
    for id_ in map(allowed_in_xml, ids):
        if id_ in seen:
            raise UsageError("export.same_id", id=id_)
        seen.add(id_)
