"""Checks: each passes, or names what breaks it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from graph.answer import Answer, Note
from graph.measures import claims as measure
from graph.measures import one_to_one as pairing
from graph.measures.coverage import members
from graph.model import Kind
from graph.query import Query
from graph.questions.covered import rosters_of
from graph.questions.scope import fetched, scope_of

if TYPE_CHECKING:
    from graph.measures.one_to_one import OneToOne
    from graph.model import Claim, Source
    from graph.network import Network
    from graph.store import Store

CHECK_FIELDS = ("rule", "subject_id", "subject", "found", "expected", "source")


def check_claims(store: Store, day: date, within: str | None = None) -> Answer:
    """Each figure that a source claims beside what is on record; passes when named records alone give every one.

    With `within`, only claims about recipients that are or lie in that unit.
    """
    stated = _claims(store, within)
    sources_ = {claim.id: source for claim, source in stated}
    contributions = store.contributions()
    compared = []
    for area in sorted({claim.recipient or "" for claim, _ in stated}):
        of_area = [claim for claim, _ in stated if (claim.recipient or "") == area]
        compared += measure.check_claims(store.network(area or None), of_area, contributions, Query(day))
    rows = [
        (
            line.rule,
            line.claim.id,
            line.claim.printed or line.claim.id,
            line.named,
            line.expected,
            sources_[line.claim.id].title,
            line.group,
            line.illustrative,
        )
        for line in compared
    ]
    passed = all(line.passed for line in compared)
    held = sum(line.passed for line in compared)
    notes = [Note("claims.not_evidence")] if any(line.illustrative for line in compared) else []
    notes += [Note("claims.uncountable")] if any(line.named is None for line in compared) else []
    return Answer(
        question="check claims",
        as_of=day,
        scope=scope_of(store, within),
        fields=(*CHECK_FIELDS, "in_group", "illustrative"),
        rows=rows,
        summary={"passed": passed, "figures": len(rows), "held": held},
        passed=passed,
        headline=(Note("claims.found", {"passed": passed, "held": held, "figures": len(rows), "day": day}),),
        notes=tuple(notes),
        shown=("subject", "rule", "expected", "found", "in_group", "illustrative"),
    )


def unborne(claims: Answer) -> Answer:
    """The answer to `check_claims` with only the figures that named records do not bear out."""
    found, expected = claims.fields.index("found"), claims.fields.index("expected")
    return replace(claims, rows=[row for row in claims.rows if row[found] != row[expected]])


def _claims(store: Store, within: str | None) -> list[tuple[Claim, Source]]:
    return [entry for entry in store.claims() if within is None or _lies_in(store, entry[0].recipient or "", within)]


def _lies_in(store: Store, id_: str, within: str | None) -> bool:
    return within is None or bool(store.find(id_, first=True, within=within))


def check_conflicts(store: Store, within: str | None = None) -> Answer:
    """Where sources contradict each other: claims about the same thing, statements about one organization.

    With `within`, only about what is or lies in that unit.
    """
    stated = _claims(store, within)
    ids = {id_ for claim, _ in stated for id_ in (claim.helper, claim.recipient) if id_}
    names = {id_: match.name for id_ in sorted(ids) for match in store.find(id_, first=True)}
    found = measure.claim_conflicts(stated, store.contributions(), names)
    for id_ in [id_ for id_ in store.disputed() if _lies_in(store, id_, within)]:
        found += measure.statement_conflicts(store.statements(id_))
    rows = [
        (conflict.rule, conflict.subject_id, conflict.subject, conflict.found, conflict.taken, conflict.source)
        for conflict in found
    ]
    passed = not rows
    return Answer(
        question="check conflicts",
        as_of=None,
        scope=scope_of(store, within),
        fields=CHECK_FIELDS,
        rows=rows,
        passed=passed,
        summary={"passed": passed, "conflicts": len(rows)},
        shown=("rule", "subject", "found", "expected", "source"),
        headline=(Note("conflicts.found", {"passed": passed, "count": len(rows)}),),
        notes=(Note("conflicts.expected"),) if rows else (),
    )


def check_one_to_one(store: Store, query: Query, *, groups: bool = False) -> Answer:
    """Whether each roster member of a kind has one partner, and that partner nobody else of the kind.

    Without a kind, every kind that has a roster. Without a roster it cannot be said, and does not pass.
    """
    kinds = [query.kind] if query.kind else [Kind(kind) for kind in rosters_of(store, query.area)]
    graph = fetched(store, query.area)
    results: list[tuple[Kind, OneToOne]] = []
    for kind in kinds:
        roster, has_roster = members(graph, Query(query.day, kind, query.area))
        roster = roster if has_roster else []
        if query.area is not None:
            near = sorted({helper for member in roster for helper in graph.predecessors(member)})
            graph = _with(graph, store.around(near))
        results.append((kind, pairing.one_to_one(graph, roster, kind, query.day, groups=groups)))
    titles = {source.id: source.title for dataset in store.datasets() for source in dataset.sources}
    names = graph.nodes
    rows = [
        (
            f"one-to-one:{breach.rule}",
            breach.subject,
            names[breach.subject]["name"],
            len(breach.others),
            1,
            tuple(titles.get(source, source) for source in breach.sources),
            tuple(names[other]["name"] for other in breach.others),
            kind.value,
            breach.illustrative,
        )
        for kind, found in results
        for breach in found.breaches
    ]
    passed = bool(results) and all(found.passed for _, found in results)
    scope = scope_of(store, query.area)
    notes = _one_to_one_notes(query.day, scope, results)
    grouped = sum(found.grouped for _, found in results)
    caveats = [Note("one_to_one.grouped", {"count": grouped})] if grouped else []
    invented = sum(bool(row[-1]) for row in rows)
    caveats += [Note("note.illustrative_rows", {"count": invented})] if invented else []
    caveats += [Note("one_to_one.parallel")] if rows else []
    summary: dict[str, Any] = {
        "passed": passed,
        "kind": query.kind.value if query.kind else "all",
        **{
            name: sum(getattr(found, name) for _, found in results)
            for name in ("roster", "one", "none", "several", "shared", "grouped")
        },
        "kinds": [
            {
                "kind": kind.value,
                "passed": found.passed,
                "roster": found.roster,
                "one": found.one,
                "none": found.none,
                "several": found.several,
                "shared": found.shared,
            }
            for kind, found in results
        ],
    }
    return Answer(
        question="check one-to-one",
        as_of=query.day,
        scope=scope,
        summary=summary,
        passed=passed,
        fields=(*CHECK_FIELDS, "partners", "kind", "illustrative"),
        rows=rows,
        shown=("rule", "subject", "kind", "found", "partners", "illustrative"),
        headline=notes,
        notes=(*caveats, Note("note.registered")),
    )


def _one_to_one_notes(day: date, scope: str | None, results: list[tuple[Kind, OneToOne]]) -> tuple[Note, ...]:
    """A sentence for each kind."""
    if not results:
        return (Note("one_to_one.undecided", {"passed": False, "kind": None}),)
    return tuple(
        Note(
            "one_to_one.found" if found.roster else "one_to_one.undecided",
            {
                "passed": found.passed,
                "kind": kind,
                "day": day,
                "scope": scope,
                "one": found.one,
                "none": found.none,
                "roster": found.roster,
                "several": found.several,
                "shared": found.shared,
            },
        )
        for kind, found in results
    )


def _with(graph: Network, other: Network) -> Network:
    """A network with what another holds besides."""
    import networkx as nx

    found: Network = nx.compose(graph, other)  # type: ignore[assignment]  # of two multigraphs it makes one
    return found
