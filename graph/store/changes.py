"""What a load changes of what a dataset stated before, counted and told alike by every home."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from graph.measures.changes import Given, Member, Pairing, Snapshot
from graph.store import Change

if TYPE_CHECKING:
    from graph.dataset import Dataset

COMPARED = 300_000
"""Most agreements of which a re-load says one by one what changed."""
Content = Mapping[tuple[Any, ...], Any]
"""The records of a table by what they are known by."""


def counts_of(dataset: Dataset) -> tuple[int, int, int, int]:
    """How many organizations, agreements, contributions and claims a dataset has; a group is one agreement."""
    agreements = dataset.agreements["id"].n_unique()
    return len(dataset.organizations), agreements, len(dataset.contributions), len(dataset.claims)


def change(old: Content, new: Content) -> Change:
    """How many records were added, removed and changed."""
    both = old.keys() & new.keys()
    return Change(len(new.keys() - both), len(old.keys() - both), sum(old[key] != new[key] for key in both))


def after(dataset: Dataset) -> Snapshot:
    """What the dataset states now, as it is compared."""
    columns = ("id", "name", "on_roster", "aliases")
    return Snapshot(
        {
            id_: Member(name, listed, tuple(json.loads(aliases or "[]")))
            for id_, name, listed, aliases in dataset.organizations.select(columns).iter_rows()
        },
        [Pairing(*row) for row in dataset.agreements.select("helper", "recipient", "end").iter_rows()],
        [
            Given(helper, recipient, measure, Decimal(value))
            for helper, recipient, measure, value in dataset.contributions.select(
                "helper", "recipient", "measure", "value"
            ).iter_rows()
        ],
    )
