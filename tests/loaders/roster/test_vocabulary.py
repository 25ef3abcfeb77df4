"""What people write under 单位性质 and 帮扶方式: each word was listed before any was looked up."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.model import Form, Kind
from loaders import load
from loaders.roster.standing import Standing
from loaders.roster.vocabulary import form_of, kind_of_word, sector_of, standing_of

KINDS = {
    Kind.ENTERPRISE: """
        国企
        国有企业
        民企
        民营企业
        私营企业
        央企
        中央企业
        省属国企
        市属企业
        外企
        外资企业
        合资企业
        个体工商户
        个体户
        股份制企业
        上市公司
        农业龙头企业
        有限责任公司
        集体企业
        合作社
        农民专业合作社
        金融机构
        银行
        保险公司
        爱心企业
        Private company
        Private sector
        entreprise
        entreprise privée
        empresa
        Bank
        Cooperative
        国企（央企）
        企业（民营）
        国有 企业
        1.国有企业
        企业类
        国有独资
        东部企业
    """,
    Kind.OTHER: """
        事业单位
        市直单位
        中央单位
        驻地单位
        机关事业单位
        群团组织
        群团
        人民团体
        民主党派
        科研院所
        科研单位
        部队
        军队
        驻军部队
        武警
        医疗机构
        卫生机构
        医疗卫生机构
        党派团体
        其他
        其他组织
        UN agency
        UN
        United Nations
        Government
        Governmental
        Academia
        Donor
        gouvernement
        local authority
        military
        企业、社会组织
        企业/事业单位
        参公单位
        二级单位
    """,
    Kind.DEPARTMENT: """
        机关
        行政机关
        党政机关
        机关单位
        党委部门
        政府部门
        市直部门
        Ministère
        ministerio
        ministry
        省级机关
        国家机关
        县级部门
    """,
    Kind.SCHOOL: """
        高校
        院校
        高等院校
        大专院校
        职业学校
        中小学
        学校
        公办学校
        Academic
        Academic institution
        University
        école
        escuela
    """,
    Kind.SOCIAL_GROUP: """
        社会组织
        社会团体
        民办非企业
        民办非企业单位
        社会服务机构
        基金会
        慈善组织
        商协会
        商会
        行业协会
        协会商会
        志愿服务组织
        INGO
        NGO
        NNGO
        National NGO
        Local NGO
        International NGO
        CSO
        Red Cross movement
        Red Cross
        RCRC
        Foundation
        ONG
        ONG internationale
        ONG nationale
        association
        Fondation
        community-based organization
        CBO
        faith-based organisation
    """,
    Kind.TOWNSHIP: """
        街道
        镇街
        街镇
        乡镇街道
    """,
    Kind.HOSPITAL: """
        医院
        公立医院
        卫生院
        hôpital
    """,
    Kind.VILLAGE: """
        村集体
        居委会
        村委会
        社区居委会
    """,
    None: """
        个人
        爱心人士
        星火燎原
        A
        大连示例公司
        张三
    """,
}
FORMS = {
    None: """
        村企结对
        校校结对
        院院结对
        校际结对
        部门包村
        村村结对
        镇镇结对
        镇村结对
        社区结对
        产业帮扶
        消费帮扶
        就业帮扶
        教育帮扶
        医疗帮扶
        健康帮扶
        科技帮扶
        文化帮扶
        金融帮扶
        生态帮扶
        人才帮扶
        智力帮扶
        劳务协作
        产业协作
        消费扶贫
        产业扶贫
        资金帮扶
        项目帮扶
        定点帮扶
        定点扶贫
        1+1
        点对点
        一对多
        多对一
        多帮一
        多对多
        一村一企
        一企一村
        万企帮万村
        万企兴万村
        百企帮百村
        党建共建
        支部共建
        结对共建
        党建引领
        战略合作
        战略合作协议
        合作协议
        协议帮扶
        医联体
        教育共同体
        教联体
        对口支援
        对口帮扶
        对口协作
        东西部协作
        挂钩帮扶
        挂职
        包保
        包村
        驻村
        驻村帮扶
        结对帮扶
        结对
        捐赠
        捐资捐物
        捐款
        资助
        援建
        托管帮扶
        专科共建
        远程医疗
        联合办学
        送教
        支教
        支医
        twinning
        cash
        in kind
        technical assistance
        MoU
        bilateral
        sister city
        partenariat
        产业帮扶、消费帮扶
        产业+消费
        一对一/组团式
        非组团式
        一对一或组团
        无
        其他
        企业帮扶
        党建帮扶
        乡村振兴
        基础设施
        人居环境
        法律援助
    """,
    Form.GROUP: """
        组团式
        组团式帮扶
        组团帮扶
        “组团式”帮扶
        教育组团式帮扶
        医疗人才组团式帮扶
        group
    """,
    Form.ONE_TO_ONE: """
        一对一
        一对一帮扶
        一对一结对
        “一对一”
        1对1
        一帮一
        one to one
        One-to-one
        1:1
        一对一、产业帮扶
    """,
    Form.UMBRELLA: """
        框架协议
        框架
        签订框架协议
        战略合作框架协议
        framework agreement
    """,
    Form.COMMUNITY: """
        医共体
        县域医共体
        紧密型医共体
    """,
}
SECTORS = {
    "产业帮扶": "产业",
    "消费帮扶": "消费",
    "就业帮扶": "就业",
    "教育帮扶": "教育",
    "医疗帮扶": "医疗",
    "健康帮扶": "健康",
    "科技帮扶": "科技",
    "文化帮扶": "文化",
    "金融帮扶": "金融",
    "生态帮扶": "生态",
    "人才帮扶": "人才",
    "智力帮扶": "智力",
    "劳务协作": "劳务",
    "产业协作": "产业",
    "消费扶贫": "消费",
    "产业扶贫": "产业",
    "教育组团式帮扶": "教育",
    "医疗人才组团式帮扶": "医疗",
    "产业帮扶、消费帮扶": "产业、消费",
    "一对一、产业帮扶": "产业",
    "产业+消费": "产业、消费",
    "党建帮扶": "党建",
    "基础设施": "基础设施",
    "人居环境": "人居环境",
    "法律援助": "法律",
}


def listed(words: str) -> list[str]:
    """The words, one a line."""
    return [word.strip() for word in words.strip().splitlines()]


@pytest.mark.parametrize(("kind", "words"), KINDS.items(), ids=map(str, KINDS))
def test_the_kind_that_a_word_gives(kind: Kind | None, words: str) -> None:
    assert {word: kind_of_word(word) for word in listed(words)} == dict.fromkeys(listed(words), kind)


@pytest.mark.parametrize(("form", "words"), FORMS.items(), ids=map(str, FORMS))
def test_the_form_that_a_word_says(form: Form | None, words: str) -> None:
    assert {word: form_of(word) for word in listed(words)} == dict.fromkeys(listed(words), form)


def test_the_sectors_that_a_way_of_helping_names() -> None:
    words = [word for text in FORMS.values() for word in listed(text)]
    assert {word: sector for word in words if (sector := sector_of(word))} == SECTORS


@pytest.mark.parametrize("text", ["", " ", "无", "——", "x" * 5000, "一对一" * 5000, "#REF!", "43586"], ids=range(8))
def test_what_is_no_word(text: str) -> None:
    assert (kind_of_word(text), form_of(text), sector_of(text)) == (None, None, None)


def test_a_form_beside_another_says_none() -> None:
    assert [
        form_of(text) for text in ("一对一、一对多", "一对一和组团式", "不是一对一", "非组团式", "一对一；一对一")
    ] == [
        *[None] * 4,
        Form.ONE_TO_ONE,
    ]


@pytest.mark.parametrize(
    ("words", "standing"),
    [
        ("已签约 已对接 正常 有效 延期 signed ongoing", Standing.AGREED),
        ("未签约 尚未签订 还没签 待签 拟结对 意向 洽谈中 协议签订中 计划2024年结对 pending proposed", Standing.PLANNED),
        ("已撤销 失效 暂停 取消 已终止 expired cancelled", Standing.ENDED),
        ("脱贫 不再计划调整 一般 good", None),
    ],
)
def test_how_a_pairing_stands_by_its_word(words: str, standing: Standing | None) -> None:
    assert {word: standing_of(word) for word in words.split()} == dict.fromkeys(words.split(), standing)
    for word in ("not signed", "under negotiation"):
        assert standing_of(word) is Standing.PLANNED


def test_a_draft_is_only_planned_unless_it_is_a_plan_that_is_loaded(tmp_path: Path) -> None:
    stated: list[str] = []
    for header, ending in (("帮扶单位,村,状态,备注", "1,"), ("helper,recipient,status,load_before,load_after", "1,2")):
        path = tmp_path / f"{len(stated)}.csv"
        path.write_text(f"{header}\n示例公司,示例村,draft,{ending}\n", encoding="utf-8")
        stated += load(str(path)).dataset.agreements["status"].to_list()
    assert stated == ["planned", "agreed"]
