"""The questions that a report asks of a store, each once, and the traces they leave."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from graph import questions
from graph.answer import Answer, Note
from graph.model import Kind
from graph.network import edge_in_force
from graph.output.render import told
from graph.output.report.parts import PRINTED, Table
from graph.query import By, Query

if TYPE_CHECKING:
    from graph.network import Network
    from graph.store import Store

_SILENT: tuple[object, ...] = (None, "", ())
_SAID = frozenset(
    {"note.illustrative", "note.illustrative_rows", "note.illustrative_ranked", "note.registered", "note.dataset"}
)
"""Notes that sentences, marks and the method of a report say already."""
_PLAIN = re.compile(r"[\w.:/@+~-]+")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a report is to be about. The query's kind is None: `kinds` are those wanted, all of them when empty."""

    query: Query
    kinds: tuple[Kind, ...] = ()
    since: date | None = None
    title: str | None = None


class _Held:
    """A store that keeps the networks it gave: a report asks for the same ones again and again, and only reads them."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._networks: dict[tuple[str | None, bool], Network] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def network(self, area: str | None = None, *, received: bool = False) -> Network:
        """As the store's own."""
        if (area, received) not in self._networks:
            self._networks[area, received] = self._store.network(area, received=received)
        return self._networks[area, received]


class Asking:
    """The questions a report asks of a store, each once, and the traces they leave."""

    def __init__(self, store: Store, wanted: Wanted) -> None:
        self.store = cast("Store", _Held(store))
        self.wanted = wanted
        self.query = wanted.query
        self.by_kind = self.of_kinds(questions.coverage(self.store, self.query, By.KIND))
        self.numbers: dict[str, int] = {}
        self._gaps: dict[tuple[Kind, date], Answer] = {}
        rosters = tuple(Kind(row[0]) for row in self.by_kind.rows)
        self.kinds = wanted.kinds or rosters or tuple(Kind)
        """Kinds that are reported one by one: those wanted, else those on a roster, else those that agreements name."""
        if not rosters:
            self.kinds = tuple(kind for kind in self.kinds if self.gaps(kind).headline[0].values.get("seen"))

    def trace(self, *words: str, day: date | None = None, area: bool = True) -> tuple[int, ...]:
        """The number of the command that gives the same figures; `area` when it is asked of the area alone."""
        parts = ["jiedui", *words]
        if area and self.query.area is not None:
            parts += ["--in", self.query.area]
        if day is not None:
            parts += ["--as-of", day.isoformat()]
        command = " ".join(part if _PLAIN.fullmatch(part) else f'"{part}"' for part in parts)
        return (self.numbers.setdefault(command, len(self.numbers) + 1),)

    def of(self, kind: Kind | None, day: date | None = None) -> Query:
        """The query for one kind, and for another day."""
        return replace(self.query, kind=kind, day=day or self.query.day)

    def of_kinds(self, coverage: Answer) -> Answer:
        """Coverage by kind, the kinds that are wanted."""
        wanted = self.wanted.kinds
        return replace(coverage, rows=[row for row in coverage.rows if not wanted or row[0] in wanted])

    def gaps(self, kind: Kind, day: date | None = None) -> Answer:
        """Gaps of a kind."""
        query = self.of(kind, day)
        if (kind, query.day) not in self._gaps:
            self._gaps[kind, query.day] = questions.gaps(self.store, query)
        return self._gaps[kind, query.day]

    def inventing(self) -> set[str]:
        """Helpers of whom any agreement in force in the area is illustrative."""
        edges = self.store.network(self.query.area).edges(data=True)
        return {helper for helper, _, edge in edges if edge["illustrative"] and edge_in_force(edge, self.query.day)}

    def table(
        self,
        answer: Answer,
        caption: Note,
        traces: tuple[int, ...],
        *,
        most: int = PRINTED,
        by_area: bool = False,
        invented: Callable[[Mapping[str, Any]], object] | None = None,
    ) -> Table:
        """An answer's rows as a table; a row is marked where `invented`, or its own field, says so."""
        own = "illustrative" in answer.fields and not answer.question.startswith("check")
        rests = invented or (lambda row: own and row["illustrative"])
        marked = frozenset(
            place for place, row in enumerate(answer.rows) if rests(dict(zip(answer.fields, row, strict=True)))
        )
        columns = tuple(name for name in told(answer) if not (name == "area" and by_area))
        ids = tuple(name for name in ("id", "subject_id", "group_id", "recipient_id") if name in answer.fields)[:1]
        flag = ("illustrative",) if _counted(answer) else ()
        shown = [name for name in dict.fromkeys((*columns, *flag, *ids)) if _says(answer, name)]
        if own and not flag:
            shown = [name for name in shown if name != "illustrative"]  # the mark says it
        return Table(
            caption=caption,
            fields=answer.fields,
            rows=answer.rows,
            shown=tuple(shown),
            traces=traces,
            marked=marked,
            most=most,
            by_area=by_area,
            notes=tuple(note for note in answer.notes if note.key not in _SAID),
        )


def _counted(answer: Answer) -> bool:
    """Whether `illustrative` counts something, rather than marking a row."""
    if "illustrative" not in answer.fields:
        return False
    place = answer.fields.index("illustrative")
    return any(type(row[place]) is not bool and row[place] for row in answer.rows)


def _says(answer: Answer, name: str) -> bool:
    place = answer.fields.index(name)
    return any(row[place] not in _SILENT for row in answer.rows)
