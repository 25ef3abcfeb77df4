"""What came of help, as bulletins count it: work found, sales, investment, projects, batches, cadres, pairs.

Such figures stand in sentences of any shape, and every place counts them otherwise: whether those who found work before
are among them, whose sales they are, in which direction cadres went. So they are only proposed, with whom they seem to
be between, and never loaded before somebody said yes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from graph.answer import Note
from graph.model import MONEY_MEASURES, Kind, Measure
from loaders.bulletin.figures import Figure
from loaders.bulletin.gifts import counting
from loaders.bulletin.names import Name
from loaders.bulletin.shapes import Shape
from loaders.bulletin.state import Carried, Said, State, is_exact
from loaders.bulletin.statements import Counted, Given, Reads, Status
from loaders.bulletin.text import Span
from loaders.bulletin.times import Time
from loaders.bulletin.tokens import Clause, Token

_UNREAD = frozenset({"bulletin.why.no_shape", "bulletin.why.no_measure"})
_PEOPLE = "人|名|位|人次|万人次"
_NEAR = 14
"""How many letters behind a figure may say what it counts."""


class _Word(NamedTuple):
    """Words before (or around) a figure, its units, and the measure that they tell."""

    before: str
    behind: str
    units: str
    measure: Measure


_CHINESE: tuple[_Word, ...] = (
    _Word(r"(?:销售|帮销|助销|代销|消费帮扶)[^购买采]*$", "", "元", Measure.SALES),
    _Word(r"(?:投资|引资|招商|到位资金)[^捐赠购买采]*$", "", "元", Measure.INVESTMENT),
    _Word(r"(?:就业|务工|劳务输出|转移输出|劳务输转|吸纳|招录|录用)[^，]{0,14}$", "", _PEOPLE, Measure.JOBS),
    _Word(r"", r"^[^，、]{0,8}(?:就业|务工|劳动力)", _PEOPLE, Measure.JOBS),
    _Word(r"(?:派|挂职)[^，]*(?:挂职|党政|驻村)?干部$", "", _PEOPLE, Measure.CADRES_SENT),
    _Word(r"(?:派|挂职)", r"^(?:挂职|党政|驻村)?干部", _PEOPLE, Measure.CADRES_SENT),
    _Word(r"项目$", "", "个|项", Measure.PROJECTS),
    _Word(r"", r"^[\u3400-\u9fff]{0,8}项目(?!组|部|办|资金)", "个|项", Measure.PROJECTS),
    _Word(r"", "", "批次|批", Measure.BATCHES),
    _Word(r"", r"^批(?:次)?(?=[^\u3400-\u9fff]|培训|选派|派|组织|赴|到|$)", r"\?", Measure.BATCHES),
    _Word(r"结对", "", "对", Measure.PAIRS),
    _Word(r"", "^.{0,6}结对", "对", Measure.PAIRS),
)
_ENGLISH: tuple[_Word, ...] = (
    _Word(r"\b(?:sold|sales? of|helped (?:to )?sell)\b[^,;]*$", "", "yuan", Measure.SALES),
    _Word(r"", r"^[^,;]{0,30}\b(?:worth )?(?:was|were)? ?sold\b", "yuan", Measure.SALES),
    _Word(r"\b(?:invest(?:ed|ments?)|investing)\b[^,;]*$", r"", "yuan", Measure.INVESTMENT),
    _Word(r"", r"^[^,;]{0,20}\b(?:found|find) (?:jobs?|work|employment)\b", "", Measure.JOBS),
    _Word(r"", r"^ (?:[\w-]+ ){0,2}(?:jobs|workers)\b", "", Measure.JOBS),
    _Word(r"", r"^ (?:\w+ )?(?:cadres|officials)\b(?=.*\b(?:sent|seconded|posted)\b)", "", Measure.CADRES_SENT),
    _Word(r"\b(?:sent|seconded|posted)\b", r"^ (?:\w+ )?(?:cadres|officials)\b", "", Measure.CADRES_SENT),
    _Word(r"", r"^ (?:[\w-]+ ){0,2}projects\b", "", Measure.PROJECTS),
    _Word(r"", r"^ (?:[\w-]+ ){0,1}batches\b", "", Measure.BATCHES),
    _Word(r"", r"^ pairs\b", "", Measure.PAIRS),
)
_KINDS: tuple[tuple[str, Kind], ...] = (
    ("村|village", Kind.VILLAGE),
    ("镇|街|乡|town|sub-?district", Kind.TOWNSHIP),
    ("校|教育|school", Kind.SCHOOL),
    ("院|医|hospital", Kind.HOSPITAL),
)


def propose(state: State, clause: Clause, time: Time | None, carried: Carried, begin: int) -> None:
    """Proposes those figures of a clause that nothing else read, and of which its words say what came of help."""
    for token, before, behind in _figures(state, clause):
        figure = token.value
        assert isinstance(figure, Figure)  # a figure's token
        span = state.text.origin(token.span)
        place = next((at for at in range(begin, len(state.found)) if state.found[at].span == span), None)
        if place is None or figure.value is None or figure.foreign:
            continue
        if state.found[place].status is not Status.SKIP or {one.key for one in state.found[place].why} - _UNREAD:
            continue
        measure = _measure(figure, before, behind)
        what = None if measure is None else _what(state, clause, time, carried, figure, measure, before)
        if what is not None:
            why = (Note("bulletin.why.outcome"), *([] if is_exact(figure) else [Note("bulletin.why.inexact")]))
            reads = Reads.CONTRIBUTION if isinstance(what, Given) else Reads.CLAIM
            state.replace(place, reads=reads, status=Status.PROPOSE, why=why, what=what)


def _figures(state: State, clause: Clause) -> Iterator[tuple[Token, str, str]]:
    """The figures of a clause with the words before and behind each, up to the next figure."""
    tokens = sorted(clause.figures(), key=lambda one: one.span)
    begin = clause.span.begin
    for token, after in pairwise([*tokens, None]):
        assert token is not None  # only the last is
        end = clause.span.end if after is None else after.span.begin
        before = state.text[Span(begin, token.span.begin)]
        behind = state.text[Span(token.span.end, min(end, token.span.end + _NEAR + 40))]
        yield token, before, behind
        begin = token.span.end


def _measure(figure: Figure, before: str, behind: str) -> Measure | None:
    words = _ENGLISH if figure.unit in ("", "yuan") else _CHINESE
    for one in words:
        fits = figure.money if one.units in ("元", "yuan") else re.fullmatch(one.units, figure.unit) is not None
        if (
            fits
            and figure.money == (one.measure in MONEY_MEASURES)
            and re.search(one.before, before)
            and re.search(one.behind, behind)
        ):
            return one.measure
    return None


def _what(
    state: State,
    clause: Clause,
    time: Time | None,
    carried: Carried,
    figure: Figure,
    measure: Measure,
    before: str,
) -> Given | Counted | None:
    """The record that a figure may be, between those whom the clause, or its sentence, names."""
    helper, recipient = _sides(state, clause, carried)
    if (helper is None and recipient is None) or figure.value is None:
        return None
    total = bool(clause.flags.keys() & {"total", "cumulative"})
    if total or measure is Measure.PAIRS:
        since = time.since() if time is not None else None
        kind = _kind(before) if measure is Measure.PAIRS else None
        counted = counting(measure, figure)
        value, bound = figure.value, figure.bound
        return Counted(helper, recipient, {}, {}, measure, value, None, None, since, bound, kind, counted)
    said = Said(clause, Shape("figures"), time, [], carried)
    period = state.period(said, time)
    return Given(measure, figure.value, helper, recipient, period, None, figure.bound, counting(measure, figure))


def _sides(state: State, clause: Clause, carried: Carried) -> tuple[Name | None, Name | None]:
    """Who helps and who is helped, as far as the clause or its sentence says."""
    names = [state.name(one) for one in clause.words if one.kind == "NAME"]
    helped = [name for name in names if state.names.is_helped(name)]
    others = [name for name in names if not state.names.is_helped(name)]
    helpers = others or list(carried.giver)
    helper = helpers[0] if len(helpers) == 1 else None
    recipient = helped[0] if len(helped) == 1 else state.names.scope()
    if recipient is not None and recipient.id is None:  # 盘州市农村劳动力: those of the city
        recipient = state.own_unit(recipient) or recipient
    return helper, None if recipient is None or (helper is not None and helper.key == recipient.key) else recipient


def _kind(before: str) -> Kind | None:
    """The kind of those who are paired: 村企结对 is of villages, 镇街结对 of townships."""
    last = before[-8:].lower()
    return next((kind for words, kind in _KINDS if re.search(words, last)), None)
