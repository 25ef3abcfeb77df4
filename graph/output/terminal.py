"""The command line in a terminal: the language, help, error messages, progress bars, encodings, the browser."""

from __future__ import annotations

import errno
import gc
import io
import os
import shlex
import shutil
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import typer
from typer.core import TyperCommand, TyperGroup

from graph.errors import JieduiError
from graph.files import cause
from graph.output.help import page
from graph.output.render import Format, console, printable
from graph.text import LANGS, Lang, parser_says, say

if TYPE_CHECKING:
    from graph.store import Progress


def locale_language() -> Lang:
    """The language of the locale: Chinese for a Chinese locale, English for any other."""
    import locale  # needed only where no variable names a language

    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            return "zh" if os.environ[name].lower().startswith("zh") else "en"
    name = (locale.getlocale()[0] or "").lower()
    return "zh" if name.startswith(("zh", "chinese")) else "en"


def language_of(args: Sequence[str]) -> Lang:
    """The language that the arguments ask for, else that of the locale.

    Help and error messages need it before the arguments are parsed.
    """
    for place, arg in enumerate(args):
        value = arg.partition("=")[2] if arg.startswith("--lang=") else None
        if arg == "--lang" and place + 1 < len(args):
            value = args[place + 1]
        if value in LANGS:
            return "zh" if value == "zh" else "en"
    return locale_language()


class Command(TyperCommand):
    """A command with its help in the language asked for."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Its arguments and options."""
        return _converted_late(super().get_params(ctx))

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Writes the help."""
        formatter.write(page(self, ctx, lang_in(ctx)))


class LateConversion:
    """The conversion of one value of a command line, which is begun only where there is something to convert.

    Typer converts each value through pydantic, whose import takes as long as that of typer. Values that were not given,
    texts, words of a vocabulary and defaults that are of their type already need no such conversion.
    """

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """The value, converted by Typer where it has to be."""
        annotation = param.type_descriptor.annotation
        if value is None or _is_of(value, annotation):
            return value
        if isinstance(value, list | tuple) and annotation == list[str] and all(isinstance(one, str) for one in value):
            return list(value)
        if isinstance(annotation, type) and issubclass(annotation, StrEnum) and value in {*annotation}:
            return annotation(value)
        param._runtime_param = None  # Typer makes its own when asked
        return param.get_runtime_param().coerce(value, param=param, ctx=ctx)


def _is_of(value: Any, annotation: Any) -> bool:
    """Whether a value is of the type that an option has: a text, a flag, or one of a vocabulary."""
    if isinstance(value, str):
        return type(value) is not str or annotation in (str, str | None)
    return isinstance(value, bool) and annotation in (bool, bool | None)


def _converted_late(params: list[Any]) -> list[Any]:
    """The parameters of a command, their values converted late where this Typer converts through pydantic."""
    for param in params:
        if getattr(param, "_runtime_param", 0) is None and hasattr(param, "type_descriptor"):
            param._runtime_param = LateConversion()
    return params


@dataclass(frozen=True, slots=True)
class DeclaredCommand:
    """A command that is built only when it is needed: the key of its help, and what returns the function behind it."""

    help: str
    function: Callable[[], Callable[..., None]]

    def build(self, name: str) -> Any:
        """Builds the command."""
        alone = typer.Typer(add_completion=False)
        alone.command(name, cls=Command, help=self.help)(self.function())
        return typer.main.get_command(alone)


class CommandGroup(TyperGroup):
    """The commands. Errors are messages in the language asked for; a traceback needs `--debug`.

    A command in `declared` is built only when it is needed: a command line needs one, and the help needs the names.
    """

    declared: ClassVar[Mapping[str, DeclaredCommand]] = {}

    def get_params(self, ctx: Any) -> list[Any]:
        """The options of all commands."""
        return _converted_late(super().get_params(ctx))

    def list_commands(self, ctx: Any) -> list[str]:
        """The names of the commands, those declared first."""
        return [*self.declared, *(name for name in super().list_commands(ctx) if name not in self.declared)]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of that name, built if it is only declared so far; None where there is none."""
        if cmd_name in self.declared and cmd_name not in self.commands:
            self.commands[cmd_name] = self.declared[cmd_name].build(cmd_name)
        return super().get_command(ctx, cmd_name)

    def helps(self) -> dict[str, str]:
        """Name of a command → the key of its help."""
        declared = {name: one.help for name, one in self.declared.items()}
        return declared | {name: one.help or "" for name, one in self.commands.items() if name not in declared}

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Writes the help."""
        formatter.write(page(self, ctx, lang_in(ctx)))

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """The command that the arguments name.

        Arguments that begin with no command are a question in words, unless the first one is a misspelt command; so are
        those that begin with a command but have more words than it takes (`coverage in Rasuwa`).
        """
        names = self.list_commands(ctx)
        if args and args[0] in names and _left_over(self.get_command(ctx, args[0]), ctx, args[1:]):
            ctx.meta[_FIRST] = args[0]
            return "ask", self.get_command(ctx, "ask"), args
        question = self.get_command(ctx, "ask") if args and args[0] not in names else None
        if question is None or _is_misspelt(args, question, names):
            if question is not None:  # the parser suggests a command only among those that are built
                for name in names:
                    self.get_command(ctx, name)
            return super().resolve_command(ctx, args)
        ctx.meta[_FIRST] = args[0]
        return "ask", question, args

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Runs the command line. Every failure ends in one message and an exit code: 1 failure, 2 wrong use."""
        del prog_name  # help and messages always say `jiedui`, however it was started
        args = list(sys.argv[1:] if args is None else args)
        if not standalone_mode:
            return super().main(args, "jiedui", complete_var, False, windows_expand_args, **extra)
        lang = language_of(args)
        sys.stdout, sys.stderr = sys.stdout or ClosedStream(), sys.stderr or io.StringIO()  # None where they are closed
        before = signal.getsignal(signal.SIGINT)
        try:
            signal.signal(signal.SIGINT, signal.default_int_handler)
            code = super().main(args, "jiedui", complete_var, False, windows_expand_args, **extra)
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # it ends anyway
            if code == STOPPED:
                complain(say("error.stopped", lang))
        except BaseException as error:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            code = self._failed(error, lang, debug="--debug" in args)
        try:
            sys.stdout.flush()
        except OSError as error:
            code = _cannot_say(error, lang)
        if before is signal.default_int_handler:  # a caller of ours goes on after this
            signal.signal(signal.SIGINT, before)
        if not gc.isenabled():  # a program collects nothing, so let its end look through nothing either
            gc.freeze()
        sys.exit(code if isinstance(code, int) else 0)

    def _failed(self, error: BaseException, lang: Lang, *, debug: bool) -> Any:
        """Says what ended a command in one message, unless nothing need be said; returns the exit code."""
        if isinstance(error, JieduiError):
            complain(error.message(lang))
            return error.exit_code
        if isinstance(error, BrokenPipeError):  # who reads the output has enough of it
            _abandon_output()
            return 1
        if isinstance(error, KeyboardInterrupt | typer.Abort):
            complain(say("error.stopped", lang))
            return STOPPED
        if not isinstance(error, Exception):
            raise error
        return self._unexpected(error, lang, debug=debug)

    def _unexpected(self, error: Exception, lang: Lang, *, debug: bool) -> int:
        if hasattr(error, "format_message") and hasattr(error, "exit_code"):  # the argument parser's own
            context = getattr(error, "ctx", None)
            name = context.command_path if context is not None else "jiedui"
            if type(error).__name__ == "NoArgsIsHelpError":
                sys.stdout.write(error.format_message())
                return 2
            complain(parser_says(error.format_message(), lang, name))
            return int(error.exit_code)
        if debug:
            raise error
        if isinstance(error, OSError):
            return _cannot_say(error, lang)
        complain(say("error.unexpected", lang, what=f"{type(error).__name__}: {error}"))
        return 1


class ClosedStream(io.TextIOBase):
    """A standard output that was closed before the program began: whoever writes to it is told so."""

    @property
    def encoding(self) -> str:  # type: ignore[override]
        """As if it were open."""
        return "utf-8"

    def write(self, text: str, /) -> int:  # noqa: ARG002  # it goes nowhere
        """Raises `OSError`."""
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))


def _cannot_say(error: OSError, lang: Lang) -> int:
    """Says why something cannot be read or written, such as the output on a full disk; returns the exit code."""
    _abandon_output()
    if error.filename is None:
        complain(say("output.screen", lang, why=(cause(error),)))
    else:
        complain(say("output.system", lang, file=error.filename, why=(cause(error),)))
    return 1


def _abandon_output() -> None:
    """Lets what is still to be written go nowhere, so that nothing is said of it when the program ends."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):  # a caller of ours has replaced the standard output
        return


STOPPED = 130
"""The exit code after Ctrl-C."""
_FIRST = "jiedui.first"
"""The key under which a command line that was read as a question keeps its first word."""


def _is_misspelt(args: Sequence[str], question: Any, commands: Iterable[str]) -> bool:
    """Whether arguments that begin with no command are a misspelt command rather than a question.

    They are when they are one Latin word, or when they have options that `ask` does not know.
    """
    first = args[0]
    if first.startswith("-") or (len(args) == 1 and first.isascii() and " " not in first.strip()):
        return True
    known = {option for param in question.params for option in (*param.opts, *param.secondary_opts)} | {"--help"}
    others = [arg for arg in args if arg.startswith("--") and arg.partition("=")[0] not in known]
    return bool(others) and bool(_alike(first, commands))


def _left_over(command: Any, ctx: Any, args: Sequence[str]) -> list[str]:
    """The words after a command that it does not take; none where they cannot be parsed."""
    if command.name == "ask":
        return []
    if isinstance(command, TyperGroup):
        word = next(iter(args), "-")
        return [] if word.startswith("-") or word in command.list_commands(ctx) else list(args)
    if "--help" in args:
        return []
    try:
        _, left, _ = command.make_parser(type(ctx)(command, parent=ctx)).parse_args(list(args))
    except Exception as error:
        if hasattr(error, "ctx"):  # the parser's own error: the command will say it
            return []
        raise
    return [str(one) for one in left]


def _alike(word: str, commands: Iterable[str]) -> list[str]:
    from difflib import get_close_matches  # needed only for a misspelt command

    return get_close_matches(word.lower(), list(commands), n=1, cutoff=0.75)


def misspelt(ctx: Any) -> str | None:
    """The message for an unreadable question that begins with a command or a word like one; None where it does not."""
    first, root = ctx.meta.get(_FIRST), ctx.find_root()
    if first in root.command.list_commands(root):
        return parser_says(
            f"Got unexpected extra arguments ({' '.join(ctx.params['words'][1:])})", lang_in(ctx), f"jiedui {first}"
        )
    meant = _alike(first, root.command.list_commands(root)) if first else []
    lang = lang_in(ctx)
    return parser_says(f"No such command '{first}'. Did you mean '{meant[0]}'?", lang, "jiedui") if meant else None


def runner(ctx: Any, store: str | None, lang: Lang) -> Callable[[list[str]], int]:
    """What runs a command of this program with the store and language of this one; it returns the exit code."""
    before = [*(["--store", store] if store else []), "--lang", lang]

    def run(command: list[str]) -> int:
        found = ctx.find_root().command.main([*before, *command], standalone_mode=False)
        return found if isinstance(found, int) else 0

    return run


def complain(message: str, *, unwrapped: bool = False) -> None:
    """Writes a message to standard error; with `unwrapped` no line is broken, so that it can be copied."""
    to = console(sys.stderr)
    with suppress(OSError):  # where nothing can be said, the exit code still says it
        for line in message.splitlines():
            to.print(printable(line), soft_wrap=unwrapped or None)


def program_name() -> str:
    """The words that start this program here: `uv run jiedui`, `jiedui`, or the path it was started by."""
    if "UV_RUN_RECURSION_DEPTH" in os.environ:  # `uv run` sets it
        return "uv run jiedui"
    program = Path(sys.argv[0])
    return shlex.quote(str(program)) if program.stem == "jiedui" and shutil.which("jiedui") is None else "jiedui"


def lang_in(ctx: Any) -> Lang:
    """The language of a command line that is being parsed."""
    lang = ctx.find_root().params.get("lang")
    return lang if lang in LANGS else language_of(sys.argv[1:])


def utf8(form: Format) -> None:
    """Sets the encoding of standard output: UTF-8 for data, the terminal's own for a table.

    A character that the terminal's encoding lacks becomes `?`.
    """
    if hasattr(sys.stdout, "reconfigure"):
        if form is Format.TABLE:
            sys.stdout.reconfigure(errors="replace")
        else:
            sys.stdout.reconfigure(encoding="utf-8", newline="")


def password(lang: Lang, url: str) -> Callable[[str], tuple[str, str]] | None:
    """A function that asks for the password of a user and returns both; None where nobody can answer."""
    if not sys.stdin.isatty():
        return None
    return lambda user: (user, _password_typed(url, say("store.ask_password", lang, user=user)))


def pick(lang: Lang, question: str, options: Sequence[str], none: str | None, prompt: str) -> int | None:
    """Asks on the terminal which of several is meant: its number from 0, -1 for none of them, None to stop.

    `none` is what stands for none of them; None if one of them has to be meant.
    """
    complain(question)
    for number, option in enumerate(options, start=1):
        complain(f"  {number}  {option}")
    if none is not None:
        complain(f"  0  {none}")
    while text := typed(prompt):
        if text.isdecimal() and (0 if none is not None else 1) <= int(text) <= len(options):
            return int(text) - 1
        complain(say("load.choose_again", lang, most=len(options)))
    return None


def typed(question: str) -> str:
    """What somebody types on the terminal as the answer; empty where nothing."""
    answer: str = typer.prompt(question, default="", show_default=False, err=True)
    return answer.strip()


@cache
def _password_typed(url: str, question: str) -> str:  # noqa: ARG001  # another server is another password
    """The password that was typed. It is kept, so that opening the same server again does not ask again."""
    import getpass  # needed only for a server

    return getpass.getpass(f"{question} ")


@contextmanager
def collection_paused() -> Iterator[None]:
    """Pauses garbage collection: a command builds a million objects, uses them once, and leaves no cycles behind."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@contextmanager
def progress(lang: Lang, reading: str | None = None) -> Iterator[Progress | None]:
    """A function that reports progress on a bar for each part of the work; None where standard error is not a terminal.

    Until the first report a bar says what is being read (`reading`).
    """
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console  # slow to import, and most commands show no bar
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, Any] = {}
        if reading is not None:
            tasks[""] = bars.add_task(printable(say("progress.read", lang, name=reading)).plain, total=None)

        def report(what: str, done: int, total: int) -> None:
            if "" in tasks:
                bars.remove_task(tasks.pop(""))
            if what not in tasks:
                tasks[what] = bars.add_task(say(f"progress.{what}", lang), total=total)
            bars.update(tasks[what], completed=done)

        yield report


def browse(file: Path) -> bool:
    """Opens a page in the browser; returns False where there is no browser."""
    import webbrowser  # needed only with `--open`

    headless = sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    return not headless and webbrowser.open(file.resolve().as_uri())
