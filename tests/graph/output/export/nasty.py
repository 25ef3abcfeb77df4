"""Networks whose names and attributes try to be something else: markup, formulas, escapes, headers, other scripts."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import strategies as st

from graph.model import Bound, Claim, Contribution, ContributionStatus, Kind, Measure, PartialDate, Place
from tests.strategies import Records, networks

NAMES = (
    "</node>",
    "]]>",
    "&amp;",
    'a "b", c',
    "\u202e村",
    "🏫 小学",
    "双凤镇",
    "ก" * 1000,
    "=1+1",
    "'=1+1",
    "''",
    "-3",
    "@x",
    "_x0041_",
    "2018-05",
    "true",
    "0012",
    "1e5",
    "#N/A!",
    "a;b\\u0041",
    "'",
    "None",
    "null",
)
"""Names that a loader takes as they are."""
UNSEEN = ("a\x01b", "a\x1bb", "a\rb", "a\nb", "\ufffe", "a\tb ")
"""Names that only a program can make; XML has no way to write some of them."""
KEYS = (
    "id",
    "ID",
    "row",
    "from_row",
    "dataset",
    "a,b",
    "a;b",
    "=k",
    "属性",
    "_x0041_",
    'say "x"',
    "attribute 1",
    "source",
    "x" * 200,
    "side",
    "start",
)


@st.composite
def records(draw: st.DrawFn, names: tuple[str, ...] = NAMES, most: int = 9) -> Records:
    """A network with such names, aliases and attributes."""
    plain = draw(networks(most))
    organizations = tuple(
        replace(
            org,
            name=draw(st.sampled_from(names)),
            aliases=tuple(draw(st.lists(st.sampled_from(names), max_size=2, unique=True))),
            name_en=draw(st.sampled_from((None, *names))),
            attributes=draw(_attributes(names)),
        )
        for org in plain.organizations
    )
    kinds = {org.id: org.kind for org in organizations}
    agreements = tuple(
        replace(deal, kind=kinds[deal.recipient], attributes=draw(_attributes(names))) for deal in plain.agreements
    )
    return Records(organizations, agreements)


def _attributes(names: tuple[str, ...]) -> st.SearchStrategy[dict[str, str]]:
    return st.dictionaries(st.sampled_from(KEYS), st.sampled_from(names), max_size=3)


def given_to(records: Records) -> tuple[Contribution, ...]:
    """What was given under each agreement: money to the fen, and things."""
    return tuple(
        contribution
        for number, deal in enumerate(records.agreements)
        for contribution in (
            Contribution(
                id=f"m{number}",
                measure=Measure.FUNDS,
                value=Decimal("1234567890123456.78") + number,
                unit="yuan",
                agreement=deal.id,
                printed="=123",
                period="2018/2019-12",
                attributes={"id": "x"},
            ),
            Contribution(
                id=f"t{number}",
                measure=Measure.TRAINEES,
                value=Decimal(number),
                unit="people",
                helper=deal.helper,
                recipient=deal.recipient,
                printed="12 人",
                status=ContributionStatus.PLANNED,
                bound=Bound.ABOUT,
                illustrative=True,
            ),
        )
    )


CLAIMS = (
    Claim(
        id="c1",
        kind=Kind.VILLAGE,
        helpers={Kind.ENTERPRISE: 21, Kind.SCHOOL: 2},
        recipients={Kind.VILLAGE: 56},
        since=PartialDate(2018, 5),
        printed='"21 ↔ 56"',
        source="s",
        place=Place("test.csv", None, 7),
        attributes={"note": "=1", "id": "y"},
    ),
    Claim(
        id="c2",
        measure=Measure.FUNDS,
        value=Decimal("0.10"),
        unit="yuan",
        printed="@",
        source="s",
        place=Place("test.csv", None, 8),
    ),
)
