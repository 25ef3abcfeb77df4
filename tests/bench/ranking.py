"""Times rank, stats, depend and diff on columns of the size of a nation, in process.

    python tests/bench/ranking.py [--organizations 1000000] [--pairings 2000000] [--contributions 200000] [--runs 3]

Prints a Markdown table: the median time of each question, and of it the time in which names were looked up. The columns
are drawn with a fixed seed and names are made up when they are asked for; no time fails it.
"""

from __future__ import annotations

import argparse
import gc
import resource
import sys
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import wraps
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar, cast

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from graph.columns import KINDS, NONE, Columns, Named, Printed
from graph.dates import OPEN, partial_date
from graph.model import Contribution, Kind, Measure
from graph.query import RankBy, Side
from graph.questions import depend, diff, rank, stats
from graph.questions.inquiry import Inquiry

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from graph.answer import Answer
    from graph.columns import Places
    from graph.store import Store

LEVELS = ((Kind.PROVINCE, 31), (Kind.PREFECTURE, 333), (Kind.COUNTY, 2_843), (Kind.TOWNSHIP, 41_000))
DAY = date(2021, 12, 31)
SECTORS = ("consumption", "education", "health", "industry", "labour")
_P = ParamSpec("_P")
_R = TypeVar("_R")


def timed(function: Callable[_P, _R]) -> Callable[_P, _R]:
    """`function`, whose time is added to the `seconds` of its object."""

    @wraps(function)
    def door(*args: _P.args, **kwargs: _P.kwargs) -> _R:
        before = time.perf_counter()
        try:
            return function(*args, **kwargs)
        finally:
            cast(Any, args[0]).seconds += time.perf_counter() - before

    return door


@dataclass(slots=True)
class Made:
    """Makes up the names of organizations; counts the time that takes."""

    kinds: list[str]
    known: dict[int, Named]
    people: dict[int, Decimal]
    seconds: float = 0

    def place(self, id_: str) -> int | None:
        """The place that the id tells."""
        return int(id_[1:])

    @timed
    def places(self, ids: Collection[str]) -> dict[str, int]:
        """The places that the ids tell."""
        return {id_: int(id_[1:]) for id_ in ids}

    @timed
    def named(self, places: Places) -> list[Named]:
        """The organizations at these places."""
        known = self.known
        return [
            known.get(place) or known.setdefault(place, Named(f"o{place:07d}", f"名{place}", None, kind, False))
            for place, kind in zip(places.tolist(), map(self.kinds.__getitem__, places.tolist()), strict=True)
        ]

    @timed
    def numbers(self, names: Sequence[str]) -> dict[int, Decimal]:
        """The population of some villages."""
        return self.people if "population" in names else {}

    def printed(self, agreements: Places) -> list[Printed]:
        """Nothing asks for it."""
        raise NotImplementedError

    @timed
    def pairings(self, agreements: Collection[str]) -> dict[str, list[int]]:
        """The pairing that the id of an agreement tells."""
        return {agreement: [int(agreement[1:])] for agreement in agreements}


class Nation:
    """A store with these columns and contributions."""

    def __init__(self, columns: Columns, given: list[Contribution]) -> None:
        self._columns = columns
        self._given = given

    def columns(self) -> Columns:
        """The columns."""
        return self._columns

    def count(self, _: str | None) -> int:
        """How many organizations there are."""
        return len(self._columns.kind)

    def contributions(self) -> list[Contribution]:
        """The contributions."""
        return self._given

    def datasets(self) -> list[Any]:
        """No dataset."""
        return []


def nation(organizations: int, pairings: int, contributions: int, seed: int = 1) -> Nation:
    """Villages on the roster in four levels of units, schools, and firms that help either; some have no agreement."""
    draw = np.random.default_rng(seed)
    units = sum(count for _, count in LEVELS)
    villages, firms = int((organizations - units) * 0.65), int((organizations - units) * 0.2)
    sizes = [*LEVELS, (Kind.VILLAGE, villages), (Kind.ENTERPRISE, firms)]
    sizes.append((Kind.SCHOOL, organizations - units - villages - firms))
    kind = np.concatenate([np.full(count, KINDS.index(one), dtype=np.int8) for one, count in sizes])
    part_of = np.full(organizations, NONE, dtype=np.int32)
    first, above = 0, (0, 0)
    for place, (_, count) in enumerate(sizes):
        if place:
            part_of[first : first + count] = draw.integers(*above, count)
        if place < len(LEVELS):
            above = first, first + count
        first += count
    helper = units + villages + _drawn(firms, pairings, draw)
    served = np.concatenate((np.arange(units, units + villages), np.arange(units + villages + firms, organizations)))
    served = served[draw.random(len(served)) < 0.7]
    recipient = served[_drawn(len(served), pairings, draw)]
    order = np.argsort(recipient, kind="stable")
    start, end = draw.integers(2012, 2022, pairings), draw.integers(2016, 2028, pairings)
    end = np.maximum(start, end)
    is_open, whole = draw.random((2, pairings)) < 0.3
    columns = Columns(
        kind=kind,
        part_of=part_of,
        on_roster=(kind == KINDS.index(Kind.VILLAGE)) | (kind == KINDS.index(Kind.SCHOOL)),
        illustrative=np.zeros(organizations, dtype=np.bool_),
        helper=helper[order].astype(np.int32),
        recipient=recipient[order].astype(np.int32),
        start_first=(start * 10_000 + np.where(whole, 101, 601)).astype(np.int32),
        start_last=(start * 10_000 + np.where(whole, 1231, 601)).astype(np.int32),
        end_first=np.where(is_open, OPEN[0], end * 10_000 + 1201).astype(np.int32),
        end_last=np.where(is_open, OPEN[1], end * 10_000 + 1231).astype(np.int32),
        sector=draw.integers(NONE, len(SECTORS), pairings).astype(np.int16),
        group=draw.random(pairings) < 0.05,
        planned=np.zeros(pairings, dtype=np.bool_),
        invented=draw.random(pairings) < 0.01,
        sectors=SECTORS,
        register=Made(
            [KINDS[number].value for number in kind.tolist()],
            {},
            {place: Decimal(300 + place % 900) for place in range(units, units + villages, 20)},
        ),
    )
    assert partial_date(20161201, 20161231) == "2016-12"
    return Nation(columns, _given(columns, contributions, draw))


def _drawn(size: int, count: int, draw: np.random.Generator) -> NDArray[np.int64]:
    """So many of 0 … size − 1, a few far more often than the others."""
    weights = np.minimum((1 - draw.random(size)) ** (-1 / 1.5), 300)
    return np.searchsorted(np.cumsum(weights / weights.sum()), draw.random(count)).clip(max=size - 1)


def _given(columns: Columns, count: int, draw: np.random.Generator) -> list[Contribution]:
    numbers = draw.choice(len(columns.helper), count, replace=False).tolist()
    return [
        Contribution(
            id=f"c{place:07d}",
            measure=Measure.FUNDS,
            value=Decimal(1_000 + number % 900_000),
            unit="yuan",
            agreement=f"a{number}",
            period=str(2018 + place % 4),
        )
        for place, number in enumerate(numbers)
    ]


QUESTIONS: dict[str, Callable[[Inquiry], Answer]] = {
    "rank --top 10": lambda one: rank.answer(one, top=10),
    "rank --side recipient --top 10": lambda one: rank.answer(one, side=Side.RECIPIENT, top=10),
    "rank --by funds --top 10": lambda one: rank.answer(one, by=RankBy.FUNDS, top=10),
    "rank --by pagerank --top 10": lambda one: rank.answer(one, by=RankBy.PAGERANK, top=10),
    "rank --by birank --top 10": lambda one: rank.answer(one, by=RankBy.BIRANK, top=10),
    "rank (all helpers)": rank.answer,
    "depend": depend.answer,
    "depend --critical": lambda one: depend.answer(one, critical=True),
    "diff 2021-06-30 2021-12-31": lambda one: diff.answer(one, from_=date(2021, 6, 30), to=DAY),
    "diff 2020-12-31 2021-12-31": lambda one: diff.answer(one, from_=date(2020, 12, 31), to=DAY),
    "stats village": stats.answer,
    "rank --by betweenness --top 10": lambda one: rank.answer(one, by=RankBy.BETWEENNESS, top=10),
    "rank --by harmonic --top 10": lambda one: rank.answer(one, by=RankBy.HARMONIC, top=10),
}


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, default in (("organizations", 1_000_000), ("pairings", 2_000_000), ("contributions", 200_000)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", default="")
    wanted = parser.parse_args()
    store = nation(wanted.organizations, wanted.pairings, wanted.contributions)
    register = cast(Made, store.columns().register)
    print("| question | rows | s | of it names: s | peak MB |\n|---|--:|--:|--:|--:|")
    for name, question in QUESTIONS.items():
        if wanted.only not in name:
            continue
        times, names = [], []
        for _ in range(wanted.runs):
            gc.collect()
            register.seconds, before = 0, time.perf_counter()
            found = question(Inquiry(cast("Store", store), None, DAY))
            times.append(time.perf_counter() - before)
            names.append(register.seconds)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        row = f"| `{name}` | {len(found.rows):,} | {median(times):.2f} | {median(names):.2f} | {peak:,} |"
        print(row, flush=True)


if __name__ == "__main__":
    main()
