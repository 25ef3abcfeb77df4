"""What a graph's file tells beside the conventions: the side every organization stands on, and its state on a day.

In GraphML, GEXF and node-link JSON nodes and edges carry the attributes of `graph.network`, and nodes besides

* `side`: `helper`, `recipient` or `both`, by the agreements of the file, of whatever date; a member of the roster is on
  the recipients' side though no agreement names it; absent for units that only hold others;
* `state`: `direct`, `inherited`, `lapsed` or `never` on the day, for the members of the roster in the scope (where
  nothing is on a roster: for the recipients seen).

`source` names an end of an edge in these formats, so an edge's source goes by `source_id`. In XML nothing stands for
None (as for an empty text), and `aliases` and `attributes` are JSON texts, absent when empty; `reading.read` undoes
all this.
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
"""Columns that are true or false; all others are texts."""
NESTED = ("aliases", "attributes")
"""Columns that XML holds as JSON."""


def with_states(graph: Network, day: date, area: str | None = None) -> Network:
    """A copy of `graph` whose nodes tell their side, and the members of the roster (in `area`) their state on `day`."""
    found = graph.copy()
    found.graph["as_of"] = day.isoformat()
    query = Query(day, area=area)
    for node in sorted(graph):
        helps = any(other != node for other in graph.succ[node])
        helped = any(other != node for other in graph.pred[node]) or bool(graph.nodes[node].get("on_roster"))
        side = "both" if helps and helped else "helper" if helps else "recipient" if helped else None
        found.nodes[node].update(side=side, state=None)
    for member in members(graph, query)[0]:
        found.nodes[member]["state"] = standing(graph, member, query).state.value
    return found


def nodes(graph: Network) -> Iterator[tuple[str, dict[str, Any]]]:
    """(id, columns) of every node in the order of the ids, what is None, empty or unknown to us left out."""
    for node in sorted(graph):
        yield node, _flat(graph.nodes[node], NODE_COLUMNS)


def edges(graph: Network) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    """(id, helper, recipient, columns) of every edge in order; ids are those of the agreements, made unique.

    A group's agreement is several edges of one id: from the second on they are `id#2`, `id#3`…; `agreement` has the id.
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
