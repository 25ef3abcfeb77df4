"""What an officer would count with a pencil: which pairs hold on a day, who is on the list, who has none.

It shares no code with the program, and knows it from its written rules alone. A unit is written `镇/村`, or `镇` for
a township itself; a name stands without its last word (村, 社区), so that both sides of a comparison write it alike.
"""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, NamedTuple

Pair = tuple[str, str]
"""Who helps, and which unit is helped."""


class Term(NamedTuple):
    """From when to when, as printed: `2022`, `2022-01` or `2022-01-01`; nothing is unknown."""

    start: str | None = None
    end: str | None = None


OPEN = Term()


class Version(NamedTuple):
    """What one file states for one day."""

    day: date | None
    pairs: Mapping[Pair, Term] = {}
    alone: frozenset[str] = frozenset()
    """The units it lists without a helper: of a list all, of a ledger those that have none."""
    complete: bool = False
    """Whether it was said to name all who should have a partner."""
    off: bool = False
    """Whether it was said to state no roster."""

    @property
    def named(self) -> frozenset[str]:
        """Every unit it names."""
        return self.alone | {unit for _, unit in self.pairs}


Ledgers = Mapping[str, Sequence[Version]]
"""The versions of each dataset, in any order."""


class Stand(NamedTuple):
    """How a unit stands on a day; the two days are of the help that ceased last, one of them or none is known."""

    state: str
    last_end: str | None = None
    unlisted_since: date | None = None


def first_day(printed: str) -> date:
    """The first day that a printed date may mean."""
    parts = [int(part) for part in printed.split("-")]
    return date(*[*parts, 1, 1][:3])


def last_day(printed: str) -> date:
    """The last day that a printed date may mean."""
    parts = [int(part) for part in printed.split("-")]
    year, month = parts[0], [*parts, 12][1]
    return date(year, month, parts[2] if len(parts) == 3 else calendar.monthrange(year, month)[1])


def holds(term: Term, day: date) -> bool:
    """Whether a pair may be in force: not when its end is surely past, nor when its start is surely to come."""
    over = term.end is not None and last_day(term.end) < day
    return not over and not (term.start is not None and first_day(term.start) > day)


def in_order(versions: Sequence[Version]) -> list[Version]:
    """The versions from the oldest day to the newest, one without a day first."""
    return sorted(versions, key=lambda version: version.day or date.min)


def until(versions: Sequence[Version], day: date) -> list[Version]:
    """The versions up to a day; the earliest alone where all are of a later day."""
    ordered = in_order(versions)
    return [version for version in ordered if (version.day or date.min) <= day] or ordered[:1]


def current(ledgers: Ledgers, day: date) -> dict[str, Version]:
    """The version of each dataset that a question for this day is answered from."""
    return {name: until(versions, day)[-1] for name, versions in ledgers.items() if versions}


def listed(ledgers: Ledgers, day: date) -> list[tuple[Pair, Term]]:
    """Every pair that is listed on a day, once for each dataset that lists it."""
    return [pair for version in current(ledgers, day).values() for pair in version.pairs.items()]


def in_force(ledgers: Ledgers, day: date) -> set[Pair]:
    """The pairs that hold on a day."""
    return {pair for pair, term in listed(ledgers, day) if holds(term, day)}


def roster(ledgers: Ledgers, day: date) -> set[str]:
    """The villages that should have a partner, as the lists and the ledgers with gaps in them state it."""
    found: set[str] = set()
    for versions in ledgers.values():
        so_far = until(versions, day) if versions else []
        if any((version.alone or version.complete) and not version.off for version in so_far):
            found |= so_far[-1].named
    return {unit for unit in found if "/" in unit}


def ceased(ledgers: Ledgers, day: date) -> Iterator[tuple[str, date, Term, date | None]]:
    """Help that was and is no more: unit, the day it ceased, its term, and since when it is no longer listed."""
    now = listed(ledgers, day)
    for pair, term in now:
        if term.end is not None and last_day(term.end) < day:
            yield pair[1], last_day(term.end), term, None
    still = {pair for pair, term in now if term.start is None or first_day(term.start) <= day}
    gone: dict[Pair, tuple[date, Term]] = {}
    for versions in ledgers.values():
        so_far = until(versions, day)
        for older, newer in pairwise(so_far):
            for pair in older.pairs.keys() - newer.pairs.keys() - still:
                assert newer.day is not None
                if pair not in gone or gone[pair][0] < newer.day:
                    gone[pair] = newer.day, older.pairs[pair]
    for (_, unit), (since, term) in gone.items():
        if term.start is not None and first_day(term.start) > since:
            continue  # it never began
        stated = last_day(term.end) if term.end is not None else None
        if stated is not None and stated < since:
            yield unit, stated, term, None
        else:
            yield unit, since, term, since


def stands(ledgers: Ledgers, day: date) -> dict[str, Stand]:
    """How each village of the roster stands; without a roster, each that was ever listed until then."""
    helped = {unit for _, unit in in_force(ledgers, day)}
    past: dict[str, tuple[date, Term, date | None]] = {}
    for unit, on, term, since in ceased(ledgers, day):
        if unit not in past or past[unit][0] < on:
            past[unit] = on, term, since
    members = roster(ledgers, day)
    if not members:
        named = {unit for _, unit in (pair for pair, _ in listed(ledgers, day))} | past.keys()
        members = {unit for unit in named if "/" in unit}
    found = {}
    for unit in sorted(members):
        if unit in helped:
            found[unit] = Stand("direct")
        else:
            state = "inherited" if unit.split("/")[0] in helped else "lapsed" if unit in past else "never"
            _, term, since = past.get(unit, (None, OPEN, None))
            found[unit] = Stand(state, None if since else term.end, since)
    return found


def figures(ledgers: Ledgers, day: date) -> dict[str, Any]:
    """The summary of `gaps village`, but for what was invented."""
    all_stands = stands(ledgers, day)
    counts = Counter(stand.state for stand in all_stands.values())
    members = roster(ledgers, day)
    named = {unit for _, unit in (pair for pair, _ in listed(ledgers, day)) if "/" in unit}
    return {
        "kind": "village",
        "roster": len(members),
        **{state: counts[state] for state in ("direct", "inherited", "lapsed", "never")},
        "gaps": len(all_stands) - counts["direct"],
        "share_direct": counts["direct"] / len(members) if members else None,
        "off_roster": len(named - members),
    }


def helpers_of(ledgers: Ledgers, day: date) -> dict[str, set[str]]:
    """Unit → those who help it on a day."""
    found: dict[str, set[str]] = {}
    for helper, unit in in_force(ledgers, day):
        found.setdefault(unit, set()).add(helper)
    return found


def single(ledgers: Ledgers, day: date) -> dict[str, str]:
    """Unit → its only partner."""
    return {unit: next(iter(some)) for unit, some in helpers_of(ledgers, day).items() if len(some) == 1}


def changes(ledgers: Ledgers, before: date, after: date) -> dict[str, set[str]]:
    """What changed for whom between two days: added, ended, re-paired, extended."""
    old, new = helpers_of(ledgers, before), helpers_of(ledgers, after)
    found: dict[str, set[str]] = {"added": set(), "ended": set(), "re-paired": set(), "extended": set()}
    for unit in old.keys() | new.keys():
        lost, gained = old.get(unit, set()) - new.get(unit, set()), new.get(unit, set()) - old.get(unit, set())
        if lost or gained:
            found["re-paired" if lost and gained else "ended" if lost else "added"].add(unit)
    ends = [_ends(ledgers, day) for day in (before, after)]
    for pair in ends[0].keys() & ends[1].keys():
        if ends[0][pair] < ends[1][pair]:
            found["extended"].add(pair[1])
    return found


def _ends(ledgers: Ledgers, day: date) -> dict[Pair, date]:
    """The last day of each pair in force."""
    found: dict[Pair, date] = {}
    for pair, term in listed(ledgers, day):
        if holds(term, day):
            found[pair] = max(found.get(pair, date.min), last_day(term.end) if term.end else date.max)
    return found


def expiring(ledgers: Ledgers, day: date, months: int = 12) -> set[tuple[str, str, str]]:
    """Pairs in force that may end within so many months: helper, unit, end."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
    return {
        (*pair, term.end)
        for pair, term in listed(ledgers, day)
        if term.end and holds(term, day) and first_day(term.end) <= last
    }


def day_before(day: date) -> date:
    """The day before a day."""
    return day - timedelta(days=1)
