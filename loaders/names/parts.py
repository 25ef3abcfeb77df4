"""Takes the name of an organization apart: its place, what it is called, which branch it is, its legal form.

Two names may mean one organization when these parts agree: nothing is compared letter by letter but one character that
sounds the same. What the names differ in is said, so that a person can decide.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from graph.model import Kind
from loaders.names import registry
from loaders.names.index import folded, one_edit, sound
from loaders.patterns import pattern_of


class Differs(StrEnum):
    """What two names that may mean one organization differ in."""

    FORM = "form"
    PLACE = "place"
    SHORT = "short"
    SOUND = "sound"
    BRACKETS = "brackets"
    SPELLING = "spelling"


class Reading(NamedTuple):
    """One way to take a name apart; a name that may begin with a place has two.

    `places` are ids of units, `unit` is the word for a unit that is not named (市 in 市教育局), `sort` tells a
    cooperative from a firm.
    """

    core: str
    branch: str = ""
    sort: str = ""
    places: frozenset[str] = frozenset()
    unit: str = ""

    @property
    def general(self) -> bool:
        """Whether the core is no name by itself: 教育局, 人民医院, 银行 are in every place."""
        return _is_general(self.core)


class Parts(NamedTuple):
    """A name taken apart: its readings, and what was set aside."""

    readings: tuple[Reading, ...]
    form: str = ""
    remark: str = ""
    brackets: bool = False
    short: bool = False
    """Whether it is a short form, such as 发改委."""

    @property
    def placed(self) -> bool:
        """Whether a place is part of the name."""
        return any(reading.places for reading in self.readings)


# --- spelling


@lru_cache(maxsize=1 << 16)
def organization_key(name: str) -> str:
    """A name with differences of spelling removed: width, spaces, case, 有限责任公司 for 有限公司.

    >>> organization_key("示例（大连） 有限责任公司") == organization_key("示例(大连)有限公司")
    True
    """
    return folded(name).replace("有限责任公司", "有限公司")


# --- short forms


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
    "国税局": "国家税务局",
    "地税局": "地方税务局",
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
    "政府办": "人民政府办公室",
    "政府办公室": "人民政府办公室",
    "人民政府办": "人民政府办公室",
    "农商行": "农村商业银行",
    "农商银行": "农村商业银行",
    "农信社": "农村信用合作联社",
    "农村信用社": "农村信用合作联社",
    "人大": "人民代表大会",
    "政协": "政治协商会议",
}
_BANKS: Mapping[str, str] = {
    "农行": "中国农业银行",
    "农业银行": "中国农业银行",
    "工行": "中国工商银行",
    "工商银行": "中国工商银行",
    "建行": "中国建设银行",
    "建设银行": "中国建设银行",
    "中行": "中国银行",
    "交行": "交通银行",
    "邮储银行": "中国邮政储蓄银行",
}
"""Short names that a bank's name begins with."""


def _longest(words: Iterator[str] | tuple[str, ...] | list[str]) -> str:
    """The words as alternatives of a pattern, longer ones first."""
    return "|".join(map(re.escape, sorted(set(words), key=lambda word: (-len(word), word))))


_DEPARTMENT_ENDING = pattern_of(f"(?:{_longest([*_DEPARTMENTS, *_DEPARTMENTS.values()])})$")
_BANK = pattern_of(f"^(?:{_longest([*_BANKS])})")
_PARTY = pattern_of(r"^(?:中共|中国共产党)(?=..)|^国家税务总局(?=.{2,}税务局$)")
_YOUTH = (
    (pattern_of(r"^(?:中国)?(?:共青团|共产主义青年团|团)(.+?[省市县区州旗盟])(?:委员会|委)$"), r"\1团委"),
    (pattern_of(r"^(.*)团([省市县区州旗盟])委$"), r"\1\2团委"),
)


@lru_cache(maxsize=1 << 16)
def expand_department(name: str) -> str:
    """A name with the short form of a department at its end written in full.

    >>> expand_department("大连市发改委"), expand_department("市残联"), expand_department("团市委")
    ('大连市发展和改革委员会', '市残疾人联合会', '市共产主义青年团委员会')
    """
    text = _PARTY.sub("", folded(name))
    for pattern, written in _YOUTH:
        text = pattern.sub(written, text)
    text = _BANK.sub(lambda found: _BANKS[found[0]], text)
    return _DEPARTMENT_ENDING.sub(lambda found: _DEPARTMENTS.get(found[0], found[0]), text)


# --- legal form, branch, brackets


_FORM = pattern_of(
    r"(?:集团|控股)?(?:股份)?(?:有限)?(?:责任)?(?:集团)?总?公司$|有限公$|(?<=..)(?:集团|控股|股份|有限)$|厂$|企业$"
)
_FORM_WORD = pattern_of(r"(?:集团|控股|股份|有限|责任|总|公司)+")
_FORM_INSIDE = pattern_of(r"(?:集团|控股)?(?:股份)?有限(?:责任)?公司|股份公司|集团公司")
_FORM_LATIN = pattern_of(r"[\s,.]*\b(?:co|ltd|limited|inc|incorporated|gmbh|llc|plc|corp|corporation|company)\.?\s*$")
_COOPERATIVE = pattern_of(r"(?<!供销)(?<!信用)(?:农民)?(?:专业)?合作社$")
_BRANCH = pattern_of(
    r"(?:分公司|支公司|子公司|分行|支行|分理处|储蓄所|营业部|营业厅|营业所|分局|分院|分校|校区|院区|分店|分厂|分社|分会|分部|"
    r"分所|分站|分中心|办事处|代表处|项目部|总队|支队|大队|中队|分队)$"
)
_BRACKETS = pattern_of(r"\(([^()]*)\)")
_FORMERLY = pattern_of(r"^(?:原|曾用名|简称|以下简称|下称)")
_LAST_UNIT = pattern_of(r"(?<=..)(?:自治[州县旗]|[省市县区旗盟])$")


def _without_brackets(text: str) -> tuple[str, frozenset[str], str]:
    """A name without its brackets, the places that stood in them, and what else stood in them."""
    places: set[str] = set()
    remarks: list[str] = []

    def put(found: re.Match[str]) -> str:
        inside = found[1]
        if _FORM_WORD.fullmatch(inside):
            return inside
        place = _place(inside)
        if place is not None:
            places.add(place)
        elif _BRANCH.search(inside):
            return inside
        elif not _FORMERLY.match(inside):
            remarks.append(inside)
        return ""

    bare = _BRACKETS.sub(put, text)
    return (bare, frozenset(places), "|".join(remarks)) if len(bare) > 1 else (text, frozenset(), "")


def _without_form(text: str) -> tuple[str, str, str]:
    """A name without its legal form, the form, and whether it is that of a cooperative (`coop`)."""
    bare = _COOPERATIVE.sub("", text)
    if bare != text and len(bare) > 1:
        return bare, text[len(bare) :], "coop"
    bare = text
    while (less := _FORM.sub("", bare)) != bare and len(less) > 1:
        bare = less
    return bare, text[len(bare) :], ""


# --- places


_ABOVE_TOWNSHIPS = (Kind.PROVINCE, Kind.PREFECTURE, Kind.COUNTY)
_BARE_UNIT = pattern_of(r"^([省市县区州])(?!场|民|容|域|划|政(?!府|协|法))(?=..)")
_UNIT_WITHIN = pattern_of(r"(?<=.)[省市县区州旗盟](?=..)")


def _place(text: str) -> str | None:
    """The id of the unit that a text names, with or without its ending; None if it names none, or several."""
    if text in ("中国", "全国"):
        return "cn"
    unit, rest = registry.split_path(text)
    if unit is not None and not rest:
        return unit.id
    found = registry.find_unit(text, _ABOVE_TOWNSHIPS) if 1 < len(text) < 8 else None
    return found.id if found else None


def _bare_prefix(text: str) -> tuple[str | None, str]:
    """The unit that a name begins with, written without its ending (大连…), and the rest of the name."""
    unit: str | None = None
    while True:
        for length in (4, 3, 2):
            if len(text) < length + 2:
                continue
            whole = registry.find_whole(text[: length + 1], unit)
            found = whole or registry.find_unit(text[:length], _ABOVE_TOWNSHIPS, unit)
            if found is not None and found.id != unit:
                worded = whole is not None or text[length] == found.name[-1]  # 黔东南州
                unit, text = found.id, text[length + worded :]
                break
        else:
            return unit, text


# --- what a name is by itself


_GENERAL_OFFICE = pattern_of(
    r"(?:局|厅|委员会|委|办公室|法院|检察院|部|站|代表大会|会议|联合社|(?:人|女|业|侨|界)联合会)$"
)
_GENERAL_PUBLIC = pattern_of(
    r"(?:第[一二三四五六七八九十百]+)?(?:人民|中心|中医|中西医结合|妇幼保健|妇幼|妇女儿童|实验|民族|职业技术|职业|技工|高级|初级|完全|"
    r"附属|特殊教育|机关|师范|示范|外国语|希望|九年一贯制|综合|传染病|精神病|社区)*"
    r"(?:小学|中学|高中|初中|学校|幼儿园|学院|医院|卫生院|保健院|卫生服务中心|党校)"
)
_GENERAL_TRADE = pattern_of(
    r"(?:农业|工业|商业|银行|保险|证券|信托|农村|信用|合作|汽车|建设|建筑|建工|建材|工程|路桥|公路|铁路|机场|航空|港口|实业|产业|企业|科技|"
    r"技术|信息|网络|通信|发展|开发|投资|控股|资本|资产|国有|国资|运营|经营|管理|城市|城镇|城乡|城建|城投|市政|水务|供水|自来水|水利|"
    r"电力|供电|电网|燃气|热力|能源|石油|天然气|煤炭|矿业|钢铁|冶金|化工|机械|重工|电气|电子|医药|制药|药业|纺织|服装|食品|粮食|粮油|酒业|"
    r"茶业|烟草|盐业|林业|渔业|畜牧|牧业|种植|养殖|环保|环境|生态|园林|绿化|旅游|文化|传媒|出版|印刷|教育|体育|物流|运输|交通|公交|客运|"
    r"贸易|商贸|进出口|百货|零售|房地产|地产|置业|物业|服务|集团|担保|融资|租赁|发电|供销|和|与)+"
)


@lru_cache(maxsize=1 << 16)
def _is_general(core: str) -> bool:
    if _UNIT_WITHIN.search(core):
        return False
    patterns = (_GENERAL_PUBLIC, _GENERAL_TRADE)
    return bool(_GENERAL_OFFICE.search(core)) or any(pattern.fullmatch(core) for pattern in patterns)


_NUMERALS = "零一二三四五六七八九"
_NUMBERED = pattern_of(r"第(\d{1,2})(?!\d)")
_ABBREVIATED = pattern_of(
    r"(?<![第一二三四五六七八九十])([一二三四五六七八九十]{1,3})(中|小|中学|小学|高中|医院|幼儿园)$"
)
_LINKS = pattern_of(r"(?<=..)[和与及](?=..)")


def _in_full(core: str) -> str:
    """A core with its number written one way: 第1小学 and 一小 are 第一小学."""

    def spelled(found: re.Match[str]) -> str:
        ten, one = divmod(int(found[1]), 10)
        tens = "" if not ten else "十" if ten == 1 else f"{_NUMERALS[ten]}十"
        return f"第{tens}{_NUMERALS[one] if one or not ten else ''}"

    core = _NUMBERED.sub(spelled, core)
    core = _ABBREVIATED.sub(lambda found: f"第{found[1]}{found[2] + '学' if len(found[2]) == 1 else found[2]}", core)
    return _LINKS.sub("", core)


# --- the parts of a name


@lru_cache(maxsize=1 << 16)
def parts_of(name: str) -> Parts:
    """A name taken apart.

    >>> parts = parts_of("大连示例重工（集团）有限公司")
    >>> parts.readings[0].core, parts.form, parts.brackets
    ('示例重工', '集团有限公司', True)
    """
    text = unicodedata.normalize("NFKC", name).casefold().strip()
    latin = text
    while (less := _FORM_LATIN.sub("", latin)) != latin and len(less) > 1:
        latin = less
    written = folded(latin)
    bare, places, remark = _without_brackets(written)
    brackets = bare != written
    full = expand_department(bare)
    short = folded(full) != bare
    branch = _BRANCH.search(full)
    if branch is not None and branch.start() > 1:
        stem = _FORM_INSIDE.sub("", full[: branch.start()])
        core, form, sort = _LAST_UNIT.sub("", stem), "", ""
        form = "".join(_FORM_INSIDE.findall(full))
    else:
        core, form, sort = _without_form(full)
        branch = None
    form = form or text[len(latin) :]
    word = branch[0] if branch else ""
    readings = tuple(_readings(core, word, sort, places))
    return Parts(readings, form, remark, brackets, short)


def _readings(core: str, branch: str, sort: str, places: frozenset[str]) -> Iterator[Reading]:
    def reading(core: str, place: str | None = None, unit: str = "") -> Reading:
        return Reading(_in_full(core), branch, sort, places | {place} if place else places, unit)

    unit, rest = registry.split_path(core)
    if unit is not None and len(rest) > 1:
        yield reading(rest, unit.id)
        return
    bare = _BARE_UNIT.match(core)
    if bare is not None and len(core) > 2:
        yield reading(core[1:], None, bare[1])
        return
    named, rest = _bare_prefix(core)
    if named is not None:
        yield reading(rest, named)
    yield reading(core)


def fullness(name: str) -> tuple[object, ...]:
    """Orders names of one organization, the fullest first: with its place and its form, no short form, no brackets."""
    parts = parts_of(name)
    unnamed = any(reading.unit for reading in parts.readings)
    length = -len(name) if parts.short else len(name)
    return (not parts.placed, unnamed, parts.short, not parts.form, parts.brackets or bool(parts.remark), length, name)


# --- comparing


_TWO_LETTER_WORDS = (
    "教育体育德育审计统计会计农业林业渔业牧业木业工业商业矿业药业酒业茶业纸业置业职业实业事业食业物业旅业盐业玉业"
    "国税地税税务水务商务外事人事民事政务财务事务财政民政市政邮政家政行政司法执法宪法书法农机农技农经监察检察督察"
    "公安国安治安信访工会公会商会协会学会石油食油煤油粮油水利水力电力热力火力风力制造织造建造铸造家具家居家电公益"
    "工艺园艺食品饰品药品视频商品师范示范保险保鲜保健卫生民生文化绿化文艺文联残联妇联侨联科联科协作协科技科教科普"
    "文教文旅交通交警交投城投城建城管住建电信联通通信通讯移动电气电器电网电子供电发电供水供热供销公路铁路道路公交"
    "机场林场农场牧场市场渔场气象地震档案党校学校小学中学大学初中高中幼儿团委党委工委纪委政法组织宣传统战国土国资"
    "环保环境生态园林森林园区社区矿区建设建筑建材钢铁冶金化工化肥机械机电纺织服装制药医药医院学院法院物流运输航运"
    "航空贸易商贸投资开发发展旅游酒店饭店书店银行信托证券基金担保租赁农行工行建行中行交行移民扶贫老龄退役就业养老"
    "敬老福利救助慈善粮食烟草烟叶种植养殖畜牧蔬菜水果水产水泥水电"
)
_TELLING = frozenset(_TWO_LETTER_WORDS[at : at + 2] for at in range(0, len(_TWO_LETTER_WORDS), 2))
"""Words that say what an organization does: two names that differ in one of them are two, however they sound."""
_TELLS_IN_REMARK = pattern_of(r"[0-9零一二三四五六七八九十东西南北中甲乙丙丁a-z]+(?:期|号|区|部|组|院|校|店|厂)?")
MIN_CORE = 2
"""The fewest characters of a core that two names may share."""


def differences(one: str, other: str) -> frozenset[Differs] | None:
    """What two names that may mean one organization differ in; None where they mean two.

    >>> sorted(differences("大连示例重工有限公司", "示例重工") or ())
    [<Differs.FORM: 'form'>, <Differs.PLACE: 'place'>]
    >>> differences("示例市国税局", "示例市地税局") is None
    True
    """
    first, second = parts_of(one), parts_of(other)
    if first.remark != second.remark:
        if first.remark and second.remark:
            return None
        if _TELLS_IN_REMARK.fullmatch(first.remark or second.remark):
            return None
    for mine in first.readings:
        for theirs in second.readings:
            found = _agree(mine, theirs)
            if found is None:
                continue
            if first.form != second.form:
                found |= {Differs.FORM}
            if first.brackets != second.brackets or first.remark != second.remark:
                found |= {Differs.BRACKETS}
            if first.short != second.short:
                found |= {Differs.SHORT}
            return found or frozenset({Differs.SPELLING})
    return None


def _agree(one: Reading, other: Reading) -> frozenset[Differs] | None:
    """What two readings differ in besides what was set aside; None where a part tells them apart."""
    if (one.branch, one.sort) != (other.branch, other.sort) or min(len(one.core), len(other.core)) < MIN_CORE:
        return None
    found: set[Differs] = set()
    if one.core != other.core:
        if _unit_left_out(one, other) or _unit_left_out(other, one):
            return frozenset({Differs.PLACE})
        if not sounds_same(one.core, other.core):
            return None
        found.add(Differs.SOUND)
    if one.places == other.places and one.unit == other.unit:
        return frozenset(found)
    if one.unit and other.unit:
        return None
    if one.places and other.places:
        return None
    if one.unit or other.unit:
        ending, units = (one.unit, other.places) if one.unit else (other.unit, one.places)
        if not any(_ends(unit, ending) for unit in units):
            return None
    elif one.general:
        return None
    return frozenset({*found, Differs.PLACE})


def _unit_left_out(short: Reading, long: Reading) -> bool:
    """Whether one is the other without the name of a unit that the registry does not have: 市教育局, 示例市教育局."""
    tail = f"{short.unit}{short.core}"
    return bool(short.unit) and not long.places and long.core != tail and long.core.endswith(tail)


def _ends(id_: str, ending: str) -> bool:
    unit = registry.unit_of(id_)
    return unit is not None and (unit.name.endswith(ending) or (ending == "省" and unit.kind is Kind.PROVINCE))


def sounds_same(one: str, other: str) -> bool:
    """Whether one character that sounds the same is all that two cores differ in, and it is not one that tells apart.

    >>> sounds_same("凤岐小学", "凤歧小学"), sounds_same("水务局", "税务局"), sounds_same("国税局", "地税局")
    (True, False, False)
    """
    if len(one) != len(other) or len(one) <= MIN_CORE or not one_edit(one, other):
        return False
    at = next(at for at, (mine, theirs) in enumerate(zip(one, other, strict=True)) if mine != theirs)
    return replaceable(one[at], other[at], (one[at - 1 : at], one[at + 1 : at + 2]))


def replaceable(one: str, other: str, around: tuple[str, str]) -> bool:
    """Whether a character may stand for another one between two others: it sounds the same, and no word tells.

    >>> replaceable("岐", "歧", ("凤", "小")), replaceable("水", "税", ("市", "务"))
    (True, False)
    """
    before, behind = around
    if before + one in _TELLING and before + other in _TELLING:
        return False
    if one + behind in _TELLING and other + behind in _TELLING:
        return False
    return _same_sound(one, other)


@lru_cache(maxsize=1 << 16)
def _same_sound(one: str, other: str) -> bool:
    return one_edit(one, other) and sound(one) == sound(other)
