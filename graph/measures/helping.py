"""The helping side: which organizations that might help have no agreement in force by which they do.

No roster says who should help, so there is no share. Who might is defined here (`candidates`); where each stands is
what `graph.measures.coverage` says of the network with its arrows turned.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph import network
from graph.measures.coverage import Gaps, Group, Tally, gap_of, group_of, rests_on, sorted_groups, standing
from graph.query import By, Query, State

if TYPE_CHECKING:
    from graph.network import Network


def candidates(graph: Network, query: Query) -> list[str]:
    """The organizations of the query's kind and area that stand on the helping side, sorted.

    Those that an agreement of any time names as helper; and those that lie in a helping unit: of the units they lie in,
    the nearest that any agreement names is only ever named as helper, and they are themselves on no roster and no
    agreement's recipient.
    """
    helpers = {helper for helper, recipient in graph.edges() if helper != recipient}
    recipients = {recipient for helper, recipient in graph.edges() if helper != recipient}
    found = []
    for node in network.inside(graph, query.area):
        data = graph.nodes[node]
        if query.kind is not None and data["kind"] != query.kind:
            continue
        if node not in helpers:
            if data.get("on_roster") or node in recipients:
                continue
            nearest = next((u for u in network.ancestors(graph, node) if u in helpers or u in recipients), None)
            if nearest is None or nearest in recipients:
                continue
        found.append(node)
    return found


def gaps(graph: Network, query: Query, by: By | None = None) -> tuple[Gaps, list[Group]]:
    """The candidates that help nobody themselves on the query's day; with `by`, all of them by area too.

    `direct`: an agreement in force by which it helps. `inherited`: none, but a unit it lies in helps. `lapsed`: only
    agreements that ended. `never`. `last_partner` is whom it helped last. `has_roster` is always False.
    """
    turned = graph.reverse(copy=False)
    tally, rows = Tally(), []
    groups: dict[str | None, Group] = {}
    members = candidates(graph, query)
    for member in members:
        found = standing(turned, member, query)
        tally.add(found.state, found.illustrative)
        if by is not None:
            group = groups.setdefault(*group_of(graph, member, by))
            group.tally.add(found.state, found.illustrative)
        if found.state is not State.DIRECT:
            rows.append(gap_of(graph, member, found))
    active, open_ = rests_on(turned, members, query)
    return Gaps(tally, rows, False, active, open_), sorted_groups(groups.values(), by) if by is not None else []
