"""Which texts a store knows as names, and the sectors it holds: the same in every home."""

from __future__ import annotations

import pytest

from graph.errors import UsageError
from graph.model import Agreement, Kind, Organization
from tests.homes import Home
from tests.records import dataset

TOWN = Organization(
    id="t", name="双凤镇", kind=Kind.TOWNSHIP, name_en="Shuangfeng Town", aliases=("Double Phoenix", "双凤")
)
OTHER = Organization(id="u", name="双凤镇", kind=Kind.VILLAGE, part_of="t", code="520281127")
FIRM = Organization(id="Ünit", name="Émile & Co", kind=Kind.ENTERPRISE)


def test_texts_that_are_names(home: Home) -> None:
    deals = (
        Agreement(id="a", helper="Ünit", recipient="t", sector="education"),
        Agreement(id="b", helper="Ünit", recipient="u", sector="health-and-care"),
        Agreement(id="c", helper="Ünit", recipient="u"),
    )
    with home.empty() as store:
        store.load(dataset((TOWN, OTHER, FIRM), deals))
        texts = [
            "双凤镇",
            "双凤",
            "凤镇",
            "t",
            "T",
            "520281127",
            "shuangfeng TOWN",
            "Shuangfeng",
            "double phoenix",
            "Émile & Co",
            "émile & co",
            "Ünit",
            "",
            "'",
            '"',
        ]
        assert store.named(texts) == {
            "双凤镇": {Kind.TOWNSHIP, Kind.VILLAGE},
            "双凤": {Kind.TOWNSHIP},
            "t": {Kind.TOWNSHIP},
            "520281127": {Kind.VILLAGE},
            "shuangfeng TOWN": {Kind.TOWNSHIP},
            "double phoenix": {Kind.TOWNSHIP},
            "Émile & Co": {Kind.ENTERPRISE},
            "Ünit": {Kind.ENTERPRISE},
        }
        assert store.named([]) == {}
        assert store.sectors() == ["education", "health-and-care"]


def test_a_network_is_asked_by_the_id_of_a_unit(home: Home) -> None:
    unit = Organization(id="t", name="Town", kind=Kind.TOWNSHIP)
    with home.empty() as store:
        store.load(dataset([unit], []))
        assert list(store.network("t")) == ["t"]
        with pytest.raises(UsageError, match="Town"):
            store.network("Town")
        with pytest.raises(UsageError, match="nowhere"):
            store.network("nowhere")
