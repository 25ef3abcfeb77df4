"""Reads amounts of money as people write them in a cell: 三万五千元, 约20万元, 2亿3000万元, half a million yuan.

The whole cell is one amount or it is not read: two amounts, a range, a plan, goods or another currency are refused.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from decimal import Decimal

from graph.errors import RecordError
from graph.model import Bound, clean, parse_money
from graph.numerals import ONES, TENS
from loaders.patterns import pattern_of

_CHINESE_SCALES = {"十": 10, "百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}
_SCALES = {**_CHINESE_SCALES, "百万": 1_000_000, "千万": 10_000_000, "w": 10_000, "": 1}
_NUMERALS = {**{one: place for place, one in enumerate("零一二三四五六七八九")}, "〇": 0, "两": 2}
_IN_BANKS = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟萬億貳參陸圆圓塊块", "一二三四五六七八九十百千万亿二三六元元元元")
"""The numerals of cheques, and words for yuan, as plain ones."""

CHINESE_BOUNDS = {
    Bound.UNDER: "将近|接近|近|不到|不足|不超过|至多|最多",
    Bound.OVER: "超过|突破|不少于|不低于|至少|超|逾|高达|多达",
    Bound.ABOUT: "大约|大概|大致|约为?|上下",
}
ENGLISH_BOUNDS = {
    Bound.UNDER: "nearly|almost|close to|fewer than|less than|up to|at most|under",
    Bound.OVER: "more than|over|at least|upwards of|in excess of|no fewer than|(?:no|not) less than|exceeding",
    Bound.ABOUT: r"about|around|approximately|approx\.?|some|roughly|circa|ca\.?|an estimated|~",
}
"""What stands before a number that is not exact."""
_BEHIND = {"以上": Bound.OVER, "左右": Bound.ABOUT, "上下": Bound.ABOUT, "以内": Bound.UNDER, "以下": Bound.UNDER}
_BOUND = pattern_of(
    "(?:"
    + "|".join(f"(?P<{one.value}>{CHINESE_BOUNDS[one]}|{ENGLISH_BOUNDS[one]})" for one in CHINESE_BOUNDS)
    + r")\s*"
)
_YUAN = r"renminbi|yuans?|rmb|cny|人民币|[¥￥]"
_FIRST = pattern_of(rf"(?:{_YUAN})\s*")
_NUMBER = r"\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_CHINESE = pattern_of(
    r"(?P<figure>[\d.,零〇一二三四五六七八九两十百千万亿w]+?)(?P<more>[余多](?P<scale>千万|百万|[十百千万亿])?)?"
    r"(?P<unit>元)?(?P<dime>[\d一二三四五六七八九]角)?(?P<cent>[\d一二三四五六七八九]分)?"
    rf"钱?(?:{_YUAN})?[整正]?(?P<behind>以上|左右|上下|以内|以下)?"
)
_PART = pattern_of(rf"({_NUMBER})(千万|百万|[百千万亿w])?")
_WORDS = pattern_of(r"[零〇一二三四五六七八九两十百千万亿]+")
_UNSURE = pattern_of(r"^[百千万亿]|[百千万亿][一二三四五六七八九]$|[一二三四五六七八九两][零〇一二三四五六七八九两]")
"""Not surely one number: a unit alone (万元), a digit without its place (三万五), digits in a row (二〇一九)."""

_ENGLISH = pattern_of(
    rf"(?:(?P<number>{_NUMBER})|(?P<words>(?:[a-z]+[ -])*?[a-z]+))\s*"
    rf"(?P<scale>thousand|million|billion|wan|k|mn?|bn)?(?P<unit>\s*(?:{_YUAN}))?"
)
_ENGLISH_SCALES = {
    "k": 1_000,
    "thousand": 1_000,
    "wan": 10_000,
    **dict.fromkeys(("m", "mn", "million"), 1_000_000),
    **dict.fromkeys(("bn", "billion"), 1_000_000_000),
}
_ENGLISH_WORDS = ONES | TENS
_SAYS_A_NUMBER = frozenset({*_ENGLISH_WORDS, "half", "hundred", "thousand", "million", "billion"})
_AGAIN = pattern_of(r"(.+?)\s*[(（]([^()（）]*)[)）]")


def read_amount(text: str, unit: str = "") -> tuple[Decimal, Bound]:
    """An amount of money in yuan, and how it is meant; `unit` is the one of its column, where it has one.

    Raises `RecordError` if the cell as a whole is not one amount in yuan.

    >>> [str(read_amount(cell)[0]) for cell in ("三万五千元", "2亿3000万元", "1200元5角", "RMB25k")]
    ['35000', '230000000', '1200.5', '25000']
    >>> read_amount("12万余元"), read_amount("约20", "万元")
    ((Decimal('120000'), <Bound.OVER: 'over'>), (Decimal('200000'), <Bound.ABOUT: 'about'>))
    """
    try:
        return parse_money(text, unit), Bound.EXACT
    except RecordError as error:
        found = _in_words(clean(text).lower().translate(_IN_BANKS), unit)
        if found is None:
            raise error from None
        return found


def _in_words(text: str, unit: str) -> tuple[Decimal, Bound] | None:
    twice = _AGAIN.fullmatch(text)
    if twice is not None:  # 人民币壹佰万元整（￥1,000,000.00）
        first, again = (_in_words(part, unit) for part in twice.groups())
        return first if first is not None and first == again else None
    marked = _FIRST.match(text)
    rest = text[marked.end() :] if marked else text
    bound = _BOUND.match(rest)
    rest = rest[bound.end() :] if bound else rest
    if marked is None and (marked := _FIRST.match(rest)) is not None:  # over RMB 1 million
        rest = rest[marked.end() :]
    meant = next((one for one in Bound if bound and one.value in bound.re.groupindex and bound[one.value]), Bound.EXACT)
    said = marked is not None
    found = _chinese(re.sub(r"(?<!\d)\s+|\s+(?!\d)", "", rest), unit, said=said) or _english(rest, unit, said=said)
    if found is None or (found[1] is not Bound.EXACT and meant is not Bound.EXACT):
        return None
    return found[0], meant if meant is not Bound.EXACT else found[1]


def _chinese(text: str, unit: str, *, said: bool) -> tuple[Decimal, Bound] | None:
    """`said`: whether the currency stood before the number. Without any, 约20 needs a column that has a unit."""
    found = _CHINESE.fullmatch(text)
    value = _figure(found["figure"]) if found else None
    if found is None or value is None or (found["more"] and found["behind"]):
        return None
    value *= _SCALES[found["scale"] or ""]
    plain = re.fullmatch(r"[\d.,]+", found["figure"]) is not None and not found["scale"]
    if found["unit"]:
        parts = ((found["dime"], Decimal("0.1")), (found["cent"], Decimal("0.01")))
        value += sum((size * _digit(part[0]) for part, size in parts if part), Decimal(0))
    elif found["dime"] or found["cent"]:
        return None
    elif plain:
        if not (said or unit):
            return None
        value = value if said else parse_money(str(value), unit)
    elif unit not in ("", "元") and value < 10_000:
        return None  # 2千 in a column of 万元
    return value, Bound.OVER if found["more"] else _BEHIND.get(found["behind"] or "", Bound.EXACT)


def _figure(text: str) -> Decimal | None:
    """A number in digits with scales (2亿3000万), or in numerals; None if it is neither, or not surely one number."""
    if _WORDS.fullmatch(text):
        return None if _UNSURE.search(text) else Decimal(in_words(text))
    total, last, at = Decimal(0), None, 0
    for part in _PART.finditer(text):
        scale = _SCALES[part[2] or ""]
        if part.start() != at or (last is not None and (scale >= last or not part[2])):
            return None
        total, last, at = total + Decimal(re.sub("[, ]", "", part[1])) * scale, scale, part.end()
    return total if at == len(text) and last is not None else None


def _digit(char: str) -> int:
    return int(char) if char.isdecimal() else _NUMERALS[char]


def in_words(text: str) -> int:
    """A whole number in Chinese numerals.

    >>> in_words("二十三"), in_words("一万二千"), in_words("三亿零五十万")
    (23, 12000, 300500000)
    """
    high = total = part = digit = 0
    for one in text:
        if one in _NUMERALS:
            digit = _NUMERALS[one]
        elif one == "亿":
            high, total, part, digit = high + (total + part + digit) * _CHINESE_SCALES[one], 0, 0, 0
        elif one == "万":
            total, part, digit = total + (part + digit) * _CHINESE_SCALES[one], 0, 0
        else:
            part, digit = part + (digit or 1) * _CHINESE_SCALES[one], 0
    return high + total + part + digit


def _english(text: str, unit: str, *, said: bool) -> tuple[Decimal, Bound] | None:
    """`said`: whether the currency stood before the number. Without any, only a column of yuan says what 20k is."""
    found = _ENGLISH.fullmatch(text)
    if found is None or not (said or found["unit"] or unit in ("元", "yuan", "rmb", "cny")):
        return None
    if found["number"]:
        value = Decimal(re.sub("[, ]", "", found["number"]))
    else:
        words = _english_number(re.split("[ -]", found["words"]))
        if words is None:
            return None
        value = words
    return value * _ENGLISH_SCALES.get(found["scale"] or "", 1), Bound.EXACT


def _english_number(words: Collection[str]) -> Decimal | None:
    """The number that English words say (five hundred thousand, half a million); None if they say none."""
    total, part = Decimal(0), Decimal(0)
    last: Decimal | None = None
    if not set(words) & _SAYS_A_NUMBER:
        return None
    for word in words:
        if word in _ENGLISH_WORDS:
            part += _ENGLISH_WORDS[word]
        elif word == "half" and not part:
            part = Decimal("0.5")
        elif word in ("a", "an", "and"):
            part = part or Decimal(1) if word != "and" else part
        elif word == "hundred":
            part = (part or 1) * Decimal(100)
        elif word in ("thousand", "million", "billion"):
            scale = Decimal(_ENGLISH_SCALES[word])
            if last is not None and scale >= last:
                return None
            total, part, last = total + (part or 1) * scale, Decimal(0), scale
        else:
            return None
    return total + part
