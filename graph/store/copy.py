"""Copying what one store holds into another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from graph.answer import Note
from graph.errors import UsageError

if TYPE_CHECKING:
    from graph.store import Progress, Store


def copy(
    source: Store, target: Store, watch: Callable[[str], AbstractContextManager[Progress | None]], *, wipe: bool = False
) -> Iterator[Note]:
    """Copies every dataset, one after the other, and says what was done after each; what is there besides stays.

    `watch` shows how far the copy of the dataset of that name is. With `wipe` all that is ours in the target, which has
    to be a server, is removed first. Raises `UsageError` when the target is a file and `wipe` is asked for.
    """
    from graph.store.neo4j.store import Neo4jStore

    if wipe:
        if not isinstance(target, Neo4jStore):
            raise UsageError("copy.wipe", url=target.location)
        yield Note("copy.wiped", {"count": target.wipe(), "url": target.location})
    names = [one.name for one in source.datasets()]
    for name in names:
        with watch(name) as progress:
            written = target.load(source.dataset(name), progress)
        yield Note(
            "copy.unchanged" if written.unchanged else "copy.done",
            {
                "name": name,
                "url": target.location,
                "organizations": written.organizations,
                "agreements": written.agreements,
            },
        )
    besides = [one.name for one in target.datasets() if one.name not in names]
    if besides:
        yield Note("copy.besides", {"url": target.location, "names": ", ".join(besides)})
