"""Says whether dates such as 04/06/2022 give the day first: by a header, or by the other dates of a table."""

from __future__ import annotations

import re
from collections.abc import Iterable

from loaders.patterns import pattern_of

_DATE = pattern_of(r"(?<!\d)(\d{1,2})([/.-])(\d{1,2})\2((?:19|20)\d\d)(?!\d)")
_SAID = pattern_of(r"\b(d{1,2}|m{1,2})\s*[/.-]\s*(d{1,2}|m{1,2})\b", re.IGNORECASE)
_MONTHS = 12


def day_comes_first(headers: Iterable[str], cells: Iterable[str]) -> bool | None:
    """Whether the day stands before the month in these cells; None where nothing says so, or two dates contradict.

    >>> day_comes_first(["Start (dd/mm/yyyy)"], []), day_comes_first(["Start"], ["04/06/2022", "25/01/2021"])
    (True, True)
    >>> day_comes_first(["Start"], ["04/06/2022"]), day_comes_first(["Start"], ["25/01/2021", "01/25/2021"])
    (None, None)
    """
    said = {found[1].lower()[0] == "d" for one in headers if (found := _SAID.search(one))}
    if not said:
        dates = [(int(found[1]), int(found[3])) for one in cells for found in _DATE.finditer(one)]
        said = {first > _MONTHS for first, second in dates if (first > _MONTHS) != (second > _MONTHS)}
    return said.pop() if len(said) == 1 else None


def with_year_first(text: str, *, day_first: bool) -> str:
    """A text in which each such date is written with its year first.

    >>> with_year_first("04/06/2022 - 1.12.2023", day_first=True), with_year_first("12/31/2021", day_first=False)
    ('2022-6-4 - 2023-12-1', '2021-12-31')
    """

    def written(found: re.Match[str]) -> str:
        day, month = (found[1], found[3]) if day_first else (found[3], found[1])
        return f"{found[4]}-{int(month)}-{int(day)}"

    return _DATE.sub(written, text)
