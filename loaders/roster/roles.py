"""Tells who helps and who is helped from two headers of one table together, where neither says it alone.

One has the passive of what the other does: 被托管机构 beside 托管方, “supported” beside “supporting”, appuyé beside
porteur. Or the two are the two ends of one relation: 申请机构 and 指导机构, 核心校 and 成员校, “mentee” and “mentor”.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from loaders.patterns import pattern_of
from loaders.roster import languages
from loaders.roster.headers import Meaning, Says, is_of_something, kind_of_header, normal

_SIDES = ("helper", "recipient")
_BODY = (
    r"(?:机构|单位|方|主体|院校|院|校|学校|医院|村|社区|企业|公司|商会|部门|组织|乡镇|县|区|市|地|地区|对象|名称|名)*"
)
_PASSIVE = pattern_of(rf"(?:被|受|获)(?P<stem>[^单方机学医企村社县区市地]{{1,4}}?){_BODY}")
_ACTIVE = pattern_of(rf"(?P<stem>[^单方机学医企村社县区市地]{{1,4}}?){_BODY}")
_ENDS: tuple[tuple[str, str], ...] = (
    (r"申请|需求|求助|求援", r"指导|响应|应援|技术支持"),
    (r"学生|学员|徒弟|学徒", r"导师|师傅|师父|指导老师"),
    (r"成员|加盟", r"核心|龙头"),
    (r"薄弱|乡村|农村", r"优质|城区|名"),
    (r"链员|配套|结对中小|中小", r"链主"),
    (r"任职|驻点|到任", r"派出|选派|原|派员"),
    (r"山区?|欠发达", r"(?:协作|结对|帮扶)?(?:沿海|发达)"),
    (r"接受|接收|承接|获得|受领", r"提供|给予|输出|派出|选派|输送"),
)
"""The two ends of one relation, as headers name them: who is helped, who helps. Both have to stand in one table."""
_LATIN_ENDS: tuple[tuple[str, str], ...] = (
    (r"mentees?|mentored", r"mentors?"),
    (r"coachees?", r"coach(?:es)?"),
    (r"spokes?", r"hubs?"),
    (r"trainees?", r"trainers?"),
    (
        r"(?:in|on) (?:the )?(?:receipt of )?support(?: segment| programme| tier)?|receiving support"
        r"|in special measures",
        r"(?:lead )?budd(?:y|ies)",
    ),
    (r"hermanad[oa]s?", r"anclas?"),
    (r"mentorad[oa]s?|tutelad[oa]s?", r"mentor(?:a|as|es)?|tutor(?:a|as|es)?"),
)
_AGENT = pattern_of(
    r"[a-z]{3,}(?:ador|adora|edor|edora|idor|idora|teur|trice|eur|euse|ante|ant|ing|er|or"
    r"|iente)(?:e?s)?"
)
_DONE_TO = pattern_of(r"[a-z]{3,}(?:ad[oa]|id[oa]|ee?|ed|ie)s?")
_NO_AGENT = pattern_of(
    r"number|member|numero|valeur|valor|secteur|sector|order|centre|center|other|cluster"
    r"|quarter|autre|transfer|leader"
)
_FURTHER = pattern_of(
    r"(?:业务|技术|其他|其它)?(?:协作|配合|协助|协同|协办|参与|辅助|联合|共同)(?:帮扶|托管|支援|指导)?(?:单位|机构|企业|医院|学校|部门|校|方|商会|会员企业)(?:名称)?"
    r"|(?:additional|further|other|second(?:ary)?|supporting|co-?)\s?(?P<what>[a-z]+?)(?:y|ies|e?s)?(?:\s*/\s*ies)?"
)


_LONGEST = 40
"""The longest header that is looked at, in characters."""


def told(labels: Mapping[int, tuple[str, ...]], found: Mapping[int, Meaning]) -> Mapping[int, Meaning]:
    """What the columns of a table hold, with the two sides where two headers together say which is which.

    Nothing changes where the headers say it alone, or where more than one pair of them may say it.
    """
    if {"helper", "recipient"} <= {one.field for one in found.values()}:
        return found
    leaves = {
        place: path[-1]
        for place, path in labels.items()
        if place in found and not found[place].personal and found[place].field in (None, *_SIDES)
    }
    pairs = {pair for pair in _of_chinese(leaves) | _of_latin(leaves) if _agrees(pair, found)}
    if len(pairs) != 1:
        return found
    sides = dict(zip(_SIDES, pairs.pop(), strict=True))
    named = {
        place: Meaning(side, kind_of_header(normal(leaves[place])), says=Says.PLAINLY) for side, place in sides.items()
    }
    return {**found, **named}


def may_name_a_side(label: str) -> bool:
    """Whether a header may be one of two that name the sides together, so that its row may be a header.

    >>> may_name_a_side("被托管机构"), may_name_a_side("指导机构"), may_name_a_side("备注")
    (True, True, False)
    """
    text = normal(label)
    if len(text) > _LONGEST:
        return False
    if not text.isascii():
        bare = re.sub(rf"{_BODY}$", "", text)
        return _PASSIVE.fullmatch(text) is not None or any(_fits(end, bare) for pair in _ENDS for end in pair)
    return any(re.search(rf"\b(?:{end})\b", text) for pair in _LATIN_ENDS for end in pair)


def is_further(label: str, lead: str) -> bool:
    """Whether a header names those who help beside the one of another header.

    >>> is_further("业务协作单位", "托管方"), is_further("Additional buddy/ies", "Lead buddy")
    (True, True)
    >>> is_further("Other", "Lead")
    False
    """
    text = normal(label.rpartition("/")[2] if not label.isascii() else label)
    match = _FURTHER.fullmatch(text)
    if match is None:
        return False
    what = match["what"]
    return what is None or (len(what) > 2 and what in normal(lead))


def _agrees(pair: tuple[int, int], found: Mapping[int, Meaning]) -> bool:
    """Whether no header of a pair plainly says that it is the other side, and no other header says it is one."""
    for side, place in zip(_SIDES, pair, strict=True):
        said = found[place]
        if said.field in _SIDES and said.field != side and said.says is Says.PLAINLY:
            return False
    others = [one for place, one in found.items() if place not in pair and one.field in _SIDES]
    return all(one.says < Says.PLAINLY for one in others)


def _fits(words: str, bare: str) -> bool:
    return re.fullmatch(rf"(?:{words})", bare) is not None


def _of_chinese(leaves: Mapping[int, str]) -> set[tuple[int, int]]:
    """The places of who helps and who is helped, by Chinese headers."""
    texts = {place: normal(label) for place, label in leaves.items() if not normal(label).isascii()}
    found = set()
    for place, text in texts.items():
        passive = _PASSIVE.fullmatch(text)
        for other, another in texts.items():
            active = _ACTIVE.fullmatch(another) if passive and other != place else None
            if not passive or not active or _PASSIVE.fullmatch(another):
                continue
            if _is_one_stem(passive["stem"], active["stem"]):
                found.add((other, place))
    if found:
        return found
    bare = {place: re.sub(rf"{_BODY}$", "", text) for place, text in texts.items() if not is_of_something(text)}
    return {
        (other, place)
        for helped, helps in _ENDS
        for place, one in bare.items()
        if _fits(helped, one)
        for other, two in bare.items()
        if _fits(helps, two)
    }


def _is_one_stem(passive: str, active: str) -> bool:
    """Whether one stem is that of the other: 托管 and 托管, 派 and 选派, but not 援 and 联系."""
    return passive == active or (len(passive) == 1 and active.endswith(passive) and len(active) <= 2)


def _of_latin(leaves: Mapping[int, str]) -> set[tuple[int, int]]:
    """The same by headers in Latin letters."""
    texts = {place: languages.plain(label) for place, label in leaves.items()}
    texts = {place: text for place, text in texts.items() if text.isascii() and text}
    inside = {place: languages.plain(re.sub(r"[()]", " ", leaves[place])) for place in texts}
    found = {
        (other, place)
        for helped, helps in _LATIN_ENDS
        for place in texts
        if re.search(rf"\b(?:{helped})\b", texts[place])
        for other in texts
        if other != place and re.search(rf"\b(?:{helps})\b", texts[other])
        if not re.match(r"additional|further|other|second", texts[other])
    }
    return found or {
        (other, place)
        for place in texts
        for other in texts
        if place != other and _is_done_to(inside[place].split(), inside[other].split())
    }


def _is_done_to(one: list[str], other: list[str]) -> bool:
    """Whether a header has the passive of a verb of which the other has the agent, or both are about one noun."""
    passive = [word for word in one if _DONE_TO.fullmatch(word)]
    agents = [word for word in other if _AGENT.fullmatch(word) and not _NO_AGENT.fullmatch(word)]
    if any(_common(word, agent) >= _STEM for word in passive for agent in agents):
        return True
    same = one[:1] == other[:1] and len(one) == len(other) == 2
    return same and one[1] in passive and other[1] in agents


_STEM = 5
"""How many letters two words of one verb begin with alike."""


def _common(one: str, other: str) -> int:
    alike: Iterable[bool] = (left == right for left, right in zip(one, other, strict=False))
    count = 0
    for same in alike:
        if not same:
            break
        count += 1
    return count
