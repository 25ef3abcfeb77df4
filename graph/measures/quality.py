"""What is wrong, or wants a look, in the data of a network: dates, money, who helps whom, units, names.

An *error* cannot be so, or falsifies sums: it must be mended. A *remark* may well be so (an agreement whose end nobody
wrote down, one that ended and is still listed), and makes answers weaker.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median
from typing import TYPE_CHECKING, Any

from graph import network
from graph.errors import RecordError
from graph.measures.coverage import edge_ended
from graph.model import MONEY_MEASURES, Contribution, Kind, PartialDate

if TYPE_CHECKING:
    from graph.network import Network

LARGE = 100
"""How many times the median of its measure an amount may be without being remarked on."""
SLIP = (Decimal(3_162), Decimal(31_623))
"""How many times the median an amount is whose 元 were taken for 万元: 10,000, half a magnitude either way."""
LEAST = 5
"""How many amounts of a measure it takes to speak of their median."""
DRAFT = "draft"
"""What an agreement's attribute `status` says of one that a plan proposed."""
ERRORS = frozenset({"self-help", "end-before-start", "network", "money:negative", "money:unit"})
"""Rules (or the first part of one) that are errors; all others are remarks."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing at one subject: an agreement (its key, with the first of its pairs), a contribution or an organization.

    `found` and `expected` are values, None where there are none.
    """

    rule: str
    subject: str
    found: Any = None
    expected: Any = None
    pair: tuple[str, str] | None = None

    @property
    def error(self) -> bool:
        """Whether it must be mended."""
        return bool({self.rule, self.rule.partition(":")[0]} & ERRORS)


def agreements(graph: Network, day: date, *, within: Collection[str] | None = None) -> Iterator[Doubt]:
    """Doubts about the agreements of `graph` (or those of which one end is `within`), each agreement once a rule."""
    told: set[tuple[str, str]] = set()
    for helper, recipient, key, edge in sorted(graph.edges(keys=True, data=True), key=lambda one: (one[2], *one[:2])):
        if within is not None and helper not in within and recipient not in within:
            continue
        for rule, found, expected in _about(graph, helper, recipient, edge, day):
            if (rule, key) not in told:
                told.add((rule, key))
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
        start, end = (PartialDate.parse(edge[name]) if edge[name] else None for name in ("start", "end"))
    except RecordError:
        return  # the check of the conventions names it
    if start and end and end.last < start.first:
        yield "end-before-start", str(end), str(start)
    missing = [name for name, value in (("start", start), ("end", end)) if value is None]
    if missing:
        yield ":".join(("undated", *missing)), None, None
    if edge_ended(edge, day):
        yield "ended", str(end), day.isoformat()
    if (edge.get("attributes") or {}).get("status") == DRAFT:
        yield "draft", None, None


def without_contribution(
    graph: Network,
    given: Sequence[Contribution],
    *,
    within: Collection[str] | None = None,
    sources: Collection[str] | None = None,
) -> Iterator[Doubt]:
    """Agreements under which, or between whose ends, nothing is on record; nothing at all when nothing is given.

    With `sources` only the agreements that these state: who records no contributions lacks none.
    """
    if not given:
        return
    under = {entry.agreement for entry in given if entry.agreement}
    between = {(entry.helper, entry.recipient) for entry in given if not entry.agreement}
    first: dict[str, tuple[str, str]] = {}
    having: set[str] = set()
    for helper, recipient, key in sorted(graph.edges(keys=True)):
        asked = sources is None or graph.edges[helper, recipient, key]["source"] in sources
        if asked and (within is None or helper in within or recipient in within):
            first.setdefault(key, (helper, recipient))
            if key in under or key.rpartition("@")[0] in under or (helper, recipient) in between:
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


def organizations(graph: Network, *, within: Collection[str] | None = None) -> Iterator[Doubt]:
    """Members of a roster that lie in no unit, so that no area counts them; provinces lie in none."""
    for node in sorted(graph):
        data = graph.nodes[node]
        if (
            data.get("on_roster")
            and not data.get("part_of")
            and data["kind"] != Kind.PROVINCE
            and (within is None or node in within)
        ):
            yield Doubt("no-unit", node)


def conventions(graph: Network) -> Iterator[Doubt]:
    """Where the graph leaves its conventions; those told by a rule of their own left out."""
    for finding in network.check(graph):
        if finding.key != "network.self_help":
            rule = "network" if finding.grade == "must" else "convention"
            yield Doubt(f"{rule}:{finding.key.partition('.')[2]}", finding.subject, finding.value)
