"""Tells whether a text names one or several: “Aldaia y Alaquàs”, “Maji Kwanza, Boma Health Trust”, 甲局和乙局.

A comma and a word for *and* stand between names and inside them. The other cells of the column, and a header in the
plural, say which. Where they do not, and the parts look like names, the row is refused: somebody has to say it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from graph.lookup import has_hanzi
from loaders.patterns import pattern_of
from loaders.roster.cells import is_nobody
from loaders.roster.joined import parted

_BETWEEN = pattern_of(r"\s*,\s*(?:and|y|e|et)?\s+|\s*,\s*|\s+(?:and|y|et|\+)\s+", re.IGNORECASE)
_STROKE = pattern_of(r"\s+/\s+")
_OTHERS = pattern_of(r"(?:\d+\s+)?(?:other\w*|more|autres?|otr[oa]s?|etc\.?|partners?|\d+)(?:\s+\w+)?", re.IGNORECASE)
_AND_OTHERS = pattern_of(r"\b(?:et al|and others|among others)\.?$", re.IGNORECASE)
_BODY = pattern_of(
    r"\b(?:ltd|limited|inc|llc|co|corp|company|trust|foundation|association|society|club|charity|fund|bank|school"
    r"|college|"
    r"university|hospital|clinic|council|committee|ministry|department|office|agency|institute|union|federation"
    r"|network|"
    r"church|cross|group|partners|services|relief|development|youth|women|mujeres|asociaci[oó]n|fundaci[oó]n"
    r"|ayuntamiento|"
    r"diputaci[oó]n|commune|mairie|ville|d[ée]partement|cooperativa|s\.?a\.?c?|s\.?l|colegio|escuela|ceip"
    r"|[ée]cole)\b",
    re.IGNORECASE,
)
_NAME = pattern_of(r"(?:[A-ZÀ-ÞĀ-Ž][\w'’.-]*|d['’]\w+|l['’]\w+|de|la|le|les|du|del|des|el|of|the|sur|en)(?:\s|$)")
_STATE = pattern_of(r"[A-Z]{2}")
_LEGAL = pattern_of(r"(?:inc|ltd|llc|s\.?a\.?c?|s\.?l|plc|co|corp|gmbh|jr|sr)\.?", re.IGNORECASE)
_PLURAL = pattern_of(r"\(e?s\)|\b(?!status|address|business|access|class)[a-zé]{3,}(?<!ss)s\b", re.IGNORECASE)
_COUNTED = pattern_of(r"\s*\(\d+(?:\s+[a-z]+)?\)\s*(?=$|,|\s(?:and|y|et)\s)")
"""How many of something a place has, behind its name: Hardwick (4 homes)."""
_MANNER = 0.5
"""From this share of cells with a comma in a column it is the way to write one name: Portland, Oregon."""
_PLUS = pattern_of(r"\s+\+\s+")
_HEAD = pattern_of(
    r"(?:chu|ch|centre hospitalier|h[oô]pital|hospital|institut\w*|cl[ií]ni\w+|centro|centre|universi\w+"
    r"|ayuntamiento|mairie|commune"
    r"|[ée]cole|escuela|colegio|lyc[ée]e|fundaci[oó]n|fondation|asociaci[oó]n|association|prefeitura|munic[ií]pio"
    r"|empresa)\s",
    re.IGNORECASE,
)
"""What a name begins with in French, Spanish and Portuguese: several such are several names."""
_LONGEST = 4
"""The most words of a place."""


def settled(names: Iterable[str], label: str, *, helper: bool) -> dict[str, tuple[str, ...]]:
    """Returns what texts that may be several names are read as: the names, or nothing where two readings are left.

    >>> settled(["Utiel", "Chiva", "Utiel, Chiva", "Aldaia y Alaquàs"], "Municipio", helper=False)
    {'Utiel, Chiva': ('Utiel', 'Chiva'), 'Aldaia y Alaquàs': ()}
    >>> settled(["Cabot (4)", "Weston (12 homes) and Ludlow (3)"], "Towns", helper=False)
    {'Cabot (4)': ('Cabot',), 'Weston (12 homes) and Ludlow (3)': ('Weston', 'Ludlow')}
    >>> settled(["县教育局", "县教育局和县卫健局", "县工业和信息化局"], "帮扶单位", helper=True)
    {'县教育局和县卫健局': ('县教育局', '县卫健局')}
    >>> settled(["Growers, Millers and Traders Association", "Maji Kwanza"], "Partner", helper=True)
    {}
    """
    whole = list(dict.fromkeys(names))
    every = {name.casefold() for name in whole}
    joined = {name: read for name in whole if (read := parted(name, every)) is not None}
    texts = [name for name in whole if not has_hanzi(name) and name not in joined]
    counted = not helper and sum(map(bool, map(_COUNTED.search, texts))) > 1
    parts = {text: [_bare(part) if counted else part for part in _parts(text)] for text in texts}
    alone = {text.casefold() for text in texts if len(parts[text]) == 1}
    several = [text for text in texts if len(parts[text]) > 1]
    manner = not helper and len(several) > 2 and len(several) > _MANNER * len(texts)
    plural = _PLURAL.search(re.sub(r"\s+(?:of|in|for|de|que)\s.*", "", label)) is not None
    found = joined | {text: tuple(one) for text, one in parts.items() if len(one) == 1 and one[0] != text}
    for text in several:
        read = _read(text, parts[text], alone, plural=plural, helper=helper)
        if read is not None and (read or not manner):
            found[text] = read
    return found


def _bare(part: str) -> str:
    return _COUNTED.sub("", part).strip()


def _parts(text: str) -> list[str]:
    return [part for one in _STROKE.split(text) for part in _BETWEEN.split(one) if part and not is_nobody(part)]


def _read(text: str, parts: list[str], alone: set[str], *, plural: bool, helper: bool) -> tuple[str, ...] | None:
    """The names in a text of several parts; none if it is unclear, None if the text is one name."""
    if any(map(_OTHERS.fullmatch, parts)) or _AND_OTHERS.search(text):
        return ()
    if any(map(_LEGAL.fullmatch, parts)) or any(map(_STATE.fullmatch, parts)):
        return None
    known = sum(part.casefold() in alone for part in parts)
    if known == len(parts):
        return tuple(parts)
    strokes = _STROKE.split(text)
    if len(strokes) > 1 and all(len(one.split()) > 1 or one.casefold() in alone for one in strokes):
        inner = [_read(one, _parts(one), alone, plural=False, helper=helper) for one in strokes]
        return tuple(name for one, read in zip(strokes, inner, strict=True) for name in (read or (one.strip(),)))
    named = all(len(_NAME.sub("", part).strip()) == 0 and len(part.split()) <= _LONGEST for part in parts)
    if helper:
        if all(map(_HEAD.match, parts)):  # CHU de A + CHU de B; with a word for *and*, a name may have two parts
            return tuple(parts) if _PLUS.search(text) and len(_PLUS.split(text)) == len(parts) else ()
        sure = known > 0 and "," in text and all(len(part.split()) > 1 or part.isupper() for part in parts)
        if sure:
            return tuple(parts)
        return () if plural and "," in text and _BODY.search(parts[0]) is not None else None
    if _BODY.search(text) or not named:
        return None
    return tuple(parts) if plural or known else ()
