"""What changed between two days and between two loads: cases small enough to see, and random networks."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import network
from graph.dataset import network_of
from graph.measures import changes as change
from graph.measures.changes import What, until
from graph.model import Agreement, Certainty, Contribution, Kind, Measure, Organization, PartialDate
from graph.questions.diff import diff_loads, load_of
from tests.records import dataset
from tests.strategies import Records, networks

if TYPE_CHECKING:
    from graph.network import Network

DAYS = date(2020, 12, 31), date(2022, 1, 1)
ORGS = [
    Organization(id=id_, name=name, kind=kind, on_roster=kind is Kind.VILLAGE)
    for id_, name, kind in (
        ("a", "甲", Kind.ENTERPRISE),
        ("b", "乙", Kind.ENTERPRISE),
        ("v", "一村", Kind.VILLAGE),
        ("w", "二村", Kind.VILLAGE),
    )
]


def deal(
    helper: str,
    recipient: str,
    start: str | None = None,
    end: str | None = None,
    *,
    number: int = 1,
    certainty: Certainty = Certainty.NAMED,
    illustrative: bool = False,
    sector: str | None = None,
) -> Agreement:
    return Agreement(
        id=f"{helper}{recipient}{number}",
        helper=helper,
        recipient=recipient,
        certainty=certainty,
        sector=sector,
        start=PartialDate.parse(start) if start else None,
        end=PartialDate.parse(end) if end else None,
        illustrative=illustrative,
    )


def told(*deals: Agreement, days: tuple[date, date] = DAYS, groups: bool = False) -> list[tuple[object, ...]]:
    found = change.between_days(network.from_records(ORGS, deals), [], days, ["v", "w"], groups=groups)
    return [
        (one.changed.what.value, one.changed.recipient_id, one.changed.before, one.changed.after) for one in found.lines
    ]


@pytest.mark.parametrize(
    ("deals", "expected"),
    [
        ([deal("a", "v", "2016", "2021"), deal("b", "v", "2021")], [("re-paired", "v", "甲", "乙")]),
        ([deal("a", "v", "2016", "2021"), deal("b", "v", "2016")], [("ended", "v", "甲", None)]),
        ([deal("a", "v", "2016"), deal("b", "v", "2021")], [("added", "v", None, "乙")]),
        (
            [deal("a", "v", "2016", "2021"), deal("a", "v", "2021", "2025", number=2)],
            [("extended", "v", "2021", "2025")],
        ),
        ([deal("a", "v", "2016", "2021"), deal("a", "v", "2021", number=2)], [("extended", "v", "2021", None)]),
        ([deal("a", "v", "2016"), deal("a", "v", "2021", "2025", number=2)], []),  # the open end stays the latest
        ([deal("a", "v", "2016", "2022")], []),  # the same agreement, in force on both days
        ([deal("a", "v", "2021", "2021-06")], []),  # began and ended between
        ([deal("a", "v")], []),
        ([deal("a", "v", "2016", "2020")], [("ended", "v", "甲", None)]),  # of 2020, the last day may be its last
        ([deal("a", "v", "2016", "2020-12-30")], []),
        ([deal("a", "v", "2022-01-01")], [("added", "v", None, "甲")]),
        ([deal("a", "v", "2022-01-02")], []),
        ([deal("a", "v", "2022-02")], []),
        ([deal("a", "v", "2022")], [("added", "v", None, "甲")]),  # it may have begun on the first day of 2022
    ],
)
def test_each_change_between_two_days(deals: list[Agreement], expected: list[tuple[object, ...]]) -> None:
    assert told(*deals) == expected


def test_who_only_stands_in_a_list_is_no_partner_unless_asked() -> None:
    listed = deal("a", "v", "2021", certainty=Certainty.GROUP)
    graph = network.from_records(ORGS, [listed])
    assert change.between_days(graph, [], DAYS, ["v"]).groups == 1
    assert (told(listed), told(listed, groups=True)) == ([], [("added", "v", None, "甲")])


def test_what_a_change_rests_on() -> None:
    graph = network.from_records(
        ORGS,
        [
            deal("a", "v", "2016-01-01", "2021-06-30", illustrative=True),
            deal("b", "v", "2021-07-01", "2023-06-30"),
            deal("b", "w", "2021", "2023-06-30", illustrative=True),
        ],
    )
    found = change.between_days(graph, [], DAYS, ["v", "w"])
    assert [(one.changed.recipient_id, one.illustrative) for one in found.lines] == [("v", False), ("w", True)]
    assert (found.lines[0].changed.lost, found.lines[0].changed.gained) == (("a",), ("b",))
    assert (found.agreements, found.open_dates) == (3, 0)  # on 2022-01-01 an agreement of 2021 has surely begun
    assert change.between_days(graph, [], (DAYS[0], date(2021, 7, 1)), ["v", "w"]).open_dates == 1


def money(
    id_: str, value: int, period: str | None, helper: str | None = "a", recipient: str | None = "v"
) -> Contribution:
    return Contribution(
        id=id_,
        measure=Measure.FUNDS,
        value=Decimal(value),
        unit="yuan",
        helper=helper,
        recipient=recipient,
        period=period,
    )


def test_an_amount_belongs_to_the_year_in_which_its_period_surely_lies() -> None:
    graph = network.from_records(ORGS, [deal("a", "v"), deal("b", "v")])
    given_ = [
        money("1", 10, "2020"),
        money("2", 5, "2020-03/2020-08"),
        money("3", 20, "2022-05-01"),
        money("4", 99, "2019/2020"),
        money("5", 99, None),
        money("6", 99, "2021"),
        money("7", 99, "2018/2019"),
        money("8", 7, "2020", "b"),
    ]
    found = change.between_days(graph, given_, DAYS, ["v"])
    assert [tuple(one.changed)[:6] for one in found.lines] == [
        (What.AMOUNT, "v", "一村", Decimal(15), Decimal(20), "funds")
    ]  # what is on record for one year only is no change
    assert found.lines[0].changed.helper == "a"
    assert found.unplaced == 2
    assert change.between_days(graph, given_, (date(2020, 1, 1), date(2020, 12, 31)), ["v"]).unplaced == 0


DAY = st.sampled_from(
    [date(2017, 1, 1), date(2018, 6, 1), date(2018, 12, 31), date(2019, 6, 30), date(2020, 1, 1), date(2023, 5, 1)]
)


def named(graph: Network, day: date) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {node: set() for node in graph}
    for helper, recipient, edge in graph.edges(data=True):
        if edge["certainty"] == "named" and network.edge_in_force(edge, day):
            found[recipient].add(helper)
    return found


@settings(max_examples=200, deadline=None)
@given(networks(), st.tuples(DAY, DAY).map(sorted))
def test_between_two_days_is_what_is_paired_on_the_one_and_not_on_the_other(records: Records, days: list[date]) -> None:
    graph = network.from_records(records.organizations, records.agreements)
    pair = days[0], days[1]
    lines = [line.changed for line in change.between_days(graph, [], pair, list(graph)).lines]
    before, after = named(graph, pair[0]), named(graph, pair[1])
    moved = {one.recipient_id: one for one in lines if one.what is not What.EXTENDED}
    assert len(moved) == sum(one.what is not What.EXTENDED for one in lines)  # one row for one recipient
    for node in graph:
        one = moved.get(node)
        lost, gained = (set(one.lost), set(one.gained)) if one else (set(), set())
        assert (lost, gained) == (before[node] - after[node], after[node] - before[node])
        if one:
            assert one.what is (What.RE_PAIRED if lost and gained else What.ADDED if gained else What.ENDED)
    for one in lines:
        if one.what is What.EXTENDED:
            assert one.helper in before[one.recipient_id] & after[one.recipient_id]
            assert until(str(one.before)) < until(one.after if one.after is None else str(one.after))
    assert change.between_days(graph, [], (pair[0], pair[0]), list(graph)).lines == ()


def test_two_loads_tell_what_a_store_would_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    first = dataset(ORGS, [deal("a", "v"), deal("a", "w")], [money("1", 10, "2020")], as_of=DAYS[0])
    renamed = [
        *ORGS[:2],
        Organization(id="x", name="新一村", aliases=("一村",), kind=Kind.VILLAGE, on_roster=True),
        Organization(id="w", name="二村", kind=Kind.VILLAGE),
    ]
    second = dataset(renamed, [deal("a", "x"), deal("b", "w")], [money("1", 12, "2020", recipient="x")], as_of=DAYS[1])
    found = diff_loads(load_of("一", first, DAYS[0]), load_of("二", second, DAYS[0]))
    assert [row[:5] for row in found.rows] == [
        ("re-paired", "w", "二村", "甲", "乙"),
        ("unlisted", "w", "二村", None, None),
        ("renamed", "x", "新一村", "一村", "新一村"),
        ("amount", "x", "新一村", Decimal(10), Decimal(12)),
    ]
    assert found.as_of == DAYS[1]
    assert found.summary == {
        "from": "一",
        "to": "二",
        "added": 0,
        "ended": 0,
        "re_paired": 1,
        "extended": 0,
        "amounts": 1,
        "direct_before": 2,
        "direct_after": 1,
        "roster": 1,
        "share_before": 1.0,
        "share_after": 1.0,
        "roster_before": 2,
        "renamed": 1,
        "listed": 0,
        "unlisted": 1,
    }
    assert diff_loads(load_of("一", first, DAYS[0]), load_of("一", first, DAYS[0])).rows == []
    monkeypatch.setattr("graph.questions.inquiry.FETCH_LIMIT", 0)
    assert diff_loads(load_of("一", first, DAYS[0]), load_of("二", second, DAYS[0])) == found


@settings(max_examples=60, deadline=None)
@given(networks())
def test_a_load_is_the_network_of_its_records(records: Records) -> None:
    made = network_of(dataset(records.organizations, records.agreements))
    expected = network.from_records(records.organizations, records.agreements)
    assert {n: {**made.nodes[n], "source": None} for n in made} == {n: expected.nodes[n] for n in expected}
    assert {(u, v, k): {**d, "source": None} for u, v, k, d in made.edges(keys=True, data=True)} == {
        (u, v, k): d for u, v, k, d in expected.edges(keys=True, data=True)
    }
    assert network.check(made) == network.check(expected)
