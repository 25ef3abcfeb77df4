"""Reads back what an export adds to a package: where each record was first read, and the names of columns.

Problems name the place in the package, because that is where they are fixed. Records keep the place they came from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from graph.dataset import FileRef
from graph.model import Place
from graph.output.export.records import FORMAT, FROM, UNESCAPED
from loaders.loaded import Loaded
from loaders.package.descriptor import Part
from loaders.problems import InputError
from loaders.validate import FILE, PROVENANCE, ROW, Raw

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a dataset was read before it was exported.

    `attributes` are, by table, headers that stand for another name. `apostrophe` says whether cells have an apostrophe
    in front that makes them safe in spreadsheets.
    """

    location: str
    files: tuple[FileRef, ...]
    attributes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    apostrophe: bool = False


def origin(stated: Part) -> Origin:
    """The origin in a descriptor; raises `InputError` if it cannot be read or its format is newer than this program."""
    if stated["format"].number > FORMAT:
        raise InputError("input.newer_export", file=stated.file)
    if stated["files"].value is None:  # without it, nobody knows where the records came from
        raise stated["files"].wrong("input.must_be_list")
    files: list[FileRef] = []
    for entry in stated["files"].items:
        if len(entry.items) != 2:
            raise entry.wrong("input.must_be_pair")
        name, sheet = entry.items
        files.append(FileRef(name.stated, sheet.text))
    attributes = stated["attributes"]
    apostrophe = stated["apostrophe"].value is True
    return Origin(
        stated["location"].stated,
        tuple(files),
        {
            table: {header: attributes[table][header].stated for header in attributes[table].members}
            for table in attributes.members
        },
        apostrophe,
    )


def opened(raw: Mapping[str, Raw], of: Origin) -> tuple[dict[str, Raw], dict[str, pl.DataFrame]]:
    """The tables without the columns that say where records came from, and those columns by table."""
    import polars as pl

    found: dict[str, Raw] = {}
    places: dict[str, pl.DataFrame] = {}
    for name, table in raw.items():
        cells = table.cells
        if of.apostrophe:
            text = pl.col(pl.String)
            cells = cells.with_columns(
                pl.when(text.str.contains(UNESCAPED)).then(text.str.slice(1)).otherwise(text).name.keep()
            )
        present = [column for column in FROM if column in cells.columns]
        if name != "sources" and len(present) == len(FROM):
            places[name] = cells.select(*PROVENANCE, *FROM)
            cells = cells.drop(FROM)
        renamed = {header: own for header, own in of.attributes.get(name, {}).items() if header in cells.columns}
        found[name] = Raw(cells, {**table.labels, **renamed}, table.own)
    return found, places


def placed(loaded: Loaded, of: Origin, places: Mapping[str, pl.DataFrame]) -> Loaded:
    """The dataset with the first place of each record: where it was read before the export, else in the package."""
    own = loaded.dataset
    files = list(of.files)
    numbers = {ref: number for number, ref in enumerate(files)}
    frames = {
        name: _moved(getattr(own, name), places[name], own.files, files, numbers)
        if name in places
        else _renumbered(getattr(own, name), own.files, files, numbers)
        for name in ("organizations", "agreements", "contributions")
    }
    claims = own.claims
    if "claims" in places:
        from_ = {
            (own.files[file].name, own.files[file].sheet, row): Place(name, sheet, int(number))
            for file, row, name, sheet, number in places["claims"].iter_rows()
            if name and (number or "").isdecimal()
        }
        claims = tuple(
            replace(claim, place=from_.get((claim.place.file, claim.place.sheet, claim.place.row or 0), claim.place))
            if claim.place
            else claim
            for claim in claims
        )
    for claim in claims:
        if claim.place is not None:
            _number(FileRef(claim.place.file, claim.place.sheet), files, numbers)
    dataset = replace(
        own,
        location=of.location,
        files=tuple(files),
        claims=claims,
        organizations=frames["organizations"],
        agreements=frames["agreements"],
        contributions=frames["contributions"],
    )
    return replace(loaded, dataset=dataset)


def _number(ref: FileRef, files: list[FileRef], numbers: dict[FileRef, int]) -> int:
    """The number of a file in the list, to which it is added if it is new."""
    if ref not in numbers:
        numbers[ref] = len(files)
        files.append(ref)
    return numbers[ref]


def _renumbered(
    frame: pl.DataFrame, own: Sequence[FileRef], files: list[FileRef], numbers: dict[FileRef, int]
) -> pl.DataFrame:
    """The table with its file numbers changed from those of `own` to those of `files`."""
    import polars as pl

    used = frame["file"].unique().to_list()
    new = [_number(own[number], files, numbers) for number in used]
    return frame.with_columns(pl.col("file").replace_strict(used, new, return_dtype=pl.Int32)) if used else frame


def _moved(
    frame: pl.DataFrame, places: pl.DataFrame, own: Sequence[FileRef], files: list[FileRef], numbers: dict[FileRef, int]
) -> pl.DataFrame:
    """The table with the file and the row that each record was read from before the export."""
    import polars as pl

    name, sheet, row = FROM
    known = places.filter(pl.col(name).is_not_null() & pl.col(row).str.contains(r"^\d{1,9}$"))
    refs = known.select(name, sheet).unique(maintain_order=True)
    at = [_number(FileRef(*ref), files, numbers) for ref in refs.iter_rows()]
    known = known.join(
        refs.with_columns(pl.Series("@at", at, dtype=pl.Int32)), on=[name, sheet], how="left", nulls_equal=True
    )
    known = known.select(pl.col(FILE).alias("file"), pl.col(ROW).alias("row"), "@at", pl.col(row).cast(pl.Int32))
    joined = frame.join(known, on=["file", "row"], how="left", maintain_order="left")
    left = joined.filter(pl.col("@at").is_null())["file"].unique().to_list()  # rows added after the export
    new = {number: _number(own[number], files, numbers) for number in left}
    kept = pl.col("file").replace_strict(list(new), list(new.values()), default=None, return_dtype=pl.Int32)
    return joined.with_columns(
        file=pl.coalesce("@at", kept if new else pl.lit(None, dtype=pl.Int32)), row=pl.coalesce(row, "row")
    ).select(frame.columns)
