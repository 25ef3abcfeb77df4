"""Commands with which people state who should have a partner: a blank table to fill in, or the registry's units."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graph.answer import Note
from graph.errors import UsageError
from graph.output.commands import ForceOption
from graph.output.session import Session
from graph.questions.registry import KIND

UNITS = ("village", "community")


def template(
    ctx: typer.Context,
    out: Annotated[Path, typer.Option("--output", "-o", metavar="FILE.xlsx", help="help.output")],
    force: ForceOption = False,
) -> None:
    """A blank roster to fill in."""
    from loaders.review import template as blank  # the help needs none of it

    if out.suffix.lower() != ".xlsx":
        raise UsageError("template.suffix", file=out.name)
    ctx.obj.check_file(out, force=force)
    blank.write(out, force=force)
    ctx.obj.wrote(out, "template.written")


def roster(
    ctx: typer.Context,
    kind: Annotated[str | None, typer.Argument(metavar="[KIND]", help="help.kind")] = None,
    in_: Annotated[str | None, typer.Option("--in", metavar="AREA", help="roster.help.in")] = None,
    unit: Annotated[str | None, typer.Option("--unit", metavar="|".join(UNITS), help="roster.help.unit")] = None,
    without: Annotated[Path | None, typer.Option("--except", metavar="FILE", help="roster.help.except")] = None,
    off: Annotated[str | None, typer.Option("--off", metavar="NAME", help="roster.help.off")] = None,
) -> None:
    """Says who should have a partner."""
    from loaders.into import rosters  # the help needs none of it
    from loaders.into.store import Home

    session: Session = ctx.obj
    home = Home(session.url, session.opener)
    if off is not None and kind is None and unit is None and without is None:
        with session.inquiry(None, None) as inquiry:
            found = inquiry.resolve(off, within=inquiry.resolve(in_, area=True).id if in_ else None)
        rosters.take_off(home, found)
        session.tell(Note("roster.off", {"name": found.name}))
        return
    if kind is None or in_ is None or off is not None:
        raise UsageError("roster.what")
    if unit is not None and unit not in UNITS:
        raise UsageError("roster.unit", value=unit)
    written = rosters.state(home, KIND.value(kind), in_, unit=unit, without=without, watch=session.watch)
    session.tell(Note("roster.stated", {"name": written.dataset, "count": written.roster}))
