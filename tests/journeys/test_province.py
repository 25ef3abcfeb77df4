"""A coordinator of five counties with five shapes of file: two months, each loaded as the folder it came in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.journeys import oracle, province
from tests.journeys.desk import Desk, compare, unit
from tests.journeys.oracle import Ledgers
from tests.journeys.province import JULY, JUNE, County

PAIRS_ALONE = "钟山区"


def by_county(desk: Desk, ledgers: Ledgers, *days: date) -> None:
    """Lays each county's line, and its own list of gaps, beside the count by hand."""
    for day in days:
        as_of = ("--as-of", day.isoformat())
        lines = {
            row["group"].split(" / ")[-1]: row
            for row in desk.ask("coverage", "village", "--by", "county", *as_of)["rows"]
        }
        assert lines.keys() == province.PLACES.keys()
        for county in province.PLACES:
            own = {name: versions for name, versions in ledgers.items() if name.startswith(county)}
            wanted = oracle.figures(own, day)
            shown = desk.ask("gaps", "village", "--in", county, *as_of)
            assert (county, {name: shown["summary"].get(name) for name in wanted}) == (county, wanted)
            stands = {place: one.state for place, one in oracle.stands(own, day).items() if one.state != "direct"}
            assert {unit(row["area"], row["name"]): row["state"] for row in shown["rows"]} == stands
            names = ["roster", "share_direct", "off_roster"]
            names += [] if county == PAIRS_ALONE else ["direct", "inherited", "lapsed", "never"]
            assert {name: lines[county].get(name) for name in names} == {name: wanted[name] for name in names}


def alone(county: County, day: date) -> dict[str, list[oracle.Version]]:
    """What one county's ledger of a month states."""
    return {name: some for name, some in county.ledgers(day).items() if name.endswith("ledger")}


@pytest.mark.parametrize("county", province.counties(), ids=lambda county: county.write.__name__)
@pytest.mark.parametrize("day", [JUNE, JULY], ids=["june", "july"])
def test_each_shape_is_read(desk: Desk, county: County, day: date) -> None:
    folder = province.write_month(day)
    path = f"{folder}/{county.name}/台账.{'csv' if county.name == '水城区' else 'xlsx'}"
    (told,) = desk.ask("load", path)["summary"]["files"]
    assert (told["read_as"], told["as_of"]) == ("ledger", day.isoformat())
    compare(desk, alone(county, day), day)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_two_months_of_five_counties(desk: Desk, lang: str) -> None:
    coordinator = replace(desk, lang=lang)
    coordinator.run("load", province.write_month(JUNE))
    by_county(coordinator, province.ledgers(JUNE), JUNE)
    assert len(coordinator.versions()) == 7  # five ledgers and two lists, two names for all of them
    then = coordinator.answers(JUNE)
    coordinator.run("load", province.write_month(JULY))
    both = province.ledgers(JUNE, JULY)
    assert coordinator.answers(JUNE) == then
    by_county(coordinator, both, JUNE, JULY)
    compare(coordinator, both, JUNE, JULY)
    assert coordinator.changes(JUNE, JULY) == oracle.changes(both, JUNE, JULY)
    told = coordinator.ask("coverage", "village", "--by", "county")["notes"]
    assert any(PAIRS_ALONE in note for note in told)  # it has pairs and no list
    coordinator.run("undo")
    assert coordinator.answers(JUNE, JULY)[: len(then)] == then
    by_county(coordinator, province.ledgers(JUNE), JULY)
