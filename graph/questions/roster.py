"""What answers about a roster have in common: fields, sentences about shares, caveats."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from graph.answer import Note
from graph.dataset import PACKAGE
from graph.query import AREA_GROUPS, By, Query
from graph.versions import of_day

if TYPE_CHECKING:
    from decimal import Decimal

    from graph.measures.centrality import Unplaced
    from graph.measures.coverage import CoverageGroup, Tally
    from graph.periods import Period
    from graph.questions.inquiry import Inquiry
    from graph.store import LoadedDataset


class GroupRow(NamedTuple):
    """A line of a coverage table: a kind, an area or a sector, and its members by state."""

    group: str
    roster: int | None
    direct: int
    inherited: int
    lapsed: int
    never: int
    share_direct: float | None
    group_id: str | None
    illustrative: int
    off_roster: int


GROUP_COLUMNS = GroupRow._fields[:7]
"""The fields that a table of groups shows."""


def group_row(group: CoverageGroup, by: By) -> GroupRow:
    """Makes a line of a coverage table; an area is named with the unit it lies in."""
    name = group.name
    if by.value in AREA_GROUPS and group.id:
        name = " / ".join((*group.area, group.name)[-2:])
    tally = group.tally
    return GroupRow(
        name,
        tally.roster,
        tally.direct,
        tally.inherited,
        tally.lapsed,
        tally.never,
        tally.share_direct,
        group.id,
        tally.illustrative,
        tally.off_roster,
    )


def numbers(tally: Tally) -> dict[str, Any]:
    """The counts of a tally and its share, by the names of an answer's fields."""
    names = ("roster", "direct", "inherited", "lapsed", "never")
    counts: dict[str, Any] = {name: getattr(tally, name) for name in names}
    return counts | {
        "share_direct": tally.share_direct,
        "illustrative": tally.illustrative,
        "off_roster": tally.off_roster,
    }


def kind_name(query: Query) -> str:
    """The kind that a summary names: that of the query, or `all`."""
    return query.kind.value if query.kind else "all"


def share_note(query: Query, tally: Tally, scope: str | None) -> Note:
    """The sentence that says which share of a roster has a partner, or why there is no share."""
    if not tally.roster:
        return Note("coverage.no_share", {"kind": query.kind})
    return Note(
        "coverage.share",
        {
            "direct": tally.direct,
            "roster": tally.roster,
            "kind": query.kind,
            "share": tally.share_direct,
            "day": query.day,
            "scope": scope,
            "sector": query.sector,
        },
    )


def caveats(
    inquiry: Inquiry, query: Query, agreements: int, open_dates: int, tally: Tally, *, has_roster: bool
) -> tuple[Note, ...]:
    """The caveats of an answer about a roster: illustrative records, open dates, a missing roster."""
    notes = early_notes(inquiry)
    notes += [Note("note.unused", {"name": one.name, "count": one.rejected}) for one in unused_rows(inquiry)]
    if not has_roster:
        rosters = inquiry.rosters()
        if rosters:
            notes.append(Note("coverage.rosters", {"rosters": rosters}))
    if tally.off_roster and has_roster:
        notes.append(Note("note.off_roster", {"count": tally.off_roster, "kind": query.kind}))
    if tally.illustrative:
        seen = tally.roster or tally.direct + tally.gaps
        notes.append(Note("note.illustrative", {"count": tally.illustrative, "roster": seen}))
    if open_dates:
        notes.append(Note("note.open_dates", {"open": open_dates, "agreements": agreements, "day": query.day}))
    notes.append(Note("note.registered"))
    return tuple(notes)


class OfPeriod(NamedTuple):
    """What an answer says of money of a period: nothing of a question about none."""

    summary: Mapping[str, Any] = {}
    headline: tuple[Note, ...] = ()
    notes: tuple[Note, ...] = ()


def money_notes(period: Period | None, funds: Decimal, unplaced: Unplaced) -> OfPeriod:
    """The period that money is of, its sum in yuan, and what cannot be said to lie in it and is not added."""
    if period is None:
        return OfPeriod()
    summary = {"period": str(period), "funds": funds, "unplaced": unplaced.entries, "unplaced_funds": unplaced.value}
    left = (Note("period.unplaced", summary),) if unplaced.entries else ()
    return OfPeriod(summary, (Note("period.money", summary),), left)


def early_notes(inquiry: Inquiry) -> list[Note]:
    """The note that some datasets state pairs or a roster for later days alone; none where all have an earlier one."""
    names = inquiry.too_early()
    return [Note("note.too_early", {"names": names, "day": inquiry.day})] if names else []


def unused_rows(inquiry: Inquiry) -> list[LoadedDataset]:
    """The tables on which the day rests of which rows could not be used and were not mended since."""
    return [one for one in of_day(inquiry.datasets(), inquiry.day) if one.rejected and one.read_as != PACKAGE]


def illustrative_rows(count: int) -> list[Note]:
    """The note that some rows rest on illustrative records; none where no row does."""
    return [Note("note.illustrative_rows", {"count": count})] if count else []
