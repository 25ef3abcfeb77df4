"""What a newer version of a source says that the older did not, told by recipient."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from graph.model import PartialDate

JOIN = "、"


class What(StrEnum):
    """What became of a recipient."""

    ADDED = "added"
    ENDED = "ended"
    RE_PAIRED = "re-paired"
    EXTENDED = "extended"
    RENAMED = "renamed"
    AMOUNT = "amount"
    LISTED = "listed"
    UNLISTED = "unlisted"


class Member(NamedTuple):
    """An organization as a source states it."""

    name: str
    on_roster: bool = False
    aliases: tuple[str, ...] = ()


class Pairing(NamedTuple):
    """One agreement: who helps whom, and until when (a canonical partial date, None when open)."""

    helper: str
    recipient: str
    end: str | None = None


class Given(NamedTuple):
    """One contribution, in yuan or in the measure's own unit."""

    helper: str | None
    recipient: str | None
    measure: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class State:
    """What one source states at one time; `members` by id."""

    members: Mapping[str, Member] = field(default_factory=dict)
    pairings: Sequence[Pairing] = ()
    given: Sequence[Given] = ()


class Changed(NamedTuple):
    """One change. `before` and `after` are names (added, ended, re-paired, renamed), dates, or amounts of `measure`.

    `lost` and `gained` are the ids of the partners lost and gained; `helper` is the one whose date or amount changed.
    """

    what: What
    recipient_id: str
    recipient: str
    before: str | Decimal | None = None
    after: str | Decimal | None = None
    measure: str | None = None
    lost: tuple[str, ...] = ()
    gained: tuple[str, ...] = ()
    helper: str | None = None


def compare(before: State, after: State) -> tuple[Changed, ...]:
    """What changed for whom, sorted by recipient.

    A recipient that lost some partners and gained others is `re-paired`, once. One that is now known by another id, but
    keeps its old name as an alias, was renamed: no end and no start.
    """
    became = _became(before, after)
    old = State(
        {became.get(id_, id_): member for id_, member in before.members.items()},
        [Pairing(became.get(p.helper, p.helper), became.get(p.recipient, p.recipient), p.end) for p in before.pairings],
        [
            Given(became.get(g.helper or "", g.helper), became.get(g.recipient or "", g.recipient), g.measure, g.value)
            for g in before.given
        ],
    )
    names = {id_: member.name for id_, member in (*old.members.items(), *after.members.items())}
    found = [*_members(old, after), *_pairs(old, after, names), *_amounts(old, after, names)]
    order = list(What)
    return tuple(sorted(found, key=lambda one: (one.recipient, one.recipient_id, order.index(one.what), str(one))))


def _became(before: State, after: State) -> dict[str, str]:
    """Old id → new id of organizations that are known by another id now."""
    gone, new = _only_in(before, after), _only_in(after, before)
    pairs = {
        (gone[name][0], new[name][0]) for name in gone.keys() & new.keys() if len(gone[name]) == len(new[name]) == 1
    }
    olds, news = [old for old, _ in pairs], [now for _, now in pairs]
    return {old: now for old, now in pairs if olds.count(old) == news.count(now) == 1}


def _only_in(one: State, other: State) -> dict[str, list[str]]:
    """Name, or alias, → ids of the organizations that only `one` has."""
    found: dict[str, list[str]] = {}
    for id_, member in one.members.items():
        if id_ not in other.members:
            for name in {member.name, *member.aliases}:
                found.setdefault(name, []).append(id_)
    return found


def _members(old: State, new: State) -> Iterable[Changed]:
    for id_ in old.members.keys() | new.members.keys():
        was, now = old.members.get(id_), new.members.get(id_)
        if was is not None and now is not None and was.name != now.name:
            yield Changed(What.RENAMED, id_, now.name, was.name, now.name)
        listed = was is not None and was.on_roster, now is not None and now.on_roster
        if listed == (False, True) and now is not None:
            yield Changed(What.LISTED, id_, now.name)
        elif listed == (True, False) and was is not None:
            yield Changed(What.UNLISTED, id_, was.name)


def _by_pair(state: State) -> dict[str, dict[str, str | None]]:
    """Recipient → helper → the latest end of their agreements; None is open."""
    found: dict[str, dict[str, str | None]] = {}
    for helper, recipient, end in state.pairings:
        ends = found.setdefault(recipient, {})
        known = ends.get(helper, end)
        ends[helper] = max(known, end, key=until)
    return found


def until(end: str | None) -> tuple[date, date]:
    """The order of ends: by the last day each may mean, then by the first; an open end comes last.

    >>> sorted(["2021-06", "2021", None, "2020-12-31"], key=until)
    ['2020-12-31', '2021-06', '2021', None]
    """
    known = PartialDate.parse(end) if end else None
    return (known.last, known.first) if known else (date.max, date.max)


def _pairs(old: State, new: State, names: Mapping[str, str]) -> Iterable[Changed]:
    before, after = _by_pair(old), _by_pair(new)
    for recipient in before.keys() | after.keys():
        was, now = before.get(recipient, {}), after.get(recipient, {})
        lost, gained = tuple(sorted(was.keys() - now.keys())), tuple(sorted(now.keys() - was.keys()))
        if lost or gained:
            what = What.RE_PAIRED if lost and gained else What.ADDED if gained else What.ENDED
            before_, after_ = (JOIN.join(sorted(names.get(id_, id_) for id_ in ids)) or None for ids in (lost, gained))
            yield Changed(what, recipient, names.get(recipient, recipient), before_, after_, lost=lost, gained=gained)
        for helper in was.keys() & now.keys():
            if was[helper] != now[helper]:
                what = What.EXTENDED if until(was[helper]) < until(now[helper]) else What.ENDED
                yield Changed(what, recipient, names.get(recipient, recipient), was[helper], now[helper], helper=helper)


def _amounts(old: State, new: State, names: Mapping[str, str]) -> Iterable[Changed]:
    """Amounts that differ between those who are paired in both."""
    before, after = _sums(old), _sums(new)
    kept = {(p.helper, p.recipient) for p in old.pairings} & {(p.helper, p.recipient) for p in new.pairings}
    for key in before.keys() | after.keys():
        helper, recipient, measure = key
        whole = helper is None or recipient is None
        if before.get(key) != after.get(key) and (whole or (helper, recipient) in kept):
            subject = recipient or helper or ""
            yield Changed(
                What.AMOUNT,
                subject,
                names.get(subject, subject),
                before.get(key),
                after.get(key),
                measure,
                helper=helper,
            )


def _sums(state: State) -> dict[tuple[str | None, str | None, str], Decimal]:
    found: dict[tuple[str | None, str | None, str], Decimal] = {}
    for helper, recipient, measure, value in state.given:
        found[helper, recipient, measure] = found.get((helper, recipient, measure), Decimal(0)) + value
    return found
