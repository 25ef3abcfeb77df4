"""Makes the commands of the command line from the questions of the registry; holds the options that commands share."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from graph.output import completion
from graph.output.render import Format
from graph.output.session import DEFAULT_STORE
from graph.questions.registry import Completable, Option, Question

AsOfOption = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="help.as_of")]
FormatOption = Annotated[
    Format | None, typer.Option("--format", "-f", metavar="table|json|csv|xlsx", help="help.format")
]


def file_or_none(path: Path | None) -> Path | None:
    """The file to write; None for `-`, which is the standard output."""
    return None if path == Path("-") else path


OutOption = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="help.output", callback=file_or_none)
]
PeriodOption = Annotated[list[str] | None, typer.Option("--period", "--year", metavar="PERIOD", help="help.period")]
ForceOption = Annotated[bool, typer.Option("--force", help="help.force")]
_OFFERED: dict[Completable, Callable[..., list[str]]] = {
    Completable.KINDS: completion.kinds,
    Completable.ORGANIZATIONS: completion.organizations(DEFAULT_STORE),
    Completable.AREAS: completion.areas(DEFAULT_STORE),
}


InOption = Annotated[
    str | None, typer.Option("--in", metavar="AREA", help="help.in", autocompletion=_OFFERED[Completable.AREAS])
]


def annotation_of(option: Option) -> Any:
    """The annotation from which Typer reads an option or argument of the registry."""
    plain: Any = str if option.read is not None else option.type
    if option.many or option.short:
        plain = list[plain]
    if not option.required and option.type is not bool and (option.default is None or option.many):
        plain = plain | None
    more: dict[str, Any] = {"metavar": option.value_name, "help": option.help, "min": option.least}
    if option.names is not None:
        more["autocompletion"] = _OFFERED[option.names]
    if option.flag is not None:
        flags = [flag for flag in (option.flag, option.short) if flag]
        return Annotated[plain, typer.Option(*flags, **more)]
    return Annotated[plain, typer.Argument(show_default=False, **more)]


def command_of(question: Question, run: Callable[..., None]) -> Callable[..., None]:
    """The function of the command that asks a question; it calls `run` with the context, the question and the options.

    Besides the options of the question the command takes `--in` and `--as-of`, where they apply, `--format`, `-o`
    and `--force`.
    """
    given = [(option.name, annotation_of(option), option.default) for option in question.options]
    if question.area:
        given.append(("in_", Annotated[str | None, _area(question)], None))
    if question.day:
        given.append(("as_of", AsOfOption, None))
    given.append(("form", FormatOption, None))
    given.append(("out", Annotated[Path | None, _output(question)], None))
    given.append(("force", ForceOption, False))
    keyword = inspect.Parameter.KEYWORD_ONLY
    required = {option.name for option in question.options if option.required}
    empty = inspect.Parameter.empty

    def command(ctx: typer.Context, **given: Any) -> None:
        run(ctx, question, given)

    command.__signature__ = inspect.Signature(  # type: ignore[attr-defined]  # mypy does not know that a function may have one
        [
            inspect.Parameter("ctx", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context),
            *(
                inspect.Parameter(name, keyword, default=empty if name in required else default, annotation=type_)
                for name, type_, default in given
            ),
        ]
    )
    command.__annotations__ = {}
    return command


def _output(question: Question) -> Any:
    return typer.Option("--output", "-o", metavar="FILE", help=question.output_help, callback=file_or_none)


def _area(question: Question) -> Any:
    return typer.Option("--in", metavar="AREA", help=question.area_help, autocompletion=_OFFERED[Completable.AREAS])
