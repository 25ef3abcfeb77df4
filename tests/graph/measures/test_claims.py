"""What confirms a claim of an amount: anything on record but what its own sentence says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

import networkx as nx

from graph.measures.claims import check_claims
from graph.model import COUNTED, Claim, Contribution, ContributionStatus, Counting, Kind, Measure, Place, unit_of
from graph.query import Query
from tests.records import DAY

SAID = {"sentence": "甲市投入5元，累计8元。", "span": "0-5"}
AT = Place("a.txt", None, 3)
CLAIM = Claim(id="c", measure=Measure.FUNDS, value=Decimal(8), attributes=SAID | {"span": "6-10"}, source="a", place=AT)


def given(id_: str, value: int, **more: Any) -> Contribution:
    own: dict[str, Any] = {"attributes": SAID, "source": "a", "place": AT} | more
    return Contribution(
        id=id_, measure=Measure.FUNDS, value=Decimal(value), unit="元", helper="h", recipient="r", **own
    )


def compared(*contributions: Contribution, claim: Claim = CLAIM) -> tuple[Mapping[str, object], bool]:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_node("h", name="H", kind="county")
    graph.add_node("r", name="R", kind="county")
    (found,) = check_claims(graph, [claim], contributions, Query(DAY))
    (row,) = found.to_dicts()
    return {name: row[name] for name in ("named", "illustrative", "same_sentence")}, found.passed


def test_the_same_figure_of_the_same_sentence_is_no_evidence_a_part_of_it_is() -> None:
    assert compared(given("1", 8)) == ({"named": 0, "illustrative": 0, "same_sentence": 8}, False)
    assert compared(given("1", 5), given("2", 3, source="b")) == (
        {"named": 8, "illustrative": 0, "same_sentence": None},
        True,
    )
    assert compared(given("1", 8), given("2", 8, source="b")) == (
        {"named": 8, "illustrative": 0, "same_sentence": 8},
        True,
    )


def test_another_sentence_line_file_or_dataset_is() -> None:
    elsewhere = {"named": 8, "illustrative": 0, "same_sentence": None}
    assert compared(given("1", 8, attributes=SAID | {"sentence": "投入8元。"})) == (elsewhere, True)
    assert compared(given("1", 8, place=Place("a.txt", None, 4))) == (elsewhere, True)
    assert compared(given("1", 8, place=Place("b.txt", None, 3))) == (elsewhere, True)
    assert compared(given("1", 8, source="b")) == (elsewhere, True)


def test_records_of_no_bulletin_stay_evidence() -> None:
    """A ledger has no sentences: a claim and an amount of one row are compared as before."""
    for attributes in ({}, {"sentence": "甲市投入5元，累计8元。"}):
        row = replace(CLAIM, attributes=attributes)
        found, passed = compared(given("1", 8, attributes=attributes), claim=row)
        assert (found["named"], found["same_sentence"], passed) == (8, None, True)


def test_what_is_invented_or_planned_stays_that() -> None:
    assert compared(given("1", 8, illustrative=True), given("2", 8, status=ContributionStatus.PLANNED)) == (
        {"named": 0, "illustrative": 8, "same_sentence": None},
        False,
    )


def test_people_and_person_times_are_never_added_up() -> None:
    turns = {COUNTED: Counting.PERSON_TIMES.value}
    base = {"measure": Measure.TRAINEES, "unit": "people", "helper": "h", "recipient": "r"}
    trained = [
        Contribution(id="1", value=Decimal(5), **base),  # type: ignore[arg-type]  # fields of a contribution
        Contribution(id="2", value=Decimal(8), attributes=turns, **base),  # type: ignore[arg-type]  # as above
    ]
    people = Claim(id="c", measure=Measure.TRAINEES, value=Decimal(5))
    assert compared(*trained, claim=people)[0]["named"] == 5
    assert compared(*trained, claim=replace(people, value=Decimal(8), attributes=turns)) == (
        {"named": 8, "illustrative": 0, "same_sentence": None},
        True,
    )
    assert [unit_of(one) for one in trained] == ["people", "person_times"]


def test_pairs_claimed_are_the_distinct_pairs_in_force_of_the_kind() -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for id_, kind in (("h", "county"), ("t", "township"), ("v", "village"), ("w", "village")):
        graph.add_node(id_, name=id_, kind=kind)
    graph.add_edge("h", "v", key="1")
    graph.add_edge("h", "v", key="2")
    graph.add_edge("h", "w", key="3", certainty="group")
    graph.add_edge("t", "w", key="4", illustrative=True)
    graph.add_edge("h", "t", key="5")
    claim = Claim(id="c", kind=Kind.VILLAGE, measure=Measure.PAIRS, value=Decimal(2), unit="pairs")
    (found,) = check_claims(graph, [claim], [], Query(DAY))
    assert (found.rule, found.expected, found.named, found.illustrative) == ("count:pairs", *map(Decimal, (2, 1, 1)))
    assert not found.passed
    (found,) = check_claims(graph, [replace(claim, kind=None)], [], Query(DAY))
    assert found.named == Decimal(2)
    assert found.passed
