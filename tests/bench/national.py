"""Times the command line on synthetic national networks, beside DuckDB on the same files in the same run.

    python tests/bench/national.py [--sizes 2000,20000,200000,2000000] [--runs 3] [--work DIR]

Every time is that of a whole process, from its start to its exit, unless the line says "in process". Prints a
Markdown report. No time fails it; a failing command, or an answer that differs from DuckDB's, is exit code 1.
Needs Linux: peak memory is the child's `ru_maxrss`. This process imports nothing heavy and stays small: a
child's peak starts at what its parent held.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import platform
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from importlib.metadata import version
from itertools import zip_longest
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
DAY = "2021-12-31"
COUNTY_SIZE, NATIONAL_SIZE = 2_000, 2_000_000
"""The sizes, in agreements, for which targets are stated."""

HELP = "`jiedui --help`"
LOAD = "`load`, fresh store"
RELOAD = "`load` again, unchanged"
COUNTY = "`gaps village --in` a county `-f json`"
GAPS = "`gaps village -f csv -o`"
COVERAGE = "`coverage village --by county -f json`"
COUNTY_STORE = "in process: gaps of the county"
COUNTY_NETWORK = "in process: network of the county"
DUCK = {LOAD: "DuckDB: load", GAPS: "DuckDB: gaps to CSV", COVERAGE: "DuckDB: coverage by county"}


@dataclass(frozen=True)
class Target:
    """Upper limits: seconds, peak MB, times DuckDB's seconds. None is no limit."""

    seconds: float | None = None
    megabytes: float | None = None
    ratio: float | None = None

    def __str__(self) -> str:
        limits = ((self.seconds, "{:g} s"), (self.megabytes, "{:g} MB"), (self.ratio, "{:g}× DuckDB"))
        return ", ".join("< " + text.format(limit) for limit, text in limits if limit is not None)


TARGETS = {
    (HELP, None): Target(seconds=0.3),
    (GAPS, COUNTY_SIZE): Target(seconds=0.5),
    (LOAD, NATIONAL_SIZE): Target(megabytes=1500, ratio=5),
    (COUNTY, NATIONAL_SIZE): Target(seconds=0.5),
    (COUNTY_STORE, NATIONAL_SIZE): Target(seconds=0.05),
    (COUNTY_NETWORK, NATIONAL_SIZE): Target(seconds=0.2),
    (GAPS, NATIONAL_SIZE): Target(seconds=2, megabytes=500),
    (COVERAGE, NATIONAL_SIZE): Target(seconds=1),
}


class BenchError(Exception):
    """A command that failed."""


@dataclass(frozen=True)
class Run:
    """One process that ended well: what it took and what it printed."""

    seconds: float
    megabytes: float | None
    output: str = ""


@dataclass
class Results:
    """Every run so far, by what was run and at which size (agreements; None where size plays no part)."""

    runs: dict[tuple[str, int | None], list[Run]] = field(default_factory=dict)

    def add(self, what: str, size: int | None, run: Run) -> str:
        """Keep a run; returns its output."""
        self.runs.setdefault((what, size), []).append(run)
        return run.output

    def seconds(self, what: str | None, size: int | None) -> float | None:
        """Median seconds, or None where nothing was run."""
        runs = self.runs.get((what or "", size))
        return median(run.seconds for run in runs) if runs else None

    def table(self) -> Iterator[str]:
        """Yield the rows of the report, in Markdown."""
        yield "| what | agreements | median s | peak MB | ratio to DuckDB | target | met |"
        yield "|---|--:|--:|--:|--:|---|---|"
        for (what, size), runs in self.runs.items():
            seconds, duck = median(run.seconds for run in runs), self.seconds(DUCK.get(what), size)
            peaks = [run.megabytes for run in runs if run.megabytes is not None]
            peak = max(peaks, default=None)
            ratio = seconds / duck if duck else None
            target = TARGETS.get((what, size), Target())
            limits = ((seconds, target.seconds), (peak, target.megabytes), (ratio, target.ratio))
            checked = [found <= limit for found, limit in limits if found is not None and limit is not None]
            cells = (
                what,
                f"{size:,}" if size else "–",
                f"{seconds:.3f}",
                f"{peak:.0f}" if peak else "–",
                f"{ratio:.1f}×" if ratio else "–",
                str(target) or "–",
                ("yes" if all(checked) else "no") if checked else "–",
            )
            yield f"| {' | '.join(cells)} |"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run everything and print the report; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--sizes", default="2000,20000,200000,2000000", help="agreements, by commas")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--work", type=Path, help="a folder to work in and to leave everything in")
    options = parser.parse_args(arguments)
    results, remarks, wrong = Results(), list[str](), list[str]()
    sizes = [int(text) for text in options.sizes.split(",")]
    with ExitStack() as stack:
        work = options.work or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        work.mkdir(parents=True, exist_ok=True)
        try:
            for _ in range(options.runs):
                results.add(HELP, None, jiedui("--help"))
            for size in sizes:
                remark, differing = measure(size, options.runs, work.resolve(), results)
                remarks.append(remark)
                wrong += differing
        except BenchError as error:
            print(error, file=sys.stderr)
            return 1
    print("\n".join([*machine(options.runs), "", *results.table(), "", *remarks]))
    print(f"\nsame answer: {'no' if wrong else 'yes'}")
    return 1 if wrong else 0


def measure(size: int, runs: int, work: Path, results: Results) -> tuple[str, list[str]]:
    """Run everything at one size, ours and DuckDB's in turns.

    Returns what to say of it below the table, and which answers differ from DuckDB's.
    Raises `BenchError` when a command fails.
    """
    package, store, database = work / f"set-{size}", work / f"{size}.jiedui", work / f"{size}.duckdb"
    ours_csv, duck_csv = work / f"{size}-ours.csv", work / f"{size}-duckdb.csv"
    _say(f"{size:,} agreements: generating")
    script("generate.py", package, "--agreements", size)
    for turn in range(runs):
        _say(f"{size:,} agreements: run {turn + 1} of {runs}")
        for path in work.glob(f"{size}.*"):  # both stores, and what they keep beside themselves
            path.unlink()
        results.add(DUCK[LOAD], size, script("bare.py", "load", database, package))
        results.add(LOAD, size, jiedui("--store", store, "load", package))
        results.add(RELOAD, size, jiedui("--store", store, "load", package))
        county, inside = json.loads(script("bare.py", "county", database).output)
        of_county = results.add(COUNTY, size, jiedui("--store", store, "gaps", "village", "--in", county, "-f", "json"))
        results.add(DUCK[GAPS], size, script("bare.py", "gaps", database, DAY, duck_csv))
        results.add(GAPS, size, jiedui("--store", store, "gaps", "village", "-f", "csv", "--force", "-o", ours_csv))
        duck = results.add(DUCK[COVERAGE], size, script("bare.py", "coverage", database, DAY))
        ours = results.add(
            COVERAGE, size, jiedui("--store", store, "coverage", "village", "--by", "county", "-f", "json")
        )
        timed = in_process(store, county)
        results.add(COUNTY_STORE, size, Run(timed["gaps"], None))
        results.add(COUNTY_NETWORK, size, Run(timed["network"], None))
    checks = {
        "gaps": same_gaps(ours_csv, duck_csv),
        "coverage": same_coverage(json.loads(ours), json.loads(duck)),
        "the county": same_county(json.loads(of_county), county, json.loads(duck)),
        "gaps in process": timed["gaps_found"] == json.loads(of_county)["summary"]["gaps"],
    }
    wrong = [name for name, same in checks.items() if not same]
    remark = (
        f"* {size:,} agreements, same answer: {'no: ' + ', '.join(wrong) if wrong else 'yes'}. "
        f"The county has {inside:,} organizations, its network {timed['nodes']:,} nodes "
        f"and {timed['edges']:,} edges; the store's file is {store.stat().st_size / 1e6:,.0f} MB."
    )
    return remark, wrong


IN_PROCESS = """
import json, sys, time
from datetime import date
import networkx
from graph.questions import gaps
from graph.questions.inquiry import Inquiry
from graph.model import Kind
from graph.store.open import open_store

store = open_store(sys.argv[1])
day, area = date.fromisoformat(sys.argv[3]), sys.argv[2]
times = [time.perf_counter()]
answer = gaps.answer(Inquiry(store, area, day), kind=Kind.VILLAGE)
times.append(time.perf_counter())
network = store.network(area)
times.append(time.perf_counter())
print(json.dumps({
    "gaps": times[1] - times[0], "network": times[2] - times[1], "gaps_found": answer.summary["gaps"],
    "nodes": network.number_of_nodes(), "edges": network.number_of_edges(),
}))
store.close()
"""


def in_process(store: Path, county: str) -> dict[str, Any]:
    """Time the county in one process, imports left out. THE ONE PLACE that calls the program's own API."""
    found = json.loads(process("-c", IN_PROCESS, store, county, DAY).output)
    return dict(found)


def jiedui(*arguments: object) -> Run:
    """One command of the program as a user starts it."""
    return process("-m", "cli", *arguments)


def script(name: str, *arguments: object) -> Run:
    """One of the scripts beside this file."""
    return process(HERE / name, *arguments)


def process(*arguments: object) -> Run:
    """Run Python with these arguments from the project's root; raises `BenchError` unless it exits with 0."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("JIEDUI_", "PYTHONDONT"))}
    environment["LC_ALL"] = "C.UTF-8"
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        start = time.perf_counter()
        child = subprocess.Popen(
            [sys.executable, *map(str, arguments)],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
        )
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        if child.returncode:
            shown = " ".join(str(part) for part in arguments if part is not IN_PROCESS)
            message = err.read().decode(errors="replace")
            raise BenchError(f"exit code {child.returncode}: python {shown}\n{message}")
        return Run(seconds, usage.ru_maxrss / 1024, out.read().decode())


def same_gaps(ours: Path, duck: Path) -> bool:
    """Whether both files list the same villages in the same states, line by line."""
    absent = {"id": "", "state": ""}
    with ours.open(encoding="utf-8-sig", newline="") as left, duck.open(encoding="utf-8", newline="") as right:
        pairs = zip_longest(csv.DictReader(left), csv.DictReader(right), fillvalue=absent)
        return all((a.get("id"), a.get("state")) == (b["id"], b["state"]) for a, b in pairs)


STATES = ("roster", "direct", "inherited", "lapsed", "never")


def same_coverage(ours: dict[str, Any], duck: list[list[Any]]) -> bool:
    """Whether the counties have the same numbers, and the total is their sum."""
    total = [ours["summary"][name] for name in STATES]
    rows = sorted([row[name] for name in STATES] for row in ours["rows"])
    sums = [sum(column) for column in zip(*rows, strict=True)]
    return rows == sorted(row[1:] for row in duck) and total == sums


def same_county(ours: dict[str, Any], county: str, duck: list[list[Any]]) -> bool:
    """Whether the answer about one county has the numbers of its line in DuckDB's coverage."""
    return [ours["summary"][name] for name in STATES] in [row[1:] for row in duck if row[0] == county]


def machine(runs: int) -> Iterator[str]:
    """Yield the heading: when, on what, with which versions."""
    info = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    model = next((line.partition(":")[2].strip() for line in info if line.startswith("model name")), "")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    yield f"## National benchmark, {date.today().isoformat()}"
    yield ""
    yield (
        f"{len(os.sched_getaffinity(0))} cores ({model or platform.machine()}), {memory:.0f} GB memory; "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, polars {version('polars')}, "
        f"networkx {version('networkx')}, DuckDB {version('duckdb')}."
    )
    yield f'Whole processes unless "in process"; median of {runs} runs, highest peak.'


def _say(text: str) -> None:
    print(text, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
