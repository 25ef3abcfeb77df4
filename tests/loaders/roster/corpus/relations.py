"""Files whose two sides only their headers together tell, and whose rows say how each pairing stands."""

from __future__ import annotations

from tests.loaders.roster.corpus.writing import NO_AREA, Case, Page

RELATIONS = (
    Case(
        "被托管机构 before 托管方, with 业务协作单位 and 协议现状",
        (
            Page(
                (
                    ("序号", "被托管机构", "托管方", "业务协作单位", "签订时间", "协议现状"),
                    (1, "青石镇卫生院", "示例县人民医院", "示例市第二医院", "2022-03", "在托"),
                    (2, "白沙乡卫生院", "示例县中医院", None, "2022-03", "协议到期未续"),
                    (3, "竹溪乡卫生院", "—", None, None, "尚未落实"),
                    (4, "梅山镇卫生院", "示例县中医院", None, None, "草签，待批复"),
                )
            ),
        ),
        members=("梅山镇卫生院:hospital", "白沙乡卫生院:hospital", "竹溪乡卫生院:hospital", "青石镇卫生院:hospital"),
        pairs=(
            "示例县中医院 > 梅山镇卫生院 ?",
            "示例县人民医院 > 青石镇卫生院 2022-03..",
            "示例市第二医院 > 青石镇卫生院 2022-03..",
        ),
        problems=(("ended-pairing", 3, "协议现状"), ("planned-pairing", 5, "协议现状")),
        roster=True,
        as_of="2024-12-31",
        file="2024年末托管台账",
    ),
    Case(
        "核心校 and 成员校, who left told in a remark",
        (
            Page(
                (
                    ("编号", "核心校", "成员校", "说明"),
                    (1, "示例实验小学", "青石镇小学、白沙乡小学", "轮岗3人"),
                    (2, "示例第一小学", "竹溪乡小学、梅山镇小学", "梅山镇小学2024年8月退出"),
                )
            ),
        ),
        members=("梅山镇小学:school", "白沙乡小学:school", "竹溪乡小学:school", "青石镇小学:school"),
        pairs=(
            "示例实验小学 > 白沙乡小学",
            "示例实验小学 > 青石镇小学",
            "示例第一小学 > 梅山镇小学 ..2024-08",
            "示例第一小学 > 竹溪乡小学",
        ),
        problems=(),
        as_of="2024-12-31",
        file="2024年教联体",
    ),
    Case(
        "a column of helpers for each period",
        (
            Page(
                (
                    ("村名", "2016—2018年", "2019—2020年", "2021年至今", "备注"),
                    ("柳林村", "示例县粮食局", "示例县教育局", "同前", None),
                    ("杏花村", "示例县广电局", "同前", "—", "2020年底撤出"),
                    ("石榴村", "—", "—", "—", None),
                )
            ),
        ),
        members=("杏花村", "柳林村", "石榴村"),
        pairs=("示例县广电局 > 杏花村 2016..2020", "示例县教育局 > 柳林村 2019..", "示例县粮食局 > 柳林村 2016..2018"),
        roster=True,
    ),
    Case(
        "two rounds on two sheets",
        (
            Page(
                (
                    ("序", "选派单位", "受派单位"),
                    (1, "示例市第一医院", "甲县人民医院"),
                    (2, "示例市第三医院", "乙县人民医院"),
                ),
                "首轮2022-2024（已期满）",
            ),
            Page(
                (
                    ("序", "选派单位", "受派单位"),
                    (1, "示例市第一医院", "甲县人民医院"),
                    (2, "示例市中心医院", "乙县人民医院"),
                ),
                "第二轮2025-2027",
            ),
        ),
        members=("乙县人民医院:hospital", "甲县人民医院:hospital"),
        pairs=(
            "示例市中心医院 > 乙县人民医院 2025..2027",
            "示例市第一医院 > 甲县人民医院 2022..2024",
            "示例市第一医院 > 甲县人民医院 2025..2027",
            "示例市第三医院 > 乙县人民医院 2022..2024",
        ),
        problems=(("round-years", None, None), ("round-years", None, None)),
    ),
    Case(
        "牵头商会 with 参与企业",
        (
            Page(
                (
                    ("牵头商会", None, "参与企业", "联系村", "进展"),
                    ("商会名称", "会长", None, None, None),
                    ("示例市浙商商会", "某某", "示例置业有限公司", "柳林村", "实施中"),
                    ("示例市餐饮商会", "某某", None, "杏花村", "意向，未签"),
                    ("无", None, None, "石榴村", None),
                ),
                merges=("A1:B1", "C1:C2", "D1:D2", "E1:E2"),
            ),
        ),
        members=("杏花村", "柳林村", "石榴村"),
        pairs=("示例市浙商商会 > 柳林村", "示例市餐饮商会 > 杏花村 ?", "示例置业有限公司 > 柳林村"),
        problems=(NO_AREA, ("personal-column", 2, "牵头商会/会长"), ("planned-pairing", 4, "进展")),
        roster=True,
    ),
    Case(
        "posts of first secretaries, who was recalled and who is to come",
        (
            Page(
                (
                    ("序号", "姓名", "派出单位", "任职村", "备注"),
                    (1, "某某", "示例县教育局", "柳林村", None),
                    (2, "某某", "示例县残联", "杏花村", "期满召回，未再派"),
                    (3, "某某", "示例县科协", "石榴村", "人选已定，2025年1月到岗"),
                )
            ),
        ),
        members=("柳林村", "石榴村"),
        pairs=("示例县教育局 > 柳林村", "示例县科协 > 石榴村 ?"),
        problems=(
            ("ended-pairing", 3, "备注"),
            NO_AREA,
            ("personal-column", 1, "姓名"),
            ("planned-pairing", 4, "备注"),
        ),
        as_of="2024-12-31",
        file="驻村第一书记花名册2024",
    ),
    Case(
        "blocks of name and amount for several sponsors",
        (
            Page(
                (
                    ("Commune sinistrée", "1re marraine", None, "2e marraine", None, "Remarque"),
                    (None, "Nom", "Versé", "Nom", "Versé", None),
                    ("Acoua-Plage", "Vieilleville", 12000, "Pont-Luce", 5500, None),
                    ("Kani-Est", "Briac-sur-Orne", None, None, None, "délibération prévue en mars"),
                    ("Ouangani", None, None, None, None, None),
                ),
                merges=("A1:A2", "B1:C1", "D1:E1", "F1:F2"),
            ),
        ),
        members=("Acoua-Plage:other", "Kani-Est:other", "Ouangani:other"),
        pairs=("Briac-sur-Orne > Kani-Est ?", "Pont-Luce > Acoua-Plage", "Vieilleville > Acoua-Plage"),
        problems=(("kind-unknown", 2, "Commune sinistrée"), ("planned-pairing", 4, "Remarque")),
        roster=True,
    ),
    Case(
        "a trust in support, a lead buddy and others",
        (
            Page(
                (
                    ("Ref", "Trust in support segment", "Lead buddy", "Additional buddies", "RAG / state"),
                    ("N1", "Northam Coast Trust", "Fell Teaching Hospitals", "Castle University Hospitals", "Live"),
                    ("N2", "Wyre Community Trust", "TBA", None, "Unmatched"),
                    ("N3", "Dale Mental Health Trust", "Penrith Valley Trust", None, "Stood down"),
                    ("N4", "Kirk Care Trust", "Penrith Valley Trust", None, "In scoping"),
                    (None, "4 rows", None, None, None),
                )
            ),
        ),
        members=(
            "Dale Mental Health Trust:other",
            "Kirk Care Trust:other",
            "Northam Coast Trust:other",
            "Wyre Community Trust:other",
        ),
        pairs=(
            "Castle University Hospitals > Northam Coast Trust",
            "Fell Teaching Hospitals > Northam Coast Trust",
            "Penrith Valley Trust > Kirk Care Trust ?",
        ),
        problems=(
            ("ended-pairing", 4, "RAG / state"),
            ("kind-unknown", 1, "Trust in support segment"),
            ("planned-pairing", 5, "RAG / state"),
        ),
        roster=True,
        file="Buddies",
    ),
    Case(
        "appuyé beside porteur, two joined by a plus, a read-me first",
        (
            Page((("Fichier tenu par la cellule coopération.",),), "Lisez-moi"),
            Page(
                (
                    ("Établissement porteur", "Établissement appuyé", "État"),
                    ("CHU de Bellecombe", "Hôpital de Mbouda", "en cours"),
                    ("CH de Rive + CH des Deux-Monts", "Hôpital de Kolda", "en cours"),
                    ("Institut Garonne", "Hôpital de Zinder", "suspendu"),
                    ("recherche en cours", "Hôpital de Bongor", None),
                ),
                "Suivi",
            ),
        ),
        members=(
            "Hôpital de Bongor:other",
            "Hôpital de Kolda:other",
            "Hôpital de Mbouda:other",
            "Hôpital de Zinder:other",
        ),
        pairs=(
            "CH de Rive > Hôpital de Kolda",
            "CH des Deux-Monts > Hôpital de Kolda",
            "CHU de Bellecombe > Hôpital de Mbouda",
        ),
        problems=(("ended-pairing", 4, "État"), ("kind-unknown", 1, "Établissement appuyé"), ("no-table", None, None)),
        roster=True,
    ),
    Case(
        "words for the status in two languages",
        (
            Page(
                (
                    ("Recipient hospital 受援医院", "Supporting hospital 支援医院", "Status 状况"),
                    ("Jiange Hospital 剑阁医院", "Harbour Hospital 海岭医院", "Active 进行中"),
                    ("Qing Clinic 青川卫生院", "Mercy Hospital 慈恩医院", "Completed 已完成"),
                    ("Cangxi Hospital 苍溪医院", "Mercy Hospital 慈恩医院", "Proposed 拟议"),
                    ("Lizhou Hospital 利州医院", "Nil 无", None),
                )
            ),
        ),
        members=(
            "Cangxi Hospital 苍溪医院:hospital",
            "Jiange Hospital 剑阁医院:hospital",
            "Lizhou Hospital 利州医院:hospital",
            "Qing Clinic 青川卫生院:hospital",
        ),
        pairs=(
            "Harbour Hospital 海岭医院 > Jiange Hospital 剑阁医院",
            "Mercy Hospital 慈恩医院 > Cangxi Hospital 苍溪医院 ?",
        ),
        problems=(("ended-pairing", 3, "Status状况"), ("planned-pairing", 4, "Status状况")),
        roster=True,
    ),
    Case(
        "单位 and its 联系点, with a count behind them",
        (
            Page(
                (
                    ("单位", "联系点"),
                    ("示例县委宣传部", "红旗村、东风村（2个）"),
                    ("示例县统计局", "胜利村"),
                    ("合计", "3个"),
                )
            ),
        ),
        members=("东风村", "红旗村", "胜利村"),
        pairs=("示例县委宣传部 > 东风村", "示例县委宣传部 > 红旗村", "示例县统计局 > 胜利村"),
    ),
    Case(
        "municípios atingidos and padrinhos, total and source below",
        (
            Page(
                (
                    ("Município atingido", "Município padrinho", "Situação"),
                    ("Vale Encantado", "Campo Largo", "ativo"),
                    ("Roca do Sul", "Serra Clara", "encerrado em 30/09/2024"),
                    ("Lajeado Fundo", None, "SEM PADRINHO"),
                    ("Total repassado", None, None),
                    ("Fonte: Defesa Civil", None, None),
                )
            ),
        ),
        members=("Lajeado Fundo:other", "Roca do Sul:other", "Vale Encantado:other"),
        pairs=("Campo Largo > Vale Encantado", "Serra Clara > Roca do Sul ..2024-09-30"),
        problems=(("kind-unknown", 1, "Município atingido"),),
        roster=True,
        file="apadrinhamento",
    ),
    Case(
        "a legend says what colours mean",
        (
            Page(
                (
                    ("（灰底为已解除结对，黄底为拟新增）", None),
                    ("村", "帮扶单位"),
                    ("柳林村", "示例县教育局"),
                    ("杏花村", "示例县水务局"),
                ),
                merges=("A1:B1",),
            ),
        ),
        error="input.colours",
    ),
)
