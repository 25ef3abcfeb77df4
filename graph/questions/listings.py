"""From when to when the ledgers that were loaded list a pair: what their versions say together."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from graph.answer import Note
from graph.network import name_of
from graph.versions import series

if TYPE_CHECKING:
    from datetime import date

    from graph.questions.inquiry import Inquiry


class Listing(NamedTuple):
    """A pair that the versions of a dataset list from that of `since` on, None for the one without a day.

    `gone` is the day of the first version after them that no longer lists it; None where the newest still does.
    """

    dataset: str
    helper: str
    recipient: str
    since: date | None
    gone: date | None


def listings(inquiry: Inquiry, id_: str) -> list[Listing]:
    """When each pair of an organization was listed, up to the inquiry's day, by dataset, pair and day.

    A dataset with one version says nothing about time.
    """
    found: list[Listing] = []
    for name, versions in series(inquiry.stating_pairs()).items():
        own = [one for one in versions if one.day <= inquiry.day]
        if len(own) < 2:
            continue
        listed = [_pairs(inquiry, id_, name, one.day) for one in own]
        for helper, recipient in sorted(set().union(*listed)):
            flags = [(helper, recipient) in some for some in listed]
            begins = [number for number, there in enumerate(flags) if there and not (number and flags[number - 1])]
            for begin in begins:
                end = next((number for number in range(begin, len(own)) if not flags[number]), len(own))
                gone = own[end].as_of if end < len(own) else None
                found.append(Listing(name, helper, recipient, own[begin].as_of, gone))
    return found


def _pairs(inquiry: Inquiry, id_: str, dataset: str, day: date) -> set[tuple[str, str]]:
    """The pairs of an organization that a dataset lists on a day."""
    then = inquiry.about(None, day)
    graph, places = then.around([id_]), then.places([id_])
    return {
        (helper, recipient)
        for (helper, recipient, key), (*_, name) in places.items()
        if name == dataset and helper != recipient and not graph.edges[helper, recipient, key]["unlisted_since"]
    }


def listing_notes(inquiry: Inquiry, id_: str) -> list[Note]:
    """What is said of when each pair of an organization was listed."""
    found = listings(inquiry, id_)
    if not found:
        return []
    graph = inquiry.around([id_, *{end for one in found for end in (one.helper, one.recipient)}])
    return [
        Note(
            "note.listed_until" if one.gone else "note.listed_since",
            {
                "helper": name_of(graph, one.helper),
                "recipient": name_of(graph, one.recipient),
                "since": one.since,
                "gone": one.gone,
                "dataset": one.dataset,
            },
        )
        for one in found
    ]
