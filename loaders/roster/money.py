"""Tells which amounts of a table were given, which were planned, and which are the sum of others.

What was planned and what was given are never parts of one sum. A total beside its parts is checked and not added. Where
the parts are parts of a year they are kept, each with its period; where they say what the money was for (其中…, 到户,
到村), the total is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from graph.errors import RecordError
from graph.model import MONEY_MEASURES, Measure, parse_number
from loaders.files import Cell, cell_text
from loaders.loaded import Column, Record, Sum
from loaders.patterns import pattern_of
from loaders.roster.cells import is_nothing
from loaders.roster.day import SINCE_BEFORE
from loaders.roster.headers import NOTHING, Meaning, is_part_label, is_total_label, part_of_year, period_of, unit_of

_ABOUT_MONEY = pattern_of(
    r"资金|金额|经费|捐赠|捐款|捐资|款项|投入|到位|拨付|万元|亿元|千元|单位[:：]\s*元|[(（]元[)）]|funds|money|amount|donation|grant"
)
_WHEN = pattern_of(
    r"(?:时间|日期|年月|月份|季度|年份|^年$|^月$)(?:[(（].*)?$|\b(?:date|month|quarter|year)\b", re.IGNORECASE
)
_YEAR = pattern_of(r"(20\d{2})\s*年|\b(20\d{2})\b")
_YEAR_ALONE = pattern_of(r"(20\d{2})\s*年?度?")
_ARRIVED = pattern_of(r"到位|到账|arrived|received", re.IGNORECASE)
_PASSED_ON = pattern_of(r"拨付|拨款|支付", re.IGNORECASE)
_SPENT = pattern_of(r"支出|使用|已用|执行|spent|spend|expend|used\b|utili[sz]", re.IGNORECASE)
_SMALLEST = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Amounts:
    """The columns of a table with its amounts settled, and the sums among them."""

    columns: tuple[Column, ...]
    sums: tuple[Sum, ...] = ()
    spent: tuple[Column, ...] = ()
    """What was spent of what was given, which is no amount."""


def settle(
    columns: Sequence[Column],
    meanings: Mapping[int, Meaning],
    records: Sequence[Record],
    titles: Iterable[str],
) -> Amounts:
    """The columns with the amounts that were given or planned, once each.

    `titles` are the texts around the table: they may say that it is about money, and of which year.
    """
    texts = list(titles)
    found = _recognised(columns, meanings, records, texts)
    years = {year for text in texts for pair in _YEAR.findall(text) if (year := pair[0] or pair[1])}
    year = years.pop() if len(years) == 1 else None
    parted = {one.place: part_of_year(one.label.rpartition("/")[2]) for one in found}
    found = [
        replace(one, period=period_of(year, parted[one.place]))
        if one.field == "amount" and one.period is None and parted[one.place] is not None
        else one
        for one in found
    ]
    found = [replace(one, planned=one.field == "amount" and meanings.get(one.place, NOTHING).planned) for one in found]
    spent = tuple(_spent(found))
    found = [replace(one, field=None) if one in spent else one for one in found]
    money = [one for one in found if one.field == "amount" and one.measure in MONEY_MEASURES]
    sums = [
        total
        for planned in (False, True)
        for total in _sums([one for one in money if one.planned is planned], parted, records)
    ]
    dropped = {one.place for total in sums for one in (total.parts if total.kept else (total.total,))}
    return Amounts(
        tuple(replace(one, field=None) if one.place in dropped else one for one in found), tuple(sums), spent
    )


def _spent(columns: Sequence[Column]) -> list[Column]:
    """The columns of what was spent (支出, 使用) of what another column says was given: that is no second gift.

    Nor is what was passed on (拨付) of what arrived (到位).
    """
    money = [one for one in columns if one.field == "amount" and one.measure in MONEY_MEASURES and not one.planned]
    leaves = {one.place: one.label.rpartition("/")[2] for one in money}
    arrived = any(map(_ARRIVED.search, leaves.values()))
    spent = [
        one
        for one in money
        if _SPENT.search(leaves[one.place])
        or (arrived and _PASSED_ON.search(leaves[one.place]) and not _ARRIVED.search(leaves[one.place]))
    ]
    return spent if len(spent) < len(money) else []


def says_when(column: Column) -> bool:
    """Whether a column that nothing else reads says when the money of a row was given: 到账时间, 日期, 月份."""
    return column.field is None and not column.personal and _WHEN.search(column.label.rpartition("/")[2]) is not None


def of_period(columns: Sequence[Column], period: str | None) -> tuple[Column, ...]:
    """The columns of a table of money with the period that its title says, unless a column says of which it is."""
    amounts = [one for one in columns if one.field == "amount"]
    own = any(one.period for one in amounts) or any(one.field == "year" or says_when(one) for one in columns)
    if period is None or own:
        return tuple(columns)
    return tuple(
        replace(one, period=period) if one.field == "amount" and not SINCE_BEFORE.search(one.label) else one
        for one in columns
    )


def _recognised(
    columns: Sequence[Column], meanings: Mapping[int, Meaning], records: Sequence[Record], titles: Sequence[str]
) -> list[Column]:
    """The columns with those as amounts that are only called 一季度 or 合计, in a table about money."""
    about = any(one.field == "amount" for one in columns) or any(_ABOUT_MONEY.search(text) for text in titles)
    if not about:
        return list(columns)
    yearly = any(_ABOUT_MONEY.search(text) for text in titles)
    yearly |= any(one.field is None and is_total_label(one.label) for one in columns)
    found = []
    for one in columns:
        leaf = one.label.rpartition("/")[2]
        year = _YEAR_ALONE.fullmatch(leaf.strip()) if yearly and "/" not in one.label else None
        meant = year is not None or part_of_year(leaf) is not None or is_total_label(leaf) or is_part_label(leaf)
        if one.field is None and not one.personal and meant:
            cells = [record.cells[one.place] for record in records if one.place < len(record.cells)]
            filled = [cell for cell in cells if not is_nothing(cell)]
            if filled and all(_number(cell) is not None for cell in filled):
                said = meanings.get(one.place, NOTHING)
                unit = unit_of(tuple(one.label.split("/")))
                one = replace(one, field="amount", unit=unit, measure=said.measure or Measure.FUNDS)
                one = replace(one, period=year[1]) if year else one
        found.append(one)
    return found


def _sums(
    given: Sequence[Column],
    parted: Mapping[int, tuple[int, int] | None],
    records: Sequence[Record],
) -> list[Sum]:
    found: list[Sum] = []
    totals = [one for one in given if is_total_label(one.label.rpartition("/")[2])]
    for total in totals:
        group = total.label.rpartition("/")[0]
        others = [one for one in given if one not in totals and one.label.rpartition("/")[0] == group]
        others = others or [one for one in given if one not in totals]
        others = [one for one in others if one.unit == total.unit or not one.unit or not total.unit]
        if others:
            periods = all(parted[one.place] is not None or one.period is not None for one in others)
            found.append(Sum(total, tuple(others), kept=not periods))
    if found:
        return found
    parts = [one for one in given if is_part_label(one.label.rpartition("/")[2])]
    wholes = [one for one in given if one not in parts]
    if parts and wholes:
        return [Sum(_whole(wholes, parts, records), tuple(parts), kept=True)]
    for total in given:  # no word says so, but every row does
        others = [one for one in given if one is not total]
        if len(others) > 1 and len(records) > 2 and _adds_up(total, others, records):
            periods = all(parted[one.place] is not None or one.period is not None for one in others)
            return [Sum(total, tuple(others), kept=not periods)]
    return []


def _whole(wholes: Sequence[Column], parts: Sequence[Column], records: Sequence[Record]) -> Column:
    """The amount that some are parts of: the one that they add up to most often, else the nearest before them."""

    def fits(whole: Column) -> int:
        sums = [(_at(record, whole), sum(_at(record, part) or Decimal(0) for part in parts)) for record in records]
        return sum(amount is not None and abs(amount - total) < _SMALLEST for amount, total in sums)

    first = min(part.place for part in parts)
    return max(wholes, key=lambda one: (fits(one), one.place < first, one.place if one.place < first else -one.place))


def _adds_up(total: Column, parts: Sequence[Column], records: Sequence[Record]) -> bool:
    rows = [(_at(record, total), [_at(record, one) for one in parts]) for record in records]
    filled = [(whole, some) for whole, some in rows if whole is not None]
    return len(filled) > 2 and all(whole == sum(one or 0 for one in some) for whole, some in filled)


def differing(one: Sum, records: Sequence[Record]) -> list[int]:
    """The numbers of the rows whose parts do not add up to the total beside them.

    Parts may be left unsaid (其中…): less than the total is only told where most rows add up.
    """
    more: list[int] = []
    less: list[int] = []
    equal = 0
    for record in records:
        whole = _at(record, one.total)
        parts = [_at(record, part) for part in one.parts]
        if whole is None or all(part is None for part in parts):
            continue
        rest = whole - sum((part or Decimal(0) for part in parts), Decimal(0))
        if abs(rest) < _SMALLEST:
            equal += 1
        elif rest < 0:
            more.append(record.row)
        else:
            less.append(record.row)
    return sorted([*more, *(less if not one.kept or equal >= len(less) else ())])


def only_total(one: Sum, record: Record) -> bool:
    """Whether a record gives the total and none of its parts, so that the total is all that is known."""
    return not one.kept and _at(record, one.total) is not None and all(_at(record, part) is None for part in one.parts)


def _at(record: Record, column: Column) -> Decimal | None:
    return _number(record.cells[column.place]) if column.place < len(record.cells) else None


def _number(cell: Cell) -> Decimal | None:
    if is_nothing(cell):
        return None
    try:
        return parse_number(re.sub(r"(?:亿|万|千)?元?$", "", cell_text(cell).strip()))
    except RecordError:
        return None
