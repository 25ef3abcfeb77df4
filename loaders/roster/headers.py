"""Tells what a header says that its column holds: words in Chinese and English.

The head of a phrase decides: a header that names a type, a kind, a county, a code or a count *of* something is never
that thing. Which column is taken in the end rests on the cells too: see `columns`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache

from graph.errors import RecordError
from graph.lookup import has_hanzi
from graph.model import Kind, Measure, clean, parse_kind
from graph.text import LANGS, file_header
from loaders.patterns import pattern_of
from loaders.roster import languages, terms
from loaders.roster.persons import is_personal

UNITS = ("province", "prefecture", "county", "township")
"""Fields that name the units a recipient lies in, outermost first."""
HELPER_UNITS = tuple(f"helper_{unit}" for unit in UNITS)
"""Fields that name the units a helper lies in, outermost first."""
FIELDS = (
    "id",
    "serial",
    "helper",
    "helper_en",
    "helper_kind",
    "helper_code",
    *HELPER_UNITS,
    "recipient",
    "recipient_en",
    "recipient_kind",
    "recipient_code",
    *UNITS,
    *(f"{unit}_code" for unit in UNITS),
    "sector",
    "form",
    "start",
    "end",
    "period",
    "year",
    "country",
    "status",
    "certainty",
    "on_roster",
    "amount",
    "amount_unit",
    "helper_id",
    "recipient_id",
    "illustrative",
)
DEFAULTS = (
    "helper_kind",
    "recipient_kind",
    *HELPER_UNITS,
    *UNITS,
    "sector",
    "form",
    "start",
    "end",
    "certainty",
    "on_roster",
    "amount_unit",
)

_SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "协议编号", "协议号", "结对编号", "agreement", "agreement id"),
    "serial": ("序号", "序", "no", "no.", "№", "项次", "行次", "serial"),
    "helper": (
        "helper",
        "partner",
        "donor",
        "funder",
        "helped by",
        "supported by",
        "assisted by",
        "adopted by",
        "supporting organisation",
        "supporting organization",
        "supporting agency",
        "implementing partner",
        "implementing organisation",
        "implementing organization",
        "帮扶单位",
        "帮扶方",
        "结对单位",
        "结对帮扶单位",
        "东部单位",
        "东部帮扶单位",
        "支援方",
        "支援单位",
        "organisation",
        "organization",
        "organisation name",
        "organization name",
        "帮扶企业",
        "帮扶学校",
        "帮扶医院",
        "支援学校",
        "支援医院",
        "helping organization",
        "东部",
        "东部地区",
        "援助方",
        "援助单位",
        "捐赠单位",
        "挂钩单位",
        "挂钩帮扶单位",
        "包保单位",
        "对口单位",
        "后盾单位",
        "帮联单位",
        "包联单位",
        "包村单位",
        "联村单位",
        "驻村单位",
        "派驻单位",
        "派出单位",
        "选派单位",
        "共建单位",
        "联系单位",
        "帮包单位",
        "扶贫单位",
        "结对企业",
        "结对学校",
        "结对医院",
        "大手",
        "大手校",
        "领跑校",
        "领航校",
        "引领校",
        "甲方",
        "甲方单位",
        "party a",
    ),
    "helper_en": ("helper en", "helper name en", "帮扶单位英文名"),
    "helper_kind": (
        "helper kind",
        "helper type",
        "帮扶单位类型",
        "帮扶单位性质",
        "帮扶方类型",
        "单位类型",
        "单位性质",
        "企业性质",
        "企业类型",
        "organisation type",
        "organization type",
    ),
    "helper_code": ("helper code", "帮扶单位代码", "帮扶单位编码"),
    "recipient": (
        "recipient",
        "beneficiary",
        "受援单位",
        "受援方",
        "被帮扶单位",
        "受帮扶单位",
        "被帮扶方",
        "受帮扶方",
        "受帮方",
        "帮扶对象",
        "西部单位",
        "西部",
        "西部地区",
        "村",
        "村名",
        "行政村",
        "贫困村",
        "结对村",
        "帮扶村",
        "村级",
        "所在村",
        "village",
        "village name",
        "community",
        "barangay",
        "facility",
        "health facility",
        "受援村",
        "学校",
        "医院",
        "受援学校",
        "受援医院",
        "被帮扶学校",
        "被帮扶医院",
        "school",
        "hospital",
        "村社区",
        "村居",
        "村(社区)",
        "贫困村名",
        "被帮扶村",
        "受帮扶村",
        "结对贫困村",
        "帮扶贫困村",
        "对口村",
        "脱贫村",
        "重点村",
        "所驻村",
        "驻村",
        "受助单位",
        "受助方",
        "受赠单位",
        "受捐单位",
        "受益单位",
        "grantee",
        "联系点",
        "挂点",
        "包联点",
        "挂钩点",
        "帮扶点",
        "包保点",
        "小手",
        "小手校",
        "跟跑校",
        "乙方",
        "乙方单位",
        "party b",
    ),
    "recipient_en": ("recipient en", "recipient name en", "受援单位英文名"),
    "recipient_kind": ("recipient kind", "recipient type", "受援单位类型", "受援方类型"),
    "recipient_code": (
        "recipient code",
        "受援单位代码",
        "受援单位编码",
        "村代码",
        "村编码",
        "village code",
        "p-code",
        "pcode",
        "行政区划代码",
        "区划代码",
    ),
    "province": ("province", "省", "省份"),
    "prefecture": ("prefecture", "市", "设区市", "地市", "市州", "city"),
    "county": ("county", "district", "县", "区县", "县区", "县市区", "县市", "市县", "区", "所在县"),
    "township": (
        "township",
        "乡镇",
        "镇",
        "乡",
        "街道",
        "乡镇街道",
        "所属乡镇",
        "sub-district",
        "sub-county",
        "subcounty",
        "subdistrict",
        "所在乡镇",
        "镇街",
        "街镇",
        "乡镇名",
        "镇乡",
    ),
    "province_code": ("province code",),
    "prefecture_code": ("prefecture code",),
    "county_code": ("county code", "县代码"),
    "township_code": ("township code", "乡镇代码"),
    "sector": ("sector", "cluster", "领域", "帮扶领域", "行业", "帮扶类别"),
    "form": ("form", "形式", "结对形式", "帮扶形式", "帮扶方式"),
    "start": (
        "start",
        "start date",
        "from",
        "开始时间",
        "开始日期",
        "起始",
        "起始时间",
        "起始日期",
        "签订时间",
        "签约时间",
        "结对时间",
        "起",
        "签订日期",
        "签约日期",
        "结对日期",
        "结对年份",
        "结对年度",
        "起始年份",
        "开始年份",
        "启动时间",
        "协议签订时间",
        "帮扶起始时间",
        "kssj",
        "ksrq",
        "qdsj",
        "qdrq",
        "开始",
        "自",
    ),
    "end": (
        "end",
        "end date",
        "until",
        "结束时间",
        "结束日期",
        "终止",
        "终止时间",
        "终止日期",
        "到期时间",
        "止",
        "截止时间",
        "截止日期",
        "到期日期",
        "到期日",
        "结束年份",
        "结束",
        "至",
        "协议到期时间",
        "jssj",
        "jsrq",
        "zzsj",
        "zzrq",
        "dqsj",
        "dqrq",
    ),
    "country": ("country", "国家"),
    "status": (
        "status",
        "agreement status",
        "status of agreement",
        "pairing status",
        "partnership status",
        "mou status",
        "cooperation status",
        "contract status",
        "project status",
        "activity status",
        "状态",
        "协议状态",
        "结对状态",
        "结对帮扶状态",
        "帮扶状态",
        "合作状态",
        "签约状态",
        "签订状态",
        "协议签订状态",
        "签约情况",
        "协议签订情况",
        "zt_mc",
        "ztmc",
    ),
    "period": (
        "period",
        "term",
        "帮扶期限",
        "结对期限",
        "期限",
        "起止时间",
        "起止日期",
        "协议期限",
        "有效期",
        "帮扶年限",
        "结对年限",
        "年限",
        "帮扶时间",
        "时限",
        "帮扶时限",
        "合作期限",
        "帮扶周期",
        "结对期",
        "帮扶期",
        "起止年限",
        "起止年月",
    ),
    "year": ("year", "年度", "年份"),
    "certainty": ("certainty", "确定程度"),
    "on_roster": ("on roster", "on_roster", "在名册", "名册"),
    "helper_id": ("helper id", "帮扶方编号", "帮扶单位编号"),
    "recipient_id": ("recipient id", "受援方编号", "受援单位编号"),
    "illustrative": ("illustrative", "示例"),
    "amount": ("amount", "funds", "value"),
    "amount_unit": ("unit", "currency", "资金单位", "金额单位"),
}
_EXACT: Mapping[str, str] = {word: name for name, words in _SYNONYMS.items() for word in words} | {
    name: name for name in FIELDS
}
_SIDES = ("helper", "recipient")
_KEPT = frozenset(
    {
        "recipient_area",
        "受援方所在",
        "last_partner",
        "last partner",
        "原结对单位",
        "last_end",
        "原结对到期",
        "partners_before",
        "partners_after",
        "partner_id",
        "结对单位编号",
        "helpers_added",
        "新增帮扶方",
        "helpers_lost",
        "减少的帮扶方",
    }
)
"""Headers of our own answers that name a side or a day and tell nothing that is read, such as who helped once."""
_LISTED = ("id", "name", "kind", "area")
_LISTS = tuple({file_header(name, lang): name for name in (*_LISTED, "state")} for lang in LANGS)
"""In each language, the headers of a list of organizations that `gaps` wrote, and the fields they stand for."""


class Says(IntEnum):
    """How plainly a header says that its column holds a helper or a recipient."""

    NOT = 0
    PERHAPS = 1
    """It contains such a word: 市直帮扶单位."""
    USUALLY = 2
    """It says who is paired, but not by itself who helps whom: 结对单位, partner, organisation."""
    PLAINLY = 3
    """It is such a word: 帮扶单位, recipient."""


_PARTIES = ("甲方", "甲方单位", "乙方", "乙方单位", "party a", "party b")
_USUALLY = frozenset(
    {
        "partner",
        "organisation",
        "organization",
        "organisation name",
        "organization name",
        "school",
        "hospital",
        "community",
        "facility",
        "health facility",
        "学校",
        "医院",
        "结对单位",
        "对口单位",
        "共建单位",
        "联系单位",
        "结对企业",
        "结对学校",
        "结对医院",
        "东部",
        "东部地区",
        "西部",
        "西部地区",
        *_PARTIES,
    }
)
"""Synonyms that do not say who helps whom."""
_KIND_IN_HEADER: tuple[tuple[str, Kind], ...] = (
    ("村", Kind.VILLAGE),
    ("village", Kind.VILLAGE),
    ("学校", Kind.SCHOOL),
    ("school", Kind.SCHOOL),
    ("医院", Kind.HOSPITAL),
    ("hospital", Kind.HOSPITAL),
    ("企业", Kind.ENTERPRISE),
    ("公司", Kind.ENTERPRISE),
    ("部门", Kind.DEPARTMENT),
    ("乡镇", Kind.TOWNSHIP),
    ("街道", Kind.TOWNSHIP),
    ("社会组织", Kind.SOCIAL_GROUP),
    ("社会团体", Kind.SOCIAL_GROUP),
)
_COUNTED: tuple[tuple[re.Pattern[str], Measure], ...] = (
    (pattern_of(r"公益性?岗位.*|.*岗位(?:数|个数|数量)?"), Measure.POSTS),
    (pattern_of(r".*培训(?:人数|人次|人员数)"), Measure.TRAINEES),
    (pattern_of(r".*培训(?:期数|班次|场次|班数)"), Measure.SESSIONS),
    (pattern_of(r"(?:支教|派出|选派)?教师(?:人数|数)|支教人数"), Measure.TEACHERS_SENT),
    (pattern_of(r"(?:派出|选派)?(?:医生|医护人员|医务人员)(?:人数|数)|支医人数"), Measure.DOCTORS_SENT),
    (pattern_of(r"资助学生(?:人数|数)?"), Measure.STUDENTS_FUNDED),
    (pattern_of(r"慰问(?:人数|人次)"), Measure.PEOPLE_VISITED),
    (pattern_of(r"(?:派出|选派|派驻)?(?:挂职|党政|驻村)?干部(?:人数|数)|挂职(?:干部)?人数"), Measure.CADRES_SENT),
    (
        pattern_of(
            r"(?:帮助|带动|促进|吸纳|新增|稳定|脱贫(?:人口|劳动力)?|农村劳动力)*(?:转移)?(?:就业|务工)(?:人数|人次|人员数)"
        ),
        Measure.JOBS,
    ),
    (pattern_of(r"(?:实施|援建|帮扶|协作|投资)*项目(?:数|个数|数量)"), Measure.PROJECTS),
    (pattern_of(r".*批次(?:数)?"), Measure.BATCHES),
    (pattern_of(r"(?:number of |no\.? of )?(?:cadres|officials)(?: sent| seconded)"), Measure.CADRES_SENT),
    (pattern_of(r"(?:number of |no\.? of )?(?:jobs(?: found| created)?|people employed)"), Measure.JOBS),
    (pattern_of(r"(?:number of |no\.? of )projects"), Measure.PROJECTS),
    (pattern_of(r"(?:number of |no\.? of )?batches"), Measure.BATCHES),
)
_BRACKETS = pattern_of(r"[(（\[【]([^)）\]】]*)[)）\]】]")
_MONEY_UNIT = pattern_of(
    r"亿元|百万元|万元|千元|元|万|亿|million yuan|yuan|rmb|us\$|usd|eur(?:os?)?|gbp|[€£$]|dollars?|pounds?|美元|欧元|英镑|日元|港币|港元"
)
_YEAR = pattern_of(r"(20\d{2})\s*年?")
_NAME_OF = pattern_of(r"^(?:the )?names? of (?:the )?")
_LONGEST_LABEL = 40


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a header says that its column holds.

    `kind` is the kind of the helper or recipient in it, `period` the year that an amount is for.
    """

    field: str | None = None
    kind: Kind | None = None
    unit: str = ""
    measure: Measure | None = None
    period: str | None = None
    personal: bool = False
    side: bool = False
    """Whether it may be a heading over several columns, which says whose they are."""
    says: Says = Says.NOT
    """Of a helper or a recipient: how plainly the header says so."""
    planned: bool = False
    """Of an amount: whether it is what was planned, not what was given."""


NOTHING = Meaning()


def normal(header: str) -> str:
    """A header without brackets, marks and differences of case, and without spaces in Chinese: the key of synonyms.

    >>> normal("* 帮扶资金（万元）"), normal("Start Date"), normal("村 　名")
    ('帮扶资金', 'start date', '村名')
    """
    text = _BRACKETS.sub("", clean(header)).strip(" *:：").lower()
    text = " ".join(text.split())
    return text.replace(" ", "") if has_hanzi(text) else text


def shown(label: str) -> str:
    """A header as it is shown: on one line, without padding and leading marks.

    >>> shown("＊帮　扶\\n单位 ")
    '帮扶单位'
    """
    text = " ".join(label.split()).strip("*＊ ")
    return re.sub(r"(?<![A-Za-z0-9]) | (?![A-Za-z0-9])", "", text) if has_hanzi(text) else text


@cache
def meaning(path: tuple[str, ...]) -> Meaning:
    """What the labels over a column (outermost first) say that it holds.

    >>> meaning(("受援方", "名称")).field, meaning(("资金（万元）", "2019年")).unit, meaning(("联系电话",)).personal
    ('recipient', '万元', True)
    >>> [meaning((label,)).field for label in ("DonorType", "帮扶单位性质", "helper county", "帮扶单位数量")]
    ['helper_kind', 'helper_kind', 'helper_county', None]
    """
    if len(path) > 1 and _MONEY_UNIT.fullmatch(clean(path[-1]).strip("()")):  # a unit below its header
        return meaning((*path[:-2], f"{path[-2]}({clean(path[-1]).strip('()')})"))
    if not path or any(map(_is_long, path)) or _FORM.search(path[-1]):
        return NOTHING
    if "\\" in path[-1]:
        return _diagonal(path[-1])
    behind = _SIDE_BEHIND.fullmatch(clean(path[-1]))
    if behind is not None:  # 示例县（受援方）
        return meaning((*path[:-1], behind[1]))
    leaf, parents = _one_language(path[-1]), [normal(label) for label in path[:-1]]
    if leaf in ("", "0") or leaf in _KEPT:
        return NOTHING
    if is_personal(spelled(path), ()):
        return Meaning(personal=True)
    side = next((found for parent in reversed(parents) if (found := heading(parent)) is not None), None)
    if side is not None and (of_side := _of_side(side, leaf)) is not None:
        return of_side
    whole = re.sub("[/、]", "", leaf)  # 村/社区, 县、市、区
    spellings = (leaf, _NAME_OF.sub("", leaf), whole, _CALLED.sub("", whole), _spaced(leaf))
    name = next((found for one in spellings if (found := _EXACT.get(one)) is not None), None) or _numbered(leaf)
    if name == "amount":
        return amount(path)
    if name is not None:
        plainly = Says.USUALLY if {leaf, _spaced(leaf)} & _USUALLY else Says.PLAINLY
        sided = name in _SIDES
        return Meaning(
            name,
            kind_of_header(leaf) if sided else None,
            side=sided and _heads(leaf),
            says=plainly if sided else Says.NOT,
        )
    for pattern, measure in _COUNTED:
        if pattern.fullmatch(leaf):
            return Meaning("amount", measure=measure, period=_period(path))
    if not _NOT_MONEY.search(leaf) and (
        _MONEY.search(leaf)
        or any(pattern.search(leaf) for pattern, _ in _OF_MONEY)
        or any(_MONEY.search(parent) for parent in parents)
    ):
        return amount(path)
    said = _chinese(leaf) if has_hanzi(leaf) else _english(path[-1]) if leaf.isascii() else NOTHING
    if said == NOTHING and not has_hanzi(leaf):
        said = _latin(path)
    if said != NOTHING:
        return said
    said_of_time = terms.of_header(leaf)
    return Meaning(said_of_time) if said_of_time else NOTHING


def _is_long(label: str) -> bool:
    """Whether a text is too long for a label, also without what stands in brackets."""
    return len(label) > _LONGEST_LABEL and len(_BRACKETS.sub("", label)) > _LONGEST_LABEL


def _latin(path: tuple[str, ...]) -> Meaning:
    """What a label in another language says; each of the lines of one in two languages may say it."""
    texts = (path[-1], *re.split(r"\s*[\n/|]\s*", path[-1]))
    field = next((found for text in texts if (found := languages.field_of(text)) is not None), None)
    if field is None:
        return NOTHING
    if field not in _SIDES:
        return Meaning(field)
    return Meaning(field, languages.kind_of(path[-1]), side=len(path[-1].split()) == 1, says=Says.PERHAPS)


_SIDE_BEHIND = pattern_of(
    r"(?!所|资金|金额)[\u3400-\u9fff]{1,12}[省市县区州旗村镇乡]\s*\(((?:受援|受帮扶?|被帮扶|受助|帮扶|支援|援助|援建)[方县市区])\)"
)
"""A place, and which side it is: 联系人（帮扶方） is of a side, and is none."""


def _diagonal(label: str) -> Meaning:
    """What the corner of a table that crosses two sides (村\\部门) says of the column below it: who is helped, if it can.

    Where the cells below are those of the other side, they say so themselves.
    """
    for part in label.split("\\"):
        found = meaning((part,))
        if found.field == "recipient" or found.field in UNITS:
            kind = found.kind or (Kind(found.field) if found.field in UNITS else None)
            return Meaning("recipient", kind, says=Says.USUALLY)
    return NOTHING


_CHINESE_BEHIND = pattern_of(r"[A-Za-z][A-Za-z .,'/&-]*[(]?\s*([\u3400-\u9fff/、]{2,})\s*[)]?")
_BILINGUAL = pattern_of(r"([\u3400-\u9fff（）()、/]+)\s*([a-z][a-z .,'()/-]*)")


def _one_language(label: str) -> str:
    """The Chinese part of a label in both languages (乡镇 Township, Partner(帮扶方)), simplified; else the label."""
    behind = _CHINESE_BEHIND.fullmatch(clean(label))
    if behind and not _MONEY_UNIT.fullmatch(behind[1]):
        return normal(behind[1])
    label = normal(label)
    found = _BILINGUAL.fullmatch(label)
    return found[1] if found and label not in _EXACT else label


def of_own_list(labels: Mapping[int, tuple[str, ...]], found: Mapping[int, Meaning]) -> Mapping[int, Meaning]:
    """What the columns of a list that `gaps` wrote hold, where somebody added a column for who helps, or is helped.

    The organizations of the list are the other side, under their ids. Any other table holds what `found` says.
    """
    for fields in _LISTS:
        own = {fields[path[-1]]: place for place, path in labels.items() if path[-1] in fields}
        sides = {one.field for place, one in found.items() if place not in own.values()} & {*_SIDES}
        if len(own) == len(fields) and len(sides) == 1:
            side = "recipient" if "helper" in sides else "helper"
            of = {"id": f"{side}_id", "name": side, "kind": f"{side}_kind"}
            says = {
                place: Meaning(of[name], says=Says.PLAINLY if name == "name" else Says.NOT)
                for name, place in own.items()
                if name in of
            }
            return {**found, **says}
    return found


def spelled(labels: Iterable[str]) -> tuple[str, ...]:
    """Labels with the words of programs apart: helpPerson and donor-address as help Person and donor address.

    >>> spelled(("helpPerson", "donor-address", "联系人"))
    ('help Person', 'donor address', '联系人')
    """
    return tuple(_CAMEL.sub(" ", re.sub(r"(?<=[A-Za-z])[_-](?=[A-Za-z])", " ", label)) for label in labels)


def _spaced(label: str) -> str:
    """A label in Latin letters with spaces for the marks that programs put between words."""
    return re.sub(r"[_-]+", " ", label) if label.isascii() else label


def _numbered(leaf: str) -> str | None:
    """The side that one of several numbered columns names: 受帮扶村2."""
    name = _EXACT.get(_without_number(leaf))
    return name if name in _SIDES else None


def _without_number(label: str) -> str:
    return re.sub(r"[\s_#.-]*(?:\d+|[①-⑨]|[一二三四五六七八九甲乙丙丁])$", "", label)


def core(label: str) -> str:
    """A label without numbers and the words that tell columns of one kind apart: 受帮扶村2 → 受帮扶村.

    >>> core("受帮扶村2"), core("省级帮扶单位"), core("Partner 3")
    ('受帮扶村', '帮扶单位', 'partner')
    """
    text = _without_number(normal(label))
    return _LEVEL.sub("", text) or text


_LEVEL = pattern_of(
    r"^(?:中央|国家|省|市|县|区|乡镇|镇|中|省级|市级|县级|区级|镇级|省直|市直|县直|区直|中直|东部|省内|区内|省外|部队|第?[一二三四五六七八九\d]|"
    r"[甲乙丙丁])+(?=(?:结对|对口|定点|挂钩)?(?:帮扶|支援|包|联|后盾|驻|派))"
)


def _heads(label: str) -> bool:
    """Whether a label that names a side may stand over several columns."""
    return label.endswith(("方", "单位", "力量", "主体", "东部", "西部", "地区", "helper", "recipient"))


def heading(label: str) -> str | None:
    """Returns the side that a label over several columns names; None if it names none.

    >>> heading("帮扶力量"), heading("受援方"), heading("联系方式")
    ('helper', 'recipient', None)
    """
    if re.search(rf"{RECEIVES}|贫困村|recipient|beneficiary", label):
        return "recipient"
    if re.search(rf"(?:{HELPS}|{_PAIRED}).*(?:{_BODY})|东部|helper|donor", label):
        return "helper"
    field = None if has_hanzi(label) else languages.field_of(label)
    return field if field in _SIDES else None


def _side(of: str) -> str | None:
    """The side that the words before the head of a label name: 帮扶单位 in 帮扶单位性质, 帮扶 in 帮扶县."""
    if re.fullmatch(rf"(?:{HELPS}|{_PAIRED})+", of):
        return "helper"
    return "recipient" if _VILLAGE.fullmatch(of) else heading(of)


_NAME = pattern_of(
    r"(?:单位|机构|组织|企业|学校|医院|村|社区)?(?:(?:名称|全称|名|名单)|党(?:组织|支部|总支|委)(?:名称|全称)?)|单位|方"
    r"|name|structure|nom|nombre|entidad|organisme|établissement"
)


def says_name(label: str) -> bool:
    """Whether a label below another one says that names stand there: 名称, Nom, Name.

    >>> says_name("名称"), says_name("Nom"), says_name("Versé")
    (True, True, False)
    """
    return _NAME.fullmatch(normal(label)) is not None


def _of_side(side: str, leaf: str) -> Meaning | None:
    """What a label means under a heading that says whose column it is; None if it does not depend on that."""
    if _NAME.fullmatch(leaf):
        return Meaning(side, kind_of_header(leaf), says=Says.PLAINLY)
    if re.fullmatch(r".{0,4}(?:类型|性质|类别)|kind|type", leaf):
        return Meaning(f"{side}_kind")
    if re.fullmatch(r".{0,8}(?:代码|编码)|code|统一社会信用代码", leaf):
        return Meaning(f"{side}_code")
    name = _EXACT.get(_CALLED.sub("", leaf))
    if name in UNITS:
        return Meaning(name if side == "recipient" else f"helper_{name}")
    if name in _SIDES:
        return Meaning(name if _side(leaf) not in (None, side) else side, kind_of_header(leaf), says=Says.PLAINLY)
    if leaf in ("学校", "医院", "企业", "部门", "公司", "社会组织", "社会团体"):
        return Meaning(side, kind_of_header(leaf), says=Says.PLAINLY)
    return None


def amount(path: tuple[str, ...]) -> Meaning:
    """What labels say of a column that holds amounts: their unit and period, and whether they were only planned."""
    words, leaf = "".join(normal(label) for label in path), normal(path[-1])
    return Meaning(
        "amount",
        unit=unit_of(path),
        measure=next((measure for pattern, measure in _OF_MONEY if pattern.search(words)), Measure.FUNDS),
        period=_period(path),
        planned=_PLANNED.search(words) is not None and _ALREADY.search(leaf) is None,
    )


_QUARTERS = {**dict.fromkeys("一1", 1), **dict.fromkeys("二2", 2), **dict.fromkeys("三3", 3), **dict.fromkeys("四4", 4)}
_MONTHS = {
    word: number
    for number, word in enumerate(("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"), start=1)
}


def part_of_year(label: str) -> tuple[int, int] | None:
    """The first and last month of the part of a year that a label names; None if it names none.

    >>> part_of_year("二季度"), part_of_year("下半年"), part_of_year("2024年11月"), part_of_year("Q3"), part_of_year("合计")
    ((4, 6), (7, 12), (11, 11), (7, 9), None)
    """
    found = re.fullmatch(
        r"(?:(?:19|20)\d{2}年?)?(?:第?([一二三四1-4])季度?|([上下])半年|(1[0-2]|[1-9]|[一二三四五六七八九十]{1,2})月份?|q([1-4]))(?:资金|到位"
        r"|投入|金额)*",
        normal(label),
    )
    if found is None:
        return None
    quarter = found[1] or found[4]
    if quarter:
        number = _QUARTERS[quarter]
        return 3 * number - 2, 3 * number
    if found[2]:
        return (1, 6) if found[2] == "上" else (7, 12)
    month = _MONTHS.get(found[3]) or (int(found[3]) if found[3].isdigit() else 0)
    return (month, month) if 0 < month <= 12 else None


def is_total_label(label: str) -> bool:
    """Whether a label calls its column the sum of others: 合计, 总额, total."""
    return _TOTAL.fullmatch(normal(label)) is not None


def is_part_label(label: str) -> bool:
    """Whether a label says that its column is part of another one: 其中：产业."""
    return _PART.search(normal(label)) is not None


def period_of(year: str | None, part: tuple[int, int] | None) -> str | None:
    """The period that a year and a part of it make: `2024-04/2024-06`; None without a year.

    >>> period_of("2024", (4, 6)), period_of("2024", (5, 5)), period_of("2024", None)
    ('2024-04/2024-06', '2024-05', '2024')
    """
    if year is None or part is None:
        return year
    first, last = (f"{year}-{month:02d}" for month in part)
    return first if first == last else f"{first}/{last}"


def _period(path: tuple[str, ...]) -> str | None:
    part = next((found for label in reversed(path) if (found := part_of_year(label)) is not None), None)
    return period_of(_year(path), part)


def unit_of(path: tuple[str, ...]) -> str:
    """The unit of money that the labels over a column give; empty if they give none."""
    for label in reversed(path):
        text = clean(label).lower()
        inside = " ".join(_BRACKETS.findall(text))
        found = _MONEY_UNIT.search(inside) or re.search(r"(?:亿元|万元|千元|元|yuan|usd|eur|gbp)$", text)
        if found:
            return found.group()
    return ""


def _year(path: tuple[str, ...]) -> str | None:
    return next((found[1] for label in reversed(path) if (found := _YEAR.search(clean(label)))), None)


def kind_of_header(label: str) -> Kind | None:
    """Returns the kind that the header of a helper's or recipient's column gives; None if it gives none."""
    try:
        return parse_kind(label)
    except RecordError:
        said = next((kind for word, kind in _KIND_IN_HEADER if word in label), None)
        unit = _UNIT_AT_END.search(label)
        return said or (Kind(_UNIT_FIELD[unit[1]]) if unit else None)


# --- Chinese: the last word is the head

HELPS = (
    r"帮扶|支援|援助|援建|挂钩|挂联|挂包|包保|包联|包村|包帮|包抓|包扶|联村|帮联|帮包|帮建|帮带|后盾|驻村|派驻|派出|选派|下沉|兴村|"
    r"捐赠|捐助|捐款|捐资|出资|资助|赞助|扶贫|东部"
)
_PAIRED = r"结对|对口|共建|联建|定点|联系|友好"
RECEIVES = r"受援|被?受帮扶?|被帮扶|受扶|受助|受赠|受捐|受益|被支援|受支援|被援助|受资助|被资助|帮扶对象|西部"
_BODY = r"单位|方(?![式案法向面便])|企业|公司|部门|学校|医院|院校|高校|街道|镇街|机构|团体|党组织|党支部|党总支|党委|组织|商会|协会|集团|科室|主体|力量"
_NAMED = r"(?:名称|全称|名单|名)?"
_CALLED = pattern_of(r"(?<=.)(?:名称|全称|名单)$")
_HELPER = pattern_of(rf"(?:.{{0,8}})(?:{HELPS})(?:{_PAIRED}|{HELPS}|责任|牵头|主体|的)*(?:{_BODY}){_NAMED}")
_PARTNER = pattern_of(rf"(?:.{{0,6}})(?:{_PAIRED})(?:{_BODY}){_NAMED}")
_RECIPIENT = pattern_of(
    rf".{{0,6}}(?:{RECEIVES})(?:的|[省市县区乡镇][直级]|.{{0,2}})?(?:{_BODY}|地区|对象|村|社区|村居)?{_NAMED}|.{{0,6}}帮扶对象{_NAMED}"
)
_VILLAGE = pattern_of(
    rf"(?:{HELPS}|{_PAIRED}|{RECEIVES}|所在|所属|所驻|所|贫困|薄弱|重点|示范|脱贫|软弱涣散|空壳|建制|行政|自然|经济|集体|省级|市级|县级|一类|二类|三类|的|、)*"
    rf"(?:村|社区|村居|村社区|村民委员会|村委会|村级){_NAMED}"
)
_UNIT_OF = pattern_of(
    r"(?P<of>.*?)(?:所在|所属|所处)?(?:的)?(?P<unit>省份|省市|省|地级市|地市|市州|市|县市区|县区|区县|县市|县|区|乡镇街道|乡镇|镇街|街道|镇|乡)(?:名称|名)?"
)
_UNIT_FIELD: Mapping[str, str] = {
    **dict.fromkeys(("省份", "省市", "省"), "province"),
    **dict.fromkeys(("地级市", "地市", "市州", "市"), "prefecture"),
    **dict.fromkeys(("县市区", "县区", "区县", "县市", "县", "区"), "county"),
    **dict.fromkeys(("乡镇街道", "乡镇", "镇街", "街道", "镇", "乡"), "township"),
}
_UNIT_AT_END = pattern_of(r"(县市区|县区|区县|县市|县|(?<![地社园片景校院库灾])区|市州|地市|(?<!城)市|省)$")
"""What a header ends with whose column names units: 受援县, not 受援地区."""
_TYPE = pattern_of(r"(?P<of>.*?)(?:类型|性质|类别|属性|种类)")
_CODE = pattern_of(r"(?P<of>.*?)(?:统一社会信用代码|信用代码|组织机构代码|区划代码|代码|编码)")
_NUMBER = pattern_of(r"(?P<of>.*?)(?:编号|标识)")
_OF_SOMETHING = pattern_of(
    r".*(?:数量?|人数|户数|人次|次数|个数|面积|比例|占比|率|地址|所在地|住址|位置|地点|情况|内容|措施|备注|项目|简介|介绍|职务|成效|需求|问题|"
    r"(?:项目|产品|活动|课程)名称?|说明|方案|计划|进展|台账|文件|文号|依据|网址|照片|签字|签章|盖章|意见|排名|得分|评价|级别|层级|隶属|领域|产业|来源|用途|方向|渠道|类)"
)
_FORM = pattern_of(r"盖章|签字|签章|印章")


_PASSIVE = pattern_of(
    r"(?:被(?![征拆检查审告])|受(?![理检查奖邀聘托训众审权让])|承(?![办建担接包租运印销诺训]))[\u3400-\u9fff]{1,3}(?:方|村|社区|校|单位|乡镇)(?:名称|名)?"
)
"""Whoever something is done for: 被兴村, 承援村."""


def _chinese(leaf: str) -> Meaning:
    """What a Chinese label says by its head, without a heading over it; `NOTHING` if it says nothing that is read."""
    bare = _CALLED.sub("", leaf)
    if _OF_SOMETHING.fullmatch(leaf) and not any(one.fullmatch(leaf) for one in (_HELPER, _TYPE, _CODE, _NUMBER)):
        return NOTHING
    for pattern, ending in ((_TYPE, "kind"), (_CODE, "code"), (_NUMBER, "id")):
        found = pattern.fullmatch(leaf)
        side = _side(found["of"]) if found else None
        if side is not None:
            return Meaning(f"{side}_{ending}")
    if _RECIPIENT.fullmatch(bare):
        return Meaning("recipient", kind_of_header(bare), side=_heads(bare), says=Says.PERHAPS)
    if _PASSIVE.fullmatch(leaf):
        return Meaning("recipient", kind_of_header(bare), side=_heads(bare), says=Says.PERHAPS)
    if _HELPER.fullmatch(leaf):
        return Meaning("helper", kind_of_header(bare), side=_heads(bare), says=Says.PERHAPS)
    if _PARTNER.fullmatch(leaf):
        return Meaning("helper", kind_of_header(bare), side=_heads(bare), says=Says.USUALLY)
    if _VILLAGE.fullmatch(leaf):
        return Meaning("recipient", Kind.VILLAGE, says=Says.PERHAPS)
    unit = _UNIT_OF.fullmatch(leaf)
    if unit is not None:
        side = _side(unit["of"])
        name = _UNIT_FIELD[unit["unit"]]
        if side is not None:
            alone = re.fullmatch(rf"(?:{HELPS}|{_PAIRED})+", unit["of"]) is not None
            says = Says.PERHAPS if alone else Says.NOT
            return Meaning(name if side == "recipient" else f"helper_{name}", says=says)
    return NOTHING


# --- English: the last word is the head too

_WORDS = pattern_of(r"[a-z]+|\d+")
_CAMEL = pattern_of(r"(?<=[a-z])(?=[A-Z])")
_HELPING = frozenset(
    {
        "helper",
        "helping",
        "donor",
        "donating",
        "funder",
        "funding",
        "sponsor",
        "sponsoring",
        "supporter",
        "supporting",
        "implementing",
        "implementer",
        "provider",
        "providing",
        "assisting",
        "contributor",
        "benefactor",
        "giver",
    }
)
_HELPED = frozenset(
    {"recipient", "beneficiary", "grantee", "helped", "receiving", "receiver", "supported", "assisted", "aided"}
)
_PARTNERS = frozenset({"partner", "partnering", "paired", "twin", "twinned", "sister", "counterpart", "linked"})
_BODIES = frozenset(
    {
        "org",
        "organisation",
        "organization",
        "agency",
        "ngo",
        "institution",
        "company",
        "enterprise",
        "firm",
        "department",
        "body",
        "school",
        "hospital",
        "university",
        "foundation",
        "association",
        "club",
        "group",
        "party",
        "partner",
        "side",
        "entity",
        "village",
        "community",
        "unit",
        "clinic",
        "centre",
        "center",
        "facility",
        "church",
        "parish",
        "college",
    }
)
_ENGLISH_UNITS: Mapping[str, str] = {
    "province": "province",
    "region": "province",
    "state": "province",
    "prefecture": "prefecture",
    "city": "prefecture",
    "county": "county",
    "district": "county",
    "township": "township",
    "town": "township",
    "municipality": "township",
    "country": "country",
}
_ENGLISH_HEADS: Mapping[str, str] = {
    **dict.fromkeys(("type", "kind", "category", "class"), "kind"),
    **dict.fromkeys(("code", "pcode"), "code"),
    **dict.fromkeys(("id", "identifier", "ref", "reference"), "id"),
}


def _english(label: str) -> Meaning:
    """What an English label says: a side, or a type, code, id or unit of one; `NOTHING` if it says neither."""
    words = _WORDS.findall(_CAMEL.sub(" ", label).lower())
    if not words:
        return NOTHING
    *before, last = words
    side = "helper" if _HELPING & {*words} else "recipient" if _HELPED & {*words} else None
    if side is not None and _HELPING & {*words} and _HELPED & {*words}:
        return NOTHING
    head = _ENGLISH_HEADS.get(last)
    if head is not None:
        return Meaning(f"{side}_{head}") if side is not None else NOTHING
    unit = _ENGLISH_UNITS.get(last)
    if unit is not None:
        if side is None or (side == "helper" and unit == "country"):
            return NOTHING
        return Meaning(unit if side == "recipient" else f"helper_{unit}")
    if last == "name" and before:
        last = before[-1]
    if last in _HELPING | _HELPED:
        return Meaning(side, says=Says.PLAINLY if len(words) == 1 else Says.PERHAPS, side=len(words) == 1)
    if side is not None and last in _BODIES:
        return Meaning(side, kind_of_header(last), says=Says.PERHAPS)
    if last in _BODIES | _PARTNERS and _PARTNERS & {*words} and len(words) <= 3:
        return Meaning("helper", kind_of_header(last), says=Says.USUALLY)
    if words[-1] == "name" and last in ("village", "school", "hospital"):
        return Meaning("recipient", kind_of_header(last), says=Says.USUALLY)
    return NOTHING


_OTHER_HEADS = frozenset(
    {
        "notes",
        "note",
        "remarks",
        "remark",
        "comment",
        "comments",
        "description",
        "title",
        "status",
        "type",
        "category",
        "kind",
        "address",
        "street",
        "url",
        "website",
        "purpose",
        "theme",
        "activity",
        "activities",
        "language",
        "season",
        "month",
        "religion",
        "population",
        "number",
        "count",
        "total",
        "source",
        "crop",
        "product",
        "products",
    }
)


@lru_cache(maxsize=1 << 14)
def names_a_side(label: str) -> bool:
    """Whether a text is a label that plainly names a side in two characters or more, and so is no name of anybody.

    >>> names_a_side("受援学校"), names_a_side("帮扶单位"), names_a_side("下坝村"), names_a_side("school")
    (True, True, False, False)
    """
    if not 2 < len(label) <= _LONGEST_LABEL:
        return False
    text = normal(label)
    return len(text) > 2 and not text.isascii() and _EXACT.get(text) in _SIDES and text not in _USUALLY


def is_of_bodies(label: str) -> bool:
    """Whether a header says that its column names somebody, without saying who: name, Organization_Name, 机构名称.

    >>> is_of_bodies("Organization_Name"), is_of_bodies("机构名称"), is_of_bodies("备注")
    (True, True, False)
    """
    text = normal(label)
    if text.isascii():
        words = _WORDS.findall(_CAMEL.sub(" ", label).lower())
        return bool(words) and (words[-1] == "name" or words[-1].removesuffix("s") in _BODIES)
    return re.fullmatch(rf".{{0,8}}(?:(?:{_BODY})(?:名称|全称|名)?|名称)", text) is not None


def is_of_something(label: str) -> bool:
    """Whether a header surely names something else than an organization or a place: a remark, an address, a number.

    >>> is_of_something("备注"), is_of_something("实施单位"), is_of_something("Project status")
    (True, False, True)
    """
    text = normal(label)
    if text.isascii():
        return bool(_OTHER_HEADS & {*_WORDS.findall(text)[-1:]})
    return _OF_SOMETHING.fullmatch(text) is not None


# --- amounts

_MONEY = pattern_of(
    r"资金|金额|经费|捐款|捐资|善款|款项|投入|到位|拨付|amount|funds|money|awarded|pledged|committed|disbursed|\bpaid\b|\bspent\b"
    r"|donat(?:ed|ion)|grant value"
)
_NOT_MONEY = pattern_of(
    r"来源|用途|使用|项目|情况|方式|渠道|名称|内容|时间|日期|说明|备注|单位|率|比例|date|type|purpose|source|title|name|currency"
)
_OF_MONEY: tuple[tuple[re.Pattern[str], Measure], ...] = (
    (pattern_of(r"(?:帮助|协助|帮|助|代|促进)销|销售(?:额|金额|收入|农)|helped to sell|\bsales\b"), Measure.SALES),
    (pattern_of(r"(?:到位|落地|企业|产业|完成|实际)投资|投资额|投资金额|\binvestments?\b"), Measure.INVESTMENT),
    (pattern_of(r"消费(?:帮扶|扶贫)|采购|购买"), Measure.PURCHASES),
)
"""What money was for, as a label says, where it is no funds given."""
_PLANNED = pattern_of(
    r"规划|计划|拟|预计|预算|预期|安排|应投|目标|承诺|认捐|意向|协议资金|需求|缺口|planned|needed|required|budget|pledged|committed|forecast|target"
)
_ALREADY = pattern_of(r"已|实际|到位|完成|拨付|支付|支出|actual|paid|disbursed|spent|received")
_PART = pattern_of(r"^(?:其中|用于)|到户|到村|^of which|thereof")
_TOTAL = pattern_of(r"全年|本年|年度|(?:合|小|总|共|累)计|总额|总数|合计金额|(?:grand |sub-?)?total(?: amount)?")
