"""What a question gives back: one object, shown as a table, written as JSON, CSV or xlsx, or made a DataFrame."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

BLOCK = 10_000
"""The number of rows of a listing that are made at a time."""


class Rows:
    """A result that can be turned into a list of dicts, which `polars.DataFrame` and `pandas.DataFrame` take."""

    __slots__ = ()

    def to_dicts(self) -> list[dict[str, Any]]:
        """One dict for each row of the result, by the names of its fields; a result without rows is one row itself.

        Values are plain: texts, numbers, booleans, None, lists; exact decimals become numbers, dates ISO texts.
        """
        return to_dicts(self.records())

    def records(self) -> Iterable[Any]:
        """The rows: NamedTuples, dataclasses or mappings."""
        return (self,)


def to_dicts(records: Iterable[Any]) -> list[dict[str, Any]]:
    """Records (NamedTuples, dataclasses or mappings) as dicts of plain values, by the names of their fields.

    A field that holds a record itself gives one entry for each of its fields.

    >>> to_dicts([Note("note.registered", {"count": Decimal("2.0")})])
    [{'key': 'note.registered', 'values': {'count': 2}, 'text': None}]
    """
    return [_plain_record(record) for record in records]


def _plain_record(record: Any) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for name, value in _items(record):
        if is_dataclass(value) or hasattr(value, "_fields"):
            row |= _plain_record(value)
        else:
            row[name] = plain(value)
    return row


def _items(record: Any) -> Iterable[tuple[str, Any]]:
    if isinstance(record, Mapping):
        return record.items()
    if is_dataclass(record):
        return ((one.name, getattr(record, one.name)) for one in fields(record))
    return zip(record._fields, record, strict=True)


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence beside the rows: a key of `graph.text` and the values that fill it in; or `text`, as it is."""

    key: str
    values: Mapping[str, object] = field(default_factory=dict)
    text: str | None = None


class Listing(Sequence[tuple[Any, ...]]):
    """Rows that are made when they are asked for, a block at a time: of a million, most are never looked at.

    It is equal to a list of the same rows. `make` gives the rows between two places; the fields `silent` have no value
    in any row.

    >>> some = Listing(3, lambda start, stop: [(number,) for number in range(start, stop)])
    >>> some[1], some[-2:], len(some), some == [(0,), (1,), (2,)]
    ((1,), [(1,), (2,)], 3, True)
    """

    def __init__(
        self, count: int, make: Callable[[int, int], Sequence[tuple[Any, ...]]], silent: Collection[str] = ()
    ) -> None:
        self._count = count
        self._make = make
        self.silent = frozenset(silent)

    def read(self) -> None:
        """Makes all rows now, for what they are made of will be gone."""
        rows = list(self)
        self._make = lambda start, stop: rows[start:stop]

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, place: Any) -> Any:
        if isinstance(place, slice):
            start, stop, step = place.indices(self._count)
            if step == 1:
                return list(self._make(start, stop)) if start < stop else []
            return [self[one] for one in range(start, stop, step)]
        place = range(self._count)[place]
        return self._make(place, place + 1)[0]

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        for start in range(0, self._count, BLOCK):
            yield from self._make(start, min(start + BLOCK, self._count))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, list | Listing) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]  # as that of a list

    def __repr__(self) -> str:
        return repr(list(self))


def chained(parts: Sequence[Sequence[tuple[Any, ...]]]) -> Sequence[tuple[Any, ...]]:
    """Rows one behind the other; a listing where there is one among them.

    >>> some = chained([[(0,), (1,)], [], Listing(2, lambda start, stop: [(2,), (3,)][start:stop])])
    >>> some[1:3], len(some)
    ([(1,), (2,)], 4)
    """
    listings = [one for one in parts if isinstance(one, Listing)]
    if not listings:
        return [row for one in parts for row in one]

    def rows(start: int, stop: int) -> list[tuple[Any, ...]]:
        found: list[tuple[Any, ...]] = []
        for one in parts:
            found += one[max(start, 0) : max(stop, 0)]
            start, stop = start - len(one), stop - len(one)
        return found

    silent = frozenset.intersection(*(one.silent for one in listings)) if len(listings) == len(parts) else ()
    return Listing(sum(map(len, parts)), rows, silent)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Rows):
    """The answer to `question`. `fields` name the values of each row; `shown` are those that a table has room for.

    `headline` are the sentences above a table that say the answer in words; `notes` are the caveats below it.
    `passed` is None unless the question is a check. `said` is the sentence that answers a
    question in words, if any.
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
    said: Note | None = None

    @property
    def sentences(self) -> tuple[Note, ...]:
        """What is said above the rows: the sentence that answers a question in words, then the headline."""
        return self.headline if self.said is None else (self.said, *self.headline)

    def records(self) -> Iterable[Mapping[str, Any]]:
        """The rows, each as a mapping by the names of `fields`."""
        return (dict(zip(self.fields, row, strict=True)) for row in self.rows)

    def columns(self) -> tuple[str, ...]:
        """The fields a table shows."""
        return self.shown or self.fields


def plain(value: object) -> Any:
    """`value` as JSON holds it: decimals as numbers, dates as ISO texts, tuples as lists.

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
    """`value` as one cell of a table holds it: the items of a list joined by ` / `.

    >>> flat(("贵州省", "六盘水市"))
    '贵州省 / 六盘水市'
    """
    value = plain(value)
    if isinstance(value, list):
        return " / ".join(str(flat(item)) for item in value)
    if isinstance(value, dict):
        return "; ".join(f"{key}={flat(item)}" for key, item in value.items())
    return value
