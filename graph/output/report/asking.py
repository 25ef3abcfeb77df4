"""Asks the questions that a report needs, each once, and numbers the commands that give the same figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from graph.answer import Answer, Note
from graph.model import Kind
from graph.network import edge_in_force
from graph.output.render import visible_columns
from graph.output.report.parts import PRINTED, ReportTable
from graph.query import By, Query
from graph.questions.registry import BY_NAME, command_line

if TYPE_CHECKING:
    from graph.periods import Period
    from graph.questions.inquiry import Inquiry

_SILENT: tuple[object, ...] = (None, "", ())
_SAID = frozenset(
    {"note.illustrative", "note.illustrative_rows", "rank.illustrative", "note.registered", "sources.caveat"}
)
"""Notes that a report leaves out, because its sentences, marks and method say the same."""


@dataclass(frozen=True, slots=True)
class ReportWanted:
    """What a report is to be about. The kind of the query is None: `kinds` holds the kinds, none for all of them.

    Money is that given in the `period`, where there is one.
    """

    query: Query
    kinds: tuple[Kind, ...] = ()
    since: date | None = None
    title: str | None = None
    period: Period | None = None


class Asking:
    """The questions that a report asks in one inquiry, each once, and the numbers of their commands."""

    def __init__(self, inquiry: Inquiry, wanted: ReportWanted) -> None:
        self.inquiry = inquiry
        self.wanted = wanted
        self.query = wanted.query
        self.numbers: dict[str, int] = {}
        self._answers: dict[object, Answer] = {}
        self.money: dict[str, Any] = {} if wanted.period is None else {"period": wanted.period}
        """The option of the questions about money."""
        self.by_kind = self.of_kinds(self.answer("coverage", by=(By.KIND,), **self.money))
        rosters = tuple(Kind(kind) for kind, *_ in self.by_kind.rows)
        self.kinds = wanted.kinds or rosters or tuple(Kind)
        """The kinds reported one by one: those asked for, else those on a roster, else those that agreements name."""
        if not rosters:
            self.kinds = tuple(kind for kind in self.kinds if self.gaps(kind).headline[0].values.get("seen"))

    def answer(self, name: str, day: date | None = None, **options: Any) -> Answer:
        """The answer to a question of the registry in the report's area, on its day or another. It is asked once."""
        key = (name, day, tuple(sorted(options.items())))
        if key not in self._answers:
            inquiry = self.inquiry if day is None else self.inquiry.about(self.query.area, day)
            self._answers[key] = BY_NAME[name].answer(inquiry, **options)
        return self._answers[key]

    def trace(self, name: str, day: date | None = None, **options: Any) -> tuple[int, ...]:
        """The number of the command that gives the same figures, with the day where the question takes one."""
        words = BY_NAME[name].words(options, area=self.query.area, day=day or self.query.day)
        command = command_line(words)
        return (self.numbers.setdefault(command, len(self.numbers) + 1),)

    def traced(self, name: str, day: date | None = None, **options: Any) -> tuple[Answer, tuple[int, ...]]:
        """An answer and the number of the command that gives the same."""
        return self.answer(name, day, **options), self.trace(name, day, **options)

    def of_kinds(self, coverage: Answer) -> Answer:
        """An answer about coverage by kind, limited to the kinds asked for."""
        wanted, group = self.wanted.kinds, coverage.fields.index("group")
        return replace(coverage, rows=[row for row in coverage.rows if not wanted or row[group] in wanted])

    def gaps(self, kind: Kind, day: date | None = None) -> Answer:
        """The answer about the gaps of a kind."""
        return self.answer("gaps", day, kind=kind)

    def illustrative_helpers(self) -> set[str]:
        """The helpers with at least one illustrative agreement in force in the area."""
        if not self.inquiry.fits(self.inquiry.area):
            return self._illustrative_on_columns()
        edges = self.inquiry.network().edges(data=True)
        return {helper for helper, _, edge in edges if edge["illustrative"] and edge_in_force(edge, self.query.day)}

    def _illustrative_on_columns(self) -> set[str]:
        import numpy as np

        from graph.measures.columns.pairs import fetched

        columns = self.inquiry.columns()
        invented = columns.in_force(self.query.day) & columns.invented & fetched(columns, self.inquiry.area)
        return {one.id for one in columns.register.named(np.unique(columns.helper[invented]))}

    def table(
        self,
        answer: Answer,
        caption: Note,
        traces: tuple[int, ...],
        *,
        most: int = PRINTED,
        by_area: bool = False,
        invented: Callable[[Mapping[str, Any]], object] | None = None,
    ) -> ReportTable:
        """The rows of an answer as a table; a row is marked as illustrative by `invented`, or else by its own field."""
        own = "illustrative" in answer.fields and not answer.question.startswith("check")
        rests = invented or (lambda row: own and row["illustrative"])
        marked = frozenset(
            place for place, row in enumerate(answer.rows) if rests(dict(zip(answer.fields, row, strict=True)))
        )
        columns = tuple(name for name in visible_columns(answer) if not (name == "area" and by_area))
        ids = tuple(name for name in ("id", "subject_id", "group_id", "recipient_id") if name in answer.fields)[:1]
        flag = ("illustrative",) if _counted(answer) else ()
        shown = [name for name in dict.fromkeys((*columns, *flag, *ids)) if _says(answer, name)]
        if own and not flag:
            shown = [name for name in shown if name != "illustrative"]  # the mark says it
        return ReportTable(
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
    """Whether the field `illustrative` holds numbers, rather than marking rows."""
    if "illustrative" not in answer.fields:
        return False
    place = answer.fields.index("illustrative")
    return any(type(row[place]) is not bool and row[place] for row in answer.rows)


def _says(answer: Answer, name: str) -> bool:
    place = answer.fields.index(name)
    return any(row[place] not in _SILENT for row in answer.rows)
