"""Collects what the records of a roster state: organizations by id, agreements, contributions, problems.

An id is made from who and what, never from where: the same rows in another order or in another file get the same ids.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import islice

from graph.model import COUNTED, OFF_ROSTER, Kind, parse_bool
from loaders.loaded import Candidate, Reason, Unmatched
from loaders.names.index import digest, folded
from loaders.names.organizations import id_of
from loaders.names.parts import organization_key
from loaders.names.resolve import PLACES, units_above, village_word
from loaders.patterns import pattern_of
from loaders.problems import Problem, Severity
from loaders.validate import FILE, ROW, Raw, as_frame

_CHINESE_CODE = pattern_of(r"\d{6}|\d{9}|\d{12}")
_MOST_UNITS = 8
OWN = frozenset({"unit", "unmatched", "kind_printed", OFF_ROSTER})
"""Attributes of organizations that the loader adds; no column of the file has them."""

Row = dict[str, str | int | None]
"""A row of a raw table: values by column."""


@dataclass(slots=True)
class Collected:
    """Raw rows by table, the header of each field, what could not be used, and names that were not matched."""

    organizations: dict[str, Row] = field(default_factory=dict)
    agreements: list[Row] = field(default_factory=list)
    contributions: list[Row] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    rejected: set[tuple[int, int]] = field(default_factory=set)
    unmatched: dict[str, Unmatched] = field(default_factory=dict)
    """By the id of the organization that stands for the name."""
    mentions: dict[str, Unmatched] = field(default_factory=dict)
    """By the id of an organization that is not a place: where it was first named."""
    listed: dict[str, set[tuple[int, bool]]] = field(default_factory=dict)
    """Those who are helped or should be, of whom no cell says whether they are on the roster.

    With each stand the sheets that name it, and whether in a list that names no helpers.
    """
    without_helper: set[tuple[int, str]] = field(default_factory=set)
    """(number of the sheet, kind) of those who are listed without a helper: lists of such kinds are rosters."""
    lists: set[tuple[int, str]] = field(default_factory=set)
    """Those of them in tables that name no helpers at all."""
    said: set[tuple[int, str]] = field(default_factory=set)
    """(number of the sheet, problem) of what is reported once for a sheet."""
    _names: dict[str, Counter[str]] = field(default_factory=dict)
    _given: set[str] = field(default_factory=set)
    """Ids of organizations whose name comes from the registry or the store."""

    @contextmanager
    def moved(self, by: int) -> Iterator[None]:
        """Moves down all rows that are added meanwhile: those of a table that stands below `by` lines of a text."""
        before = [len(one) for one in (self.agreements, self.contributions, self.problems)]
        known = [len(one) for one in (self.organizations, self.unmatched, self.mentions)]
        rejected, self.rejected = self.rejected, set()
        yield
        rows = self.agreements[before[0] :] + self.contributions[before[1] :]
        for row in (*rows, *islice(self.organizations.values(), known[0], None)):
            row[ROW] = int(row[ROW] or 0) + by
        self.problems[before[2] :] = [
            one if one.row is None else replace(one, row=one.row + by) for one in self.problems[before[2] :]
        ]
        for names, count in ((self.unmatched, known[1]), (self.mentions, known[2])):
            names.update({id_: replace(one, row=one.row + by) for id_, one in list(names.items())[count:]})
        self.rejected = rejected | {(sheet, row + by) for sheet, row in self.rejected}

    def add_own(self, kind: Kind, name: str, part_of: str | None, code: str | None, at: Row) -> str:
        """Adds an organization that only this file names, if it is new, and returns its id.

        The id is made from its code, else from its kind, the unit it lies in and its name.
        """
        if code is not None and _CHINESE_CODE.fullmatch(code):
            id_ = f"cn-{code}"
        elif code is not None:
            id_ = f"code-{re.sub(r'[^0-9a-z]+', '-', code.lower()).strip('-')}"
        else:
            key = folded(name) if kind in PLACES else organization_key(name)
            id_ = id_of(kind, part_of, key)
        known = self._add(id_, name, kind, part_of, code, at)
        known["part_of"] = known["part_of"] or part_of
        self._names.setdefault(id_, Counter())[name] += 1
        return id_

    def add_identified(self, id_: str, name: str, kind: Kind, part_of: str | None, at: Row, illustrative: str) -> None:
        """Adds an organization under an id from the file; it is illustrative only if all its rows say so."""
        row = self._add(id_, name, kind, part_of, None, at)
        if row.get("illustrative") is None or row["illustrative"] == "true":
            row["illustrative"] = illustrative

    def add_known(self, found: Candidate, written: str, part_of: str | None, at: Row) -> str:
        """Adds an organization that a name was matched to, with the units it lies in, and returns its id."""
        if found.id.removeprefix("cn-").isdecimal():  # cn-2102-jinpu is of the store, not of the registry
            self.add_unit(found.id, at)
        else:
            self._add(found.id, found.name, found.kind, part_of, None, at)
        self._given.add(found.id)
        if folded(written) != folded(found.name):
            self._names.setdefault(found.id, Counter())[written] += 1
        return found.id

    def add_unit(self, id_: str, at: Row) -> None:
        """Adds a unit of the registry and the units it lies in."""
        if id_ in self.organizations:
            return
        for one in units_above(id_):
            self._given.add(one.id)
            added = self._add(one.id, one.name, one.kind, one.part_of, one.id.removeprefix("cn-"), at)
            if one.kind is Kind.VILLAGE:
                added["unit"] = village_word(id_)

    def _add(self, id_: str, name: str, kind: Kind, part_of: str | None, code: str | None, at: Row) -> Row:
        row: Row = {"id": id_, "name": name, "kind": kind.value, "part_of": part_of, "code": code, **at}
        return self.organizations.setdefault(id_, row)

    def put_on_roster(self, id_: str, text: str) -> None:
        """Puts an organization on the roster or not, as a row says; once it is on, no other row takes it off.

        One that a row takes off is on no roster, whoever else names it.
        """
        row = self.organizations[id_]
        if row.get("on_roster") in (None, "false"):
            row["on_roster"] = text
            row.pop(OFF_ROSTER, None)
            if not parse_bool(text):
                row[OFF_ROSTER] = "true"

    def state_roster(self, whole: Mapping[int, bool | None]) -> None:
        """Puts on the roster who is listed: everybody of a sheet that is `whole`, nobody of one that is not.

        Of the other sheets, lists, and those whose kind ledgers state a roster of: one lists any of that kind without a
        helper. One in which everybody has a helper states pairs: it does not say that there are no others, and beside
        a list it adds nobody to it.
        """
        kinds = {kind for sheet, kind in self.without_helper - self.lists if whole[sheet] is not False}
        for id_, sheets in self.listed.items():
            said = {whole[sheet] for sheet, _ in sheets}
            if OFF_ROSTER in self.organizations[id_]:
                continue
            kind = str(self.organizations[id_]["kind"])
            on_list = any(whole[sheet] is None and alone and (sheet, kind) in self.lists for sheet, alone in sheets)
            if True in said or on_list or (None in said and kind in kinds):
                self.put_on_roster(id_, "true")

    def unite(self) -> None:
        """Makes a place that a row names without its unit the one place of that name and kind that has one in the file.

        A list says in which township each village lies, and the ledger beside it does not, or names another one in
        which there is no such village; that is told. Where several have the name, it stays apart and they are proposed.
        """
        placed: dict[tuple[str, str], set[str]] = {}
        for id_, row in self.organizations.items():
            if row["part_of"] is not None or row["code"] is not None:
                for name in {str(row["name"]), *self._names.get(id_, ())}:
                    placed.setdefault((str(row["kind"]), folded(name)), set()).add(id_)
        moved = self._elsewhere(placed)
        for id_, row in self.organizations.items():
            if Kind(str(row["kind"])) not in PLACES or self._has_unit(row) or row["code"] is not None:
                continue
            if id_ in self._given or id_ not in self.unmatched or self.unmatched[id_].candidates:
                continue
            found = placed.get((str(row["kind"]), folded(str(row["name"]))), set()) - {id_}
            found = {one for one in found if row["part_of"] is None or self._lies_in(one, str(row["part_of"]))}
            if len(found) == 1:
                moved[id_] = next(iter(found))
            elif found:
                self._propose_all(id_, found)
        for id_, to in moved.items():
            self._move(id_, to)

    def _has_unit(self, row: Row) -> bool:
        """Whether a place is named with the unit it lies in, and not only with the area of the whole file."""
        above = row["part_of"]
        return above is not None and not (
            row["kind"] == Kind.VILLAGE.value and self.organizations[str(above)]["kind"] != Kind.TOWNSHIP.value
        )

    def _lies_in(self, id_: str, unit: str) -> bool:
        above = self.organizations[id_]["part_of"]
        for _ in range(_MOST_UNITS):
            if above in (None, unit):
                return above is not None
            above = self.organizations[str(above)]["part_of"]
        return False

    def _elsewhere(self, placed: Mapping[tuple[str, str], set[str]]) -> dict[str, str]:
        """Those named in a unit that has no such place → the one of that name on a list of the file; it is told."""
        apart: dict[str, set[str]] = {}
        for id_, told in self.unmatched.items():
            row = self.organizations[id_]
            named = placed.get((str(row["kind"]), folded(str(row["name"]))), set()) - {id_}
            on_list = {one for one in named if any(alone for _, alone in self.listed.get(one, ()))}
            own = any(alone for _, alone in self.listed.get(id_, ()))
            if told.kind in PLACES and row["part_of"] is not None and len(on_list) == 1 and not own:
                apart.setdefault(on_list.pop(), set()).add(id_)
        found = {ids.pop(): to for to, ids in apart.items() if len(ids) == 1 and to in self._given}
        for id_, to in found.items():
            told = self.unmatched[id_]
            units = (self.organizations[id_]["part_of"], self.organizations[to]["part_of"])
            named_unit, meant = (self.organizations[str(one)]["name"] if one else "–" for one in units)
            self._warn("problem.other_unit", told, {"unit": named_unit, "meant": meant})
        return found

    def _propose_all(self, id_: str, found: Iterable[str]) -> None:
        several = tuple(
            Candidate(one, str(row["name"]), Kind(str(row["kind"])), self._path(row), Reason.EXACT, 100.0)
            for one in sorted(found)
            for row in (self.organizations[one],)
        )
        told = self.unmatched.pop(id_)
        self.problems[:] = [one for one in self.problems if not _tells(one, told)]
        self.propose(id_, replace(told, candidates=several))

    def _path(self, row: Row) -> tuple[str, ...]:
        """The names of the units that something lies in, the outermost first."""
        path: list[str] = []
        above = row["part_of"]
        while above is not None and len(path) < _MOST_UNITS:
            path.append(str(self.organizations[str(above)]["name"]))
            above = self.organizations[str(above)]["part_of"]
        return tuple(reversed(path))

    def _move(self, id_: str, to: str) -> None:
        """Lets what is said of one organization be said of another, and forgets the first."""
        del self.organizations[id_]
        told = self.unmatched.pop(id_)
        self.problems[:] = [one for one in self.problems if not _tells(one, told)]
        self._names.setdefault(to, Counter()).update(self._names.pop(id_, Counter()))
        self.listed.setdefault(to, set()).update(self.listed.pop(id_, set()))
        for row in (*self.agreements, *self.contributions, *self.organizations.values()):
            for field_ in ("helper", "recipient", "part_of"):
                if row.get(field_) == id_:
                    row[field_] = to

    def mark_unmatched(self, id_: str, found: Unmatched) -> bool:
        """Marks an organization as one whose name was not matched; returns whether that is new."""
        self.organizations[id_]["unmatched"] = found.area or "?"
        return self.unmatched.setdefault(id_, found) is found

    def propose(self, id_: str, found: Unmatched) -> None:
        """Reports once that a name may mean another organization."""
        if self.mark_unmatched(id_, found):
            names = "、".join(dict.fromkeys(candidate.name for candidate in found.candidates))
            self._warn("problem.proposal", found, {"candidates": names})

    def _warn(self, key: str, about: Unmatched, values: dict[str, object]) -> None:
        """Adds a remark on a name that was not matched, at its place."""
        self.problems.append(
            Problem(
                key=key,
                file=about.file,
                sheet=about.sheet,
                row=about.row,
                column=about.column,
                cell=about.name,
                severity=Severity.WARNING,
                values=values,
            )
        )

    def raw(self) -> dict[str, Raw]:
        """The tables in the form that `validate` takes."""
        labels = dict(self.labels)
        as_organization = {"name": labels.get("recipient", "name"), "kind": labels.get("recipient_kind", "kind")}
        as_contribution = {"value": labels.get("amount", "amount"), "unit": labels.get("amount_unit", "unit")}
        rows = [self._named(row) for row in self.organizations.values()]
        found = {"organizations": Raw(as_frame(rows), as_organization, own=OWN)}
        agreements = list(_numbered_agreements(self.agreements))
        if agreements:
            extra = {key: key.removeprefix("extra:") for row in agreements for key in row if key.startswith("extra:")}
            own = frozenset({"extra:form_printed", "extra:status", f"extra:{labels.get('status')}"})
            found["agreements"] = Raw(as_frame(agreements), labels | extra, own)
        if self.contributions:
            counted = {f"extra:{COUNTED}": COUNTED}
            given = as_frame(_numbered_contributions(self.contributions))
            found["contributions"] = Raw(given, as_contribution | counted, frozenset(counted))
        return found

    def _named(self, row: Row) -> Row:
        """The row of an organization with the name it is most often called by; its other names become aliases."""
        id_ = str(row["id"])
        names = self._names.get(id_, Counter())
        name = row["name"]
        if names and id_ not in self._given:
            name = min(names, key=lambda one: (-names[one], one))
        aliases = sorted(set(names) - {name})
        return row | {"name": name, "aliases": "|".join(aliases) or None}


def _tells(problem: Problem, unmatched: Unmatched) -> bool:
    """Whether a problem reports that a name was not matched."""
    where = (problem.file, problem.sheet, problem.row, problem.cell)
    return problem.key in ("problem.unmatched", "problem.proposal") and where == (
        unmatched.file,
        unmatched.sheet,
        unmatched.row,
        unmatched.name,
    )


def _content(row: Row) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((key, str(value)) for key, value in row.items() if key not in (FILE, ROW)))


def _numbered_agreements(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows without repetitions; different rows with the same id and pair get numbers, whatever their order."""
    same: dict[tuple[str, str, str], list[Row]] = {}
    for row in rows:
        same.setdefault((str(row["id"]), str(row["helper"]), str(row["recipient"])), []).append(row)
    for alike in same.values():
        if len(alike) == 1:
            yield alike[0]
            continue
        group: dict[tuple[tuple[str, str], ...], Row] = {}
        for row in alike:
            group.setdefault(_content(row), row)
        for place, content in enumerate(sorted(group)):
            row = group[content]
            yield row if place == 0 or row.get("certainty") == "group" else row | {"id": f"{row['id']}-{place + 1}"}


def _numbered_contributions(rows: Iterable[Row]) -> list[Row]:
    """Contributions with ids made from what they say, and with a number where several say the same."""
    found: list[Row] = []
    times: dict[str, int] = {}
    for row in rows:
        row = dict(row)
        id_ = digest("given", *(f"{key}={value}" for key, value in _content(row)))
        del row["extra:column"]
        times[id_] = times.get(id_, 0) + 1
        found.append({"id": id_ if times[id_] == 1 else f"{id_}-{times[id_]}", **row})
    return found
