"""Small networks for tests: records → the `Dataset` a loader would hand over."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

import polars as pl

from graph import dataset as tables
from graph.dataset import Dataset, FileRef
from graph.model import Agreement, Claim, Contribution, Organization, Source

DAY = date(2019, 12, 30)


def dataset(
    organizations: Sequence[Organization],
    agreements: Sequence[Agreement] = (),
    contributions: Sequence[Contribution] = (),
    claims: Sequence[Claim] = (),
    *,
    name: str = "test",
    as_of: date | None = DAY,
    fingerprint: str | None = None,
) -> Dataset:
    """The dataset that states these records; its fingerprint follows from its content unless given."""
    content = repr((name, as_of, tuple(organizations), tuple(agreements), tuple(contributions), tuple(claims)))
    return Dataset(
        name=name,
        title={"en": name, "zh": name},
        as_of=as_of,
        location=name,
        fingerprint=fingerprint or content,
        files=(FileRef("test.csv"),),
        sources=(Source(id="s", title="Source"),),
        claims=tuple(claims),
        organizations=_frame([_organization(org) for org in organizations], tables.ORGANIZATION),
        agreements=_frame([_agreement(deal) for deal in agreements], tables.AGREEMENT),
        contributions=_frame([_contribution(given) for given in contributions], tables.CONTRIBUTION),
    )


def _organization(org: Organization) -> dict[str, object]:
    return {
        "id": org.id,
        "name": org.name,
        "name_en": org.name_en,
        "aliases": _json(list(org.aliases)),
        "kind": org.kind.value,
        "part_of": org.part_of,
        "code": org.code,
        "on_roster": org.on_roster,
        "illustrative": org.illustrative,
        "attributes": _json(dict(org.attributes)),
        "source": "s",
        "file": 0,
        "row": 2,
    }


def _agreement(deal: Agreement) -> dict[str, object]:
    return {
        "id": deal.id,
        "helper": deal.helper,
        "recipient": deal.recipient,
        "kind": deal.kind and deal.kind.value,
        "form": deal.form and deal.form.value,
        "sector": deal.sector,
        "start": deal.start and str(deal.start),
        "end": deal.end and str(deal.end),
        "certainty": deal.certainty.value,
        "status": deal.status.value,
        "illustrative": deal.illustrative,
        "attributes": _json(dict(deal.attributes)),
        "source": "s",
        "file": 0,
        "row": 2,
    }


def _contribution(given: Contribution) -> dict[str, object]:
    return {
        "id": given.id,
        "agreement": given.agreement,
        "helper": given.helper,
        "recipient": given.recipient,
        "measure": given.measure.value,
        "value": str(given.value),
        "unit": given.unit,
        "sector": given.sector,
        "period": given.period,
        "printed": given.printed,
        "status": given.status.value,
        "bound": given.bound.value,
        "illustrative": given.illustrative,
        "attributes": _json(dict(given.attributes)),
        "source": "s",
        "file": 0,
        "row": 2,
    }


def _json(value: list[str] | dict[str, str]) -> str | None:
    return json.dumps(value, ensure_ascii=False) if value else None


def _frame(rows: list[dict[str, object]], columns: tuple[str, ...]) -> pl.DataFrame:
    if not rows:
        return tables.empty(columns)
    return tables.typed(pl.DataFrame(rows, infer_schema_length=None), columns)
