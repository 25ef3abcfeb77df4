"""Versions of datasets: what answers for a day rest on, whatever the order of loading; what is taken out and back."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from typing import Any, NamedTuple

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import dataset as tables
from graph.dataset import Dataset, FileRef
from graph.errors import StoreError
from graph.measures import coverage as measure
from graph.measures.columns import coverage as on_columns
from graph.model import Kind, Source
from graph.questions import coverage, gaps
from graph.questions.inquiry import Inquiry
from graph.store import Store
from tests.homes import Home

JUNE, JULY, AUGUST = date(2024, 6, 30), date(2024, 7, 31), date(2024, 8, 31)
DAYS = (None, JUNE, JULY, AUGUST)


class Listed(NamedTuple):
    """What one version of a ledger lists: recipient → helper, ends by recipient, and who is on its roster."""

    name: str
    as_of: date | None
    pairs: dict[str, str]
    roster: frozenset[str] = frozenset()
    ends: dict[str, str] = {}  # noqa: RUF012  # never changed
    read_as: str = "ledger"


def ledger(one: Listed) -> Dataset:
    """A version as a loader makes it."""
    ids = sorted({*one.pairs, *one.pairs.values(), *one.roster, "town"})
    organizations = [
        {
            "id": id_,
            "name": id_.upper(),
            "kind": "township" if id_ == "town" else "enterprise" if id_.startswith("h") else "village",
            "part_of": "town" if id_.startswith("v") else None,
            "on_roster": id_ in one.roster,
            "source": "s",
            "file": 0,
            "row": number,
        }
        for number, id_ in enumerate(ids)
    ]
    agreements = [
        {
            "id": f"{helper}-{recipient}",
            "helper": helper,
            "recipient": recipient,
            "kind": "village",
            "end": one.ends.get(recipient),
            "certainty": "named",
            "source": "s",
            "file": 0,
            "row": number,
        }
        for number, (recipient, helper) in enumerate(sorted(one.pairs.items()))
    ]

    def table(rows: list[dict[str, Any]], columns: tuple[str, ...]) -> pl.DataFrame:
        return tables.typed(pl.DataFrame(rows, infer_schema_length=None), columns) if rows else tables.empty(columns)

    return Dataset(
        name=one.name,
        title={"en": one.name, "zh": one.name},
        as_of=one.as_of,
        location=f"{one.name}.csv",
        fingerprint=repr((one.as_of, sorted(one.pairs.items()), sorted(one.roster), sorted(one.ends.items()))),
        files=(FileRef(f"{one.name}.csv"),),
        sources=(Source(id="s", title=one.name),),
        organizations=table(organizations, tables.ORGANIZATION),
        agreements=table(agreements, tables.AGREEMENT),
        contributions=tables.empty(tables.CONTRIBUTION),
        claims=(),
        read_as=one.read_as,
    )


def states(versions: list[Listed], day: date) -> dict[str, tuple[str, str | None, str | None]]:
    """Village → (state, last partner, unlisted since) of the roster on a day, reckoned from the versions alone."""
    found: dict[str, tuple[str, str | None, str | None]] = {}
    names = sorted({one.name for one in versions})
    picked = {}
    for name in names:
        own = sorted((one for one in versions if one.name == name), key=lambda one: one.as_of or date.min)
        until = [one for one in own if (one.as_of or date.min) <= day] or own[:1]
        picked[name] = until
    roster = frozenset[str]().union(*(until[-1].roster for until in picked.values()))
    for village in sorted(roster):
        direct = False
        last: list[tuple[str, str, str | None]] = []
        for until in picked.values():
            current = until[-1].pairs.get(village)
            if current is not None:
                end = until[-1].ends.get(village)
                if end is None or end >= day.isoformat():
                    direct = True
                else:
                    last.append((end, current, None))
            for before, after in itertools.pairwise(until):
                helper = before.pairs.get(village)
                listed_again = any(one.pairs.get(village) == helper for one in until[until.index(after) :])
                elsewhere = any(other[-1].pairs.get(village) == helper for other in picked.values())
                if helper is not None and not listed_again and not elsewhere:
                    assert after.as_of is not None  # an undated version comes first
                    since = after.as_of.isoformat()
                    last.append((min(before.ends.get(village, since), since), helper, since))
        if direct:
            found[village] = ("direct", None, None)
        elif last:
            _, partner, unlisted_since = max(
                last, key=lambda one: (one[0], one[1], -date.fromisoformat(one[2] or "9999-12-31").toordinal())
            )
            found[village] = ("lapsed", partner.upper(), unlisted_since)
        else:
            found[village] = ("never", None, None)
    return found


def answered(store: Store, day: date) -> dict[str, tuple[str, str | None, str | None]]:
    """The same, as the store answers."""
    with Inquiry(store, None, day) as inquiry:
        found = gaps.answer(inquiry, kind=Kind.VILLAGE)
        rows = [dict(zip(found.fields, row, strict=True)) for row in found.rows]
        network = inquiry.network()
        roster = sorted(id_ for id_, data in network.nodes(data=True) if data["on_roster"])
        open_ = {row["id"]: (str(row["state"]), row["last_partner"], row["unlisted_since"]) for row in rows}
        assert found.summary["roster"] in (len(roster), 0)
        counted = inquiry.versions()
        stating = {
            id_
            for id_ in network
            for one in inquiry.statements(id_)
            if one.organization.on_roster and (one.dataset, one.as_of.isoformat() if one.as_of else "") in counted
        }
        assert sorted(stating) == roster  # `explain` says of a past day what `gaps` counts
        query = inquiry.query(Kind.VILLAGE)
        assert on_columns.gaps(store.columns(day), query) == measure.gaps(network, query)
        if not roster:
            return {}
        total = coverage.answer(inquiry, kind=Kind.VILLAGE).summary
        assert total["direct"] == found.summary["direct"]
        return {id_: open_.get(id_, ("direct", None, None)) for id_ in roster}


VILLAGES, HELPERS = ("v1", "v2", "v3"), ("h1", "h2")


@st.composite
def series(draw: st.DrawFn) -> list[Listed]:
    found = []
    for name in ("a", "b"):
        for day in draw(st.lists(st.sampled_from(DAYS), unique=True, max_size=3)):
            pairs = draw(st.dictionaries(st.sampled_from(VILLAGES), st.sampled_from(HELPERS), max_size=3))
            roster = draw(st.frozensets(st.sampled_from(VILLAGES)))
            ends = draw(st.dictionaries(st.sampled_from(sorted(pairs)), st.just("2024-07-15"))) if pairs else {}
            found.append(Listed(name, day, pairs, roster, ends))
    return found


ASKED = [date(2024, 1, 1), JUNE, JUNE + timedelta(days=10), JULY, AUGUST, date(2025, 1, 1)]


@settings(max_examples=40, deadline=None)
@given(series(), st.randoms(use_true_random=False))
def test_states_are_those_of_the_versions_in_whatever_order_they_are_loaded(
    versions: list[Listed], random: Any
) -> None:
    check_states_are_those_of_the_versions(Home("sqlite"), versions, random)


@settings(max_examples=12, deadline=None)
@given(series(), st.randoms(use_true_random=False))
def test_states_are_those_of_the_versions_in_each_home(home: Home, versions: list[Listed], random: Any) -> None:
    check_states_are_those_of_the_versions(home, versions, random)


def check_states_are_those_of_the_versions(home: Home, versions: list[Listed], random: Any) -> None:
    if not versions:
        return
    order = list(versions)
    random.shuffle(order)
    with home.empty() as store:
        for one in order:
            store.load(ledger(one))
        for day in ASKED:
            assert answered(store, day) == states(versions, day)
        assert store.verify() == []
        whole = [content(store, day) for day in ASKED]
        gone = order[0]
        store.change([], [(gone.name, gone.as_of.isoformat() if gone.as_of else "")])
        rest = order[1:]
        for day in ASKED if rest else []:
            assert answered(store, day) == states(rest, day)
        store.undo()
        assert [content(store, day) for day in ASKED] == whole
        with pytest.raises(StoreError):
            store.undo()
        assert store.verify() == []


def content(store: Store, day: date) -> Any:
    """Everything a network of a day says, in its order."""
    network = store.network(day=day)
    return list(network.nodes(data=True)), list(network.edges(keys=True, data=True)), store.datasets()
