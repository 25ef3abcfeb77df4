"""Copying what one store holds into another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING
from uuid import uuid4

from graph.answer import Note
from graph.errors import StoppedError, StoreError, UsageError

if TYPE_CHECKING:
    from graph.store import Progress, Store, Written

    Watch = Callable[[str], AbstractContextManager[Progress | None]]


def copy(source: Store, target: Store, watch: Watch, *, wipe: bool = False) -> Iterator[Note]:
    """Copies every version of every dataset and says what was done after each; what is there besides stays.

    All of the source is read, in one state, before anything is written. Then one version is written after the other,
    which can be undone together; with `wipe` all are in one step, in which whatever else is ours in the target, which
    has to be a server, goes. `watch` shows how far the copy of that name is. Raises `UsageError` when the target is a
    file and `wipe` is asked for, and `StoreError`, with nothing changed, when the source is empty or cannot be read.
    """
    from graph.store.neo4j.store import Neo4jStore

    if wipe and not isinstance(target, Neo4jStore):
        raise UsageError("copy.wipe", url=target.location)
    with _told(target), source.snapshot():
        datasets = [source.dataset(one.name, one.version) for one in source.datasets()]
    if not datasets:
        raise StoreError("copy.nothing", url=source.location, to=target.location)
    names = Counter(dataset.name for dataset in datasets)
    called = [_called(one.name, one.version, several=names[one.name] > 1) for one in datasets]
    if wipe:
        assert isinstance(target, Neo4jStore)  # as asked above
        with _told(target), watch(target.location) as progress:
            written, removed = target.replace_all(datasets, progress)
        yield from (_said(one, name, target) for one, name in zip(written, called, strict=True))
        if removed:
            yield Note("copy.removed", {"url": target.location, "names": ", ".join(removed)})
        return
    step = uuid4().hex
    for number, (dataset, name) in enumerate(zip(datasets, called, strict=True)):
        with _told(target, copied=number), watch(name) as progress:
            one = target.load(dataset, progress, step=step)
        yield _said(one, name, target)
    copied = {(dataset.name, dataset.version) for dataset in datasets}
    besides = [
        _called(one.name, one.version, several=one.name in names)
        for one in target.datasets()
        if (one.name, one.version) not in copied
    ]
    if besides:
        yield Note("copy.besides", {"url": target.location, "names": ", ".join(dict.fromkeys(besides))})


def _called(name: str, version: str, *, several: bool) -> str:
    """What a version is called: by its dataset, and by its day where `several` are of one."""
    return f"{name} {version or '–'}" if several else name


@contextmanager
def _told(target: Store, *, copied: int = 0) -> Iterator[None]:
    """Turns Ctrl-C into a message that says what is in the target: the number of versions that are `copied` already."""
    try:
        yield
    except KeyboardInterrupt:
        raise StoppedError("copy.stopped" if copied else "store.stopped", url=target.location) from None
    except StoppedError as error:
        if not copied or error.key != "store.stopped":
            raise
        raise StoppedError("copy.stopped", url=target.location) from None


def _said(written: Written, name: str, target: Store) -> Note:
    """What became of a version."""
    return Note(
        "copy.unchanged" if written.unchanged else "copy.done",
        {
            "name": name,
            "url": target.location,
            "organizations": written.organizations,
            "agreements": written.agreements,
        },
    )
