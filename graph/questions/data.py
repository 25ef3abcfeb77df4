"""What is wrong in the data and must be fixed, and what deserves a look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from graph import network
from graph.answer import Answer, Note
from graph.measures import quality
from graph.measures.quality import LARGE
from graph.questions.roster import illustrative_rows

if TYPE_CHECKING:
    from graph.measures.quality import Doubt
    from graph.model import Contribution
    from graph.network import Network
    from graph.questions.inquiry import Inquiry


class DoubtRow(NamedTuple):
    """One doubt, and where it comes from."""

    rule: str
    subject_id: str
    subject: str
    found: object
    expected: object
    source: str | None
    severity: str
    dataset: str | None
    illustrative: bool


def answer(inquiry: Inquiry) -> Answer:
    """Lists errors, which must be fixed, and remarks, which make answers weaker; passes when there are no errors.

    In an area it checks what is or lies in it, and the agreements with at least one end there. Raises `UsageError` when
    the area is too large.
    """
    graph, area = inquiry.network(), inquiry.area
    within = None if area is None else set(network.inside(graph, area))
    given = _given(inquiry.contributions(), graph, within)
    doubts = _doubts(inquiry, graph, within, given)
    rows = list(_rows(inquiry, graph, doubts, {entry.id: entry for entry in given}))
    counts = Counter(one.rule.partition(":")[0] for one in doubts)
    errors = sum(one.error for one in doubts)
    passed = not errors
    summary = {
        "passed": passed,
        "errors": errors,
        "remarks": len(doubts) - errors,
        "rules": dict(sorted(counts.items())),
    }
    headline = [Note("data.found", {**summary, "day": inquiry.day, "scope": inquiry.scope})]
    if counts:
        parts = tuple(Note("data.count", {"rule": rule, "count": count}) for rule, count in sorted(counts.items()))
        headline.append(Note("data.counts", {"parts": parts}))
    return Answer(
        question="check data",
        as_of=inquiry.day,
        scope=inquiry.scope,
        summary=summary,
        passed=passed,
        fields=DoubtRow._fields,
        rows=rows,
        shown=("severity", "rule", "subject", "found", "expected", "source", "illustrative"),
        headline=tuple(headline),
        notes=_notes(counts, rows),
    )


def _doubts(inquiry: Inquiry, graph: Network, within: set[str] | None, given: Sequence[Contribution]) -> list[Doubt]:
    """All doubts about what lies within, errors first."""
    outside = set() if within is None else set(graph) - within
    own = {entry.id for entry in given}
    recording = {source.id for one in inquiry.datasets() if one.contributions for source in one.sources}
    doubts = [
        *(one for one in quality.conventions(graph) if one.subject not in outside),
        *quality.agreements(graph, inquiry.day, within=within),
        *(one for one in quality.money(inquiry.contributions()) if one.subject in own),
        *quality.organizations(graph, within=within),
        *quality.without_contribution(graph, given, within=within, sources=recording),
        *(
            quality.Doubt("unmatched", id_, graph.nodes[id_]["name"])
            for id_ in inquiry.store.unmatched()
            if id_ in graph and (within is None or id_ in within)
        ),
    ]
    return sorted(doubts, key=lambda one: (not one.error, one.rule, one.subject))


def _given(every: list[Contribution], graph: Network, within: set[str] | None) -> list[Contribution]:
    """The contributions under agreements of the area, or by or to its organizations."""
    if within is None:
        return every
    keys = {key for u, v, key in graph.edges(keys=True) if u in within or v in within}
    return [entry for entry in every if entry.agreement in keys or within & {entry.helper, entry.recipient}]


def _rows(
    inquiry: Inquiry, graph: Network, doubts: Sequence[Doubt], given: Mapping[str, Contribution]
) -> Iterator[DoubtRow]:
    """A row for each doubt, with the file and the row that it comes from."""
    places = inquiry.places(one.pair[1] for one in doubts if one.pair)
    datasets = {source.id: dataset.name for dataset in inquiry.datasets() for source in dataset.sources}
    for one in doubts:
        place, dataset, illustrative = None, None, False
        if one.pair is not None:
            _, place, dataset = places.get((*one.pair, one.subject), (None, None, None))
            names = [graph.nodes[end]["name"] for end in one.pair]
            subject = " → ".join(names)
            illustrative = bool(graph.edges[(*one.pair, one.subject)]["illustrative"])
        elif one.subject in given and one.rule.startswith("money"):
            entry = given[one.subject]
            subject, place, illustrative = entry.printed or entry.id, entry.place, entry.illustrative
            dataset = datasets.get(entry.source or "")
        else:
            stated = inquiry.statements(one.subject) if one.subject in graph else []
            place = next((said.organization.place for said in stated if said.organization.place), None)
            dataset = next((said.dataset for said in stated), None)
            node = graph.nodes[one.subject] if one.subject in graph else {}
            subject, illustrative = node.get("name", one.subject), bool(node.get("illustrative"))
        yield DoubtRow(
            one.rule,
            one.subject,
            subject,
            one.found,
            one.expected,
            None if place is None else str(place),
            "error" if one.error else "remark",
            dataset,
            illustrative,
        )


def _notes(counts: Mapping[str, int], rows: Sequence[DoubtRow]) -> tuple[Note, ...]:
    notes = [Note("data.severity")] if rows else []
    notes += [
        Note(f"data.about.{rule.replace('-', '_')}", {"times": LARGE})
        for rule in sorted(counts)
        if rule in ("draft", "ended", "inside", "money", "no-contribution", "no-unit", "undated", "unmatched")
    ]
    return (*notes, *illustrative_rows(sum(row.illustrative for row in rows)))
