"""Figures as bulletins write them: 387.75万元, 近200名, 百余家, 两个, RMB5.628 million, more than 800."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from graph.model import Bound
from graph.numerals import ONES, TENS
from loaders.roster.amounts import CHINESE_BOUNDS, ENGLISH_BOUNDS, in_words

_SCALES = {
    "": 1,
    "十": 10,
    "百": 100,
    "千": 1_000,
    "万": 10_000,
    "亿": 100_000_000,
    "百万": 1_000_000,
    "千万": 10_000_000,
}
_UNDER, _OVER, _ABOUT = (CHINESE_BOUNDS[one] for one in (Bound.UNDER, Bound.OVER, Bound.ABOUT))
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_CLASSIFIERS = (
    "人次|万人次|个|家|所|名|位|人|户|期|批次|批|场次|场|次|对|支|台|套|辆|吨|公里|千米|亩|平方米|本|册|件|项|条|岁|天|小时|年|座|"
    "间|头|只|株|棵|款|种|类|份|届|例|张|部|处|门|轮|%|％|个百分点"
)
CHINESE = re.compile(
    rf"(?<![第\d.])(?:(?P<bound>{_UNDER}|{_OVER}|{_ABOUT})(?:了)?)?"
    rf"(?:(?P<number>{_NUMBER})(?P<more>余|多|来)?(?P<scale>千万|百万|[十百千万亿])?(?P<more2>余|多)?"
    r"|(?P<words>[一二两三四五六七八九][十百千万零〇一二两三四五六七八九]*|十[一二三四五六七八九]?)(?P<more3>余|多|来)?"
    rf"(?=元|美元|{_CLASSIFIERS})"
    r"|(?P<vague>[数几][十百千万亿]+余?|[十百千]余[万亿]?|上[百千万]+|成[百千]上[千万]|若干|几(?=[个名家所十百千万])))"
    rf"(?:(?P<money>元人民币|元)|(?P<foreign>美元|欧元|港元|港币|日元|英镑)|(?P<unit>{_CLASSIFIERS}))?"
    r"(?P<behind>以上|左右|上下|以内|以下)?"
)
_EN_UNDER, _EN_OVER, _EN_ABOUT = (ENGLISH_BOUNDS[one] for one in (Bound.UNDER, Bound.OVER, Bound.ABOUT))
_EN_WORDS = ONES | TENS | {f"{ten}-{one}": TENS[ten] + ONES[one] for ten in TENS for one in ONES if 0 < ONES[one] < 10}
_CURRENCY = r"RMB|CNY|¥|￥|yuan"
_FOREIGN = r"US\$|USD|EUR|€|£|GBP|\$|HK\$|AUD|A\$|NPR|Rs\.?"
ENGLISH = re.compile(
    rf"(?<![\w.])(?:(?P<bound>{_EN_OVER}|{_EN_UNDER}|{_EN_ABOUT})\s+)?(?:a total of\s+)?"
    rf"(?:(?P<currency>{_CURRENCY})\s?|(?P<foreign>{_FOREIGN})\s?)?"
    rf"(?:(?P<number>{_NUMBER})|(?P<word>{'|'.join(sorted(_EN_WORDS, key=len, reverse=True))})\b(?!-(?:to|on)-))(?!\w)(?:\s(?P<scale>million|billion|thousand))?"
    r"(?:\s?(?P<yuan>yuan|RMB|renminbi|CNY)\b(?: RMB)?)?(?P<percent>\s?(?:%|per cent|percent))?",
    re.IGNORECASE,
)
_EN_SCALES = {"": 1, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}


NO_UNIT = "?"
"""The unit of a number in Chinese that has none, though Chinese needs one."""


class Figure(NamedTuple):
    """A number with its unit, empty in English, where the word behind it is the unit. `value` is None where only its size is told (数十, 若干); money is in yuan."""

    value: Decimal | None
    bound: Bound
    unit: str
    money: bool = False
    foreign: bool = False


def chinese(found: re.Match[str]) -> Figure:
    """The figure of a match of `CHINESE`.

    >>> [str(chinese(found).value) for found in CHINESE.finditer("387.75万元、两个、十二家、3,000余人")]
    ['3877500.00', '2', '12', '3000']
    """
    money = found["money"] is not None
    unit = "元" if money else found["foreign"] or found["unit"] or NO_UNIT
    bound = _bound(found["bound"] or "", found["behind"] or "")
    if found["more"] or found["more2"] or found["more3"]:
        bound = Bound.OVER
    if found["vague"]:
        scale = re.fullmatch(r"([十百千]余[万亿]?)", found["vague"])
        value = Decimal(_SCALES[scale[1][0]] * _SCALES[scale[1][2:]]) if scale else None
        return Figure(value, Bound.OVER, unit, money, found["foreign"] is not None)
    if found["words"]:
        value = Decimal(in_words(found["words"]))
    else:
        value = Decimal(found["number"].replace(",", "")) * _SCALES[found["scale"] or ""]
    return Figure(value, bound, unit, money, found["foreign"] is not None)


def _bound(before: str, behind: str) -> Bound:
    for word, bound in ((_UNDER, Bound.UNDER), (_OVER, Bound.OVER), (_ABOUT, Bound.ABOUT)):
        if before and re.fullmatch(word, before):
            return bound
    if behind:
        return {"以上": Bound.OVER, "左右": Bound.ABOUT, "上下": Bound.ABOUT}.get(behind, Bound.UNDER)
    return Bound.EXACT


def english(found: re.Match[str]) -> Figure:
    """The figure of a match of `ENGLISH`.

    >>> [str(english(found).value) for found in ENGLISH.finditer("RMB5.628 million, twelve, nearly 3,000")]
    ['5628000.000', '12', '3000']
    """
    before = (found["bound"] or "").lower()
    bound = Bound.EXACT
    for words, one in ((_EN_UNDER, Bound.UNDER), (_EN_OVER, Bound.OVER), (_EN_ABOUT, Bound.ABOUT)):
        if before and re.fullmatch(words, before):
            bound = one
    number = Decimal(found["number"].replace(",", "")) if found["number"] else Decimal(_EN_WORDS[found["word"].lower()])
    money = bool(found["currency"] or found["yuan"])
    value = number * _EN_SCALES[(found["scale"] or "").lower()]
    unit = "yuan" if money else found["foreign"] or ("%" if found["percent"] else "")
    return Figure(value, bound, unit, money, found["foreign"] is not None)
