"""Everything that a SQLite store holds as columns of numbers: read piece by piece, joined, sorted by recipient."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from graph.columns import KINDS, NONE, Columns, Named, Printed, ranking
from graph.dates import days, partial_date
from graph.model import AgreementStatus, Certainty, first_number
from graph.network import keyed
from graph.store.sqlite.read import View, on_roster, segments, view

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from graph.columns import Flags, Places
    from graph.store.sqlite.pieces import Segment

_Number = TypeVar("_Number", bound=np.generic)
_MANY = 4
"""A part of the organizations that is larger than one divided by this is read with all of them."""
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

    @cached_property
    def _starts(self) -> list[int]:
        """The first record of each segment, and how many there are in all."""
        return [0, *accumulate(one.count for one in self._agreements)]

    def _records(self, agreements: Places) -> Places:
        """The agreements of these numbers as records of all segments, one behind the other."""
        return agreements if self._order is None else self._order[agreements].astype(np.int32)

    @cached_property
    def _pairs(self) -> NDArray[np.int64]:
        """The two ends of each record as one number."""
        return self._end("helper").astype(np.int64) << 32 | self._end("recipient")

    @cached_property
    def _shared(self) -> Flags:
        """Which records have the two ends of another one."""
        _, at, counts = np.unique(self._pairs, return_inverse=True, return_counts=True)
        found: Flags = counts[at] > 1
        return found

    @cached_property
    def _ranks(self) -> Places:
        """The place of each organization in the order of ids; as one text, which takes a third of the time of rows."""
        (keys,) = self._db.execute(
            "SELECT group_concat(n, ' ') FROM (SELECT n FROM organization ORDER BY id)"
        ).fetchone()
        return ranking(self._places[np.fromstring(keys, dtype=np.int32, sep=" ")] if keys else self._places[:0])

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
        columns = self.columns
        if len(places) * _MANY > len(columns._keys):
            return self._of_all(places)
        rows = columns._db.execute(
            "SELECT o.id, o.name, o.name_en, o.kind, o.illustrative FROM json_each(?) j "
            "CROSS JOIN organization o ON o.n = j.value",
            (json.dumps(columns._keys[places].tolist()),),
        )
        return [Named(id_, name, name_en, kind, bool(invented)) for id_, name, name_en, kind, invented in rows]

    def _of_all(self, places: Places) -> list[Named]:
        """As `named`, from one way through the whole table, which is quicker for many."""
        at = self.columns._places.tolist()
        wanted = np.zeros(len(self.columns._keys), dtype=np.bool_)
        wanted[places] = True
        flags = wanted.tolist()
        found: list[Any] = [None] * len(flags)
        rows = self.columns._db.execute("SELECT n, id, name, name_en, kind, illustrative FROM organization")
        for n, id_, name, name_en, kind, invented in rows:
            if flags[at[n]]:
                found[at[n]] = Named(id_, name, name_en, kind, bool(invented))
        return list(map(found.__getitem__, places.tolist()))

    def ranks(self) -> Places:
        """The place of each organization in the order of ids."""
        return self.columns._ranks

    def keys(self, agreements: Places) -> list[str]:
        """The keys of the agreements of these numbers, in this order."""
        records = self.columns._records(agreements)
        distinct, at = np.unique(records, return_inverse=True)
        starts = self.columns._starts
        found: list[str] = []
        for start, segment in zip(starts, self.columns._agreements, strict=False):
            own = distinct[(distinct >= start) & (distinct < start + segment.count)] - start
            found += (id_ for (id_,) in segment.rows(("id",), own.tolist()))
        shared = np.flatnonzero(self.columns._shared[distinct] if len(starts) > 2 else distinct < 0)
        if len(shared):
            keys = self._told_apart(distinct[shared])
            for place in shared.tolist():
                found[place] = keys[int(distinct[place])]
        return list(map(found.__getitem__, at.tolist()))

    def sources(self, agreements: Places) -> tuple[Places, tuple[str, ...]]:
        """The source of each of these agreements as a place in the sorted ids beside."""
        stated = dict(self.columns._db.execute("SELECT n, id FROM source").fetchall())
        of = _joined([one.numbers("source") for one in self.columns._agreements])[self.columns._records(agreements)]
        numbers, at = np.unique(of, return_inverse=True)
        ids = tuple(sorted({stated[number] for number in numbers.tolist()}))
        places = np.array([ids.index(stated[number]) for number in numbers.tolist()], dtype=np.int32)
        return places[at], ids

    def printed(self, agreements: Places) -> list[Printed]:
        """The agreements of these numbers, in this order."""
        columns = self.columns
        dates = (
            map(partial_date, getattr(columns, f"{field}_first")[agreements].tolist(), last.tolist())
            for field in ("start", "end")
            for last in (getattr(columns, f"{field}_last")[agreements],)
        )
        of, ids = self.sources(agreements)
        return [
            Printed(key, start, end, ids[source])
            for key, start, end, source in zip(self.keys(agreements), *dates, of.tolist(), strict=True)
        ]

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
        if not agreements:
            return {}
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

    def _told_apart(self, records: NDArray[np.integer]) -> dict[int, str]:
        """Record → its key, for agreements of one pair and id that several datasets state, as a network has them."""
        columns = self.columns
        names = dict(columns._db.execute("SELECT n, dataset FROM version").fetchall())
        pair = columns._pairs
        wanted = np.isin(pair, pair[records])
        rows: list[tuple[str, str, str, str, int]] = []
        for start, segment in zip(columns._starts, columns._agreements, strict=False):
            own = np.flatnonzero(wanted[start : start + segment.count]).tolist()
            for record, (id_,) in zip(own, segment.rows(("id",), own), strict=True):
                at = start + record
                rows.append((str(pair[at]), "", id_, names[segment.version], at))
        rows.sort()
        return {at: key for (*_, key), (*_, at) in zip(keyed([row[:4] for row in rows]), rows, strict=True)}
