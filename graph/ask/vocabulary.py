"""The words that questions may use, read from a file for each language; every form is listed under its class."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

from graph.text import Lang

_SIGNS = re.compile(r"[()|]|[^()|]+")
NOISE = "NOISE"
"""The class of words without meaning; the vocabulary lists them all."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of a language: form → class → meaning, None where the class says all."""

    forms: Mapping[str, Mapping[str, str | None]]
    longest: int
    starts: frozenset[str] = field(default_factory=frozenset)


def expanded(form: str) -> Iterator[str]:
    """Every spelling of a form with choices in brackets.

    >>> sorted(expanded("village(|s)")), sorted(expanded("(no|without) partner"))
    (['village', 'villages'], ['no partner', 'without partner'])
    """
    if "(" not in form:
        yield form
        return
    spaced = " " in form
    for one in dict.fromkeys(_spelled(iter(_SIGNS.findall(form)))):
        yield " ".join(one.split()) if spaced else one


def _spelled(signs: Iterator[str]) -> list[str]:
    """The spellings up to the end, or to the bracket that closes."""
    found: list[str] = []
    here = [""]
    for sign in signs:
        if sign == ")":
            break
        if sign == "|":
            found += here
            here = [""]
        else:
            more = _spelled(signs) if sign == "(" else [sign]
            here = [one + other for one in here for other in more] if here != [""] else more
    return found + here


@cache
def vocabulary(lang: Lang) -> Vocabulary:
    """The vocabulary of a language, read from its file."""
    data = tomllib.loads((Path(__file__).parent / f"{lang}.toml").read_text(encoding="utf-8"))
    forms: dict[str, dict[str, str | None]] = {}

    def add(listed: list[str], name: str, meaning: str | None) -> None:
        alone = {name: meaning}
        for form in listed:
            for spelling in expanded(form):
                held = forms.get(spelling)
                if held is None:
                    forms[spelling] = alone
                elif name not in held:
                    forms[spelling] = {**held, name: meaning}

    for listed in data["noise"].values():
        add(listed, NOISE, None)
    for name, listed in data["words"].items():
        add(listed, name, None)
    for name, meanings in data["values"].items():
        for meaning, listed in meanings.items():
            add(listed, name, meaning)
    forms.pop("", None)
    return Vocabulary(forms, max(map(len, forms)), frozenset(form[0] for form in forms))


@lru_cache(maxsize=8)
def with_sectors(lang: Lang, sectors: tuple[str, ...]) -> Vocabulary:
    """The vocabulary of a language with the sectors of a store as words, also without their hyphens."""
    forms = dict(vocabulary(lang).forms)
    for sector in sectors:
        for spelling in {sector.lower(), sector.lower().replace("-", " ")}:
            forms[spelling] = {"SECTOR": sector, **forms.get(spelling, {})}
    return Vocabulary(forms, max(map(len, forms)), frozenset(form[0] for form in forms if form))
