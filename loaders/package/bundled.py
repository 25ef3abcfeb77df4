"""Finds the data packages that ship with the program, in a checkout or an installed wheel."""

from __future__ import annotations

from pathlib import Path

DESCRIPTOR = "datapackage.json"


def folder() -> Path:
    """The folder that holds the bundled packages."""
    installed = Path(__file__).parents[1] / "bundled"
    return installed if installed.is_dir() else Path(__file__).parents[2] / "data"


def names() -> list[str]:
    """The names of the bundled packages, sorted."""
    return sorted(path.parent.name for path in folder().glob(f"*/{DESCRIPTOR}"))


def find(name: str) -> Path | None:
    """The folder of the bundled package called `name`; None if there is none."""
    return folder() / name if name in names() else None
