"""Writing a file whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from graph.errors import UsageError


def replace_file(path: Path, make: Callable[[Path], None]) -> None:
    """Lets `make` write a file beside `path` and moves it there whole; raises `UsageError` when that cannot be."""
    draft: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
        os.close(handle)
        draft = Path(name)
        make(draft)
        draft.chmod(0o666 & ~umask())
        draft.replace(path)
    except OSError as error:
        raise UsageError("output.file", file=str(path), why=error.strerror or str(error)) from error
    finally:
        if draft is not None:
            draft.unlink(missing_ok=True)


def umask() -> int:
    """The permissions that new files of this process do not get."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
