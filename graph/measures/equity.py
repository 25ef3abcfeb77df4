"""How evenly help is spread: concentration over helpers, inequality over recipients.

Every function takes amounts of anything (partners, yuan). Keep the zeros: those that received nothing are part of the
answer. What is undefined is None, never 0. A negative amount raises `RecordError` (a `ValueError`).
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.answer import Rows
from graph.errors import RecordError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Concentration(Rows):
    """How concentrated amounts are. `hhi` is 1/n (even) to 1 (all with one); some reports print it times 10,000."""

    hhi: float
    effective: float
    normalised: float | None


@dataclass(frozen=True, slots=True)
class Theil(Rows):
    """Theil's T (0 even, at most ln n), and its exact split: between the groups, and within them."""

    total: float
    between: float
    within: float
    most: float


@dataclass(frozen=True, slots=True)
class Top(Rows):
    """The share (0–1) of the largest `count`, which are more than asked for where several tie with the last."""

    share: float
    count: int


def _amounts(values: Collection[float]) -> NDArray[np.float64]:
    """The amounts as floats, the least first; raises `RecordError` on a negative one."""
    import numpy as np

    amounts = np.sort(np.array(values if isinstance(values, np.ndarray) else list(values), dtype=np.float64))
    if len(amounts) and amounts[0] < 0:
        raise RecordError("measures.negative", value=float(amounts[0]))
    return amounts


def _sum(amounts: NDArray[np.float64]) -> float:
    """The exact sum, rounded once: in whatever order the amounts come."""
    return math.fsum(amounts[amounts != 0].tolist())


def concentration(values: Collection[float]) -> Concentration | None:
    """The Herfindahl–Hirschman index Σ sᵢ² of the shares, the effective number 1/H, and (H − 1/n) / (1 − 1/n).

    None when all amounts are zero; the normalised index of a single amount is None. (Hirschman 1964; Adelman 1969)

    >>> concentration([5, 3, 2])
    Concentration(hhi=0.38, effective=2.6315789473684212, normalised=0.07000000000000002)
    """
    amounts = _amounts(values)
    total = _sum(amounts)
    if not total:
        return None
    shares = amounts / total
    hhi = min(1.0, _sum(shares * shares))
    n = len(amounts)
    return Concentration(hhi, 1 / hhi, (hhi - 1 / n) / (1 - 1 / n) if n > 1 else None)


def fragmentation(values: Collection[float]) -> float | None:
    """1 − HHI: 0 when all comes from (or goes to) one, near 1 when it comes from many small ones. High is not bad.

    Over a recipient's helpers it is fragmentation, over a helper's recipients proliferation (Frot & Santiso 2009).
    """
    index = concentration(values)
    return None if index is None else 1 - index.hhi


def gini(values: Collection[float]) -> float | None:
    """The Gini index Σ(2i − n − 1)·x₍ᵢ₎ / (n·Σx): 0 when all have the same, (n − 1)/n when one has all (Gini 1912).

    None when nobody has anything. There is no correction for small samples, as a roster is not a sample.

    >>> gini([0, 0, 0, 4]), gini([1, 2, 3, 4]), gini([0, 0])
    (0.75, 0.25, None)
    """
    import numpy as np

    amounts = _amounts(values)
    n, total = len(amounts), _sum(amounts)
    if not total:
        return None
    return max(0.0, _sum(np.arange(1 - n, n + 1, 2) * amounts) / (n * total))


def theil(groups: Mapping[str, Collection[float]], zeros: Mapping[str, int] | None = None) -> Theil | None:
    """Theil's T = (1/n) Σ (x/μ) ln(x/μ), 0·ln 0 = 0, with its split over `groups` (Theil 1967).

    Between: Σ (Y_g/Y) ln(μ_g/μ); within: Σ (Y_g/Y) T_g. `zeros` says how many more with nothing there are in a group.
    None when nobody has anything.

    >>> split = theil({"a": [1, 2], "b": [3, 4]})
    >>> [round(x, 5) for x in (split.total, split.between, split.within)]
    [0.10644, 0.08228, 0.02416]
    """
    more = zeros or {}
    parts = [(_amounts(values).tolist(), len(values) + more.get(name, 0)) for name, values in groups.items()]
    amounts = [x for part, _ in parts for x in part]
    n = sum(size for _, size in parts) + sum(more[name] for name in more.keys() - groups.keys())
    total = math.fsum(amounts)
    if not total:
        return None
    held = [(part, size, own) for part, size in parts if (own := math.fsum(part))]
    between = math.fsum(own / total * math.log(own / size / (total / n)) for _, size, own in held)
    within = math.fsum(own / total * _t(part, size) for part, size, own in held)
    return Theil(max(0.0, _t(amounts, n)), max(0.0, between), max(0.0, within), math.log(n))


def _t(amounts: list[float], size: int) -> float:
    mean = math.fsum(amounts) / size
    return math.fsum(x / mean * math.log(x / mean) for x in amounts if x) / size


def top(values: Collection[float], count: int) -> Top | None:
    """The share of the largest `count` (CR_k), with all that tie with the last of them; None when all are zero.

    >>> top([5, 3, 1, 1], 1), top([5, 3, 1, 1], 3)
    (Top(share=0.5, count=1), Top(share=1.0, count=4))
    """
    amounts = _amounts(values)
    total = _sum(amounts)
    if not total or count < 1:
        return None
    largest = amounts[amounts >= amounts[-min(count, len(amounts))]]
    return Top(_sum(largest) / total, len(largest))


def spearman(some: Sequence[float], others: Sequence[float]) -> float | None:
    """Spearman's ρ of two series of equal length: Pearson's correlation of their ranks, ties at their mean rank.

    1 when both have the same order, −1 when opposite (Spearman 1904). None where one of them has no order: fewer than
    two values, or all the same. Raises `RecordError` (a `ValueError`) when the lengths differ.

    >>> spearman([1, 2, 3], [10, 30, 20]), spearman([1, 2], [5, 5])
    (0.5, None)
    """
    if len(some) != len(others):
        raise RecordError("measures.lengths", first=len(some), second=len(others))
    mean = (len(some) + 1) / 2
    first, second = (_ranks(values) - mean for values in (some, others))
    spread = _sum(first * first) * _sum(second * second)
    if not spread:
        return None
    return max(-1.0, min(1.0, _sum(first * second) / math.sqrt(spread)))


def ranks(values: Sequence[float]) -> list[float]:
    """The rank of each value, 1 for the least; values that tie all have the mean of their ranks.

    >>> ranks([10, 30, 10, 20])
    [1.5, 4.0, 1.5, 3.0]
    """
    found: list[float] = _ranks(values).tolist()
    return found


def _ranks(values: Sequence[float]) -> NDArray[np.float64]:
    import numpy as np

    _, of, counts = np.unique(np.asarray(values, dtype=np.float64), return_inverse=True, return_counts=True)
    means: NDArray[np.float64] = np.cumsum(counts) - (counts - 1) / 2
    return means[of]


@dataclass(frozen=True, slots=True)
class Fit(Rows):
    """How what is given follows need: the rank correlation of the two, and the neediest fifth's share of all given.

    `spearman` is −1 to 1, None where all were given or need the same. `neediest` is the share (0–1) of the `count`
    neediest, which are more than a fifth where several tie with the last; None where nothing is given.
    """

    spearman: float | None
    neediest: float | None
    count: int


def fit(given: Mapping[str, float], need: Mapping[str, float]) -> Fit | None:
    """How the amounts `given` follow the `need` of those that have both: Spearman's ρ, and the share of the neediest.

    ρ is Pearson's correlation of the ranks, where ties have the mean of theirs (Spearman 1904). None for less than two.

    >>> fit({"a": 1, "b": 2, "c": 3}, {"a": 10, "b": 20, "c": 15})
    Fit(spearman=0.5, neediest=0.3333333333333333, count=1)
    """
    both = sorted(given.keys() & need.keys())
    if len(both) < 2:
        return None
    amounts, needs = _amounts_of(given, both), [float(need[id_]) for id_ in both]
    last = sorted(needs, reverse=True)[math.ceil(len(both) / 5) - 1]
    neediest = [amount for amount, wanted in zip(amounts, needs, strict=True) if wanted >= last]
    total = math.fsum(amounts)
    return Fit(spearman(amounts, needs), math.fsum(neediest) / total if total else None, len(neediest))


def _amounts_of(given: Mapping[str, float], ids: Collection[str]) -> list[float]:
    """The amounts of `ids`, in their order; raises `RecordError` on a negative one."""
    amounts = [float(given[id_]) for id_ in ids]
    _amounts(amounts)
    return amounts
