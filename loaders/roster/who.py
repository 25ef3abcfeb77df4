"""Who a record is about: its recipients and helpers, as the organizations that their names mean."""

from __future__ import annotations

from collections.abc import Mapping

from graph.model import Kind
from loaders.names.matching import Candidate, folded, place_key
from loaders.names.registry import Unit
from loaders.names.resolve import PLACES, Resolver, Scope, Unmatched
from loaders.problems import Problem, Severity
from loaders.record import Cells, cell_at, squeezed_lines
from loaders.roster.cells import is_count, kind_of_name, read_names, squeezed
from loaders.roster.headers import UNITS
from loaders.roster.rows import Column, Line


class Who:
    """Finds, for the records of one table, the organizations that are meant; adds those that are new."""

    def __init__(self, cells: Cells, resolver: Resolver) -> None:
        self.cells = cells
        self.tables = cells.tables
        self.resolver = resolver
        self.area: Unit | None = None
        told = cells.by_field.keys() | cells.told.defaults.keys()
        self.levels = {side: [unit for unit in UNITS if f"{side}{unit}" in told] for side in ("", "helper_")}
        self.coded = [unit for unit in reversed(UNITS) if f"{unit}_code" in told]

    def look_codes_up(self) -> None:
        """Looks the table's division codes up, all at once."""
        names = ("recipient_code", "helper_code", *(f"{unit}_code" for unit in UNITS))
        columns = [self.cells.by_field[name] for name in names if name in self.cells.by_field]
        if columns:
            self.resolver.coded(
                {squeezed(cell_at(line, column)) for line in self.cells.table.lines for column in columns}
            )

    def find_area(self) -> None:
        """Finds what the table is about, as the sheet's name, its titles or the file's name tell."""
        recipient = self.cells.by_field["recipient"]
        kind = self.cells.kinds["recipient"]
        if kind is Kind.TOWNSHIP:
            pairs = [(squeezed(cell_at(line, recipient)), "") for line in self.cells.table.lines]
        elif kind in (None, Kind.VILLAGE):
            pairs = [
                (self.cells.township(line) or "", name if (kind or kind_of_name(name)) is Kind.VILLAGE else "")
                for line in self.cells.table.lines
                for name in read_names(squeezed_lines(cell_at(line, recipient))).names
            ]
        else:
            pairs = [(self.cells.township(line) or "", "") for line in self.cells.table.lines]
        pairs = [pair for pair in pairs if any(pair)]
        self.area = self.resolver.area_told(
            [self.cells.table.sheet or "", *self.cells.table.titles, self.cells.table.file], pairs
        )

    def scope(self, line: Line, side: str = "") -> Scope:
        """Where the row says that the recipient (or, with `side`, the helper) lies."""
        levels = {
            level: name
            for level in self.levels[side]
            if (name := self.cells.text(line, f"{side}{level}")) and not is_count(name)
        }
        if side:
            return self.resolver.scope(levels, None) if levels else Scope()
        for level in self.coded:
            code = self.cells.text(line, f"{level}_code")
            found = self.resolver.by_code(code, Kind(level)) if code else None
            if found is not None:
                return Scope(found.id)
        township = self.cells.township(line)
        return self.resolver.scope(levels | ({"township": township} if township else {}), self.area)

    def is_place(self, name: str, kind: Kind | None, scope: Scope) -> bool:
        """Whether a name that may be a count (801村) is that of a village the registry knows here."""
        if kind not in (None, Kind.VILLAGE) or scope.id is None:
            return False
        return self.resolver.place(name, Kind.VILLAGE, scope).chosen is not None

    def units(self, line: Line, scope: Scope, side: str = "") -> str | None:
        """The id of the innermost unit of a scope, added with those above it; None when the row names none."""
        unit = scope.id
        if unit is not None:
            self.tables.unit(unit, self.cells.at(line))
        for kind, name in scope.own:
            code = None if side else self.cells.text(line, f"{kind.value}_code")
            above, unit = unit, self.tables.own(kind, name, unit, code, self.cells.at(line))
            if not side and code is None:
                where = self.cells.by_field.get(kind.value)
                if above is not None and above == scope.id:
                    candidates = self.resolver.candidates(name, kind, above)
                    self._not_matched(unit, line, where, name, kind, above, candidates)
        return unit

    def recipient(self, line: Line, name: str, kind: Kind, code: str | None, scope: Scope, unit: str | None) -> str:
        """The id of the recipient that a name, or a code, means in a scope, added when it is new."""
        column = self.cells.by_field["recipient"]
        coded = self.resolver.by_code(code, kind) if code else None
        if coded is not None:
            if name != code and place_key(name, kind).bare != place_key(coded.name, kind).bare:
                self.cells.warn(
                    "problem.code_name",
                    line.row,
                    self.cells.by_field["recipient_code"],
                    code,
                    named=coded.name,
                    name=name,
                )
            return self.tables.known(coded, name, unit, self.cells.at(line))
        if code is not None:
            return self._named(line, "recipient", self.tables.own(kind, name, unit, code, self.cells.at(line)))
        place = kind in PLACES
        match = self.resolver.place(name, kind, scope) if place else self.resolver.organization(name, kind, unit)
        if match.chosen is not None:
            return self._named(line, "recipient", self.tables.known(match.chosen, name, unit, self.cells.at(line)))
        id_ = self.tables.own(kind, name, unit, None, self.cells.at(line))
        if not place:
            self._mention(id_, line, column, name, kind, unit, match.candidates)
        elif scope.id is not None or kind not in (Kind.VILLAGE, Kind.TOWNSHIP):
            self._not_matched(id_, line, column, name, kind, scope.id, match.candidates)
        else:
            self.tables.not_matched(id_, self._told(line, column, name, kind, None))
            self._no_area()
        return self._named(line, "recipient", id_)

    def told(self, line: Line, id_: str, name: str, kind: Kind, unit: str | None) -> str:
        """The organization of an id that the row gives: nothing is matched, what is known of it besides holds."""
        invented = (self.cells.text(line, "illustrative") or "false").lower()
        self.tables.told(id_, name, kind, unit, self.cells.at(line), invented)
        return id_

    def helper(self, line: Line, name: str, kind: Kind, code: str | None, within: str | None, unit: str | None) -> str:
        """The id of the helper that a name, or a code, means, added when it is new."""
        if code is not None:
            return self._named(line, "helper", self.tables.own(kind, name, unit, code, self.cells.at(line)))
        match = self.resolver.helper(name, kind, within, self.area)
        if match.chosen is not None:
            return self._named(line, "helper", self.tables.known(match.chosen, name, unit, self.cells.at(line)))
        id_ = self.tables.own(kind, name, unit, None, self.cells.at(line))
        self._mention(id_, line, self.cells.by_field["helper"], name, kind, within, match.candidates)
        return self._named(line, "helper", id_)

    def _named(self, line: Line, side: str, id_: str) -> str:
        row = self.tables.organizations[id_]
        row["name_en"] = row.get("name_en") or self.cells.text(line, f"{side}_en")
        return id_

    def _told(
        self,
        line: Line,
        column: Column | None,
        name: str,
        kind: Kind,
        area: str | None,
        candidates: tuple[Candidate, ...] = (),
    ) -> Unmatched:
        where = column.name if column else None
        return Unmatched(name, kind, area, self.cells.table.file, self.cells.table.sheet, line.row, where, candidates)

    def _mention(
        self,
        id_: str,
        line: Line,
        column: Column,
        name: str,
        kind: Kind,
        area: str | None,
        candidates: tuple[Candidate, ...],
    ) -> None:
        """Keeps where an organization was first named; one that may be another is listed."""
        found = self._told(line, column, name, kind, area, candidates)
        self.tables.mentions.setdefault(id_, found)
        if candidates:
            self.tables.propose(id_, found)

    def _not_matched(
        self,
        id_: str,
        line: Line,
        column: Column | None,
        name: str,
        kind: Kind,
        area: str | None,
        candidates: tuple[Candidate, ...],
    ) -> None:
        """Lists a place that the registry does not know by this name, once."""
        found = self._told(line, column, name, kind, area, candidates)
        if candidates:
            self.tables.propose(id_, found)
        elif self.tables.not_matched(id_, found):
            self.cells.warn("problem.unmatched", line.row, column, name)

    def _no_area(self) -> None:
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
        """Whether a helper's name is that of one it would help, perhaps with another word for its kind."""
        for id_, other in recipients.items():
            own = Kind(str(self.tables.organizations[id_]["kind"]))
            if folded(name) == folded(other):
                return True
            if own is kind and own in PLACES and place_key(name, kind) == place_key(other, kind):
                return True
        return False
