"""Reads what a user names (a bundled package, a folder, a file) with the loader that it needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from loaders.files import suffix_of
from loaders.loaded import Loaded, Progress
from loaders.names.resolve import NO_CONTEXT, Context
from loaders.package import bundled as packages
from loaders.package import folder as dataset
from loaders.package import workbook
from loaders.problems import InputError


@dataclass(frozen=True, slots=True)
class Input:
    """One dataset that is to be read: where it is and, in a workbook with several, which of them it is."""

    name: str
    only: str | None = None


def parts(name: str) -> list[Input]:
    """The datasets in what a user names, in order; only what an export wrote has several."""
    path = Path(name)
    if path.is_dir():
        return [Input(folder) for folder in dataset.parts(path)] or [Input(name)]
    if path.is_file() and path.suffix.lower() == ".xlsx" and workbook.is_package(path):
        return [Input(name, only) for only in workbook.datasets(path)]
    return [Input(name)]


def load(
    name: str,
    *,
    area: str | None = None,
    as_of: date | None = None,
    mapping: Path | None = None,
    context: Callable[[str], Context] | None = None,
    called: str | None = None,
    progress: Progress | None = None,
    only: str | None = None,
) -> Loaded:
    """Reads a bundled package by its name, a package by its folder, or a roster by its path.

    `area` takes only a part of a registry, or says which unit a roster is about. `as_of` is the day that the data are
    of, if not the one they state. `mapping` is a file that says what the columns of a roster hold. `called` is what the
    dataset is called. `context` gives, by that name, what the names in a roster are matched with. `progress` is called
    while a roster is read. `only` is the dataset to read from a workbook with several.
    Raises `InputError` if there is no such thing or it cannot be read.
    """
    path = Path(name)
    if not path.exists():
        folder = packages.find(name)
        if folder is None:
            raise InputError("input.unknown", name=name, known=", ".join(packages.names()))
        path = folder
    if path.is_dir():
        several = dataset.parts(path)
        if several:
            raise InputError("input.several", file=path.name, names=", ".join(Path(part).name for part in several))
        return dataset.load(path, area=area, as_of=as_of)
    if path.name == packages.DESCRIPTOR:
        return dataset.load(path.parent, area=area, as_of=as_of)
    if mapping is None and workbook.is_package(path):
        return workbook.load(path, only=only, as_of=as_of, called=called)
    from loaders.roster import read as roster  # here, so that a package loads without it

    own = called or path.name.removesuffix(suffix_of(path)) or path.name
    known = context(own) if context else NO_CONTEXT
    return roster.load(path, as_of=as_of, mapping=mapping, area=area, context=known, name=own, progress=progress)
