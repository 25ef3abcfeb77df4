"""Rosters as departments really send them, each small enough to read, with the exact network and problems they hold.

Every case is written to a file by the program it names; the ones `saved` were made from cases of this corpus by
LibreOffice: `python -m tests.loaders.corpus` (with `soffice` on the path) makes them again.
"""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

SAVED = Path(__file__).with_name("saved")
NO_AREA = ("no-area", None, None)
Row = tuple[Any, ...]


@dataclass(frozen=True)
class Page:
    """One sheet: its rows from the first on, merged ranges, what is hidden."""

    rows: tuple[Row, ...]
    name: str = "台账"
    merges: tuple[str, ...] = ()
    hidden: bool = False
    hidden_rows: tuple[int, ...] = ()


@dataclass(frozen=True)
class Case:
    """A file and what it holds.

    `members` are those on the roster as `name` (a village) or `name:kind`; `pairs` are `helper > recipient`, then
    ` start..end` where known and ` ~` for certainty group; `amounts` are `helper > recipient measure yuan [period]`;
    `parts` are `recipient < unit`; `problems` are (code, row, column).
    """

    name: str
    pages: tuple[Page, ...]
    members: tuple[str, ...] = ()
    pairs: tuple[str, ...] = ()
    amounts: tuple[str, ...] = ()
    problems: tuple[tuple[str, int | None, str | None], ...] = (NO_AREA,)
    parts: tuple[str, ...] = ()
    by: str = "openpyxl"
    area: str | None = None
    mapping: str | None = None
    error: str | None = None
    file: str = "台账"
    as_of: str | None = None

    def write(self, folder: Path) -> Path:
        """The file, written into `folder`."""
        if self.by == "openpyxl":
            return _openpyxl(self.pages, folder / f"{self.file}.xlsx")
        if self.by == "xlsxwriter":
            return _xlsxwriter(self.pages, folder / f"{self.file}.xlsx")
        if self.by.startswith("saved"):
            return SAVED / self.by.partition(":")[2]
        _, encoding, separator = self.by.split(":")
        text = "\r\n".join(
            separator.join("" if cell is None else str(cell) for cell in row) for row in self.pages[0].rows
        )
        path = folder / f"{self.file}.csv"
        path.write_bytes((text + "\r\n").encode(encoding))
        return path


def _openpyxl(pages: tuple[Page, ...], path: Path) -> Path:
    import openpyxl

    book = openpyxl.Workbook()
    assert book.active is not None
    book.remove(book.active)
    for page in pages:
        sheet = book.create_sheet(page.name)
        for number, row in enumerate(page.rows, start=1):
            for place, cell in enumerate(row, start=1):
                if cell is not None:
                    sheet.cell(number, place, cell)
        for merge in page.merges:
            sheet.merge_cells(merge)
        for row_number in page.hidden_rows:
            sheet.row_dimensions[row_number].hidden = True
        if page.hidden:
            sheet.sheet_state = "hidden"
    book.save(path)
    return path


def _xlsxwriter(pages: tuple[Page, ...], path: Path) -> Path:
    import xlsxwriter
    from xlsxwriter.utility import xl_cell_to_rowcol

    book = xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"})
    for page in pages:
        sheet = book.add_worksheet(page.name)
        for number, row in enumerate(page.rows):
            for place, cell in enumerate(row):
                if cell is not None:
                    sheet.write(number, place, cell)
        for merge in page.merges:
            row_at, column_at = xl_cell_to_rowcol(merge.partition(":")[0])
            sheet.merge_range(merge, page.rows[row_at][column_at])
        for row_number in page.hidden_rows:
            sheet.set_row(row_number - 1, None, None, {"hidden": True})
        if page.hidden:
            sheet.hide()
    book.close()
    return path


def page(*rows: Row, merges: str = "", **more: Any) -> tuple[Page, ...]:
    """One sheet of these rows."""
    return (Page(rows, merges=tuple(merges.split()), **more),)


HEAD = ("帮扶单位", "贫困村")
FIRM, OTHER, GROUP = "示例甲公司", "示例乙公司", "示例协会"

PLAIN = (
    Case(
        "one header row",
        page(HEAD, (FIRM, "东山村"), (None, "西河村")),
        members=("东山村", "西河村"), pairs=("示例甲公司 > 东山村",),
    ),
    Case(
        "the same by another program",
        page(HEAD, (FIRM, "东山村"), (None, "西河村")),
        members=("东山村", "西河村"), pairs=("示例甲公司 > 东山村",), by="xlsxwriter",
    ),
    Case(
        "title, subtitle and unit line above the header",
        page(
            ("村企结对帮扶台账",), ("填报单位：示例办公室",), (None, None, "单位：万元"), (*HEAD, "帮扶资金"),
            (FIRM, "东山村", 12.5),
        ),
        members=("东山村",), pairs=("示例甲公司 > 东山村",), amounts=("示例甲公司 > 东山村 funds 125000",),
    ),
    Case(
        "two header rows, one label under two parents",
        page(
            ("序号", "帮扶方", None, "受援方", None), (None, "名称", "类型", "名称", "类型"),
            (1, FIRM, "企业", "东山村", "村"), (2, "示例学校", "学校", "示例小学", "学校"),
            merges="A1:A2 B1:C1 D1:E1",
        ),
        members=("东山村", "示例小学:school"), pairs=("示例学校 > 示例小学", "示例甲公司 > 东山村"),
    ),
    Case(
        "three header rows",
        page(
            ("村企结对情况", None, None, None, None), ("受援方", None, "帮扶方", "资金（万元）", None),
            ("乡镇", "村", "单位名称", "2018年", "2019年"), ("甲镇", "东山村", FIRM, 1, 2),
            merges="A1:E1 A2:B2 D2:E2",
        ),
        members=("东山村",), pairs=("示例甲公司 > 东山村",), parts=("东山村 < 甲镇",),
        amounts=("示例甲公司 > 东山村 funds 10000 2018", "示例甲公司 > 东山村 funds 20000 2019"),
    ),
    Case(
        "labels padded, starred, with mixed brackets",
        page(("＊帮　扶　单　位", "贫困村（全称)", "帮扶资金(万元）", " 开始\n时间 "), (FIRM, "东山村", 3, "2018年")),
        members=("东山村",), pairs=("示例甲公司 > 东山村 2018..",), amounts=("示例甲公司 > 东山村 funds 30000",),
    ),
    Case(
        "header cells that are 0 or empty",
        page((0, *HEAD, None), ("x", FIRM, "东山村", "备忘"), ("y", OTHER, "西河村", None)),
        members=("东山村", "西河村"), pairs=("示例乙公司 > 西河村", "示例甲公司 > 东山村"),
    ),
    Case(
        "a header that does not start in column A or row 1",
        page((), (), (None, None, *HEAD), (None, None, FIRM, "东山村")),
        members=("东山村",), pairs=("示例甲公司 > 东山村",),
    ),
    Case(
        "a form beside the roster",
        page(
            (*HEAD, None, "审批意见", "签字"), (FIRM, "东山村", None, "同意", "（章）"), (OTHER, "西河村", None, "日期", 43000),
            (None, None, None, "电话", "见附件"),
        ),
        members=("东山村", "西河村"), pairs=("示例乙公司 > 西河村", "示例甲公司 > 东山村"),
    ),
    Case(
        "a sheet for each township",
        (
            Page((HEAD, (FIRM, "东山村")), name="甲镇"), Page((HEAD, (OTHER, "东山村")), name="乙乡"),
        ),
        members=("东山村", "东山村"), pairs=("示例乙公司 > 东山村", "示例甲公司 > 东山村"),
        parts=("东山村 < 乙乡", "东山村 < 甲镇"), problems=(NO_AREA, NO_AREA),
    ),
    Case(
        "a hidden sheet, one of examples, one without a table",
        (
            Page((HEAD, (FIRM, "东山村"))), Page((HEAD, (FIRM, "旧村")), name="去年", hidden=True),
            Page((HEAD, (FIRM, "样村")), name="填写示例"), Page((("说明文字",), ("第二行",)), name="封面"),
        ),
        members=("东山村",), pairs=("示例甲公司 > 东山村",),
        problems=(("hidden-sheet", None, None), NO_AREA, ("no-table", None, None)),
    ),
    Case(
        "hidden rows",
        page(HEAD, (FIRM, "东山村"), (OTHER, "西河村"), hidden_rows=(3,)),
        members=("东山村", "西河村"), pairs=("示例乙公司 > 西河村", "示例甲公司 > 东山村"),
        problems=(NO_AREA, ("hidden-rows", 3, None)),
    ),
    Case(
        "two tables on one sheet",
        page(
            ("一、企业帮村",), ("序号", *HEAD), (1, FIRM, "东山村"), (), ("二、学校结对",), ("序号", "支援学校", "受援学校"),
            (1, "示例中学", "示例小学"),
        ),
        members=("东山村", "示例小学:school"), pairs=("示例中学 > 示例小学", "示例甲公司 > 东山村"),
    ),
    Case(
        "the header again on every page",
        page(("序号", *HEAD), (1, FIRM, "东山村"), ("序号", *HEAD), (2, OTHER, "西河村")),
        members=("东山村", "西河村"), pairs=("示例乙公司 > 西河村", "示例甲公司 > 东山村"),
    ),
)  # fmt: skip

ROWS = (
    Case(
        "one enterprise merged over three villages, one township over two",
        page(
            ("乡镇", *HEAD), ("甲镇", FIRM, "东山村"), (None, None, "西河村"), ("乙乡", None, "南坝村"), ("乙乡", None, "北坪村"),
            merges="A2:A3 B2:B4",
        ),
        members=("东山村", "北坪村", "南坝村", "西河村"),
        pairs=("示例甲公司 > 东山村", "示例甲公司 > 南坝村", "示例甲公司 > 西河村"),
        parts=("东山村 < 甲镇", "北坪村 < 乙乡", "南坝村 < 乙乡", "西河村 < 甲镇"),
    ),
    Case(
        "a merged township does not reach past its range",
        page(("乡镇", *HEAD), ("甲镇", FIRM, "东山村"), (None, FIRM, "西河村"), (None, FIRM, "南坝村"), merges="A2:A3"),
        members=("东山村", "南坝村", "西河村"),
        pairs=("示例甲公司 > 东山村", "示例甲公司 > 南坝村", "示例甲公司 > 西河村"),
        parts=("东山村 < 甲镇", "西河村 < 甲镇"),
    ),
    Case(
        "the year merged over its rows, an amount merged over two villages",
        page(
            ("年度", *HEAD, "资金（万元）"), (2019, FIRM, "东山村", 6), (None, FIRM, "西河村", None), (None, OTHER, "南坝村", 1),
            merges="A2:A4 D2:D3",
        ),
        members=("东山村", "南坝村", "西河村"),
        pairs=("示例乙公司 > 南坝村 2019..", "示例甲公司 > 东山村 2019..", "示例甲公司 > 西河村 2019.."),
        amounts=("示例乙公司 > 南坝村 funds 10000 2019", "示例甲公司 > - funds 60000 2019"),
    ),
    Case(
        "a row merged across says nothing of a village",
        page(("乡镇", *HEAD), ("以下为新增", None, None), ("甲镇", FIRM, "东山村"), merges="A2:C2"),
        members=("东山村",), pairs=("示例甲公司 > 东山村",), parts=("东山村 < 甲镇",),
    ),
    Case(
        "blank townships mean as above",
        page(("乡镇", *HEAD), ("甲镇", FIRM, "东山村"), (None, OTHER, "西河村"), ("乙乡", None, "南坝村")),
        members=("东山村", "南坝村", "西河村"), pairs=("示例乙公司 > 西河村", "示例甲公司 > 东山村"),
        parts=("东山村 < 甲镇", "南坝村 < 乙乡", "西河村 < 甲镇"),
    ),
    Case(
        "ditto marks",
        page(("乡镇", *HEAD), ("甲镇", FIRM, "东山村"), ("同上", "〃", "西河村")),
        members=("东山村", "西河村"), pairs=("示例甲公司 > 东山村", "示例甲公司 > 西河村"),
        parts=("东山村 < 甲镇", "西河村 < 甲镇"),
    ),
    Case(
        "a blank helper is a gap",
        page(("序号", *HEAD), (1, FIRM, "东山村"), (2, None, "西河村"), (3, "无", "南坝村"), (4, "-", "北坪村")),
        members=("东山村", "北坪村", "南坝村", "西河村"), pairs=("示例甲公司 > 东山村",),
    ),
    Case(
        "a number covers a group of rows",
        page(("序号", *HEAD), (1, FIRM, "东山村"), (None, None, "西河村"), (2, OTHER, "南坝村")),
        members=("东山村", "南坝村", "西河村"),
        pairs=("示例乙公司 > 南坝村", "示例甲公司 > 东山村", "示例甲公司 > 西河村"),
    ),
    Case(
        "totals in any column, notes below",
        page(
            ("序号", "乡镇", *HEAD, "资金（万元）"), (1, "甲镇", FIRM, "东山村", 5), (None, "甲镇小计", None, "1个村", 5),
            (2, "乙乡", OTHER, "西河村", 6), ("小 计", None, None, None, 6), (None, None, "合计：2家", None, 11),
            (None, None, None, "总计", 11), ("注：资金以到账为准",), ("填表人：某某", None, None, "审核：某某"),
        ),
        members=("东山村", "西河村"), pairs=("示例乙公司 > 西河村", "示例甲公司 > 东山村"),
        parts=("东山村 < 甲镇", "西河村 < 乙乡"),
        amounts=("示例乙公司 > 西河村 funds 60000", "示例甲公司 > 东山村 funds 50000"),
    ),
    Case(
        "a count or a number is no village",
        page(HEAD, (FIRM, "56个村"), (FIRM, 12), (FIRM, "东山村")),
        members=("东山村",), pairs=("示例甲公司 > 东山村",), problems=(NO_AREA, ("no-name", 2, "贫困村"), ("no-name", 3, "贫困村")),
    ),
    Case(
        "a helper without a village",
        page(HEAD, (FIRM, None), (FIRM, "东山村")),
        members=("东山村",), pairs=("示例甲公司 > 东山村",), problems=(NO_AREA, ("missing", 2, "贫困村")),
    ),
    Case(
        "sections name the township",
        page(
            ("序号", *HEAD), ("一、甲镇（2个村）", None, None), (1, FIRM, "东山村"), (2, None, "西河村"), ("二、乙乡",), (3, OTHER, "南坝村"),
            merges="A2:C2",
        ),
        members=("东山村", "南坝村", "西河村"), pairs=("示例乙公司 > 南坝村", "示例甲公司 > 东山村"),
        parts=("东山村 < 甲镇", "南坝村 < 乙乡", "西河村 < 甲镇"),
    ),
    Case(
        "parallel agreements are two, the same row twice is one",
        page((*HEAD, "领域"), (FIRM, "东山村", "产业"), (FIRM, "东山村", "教育"), (FIRM, "东山村", "教育")),
        members=("东山村",), pairs=("示例甲公司 > 东山村", "示例甲公司 > 东山村"),
    ),
    Case(
        "an organization on both sides",
        page(("帮扶单位", "受援单位"), ("示例中心医院", "示例镇卫生院"), ("示例省医院", "示例中心医院")),
        members=("示例中心医院:hospital", "示例镇卫生院:hospital"),
        pairs=("示例中心医院 > 示例镇卫生院", "示例省医院 > 示例中心医院"), problems=(),
    ),
)  # fmt: skip

NAMES = (
    Case(
        "several villages in one cell",
        page(HEAD, (FIRM, "东山村、西河村；南坝村\n北坪村"), (OTHER, "中寨村，下寨村")),
        members=("下寨村", "东山村", "中寨村", "北坪村", "南坝村", "西河村"),
        pairs=(
            "示例乙公司 > 下寨村", "示例乙公司 > 中寨村", "示例甲公司 > 东山村", "示例甲公司 > 北坪村", "示例甲公司 > 南坝村",
            "示例甲公司 > 西河村",
        ),
    ),
    Case(
        "several helpers of one village",
        page(HEAD, (f"{FIRM}、{GROUP}", "东山村")),
        members=("东山村",), pairs=("示例协会 > 东山村", "示例甲公司 > 东山村"),
    ),
    Case(
        "several on both sides: who with whom is not said",
        page(HEAD, (f"{FIRM}、{GROUP}", "东山村、西河村")),
        members=("东山村", "西河村"),
        pairs=("示例协会 > 东山村 ~", "示例协会 > 西河村 ~", "示例甲公司 > 东山村 ~", "示例甲公司 > 西河村 ~"),
    ),
    Case(
        "a unit carried over to the second name",
        page(HEAD, ("荔湾区桥中街、西村街办事处", "东山村")),
        members=("东山村",), pairs=("桥中街道 > 东山村", "西村街道 > 东山村"), problems=(NO_AREA, ("elided", 2, "帮扶单位")),
    ),
    Case(
        "a helper with its person and telephone number",
        page(HEAD, ("示例教育局 张三 13800000000", "东山村"), ("示例商会（李四，13800000001）", "西河村")),
        members=("东山村", "西河村"), pairs=("示例商会 > 西河村", "示例教育局 > 东山村"),
        problems=(NO_AREA, ("personal-dropped", 2, "帮扶单位")),
    ),
    Case(
        "a count inside a name",
        page(HEAD, (FIRM, "东山村、西河村（共2个）"), (OTHER, "南坝村等3个村")),
        members=("东山村", "南坝村", "西河村"), pairs=("示例乙公司 > 南坝村", "示例甲公司 > 东山村", "示例甲公司 > 西河村"),
        problems=(NO_AREA, ("count-differs", 3, "贫困村")),
    ),
    Case(
        "spaces inside names",
        page(HEAD, ("示例 甲公司", "东　山 村"), (FIRM, "西\xa0河村")),
        members=("东山村", "西河村"), pairs=("示例甲公司 > 东山村", "示例甲公司 > 西河村"),
    ),
    Case(
        "the village itself as its helper",
        page(HEAD, ("东山村", "东山村"), ("西河村村委会", "西河村"), (FIRM, "南坝村")),
        members=("东山村", "南坝村", "西河村"), pairs=("示例甲公司 > 南坝村",),
        problems=(NO_AREA, ("self-help", 2, "帮扶单位"), ("self-help", 3, "帮扶单位")),
    ),
    Case(
        "one firm under two legal forms, one department under two names",
        page(
            HEAD, ("示例（远洋）有限公司", "东山村"), ("示例(远洋)有限责任公司", "西河村"), ("示例市发改委", "南坝村"),
            ("示例市发展和改革委员会", "北坪村"),
        ),
        members=("东山村", "北坪村", "南坝村", "西河村"),
        pairs=(
            "示例(远洋)有限责任公司 > 东山村", "示例(远洋)有限责任公司 > 西河村", "示例市发展和改革委员会 > 北坪村",
            "示例市发改委 > 南坝村",
        ),
        problems=(NO_AREA, ("proposal", 4, "帮扶单位")),
    ),
    Case(
        "a township and a school whose names share a part",
        page(("帮扶单位", "受援单位"), (FIRM, "甲镇"), (OTHER, "甲镇文笔小学"), (GROUP, "甲镇")),
        members=("甲镇:township", "甲镇文笔小学:school"),
        pairs=("示例乙公司 > 甲镇文笔小学", "示例协会 > 甲镇", "示例甲公司 > 甲镇"),
    ),
    Case(
        "the kind told by the end of a name",
        page(
            ("帮扶单位", "受援单位"), ("示例街道办事处", "示例村"), ("示例幼儿园", "示例幼儿园分园"), ("示例基金会", "示例卫生院"),
        ),
        members=("示例卫生院:hospital", "示例幼儿园分园:other", "示例村"),
        pairs=("示例基金会 > 示例卫生院", "示例幼儿园 > 示例幼儿园分园", "示例街道办事处 > 示例村"),
    ),
    Case(
        "columns of telephone and identity numbers",
        page(
            (*HEAD, "联系人", "联系电话", "备用"), (FIRM, "东山村", "张三", "13800000000", "13900000000"),
            (OTHER, "西河村", "李四", "13800000001", "13900000001"),
        ),
        members=("东山村", "西河村"), pairs=("示例乙公司 > 西河村", "示例甲公司 > 东山村"),
        problems=(
            NO_AREA, ("personal-column", 1, "备用"), ("personal-column", 1, "联系人"), ("personal-column", 1, "联系电话"),
        ),
    ),
)  # fmt: skip

MONEY = (
    Case(
        "units in the header",
        page((*HEAD, "资金（元）", "消费帮扶（万元）", "捐款(亿元)"), (FIRM, "东山村", "385,000", "1,2.5".replace(",", ""), 0.0001)),
        members=("东山村",), pairs=("示例甲公司 > 东山村",),
        amounts=("示例甲公司 > 东山村 funds 10000", "示例甲公司 > 东山村 funds 385000", "示例甲公司 > 东山村 purchases 125000"),
    ),
    Case(
        "units in the cells",
        page((*HEAD, "资金"), (FIRM, "东山村", "38.75万"), (OTHER, "西河村", "３．５万元"), (GROUP, "南坝村", "5600元")),
        members=("东山村", "南坝村", "西河村"),
        pairs=("示例乙公司 > 西河村", "示例协会 > 南坝村", "示例甲公司 > 东山村"),
        amounts=("示例乙公司 > 西河村 funds 35000", "示例协会 > 南坝村 funds 5600", "示例甲公司 > 东山村 funds 387500"),
    ),
    Case(
        "a column without a unit",
        page((*HEAD, "资金"), (FIRM, "东山村", 38.5), (OTHER, "西河村", "无")),
        members=("东山村", "西河村"), pairs=("示例乙公司 > 西河村", "示例甲公司 > 东山村"),
        problems=(NO_AREA, ("no-unit", 1, "资金")),
    ),
    Case(
        "an amount that cannot be",
        page((*HEAD, "资金（万元）"), (FIRM, "东山村", 263000), (OTHER, "西河村", 0)),
        members=("东山村", "西河村"), pairs=("示例乙公司 > 西河村", "示例甲公司 > 东山村"),
        amounts=("示例乙公司 > 西河村 funds 0",), problems=(NO_AREA, ("implausible", 2, "资金（万元）")),
    ),
    Case(
        "an amount that is no number",
        page((*HEAD, "资金（万元）"), (FIRM, "东山村", "约十万"), (OTHER, "西河村", 2)),
        members=("东山村", "西河村"), pairs=("示例乙公司 > 西河村", "示例甲公司 > 东山村"),
        amounts=("示例乙公司 > 西河村 funds 20000",), problems=(NO_AREA, ("number", 2, "资金（万元）")),
    ),
    Case(
        "posts and people are counted, not paid",
        page((*HEAD, "公益岗位数", "培训人数"), (FIRM, "东山村", 12, "30人")),
        members=("东山村",), pairs=("示例甲公司 > 东山村",),
        amounts=("示例甲公司 > 东山村 posts 12", "示例甲公司 > 东山村 trainees 30"),
    ),
)  # fmt: skip

DATES = (
    Case(
        "dates in every writing",
        page(
            (*HEAD, "开始时间", "结束时间"), (FIRM, "一号村", date(2018, 5, 3), 44196), (FIRM, "二号村", "2018.5", "2020年12月"),
            (FIRM, "三号村", "18/5/3", "长期"), (FIRM, "四号村", "2018年以来", None), (FIRM, "五号村", 2018, "2020"),
            (FIRM, "六号村", "2018-5-3", "三年"), (FIRM, "七号村", "20180503", "2020.12.31"),
        ),
        members=("一号村", "七号村", "三号村", "二号村", "五号村", "六号村", "四号村"),
        pairs=(
            "示例甲公司 > 一号村 2018-05-03..2020-12-31", "示例甲公司 > 七号村 2018-05-03..2020-12-31",
            "示例甲公司 > 三号村 2018-05-03..", "示例甲公司 > 二号村 2018-05..2020-12", "示例甲公司 > 五号村 2018..2020",
            "示例甲公司 > 六号村 2018-05-03..2021-05-02", "示例甲公司 > 四号村 2018..",
        ),
    ),
    Case(
        "one column of periods",
        page(
            (*HEAD, "帮扶期限"), (FIRM, "一号村", "2018-2020"), (FIRM, "二号村", "2018.5-2020.12"), (FIRM, "三号村", "2018年起，三年"),
            (FIRM, "四号村", "2018年5月至今"), (FIRM, "五号村", "2018年～2020年"), (FIRM, "六号村", "长期"), (FIRM, "七号村", "三年"),
        ),
        members=("一号村", "七号村", "三号村", "二号村", "五号村", "六号村", "四号村"),
        pairs=(
            "示例甲公司 > 一号村 2018..2020", "示例甲公司 > 七号村", "示例甲公司 > 三号村 2018..2021",
            "示例甲公司 > 二号村 2018-05..2020-12", "示例甲公司 > 五号村 2018..2020", "示例甲公司 > 六号村",
            "示例甲公司 > 四号村 2018-05..",
        ),
    ),
    Case(
        "January or October",
        page((*HEAD, "开始时间"), (FIRM, "东山村", 2018.1), (FIRM, "西河村", "2018.10")),
        members=("东山村", "西河村"), pairs=("示例甲公司 > 东山村 2018..", "示例甲公司 > 西河村 2018-10.."),
        problems=(NO_AREA, ("doubtful-date", 2, "开始时间")),
    ),
    Case(
        "no date, and an end before its start",
        page((*HEAD, "开始时间", "结束时间"), (FIRM, "东山村", "近期", None), (FIRM, "西河村", 2020, 2018)),
        members=("东山村", "西河村"), problems=(NO_AREA, ("date", 2, "开始时间"), ("end-before-start", 3, "结束时间")),
    ),
    Case(
        "the day in the title",
        page(("结对台账（截至2019年12月30日）",), HEAD, (FIRM, "东山村")),
        members=("东山村",), pairs=("示例甲公司 > 东山村",), as_of="2019-12-30",
    ),
)  # fmt: skip

TEXT_ROWS = page((*HEAD, "资金（万元）"), (FIRM, "东山村", "3.5"), (OTHER, "西河村", ""))
TEXTS = tuple(
    Case(
        f"a text table in {encoding} with {name}", TEXT_ROWS, members=("东山村", "西河村"),
        pairs=("示例乙公司 > 西河村", "示例甲公司 > 东山村"), amounts=("示例甲公司 > 东山村 funds 35000",),
        by=f"csv:{encoding}:{separator}",
    )
    for encoding, separator, name in (
        ("utf-8", ",", "commas"), ("utf-8-sig", ",", "commas"), ("gb18030", ",", "commas"), ("gbk", ";", "semicolons"),
        ("utf-16", "\t", "tabs"),
    )
)  # fmt: skip

REGISTRY = (
    Case(
        "names that differ from the registry in their kind words",
        page(
            ("乡镇", *HEAD), ("双凤镇", FIRM, "大海村"), ("双凤", FIRM, "下沙沟村委会"), ("双凤镇人民政府", FIRM, "双凤社区"),
            ("坪地乡", FIRM, "营上村委会"),
        ),
        members=("下沙沟村村民委员会", "双凤社区居民委员会", "营上村村民委员会", "大海村村民委员会"),
        pairs=(
            "示例甲公司 > 下沙沟村村民委员会", "示例甲公司 > 双凤社区居民委员会", "示例甲公司 > 营上村村民委员会",
            "示例甲公司 > 大海村村民委员会",
        ),
        parts=(
            "下沙沟村村民委员会 < 双凤镇", "双凤社区居民委员会 < 双凤镇", "营上村村民委员会 < 坪地彝族乡", "大海村村民委员会 < 双凤镇",
        ),
        area="520281", problems=(),
    ),
    Case(
        "a typing slip is proposed, an unknown name listed",
        page(("乡镇", *HEAD), ("竹海镇", FIRM, "上鱼塘村"), ("竹海镇", OTHER, "无此村"), ("无此镇", OTHER, "海子村")),
        members=("上鱼塘村", "无此村", "海子村"), pairs=("示例乙公司 > 无此村", "示例乙公司 > 海子村", "示例甲公司 > 上鱼塘村"),
        parts=("上鱼塘村 < 竹海镇", "无此村 < 竹海镇", "海子村 < 无此镇"), area="盘州市",
        problems=(
            ("proposal", 2, "贫困村"), ("unmatched", 3, "贫困村"), ("unmatched", 4, "乡镇"), ("proposal", 4, "贫困村"),
        ),
    ),
    Case(
        "the same name in two townships",
        page(HEAD, (FIRM, "水塘"), (OTHER, "水塘社区"), (GROUP, "水塘村")),
        members=("水塘", "水塘村村民委员会", "水塘社区居民委员会"),
        pairs=("示例乙公司 > 水塘社区居民委员会", "示例协会 > 水塘村村民委员会", "示例甲公司 > 水塘"),
        parts=("水塘 < 盘州市", "水塘村村民委员会 < 乌蒙镇", "水塘社区居民委员会 < 丹霞镇"), area="520281",
        problems=(("proposal", 2, "贫困村"),),
    ),
    Case(
        "the area in the title, under its older name",
        page(("2017年盘县村企结对台账",), ("乡镇", *HEAD), ("双凤镇", FIRM, "大海村"), ("双凤镇", None, "小坪地村")),
        members=("大海村村民委员会", "小坪地村村民委员会"), pairs=("示例甲公司 > 大海村村民委员会",),
        parts=("大海村村民委员会 < 双凤镇", "小坪地村村民委员会 < 双凤镇"), problems=(),
    ),
    Case(
        "the area in the file's name, beside the helpers' city",
        page(("乡镇", *HEAD), ("双凤镇", FIRM, "大海村"), ("双凤镇", None, "小坪地村")),
        members=("大海村村民委员会", "小坪地村村民委员会"), pairs=("示例甲公司 > 大海村村民委员会",),
        parts=("大海村村民委员会 < 双凤镇", "小坪地村村民委员会 < 双凤镇"), problems=(), file="大连市对口帮扶盘州市台账",
    ),
    Case(
        "the area in the columns",
        page(("省", "市", "县", "乡镇", *HEAD), ("贵州省", "六盘水市", "盘县", "双凤镇", FIRM, "大海村"), (None, None, "水城县", "米箩镇", OTHER, "倮么村")),
        members=("倮么村村民委员会", "大海村村民委员会"), pairs=("示例乙公司 > 倮么村村民委员会", "示例甲公司 > 大海村村民委员会"),
        parts=("倮么村村民委员会 < 米箩镇", "大海村村民委员会 < 双凤镇"), problems=(),
    ),
    Case(
        "a title that speaks of the helpers' city alone",
        page(("大连市对口帮扶台账",), ("乡镇", *HEAD), ("双凤镇", FIRM, "大海村"), ("双凤镇", None, "小坪地村")),
        members=("大海村", "小坪地村"), pairs=("示例甲公司 > 大海村",), parts=("大海村 < 双凤镇", "小坪地村 < 双凤镇"),
    ),
    Case(
        "codes beat names",
        page(("村代码", *HEAD), ("520281127205", FIRM, "大海村"), ("520281127206", OTHER, "别的村")),
        members=("下沙沟村村民委员会", "大海村村民委员会"), pairs=("示例乙公司 > 下沙沟村村民委员会", "示例甲公司 > 大海村村民委员会"),
        parts=("下沙沟村村民委员会 < 双凤镇", "大海村村民委员会 < 双凤镇"), problems=(("code-name", 3, "村代码"),),
    ),
    Case(
        "counties as recipients, cities as helpers",
        page(("帮扶城市", "受援县"), ("大连市", "盘州市"), ("大连市", "水城区"), ("中山市", "盘县")),
        members=("水城区:county", "盘县:county", "盘州市:county"),
        pairs=("中山市 > 盘县", "大连市 > 水城区", "大连市 > 盘州市"), parts=("水城区 < 六盘水市", "盘州市 < 六盘水市"),
        mapping='[columns]\nhelper = "帮扶城市"\nrecipient = "受援县"\n[defaults]\nrecipient_kind = "county"\n',
        problems=(("proposal", 4, "受援县"),),
    ),
)  # fmt: skip

MESSY = (
    Page(
        (
            ("盘州市2019年村企结对帮扶台账（截至2019年12月30日）",), ("填报单位：示例办公室", *[None] * 6, "单位：万元"),
            ("序号", "受援方", None, "帮扶方", None, "*帮 扶\n期限", "到位资金", None, "备注"),
            (None, "乡镇", "贫困村", "单位名称", "联系电话", None, "2018年", "2019年", None),
            (1, "双凤镇", "大海村", FIRM, "13800000000", "2018年以来", 10, "38.75万", None),
            (2, None, "下沙沟村、小坪地村", None, None, None, None, None, None),
            (3, None, "双凤社区", f"{OTHER}（共2个村）", "13800000001", "2018.5-2020.12", 5, None, None),
            ("小计", None, None, None, None, None, 15, 38.75, None),
            (4, "民主镇", "小白岩村", "小白岩村委会", None, "三年", None, None, None),
            (5, None, "谭家寨", "大连市发改委 张三 13800000002", "13800000003", "2019-5-3", None, 26300000, None),
            (6, "竹海镇", "上鱼塘村", None, None, None, None, None, "尚未落实"),
            ("合计", None, None, None, None, None, 20, None, None), ("注：资金以到账为准",),
        ),
        merges=("A1:I1", "A3:A4", "B3:C3", "D3:E3", "F3:F4", "G3:H3", "I3:I4", "B5:B7"),
    ),
)  # fmt: skip
_MESSY_NETWORK = {
    "members": (
        "上鱼塘村", "下沙沟村村民委员会", "双凤社区居民委员会", "大海村村民委员会", "小坪地村村民委员会", "小白岩村村民委员会",
        "谭家寨村村民委员会",
    ),
    "pairs": (
        "大连市发改委 > 谭家寨村村民委员会 2019-05-03..", "示例乙公司 > 双凤社区居民委员会 2018-05..2020-12",
        "示例甲公司 > 大海村村民委员会 2018..",
    ),
    "amounts": (
        "示例乙公司 > 双凤社区居民委员会 funds 50000 2018", "示例甲公司 > 大海村村民委员会 funds 100000 2018",
        "示例甲公司 > 大海村村民委员会 funds 387500 2019",
    ),
    "parts": (
        "上鱼塘村 < 竹海镇", "下沙沟村村民委员会 < 双凤镇", "双凤社区居民委员会 < 双凤镇", "大海村村民委员会 < 双凤镇",
        "小坪地村村民委员会 < 双凤镇", "小白岩村村民委员会 < 民主镇", "谭家寨村村民委员会 < 民主镇",
    ),
    "problems": (
        ("personal-column", 4, "帮扶方/联系电话"), ("count-differs", 7, "帮扶方/单位名称"), ("self-help", 9, "帮扶方/单位名称"),
        ("personal-dropped", 10, "帮扶方/单位名称"), ("implausible", 10, "到位资金/2019年"), ("proposal", 11, "受援方/贫困村"),
    ),
    "as_of": "2019-12-30",
}  # fmt: skip
MERGED = next(case for case in ROWS if case.name.startswith("one enterprise merged"))
HIDDEN = Case(
    "hidden sheet and rows, dates, merges",
    (
        Page(
            (("乡镇", *HEAD, "开始时间"), ("甲镇", FIRM, "东山村", date(2018, 5, 3)), (None, OTHER, "西河村", date(2019, 1, 1))),
            merges=("A2:A3",), hidden_rows=(3,),
        ),
        Page((HEAD, (FIRM, "旧村")), name="去年", hidden=True),
    ),
    members=("东山村", "西河村"), pairs=("示例乙公司 > 西河村 2019-01-01..", "示例甲公司 > 东山村 2018-05-03.."),
    parts=("东山村 < 甲镇", "西河村 < 甲镇"),
    problems=(("hidden-sheet", None, None), NO_AREA, ("hidden-rows", 3, None)),
)  # fmt: skip

COMBINED = (
    Case("a county's roster with nearly everything", MESSY, **_MESSY_NETWORK),  # type: ignore[arg-type]
    Case("nearly everything, by another program", MESSY, by="xlsxwriter", **_MESSY_NETWORK),  # type: ignore[arg-type]
    HIDDEN,
    Case(
        "a form beside, a shifted header, ditto marks and totals",
        page(
            (None, "村企结对台账"), (), (None, "序号", "乡镇", *HEAD, "资金（元）", None, "公章"),
            (None, 1, "甲镇", FIRM, "东山村", "1,200", None, "（盖章）"), (None, 2, "同上", "同上", "西河村", None, None, "年月日"),
            (None, "合计", None, None, None, "1,200"),
        ),
        members=("东山村", "西河村"), pairs=("示例甲公司 > 东山村", "示例甲公司 > 西河村"),
        parts=("东山村 < 甲镇", "西河村 < 甲镇"), amounts=("示例甲公司 > 东山村 funds 1200",),
    ),
    Case(
        "sections, merged firm, terms and a count",
        page(
            ("结对帮扶名单", None, None, None), ("序号", "帮扶企业", "结对村", "年限"), ("甲镇（3个村）",), (1, FIRM, "东山村", "2019年起，三年"),
            (2, None, "西河村", "2019年起，三年"), (3, OTHER, "南坝村", "长期"), ("乙乡：",), (4, None, "北坪村", None), ("共计4个村",),
            merges="A1:D1 B4:B5",
        ),
        members=("东山村", "北坪村", "南坝村", "西河村"),
        pairs=("示例乙公司 > 南坝村", "示例甲公司 > 东山村 2019..2022", "示例甲公司 > 西河村 2019..2022"),
        parts=("东山村 < 甲镇", "北坪村 < 乙乡", "南坝村 < 甲镇", "西河村 < 甲镇"),
    ),
    Case(
        "a sheet for each township, units by title, totals, one hidden",
        (
            Page((("单位：元",), (*HEAD, "资金"), (FIRM, "东山村", 500), ("合计", None, 500)), name="甲镇"),
            Page((("单位：万元",), (*HEAD, "资金"), (OTHER, "西河村", 5)), name="乙乡"),
            Page(((*HEAD, "资金"), (OTHER, "南坝村", 5)), name="丙乡", hidden=True),
        ),
        members=("东山村", "西河村"), pairs=("示例乙公司 > 西河村", "示例甲公司 > 东山村"),
        parts=("东山村 < 甲镇", "西河村 < 乙乡"),
        amounts=("示例乙公司 > 西河村 funds 50000", "示例甲公司 > 东山村 funds 500"),
        problems=(NO_AREA, NO_AREA, ("hidden-sheet", None, None)),
    ),
    Case(
        "an old text table with a title, totals and telephone numbers",
        page(
            ("村企结对台账", "", "", ""), ("序号", "帮扶单位", "村", "联系电话"), ("1", FIRM, "东山村、西河村", "13800000000"),
            ("2", f"{OTHER}（王五）", "南坝村", "13800000001"), ("合计", "", "3个村", ""), ("填表人：某某", "", "", ""),
        ),
        by="csv:gb18030:,", members=("东山村", "南坝村", "西河村"),
        pairs=("示例乙公司 > 南坝村", "示例甲公司 > 东山村", "示例甲公司 > 西河村"),
        problems=(NO_AREA, ("personal-column", 2, "联系电话"), ("personal-dropped", 4, "帮扶单位")),
    ),
    Case(
        "groups on both sides under merged cells, by area",
        page(
            ("乡镇", "帮扶单位", "村"), ("双凤镇", f"{FIRM}\n{GROUP}", "大海村\n下沙沟村"), (None, None, "小坪地村"), merges="A2:A3 B2:B3",
        ),
        area="520281", members=("下沙沟村村民委员会", "大海村村民委员会", "小坪地村村民委员会"),
        pairs=(
            "示例协会 > 下沙沟村村民委员会 ~", "示例协会 > 大海村村民委员会 ~", "示例协会 > 小坪地村村民委员会",
            "示例甲公司 > 下沙沟村村民委员会 ~", "示例甲公司 > 大海村村民委员会 ~", "示例甲公司 > 小坪地村村民委员会",
        ),
        parts=("下沙沟村村民委员会 < 双凤镇", "大海村村民委员会 < 双凤镇", "小坪地村村民委员会 < 双凤镇"), problems=(),
    ),
    Case(
        "schools with schools under two headers, a doubtful date and a gap",
        page(
            ("东部学校", "西部学校", "结对时间"), ("示例一中", "甲县一中", 2018.1), (None, "甲县二中", None), ("示例二中", "甲县三中", "2019年9月"),
        ),
        members=("甲县一中:school", "甲县三中:school", "甲县二中:school"),
        pairs=("示例一中 > 甲县一中 2018..", "示例二中 > 甲县三中 2019-09.."), problems=(("doubtful-date", 2, "结对时间"),),
    ),
    Case(
        "who does what where, with tags under the header",
        page(
            ("Organisation", "District", "VDC", "Sector", "Start"), ("#org", "#adm3", "#adm4", "#sector", "#date+start"),
            ("Example Relief", "Gorkha", "Barpak", "Shelter", "2015-05"), ("Example Aid", "Gorkha", "Barpak", "Health", "2015-06-01"),
        ),
        members=("Barpak",), parts=("Barpak < Gorkha",),
        pairs=("Example Aid > Barpak 2015-06-01..", "Example Relief > Barpak 2015-05.."),
    ),
    Case(
        "a mapping names header rows and columns",
        page(
            ("甲", "乙", "丙"), ("谁帮", "帮谁", "多少"), (FIRM, "东山村", 3), (OTHER, "西河村", 4),
        ),
        mapping='header = 2\n[columns]\nhelper = "谁帮"\nrecipient = "帮谁"\namount = "多少"\n[defaults]\nrecipient_kind = "village"\namount_unit = "万元"\n',
        members=("东山村", "西河村"), pairs=("示例乙公司 > 西河村", "示例甲公司 > 东山村"),
        amounts=("示例乙公司 > 西河村 funds 40000", "示例甲公司 > 东山村 funds 30000"),
    ),
    Case(
        "nothing on it names who is helped",
        page(("姓名", "年龄"), ("某", 30)), error="input.no_recipient",
    ),
    Case("two columns of villages", page(("帮扶单位", "村", "村"), (FIRM, "东山村", "西河村")), error="input.duplicate_header"),
)  # fmt: skip

SAVED_CASES = tuple(
    Case(
        f"{file}, saved by LibreOffice", case.pages, case.members, case.pairs, case.amounts,
        tuple(p for p in case.problems if p[0] != "hidden-rows" or not file.endswith(".xls")),  # which .xls does not tell
        case.parts, by=f"saved:{file}", as_of=case.as_of,
    )
    for stem, case in (("merged", MERGED), ("hidden", HIDDEN), ("messy", COMBINED[0]))
    for file in (f"{stem}.xls", f"{stem}.ods")
)  # fmt: skip

CASES = (*PLAIN, *ROWS, *NAMES, *MONEY, *DATES, *TEXTS, *REGISTRY, *COMBINED, *SAVED_CASES)


def convert() -> None:
    """Makes the saved files again, from the cases they hold."""
    import tempfile

    SAVED.mkdir(exist_ok=True)
    for stem, case in (("merged", MERGED), ("hidden", HIDDEN), ("messy", COMBINED[0])):
        with tempfile.TemporaryDirectory() as folder:
            path = case.write(Path(folder)).rename(Path(folder) / f"{stem}.xlsx")
            for suffix in ("xls", "ods"):
                command = ["soffice", "--headless", "--convert-to", suffix, "--outdir", str(SAVED), str(path)]
                subprocess.run(command, check=True, capture_output=True)


if __name__ == "__main__":
    convert()
    print(*sorted(path.name for path in SAVED.iterdir()), file=sys.stderr)
