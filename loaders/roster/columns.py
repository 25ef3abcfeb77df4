"""Decides what each column of a table holds: which names the recipients, which the helpers, and what is left over.

A header alone never decides. Each candidate is weighed by what its header says, by what its cells hold and by the
columns beside it. Where two are as good as each other, or only the cells speak, nothing is taken: somebody has to
choose.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache

from graph.errors import RecordError
from graph.lookup import has_hanzi
from graph.model import AREA_KINDS, Kind, ReadAs
from loaders.files import Cell, cell_text, is_error
from loaders.loaded import Choice, Column, Made, Record
from loaders.patterns import pattern_of
from loaders.problems import InputError
from loaders.roster import cells
from loaders.roster.amounts import read_amount
from loaders.roster.cells import is_nobody, is_note, is_nothing, is_total, kind_of_name, read_names, squeezed
from loaders.roster.headers import (
    HELPER_UNITS,
    HELPS,
    NOTHING,
    UNITS,
    Meaning,
    Says,
    core,
    heading,
    is_of_bodies,
    is_of_something,
    meaning,
    normal,
    spelled,
)
from loaders.roster.mapping import SheetMap
from loaders.roster.order import with_year_first
from loaders.roster.parties import is_party
from loaders.roster.persons import is_person, is_personal
from loaders.roster.roles import is_further
from loaders.roster.vocabulary import is_word

SAMPLE = 200
"""How many rows of a column are looked at to see what it holds."""
_MOSTLY = 0.6
_HALF = 0.5
_MANY = 20
_ENDS_PERSONAL = pattern_of(
    r"\b(?:person|address|street|post ?code|zip ?code|phone|mobile|fax|e-?mail)\s*\d*$", re.IGNORECASE
)
"""The last words of headers such as donor address and helpPerson."""
_LONG_NUMBER = pattern_of(r"\d{15}")
_PERSONS = 50
"""How many cells of a column are looked at to see whether it holds persons."""
_VILLAGE = pattern_of(r".{1,12}(?:村|社区|居委会|村委会|居民委员会|村民委员会)")
_NUMBER = pattern_of(r"[+-]?[\d.,，．\s]+(?:元|万元?|亿元?|%|个|人|名|户|亩)?")
_MARK = pattern_of(r"[√✓✔☑●○◯★■xX×✗vV]|是|否|y|n|yes|no|true|false", re.IGNORECASE)
_OF_A_UNIT = pattern_of(
    r"[省市县区州旗乡镇](?![直级属管内外里上下本域辖])[\u3400-\u9fff]{2,}(?<!单位|部门|企业|机构|组织|团体|机关|公司|学校)"
)
"""A body of a unit that goes without its name: 县供销社, 市医院."""
_ENGLISH_BODY = pattern_of(
    r"\b(?:ltd|limited|inc|llc|plc|gmbh|co|corp|corporation|company|trust|foundation|association|society|club"
    r"|charity|"
    r"fund|bank|school|college|university|academy|hospital|clinic|council|committee|commission|ministry|department|"
    r"office|agency|institute|union|federation|network|church|red cross|red crescent|unicef|undp|unhcr|wfp|who|oxfam|"
    r"caritas|ngo|group|partners|verein|stiftung|fondation|fundaci[oó]n|mairie|commune)\b",
    re.IGNORECASE,
)
_BEHIND = pattern_of(r"[(（][^()（）]*[)）]$")
"""Brackets behind a name: 示例设计院（省级）."""
_TITLE_CASE = pattern_of(r"(?:[A-ZÀ-Þ][\w'’.&-]*|of|the|and|for|de|la|le|du|des|del|y|e|&|di|von|der)(?:\s|$)")
_NEUTRAL = pattern_of(
    r"(?:责任|牵头|会员|民营|国有|爱心|企业|公司|部门|机构|单位|社会组织|学校|医院)?(?:单位|企业|公司|部门|机构|社会组织|学校|医院)?(?:名称|全称|名)?"
)
"""Headers that say that a column holds organizations, and no more."""
_BODIES_ALONE = pattern_of(
    r"(?:name of (?:the )?)?"
    r"(?:congregation|group|organi[sz]ation|company|business|agency|church|institution|club|ngo|team|parish)"
    r"(?: ?/ ?[a-z]+)*(?: name)?",
    re.IGNORECASE,
)
"""The same in English."""
_HELPED = pattern_of(r"受援|受助|受帮扶|被帮扶|受扶|\b(?:adopted|supported|helped|assisted|sponsored)\b", re.IGNORECASE)
"""Words for who is helped, so that somebody helps."""
_HELPS = pattern_of(rf"{HELPS}|结对|联系|对口|协作|help|support|assist", re.IGNORECASE)
"""Words for helping; columns of helpers have the same one."""
_PART = pattern_of(
    r"牵头|成员|协助|协同|协办|配合|责任|主责|参与|原|现|拟|\d{4}|lead|member|support(?:ing|ed) by", re.IGNORECASE
)
"""Words for the part of one of several helpers: whether all of them count is not for a header to say."""
_LEADS = pattern_of(r"牵头|主责|领衔|第一责任|主办|\blead\b", re.IGNORECASE)
"""Words for the first of several helpers."""
_OF_A_TIME = pattern_of(r"原|现|拟|旧|新|前|后|\d{4}|previous|former|current|planned", re.IGNORECASE)
_PEER = pattern_of(r"结对|友好|共建|对口|姐妹|partner|twin|sister|paired|counterpart|linked", re.IGNORECASE)
"""Words for two that are paired, without saying who helps whom."""


@dataclass(frozen=True, slots=True)
class Held:
    """What the cells of a column hold: how many are filled, how many differ, and the share (0–1) of each sort."""

    filled: int = 0
    distinct: int = 0
    numbers: float = 0.0
    dates: float = 0.0
    words: float = 0.0
    """Words of a vocabulary: 企业, 一对一, NGO."""
    marks: float = 0.0
    """√, 是, x."""
    places: float = 0.0
    organizations: float = 0.0
    names: float = 0.0
    """Short texts in which every word begins with a capital."""

    @property
    def named(self) -> bool:
        """Whether the column names organizations or places, as far as its cells show."""
        known = self.organizations + self.places >= _HALF
        return self.filled > 0 and (known or (self.names >= _MOSTLY and self.distinct * 2 > self.filled))

    @property
    def sure(self) -> bool:
        """Whether the cells are surely names: they end like an organization or a place."""
        return self.filled > 0 and self.organizations + self.places >= _HALF

    @property
    def other(self) -> bool:
        """Whether the cells are surely no names: numbers, dates, words of a vocabulary or marks."""
        return max(self.numbers, self.dates, self.words, self.marks) >= _MOSTLY


def texts_of(body: Sequence[Sequence[Cell]], place: int) -> list[str]:
    """The texts in a column that say something, from the first rows."""
    found = (squeezed(row[place]) for row in body[:SAMPLE] if place < len(row) and row[place] is not None)
    return [text for text in found if text and not is_nothing(text) and not is_total(text) and not is_note(text)]


def look(texts: Sequence[str]) -> Held:
    """What the cells of a column hold.

    >>> look(["示例市教育局", "示例公司"]).organizations, look(["学校", "企业"]).named, look(["1", "约2万"]).numbers
    (1.0, False, 1.0)
    """
    if not texts:
        return Held()
    sorts = [_sort(text) for text in texts]

    def share(sort: str) -> float:
        return sorts.count(sort) / len(sorts)

    return Held(
        len(texts),
        len({*texts}),
        share("number"),
        share("date"),
        share("word"),
        share("mark"),
        share("place"),
        share("organization"),
        share("name"),
    )


def _holds_a_number(text: str) -> bool:
    return any(char.isdigit() for char in text) or _is_amount(text)


def _is_amount(text: str) -> bool:
    try:
        return read_amount(text)[0] >= 0
    except RecordError:
        return False


@cache
def _sort(text: str) -> str:
    """What sort of thing one cell is."""
    if _MARK.fullmatch(text):
        return "mark"
    if _NUMBER.fullmatch(text):
        return "date" if re.fullmatch(r"(?:19|20)\d{2}(?:[.]\d{1,2}){0,2}", text) else "number"
    if is_word(text) and not _OF_A_UNIT.fullmatch(text):
        return "word"
    if text[0].isdigit() and _is_date(text):
        return "date"
    if _is_amount(text):
        return "number"
    first = next(iter(read_names(text).names), text)
    if not has_hanzi(text):
        if _ENGLISH_BODY.search(text):
            return "organization"
        words = text.split()
        return "name" if len(words) <= 8 and all(map(_TITLE_CASE.match, words)) else "text"
    first = _BEHIND.sub("", first) or first
    kind = kind_of_name(first)
    if kind in (Kind.VILLAGE, Kind.TOWNSHIP) or re.fullmatch(r".{2,12}[省市州县区旗]", first):
        return "place"
    return "organization" if kind is not Kind.OTHER or (len(first) > 3 and cells.ends_as_unit(first)) else "text"


def _is_date(text: str) -> bool:
    try:
        cells.read_period(text, typed=False)
    except RecordError:
        return False
    return True


def _is_a_date(text: str) -> bool:
    return _is_date(with_year_first(text, day_first=True)) or _is_date(with_year_first(text, day_first=False))


# --- from headers and cells to columns


@dataclass(frozen=True, slots=True)
class Weighed:
    """The columns of a table, and what nobody but a reader of the table can say."""

    columns: tuple[Column, ...]
    choices: tuple[Choice, ...] = ()
    unsure: tuple[Column, ...] = ()


def weigh(
    columns: Sequence[Column],
    meanings: Mapping[int, Meaning],
    body: Sequence[Sequence[Cell]],
    mapping: SheetMap,
    where: str,
) -> Weighed:
    """The columns with one side each that helps and is helped, or with the choices that are left.

    `meanings` says what each header says, by the place of its column; what the mapping says is not weighed. `where` is
    what a message calls the sheet. Raises `InputError` if two columns of one side have the same label.
    """
    table = _Table(list(columns), meanings, body, mapping, where)
    table.content()
    table.sides()
    if mapping.read_as is ReadAs.ROSTER:
        table.columns = [
            replace(one, field=None) if (one.field or "").startswith("helper") else one for one in table.columns
        ]
        table.choices = [choice for choice in table.choices if choice.field != "helper"]
    return Weighed(tuple(table.columns), tuple(table.choices))


class _Table:
    """The columns of one table while they are weighed."""

    def __init__(
        self,
        columns: list[Column],
        meanings: Mapping[int, Meaning],
        body: Sequence[Sequence[Cell]],
        mapping: SheetMap,
        where: str,
    ) -> None:
        self.columns = columns
        self.meanings = meanings
        self.body = body
        self.mapping = mapping
        self.where = where
        self.choices: list[Choice] = []
        self.held = {column.place: look(texts_of(body, column.place)) for column in columns}

    # --- what the cells say against a header

    def content(self) -> None:
        """Corrects columns by what they hold: one without numbers gives no amount, one without names names no side."""
        for number, column in enumerate(self.columns):
            if self._is_mapped(column):
                continue
            held = self.held[column.place]
            texts = texts_of(self.body, column.place)
            bare = without_persons(column, texts)
            if "\\" in column.label and column.field == "recipient" and held.organizations > held.places:
                self._put(number, replace(column, field="helper", kind=None))  # 村\\部门 may stand over departments
            elif bare.personal:
                self._put(number, bare)
            elif column.field == "id" and _share(texts, _is_a_date) >= _MOSTLY:  # Agreement: 25/01/2021
                dated = any(one.field == "start" for one in self.columns)
                self._put(number, replace(column, field=None if dated else "start"))
            elif column.field == "amount" and held.filled:
                if _share(texts, _holds_a_number) < _MOSTLY / 2:
                    self._put(number, replace(column, field=None, unit="", measure=None, period=None))
            elif column.field in ("helper", "recipient") and held.other and not held.named:
                words = held.words >= _MOSTLY
                if words and self._of(f"{column.field}_kind"):
                    continue  # 人民医院 is a name where another column says of what kind it is
                kind = f"{column.field}_kind" if words and column.field == "helper" else None
                self._put(number, replace(column, field=kind, kind=None))

    # --- who helps, who is helped

    def sides(self) -> None:
        """Decides which columns name the two sides."""
        self._turned()
        self._one_side("recipient")
        self._one_side("helper")
        self._further()
        if not self._of("recipient") and "recipient" not in self.mapping.columns:
            self._find_recipient()
        if not self._of("helper") and "helper" not in self.mapping.columns:
            self._find_helper()
        self._join_group()
        self._check_direction()

    def _turned(self) -> None:
        """In a table of villages that help villages, the header that says 帮扶村 beside 受帮扶村 names the helpers."""
        sides = self._of("recipient")
        plain = [one for one in sides if re.search(r"受|被|recipient|beneficiary", one.label)]
        if plain and not self._of("helper"):
            for one in sides:
                if one not in plain and re.match(r"(?:帮扶|支援|援助)", one.label.rpartition("/")[2]):
                    self._put(self.columns.index(one), replace(one, field="helper"))

    def _one_side(self, side: str) -> None:
        """Keeps the column, or the family of columns, that names a side; asks where several are as good."""
        found = self._of(side)
        if len(found) < 2 or side in self.mapping.columns:
            return
        labels = [one.label for one in found]
        if len({*labels}) < len(labels):
            repeated = next(label for label in labels if labels.count(label) > 1)
            raise InputError("input.duplicate_header", file=self.where, column=repeated)
        if len({core(label.rpartition("/")[2]) for label in labels}) == 1:
            return
        if side == "helper" and (group := self._under_helpers(found)) and len(group) == len(found):
            return
        best = max(self._says(one) for one in found)
        taken = self._best(found)
        kept = [
            one
            for one in found
            if (self._says(one) is best and core(one.label) == core(taken.label))
            or (side == "helper" and self._helps_too(one, taken))
        ]
        rivals = [
            one
            for one in found
            if one not in kept
            and (self._rivals(one, best, side) or (side == "helper" and self._names_others(one, taken)))
        ]
        for one in found:
            if one not in kept:
                self._put(self.columns.index(one), replace(one, field=None, kind=None))
        if rivals:
            self._ask(side, [*kept, *rivals])

    def _further(self) -> None:
        """Takes the columns of those who help beside the one that was taken: 业务协作单位 beside 托管方."""
        found = self._of("helper")
        asked = any(choice.field == "helper" for choice in self.choices)
        if len(found) != 1 or "helper" in self.mapping.columns or asked or not self._of("recipient"):
            return
        for number, one in enumerate(self.columns):
            held = self.held[one.place]
            named = held.filled > 0 and held.named and not held.other
            free = one.field is None and not one.personal and named
            if free and self._is_beside(one, found[0]):
                self._put(number, replace(one, field="helper"))

    def _is_beside(self, one: Column, lead: Column) -> bool:
        """Whether a column names those who help beside those of another one."""
        return is_further(one.label, lead.label) and {*self._rows_with(one)} <= {*self._rows_with(lead)}

    def _rows_with(self, one: Column) -> list[int]:
        """The rows that name somebody in a column."""
        return [
            number
            for number, row in enumerate(self.body[:SAMPLE])
            if one.place < len(row) and not is_nobody(row[one.place]) and not is_total(squeezed(row[one.place]))
        ]

    def _helps_too(self, one: Column, taken: Column) -> bool:
        """Whether a column names further helpers: 县直帮扶单位 beside 帮扶企业, with names of other organizations."""
        held = self.held[one.place]
        names = held.filled == 0 or (held.organizations >= _HALF and not held.other)
        return names and self._helps_alike(one, taken) and not _PART.search(one.label + taken.label)

    def _names_others(self, one: Column, taken: Column) -> bool:
        """Whether a column that may name helpers too names organizations that the one that was taken does not."""
        held = self.held[one.place]
        if held.organizations < _HALF or held.other or not self._helps_alike(one, taken):
            return False
        return not {*texts_of(self.body, one.place)} <= {*texts_of(self.body, taken.place)}

    @staticmethod
    def _helps_alike(one: Column, taken: Column) -> bool:
        """Whether two headers have the same word for helping."""
        word, other = (_HELPS.search(column.label.rpartition("/")[2]) for column in (one, taken))
        return word is not None and other is not None and word[0] == other[0]

    def _best(self, found: Sequence[Column]) -> Column:
        return max(found, key=lambda one: (self._says(one), self.held[one.place].named, -one.place))

    def _rivals(self, one: Column, best: Says, side: str) -> bool:
        """Whether a column may be as good as the one that was taken; 学校 beside 受帮扶村 is not."""
        held = self.held[one.place]
        least = best if side == "recipient" else min(best, Says.USUALLY)
        return held.filled > 0 and self._says(one) >= least and not held.other

    def _find_recipient(self) -> None:
        """Takes the column that names villages, else the innermost unit, for those who are helped."""
        villages = [
            one
            for one in self.columns
            if one.field is None
            and not one.personal
            and self.held[one.place].filled > 1
            and _share(texts_of(self.body, one.place), _VILLAGE.fullmatch) > _MOSTLY
        ]
        if len(villages) == 1:
            self._put(self.columns.index(villages[0]), replace(villages[0], field="recipient", kind=Kind.VILLAGE))
            return
        bare = [
            one
            for one in self.columns
            if one.field in HELPER_UNITS and self._says(one) is Says.PERHAPS and self._of("helper")
        ]
        if len(bare) == 1 and not villages:  # 帮扶县 beside those who help it
            self._promote(bare[0], "recipient")
            return
        left = villages or self._left_over()
        units = [one for unit in reversed(UNITS) for one in self.columns if one.field == unit]
        helper = self._of("helper")
        if left and (helper or villages):
            self._ask("recipient", [*left, *units])
        elif units and not left:
            held = self.held[units[0].place]
            if not helper and held.filled >= _MANY and held.distinct * 2 <= held.filled:
                self._ask("recipient", units)  # a list does not name its members again and again
            else:
                self._promote(units[0], "recipient")
                unsaid = all(self._says(one) is not Says.PLAINLY and not _PEER.search(one.label) for one in helper)
                if helper and unsaid and not self._of("sector"):
                    self._ask(
                        "helper", helper
                    )  # 机构名称 beside 区县: it may only lie there; a sector says what it does
        elif units:
            self._ask("recipient", [*units, *left])
            self._ask("helper", left)
        elif len(left) > 1:  # two columns of names, and no header that says which is which
            self._ask("recipient", left)
            self._ask("helper", left)

    def _find_helper(self) -> None:
        """Takes the innermost unit of the helpers, or the only column of organizations, for those who help."""
        units = [one for unit in reversed(HELPER_UNITS) for one in self.columns if one.field == unit]
        if units:
            self._promote(units[0], "helper")
            return
        if self.mapping.read_as is ReadAs.ROSTER:
            return
        left = self._left_over()
        sure = [one for one in left if self.held[one.place].organizations >= _MOSTLY]
        recipient = next(iter(self._of("recipient")), None)
        if recipient is None:
            return
        group = self._under_helpers(left)
        if len(group) > 1 and len(group) == len(left):
            for one in group:
                self._put(self.columns.index(one), replace(one, field="helper"))
            return
        led = [one for one in left if all(other is one or self._is_beside(other, one) for other in left)]
        if len(left) > 1 and len(led) == 1 and _LEADS.search(led[0].label) and recipient.kind is Kind.VILLAGE:
            for one in left:
                self._put(self.columns.index(one), replace(one, field="helper"))
            return
        neutral = len(left) == 1 and any(one.fullmatch(left[0].label) for one in (_NEUTRAL, _BODIES_ALONE))
        stated = self._says(recipient) is not Says.NOT or recipient.kind is Kind.VILLAGE
        villages = _share(texts_of(self.body, recipient.place), _are_villages) > _MOSTLY
        helped = _HELPED.search(recipient.label) is not None  # 企业 beside 受帮扶村, whatever the firms are called
        if (
            neutral
            and (sure or helped)
            and stated
            and (helped or villages or recipient.kind in (*AREA_KINDS, Kind.VILLAGE))
        ):
            self._put(self.columns.index(left[0]), replace(left[0], field="helper"))
        elif left:
            self._ask("helper", left)

    def _join_group(self) -> None:
        """Takes the columns that name helpers too beside one under the same heading (结对单位: 机关, 企业)."""
        over = {one.label.rpartition("/")[0] for one in self._of("helper")}
        if len(over) != 1 or "helper" in self.mapping.columns or any(one.field == "helper" for one in self.choices):
            return
        beside = [one for one in self._left_over() if one.label.rpartition("/")[0] in over]
        for one in self._under_helpers(beside):
            self._put(self.columns.index(one), replace(one, field="helper"))

    def _under_helpers(self, columns: Sequence[Column]) -> list[Column]:
        """Those of several columns that stand under one heading for helpers (帮扶力量: 定点, 对口) and name them.

        What tells columns of other times apart (原, 现, 2023年) tells them apart here too.
        """
        over = {one.label.rpartition("/")[0] for one in columns}
        parent = next(iter(over)) if len(over) == 1 else ""
        if heading(normal(parent.rpartition("/")[2])) != "helper":
            return []
        return [
            one
            for one in columns
            if not _OF_A_TIME.search(one.label.rpartition("/")[2])
            and (self.held[one.place].filled == 0 or self.held[one.place].organizations >= _HALF)
        ]

    def _left_over(self) -> list[Column]:
        """Columns that nothing reads although their cells name organizations or places."""
        return [one for one in self.columns if one.field is None and not one.personal and self._names(one)]

    def _names(self, one: Column) -> bool:
        """Whether a column that nothing reads names somebody, as its cells or its header say."""
        held, label = self.held[one.place], one.label.rpartition("/")[2]
        if _CODE.fullmatch(label):
            return False
        said = is_of_bodies(label) and held.filled > 0 and not held.other
        return (held.named and not is_of_something(label)) or said

    def _check_direction(self) -> None:
        """Asks who helps whom where the headers only say that two of one sort are paired (学校, 结对学校)."""
        helper, recipient = (next(iter(self._of(side)), None) for side in ("helper", "recipient"))
        if helper is None or recipient is None or {"helper", "recipient"} & self.mapping.columns.keys():
            return
        if any(is_party(one.label) and self._says(one) < Says.PLAINLY for one in (helper, recipient)):
            self._ask("helper", [helper, recipient])
        peers = self._says(helper) is Says.USUALLY and _PEER.search(helper.label) is not None
        if peers and self._says(recipient) <= Says.USUALLY and self._alike(helper, recipient):
            self._ask("helper", [helper, recipient])

    def _alike(self, helper: Column, recipient: Column) -> bool:
        if helper.kind is not None and recipient.kind is not None:
            return helper.kind is recipient.kind
        one, other = self.held[helper.place], self.held[recipient.place]
        if recipient.kind is Kind.VILLAGE and other.places >= _MOSTLY and one.places < _HALF / 2:
            return False
        return (one.organizations < _HALF) is (other.organizations < _HALF)

    # --- small steps

    def _of(self, field: str) -> list[Column]:
        return [column for column in self.columns if column.field == field]

    def _says(self, column: Column) -> Says:
        return self.meanings.get(column.place, NOTHING).says

    def _put(self, number: int, column: Column) -> None:
        self.columns[number] = column

    def _promote(self, column: Column, side: str) -> None:
        kind = Kind((column.field or "").removeprefix("helper_"))
        self._put(self.columns.index(column), replace(column, field=side, kind=kind))

    def _ask(self, field: str, options: Iterable[Column]) -> None:
        if not any(choice.field == field for choice in self.choices):
            self.choices.append(Choice(field, tuple(dict.fromkeys(options))))

    def _is_mapped(self, column: Column) -> bool:
        return column.field in self.mapping.columns


def without_persons(column: Column, texts: Sequence[str]) -> Column:
    """The column as a personal one, if it holds persons or ways to reach them.

    A column of helpers or recipients is not dropped for some of its cells: each row is told.
    """
    if column.personal:
        return replace(column, field=None)
    if column.field in ("helper", "recipient"):
        personal = bool(texts) and all(map(is_person, texts))
    else:
        labels = spelled(column.label.split("/"))
        personal = (
            is_personal(labels, texts[:_PERSONS])
            or (column.field is None and _ENDS_PERSONAL.search(labels[-1]) is not None)
            or (column.field == "id" and _share(texts, _LONG_NUMBER.match) >= _MOSTLY)
        )
    return replace(column, field=None, personal=True) if personal else column


def _are_villages(text: str) -> bool:
    """Whether a cell names a village, or several: 甲村、乙村（2个）."""
    names = read_names(text).names
    return bool(names) and all(map(_VILLAGE.fullmatch, names))


def _share(texts: Sequence[str], holds: Callable[[str], object]) -> float:
    return sum(bool(holds(text)) for text in texts) / len(texts) if texts else 0.0


# --- several columns of one side


def without_unsure(weighed: Weighed, places: Collection[int], fields: Collection[str]) -> Weighed:
    """The columns without those that say something, in several of `places`, of one of several on a side.

    帮扶单位一, 结对时间, 帮扶单位二, 结对时间: nothing says which date belongs to whom. `fields` are what they hold.
    """
    sides = [column.field for column in weighed.columns]
    several = {side for side in ("helper", "recipient") if sides.count(side) > 1}
    of_recipients = {*UNITS, *(f"{unit}_code" for unit in UNITS)}
    of_one = {
        name
        for name in fields
        if (several and not name.startswith(("helper", "recipient")) and name not in of_recipients)
        or name.partition("_")[0] in several
        or ("recipient" in several and name in of_recipients)
    }
    found = [replace(one, field=None) if one.field in of_one else one for one in weighed.columns]
    return replace(weighed, columns=tuple(found), unsure=tuple(one for one in found if one.place in places and of_one))


def joined(columns: Sequence[Column], records: Sequence[Record]) -> list[Record]:
    """The records with the names of a side that stand in several columns (受帮扶村1, 受帮扶村2) put into the first one.

    An error value stays where it is: it is not a name. Where it stands in the first column, so do the others.
    """
    families = [
        places
        for side in ("helper", "recipient")
        if len(places := [column.place for column in columns if column.field == side]) > 1
    ]
    return [replace(one, cells=_joined(one.cells, families)) for one in records] if families else list(records)


def _joined(row: Sequence[Cell], families: Sequence[Sequence[int]]) -> Sequence[Cell]:
    found = list(row)
    for places in families:
        filled = [place for place in places if place < len(found) and not is_nobody(found[place])]
        named = [place for place in filled if not is_error(found[place])]
        if not named or named == [places[0]] or is_error(found[places[0]]):
            continue
        names = "\n".join(dict.fromkeys(cell_text(found[place]) for place in named))
        for place in named:
            found[place] = None
        found[places[0]] = names
    return found


# --- helpers that stand above their recipients


def sectioned(
    columns: Sequence[Column],
    body: Sequence[Sequence[Cell]],
    over: Sequence[Cell],
    at: tuple[str, int],
) -> tuple[tuple[Column, ...], list[Sequence[Cell]]] | None:
    """The columns and rows of a list in sections that are headed by an organization, which helps those below it.

    The heading goes into a column of its own, and its row is emptied. None if the list has no such headings, or has a
    column of helpers. What stands alone in the column of those who are helped heads them only in a list of places: a
    school in a list of schools is one of them. `over` is the row above the header: with a number, it heads the first
    section (一、示例县教育局). `at` is what a message calls the sheet, and the number of the first row of `body`.
    Raises `InputError` at a numbered heading that names nobody: what stands below it is of no section.
    """
    recipient = next((column for column in columns if column.field == "recipient"), None)
    if recipient is None or any(column.field == "helper" for column in columns) or len(columns) < 2:
        return None
    listed = {kind_of_name(squeezed(row[recipient.place])) for row in body if _is_listed(row, recipient.place)}
    width = max([column.place for column in columns] + [len(row) - 1 for row in body]) + 1
    rows: list[Sequence[Cell]] = []
    before = {text for cell in over if cell is not None and (text := squeezed(cell))}
    first = _heading(over, recipient, listed) if any(map(_NUMBERED.match, before)) else None
    headings: list[str] = [first] if first is not None else []
    unknown: tuple[int, str] | None = None
    for number, row in enumerate(body, start=at[1]):
        heading = _heading(row, recipient, listed)
        if heading is None and unknown is None and (alone := _numbered_alone(row)) is not None:
            unknown = (number, alone)
        if heading is not None:
            headings.append(heading)
            rows.append([])
        elif headings and not _stands_apart(row):
            rows.append([*row, *[None] * (width - len(row)), headings[-1]])
        else:
            rows.append(row)
    if not headings or (unknown is None and len(headings) == (first is not None)):
        return None
    if unknown is not None:
        raise InputError("input.heading", file=at[0], row=unknown[0], text=unknown[1])
    return (*columns, Column(width, _from_to(headings[0], headings[-1]), "helper", made=Made.HEADINGS)), rows


_NUMBERED = pattern_of(r"^(?:[(（][一二三四五六七八九十\d]+[)）]|[一二三四五六七八九十\d]+\s*[、.．])\s*")


def _heading(row: Sequence[Cell], recipient: Column, listed: Collection[Kind]) -> str | None:
    """The organization that heads a section in a row; None if it heads none. `listed` are the kinds of those listed."""
    filled = [place for place in range(len(row)) if row[place] is not None and squeezed(row[place])]
    texts = {_named_by(_NUMBERED.sub("", squeezed(row[place]))) for place in filled}
    if (
        len(texts) != 1
        or not (texts - {""})
        or _sort(text := next(iter(texts))) != "organization"
        or is_note(text)
        or is_total(text)
    ):
        return None
    over_places = {*listed} <= {*AREA_KINDS, Kind.VILLAGE} and kind_of_name(text) not in {Kind.OTHER, *listed}
    return text if filled != [recipient.place] or over_places else None


def _numbered_alone(row: Sequence[Cell]) -> str | None:
    """The one text of a row that begins with a number of Chinese headings and is no place, total or note."""
    texts = {text for cell in row if cell is not None and (text := squeezed(cell))}
    text = texts.pop() if len(texts) == 1 else ""
    number = _NUMBERED.match(text)
    if number is None or number[0][:1].isdigit() or is_note(text) or is_total(text):
        return None
    return None if _sort(text[number.end() :] or "0") == "place" else text


_LABELLED = pattern_of(r"([^：:]{2,10})[：:]\s*(.+)")
_HOW_MANY = pattern_of(r"\s*[(（]\s*(?:共|计)?\s*\d+\s*[\u3400-\u9fff]{1,4}[)）]$")


def _named_by(heading: str) -> str:
    """The name in a heading: 挂钩单位：示例县教育局（3个村） names 示例县教育局."""
    labelled = _LABELLED.fullmatch(heading)
    if labelled and meaning((labelled[1],)).field == "helper":
        heading = labelled[2]
    return _HOW_MANY.sub("", heading).strip()


def _is_listed(row: Sequence[Cell], place: int) -> bool:
    """Whether a row lists something: it has a cell at a place, and others."""
    return place < len(row) and row[place] is not None and sum(cell is not None for cell in row) > 1


def _stands_apart(row: Sequence[Cell]) -> bool:
    """Whether a row is none of those that are listed: it is empty, a total or a note."""
    texts = [text for cell in row if cell is not None and (text := cell_text(cell).strip())]
    return any(map(is_total, texts)) or all(map(is_note, texts))


def _from_to(first: str, last: str) -> str:
    """What messages call a column that was made of several: the first and the last of them."""
    return first if first == last else f"{first} … {last}"


# --- tables that cross the two sides


def crossed(
    columns: Sequence[Column], body: Sequence[Sequence[Cell]]
) -> tuple[tuple[Column, ...], list[Sequence[Cell]]] | None:
    """The columns and rows of a table that marks pairs with √, with the marked labels in a column of their own.

    None if it is no such table: one side has no column, and at least two columns that nothing else reads are headed by
    its names and hold nothing but marks.
    """
    sides = {side for side in ("helper", "recipient") if any(column.field == side for column in columns)}
    if len(sides) != 1:
        return None
    missing = ({"helper", "recipient"} - sides).pop()
    marks = {column.place: _marks(body, column.place) for column in columns if column.field is None}
    marked = [
        column
        for column in columns
        if column.field is None
        and not column.personal
        and (marks[column.place] or not any(_filled(body, column.place)))
        and _is_crossed(column, columns, missing, only_marks=marks[column.place] is not Marks.BOTH)
    ]
    if len(marked) < 2 or not any(marks[column.place] for column in marked):
        return None
    names = [column.label.rpartition("/")[2] for column in marked]
    width = max([column.place for column in columns] + [len(row) - 1 for row in body]) + 1
    kinds = {kind_of_name(name) for name in names}
    kind = kinds.pop() if len(kinds) == 1 and Kind.OTHER not in kinds else None
    column = Column(width, _from_to(marked[0].label, marked[-1].label), missing, kind, made=Made.MARKS)
    rows: list[Sequence[Cell]] = []
    for row in body:
        if _stands_apart(row):
            rows.append(row)
            continue
        chosen = [name for one, name in zip(marked, names, strict=True) if _is_marked(row, one.place)]
        padded = [*row, *[None] * (width - len(row))]
        rows.append([*padded, "\n".join(chosen) or None])
    left = [column for column in columns if column not in marked]
    return (*left, column), rows


_CODES = pattern_of(r"[A-Z]{1,4}(?:\s*[,;/&+]\s*[A-Z]{1,4})*")
_NAMED = pattern_of(r"(?:[A-Z][\w'’.-]*\s?){1,3}")
_MANY_CODED = 4


def crossed_otherwise(columns: Sequence[Column], body: Sequence[Sequence[Cell]]) -> tuple[Column, ...]:
    """Columns that are headed by names and hold no marks but numbers, or codes of what is done (W, F).

    Empty unless they are most of what nothing else reads.
    """
    return _by_codes(columns, body) or _by_numbers(columns, body)


def _by_codes(columns: Sequence[Column], body: Sequence[Sequence[Cell]]) -> tuple[Column, ...]:
    found = [
        one
        for one in columns
        if one.field is None
        and _NAMED.fullmatch(one.label)
        and _share(texts_of(body, one.place), _CODES.fullmatch) >= _MOSTLY
    ]
    return tuple(found) if len(found) >= _MANY_CODED else ()


def _by_numbers(columns: Sequence[Column], body: Sequence[Sequence[Cell]]) -> tuple[Column, ...]:
    if any(column.field == "helper" for column in columns):
        return ()
    found = [
        column
        for column in columns
        if column.field is None
        and _is_crossed(column, columns, "helper", only_marks=True)
        and (held := look(texts_of(body, column.place))).numbers > 0
        and held.numbers + held.marks == 1
    ]
    others = [column for column in columns if column.field is None and not column.personal]
    return tuple(found) if len(found) > 1 and len(found) >= _MOSTLY * len(others) else ()


_CODE = pattern_of(r"(?:[\w ]*\W?)?(?:code|id|代码|编码|编号)", re.IGNORECASE)
_COUNTS_PAIRS = pattern_of(
    r"(?:已|应|未|待)?(?:结对|挂钩|包联|覆盖)(?:[(（].*[)）])?|"
    r"(?:已|应|未|待)?(?:结对|挂钩|包联|覆盖|帮扶|对口|支援)[\u3400-\u9fff]{0,4}数量?(?:[(（].*[)）])?|"
    r"(?:no\.?|number|#|total|count)\s*(?:of\s*)?(?:paired|partners?|helpers?|agreements?|pairings?).*|"
    r"(?:paired|unpaired|covered|uncovered)",
    re.IGNORECASE,
)
_HOUSEHOLDS = pattern_of(r"户|人|家庭|household|people|person", re.IGNORECASE)


def counts_pairs(columns: Sequence[Column], body: Sequence[Sequence[Cell]]) -> Column | None:
    """The column of a table without helpers that counts pairs (已结对村数): what it lists may have partners."""
    for one in columns:
        label = one.label.rpartition("/")[2]
        if one.field in ("helper", "recipient") or not _COUNTS_PAIRS.fullmatch(label) or _HOUSEHOLDS.search(label):
            continue
        held = look(texts_of(body, one.place))
        if held.numbers + held.marks >= _MOSTLY and held.numbers > 0:
            return one
    return None


class Marks(Enum):
    """What marks a column holds: only such as say yes (√), or also such as say no."""

    YES = "yes"
    BOTH = "both"


_NO_MARKS = frozenset({"", "0", "否", "无", "n", "no", "false", "-", "/", "×", "✗", "○", "◯"})
_FACILITY = pattern_of(
    r"(?:卫生室|活动室|服务中心|活动中心|服务站|文化站|广场|幼儿园|小学|食堂|超市|学校|市场|工程|项目)$"
)
"""What a list says a village has or has not; a helper's name has more before it."""


def _is_crossed(column: Column, columns: Sequence[Column], side: str, *, only_marks: bool) -> bool:
    """Whether the label over a column of marks names one of a side: an organization, or a place that is helped.

    Two words in capitals may name one too, if nothing below says no: Piped Water has yes and no. A village has a
    卫生室 and is a 重点村: these are not its helpers.
    """
    label = column.label.rpartition("/")[2]
    if not label or is_total(label) or is_of_something(label) or re.match("是否|有无", label):
        return False
    sort = _sort(squeezed(label))
    if sort == "place":
        return side == "recipient" or kind_of_name(label) is not Kind.VILLAGE
    if sort == "name":
        return only_marks and len(label.split()) > 1
    villages = side == "helper" and any(one.field == "recipient" and one.kind is Kind.VILLAGE for one in columns)
    facility = villages and _FACILITY.search(label) is not None and len(label) <= _LONGEST_FACILITY
    return sort == "organization" and not facility


_LONGEST_FACILITY = 8


def _filled(body: Sequence[Sequence[Cell]], place: int) -> list[Cell]:
    return [row[place] for row in body if place < len(row) and row[place] is not None and str(row[place]).strip()]


def _marks(body: Sequence[Sequence[Cell]], place: int) -> Marks | None:
    """The marks that a column holds; None if it holds anything else, or nothing.

    Totals and notes do not count; under numbers they do, because what has a total is counted, not marked.
    """
    filled = _filled([row for row in body if not _stands_apart(row)], place)
    if any(cell_text(cell).strip() in ("0", "1") for cell in filled):
        filled = _filled(body, place)
    if not filled or not all(map(_is_mark, filled)):
        return None
    return Marks.BOTH if any(cell_text(cell).strip().lower() in _NO_MARKS for cell in filled) else Marks.YES


def _is_mark(cell: Cell) -> bool:
    text = cell_text(cell).strip()
    return _MARK.fullmatch(text) is not None or text in ("1", "0", "-", "/", "无", "有")


def _is_marked(row: Sequence[Cell], place: int) -> bool:
    text = cell_text(row[place]).strip().lower() if place < len(row) else ""
    return text not in _NO_MARKS


# --- what a table is

_MONEY_TABLE = pattern_of(
    r"(?:资金|捐赠|捐款|捐资|善款|款项|经费)[^结]{0,10}(?:情况|明细|统计|汇总|到位|使用|拨付|台账|清单|表)*(?:[(（].*)?$|"
    r"donations?\b|grants?\b|funding\b|awards?\b|contributions?\b|payments?\b",
    re.IGNORECASE,
)
_MONEY_HEADER = pattern_of(r"donat|grant|award|捐赠(?:时间|日期|金额)|捐款(?:时间|日期|金额)", re.IGNORECASE)
_PAIRING_HEADER = pattern_of(
    r"帮扶|结对|对口|支援|包[村联保帮]|挂[钩联包]|\b(?:helper|partner|twin|sister|mentor|buddy|paired)", re.IGNORECASE
)
"""A header of one side that speaks of pairing: what was donated beside it is money along the pairs."""
_TERMS = frozenset({"form", "start", "end", "period", "certainty", "on_roster", "id"})


def kind_of_table(columns: Sequence[Column], titles: Iterable[str], mapping: SheetMap) -> ReadAs:
    """What a table is. `titles` are the texts that name it: above the header, of the sheet, of the file.

    Without a column of helpers it is a list, whatever the mapping says.
    """
    fields = {column.field for column in columns}
    if "helper" not in fields:
        return ReadAs.ROSTER
    if mapping.read_as is not None:
        return mapping.read_as
    amounts = [column for column in columns if column.field == "amount" and not column.planned]
    if not amounts or fields & _TERMS:
        return ReadAs.LEDGER
    said = any(_MONEY_TABLE.search(title.strip()) for title in titles)
    sides = [column.label for column in columns if column.field in ("helper", "recipient")]
    paired = any(map(_PAIRING_HEADER.search, sides))
    headed = not paired and any(_MONEY_HEADER.search(column.label) for column in columns)
    return ReadAs.MONEY if said or headed else ReadAs.LEDGER
