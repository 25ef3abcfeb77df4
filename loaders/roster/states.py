"""Finds the column that says how a pairing stands where no known word heads it: 协议现状, 进展, “RAG / state”.

A header of this sort may be about anything, a road perhaps: its cells have to be words for how a pairing stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from loaders.loaded import Column
from loaders.patterns import pattern_of
from loaders.roster.headers import normal
from loaders.roster.vocabulary import standing_of

_HEADS = pattern_of(
    r"(?:.{0,8}(?:状态|状况|现状|进展|进度|动态|阶段|现况|存续)(?:情况)?)"
    r"|(?:.{0,24}\W)?(?:status|state|stage|phase|progress|rag|standing|situa[cç][aã]o|situaci[oó]n|situation"
    r"|estado|[ée]tat|statut|avancement)"
    r"|现在|目前",
)
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


def _says(column: Column, texts: Sequence[str]) -> bool:
    label = normal(column.label.rpartition("/")[2]).strip(". ")
    whole = column.label.rpartition("/")[2].strip().lower()
    if not any(_HEADS.fullmatch(one) for one in (label, whole)) or _OF_ANOTHER.search(label):
        return False
    known = sum(standing_of(text) is not None for text in texts if len(text) <= _LONGEST)
    return known > 0 and known >= _MOSTLY * len(texts)
