"""A prompt for questions: history for as long as it is open, completion of questions, kinds and names."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from graph.ask.query import examples
from graph.ask.vocabulary import vocabulary
from graph.output.render import console, printable
from graph.text import LANGS, Lang, say

if TYPE_CHECKING:
    from prompt_toolkit.completion import Completion
    from prompt_toolkit.document import Document

    from graph.store import Store

NAMES = 20
"""Most names that are offered."""


def suggestions(text: str, store: Store) -> list[tuple[str, int]]:
    """What may complete a text that is being typed: (what to write, how many characters of the text it replaces).

    Whole questions that begin so, then the kinds and the names of the store that the last word is the beginning of.
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
    """Asks for questions and has them answered, until an empty line or the end of input. Nothing is kept."""
    from prompt_toolkit import PromptSession
    from prompt_toolkit.completion import Completer, Completion
    from prompt_toolkit.history import InMemoryHistory

    class Offered(Completer):
        def get_completions(self, document: Document, complete_event: object) -> Iterable[Completion]:
            del complete_event
            for text, length in suggestions(document.text_before_cursor, store):
                yield Completion(text, start_position=-length)

    console(_stderr()).print(printable(say("ask.prompt", lang)))
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


def _stderr() -> Any:
    import sys

    return sys.stderr
