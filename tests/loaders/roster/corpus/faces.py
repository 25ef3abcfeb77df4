"""Kinds of files that were once read wrongly, two faces or more of each."""

from __future__ import annotations

from datetime import datetime

from tests.loaders.roster.corpus.writing import NO_AREA, Case, Page

FACES = (
    Case(
        "a type column is no helper: who is helped is asked",
        (
            Page(
                (
                    ("Charity", "AmountEUR", "DonorType", "Donor", "City", "DonationDate"),
                    ("Aid One", "5000", "COMPANY", "Sample Works Ltd", "11111 Musterstadt", "2019-01-05"),
                    ("Aid Two", "7000", "ORG", "Sample Club", "22222 Beispielburg", "2019-02-05"),
                )
            ),
        ),
        error="input.which_recipient",
        by="csv:utf-8-sig:,",
    ),
    Case(
        "the county of a helper is no helper",
        (
            Page(
                (
                    ("helper", "helper county", "helper type", "recipient", "recipient type"),
                    ("Example Works", "Upshire", "company", "North Village", "village"),
                    ("Example Trust", "Downshire", "ngo", "South Village", "village"),
                )
            ),
        ),
        members=("North Village", "South Village"),
        pairs=("Example Trust > South Village", "Example Works > North Village"),
        problems=(("foreign-places", None, None),),
        by="csv:utf-8-sig:,",
    ),
    Case(
        "its own township with the village in brackets helps nobody",
        (
            Page(
                (
                    ("镇名称", "村名称", "帮扶单位"),
                    ("示例甲镇", "东一村", "示例县示例甲镇（东一村）"),
                    ("示例甲镇", "东二村", "示例县示例甲镇(东二村)"),
                    ("示例甲镇", "东三村", "示例县审计局"),
                )
            ),
        ),
        members=("东一村", "东三村", "东二村"),
        pairs=("示例县审计局 > 东三村",),
        problems=(NO_AREA, ("self-help", 2, "帮扶单位"), ("self-help", 3, "帮扶单位")),
        parts=("东一村 < 示例甲镇", "东三村 < 示例甲镇", "东二村 < 示例甲镇"),
        roster=True,
        by="csv:utf-8-sig:,",
    ),
    Case(
        "every village helps itself",
        (
            Page(
                (
                    ("乡镇", "村", "帮扶单位"),
                    ("示例乙乡", "西一村", "西一村"),
                    ("示例乙乡", "西二村", "示例乙乡西二村"),
                    ("示例乙乡", "西三村", "西三村村委会"),
                )
            ),
        ),
        members=("西一村", "西三村", "西二村"),
        problems=(NO_AREA, ("self-help", 2, "帮扶单位"), ("self-help", 3, "帮扶单位"), ("self-help", 4, "帮扶单位")),
        parts=("西一村 < 示例乙乡", "西三村 < 示例乙乡", "西二村 < 示例乙乡"),
        roster=True,
        by="csv:utf-8-sig:,",
    ),
    Case(
        "sister cities name no helper",
        (
            Page(
                (
                    ("", "country", "city", "sister"),
                    ("0", "Exampleland", "Alphaville", "Betatown"),
                    ("1", "Exampleland", "Alphaville", "Gammaport"),
                    ("2", "Samplonia", "Deltaford", "Epsilon Bay"),
                )
            ),
        ),
        error="input.which_helper",
        by="csv:utf-8-sig:,",
    ),
    Case(
        "a list with a bureau left over is asked about",
        (
            Page(
                (
                    ("乡镇", "村", "主管部门"),
                    ("青石镇", "上湾村", "示例县农业局"),
                    ("青石镇", "下湾村", "示例县水务局"),
                )
            ),
        ),
        error="input.which_helper",
        by="csv:utf-8-sig:,",
    ),
    Case(
        "two groups under a merged header",
        (
            Page(
                (
                    ("镇名称", "村名称", "帮扶单位", "农业生产", None, "培训", None),
                    (None, None, None, "种植(户)", "养殖(户)", "农业科技培训(人次)", "就业技能培训(人次)"),
                    ("甲乡", "东一村", "示例商会", 1, 2, 3, 4),
                    ("甲乡", "东二村", None, 1, 2, 3, 4),
                ),
                merges=("A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:G1"),
            ),
        ),
        members=("东一村", "东二村"),
        pairs=("示例商会 > 东一村",),
        parts=("东一村 < 甲乡", "东二村 < 甲乡"),
        roster=True,
    ),
    Case(
        "groups without merged cells",
        (
            Page(
                (
                    ("村", "帮扶单位", "住房", None, "饮水", None),
                    (None, None, "危房(户)", "改造(户)", "水窖(口)", "水管(米)"),
                    ("东一村", "示例商会", 1, 2, 3, 4),
                    ("东二村", "示例医院", 1, 2, 3, 4),
                )
            ),
        ),
        members=("东一村", "东二村"),
        pairs=("示例医院 > 东二村", "示例商会 > 东一村"),
    ),
    Case(
        "a form beside a roster without a header",
        (
            Page(
                (
                    ("示例市调查表（一）", None, None, None),
                    ("贫困村（盖章）", None, "帮扶单位（盖章）", None, None, "示例县", "甲镇", "东一村", "示例街道"),
                    ("编号", "填表项目", "单位", "数量", None, "示例县", "甲镇", "东二村", "示例公司"),
                    (101, "到村次数", "次", None, None, "示例县", "甲镇", "东三村", "示例医院"),
                    (102, "发文", "代码", None, None, "示例县", "甲镇", "东四村", "示例商会"),
                ),
                merges=("A1:D1",),
            ),
        ),
        error="input.no_header",
    ),
    Case(
        "a list without a header beside a ledger is told",
        (
            Page(
                (
                    ("村", "帮扶单位", None, None, None),
                    ("东一村", "示例商会", None, "西一村", "示例公司"),
                    ("东二村", "示例医院", None, "西二村", "示例学校"),
                    ("东三村", "示例协会", None, "西三村", "示例银行"),
                )
            ),
        ),
        members=("东一村", "东三村", "东二村"),
        pairs=("示例医院 > 东二村", "示例协会 > 东三村", "示例商会 > 东一村"),
        problems=(NO_AREA, ("unread-block", None, None)),
    ),
    Case(
        "planned money and its parts",
        (
            Page(
                (
                    (
                        "村名称",
                        "帮扶单位",
                        "规划投入资金（元）",
                        "已投入帮扶资金（元）",
                        "用于帮扶到户资金(元)",
                        "用于帮扶到村资金(元)",
                    ),
                    ("东一村", "示例商会", "500000", "30000", "10000", "20000"),
                    ("东二村", "示例医院", "800000", "0", "0", "0"),
                )
            ),
        ),
        members=("东一村", "东二村"),
        pairs=("示例医院 > 东二村", "示例商会 > 东一村"),
        amounts=(
            "示例医院 > 东二村 funds 0",
            "示例医院 > 东二村 funds 800000 ?",
            "示例商会 > 东一村 funds 30000",
            "示例商会 > 东一村 funds 500000 ?",
        ),
        problems=(NO_AREA, ("planned-amount", 1, "规划投入资金（元）")),
        by="csv:utf-8-sig:,",
    ),
    Case(
        "a pledge beside what was paid",
        (
            Page(
                (
                    ("Village", "Donor", "Pledged (yuan)", "Paid (yuan)"),
                    ("North Village", "Example Trust", "5000", "2000"),
                )
            ),
        ),
        members=("North Village",),
        pairs=("Example Trust > North Village",),
        amounts=("Example Trust > North Village funds 2000", "Example Trust > North Village funds 5000 ?"),
        problems=(("foreign-places", None, None), ("planned-amount", 1, "Pledged (yuan)")),
        by="csv:utf-8-sig:,",
    ),
    Case(
        "persons of every sort",
        (
            Page(
                (
                    ("Village", "Helper", "Focal person", "Mobile", "E-mail", "Street"),
                    ("Upper Sample", "Example Club", "Ann Sample", "555-0100", "ann@example.org", "1 Sample Street"),
                )
            ),
        ),
        members=("Upper Sample",),
        pairs=("Example Club > Upper Sample",),
        problems=(
            ("foreign-places", None, None),
            ("personal-column", 1, "E-mail"),
            ("personal-column", 1, "Focal person"),
            ("personal-column", 1, "Mobile"),
            ("personal-column", 1, "Street"),
        ),
        by="csv:utf-8-sig:,",
    ),
    Case(
        "a donor that is a person",
        (
            Page(
                (
                    ("Village", "Donor"),
                    ("Upper Sample", "Mr Bob Sample"),
                    ("Lower Sample", "Example Club"),
                )
            ),
        ),
        members=("Lower Sample",),
        pairs=("Example Club > Lower Sample",),
        problems=(("foreign-places", None, None), ("person", 2, "Donor")),
        by="csv:utf-8-sig:,",
    ),
    Case(
        "namesakes in two provinces",
        (
            Page(
                (
                    ("helper_province", "helper", "helper_kind", "province", "recipient", "recipient_kind"),
                    ("江苏省", "鼓楼区", "county", "福建省", "鼓楼区", "county"),
                    ("江苏省", "示例区", "county", "福建省", "示例县", "county"),
                )
            ),
        ),
        members=("示例县:county", "鼓楼区:county"),
        pairs=("示例区 > 示例县", "鼓楼区 > 鼓楼区"),
        problems=(("unmatched", 3, "recipient"),),
        parts=("示例县 < 福建省", "鼓楼区 < 福州市"),
        by="csv:utf-8-sig:,",
    ),
    Case(
        "namesakes in two counties",
        (
            Page(
                (
                    ("县", "村", "帮扶单位所在县", "帮扶单位"),
                    ("甲县", "新民村", "乙县", "新民村"),
                    ("甲县", "和平村", "甲县", "和平村"),
                )
            ),
        ),
        members=("和平村", "新民村"),
        pairs=("新民村 > 新民村",),
        problems=(NO_AREA, ("self-help", 3, "帮扶单位")),
        parts=("和平村 < 甲县", "新民村 < 甲县"),
        roster=True,
        by="csv:utf-8-sig:,",
    ),
    Case(
        "an error in an optional code, in a text table",
        (
            Page(
                (
                    ("Organisation", "Sector", "District", "Village", "P-Code"),
                    ("#org", "#sector", "#adm3", "#adm4", "#adm4+code"),
                    ("Example Relief", "Health", "Sampledistrict", "Upper Sample", "X 01 001"),
                    ("Example Relief", "Health", "Sampledistrict", "Lower Sample", "#N/A"),
                    ("Other Relief", "WASH", "Sampledistrict", "Lower Sample", "#N/A"),
                )
            ),
        ),
        members=("Lower Sample", "Upper Sample"),
        pairs=("Example Relief > Lower Sample", "Example Relief > Upper Sample", "Other Relief > Lower Sample"),
        problems=(("error-left-out", 4, "P-Code"), ("foreign-places", None, None)),
        parts=("Lower Sample < Sampledistrict", "Upper Sample < Sampledistrict"),
        by="csv:utf-8-sig:,",
    ),
    Case(
        "an error in an optional code, in a workbook",
        (
            Page(
                (
                    ("Organisation", "Sector", "District", "Village", "P-Code"),
                    ("#org", "#sector", "#adm3", "#adm4", "#adm4+code"),
                    ("Example Relief", "Health", "Sampledistrict", "Upper Sample", "X 01 001"),
                    ("Example Relief", "Health", "Sampledistrict", "Lower Sample", "#N/A"),
                    ("Other Relief", "WASH", "Sampledistrict", "Lower Sample", None),
                )
            ),
        ),
        members=("Lower Sample", "Upper Sample"),
        pairs=("Example Relief > Lower Sample", "Example Relief > Upper Sample", "Other Relief > Lower Sample"),
        problems=(("error-left-out", 4, "P-Code"), ("foreign-places", None, None)),
        parts=("Lower Sample < Sampledistrict", "Upper Sample < Sampledistrict"),
    ),
    Case(
        "provinces of two countries",
        (
            Page(
                (
                    ("Org", "Activity", "Province", "Country"),
                    ("#org", "#sector", "#adm1", "#country"),
                    ("Org X", "WASH", "Coast", "Examplia"),
                    ("Org Y", "WASH", "Coast", "Samplonia"),
                    ("Org Z", "Health", "Hills", "Samplonia"),
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
        "districts are no villages",
        (
            Page(
                (
                    ("Who", "District", "Region"),
                    ("#org", "#adm2", "#adm1"),
                    ("Org X", "Upshire", "North"),
                    ("Org Y", "Upshire", "South"),
                )
            ),
        ),
        members=("Upshire:county", "Upshire:county"),
        pairs=("Org X > Upshire", "Org Y > Upshire"),
        problems=(("foreign-places", None, None),),
        parts=("Upshire < North", "Upshire < South"),
        by="csv:utf-8-sig:,",
    ),
    Case(
        "names beside identifiers",
        (
            Page(
                (
                    (
                        "Recipient Org:Identifier",
                        "Recipient Org:Name",
                        "Funding Org:Identifier",
                        "Funding Org:Name",
                        "Amount Awarded",
                        "Currency",
                    ),
                    ("XX-1", "Sample School", "YY-1", "Example Trust", "100", "GBP"),
                    ("XX-2", "Sample Club", "YY-1", "Example Trust", "200", "GBP"),
                )
            ),
        ),
        problems=(("currency", 2, "Amount Awarded"), ("kind-unknown", 1, "Recipient Org:Name")),
        read_as="money",
        by="csv:utf-8-sig:,",
    ),
    Case(
        "an identifier of the village beside its name",
        (
            Page(
                (
                    ("Village ID", "Village name", "Supporting organisation", "Supporting organisation ID"),
                    ("V1", "North Sample", "Example Club", "E9"),
                    ("V2", "South Sample", "Example Club", "E9"),
                )
            ),
        ),
        members=("North Sample", "South Sample"),
        pairs=("Example Club > North Sample", "Example Club > South Sample"),
        problems=(("foreign-places", None, None),),
        by="csv:utf-8-sig:,",
    ),
    Case(
        "one unit written with a space",
        (
            Page(
                (
                    ("村名", "帮扶单位"),
                    ("东一村", "省示例总队 示例支队"),
                    ("东二村", "示例医院"),
                )
            ),
        ),
        members=("东一村", "东二村"),
        pairs=("省示例总队示例支队 > 东一村", "示例医院 > 东二村"),
        problems=(NO_AREA, ("spaced", 2, "帮扶单位")),
        by="csv:utf-8-sig:,",
    ),
    Case(
        "no name is made up for a league",
        (
            Page(
                (
                    ("村名", "帮扶单位"),
                    ("东一村", "广州市人民政府示例街道办事处\n团示例区委\n示例区公安分局"),
                    ("东二村", "示例医院"),
                )
            ),
        ),
        members=("东一村", "东二村"),
        pairs=(
            "团示例区委 > 东一村",
            "广州市人民政府示例街道办事处 > 东一村",
            "示例区公安分局 > 东一村",
            "示例医院 > 东二村",
        ),
        by="csv:utf-8-sig:,",
    ),
    Case(
        "a league of another county in the same cell",
        (
            Page(
                (
                    ("村名", "帮扶单位"),
                    ("东一村", "贵阳市示例区教育局、共青团甲区委"),
                )
            ),
        ),
        members=("东一村",),
        pairs=("共青团甲区委 > 东一村", "贵阳市示例区教育局 > 东一村"),
        by="csv:utf-8-sig:,",
    ),
    Case(
        "a county that became a district",
        (
            Page(
                (
                    ("区（县）", "镇名称", "村名称", "帮扶单位"),
                    ("从化市", "鳌头镇", "龙田村", "示例商会"),
                    ("从化市", "鳌头镇", "龙聚村", "示例医院"),
                )
            ),
        ),
        members=("龙田村委会", "龙聚村委会"),
        pairs=("示例医院 > 龙聚村委会", "示例商会 > 龙田村委会"),
        problems=(),
        parts=("龙田村委会 < 鳌头镇", "龙聚村委会 < 鳌头镇"),
        by="csv:utf-8-sig:,",
        area="从化区",
    ),
    Case(
        "three columns of villages",
        (
            Page(
                (
                    ("单位", "乡镇", "受帮扶村1", "受帮扶村2", "受帮扶村3"),
                    ("大连示例重工有限公司", "民主镇", "下坝村", "砂厂村", None),
                    ("大连示例物流有限公司", "民主镇", "博地村", None, None),
                )
            ),
        ),
        members=("下坝村村民委员会", "博地村村民委员会", "砂厂村村民委员会"),
        pairs=(
            "大连示例物流有限公司 > 博地村村民委员会",
            "大连示例重工有限公司 > 下坝村村民委员会",
            "大连示例重工有限公司 > 砂厂村村民委员会",
        ),
        problems=(),
        parts=("下坝村村民委员会 < 民主镇", "博地村村民委员会 < 民主镇", "砂厂村村民委员会 < 民主镇"),
        area="520281",
    ),
    Case(
        "a cross table of helpers and villages",
        (
            Page(
                (
                    ("村", "示例县财政局", "示例县水务局", "示例县档案馆"),
                    ("东一村", "√", None, None),
                    ("东二村", None, "√", "√"),
                    ("东三村", None, None, None),
                )
            ),
        ),
        members=("东一村", "东三村", "东二村"),
        pairs=("示例县档案馆 > 东二村", "示例县水务局 > 东二村", "示例县财政局 > 东一村"),
        roster=True,
    ),
    Case(
        "a table on its side",
        (
            Page(
                (
                    ("帮扶单位", "大连示例重工有限公司", "大连示例物流有限公司"),
                    ("受帮扶村", "下坝村", "砂厂村"),
                    ("开始时间", "2019", "2020"),
                )
            ),
        ),
        members=("下坝村", "砂厂村"),
        pairs=("大连示例重工有限公司 > 下坝村 2019..", "大连示例物流有限公司 > 砂厂村 2020.."),
        problems=(("no-area", None, None), ("turned", 1, None)),
    ),
    Case(
        "an error in the helper's cell",
        (
            Page(
                (
                    ("乡镇", "受帮扶村", "帮扶单位", "开始时间"),
                    ("民主镇", "下坝村", "大连示例重工有限公司", "2019-05-01"),
                    ("民主镇", "砂厂村", "#REF!", "2019-05-01"),
                    ("民主镇", "博地村", "大连示例建设集团", "2019-05-01"),
                )
            ),
        ),
        members=("下坝村村民委员会", "博地村村民委员会"),
        pairs=(
            "大连示例建设集团 > 博地村村民委员会 2019-05-01..",
            "大连示例重工有限公司 > 下坝村村民委员会 2019-05-01..",
        ),
        problems=(("error-value", 3, "帮扶单位"),),
        parts=("下坝村村民委员会 < 民主镇", "博地村村民委员会 < 民主镇"),
        area="520281",
    ),
    Case(
        "characters that nobody sees",
        (
            Page(
                (
                    ("乡镇", "受帮扶村", "帮扶单位", "开始时间"),
                    ("民主\u00a0镇", "下坝\u200b村", "大连示例重工\u3000有限公司", "2019-05-01"),
                    ("民主镇", "砂厂村", "\ufeff大连示例物流有限公司", "2019-05-01"),
                    ("民主镇", "博地村", "大连示例建设集团", "2019-05-01"),
                )
            ),
        ),
        members=("下坝村村民委员会", "博地村村民委员会", "砂厂村村民委员会"),
        pairs=(
            "大连示例建设集团 > 博地村村民委员会 2019-05-01..",
            "大连示例物流有限公司 > 砂厂村村民委员会 2019-05-01..",
            "大连示例重工有限公司 > 下坝村村民委员会 2019-05-01..",
        ),
        problems=(),
        parts=("下坝村村民委员会 < 民主镇", "博地村村民委员会 < 民主镇", "砂厂村村民委员会 < 民主镇"),
        area="520281",
    ),
    Case(
        "dates as they are spoken",
        (
            Page(
                (
                    ("乡镇", "受帮扶村", "帮扶单位", "开始时间"),
                    ("民主镇", "下坝村", "大连示例重工有限公司", 43586),
                    ("民主镇", "砂厂村", "大连示例物流有限公司", "2019年5月1日星期三"),
                    ("民主镇", "博地村", "大连示例建设集团", "二〇一九年五月"),
                )
            ),
        ),
        members=("下坝村村民委员会", "博地村村民委员会", "砂厂村村民委员会"),
        pairs=(
            "大连示例建设集团 > 博地村村民委员会 2019-05..",
            "大连示例物流有限公司 > 砂厂村村民委员会 2019-05-01..",
            "大连示例重工有限公司 > 下坝村村民委员会 2019-05-01..",
        ),
        problems=(),
        parts=("下坝村村民委员会 < 民主镇", "博地村村民委员会 < 民主镇", "砂厂村村民委员会 < 民主镇"),
        area="520281",
    ),
    Case(
        "a row that is crossed out",
        (
            Page(
                (
                    ("乡镇", "受帮扶村", "帮扶单位"),
                    ("民主镇", "下坝村", "大连示例重工有限公司"),
                    ("民主镇", "砂厂村", "大连示例物流有限公司"),
                    ("民主镇", "博地村", "大连示例建设集团"),
                ),
                struck_rows=(3,),
            ),
        ),
        members=("下坝村村民委员会", "博地村村民委员会", "砂厂村村民委员会"),
        pairs=(
            "大连示例建设集团 > 博地村村民委员会",
            "大连示例物流有限公司 > 砂厂村村民委员会",
            "大连示例重工有限公司 > 下坝村村民委员会",
        ),
        problems=(("struck-rows", 3, None),),
        parts=("下坝村村民委员会 < 民主镇", "博地村村民委员会 < 民主镇", "砂厂村村民委员会 < 民主镇"),
        area="520281",
    ),
    Case(
        "places of another country are one line",
        (
            Page(
                (
                    ("Préfecture", "Organisation", "Secteur"),
                    ("Exempleville", "Org Un", "Santé"),
                    ("Modèlebourg", "Org Deux", "Eau"),
                )
            ),
        ),
        members=("Exempleville:county", "Modèlebourg:county"),
        pairs=("Org Deux > Modèlebourg", "Org Un > Exempleville"),
        problems=(("foreign-places", None, None),),
        by="csv:utf-8-sig:,",
        mapping='[columns]\nrecipient = "Préfecture"\nhelper = "Organisation"\n[defaults]\nrecipient_kind = "county"\n',
    ),
    Case(
        "a foreign currency is one line",
        (
            Page(
                (
                    ("Village", "Partner", "Amount", "Currency"),
                    ("Sample 0", "Example Trust", "1000", "GBP"),
                    ("Sample 1", "Example Trust", "1001", "GBP"),
                    ("Sample 2", "Example Trust", "1002", "GBP"),
                    ("Sample 3", "Example Trust", "1003", "GBP"),
                    ("Sample 4", "Example Trust", "1004", "GBP"),
                    ("Sample 5", "Example Trust", "1005", "GBP"),
                )
            ),
        ),
        members=("Sample 0", "Sample 1", "Sample 2", "Sample 3", "Sample 4", "Sample 5"),
        pairs=(
            "Example Trust > Sample 0",
            "Example Trust > Sample 1",
            "Example Trust > Sample 2",
            "Example Trust > Sample 3",
            "Example Trust > Sample 4",
            "Example Trust > Sample 5",
        ),
        problems=(("currency", 2, "Amount"), ("foreign-places", None, None)),
        by="csv:utf-8-sig:,",
    ),
    Case(
        "siblings are not proposed for each other",
        (
            Page(
                (
                    ("村名", "帮扶单位"),
                    ("东一村", "示例市国税局"),
                    ("东二村", "示例市地税局"),
                    ("东三村", "示例市农业局"),
                    ("东四村", "示例市林业局"),
                )
            ),
        ),
        members=("东一村", "东三村", "东二村", "东四村"),
        pairs=("示例市农业局 > 东三村", "示例市国税局 > 东一村", "示例市地税局 > 东二村", "示例市林业局 > 东四村"),
        by="csv:utf-8-sig:,",
    ),
    Case(
        "ways of helping that are no form",
        (
            Page(
                (
                    ("序号", "帮扶单位", "乡镇", "受帮扶村", "帮扶方式"),
                    (1, "大连示例重工有限公司", "民主镇", "下坝村", "村企结对"),
                    (2, "大连示例物流有限公司", "民主镇", "砂厂村", "产业帮扶"),
                    (3, "大连示例物流有限公司", "民主镇", "博地村", "一对一"),
                    (4, "大连示例物流有限公司", "民主镇", "石阶路村", "星火燎原"),
                )
            ),
        ),
        members=("下坝村村民委员会", "博地村村民委员会", "石阶路村村民委员会", "砂厂村村民委员会"),
        pairs=(
            "大连示例物流有限公司 > 博地村村民委员会",
            "大连示例物流有限公司 > 石阶路村村民委员会",
            "大连示例物流有限公司 > 砂厂村村民委员会",
            "大连示例重工有限公司 > 下坝村村民委员会",
        ),
        problems=(("unknown-word", 2, "帮扶方式"), ("unknown-word", 5, "帮扶方式")),
        parts=(
            "下坝村村民委员会 < 民主镇",
            "博地村村民委员会 < 民主镇",
            "石阶路村村民委员会 < 民主镇",
            "砂厂村村民委员会 < 民主镇",
        ),
        area="520281",
    ),
    Case(
        "natures of firms",
        (
            Page(
                (
                    ("序号", "帮扶单位", "乡镇", "受帮扶村", "帮扶单位性质"),
                    (1, "大连示例重工有限公司", "民主镇", "下坝村", "民营企业"),
                    (2, "大连示例物流有限公司", "民主镇", "砂厂村", "企业"),
                    (3, "示例甲", "民主镇", "博地村", "星火"),
                )
            ),
        ),
        members=("下坝村村民委员会", "博地村村民委员会", "砂厂村村民委员会"),
        pairs=(
            "大连示例物流有限公司 > 砂厂村村民委员会",
            "大连示例重工有限公司 > 下坝村村民委员会",
            "示例甲 > 博地村村民委员会",
        ),
        problems=(("unknown-word", 4, "帮扶单位性质"),),
        parts=("下坝村村民委员会 < 民主镇", "博地村村民委员会 < 民主镇", "砂厂村村民委员会 < 民主镇"),
        area="520281",
    ),
    Case(
        "dates of a year of officers",
        (
            Page(
                (
                    ("序号", "帮扶单位", "乡镇", "受帮扶村", "开始时间", "结束时间"),
                    (1, "大连示例重工有限公司", "民主镇", "下坝村", 20190101, 20251231),
                    (2, "大连示例重工有限公司", "民主镇", "砂厂村", "20190101", "20251231"),
                    (3, "大连示例重工有限公司", "民主镇", "博地村", "2019.5.1", "2025.12.31"),
                    (4, "大连示例重工有限公司", "民主镇", "机密村", "2019年5月1日", "2025年底"),
                    (5, "大连示例重工有限公司", "民主镇", "马家厂村", "2019年上半年", "2025年"),
                    (6, "大连示例重工有限公司", "民主镇", "石阶路村", "19.5", "25.12"),
                    (
                        7,
                        "大连示例重工有限公司",
                        "民主镇",
                        "下糯寨村",
                        datetime(2019, 5, 1, 8, 30),
                        datetime(2025, 12, 31, 23, 59),
                    ),
                    (8, "大连示例重工有限公司", "民主镇", "下厂村", "2019-05-01 08:30:00", "2025-12-31"),
                    (9, "大连示例重工有限公司", "民主镇", "滥滩村", 43586, 46022),
                    (10, "大连示例重工有限公司", "民主镇", "李子树村", "二〇一九年五月", "二〇二五年十二月"),
                    (11, "大连示例重工有限公司", "民主镇", "马龙村", "2019年5月初", "至今"),
                )
            ),
        ),
        members=(
            "下厂村村民委员会",
            "下坝村村民委员会",
            "下糯寨村村民委员会",
            "博地村村民委员会",
            "机密村村民委员会",
            "李子树村村民委员会",
            "滥滩村村民委员会",
            "石阶路村村民委员会",
            "砂厂村村民委员会",
            "马家厂村村民委员会",
            "马龙村村民委员会",
        ),
        pairs=(
            "大连示例重工有限公司 > 下厂村村民委员会 2019-05-01..2025-12-31",
            "大连示例重工有限公司 > 下坝村村民委员会 2019-01-01..2025-12-31",
            "大连示例重工有限公司 > 下糯寨村村民委员会 2019-05-01..2025-12-31",
            "大连示例重工有限公司 > 博地村村民委员会 2019-05-01..2025-12-31",
            "大连示例重工有限公司 > 机密村村民委员会 2019-05-01..2025",
            "大连示例重工有限公司 > 李子树村村民委员会 2019-05..2025-12",
            "大连示例重工有限公司 > 滥滩村村民委员会 2019-05-01..2025-12-31",
            "大连示例重工有限公司 > 石阶路村村民委员会",
            "大连示例重工有限公司 > 砂厂村村民委员会 2019-01-01..2025-12-31",
            "大连示例重工有限公司 > 马家厂村村民委员会 2019..2025",
            "大连示例重工有限公司 > 马龙村村民委员会 2019-05..",
        ),
        problems=(
            ("date-left-out", 7, "开始时间"),
            ("date-left-out", 7, "结束时间"),
            ("loose-date", 12, "开始时间"),
            ("loose-date", 5, "结束时间"),
            ("loose-date", 6, "开始时间"),
        ),
        parts=(
            "下厂村村民委员会 < 民主镇",
            "下坝村村民委员会 < 民主镇",
            "下糯寨村村民委员会 < 民主镇",
            "博地村村民委员会 < 民主镇",
            "机密村村民委员会 < 民主镇",
            "李子树村村民委员会 < 民主镇",
            "滥滩村村民委员会 < 民主镇",
            "石阶路村村民委员会 < 民主镇",
            "砂厂村村民委员会 < 民主镇",
            "马家厂村村民委员会 < 民主镇",
            "马龙村村民委员会 < 民主镇",
        ),
        area="520281",
    ),
    Case(
        "quarters beside their total",
        (
            Page(
                (
                    ("盘州市2024年结对帮扶资金到位情况表",),
                    (None, None, None, None, None, None, None, None, "单位：万元"),
                    ("序号", "帮扶单位", "乡镇", "受帮扶村", "一季度", "二季度", "三季度", "四季度", "合计"),
                    (1, "大连示例重工有限公司", "民主镇", "下坝村", 3.5, 4, None, None, 7.5),
                    (2, "大连示例物流有限公司", "民主镇", "砂厂村", 1.5, 2, None, None, 3.6),
                    (3, "大连示例建设集团", "民主镇", "尖山村", None, None, None, None, 3),
                ),
                merges=("A1:I1",),
            ),
        ),
        amounts=(
            "大连示例建设集团 > 尖山村村民委员会 funds 30000",
            "大连示例物流有限公司 > 砂厂村村民委员会 funds 15000 2024-01/2024-03",
            "大连示例物流有限公司 > 砂厂村村民委员会 funds 20000 2024-04/2024-06",
            "大连示例重工有限公司 > 下坝村村民委员会 funds 35000 2024-01/2024-03",
            "大连示例重工有限公司 > 下坝村村民委员会 funds 40000 2024-04/2024-06",
        ),
        problems=(("sum-differs", 5, "合计"),),
        read_as="money",
        area="520281",
    ),
    Case(
        "quarters under one merged header",
        (
            Page(
                (
                    ("2024年资金",),
                    ("序号", "帮扶单位", "乡镇", "受帮扶村", "2024年到位资金（万元）"),
                    (None, None, None, None, "一季度", "二季度", "三季度", "四季度", "合计"),
                    (1, "大连示例重工有限公司", "民主镇", "下坝村", 3.5, 4, None, None, 7.5),
                    (2, "大连示例物流有限公司", "民主镇", "砂厂村", 1.5, 2, None, None, 3.5),
                ),
                name="资金",
                merges=("A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:I2"),
            ),
        ),
        amounts=(
            "大连示例物流有限公司 > 砂厂村村民委员会 funds 15000 2024-01/2024-03",
            "大连示例物流有限公司 > 砂厂村村民委员会 funds 20000 2024-04/2024-06",
            "大连示例重工有限公司 > 下坝村村民委员会 funds 35000 2024-01/2024-03",
            "大连示例重工有限公司 > 下坝村村民委员会 funds 40000 2024-04/2024-06",
        ),
        problems=(),
        read_as="money",
        area="520281",
    ),
    Case(
        "one firm in four spellings",
        (
            Page(
                (
                    ("序号", "帮扶单位", "乡镇", "受帮扶村"),
                    ("1", "大连示例重工有限公司", "民主镇", "下坝村"),
                    ("2", "示例重工", "民主镇", "砂厂村"),
                    ("3", "大连示例重工（有限公司）", "民主镇", "博地村"),
                    ("4", "大连示例重工集团有限公司", "民主镇", "机密村"),
                )
            ),
        ),
        members=("下坝村村民委员会", "博地村村民委员会", "机密村村民委员会", "砂厂村村民委员会"),
        pairs=(
            "大连示例重工有限公司 > 下坝村村民委员会",
            "大连示例重工集团有限公司 > 机密村村民委员会",
            "大连示例重工（有限公司） > 博地村村民委员会",
            "示例重工 > 砂厂村村民委员会",
        ),
        problems=(("proposal", 3, "帮扶单位"), ("proposal", 4, "帮扶单位"), ("proposal", 5, "帮扶单位")),
        parts=(
            "下坝村村民委员会 < 民主镇",
            "博地村村民委员会 < 民主镇",
            "机密村村民委员会 < 民主镇",
            "砂厂村村民委员会 < 民主镇",
        ),
        by="csv:utf-8-sig:,",
        area="520281",
    ),
    Case(
        "persons of a ledger",
        (
            Page(
                (
                    (
                        "序号",
                        "帮扶单位",
                        "乡镇",
                        "受帮扶村",
                        "村支书",
                        "支部书记",
                        "村主任",
                        "包村干部",
                        "驻村工作队员",
                        "经办人",
                        "联络员",
                        "分管领导",
                        "户主",
                        "法人",
                        "手机",
                        "QQ",
                        "第一书记",
                        "书记",
                        "主任",
                    ),
                    (
                        1,
                        "大连示例重工有限公司",
                        "民主镇",
                        "下坝村",
                        "王小明",
                        "王小红",
                        "王小军",
                        "王小强",
                        "王小丽",
                        "王小英",
                        "王小华",
                        "王小芳",
                        "王小刚",
                        "王小平",
                        "13885801234",
                        "13885801234",
                        "王小玲",
                        "王小林",
                        "王小冬",
                    ),
                )
            ),
        ),
        members=("下坝村村民委员会",),
        pairs=("大连示例重工有限公司 > 下坝村村民委员会",),
        problems=(
            ("personal-column", 1, "QQ"),
            ("personal-column", 1, "主任"),
            ("personal-column", 1, "书记"),
            ("personal-column", 1, "分管领导"),
            ("personal-column", 1, "包村干部"),
            ("personal-column", 1, "户主"),
            ("personal-column", 1, "手机"),
            ("personal-column", 1, "支部书记"),
            ("personal-column", 1, "村主任"),
            ("personal-column", 1, "村支书"),
            ("personal-column", 1, "法人"),
            ("personal-column", 1, "第一书记"),
            ("personal-column", 1, "经办人"),
            ("personal-column", 1, "联络员"),
            ("personal-column", 1, "驻村工作队员"),
        ),
        parts=("下坝村村民委员会 < 民主镇",),
        area="520281",
    ),
    Case(
        "pairs alone are no roster",
        (
            Page(
                (
                    ("序号", "帮扶单位", "乡镇", "受帮扶村", "开始时间"),
                    (1, "大连示例重工有限公司", "民主镇", "下坝村", "2022"),
                    (2, "大连示例物流有限公司", "民主镇", "砂厂村", "2022"),
                )
            ),
        ),
        members=("下坝村村民委员会", "砂厂村村民委员会"),
        pairs=("大连示例物流有限公司 > 砂厂村村民委员会 2022..", "大连示例重工有限公司 > 下坝村村民委员会 2022.."),
        problems=(),
        parts=("下坝村村民委员会 < 民主镇", "砂厂村村民委员会 < 民主镇"),
        area="520281",
    ),
    Case(
        "pairs that have ended",
        (
            Page(
                (
                    ("序号", "帮扶单位", "乡镇", "受帮扶村", "开始时间", "结束时间"),
                    (1, "大连示例重工有限公司", "民主镇", "下坝村", "2020-01-01", "2022-12-31"),
                    (2, "大连示例物流有限公司", "民主镇", "尖山村", "2020-01-01", "2022-12-31"),
                )
            ),
        ),
        members=("下坝村村民委员会", "尖山村村民委员会"),
        pairs=(
            "大连示例物流有限公司 > 尖山村村民委员会 2020-01-01..2022-12-31",
            "大连示例重工有限公司 > 下坝村村民委员会 2020-01-01..2022-12-31",
        ),
        problems=(),
        parts=("下坝村村民委员会 < 民主镇", "尖山村村民委员会 < 民主镇"),
        area="520281",
    ),
    Case(
        "who does the work helps, who pays does not",
        (
            Page(
                (
                    (
                        "Donor",
                        "Lead",
                        "Implementing partner",
                        "Org type",
                        "Cluster",
                        "Province",
                        "Province code",
                        "District",
                        "District code",
                        "VDC",
                        "VDC code",
                        "Start",
                        "End",
                        "Status",
                        "People reached",
                    ),
                    (
                        "#org+funding",
                        "#org+prog",
                        "#org+impl",
                        "#org+type+impl",
                        "#sector+cluster",
                        "#adm1+name",
                        "#adm1+code",
                        "#adm2+name",
                        "#adm2+code",
                        "#adm3+name",
                        "#adm3+code",
                        "#date+start",
                        "#date+end",
                        "#status",
                        "#reached",
                    ),
                    (
                        "Aid Fund",
                        "Child Fund",
                        "Help Now",
                        "INGO",
                        "WASH",
                        "Bagmati",
                        "NP03",
                        "Sindhuli",
                        "NP0301",
                        "Kamalamai",
                        "NP030101",
                        "2015-05-01",
                        "2015-12-31",
                        "Ongoing",
                        "1200",
                    ),
                    (
                        "Gov Aid",
                        "Food Fund",
                        "Relief Org",
                        "INGO",
                        "Food",
                        "Bagmati",
                        "NP03",
                        "Sindhuli",
                        "NP0301",
                        "Dudhauli",
                        "NP030102",
                        "2015-05-10",
                        "",
                        "Planned",
                        "300",
                    ),
                    (
                        "Union Aid",
                        "Child Fund",
                        "Relief Org",
                        "INGO",
                        "WASH",
                        "Bagmati",
                        "NP03",
                        "Dhading",
                        "NP0302",
                        "Nilkantha",
                        "NP030201",
                        "2015-06-01",
                        "2015-07-01",
                        "Completed",
                        "80",
                    ),
                )
            ),
        ),
        members=("Dudhauli", "Kamalamai", "Nilkantha"),
        pairs=(
            "Help Now > Kamalamai 2015-05-01..2015-12-31",
            "Relief Org > Dudhauli 2015-05-10.. ?",
            "Relief Org > Nilkantha 2015-06-01..2015-07-01",
        ),
        problems=(("planned-pairing", 4, "Status"),),
        parts=("Dudhauli < Sindhuli", "Kamalamai < Sindhuli", "Nilkantha < Dhading"),
        by="csv:utf-8-sig:,",
    ),
    Case(
        "tags in the third row, under two others",
        (
            Page(
                (
                    ("Junk", "Junk", "Junk", "Junk"),
                    ("Org", "No hashtag", "Province", "Number affected"),
                    ("#org", "", "#adm1", "#affected"),
                    ("Org X", "xxx", "Coast", "100"),
                    ("Org Y", "yyy", "Mountains", "200"),
                )
            ),
        ),
        members=("Coast:province", "Mountains:province"),
        pairs=("Org X > Coast", "Org Y > Mountains"),
        problems=(("foreign-places", None, None),),
        by="csv:utf-8-sig:,",
    ),
    Case(
        "only who pays is tagged: it is asked",
        (
            Page(
                (
                    ("Donor", "Village"),
                    ("#org+funding", "#adm4"),
                    ("Aid Fund", "North Sample"),
                    ("Gov Aid", "South Sample"),
                )
            ),
        ),
        error="input.which_helper",
        by="csv:utf-8-sig:,",
    ),
)
