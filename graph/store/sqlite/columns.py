"""Everything that a SQLite store holds as columns of numbers: read piece by piece, joined, sorted by recipient."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from graph.columns import KINDS, NONE, Columns, Named, Printed
from graph.dates import days
from graph.model import AgreementStatus, Certainty, first_number
from graph.network import keyed
from graph.store.sqlite.read import View, on_roster, segments, view

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from graph.columns import Flags, Places
    from graph.store.sqlite.pieces import Segment

_Number = TypeVar("_Number", bound=np.generic)
_KINDS = {kind.value: number for number, kind in enumerate(KINDS)}


class StoredColumns(Columns):
    """The store as columns, each read when it is first asked for, over a connection whose state the caller holds."""

    def __init__(self, db: sqlite3.Connection, *days: date) -> None:
        seen = view(db, *days)
        agreements = list(segments(db, "agreement", seen.versions))
        sectors = sorted({word for one in agreements for word in one.words("sector") if word is not None})
        one = len({view(db, day) for day in days}) < 2
        self.__dict__.update(_db=db, _agreements=agreements, sectors=tuple(sectors), _seen=seen, _of_one_view=one)

    _db: sqlite3.Connection
    _agreements: Sequence[Segment]
    _seen: View
    _of_one_view: bool
    """Whether all of its days rest on the same versions."""

    def in_force(self, day: date, *, sector: str | None = None, groups: bool = True) -> Flags:
        """Which pairings are in force on `day`, in the versions that it rests on."""
        return self._visible(super().in_force(day, sector=sector, groups=groups), day)

    def ended(self, day: date, *, sector: str | None = None, groups: bool = True) -> Flags:
        """Which pairings ended before `day`, in the versions that it rests on."""
        return self._visible(super().ended(day, sector=sector, groups=groups), day)

    def _visible(self, flags: Flags, day: date) -> Flags:
        """Those of some pairings that the versions hold on which a day rests."""
        if self._of_one_view:
            return flags
        seen = view(self._db, day).versions
        parts = [np.full(one.count, seen is None or one.version in seen) for one in self._agreements]
        visible: Flags = np.concatenate(parts) if parts else np.empty(0, dtype=np.bool_)
        return flags & self._sorted(visible)

    def __getattr__(self, name: str) -> Any:
        """A column that was not read yet."""
        if name not in _READ:
            raise AttributeError(name)
        return self.__dict__.setdefault(name, _READ[name](self))

    @cached_property
    def _organizations(self) -> list[Segment]:
        """The segment that holds the numbers of all organizations; none in a file that no load has made yet."""
        return list(segments(self._db, "organization"))

    @cached_property
    def _keys(self) -> Places:
        return _joined([one.numbers("n") for one in self._organizations])

    @cached_property
    def _places(self) -> Places:
        """Key → place; the key 0 is none."""
        found = np.full(int(self._keys.max(initial=0)) + 1, NONE, dtype=np.int32)
        found[self._keys] = np.arange(len(self._keys), dtype=np.int32)
        return found

    @cached_property
    def _order(self) -> NDArray[np.int64] | None:
        """The records of all segments, one behind the other, by recipient and helper; None where they stand so."""
        if len(self._agreements) == 1:
            return None
        return np.lexsort((self._end("helper"), self._end("recipient")))

    def _end(self, side: str) -> Places:
        return self._places[_joined([one.numbers(side) for one in self._agreements])]

    def _sorted(self, column: NDArray[_Number]) -> NDArray[_Number]:
        return column if self._order is None else column[self._order]

    @cached_property
    def _codes(self) -> dict[str, Sequence[NDArray[np.int32]]]:
        """Start and end of the agreements as numbers that stand for words, by segment."""
        return {field: [one.numbers(field) for one in self._agreements] for field in ("start", "end")}

    def _day(self, field: str, place: int) -> NDArray[np.int32]:
        """The first (0) or last (1) day that each partial date of a field may mean."""
        parts = [
            np.array([days(word)[place] for word in one.words(field)], dtype=np.int32)[codes]
            for one, codes in zip(self._agreements, self._codes[field], strict=True)
        ]
        return self._sorted(_joined(parts))

    def _flag(self, field: str) -> Flags:
        return self._sorted(_joined([one.numbers(field) for one in self._agreements]).astype(np.bool_))

    def _of_words(self, field: str, numbers: dict[str, int]) -> NDArray[np.int32]:
        return self._sorted(_joined([_coded(one, field, numbers) for one in self._agreements]))

    def _unlisted(self) -> NDArray[np.int32]:
        """The day since which each pairing is no longer listed."""
        parts = [
            np.array([days(word)[1] for word in one.words("unlisted_since")], dtype=np.int32)[
                one.numbers("unlisted_since")
            ]
            for one in self._agreements
        ]
        return self._sorted(_joined(parts))

    def _on_roster(self) -> Flags:
        if not self._seen.past:
            return _joined([one.numbers("on_roster") for one in self._organizations]).astype(np.bool_)
        found = np.zeros(len(self._keys), dtype=np.bool_)
        found[self._places[sorted(on_roster(self._db, self._seen))]] = True
        return found


_READ: Mapping[str, Callable[[StoredColumns], Any]] = {
    "kind": lambda own: _joined([_coded(one, "kind", _KINDS) for one in own._organizations]).astype(np.int8),
    "part_of": lambda own: own._places[_joined([one.numbers("part_of") for one in own._organizations])],
    "on_roster": lambda own: own._on_roster(),
    "illustrative": lambda own: _joined([one.numbers("illustrative") for one in own._organizations]).astype(np.bool_),
    "helper": lambda own: own._sorted(own._end("helper")),
    "recipient": lambda own: own._sorted(own._end("recipient")),
    "start_first": lambda own: own._day("start", 0),
    "start_last": lambda own: own._day("start", 1),
    "end_first": lambda own: own._day("end", 0),
    "end_last": lambda own: own._day("end", 1),
    "sector": lambda own: own._of_words("sector", {word: n for n, word in enumerate(own.sectors)}).astype(np.int16),
    "group": lambda own: own._of_words("certainty", {Certainty.GROUP.value: 1}) == 1,
    "planned": lambda own: own._of_words("status", {AgreementStatus.PLANNED.value: 1}) == 1,
    "invented": lambda own: own._flag("illustrative"),
    "unlisted": lambda own: own._unlisted(),
    "register": lambda own: _Register(own),
}
"""How each column is read."""


def _joined(parts: Sequence[NDArray[np.int32]]) -> NDArray[np.int32]:
    if len(parts) == 1:
        return parts[0]
    return np.concatenate(parts) if parts else np.empty(0, dtype=np.int32)


def _coded(segment: Segment, field: str, numbers: dict[str, int]) -> NDArray[np.int32]:
    """A field of words as the `numbers` that stand for them; NONE for null and for any other word."""
    known = np.array([numbers.get(word or "", NONE) for word in segment.words(field)], dtype=np.int32)
    return known[segment.numbers(field)]


@dataclass(frozen=True, slots=True)
class _Register:
    """Looks things up in the store."""

    columns: StoredColumns

    def place(self, id_: str) -> int | None:
        """The place of the organization of this id; None where there is none."""
        found = self.columns._db.execute("SELECT n FROM organization WHERE id = ?", (id_,)).fetchone()
        return int(self.columns._places[found[0]]) if found else None

    def named(self, places: Places) -> list[Named]:
        """The organizations at these places, in this order."""
        wanted = self.columns._keys[places]
        rows = self.columns._db.execute(
            "SELECT o.id, o.name, o.name_en, o.kind, o.illustrative FROM json_each(?) j "
            "CROSS JOIN organization o ON o.n = j.value",
            (json.dumps(wanted.tolist()),),
        )
        return [Named(id_, name, name_en, kind, bool(invented)) for id_, name, name_en, kind, invented in rows]

    def printed(self, agreements: Places) -> list[Printed]:
        """The agreements of these numbers, in this order."""
        order, parts = self.columns._order, self.columns._agreements
        records = agreements if order is None else order[agreements]
        starts = np.cumsum([0, *(one.count for one in parts)]).tolist()
        sources = dict(self.columns._db.execute("SELECT n, id FROM source").fetchall())
        found: dict[int, Printed] = {}
        for start, segment in zip(starts, parts, strict=False):
            own = np.unique(records[(records >= start) & (records < start + segment.count)]) - start
            rows = segment.rows(("id", "start", "end", "source"), own.tolist())
            for record, (id_, first, last, source) in zip(own.tolist(), rows, strict=True):
                found[start + record] = Printed(id_, first, last, sources[source])
        if len(parts) > 1:
            self._tell_apart(found, starts)
        return [found[record] for record in records.tolist()]

    def places(self, ids: Collection[str]) -> dict[str, int]:
        """Id → place, for those of these organizations that there are."""
        rows = self.columns._db.execute(
            "SELECT o.id, o.n FROM json_each(?) j CROSS JOIN organization o ON o.id = j.value",
            (json.dumps(sorted(set(ids))),),
        )
        return {id_: int(self.columns._places[n]) for id_, n in rows}

    def numbers(self, names: Sequence[str]) -> dict[int, Decimal]:
        """Place → the number in the first of these attributes that is one, for the organizations that have one."""
        found = {}
        for n, attributes in self.columns._db.execute(
            "SELECT n, attributes FROM organization WHERE attributes IS NOT NULL"
        ):
            number = first_number(json.loads(attributes), names)
            if number is not None:
                found[int(self.columns._places[n])] = number
        return found

    def pairings(self, agreements: Collection[str]) -> dict[str, list[int]]:
        """Id, as `printed` gives it, → the numbers of its pairings, for those of these agreements that there are."""
        as_stated = {*agreements, *(id_.rpartition("@")[0] for id_ in agreements)}
        records: list[int] = []
        start = 0
        for segment in self.columns._agreements:
            ids = segment.rows(("id",))
            records += [start + record for record, (id_,) in enumerate(ids) if id_ in as_stated]
            start += segment.count
        numbers = np.array(records, dtype=np.int32)
        if self.columns._order is not None:
            numbers = np.flatnonzero(np.isin(self.columns._order, numbers)).astype(np.int32)
        found: dict[str, list[int]] = {}
        for number, one in zip(numbers.tolist(), self.printed(numbers), strict=True):
            if one.id in agreements:
                found.setdefault(one.id, []).append(number)
        return found

    def _tell_apart(self, found: dict[int, Printed], starts: Sequence[int]) -> None:
        """Gives agreements of one pair and id that several datasets state the keys that a network gives them."""
        columns = self.columns
        names = dict(columns._db.execute("SELECT n, dataset FROM version").fetchall())
        helper, recipient = columns._end("helper"), columns._end("recipient")
        pair = helper.astype(np.int64) << 32 | recipient
        wanted = np.isin(pair, pair[np.fromiter(found, dtype=np.int64, count=len(found))])
        rows: list[tuple[str, str, str, str, int]] = []
        for start, segment in zip(starts, columns._agreements, strict=False):
            own = np.flatnonzero(wanted[start : start + segment.count]).tolist()
            for record, (id_,) in zip(own, segment.rows(("id",), own), strict=True):
                at = start + record
                rows.append((str(helper[at]), str(recipient[at]), id_, names[segment.version], at))
        rows.sort()
        for (*_, key), (*_, at) in zip(keyed([row[:4] for row in rows]), rows, strict=True):
            if at in found:
                found[at] = found[at]._replace(id=key)
