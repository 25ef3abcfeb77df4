"""Every sentence the program says, in English and Chinese, by key. Nothing else in the project holds text for people.

A key begins with the name of the file it stands in: `gaps.states` is in `gaps.py`. There is a file for each question or
command, and one for each subject that several of them share. `say` fills the fields of a sentence; `WORDS` turns values of
the vocabulary into words of the language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from importlib import import_module
from math import isfinite
from pkgutil import iter_modules
from typing import Any, Literal

from graph.text.words import CODED, EMPTY, HEADINGS, KINDS, OF_KINDS, PLURAL, WORDS

__all__ = [
    "LANGS",
    "TEXT",
    "WORDS",
    "Lang",
    "amount",
    "coded",
    "column_word",
    "file_header",
    "parser_says",
    "percent",
    "plural",
    "say",
    "word",
]

Lang = Literal["en", "zh"]
LANGS: tuple[Lang, ...] = ("en", "zh")


class _Texts(Mapping[str, tuple[str, str]]):
    """Key → the sentence in each of `LANGS`. A file is imported when one of its keys is asked for: it saves start-up."""

    def __getitem__(self, key: str) -> tuple[str, str]:
        file = key.partition(".")[0]
        if file not in _FILES:
            raise KeyError(key)
        return _of(file)[key]

    def __iter__(self) -> Iterator[str]:
        for file in _FILES:
            yield from _of(file)

    def __len__(self) -> int:
        return sum(len(_of(file)) for file in _FILES)


def _of(file: str) -> Mapping[str, tuple[str, str]]:
    texts: Mapping[str, tuple[str, str]] = import_module(f"{__name__}.{file}").TEXT
    return texts


_FILES = tuple(sorted(module.name for module in iter_modules(__path__) if module.name != "words"))
TEXT: Mapping[str, tuple[str, str]] = _Texts()

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
    """The sentence `key` in `lang`, its fields filled from `values`.

    What stands after the colon of a field says how its value is put into words. A number chooses between words:

    * `{count:row|rows}`: the number with the noun, “1 row” or “2 rows”.
    * `{count:=is|are}`: the word alone.
    * `{count:one of them is|# of them are}`: `#` is the place of the number.
    * `{count:no row|# row|# rows}`: of three, the first is for none.
    * `{kind:by count}`: the word of a kind, singular or plural by the field `count`.
    * `{open:part all}`: “All 5”, “The only” or “2 of the 5”, where `all` is the field of the whole; in Chinese with its
      measure word, `{open:part all 份}`: “全部” or “中有 2 份”.
    * `{start:until end}`: a span of two dates, of which any may be unknown.

    The other formats are the methods of `_Value`.

    >>> say("find.found", "en", count=1, text="双凤"), say("find.found", "zh", count=0, text="双凤")
    ('1 organization was found for “双凤”.', '“双凤”：未找到相符的单位。')
    """
    template = TEXT[key][LANGS.index(lang)]
    return template.format_map({name: _Value(name, values, lang) for name in values})


def word(value: object, lang: Lang, field: str = "") -> str:
    """A vocabulary value (in the column `field`) or field name as a word of `lang`; anything else as it is.

    >>> word("ended", "zh"), word("ended", "zh", "change"), word("盘州市", "en")
    ('已到期', '终止结对', '盘州市')
    """
    text = str(value)
    if f"{field}:{text}" in WORDS:
        text = f"{field}:{text}"
    return WORDS[text][LANGS.index(lang)] if text in WORDS else text


def column_word(field: str, lang: Lang) -> str:
    """The heading of a field's column."""
    return HEADINGS[field][LANGS.index(lang)] if field in HEADINGS else word(field, lang)


def file_header(field: str, lang: Lang) -> str:
    """The header of a field's column in a file: its word in Chinese; in English the field itself, as scripts know it.

    >>> file_header("last_partner", "en"), file_header("last_partner", "zh")
    ('last_partner', '原结对单位')
    """
    return field if lang == "en" else word(field, lang, "header")


def coded(value: object, lang: Lang, field: str) -> object:
    """The value of a field as people read it: the word of a vocabulary, yes or no; data stay as they are.

    >>> coded("never", "zh", "state"), coded(True, "zh", "renewed"), coded("never", "zh", "name"), coded(3, "zh", "rank")
    ('从未结对', '是', 'never', 3)
    """
    if isinstance(value, bool) or field in CODED or (field in OF_KINDS and isinstance(value, str) and value in KINDS):
        return value if value in (None, "") else word(value, lang, field)
    if isinstance(value, str) and field == "by":  # kind,county
        return "、".join(word(part, lang, field) for part in value.split(","))
    if isinstance(value, str) and field == "rule":  # one-to-one:several
        return " · ".join(word(part, lang, field) for part in value.split(":"))
    if isinstance(value, str) and field == "subject" and " · " in value:  # a claim: who, whom, and of what measure
        return " · ".join(word(part, lang) for part in value.split(" · "))
    return value


def plural(kind: str | None, lang: Lang) -> str:
    """The plural of a kind's word; of no kind, “organizations”."""
    if kind is None:
        return ("organizations", "单位")[LANGS.index(lang)]
    one = word(kind, lang)
    return one if lang == "zh" else PLURAL.get(one, f"{one}s")


def amount(value: float | Decimal) -> str:
    """A number with commas, as exact as it is, without zeros behind the point and without traces of binary fractions.

    >>> amount(Decimal("3856100.0")), amount(Decimal("12345679464.350")), amount(Decimal("1E+4")), amount(0.1 + 0.2)
    ('3,856,100', '12,345,679,464.35', '10,000', '0.3')
    """
    if isinstance(value, float):
        if not isfinite(value):
            return str(value)
        value = Decimal(f"{value:.15g}")
    text = f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"
    return text.rstrip("0").rstrip(".") if "." in text else text


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


def parser_says(message: str, lang: Lang, command: str) -> str:
    """What the argument parser complains of, in `lang`, with where to read on."""
    for key, pattern in _USAGE:
        match = re.fullmatch(pattern, message, re.DOTALL)
        if match:
            text = TEXT[key][LANGS.index(lang)].format(*(part.replace("' / '", " / ") for part in match.groups()))
            return say("usage.hint", lang, message=text, command=command)
    return message


class _Value:
    """A value in a template; the format after the colon says how it is put into words."""

    def __init__(self, name: str, values: Mapping[str, Any], lang: Lang) -> None:
        self.name = name
        self.values = values
        self.value = values[name]
        self.lang = lang

    def __format__(self, spec: str) -> str:
        if not spec:
            return self._bare()
        if "|" in spec:
            return _counted(self._number(), spec)
        name, *others = spec.split(" ")
        method = getattr(self, f"_{_SPECS.get(name, name)}")
        return str(method(self.values[others[0]], *others[1:]) if others else method())

    def _bare(self) -> str:
        if self.value is None:
            return self._in_words("unknown", "不详")
        return self._number() if isinstance(self.value, int | float | Decimal) else str(self.value)

    def _in_words(self, english: str, chinese: str) -> str:
        return (english, chinese)[LANGS.index(self.lang)]

    def _one(self) -> str:
        return word(self.value, self.lang)

    def _change(self) -> str:
        return word(self.value, self.lang, "change")

    def _unit(self) -> str:
        return word(self.value, self.lang, "unit")

    def _many(self) -> str:
        return plural(self.value and str(self.value), self.lang)

    def _by(self, count: int) -> str:
        return self._kind_or_all() if count == 1 else self._many()

    def _kind_or_all(self) -> str:
        return word(self.value, self.lang) if self.value else self._in_words("organization", "单位")

    def _part(self, whole: int, unit: str = "个") -> str:
        if self.value < whole:
            return self._in_words(f"{self.value:,} of the {whole:,}", f"中有 {self.value:,} {unit}")
        return self._in_words("The only", "") if whole == 1 else self._in_words(f"All {whole:,}", "全部")

    def _until(self, end: object) -> str:
        start = self.value
        if start and end:
            return self._in_words(f"{start} to {end}", f"{start} 至 {end}")
        if start:
            return self._in_words(f"{start} to open end", f"{start} 起，未写终止时间")
        return (
            self._in_words(f"unknown start to {end}", f"起始不明，至 {end}")
            if end
            else self._in_words("no dates", "起止时间不明")
        )

    def _on(self) -> str:
        """A date after its preposition: “on 2020-01-01”, “in 2020”."""
        return self._in_words(
            f"{'on' if len(str(self.value)) > len('2020-01') else 'in'} {self.value}", str(self.value)
        )

    def _percent(self) -> str:
        return percent(self.value)

    def _year(self) -> str:
        return str(self.value)

    def _number(self) -> str:
        """With commas, as exact as it is, without zeros behind the point."""
        if isinstance(self.value, bool) or not isinstance(self.value, int | float | Decimal):
            return str(self.value)
        return amount(self.value)

    def _in(self) -> str:
        return self._in_words(f", in {self.value}", f"{self.value} ") if self.value else ""

    def _through(self) -> str:
        return self._in_words(f", through {self.value}", f"（领域：{self.value}）") if self.value else ""

    def _during(self) -> str:
        return self._in_words(f" ({self.value})", f"（{self.value}）") if self.value else ""

    def _stretch(self) -> str:
        """A period after its preposition, from its written form (2024, 2024-H1, 2022..2024)."""
        first, _, last = str(self.value).partition("..")
        if self.lang == "zh":
            return _spoken(first) + (f"至{_spoken(last)}" if last else "")
        if last:
            return f"from {first} to {last}"
        year, _, part = first.partition("-")
        if part[:1] in ("H", "Q"):
            size, which = ("half", "quarter")[part[0] == "Q"], ("first", "second", "third", "fourth")[int(part[1]) - 1]
            return f"in the {which} {size} of {year}"
        return f"{'on' if len(first) > len('2020-01') else 'in'} {first}"

    def _as_of(self) -> str:
        return (
            self._in_words(f"as of {self.value}", f"截至 {self.value}")
            if self.value
            else self._in_words("no date", "日期不详")
        )

    def _open(self) -> str:
        return str(self.value) if self.value else EMPTY[self.name][LANGS.index(self.lang)]

    def _any(self) -> str:
        return str(self.value) if self.value else "—"

    def _meant(self) -> str:
        """How the number behind it is meant: “over ”; nothing of an exact one."""
        said = word(self.value, self.lang, self.name)
        return "" if self.value == "exact" else self._in_words(f"{said} ", said)

    def _mark(self) -> str:
        return self._in_words(" (illustrative)", "（示例）") if self.value else ""

    def _passed(self) -> str:
        return self._in_words("PASS:", "通过：") if self.value else self._in_words("FAIL:", "未通过：")

    def _short(self) -> str:
        return "–" if self.value is None else f"{self.value:,.3g}" if abs(self.value) < 1000 else f"{self.value:,.0f}"

    def _list(self) -> str:
        return self._in_words(", ", "、").join(str(one) for one in self.value)  # `map` may be the file of texts here

    def _words(self) -> str:
        """Values of a vocabulary, separated by commas, each as its word."""
        return self._in_words(", ", "、").join(word(one, self.lang) for one in str(self.value).split(", "))

    def _said(self) -> str:
        """Notes, one after the other."""
        return self._in_words("; ", "；").join(say(one.key, self.lang, **one.values) for one in self.value)

    def _lines(self) -> str:
        """Notes, one a line."""
        return "\n  ".join(say(one.key, self.lang, **one.values) for one in self.value)

    def _kinds(self) -> str:
        """How many there are of each kind."""
        parts = [
            f"{plural(kind, 'zh')} {count:,} 个" if self.lang == "zh" else f"{count:,} {self._kind(kind, count)}"
            for kind, count in self.value.items()
        ]
        return self._in_words(", ", "、").join(parts)

    def _kind(self, kind: str, count: int) -> str:
        return word(kind, self.lang) if count == 1 else plural(kind, self.lang)

    def _each(self) -> str:
        """A number for each kind."""
        return self._in_words(", ", "、").join(
            f"{word(kind, self.lang)} {count:,}" for kind, count in self.value.items()
        )


def _spoken(point: str) -> str:
    """A year, half, quarter, month or day in Chinese.

    >>> _spoken("2024-Q1"), _spoken("2024-H2"), _spoken("2024-05-03")
    ('2024年第一季度', '2024年下半年', '2024年5月3日')
    """
    year, *rest = point.split("-")
    parts = {f"Q{number}": f"第{word}季度" for number, word in enumerate("一二三四", start=1)}
    parts |= {"H1": "上半年", "H2": "下半年"}
    said = [parts.get(part) or f"{int(part)}{unit}" for part, unit in zip(rest, "月日", strict=False)]
    return f"{year}年{''.join(said)}"


def _counted(number: str, spec: str) -> str:
    """The choice of `spec` for a number: one|many, or none|one|many; `#` is the number, which else stands before."""
    choices = spec.removeprefix("=").split("|")
    place = {"0": 0, "1": -2}.get(number, -1) if len(choices) == 3 else -2 if number == "1" else -1
    chosen = choices[place]
    if len(choices) == 3 or spec.startswith("=") or "#" in spec:
        return chosen.replace("#", number)
    return f"{number} {chosen}"


_SPECS = {"%": "percent", "word": "one"}
"""Formats that no method can be called after."""
