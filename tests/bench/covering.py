"""Times the coverage measures on columns of the size of a nation, beside what looking up names takes.

    python tests/bench/covering.py [--members 620000] [--pairings 2000000] [--runs 5]

Prints a Markdown table: the median time without the names, and the names looked up. The columns are drawn with a fixed
seed; no time fails it.
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from graph.columns import KINDS, NONE, Columns, Named, Printed
from graph.dates import OPEN, partial_date
from graph.measures.columns import coverage, expiry
from graph.measures.columns.units import scope
from graph.model import Kind
from graph.query import By, Query

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from graph.columns import Places

LEVELS = ((Kind.PROVINCE, 31), (Kind.PREFECTURE, 333), (Kind.COUNTY, 2_843), (Kind.TOWNSHIP, 41_000))
DAY = date(2021, 12, 31)
YEAR = DAY, date(2022, 12, 31)


@dataclass(slots=True)
class Made:
    """Looks up names that are made once and kept; counts the time it takes and how many it gave."""

    kinds: list[str]
    known: list[Named] = field(default_factory=list)
    dates: tuple[list[str | None], list[str | None]] = ([], [])
    seconds: float = 0
    given: int = 0

    def place(self, id_: str) -> int | None:
        """The place that the id tells."""
        return int(id_[1:])

    def named(self, places: Places) -> list[Named]:
        """The organizations at these places."""
        before = time.perf_counter()
        found = [self.known[place] for place in places.tolist()]
        self.seconds += time.perf_counter() - before
        self.given += len(found)
        return found

    def printed(self, agreements: Places) -> list[Printed]:
        """The agreements of these numbers."""
        before = time.perf_counter()
        starts, ends = self.dates
        found = [Printed(f"a{number:07d}", starts[number], ends[number], "s") for number in agreements.tolist()]
        self.seconds += time.perf_counter() - before
        self.given += len(found)
        return found


def nation(members: int, pairings: int, seed: int = 1) -> Columns:
    """Villages on the roster in four levels of units, firms that help them and some units; a third has no agreement."""
    draw = np.random.default_rng(seed)
    kinds, part_of, first = [], [], 0
    for one, count in (*LEVELS, (Kind.VILLAGE, members), (Kind.ENTERPRISE, members // 3)):
        kinds.append(np.full(count, KINDS.index(one)))
        former = len(kinds[-2]) if len(kinds) > 1 else 0
        start = first - former
        part_of.append(np.full(count, NONE) if not former else start + np.arange(count) * former // count)
        first += count
    kind, units = np.concatenate(kinds).astype(np.int8), sum(count for _, count in LEVELS)
    part_of[-1] = draw.integers(units - LEVELS[-1][1], units, len(kinds[-1]))
    all_ = len(kind)
    helped = units + draw.choice(members, members * 2 // 3, replace=False)
    some_units = draw.choice(units, units // 20, replace=False)
    recipient = np.concatenate(
        (draw.choice(some_units, pairings // 100), draw.choice(helped, pairings - pairings // 100))
    )
    recipient.sort()
    years = draw.integers(2012, 2022, pairings)
    months = years * 100 + draw.integers(1, 13, pairings)
    lasts = years + draw.integers(0, 6, pairings)
    unknown = draw.random(pairings) < 0.2
    whole_year = draw.random(pairings) < 0.5
    start_first = np.where(whole_year, years * 10_000 + 101, months * 100 + 1)
    start_last = np.where(whole_year, years * 10_000 + 1231, months * 100 + 1)
    columns = Columns(
        kind=kind,
        part_of=np.concatenate(part_of).astype(np.int32),
        on_roster=kind == KINDS.index(Kind.VILLAGE),
        illustrative=draw.random(all_) < 0.01,
        helper=draw.integers(units + members, all_, pairings).astype(np.int32),
        recipient=recipient.astype(np.int32),
        start_first=start_first.astype(np.int32),
        start_last=start_last.astype(np.int32),
        end_first=np.where(unknown, OPEN[0], lasts * 10_000 + 101).astype(np.int32),
        end_last=np.where(unknown, OPEN[1], lasts * 10_000 + 1231).astype(np.int32),
        sector=draw.integers(NONE, 8, pairings).astype(np.int16),
        group=draw.random(pairings) < 0.1,
        planned=np.zeros(pairings, dtype=np.bool_),
        invented=draw.random(pairings) < 0.01,
        sectors=tuple(f"sector {number}" for number in range(8)),
        register=Made([]),
    )
    made = columns.register
    assert isinstance(made, Made)
    words = [KINDS[number].value for number in kind.tolist()]
    made.known = [Named(f"o{place:07d}", f"机构{place}", None, word, False) for place, word in enumerate(words)]
    made.dates = (_printed(columns.start_first, columns.start_last), _printed(columns.end_first, columns.end_last))
    return columns


def _printed(first: NDArray[np.int32], last: NDArray[np.int32]) -> list[str | None]:
    return list(map(partial_date, first.tolist(), last.tolist()))


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--members", type=int, default=620_000)
    parser.add_argument("--pairings", type=int, default=2_000_000)
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    columns = nation(given.members, given.pairings)
    villages, register = Query(DAY, Kind.VILLAGE), columns.register
    assert isinstance(register, Made)
    villages_ = scope(columns, villages)
    expiring = expiry.listed(columns, villages_, DAY, YEAR)
    measured: dict[str, Callable[[], Any]] = {
        "gaps": lambda: coverage.gaps(columns, villages).rows,
        "coverage by county": lambda: coverage.coverage(columns, villages, By.COUNTY).groups,
        "coverage by township": lambda: coverage.coverage(columns, villages, By.TOWNSHIP).groups,
        "coverage by sector": lambda: coverage.coverage(columns, villages, By.SECTOR).groups,
        "two partners or more, by county": lambda: coverage.k_coverage(columns, villages, 2, By.COUNTY)[0],
        "agreements that end within a year": lambda: expiry.listed(columns, villages_, DAY, YEAR).pairings,
        "the same, in order": lambda: expiry.told(columns, expiring).printed,
        "orphans": lambda: expiry.orphans(columns, expiring, DAY),
        "helping gaps": lambda: coverage.helping_gaps(columns, Query(DAY))[0].rows,
    }
    print("| measure | rows | median s | names | looked up in s |")
    print("|---|--:|--:|--:|--:|")
    gc.disable()  # as a command does
    for name, measure in measured.items():
        seconds, looked_up, rows = [], [], 0
        for _ in range(given.runs):
            register.seconds, register.given = 0, 0
            before = time.perf_counter()
            rows = len(measure())
            looked_up.append(register.seconds)
            seconds.append(time.perf_counter() - before - register.seconds)
        print(f"| {name} | {rows:,} | {median(seconds):.3f} | {register.given:,} | {median(looked_up):.3f} |")


if __name__ == "__main__":
    main()
