"""The bundled packages, each loaded once for all tests of questions in words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from graph.store import Store
from graph.store.open import open_store
from loaders import load

PACKAGES = {"pz": ("panzhou-dalian", "panzhou-illustrative"), "np": ("nepal-2015",), "ew": ("east-west",)}


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The store of each name, which no test writes to."""
    return loaded(tmp_path_factory.mktemp("asked"))


def loaded(folder: Path) -> dict[str, Path]:
    """Loads the packages of each name into a store in a folder; returns the files by name."""
    found = {name: folder / f"{name}.db" for name in PACKAGES}
    for name, packages in PACKAGES.items():
        with open_store(str(found[name]), create=True) as store:
            for package in packages:
                store.load(load(package).dataset)
    return found


@pytest.fixture(scope="module")
def stores(files: dict[str, Path]) -> Iterator[dict[str, Store]]:
    """The stores by name, open."""
    with ExitStack() as held:
        yield {name: held.enter_context(open_store(str(path))) for name, path in files.items()}
