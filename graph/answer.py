"""What a question gives back: one object that can be shown as a table or written as JSON, CSV or xlsx."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence beside the rows: a key of `graph.text` and what fills it in. `text` is a literal instead."""

    key: str
    values: Mapping[str, object] = field(default_factory=dict)
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answer to `question`. `fields` name the values of each row; `shown` those that a table has room for.

    `headline` are the sentences above a table that say the answer in words; `notes` the caveats below it.
    `passed` is None unless the question is a check.
    """

    question: str
    as_of: date | None
    fields: tuple[str, ...]
    rows: Sequence[tuple[Any, ...]]
    scope: str | None = None
    summary: Mapping[str, Any] = field(default_factory=dict)
    headline: tuple[Note, ...] = ()
    notes: tuple[Note, ...] = ()
    shown: tuple[str, ...] = ()
    passed: bool | None = None

    def columns(self) -> tuple[str, ...]:
        """The fields a table shows."""
        return self.shown or self.fields


def plain(value: object) -> Any:
    """`value` as JSON holds it: exact numbers as numbers, dates as ISO text, tuples as lists.

    >>> plain(Decimal("562800.00")), plain(("a", "b"))
    (562800, ['a', 'b'])
    """
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, Iterable):
        return [plain(item) for item in value]
    return value


def flat(value: object) -> Any:
    """`value` as one cell holds it: lists joined by ` / `.

    >>> flat(("贵州省", "六盘水市"))
    '贵州省 / 六盘水市'
    """
    value = plain(value)
    if isinstance(value, list):
        return " / ".join(str(flat(item)) for item in value)
    if isinstance(value, dict):
        return "; ".join(f"{key}={flat(item)}" for key, item in value.items())
    return value
