"""Says whether a name written for a helper is the recipient itself: alone, or with the units that it lies in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from graph.model import Kind
from loaders.names import registry
from loaders.names.index import folded
from loaders.names.keys import place_key
from loaders.names.parts import organization_key
from loaders.patterns import pattern_of
from loaders.roster.cells import kind_of_name

_PLACES = frozenset({Kind.PROVINCE, Kind.PREFECTURE, Kind.COUNTY, Kind.TOWNSHIP, Kind.VILLAGE})
_ENDING = pattern_of(r"\(([^()]*)\)$")
_GOVERNMENT = pattern_of(r"(?<=[镇乡道])(?:人民政府|政府|党委|党委政府)$")
_STEP = pattern_of(r".{1,12}?(?:自治[区州县旗]|街道办事处|街道|[省市州盟地区县旗镇乡街])(?<!地)")
_KINDS_OF_STEP: Mapping[str, tuple[Kind, ...]] = {
    "省": (Kind.PROVINCE,),
    "市": (Kind.PREFECTURE, Kind.COUNTY, Kind.PROVINCE),
    "州": (Kind.PREFECTURE,),
    "盟": (Kind.PREFECTURE,),
    "区": (Kind.COUNTY, Kind.PREFECTURE, Kind.PROVINCE),
    "县": (Kind.COUNTY,),
    "旗": (Kind.COUNTY,),
}
"""What a unit may be whose name ends with a word; other words are those of townships."""


def same_place(one: str, other: str, kind: Kind) -> bool:
    """Whether two names are those of one place but for its unit word and remarks in brackets; 村 is not 社区.

    >>> same_place("东一村村委会", "东一村", Kind.VILLAGE), same_place("东一社区", "东一村", Kind.VILLAGE)
    (True, False)
    """
    return _bracket(one) is None and place_key(one, kind) == place_key(other, kind)


def _bracket(name: str) -> str | None:
    """What stands in the bracket at the end of a name, if it is a place."""
    found = _ENDING.search(folded(name))
    return found[1] if found and kind_of_name(found[1]) in _PLACES else None


def township_alone(name: str) -> str:
    """The name of a township without what stands behind it in brackets (a village, a former name); others as they are.

    >>> [township_alone(name) for name in ("示例甲镇（东一村）", "甲镇人民政府（东一村）", "甲镇（乙公司）")]
    ['示例甲镇', '甲镇人民政府', '甲镇（乙公司）']
    """
    found = re.search(r"\s*[(（]([^()（）]*)[)）]$", name)
    if found is None or kind_of_name(found[1]) not in (Kind.VILLAGE, Kind.TOWNSHIP, Kind.OTHER):
        return name
    head = name[: found.start()]
    return head if kind_of_name(_GOVERNMENT.sub("", head)) is Kind.TOWNSHIP else name


def path_before(name: str, recipient: str, kind: Kind) -> str | None:
    """The units that a helper's name names besides the recipient; None if it does not name the recipient.

    >>> names = ("示例县示例甲镇（东一村）", "示例甲镇东一村", "示例县审计局")
    >>> [path_before(name, "东一村", Kind.VILLAGE) for name in names]
    ['示例县示例甲镇', '示例甲镇', None]
    """
    text = folded(name)
    found = _ENDING.search(text)
    if found is not None:
        head, inside = text[: found.start()], found[1]
        if _same(inside, recipient, kind, worded=False):
            head = _GOVERNMENT.sub("", head)
            return head if _is_path(head) else None
        if _same(head, recipient, kind):
            return inside if _is_path(inside) else None
        text = head + inside
    for start in range(1, len(text)):
        if _same(text[start:], recipient, kind) and _is_path(text[:start]):
            return text[:start]
    return None


def _same(text: str, recipient: str, kind: Kind, *, worded: bool = True) -> bool:
    """Whether a text is the recipient's name; without `worded`, its unit word may be left out."""
    if kind not in _PLACES:
        return organization_key(text) == organization_key(recipient)
    mine, theirs = place_key(text, kind), place_key(recipient, kind)
    if not worded and None in (mine.unit, theirs.unit):
        return mine.bare == theirs.bare
    return same_place(text, recipient, kind)


def _is_path(text: str) -> bool:
    """Whether a text is nothing but names of units."""
    return "".join(_steps(text)) == text


def _steps(path: str) -> Iterator[str]:
    """The names of the units of a path, outermost first: those of the registry, else cut behind their unit words."""
    rest = path
    while rest:
        unit, behind = registry.split_path(rest)
        if unit is not None:
            yield rest[: len(rest) - len(behind)]
            rest = behind
            continue
        step = _STEP.match(rest)
        if step is None:
            return
        yield step[0]
        rest = rest[step.end() :]


def leads_to(path: str, kind: Kind, above: Mapping[Kind, str]) -> bool:
    """Whether a path of units leads to something of a kind that lies in the units `above`, given by kind.

    A unit that the record does not speak of may be right where the path leads to a village: nobody writes another
    village of the same name as the helper of one. A 人民医院 of another place is another hospital.

    >>> above = {Kind.TOWNSHIP: "示例甲镇"}
    >>> [leads_to(path, Kind.VILLAGE, above) for path in ("示例县示例甲镇", "示例乙镇", "示例县")]
    [True, False, True]
    >>> leads_to("示例县", Kind.HOSPITAL, above)
    False
    """
    steps = [_is_above(step, above) for step in _steps(path)]
    return False not in steps and (kind is Kind.VILLAGE or steps[-1:] == [True])


def _is_above(step: str, above: Mapping[Kind, str]) -> bool | None:
    """Whether one unit of a path is one of the units above; None if what is known does not say."""
    unit, rest = registry.split_path(step)
    kinds = _KINDS_OF_STEP.get(step[-1], (Kind.TOWNSHIP,)) if unit is None or rest else (unit.kind,)
    if any(same_unit(step, above[kind], kind) for kind in kinds if kind in above):
        return True
    return None if any(kind not in above for kind in kinds) else False


def same_unit(one: str, other: str, kind: Kind) -> bool:
    """Whether two names are those of one unit, perhaps without its unit word."""
    return folded(one) == folded(other) or place_key(one, kind).bare == place_key(other, kind).bare


def contradict(one: Mapping[Kind, str], other: Mapping[Kind, str]) -> bool:
    """Whether two things lie in different units, by what is known of both."""
    return any(kind in other and not same_unit(name, other[kind], kind) for kind, name in one.items())
