"""One cell at a time: what is read, what is refused, and what no record may hold."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import model
from graph.dates import days, partial_date
from graph.errors import RecordError
from graph.model import Agreement, Claim, Contribution, Kind, Measure, Organization, PartialDate


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2018", date(2018, 1, 1), date(2018, 12, 31)),
        ("２０１８年", date(2018, 1, 1), date(2018, 12, 31)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2018年5月", date(2018, 5, 1), date(2018, 5, 31)),
        ("2018/5/3", date(2018, 5, 3), date(2018, 5, 3)),
        ("2018.5.3", date(2018, 5, 3), date(2018, 5, 3)),
        (" 2018年5月3日 ", date(2018, 5, 3), date(2018, 5, 3)),
        ("2018-05-03 00:00:00", date(2018, 5, 3), date(2018, 5, 3)),
    ],
)
def test_dates(text: str, first: date, last: date) -> None:
    found = PartialDate.parse(text)
    assert (found.first, found.last) == (first, last)
    assert PartialDate.parse(str(found)) == found


@pytest.mark.parametrize(
    "text", ["", "18", "2018-13", "2018-02-30", "0000", "soon", "2018-05-03x", "2018年以来", "20180503"]
)
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(RecordError):
        PartialDate.parse(text)


@given(st.dates(date(1000, 1, 1)), st.sampled_from((4, 7, 10)))
def test_a_store_gives_a_partial_date_back(day: date, length: int) -> None:
    text = day.isoformat()[:length]
    assert partial_date(*days(text)) == text


@pytest.mark.parametrize(
    ("text", "unit", "yuan"),
    [
        ("387.75万元", "", "3877500"),
        ("387.75", "万元", "3877500"),
        ("３，８７７，５００", "元", "3877500"),
        ("0.5亿元", "万元", "50000000"),
        ("￥70,000", "", "70000"),
        ("5 million yuan", "", "5000000"),
        ("0", "", "0"),
    ],
)
def test_money(text: str, unit: str, yuan: str) -> None:
    assert model.parse_money(text, unit) == Decimal(yuan)


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (model.parse_money, "-3万元"),
        (model.parse_money, "3 美元"),
        (model.parse_money, "三万"),
        (model.parse_money, ""),
        (model.parse_money, "1,00"),
        (model.parse_number, "3人"),
        (model.parse_number, "nan"),
        (model.parse_kind, "hamlet"),
        (model.parse_form, "x"),
        (model.parse_certainty, "perhaps"),
        (model.parse_agreement_status, "perhaps"),
        (model.parse_contribution_status, "perhaps"),
        (model.parse_bound, "perhaps"),
        (model.parse_measure, "love"),
        (model.parse_bool, "2"),
        (model.parse_counts, "village"),
        (model.parse_counts, "village=-1"),
        (model.parse_period, "2019/2018"),
    ],
)
def test_what_is_refused(read: Callable[[str], object], text: str) -> None:
    with pytest.raises(RecordError) as error:
        read(text)
    assert error.value.message("en") != error.value.message("zh")


@given(st.text(max_size=20))
def test_any_text_is_read_or_refused(text: str) -> None:
    readers: tuple[Callable[[str], Any], ...] = (
        model.parse_money,
        model.parse_number,
        model.parse_kind,
        model.parse_bool,
        model.parse_counts,
        PartialDate.parse,
        model.parse_period,
    )
    for read in readers:
        with contextlib.suppress(RecordError):
            read(text)


@given(st.decimals(0, 10**9, places=4))
def test_money_is_exact(value: Decimal) -> None:
    assert model.parse_money(f"{value:f}", "万元") == value * 10_000


def test_records_that_cannot_be() -> None:
    org = Organization(id="v", name="一村", kind=Kind.VILLAGE)
    deal = Agreement(id="a", helper="h", recipient="v", start=PartialDate(2018, 5))
    given_ = Contribution(id="g", measure=Measure.FUNDS, value=Decimal(1), unit="yuan", agreement="a")
    claim = Claim(id="c", helpers={Kind.ENTERPRISE: 16}, recipients={Kind.VILLAGE: 56})
    for record, change in (
        (org, {"id": ""}),
        (org, {"name": ""}),
        (org, {"name": "长" * 1001}),
        (org, {"part_of": "v"}),
        (deal, {"recipient": "h"}),
        (deal, {"helper": ""}),
        (deal, {"end": PartialDate(2018, 4)}),
        (given_, {"value": Decimal(-1)}),
        (given_, {"value": Decimal("NaN")}),
        (given_, {"agreement": None}),
        (claim, {"recipients": {}}),
        (claim, {"measure": Measure.FUNDS, "value": Decimal(1)}),
    ):
        with pytest.raises(RecordError):
            replace(record, **change)
    assert replace(deal, end=PartialDate(2018)).in_force(date(2018, 1, 1)) is False


def test_a_plan_is_never_in_force() -> None:
    deal = Agreement(id="a", helper="h", recipient="v", status=model.AgreementStatus.PLANNED)
    assert deal.in_force(date(2018, 1, 1)) is False
