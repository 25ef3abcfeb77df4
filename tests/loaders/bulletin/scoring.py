"""Lays what was read from a bulletin beside what a careful reader takes from it.

An error is a record that should not be one: it agrees with nothing that may be loaded at once. A miss is a record that
was proposed, or not found. A figure is lost if no statement holds it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

_TABLES = {"agreement": "agreements", "claim": "claims", "contribution": "contributions"}


@dataclass
class Score:
    """What came of one bulletin, or of several."""

    records: int = 0
    found: int = 0
    errors: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    def __add__(self, other: Score) -> Score:
        return Score(
            self.records + other.records,
            self.found + other.found,
            self.errors + other.errors,
            self.missed + other.missed,
            self.lost + other.lost,
        )


def score(name: str, statements: Sequence[Mapping[str, Any]], gold: Mapping[str, Any]) -> Score:
    """The score of one bulletin; statements as in the JSON of `load --dry-run`."""
    result = Score()
    records = [one for one in statements if one["status"] == "record"]
    allowed = {reads: list(gold[table]) for reads, table in _TABLES.items()}
    used: set[int] = set()
    for reads, items in allowed.items():
        for item in items:
            if item["expect"] != "record":
                continue
            result.records += 1
            match = next(
                (
                    at
                    for at, one in enumerate(records)
                    if at not in used and one["read_as"] == reads and agrees(reads, one, item)
                ),
                None,
            )
            if match is None:
                near = [one for one in statements if one["read_as"] == reads and _overlap(one["span"], item["span"])]
                why = "; ".join(f"{one['status']} {one['why']} {differences(reads, one, item)}" for one in near[:2])
                result.missed.append(f"{name} {reads} {item['printed'][:40]!r}: {why or 'nothing'}")
            else:
                used.add(match)
                result.found += 1
    for at, one in enumerate(records):
        if at in used or _also(one, allowed):
            continue
        result.errors.append(f"{name} {one['read_as']} {one['fields']['printed'][:40]!r} {_short(one['fields'])}")
    for item in gold["contributions"] + gold["claims"] + gold["leftover"]:
        if re.search(r"\d", re.sub(r"(?:19|20)\d\d", "", item["printed"])) and not any(
            _overlap(one["span"], item["span"]) for one in statements
        ):
            result.lost.append(f"{name} {item['printed'][:40]!r}")
    return result


def _also(one: Mapping[str, Any], allowed: Mapping[str, list[Mapping[str, Any]]]) -> bool:
    """Whether a record says again, or otherwise, what may be loaded: an exact contribution may be a claim besides."""
    for item in allowed[one["read_as"]]:
        if item["expect"] != "record":
            continue
        for also in [*item.get("also", ()), *([item["also_counts"]] if item.get("also_counts") else [])]:
            if agrees(one["read_as"], one, {**item, **also}):
                return True
    if one["read_as"] == "claim" and one["fields"].get("measure"):
        return any(
            item["expect"] == "record"
            and item["value"] == one["fields"]["value"]
            and item["measure"] == one["fields"]["measure"]
            for item in allowed["contribution"]
        )
    return False


def agrees(reads: str, one: Mapping[str, Any], item: Mapping[str, Any]) -> bool:
    """Whether a statement says what an item of the gold does."""
    return not differences(reads, one, item)


def differences(reads: str, one: Mapping[str, Any], item: Mapping[str, Any]) -> list[str]:
    """The fields in which a statement differs from an item."""
    fields = one["fields"]
    found = [] if _overlap(one["span"], item["span"]) else ["span"]
    sides = [side for side in ("helper", "recipient") if side in fields]
    found += [f"{side}={fields[side]!r}" for side in sides if not _same_name(fields[side], item, side)]
    names = {
        "agreement": ("certainty", "form", "start", "end"),
        "contribution": ("measure", "value", "bound", "period"),
        "claim": ("measure", "value", "helpers", "recipients", "since"),
    }[reads]
    for name in names:
        wanted, got = item.get(name), fields.get(name)
        if name == "value" and wanted is not None and got is not None:
            wanted, got = float(wanted), float(got)
        others = item.get(f"{name}_or", [])
        others = others if isinstance(others, list) else [others]
        if (got or None) != (wanted or None) and got not in others:
            found.append(f"{name}={got!r}")
    return found


def _same_name(got: Any, item: Mapping[str, Any], side: str) -> bool:
    wanted = item.get(side)
    if isinstance(wanted, list) or isinstance(got, list):
        ours, theirs = sorted(_listed(got)), sorted(_listed(wanted))
        return len(ours) == len(theirs) and all(map(_alike, ours, theirs))
    if got is None:
        return wanted is None or bool(item.get(f"{side}_or_null"))
    options = [wanted, *_listed(item.get(f"{side}_or") or [])]
    return any(option is not None and _alike(got, option) for option in options)


def _alike(got: str, wanted: str) -> bool:
    """Whether two names are one, with or without the units before (or, in English, behind) it."""
    one, other = _plain(got), _plain(wanted)
    return (
        one == other
        or (min(len(one), len(other)) > 2 and (one.endswith(other) or other.endswith(one)))
        or (got.isascii() and other.startswith(f"{one},"))
    )


def _listed(value: Any) -> list[str]:
    return [_plain(one) for one in (value if isinstance(value, list) else [value]) if one is not None]


def _plain(name: str) -> str:
    name = unicodedata.normalize("NFKC", name).replace(" of ", ", ")
    return re.sub(r"^the ", "", name.casefold()).replace(" ", "").rstrip(".")


def _overlap(one: Iterable[int], other: Iterable[int]) -> bool:
    (begin, end), (first, last) = one, other
    return begin < last and first < end


def _short(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: value
        for name, value in fields.items()
        if value not in (None, {}, []) and not name.endswith("_id") and name != "printed"
    }
