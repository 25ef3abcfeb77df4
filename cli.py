"""The `jiedui` command: arguments in, answer out; no logic of its own.

Imports stand in the functions that need them, so that a command starts with what it needs alone.
"""
# ruff: noqa: E402  # what holds for a program stands before the imports, which take the most time of a start

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any


def stopped_early(*_: object) -> None:
    """Ends the program at Ctrl-C before a command runs: nothing has been done, and the language is not known yet."""
    os.write(2, "Stopped (Ctrl-C). 已中止。\n".encode())
    os._exit(130)


if Path(sys.argv[0]).stem == "jiedui" or __name__ == "__main__":  # started as a program, not imported by one
    signal.signal(signal.SIGINT, stopped_early)
    gc.disable()  # a command leaves few cycles behind, and ends before looking for them would pay

import typer

from graph.errors import UsageError
from graph.model import ReadAs
from graph.output import completion, keeping, terminal
from graph.output.commands import (
    AsOfOption,
    ForceOption,
    FormatOption,
    InOption,
    OutOption,
    PeriodOption,
    command_of,
    file_or_none,
)
from graph.output.export import ExportForm
from graph.output.map import Layout
from graph.output.render import Format
from graph.output.session import DEFAULT_STORE, Session, last_day, partial_day
from graph.output.terminal import CommandGroup, DeclaredCommand
from graph.questions.registry import KIND, PERIOD, QUESTIONS, Question
from graph.text import LANGS
from loaders.into.stating import roster, template

if TYPE_CHECKING:
    from graph.questions.inquiry import Inquiry
    from loaders.into.store import Home


def _language(value: str | None) -> str | None:
    if value is not None and value not in LANGS:
        raise UsageError("error.lang", value=value)
    return value


COMMANDS: dict[str, DeclaredCommand] = {}
CHECKS: dict[str, DeclaredCommand] = {}
"""The commands and the checks, each made when it is wanted."""


class Commands(CommandGroup):
    """All commands."""

    declared = COMMANDS


class Checks(CommandGroup):
    """The checks."""

    declared = CHECKS


app = typer.Typer(cls=Commands, no_args_is_help=True, add_completion=True, help="help.app")
app.add_typer(typer.Typer(cls=Checks, no_args_is_help=True, help="help.check"), name="check")


def command(function: Callable[..., None]) -> Callable[..., None]:
    """Declares a command; its help is the text of its name."""
    name = function.__name__.rstrip("_")
    COMMANDS[name] = DeclaredCommand(f"help.{name}", lambda: function)
    return function


@app.callback(invoke_without_command=True)
def root(
    ctx: typer.Context,
    store: Annotated[str | None, typer.Option("--store", metavar="FILE", help="help.store")] = None,
    lang: Annotated[
        str | None, typer.Option("--lang", metavar="en|zh", help="help.lang", is_eager=True, callback=_language)
    ] = None,
    debug: Annotated[bool, typer.Option("--debug", help="help.debug")] = False,
    version: Annotated[bool, typer.Option("--version", help="help.version")] = False,
) -> None:
    """Sets what holds for every command."""
    del debug  # read where errors are caught
    if version:
        from graph import __version__

        sys.stdout.write(f"jiedui {__version__}\n")
        raise typer.Exit
    if ctx.invoked_subcommand is None:
        sys.stdout.write(ctx.get_help() + "\n")
        raise typer.Exit(2)
    ctx.obj = Session(store, terminal.locale_language() if lang is None else LANGS[lang == "zh"])


def _home(session: Session) -> Home:
    """The store as a place to load into, with the decisions about names that belong to it."""
    from loaders.into.store import Home

    return Home(session.url, session.opener)


def ask_question(
    ctx: typer.Context,
    question: Question,
    given: dict[str, Any],
    more: Callable[[Inquiry], dict[str, Any]] = lambda inquiry: {},  # noqa: ARG005  # no options more
    inputs: Sequence[Path] = (),
) -> None:
    """Answers a question of the registry from the store; `more` are options that are read from `inputs`."""
    session: Session = ctx.obj
    form, out, force = given.pop("form"), given.pop("out"), given.pop("force")
    session.check_output(form, out, question, force=force, inputs=inputs)
    options = question.read(given)

    def answered(inquiry: Inquiry) -> int:
        answer = question.answer(inquiry, **options | more(inquiry))
        return session.deliver(answer, form, out, force=force) or int(question.must_find and not answer.rows)

    raise typer.Exit(session.asked(given.get("in_"), given.get("as_of") if question.day else None, answered))


def ask_diff(ctx: typer.Context, question: Question, given: dict[str, Any]) -> None:
    """Answers what changed: between two days from the store, between two loads from what is read."""
    from graph.questions.diff import are_days, diff_loads
    from loaders.into.compare import load_to_compare

    session: Session = ctx.obj
    loads = given["from_"], given["to"]
    if are_days(*loads):
        ask_question(ctx, question, given)
        return
    inputs = map(Path, loads)
    session.check_output(given["form"], given["out"], question, force=given["force"], inputs=inputs)
    day = last_day(given["as_of"])
    options = question.read({name: given[name] for name in ("kind", "groups", "sector")})
    with terminal.collection_paused():
        first, second = (
            load_to_compare(
                path,
                _home(session),
                called=given["to"],
                today=day or date.today(),
                as_of=day,
                area=given["in_"],
                watch=session.watch,
            )
            for path in loads
        )
    session.deliver(diff_loads(first, second, **options), given["form"], given["out"], force=given["force"])


def ask_plan(ctx: typer.Context, question: Question, given: dict[str, Any]) -> None:
    """Drafts partners, with the capacities that a file holds."""
    from loaders.roster.capacities import read

    file = given.pop("capacities")
    ask_question(
        ctx,
        question,
        given,
        lambda inquiry: {"capacities": read(file, lambda name: inquiry.resolve(name).id)} if file else {},
        inputs=[file] if file else [],
    )


for each in QUESTIONS:
    run = {"diff": ask_diff, "plan": ask_plan}.get(each.name, ask_question)
    group = CHECKS if each.name.startswith("check ") else COMMANDS
    group[each.name.rpartition(" ")[2]] = DeclaredCommand(each.help, partial(command_of, each, run))


@command
def ask(
    ctx: typer.Context,
    words: Annotated[list[str] | None, typer.Argument(metavar="QUESTION", help="help.words")] = None,
    in_: InOption = None,
    as_of: AsOfOption = None,
    explain_: Annotated[bool, typer.Option("--explain", help="help.explain_only")] = False,
    listed: Annotated[bool, typer.Option("--list", help="help.listed")] = False,
    form: FormatOption = None,
    out: OutOption = None,
    force: ForceOption = False,
) -> None:
    """A question in words, answered as the command that it means answers it."""
    from graph.ask.spoken import InWords
    from graph.ask.telling import listed as examples

    session: Session = ctx.obj
    session.check_output(form, out, force=force)
    if listed:
        session.deliver(examples(), form, out, force=force)
        return
    lang = session.lang if ctx.find_root().params.get("lang") else None
    told, run = terminal.misspelt(ctx), terminal.runner(ctx, session.store, session.lang)
    asking = InWords(session, in_, as_of, form, out, force, explain_, lang, told, run)
    if words:
        raise typer.Exit(asking.answer(" ".join(words)))
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("ask.no_terminal")
    from graph.ask import prompt

    with session.opener(session.url) as store:
        prompt.run(store, session.lang, asking.answer)


@command
def load(
    ctx: typer.Context,
    paths: Annotated[list[str], typer.Argument(metavar="PATH", help="help.paths")],
    in_: Annotated[str | None, typer.Option("--in", metavar="AREA", help="help.load_in")] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="help.load_as_of")] = None,
    name: Annotated[str | None, typer.Option("--name", metavar="NAME", help="help.called")] = None,
    mapping: Annotated[Path | None, typer.Option("--mapping", metavar="FILE", help="help.mapping")] = None,
    write_mapping: Annotated[
        Path | None, typer.Option("--write-mapping", metavar="FILE", help="help.write_mapping")
    ] = None,
    rejects: Annotated[Path | None, typer.Option("--rejects", metavar="FILE", help="help.rejects")] = None,
    read_as: Annotated[ReadAs | None, typer.Option("--as", help="help.read_as")] = None,
    roster: Annotated[bool | None, typer.Option("--roster/--no-roster", help="help.whole")] = None,
    correct: Annotated[bool, typer.Option("--correct", help="help.correct")] = False,
    version_of: Annotated[str | None, typer.Option("--version-of", metavar="NAME", help="help.version_of")] = None,
    beside: Annotated[bool, typer.Option("--beside", help="help.beside")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="help.strict")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="help.dry_run")] = False,
    form: FormatOption = None,
    out: OutOption = None,
    force: ForceOption = False,
) -> None:
    """Loads data packages and tables into the store."""
    from graph.output import render
    from loaders.into import asking, outcome
    from loaders.into.placing import Wish
    from loaders.into.store import load_paths
    from loaders.problems import ChoiceError
    from loaders.review import choices, understood
    from loaders.review import rejects as rejected

    session: Session = ctx.obj
    page = out if dry_run and form is None and out is not None and out.suffix.lower() == ".html" else None
    chosen = render.format_of(form, out if page is None else None)
    inputs = [*map(Path, paths), mapping]
    if rejects is not None and rejects.suffix.lower() != ".xlsx":
        raise UsageError("load.rejects_suffix", file=rejects.name)
    if write_mapping is not None and write_mapping.suffix.lower() != ".toml":
        raise UsageError("load.mapping_suffix", file=write_mapping.name)
    session.check_files((out, write_mapping, rejects), force=force, inputs=inputs)
    try:
        with terminal.collection_paused():
            report = load_paths(
                paths,
                _home(session),
                area=in_,
                mapping=mapping,
                called=name,
                wish=Wish(partial_day(as_of), correct, version_of, beside, roster),
                read_as=read_as.value if read_as else None,
                strict=strict,
                dry_run=dry_run,
                pick=session.choose if session.answers else None,
                say_what=asking.asker(session) if session.answers else None,
                watch=session.watch,
            )
    except ChoiceError as error:
        terminal.complain(error.message(session.lang))
        choices.offer(error, write_mapping, terminal.complain, session.lang, force=force)
        raise typer.Exit(error.exit_code) from None
    terminal.utf8(chosen)
    if dry_run and chosen is Format.TABLE and out is None:
        understood.show(report.loaded, session.lang, render.console(sys.stdout))
    if page is not None:
        from loaders.review import reading  # here, so that a table loads without bulletins

        reading.write(page, report.loaded, session.lang, force=force)
        session.note("bulletin.page_written", out=page)
    answer = outcome.condensed(report.answer) if chosen is Format.TABLE else report.answer
    session.put(answer, chosen, out if page is None else None, force=force)
    if write_mapping is not None:
        understood.write_mapping(write_mapping, report.sheets, force=force)
        session.note("load.mapping", file=write_mapping)
    if rejects is not None:
        count = rejected.write(rejects, report.loaded, session.lang, force=force)
        session.note("load.rejects" if count else "load.rejects_none", file=rejects, count=count)
    if (chosen is not Format.TABLE or out is not None) and len(report.outcomes) > 1:
        session.tell(*outcome.files(report.outcomes))
    if report.stopped:
        raise KeyboardInterrupt
    raise typer.Exit(report.exit_code)


@command
def reconcile(
    ctx: typer.Context,
    paths: Annotated[list[str] | None, typer.Argument(metavar="[PATH]...", help="help.reconcile_paths")] = None,
    in_: Annotated[str | None, typer.Option("--in", metavar="AREA", help="help.load_in")] = None,
    mapping: Annotated[Path | None, typer.Option("--mapping", metavar="FILE", help="help.mapping")] = None,
    apply: Annotated[Path | None, typer.Option("--apply", metavar="FILE", help="help.apply")] = None,
    undo: Annotated[str | None, typer.Option("--undo", metavar="NAME", help="help.undo_decision")] = None,
    held: Annotated[bool, typer.Option("--list", help="help.held")] = False,
    form: FormatOption = None,
    out: OutOption = None,
    force: ForceOption = False,
) -> None:
    """Names not matched and statements of bulletins not sure: lists them, and records what people decide."""
    from graph.output import render
    from loaders.into import reconcile as names
    from loaders.review import proposals

    session: Session = ctx.obj
    session.check_output(form, out, force=force, inputs=[*map(Path, paths or ()), mapping, apply])
    chosen = render.format_of(form, out)
    home = _home(session)
    if apply is not None:
        made = names.apply(home, apply, date.today())
        session.note("reconcile.applied", **made._asdict(), file=home.decisions_file)
        return
    if undo is not None:
        session.note("reconcile.undone", count=names.undo(home, undo, date.today()), name=undo)
        return
    if held:
        found = names.held(home)
    else:
        doubts = names.in_doubt(home, paths or (), area=in_, mapping=mapping, watch=session.watch)
        found = proposals.answer(*doubts)
        if chosen is Format.XLSX and out is not None:
            proposals.write(out, doubts.names, session.lang, doubts.statements, force=force)
            session.wrote(out, "reconcile.written")
            return
    session.deliver(found, chosen, out, force=force)


@command
def map_(
    ctx: typer.Context,
    out: Annotated[Path, typer.Option("--output", "-o", metavar="FILE.html", help="help.map_output")] = Path(
        "map.html"
    ),
    kind: Annotated[
        str | None, typer.Option("--kind", metavar="KIND", help="help.kind", autocompletion=completion.kinds)
    ] = None,
    state: Annotated[list[str] | None, typer.Option("--state", metavar="STATE", help="help.map_state")] = None,
    focus: Annotated[
        str | None,
        typer.Option(
            "--focus", metavar="ORG", help="help.focus", autocompletion=completion.organizations(DEFAULT_STORE)
        ),
    ] = None,
    hops: Annotated[int, typer.Option("--hops", metavar="N", min=1, max=4, help="help.hops")] = 1,
    layout: Annotated[Layout, typer.Option("--layout", metavar="|".join(Layout), help="help.layout")] = Layout.COLUMNS,
    sector: Annotated[str | None, typer.Option("--sector", metavar="SECTOR", help="help.sector")] = None,
    pages: Annotated[list[str] | None, typer.Option("--page", metavar="AREA", help="help.map_page")] = None,
    in_: InOption = None,
    as_of: AsOfOption = None,
    open_: Annotated[bool, typer.Option("--open", help="help.open")] = False,
    force: ForceOption = False,
) -> None:
    """The network as one page that opens anywhere."""
    from graph.output.map import atlas

    session: Session = ctx.obj
    session.check_file(out, force=force)
    with session.inquiry(in_, as_of) as inquiry, terminal.progress(session.lang, out.name) as progress:
        wanted = atlas.wanted(
            inquiry,
            kind=KIND.value(kind),
            sector=sector,
            states=state or (),
            focus=focus,
            hops=hops,
            layout=layout,
            pages=pages or (),
            store=session.named,
        )
        done = atlas.write(out, inquiry.store, wanted, session.lang, force=force, progress=progress)
    session.tell(*done.notes())
    if open_ and not terminal.browse(out):
        session.note("map.no_browser", file=out.resolve())


@command
def report(
    ctx: typer.Context,
    kinds: Annotated[list[str] | None, typer.Argument(metavar="KIND", help="help.report_kinds")] = None,
    out: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE.html|xlsx|docx", help="help.report_output")
    ] = Path("report.html"),
    since: Annotated[str | None, typer.Option("--since", metavar="DATE", help="help.report_since")] = None,
    title: Annotated[str | None, typer.Option("--title", metavar="TEXT", help="help.report_title")] = None,
    period: PeriodOption = None,
    in_: InOption = None,
    as_of: AsOfOption = None,
    force: ForceOption = False,
) -> None:
    """The report that is handed upward."""
    from graph.output import report as reports
    from graph.output.report.asking import ReportWanted

    session: Session = ctx.obj
    session.check_file(out, force=force)
    with session.inquiry(in_, as_of) as inquiry, terminal.progress(session.lang) as progress:
        wanted = ReportWanted(
            inquiry.query(),
            tuple(dict.fromkeys(map(KIND.value, kinds or ()))),
            last_day(since),
            title,
            PERIOD.value(period or None),
        )
        reports.write(out, inquiry.store, wanted, session.lang, force=force, progress=progress)
    session.wrote(out, "report.written")


@command
def demo(ctx: typer.Context) -> None:
    """Loads the bundled packages into a fresh store and shows what can be asked."""
    from graph.output import render
    from graph.output.map import atlas
    from loaders.into import demo as demonstration

    session: Session = ctx.obj
    home, drawn = demonstration.fresh(session.store, session.opener)
    demonstration.fill(home, session.watch)
    session = replace(session, store=home.url)
    to = render.console(sys.stdout)
    render.say_to(to, "demo.what", session.lang)
    with session.inquiry(demonstration.AREA, None) as inquiry:
        for title, answer, rows in demonstration.parts(inquiry):
            render.say_to(to, title, session.lang)
            render.table(answer, session.lang, to, rows=rows or render.TABLE_ROWS)
        atlas.write(
            drawn, inquiry.store, atlas.MapWanted(inquiry.query(), store=session.named), session.lang, force=True
        )
    render.say_to(to, "demo.next", session.lang, command=f"{terminal.program_name()} --store {home.url}", file=drawn)


for function in (template, roster, keeping.remove, keeping.rename, keeping.undo, keeping.push, keeping.pull):
    command(function)


@command
def export(
    ctx: typer.Context,
    form: Annotated[ExportForm, typer.Argument(metavar="FORMAT", help="help.export_form")],
    out: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="OUT", help="help.export_output", callback=file_or_none)
    ] = None,
    in_: InOption = None,
    as_of: AsOfOption = None,
    every: Annotated[bool, typer.Option("--all-versions", help="help.all_versions")] = False,
    force: ForceOption = False,
) -> None:
    """Writes the network as another program reads it, or as records that can be loaded again."""
    from graph.output import export as exports

    session: Session = ctx.obj
    exports.check(form, out, scoped=in_ is not None, dated=as_of is not None, every=every)
    if out is not None and (force or form is not ExportForm.CSV):  # a folder is looked into by the export
        session.check_file(out, force=force, folder=form is ExportForm.CSV)
    terminal.utf8(Format.JSON)
    with session.inquiry(in_, as_of) as inquiry, terminal.progress(session.lang) as progress:
        done = exports.write(
            inquiry.store,
            form,
            out,
            area=inquiry.area,
            day=inquiry.day,
            dated=as_of is not None,
            every=every,
            lang=session.lang,
            force=force,
            progress=progress,
        )
    if out is not None:
        session.tell(done)


if __name__ == "__main__":
    app()
