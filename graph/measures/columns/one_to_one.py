"""Whether a roster is paired one to one, on columns; what the words mean is said by `graph.measures.one_to_one`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from graph.columns import NONE
from graph.measures.columns.coverage import members
from graph.measures.columns.pairs import grouped, keys_of, of_kind
from graph.measures.columns.units import Described, flagged, marked
from graph.measures.one_to_one import Breach
from graph.query import Query

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from graph.columns import Columns, Flags, Places
    from graph.measures.columns.units import Numbers

_Rule = Literal["none", "several", "shared"]


class Told(NamedTuple):
    """A breach, and the names of its subject and of the others."""

    breach: Breach
    subject: str
    others: tuple[str, ...]


class OneToOne:
    """The same as `one_to_one.OneToOne`, but that a breach is told when it is asked for.

    No store gives an organization a source, so a member without a partner is found without one. `one`, `none`,
    `several`, `shared` and `grouped` are the flags of those whom the numbers of that one count.
    """

    def __init__(self, columns: Columns, query: Query, *, groups: bool = False) -> None:
        self._columns = columns
        roster, has_roster = members(columns, query)
        self.roster = len(roster) if has_roster else 0
        on_roster, self._alike = marked(columns, roster if has_roster else roster[:0]), of_kind(columns, query.kind)
        in_force = columns.in_force(query.day, groups=groups)
        self._numbers, begins = grouped(columns, in_force)
        helper, recipient = columns.helper[self._numbers[begins]], columns.recipient[self._numbers[begins]]
        count = np.bincount(recipient, minlength=len(columns.kind))
        helped = np.bincount(helper[self._alike[recipient]], minlength=len(columns.kind))
        self.none, self.several = on_roster & (count == 0), on_roster & (count > 1)
        self.one = on_roster & (count == 1)
        self.shared = marked(columns, helper[on_roster[recipient]]) & (helped > 1)
        self.grouped = self.none & False
        if not groups:
            self.grouped = self.none & marked(columns, columns.recipient[columns.in_force(query.day)])

    def __len__(self) -> int:
        """The number of breaches."""
        return int(self.none.sum()) + int(self.several.sum()) + int(self.shared.sum())

    @property
    def passed(self) -> bool:
        """As `one_to_one.OneToOne.passed`."""
        return self.roster > 0 and not len(self)

    @cached_property
    def invented(self) -> int:
        """How many breaches rest on invented records alone."""
        columns = self._columns
        facts = ~columns.invented[self._numbers]
        found = self.none & columns.illustrative
        for flags, own, counted in self._sides():
            kept = self._numbers[counted & facts]
            found = np.concatenate((found, flags & (columns.illustrative | ~marked(columns, own[kept]))))
        return int(found.sum())

    def told(self, start: int, stop: int) -> list[Told]:
        """The breaches from one place to another: those of members by their ids, then those of shared partners."""
        subjects, begins, pairings, others = self._runs
        low, high = int(begins[start]), int(begins[stop])
        runs = begins[start : stop + 1] - low
        named = self._called.named(subjects[start:stop])
        new = np.ones(high - low, dtype=np.bool_)
        new[1:] = others[low + 1 : high] != others[low : max(low, high - 1)]
        new[runs[:-1][runs[:-1] < high - low]] = True
        before = np.append(0, np.cumsum(new))[runs].tolist()  # how many others stand before each subject
        partners = self._called.named(others[low:high][new])
        invented = self._columns.invented[pairings[low:high]]
        facts = np.append(0, np.cumsum(~invented))[runs]
        alone = self._columns.illustrative[subjects[start:stop]] | ((np.diff(facts) == 0) & (np.diff(runs) > 0))
        sources = _sources(self._columns, pairings[low:high], runs)
        found = []
        for one, first, last, flag, stated, rule in zip(
            named, before, before[1:], alone.tolist(), sources, self._rules(start, stop), strict=False
        ):
            some = partners[first:last]
            breach = Breach(rule, one.id, tuple([other.id for other in some]), stated, flag)
            found.append(Told(breach, one.name, tuple([other.name for other in some])))
        return found

    def _rules(self, start: int, stop: int) -> list[_Rule]:
        members_ = len(self) - int(self.shared.sum())
        none = self.none[self._runs[0][start:stop]].tolist()
        return [
            "shared" if place >= members_ else "none" if lacking else "several"
            for place, lacking in enumerate(none, start)
        ]

    def _sides(self) -> Iterator[tuple[Flags, Places, Flags]]:
        """The members with several partners and the shared partners, their end of all pairings, and which count."""
        columns, numbers = self._columns, self._numbers
        yield self.several, columns.recipient, self.several[columns.recipient[numbers]]
        yield (
            self.shared,
            columns.helper,
            self.shared[columns.helper[numbers]] & self._alike[columns.recipient[numbers]],
        )

    @cached_property
    def _runs(self) -> tuple[Places, Numbers, Numbers, Places]:
        """The subjects in order; where in the list beside the pairings of each begin; that list, and its other ends."""
        columns, ranks = self._columns, self._columns.register.ranks()
        subjects, sizes, pairings, others = [], [], [], []
        for flags, own, counted in self._sides():
            other = columns.helper if own is columns.recipient else columns.recipient
            some = self._numbers[counted]
            some = some[np.argsort(keys_of(columns, ranks[other[some]], ranks[own[some]]))]
            places = flagged(flags if own is columns.helper else flags | self.none)
            subjects.append(places[np.argsort(ranks[places])])
            sizes.append(np.bincount(own[some], minlength=len(flags))[subjects[-1]])
            pairings.append(some)
            others.append(other[some])
        begins = np.append(0, np.cumsum(np.concatenate(sizes)))
        return np.concatenate(subjects), begins, np.concatenate(pairings), np.concatenate(others)

    @cached_property
    def _called(self) -> Described:
        subjects, _, _, others = self._runs
        return Described(self._columns, marked(self._columns, subjects) | marked(self._columns, others))


def _sources(columns: Columns, pairings: NDArray[np.intp], runs: Numbers) -> Iterator[tuple[str, ...]]:
    """The sources of each run of these pairings, sorted; `runs` says where each begins, and where the last ends."""
    of, ids = columns.register.sources(pairings.astype(np.int32))
    of = np.append(of, NONE)
    least, most = (extreme.reduceat(of, runs)[:-1].tolist() for extreme in (np.minimum, np.maximum))
    alone = [*((id_,) for id_ in ids), ()]  # the last entry is that of NONE
    for first, last, start, end in zip(least, most, runs[:-1].tolist(), runs[1:].tolist(), strict=True):
        if start == end:
            yield ()
        elif first == last:
            yield alone[first]
        else:
            yield tuple(ids[place] for place in np.unique(of[start:end]).tolist() if place != NONE)
