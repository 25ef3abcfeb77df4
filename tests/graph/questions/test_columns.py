"""Above the largest network that is fetched, questions answer from columns: byte for byte as from the network."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.query import RankBy, Side
from graph.store.open import open_store
from loaders import load
from tests.commands import ask, speak_english

PANZHOU, NEPAL = "panzhou", "nepal"
LOADS = {PANZHOU: ("panzhou-dalian", "panzhou-illustrative"), NEPAL: ("nepal-2015",)}
AREAS = {PANZHOU: ([], ["--in", "盘州市"], ["--in", "双凤镇"]), NEPAL: ([], ["--in", "Gorkha"])}
RANKS = [
    *(["rank", "--by", by.value, "--side", side.value] for by in RankBy for side in Side),
    ["rank", "--by", "partners", "--top", "3", "--groups"],
    ["rank", "village", "--by", "funds", "--side", "recipient", "--of", "enterprise", "--top", "7"],
    ["rank", "--by", "funds", "--of", "village"],
    ["rank", "--by", "degree", "--sector", "education"],
    ["rank", "--by", "birank", "--side", "recipient", "--of", "hospital", "--groups", "--top", "1"],
    ["rank", "enterprise", "--by", "harmonic", "--top", "4", "--as-of", "2018-01-01"],
    ["rank", "--as-of", "1990"],
]
STATS = [
    ["stats"],
    ["stats", "--groups"],
    ["stats", "county", "--groups"],
    ["stats", "school"],
    ["stats", "village", "--sector", "education"],
    ["stats", "--as-of", "1990"],
]
DEPENDS = [
    ["depend"],
    ["depend", "village", "--groups"],
    ["depend", "--on", "enterprise", "--as-of", "2018-06-01"],
    ["depend", "--critical"],
    ["depend", "village", "--critical", "--groups"],
    ["depend", "--critical", "--on", "social_group"],
]
DIFFS = [
    ["diff", "2017-01-01", "2019-12-30"],
    ["diff", "2014", "2016", "--groups"],
    ["diff", "2018", "2019", "--kind", "village"],
    ["diff", "2016-03-01", "2021-12-30", "--sector", "education"],
    ["diff", "2018-06-01", "2018-06-01"],
]


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    found = {}
    for name, datasets in LOADS.items():
        found[name] = tmp_path_factory.mktemp("stores") / f"{name}.db"
        with open_store(str(found[name]), create=True) as store:
            for dataset in datasets:
                store.load(load(dataset).dataset)
    return found


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    speak_english(monkeypatch)


def check(store: Path, args: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Asks twice, the second time of columns; what is fetched would be refused then."""
    with monkeypatch.context() as patch:
        expected = ask(store, *args, "-f", "json")
        patch.setattr("graph.questions.inquiry.FETCH_LIMIT", 0)
        found = ask(store, *args, "-f", "json")
    assert expected.exit_code == 0, expected.output
    assert found.stdout == expected.stdout
    assert (found.stderr, found.exit_code) == (expected.stderr, 0)


@pytest.mark.parametrize("args", [*RANKS, *STATS, *DEPENDS, *DIFFS], ids=" ".join)
def test_columns_and_network_answer_the_same(
    stores: dict[str, Path], args: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, areas in AREAS.items():
        for area in areas:
            check(stores[name], [*args, *area], monkeypatch)
