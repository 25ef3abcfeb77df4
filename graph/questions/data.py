"""What in the data wants mending, or a look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from graph import network
from graph.answer import Answer, Note
from graph.measures import quality
from graph.measures.quality import Doubt
from graph.questions.checks import CHECK_FIELDS
from graph.questions.scope import fetched, scope_of

if TYPE_CHECKING:
    from graph.model import Contribution
    from graph.network import Network
    from graph.store import Store

DATA_FIELDS = (*CHECK_FIELDS, "severity", "dataset", "illustrative")


def check_data(store: Store, day: date, area: str | None = None) -> Answer:
    """Errors, which must be mended, and remarks, which make answers weaker; passes when there are no errors.

    With an area, about what is or lies in it, and the agreements of which one end does.
    """
    graph = fetched(store, area)
    within = None if area is None else set(network.inside(graph, area))
    outside = set() if within is None else set(graph) - within
    every = store.contributions()
    given = _given(every, graph, within)
    own = {entry.id: entry for entry in given}
    recording = {source.id for one in store.datasets() if one.contributions for source in one.sources}
    doubts = [
        *(one for one in quality.conventions(graph) if one.subject not in outside),
        *quality.agreements(graph, day, within=within),
        *(one for one in quality.money(every) if one.subject in own),
        *quality.organizations(graph, within=within),
        *quality.without_contribution(graph, given, within=within, sources=recording),
        *(
            Doubt("unmatched", id_, graph.nodes[id_]["name"])
            for id_ in store.unmatched()
            if id_ in graph and (within is None or id_ in within)
        ),
    ]
    doubts.sort(key=lambda one: (not one.error, one.rule, one.subject))
    rows = list(_rows(store, graph, doubts, own))
    counts = Counter(one.rule.partition(":")[0] for one in doubts)
    errors = sum(one.error for one in doubts)
    passed = not errors
    summary = {
        "passed": passed,
        "errors": errors,
        "remarks": len(doubts) - errors,
        "rules": dict(sorted(counts.items())),
    }
    scope = scope_of(store, area)
    headline = [Note("data.found", {**summary, "day": day, "scope": scope})]
    if counts:
        parts = tuple(Note("data.count", {"rule": rule, "count": count}) for rule, count in sorted(counts.items()))
        headline.append(Note("data.counts", {"parts": parts}))
    return Answer(
        question="check data",
        as_of=day,
        scope=scope,
        summary=summary,
        passed=passed,
        fields=DATA_FIELDS,
        rows=rows,
        shown=("severity", "rule", "subject", "found", "expected", "source", "illustrative"),
        headline=tuple(headline),
        notes=_notes(counts, rows),
    )


def _given(every: list[Contribution], graph: Network, within: set[str] | None) -> list[Contribution]:
    """What was given under the agreements, or by or to the organizations, of the area."""
    if within is None:
        return every
    keys = {key for u, v, key in graph.edges(keys=True) if u in within or v in within}
    return [entry for entry in every if entry.agreement in keys or within & {entry.helper, entry.recipient}]


def _rows(
    store: Store, graph: Network, doubts: Iterable[Doubt], given: Mapping[str, Contribution]
) -> Iterable[tuple[Any, ...]]:
    """A line for each doubt, with the file and the row that it comes from."""
    doubts = list(doubts)
    places = store.places(sorted({one.pair[1] for one in doubts if one.pair}))
    datasets = {source.id: dataset.name for dataset in store.datasets() for source in dataset.sources}
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
            stated = store.statements(one.subject) if one.subject in graph else []
            place = next((said.organization.place for said in stated if said.organization.place), None)
            dataset = next((said.dataset for said in stated), None)
            node = graph.nodes[one.subject] if one.subject in graph else {}
            subject, illustrative = node.get("name", one.subject), bool(node.get("illustrative"))
        yield (
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


def _notes(counts: Mapping[str, int], rows: list[tuple[Any, ...]]) -> tuple[Note, ...]:
    notes = [Note("data.severity")] if rows else []
    notes += [
        Note(f"data.about.{rule.replace('-', '_')}", {"times": quality.LARGE})
        for rule in sorted(counts)
        if rule in ("draft", "ended", "inside", "money", "no-contribution", "no-unit", "undated", "unmatched")
    ]
    invented = sum(bool(row[-1]) for row in rows)
    return (*notes, *([Note("note.illustrative_rows", {"count": invented})] if invented else []))
