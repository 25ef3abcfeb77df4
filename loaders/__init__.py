"""Files → records and problems: what a programme keeps in folders, spreadsheets and packages, read and checked.

>>> from loaders import load
>>> loaded = load("panzhou-dalian")
>>> loaded.dataset.name, loaded.failed
('panzhou-dalian', False)

`load` reads what a user names and returns a `Loaded`: a dataset with its problems. `load_into` also stores it.
Both are looked up when they are first used, so that `import loaders` costs nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from loaders.into.open import load
    from loaders.into.store import load_into

_MODULE: Mapping[str, str] = {"load": "loaders.into.open", "load_into": "loaders.into.store"}
"""In which module each name is."""

__all__ = ["load", "load_into"]


if not TYPE_CHECKING:  # a type checker reads the imports above, and knows no other name

    def __getattr__(name: str) -> Any:
        from importlib import import_module

        if name not in _MODULE:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(_MODULE[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
