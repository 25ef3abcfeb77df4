"""Files in the manner of exports that other people make; their answers were written before the code was seen."""

from __future__ import annotations

from datetime import date

from tests.loaders.roster.corpus.writing import NO_AREA, Case, Page

STRANGERS = (
    Case(
        "包村单位, a plain list",
        (
            Page(
                (
                    ("序号", "包村单位", "乡镇", "村"),
                    (1, "示例县财政局", "青石镇", "上湾村"),
                    (2, "示例县水务局", "青石镇", "下湾村"),
                    (3, "示例县档案馆", "白沙乡", "三河村"),
                )
            ),
        ),
        members=("三河村", "上湾村", "下湾村"),
        pairs=("示例县档案馆 > 三河村", "示例县水务局 > 下湾村", "示例县财政局 > 上湾村"),
        parts=("三河村 < 白沙乡", "上湾村 < 青石镇", "下湾村 < 青石镇"),
    ),
    Case(
        "挂钩单位 before 挂钩村",
        (
            Page(
                (
                    ("挂钩单位", "挂钩村", "起始年月"),
                    ("示例市烟草公司", "石榴村", "2021年6月"),
                    ("示例市供电局", "杏花村", "2021年7月"),
                )
            ),
        ),
        members=("杏花村", "石榴村"),
        pairs=("示例市供电局 > 杏花村 2021-07..", "示例市烟草公司 > 石榴村 2021-06.."),
    ),
    Case(
        "village first, 驻村帮扶单位 last",
        (
            Page(
                (
                    ("县（市、区）", "乡（镇）", "行政村", "驻村帮扶单位"),
                    ("示例县", "白沙乡", "三河村", "示例大学"),
                    ("示例县", "白沙乡", "五里村", "示例职业学院"),
                )
            ),
        ),
        members=("三河村", "五里村"),
        pairs=("示例大学 > 三河村", "示例职业学院 > 五里村"),
        parts=("三河村 < 白沙乡", "五里村 < 白沙乡"),
    ),
    Case(
        "hospital twinning 支援医院/受援医院",
        (
            Page(
                (
                    ("序号", "支援医院", "受援医院", "支援期限"),
                    (1, "示例省第一人民医院", "甲县人民医院", "2023-2025"),
                    (2, "示例省中医院", "乙县中医院", "2023-2025"),
                )
            ),
        ),
        members=("乙县中医院:hospital", "甲县人民医院:hospital"),
        pairs=("示例省中医院 > 乙县中医院 2023..2025", "示例省第一人民医院 > 甲县人民医院 2023..2025"),
        problems=(),
        file="对口支援安排表",
    ),
    Case(
        "hospital twinning, brackets in headers, title above",
        (
            Page(
                (
                    ("三级医院对口帮扶县级医院名单",),
                    ("序号", "支援单位（三级医院）", "受援单位（县级医院）"),
                    (1, "示例大学附属医院", "丙县人民医院"),
                    (2, "示例市第三医院", "丁县妇幼保健院"),
                ),
                merges=("A1:C1",),
            ),
        ),
        members=("丁县妇幼保健院:hospital", "丙县人民医院:hospital"),
        pairs=("示例大学附属医院 > 丙县人民医院", "示例市第三医院 > 丁县妇幼保健院"),
        problems=(),
    ),
    Case(
        "schools 支援学校/受援学校 with 学段",
        (
            Page(
                (
                    ("学段", "支援学校", "受援学校", "结对时间"),
                    ("小学", "示例市实验小学", "青石镇中心小学", "2022年9月"),
                    ("初中", "示例市第八中学", "白沙乡初级中学", "2022年9月"),
                )
            ),
        ),
        members=("白沙乡初级中学:school", "青石镇中心小学:school"),
        pairs=("示例市实验小学 > 青石镇中心小学 2022-09..", "示例市第八中学 > 白沙乡初级中学 2022-09.."),
        problems=(),
    ),
    Case(
        "企业名称 and 帮扶村名称",
        (
            Page(
                (
                    ("序号", "企业名称", "帮扶村名称", "帮扶项目"),
                    (1, "示例果业有限公司", "石榴村", "果园托管"),
                    (2, "示例建材有限公司", "杏花村", "道路硬化"),
                )
            ),
        ),
        members=("杏花村", "石榴村"),
        pairs=("示例建材有限公司 > 杏花村", "示例果业有限公司 > 石榴村"),
    ),
    Case(
        "定点帮扶单位 of counties",
        (
            Page(
                (
                    ("序号", "定点帮扶单位", "定点帮扶县"),
                    (1, "示例集团公司", "甲示县"),
                    (2, "示例科学院", "乙示县"),
                )
            ),
        ),
        members=("乙示县:county", "甲示县:county"),
        pairs=("示例科学院 > 乙示县", "示例集团公司 > 甲示县"),
        problems=(("unmatched", 2, "定点帮扶县"), ("unmatched", 3, "定点帮扶县")),
    ),
    Case(
        "联系单位/联系村, tab separated, GB18030",
        (
            Page(
                (
                    ("联系单位", "联系村", "备注"),
                    ("示例县司法局", "石榴村", ""),
                    ("示例县总工会", "杏花村", "新增"),
                )
            ),
        ),
        members=("杏花村", "石榴村"),
        pairs=("示例县司法局 > 石榴村", "示例县总工会 > 杏花村"),
        by="csv:gb18030:\t",
    ),
    Case(
        "后盾单位 (helper) and 村名",
        (
            Page(
                (
                    ("村名", "后盾单位", "入驻时间"),
                    ("石榴村", "示例省林业厅", "2021.5"),
                    ("杏花村", "示例省邮政公司", "2021.05.18"),
                )
            ),
        ),
        members=("杏花村", "石榴村"),
        pairs=("示例省林业厅 > 石榴村 2021-05..", "示例省邮政公司 > 杏花村 2021-05-18.."),
    ),
    Case(
        "full name beside short name of the helper",
        (
            Page(
                (
                    ("序号", "单位简称", "帮扶单位全称", "受帮扶村"),
                    (1, "县财局", "示例县财政局", "石榴村"),
                    (2, "县水局", "示例县水务局", "杏花村"),
                )
            ),
        ),
        members=("杏花村", "石榴村"),
        pairs=("示例县水务局 > 杏花村", "示例县财政局 > 石榴村"),
    ),
    Case(
        "stars, line breaks, spaces in headers",
        (
            Page(
                (
                    ("序\n号", "＊帮\u3000扶\n单\u3000位", "*受 帮 扶 村\n（社区）", "备  注"),
                    (1, "示例县民政局", "石榴村", None),
                    (2, "示例县残联", "杏花社区", None),
                )
            ),
        ),
        members=("杏花社区", "石榴村"),
        pairs=("示例县残联 > 杏花社区", "示例县民政局 > 石榴村"),
    ),
    Case(
        "社会组织 side of a list",
        (
            Page(
                (
                    ("社会组织名称", "结对帮扶村（社区）", "结对日期"),
                    ("示例慈善会", "石榴村", date(2023, 3, 1)),
                    ("示例志愿者协会", "杏花村", date(2023, 4, 15)),
                )
            ),
        ),
        members=("杏花村", "石榴村"),
        pairs=("示例志愿者协会 > 杏花村 2023-04-15..", "示例慈善会 > 石榴村 2023-03-01.."),
    ),
    Case(
        "援助方/受援方 with project columns",
        (
            Page(
                (
                    ("项目名称", "援助方", "受援方", "项目进展"),
                    ("饮水工程", "示例水利公司", "石榴村", "已完工"),
                    ("卫生室", "示例医药公司", "杏花村", "在建"),
                )
            ),
        ),
        members=("杏花村", "石榴村"),
        pairs=("示例医药公司 > 杏花村", "示例水利公司 > 石榴村"),
    ),
    Case(
        "notes and signatures under the table",
        (
            Page(
                (
                    ("示例县结对帮扶名单",),
                    ("帮扶部门", "帮扶对象（村）"),
                    ("示例县教育局", "石榴村"),
                    ("示例县人社局", "杏花村"),
                    ("注：以上名单如有调整另行通知。",),
                    ("填表人：", "审核人："),
                ),
                merges=("A1:B1",),
            ),
        ),
        members=("杏花村", "石榴村"),
        pairs=("示例县人社局 > 杏花村", "示例县教育局 > 石榴村"),
    ),
    Case(
        "two sheets, a township each",
        (
            Page(
                (
                    ("村", "帮扶单位"),
                    ("上湾村", "示例县财政局"),
                    ("下湾村", "示例县水务局"),
                ),
                name="青石镇",
            ),
            Page(
                (
                    ("村", "帮扶单位"),
                    ("三河村", "示例县档案馆"),
                ),
                name="白沙乡",
            ),
        ),
        members=("三河村", "上湾村", "下湾村"),
        pairs=("示例县档案馆 > 三河村", "示例县水务局 > 下湾村", "示例县财政局 > 上湾村"),
        problems=(NO_AREA, NO_AREA),
        parts=("三河村 < 白沙乡", "上湾村 < 青石镇", "下湾村 < 青石镇"),
    ),
    Case(
        "merged township and helper cells",
        (
            Page(
                (
                    ("乡镇", "帮扶单位", "村"),
                    ("青石镇", "示例县财政局", "上湾村"),
                    (None, None, "下湾村"),
                    ("白沙乡", "示例县档案馆", "三河村"),
                ),
                merges=("A2:A3", "B2:B3"),
            ),
        ),
        members=("三河村", "上湾村", "下湾村"),
        pairs=("示例县档案馆 > 三河村", "示例县财政局 > 上湾村", "示例县财政局 > 下湾村"),
        parts=("三河村 < 白沙乡", "上湾村 < 青石镇", "下湾村 < 青石镇"),
    ),
    Case(
        "暂无 and a dash mean no helper",
        (
            Page(
                (
                    ("村", "帮扶单位"),
                    ("上湾村", "示例县财政局"),
                    ("下湾村", "暂无"),
                    ("三河村", "—"),
                    ("五里村", None),
                )
            ),
        ),
        members=("三河村", "上湾村", "下湾村", "五里村"),
        pairs=("示例县财政局 > 上湾村",),
        roster=True,
    ),
    Case(
        "English: Sponsor and Beneficiary village",
        (
            Page(
                (
                    ("Sponsor", "Beneficiary village", "Start date"),
                    ("Example Rotary Club", "Upper Sample", "2020-02-01"),
                    ("Sample Dairy Ltd", "Lower Sample", "2021-03-15"),
                )
            ),
        ),
        members=("Lower Sample", "Upper Sample"),
        pairs=("Example Rotary Club > Upper Sample 2020-02-01..", "Sample Dairy Ltd > Lower Sample 2021-03-15.."),
        problems=(("foreign-places", None, None),),
        by="csv:utf-8-sig:,",
    ),
    Case(
        "English: Supporting organisation, Supported school",
        (
            Page(
                (
                    ("No.", "Supporting organisation", "Supported school", "District"),
                    (1, "Example Foundation", "Hilltop Primary School", "Northdale"),
                    (2, "Sample Bank", "Riverside Secondary School", "Southdale"),
                )
            ),
        ),
        members=("Hilltop Primary School:school", "Riverside Secondary School:school"),
        pairs=("Example Foundation > Hilltop Primary School", "Sample Bank > Riverside Secondary School"),
        problems=(),
        parts=("Hilltop Primary School < Northdale", "Riverside Secondary School < Southdale"),
        by="csv:utf-8-sig:,",
    ),
    Case(
        "French subsidy ledger without amounts",
        (
            Page(
                (
                    ("Organisme partenaire", "Commune bénéficiaire", "Date de début"),
                    ("Association Exemple", "Villemodèle", "01/03/2021"),
                    ("Fondation Modèle", "Saint-Exemple", "15/04/2022"),
                )
            ),
        ),
        error="input.which_helper",
        by="csv:utf-8-sig:;",
    ),
    Case(
        "Spanish NGO list",
        (
            Page(
                (
                    ("Organización ejecutora", "Comunidad beneficiaria", "Sector", "Fecha de inicio"),
                    ("Fundación Ejemplo", "San Modelo", "Agua", "2020-05-01"),
                    ("Asociación Muestra", "Villa Ejemplo", "Salud", "2021-06-01"),
                )
            ),
        ),
        error="input.which_helper",
        by="csv:utf-8-sig:;",
    ),
    Case(
        "registry: short village names, helper last",
        (
            Page(
                (
                    ("序号", "乡镇", "村名", "结对单位"),
                    (1, "民主镇", "下坝村", "大连示例重工有限公司"),
                    (2, "民主镇", "砂厂村", "大连示例物流有限公司"),
                    (3, "大山镇", "高兴村", "大连示例商会"),
                )
            ),
        ),
        members=("下坝村村民委员会", "砂厂村村民委员会", "高兴村村民委员会"),
        pairs=(
            "大连示例商会 > 高兴村村民委员会",
            "大连示例物流有限公司 > 砂厂村村民委员会",
            "大连示例重工有限公司 > 下坝村村民委员会",
        ),
        problems=(),
        parts=("下坝村村民委员会 < 民主镇", "砂厂村村民委员会 < 民主镇", "高兴村村民委员会 < 大山镇"),
        area="520281",
    ),
    Case(
        "registry: 村委会 forms and a community",
        (
            Page(
                (
                    ("镇（街道）", "帮扶村（社区）", "帮扶企业"),
                    ("民主镇", "尖山村委会", "大连示例食品有限公司"),
                    ("石桥镇", "妥乐社区", "大连示例旅游有限公司"),
                )
            ),
        ),
        members=("妥乐社区居民委员会", "尖山村村民委员会"),
        pairs=("大连示例旅游有限公司 > 妥乐社区居民委员会", "大连示例食品有限公司 > 尖山村村民委员会"),
        problems=(),
        parts=("妥乐社区居民委员会 < 石桥镇", "尖山村村民委员会 < 民主镇"),
        area="520281",
    ),
    Case(
        "each row one school, several helpers in one cell",
        (
            Page(
                (
                    ("受援学校", "帮扶单位"),
                    ("青石镇中心小学", "示例市实验小学、示例书店有限公司"),
                    ("白沙乡初级中学", "示例市第八中学"),
                )
            ),
        ),
        members=("白沙乡初级中学:school", "青石镇中心小学:school"),
        pairs=(
            "示例书店有限公司 > 青石镇中心小学",
            "示例市实验小学 > 青石镇中心小学",
            "示例市第八中学 > 白沙乡初级中学",
        ),
        problems=(),
    ),
    Case(
        "several on both sides in one cell",
        (
            Page(
                (
                    ("帮扶单位", "受帮扶村"),
                    ("示例县财政局\n示例县水务局", "上湾村\n下湾村"),
                    ("示例县档案馆", "三河村"),
                )
            ),
        ),
        members=("三河村", "上湾村", "下湾村"),
        pairs=(
            "示例县档案馆 > 三河村",
            "示例县水务局 > 上湾村 ~",
            "示例县水务局 > 下湾村 ~",
            "示例县财政局 > 上湾村 ~",
            "示例县财政局 > 下湾村 ~",
        ),
    ),
    Case(
        "start and end in two columns with 起/止",
        (
            Page(
                (
                    ("帮扶单位", "受帮扶村", "起", "止"),
                    ("示例县财政局", "上湾村", "2021-05-01", "2023-04-30"),
                    ("示例县水务局", "下湾村", "2021-05-01", None),
                )
            ),
        ),
        members=("上湾村", "下湾村"),
        pairs=("示例县水务局 > 下湾村 2021-05-01..", "示例县财政局 > 上湾村 2021-05-01..2023-04-30"),
    ),
    Case(
        "a ledger whose first column is 类别 of the village",
        (
            Page(
                (
                    ("村类别", "受帮扶村", "帮扶单位", "帮扶单位隶属关系"),
                    ("重点村", "上湾村", "示例县财政局", "县直"),
                    ("一般村", "下湾村", "示例省电信公司", "省属"),
                )
            ),
        ),
        members=("上湾村", "下湾村"),
        pairs=("示例县财政局 > 上湾村", "示例省电信公司 > 下湾村"),
        problems=(NO_AREA, ("unknown-word", 2, "村类别"), ("unknown-word", 3, "村类别")),
    ),
    Case(
        "a ledger that keeps 帮扶成效 in long prose",
        (
            Page(
                (
                    ("帮扶单位", "受帮扶村", "帮扶成效"),
                    ("示例县财政局", "上湾村", "协调资金修建便民桥一座，受益群众三百余户，村集体增收明显。"),
                    ("示例县水务局", "下湾村", "新建蓄水池两口，解决了人畜饮水困难。"),
                )
            ),
        ),
        members=("上湾村", "下湾村"),
        pairs=("示例县水务局 > 下湾村", "示例县财政局 > 上湾村"),
    ),
    Case(
        "type, level, code and county of the helper stand before it",
        (
            Page(
                (
                    (
                        "帮扶单位类型",
                        "帮扶单位级别",
                        "帮扶单位编码",
                        "帮扶单位所在县",
                        "帮扶单位",
                        "受帮扶村编码",
                        "受帮扶村",
                    ),
                    ("机关", "县级", "A001", "甲示县", "示例县财政局", "V01", "上湾村"),
                    ("企业", "市级", "A002", "乙示县", "示例建材有限公司", "V02", "下湾村"),
                )
            ),
        ),
        members=("上湾村", "下湾村"),
        pairs=("示例县财政局 > 上湾村", "示例建材有限公司 > 下湾村"),
        problems=(),
    ),
    Case(
        "helper_id, helper_type, helper_name / village_id, village_name",
        (
            Page(
                (
                    ("helper_id", "helper_type", "helper_name", "village_id", "village_name"),
                    ("H7", "ENTERPRISE", "Sample Works Ltd", "V1", "Upper Sample"),
                    ("H8", "NGO", "Example Relief", "V2", "Lower Sample"),
                )
            ),
        ),
        members=("Lower Sample", "Upper Sample"),
        pairs=("Example Relief > Lower Sample", "Sample Works Ltd > Upper Sample"),
        problems=(("foreign-places", None, None),),
        by="csv:utf-8-sig:,",
    ),
    Case(
        "donations: donor's columns before it, charity",
        (
            Page(
                (
                    ("Donor ID", "Donor type", "Donor", "Donor city", "Charity", "AmountEUR", "Date"),
                    ("D1", "COMPANY", "Sample Works Ltd", "Musterstadt", "Aid One", "5000", "2019-01-05"),
                    ("D2", "CLUB", "Sample Club", "Beispielburg", "Aid Two", "7000", "2019-02-05"),
                )
            ),
        ),
        error="input.which_recipient",
        by="csv:utf-8-sig:,",
    ),
    Case(
        "grants: funder and recipient with identifiers",
        (
            Page(
                (
                    (
                        "Identifier",
                        "Title",
                        "Currency",
                        "Amount Awarded",
                        "Award Date",
                        "Recipient Org:Identifier",
                        "Recipient Org:Name",
                        "Funding Org:Identifier",
                        "Funding Org:Name",
                        "Grant Programme:Title",
                    ),
                    (
                        "360X-1",
                        "Roof repair",
                        "GBP",
                        12000,
                        "2020-05-01",
                        "XX-CHC-1",
                        "Sample Village Hall",
                        "XX-COH-9",
                        "Example Trust",
                        "Buildings",
                    ),
                    (
                        "360X-2",
                        "Lunch club",
                        "GBP",
                        800,
                        "2020-06-01",
                        "XX-CHC-2",
                        "Sample Lunch Club",
                        "XX-COH-9",
                        "Example Trust",
                        "Community",
                    ),
                )
            ),
        ),
        problems=(("currency", 2, "Amount Awarded"), ("kind-unknown", 1, "Recipient Org:Name")),
        read_as="money",
        by="csv:utf-8-sig:,",
    ),
    Case(
        "subsidies of a region, camel-case headers",
        (
            Page(
                (
                    (
                        "nomAttribuant",
                        "idAttribuant",
                        "dateConvention",
                        "nomBeneficiaire",
                        "idBeneficiaire",
                        "objet",
                        "montant",
                        "nature",
                    ),
                    (
                        "Région Exemple",
                        "11111111100011",
                        "2017-06-27",
                        "Société Modèle",
                        "22222222200022",
                        "Aide",
                        "22000,80",
                        "aide en numéraire",
                    ),
                    (
                        "Région Exemple",
                        "11111111100011",
                        "2017-07-01",
                        "Association Modèle",
                        "33333333300033",
                        "Aide",
                        "5500,20",
                        "aide en numéraire",
                    ),
                )
            ),
        ),
        error="input.no_recipient",
        by="csv:utf-8-sig:,",
    ),
    Case(
        "two columns of organizations, neither says who helps",
        (
            Page(
                (
                    ("单位A", "单位B", "签约日期"),
                    ("示例县财政局", "示例果业有限公司", "2022-01-01"),
                    ("示例县水务局", "示例建材有限公司", "2022-02-01"),
                )
            ),
        ),
        error="input.which_recipient",
    ),
    Case(
        "优质学校 and 薄弱学校",
        (
            Page(
                (
                    ("序号", "优质学校", "薄弱学校"),
                    (1, "示例市实验小学", "青石镇中心小学"),
                    (2, "示例市第八中学", "白沙乡初级中学"),
                )
            ),
        ),
        members=("白沙乡初级中学:school", "青石镇中心小学:school"),
        pairs=("示例市实验小学 > 青石镇中心小学", "示例市第八中学 > 白沙乡初级中学"),
        problems=(),
    ),
    Case(
        "lead and member hospitals",
        (
            Page(
                (
                    ("牵头医院", "成员单位"),
                    ("甲示县人民医院", "青石镇卫生院"),
                    (None, "白沙乡卫生院"),
                ),
                merges=("A2:A3",),
            ),
        ),
        error="input.which_recipient",
    ),
    Case(
        "牵头单位 and 成员单位 are both helpers",
        (
            Page(
                (
                    ("村", "牵头帮扶单位", "成员帮扶单位"),
                    ("上湾村", "示例县财政局", "示例县供销社"),
                    ("下湾村", "示例县水务局", "示例县气象局"),
                )
            ),
        ),
        error="input.which_helper",
    ),
    Case(
        "sister cities: city, sister, nothing says who helps",
        (
            Page(
                (
                    ("id", "country", "city", "sister_city", "since"),
                    (1, "Exampleland", "Alphaville", "Betatown", 1987),
                    (2, "Exampleland", "Alphaville", "Gammaport", 1990),
                    (3, "Samplonia", "Deltaford", "Epsilon Bay", 2001),
                )
            ),
        ),
        error="input.which_recipient",
        by="csv:utf-8-sig:,",
    ),
    Case(
        "jumelages: two communes",
        (
            Page(
                (
                    ("Commune", "Département", "Ville jumelée", "Pays", "Année"),
                    ("Villemodèle", "Exemple", "Musterstadt", "Allemagne", 1975),
                    ("Saint-Exemple", "Exemple", "Samplebury", "Royaume-Uni", 1982),
                )
            ),
        ),
        error="input.which_recipient",
        by="csv:utf-8-sig:;",
    ),
    Case(
        "Wikidata style: cityLabel, twinLabel",
        (
            Page(
                (
                    ("city", "cityLabel", "twin", "twinLabel"),
                    ("http://example.org/Q1", "Alphaville", "http://example.org/Q2", "Betatown"),
                    ("http://example.org/Q3", "Deltaford", "http://example.org/Q4", "Epsilon Bay"),
                )
            ),
        ),
        error="input.which_recipient",
        by="csv:utf-8-sig:,",
    ),
    Case(
        "school links with a stated lead",
        (
            Page(
                (
                    ("Lead school", "Lead school code", "Partner school", "Partner country", "Agreement year"),
                    ("Hilltop School", "L1", "Escuela Modelo", "Samplonia", 2018),
                    ("Riverside School", "L2", "École Exemple", "Exampleland", 2019),
                )
            ),
        ),
        error="input.which_recipient",
        by="csv:utf-8-sig:,",
    ),
    Case(
        "mapping given: odd headers",
        (
            Page(
                (
                    ("甲方", "乙方", "项目"),
                    ("示例果业有限公司", "石榴村", "果园"),
                    ("示例建材有限公司", "杏花村", "道路"),
                )
            ),
        ),
        members=("杏花村", "石榴村"),
        pairs=("示例建材有限公司 > 杏花村", "示例果业有限公司 > 石榴村"),
        mapping='[columns]\nhelper = "甲方"\nrecipient = "乙方"\n[defaults]\nrecipient_kind = "village"\n',
    ),
    Case(
        "甲方 and 乙方 without a mapping",
        (
            Page(
                (
                    ("甲方", "乙方", "项目"),
                    ("示例果业有限公司", "石榴村", "果园"),
                    ("示例建材有限公司", "杏花村", "道路"),
                )
            ),
        ),
        error="input.which_helper",
    ),
    Case(
        "帮扶村 on the helper's side: a strong village helps a weak one",
        (
            Page(
                (
                    ("示范村（帮扶方）", "薄弱村（受帮方）"),
                    ("上湾村", "下湾村"),
                    ("三河村", "五里村"),
                )
            ),
        ),
        pairs=("三河村 > 五里村", "上湾村 > 下湾村"),
        members=("下湾村", "五里村"),
    ),
    Case(
        "a list of villages, no helper column",
        (
            Page(
                (
                    ("序号", "乡镇", "村名", "户数", "人口"),
                    (1, "青石镇", "上湾村", 210, 830),
                    (2, "青石镇", "下湾村", 180, 702),
                    (3, "白沙乡", "三河村", 95, 377),
                )
            ),
        ),
        members=("三河村", "上湾村", "下湾村"),
        parts=("三河村 < 白沙乡", "上湾村 < 青石镇", "下湾村 < 青石镇"),
        roster=True,
        read_as="roster",
        file="村名单",
    ),
    Case(
        "village list in English",
        (
            Page(
                (
                    ("S/N", "District", "Village", "Households"),
                    (1, "Northdale", "Upper Sample", 120),
                    (2, "Northdale", "Lower Sample", 88),
                )
            ),
        ),
        members=("Lower Sample", "Upper Sample"),
        problems=(("foreign-places", None, None),),
        parts=("Lower Sample < Northdale", "Upper Sample < Northdale"),
        roster=True,
        read_as="roster",
        by="csv:utf-8-sig:,",
    ),
    Case(
        "a list of schools with type",
        (
            Page(
                (
                    ("学校名称", "办学性质", "学生数"),
                    ("青石镇中心小学", "公办", 512),
                    ("白沙乡初级中学", "公办", 430),
                )
            ),
        ),
        members=("白沙乡初级中学:school", "青石镇中心小学:school"),
        problems=(),
        roster=True,
        read_as="roster",
    ),
    Case(
        "在名册 column in a ledger of pairs",
        (
            Page(
                (
                    ("村", "帮扶单位", "在名册"),
                    ("上湾村", "示例县财政局", "是"),
                    ("下湾村", "示例县水务局", "是"),
                    ("三河村", "示例县档案馆", "否"),
                )
            ),
        ),
        members=("上湾村", "下湾村"),
        pairs=("示例县档案馆 > 三河村", "示例县水务局 > 下湾村", "示例县财政局 > 上湾村"),
        roster=True,
    ),
    Case(
        "a firm list with 单位性质: nobody is helped",
        (
            Page(
                (
                    ("单位名称", "单位性质", "注册资本"),
                    ("示例果业有限公司", "民营企业", 500),
                    ("示例建材有限公司", "国有企业", 1200),
                )
            ),
        ),
        error="input.no_recipient",
    ),
    Case(
        "donations: 捐赠单位, 受赠单位, 金额",
        (
            Page(
                (
                    ("捐赠时间", "捐赠单位", "受赠单位", "捐赠金额（万元）"),
                    ("2023-03-01", "示例果业有限公司", "青石镇中心小学", 5),
                    ("2023-04-01", "示例建材有限公司", "白沙乡初级中学", 3.2),
                )
            ),
        ),
        amounts=(
            "示例建材有限公司 > 白沙乡初级中学 funds 32000 2023-04-01",
            "示例果业有限公司 > 青石镇中心小学 funds 50000 2023-03-01",
        ),
        problems=(),
        read_as="money",
        file="捐赠明细",
    ),
    Case(
        "money by quarter, its own title",
        (
            Page(
                (
                    ("示例县2023年帮扶资金到位情况",),
                    ("帮扶单位", "受帮扶村", "一季度（万元）", "二季度（万元）"),
                    ("示例县财政局", "上湾村", 3, 4),
                    ("示例县水务局", "下湾村", None, 2.5),
                ),
                merges=("A1:D1",),
            ),
        ),
        amounts=(
            "示例县水务局 > 下湾村 funds 25000 2023-04/2023-06",
            "示例县财政局 > 上湾村 funds 30000 2023-01/2023-03",
            "示例县财政局 > 上湾村 funds 40000 2023-04/2023-06",
        ),
        read_as="money",
        file="资金",
    ),
    Case(
        "--as money on what looks like a ledger",
        (
            Page(
                (
                    ("帮扶单位", "受帮扶村", "投入资金（元）"),
                    ("示例县财政局", "上湾村", 30000),
                    ("示例县水务局", "下湾村", 12000),
                )
            ),
        ),
        amounts=("示例县水务局 > 下湾村 funds 12000", "示例县财政局 > 上湾村 funds 30000"),
        read_as="money",
        told_as="money",
    ),
    Case(
        "--as roster on a list with a stray unit column",
        (
            Page(
                (
                    ("村", "上报单位"),
                    ("上湾村", "示例县扶贫办"),
                    ("下湾村", "示例县扶贫办"),
                )
            ),
        ),
        members=("上湾村", "下湾村"),
        roster=True,
        read_as="roster",
        told_as="roster",
    ),
    Case(
        "上报单位 is not a helper, without --as",
        (
            Page(
                (
                    ("序号", "村", "上报单位"),
                    (1, "上湾村", "示例县扶贫办"),
                    (2, "下湾村", "示例县扶贫办"),
                )
            ),
        ),
        error="input.which_helper",
    ),
    Case(
        "--roster on a ledger of pairs",
        (
            Page(
                (
                    ("村", "帮扶单位"),
                    ("上湾村", "示例县财政局"),
                    ("下湾村", "示例县水务局"),
                )
            ),
        ),
        members=("上湾村", "下湾村"),
        pairs=("示例县水务局 > 下湾村", "示例县财政局 > 上湾村"),
        roster=True,
        told_roster=True,
    ),
    Case(
        "--no-roster on a ledger with a blank",
        (
            Page(
                (
                    ("村", "帮扶单位"),
                    ("上湾村", "示例县财政局"),
                    ("下湾村", None),
                )
            ),
        ),
        members=("上湾村",),
        pairs=("示例县财政局 > 上湾村",),
        told_roster=False,
    ),
    Case(
        "--as ledger on a donations table",
        (
            Page(
                (
                    ("捐赠单位", "受赠学校", "金额（元）"),
                    ("示例果业有限公司", "青石镇中心小学", 5000),
                    ("示例建材有限公司", "白沙乡初级中学", 3000),
                )
            ),
        ),
        members=("白沙乡初级中学:school", "青石镇中心小学:school"),
        pairs=("示例建材有限公司 > 白沙乡初级中学", "示例果业有限公司 > 青石镇中心小学"),
        amounts=("示例建材有限公司 > 白沙乡初级中学 funds 3000", "示例果业有限公司 > 青石镇中心小学 funds 5000"),
        problems=(),
        told_as="ledger",
    ),
    Case(
        "village list with a column of 驻村企业 (not named as a helper)",
        (
            Page(
                (
                    ("村名", "辖区企业"),
                    ("上湾村", "示例果业有限公司"),
                    ("下湾村", "示例建材有限公司"),
                )
            ),
        ),
        error="input.which_helper",
    ),
    Case(
        "unknown words of form, each another",
        (
            Page(
                (
                    ("帮扶单位", "受帮扶村", "帮扶形式"),
                    ("示例县财政局", "上湾村", "支部共建+以购代捐"),
                    ("示例县水务局", "下湾村", "认养一头牛"),
                    ("示例县档案馆", "三河村", "定点帮扶"),
                )
            ),
        ),
        members=("三河村", "上湾村", "下湾村"),
        pairs=("示例县档案馆 > 三河村", "示例县水务局 > 下湾村", "示例县财政局 > 上湾村"),
        problems=(
            NO_AREA,
            ("unknown-word", 2, "帮扶形式"),
            ("unknown-word", 3, "帮扶形式"),
            ("unknown-word", 4, "帮扶形式"),
        ),
    ),
    Case(
        "unknown kinds of the helper",
        (
            Page(
                (
                    ("受帮扶村", "帮扶单位", "帮扶单位性质"),
                    ("上湾村", "示例果业有限公司", "混合所有制"),
                    ("下湾村", "示例矿业集团", "央企"),
                    ("三河村", "示例文化站", "参公单位"),
                )
            ),
        ),
        members=("三河村", "上湾村", "下湾村"),
        pairs=("示例文化站 > 三河村", "示例果业有限公司 > 上湾村", "示例矿业集团 > 下湾村"),
        problems=(NO_AREA, ("unknown-word", 2, "帮扶单位性质")),
    ),
    Case(
        "unreadable dates",
        (
            Page(
                (
                    ("帮扶单位", "受帮扶村", "开始时间"),
                    ("示例县财政局", "上湾村", "待定"),
                    ("示例县水务局", "下湾村", "换届后"),
                    ("示例县档案馆", "三河村", "2022/13/45"),
                )
            ),
        ),
        members=("三河村", "上湾村", "下湾村"),
        pairs=("示例县档案馆 > 三河村", "示例县水务局 > 下湾村", "示例县财政局 > 上湾村"),
        problems=(("date-left-out", 3, "开始时间"), ("date-left-out", 4, "开始时间"), NO_AREA),
    ),
    Case(
        "spoken and packed dates",
        (
            Page(
                (
                    ("帮扶单位", "受帮扶村", "结对时间"),
                    ("示例县财政局", "上湾村", "二〇二一年七月"),
                    ("示例县水务局", "下湾村", "2021年7月1日星期四"),
                    ("示例县档案馆", "三河村", 20210705),
                    ("示例县司法局", "五里村", "2021-07-06 09:00:00"),
                )
            ),
        ),
        members=("三河村", "上湾村", "下湾村", "五里村"),
        pairs=(
            "示例县司法局 > 五里村 2021-07-06..",
            "示例县档案馆 > 三河村 2021-07-05..",
            "示例县水务局 > 下湾村 2021-07-01..",
            "示例县财政局 > 上湾村 2021-07..",
        ),
    ),
    Case(
        "#N/A in optional columns",
        (
            Page(
                (
                    ("Organisation", "Village", "Start date", "P-code", "Sector"),
                    ("Example Relief", "Upper Sample", "#N/A", "X1", "Health"),
                    ("Other Relief", "Lower Sample", "2020-01-01", "#N/A", "#N/A"),
                )
            ),
        ),
        members=("Lower Sample", "Upper Sample"),
        pairs=("Example Relief > Upper Sample", "Other Relief > Lower Sample 2020-01-01.."),
        problems=(
            ("date-left-out", 2, "Start date"),
            ("error-left-out", 3, "P-code"),
            ("error-left-out", 3, "Sector"),
            ("foreign-places", None, None),
        ),
        by="csv:utf-8-sig:,",
    ),
    Case(
        "#REF! and #VALUE! where the helper stands",
        (
            Page(
                (
                    ("村", "帮扶单位"),
                    ("上湾村", "示例县财政局"),
                    ("下湾村", "#REF!"),
                    ("三河村", "#VALUE!"),
                )
            ),
        ),
        members=("上湾村",),
        pairs=("示例县财政局 > 上湾村",),
        problems=(("error-value", 3, "帮扶单位"), ("error-value", 4, "帮扶单位"), NO_AREA),
    ),
    Case(
        "struck-out row",
        (
            Page(
                (
                    ("村", "帮扶单位"),
                    ("上湾村", "示例县财政局"),
                    ("下湾村", "示例县水务局"),
                    ("三河村", "示例县档案馆"),
                ),
                struck_rows=(3,),
            ),
        ),
        members=("三河村", "上湾村", "下湾村"),
        pairs=("示例县档案馆 > 三河村", "示例县水务局 > 下湾村", "示例县财政局 > 上湾村"),
        problems=(NO_AREA, ("struck-rows", 3, None)),
    ),
    Case(
        "hidden row is read with a remark",
        (
            Page(
                (
                    ("村", "帮扶单位"),
                    ("上湾村", "示例县财政局"),
                    ("下湾村", "示例县水务局"),
                    ("三河村", "示例县档案馆"),
                ),
                hidden_rows=(3,),
            ),
        ),
        members=("三河村", "上湾村", "下湾村"),
        pairs=("示例县档案馆 > 三河村", "示例县水务局 > 下湾村", "示例县财政局 > 上湾村"),
        problems=(("hidden-rows", 3, None), NO_AREA),
    ),
    Case(
        "invisible characters in names and headers",
        (
            Page(
                (
                    ("\ufeff村", "帮扶\u200b单位"),
                    ("上湾\u200b村", "示例县\u00a0财政局"),
                    ("\u2060下湾村", "示例县水务局\u200d"),
                )
            ),
        ),
        members=("上湾村", "下湾村"),
        pairs=("示例县水务局 > 下湾村", "示例县财政局 > 上湾村"),
        problems=(NO_AREA, ("spaced", 2, "帮扶单位")),
    ),
    Case(
        "currencies beside the amount, ledger of sponsors",
        (
            Page(
                (
                    ("Village", "Sponsor", "Amount", "Currency", "Start date"),
                    ("Upper Sample", "Example Trust", 1000, "USD", "2021-01-01"),
                    ("Lower Sample", "Sample Bank", 1500, "USD", "2021-02-01"),
                    ("Far Sample", "Example Trust", 900, "GBP", "2021-03-01"),
                )
            ),
        ),
        members=("Far Sample", "Lower Sample", "Upper Sample"),
        pairs=(
            "Example Trust > Far Sample 2021-03-01..",
            "Example Trust > Upper Sample 2021-01-01..",
            "Sample Bank > Lower Sample 2021-02-01..",
        ),
        problems=(("currency", 2, "Amount"), ("currency", 4, "Amount"), ("foreign-places", None, None)),
        by="csv:utf-8-sig:,",
    ),
    Case(
        "two-row header, two groups",
        (
            Page(
                (
                    ("序号", "村", "帮扶单位", "产业", None, "公共设施", None),
                    (None, None, None, "种植（亩）", "养殖（头）", "道路（公里）", "水池（个）"),
                    (1, "上湾村", "示例县财政局", 12, 3, 8, 20),
                    (2, "下湾村", None, 5, 1, 2, 9),
                ),
                merges=("A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:G1"),
            ),
        ),
        members=("上湾村", "下湾村"),
        pairs=("示例县财政局 > 上湾村",),
        roster=True,
    ),
    Case(
        "groups 帮扶方 / 受援方 over their leaves",
        (
            Page(
                (
                    ("帮扶方", None, "受援方", None, None),
                    ("单位名称", "单位性质", "乡镇", "村名", "类型"),
                    ("示例县财政局", "机关", "青石镇", "上湾村", "重点"),
                    ("示例果业有限公司", "企业", "白沙乡", "三河村", "一般"),
                ),
                merges=("A1:B1", "C1:E1"),
            ),
        ),
        members=("三河村", "上湾村"),
        pairs=("示例县财政局 > 上湾村", "示例果业有限公司 > 三河村"),
        problems=(NO_AREA, ("unknown-word", 3, "受援方/类型"), ("unknown-word", 4, "受援方/类型")),
        parts=("三河村 < 白沙乡", "上湾村 < 青石镇"),
    ),
    Case(
        "three-row header",
        (
            Page(
                (
                    ("基本情况", None, None, "帮扶情况", None, None),
                    ("序号", "乡镇", "村", "帮扶单位", "帮扶时间", None),
                    (None, None, None, None, "开始", "结束"),
                    (1, "青石镇", "上湾村", "示例县财政局", "2021-05", "2024-05"),
                    (2, "白沙乡", "三河村", "示例县档案馆", "2021-06", "2024-06"),
                ),
                merges=("A1:C1", "D1:F1", "A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:F2"),
            ),
        ),
        members=("三河村", "上湾村"),
        pairs=("示例县档案馆 > 三河村 2021-06..2024-06", "示例县财政局 > 上湾村 2021-05..2024-05"),
        parts=("三河村 < 白沙乡", "上湾村 < 青石镇"),
    ),
    Case(
        "title holds 帮扶单位",
        (
            Page(
                (
                    ("帮扶单位与受帮扶村对应表（示例县）",),
                    ("单位", "村"),
                    ("示例县财政局", "上湾村"),
                    ("示例县水务局", "下湾村"),
                ),
                merges=("A1:B1",),
            ),
        ),
        members=("上湾村", "下湾村"),
        pairs=("示例县水务局 > 下湾村", "示例县财政局 > 上湾村"),
    ),
    Case(
        "title without a merge, as a plain cell",
        (
            Page(
                (
                    ("帮扶单位一览",),
                    (),
                    ("村", "帮扶单位"),
                    ("上湾村", "示例县财政局"),
                    ("下湾村", "示例县水务局"),
                )
            ),
        ),
        members=("上湾村", "下湾村"),
        pairs=("示例县水务局 > 下湾村", "示例县财政局 > 上湾村"),
    ),
    Case(
        "unit line between header and rows",
        (
            Page(
                (
                    ("帮扶单位", "受帮扶村", "到位资金", "开始时间"),
                    (None, None, "（万元）", None),
                    ("示例县财政局", "上湾村", 3, "2021-05"),
                    ("示例县水务局", "下湾村", 2, "2021-06"),
                )
            ),
        ),
        members=("上湾村", "下湾村"),
        pairs=("示例县水务局 > 下湾村 2021-06..", "示例县财政局 > 上湾村 2021-05.."),
        amounts=("示例县水务局 > 下湾村 funds 20000", "示例县财政局 > 上湾村 funds 30000"),
    ),
    Case(
        "subtotal and total rows",
        (
            Page(
                (
                    ("乡镇", "村", "帮扶单位", "资金（万元）", "开始时间"),
                    ("青石镇", "上湾村", "示例县财政局", 3, "2021"),
                    ("青石镇", "下湾村", "示例县水务局", 2, "2021"),
                    ("小计", None, None, 5, None),
                    ("白沙乡", "三河村", "示例县档案馆", 1, "2022"),
                    ("合计", None, None, 6, None),
                )
            ),
        ),
        members=("三河村", "上湾村", "下湾村"),
        pairs=("示例县档案馆 > 三河村 2022..", "示例县水务局 > 下湾村 2021..", "示例县财政局 > 上湾村 2021.."),
        amounts=(
            "示例县档案馆 > 三河村 funds 10000",
            "示例县水务局 > 下湾村 funds 20000",
            "示例县财政局 > 上湾村 funds 30000",
        ),
        parts=("三河村 < 白沙乡", "上湾村 < 青石镇", "下湾村 < 青石镇"),
    ),
    Case(
        "header repeated on every printed page",
        (
            Page(
                (
                    ("村", "帮扶单位"),
                    ("上湾村", "示例县财政局"),
                    ("下湾村", "示例县水务局"),
                    ("村", "帮扶单位"),
                    ("三河村", "示例县档案馆"),
                )
            ),
        ),
        members=("三河村", "上湾村", "下湾村"),
        pairs=("示例县档案馆 > 三河村", "示例县水务局 > 下湾村", "示例县财政局 > 上湾村"),
    ),
    Case(
        "a data frame's index: header 0, 1, 2 above the real one",
        (
            Page(
                (
                    ("", "0", "1", "2"),
                    ("0", "村", "帮扶单位", "备注"),
                    ("1", "上湾村", "示例县财政局", ""),
                    ("2", "下湾村", "示例县水务局", ""),
                )
            ),
        ),
        members=("上湾村", "下湾村"),
        pairs=("示例县水务局 > 下湾村", "示例县财政局 > 上湾村"),
        by="csv:utf-8-sig:,",
    ),
    Case(
        "a list with the header 0",
        (
            Page(
                (
                    ("0",),
                    ("上湾村",),
                    ("下湾村",),
                )
            ),
        ),
        error="input.no_recipient",
        by="csv:utf-8-sig:,",
    ),
    Case(
        "wide: 结对村一…三",
        (
            Page(
                (
                    ("帮扶单位", "结对村一", "结对村二", "结对村三"),
                    ("示例县财政局", "上湾村", "下湾村", None),
                    ("示例县水务局", "三河村", None, None),
                )
            ),
        ),
        members=("三河村", "上湾村", "下湾村"),
        pairs=("示例县水务局 > 三河村", "示例县财政局 > 上湾村", "示例县财政局 > 下湾村"),
    ),
    Case(
        "wide: 帮扶单位1, 帮扶单位2 of one village",
        (
            Page(
                (
                    ("村", "帮扶单位1", "帮扶单位2"),
                    ("上湾村", "示例县财政局", "示例县司法局"),
                    ("下湾村", "示例县水务局", None),
                )
            ),
        ),
        members=("上湾村", "下湾村"),
        pairs=("示例县司法局 > 上湾村", "示例县水务局 > 下湾村", "示例县财政局 > 上湾村"),
    ),
    Case(
        "cross table: units down, villages across, √",
        (
            Page(
                (
                    ("单位＼村", "上湾村", "下湾村", "三河村"),
                    ("示例县财政局", "√", None, "√"),
                    ("示例县水务局", None, "√", None),
                )
            ),
        ),
        error="input.no_header",
    ),
    Case(
        "pivot: Count of, organisations across",
        (
            Page(
                (
                    ("Village", "Example Relief", "Other Relief", "Grand Total"),
                    ("Upper Sample", "1", "", "1"),
                    ("Lower Sample", "1", "1", "2"),
                    ("Grand Total", "2", "1", "3"),
                )
            ),
        ),
        error="input.crossed_by_numbers",
        by="csv:utf-8-sig:,",
    ),
    Case(
        "turned on its side",
        (
            Page(
                (
                    ("村", "上湾村", "下湾村", "三河村"),
                    ("乡镇", "青石镇", "青石镇", "白沙乡"),
                    ("帮扶单位", "示例县财政局", "示例县水务局", "示例县档案馆"),
                    ("开始时间", "2021-05", "2021-06", "2021-07"),
                )
            ),
        ),
        members=("上湾村", "下湾村", "三河村"),
        pairs=(
            "示例县财政局 > 上湾村 2021-05..",
            "示例县水务局 > 下湾村 2021-06..",
            "示例县档案馆 > 三河村 2021-07..",
        ),
        parts=("上湾村 < 青石镇", "下湾村 < 青石镇", "三河村 < 白沙乡"),
        problems=(("no-area", None, None), ("turned", 1, None)),
    ),
    Case(
        "a form above the ledger",
        (
            Page(
                (
                    ("填报单位", "示例县扶贫办", "填报日期", "2023-06-30"),
                    ("审核", "示例", "份数", 2),
                    (),
                    ("序号", "村", "帮扶单位", "备注"),
                    (1, "上湾村", "示例县财政局", None),
                    (2, "下湾村", "示例县水务局", None),
                )
            ),
        ),
        as_of="2023-06-30",
        members=("上湾村", "下湾村"),
        pairs=("示例县水务局 > 下湾村", "示例县财政局 > 上湾村"),
    ),
    Case(
        "two ledgers side by side on one sheet",
        (
            Page(
                (
                    ("村", "帮扶单位", None, "村", "帮扶单位"),
                    ("上湾村", "示例县财政局", None, "三河村", "示例县档案馆"),
                    ("下湾村", "示例县水务局", None, "五里村", "示例县司法局"),
                )
            ),
        ),
        pairs=(
            "示例县财政局 > 上湾村",
            "示例县水务局 > 下湾村",
            "示例县档案馆 > 三河村",
            "示例县司法局 > 五里村",
        ),
        members=("上湾村", "下湾村", "三河村", "五里村"),
    ),
    Case(
        "two ledgers, one below the other, other columns",
        (
            Page(
                (
                    ("一、机关帮扶",),
                    ("村", "帮扶单位"),
                    ("上湾村", "示例县财政局"),
                    ("下湾村", "示例县水务局"),
                    (),
                    ("二、企业帮扶",),
                    ("帮扶企业", "受帮扶村"),
                    ("示例果业有限公司", "三河村"),
                    ("示例建材有限公司", "五里村"),
                )
            ),
        ),
        members=("三河村", "上湾村", "下湾村", "五里村"),
        pairs=(
            "示例县水务局 > 下湾村",
            "示例县财政局 > 上湾村",
            "示例建材有限公司 > 五里村",
            "示例果业有限公司 > 三河村",
        ),
    ),
    Case(
        "no header at all, registry villages",
        (
            Page(
                (
                    ("民主镇", "下坝村", "大连示例重工有限公司"),
                    ("民主镇", "砂厂村", "大连示例物流有限公司"),
                    ("大山镇", "高兴村", "大连示例商会"),
                )
            ),
        ),
        error="input.no_header",
        area="520281",
    ),
    Case(
        "village names without a header over the column",
        (
            Page(
                (
                    (None, "乡镇", None, "帮扶单位"),
                    (1, "民主镇", "下坝村", "大连示例重工有限公司"),
                    (2, "民主镇", "砂厂村", "大连示例物流有限公司"),
                )
            ),
        ),
        members=("下坝村村民委员会", "砂厂村村民委员会"),
        pairs=("大连示例物流有限公司 > 砂厂村村民委员会", "大连示例重工有限公司 > 下坝村村民委员会"),
        problems=(),
        parts=("下坝村村民委员会 < 民主镇", "砂厂村村民委员会 < 民主镇"),
        area="520281",
    ),
    Case(
        "planned beside given",
        (
            Page(
                (
                    ("帮扶单位", "受帮扶村", "开始时间", "计划投入（万元）", "实际到位（万元）"),
                    ("示例县财政局", "上湾村", "2021", 50, 12),
                    ("示例县水务局", "下湾村", "2021", 30, 0),
                )
            ),
        ),
        members=("上湾村", "下湾村"),
        pairs=("示例县水务局 > 下湾村 2021..", "示例县财政局 > 上湾村 2021.."),
        amounts=(
            "示例县水务局 > 下湾村 funds 0",
            "示例县水务局 > 下湾村 funds 300000 ?",
            "示例县财政局 > 上湾村 funds 120000",
            "示例县财政局 > 上湾村 funds 500000 ?",
        ),
        problems=(NO_AREA, ("planned-amount", 1, "计划投入（万元）")),
    ),
    Case(
        "拟投入 and 已投入 under one group",
        (
            Page(
                (
                    ("村", "帮扶单位", "帮扶资金（元）", None),
                    (None, None, "拟投入", "已投入"),
                    ("上湾村", "示例县财政局", 80000, 20000),
                    ("下湾村", "示例县水务局", 60000, 10000),
                ),
                merges=("A1:A2", "B1:B2", "C1:D1"),
            ),
        ),
        members=("上湾村", "下湾村"),
        pairs=("示例县水务局 > 下湾村", "示例县财政局 > 上湾村"),
        amounts=(
            "示例县水务局 > 下湾村 funds 10000",
            "示例县水务局 > 下湾村 funds 60000 ?",
            "示例县财政局 > 上湾村 funds 20000",
            "示例县财政局 > 上湾村 funds 80000 ?",
        ),
        problems=(NO_AREA, ("planned-amount", 2, "帮扶资金（元）/拟投入")),
    ),
    Case(
        "parts beside their total, one total wrong",
        (
            Page(
                (
                    ("帮扶单位", "受帮扶村", "结对时间", "投入资金合计（元）", "其中：产业", "其中：教育"),
                    ("示例县财政局", "上湾村", "2021", 30000, 10000, 20000),
                    ("示例县水务局", "下湾村", "2021", 50000, 10000, 20000),
                )
            ),
        ),
        members=("上湾村", "下湾村"),
        pairs=("示例县水务局 > 下湾村 2021..", "示例县财政局 > 上湾村 2021.."),
        amounts=("示例县水务局 > 下湾村 funds 50000", "示例县财政局 > 上湾村 funds 30000"),
        problems=(NO_AREA, ("sum-differs", 3, "投入资金合计（元）")),
    ),
    Case(
        "years and their 小计 column",
        (
            Page(
                (
                    ("帮扶单位", "受帮扶村", "2021年到位资金（万元）", "2022年到位资金（万元）", "小计（万元）"),
                    ("示例县财政局", "上湾村", 3, 4, 7),
                    ("示例县水务局", "下湾村", 1, 2, 3),
                )
            ),
        ),
        members=("上湾村", "下湾村"),
        pairs=("示例县水务局 > 下湾村", "示例县财政局 > 上湾村"),
        amounts=(
            "示例县水务局 > 下湾村 funds 10000 2021",
            "示例县水务局 > 下湾村 funds 20000 2022",
            "示例县财政局 > 上湾村 funds 30000 2021",
            "示例县财政局 > 上湾村 funds 40000 2022",
        ),
    ),
    Case(
        "namesakes in two provinces, otherwise",
        (
            Page(
                (
                    ("帮扶省", "帮扶县", "受援省", "受援县"),
                    ("甲示省", "中心区", "乙示省", "中心区"),
                    ("甲示省", "新城区", "乙示省", "新城县"),
                )
            ),
        ),
        error="input.which_recipient",
        by="csv:utf-8-sig:,",
    ),
    Case(
        "the same village name in two townships",
        (
            Page(
                (
                    ("乡镇", "村", "帮扶单位"),
                    ("青石镇", "新民村", "示例县财政局"),
                    ("白沙乡", "新民村", "示例县水务局"),
                )
            ),
        ),
        members=("新民村", "新民村"),
        pairs=("示例县水务局 > 新民村", "示例县财政局 > 新民村"),
        parts=("新民村 < 白沙乡", "新民村 < 青石镇"),
    ),
    Case(
        "团 and 共青团 take no prefix of a neighbour",
        (
            Page(
                (
                    ("村", "帮扶单位"),
                    ("上湾村", "甲示市示例街道办事处\n团示例区委\n示例区公安分局"),
                    ("下湾村", "共青团示例县委"),
                )
            ),
        ),
        members=("上湾村", "下湾村"),
        pairs=(
            "共青团示例县委 > 下湾村",
            "团示例区委 > 上湾村",
            "甲示市示例街道办事处 > 上湾村",
            "示例区公安分局 > 上湾村",
        ),
    ),
    Case(
        "one unit written with a space, otherwise",
        (
            Page(
                (
                    ("村", "帮扶单位"),
                    ("上湾村", "示例省消防总队 甲示支队"),
                    ("下湾村", "示例 县 水务局"),
                )
            ),
        ),
        members=("上湾村", "下湾村"),
        pairs=("示例县水务局 > 下湾村", "示例省消防总队甲示支队 > 上湾村"),
        problems=(NO_AREA, ("spaced", 2, "帮扶单位")),
    ),
    Case(
        "盘县 for 盘州市 in the county column",
        (
            Page(
                (
                    ("县", "乡镇", "村", "帮扶单位"),
                    ("盘县", "民主镇", "下坝村", "大连示例重工有限公司"),
                    ("盘县", "民主镇", "砂厂村", "大连示例物流有限公司"),
                )
            ),
        ),
        members=("下坝村村民委员会", "砂厂村村民委员会"),
        pairs=("大连示例物流有限公司 > 砂厂村村民委员会", "大连示例重工有限公司 > 下坝村村民委员会"),
        problems=(),
        parts=("下坝村村民委员会 < 民主镇", "砂厂村村民委员会 < 民主镇"),
        area="520281",
    ),
    Case(
        "township and village in one cell",
        (
            Page(
                (
                    ("结对村", "帮扶单位"),
                    ("民主镇下坝村", "大连示例重工有限公司"),
                    ("盘州市大山镇高兴村", "大连示例商会"),
                )
            ),
        ),
        members=("下坝村村民委员会", "高兴村村民委员会"),
        pairs=("大连示例商会 > 高兴村村民委员会", "大连示例重工有限公司 > 下坝村村民委员会"),
        problems=(),
        parts=("下坝村村民委员会 < 民主镇", "高兴村村民委员会 < 大山镇"),
        area="520281",
    ),
    Case(
        "townships of the registry as recipients, short",
        (
            Page(
                (
                    ("帮扶街道", "受帮扶乡镇"),
                    ("大连市示例街道", "民主镇"),
                    ("大连市模范街道", "石桥镇"),
                )
            ),
        ),
        members=("民主镇:township", "石桥镇:township"),
        pairs=("大连市模范街道 > 石桥镇", "大连市示例街道 > 民主镇"),
        problems=(),
        parts=("民主镇 < 盘州市", "石桥镇 < 盘州市"),
        area="520281",
    ),
    Case(
        "a 组团 as a helper",
        (
            Page(
                (
                    ("帮扶单位", "村"),
                    ("示例区东部组团", "上湾村"),
                    ("示例区西部组团", "下湾村"),
                )
            ),
        ),
        members=("上湾村", "下湾村"),
        pairs=("示例区东部组团 > 上湾村", "示例区西部组团 > 下湾村"),
    ),
    Case(
        "siblings that differ in one word",
        (
            Page(
                (
                    ("村", "帮扶单位"),
                    ("上湾村", "示例县第一中学"),
                    ("下湾村", "示例县第二中学"),
                    ("三河村", "示例县国税局"),
                    ("五里村", "示例县地税局"),
                )
            ),
        ),
        members=("三河村", "上湾村", "下湾村", "五里村"),
        pairs=("示例县国税局 > 三河村", "示例县地税局 > 五里村", "示例县第一中学 > 上湾村", "示例县第二中学 > 下湾村"),
    ),
    Case(
        "north and south branches",
        (
            Page(
                (
                    ("村", "帮扶企业"),
                    ("上湾村", "示例银行城南支行"),
                    ("下湾村", "示例银行城北支行"),
                )
            ),
        ),
        members=("上湾村", "下湾村"),
        pairs=("示例银行城北支行 > 下湾村", "示例银行城南支行 > 上湾村"),
    ),
    Case(
        "persons of every name",
        (
            Page(
                (
                    ("村", "帮扶单位", "驻村第一书记", "包保干部", "联系方式", "身份证号码", "现住址"),
                    ("上湾村", "示例县财政局", "王示明", "赵例强", "13800000001", "110101199001011234", "示例路1号3栋"),
                    ("下湾村", "示例县水务局", "李示华", "孙例芳", "13800000002", "110101199202021234", "示例路2号5栋"),
                )
            ),
        ),
        members=("上湾村", "下湾村"),
        pairs=("示例县水务局 > 下湾村", "示例县财政局 > 上湾村"),
        problems=(
            NO_AREA,
            ("personal-column", 1, "包保干部"),
            ("personal-column", 1, "现住址"),
            ("personal-column", 1, "联系方式"),
            ("personal-column", 1, "身份证号码"),
            ("personal-column", 1, "驻村第一书记"),
        ),
    ),
    Case(
        "persons under headers that do not say so",
        (
            Page(
                (
                    ("村", "帮扶单位", "队长", "备注"),
                    ("上湾村", "示例县财政局", "王示明", "13800000001"),
                    ("下湾村", "示例县水务局", "李示华", "13800000002"),
                )
            ),
        ),
        members=("上湾村", "下湾村"),
        pairs=("示例县水务局 > 下湾村", "示例县财政局 > 上湾村"),
        problems=(NO_AREA, ("personal-column", 1, "备注"), ("personal-column", 1, "队长")),
    ),
    Case(
        "English persons",
        (
            Page(
                (
                    (
                        "Village",
                        "Sponsor",
                        "Focal point",
                        "Field officer",
                        "Cell no.",
                        "E-mail address",
                        "Postal address",
                    ),
                    (
                        "Upper Sample",
                        "Example Trust",
                        "Ann Sample",
                        "Ben Sample",
                        "+44 7700 900001",
                        "ann@example.org",
                        "1 Sample Street",
                    ),
                    (
                        "Lower Sample",
                        "Sample Bank",
                        "Cat Sample",
                        "Dan Sample",
                        "+44 7700 900002",
                        "cat@example.org",
                        "2 Sample Street",
                    ),
                )
            ),
        ),
        members=("Lower Sample", "Upper Sample"),
        pairs=("Example Trust > Upper Sample", "Sample Bank > Lower Sample"),
        problems=(
            ("foreign-places", None, None),
            ("personal-column", 1, "Cell no."),
            ("personal-column", 1, "E-mail address"),
            ("personal-column", 1, "Field officer"),
            ("personal-column", 1, "Focal point"),
            ("personal-column", 1, "Postal address"),
        ),
        by="csv:utf-8-sig:,",
    ),
    Case(
        "French persons",
        (
            Page(
                (
                    ("Village", "Partenaire", "Nom du responsable", "Téléphone", "Courriel", "Adresse"),
                    (
                        "Villemodèle",
                        "Association Exemple",
                        "Anne Modèle",
                        "01 99 00 00 01",
                        "anne@example.org",
                        "1 rue Exemple",
                    ),
                    (
                        "Saint-Exemple",
                        "Fondation Modèle",
                        "Paul Modèle",
                        "01 99 00 00 02",
                        "paul@example.org",
                        "2 rue Exemple",
                    ),
                )
            ),
        ),
        error="input.which_helper",
        by="csv:utf-8-sig:;",
    ),
    Case(
        "helper is a person only",
        (
            Page(
                (
                    ("村", "帮扶责任人", "联系电话"),
                    ("上湾村", "王示明", "13800000001"),
                    ("下湾村", "李示华", "13800000002"),
                )
            ),
        ),
        members=("上湾村", "下湾村"),
        problems=(NO_AREA, ("personal-column", 1, "帮扶责任人"), ("personal-column", 1, "联系电话")),
        roster=True,
        read_as="roster",
    ),
    Case(
        "3W: funding, programming, implementing",
        (
            Page(
                (
                    (
                        "Donor",
                        "Lead agency",
                        "Implementer",
                        "Cluster",
                        "Province",
                        "District",
                        "Municipality",
                        "Status",
                    ),
                    (
                        "#org+funding",
                        "#org+prog",
                        "#org+impl",
                        "#sector",
                        "#adm1+name",
                        "#adm2+name",
                        "#adm3+name",
                        "#status",
                    ),
                    (
                        "Donor One",
                        "Agency One",
                        "Example Relief",
                        "WASH",
                        "Coast",
                        "Northdale",
                        "Upper Sample",
                        "Ongoing",
                    ),
                    (
                        "Donor Two",
                        "Agency Two",
                        "Other Relief",
                        "Health",
                        "Coast",
                        "Northdale",
                        "Lower Sample",
                        "Ongoing",
                    ),
                )
            ),
        ),
        members=("Lower Sample:county", "Upper Sample:county"),
        pairs=("Example Relief > Upper Sample", "Other Relief > Lower Sample"),
        problems=(("foreign-places", None, None),),
        parts=("Lower Sample < Northdale", "Upper Sample < Northdale"),
        by="csv:utf-8-sig:,",
    ),
    Case(
        "tags win over misleading headers",
        (
            Page(
                (
                    ("Village", "Helper", "Where"),
                    ("#org+impl", "#adm2+name", "#adm4+name"),
                    ("Example Relief", "Northdale", "Upper Sample"),
                    ("Other Relief", "Northdale", "Lower Sample"),
                )
            ),
        ),
        members=("Lower Sample", "Upper Sample"),
        pairs=("Example Relief > Upper Sample", "Other Relief > Lower Sample"),
        problems=(("foreign-places", None, None),),
        parts=("Lower Sample < Northdale", "Upper Sample < Northdale"),
        by="csv:utf-8-sig:,",
    ),
    Case(
        "only #org, #adm1, #country: provinces of two countries",
        (
            Page(
                (
                    ("Org", "Activity", "Admin 1", "Country"),
                    ("#org", "#activity", "#adm1", "#country"),
                    ("Org X", "Food", "Coast", "Examplia"),
                    ("Org Y", "Food", "Coast", "Samplonia"),
                    ("Org Z", "Food", "Hills", "Samplonia"),
                )
            ),
        ),
        members=("Coast:province", "Coast:province", "Hills:province"),
        pairs=("Org X > Coast", "Org Y > Coast", "Org Z > Hills"),
        problems=(("foreign-places", None, None),),
        parts=("Coast < Examplia", "Coast < Samplonia", "Hills < Samplonia"),
        by="csv:utf-8-sig:,",
    ),
    Case(
        "HXL tags in the third row of an Excel sheet",
        (
            Page(
                (
                    ("Who does what where, June 2020",),
                    ("Org name", "Org type", "Village", "People"),
                    ("#org+impl+name", "#org+impl+type", "#adm4+name", "#reached"),
                    ("Example Relief", "INGO", "Upper Sample", 120),
                    ("Other Relief", "NGO", "Lower Sample", 80),
                )
            ),
        ),
        as_of="2020-06-30",
        members=("Lower Sample", "Upper Sample"),
        pairs=("Example Relief > Upper Sample", "Other Relief > Lower Sample"),
        problems=(("foreign-places", None, None),),
    ),
    Case(
        "the copy as xlsx",
        (
            Page(
                (
                    ("序号", "帮扶单位", "受帮扶村", "到位资金（万元）", "结对时间"),
                    (1, "示例县财政局", "上湾村", 3.5, "2021-05-01"),
                    (2, "示例县水务局", "下湾村", 2, "2021-06-01"),
                )
            ),
        ),
        members=("上湾村", "下湾村"),
        pairs=("示例县水务局 > 下湾村 2021-06-01..", "示例县财政局 > 上湾村 2021-05-01.."),
        amounts=("示例县水务局 > 下湾村 funds 20000", "示例县财政局 > 上湾村 funds 35000"),
    ),
    Case(
        "the copy as UTF-8 csv",
        (
            Page(
                (
                    ("序号", "帮扶单位", "受帮扶村", "到位资金（万元）", "结对时间"),
                    (1, "示例县财政局", "上湾村", 3.5, "2021-05-01"),
                    (2, "示例县水务局", "下湾村", 2, "2021-06-01"),
                )
            ),
        ),
        members=("上湾村", "下湾村"),
        pairs=("示例县水务局 > 下湾村 2021-06-01..", "示例县财政局 > 上湾村 2021-05-01.."),
        amounts=("示例县水务局 > 下湾村 funds 20000", "示例县财政局 > 上湾村 funds 35000"),
        by="csv:utf-8:,",
    ),
    Case(
        "the copy as GB18030 csv with semicolons",
        (
            Page(
                (
                    ("序号", "帮扶单位", "受帮扶村", "到位资金（万元）", "结对时间"),
                    (1, "示例县财政局", "上湾村", 3.5, "2021-05-01"),
                    (2, "示例县水务局", "下湾村", 2, "2021-06-01"),
                )
            ),
        ),
        members=("上湾村", "下湾村"),
        pairs=("示例县水务局 > 下湾村 2021-06-01..", "示例县财政局 > 上湾村 2021-05-01.."),
        amounts=("示例县水务局 > 下湾村 funds 20000", "示例县财政局 > 上湾村 funds 35000"),
        by="csv:gb18030:;",
    ),
    Case(
        "the copy as UTF-16 csv with tabs",
        (
            Page(
                (
                    ("序号", "帮扶单位", "受帮扶村", "到位资金（万元）", "结对时间"),
                    (1, "示例县财政局", "上湾村", 3.5, "2021-05-01"),
                    (2, "示例县水务局", "下湾村", 2, "2021-06-01"),
                )
            ),
        ),
        members=("上湾村", "下湾村"),
        pairs=("示例县水务局 > 下湾村 2021-06-01..", "示例县财政局 > 上湾村 2021-05-01.."),
        amounts=("示例县水务局 > 下湾村 funds 20000", "示例县财政局 > 上湾村 funds 35000"),
        by="csv:utf-16:\t",
    ),
    Case(
        "foreign places with the registry on: one line",
        (
            Page(
                (
                    ("Organisation d'appui", "Village", "Secteur"),
                    ("Association Exemple 1", "Modèle 1", "Eau"),
                    ("Association Exemple 2", "Modèle 2", "Eau"),
                    ("Association Exemple 3", "Modèle 3", "Eau"),
                    ("Association Exemple 4", "Modèle 4", "Eau"),
                    ("Association Exemple 5", "Modèle 5", "Eau"),
                    ("Association Exemple 6", "Modèle 6", "Eau"),
                    ("Association Exemple 7", "Modèle 7", "Eau"),
                    ("Association Exemple 8", "Modèle 8", "Eau"),
                )
            ),
        ),
        error="input.which_helper",
        by="csv:utf-8-sig:,",
        area="520281",
    ),
    Case(
        "IATI-like: reporting, funding and implementing organisations",
        (
            Page(
                (
                    (
                        "iati-identifier",
                        "reporting-org",
                        "participating-org (Funding)",
                        "participating-org (Implementing)",
                        "recipient-country",
                        "location",
                        "start-planned",
                    ),
                    (
                        "XX-1-A",
                        "Donor Ministry",
                        "Donor Ministry",
                        "Example Relief",
                        "Samplonia",
                        "Upper Sample",
                        "2020-01-01",
                    ),
                    (
                        "XX-1-B",
                        "Donor Ministry",
                        "Donor Bank",
                        "Other Relief",
                        "Samplonia",
                        "Lower Sample",
                        "2020-02-01",
                    ),
                )
            ),
        ),
        error="input.which_recipient",
        by="csv:utf-8-sig:,",
    ),
    Case(
        "government award export",
        (
            Page(
                (
                    ("Agency Name", "Recipient Name", "Recipient State", "Award Amount ($)", "Award Start"),
                    ("Example Agency", "Sample County Schools", "SM", "120000", "2020-10-01"),
                    ("Example Agency", "Hilltop Clinic", "SM", "80000", "2021-10-01"),
                )
            ),
        ),
        error="input.which_helper",
        by="csv:utf-8-sig:,",
    ),
    Case(
        "a form on the left, a roster without a header on the right",
        (
            Page(
                (
                    ("示例县调查表", None, None, None, None, None, None),
                    ("村委会（盖章）", None, "帮扶单位（盖章）", None, "青石镇", "上湾村", "示例县财政局"),
                    ("代码", "项目", "数量", None, "青石镇", "下湾村", "示例县水务局"),
                    ("01", "走访次数", 3, None, "白沙乡", "三河村", "示例县档案馆"),
                    ("02", "座谈次数", 1, None, "白沙乡", "五里村", "示例县司法局"),
                ),
                merges=("A1:C1",),
            ),
        ),
        error="input.no_header",
    ),
    Case(
        "a form alone, to be filled in",
        (
            Page(
                (
                    ("结对帮扶情况登记表", None, None, None),
                    ("受帮扶村", "上湾村", "帮扶单位", "示例县财政局"),
                    ("开始时间", "2021-05", "结束时间", "2024-05"),
                ),
                merges=("A1:D1",),
            ),
        ),
        members=("上湾村",),
        pairs=("示例县财政局 > 上湾村 2021-05..2024-05",),
        problems=(("no-area", None, None), ("forms", 2, None)),
    ),
    Case(
        "an instruction row under the header",
        (
            Page(
                (
                    ("帮扶单位", "受帮扶村", "开始时间"),
                    ("填写单位全称", "填写行政村名称", "格式：2021-05"),
                    ("示例县财政局", "上湾村", "2021-05"),
                    ("示例县水务局", "下湾村", "2021-06"),
                )
            ),
        ),
        members=("上湾村", "下湾村"),
        pairs=("示例县水务局 > 下湾村 2021-06..", "示例县财政局 > 上湾村 2021-05.."),
    ),
    Case(
        "column numbers under the header",
        (
            Page(
                (
                    ("序号", "帮扶单位", "受帮扶村"),
                    ("甲", "1", "2"),
                    (1, "示例县财政局", "上湾村"),
                    (2, "示例县水务局", "下湾村"),
                )
            ),
        ),
        members=("上湾村", "下湾村"),
        pairs=("示例县水务局 > 下湾村", "示例县财政局 > 上湾村"),
        problems=(NO_AREA, ("no-name", 2, "受帮扶村")),
    ),
    Case(
        "township as a section row",
        (
            Page(
                (
                    ("序号", "村", "帮扶单位"),
                    ("青石镇",),
                    (1, "上湾村", "示例县财政局"),
                    (2, "下湾村", "示例县水务局"),
                    ("白沙乡",),
                    (3, "三河村", "示例县档案馆"),
                ),
                merges=("A2:C2", "A5:C5"),
            ),
        ),
        members=("三河村", "上湾村", "下湾村"),
        pairs=("示例县档案馆 > 三河村", "示例县水务局 > 下湾村", "示例县财政局 > 上湾村"),
        parts=("三河村 < 白沙乡", "上湾村 < 青石镇", "下湾村 < 青石镇"),
    ),
    Case(
        "the helper as a section row",
        (
            Page(
                (
                    ("序号", "受帮扶村", "备注"),
                    ("示例县财政局",),
                    (1, "上湾村", None),
                    (2, "下湾村", None),
                    ("示例县水务局",),
                    (3, "三河村", None),
                ),
                merges=("A2:C2", "A5:C5"),
            ),
        ),
        members=("三河村", "上湾村", "下湾村"),
        pairs=("示例县水务局 > 三河村", "示例县财政局 > 上湾村", "示例县财政局 > 下湾村"),
    ),
    Case(
        "cross table of years: helper of each year",
        (
            Page(
                (
                    ("村", "2021年帮扶单位", "2022年帮扶单位"),
                    ("上湾村", "示例县财政局", "示例县司法局"),
                    ("下湾村", "示例县水务局", "示例县水务局"),
                )
            ),
        ),
        error="input.which_helper",
    ),
    Case(
        "renamed county: 增城市 for 增城区",
        (
            Page(
                (
                    ("区（县）", "镇", "村", "帮扶单位"),
                    ("增城市", "石滩镇", "郑田村", "示例商会"),
                    ("增城市", "石滩镇", "塘头村", "示例医院"),
                )
            ),
        ),
        members=("塘头村委会", "郑田村委会"),
        pairs=("示例医院 > 塘头村委会", "示例商会 > 郑田村委会"),
        problems=(),
        parts=("塘头村委会 < 石滩镇", "郑田村委会 < 石滩镇"),
        area="440118",
    ),
    Case(
        "a prefecture with a county of its own name",
        (
            Page(
                (
                    ("市", "街道", "村", "帮扶单位"),
                    ("中山市", "五桂山街道", "长命水村", "示例商会"),
                    ("中山市", "五桂山街道", "桂南村", "示例医院"),
                )
            ),
        ),
        members=("桂南村民委员会", "长命水村民委员会"),
        pairs=("示例医院 > 桂南村民委员会", "示例商会 > 长命水村民委员会"),
        problems=(),
        parts=("桂南村民委员会 < 五桂山街道", "长命水村民委员会 < 五桂山街道"),
        area="4420",
    ),
    Case(
        "short form of an autonomous county",
        (
            Page(
                (
                    ("县", "受帮扶村", "帮扶单位"),
                    ("玉屏县", "大龙堡村", "示例商会"),
                    ("玉屏县", "鲢鱼塘村", "示例医院"),
                )
            ),
        ),
        members=("大龙堡村村民委员会", "鲢鱼塘村村民委员会"),
        pairs=("示例医院 > 鲢鱼塘村村民委员会", "示例商会 > 大龙堡村村民委员会"),
        problems=(),
        parts=("大龙堡村村民委员会 < 大龙街道", "鲢鱼塘村村民委员会 < 大龙街道"),
        area="520622",
    ),
    Case(
        "short prefecture and county names",
        (
            Page(
                (
                    ("州市", "县", "受帮扶县直单位", "帮扶单位"),
                    ("黔东南州", "玉示县", "玉示县人民医院", "示例市人民医院"),
                    ("黔东南州", "凯示县", "凯示县中医院", "示例市中医院"),
                )
            ),
        ),
        members=("凯示县中医院:hospital", "玉示县人民医院:hospital"),
        pairs=("示例市中医院 > 凯示县中医院", "示例市人民医院 > 玉示县人民医院"),
        problems=(),
        parts=("凯示县中医院 < 凯示县", "玉示县人民医院 < 玉示县"),
    ),
    Case(
        "HXL list without any organisation: a roster",
        (
            Page(
                (
                    ("District", "Village", "Code"),
                    ("#adm2+name", "#adm4+name", "#adm4+code"),
                    ("Northdale", "Upper Sample", "X01"),
                    ("Northdale", "Lower Sample", "X02"),
                )
            ),
        ),
        members=("Lower Sample", "Upper Sample"),
        problems=(),
        parts=("Lower Sample < Northdale", "Upper Sample < Northdale"),
        roster=True,
        read_as="roster",
        by="csv:utf-8-sig:,",
    ),
    Case(
        "HXL: #org+type and #org+code beside #org+name",
        (
            Page(
                (
                    ("Code", "Type", "Organisation", "Ward"),
                    ("#org+code", "#org+type", "#org+name", "#adm4+name"),
                    ("O1", "INGO", "Example Relief", "Upper Sample"),
                    ("O2", "NGO", "Other Relief", "Lower Sample"),
                )
            ),
        ),
        members=("Lower Sample", "Upper Sample"),
        pairs=("Example Relief > Upper Sample", "Other Relief > Lower Sample"),
        problems=(("foreign-places", None, None),),
        by="csv:utf-8-sig:,",
    ),
    Case(
        "HXL: deepest place empty in one row",
        (
            Page(
                (
                    ("Org", "Admin 1", "Admin 2"),
                    ("#org+impl", "#adm1+name", "#adm2+name"),
                    ("Example Relief", "Coast", "Northdale"),
                    ("Other Relief", "Hills", ""),
                )
            ),
        ),
        members=("Northdale:prefecture",),
        pairs=("Example Relief > Northdale",),
        problems=(("foreign-places", None, None), ("missing", 4, "Admin 2")),
        parts=("Northdale < Coast",),
        by="csv:utf-8-sig:,",
    ),
    Case(
        "prose in one column",
        (
            Page(
                (
                    ("东西部协作工作情况",),
                    ("示例县财政局与上湾村签订结对帮扶协议，帮扶期限三年。",),
                    ("示例县水务局结对帮扶下湾村，投入资金3万元。",),
                )
            ),
        ),
        error="input.no_recipient",
    ),
    Case(
        "a schedule that is no pairing at all",
        (
            Page(
                (
                    ("日期", "会议名称", "地点"),
                    ("2023-05-01", "结对帮扶推进会", "三楼会议室"),
                    ("2023-06-01", "帮扶单位联席会", "二楼会议室"),
                )
            ),
        ),
        error="input.no_recipient",
    ),
    Case(
        "households with their helpers (persons): no organizations",
        (
            Page(
                (
                    ("户主", "家庭人口", "帮扶干部", "电话"),
                    ("王示明", 4, "赵例强", "13800000001"),
                    ("李示华", 3, "孙例芳", "13800000002"),
                )
            ),
        ),
        error="input.no_recipient",
    ),
    Case(
        "a helper cell that ends in a person",
        (
            Page(
                (
                    ("村", "帮扶单位"),
                    ("上湾村", "示例县财政局（王示明 13800000001）"),
                    ("下湾村", "示例县水务局"),
                )
            ),
        ),
        members=("上湾村", "下湾村"),
        pairs=("示例县水务局 > 下湾村", "示例县财政局 > 上湾村"),
        problems=(NO_AREA, ("personal-dropped", 2, "帮扶单位")),
    ),
    Case(
        "同上 and ditto marks",
        (
            Page(
                (
                    ("村", "帮扶单位"),
                    ("上湾村", "示例县财政局"),
                    ("下湾村", "同上"),
                    ("三河村", "示例县水务局"),
                    ("五里村", "〃"),
                )
            ),
        ),
        members=("三河村", "上湾村", "下湾村", "五里村"),
        pairs=("示例县水务局 > 三河村", "示例县水务局 > 五里村", "示例县财政局 > 上湾村", "示例县财政局 > 下湾村"),
    ),
    Case(
        "quarters in a three-column group with period in the title row",
        (
            Page(
                (
                    ("2024年度",),
                    ("帮扶单位", "受帮扶村", "到位资金（万元）", None, None),
                    (None, None, "上半年", "下半年", "全年"),
                    ("示例县财政局", "上湾村", 3, 4, 7),
                    ("示例县水务局", "下湾村", 1, 2, 4),
                ),
                merges=("A1:E1", "A2:A3", "B2:B3", "C2:E2"),
            ),
        ),
        as_of="2024-12-31",
        members=("上湾村", "下湾村"),
        pairs=("示例县水务局 > 下湾村", "示例县财政局 > 上湾村"),
        amounts=(
            "示例县水务局 > 下湾村 funds 10000 2024-01/2024-06",
            "示例县水务局 > 下湾村 funds 20000 2024-07/2024-12",
            "示例县财政局 > 上湾村 funds 30000 2024-01/2024-06",
            "示例县财政局 > 上湾村 funds 40000 2024-07/2024-12",
        ),
        problems=(NO_AREA, ("sum-differs", 5, "到位资金（万元）/全年")),
    ),
)
