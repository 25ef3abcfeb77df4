"""What people decide about the statements of a bulletin: each has a key, and texts that can be edited and read back."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple, TypeVar

from graph.answer import Note
from graph.errors import RecordError
from graph.model import (
    COUNTED,
    MONEY_MEASURES,
    Bound,
    Certainty,
    Counting,
    Kind,
    Measure,
    PartialDate,
    parse_bound,
    parse_certainty,
    parse_counts,
    parse_form,
    parse_kind,
    parse_measure,
    parse_money,
    parse_number,
    parse_period,
)
from loaders.bulletin.names import Name, Names
from loaders.bulletin.statements import Counted, Given, Pair, Reads, Statement, Status, shown
from loaders.names.decisions import STATEMENT, Decisions, Ruling, Verdict
from loaders.names.index import digest, folded

READ_AS = "read_as"
FIELDS: Mapping[Reads, tuple[str, ...]] = {
    Reads.AGREEMENT: ("helper", "recipient", "certainty", "form", "sector", "start", "end"),
    Reads.CONTRIBUTION: ("helper", "recipient", "measure", "value", "bound", "sector", "period", COUNTED),
    Reads.CLAIM: (
        "helper",
        "recipient",
        "helpers",
        "recipients",
        "measure",
        "value",
        "bound",
        "form",
        "sector",
        "since",
        "kind",
        COUNTED,
    ),
}
"""The fields of what a statement may be read as."""
_BETWEEN = "; "
_SEPARATOR = re.compile(r"[;；、]")
_BY_ID = re.compile(r"cn-\d+|[a-z_]+-[0-9a-f]{6,}")
_SEVERAL = frozenset({"bulletin.why.several_places", "bulletin.why.several_names"})
_T = TypeVar("_T")


class FieldError(RecordError):
    """A text that cannot stand in a `field`; `why` says so in both languages."""

    def __init__(self, field: str, value: str, why: Note) -> None:
        super().__init__("bulletin.why.field", field=field, value=value, why=(why,))
        self.field = field
        self.value = value
        self.why = why


class Asked(NamedTuple):
    """A statement about which somebody has to decide: its key, what it says, and what it would be loaded as."""

    key: str
    sentence: str
    printed: str
    reads: Reads
    texts: Mapping[str, str]
    why: tuple[Note, ...]
    file: str
    paragraph: int

    def as_text(self) -> str:
        """As a store keeps it."""
        why = [[note.key, {name: str(value) for name, value in note.values.items()}] for note in self.why]
        kept = {**self._asdict(), "texts": dict(self.texts), "why": why}
        return json.dumps(kept, ensure_ascii=False, sort_keys=True)

    @classmethod
    def read(cls, text: str) -> Asked:
        """One that a store kept."""
        kept: dict[str, Any] = json.loads(text)
        why = tuple(Note(key, values) for key, values in kept["why"])
        return cls(**{**kept, "reads": Reads(kept["reads"]), "why": why})


def asked(statements: Sequence[Statement], file: str) -> list[Asked]:
    """Those statements about which somebody has to decide, each once."""
    found: dict[str, Asked] = {}
    for one in statements:
        if one.status is Status.PROPOSE and one.what is not None:
            key = key_of(one)
            texts = texts_of(one.what)
            found.setdefault(key, Asked(key, one.sentence, one.printed, one.reads, texts, one.why, file, one.paragraph))
    return list(found.values())


def key_of(one: Statement) -> str:
    """What a statement is known by: its sentence, without spaces and marks, and its reading, names as printed.

    A sentence that stays as it is keeps its key when another one of its bulletin is corrected.
    """
    assert one.what is not None  # what was not read has no reading
    said = re.sub(r"[\W_]+", "", folded(one.sentence))
    texts = texts_of(one.what, lambda name: folded(name.printed))
    parts = (f"{name}={text}" for name, text in texts.items() if text)
    return f"{STATEMENT}-{digest(said, one.reads.value, *parts)}"


def texts_of(what: Pair | Given | Counted, name: Callable[[Name], str] = shown) -> dict[str, str]:
    """The fields of a record as texts, empty where it has none; several names stand side by side."""
    sides: list[tuple[Name, ...]]
    if isinstance(what, Pair):
        sides, reads = [what.helpers, what.recipients], Reads.AGREEMENT
    else:
        sides = [() if side is None else (side,) for side in (what.helper, what.recipient)]
        reads = Reads.CONTRIBUTION if isinstance(what, Given) else Reads.CLAIM
    found = dict(zip(("helper", "recipient"), (_BETWEEN.join(map(name, side)) for side in sides), strict=True))
    for field in FIELDS[reads][2:]:
        found[field] = _text(getattr(what, field))
    return found


def _text(value: object) -> str:
    if isinstance(value, Mapping):
        return ";".join(f"{kind}={number}" for kind, number in value.items())
    if value is None:
        return ""
    return format(value.normalize(), "f") if hasattr(value, "normalize") else str(value)


def canonical(reads: Reads, texts: Mapping[str, str]) -> dict[str, str]:
    """The texts of a record as they are kept; raises `FieldError` where one of them cannot stand there."""
    return texts_of(what_of(reads, texts, lambda text: Name(text, text, Kind.OTHER)))


def what_of(reads: Reads, texts: Mapping[str, str], name: Callable[[str], Name]) -> Pair | Given | Counted:
    """The record that these texts state; `name` says what a name means. Raises `FieldError` where there is none."""
    stray = next((field for field, text in texts.items() if text and field not in FIELDS[reads]), None)
    if stray is not None:
        raise FieldError(stray, texts[stray], Note("bulletin.why.no_such_field"))
    if reads is Reads.AGREEMENT:
        return _pair(texts, name)
    return _given(texts, name) if reads is Reads.CONTRIBUTION else _counted(texts, name)


def _pair(texts: Mapping[str, str], name: Callable[[str], Name]) -> Pair:
    helpers, recipients = (_names(texts, side, name) for side in ("helper", "recipient"))
    for side, names in (("helper", helpers), ("recipient", recipients)):
        if not names:
            raise FieldError(side, "", Note("bulletin.why.missing"))
    both = {one.key for one in helpers} & {one.key for one in recipients}
    if both:
        raise FieldError("recipient", texts["recipient"], Note("bulletin.why.self_help"))
    certainty = _parsed(texts, "certainty", parse_certainty) or Certainty.NAMED
    if len(helpers) > 1 and len(recipients) > 1 and certainty is Certainty.NAMED:
        raise FieldError("certainty", certainty.value, Note("bulletin.why.only_group"))
    start, end = (_parsed(texts, side, PartialDate.parse) for side in ("start", "end"))
    if start and end and end.last < start.first:
        raise FieldError("end", str(end), Note("record.end_before_start", {"start": str(start), "end": str(end)}))
    return Pair(
        helpers, recipients, certainty, _parsed(texts, "form", parse_form), texts.get("sector") or None, start, end
    )


def _given(texts: Mapping[str, str], name: Callable[[str], Name]) -> Given:
    helper, recipient = _sides(texts, name)
    if helper is None and recipient is None:
        raise FieldError("helper", "", Note("bulletin.why.missing"))
    measure, value = _amount(texts)
    if measure is None or value is None:
        raise FieldError("value" if measure else "measure", "", Note("bulletin.why.missing"))
    period = _parsed(texts, "period", parse_period)
    bound = _parsed(texts, "bound", parse_bound) or Bound.EXACT
    return Given(measure, value, helper, recipient, period, texts.get("sector") or None, bound, _counting(texts))


def _counted(texts: Mapping[str, str], name: Callable[[str], Name]) -> Counted:
    helper, recipient = _sides(texts, name)
    helpers, recipients = (_parsed(texts, side, parse_counts) or {} for side in ("helpers", "recipients"))
    measure, value = _amount(texts)
    if bool(helpers and recipients) == (measure is not None and value is not None):
        raise FieldError("helpers", texts.get("helpers", ""), Note("bulletin.why.counts_or_value"))
    return Counted(
        helper,
        recipient,
        helpers,
        recipients,
        measure,
        value,
        _parsed(texts, "form", parse_form),
        texts.get("sector") or None,
        _parsed(texts, "since", PartialDate.parse),
        _parsed(texts, "bound", parse_bound) or Bound.EXACT,
        _parsed(texts, "kind", parse_kind),
        _counting(texts),
    )


def _counting(texts: Mapping[str, str]) -> Counting | None:
    """How people are counted."""
    said = texts.get(COUNTED, "")
    if said and said not in {one.value for one in Counting}:
        raise FieldError(COUNTED, said, Note("bulletin.why.person_times"))
    return Counting(said) if said else None


def _amount(texts: Mapping[str, str]) -> tuple[Measure | None, Any]:
    """The measure and the number; an amount of money may have its unit behind it."""
    measure = _parsed(texts, "measure", parse_measure)
    return measure, _parsed(texts, "value", parse_money if measure in MONEY_MEASURES else parse_number)


def _sides(texts: Mapping[str, str], name: Callable[[str], Name]) -> list[Name | None]:
    found: list[Name | None] = []
    for side in ("helper", "recipient"):
        names = _names(texts, side, name)
        if len(names) > 1:
            raise FieldError(side, texts[side], Note("bulletin.why.one_only"))
        found.append(names[0] if names else None)
    return found


def _names(texts: Mapping[str, str], side: str, name: Callable[[str], Name]) -> tuple[Name, ...]:
    parts = (part.strip() for part in _SEPARATOR.split(texts.get(side, "")))
    return tuple(name(part) for part in dict.fromkeys(parts) if part)


def ids_in(text: str) -> list[str]:
    """The ids among the names that a text holds."""
    return [part for part in map(str.strip, _SEPARATOR.split(text)) if _BY_ID.fullmatch(part)]


def _parsed(texts: Mapping[str, str], field: str, parse: Callable[[str], _T]) -> _T | None:
    text = texts.get(field, "")
    if not text:
        return None
    try:
        return parse(text)
    except RecordError as error:
        raise FieldError(field, text, Note(error.key, error.values)) from None


# --- when a bulletin is read


def decided(found: Sequence[Statement], decisions: Decisions, names: Names) -> list[Statement]:
    """The statements as people decided about them: accepted ones are records, refused ones are not read."""
    if not decisions.rulings:
        return list(found)
    rulings = [None if one.what is None else decisions.ruling(key_of(one)) for one in found]
    return [one if ruling is None else _ruled(one, ruling, names) for one, ruling in zip(found, rulings, strict=True)]


def _ruled(one: Statement, ruling: Ruling, names: Names) -> Statement:
    if ruling.verdict is Verdict.NO:
        why = (Note("bulletin.why.refused", {"day": ruling.day}),)
        return replace(one, reads=Reads.NONE, status=Status.SKIP, why=why, what=None)
    texts = {name: text for name, text in ruling.fields.items() if name != READ_AS}
    own = _own_names(one.what)
    try:
        reads = Reads(ruling.fields.get(READ_AS, one.reads))
        what = what_of(reads, texts, lambda text: own.get(folded(text)) or _edited(text, names))
    except (FieldError, KeyError, ValueError) as error:
        note = Note(error.key, error.values) if isinstance(error, FieldError) else Note("bulletin.why.unreadable")
        return replace(one, status=Status.PROPOSE, why=(*one.why, note))
    doubts = [
        Note(name.asked, {"name": name.printed})
        for name in _named(what)
        if name.asked is not None and (name.asked in _SEVERAL or folded(shown(name)) not in own)
    ]
    if doubts:
        return replace(one, status=Status.PROPOSE, why=tuple(doubts))
    why = (Note("bulletin.why.accepted", {"day": ruling.day}),)
    return replace(one, reads=reads, status=Status.RECORD, why=why, what=what)


def _named(what: Pair | Given | Counted | None) -> list[Name]:
    if what is None:
        return []
    sides = (*what.helpers, *what.recipients) if isinstance(what, Pair) else (what.helper, what.recipient)
    return [name for name in sides if name is not None]


def _own_names(what: Pair | Given | Counted | None) -> dict[str, Name]:
    """The names of a statement, by each text that they are shown as."""
    return {folded(text): name for name in _named(what) for text in (name.printed, name.full, shown(name))}


def _edited(text: str, names: Names) -> Name:
    """What a name means that somebody wrote: an id, or a name as the bulletin could have it."""
    known = names.of_id(text) if _BY_ID.fullmatch(text) else None
    return known or names.read(text)
