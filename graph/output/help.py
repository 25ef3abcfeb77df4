"""Writes the help of a command or a group of commands, wrapped by the width of its characters in a terminal."""

from __future__ import annotations

import shutil
import unicodedata
from collections.abc import Iterable, Iterator
from enum import Enum
from typing import Any, NamedTuple

from graph.text import TEXT, Lang, say

WIDEST = 100
"""The largest width of a line of help, in columns."""
_OWN = {
    "--help": "help.help",
    "--install-completion": "help.install_completion",
    "--show-completion": "help.show_completion",
}
"""Options that the argument parser adds, each with the key of its help."""
_SPLIT = "，。、；：！？）”"
"""Characters that a line of Chinese does not begin with."""


class Entry(NamedTuple):
    """A line of a list: a command, an argument or an option, and its explanation."""

    name: str
    says: str


def page(command: Any, ctx: Any, lang: Lang) -> str:
    """The help of a command, in a language; `command` and `ctx` are those of the argument parser."""
    width = min(shutil.get_terminal_size().columns, WIDEST)
    parts = [f"{say('help.usage', lang)}{ctx.command_path} {' '.join(command.collect_usage_pieces(ctx))}"]
    parts += ["", *wrapped(_text_of(command.help, lang), width)]
    params = command.get_params(ctx)
    arguments = [_entry(one, lang) for one in params if one.param_type_name == "argument"]
    options = [_entry(one, lang) for one in params if one.param_type_name == "option"]
    for key, entries in (
        ("help.arguments", arguments),
        ("help.options", options),
        ("help.commands", _commands(command, lang)),
    ):
        if entries:
            parts += ["", say(key, lang), *listed(entries, width)]
    return "\n".join(parts) + "\n"


def _text_of(text: str | None, lang: Lang) -> str:
    """The text of a key, or `text` itself where it is not a key; an example (after two spaces) has its own line."""
    help_ = say(text, lang) if text is not None and text in TEXT else text or ""
    return help_.replace("  ", "\n")


def _commands(command: Any, lang: Lang) -> list[Entry]:
    """The commands of a group, each with its help."""
    return [Entry(name, _text_of(key, lang)) for name, key in getattr(command, "helps", dict)().items()]


def _entry(param: Any, lang: Lang) -> Entry:
    """The line of an argument or option, with its default where it has one."""
    says = _text_of(next((_OWN[name] for name in param.opts if name in _OWN), param.help), lang)
    value = param.metavar or str(param.name).upper()
    if param.param_type_name == "argument":
        return Entry(value, says)
    name = ", ".join(sorted(param.opts, key=len))
    if not param.is_flag:
        name += f" {value}"
    default = param.default
    if not param.is_flag and default not in (None, ()) and not callable(default):
        says += say("help.default", lang, value=str(default.value if isinstance(default, Enum) else default))
    return Entry(name, says)


def listed(entries: Iterable[Entry], width: int) -> Iterator[str]:
    """The lines of a list in two columns: the names, and their explanations. A long name has its own line."""
    entries = list(entries)
    left = min(max(room(entry.name) for entry in entries), width // 3)
    for name, says in entries:
        lines = list(wrapped(says, max(width - left - 4, 20)))
        if room(name) > left:
            yield f"  {name}"
            name = ""
        for number, line in enumerate(lines or [""]):
            beside = name if number == 0 else ""
            yield f"  {beside}{' ' * (left - room(beside) + 2)}{line}".rstrip()


def wrapped(text: str, width: int) -> Iterator[str]:
    """The lines of a text, none wider than `width` columns where it can be broken.

    >>> list(wrapped("one two three", 8)), list(wrapped("结对帮扶网络。", 8))
    (['one two', 'three'], ['结对帮扶', '网络。'])
    """
    for paragraph in text.split("\n"):
        line = ""
        for piece in _pieces(paragraph):
            if line.strip() and room(line + piece.rstrip()) > width:
                yield line.rstrip()
                line = ""
            line += piece if line else piece.lstrip()
        yield line.rstrip()


def _pieces(text: str) -> Iterator[str]:
    """The pieces that are not broken: Latin words with their spaces, Chinese characters with their punctuation."""
    piece = ""
    for char in text:
        breaks = (_is_wide(char) and char not in _SPLIT) or (piece[-1:] == " " and char != " ")
        if piece and (breaks or (_is_wide(piece[-1]) and char not in _SPLIT and char != " ")):
            yield piece
            piece = ""
        piece += char
    yield piece


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF"


def room(text: str) -> int:
    """The width of a text in a terminal, in columns.

    >>> room("ab"), room("结对")
    (2, 4)
    """
    return sum(1 + _is_wide(char) for char in text)
