"""Every sentence the program says, in English and Chinese, by key. Nothing else in the project holds text for people.

The sentences stand in the modules of this package, a subject each. A template's fields are filled by `say`; `WORDS`
turns vocabulary values into words of the language.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from graph.text import (
    answers,
    asking,
    changing,
    checking,
    exporting,
    help,
    inputs,
    measures,
    planned,
    reporting,
    spoken,
    stores,
    structure,
    view,
)
from graph.text.words import EMPTY, HEADINGS, PLURAL, WORDS

__all__ = ["LANGS", "TEXT", "WORDS", "Lang", "column_word", "percent", "plural", "say", "usage", "word"]

Lang = Literal["en", "zh"]
LANGS: tuple[Lang, ...] = ("en", "zh")

TEXT: Mapping[str, tuple[str, str]] = {
    **answers.TEXT,
    **asking.TEXT,
    **changing.TEXT,
    **checking.TEXT,
    **exporting.TEXT,
    **help.TEXT,
    **inputs.TEXT,
    **measures.TEXT,
    **planned.TEXT,
    **reporting.TEXT,
    **spoken.TEXT,
    **stores.TEXT,
    **structure.TEXT,
    **view.TEXT,
}

_USAGE = (
    ("usage.did_you_mean", r"No such command '(.+?)'\. Did you mean (.+)\?"),
    ("usage.no_command", r"No such command '(.+?)'\."),
    ("usage.no_option", r"No such option:? '?([^ '.]+)'?\.?.*"),
    ("usage.missing_argument", r"Missing (?:argument|parameter|option) '(.+?)'\..*"),
    ("usage.missing_command", r"Missing command\."),
    ("usage.needs_value", r"Option '(.+?)' requires an argument\."),
    ("usage.extra", r"Got unexpected extra arguments? \((.+)\)"),
    ("usage.choice", r"Invalid value for (.+?): (?:Value error, )?'(.*)' is not one of (.+?)\.?"),
    ("usage.least", r"Invalid value for '?(.+?)'?: Input should be greater than or equal to (\d+)"),
    ("usage.most", r"Invalid value for '?(.+?)'?: Input should be less than or equal to (\d+)"),
    ("usage.whole", r"Invalid value for '?(.+?)'?: Input should be a valid integer.*"),
    ("usage.other", r"(.*)"),
)
"""What the argument parser says, and the text that says it in both languages."""


def say(key: str, lang: Lang, **values: object) -> str:
    """The sentence `key` in `lang`, its fields filled from `values`."""
    template = TEXT[key][LANGS.index(lang)]
    return template.format_map({name: _Value(name, value, lang) for name, value in values.items()})


def word(value: object, lang: Lang) -> str:
    """A vocabulary value or field name as a word of `lang`; anything else as it is."""
    text = str(value)
    return WORDS[text][LANGS.index(lang)] if text in WORDS else text


def column_word(field: str, lang: Lang) -> str:
    """The heading of a field's column."""
    return HEADINGS[field][LANGS.index(lang)] if field in HEADINGS else word(field, lang)


def plural(kind: str | None, lang: Lang) -> str:
    """The plural of a kind's word; of no kind, “organizations”."""
    if kind is None:
        return ("organizations", "单位")[LANGS.index(lang)]
    one = word(kind, lang)
    return one if lang == "zh" else PLURAL.get(one, f"{one}s")


def percent(share: float | None) -> str:
    """A share (0–1) with one decimal; 100% and 0% only when exact.

    >>> percent(56 / 302), percent(0.9999), percent(1.0), percent(0.0001)
    ('18.5%', '99.9%', '100%', '0.1%')
    """
    if share is None:
        return "–"
    if share in (0.0, 1.0):
        return f"{share:.0%}"
    return f"{min(max(share * 100, 0.1), 99.9):.1f}%"


def usage(message: str, lang: Lang, command: str) -> str:
    """What the argument parser complains of, in `lang`, with where to read on."""
    for key, pattern in _USAGE:
        match = re.fullmatch(pattern, message, re.DOTALL)
        if match:
            text = TEXT[key][LANGS.index(lang)].format(*(part.replace("' / '", " / ") for part in match.groups()))
            return say("usage.hint", lang, message=text, command=command)
    return message


class _Value:
    """A value in a template; the format after the colon says how it is put into words."""

    def __init__(self, name: str, value: Any, lang: Lang) -> None:
        self.name = name
        self.value = value
        self.lang = lang

    def __format__(self, spec: str) -> str:
        if not spec:
            return self._bare()
        return str(getattr(self, f"_{_SPECS.get(spec, spec)}")())

    def _bare(self) -> str:
        if self.value is None:
            return ("unknown", "不详")[LANGS.index(self.lang)]
        if isinstance(self.value, int) and not isinstance(self.value, bool):
            return f"{self.value:,}"
        return self.value.isoformat() if isinstance(self.value, date) else str(self.value)

    def _one(self) -> str:
        return word(self.value, self.lang)

    def _many(self) -> str:
        return plural(self.value and str(self.value), self.lang)

    def _percent(self) -> str:
        return percent(self.value)

    def _year(self) -> str:
        return str(self.value)

    def _number(self) -> str:
        return f"{self.value:,}"

    def _in(self) -> str:
        if not self.value:
            return ""
        return f"{self.value} " if self.lang == "zh" else f", in {self.value}"

    def _through(self) -> str:
        if not self.value:
            return ""
        return f"（领域：{self.value}）" if self.lang == "zh" else f", through {self.value}"

    def _during(self) -> str:
        if not self.value:
            return ""
        return f"（{self.value}）" if self.lang == "zh" else f" ({self.value})"

    def _open(self) -> str:
        return str(self.value) if self.value else EMPTY[self.name][LANGS.index(self.lang)]

    def _any(self) -> str:
        return str(self.value) if self.value else "—"

    def _mark(self) -> str:
        return (" (illustrative)", "（示例）")[LANGS.index(self.lang)] if self.value else ""

    def _passed(self) -> str:
        return (
            ("PASS:", "通过：")[LANGS.index(self.lang)] if self.value else ("FAIL:", "未通过：")[LANGS.index(self.lang)]
        )

    def _short(self) -> str:
        return "–" if self.value is None else f"{self.value:,.3g}" if abs(self.value) < 1000 else f"{self.value:,.0f}"

    def _list(self) -> str:
        return ("、" if self.lang == "zh" else ", ").join(map(str, self.value))

    def _said(self) -> str:
        """Notes, one after the other."""
        return ("；" if self.lang == "zh" else "; ").join(say(one.key, self.lang, **one.values) for one in self.value)

    def _lines(self) -> str:
        """Notes, one a line."""
        return "\n  ".join(say(one.key, self.lang, **one.values) for one in self.value)

    def _kinds(self) -> str:
        parts = [f"{plural(kind, self.lang)} {count:,}" for kind, count in self.value.items()]
        return ("、" if self.lang == "zh" else ", ").join(parts)


_SPECS = {"%": "percent", "word": "one", "kinds": "kinds"}
