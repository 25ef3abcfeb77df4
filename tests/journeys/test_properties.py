"""What holds whatever the versions state: in any order, taken back, removed, and of a day that is past."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.journeys.desk import Desk, compare, ledger, write
from tests.journeys.oracle import Pair, Term, Version, day_before

DAYS = (date(2024, 5, 31), date(2024, 6, 30), date(2024, 7, 31))
FIRMS = ("大连示例重工有限公司", "沈阳样本物流有限公司", "鞍山模拟海洋食品有限公司")
UNITS = tuple(f"{town}/{name}" for town in ("民主镇", "双凤镇") for name in ("青杠岭岗", "云盘老坎", "核桃弯坳"))
OWN = ("丹东假想药业有限公司", UNITS[-1])
"""A pair that the second ledger always has, so that it never states what the first does."""
TERMS = (Term(), Term("2022"), Term("2022-01-01", "2024-06-15"), Term("2023-05", "2024-12-31"))
few = settings(  # each example is a dozen commands, too slow to look for the smallest that fails
    max_examples=4, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture]
)
Desks = Callable[[], Desk]


class Files(NamedTuple):
    """The versions of two ledgers, and an order to load them in."""

    first: tuple[Version, ...]
    second: tuple[Version, ...]
    order: tuple[int, ...]

    def named(self) -> list[tuple[str, Version]]:
        """Every version with the name of its ledger, from the oldest on."""
        return [("甲台账", one) for one in self.first] + [("乙台账", one) for one in self.second]

    def ordered(self) -> list[tuple[str, Version]]:
        """Every version in the order drawn."""
        return [self.named()[place] for place in self.order]


@st.composite
def stated(draw: st.DrawFn, day: date) -> Version:
    """What one ledger states for a day: at least one pair, and some units that have none."""
    some = draw(
        st.dictionaries(
            st.tuples(st.sampled_from(FIRMS), st.sampled_from(UNITS)), st.sampled_from(TERMS), min_size=1, max_size=6
        )
    )
    pairs: dict[Pair, Term] = dict(sorted(some.items()))
    free = sorted(set(UNITS) - {unit for _, unit in pairs})
    alone = draw(st.lists(st.sampled_from(free), unique=True, max_size=2)) if free else []
    return Version(day, pairs, frozenset(alone))


@st.composite
def files(draw: st.DrawFn) -> Files:
    days = [sorted(draw(st.lists(st.sampled_from(DAYS), unique=True, min_size=least, max_size=3))) for least in (2, 1)]
    first, second = (tuple(draw(stated(day)) for day in some) for some in days)
    second = tuple(one._replace(pairs={**one.pairs, OWN: Term()}, alone=one.alone - {OWN[1]}) for one in second)
    return Files(first, second, tuple(draw(st.permutations(range(len(first) + len(second))))))


def load(desk: Desk, versions: list[tuple[str, Version]]) -> None:
    """Loads these versions one after another, each for its day."""
    known: set[str] = set()
    for name, version in versions:
        assert version.day is not None
        which = ("--version-of", name) if name in known else ("--name", name, "--beside")
        path = write(f"{name}.csv", ledger(version.pairs, version.alone))
        desk.load(path, *which, "--as-of", version.day.isoformat())
        known.add(name)


@few
@given(made=files())
def test_versions_give_the_same_in_any_order_and_as_counted_by_hand(desks: Desks, made: Files) -> None:
    one, another = desks(), desks()
    load(one, made.named())
    load(another, made.ordered())
    assert another.answers(*DAYS) == one.answers(*DAYS)
    compare(another, {"first": made.first, "second": made.second}, day_before(DAYS[0]), *DAYS)


@few
@given(made=files())
def test_undo_after_any_load_leaves_what_was(desks: Desks, made: Files) -> None:
    desk = desks()
    *before, last = made.ordered()
    load(desk, before)
    then = desk.everything(*DAYS)
    name, version = last
    assert version.day is not None
    which = ("--version-of", name) if name in dict(before) else ("--name", name, "--beside")
    path = write(f"{name}.csv", ledger(version.pairs, version.alone))
    desk.load(path, *which, "--as-of", version.day.isoformat())
    desk.run("undo")
    assert desk.everything(*DAYS) == then


@few
@given(made=files())
def test_what_is_removed_was_never_loaded(desks: Desks, made: Files) -> None:
    removed, never = desks(), desks()
    load(removed, made.ordered())
    removed.run("remove", "乙台账")
    load(never, [one for one in made.ordered() if one[0] == "甲台账"])
    assert removed.everything(*DAYS) == never.everything(*DAYS)


@few
@given(made=files())
def test_one_version_that_is_removed_was_never_loaded(desks: Desks, made: Files) -> None:
    removed, never = desks(), desks()
    load(removed, made.ordered())
    last = made.first[-1]
    assert last.day is not None
    removed.run("remove", "甲台账", "--version", last.day.isoformat())
    load(never, [one for one in made.ordered() if one[1] is not last])
    assert removed.everything(*DAYS) == never.everything(*DAYS)


@few
@given(made=files())
def test_a_day_that_is_past_stays_as_it_was(desks: Desks, made: Files) -> None:
    desk = desks()
    load(desk, [("甲台账", made.first[0]), *((name, one) for name, one in made.named() if name == "乙台账")])
    for newer in made.first[1:]:
        assert newer.day is not None
        past = [day for day in DAYS if day < newer.day]
        before = desk.answers(*past)
        path = write("甲台账.csv", ledger(newer.pairs, newer.alone))
        desk.load(path, "--version-of", "甲台账", "--as-of", newer.day.isoformat())
        assert desk.answers(*past) == before
