"""Answers questions in words on the command line: says how a question was read, then gives the answer or the reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from graph.ask import Example, Reading, Unread, answer, echo, read
from graph.ask.telling import nearest, offered
from graph.errors import JieduiError, StoreError
from graph.output import terminal
from graph.text import Lang, say

if TYPE_CHECKING:
    from graph.output.render import Format
    from graph.output.session import Session
    from graph.questions.inquiry import Inquiry


_YES = frozenset({"y", "yes", "是", "好"})


@dataclass(frozen=True, slots=True)
class InWords:
    """The options with which questions in words are answered: each is echoed as a command and answered like it.

    `area`, `as_of`, `form`, `out`, `force` are those of the command line; `lang` is the language it asks for, if any.
    `misspelt` is the message that comes first where an unreadable question begins with a command or a word that
    resembles one. `run` runs a command that writes a file, once somebody at a terminal has said so.
    """

    session: Session
    area: str | None
    as_of: str | None
    form: Format | None
    out: Path | None
    force: bool = False
    explain: bool = False
    lang: Lang | None = None
    misspelt: str | None = None
    run: Callable[[list[str]], int] | None = None

    def answer(self, text: str) -> int:
        """Answers a question, in its own language unless another was asked for; returns the exit code.

        Where the question cannot be read or answered it says why.
        """
        with self._inquiry() as inquiry:
            try:
                reading = read(text, inquiry.store, inquiry.day, self.area)
            except Unread as error:
                return self._refused(text, error, inquiry)
            return self._told(reading, inquiry)

    def _told(self, reading: Reading, inquiry: Inquiry) -> int:
        """Says how a question was read, and its answer; returns the exit code."""
        spoken = self._in(reading.lang)
        terminal.complain(echo(reading.asked, spoken.lang), unwrapped=True)
        if self.explain:
            return 0
        if not isinstance(reading.asked, Example) and reading.asked.writes:
            return self._written(reading.asked.command(), spoken.lang)
        try:
            answered = answer(reading.asked, inquiry)
        except JieduiError as error:
            terminal.complain(error.message(spoken.lang))
            return error.exit_code
        return spoken.deliver(answered, self.form, self.out, force=self.force)

    def _written(self, command: list[str], lang: Lang) -> int:
        """Runs a command that writes a file if somebody says so; else says that it is to be run."""
        if self.run is not None and self.session.answers:
            return self.run(command) if self.session.typed(say("ask.run", lang)).strip().lower() in _YES else 0
        terminal.complain(say("ask.writes", lang))
        return 0

    @contextmanager
    def _inquiry(self) -> Iterator[Inquiry]:
        """The inquiry; where there is no store, a misspelt command is named before that."""
        try:
            with self.session.inquiry(None, self.as_of) as inquiry:
                yield inquiry
        except StoreError as error:
            if self.misspelt and error.key == "store.none":
                terminal.complain(self.misspelt)
            raise

    def _refused(self, text: str, error: Unread, inquiry: Inquiry) -> int:
        """Says why a question cannot be read and which can be asked instead; returns the exit code.

        Somebody at a terminal may choose one of these, which is then answered.
        """
        lang = self._in(error.lang).lang
        instead = offered(text, error, inquiry.store, inquiry.day, self.area)
        for line in filter(None, (self.misspelt, error.message(lang))):
            terminal.complain(line)
        if instead and self.session.answers:
            place = self._in(error.lang).pick(say("ask.instead", lang), [one.text for one in instead])
            return error.exit_code if place is None else self._told(Reading(instead[place].asked, error.lang), inquiry)
        near = [one.text for one in instead] or nearest(text, lang)
        terminal.complain(say("ask.nearest", lang, questions="\n  ".join(near)))
        return error.exit_code

    def _in(self, lang: Lang) -> Session:
        """The session in the language asked for, else in that of the question."""
        return replace(self.session, lang=self.lang or lang)
