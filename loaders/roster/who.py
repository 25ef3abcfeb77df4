"""Finds who a record is about: the organizations that the names of its recipients and helpers mean."""

from __future__ import annotations

from collections.abc import Mapping

from graph.model import Kind
from loaders.loaded import Candidate, Column, Record, Unmatched
from loaders.names.index import folded
from loaders.names.keys import place_key
from loaders.names.registry import Division
from loaders.names.resolve import PLACES, Resolver, Scope
from loaders.problems import Problem, Severity
from loaders.roster.cells import is_count, kind_of_name, read_names, squeezed
from loaders.roster.headers import UNITS
from loaders.roster.itself import contradict, leads_to, path_before, same_place, township_alone
from loaders.roster.record import Cells, cell_at, squeezed_lines

_HERE = frozenset({"china", "cn", "chn", "中国", "中华人民共和国", "people's republic of china"})
"""What the country of the registry is called."""


class Who:
    """Finds the organizations that the records of one table mean, and adds those that are new."""

    def __init__(self, cells: Cells, resolver: Resolver) -> None:
        self.cells = cells
        self.tables = cells.tables
        self.resolver = resolver
        self.area: Division | None = None
        self.codes: dict[tuple[str | None, ...], set[str]] = {}
        """Name of a recipient and its units, as written → the codes that rows give to it."""
        self.shared: set[str] = set()
        """Codes that stand beside several names: they are of the unit that these lie in, say."""
        self.helper_unit: str | None = None
        """The unit that the record being read gives for its helper."""
        known = cells.by_field.keys() | cells.mapping.defaults.keys()
        self.levels = {side: [unit for unit in UNITS if f"{side}{unit}" in known] for side in ("", "helper_")}
        self.coded = [unit for unit in reversed(UNITS) if f"{unit}_code" in known]

    def look_up_codes(self) -> None:
        """Looks up the division codes of the table, all at once."""
        names = ("recipient_code", "helper_code", *(f"{unit}_code" for unit in UNITS))
        columns = [self.cells.by_field[name] for name in names if name in self.cells.by_field]
        if columns:
            self.resolver.look_up_codes(
                {squeezed(cell_at(record, column)) for record in self.cells.table.records for column in columns}
            )
        if "recipient_code" in self.cells.by_field:
            for record in self.cells.table.records:
                code = self.cells.text(record, "recipient_code")
                if code is not None:
                    self.codes.setdefault(self._written(record), set()).add(code)
            named: dict[str, set[str]] = {}
            for (name, *_), codes in self.codes.items():
                for code in codes if name else ():
                    kind = self.cells.kinds["recipient"] or kind_of_name(name)
                    known = self.resolver.by_code(code, kind)
                    if known is None or _differ(str(name), code, known):
                        named.setdefault(code, set()).add(place_key(name, kind).bare)
            self.shared = {code for code, names in named.items() if len(names) > 1}
            self.codes = {written: codes - self.shared for written, codes in self.codes.items()}

    def code(self, record: Record) -> str | None:
        """The code of the recipient of a record, else the only one that other rows give to the same name there."""
        code = self.cells.text(record, "recipient_code")
        if code in self.shared:
            self.cells.remark("problem.shared_code", record.row, self.cells.by_field["recipient_code"], str(code))
        elif code is not None or not self.codes:
            return code
        others = self.codes.get(self._written(record), set())
        return next(iter(others)) if len(others) == 1 else None

    def _written(self, record: Record) -> tuple[str | None, ...]:
        """The name of the recipient and the units it lies in, as a record has them."""
        return tuple(self.cells.text(record, name) for name in ("recipient", *UNITS))

    def find_area(self) -> None:
        """Finds the area that the table is about, from the sheet's name, the titles or the file's name."""
        recipient = self.cells.by_field["recipient"]
        kind = self.cells.kinds["recipient"]
        if kind is Kind.TOWNSHIP:
            pairs = [(squeezed(cell_at(record, recipient)), "") for record in self.cells.table.records]
        elif kind in (None, Kind.VILLAGE):
            pairs = [
                (self.cells.township(record) or "", name if (kind or kind_of_name(name)) is Kind.VILLAGE else "")
                for record in self.cells.table.records
                for name in read_names(squeezed_lines(cell_at(record, recipient))).names
            ]
        else:
            pairs = [(self.cells.township(record) or "", "") for record in self.cells.table.records]
        pairs = [pair for pair in pairs if any(pair)]
        self.area = self.resolver.area_of_sheet(
            [self.cells.table.sheet or "", *self.cells.table.titles, self.cells.table.file], pairs
        )

    def scope(self, record: Record, side: str = "") -> Scope:
        """Where a record says that its recipient lies, or its helper with `side` `helper_`."""
        levels = {
            level: name
            for level in self.levels[side]
            if (name := self.cells.text(record, f"{side}{level}")) and not is_count(name)
        }
        if side:
            return self.resolver.scope(levels, None) if levels else Scope()
        for level in self.coded:
            code = self.cells.text(record, f"{level}_code")
            found = self.resolver.by_code(code, Kind(level)) if code else None
            if found is not None:
                return Scope(found.id)
        township = self.cells.township(record)
        return self.resolver.scope(levels | ({"township": township} if township else {}), self.area)

    def is_place(self, name: str, kind: Kind | None, scope: Scope) -> bool:
        """Whether a name that looks like a count (801村) is the name of a village in the registry here."""
        if kind not in (None, Kind.VILLAGE) or scope.id is None:
            return False
        return self.resolver.place(name, Kind.VILLAGE, scope).chosen is not None

    def units(self, record: Record, scope: Scope, side: str = "") -> str | None:
        """Adds the units of a scope and returns the id of the innermost; None if the record names none."""
        unit = scope.id
        if unit is not None:
            self.tables.add_unit(unit, self.cells.at(record))
        elif not side:
            country = self.cells.text(record, "country")
            if country is not None and country.lower() not in _HERE:
                unit = self.tables.add_own(Kind.OTHER, country, None, None, self.cells.at(record))
        for kind, name in scope.own:
            code = None if side else self.cells.text(record, f"{kind.value}_code")
            above, unit = unit, self.tables.add_own(kind, name, unit, code, self.cells.at(record))
            if not side and code is None:
                where = self.cells.by_field.get(kind.value)
                if above is not None and above == scope.id:
                    candidates = self.resolver.candidates(name, kind, above)
                    self._not_matched(unit, record, where, name, kind, above, candidates)
        if side:
            self.helper_unit = unit
        return unit

    def recipient(self, record: Record, name: str, kind: Kind, code: str | None, scope: Scope, unit: str | None) -> str:
        """The id of the recipient that a name or a code means in a scope; added if it is new."""
        column = self.cells.by_field["recipient"]
        coded = self.resolver.by_code(code, kind) if code else None
        if coded is not None and _differ(name, str(code), coded):
            return self._contradicted(record, name, kind, coded, scope, unit)
        if coded is not None:
            return self.tables.add_known(coded, name, unit, self.cells.at(record))
        if code is not None:
            return self._with_english(
                record, "recipient", self.tables.add_own(kind, name, unit, code, self.cells.at(record))
            )
        place = kind in PLACES
        match = self.resolver.place(name, kind, scope) if place else self.resolver.organization(name, kind, unit)
        if match.chosen is not None:
            return self._with_english(
                record, "recipient", self.tables.add_known(match.chosen, name, unit, self.cells.at(record))
            )
        id_ = self.tables.add_own(kind, name, unit, None, self.cells.at(record))
        if not place:
            self._mention(id_, record, column, name, kind, unit, match.candidates)
        elif scope.id is not None or kind not in (Kind.VILLAGE, Kind.TOWNSHIP):
            self._not_matched(id_, record, column, name, kind, scope.id, match.candidates)
        else:
            self.tables.mark_unmatched(id_, self._unmatched(record, column, name, kind, None))
            self._no_area()
        return self._with_english(record, "recipient", id_)

    def _contradicted(
        self, record: Record, name: str, kind: Kind, coded: Candidate, scope: Scope, unit: str | None
    ) -> str:
        """The id of a recipient whose code is that of another name: what its name means, else one to be asked about.

        Rows with the same code are of one recipient, so that a list and the ledger beside it agree.
        """
        column = self.cells.by_field["recipient_code"]
        code = coded.id.removeprefix("cn-")
        self.cells.warn("problem.code_name", record.row, column, code, named=coded.name, name=name)
        match = self.resolver.place(name, kind, scope)
        if match.chosen is not None:
            return self.tables.add_known(match.chosen, name, unit, self.cells.at(record))
        id_ = self.identified(record, f"code-{code}", name, kind, unit)
        candidates = (coded, *(one for one in match.candidates if one.id != coded.id))
        self._not_matched(id_, record, self.cells.by_field["recipient"], name, kind, scope.id, candidates)
        return self._with_english(record, "recipient", id_)

    def identified(self, record: Record, id_: str, name: str, kind: Kind, unit: str | None) -> str:
        """Adds the organization with an id that the record gives, and returns the id; its name is not matched."""
        invented = (self.cells.text(record, "illustrative") or "false").lower()
        self.tables.add_identified(id_, name, kind, unit, self.cells.at(record), invented)
        return id_

    def helper(
        self, record: Record, name: str, kind: Kind, code: str | None, within: str | None, unit: str | None
    ) -> str:
        """The id of the helper that a name or a code means; added if it is new.

        A township with a village behind it in brackets (甲镇（东一村）) is the township.
        """
        name = township_alone(name)
        if code is not None:
            return self._with_english(
                record, "helper", self.tables.add_own(kind, name, unit, code, self.cells.at(record))
            )
        match = self.resolver.helper(name, kind, within, self.area)
        if match.chosen is not None:
            return self._with_english(
                record, "helper", self.tables.add_known(match.chosen, name, unit, self.cells.at(record))
            )
        id_ = self.tables.add_own(kind, name, unit, None, self.cells.at(record))
        self._mention(id_, record, self.cells.by_field["helper"], name, kind, within, match.candidates)
        return self._with_english(record, "helper", id_)

    def is_known(self, name: str) -> bool:
        """Whether the registry, the store or somebody's decision has a name, or one that it may be a variety of."""
        match = self.resolver.helper(township_alone(name), Kind.OTHER, None, self.area)
        return match.chosen is not None or bool(match.candidates)

    def _with_english(self, record: Record, side: str, id_: str) -> str:
        """Keeps the English name of an organization, if the record has one; returns the id."""
        row = self.tables.organizations[id_]
        row["name_en"] = row.get("name_en") or self.cells.text(record, f"{side}_en")
        return id_

    def _unmatched(
        self,
        record: Record,
        column: Column | None,
        name: str,
        kind: Kind,
        area: str | None,
        candidates: tuple[Candidate, ...] = (),
    ) -> Unmatched:
        """The name in a record as one that was not matched."""
        where = column.name if column else None
        return Unmatched(name, kind, area, self.cells.table.file, self.cells.table.sheet, record.row, where, candidates)

    def _mention(
        self,
        id_: str,
        record: Record,
        column: Column,
        name: str,
        kind: Kind,
        area: str | None,
        candidates: tuple[Candidate, ...],
    ) -> None:
        """Keeps where an organization was first named; reports it if it may be another one."""
        found = self._unmatched(record, column, name, kind, area, candidates)
        self.tables.mentions.setdefault(id_, found)
        if candidates:
            self.tables.propose(id_, found)

    def _not_matched(
        self,
        id_: str,
        record: Record,
        column: Column | None,
        name: str,
        kind: Kind,
        area: str | None,
        candidates: tuple[Candidate, ...],
    ) -> None:
        """Reports once that the registry has no place with this name."""
        found = self._unmatched(record, column, name, kind, area, candidates)
        if candidates:
            self.tables.propose(id_, found)
        elif self.tables.mark_unmatched(id_, found):
            self.cells.warn("problem.unmatched", record.row, column, name)

    def _no_area(self) -> None:
        """Reports once that the area of a sheet could not be found."""
        where = (self.cells.number, "no-area")
        if where not in self.tables.said:
            self.tables.said.add(where)
            self.tables.problems.append(
                Problem(
                    key="problem.no_area",
                    file=self.cells.table.file,
                    sheet=self.cells.table.sheet,
                    severity=Severity.WARNING,
                )
            )

    def is_recipient(self, name: str, kind: Kind, recipients: Mapping[str, str]) -> bool:
        """Whether the name of a helper is that of one of its recipients, so that the recipient would help itself.

        It may have another unit word (村委会 for 村), and its own units may stand with it: 甲镇（东一村）, 甲镇东一村.
        A namesake in a unit that the record says to be another one is another organization.
        """
        return any(self._is_named(name, kind, id_, other) for id_, other in recipients.items())

    def _is_named(self, name: str, kind: Kind, id_: str, other: str) -> bool:
        """Whether the name of a helper is that of the recipient with an id, in a unit that may be its own."""
        own = Kind(str(self.tables.organizations[id_]["kind"]))
        same = folded(name) == folded(other) or (own is kind and own in PLACES and same_place(name, other, kind))
        path = None if same else path_before(name, other, own)
        if not same and path is None:
            return False
        above = self._units_of(self.tables.organizations[id_]["part_of"])
        if contradict(self._units_of(self.helper_unit), above):
            return False
        return path is None or leads_to(path, own, above)

    def _units_of(self, id_: str | int | None) -> dict[Kind, str]:
        """The names of the units that something in a unit lies in, by their kind."""
        found: dict[Kind, str] = {}
        while id_ is not None and str(id_) in self.tables.organizations and len(found) < len(UNITS):
            row = self.tables.organizations[str(id_)]
            found.setdefault(Kind(str(row["kind"])), str(row["name"]))
            id_ = row["part_of"]
        return found


def _differ(name: str, code: str, coded: Candidate) -> bool:
    """Whether a name is another than that of the place that its code means in the registry."""
    return name != code and place_key(name, coded.kind).bare != place_key(coded.name, coded.kind).bare
