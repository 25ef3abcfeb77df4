"""What a command line works with: the store and the language it asks for, a view of the store, where answers go."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import RecordError, UsageError
from graph.model import PartialDate
from graph.output import terminal
from graph.text import Lang, say

if TYPE_CHECKING:
    from graph.answer import Answer, Note
    from graph.output.render import Format
    from graph.questions.inquiry import Inquiry
    from graph.questions.registry import Question
    from graph.store import Progress, Store

DEFAULT_STORE = "jiedui.db"
"""The store of a command line that names none."""


@dataclass(frozen=True, slots=True)
class Session:
    """What holds for a whole command line: the store and the language that were asked for."""

    store: str | None
    lang: Lang

    @property
    def url(self) -> str:
        """The store asked for, else that of the environment, else the one in this folder."""
        return self.store or os.environ.get("JIEDUI_STORE") or DEFAULT_STORE

    @property
    def opener(self) -> Callable[..., Store]:
        """Opens a store; asks for a password that the environment does not hold where somebody is there to answer."""
        from graph.store.open import open_store

        def opened(url: str, *, create: bool = False) -> Store:
            return open_store(url, create=create, ask=terminal.password(self.lang, url))

        return opened

    @property
    def watch(self) -> Callable[[str | None], AbstractContextManager[Progress | None]]:
        """A progress bar where somebody is watching."""
        return lambda name: terminal.progress(self.lang, name)

    @contextmanager
    def inquiry(self, area: str | None, as_of: str | None) -> Iterator[Inquiry]:
        """What is asked of the store, from one state of it to the end of the block."""
        from graph.questions.inquiry import Inquiry

        with closing(self.opener(self.url)) as store, store.snapshot(), terminal.collection_paused():
            yield Inquiry.named(store, area, last_day(as_of), date.today())

    def deliver(self, answer: Answer, form: Format | None, out: Path | None) -> int:
        """Writes an answer in the form asked for; returns the exit code, 1 for a check that failed."""
        from graph.output import calendar, render

        if calendar.goes_to_calendar(answer, form, out):
            assert out is not None  # a calendar goes to a file
            self.note("calendar.written", file=out, count=calendar.write(answer, self.lang, out))
            return 0
        chosen = render.format_of(form, out)
        terminal.utf8(chosen)
        render.write(answer, chosen, self.lang, out)
        return int(answer.passed is False)

    def tell(self, *notes: Note) -> None:
        """Says what was done beside the answer."""
        from graph.output.render import console, printable

        for note in notes:
            console(sys.stderr).print(printable(say(note.key, self.lang, **note.values)))

    def note(self, key: str, **values: object) -> None:
        """Says one thing that was done beside the answer."""
        from graph.answer import Note

        self.tell(Note(key, values))


def last_day(text: str | None) -> date | None:
    """The last day that a date of the command line may mean; raises `UsageError` when the text is not a date."""
    try:
        return PartialDate.parse(text).last if text else None
    except RecordError as error:
        raise UsageError(error.key, **error.values) from None


def check_output(form: Format | None, out: Path | None, question: Question | None = None) -> None:
    """Refuses a file to which no form goes, before anything is read."""
    from graph.output import calendar, render

    if question is None or not calendar.goes_to_calendar(question, form, out):
        render.format_of(form, out)
