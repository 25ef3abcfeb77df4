"""Questions in words on the command line: what was understood, then the answer, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import JieduiError
from graph.output import terminal
from graph.text import Lang, say

if TYPE_CHECKING:
    from graph.ask import Unread
    from graph.output.render import Format
    from graph.output.session import Session


@dataclass(frozen=True, slots=True)
class InWords:
    """How questions in words are answered: echoed as a command, then answered as the command answers.

    `area`, `as_of`, `form` and `out` are those of the command line; `lang` the language it asks for, if any; `misspelt`
    what is said first of a question that cannot be read, and that begins with a word much like a command.
    """

    session: Session
    area: str | None
    as_of: str | None
    form: Format | None
    out: Path | None
    explain: bool = False
    lang: Lang | None = None
    misspelt: str | None = None

    def answer(self, text: str) -> int:
        """Answers a question in its language, unless another was asked for, or says why not; returns the exit code."""
        from graph import ask as asked

        with self.session.inquiry(None, self.as_of) as inquiry:
            try:
                reading = asked.read(text, inquiry.store, inquiry.day, self.area)
            except asked.Unread as error:
                return self._refused(text, error)
            spoken = self._in(reading.lang)
            terminal.complain(asked.echo(reading.asked, spoken.lang), unwrapped=True)
            if self.explain:
                return 0
            try:
                answer = asked.answer(reading.asked, inquiry)
            except JieduiError as error:
                terminal.complain(error.message(spoken.lang))
                return error.exit_code
        return spoken.deliver(answer, self.form, self.out)

    def _refused(self, text: str, error: Unread) -> int:
        """Says why a question cannot be read, and what comes nearest to it."""
        from graph.ask.telling import nearest

        lang = self._in(error.lang).lang
        near = say("ask.nearest", lang, questions="\n  ".join(nearest(text, lang)))
        for line in filter(None, (self.misspelt, error.message(lang), near)):
            terminal.complain(line)
        return error.exit_code

    def _in(self, lang: Lang) -> Session:
        """The session in the language that was asked for, else in that of the question."""
        return replace(self.session, lang=self.lang or lang)
