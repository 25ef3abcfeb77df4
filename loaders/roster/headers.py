"""Tells what a column holds from its header (words in Chinese and English, HXL tags) or from a mapping file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from graph.errors import RecordError
from graph.model import Kind, Measure, clean, parse_kind
from loaders.files import read_bytes
from loaders.problems import InputError

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
    ),
    "helper_en": ("helper en", "helper name en", "帮扶单位英文名"),
    "helper_kind": (
        "helper kind",
        "helper type",
        "帮扶单位类型",
        "帮扶单位性质",
        "帮扶方类型",
        "单位类型",
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
        "受援村",
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
    "prefecture": ("prefecture", "市", "地市", "市州", "city"),
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
        "subdistrict",
        "所在乡镇",
        "镇街",
        "街镇",
        "乡镇名",
        "乡",
        "镇乡",
    ),
    "province_code": ("province code",),
    "prefecture_code": ("prefecture code",),
    "county_code": ("county code", "县代码"),
    "township_code": ("township code", "乡镇代码"),
    "sector": ("sector", "cluster", "领域", "帮扶领域", "行业", "帮扶类别"),
    "form": ("form", "结对形式", "帮扶形式", "帮扶方式"),
    "start": (
        "start",
        "start date",
        "from",
        "开始时间",
        "开始日期",
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
        "开始",
        "自",
    ),
    "end": (
        "end",
        "end date",
        "until",
        "结束时间",
        "结束日期",
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
    "illustrative": ("illustrative",),
    "amount": ("amount", "funds"),
    "amount_unit": ("unit", "currency", "资金单位", "金额单位"),
}
_FIELD_OF = {word: name for name, words in _SYNONYMS.items() for word in words} | {name: name for name in FIELDS}
_SIDES = ("helper", "recipient")
_KEPT = frozenset({"recipient_area"})
"""Headers of our own answers that name a side and tell nothing that is read."""
_HELPER = re.compile(
    r"东部|(?:帮扶|支援|结对|挂钩|包保|捐赠|援助|派出)(?:帮扶|责任)?(?:单位|方|企业|公司|部门|学校|医院|街道|机构|团体|组织)|helper|donor"
)
_RECIPIENT = re.compile(
    r"西部|受援|被帮扶|受帮扶|受扶|帮扶对象|(?:结对|帮扶|对口|联系|包保)(?:帮扶)?(?:贫困|薄弱)?村|贫困村|recipient|beneficiary"
)
_NAME = re.compile(r"(?:单位|机构|组织|企业|学校|医院|村)?(?:名称|全称|名|名单)|单位|方|name")
_TYPE = re.compile(r".{0,4}(?:类型|性质|类别)|kind|type")
_CODE = re.compile(r".{0,8}(?:代码|编码)|code|统一社会信用代码")
_PERSONAL = re.compile(
    r"(?:联系)?电话|.*(?:手机|电话号码|联系方式|联系电话|身份证|证件号).*|微信号?|邮箱|电子邮件|.*联系人.*|姓名|.*负责人.*|.*责任人.*|"
    r"(?:驻村)?第一书记|.*书记姓名|法人代表?|法定代表人|.*(?:干部|教师|医生|人员)姓名|队长|phone|mobile|tel|contact|e-?mail|id card"
)
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
_MONEY = re.compile(r"资金|金额|经费|捐款|捐资|善款|款项|投入|到位|amount|funds|money")
_NOT_MONEY = re.compile(r"来源|用途|使用|项目|情况|方式|渠道|名称|内容|时间|日期|说明|备注|单位")
_PURCHASES = re.compile(r"消费(?:帮扶|扶贫)|采购|购买")
_COUNTED: tuple[tuple[re.Pattern[str], Measure], ...] = (
    (re.compile(r"公益性?岗位.*|.*岗位(?:数|个数|数量)?"), Measure.POSTS),
    (re.compile(r".*培训(?:人数|人次|人员数)"), Measure.TRAINEES),
    (re.compile(r".*培训(?:期数|班次|场次|班数)"), Measure.SESSIONS),
    (re.compile(r"(?:支教|派出|选派)?教师(?:人数|数)|支教人数"), Measure.TEACHERS_SENT),
    (re.compile(r"(?:派出|选派)?(?:医生|医护人员|医务人员)(?:人数|数)|支医人数"), Measure.DOCTORS_SENT),
    (re.compile(r"资助学生(?:人数|数)?"), Measure.STUDENTS_FUNDED),
    (re.compile(r"慰问(?:人数|人次)"), Measure.PEOPLE_VISITED),
)
_BRACKETS = re.compile(r"[(（\[【]([^)）\]】]*)[)）\]】]")
_MONEY_UNIT = re.compile(r"亿元|百万元|万元|千元|元|万|亿|million yuan|yuan|rmb")
_YEAR = re.compile(r"(20\d{2})\s*年?")
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


NOTHING = Meaning()


def normal(header: str) -> str:
    """A header without brackets, marks and differences of case, and without spaces in Chinese: the key of synonyms.

    >>> normal("* 帮扶资金（万元）"), normal("Start Date"), normal("村 　名")
    ('帮扶资金', 'start date', '村名')
    """
    text = _BRACKETS.sub("", clean(header)).strip(" *:：").lower()
    text = " ".join(text.split())
    return text if text.isascii() else text.replace(" ", "")


def shown(label: str) -> str:
    """A header as it is shown: on one line, without padding and leading marks.

    >>> shown("＊帮　扶\\n单位 ")
    '帮扶单位'
    """
    text = " ".join(label.split()).strip("*＊ ")
    return text if text.isascii() else re.sub(r"(?<![A-Za-z0-9]) | (?![A-Za-z0-9])", "", text)


@cache
def meaning(path: tuple[str, ...]) -> Meaning:
    """What the labels over a column (outermost first) say that it holds.

    >>> meaning(("受援方", "名称")).field, meaning(("资金（万元）", "2019年")).unit, meaning(("联系电话",)).personal
    ('recipient', '万元', True)
    """
    if not path or any(len(label) > _LONGEST_LABEL for label in path):
        return NOTHING
    leaf, parents = _one_language(normal(path[-1])), [normal(label) for label in path[:-1]]
    if leaf in ("", "0") or leaf in _KEPT:
        return NOTHING
    if _PERSONAL.fullmatch(leaf):
        return Meaning(personal=True)
    side = next((found for parent in reversed(parents) if (found := _side(parent)) is not None), None)
    if side is not None and (of_side := _of_side(side, leaf)) is not None:
        return of_side
    name = _FIELD_OF.get(leaf) or _FIELD_OF.get(re.sub(r"(?:名称|名单)$", "", leaf))
    if name == "amount":
        return _amount(path)
    if name is not None:
        return Meaning(name, _kind(leaf) if name in _SIDES else None, side=name in _SIDES and _heads(leaf))
    for pattern, measure in _COUNTED:
        if pattern.fullmatch(leaf):
            return Meaning("amount", measure=measure, period=_year(path))
    if not _NOT_MONEY.search(leaf) and (
        _MONEY.search(leaf) or _PURCHASES.search(leaf) or any(_MONEY.search(parent) for parent in parents)
    ):
        return _amount(path)
    own = _side(leaf)
    if own is not None and not re.search(r"情况|内容|措施|备注|数量?$|项目", leaf):
        return Meaning(own, _kind(leaf), side=_heads(leaf))
    if re.search(r"(?:开始|起始|签订|签约|签署|结对|启动).{0,4}(?:时间|日期|年月|年份|年度)$", leaf):
        return Meaning("start")
    if re.search(r"(?:结束|终止|截止|到期|届满).{0,4}(?:时间|日期|年月|年份|年度)?$", leaf):
        return Meaning("end")
    if re.search(r"(?:期限|起止|时限|年限|有效期)", leaf):
        return Meaning("period")
    return NOTHING


_BILINGUAL = re.compile(r"([\u3400-\u9fff（）()、/]+)\s*([a-z][a-z .,'()/-]*)")


def _one_language(label: str) -> str:
    """The Chinese part of a label in both languages (乡镇 Township); any other label as it is."""
    found = _BILINGUAL.fullmatch(label)
    return found[1] if found and label not in _FIELD_OF else label


def _heads(label: str) -> bool:
    """Whether a label that names a side may stand over several columns."""
    return label.endswith(("方", "单位", "东部", "西部", "地区", "helper", "recipient"))


def _side(label: str) -> str | None:
    if _RECIPIENT.search(label):
        return "recipient"
    return "helper" if _HELPER.search(label) else None


def _of_side(side: str, leaf: str) -> Meaning | None:
    """What a label means under a heading that says whose column it is; None if it does not depend on that."""
    if _NAME.fullmatch(leaf):
        return Meaning(side, _kind(leaf))
    if _TYPE.fullmatch(leaf):
        return Meaning(f"{side}_kind")
    if _CODE.fullmatch(leaf):
        return Meaning(f"{side}_code")
    name = _FIELD_OF.get(re.sub(r"(?:名称|名单)$", "", leaf))
    if name in UNITS:
        return Meaning(name if side == "recipient" else f"helper_{name}")
    if name in _SIDES:
        return Meaning(side, _kind(leaf))
    if leaf in ("学校", "医院", "企业", "部门", "公司", "社会组织", "社会团体"):
        return Meaning(side, _kind(leaf))
    return None


def _amount(path: tuple[str, ...]) -> Meaning:
    words = "".join(normal(label) for label in path)
    measure = Measure.PURCHASES if _PURCHASES.search(words) else Measure.FUNDS
    return Meaning("amount", unit=_unit(path), measure=measure, period=_year(path))


def _unit(path: tuple[str, ...]) -> str:
    for label in reversed(path):
        text = clean(label).lower()
        inside = " ".join(_BRACKETS.findall(text))
        found = _MONEY_UNIT.search(inside) or re.search(r"(?:亿元|万元|千元|元|yuan)$", text)
        if found:
            return found.group()
    return ""


def _year(path: tuple[str, ...]) -> str | None:
    return next((found[1] for label in reversed(path) if (found := _YEAR.search(clean(label)))), None)


def _kind(label: str) -> Kind | None:
    """The kind that the header of a helper's or recipient's column gives."""
    try:
        return parse_kind(label)
    except RecordError:
        return next((kind for word, kind in _KIND_IN_HEADER if word in label), None)


# --- the mapping file


@dataclass(frozen=True, slots=True)
class SheetMap:
    """What a mapping file says about a sheet: labels by field, defaults, header rows, whether to read it.

    Its `repr` is part of a roster's fingerprint: renaming it would make every mapped file look changed.
    """

    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)
    header: tuple[int, ...] | None = None
    use: bool | None = None
    file: str = ""
    """The mapping file, as messages name it."""


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """A mapping file: what holds for every sheet, and what holds for single sheets. Its `repr` is fingerprinted too."""

    file: str = ""
    area: str | None = None
    every: SheetMap = field(default_factory=SheetMap)
    sheets: Mapping[str, SheetMap] = field(default_factory=dict)

    def of(self, sheet: str | None) -> SheetMap:
        """What holds for a sheet: its own part, completed by the part for every sheet."""
        own = self.sheets.get(sheet or "", SheetMap())
        return SheetMap(
            {**self.every.columns, **own.columns},
            {**self.every.defaults, **own.defaults},
            own.header or self.every.header,
            self.every.use if own.use is None else own.use,
            self.file,
        )


NO_MAP = ColumnMap()
MAX_MAPPING = 1 << 20
"""The largest mapping file that is read, in bytes (1 MiB)."""
_OF_A_SHEET = ("columns", "defaults", "header", "use")


def read_mapping(path: Path | None) -> ColumnMap:
    """The mapping in a TOML file; raises `InputError` if it cannot be read or uses a name that does not exist."""
    if path is None:
        return NO_MAP
    try:
        found = tomllib.loads(read_bytes(path, MAX_MAPPING, "input.large_mapping").decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise InputError("input.not_unicode", file=path.name) from None
    except RecursionError:
        raise InputError("input.too_nested", file=path.name) from None
    except ValueError as error:  # also a number of thousands of digits, which has no place
        place = re.search(r"line (\d+), column (\d+)", str(error))
        line, column = map(int, place.groups()) if place else (0, 0)
        key = "input.mapping" if place else "input.mapping_end"
        raise InputError(key, file=path.name, line=line, column=column) from None
    sheets = found.pop("sheets", {})
    area = found.pop("area", None)
    if not isinstance(sheets, dict) or not all(isinstance(own, dict) for own in sheets.values()):
        raise InputError("input.mapping_name", file=path.name, name="sheets", known='[sheets."…"]')
    parts = {name: _sheet_map(own, path.name, f'sheets."{name}".') for name, own in sheets.items()}
    if isinstance(area, dict | list):
        raise InputError("input.mapping_name", file=path.name, name="area", known='area = "520281"')
    return ColumnMap(path.name, None if area is None else str(area), _sheet_map(found, path.name, ""), parts)


def _sheet_map(stated: Mapping[str, Any], file: str, prefix: str) -> SheetMap:
    for name in stated:
        if name not in _OF_A_SHEET:
            known = ", ".join((*_OF_A_SHEET, *(() if prefix else ("area", "sheets"))))
            raise InputError("input.mapping_name", file=file, name=f"{prefix}{name}", known=known)
    columns, defaults = stated.get("columns", {}), stated.get("defaults", {})
    for table, values, known_names in (("columns", columns, FIELDS), ("defaults", defaults, DEFAULTS)):
        if not isinstance(values, dict):
            raise InputError("input.mapping_name", file=file, name=f"{prefix}{table}", known=f"[{prefix}{table}]")
        for name in values:
            if name not in known_names:
                known = ", ".join(known_names)
                raise InputError("input.mapping_name", file=file, name=f"{prefix}{table}.{name}", known=known)
    header = stated.get("header")
    rows = tuple(header) if isinstance(header, list) else () if header is None else (header,)
    if not all(isinstance(row, int) and not isinstance(row, bool) and row > 0 for row in rows):
        raise InputError("input.mapping_name", file=file, name=f"{prefix}header", known="header = [3, 4]")
    if not isinstance(stated.get("use"), bool | None):
        raise InputError("input.mapping_name", file=file, name=f"{prefix}use", known="use = true, use = false")
    for name, label in columns.items():
        if not all(isinstance(one, str) for one in (label if isinstance(label, list) else [label])):
            raise InputError("input.mapping_name", file=file, name=f"{prefix}columns.{name}", known=f'{name} = "…"')
    for name, value in defaults.items():
        if isinstance(value, dict | list):
            raise InputError("input.mapping_name", file=file, name=f"{prefix}defaults.{name}", known=f'{name} = "…"')
    return SheetMap(
        {name: tuple(map(str, label)) if isinstance(label, list) else (str(label),) for name, label in columns.items()},
        {name: _text(value) for name, value in defaults.items()},
        rows or None,
        stated.get("use"),
    )


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


# --- HXL


def is_tags(cells: Sequence[str | None]) -> bool:
    """Whether a row holds HXL tags: at least half of its texts begin with # and a letter."""
    filled = [cell.strip() for cell in cells if cell and cell.strip()]
    return bool(filled) and sum(re.match(r"#[a-zA-Z]", text) is not None for text in filled) * 2 >= len(filled)


def tagged(cells: Sequence[str | None]) -> dict[int, Meaning]:
    """What each column under a row of HXL tags holds; of several with one field, only the first."""
    split = [(cell or "").strip().lower().replace(" ", "").split("+") for cell in cells]
    levels = sorted({part[0] for part in split if re.fullmatch(r"#(adm\d|loc)", part[0])})
    found: dict[int, Meaning] = {}
    seen: set[str] = set()
    simple = {"#org": "helper", "#sector": "sector", "#value": "amount"}
    for place, (tag, *marks) in enumerate(split):
        name = simple.get(tag)
        kind = None
        if tag == "#date":
            name = "start" if "start" in marks else "end" if "end" in marks else None
        elif tag in levels:
            name, kind = _level(tag, levels)
            if name is not None and "code" in marks:
                name, kind = f"{name}_code", None
        if name is not None and name not in seen:
            seen.add(name)
            found[place] = Meaning(name, kind, measure=Measure.FUNDS if name == "amount" else None)
    return found


def _level(tag: str, levels: Sequence[str]) -> tuple[str | None, Kind | None]:
    if tag == levels[-1]:
        return "recipient", Kind.VILLAGE
    # counted upwards from the recipient; without a township, the unit right above a village is its county
    above = len(levels) - levels.index(tag) - 1
    return (("county", "prefecture", "province")[above - 1] if above <= 3 else None), None
