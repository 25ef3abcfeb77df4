"""What changed between two days, on columns: only pairs that differ are looked at one by one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from graph.dates import partial_date
from graph.measures.changes import Difference, Held, Transfers, difference, transfers
from graph.measures.columns.pairs import ends, fetched, grouped, keys_of
from graph.model import Contribution

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from graph.columns import Columns, Flags

DAY = 100_000_000
"""More than any day as a number."""


def between_days(
    columns: Columns,
    given: Iterable[Contribution],
    days: tuple[date, date],
    recipients: Flags,
    *,
    area: str | None = None,
    sector: str | None = None,
    groups: bool = False,
) -> Difference:
    """The same as `changes.between_days` on the network of what `area` receives, as a store gives it."""
    own = recipients[columns.recipient]
    held = [columns.in_force(day, sector=sector) & own for day in days]
    surely = [columns.surely(day) for day in days]
    numbers, begins = grouped(columns, held[0] | held[1])
    listed = [_any(some[numbers] & columns.group[numbers], begins) for some in held]
    named = [some[numbers] & (groups | ~columns.group[numbers]) for some in held]
    last = [latest(columns, numbers, some, begins) for some in named]
    pairs = [some >= 0 for some in last]
    only_listed = (listed[0] ^ listed[1]) & ~pairs[0] & ~pairs[1]

    money, places = _transfers(columns, given, days, recipients, area, sector)
    helper, recipient = columns.helper[numbers[begins]], columns.recipient[numbers[begins]]
    wanted = last[0] != last[1]
    _mark(columns, wanted, keys_of(columns, helper, recipient), money, places)
    facts = _any((named[0] | named[1]) & ~columns.invented[numbers], begins)

    some = np.flatnonzero(wanted)
    known = np.unique(
        np.concatenate([helper[some], recipient[some], np.array(sorted(places.values()), dtype=np.int32)])
    )
    found = columns.register.named(known)
    ids = [one.id for one in found]
    two = [np.searchsorted(known, side[some]).tolist() for side in (helper, recipient)]
    invented = [{"illustrative": not fact} for fact in facts[some].tolist()]
    sides = [
        [
            Held(ids[one], ids[other], {"end": partial_date(end % DAY, end // DAY), **flag})
            for one, other, end, flag in zip(*two, ends_[some].tolist(), invented, strict=True)
            if end >= 0
        ]
        for ends_ in last
    ]
    return difference(
        (sides[0], sides[1]),
        {one.id: one.name for one in found},
        money,
        agreements=sum(int(flags.sum()) for flags in held),
        open_dates=sum(int((flags & ~sure).sum()) for flags, sure in zip(held, surely, strict=True)),
        groups=0 if groups else int(only_listed.sum()),
    )


def _any(flags: Flags, begins: NDArray[np.int64]) -> Flags:
    """Whether any of each pair is so."""
    return np.logical_or.reduceat(flags, begins) if len(begins) else np.zeros(0, dtype=np.bool_)


def latest(
    columns: Columns, numbers: NDArray[np.int64], counted: Flags, begins: NDArray[np.int64]
) -> NDArray[np.int64]:
    """The latest end of those of each pair that are `counted`, as `changes.until` orders ends; −1 where none is."""
    ends_ = columns.end_last[numbers].astype(np.int64) * DAY + columns.end_first[numbers]
    ends_[~counted] = -1
    return np.maximum.reduceat(ends_, begins) if len(begins) else ends_


def _transfers(
    columns: Columns,
    given: Iterable[Contribution],
    days: tuple[date, date],
    recipients: Flags,
    area: str | None,
    sector: str | None,
) -> tuple[Transfers, dict[str, int]]:
    """The amounts of the years of two days, and the places of all whom a contribution to a recipient may name."""
    given = [entry for entry in given if sector is None or entry.sector == sector]
    if not given:
        return Transfers({}, 0, {}), {}
    agreements = {entry.agreement for entry in given if entry.agreement}
    named = ends(columns, fetched(columns, area, received=True), agreements)
    ids = {entry.helper for entry in given} | {entry.recipient for entry in given}
    ids |= {id_ for two in named.values() for id_ in two}
    places = columns.register.places({id_ for id_ in ids if id_ is not None})
    wanted = {id_ for id_, place in places.items() if recipients[place]}
    return transfers(named, given, days, wanted, None), places


def _mark(columns: Columns, wanted: Flags, keys: NDArray[np.int64], money: Transfers, places: dict[str, int]) -> None:
    """Marks the pairs between which there are amounts."""
    two = [
        (places[helper], places[recipient])
        for helper, recipient, _ in money.amounts
        if helper in places and recipient in places
    ]
    if two and len(keys):
        helper, recipient = np.array(two, dtype=np.int32).T
        sought = keys_of(columns, helper, recipient)
        at = np.minimum(np.searchsorted(keys, sought), len(keys) - 1)
        wanted[at[keys[at] == sought]] = True
