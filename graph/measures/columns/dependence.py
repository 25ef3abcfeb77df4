"""Who depends on one partner, on columns: the same as `graph.measures.dependence`, by places."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from graph.measures.columns.pairs import Distinct, distinct

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
