"""Tokens: the words of a clause that its reading rests on, each with where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from graph.model import Form, Kind, Measure
from loaders.bulletin.figures import Figure
from loaders.bulletin.names import Name
from loaders.bulletin.text import Span
from loaders.bulletin.times import Time


class Act(StrEnum):
    """What a verb of giving says: it decides what a number behind it counts."""

    GIVE = "give"
    BUY = "buy"
    SELL = "sell"
    OPEN = "open"
    FUND = "fund"
    VISIT = "visit"
    SEND = "send"
    TRAIN = "train"
    HOLD = "hold"
    OTHER = "other"
    """It says something that no measure holds."""
    ALLOT = "allot"
    """Money was set aside: given where it is said by whom and for whom, else it may have come from anybody."""
    ATTEND = "attend"
    """People came to what was held before."""
    RAISE = "raise"
    """Money was raised, or is to come: who gave it to whom is open."""


class Guard(StrEnum):
    """Why nothing of a clause may be taken as it stands."""

    PLAN = "plan"
    NEGATION = "negation"
    COMPARISON = "comparison"
    VISIT = "visit"
    RATE = "rate"
    GOODS = "goods"
    CONDITION = "condition"


class Thing(NamedTuple):
    """What is counted or paid for: its words, and the class of the last one (`teachers`, `money`…), None if unknown."""

    words: str
    what: str | None


class Token(NamedTuple):
    """A word of a class, where it stands, and what it means."""

    kind: str
    span: Span
    value: Name | Figure | Time | Kind | Act | Guard | Thing | Form | str | int | None = None


@dataclass(slots=True)
class Clause:
    """A clause: the words that a rule must have a place for, and those that were set aside.

    `strange` are stretches that no word of the lexicon covers: a clause that has any is proposed at most.
    """

    span: Span
    words: list[Token] = field(default_factory=list)
    times: list[Token] = field(default_factory=list)
    forms: list[Token] = field(default_factory=list)
    guards: list[Token] = field(default_factory=list)
    strange: list[Token] = field(default_factory=list)
    aside: list[Token] = field(default_factory=list)
    """Numbers that say how it was done, not what: in three batches, for a year."""
    flags: dict[str, Token] = field(default_factory=dict)
    """Words that change how the others are meant, by class: `each`, `respectively`, `cumulative`, `total`, `among`…"""

    def figures(self) -> list[Token]:
        """Its numbers, in order, also those in brackets."""
        return [one for one in (*self.words, *self.strange, *self.aside) if isinstance(one.value, Figure)]


MEASURES: dict[tuple[Act, str | None], Measure] = {
    (Act.GIVE, "money"): Measure.FUNDS,
    (Act.BUY, "money"): Measure.PURCHASES,
    (Act.BUY, "produce"): Measure.PURCHASES,
    (Act.SEND, "teachers"): Measure.TEACHERS_SENT,
    (Act.SEND, "doctors"): Measure.DOCTORS_SENT,
    (Act.OPEN, "posts"): Measure.POSTS,
    (Act.FUND, "students"): Measure.STUDENTS_FUNDED,
    (Act.GIVE, "students"): Measure.STUDENTS_FUNDED,
    (Act.TRAIN, "sessions"): Measure.SESSIONS,
    (Act.HOLD, "sessions"): Measure.SESSIONS,
    (Act.TRAIN, "people"): Measure.TRAINEES,
    (Act.VISIT, "people"): Measure.PEOPLE_VISITED,
}
"""What a number counts, by what was done and what stands beside the number."""
NO_PRODUCE = re.compile(
    "设备|服务|器材|器械|物资|车|用品|系统|软件|房|工程|项目|药|保险|课程|票|[Ee]quipment|[Ss]ervice"
)
"""Words for what is bought from others, not from those who are helped."""
