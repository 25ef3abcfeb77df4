"""Statements: what each sentence of a bulletin was read as, and why no more was taken from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar

from graph.answer import Note, plain
from graph.model import COUNTED, UNITS, Bound, Certainty, Counting, Form, Kind, Measure, PartialDate
from loaders.bulletin.names import Name
from loaders.bulletin.text import Span
from loaders.loaded import Loaded


class Reads(StrEnum):
    """What a stretch of text was read as."""

    AGREEMENT = "agreement"
    CLAIM = "claim"
    CONTRIBUTION = "contribution"
    NONE = "none"


class Status(StrEnum):
    """Whether it is loaded at once, only after somebody said yes, or not at all."""

    RECORD = "record"
    PROPOSE = "propose"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class Pair:
    """A pairing: every helper with every recipient; one of each unless the text says no more (`group`)."""

    helpers: tuple[Name, ...]
    recipients: tuple[Name, ...]
    certainty: Certainty = Certainty.NAMED
    form: Form | None = None
    sector: str | None = None
    start: PartialDate | None = None
    end: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """A claim: how many stand on each side, or a total of a measure."""

    helper: Name | None
    recipient: Name | None
    helpers: Mapping[Kind, int] = field(default_factory=dict)
    recipients: Mapping[Kind, int] = field(default_factory=dict)
    measure: Measure | None = None
    value: Decimal | None = None
    form: Form | None = None
    sector: str | None = None
    since: PartialDate | None = None
    bound: Bound = Bound.EXACT
    kind: Kind | None = None
    counted: Counting | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """A contribution from a giver to a recipient; either may be open."""

    measure: Measure
    value: Decimal
    helper: Name | None
    recipient: Name | None
    period: str | None = None
    sector: str | None = None
    bound: Bound = Bound.EXACT
    counted: Counting | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """What one stretch of a sentence says: `span` in code points of the original text, and why it is no record."""

    sentence: str
    span: Span
    printed: str
    reads: Reads
    status: Status
    why: tuple[Note, ...] = ()
    what: Pair | Counted | Given | None = None
    paragraph: int = 0
    chinese: bool = True

    def as_json(self) -> dict[str, Any]:
        """For scripts: `sentence`, `span`, `read_as`, `status`, `why` (a `Note`, or None), `fields`."""
        return {
            "sentence": self.sentence,
            "span": list(self.span),
            "read_as": self.reads.value,
            "status": self.status.value,
            "why": self.reason,
            "fields": {"printed": self.printed} | ({} if self.what is None else fields_of(self.what)),
        }

    @property
    def reason(self) -> Note | None:
        """Why it is no record; None for one that is."""
        return Note("bulletin.reasons", {"why": self.why}) if self.why else None


@dataclass(frozen=True, slots=True)
class LoadedBulletin(Loaded):
    """What came of a bulletin: beside its records, what each of its sentences says, in order."""

    statements: tuple[Statement, ...] = ()
    prose: ClassVar[bool] = True

    @classmethod
    def of(cls, loaded: Loaded, statements: Sequence[Statement]) -> LoadedBulletin:
        """The same with its statements."""
        own = {one.name: getattr(loaded, one.name) for one in fields(loaded)}
        return cls(**own, statements=tuple(statements))


def statements_of(loaded: Loaded) -> tuple[Statement, ...]:
    """The statements of a bulletin; none of anything else."""
    return loaded.statements if isinstance(loaded, LoadedBulletin) else ()


def fields_of(what: Pair | Counted | Given) -> dict[str, Any]:
    """The fields of a record, names as printed in full and ids where they are known."""
    found: dict[str, Any]
    if isinstance(what, Pair):
        found = {
            "helper": _names(what.helpers),
            "helper_id": _ids(what.helpers),
            "recipient": _names(what.recipients),
            "recipient_id": _ids(what.recipients),
            "form": what.form,
            "sector": what.sector,
            "start": what.start,
            "end": what.end,
            "certainty": what.certainty,
        }
    else:
        found = {
            "helper": what.helper and shown(what.helper),
            "helper_id": what.helper and what.helper.id,
            "recipient": what.recipient and shown(what.recipient),
            "recipient_id": what.recipient and what.recipient.id,
        }
        if isinstance(what, Given):
            found |= {
                "measure": what.measure,
                "value": format(what.value.normalize(), "f"),
                "unit": UNITS[what.measure],
                "bound": what.bound,
                "sector": what.sector,
                "period": what.period,
            }
        else:
            found |= {
                "kind": what.kind or (next(iter(what.recipients), None) if len(what.recipients) == 1 else None),
                "form": what.form,
                "helpers": {kind.value: number for kind, number in what.helpers.items()},
                "recipients": {kind.value: number for kind, number in what.recipients.items()},
                "measure": what.measure,
                "value": None if what.value is None else format(what.value.normalize(), "f"),
                "unit": None if what.measure is None else UNITS[what.measure],
                "bound": what.bound,
                "sector": what.sector,
                "since": what.since,
            }
        if what.counted:
            found[COUNTED] = what.counted
    return {name: value if isinstance(value, (dict, list)) else _plain(value) for name, value in found.items()}


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, PartialDate | date | StrEnum) else plain(value)


def _names(names: Sequence[Name]) -> str | list[str]:
    return shown(names[0]) if len(names) == 1 else [shown(name) for name in names]


def shown(name: Name) -> str:
    """A name as it is shown: in full, but with no more units before it than are printed."""
    return name.shown or name.full


def _ids(names: Sequence[Name]) -> str | list[str | None] | None:
    return names[0].id if len(names) == 1 else [name.id for name in names]
