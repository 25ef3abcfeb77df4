"""Makes records of statements: the raw tables that `validate` takes, each row with its sentence and its span."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from graph.model import COUNTED, UNITS, Bound, Kind
from loaders.bulletin.names import Name
from loaders.bulletin.statements import Counted, Given, Pair, Statement, Status
from loaders.names.index import digest
from loaders.roster.collected import Collected, Row
from loaders.validate import FILE, ROW, Raw, as_frame

_OWN = ("sentence", "span", COUNTED)
"""Attributes of records: the sentence that it was read from, where its words stand in the text, how people count."""
_COUNTY = len("cn-520281")


@dataclass(slots=True)
class Records:
    """Collects the records of one bulletin beside those of the tables in it."""

    tables: Collected
    claims: dict[str, Row] = field(default_factory=dict)

    def add(self, statements: Iterable[Statement]) -> None:
        """Adds what may be loaded of some statements."""
        for one in statements:
            if one.status is not Status.RECORD:
                continue
            if isinstance(one.what, Pair):
                self._pair(one, one.what)
            elif isinstance(one.what, Given):
                self._given(one, one.what)
            elif isinstance(one.what, Counted):
                self._claim(one, one.what)

    def raw(self) -> dict[str, Raw]:
        """The tables in the form that `validate` takes."""
        found = self.tables.raw()
        if self.claims:
            found["claims"] = Raw(as_frame(self.claims.values()))
        labels = {f"extra:{name}": name for name in _OWN}
        return {
            name: replace(raw, labels={**raw.labels, **labels}, own=raw.own | labels.keys() | {"extra:bound"})
            for name, raw in found.items()
        }

    # --- records

    def _pair(self, statement: Statement, pair: Pair) -> None:
        helpers = [self._organization(name, statement) for name in pair.helpers]
        recipients = [self._organization(name, statement, helped=True) for name in pair.recipients]
        terms: dict[str, str | None] = {
            "form": pair.form.value if pair.form else None,
            "sector": pair.sector,
            "start": str(pair.start) if pair.start else None,
            "end": str(pair.end) if pair.end else None,
            "certainty": pair.certainty.value,
        }
        own = [terms["sector"] or "", terms["form"] or "", terms["start"] or ""]
        grouped = len(helpers) > 1 or len(recipients) > 1
        shared = digest("group", *sorted(helpers), *sorted(recipients), *own) if grouped else None
        for helper in helpers:
            for recipient in recipients:
                id_ = shared or digest("agreement", helper, recipient, *own)
                row: Row = {"id": id_, "helper": helper, "recipient": recipient, **terms, **_at(statement)}
                self.tables.agreements.append(row)

    def _given(self, statement: Statement, given: Given) -> None:
        helper = self._organization(given.helper, statement) if given.helper else None
        recipient = self._organization(given.recipient, statement, helped=True) if given.recipient else None
        self.tables.contributions.append(
            {
                "agreement": None,
                "helper": helper,
                "recipient": recipient,
                "measure": given.measure.value,
                "value": format(given.value, "f"),
                "unit": UNITS[given.measure],
                "printed": statement.printed,
                "sector": given.sector,
                "period": given.period,
                "bound": given.bound.value,
                "extra:column": None,
                **({f"extra:{COUNTED}": given.counted.value} if given.counted else {}),
                **_at(statement),
            }
        )

    def _claim(self, statement: Statement, claim: Counted) -> None:
        helper = self._organization(claim.helper, statement) if claim.helper else None
        recipient = self._organization(claim.recipient, statement, helped=True) if claim.recipient else None
        kind = claim.kind or (next(iter(claim.recipients)) if len(claim.recipients) == 1 else None)
        row: Row = {
            "kind": kind.value if kind is not None else None,
            "form": claim.form.value if claim.form else None,
            "helper": helper,
            "recipient": recipient,
            "helpers": _counts(claim.helpers),
            "recipients": _counts(claim.recipients),
            "measure": claim.measure.value if claim.measure else None,
            "value": format(claim.value, "f") if claim.value is not None else None,
            "unit": UNITS[claim.measure] if claim.measure else None,
            "sector": claim.sector,
            "since": str(claim.since) if claim.since else None,
            "printed": statement.printed,
        }
        if claim.bound is not Bound.EXACT:
            row["extra:bound"] = claim.bound.value
        if claim.counted:
            row[f"extra:{COUNTED}"] = claim.counted.value
        id_ = digest("claim", *(f"{name}={value}" for name, value in row.items()))
        self.claims.setdefault(id_, {"id": id_, **row, **_at(statement)})

    def _organization(self, name: Name, statement: Statement, *, helped: bool = False) -> str:
        """The id of the organization that a name means; added if it is new."""
        at: Row = {FILE: 0, ROW: statement.paragraph}
        tables = self.tables
        unit = name.unit[:_COUNTY] if helped and name.unit is not None else None
        if unit is not None:
            tables.add_unit(unit, at)
        if name.found is not None:
            return tables.add_known(name.found, name.found.name, unit, at)
        return tables.add_own(name.kind, name.full, unit, None, at)


def _at(statement: Statement) -> Row:
    return {
        "extra:sentence": statement.sentence,
        "extra:span": f"{statement.span.begin}-{statement.span.end}",
        FILE: 0,
        ROW: statement.paragraph,
    }


def _counts(counts: Mapping[Kind, int]) -> str | None:
    return ";".join(f"{kind.value}={number}" for kind, number in counts.items()) or None
