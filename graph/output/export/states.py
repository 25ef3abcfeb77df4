"""Adds to a network what an exported file says of each organization: its side, and its state on a day.

In GraphML, GEXF and node-link JSON nodes and edges have the attributes of `graph.network`; nodes also have

* `side`: `helper`, `recipient` or `both`, by the agreements of the file, of any date. A roster member is on the side of
  the recipients, even if no agreement names it. Units that only contain others have no side.
* `state`: `direct`, `inherited`, `lapsed` or `never` on the day, for the roster members in the area (where there is no
  roster, for the recipients in agreements).

These formats call one end of an edge its `source`, so the source of an agreement is `source_id`. XML leaves out None
and empty texts, and holds `aliases` and `attributes` as JSON texts, left out when empty.
`graph.output.export.reading` undoes all this.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from graph.measures.coverage import members, standing
from graph.network import EDGE_ATTRIBUTES, NODE_ATTRIBUTES
from graph.query import Query

if TYPE_CHECKING:
    from graph.network import Network

NODE_COLUMNS = (*NODE_ATTRIBUTES, "side", "state")
EDGE_COLUMNS = ("agreement", *(name if name != "source" else "source_id" for name in EDGE_ATTRIBUTES))
TRUTHS = frozenset({"on_roster", "illustrative"})
"""The columns that are true or false; all others are texts."""
NESTED = ("aliases", "attributes")
"""The columns that XML holds as JSON."""


def with_states(graph: Network, day: date, area: str | None = None) -> Network:
    """A copy of `graph` whose nodes have their side, and the roster members (in `area`) their state on `day`."""
    marked = graph.copy()
    marked.graph["as_of"] = day.isoformat()
    query = Query(day, area=area)
    for node in sorted(graph):
        helps = any(other != node for other in graph.succ[node])
        helped = any(other != node for other in graph.pred[node]) or bool(graph.nodes[node].get("on_roster"))
        side = "both" if helps and helped else "helper" if helps else "recipient" if helped else None
        marked.nodes[node].update(side=side, state=None)
    for member in members(graph, query)[0]:
        marked.nodes[member]["state"] = standing(graph, member, query).state.value
    return marked


def nodes(graph: Network) -> Iterator[tuple[str, dict[str, Any]]]:
    """(id, columns) of every node, sorted by id, without values that are None or empty and without unknown columns."""
    for node in sorted(graph):
        yield node, _flat(graph.nodes[node], NODE_COLUMNS)


def edges(graph: Network) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    """(id, helper, recipient, columns) of every edge, sorted by agreement; the ids are unique.

    The agreement of a group is several edges with one id: the second and later ones get `id#2`, `id#3`…, and the column
    `agreement` holds the id itself.
    """
    ordered = sorted(graph.edges(keys=True), key=lambda edge: (str(edge[2]), *edge[:2]))
    taken = {str(key) for _, _, key in ordered}
    seen: dict[str, int] = {}
    for helper, recipient, key in ordered:
        id_ = own = str(key)
        number = seen.get(own, 0)
        while number and (id_ := f"{own}#{number + 1}") in taken:
            number += 1
        seen[own] = number + 1
        taken.add(id_)
        data = graph.edges[helper, recipient, key]
        yield id_, helper, recipient, _flat({**data, "agreement": key, "source_id": data.get("source")}, EDGE_COLUMNS)


def _flat(data: dict[str, Any], columns: tuple[str, ...]) -> dict[str, Any]:
    found = {}
    for name in columns:
        value = data.get(name)
        if value is None or (not value and name not in TRUTHS):
            continue
        if name in NESTED:
            value = json.dumps(value, ensure_ascii=False)
        found[name] = bool(value) if name in TRUTHS else str(value)
    return found
