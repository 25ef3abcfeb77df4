"""Finds the department, firm, school or other organization that a written name means."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache

from graph.model import Kind
from loaders.loaded import Candidate, Reason
from loaders.names import registry
from loaders.names.index import Index, Known, Matcher, NameMatch, folded, one_edit, shortened


@lru_cache(maxsize=1 << 16)
def organization_key(name: str) -> str:
    """A name with differences of spelling removed: width, spaces, case, 有限责任公司 for 有限公司.

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
    """A name with the short form of a department at its end written in full.

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


class OrganizationNames(Matcher):
    """Organizations other than places, to be found by name; `units` are the places that they may lie in."""

    def __init__(self, known: Iterable[Known], units: Iterable[Known] = ()) -> None:
        super().__init__()
        self.units = {unit.id: unit for unit in units}
        self._index = Index()
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

    def match(self, name: str, kind: Kind | None, part_of: str | None = None) -> NameMatch:
        """What `name` means: the only organization with that name whose kind does not contradict `kind`.

        An organization that is known to lie elsewhere than in `part_of` is another one with the same name.
        """
        key = (name, kind, part_of)
        if key not in self._matches:
            self._matches[key] = self._match(name, kind, part_of)
        return self._matches[key]

    def _match(self, name: str, kind: Kind | None, part_of: str | None) -> NameMatch:
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
            return self._chosen(name, sure, ())
        if sure:
            return NameMatch(None, self._candidates(name, sure.values()))
        return NameMatch(None, self.alike(name, kind))

    def alike(self, name: str, kind: Kind | None) -> tuple[Candidate, ...]:
        """Organizations that a name may mean although it is not their name, as candidates."""

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
            near = {one.id: one for short in shortened(own) for one in those("short", short)}
            weak += [(one, Reason.ONE_EDIT) for one in near.values() if one_edit(own, organization_key(one.name))]
        return self._candidates(name, weak)

    def _elsewhere_named(self, full: str, those: Callable[[str, str], list[Known]]) -> Iterator[tuple[Known, Reason]]:
        """Organizations whose name differs only in the unit before it: 市教育局 and 大连市教育局."""
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
        """Fills the tables that only `alike` reads."""
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
                for short in shortened(own):
                    self._index.add("short", short, place)


def _agree(one: Kind, other: Kind | None) -> bool:
    """Whether two kinds do not contradict each other: `other` and no kind at all agree with every kind."""
    return other is None or one is other or Kind.OTHER in (one, other)


def _one_place(one: str, other: str) -> bool:
    """Whether one of two units is, or lies in, the other; ids of the registry begin with those of the units above."""
    return one.startswith(other) or other.startswith(one)
