"""What a user names (a bundled package, a folder, a file) → the loader that reads it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from loaders import dataset, packages
from loaders.files import suffix_of
from loaders.loaded import Loaded
from loaders.problems import InputError
from loaders.resolve import NO_CONTEXT, Context

Progress = Callable[[str, int, int], None]
"""Called with what is being read, how much of it is, and of how much in all."""


def load(
    name: str, *, area: str | None = None, as_of: date | None = None, mapping: Path | None = None,
    context: Callable[[str], Context] | None = None, called: str | None = None,
    progress: Progress | None = None,
) -> Loaded:  # fmt: skip
    """Reads a bundled package by name, a package by its folder, or a roster by its path.

    `area` takes only that part of a registry, or says which unit a roster is about; `mapping` names a roster's columns;
    `called` is what the dataset is to be called, and `context` tells, by that name, what its names are matched with;
    `progress` is told how far a roster has been read.
    Raises `InputError` when there is no such thing or it cannot be read.
    """
    path = Path(name)
    if not path.exists():
        folder = packages.find(name)
        if folder is None:
            raise InputError("input.unknown", name=name, known=", ".join(packages.names()))
        path = folder
    if path.is_dir():
        return dataset.load(path, area=area, as_of=as_of)
    if path.name == packages.DESCRIPTOR:
        return dataset.load(path.parent, area=area, as_of=as_of)
    from loaders import roster

    own = called or path.name.removesuffix(suffix_of(path)) or path.name
    known = context(own) if context else NO_CONTEXT
    return roster.load(path, as_of=as_of, mapping=mapping, area=area, context=known, name=own, progress=progress)
