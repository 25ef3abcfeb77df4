"""Remarks on money whose pair no ledger lists: it counts all the same."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from graph.model import MONEY_MEASURES, ContributionStatus
from loaders.problems import Problem, Severity, ranges

if TYPE_CHECKING:
    import polars as pl

    from graph.dataset import Dataset
    from loaders.loaded import Loaded

Pair = tuple[str, str]
"""The ids of a helper and a recipient."""
MOST_NAMED = 5
"""How many pairs a remark names."""


def of_money(dataset: Dataset) -> Iterator[Pair]:
    """The pairs between which the dataset states money that was given and names no agreement."""
    return _given(dataset).select("helper", "recipient").unique().iter_rows()


def remarked(loaded: Loaded, lost: Collection[Pair]) -> Loaded:
    """What was loaded, with a remark for each sheet whose money is of pairs that are `lost`: listed by no ledger."""
    dataset = loaded.dataset
    names = dict(dataset.organizations["id", "name"].iter_rows())
    found: dict[int, tuple[list[int], set[Pair]]] = {}
    for helper, recipient, file, row in _given(dataset).select("helper", "recipient", "file", "row").iter_rows():
        if (helper, recipient) in lost:
            rows, pairs = found.setdefault(file, ([], set()))
            rows.append(row)
            pairs.add((helper, recipient))
    remarks = [
        _remark(loaded, file, rows, sorted(" → ".join(names[end] for end in pair) for pair in pairs))
        for file, (rows, pairs) in sorted(found.items())
    ]
    return replace(loaded, problems=(*loaded.problems, *remarks))


def _given(dataset: Dataset) -> pl.DataFrame:
    import polars as pl

    return dataset.contributions.filter(
        pl.col("measure").is_in([one.value for one in MONEY_MEASURES]),
        pl.col("status") == ContributionStatus.GIVEN.value,
        pl.col("agreement").is_null(),
        pl.col("helper").is_not_null(),
        pl.col("recipient").is_not_null(),
    )


def _remark(loaded: Loaded, file: int, rows: list[int], names: list[str]) -> Problem:
    at = loaded.dataset.files[file]
    more = ["…"] if len(names) > MOST_NAMED else []
    return Problem(
        key="problem.money_without_pair",
        file=at.name,
        sheet=at.sheet,
        row=min(rows),
        values={"count": len(names), "rows": ranges(rows), "of": len({*rows}), "names": [*names[:MOST_NAMED], *more]},
        severity=Severity.WARNING,
    )
