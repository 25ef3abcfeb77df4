"""Exports a store as pairing data packages: a folder with `datapackage.json` and CSV files for each dataset.

The CSV files are UTF-8 with the byte-order mark by which Excel recognizes it. The folder is written under another name
and then moved to its place as a whole.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from graph.answer import Note
from graph.errors import UsageError
from graph.files import cannot_write, may_write, umask
from graph.output.export import records
from graph.text import say, word

if TYPE_CHECKING:
    from graph.dataset import Dataset
    from graph.store import Progress, Store

DESCRIPTOR = "datapackage.json"
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


def write(
    store: Store,
    out: Path,
    area: str | None = None,
    progress: Progress | None = None,
    *,
    day: date | None = None,
    every: bool = False,
    force: bool = False,
) -> Note:
    """Writes the packages of a store, or of an area, into the folder `out`; returns the note that says so.

    Of each dataset the version that `day` rests on is written, without a day the newest, with `every` each version.

    On failure nothing is written. An export that is there is replaced only with `force`. Raises `UsageError` when `out`
    exists and holds anything but an export, or when it cannot be written.
    """
    tell = progress or (lambda *_: None)
    if not replaceable(out):
        raise UsageError("export.exists", folder=out)
    may_write(out, force=force, folder=True)
    count = {"organizations": 0, "agreements": 0}
    draft: Path | None = None
    try:
        draft = Path(tempfile.mkdtemp(prefix=f".{out.name}.", suffix=".part", dir=out.parent))
        folders: dict[str, dict[str, Any]] = {}
        total = len(records.chosen(store, day, every=every))
        for number, (label, dataset) in enumerate(records.datasets(store, area, day, every=every)):
            tell("export", number, total)
            folder = _folder_name(label, folders)
            (draft / folder).mkdir()
            folders[folder] = write_dataset(draft / folder, dataset)
            count["organizations"] += len(dataset.organizations)
            count["agreements"] += len(dataset.agreements)
        if len(folders) == 1:
            only = draft / next(iter(folders))
            _move(only, out)
        else:
            (draft / DESCRIPTOR).write_text(_pretty(_all(folders)), encoding="utf-8", newline="\n")
            _move(draft, out)
    except OSError as error:
        raise cannot_write(out, error) from error
    finally:
        if draft is not None:
            shutil.rmtree(draft, ignore_errors=True)
    return Note("export.records", {"file": out, **count})


def write_dataset(folder: Path, dataset: Dataset) -> dict[str, Any]:
    """Writes one package into an empty folder; returns its descriptor."""
    resources, headings, digests = [], {}, []
    for name in records.COLUMNS:
        table = records.table(name, dataset)
        if not len(table.frame) and name != "organizations":
            continue
        with (folder / f"{name}.csv").open("wb") as file:
            digests.append(_write_table(file, table))
        resources.append(_resource(name, f"{name}.csv", table))
        headings[name] = {header: own for header, own in table.attributes.items() if header != own}
    origin = records.origin(dataset) | {
        "apostrophe": True,
        "attributes": {name: own for name, own in headings.items() if own},
    }
    descriptor: dict[str, Any] = {
        "profile": "data-package",
        "name": dataset.name,
        "title": dataset.title["en"],
        "description": " ".join(say(key, "en") for key in ("export.of", "export.escaped")),
        "sources": [
            {"title": source.title, **({"path": source.url} if source.url else {})} for source in dataset.sources
        ],
        "resources": resources,
        "jiedui": {**records.about(dataset), "export": origin},
    }
    if dataset.fingerprint:
        origin |= {"fingerprint": dataset.fingerprint, "seal": records.seal(descriptor, digests)}
    (folder / DESCRIPTOR).write_text(_pretty(descriptor), encoding="utf-8", newline="\n")
    return descriptor


def _write_table(file: IO[bytes], table: records.RecordTable) -> bytes:
    """Writes a table as CSV; returns the digest of its bytes."""
    import polars as pl  # slow to import, and the check of the folder does not need it

    digest = hashlib.sha256()

    def put(text: str) -> None:
        data = text.encode()
        file.write(data)
        digest.update(data)

    put("\ufeff" + pl.DataFrame(schema=dict.fromkeys(table.headers, pl.String)).write_csv())
    text = pl.col(pl.String)
    for piece in table.pieces():
        safe = piece.with_columns(
            pl.when(text.str.contains(records.ESCAPED)).then(pl.lit("'") + text).otherwise(text).name.keep()
        )
        put(safe.write_csv(include_header=False))
    return digest.digest()


def _resource(name: str, path: str, table: records.RecordTable) -> dict[str, Any]:
    return {
        "name": name,
        "path": path,
        "title": word(name, "en").capitalize(),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"fields": [{"name": header, "type": "string"} for header in table.headers]},
    }


def _all(folders: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """The descriptor of a folder of packages: the tables of each, and the folders of the packages."""
    resources = [
        {**one, "name": f"{folder}-{one['name']}".lower(), "path": f"{folder}/{one['path']}"}
        for folder, descriptor in folders.items()
        for one in descriptor["resources"]
    ]
    return {
        "profile": "data-package",
        "name": "jiedui-export",
        "title": say("export.all", "en"),
        "resources": resources,
        "jiedui": {"packages": list(folders), "export": {"format": records.FORMAT}},
    }


def _pretty(descriptor: Mapping[str, Any]) -> str:
    return json.dumps(descriptor, ensure_ascii=False, indent=1) + "\n"


def _folder_name(name: str, taken: Mapping[str, object]) -> str:
    """The name of a dataset as a name of a folder that is valid on any system and not yet taken."""
    plain = re.sub(r"[^\w.@-]+", "_", name).strip("._ ")[:80] or "dataset"
    plain = f"{plain}_" if _RESERVED.fullmatch(plain) else plain
    unique, number = plain, 1
    while unique.lower() in {other.lower() for other in taken}:
        number += 1
        unique = f"{plain}-{number}"
    return unique


def replaceable(folder: Path) -> bool:
    """Whether a folder does not exist, is empty, or holds only what an export wrote."""
    if not folder.exists() and not folder.is_symlink():
        return True
    if not folder.is_dir():
        return False
    inside = {
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_symlink() or not path.is_dir()
    }
    return not inside or inside <= _written(folder)


def _written(folder: Path) -> set[str]:
    """The files that an export wrote into this folder, according to its descriptor."""
    try:
        descriptor = json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))
        own = descriptor["jiedui"]
        parts: Sequence[str] = own.get("packages") or ()
        if not isinstance(own["export"]["format"], int):
            return set()
        paths = {str(entry["path"]) for entry in descriptor["resources"]}
    except (OSError, ValueError, KeyError, TypeError):
        return set()
    return {DESCRIPTOR, *paths, *(f"{part}/{DESCRIPTOR}" for part in parts)}


def _move(draft: Path, out: Path) -> None:
    """Moves a finished folder to its place; the former folder is removed only afterwards."""
    mask = umask()
    for path in (draft, *draft.rglob("*")):
        path.chmod((0o777 if path.is_dir() else 0o666) & ~mask)
    if not out.exists():
        os.replace(draft, out)  # noqa: PTH105  # one rename, so that there is never half a folder
        return
    aside = Path(tempfile.mkdtemp(prefix=f".{out.name}.", suffix=".old", dir=out.parent))
    former = aside / out.name
    os.replace(out, former)  # noqa: PTH105
    try:
        os.replace(draft, out)  # noqa: PTH105
    except OSError:
        os.replace(former, out)  # noqa: PTH105
        aside.rmdir()
        raise
    shutil.rmtree(aside, ignore_errors=True)
