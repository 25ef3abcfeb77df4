"""Reads the headers of questionnaires: numbered questions, put to somebody (3、贵单位结对帮扶的村).

Who answers is a side, and which side, another question says: whom the answerer helps, or who helps the answerer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from graph.model import clean
from loaders.patterns import pattern_of
from loaders.roster.headers import HELPS, Meaning, Says, kind_of_header, normal

_NUMBER = pattern_of(
    r"^\s*(?:[qQ]\d{1,2}\s*[.、．:：)）_]?|[A-Z]?\d{1,2}\s*[.、．)）:：]|[A-Z]\s*[.、．]|第\s*\d{1,2}\s*题\s*[.、．:：]?)\s*(?=\D)"
)
_YOU = r"(?:[贵您你本我]|你们|我们)(?:所在)?的?"
_BODY = r"(?:单位|组织|企业|公司|机构|部门|协会|商会|学校|医院|村|社区|乡镇|镇|街道|校|院|社|局)"
_HELP = rf"(?:{HELPS}|结对|对口|联系|共建)"
_ANSWERER = pattern_of(rf"{_YOU}(?P<body>{_BODY})的?(?:名称|全称|名|叫什么)?(?:是)?")
_WHOM = pattern_of(
    rf".{{0,6}}{_YOU}{_BODY}(?:目前|正在|现)?{_HELP}+的?(?P<body>{_BODY}|对象|单位)(?:名称|全称|名|是|有哪些|为)*"
)
_WHO = pattern_of(
    rf"(?:目前|正在|现)?{_HELP}+{_YOU}{_BODY}的?(?P<body>{_BODY}|单位)(?:名称|全称|名|是|有哪些|为)*"
    rf"|{_YOU}{_BODY}的?{_HELP}+的?(?P<own>单位|部门|企业|方)(?:名称|全称|名|是|有哪些|为)*"
)


def without_number(label: str) -> str:
    """A header without the number of its question.

    >>> [without_number(text) for text in ("3、贵单位名称", "Q2. Helper", "2024年资金", "1村")]
    ['贵单位名称', 'Helper', '2024年资金', '1村']
    """
    return _NUMBER.sub("", label)


def are_questions(labels: Mapping[int, tuple[str, ...]]) -> bool:
    """Whether several of the labels are numbered questions."""
    return sum(_NUMBER.match(clean(path[-1])) is not None for path in labels.values()) > 1


def is_question(label: str) -> bool:
    """Whether a label is a numbered question about a side.

    >>> is_question("3、贵单位结对帮扶的村（可多选）"), is_question("贵单位名称"), is_question("2、所属行业")
    (True, False, False)
    """
    text = normal(without_number(clean(label)))
    asks = any(pattern.fullmatch(text) for pattern in (_WHOM, _WHO, _ANSWERER))
    return asks and _NUMBER.match(clean(label)) is not None


def answered(labels: Mapping[int, tuple[str, ...]], found: Mapping[int, Meaning]) -> Mapping[int, Meaning]:
    """What the columns of a questionnaire hold, with who answers as the side that another question makes it."""
    texts = {place: normal(without_number(clean(path[-1]))) for place, path in labels.items()}
    whom = {place: one for place, text in texts.items() if (one := _WHOM.fullmatch(text)) is not None}
    who = {
        place: one for place, text in texts.items() if place not in whom and (one := _WHO.fullmatch(text)) is not None
    }
    answerers = [place for place, text in texts.items() if place not in {*whom, *who} and _ANSWERER.fullmatch(text)]
    if len(answerers) != 1 or bool(whom) is bool(who):
        return found
    side, own = ("recipient", "helper") if whom else ("helper", "recipient")
    asked = {
        place: Meaning(side, kind_of_header(one.groupdict().get("body") or ""), says=Says.PLAINLY)
        for place, one in {**whom, **who}.items()
    }
    kind = kind_of_header(re.sub(_YOU, "", texts[answerers[0]], count=1))
    others = {place: one for place, one in found.items() if one.field not in ("helper", "recipient")}
    rest = {place: Meaning() for place in found.keys() - others.keys()}
    return {**found, **rest, **asked, answerers[0]: Meaning(own, kind, says=Says.PLAINLY)}
