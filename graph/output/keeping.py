"""Commands that change what a store holds, or copy it: `remove`, `rename`, `undo`, `push`, `pull`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graph.answer import Answer, Note
from graph.errors import UsageError
from graph.model import PartialDate
from graph.output import terminal
from graph.output.commands import ForceOption, FormatOption, OutOption
from graph.output.session import Session, partial_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from graph.output.render import Format
    from graph.store import LoadedDataset, Store

DryRun = Annotated[bool, typer.Option("--dry-run", help="help.dry_run_change")]


def remove(
    ctx: typer.Context,
    dataset: Annotated[str, typer.Argument(metavar="DATASET", help="help.dataset")],
    version: Annotated[str | None, typer.Option("--version", metavar="DAY", help="help.version_day")] = None,
    dry_run: DryRun = False,
    form: FormatOption = None,
    out: OutOption = None,
    force: ForceOption = False,
) -> None:
    """Takes a dataset, or one version of it, out of the store."""
    session: Session = ctx.obj
    session.check_output(form, out, force=force)
    with session.opener(session.url) as store, terminal.collection_paused():
        own = _versions(store, dataset)
        gone = own if version is None else [one for one in own if one.version == _day(version)]
        if not gone:
            known = ", ".join(one.version or "–" for one in own)
            raise UsageError("store.no_version", name=dataset, day=version, known=known)
        if not dry_run:
            store.change([], [(one.name, one.version) for one in gone])
    said = Note("versions.removed", {"count": len(gone)})
    _tell(session, "remove", gone, dry_run, said, form, out, force=force)


def rename(
    ctx: typer.Context,
    old: Annotated[str, typer.Argument(metavar="OLD", help="help.dataset")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="help.new_name")],
    dry_run: DryRun = False,
    form: FormatOption = None,
    out: OutOption = None,
    force: ForceOption = False,
) -> None:
    """Gives a dataset another name."""
    from graph.dataset import is_reserved  # the help needs none of it

    session: Session = ctx.obj
    session.check_output(form, out, force=force)
    new = new.strip()
    if not new:
        raise UsageError("versions.no_name")
    if is_reserved(new):
        raise UsageError("versions.reserved", name=new)
    with session.opener(session.url) as store, terminal.collection_paused():
        own = _versions(store, old)
        if any(one.name == new for one in store.datasets()):
            raise UsageError("versions.name_taken", name=new)
        if not dry_run:
            with store.snapshot():
                renamed = [replace(store.dataset(old, one.version), name=new) for one in own]
            store.change(renamed, [(old, one.version) for one in own])
    said = Note("versions.renamed", {"old": old, "new": new})
    _tell(session, "rename", [replace(one, name=new) for one in own], dry_run, said, form, out, force=force)


def undo(
    ctx: typer.Context,
    dry_run: DryRun = False,
    form: FormatOption = None,
    out: OutOption = None,
    force: ForceOption = False,
) -> None:
    """Takes back the last command that changed the store."""
    session: Session = ctx.obj
    session.check_output(form, out, force=force)
    with session.opener(session.url) as store, terminal.collection_paused():
        before = {(one.name, one.version): one for one in store.datasets()}
        steps = store.last_step() if dry_run else store.undo()
        now = before | {(one.name, one.version): one for one in store.datasets()}
    touched = [now[name, day] for name, day, _ in steps if (name, day) in now]
    restored = sum(again for *_, again in steps)
    said = Note("versions.undone", {"restored": restored, "gone": len(steps) - restored})
    _tell(session, "undo", touched, dry_run, said, form, out, force=force)


def _tell(
    session: Session,
    command: str,
    versions: Sequence[LoadedDataset],
    dry_run: bool,
    said: Note,
    form: Format | None,
    out: Path | None,
    *,
    force: bool,
) -> None:
    """Says what was done, or would be, and to which versions."""
    from graph.questions.versions import VersionRow, rows  # the help needs none of it

    answer = Answer(
        question=command,
        as_of=None,
        fields=VersionRow._fields,
        rows=rows(versions),
        summary={"versions": len(versions), "dry_run": dry_run},
        shown=VersionRow._fields,
        headline=(Note("versions.would") if dry_run else said,),
    )
    session.deliver(answer, form, out, force=force)


def _versions(store: Store, name: str) -> list[LoadedDataset]:
    """The versions of a dataset, the earliest first; raises `UsageError` when there is none of that name."""
    known = store.datasets()
    own = [one for one in known if one.name == name]
    if not own:
        raise UsageError("store.no_dataset", name=name, known=_names(known))
    return own


def _names(versions: Iterable[LoadedDataset]) -> str:
    return ", ".join(dict.fromkeys(one.name for one in versions)) or "–"


def _day(text: str) -> str:
    """A day as a version has it; `-` and `–` stand for the version without one."""
    if text in ("", "-", "–"):
        return ""
    found = partial_day(text)
    assert isinstance(found, PartialDate)
    return found.last.isoformat()


def push(
    ctx: typer.Context,
    url: Annotated[str, typer.Argument(metavar="URL", help="help.push_url")],
    wipe: Annotated[bool, typer.Option("--wipe", help="help.wipe")] = False,
) -> None:
    """Copies the store into another one."""
    session: Session = ctx.obj
    _copy(session, session.url, url, wipe=wipe)


def pull(ctx: typer.Context, url: Annotated[str, typer.Argument(metavar="URL", help="help.pull_url")]) -> None:
    """Copies another store into this one."""
    session: Session = ctx.obj
    _copy(session, url, session.url)


def _copy(session: Session, from_: str, to: str, *, wipe: bool = False) -> None:
    """Copies one store into another, and says what was done as it is done."""
    from graph.store.copy import copy  # the help needs none of it

    if from_ == to:
        raise UsageError("copy.same_store", url=to)
    opened = session.opener
    with opened(from_) as source, opened(to, create=True) as target, terminal.collection_paused():
        for done in copy(source, target, session.watch, wipe=wipe):
            session.tell(done)
