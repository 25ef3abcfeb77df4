"""The words that questions may use, read from a file for each language; every form is listed under its class."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

from graph.text import Lang

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
    match = re.search(r"\(([^()]*\|[^()]*)\)", form)
    if match is None:
        yield " ".join(form.split())
        return
    for choice in match[1].split("|"):
        yield from expanded(form[: match.start()] + choice + form[match.end() :])


@cache
def vocabulary(lang: Lang) -> Vocabulary:
    """The vocabulary of a language, read from its file."""
    data = tomllib.loads((Path(__file__).parent / f"{lang}.toml").read_text(encoding="utf-8"))
    forms: dict[str, dict[str, str | None]] = {}

    def add(listed: list[str], name: str, meaning: str | None) -> None:
        for form in listed:
            for spelling in expanded(form):
                if spelling:
                    forms.setdefault(spelling, {})[name] = meaning

    for listed in data["noise"].values():
        add(listed, NOISE, None)
    for name, listed in data["words"].items():
        add(listed, name, None)
    for name, meanings in data["values"].items():
        for meaning, listed in meanings.items():
            add(listed, name, meaning)
    return Vocabulary(forms, max(map(len, forms)), frozenset(form[0] for form in forms))


@lru_cache(maxsize=8)
def with_sectors(lang: Lang, sectors: tuple[str, ...]) -> Vocabulary:
    """The vocabulary of a language with the sectors of a store as words, also without their hyphens."""
    forms = dict(vocabulary(lang).forms)
    for sector in sectors:
        for spelling in {sector.lower(), sector.lower().replace("-", " ")}:
            forms[spelling] = {"SECTOR": sector, **forms.get(spelling, {})}
    return Vocabulary(forms, max(map(len, forms)), frozenset(form[0] for form in forms if form))
