"""Looking up a name: how a match was made, and pinyin initials."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from importlib.util import find_spec
from pathlib import Path


class Tier(IntEnum):
    """How a name was matched, the surest first."""

    ID = 0
    NAME = 1
    ALIAS = 2
    PART = 3
    PINYIN = 4


@dataclass(frozen=True, slots=True)
class Match:
    """An organization a name may mean."""

    tier: Tier
    id: str
    name: str
    name_en: str | None
    kind: str
    code: str | None
    area: tuple[str, ...]
    illustrative: bool


def folded(text: str) -> str:
    """A text in the form in which names are compared without regard to case: Latin letters in lower case."""
    return "".join(char.lower() if char.isascii() else char for char in text)


_HANZI = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")


def has_hanzi(text: str) -> bool:
    """Whether a Chinese character stands in a text.

    >>> has_hanzi("Shuangfeng 双凤"), has_hanzi("Ｎａｍｅ、ñ")
    (True, False)
    """
    return _HANZI.search(text) is not None


@cache
def _readings() -> dict[str, str]:
    """Code point, in digits → its readings with tones, the usual first, separated by commas.

    The table is read without the package around it, which brings a dictionary of phrases four times as slow to read,
    and its keys stay texts, which saves half of the rest.
    """
    package = find_spec("pypinyin")
    for folder in package.submodule_search_locations or () if package else ():
        table = Path(folder) / "pinyin_dict.json"
        if table.is_file():
            return dict(json.loads(table.read_bytes()))
    from pypinyin.pinyin_dict import pinyin_dict

    return {str(code): readings for code, readings in pinyin_dict.items()}


@cache
def sound(char: str) -> str:
    """The usual reading of a character in pinyin without its tone, v for ü; the character itself where it has none.

    >>> sound("凤"), sound("绿"), sound("A")
    ('feng', 'lv', 'A')
    """
    reading = _readings().get(str(ord(char)))
    if reading is None:
        return char
    letters = unicodedata.normalize("NFD", reading.split(",")[0]).replace("u\u0308", "v")
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


@cache
def _letters() -> dict[str, str]:
    """Letter → the characters of which a reading begins with it; 重 stands under both z and c."""
    by_letter: dict[str, list[str]] = {}
    for code, readings in _readings().items():
        for letter in _first_letters(readings):
            by_letter.setdefault(letter, []).append(chr(int(code)))
    return {letter: "".join(chars) for letter, chars in by_letter.items()}


def initials(name: str) -> list[str]:
    """For each character of a name its pinyin initials, or the character itself where it has none.

    >>> initials("双凤A")
    ['s', 'f', 'a']
    """
    return [_initials_of(char) for char in name]


@cache
def _initials_of(char: str) -> str:
    return "".join(sorted(_first_letters(_readings().get(str(ord(char)), char))))


def _first_letters(readings: str) -> set[str]:
    """The first letters, without their accents, of readings separated by commas."""
    return {unicodedata.normalize("NFD", reading)[:1].lower() for reading in readings.split(",")}


def has_initials(letters: str, name: str) -> bool:
    """Whether a name begins with the pinyin initials `letters`, in lower case.

    >>> has_initials("sf", "双凤镇"), has_initials("zq", "重庆市"), has_initials("sfz", "双凤")
    (True, True, False)
    """
    if len(name) < len(letters):
        return False
    return all(letter in _initials_of(char) for letter, char in zip(letters, name, strict=False))


def initials_pattern(letters: str) -> re.Pattern[str] | None:
    """A pattern for names that begin with the pinyin initials `letters`; None unless these are ASCII letters.

    >>> bool(initials_pattern("sf").match("双凤镇")), bool(initials_pattern("cq").match("重庆市"))
    (True, True)
    """
    if not (letters.isascii() and letters.isalpha()):
        return None
    table = _letters()
    return re.compile("".join(f"[{letter}{table.get(letter, '')}]" for letter in letters.lower()))
