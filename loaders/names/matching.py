"""Matching a written name to the organization it means.

An exact or a normalised name that only one unit bears is chosen. Anything weaker is a candidate for somebody to decide
about, and so is a name that two units bear.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from graph.model import Kind
from loaders.names import registry


class Reason(StrEnum):
    """How a candidate came about, the surest first."""

    DECIDED = "decided"
    EXACT = "exact"
    NORMALISED = "normalised"
    ALIAS = "former-name"
    ABBREVIATION = "abbreviation"
    PINYIN = "same-sound"
    ONE_EDIT = "one-letter"
    CONTAINED = "contained"


@dataclass(frozen=True, slots=True)
class Candidate:
    """An organization a written name may mean.

    `score` is the similarity of the two names, 0 to 100; `area` names the units it lies in, outermost first.
    """

    id: str
    name: str
    kind: Kind
    area: tuple[str, ...]
    reason: Reason
    score: float


@dataclass(frozen=True, slots=True)
class Match:
    """What a name was matched to: `chosen` only when it is sure and single; else the `candidates` to decide among."""

    chosen: Candidate | None = None
    candidates: tuple[Candidate, ...] = ()


class Known(NamedTuple):
    """An organization that names are matched to."""

    id: str
    name: str
    kind: Kind
    part_of: str | None = None
    aliases: tuple[str, ...] = ()


NO_MATCH = Match()
MOST_CANDIDATES = 5
_MANY = 5_000
"""Beyond so many units, a name that is part of another is not looked for."""

# --- keys


class PlaceKey(NamedTuple):
    """A place's name without its unit word, and what that word says: village or community, or nothing."""

    bare: str
    unit: str | None


_REMARK = re.compile(r"\([^()]*\)")
_VILLAGE_WORDS = (
    ("社区居民委员会", "community"),
    ("社区居委会", "community"),
    ("村民委员会", "village"),
    ("居民委员会", "community"),
    ("村委会", "village"),
    ("居委会", "community"),
    ("行政村", "village"),
    ("社区", "community"),
    ("村", "village"),
)
_TOWNSHIP_WORDS = ("人民政府", "街道办事处", "办事处", "街道办", "街道", "民族乡", "镇", "乡", "街")


@lru_cache(maxsize=1 << 16)
def folded(name: str) -> str:
    """A name without differences of width, case and spaces.

    >>> folded(" 双 凤镇（东） ")
    '双凤镇(东)'
    """
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


@lru_cache(maxsize=1 << 16)
def place_key(name: str, kind: Kind) -> PlaceKey:
    """What is left of a place's name without remarks in brackets and without the words for its kind; never nothing.

    >>> place_key("白岩社区居民委员会", Kind.VILLAGE), place_key("羊场布依族白族苗族乡", Kind.TOWNSHIP).bare
    (PlaceKey(bare='白岩', unit='community'), '羊场')
    """
    text = folded(name)
    text = _REMARK.sub("", text) or text
    if kind is Kind.VILLAGE:
        return _village_key(text)
    if kind is Kind.TOWNSHIP:
        for word in _TOWNSHIP_WORDS:
            if text.endswith(word) and len(text) > len(word):
                text = text.removesuffix(word)
        return PlaceKey(registry.peoples_off(text), None)
    return PlaceKey(registry.without_ending(text), None)


def _village_key(text: str) -> PlaceKey:
    unit: str | None = None
    while True:
        word = next(((word, says) for word, says in _VILLAGE_WORDS if text.endswith(word) and text != word), None)
        if word is None:
            return PlaceKey(text, unit)
        text, unit = text.removesuffix(word[0]), unit or word[1]


@lru_cache(maxsize=1 << 16)
def organization_key(name: str) -> str:
    """A name by which two spellings of one organization are equal: width, spaces, case, 有限责任公司 and 有限公司.

    >>> organization_key("示例（大连） 有限责任公司") == organization_key("示例(大连)有限公司")
    True
    """
    return folded(name).replace("有限责任公司", "有限公司")


_DEPARTMENTS: Mapping[str, str] = {
    "发改委": "发展和改革委员会",
    "发展改革委": "发展和改革委员会",
    "发改局": "发展和改革局",
    "发展改革局": "发展和改革局",
    "卫健委": "卫生健康委员会",
    "卫生健康委": "卫生健康委员会",
    "卫健局": "卫生健康局",
    "卫计委": "卫生和计划生育委员会",
    "卫计局": "卫生和计划生育局",
    "人社局": "人力资源和社会保障局",
    "人力资源社会保障局": "人力资源和社会保障局",
    "人社厅": "人力资源和社会保障厅",
    "工信局": "工业和信息化局",
    "工信委": "工业和信息化委员会",
    "工信厅": "工业和信息化厅",
    "住建局": "住房和城乡建设局",
    "住房城乡建设局": "住房和城乡建设局",
    "住建厅": "住房和城乡建设厅",
    "交通局": "交通运输局",
    "文旅局": "文化和旅游局",
    "文旅厅": "文化和旅游厅",
    "文广旅局": "文化广电旅游局",
    "文广局": "文化广电局",
    "市监局": "市场监督管理局",
    "市场监管局": "市场监督管理局",
    "应急局": "应急管理局",
    "医保局": "医疗保障局",
    "退役军人局": "退役军人事务局",
    "乡村振兴办": "乡村振兴局",
    "扶贫办": "扶贫开发领导小组办公室",
    "扶贫开发办公室": "扶贫开发领导小组办公室",
    "教体局": "教育体育局",
    "科技局": "科学技术局",
    "科工局": "科学技术和工业信息化局",
    "农委": "农业委员会",
    "农牧局": "农业畜牧局",
    "国资委": "国有资产监督管理委员会",
    "城管局": "城市管理局",
    "自规局": "自然资源和规划局",
    "国土局": "国土资源局",
    "环保局": "环境保护局",
    "安监局": "安全生产监督管理局",
    "法院": "人民法院",
    "检察院": "人民检察院",
    "统战部": "委统战部",
    "组织部": "委组织部",
    "宣传部": "委宣传部",
    "贸促会": "国际贸易促进委员会",
    "残联": "残疾人联合会",
    "妇联": "妇女联合会",
    "工商联": "工商业联合会",
    "科协": "科学技术协会",
    "文联": "文学艺术界联合会",
    "侨联": "归国华侨联合会",
    "团委": "共产主义青年团委员会",
    "供销社": "供销合作社联合社",
    "疾控中心": "疾病预防控制中心",
    "人大": "人民代表大会",
    "政协": "政治协商会议",
}
_DEPARTMENT_ENDING = re.compile(f"({'|'.join(sorted(_DEPARTMENTS, key=lambda word: (-len(word), word)))})$")
_BARE_UNIT = re.compile(r"^[省市县区州]")


@lru_cache(maxsize=1 << 16)
def expand_department(name: str) -> str:
    """A name with the short form of a department at its end written out.

    >>> expand_department("大连市发改委"), expand_department("市残联")
    ('大连市发展和改革委员会', '市残疾人联合会')
    """
    return _DEPARTMENT_ENDING.sub(lambda found: _DEPARTMENTS[found[1]], folded(name))


_LEGAL_FORM = re.compile(
    r"(?:集团)?(?:股份)?(?:有限)?公司$|集团$|厂$|总公司$|企业$|,?(?:ltd|limited|inc|gmbh|llc|co)\.?$"
)


@lru_cache(maxsize=1 << 16)
def without_legal_form(name: str) -> str:
    """A firm's name without its legal form: 甲集团股份有限公司 → 甲."""
    text = organization_key(name)
    while (bare := _LEGAL_FORM.sub("", text)) != text and len(bare) > 1:
        text = bare
    return text


_TELLS_APART = frozenset("0123456789零一二三四五六七八九十百两东西南北中上下大小前后左右新老甲乙丙丁内外高初")
"""Letters in which two names may differ by one and mean two organizations."""


def one_edit(one: str, other: str) -> bool:
    """Whether one letter added, left out or put for another makes one name of the other.

    Not when that letter is a number or a direction, which tell organizations apart.

    >>> one_edit("凤岐小学", "凤歧小学"), one_edit("第一小学", "第二小学")
    (True, False)
    """
    longer, shorter = sorted((one, other), key=len, reverse=True)
    place = next((i for i, (a, b) in enumerate(zip(longer, shorter, strict=False)) if a != b), len(shorter))
    replaced = len(longer) == len(shorter)
    if one == other or longer[place + 1 :] != shorter[place + replaced :]:
        return False
    letters = {longer[place], shorter[place] if replaced else longer[place]}
    return not letters & _TELLS_APART


def _sound(text: str) -> str:
    return " ".join(map(_sound_of, text))


@lru_cache(maxsize=1 << 16)
def _sound_of(letter: str) -> str:
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(letter))


# --- an index of names


@dataclass(slots=True)
class _Index:
    """Organizations by what their names are compared by; lists of places in `known`."""

    known: list[Known] = field(default_factory=list)
    tables: dict[str, dict[str, list[int]]] = field(default_factory=dict)

    def add(self, table: str, key: str, place: int) -> None:
        found = self.tables.setdefault(table, {}).setdefault(key, [])
        if not found or found[-1] != place:
            found.append(place)

    def at(self, table: str, key: str) -> Sequence[int]:
        return self.tables.get(table, {}).get(key, ())


def _shortened(text: str) -> Iterator[str]:
    """The text, and it with each one letter left out: what two texts one edit apart have in common."""
    yield text
    if len(text) > 1:
        for place in range(len(text)):
            if text[place] in _TELLS_APART:
                continue  # by which no two names are one edit apart
            yield text[:place] + text[place + 1 :]


def _area_of(part_of: str | None, units: Mapping[str, Known]) -> tuple[str, ...]:
    names: list[str] = []
    while part_of is not None and part_of in units and len(names) < 8:
        names.append(units[part_of].name)
        part_of = units[part_of].part_of
    return tuple(reversed(names))


class _Matcher:
    """What places and other organizations have in common: collecting candidates, the surest reason of each."""

    def __init__(self) -> None:
        self.units: dict[str, Known] = {}
        self._matches: dict[tuple[str, Kind | None, str | None], Match] = {}

    def _candidates(self, name: str, found: Iterable[tuple[Known, Reason]]) -> tuple[Candidate, ...]:
        from rapidfuzz import fuzz

        reasons: dict[str, tuple[Known, Reason]] = {}
        order = list(Reason)
        for known, reason in found:
            if known.id not in reasons or order.index(reason) < order.index(reasons[known.id][1]):
                reasons[known.id] = known, reason
        made = [
            Candidate(
                known.id,
                known.name,
                known.kind,
                _area_of(known.part_of, self.units),
                reason,
                round(fuzz.ratio(folded(name), folded(known.name)), 1),
            )
            for known, reason in reasons.values()
        ]
        made.sort(key=lambda candidate: (order.index(candidate.reason), -candidate.score, candidate.id))
        return tuple(made[:MOST_CANDIDATES])

    def _made(self, name: str, sure: Mapping[str, tuple[Known, Reason]], weak: Iterable[tuple[Known, Reason]]) -> Match:
        if len(sure) == 1:
            return Match(self._candidates(name, sure.values())[0])
        return Match(None, self._candidates(name, [*sure.values(), *weak]))


class Places(_Matcher):
    """Townships and villages, to be found by name inside a unit.

    `known` are the units of an area with those above it; of two with one id the first gives the name, the other an
    alias.
    """

    def __init__(self, known: Iterable[Known]) -> None:
        super().__init__()
        aliases: dict[str, list[str]] = {}
        for unit in known:
            first = self.units.setdefault(unit.id, unit)
            names = [name for name in (unit.name, *unit.aliases) if name != first.name]
            aliases.setdefault(unit.id, []).extend(names)
        self._index: dict[Kind, _Index] = {}
        for id_, unit in sorted(self.units.items()):
            index = self._index.setdefault(unit.kind, _Index())
            place = len(index.known)
            index.known.append(unit)
            index.add("name", folded(unit.name), place)
            index.add("bare", place_key(unit.name, unit.kind).bare, place)
            for alias in dict.fromkeys(aliases[id_]):
                index.add("alias", folded(alias), place)
                index.add("alias", place_key(alias, unit.kind).bare, place)
        self._fuzzy: set[Kind] = set()

    def match(self, name: str, kind: Kind, within: str) -> Match:
        """What `name` means among the units of `kind` in the unit `within`.

        Chosen is a unit whose name is equal, or equal without its unit word, if no other is; of several the written
        unit word (村 or 社区) may single one out.
        """
        key = (name, kind, within)
        if key not in self._matches:
            self._matches[key] = self._match(name, kind, within)
        return self._matches[key]

    def _match(self, name: str, kind: Kind, within: str) -> Match:
        index = self._index.get(kind)
        if index is None:
            return NO_MATCH
        written, key = folded(name), place_key(name, kind)

        def units(table: str, text: str) -> list[Known]:
            found = (index.known[place] for place in index.at(table, text))
            return [unit for unit in found if unit.id != within and registry.lies_in(unit.id, within)]

        exact = units("name", written)
        bare = units("bare", key.bare)
        if len(bare) > 1 and key.unit is not None:
            same = [unit for unit in bare if place_key(unit.name, kind).unit == key.unit]
            bare = same if len(same) == 1 else bare
        if not registry.is_township(within):  # of a village and a community far apart only the name is the same
            bare = [unit for unit in bare if place_key(unit.name, kind).unit in (key.unit, None) or key.unit is None]
        former = units("alias", written)
        surest = exact or bare
        reason = Reason.EXACT if exact else Reason.NORMALISED
        sure = {unit.id: (unit, reason) for unit in surest}
        disputed = [unit for unit in former if unit.id not in sure]  # another bore this very name
        if len(sure) == 1 and disputed:
            return Match(None, self._candidates(name, [*sure.values(), *((unit, Reason.ALIAS) for unit in disputed)]))
        if len(sure) == 1:
            return self._made(name, sure, ())
        weak = [(unit, Reason.ALIAS) for unit in (*former, *units("alias", key.bare))]
        weak += [(unit, Reason.NORMALISED) for unit in units("bare", key.bare)]
        if not sure:
            weak += self._alike(index, kind, key.bare, units)
        return self._made(name, sure, weak)

    def _alike(
        self, index: _Index, kind: Kind, bare: str, units: Callable[[str, str], list[Known]]
    ) -> Iterator[tuple[Known, Reason]]:
        if kind not in self._fuzzy:
            self._fuzzy.add(kind)
            for place, unit in enumerate(index.known):
                own = place_key(unit.name, kind).bare
                index.add("sound", _sound(own), place)
                for short in _shortened(own):
                    index.add("short", short, place)
        yield from ((unit, Reason.PINYIN) for unit in units("sound", _sound(bare)))
        if len(bare) > 1:
            near = {unit.id: unit for short in _shortened(bare) for unit in units("short", short)}
            for unit in near.values():
                if one_edit(bare, place_key(unit.name, kind).bare):
                    yield unit, Reason.ONE_EDIT
        if len(bare) > 1 and len(index.known) <= _MANY:
            for own in [text for text in index.tables["bare"] if len(text) > 1 and (text in bare or bare in text)]:
                yield from ((unit, Reason.CONTAINED) for unit in units("bare", own))


class Organizations(_Matcher):
    """Departments, firms, schools, hospitals, social groups and others, to be found by name."""

    def __init__(self, known: Iterable[Known], units: Iterable[Known] = ()) -> None:
        super().__init__()
        self.units = {unit.id: unit for unit in units}
        self._index = _Index()
        seen: set[str] = set()
        for one in known:
            if one.id in seen:
                continue
            seen.add(one.id)
            place = len(self._index.known)
            self._index.known.append(one)
            self._index.add("name", folded(one.name), place)
            self._index.add("key", organization_key(one.name), place)
            for alias in one.aliases:
                self._index.add("alias", organization_key(alias), place)
        self._fuzzy = False

    def match(self, name: str, kind: Kind | None, part_of: str | None = None) -> Match:
        """What `name` means: chosen is the one organization of that name whose kind does not contradict `kind`.

        A school or hospital that is known to lie elsewhere than in `part_of` is another of the same name.
        """
        key = (name, kind, part_of)
        if key not in self._matches:
            self._matches[key] = self._match(name, kind, part_of)
        return self._matches[key]

    def _match(self, name: str, kind: Kind | None, part_of: str | None) -> Match:
        def those(table: str, text: str) -> list[Known]:
            found = (self._index.known[place] for place in self._index.at(table, text))
            return [one for one in found if _agree(one.kind, kind)]

        own = organization_key(name)
        sure = {one.id: (one, Reason.NORMALISED) for one in those("key", own)}
        sure |= {one.id: (one, Reason.EXACT) for one in those("name", folded(name))}
        elsewhere = {
            id_: found
            for id_, found in sure.items()
            if part_of is not None and found[0].part_of is not None and not _one_place(part_of, found[0].part_of)
        }
        if len(sure) == 1 and not elsewhere:
            return self._made(name, sure, ())
        if sure:
            return Match(None, self._candidates(name, sure.values()))
        return Match(None, self.alike(name, kind))

    def alike(self, name: str, kind: Kind | None) -> tuple[Candidate, ...]:
        """Those that a name that is none of theirs may mean all the same."""

        def those(table: str, text: str) -> list[Known]:
            found = (self._index.known[place] for place in self._index.at(table, text))
            return [one for one in found if _agree(one.kind, kind)]

        own = organization_key(name)
        self._prepare()
        weak = [(one, Reason.ALIAS) for one in those("alias", own)]
        full = expand_department(name)
        weak += [(one, Reason.ABBREVIATION) for one in those("full", full) if folded(one.name) != folded(name)]
        weak += self._elsewhere_named(full, those)
        bare = without_legal_form(name)
        if len(bare) > 1:
            weak += [(one, Reason.CONTAINED) for one in those("bare", bare)]
        if len(own) > 4:
            near = {one.id: one for short in _shortened(own) for one in those("short", short)}
            weak += [(one, Reason.ONE_EDIT) for one in near.values() if one_edit(own, organization_key(one.name))]
        return self._candidates(name, weak)

    def _elsewhere_named(self, full: str, those: Callable[[str, str], list[Known]]) -> Iterator[tuple[Known, Reason]]:
        """Those whose name is the same but for the unit before it: 市教育局 and 大连市教育局."""
        unit, rest = registry.split_path(full)
        tail = rest if unit is not None else _BARE_UNIT.sub("", full)
        if tail == full or len(tail) < 3:
            return
        for one in those("tail", tail):
            other = expand_department(one.name)
            short = full if unit is None else other
            long = other if unit is None else full
            if other != full and _BARE_UNIT.match(short) and long.endswith(short):
                yield one, Reason.ABBREVIATION

    def _prepare(self) -> None:
        if self._fuzzy:
            return
        self._fuzzy = True
        for place, one in enumerate(self._index.known):
            own = organization_key(one.name)
            full = expand_department(one.name)
            unit, rest = registry.split_path(full) if one.kind is not Kind.ENTERPRISE else (None, full)
            self._index.add("full", full, place)
            self._index.add("tail", rest if unit is not None else _BARE_UNIT.sub("", full), place)
            self._index.add("bare", without_legal_form(one.name), place)
            if len(own) > 4:
                for short in _shortened(own):
                    self._index.add("short", short, place)


def _agree(one: Kind, other: Kind | None) -> bool:
    return other is None or one is other or Kind.OTHER in (one, other)


def _one_place(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)
