"""The administrative divisions that ship with the program, and which of them a written name means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from graph.model import Kind
from loaders.problems import InputError

if TYPE_CHECKING:
    import polars as pl

SHOWN = 8
"""How many candidates a message lists."""


# --- the bundled divisions, for finding what a written name means


class Division(NamedTuple):
    """One administrative division: a province, prefecture, county, township or village."""

    id: str
    name: str
    kind: Kind
    part_of: str | None


FORMER: Mapping[str, tuple[str, int]] = {
    "盘县": ("520281", 2017),
    "水城县": ("520204", 2020),
    "兴仁县": ("522302", 2018),
    "黔西县": ("520581", 2021),
    "遵义县": ("520304", 2016),
    "平坝县": ("520403", 2014),
    "毕节地区": ("5205", 2011),
    "铜仁地区": ("5206", 2011),
    "香格里拉县": ("533401", 2014),
    "腾冲县": ("530581", 2015),
    "沾益县": ("530303", 2016),
    "马龙县": ("530304", 2018),
    "江川县": ("530403", 2015),
    "靖西县": ("451081", 2015),
    "平果县": ("451082", 2019),
    "荔浦县": ("450381", 2018),
    "横县": ("450181", 2021),
    "普兰店市": ("210214", 2015),
}
"""Former names of units of the registry: name → (code, year in which the name changed)."""
PACKAGE = "registry-cn-2023"
_ABOVE_TOWNSHIPS = (Kind.PROVINCE, Kind.PREFECTURE, Kind.COUNTY)
NO_NAMES = frozenset(
    {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划", "城区", "郊区", "矿区", "东区", "西区"}
)
"""Names in the registry that say nothing by themselves: many units have them."""
_ENDINGS = re.compile(r"(?:特别行政区|自治区|自治州|自治县|自治旗|地区|林区|特区|新区|[省市县区州盟旗])$")
_PEOPLES = re.compile(
    r"(?:(?:壮|回|满|苗|维吾尔|土家|彝|蒙古|藏|布依|侗|瑶|朝鲜|白|哈尼|哈萨克|黎|傣|畲|傈僳|仡佬|东乡|拉祜|水|佤|纳西|羌|土|仫佬|锡伯|"
    r"柯尔克孜|达斡尔|景颇|毛南|撒拉|布朗|塔吉克|阿昌|普米|鄂温克|怒|京|基诺|德昂|保安|俄罗斯|裕固|乌孜别克|门巴|鄂伦春|独龙|塔塔尔|赫哲|"
    r"高山|珞巴)族|各族|民族)+$"
)
_BEFORE = "省市州区盟县扶援赴至在到对年月日"
_NEVER_AFTER = "级内域直乡镇区市里外属政委各"


def without_ending(name: str) -> str:
    """The proper part of a unit's name: 盘州市 → 盘州, 三都水族自治县 → 三都. It is never empty.

    >>> [without_ending(name) for name in ("盘州市", "三都水族自治县", "黔南布依族苗族自治州", "赵县")]
    ['盘州', '三都', '黔南', '赵县']
    """
    bare = _ENDINGS.sub("", name)
    own = _PEOPLES.sub("", bare) if bare.endswith("族") else bare
    return next((text for text in (own, bare) if len(text) > 1), name)


def peoples_off(name: str) -> str:
    """A name without the peoples that an autonomous township is named after: 羊场布依族白族苗族 → 羊场."""
    bare = _PEOPLES.sub("", name)
    return bare or name


@cache
def whole() -> pl.DataFrame:
    """The bundled registry, read once, with the columns id, name, kind, part_of, code, unit; sorted by id."""
    import polars as pl

    from loaders.package import bundled as packages

    columns = dict.fromkeys(("id", "name", "kind", "part_of", "code", "unit"), pl.String)
    path = packages.folder() / PACKAGE / "organizations.csv.gz"
    return pl.read_csv(path, schema_overrides=columns).select(list(columns)).sort("id")


def divisions(area: str) -> pl.DataFrame:
    """The unit with the id `area` in the bundled registry, what lies in it, and the units it lies in.

    Columns: id, name, kind, part_of, code, unit. Empty when there is no such unit.
    """
    import polars as pl

    table = whole()
    first, last = (table["id"].search_sorted(text) for text in (area, f"{area}~"))  # ids are digits behind cn-
    above = [area[:length] for length in (5, 7, 9, 12) if length < len(area)]  # cn-NN, cn-NNNN, cn-NNNNNN, cn-N…
    places = [table["id"].search_sorted(id_) for id_ in above]
    units = [table.slice(place, 1) for place, id_ in zip(places, above, strict=True) if table["id"][place] == id_]
    return pl.concat([*units, table.slice(first, last - first)])


@dataclass(frozen=True, slots=True)
class _Above:
    """Provinces, prefectures and counties by id, by whole name, and by name without its ending."""

    units: Mapping[str, Division]
    named: Mapping[str, tuple[Division, ...]]
    bare: Mapping[str, tuple[Division, ...]]


@cache
def _above() -> _Above:
    import polars as pl

    kinds = [kind.value for kind in _ABOVE_TOWNSHIPS]
    frame = whole().filter(pl.col("kind").is_in(kinds)).select("id", "name", "kind", "part_of")
    units = {id_: Division(id_, name, Kind(kind), part_of) for id_, name, kind, part_of in frame.iter_rows()}
    named: dict[str, list[Division]] = {}
    bare: dict[str, list[Division]] = {}
    for unit in units.values():
        if unit.name not in NO_NAMES:
            named.setdefault(unit.name, []).append(unit)
            bare.setdefault(without_ending(unit.name), []).append(unit)
    for name, (code, _) in FORMER.items():
        named.setdefault(name, []).append(units[f"cn-{code}"])
    return _Above(
        units,
        {name: tuple(found) for name, found in named.items()},
        {name: tuple(found) for name, found in bare.items()},
    )


def lies_in(id_: str, area: str | None) -> bool:
    """Whether a unit of the registry is `area` or lies in it; always true without an area. The ids say so."""
    return area is None or id_.startswith(area)


def is_township(id_: str) -> bool:
    """Whether an id is that of a township or of something in one: its code has nine digits or more."""
    return len(id_) >= len("cn-") + 9


def unit_of(id_: str) -> Division | None:
    """The province, prefecture or county with an id; None if there is none."""
    return _above().units.get(id_)


def former_of(name: str) -> str | None:
    """The id of the unit that formerly had a name; None if none had."""
    code = FORMER.get(name, (None, 0))[0]
    return f"cn-{code}" if code else None


def find_unit(name: str, kinds: Iterable[Kind], within: str | None = None) -> Division | None:
    """The only province, prefecture or county in `within` that has a name, now or formerly; None if none or several do.

    A name without its ending (盘州) counts if no unit has it as its whole name.
    """
    above, wanted = _above(), set(kinds)
    for table in (above.named, above.bare):
        found = {unit for unit in table.get(name, ()) if unit.kind in wanted and lies_in(unit.id, within)}
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def area_of(text: str) -> Division:
    """The unit that a user names by id, code or name; raises `InputError` if there is none, or several."""
    import polars as pl

    named = _above().named.get(text, ())
    if len(named) == 1:
        return named[0]
    found = whole().filter(pl.col("id").eq(text) | pl.col("code").eq(text) | pl.col("name").eq(text))
    if not len(found):
        raise InputError("input.in_unknown", area=text, name=PACKAGE)
    if len(found) > 1:
        shown = ", ".join(f"{id_} {name}" for id_, name in found.select("id", "name").head(SHOWN).iter_rows())
        raise InputError("input.in_ambiguous", area=text, candidates=shown)
    id_, name, kind, part_of = found.select("id", "name", "kind", "part_of").row(0)
    return Division(id_, name, Kind(kind), part_of)


@cache
def _mention() -> re.Pattern[str]:
    names = sorted(_above().named, key=lambda name: (-len(name), name))
    return re.compile("|".join(map(re.escape, names)))


def mentioned(text: str) -> tuple[Division, ...]:
    """The provinces, prefectures and counties that a title or a file name names in full, sorted by id.

    If one of them lies in another, only the inner one is returned. A name that several units have counts only if
    another name in the text says which of them is meant.

    >>> [unit.name for unit in mentioned("2019年大连市对口帮扶贵州省六盘水市盘县村企结对台账")]
    ['大连市', '盘州市']
    """
    named = _above().named
    sure: set[Division] = set()
    open_: list[tuple[Division, ...]] = []
    for match in _mention().finditer(text):
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        if len(match[0]) == 2 and (("\u3400" <= before <= "\u9fff" and before not in _BEFORE) or after in _NEVER_AFTER):
            continue  # 和县 in 市和县级
        units = named[match[0]]
        if len(units) == 1:
            sure.add(units[0])
        else:
            open_.append(units)
    for units in open_:
        fitting = [unit for unit in units if any(lies_in(unit.id, other.id) for other in sure)]
        if len(fitting) == 1:
            sure.add(fitting[0])
    inner = [unit for unit in sure if not any(lies_in(other.id, unit.id) for other in sure if other != unit)]
    return tuple(sorted(inner))


def split_path(name: str) -> tuple[Division | None, str]:
    """The innermost of the units that a name begins with, and the rest: 大连市中山区教育局 → (中山区, 教育局).

    >>> unit, rest = split_path("大连市中山区桂林街道")
    >>> (unit.name, rest)
    ('中山区', '桂林街道')
    """
    unit: Division | None = None
    rest = name
    while True:
        found = next(
            (
                (next_, length)
                for length in range(min(len(rest), 15), 1, -1)
                if (next_ := find_whole(rest[:length], unit.id if unit else None)) is not None
            ),
            None,
        )
        if found is None:
            return unit, rest
        unit, length = found
        rest = rest[length:]


def find_whole(name: str, within: str | None = None) -> Division | None:
    """The only province, prefecture or county in `within` with this whole name; None if none or several have it."""
    found = {unit for unit in _above().named.get(name, ()) if unit.id != within and lies_in(unit.id, within)}
    return found.pop() if len(found) == 1 else None
