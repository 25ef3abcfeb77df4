"""Which agreements are about to end, which ended and are still listed, which have no dates."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from graph.measures.changes import until as order
from graph.model import PartialDate, in_force
from graph.query import Ends

if TYPE_CHECKING:
    from graph.network import Network


@dataclass(frozen=True, slots=True)
class Ending:
    """One agreement of one pair, and how near its end is: `days_left` to the last day its end may mean."""

    state: Ends
    days_left: int | None
    helper: str
    recipient: str
    agreement: str
    renewed: bool
    in_force: bool


def listed(
    graph: Network, recipients: Collection[str], day: date, window: tuple[date, date], *, asked: bool = False
) -> list[Ending]:
    """The agreements of `recipients` that want looking after, sorted by state, then by end.

    `expiring`: in force on `day`, and its end may fall into the window (its first and last day are in it). `ended`:
    surely ended before `day`, yet on record. `undated`: in force, start or end unknown, and not expiring. With `asked`
    the window is what matters: every agreement whose end may fall into it, `ended` or, begun or not, `expiring`.

    One is `renewed` when another agreement of its pair outlasts it and is in force on `day`, or takes over before it
    has ended or the day after.
    """
    wanted = set(recipients)
    found = []
    for helper in sorted(graph):
        for recipient in sorted(wanted.intersection(graph.succ[helper])):
            if recipient != helper:
                pair = graph[helper][recipient]
                for key in sorted(pair):
                    state = _state(pair[key], day, window, asked=asked)
                    if state is not None:
                        found.append(_ending(helper, recipient, key, pair, state, day))
    states = list(Ends)

    def place(one: Ending) -> tuple[object, ...]:
        end = graph[one.helper][one.recipient][one.agreement]["end"]
        return states.index(one.state), *order(end), one.recipient, one.helper, one.agreement

    return sorted(found, key=place)


def _state(edge: dict[str, Any], day: date, window: tuple[date, date], *, asked: bool) -> Ends | None:
    start, end = _dates(edge)
    within = end is not None and end.last >= window[0] and end.first <= window[1]
    ended = end is not None and end.last < day
    if asked and not within:
        return None
    if ended:
        return Ends.ENDED
    if within and (asked or in_force(start, end, day)):
        return Ends.EXPIRING
    if in_force(start, end, day) and (start is None or end is None):
        return Ends.UNDATED
    return None


def _ending(helper: str, recipient: str, key: str, pair: Any, state: Ends, day: date) -> Ending:
    start, end = _dates(pair[key])
    return Ending(
        state,
        (end.last - day).days if end else None,
        helper,
        recipient,
        key,
        end is not None and any(_renews(pair[other], end, day) for other in pair if other != key),
        in_force(start, end, day),
    )


def _renews(other: dict[str, Any], end: PartialDate, day: date) -> bool:
    """Whether another agreement of a pair takes over from one that ends at `end`."""
    start, later = _dates(other)
    if later is not None and later.last <= end.last:
        return False
    takes_over = start is None or (start.first - end.last).days <= 1
    return in_force(start, later, day) or (end.last >= day and takes_over)


def _dates(edge: dict[str, Any]) -> tuple[PartialDate | None, PartialDate | None]:
    start, end = (PartialDate.parse(edge[name]) if edge[name] else None for name in ("start", "end"))
    return start, end


def orphans(graph: Network, endings: Iterable[Ending], day: date) -> list[str]:
    """Recipients left with no agreement of their own when the expiring ones in force end and are not renewed, sorted.

    As `withdraw` counts: nothing in force is left on `day`, be it one of a group.
    """
    from graph.measures.dependence import held

    gone: dict[str, set[tuple[str, str]]] = {}
    for one in endings:
        if one.state is Ends.EXPIRING and one.in_force and not one.renewed:
            gone.setdefault(one.recipient, set()).add((one.helper, one.agreement))
    return sorted(
        recipient
        for recipient, some in gone.items()
        if {(helper, key) for helper, key, _ in held(graph, recipient, day)} <= some
    )


def counted(endings: Sequence[Ending]) -> dict[str, int]:
    """How many agreements, each counted with each of its pairs, are in each state."""
    return {state.value: sum(one.state is state for one in endings) for state in Ends}
