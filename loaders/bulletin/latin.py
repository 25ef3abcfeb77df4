"""Names in Latin letters: what kind a name in English is, and which unit of the registry its pinyin means."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from graph.model import Kind
from loaders.names import divisions, registry
from loaders.names.keys import place_key, without_ending
from loaders.names.registry import Division

_HEADS: tuple[tuple[str, Kind], ...] = (
    (r"Hospital|Clinic|Health Cent(?:er|re)|Infirmary|Medical Cent(?:er|re)", Kind.HOSPITAL),
    (r"School|College|University|Academy|Kindergarten|Institute", Kind.SCHOOL),
    (
        r"Bureau|Department|Office|Ministry|Commission|Authority|Agency|Committee|Council|Administration|Library",
        Kind.DEPARTMENT,
    ),
    (
        r"Company|Co\.?|Ltd\.?|Limited|Group|Inc\.?|Corporation|Bank|Works|Factory|Industries|Foods|Enterprise",
        Kind.ENTERPRISE,
    ),
    (
        r"Association|Foundation|Society|Federation|Union|Red Cross|Fellowship|Guild|Rotary|Relief|Trust|Alliance|Circle|Club|Chamber of Commerce|Charity|Network|Fund|Aid|International",
        Kind.SOCIAL_GROUP,
    ),
    (r"Province|Autonomous Region", Kind.PROVINCE),
    (r"Prefecture|City", Kind.PREFECTURE),
    (r"County|District|New Area|New District", Kind.COUNTY),
    (r"Town|Township|Sub-?district|Sub-District|Municipality", Kind.TOWNSHIP),
    (r"Village|Community", Kind.VILLAGE),
)
_ENDING = tuple((re.compile(rf"\b(?:{words})$"), kind) for words, kind in _HEADS)
_UNIT = r"(?:City|County|District|Prefecture|Province|New District|Autonomous Region)"
UNIT_WORD = re.compile(
    r"\s+(?:City|County|District|Prefecture|Province|New District|Town|Township|Sub-?[Dd]istrict|Village|Community|Municipality|Autonomous \w+)$"
)
_PLACED = re.compile(rf"\b((?:[A-Z][\w'’]*\s){{1,2}}?){_UNIT}\b")
_CAPITAL = re.compile(r"\b[A-Z][a-z]{4,}(?:'[a-z]+)?\b(?! (?:Town|Township|Village|Sub-?[Dd]istrict|Community)\b)")
_SHORTEST = 5
_LONG_ENOUGH = 3
"""A township whose pinyin is no longer is not looked for at the beginning of other names."""


_GENERAL = re.compile(
    r"(?:(?:First|Second|Third|No\.? ?\d+) )?(?:People['’]s Hospital|(?:Traditional Chinese Medicine|TCM|Maternal and Child Health|Women and Children['’]s) Hospital"
    r"|(?:Education|Health|Agriculture|Civil Affairs) Bureau|(?:Experimental |Senior |Junior )?(?:Middle|High|Primary|Elementary) School)"
)
_NO_NAME = re.compile(r" The [A-Z]")
"""Two names that were run together: Dalian The Harbour Hospital."""


def is_general(name: str) -> bool:
    """Whether a name says nothing without the unit it lies in, which is that of the name before it in a list.

    >>> is_general("Second People's Hospital"), is_general("Harbour Hospital")
    (True, False)
    """
    return _GENERAL.fullmatch(name) is not None


def is_bare(name: str) -> bool:
    """Whether a name is nothing but the word for a kind, and means one that was named before: the Foundation.

    >>> is_bare("Foundation"), is_bare("Blue Door Foundation")
    (True, False)
    """
    return " " not in name and kind_of(name) is not Kind.OTHER


def is_garbled(name: str) -> bool:
    """Whether a name is two that were run together."""
    return _NO_NAME.search(name) is not None


def kind_of(name: str) -> Kind:
    """The kind that the head word of a name gives, else `other`.

    >>> kind_of("Education Bureau of Wangchao District"), kind_of("Harbour Middle School"), kind_of("Lantern")
    (<Kind.DEPARTMENT: 'department'>, <Kind.SCHOOL: 'school'>, <Kind.OTHER: 'other'>)
    """
    head = (
        name if name.endswith("Chamber of Commerce") else re.split(r" (?:of|[Aa]ffiliated (?:to|with)|for) ", name)[0]
    )
    return next((kind for pattern, kind in _ENDING if pattern.search(head)), Kind.OTHER)


def base(name: str) -> str:
    """A place's name without its unit word, in small letters without spaces and marks.

    >>> base("Kestrel Bay City"), base("Xi'an")
    ('kestrelbay', 'xian')
    """
    return re.sub(r"[^a-z]", "", UNIT_WORD.sub("", name.strip()).lower())


def _pinyin(name: str) -> str:
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(name)).replace("ü", "v")


@lru_cache(maxsize=4096)
def sound_of(unit: Division) -> str:
    """What a province, prefecture or county is called in pinyin, without its ending."""
    return _pinyin(without_ending(unit.name))


@cache
def _above() -> dict[str, tuple[Division, ...]]:
    """The provinces, prefectures and counties by their pinyin."""
    found: dict[str, list[Division]] = defaultdict(list)
    for row in divisions.above_townships():
        unit = registry.unit_of(row.id)
        if unit is not None and len(unit.name) > 1:
            found[sound_of(unit)].append(unit)
    return {sound: tuple(some) for sound, some in found.items()}


@lru_cache(maxsize=256)
def _inside(area: str, wanted: Kind) -> dict[str, tuple[Division, ...]]:
    """The townships, or the villages, of a county by their pinyin."""
    found: dict[str, list[Division]] = defaultdict(list)
    rows = [row for row in divisions.in_area(area) if row.kind == wanted]
    sounds = _pinyin("\n".join(place_key(row.name, wanted).bare for row in rows)).split("\n")  # all at once: faster
    for row, sound in zip(rows, sounds, strict=bool(rows)):
        found[sound].append(Division(row.id, row.name, wanted, row.part_of))
    return {sound: tuple(some) for sound, some in found.items()}


class _Sounds(NamedTuple):
    """Some areas by their pinyin: the first of each, by its own name, that of a unit above it, or of a township in it."""

    own: dict[str, Division]
    above: dict[str, Division]
    """Pinyin → the unit above."""
    inside: dict[str, Division]
    """Pinyin of a township → the area it lies in."""
    order: dict[Division, int]


@lru_cache(maxsize=64)
def _sounds(areas: tuple[Division, ...]) -> _Sounds:
    found = _Sounds({}, {}, {}, {area: place for place, area in enumerate(areas)})
    for area in areas:
        found.own.setdefault(sound_of(area), area)
        above = registry.unit_of(area.part_of) if area.part_of else None
        while above is not None:
            found.above.setdefault(sound_of(above), above)
            above = registry.unit_of(above.part_of) if above.part_of else None
        if area.kind is Kind.COUNTY:
            for sound in _inside(area.id, Kind.TOWNSHIP):
                found.inside.setdefault(sound, area)
    return found


def units(name: str, areas: Sequence[Division], helping: Collection[str] = ()) -> list[Division]:
    """The units that a name means by its pinyin: in the areas first, with the kind that its unit word says.

    Of several that are called so, it is the only one in the provinces that help (`helping`) that is also called a
    district, or a county, as the name says.
    """
    inner, mark, outer = name.partition(" of ")
    if mark and kind_of(inner) in (Kind.TOWNSHIP, Kind.VILLAGE):
        above = units(outer.removeprefix("the "), areas, helping)
        return units(inner, above) if len(above) == 1 else []
    sound, kind = base(name), kind_of(name)
    if len(sound) < 3 or (kind not in _PLACES and " " in name.strip()):
        return []
    if kind in (Kind.TOWNSHIP, Kind.VILLAGE):
        counties = (area for area in areas if area.kind is Kind.COUNTY)
        return [unit for area in counties for unit in _inside(area.id, kind).get(sound, ())]
    named = _sounds(tuple(areas))
    own = named.own.get(sound) or named.above.get(sound)
    if own is not None:
        return [own]
    found = list(_above().get(sound, ())) if len(sound) >= _SHORTEST else []
    if kind is Kind.COUNTY or kind is Kind.PROVINCE:
        found = [unit for unit in found if unit.kind is kind]
        called = _CALLED.get(name.rpartition(" ")[2], "")
        helpers = [unit for unit in found if unit.name.endswith(called) and unit.id.startswith(tuple(helping))]
        found = helpers if len(found) > 1 and len(helpers) == 1 else found
    elif kind is Kind.PREFECTURE:
        found = [unit for unit in found if unit.name.endswith(("市", "州"))]
    return found


_CALLED: Mapping[str, tuple[str, ...]] = {"District": ("区",), "County": ("县", "旗")}
"""How the Chinese names of units end that are called so."""
_PLACES = frozenset({Kind.PROVINCE, Kind.PREFECTURE, Kind.COUNTY, Kind.TOWNSHIP, Kind.VILLAGE})


UPPER = frozenset({Kind.PROVINCE, Kind.PREFECTURE, Kind.COUNTY})
"""Kinds of units that other names stand in."""


def areas(text: str, helped: Collection[str]) -> tuple[Division, ...]:
    """The units on the side that is helped (`helped`: how their ids begin) that an English text names, the innermost of each."""
    text = re.sub(r"\b[A-Z]{3,}\b", lambda found: found[0].title(), text)
    named: dict[str, Division] = {}
    for found in _PLACED.finditer(text):
        for place in (found[0], f"{found[1].split()[-1]} {found[0].split()[-1]}"):
            some = units(place, ())  # one that others sound like is no evidence, wherever they are
            if len(some) == 1 and some[0].id.startswith(tuple(helped)):
                named[some[0].id] = some[0]
    outer = tuple(named)
    for word in dict.fromkeys(_CAPITAL.findall(text)):
        some = [unit for unit in _above().get(base(word), ()) if unit.id.startswith(tuple(helped))]
        inside = len(some) == 1 and some[0].id.startswith(outer) if outer else len(_above().get(base(word), ())) == 1
        if len(some) == 1 and inside:
            named[some[0].id] = some[0]
    # Shuangfeng may be a county far away, or a township of one that is named too
    named = {
        id_: unit
        for id_, unit in named.items()
        if not any(
            other != unit and other.kind is Kind.COUNTY and sound_of(unit) in _inside(other.id, kind)
            for other in named.values()
            for kind in (Kind.TOWNSHIP, Kind.VILLAGE)
        )
    }
    inner = [
        unit
        for unit in named.values()
        if not any(other != unit and registry.lies_in(other.id, unit.id) for other in named.values())
    ]
    return tuple(sorted(inner))


def own_places(text: str, known: Sequence[Division]) -> Iterator[str]:
    """The places of no registry that a text names with a unit word (Wangchao District)."""
    for found in _PLACED.finditer(text):
        place = re.sub(r"^(?:The|In|From|Since|On|Of|And|At) ", "", found[0])
        if not units(place, known):
            yield place


def lies_in(name: str, known: Sequence[Division]) -> Division | None:
    """The area that a name begins with, or that stands in it behind “of”: Panzhou People's Hospital."""
    words = re.sub(r"^.* of (?:the )?", "", name) if re.search(r" of (?:the )?[A-Z]", name) else name
    first = base(words.split()[0]) if words.split() else ""
    sounds = _sounds(tuple(known))
    found = [sounds.own.get(first), sounds.own.get(base(words))]
    if len(first) > _LONG_ENOUGH and len(words.split()) > 1:
        found.append(sounds.inside.get(first))
    named = [area for area in found if area is not None]
    return min(named, key=sounds.order.__getitem__) if named else sounds.above.get(first)


def by_beginning(places: Iterable[str]) -> dict[str, str]:
    """The places, by their names with and without the unit word: what a name that lies in one begins with."""
    named = {UNIT_WORD.sub("", place): place for place in sorted(places, reverse=True)}
    return named | {place: place for place in places}


def beginning(name: str, places: Mapping[str, str]) -> str | None:
    """Which of some places (`by_beginning`) a name begins with, or has behind “of”; the longest if there are several.

    >>> beginning("Wangchao Harbour School", by_beginning(["Wangchao District"]))
    'Wangchao District'
    """
    begins = [found.start() for found in re.finditer(" ", name)]
    heads = (places[name[:end]] for end in reversed(begins) if name[:end] in places)
    return next(heads, None) or next(_behind_of(name, places), None)


def _behind_of(name: str, places: Mapping[str, str]) -> Iterator[str]:
    """The places that a name has behind “of”, or “to”."""
    for found in re.finditer(r" (?:of|to) (?:the )?", name):
        rest = name[found.end() :]
        ends = [mark.start() for mark in re.finditer(r"\b", rest)][1:]
        yield from (places[rest[:end]] for end in reversed(ends) if rest[:end] in places)
