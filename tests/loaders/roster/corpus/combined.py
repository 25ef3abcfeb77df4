"""The registry's names as rosters write them, and rosters that have many of these at once."""

from __future__ import annotations

from datetime import date

from tests.loaders.roster.corpus.sheets import ROWS
from tests.loaders.roster.corpus.writing import FIRM, GROUP, HEAD, NO_AREA, OTHER, Case, Page, page

REGISTRY = (
    Case(
        "names that differ from the registry in their kind words",
        page(
            ("乡镇", *HEAD),
            ("双凤镇", FIRM, "大海村"),
            ("双凤", FIRM, "下沙沟村委会"),
            ("双凤镇人民政府", FIRM, "双凤社区"),
            ("坪地乡", FIRM, "营上村委会"),
        ),
        members=("下沙沟村村民委员会", "双凤社区居民委员会", "营上村村民委员会", "大海村村民委员会"),
        pairs=(
            "示例甲公司 > 下沙沟村村民委员会",
            "示例甲公司 > 双凤社区居民委员会",
            "示例甲公司 > 营上村村民委员会",
            "示例甲公司 > 大海村村民委员会",
        ),
        parts=(
            "下沙沟村村民委员会 < 双凤镇",
            "双凤社区居民委员会 < 双凤镇",
            "营上村村民委员会 < 坪地彝族乡",
            "大海村村民委员会 < 双凤镇",
        ),
        area="520281",
        problems=(),
    ),
    Case(
        "a typing slip is proposed, an unknown name listed",
        page(("乡镇", *HEAD), ("竹海镇", FIRM, "上鱼塘村"), ("竹海镇", OTHER, "无此村"), ("无此镇", OTHER, "海子村")),
        members=("上鱼塘村", "无此村", "海子村"),
        pairs=("示例乙公司 > 无此村", "示例乙公司 > 海子村", "示例甲公司 > 上鱼塘村"),
        parts=("上鱼塘村 < 竹海镇", "无此村 < 竹海镇", "海子村 < 无此镇"),
        area="盘州市",
        problems=(
            ("proposal", 2, "贫困村"),
            ("unmatched", 3, "贫困村"),
            ("unmatched", 4, "乡镇"),
            ("proposal", 4, "贫困村"),
        ),
    ),
    Case(
        "the same name in two townships",
        page(HEAD, (FIRM, "水塘"), (OTHER, "水塘社区"), (GROUP, "水塘村")),
        members=("水塘", "水塘村村民委员会", "水塘社区居民委员会"),
        pairs=("示例乙公司 > 水塘社区居民委员会", "示例协会 > 水塘村村民委员会", "示例甲公司 > 水塘"),
        parts=("水塘 < 盘州市", "水塘村村民委员会 < 乌蒙镇", "水塘社区居民委员会 < 丹霞镇"),
        area="520281",
        problems=(("proposal", 2, "贫困村"),),
    ),
    Case(
        "the area in the title, under its older name",
        page(("2017年盘县村企结对台账",), ("乡镇", *HEAD), ("双凤镇", FIRM, "大海村"), ("双凤镇", None, "小坪地村")),
        roster=True,
        as_of="2017-12-31",
        members=("大海村村民委员会", "小坪地村村民委员会"),
        pairs=("示例甲公司 > 大海村村民委员会",),
        parts=("大海村村民委员会 < 双凤镇", "小坪地村村民委员会 < 双凤镇"),
        problems=(),
    ),
    Case(
        "the area in the file's name, beside the helpers' city",
        page(("乡镇", *HEAD), ("双凤镇", FIRM, "大海村"), ("双凤镇", None, "小坪地村")),
        roster=True,
        members=("大海村村民委员会", "小坪地村村民委员会"),
        pairs=("示例甲公司 > 大海村村民委员会",),
        parts=("大海村村民委员会 < 双凤镇", "小坪地村村民委员会 < 双凤镇"),
        problems=(),
        file="大连市对口帮扶盘州市台账",
    ),
    Case(
        "the area in the columns",
        page(
            ("省", "市", "县", "乡镇", *HEAD),
            ("贵州省", "六盘水市", "盘县", "双凤镇", FIRM, "大海村"),
            (None, None, "水城县", "米箩镇", OTHER, "倮么村"),
        ),
        members=("倮么村村民委员会", "大海村村民委员会"),
        pairs=("示例乙公司 > 倮么村村民委员会", "示例甲公司 > 大海村村民委员会"),
        parts=("倮么村村民委员会 < 米箩镇", "大海村村民委员会 < 双凤镇"),
        problems=(),
    ),
    Case(
        "a title that speaks of the helpers' city alone",
        page(("大连市对口帮扶台账",), ("乡镇", *HEAD), ("双凤镇", FIRM, "大海村"), ("双凤镇", None, "小坪地村")),
        roster=True,
        members=("大海村", "小坪地村"),
        pairs=("示例甲公司 > 大海村",),
        parts=("大海村 < 双凤镇", "小坪地村 < 双凤镇"),
    ),
    Case(
        "a code of another name is asked about",
        page(("村代码", *HEAD), ("520281127205", FIRM, "大海村"), ("520281127206", OTHER, "别的村")),
        members=("别的村", "大海村村民委员会"),
        pairs=("示例乙公司 > 别的村", "示例甲公司 > 大海村村民委员会"),
        parts=("大海村村民委员会 < 双凤镇",),
        problems=(("code-name", 3, "村代码"), ("proposal", 3, "贫困村")),
    ),
    Case(
        "counties as recipients, cities as helpers",
        page(("帮扶城市", "受援县"), ("大连市", "盘州市"), ("大连市", "水城区"), ("中山市", "盘县")),
        members=("水城区:county", "盘县:county", "盘州市:county"),
        pairs=("中山市 > 盘县", "大连市 > 水城区", "大连市 > 盘州市"),
        parts=("水城区 < 六盘水市", "盘州市 < 六盘水市"),
        mapping='[columns]\nhelper = "帮扶城市"\nrecipient = "受援县"\n[defaults]\nrecipient_kind = "county"\n',
        problems=(("proposal", 4, "受援县"),),
    ),
)

MESSY = (
    Page(
        (
            ("盘州市2019年村企结对帮扶台账（截至2019年12月30日）",),
            ("填报单位：示例办公室", *[None] * 6, "单位：万元"),
            ("序号", "受援方", None, "帮扶方", None, "*帮 扶\n期限", "到位资金", None, "备注"),
            (None, "乡镇", "贫困村", "单位名称", "联系电话", None, "2018年", "2019年", None),
            (1, "双凤镇", "大海村", FIRM, "13800000000", "2018年以来", 10, "38.75万", None),
            (2, None, "下沙沟村、小坪地村", None, None, None, None, None, None),
            (3, None, "双凤社区", f"{OTHER}（共2个村）", "13800000001", "2018.5-2020.12", 5, None, None),
            ("小计", None, None, None, None, None, 15, 38.75, None),
            (4, "民主镇", "小白岩村", "小白岩村委会", None, "三年", None, None, None),
            (5, None, "谭家寨", "大连市发改委 张三 13800000002", "13800000003", "2019-5-3", None, 26300000, None),
            (6, "竹海镇", "上鱼塘村", None, None, None, None, None, "尚未落实"),
            ("合计", None, None, None, None, None, 20, None, None),
            ("注：资金以到账为准",),
        ),
        merges=("A1:I1", "A3:A4", "B3:C3", "D3:E3", "F3:F4", "G3:H3", "I3:I4", "B5:B7"),
    ),
)
_MESSY_NETWORK = {
    "roster": True,
    "members": (
        "上鱼塘村",
        "下沙沟村村民委员会",
        "双凤社区居民委员会",
        "大海村村民委员会",
        "小坪地村村民委员会",
        "小白岩村村民委员会",
        "谭家寨村村民委员会",
    ),
    "pairs": (
        "大连市发改委 > 谭家寨村村民委员会 2019-05-03..",
        "示例乙公司 > 双凤社区居民委员会 2018-05..2020-12",
        "示例甲公司 > 大海村村民委员会 2018..",
    ),
    "amounts": (
        "示例乙公司 > 双凤社区居民委员会 funds 50000 2018",
        "示例甲公司 > 大海村村民委员会 funds 100000 2018",
        "示例甲公司 > 大海村村民委员会 funds 387500 2019",
    ),
    "parts": (
        "上鱼塘村 < 竹海镇",
        "下沙沟村村民委员会 < 双凤镇",
        "双凤社区居民委员会 < 双凤镇",
        "大海村村民委员会 < 双凤镇",
        "小坪地村村民委员会 < 双凤镇",
        "小白岩村村民委员会 < 民主镇",
        "谭家寨村村民委员会 < 民主镇",
    ),
    "problems": (
        ("personal-column", 4, "帮扶方/联系电话"),
        ("count-differs", 7, "帮扶方/单位名称"),
        ("self-help", 9, "帮扶方/单位名称"),
        ("personal-dropped", 10, "帮扶方/单位名称"),
        ("implausible", 10, "到位资金/2019年"),
        ("proposal", 11, "受援方/贫困村"),
    ),
    "as_of": "2019-12-30",
}
MERGED = next(case for case in ROWS if case.name.startswith("one enterprise merged"))
HIDDEN = Case(
    "hidden sheet and rows, dates, merges",
    (
        Page(
            (
                ("乡镇", *HEAD, "开始时间"),
                ("甲镇", FIRM, "东山村", date(2018, 5, 3)),
                (None, OTHER, "西河村", date(2019, 1, 1)),
            ),
            merges=("A2:A3",),
            hidden_rows=(3,),
        ),
        Page((HEAD, (FIRM, "旧村")), name="去年", hidden=True),
    ),
    members=("东山村", "西河村"),
    pairs=("示例乙公司 > 西河村 2019-01-01..", "示例甲公司 > 东山村 2018-05-03.."),
    parts=("东山村 < 甲镇", "西河村 < 甲镇"),
    problems=(("hidden-sheet", None, None), NO_AREA, ("hidden-rows", 3, None)),
)

COMBINED = (
    Case("a county's roster with nearly everything", MESSY, **_MESSY_NETWORK),  # type: ignore[arg-type]
    Case("nearly everything, by another program", MESSY, by="xlsxwriter", **_MESSY_NETWORK),  # type: ignore[arg-type]
    HIDDEN,
    Case(
        "a form beside, a shifted header, ditto marks and totals",
        page(
            (None, "村企结对台账"),
            (),
            (None, "序号", "乡镇", *HEAD, "资金（元）", None, "公章"),
            (None, 1, "甲镇", FIRM, "东山村", "1,200", None, "（盖章）"),
            (None, 2, "同上", "同上", "西河村", None, None, "年月日"),
            (None, "合计", None, None, None, "1,200"),
        ),
        members=("东山村", "西河村"),
        pairs=("示例甲公司 > 东山村", "示例甲公司 > 西河村"),
        parts=("东山村 < 甲镇", "西河村 < 甲镇"),
        amounts=("示例甲公司 > 东山村 funds 1200",),
    ),
    Case(
        "sections, merged firm, terms and a count",
        page(
            ("结对帮扶名单", None, None, None),
            ("序号", "帮扶企业", "结对村", "年限"),
            ("甲镇（3个村）",),
            (1, FIRM, "东山村", "2019年起，三年"),
            (2, None, "西河村", "2019年起，三年"),
            (3, OTHER, "南坝村", "长期"),
            ("乙乡：",),
            (4, None, "北坪村", None),
            ("共计4个村",),
            merges="A1:D1 B4:B5",
        ),
        roster=True,
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
        members=("东山村", "西河村"),
        pairs=("示例乙公司 > 西河村", "示例甲公司 > 东山村"),
        parts=("东山村 < 甲镇", "西河村 < 乙乡"),
        amounts=("示例乙公司 > 西河村 funds 50000", "示例甲公司 > 东山村 funds 500"),
        problems=(NO_AREA, NO_AREA, ("hidden-sheet", None, None)),
    ),
    Case(
        "an old text table with a title, totals and telephone numbers",
        page(
            ("村企结对台账", "", "", ""),
            ("序号", "帮扶单位", "村", "联系电话"),
            ("1", FIRM, "东山村、西河村", "13800000000"),
            ("2", f"{OTHER}（王五）", "南坝村", "13800000001"),
            ("合计", "", "3个村", ""),
            ("填表人：某某", "", "", ""),
        ),
        by="csv:gb18030:,",
        members=("东山村", "南坝村", "西河村"),
        pairs=("示例乙公司 > 南坝村", "示例甲公司 > 东山村", "示例甲公司 > 西河村"),
        problems=(NO_AREA, ("personal-column", 2, "联系电话"), ("personal-dropped", 4, "帮扶单位")),
    ),
    Case(
        "groups on both sides under merged cells, by area",
        page(
            ("乡镇", "帮扶单位", "村"),
            ("双凤镇", f"{FIRM}\n{GROUP}", "大海村\n下沙沟村"),
            (None, None, "小坪地村"),
            merges="A2:A3 B2:B3",
        ),
        area="520281",
        members=("下沙沟村村民委员会", "大海村村民委员会", "小坪地村村民委员会"),
        pairs=(
            "示例协会 > 下沙沟村村民委员会 ~",
            "示例协会 > 大海村村民委员会 ~",
            "示例协会 > 小坪地村村民委员会",
            "示例甲公司 > 下沙沟村村民委员会 ~",
            "示例甲公司 > 大海村村民委员会 ~",
            "示例甲公司 > 小坪地村村民委员会",
        ),
        parts=("下沙沟村村民委员会 < 双凤镇", "大海村村民委员会 < 双凤镇", "小坪地村村民委员会 < 双凤镇"),
        problems=(),
    ),
    Case(
        "schools with schools under two headers, a doubtful date and a gap",
        page(
            ("东部学校", "西部学校", "结对时间"),
            ("示例一中", "甲县一中", 2018.1),
            (None, "甲县二中", None),
            ("示例二中", "甲县三中", "2019年9月"),
        ),
        roster=True,
        members=("甲县一中:school", "甲县三中:school", "甲县二中:school"),
        pairs=("示例一中 > 甲县一中 2018..", "示例二中 > 甲县三中 2019-09.."),
        problems=(("doubtful-date", 2, "结对时间"),),
    ),
    Case(
        "who does what where, with tags under the header",
        page(
            ("Organisation", "District", "VDC", "Sector", "Start"),
            ("#org", "#adm3", "#adm4", "#sector", "#date+start"),
            ("Example Relief", "Gorkha", "Barpak", "Shelter", "2015-05"),
            ("Example Aid", "Gorkha", "Barpak", "Health", "2015-06-01"),
        ),
        members=("Barpak",),
        parts=("Barpak < Gorkha",),
        pairs=("Example Aid > Barpak 2015-06-01..", "Example Relief > Barpak 2015-05.."),
        problems=(("foreign-places", None, None),),
    ),
    Case(
        "a mapping names header rows and columns",
        page(("甲", "乙", "丙"), ("谁帮", "帮谁", "多少"), (FIRM, "东山村", 3), (OTHER, "西河村", 4)),
        mapping='header = 2\n[columns]\nhelper = "谁帮"\nrecipient = "帮谁"\namount = "多少"\n[defaults]\nrecipient_kind = "village"\namount_unit = "万元"\n',
        members=("东山村", "西河村"),
        pairs=("示例乙公司 > 西河村", "示例甲公司 > 东山村"),
        amounts=("示例乙公司 > 西河村 funds 40000", "示例甲公司 > 东山村 funds 30000"),
    ),
    Case("nothing on it names who is helped", page(("姓名", "年龄"), ("某", 30)), error="input.no_recipient"),
    Case(
        "two columns of villages",
        page(("帮扶单位", "村", "村"), (FIRM, "东山村", "西河村")),
        error="input.duplicate_header",
    ),
)
