"""Finds the column that says how a pairing stands where no known word heads it: 协议现状, 进展, “RAG / state”.

A header of this sort may be about anything, a road perhaps: its cells have to be words for how a pairing stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from graph.errors import RecordError
from graph.model import parse_bool
from loaders.loaded import Column
from loaders.patterns import pattern_of
from loaders.roster.headers import normal
from loaders.roster.standing import Standing
from loaders.roster.vocabulary import standing_of

_HEADS = pattern_of(
    r"(?:.{0,8}(?:状态|状况|现状|进展|进度|动态|阶段|现况|存续)(?:情况)?)"
    r"|(?:.{0,24}\W)?(?:status|state|stage|phase|progress|rag|standing|situa[cç][aã]o|situaci[oó]n|situation"
    r"|estado|[ée]tat|statut|avancement|condition)"
    r"|(?:status|state|stage) (?:of|as of|at|code)\b.{0,24}"
    r"|.{0,4}(?:执行|履约|履行|落实|推进|开展|对接|帮扶|结对|在岗|在帮|合作|签约|续约)情况"
    r"|(?:live|active|open|在帮|有效|在期)\s*/\s*(?:closed|inactive|ended|已?结束|已?终止|失效|到期)"
    r"|现在|目前",
)
_ASKED = {
    Standing.ENDED: pattern_of(
        r"(?:is |still )?(?:active|current|in force|valid|ongoing|live|open|running|operational)|"
        r"(?:目前|现)?是否(?:仍|还|尚|正常)?(?:有效|在帮|在期|在岗|存续|继续(?:帮扶|结对)?|执行|履约)"
    ),
    Standing.PLANNED: pattern_of(
        r"(?:已|是否已?)(?:结对|签约|签订|签协议|生效|对接|落实)|(?:is )?(?:signed|agreed|matched|paired)"
    ),
    Standing.AGREED: pattern_of(
        r"是否已?(?:结束|终止|解除|到期|退出|脱钩)|(?:is |has )?(?:ended|closed|terminated|expired)"
    ),
}
"""Headers that ask whether a pairing holds, and how it stands if the answer is no."""
_OF_ANOTHER = pattern_of(
    "项目|资金|道路|贫困|产业|设施|人口|签字|审核|婚姻|健康|身份|到位|拨付|付款|产品|工程|project|payment|health|marital|funds"
    "|road"
)
_MOSTLY = 0.6
_LONGEST = 40


def with_status(columns: Sequence[Column], texts: Callable[[int], Iterable[str]]) -> tuple[Column, ...]:
    """The columns with the one that says how the pairings stand, if one does and no header says so.

    `texts` gives the texts of a column by its place.
    """
    own = any(one.field in ("helper_id", "recipient_id") for one in columns)  # state is of an organization there
    if own or any(one.field == "status" for one in columns) or not any(one.field == "helper" for one in columns):
        return tuple(columns)
    found = [one for one in columns if one.field is None and not one.personal and _says(one, [*texts(one.place)])]
    return tuple(replace(one, field="status") if found == [one] else one for one in columns)


def of_answer(label: str, word: str) -> Standing | None:
    """How a pairing stands by yes or no under a header that asks for it; None where it asks for nothing of the sort.

    >>> of_answer("Active?", "No"), of_answer("是否签约", "否"), of_answer("是否结束", "否"), of_answer("备注", "否")
    (<Standing.ENDED: 'ended'>, <Standing.PLANNED: 'planned'>, <Standing.AGREED: 'agreed'>, None)
    """
    no = next((no for no, asked in _ASKED.items() if asked.fullmatch(_asking(label))), None)
    if no is None or not word.strip():
        return None
    try:
        holds = parse_bool(word)
    except RecordError:
        return None
    return no if not holds else Standing.ENDED if no is Standing.AGREED else Standing.AGREED


def _asking(label: str) -> str:
    """The last label of a header without what says that it is answered by yes or no: Active (Y/N)."""
    bare = re.sub(r"\s*[(（]\s*(?:y(?:es)?\s*/\s*no?|是\s*/\s*否)\s*[)）]|[?？]", "", label.casefold())
    return bare.rpartition("/")[2].strip()


def _says(column: Column, texts: Sequence[str]) -> bool:
    label = normal(column.label.rpartition("/")[2]).strip(". ")
    whole = column.label.rpartition("/")[2].strip().lower()
    heads = any(_HEADS.fullmatch(one) for one in (label, whole, column.label.strip().lower()))
    heads = heads or any(asked.fullmatch(_asking(column.label)) for asked in _ASKED.values())
    if not heads or _OF_ANOTHER.search(label):
        return False
    known = sum(
        (of_answer(column.label, text) or standing_of(text)) is not None for text in texts if len(text) <= _LONGEST
    )
    return known > 0 and known >= _MOSTLY * len(texts)
