"""Asks on a terminal what a file is to what is loaded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from graph.errors import RecordError
from graph.model import PartialDate
from graph.text import Lang, say
from loaders.into.placing import PlaceError, SayWhat, Wish


class Terminal(Protocol):
    """Somebody who sits at a terminal."""

    @property
    def lang(self) -> Lang:
        """The language to ask in."""

    def pick(self, question: str, options: Sequence[str]) -> int | None:
        """The number of the answer that is meant (from 0); None to stop."""

    def typed(self, question: str) -> str:
        """What was typed as the answer; empty to stop."""


def asker(terminal: Terminal) -> SayWhat:
    """What asks somebody what a file is, and for which day where that is needed too."""

    def what_it_is(error: PlaceError) -> Wish | None:
        options = [say(way.key, terminal.lang, **error.values) for way in error.ways]
        number = terminal.pick(error.message(terminal.lang), options)
        if number is None:
            return None
        way = error.ways[number]
        return _dated(way.wish, terminal) if way.undated else way.wish

    return what_it_is


def _dated(wish: Wish, terminal: Terminal) -> Wish | None:
    question = say("load.way.day", terminal.lang)
    while text := terminal.typed(question):
        try:
            day = PartialDate.parse(text)
        except RecordError as error:
            question = f"{error.message(terminal.lang)}. {say('load.way.whole_day', terminal.lang)}"
        else:
            if day.day is not None:
                return replace(wish, day=day)
            question = say("load.way.whole_day", terminal.lang)
    return None
