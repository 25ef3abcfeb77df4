"""Who depends on one partner, and who is left with none when some leave."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from graph import network
from graph.answer import Rows
from graph.measures.arguments import checked
from graph.network import edge_counts, partner_edges, partners
from graph.query import Side

if TYPE_CHECKING:
    from graph.network import Network


@dataclass(frozen=True, slots=True)
class Loss(Rows):
    """What one recipient loses when some leave: its partners `before` and `after`, the sectors that nobody covers then.

    `orphaned`: no agreement of its own is left in force. `illustrative`: all that it loses is invented.
    """

    id: str
    before: int
    after: int
    orphaned: bool
    sectors_lost: tuple[str, ...]
    illustrative: bool


@checked
def withdraw(
    graph: Network, leavers: Collection[str], day: date, *, within: Collection[str] | None = None, groups: bool = False
) -> list[Loss]:
    """What each organization loses that the leavers help on `day`, in the order of ids; the leavers leave together.

    `graph` holds all agreements of those recipients. With `within` only these recipients are looked at. A recipient is
    orphaned when no agreement of its own is left in force, not even one of a group: it is then a gap, as
    `coverage.gaps` counts. `before` and `after` are numbers of partners; those of a group count with `groups`.
    """
    gone = set(leavers)
    helped_by_them = {
        one.partner for leaver in gone for one in partner_edges(graph, leaver, day, groups=True, side=Side.HELPER)
    }
    touched = helped_by_them - gone
    losses = []
    for recipient in sorted(touched if within is None else touched.intersection(within)):
        own = partner_edges(graph, recipient, day, groups=True)
        left = [one.edge for one in own if one.partner not in gone]
        lost = [one.edge for one in own if one.partner in gone]
        before = {one.partner for one in own if edge_counts(one.edge, day, sector=None, groups=groups)}
        sectors = {sector for one in own if (sector := one.edge.get("sector"))}
        sectors -= {edge.get("sector") for edge in left}
        losses.append(
            Loss(
                recipient,
                len(before),
                len(before - gone),
                not left,
                tuple(sorted(sectors)),
                all(edge.get("illustrative") for edge in lost),
            )
        )
    return losses


@checked
def single(graph: Network, recipients: Iterable[str], day: date, *, groups: bool = False) -> list[tuple[str, str]]:
    """(recipient, its only partner) of those who have exactly one on `day`, in the order of their ids.

    Two agreements with one partner are one partner. The articulation points of the graph would not do: they miss a
    helper that forms an island with its only recipient.
    """
    pairs = []
    for recipient in sorted(recipients):
        own = partners(graph, recipient, day, groups=groups)
        if len(own) == 1:
            pairs.append((recipient, own.pop()))
    return pairs


@checked
def critical(graph: Network, recipients: Iterable[str], day: date) -> dict[str, list[str]]:
    """Helper → the recipients that its leaving would orphan, sorted; only helpers whose leaving orphans any.

    The same as `withdraw` of each helper by itself, in one pass: all agreements in force of an orphaned recipient are
    with that one helper.
    """
    orphaned: dict[str, list[str]] = {}
    for recipient in sorted(recipients):
        helpers = partners(graph, recipient, day, groups=True)
        if len(helpers) == 1:
            orphaned.setdefault(helpers.pop(), []).append(recipient)
    return orphaned


@checked
def helped(graph: Network, day: date, *, groups: bool = False) -> dict[str, int]:
    """Helper → how many distinct recipients it is a partner of on `day`."""
    counts: dict[str, int] = {}
    for helper, _, edges in network.pairs(graph, day, groups=groups):
        if edges:
            counts[helper] = counts.get(helper, 0) + 1
    return counts
