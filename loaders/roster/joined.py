"""Tells two names that a word or a sign joins, 甲局和乙局, “Oxfam jointly with Caritas”, from one that holds it.

They are two where both stand alone in the column, or one does and the other ends as names of organizations do. Where
only their endings say so somebody has to say it: 学校和村镇建设局 is one.
"""

from __future__ import annotations

import re
from collections.abc import Container

from graph.lookup import has_hanzi
from loaders.patterns import pattern_of
from loaders.roster.cells import ends_as_unit

_WORD = pattern_of("以及|会同|联合|携手|协同|[和与及暨跟]|(?<!会)同")
_OF_A_NAME = {"和": frozenset("平谐睦顺田龙静硕兴泰盛润昌"), "同": frozenset("济心德仁安方美")}
"""What stands behind 和 and 同 in names: 和平医院, 和田地区, 同济大学."""
_SIGN = pattern_of(r"\s*(?:[&＆+＋·•]|[①-⑳])\s*")
_PLACE = pattern_of(r"[省市州县区旗镇乡村]$|街道$|社区$")
_WEAK = pattern_of(r"(?<![残妇文科侨社商])联$|(?<!红十字)(?<![协商学总工进合金分])会$|(?<!作)社$|[场店组园馆站厂众]$")
"""Endings of organizations with which a word in the name of a firm may end too: 荣联和信有限公司."""
_BRACKET = pattern_of(
    r"(.+?)\s*[(（](?:与|和|会同|由)?(.+?)(?:单位)?(?:协助|配合|参与|共同|协办|共管|协同)(?:帮扶|结对)?[)）]"
)
_PART_BEHIND = pattern_of(r"(.+?)(?:牵头|主责|负责|协助|配合|参与|协同)(?:帮扶|结对)?")
"""What part an organization has among several, without brackets: 甲局牵头."""
_TOGETHER = pattern_of(
    r",?\s+(?:(?:jointly |together |in (?:partnership|collaboration|cooperation) )?with|as well as|plus)\s+|\s*•\s*",
    re.IGNORECASE,
)
_BY_WAY_OF = pattern_of(r",?\s+(?:via|through|(?:supported|assisted|funded) by)\s+", re.IGNORECASE)
_MARK = pattern_of(r"\s*[/&]\s*|\s+[-–—]\s+")
_LATIN_BRACKET = pattern_of(
    r"\s*\(((?:(?:jointly |together )?with|via|through|supported by)\s[^()]+)\)\s*$", re.IGNORECASE
)
_SHORTEST = 4
"""How many characters a Chinese name has at least of which only its ending tells that it is one."""


def parted(text: str, alone: Container[str]) -> tuple[str, ...] | None:
    """The names in a text; none if it may be one or several, None if nothing in it joins names.

    `alone` are the names in the column, those in Latin letters in small ones.

    >>> parted("县教育局和县卫健局", {"县教育局"}), parted("县教育局和县卫健局", ()), parted("县工业和信息化局", ())
    (('县教育局', '县卫健局'), (), None)
    >>> parted("县教育局（县卫健局协助）", {"县教育局"}), parted("县教育局牵头", ())
    (('县教育局', '县卫健局'), ('县教育局',))
    >>> parted("Oxfam jointly with Caritas", {"oxfam", "caritas"}), parted("Kids with Cancer Trust", {"oxfam"})
    (('Oxfam', 'Caritas'), None)
    """
    return _chinese(text, alone) if has_hanzi(text) else _latin(text, alone)


def _chinese(text: str, alone: Container[str]) -> tuple[str, ...] | None:
    behind = _PART_BEHIND.fullmatch(text)
    if behind and _is_unit(behind[1]):
        return (behind[1],)
    bracket = _BRACKET.fullmatch(text)
    if bracket and all(map(_is_unit, bracket.groups())):
        return _if_known(list(bracket.groups()), alone)
    signed = [part for part in _SIGN.split(text) if part]
    if signed != [text] and all(_is_unit(part) or part in alone for part in signed):
        return tuple(signed)
    for joint in _WORD.finditer(text):
        parts = [text[: joint.start()], text[joint.end() :]]
        one = _is_within_one(parts[0], parts[1], joint[0])
        if all(part in alone or (_is_unit(part) and len(part) >= _SHORTEST and not one) for part in parts):
            return _if_known(parts, alone)
    return None


def _is_within_one(before: str, behind: str, joint: str) -> bool:
    """Whether a word that may join names stands in one, whatever its parts end with: 贵阳市同心社区."""
    place = _PLACE.search(before)
    apart = place is not None and not behind.endswith(place[0])
    return apart or behind[:1] in _OF_A_NAME.get(joint, ()) or _WEAK.search(before) is not None


def _is_unit(name: str) -> bool:
    return len(name) > 2 and ends_as_unit(name)  # 局 and 公司 alone name nobody


def _if_known(parts: list[str], alone: Container[str]) -> tuple[str, ...]:
    return tuple(parts) if any(part in alone for part in parts) else ()


def _latin(text: str, alone: Container[str]) -> tuple[str, ...] | None:
    plain = re.sub(r"^both\s+(?=.+\sand\s)", "", _LATIN_BRACKET.sub(r" \1", text), flags=re.IGNORECASE)
    for joint, sure in ((_BY_WAY_OF, False), (_TOGETHER, True), (_MARK, True)):
        parts = [part.strip() for part in joint.split(plain)]
        known = [part.casefold() in alone for part in parts]
        if len(parts) > 1 and all(known):
            return tuple(parts) if sure else ()
        if len(parts) > 1 and any(known) and joint is not _MARK:
            return ()
    if plain != text and plain.count(" and ") == 1:
        parts = plain.split(" and ")
        return tuple(parts) if all(part.casefold() in alone for part in parts) else ()
    return None
