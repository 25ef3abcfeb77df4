"""Whether each roster member has exactly one partner, and that partner nobody else of the kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from graph.answer import Answer, Listing, Note, chained
from graph.measures.coverage import members
from graph.measures.one_to_one import one_to_one
from graph.model import Kind
from graph.query import Query
from graph.questions.roster import illustrative_rows, kind_name

if TYPE_CHECKING:
    from graph.measures.columns.one_to_one import OneToOne as OnColumns
    from graph.measures.one_to_one import Breach
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
    seen = (_on_network if inquiry.fits(inquiry.area) else _on_columns)(inquiry, kinds, groups=groups)
    passed = bool(seen) and all(one.passed for one in seen)
    grouped = sum(one.counts["grouped"] for one in seen)
    rows = chained([one.rows for one in seen])
    notes = [Note("one_to_one.grouped", {"count": grouped})] if grouped else []
    notes += illustrative_rows(sum(one.illustrative for one in seen))
    notes += [Note("one_to_one.parallel")] if rows else []
    return Answer(
        question="check one-to-one",
        as_of=inquiry.day,
        scope=inquiry.scope,
        summary={
            "passed": passed,
            "kind": kind_name(inquiry.query(kind)),
            **{name: sum(one.counts[name] for one in seen) for name in (*_COUNTS, "grouped")},
            "kinds": [
                {"kind": one.kind.value, "passed": one.passed, **{name: one.counts[name] for name in _COUNTS}}
                for one in seen
            ],
        },
        passed=passed,
        fields=BreachRow._fields,
        rows=inquiry.listed(rows),
        shown=("rule", "subject", "kind", "found", "partners", "illustrative"),
        headline=_headline(inquiry.day, inquiry.scope, seen),
        notes=(*notes, Note("note.registered")),
    )


@dataclass(frozen=True, slots=True)
class _Seen:
    """What was found of a kind; `illustrative` counts the breaches that rest on invented records."""

    kind: Kind
    passed: bool
    counts: Mapping[str, int]
    rows: Sequence[tuple[Any, ...]]
    illustrative: int


def _on_network(inquiry: Inquiry, kinds: Sequence[Kind], *, groups: bool) -> list[_Seen]:
    graph, titles, found = inquiry.network(), inquiry.titles(), []
    for kind in kinds:
        roster, graph = _roster(inquiry, graph, kind)
        result = one_to_one(graph, roster, kind, inquiry.day, groups=groups)
        nodes = graph.nodes
        rows = [
            _row(one, kind, titles, nodes[one.subject]["name"], tuple(nodes[other]["name"] for other in one.others))
            for one in result.breaches
        ]
        counts = {name: getattr(result, name) for name in (*_COUNTS, "grouped")}
        found.append(_Seen(kind, result.passed, counts, rows, sum(row.illustrative for row in rows)))
    return found


def _on_columns(inquiry: Inquiry, kinds: Sequence[Kind], *, groups: bool) -> list[_Seen]:
    from graph.measures.columns.one_to_one import OneToOne  # numpy is not needed where a network is fetched

    titles, found = inquiry.titles(), []
    for kind in kinds:
        result = OneToOne(inquiry.columns(), inquiry.query(kind), groups=groups)
        counts = {name: int(getattr(result, name).sum()) for name in (*_COUNTS[1:], "grouped")}
        found.append(
            _Seen(
                kind,
                result.passed,
                {"roster": result.roster, **counts},
                _listing(result, kind, titles),
                result.invented,
            )
        )
    return found


def _listing(result: OnColumns, kind: Kind, titles: Mapping[str, str]) -> Listing:
    """The rows of the breaches of a kind."""

    def rows(start: int, stop: int) -> list[BreachRow]:
        return [_row(one.breach, kind, titles, one.subject, one.others) for one in result.told(start, stop)]

    return Listing(len(result), rows, () if result.invented else ("illustrative",))


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


def _row(one: Breach, kind: Kind, titles: Mapping[str, str], subject: str, others: tuple[str, ...]) -> BreachRow:
    return BreachRow(
        f"one-to-one:{one.rule}",
        one.subject,
        subject,
        len(one.others),
        1,
        tuple([titles.get(source, source) for source in one.sources]),
        others,
        kind.value,
        one.illustrative,
    )


def _headline(day: date, scope: str | None, seen: Sequence[_Seen]) -> tuple[Note, ...]:
    """A sentence for each kind."""
    if not seen:
        return (Note("one_to_one.undecided", {"passed": False, "kind": None}),)
    return tuple(
        Note(
            "one_to_one.found" if one.counts["roster"] else "one_to_one.undecided",
            {
                "passed": one.passed,
                "kind": one.kind,
                "day": day,
                "scope": scope,
                "one": one.counts["one"],
                "none": one.counts["none"],
                "roster": one.counts["roster"],
                "several": one.counts["several"],
                "shared": one.counts["shared"],
            },
        )
        for one in seen
    )
