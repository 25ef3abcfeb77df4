"""The administrative divisions that ship with the program, read a block at a time.

The table of the bundled registry is a compressed file of blocks: one for all that lies above townships, and one for
what lies in each prefecture. `blocks.csv` beside it says where each begins, so that a roster of one county reads two.
"""

from __future__ import annotations

import csv
import gzip
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from loaders.package import bundled as packages

if TYPE_CHECKING:
    import polars as pl

PACKAGE = "registry-cn-2023"
PROVINCE, PREFECTURE, COUNTY, TOWNSHIP = (len("cn-") + digits for digits in (2, 4, 6, 9))
"""How long the ids of these are; the id of a unit begins with the ids of the units it lies in."""
_KEPT = 4
"""How many blocks are kept in memory: rosters go through them one after the other."""


class Row(NamedTuple):
    """One division as the table has it; `unit` is `village` or `community` for a village."""

    id: str
    name: str
    kind: str
    part_of: str | None
    code: str
    unit: str | None


def folder() -> Path:
    """The folder of the bundled registry."""
    return packages.folder() / PACKAGE


@cache
def blocks() -> Mapping[str, tuple[int, int]]:
    """Where the block of each prefecture begins in the table, and its length in bytes; `""` is what lies above all."""
    with (folder() / "blocks.csv").open(encoding="utf-8", newline="") as stream:
        return {row["area"]: (int(row["begins"]), int(row["length"])) for row in csv.DictReader(stream)}


def _text(area: str) -> str:
    begins, length = blocks()[area]
    with (folder() / "organizations.csv.gz").open("rb") as stream:
        stream.seek(begins)
        return gzip.decompress(stream.read(length)).decode()


def _rows(lines: Iterable[str]) -> Iterator[Row]:
    for id_, name, kind, part_of, code, unit in csv.reader(lines):
        yield Row(id_, name, kind, part_of or None, code, unit or None)


@cache
def above_townships() -> tuple[Row, ...]:
    """Every province, prefecture and county, sorted by id."""
    _, *lines = _text("").splitlines()
    return tuple(_rows(lines))


@lru_cache(maxsize=_KEPT)
def in_prefecture(id_: str) -> tuple[Row, ...]:
    """The townships and villages of a prefecture, sorted by id; empty if there is no such prefecture."""
    return tuple(_rows(_text(id_).splitlines())) if id_ in blocks() else ()


def in_area(area: str) -> Iterator[Row]:
    """The townships and villages that are `area` or lie in it, sorted by id."""
    if len(area) >= PREFECTURE:
        yield from _beginning_with(area, in_prefecture(area[:PREFECTURE]))
        return
    for prefecture in sorted(blocks()):
        if prefecture and prefecture.startswith(area):
            yield from in_prefecture(prefecture)


def around(area: str) -> list[Row]:
    """The unit `area`, what lies in it, and the units it lies in, sorted by id; empty if there is no such unit."""
    inside = [*_beginning_with(area, above_townships()), *in_area(area)]
    above = [area[:length] for length in (PROVINCE, PREFECTURE, COUNTY, TOWNSHIP) if length < len(area)]
    return [*at(above), *sorted(inside)] if any(row.id == area for row in inside) else []


def _beginning_with(area: str, rows: Sequence[Row]) -> Sequence[Row]:
    """Those of some rows, sorted by id, whose ids begin with `area`."""
    first, last = (bisect_left(rows, end, key=itemgetter(0)) for end in (area, f"{area}~"))  # ids are digits behind cn-
    return rows[first:last]


def at(ids: Iterable[str]) -> Iterator[Row]:
    """The divisions with these ids, sorted by id; ids that there are not are passed over."""
    for id_ in sorted(set(ids)):
        rows = above_townships() if len(id_) < TOWNSHIP else in_prefecture(id_[:PREFECTURE])
        yield from (row for row in _beginning_with(id_, rows)[:1] if row.id == id_)


def containing(text: str) -> Iterator[Row]:
    """The townships and villages of the whole nation with `text` in their names, sorted by id.

    It reads all blocks, but makes rows only of the lines that have the text.
    """
    for prefecture in sorted(blocks()):
        if prefecture:
            block = _text(prefecture)
            if text in block:
                yield from _rows(line for line in block.splitlines() if text in line)


@cache
def whole() -> pl.DataFrame:
    """The whole table, read once, with the columns id, name, kind, part_of, code, unit; sorted by id.

    Nothing that reads a roster needs it: it takes seconds and hundreds of megabytes.
    """
    import polars as pl

    columns = dict.fromkeys(Row._fields, pl.String)
    return pl.read_csv(folder() / "organizations.csv.gz", schema_overrides=columns).select(list(columns)).sort("id")
