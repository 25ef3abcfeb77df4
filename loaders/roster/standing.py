"""Reads how a pairing stands from what people write of it: 已到期未续, “MoU signed, running well”.

A text is cut into clauses, and each is searched for words of three sorts: that the pairing is agreed, only planned, or
over. What is denied or still to come is turned round (未到期 is agreed, 尚未签订 planned). Where the clauses do not
say the same, or none says anything, nothing is read.
"""

from __future__ import annotations

import re
from enum import StrEnum

from loaders.patterns import pattern_of


class Standing(StrEnum):
    """How a pairing stands by a word that people write of it."""

    AGREED = "agreed"
    PLANNED = "planned"
    ENDED = "ended"


_CLAUSES = pattern_of(r"[，,；;。、（）()\[\]!！]|\s[-–—]\s|\s(?:but|and then|then)\s")
_ASKED = pattern_of(r"[?？/]|是否|有无|\bor\b")
"""What makes a text a question, or gives two answers."""
_SIGNED = (
    "签订|签约|签署|签字|签协议|续签|续约|签(?![约订署字名到])|结对|生效|建立|落实|启动"
    "|signed|signature|signee?|firmad[oa]|agreed|confirmed|executed"
)
_OVER = (
    "到期|期满|届满|过期|解除|终止|终结|作废|失效|撤销|取消|退出|脱钩|停了|停止|中止|注销|结束|完成使命"
    "|不再(?:帮扶|结对|合作|续签|联系|列入|承担|参与)|结项|冻结|暂停|暂缓|搁置|停办|停用|停摆|撤出|撤回|召回|撤并|解散|解约|散伙|挂起|叫停|退场"
    "|stood down|paused?|on hold|on pause|halted|stopped|wound (?:up|down)|shelved|closed|exited|pulled out"
    "|handed over"
    "|suspended|suspendid[oa]|suspendue?|suspens[oa]|encerrad[oa]|concluid[oa]|desfeit[oa]|interromp\\w+"
    "|interrump\\w+"
    "|inativ[oa]|inactiv[oa]|en pausa|em pausa|retirad[oa]|rompue?|clotur\\w+|rompid[oa]|extint[oa]|revogad[oa]"
    "|expire[ds]?|expiring|lapsed|terminat(?:ed|ion)|ended|ends|finished"
    "|cancell?(?:ed|ation)|discontinued|withdrawn|withdrew|dissolved"
    "|no longer (?:active|valid|in force|paired|cooperating)|"
    "finalizad[oa]|terminad[oa]|termine(?:e)?|resiliee?|rescindid[oa]|achevee?|cancelad[oa]|annulee?"
    "|vencid[oa]|expirad[oa]"
)
_RUNNING = (
    "执行|履行|实施|有效|存续|继续|在[帮托建扶包岗驻联册]|正常(?:开展|运行|进行|履约|帮扶)?|在帮|协议期内|期限内|持续|长期|运行|active|ongoing|on-going|running"
    "|in force|in effect|valid|current|live|operational|up and running|implement(?:ed|ing)|under way|underway"
    "|renewed|extended|en cours|actif|vigente"
    "|en curso|em curso|em vigor|ativ[oa]|activ[oa]|em andamento|en marcha|en vigueur"
)
_UNDER_WAY = (
    r"意向|洽谈|协商|磋商|商谈|草签|草案|草拟|草稿|走流程|走程序|报批|审批|审核|待批|批复中|拟议|筹备|酝酿|沟通中|对接中"
    r"|draft(?:ed|ing)?|in talks|scoping|to start|yet to start|not yet started|proposta|propuesta?"
    r"|em negociacao|a iniciar|por iniciar|em tramitacao|negotiat\w*|negocia\w*|discussi(?:on|ng)"
    r"|awaiting|waiting|intent(?:ion)?|propos(?:ed|al)|pipeline"
    r"|prepar(?:ing|ation)|pending|planned|a signer|por firmar|unsigned"
    "|en projet|en attente|en preparation|pendientes?|en tramite|previst[oa]|prevue?"
)
_DENIED = (
    r"(?:尚未|还未|仍未|暂未|从未|并未|未|没有|没|not yet|not|never|isn't|hasn't been|no|none|non|pas|sin)\s*"
    r"(?:正式|经|被|能|been |be |yet )?\s*"
)
_TO_COME = (
    "(?:待|拟|将|准备|计划|预计|争取|等待?|即将|快要?|临近|下月|下周|明年|to be |will be |will |yet to be |about to be "
    "|soon to be |due to be )"
)
_ABOUT_IT = "(?!原因|时间|日期|人|仪式|地点|单位|对象|手续|代表|双方|情况|[招营生]|年限)"
"""What such a word is not followed by: 签约仪式 and 终止原因 say nothing of how it stands."""


def _of(words: str, before: str = "") -> re.Pattern[str]:
    """What finds one of several words, Chinese or whole Latin ones, behind other words."""
    return pattern_of(rf"{before}(?:(?<![a-z])(?:{words})(?![a-z])|(?:{words})(?<=[\u3400-\u9fff])){_ABOUT_IT}")


_IS_OVER, _IS_SIGNED, _IS_RUNNING, _IS_UNDER_WAY = map(_of, (_OVER, _SIGNED, _RUNNING, _UNDER_WAY))
_NOT_OVER, _NOT_SIGNED = (_of(one, _DENIED) for one in (_OVER, _SIGNED))
_SIGNED_LATER = _of(_SIGNED, rf"{_TO_COME}[^，,]{{0,6}}")
_SOON = pattern_of(r"即将|快要?|临近|\bsoon\b|about to|shortly")
_MAY_BE_OVER = pattern_of("拟|待|将|计划|准备|建议|申请|正在|办理|要求|考虑|打算|预计|to be |will |should |may ")
_NOT_RENEWED = pattern_of(r"(?:未|没有?|不再?)(?:再)?续(?:签|约)?|(?:not|never) (?:been )?(?:renewed|extended)")
_ANEW = pattern_of("(?:待|拟|等)续|续签|续约|延期|重新|恢复|renew|extend|again|resume")
_PAST = pattern_of(r"^\s*(?:原|曾|was\b|were\b|had been\b|formerly\b|previously\b)")
_LEFT_OPEN = pattern_of(
    r"[未没不无]|(?<![a-z])(?:not|no|never|none|until|till)(?![a-z])|(?:19|20)\d\d年?(?:到期|止)|至.{0,2}(?:19|20)\d\d"
)
"""What makes it unclear whether something is so: it is denied in part, or holds until a day."""
_YEAR = pattern_of(r"(?:19|20)\d\d")
_UNCLEAR = "unclear"


def standing_of_clauses(text: str) -> Standing | None:
    """How a pairing stands by a text in small letters without accents; None where it does not say one thing.

    >>> [str(standing_of_clauses(one)) for one in ("已到期未续", "未到期", "协议还没签", "mou signed, running well")]
    ['ended', 'agreed', 'planned', 'agreed']
    >>> [standing_of_clauses(one) for one in ("到期后续签", "2030年到期", "终止原因不明", "建议终止", "签而未用")]
    [None, None, None, None, None]
    """
    if _ASKED.search(text):
        return None
    found = {said for clause in _CLAUSES.split(text) if (said := _of_clause(clause)) is not None}
    said = found.pop() if len(found) == 1 else None
    return said if isinstance(said, Standing) else None


def _of_clause(clause: str) -> Standing | str | None:
    """How a pairing stands by one clause; None if it says nothing, a word of its own if it cannot be told."""
    if _NOT_OVER.search(clause):
        return Standing.AGREED
    ends = _IS_OVER.search(clause) is not None or _NOT_RENEWED.search(clause) is not None
    if ends and _SOON.search(clause):
        return Standing.AGREED
    if ends:
        renewed = _ANEW.search(_NOT_RENEWED.sub("", clause))
        return _UNCLEAR if renewed or _MAY_BE_OVER.search(clause) or _YEAR.search(clause) else Standing.ENDED
    if _PAST.search(clause):
        return None
    if re.search("[待拟等将]续", clause):
        return _UNCLEAR
    if any(one.search(clause) for one in (_NOT_SIGNED, _SIGNED_LATER, _IS_UNDER_WAY)):
        return Standing.PLANNED
    if not (_IS_SIGNED.search(clause) or _IS_RUNNING.search(clause)):
        return None
    return _UNCLEAR if _LEFT_OPEN.search(clause) else Standing.AGREED
