"""What is about to end: the dates by hand, orphans as gaps count them, a calendar read back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from graph import network
from graph.answer import Answer
from graph.errors import UsageError
from graph.measures import coverage, expiry
from graph.model import AgreementStatus
from graph.output import calendar
from graph.query import Ends, Query, Span, State
from graph.questions.expiring import ExpiringRow, window
from tests.graph.measures.test_change import ORGS, deal
from tests.strategies import Records, networks

DAY = date(2021, 6, 30)
YEAR = DAY, date(2022, 6, 30)


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        ("12m", date(2021, 6, 30), date(2022, 6, 30)),
        ("12个月", date(2021, 6, 30), date(2022, 6, 30)),
        ("１２个月", date(2021, 6, 30), date(2022, 6, 30)),
        ("90d", date(2021, 1, 1), date(2021, 4, 1)),
        ("90天", date(2021, 1, 1), date(2021, 4, 1)),
        ("2y", date(2020, 2, 29), date(2022, 2, 28)),
        ("2年", date(2020, 2, 29), date(2022, 2, 28)),
        ("8w", date(2021, 1, 1), date(2021, 2, 26)),
        ("1M", date(2021, 12, 31), date(2022, 1, 31)),
        ("9999y", date(2021, 12, 31), date.max),
    ],
)
def test_a_length_of_time(text: str, day: date, expected: date) -> None:
    assert Span.parse(text).after(day) == expected


@pytest.mark.parametrize("text", ["", "12", "m", "-3m", "1.5y", "三个月", "12 months ago"])
def test_what_is_no_length_of_time(text: str) -> None:
    with pytest.raises(UsageError, match="not a length of time"):
        Span.parse(text)


def test_the_window_is_told_by_one_of_them() -> None:
    assert window(DAY) == YEAR
    assert window(DAY, Span(1, 0), date(2021, 1, 1)) == (date(2021, 1, 1), date(2021, 2, 1))
    assert window(DAY, None, date(2021, 1, 1), date(2021, 12, 31)) == (date(2021, 1, 1), date(2021, 12, 31))
    assert window(DAY, None, None, date(2021, 12, 31)) == (DAY, date(2021, 12, 31))
    with pytest.raises(UsageError, match="--within and --until"):
        window(DAY, Span(1, 0), None, DAY)
    with pytest.raises(UsageError, match="before it begins"):
        window(DAY, None, DAY, date(2021, 1, 1))


@pytest.mark.parametrize(
    ("start", "end", "state", "left"),
    [
        ("2016", "2021", Ends.EXPIRING, 184),
        ("2016", "2021-06-30", Ends.EXPIRING, 0),
        ("2016", "2021-06-29", Ends.ENDED, -1),
        ("2016", "2021-05", Ends.ENDED, -30),
        ("2016", "2022-06-30", Ends.EXPIRING, 365),
        ("2016", "2022-07-01", None, None),
        ("2016", "2022", Ends.EXPIRING, 549),  # it may end on any of its days
        ("2016", None, Ends.UNDATED, None),
        (None, "2025", Ends.UNDATED, 1645),
        (None, "2021", Ends.EXPIRING, 184),
        (None, None, Ends.UNDATED, None),
        ("2022", "2022-03-01", None, None),  # not begun
        ("2022", None, None, None),
    ],
)
def test_the_state_of_one_agreement(start: str | None, end: str | None, state: Ends | None, left: int | None) -> None:
    graph = network.from_records(ORGS, [deal("a", "v", start, end)])
    found = [(one.state, one.days_left) for one in expiry.listed(graph, ["v"], DAY, YEAR)]
    assert found == ([] if state is None else [(state, left)])


def test_which_expire_this_year_also_those_that_did() -> None:
    ends = ("2020-12-31", "2021-01-01", "2021", "2021-12-31", "2022-01-01", None)
    graph = network.from_records(ORGS, [deal("a", "v", "2016", end, number=n) for n, end in enumerate(ends)])
    found = expiry.listed(graph, ["v"], DAY, (date(2021, 1, 1), date(2021, 12, 31)), asked=True)
    assert [(one.agreement, one.state) for one in found] == [
        ("av2", Ends.EXPIRING),
        ("av3", Ends.EXPIRING),
        ("av1", Ends.ENDED),
    ]


@pytest.mark.parametrize(
    ("start", "end", "renewed"),
    [
        ("2021", "2025", True),  # in force on the day
        ("2022-01-01", "2025", True),  # takes over the day after
        ("2022-01-02", "2025", False),  # leaves a day between
        ("2016", None, True),
        ("2016", "2021", False),  # ends with it
        ("2016", "2020", False),
    ],
)
def test_renewed_by_what_outlasts_it(start: str, end: str | None, renewed: bool) -> None:
    graph = network.from_records(ORGS, [deal("a", "v", "2016", "2021"), deal("a", "v", start, end, number=2)])
    found = expiry.listed(graph, ["v"], DAY, YEAR)
    assert next(one.renewed for one in found if one.agreement == "av1") is renewed
    assert expiry.orphans(graph, found, DAY) == ([] if renewed else ["v"])


def test_another_partner_keeps_it_from_being_orphaned_but_renews_nothing() -> None:
    graph = network.from_records(ORGS, [deal("a", "v", "2016", "2021"), deal("b", "v", "2016", "2030")])
    found = expiry.listed(graph, ["v"], DAY, YEAR)
    assert [(one.helper, one.renewed) for one in found] == [("a", False)]
    assert expiry.orphans(graph, found, DAY) == []


DAYS = st.sampled_from([date(2017, 1, 1), date(2018, 6, 15), date(2018, 12, 31), date(2020, 1, 1), date(2020, 12, 1)])


@settings(max_examples=200, deadline=None)
@given(networks(), DAYS, st.integers(0, 800), st.booleans())
def test_states_are_read_off_the_days(records: Records, day: date, days: int, asked: bool) -> None:
    graph = network.from_records(records.organizations, records.agreements)
    span = day, day + timedelta(days)
    found = {
        (one.helper, one.recipient, one.agreement): one
        for one in expiry.listed(graph, list(graph), day, span, asked=asked)
    }
    for deal_ in records.agreements:
        one = found.get((deal_.helper, deal_.recipient, deal_.id))
        may_end = deal_.end is not None and any(
            deal_.end.first <= day + timedelta(n) <= deal_.end.last for n in range(days + 1)
        )
        ended = deal_.end is not None and deal_.end.last < day
        if deal_.status is AgreementStatus.PLANNED:
            expected = None
        elif asked:
            expected = Ends.EXPIRING if may_end else None  # a window from the day on holds nothing that ended
        elif ended:
            expected = Ends.ENDED
        elif not deal_.in_force(day):
            expected = None
        else:
            dated = deal_.start is not None and deal_.end is not None
            expected = Ends.EXPIRING if may_end else None if dated else Ends.UNDATED
        assert (one.state if one else None) == expected
    without = graph.copy()
    for (helper, recipient, key), one in found.items():
        if one.state is Ends.EXPIRING and one.in_force and not one.renewed:
            without.remove_edge(helper, recipient, key)
    lost = [
        node
        for node in sorted(graph)
        if coverage.standing(graph, node, Query(day)).state is State.DIRECT
        and coverage.standing(without, node, Query(day)).state is not State.DIRECT
    ]
    assert expiry.orphans(graph, found.values(), day) == lost


ROW = (
    "expiring",
    184,
    "2021",
    None,
    "一;二,三\\四",
    "a",
    "甲\n公司",
    "v",
    "很长的名字" * 40,
    "village",
    ("省", "县"),
    False,
    "来源",
    True,
)


def answered(*rows: tuple[object, ...]) -> Answer:
    return Answer(question="expiring", as_of=DAY, fields=ExpiringRow._fields, rows=rows)


def test_a_calendar_is_read_back_as_it_was_meant() -> None:
    data = calendar.render(answered(ROW, ("ended", *ROW[1:]), ("undated", -1, None, *ROW[3:])), "zh")
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    found: Any = Calendar.from_ical(data)
    assert (found["VERSION"], found["METHOD"]) == ("2.0", "PUBLISH")
    (event,) = found.walk("VEVENT")
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2021, 12, 31), date(2022, 1, 1))
    assert event["DTSTAMP"].dt.date() == DAY
    assert "一;二,三\\四" in event["DESCRIPTION"]
    assert "止（按记录）：2021" in event["DESCRIPTION"]
    assert str(event["SUMMARY"]).endswith("很长的名字（示例）")
    (alarm,) = event.walk("VALARM")
    assert (alarm["TRIGGER"].dt, alarm["ACTION"]) == (timedelta(days=-30), "DISPLAY")


def test_an_event_is_known_by_its_agreement_and_its_pair() -> None:
    def uid(*changed: tuple[str, object], day: date = DAY) -> str:
        row = tuple(dict([*zip(ExpiringRow._fields, ROW, strict=True), *changed]).values())
        made: Any = Calendar.from_ical(calendar.render(replace(answered(row), as_of=day), "en"))
        return str(made.walk("VEVENT")[0]["UID"])

    assert uid() == uid(("end", "2022"), day=date(2022, 1, 1))  # a newer calendar updates it
    assert len({uid(), uid(("agreement", "x")), uid(("helper_id", "b")), uid(("recipient_id", "w"))}) == 4


def test_the_same_answer_makes_the_same_file() -> None:
    assert calendar.render(answered(ROW), "zh") == calendar.render(answered(ROW), "zh")
    assert b"BEGIN:VEVENT" not in calendar.render(answered(), "en")
