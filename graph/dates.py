"""Partial dates as numbers: the first and the last day that each may mean (yyyymmdd), as columns and stores have it."""

from __future__ import annotations

from functools import cache

from graph.model import PartialDate

OPEN = (0, 99_999_999)
"""The first and last day that an unknown date may mean."""


@cache
def days(text: str | None) -> tuple[int, int]:
    """The first and last day a partial date may mean.

    >>> days("2018-02"), days(None)
    ((20180201, 20180228), (0, 99999999))
    """
    if text is None:
        return OPEN
    found = PartialDate.parse(text)
    return _number(found.first), _number(found.last)


@cache
def partial_date(first: int, last: int) -> str | None:
    """The partial date between these days, as text; None for an unknown one.

    >>> partial_date(20180201, 20180228), partial_date(20180101, 20181231), partial_date(20180503, 20180503)
    ('2018-02', '2018', '2018-05-03')
    """
    if (first, last) == OPEN:
        return None
    text = f"{first:08d}"
    if first == last:
        return f"{text[:4]}-{text[4:6]}-{text[6:]}"
    return f"{text[:4]}-{text[4:6]}" if first // 100 == last // 100 else text[:4]


def _number(day: object) -> int:
    return int(str(day).replace("-", ""))
