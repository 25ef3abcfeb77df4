"""A dozen rows: six villages in two townships, three firms, and the files that state something of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from tests.journeys.desk import Desk, ledger, village_list, write
from tests.journeys.oracle import Pair, Term, Version

MAY, JUNE, JULY, AUGUST, LATER = (
    date(2024, 5, 31),
    date(2024, 6, 30),
    date(2024, 7, 31),
    date(2024, 8, 31),
    date(2026, 1, 15),
)
STEEL, CARGO, PEARL = "大连示例重工有限公司", "沈阳样本物流有限公司", "鞍山模拟海洋食品有限公司"
A, B, C, D, E, F = (f"{town}/{name}" for town in ("民主镇", "双凤镇") for name in ("青杠岭岗", "云盘老坎", "核桃弯坳"))
UNITS = (A, B, C, D, E, F)
LEDGER = "村企结对台账.xlsx"
NAME = "村企结对台账"


def pairs(*some: tuple[str, str] | tuple[str, str, str | None, str | None]) -> dict[Pair, Term]:
    """Pairs with their terms: helper, unit, and, if known, start and end."""
    return {(one[0], one[1]): Term(*one[2:]) for one in some}


def named(desk: Desk, units: Iterable[str] = UNITS, day: date = MAY) -> list[Version]:
    """Loads the list of villages."""
    desk.load(write("村名单.xlsx", village_list(units)), "--as-of", day.isoformat())
    return [Version(day, alone=frozenset(units))]


def load(
    desk: Desk,
    stated: Mapping[Pair, Term],
    day: date | None,
    *args: str,
    alone: Iterable[str] = (),
    path: str = LEDGER,
    code: int = 0,
) -> Version:
    """Loads a ledger for a day."""
    given = [] if day is None else ["--as-of", day.isoformat()]
    desk.load(write(path, ledger(stated, alone)), *given, *args, code=code)
    return Version(day, stated, frozenset(alone))
