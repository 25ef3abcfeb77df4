"""Times maps: how long one takes to write, how large it is, and when a real Chromium has it ready.

    python tests/bench/pages.py [--sizes 500,3000,19000] [--guizhou] [--work DIR] [--keep]

The places are villages of Guizhou (beyond its own, of the provinces that follow it) from the bundled registry with the
units they lie in, the helpers and the pairings invented. "Ready" is the browser's own clock (`performance.now()`) when
the page stands as it opens, headline and overview drawn, in a browser that was just started. Prints a Markdown report.
No time fails it; a page that complains or asks for anything is exit code 1.
"""

from __future__ import annotations

import argparse
import platform
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from graph.model import Agreement, Kind, Organization, PartialDate
from graph.output.map import atlas
from graph.query import Query
from graph.store.open import open_store
from tests.records import dataset

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.dataset import Dataset

ROOT = Path(__file__).resolve().parents[2]
REGISTRY = ROOT / "data" / "registry-cn-2023" / "organizations.csv.gz"
PROVINCE = "52"
DAY = date(2021, 12, 31)
RUNS = 3
READY = ((3_000, 1.0), (atlas.MOST_DOTS, 1.5))
"""The seconds in which a page of up to so many organizations should be ready; the overview of an atlas has the last."""
LARGEST = 3.0
"""The size, in MB, that a page of up to 3,000 organizations should stay below."""
BROWSER = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass(frozen=True)
class Line:
    """What one size took: seconds to fetch and write, bytes, files, and the runs in the browser."""

    what: str
    organizations: int
    pairs: int
    seconds: float
    size: int
    files: int
    ready: tuple[float, ...]

    @property
    def target(self) -> float:
        """The seconds in which it should be ready."""
        return next((seconds for most, seconds in READY if self.organizations <= most), READY[-1][1])

    @property
    def largest(self) -> float:
        """The size in MB that it should stay below."""
        return LARGEST if self.organizations <= READY[0][0] else atlas.MOST_BYTES / 1e6

    def __str__(self) -> str:
        ready, size = median(self.ready), self.size / 1e6
        cells = (
            self.what,
            f"{self.organizations:,}",
            f"{self.pairs:,}",
            f"{self.seconds:.2f}",
            f"{size:.2f}",
            f"{self.files}",
            f"{ready:.2f}",
            f"< {self.target:g} s, < {self.largest:g} MB",
            "yes" if ready < self.target and size < self.largest else "no",
        )
        return f"| {' | '.join(cells)} |"


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--sizes", default="500,3000,19000", help="organizations, separated by commas")
    parser.add_argument("--guizhou", action="store_true", help="the whole province too")
    parser.add_argument("--work", type=Path, help="where the files go")
    parser.add_argument("--keep", action="store_true", help="leave them there")
    options = parser.parse_args(arguments)
    chromium = shutil.which("chromium")
    if chromium is None:
        print("needs chromium", file=sys.stderr)
        return 1
    work = options.work or Path(tempfile.mkdtemp())
    work.mkdir(parents=True, exist_ok=True)
    sizes: list[int | None] = [int(size) for size in options.sizes.split(",") if size]
    lines = [measured(work, size, chromium) for size in [*sizes, *([None] if options.guizhou else [])]]
    print(f"{platform.system()} {platform.machine()}, Python {platform.python_version()}; ready: median of {RUNS}")
    print()
    print("| map | organizations | pairs | written, s | MB | files | ready, s | target | met |")
    print("|---|--:|--:|--:|--:|--:|--:|---|---|")
    for line in lines:
        print(line)
    if not options.keep:
        shutil.rmtree(work)
    return 0


def measured(work: Path, size: int | None, chromium: str) -> Line:
    """Load, write and open the map of so many organizations; of the whole province for None."""
    name = f"{size}" if size else "guizhou"
    store = open_store(str(work / f"{name}.db"), create=True)
    store.load(invented(size))
    began = time.perf_counter()
    done = atlas.write(work / f"{name}.html", store, atlas.MapWanted(Query(DAY)), "zh", force=True)
    seconds = time.perf_counter() - began
    store.close()
    ready = tuple(opened(done.file, chromium) for _ in range(RUNS))
    what = f"{size:,}" if size else "all of Guizhou"
    if done.folder is not None:
        what += ": overview and areas"
    return Line(what, done.organizations, done.pairs, seconds, done.size, done.pages + 1, ready)


def opened(file: Path, chromium: str) -> float:
    """Seconds until a browser that was just started has the page ready."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(BROWSER))
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: said.append(request.url) if not request.url.startswith("file:") else None)
        page.goto(file.as_uri())
        page.wait_for_selector("body[data-ready]", state="attached", timeout=60_000)
        ready = float(page.get_attribute("body", "data-ready") or "nan") / 1000
        browser.close()
    if said:
        raise SystemExit(f"{file.name}: {said}")
    return ready


def invented(size: int | None) -> Dataset:
    """`size` organizations in all, a fifth of them helpers; seven tenths of the villages have agreements."""
    rng = np.random.default_rng(1)
    registry = pl.read_csv(REGISTRY, infer_schema=False).with_columns(province=pl.col("code").str.head(2))
    villages = registry.filter(pl.col("kind") == "village", pl.col("province") >= PROVINCE).sort("code")
    own = villages.filter(pl.col("province") == PROVINCE)
    villages = own if size is None else villages.head(size * 4 // 5)
    count = len(villages)
    reached = pl.col("province").is_in(villages["province"].unique().to_list())
    places = registry.filter(pl.col("kind") != "village", reached)
    helpers = 2_000 if size is None else size - count
    seats = places.filter(pl.col("kind") == "county")["id"].to_list()
    orgs = [_place(row, on_roster=row["kind"] == "village") for row in [*places.to_dicts(), *villages.to_dicts()]]
    orgs += [
        Organization(id=f"h{n}", name=f"示例企业{n:05}", kind=Kind.ENTERPRISE, part_of=seats[n % len(seats)])
        for n in range(helpers)
    ]
    ids = villages["id"].to_list()
    deals = [
        Agreement(
            id=f"a{n}",
            helper=f"h{int(rng.integers(helpers))}",
            recipient=ids[int(at)],
            start=PartialDate(int(rng.integers(2016, 2020))),
            end=PartialDate(int(rng.integers(2020, 2024))) if rng.random() < 0.4 else None,
        )
        for n, at in enumerate(rng.permutation(count)[: count * 7 // 10])
    ]
    return dataset(orgs, deals, name="bench-pages", as_of=DAY)


def _place(row: dict[str, Any], *, on_roster: bool) -> Organization:
    return Organization(
        id=row["id"],
        name=row["name"],
        kind=Kind(row["kind"]),
        part_of=row["part_of"],
        code=row["code"],
        on_roster=on_roster,
    )


if __name__ == "__main__":
    sys.exit(main())
