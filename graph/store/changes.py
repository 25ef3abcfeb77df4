"""What a load changes of what its dataset stated before: counted, and put side by side, for every home alike."""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Generic, NamedTuple

from graph import dataset as tables
from graph.model import AgreementStatus, ContributionStatus
from graph.store import Change, Written
from graph.versions import Key, Version

if TYPE_CHECKING:
    from graph.dataset import Dataset
    from graph.measures.changes import Changed, Snapshot

COMPARED = 300_000
"""Up to this many agreements a re-load says one by one what changed."""


class Counts(NamedTuple):
    """How many records of each kind a dataset has."""

    organizations: int
    agreements: int
    contributions: int
    claims: int
    roster: int
    rejected: int


def counts_of(dataset: Dataset) -> Counts:
    """How many records of each kind a dataset has; the pairings of one group agreement are one."""
    roster = int(dataset.organizations["on_roster"].sum())
    return Counts(
        len(dataset.organizations),
        dataset.count_of_agreements(),
        len(dataset.contributions),
        len(dataset.claims),
        roster,
        dataset.rejected,
    )


_COMPARED = {
    "organizations": (("id",), tables.ORGANIZATION),
    "agreements": (("id", "helper", "recipient"), tables.AGREEMENT),
    "contributions": (("id",), tables.CONTRIBUTION),
}
"""What identifies a record of a table, and all its columns."""
_PLACE = {"source", "file", "row"}
"""Columns that say where a record stands; a record that only stands elsewhere is the same."""


def differences(old: Dataset, new: Dataset) -> dict[str, Change]:
    """How many records of each table were added, removed and changed."""
    import polars as pl

    found = {}
    for table, (ids, columns) in _COMPARED.items():
        before, after = getattr(old, table), getattr(new, table)
        both = before.join(after, on=ids, how="inner", suffix=" after")
        fields = [name for name in columns if name not in _PLACE and name not in ids]
        differ = pl.any_horizontal(pl.col(name).ne_missing(pl.col(f"{name} after")) for name in fields)
        changed = int(both.select(differ.sum()).item() or 0)
        found[table] = Change(len(after) - len(both), len(before) - len(both), changed)
    return found


def content_of(dataset: Dataset) -> Snapshot:
    """What a dataset states and does not only plan, as `graph.measures.changes.compare` takes it."""
    from graph.measures.changes import Given, Member, Pairing, Snapshot  # as in `written`

    columns = ("id", "name", "on_roster", "aliases")
    return Snapshot(
        {
            id_: Member(name, listed, tuple(json.loads(aliases or "[]")))
            for id_, name, listed, aliases in dataset.organizations.select(columns).iter_rows()
        },
        [
            Pairing(helper, recipient, end)
            for helper, recipient, end, status in dataset.agreements.select(
                "helper", "recipient", "end", "status"
            ).iter_rows()
            if status != AgreementStatus.PLANNED
        ],
        [
            Given(helper, recipient, measure, Decimal(value))
            for helper, recipient, measure, value, status in dataset.contributions.select(
                "helper", "recipient", "measure", "value", "status"
            ).iter_rows()
            if status != ContributionStatus.PLANNED
        ],
    )


class Beside(NamedTuple, Generic[Key]):
    """Versions of a dataset beside another: that of the same day, that before and that after it; None where none is."""

    same: Version[Key] | None
    before: Version[Key] | None
    after: Version[Key] | None

    @property
    def compared(self) -> Version[Key] | None:
        """The one that what it changes is told from: that of the same day, else the one before."""
        return self.same or self.before


def beside(own: Sequence[Version[Key]], dataset: Dataset) -> Beside[Key]:
    """What stands beside a version among `own`, the versions of its dataset, the earliest first."""
    day = dataset.version
    return Beside(
        next((one for one in own if one.version == day), None),
        next((one for one in reversed(own) if one.version < day), None),
        next((one for one in own if one.version > day), None),
    )


def written(dataset: Dataset, before: Dataset | None, own: Beside[Key]) -> Written:
    """What a load did; `before` is the version of `own` that it is compared with."""
    counts = counts_of(dataset)
    changes: dict[str, Change] = {}
    details: tuple[Changed, ...] = ()
    if before is not None:
        from graph.measures.changes import compare  # a first load compares nothing

        changes = differences(before, dataset)
        if max(counts.agreements, changes["agreements"].removed) <= COMPARED:
            details = compare(content_of(before), content_of(dataset))
    return Written(
        dataset.name,
        *counts,
        changes=changes,
        details=details,
        replaced=own.same is not None,
        following=own.after.version if own.after is not None else None,
    )
