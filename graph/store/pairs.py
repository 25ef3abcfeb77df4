"""Which pairs no loaded dataset lists as an agreement."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, Protocol

from graph.store import LoadedDataset

_PART = 10_000
"""Of how many recipients the agreements are looked up at a time."""


class Listing(Protocol):
    """What knows the loaded datasets and their agreements, such as a `Store`."""

    def datasets(self) -> list[LoadedDataset]:
        """Every version."""

    def places(self, ids: Sequence[str], day: date | None = None) -> Mapping[tuple[str, str, str], Any]:
        """(helper, recipient, agreement) → its place, for all that `ids` take part in on a day."""


def never_listed(store: Listing, pairs: Collection[tuple[str, str]]) -> set[tuple[str, str]]:
    """Those of these pairs (helper, recipient) that no version of any dataset lists, agreed or planned."""
    left = set(pairs)
    days = {one.as_of or date.min for one in store.datasets() if one.agreements}
    for day in sorted(days, reverse=True):  # the newest know most of the older ones' too
        ids = sorted({recipient for _, recipient in left})
        for start in range(0, len(ids), _PART):
            found = store.places(ids[start : start + _PART], day)
            left -= {(helper, recipient) for helper, recipient, _ in found}
    return left
