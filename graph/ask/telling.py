"""What is said to somebody who asks in words: how a question was read, what can be asked, which questions are near."""

from __future__ import annotations

from graph.answer import Answer, Note
from graph.ask.query import LISTED, Asked, Example, Intent, examples
from graph.model import Kind
from graph.questions.registry import command_line
from graph.text import Lang, say, word

NEAREST = 3
"""The number of questions offered in place of one that cannot be read."""


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


def echo(asked: Asked | Example, lang: Lang) -> str:
    """Two lines: how a question was read, and the command that answers it."""
    command = say("ask.command", lang, command=command_line(asked.command()))
    if isinstance(asked, Example):
        return "\n".join((say("ask.echo", lang, what=asked.of(lang), more=""), command))
    what = say(_key(asked), lang, **_values(asked, lang))
    more = say("ask.in", lang, area=asked.area) if asked.area else ""
    more += say("ask.sector", lang, sector=asked.sector) if asked.sector else ""
    if asked.by:
        more += say("ask.by", lang, by=("、" if lang == "zh" else ", ").join(word(by, lang) for by in asked.by))
    more += say("ask.day", lang, day=asked.day) if asked.question().day else ""
    return "\n".join((say("ask.echo", lang, what=what, more=more), command))


def _key(asked: Asked) -> str:
    if asked.intent is Intent.GAVE and asked.received:
        return "ask.what.received"
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
        "number": asked.number or top,
        "start": asked.start,
        "end": asked.end or asked.day,
        "period": period,
        "side": "recipient" if asked.received else "helper",
        "rank": f"by_{asked.rank or 'partners'}",
        "on": say("ask.on_kind", lang, of=asked.of.value) if asked.of else "",
    }
