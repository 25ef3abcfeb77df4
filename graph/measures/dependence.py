"""Who depends on one partner, and who is left with none when some leave."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from graph.measures.coverage import edge_in_force
from graph.model import Certainty

if TYPE_CHECKING:
    from graph.network import Network


@dataclass(frozen=True, slots=True)
class Loss:
    """What one recipient loses when some leave; `orphaned`: no agreement of its own is left in force."""

    id: str
    before: int
    after: int
    orphaned: bool
    sectors_lost: tuple[str, ...]
    illustrative: bool


def partners(graph: Network, recipient: str, day: date, *, groups: bool = False) -> set[str]:
    """The distinct helpers of a recipient in force on `day`; those of a group alone count with `groups`."""
    return {
        helper
        for helper, _, edge in graph.in_edges(recipient, data=True)
        if helper != recipient and (groups or edge.get("certainty") != Certainty.GROUP) and edge_in_force(edge, day)
    }


def held(graph: Network, recipient: str, day: date) -> list[tuple[str, str, dict[str, Any]]]:
    """(helper, agreement, attributes) of every agreement of a recipient's own in force on `day`."""
    return [
        (helper, key, edge)
        for helper, _, key, edge in graph.in_edges(recipient, keys=True, data=True)
        if helper != recipient and edge_in_force(edge, day)
    ]


def withdraw(
    graph: Network, leavers: Collection[str], day: date, *, within: Collection[str] | None = None, groups: bool = False
) -> list[Loss]:
    """What everybody loses whom the leavers help on `day`, in the order of their ids; `leavers` leave together.

    `graph` holds all agreements of those recipients. With `within` only these recipients. A recipient is orphaned when
    no agreement of its own is left in force, be it one of a group: as `coverage.gaps` counts without the leavers.
    """
    gone = set(leavers)
    found = []
    touched = {v for u in gone for _, v, edge in graph.out_edges(u, data=True) if edge_in_force(edge, day)} - gone
    for recipient in sorted(touched if within is None else touched.intersection(within)):
        own = held(graph, recipient, day)
        left = [edge for helper, _, edge in own if helper not in gone]
        before = {helper for helper, _, edge in own if groups or edge.get("certainty") != Certainty.GROUP}
        sectors = {sector for _, _, edge in own if (sector := edge.get("sector"))}
        sectors -= {edge.get("sector") for edge in left}
        lost = [edge for helper, _, edge in own if helper in gone]
        found.append(
            Loss(
                recipient,
                len(before),
                len(before - gone),
                not left,
                tuple(sorted(sectors)),
                all(edge.get("illustrative") for edge in lost),
            )
        )
    return found


def single(graph: Network, recipients: Iterable[str], day: date, *, groups: bool = False) -> list[tuple[str, str]]:
    """(recipient, its only partner) of those who have exactly one on `day`, in the order of their ids.

    Two agreements with one partner are one partner. Not the articulation points of the graph: those miss a helper
    whose only recipient is an island with it.
    """
    found = []
    for recipient in sorted(recipients):
        own = partners(graph, recipient, day, groups=groups)
        if len(own) == 1:
            found.append((recipient, next(iter(own))))
    return found


def critical(graph: Network, recipients: Iterable[str], day: date) -> dict[str, list[str]]:
    """Helper → the recipients that its leaving orphans, sorted; only helpers of whom there are any, in one pass.

    The same as `withdraw` of each helper by itself: what a recipient holds in force all comes from that one.
    """
    found: dict[str, list[str]] = {}
    for recipient in sorted(recipients):
        helpers = {helper for helper, _, _ in held(graph, recipient, day)}
        if len(helpers) == 1:
            found.setdefault(helpers.pop(), []).append(recipient)
    return found


def helped(graph: Network, day: date, *, groups: bool = False) -> dict[str, int]:
    """Helper → how many distinct recipients it is a partner of on `day`."""
    pairs = {
        (helper, recipient)
        for helper, recipient, edge in graph.edges(data=True)
        if helper != recipient and (groups or edge.get("certainty") != Certainty.GROUP) and edge_in_force(edge, day)
    }
    found: dict[str, int] = {}
    for helper, _ in pairs:
        found[helper] = found.get(helper, 0) + 1
    return found
