"""Turns a dataset into tables of texts, for a data package and for a workbook, and seals them.

A column is a field of the model, an attribute, or one of `FROM`: the file, sheet and row that a record was read from.
An attribute whose name cannot be a heading (because it is that of a field, or contains a comma…) gets another heading,
and the export lists both. `loaders.package.exported` reads such tables back.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from graph import dataset as tables
from graph.dataset import Dataset
from graph.model import Claim
from graph.questions.inquiry import Inquiry
from graph.versions import labels, of_day

if TYPE_CHECKING:
    import polars as pl

    from graph.network import Network
    from graph.store import LoadedDataset, Store

FORMAT = 1
"""The version of the export format; a reader refuses a newer one."""
FROM = ("from_file", "from_sheet", "from_row")
"""The columns that say where a record was read."""
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "organizations": tables.ORGANIZATION,
    "agreements": tables.AGREEMENT,
    "contributions": tables.CONTRIBUTION,
    "claims": tables.CLAIM,
    "sources": tables.SOURCE,
}
PIECE = 50_000
"""The number of rows that are turned into texts at a time."""
ESCAPED = r"^'*[=+\-@\t\r]"
"""Cells that a spreadsheet would read as a formula, with or without apostrophes before it; an export adds one."""
UNESCAPED = r"^'+[=+\-@\t\r]"
"""Cells to which an export has added an apostrophe."""
_UNFIT = re.compile(r"[,;|\"'\x00-\x1f\x7f]|^[=+\-@]|^\s|\s$|\s\s|[^\S ]")
_SHORT = 60


@dataclass(frozen=True, slots=True)
class RecordTable:
    """One table of a dataset: its headers, and the attribute that stands under each header of an attribute."""

    name: str
    headers: tuple[str, ...]
    attributes: Mapping[str, str]
    frame: pl.DataFrame
    files: tuple[tables.FileRef, ...]

    def pieces(self) -> Iterator[pl.DataFrame]:
        """The rows as texts under the headers, in pieces of `PIECE` rows."""
        for piece in self.frame.iter_slices(PIECE):
            yield _texts(piece, self)


def attributes_of(frame: pl.DataFrame) -> set[str]:
    """The names of all attributes in a table."""
    if "attributes" not in frame.columns:
        return set()
    return {name for text in frame["attributes"].drop_nulls().unique() for name in json.loads(text)}


def table(name: str, dataset: Dataset, others: Iterable[str] = ()) -> RecordTable:
    """A table of a dataset, with a column for each of its attributes and of `others`."""
    frame = frame_of(name, dataset)
    fields = tuple(column for column in COLUMNS[name] if column not in ("attributes", "file", "row"))
    if name == "sources":
        return RecordTable(name, tables.SOURCE, {}, frame, dataset.files)
    headings = headings_of({*attributes_of(frame), *others}, name)
    return RecordTable(name, (*fields, *headings, *FROM), headings, frame, dataset.files)


def headings_of(attributes: Iterable[str], table: str) -> dict[str, str]:
    """Header → attribute, sorted by attribute; the header is the name of the attribute where that is a valid header."""
    taken = {name.lower() for name in (*COLUMNS[table], *FROM, "dataset")} - {"row"}
    headings: dict[str, str] = {}
    for number, name in enumerate(sorted(attributes), start=1):
        fit = 0 < len(name) <= _SHORT and not _UNFIT.search(name) and name.lower() not in taken
        header = name if fit else f"attribute {number}"
        while header.lower() in taken:
            header += "_"
        taken.add(header.lower())
        headings[header] = name
    return headings


def frame_of(name: str, dataset: Dataset) -> pl.DataFrame:
    """A table of a dataset as a frame; claims and sources are turned into one.

    `name` is a key of `COLUMNS`.
    """
    import polars as pl  # slow to import; loaders need only the constants of this module

    if name == "sources":
        rows = [{column: getattr(source, column) for column in tables.SOURCE} for source in dataset.sources]
        return pl.DataFrame(rows, schema=dict.fromkeys(tables.SOURCE, pl.String))
    if name == "claims":
        numbers = {ref: number for number, ref in enumerate(dataset.files)}
        return tables.typed(
            pl.DataFrame([_claim(claim, numbers) for claim in dataset.claims], infer_schema_length=None)
            if dataset.claims
            else tables.empty(tables.CLAIM),
            tables.CLAIM,
        )
    return {
        "organizations": dataset.organizations,
        "agreements": dataset.agreements,
        "contributions": dataset.contributions,
    }[name]


def _claim(claim: Claim, files: Mapping[tables.FileRef, int]) -> dict[str, Any]:
    row: dict[str, Any] = {name: getattr(claim, name, None) for name in tables.CLAIM}
    for name in ("helpers", "recipients"):
        row[name] = ";".join(f"{kind}={count}" for kind, count in row[name].items()) or None
    place = claim.place
    return row | {
        "kind": claim.kind and claim.kind.value,
        "form": claim.form and claim.form.value,
        "measure": claim.measure and claim.measure.value,
        "since": claim.since and str(claim.since),
        "value": None if claim.value is None else format(claim.value, "f"),
        "attributes": json.dumps(dict(claim.attributes), ensure_ascii=False) if claim.attributes else None,
        "file": place and files.get(tables.FileRef(place.file, place.sheet)),
        "row": place and place.row,
    }


def _texts(piece: pl.DataFrame, of: RecordTable) -> pl.DataFrame:
    import polars as pl  # slow to import; loaders need only the constants of this module

    if of.name == "sources":
        return piece
    named = piece["attributes"].drop_nulls().unique().to_list()
    parsed = [json.loads(text) for text in named]
    spread = pl.DataFrame(
        {
            "attributes": named,
            **{f"\0{header}": [own.get(name) for own in parsed] for header, name in of.attributes.items()},
        },
        schema={"attributes": pl.String, **{f"\0{header}": pl.String for header in of.attributes}},
    )
    places = pl.DataFrame(
        {
            "file": range(len(of.files)),
            "\0file": [ref.name for ref in of.files],
            "\0sheet": [ref.sheet for ref in of.files],
        },
        schema={"file": pl.Int32, "\0file": pl.String, "\0sheet": pl.String},
    )
    wide = piece.join(spread, on="attributes", how="left", maintain_order="left")
    wide = wide.join(places, on="file", how="left", maintain_order="left")
    renamed = [pl.col(f"\0{header}").alias(header) for header in of.attributes]
    renamed += [pl.col(column).alias(name) for column, name in zip(("\0file", "\0sheet", "row"), FROM, strict=True)]
    fields = [name for name in of.headers if name not in of.attributes and name not in FROM]
    wide = wide.select(*fields, *renamed).select(of.headers)
    if "aliases" in wide.columns:
        some = wide["aliases"].drop_nulls().unique().to_list()
        joined = [_aliases(json.loads(text)) for text in some]
        wide = wide.with_columns(pl.col("aliases").replace_strict(some, joined, default=None, return_dtype=pl.String))
    return wide.with_columns(pl.col(pl.Boolean, pl.Int32).cast(pl.String))


def _aliases(names: Sequence[str]) -> str:
    text = "|".join(names)
    return json.dumps(list(names), ensure_ascii=False) if text.count("|") >= len(names) else text


def about(dataset: Dataset) -> dict[str, Any]:
    """The day, Chinese title and notes of a dataset, as the entry `jiedui` of a descriptor holds them."""
    return {
        "as_of": dataset.as_of.isoformat() if dataset.as_of else None,
        **({"read_as": dataset.read_as} if dataset.read_as != tables.PACKAGE else {}),
        **({"rejected": dataset.rejected} if dataset.rejected else {}),
        "title_zh": dataset.title["zh"],
        "notes": {lang: list(dataset.notes.get(lang, ())) for lang in ("en", "zh")},
    }


def origin(dataset: Dataset) -> dict[str, Any]:
    """The place where a dataset was read before its export, as `loaders.package.exported` reads it back."""
    return {"format": FORMAT, "location": dataset.location, "files": [[ref.name, ref.sheet] for ref in dataset.files]}


def seal(descriptor: Mapping[str, Any], digests: Iterable[bytes]) -> str:
    """The digest of an exported package. While it is true, the package is still the dataset that was exported."""
    own = dict(descriptor.get("jiedui") or {})
    export = {name: value for name, value in (own.get("export") or {}).items() if name not in ("seal", "fingerprint")}
    plain = {**descriptor, "jiedui": {**own, "export": export}}
    digest = hashlib.sha256(json.dumps(plain, sort_keys=True, ensure_ascii=False).encode())
    for part in digests:
        digest.update(part)
    return digest.hexdigest()


def chosen(store: Store, day: date | None, *, every: bool = False) -> list[LoadedDataset]:
    """The version of every dataset that a day rests on, without a day the newest; with `every` all versions."""
    return store.datasets() if every else of_day(store.datasets(), day)


def datasets(
    store: Store, area: str | None, day: date | None = None, *, every: bool = False
) -> Iterator[tuple[str, Dataset]]:
    """What `chosen` says, by name, each with a label that no other has: its name, with its day where that is needed.

    With `area` the part of each about the network of that unit. The name of a part ends in the unit
    (`panzhou-dalian@cn-520281102`), so that loading it never replaces the whole. Raises `UsageError` when the area is
    too large to be fetched.
    """
    known = chosen(store, day, every=every)
    graph = None if area is None else Inquiry(store, area, day or date.max).network()
    for label, one in zip(labels(known), known, strict=True):
        dataset = store.dataset(one.name, one.version)
        if graph is None or area is None:
            yield label, dataset
        elif len((part := _part(dataset, graph, area)).organizations):
            yield f"{label}@{area}", part


def _part(dataset: Dataset, graph: Network, area: str) -> Dataset:
    """The part of a dataset about the organizations of `graph`, and the units that the dataset says they lie in."""
    import polars as pl  # slow to import; loaders need only the constants of this module

    whole = dataset.organizations
    ids = set(graph)
    while True:  # datasets may disagree about the unit; each keeps its own
        kept = whole.filter(pl.col("id").is_in(sorted(ids)))
        above = set(kept["part_of"].drop_nulls()) - ids
        if not above:
            break
        ids |= above
    pairs = pl.DataFrame(sorted(set(graph.edges())), schema={"helper": pl.String, "recipient": pl.String}, orient="row")
    agreements = dataset.agreements.join(pairs, on=["helper", "recipient"], how="semi", maintain_order="left")
    own = set(kept["id"])

    def inside(column: str, known: Iterable[str]) -> pl.Expr:
        return pl.col(column).is_null() | pl.col(column).is_in(sorted(known))

    contributions = dataset.contributions.filter(
        inside("helper", own) & inside("recipient", own) & inside("agreement", agreements["id"].unique())
    )
    name = graph.nodes[area]["name"]
    return replace(
        dataset,
        name=f"{dataset.name}@{area}",
        fingerprint="",
        title={lang: f"{text} · {name}" for lang, text in dataset.title.items()},
        organizations=kept,
        agreements=agreements,
        contributions=contributions,
        claims=tuple(one for one in dataset.claims if {one.helper, one.recipient} - {None} <= own),
    )
