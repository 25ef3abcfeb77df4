"""Checks of what sources claim: against what is on record, and against each other.

A claim is only compared; nothing is inferred from it. What is on record is split into `named` (a source says who is
paired with whom), `group` (it names both sides, not the pairs), `illustrative` (invented, never evidence) and
`same_sentence` (given according to the very sentence of a bulletin that claims, which does not confirm itself).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Protocol

from graph import network
from graph.answer import Rows
from graph.dataset import Statement, merge
from graph.measures.arguments import checked
from graph.measures.coverage import gaps
from graph.model import (
    COUNTED,
    Certainty,
    Claim,
    Contribution,
    ContributionStatus,
    Measure,
    Organization,
    Place,
    Source,
    sentence_of,
)
from graph.query import Query

if TYPE_CHECKING:
    from graph.network import Network


@dataclass(frozen=True, slots=True)
class Compared(Rows):
    """One figure of a claim beside what is on record; `named` is None where there is no roster to count by.

    `same_sentence` is None where the sentence of the claim says nothing else.
    """

    claim: Claim
    rule: str
    expected: Decimal
    named: Decimal | None
    group: Decimal | None
    illustrative: Decimal | None
    same_sentence: Decimal | None = None

    @property
    def passed(self) -> bool:
        """Whether the named records alone give the claimed figure."""
        return self.named == self.expected

    def records(self) -> Iterable[dict[str, object]]:
        """One row: the claim's id, the figure, what is claimed and what is on record."""
        names = ("rule", "expected", "named", "group", "illustrative", "passed", "same_sentence")
        return ({"claim": self.claim.id} | {name: getattr(self, name) for name in names},)


@checked
def check_claims(
    graph: Network, claims: Iterable[Claim], contributions: Sequence[Contribution], query: Query
) -> list[Compared]:
    """Each figure of each claim beside what the graph and the contributions hold on the query's day."""
    figures: list[Compared] = []
    for claim in claims:
        if claim.measure is Measure.COVERAGE:
            figures.append(_coverage(graph, claim, query))
        elif claim.measure is Measure.PAIRS:
            figures.append(_pairs(graph, claim, query))
        elif claim.measure is not None:
            figures.append(_amount(graph, claim, contributions))
        else:
            figures += _counts(graph, claim, query)
    return figures


def _counts(graph: Network, claim: Claim, query: Query) -> list[Compared]:
    """Distinct helpers and recipients, by kind, of the agreements in force between the kinds the claim speaks of."""
    helpers, recipients = _inside(graph, claim.helper), _inside(graph, claim.recipient)
    reached: dict[str, tuple[set[str], set[str]]] = {
        name: (set(), set()) for name in ("named", "group", "illustrative")
    }
    for helper, recipient, edges in network.pairs(graph, query.day, groups=True):
        if (
            graph.nodes[helper]["kind"] in claim.helpers
            and graph.nodes[recipient]["kind"] in claim.recipients
            and helper in helpers
            and recipient in recipients
        ):
            for edge in edges:
                if claim.form in (None, edge.get("form")):
                    certainty = edge.get("certainty") or Certainty.NAMED
                    sides = reached["illustrative" if edge.get("illustrative") else str(certainty)]
                    sides[0].add(helper)
                    sides[1].add(recipient)
    return [
        Compared(
            claim,
            f"{name}:{kind.value}",
            Decimal(count),
            *(Decimal(sum(graph.nodes[node]["kind"] == kind for node in sides[side])) for sides in reached.values()),
        )
        for side, (name, counts) in enumerate((("helpers", claim.helpers), ("recipients", claim.recipients)))
        for kind, count in counts.items()
    ]


def _amount(graph: Network, claim: Claim, contributions: Sequence[Contribution]) -> Compared:
    """The sum of what was given of the measure and sector between the places it names; people and person-times apart.

    The same figure of the same sentence is no evidence for the claim, and summed apart; a part that it tells is.
    """
    helpers, recipients = _inside(graph, claim.helper), _inside(graph, claim.recipient)
    ends: dict[str, tuple[set[str], set[str]]] = {}
    for helper, recipient, key in graph.edges(keys=True):
        sides = ends.setdefault(key, (set(), set()))
        sides[0].add(helper)
        sides[1].add(recipient)
    own = _said_in(claim)
    sums = dict.fromkeys(("named", "illustrative", "same_sentence"), Decimal(0))
    for given in contributions:
        if given.status is ContributionStatus.PLANNED:
            continue
        alike = given.measure is claim.measure and given.attributes.get(COUNTED) == claim.attributes.get(COUNTED)
        if alike and claim.sector in (None, given.sector):
            deal = ends.get(given.agreement or "", (set(), set()))
            from_ = {given.helper} if given.helper else deal[0]
            to = {given.recipient} if given.recipient else deal[1]
            if from_ <= helpers and to <= recipients:
                same = own is not None and given.value == claim.value and _said_in(given) == own
                sums["illustrative" if given.illustrative else "same_sentence" if same else "named"] += given.value
    return Compared(
        claim,
        f"sum:{claim.measure}",
        claim.value or Decimal(0),
        sums["named"],
        Decimal(0),
        sums["illustrative"],
        sums["same_sentence"] or None,
    )


def _pairs(graph: Network, claim: Claim, query: Query) -> Compared:
    """Distinct pairs in force between the places that the claim names, of recipients of its kind.

    What is only known of a group says nothing of how many pairs there are.
    """
    helpers, recipients = _inside(graph, claim.helper), _inside(graph, claim.recipient)
    found = {"named": 0, "illustrative": 0}
    for helper, recipient, edges in network.pairs(graph, query.day, groups=False):
        kind = graph.nodes[recipient]["kind"]
        if claim.kind in (None, kind) and helper in helpers and recipient in recipients:
            fitting = [edge for edge in edges if claim.form in (None, edge.get("form"))]
            facts = [edge for edge in fitting if not edge.get("illustrative")]
            found["named"] += bool(facts)
            found["illustrative"] += bool(fitting) and not facts
    named, invented = Decimal(found["named"]), Decimal(found["illustrative"])
    return Compared(claim, "count:pairs", claim.value or Decimal(0), named, Decimal(0), invented)


def _said_in(record: Claim | Contribution) -> tuple[str | None, Place | None, str] | None:
    """Where the sentence stands that a record was read from, and the sentence; None where it is from no bulletin."""
    sentence = sentence_of(record.attributes)
    return None if sentence is None else (record.source, record.place, sentence)


def _coverage(graph: Network, claim: Claim, query: Query) -> Compared:
    """The share of the roster of the claim's kind with a partner of its own, through agreements of the claim's form."""
    nodes = [(node, dict(graph.nodes[node])) for node in graph]
    edges = [
        (helper, recipient, key, edge)
        for helper, recipient, key, edge in graph.edges(keys=True, data=True)
        if claim.form in (None, edge.get("form"))
    ]
    facts = [(*ends, edge) for *ends, edge in edges if not edge.get("illustrative")]
    of_roster = Query(query.day, claim.kind, claim.recipient)
    every, certain = (gaps(network.build(nodes, some), of_roster) for some in (edges, facts))
    expected = claim.value or Decimal(1)
    if not every.has_roster:
        return Compared(claim, "share:coverage", expected, None, None, None)
    shares = [Decimal(some.tally.direct) / Decimal(some.tally.roster) for some in (every, certain)]
    return Compared(claim, "share:coverage", expected, shares[1], Decimal(0), shares[0] - shares[1])


def _inside(graph: Network, unit: str | None) -> set[str]:
    return set(network.inside(graph, unit)) if unit is None or unit in graph else {unit}


@dataclass(frozen=True, slots=True)
class Conflict(Rows):
    """Two sources that say different things about one subject: `found`, and `taken`, which is the one that counts."""

    rule: str
    subject_id: str
    subject: str
    found: Any
    taken: Any
    source: str


def claim_conflicts(
    claims: Iterable[tuple[Claim, Source]], contributions: Sequence[Contribution], subject: Mapping[str, str]
) -> list[Conflict]:
    """Claims about the same thing that state different figures; the figure that a contribution repeats is taken.

    `subject` gives the names of organizations by id.
    """
    groups: dict[tuple[str, ...], list[tuple[Claim, Source]]] = {}
    for claim, source in claims:
        groups.setdefault(_about(claim), []).append((claim, source))
    recorded = {
        given.value
        for given in contributions
        if not given.illustrative and given.status is not ContributionStatus.PLANNED
    }
    conflicts = []
    for about, group in sorted(groups.items()):
        group.sort(key=lambda entry: (entry[0].value not in recorded, entry[0].id))
        taken = _figure(group[0][0])
        name = " · ".join(subject.get(part, part) for part in about if part)
        for claim, source in group[1:]:
            if _figure(claim) != taken:
                conflicts.append(Conflict("claim", claim.id, name, _figure(claim), taken, source.title))
    return conflicts


def _about(claim: Claim) -> tuple[str, ...]:
    counted = claim.attributes.get(COUNTED)
    parts = (claim.helper, claim.recipient, claim.kind, claim.form, claim.measure, claim.sector, claim.since, counted)
    return tuple(str(part) if part else "" for part in parts)


def _figure(claim: Claim) -> Any:
    if claim.measure is not None:
        return claim.value
    return {kind.value: count for side in (claim.helpers, claim.recipients) for kind, count in sorted(side.items())}


class StatedOrganization(Protocol):
    """What one dataset states of an organization, as a store returns it."""

    @property
    def organization(self) -> Organization:
        """What is stated."""

    @property
    def dataset(self) -> str:
        """Who states it."""

    @property
    def as_of(self) -> date | None:
        """For which day it is stated."""


def statement_conflicts(stated: Sequence[StatedOrganization]) -> list[Conflict]:
    """The facts about one organization in which datasets differ: its name, kind, code or the unit it lies in."""
    merged, _ = merge([Statement(entry.organization, entry.dataset, entry.as_of) for entry in stated])
    conflicts = []
    for rule in ("kind", "name", "code", "part_of"):
        taken = getattr(merged, rule)
        for entry in stated:
            said = getattr(entry.organization, rule)
            if said and taken and said != taken:
                conflicts.append(Conflict(rule, merged.id, merged.name, said, taken, entry.dataset))
    return conflicts
