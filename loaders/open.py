"""What a user names (a bundled package, a folder, a file) → the loader that reads it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from loaders import dataset, packages
from loaders.problems import InputError
from loaders.resolve import NO_CONTEXT, Context
from loaders.validate import Loaded


def load(
    name: str, *, area: str | None = None, as_of: date | None = None, mapping: Path | None = None,
    context: Context = NO_CONTEXT, called: str | None = None,
) -> Loaded:  # fmt: skip
    """Reads a bundled package by name, a package by its folder, or a roster by its path.

    `area` takes only that part of a registry, or says which unit a roster is about; `mapping` names a roster's columns,
    `context` is what its names are matched with, `called` what the dataset is to be called. Raises `InputError` when
    there is no such thing or it cannot be read.
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

    return roster.load(path, as_of=as_of, mapping=mapping, area=area, context=context, name=called)
