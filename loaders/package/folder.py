"""Reads a pairing data package: a folder with `datapackage.json` and CSV files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from graph.dataset import PACKAGE, FileRef
from graph.output.export.records import seal
from loaders.files import TextTable, read_table
from loaders.loaded import Loaded
from loaders.package import descriptor, exported
from loaders.package.bundled import DESCRIPTOR
from loaders.package.descriptor import Part
from loaders.problems import InputError, Problem
from loaders.validate import FIELDS, FILE, REQUIRED, ROW, About, KnownProblem, Raw, fingerprint, validate

if TYPE_CHECKING:
    from graph.text import Lang

MAX_COLUMNS = 1000
"""How many columns a table of a package may have."""
_SHOWN = 8
"""How many candidates a message lists."""


def load(folder: Path, *, area: str | None = None, as_of: date | None = None) -> Loaded:
    """The package in `folder`; with `area`, of a registry only that unit, what lies in it, and the units it lies in.

    Raises `InputError` if the folder holds no package, or if a file of it cannot be read or lacks a required column.
    """
    stated = descriptor.read(folder)
    about = _about(stated, folder, as_of)
    export = stated["jiedui"]["export"]
    of = None if export.value is None else exported.origin(export)
    raw: dict[str, Raw] = {}
    files: list[FileRef] = []
    digests = [json.dumps(stated.value, sort_keys=True).encode(), str(as_of).encode(), (area or "").encode()]
    problems: list[Problem] = []
    rejected: list[tuple[int, int]] = []
    for table, path in _resources(stated, folder):
        sheet = read_table(path)
        digests.append(sheet.digest)
        raw[table], found = raw_of(table, sheet, len(files))
        rejected += [(len(files), row) for row in sheet.ragged]
        files.append(FileRef(path.name))
        problems += found
    if area is not None:
        about, raw = _subtree(about, raw, area)
    digest = fingerprint(digests)
    if of is None:
        return validate(about, raw, files, digest, problems, rejected)
    if area is None and as_of is None and export["seal"].text == seal(stated.members, digests[3:]):
        digest = export["fingerprint"].stated  # unchanged since the export: it is the same dataset
    raw, places = exported.opened(raw, of)
    return exported.placed(validate(about, raw, files, digest, problems, rejected), of, places)


def parts(folder: Path) -> list[str]:
    """The folders of the packages in a folder that holds several, as an export writes it; none for any other folder.

    Raises `InputError` if its descriptor names a folder outside of it.
    """
    if not (folder / DESCRIPTOR).exists():
        return []
    listed = descriptor.read(folder)["jiedui"]["packages"].texts
    for name in listed:
        if descriptor.inside(folder, name).resolve().parent != folder.resolve():
            raise InputError("input.outside", file=name, folder=str(folder))
    return [str(folder / name) for name in listed]


def _subtree(about: About, raw: Mapping[str, Raw], area: str) -> tuple[About, dict[str, Raw]]:
    """The part of a registry that is about `area` (an id, a code or a name): it, what lies in it, what it lies in.

    The dataset is named after the part (`registry-cn-2023@cn-520281`), so that a store can hold two parts.
    Raises `InputError` if the tables are not a registry (they hold agreements), or if no unit, or more than one, is
    called `area`.
    """
    import polars as pl

    if "agreements" in raw:
        raise InputError("input.in_registry", name=about.name)
    cells = raw["organizations"].cells
    if "part_of" not in cells.columns:
        raise InputError("input.in_registry", name=about.name)
    codes = [name for name in ("id", "code") if name in cells.columns]
    found = cells.filter(pl.any_horizontal(pl.col(name) == area for name in codes))
    if not len(found):
        found = cells.filter(pl.col("name") == area)
    if not len(found):
        raise InputError("input.in_unknown", area=area, name=about.name)
    if len(found) > 1:
        shown = ", ".join(f"{id_} {name}" for id_, name in found.select("id", "name").head(_SHOWN).iter_rows())
        raise InputError("input.in_ambiguous", area=area, candidates=shown)
    unit = found.row(0, named=True)
    layers = [found]
    while len(layers[-1]):
        layers.append(cells.filter(pl.col("part_of").is_in(layers[-1]["id"].implode())))
        if len(layers) > _SHOWN * 2:  # units that lie in each other: `validate` reports them
            break
    parent = unit["part_of"]
    while parent is not None and len(layers) <= _SHOWN * 4:
        above = cells.filter(pl.col("id") == parent)
        layers.append(above)
        parent = above.row(0, named=True)["part_of"] if len(above) else None
    cut = pl.concat(layers).unique(maintain_order=True)
    title = {lang: f"{text} · {unit['name']}" for lang, text in about.title.items()}
    about = replace(about, name=f"{about.name}@{unit['id']}", title=title)
    return about, {**raw, "organizations": replace(raw["organizations"], cells=cut)}


def _about(stated: Part, folder: Path, as_of: date | None) -> About:
    own = stated["jiedui"]
    name = stated["name"].stated
    title = stated["title"].text or name
    titles: dict[Lang, str] = {"en": title, "zh": own["title_zh"].text or title}
    day = own["as_of"].day
    known = tuple(
        KnownProblem(
            entry["resource"].stated,
            entry["column"].stated,
            entry["value"].stated,
            entry["rows"].number,
            _why(entry["why"]),
        )
        for entry in own["known_problems"].items
    )
    notes: dict[Lang, tuple[str, ...]] = {"en": own["notes"]["en"].texts, "zh": own["notes"]["zh"].texts}
    return About(
        name=name,
        title=titles,
        location=folder.name,
        as_of=as_of or (day.last if day else None),
        read_as=own["read_as"].text or PACKAGE,
        rejected=0 if own["rejected"].value is None else own["rejected"].number,
        notes=notes,
        source=own["source"].text,
        known=known,
    )


def _why(why: Part) -> tuple[tuple[str, str], ...]:
    """Why rows are bad, by language; a language that is not given has the text of the other."""
    texts = {lang: why[lang].text for lang in ("en", "zh")}
    return tuple(
        (lang, text or texts["en"] or texts["zh"] or "") for lang, text in texts.items() if any(texts.values())
    )


def _resources(stated: Part, folder: Path) -> list[tuple[str, Path]]:
    """(table, path) of every table in the package, by its descriptor or else by the standard file names."""
    listed: dict[str, str] = {}
    for entry in stated["resources"].items:
        name = entry["name"].text
        if name is not None and name in FIELDS:
            if name in listed:
                raise InputError("input.duplicate_resource", file=stated.file, name=name)
            listed[name] = entry["path"].stated
    paths = {table: descriptor.inside(folder, listed.get(table, f"{table}.csv")) for table in FIELDS}
    present = [(table, path) for table, path in paths.items() if table in listed or path.exists()]
    if "organizations" not in dict(present):
        raise InputError("input.missing", file=str(paths["organizations"]))
    return present


def raw_of(table: str, sheet: TextTable, file: int) -> tuple[Raw, list[Problem]]:
    """The table's cells as a raw table, and the rows that are too wide as problems.

    Raises `InputError` if a required header is missing, a header occurs twice, or there are more than `MAX_COLUMNS`.
    """
    import polars as pl

    headers = [header.strip() for header in sheet.headers]
    if len(headers) > MAX_COLUMNS:
        raise InputError("input.many_columns", file=sheet.file, found=len(headers), limit=MAX_COLUMNS)
    for header in headers:
        if header and headers.count(header) > 1:
            raise InputError("input.duplicate_header", file=sheet.file, column=header)
    for column in REQUIRED[table]:
        if column not in headers:
            raise InputError("input.missing_column", file=sheet.file, column=column, found=", ".join(headers))
    names = {str(place): header or f"column {place + 1}" for place, header in enumerate(headers)}
    cells = sheet.cells.rename(names).with_columns(pl.lit(file, dtype=pl.Int32).alias(FILE), sheet.rows.alias(ROW))
    problems = [_ragged(sheet, row, len(headers)) for row in sheet.ragged]
    return Raw(cells), problems


def _ragged(sheet: TextTable, row: int, width: int) -> Problem:
    """The problem with a row that has more cells than the header."""
    cells = sheet.ragged[row]
    return Problem(
        key="problem.ragged",
        file=sheet.file,
        row=row,
        cell=",".join(cells)[:200],
        values={"expected": width, "found": len(cells)},
    )
