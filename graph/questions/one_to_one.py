"""Whether each roster member has exactly one partner, and that partner nobody else of the kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from graph.answer import Answer, Note
from graph.measures.coverage import members
from graph.measures.one_to_one import one_to_one
from graph.model import Kind
from graph.query import Query
from graph.questions.roster import illustrative_rows, kind_name

if TYPE_CHECKING:
    from graph.measures.one_to_one import OneToOne
    from graph.network import Network
    from graph.questions.inquiry import Inquiry

_COUNTS = ("roster", "one", "none", "several", "shared")


class BreachRow(NamedTuple):
    """One breach of the rule, at a member or a partner."""

    rule: str
    subject_id: str
    subject: str
    found: int
    expected: int
    source: tuple[str, ...]
    partners: tuple[str, ...]
    kind: str
    illustrative: bool


def answer(inquiry: Inquiry, *, kind: Kind | None = None, groups: bool = False) -> Answer:
    """Lists the breaches of the rule: each member of a kind has one partner, and that partner helps nobody else of it.

    Without a kind it checks every kind that has a roster. Without a roster nothing can be checked, and it does not
    pass. With `groups`, partners known only from an agreement of a group count too.
    """
    if inquiry.fits(inquiry.area):
        inquiry.network()  # then the rosters are counted in it
    kinds = [kind] if kind else [Kind(one) for one in inquiry.rosters()]
    rows: list[BreachRow] = []
    results: dict[Kind, OneToOne] = {}
    find = _on_network if inquiry.fits(inquiry.area) else _on_columns
    for one, (result, names) in zip(kinds, find(inquiry, kinds, groups=groups), strict=True):
        results[one] = result
        rows += _rows(inquiry, names, one, result)
    passed = bool(results) and all(result.passed for result in results.values())
    grouped = sum(result.grouped for result in results.values())
    notes = [Note("one_to_one.grouped", {"count": grouped})] if grouped else []
    notes += illustrative_rows(sum(row.illustrative for row in rows))
    notes += [Note("one_to_one.parallel")] if rows else []
    return Answer(
        question="check one-to-one",
        as_of=inquiry.day,
        scope=inquiry.scope,
        summary={
            "passed": passed,
            "kind": kind_name(inquiry.query(kind)),
            **{name: sum(getattr(result, name) for result in results.values()) for name in (*_COUNTS, "grouped")},
            "kinds": [
                {"kind": one.value, "passed": result.passed, **{name: getattr(result, name) for name in _COUNTS}}
                for one, result in results.items()
            ],
        },
        passed=passed,
        fields=BreachRow._fields,
        rows=rows,
        shown=("rule", "subject", "kind", "found", "partners", "illustrative"),
        headline=_headline(inquiry.day, inquiry.scope, results),
        notes=(*notes, Note("note.registered")),
    )


_Found = tuple["OneToOne", Mapping[str, str]]
"""What was found of a kind, and the names, by id, of those whom its breaches name."""


def _on_network(inquiry: Inquiry, kinds: Sequence[Kind], *, groups: bool) -> Iterator[_Found]:
    graph = inquiry.network()
    for kind in kinds:
        roster, graph = _roster(inquiry, graph, kind)
        result = one_to_one(graph, roster, kind, inquiry.day, groups=groups)
        named = {id_ for breach in result.breaches for id_ in (breach.subject, *breach.others)}
        yield result, {id_: graph.nodes[id_]["name"] for id_ in named}


def _on_columns(inquiry: Inquiry, kinds: Sequence[Kind], *, groups: bool) -> Iterator[_Found]:
    from graph.measures.columns import one_to_one as on_columns  # numpy is not needed where a network is fetched

    for kind in kinds:
        yield on_columns.one_to_one(inquiry.columns(), inquiry.query(kind), groups=groups)


def _roster(inquiry: Inquiry, graph: Network, kind: Kind) -> tuple[list[str], Network]:
    """The roster of a kind, and the network with all agreements of the partners of its members."""
    roster, has_roster = members(graph, Query(inquiry.day, kind, inquiry.area))
    if not has_roster:
        return [], graph
    if inquiry.area is None:
        return roster, graph
    near = sorted({helper for member in roster for helper in graph.predecessors(member)})
    return roster, joined(graph, inquiry.around(near))


def joined(graph: Network, other: Network) -> Network:
    """A network that holds everything in two networks."""
    import networkx as nx  # needed only in part of an area

    both: Network = nx.compose(graph, other)  # type: ignore[assignment]  # of two multigraphs it makes one
    return both


def _rows(inquiry: Inquiry, names: Mapping[str, str], kind: Kind, result: OneToOne) -> list[BreachRow]:
    titles = inquiry.titles()
    return [
        BreachRow(
            f"one-to-one:{breach.rule}",
            breach.subject,
            names[breach.subject],
            len(breach.others),
            1,
            tuple(titles.get(source, source) for source in breach.sources),
            tuple(names[other] for other in breach.others),
            kind.value,
            breach.illustrative,
        )
        for breach in result.breaches
    ]


def _headline(day: date, scope: str | None, results: dict[Kind, OneToOne]) -> tuple[Note, ...]:
    """A sentence for each kind."""
    if not results:
        return (Note("one_to_one.undecided", {"passed": False, "kind": None}),)
    return tuple(
        Note(
            "one_to_one.found" if result.roster else "one_to_one.undecided",
            {
                "passed": result.passed,
                "kind": kind,
                "day": day,
                "scope": scope,
                "one": result.one,
                "none": result.none,
                "roster": result.roster,
                "several": result.several,
                "shared": result.shared,
            },
        )
        for kind, result in results.items()
    )
