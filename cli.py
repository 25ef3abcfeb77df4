"""The `jiedui` command: arguments in, answer out; no logic of its own."""

from __future__ import annotations

import inspect
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, get_type_hints

import typer

from graph.answer import Answer
from graph.errors import JieduiError, RecordError, UsageError
from graph.model import Kind, PartialDate, parse_kind
from graph.output import completion, terminal
from graph.output import export as export_forms
from graph.output.map import Layout
from graph.output.render import Format
from graph.output.terminal import Command, Group
from graph.query import AREA_GROUPS, By, Ends, Query, RankBy, Side, Span, State
from graph.text import LANGS, Lang, say

if TYPE_CHECKING:
    from graph.output.map.atlas import Written as MapWritten
    from graph.store import Store, Written
    from loaders.loaded import Loaded
    from loaders.names.resolve import Context, Unmatched

T = TypeVar("T")
DEFAULT_STORE = "jiedui.db"
DEMO_STORE = "jiedui-demo.db"
DEMO_PACKAGES = ("panzhou-dalian", "panzhou-illustrative")
DEMO_ROWS = 12
HEAVY = 5_000_000
"""Bytes from which on a page is said to be large."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds for the whole command line: the store, the language, whether to show tracebacks."""

    store: str | None
    lang: Lang

    @property
    def url(self) -> str:
        """The store asked for, else that of the environment, else the one in this folder."""
        return self.store or os.environ.get("JIEDUI_STORE") or DEFAULT_STORE


app = typer.Typer(cls=Group, no_args_is_help=True, add_completion=True, help="help.app")
check = typer.Typer(cls=Group, no_args_is_help=True, help="help.check")
app.add_typer(check, name="check")


def _language(value: str | None) -> str | None:
    if value is not None and value not in LANGS:
        raise UsageError("error.lang", value=value)
    return value


def _read(value: str, parse: Callable[[str], T]) -> T:
    """A value of the command line, read as a cell is; what is no such value is wrong use."""
    try:
        return parse(value)
    except RecordError as error:
        raise UsageError(error.key, **error.values) from None


def _day(value: str | None) -> date | None:
    return _read(value, PartialDate.parse).last if value else None


StoreOption = Annotated[str | None, typer.Option("--store", metavar="FILE", help="help.store")]
LangOption = Annotated[
    str | None, typer.Option("--lang", metavar="en|zh", help="help.lang", is_eager=True, callback=_language)
]
DebugOption = Annotated[bool, typer.Option("--debug", help="help.debug")]
VersionOption = Annotated[bool, typer.Option("--version", help="help.version")]
AsOfOption = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="help.as_of")]
InOption = Annotated[
    str | None, typer.Option("--in", metavar="AREA", help="help.in", autocompletion=completion.areas(DEFAULT_STORE))
]
FormatOption = Annotated[Format | None, typer.Option("--format", "-f", help="help.format")]
OutOption = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="help.output")]
MapOption = Annotated[Path, typer.Option("--output", "-o", metavar="FILE.html", help="help.map_output")]
SectorOption = Annotated[str | None, typer.Option("--sector", metavar="SECTOR", help="help.sector")]
GroupsOption = Annotated[bool, typer.Option("--groups", help="help.groups")]
KindArgument = Annotated[
    str | None, typer.Argument(metavar="KIND", help="help.kind", show_default=False, autocompletion=completion.kinds)
]
OrganizationArgument = Annotated[
    str, typer.Argument(metavar="ORG", help="help.org", autocompletion=completion.organizations(DEFAULT_STORE))
]


@dataclass(slots=True)
class Asked:
    """The store that a question is put to, and what it is about; names and dates are looked up when they are wanted."""

    store: Store
    in_: str | None = None
    as_of: str | None = None

    @property
    def day(self) -> date:
        """The day the answer is for."""
        return _as_of(self.store, self.as_of)

    @property
    def area(self) -> str | None:
        """The id of the unit the question is about; None is everywhere."""
        return _area(self.store, self.in_)

    def query(self, kind: str | None, sector: str | None = None) -> Query:
        """The question about a kind, as the command line names it."""
        return _query(self.store, kind, self.in_, self.as_of, sector)


def question(
    help_: str,
    *,
    name: str | None = None,
    group: typer.Typer = app,
    area: bool = True,
    day: bool = True,
    must_find: bool = False,
) -> Callable[[Callable[..., Answer]], Callable[..., None]]:
    """A command that answers from the store: to its own options come `--in`, `--as-of`, `--format` and `-o`.

    A check that fails ends in exit code 1, and so does an answer without rows where it `must_find` any.
    """
    shared = {"in_": InOption} if area else {}
    shared |= {"as_of": AsOfOption} if day else {}
    shared |= {"form": FormatOption, "out": OutOption}

    def register(function: Callable[..., Answer]) -> Callable[..., None]:
        def command(ctx: typer.Context, **given: Any) -> None:
            form, out = given.pop("form"), given.pop("out")
            with _asked(ctx, form, out) as (store, answer):
                found = function(Asked(store, given.pop("in_", None), given.pop("as_of", None)), **given)
                answer(found)
                if must_find and not found.rows:
                    raise typer.Exit(1)

        hints = get_type_hints(function, include_extras=True)
        keyword = inspect.Parameter.KEYWORD_ONLY
        command.__signature__ = inspect.Signature(  # type: ignore[attr-defined]  # functions may have one
            [
                inspect.Parameter("ctx", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context),
                *(
                    one.replace(annotation=hints[one.name], kind=keyword)
                    for one in list(inspect.signature(function).parameters.values())[1:]
                ),
                *(inspect.Parameter(one, keyword, default=None, annotation=hint) for one, hint in shared.items()),
            ]
        )
        command.__annotations__ = {}
        command.__doc__ = function.__doc__
        return group.command(name or function.__name__, cls=Command, help=help_)(command)

    return register


@app.callback(invoke_without_command=True)
def root(
    ctx: typer.Context,
    store: StoreOption = None,
    lang: LangOption = None,
    debug: DebugOption = False,
    version: VersionOption = False,
) -> None:
    """Sets what holds for every command."""
    del debug  # read where errors are caught
    if version:
        from importlib.metadata import version as installed

        sys.stdout.write(f"jiedui {installed('jiedui')}\n")
        raise typer.Exit
    if ctx.invoked_subcommand is None:
        sys.stdout.write(ctx.get_help() + "\n")
        raise typer.Exit(2)
    ctx.obj = Settings(store, terminal.locale_language() if lang is None else LANGS[lang == "zh"])


@question("help.gaps")
def gaps(
    asked: Asked,
    kind: KindArgument = None,
    by: Annotated[By | None, typer.Option("--by", help="help.gaps_by")] = None,
    state: Annotated[State | None, typer.Option("--state", help="help.state")] = None,
    side: Annotated[Side, typer.Option("--side", help="help.gaps_side")] = Side.RECIPIENT,
    sector: SectorOption = None,
) -> Answer:
    """Which roster members have no registered partner of their own."""
    from graph import questions

    if by is not None and by.value not in AREA_GROUPS:
        raise UsageError("gaps.by_area", value=by.value, known=", ".join(sorted(AREA_GROUPS)))
    if side is Side.HELPER:
        return questions.helper_gaps(asked.store, asked.query(kind, sector), state=state, by=by)
    return questions.gaps(asked.store, asked.query(kind or Kind.VILLAGE.value, sector), state=state, by=by)


@question("help.coverage")
def coverage(
    asked: Asked,
    kind: KindArgument = None,
    by: Annotated[list[By] | None, typer.Option("--by", help="help.coverage_by")] = None,
    least: Annotated[int | None, typer.Option("--at-least", metavar="K", min=1, help="help.at_least")] = None,
    groups: GroupsOption = False,
    sector: SectorOption = None,
) -> Answer:
    """The share of the roster with a partner of its own."""
    from graph import questions

    first, *more = by or [By.KIND]
    if more and (first is not By.KIND or len(more) > 1 or more[0] is By.KIND):
        raise UsageError("coverage.two_by")
    if kind is None and first is not By.KIND:
        kind = Kind.VILLAGE.value
    if groups and least is None:
        raise UsageError("coverage.groups_alone")
    query = asked.query(kind, sector)
    last = more[0] if more else first
    found = (
        questions.coverage_by_kind(asked.store, query, last) if more else questions.coverage(asked.store, query, first)
    )
    return found if least is None else questions.at_least(asked.store, found, query, last, least, groups=groups)


@question("help.partners")
def partners(
    asked: Asked,
    org: OrganizationArgument,
    history: Annotated[bool, typer.Option("--history", help="help.history")] = False,
    to: Annotated[str | None, typer.Option("--to", metavar="ORG", help="help.link_to")] = None,
    groups: GroupsOption = False,
) -> Answer:
    """Who helps an organization and whom it helps; with `to`, how it is linked with another."""
    from graph import questions

    if history and to is not None:
        raise UsageError("partners.to_history")
    if groups and to is None:
        raise UsageError("partners.groups_to")
    found = questions.resolve(asked.store, org, within=asked.area)
    if to is not None:
        other = questions.resolve(asked.store, to)
        return questions.links(asked.store, found, other, asked.day, groups=groups)
    return questions.partners(asked.store, found, asked.day, history=history)


@question("help.explain")
def explain(asked: Asked, org: OrganizationArgument, sector: SectorOption = None) -> Answer:
    """Why an organization is counted as it is, from which rows."""
    from graph import questions

    found = questions.resolve(asked.store, org, within=asked.area)
    return questions.explain(asked.store, found, Query(asked.day, sector=sector))


@question("help.rank")
def rank(
    asked: Asked,
    kind: Annotated[
        str | None,
        typer.Argument(metavar="KIND", help="help.rank_kind", show_default=False, autocompletion=completion.kinds),
    ] = None,
    side: Annotated[Side, typer.Option("--side", help="help.side")] = Side.HELPER,
    by: Annotated[RankBy, typer.Option("--by", help="help.rank_by")] = RankBy.PARTNERS,
    top: Annotated[int | None, typer.Option("--top", min=1, help="help.top")] = None,
    of: Annotated[
        str | None, typer.Option("--of", metavar="KIND", help="help.rank_of", autocompletion=completion.kinds)
    ] = None,
    groups: GroupsOption = False,
    sector: SectorOption = None,
) -> Answer:
    """Organizations by what they weigh in the network."""
    from graph import questions

    query = asked.query(kind, sector)
    other = _read(of, parse_kind) if of else None
    return questions.rank(asked.store, query, side, by, top=top, of=other, groups=groups)


@question("help.stats")
def stats(asked: Asked, kind: KindArgument = None, groups: GroupsOption = False, sector: SectorOption = None) -> Answer:
    """How help is spread over helpers and recipients."""
    from graph import questions

    query = asked.query(kind or Kind.VILLAGE.value, sector)
    return questions.stats(asked.store, query, groups=groups)


@question("help.depend")
def depend(
    asked: Asked,
    kind: KindArgument = None,
    critical: Annotated[bool, typer.Option("--critical", help="help.critical")] = False,
    on: Annotated[str | None, typer.Option("--on", metavar="KIND", help="help.depend_on")] = None,
    groups: GroupsOption = False,
) -> Answer:
    """Recipients with one partner only."""
    from graph import questions

    query = asked.query(kind)
    of_kind = _read(on, parse_kind) if on else None
    return questions.depend(asked.store, query, critical=critical, groups=groups, on=of_kind)


@question("help.withdraw")
def withdraw(
    asked: Asked,
    orgs: Annotated[
        list[str],
        typer.Argument(metavar="ORG...", help="help.leavers", autocompletion=completion.organizations(DEFAULT_STORE)),
    ],
    kind: Annotated[
        str | None, typer.Option("--kind", metavar="KIND", help="help.kind", autocompletion=completion.kinds)
    ] = None,
    groups: GroupsOption = False,
) -> Answer:
    """What if these organizations leave."""
    from graph import questions

    leavers = {found.id: found for found in (questions.resolve(asked.store, org) for org in orgs)}
    query = asked.query(kind)
    return questions.withdraw(
        asked.store, list(leavers.values()), query.day, kind=query.kind, area=query.area, groups=groups
    )


@app.command(cls=Command, help="help.diff")
def diff(
    ctx: typer.Context,
    from_: Annotated[str, typer.Argument(metavar="FROM", help="help.diff_from")],
    to: Annotated[str, typer.Argument(metavar="TO", help="help.diff_to")],
    kind: Annotated[str | None, typer.Option("--kind", metavar="KIND", help="help.kind")] = None,
    sector: SectorOption = None,
    groups: GroupsOption = False,
    in_: Annotated[str | None, typer.Option("--in", metavar="AREA", help="help.diff_in")] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="help.diff_as_of")] = None,
    form: FormatOption = None,
    out: OutOption = None,
) -> None:
    """What changed between two days, or two loads of a source."""
    from graph import questions
    from graph.output import render

    settings: Settings = ctx.obj
    of_kind = _read(kind, parse_kind) if kind else None
    days = [_day(text) if _is_day(text) else None for text in (from_, to)]
    first, second = days
    if first is not None and second is not None:
        if as_of is not None:
            raise UsageError("diff.as_of")
        with _asked(ctx, form, out) as (store, answer):
            query = Query(second, of_kind, _area(store, in_), sector)
            answer(questions.diff(store, (first, second), query, groups=groups))
        return
    if first is not None or second is not None:
        raise UsageError("diff.mixed", day=from_ if first else to, path=to if first else from_)
    chosen = render.format_of(form, out)
    day = _day(as_of) or date.today()
    loads = [_load(settings, path, day if as_of else None, in_, to) for path in (from_, to)]
    found = questions.diff_loads(loads[0], loads[1], Query(day, of_kind, None, sector), groups=groups)
    terminal.utf8(chosen)
    render.write(found, chosen, settings.lang, out)


def _is_day(text: str) -> bool:
    try:
        PartialDate.parse(text)
    except RecordError:
        return False
    return True


def _load(settings: Settings, path: str, day: date | None, in_: str | None, called: str) -> Any:
    """One of two loads that are compared: a store, or what the loaders read; both are read under one name."""
    from graph import questions
    from graph.store import is_store, open_store
    from loaders import open as inputs

    today = day or date.today()
    if is_store(path):
        with closing(open_store(path, ask=terminal.password(settings.lang, path))) as store:
            return questions.load_in(path, store, day or questions.as_of(store, today), _area(store, in_))
    table = Path(path).is_file() and Path(path).name != "datapackage.json"
    with terminal.progress(settings.lang, path) as progress, terminal.uncollected():
        loaded = inputs.load(
            path,
            area=in_ if table else None,
            as_of=day,
            called=Path(called).stem if table else None,
            progress=progress,
            context=lambda own: _context(settings, own),
        )
    return questions.load_of(path, loaded.dataset, today, area=None if table else in_, rejected=loaded.rejected)


@app.command(cls=Command, help="help.expiring")
def expiring(
    ctx: typer.Context,
    kind: KindArgument = None,
    within: Annotated[str | None, typer.Option("--within", metavar="TIME", help="help.within")] = None,
    from_: Annotated[str | None, typer.Option("--from", metavar="DATE", help="help.window_from")] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="DATE", help="help.window_until")] = None,
    state: Annotated[Ends | None, typer.Option("--state", help="help.ends_state")] = None,
    in_: InOption = None,
    as_of: AsOfOption = None,
    form: FormatOption = None,
    out: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="help.ends_output")] = None,
) -> None:
    """Agreements about to end, ended but still listed, without dates."""
    from graph import questions
    from graph.output import calendar

    drawn = out if out is not None and form is None and out.suffix.lower() == calendar.SUFFIX else None
    span = Span.parse(within) if within is not None else None
    first = _read(from_, PartialDate.parse).first if from_ else None
    with _asked(ctx, form, None if drawn else out) as (store, answer):
        query = _query(store, kind, in_, as_of, None)
        days = questions.window(query.day, span, first, _day(until))
        found = questions.expiring(store, query, days, asked=bool(from_ or until), state=state)
        if drawn is None:
            answer(found)
            return
        count = calendar.write(found, ctx.obj.lang, drawn)
    _tell(ctx.obj, "calendar.written", file=drawn, count=count)


@question("help.plan")
def plan(
    asked: Asked,
    kind: KindArgument = None,
    capacity: Annotated[int | None, typer.Option("--capacity", metavar="N", min=0, help="help.capacity")] = None,
    capacities: Annotated[Path | None, typer.Option("--capacities", metavar="FILE", help="help.capacities")] = None,
    need: Annotated[int, typer.Option("--need", metavar="K", min=1, help="help.need")] = 1,
    helpers: Annotated[str | None, typer.Option("--helpers", metavar="KIND", help="help.helpers")] = None,
    groups: GroupsOption = False,
    sector: SectorOption = None,
) -> Answer:
    """Partners drafted for the gaps; whether the capacities suffice."""
    from graph import questions
    from graph.measures.planning import Wish
    from loaders import capacities as given

    query = asked.query(kind or Kind.VILLAGE.value, sector)
    told = given.read(capacities, lambda name: questions.resolve(asked.store, name).id) if capacities else {}
    of_kind = _read(helpers, parse_kind) if helpers else None
    return questions.plan(asked.store, query, Wish(need, of_kind, capacity, told, groups))


@question("help.find", day=False, must_find=True)
def find(asked: Asked, name: Annotated[str, typer.Argument(metavar="NAME", help="help.name")]) -> Answer:
    """Organizations that a text may mean."""
    from graph import questions

    return questions.find(asked.store, name, within=asked.area)


@question("help.sources", area=False, day=False)
def sources(asked: Asked) -> Answer:
    """What is loaded, and where it comes from."""
    from graph import questions

    return questions.sources(asked.store)


@app.command(cls=Command, help="help.ask")
def ask(
    ctx: typer.Context,
    words: Annotated[list[str] | None, typer.Argument(metavar="QUESTION", help="help.words")] = None,
    in_: InOption = None,
    as_of: AsOfOption = None,
    explain_: Annotated[bool, typer.Option("--explain", help="help.explain_only")] = False,
    listed: Annotated[bool, typer.Option("--list", help="help.listed")] = False,
    form: FormatOption = None,
    out: OutOption = None,
) -> None:
    """A question in words, answered by the command that it means."""
    from graph.ask import telling
    from graph.output import render

    settings: Settings = ctx.obj
    chosen = render.format_of(form, out)
    if listed:
        terminal.utf8(chosen)
        render.write(telling.listed(), chosen, settings.lang, out)
        return
    options = [*(["-f", chosen.value] if form else []), *(["-o", str(out)] if out else [])]
    asking = _Asking(ctx, in_, as_of, options, explain=explain_)
    if words:
        raise typer.Exit(asking.answer(" ".join(words)))
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("ask.no_terminal")
    from graph.ask import prompt

    with closing(_opened(settings)) as store:
        prompt.run(store, settings.lang, asking.answer)


@dataclass(frozen=True, slots=True)
class _Asking:
    """How questions in words are answered: echoed, then run as the command that each means."""

    ctx: typer.Context
    area: str | None
    as_of: str | None
    options: list[str]
    explain: bool = False

    def answer(self, question: str) -> int:
        """Answers a question, or says why not, in its language unless another was asked for; returns the exit code."""
        from graph import ask as asked
        from graph.ask import telling

        settings: Settings = self.ctx.obj
        root = self.ctx.find_root()
        told_lang = settings.lang if root.params.get("lang") else None
        try:
            with closing(_opened(settings)) as store:
                reading = asked.read(question, store, _as_of(store, self.as_of), self.area)
        except asked.Unread as error:
            lang = told_lang or error.lang
            near = telling.nearest(question, lang)
            meant = terminal.misspelt(self.ctx)
            if meant is not None:
                terminal.complain(meant)
            terminal.complain(error.message(lang))
            terminal.complain(say("ask.nearest", lang, questions="\n  ".join(near)))
            return error.exit_code
        lang = told_lang or reading.lang
        terminal.complain(telling.told(reading.asked, lang), unwrapped=True)
        if self.explain:
            return 0
        arguments = ["--store", settings.url, "--lang", lang, *reading.asked.command(), *self.options]
        return terminal.run_again(root.command, arguments, lang)


@question("help.claims", name="claims", group=check)
def check_claims(asked: Asked) -> Answer:
    """Claimed figures beside what is on record; exit 1 when one is not borne out."""
    from graph import questions

    return questions.check_claims(asked.store, asked.day, asked.area)


@question("help.conflicts", name="conflicts", group=check, day=False)
def check_conflicts(asked: Asked) -> Answer:
    """Where sources contradict each other; exit 1 when any do."""
    from graph import questions

    return questions.check_conflicts(asked.store, asked.area)


@question("help.one_to_one", name="one-to-one", group=check)
def check_one_to_one(
    asked: Asked,
    kind: Annotated[str | None, typer.Option("--kind", metavar="KIND", help="help.kind")] = None,
    groups: GroupsOption = False,
) -> Answer:
    """Whether each has exactly one partner, and that partner nobody else; exit 1 when not."""
    from graph import questions

    return questions.check_one_to_one(asked.store, asked.query(kind), groups=groups)


@question("help.data", name="data", group=check)
def check_data(asked: Asked) -> Answer:
    """What in the data must be mended, or wants a look; exit 1 when anything must."""
    from graph import questions

    return questions.check_data(asked.store, asked.day, asked.area)


@app.command(cls=Command, help="help.load")
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
    strict: Annotated[bool, typer.Option("--strict", help="help.strict")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="help.dry_run")] = False,
    form: FormatOption = None,
    out: OutOption = None,
) -> None:
    """Loads data packages and tables into the store."""
    from graph.output import render
    from loaders import open as inputs
    from loaders.review import outcome as report
    from loaders.review import rejects as rejected
    from loaders.review import understood

    settings: Settings = ctx.obj
    chosen = render.format_of(form, out)
    day = _day(as_of)
    if name is not None and len(paths) > 1:
        raise UsageError("load.one_name", count=len(paths))
    done: list[tuple[Loaded, Written | None]] = []
    failure: JieduiError | None = None
    try:
        for part in (part for path in paths for part in inputs.parts(path)):
            with terminal.progress(settings.lang, part.name) as progress, terminal.uncollected():
                loaded = inputs.load(
                    part.name,
                    area=in_,
                    as_of=day,
                    mapping=mapping,
                    called=name,
                    progress=progress,
                    only=part.only,
                    context=lambda own: _context(settings, own),
                )
            written = None
            if not dry_run and not (strict and loaded.failed):
                written = _write(settings, loaded)
            done.append((loaded, written))
    except JieduiError as error:  # what was loaded before it is told first
        failure = error
    if failure is not None and not done:
        raise failure
    answer = report.answer(done, dry_run=dry_run, strict=strict)
    terminal.utf8(chosen)
    if dry_run and chosen is Format.TABLE and out is None:
        to = render.console(sys.stdout)
        for loaded, _ in done:
            for sheet in understood.answers(loaded, settings.lang):
                render.table(sheet, settings.lang, to)
    render.write(report.condensed(answer) if chosen is Format.TABLE else answer, chosen, settings.lang, out)
    if write_mapping is not None:
        understood.write_mapping(write_mapping, [sheet for loaded, _ in done for sheet in loaded.sheets])
        _tell(settings, "load.mapping", file=write_mapping)
    if rejects is not None:
        count = rejected.write(rejects, [loaded for loaded, _ in done], settings.lang)
        _tell(settings, "load.rejects" if count else "load.rejects_none", file=rejects, count=count)
    if failure is not None:
        raise failure
    if any(loaded.failed for loaded, _ in done):
        raise typer.Exit(1)


@app.command(cls=Command, help="help.reconcile")
def reconcile(
    ctx: typer.Context,
    paths: Annotated[list[str] | None, typer.Argument(metavar="[PATH]...", help="help.reconcile_paths")] = None,
    in_: Annotated[str | None, typer.Option("--in", metavar="AREA", help="help.load_in")] = None,
    mapping: Annotated[Path | None, typer.Option("--mapping", metavar="FILE", help="help.mapping")] = None,
    apply: Annotated[Path | None, typer.Option("--apply", metavar="FILE", help="help.apply")] = None,
    undo: Annotated[str | None, typer.Option("--undo", metavar="NAME", help="help.undo")] = None,
    held: Annotated[bool, typer.Option("--list", help="help.held")] = False,
    form: FormatOption = None,
    out: OutOption = None,
) -> None:
    """Names that could not be matched: lists them with what they may mean, and records what people decide."""
    from graph.output import render
    from loaders import open as inputs
    from loaders.names import decisions
    from loaders.names.resolve import Resolver
    from loaders.review import proposals

    settings: Settings = ctx.obj
    chosen = render.format_of(form, out)
    kept = _decisions(settings)
    if apply is not None:
        resolver = Resolver(_context(settings, ""))
        made = proposals.read(apply, date.today(), resolver.name_of)
        decisions.append(kept, made)
        yes = sum(one.verdict is decisions.Verdict.YES for one in made)
        _tell(settings, "reconcile.applied", yes=yes, no=len(made) - yes, file=kept)
        return
    if undo is not None:
        made = proposals.undoing(decisions.read(kept), undo, date.today())
        if not made:
            raise UsageError("reconcile.no_decision", name=undo)
        decisions.append(kept, made)
        _tell(settings, "reconcile.undone", count=len(made), name=undo)
        return
    if held:
        found = proposals.held(decisions.read(kept))
    else:
        unmatched: list[Unmatched] = []
        for path in paths or ():
            with terminal.progress(settings.lang, path) as progress:
                loaded = inputs.load(
                    path, area=in_, mapping=mapping, progress=progress, context=lambda own: _context(settings, own)
                )
            unmatched += loaded.unmatched
        if not paths:
            with closing(_opened(settings)) as store:
                stated = [one.organization for id_ in store.unmatched() for one in store.statements(id_)]
            unmatched = proposals.stored(stated, _context(settings, ""))
        found = proposals.answer(unmatched)
        if chosen is Format.XLSX and out is not None:
            proposals.write(out, unmatched, settings.lang)
            _tell(settings, "reconcile.written", file=out)
            return
    terminal.utf8(chosen)
    render.write(found, chosen, settings.lang, out)


@app.command(cls=Command, help="help.template")
def template(
    ctx: typer.Context, out: Annotated[Path, typer.Option("--output", "-o", metavar="FILE.xlsx", help="help.output")]
) -> None:
    """A blank roster to fill in."""
    from loaders.review import template as blank

    if out.suffix.lower() != ".xlsx":
        raise UsageError("template.suffix", file=out.name)
    blank.write(out)
    _tell(ctx.obj, "template.written", file=out)


@app.command("map", cls=Command, help="help.map")
def map_(
    ctx: typer.Context,
    out: MapOption = Path("map.html"),
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
    hops: Annotated[int, typer.Option("--hops", min=1, max=4, help="help.hops")] = 1,
    layout: Annotated[Layout, typer.Option("--layout", help="help.layout")] = Layout.COLUMNS,
    sector: SectorOption = None,
    in_: InOption = None,
    as_of: AsOfOption = None,
    open_: Annotated[bool, typer.Option("--open", help="help.open")] = False,
    force: Annotated[bool, typer.Option("--force", help="help.force")] = False,
) -> None:
    """The network as one page that opens anywhere."""
    from graph import questions
    from graph.output.map import atlas
    from graph.output.map.picture import states_of

    settings: Settings = ctx.obj
    if out.suffix.lower() not in (".html", ".htm"):
        raise UsageError("map.suffix", file=out.name)
    with (
        closing(_opened(settings)) as store,
        terminal.uncollected(),
        terminal.progress(settings.lang, out.name) as progress,
    ):
        query = _query(store, kind, in_, as_of, sector)
        centre = questions.resolve(store, focus, within=query.area).id if focus else None
        wanted = atlas.Wanted(query, states_of(state or ()), centre, hops, layout)
        done = atlas.write(out, store, wanted, settings.lang, force=force, progress=progress)
    _tell_map(settings, done)
    if open_ and not terminal.browse(out):
        _tell(settings, "map.no_browser", file=out.resolve())


@app.command(cls=Command, help="help.report")
def report(
    ctx: typer.Context,
    kinds: Annotated[list[str] | None, typer.Argument(metavar="KIND", help="help.report_kinds")] = None,
    out: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE.html|xlsx|docx", help="help.report_output")
    ] = Path("report.html"),
    since: Annotated[str | None, typer.Option("--since", metavar="DATE", help="help.report_since")] = None,
    title: Annotated[str | None, typer.Option("--title", metavar="TEXT", help="help.report_title")] = None,
    in_: InOption = None,
    as_of: AsOfOption = None,
    force: Annotated[bool, typer.Option("--force", help="help.force")] = False,
) -> None:
    """The report that is handed upward."""
    from graph.output import report as reports
    from graph.output.report.asking import Wanted

    settings: Settings = ctx.obj
    with closing(_opened(settings)) as store, terminal.uncollected(), terminal.progress(settings.lang) as progress:
        some = tuple(dict.fromkeys(_read(kind, parse_kind) for kind in kinds or ()))
        wanted = Wanted(_query(store, None, in_, as_of, None), some, _day(since), title)
        reports.write(out, store, wanted, settings.lang, force=force, progress=progress)
    _tell(settings, "report.written", file=out)


def _tell_map(settings: Settings, done: MapWritten) -> None:
    """Says what was written, and where it is too large for comfort."""
    if done.folder is not None:
        _tell(settings, "map.atlas", count=done.organizations, pages=done.pages, file=done.file, folder=done.folder)
    else:
        _tell(settings, "map.written", count=done.organizations, pairs=done.pairs, file=done.file)
    if done.size > HEAVY:
        _tell(settings, "map.heavy", size=done.size / 1_000_000)


@app.command(cls=Command, help="help.demo")
def demo(ctx: typer.Context) -> None:
    """Loads the bundled packages into a fresh store and shows what can be asked."""
    from graph import questions
    from graph.output import render
    from graph.output.map import atlas
    from loaders import open as inputs

    settings: Settings = ctx.obj
    settings, drawn = _fresh(settings)
    for name in DEMO_PACKAGES:
        _write(settings, inputs.load(name))
    to = render.console(sys.stdout)
    with closing(_opened(settings)) as store:
        day = questions.as_of(store, date.today())
        in_scope = questions.resolve(store, "cn-520281").id
        query = Query(day, Kind.VILLAGE, in_scope)
        _say(to, settings, "demo.what")
        parts = (
            ("demo.coverage", questions.coverage(store, Query(day, area=in_scope), By.KIND), render.TABLE_ROWS),
            ("demo.gaps", questions.gaps(store, query), DEMO_ROWS),
            ("demo.claims", questions.unborne(questions.check_claims(store, day)), render.TABLE_ROWS),
        )
        for title, answer, rows in parts:
            _say(to, settings, title)
            render.table(answer, settings.lang, to, rows=rows)
        atlas.write(drawn, store, atlas.Wanted(Query(day, area=in_scope)), settings.lang, force=True)
        _say(to, settings, "demo.next", command=f"{terminal.command()} --store {settings.url}", file=drawn)


def _fresh(settings: Settings) -> tuple[Settings, Path]:
    """A place for the demonstration, emptied where it is the demonstration's own; and where its map goes."""
    from graph.output.map import atlas

    server = "://" in (settings.store or "")
    path = Path(DEMO_STORE if server else settings.store or DEMO_STORE)
    drawn = path.with_suffix(".html")
    if drawn.exists() and ((settings.store and not server) or not atlas.is_ours(drawn)):
        raise UsageError("demo.exists", path=str(drawn))
    if server:
        with closing(_opened(settings, create=True)) as store:
            if store.datasets():
                raise UsageError("demo.exists", path=settings.url)
        return settings, drawn
    if path.exists():
        if settings.store:
            raise UsageError("demo.exists", path=str(path))
        _opened(Settings(str(path), settings.lang)).close()  # refuses to replace what is not ours
        path.unlink()
    return Settings(str(path), settings.lang), drawn


@app.command(cls=Command, help="help.push")
def push(
    ctx: typer.Context,
    url: Annotated[str, typer.Argument(metavar="URL", help="help.push_url")],
    wipe: Annotated[bool, typer.Option("--wipe", help="help.wipe")] = False,
) -> None:
    """Copies the store into another one."""
    settings: Settings = ctx.obj
    _copy(settings, settings, Settings(url, settings.lang), wipe=wipe)


@app.command(cls=Command, help="help.pull")
def pull(ctx: typer.Context, url: Annotated[str, typer.Argument(metavar="URL", help="help.pull_url")]) -> None:
    """Copies another store into this one."""
    settings: Settings = ctx.obj
    _copy(settings, Settings(url, settings.lang), settings, wipe=False)


@app.command(cls=Command, help="help.export")
def export(
    ctx: typer.Context,
    form: Annotated[export_forms.Form, typer.Argument(metavar="FORMAT", help="help.export_form")],
    out: Annotated[Path | None, typer.Option("--output", "-o", metavar="OUT", help="help.export_output")] = None,
    in_: InOption = None,
    as_of: AsOfOption = None,
) -> None:
    """Writes the network as another program reads it, or as records that can be loaded again."""
    settings: Settings = ctx.obj
    export_forms.check(form, out, scoped=in_ is not None, dated=as_of is not None)
    terminal.utf8(Format.JSON)
    with closing(_opened(settings)) as store, terminal.uncollected(), terminal.progress(settings.lang) as progress:
        done = export_forms.write(
            store, form, out, area=_area(store, in_), day=_as_of(store, as_of), lang=settings.lang, progress=progress
        )
    if out is not None:
        _tell(settings, done.key, **done.values)


def _copy(settings: Settings, from_: Settings, to: Settings, *, wipe: bool) -> None:
    """Copies every dataset; what the other store holds besides stays, and is told."""
    from graph.store.neo4j.store import Neo4jStore

    if from_.url == to.url:
        raise UsageError("copy.same_store", url=to.url)
    with closing(_opened(from_)) as source, closing(_opened(to, create=True)) as target, terminal.uncollected():
        if wipe and not isinstance(target, Neo4jStore):
            raise UsageError("copy.wipe", url=to.url)
        if wipe and isinstance(target, Neo4jStore):
            _tell(settings, "copy.wiped", count=target.wipe(), url=target.location)
        names = [one.name for one in source.datasets()]
        for name in names:
            with terminal.progress(settings.lang, name) as progress:
                written = target.load(source.dataset(name), progress)
            _tell(
                settings,
                "copy.unchanged" if written.unchanged else "copy.done",
                name=name,
                url=target.location,
                organizations=written.organizations,
                agreements=written.agreements,
            )
        besides = [one.name for one in target.datasets() if one.name not in names]
        if besides:
            _tell(settings, "copy.besides", url=target.location, names=", ".join(besides))


def _opened(settings: Settings, *, create: bool = False) -> Store:
    """The store; a password that the environment does not hold is asked for where somebody is there to answer."""
    from graph.store import open_store

    return open_store(settings.url, create=create, ask=terminal.password(settings.lang, settings.url))


def _tell(settings: Settings, key: str, **values: object) -> None:
    """Says what was done beside the answer."""
    from graph.output.render import console, shown

    console(sys.stderr).print(shown(say(key, settings.lang, **values)))


def _decisions(settings: Settings) -> Path:
    """The file of decisions about names that belongs to the store."""
    if "://" in settings.url:
        return Path("jiedui.decisions.csv")
    return Path(settings.url).with_suffix(".decisions.csv")


def _context(settings: Settings, dataset: str) -> Context:
    """What the names of a roster are matched with: what the store knows besides it, and what people decided."""
    from loaders.names import decisions
    from loaders.names.matching import Known
    from loaders.names.resolve import Context

    known = []
    server = "://" in settings.url
    if server or Path(settings.url).exists():
        with closing(_opened(settings, create=server)) as store:
            known = [Known(one.id, one.name, one.kind, one.part_of, one.aliases) for one in store.known(dataset)]
    return Context(known, decisions.read(_decisions(settings)))


def _say(to: Any, settings: Settings, key: str, **values: object) -> None:
    from graph.output.render import shown

    to.print()
    for line in say(key, settings.lang, **values).splitlines():
        to.print(shown(line))


def _query(store: Store, kind: str | None, in_: str | None, as_of: str | None, sector: str | None) -> Query:
    return Query(_as_of(store, as_of), _read(kind, parse_kind) if kind else None, _area(store, in_), sector)


def _as_of(store: Store, as_of: str | None) -> date:
    from graph import questions

    return _day(as_of) or questions.as_of(store, date.today())


def _area(store: Store, in_: str | None) -> str | None:
    from graph import questions

    return questions.resolve(store, in_, area=True).id if in_ else None


@contextmanager
def _asked(
    ctx: typer.Context, form: Format | None, out: Path | None
) -> Iterator[tuple[Store, Callable[[Answer], None]]]:
    """The store to ask, and what to do with the answer: write it as asked; a check that fails exits 1."""
    from graph.output import render

    settings: Settings = ctx.obj
    chosen = render.format_of(form, out)

    def answer(found: Answer) -> None:
        terminal.utf8(chosen)
        render.write(found, chosen, settings.lang, out)
        if found.passed is False:
            raise typer.Exit(1)

    with closing(_opened(settings)) as store, terminal.uncollected():
        yield store, answer


def _write(settings: Settings, loaded: Loaded) -> Written:
    """Loads into the store, with a progress bar where somebody is watching."""
    with closing(_opened(settings, create=True)) as store, terminal.progress(settings.lang) as progress:
        return store.load(loaded.dataset, progress)


if __name__ == "__main__":
    app()
