"""What a user names (a bundled package, a folder, a file) → the loader that reads it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from loaders import dataset, packages
from loaders.problems import InputError
from loaders.validate import Loaded


def load(name: str, *, area: str | None = None, as_of: date | None = None, mapping: Path | None = None) -> Loaded:
    """Reads a bundled package by name, a package by its folder, or a plain table by its path.

    `area` takes only that part of a registry; `mapping` names the columns of a plain table. Raises `InputError` when
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
    if area is not None:
        raise InputError("input.in_registry", name=path.name)
    from loaders.roster import load as load_table

    return load_table(path, as_of=as_of, mapping=mapping)
