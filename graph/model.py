"""The records of a pairing network: organizations, agreements, contributions, claims, sources.

Every vocabulary is closed (`StrEnum`), every date may be partial, every amount of money is an exact
`Decimal` in yuan. The `parse_*` functions read one cell as people write it and raise `RecordError`
when they cannot; they never guess.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache
from typing import TypeVar

from graph.errors import RecordError

_T = TypeVar("_T", bound=StrEnum)

MAX_NAME = 1000
"""The longest name, in characters."""


class Kind(StrEnum):
    """What an organization is. `township` covers 街道, 镇 and 乡; `village` covers 村 and 社区/居委会."""

    PROVINCE = "province"
    PREFECTURE = "prefecture"
    COUNTY = "county"
    TOWNSHIP = "township"
    VILLAGE = "village"
    DEPARTMENT = "department"
    SCHOOL = "school"
    HOSPITAL = "hospital"
    ENTERPRISE = "enterprise"
    SOCIAL_GROUP = "social_group"
    OTHER = "other"


AREA_KINDS = (Kind.PROVINCE, Kind.PREFECTURE, Kind.COUNTY, Kind.TOWNSHIP)
"""Kinds that contain others and that answers may be grouped by, outermost first."""


class Form(StrEnum):
    """How a pairing is organised: 一对一, 组团式, 框架协议, 医共体."""

    ONE_TO_ONE = "one-to-one"
    GROUP = "group"
    UMBRELLA = "umbrella"
    COMMUNITY = "community"


class Certainty(StrEnum):
    """`named`: the source says who with whom. `group`: it names both sides, not the pairs."""

    NAMED = "named"
    GROUP = "group"


class AgreementStatus(StrEnum):
    """`agreed`: the two sides are paired. `planned`: they may be one day; a plan is never in force and never ends."""

    AGREED = "agreed"
    PLANNED = "planned"


OFF_ROSTER = "off_roster"
"""The attribute of an organization that a table says is not on the roster (否), whoever else names it."""
DRAFT = "draft"
"""The status that `plan` writes beside each pair it proposes; an agreement that was loaded from one keeps the word."""


class ContributionStatus(StrEnum):
    """`given`: it was given. `planned`: it was promised or budgeted, and is never added to what was given."""

    GIVEN = "given"
    PLANNED = "planned"


class Bound(StrEnum):
    """How a number is meant: as it is (`exact`), as the least (`over`), as the most (`under`), or roughly (`about`)."""

    EXACT = "exact"
    OVER = "over"
    UNDER = "under"
    ABOUT = "about"


class ReadAs(StrEnum):
    """What a file is: a table of pairs, of who should have a partner, or of money that was given; or a bulletin."""

    LEDGER = "ledger"
    ROSTER = "roster"
    MONEY = "money"
    PROSE = "prose"


class Measure(StrEnum):
    """What a contribution counts. Money measures are in yuan; `coverage` (a share) and `pairs` are only ever claimed.

    `purchases` are what the helper bought itself, `sales` what it helped to sell to others; `investment` is what
    enterprises put in for their own account, so it is no part of `funds`; `jobs` are people who found work, `posts`
    public-welfare posts.
    """

    FUNDS = "funds"
    PURCHASES = "purchases"
    POSTS = "posts"
    TEACHERS_SENT = "teachers_sent"
    DOCTORS_SENT = "doctors_sent"
    TRAINEES = "trainees"
    SESSIONS = "sessions"
    STUDENTS_FUNDED = "students_funded"
    PEOPLE_VISITED = "people_visited"
    CADRES_SENT = "cadres_sent"
    JOBS = "jobs"
    SALES = "sales"
    INVESTMENT = "investment"
    PROJECTS = "projects"
    BATCHES = "batches"
    PAIRS = "pairs"
    COVERAGE = "coverage"


class Counting(StrEnum):
    """How people are counted: by 人次, who came twice counts twice. Such figures are never added to those of people."""

    PERSON_TIMES = "person_times"


MONEY_MEASURES = (Measure.FUNDS, Measure.PURCHASES, Measure.SALES, Measure.INVESTMENT)
UNITS: Mapping[Measure, str] = {
    **dict.fromkeys(MONEY_MEASURES, "yuan"),
    **dict.fromkeys(
        (
            Measure.TEACHERS_SENT,
            Measure.DOCTORS_SENT,
            Measure.TRAINEES,
            Measure.STUDENTS_FUNDED,
            Measure.PEOPLE_VISITED,
            Measure.CADRES_SENT,
            Measure.JOBS,
        ),
        "people",
    ),
    Measure.POSTS: "posts",
    Measure.SESSIONS: "sessions",
    Measure.PROJECTS: "projects",
    Measure.BATCHES: "batches",
    Measure.PAIRS: "pairs",
    Measure.COVERAGE: "share",
}
"""The unit that each measure is counted in."""
COUNTED = "counted"
"""The attribute of a contribution or claim that says how its people are counted, a `Counting`."""

_KIND_WORDS: Mapping[str, Kind] = {
    **{kind.value: kind for kind in Kind},
    **dict.fromkeys(("省", "省级", "自治区", "直辖市", "provinces"), Kind.PROVINCE),
    **dict.fromkeys(("市", "地级市", "市州", "地市", "city", "cities", "prefectures"), Kind.PREFECTURE),
    **dict.fromkeys(("县", "区县", "县区", "县级", "district", "districts", "counties"), Kind.COUNTY),
    **dict.fromkeys(
        (
            "乡镇",
            "街道",
            "镇",
            "乡",
            "乡镇街道",
            "subdistrict",
            "sub-district",
            "town",
            "townships",
            "towns",
            "subdistricts",
            "sub-districts",
        ),
        Kind.TOWNSHIP,
    ),
    **dict.fromkeys(
        ("村", "行政村", "贫困村", "社区", "居委会", "村委会", "community", "communities", "villages"), Kind.VILLAGE
    ),
    **dict.fromkeys(("部门", "机关", "单位", "bureau", "bureaus", "departments"), Kind.DEPARTMENT),
    **dict.fromkeys(("学校", "中小学", "schools"), Kind.SCHOOL),
    **dict.fromkeys(("医院", "卫生院", "hospitals"), Kind.HOSPITAL),
    **dict.fromkeys(("企业", "公司", "company", "companies", "enterprises", "firm"), Kind.ENTERPRISE),
    **dict.fromkeys(
        ("社会团体", "社会组织", "协会", "ngo", "social group", "social groups", "association"), Kind.SOCIAL_GROUP
    ),
    **dict.fromkeys(("其他", "其它", "其他单位", "other organization"), Kind.OTHER),
}
_FORM_WORDS: Mapping[str, Form] = {
    **{form.value: form for form in Form},
    **dict.fromkeys(("一对一", "one to one", "one_to_one", "1:1", "结对"), Form.ONE_TO_ONE),
    **dict.fromkeys(("组团式", "组团", "group-type"), Form.GROUP),
    **dict.fromkeys(("框架协议", "框架", "framework"), Form.UMBRELLA),
    **dict.fromkeys(("医共体", "共同体"), Form.COMMUNITY),
}
_CERTAINTY_WORDS: Mapping[str, Certainty] = {
    "named": Certainty.NAMED,
    "具名": Certainty.NAMED,
    "group": Certainty.GROUP,
    "成组": Certainty.GROUP,
}
_MEASURE_WORDS: Mapping[str, Measure] = {
    **{measure.value: measure for measure in Measure},
    **dict.fromkeys(("资金", "帮扶资金", "money", "amount"), Measure.FUNDS),
    **dict.fromkeys(("采购", "消费帮扶"), Measure.PURCHASES),
    **dict.fromkeys(("岗位", "公益岗位"), Measure.POSTS),
    **dict.fromkeys(("支教教师", "派出教师", "teachers"), Measure.TEACHERS_SENT),
    **dict.fromkeys(("派出医生", "doctors"), Measure.DOCTORS_SENT),
    **dict.fromkeys(("培训人数", "培训人次"), Measure.TRAINEES),
    **dict.fromkeys(("培训期数", "期数"), Measure.SESSIONS),
    **dict.fromkeys(("资助学生",), Measure.STUDENTS_FUNDED),
    **dict.fromkeys(("慰问人数",), Measure.PEOPLE_VISITED),
    **dict.fromkeys(("派出干部", "挂职干部", "cadres"), Measure.CADRES_SENT),
    **dict.fromkeys(("就业", "就业人数", "转移就业"), Measure.JOBS),
    **dict.fromkeys(("销售", "销售额", "帮助销售"), Measure.SALES),
    **dict.fromkeys(("投资", "到位投资", "落地投资"), Measure.INVESTMENT),
    **dict.fromkeys(("项目", "项目数"), Measure.PROJECTS),
    **dict.fromkeys(("批次",), Measure.BATCHES),
    **dict.fromkeys(("结对数", "结对对数"), Measure.PAIRS),
}
_PLANNED_WORDS = (
    "planned",
    "proposed",
    "pipeline",
    "pledged",
    "not started",
    "planning",
    "计划",
    "计划中",
    "规划",
    "规划中",
    "拟结对",
    "拟签",
    "待签",
    "待签约",
    "未签",
    "未签约",
    "意向",
    "洽谈中",
    "planifié",
    "prévu",
)
_AGREEMENT_STATUS_WORDS: Mapping[str, AgreementStatus] = {
    **dict.fromkeys(("agreed", "signed", "已商定", "已签", "已签约", "已签订", "已结对"), AgreementStatus.AGREED),
    **dict.fromkeys(_PLANNED_WORDS, AgreementStatus.PLANNED),
}
_CONTRIBUTION_STATUS_WORDS: Mapping[str, ContributionStatus] = {
    **dict.fromkeys(("given", "paid", "disbursed", "已投入", "已到位", "到位", "已拨付"), ContributionStatus.GIVEN),
    **dict.fromkeys((*_PLANNED_WORDS, "committed", "budgeted", "拟投入", "承诺", "预算"), ContributionStatus.PLANNED),
}
_BOUND_WORDS: Mapping[str, Bound] = {
    **dict.fromkeys(("exact", "准确"), Bound.EXACT),
    **dict.fromkeys(("over", "at least", "超过", "不少于", "以上", "余", "多"), Bound.OVER),
    **dict.fromkeys(("under", "at most", "不到", "不足", "不超过", "以下", "近"), Bound.UNDER),
    **dict.fromkeys(("about", "approx", "约", "大约", "左右"), Bound.ABOUT),
}
_TRUE = frozenset({"true", "yes", "y", "1", "是", "有", "√", "✓", "t"})
_FALSE = frozenset({"false", "no", "n", "0", "否", "无", "×", "f", ""})


_UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff"
)
_JOINERS = "\u200c\u200d"
_JOINED = "\u0600-\u109f\u1780-\u18af"
"""Scripts in which a joiner changes how a word is written: Arabic, those of India and their neighbours."""
_MAY_BE_INVISIBLE = re.compile(f"[{_UNSEEN}{_JOINERS}]")
_INVISIBLE = re.compile(f"[{_UNSEEN}]|(?<![{_JOINED}])[{_JOINERS}]|[{_JOINERS}](?![{_JOINED}])")


def has_invisible(text: str) -> bool:
    """Whether `text` has characters that nobody sees: spaces without width, marks of order and direction, soft hyphens.

    >>> has_invisible("下坝\\u200b村"), has_invisible("下坝村")
    (True, False)
    """
    return not text.isascii() and _MAY_BE_INVISIBLE.search(text) is not None


def visible(text: str) -> str:
    """`text` without the characters that nobody sees; joiners between letters that need them stay.

    >>> visible("\\ufeff下坝\\u200b村")
    '下坝村'
    """
    return _INVISIBLE.sub("", text) if has_invisible(text) else text


def clean(text: str) -> str:
    """`text` without what spreadsheets add: NFKC width, spaces of any kind, invisible characters; ends trimmed.

    >>> clean("\\u3000３８７．７５ 万元\\xa0\\u200b")
    '387.75 万元'
    """
    return unicodedata.normalize("NFKC", visible(text)).strip()


def clean_name(text: str) -> str:
    """A name without invisible characters, spaces at its ends and doubled ones within; its letters stay as written.

    >>> clean_name("\\u3000双凤镇 ")
    '双凤镇'
    """
    return " ".join(visible(text).split())


def _word(text: str, words: Mapping[str, _T], key: str) -> _T:
    wanted = clean(text).lower()
    meant = words.get(wanted)
    if meant is None and len(both := {words.get(part) for part in wanted.split(" ", 1)}) == 1:
        meant = both.pop()  # in both languages: 村 village
    if meant is None:
        raise RecordError(key, value=text, known=_listed(type(next(iter(words.values())))))
    return meant


@cache
def _listed(vocabulary: type[StrEnum]) -> str:
    """A vocabulary for the message about another word; a table has thousands of cells that are of none."""
    return ", ".join(sorted(map(str, vocabulary)))


def parse_kind(text: str) -> Kind:
    """The kind a word names, English or Chinese, singular or plural; raises `RecordError` on any other word.

    >>> parse_kind("villages"), parse_kind("学校")
    (<Kind.VILLAGE: 'village'>, <Kind.SCHOOL: 'school'>)
    """
    return _word(text, _KIND_WORDS, "record.kind")


def kind_words() -> list[str]:
    """Every word that `parse_kind` knows, English ones first, each language sorted."""
    return sorted(_KIND_WORDS, key=lambda word: (not word.isascii(), word))


def parse_form(text: str) -> Form:
    """The form a word names (`one-to-one`, 组团式…); raises `RecordError` on any other word."""
    return _word(text, _FORM_WORDS, "record.form")


def parse_certainty(text: str) -> Certainty:
    """`named` or `group`; raises `RecordError` on any other word."""
    return _word(text, _CERTAINTY_WORDS, "record.certainty")


def parse_agreement_status(text: str) -> AgreementStatus:
    """`agreed` or `planned`, as a word says; raises `RecordError` on any other word.

    >>> parse_agreement_status("拟结对")
    <AgreementStatus.PLANNED: 'planned'>
    """
    return _word(text, _AGREEMENT_STATUS_WORDS, "record.status")


def parse_contribution_status(text: str) -> ContributionStatus:
    """`given` or `planned`, as a word says; raises `RecordError` on any other word."""
    return _word(text, _CONTRIBUTION_STATUS_WORDS, "record.status")


def parse_bound(text: str) -> Bound:
    """How a number is meant, as a word says (`over`, 不到, 约…); raises `RecordError` on any other word."""
    return _word(text, _BOUND_WORDS, "record.bound")


def parse_measure(text: str) -> Measure:
    """The measure a word names (`funds`, 资金…); raises `RecordError` on any other word."""
    return _word(text, _MEASURE_WORDS, "record.measure")


def parse_bool(text: str) -> bool:
    """True for true/yes/1/是, False for false/no/0/否 and for an empty cell; raises `RecordError` otherwise."""
    word = clean(text).lower()
    if word in _TRUE:
        return True
    if word in _FALSE:
        return False
    raise RecordError("record.bool", value=text)


_DATE = re.compile(
    r"(?P<year>\d{4})\s*(?:[-/.年]\s*(?:(?P<month>\d{1,2})\s*(?:[-/.月]\s*(?:(?P<day>\d{1,2})\s*日?)?)?)?)?"
    r"(?:[T ]00:00(?::00(?:\.0+)?)?)?"
)


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date known to the year, the month or the day: an interval from `first` to `last`."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        try:
            date(self.year, 1 if self.month is None else self.month, 1 if self.day is None else self.day)
        except ValueError:
            raise RecordError("record.date", value=str(self)) from None
        if self.day is not None and self.month is None:
            raise RecordError("record.date", value=str(self))

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Reads `2018`, `2018-05`, `2018-5-3`, `2018/5/3`, `2018年5月3日`; raises `RecordError` on anything else.

        >>> str(PartialDate.parse("２０１８年5月"))
        '2018-05'
        """
        return _parse_date(text)

    @property
    def first(self) -> date:
        """The earliest day it may mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The latest day it may mean."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)


@cache
def _parse_date(text: str) -> PartialDate:
    match = _DATE.fullmatch(clean(text))
    if match is None:
        raise RecordError("record.date", value=text)
    try:
        return PartialDate(*(int(part) if part else None for part in match.group("year", "month", "day")))  # type: ignore[arg-type]  # year is always there
    except RecordError:
        raise RecordError("record.date", value=text) from None


def parse_period(text: str) -> str:
    """A partial date, or two joined by `/`, in canonical form; raises `RecordError` otherwise.

    >>> parse_period("2018/2019-12-30")
    '2018/2019-12-30'
    """
    parts = clean(text).split("/")
    if len(parts) == 2 and all(re.match(r"\d{4}", part) for part in parts):
        first, last = (PartialDate.parse(part) for part in parts)
        if last.last < first.first:
            raise RecordError("record.end_before_start", start=str(first), end=str(last))
        return f"{first}/{last}"
    return str(PartialDate.parse(text))


_MONEY_UNITS: Mapping[str, Decimal] = {
    **dict.fromkeys(("", "元", "yuan", "rmb", "cny", "圆", "元人民币"), Decimal(1)),
    **dict.fromkeys(("千元",), Decimal(1_000)),
    **dict.fromkeys(("万元", "万", "万元人民币"), Decimal(10_000)),
    **dict.fromkeys(("百万元",), Decimal(1_000_000)),
    **dict.fromkeys(("million yuan", "million"), Decimal(1_000_000)),
    **dict.fromkeys(("亿元", "亿"), Decimal(100_000_000)),
}
_FOREIGN = re.compile(r"(?:us|a|c|hk|nz)?\$|[€£₹₩₽₦]|(?:usd|eur|gbp|jpy|hkd|chf|inr)(?=[\s\d])")
"""What an amount begins with that is no amount in yuan."""
_NUMBER = re.compile(r"(?P<number>[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s*(?P<unit>.*)")


def parse_number(text: str) -> Decimal:
    """A number of zero or more, thousands separators and full-width digits allowed.

    Raises `RecordError` on a negative number, a unit, or anything else.

    >>> parse_number("１,２００")
    Decimal('1200')
    """
    number, unit = _split_number(text)
    if unit:
        raise RecordError("record.number", value=text)
    return number


def first_number(attributes: Mapping[str, str], names: Sequence[str]) -> Decimal | None:
    """The number in the first of these attributes that has one; None where none has.

    >>> first_number({"population": "many", "人口": "1,200"}, ("population", "人口"))
    Decimal('1200')
    """
    for name in names:
        try:
            return parse_number(attributes[name])
        except (KeyError, RecordError):
            continue
    return None


def parse_money(text: str, unit: str = "") -> Decimal:
    """An amount in yuan, exact. The unit (元, 万元, 亿元…) is read from the cell, else `unit`, else yuan.

    Raises `RecordError` on a negative amount, an unknown unit or a cell that is no amount.

    >>> parse_money("387.75 万元"), parse_money("３８７．７５", unit="万元"), parse_money("￥70,000")
    (Decimal('3877500.00'), Decimal('3877500.00'), Decimal('70000'))
    """
    plain = re.sub(r"^(?:[¥￥]|rmb|cny|人民币)\s*", "", clean(text).lower())
    foreign = _FOREIGN.match(plain)
    if foreign is not None:
        raise RecordError("record.unit", value=foreign[0].strip(), cell=text)
    number, own = _split_number(plain, shown=text)
    factor = _MONEY_UNITS.get(own or clean(unit).lower())
    if factor is None:
        raise RecordError("record.unit", value=own or unit, cell=text)
    return number * factor


def _split_number(text: str, shown: str | None = None) -> tuple[Decimal, str]:
    match = _NUMBER.fullmatch(clean(text))
    if match is None:
        raise RecordError("record.number", value=shown or text)
    try:
        number = Decimal(match["number"].replace(",", ""))
    except InvalidOperation:  # more digits than a decimal holds
        raise RecordError("record.number", value=shown or text) from None
    if number < 0:
        raise RecordError("record.negative", value=shown or text)
    return number, match["unit"].strip()


def parse_counts(text: str) -> Mapping[Kind, int]:
    """Counts by kind, as a claim states them; raises `RecordError` when it cannot be read.

    >>> parse_counts("department=6;township=4") == {Kind.DEPARTMENT: 6, Kind.TOWNSHIP: 4}
    True
    """
    counts: dict[Kind, int] = {}
    for part in clean(text).split(";"):
        word, separator, number = part.partition("=")
        if not separator or not number.strip().isdecimal():
            raise RecordError("record.counts", value=text)
        counts[parse_kind(word)] = int(number)
    return counts


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record was read: a file, perhaps a sheet of it, and the row as a spreadsheet numbers it."""

    file: str
    sheet: str | None = None
    row: int | None = None

    def __str__(self) -> str:
        parts = [self.file]
        parts += [f"[{self.sheet}]"] if self.sheet else []
        parts += [f":{self.row}"] if self.row is not None else []
        return "".join(parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Who said it: a bulletin, a registry edition, a roster."""

    id: str
    title: str
    publisher: str | None = None
    date: str | None = None
    url: str | None = None
    language: str | None = None
    file: str | None = None


_SPAN = re.compile(r"\d+-\d+")


def sentence_of(attributes: Mapping[str, str]) -> str | None:
    """The sentence of a bulletin from which a record with these attributes was read; None where it is from none.

    >>> sentence_of({"sentence": "甲局帮扶乙村。", "span": "0-6"}), sentence_of({"sentence": "a column of a ledger"})
    ('甲局帮扶乙村。', None)
    """
    return attributes.get("sentence") if _SPAN.fullmatch(attributes.get("span", "")) else None


def unit_of(record: Contribution | Claim) -> str | None:
    """The unit that a figure is told in: `person_times` (人次) apart from `people`.

    >>> from dataclasses import replace
    >>> given = Contribution(id="g", measure=Measure.TRAINEES, value=Decimal(310), unit="people", helper="h")
    >>> unit_of(given), unit_of(replace(given, attributes={COUNTED: "person_times"}))
    ('people', 'person_times')
    """
    return record.attributes.get(COUNTED) or record.unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Organization:
    """Any node of the network. Raises `RecordError` when its id or name is empty or it lies in itself."""

    id: str
    name: str
    kind: Kind
    name_en: str | None = None
    aliases: tuple[str, ...] = ()
    part_of: str | None = None
    code: str | None = None
    on_roster: bool = False
    illustrative: bool = False
    attributes: Mapping[str, str] = field(default_factory=dict)
    source: str | None = None
    place: Place | None = None

    def __post_init__(self) -> None:
        _require(self.id, "id")
        _require(self.name, "name")
        if len(self.name) > MAX_NAME:
            raise RecordError("record.long", length=len(self.name), limit=MAX_NAME)
        if self.part_of == self.id:
            raise RecordError("record.part_of_self", id=self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """One pairing: an edge helper → recipient with its own id.

    Raises `RecordError` when helper and recipient are one organization or it surely ends before it starts.
    """

    id: str
    helper: str
    recipient: str
    kind: Kind | None = None
    form: Form | None = None
    sector: str | None = None
    start: PartialDate | None = None
    end: PartialDate | None = None
    certainty: Certainty = Certainty.NAMED
    status: AgreementStatus = AgreementStatus.AGREED
    illustrative: bool = False
    attributes: Mapping[str, str] = field(default_factory=dict)
    source: str | None = None
    place: Place | None = None

    def __post_init__(self) -> None:
        for name in ("id", "helper", "recipient"):
            _require(getattr(self, name), name)
        if self.helper == self.recipient:
            raise RecordError("record.self_help", id=self.helper)
        if self.start and self.end and self.end.last < self.start.first:
            raise RecordError("record.end_before_start", start=str(self.start), end=str(self.end))

    def in_force(self, day: date) -> bool:
        """Whether it is in force on `day`: unless it is only planned, surely ended before or surely starts after it."""
        return self.status is not AgreementStatus.PLANNED and in_force(self.start, self.end, day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """Money (yuan), people or things given or planned, under an agreement or between two organizations."""

    id: str
    measure: Measure
    value: Decimal
    unit: str
    agreement: str | None = None
    helper: str | None = None
    recipient: str | None = None
    sector: str | None = None
    period: str | None = None
    printed: str | None = None
    status: ContributionStatus = ContributionStatus.GIVEN
    bound: Bound = Bound.EXACT
    illustrative: bool = False
    attributes: Mapping[str, str] = field(default_factory=dict)
    source: str | None = None
    place: Place | None = None

    def __post_init__(self) -> None:
        _require(self.id, "id")
        if not self.value.is_finite() or self.value < 0:
            raise RecordError("record.negative", value=str(self.value))
        if not (self.agreement or self.helper or self.recipient):
            raise RecordError("record.missing", field="agreement, helper, recipient")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a source states without naming members: counts on both sides, or a measure and its value."""

    id: str
    kind: Kind | None = None
    form: Form | None = None
    helper: str | None = None
    recipient: str | None = None
    helpers: Mapping[Kind, int] = field(default_factory=dict)
    recipients: Mapping[Kind, int] = field(default_factory=dict)
    measure: Measure | None = None
    value: Decimal | None = None
    unit: str | None = None
    sector: str | None = None
    since: PartialDate | None = None
    printed: str | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)
    source: str | None = None
    place: Place | None = None

    def __post_init__(self) -> None:
        _require(self.id, "id")
        if bool(self.helpers and self.recipients) == (self.measure is not None and self.value is not None):
            raise RecordError("record.claim", id=self.id)


def in_force(start: PartialDate | None, end: PartialDate | None, day: date) -> bool:
    """Whether an agreement from `start` to `end` is in force on `day`: unless it surely ended or not yet started.

    >>> in_force(PartialDate(2018), None, date(2018, 1, 1)), in_force(None, PartialDate(2018), date(2019, 1, 1))
    (True, False)
    """
    return not (start and start.first > day) and not (end and end.last < day)


def surely_in_force(start: PartialDate | None, end: PartialDate | None, day: date) -> bool:
    """Whether no open or partial date is needed to say that it is in force on `day`.

    >>> surely_in_force(PartialDate(2018), None, date(2019, 1, 1))
    False
    """
    return bool(start and end and start.last <= day <= end.first)


def _require(value: str | None, name: str) -> None:
    if not value:
        raise RecordError("record.missing", field=name)
