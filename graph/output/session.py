"""What every command works with: the chosen store and language, a view of the store, and the output of answers."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from graph.answer import Note
from graph.errors import JieduiError, RecordError, StoreError, UsageError
from graph.files import may_write
from graph.model import PartialDate
from graph.output import calendar, render, terminal
from graph.text import Lang, say

if TYPE_CHECKING:
    from graph.answer import Answer
    from graph.output.render import Format
    from graph.questions.inquiry import Inquiry
    from graph.questions.registry import Question
    from graph.store import Progress, Store

T = TypeVar("T")
TRIES = 5
"""How often a question is asked of a server that is being loaded."""
DEFAULT_STORE = "jiedui.db"
"""The store of a command line that does not name one."""


@dataclass(frozen=True, slots=True)
class Session:
    """The store and the language of one command line; `store` is None where it does not name one."""

    store: str | None
    lang: Lang

    @property
    def url(self) -> str:
        """The store that was named, else that of the environment, else the one in this folder."""
        return self.store or os.environ.get("JIEDUI_STORE") or DEFAULT_STORE

    @property
    def named(self) -> str | None:
        """The store as commands written for others must name it, without credentials; None for the default one."""
        from graph.store.neo4j.server import bare

        return None if self.url == DEFAULT_STORE else bare(self.url)

    @property
    def opener(self) -> Callable[..., Store]:
        """A function that opens a store; on a terminal it asks for a password that the environment does not hold."""
        from graph.store.open import open_store  # the help needs no store

        def open_with_password(url: str, *, create: bool = False) -> Store:
            return open_store(url, create=create, ask=terminal.password(self.lang, url))

        return open_with_password

    @property
    def watch(self) -> Callable[[str | None], AbstractContextManager[Progress | None]]:
        """A function that shows a progress bar on a terminal."""
        return lambda name: terminal.progress(self.lang, name)

    @contextmanager
    def inquiry(self, area: str | None, as_of: str | None) -> Iterator[Inquiry]:
        """An inquiry of the store about an area and a day; until the block ends it sees one state of the store."""
        from graph.questions.inquiry import Inquiry  # the help needs no inquiry

        with (
            self.opener(self.url) as store,
            store.snapshot(),
            terminal.collection_paused(),
            Inquiry.named(store, area, last_day(as_of), date.today()) as inquiry,
        ):
            yield inquiry

    def asked(self, area: str | None, as_of: str | None, ask: Callable[[Inquiry], T]) -> T:
        """What `ask` finds in one state of the store; it asks again when a load on a server replaced that state."""
        for left in reversed(range(TRIES)):
            try:
                with self.inquiry(area, as_of) as inquiry:
                    return ask(inquiry)
            except StoreError as error:
                if error.key != "store.moved" or not left:
                    raise
        raise AssertionError  # the last try returns or raises

    def check_output(
        self,
        form: Format | None,
        out: Path | None,
        question: Question | None = None,
        *,
        force: bool,
        inputs: Iterable[Path | None] = (),
    ) -> None:
        """Raises `UsageError` when an answer cannot or must not go to this file, before anything is read."""
        if question is None or not calendar.goes_to_calendar(question, form, out):
            render.format_of(form, out)
        if out is not None:
            self.check_file(out, force=force, inputs=inputs)

    def check_file(self, out: Path, *, force: bool, inputs: Iterable[Path | None] = (), folder: bool = False) -> None:
        """Raises `UsageError` when a command with these `inputs` must not write a file (or a `folder`)."""
        given = [one for one in inputs if one is not None]
        own = () if "://" in self.url else (Path(self.url),)
        loaded = self._loaded() if force and out.exists() else ()
        may_write(out, force=force, inputs=(*given, *own), loaded=loaded, folder=folder)

    def check_files(self, outs: Iterable[Path | None], *, force: bool, inputs: Iterable[Path | None] = ()) -> None:
        """Raises `UsageError` when a command must not write one of several files, or when two of them are one."""
        seen: set[str] = set()
        for out in filter(None, outs):
            self.check_file(out, force=force, inputs=inputs)
            if os.path.realpath(out) in seen:
                raise UsageError("output.twice", file=str(out))
            seen.add(os.path.realpath(out))

    def _loaded(self) -> list[str]:
        """The names of the files and folders that the store was loaded from."""
        try:
            with self.opener(self.url) as store:
                return [one.location for one in store.datasets()]
        except JieduiError:  # what is the matter with the store is said by the command itself
            return []

    def deliver(self, answer: Answer, form: Format | None, out: Path | None, *, force: bool = False) -> int:
        """Writes an answer in the chosen format; returns the exit code, 1 for a check that failed.

        A file that is there is replaced only with `force`.
        """
        if calendar.goes_to_calendar(answer, form, out):
            assert out is not None  # a calendar goes to a file
            self.wrote(out, "calendar.written", count=calendar.write(answer, self.lang, out, force=force))
            return 0
        self.put(answer, render.format_of(form, out), out, force=force)
        return int(answer.passed is False)

    def put(self, answer: Answer, form: Format, out: Path | None, *, force: bool = False) -> None:
        """Writes an answer to a file, and says so in one line, or to standard output."""
        terminal.utf8(form)
        render.write(answer, form, self.lang, out, force=force)
        if out is not None:
            rows = len(answer.rows)
            shown = min(rows, render.TABLE_ROWS) if form is render.Format.TABLE else rows
            self.wrote(out, "output.written", rows=shown)

    def wrote(self, out: Path, key: str, **values: object) -> None:
        """Says in one line what was written to a file; nothing of what is no file, such as /dev/stdout."""
        if out.is_file() or out.is_dir():
            self.note(key, file=out, **values)

    @property
    def answers(self) -> bool:
        """Whether somebody sits at a terminal and can be asked."""
        return sys.stdin.isatty() and sys.stderr.isatty()

    def choose(self, choice: Choice) -> int | None:
        """Asks which column is meant, or what a word is: its number from 0, -1 for none of them, None to stop."""
        prompt = say("load.choose_prompt", self.lang)
        where = choice.file if choice.sheet is None else f"{choice.file} [{choice.sheet}]"
        if choice.field == "word":
            about = {"file": where, "word": choice.word, "column": choice.column, "rows": choice.rows}
            options = [say(key, self.lang) for key in ("load.word_is_name", "load.word_is_nobody", "load.word_is_open")]
            return terminal.pick(self.lang, say("load.choose_word", self.lang, **about), options, None, prompt)
        key = "load.choose_helper" if choice.field == "helper" else "load.choose_recipient"
        none = say("load.choose_none", self.lang) if choice.field == "helper" else None
        return terminal.pick(self.lang, say(key, self.lang, file=where), choice.options, none, prompt)

    def pick(self, question: str, options: Sequence[str]) -> int | None:
        """Asks which of several answers is meant: its number from 0, None to stop."""
        return terminal.pick(self.lang, question, options, None, say("load.choose_prompt", self.lang))

    def typed(self, question: str) -> str:
        """What somebody types as the answer; empty where nothing."""
        return terminal.typed(question)

    def tell(self, *notes: Note) -> None:
        """Writes notes about what was done to standard error."""
        for note in notes:
            render.console(sys.stderr).print(render.printable(say(note.key, self.lang, **note.values)))

    def note(self, key: str, **values: object) -> None:
        """Writes one note about what was done to standard error."""
        self.tell(Note(key, values))


class Choice(Protocol):
    """What only a reader of a table can say: which of the columns names a side, or whether a word is a name."""

    @property
    def file(self) -> str:
        """The file."""

    @property
    def sheet(self) -> str | None:
        """The sheet, if the file has several."""

    @property
    def field(self) -> str:
        """`helper` or `recipient`; `word` where it is asked whether a word is the name of a helper."""

    @property
    def options(self) -> Sequence[str]:
        """The columns, as they are shown."""

    @property
    def word(self) -> str:
        """The word that is asked about."""

    @property
    def column(self) -> str:
        """The column it stands in."""

    @property
    def rows(self) -> str:
        """The rows it stands in."""


def partial_day(text: str | None) -> PartialDate | None:
    """A date on the command line; raises `UsageError` when the text is not a date."""
    try:
        return PartialDate.parse(text) if text else None
    except RecordError as error:
        raise UsageError(error.key, **error.values) from None


def last_day(text: str | None) -> date | None:
    """The last day that a date on the command line may mean; raises `UsageError` when the text is not a date."""
    found = partial_day(text)
    return found.last if found else None
