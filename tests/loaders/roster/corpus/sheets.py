"""Sheets with everything that stands around a table, and rows as people leave them."""

from __future__ import annotations

from tests.loaders.roster.corpus.writing import FIRM, HEAD, NO_AREA, OTHER, Case, Page, page

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
