"""Everything that a SQLite store holds as columns of numbers: read piece by piece, joined, sorted by recipient."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from graph.columns import KINDS, NONE, Columns, Named, Printed
from graph.dates import days
from graph.model import Certainty, Kind
from graph.network import keyed
from graph.store.sqlite.read import segments

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from graph.columns import Flags, Places
    from graph.store.sqlite.pieces import Segment

DATES = ("start", "end")


def columns(db: sqlite3.Connection) -> Columns:
    """The store as columns; what they do not hold is looked up over `db`, whose state the caller holds."""
    organizations = list(segments(db, "organization"))
    keys = _joined([one.numbers("n") for one in organizations])
    places = np.full(int(keys[-1]) + 1 if len(keys) else 1, NONE, dtype=np.int32)
    places[keys] = np.arange(len(keys), dtype=np.int32)
    agreements = list(segments(db, "agreement"))
    helper = places[_joined([one.numbers("helper") for one in agreements])]
    recipient = places[_joined([one.numbers("recipient") for one in agreements])]
    order = np.lexsort((helper, recipient)) if len(agreements) > 1 else None

    def sorted_(column: NDArray[Any]) -> NDArray[Any]:
        return column if order is None else column[order]

    sectors = tuple(sorted({word for one in agreements for word in one.words("sector") if word is not None}))
    first_last = {name: _days(agreements, name) for name in DATES}
    return Columns(
        kind=_joined(
            [_coded(one, "kind", {str(kind): KINDS.index(kind) for kind in Kind}) for one in organizations]
        ).astype(np.int8),
        part_of=places[_joined([one.numbers("part_of") for one in organizations])],
        on_roster=_flags(organizations, "on_roster"),
        illustrative=_flags(organizations, "illustrative"),
        helper=sorted_(helper),
        recipient=sorted_(recipient),
        start_first=sorted_(first_last["start"][0]),
        start_last=sorted_(first_last["start"][1]),
        end_first=sorted_(first_last["end"][0]),
        end_last=sorted_(first_last["end"][1]),
        sector=sorted_(
            _joined([_coded(one, "sector", {word: n for n, word in enumerate(sectors)}) for one in agreements])
        ).astype(np.int16),
        group=sorted_(_joined([_coded(one, "certainty", {Certainty.GROUP.value: 1}) for one in agreements]) == 1),
        planned=np.zeros(len(helper), dtype=np.bool_),
        invented=sorted_(_flags(agreements, "illustrative")),
        sectors=sectors,
        register=_Register(db, keys, places, agreements, helper, recipient, order),
    )


def _joined(parts: Sequence[NDArray[np.int32]]) -> NDArray[np.int32]:
    if len(parts) == 1:
        return parts[0]
    return np.concatenate(parts) if parts else np.empty(0, dtype=np.int32)


def _flags(parts: Sequence[Segment], field: str) -> Flags:
    return _joined([one.numbers(field) for one in parts]).astype(np.bool_)


def _coded(segment: Segment, field: str, numbers: dict[str, int]) -> NDArray[np.int32]:
    """A field of words as the `numbers` that stand for them; NONE for null and for any other word."""
    known = np.array([numbers.get(word or "", NONE) for word in segment.words(field)], dtype=np.int32)
    return known[segment.numbers(field)]


def _days(parts: Sequence[Segment], field: str) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """The first and the last day that each partial date of a field may mean."""
    found: tuple[list[NDArray[np.int32]], list[NDArray[np.int32]]] = ([], [])
    for segment in parts:
        numbers = segment.numbers(field)
        known = [days(word) for word in segment.words(field)]
        for place, some in enumerate(found):
            some.append(np.array([one[place] for one in known], dtype=np.int32)[numbers])
    return _joined(found[0]), _joined(found[1])


@dataclass(frozen=True, slots=True)
class _Register:
    """Looks things up in the store. `order` gives the record of an agreement, counted over all segments."""

    db: sqlite3.Connection
    keys: Places
    places: Places
    segments: Sequence[Segment]
    helper: Places
    recipient: Places
    order: NDArray[np.int64] | None

    def place(self, id_: str) -> int | None:
        """The place of the organization of this id; None where there is none."""
        found = self.db.execute("SELECT n FROM organization WHERE id = ?", (id_,)).fetchone()
        return int(self.places[found[0]]) if found else None

    def named(self, places: Places) -> list[Named]:
        """The organizations at these places, in this order."""
        wanted = self.keys[places]
        rows = self.db.execute(
            "SELECT id, name, name_en, kind, illustrative = 1 FROM json_each(?) j "
            "CROSS JOIN organization o ON o.n = j.value ORDER BY j.key",
            (json.dumps(wanted.tolist()),),
        )
        return [Named(id_, name, name_en, kind, bool(invented)) for id_, name, name_en, kind, invented in rows]

    def printed(self, agreements: Places) -> list[Printed]:
        """The agreements of these numbers, in this order."""
        records = agreements if self.order is None else self.order[agreements]
        starts = np.cumsum([0, *(one.count for one in self.segments)])
        sources = dict(self.db.execute("SELECT n, id FROM source").fetchall())
        found: dict[int, Printed] = {}
        for start, segment in zip(starts.tolist(), self.segments, strict=False):
            own = np.unique(records[(records >= start) & (records < start + segment.count)]) - start
            rows = segment.rows(("id", "start", "end", "source"), own.tolist())
            for record, (id_, first, last, source) in zip(own.tolist(), rows, strict=True):
                found[start + record] = Printed(id_, first, last, sources[source])
        if len(self.segments) > 1:
            self._tell_apart(found, starts)
        return [found[record] for record in records.tolist()]

    def _tell_apart(self, found: dict[int, Printed], starts: NDArray[np.int64]) -> None:
        """Gives agreements of one pair and id that several datasets state the keys that a network gives them."""
        names = dict(self.db.execute("SELECT n, dataset FROM version").fetchall())
        pair = self.helper.astype(np.int64) << 32 | self.recipient
        wanted = np.isin(pair, np.unique(pair[np.fromiter(found, dtype=np.int64, count=len(found))]))
        rows: list[tuple[str, str, str, str, int]] = []
        for start, segment in zip(starts.tolist(), self.segments, strict=False):
            own = np.flatnonzero(wanted[start : start + segment.count])
            for record, (id_,) in zip(own.tolist(), segment.rows(("id",), own.tolist()), strict=True):
                at = start + record
                rows.append((str(self.helper[at]), str(self.recipient[at]), id_, names[segment.version], at))
        rows.sort()
        for (*_, key), (*_, at) in zip(keyed([row[:4] for row in rows]), rows, strict=True):
            if at in found:
                found[at] = found[at]._replace(id=key)
