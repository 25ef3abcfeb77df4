"""Decides what a file that was read is to a store: a dataset of its own, a version of one, a correction of one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from graph.dataset import is_reserved
from graph.errors import UsageError
from graph.model import ContributionStatus, Kind, PartialDate, ReadAs
from graph.store.changes import differences
from loaders.names.keys import place_key
from loaders.problems import Problem, Severity
from loaders.review import rejects
from loaders.validate import refined, same_file

if TYPE_CHECKING:
    from graph.dataset import Dataset, FileRef
    from graph.store import LoadedDataset
    from loaders.loaded import Loaded


class Held(Protocol):
    """What a store holds."""

    def versions(self) -> Sequence[LoadedDataset]:
        """Every version, by the name of its dataset, the earliest first."""

    def dataset(self, name: str, version: str) -> Dataset:
        """The version of a dataset for a day."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody said of a file: its day, that it corrects what is loaded, whose version it is, that it is none.

    `roster` is whether those who are helped in it are everybody who should have a partner.
    """

    day: PartialDate | None = None
    correct: bool = False
    version_of: str | None = None
    beside: bool = False
    roster: bool | None = None

    def check(self, called: str | None) -> None:
        """Raises `UsageError` where what was said, or the name a dataset is to be `called` by, does not go together."""
        said = {
            "--name": called is not None,
            "--version-of": self.version_of is not None,
            "--correct": self.correct,
            "--beside": self.beside,
        }
        for one, other in (("--name", "--version-of"), ("--version-of", "--beside"), ("--correct", "--beside")):
            if said[one] and said[other]:
                raise UsageError("load.options", one=one, other=other)


NO_WISH = Wish()
"""Nothing was said."""


class Way(NamedTuple):
    """Something that a file may be to what is loaded: the key of the text that says so, and the wish for it.

    `undated` says that its day is not known and has to be given too.
    """

    key: str
    wish: Wish
    undated: bool = False


class PlaceError(UsageError):
    """Only a person can say what a file is to what is loaded: one of these `ways`."""

    def __init__(self, key: str, ways: Sequence[Way], **values: object) -> None:
        super().__init__(key, **values)
        self.ways = tuple(ways)


SayWhat = Callable[[PlaceError], Wish | None]
"""Says which of its ways a file is to what is loaded; None to stop."""


class Placed(NamedTuple):
    """A dataset as it is to be written; `unchanged` says that the store holds it already.

    `later` are later versions of it that have a roster now, because this one states one.
    """

    loaded: Loaded
    unchanged: bool = False
    later: tuple[Dataset, ...] = ()


Read = Callable[[str], "Loaded"]
"""Reads the file anew under another name of its dataset, which the ids of what it names depend on."""


def place(file: str, loaded: Loaded, wish: Wish, held: Held, read: Read) -> Placed:
    """What a file is to a store, under the name and the day that it gets there.

    Raises `PlaceError` where only a person can say it, naming the options that do.
    """
    known: dict[str, list[LoadedDataset]] = {}
    for one in held.versions():
        known.setdefault(one.name, []).append(one)
    mended = rejects.origin(Path(file)) if loaded.sheets and not (wish.version_of or wish.beside) else None
    if mended is not None and (wish.day is None or wish.day.last.isoformat() == mended[1]):
        if not any(one.version == mended[1] for one in known.get(mended[0], ())):
            raise UsageError("load.mended_nothing", file=file, name=mended[0], day=mended[1] or "–")
        before = held.dataset(*mended)
        loaded = read(before.name)
        whole = _listed(completed(before, loaded.dataset), before, every=True)
        return Placed(replace(loaded, dataset=whole), same_content(before, whole))
    name = loaded.dataset.name
    if loaded.sheets and is_reserved(name):
        raise UsageError("load.reserved", name=name)
    if wish.version_of is not None and name not in known:
        raise UsageError("load.no_such_dataset", name=name, known=", ".join(known) or "–")
    if wish.version_of is None and name in known and loaded.sheets:
        apart = _told_apart(file, loaded, known, held, another=wish.beside)
        if apart != name:
            name, loaded = apart, read(apart)
    placed = _placed(file, loaded, wish, known, held, read)
    if not placed.unchanged and loaded.read_as == ReadAs.MONEY and not (wish.beside or wish.correct):
        _ask_about_money(file, placed.loaded.dataset, wish, held)
    return placed


def _placed(
    file: str, loaded: Loaded, wish: Wish, known: Mapping[str, Sequence[LoadedDataset]], held: Held, read: Read
) -> Placed:
    name = loaded.dataset.name
    if name in known:
        return _version(file, loaded, wish, known[name], held)
    if wish.correct:
        raise UsageError("load.nothing_to_correct", name=name, known=", ".join(known) or "–")
    if loaded.sheets and not wish.beside:
        return _among_others(file, loaded, wish, known, held, read)
    return Placed(loaded)


def _ask_about_money(file: str, dataset: Dataset, wish: Wish, held: Held) -> None:
    """Raises `PlaceError` where another table of money states an amount of the same pair, measure and period."""
    import polars as pl

    same = ["helper", "recipient", "measure", "period"]
    own = dataset.contributions.filter(
        pl.col("period").is_not_null(), pl.col("status") == ContributionStatus.GIVEN.value
    )
    for one in held.versions() if len(own) else ():
        key = (one.name, one.version)
        if one.read_as != ReadAs.MONEY or not one.contributions or key == (dataset.name, dataset.version):
            continue
        both = own.join(held.dataset(*key).contributions, on=same, how="semi", nulls_equal=True)
        if len(both):
            own_day = PartialDate.parse(one.version) if one.version else None
            corrects = Way("load.way.corrects", replace(wish, version_of=one.name, correct=True, day=own_day))
            only = own_day is not None or sum(other.name == one.name for other in held.versions()) == 1
            ways = (*([corrects] if only else []), Way("load.way.beside_money", replace(wish, beside=True)))
            values = {"count": len(both), "name": one.name, "day": one.as_of, "file": file}
            raise PlaceError("load.same_money", ways, **values)


def _version(file: str, loaded: Loaded, wish: Wish, own: Sequence[LoadedDataset], held: Held) -> Placed:
    """What a file is to the versions of its dataset."""
    if loaded.sheets and wish.roster is None:
        loaded = _with_roster_of(loaded, own, held)
    dataset = loaded.dataset
    given = dataset.as_of if wish.day is not None else None
    stated = dataset.as_of if loaded.sheets and loaded.day is not None and _is_full(loaded, wish) else given
    for version in reversed(own):
        before = held.dataset(version.name, version.version)
        alike = same_content(before, dataset) and stated in (None, version.as_of)
        anew = (bool(loaded.sheets) or loaded.read_as == ReadAs.PROSE) and same_file(
            before.fingerprint, dataset.fingerprint
        )
        if (alike or anew) and given in (None, version.as_of):
            mended = before.files[len(dataset.files) :] if anew and loaded.sheets else ()
            if mended and not alike:
                alike = same_content(before, completed(dataset, _since(before, len(dataset.files))))
                loaded = loaded if alike else _to_mend_again(loaded, mended)
            return Placed(_as(loaded, as_of=before.as_of, fingerprint=before.fingerprint if alike else None), alike)
    if wish.correct:
        target = own[-1]
        if given is not None:
            found = [one for one in own if one.as_of == given]
            if not found:
                days = ", ".join(one.version or "–" for one in own)
                raise UsageError("load.no_such_version", name=dataset.name, day=given, known=days)
            target = found[0]
        loaded = _as(loaded, as_of=target.as_of)
        return Placed(loaded, later=_later(loaded, own, held))
    if dataset.as_of is not None and (loaded.sheets == () or _is_full(loaded, wish)):
        return Placed(loaded, later=_later(loaded, own, held))
    newest = own[-1]
    values = {"file": file, "name": dataset.name, "held": newest.as_of, "location": newest.location}
    ways = (
        Way("load.way.newer", replace(wish, version_of=newest.name), undated=True),
        Way("load.way.corrects", replace(wish, version_of=newest.name, correct=True)),
        Way("load.way.beside", replace(wish, version_of=None, beside=True)),
    )
    raise PlaceError("load.which_version", ways, **values)


def _with_roster_of(loaded: Loaded, own: Sequence[LoadedDataset], held: Held) -> Loaded:
    """A ledger in which every row has a helper, with the roster that its former versions make of it.

    Once a dataset has stated a roster of a kind, its later versions do too: reaching everybody does not delete it.
    """
    day = loaded.dataset.version or "9999"
    stating = [one for one in own if one.roster and one.version < day]
    if not stating:
        return loaded
    return replace(loaded, dataset=_listed(loaded.dataset, held.dataset(stating[-1].name, stating[-1].version)))


def _later(loaded: Loaded, own: Sequence[LoadedDataset], held: Held) -> tuple[Dataset, ...]:
    """The versions after this one that have no roster of a kind that it has one of, with what that makes of them."""
    if not loaded.sheets or not loaded.roster:
        return ()
    found = []
    for one in own:
        if one.version <= loaded.dataset.version or one.read_as != ReadAs.LEDGER:
            continue
        before = held.dataset(one.name, one.version)
        after = _listed(before, loaded.dataset)
        if not after.organizations["on_roster"].equals(before.organizations["on_roster"]):
            found.append(replace(after, fingerprint=refined(before.fingerprint, b"roster")))
    return tuple(found)


def _listed(dataset: Dataset, stating: Dataset, *, every: bool = False) -> Dataset:
    """A dataset with its recipients on a roster too, of the kinds that another has one of and it has none of.

    With `every` of all kinds that the other has one of.
    """
    import polars as pl

    kinds, own = (set(one.organizations.filter("on_roster")["kind"]) for one in (stating, dataset))
    wanted = sorted(kinds if every else kinds - own)
    helped = pl.col("id").is_in(dataset.agreements["recipient"].unique().implode())
    organizations = dataset.organizations.with_columns(
        on_roster=pl.col("on_roster") | (helped & pl.col("kind").is_in(wanted))
    )
    return replace(dataset, organizations=organizations, ends=None)


def _is_full(loaded: Loaded, wish: Wish) -> bool:
    """Whether its day is known to the day."""
    stated = wish.day or loaded.day
    return stated is None or stated.day is not None


def _among_others(
    file: str, loaded: Loaded, wish: Wish, known: Mapping[str, Sequence[LoadedDataset]], held: Held, read: Read
) -> Placed:
    """What a file is to datasets that have other names: raises `PlaceError` where it lists the pairs of one of them."""
    own = _pairs(loaded.dataset)
    for name, versions in known.items() if own else ():
        newest = versions[-1]
        if not newest.agreements:
            continue
        before = held.dataset(name, newest.version)
        shared = len(_pairs(before) & own)
        if not shared or 2 * shared < min(len(own), newest.agreements):
            continue
        as_that = read(name)
        if any(same_content(held.dataset(name, one.version), as_that.dataset) for one in versions):
            return _version(file, as_that, wish, versions, held)
        dated = loaded.dataset.as_of is not None and _is_full(loaded, wish)
        ways = (
            Way("load.way.newer", replace(wish, version_of=name), undated=not dated),
            Way("load.way.corrects", replace(wish, version_of=name, correct=True)),
            Way("load.way.beside", replace(wish, beside=True)),
        )
        values = {"file": file, "name": name, "shared": shared, "count": len(own), "dated": int(dated)}
        raise PlaceError("load.looks_newer", ways, **values)
    return Placed(loaded)


def _as(loaded: Loaded, **values: Any) -> Loaded:
    """The same with another name, day or fingerprint of its dataset."""
    given = {name: value for name, value in values.items() if name == "as_of" or value is not None}
    return replace(loaded, dataset=replace(loaded.dataset, **given))


def _told_apart(
    file: str, loaded: Loaded, known: Mapping[str, Sequence[LoadedDataset]], held: Held, *, another: bool
) -> str:
    """The name of a file's dataset, with its area, its folder or a number where one of other content has it.

    With `another` it is none of those that are known.
    """
    name = loaded.dataset.name
    areas = {table.area for sheet in loaded.sheets for table in sheet.tables if table.area}
    folder = Path(file).resolve().parent.name
    beside = [f"{name}@{one}" for one in (*(areas if len(areas) == 1 else ()), folder) if one]
    ways = (name, *beside, *(f"{name}@{number}" for number in range(2, 1_000)))
    return next(
        way for way in ways if way not in known or (not another and _resembles_any(loaded.dataset, way, known, held))
    )


def _resembles_any(dataset: Dataset, name: str, known: Mapping[str, Sequence[LoadedDataset]], held: Held) -> bool:
    return any(resembles(held.dataset(name, one.version), dataset) for one in reversed(known[name]))


def completed(before: Dataset, more: Dataset) -> Dataset:
    """A version with the rows that were mended since: what it states stays, what they state besides comes to it."""
    import polars as pl

    shift = pl.col("file") + len(before.files)
    listed = set(more.organizations.filter("on_roster")["id"])
    organizations = before.organizations.with_columns(pl.col("on_roster") | pl.col("id").is_in(sorted(listed)))

    def added(name: str, ids: list[str]) -> pl.DataFrame:
        new: pl.DataFrame = getattr(more, name)
        return new.join(getattr(before, name), on=ids, how="anti", maintain_order="left").with_columns(shift)

    known = {source.id for source in before.sources}
    return replace(
        before,
        fingerprint=refined(before.fingerprint, more.fingerprint.encode()),
        rejected=more.rejected,
        files=(*before.files, *more.files),
        sources=(*before.sources, *(source for source in more.sources if source.id not in known)),
        organizations=pl.concat([organizations, added("organizations", ["id"])]),
        agreements=pl.concat([before.agreements, added("agreements", ["id", "helper", "recipient"])]),
        contributions=pl.concat([before.contributions, added("contributions", ["id"])]),
        ends=None,
    )


def _since(version: Dataset, count: int) -> Dataset:
    """What came to a version from the files after the first `count`: the rows that were mended since."""
    import polars as pl

    place = pl.col("file") - count
    tables = {
        name: getattr(version, name).filter(place >= 0).with_columns(place)
        for name in ("organizations", "agreements", "contributions")
    }
    return replace(version, files=version.files[count:], ends=None, **tables)


def _to_mend_again(loaded: Loaded, mended: Sequence[FileRef]) -> Loaded:
    """A file read anew into other records than those that rows of it were mended beside: those have to come again."""
    name = loaded.dataset.files[0].name
    problems = (
        Problem(key="problem.mended_again", file=name, values={"mended": one}, severity=Severity.WARNING)
        for one in dict.fromkeys(file.name for file in mended)
    )
    return replace(loaded, problems=(*loaded.problems, *problems))


def same_content(one: Dataset, other: Dataset) -> bool:
    """Whether two datasets state, and propose, the same records, wherever these stand."""
    counts = [(len(own.organizations), len(own.agreements), len(own.contributions)) for own in (one, other)]
    if counts[0] != counts[1]:
        return False
    claims = [[replace(claim, source=None, place=None) for claim in own.claims] for own in (one, other)]
    changes = differences(one, other).values()
    if one.read_as == other.read_as and one.proposed != other.proposed:
        return False
    return claims[0] == claims[1] and not any(change.added or change.removed or change.changed for change in changes)


def resembles(one: Dataset, other: Dataset) -> bool:
    """Whether two datasets state the same things: at least half of the smaller one's pairs, or of those it names.

    Pairs are compared by name, so that they are the same before and after a name is matched; who is named, by id.
    """
    return _shared(_pairs(one), _pairs(other)) or _shared(_named(one), _named(other))


def _shared(one: set[Any], other: set[Any]) -> bool:
    return bool(one and other) and 2 * len(one & other) >= min(len(one), len(other))


def _pairs(dataset: Dataset) -> set[tuple[str, str]]:
    names = {
        id_: place_key(name, Kind(kind)).bare
        for id_, name, kind in dataset.organizations["id", "name", "kind"].iter_rows()
    }
    pairs = dataset.agreements["helper", "recipient"].iter_rows()
    return {(names.get(helper, helper), names.get(recipient, recipient)) for helper, recipient in pairs}


def _named(dataset: Dataset) -> set[str]:
    """Ids of those who are helped or on the roster; of all, where there are none."""
    organizations = dataset.organizations
    stated = {*dataset.agreements["recipient"], *organizations.filter(organizations["on_roster"])["id"]}
    return stated or set(organizations["id"])
