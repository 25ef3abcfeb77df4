"""GEXF for Gephi: agreements on a time line, organizations coloured by state and in three columns by side.

An edge begins with the first day its start may mean and ends with the last day its end may mean, so that Gephi shows it
on the days on which `graph.model.in_force` holds; an open date has no bound. The dates as stated are the attributes
`stated_start` and `stated_end`. The second and later agreements of a pair are of another `kind` of edge (of GEXF 1.3),
as Gephi keeps parallel edges apart by it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from graph import network
from graph.model import PartialDate
from graph.output.export import states
from graph.output.export.xml import text, told_apart

if TYPE_CHECKING:
    from graph.network import Network

RENAMED = {"start": "stated_start", "end": "stated_end"}
ROW, COLUMN, ROWS = 24, 240, 150
"""Height of a row, width of a column, and after how many rows the next column begins."""
_COLOURS = {
    "helper": (27, 108, 168),
    "direct": (217, 130, 43),
    "inherited": (90, 102, 117),
    "lapsed": (194, 24, 58),
    "never": (194, 24, 58),
    "other": (138, 147, 160),
}
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://www.gexf.net/1.2draft" '
    'xmlns:viz="http://www.gexf.net/1.2draft/viz" version="1.2">\n'
)


def lines(graph: Network) -> Iterator[str]:
    """The file, in pieces; raises `UsageError` when XML cannot tell two ids apart."""
    told_apart(graph)
    yield _HEAD
    day = graph.graph.get("as_of")
    yield f"<meta><creator>jiedui</creator><description>as of {text(day)}</description></meta>\n" if day else ""
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
        yield f'<node id="{text(id_)}" label="{text(columns.get("name", id_))}">{_values(columns)}'
        yield _drawn(graph, id_, columns, at[id_])
        yield "</node>\n"
    yield "</nodes>\n<edges>\n"
    pairs: dict[tuple[str, str], int] = {}
    for id_, helper, recipient, columns in states.edges(graph):
        nth = pairs[helper, recipient] = pairs.get((helper, recipient), 0) + 1
        kind = f' kind="{nth}"' if nth > 1 else ""
        ends = f'source="{text(helper)}" target="{text(recipient)}"'
        yield f'<edge id="{text(id_)}" {ends}{kind}{_bounds(columns)}>{_values(columns)}</edge>\n'
    yield "</edges>\n</graph>\n</gexf>\n"


def places(graph: Network) -> dict[str, tuple[int, int]]:
    """Where every node stands: helpers left, recipients right by the units they lie in, both and neither between.

    A helper is as high as the mean of those it helps; x to the right, y up, as Gephi has it.
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


def _drawn(graph: Network, node: str, columns: Mapping[str, Any], place: tuple[int, int]) -> str:
    look = columns.get("state") or ("helper" if columns.get("side") in ("helper", "both") else "other")
    red, green, blue = _COLOURS[look]
    size = 8 + 3 * math.isqrt(len(set(graph.succ[node]) | set(graph.pred[node])))
    return (
        f'<viz:color r="{red}" g="{green}" b="{blue}"/><viz:position x="{place[0]}" y="{place[1]}" z="0"/>'
        f'<viz:size value="{size}"/>'
    )


def _bounds(columns: Mapping[str, Any]) -> str:
    start = f' start="{PartialDate.parse(columns["start"]).first}"' if "start" in columns else ""
    end = f' end="{PartialDate.parse(columns["end"]).last}"' if "end" in columns else ""
    return start + end


def _values(columns: Mapping[str, Any]) -> str:
    inner = "".join(f'<attvalue for="{name}" value="{text(value)}"/>' for name, value in columns.items())
    return f"<attvalues>{inner}</attvalues>"
