"""Keeps what people decided about names, in a file of dated lines that only grows and is read on every load.

A line says that a name (of a kind, in an area) means an organization (`yes`), that it does not (`no`), or that an
earlier decision no longer holds (`undo`). The last line about a name and an organization counts.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path

from graph.errors import RecordError
from graph.model import Kind, parse_kind
from loaders.files import decode, read_bytes
from loaders.names.index import folded
from loaders.problems import InputError

FIELDS = ("date", "name", "kind", "area", "organization", "organization_name", "decision")


class Verdict(StrEnum):
    """Whether a name means an organization, or an earlier decision about them is taken back."""

    YES = "yes"
    NO = "no"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of the file: what was decided on `day` about `name` (of `kind`, in `area`) and `organization`."""

    day: date
    name: str
    kind: Kind
    area: str | None
    organization: str
    organization_name: str
    verdict: Verdict

    @property
    def key(self) -> tuple[str, Kind, str | None]:
        """The name, kind and area that the decision is about."""
        return folded(self.name), self.kind, self.area or None


@dataclass(frozen=True, slots=True)
class Decisions:
    """Decisions in the order they were made."""

    lines: tuple[Decision, ...] = ()
    _holding: dict[tuple[str, Kind, str | None], dict[str, Verdict]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for line in self.lines:
            holds = self._holding.setdefault(line.key, {})
            if line.verdict is Verdict.UNDO:
                holds.pop(line.organization, None)
                continue
            if line.verdict is Verdict.YES:  # a name means one organization: an older yes no longer counts
                for other in [id_ for id_, verdict in holds.items() if verdict is Verdict.YES]:
                    del holds[other]
            holds[line.organization] = line.verdict

    def chosen(self, name: str, kind: Kind, area: str | None) -> str | None:
        """The id of the organization that a name means by decision; None if nothing was decided."""
        holds = self._holding.get((folded(name), kind, area), {})
        return next((id_ for id_, verdict in holds.items() if verdict is Verdict.YES), None)

    def refused(self, name: str, kind: Kind, area: str | None) -> frozenset[str]:
        """Ids of the organizations that a name does not mean by decision."""
        holds = self._holding.get((folded(name), kind, area), {})
        return frozenset(id_ for id_, verdict in holds.items() if verdict is Verdict.NO)

    def holding(self) -> list[Decision]:
        """The decisions that count now, in order."""
        latest = {(line.key, line.organization): line for line in self.lines}
        return [line for (key, id_), line in latest.items() if self._holding.get(key, {}).get(id_) is line.verdict]


NO_DECISIONS = Decisions()


def read(path: Path) -> Decisions:
    """The decisions in a file; none if there is no such file. Raises `InputError` if a line cannot be read."""
    if not path.exists():
        return NO_DECISIONS
    rows = csv.DictReader(io.StringIO(decode(read_bytes(path), path.name), newline=""))
    if rows.fieldnames is None or not set(FIELDS) <= set(rows.fieldnames):
        raise InputError("reconcile.decisions", file=str(path), row=1)
    lines: list[Decision] = []
    for number, row in enumerate(rows, start=2):
        try:
            lines.append(
                Decision(
                    date.fromisoformat(row["date"]),
                    row["name"],
                    parse_kind(row["kind"]),
                    row["area"] or None,
                    row["organization"],
                    row["organization_name"],
                    Verdict(row["decision"]),
                )
            )
        except (RecordError, ValueError, TypeError):
            raise InputError("reconcile.decisions", file=str(path), row=number) from None
    return Decisions(tuple(lines))


def append(path: Path, made: Iterable[Decision]) -> None:
    """Adds decisions to the file, or creates it; if that fails, the file stays as it was.

    Raises `InputError` if the file cannot be written.
    """
    old = path.read_bytes() if path.exists() else b""
    text = io.StringIO(newline="")
    rows = csv.writer(text)
    if not old:
        rows.writerow(FIELDS)
    for line in made:
        rows.writerow(
            (
                line.day.isoformat(),
                line.name,
                line.kind.value,
                line.area or "",
                line.organization,
                line.organization_name,
                line.verdict.value,
            )
        )
    draft = path.with_name(f"{path.name}.draft")
    try:
        draft.write_bytes((old or b"\xef\xbb\xbf") + text.getvalue().encode())
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise InputError("output.file", file=str(path), why=error.strerror or str(error)) from None
