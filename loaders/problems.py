"""Problems: what is wrong in an input, and exactly where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from graph.answer import Note
from graph.errors import JieduiError
from graph.text import Lang, say


class Severity(StrEnum):
    """`error`: something could not be used. `warning`: it was used nevertheless, or was known to be unusable."""

    ERROR = "error"
    WARNING = "warning"


class InputError(JieduiError):
    """A file cannot be read at all: it is missing, damaged or too large, or has no header."""


class ChoiceError(InputError):
    """A table can be read in several ways, and only a reader of it can say which is right.

    `sheets` are the sheets as far as they were understood, with the choices, for whoever asks.
    """

    exit_code = 2

    def __init__(self, key: str, sheets: Sequence[object] = (), **values: object) -> None:
        super().__init__(key, **values)
        self.sheets = sheets


def ranges(numbers: Iterable[int | None]) -> str:
    """Row numbers as a text, with consecutive ones joined.

    >>> ranges([2, 3, 4, 9])
    '2–4, 9'
    """
    found: list[list[int]] = []
    for number in sorted({number for number in numbers if number is not None}):
        if found and number == found[-1][-1] + 1:
            found[-1][1:] = [number]
        else:
            found.append([number])
    return ", ".join("–".join(map(str, ends)) for ends in found)


MOST_QUOTED = 200
"""How many characters of a cell a message quotes."""


def shortened(text: str) -> str:
    """A text, or its beginning if it is longer than `MOST_QUOTED`.

    >>> shortened("abc"), len(shortened("a" * 5000))
    ('abc', 200)
    """
    return text if len(text) <= MOST_QUOTED else f"{text[: MOST_QUOTED - 1]}…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong at one place.

    `key` is the key of the message (`problem.…` or `record.…`), `values` fill it in.
    """

    key: str
    file: str
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    cell: str | None = None
    values: dict[str, object] = field(default_factory=dict)
    severity: Severity = Severity.ERROR
    known: Mapping[str, str] | None = None
    """Why the row is bad, by language, if the package itself says so."""

    def __post_init__(self) -> None:
        """Cuts what no message has room for."""
        if self.cell is not None:
            object.__setattr__(self, "cell", shortened(self.cell))
        values = {name: shortened(value) if isinstance(value, str) else value for name, value in self.values.items()}
        object.__setattr__(self, "values", values)

    @property
    def code(self) -> str:
        """A short name for scripts that does not change: `duplicate-id`, `kind`, `self-help`…"""
        return self.key.partition(".")[2].replace("_", "-")

    @property
    def message_note(self) -> Note:
        """What is wrong, in one sentence."""
        return Note(self.key, {"value": self.cell or ""} | self.values)

    @property
    def hint_note(self) -> Note:
        """What to do about it, in one sentence."""
        if self.known is not None:
            return Note("hint.known", dict(self.known))
        return Note(f"hint.{self.code.replace('-', '_')}", {"value": self.cell or ""} | self.values)

    def message(self, lang: Lang = "en") -> str:
        """What is wrong, in one sentence of `lang`."""
        return say(self.message_note.key, lang, **self.message_note.values)

    def hint(self, lang: Lang = "en") -> str:
        """What to do about it, in one sentence of `lang`."""
        return say(self.hint_note.key, lang, **self.hint_note.values)

    @property
    def order(self) -> tuple[str, str, int, str, str]:
        """The sort key: by place, then by code."""
        return (self.file, self.sheet or "", self.row or 0, self.column or "", self.code)
