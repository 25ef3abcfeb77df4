"""Loads as columns: a dataset that no store holds, a store that is closed; for what is too large for a network."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from graph.columns import KINDS, NONE, Columns, Named, Printed, numbered, ranking
from graph.dataset import places as rows_of
from graph.dates import OPEN, days
from graph.model import AgreementStatus, Certainty, first_number

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from graph.columns import Flags, Places, Register
    from graph.dataset import Dataset


def from_dataset(dataset: Dataset) -> Columns:
    """A dataset as columns, organizations in the order of its table."""
    organizations = dataset.organizations
    ends = {side: column.to_numpy().astype(np.int32) for side, column in dataset.rows_of_ends().to_dict().items()}
    order = np.lexsort((ends["helper"], ends["recipient"]))
    agreements = dataset.agreements[order]
    sectors = tuple(sorted(agreements["sector"].drop_nulls().unique().to_list()))

    def flags(column: pl.Series) -> Flags:
        return column.fill_null(value=False).to_numpy().astype(np.bool_)

    def numbers(column: pl.Series, known: Sequence[str]) -> NDArray[np.int32]:
        found = column.replace_strict(list(known), list(range(len(known))), default=NONE, return_dtype=pl.Int32)
        return found.fill_null(NONE).to_numpy()

    def day(name: str, place: int) -> NDArray[np.int32]:
        words = agreements[name].unique()
        table = pl.DataFrame({name: words, "day": [days(word)[place] for word in words]})
        joined = agreements.select(name).join(table, on=name, how="left", nulls_equal=True, maintain_order="left")
        return joined["day"].to_numpy().astype(np.int32)

    return Columns(
        kind=numbers(organizations["kind"], [kind.value for kind in KINDS]).astype(np.int8),
        part_of=rows_of(organizations["part_of"], organizations["id"]).fill_null(NONE).to_numpy().astype(np.int32),
        on_roster=flags(organizations["on_roster"]),
        illustrative=flags(organizations["illustrative"]),
        helper=ends["helper"][order],
        recipient=ends["recipient"][order],
        start_first=day("start", 0),
        start_last=day("start", 1),
        end_first=day("end", 0),
        end_last=day("end", 1),
        sector=numbers(agreements["sector"], sectors).astype(np.int16),
        group=flags(agreements["certainty"] == Certainty.GROUP.value),
        planned=flags(agreements["status"] == AgreementStatus.PLANNED.value),
        invented=flags(agreements["illustrative"]),
        unlisted=np.full(len(agreements), OPEN[1], dtype=np.int32),
        sectors=sectors,
        register=_OfDataset(organizations, agreements),
    )


def held(columns: Columns, agreements: Collection[str]) -> Columns:
    """The same columns read whole, with all names and the pairings of these agreements, so that a store may close.

    What else its register looks up is still looked up in the store.
    """
    read = {one.name: getattr(columns, one.name) for one in fields(Columns) if one.name != "register"}
    every = np.arange(len(columns.kind), dtype=np.int32)
    named = columns.register.named(every)
    own = {one.id: place for place, one in enumerate(named)}
    return Columns(**read, register=_Held(columns.register, named, own, columns.register.pairings(agreements)))


class Called:
    """Looks up what datasets call organizations: every name and alias."""

    def __init__(self, datasets: Sequence[Dataset]) -> None:
        self.tables = [dataset.organizations.select("id", "name", "aliases") for dataset in datasets]

    def __call__(self, ids: Collection[str]) -> dict[str, set[str]]:
        """Id → what it is called."""
        found: dict[str, set[str]] = {}
        for table in self.tables:
            for id_, name, aliases in table.filter(pl.col("id").is_in(sorted(ids))).iter_rows():
                found.setdefault(id_, set()).update((name, *json.loads(aliases or "[]")))
        return found


@dataclass(frozen=True, slots=True)
class _Held:
    """Looks things up in memory where they are held there."""

    register: Register
    organizations: Sequence[Named]
    own: Mapping[str, int]
    given: Mapping[str, list[int]]

    def place(self, id_: str) -> int | None:
        return self.own.get(id_)

    def places(self, ids: Collection[str]) -> dict[str, int]:
        return {id_: self.own[id_] for id_ in ids if id_ in self.own}

    def numbers(self, names: Sequence[str]) -> dict[int, Decimal]:
        return self.register.numbers(names)

    def named(self, places: Places) -> list[Named]:
        return [self.organizations[place] for place in places.tolist()]

    def ranks(self) -> Places:
        return _by_id(pl.Series([one.id for one in self.organizations], dtype=pl.String))

    def keys(self, agreements: Places) -> list[str]:
        return self.register.keys(agreements)

    def sources(self, agreements: Places) -> tuple[Places, tuple[str, ...]]:
        return self.register.sources(agreements)

    def printed(self, agreements: Places) -> list[Printed]:
        return self.register.printed(agreements)

    def pairings(self, agreements: Collection[str]) -> dict[str, list[int]]:
        return {id_: self.given[id_] for id_ in agreements if id_ in self.given}


@dataclass(frozen=True, slots=True)
class _OfDataset:
    """Looks things up in the tables of a dataset; its agreements are in the order of the columns."""

    organizations: pl.DataFrame
    agreements: pl.DataFrame

    def place(self, id_: str) -> int | None:
        return self.places([id_]).get(id_)

    def places(self, ids: Collection[str]) -> dict[str, int]:
        return _rows_with(self.organizations["id"], ids)

    def numbers(self, names: Sequence[str]) -> dict[int, Decimal]:
        found = {}
        for place, attributes in enumerate(self.organizations["attributes"]):
            number = first_number(json.loads(attributes or "{}"), names)
            if number is not None:
                found[place] = number
        return found

    def named(self, places: Places) -> list[Named]:
        return list(map(Named._make, self.organizations.select(Named._fields)[places].iter_rows()))

    def ranks(self) -> Places:
        return _by_id(self.organizations["id"])

    def keys(self, agreements: Places) -> list[str]:
        found: list[str] = self.agreements["id"].gather(agreements).to_list()
        return found

    def sources(self, agreements: Places) -> tuple[Places, tuple[str, ...]]:
        return numbered(self.agreements["source"].gather(agreements).to_list())

    def printed(self, agreements: Places) -> list[Printed]:
        return list(map(Printed._make, self.agreements.select(Printed._fields)[agreements].iter_rows()))

    def pairings(self, agreements: Collection[str]) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        ids = self.agreements["id"]
        for number in ids.is_in(sorted(agreements)).arg_true().to_list():
            found.setdefault(ids[number], []).append(number)
        return found


def _by_id(ids: pl.Series) -> Places:
    return ranking(ids.arg_sort().to_numpy())


def _rows_with(ids: pl.Series, wanted: Collection[str]) -> dict[str, int]:
    """Id → its row, for those of the wanted ids that there are."""
    rows = ids.is_in(sorted(wanted)).arg_true()
    return dict(zip(ids.gather(rows).to_list(), rows.to_list(), strict=True))
