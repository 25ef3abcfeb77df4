"""The columns that a file gives are those of the network in it, however many datasets state it."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import columns
from graph.columns import NONE, Columns
from graph.store.open import open_store
from tests.homes import Home
from tests.records import dataset
from tests.strategies import Records, networks


def by_id(table: Columns) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    """What columns say, organizations and pairings by their ids: two tables may number them otherwise."""
    names = [one.name for one in fields(Columns) if one.name not in ("sectors", "register")]
    of_organizations, of_pairings = names[:4], names[4:]
    places = np.arange(len(table.kind), dtype=np.int32)
    named = table.register.named(places)
    ids = [one.id for one in named]
    organizations = [
        (
            one,
            *(
                (ids[value] if value != NONE else None) if name == "part_of" else value
                for name, value in zip(of_organizations, row, strict=True)
            ),
        )
        for one, *row in zip(named, *(getattr(table, name).tolist() for name in of_organizations), strict=True)
    ]
    printed = table.register.printed(np.arange(len(table.helper), dtype=np.int32))
    pairings = [
        (
            *one[:3],
            ids[helper],
            ids[recipient],
            *(
                (table.sectors[value] if value != NONE else None) if name == "sector" else value
                for name, value in zip(of_pairings[2:], row, strict=True)
            ),
        )
        for one, helper, recipient, *row in zip(
            printed, *(getattr(table, name).tolist() for name in of_pairings), strict=True
        )
    ]
    return sorted(organizations, key=str), sorted(pairings, key=str)


@settings(max_examples=40, deadline=None)
@given(st.lists(networks(), min_size=1, max_size=3))
def test_a_file_as_columns_is_its_network_as_columns(parts: list[Records]) -> None:
    with Home("sqlite").empty() as store:
        for number, part in enumerate(parts):
            store.load(dataset(part.organizations, part.agreements, name=f"part{number}"))
        expected = columns.from_network(store.network())
        with store.snapshot():
            found = store.columns()
            assert by_id(found) == by_id(expected)
            assert (np.diff(found.recipient) >= 0).all()
            ids = sorted(store.network())
            for id_ in ids:
                place = found.register.place(id_)
                assert place is not None
                assert found.register.named(np.array([place], dtype=np.int32))[0].id == id_
            assert found.register.place("nobody") is None


def test_a_store_without_anything_has_columns_without_anything(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "s.db"), create=True) as store, store.snapshot():
        table = store.columns()
        assert (len(table.kind), len(table.helper), table.sectors) == (0, 0, ())
        with pytest.raises(AttributeError):
            _ = table.nothing  # type: ignore[attr-defined]
