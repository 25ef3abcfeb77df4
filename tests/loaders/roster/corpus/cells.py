"""What one cell may hold: names, money, dates, and a text table in any encoding."""

from __future__ import annotations

from datetime import date

from tests.loaders.roster.corpus.writing import FIRM, GROUP, HEAD, NO_AREA, OTHER, Case, page

NAMES = (
    Case(
        "several villages in one cell",
        page(HEAD, (FIRM, "东山村、西河村；南坝村\n北坪村"), (OTHER, "中寨村，下寨村")),
        members=("下寨村", "东山村", "中寨村", "北坪村", "南坝村", "西河村"),
        pairs=(
            "示例乙公司 > 下寨村",
            "示例乙公司 > 中寨村",
            "示例甲公司 > 东山村",
            "示例甲公司 > 北坪村",
            "示例甲公司 > 南坝村",
            "示例甲公司 > 西河村",
        ),
    ),
    Case(
        "several helpers of one village",
        page(HEAD, (f"{FIRM}、{GROUP}", "东山村")),
        members=("东山村",),
        pairs=("示例协会 > 东山村", "示例甲公司 > 东山村"),
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
        members=("东山村",),
        pairs=("桥中街道 > 东山村", "西村街道 > 东山村"),
        problems=(NO_AREA, ("elided", 2, "帮扶单位")),
    ),
    Case(
        "a helper with its person and telephone number",
        page(HEAD, ("示例教育局 张三 13800000000", "东山村"), ("示例商会（李四，13800000001）", "西河村")),
        members=("东山村", "西河村"),
        pairs=("示例商会 > 西河村", "示例教育局 > 东山村"),
        problems=(NO_AREA, ("personal-dropped", 2, "帮扶单位")),
    ),
    Case(
        "a count inside a name",
        page(HEAD, (FIRM, "东山村、西河村（共2个）"), (OTHER, "南坝村等3个村")),
        members=("东山村", "南坝村", "西河村"),
        pairs=("示例乙公司 > 南坝村", "示例甲公司 > 东山村", "示例甲公司 > 西河村"),
        problems=(NO_AREA, ("count-differs", 3, "贫困村")),
    ),
    Case(
        "spaces inside names",
        page(HEAD, ("示例 甲公司", "东　山 村"), (FIRM, "西\xa0河村")),
        members=("东山村", "西河村"),
        pairs=("示例甲公司 > 东山村", "示例甲公司 > 西河村"),
    ),
    Case(
        "the village itself as its helper",
        page(HEAD, ("东山村", "东山村"), ("西河村村委会", "西河村"), (FIRM, "南坝村")),
        roster=True,
        members=("东山村", "南坝村", "西河村"),
        pairs=("示例甲公司 > 南坝村",),
        problems=(NO_AREA, ("self-help", 2, "帮扶单位"), ("self-help", 3, "帮扶单位")),
    ),
    Case(
        "one firm under two legal forms, one department under two names",
        page(
            HEAD,
            ("示例（远洋）有限公司", "东山村"),
            ("示例(远洋)有限责任公司", "西河村"),
            ("示例市发改委", "南坝村"),
            ("示例市发展和改革委员会", "北坪村"),
        ),
        members=("东山村", "北坪村", "南坝村", "西河村"),
        pairs=(
            "示例(远洋)有限责任公司 > 东山村",
            "示例(远洋)有限责任公司 > 西河村",
            "示例市发展和改革委员会 > 北坪村",
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
            ("帮扶单位", "受援单位"),
            ("示例街道办事处", "示例村"),
            ("示例幼儿园", "示例幼儿园分园"),
            ("示例基金会", "示例卫生院"),
        ),
        members=("示例卫生院:hospital", "示例幼儿园分园:other", "示例村"),
        pairs=("示例基金会 > 示例卫生院", "示例幼儿园 > 示例幼儿园分园", "示例街道办事处 > 示例村"),
    ),
    Case(
        "columns of telephone and identity numbers",
        page(
            (*HEAD, "联系人", "联系电话", "备用"),
            (FIRM, "东山村", "张三", "13800000000", "13900000000"),
            (OTHER, "西河村", "李四", "13800000001", "13900000001"),
        ),
        members=("东山村", "西河村"),
        pairs=("示例乙公司 > 西河村", "示例甲公司 > 东山村"),
        problems=(
            NO_AREA,
            ("personal-column", 1, "备用"),
            ("personal-column", 1, "联系人"),
            ("personal-column", 1, "联系电话"),
        ),
    ),
)

MONEY = (
    Case(
        "units in the header",
        page(
            (*HEAD, "资金（元）", "消费帮扶（万元）", "捐款(亿元)"),
            (FIRM, "东山村", "385,000", "1,2.5".replace(",", ""), 0.0001),
        ),
        members=("东山村",),
        pairs=("示例甲公司 > 东山村",),
        amounts=(
            "示例甲公司 > 东山村 funds 10000",
            "示例甲公司 > 东山村 funds 385000",
            "示例甲公司 > 东山村 purchases 125000",
        ),
    ),
    Case(
        "units in the cells",
        page(
            (*HEAD, "资金"), (FIRM, "东山村", "38.75万"), (OTHER, "西河村", "３．５万元"), (GROUP, "南坝村", "5600元")
        ),
        members=("东山村", "南坝村", "西河村"),
        pairs=("示例乙公司 > 西河村", "示例协会 > 南坝村", "示例甲公司 > 东山村"),
        amounts=("示例乙公司 > 西河村 funds 35000", "示例协会 > 南坝村 funds 5600", "示例甲公司 > 东山村 funds 387500"),
    ),
    Case(
        "a column without a unit",
        page((*HEAD, "资金"), (FIRM, "东山村", 38.5), (OTHER, "西河村", "无")),
        members=("东山村", "西河村"),
        pairs=("示例乙公司 > 西河村", "示例甲公司 > 东山村"),
        problems=(NO_AREA, ("no-unit", 1, "资金")),
    ),
    Case(
        "an amount that cannot be",
        page((*HEAD, "资金（万元）"), (FIRM, "东山村", 263000), (OTHER, "西河村", 0)),
        members=("东山村", "西河村"),
        pairs=("示例乙公司 > 西河村", "示例甲公司 > 东山村"),
        amounts=("示例乙公司 > 西河村 funds 0",),
        problems=(NO_AREA, ("implausible", 2, "资金（万元）")),
    ),
    Case(
        "an amount that is no number",
        page((*HEAD, "资金（万元）"), (FIRM, "东山村", "十几万"), (OTHER, "西河村", 2)),
        members=("东山村", "西河村"),
        pairs=("示例乙公司 > 西河村", "示例甲公司 > 东山村"),
        amounts=("示例乙公司 > 西河村 funds 20000",),
        problems=(NO_AREA, ("number", 2, "资金（万元）")),
    ),
    Case(
        "an amount in words, and one that is not exact",
        page((*HEAD, "资金（万元）"), (FIRM, "东山村", "约十万"), (OTHER, "西河村", "两万三千元")),
        members=("东山村", "西河村"),
        pairs=("示例乙公司 > 西河村", "示例甲公司 > 东山村"),
        amounts=("示例甲公司 > 东山村 funds 100000", "示例乙公司 > 西河村 funds 23000"),
        problems=(NO_AREA, ("inexact-amount", 2, "资金（万元）")),
    ),
    Case(
        "posts and people are counted, not paid",
        page((*HEAD, "公益岗位数", "培训人数"), (FIRM, "东山村", 12, "30人")),
        members=("东山村",),
        pairs=("示例甲公司 > 东山村",),
        amounts=("示例甲公司 > 东山村 posts 12", "示例甲公司 > 东山村 trainees 30"),
    ),
    Case(
        "what came of help is no money given",
        page(
            (*HEAD, "帮助销售额（万元）", "到位投资（万元）", "转移就业人数", "挂职干部人数", "项目个数", "培训批次"),
            (FIRM, "东山村", 12, 300, "85人", 2, 3, "4批次"),
        ),
        members=("东山村",),
        pairs=("示例甲公司 > 东山村",),
        amounts=(
            "示例甲公司 > 东山村 batches 4",
            "示例甲公司 > 东山村 cadres_sent 2",
            "示例甲公司 > 东山村 investment 3000000",
            "示例甲公司 > 东山村 jobs 85",
            "示例甲公司 > 东山村 projects 3",
            "示例甲公司 > 东山村 sales 120000",
        ),
    ),
)

DATES = (
    Case(
        "dates in every writing",
        page(
            (*HEAD, "开始时间", "结束时间"),
            (FIRM, "一号村", date(2018, 5, 3), 44196),
            (FIRM, "二号村", "2018.5", "2020年12月"),
            (FIRM, "三号村", "18/5/3", "长期"),
            (FIRM, "四号村", "2018年以来", None),
            (FIRM, "五号村", 2018, "2020"),
            (FIRM, "六号村", "2018-5-3", "三年"),
            (FIRM, "七号村", "20180503", "2020.12.31"),
        ),
        members=("一号村", "七号村", "三号村", "二号村", "五号村", "六号村", "四号村"),
        pairs=(
            "示例甲公司 > 一号村 2018-05-03..2020-12-31",
            "示例甲公司 > 七号村 2018-05-03..2020-12-31",
            "示例甲公司 > 三号村 2018-05-03..",
            "示例甲公司 > 二号村 2018-05..2020-12",
            "示例甲公司 > 五号村 2018..2020",
            "示例甲公司 > 六号村 2018-05-03..2021-05-02",
            "示例甲公司 > 四号村 2018..",
        ),
    ),
    Case(
        "one column of periods",
        page(
            (*HEAD, "帮扶期限"),
            (FIRM, "一号村", "2018-2020"),
            (FIRM, "二号村", "2018.5-2020.12"),
            (FIRM, "三号村", "2018年起，三年"),
            (FIRM, "四号村", "2018年5月至今"),
            (FIRM, "五号村", "2018年～2020年"),
            (FIRM, "六号村", "长期"),
            (FIRM, "七号村", "三年"),
        ),
        members=("一号村", "七号村", "三号村", "二号村", "五号村", "六号村", "四号村"),
        pairs=(
            "示例甲公司 > 一号村 2018..2020",
            "示例甲公司 > 七号村",
            "示例甲公司 > 三号村 2018..2021",
            "示例甲公司 > 二号村 2018-05..2020-12",
            "示例甲公司 > 五号村 2018..2020",
            "示例甲公司 > 六号村",
            "示例甲公司 > 四号村 2018-05..",
        ),
    ),
    Case(
        "January or October",
        page((*HEAD, "开始时间"), (FIRM, "东山村", 2018.1), (FIRM, "西河村", "2018.10")),
        members=("东山村", "西河村"),
        pairs=("示例甲公司 > 东山村 2018..", "示例甲公司 > 西河村 2018-10.."),
        problems=(NO_AREA, ("doubtful-date", 2, "开始时间")),
    ),
    Case(
        "no date, and an end before its start, cost no pairing",
        page((*HEAD, "开始时间", "结束时间"), (FIRM, "东山村", "近期", None), (FIRM, "西河村", 2020, 2018)),
        members=("东山村", "西河村"),
        pairs=("示例甲公司 > 东山村", "示例甲公司 > 西河村"),
        problems=(NO_AREA, ("date-left-out", 2, "开始时间"), ("dates-contradict", 3, "结束时间")),
    ),
    Case(
        "the day in the title",
        page(("结对台账（截至2019年12月30日）",), HEAD, (FIRM, "东山村")),
        members=("东山村",),
        pairs=("示例甲公司 > 东山村",),
        as_of="2019-12-30",
    ),
)

TEXT_ROWS = page((*HEAD, "资金（万元）"), (FIRM, "东山村", "3.5"), (OTHER, "西河村", ""))
TEXTS = tuple(
    Case(
        f"a text table in {encoding} with {name}",
        TEXT_ROWS,
        members=("东山村", "西河村"),
        pairs=("示例乙公司 > 西河村", "示例甲公司 > 东山村"),
        amounts=("示例甲公司 > 东山村 funds 35000",),
        by=f"csv:{encoding}:{separator}",
    )
    for encoding, separator, name in (
        ("utf-8", ",", "commas"),
        ("utf-8-sig", ",", "commas"),
        ("gb18030", ",", "commas"),
        ("gbk", ";", "semicolons"),
        ("utf-16", "\t", "tabs"),
    )
)
