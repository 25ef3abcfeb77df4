"""What a column of a plain table holds: header synonyms in Chinese and English, HXL tags, and a mapping file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from graph.errors import RecordError
from graph.model import Kind, clean, parse_kind
from loaders.files import read_bytes
from loaders.problems import InputError

UNITS = ("province", "prefecture", "county", "township")
"""Fields that name the units a recipient lies in, outermost first."""
FIELDS = (
    "id", "helper", "helper_en", "helper_kind", "helper_code", "recipient", "recipient_en", "recipient_kind",
    "recipient_code", *UNITS, *(f"{unit}_code" for unit in UNITS), "sector", "form", "start", "end", "certainty",
    "on_roster", "amount", "amount_unit",
)  # fmt: skip
DEFAULTS = (
    "helper_kind", "recipient_kind", "sector", "form", "start", "end", "certainty", "on_roster", "amount_unit",
)  # fmt: skip

_SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "协议编号", "协议号", "结对编号", "agreement", "agreement id"),
    "helper": (
        "helper", "partner", "donor", "帮扶单位", "帮扶方", "帮扶单位名称", "结对单位", "结对帮扶单位", "东部单位", "东部帮扶单位",
        "支援方", "支援单位", "organisation", "organization", "organisation name", "organization name", "帮扶企业",
        "帮扶学校", "帮扶医院", "支援学校", "支援医院", "helping organization",
    ),
    "helper_en": ("helper en", "helper name en", "帮扶单位英文名"),
    "helper_kind": ("helper kind", "helper type", "帮扶单位类型", "帮扶方类型", "单位类型", "organisation type", "organization type"),
    "helper_code": ("helper code", "帮扶单位代码", "帮扶单位编码"),
    "recipient": (
        "recipient", "beneficiary", "受援单位", "受援方", "受援单位名称", "被帮扶单位", "受帮扶单位", "帮扶对象", "西部单位",
        "村", "村名", "村名称", "行政村", "贫困村", "结对村", "帮扶村", "village", "village name", "受援村", "受援学校", "受援医院",
        "被帮扶学校", "被帮扶医院", "school", "hospital",
    ),
    "recipient_en": ("recipient en", "recipient name en", "受援单位英文名"),
    "recipient_kind": ("recipient kind", "recipient type", "受援单位类型", "受援方类型"),
    "recipient_code": ("recipient code", "受援单位代码", "受援单位编码", "村代码", "村编码", "village code", "p-code", "pcode"),
    "province": ("province", "省", "省份"),
    "prefecture": ("prefecture", "市", "地市", "市州", "city"),
    "county": ("county", "district", "县", "区县", "县区", "县市区", "县市", "市县"),
    "township": ("township", "乡镇", "镇", "乡", "街道", "乡镇街道", "所属乡镇", "sub-district", "subdistrict"),
    "sector": ("sector", "cluster", "领域", "帮扶领域", "行业", "帮扶类别"),
    "form": ("form", "结对形式", "帮扶形式", "帮扶方式"),
    "start": ("start", "start date", "from", "开始时间", "开始日期", "起始时间", "起始日期", "签订时间", "签约时间", "结对时间", "起"),
    "end": ("end", "end date", "until", "结束时间", "结束日期", "终止时间", "终止日期", "到期时间", "止"),
    "certainty": ("certainty", "确定程度"),
    "on_roster": ("on roster", "on_roster", "在名册", "名册"),
    "amount": ("amount", "funds", "资金", "帮扶资金", "投入资金", "资金额", "金额", "到位资金"),
    "amount_unit": ("unit", "currency", "资金单位", "金额单位"),
}  # fmt: skip
_FIELD_OF = {word: name for name, words in _SYNONYMS.items() for word in words} | {name: name for name in FIELDS}
_KIND_IN_HEADER: tuple[tuple[str, Kind], ...] = (
    ("村", Kind.VILLAGE), ("village", Kind.VILLAGE), ("学校", Kind.SCHOOL), ("school", Kind.SCHOOL),
    ("医院", Kind.HOSPITAL), ("hospital", Kind.HOSPITAL), ("企业", Kind.ENTERPRISE),
)  # fmt: skip
_BRACKETS = re.compile(r"[(（\[【](.*?)[)）\]】]")
_MONEY_UNIT = re.compile(r"亿元|万元|千元|元|万|亿|yuan|rmb")


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """A mapping file: field → header, and what holds where a table has no such column."""

    file: str
    columns: Mapping[str, str] = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)


NO_MAP = ColumnMap("")


def read_mapping(path: Path | None) -> ColumnMap:
    """The mapping in a TOML file; raises `InputError` when it cannot be read or names what does not exist."""
    if path is None:
        return NO_MAP
    try:
        found = tomllib.loads(read_bytes(path).decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError("input.mapping", file=path.name, why=str(error)) from None
    for table, known in (("columns", FIELDS), ("defaults", DEFAULTS)):
        for name in found.get(table, {}):
            if name not in known:
                raise InputError("input.mapping_name", file=path.name, name=f"{table}.{name}", known=", ".join(known))
    for table in found:
        if table not in ("columns", "defaults"):
            raise InputError("input.mapping_name", file=path.name, name=table, known="columns, defaults")
    texts = {
        table: {name: _text(value) for name, value in found.get(table, {}).items()} for table in ("columns", "defaults")
    }
    return ColumnMap(path.name, texts["columns"], texts["defaults"])


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


@dataclass(frozen=True, slots=True)
class Layout:
    """What the columns of one sheet hold: field → column index; kinds and the unit of money that headers tell."""

    columns: Mapping[str, int]
    helper_kind: Kind | None = None
    recipient_kind: Kind | None = None
    amount_unit: str = ""
    tag_rows: int = 0


def normal(header: str) -> str:
    """A header without brackets, marks, spaces around Chinese and case: what synonyms are looked up by.

    >>> normal("* 帮扶资金（万元）"), normal("Start Date")
    ('帮扶资金', 'start date')
    """
    text = _BRACKETS.sub("", clean(header)).strip(" *:：").lower()
    return text if text.isascii() else re.sub(r"\s+", "", text)


def layout(
    file: str, sheet: str | None, headers: Sequence[str], first_row: Sequence[str | None], mapping: ColumnMap
) -> Layout:
    """What each column holds, by the mapping, HXL tags and synonyms, in this order.

    Raises `InputError` on a header that stands twice, a mapped header that is not there, or a table that names no
    recipient.
    """
    places = {header.strip(): place for place, header in enumerate(headers)}
    written = [header.strip() for header in headers if header.strip()]
    for header in written:
        if written.count(header) > 1:
            raise InputError("input.duplicate_header", file=file, column=header)
    columns: dict[str, int] = {}
    for name, header in mapping.columns.items():
        if header.strip() not in places:
            raise InputError("input.mapping_column", file=mapping.file, column=header, found=", ".join(written))
        columns[name] = places[header.strip()]
    tags, tag_rows = _tags(headers, first_row)
    for name, place in (tags or _by_synonym(headers)).items():
        if name not in columns and place not in columns.values():
            columns[name] = place
    if "recipient" not in columns:
        raise InputError(
            "input.no_recipient", file=file if sheet is None else f"{file} [{sheet}]", found=", ".join(written)
        )
    unit = _MONEY_UNIT.search(clean(headers[columns["amount"]]).lower()) if "amount" in columns else None
    deepest = Kind.VILLAGE if tags else _kind(headers, columns, "recipient")
    return Layout(
        columns, _kind(headers, columns, "helper"), deepest, unit.group() if unit else "", tag_rows,
    )  # fmt: skip


def _by_synonym(headers: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, header in enumerate(headers):
        name = _FIELD_OF.get(normal(header))
        if name is not None and name not in found:
            found[name] = place
    return found


def _kind(headers: Sequence[str], columns: Mapping[str, int], side: str) -> Kind | None:
    """The kind that the header of a side's column tells."""
    if side not in columns:
        return None
    header = normal(headers[columns[side]])
    try:
        return parse_kind(header)
    except RecordError:
        return next((kind for word, kind in _KIND_IN_HEADER if word in header), None)


def _tags(headers: Sequence[str], first_row: Sequence[str | None]) -> tuple[dict[str, int], int]:
    """The columns that HXL tags name, and how many rows below the header they take (none when they are the header)."""
    for rows, cells in ((0, headers), (1, first_row)):
        tags = [(cell or "").strip().lower() for cell in cells]
        filled = [tag for tag in tags if tag]
        if filled and sum(tag.startswith("#") for tag in filled) * 2 >= len(filled):
            return _hxl(tags), rows
    return {}, 0


def _hxl(tags: Sequence[str]) -> dict[str, int]:
    split = [tag.split("+") for tag in tags]
    levels = sorted({part[0] for part in split if re.fullmatch(r"#(adm\d|loc)", part[0])})
    found: dict[str, int] = {}
    simple = {"#org": "helper", "#sector": "sector"}
    for place, (tag, *marks) in enumerate(split):
        name = simple.get(tag)
        if tag == "#date":
            name = "start" if "start" in marks else "end" if "end" in marks else None
        elif tag == "#value":
            name = "amount"
        elif tag in levels:
            if tag == levels[-1]:
                name = "recipient"
            else:  # counted up from the recipient: the unit right above a village is its township, or its county
                above = len(levels) - levels.index(tag) - 1
                name = ("county", "prefecture", "province")[above - 1] if above <= 3 else None
            if name is not None and "code" in marks:
                name = f"{name}_code"
        if name is not None and name not in found:
            found[name] = place
    return found
