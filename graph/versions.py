"""Versions of datasets: which of them a day's answers rest on.

A dataset is a series of versions, each for a day; one without a day stands before all others. A question for a day
takes of each dataset its newest version of that day or before, else its earliest. Tables of money and bulletins stand
beside each other instead: every version of that day or before counts.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Generic, NamedTuple, Protocol, TypeVar

from graph.model import AgreementStatus, ReadAs

if TYPE_CHECKING:
    import polars as pl

BESIDE = frozenset({ReadAs.MONEY.value, ReadAs.PROSE.value})
"""What was read so is added to, not replaced, by what the same dataset states for another day."""
Key = TypeVar("Key", bound=Hashable)


class Version(NamedTuple, Generic[Key]):
    """A version of a dataset under the key that a store gives it."""

    key: Key
    dataset: str
    as_of: date | None
    read_as: str

    @property
    def day(self) -> date:
        """Its day; the first there is for one without."""
        return self.as_of or date.min

    @property
    def version(self) -> str:
        """Its day as an ISO text; empty for one without."""
        return self.as_of.isoformat() if self.as_of else ""


def series(versions: Iterable[Version[Key]]) -> dict[str, list[Version[Key]]]:
    """Dataset → its versions, the earliest first."""
    found: dict[str, list[Version[Key]]] = {}
    for version in sorted(versions, key=lambda one: (one.dataset, one.day)):
        found.setdefault(version.dataset, []).append(version)
    return found


def picked(versions: Iterable[Version[Key]], day: date | None) -> frozenset[Key]:
    """The versions that answers for a day rest on; without a day those that none has taken the place of.

    >>> june, july = Version(1, "a", date(2024, 6, 30), "ledger"), Version(2, "a", date(2024, 7, 31), "ledger")
    >>> [sorted(picked([june, july], day)) for day in (date(2024, 7, 1), date(2024, 1, 1), None)]
    [[1], [1], [2]]
    """
    found: set[Key] = set()
    for own in series(versions).values():
        until = [one for one in own if day is None or one.day <= day] or own[:1]
        last = until[-1]
        found |= {one.key for one in until if one is last or (one.read_as in BESIDE and last.read_as in BESIDE)}
    return frozenset(found)


class Dated(Protocol):
    """What a store lists of a version."""

    @property
    def name(self) -> str:
        """The name of its dataset."""

    @property
    def as_of(self) -> date | None:
        """Its day."""

    @property
    def read_as(self) -> str:
        """What it was read as."""


Listed = TypeVar("Listed", bound=Dated)


def of_day(versions: Iterable[Listed], day: date | None) -> list[Listed]:
    """Of the versions that a store lists those that answers for a day rest on; without a day the newest."""
    known = list(versions)
    wanted = picked([Version(number, one.name, one.as_of, one.read_as) for number, one in enumerate(known)], day)
    return [one for number, one in enumerate(known) if number in wanted]


def labels(versions: Sequence[Dated]) -> list[str]:
    """A name for each of some versions: that of its dataset, with its day where several are of one."""
    names = [one.name for one in versions]
    return [
        f"{one.name}@{one.as_of}" if one.as_of is not None and names.count(one.name) > 1 else one.name
        for one in versions
    ]


Agreement = TypeVar("Agreement")


def still_told(
    agreements: Sequence[Agreement], about: Callable[[Agreement], tuple[Hashable, str | None, str | None]]
) -> Sequence[Agreement]:
    """Without those no longer listed whose pair another dataset lists: such a pair has not ended by that.

    `about` gives the pair of an agreement, its status, and the day since which it is no longer listed.
    """
    facts = [about(one) for one in agreements]
    if all(since is None for *_, since in facts):
        return agreements
    listed = {pair for pair, status, since in facts if since is None and status != AgreementStatus.PLANNED}
    return [one for one, (pair, _, since) in zip(agreements, facts, strict=True) if since is None or pair not in listed]


def unlisted(previous: pl.DataFrame, listed: pl.DataFrame, day: str) -> pl.DataFrame:
    """The agreements that earlier versions listed and the version of `day` does not, each with the day it went.

    `previous` are those of the version before, with what that one no longer listed itself (`unlisted_since` is set);
    `listed` are those of the version. What counts is the pair: one that is listed with other dates is listed. What is
    only planned, what names one organization as both sides, and what had not begun by then, went without a trace.
    """
    import polars as pl

    agreed = pl.col("status") == AgreementStatus.AGREED.value
    pair = ["helper", "recipient"]
    begun = pl.col("start").is_null() | (pl.col("start") <= day)
    had = previous.filter(agreed, pl.col("helper") != pl.col("recipient"), begun)
    gone = had.join(listed.filter(agreed).select(pair).unique(), on=pair, how="anti", maintain_order="left")
    return gone.with_columns(pl.col("unlisted_since").fill_null(day))
