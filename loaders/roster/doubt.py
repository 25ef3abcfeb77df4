"""Tells which words in the column of the helpers may be no names at all: 待议, 县级统筹, “partner wanted”.

No list of such words is ever complete, so it is the other way round: a name has to show that it is one. It is known, or
it ends as organizations do, or its row states what only a pairing has. What does neither is asked about.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import lru_cache

from graph.lookup import has_hanzi
from graph.model import Kind
from loaders.files import Cell
from loaders.loaded import Column, Record, RosterTable
from loaders.names.index import Known
from loaders.names.organizations import OrganizationNames
from loaders.patterns import pattern_of
from loaders.roster.cells import ends_as_unit, is_nothing, kind_of_name
from loaders.roster.record import cell_at

Names = Callable[[Record], Sequence[str]]
"""Given a record, the names that stand for its helpers."""

_MANNER = 0.5
"""From this share of names that show what they are, the others of a column are the exception."""
_FEW = 0.2
"""Below this share of names of one word in a column, one that is a single plain word is the exception."""
_LONGEST = 30
"""The longest text in Chinese characters that is taken for a name although it does not end as one."""
_LATIN_WORD = pattern_of(r"[^\W\d_][\w'’.&-]*")
_ALWAYS = ("id", "start", "end", "period", "amount", "helper_code", "helper_kind")
"""Fields that only a pairing fills."""
_BESIDE = (*_ALWAYS, "form", "status", "helper_en", "sector", "year")
"""Fields that say as much where rows without a helper leave them empty."""

_SAYS = pattern_of(
    r"无(?!锡|为|极|棣|线|人机|患|限|双|量|纺|国界|花果)|未(?!来|央|名|庄)|没|不(?!锈|二|老|夜|倒|凡|一样)|尚(?=[未无不缺待在需没])"
    r"|还(?=[在未没无有待需要是不])|待(?!补|月)|暂|拟(?!南芥)|仍|缺|请(?=[见参县市省乡镇上帮协尽予补填])|见(?=附|表|名单|上|下|文|备|通知)"
    r"|由(?!由|里)|按(?!察)|如(?=[上下表有无]|附)|另(?=[行定外议选派作有])|再(?=[议定选行次派说])|正在|已|需|须(?=[由待经再])|应当|应由|若干"
    r"|其他|其它|各(?!莫|庄)|某|多[个家名]|[一两二三四五六七八九十几]家(?!电|居|具|纺|庄|村)|同[上前左]|参[照见]|详见|根据|有关|相关|自行|自愿"
    r"|统一|全[县市区乡镇体部员]|本[级县市区乡镇村]|原[为系是]|曾[为是经任由]|听说|据(?=[说悉报查])|该[村县乡镇校院企单公]|此[村项处]"
)
"""How a text begins that says something instead of naming somebody; some names begin so too, and are exempt."""
_SAYS_OF_A_NAME = pattern_of(
    r"(?:拟|已|未|暂|仍|改|另|应|须|待|等|可)[由与同向请按]|[由与同向请按](?![阳荣前日东心仁德江安福乐兴里济和源春时])|[拟待暂未已等](?=[县市区省镇乡村])|原[为系是]|曾|听说|据|不是|不再|没有|无(?=[县市区省镇乡村])"
)
"""How a text begins that says something about somebody it names: 拟由县教育局."""
_REMARK = pattern_of(r"[(（](?:拟|待|暂|未|意向|计划|预|已|停|退|终止|取消|到期|候选|备选)[^()（）]*[)）]$")
"""A remark behind a name which says that it may not help, or no longer: 县公积金中心（拟）."""
_INSIDE = pattern_of(r"[未不没已将是或该曾便][^()（）]|正在|考虑|重新|意向|纳入")
"""What stands inside a text of several words rather than inside a name."""
_HAPPENS = pattern_of(
    r".*(?:统筹|安排|负责|落实|解决|协调|兜底|自筹|执行|为准|包干|兼顾|若干|多家|多个|不一|各异|不等|有待|当中|之中|办理|推进|开展|研究|讨论|商议"
    r"|议|找|寻|定|了|过|吧|吗|呢|略|详|齐|清|明|人士|群众|力量|自助|自愿|轮流|轮换|选|等|[省市县区局镇乡村]里)[。.!！?？]?"
)
"""How a text ends that tells what is done instead of by whom."""
_ANYBODY = pattern_of(r"(?:企业|单位|部门|公司|学校|医院|机构|组织|街道|乡镇|村|社区|团体|协会|商会|对象)$")
"""How a name ends that says only of what kind somebody is, if no more than that stands before it."""
_ADJECTIVE = (
    "爱心|社会|本地|当地|外地|相关|有关|部分|多家|若干|其他|其它|各|各个|各级|某|某个|一家|一个|几家|两家|民营|国有|私营|省级|市级|县级|区级|乡级"
    "|镇级|村级|对口|帮扶|结对|东部|西部|热心|公益|龙头|上级|主管|合适|合适的|意向|潜在|拟定|以及|和|与|及|或|的|、"
)
_NOUN = (
    "企业|企业家|国企|民企|央企|高校|医院|院校|机关|事业单位|单位|部门|公司|学校|医院|机构|组织|团体|人士|力量|商会|协会|干部|志愿者|群众|党员|乡贤|老板|商家|商户|商铺|居民|村民|家长|校友|志愿服务队|人员|工作队|队伍|集体|政府"
    "|街道|乡镇|城市|伙伴"
)
_GENERIC = pattern_of(rf"(?:{_ADJECTIVE})*(?:{_NOUN})(?:(?:{_ADJECTIVE})*(?:{_NOUN}))*(?:若干|等|们)?")
"""A text that says of what kind somebody is, and not who."""
_PLAIN = frozenset(
    """
    a an the all any some several various many multiple most other others another both each every different
    local private public anonymous unknown no not none nobody yet still now later soon maybe perhaps possibly
    probably to be is are was been being will would may might see same as above below per of in on at for from
    by with without and or if when it its this that these those we they our their need needs needed want wants
    wanted look looking seek seeking search searching wait waiting await awaiting find found pending open closed
    vacant match matched matching partner partners partnership helper helpers donor donors sponsor sponsors
    supporter supporters volunteer volunteers agency agencies ngo ngos ingo ingos organisation organisations
    organization organizations company companies business businesses government governments authority
    authorities community communities school schools hospital hospitals city cities town towns village villages
    individual individuals people person persons family families group groups member members list annex attached
    attachment file document table note notes please contact ask check confirm confirmed decide decided discuss
    discussed discussion under review process progress planned plan plans negotiation negotiations talks known
    determined assigned allocated arranged selected identified available applicable required suitable interested
    candidate candidates one two three more than tbd tbc tba new old first second former previous social sector
    funds funding self own internal support supported covered cover directly
    """.split()  # noqa: SIM905  # a list of one word a line would hide the file
)
"""Words that name nobody in particular, alone or together."""
_NO_ACRONYM = frozenset({"tbd", "tbc", "tba", "none", "no", "nobody", "unknown", "vacant", "pending", "open", "not"})
_WORD_OF_STATE = pattern_of(r"(?:un|not|in|mis)?[a-z]{3,}(?:ed|able|ible|ment|tion)")
"""Words that tell a state or an act: undecided, unavailable, negotiation."""


def doubtful(
    table: RosterTable, names: Names, is_blank: Callable[[Record], bool], known: Callable[[str], bool]
) -> list[str]:
    """Returns the words in the column of the helpers that nothing shows to be names, in the order they stand there.

    `names` reads the names that stand for the helpers of a record, `is_blank` says whether a record has no helper, and
    `known` whether something is known to be a name.
    """
    of: dict[str, list[Record]] = {}
    blank: list[Record] = []
    for record in table.records:
        if is_blank(record):
            blank.append(record)
            continue
        for name in names(record):
            of.setdefault(name, []).append(record)
    open_ = [name for name in of if not _is_sure(name) and not known(name)]
    open_ = _without_varieties(open_, of.keys() - {*open_}) if open_ else []
    if not open_:
        return []
    evidence = _evidence(table, blank)
    stands_out = _exceptions(of, open_)
    return [name for name in open_ if says_something(name) or (stands_out(name) and not _states(of[name], evidence))]


def _without_varieties(open_: Iterable[str], sure: Iterable[str]) -> list[str]:
    """Those of the names that do not show what they are which are no varieties of others in the column (盘江矿业)."""
    others = OrganizationNames(Known(name, name, Kind.OTHER, None) for name in sorted(sure))
    return [name for name in open_ if says_something(name) or not others.varieties(name, None)]


def _exceptions(names: Collection[str], open_: Collection[str]) -> Callable[[str], bool]:
    """What tells whether one of the names that do not show what they are is written otherwise than most of a column."""
    chinese = [name for name in names if has_hanzi(name)]
    others = [name for name in names if not has_hanzi(name)]
    shown = len(chinese) - sum(has_hanzi(name) for name in open_)
    most_shown = shown >= max(2, _MANNER * len(chinese))
    few_single = sum(len(name.split()) == 1 for name in others) < _FEW * len(others)
    few_sentences = sum(map(_is_sentence, others)) <= _MANNER * len(others)

    def stands_out(name: str) -> bool:
        if has_hanzi(name):
            return most_shown
        return (few_sentences and _is_sentence(name)) or (few_single and _is_plain_word(name))

    return stands_out


@lru_cache(maxsize=1 << 16)
def _is_sure(name: str) -> bool:
    """Whether a name ends as organizations do, and says nothing else."""
    bare = re.sub(r"[\d０-９A-Za-z甲乙丙丁一二三四五六七八九十]{1,4}$", "", name)
    ends = ends_as_unit(name) or kind_of_name(name) is not Kind.OTHER or (len(bare) > 1 and ends_as_unit(bare))
    return ends and not says_something(name)


@lru_cache(maxsize=1 << 16)
def says_something(name: str) -> bool:
    """Whether a text says something instead of naming somebody.

    >>> [says_something(text) for text in ("待议", "县级统筹", "爱心企业若干", "无合适企业", "Undecided", "not known")]
    [True, True, True, True, True, True]
    >>> [says_something(text) for text in ("华为", "无锡市教育局", "Oxfam", "Save the Children", "市委办", "adidas")]
    [False, False, False, False, False, False]
    """
    if not any(map(str.isalpha, name)):
        return True
    if has_hanzi(name):
        return _says_in_chinese(name)
    words = [word.strip(".-'’").lower() for word in _LATIN_WORD.findall(name)]
    if len(words) == 1 and name.isupper():
        return len(name) < 2 or words[0] in _NO_ACRONYM
    return all(word in _PLAIN or _WORD_OF_STATE.fullmatch(word) for word in words)


def _says_in_chinese(name: str) -> bool:
    if re.search(r"[。！？!?；;]|https?:|@", name) or _GENERIC.fullmatch(name):
        return True
    if "或" in name or _SAYS_OF_A_NAME.match(name) or _REMARK.search(name):
        return True
    if not (ends_as_unit(name) or kind_of_name(name) is not Kind.OTHER):
        return len(name) > _LONGEST or any(one.match(name) for one in (_SAYS, _HAPPENS)) or _says_inside(name)
    return _ANYBODY.search(name) is not None and _SAYS.match(name) is not None


def _says_inside(name: str) -> bool:
    """Whether a text has a word inside that a sentence has: 名称不便公布."""
    return len(name) >= _SENTENCE and _INSIDE.search(name, 1) is not None


_SENTENCE = 4
"""From how many characters a text may be a sentence."""


def _is_sentence(name: str) -> bool:
    """Whether a text without Chinese is written as people write a sentence: only its first word may have a capital."""
    words = _LATIN_WORD.findall(name)
    if name.lower() == name.upper():  # a script without capitals does not show it
        return False
    if any(word[1:] != word[1:].lower() or word[:1].isdigit() for word in words):
        return False
    return name.islower() or (len(words) > 1 and not any(word[:1].isupper() for word in words[1:]))


def _is_plain_word(name: str) -> bool:
    """Whether a name is one word with a capital letter and small ones behind it: Undecided, but Oxfam too."""
    return re.fullmatch(r"[^\W\d_][^\W\d_A-Z]+", name) is not None


def _evidence(table: RosterTable, blank: Sequence[Record]) -> list[Column]:
    """The columns that only a pairing fills: rows without a helper leave them empty."""
    wanted = _BESIDE if blank else _ALWAYS
    columns = [column for column in table.columns if column.field in wanted]
    return [column for column in columns if not any(_is_filled(cell_at(record, column)) for record in blank)]


def _is_filled(cell: Cell) -> bool:
    return not is_nothing(cell) and cell != 0


def _states(records: Iterable[Record], evidence: Sequence[Column]) -> bool:
    """Whether each of the records states what only a pairing has."""
    return all(any(_is_filled(cell_at(record, column)) for column in evidence) for record in records)
