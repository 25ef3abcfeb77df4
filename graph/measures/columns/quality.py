"""What is wrong or doubtful in the data, on columns; what the words mean is said by `graph.measures.quality`.

What no load lets through, and a column cannot hold, is not looked for: unknown words, dates that are none, circles of
units.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from graph.columns import KINDS, NONE, number_of
from graph.dates import OPEN, partial_date
from graph.measures.columns.units import distinct, flagged
from graph.measures.quality import Doubt
from graph.model import Kind

if TYPE_CHECKING:
    from graph.columns import Columns, Flags, Named, Places
    from graph.measures.quality import Recorded


class Pairing(NamedTuple):
    """A pairing of an agreement: the agreement's key, the ids of its two ends, its number; sorted as keys are."""

    key: str
    helper: str
    recipient: str
    number: int


@dataclass(frozen=True, slots=True)
class Known:
    """Some pairings, sorted, and everyone at an end of them by id."""

    pairings: Sequence[Pairing]
    organizations: Mapping[str, Named]


def known(columns: Columns, pairings: Flags) -> Known:
    """The pairings that are flagged, by the keys of their agreements."""
    numbers = flagged(pairings)
    places = distinct(columns, np.concatenate((columns.helper[numbers], columns.recipient[numbers])))
    named = dict(zip(places.tolist(), columns.register.named(places), strict=True))
    ends = (columns.helper[numbers].tolist(), columns.recipient[numbers].tolist())
    printed = (one.id for one in columns.register.printed(numbers))
    found = [
        Pairing(key, named[helper].id, named[recipient].id, number)
        for key, helper, recipient, number in zip(printed, *ends, numbers.tolist(), strict=True)
    ]
    return Known(sorted(found), {one.id: one for one in named.values()})


class Doubted:
    """The agreements with an end `within` that are doubted on `day`; `drafts` are those that a plan proposed."""

    def __init__(self, columns: Columns, day: date, within: Flags, drafts: Flags) -> None:
        self.columns, self.day = columns, day
        helper, recipient = columns.helper, columns.recipient
        no_start, no_end = columns.start_last == OPEN[1], columns.end_last == OPEN[1]
        agreed = ~columns.planned
        nested = _lies_in(columns, helper, recipient) | _lies_in(columns, recipient, helper)
        self.flags: dict[str, Flags] = {
            "self-help": helper == recipient,
            "inside": nested & (helper != recipient),
            "end-before-start": ~no_start & ~no_end & (columns.end_last < columns.start_first),
            "undated:start": no_start & ~no_end & agreed,
            "undated:end": no_end & ~no_start & agreed,
            "undated:start:end": no_start & no_end & agreed,
            "ended": agreed & (columns.end_last < number_of(day)),
            "draft": drafts,
        }
        near = (within[helper] | within[recipient]) & (columns.unlisted == OPEN[1])
        for flags in self.flags.values():
            flags &= near
        self.any: Flags = np.logical_or.reduce(list(self.flags.values()))

    def doubts(self, of: Known) -> Iterator[Doubt]:
        """Each agreement once a rule, with the first of its pairs that the rule is about."""
        rules = {rule: flags.tolist() for rule, flags in self.flags.items() if flags.any()}
        own = self.columns
        begun, ended = (own.start_first, own.start_last), (own.end_first, own.end_last)
        said: set[str] = set()
        former = None
        for key, helper, recipient, number in of.pairings:
            if key != former:
                said.clear()
                former = key
            for rule, flags in rules.items():
                if flags[number] and rule not in said:
                    said.add(rule)
                    found = expected = None
                    if rule == "self-help":
                        found = helper
                    elif rule == "inside":
                        found = of.organizations[helper].name
                    elif rule in ("end-before-start", "ended"):
                        found, begin = (partial_date(int(one[number]), int(two[number])) for one, two in (ended, begun))
                        expected = begin if rule == "end-before-start" else self.day.isoformat()
                    yield Doubt(rule, key, found, expected, (helper, recipient))


def _lies_in(columns: Columns, places: Places, units: Places) -> Flags:
    """Which organizations lie in the unit beside them."""
    at = columns.part_of[places]
    found: Flags = at == units
    while (at != NONE).any():
        at = np.where(at == NONE, NONE, columns.part_of[at])
        found |= at == units
    return found


def without_contribution(of: Known, asked: Flags, recorded: Recorded) -> Iterator[Doubt]:
    """Agreements of the pairings `asked` under which, or between whose ends, nothing is on record as given."""
    flags = asked.tolist()
    first: dict[str, tuple[str, str]] = {}
    having: set[str] = set()
    for key, helper, recipient, number in of.pairings:
        if flags[number]:
            first.setdefault(key, (helper, recipient))
            if recorded.names(helper, recipient, key):
                having.add(key)
    yield from (Doubt("no-contribution", key, pair=pair) for key, pair in first.items() if key not in having)


def stated_by(columns: Columns, pairings: Flags, sources: Collection[str]) -> Flags:
    """Those of the flagged pairings that one of these sources states: agreed and listed, not only planned."""
    numbers = flagged(pairings & ~columns.planned & (columns.unlisted == OPEN[1]))
    places, ids = columns.register.sources(numbers)
    wanted = np.array([*(id_ in sources for id_ in ids), False])  # the last entry is that of NONE
    found: Flags = np.zeros_like(pairings)
    found[numbers] = wanted[places]
    return found


def organizations(columns: Columns, within: Flags) -> list[Named]:
    """Members of a roster that lie in no unit, by id; provinces never lie in one."""
    province = columns.kind == KINDS.index(Kind.PROVINCE)
    return sorted(columns.register.named(flagged(within & columns.on_roster & (columns.part_of == NONE) & ~province)))
