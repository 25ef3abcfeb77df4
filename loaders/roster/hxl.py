"""Reads HXL tags (hxlstandard.org, schema 1.1): what the columns of a humanitarian 3W table hold.

Tags win over the headers above them. `#org+impl` does the work and helps; `#org+prog` leads a programme and
`#org+funding` pays for it: they help only where no other organization is tagged and the mapping says so.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from graph.errors import RecordError
from graph.model import Kind, Measure, parse_kind
from loaders.patterns import pattern_of
from loaders.roster.headers import Meaning, Says

_VILLAGE_LEVEL = pattern_of(
    r"village|vdc|ward|settlement|camp|hamlet|barangay|desa|aldea|neighbou?rhood|locality|site|村|社区", re.IGNORECASE
)


class Tag(NamedTuple):
    """A hashtag and its attributes: `#org+impl` is `#org` with `impl`."""

    name: str
    marks: frozenset[str]


def is_tags(cells: Sequence[str | None]) -> bool:
    """Whether a row holds HXL tags: at least half of its texts begin with # and a letter.

    >>> is_tags(["#org", None, "#adm1 +name"]), is_tags(["#REF!", "Org", "Place"])
    (True, False)
    """
    filled = [cell.strip() for cell in cells if cell and cell.strip()]
    return bool(filled) and sum(
        re.match(r"#[a-zA-Z]\w*(?:\s*\+|\s*$)", text) is not None for text in filled
    ) * 2 >= len(filled)


def tag_of(text: str | None) -> Tag:
    """The tag in a cell, in lower case; without a name where there is none."""
    name, *marks = (text or "").strip().lower().replace(" ", "").split("+")
    return Tag(name if name.startswith("#") else "", frozenset(marks))


def tagged(cells: Sequence[str | None], labels: Sequence[str], filled: Collection[int]) -> dict[int, Meaning]:
    """What each column under a row of HXL tags holds; of several with one field, only the first.

    Amounts that were given and amounts that were planned are two fields here.

    `labels` are the headers over the tags: the deepest place is a village only if its header says so, or if it is below
    the third level. `filled` are the columns that hold anything: a level without places is none.
    """
    tags = [tag_of(cell) if place in filled else Tag("", frozenset()) for place, cell in enumerate(cells)]
    helper = _helper(tags)
    levels = sorted({tag.name for tag in tags if re.fullmatch(r"#(?:adm[1-9]|loc)", tag.name)})
    heads = {tag.name: label for tag, label in reversed([*zip(tags, labels, strict=False)]) if label}
    helped = _kind(levels[-1], heads.get(levels[-1], "")) if levels else Kind.OTHER
    found: dict[int, Meaning] = {}
    seen: set[tuple[str, bool]] = set()
    for place, tag in enumerate(tags):
        label = labels[place] if place < len(labels) else ""
        meant = _organization(tag, helper) if tag.name == "#org" else _other(tag, levels, label, helped)
        if tag.name in _PERSONS or (meant.field is None and meant.says is not Says.NOT):
            found[place] = Meaning(personal=True) if tag.name in _PERSONS else meant
        elif meant.field is not None and (meant.field, meant.planned) not in seen:
            seen.add((meant.field, meant.planned))
            found[place] = meant
    return found


_PERSONS = frozenset({"#contact", "#phone", "#email", "#address"})
_ROLES = ("impl", "prog", "funding")


def _helper(tags: Sequence[Tag]) -> str | None:
    """The role of the organization that helps: who does the work, else one without a role; None if there is neither."""
    roles = {_role(tag) for tag in tags if tag.name == "#org" and not tag.marks & {"type", "code", "id"}}
    return next((role for role in ("impl", "") if role in roles), None)


def _role(tag: Tag) -> str:
    return next((role for role in _ROLES if role in tag.marks), "")


def _organization(tag: Tag, helper: str | None) -> Meaning:
    if helper is None and not tag.marks & {"type", "code", "id"}:
        return Meaning(says=Says.PERHAPS)  # it pays or leads: whether it helps is to be asked
    if _role(tag) not in {helper, ""} or helper is None:
        return Meaning()
    if "type" in tag.marks:
        return Meaning("helper_kind")
    if tag.marks & {"code", "id"}:
        return Meaning("helper_code")
    return Meaning("helper", says=Says.PLAINLY) if _role(tag) == helper else Meaning()


def _other(tag: Tag, levels: Sequence[str], label: str, helped: Kind) -> Meaning:
    if tag.name == "#date":
        return Meaning("start" if "start" in tag.marks else "end" if "end" in tag.marks else None)
    if tag.name in ("#sector", "#status", "#country"):
        return Meaning(tag.name[1:] if "code" not in tag.marks else None)
    if tag.name == "#currency":
        return Meaning("amount_unit")
    if tag.name == "#value":
        planned = bool(tag.marks & {"planned", "committed", "pledged", "target", "budget", "required", "requirement"})
        unit = "usd" if "usd" in tag.marks else ""
        return Meaning("amount", unit=unit, measure=Measure.FUNDS, planned=planned)
    if tag.name in levels:
        meant = _level(tag.name, levels, label, helped)
        if meant.field is not None and tag.marks & {"code", "id"}:
            return Meaning(f"{meant.field}_code")
        return meant
    return Meaning()


_ORDER = (Kind.PROVINCE, Kind.PREFECTURE, Kind.COUNTY, Kind.TOWNSHIP)


def _level(name: str, levels: Sequence[str], label: str, helped: Kind) -> Meaning:
    """What a level of administration is: the deepest is who is helped, the others are the units it lies in.

    Without a township, the unit right above a village is its county. `helped` is the kind of the deepest.
    """
    if name == levels[-1]:
        return Meaning("recipient", _kind(name, label), says=Says.PLAINLY)
    above = len(levels) - levels.index(name) - 1
    township = levels[-1] in ("#adm5", "#adm6", "#adm7", "#adm8", "#adm9")
    said = _said(label)
    if said in _ORDER and (said is not Kind.TOWNSHIP or township):
        return Meaning(said.value)
    if helped is not Kind.VILLAGE:
        return Meaning(_ORDER[min(int(name[-1]), len(_ORDER)) - 1].value)
    place = (4 if township else 3) - above
    return Meaning(_ORDER[place].value if place >= 0 else None)


def _kind(name: str, label: str) -> Kind:
    """The kind of the deepest level: what its header says, else its number (`#adm1`: province)."""
    if _VILLAGE_LEVEL.search(label):
        return Kind.VILLAGE
    if name == "#loc":  # a camp, a clinic, a market
        return Kind.OTHER
    said = _said(label)
    if said in _ORDER or said is Kind.VILLAGE:
        return said
    return dict(enumerate(_ORDER[:3], start=1)).get(int(name[-1]), Kind.VILLAGE)


def _said(label: str) -> Kind | None:
    try:
        return parse_kind(label)
    except RecordError:
        return None
