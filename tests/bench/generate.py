"""Writes a synthetic national pairing network as a data package: real divisions, invented pairings.

    python tests/bench/generate.py OUT [--agreements 2000000] [--seed 1]

The divisions are those of the bundled registry, at smaller sizes some whole counties of it. Helpers, schools
and hospitals are invented. There are about half as many organizations as agreements. The same seed writes the
same files.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

ROOT = Path(__file__).resolve().parents[2]
REGISTRY = ROOT / "data" / "registry-cn-2023" / "organizations.csv.gz"
AS_OF = "2021-12-31"
DIVISIONS, HELPERS = 0.665276, 0.2
"""Shares of all organizations; schools and hospitals are the rest."""
HELPER_KINDS = {"enterprise": 0.6, "department": 0.25, "social_group": 0.15}
PLACE_KINDS = {"school": 0.75, "hospital": 0.25}
NAMES = {
    "enterprise": "示例企业",
    "department": "示例单位",
    "social_group": "示例协会",
    "school": "示例学校",
    "hospital": "示例医院",
}
SECTORS = {"education": 0.2, "health": 0.15, "industry": 0.2, "consumption": 0.15, "labour": 0.15, None: 0.15}
FORMS = {"one-to-one": 0.8, "umbrella": 0.1, "community": 0.05, None: 0.05}
PRECISION = {10: 0.7, 7: 0.15, 4: 0.15}
"""How many characters of a date are known: all of it, to the month, to the year."""
TAIL = 1.5
"""Exponent of the Pareto weights by which helpers, and recipients beyond their first agreement, are drawn."""
MOST_HELPER, MOST_RECIPIENT = 500.0, 20.0
"""The largest weight, where the smallest is 1: no single lucky draw bends the whole set."""
LOCAL = 0.1
"""Share of the helpers that lie in a county; the others lie in a prefecture."""


@dataclass(frozen=True)
class Share:
    """Which part of the recipients of some kinds has agreements, and their part of all agreements."""

    kinds: tuple[str, ...]
    with_any: float
    of_agreements: float


SHARES = (
    Share(("village",), 0.7, 0.87),
    Share(("school", "hospital"), 0.6, 0.12),
    Share(("township", "county"), 0.08, 0.01),
)


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("out", metavar="OUT", type=Path, help="the folder to write")
    parser.add_argument("--agreements", type=int, default=2_000_000, help="rows of them; scales the rest")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    generate(options.out, options.agreements, options.seed)


def generate(out: Path, rows: int, seed: int) -> None:
    """Write the package with `rows` rows of agreements to the folder `out`."""
    rng = np.random.default_rng(seed)
    orgs = organizations(rows // 2, rng)
    tables = {
        "organizations": orgs,
        "agreements": agreements(orgs, rows, rng),
        "sources": pl.DataFrame({"id": ["bench"], "title": ["Invented for a benchmark; not a fact"]}),
    }
    out.mkdir(parents=True, exist_ok=True)
    for name, table in tables.items():
        table.write_csv(out / f"{name}.csv", quote_style="never")
    descriptor = {
        "profile": "data-package",
        "name": "bench-national",
        "title": "A synthetic national pairing network, invented for a benchmark",
        "resources": [_resource(name, table) for name, table in tables.items()],
        "jiedui": {"as_of": AS_OF, "source": "bench"},
    }
    text = json.dumps(descriptor, ensure_ascii=False, indent=2)
    (out / "datapackage.json").write_text(text + "\n", encoding="utf-8", newline="\n")


def organizations(total: int, rng: np.random.Generator) -> pl.DataFrame:
    """About `total` of them: divisions, all villages on the roster; helpers; schools and hospitals."""
    divisions = _divisions(round(total * DIVISIONS), rng)
    helpers = _invented("h", HELPER_KINDS, round(total * HELPERS), rng)
    places = _invented("s", PLACE_KINDS, max(10, round(total * (1 - DIVISIONS - HELPERS))), rng)
    counties, prefectures, townships = (
        divisions.filter(pl.col("kind") == kind)["id"] for kind in ("county", "prefecture", "township")
    )
    local = round(len(helpers) * LOCAL)
    seats = pl.concat([_drawn(counties, local, rng), _drawn(prefectures, len(helpers) - local, rng)])
    seats = seats[rng.permutation(len(seats))]
    helpers = helpers.with_columns(part_of=seats, on_roster=pl.lit(False))
    listed = pl.Series(rng.random(len(places)) < 0.5)
    places = places.with_columns(part_of=_drawn(townships, len(places), rng), on_roster=listed)
    divisions = divisions.with_columns(on_roster=pl.col("kind") == "village")
    columns = ("id", "name", "kind", "part_of", "code", "on_roster")
    return pl.concat([table.select(columns) for table in (divisions, helpers, places)])


def agreements(orgs: pl.DataFrame, rows: int, rng: np.random.Generator) -> pl.DataFrame:
    """`rows` rows of agreements, one in a hundred of them part of a group: several rows of one id."""
    helpers = orgs.filter(pl.col("kind").is_in(list(HELPER_KINDS)))["id"]
    counts = [round(rows * share.of_agreements) for share in SHARES[1:]]
    counts.insert(0, rows - sum(counts))
    recipients = np.concatenate(
        [_recipients(orgs, share, count, rng) for share, count in zip(SHARES, counts, strict=True)]
    )
    rng.shuffle(recipients)
    helper = _weighted(len(helpers), rows, MOST_HELPER, rng)
    leader = _leaders(helper, recipients, rng)
    start, end = _dates(rows, rng)
    terms = pl.DataFrame(
        {"sector": _mixed(SECTORS, rows, rng), "form": _mixed(FORMS, rows, rng), "start": start, "end": end}
    )[leader]
    sizes = np.bincount(leader, minlength=rows)
    certainty = pl.when(pl.Series(sizes[leader] > 1)).then(pl.lit("group")).otherwise(pl.lit("named"))
    found = terms.with_columns(
        id=pl.format("a{}", pl.Series(leader + 1).cast(pl.String).str.zfill(8)),
        helper=helpers[helper],
        recipient=orgs["id"][recipients],
        kind=orgs["kind"][recipients],
        certainty=certainty,
        source=pl.lit("bench"),
    )
    form = pl.when(pl.col("certainty") == "group").then(pl.lit("group")).otherwise("form")
    columns = ("id", "helper", "recipient", "kind", "form", "sector", "start", "end", "certainty", "source")
    return found.with_columns(form=form).select(columns)


def _divisions(target: int, rng: np.random.Generator) -> pl.DataFrame:
    """Whole counties of the registry, drawn until they hold `target` divisions, and the units they lie in."""
    registry = pl.read_csv(REGISTRY, infer_schema=False)
    if target >= len(registry):
        return registry
    prefixes = [pl.col("code").str.slice(0, length) for length in (2, 4, 6)]
    sizes = registry.filter(pl.col("code").str.len_bytes() >= 6).group_by(prefixes[2].alias("county")).len()
    held, counties = 0, list[str]()
    for county, size in sizes.sort("county")[rng.permutation(len(sizes))].iter_rows():
        if held + size <= target or (not counties and size < 2 * target):
            held += size
            counties.append(county)
    drawn = pl.Series(counties, dtype=pl.String)
    wanted = [drawn.str.slice(0, 2), drawn.str.slice(0, 4), drawn]
    lengths = pl.col("code").str.len_bytes()
    return registry.filter(
        ((lengths == 2) & prefixes[0].is_in(wanted[0].implode()))
        | ((lengths == 4) & prefixes[1].is_in(wanted[1].implode()))
        | ((lengths >= 6) & prefixes[2].is_in(wanted[2].implode()))
    )


def _invented(letter: str, kinds: dict[str, float], count: int, rng: np.random.Generator) -> pl.DataFrame:
    """`count` organizations, each kind with its share, named by number."""
    kind = _mixed(kinds, count, rng)
    number = pl.Series(np.arange(1, count + 1)).cast(pl.String).str.zfill(7)
    return pl.DataFrame({"kind": kind, "number": number}).with_columns(
        id=pl.format(letter + "{}", "number"),
        name=pl.format("{}{}", pl.col("kind").replace(NAMES), "number"),
        code=pl.lit(None, dtype=pl.String),
    )


def _recipients(orgs: pl.DataFrame, share: Share, count: int, rng: np.random.Generator) -> Ints:
    """Row numbers of `count` recipients: of those that have any each once, the rest by weight."""
    pool = np.flatnonzero(orgs["kind"].is_in(list(share.kinds)).to_numpy())
    lucky = rng.permutation(pool)[: min(count, max(1, round(len(pool) * share.with_any)))]
    return np.concatenate([lucky, lucky[_weighted(len(lucky), count - len(lucky), MOST_RECIPIENT, rng)]])


def _leaders(helper: Ints, recipient: Ints, rng: np.random.Generator) -> Ints:
    """For each row the one whose id and terms it has: its own, or the first of its group of two to six."""
    leader = np.arange(len(helper), dtype=np.int64)
    grouped = len(helper) // 100
    starts = np.concatenate([[0], np.cumsum(rng.integers(2, 7, size=grouped))])
    group = starts[np.searchsorted(starts, leader[:grouped], side="right") - 1]
    pairs = pl.DataFrame({"group": group, "helper": helper[:grouped], "recipient": recipient[:grouped]})
    leader[:grouped] = np.where(pairs.is_duplicated().to_numpy(), leader[:grouped], group)
    return leader


def _dates(rows: int, rng: np.random.Generator) -> tuple[pl.Series, pl.Series]:
    """Start and end as partial dates: a fifth surely ended before `AS_OF`, some to come, some open."""
    as_of = np.datetime64(AS_OF, "D")
    ended = rng.random(rows) < 0.2
    last_year = np.datetime64("2020-12-31", "D")  # ended even when only the year is known
    start = np.datetime64("2013-01-01", "D") + rng.integers(0, 2_700, rows)
    to_come = ~ended & (rng.random(rows) < 0.02)
    start = np.where(to_come, as_of + rng.integers(1, 365, rows), start)
    later = np.maximum(start, as_of) + rng.integers(0, 2_000, rows)
    later = np.where(~to_come & (rng.random(rows) < 0.1), as_of, later)  # many end with the year
    end = np.where(ended, np.minimum(start + rng.integers(1, 1_500, rows), last_year), later)
    known_start = rng.random(rows) < 0.9
    known_end = ended | (rng.random(rows) < 0.65)
    return _partial(start, known_start, rng), _partial(end, known_end, rng)


def _partial(days: NDArray[np.datetime64], known: NDArray[np.bool_], rng: np.random.Generator) -> pl.Series:
    """Cut days to what is known of each; null where nothing is."""
    length = rng.choice(list(PRECISION), size=len(days), p=list(PRECISION.values()))
    frame = pl.DataFrame({"day": days, "length": length, "known": known})
    text = pl.col("day").dt.to_string("%Y-%m-%d").str.slice(0, pl.col("length"))
    return frame.select(pl.when("known").then(text).alias("day"))["day"]


def _weighted(size: int, count: int, most: float, rng: np.random.Generator) -> Ints:
    """`count` numbers below `size`, heavy-tailed: each number has a Pareto weight of `most` at most."""
    steps = np.cumsum(np.minimum(rng.pareto(TAIL, size) + 1, most))
    drawn = np.searchsorted(steps, rng.random(count) * steps[-1], side="right")
    return np.asarray(np.minimum(drawn, size - 1), dtype=np.int64)


def _drawn(pool: pl.Series, count: int, rng: np.random.Generator) -> pl.Series:
    """`count` members of `pool`, each as likely."""
    return pool[rng.integers(0, len(pool), count)]


def _mixed(shares: dict[Any, float], count: int, rng: np.random.Generator) -> pl.Series:
    """`count` of the words, each with its share; None is a word too."""
    words = pl.Series(list(shares), dtype=pl.String)
    return words[rng.choice(len(words), size=count, p=list(shares.values()))]


def _resource(name: str, table: pl.DataFrame) -> dict[str, object]:
    """Describe a table for the package's descriptor."""
    kinds = {True: "boolean", False: "string"}
    fields = [{"name": column, "type": kinds[dtype == pl.Boolean]} for column, dtype in table.schema.items()]
    return {
        "name": name,
        "path": f"{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"fields": fields},
    }


if __name__ == "__main__":
    main()
