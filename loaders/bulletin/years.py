"""Which year a date is of that is written without one: 3月6日, in May."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from graph.model import PartialDate


@dataclass(slots=True)
class Years:
    """What is known of the year while a bulletin is read.

    A year is carried from the last date that was told inside its sentence; inside its paragraph where dates follow one
    another; further only if the text has told no other. Else the bulletin's own `day` says it; where the two differ,
    the year is unsure. `titled` is the year that the whole is a report of.
    """

    day: date | None
    titled: int | None = None
    told: PartialDate | None = None
    """The last date that was told, or that was found by what was told before it."""
    unsure: bool = False
    same_sentence: bool = False
    same_paragraph: bool = False
    interrupted: bool = False
    """Whether the text has spoken since of another time, of which nobody knows the year (近日, last year)."""
    named: set[int] = field(default_factory=set)

    def begin(self, *, paragraph: bool) -> None:
        """Begins a sentence, perhaps that of a new paragraph."""
        self.same_sentence = False
        self.same_paragraph = self.same_paragraph and not paragraph

    def tell(self, told: PartialDate, *, carried: bool = False, unsure: bool = False) -> None:
        """Keeps a date that the text tells; `carried` if its year was not written."""
        if not carried:
            self.named.add(told.year)
        self.told, self.unsure = told, unsure
        self.same_sentence = self.same_paragraph = True
        self.interrupted = False

    def interrupt(self) -> None:
        """Keeps that the text speaks of another time, without a year."""
        self.interrupted = True

    def of_month(self, month: int) -> tuple[int | None, bool]:
        """The year of a month that stands alone, and whether it is unsure; None where nothing tells."""
        # a month of the winter that lies ahead was that of last year
        own = None if self.day is None else self.day.year - (month > self.day.month)
        if self.told is None:
            return self.titled or own, False
        year = self.told.year
        if year in (own, self.titled):
            return year, False
        if self.same_sentence:
            return year, self.unsure
        goes_on = self.told.month is not None and month >= self.told.month and not self.interrupted
        if self.same_paragraph:
            return year, self.unsure or not goes_on
        if own is not None:
            return own, True
        return (year, self.unsure) if goes_on and self.named == {year} else (None, False)

    def of_all(self) -> tuple[int | None, bool]:
        """The year that “the whole year” is, and whether it is unsure."""
        if self.told is None:
            return self.titled, False
        year = self.told.year
        sure = self.same_paragraph or year == self.titled or self.named == {year}
        return year, self.unsure or not sure or (self.interrupted and not self.same_sentence and year != self.titled)
