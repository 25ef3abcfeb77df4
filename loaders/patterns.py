"""Patterns that are compiled at their first use: a table needs few of the ways to write a day, a sum or a status."""

from __future__ import annotations

import re
from typing import Any, cast


class _Pattern:
    """Stands for a compiled pattern until something of it is asked for, and from then on hands out what that has."""

    def __init__(self, text: str, flags: int) -> None:
        self.__dict__.update(_text=text, _flags=flags)

    def __getattr__(self, name: str) -> Any:
        compiled = self.__dict__.get("_compiled") or re.compile(self._text, self._flags)
        found = getattr(compiled, name)
        self.__dict__.update({"_compiled": compiled, name: found})  # found here next time, without this call
        return found


def pattern_of(text: str, flags: int = 0) -> re.Pattern[str]:
    """Makes a pattern that is compiled when it is first used; `text` and `flags` as for `re.compile`.

    Raises `re.error` when first used, not here, if the text is no pattern.

    >>> pattern_of("a+").fullmatch("aaa") is None, pattern_of("A", re.IGNORECASE).sub("b", "cat")
    (False, 'cbt')
    """
    return cast("re.Pattern[str]", _Pattern(text, flags))
