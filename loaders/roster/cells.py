"""Reads single cells of a roster: names, periods, totals, notes. It reads what people write and does not guess."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from graph.errors import RecordError
from graph.lookup import has_hanzi
from graph.model import Kind, PartialDate, clean
from loaders.files import Cell, cell_text
from loaders.names import registry
from loaders.patterns import pattern_of
from loaders.roster.persons import begins_with_surname, without_contacts, without_title

MAX_LENGTH = 20_000
"""The longest cell, in characters, that is taken apart; a longer one is kept as it is."""

_CJK = "\u3400-\u9fff\U00020000-\U0003ffff"
_BETWEEN = pattern_of(rf"(?<=[{_CJK}（）()]) +(?=[{_CJK}（）()])")
_TOTAL_WORD = (
    r"(?:合\s*计|小\s*计|总\s*计|共\s*计|累\s*计|汇\s*总|总\s*数|(?:grand |sub-?)?tota(?:l|ls|ux)"
    r"(?: (?:g[ée]n[ée]ral|general|geral|repassado|vers[ée]e?s?|ejercido|aportado|pago|received|paid|given|funds))?)"
)
_TOTAL = pattern_of(rf"{_TOTAL_WORD}[:：]?|.{{0,30}}(?:合计|小计|总计)[:：]?|(?:合计|总计|共计)[:：].*", re.IGNORECASE)
_COUNT = pattern_of(
    r"(?!\d{3,}(?:医院|学校))(?:共计?|合计)?\d+(?:\.\d+)?(?:个|家|所|户|条)?(?:行政村|贫困村|村|学校|医院|单位|企业|乡镇|县|县区|县市区|社区|村寨|点|联系点)?"
)
_NOTE = pattern_of(
    r"[(（\[【]?(?:备?注|说明|附注|填报?说明|填表|填报|制表|审核|审批|负责人|联系人|联系电话|报送|"
    r"单位\s*[(（]?盖章|主要领导|"
    r"分管领导|经办人|数据来源|来源|notes?|source|fontes?|fuentes?|elabor[oó]|elabora[cç][aã]o)[^:：]{0,12}[:：].*"
    r"|(?:备?注|说明)\s*\d?[.、]?.*|[(（]?(?:金额)?单位\s*[:：]\s*(?:人民币)?(?:亿元|万元|千元|元|人|户|亩|个)[)）]?",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST_NOBODY = 60
"""The longest cell, in characters, that may say that there is nobody; a longer one says more."""
_ABOVE = frozenset(
    {"同上", "〃", '"', "″", "”", "“", "''", "ditto", "do.", "-do-", "idem", "ídem", "as above", "same as above"}
)
_NOTHING = frozenset(
    {
        "",
        "-",
        "--",
        "—",
        "——",
        "－",
        "/",
        "\\",
        "无",
        "暂无",
        "没有",
        "尚无",
        "未定",
        "待定",
        "未落实",
        "未结对",
        "未安排",
        "none",
        "n/a",
        "nil",
        "tbd",
        "tbc",
        "空",
        "(跳过)",
        "（跳过）",
        "(空)",
        "（空）",
    }
)
_NOT_YET = (
    r"(?:目前|现在?|暂时?|尚|还|仍|一直|至今|无|没有?|未|待|空|缺|拟)*(?:无|没有?|未|待|空|缺|不详|不明|暂)"
    r"(?:能|曾|再|有|定|确定|明确|落实|安排|结对|结成|对接|协调|签约?|补充|填写?|填报"
    r"|上?报|分配|配对|选定|选派|联系|指定|认领|挂钩|帮扶|包联|白|少|失|额|位|知|详)*"
    r"的?(?:结对|帮扶|挂钩|联系|包联|支援|协作)*(?:单位|企业|部门|学校|医院|街道|乡镇"
    r"|社会组织|对象|关系|方|伙伴|任何|人|中)?"
)
_UNDER_WAY = (
    r"(?:正在?|正积极|积极|拟|还在|仍在)*(?:对接|洽谈|协调|落实|联系|协商|商谈|筹备"
    r"|选择|物色|安排|确定|签约|结对|争取|沟通|拟定)(?:之?中|当中)"
    r"|(?:正在|还在|仍在)(?:对接|洽谈|协调|落实|联系|协商|商谈|筹备|选择|物色|安排"
    r"|确定|签约|争取|沟通)(?:单位|企业)?"
    r"|(?:无需|不需要?|不涉及|未涉及|不适用|不再|已(?:取消|解除|撤销|退出|终止|结束))(?:结对|帮扶|安排)?(?:单位|关系)?"
    r"|(?:目前|现在?|暂时?|尚|还|仍)+(?:无|未|没有?).{0,12}|未有.{0,10}"
    r"|待.{0,8}(?:安排|落实|确定|明确|认领|招商|引进|分配|选派|研究)"
    r"|(?:另行|以后|今后|下步)(?:安排|确定|通知)|另定"
)
_NOBODY = (
    r"none|nil|null|n\.? ?/? ?a\.?|t\.?b\.?[dca]\.?|vacant|pending|unassigned|unpaired|unmatched|unknown|nobody"
    r"|no[ -]one|empty|blank|to be (?:determined|confirmed|announced|decided|assigned|arranged|paired|advised|found)"
    r"|(?:none|nothing|not|no)(?: (?:yet|any|partners?|helpers?|donors?|twins?|pairs?|sister (?:city|school)|paired"
    r"|twinned|assigned|allocated|matched|found|available|applicable|confirmed|decided|identified|at present|so far"
    r"|currently|registered))+|not yet.{0,20}|(?:under|in) (?:discussion|negotiation)s?"
    r"|(?:awaiting|looking for|seeking|searching for)(?: an?)? (?:partner|helper|twin|donor|sister \w+)s?|open"
    r"|being (?:arranged|discussed|negotiated)"
    r"|(?:todav[ií]a|a[uú]n) no.{0,20}|por (?:definir|determinar|confirmar|asignar|designar)|ningun[oa]"
    r"|s[ei][nm] (?:cobertura|padrinh?[oa]|parceir[oa]|apoio|equipe|asignar|definir|apoyo|socio)"
    r"|pas encore.{0,20}|[aà] (?:d[eé]finir|d[eé]terminer|confirmer|pr[eé]ciser)"
    r"|aucune?(?: commune| structure| partenaire| h[ôo]pital)?|recherche (?:en cours|d.un parrain)|n[eé]ant|no aplica"
)
_SAYS_NOBODY = pattern_of(rf"{_NOT_YET}|{_UNDER_WAY}|{_NOBODY}", re.IGNORECASE)
_NOT_A_NUMBER = frozenset({"nan", "NaN"})
"""What programs write where they have no value; Nan is a city."""
_REMARK = pattern_of(r"[(（\[【][^()（）\[\]【】]*[)）\]】]")
_TWO_LANGUAGES = pattern_of(r"([A-Za-z][A-Za-z ./]*[A-Za-z])\s*([^\x00-\xff]+)")
"""A word and its translation: Nil 无."""
_EDGES = "-—()（）[]【】〔〕“”\"'‘’《》<> \u3000。.,，;；:：!！"
_PARTS = pattern_of(r"[，,；;、/]|\s[-–—]+\s")


def squeezed(cell: Cell) -> str:
    """A cell's text as a name: single spaces only, and none between Chinese characters.

    >>> squeezed(" 双 凤　镇 "), squeezed("Aru  Town")
    ('双凤镇', 'Aru Town')
    """
    text = " ".join(cell_text(cell).split())
    return _BETWEEN.sub("", text) if " " in text else text


def is_total(text: str) -> bool:
    """Whether a text stands for a sum of other rows.

    >>> [is_total(text) for text in ("合 计", "双凤镇小计", "总计：56个村", "Total", "双凤镇", "Total Energies")]
    [True, True, True, True, False, False]
    """
    return _TOTAL.fullmatch(squeezed(text)) is not None


@lru_cache(maxsize=1 << 16)
def is_count(text: str) -> bool:
    """Whether a text is a number or a count of things, and so not a name.

    >>> [is_count(text) for text in ("56", "56个村", "共12家企业", "六村")]
    [True, True, True, False]
    """
    return _COUNT.fullmatch(clean(text).replace(" ", "")) is not None


def is_note(text: str) -> bool:
    """Whether a text is a remark under a table (注：…, 填表人：…)."""
    return len(text) <= MAX_LENGTH and _NOTE.fullmatch(text.strip()) is not None


def is_form_label(text: str) -> bool:
    """Whether a text asks who made or checked a table, as the first cell of a line below it does.

    >>> is_form_label("审核"), is_form_label("填表人"), is_form_label("审核局")
    (True, True, False)
    """
    return _FORM_LABEL.fullmatch(squeezed(text)) is not None


_FORM_LABEL = pattern_of(r"(?:审核|审批|复核|校对|制表|填表|填报|报送|经办|批准|签发)(?:人|单位|部门|日期|时间)?[:：]?")


def is_instruction(text: str) -> bool:
    """Whether a text under a header tells people what to fill in (填写行政村全称, 必填, 如：示例村).

    >>> is_instruction("填写行政村名称"), is_instruction("例：2020-01-01"), is_instruction("如意村")
    (True, True, False)
    """
    return _INSTRUCTION.fullmatch(text.strip()) is not None


_INSTRUCTION = pattern_of(
    r"[(（]?(?:请?填[写报入]|请选择?|必填|选填|下拉|例如|[例如]\s*[:：]|格式\s*[:：为]|fill in|e\.g\.|example:).*",
    re.IGNORECASE | re.DOTALL,
)


def means_above(cell: Cell) -> bool:
    """Whether a cell says “as above”: 同上, 〃, a lone quotation mark."""
    return isinstance(cell, str) and cell.strip().lower() in _ABOVE


def is_nothing(cell: Cell) -> bool:
    """Whether a cell says that there is nothing: empty, a dash, 无."""
    return cell is None or (isinstance(cell, str) and cell.strip().lower() in _NOTHING)


def is_nobody(cell: Cell) -> bool:
    """Whether a cell for a name says that there is nobody, or not yet: a dash, （待定）, 正在对接, “not yet”.

    >>> [is_nobody(cell) for cell in (None, " — ", "暂无（正在对接）", "未定，协调中", "None yet", "待补镇", "Nan")]
    [True, True, True, True, True, False, False]
    """
    return is_nothing(cell) or (isinstance(cell, str) and len(cell) <= _LONGEST_NOBODY and _is_nobody(cell))


@lru_cache(maxsize=1 << 16)
def _is_nobody(text: str) -> bool:
    if text.strip().lower() in _ABOVE:
        return False
    bare = text.strip(_EDGES)
    if not any(map(str.isalnum, bare)) or bare in _NOT_A_NUMBER or _SAYS_NOBODY.fullmatch(bare):
        return True
    both = _TWO_LANGUAGES.fullmatch(bare)
    if both is not None and all(_SAYS_NOBODY.fullmatch(part) for part in both.groups()):
        return True
    parts = [part for one in _PARTS.split(_REMARK.sub("", text)) if (part := one.strip(_EDGES))]
    return bool(parts) and all(_SAYS_NOBODY.fullmatch(part) for part in parts)


# --- names


@dataclass(frozen=True, slots=True)
class Names:
    """The names in a cell.

    `counted` is how many names the cell says it has, `elided` whether a unit was carried over to a name that left it
    out, `spaced` whether nothing but spaces separates names that may be one, `personal` whether a person or a phone
    number was dropped.
    """

    names: tuple[str, ...] = ()
    counted: int | None = None
    elided: bool = False
    personal: bool = False
    spaced: bool = False


_SEPARATOR = pattern_of(r"[、；;┋|\n\r]+")
_SEPARATOR_CJK = pattern_of(r"[、；;，,┋|\n\r]+")
_PART = pattern_of(
    r"\s*[(（](?:(?:牵头|协助|协同|配合|主责|责任|主要|成员|参与|共同|联合|共管)(?:单位|部门|方)?|(?:co-?)?lead|support(?:ing)?)[)）]",
    re.IGNORECASE,
)
"""What part an organization has among several: （牵头） behind its name."""
_FIRST = pattern_of(r"\s*[(（]?1\s*[.．、)）]\s*\D")
_NUMBER = pattern_of(r"^\s*[(（]?\d{1,2}\s*[.．、)）]\s*(?=\D)")
_NEXT = pattern_of(r"\s+(?=[(（]?\d{1,2}\s*[.．、)）]\s*\D)")
"""The numbers of names in one cell: 1.甲局 2.乙局."""
_SAYS_HOW_MANY = pattern_of(r"[(（]?(?:共计?|合计|等)\s*(\d+)\s*[个家所]?[^()（）、，,;；]{0,6}?[)）]?$")
_IN_WORDS = pattern_of(r"(?:等|共)?[两二三四五六七八九十](?:个|家|所)(?:单位|部门|企业|公司|学校|医院)?$")
_HOW_MANY_INSIDE = pattern_of(r"[(（](?:共计?|合计|等)?\s*(\d+)\s*[个家所][^()（）]{0,6}[)）]")
_BRACKETS = pattern_of(r"[(（]([^()（）]*)[)）]")
_UNIT_WORD = (
    "村民委员会|居民委员会|村委会|居委会|社区|村|街道办事处|办事处|街道|街|镇|乡|委员会|办公"
    "室|发改委|卫健委|国资委|团委|"
    "公路段|工务段|机务段|养护段|"
    "党校|局|委|厅|办|处|部|院|所|站|署|政府|商行|商贸行|酒店|电视台|电台|气象台|少年宫|文化宫|煤矿|中心|公司|集团|企业|厂|社|场|店|学校|小学|中学|学院|大学|幼儿园|医院|卫生院|疾控中心|"
    "协会|商会|联盟|学会|基金会|基金|联合会|促进会|工会|联|会|海关|银行|支行|分行|法院|检察院|总队|支队|大队|中队|分队|队|园|馆|区|县|市|省|州|旗|组|"
    "总公司|分公司|子公司|总局|分局|总院|分院|总会|分会|总厂|分厂|总社|分社|总店|分店|总站|分站|总部|分部|分所|分场|分中心|管理处|管理所"
)
_ENDS_AS_UNIT = pattern_of(rf"(?:{_UNIT_WORD})$")
_PREFIX = pattern_of(
    rf"^([{_CJK}]{{1,12}}?(?:特别行政区|自治区|自治州|自治县|新区|州[市区县]|县区|省|市|区|县|州|旗))(?=[{_CJK}]{{2,}})"
)
_CARRIED = pattern_of(
    r"(?:街道办事处|办事处|街道|街|镇|乡|委员会|发改委|卫健委|国资委|贸促会|工商联|残联|妇联|局|委|厅|办|部|"
    r"总工会|团委|"
    r"学校|小学|中学|幼儿园|医院|卫生院)$"
)


_IS_TOWNSHIP = pattern_of(r"(?:办事处|街道|街|镇|乡)$")
_IS_PLACE = pattern_of(r"(?:村|社区|委会|办事处|街道|街|镇|乡|区|县|市|省|州|旗|学校|小学|中学|幼儿园)$")
"""Endings of names that people list with spaces between them: nobody writes one such name with a space."""
_OWN_UNIT = pattern_of(
    rf"^[{_CJK}]{{1,12}}?(?:特别行政区|自治[区州县旗]|(?<![园社])区|(?<![城都])市|[省县州旗镇乡]|街道)(?=[{_CJK}])"
)
_NO_PREFIX = pattern_of(
    r"^(?:团|共青团|共产主义青年团|中共|中国|国家|国网|全国|中央|驻|[省市县区州旗](?!场|容|民|域|划|桥|政(?!府|协|法)))"
)
"""Names that are written whole: of the Youth League, of a national body, of a unit that is not named (市财政局)."""


@lru_cache(maxsize=1 << 16)
def read_names(text: str, *, helper: bool = False) -> Names:
    """The names in a cell that may hold several; of a helper, without persons and phone numbers.

    If only the first name gives the unit (荔湾区桥中街、西村街办事处), it is carried over to the others.

    >>> read_names("荔湾区桥中街、西村街办事处").names
    ('荔湾区桥中街', '荔湾区西村街办事处')
    >>> read_names("甲村、乙村（共2个）").counted, read_names("市农业农村局（张三，13900000000）", helper=True).names
    (2, ('市农业农村局',))
    """
    if len(text) > MAX_LENGTH:
        return Names((text,))
    personal = False
    if helper:
        bare = _without_persons(text)
        personal, text = bare != text, bare
    text, counted = _without_count(_PART.sub("", text).strip())
    numbered = _FIRST.match(text) is not None
    spaced = False
    names: dict[str, None] = {}
    for part in _split(_NEXT.sub("\n", text) if numbered else text):
        some, doubtful = _apart(_NUMBER.sub("", part) if numbered else part)
        spaced |= doubtful
        names |= {name: None for name in map(squeezed, some) if name and not is_nobody(name)}
    if counted is not None and len(names) == 1 and not _HOW_MANY_INSIDE.search(text):
        # “(共10个)” behind a single name is a remark on that name, not a count of the names in the cell
        counted = None if counted == 1 else counted
    written = list(names)
    carried = _carry(written)
    return Names(tuple(carried), counted, carried != written, personal, spaced)


def _without_count(text: str) -> tuple[str, int | None]:
    counted: int | None = None
    for pattern in (_HOW_MANY_INSIDE, _SAYS_HOW_MANY):
        match = pattern.search(text)
        if match and match.start() > 0:
            counted = int(match[1]) if len(match[1]) < 6 else None
            text = text[: match.start()] + text[match.end() :]
    return (_IN_WORDS.sub("", text) if "、" in text else text).strip(), counted


def _split(text: str) -> Iterator[str]:
    """The parts between separators; separators inside brackets do not count."""
    pattern = _SEPARATOR_CJK if has_hanzi(text) else _SEPARATOR
    start = depth = 0
    for place, letter in enumerate(text):
        if letter in "(（":
            depth += 1
        elif letter in ")）":
            depth = max(0, depth - 1)
        elif not depth and pattern.match(letter):
            yield from _either(text[start:place])
            start = place + 1
    yield from _either(text[start:])


def _either(part: str) -> list[str]:
    """The names on both sides of a stroke (甲局/乙中心), if each is surely one; else the part as it is."""
    parts = [one.strip() for one in re.split("[/／]", part)]
    several = len(parts) > 1 and all(len(one) > 2 and ends_as_unit(one) for one in parts)
    return parts if several and has_hanzi(part) else [part]


def _apart(part: str) -> tuple[list[str], bool]:
    """The names in a part with spaces, and whether they are perhaps one, or the one perhaps several.

    Chinese names with the same ending are several (甲村 乙村). A branch behind its parent is part of it: 甲总队 乙支队.
    """
    tokens = part.split()
    if len(tokens) < 2 or not has_hanzi(part):
        return [part], False
    endings = [(_ENDS_AS_UNIT.search(token) or [""])[0] if len(token) > 1 else "" for token in tokens]
    if "" in endings:
        return [part], False
    if len(set(endings)) > 1:
        return [part], True
    return tokens, not _IS_PLACE.search(endings[0])


def ends_as_unit(name: str) -> bool:
    """Whether a name ends like that of an organization: 局, 公司, 村…

    >>> ends_as_unit("示例工作队"), ends_as_unit("茶叶")
    (True, False)
    """
    return _ENDS_AS_UNIT.search(name) is not None


def _carry(names: list[str]) -> list[str]:
    """Names with the unit that only the first one gives; a name that names a unit of its own stays as it is written."""
    if len(names) < 2:
        return names
    prefix = _PREFIX.match(names[0])
    if prefix is None or not _CARRIED.search(names[0]):
        return names
    return [
        names[0],
        *(f"{prefix[1]}{name}" if _leaves_out_its_unit(name, names[0]) else name for name in names[1:]),
    ]


def _leaves_out_its_unit(name: str, first: str) -> bool:
    """Whether the unit before the first name of a cell goes with another name too."""
    township = _IS_TOWNSHIP.search(name) is not None
    if not _CARRIED.search(name) or township is not (_IS_TOWNSHIP.search(first) is not None):
        return False
    if _NO_PREFIX.match(name) or _OWN_UNIT.match(name):
        return False
    if township:
        return True
    return not any(
        registry.find_unit(name[:length], (Kind.PROVINCE, Kind.PREFECTURE, Kind.COUNTY))
        for length in (2, 3, 4)
        if len(name) > length + 1
    )


def _without_persons(text: str) -> str:
    bare = _BRACKETS.sub(lambda found: "" if _speaks_of_persons(found[1]) else found[0], text)
    bare = without_contacts(bare)
    parts = re.split(r"([、；;，,\n\r]+)", bare)
    kept = [part if place % 2 else _without_person(part) for place, part in enumerate(parts)]
    return "".join(kept).strip("、；;，, \t\n\r\u3000") if kept != [text] else text


def _speaks_of_persons(text: str) -> bool:
    """Whether a bracket holds a person, perhaps with a department before the name, or a phone number."""
    if without_contacts(text) != text:
        return True
    words = [word for word in re.split(r"[，,、;；\s:：]+", text) if word]
    return bool(words) and _is_person(words[-1])


def _without_person(part: str) -> str:
    """A name without the person behind it; empty if there is nothing but a person with a title."""
    tokens = part.split()
    while len(tokens) > 1 and _is_person(tokens[-1]) and _ENDS_AS_UNIT.search(tokens[0]) and len(tokens[0]) > 2:
        tokens.pop()
        part = " ".join(tokens)
    alone = len(tokens) == 1 and len(tokens[0]) <= 4 and without_title(tokens[0]) != tokens[0] and _is_person(tokens[0])
    return "" if alone else part


def _is_person(token: str) -> bool:
    """Whether a word behind an organization is a person's title or name, however short."""
    token = token.strip("：:()（）")
    bare = without_title(token)
    if token and not bare:
        return True
    return not _ENDS_AS_UNIT.search(bare) and begins_with_surname(bare, titled=bare != token)


_KIND_BY_ENDING: tuple[tuple[str, Kind], ...] = (
    (r"公司|集团|工厂|厂|合作社|银行|支行|分行|企业", Kind.ENTERPRISE),
    (
        r"大学|学院|学校|小学|中学|[一二三四五六七八九十]{1,3}[中小]|附[中小幼]|实小|高中|初中|幼儿园|职校|党校",
        Kind.SCHOOL,
    ),
    (r"医院|卫生院|卫生室|卫生服务中心|妇幼保健[院所]|保健所|卫生所|妇幼|疾控中心", Kind.HOSPITAL),
    (r"协会|商会|联盟|学会|基金会|促进会|志愿者?服务队|慈善总?会|义工联|联谊会", Kind.SOCIAL_GROUP),
    (r"街道办事处|街道|镇|民族乡|乡", Kind.TOWNSHIP),
    (r"村民委员会|居民委员会|村委会|居委会|社区|村", Kind.VILLAGE),
    (
        r"局|委员会|发改委|卫健委|国资委|办公室|厅|海关|法院|检察院|团委|总工会|残联|妇联|工商联|贸促会|科协|"
        r"红十字会|委|部",
        Kind.DEPARTMENT,
    ),
)
_BY_ENDING = tuple((pattern_of(rf"(?:{words})$"), kind) for words, kind in _KIND_BY_ENDING)


@lru_cache(maxsize=1 << 16)
def kind_of_name(name: str) -> Kind:
    """The kind that the ending of a name gives, if it is sure, else `other`.

    >>> kind_of_name("大连市教育局"), kind_of_name("示例企业01")
    (<Kind.DEPARTMENT: 'department'>, <Kind.OTHER: 'other'>)
    """
    bare = re.sub(r"[(（][^()（）]*[)）]$", "", name)
    if bare.endswith("联合会"):
        return Kind.SOCIAL_GROUP
    return next((kind for pattern, kind in _BY_ENDING if pattern.search(bare)), Kind.OTHER)


# --- periods


@dataclass(frozen=True, slots=True)
class Period:
    """A start and an end. `years` is a term whose start stands elsewhere; a `doubtful` month may be another one.

    `loose` says that it is not read as exactly as it is written (2019年上半年 is read as 2019), or that a year of two
    digits was completed: that is to be told, with what was read. `months` are then the first and the last month of a
    half year or a quarter, for a column that holds periods; in a column of starts they say nothing about the end.
    """

    start: PartialDate | None = None
    end: PartialDate | None = None
    years: int | None = None
    doubtful: bool = False
    loose: bool = False
    months: tuple[PartialDate, PartialDate] | None = None


_PART_OF_YEAR = (
    r"上半年|下半年|第?[1-4]\s*季度?|[qQ][1-4]|年?年?[初中底末]|[春夏秋]季?"  # 冬 may be that of the next year
)
_PART_OF_MONTH = r"[上中下]旬|[初中底末]"
_DAY = (
    rf"(?:\d{{4}}\s*年\s*(?:\d{{1,2}}\s*月份?\s*(?:\d{{1,2}}\s*[日号]?|{_PART_OF_MONTH})?|度|{_PART_OF_YEAR})?|"
    rf"\d{{4}}\s*-?\s*(?:上半年|下半年|第?[1-4]\s*季度|[qQ][1-4])|"
    r"\d{2}年(?:\d{1,2}月份?(?:\d{1,2}[日号]?)?)|"
    r"\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{4}[-./]\d{1,2}|\d{2}/\d{1,2}/\d(?!\d)|"
    r"\d{1,2}[-./]\d{1,2}[-./]\d{4}|\d{1,2}[-./]\d{4}|(?:19|20)\d{6}|(?:19|20)\d{4}(?=\D|$)|\d{4})"
)
_ONE = pattern_of(_DAY)
_OPEN = r"今|现在|目前|长期|present|now|ongoing|date|today|current"
_TO = r"(?:至|到|~|～|—+|–|－|-{1,2}|起?至|\bto\b|\buntil\b|\bthrough\b)"
_RANGE = pattern_of(rf"(?:自|从|from\b)?\s*({_DAY})\s*{_TO}\s*({_DAY}|{_OPEN})\s*(?:止|底)?")
_RANGE_IN_YEAR = pattern_of(
    rf"(?:自|从)?\s*(\d{{4}})\s*年\s*(\d{{1,2}})\s*月?\s*{_TO}\s*(\d{{1,2}})\s*月份?\s*(?:止|底)?"
)
_SINCE = pattern_of(rf"(?:自|从)?\s*({_DAY})\s*(?:以来|-?至今|起|开始|以后|年?起至今|至|onwards?)")
_SINCE_MARKED = pattern_of(rf"(?:自|从|since\b|from\b)\s*({_DAY})")
_UNTIL = pattern_of(
    rf"(?:至|到|截至|截止到?|until\b|till\b|up to\b)\s*({_DAY})\s*(?:止|底)?|({_DAY})\s*(?:止|底|以前|前)"
)
_ENDS_IT = pattern_of(r"年?年?[底末]$")
"""The end of a month or year is its last day: as an end it is read exactly."""
_TERM = pattern_of(r"(?:为?期|共|帮扶)?\s*([一二两三四五六七八九十]|\d{1,2})\s*(?:个)?年(?:期)?|(\d{1,2})[ -]?years?")
_TERM_IN_MONTHS = pattern_of(r"(?:为?期|共)?\s*(\d{1,3})\s*(?:个月|months?)")
_LONG = pattern_of(
    "长期(?:有效|帮扶|坚持)?|不限|无固定期限|至今|持续|永久|ongoing|open|open-ended|permanent|present|to date"
)
_PLANS = {"十二五": 2011, "十三五": 2016, "十四五": 2021, "十五五": 2026}
"""The years in which the five-year plans begin that people give as a period."""
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九十")} | {"两": 2}
_DOUBTFUL = pattern_of(r"(\d{4})\.1")
_FIRST_SERIAL, _LAST_SERIAL = 25_569, 60_000  # 1970 to 2064; 20191 is rather a year and a month
_EPOCH = date(1899, 12, 30)
_MAX_YEARS = 50
_AMBIGUOUS_YEARS = range(2001, 2013)
"""201205 may be May 2012 or the 5th of December 2020; 201305 is no such day."""


def read_period(cell: Cell, *, typed: bool) -> Period:
    """The period that a cell states: a date, a range, a start (2018年以来) or a term (三年).

    `typed` says whether texts were typed as texts (in a workbook), so that 2018.1 is January. As a number, or in a text
    table, it may be what is left of 2018.10. A day and a month in figures are read only in an order that no other can
    be. Raises `RecordError` if the cell states no period, or one that can be read in two ways.

    >>> read_period("2018年5月-2020.12", typed=True).end, read_period("2018年以来", typed=True).start
    (PartialDate(year=2020, month=12, day=None), PartialDate(year=2018, month=None, day=None))
    >>> read_period(43223, typed=True).start, read_period(2018.1, typed=True).doubtful
    (PartialDate(year=2018, month=5, day=3), True)
    >>> str(read_period("二〇一九年五月一日星期三", typed=True).start), read_period("2019年上半年", typed=True).loose
    ('2019-05-01', True)
    """
    if isinstance(cell, datetime | date):
        return Period(PartialDate(cell.year, cell.month, cell.day))
    if isinstance(cell, bool | time | timedelta) or cell is None:
        raise RecordError("record.date", value=cell_text(cell))
    return _period(cell_text(cell), typed and isinstance(cell, str))


@lru_cache(maxsize=1 << 16)
def _period(written: str, as_text: bool) -> Period:
    text = clean(written).replace("。", ".").replace("．", ".")
    if len(text) > 100:
        raise RecordError("record.date", value=written)
    text = _without_remark(text, written)
    text = re.sub(r"^((?:19|20)\d{2}(?:\d{4})?)\.0$", r"\1", text)  # a number as some programs write it
    serial = re.fullmatch(r"(\d{5})(?:\.\d+)?", text)
    if serial and _FIRST_SERIAL <= int(serial[1]) <= _LAST_SERIAL:
        day = _EPOCH + timedelta(days=int(serial[1]))
        return Period(PartialDate(day.year, day.month, day.day))
    doubtful = _DOUBTFUL.fullmatch(text)
    if doubtful and not as_text:
        return Period(_year(int(doubtful[1]), written), doubtful=True)
    text = in_figures(text)
    if _LONG.fullmatch(text):
        return Period()
    parts = [part for part in re.split(r"\s*[，,;；、]\s*", text) if part]
    if len(parts) == 2:
        first, second = _period(parts[0], as_text), _period(parts[1], as_text)
        if first.start and second.years and not first.end:
            return replace(first, end=after(first.start, second.years))
        if first.start and (first.end if second.years else second == Period() and not first.end):
            return first
        raise RecordError("record.date", value=written)
    if len(text) > 60:
        raise RecordError("record.date", value=written)
    return _simple_period(text, written)


_REMARK = pattern_of(r"\s*[(（\[]([^()（）\[\]]*)[)）\]]$")
_CHANGES_IT = pattern_of(
    r"\d|终止|解除|取消|暂停|作废|到期|结束|未|待|拟|计划|预计|暂定|左右|前后|民国|农历|planned|cancel|tbc|tbd|approx|est",
    re.I,
)


def _without_remark(text: str, written: str) -> str:
    """A text without the remark in brackets behind it; a term there (共3年) is kept.

    Raises `RecordError` if the remark says something about the date.
    """
    found = _REMARK.search(text)
    if found is None:
        return text
    inside = found[1].strip()
    if _TERM.fullmatch(in_figures(inside)) or _TERM.fullmatch(inside):
        return f"{text[: found.start()]}，{inside}"
    if _CHANGES_IT.search(inside):
        raise RecordError("record.date", value=written)
    return text[: found.start()]


_ZERO = "〇○零oO0ОоＯ"
_FIGURES = {**dict.fromkeys(_ZERO, 0), **{one: value for value, one in enumerate("一二三四五六七八九", start=1)}} | {
    one: value for value, one in enumerate("壹贰叁肆伍陆柒捌玖", start=1)
}
_ONE_FIGURE = "".join(_FIGURES)
_YEAR_IN_WORDS = pattern_of(
    rf"(?<![{_ONE_FIGURE}\d])([{_ONE_FIGURE}]{{4}}|[一九]{{2}}[{_ONE_FIGURE}]{{2}})(?=\s*(?:年|$|[至到-]))"
)
_SMALL_IN_WORDS = pattern_of(
    r"(?<=[年月第至到-])\s*(元|[一二三四五六七八九壹贰叁肆伍陆柒捌玖]?[十拾廿卅]?[一二三四五六七八九壹贰叁肆伍陆柒捌玖]?)(?=[月日号季])"
)
_WEEKDAY = pattern_of(
    r"\s*[,，]?\s*(?:星期|周|礼拜)[一二三四五六日天]\s*|\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b[.,]?\s*",
    re.I,
)
_HOUR = pattern_of(
    r"(?<=[\d日号])(?:\s+|T|\s*(?=上午|下午|凌晨|中午|晚上?)|(?<=[日号])\s*)(?:上午|下午|凌晨|中午|晚上?|早上?)?\s*"
    r"(?:(?:[01]?\d|2[0-4])\s*(?::\s*[0-5]\d(?:\s*:\s*[0-5]\d(?:\.\d+)?)?|[时点](?:整|半|[0-5]?\d分?(?:[0-5]?\d秒)?)?)"
    r"\s*(?:[ap]\.?m\.?)?|(?<=上午)|(?<=下午)|(?<=凌晨)|(?<=中午)|(?<=晚))(?:\s?(?:Z|UTC|GMT)|[+-]\d\d:?\d\d)?(?=$|\D)",
    re.I,
)
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january janv janvier ene enero januar gennaio janeiro",
            "feb february fev fevr fevrier febrero februar febbraio fevereiro",
            "mar march mars marzo marz maerz marco",
            "apr april avr avril abr abril aprile",
            "may mai mayo maggio maio",
            "jun june juin junio juni giugno junho",
            "jul july juil juillet julio juli luglio julho",
            "aug august aout ago agosto",
            "sep sept september septembre septiembre settembre setembro",
            "oct october octobre octubre okt oktober ottobre outubro",
            "nov november novembre noviembre novembro",
            "dec december decembre dic diciembre dez dezember dicembre dezembro",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_OF = r"(?:\s*[-/.,]\s*|\s+(?:of|de|del|d)?\s*)"
_NAMED_MONTH = pattern_of(
    rf"\b(?:(\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?{_OF})?({_MONTH})\b\.?(?:\s*(\d{{1,2}})(?:st|nd|rd|"
    rf"th)?\s*,?(?=\s+\d{{4}}\b))?"
    rf"(?:{_OF})'?(\d{{4}}|\d{{2}})\b",
    re.I,
)
_QUARTER_FIRST = pattern_of(r"\b[qQ]([1-4])[ /-]*(\d{4})\b")


def in_figures(text: str) -> str:
    """A text with its dates in figures: Chinese numerals, named months, weekdays and times of day are resolved.

    >>> in_figures("二〇一九年十二月三十一日星期二"), in_figures("Wed, 1 May 2019 08:30"), in_figures("Q3 2019")
    ('2019年12月31日', '2019-5-1', '2019Q3')
    """
    if re.search("[年月]", text) or re.fullmatch(rf"[{_ONE_FIGURE}]{{4}}", text):
        text = text.removeprefix("公元")
        text = _YEAR_IN_WORDS.sub(lambda found: "".join(str(_FIGURES[one]) for one in found[1]), text)
        text = _SMALL_IN_WORDS.sub(lambda found: str(_small(found[1])) if found[1] else found[0], text)
    text = _WEEKDAY.sub("", text) if re.search(r"\d", text) else text
    text = _HOUR.sub("", text)
    if re.search("[A-Za-z]", text):
        bare = "".join(one for one in unicodedata.normalize("NFD", text) if not unicodedata.combining(one)).lower()
        text = _QUARTER_FIRST.sub(r"\2Q\1", _NAMED_MONTH.sub(_with_month_in_figures, bare))
    return text.strip()


def _small(word: str) -> int:
    """A numeral up to 39 as it stands before 月 or 日: 十二, 廿五, 元."""
    if word == "元":
        return 1
    tens = re.fullmatch(r"(.?)([十拾廿卅])(.?)", word)
    if tens is None:
        return _FIGURES[word]
    ten = {"廿": 20, "卅": 30}.get(tens[2]) or 10 * (_FIGURES[tens[1]] if tens[1] else 1)
    return ten + (_FIGURES[tens[3]] if tens[3] else 0)


def _with_month_in_figures(found: re.Match[str]) -> str:
    first, name, second, year = found.groups()
    month = _MONTHS[name]
    day = first or second
    if (first and second) or (len(year) == 2 and not day):
        return found[0]  # May-19 is May 2019 or the 19th
    return (
        f"{year}-{month}-{day}"
        if day and len(year) == 4
        else f"{year}年{month}月{day or ''}"
        if day
        else f"{year}-{month}"
    )


@dataclass(frozen=True, slots=True)
class _Read:
    """A date as it was read, whether loosely, and the months of a half year or quarter."""

    day: PartialDate
    loose: bool = False
    months: tuple[PartialDate, PartialDate] | None = None

    @property
    def first(self) -> PartialDate:
        """What it is as a start."""
        return self.months[0] if self.months else self.day

    @property
    def last(self) -> PartialDate:
        """What it is as an end."""
        return self.months[1] if self.months else self.day


def _simple_period(text: str, written: str) -> Period:
    plan = re.fullmatch(r"[“\"]?(十[二三四五]五)[”\"]?(?:期间|时期|规划期?)?", text)
    if plan:
        return Period(PartialDate(_PLANS[plan[1]]), PartialDate(_PLANS[plan[1]] + 4), loose=True)
    short = re.fullmatch(r"(\d{4})\s*[-—–~～至]+\s*(\d{2})\s*年?", text)
    if short and int(short[2]) > 12:
        return _from_to(_year(int(short[1]), written), _year(int(short[1][:2] + short[2]), written), written)
    if _ONE.fullmatch(text):
        read = _day(text, written)
        return Period(read.day, loose=read.loose, months=read.months)
    years = _years(text, written)
    if years:
        return Period(years=years)
    since = _SINCE.fullmatch(text) or _SINCE_MARKED.fullmatch(text)
    if since:
        read = _day(since[1], written)
        return Period(read.day, loose=read.loose)
    within = _RANGE_IN_YEAR.fullmatch(text)
    if within:
        year, first, last = within.groups()
        return _from_to(_day(f"{year}-{first}", written).day, _day(f"{year}-{last}", written).day, written)
    both = _RANGE.fullmatch(text)
    if both:
        start = _day(both[1], written)
        if not both[2][0].isdigit():
            return Period(start.day, loose=start.loose)
        end = _day(both[2], written)
        loose = (start.loose and not start.months) or (end.loose and not end.months and not _ENDS_IT.search(both[2]))
        return replace(_from_to(start.first, end.last, written), loose=loose)
    until = _UNTIL.fullmatch(text)
    if until:
        read = _day(until[1] or until[2], written)
        loose = read.loose and not read.months and not _ENDS_IT.search(until[1] or until[2])
        return Period(end=read.last, loose=loose)
    followed = re.fullmatch(rf"(?:自|从)?\s*({_DAY})\s*(?:起|开始|以来)\s*(.+)", text)
    if followed:
        then = _years(followed[2], written)
        if then:
            read = _day(followed[1], written)
            return Period(read.day, after(read.day, then), loose=read.loose)
    raise RecordError("record.date", value=written)


def _from_to(start: PartialDate, end: PartialDate, written: str) -> Period:
    """A period with both ends; raises `RecordError` if it surely ends before it starts."""
    if end.last < start.first:
        raise RecordError("record.date", value=written)
    return Period(start, end)


def _years(text: str, written: str) -> int | None:
    """The years of a term; None if the text is none. Raises `RecordError` if there are too many or none."""
    term, months = _TERM.fullmatch(text), _TERM_IN_MONTHS.fullmatch(text)
    if months and int(months[1]) % 12 == 0:
        years = int(months[1]) // 12
    elif term:
        number = term[1] or term[2]
        years = _DIGITS[number] if number in _DIGITS else int(number)
    else:
        return None
    if not 0 < years <= _MAX_YEARS:
        raise RecordError("record.date", value=written)
    return years


def _year(year: int, written: str) -> PartialDate:
    if not 1900 <= year <= 2100:
        raise RecordError("record.date", value=written)
    return PartialDate(year)


def _day(text: str, written: str) -> _Read:
    """A day, month or year, as one of the ways of writing it; raises `RecordError` with the whole cell."""
    try:
        read = _read_day(text.strip())
        _year(read.day.year, written)
        return read
    except RecordError:
        raise RecordError("record.date", value=written) from None


_HALF = pattern_of(r"(\d{4})\s*年?\s*-?\s*(?:([上下])半年|第?([1-4])\s*季度?|[qQ]([1-4]))")


def _read_day(text: str) -> _Read:
    half = _HALF.fullmatch(text)
    if half:
        year, size = int(half[1]), 6 if half[2] else 3
        first = {"上": 1, "下": 7}[half[2]] if half[2] else 3 * int(half[3] or half[4]) - 2
        return _Read(PartialDate(year), True, (PartialDate(year, first), PartialDate(year, first + size - 1)))
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    if re.fullmatch(r"\d{8}", text):
        return _Read(PartialDate(int(text[:4]), int(text[4:6]), int(text[6:])))
    if re.fullmatch(r"\d{6}", text):
        year, month = int(text[:4]), int(text[4:])
        if year < 1950 or year in _AMBIGUOUS_YEARS:
            raise RecordError("record.date", value=text)
        return _Read(PartialDate(year, month))
    if re.fullmatch(r"\d{2}/.*", text) and len(numbers) == 3 and not re.search(r"\d{4}$", text):
        return _Read(PartialDate(2000 + numbers[0], *numbers[1:]))
    if re.fullmatch(r"\d{2}年.*", text):
        if numbers[0] > 60:
            raise RecordError("record.date", value=text)
        return _Read(PartialDate(2000 + numbers[0], *numbers[1:]), loose=True)
    if re.fullmatch(r"\d{1,2}[-./]\d{4}", text):
        return _Read(PartialDate(numbers[1], numbers[0]))
    if re.fullmatch(r"\d{1,2}[-./]\d{1,2}[-./]\d{4}", text):
        one, other, year = numbers
        if one != other and one <= 12 and other <= 12:  # the day first, or the month
            raise RecordError("record.date", value=text)
        return _Read(PartialDate(year, min(one, other), max(one, other)))
    loose = re.search(r"[初中底末旬春夏秋]", text) is not None
    return _Read(PartialDate(*numbers), loose)


def after(start: PartialDate, years: int) -> PartialDate:
    """The end of a term of `years` from `start`, as exact as the start (a day: the day before).

    >>> str(after(PartialDate(2018, 5, 3), 3)), str(after(PartialDate(2018), 3))
    ('2021-05-02', '2021')
    """
    if start.day is None or start.month is None:
        return PartialDate(start.year + years, start.month)
    last = start.day if (start.month, start.day) != (2, 29) else 28
    day = date(start.year + years, start.month, last) - timedelta(days=1 if last == start.day else 0)
    return PartialDate(day.year, day.month, day.day)
