"""Finds lists that are printed in halves beside each other, to save paper: the same header twice or more in one row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from loaders.files import Cell
from loaders.roster.headers import UNITS, Meaning

_MOST = 6
"""The most parts of one list beside each other."""
_NAMING = frozenset({"recipient", "recipient_code", *UNITS})


def parts(labels: Mapping[int, tuple[str, ...]], found: Mapping[int, Meaning]) -> list[tuple[int, int]]:
    """Returns the first and last column of each part; empty if there are no parts.

    All labels of a header are the same labels several times, and each part names whom its rows are about; else it is a
    table in which a column is repeated. Or a blank column stands between the parts, and each has numbers of its own.
    """
    places = sorted(labels)
    runs = runs_of(places)
    if len(runs) > 1 and all(any(_is_number(labels[place], found[place]) for place in run) for run in runs):
        return [(run[0], run[-1]) for run in runs]
    for number in range(min(_MOST, len(places) // 2), 1, -1):
        if len(places) % number:
            continue
        size = len(places) // number
        groups = [places[start : start + size] for start in range(0, len(places), size)]
        same = len({tuple(labels[place] for place in group) for group in groups}) == 1
        first = [labels[place] for place in groups[0]]
        if same and len({*first}) == len(first) and any(found[place].field in _NAMING for place in groups[0]):
            return [(group[0], group[-1]) for group in groups]
    return []


def only(rows: Iterable[Sequence[Cell]], top: int, first: int, last: int) -> list[Sequence[Cell]]:
    """Returns the rows with nothing but one part of a list from row `top` on; what stands above belongs to all."""
    return [
        row if number < top else [None] * min(first, len(row)) + list(row[first : last + 1])
        for number, row in enumerate(rows)
    ]


def runs_of(places: Sequence[int]) -> list[list[int]]:
    """Columns in runs that stand together.

    >>> runs_of([0, 1, 4])
    [[0, 1], [4]]
    """
    runs: list[list[int]] = []
    for place in places:
        if runs and place == runs[-1][-1] + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs


def _is_number(path: tuple[str, ...], found: Meaning) -> bool:
    """Whether a column numbers the rows of its list."""
    return found.field == "serial" or path[-1] in ("编号", "序号", "号", "No", "No.", "#")
