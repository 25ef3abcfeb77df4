"""One consistent view of a store for one command: its area, its day, and whatever it reads, read only once.

An inquiry lives for one command. It alone decides whether a network is fetched and measured here, whether the store
answers by itself, or whether, where an area is too large for either, columns are measured.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from datetime import date
from typing import TYPE_CHECKING, Any, Self, TypeVar
from weakref import ref

from graph.answer import Listing
from graph.errors import UsageError
from graph.model import AREA_KINDS
from graph.query import By, Query
from graph.versions import BESIDE, Version, of_day

if TYPE_CHECKING:
    from types import TracebackType

    from graph.columns import Columns
    from graph.dataset import Dataset
    from graph.lookup import Match
    from graph.measures.coverage import Coverage, CoverageGroup, Gaps, Received
    from graph.model import Claim, Contribution, Kind, Place, Source
    from graph.network import Network
    from graph.periods import Period
    from graph.store import LoadedDataset, Stated, Store

FETCH_LIMIT = 100_000
"""The largest area, in organizations, that is fetched into memory."""
CANDIDATES = 8
"""The largest number of candidates that the error for an ambiguous name lists."""
_T = TypeVar("_T")


class Inquiry:
    """A view of a store for questions about `area` (the id of a unit; None is everywhere) on `day`.

    As a context manager it sees one state of the store from its first read to its last:

        with Inquiry(store, "cn-520281", date(2019, 12, 30)) as inquiry:
            answer = gaps.answer(inquiry, kind=Kind.VILLAGE)

    Rows of an answer that nobody looked at in the block, and that somebody still holds when it ends, are read then.
    """

    def __init__(self, store: Store, area: str | None, day: date) -> None:
        self.store = store
        self.area = area
        self.day = day
        self._kept: dict[object, Any] = {}
        self._held = ExitStack()
        self._unread: list[ref[Listing]] | None = None

    @classmethod
    def named(cls, store: Store, area: str | None, day: date | None, today: date) -> Self:
        """Makes an inquiry about the area of this name; without a day it is about the newest loaded day, else `today`.

        Raises `UsageError` when the name means no organization, or several.
        """
        found = cls(store, None, day or today)
        if day is None:
            found.day = newest_day(found.datasets(), today)
        if area is not None:
            found.area = found.resolve(area, area=True).id
        return found

    def __enter__(self) -> Self:
        self._held.enter_context(self.store.snapshot())
        self._unread = []
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        try:
            self._kept.clear()  # listings that only this inquiry knows go with it
            for one in self._unread or () if error is None else ():
                listing = one()
                if listing is not None:
                    listing.read()
        finally:
            self._unread = None
            self._held.close()

    def listed(self, rows: Sequence[tuple[Any, ...]]) -> Sequence[tuple[Any, ...]]:
        """The same rows; a listing is read now where nothing holds the state of the store that it is made of."""
        if isinstance(rows, Listing):
            if self._unread is None:
                rows.read()
            else:
                self._unread.append(ref(rows))
        return rows

    def about(self, area: str | None, day: date) -> Inquiry:
        """An inquiry about another area and day that shares the view of the store and all that was read."""
        other = Inquiry(self.store, area, day)
        other._kept = self._kept
        other._unread = self._unread
        return other

    def query(self, kind: Kind | None = None, sector: str | None = None) -> Query:
        """A query of a roster with the day and area of this inquiry, a kind and a sector."""
        return Query(self.day, kind, self.area, sector)

    def resolve(self, text: str, *, area: bool = False, within: str | None = None) -> Match:
        """The organization that `text` means: an id, a code, a name, an alias, a part of a name or pinyin initials.

        With `area`, provinces to townships go before others; with `within`, only what lies in that unit counts. Raises
        `UsageError` when nothing matches, or when several do: then it names the candidates.
        """
        matches = self.store.find(text, first=True, within=within)
        if area:
            matches = [match for match in matches if match.kind in set(AREA_KINDS)] or matches
        if not matches:
            raise UsageError("error.unknown_name", text=text)
        if len(matches) > 1:
            shown = [f"{match.id}  {' '.join((*match.area, match.name))}" for match in matches[:CANDIDATES]]
            more = len(matches) - len(shown)
            raise UsageError(
                "error.ambiguous_name", text=text, count=len(matches), candidates="\n  ".join(shown), more=more
            )
        return matches[0]

    @property
    def scope(self) -> str | None:
        """The names of the area and of the units it lies in, outermost first, as one text; None for everywhere."""
        if self.area is None:
            return None
        match = self._once(("match", self.area), lambda: self.store.find(self.area or "", first=True)[0])
        return " / ".join((*match.area, match.name))

    def count(self, area: str | None) -> int:
        """The number of organizations that are or lie in `area`; of all when it is None."""
        return self._once(("count", area), lambda: self.store.count(area))

    def fits(self, area: str | None) -> bool:
        """Whether an area is small enough to be fetched and measured here."""
        return self.count(area) <= FETCH_LIMIT

    def network(self, *, received: bool = False) -> Network:
        """The network of this inquiry's area; with `received` only the agreements that help those in it.

        Raises `UsageError` when the area is too large to be fetched.
        """
        return self.network_of(self.area, received=received)

    def network_of(self, area: str | None, *, received: bool = False, any_size: bool = False) -> Network:
        """The network of another area, as by `network`; with `any_size` however large it is.

        Where only received agreements are asked for, a network with all agreements that was already read is returned.
        """
        if not (any_size or self.fits(area)):
            raise UsageError("error.large", count=self.count(area), most=FETCH_LIMIT)
        seen = self.versions()
        received = received and ("network", area, False, seen) not in self._kept
        return self._once(
            ("network", area, received, seen), lambda: self.store.network(area, received=received, day=self.day)
        )

    def columns(self, *others: date) -> Columns:
        """Everything in the store as columns: measured where an area is too large to be fetched.

        They hold what the answers for this day rest on, and those for `others`.
        """
        seen = frozenset(self.versions(day) for day in (self.day, *others))
        days = (self.day, *others) if len(seen) > 1 else (self.day,)
        return self._once(("columns", seen), lambda: self.store.columns(*days))

    def versions(self, day: date | None = None) -> frozenset[tuple[str, str]]:
        """The datasets and the days (ISO, empty for none) of their versions that answers for a day rest on."""
        return frozenset((one.name, one.version) for one in of_day(self.datasets(), day or self.day))

    def too_early(self) -> list[str]:
        """The datasets that state pairs or a roster for later days alone, each with the earliest, which is taken."""
        return [
            f"{one.name} ({one.version})"
            for one in of_day(self.datasets(), self.day)
            if one.as_of is not None and one.as_of > self.day and (one.agreements or one.roster)
        ]

    def stating_pairs(self) -> list[Version[str]]:
        """The versions of the ledgers and packages that state pairs on some day."""
        stating = {one.name for one in self.datasets() if one.agreements and one.read_as not in BESIDE}
        return [
            Version(one.version, one.name, one.as_of, one.read_as) for one in self.datasets() if one.name in stating
        ]

    def around(self, ids: Sequence[str]) -> Network:
        """The network of these organizations, their agreements, the units they lie in and the help for those."""
        return self.store.around(ids, self.day)

    def gaps(self, query: Query) -> Gaps:
        """The roster members without an own agreement in force, from a network already read, else from the store.

        As in `coverage`, an area that is too large to be walked is measured on columns.
        """
        measured: Gaps = self._once(("gaps", query), lambda: self._computed(query, "gaps"))
        return measured

    def coverage(self, query: Query, by: By) -> Coverage:
        """The states of a roster by kind, area or sector, from a network already read, else from the store."""
        measured: Coverage = self._once(("coverage", query, by), lambda: self._computed(query, "coverage", by))
        return measured

    def _computed(self, query: Query, name: str, *more: By) -> Any:
        seen = self.versions(query.day)
        at_hand = next(
            (
                self._kept[key]
                for received in (False, True)
                if (key := ("network", query.area, received, seen)) in self._kept
            ),
            None,
        )
        if at_hand is not None:
            from graph.measures import coverage as measure  # not needed where the store answers

            return getattr(measure, name)(at_hand, query, *more)
        if self.store.walked is None or self.count(query.area) <= self.store.walked:
            return getattr(self.store, name)(query, *more)
        from graph.measures.columns import coverage as on_columns  # numpy is not needed otherwise

        return getattr(on_columns, name)(self.about(query.area, query.day).columns(), query, *more)

    def k_coverage(self, query: Query, k: int, by: By, *, groups: bool) -> tuple[dict[str, int], int]:
        """How many members of the roster have `k` distinct partners in force or more, by group and in all."""
        if self.fits(query.area):
            from graph.measures import coverage as measure  # as in `_computed`

            return measure.k_coverage(self.network_of(query.area, received=True), query, k, by, groups=groups)
        from graph.measures.columns import coverage as on_columns  # as in `_computed`

        return on_columns.k_coverage(self.columns(), query, k, by, groups=groups)

    def received(self, query: Query, by: By, period: Period) -> Received:
        """The money that the members of a roster were given in a period, by group."""
        if self.fits(query.area):
            from graph.measures import coverage as measure  # as in `_computed`

            return measure.received(self.network_of(query.area), query, by, self.contributions(), period)
        from graph.measures.columns import coverage as on_columns  # as in `_computed`

        return on_columns.received(self.columns(), query, by, self.contributions(), period)

    def helping_gaps(self, query: Query, by: By | None) -> tuple[Gaps, list[CoverageGroup]]:
        """Those on the helping side that help nobody themselves; with `by`, all of that side by area too."""
        if self.fits(query.area):
            from graph.measures import coverage as measure  # as in `_computed`

            return measure.helping_gaps(self.network_of(query.area), query, by)
        from graph.measures.columns import coverage as on_columns  # as in `_computed`

        return on_columns.helping_gaps(self.columns(), query, by)

    def rosters(self) -> dict[str, int]:
        """Kind → the number of its organizations on a roster in this inquiry's area."""
        table = self.coverage(Query(self.day, None, self.area), By.KIND)
        return {group.name: group.tally.roster for group in table.groups if group.tally.roster}

    def datasets(self) -> list[LoadedDataset]:
        """The loaded versions of datasets, by name, the earliest first."""
        return self._once("datasets", self.store.datasets)

    def stated(self, name: str, version: str) -> Dataset:
        """A version of a dataset (its day, empty for none) as it was loaded."""
        return self._once(("stated", name, version), lambda: self.store.dataset(name, version))

    def titles(self) -> dict[str, str]:
        """Source → its title, in the versions that answers for this day rest on."""
        return {source.id: source.title for one in of_day(self.datasets(), self.day) for source in one.sources}

    def contributions(self) -> list[Contribution]:
        """All contributions, by id."""
        return self._once(("contributions", self.versions()), lambda: self.store.contributions(day=self.day))

    def contributions_of(self, ids: Sequence[str]) -> list[Contribution]:
        """The contributions in which one of these organizations takes part, by id."""
        return self.store.contributions(ids, self.day)

    def claims(self) -> list[tuple[Claim, Source]]:
        """All claims, each with its source, by id."""
        return self._once(("claims", self.versions()), lambda: self.store.claims(self.day))

    def claims_within(self) -> list[tuple[Claim, Source]]:
        """The claims about recipients that are or lie in this inquiry's area."""
        return [entry for entry in self.claims() if self.lies_within(entry[0].recipient or "")]

    def lies_within(self, id_: str) -> bool:
        """Whether an organization is or lies in this inquiry's area."""
        return self.area is None or bool(self.store.find(id_, first=True, within=self.area))

    def statements(self, id_: str) -> list[Stated]:
        """The statements of all datasets about an organization on the day, each with its place."""
        return self._once(("statements", id_, self.versions()), lambda: self.store.statements(id_, self.day))

    def places(self, ids: Iterable[str]) -> dict[tuple[str, str, str], tuple[Source, Place, str]]:
        """(helper, recipient, agreement) → source, place and dataset, for all agreements of the organizations `ids`."""
        return self.store.places(sorted(set(ids)), self.day)

    def _once(self, key: object, read: Callable[[], _T]) -> _T:
        """The result of `read`, which is called once in the life of this inquiry."""
        if key not in self._kept:
            self._kept[key] = read()
        value: _T = self._kept[key]
        return value


def newest_day(datasets: Iterable[LoadedDataset], today: date) -> date:
    """The newest `as_of` among the datasets that state pairs or claims, else among all, else `today`."""
    datasets = list(datasets)
    stating = [
        dataset for dataset in datasets if dataset.agreements or dataset.claims
    ]  # the day of a registry says nothing about pairs
    return max((dataset.as_of for dataset in stating or datasets if dataset.as_of is not None), default=today)
