"""Random pairing networks: trees of units, partial and open dates, groups, parallel agreements, invented records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from graph.model import (
    Agreement,
    AgreementStatus,
    Certainty,
    Contribution,
    Form,
    Kind,
    Measure,
    Organization,
    PartialDate,
)
from graph.query import Query

SECTORS = ("education", "health", None)
_KINDS = (Kind.PROVINCE, Kind.PREFECTURE, Kind.COUNTY, Kind.TOWNSHIP, Kind.VILLAGE, Kind.SCHOOL, Kind.ENTERPRISE)
_DAYS = (  # first and last days of years and months, where intervals begin and end
    date(2017, 1, 1),
    date(2018, 6, 1),
    date(2018, 6, 15),
    date(2018, 12, 31),
    date(2019, 6, 30),
    date(2020, 1, 1),
    date(2023, 5, 1),
)
_DATES = st.one_of(
    st.none(),
    st.builds(PartialDate, st.integers(2017, 2021)),
    st.builds(PartialDate, st.integers(2018, 2020), st.sampled_from((1, 6, 12))),
    st.builds(PartialDate, st.integers(2018, 2020), st.sampled_from((1, 6, 12)), st.sampled_from((1, 15, 30))),
)


@dataclass(frozen=True, slots=True)
class Records:
    """A network as records."""

    organizations: tuple[Organization, ...]
    agreements: tuple[Agreement, ...]


@st.composite
def networks(draw: st.DrawFn, most: int = 14) -> Records:
    """A forest of up to `most` organizations and the agreements between any two of them."""
    count = draw(st.integers(1, 3)) * draw(st.integers(1, most // 3))
    organizations = []
    for number in range(count):
        parent = draw(st.one_of(st.none(), st.integers(0, number - 1))) if number else None
        organizations.append(
            Organization(
                id=f"o{number:02d}",
                name=draw(st.sampled_from(("双凤镇", "双凤村", "Gorkha", "一村", "%_"))) + str(number),
                kind=draw(st.sampled_from(_KINDS)),
                part_of=None if parent is None else f"o{parent:02d}",
                on_roster=draw(st.sampled_from((True, True, False))),
                illustrative=draw(st.sampled_from((False, False, True))),
            )
        )
    agreements = [
        _agreement(draw, number, count) for number in range(draw(st.sampled_from((0, 3, 6, 12))) if count > 1 else 0)
    ]
    return Records(tuple(organizations), tuple(deal for deal in agreements if deal is not None))


def _agreement(draw: st.DrawFn, number: int, count: int) -> Agreement | None:
    helper, recipient = draw(st.integers(0, count - 1)), draw(st.integers(0, count - 1))
    start, end = draw(_DATES), draw(_DATES)
    if helper == recipient or (start and end and end.last < start.first):
        return None
    return Agreement(
        id=f"a{number:02d}",
        helper=f"o{helper:02d}",
        recipient=f"o{recipient:02d}",
        start=start,
        end=end,
        sector=draw(st.sampled_from(SECTORS)),
        form=draw(st.sampled_from((None, *Form))),
        certainty=draw(st.sampled_from(Certainty)),
        status=draw(st.sampled_from((*[AgreementStatus.AGREED] * 3, AgreementStatus.PLANNED))),
        illustrative=draw(st.booleans()),
    )


_PERIODS = (None, "2018", "2019", "2020", "2018-06", "2018/2019", "2019-01/2019-12", "2017/2021")


@st.composite
def contributions(draw: st.DrawFn, records: Records, *, strangers: bool = True) -> list[Contribution]:
    """What was given: under an agreement, between two, by or to one alone; with `strangers` what no record knows too."""
    ids = [None, None, *(org.id for org in records.organizations), *(("elsewhere",) if strangers else ())]
    agreements = [None, *(deal.id for deal in records.agreements), *(("unheard",) if strangers else ())]
    given = []
    for number in range(draw(st.integers(0, 8))):
        agreement, helper, recipient = (draw(st.sampled_from(some)) for some in (agreements, ids, ids))
        if agreement or helper or recipient:
            given.append(
                Contribution(
                    id=f"c{number}",
                    measure=draw(st.sampled_from((Measure.FUNDS, Measure.FUNDS, Measure.TRAINEES))),
                    value=Decimal(draw(st.sampled_from(("0", "1", "0.1", "250.55", "1000000")))),
                    unit="yuan",
                    agreement=agreement,
                    helper=helper,
                    recipient=recipient,
                    sector=draw(st.sampled_from(SECTORS)),
                    period=draw(st.sampled_from(_PERIODS)),
                    illustrative=draw(st.booleans()),
                )
            )
    return given


@st.composite
def queries(draw: st.DrawFn, records: Records) -> Query:
    """A question to these records: any day around their dates, any kind, unit and sector."""
    return Query(
        draw(
            st.sampled_from(
                (date(2015, 1, 1), date(2018, 6, 15), date(2019, 12, 31), date(2020, 1, 1), date(2023, 5, 1))
            )
        ),
        draw(st.sampled_from((None, None, None, *{org.kind for org in records.organizations}))),
        draw(st.sampled_from((*[None] * len(records.organizations), *(org.id for org in records.organizations)))),
        draw(st.sampled_from((None, None, *SECTORS))),
    )
