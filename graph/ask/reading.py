"""Reads a question: cuts it into words, finds area, day and grouping, fills the frame; or names what is unclear."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial
from typing import TYPE_CHECKING

from graph.ask import lexing, table
from graph.ask.adjuncts import Adjuncts, without_adjuncts
from graph.ask.bag import Bag
from graph.ask.clauses import Home, Homeless, settled
from graph.ask.dates import When
from graph.ask.frame import Frame, forbidden, frames
from graph.ask.lexing import Word
from graph.ask.names import SMALL, NamePhrase, exact, looked_up
from graph.ask.query import ROSTERED, Asked, Example, Intent, examples
from graph.ask.rules import composed
from graph.ask.slots import Misfit, timed
from graph.ask.vocabulary import with_sectors
from graph.errors import UsageError
from graph.lookup import has_hanzi
from graph.query import By, Query
from graph.questions.registry import command_line
from graph.text import LANGS, Lang

if TYPE_CHECKING:
    from graph.model import Kind
    from graph.store import Store

    _Fill = Callable[[Sequence[Word], Adjuncts, date, "dict[Asked, None]", "list[_Failure]"], None]

LIMIT = 200
"""The largest length of a question, in characters."""
_LOOKUPS = 3
"""The largest number of unknown stretches that are looked up one by one."""
_BEFORE_NAMES = frozenset(
    {
        "IN",
        "OF",
        "HELP",
        "PAIRED",
        "BETWEEN",
        "AND",
        "IF",
        "WHATIF",
        "WHY",
        "EXPLAIN",
        "BY",
        "PARTNER",
        "WHO",
        "LINKED",
        "HOW",
    }
)
"""The classes of words after which a name may stand."""
_BETWEEN = 2
"""How many small words may stand between an unknown stretch and the kind that ends a name."""
_SEEKING = frozenset(
    {"FINDWORD", "KIND", "ORGANIZATION", "WHO", "CALLED", "NAMED", "ANY", "YES", "EXISTS", "WHICH", "HAVE", "NOISE"}
)
"""The classes of the words beside a name that is looked for."""
_LEVELS = {"": (By.COUNTY, By.PREFECTURE, By.PROVINCE), "city": (By.COUNTY, By.PREFECTURE)}
"""The levels of the own area where its word does not name one, or names a city, which may stand on either."""
_SENTENCE = re.compile(r"[?;。!]+")
_PRONOUN: Mapping[Lang, re.Pattern[str]] = {
    "en": re.compile(r"(?:this|these|those|it|they|them|he|she|him|her|our|my|your)\b", re.IGNORECASE),
    "zh": re.compile("[该这那此本它他她咱]们?|我们"),
}
"""Words that stand for something named before, which a single question does not have."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A question that was read, and its language."""

    asked: Asked | Example
    lang: Lang


class Unread(UsageError):  # noqa: N818  # it is not an error of the program
    """A question cannot be read. `word` is the unclear part, `lang` the language that the question seems to have."""

    def __init__(self, key: str, lang: Lang, word: str, **values: object) -> None:
        super().__init__(key, word=word, **values)
        self.lang = lang
        self.word = word


def language(text: str) -> Lang:
    """The language of a question: Chinese where it has Chinese characters, else English."""
    return "zh" if has_hanzi(text) else "en"


def read(text: str, store: Store, day: date, area: str | None = None) -> Reading:
    """The reading of a question asked on `day`, in `area` where it names no area itself.

    A question that fills no frame may still be an example of the registry, word for word. Raises `Unread` when
    a word of the question is unclear, or when the question may mean two things.
    """
    try:
        return _read(text, store, day, area)
    except Unread:
        known = _spelled().get(_plain(text))
        if known is None:
            raise
        example, lang = known
        return Reading(replace(example, day=day, area=area), lang)


@cache
def _spelled() -> Mapping[str, tuple[Example, Lang]]:
    """The text of each example without spaces, punctuation and capital letters, and its language."""
    return {_plain(example.of(lang)): (example, lang) for example in examples() for lang in LANGS}


def _plain(text: str) -> str:
    return "".join(char for char in lexing.normalised(text).lower() if char.isalnum())


def _read(text: str, store: Store, day: date, area: str | None) -> Reading:
    plain = lexing.normalised(text)
    lang = language(plain)
    if not plain or all(lexing.silent(char) for char in plain):
        raise Unread("ask.empty", lang, "")
    if len(plain) > LIMIT:
        raise Unread("ask.long", lang, plain[:20], length=len(plain), limit=LIMIT)
    lang, ways = _cut(plain, store, day)
    apart = next((word for word in ways[0] if "UNKEPT" in word.classes), None)
    if apart is not None:
        raise Unread("ask.word_here", lang, apart.text)  # teaching hospitals: a store has only their kind
    failures: list[_Failure] = []
    home = partial(_home, store, day)
    found = _framed(ways, lang, plain, day, failures, home, partial(_filled, lang=lang))
    if not found:
        loose: list[_Failure] = []
        found = _framed(
            ways, lang, plain, day, loose, home, partial(_composed, lang=lang, sides=cache(partial(_sides, store, day)))
        )
    if not found:
        raise _unread(plain, lang, store, day, failures)
    for asked in found:
        if asked.intent in ROSTERED | {Intent.COVERAGE} and asked.kind in table.LEVELS and not asked.by:
            _check_listed(asked.kind, ways[0], store, day, lang)
    if area is not None:
        if any(one.area is not None and one.area != area for one in found):
            raise Unread("ask.two_areas", lang, area)
        found = {replace(one, area=area): None for one in found}
    if len({tuple(one.command()) for one in found}) > 1:
        lines = sorted({command_line(one.command()) for one in found})
        raise Unread("ask.two_readings", lang, plain, commands="\n  ".join(lines))
    _check_counts([word for word in ways[0] if "COUNTS" in word.classes], store, lang)
    return Reading(of_sector(next(iter(found)), store, lang), lang)


def _framed(
    ways: Sequence[Sequence[Word]],
    lang: Lang,
    plain: str,
    day: date,
    failures: list[_Failure],
    home: Home,
    fill: _Fill,
) -> dict[Asked, None]:
    """The questions that words may ask by the frame that they fill; failures of all other attempts are added.

    Longer words win: what more and shorter words may ask counts only where fewer and longer ones ask nothing.
    """
    found: dict[Asked, None] = {}
    for number, way in enumerate(ways):
        if found and len(way) > len(ways[number - 1]):
            break
        noted = [] if number and failures else failures  # what is named is a word of the way with the fewest words
        for kept in lexing.without_noise(way, lexing.FUNCTIONS):
            barred = forbidden(kept, lang)
            if barred is not None:
                noted.append(_Failure(barred.start, barred.text))
                continue
            try:
                parts = list(settled(kept, plain, home))
            except Homeless as homeless:
                noted.append(_Failure(homeless.word.start, homeless.word.text, "ask.pronoun", whole=True))
                continue
            for asked, area in parts:
                for words, adjuncts in without_adjuncts(yes_or_no(asked, lang), lang, plain):
                    if area is None or adjuncts.area is None:
                        beside = adjuncts if area is None else replace(adjuncts, area=area)
                        fill(words, beside, day, found, noted)
    return found


def _filled(
    words: Sequence[Word],
    adjuncts: Adjuncts,
    day: date,
    found: dict[Asked, None],
    failures: list[_Failure],
    *,
    lang: Lang,
) -> None:
    """Adds the questions that words ask by the frames they fill, or the word at which no frame is filled."""
    filled_frames, furthest = frames(words, lang)
    if not filled_frames and furthest < len(words):
        failures.append(_Failure(words[furthest].start, words[furthest].text))
    for frame in filled_frames:
        _tabled(frame, adjuncts, day, found, failures)


def _composed(
    words: Sequence[Word],
    adjuncts: Adjuncts,
    day: date,
    found: dict[Asked, None],
    failures: list[_Failure],
    *,
    lang: Lang,
    sides: Callable[[], Mapping[Kind, str]],
) -> None:
    """Adds the questions that words ask whatever their order."""
    bag = Bag(tuple(words), _beside(adjuncts), lang, side=lambda kind: sides().get(kind))
    frame = Frame(words={"words": tuple(words)})
    for intent, fields in composed(bag):
        try:
            found[timed(intent, fields, frame, adjuncts, day)] = None
        except Misfit as misfit:
            failures.append(_Failure(misfit.place, misfit.word, misfit.key, whole=True))


def _sides(store: Store, day: date) -> Mapping[Kind, str]:
    """The side of each kind of organizations that stands on one side only; nothing of a large store."""
    found: dict[Kind, set[str]] = {}
    if store.count() > SMALL:
        return {}
    network = store.network(day=day)
    listed = [(node, "recipient") for node, on_roster in network.nodes(data="on_roster") if on_roster]
    tied = [one for helper, recipient in network.edges() for one in ((helper, "helper"), (recipient, "recipient"))]
    for node, side in (*listed, *tied):
        found.setdefault(network.nodes[node]["kind"], set()).add(side)
    return {kind: sides.pop() for kind, sides in found.items() if len(sides) == 1}


def _check_listed(kind: Kind, way: Sequence[Word], store: Store, day: date, lang: Lang) -> None:
    """Raises `Unread` where areas are asked about that are on no list: those in them may be meant."""
    if store.count() > SMALL or kind in {group.name for group in store.coverage(Query(day), By.KIND).groups}:
        return
    word = next((word for word in way if word.classes.get("KIND") == kind), None)
    if word is not None:
        raise Unread("ask.word_here", lang, word.text)


def _home(store: Store, day: date, level: str) -> str | None:
    """The one unit of a level (of any, from the county up, where it is empty) that all on the roster lies in."""
    if store.count() > SMALL:
        return None
    for by in _LEVELS.get(level) or (By(level),):
        groups = [one for one in store.coverage(Query(day), by).groups if one.tally.roster or one.tally.off_roster]
        if len(groups) == 1 and groups[0].name and (level != "city" or groups[0].name.endswith("市")):
            return groups[0].name
    return None


def _tabled(frame: Frame, adjuncts: Adjuncts, day: date, found: dict[Asked, None], failures: list[_Failure]) -> None:
    """Adds the questions of the table that a frame asks, or why it asks none."""
    try:
        for intent, fields in table.asked(frame, _beside(adjuncts)):
            found[timed(intent, fields, frame, adjuncts, day)] = None
    except Misfit as misfit:
        failures.append(_Failure(misfit.place, misfit.word, misfit.key, whole=True))
    except table.SideUnsaid as unsaid:
        word = frame.words[unsaid.slot][0]
        failures.append(_Failure(word.start, word.text, "ask.side", whole=True))


def _beside(adjuncts: Adjuncts) -> table.Beside:
    times = adjuncts.times
    since = any(time.when is When.SINCE for _, time in times)
    groups = tuple(dict.fromkeys(by for _, by in adjuncts.by))
    return table.Beside(groups, adjuncts.area is not None, bool(times), since, adjuncts.file)


def yes_or_no(words: Sequence[Word], lang: Lang) -> list[Word]:
    """The words, with what makes them a question of yes or no marked: a verb in front, 没有 at the end."""
    marked = list(words)
    if not marked or any(
        {"WHICH", "WHO", "HOWMANY", "MUCH", "HOW", "WHY", "WHERE"} & one.classes.keys() for one in marked
    ):
        return marked
    first, last = marked[0], marked[-1]
    if lang == "en" and {"AUX", "HAVE", "MODAL"} & first.classes.keys():
        name = "CANASK" if "MODAL" in first.classes else "ASKED"
        marked[0] = replace(first, classes={name: None})
    elif lang == "zh" and len(marked) > 1 and last.text in ("没有", "没", "了没有", "了没"):
        marked[-1] = replace(last, classes={"YESTAIL": None})
    return marked


def _cut(plain: str, store: Store, day: date) -> tuple[Lang, list[list[Word]]]:
    """The language of a question and the ways to cut it; raises `Unread` when unknown stretches remain."""
    lang, ways = cut_up(plain, store, day)
    runs = lexing.unknown(ways[0], plain)
    if not runs:
        return lang, ways
    quotes = lexing.quoted(plain)
    spans = [_widened(plain, run, ways[0], quotes) for run in runs]
    spans = [_pointed(plain, span, ways[0], lang) for span in spans]
    shown = [plain[start:end] for start, end in spans]
    if any(_PRONOUN[lang].match(one) for one in shown):
        raise Unread("ask.pronoun", lang, next(one for one in shown if _PRONOUN[lang].match(one)))
    raise Unread("ask.word", lang, _listed(shown, lang))


def cut_up(plain: str, store: Store, day: date) -> tuple[Lang, list[list[Word]]]:
    """The language of a normalised question and the ways to cut it; what is not known is a word of its own."""
    quotes = lexing.quoted(plain)
    langs: tuple[Lang, ...] = (
        LANGS if language(plain) == "zh" and any(map(lexing.is_latin, plain)) else (language(plain),)
    )
    sectors = tuple(store.sectors())
    known = {one: with_sectors(one, sectors) for one in langs}
    taken = [words.forms for words in known.values()]
    names = exact(plain, store, taken, quotes)
    ways = {lang: lexing.cut(plain, known[lang], lang, day, names) for lang in langs}
    lang = min(reversed(langs), key=lambda one: _lost(ways[one], plain))
    tried: set[tuple[int, int]] = set()
    while len(tried) < _LOOKUPS:
        runs = lexing.unknown(ways[lang][0], plain)
        if not runs:
            return lang, ways[lang]
        spans = [_widened(plain, run, ways[lang][0], quotes) for run in runs]
        fresh = [span for span in spans if span not in tried and _may_name(plain, span, ways[lang][0], quotes)]
        if not fresh:
            break
        tried.add(fresh[0])
        start, end = fresh[0]
        found = looked_up(plain, start - 1, end, store, quoted=False) if _begun(plain, start, ways[lang][0]) else None
        found = found or looked_up(plain, start, end, store, quoted=fresh[0] in quotes)
        if found is not None:
            names.append(found)
            ways[lang] = lexing.cut(plain, known[lang], lang, day, names)
    runs = lexing.unknown(ways[lang][0], plain)
    sought = _sought(plain, runs[0], ways[lang][0]) if len(runs) == 1 else None
    if sought is not None:
        ways[lang] = lexing.cut(plain, known[lang], lang, day, [*names, sought])
    return lang, ways[lang]


def _sought(plain: str, run: tuple[int, int], way: Sequence[Word]) -> NamePhrase | None:
    """What is looked for by its name, known or not: the unknown stretch with the short words written before it.

    None where the other words do not only say that it is looked for.
    """
    start, end = run
    for word in sorted(way, key=lambda one: -one.start):
        short = len(word.text) == 1 and word.text not in "叫的名"
        if word.end == start and short and not lexing.is_latin(plain[start]):
            start = word.start
    others = [word for word in way if word.end <= start or word.start >= end]
    seeking = any("FINDWORD" in word.classes for word in others)
    if not seeking or not all(_SEEKING & word.classes.keys() for word in others):
        return None
    return NamePhrase(start, end, plain[start:end], exact=False, area=False, cost=0.9)


def _pointed(plain: str, span: tuple[int, int], way: Sequence[Word], lang: Lang) -> tuple[int, int]:
    """The stretch of a pronoun with the noun that follows it: 该单位, this village; any other stretch as it is."""
    if not _PRONOUN[lang].fullmatch(plain[slice(*span)]):
        return span
    nouns = {"KIND", "ORGANIZATION", "PARTNER"}
    ends = [
        word.end for word in way if nouns & word.classes.keys() and not plain[span[1] : word.start].strip(" 个家所")
    ]
    return (span[0], min(ends)) if ends and min(ends) > span[1] else span


def _lost(ways: Sequence[Sequence[Word]], plain: str) -> int:
    return sum(end - start for start, end in lexing.unknown(ways[0], plain))


def _listed(words: Sequence[str], lang: Lang) -> str:
    return ("”、“" if lang == "zh" else "”, “").join(dict.fromkeys(words))


def _widened(
    plain: str, run: tuple[int, int], way: Sequence[Word], quotes: Sequence[tuple[int, int]]
) -> tuple[int, int]:
    """The stretch to look up for an unknown one: the quotation around it, or it with the kind after it (红旗小学)."""
    for start, end in quotes:
        if start <= run[0] and run[1] <= end:
            return start, end
    start, end = run
    if lexing.is_latin(plain[end - 1]):
        return run
    for word in sorted(way, key=lambda one: one.start):
        if word.start == end and "KIND" in word.classes:
            return start, word.end
        if word.start == end and len(word.text) == 1 and word.text != "的" and end - run[1] < _BETWEEN:
            end = word.end  # 坪地乡: 地 is a small word elsewhere
    return run


def _begun(plain: str, start: int, way: Sequence[Word]) -> bool:
    """Whether the Chinese character before a stretch, else a word of its own, may begin a name: 中山医院."""
    return any(word.end == start and len(word.text) == 1 for word in way) and not plain[start - 1].isascii()


def _may_name(plain: str, span: tuple[int, int], way: Sequence[Word], quotes: Sequence[tuple[int, int]]) -> bool:
    """Whether to look up an unknown stretch: a Latin word needs a capital letter or a place where a name may stand."""
    own = plain[slice(*span)]
    if span in quotes or not own.isascii() or own.lower() != own:
        return True
    before = [word for word in way if word.end <= span[0] and word.classes.keys() - {lexing.UNKNOWN, "NOISE"}]
    return bool(before) and bool(_BEFORE_NAMES & before[-1].classes.keys())


@dataclass(frozen=True, slots=True)
class _Failure:
    """The position and the word at which reading failed; the word is None where words are missing.

    `whole` is true when every word fills a slot but the word does not fit the others.
    """

    place: int
    word: str | None
    key: str = "ask.word_here"
    whole: bool = False


def _unread(plain: str, lang: Lang, store: Store, day: date, failures: Sequence[_Failure]) -> Unread:
    """The error for a question whose words are known but make no sense together; it names the word that fails."""
    parts = [part.strip() for part in _SENTENCE.split(plain) if part.strip()]
    if len(parts) > 1 and all(_reads(part, store, day) for part in parts):
        return Unread("ask.two", lang, parts[1])
    furthest = max(failures, key=lambda failure: (failure.whole, failure.place), default=None)
    if furthest is None or furthest.word is None:
        return Unread("ask.incomplete", lang, plain)
    return Unread(furthest.key, lang, furthest.word)


def _reads(text: str, store: Store, day: date) -> bool:
    try:
        read(text, store, day)
    except UsageError:
        return False
    return True


def of_sector(asked: Asked, store: Store, lang: Lang) -> Asked:
    """The question with its sector as the records spell it: `health-and-care` where only that one is about health."""
    if asked.sector is None:
        return asked
    sectors = store.sectors()
    if asked.sector in sectors:
        return asked
    alike = [one for one in sectors if asked.sector in one.split("-")]
    if len(alike) != 1:
        shown = ", ".join(sectors) or "–"
        raise Unread("ask.no_sector", lang, asked.sector, known=shown)
    return replace(asked, sector=alike[0])


def _check_counts(words: Sequence[Word], store: Store, lang: Lang) -> None:
    """Raises `Unread` when a question contains counts (“21 ↔ 56”) that no claim states."""
    for word in words:
        counts = word.classes.get("COUNTS")
        stated = [(sum(claim.helpers.values()), sum(claim.recipients.values())) for claim, _ in store.claims()]
        if counts not in stated:
            raise Unread("ask.no_counts", lang, word.text)
