"""Who depends on one partner, on columns: the same as `graph.measures.dependence`, by places."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from graph.columns import NONE
from graph.measures.columns.pairs import Distinct, distinct
from graph.measures.dependence import Loss

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from graph.columns import Columns, Flags


def partners(columns: Columns, recipients: Flags, day: date, *, groups: bool = False) -> Distinct:
    """The distinct pairs in force of these recipients."""
    return distinct(columns, columns.in_force(day, groups=groups) & recipients[columns.recipient])


def single(pairs: Distinct) -> Distinct:
    """Those of the pairs whose recipient has no other."""
    return pairs.only(np.bincount(pairs.recipient)[pairs.recipient] == 1)


def critical(columns: Columns, recipients: Flags, day: date) -> NDArray[np.int64]:
    """How many of the recipients the leaving of each organization would orphan."""
    alone = single(partners(columns, recipients, day, groups=True))
    return np.bincount(alone.helper, minlength=len(recipients))


def helped(columns: Columns, pairings: Flags, day: date, *, groups: bool = False) -> NDArray[np.int64]:
    """How many distinct recipients each organization is a partner of, by these pairings."""
    pairs = distinct(columns, pairings & columns.in_force(day, groups=groups))
    return np.bincount(pairs.helper, minlength=len(columns.kind))


def withdraw(
    columns: Columns, gone: Flags, day: date, *, within: Flags | None = None, groups: bool = False
) -> list[Loss]:
    """What each organization loses that those who are `gone` help on `day`, in the order of ids."""
    in_force = columns.in_force(day)
    lost = in_force & gone[columns.helper]
    touched = np.zeros(len(gone), dtype=np.bool_)
    touched[columns.recipient[lost]] = True
    touched &= ~gone if within is None else ~gone & within
    own = in_force & touched[columns.recipient]
    left = own & ~gone[columns.helper]
    counted = own & columns.in_force(day, groups=groups)
    before, after = (_partners(columns, flags) for flags in (counted, counted & left))
    kept = _marked(columns, left)
    facts = _marked(columns, own & lost & ~columns.invented)
    sectors = _sectors_lost(columns, own, left)
    places = np.flatnonzero(touched)
    losses = [
        Loss(
            named.id,
            int(before[place]),
            int(after[place]),
            not kept[place],
            sectors.get(place, ()),
            not facts[place],
        )
        for place, named in zip(places.tolist(), columns.register.named(places.astype(np.int32)), strict=True)
    ]
    return sorted(losses, key=lambda loss: loss.id)


def _partners(columns: Columns, pairings: Flags) -> NDArray[np.int64]:
    return np.bincount(distinct(columns, pairings).recipient, minlength=len(columns.kind))


def _marked(columns: Columns, pairings: Flags) -> Flags:
    """Which organizations receive by any of these pairings."""
    found = np.zeros(len(columns.kind), dtype=np.bool_)
    found[columns.recipient[pairings]] = True
    return found


def _sectors_lost(columns: Columns, own: Flags, left: Flags) -> dict[int, tuple[str, ...]]:
    """Place → the sectors, sorted, that some of its own pairings have and none of those left."""
    count = max(len(columns.sectors), 1)

    def keys(flags: Flags) -> NDArray[np.int64]:
        stated = flags & (columns.sector != NONE)
        return np.unique(columns.recipient[stated].astype(np.int64) * count + columns.sector[stated])

    found: dict[int, list[str]] = {}
    for key in np.setdiff1d(keys(own), keys(left), assume_unique=True).tolist():
        found.setdefault(key // count, []).append(columns.sectors[key % count])
    return {place: tuple(sorted(names)) for place, names in found.items()}
