"""Reads what a user names (a bundled package, a folder, a file) with the loader that it needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from graph.files import DECISIONS
from graph.model import ReadAs
from loaders.bulletin import formats
from loaders.files import sheet_names, suffix_of
from loaders.files.content import BOOK_SUFFIXES, TABLE_SUFFIXES
from loaders.loaded import Loaded, Progress
from loaders.names.resolve import NO_CONTEXT, Context
from loaders.package import bundled as packages
from loaders.problems import InputError

if TYPE_CHECKING:
    from loaders.roster.mapping import ColumnMap

SAMPLES = frozenset({"panzhou-dalian", "panzhou-illustrative", "east-west", "nepal-2015"})
"""The bundled packages that are examples; the others are of use beside data of one's own."""
_READ = (*TABLE_SUFFIXES, *BOOK_SUFFIXES, *(one for one in formats.SUFFIXES if one not in TABLE_SUFFIXES))
_TRIED = (*_READ, ".et", ".ett", ".numbers", ".xlsb", ".xltx", ".xltm", ".fods")
"""What a folder is searched for: also the workbooks that have to be saved as others first, so that none is left out."""


@dataclass(frozen=True, slots=True)
class Input:
    """One dataset that is to be read: where it is and, in a workbook with several, which of them it is.

    `skipped` is the key of the text that says why it is left out.
    """

    name: str
    only: str | None = None
    skipped: str | None = None


def parts(name: str) -> list[Input]:
    """The datasets in what a user names, in order: several in what an export wrote, and in a folder of files.

    Raises `InputError` when a folder holds nothing that can be loaded.
    """
    path = Path(name)
    if path.is_dir():
        from loaders.package import folder as dataset  # here, so that a table loads without it

        if (path / packages.DESCRIPTOR).exists():
            return [Input(folder) for folder in dataset.parts(path)] or [Input(name)]
        found = _inside(path)
        if all(one.skipped for one in found):
            raise InputError("input.no_files", folder=str(path), known=", ".join(_READ))
        return found
    if _is_lock(path):
        return [Input(name, skipped="load.skipped.lock")]
    if path.is_file() and _is_package(path):
        from loaders.package import workbook  # as in `_is_package`

        return [Input(name, only) for only in workbook.datasets(path)]
    return [Input(name)]


def _is_package(path: Path) -> bool:
    """Whether a file is a workbook that holds a package."""
    if not sheet_names(path):
        return False
    from loaders.package import workbook  # here, so that a table of text loads without it

    return workbook.is_package(path)


def _inside(folder: Path, seen: frozenset[Path] = frozenset()) -> list[Input]:
    """What lies in a folder and in the folders in it, by name; hidden files are no part of it.

    `seen` are the folders that this one lies in: a link that leads back to one of them is not followed.
    """
    seen |= {folder.resolve()}
    found: list[Input] = []
    for path in sorted(folder.iterdir(), key=lambda one: (one.stem, one.suffix)):  # a copy after what it is a copy of
        if path.name.startswith("."):
            continue
        if path.is_dir():
            package = (path / packages.DESCRIPTOR).exists()
            if package:
                found += _parts_of(path)
            elif path.resolve() not in seen:
                found += _inside(path, seen)
        elif not path.is_file():
            found.append(Input(str(path), skipped="load.skipped.no_file"))
        elif _is_lock(path):
            found.append(Input(str(path), skipped="load.skipped.lock"))
        elif path.name.endswith(DECISIONS):
            found.append(Input(str(path), skipped="load.skipped.decisions"))
        elif suffix_of(path) not in _TRIED:
            found.append(Input(str(path), skipped="load.skipped.other"))
        else:
            found += _parts_of(path)
    return found


def _parts_of(path: Path) -> list[Input]:
    """The datasets in one file or package of a folder; itself, where that fails: who reads it says why."""
    try:
        return parts(str(path))
    except InputError:
        return [Input(str(path))]


def _is_lock(path: Path) -> bool:
    """Whether a file is the one that Excel, WPS or LibreOffice puts beside a workbook while that is open."""
    return path.name.startswith(("~$", ".~lock.", ".~"))


def load(
    name: str,
    *,
    area: str | None = None,
    as_of: date | None = None,
    mapping: Path | ColumnMap | None = None,
    context: Callable[[str], Context] | None = None,
    called: str | None = None,
    progress: Progress | None = None,
    only: str | None = None,
    read_as: str | None = None,
    roster: bool | None = None,
) -> Loaded:
    """Reads a bundled package by its name, a package by its folder, or a roster by its path.

    `area` takes only a part of a registry, or says which unit a roster is about. `as_of` is the day that the data are
    of, if not the one they state. `mapping` is a file that says what the columns of a roster hold. `called` is what the
    dataset is called. `context` gives, by that name, what the names in a roster are matched with. `progress` is called
    while a roster is read. `only` is the dataset to read from a workbook with several. `read_as` says what the tables
    of a file are (`ledger`, `roster`, `money`), or that it is a bulletin (`prose`), and `roster` whether those who are
    helped are everybody who should have a partner; without them, the file shows it.
    Raises `InputError` if there is no such thing or it cannot be read, and `ChoiceError` where it cannot be seen which
    column says who helps or who is helped.
    """
    path = Path(name)
    if not path.exists():
        folder = packages.find(name)
        if folder is None:
            raise InputError("input.unknown", name=name, known=", ".join(packages.names()))
        path = folder
    if path.is_dir() or path.name == packages.DESCRIPTOR:
        return _load_folder(path, area=area, as_of=as_of)
    if mapping is None and _is_package(path):
        from loaders.package import workbook  # as in `_is_package`

        return workbook.load(path, only=only, as_of=as_of, called=called)
    own = called or path.name.removesuffix(suffix_of(path)) or path.name
    known = context(own) if context else NO_CONTEXT
    if read_as == ReadAs.PROSE or (read_as is None and mapping is None and formats.is_prose(path)):
        from loaders.bulletin import read as bulletins  # here, so that a table loads without it

        return bulletins.load(path, as_of=as_of, area=area, context=known, name=own, progress=progress)
    from loaders.roster import read as tables  # here, so that a package loads without it

    return tables.load(
        path,
        as_of=as_of,
        mapping=mapping,
        area=area,
        context=known,
        name=own,
        progress=progress,
        read_as=ReadAs(read_as) if read_as is not None else None,
        whole=roster,
    )


def _load_folder(path: Path, *, area: str | None, as_of: date | None) -> Loaded:
    """Reads the package in a folder, or beside its descriptor; raises `InputError` where a folder holds several."""
    from loaders.package import folder as dataset  # here, so that a table loads without it

    if several := dataset.parts(path):
        raise InputError("input.several", file=path.name, names=", ".join(Path(part).name for part in several))
    return dataset.load(path if path.is_dir() else path.parent, area=area, as_of=as_of)
