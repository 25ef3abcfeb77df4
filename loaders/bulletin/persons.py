"""Masks the names of persons, their numbers and addresses in the sentences of a bulletin that are kept or shown."""

from __future__ import annotations

import re
from functools import lru_cache

from loaders.roster.persons import begins_with_surname, is_person, without_contacts

_CJK = "\u3400-\u9fff"
_OFFICE = (
    "书记|市长|区长|县长|镇长|乡长|村长|局长|院长|校长|园长|部长|厅长|处长|科长|主席|会长|董事长|总经理|秘书长|理事长|队长|组长|站长|所长|"
    "行长|厂长|州长|省长|主任(?!医师)|巡视员|董事|院士|教授"
)
_WORK = "政委|常委|委员|代表|专员|负责人|支教教师|教师|老师|医生|医师|专家|村民|学生|干部|记者|通讯员|作者|编辑|党员|队员|经理|选手|同学|志愿者|护士"
_ENDS_NAME = r"[、，,。；;：:）)（(\s”’<]|一行|率|等|在|与|和|来|到|赴|带|说|表示|介绍|出席|主持|同志|先生|女士|说道|指出|强调|告诉|致|为|向|从|对|个人|自费|资助|捐|已|曾|于|被|是|给|将|$"
_BEHIND_TITLE = re.compile(
    rf"(?:{_OFFICE})[:：\s]*(?P<name>[{_CJK}]{{2}}(?={_ENDS_NAME})|[{_CJK}]{{3}})"
    rf"|(?:{_WORK})[:：\s]*(?P<other>[{_CJK}]{{2,4}}?)(?={_ENDS_NAME})"
)
_BEFORE_TITLE = re.compile(rf"(?<![{_CJK}])(?P<name>[{_CJK}]{{1,3}})(?=同志|先生|女士|老师|医生|书记(?![处])|主任)")
_SIGNED = re.compile(
    rf"[（(](?:记者|通讯员|文/图|文|图|来源|撰稿|作者|供稿|摄影|编辑)?[:：/\s]*(?P<names>[{_CJK}]{{2,4}}(?:[\s、，,/]+[{_CJK}]{{2,4}})*)[)）]\s*$"
)
_BYLINE = re.compile(
    rf"(?:记者|通讯员|作者|编辑|责任编辑|联系人|撰稿|供稿|摄影|审核|校对|Contact|By)\s*[:：/]?\s*(?P<name>[{_CJK}]{{2,4}}|[A-Z][a-z]+(?: [A-Z][a-z]+){{1,2}})"
)
_LATIN = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sir|Madam|Mayor|Governor|Secretary|Director|President|Chairman|Chairwoman|Minister|Ambassador|"
    r"Headmaster|Headteacher|Principal|Nurse|Officer)\.? (?P<name>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2})"
)
_LATIN_SIGNED = re.compile(r"[(（](?P<name>[A-Z][a-z]+ [A-Z][a-z]+)[)）]\s*$")
_SAID = re.compile(
    r"(?:,? (?:said|says|added) |—|-- )(?P<name>[A-Z][a-z]+ [A-Z][a-z]+)\b(?=,|\.)|\b(?P<other>[A-Z][a-z]+ [A-Z][a-z]+)(?= (?:said|says|added)\b)"
)


@lru_cache(maxsize=256)
def masked(text: str) -> str:
    """A sentence with a mark in place of each letter of a person's name; numbers to reach somebody go, too.

    >>> masked("大连市副市长王小明一行到盘州市考察。"), masked("The hospital sent six doctors. (Lin Quanguo)")
    ('大连市副市长＊＊＊一行到盘州市考察。', 'The hospital sent six doctors. (＊＊＊ ＊＊＊＊＊＊＊)')
    """
    spans: list[tuple[int, int]] = []
    for found in _BEHIND_TITLE.finditer(text):
        group = "name" if found["name"] else "other"
        spans += [found.span(group)] if _is_name(found[group]) else []
    spans += [found.span("name") for found in _BEFORE_TITLE.finditer(text) if _is_name(found["name"])]
    for found in _SIGNED.finditer(text):
        if all(is_person(one) or begins_with_surname(one) for one in re.split(r"[\s、，,/]+", found["names"])):
            spans.append(found.span("names"))
    spans += [found.span("name") for found in _BYLINE.finditer(text)]
    for pattern in (_LATIN, _LATIN_SIGNED):
        spans += [found.span("name") for found in pattern.finditer(text)]
    spans += [found.span("name" if found["name"] else "other") for found in _SAID.finditer(text)]
    letters = list(text)
    for begin, end in spans:
        letters[begin:end] = ["＊" if not letter.isspace() else letter for letter in text[begin:end]]
    return without_contacts("".join(letters))


_NO_NAMES = frozenset(
    {"支教", "支医", "支农", "支部", "任教", "任职", "管理", "干部", "成长", "全员", "全体", "全部", "安全"}
)
"""Words behind a profession that begin as names do: 派出教师支教."""


def _is_name(text: str) -> bool:
    return text not in _NO_NAMES and begins_with_surname(text) and (len(text) > 1 or is_person(f"{text}同志"))
