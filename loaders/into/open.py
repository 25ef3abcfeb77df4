"""Reads what a user names (a bundled package, a folder, a file) with the loader that it needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from loaders.files import suffix_of
from loaders.loaded import Loaded
from loaders.names.resolve import NO_CONTEXT, Context
from loaders.package import bundled as packages
from loaders.package import folder as dataset
from loaders.package import workbook
from loaders.problems import InputError

Progress = Callable[[str, int, int], None]
"""Called with what is being read, how much of it is, and of how much in all."""


@dataclass(frozen=True, slots=True)
class Input:
    """One dataset of what a user names: where it is and, in a workbook of several, which it is."""

    name: str
    only: str | None = None


def parts(name: str) -> list[Input]:
    """The datasets of what a user names, one after the other: several only in what an export wrote."""
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
    """Reads a bundled package by name, a package by its folder, or a roster by its path.

    `area` takes only that part of a registry, or says which unit a roster is about; `mapping` names a roster's columns;
    `called` is what the dataset is to be called, and `context` tells, by that name, what its names are matched with;
    `progress` is told how far a roster has been read; `only` is the dataset to take of a workbook of several.
    Raises `InputError` when there is no such thing or it cannot be read.
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
    from loaders.roster import read as roster

    own = called or path.name.removesuffix(suffix_of(path)) or path.name
    known = context(own) if context else NO_CONTEXT
    return roster.load(path, as_of=as_of, mapping=mapping, area=area, context=known, name=own, progress=progress)
