"""The one base exception: a keyed message, so that both languages say the same."""

from __future__ import annotations

from graph.text import Lang, say


class JieduiError(Exception):
    """Something a user can mend. `key` names a text in `graph.text`; `values` fill it in.

    `exit_code` is 1 for a failure, 2 for a wrong use of the command line.
    """

    exit_code = 1

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key, values)
        self.key = key
        self.values = values

    def message(self, lang: Lang = "en") -> str:
        """The message in `lang`, one or two sentences, ending in what to do next."""
        return say(self.key, lang, **self.values)

    def __str__(self) -> str:
        return self.message("en")


class UsageError(JieduiError):
    """The question was asked wrongly: an unknown name, an ambiguous name, a value outside the vocabulary."""

    exit_code = 2


class RecordError(JieduiError, ValueError):
    """A value that no record may hold: an unknown kind, an impossible date, an end before its start."""


class StoreError(JieduiError):
    """A store that cannot be opened, read or written."""


class StoppedError(JieduiError):
    """Somebody pressed Ctrl-C; the message says what became of what was being written."""

    exit_code = 130
