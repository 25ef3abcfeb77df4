"""What is said to somebody who asks in words: how a question was read, what can be asked, which questions are near."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from graph.answer import Answer, Note
from graph.ask.lexing import normalised, quoted
from graph.ask.names import NamePhrase, exact
from graph.ask.query import LISTED, Asked, Example, Intent, examples
from graph.ask.reading import Unread, read
from graph.ask.vocabulary import vocabulary
from graph.errors import UsageError
from graph.lookup import Tier
from graph.model import Kind
from graph.questions.registry import command_line
from graph.text import Lang, say, word

if TYPE_CHECKING:
    from graph.store import Store

EXAMPLE_NAMES = ("双凤镇", "新民镇", "盘州市教育局", "示例企业01")
"""The organizations that the examples are about."""
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


def nearest(text: str, lang: Lang, most: int = NEAREST) -> list[str]:
    """The example questions in a language that are most similar to a text."""
    from rapidfuzz import fuzz, process  # needed only for a question that cannot be read

    asked = [one.of(lang) for one in examples()]
    scorer = fuzz.ratio if lang == "zh" else fuzz.token_set_ratio
    return [one for one, _, _ in process.extract(text, asked, scorer=scorer, limit=most)]


def offered(text: str, error: Unread, store: Store, day: date) -> list[str]:
    """At most three questions to ask instead of one that cannot be read, each of which can be asked of this store.

    First the question without its misspelt word or without the word that is not understood, then the nearest examples:
    of the organization or the area that the question names, if it is loaded, and of the kind that it names.
    """
    names = _named(text, error, store)
    kinds = _kinds(text, error.lang)
    own = [*_spelt(text, error, store), _without(text, error)]
    for one in nearest(text, error.lang, most=4 * NEAREST):
        own += _own(one, names, kinds, error.lang)
    found: list[str] = []
    for question in dict.fromkeys(own):
        if question != text and _reads(question, store, day):
            found.append(question)
        if len(found) == NEAREST:
            break
    return found


def _own(example: str, names: list[NamePhrase], kinds: list[str], lang: Lang) -> list[str]:
    """An example asked of somebody's own organizations, area and kind; as it is where it has no place for them."""
    there = [name for name in EXAMPLE_NAMES if name in example]
    if there:
        return [example.replace(there[0], name.text) for name in names] if len(there) == 1 and names else [example]
    word = "村" if lang == "zh" else "villages"
    asked = example.replace(word, kinds[0]) if kinds and example.count(word) == 1 else example
    areas = [name.text for name in names if name.area]
    if not areas:
        return [asked, example]
    within = f"{areas[0]}{asked}" if lang == "zh" else f"{asked.rstrip('?')} in {areas[0]}?"
    return [within, asked, example]


def _kinds(text: str, lang: Lang) -> list[str]:
    """The words for kinds in a question, the longest first."""
    plain = normalised(text).lower()
    forms = [form for form, classes in vocabulary(lang).forms.items() if "KIND" in classes]
    found = [form for form in forms if (form in plain if lang == "zh" else re.search(rf"\b{re.escape(form)}\b", plain))]
    return sorted(found, key=lambda form: (-len(form), form))


def _named(text: str, error: Unread, store: Store) -> list[NamePhrase]:
    """The names of the store in a question, the longest first, none within another."""
    plain = normalised(text)
    taken = [vocabulary(error.lang).forms]
    found = sorted(exact(plain, store, taken, quoted(plain)), key=lambda one: (one.start - one.end, one.start))
    kept: list[NamePhrase] = []
    for one in found:
        if one.exact and all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return kept


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


def _reads(question: str, store: Store, day: date) -> bool:
    try:
        read(question, store, day)
    except UsageError:
        return False
    return True


def echo(asked: Asked | Example, lang: Lang) -> str:
    """Two lines: how a question was read, and the command that answers it."""
    command = say("ask.command", lang, command=command_line(asked.command()))
    if isinstance(asked, Example):
        return "\n".join((say("ask.echo", lang, what=asked.of(lang), more=""), command))
    what = say(_key(asked), lang, **_values(asked, lang))
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
    more += say("ask.day", lang, day=asked.day) if asked.question().day else ""
    return "\n".join((say("ask.echo", lang, what=what, more=more), command))


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
