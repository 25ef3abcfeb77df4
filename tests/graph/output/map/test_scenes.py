"""How a picture that is too large is divided: nobody is lost, every scene can be read, every one can be reached."""

from __future__ import annotations

from datetime import date

import pytest
from graph.output.map.scenes import Scene, scenes
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Agreement, Kind, Organization
from graph.network import from_records
from graph.output.map import scenes as rooms
from graph.output.map.picture import DrawnSide, Picture, take
from graph.query import Query
from tests.strategies import Records, networks

QUERY = Query(date(2019, 12, 30))


def check(picture: Picture, found: list[Scene]) -> None:
    ids = {dot.id for dot in picture.dots}
    assert set(found[0].dots) == ids
    assert {id_ for scene in found if not scene.groups for id_ in scene.dots} == ids  # each is seen by itself somewhere
    for number, scene in enumerate(found):
        if scene.parent is None:
            assert number == 0
        else:
            assert scene.parent < number
            assert [group.scene for group in found[scene.parent].groups].count(number) == 1
        if scene.groups:
            assert len(scene.of) == len(scene.dots)
            assert scene.places.at.keys() == {str(at) for at in range(len(scene.groups))}
            assert len(set(scene.places.at.values())) == len(scene.groups)
        else:
            assert scene.places.at.keys() == set(scene.dots)
    ends = {(line.helper, line.recipient) for line in picture.lines}
    for helper, recipient in ends:  # and every pair is drawn as a line of its own somewhere
        assert any({helper, recipient} <= set(scene.dots) for scene in found if not scene.groups)


@given(networks(), st.integers(2, 6))
def test_however_small_a_scene_has_to_be(records: Records, most: int) -> None:
    picture = take(from_records(records.organizations, records.agreements), QUERY)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rooms, "MOST_DOTS", most)
        patch.setattr(rooms, "SLICE", most)
        check(picture, scenes(picture))


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
    found = scenes(picture)
    check(picture, found)
    assert [group.unit for group in found[0].groups if group.side is DrawnSide.RECIPIENT] == [f"t{n}" for n in range(5)]
    assert all(len(scene.dots) <= rooms.MOST_DOTS for scene in found[1:])


def test_where_no_area_divides_them_they_are_taken_by_name() -> None:
    picture = take(from_records(villages(2_300, {}, {}), []), QUERY)
    found = scenes(picture)
    check(picture, found)
    assert [group.span for group in found[0].groups] == [
        (1, 500),
        (501, 1000),
        (1001, 1500),
        (1501, 2000),
        (2001, 2300),
    ]


def test_a_picture_that_is_small_enough_is_one_scene() -> None:
    picture = take(from_records(villages(20, {}, {}), []), QUERY)
    (only,) = scenes(picture)
    assert not only.groups
