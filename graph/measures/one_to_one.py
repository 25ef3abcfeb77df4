"""Whether a roster is paired one to one: each member has one partner, who has no other recipient of the kind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple

from graph.answer import Rows
from graph.measures.arguments import checked
from graph.model import Kind
from graph.network import PartnerEdge, partner_edges, partners
from graph.query import Side

if TYPE_CHECKING:
    from graph.network import Network


@dataclass(frozen=True, slots=True)
class Breach:
    """A breach of the rule at one subject: a member with `none` or `several` partners, or a partner that is `shared`.

    `others` are the ids of the partners of the member, or of the recipients of the partner. `sources` are those of the
    agreements; for a member without any its own. `illustrative`: the breach rests on invented records alone.
    """

    rule: Literal["none", "several", "shared"]
    subject: str
    others: tuple[str, ...]
    sources: tuple[str, ...]
    illustrative: bool


@dataclass(frozen=True, slots=True)
class OneToOne(Rows):
    """How many of the `roster` members have one partner, none, several; and the breaches, in the order of their ids.

    `grouped` members have partners only in agreements that list both sides and not the pairs.
    """

    roster: int
    one: int
    none: int
    several: int
    shared: int
    grouped: int
    breaches: tuple[Breach, ...]

    @property
    def passed(self) -> bool:
        """Whether the pairing is one to one; without a roster nobody can say so, and it is False."""
        return self.roster > 0 and not self.breaches

    def records(self) -> Iterable[Breach]:
        """A row for each breach."""
        return self.breaches


@checked
def one_to_one(graph: Network, roster: Iterable[str], kind: Kind, day: date, *, groups: bool = False) -> OneToOne:
    """Whether each member has one partner in force on `day` that is the partner of no other organization of `kind`.

    `graph` holds all agreements of the roster and of its partners. Parallel agreements of a pair are one partner;
    partners known only from a group's list count with `groups`.
    """
    members = sorted(roster)
    breaches: list[Breach] = []
    counts = {"none": 0, "one": 0, "several": 0}
    grouped = 0
    helpers: set[str] = set()
    for member in members:
        own = _partnership(graph, member, partner_edges(graph, member, day, groups=groups))
        helpers |= set(own.others)
        size = "one" if len(own.others) == 1 else "several" if own.others else "none"
        counts[size] += 1
        grouped += not groups and not own.others and bool(partners(graph, member, day, groups=True))
        if size == "several":
            breaches.append(Breach("several", member, *own))
        elif size == "none":
            node = graph.nodes[member]
            sources = (node["source"],) if node.get("source") else ()
            breaches.append(Breach("none", member, (), sources, bool(node.get("illustrative"))))
    shared = []
    for helper in sorted(helpers):
        helps = partner_edges(graph, helper, day, groups=groups, side=Side.HELPER)
        own = _partnership(graph, helper, [one for one in helps if graph.nodes[one.partner]["kind"] == kind])
        if len(own.others) > 1:
            shared.append(Breach("shared", helper, *own))
    return OneToOne(
        len(members), counts["one"], counts["none"], counts["several"], len(shared), grouped, (*breaches, *shared)
    )


class _Partnership(NamedTuple):
    """The distinct partners of one organization, the sources of its agreements, whether they are all illustrative."""

    others: tuple[str, ...]
    sources: tuple[str, ...]
    illustrative: bool


def _partnership(graph: Network, subject: str, edges: list[PartnerEdge]) -> _Partnership:
    """What agreements that count say of the organization they are of."""
    sources = sorted({str(one.edge["source"]) for one in edges if one.edge.get("source")})
    invented = bool(graph.nodes[subject].get("illustrative")) or (
        bool(edges) and all(one.edge.get("illustrative") for one in edges)
    )
    return _Partnership(tuple(sorted({one.partner for one in edges})), tuple(sources), invented)
