"""A store's network in the forms that other programs read."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from graph.render import replace_file
from graph.text import LANGS, say

if TYPE_CHECKING:
    from graph.store import Progress, Store


class Form(StrEnum):
    """What a network may be written as."""

    CYPHER = "cypher"


def write(store: Store, form: Form, out: Path | None, progress: Progress | None = None) -> int:
    """Writes the whole network to `out`, whole or not at all, or to standard output; returns how many statements."""
    from graph.store.neo4j_script import statements

    assert form is Form.CYPHER
    count = 0

    def lines() -> Iterator[str]:
        nonlocal count
        yield from (f"// {say('export.heading', lang)}\n" for lang in LANGS)
        for statement in statements(store, progress):
            count += 1
            yield f"{statement}\n"

    if out is None:
        sys.stdout.writelines(lines())
        sys.stdout.flush()
    else:
        replace_file(out, lambda path: _written(path, lines()))
    return count


def _written(path: Path, lines: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(lines)
