"""Answers questions in words, English and Chinese: reads a question and finds the question of the registry it means.

Nothing is guessed: a reading uses every word of a question, or the question is refused and the message names the word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.ask.query import Asked, Example, Intent, examples
from graph.ask.reading import Reading, Unread, language, read
from graph.ask.sentence import with_sentence
from graph.ask.telling import echo

if TYPE_CHECKING:
    from graph.answer import Answer
    from graph.questions.inquiry import Inquiry

__all__ = ["Asked", "Example", "Intent", "Reading", "Unread", "answer", "echo", "examples", "language", "read"]


def answer(asked: Asked | Example, inquiry: Inquiry) -> Answer:
    """The answer to a question that was read, with its sentence in front.

    `inquiry` is the view of the store in which it was read.

    Raises `UsageError` as the question of the registry does.
    """
    area = None if asked.area is None else inquiry.resolve(asked.area, area=True).id
    about = inquiry.about(area, asked.day or inquiry.day)
    found = asked.question().answer(about, **asked.options())
    return found if isinstance(asked, Example) else with_sentence(asked, found, about)
