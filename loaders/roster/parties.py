"""Reads who the parties of an agreement are, where the headers only number them: 甲方, 乙方, Party A, Party B.

The words do not say who helps; a note on the sheet does (甲方为帮扶方), or the header itself (乙方（受援方）).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from loaders.patterns import pattern_of
from loaders.roster.headers import RECEIVES, Meaning, Says, meaning

_PARTY = pattern_of(
    r"\s*(?P<party>[甲乙]方|party\s*[ab])(?:名称|单位)?\s*(?:[(（](?P<who>[^()（）]*)[)）])?\s*", re.IGNORECASE
)
_IS = r"\s*(?:为|是|系|指|即|代表|[=＝:：(（—-]+|is|are|means)\s*(?:the\s+)?"
_TOLD = pattern_of(rf"(?P<party>[甲乙]方|party\s*[ab]){_IS}(?P<who>[^，,。.；;、)）\s甲乙]{{1,12}})", re.IGNORECASE)
_OTHER = {"helper": "recipient", "recipient": "helper"}


def is_party(label: str) -> bool:
    """Whether a label calls its column a party of an agreement, and no more.

    >>> is_party("甲方"), is_party("Party B"), is_party("甲方联系人")
    (True, True, False)
    """
    return _PARTY.fullmatch(label) is not None


def told(
    labels: Mapping[int, tuple[str, ...]], found: Mapping[int, Meaning], rows: Iterable[Iterable[object]]
) -> Mapping[int, Meaning]:
    """What the columns of a table hold, with the sides of its parties where the header or a cell of `rows` tells them.

    Where nothing tells, or two places tell different things, the parties stay as they are: somebody is asked.
    """
    places = {place: path[-1] for place, path in labels.items() if is_party(path[-1])}
    if len(places) != 2:
        return found
    parties = {place: _key(_PARTY.fullmatch(label)["party"]) for place, label in places.items()}  # type: ignore[index]
    if len({*parties.values()}) != 2:
        return found
    texts = [*places.values(), *(cell for row in rows for cell in row if isinstance(cell, str) and _says(cell))]
    sides = {
        (_key(one["party"]), side) for text in texts for one in _TOLD.finditer(text) if (side := _side(one["who"]))
    }
    first = min(parties.values())
    firsts = {side if party == first else _OTHER[side] for party, side in sides}
    if len(firsts) != 1:
        return found
    side = firsts.pop()
    return {
        **found,
        **{
            place: Meaning(side if party == first else _OTHER[side], says=Says.PLAINLY)
            for place, party in parties.items()
        },
    }


def _says(text: str) -> bool:
    return "方" in text or "party" in text.lower()


def _key(party: str) -> str:
    """One word for a party in both languages: a, b."""
    return {"甲": "a", "乙": "b"}.get(party[0], party[-1].lower())


def _side(who: str) -> str | None:
    """The side that a word for a party says it is."""
    field = meaning((who,)).field
    if field in _OTHER:
        return field
    if re.search(RECEIVES, who):
        return "recipient"
    return "helper" if re.match(r"(?:东部|帮扶|支援|援助|helper|donor|help|support)", who, re.IGNORECASE) else None
