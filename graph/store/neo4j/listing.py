"""Which agreements a version of a dataset is kept with, and from which day on and until which it counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from graph.store.neo4j.schema import ALWAYS, EVER
from graph.versions import BESIDE, Version, unlisted

if TYPE_CHECKING:
    import polars as pl

    from graph.store.neo4j.server import Row

OF_LISTING = frozenset({"listed_from", "listed_until"})
"""The properties of an agreement that follow from the versions beside its own."""


class Window(NamedTuple):
    """From which day on and until which, not included, a version counts."""

    listed_from: str
    listed_until: str


def windows(series: Sequence[Version[str]]) -> dict[str, Window]:
    """Version → when it counts, of the versions of a dataset, the earliest first.

    The first counts for all days before it too. One that others stand beside counts until one comes that replaces it.

    >>> from datetime import date
    >>> june, july = Version("", "a", date(2024, 6, 30), "ledger"), Version("", "a", date(2024, 7, 31), "ledger")
    >>> [*windows([june, july]).values()]  # doctest: +NORMALIZE_WHITESPACE
    [Window(listed_from='', listed_until='2024-07-31'),
     Window(listed_from='2024-07-31', listed_until='9999-12-31')]
    """
    found = {}
    for place, one in enumerate(series):
        replaced = (
            later.version for later in series[place + 1 :] if not (one.read_as in BESIDE and later.read_as in BESIDE)
        )
        found[one.version] = Window(one.version if place else ALWAYS, next(replaced, EVER))
    return found


def agreements(
    series: Sequence[Version[str]], own: Mapping[str, Iterable[Row]], since: str = ""
) -> Iterator[tuple[str, Iterable[Row]]]:
    """Each version of which `own` has the rows, with those of the agreements that it is kept with.

    Those are the ones it lists and, from the day `since` on, what it no longer lists of what the version before is kept
    with; the rows of an earlier version are all that it is kept with already. The rows of a dataset that has a single
    version are read once, as they are asked for.
    """
    counts = windows(series)
    if len(series) == 1:
        (only,) = series
        rows = (_kept(row, counts[only.version]) for row in own[only.version] if "unlisted_since" not in row["set"])
        yield only.version, rows
        return
    before: list[Row] = []
    for previous, version in pairwise((None, *series)):
        assert version is not None  # only the first has none before it
        if version.version not in own:
            continue
        kept = list(own[version.version])
        if version.version >= since:
            kept = [row for row in kept if "unlisted_since" not in row["set"]]
            if previous is not None and not {previous.read_as, version.read_as} & BESIDE:
                kept += _gone(before, kept, version.version)
        kept = [_kept(row, counts[version.version]) for row in kept]
        yield version.version, kept
        before = kept


def _gone(previous: Sequence[Row], listed: Sequence[Row], day: str) -> Iterator[Row]:
    """The agreements that the version of `day` no longer lists of those of the one before, as it keeps them."""
    gone = unlisted(_frame(previous), _frame(listed).drop("place"), day)
    for place, since in gone.select("place", "unlisted_since").iter_rows():
        row = previous[place]
        stated = {"source_version": row["set"]["version"], **row["set"], "version": day, "unlisted_since": since}
        yield {"helper": row["helper"], "recipient": row["recipient"], "set": stated}


def _frame(rows: Sequence[Row]) -> pl.DataFrame:
    """What `unlisted` looks at of these rows, each with its place."""
    import polars as pl

    names = ("status", "start", "unlisted_since")
    cells = [(place, row["helper"], row["recipient"], *map(row["set"].get, names)) for place, row in enumerate(rows)]
    schema = {"place": pl.Int64, **dict.fromkeys(("helper", "recipient", *names), pl.String)}
    return pl.DataFrame(cells, schema, orient="row").with_columns(pl.col("status").fill_null("agreed"))


def _kept(row: Row, window: Window) -> Row:
    return {**row, "set": {**row["set"], **window._asdict()}}
