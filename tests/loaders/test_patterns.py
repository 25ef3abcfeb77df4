"""Patterns that are compiled when they are first used."""

import re
from importlib import import_module
from pkgutil import walk_packages

import pytest

import loaders
from loaders import patterns
from loaders.patterns import pattern_of


def test_every_pattern_of_the_loaders_can_be_compiled() -> None:
    """A fault in a pattern would show only when a cell needs it; so all are compiled here."""
    compiled = 0
    for module in walk_packages(loaders.__path__, "loaders."):
        for value in vars(import_module(module.name)).values():
            for found in value if isinstance(value, tuple | list) else (value,):
                for part in found if isinstance(found, tuple) else (found,):
                    if isinstance(part, patterns._Pattern):
                        assert isinstance(part.groups, int)
                        compiled += 1
    assert compiled > 150


def test_a_pattern_is_compiled_once_and_only_when_used(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    compile_ = re.compile

    def noted(text: str, flags: int = 0) -> re.Pattern[str]:
        made.append(text)
        return compile_(text, flags)

    monkeypatch.setattr(re, "compile", noted)
    found = pattern_of(r"(\d+)月", re.IGNORECASE)
    assert made == []
    assert found.fullmatch("12月") is not None
    assert (found.sub("", "3月4日"), found.pattern, found.groups) == ("4日", r"(\d+)月", 1)
    assert made == [r"(\d+)月"]


def test_a_pattern_that_cannot_be_compiled_says_so_when_used() -> None:
    with pytest.raises(re.error):
        pattern_of("(").search("a")
