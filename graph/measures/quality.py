"""What is wrong or doubtful in the data of a network: dates, money, who helps whom, units, names.

An *error* is something that cannot be true, or that distorts totals: it must be fixed. A *remark* may be true (an
agreement whose end nobody wrote down, one that ended and is still listed), but makes answers weaker.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median
from typing import TYPE_CHECKING, Any

from graph import network
from graph.answer import Rows
from graph.errors import RecordError
from graph.measures.arguments import checked
from graph.model import DRAFT, MONEY_MEASURES, Contribution, ContributionStatus, Kind
from graph.network import edge_dates, edge_ended, edge_planned

if TYPE_CHECKING:
    from graph.network import Network

LARGE = 100
"""An amount of more than so many times the median of its measure is remarked on."""
SLIP = (Decimal(3_162), Decimal(31_623))
"""An amount between so many times the median was probably 元 read as 万元: 10,000, half a magnitude either way."""
LEAST = 5
"""The fewest amounts of a measure of which a median is taken."""
WITHOUT_PAIR = "money-without-pair"
"""The rule about money whose pair no dataset lists."""
ERRORS = frozenset({"self-help", "end-before-start", "network", "money:negative", "money:unit"})
"""Rules (or the first part of one) that are errors; all others are remarks."""


@dataclass(frozen=True, slots=True)
class Doubt(Rows):
    """A doubt about one subject: an agreement (its key, with the first of its pairs), a contribution, an organization.

    `found` and `expected` are values, None where there are none.
    """

    rule: str
    subject: str
    found: Any = None
    expected: Any = None
    pair: tuple[str, str] | None = None

    @property
    def error(self) -> bool:
        """Whether it must be fixed."""
        return bool({self.rule, self.rule.partition(":")[0]} & ERRORS)


@checked
def agreements(graph: Network, day: date, *, within: Collection[str] | None = None) -> Iterator[Doubt]:
    """Doubts about the agreements of `graph`, each agreement once a rule; with `within` those with an end in it."""
    named: set[tuple[str, str]] = set()
    for helper, recipient, key, edge in sorted(graph.edges(keys=True, data=True), key=lambda one: (one[2], *one[:2])):
        if edge.get("unlisted_since") or (within is not None and helper not in within and recipient not in within):
            continue
        for rule, found, expected in _about(graph, helper, recipient, edge, day):
            if (rule, key) not in named:
                named.add((rule, key))
                yield Doubt(rule, key, found, expected, (helper, recipient))


def _about(
    graph: Network, helper: str, recipient: str, edge: dict[str, Any], day: date
) -> Iterator[tuple[str, Any, Any]]:
    """(rule, found, expected) of one agreement."""
    if helper == recipient:
        yield "self-help", helper, None
    elif recipient in network.ancestors(graph, helper) or helper in network.ancestors(graph, recipient):
        yield "inside", graph.nodes[helper]["name"], None
    try:
        start, end = edge_dates(edge)
    except RecordError:
        return  # `conventions` names it
    if start and end and end.last < start.first:
        yield "end-before-start", str(end), str(start)
    missing = [name for name, value in (("start", start), ("end", end)) if value is None]
    if missing and not edge_planned(edge):
        yield ":".join(("undated", *missing)), None, None
    if edge_ended(edge, day):
        yield "ended", str(end), day.isoformat()
    if is_draft(edge):
        yield "draft", None, None


def is_draft(edge: Mapping[str, Any]) -> bool:
    """Whether a plan proposed the agreement with these edge attributes: what its status was printed as says so."""
    own = edge.get("attributes") or {}
    return DRAFT in (own.get("status"), own.get("status_printed"))


@dataclass(frozen=True, slots=True)
class Recorded:
    """What is on record as given: `under` which agreements, and `between` whom where it names no agreement."""

    under: Collection[str]
    between: Collection[tuple[str | None, str | None]]

    @classmethod
    def of(cls, given: Iterable[Contribution]) -> Recorded:
        """That of these contributions; what is only planned is left out."""
        given = [entry for entry in given if entry.status is ContributionStatus.GIVEN]
        return cls(
            {entry.agreement for entry in given if entry.agreement},
            {(entry.helper, entry.recipient) for entry in given if not entry.agreement},
        )

    @property
    def anything(self) -> bool:
        """Whether anything is on record as given."""
        return bool(self.under or self.between)

    def names(self, helper: str, recipient: str, key: str) -> bool:
        """Whether something was given under this agreement or between its two ends."""
        return key in self.under or key.rpartition("@")[0] in self.under or (helper, recipient) in self.between


@checked
def without_contribution(
    graph: Network,
    given: Sequence[Contribution],
    *,
    within: Collection[str] | None = None,
    sources: Collection[str] | None = None,
) -> Iterator[Doubt]:
    """Agreements under which, or between whose ends, nothing is on record as given; none where nothing is given at all.

    What is only planned is neither asked nor counted. With `sources` only agreements that these sources state: a source
    that records no contributions is not asked.
    """
    recorded = Recorded.of(given)
    if not recorded.anything:
        return
    first: dict[str, tuple[str, str]] = {}
    having: set[str] = set()
    for helper, recipient, key in sorted(graph.edges(keys=True)):
        edge = graph.edges[helper, recipient, key]
        listed = not edge.get("unlisted_since")
        asked = listed and not edge_planned(edge) and (sources is None or edge.get("source") in sources)
        if asked and (within is None or helper in within or recipient in within):
            first.setdefault(key, (helper, recipient))
            if recorded.names(helper, recipient, key):
                having.add(key)
    yield from (Doubt("no-contribution", key, pair=pair) for key, pair in sorted(first.items()) if key not in having)


def money(given: Iterable[Contribution]) -> Iterator[Doubt]:
    """Amounts of money (yuan) that are negative, zero, or far above the median of their measure."""
    amounts = sorted((entry for entry in given if entry.measure in MONEY_MEASURES), key=lambda entry: entry.id)
    usual = {}
    for measure in MONEY_MEASURES:
        values = [entry.value for entry in amounts if entry.measure is measure and entry.value > 0]
        usual[measure] = median(values) if len(values) >= LEAST else None
    for entry in amounts:
        typical = usual[entry.measure]
        if entry.value < 0:
            yield Doubt("money:negative", entry.id, entry.value, 0)
        elif entry.value == 0:
            yield Doubt("money:zero", entry.id, entry.value, None)
        elif typical is not None and SLIP[0] <= entry.value / typical <= SLIP[1]:
            yield Doubt("money:unit", entry.id, entry.value, typical)
        elif typical is not None and entry.value > LARGE * typical:
            yield Doubt("money:large", entry.id, entry.value, typical)


def between(given: Iterable[Contribution]) -> dict[tuple[str, str], list[Contribution]]:
    """(helper, recipient) → the money given between them under no agreement, by id."""
    found: dict[tuple[str, str], list[Contribution]] = {}
    for entry in sorted(given, key=lambda entry: entry.id):
        stated = entry.measure in MONEY_MEASURES and entry.status is ContributionStatus.GIVEN and not entry.agreement
        if stated and entry.helper and entry.recipient:
            found.setdefault((entry.helper, entry.recipient), []).append(entry)
    return found


def without_pair(given: Iterable[Contribution], unlisted: Collection[tuple[str, str]]) -> Iterator[Doubt]:
    """Money (yuan) between pairs that are `unlisted`: no dataset lists them on any day; a pair's first entry stands."""
    for pair, entries in sorted(between(given).items()):
        if pair in unlisted:
            yield Doubt(WITHOUT_PAIR, entries[0].id, sum((one.value for one in entries), Decimal()), None, pair)


@checked
def organizations(graph: Network, *, within: Collection[str] | None = None) -> Iterator[Doubt]:
    """Members of a roster that lie in no unit, so that no area counts them; provinces never lie in one."""
    for node in sorted(graph):
        data = graph.nodes[node]
        if (
            data.get("on_roster")
            and not data.get("part_of")
            and data["kind"] != Kind.PROVINCE
            and (within is None or node in within)
        ):
            yield Doubt("no-unit", node)


@checked
def conventions(graph: Network) -> Iterator[Doubt]:
    """Departures of the graph from its conventions, but for self-help, which `agreements` names."""
    for finding in network.check(graph):
        if finding.key != "network.self_help":
            rule = "network" if finding.grade == "must" else "convention"
            yield Doubt(f"{rule}:{finding.key.partition('.')[2]}", finding.subject, finding.value)
