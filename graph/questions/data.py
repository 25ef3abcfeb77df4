"""What is wrong in the data and must be fixed, and what deserves a look."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

from graph import network
from graph.answer import Answer, Note
from graph.measures import coverage, quality
from graph.measures.quality import LARGE, Doubt
from graph.model import DRAFT
from graph.questions.roster import illustrative_rows, unused_rows
from graph.store.pairs import never_listed

if TYPE_CHECKING:
    from graph.columns import Columns, Flags, Named
    from graph.model import Contribution, Place
    from graph.questions.inquiry import Inquiry
    from graph.store import LoadedDataset

_PLAIN = ("convention", "end-before-start", "network", "self-help")
"""The rules that need no note on what to do."""
_PART = 50_000
"""Of how many recipients the places of agreements are read at a time."""


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

    In an area it checks what is or lies in it, and the agreements with at least one end there.
    """
    seen = (_on_network if inquiry.fits(inquiry.area) else _on_columns)(inquiry)
    own = {entry.id for entry in seen.given}
    unused = {one.name: one for one in unused_rows(inquiry)}
    unlisted = never_listed(inquiry.store, quality.between(seen.given))
    doubts = [
        *seen.doubts,
        *(one for one in quality.money(inquiry.contributions()) if one.subject in own),
        *quality.without_pair(seen.given, unlisted),
        *(Doubt("unused-rows", name, one.rejected, 0) for name, one in unused.items()),
    ]
    doubts.sort(key=lambda one: (not one.error, one.rule, one.subject))
    rows = list(_rows(inquiry, seen, doubts, unused))
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


class _Called(NamedTuple):
    """What a row says of an organization."""

    name: str
    illustrative: bool


@dataclass(frozen=True, slots=True)
class _Seen:
    """The doubts about organizations and agreements, and what was `given` in the area.

    `organizations` has those that a row may name, by id; `invented` the agreements that are illustrative, by their two
    ends and key.
    """

    doubts: Sequence[Doubt]
    given: Sequence[Contribution]
    organizations: Mapping[str, _Called | Named]
    invented: Collection[tuple[str, str, str]]


def _on_network(inquiry: Inquiry) -> _Seen:
    graph, area = inquiry.network(), inquiry.area
    within = None if area is None else set(network.inside(graph, area))
    keys = {key for u, v, key in graph.edges(keys=True) if within is None or u in within or v in within}
    given = _given(inquiry.contributions(), keys, within)
    outside = set() if within is None else set(graph) - within
    query = inquiry.query()
    _, has_roster = coverage.members(graph, query)
    doubts = [
        *(one for one in quality.conventions(graph) if one.subject not in outside),
        *quality.agreements(graph, inquiry.day, within=within),
        *quality.organizations(graph, within=within),
        *(Doubt("off-roster", id_) for id_ in (coverage.off_roster(graph, query) if has_roster else ())),
        *quality.without_contribution(graph, given, within=within, sources=_recording(inquiry)),
        *(
            Doubt("unmatched", id_, graph.nodes[id_]["name"])
            for id_ in inquiry.store.unmatched()
            if id_ in graph and (within is None or id_ in within)
        ),
    ]
    return _Seen(
        doubts,
        given,
        {id_: _Called(node["name"], bool(node["illustrative"])) for id_, node in graph.nodes(data=True)},
        {(u, v, key) for u, v, key, edge in graph.edges(keys=True, data=True) if edge["illustrative"]},
    )


def _on_columns(inquiry: Inquiry) -> _Seen:
    import numpy as np  # not needed where a network is fetched

    from graph.measures.columns import coverage as rosters
    from graph.measures.columns import quality as on_columns

    columns = inquiry.columns()
    within = columns.inside(inquiry.area)
    near = within[columns.helper] | within[columns.recipient]
    given = inquiry.contributions()
    if inquiry.area is not None:
        of = columns.register.pairings({entry.agreement for entry in given if entry.agreement})
        ids = {id_ for entry in given for id_ in (entry.helper, entry.recipient) if id_}
        places = columns.register.places(ids)
        given = _given(
            given,
            {key for key, numbers in of.items() if near[numbers].any()},
            {id_ for id_, place in places.items() if within[place]},
        )
    recorded, asked = quality.Recorded.of(given), np.zeros_like(near)
    if recorded.anything:
        asked = on_columns.stated_by(columns, near, _recording(inquiry))
    doubted = on_columns.Doubted(columns, inquiry.day, within, _drafts(inquiry, columns))
    of_agreements = on_columns.known(columns, doubted.any | asked)
    unmatched = columns.register.places(inquiry.store.unmatched())
    lost = columns.register.named(np.array([place for place in unmatched.values() if within[place]], dtype=np.int32))
    without_unit = on_columns.organizations(columns, within)
    query = inquiry.query()
    _, has_roster = rosters.members(columns, query)
    off = columns.register.named(rosters.off_roster(columns, query)) if has_roster else []
    doubts = [
        *doubted.doubts(of_agreements),
        *(Doubt("no-unit", one.id) for one in without_unit),
        *(Doubt("off-roster", one.id) for one in off),
        *on_columns.without_contribution(of_agreements, asked, recorded),
        *(Doubt("unmatched", one.id, one.name) for one in lost),
    ]
    invented = columns.invented.tolist()
    return _Seen(
        doubts,
        given,
        {**of_agreements.organizations, **{one.id: one for one in (*without_unit, *off, *lost)}},
        {(one.helper, one.recipient, one.key) for one in of_agreements.pairings if invented[one.number]},
    )


def _recording(inquiry: Inquiry) -> set[str]:
    """The sources of the datasets that record contributions."""
    return {source.id for one in inquiry.datasets() if one.contributions for source in one.sources}


def _drafts(inquiry: Inquiry, columns: Columns) -> Flags:
    """The pairings of agreements that a plan proposed: what columns do not hold is looked for in the datasets."""
    import numpy as np  # as in `_on_columns`
    import polars as pl

    stated: list[tuple[str, str, str, str]] = []
    for one in inquiry.datasets():
        if one.agreements:
            table = inquiry.store.dataset(one.name, one.version).agreements
            for *ends, id_, attributes in (
                table.filter(pl.col("attributes").str.contains(f'"{DRAFT}"', literal=True))
                .select("helper", "recipient", "id", "attributes")
                .iter_rows()
            ):
                if quality.is_draft({"attributes": json.loads(attributes)}):
                    stated.append((*ends, id_, one.name))
    flags = np.zeros(len(columns.helper), dtype=np.bool_)
    if not stated:
        return flags
    keys = columns.register.pairings({key for *_, id_, name in stated for key in (id_, f"{id_}@{name}")})
    places = columns.register.places({end for *ends, _, _ in stated for end in ends})
    for helper, recipient, id_, name in stated:
        for key in (f"{id_}@{name}", id_):  # the latter is that of another dataset where there is the former
            own = [
                number
                for number in keys.get(key, ())
                if (columns.helper[number], columns.recipient[number]) == (places[helper], places[recipient])
            ]
            if own:
                flags[own] = True
                break
    return flags


def _given(every: list[Contribution], keys: Collection[str], within: Collection[str] | None) -> list[Contribution]:
    """The contributions under these agreements of the area, or by or to its organizations."""
    if within is None:
        return every
    return [entry for entry in every if entry.agreement in keys or entry.helper in within or entry.recipient in within]


def _rows(
    inquiry: Inquiry, seen: _Seen, doubts: Sequence[Doubt], unused: Mapping[str, LoadedDataset]
) -> Iterator[DoubtRow]:
    """A row for each doubt, with the file and the row that it comes from."""
    places = _places(inquiry, doubts)
    names = _names(inquiry, seen, doubts)
    datasets = {source.id: dataset.name for dataset in inquiry.datasets() for source in dataset.sources}
    given = {entry.id: entry for entry in seen.given}
    for number, one in enumerate(doubts):
        place: Place | str | None
        if one.rule == quality.WITHOUT_PAIR and one.pair is not None:
            entry = given[one.subject]
            subject = " → ".join(names[end] for end in one.pair)
            place, illustrative, dataset = entry.place, entry.illustrative, datasets.get(entry.source or "")
        elif one.pair is not None:
            place, dataset = places[number]
            subject = " → ".join(seen.organizations[end].name for end in one.pair)
            illustrative = (*one.pair, one.subject) in seen.invented
        elif one.subject in given and one.rule.startswith("money"):
            entry = given[one.subject]
            subject, place, illustrative = entry.printed or entry.id, entry.place, entry.illustrative
            dataset = datasets.get(entry.source or "")
        elif one.rule == "unused-rows":
            subject, place, dataset, illustrative = one.subject, unused[one.subject].location, one.subject, False
        else:
            known = seen.organizations.get(one.subject)
            stated = inquiry.statements(one.subject) if known else []
            place = next((said.organization.place for said in stated if said.organization.place), None)
            dataset = next((said.dataset for said in stated), None)
            subject, illustrative = (known.name, known.illustrative) if known else (one.subject, False)
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


def _names(inquiry: Inquiry, seen: _Seen, doubts: Sequence[Doubt]) -> dict[str, str]:
    """Id → name of the ends of pairs that no agreement names, which may lie outside of what was read."""
    ids = {end for one in doubts if one.rule == quality.WITHOUT_PAIR and one.pair for end in one.pair}
    known = {id_: seen.organizations[id_].name for id_ in ids if id_ in seen.organizations}
    others = sorted(ids - known.keys())
    nodes = inquiry.around(others).nodes if others else {}
    return known | {id_: nodes[id_]["name"] for id_ in others}


def _places(inquiry: Inquiry, doubts: Sequence[Doubt]) -> dict[int, tuple[str | None, str | None]]:
    """Of each doubt about an agreement, by its number, the place of that and its dataset; a part is read at a time."""
    of: dict[str, list[int]] = {}
    for number, one in enumerate(doubts):
        if one.pair and one.rule != quality.WITHOUT_PAIR:
            of.setdefault(one.pair[1], []).append(number)
    recipients, found = iter(sorted(of)), dict[int, tuple[str | None, str | None]]()
    while some := list(islice(recipients, _PART)):
        places = inquiry.places(some)
        for number in chain.from_iterable(of[recipient] for recipient in some):
            one = doubts[number]
            at = places.get((*one.pair, one.subject)) if one.pair else None
            found[number] = (str(at[1]), at[2]) if at else (None, None)
    return found


def _notes(counts: Mapping[str, int], rows: Sequence[DoubtRow]) -> tuple[Note, ...]:
    notes = [Note("data.severity")] if rows else []
    notes += [
        Note(f"data.about.{rule.replace('-', '_')}", {"times": LARGE}) for rule in sorted(counts) if rule not in _PLAIN
    ]
    return (*notes, *illustrative_rows(sum(row.illustrative for row in rows)))
