"""How a network that is too much for a page is divided: nobody is lost, every area opens those who lie in it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Agreement, Kind, Organization
from graph.network import from_records
from graph.output.map import groups as rooms
from graph.output.map.groups import Group, groups_of, in_order, opened_by
from graph.output.map.picture import DrawnSide, Picture, take
from graph.query import Query
from tests.strategies import Records, networks

QUERY = Query(date(2019, 12, 30))


def divided(picture: Picture) -> dict[str, Group]:
    return groups_of(picture, {dot.id for dot in picture.dots})


@given(networks(), st.integers(2, 6))
def test_nobody_is_lost_however_small_the_groups(records: Records, most: int) -> None:
    picture = take(from_records(records.organizations, records.agreements), QUERY)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rooms, "MOST_IDLE", most)
        patch.setattr(rooms, "SLICE", most)
        of = divided(picture)
        assert of.keys() == {dot.id for dot in picture.dots}
        inside = opened_by(picture, of)
        helped = {dot.id for dot in picture.dots if dot.side is DrawnSide.RECIPIENT}
        assert helped <= {id_ for one in inside.values() for id_ in one.own}
        for line in picture.lines:  # and every pair is on the page of whoever is helped
            assert {line.helper, line.recipient} <= inside[of[line.recipient]].seen


def villages(count: int, units: dict[str, str], kinds: dict[str, Kind]) -> list[Organization]:
    places = [
        Organization(id=unit, name=unit, kind=kinds[unit], part_of=above or None) for unit, above in units.items()
    ]
    towns = [unit for unit, kind in kinds.items() if kind is Kind.TOWNSHIP]
    return places + [
        Organization(
            id=f"v{n:04}",
            name=f"{n:04}村",
            kind=Kind.VILLAGE,
            on_roster=True,
            part_of=towns[n % len(towns)] if towns else None,
        )
        for n in range(count)
    ]


def test_townships_where_they_are_few_enough() -> None:
    units = {"c": ""} | {f"t{n}": "c" for n in range(5)}
    kinds = {"c": Kind.COUNTY} | {f"t{n}": Kind.TOWNSHIP for n in range(5)}
    helpers = [Organization(id=f"h{n}", name=f"{n}公司", kind=Kind.ENTERPRISE) for n in range(3)]
    deals = [Agreement(id="a", helper="h0", recipient="v0000"), Agreement(id="b", helper="h1", recipient="v0001")]
    picture = take(from_records([*villages(2_500, units, kinds), *helpers], deals), QUERY)
    found = in_order(divided(picture).values())
    assert [group.unit for group in found if group.side is DrawnSide.RECIPIENT] == [f"t{n}" for n in range(5)]
    assert [group for group in found if group.side is DrawnSide.HELPER] == [Group(DrawnSide.HELPER, kind="enterprise")]


def test_where_no_area_divides_them_they_are_taken_by_name() -> None:
    picture = take(from_records(villages(2_300, {}, {}), []), QUERY)
    spans = [group.span for group in in_order(divided(picture).values())]
    assert spans == [(1, 500), (501, 1000), (1001, 1500), (1501, 2000), (2001, 2300)]
