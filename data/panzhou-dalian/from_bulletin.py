"""Makes the records beside this file from the bulletin: what jiedui reads in it, and what was decided where it asked.

`bulletin.txt` is the text as it was published (the name of its author left out), `decisions.csv` holds what was decided
about the statements that are asked about, as `jiedui reconcile` records it. `organizations.csv` are the places, and the
organizations that the bulletin names, with their Chinese names; `records.csv` gives each record the id that it is known
by and a remark, by what it was read as and where its words stand. Run `python from_bulletin.py` to write the files.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from graph.dataset import AGREEMENT, CLAIM, CONTRIBUTION, Dataset
from graph.model import Kind
from loaders.bulletin import read
from loaders.bulletin.text import is_chinese
from loaders.names import decisions
from loaders.names.index import Known
from loaders.names.resolve import Context

HERE = Path(__file__).resolve().parent
DAY = date(2019, 12, 30)
SOURCE = "bulletin-2019-12-30"
LEFT_OUT = {"agreement", "start", "end", "status", "bound", "illustrative", "attributes", "source", "file", "row"}
"""Columns that say nothing here: all is agreed or given, exact, and of no stated day."""
COLUMNS: Mapping[str, tuple[str, ...]] = {
    table: (*(name for name in columns if name not in LEFT_OUT), "source", "note", "sentence", "span")
    for table, columns in (("agreements", AGREEMENT), ("contributions", CONTRIBUTION), ("claims", CLAIM))
}
Row = dict[str, str]


def build() -> dict[str, bytes]:
    """The content of each file that is made, by its name."""
    dataset = loaded()
    known = {(row["read_as"], row["span"]): row for row in rows_of("records.csv")}
    made = {}
    for table, columns in COLUMNS.items():
        rows = [named(row, table, known) for row in records(dataset, table)]
        rows.sort(key=lambda row: (row["id"], row["recipient"], row["helper"]))
        made[f"{table}.csv"] = table_of(columns, rows)
    return made


def loaded() -> Dataset:
    """What is read from the bulletin, with the decisions about it."""
    known = [
        Known(
            row["id"],
            row["name"],
            Kind(row["kind"]),
            row["part_of"] or None,
            tuple(filter(None, row["aliases"].split("|"))),
            row["name_en"] or None,
        )
        for row in rows_of("organizations.csv")
    ]
    context = Context(known, decisions=decisions.read(HERE / "decisions.csv"))
    return read.load(HERE / "bulletin.txt", as_of=DAY, context=context).dataset


def records(dataset: Dataset, table: str) -> Iterator[Row]:
    """The records of a table with their sentences and spans, empty texts where they have no value."""
    if table == "claims":
        for claim in dataset.claims:
            row: dict[str, Any] = {name: getattr(claim, name, None) for name in COLUMNS[table]}
            yield texts({**row, **claim.attributes})
    else:
        for row in getattr(dataset, table).iter_rows(named=True):
            yield texts({**row, **json.loads(row["attributes"])})


def texts(row: Mapping[str, Any]) -> Row:
    """The values of a record as texts."""
    return {name: text(value) for name, value in row.items()}


def text(value: object) -> str:
    """A value as it stands in a file."""
    if isinstance(value, Mapping):
        return ";".join(f"{kind.value}={number}" for kind, number in value.items())
    return "" if value is None else str(value)


def named(row: Row, table: str, known: Mapping[tuple[str, str], Row]) -> Row:
    """A record under the id that it is known by."""
    own = known[table.removesuffix("s"), row["span"]]
    language = "zh" if is_chinese(row["sentence"]) else "en"
    return {**row, "id": own["id"], "note": own["note"], "source": f"{SOURCE}-{language}"}


def rows_of(name: str) -> Iterator[Row]:
    """The rows of a table beside this file."""
    with (HERE / name).open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)


def table_of(columns: Iterable[str], rows: Iterable[Row]) -> bytes:
    """A table as the bytes of its file."""
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, list(columns), extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue().encode("utf-8")


def main() -> None:
    """Write the files."""
    for name, content in build().items():
        (HERE / name).write_bytes(content)


if __name__ == "__main__":
    main()
