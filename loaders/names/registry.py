"""Finds which of the divisions that ship with the program a written name means: a name of today or a former one."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple, TypeVar

from graph.model import Kind
from loaders.names import divisions
from loaders.names.divisions import PACKAGE, PREFECTURE, TOWNSHIP, Row
from loaders.names.divisions import whole as whole
from loaders.names.index import folded
from loaders.names.keys import NO_NAMES, place_key, short_forms, without_ending
from loaders.patterns import pattern_of
from loaders.problems import InputError

_T = TypeVar("_T")
SHOWN = 8
"""How many candidates a message lists."""
_LATELY = "2010"
"""A name that another unit had in this year or later may mean that one: rosters are that old."""
_LONGEST = 15
"""The longest names of provinces, prefectures and counties have so many characters."""
_SAYS_NOTHING = ("省直辖县级行政区划", "自治区直辖县级行政区划", "市辖区")
"""What a path of units may have between two of them."""
_TOWNSHIP_WORD = pattern_of("街道办事处|办事处|街道办|街道|街|镇|乡")


class Division(NamedTuple):
    """One administrative division: a province, prefecture, county, township or village."""

    id: str
    name: str
    kind: Kind
    part_of: str | None


class Former(NamedTuple):
    """A name that a unit had until `until` under another code; `now` is the id of what it is today.

    `became` is `renamed` if the unit goes on under another name, `merged` if it is part of another unit now, `divided`
    if its parts are in several (each stands for itself), empty if what it became is not known.
    """

    code: str
    until: str
    now: str | None
    became: str


_BEFORE = "省市州区盟县扶援赴至在到对年月日"
_NEVER_AFTER = frozenset("级内域直乡镇区市里外属政委各")
_GOES_ON = frozenset("级域")
"""Behind a short form or a former name, these belong to it: 河南县 in 河南县级."""


class _Above(NamedTuple):
    """Provinces, prefectures and counties by id and by what they are or were called."""

    units: Mapping[str, Division]
    named: Mapping[str, tuple[Division, ...]]
    short: Mapping[str, tuple[Division, ...]]
    bare: Mapping[str, tuple[Division, ...]]
    former: Mapping[str, tuple[Former, ...]]
    codes: Mapping[str, str]
    """The ids of the units that had a code before."""


@cache
def _above() -> _Above:
    units = {row.id: _division(row) for row in divisions.above_townships()}
    named: dict[str, list[Division]] = defaultdict(list)
    short: dict[str, list[Division]] = defaultdict(list)
    bare: dict[str, list[Division]] = defaultdict(list)
    for unit in units.values():
        if unit.name in NO_NAMES:
            continue
        named[unit.name].append(unit)
        bare[without_ending(unit.name)].append(unit)
        for name in short_forms(unit.name):
            short[name].append(unit)
    former: dict[str, list[Former]] = defaultdict(list)
    codes: dict[str, str] = {}
    with (divisions.folder() / "former.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            now = _id_of(row["now"], units) if row["now"] else None
            one = Former(row["code"], row["until"], now, row["became"])
            if now is not None and one.became == "renamed" and _id_of(one.code, units) not in units:
                codes[one.code] = now
            generic = row["name"] in NO_NAMES or (len(row["name"]) == 2 and row["name"].endswith("区"))
            today = () if now is None else (units[now].name, *short_forms(units[now].name))
            for name in () if generic else (row["name"], *short_forms(row["name"])):
                if name not in today:
                    former[name].append(one)
    return _Above(units, _fixed(named), _fixed(short), _fixed(bare), _fixed(former), codes)


def _fixed(table: Mapping[str, Sequence[_T]]) -> dict[str, tuple[_T, ...]]:
    return {name: tuple(found) for name, found in table.items()}


_KINDS = {kind.value: kind for kind in Kind}


def _division(row: Row) -> Division:
    return Division(row.id, row.name, _KINDS[row.kind], row.part_of)


def _id_of(code: str, units: Mapping[str, Division]) -> str:
    """The id of a code of six digits, in which 00 stands for what a larger unit lacks."""
    if f"cn-{code}" in units:
        return f"cn-{code}"
    return f"cn-{code.removesuffix('00').removesuffix('00')}"


def lies_in(id_: str, area: str | None) -> bool:
    """Whether a unit of the registry is `area` or lies in it; always true without an area. The ids say so."""
    return area is None or id_.startswith(area)


def is_township(id_: str) -> bool:
    """Whether an id is that of a township or of something in one: its code has nine digits or more."""
    return len(id_) >= TOWNSHIP


def unit_of(id_: str) -> Division | None:
    """The province, prefecture or county with an id; None if there is none."""
    return _above().units.get(id_)


def _single(found: Iterable[Division]) -> Division | None:
    """The only one of some units; of a prefecture and its only county, which share a name (东莞市), the prefecture."""
    units = sorted(set(found))
    if any(other.part_of != units[0].id or other.name != units[0].name for other in units[1:]):
        return None
    return units[0] if units else None


def _today(name: str, within: str | None) -> list[Division]:
    return [unit for unit in _above().named.get(name, ()) if lies_in(unit.id, within)]


def _also_elsewhere(name: str, unit: Division, within: str | None) -> bool:
    """Whether a unit of this kind in `within`, outside of the one that has a name today, had it till lately: 清河区."""
    rows = [row for row in _above().former.get(name, ()) if row.until >= _LATELY and _concerns(row, within)]
    alike = [row for row in rows if row.code.endswith("00") is (unit.kind is not Kind.COUNTY)]
    return any(not lies_in(row.now or f"cn-{row.code}", unit.id) for row in alike)


def _shortly(name: str, within: str | None) -> list[Division]:
    return [unit for unit in _above().short.get(name, ()) if lies_in(unit.id, within)]


def formerly(name: str, within: str | None = None, *, merged: bool = True) -> Division | None:
    """The unit in `within` that was surely called so; None if none was, if several were, or if it was divided.

    A name that a unit has today is not taken for a former one, unless it is asked for inside another unit than that.
    With `merged`, a unit that another has taken in counts, too.

    >>> [unit.name for unit in map(formerly, ("盘县", "从化市", "毕节地区", "江干区")) if unit]
    ['盘州市', '从化区', '毕节市']
    """
    rows = [row for row in _above().former.get(name, ()) if _concerns(row, within)]
    known = {row.now if row.became == "renamed" or (merged and row.became == "merged") else None for row in rows}
    id_ = known.pop() if len(known) == 1 else None
    if id_ is None:
        return None
    same = _above().named.get(name, ())
    if any(within is None or lies_in(id_, one.id) or lies_in(one.id, within) for one in same):
        return None
    return _above().units[id_]


def _concerns(row: Former, within: str | None) -> bool:
    """Whether a unit that had a name may be what it means inside `within`."""
    if within is None:
        return True
    if row.now is not None:
        return lies_in(row.now, within)
    return lies_in(f"cn-{row.code}", within[:PREFECTURE])


def once_called(name: str, within: str | None = None) -> tuple[Division, ...]:
    """The units in `within` that may be meant by a former name, sorted by id: one that took another in, or its parts.

    >>> [unit.name for unit in once_called("江干区")]
    ['上城区', '钱塘区']
    """
    rows = [row for row in _above().former.get(name, ()) if _concerns(row, within)]
    return tuple(sorted({_above().units[row.now] for row in rows if row.now is not None}))


def was(name: str, unit: Division) -> bool:
    """Whether a unit was surely called so, be it that others were, too."""
    return formerly(name, unit.id) == unit


def find_unit(name: str, kinds: Iterable[Kind], within: str | None = None) -> Division | None:
    """The only province, prefecture or county in `within` that a name means; None if none or several have or had it.

    A name of today goes before a former name and a short form (黔东南州), and these before a name without its ending
    (盘州).
    """
    wanted = set(kinds)
    former = formerly(name, within)
    bare = [unit for unit in _above().bare.get(name, ()) if lies_in(unit.id, within)]
    for units in (_today(name, within), [*_shortly(name, within), *filter(None, [former])], bare):
        found = {unit for unit in units if unit.kind in wanted}
        if found:
            single = _single(found)
            return None if single is None or _also_elsewhere(name, single, within) else single
    return None


def find_whole(name: str, within: str | None = None) -> Division | None:
    """The only province, prefecture or county in `within` with this whole name; None if none or several have it.

    What a unit was called before counts if it is the same unit still, and so does a short form with its ending.
    """
    found = [unit for unit in _today(name, within) if unit.id != within]
    if found:
        single = _single(found)
        return None if single is None or _also_elsewhere(name, single, within) else single
    former = formerly(name, within, merged=False)
    short = _shortly(name, within) if len(name) > 2 else []
    return _single(unit for unit in [*short, *filter(None, [former])] if unit.id != within)


# --- paths


@lru_cache(maxsize=1 << 16)
def split_path(name: str, within: str | None = None) -> tuple[Division | None, str]:
    """The innermost of the units that a name begins with, and the rest: 大连市中山区教育局 → (中山区, 教育局).

    Inside `within`, a name that several units have may be that of one there; a path may also begin above it.

    >>> unit, rest = split_path("大连市中山区桂林街道")
    >>> (unit.name, rest)
    ('中山区', '桂林街道')
    """
    unit: Division | None = None
    rest = name
    while True:
        area = unit.id if unit else None
        found = _begins_with(rest, area or within) or (_begins_with(rest, None) if unit is None and within else None)
        if found is None and unit is not None:
            word = next((word for word in _SAYS_NOTHING if rest.startswith(word)), "")
            found = _begins_with(rest.removeprefix(word), area) if word else None
            rest = rest.removeprefix(word) if found else rest
        found = found or _begins_shortly(rest, area or within)
        if found is None:
            return unit, rest
        unit, length = found
        rest = rest[length:]


@cache
def _beginnings() -> frozenset[str]:
    """The first two characters of everything that a province, prefecture or county is or was called."""
    above = _above()
    return frozenset(name[:2] for table in (above.named, above.short, above.former, above.bare) for name in table)


def _begins_with(text: str, within: str | None) -> tuple[Division, int] | None:
    """The unit in `within` whose name a text begins with, the longest if there are several, and how long it is."""
    if text[:2] not in _beginnings():
        return None
    for length in range(min(len(text), _LONGEST), 1, -1):
        unit = find_whole(text[:length], within)
        if unit is not None and (text[:length].endswith(unit.name) or text[length : length + 1] not in _GOES_ON):
            return unit, length
    return None


def _begins_shortly(text: str, within: str | None) -> tuple[Division, int] | None:
    """The unit whose name stands in a text behind the bare name of a larger one (贵州盘州市), and how long both are."""
    if text[:2] not in _beginnings():
        return None
    for length in range(min(len(text), _LONGEST), 1, -1):
        for area in _above().bare.get(text[:length], ()):
            if area.kind is not Kind.COUNTY and lies_in(area.id, within):
                found = _begins_with(text[length:], area.id)
                if found is not None:
                    return found[0], length + found[1]
    return None


# --- titles


@cache
def _written() -> frozenset[str]:
    """All that a title may call a unit."""
    above = _above()
    return frozenset([*above.named, *above.former, *(name for name in above.short if len(name) > 2)])


def _names_in(text: str) -> Iterator[str]:
    names, beginnings = _written(), _beginnings()
    begin = 0
    while begin < len(text):
        if text[begin : begin + 2] not in beginnings:
            begin += 1
            continue
        ends = range(min(len(text), begin + _LONGEST), begin + 1, -1)
        end = next((end for end in ends if text[begin:end] in names), None)
        if end is None:
            begin += 1
            continue
        before, after = text[max(begin - 1, 0) : begin], text[end : end + 1]
        if end - begin == 2:  # 和县 in 市和县级
            in_a_word = after in _NEVER_AFTER or ("\u3400" <= before <= "\u9fff" and before not in _BEFORE)
        else:
            in_a_word = after in _GOES_ON and text[begin:end] not in _above().named
        if not in_a_word:
            yield text[begin:end]
        begin = end


def mentioned(text: str) -> tuple[Division, ...]:
    """The provinces, prefectures and counties that a title or a file name names in full, sorted by id.

    If one of them lies in another, only the inner one is returned. A name that several units have, or had, counts only
    if another name in the text says which of them is meant.

    >>> [unit.name for unit in mentioned("2019年大连市对口帮扶贵州省六盘水市盘县村企结对台账")]
    ['大连市', '盘州市']
    """
    sure: set[Division] = set()
    open_: list[str] = []
    for name in _names_in(text):
        today = _today(name, None)
        open_name = today and (name in _above().former or name in _above().short)
        unit = None if open_name else _any(name, None)
        if unit is not None:
            sure.add(unit)
        else:
            open_.append(name)
    for name in open_:
        inside = {unit for other in sure if (unit := _any(name, other.id)) is not None and unit != other}
        unit = _single(inside) if inside else _single(_today(name, None))
        if unit is not None:
            sure.add(unit)
    inner = [unit for unit in sure if not any(lies_in(other.id, unit.id) for other in sure if other != unit)]
    return tuple(sorted(inner))


def _any(name: str, within: str | None) -> Division | None:
    """The only unit in `within` that is called so today, shortly or formerly."""
    found = _today(name, within)
    if not found:
        former = formerly(name, within)
        found = [*(_shortly(name, within) if len(name) > 2 else []), *filter(None, [former])]
    return _single(found)


# --- an area that a user names


def area_of(text: str) -> Division:
    """The unit that a user names by id, code, name, former name, short form or path (大方县六龙镇).

    Raises `InputError` if there is none, or several.
    """
    name = folded(text)
    coded = coded_as(name.removeprefix("cn-")) if re.fullmatch(r"(?:cn-)?\d+", name) else None
    found = [coded] if coded else _named(name)
    single = _single(found)
    if single is not None:
        return single
    units = sorted(set(found) or _perhaps(name))[:SHOWN]
    if not units:
        raise InputError("input.in_unknown", area=text, name=PACKAGE)
    raise InputError("input.in_ambiguous", area=text, candidates=", ".join(f"{one.id} {one.name}" for one in units))


def coded_as(code: str) -> Division | None:
    """The division with a code, today or formerly, with or without zeros behind it (520281000000); None if none has it.

    A code that a unit no longer has counts if the unit goes on under another.

    >>> [unit.name for unit in map(coded_as, ("520281", "520281000000", "520281208000", "440184")) if unit]
    ['盘州市', '盘州市', '坪地彝族乡', '从化区']
    """
    shorter = [code]
    for digits, zeros in ((12, "000"), (9, "000"), (6, "00"), (4, "00")):
        if len(shorter[-1]) == digits and shorter[-1].endswith(zeros):
            shorter.append(shorter[-1].removesuffix(zeros))
    found = {row.code: _division(row) for row in divisions.at(f"cn-{one}" for one in shorter)}
    found |= {one: _above().units[_above().codes[one]] for one in shorter if one in _above().codes}
    return next((found[one] for one in shorter if one in found), None)


def _named(name: str) -> list[Division]:
    """The units that a name means: the surest kind of meaning that there is; none if what it means is not sure."""
    above = _above()
    if name in NO_NAMES:
        return [unit for unit in above.units.values() if unit.name == name]
    former = formerly(name)
    if former is None and name in above.former and name not in above.named:
        return []
    for units in (_today(name, None), [*_shortly(name, None), *filter(None, [former])], above.bare.get(name, ())):
        if units:
            return list(units)
    unit, rest = split_path(name)
    if unit is not None:
        return _inside(rest, unit) if rest else [unit]
    return _anywhere(name)


def _perhaps(name: str) -> set[Division]:
    """What may be meant by a name that several units had, by that of a divided unit, or by one with another ending."""
    above = _above()
    unit, rest = split_path(name)
    alike = [one for one in above.bare.get(without_ending(rest), ()) if without_ending(rest) != rest]
    found = {*once_called(rest, unit.id if unit else None), *alike}
    return {one for one in found if unit is None or lies_in(one.id, unit.id)}


def _inside(name: str, unit: Division) -> list[Division]:
    """The townships and villages of a unit that a name means, a village perhaps with its township before it."""
    rows = list(divisions.in_area(unit.id))
    found = _matching(name, rows)
    for word in _TOWNSHIP_WORD.finditer(name) if not found else ():
        for township in _matching(name[: word.end()], [row for row in rows if row.kind == Kind.TOWNSHIP.value]):
            found += _matching(name[word.end() :], [row for row in rows if row.part_of == township.id])
    return list(dict.fromkeys(found))


def _anywhere(name: str) -> list[Division]:
    """The townships and villages of the whole nation that a name means; it must say which it is (镇, 村…)."""
    if all(place_key(name, kind).bare == name for kind in (Kind.TOWNSHIP, Kind.VILLAGE)):
        return []
    bare = min((place_key(name, kind).bare for kind in (Kind.TOWNSHIP, Kind.VILLAGE)), key=len)
    return _matching(name, list(divisions.containing(bare))) if len(bare) > 1 else []


def _matching(name: str, rows: Sequence[Row]) -> list[Division]:
    """Those of some townships and villages that have a name, else those that have it with another unit word."""
    exact = [row for row in rows if row.name == name]
    if exact or len(name) < 2:
        return [_division(row) for row in exact]
    township = _TOWNSHIP_WORD.fullmatch(name, len(place_key(name, Kind.TOWNSHIP).bare)) is not None
    for kind in (Kind.TOWNSHIP, Kind.VILLAGE):
        key = place_key(name, kind)
        near = [row for row in rows if row.kind == kind.value and key.bare in row.name]
        if kind is Kind.TOWNSHIP and not township and name != key.bare:
            continue
        same = [row for row in near if place_key(row.name, kind).bare == key.bare]
        same = [row for row in same if key.unit in (None, place_key(row.name, kind).unit)]
        same = [row for row in same if row.name[-1] == name[-1]] or same  # 坪地乡 is 坪地彝族乡 rather than 坪地镇
        if same:
            return [_division(row) for row in same]
    return []
