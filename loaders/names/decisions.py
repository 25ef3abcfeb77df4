"""Keeps what people decided, in a file of dated lines to which lines are added, and which every load reads.

About names: a line says that a name (of a kind, in an area) means an organization (`yes`), that it does not (`no`), or
that an earlier decision no longer holds (`undo`). The last line about a name and an organization counts. A name that
means an organization whose own name means another one, by another line, means that one.

About statements of bulletins: a line says that one, known by a key made of its sentence and its reading, is to be
loaded (`yes`, with its fields as edited), that it is not (`no`), or that an earlier decision no longer holds (`undo`).
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path

from graph.errors import RecordError, UsageError
from graph.files import cannot_write, replace_file
from graph.model import AREA_KINDS, Kind, parse_kind
from loaders.files import decode, read_bytes
from loaders.names.index import folded
from loaders.names.organizations import id_of, kind_of_id
from loaders.names.parts import organization_key
from loaders.patterns import pattern_of
from loaders.problems import InputError

FIELDS = ("date", "name", "kind", "area", "organization", "organization_name", "decision")
EDITED = "fields"
"""The column, of statements alone, that holds the fields as they were accepted."""
STATEMENT = "statement"
"""What stands for the kind in a line about a statement."""


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
        return _key(self.name, self.kind), self.kind, self.area or None


@dataclass(frozen=True, slots=True)
class Ruling:
    """One line of the file about a statement: `key` is made of its sentence and its reading.

    `fields` are the texts of the record as accepted, with what it is under `read_as`; none where it was refused.
    """

    day: date
    key: str
    sentence: str
    printed: str
    verdict: Verdict
    fields: Mapping[str, str] = field(default_factory=dict)

    @property
    def content(self) -> tuple[str, Verdict, tuple[tuple[str, str], ...]]:
        """What it says, whenever it was said."""
        return self.key, self.verdict, tuple(sorted(self.fields.items()))


Line = Decision | Ruling
"""A line of the file."""
_KEY = pattern_of(rf"{STATEMENT}-[0-9a-f]{{10}}")


def is_statement(text: str) -> bool:
    """Whether a text is the key of a statement.

    >>> is_statement("statement-0123456789"), is_statement("cn-520281")
    (True, False)
    """
    return _KEY.fullmatch(text) is not None


_PLACES = frozenset({*AREA_KINDS, Kind.VILLAGE})
_Holding = dict[tuple[str, Kind, str | None], dict[str, Decision]]


def _key(name: str, kind: Kind) -> str:
    """A name as decisions are kept by it: differences of spelling that ids do not know do not count."""
    return folded(name) if kind in _PLACES else organization_key(name)


@dataclass(frozen=True, slots=True)
class Decisions:
    """Decisions in the order they were made."""

    lines: tuple[Decision, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    """Those about statements."""
    _holding: _Holding = field(default_factory=dict)
    """What holds, by name, kind and area, then by organization."""
    _by_id: dict[str, Decision] = field(default_factory=dict)
    """What holds and says that a name means an organization, by the id that the name has by itself."""
    _own: dict[tuple[str, str | None], dict[str, Kind | None]] = field(default_factory=dict)
    """(name, area) of organizations that decisions name → their ids, each with its kind."""
    _ruled: dict[str, Ruling] = field(default_factory=dict)
    """What holds about statements, by their keys."""

    @classmethod
    def among(cls, lines: Iterable[Line]) -> Decisions:
        """The decisions of these lines of a file."""
        made = list(lines)
        names = tuple(one for one in made if isinstance(one, Decision))
        return cls(names, tuple(one for one in made if isinstance(one, Ruling)))

    def __post_init__(self) -> None:
        for ruling in self.rulings:
            self._ruled.pop(ruling.key, None)
            if ruling.verdict is not Verdict.UNDO:
                self._ruled[ruling.key] = ruling
        for line in self.lines:
            holds = self._holding.setdefault(line.key, {})
            holds.pop(line.organization, None)
            if line.verdict is Verdict.UNDO:
                continue
            if line.verdict is Verdict.YES:  # a name means one organization: an older yes no longer counts
                for other in [id_ for id_, held in holds.items() if held.verdict is Verdict.YES]:
                    del holds[other]
            holds[line.organization] = line
        for line in self._meaning():
            self._by_id[id_of(line.kind, line.area, _key(line.name, line.kind))] = line
            kind = kind_of_id(line.organization)
            if kind is not None and kind not in _PLACES:
                own = self._own.setdefault((organization_key(line.organization_name), line.area or None), {})
                own[line.organization] = kind

    def _meaning(self) -> Iterator[Decision]:
        """The decisions that hold and say that a name means an organization, in the order they were made."""
        held = {id(line) for holds in self._holding.values() for line in holds.values()}
        return (line for line in self.lines if id(line) in held and line.verdict is Verdict.YES)

    def chosen(self, name: str, kind: Kind, area: str | None) -> tuple[str, str] | None:
        """The id and the name of the organization that a name means by decision; None if nothing was decided.

        A name that an organization has which was decided about means that one, in the same area: without it, the
        organization would be two as soon as the file that first named it is gone.
        """
        if not self.lines:
            return None
        line = self._line(name, kind, area)
        if line is not None:
            last = self._last(line)
            return last.organization, last.organization_name
        own = self._own.get((organization_key(name), area), {}) if kind not in _PLACES else {}
        fitting = [id_ for id_, other in own.items() if _agree(kind, other)]
        return (fitting[0], name) if len(fitting) == 1 else None

    def of(self, id_: str) -> tuple[str, str] | None:
        """The id and the name of the organization that one with an id was decided to be; None if it stays itself."""
        line = self._by_id.get(id_)
        if line is None:
            return None
        last = self._last(line)
        return (last.organization, last.organization_name) if last.organization != id_ else None

    def _line(self, name: str, kind: Kind, area: str | None) -> Decision | None:
        """The decision that holds about a name: of its kind, else of a kind that does not contradict it."""
        key = _key(name, kind)
        kinds = [kind] if kind in _PLACES else [kind, *(other for other in Kind if other not in {kind, *_PLACES})]
        for other in kinds:
            if not _agree(kind, other):
                continue
            for line in self._holding.get((key, other, area), {}).values():
                if line.verdict is Verdict.YES:
                    return line
        return None

    def _last(self, line: Decision) -> Decision:
        """Where a chain of decisions ends (A is B, B is C). In a circle the decision that was made last counts."""
        seen = [line]
        while True:
            line = seen[-1]
            kind = kind_of_id(line.organization)
            next_ = self._by_id.get(line.organization)
            if next_ is None and kind is not None:
                next_ = self._line(line.organization_name, kind, line.area or None)
            if next_ is None:
                return line
            if next_ in seen:
                circle = seen[seen.index(next_) :]
                return max(circle, key=self.lines.index)
            seen.append(next_)

    def refused(self, name: str, kind: Kind, area: str | None) -> frozenset[str]:
        """Ids of the organizations that a name does not mean by decision."""
        holds = self._holding.get((_key(name, kind), kind, area), {})
        return frozenset(id_ for id_, line in holds.items() if line.verdict is Verdict.NO)

    def apart(self) -> Iterator[tuple[str, str]]:
        """(name, id) of each decision that a name, of no place, does not mean an organization."""
        for (name, kind, _), holds in self._holding.items():
            if kind not in _PLACES:
                yield from ((name, id_) for id_, line in holds.items() if line.verdict is Verdict.NO)

    def ruling(self, key: str) -> Ruling | None:
        """The decision that holds about a statement; None if nothing was decided."""
        return self._ruled.get(key)

    def ruled(self) -> list[Ruling]:
        """The decisions about statements that count now, in order."""
        return list(self._ruled.values())

    def holding(self) -> list[Decision]:
        """The decisions about names that count now, in order."""
        held = {id(line) for holds in self._holding.values() for line in holds.values()}
        return [line for line in self.lines if id(line) in held]


def _agree(one: Kind, other: Kind | None) -> bool:
    """Whether two kinds do not contradict each other."""
    return one is other or Kind.OTHER in (one, other)


NO_DECISIONS = Decisions()


_FORMULA = pattern_of(r"'(?='*[=+\-@\t\r＝＋－＠])")
_MANGLED = pattern_of(r"\d(?:\.\d+)?E\+\d+")
"""A number of many digits as Excel writes it into a table when it saves it: most of its digits are lost."""
_PATIENCE = 30
"""Seconds to wait for another command that is writing decisions."""


def read(path: Path) -> Decisions:
    """The decisions in a file; none if there is no such file. Raises `InputError` if a line cannot be read."""
    return Decisions.among(line for line, _ in _lines(path))


def _lines(path: Path) -> list[tuple[Line, dict[str, str]]]:
    """Each decision of a file, and what else stands in its line by header: somebody's remark, say."""
    if not path.exists():
        return []
    text = decode(read_bytes(path), path.name)
    head = text.partition("\n")[0]
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count))
    try:
        return _read_lines(path, rows)
    except csv.Error:  # a quote that is never closed, say
        raise InputError("reconcile.decisions", file=str(path), row=rows.line_num + 1) from None


def _read_lines(path: Path, rows: csv.DictReader[str]) -> list[tuple[Line, dict[str, str]]]:
    if rows.fieldnames is None or not set(FIELDS) <= set(rows.fieldnames):
        raise InputError("reconcile.header", file=str(path), columns=", ".join(FIELDS))
    lines: list[tuple[Line, dict[str, str]]] = []
    for row in rows:
        if not any(value for value in row.values()):
            continue  # a line that a spreadsheet left empty
        cells = {name: _FORMULA.sub("", row[name] or "", count=1).strip() for name in FIELDS}
        try:
            line = _line(cells, _FORMULA.sub("", row.get(EDITED) or "", count=1))
        except (RecordError, ValueError):
            raise InputError("reconcile.decisions", file=str(path), row=rows.line_num) from None
        others = (name for name in rows.fieldnames if name not in (*FIELDS, EDITED))
        lines.append((line, {str(name): row[name] or "" for name in others}))
    return lines


def _line(cells: Mapping[str, str], edited: str) -> Line:
    """What a line says; raises `ValueError` or `RecordError` if it is none."""
    if not cells["name"] or not cells["organization"] or _MANGLED.fullmatch(cells["organization"]):
        raise ValueError
    day, verdict = _day(cells["date"]), Verdict(cells["decision"].lower())
    if cells["kind"] != STATEMENT:
        kind, area = parse_kind(cells["kind"]), cells["area"] or None
        return Decision(day, cells["name"], kind, area, cells["organization"], cells["organization_name"], verdict)
    fields = json.loads(edited or "{}")
    sound = isinstance(fields, dict) and all(isinstance(value, str) for value in fields.values())
    if not is_statement(cells["organization"]) or not sound or (verdict is Verdict.YES) != bool(fields):
        raise ValueError
    return Ruling(day, cells["organization"], cells["name"], cells["organization_name"], verdict, fields)


def _day(text: str) -> date:
    """A day as it was written, or as a spreadsheet writes it: 2026-11-06, 2026/11/6."""
    return date(*map(int, re.split("[-/.]", text.partition(" ")[0])))


def add(path: Path, decide: Callable[[Decisions], Iterable[Line]]) -> list[Line]:
    """Adds what `decide` makes of the decisions so far to the file, or creates it; returns what was added.

    The file is read, checked and written whole, in UTF-8, while no other command can write it; when anything fails, it
    stays as it was. Raises `InputError` when a line of it cannot be read, `UsageError` when it cannot be written.
    """
    from filelock import FileLock, Timeout  # a load only reads the file

    try:
        with FileLock(path.with_name(f".{path.name}.lock"), timeout=_PATIENCE):
            lines = _lines(path)
            made = list(decide(Decisions.among(line for line, _ in lines)))
            if made:
                lines += [(line, {}) for line in made]
                replace_file(path, lambda draft: _write(draft, lines))
    except Timeout:
        raise UsageError("reconcile.busy", file=str(path)) from None
    except OSError as error:
        raise cannot_write(path, error) from error
    return made


def _write(draft: Path, lines: Iterable[tuple[Line, dict[str, str]]]) -> None:
    lines = list(lines)
    edited = (EDITED,) if any(isinstance(line, Ruling) for line, _ in lines) else ()
    others = list(dict.fromkeys(name for _, more in lines for name in more))
    with draft.open("w", encoding="utf-8-sig", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow((*FIELDS, *edited, *others))
        for line, more in lines:
            cells = (*_cells(line), _edited(line))[: len(FIELDS) + len(edited)]
            rows.writerow((*map(_plain, cells), *(more.get(name, "") for name in others)))


def _cells(line: Line) -> tuple[str, ...]:
    """The cells of a line under `FIELDS`."""
    if isinstance(line, Ruling):
        about = (line.sentence, STATEMENT, "", line.key, line.printed)
    else:
        about = (line.name, line.kind.value, line.area or "", line.organization, line.organization_name)
    return line.day.isoformat(), *about, line.verdict.value


def _edited(line: Line) -> str:
    fields = line.fields if isinstance(line, Ruling) else {}
    return json.dumps(dict(fields), ensure_ascii=False, sort_keys=True) if fields else ""


def _plain(text: str) -> str:
    """A text that no spreadsheet takes for a formula: what looks like one gets an apostrophe, which `read` drops."""
    return f"'{text}" if _FORMULA.match(f"'{text}") else text
