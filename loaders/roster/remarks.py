"""Reads what a remark beside a pairing says of it: 期满召回，未再派; “handed over in July”; 2025年1月到岗.

A remark is free text, so that it counts only where a clause surely says that the one who helps has left, or has yet to
begin, and about whom. One that may say so and does not say it surely is told: its pairing counts as in force.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from graph.errors import RecordError
from graph.lookup import has_hanzi
from graph.model import PartialDate
from loaders.patterns import pattern_of
from loaders.roster.cells import ends_as_unit
from loaders.roster.headers import normal
from loaders.roster.order import day_comes_first, with_year_first
from loaders.roster.standing import Standing

_HEADER = pattern_of(
    r"(?:其他|有关|情况)?(?:备注|附注|说明|情况说明|备注说明|动态|变动|异动|变更|(?:调整|变动|变更|人员变动)(?:情况|说明|备注))"
    r"|(?:other |general )?(?:remarks?|notes?|comments?|observations?)"
    r"|obs|observa[cç][oõ]es|observaci[oó]n(?:es)?|notas?|remarques?|commentaires?|comentarios?"
)
_CLAUSES = pattern_of(r"[，,；;。、!！\n]|\.\s+|\s[-–—]\s")
_LEFT = pattern_of(
    "召回|撤回|撤出|撤离|撤走|退出(?!贫困|低保|监测|序列|现役)|调出|调离|调走|离任|离岗|离职|卸任|转学|转走|转出|搬走|撤销|取消|解除|终止|中止|停止|暂停|暂缓|脱钩|期满|到期|届满|结束"
    "|完成使命|撤并|注销|停办|解散"
    "|不再(?:帮扶|结对|承担|列入|联系|担任|包联|派驻|参与|合作|挂钩)|改由|改为由|更换为|改派到|移交给?|交由|划归|接替|接管"
    r"|\b(?:withdrew|withdrawn|recalled|stood down|stepped down|pulled out|handed over|has left"
    r"|left the (?:programme|program|scheme)|dropped out"
    r"|no longer (?:helps?|supports?|active|involved|paired)|ended|terminated|expired|discontinued|suspended"
    r"|paused|on hold|dissolved|disbanded|wound up)\b"
    r"|\b(?:desfeit[oa]s?|encerrad[oa]s?|suspens[oa]s?|retirou-se|saiu|extint[oa]|cancelad[oa]s?|termin(?:ó|ou)"
    r"|concluid[oa]|concluíd[oa]"
    r"|se retir(?:ó|aron)|suspendid[oa]s?|finaliz(?:ó|ad[oa])|rescindid[oa]|dio de baja"
    r"|retir[ée]e?s?|arr[êe]t[ée]e?s?|suspendue?s?|termin[ée]e?s?|r[ée]sili[ée]e?s?|dissoute?s?|mis fin)\b",
    re.IGNORECASE,
)
_COMES = pattern_of(
    r"(?:拟|待|计划|将|预计|即将|等待?|准备)[^，。；（）()]{0,10}?(?:到岗|派驻|派出|进驻|入驻|签约|签订|签署|签协议|启动|挂牌|揭牌|开始|报到|结对|接手|接任|生效|入村)"
    "|(?:尚未|还未|暂未|还没有?|未)(?:正式)?(?:到岗|派驻|进驻|入驻|签约|签订|签署|启动|挂牌|揭牌|报到|生效|入村|开始)"
    r"|\b(?:not (?:yet )?(?:started|signed|begun|in place)|yet to (?:start|begin|sign)|(?:due|planned|scheduled"
    r"|expected) to (?:start|begin|sign)|to be signed"
    r"|planned (?:for|in)|starts? next|pr[ée]vue?s? (?:en|pour|au)|[àa] signer|por firmar|a iniciar"
    r"|previst[oa]s? para|pendiente de firma)\b",
    re.IGNORECASE,
)
_ARRIVES = pattern_of(
    r"(?:到岗|进驻|入驻|派驻|启动|开始|接手|报到|挂牌|生效|起)(?:执行|实施|帮扶|结对)?$"
    r"|^(?:from|starts?|starting|a partir de|[àa] partir de|desde|d[èe]s)\b",
    re.IGNORECASE,
)
_TURNS = pattern_of(
    "拟|建议|申请|可能|如|若|是否|即将|未(?!再|续|补)|没有?|暂不|不得|除外|续签|续约|延期|延长|重新|恢复|已补派|已接任|另派|改派(?!到)|新派|补派了|续派|轮换|原"
    r"|\b(?:may|might|should|if|will|would|renew\w*|extended|resumed?|unless|formerly|poss\w+)\b|[?？]",
    re.IGNORECASE,
)
_TURNS_HERE = pattern_of(r"\b(?:not|never|before|until|till)\b", re.IGNORECASE)
_WAITS = pattern_of(
    r"(?:待|未再?|拟|尚未|等|暂未|未予?)(?:补派|补充|续派|另派|改派|再派|新派|轮换|接任|接替|续签|续约|恢复|重新)"
)
_DATE = pattern_of(
    r"(?P<year>(?:19|20)\d\d)\s*(?:年|[.．/-])?\s*(?:(?P<month>1[0-2]|0?[1-9])\s*(?:月|[.．/-]"
    r"|(?!\d))\s*(?:(?P<day>3[01]|[12]\d|0?[1-9])\s*日?(?!\d))?)?(?:底|末|初|份|中旬|上旬|下旬|春季?|秋季?|夏季?|冬季?|上半年|下半年)?"
)
_WHEN = pattern_of(
    r"(?:19|20)\d\d\s*(?:年度?|[.．/-])?(?:\s*\d{1,2}\s*(?:月份?|[.．/-]|(?!\d)))?(?:\s*\d{1,2}\s*[日号]?)?(?:底|末|初|中旬|上旬"
    r"|下旬)?|\d{1,2}月份?(?:\d{1,2}[日号])?(?:底|末|初)?"
    r"|[去今本]年(?:\d{1,2}月|[初底末])?|年[初底中]|[上下]半年|[一二三四]季度|春季?(?:学期)?|秋季?(?:学期)?"
)
_ABOUT = pattern_of(
    r"^(?:已经?|现已?|于|从|自|至|均|都|全部|主动|自行|申请|统一|正式|提前|被|后|因[^，]{1,8}?(?=$|后)|因[^，]{1,10}|经批准|按规定|自动"
    r"|任期|工作|协议|合同|关系|结对|结对关系|帮扶|帮扶关系|双方|任务|期|的|了|自愿|暂时|自然)+"
)
_ANYBODY = pattern_of(
    r"(?:该|本|此|原派|所派)?(?:单位|企业|公司|部门|学校|机构|医院|方|帮扶方|帮扶单位|派出单位|第一书记|书记|队员|队长|工作队|本人|人员|干部|教师|老师|导师|学生|同志|医生|项目|校|院"
    r"|村|协会|商会)"
)
_FORMER = pattern_of(r"^(?:原|此前|之前|曾|前任|上一轮)|^(?:formerly|previously|was )", re.IGNORECASE)
_SUCCESSOR = pattern_of(
    r"(?:改由|改为由|更换为|换为|交由|移交给?|划归)(?P<who>[^，。；由]{2,20}?)(?:协作|帮扶|结对|接替|接管|负责|承担|包联|联系|托管|$)"
    r"|由(?P<next>[^，。；由]{2,20}?)(?:接替|接管|接手)"
)
_INSTEAD = pattern_of(
    r"^(?:\S{0,8})?(?:接替|替换|顶替|代替|接管|接续)|^replac|^takes over|^succeeds|^remplace|^substitui"
    r"|^sustituye",
    re.IGNORECASE,
)
_GENERIC_LATIN = pattern_of(
    r"\b(?:the|a|an|has|have|was|were|is|been|it|they|team|partner|helper|agreement|partnership"
    r"|d[ée]lib[ée]ration|vote|signature|programme|program|mou|equipe|time|convênio|convenio|"
    r"acordo|accord|convention|jumelage|partenariat|s|est|en|em|in|on|at|de|since|janv\w*|f[ée]v\w*|mar\w*|av\w*"
    r"|ma[iy]o?|ju[nil]\w*|ao[uû]t|ag\w*|"
    r"se[pt]\w*|o[cu]t\w*|no[vb]\w*|de[czs]\w*|enero|jan\w*|feb\w*|apr\w*|abr\w*|early|late|mid|end|of|by|foi|a|o"
    r"|se|le|la|l|fin|\d+)\b",
    re.IGNORECASE,
)


class Said(NamedTuple):
    """What a remark says of a pairing: how it stands, and since when it is over, if it is."""

    standing: Standing
    end: PartialDate | None = None


UNCLEAR = "unclear"
"""What a remark says that may mean an end or a beginning yet to come."""


@dataclass(frozen=True, slots=True)
class Sides:
    """The names on each side of a record."""

    helpers: tuple[str, ...]
    recipients: tuple[str, ...]


def is_remarks(label: str) -> bool:
    """Whether a header calls its column one of remarks.

    >>> is_remarks("备注"), is_remarks("Obs."), is_remarks("调整情况"), is_remarks("帮扶措施")
    (True, True, True, False)
    """
    return _HEADER.fullmatch(normal(label).strip(". ")) is not None


def read(text: str, sides: Sides, day: date) -> dict[tuple[str, str], Said] | str | None:
    """What a remark says of the pairings of a record; None if it says nothing of them, `UNCLEAR` if it may.

    `day` is the day that the file speaks of: what begins after it is only planned.

    >>> one = Sides(("县残联",), ("茶园沟村",))
    >>> [read(text, one, date(2024, 12, 31)) for text in ("因病召回，待补派", "人选已定，2025年1月到岗", "余款1月拨付")]
    [{('县残联', '茶园沟村'): Said(standing=<Standing.ENDED: 'ended'>, end=None)}, \
{('县残联', '茶园沟村'): Said(standing=<Standing.PLANNED: 'planned'>, end=None)}, None]
    >>> read("县供销社撤出后暂未安排", one, date(2024, 12, 31)), read("原包村单位县供销社退出", one, date(2024, 12, 31))
    ('unclear', None)
    """
    found: dict[tuple[str, str], Said] = {}
    unclear = False
    whole = _WAITS.sub("", text)
    about: list[tuple[str, str]] | None = None
    for clause in _clauses(text):
        said = _of_clause(clause, day)
        if said is None or (_FORMER.search(clause) and not any(name in clause for name in sides.helpers)):
            continue  # it says nothing, or of one who helped before
        over = isinstance(said, Said) and said.standing is Standing.ENDED
        turned = over and (_TURNS.search(whole) or _TURNS_HERE.search(clause))
        whom = about if about and not _names_any(clause, sides) else _whom(clause, sides)
        if whom is None or isinstance(said, str) or (turned and not _FORMER.search(clause)):
            unclear = True
            continue
        about = whom
        found |= {one: found.get(one, said) if said.end is None else said for one in whom}
    return UNCLEAR if unclear else found or None


def _names_any(clause: str, sides: Sides) -> bool:
    return any(_names(clause, name) for name in (*sides.helpers, *sides.recipients))


def _clauses(text: str) -> Iterator[str]:
    return (part for one in _CLAUSES.split(re.sub(r"[(（\[]|[)）\]]", "，", text)) if (part := one.strip()))


def _of_clause(clause: str, day: date) -> Said | str | None:
    """What one clause says; a word if it may say something, None if it says nothing."""
    if _INSTEAD.search(clause):
        return None
    days = _days(clause)
    later = [one for one in days if one.first > day]
    if _COMES.search(clause):
        past = days and all(one.last < date(day.year, 1, 1) for one in days)
        return UNCLEAR if past else Said(Standing.PLANNED)
    if _LEFT.search(clause):
        if len(days) > 1:
            return UNCLEAR
        if later:  # until then it holds
            return Said(Standing.AGREED, later[0])
        return Said(Standing.ENDED, days[0] if days else None)
    if later and _ARRIVES.search(clause):
        return Said(Standing.PLANNED)
    return None


def _days(clause: str) -> list[PartialDate]:
    found = []
    day_first = day_comes_first((), (clause,))  # else the year alone is read
    for one in _DATE.finditer(clause if day_first is None else with_year_first(clause, day_first=day_first)):
        parts = [int(one[name]) if one[name] else None for name in ("year", "month", "day")]
        try:
            found.append(PartialDate(int(one["year"]), parts[1], parts[2] if parts[1] else None))
        except RecordError:
            continue
    return found


def _whom(clause: str, sides: Sides) -> list[tuple[str, str]] | None:
    """The pairings that a clause is about; None where it may be about others."""
    successor = _SUCCESSOR.search(clause)
    if successor is not None and any(_is_same(successor["who"] or successor["next"], name) for name in sides.helpers):
        return []  # it is the one that came
    helpers = [name for name in sides.helpers if _names(clause, name)]
    recipients = [name for name in sides.recipients if _names(clause, name)]
    if not helpers and not recipients and (len(sides.helpers) > 1 or not _is_of_anybody(clause, successor)):
        return None
    return [(one, other) for one in helpers or sides.helpers for other in recipients or sides.recipients]


def _names(clause: str, name: str) -> bool:
    """Whether a clause names somebody, also without the unit before the name: 教育局撤出 of 县教育局."""
    if name in clause:
        return True
    bare = re.sub(r"^.{0,6}?[省市县区州旗]", "", name)
    return len(bare) > 2 and bare != name and ends_as_unit(bare) and bare in clause


def _is_same(one: str, other: str) -> bool:
    return one in other or other in one


def _is_of_anybody(clause: str, successor: re.Match[str] | None) -> bool:
    """Whether a clause names nobody before what it says, but perhaps the helper, the person or the agreement."""
    found = _LEFT.search(clause) or _COMES.search(clause) or _ARRIVES.search(clause)
    before = clause[: found.start()] if found else ""
    if successor is not None:
        before = clause[: min(successor.start(), len(before))]
    bare = _WHEN.sub("", before).strip()
    if not has_hanzi(bare):
        return re.fullmatch(r"[\W_]*", _GENERIC_LATIN.sub("", bare)) is not None
    bare = _ABOUT.sub("", bare)
    bare = _ABOUT.sub("", _ANYBODY.sub("", bare, count=1))
    return re.fullmatch("[的已被将后人选定由至从]*", bare) is not None


def behind_a_name(name: str) -> tuple[str, str] | None:
    """A name and the remark in brackets behind it; None if there is none.

    >>> behind_a_name("NileWorks (until 31 July, handed over)"), behind_a_name("NileWorks")
    (('NileWorks', 'until 31 July, handed over'), None)
    """
    found = re.fullmatch(r"(.+?)\s*[(（]([^()（）]+)[)）]", name)
    return (found[1], found[2]) if found else None
