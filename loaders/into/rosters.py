"""States who should have a partner: every unit of a kind that the registry knows in an area; or who should not."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from graph import dataset as tables
from graph.dataset import OFF, Dataset, FileRef, roster_name
from graph.errors import UsageError
from graph.model import OFF_ROSTER, Kind, ReadAs, Source
from loaders.into.open import load
from loaders.into.store import Home, Watch, unwatched
from loaders.names import registry
from loaders.validate import fingerprint

if TYPE_CHECKING:
    from graph.lookup import Match
    from graph.store import Written

REGISTRY = "registry-cn-2023"


def state(
    home: Home,
    kind: Kind,
    area: str,
    *,
    unit: str | None = None,
    without: Path | None = None,
    watch: Watch = unwatched,
) -> Written:
    """Puts every unit of a kind in an area on a roster of its own; a later one of the same kind and area replaces it.

    `unit` leaves only villages, or only communities; `without` is a table of those that are left out. Raises
    `UsageError` when nothing is left, and `InputError` when the area or the table cannot be read.
    """
    import polars as pl

    place = registry.area_of(area)
    known = load(REGISTRY, area=place.id).dataset
    out = _named_in(without, place.id) if without is not None else frozenset()
    wanted = (pl.col("kind") == kind.value) & ~pl.col("id").is_in(sorted(out))
    if unit is not None:
        wanted &= pl.col("attributes").fill_null("").str.contains(f'"unit": "{unit}"', literal=True)
    organizations = known.organizations.with_columns(on_roster=wanted)
    if not organizations["on_roster"].any():
        raise UsageError("roster.nobody", kind=kind, area=place.name)
    members = organizations.filter("on_roster")["id"].sort().to_list()
    made = replace(
        known,
        name=roster_name(kind, place.id),
        title={"en": f"Roster: {kind.value}, {place.name}", "zh": f"名册：{place.name}"},
        as_of=None,
        read_as=ReadAs.ROSTER.value,
        organizations=organizations,
        fingerprint=fingerprint([one.encode() for one in members]),
        ends=None,
    )
    return home.write(made, watch)


def take_off(home: Home, found: Match) -> Written:
    """Takes an organization off every roster, whoever else names it."""
    import polars as pl

    known = [one for one in home.versions() if one.name == OFF]
    former = home.dataset(OFF, known[-1].version).organizations if known else tables.empty(tables.ORGANIZATION)
    row = {
        "id": found.id,
        "name": found.name,
        "kind": found.kind,
        "code": found.code,
        "attributes": json.dumps({OFF_ROSTER: "true"}),
        "source": OFF,
        "file": 0,
        "row": 0,
    }
    new = tables.typed(pl.DataFrame([row], infer_schema_length=None), tables.ORGANIZATION)
    organizations = pl.concat([former.filter(pl.col("id") != found.id), new]).sort("id")
    made = Dataset(
        name=OFF,
        title={"en": "Taken off the roster", "zh": "不列入名册"},
        as_of=None,
        location=OFF,
        fingerprint=fingerprint([one.encode() for one in organizations["id"]]),
        files=(FileRef(OFF),),
        sources=(Source(id=OFF, title="jiedui roster --off"),),
        organizations=organizations,
        agreements=tables.empty(tables.AGREEMENT),
        contributions=tables.empty(tables.CONTRIBUTION),
        claims=(),
        read_as=ReadAs.ROSTER.value,
    )
    return home.write(made)


def _named_in(path: Path, area: str) -> Collection[str]:
    """Ids of those that a table lists."""
    organizations = load(str(path), area=area, read_as=ReadAs.ROSTER.value).dataset.organizations
    return frozenset(organizations.filter("on_roster")["id"])
