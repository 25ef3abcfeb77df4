"""Which agreements are about to end, which ended and are still listed, which have no dates."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from graph.answer import Rows
from graph.measures.arguments import checked
from graph.measures.changes import until
from graph.model import PartialDate, in_force
from graph.network import edge_dates, edge_ended, edge_in_force, edge_unlisted, partner_edges
from graph.query import Ends

if TYPE_CHECKING:
    from graph.network import Network


@dataclass(frozen=True, slots=True)
class Ending(Rows):
    """One agreement of one pair, and how near its end is: `days_left` until the last day that its end may mean."""

    state: Ends
    days_left: int | None
    helper: str
    recipient: str
    agreement: str
    renewed: bool
    in_force: bool


@checked
def listed(
    graph: Network, recipients: Collection[str], day: date, window: tuple[date, date], *, asked: bool = False
) -> list[Ending]:
    """The agreements of `recipients` that somebody should look after, sorted by state, then by end.

    `expiring`: in force on `day`, and its end may fall into the window (whose first and last day belong to it).
    `ended`: surely ended before `day`, yet on record. `undated`: in force, its start or end unknown, and not expiring.
    With `asked` only agreements whose end may fall into the window are listed, as `ended` or `expiring`; an `expiring`
    one need not have begun then. Agreements that only list both sides of a group are listed with each of their pairs.

    An agreement is `renewed` when another one of its pair lasts longer and is in force on `day`, or begins before it
    has ended or on the day after. What is only planned is not listed, and renews nothing;
    nor is what its ledger no longer lists.
    """
    endings: dict[Ending, tuple[date, date]] = {}
    for recipient in set(recipients):
        by_helper: dict[str, dict[str, dict[str, Any]]] = {}
        for helper, agreement, edge in partner_edges(graph, recipient, groups=True):
            if edge_unlisted(edge, day):
                continue
            by_helper.setdefault(helper, {})[agreement] = edge
        for helper, pair in by_helper.items():
            for agreement, edge in pair.items():
                state = _state(edge, day, window, asked=asked)
                if state is not None:
                    endings[_ending(helper, recipient, agreement, pair, state, day)] = until(edge.get("end"))
    states = list(Ends)

    def place(one: Ending) -> tuple[object, ...]:
        return states.index(one.state), *endings[one], one.recipient, one.helper, one.agreement

    return sorted(endings, key=place)


def _state(edge: Mapping[str, Any], day: date, window: tuple[date, date], *, asked: bool) -> Ends | None:
    start, end = edge_dates(edge)
    within = end is not None and end.last >= window[0] and end.first <= window[1]
    if asked and not within:
        return None
    if edge_ended(edge, day):
        return Ends.ENDED
    if within and (asked or edge_in_force(edge, day)):
        return Ends.EXPIRING
    if edge_in_force(edge, day) and (start is None or end is None):
        return Ends.UNDATED
    return None


def _ending(
    helper: str, recipient: str, agreement: str, pair: Mapping[str, Mapping[str, Any]], state: Ends, day: date
) -> Ending:
    """One of the agreements of a pair (by id), as it stands to its end."""
    edge = pair[agreement]
    _, end = edge_dates(edge)
    return Ending(
        state,
        (end.last - day).days if end else None,
        helper,
        recipient,
        agreement,
        end is not None and any(_renews(pair[other], end, day) for other in pair if other != agreement),
        edge_in_force(edge, day),
    )


def _renews(other: Mapping[str, Any], end: PartialDate, day: date) -> bool:
    """Whether another agreement of a pair takes over from one that ends at `end`."""
    start, later = edge_dates(other)
    if later is not None and later.last <= end.last:
        return False
    takes_over = start is None or (start.first - end.last).days <= 1
    return in_force(start, later, day) or (end.last >= day and takes_over)


@checked
def orphans(graph: Network, endings: Iterable[Ending], day: date) -> list[str]:
    """Recipients left with no agreement of their own when the expiring ones in force end and are not renewed, sorted.

    As `withdraw` counts: no agreement is left in force on `day`, not even one of a group.
    """
    gone: dict[str, set[tuple[str, str]]] = {}
    for ending in endings:
        if ending.state is Ends.EXPIRING and ending.in_force and not ending.renewed:
            gone.setdefault(ending.recipient, set()).add((ending.helper, ending.agreement))
    return sorted(
        recipient
        for recipient, ends in gone.items()
        if {(one.partner, one.agreement) for one in partner_edges(graph, recipient, day, groups=True)} <= ends
    )


def counted(endings: Sequence[Ending]) -> dict[str, int]:
    """State → how many agreements are in it; an agreement of several pairs counts once for each."""
    return {state.value: sum(one.state is state for one in endings) for state in Ends}
