"""What a load hands to a store: one dataset as validated, typed tables; as a network; merged with other datasets.

The tables are polars frames with exactly the columns below; a loader fills them, a store keeps them. A row's
`file` is an index into `Dataset.files`, its `row` the number a spreadsheet shows.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from graph import network
from graph.model import (
    OFF_ROSTER,
    AgreementStatus,
    Bound,
    Claim,
    Contribution,
    ContributionStatus,
    Kind,
    Measure,
    Organization,
    Place,
    Source,
)
from graph.text import Lang

if TYPE_CHECKING:
    import numpy as np
    import polars as pl
    from numpy.typing import NDArray

    from graph.network import Network

ORGANIZATION = (
    "id",
    "name",
    "name_en",
    "aliases",
    "kind",
    "part_of",
    "code",
    "on_roster",
    "illustrative",
    "attributes",
    "source",
    "file",
    "row",
)
AGREEMENT = (
    "id",
    "helper",
    "recipient",
    "kind",
    "form",
    "sector",
    "start",
    "end",
    "certainty",
    "status",
    "illustrative",
    "attributes",
    "source",
    "file",
    "row",
)
CONTRIBUTION = (
    "id",
    "agreement",
    "helper",
    "recipient",
    "measure",
    "value",
    "unit",
    "sector",
    "period",
    "printed",
    "status",
    "bound",
    "illustrative",
    "attributes",
    "source",
    "file",
    "row",
)
CLAIM = (
    "id",
    "kind",
    "form",
    "helper",
    "recipient",
    "helpers",
    "recipients",
    "measure",
    "value",
    "unit",
    "sector",
    "since",
    "printed",
    "attributes",
    "source",
    "file",
    "row",
)
KEPT_AGREEMENT = (*AGREEMENT, "unlisted_since")
"""The columns of agreements in a store: with a day are those that earlier versions listed and this one does not."""
SOURCE = ("id", "title", "publisher", "date", "url", "language", "file")
"""Column names. `aliases` and `attributes` hold JSON text or null; booleans are booleans; `value` is an exact
decimal as text; dates are canonical partial dates as text; everything else is text or null."""

ALWAYS_SET = {"on_roster", "illustrative", "file", "row"}
"""Columns that are never null and not text."""
_DEFAULTS: Mapping[tuple[str, ...], Mapping[str, str]] = {
    AGREEMENT: {"status": AgreementStatus.AGREED.value},
    CONTRIBUTION: {"status": ContributionStatus.GIVEN.value, "bound": Bound.EXACT.value},
}
"""What stands in a column of text that is never null where a table does not say."""


PACKAGE = "package"
"""What a data package or a workbook of records was read as."""


OFF = "off-roster"
"""The dataset of those who were taken off every roster."""


def roster_name(kind: Kind, area: str) -> str:
    """The name of the dataset that puts every unit of a kind in an area on a roster."""
    return f"roster-{kind.value}@{area}"


def is_reserved(name: str) -> bool:
    """Whether a dataset of this name is made by the program alone.

    >>> is_reserved("off-roster"), is_reserved("roster-village@520281"), is_reserved("roster-2024")
    (True, True, False)
    """
    return name == OFF or any(name.startswith(roster_name(kind, "")) for kind in Kind)


@dataclass(frozen=True, slots=True)
class FileRef:
    """A file a dataset was read from; one for each sheet of a workbook."""

    name: str
    sheet: str | None = None


@dataclass(frozen=True, slots=True)
class Ends:
    """What was looked up once: as rows of `organizations` the unit of each, and both ends of each of `agreements`.

    `apart` says that it was seen that no two agreements have one id.
    """

    organizations: pl.DataFrame
    agreements: pl.DataFrame
    units: pl.Series
    rows: pl.DataFrame
    apart: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """One load: all that one package or roster states, validated, with the place of each row."""

    name: str
    title: Mapping[Lang, str]
    as_of: date | None
    location: str
    fingerprint: str
    files: tuple[FileRef, ...]
    sources: tuple[Source, ...]
    organizations: pl.DataFrame
    agreements: pl.DataFrame
    contributions: pl.DataFrame
    claims: tuple[Claim, ...]
    notes: Mapping[Lang, tuple[str, ...]] = field(default_factory=dict)
    read_as: str = PACKAGE
    """What it was read as: `package`, or one of `graph.model.ReadAs`."""
    rejected: int = 0
    """How many rows of its files could not be used."""
    proposed: tuple[str, ...] = ()
    """What a bulletin says that waits for somebody's decision: a JSON text each, in the order of the text."""
    ends: Ends | None = field(default=None, compare=False)

    @property
    def version(self) -> str:
        """The day that it speaks of as an ISO text; empty without one, so that an undated version comes first."""
        return self.as_of.isoformat() if self.as_of else ""

    def _known(self) -> Ends | None:
        """What was looked up of the tables, where it is these that it was looked up of."""
        known = self.ends
        if known is None or known.organizations is not self.organizations or known.agreements is not self.agreements:
            return None
        return known

    def count_of_agreements(self) -> int:
        """How many agreements there are; the pairings of one group agreement are one."""
        known = self._known()
        return len(self.agreements) if known is not None and known.apart else distinct(self.agreements["id"])

    def rows_of_units(self) -> pl.Series:
        """The unit that each organization lies in as a row of `organizations`; null for none."""
        known = self._known()
        return known.units if known is not None else places(self.organizations["part_of"], self.organizations["id"])

    def rows_of_ends(self) -> pl.DataFrame:
        """The helper and the recipient of each agreement as rows of `organizations`."""
        import polars as pl

        known = self._known()
        if known is not None:
            return known.rows
        sides = [self.agreements["helper"], self.agreements["recipient"]]
        found = places(pl.concat(sides), self.organizations["id"])
        size = len(self.agreements)
        return pl.DataFrame({"helper": found[:size], "recipient": found[size:]})


def empty(columns: tuple[str, ...]) -> pl.DataFrame:
    """A table without rows, with these columns, typed."""
    import polars as pl

    return pl.DataFrame(schema={name: _dtype(name) for name in columns})


def typed(frame: pl.DataFrame, columns: tuple[str, ...]) -> pl.DataFrame:
    """`frame` with exactly `columns`, in that order and typed; an absent column is null, false, or its default.

    `status` and `bound` are never null: where a row does not say, an agreement is `agreed`, a contribution is `given`
    and its number `exact`.
    """
    import polars as pl

    defaults = _DEFAULTS.get(columns, {})

    def column(name: str) -> pl.Expr:
        if name in defaults:
            known = pl.col(name).cast(pl.String) if name in frame.columns else pl.lit(None, dtype=pl.String).alias(name)
            return known.fill_null(defaults[name])
        if name in frame.columns:
            return pl.col(name).cast(_dtype(name))
        return pl.lit(False if _dtype(name) == pl.Boolean else None, dtype=_dtype(name)).alias(name)

    return frame.select(column(name) for name in columns)


def _dtype(name: str) -> pl.DataType:
    import polars as pl

    if name in {"on_roster", "illustrative"}:
        return pl.Boolean()
    return pl.Int32() if name in {"file", "row"} else pl.String()


class Rows:
    """Looks up the rows of a column of texts, of which none stands there twice."""

    def __init__(self, known: pl.Series) -> None:
        self._known = known.rechunk()

    def of(self, ids: pl.Series) -> pl.Series:
        """The row that holds each of `ids`; null where none does."""
        import polars as pl

        if len(ids) + len(self._known) < _SLAB:  # a join is as quick as looking, and numpy is not imported for it
            return _joined(ids, self._known)
        slabs = range(0, max(len(ids), 1), _SLAB)  # what is looked at for a slab is let go before the next
        return pl.concat([_places(ids.slice(start, _SLAB), self._known, self._ranked) for start in slabs])

    @cached_property
    def _ranked(self) -> _Ranked:
        return _ranked(self._known.hash(1).to_numpy())


def places(ids: pl.Series, known: pl.Series) -> pl.Series:
    """The row of `known`, which holds no text twice, that holds each of `ids`; null where none does."""
    return Rows(known).of(ids)


_SLAB = 1 << 19
"""How many texts are looked up at once."""
_MOST_BITS = 20


class _Ranked(NamedTuple):
    """Marks that are sorted: the row of each, and where those with the same first bits begin.

    A mark behind all others stands for the row -1.
    """

    marks: NDArray[np.uint64]
    rows: NDArray[np.int32]
    begins: NDArray[np.int32]
    shift: np.uint64


def _ranked(known: NDArray[np.uint64]) -> _Ranked:
    import numpy as np

    order = order_of(known)
    bits = min(len(known).bit_length() + 1, _MOST_BITS)
    shift = np.uint64(64 - bits)
    marks = known[order]
    begins = np.searchsorted(marks, np.arange(1 << bits, dtype=np.uint64) << shift)
    return _Ranked(
        np.append(marks, np.uint64(2**64 - 1)),
        np.append(order, -1).astype(np.int32),
        begins.astype(np.int32),
        shift,
    )


def sorted_by(*keys: pl.Series) -> pl.Series:
    """The places of rows from the least to the greatest by one or two columns of keys, equal ones as they stood."""
    import polars as pl

    if len(keys[0]) < _FEW:
        frame = pl.DataFrame([key.alias(str(n)) for n, key in enumerate(keys)])
        return frame.select(pl.arg_sort_by(frame.columns, maintain_order=True)).to_series()
    numbers = [key.cast(pl.UInt64).to_numpy() for key in keys]
    joined = numbers[0] if len(numbers) == 1 else numbers[0] * (numbers[1].max() + 1) + numbers[1]
    return pl.Series(order_of(joined))


_FEW = 100_000
"""Fewer rows than this are sorted by polars, as `order_of` begins numpy."""


def order_of(numbers: NDArray[np.uint64]) -> NDArray[np.int64]:
    """The places of `numbers` from the least to the greatest, equal ones as they stood: `argsort`, but quicker.

    The low bits of each number are its place, so that plain numbers are sorted and not places; where that takes bits of
    the numbers, few of which must differ only in those, such are put in order afterwards.
    """
    import numpy as np

    width = len(numbers).bit_length()
    spare = 64 - int(numbers.max(initial=0)).bit_length()
    own = np.uint64((1 << width) - 1)
    ranked = numbers << np.uint64(min(spare, 63)) & ~own
    ranked |= np.arange(len(numbers), dtype=np.uint64)
    ranked.sort()
    order = (ranked & own).astype(np.int64)
    if spare < width:
        alike = np.flatnonzero((ranked[1:] ^ ranked[:-1]) <= own)
        tied = np.union1d(alike, alike + 1)
        order[tied] = order[tied][np.lexsort((order[tied], numbers[order[tied]]))]
    return order


def _places(ids: pl.Series, known: pl.Series, ranked: _Ranked) -> pl.Series:
    import polars as pl

    place = pl.Series(_rows_of_marks(ids.hash(1).to_numpy(), ranked), dtype=pl.Int32)
    place = place.set(place < 0, None)
    held = known.gather(place)
    if not ((held != ids) & place.is_not_null()).any() and not (place.is_not_null() & ids.is_null()).any():
        return place  # a mark stands for one text, so whatever is there was found
    return _joined(ids, known)


def _joined(ids: pl.Series, known: pl.Series) -> pl.Series:
    import polars as pl

    rows = known.to_frame("text").with_row_index("place")
    return ids.to_frame("text").join(rows, on="text", how="left", maintain_order="left")["place"].cast(pl.Int32)


def _rows_of_marks(wanted: NDArray[np.uint64], known: _Ranked) -> NDArray[np.int32]:
    """The row of each of the marks `wanted`, -1 where it is not there: a look at a few finds each."""
    import numpy as np

    at = known.begins[(wanted >> known.shift).astype(np.int64)]
    behind = np.flatnonzero(known.marks[at] < wanted)
    while len(behind):
        at[behind] += 1
        behind = behind[known.marks[at[behind]] < wanted[behind]]
    return np.where(known.marks[at] == wanted, known.rows[at], np.int32(-1))


_FIRST = 1 << 16
"""In how many rows nearly all of the words of a column stand."""


def words(column: pl.Series) -> pl.Series:
    """The different texts in a column that has few, in no order: those that its first rows lack are looked for.

    >>> import polars as pl
    >>> words(pl.Series(["b", None, "a", "b"])).sort().to_list()
    ['a', 'b']
    """
    import polars as pl

    found = column[:_FIRST].unique().drop_nulls()
    if len(column) <= _FIRST:
        return found
    return pl.concat([found, column.filter(~column.is_in(found.implode())).unique()])


def repeated(texts: pl.Series) -> pl.Series:
    """For each text whether it is there more than once."""
    marks = texts.hash(1)
    ranked = marks.sort(multithreaded=False)
    alike = marks.is_in(ranked.filter(ranked == ranked.shift(1)).unique().implode())
    again = texts.filter(alike)  # every text that is repeated is among these
    return alike & texts.is_in(again.filter(again.is_duplicated()).unique().implode()) if len(again) else alike


def distinct(texts: pl.Series) -> int:
    """How many different texts there are."""
    again = texts.filter(repeated(texts))
    return len(texts) - len(again) + again.n_unique()


def table(rows: list[dict[str, Any]], files: dict[Any, int], columns: tuple[str, ...]) -> pl.DataFrame:
    """Rows as a table of a dataset; `files` gives the number of the file that a row names."""
    import polars as pl

    if not rows:
        return empty(columns)
    for row in rows:
        row["file"] = files[row["file"]]
        for name in ("on_roster", "illustrative"):
            if name in row:
                row[name] = bool(row[name])
        if isinstance(row.get("aliases"), list):
            row["aliases"] = json.dumps(row["aliases"], ensure_ascii=False)
    return typed(pl.DataFrame(rows, infer_schema_length=None), columns)


def network_of(dataset: Dataset) -> Network:
    """The network of a dataset's organizations and agreements, for what is asked before a store holds it."""
    nodes = [
        (
            row["id"],
            {name: row[name] for name in network.NODE_ATTRIBUTES if name not in ("aliases", "attributes")}
            | {
                "aliases": tuple(json.loads(row["aliases"] or "[]")),
                "attributes": json.loads(row["attributes"] or "{}"),
            },
        )
        for row in dataset.organizations.iter_rows(named=True)
    ]
    edges = [
        (
            row["helper"],
            row["recipient"],
            row["id"],
            {name: row.get(name) for name in network.EDGE_ATTRIBUTES}
            | {"attributes": json.loads(row["attributes"] or "{}")},
        )
        for row in dataset.agreements.iter_rows(named=True)
    ]
    return network.build(
        sorted(nodes, key=lambda node: str(node[0])), sorted(edges, key=lambda edge: tuple(map(str, edge[:3])))
    )


def contribution(row: Mapping[str, Any], place: Place | None = None) -> Contribution:
    """The contribution in a row of a dataset's table, with its place where that is known."""
    return Contribution(
        id=row["id"],
        measure=Measure(row["measure"]),
        value=Decimal(row["value"]),
        unit=row["unit"],
        agreement=row["agreement"],
        helper=row["helper"],
        recipient=row["recipient"],
        sector=row["sector"],
        period=row["period"],
        printed=row["printed"],
        status=ContributionStatus(row["status"]),
        bound=Bound(row["bound"]),
        illustrative=bool(row["illustrative"]),
        attributes=json.loads(row["attributes"] or "{}"),
        source=row["source"],
        place=place,
    )


def contributions_of(dataset: Dataset) -> list[Contribution]:
    """The contributions of a dataset, by id."""
    return sorted(map(contribution, dataset.contributions.iter_rows(named=True)), key=lambda entry: entry.id)


@dataclass(frozen=True, slots=True)
class Statement:
    """What one version of a dataset states of an organization; of several statements the newest counts most.

    `current` says that no later version of the dataset has taken its place.
    """

    organization: Organization
    dataset: str
    as_of: date | None
    current: bool = True

    @property
    def rank(self) -> tuple[int, str]:
        """A sort key: newest first, then by the dataset's name; a dataset without a date comes last."""
        return (-self.as_of.toordinal() if self.as_of else 0, self.dataset)


def merge(statements: Sequence[Statement]) -> tuple[Organization, Statement]:
    """One organization out of what several datasets state of it, and the statement it was mainly taken from.

    The order of loading plays no part. Of each dataset its newest statement counts. Each field has the newest value
    stated; the other names become aliases. The organization is on the roster when a current statement says so and none
    says that it is not; it is illustrative when all say so. What a single dataset states is taken as it is.
    """
    newest: dict[str, Statement] = {}
    for statement in sorted(statements, key=lambda one: one.rank):
        newest.setdefault(statement.dataset, statement)
    ordered = list(newest.values())
    current = [one.organization for one in statements if one.current]
    on_roster = any(org.on_roster for org in current) and not any(OFF_ROSTER in org.attributes for org in current)
    first = ordered[0].organization
    if len(ordered) == 1:
        return replace(first, on_roster=on_roster), ordered[0]
    all_ = [statement.organization for statement in ordered]
    names = dict.fromkeys(alias for org in all_ for alias in (org.name, *org.aliases))
    names.pop(first.name, None)
    attributes = {key: value for org in reversed(all_) for key, value in org.attributes.items()}
    return replace(
        first,
        name_en=_first(org.name_en for org in all_),
        part_of=_first(org.part_of for org in all_),
        code=_first(org.code for org in all_),
        aliases=tuple(sorted(names)),
        on_roster=on_roster,
        illustrative=all(org.illustrative for org in all_),
        attributes=dict(sorted(attributes.items())),
    ), ordered[0]


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value), None)
