"""The count by hand, itself counted by hand."""

from __future__ import annotations

from datetime import date

import pytest

from tests.journeys import oracle
from tests.journeys.oracle import OPEN, Ledgers, Stand, Term, Version

MAY, JUNE, JULY, AUGUST = date(2024, 5, 31), date(2024, 6, 30), date(2024, 7, 31), date(2024, 8, 31)
LEDGERS: Ledgers = {
    "list": [Version(MAY, alone=frozenset({"t/a", "t/b", "t/c", "u/d", "u/e"}))],
    "first": [  # in whatever order
        Version(JULY, {("f", "t/a"): OPEN, ("g", "t/b"): Term("2024-07", "2026"), ("h", "u"): OPEN}),
        Version(
            JUNE, {("f", "t/a"): OPEN, ("f", "t/c"): Term("2023", "2024-12-31"), ("g", "u/d"): Term(None, "2024-07-10")}
        ),
    ],
    "second": [Version(AUGUST, {("f", "t/c"): Term("2024-08-01"), ("f", "x/y"): OPEN})],
}


@pytest.mark.parametrize(
    ("day", "figures", "stands"),
    [
        (
            JUNE,
            {
                "roster": 5,
                "direct": 3,
                "inherited": 0,
                "lapsed": 0,
                "never": 2,
                "gaps": 2,
                "share_direct": 0.6,
                "off_roster": 1,
            },
            {"t/b": Stand("never"), "u/e": Stand("never")},
        ),
        (
            JULY,  # the second ledger lists t/c, but from August on
            {
                "roster": 5,
                "direct": 2,
                "inherited": 2,
                "lapsed": 1,
                "never": 0,
                "gaps": 3,
                "share_direct": 0.4,
                "off_roster": 1,
            },
            {"t/c": Stand("lapsed", None, JULY), "u/d": Stand("inherited", "2024-07-10"), "u/e": Stand("inherited")},
        ),
        (
            AUGUST,
            {
                "roster": 5,
                "direct": 3,
                "inherited": 2,
                "lapsed": 0,
                "never": 0,
                "gaps": 2,
                "share_direct": 0.6,
                "off_roster": 1,
            },
            {"u/d": Stand("inherited", "2024-07-10"), "u/e": Stand("inherited")},
        ),
    ],
)
def test_figures_of_three_days(day: date, figures: dict[str, object], stands: dict[str, Stand]) -> None:
    assert oracle.figures(LEDGERS, day) == {"kind": "village", **figures}
    found = oracle.stands(LEDGERS, day)
    assert {unit: stand for unit, stand in found.items() if stand.state != "direct"} == stands


def test_no_longer_listed_and_by_whom() -> None:
    first = {name: some for name, some in LEDGERS.items() if name != "second"}
    assert oracle.stands(first, JULY)["t/c"] == Stand("lapsed", None, JULY)
    assert oracle.stands(first, date(2026, 1, 1))["t/c"] == Stand("lapsed", None, JULY)
    assert oracle.changes(first, JUNE, JULY) == {
        "added": {"t/b", "u"},
        "ended": {"t/c", "u/d"},
        "re-paired": set(),
        "extended": set(),
    }
    assert oracle.single(first, JULY) == {"t/a": "f", "t/b": "g", "u": "h"}
    assert oracle.expiring(first, JUNE) == {("f", "t/c", "2024-12-31"), ("g", "u/d", "2024-07-10")}


def test_a_roster_once_stated_is_stated_by_later_versions_only() -> None:
    ledger = [
        Version(JUNE, {("f", "t/a"): OPEN}, frozenset({"t/b"})),
        Version(JULY, {("f", "t/a"): OPEN, ("f", "t/b"): OPEN}),
        Version(MAY, {("f", "t/a"): OPEN}),
    ]
    assert [oracle.roster({"first": ledger}, day) for day in (MAY, JUNE, JULY)] == [
        set(),
        {"t/a", "t/b"},
        {"t/a", "t/b"},
    ]
    assert oracle.figures({"first": ledger}, MAY)["share_direct"] is None
