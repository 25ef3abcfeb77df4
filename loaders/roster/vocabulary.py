"""The words that people write under 单位性质, 帮扶方式 and the like, in Chinese, English, French and Spanish.

Each function returns None for a word that it does not know: the cell is then kept as printed, and no record is lost.
`graph.model` has the narrow words in which one asks and exports; a word here may be narrower than the kind it gives
(国企 is an enterprise, but not every enterprise is 国企).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache, lru_cache
from typing import TypeVar

from graph.errors import RecordError
from graph.lookup import has_hanzi
from graph.model import (
    ContributionStatus,
    Form,
    Kind,
    clean,
    parse_agreement_status,
    parse_contribution_status,
    parse_form,
    parse_kind,
)
from loaders.patterns import pattern_of
from loaders.roster.standing import Standing, standing_of_clauses

T = TypeVar("T")
_LONGEST = 60
"""The longest cell, in characters, that is taken for a word of a vocabulary."""

_KINDS: Mapping[Kind, str] = {
    Kind.PROVINCE: "省份, provincia",
    Kind.PREFECTURE: "市级, municipality, municipio, municipalité",
    Kind.COUNTY: "县市区, distrito",
    Kind.TOWNSHIP: "街道办, 街道办事处, 镇街, 街镇, 镇乡, 乡镇政府, 乡镇人民政府, 乡镇级",
    Kind.VILLAGE: (
        "村集体, 村级, 村级组织, 村两委, 村民委员会, 居民委员会, 社区居委会, 村社区, 村居, 村民小组, "
        "农村集体经济组织, 自治组织"
    ),
    Kind.DEPARTMENT: (
        "机关单位, 行政机关, 行政单位, 国家机关, 党政机关, 党政部门, 党政机关单位, 党委部门, 党委机关, "
        "党群部门, 政府部门, "
        "政府机关, 政府机构, 职能部门, 行政部门, 直属机关, 委办局, 司法机关, 法院, 检察院, 公安机关, 税务机关, "
        "ministry, ministries, ministere, ministerio, line ministry, government department, secretaria"
    ),
    Kind.SCHOOL: (
        "小学, 中学, 高中, 初中, 幼儿园, 高校, 院校, 高等院校, 高等学校, 大专院校, 大中专院校, 大学, 学院, "
        "职业学校, 职业院校, "
        "职校, 中职, 中职学校, 高职, 高职院校, 技工学校, 技校, 特殊教育学校, "
        "university, universities, college, academic, academic institution, academic institutions, "
        "education institution, ecole, universite, escuela, colegio, universidad"
    ),
    Kind.HOSPITAL: (
        "乡镇卫生院, 中心卫生院, 卫生室, 村卫生室, 妇幼保健院, 中医院, 人民医院, 综合医院, 专科医院, 三甲医院, "
        "社区卫生服务中心, clinic, health centre, health center, hopital, hopital public, centre de sante"
    ),
    Kind.ENTERPRISE: (
        "集团, 集团公司, 国企, 国有, 国有公司, 国资企业, 国有独资, 国有控股, 国有控股企业, 民企, 民营, 私企, "
        "私营, 私人企业, "
        "央企, 外企, 外资, 外商独资, 外商投资企业, 港澳台资企业, 台资企业, 合资企业, 中外合资企业, "
        "混合所有制企业, 非公企业, "
        "非公有制企业, 集体企业, 乡镇企业, 个体, 个体户, 个体工商户, 个体经营, 股份制企业, 股份公司, "
        "股份合作企业, 股份有限公司, "
        "有限公司, 有限责任公司, 上市公司, 龙头企业, 农业企业, 农业龙头企业, 小微企业, 规上企业, 工厂, 农场, "
        "家庭农场, 合作社, "
        "专业合作社, 农民合作社, 农民专业合作社, 供销社, 金融机构, 金融企业, 银行, 商业银行, 农商行, 信用社, "
        "保险公司, 证券公司, "
        "private, private company, private companies, private sector, private enterprise, business, "
        "corporation, corporate, "
        "soe, state-owned enterprise, bank, banks, cooperative, cooperatives, co-op, factory, entreprise, entreprises, "
        "entreprise privee, secteur prive, societe, empresa, empresas, empresa privada, sector privado, banque, banco, "
        "cooperativa"
    ),
    Kind.SOCIAL_GROUP: (
        "社团, 民间组织, 民办非企业, 民办非企业单位, 民非, 社会服务机构, 社工机构, 基金会, 慈善组织, 慈善机构, "
        "慈善会, 公益组织, "
        "公益机构, 商协会, 商会, 行业协会, 行业商会, 协会商会, 行业协会商会, 学会, 促进会, 联谊会, 同乡会, 志愿组织, "
        "志愿服务组织, 志愿者组织, 志愿团体, 红十字会, ngos, ingo, ingos, nngo, nngos, lngo, lngos, national "
        "ngo, local ngo, "
        "international ngo, non-governmental organization, cso, csos, civil society, civil society "
        "organization, cbo, cbos, "
        "community-based organization, faith-based organization, fbo, foundation, charity, associations, non-profit, "
        "nonprofit, not-for-profit, red cross, red crescent, red cross movement, red cross and red crescent, "
        "red cross/red crescent, rcrc, red cross red crescent movement, ong, ongs, ong internationale, ong nationale, "
        "ong locale, ong internacional, ong nacional, ong local, fondation, fundacion, asociacion, croix-rouge, "
        "cruz roja, "
        "societe civile, sociedad civil, osc"
    ),
    Kind.OTHER: (
        "其他组织, 其他机构, 事业单位, 公益类事业单位, 机关事业单位, 机关企事业单位, 企事业单位, 行政事业单位, "
        "参公单位, "
        "参公事业单位, 中央单位, 中直单位, 省直单位, 市直单位, 县直单位, 区直单位, 直属单位, 直属机构, "
        "驻地单位, 驻市单位, "
        "驻县单位, 二级单位, 群团, 群团组织, 群团部门, 群团单位, 人民团体, 民主党派, 党派团体, 党派, 统战团体, "
        "科研院所, "
        "科研机构, 科研单位, 研究机构, 研究院, 研究所, 高校院所, 部队, 军队, 驻军, 驻地部队, 驻军部队, 解放军, 武警, "
        "武警部队, 医疗机构, 医疗卫生机构, 医疗单位, 卫生机构, 卫生单位, 卫健系统, 教育系统, 教育机构, "
        "金融系统, 政府, 机构, 单位, "
        "others, autre, autres, otro, otros, un, u.n., un agency, un agencies, united nations, "
        "agence des nations unies, onu, government, governmental, govt, gov, government agency, local government, "
        "national government, gouvernement, gobierno, local authority, local authorities, authority, donor, "
        "donors, bailleur, "
        "bailleurs, donante, academia, research, research institute, think tank, military, army, international "
        "organization, "
        "io, igo, intergovernmental organization, public sector, public institution, institution publique, "
        "institucion publica, multilateral, bilateral, consortium, network"
    ),
}
_OF_WHOM = pattern_of(
    r"^(?:东部|西部|中央|国家|省|市|县|区|镇|乡|本地|外地|当地|驻地|爱心|社会|大型|中小型?|重点|骨干|知名|地方|"
    r"国有|民营|私营|民办|公办|公立|"
    r"私立|公益|基层|省级|市级|县级|区级|镇级|省属|市属|县属|区属|省直|市直|县直|区直|直属|驻[省市县区])(?:属|级|直)?"
)
"""What may stand before the word for a kind and does not change it (市属企业, 公立医院)."""

_ENDING = pattern_of(r"[\u3400-\u9fff]{1,6}(?<!非)(企业|医院|学校|院校|机关|合作社|基金会)")
"""What any longer word for a kind ends with (外资企业, 专科医院)."""

_FORMS: tuple[tuple[Form, re.Pattern[str]], ...] = (
    (
        Form.ONE_TO_ONE,
        pattern_of(
            r"(?:结对)?(?:一对一|1对1|1:1|一帮一)[^非不对帮多]{0,3}(?:结对|帮扶|帮带|共建|服务|支援)*|one[- ]on[- ]one"
        ),
    ),
    (
        Form.GROUP,
        pattern_of(
            r"(?:(?:教育|医疗|科技|产业|干部|人才|教师|医疗人才|教育人才)*组团式?|组团式?[^非不]{0,8})(?:结对|"
            r"帮扶|支援|支教|支医)*"
        ),
    ),
    (
        Form.UMBRELLA,
        pattern_of(
            r"(?:签订|签署|战略|合作|战略合作|结对|帮扶|全面)*框架(?:合作)?(?:协议|合同)?|framework(?: agreement)?"
        ),
    ),
    (
        Form.COMMUNITY,
        pattern_of(r"(?:县域|紧密型|城乡|县域紧密型|组建|共建)*(?:医共体|医疗共同体|医疗卫生共同体)(?:建设|帮扶)?"),
    ),
)
_NO_FORM = frozenset({"结对"})
"""Says that two are paired, which all are; not that nobody else is paired with them."""
_ANOTHER_FORM = pattern_of(r"(?:一|多|1|n)(?:对|帮|:)(?:多|n)|(?:多|n)(?:对|帮|:)(?:一|1)")
"""Says a form for which there is no word: beside it, one that has a word is not the only one."""

_SECTORS = (
    "产业|消费|就业|教育|医疗|医疗卫生|卫生|健康|科技|文化|金融|生态|人才|智力|劳务|党建|基础设施|人居环境|农业|旅游|"
    "文旅|电商|住房|饮水|水利|交通|环保|法律|体育|养老|商贸|治理|志智|扶志|环境整治"
)
_SECTOR = pattern_of(
    rf"({_SECTORS})"
    r"(?:人才)?(?:组团式?)?(?:对口)?(?:结对)?(?:帮扶|扶贫|协作|合作|帮促|支援|援助|振兴|帮带|领域|类)*"
)
_SEPARATOR = pattern_of(r"[、，,;；/+＋&|\n\r]+|(?<=[\u3400-\u9fff])(?:和|与|及|或)(?=[\u3400-\u9fff])")
_NUMBERING = pattern_of(r"^(?:[(（]?\d{1,2}[)）.、．]|[①-⑳]|[a-z][.)、])\s*(?=\D)")
_BRACKETS = pattern_of(r"[(\[【][^()\[\]【】]*[)\]】]")


def kind_of_word(text: str) -> Kind | None:
    """The kind that a word for the nature of an organization gives; None if the word is not known.

    `other` if the word is known and does not say which kind it is (事业单位 may be a school or a hospital): the ending
    of the name may then say more.

    >>> kind_of_word("民营企业"), kind_of_word("INGO"), kind_of_word("事业单位"), kind_of_word("星火")
    (<Kind.ENTERPRISE: 'enterprise'>, <Kind.SOCIAL_GROUP: 'social_group'>, <Kind.OTHER: 'other'>, None)
    """
    if len(text) > _LONGEST:
        return None
    return _own(parse_kind, text) or _kind_of(text)


def form_of(text: str) -> Form | None:
    """The form that a word surely says (一对一, 组团式, 框架协议, 医共体); None if it says none or two.

    >>> form_of("“组团式”帮扶"), form_of("村企结对"), form_of("一对一、产业帮扶")
    (<Form.GROUP: 'group'>, None, <Form.ONE_TO_ONE: 'one-to-one'>)
    """
    if len(text) > _LONGEST:
        return None
    return _own(parse_form, text) or _form_of(text) if text.strip() not in _NO_FORM else None


def sector_of(text: str) -> str | None:
    """The sectors that a way of helping names, joined by “、”; None if it names none.

    >>> sector_of("产业帮扶"), sector_of("产业+消费"), sector_of("村企结对"), sector_of("教育组团式帮扶")
    ('产业', '产业、消费', None, '教育')
    """
    return _sector_of(text) if len(text) <= _LONGEST else None


def _own(parse: Callable[[str], T], text: str) -> T | None:
    """What a word of our own vocabulary says, in both languages perhaps (村 village); None for any other word."""
    try:
        return parse(text)
    except RecordError:
        return None


@lru_cache(maxsize=1 << 12)
def _kind_of(text: str) -> Kind | None:
    whole = _plain(text)
    found = _kind_of_part(whole)
    if found is not None:
        return found
    parts = _parts(whole)
    kinds = {_kind_of_part(part) for part in parts}
    if len(parts) < 2 or None in kinds:
        return None
    return kinds.pop() if len(kinds) == 1 else Kind.OTHER


def is_word(text: str) -> bool:
    """Whether a cell holds nothing but words of these vocabularies, and so is no name of an organization.

    >>> is_word("国企"), is_word("一对一"), is_word("示例市第三医院"), is_word("医院")
    (True, True, False, True)
    """
    if len(text) > _LONGEST:
        return False
    parts = _parts(_plain(text))
    if _own(parse_kind, text) or _own(parse_form, text):
        return True
    return bool(parts) and all(_known_kind(part) or _form_of(part) or _sector_of(part) for part in parts)


def _kind_of_part(word: str) -> Kind | None:
    found = _known_kind(word)
    if found is not None:
        return found
    ending = _ENDING.fullmatch(_BRACKETS.sub("", word))
    return _kind_words().get(ending[1]) or parse_kind(ending[1]) if ending else None


def _known_kind(word: str) -> Kind | None:
    """The kind of a word that is known as a whole."""
    for shorter in (word, _BRACKETS.sub("", word).strip(), re.sub(r"(?:类|等|性质|类型)$", "", word)):
        for bare in (shorter, _OF_WHOM.sub("", shorter)):
            if bare and (found := _kind_words().get(bare)) is not None:
                return found
            if len(bare) > 1 or bare == word:
                try:
                    return parse_kind(bare)
                except RecordError:
                    continue
    return None


@cache
def _kind_words() -> Mapping[str, Kind]:
    return {word: kind for kind, words in _KINDS.items() for word in words.split(", ")}


@lru_cache(maxsize=1 << 12)
def _form_of(text: str) -> Form | None:
    forms: set[Form] = set()
    if _ANOTHER_FORM.search(text):
        return None
    for part in _parts(_plain(text)):
        bare = _BRACKETS.sub("", part).strip()
        forms |= {form for form, pattern in _FORMS if pattern.fullmatch(bare)}
        if bare in _NO_FORM:
            continue
        try:
            forms.add(parse_form(bare))
        except RecordError:
            continue
    return forms.pop() if len(forms) == 1 else None


@lru_cache(maxsize=1 << 12)
def _sector_of(text: str) -> str | None:
    found = [match[1] for part in _parts(_plain(text)) if (match := _SECTOR.fullmatch(_BRACKETS.sub("", part).strip()))]
    return "、".join(dict.fromkeys(found)) or None


def _plain(text: str) -> str:
    """A word as the lists have it: no marks, numbering, accents or differences of case, no spaces between Chinese."""
    text = re.sub('[“”"\'‘’「」『』*·.。:：]+$|[“”"‘’「」『』*]+', "", clean(text).lower())
    text = _NUMBERING.sub("", text)
    if has_hanzi(text):
        return re.sub(r"[^\S\n]+", "", text)
    bare = "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))
    return " ".join(bare.replace("organisation", "organization").replace("_", " ").split())


def _parts(text: str) -> list[str]:
    return [part.strip() for part in _SEPARATOR.split(text) if part.strip()]


_AGREED_WORDS = pattern_of(
    r"(?:已)?(?:签|签约|签订|签署|结对|对接|商定|达成|落实|生效|建立|确定|确认)(?:完成|协议)?|正常|有效|"
    r"在帮|帮扶中|结对中|执行中|履行中|实施中|"
    r"进行中|(?:已)?(?:延期|续签|续约)|正在(?:进行|实施|执行|履行|开展)|"
    r"(?:正在?)?(?:托管|合作|联建|共建|协作|运行|运营|履约|推进|开展|建设|服务|支援|存续|驻点|在岗)中|"
    r"agreed|signed|active|ongoing|on-going|in force|in effect|"
    r"valid|current|confirmed|"
    r"implement(?:ed|ing)|under implementation|in progress|extended|renewed|en cours|actif|active[ao]?|vigente"
    r"|en curso"
)
_PLANNED_WORDS = pattern_of(
    r"(?:尚|还)?(?:未|没有?)(?:正式)?(?:签|签约|签订|签署|结对|对接|商定|达成|落实|启动|生效|建立|确定|确认)(?:协议)?|"
    r"(?:待|拟|预|准备|筹备|意向|有意|计划|规划)(?!.*(?:取消|终止|撤销|续)).{0,12}|"
    r".{0,6}(?:签订|签约|签署|洽谈|协商|对接|磋商|商谈|审批|报批|审核|筹备|拟定)中|"
    r"(?:not (?:yet )?|un|to be |yet to be )(?:signed|agreed|confirmed)|pending.{0,20}|proposed|planned|draft"
    r"|intended|"
    r"(?:under|in) (?:negotiation|discussion|preparation|review)|negotiating|in the pipeline|pipeline|"
    r"prevu|previsto|planifie|expected|upcoming|forthcoming|future|em projeto|en proyecto"
)
_ENDED_WORDS = pattern_of(
    r"(?:已经?)?(?:失效|取消|撤销|解除|终止|暂停|中止|停止|到期|期满|结束|退出|作废|注销|完成|过期|脱钩|结项|完结|办结|结案)|(?:暂停|中止)中|"
    r"completed?|closed|ended|finished|cancell?ed|terminated|suspended|expired|withdrawn|dissolved|inactive|lapsed|"
    r"discontinued|termine|annule|terminado|cancelado"
)


def standing_of(word: str) -> Standing | None:
    """How a pairing stands by a word such as 待签, 已终止 or ongoing; None for a word that is not known.

    >>> standing_of("尚未签订"), standing_of("已撤销"), standing_of("signed"), standing_of("脱贫")
    (<Standing.PLANNED: 'planned'>, <Standing.ENDED: 'ended'>, <Standing.AGREED: 'agreed'>, None)
    """
    with suppress(RecordError):
        return Standing(parse_agreement_status(word).value)
    with suppress(RecordError):  # a table of money says whether an amount was given
        given = parse_contribution_status(word) is ContributionStatus.GIVEN
        return Standing.AGREED if given else Standing.PLANNED
    text = _plain(word)
    for standing, words in (
        (Standing.AGREED, _AGREED_WORDS),
        (Standing.ENDED, _ENDED_WORDS),
        (Standing.PLANNED, _PLANNED_WORDS),
    ):
        if words.fullmatch(text):
            return standing
    if len(text) > _LONGEST:
        return None
    both = _in_two_languages(word)
    if len(both) == 2:
        return both[0] if both[0] is both[1] else None
    return standing_of_clauses(text) or next(iter(both), None)


_LATIN_PART = pattern_of(r"[A-Za-z][A-Za-z '’-]*[A-Za-z]")


def _in_two_languages(word: str) -> list[Standing]:
    """How a pairing stands by a word and its translation (Completed 已完成), as far as each says it."""
    latin = _LATIN_PART.findall(word)
    rest = re.sub(r"[\s/()（）|｜·-]+", "", _LATIN_PART.sub(" ", word))
    if len(latin) != 1 or not has_hanzi(rest[:1]):
        return []
    return [said for part in (latin[0], rest) if (said := standing_of(part)) is not None]
