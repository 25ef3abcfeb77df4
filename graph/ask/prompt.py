"""A prompt for questions in words, with history while it is open and completion of questions, kinds and names."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import Completer, Completion
from prompt_toolkit.history import InMemoryHistory

from graph.ask.query import examples
from graph.ask.vocabulary import vocabulary
from graph.output.render import console, printable
from graph.text import LANGS, Lang, say

if TYPE_CHECKING:
    from prompt_toolkit.document import Document

    from graph.store import Store

NAMES = 20
"""The largest number of names offered, and of characters of a name that are completed."""


def suggestions(text: str, store: Store) -> list[tuple[str, int]]:
    """The completions of a text that is being typed: (completion, number of characters at the end that it replaces).

    First whole questions that begin with the text, then kinds and names of the store that begin with its last word.
    """
    found = [
        (one.of(lang), len(text))
        for one in examples()
        for lang in LANGS
        if text.strip() and one.of(lang).lower().startswith(text.lower()) and one.of(lang) != text
    ]
    last = text.rpartition(" ")[2]
    if last:
        kinds = [form for lang in LANGS for form, classes in vocabulary(lang).forms.items() if "KIND" in classes]
        found += [(kind, len(last)) for kind in sorted(kinds) if kind.startswith(last.lower()) and kind != last.lower()]
    for length in range(min(len(text), NAMES), 1, -1):
        tail = text[-length:]
        if tail != tail.strip() or (tail.isascii() and length != len(last)):
            continue
        called = {name for one in store.find(tail) for name in (one.name, one.name_en) if name is not None}
        begun = sorted(name for name in called if name.lower().startswith(tail.lower()) and name != tail)
        if begun:
            return [*found, *((name, length) for name in begun[:NAMES])]
    return found


def run(store: Store, lang: Lang, answer: Callable[[str], int], **session: Any) -> None:
    """Reads questions and passes them to `answer`, until an empty line or the end of input. Nothing is stored.

    `session` holds further arguments of the `PromptSession`.
    """

    class Offered(Completer):
        def get_completions(self, document: Document, complete_event: object) -> Iterable[Completion]:
            del complete_event
            for text, length in suggestions(document.text_before_cursor, store):
                yield Completion(text, start_position=-length)

    console(sys.stderr).print(printable(say("ask.prompt", lang)))
    asking: PromptSession[str] = PromptSession(
        completer=Offered(), complete_while_typing=False, **({"history": InMemoryHistory()} | session)
    )
    while True:
        try:
            question = asking.prompt("? ")
        except (EOFError, KeyboardInterrupt):
            return
        if not question.strip():
            return
        answer(question)
