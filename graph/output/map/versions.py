"""What each version of a dataset says of the organizations and pairs of a map: which of them it lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph.versions import BESIDE, Version, series

if TYPE_CHECKING:
    from graph.output.map.picture import Picture
    from graph.questions.inquiry import Inquiry

MOST_ROWS = 300_000
"""The largest number of organizations and agreements, in all its versions, of a dataset whose versions are compared."""
ROSTER, NAMED, ABSENT = "r", "n", "-"
"""A version has an organization on its roster, names it only, or does not name it; a pair it names or not."""


@dataclass(frozen=True, slots=True)
class Editions:
    """The versions of a dataset, by their days (empty for one without), and what each says: a letter a version.

    `organizations` holds these letters by id and `pairs` by helper and recipient, of those that any version names.
    `elsewhere` counts for each version the pairs of an organization that the map does not hold, where there are any.
    All are empty where `large`: then its versions hold too much to be compared.
    """

    dataset: str
    days: tuple[str, ...]
    organizations: Mapping[str, str] = field(default_factory=dict)
    pairs: Mapping[tuple[str, str], str] = field(default_factory=dict)
    elsewhere: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    large: bool = False


def editions(inquiry: Inquiry, picture: Picture) -> tuple[Editions, ...]:
    """What the versions up to the inquiry's day say of a picture, for each dataset with several, by its name.

    A dataset that names nobody in the picture is left out, and so are tables of money and bulletins, whose versions do
    not replace each other. Only agreed pairs of two organizations count.
    """
    sizes = {(one.name, one.version): one.organizations + one.agreements for one in inquiry.datasets()}
    stating = [
        Version(one.version, one.name, one.as_of, one.read_as)
        for one in inquiry.datasets()
        if one.read_as not in BESIDE
    ]
    found = []
    for name, versions in series(stating).items():
        days = tuple(one.version for one in versions if one.day <= inquiry.day)
        if len(days) < 2 or not picture.dots:
            continue
        if sum(sizes[name, day] for day in days) > MOST_ROWS:
            found.append(Editions(name, days, large=True))
            continue
        one = _compared(inquiry, picture, name, days)
        if one.organizations:
            found.append(one)
    return tuple(found)


def _compared(inquiry: Inquiry, picture: Picture, name: str, days: tuple[str, ...]) -> Editions:
    """The letters of a dataset whose versions are read."""
    ids = [dot.id for dot in picture.dots]
    drawn = {(line.helper, line.recipient) for line in picture.lines}
    organizations: dict[str, list[str]] = {}
    pairs: dict[tuple[str, str], list[str]] = {}
    elsewhere: dict[str, list[int]] = {}
    for at, day in enumerate(days):
        stated = inquiry.stated(name, day)
        named = stated.organizations.filter(stated.organizations["id"].is_in(ids))
        for id_, on_roster in named.select("id", "on_roster").iter_rows():
            organizations.setdefault(id_, [ABSENT] * len(days))[at] = ROSTER if on_roster else NAMED
        deals = stated.agreements
        deals = deals.filter(
            (deals["status"] == "agreed") & (deals["helper"].is_in(ids) | deals["recipient"].is_in(ids))
        )
        listed = {ends for ends in deals.select("helper", "recipient").iter_rows() if ends[0] != ends[1]}
        for ends in listed & drawn:
            pairs.setdefault(ends, [ABSENT] * len(days))[at] = NAMED
        for id_, count in Counter(end for ends in listed - drawn for end in ends).items():
            elsewhere.setdefault(id_, [0] * len(days))[at] = count
    return Editions(
        name,
        days,
        {id_: "".join(letters) for id_, letters in sorted(organizations.items())},
        {ends: "".join(letters) for ends, letters in sorted(pairs.items())},
        {id_: tuple(counts) for id_, counts in sorted(elsewhere.items()) if id_ in organizations},
    )
