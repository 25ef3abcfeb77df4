"""What is said to somebody who asks in words: how a question was read, what can be asked, which questions are near."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from graph.answer import Answer, Note
from graph.ask.lexing import normalised
from graph.ask.near import near
from graph.ask.query import LISTED, Asked, Example, Intent, examples
from graph.ask.reading import Reading, Unread, read
from graph.ask.vocabulary import vocabulary
from graph.errors import UsageError
from graph.lookup import Tier
from graph.model import Kind
from graph.questions.registry import command_line
from graph.text import Lang, say, word

if TYPE_CHECKING:
    from graph.store import Store

NEAREST = 3
"""The number of questions offered in place of one that cannot be read."""
ALIKE = 1000
"""How many names that begin alike are compared with a misspelt one."""


def listed() -> Answer:
    """The list of example questions, as an answer."""
    return Answer(
        question="ask",
        as_of=None,
        fields=("english", "chinese", "command"),
        rows=[(one.of("en"), one.of("zh"), command_line(one.command())) for one in examples()],
        shown=("english", "chinese"),
        headline=(Note("ask.list"),),
    )


def nearest(text: str, lang: Lang) -> list[str]:
    """The example questions in a language that are most similar to a text."""
    from rapidfuzz import fuzz, process  # needed only for a question that cannot be read

    asked = [one.of(lang) for one in examples()]
    scorer = fuzz.ratio if lang == "zh" else fuzz.token_set_ratio
    return [one for one, _, _ in process.extract(text, asked, scorer=scorer, limit=NEAREST)]


class Offer(NamedTuple):
    """A question to ask instead of one that cannot be read: how it is shown, and what it asks."""

    text: str
    asked: Asked | Example


def offered(text: str, error: Unread, store: Store, day: date, area: str | None = None) -> list[Offer]:
    """At most three questions to ask on `day` instead of one that cannot be read, in `area` if they name none.

    First the question without its misspelt word or without the word that is not understood, then what questions asked
    for that resemble it, with the names, kinds and times of this one and the command that answers.
    """
    found: dict[tuple[str, ...], Offer] = {}
    for question in (*_spelt(text, error, store), _without(text, error)):
        reading = _reading(question, store, day, area) if question != text else None
        if reading is not None:
            found.setdefault(tuple(reading.asked.command()), Offer(question, reading.asked))
    for asked in islice(near(text, store, day), NEAREST):
        asked = replace(asked, area=asked.area or area) if asked.question().area else asked
        command = asked.question().words(asked.options(), area=asked.area, day=None if asked.day == day else asked.day)
        shown = say("ask.offer", error.lang, what=_said(asked, error.lang), command=command_line(command))
        found.setdefault(tuple(asked.command()), Offer(shown, asked))
    return list(found.values())[:NEAREST]


def _without(text: str, error: Unread) -> str:
    """The question without the word that is not understood."""
    plain = normalised(text)
    if error.lang == "zh":
        return plain.replace(f"{error.word}的", "").replace(error.word, "")
    return " ".join(plain.replace(error.word, " ").split())


def _spelt(text: str, error: Unread, store: Store) -> list[str]:
    """The question with the word that is not understood written as one that is known and differs in one letter."""
    word = error.word.lower()
    if len(word) < 2 or error.key != "ask.word":
        return []
    if word.isascii():
        known = [form for form in vocabulary(error.lang).forms if len(word) > 3 and _one_edit(word, form)]
    else:
        half = len(word) // 2  # with one letter wrong, one half of the name is as it is written
        alike = [*store.starting(word[:half], ALIKE), *store.find(word[half:], last=Tier.PART)]
        known = sorted({one.name for one in alike if _one_edit(word, one.name)})
    plain = normalised(text)
    return [plain.replace(error.word, one) for one in known[:NEAREST]]


def _one_edit(word: str, other: str) -> bool:
    from rapidfuzz.distance import OSA  # needed only for a question that cannot be read

    return abs(len(word) - len(other)) < 2 and OSA.distance(word, other, score_cutoff=1) == 1


def _reading(question: str, store: Store, day: date, area: str | None) -> Reading | None:
    try:
        return read(question, store, day, area)
    except UsageError:
        return None


def echo(asked: Asked | Example, lang: Lang) -> str:
    """Two lines: how a question was read, and the command that answers it."""
    command = say("ask.command", lang, command=command_line(asked.command()))
    if isinstance(asked, Example):
        return "\n".join((say("ask.echo", lang, what=asked.of(lang)), command))
    day = say("ask.day", lang, day=asked.day) if asked.question().day else ""
    return "\n".join((say("ask.echo", lang, what=_said(asked, lang) + day), command))


def _said(asked: Asked, lang: Lang) -> str:
    """How a question was read, in words, without its day."""
    more = say("ask.in", lang, area=asked.area) if asked.area else ""
    more += say("ask.sector", lang, sector=asked.sector) if asked.sector else ""
    more += say("ask.to", lang, of=asked.of.value) if asked.intent is Intent.GAVE and asked.of else ""
    if asked.by:
        more += say("ask.by", lang, by=("、" if lang == "zh" else ", ").join(word(by, lang) for by in asked.by))
    more += say("ask.below", lang, below=asked.below) if asked.below else ""
    more += (
        say("ask.money", lang, start=asked.start, end=asked.end)
        if asked.intent is Intent.COVERAGE and asked.end
        else ""
    )
    more += say("ask.groups", lang) if asked.groups else ""
    return say(_key(asked), lang, **_values(asked, lang)) + more


def _key(asked: Asked) -> str:
    if asked.intent is Intent.GAVE and asked.received:
        return "ask.what.received"
    if asked.intent is Intent.WITHDRAWAL and asked.helpers is not None:
        return "ask.what.withdrawal_of"
    if asked.intent is Intent.PLAN and asked.number is not None:
        return "ask.what.plan_with"
    return f"ask.what.{asked.intent.value}"


def _values(asked: Asked, lang: Lang) -> dict[str, object]:
    """The values of the sentence; where the question names no kind, the kind is that of the command."""
    command = asked.command()
    villages = "village" in command[1:2] or (asked.intent is Intent.COVERAGE and asked.by and "kind" not in asked.by)
    named = asked.kind or (Kind.VILLAGE if villages else None)
    top = 1 if asked.intent is Intent.CARRIES or (asked.intent is Intent.GAVE and not asked.received) else LISTED
    period = ""
    if asked.within is not None:
        period = say("ask.within", lang, within=asked.within)
    elif asked.start is not None and asked.end is not None:
        period = say("ask.from_to", lang, start=asked.start, end=asked.end)
    elif asked.intent is Intent.EXPIRING:
        period = say("ask.soon", lang)
    return {
        "kind": named and named.value,
        "of": asked.of and asked.of.value,
        "names": asked.organizations,
        "helpers": asked.helpers and asked.helpers.value,
        "number": asked.number or top,
        "start": asked.start,
        "end": asked.end or asked.day,
        "period": period,
        "side": "recipient" if asked.received else "helper",
        "rank": f"by_{asked.rank or 'partners'}",
        "on": say("ask.on_kind", lang, of=asked.of.value) if asked.of else "",
    }
