"""Questions in words, English and Chinese: a question → a typed query → the command line that answers it.

Nothing is guessed: every word of a question is used by its reading, or the question is refused and the word is named.
"""

from __future__ import annotations

from graph.ask.query import Asked, Intent
from graph.ask.reading import Reading, Unread, language, read

__all__ = ["Asked", "Intent", "Reading", "Unread", "language", "read"]
