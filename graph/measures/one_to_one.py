"""Whether a roster is paired one to one: each member with one partner, that partner with nobody else of the kind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from graph.measures.coverage import edge_in_force
from graph.model import Certainty, Kind

if TYPE_CHECKING:
    from graph.network import Network


@dataclass(frozen=True, slots=True)
class Breach:
    """What breaks the rule at one subject: a member with `none` or `several` partners, a partner that is `shared`.

    `others` are the partners of the member, or the recipients of the partner, by id; `sources` those of the agreements
    (of a member without any: its own); `illustrative` that it rests on invented records alone.
    """

    rule: Literal["none", "several", "shared"]
    subject: str
    others: tuple[str, ...]
    sources: tuple[str, ...]
    illustrative: bool


@dataclass(frozen=True, slots=True)
class OneToOne:
    """Of `roster` members, how many have one partner, none, several; and the breaches, in the order of their ids.

    `grouped` members have no partner but in agreements that name both sides and not the pairs.
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
        """Whether it is one to one; without a roster nobody can say so, and it is not."""
        return self.roster > 0 and not self.breaches


def one_to_one(graph: Network, roster: Iterable[str], kind: Kind, day: date, *, groups: bool = False) -> OneToOne:
    """Each member's distinct partners in force on `day`, and each of these partners' recipients of `kind`.

    `graph` holds all agreements of the roster and of its partners. Parallel agreements of a pair are one partner; those
    that a group alone tells count with `groups`.
    """
    members = sorted(roster)
    found: list[Breach] = []
    counts = {"none": 0, "one": 0, "several": 0}
    grouped = 0
    helpers: set[str] = set()
    for member in members:
        own, sources, invented = _paired(graph, graph.in_edges(member, data=True), member, day, groups=groups)
        helpers |= set(own)
        size = "one" if len(own) == 1 else "several" if own else "none"
        counts[size] += 1
        grouped += (
            not groups
            and not own
            and bool(_paired(graph, graph.in_edges(member, data=True), member, day, groups=True)[0])
        )
        if size == "several":
            found.append(Breach("several", member, own, sources, invented))
        elif size == "none":
            node = graph.nodes[member]
            found.append(
                Breach("none", member, (), (node["source"],) if node.get("source") else (), node["illustrative"])
            )
    shared = []
    for helper in sorted(helpers):
        to = [
            edge
            for edge in graph.out_edges(helper, data=True)
            if edge[1] != helper and graph.nodes[edge[1]]["kind"] == kind
        ]
        own, sources, invented = _paired(graph, to, helper, day, groups=groups)
        if len(own) > 1:
            shared.append(Breach("shared", helper, own, sources, invented))
    return OneToOne(
        len(members), counts["one"], counts["none"], counts["several"], len(shared), grouped, (*found, *shared)
    )


def _paired(
    graph: Network, edges: Iterable[tuple[str, str, dict[str, object]]], subject: str, day: date, *, groups: bool
) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
    """Who the agreements in force pair a subject with, their sources, and whether all of them are illustrative."""
    held = [
        (v if u == subject else u, edge)
        for u, v, edge in edges
        if u != v and (groups or edge["certainty"] != Certainty.GROUP) and edge_in_force(edge, day)
    ]
    sources = sorted({str(edge["source"]) for _, edge in held if edge["source"]})
    invented = bool(graph.nodes[subject]["illustrative"]) or (
        bool(held) and all(edge["illustrative"] for _, edge in held)
    )
    return tuple(sorted({other for other, _ in held})), tuple(sources), invented
