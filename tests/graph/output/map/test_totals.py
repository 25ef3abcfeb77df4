"""The totals of areas: on columns those of the picture, and the page above the largest network that is fetched."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import strategies as st

from graph import columns
from graph.model import Kind, Organization
from graph.output.map import atlas, page
from graph.output.map import groups as rooms
from graph.output.map import large as on_columns
from graph.output.map.groups import groups_of
from graph.output.map.picture import take
from graph.output.map.totals import CLASSES, counted
from graph.query import State
from graph.questions.inquiry import Inquiry
from graph.store.open import open_store
from tests.browser import jiedui
from tests.records import dataset
from tests.strategies import networks, queries
from tests.tables import fetched, pinned, shuffled, told


def check_that_columns_and_picture_give_the_same(data: st.DataObject, *, most: int = 14) -> None:
    records, most_groups = data.draw(networks(most)), data.draw(st.sampled_from((1, 3, 120)))
    graph = told(data, records)
    table = shuffled(columns.from_network(graph), data.draw(st.integers(0, 99)))
    query = data.draw(queries(records))
    states = data.draw(st.one_of(st.none(), st.sets(st.sampled_from(State)).map(frozenset)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rooms, "MOST_IDLE", data.draw(st.sampled_from((1, 2_000))))
        patch.setattr(rooms, "SLICE", data.draw(st.sampled_from((2, 500))))
        patch.setattr(rooms, "MOST_TOTALS", dict.fromkeys(rooms.MOST_TOTALS, most_groups))
        picture = take(fetched(graph, query.area), query, states=states)
        expected = counted(picture, groups_of(picture, {dot.id for dot in picture.dots}, rooms.MOST_TOTALS))
        found = on_columns.take(table, query, states)
        assert found == expected
        assert list(found.units) == list(expected.units)


test_columns_and_picture_give_the_same, test_columns_and_larger_pictures_give_the_same = pinned(
    check_that_columns_and_picture_give_the_same, 60
)


@pytest.mark.parametrize(("area", "state"), [(None, None), ("cn-5201", None), (None, "gaps")])
def test_the_page_is_the_overview_of_an_atlas_that_opens_nothing(
    area: str | None, state: str | None, large: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(str(large)) as store, Inquiry.named(store, area, None, date.max) as inquiry:
        wanted = atlas.wanted(inquiry, states=[state] if state else [], store=str(large))
        picture, scope = page.picture_of(inquiry, wanted.query, wanted.states)
        totals = counted(picture, groups_of(picture, {dot.id for dot in picture.dots}, rooms.MOST_TOTALS))
        expected = atlas._rendered(atlas._overview(inquiry, wanted.query, totals, scope), wanted, "en")
    out = tmp_path / "m.html"
    args = ["--lang", "en", "--store", str(large), "map", *(("--in", area) if area else ())]
    monkeypatch.setattr("graph.questions.inquiry.FETCH_LIMIT", 10)
    said = jiedui(*args, *(("--state", state) if state else ()), "-o", str(out)).replace("\n", " ")
    assert f"{len(picture.dots):,} organizations are more than can be drawn one by one" in said
    assert out.read_text(encoding="utf-8") == expected
    assert sum(tally[own] for tally in totals.tallies for own in CLASSES) == len(picture.dots) > 500
    refused = jiedui(*args, "--layout", "free", "-o", str(tmp_path / "x.html"), code=2)
    assert "--layout free" in refused.replace("\n", " ")
    assert list(tmp_path.iterdir()) == [out]


def test_nothing_to_show_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(str(tmp_path / "s.db"), create=True) as store:
        store.load(dataset([Organization(id="v", name="一村", kind=Kind.VILLAGE)]))
    monkeypatch.setattr("graph.questions.inquiry.FETCH_LIMIT", 0)
    args = ("--lang", "en", "--store", str(tmp_path / "s.db"), "map", "-o", str(tmp_path / "m.html"))
    assert "nothing to show" in jiedui(*args, code=2)
