"""What changed between two states of a source, on cases small enough to see."""

from __future__ import annotations

from decimal import Decimal

import pytest

from graph.measures.changes import Given, Member, Pairing, Snapshot, What, compare

MEMBERS = {
    "a": Member("甲公司"),
    "b": Member("乙公司"),
    "v": Member("一村", on_roster=True),
    "w": Member("二村", on_roster=True),
}


def state(*pairings: Pairing, given: tuple[Given, ...] = (), **members: Member) -> Snapshot:
    return Snapshot(MEMBERS | members, pairings, given)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (state(), state(), []),
        (state(), state(Pairing("a", "v")), [("added", "v", None, "甲公司")]),
        (state(Pairing("a", "v")), state(), [("ended", "v", "甲公司", None)]),
        (state(Pairing("a", "v")), state(Pairing("b", "v")), [("re-paired", "v", "甲公司", "乙公司")]),
        (state(Pairing("a", "v")), state(Pairing("a", "v"), Pairing("b", "v")), [("added", "v", None, "乙公司")]),
        (state(Pairing("a", "v", "2020")), state(Pairing("a", "v", "2023")), [("extended", "v", "2020", "2023")]),
        (state(Pairing("a", "v", "2020")), state(Pairing("a", "v")), [("extended", "v", "2020", None)]),
        (state(Pairing("a", "v")), state(Pairing("a", "v", "2023")), [("ended", "v", None, "2023")]),
        (
            state(Pairing("a", "v", "2020"), Pairing("a", "v", "2023")),
            state(Pairing("a", "v", "2023")),
            [],
        ),  # two agreements are one partner
        (state(), state(v=Member("一新村", on_roster=True)), [("renamed", "v", "一村", "一新村")]),
        (state(), state(v=Member("一村")), [("unlisted", "v", None, None)]),
        (state(), state(x=Member("三村", on_roster=True)), [("listed", "x", None, None)]),
        (
            state(Pairing("a", "v"), given=(Given("a", "v", "funds", Decimal(100)),)),
            state(
                Pairing("a", "v"), given=(Given("a", "v", "funds", Decimal(60)), Given("a", "v", "funds", Decimal(50)))
            ),
            [("amount", "v", Decimal(100), Decimal(110))],
        ),
        (
            state(),
            state(Pairing("a", "v"), given=(Given("a", "v", "funds", Decimal(5)),)),
            [("added", "v", None, "甲公司")],
        ),
        (
            state(given=(Given("a", None, "funds", Decimal(5)),)),
            state(given=(Given("a", None, "funds", Decimal(6)),)),
            [("amount", "a", Decimal(5), Decimal(6))],
        ),
    ],
)
def test_each_change(before: Snapshot, after: Snapshot, expected: list[tuple[str, str, object, object]]) -> None:
    assert [(one.what.value, one.recipient_id, one.before, one.after) for one in compare(before, after)] == expected


def test_a_village_that_is_now_matched_was_renamed_and_did_not_end() -> None:
    before = Snapshot({"a": Member("甲公司"), "own": Member("凤岐村", on_roster=True)}, [Pairing("a", "own")])
    after = Snapshot(
        {"a": Member("甲公司"), "cn-1": Member("凤歧村", on_roster=True, aliases=("凤岐村",))}, [Pairing("a", "cn-1")]
    )
    assert [tuple(one)[:5] for one in compare(before, after)] == [(What.RENAMED, "cn-1", "凤歧村", "凤岐村", "凤歧村")]


def test_the_order_of_rows_does_not_matter() -> None:
    pairings = [Pairing("a", "v", "2020"), Pairing("b", "w"), Pairing("b", "v")]
    one, two = state(*pairings), state(*reversed(pairings))
    assert compare(one, two) == ()
    assert compare(state(), one) == compare(state(), two)
