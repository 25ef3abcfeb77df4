"""Writes a blank roster to fill in: headers and drop-down lists in both languages, examples, instructions.

A template that has been filled in loads without problems. Its sheets with examples and instructions are never read.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.files import new_workbook, write_file
from graph.model import AgreementStatus, Form, Kind
from graph.output import sheets
from graph.text import say, word

SHEET = "台账 Roster"
EXAMPLES = "填写示例 Examples"
INSTRUCTIONS = "填写说明 Instructions"
ROWS = 2_000
"""How many rows have drop-down lists."""
_RECIPIENTS = (Kind.VILLAGE, Kind.TOWNSHIP, Kind.COUNTY, Kind.SCHOOL, Kind.HOSPITAL, Kind.DEPARTMENT)
_HELPERS = (
    Kind.ENTERPRISE,
    Kind.DEPARTMENT,
    Kind.SOCIAL_GROUP,
    Kind.TOWNSHIP,
    Kind.COUNTY,
    Kind.SCHOOL,
    Kind.HOSPITAL,
    Kind.OTHER,
)


@dataclass(frozen=True, slots=True)
class _Column:
    header: str
    about: str
    width: int
    examples: tuple[object, object, object]
    choices: tuple[str, ...] = ()


def _both(values: tuple[Kind, ...] | tuple[Form, ...] | tuple[AgreementStatus, ...]) -> tuple[str, ...]:
    """Each value in both languages, as it stands in a cell: 村 village."""
    return tuple(f"{word(value.value, 'zh')} {word(value.value, 'en')}" for value in values)


def _columns() -> tuple[_Column, ...]:
    kinds, helpers = _both(_RECIPIENTS), _both(_HELPERS)
    return (
        _Column("省 Province", "template.units", 12, ("贵州省", "贵州省", "贵州省")),
        _Column("市 Prefecture", "template.units", 14, ("六盘水市", "六盘水市", "六盘水市")),
        _Column("县 County", "template.units", 12, ("盘州市", "盘州市", "盘州市")),
        _Column("乡镇 Township", "template.units", 14, ("双凤镇", "双凤镇", "新民镇")),
        _Column("受援单位 Recipient", "template.recipient", 24, ("示例一村", "示例二村", "示例小学")),
        _Column("受援单位类型 Recipient kind", "template.kind", 20, (kinds[0], kinds[0], kinds[3]), kinds),
        _Column("受援单位代码 Recipient code", "template.code", 22, (None, None, None)),
        _Column("帮扶单位 Helper", "template.helper", 26, ("示例企业01", None, "示例学校01")),
        _Column("帮扶单位类型 Helper kind", "template.kind", 20, (helpers[0], None, helpers[5]), helpers),
        _Column("领域 Sector", "template.sector", 12, ("产业", None, "教育")),
        _Column("结对形式 Form", "template.form", 22, (_both((Form.ONE_TO_ONE,))[0], None, None), _both(tuple(Form))),
        _Column("开始时间 Start", "template.date", 14, ("2018-05", None, "2018")),
        _Column("结束时间 End", "template.date", 14, (None, None, "2020-12-31")),
        _Column(
            "协议状态 Status",
            "template.status",
            18,
            (None, None, _both((AgreementStatus.PLANNED,))[0]),
            _both(tuple(AgreementStatus)),
        ),
        _Column("帮扶资金（万元） Funds", "template.funds", 18, (38.5, None, None)),
        _Column("年度 Year", "template.year", 10, (2019, None, None)),
    )


def write(path: Path, *, force: bool = False) -> None:
    """Writes the blank workbook, over a file with `force` alone; raises `UsageError` if it cannot be written."""
    write_file(path, _write, force=force)


def _write(path: Path) -> None:
    with new_workbook(path) as book:
        _sheets(book)


def _sheets(book: Any) -> None:
    bold = book.add_format({**sheets.HEADER, "bg_color": "#DDEBF7"})
    text = book.add_format({"num_format": "@"})
    columns = _columns()
    for name in (SHEET, EXAMPLES):
        sheet = book.add_worksheet(name)
        sheets.set_up(sheet, name, head=1)
        for place, column in enumerate(columns):
            as_text = column.about in ("template.date", "template.code")  # 2018.10 must not become 2018.1
            sheet.set_column(place, place, column.width, text if as_text else None)
            sheet.write_string(0, place, column.header, bold)
            if column.choices:
                sheet.data_validation(
                    1, place, ROWS, place, {"validate": "list", "source": list(column.choices), "error_type": "warning"}
                )
            if name == EXAMPLES:
                for number, value in enumerate(column.examples, start=1):
                    if value is not None:
                        sheet.write(number, place, value)
    about = book.add_worksheet(INSTRUCTIONS)
    sheets.set_up(about, INSTRUCTIONS, head=1)
    about.set_column(0, 0, 30)
    about.set_column(1, 2, 70, book.add_format({"text_wrap": True, "valign": "top"}))
    about.write_row(0, 0, ("列 Column", "说明", "What it is for"), bold)
    for number, column in enumerate(columns, start=1):
        about.write_row(number, 0, (column.header, say(column.about, "zh"), say(column.about, "en")))
