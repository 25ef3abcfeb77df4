"""Whether a roster is paired one to one, on columns; what the words mean is said by `graph.measures.one_to_one`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from graph.columns import NONE
from graph.measures.columns.coverage import members
from graph.measures.columns.pairs import grouped, of_kind
from graph.measures.columns.units import flagged, marked
from graph.measures.one_to_one import Breach, OneToOne
from graph.query import Query

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from graph.columns import Columns, Flags, Named, Places
    from graph.measures.columns.units import Numbers

_Rule = Literal["several", "shared"]


class Found(NamedTuple):
    """The same as `one_to_one.one_to_one`, and the name of everyone whom a breach names, by id."""

    result: OneToOne
    names: dict[str, str]


def one_to_one(columns: Columns, query: Query, *, groups: bool = False) -> Found:
    """Whether each member of the query's kind and area has one partner that is the partner of nobody else of the kind.

    No store gives an organization a source, so a member without a partner is found without one.
    """
    roster, has_roster = members(columns, query)
    if not has_roster:
        return Found(OneToOne(0, 0, 0, 0, 0, 0, ()), {})
    on_roster, alike = marked(columns, roster), of_kind(columns, query.kind)
    numbers, begins = grouped(columns, columns.in_force(query.day, groups=groups))
    helper, recipient = columns.helper[numbers[begins]], columns.recipient[numbers[begins]]
    count = np.bincount(recipient, minlength=len(columns.kind))
    helped = np.bincount(helper[alike[recipient]], minlength=len(columns.kind))
    none, several = on_roster & (count == 0), on_roster & (count > 1)
    shared = marked(columns, helper[on_roster[recipient]]) & (helped > 1)

    to_several = several[columns.recipient[numbers]]
    by_shared = shared[columns.helper[numbers]] & alike[columns.recipient[numbers]]
    named = none | several | shared
    named[columns.helper[numbers[to_several]]] = True
    named[columns.recipient[numbers[by_shared]]] = True
    known = _ById(columns, named)
    stated = _Sources(columns, numbers[to_several | by_shared].astype(np.int32))
    members_ = [*_none(columns, none, known), *_breaches(columns, "several", numbers[to_several], known, stated)]
    members_.sort(key=lambda breach: breach.subject)
    only_listed = none & marked(columns, columns.recipient[columns.in_force(query.day)])
    result = OneToOne(
        len(roster),
        len(roster) - int(none.sum()) - int(several.sum()),
        int(none.sum()),
        int(several.sum()),
        int(shared.sum()),
        0 if groups else int(only_listed.sum()),
        (*members_, *_breaches(columns, "shared", numbers[by_shared], known, stated)),
    )
    return Found(result, {one.id: one.name for one in known.named})


class _ById:
    """The flagged organizations in the order of their ids, and of each place its number in that order."""

    def __init__(self, columns: Columns, which: Flags) -> None:
        places = flagged(which)
        found = columns.register.named(places)
        order = sorted(range(len(found)), key=lambda number: found[number].id)
        self.named: list[Named] = [found[number] for number in order]
        self.numbers: Numbers = np.empty(len(columns.kind), dtype=np.intp)
        self.numbers[places[order]] = np.arange(len(order))

    def ids(self, places: Places) -> list[str]:
        """The ids of the organizations at these places."""
        return [self.named[number].id for number in self.numbers[places].tolist()]


class _Sources:
    """The sources of some pairings, looked up once."""

    def __init__(self, columns: Columns, pairings: Places) -> None:
        self.of = np.full(len(columns.helper), NONE, dtype=np.int32)
        self.of[pairings], self.ids = columns.sources(pairings)

    def sets(self, pairings: NDArray[np.int64], begins: NDArray[np.int64]) -> Iterator[tuple[str, ...]]:
        """The sources of each run of these pairings, sorted; `begins` says where in them each run begins."""
        of = self.of[pairings]
        least, most = (extreme.reduceat(of, begins).tolist() for extreme in (np.minimum, np.maximum))
        alone = [*((id_,) for id_ in self.ids), ()]  # the last entry is that of NONE
        for first, last, start, end in zip(least, most, begins.tolist(), [*begins[1:].tolist(), len(of)], strict=True):
            if first == last:
                yield alone[first]
            else:
                yield tuple(self.ids[place] for place in np.unique(of[start:end]).tolist() if place != NONE)


def _none(columns: Columns, none: Flags, known: _ById) -> Iterator[Breach]:
    """The members without a partner."""
    places = flagged(none)
    for id_, invented in zip(known.ids(places), columns.illustrative[places].tolist(), strict=True):
        yield Breach("none", id_, (), (), invented)


def _breaches(
    columns: Columns, rule: _Rule, pairings: NDArray[np.int64], known: _ById, stated: _Sources
) -> Iterator[Breach]:
    """A breach of each organization at the own end of these pairings, in the order of their ids."""
    own, other = columns.helper, columns.recipient
    if rule == "several":
        own, other = other, own
    pairings = pairings[np.lexsort((known.numbers[other[pairings]], known.numbers[own[pairings]]))]
    if not len(pairings):
        return
    own, other = own[pairings], other[pairings]
    first = np.append(True, own[1:] != own[:-1])
    new = first | np.append(True, other[1:] != other[:-1])
    begins = np.flatnonzero(first)
    invented = columns.illustrative[own[begins]] | np.logical_and.reduceat(columns.invented[pairings], begins)
    others, at = known.ids(other[new]), 0
    upto = np.append(np.cumsum(new)[begins[1:] - 1], len(others)).tolist()  # where the others of each end
    sources = stated.sets(pairings, begins)
    for id_, last, sources_, alone in zip(known.ids(own[begins]), upto, sources, invented.tolist(), strict=True):
        yield Breach(rule, id_, tuple(others[at:last]), sources_, alone)
        at = last
